//! Units that a sentence leaves out because it has just said them: "rose 2 percent … and fell by 1",
//! "from 21 mpg to 23", "a 7- or 8-inch screen", "68,400 people … and 95,800 who".

use super::lexicon::Class;
use super::quantity::{Quantity, Unit, UnitName};
use super::tokens::{TokenKind, Tokens};
use crate::quantity::Kind;

/// How many figures back a unit may have been said.
const REACH: usize = 4;

/// Gives units to the figures of a sentence that leave theirs out. `sentence` begins at its first token.
pub(super) fn fill(sentence: Tokens<'_>, quantities: &mut [Quantity]) {
    for index in 0..quantities.len() {
        let Some(bare) = quantities.get(index).copied().filter(is_bare) else {
            continue;
        };
        let before = quantities
            .get(index.saturating_sub(REACH)..index)
            .unwrap_or(&[]);
        let after = quantities.get(index.saturating_add(1)).copied();
        let donor =
            hyphenated(&sentence, &bare, after).or_else(|| said_before(&sentence, &bare, before));
        if let (Some(donor), Some(quantity)) = (donor, quantities.get_mut(index)) {
            quantity.kind = donor.kind;
            quantity.unit = Unit {
                text: None,
                ..donor.unit
            };
        }
    }
}

/// A count of nothing named.
fn is_bare(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Count
        && quantity.unit.name == UnitName::None
        && quantity.amount.stated.is_some()
}

/// "7- or 8-inch": the dash says that the unit comes with the next figure.
fn hyphenated(sentence: &Tokens<'_>, bare: &Quantity, after: Option<Quantity>) -> Option<Quantity> {
    let end = sentence.at_byte(bare.span.end);
    let dash = end
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced);
    let hanging = end.ahead(1).is_some_and(|next| {
        next.spaced && ["or", "and", "to"].iter().any(|word| end.is(next, word))
    });
    after.filter(|after| dash && hanging && !is_bare(after))
}

/// The unit of an earlier figure that stands in the same construction.
fn said_before(sentence: &Tokens<'_>, bare: &Quantity, before: &[Quantity]) -> Option<Quantity> {
    let role = role(sentence, bare)?;
    let next = sentence.at_byte(bare.span.end);
    let alone = next.first().is_none_or(|next| {
        !matches!(next.kind, TokenKind::Digits) && next.spaced
            || matches!(next.kind, TokenKind::Sign(_))
    });
    let fits = |donor: &&Quantity| {
        let known = matches!(donor.unit.name, UnitName::Known(_))
            && !donor.kind.is_calendar()
            && !matches!(donor.kind, Kind::Duration | Kind::Age);
        let counted = matches!(donor.unit.name, UnitName::Noun(_))
            && donor.kind == Kind::Count
            && role == Role::Clause;
        let paired = self::role(sentence, donor).is_some_and(|other| {
            other == role
                || matches!(
                    (role, other),
                    (Role::To, Role::From) | (Role::From, Role::To)
                )
        });
        (known && paired && role != Role::Clause) || counted
    };
    before.iter().rev().find(fits).copied().filter(|_| alone)
}

/// What the words around a figure make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    By,
    To,
    From,
    /// Before "who" or a verb, so that it stands for what was counted before.
    Clause,
}

fn role(sentence: &Tokens<'_>, quantity: &Quantity) -> Option<Role> {
    let at = sentence.at_byte(quantity.span.start);
    let after = sentence.at_byte(quantity.span.end);
    let changes = at
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::RISE.with(Class::FALL)));
    let clause = || {
        after.first().is_some_and(|next| {
            ["who", "whom", "were", "are"]
                .iter()
                .any(|word| after.is(next, word))
        })
    };
    match () {
        () if changes || at.behind_is(1, &["by"]) => Some(Role::By),
        () if at.behind_is(1, &["to", "at"]) => Some(Role::To),
        () if at.behind_is(1, &["from"]) => Some(Role::From),
        () if clause() => Some(Role::Clause),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, read};
    use crate::extract::{UnitName, scan};

    fn units(text: &str) -> Vec<String> {
        let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None).unwrap();
        let name = |name| match name {
            UnitName::None => "-".to_owned(),
            UnitName::Known(base) => crate::quantity::Base::name(&base).to_owned(),
            UnitName::Noun(span) => document.slice(span).to_owned(),
        };
        scan(&document, 10)
            .quantities
            .iter()
            .map(|quantity| name(quantity.unit.name))
            .collect()
    }

    #[test]
    fn units_are_filled_in() {
        for (text, wanted) in [
            (
                "The index rose by 2 percent but the other fell by 1.",
                vec!["percent", "percent"],
            ),
            ("It closed at 18 miles, up from 12.", vec!["mile", "mile"]),
            ("On a 7- or 8-inch screen.", vec!["inch", "inch"]),
            (
                "There are 68,400 people without work and 95,800 who seek it.",
                vec!["people", "people"],
            ),
        ] {
            assert_eq!(units(text), wanted, "{text}");
        }
    }

    #[test]
    fn other_figures_stay_bare() {
        assert_eq!(
            units("It rose 2 percent, and there were 14."),
            ["percent", "-"]
        );
        assert_eq!(
            units("They won by 2 goals in 1 day, then 3."),
            ["goals", "day", "-"]
        );
    }
}
