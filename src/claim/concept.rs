//! Concepts: what else in the clause says what a figure is about.

use super::clause::Words;
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use std::ops::Range;

/// A concept has at most this many phrases.
const MOST: usize = 8;

/// The noun phrases of some tokens but for the figures, in order.
pub(super) fn phrases(
    words: &Words<'_>,
    tokens: &Range<usize>,
    figures: &[(Range<usize>, bool)],
) -> Vec<ProseSpan> {
    let mut phrases: Vec<ProseSpan> = Vec::new();
    let mut start: Option<usize> = None;
    let mut figures = figures
        .iter()
        .skip_while(|(figure, _)| figure.end <= tokens.start)
        .peekable();
    for at in tokens.start..=tokens.end {
        while figures.next_if(|(figure, _)| figure.end <= at).is_some() {}
        let inside = figures
            .peek()
            .is_some_and(|(figure, _)| figure.contains(&at));
        let free = at < tokens.end && !inside;
        let content = free && (is_content(words, at) || start.is_some() && is_glued(words, at));
        match (start, content) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                phrases.extend(words.span(from..at));
                start = None;
            }
            _ => {}
        }
        if phrases.len() == MOST {
            break;
        }
    }
    phrases
}

/// The phrases without the words of a figure's subject.
pub(super) fn without(
    words: &Words<'_>,
    phrases: &[ProseSpan],
    subject: Option<ProseSpan>,
) -> Vec<ProseSpan> {
    let Some(subject) = subject else {
        return phrases.to_vec();
    };
    let mut left = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        if !phrase.meets(subject) {
            left.push(*phrase);
            continue;
        }
        let part = |from: u32, to: u32| words.span(words.index_of(from)..words.index_of(to));
        left.extend(part(phrase.start, subject.start.min(phrase.end)));
        left.extend(part(subject.end.max(phrase.start), phrase.end));
    }
    left
}

/// A hyphen within a name, or digits behind one: "three-point", "V-6".
fn is_glued(words: &Words<'_>, at: usize) -> bool {
    let next = words
        .get(at.saturating_add(1))
        .is_some_and(|next| !next.spaced);
    words.get(at).is_some_and(|token| match token.kind {
        TokenKind::Sign('-' | '&' | '/') => !token.spaced && next,
        TokenKind::Digits => !token.spaced,
        _ => false,
    })
}

/// Whether a word names something: no function word, no verb that only reports.
fn is_content(words: &Words<'_>, at: usize) -> bool {
    let out = Class::FUNCTION
        .with(Class::SAY)
        .with(Class::RELATIVE)
        .with(Class::MODIFIER)
        .with(Class::DEICTIC);
    let Some(token) = words.get(at).filter(|token| token.kind == TokenKind::Word) else {
        return false;
    };
    let word = words.slice(token.span);
    word.len() > 1
        && !token.classes.any(out)
        && !words.is_verb(at)
        && !word.starts_with(['\'', '’'])
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    #[test]
    fn concepts_are_the_other_nouns_of_the_clause() {
        let mut sentence = Sentence::of(
            "Border agents met 300 Chinese migrants at the southern border in 2024, officials said.",
        );
        let claims = bind(&sentence.document, &mut sentence.extract);
        let phrases: Vec<_> = claims[0]
            .concept
            .iter()
            .map(|span| sentence.document.slice(*span))
            .collect();
        assert_eq!(phrases, ["Border agents", "southern border"]);
    }
}
