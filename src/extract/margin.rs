//! Margins: "±3 points", "plus or minus 3 percentage points", "+/- 0.5 mm", "give or take 20"; and the figure that
//! is named a margin of error.
//!
//! ```text
//! margin     = ( plus_minus | "give" "or" "take" ) measured
//! plus_minus = "±" | "+" [ "/" ] "-" | "plus" [ "-" | "/" ] [ "or" ] [ "-" ] "minus" | "minus" "or" "plus"
//! named      = error { word } figure | figure [ "-" ] [ unit ] error
//! error      = "margin" "of" [ "sampling" | … ] "error" | "sampling" "error" | "error" "margin"
//! ```
//!
//! A named margin is a percentage or a number of points. "±" and its like alone are the spread around a number.

use super::confidence::level;
use super::lexicon::Class;
use super::measured::measured;
use super::number::number;
use super::quantity::{Unit, UnitName};
use super::reported::Reported;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, one_of, sign, some, word};
use crate::quantity::{Amount, Base, Compared, Kind, Relation, Statistic, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, opt, value};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// What a figure is called that stands for a poll's or a study's error.
const ERROR: &str = "margin_of_error";

/// How many words may stand between "margin of error" and its figure.
const REACH: usize = 9;

/// margin = ( plus_minus | "give" "or" "take" ) measured
pub(super) fn margin(input: Tokens<'_>) -> PResult<'_, Reported> {
    let give = value((), (word("give"), word("or"), word("take")));
    let (rest, measured) = preceded(alt((plus_minus, give)), measured).parse(input)?;
    let (name, (rest, unit)) = if is_error(&input, &rest) {
        (ERROR, of_poll(rest, measured.unit))
    } else {
        ("plus_minus", (rest, measured.unit))
    };
    let of = |amount: Amount| {
        let number = amount.stated?.value;
        let statistic = Statistic {
            value: Some(Compared {
                relation: Relation::Equal,
                number,
            }),
            level: confident(rest).map(|(_, level)| level).ok(),
            ..Statistic::named(name)
        };
        Some(Reported {
            statistic,
            amount,
            unit,
        })
    };
    some(rest, measured.number.amount().and_then(of))
}

/// plus_minus = "±" | "+" [ "/" ] "-" | "plus" [ "-" | "/" ] [ "or" ] [ "-" ] "minus" | "minus" "or" "plus"
fn plus_minus(input: Tokens<'_>) -> PResult<'_, ()> {
    let dash = || opt(adjacent(alt((sign('-'), sign('/')))));
    let signs = (sign('+'), opt(adjacent(sign('/'))), adjacent(sign('-')));
    let words = (word("plus"), dash(), opt(word("or")), dash(), word("minus"));
    alt((
        value((), sign('±')),
        value((), signs),
        value((), words),
        value((), (word("minus"), word("or"), word("plus"))),
    ))
    .parse(input)
}

/// The figure that was read from `at` up to `rest`, where the words around name it a margin of error.
pub(super) fn named<'a>(
    at: &Tokens<'a>,
    rest: Tokens<'a>,
    figure: (Kind, Amount, Unit),
) -> Option<(Tokens<'a>, Reported)> {
    let (kind, amount, unit) = figure;
    let share = matches!(kind, Kind::Percent | Kind::PercentagePoints)
        || kind == Kind::Count && unit == Unit::NONE && begins_points(&rest);
    if !share || !is_error(at, &rest) {
        return None;
    }
    let (rest, unit) = of_poll(rest, unit);
    let ends = amount.interval.lower().zip(amount.interval.upper());
    let statistic = Statistic {
        ends: ends
            .filter(|_| amount.stated.is_none())
            .map(|(low, high)| (low.value, high.value)),
        value: amount.stated.map(|stated| Compared {
            relation: Relation::Equal,
            number: stated.value,
        }),
        level: confident(rest).map(|(_, level)| level).ok(),
        ..Statistic::named(ERROR)
    };
    let reported = Reported {
        statistic,
        amount,
        unit,
    };
    Some((rest, reported))
}

/// [ "," ] ( ( "at" | "with" ) [ "the" | "a" ] level [ "level" "of" ] "confidence" | "19" "times" "out" "of" "20" )
fn confident(input: Tokens<'_>) -> PResult<'_, Decimal> {
    if let Ok((rest, level)) = times_out_of(input) {
        return Ok((rest, level));
    }
    let before = (
        opt(sign(',')),
        one_of(&["at", "with"]),
        opt(one_of(&["the", "a"])),
    );
    let (rest, level) = preceded(before, level).parse(input)?;
    let (rest, _) = (
        opt((word("level"), word("of"))),
        one_of(&["confidence", "certainty"]),
    )
        .parse(rest)?;
    Ok((rest, level))
}

/// [ "," ] digits "times" "out" "of" digits: as pollsters tell a level of confidence
fn times_out_of(input: Tokens<'_>) -> PResult<'_, Decimal> {
    let number = || map_opt(number, |number| Some(number?.value));
    let (rest, (_, over, .., under)) = (
        opt(sign(',')),
        number(),
        word("times"),
        opt(word("out")),
        one_of(&["of", "in"]),
        number(),
    )
        .parse(input)?;
    let level = exact::mul(over, Decimal::ONE_HUNDRED).and_then(|over| exact::div(over, under));
    some(
        rest,
        level
            .filter(|(down, up)| down == up)
            .map(|(level, _)| level),
    )
}

/// [ "-" ] "points": of a poll, percentage points
fn of_poll(rest: Tokens<'_>, unit: Unit) -> (Tokens<'_>, Unit) {
    let points = preceded(opt(adjacent(sign('-'))), one_of(&["point", "points"])).parse(rest);
    match points {
        Ok((after, points)) if unit == Unit::NONE => {
            let unit = Unit {
                text: Some(points.span),
                name: UnitName::Known(Base::Points),
                per: UnitName::None,
            };
            (after, unit)
        }
        _ => (rest, unit),
    }
}

fn begins_points(rest: &Tokens<'_>) -> bool {
    of_poll(*rest, Unit::NONE).1 != Unit::NONE
}

/// Whether a margin of error is named around a figure: in the words before it, up to a comma or another number,
/// or right behind it.
fn is_error(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let reach = (1..REACH)
        .map_while(|n| at.behind(n).filter(|token| is_link(token)).map(|_| n))
        .any(|n| ends_error(at, n));
    let hyphen = |token: &Token| token.kind == TokenKind::Sign('-');
    let unit = |token: &Token| {
        hyphen(token)
            || ["point", "points", "percentage", "percent"]
                .iter()
                .any(|word| rest.is(token, word))
    };
    let skipped = (0..4)
        .take_while(|n| rest.ahead(*n).is_some_and(unit))
        .count();
    reach || error(rest.skip(skipped)).is_ok()
}

fn is_link(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => !token.classes.any(Class::ONES.with(Class::TENS)),
        TokenKind::Sign(c) => matches!(c, '(' | ')' | ':' | '-' | '—' | '±' | '+' | '/'),
        TokenKind::Digits | TokenKind::Other => false,
    }
}

/// Whether "margin of error" or its like ends with the token `n` before the next.
fn ends_error(at: &Tokens<'_>, n: usize) -> bool {
    let last = |words: &[&str]| at.behind_is(n, words);
    if last(&["error"]) {
        let before = |k: usize, words: &[&str]| at.behind_is(n.saturating_add(k), words);
        let margin = before(2, &["margin"]) || before(3, &["margin"]);
        return margin || before(1, &["sampling"]);
    }
    last(&["margin", "margins"]) && at.behind_is(n.saturating_add(1), &["error"])
}

/// error = "margin" "of" [ "sampling" | … ] "error" | "sampling" "error" | "error" "margin"
fn error(input: Tokens<'_>) -> PResult<'_, ()> {
    let sort = one_of(&["sampling", "statistical", "polling"]);
    alt((
        value(
            (),
            (
                word("margin"),
                one_of(&["of", "for"]),
                opt(sort),
                word("error"),
            ),
        ),
        value((), (word("sampling"), word("error"))),
        value((), (word("error"), word("margin"))),
    ))
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn accepts() {
        for (text, covers, value, unit) in [
            ("±3 points", "±3", "3", None),
            ("± 0.5 mm", "± 0.5 mm", "0.5", Some("millimetre")),
            ("+/-3%", "+/-3%", "3", Some("percent")),
            (
                "+- 2.5 percentage points",
                "+- 2.5 percentage points",
                "2.5",
                Some("percentage point"),
            ),
            (
                "plus or minus three percentage points",
                "plus or minus three percentage points",
                "3",
                Some("percentage point"),
            ),
            (
                "plus-or-minus 4 percent",
                "plus-or-minus 4 percent",
                "4",
                Some("percent"),
            ),
            ("plus/minus 4", "plus/minus 4", "4", None),
            (
                "give or take 5 pounds",
                "give or take 5 pounds",
                "5",
                Some("pound"),
            ),
        ] {
            let (covered, reported) = read(margin, text).expect(text);
            let name = match reported.unit.name {
                UnitName::Known(base) => Some(base.name()),
                _ => None,
            };
            let found = reported.statistic.value.unwrap().number.to_string();
            assert_eq!((covered, found.as_str(), name), (covers, value, unit));
        }
    }

    #[test]
    fn declines() {
        for text in [
            "plus 3 points",
            "give 5 pounds",
            "+3",
            "minus 3",
            "plus or minus",
            "5+",
        ] {
            assert_eq!(
                read(margin, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn a_margin_of_error_is_one_by_name() {
        for (text, wanted) in [
            ("a margin of error of ±3 points", Some("Points")),
            (
                "The margin of sampling error for the full sample is plus or minus 3 points",
                Some("Points"),
            ),
            (
                "the error margin was plus or minus 3 points",
                Some("Points"),
            ),
            ("the sum was plus or minus 3 points", None),
            (
                "a margin of error, and it rose plus or minus 3 points",
                None,
            ),
        ] {
            let reported = within(margin, text).expect(text);
            let points = matches!(reported.unit.name, UnitName::Known(Base::Points));
            assert_eq!(points.then_some("Points"), wanted, "{text}");
        }
    }

    #[test]
    fn the_level_of_confidence_is_read_behind() {
        let text = "±3 percent at the 95 percent level of confidence";
        let (covered, reported) = read(margin, text).unwrap();
        assert_eq!(
            (covered, reported.statistic.level),
            ("±3 percent", Some(Decimal::from(95)))
        );
    }
}
