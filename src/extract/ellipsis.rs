//! Units that a sentence leaves out because it has just said them: "rose 2 percent … and fell by 1",
//! "from 21 mpg to 23", "a 7- or 8-inch screen", "68,400 people … and 95,800 who".

use super::lexicon::Class;
use super::quantity::{Quantity, Unit, UnitName};
use super::tokens::{Token, TokenKind, Tokens};
use super::unit::kind;
use crate::quantity::{Amount, Base, Dimension, Kind, Modifier};

/// How many figures back a unit may have been said.
const REACH: usize = 4;

/// Gives units to the figures of a sentence that leave theirs out. `sentence` begins at its first token.
pub(super) fn fill(sentence: Tokens<'_>, quantities: &mut [Quantity]) {
    for index in 0..quantities.len() {
        bracketed(&sentence, quantities, index);
        if let Some(quantity) = quantities.get_mut(index) {
            percentage_of(&sentence, quantity);
        }
        let after = quantities.get(index.saturating_add(1)).copied();
        let Some(mut bare) = quantities.get(index).copied() else {
            continue;
        };
        let sides = is_side(&sentence, &bare, after);
        if sides {
            bare.unit = Unit::NONE;
        }
        if !is_bare(&bare) {
            continue;
        }
        let before = quantities
            .get(index.saturating_sub(REACH)..index)
            .unwrap_or(&[]);
        let donor = after
            .filter(|_| sides)
            .or_else(|| hyphenated(&sentence, &bare, after))
            .or_else(|| spread(&sentence, &bare, after))
            .or_else(|| said_before(&sentence, &bare, before))
            .filter(|donor| donor.kind != Kind::Statistic);
        if let (Some(donor), Some(quantity)) = (donor, quantities.get_mut(index)) {
            quantity.kind = donor.kind;
            quantity.unit = Unit {
                text: None,
                ..donor.unit
            };
        }
    }
}

/// "More than 100 km (60 miles)": an amount in brackets behind another has its bound.
fn bracketed(sentence: &Tokens<'_>, quantities: &mut [Quantity], index: usize) {
    let Some(before) = index
        .checked_sub(1)
        .and_then(|before| quantities.get(before))
        .copied()
    else {
        return;
    };
    let Some(quantity) = quantities.get_mut(index) else {
        return;
    };
    let bound = !matches!(
        before.amount.modifier,
        Modifier::Exact | Modifier::Between | Modifier::About | Modifier::Nearly
    );
    let opens = sentence
        .at_byte(before.span.end)
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('('));
    let converts =
        matches!(quantity.kind, Kind::Measure | Kind::Money) && before.kind == quantity.kind;
    let adjoining = sentence
        .at_byte(quantity.span.start)
        .behind(1)
        .is_some_and(|token| token.kind == TokenKind::Sign('('));
    if let (true, Some(stated), Modifier::Exact) = (
        bound && opens && converts && adjoining,
        quantity.amount.stated,
        quantity.amount.modifier,
    ) {
        quantity.amount = Amount::new(stated, before.amount.modifier);
    }
}

/// "A shooting percentage of 45.3", "per cent of twenty": the number behind is the percentage. Not where the word
/// asks for it or is a share itself: "what percentage of 45", "5 per cent of 45".
fn percentage_of(sentence: &Tokens<'_>, quantity: &mut Quantity) {
    const NO_NUMBER: [&str; 14] = [
        "what", "which", "large", "small", "certain", "high", "higher", "low", "lower", "big",
        "same", "fixed", "tiny", "any",
    ];
    let at = sentence.at_byte(quantity.span.start);
    if !is_bare(quantity) || !at.behind_is(1, &["of"]) {
        return;
    }
    let percentage = at.behind_is(2, &["percentage", "percentages"]);
    let per_cent = at.behind_is(2, &["cent"]) && at.behind_is(3, &["per"]);
    let words: usize = if per_cent { 3 } else { 2 };
    let before = at.behind(words.saturating_add(1));
    let told = if percentage {
        !at.behind_is(3, &NO_NUMBER)
    } else {
        let leads = |before: &Token| {
            before.classes.any(Class::PREPOSITION.with(Class::BE))
                && !before.classes.any(Class::NUMBER)
        };
        (per_cent || at.behind_is(2, &["percent", "percents"])) && before.is_none_or(leads)
    };
    let first = at.behind(words).filter(|_| told);
    if let (Some(first), Some(last)) = (first, at.behind(2)) {
        quantity.span = first.span.cover(quantity.span);
        quantity.kind = Kind::Percent;
        quantity.unit = Unit {
            text: Some(first.span.cover(last.span)),
            name: UnitName::Known(Base::Percent),
            per: UnitName::None,
        };
    }
}

/// A count of nothing named.
fn is_bare(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Count
        && quantity.unit.name == UnitName::None
        && quantity.amount.stated.is_some()
}

/// "12 x 14 feet", "12 by 14 feet": two sides in one unit of length.
fn is_side(sentence: &Tokens<'_>, bare: &Quantity, after: Option<Quantity>) -> bool {
    let end = sentence.at_byte(bare.span.end);
    let joint = end
        .first()
        .is_some_and(|next| ["x", "×", "by"].iter().any(|word| end.is(next, word)));
    let length = |after: Quantity| {
        let adjoins = end
            .ahead(1)
            .is_some_and(|next| next.span.start == after.span.start);
        let measured = matches!(after.unit.name, UnitName::Known(Base::Measure(unit)) if unit.dimension == Dimension::Length);
        adjoins && measured && after.unit.per == UnitName::None
    };
    bare.kind == Kind::Count && bare.amount.stated.is_some() && joint && after.is_some_and(length)
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

/// "5.6 ± 1.2 kg": the unit comes with the spread right behind.
fn spread(sentence: &Tokens<'_>, bare: &Quantity, after: Option<Quantity>) -> Option<Quantity> {
    let after =
        after.filter(|after| after.kind == Kind::Statistic && after.amount.stated.is_some())?;
    let UnitName::Known(base) = after.unit.name else {
        return None;
    };
    let next = sentence.at_byte(bare.span.end);
    let adjoins = next
        .first()
        .is_some_and(|next| next.span.start == after.span.start);
    adjoins.then_some(Quantity {
        kind: kind(base),
        ..after
    })
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
        let other = self::role(sentence, donor);
        let known = matches!(donor.unit.name, UnitName::Known(_))
            && !matches!(donor.kind, Kind::Duration | Kind::Age);
        let counted = matches!(donor.unit.name, UnitName::Noun(_)) && donor.kind == Kind::Count;
        let level =
            counted || known && !matches!(donor.kind, Kind::Percent | Kind::PercentagePoints);
        match (role, other) {
            (Role::Clause, _) => counted,
            (Role::By, Some(Role::By))
            | (Role::To, Some(Role::To))
            | (Role::From, Some(Role::From)) => known || counted,
            (Role::To, Some(Role::From)) | (Role::From, Some(Role::To)) => known || counted,
            // A change of so many points leads to a level in points; a change in per cent does not.
            (Role::To | Role::From, Some(Role::By)) => level,
            _ => false,
        }
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
    let part = at.behind_is(1, &["including"]);
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
        () if part || clause() => Some(Role::Clause),
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
            ("A room of 9 x 11 feet.", vec!["foot", "foot"]),
            ("A sheet of 9 by 11 cm.", vec!["centimetre", "centimetre"]),
            (
                "He ended with a shooting percentage of 45.3.",
                vec!["percent"],
            ),
            ("Per cent of twenty.", vec!["percent"]),
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
        assert_eq!(units("It is a large percentage of 45."), ["-"]);
        assert_eq!(units("What percent of 45 is 9?"), ["-", "-"]);
        assert_eq!(
            units("They won by 2 goals in 1 day, then 3."),
            ["goals", "day", "-"]
        );
    }
}
