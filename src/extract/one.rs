//! The *one* that counts nothing: "no one", "the one that left", "where one goes".
//!
//! ```text
//! pronoun = picker "one" | "one" verb | "one"       not before "of" or a noun
//! picker  = "no" | "any" | "every" | … | "that"     not behind a word of saying
//!         | "the"                                   not before a noun
//! ```

use super::inflect::{lemma, singular};
use super::lexicon::Class;
use super::noun;
use super::tokens::{Token, TokenKind, Tokens};
use super::word_list::List;

/// Words that pick one out.
const PICKERS: [&str; 8] = [
    "no", "any", "every", "some", "this", "which", "each", "another",
];

/// Whether the number between `at` and `rest` is a pronoun.
pub(super) fn pronoun(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let one = at.first().is_some_and(|first| at.is(first, "one"))
        && rest.position_in_sentence() == at.skip(1).position_in_sentence();
    if !one {
        return false;
    }
    let of = rest.first().is_some_and(|next| rest.is(next, "of"));
    let picked = at.behind_is(1, &PICKERS)
        || at.behind_is(1, &["that"]) && !of && !told(at)
        || at.behind_is(1, &["the"]) && !named(rest);
    picked || !of && (noun::phrase(*rest).is_err() || acts(rest))
}

/// Whether "that" before a number begins what is told: "she said that one man", but not "I like that one".
fn told(at: &Tokens<'_>) -> bool {
    at.behind(2)
        .is_some_and(|before| before.classes.any(Class::SAY) || at.is_of(before, List::TELLING))
}

/// Whether a noun in the singular follows "the one": "the one condition", but not "the one sold", "on the one hand".
fn named(rest: &Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| {
        let text = rest.text(next);
        next.kind == TokenKind::Word
            && text.starts_with(|first: char| first.is_lowercase())
            && !rest.is(next, "hand")
            && lemma(text) == text
            && noun::phrase(*rest).is_ok()
    })
}

/// Whether a verb in the third person follows, and no noun: "one knows", but not "one series", "one sports car".
fn acts(rest: &Tokens<'_>) -> bool {
    let verb = |next: &Token| {
        let text = rest.text(next);
        text.starts_with(|first: char| first.is_lowercase())
            && noun::is_plural(text)
            && singular(text) != text
    };
    rest.first().is_some_and(verb) && noun::phrase(rest.skip(1)).is_err()
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, read};
    use crate::extract::{MAX_QUANTITIES, scan};

    /// How many quantities a sentence has.
    fn counted(text: &str) -> usize {
        let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None).unwrap();
        scan(&document, MAX_QUANTITIES).quantities.len()
    }

    #[test]
    fn accepts() {
        for text in [
            "No one left.",
            "Each one of them left.",
            "She liked that one best.",
            "He was the one who left.",
            "It was the one sold at auction.",
            "Prices, on the one hand, rose.",
            "It shows if one occurs.",
            "What one needs is luck.",
        ] {
            assert_eq!(counted(text), 0, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "One man left.",
            "Police said that one man was hurt.",
            "It turned out that one of the doors was open.",
            "The one condition was silence.",
            "One series was cancelled.",
            "One sports car was sold.",
        ] {
            assert_eq!(counted(text), 1, "{text}");
        }
    }
}
