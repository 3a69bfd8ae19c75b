//! Units that a sentence leaves out because it has just said them: "rose 2 percent … and fell by 1",
//! "from 21 mpg to 23", "a 7- or 8-inch screen", "68,400 people … and 95,800 who", "3, 5 and 7 percent",
//! "30 fires, compared with an average of 25", "20 feet long and 8 wide"; and ages: "children under 5".

use super::lexicon::Class;
use super::noun;
use super::quantity::{Quantity, Unit, UnitName};
use super::tokens::{Token, TokenKind, Tokens};
use super::unit::{kind, rate};
use crate::quantity::unit::by_words;
use crate::quantity::{Amount, Base, Dimension, Kind, Modifier, exact};
use rust_decimal::Decimal;

/// How many figures back a unit may have been said.
const REACH: usize = 4;

/// Gives units to the figures of a sentence that leave theirs out. `sentence` begins at its first token.
pub(super) fn fill(sentence: Tokens<'_>, quantities: &mut [Quantity]) {
    for index in 0..quantities.len() {
        bracketed(&sentence, quantities, index);
        rated(&sentence, quantities, index);
        if let Some(quantity) = quantities.get_mut(index) {
            percentage_of(&sentence, quantity);
            age_of(&sentence, quantity);
        }
        let donor = donor(&sentence, quantities, index);
        if let Some((donor, quantity)) = donor.zip(quantities.get_mut(index)) {
            take(quantity, &donor);
        }
    }
}

/// The figure whose unit a figure without one has, too.
fn donor(sentence: &Tokens<'_>, quantities: &[Quantity], index: usize) -> Option<Quantity> {
    let (until, rest) = quantities.split_at_checked(index)?;
    let (bare, rest) = rest.split_first()?;
    let after = rest.first();
    if is_side(sentence, bare, after) {
        return after.copied();
    }
    if !is_bare(bare) {
        return None;
    }
    let before = until.get(index.saturating_sub(REACH)..).unwrap_or(&[]);
    hyphenated(sentence, bare, after)
        .or_else(|| spread(sentence, bare, after))
        .or_else(|| listed(sentence, bare, before.last(), rest))
        .or_else(|| changed(sentence, bare, after))
        .or_else(|| ages(sentence, bare, before.last()))
        .or_else(|| said_before(sentence, bare, before))
        .filter(|donor| donor.kind != Kind::Statistic)
}

/// Gives a figure another's unit; what it is per it may have said itself.
fn take(quantity: &mut Quantity, donor: &Quantity) {
    quantity.kind = donor.kind;
    quantity.unit = Unit {
        text: None,
        name: donor.unit.name,
        per: match quantity.unit.per {
            UnitName::None => donor.unit.per,
            own => own,
        },
    };
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
    let converts =
        matches!(quantity.kind, Kind::Measure | Kind::Money) && before.kind == quantity.kind;
    if !bound || !converts {
        return;
    }
    let bracket = |token: &Token| token.kind == TokenKind::Sign('(');
    let opens = sentence
        .at_byte(before.span.end)
        .first()
        .is_some_and(bracket);
    let adjoining = sentence
        .at_byte(quantity.span.start)
        .behind(1)
        .is_some_and(bracket);
    if let (true, Some(stated), Modifier::Exact) = (
        opens && adjoining,
        quantity.amount.stated,
        quantity.amount.modifier,
    ) {
        quantity.amount = Amount::new(stated, before.amount.modifier);
    }
}

/// "$6 (£4) per share": what both amounts are per stands behind the bracket.
fn rated(sentence: &Tokens<'_>, quantities: &mut [Quantity], index: usize) {
    let end = index.saturating_add(2);
    let Some([first, second]) = quantities.get_mut(index..end) else {
        return;
    };
    let sign = |at: u32, sign: char| {
        let found = sentence.at_byte(at).first();
        found.is_some_and(|next| next.kind == TokenKind::Sign(sign))
    };
    let bare = first.unit.per == UnitName::None && second.unit.per == UnitName::None;
    let alike = first.kind == second.kind && matches!(first.kind, Kind::Money | Kind::Measure);
    if !(bare && alike && sign(first.span.end, '(') && sign(second.span.end, ')')) {
        return;
    }
    if let Ok((_, (_, per))) = rate(sentence.at_byte(second.span.end).skip(1)) {
        (first.unit.per, second.unit.per) = (per, per);
    }
}

/// "A shooting percentage of 45.3", "per cent of twenty": the number behind is the percentage. Not where the word
/// asks for it or is a share itself: "what percentage of 45", "5 per cent of 45".
fn percentage_of(sentence: &Tokens<'_>, quantity: &mut Quantity) {
    const NO_NUMBER: [&str; 14] = [
        "what", "which", "large", "small", "certain", "high", "higher", "low", "lower", "big",
        "same", "fixed", "tiny", "any",
    ];
    if !is_bare(quantity) {
        return;
    }
    let at = sentence.at_byte(quantity.span.start);
    if !at.behind_is(1, &["of"]) {
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

/// "Children under 12", "men over 60", "the pension age from 65 to 67": the number is an age.
fn age_of(sentence: &Tokens<'_>, quantity: &mut Quantity) {
    let years = quantity
        .amount
        .stated
        .is_some_and(|stated| stated.value.fract().is_zero() && stated.value < Decimal::from(110));
    let at = sentence.at_byte(quantity.span.start);
    if years && is_bare(quantity) && (bounds_persons(&at) || moves_age(&at)) {
        quantity.kind = Kind::Age;
        quantity.unit.name = by_words("year").map_or(UnitName::None, UnitName::Known);
    }
}

/// "Children under 12"
fn bounds_persons(at: &Tokens<'_>) -> bool {
    let side = |first: &Token| {
        ["under", "over", "above"]
            .iter()
            .any(|side| at.is(first, side))
    };
    let persons =
        |person: &Token| person.classes.any(Class::PERSON) && noun::is_plural(at.text(person));
    at.first().is_some_and(side) && at.behind(1).is_some_and(persons)
}

/// "The pension age to 67", "from 65 to 67"
fn moves_age(at: &Tokens<'_>) -> bool {
    const LONGEST: usize = 5;
    let joint = |n: &usize| {
        let number = at
            .behind(*n)
            .is_some_and(|token| token.kind == TokenKind::Digits);
        number || at.behind_is(*n, &["to", "from", "at"])
    };
    let joints = (1..LONGEST).take_while(joint).count();
    at.behind_is(1, &["to", "from", "at"]) && at.behind_is(joints.saturating_add(1), &["age"])
}

/// A count of nothing named.
fn is_bare(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Count
        && quantity.unit.name == UnitName::None
        && quantity.amount.stated.is_some()
}

/// "12 x 14 feet", "12 by 14 feet": two sides in one unit of length.
fn is_side(sentence: &Tokens<'_>, bare: &Quantity, after: Option<&Quantity>) -> bool {
    if bare.kind != Kind::Count || bare.amount.stated.is_none() {
        return false;
    }
    let end = sentence.at_byte(bare.span.end);
    let joint = end
        .first()
        .is_some_and(|next| ["x", "×", "by"].iter().any(|word| end.is(next, word)));
    let length = |after: &Quantity| {
        let adjoins = end
            .ahead(1)
            .is_some_and(|next| next.span.start == after.span.start);
        adjoins && is_length(after) && after.unit.per == UnitName::None
    };
    joint && after.is_some_and(length)
}

/// Whether a figure is in a unit of length.
fn is_length(figure: &Quantity) -> bool {
    matches!(figure.unit.name, UnitName::Known(Base::Measure(unit)) if unit.dimension == Dimension::Length)
}

/// "7- or 8-inch": the dash says that the unit comes with the next figure.
fn hyphenated(
    sentence: &Tokens<'_>,
    bare: &Quantity,
    after: Option<&Quantity>,
) -> Option<Quantity> {
    let end = sentence.at_byte(bare.span.end);
    let dash = end
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced);
    let hanging = end.ahead(1).is_some_and(|next| {
        next.spaced && ["or", "and", "to"].iter().any(|word| end.is(next, word))
    });
    after
        .filter(|after| dash && hanging && !is_bare(after))
        .copied()
}

/// "5.6 ± 1.2 kg": the unit comes with the spread right behind.
fn spread(sentence: &Tokens<'_>, bare: &Quantity, after: Option<&Quantity>) -> Option<Quantity> {
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
        ..*after
    })
}

/// "612, or 25 percent": the share of what was counted, not a list of shares.
fn restates(sentence: &Tokens<'_>, bare: &Quantity, last: &Quantity) -> bool {
    let behind = sentence.at_byte(bare.span.end);
    let comma = behind
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign(','));
    let or = behind.ahead(1).is_some_and(|next| behind.is(next, "or"));
    last.kind == Kind::Percent && comma && or
}

/// "72 (40%)": what is counted stands before its share.
fn is_shared_out(behind: &Tokens<'_>) -> bool {
    const LONGEST: usize = 6;
    let opens = behind
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('('));
    let inside = (1..LONGEST).map_while(|n| behind.ahead(n));
    let mut inside = inside.take_while(|token| token.kind != TokenKind::Sign(')'));
    opens && inside.any(|token| token.kind == TokenKind::Sign('%'))
}

/// "3, 5 and 7 percent": of a list, the last figure names the unit.
fn listed(
    sentence: &Tokens<'_>,
    bare: &Quantity,
    before: Option<&Quantity>,
    after: &[Quantity],
) -> Option<Quantity> {
    // A number between commas is an age, or a figure of its own: "Jones, 57, and 20 others".
    let opened = sentence
        .at_byte(bare.span.start)
        .behind(1)
        .is_some_and(|before| matches!(before.kind, TokenKind::Sign(',' | '(')));
    let continued = before.is_some_and(|before| joint(sentence, before.span.end, bare).is_some());
    let aside = opened && !continued;
    let further = |member: &Quantity| is_bare(member) || member.amount.modifier == Modifier::Exact;
    let mut end = bare.span.end;
    let (mut last, mut joined) = (*bare, false);
    for member in after.iter().take(LIST).filter(|member| further(member)) {
        joined |= joint(sentence, end, member)?;
        (last, end) = (*member, member.span.end);
        if !is_bare(member) {
            break;
        }
    }
    let behind = last
        .unit
        .text
        .is_some_and(|text| text.start > last.span.start);
    let measured = matches!(last.unit.name, UnitName::Known(_)) || joined;
    let small = bare.amount.stated?.value < Decimal::from(1900);
    let listed = behind && measured && joined && small && !aside;
    (listed && !restates(sentence, bare, &last)).then_some(last)
}

/// "from 20 to 30 schools", "to 30 from 20 schools"
fn changed(sentence: &Tokens<'_>, bare: &Quantity, after: Option<&Quantity>) -> Option<Quantity> {
    let start = sentence.at_byte(bare.span.start);
    let end = sentence.at_byte(bare.span.end);
    let after = after.filter(|after| {
        end.ahead(1)
            .is_some_and(|next| next.span.start == after.span.start)
    })?;
    let joint = |lead: &str, joint: &str| {
        start.behind(1).is_some_and(|before| start.is(before, lead))
            && end.first().is_some_and(|next| end.is(next, joint))
    };
    let counted = matches!(after.unit.name, UnitName::Noun(_)) && after.kind == Kind::Count;
    (counted && (joint("from", "to") || joint("to", "from"))).then_some(*after)
}

/// "aged 5, 7 and 9": what goes on a list of ages is one.
fn ages(sentence: &Tokens<'_>, bare: &Quantity, before: Option<&Quantity>) -> Option<Quantity> {
    let before = before.filter(|before| before.kind == Kind::Age)?;
    joint(sentence, before.span.end, bare).map(|_| *before)
}

/// A list has at most so many further figures.
const LIST: usize = 4;

/// What joins a figure to the one that ends at `end`, and whether it is more than a comma.
fn joint(sentence: &Tokens<'_>, end: u32, member: &Quantity) -> Option<bool> {
    let at = sentence.at_byte(end);
    let comma = at
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign(','));
    let at = at.skip(usize::from(comma));
    let and = at
        .first()
        .is_some_and(|next| at.is(next, "and") || at.is(next, "or"));
    let at = at.skip(usize::from(and));
    let next = at.first()?.span.start == member.span.start;
    (next && (comma || and)).then_some(and)
}

/// The unit of an earlier figure that stands in the same construction.
fn said_before(sentence: &Tokens<'_>, bare: &Quantity, before: &[Quantity]) -> Option<Quantity> {
    let role = role(sentence, bare)?;
    let next = sentence.at_byte(bare.span.end);
    let alone = next.first().is_none_or(|next| {
        !matches!(next.kind, TokenKind::Digits) && next.spaced
            || matches!(next.kind, TokenKind::Sign(_))
    });
    if is_shared_out(&next) {
        return None;
    }
    let fits = |donor: &&Quantity| {
        let other = self::role(sentence, donor);
        let known = matches!(donor.unit.name, UnitName::Known(_))
            && !matches!(donor.kind, Kind::Duration | Kind::Age);
        let counted = matches!(donor.unit.name, UnitName::Noun(_)) && donor.kind == Kind::Count;
        let level =
            counted || known && !matches!(donor.kind, Kind::Percent | Kind::PercentagePoints);
        match (role, other) {
            (Role::Clause, _) => counted,
            (Role::Extent, _) => is_length(donor),
            (Role::Compared, _) => known || counted,
            (Role::By, Some(Role::By))
            | (Role::To, Some(Role::To))
            | (Role::From, Some(Role::From)) => known || counted,
            (Role::To, Some(Role::From)) | (Role::From, Some(Role::To)) => known || counted,
            // A change of so many points leads to a level in points; a change in per cent does not.
            (Role::To | Role::From, Some(Role::By)) => level,
            _ => false,
        }
    };
    // A change in points is small beside the level that it leads to.
    let led = |donor: &Quantity| matches!(self::role(sentence, donor), Some(Role::By));
    let donor = before.iter().rev().find(fits).copied();
    donor.filter(|donor| alone && (led(donor) || alike(bare, donor)))
}

/// Whether two figures can be of one thing: neither is more than a hundred times the other.
fn alike(bare: &Quantity, donor: &Quantity) -> bool {
    let size = |quantity: &Quantity| {
        let interval = quantity.amount.interval;
        let bound = quantity.amount.stated.map(|stated| stated.value);
        bound.or_else(|| interval.lower().map(|bound| bound.value))
    };
    let hundredfold = |value| exact::mul(value, Decimal::ONE_HUNDRED);
    let (Some(one), Some(other)) = (size(bare), size(donor)) else {
        return true;
    };
    let most = hundredfold(one).zip(hundredfold(other));
    let zero = one.is_zero() || other.is_zero();
    zero || most
        .is_some_and(|(more, further)| more.abs() >= other.abs() && further.abs() >= one.abs())
}

/// Levels that a figure is held against: "above the estimate of 20", "3 of a total of 20", "out of 20".
const LEVELS: [&str; 11] = [
    "average", "mean", "median", "estimate", "forecast", "target", "total", "peak", "tally",
    "record", "out",
];

/// Whether a figure is the level of "to a record high of 20".
fn reached(at: &Tokens<'_>) -> bool {
    let article = |n: &usize| at.behind_is(*n, &["a", "an", "the"]);
    let found = at
        .behind_is(1, &["of"])
        .then(|| (2..6).find(article))
        .flatten();
    found.is_some_and(|n| at.behind_is(n.saturating_add(1), &["to"]))
}

/// What the words around a figure make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    By,
    To,
    From,
    /// What another figure is held against: "compared with 20", "up from 20", "an average of 20".
    Compared,
    /// Before "who" or a verb, so that it stands for what was counted before.
    Clause,
    /// Before "wide" or its like, where what it is long was said.
    Extent,
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
    let held = || {
        let compared = at.behind_is(1, &["with", "to"]) && at.behind_is(2, &["compared"]);
        let from = at.behind_is(1, &["from"]) && at.behind_is(2, &["up", "down"]);
        let than = at.behind_is(1, &["the"]) && at.behind_is(2, &["than"]);
        let average = at.behind_is(1, &["of"]) && at.behind_is(2, &LEVELS);
        compared || from || than || average || at.behind_is(1, &["versus", "vs", "against"])
    };
    match () {
        () if held() => Some(Role::Compared),
        () if reached(&at) => Some(Role::To),
        () if changes || at.behind_is(1, &["by"]) => Some(Role::By),
        () if at.behind_is(1, &["to", "at"]) => Some(Role::To),
        () if at.behind_is(1, &["from"]) => Some(Role::From),
        () if part || clause() => Some(Role::Clause),
        () if after
            .first()
            .is_some_and(|next| noun::is_extent(after.text(next))) =>
        {
            Some(Role::Extent)
        }
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
            ("It is 80 metres long and 12 wide.", vec!["metre", "metre"]),
            ("It feeds children under 12.", vec!["year"]),
            (
                "It put the price at $35 and the pension age to 67.",
                vec!["US dollar", "year"],
            ),
            (
                "It sold 50 cars, more than the 40 analysts had forecast.",
                vec!["cars", "cars"],
            ),
            ("It closed at 18 miles, up from 12.", vec!["mile", "mile"]),
            ("On a 7- or 8-inch screen.", vec!["inch", "inch"]),
            ("Pay for 16 and 17-year-olds.", vec!["year", "year"]),
            ("A room of 9 x 11 feet.", vec!["foot", "foot"]),
            ("A sheet of 9 by 11 cm.", vec!["centimetre", "centimetre"]),
            (
                "He ended with a shooting percentage of 45.3.",
                vec!["percent"],
            ),
            ("Per cent of twenty.", vec!["percent"]),
            (
                "They fell 3, 5 and 7 percent in turn.",
                vec!["percent", "percent", "percent"],
            ),
            (
                "It saw 30 fires, compared with an average of 25.",
                vec!["fires", "fires"],
            ),
            (
                "It owns 30 lorries, up from 20.",
                vec!["lorries", "lorries"],
            ),
            (
                "One fell to a low of 1,200 points, the other to 1,300.",
                vec!["points", "points"],
            ),
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
        assert_eq!(units("It feeds dogs under 12."), ["-"]);
        assert_eq!(units("What percent of 45 is 9?"), ["-", "-"]);
        assert_eq!(
            units("Sales rose to $60, and their number to 17 million."),
            ["US dollar", "-"]
        );
        assert_eq!(units("Jones, 57, and 20 others left."), ["year", "others"]);
        assert_eq!(
            units("They won by 2 goals in 1 day, then 3."),
            ["goals", "day", "-"]
        );
    }
}
