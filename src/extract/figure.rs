//! Figures: a number with its modifier, its range and its unit.
//!
//! ```text
//! figure  = [ modifier ] ( between | range | number ) [ trailing [ unit ] ]
//! between = "between" measured ( "and" | "to" ) measured
//! range   = measured ( "to" | "-" | "or" ) measured       not where a word of change makes it two figures
//! number  = fraction | multiple | age | in_tens | vague | measured | "both"
//! ```
//!
//! The ends of a range share unit and scale: "$5-10 million" is from 5 million to 10 million dollars. After
//! "from", "x to y" is a change: two figures, of which the first takes its unit from the second.

use super::age::{age, in_tens};
use super::fraction::fraction;
use super::fraction_part::may_be_part;
use super::lexicon::Class;
use super::magnitude::{Scaled, magnitude};
use super::measured::{Measured, measured};
use super::modifier::{modifier, trailing};
use super::multiple::multiple;
use super::noun;
use super::quantity::{Unit, UnitName};
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, one_of, sign, some, word};
use super::unit::unit;
use super::vague::vague;
use crate::quantity::unit::by_words;
use crate::quantity::{Amount, Kind, Magnitude, Modifier};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A number with what its words make of it; no amount where it is too long to be held exactly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) kind: Kind,
    pub(super) amount: Option<Amount>,
    pub(super) unit: Unit,
}

impl Figure {
    fn of(measured: Measured) -> Self {
        Self {
            kind: measured.kind,
            amount: measured.number.amount(),
            unit: measured.unit,
        }
    }

    const fn bare(kind: Kind, amount: Amount) -> Self {
        Self {
            kind,
            amount: Some(amount),
            unit: Unit::NONE,
        }
    }

    /// An age told without its unit, which is the year.
    fn age(amount: Amount) -> Self {
        let year = by_words("year").map_or(UnitName::None, UnitName::Known);
        Self {
            unit: Unit {
                name: year,
                ..Unit::NONE
            },
            ..Self::bare(Kind::Age, amount)
        }
    }

    /// The figure with the unit behind its trailing modifier: "20-odd years", "5-plus miles".
    fn unit_after(self, rest: Tokens<'_>) -> (Tokens<'_>, Self) {
        match unit(rest) {
            Ok((rest, (kind, unit))) if self.kind == Kind::Count && self.unit == Unit::NONE => {
                (rest, Self { kind, unit, ..self })
            }
            _ => (rest, self),
        }
    }

    /// The figure with a modifier before or after it, which a range and a vague number do not take.
    fn modified(self, modifier: Option<Modifier>) -> Self {
        let amount = self.amount.map(|amount| match (amount.stated, modifier) {
            (Some(_), Some(modifier)) => amount.modified(modifier),
            _ => amount,
        });
        Self { amount, ..self }
    }
}

/// figure = [ modifier ] ( between | range | number ) [ trailing [ unit ] ]
///
/// It looks before it leaps: most words with which a modifier could begin ("in", "a") begin none.
pub(super) fn figure(input: Tokens<'_>) -> PResult<'_, Figure> {
    let (rest, before) = opt(modifier).parse(input)?;
    let rest = if before.is_some() {
        past_article(rest)
    } else {
        rest
    };
    if !rest.first().is_some_and(|first| opens_number(&rest, first)) {
        return Err(nom::Err::Error(()));
    }
    let (rest, figure) = match plain(rest) {
        Some(found) => found,
        None => alt((between, |at| range(input, at), number)).parse(rest)?,
    };
    if before == Some(Modifier::MoreThan) && figure.kind == Kind::Duration && is_stretch(&input) {
        return Err(nom::Err::Error(()));
    }
    let (rest, after) = opt(trailing).parse(rest)?;
    let (rest, figure) = match after {
        Some(_) => figure.unit_after(rest),
        None => (rest, figure),
    };
    Ok((rest, figure.modified(before.or(after))))
}

/// Whether the "over" here says during what time an amount comes about: "$5 million over two years", "spread over two years".
fn is_stretch(input: &Tokens<'_>) -> bool {
    const SPREAD: [&str; 6] = [
        "spread",
        "spaced",
        "staggered",
        "phased",
        "averaged",
        "repaid",
    ];
    let over = input.first().is_some_and(|first| input.is(first, "over"));
    let amount = |before: &Token| {
        let unit = Class::SCALE.with(Class::UNIT).without(Class::TIME_UNIT);
        let glued = before.kind == TokenKind::Word && !before.spaced;
        before.kind == TokenKind::Digits
            || before.kind == TokenKind::Sign('%')
            || before.classes.any(unit)
                && !before.classes.any(Class::FUNCTION.with(Class::TIME_UNIT))
            || glued
    };
    over && (input.behind_is(1, &SPREAD) || input.behind(1).is_some_and(amount))
}

/// Past the article of "under the age of 5".
fn past_article(rest: Tokens<'_>) -> Tokens<'_> {
    let the = rest.first().is_some_and(|first| rest.is(first, "the"));
    let age = rest.ahead(1).is_some_and(|next| rest.is(next, "age"));
    rest.skip(usize::from(the && age))
}

/// Whether a number, or what leads to one, can begin at a token.
fn opens_number(input: &Tokens<'_>, first: &Token) -> bool {
    let next = |fits: fn(&Token) -> bool| input.ahead(1).is_some_and(fits);
    let plain = Class::NUMBER
        .without(Class::MODIFIER)
        .without(Class::LEADER);
    match first.kind {
        TokenKind::Digits | TokenKind::Sign(_) => true,
        TokenKind::Word if first.classes.any(plain) => true,
        TokenKind::Word if first.classes.any(Class::LEADER) => next(|next| {
            next.kind != TokenKind::Word || next.classes.any(Class::NUMBER.with(Class::SCALE))
        }),
        // A currency: "USD 500", "US$5".
        TokenKind::Word => next(|next| next.kind != TokenKind::Word),
        TokenKind::Other => false,
    }
}

/// A number with its unit and nothing around it that could make more of it, as most figures are.
fn plain(input: Tokens<'_>) -> Option<(Tokens<'_>, Figure)> {
    let first = input.first()?;
    let slashed = |line: &Token| matches!(line.kind, TokenKind::Sign('/' | '\u{2044}'));
    let fits = match first.kind {
        TokenKind::Digits => !input.ahead(1).is_some_and(slashed),
        TokenKind::Word => {
            let cardinal = Class::ONES.with(Class::TENS).with(Class::HUNDRED);
            first.classes.any(cardinal) && !may_be_part(&input)
        }
        _ => false,
    };
    if !fits || input.behind_is(1, &["from"]) || may_be_age(&input) {
        return None;
    }
    let (after_number, _) = magnitude(input).ok()?;
    let (rest, measured) = measured(input).ok()?;
    (!goes_on(&after_number) && !goes_on(&rest)).then(|| (rest, Figure::of(measured)))
}

/// Whether what stands before a number may make it an age: "Smith, 57, said", "he was 57".
fn may_be_age(input: &Tokens<'_>) -> bool {
    input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Sign(','))
        || input.behind_is(1, &["was", "is", "turned", "turns", "turn", "turning"])
}

/// Whether a range, a fraction or an age could go on here.
fn goes_on(rest: &Tokens<'_>) -> bool {
    let joints = ["to", "or", "in", "out", "of", "over", "from"];
    rest.first().is_some_and(|next| match next.kind {
        TokenKind::Sign(c) => matches!(c, '-' | '/' | ':' | '\u{2044}') || !c.is_ascii(),
        TokenKind::Word if next.classes.any(Class::FUNCTION) => {
            joints.iter().any(|word| rest.is(next, word))
        }
        TokenKind::Word | TokenKind::Digits => !next.spaced,
        TokenKind::Other => false,
    })
}

/// number = fraction | multiple | age | in_tens | vague | measured | "both"
fn number(input: Tokens<'_>) -> PResult<'_, Figure> {
    alt((
        map(fraction, |(kind, amount)| Figure::bare(kind, amount)),
        map(multiple, |amount| Figure::bare(Kind::Multiple, amount)),
        map(age, Figure::age),
        map(in_tens, |amount| Figure::bare(Kind::Count, amount)),
        vague_measured,
        change_start,
        map(measured, Figure::of),
        both,
    ))
    .parse(input)
}

/// A vague number with its unit: "tens of thousands of pounds", "several years".
fn vague_measured(input: Tokens<'_>) -> PResult<'_, Figure> {
    let of_unit = preceded(opt(word("of")), unit);
    let (rest, (amount, measured)) = (vague, opt(of_unit)).parse(input)?;
    let (kind, unit) = measured.unwrap_or((Kind::Count, Unit::NONE));
    Ok((
        rest,
        Figure {
            kind,
            amount: Some(amount),
            unit,
        },
    ))
}

/// The first figure of "from 21 to 23 mpg", "from 1.2 to 1.5 billion" and "to 23 from 21 mpg": unit and scale are the
/// second's.
fn change_start(input: Tokens<'_>) -> PResult<'_, Figure> {
    let joint = match () {
        () if input.behind_is(1, &["from"]) => "to",
        () if input.behind_is(1, &["to"]) => "from",
        () => return Err(nom::Err::Error(())),
    };
    let (rest, first) = measured(input)?;
    let range = preceded((measured, adjacent(sign('-'))), adjacent(measured));
    let (_, second) = preceded(word(joint), alt((range, measured))).parse(rest)?;
    let number = scale_of_change(first, second);
    let scaled = number.exponent != first.number.exponent;
    if !scaled && (first.has_unit() || !second.has_unit()) {
        return Err(nom::Err::Error(()));
    }
    let unit = if first.has_unit() {
        first.unit
    } else {
        second.unit
    };
    let first = Measured {
        kind: second.kind,
        number,
        unit: Unit {
            text: unit.text.filter(|_| first.has_unit()),
            ..unit
        },
    };
    Ok((rest, Figure::of(first)))
}

/// The first number of a change with the scale of the second, where the two are of a size: "from 1.2 to 1.5 billion",
/// but not "from 500 to 1.2 million".
fn scale_of_change(first: Measured, second: Measured) -> Scaled {
    const APART: i64 = 50;
    let coefficient = |measured: Measured| measured.number.coefficient.map(|number| number.value);
    let near = |one: Option<Decimal>, other: Option<Decimal>| {
        let most = one.and_then(|one| crate::quantity::exact::mul(one, APART.into()));
        most.zip(other).is_some_and(|(most, other)| most >= other)
    };
    let (one, other) = (coefficient(first), coefficient(second));
    let bare = first.number.exponent == 0 && second.number.exponent >= 6;
    let alike = !first.has_unit() || first.kind == Kind::Money && first.kind == second.kind;
    if bare && alike && near(one, other) && near(other, one) {
        first.number.times_power_of_ten(second.number.exponent)
    } else {
        first.number
    }
}

/// between = "between" measured ( "and" | "to" ) measured
fn between(input: Tokens<'_>) -> PResult<'_, Figure> {
    let (rest, (_, first, _, last)) =
        (word("between"), measured, one_of(&["and", "to"]), measured).parse(input)?;
    some(rest, joined(first, last))
}

/// range = measured ( "to" | "-" | "or" ) measured, in a figure that begins at `whole`
fn range<'a>(whole: Tokens<'a>, input: Tokens<'a>) -> PResult<'a, Figure> {
    let (rest, first) = measured(input)?;
    let dash = alt((sign('-'), sign('—')));
    let glued = preceded(adjacent(dash), adjacent(measured));
    let spaced = preceded(spaced_dash, measured);
    let to = preceded(word("to"), measured);
    let hyphen = || adjacent(sign('-'));
    let hyphens = (hyphen(), adjacent(word("to")), hyphen());
    let compound = verify(preceded(hyphens, adjacent(measured)), Measured::has_unit);
    let or = preceded(word("or"), measured);
    let (rest, (joint, last)) = alt((
        map(alt((glued, spaced)), |last| (Joint::Dash, last)),
        map(alt((to, compound)), |last| (Joint::To, last)),
        map(or, |last| (Joint::Or, last)),
    ))
    .parse(rest)?;
    let refused = match joint {
        Joint::Dash => is_phone(&rest),
        Joint::To => is_change(&whole, first, last) || is_year(&input, first),
        Joint::Or => !neighbours(first.number, last.number),
    };
    some(rest, if refused { None } else { joined(first, last) })
}

/// Whether the first end is the year that something happened in: "fell 4% in 2004 to 789 million".
fn is_year(input: &Tokens<'_>, first: Measured) -> bool {
    let year = input.first().is_some_and(|year| {
        let text = input.text(year);
        year.kind == TokenKind::Digits
            && text.len() == 4
            && (text.starts_with("19") || text.starts_with("20"))
    });
    year && !first.has_unit() && input.behind_is(1, &["in", "since", "during"])
}

#[derive(Clone, Copy)]
enum Joint {
    Dash,
    To,
    Or,
}

/// A short dash between two runs of digits, blanks on both sides: "2000 - 2500".
fn spaced_dash(input: Tokens<'_>) -> PResult<'_, ()> {
    let digits = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Digits);
    let (rest, dash) = sign('-').parse(input)?;
    let between = dash.spaced
        && digits(input.behind(1))
        && digits(rest.first())
        && rest.first().is_some_and(|next| next.spaced);
    some(rest, between.then_some(()))
}

/// Whether a dash and digits follow: a phone number, not a range.
fn is_phone(rest: &Tokens<'_>) -> bool {
    let dash = rest
        .first()
        .is_some_and(|next| !next.spaced && next.kind == TokenKind::Sign('-'));
    dash && rest
        .ahead(1)
        .is_some_and(|next| next.kind == TokenKind::Digits)
}

/// How many words before "from x to y" a word of change may stand.
const CHANGE_BEFORE: usize = 10;
/// How far before "from" a word like "doubled" may stand, which needs both ends.
const MULTIPLE_BEFORE: usize = 15;

/// Verbs that something is moved from one level to another by: "sending the price from $5 to $7".
const CARRYING: [&str; 13] = [
    "sending", "sent", "sends", "taking", "took", "takes", "bringing", "brought", "moved",
    "moving", "went", "changed", "changing",
];

/// Whether the words before make "x to y" a change, or the change and the level that it led to.
fn is_change(whole: &Tokens<'_>, first: Measured, last: Measured) -> bool {
    let of = |token: Option<&Token>, classes| token.is_some_and(|token| token.classes.any(classes));
    let change = Class::RISE.with(Class::FALL);
    if whole.behind_is(1, &["from"]) {
        let change = change.with(Class::MULTIPLE);
        let carries = |n| whole.behind_is(n, &CARRYING);
        let multiplied = |n| of(whole.behind(n), Class::MULTIPLE);
        return (2..CHANGE_BEFORE).any(|n| of(whole.behind(n), change) || carries(n))
            || (CHANGE_BEFORE..MULTIPLE_BEFORE).any(multiplied);
    }
    // "Rose by 23 to 784", "fell a record 23 to 784" are a change and a level; "rose 5 to 7 percent" is a range.
    let coloured = whole.behind_is(2, &["a", "an"]) && of(whole.behind(3), change);
    let led = of(whole.behind(1), change) || whole.behind_is(1, &["by"]) || coloured;
    let close = !first.has_unit() && last.has_unit() && neighbours(first.number, last.number);
    let far = || {
        far_apart(first.number, last.number, whole.behind_is(1, &["or"]))
            && (1..CHANGE_BEFORE).any(|n| of(whole.behind(n), change))
    };
    led && !close || far()
}

/// "6 percent, or 14 pence to 250 pence": ends so far apart are a change and the level that it led to.
fn far_apart(first: Scaled, last: Scaled, restated: bool) -> bool {
    let times = if restated {
        Decimal::from(3)
    } else {
        Decimal::TEN
    };
    let values = first.magnitude().zip(last.magnitude());
    values.is_some_and(|(first, last)| {
        crate::quantity::exact::mul(first.value, times).is_some_and(|far| last.value > far)
    })
}

/// "three or four", where the second follows on the first.
fn neighbours(first: Scaled, last: Scaled) -> bool {
    let (Some(first), Some(last)) = (first.coefficient, last.coefficient) else {
        return false;
    };
    let double = crate::quantity::exact::mul(first.value, Decimal::TWO);
    last.value > first.value && double.is_some_and(|double| last.value <= double)
}

/// Two ends that share unit and scale; `None` where they do not belong together.
fn joined(first: Measured, last: Measured) -> Option<Figure> {
    let first_number = shared_scale(first, last)?;
    let (kind, unit) = shared_unit(first, last)?;
    let (low, high) = (first_number.magnitude()?, last.number.magnitude()?);
    let falls = high.value <= low.value;
    if falls && kind == Kind::Count {
        return None;
    }
    Some(Figure {
        kind,
        amount: Some(Amount::between(low, high)),
        unit,
    })
}

/// "5-10 million": the scale holds for both ends where the first is less.
fn shared_scale(first: Measured, last: Measured) -> Option<Scaled> {
    let less = first.number.coefficient?.value < last.number.coefficient?.value;
    let scaled = first.number.exponent == 0
        && last.number.exponent > 0
        && less
        && (!first.has_unit() || first.kind == Kind::Money);
    Some(if scaled {
        first.number.times_power_of_ten(last.number.exponent)
    } else {
        first.number
    })
}

/// The unit of both ends: the same, or the one that either has.
fn shared_unit(first: Measured, last: Measured) -> Option<(Kind, Unit)> {
    let same = first.kind == last.kind && first.unit.name == last.unit.name;
    match (first.has_unit(), last.has_unit()) {
        (_, true) if same || !first.has_unit() => Some((last.kind, last.unit)),
        (true, false) if first.kind == Kind::Money => Some((first.kind, first.unit)),
        (false, false) => Some((Kind::Count, Unit::NONE)),
        _ => None,
    }
}

/// "both" before a noun in the plural: two of them.
fn both(input: Tokens<'_>) -> PResult<'_, Figure> {
    let (rest, _) = word("both").parse(input)?;
    let (_, noun) = noun::phrase(rest)?;
    let head = input.slice(noun.head);
    let counted = noun::is_plural(head)
        && head.starts_with(|c: char| c.is_lowercase())
        && noun.phrase == noun.head;
    let amount = Amount::new(Magnitude::written(Decimal::TWO), Modifier::Exact);
    some(rest, counted.then_some(Figure::bare(Kind::Count, amount)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    fn shown(figure: Figure) -> String {
        let amount = figure.amount.expect("in range");
        let end = |bound: Option<crate::quantity::Bound>| {
            bound.map_or("..".to_owned(), |bound| bound.value.normalize().to_string())
        };
        format!(
            "{:?} {:?} {}..{}",
            figure.kind,
            amount.modifier,
            end(amount.interval.lower()),
            end(amount.interval.upper())
        )
    }

    #[test]
    fn accepts() {
        for (text, covers, wanted) in [
            (
                "More than 24,000 Chinese",
                "More than 24,000",
                "Count MoreThan 24000....",
            ),
            (
                "fewer than 15,000 migrants",
                "fewer than 15,000",
                "Count FewerThan ....15000",
            ),
            (
                "up to 25 per cent—",
                "up to 25 per cent",
                "Percent UpTo ....25",
            ),
            (
                "about 100,000 people",
                "about 100,000",
                "Count About 100000..100000",
            ),
            (
                "$5-10 million",
                "$5-10 million",
                "Money Between 5000000..10000000",
            ),
            (
                "$5 million to $10 million",
                "$5 million to $10 million",
                "Money Between 5000000..10000000",
            ),
            (
                "between five and six",
                "between five and six",
                "Count Between 5..6",
            ),
            (
                "5 to 10 percent of",
                "5 to 10 percent",
                "Percent Between 5..10",
            ),
            ("10–15 years", "10–15 years", "Duration Between 10..15"),
            (
                "three or four years",
                "three or four years",
                "Duration Between 3..4",
            ),
            (
                "500 to 1 million",
                "500 to 1 million",
                "Count Between 500..1000000",
            ),
            ("200 or more people", "200 or more", "Count AtLeast 200...."),
            ("20+ years", "20+ years", "Duration AtLeast 20...."),
            (
                "more than half of",
                "more than half",
                "Fraction MoreThan 0.5....",
            ),
            (
                "more than doubled",
                "more than doubled",
                "Multiple MoreThan 2....",
            ),
            (
                "more than a dozen countries",
                "more than a dozen",
                "Count MoreThan 12....",
            ),
            (
                "over 21,000 pounds of",
                "over 21,000 pounds",
                "Measure MoreThan 21000....",
            ),
            ("both sides", "both", "Count Exact 2..2"),
            (
                "under the age of 5",
                "under the age of 5",
                "Age FewerThan ....5",
            ),
            (
                "20-to-30-mile stretch",
                "20-to-30-mile",
                "Measure Between 20..30",
            ),
            ("£1.5m euros", "£1.5m euros", "Money Exact 1500000..1500000"),
            (
                "1.5m Swiss francs",
                "1.5m Swiss francs",
                "Money Exact 1500000..1500000",
            ),
            ("1.5m long", "1.5m", "Measure Exact 1.5..1.5"),
            (
                "tens of thousands of",
                "tens of thousands",
                "Count Exact 20000..100000",
            ),
        ] {
            let (covered, figure) = read(figure, text).expect(text);
            assert_eq!((covered, shown(figure).as_str()), (covers, wanted));
        }
    }

    #[test]
    fn what_stands_before_tells() {
        fn over(input: Tokens<'_>) -> PResult<'_, Figure> {
            preceded(nom::combinator::peek(word("over")), figure).parse(input)
        }
        for (text, bound) in [
            ("worth $5 over two years", false),
            ("spread over two years", false),
            ("lasted over two years", true),
        ] {
            assert_eq!(within(over, text).is_some(), bound, "{text}");
        }
        for (text, wanted) in [
            ("in the upper 80s", "Count Exact 80..90"),
            ("in her 80s", "Age Exact 80..90"),
            ("sending the price from $5 to $7", "Money Exact 5..5"),
            ("priced from $5 to $7", "Money Between 5..7"),
        ] {
            let found = within(figure, text).map(shown);
            assert_eq!(found.as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_range_is_its_first_figure() {
        for (text, covers) in [
            ("52-48 Senate", "52"),
            ("5 or 600 people", "5"),
            ("5 percent to 68", "5 percent"),
            ("555-1234-99", "555"),
        ] {
            assert_eq!(
                read(figure, text).map(|(covered, _)| covered),
                Some(covers),
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "both crossing",
            "both Canada and",
            "more than ever",
            "between us",
            "half-staff",
        ] {
            assert_eq!(
                read(figure, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
