//! Ordinals: "first", "22nd", "1,000th", "two hundred and third", "trillionth", "third-largest".
//!
//! ```text
//! ordinal = ( worded | digits ( "st" | "nd" | "rd" | "th" ) | digits scale ) [ "-" superlative ]
//! worded  = an ordinal of number_word
//! ```
//!
//! Declined: the first part of a compound ("first-team"), which counts nothing; "twenty second" with a blank,
//! which may be a length of time; and "one hundredth", a part, unless a determiner stands before it.

use super::lexicon::Class;
use super::number::number;
use super::number_word::{self, hyphen};
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, one_of, sign, some, token};
use crate::quantity::Magnitude;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// ordinal = ( worded | digits ( "st" | "nd" | "rd" | "th" ) | digits scale ) [ "-" superlative ]
pub(super) fn ordinal<'a>(input: Tokens<'a>) -> PResult<'a, Magnitude> {
    if !may_begin(&input) {
        return Err(nom::Err::Error(()));
    }
    // "11st" is a weight.
    let stone = |input: &Tokens<'_>| {
        let eleven = input.behind(1).is_some_and(|digits| {
            let text = input.text(digits);
            !text.ends_with('1') || text.ends_with("11")
        });
        eleven && input.first().is_some_and(|next| input.is(next, "st"))
    };
    let suffix = |input: Tokens<'a>| {
        let weighed = stone(&input);
        let (rest, _) = adjacent(one_of(&["st", "nd", "rd", "th"])).parse(input)?;
        some(rest, (!weighed).then_some(()))
    };
    let written = map(terminated(number, suffix), |number| {
        number.filter(|number| number.value > Decimal::ZERO && number.value.scale() == 0)
    });
    let superlative = token(|input: &Tokens<'_>, token| input.text(token).ends_with("st"));
    let (rest, (magnitude, tail)) = (
        alt((worded, written, scaled)),
        opt(preceded(adjacent(sign('-')), adjacent(superlative))),
    )
        .parse(input)?;
    let compound = tail.is_none()
        && rest
            .first()
            .is_some_and(|next| !next.spaced && next.kind == TokenKind::Sign('-'));
    some(rest, if compound { None } else { magnitude })
}

/// Whether an ordinal can begin here: a glance over the words or digits of a number, at whose end one stands.
fn may_begin(input: &Tokens<'_>) -> bool {
    const LONGEST: usize = 24;
    let ordinals = Class::ORDINAL.with(Class::ORDINAL_SCALE);
    let numbers = Class::ONES
        .with(Class::TENS)
        .with(Class::HUNDRED)
        .with(Class::SCALE)
        .with(Class::LEADER);
    for token in (0..LONGEST).map_while(|n| input.ahead(n)) {
        let goes_on = match token.kind {
            TokenKind::Word if token.classes.any(ordinals) => return true,
            TokenKind::Word if token.classes.any(numbers) || input.is(token, "and") => true,
            TokenKind::Word => {
                let suffix = ["st", "nd", "rd", "th"];
                return suffix.iter().any(|word| input.is(token, word));
            }
            TokenKind::Digits => true,
            TokenKind::Sign(_) => !token.spaced,
            TokenKind::Other => false,
        };
        if !goes_on {
            return false;
        }
    }
    false
}

/// An ordinal in words.
fn worded(input: Tokens<'_>) -> PResult<'_, Option<Magnitude>> {
    let (rest, value) = number_word::ordinal(input)?;
    let words = rest
        .position_in_sentence()
        .saturating_sub(input.position_in_sentence());
    let last = rest.behind(1);
    let second = words > 1 && last.is_some_and(|last| last.spaced && rest.is(last, "second"));
    let part = words == 2 && is_part(&input, last);
    let magnitude = value.map(Magnitude::written);
    some(rest, (!second && !part).then_some(magnitude))
}

/// "One hundredth", without "the" before it.
fn is_part(input: &Tokens<'_>, last: Option<&Token>) -> bool {
    let one = input.first().is_some_and(|first| input.is(first, "one"));
    let round =
        last.is_some_and(|last| last.number == 100 || last.classes.any(Class::ORDINAL_SCALE));
    let named = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::DETERMINER));
    one && round && !named
}

/// digits scale: "10 millionth"
fn scaled(input: Tokens<'_>) -> PResult<'_, Option<Magnitude>> {
    let scale = token(|input: &Tokens<'_>, token: &Token| {
        token.classes.any(Class::ORDINAL_SCALE) && !input.text(token).ends_with('s')
    });
    let (rest, (number, scale)) = (number, preceded(hyphen, scale)).parse(input)?;
    Ok((
        rest,
        number.and_then(|number| number.times_power_of_ten(scale.number)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("first day", "first", "1"),
            ("22nd place", "22nd", "22"),
            ("1,000th goal", "1,000th", "1000"),
            ("third-largest city", "third-largest", "3"),
            ("thirty-fourth birthday", "thirty-fourth", "34"),
            ("thirty fourth birthday", "thirty fourth", "34"),
            ("two hundred and third", "two hundred and third", "203"),
            ("five hundred fiftieth", "five hundred fiftieth", "550"),
            ("three hundredth win", "three hundredth", "300"),
            ("hundredth", "hundredth", "100"),
            ("hundred and first", "hundred and first", "101"),
            ("trillionth part", "trillionth", "1000000000000"),
            ("thousandth customer", "thousandth", "1000"),
            ("ten millionth visitor", "ten millionth", "10000000"),
            ("10 millionth visitor", "10 millionth", "10000000"),
            (
                "two thousand and twenty-second",
                "two thousand and twenty-second",
                "2022",
            ),
            ("a hundred thousandth", "a hundred thousandth", "100000"),
        ] {
            let (covered, magnitude) = read(ordinal, text).expect(text);
            assert_eq!(
                (covered, magnitude.value.to_string().as_str()),
                (covers, value)
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "first-team player",
            "22 nd",
            "one",
            "5th-floor flat",
            "twenty second delay",
            "twenty first-year students",
            "one hundredth of",
            "a trillionth",
            "one third of",
            "two fifths",
            "0th",
            "1.5th",
        ] {
            assert_eq!(
                read(ordinal, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
