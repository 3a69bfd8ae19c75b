//! Ordinals: "first", "22nd", "third-largest".
//!
//! ```text
//! ordinal = ( ordinal_word | digits ( "st" | "nd" | "rd" | "th" ) ) [ "-" superlative ]
//! ```
//!
//! Declined: the first part of a compound ("first-team"), which counts nothing.

use super::lexicon::Class;
use super::tokens::{
    PResult, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, token,
};
use crate::quantity::{Magnitude, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::{preceded, terminated};

/// ordinal = ( ordinal_word | digits ( "st" | "nd" | "rd" | "th" ) ) [ "-" superlative ]
pub(super) fn ordinal(input: Tokens<'_>) -> PResult<'_, Magnitude> {
    let named = map(class(Class::ORDINAL), |token| {
        Some(Magnitude::written(token.number.into()))
    });
    let written = map(
        terminated(digits, adjacent(one_of(&["st", "nd", "rd", "th"]))),
        |token| exact::literal(input.text(token)).map(Magnitude::written),
    );
    let superlative = token(|input: &Tokens<'_>, token| input.text(token).ends_with("st"));
    let (rest, (magnitude, tail)) = (
        alt((named, written)),
        opt(preceded(adjacent(sign('-')), adjacent(superlative))),
    )
        .parse(input)?;
    let compound = tail.is_none()
        && rest
            .first()
            .is_some_and(|next| !next.spaced && next.kind == TokenKind::Sign('-'));
    some(rest, if compound { None } else { magnitude })
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
            ("third-largest city", "third-largest", "3"),
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
        for text in ["first-team player", "22 nd", "one", "5th-floor flat"] {
            assert_eq!(
                read(ordinal, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
