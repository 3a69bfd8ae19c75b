//! Vague numbers: "tens of thousands", "dozens", "several", "a few hundred thousand", "many hundreds".
//!
//! ```text
//! vague  = plural | loose [ [ "of" ] multiplied ]
//! plural = plural_scale [ "of" plural_scale | ( "and" | "upon" ) the same ]        "tens" only before "of"
//! loose  = "several" | "many" | [ "a" ] "few" | [ "a" ] "couple" | "a" ( "handful" | "couple" ) "of"
//! multiplied = ( scale | "hundred" | "dozen" | plural_scale ) [ [ "of" ] ( scale | plural_scale ) ]
//! ```

use super::lexicon::Class;
use super::tokens::{PResult, Token, TokenKind, Tokens, class, one_of, some, token, word};
use crate::quantity::{Amount, Interval, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// vague = plural | loose [ [ "of" ] multiplied ]
pub(super) fn vague(input: Tokens<'_>) -> PResult<'_, Amount> {
    alt((plural, loose)).parse(input)
}

/// plural = plural_scale [ "of" plural_scale | ( "and" | "upon" ) the same ]
fn plural(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, first) = class(Class::PLURAL_SCALE).parse(input)?;
    let same = verify(class(Class::PLURAL_SCALE), |token: &&Token| {
        token.number == first.number
    });
    let (rest, _) = opt(preceded(one_of(&["and", "upon"]), same)).parse(rest)?;
    let (rest, second) = opt(preceded(word("of"), class(Class::PLURAL_SCALE))).parse(rest)?;
    let of = rest.first().is_some_and(|next| rest.is(next, "of"));
    let tens = second.is_none() && !of && input.is(first, "tens");
    if tens || first.number == SCORE && input.is(first, "scores") && !many(&input, &rest, of) {
        return Err(nom::Err::Error(()));
    }
    let unit = second
        .map_or(Some(Decimal::ONE), size)
        .zip(size(first))
        .and_then(|(a, b)| exact::mul(a, b));
    some(rest, unit.and_then(|unit| tenfold(unit, 2)))
}

/// What a score is.
const SCORE: i8 = 20;

/// Whether "scores" are many and no verb or marks: "scores of fans", "Scores were hurt", but not "she scores a goal",
/// "test scores", "scores of 80".
fn many(input: &Tokens<'_>, rest: &Tokens<'_>, of: bool) -> bool {
    let numbered = rest
        .ahead(1)
        .is_some_and(|next| next.kind == TokenKind::Digits);
    let leads = input.behind(1).is_none_or(|before| match before.kind {
        TokenKind::Word => before
            .classes
            .any(Class::PREPOSITION.with(Class::CONJUNCTION)),
        TokenKind::Digits => false,
        _ => true,
    });
    of && !numbered || !of && leads
}

/// The number that a scale word stands for: of dozens and scores the number itself, of others the power of ten.
fn size(token: &Token) -> Option<Decimal> {
    if token.classes.any(Class::DOZEN) || token.number == SCORE {
        Some(Decimal::from(token.number))
    } else {
        exact::power_of_ten(token.number.into())
    }
}

/// From so many of `unit` up to ten of it, which would have earned the next word up.
fn tenfold(unit: Decimal, from: i64) -> Option<Amount> {
    let ends = exact::mul(unit, from.into()).zip(exact::mul(unit, Decimal::TEN));
    let interval = ends.and_then(|(low, high)| Interval::half_open(low, high))?;
    Some(Amount {
        stated: None,
        interval,
        modifier: Modifier::Exact,
        vague: false,
    })
}

/// loose = "several" | "many" | [ "a" ] "few" | [ "a" ] "couple" | "a" ( "handful" | "couple" ) "of"
fn loose(input: Tokens<'_>) -> PResult<'_, Amount> {
    let bare = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::VAGUE) && !input.is(token, "handful") && !input.is(token, "couple")
    });
    let couple = terminated(
        preceded(opt(word("a")), word("couple")),
        peek((opt(word("of")), multiplied)),
    );
    let with_of = terminated(preceded(word("a"), class(Class::VAGUE)), word("of"));
    let few = preceded(opt(word("a")), bare);
    let (rest, least) = map(alt((couple, with_of, few)), |token| token.number).parse(input)?;
    let (rest, unit) = opt(preceded(opt(word("of")), multiplied)).parse(rest)?;
    let unit = unit.unwrap_or(Some(Decimal::ONE));
    let lower = unit.and_then(|unit| exact::mul(unit, least.into()));
    some(
        rest,
        lower.map(|lower| Amount {
            stated: None,
            interval: Interval::at_least(lower),
            modifier: Modifier::Exact,
            vague: true,
        }),
    )
}

/// multiplied = ( scale | "hundred" | "dozen" | plural_scale ) [ [ "of" ] ( scale | plural_scale ) ]
fn multiplied(input: Tokens<'_>) -> PResult<'_, Option<Decimal>> {
    let first = Class::SCALE
        .with(Class::HUNDRED)
        .with(Class::DOZEN)
        .with(Class::PLURAL_SCALE);
    let further = preceded(
        opt(word("of")),
        class(Class::SCALE.with(Class::PLURAL_SCALE)),
    );
    map((class(first), opt(further)), |(first, second)| {
        let second = second.map_or(Some(Decimal::ONE), size);
        second.zip(size(first)).and_then(|(a, b)| exact::mul(a, b))
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn scores_that_are_many() {
        for (text, wanted) in [
            ("Scores were hurt", true),
            ("It drew scores of fans", true),
            ("thought by scores and by critics", true),
            ("She scores a goal", false),
            ("the 2 scores were", false),
            ("the test scores fell", false),
            ("scores of 80 and more", false),
        ] {
            assert_eq!(within(plural, text).is_some(), wanted, "{text}");
        }
    }

    fn ends(amount: Amount) -> (String, Option<String>) {
        (
            amount.interval.lower().unwrap().value.to_string(),
            amount.interval.upper().map(|high| high.value.to_string()),
        )
    }

    #[test]
    fn accepts() {
        for (text, covers, low, high) in [
            (
                "tens of thousands of people",
                "tens of thousands",
                "20000",
                Some("100000"),
            ),
            ("hundreds of migrants", "hundreds", "200", Some("1000")),
            ("dozens of ships", "dozens", "24", Some("120")),
            ("millions", "millions", "2000000", Some("10000000")),
            ("several hundred people", "several hundred", "200", None),
            ("a few dozen", "a few dozen", "24", None),
            ("many migrants", "many", "3", None),
            ("tens of voters", "tens", "20", Some("100")),
            (
                "trillions of dollars",
                "trillions",
                "2000000000000",
                Some("10000000000000"),
            ),
            ("scores of homes", "scores", "40", Some("200")),
            (
                "hundreds upon hundreds of",
                "hundreds upon hundreds",
                "200",
                Some("1000"),
            ),
            ("many hundreds of", "many hundreds", "300", None),
            (
                "several tens of thousands",
                "several tens of thousands",
                "20000",
                None,
            ),
            (
                "a few hundred thousand",
                "a few hundred thousand",
                "200000",
                None,
            ),
            ("a couple hundred fans", "a couple hundred", "200", None),
            ("a couple of thousand", "a couple of thousand", "2000", None),
            ("a couple of days", "a couple of", "2", None),
            ("a handful of cases", "a handful of", "3", None),
        ] {
            let (covered, amount) = read(vague, text).expect(text);
            assert_eq!(
                (covered, ends(amount)),
                (covers, (low.to_owned(), high.map(str::to_owned)))
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "tens and",
            "handful",
            "hundred",
            "a handful",
            "couple",
            "a couple who",
        ] {
            assert_eq!(
                read(vague, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
