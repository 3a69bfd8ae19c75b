//! Noun phrases: the runs of words of a sentence that name something, found once a sentence.
//!
//! ```text
//! phrase = name { name | glue }
//! glue   = "-" | "&" | "/" | digits     without a blank ("TA-35", "V-6"), or digits behind a name ("Stoxx 600")
//! ```

use super::clause::Words;
use crate::extract::lexicon::Class;
use crate::extract::noun::is_manner;
use crate::extract::tokens::{Form, TokenKind};
use crate::extract::word_list::List;
use std::ops::Range;

/// The noun phrases of a sentence but for its figures, in order, by their tokens.
pub(super) fn phrases(words: &Words<'_>, figures: &[(Range<usize>, bool)]) -> Vec<Range<usize>> {
    let mut phrases = Vec::with_capacity(words.tokens.len() / 4);
    let mut start: Option<usize> = None;
    let mut measured = usize::MAX;
    let mut figures = figures.iter().map(|(figure, _)| figure).peekable();
    for at in dateline(words)..=words.tokens.len() {
        while let Some(figure) = figures.next_if(|figure| figure.end <= at) {
            if is_aged(words, figure) {
                phrases.push(figure.clone());
            }
            measured = figure.end;
        }
        let inside = figures.peek().is_some_and(|figure| figure.contains(&at));
        let dimension = at == measured && is_dimension(words, at);
        let named =
            !inside && !dimension && (is_name(words, at) || start.is_some() && goes_on(words, at));
        match start {
            None if named => start = Some(at),
            Some(from) if !named => {
                phrases.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    phrases
}

/// The end of a dateline that the sentence begins with: "OSLO (Wire) - ", "NEW YORK, March 3 — ".
fn dateline(words: &Words<'_>) -> usize {
    const LONGEST: usize = 14;
    let first = words.word(0);
    if first.len() < 3 || !first.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return 0;
    }
    let dash = (1..LONGEST).find(|at| {
        words
            .get(*at)
            .is_some_and(|token| token.spaced && matches!(token.kind, TokenKind::Sign('-' | '—')))
    });
    dash.map_or(0, |dash| dash.saturating_add(1))
}

/// Those of some phrases that lie in a stretch of the sentence.
pub(super) fn within<'a>(phrases: &'a [Range<usize>], tokens: &Range<usize>) -> &'a [Range<usize>] {
    let from = phrases.partition_point(|phrase| phrase.start < tokens.start);
    let to = phrases.partition_point(|phrase| phrase.start < tokens.end);
    phrases.get(from..to).unwrap_or(&[])
}

/// The last of some phrases that ends at or before a token.
pub(super) fn last_before(phrases: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let after = phrases.partition_point(|phrase| phrase.end <= at);
    phrases.get(after.checked_sub(1)?)
}

/// Whether a measure is along what the word at a token says: "three feet wide", but not "a three-foot high wall".
pub(super) fn is_dimension(words: &Words<'_>, at: usize) -> bool {
    words.is_of(at, List::DIMENSION) && !is_name(words, at.saturating_add(1))
}

/// Whether an age is itself the noun: "a 60-year-old".
pub(super) fn is_aged(words: &Words<'_>, figure: &Range<usize>) -> bool {
    let old = figure
        .end
        .checked_sub(1)
        .is_some_and(|last| words.is(last, &["old", "olds"]));
    old && !is_name(words, figure.end)
        && (words.has(figure.start, Class::DETERMINER)
            || figure
                .start
                .checked_sub(1)
                .is_some_and(|before| words.has(before, Class::DETERMINER)))
}

/// Whether a token is the "'s" of who has what follows.
pub(super) fn is_possessive(words: &Words<'_>, at: usize) -> bool {
    words.is(at, &["'s", "’s"])
}

/// Whether a token goes on with a name: what joins its parts, and the words that a hyphen joins ("start-up").
fn goes_on(words: &Words<'_>, at: usize) -> bool {
    let joined = words
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && !token.spaced);
    let hyphen = || {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        before.is_some_and(|before| before.kind == TokenKind::Sign('-'))
    };
    is_glue(words, at) || joined && hyphen()
}

/// What joins the parts of a name: "three-point", "V-6", "S&P 500".
pub(super) fn is_glue(words: &Words<'_>, at: usize) -> bool {
    let Some(token) = words.get(at) else {
        return false;
    };
    let next = words.get(at.saturating_add(1));
    match token.kind {
        TokenKind::Sign('-' | '&' | '/') if !token.spaced => next.is_some_and(|next| !next.spaced),
        TokenKind::Sign('&') => is_capital(words, at.saturating_add(1)),
        TokenKind::Digits if token.spaced => {
            let before = at.checked_sub(1);
            before.is_some_and(|before| is_capital(words, before))
        }
        TokenKind::Digits => true,
        _ => false,
    }
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(words: &Words<'_>, at: usize) -> bool {
    let first = words
        .get(at)
        .filter(|token| token.kind == TokenKind::Word)
        .and_then(|_| words.word(at).bytes().next());
    first.is_some_and(|first| first.is_ascii_uppercase())
}

/// Whether a word names something: no function word, no verb, no adverb of manner.
pub(super) fn is_name(words: &Words<'_>, at: usize) -> bool {
    let out = Class::FUNCTION
        .with(Class::RELATIVE)
        .with(Class::MODIFIER)
        .with(Class::DEICTIC);
    let Some(token) = words.get(at).filter(|token| token.kind == TokenKind::Word) else {
        return false;
    };
    if token.classes.any(Class::PRONOUN) && matches!(words.slice(token.span), "US" | "WHO") {
        return true;
    }
    if token.classes.any(out) {
        return token.classes.any(Class::ADVERB.with(Class::MODIFIER)) && words.is(at, &NAMING);
    }
    if token.classes.any(Class::VERBLESS) && words.is(at, &LINKS) {
        return false;
    }
    let word = words.slice(token.span);
    if word.len() < 2 {
        return initial(words, at, word);
    }
    if words.is_verb(at) {
        return is_gerund(words, at, word);
    }
    let marked = || word.starts_with(['\'', '’']) || is_contraction(word);
    !is_manner(word) && (token.form != Form::Other || !marked())
}

/// "we've", "they'll", "isn't", but not "O'Neil".
fn is_contraction(word: &str) -> bool {
    let marked = word.bytes().any(|byte| byte == b'\'' || !byte.is_ascii());
    let end = word.rsplit(['\'', '’']).next().unwrap_or(word);
    marked && end.len() < word.len() && matches!(end, "ve" | "re" | "ll" | "d" | "m" | "t")
}

/// Adverbs and words of modifiers that belong to a name all the same.
const NAMING: [&str; 4] = ["nationwide", "worldwide", "minimum", "maximum"];

/// Words like verbs in form that lead to a noun as prepositions do.
const LINKS: [&str; 6] = [
    "according",
    "excluding",
    "given",
    "based",
    "including",
    "worth",
];

/// A letter that is a name, or stands in one: "S&P", "Y Combinator", "Model T".
fn initial(words: &Words<'_>, at: usize, word: &str) -> bool {
    let near = |at: Option<usize>| at.is_some_and(|at| is_capital(words, at) || is_glue(words, at));
    word.bytes().all(|letter| letter.is_ascii_uppercase())
        && word != "I"
        && (near(at.checked_add(1)) || near(at.checked_sub(1)))
}

/// A form in "-ing" that stands where a noun does: "after charging in", "sampling between the two".
fn is_gerund(words: &Words<'_>, at: usize, word: &str) -> bool {
    if !word.ends_with("ing") {
        return false;
    }
    let lead = Class::DETERMINER.with(Class::PREPOSITION);
    let led = at
        .checked_sub(1)
        .is_none_or(|before| words.has(before, lead));
    let next = at.saturating_add(1);
    let ends = words.get(next).is_none_or(|token| {
        token.kind != TokenKind::Word
            || token.classes.any(Class::PREPOSITION)
            || token.classes.any(Class::BE.with(Class::AUXILIARY))
    });
    led && ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::testing::Sentence;

    #[test]
    fn phrases_are_the_words_that_name_something() {
        for (text, wanted) in [
            (
                "Border agents met 300 people at the southern border.",
                "Border agents | people | southern border",
            ),
            (
                "The D&B index rose in 2024, and the DX-40 fell.",
                "D&B index | DX-40",
            ),
            ("After charging in 20 minutes, it ran quickly.", "charging"),
            (
                "A 60-year-old drew 3 percent of her savings.",
                "60-year-old | savings",
            ),
            ("A new Model T cost 850 dollars.", "new Model T"),
        ] {
            let sentence = Sentence::of(text);
            let words = sentence.words();
            let found: Vec<_> = phrases(&words, &sentence.figures())
                .into_iter()
                .filter_map(|tokens| words.span(tokens))
                .map(|span| words.slice(span))
                .collect();
            assert_eq!(found.join(" | "), wanted, "{text}");
        }
    }
}
