//! Magnitudes: a number with its scale word: "3.5 million", "500 crore", "two dozen", "200k", "$5bn".
//!
//! ```text
//! magnitude = ( number [ scale ] | cardinal ) | [ "a" | number | cardinal ] "dozen"
//! scale     = [ "-" ] { "hundred" | "thousand" | "million" | … } | suffix       no blank before a suffix
//! suffix    = "k" | "bn" | "M" | "B" | …, and after a currency "m" | "b" | "t"
//! ```

use super::lexicon::Class;
use super::noun;
use super::number::{Number, number};
use super::number_word::cardinal;
use super::tokens::{PResult, Token, Tokens, adjacent, class, sign, token, word};
use crate::quantity::{Magnitude, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// A number and the power of ten that its scale word names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scaled {
    pub(super) coefficient: Number,
    pub(super) exponent: i8,
}

impl Scaled {
    pub(super) const fn plain(magnitude: Magnitude) -> Self {
        Self {
            coefficient: Some(magnitude),
            exponent: 0,
        }
    }

    /// The whole number; `None` where it is too long to be held exactly.
    pub(super) fn magnitude(self) -> Number {
        match self.exponent {
            0 => self.coefficient,
            exponent => self.coefficient?.times_power_of_ten(exponent),
        }
    }
}

/// magnitude = ( number [ scale ] | cardinal ) | [ "a" | number | cardinal ] "dozen"
pub(super) fn magnitude(input: Tokens<'_>) -> PResult<'_, Scaled> {
    alt((dozen, numeral(suffix), map(cardinal, Scaled::plain))).parse(input)
}

/// A magnitude after a currency symbol, where "m" is a million.
pub(super) fn money_magnitude(input: Tokens<'_>) -> PResult<'_, Scaled> {
    alt((numeral(money_suffix), magnitude)).parse(input)
}

/// number [ scale ]
fn numeral<'a>(
    suffix: fn(Tokens<'a>) -> PResult<'a, i8>,
) -> impl Parser<Tokens<'a>, Output = Scaled, Error = ()> {
    map(
        (number, opt(alt((scale_word, suffix)))),
        |(coefficient, exponent)| Scaled {
            coefficient,
            exponent: exponent.unwrap_or(0),
        },
    )
}

/// "hundred", "thousand", "million", after a blank or a hyphen; "hundred million" is both
fn scale_word(input: Tokens<'_>) -> PResult<'_, i8> {
    let words = Class::SCALE.with(Class::HUNDRED);
    let plural =
        token(|_, token: &Token| token.classes.any(Class::PLURAL_SCALE) && token.number < 10);
    let first = preceded(opt(adjacent(sign('-'))), alt((class(words), plural)));
    map((first, opt(class(Class::SCALE))), |(first, second)| {
        first
            .number
            .saturating_add(second.map_or(0, |second| second.number))
    })
    .parse(input)
}

/// k, bn and their like, or a capital M or B, glued to the digits
fn suffix(input: Tokens<'_>) -> PResult<'_, i8> {
    let known = token(|input: &Tokens<'_>, token: &Token| {
        let text = input.text(token);
        let long = text.len() > 1 && text != "mm" && text != "MM";
        token.classes.any(Class::SUFFIX) && (long || matches!(text, "k" | "K" | "M" | "B"))
    });
    let counted = map(terminated(class(Class::SUFFIX), peek(people)), |token| {
        token.number
    });
    adjacent(alt((map(known, |token| token.number), counted))).parse(input)
}

/// A noun of persons in the plural, before which "5m" is a number and no length.
fn people(input: Tokens<'_>) -> PResult<'_, &Token> {
    let plural = |token: &&Token| noun::is_plural(input.text(token));
    verify(class(Class::PERSON), plural).parse(input)
}

/// suffix, and m, b, t
fn money_suffix(input: Tokens<'_>) -> PResult<'_, i8> {
    map(adjacent(class(Class::SUFFIX)), |token| token.number).parse(input)
}

/// [ "a" | number | cardinal ] "dozen"
fn dozen(input: Tokens<'_>) -> PResult<'_, Scaled> {
    let one = map(alt((word("a"), word("one"))), |_| {
        Some(Magnitude::written(Decimal::ONE))
    });
    let count = alt((one, number, map(cardinal, Some)));
    let dozens = terminated(opt(count), (opt(adjacent(sign('-'))), class(Class::DOZEN)));
    map(dozens, |count| {
        let count = count.unwrap_or(Some(Magnitude::written(Decimal::ONE)));
        let value = count.and_then(|count| exact::mul(count.value, Decimal::from(12)));
        Scaled {
            coefficient: value.and_then(exact::stated).map(Magnitude::written),
            exponent: 0,
        }
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("3.5 million people", "3.5 million", "3500000"),
            ("500 crore", "500 crore", "5000000000"),
            ("200k users", "200k", "200000"),
            ("15bn yen", "15bn", "15000000000"),
            ("a dozen countries", "a dozen", "12"),
            ("two dozen ships", "two dozen", "24"),
            ("12-million euro", "12-million", "12000000"),
            ("5m people", "5m", "5000000"),
            ("5m away", "5", "5"),
            ("1.7 mln", "1.7 mln", "1700000"),
            ("4.3M sales", "4.3M", "4300000"),
            ("4 hundred million people", "4 hundred million", "400000000"),
        ] {
            let (covered, scaled) = read(magnitude, text).expect(text);
            assert_eq!(
                (
                    covered,
                    scaled.magnitude().unwrap().value.to_string().as_str()
                ),
                (covers, value)
            );
        }
        let (covered, scaled) = read(money_magnitude, "200m").unwrap();
        assert_eq!((covered, scaled.exponent), ("200m", 6));
    }

    #[test]
    fn declines() {
        for text in ["dozens of ships", "million dollars", "hundreds"] {
            assert_eq!(
                read(magnitude, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn what_gets_too_long_has_no_value() {
        let (_, scaled) = read(magnitude, "999999999999999 billion").unwrap();
        assert_eq!(scaled.magnitude(), None);
    }
}
