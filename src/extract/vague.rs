//! Vague numbers: "tens of thousands", "dozens", "several", "a few hundred", "many".
//!
//! ```text
//! vague  = plural | loose [ scale ]
//! plural = plural_scale [ "of" plural_scale ]        "tens" only before "of"
//! loose  = "several" | "many" | [ "a" ] "few" | "a" ( "handful" | "couple" ) "of"
//! ```

use super::lexicon::Class;
use super::tokens::{PResult, Token, Tokens, class, some, token, word};
use crate::quantity::{Amount, Interval, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// vague = plural | loose [ scale ]
pub(super) fn vague(input: Tokens<'_>) -> PResult<'_, Amount> {
    alt((plural, loose)).parse(input)
}

/// plural = plural_scale [ "of" plural_scale ]
fn plural(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, first) = class(Class::PLURAL_SCALE).parse(input)?;
    let (rest, second) = opt(preceded(word("of"), class(Class::PLURAL_SCALE))).parse(rest)?;
    if second.is_none() && input.is(first, "tens") {
        return Err(nom::Err::Error(()));
    }
    let unit = second
        .map_or(Some(Decimal::ONE), size)
        .zip(size(first))
        .and_then(|(a, b)| exact::mul(a, b));
    some(rest, unit.and_then(|unit| tenfold(unit, 2)))
}

/// The number that a plural scale word is the plural of.
fn size(token: &Token) -> Option<Decimal> {
    match token.number {
        number @ 10.. => Some(Decimal::from(number)),
        exponent => exact::power_of_ten(exponent.into()),
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

/// loose = "several" | "many" | [ "a" ] "few" | "a" ( "handful" | "couple" ) "of"
fn loose(input: Tokens<'_>) -> PResult<'_, Amount> {
    let bare = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::VAGUE) && !input.is(token, "handful") && !input.is(token, "couple")
    });
    let with_of = terminated(preceded(word("a"), class(Class::VAGUE)), word("of"));
    let few = preceded(opt(word("a")), bare);
    let (rest, least) = map(alt((with_of, few)), |token| token.number).parse(input)?;
    let (rest, scale) =
        opt(class(Class::SCALE.with(Class::HUNDRED).with(Class::DOZEN))).parse(rest)?;
    let unit = scale.map_or(Some(Decimal::ONE), size);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

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
        for text in ["tens and", "handful", "hundred", "a handful"] {
            assert_eq!(
                read(vague, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
