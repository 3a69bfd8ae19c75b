//! Modifiers: the words before a number that shape its interval ("more than", "about", "up to"), and the
//! few after it ("or more", "-plus").
//!
//! ```text
//! modifier = a phrase of modifiers.csv, the longest that matches
//! trailing = "or" ( "more" | "above" | … ) | "or" ( "less" | "fewer" | … ) | "or" "so" | "+" | [ "-" ] "plus"
//! ```

use super::lexicon::{self, Class};
use super::tokens::{PResult, Tokens, adjacent, one_of, sign, word};
use crate::quantity::Modifier;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, value};
use nom::sequence::preceded;

/// modifier = a phrase of modifiers.csv, the longest that matches
pub(super) fn modifier(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let first = input
        .first()
        .filter(|token| token.classes.any(Class::MODIFIER))
        .ok_or(nom::Err::Error(()))?;
    let lower = input.text(first).to_ascii_lowercase();
    let matching = lexicon::phrases(&lower)
        .iter()
        .find(|phrase| follows(&input, &phrase.rest));
    let phrase = matching.ok_or(nom::Err::Error(()))?;
    Ok((
        input.skip(phrase.rest.len().saturating_add(1)),
        phrase.modifier,
    ))
}

/// Whether the words after the next are these.
fn follows(input: &Tokens<'_>, words: &[&str]) -> bool {
    let after = input.skip(1);
    words.iter().enumerate().all(|(n, word)| {
        after
            .ahead(n)
            .is_some_and(|token| input.text(token).eq_ignore_ascii_case(word))
    })
}

/// trailing = "or" "more" | "or" "fewer" | "or" "so" | "+" | [ "-" ] "plus"
pub(super) fn trailing(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let or = |words| preceded(word("or"), one_of(words));
    alt((
        value(
            Modifier::AtLeast,
            or(&[
                "more", "above", "over", "higher", "greater", "better", "older", "longer",
            ]),
        ),
        value(
            Modifier::AtMost,
            or(&[
                "less", "fewer", "below", "under", "lower", "younger", "shorter",
            ]),
        ),
        value(Modifier::About, or(&["so", "thereabouts"])),
        value(Modifier::AtLeast, adjacent(sign('+'))),
        value(
            Modifier::AtLeast,
            preceded(opt(adjacent(sign('-'))), adjacent(word("plus"))),
        ),
    ))
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn the_longest_phrase_wins() {
        for (text, covers, wanted) in [
            ("More than 24,000", "More than", Modifier::MoreThan),
            ("about 5", "about", Modifier::About),
            (
                "a little more than 5",
                "a little more than",
                Modifier::MoreThan,
            ),
            ("no more than 5", "no more than", Modifier::AtMost),
            ("up to 25", "up to", Modifier::UpTo),
            ("just under 5", "just under", Modifier::Nearly),
            ("~5", "~", Modifier::About),
        ] {
            assert_eq!(read(modifier, text), Some((covers, wanted)), "{text}");
        }
        assert_eq!(read(modifier, "up 5 percent"), None);
    }

    #[test]
    fn some_modifiers_follow() {
        assert_eq!(
            read(trailing, "or fewer"),
            Some(("or fewer", Modifier::AtMost))
        );
        assert_eq!(
            read(trailing, "or more people"),
            Some(("or more", Modifier::AtLeast))
        );
        assert_eq!(read(trailing, "or twelve"), None);
    }
}
