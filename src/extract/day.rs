//! Days of a month: "1", "1st", "twenty-second", "fifteen".
//!
//! ```text
//! day      = digits{1,2} [ "st" | "nd" | "rd" | "th" ] | ordinal | cardinal          1 to 31
//! ordinal  = [ tens [ "-" ] ] ordinal_word
//! cardinal = [ tens [ "-" ] ] ones
//! ```
//!
//! Declined: what goes on as a decimal, a group of thousands, a time of day or a share ("20.5", "5,000", "5:30", "20%").

use super::lexicon::Class;
use super::number_date::{small, width};
use super::tokens::{PResult, Token, Tokens, adjacent, class, digits, one_of, sign, some};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value, verify};
use nom::sequence::preceded;

/// A day of a month as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// 1 to 31.
    pub(super) number: i8,
    /// How it is written.
    pub(super) written: Written,
}

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// "5".
    Digits,
    /// "5th".
    Suffixed,
    /// "fifth".
    Ordinal,
    /// "five".
    Cardinal,
}

/// day = digits{1,2} [ "st" | "nd" | "rd" | "th" ] | ordinal | cardinal
pub(super) fn day(input: Tokens<'_>) -> PResult<'_, Day> {
    let day = alt((numeral, ordinal, cardinal));
    verify(day, |day| (1..=31).contains(&day.number)).parse(input)
}

/// digits{1,2} [ "st" | "nd" | "rd" | "th" ]
fn numeral(input: Tokens<'_>) -> PResult<'_, Day> {
    let number = verify(digits, |token: &&Token| width(token) <= 2);
    let ending = opt(adjacent(one_of(&["st", "nd", "rd", "th"])));
    let (rest, (token, ending)) = (number, ending).parse(input)?;
    let (rest, ()) = not(continues).parse(rest)?;
    let written = ending.map_or(Written::Digits, |_| Written::Suffixed);
    let day = small(&input, token).map(|number| Day { number, written });
    some(rest, day)
}

/// What makes a number before it more than a day: a decimal, a group, a clock time, a percent sign.
fn continues(input: Tokens<'_>) -> PResult<'_, ()> {
    let more = value(
        (),
        (adjacent(alt((sign('.'), sign(':')))), adjacent(digits)),
    );
    let group = verify(adjacent(digits), |token: &&Token| width(token) == 3);
    let grouped = value((), (adjacent(sign(',')), group));
    alt((
        more,
        grouped,
        value((), adjacent(sign('%'))),
        value((), adjacent(digits)),
    ))
    .parse(input)
}

/// ordinal = [ tens [ "-" ] ] ordinal_word
fn ordinal(input: Tokens<'_>) -> PResult<'_, Day> {
    let ending = verify(class(Class::ORDINAL), |token: &&Token| token.number < 10);
    let compound = tens_and(ending);
    let single = map(class(Class::ORDINAL), |token| token.number);
    map(alt((compound, single)), |number| Day {
        number,
        written: Written::Ordinal,
    })
    .parse(input)
}

/// cardinal = [ tens [ "-" ] ] ones
fn cardinal(input: Tokens<'_>) -> PResult<'_, Day> {
    let ending = verify(class(Class::ONES), |token: &&Token| token.number < 10);
    let compound = tens_and(ending);
    let single = map(class(Class::ONES.with(Class::TENS)), |token| token.number);
    map(alt((compound, single)), |number| Day {
        number,
        written: Written::Cardinal,
    })
    .parse(input)
}

/// "twenty" or "thirty" and what follows it.
fn tens_and<'a>(
    ending: impl Parser<Tokens<'a>, Output = &'a Token, Error = ()>,
) -> impl Parser<Tokens<'a>, Output = i8, Error = ()> {
    let tens = verify(class(Class::TENS), |token: &&Token| token.number <= 30);
    let joined = (tens, preceded(opt(adjacent(sign('-'))), ending));
    map(joined, |(tens, ones)| {
        tens.number.saturating_add(ones.number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, number, written) in [
            ("5 May", "5", 5, Written::Digits),
            ("31st of", "31st", 31, Written::Suffixed),
            ("twelfth of", "twelfth", 12, Written::Ordinal),
            ("twenty-third of", "twenty-third", 23, Written::Ordinal),
            ("thirty first", "thirty first", 31, Written::Ordinal),
            ("twenty four, 2019", "twenty four", 24, Written::Cardinal),
        ] {
            assert_eq!(read(day, text), Some((covers, Day { number, written })));
        }
    }

    #[test]
    fn declines() {
        for text in [
            "0",
            "32",
            "2019",
            "5.5",
            "5:30",
            "5,000",
            "7%",
            "thirty-third",
            "zero",
        ] {
            assert_eq!(read(day, text), None, "{text}");
        }
    }
}
