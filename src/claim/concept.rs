//! Concepts: what else in the clause says what a figure is about.

use super::clause::{Clause, Words};
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use std::ops::Range;

/// A concept has at most this many phrases.
const MOST: usize = 8;

/// The noun phrases of a clause but for the subject and the figures, in order.
pub(super) fn concept(
    words: &Words<'_>,
    clause: &Clause,
    figures: &[(Range<usize>, bool)],
    subject: Option<ProseSpan>,
) -> Vec<ProseSpan> {
    let mut phrases: Vec<ProseSpan> = Vec::new();
    let mut start: Option<usize> = None;
    let mut figures = figures
        .iter()
        .skip_while(|(figure, _)| figure.end <= clause.tokens.start)
        .peekable();
    for at in clause.tokens.start..=clause.tokens.end {
        while figures.next_if(|(figure, _)| figure.end <= at).is_some() {}
        let inside = figures
            .peek()
            .is_some_and(|(figure, _)| figure.contains(&at));
        let content = at < clause.tokens.end
            && !inside
            && is_content(words, at)
            && !subject.is_some_and(|subject| covers(words, subject, at));
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

fn covers(words: &Words<'_>, span: ProseSpan, at: usize) -> bool {
    words.get(at).is_some_and(|token| span.holds(token.span))
}

/// Whether a word names something: no function word, no verb that only reports.
fn is_content(words: &Words<'_>, at: usize) -> bool {
    let out = Class::FUNCTION
        .with(Class::SAY)
        .with(Class::MONTH)
        .with(Class::WEEKDAY)
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
