//! Concepts: what else in the sentence says what a figure is about: whose it is, of what, where.
//!
//! The noun phrases around the figure in its clause, with the topic of the clause and that of the sentence
//! where these stand elsewhere.

use super::clause::Words;
use super::phrase::{is_glue, is_possessive, within};
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use std::ops::Range;

/// A concept has at most this many phrases of the clause.
const MOST: usize = 8;
/// Of these, so many before the figure.
const BEFORE: usize = 5;

/// The phrases among `phrases` that lie in `tokens`, the nearest to a figure that begins at the token `at`.
pub(super) fn near<'a>(
    phrases: &'a [Range<usize>],
    tokens: &Range<usize>,
    at: usize,
) -> &'a [Range<usize>] {
    let inside = within(phrases, tokens);
    let before = inside.partition_point(|phrase| phrase.start < at);
    let to = before
        .saturating_sub(BEFORE)
        .saturating_add(MOST)
        .min(inside.len());
    inside.get(to.saturating_sub(MOST)..to).unwrap_or(&[])
}

/// A topic that stands in another clause is taken with so many phrases that hang on it.
const HANGING: usize = 2;

/// A noun phrase with who has it and those that prepositions hang on it: "the firm's output at the mine".
pub(super) fn chain<'a>(
    words: &Words<'_>,
    phrases: &'a [Range<usize>],
    head: &Range<usize>,
) -> &'a [Range<usize>] {
    let at = phrases.partition_point(|phrase| phrase.start < head.start);
    let whose = at.checked_sub(1).filter(|before| {
        let before = phrases.get(*before).map_or(0, |phrase| phrase.end);
        is_possessive(words, before) && before.saturating_add(1) == head.start
    });
    let joins = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::RELATIVE);
    let hangs = |before: &Range<usize>, phrase: &Range<usize>| {
        let mut gap = before.end..phrase.start;
        words.has(gap.start, Class::PREPOSITION) && gap.all(|at| words.has(at, joins))
    };
    let from = phrases.get(at..).unwrap_or(&[]);
    let hanging = from
        .iter()
        .zip(from.iter().skip(1))
        .take(HANGING)
        .take_while(|(before, phrase)| hangs(before, phrase))
        .count();
    let end = at.saturating_add(hanging).saturating_add(1);
    phrases
        .get(whose.unwrap_or(at)..end.min(phrases.len()))
        .unwrap_or(&[])
}

/// Adds a phrase without the words of the figure's subject. Who has what is counted ("Johnson's deputies") stays.
pub(super) fn add(
    words: &Words<'_>,
    concept: &mut Vec<ProseSpan>,
    phrase: &Range<usize>,
    subject: Option<&Range<usize>>,
) {
    let apart = |subject: &&Range<usize>| phrase.start < subject.end && subject.start < phrase.end;
    let Some(subject) = subject.filter(apart) else {
        concept.extend(words.span(phrase.clone()));
        return;
    };
    if subject.end > phrase.end && is_possessive(words, phrase.end) {
        concept.extend(words.span(phrase.clone()));
        return;
    }
    let after = subject.end.max(phrase.start)..phrase.end;
    let rest = after.clone().find(|at| !is_glue(words, *at));
    concept.extend(words.span(phrase.start..subject.start.min(phrase.end)));
    concept.extend(words.span(rest.unwrap_or(after.end)..after.end));
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
