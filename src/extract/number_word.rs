//! Numbers in words: "five", "twenty-five", "two hundred and six", "four billion", "two and a half million".
//!
//! ```text
//! cardinal = "half" "a" scale | group { [ "and" ] group } [ half ]        scales falling
//! group    = below_thousand [ scale ] | "a" scale
//! below_thousand = [ below_hundred | "a" ] "hundred" [ [ "and" ] below_hundred ] | below_hundred
//! below_hundred  = tens [ "-" ] ones | tens | ones
//! half     = [ "-" ] "and" [ "-" ] "a" [ "-" ] ( "half" | "quarter" ) [ scale ]
//! ```

use super::lexicon::Class;
use super::tokens::{PResult, Tokens, adjacent, class, sign, some, token, word};
use crate::quantity::{Magnitude, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// A group of a number in words: so many of a power of ten.
#[derive(Clone, Copy)]
struct Group {
    count: i64,
    exponent: i8,
}

/// cardinal = "half" "a" scale | group { [ "and" ] group } [ half ]
pub(super) fn cardinal(input: Tokens<'_>) -> PResult<'_, Magnitude> {
    alt((half_scale, groups)).parse(input)
}

/// "half" "a" scale: "half a million"
fn half_scale(input: Tokens<'_>) -> PResult<'_, Magnitude> {
    let hyphen = || opt(adjacent(sign('-')));
    let (rest, (_, _, _, _, exponent)) =
        (word("half"), hyphen(), word("a"), hyphen(), scale).parse(input)?;
    some(
        rest,
        Magnitude::written(Decimal::new(5, 1)).times_power_of_ten(exponent),
    )
}

/// group { [ "and" ] group } [ half ]
fn groups(input: Tokens<'_>) -> PResult<'_, Magnitude> {
    let (mut rest, first) = group(input)?;
    let (mut least, mut total) = (first, first.value());
    let mut groups = 1_u8;
    while let Ok((after, next)) = preceded(opt(word("and")), group).parse(rest) {
        if next.exponent >= least.exponent || least.exponent == 0 {
            break;
        }
        total = total.zip(next.value()).and_then(|(a, b)| exact::add(a, b));
        (rest, least, groups) = (after, next, groups.saturating_add(1));
    }
    if groups == 1
        && let Ok((after, magnitude)) = half(first, rest)
    {
        return Ok((after, magnitude));
    }
    let magnitude = match groups {
        1 if first.exponent >= 6 => {
            Magnitude::written(first.count.into()).times_power_of_ten(first.exponent)
        }
        _ => total.and_then(exact::stated).map(Magnitude::written),
    };
    some(rest, magnitude)
}

impl Group {
    fn value(self) -> Option<Decimal> {
        exact::mul(
            self.count.into(),
            exact::power_of_ten(self.exponent.into())?,
        )
    }
}

/// group = below_thousand [ scale ] | "a" scale
fn group(input: Tokens<'_>) -> PResult<'_, Group> {
    let counted = map(
        (
            below_thousand,
            opt(preceded(opt(adjacent(sign('-'))), scale)),
        ),
        |(count, exponent)| Group {
            count,
            exponent: exponent.unwrap_or(0),
        },
    );
    let single = map(preceded(article, scale), |exponent| Group {
        count: 1,
        exponent,
    });
    alt((counted, single)).parse(input)
}

/// below_thousand = [ below_hundred | "a" ] "hundred" [ [ "and" ] below_hundred ] | below_hundred
fn below_thousand(input: Tokens<'_>) -> PResult<'_, i64> {
    let count = alt((below_hundred, map(article, |()| 1)));
    let tail = opt(preceded(opt(word("and")), below_hundred));
    let hundreds = map(
        (
            terminated(count, (opt(adjacent(sign('-'))), class(Class::HUNDRED))),
            tail,
        ),
        |(hundreds, tail)| {
            hundreds
                .saturating_mul(100)
                .saturating_add(tail.unwrap_or(0))
        },
    );
    alt((hundreds, below_hundred)).parse(input)
}

/// below_hundred = tens [ "-" ] ones | tens | ones
fn below_hundred(input: Tokens<'_>) -> PResult<'_, i64> {
    let one_to_nine = verify(ones, |value| (1..=9).contains(value));
    let joined = map(
        (tens, opt(adjacent(sign('-'))), one_to_nine),
        |(tens, _, ones)| tens.saturating_add(ones),
    );
    alt((joined, tens, ones)).parse(input)
}

fn tens(input: Tokens<'_>) -> PResult<'_, i64> {
    map(class(Class::TENS), |token| token.number.into()).parse(input)
}

fn ones(input: Tokens<'_>) -> PResult<'_, i64> {
    map(class(Class::ONES), |token| token.number.into()).parse(input)
}

/// thousand, million, crore: its power of ten
pub(super) fn scale(input: Tokens<'_>) -> PResult<'_, i8> {
    map(class(Class::SCALE), |token| token.number).parse(input)
}

/// "a", before a scale word
fn article(input: Tokens<'_>) -> PResult<'_, ()> {
    nom::combinator::value((), alt((word("a"), word("an")))).parse(input)
}

/// half = [ "-" ] "and" [ "-" ] "a" [ "-" ] ( "half" | "quarter" ) [ scale ]
fn half(whole: Group, input: Tokens<'_>) -> PResult<'_, Magnitude> {
    let dash = || opt(adjacent(sign('-')));
    let part =
        token(|input: &Tokens<'_>, token| input.is(token, "half") || input.is(token, "quarter"));
    let (rest, (_, _, _, _, _, part, exponent)) = (
        dash(),
        word("and"),
        dash(),
        word("a"),
        dash(),
        part,
        opt(preceded(dash(), scale)),
    )
        .parse(input)?;
    let part = if part.number == 2 {
        Decimal::new(5, 1)
    } else {
        Decimal::new(25, 2)
    };
    let coefficient = exact::add(whole.count.into(), part).map(Magnitude::written);
    let exponent = exponent.unwrap_or(whole.exponent);
    some(
        rest,
        coefficient.and_then(|magnitude| magnitude.times_power_of_ten(exponent)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("five charter flights", "five", "5"),
            ("twenty-five people", "twenty-five", "25"),
            ("Twenty five people", "Twenty five", "25"),
            ("two hundred and six votes", "two hundred and six", "206"),
            ("a hundred days", "a hundred", "100"),
            ("four billion people", "four billion", "4000000000"),
            ("a million more", "a million", "1000000"),
            (
                "one million two hundred thousand and five",
                "one million two hundred thousand and five",
                "1200005",
            ),
            (
                "three hundred twenty-one thousand",
                "three hundred twenty-one thousand",
                "321000",
            ),
            (
                "two and a half million",
                "two and a half million",
                "2500000",
            ),
            ("one and a half years", "one and a half", "1.5"),
            (
                "two million and a half",
                "two million and a half",
                "2500000",
            ),
            ("half a million people", "half a million", "500000"),
            ("one and two", "one", "1"),
            ("five six", "five", "5"),
        ] {
            let (covered, magnitude) = read(cardinal, text).expect(text);
            assert_eq!(
                (covered, magnitude.value.to_string().as_str()),
                (covers, value)
            );
        }
    }

    #[test]
    fn declines() {
        for text in ["a day", "hundreds", "and five", "an hour", "tension"] {
            assert_eq!(read(cardinal, text), None, "{text}");
        }
    }
}
