//! Numbers that are names: "COVID-19", "Boeing 737", "section 230", "No. 5", "G20", phone numbers, scores.
//!
//! ```text
//! identifier = digits ( ( "-" | "." | "/" | ":" ) digits )+      glued: a score, a date of another sort, a phone number
//! ```
//!
//! A name is told by what stands before its number. A count that has a modifier, a unit, digits in
//! groups or a noun in the plural behind it is no name.

use super::lexicon::Class;
use super::noun;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, digits, sign};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;
use nom::multi::many1_count;
use nom::sequence::preceded;

/// identifier = digits ( ( "-" | "." | "/" | ":" ) digits )+
pub(super) fn identifier(input: Tokens<'_>) -> PResult<'_, ()> {
    let joint = alt((sign('-'), sign('.'), sign('/'), sign(':')));
    let part = preceded(adjacent(joint), adjacent(digits));
    map((digits, many1_count(part)), |_| ()).parse(input)
}

/// Whether the number that begins here is glued to a word before it: "COVID-19", "F-16".
pub(super) fn glued_to_word(input: &Tokens<'_>) -> bool {
    let Some(first) = input.first().filter(|first| !first.spaced) else {
        return false;
    };
    let (before, further) = (input.behind(1), input.behind(2));
    let hyphen = before.is_some_and(|before| before.kind == TokenKind::Sign('-') && !before.spaced);
    let word = |token: &Token| token.kind == TokenKind::Word;
    first.kind == TokenKind::Digits
        && (hyphen && further.is_some_and(word) || before.is_some_and(word))
}

/// Whether the words before the digits that begin here make them a name, `rest` being what follows them.
pub(super) fn named(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let plain = input
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits)
        && rest.position_in_sentence() == input.skip(1).position_in_sentence();
    let Some(before) = input.behind(1).filter(|_| plain) else {
        return false;
    };
    let abbreviated = before.kind == TokenKind::Sign('.')
        && input
            .behind(2)
            .is_some_and(|label| label.classes.any(Class::LABEL) && !before.spaced);
    if abbreviated || before.kind == TokenKind::Sign('#') {
        return true;
    }
    let labelled = before.classes.any(Class::LABEL) && !noun::is_plural(input.text(before));
    let series = is_index(input.text(before)) && proper(input, before);
    before.kind == TokenKind::Word
        && (series || (labelled || proper(input, before)) && !counts(rest))
}

/// Whether plain digits are a name by what follows them: letters glued on ("49ers", "3D"), brackets around
/// them and nothing else ("(4)"), or the rest of an address ("49 Long Acre Road").
pub(super) fn labels(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let plain = input
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits);
    let glued = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Word && !next.spaced);
    let opened = input
        .behind(1)
        .is_some_and(|before| matches!(before.kind, TokenKind::Sign('(' | '[')));
    let closed = rest
        .first()
        .is_some_and(|next| matches!(next.kind, TokenKind::Sign(')' | ']')));
    plain && (glued || opened && closed || closed && enumerates(input) || address(rest))
}

/// Whether a closing bracket behind the number here closes none that was opened: "1) the cost, 2) the time".
fn enumerates(input: &Tokens<'_>) -> bool {
    let brackets = (1..24)
        .map_while(|n| input.behind(n))
        .filter(|token| matches!(token.kind, TokenKind::Sign('(' | '[' | ')' | ']')));
    let inside = brackets
        .into_iter()
        .next()
        .is_some_and(|nearest| matches!(nearest.kind, TokenKind::Sign('(' | '[')));
    !inside
}

/// Up to four capitalised words that end in "Street" or its like.
fn address(rest: &Tokens<'_>) -> bool {
    let capital = |n: &usize| {
        rest.ahead(*n).is_some_and(|token| {
            rest.text(token)
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        })
    };
    (0..5).take_while(capital).any(|n| {
        n > 0
            && rest
                .ahead(n)
                .is_some_and(|token| token.classes.any(Class::STREET))
    })
}

/// Whether a word is a proper name: capitalised, and not only for beginning the sentence.
fn proper(input: &Tokens<'_>, word: &Token) -> bool {
    let lexical = Class::FUNCTION
        .with(Class::MONTH)
        .with(Class::WEEKDAY)
        .with(Class::RISE)
        .with(Class::FALL)
        .with(Class::SAY)
        .with(Class::MODIFIER)
        .with(Class::BE);
    let text = input.text(word);
    let capital = text.starts_with(|c: char| c.is_uppercase())
        || text.chars().skip(1).any(char::is_uppercase);
    let begins = input
        .behind(2)
        .is_none_or(|before| matches!(before.kind, TokenKind::Sign('"' | '“' | '.' | ':')));
    capital && !begins && !word.classes.any(lexical)
}

/// Capitals alone, as of an index or a model ("FTSE 100 companies"), but not a country.
fn is_index(text: &str) -> bool {
    let country = ["US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.", "UAE"].contains(&text);
    !country && text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether what follows a number is what it counts: a noun in the plural, in small letters.
fn counts(rest: &Tokens<'_>) -> bool {
    noun::phrase(*rest).is_ok_and(|(_, noun)| {
        let head = rest.slice(noun.head);
        noun::is_plural(head) && head.starts_with(|c: char| c.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn identifiers_are_read_whole() {
        for (text, covers) in [
            ("555-1234-99 now", "555-1234-99"),
            ("1.2.3", "1.2.3"),
            ("24/7", "24/7"),
            ("3:1 odds", "3:1"),
            ("2-2 draw", "2-2"),
        ] {
            assert_eq!(
                read(identifier, text).map(|(covered, ())| covered),
                Some(covers)
            );
        }
        assert_eq!(read(identifier, "24,000"), None);
    }

    #[test]
    fn numbers_of_a_list_in_the_sentence_are_told_by_their_bracket() {
        let listed = |text: &str| {
            crate::extract::testing::within(
                |input: Tokens<'_>| {
                    let (rest, _) = digits(input)?;
                    Ok((rest, labels(&input, &rest)))
                },
                text,
            )
        };
        assert_eq!(listed("it is 1) cheap and"), Some(true));
        assert_eq!(listed("(about 5)"), Some(false));
        assert_eq!(listed("it is 1 (one)"), Some(false));
    }
}
