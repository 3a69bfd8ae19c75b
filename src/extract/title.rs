//! Names and sayings with a number in them: "Six Flags", "7-Eleven", "ground zero", "one of a kind".
//!
//! They are a table, `names.csv`: what stands before the number, and the name from its number on. An entry in small
//! letters stands for any case.

use super::lexicon::{Class, lower, packed};
use super::tokens::{Token, TokenKind, Tokens};
use crate::document::ProseSpan;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A name: what stands before its number, and the rest.
#[derive(Clone, Copy, Debug)]
struct Name {
    before: &'static str,
    from: &'static str,
}

/// By the letters of the first token from the number on.
static NAMES: LazyLock<FxHashMap<u64, Vec<Name>>> = LazyLock::new(|| {
    let mut names: FxHashMap<u64, Vec<Name>> = FxHashMap::default();
    for name in rows() {
        names.entry(letters(name.from)).or_default().push(name);
    }
    names
});

fn rows() -> impl Iterator<Item = Name> {
    let lines = include_str!("names.csv").lines().skip(1);
    lines.filter_map(|line| {
        let (before, from) = line.split_once(',')?;
        Some(Name { before, from })
    })
}

/// The letters of the first token of a name, as a token has them: digits, or letters.
fn letters(name: &str) -> u64 {
    let digits = name.starts_with(|c: char| c.is_ascii_digit());
    let within = |c: char| c.is_ascii_digit() == digits && c.is_alphanumeric();
    let end = name.find(|c| !within(c)).unwrap_or(name.len());
    lower(packed(name.get(..end).unwrap_or("").as_bytes()))
}

/// Where the first name ends that has its number between `at` and `rest`.
pub(super) fn within<'a>(at: &Tokens<'a>, rest: &Tokens<'a>) -> Option<Tokens<'a>> {
    let tokens = rest
        .position_in_sentence()
        .saturating_sub(at.position_in_sentence());
    (0..tokens).find_map(|n| {
        let at = at.skip(n);
        let first = at.first()?;
        let numeric = first.kind == TokenKind::Digits
            || first
                .classes
                .any(Class::ONES.with(Class::TENS).with(Class::HUNDRED))
            || first
                .classes
                .any(Class::ORDINAL.with(Class::SCALE).with(Class::CONTEST));
        numeric.then(|| named(&at, first)).flatten()
    })
}

/// What follows the name whose number begins here.
fn named<'a>(at: &Tokens<'a>, first: &Token) -> Option<Tokens<'a>> {
    let names = NAMES.get(&first.letters)?;
    names.iter().find_map(|name| {
        let end = end(at, first, name.from)?;
        let start = before(at, first, name.before)?;
        let begun = first.spaced
            || !name.before.is_empty()
            || !at.behind(1).is_some_and(|before| {
                matches!(
                    before.kind,
                    TokenKind::Digits | TokenKind::Word | TokenKind::Sign('.' | ',' | '-')
                )
            });
        let whole = ProseSpan::new(start, end);
        let bounded = at.slice(ProseSpan::new(end, end.saturating_add(1)));
        let free = !bounded.starts_with(|c: char| c.is_ascii_alphanumeric());
        (begun && free && whole.end > whole.start).then(|| at.at_byte(end))
    })
}

/// Where `name` ends, if it stands here.
fn end(at: &Tokens<'_>, first: &Token, name: &str) -> Option<u32> {
    let start = first.span.start;
    let end = start.checked_add(u32::try_from(name.len()).ok()?)?;
    same(at.slice(ProseSpan::new(start, end)), name).then_some(end)
}

/// Where what stands before a name begins, if it does.
fn before(at: &Tokens<'_>, first: &Token, words: &str) -> Option<u32> {
    let end = first.span.start;
    let start = end.checked_sub(u32::try_from(words.len()).ok()?)?;
    same(at.slice(ProseSpan::new(start, end)), words).then_some(start)
}

/// Whether two texts are the same, in any case of their letters where the second has small ones alone.
fn same(text: &str, name: &str) -> bool {
    if name.contains(char::is_uppercase) {
        text == name
    } else {
        text.eq_ignore_ascii_case(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexer::lex;

    /// Whether a name has its number at one of the tokens.
    fn has_name(text: &str) -> bool {
        let mut tokens = Vec::new();
        lex(text, 0, u32::try_from(text.len()).unwrap(), &mut tokens);
        let sentence = crate::extract::tokens::Lexed::new(text, &tokens);
        let at = Tokens::new(&sentence);
        within(&at, &at.skip(tokens.len())).is_some()
    }

    #[test]
    fn names_are_told_by_all_their_words() {
        for text in [
            "at Six Flags.",
            "7-Eleven's offer",
            "Ground zero",
            "the Forever 21 chain",
            "one of a kind",
        ] {
            assert!(has_name(text), "{text}");
        }
        for text in [
            "six flags",
            "21 chains",
            "zero",
            "one of a dozen",
            "7-Elevens",
        ] {
            assert!(!has_name(text), "{text}");
        }
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(
            rows().count(),
            include_str!("names.csv").lines().count() - 1
        );
        assert!(rows().all(|name| letters(name.from) != 0));
    }
}
