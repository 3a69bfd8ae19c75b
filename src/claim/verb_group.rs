//! Groups of verbs: "were not expected to cross", and whether a verb stands for itself in its clause.

use super::clause::{Clause, Words};
use crate::extract::inflect::lemma;
use crate::extract::lexicon::Class;
use std::ops::Range;

/// The token before one, past adverbs and negations.
pub(super) fn lead(words: &Words<'_>, at: usize) -> Option<usize> {
    const PAST: usize = 4;
    let between = Class::ADVERB.with(Class::NEGATION);
    (at.saturating_sub(PAST)..at)
        .rev()
        .find(|at| !words.has(*at, between) || is_contracted(words, *at))
}

/// Whether a negation holds its auxiliary: "didn't", "cannot".
pub(super) fn is_contracted(words: &Words<'_>, at: usize) -> bool {
    words.has(at, Class::NEGATION) && {
        let word = words.word(at);
        word.ends_with("'t") || word.ends_with("’t") || word.eq_ignore_ascii_case("cannot")
    }
}

/// Whether a verb that says what is done stands for itself: not "to cross", "could cross", "has crossed", "crossing".
pub(super) fn is_finite(words: &Words<'_>, at: usize) -> bool {
    let governs = Class::MODAL.with(Class::AUXILIARY).with(Class::BE);
    words.is_lexical_verb(at)
        && !words.word(at).ends_with("ing")
        && !lead(words, at).is_some_and(|lead| {
            words.is(lead, &["to"]) || words.has(lead, governs) || is_contracted(words, lead)
        })
}

/// Whether a verb at a token is one of a relative clause, which ends before the token `end`: "who want asylum numbered".
pub(super) fn is_aside(words: &Words<'_>, at: usize, end: usize) -> bool {
    is_relative(words, at) && (at.saturating_add(1)..end).any(|at| is_finite(words, at))
}

/// Whether a relative pronoun stands before the group of verbs that a token is in.
fn is_relative(words: &Words<'_>, at: usize) -> bool {
    const GROUP: usize = 5;
    let grouped = Class::ADVERB
        .with(Class::NEGATION)
        .with(Class::AUXILIARY)
        .with(Class::MODAL)
        .with(Class::BE);
    (at.saturating_sub(GROUP)..at)
        .rev()
        .find(|at| !words.has(*at, grouped))
        .is_some_and(|before| words.is(before, &["who", "which", "that", "whose"]))
}

/// The group of verbs that a figure before its verb has in its clause, past a relative clause: "did not strike".
pub(super) fn behind(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<Range<usize>> {
    let after = clause.after(figure);
    // "In May" is a month.
    let begins = |at: &usize| {
        (words.is_verb(*at) || is_contracted(words, *at))
            && words.word(*at).starts_with(char::is_lowercase)
    };
    let first = after.clone().find(begins)?;
    if !is_relative(words, first) {
        return Some(group(words, first, after.end));
    }
    let inner = group(words, first, after.end);
    let main = (inner.end..after.end).find(|at| {
        let before = lead(words, *at);
        let joined = before
            .is_some_and(|before| words.is(before, &["to", "and", "or", "who", "which", "that"]));
        begins(at) && !joined && !words.word(*at).ends_with("ing")
    })?;
    Some(group(words, main, after.end))
}

/// From the first verb of a group to the one that says what is done.
fn group(words: &Words<'_>, first: usize, end: usize) -> Range<usize> {
    const LONGEST: usize = 8;
    const JOINING: [&str; 8] = [
        "to", "likely", "unlikely", "due", "able", "set", "bound", "poised",
    ];
    let grouped = Class::ADVERB.with(Class::NEGATION);
    let mut last = first;
    for at in first..end.min(first.saturating_add(LONGEST)) {
        let verb = words.is_verb(at);
        let goes_on = verb || words.has(at, grouped) || words.is(at, &JOINING);
        if !goes_on
            || at > first && is_done(words, last) && !words.is(last.saturating_add(1), &["to"])
        {
            break;
        }
        if verb || is_contracted(words, at) {
            last = at;
        }
    }
    first..last.saturating_add(1)
}

/// Whether a verb says what is done.
fn is_done(words: &Words<'_>, at: usize) -> bool {
    words.is_lexical_verb(at)
}

/// Whether a verb tells of what was or has been, by its form and the auxiliary before it: "crossed", "was killed", "has
/// come", not "will come", "to come", "is expected"; `None` where the form does not tell ("put", "cross").
pub(super) fn is_past(words: &Words<'_>, at: usize) -> Option<bool> {
    let lead = lead(words, at);
    let is = |list: &[&str]| lead.is_some_and(|lead| words.is(lead, list));
    if is(&[
        "has", "have", "had", "was", "were", "been", "having", "did", "didn't", "didn’t",
    ]) {
        return Some(true);
    }
    if is(&["to"])
        || lead.is_some_and(|lead| {
            words.has(lead, Class::MODAL.with(Class::BE).with(Class::AUXILIARY))
        })
    {
        return Some(false);
    }
    let word = words.word(at).to_lowercase();
    if words.has(at, Class::BE) {
        return Some(matches!(word.as_str(), "was" | "were"));
    }
    if words.has(at, Class::AUXILIARY) {
        return match word.as_str() {
            "had" | "did" => Some(true),
            "does" | "do" => Some(false),
            _ => None,
        };
    }
    if words.has(at, Class::MODAL)
        || word.ends_with("ing")
        || word.ends_with('s') && !word.ends_with("ss")
    {
        return Some(false);
    }
    let base = lemma(&word) == word;
    (!base).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::testing::Sentence;

    #[test]
    fn past_and_not() {
        for (text, verb, past) in [
            ("The duty took effect on July 1.", "took", Some(true)),
            ("Some 300 were killed on July 1.", "killed", Some(true)),
            ("Some 300 have come since July.", "come", Some(true)),
            ("Some 300 will come on July 1.", "come", Some(false)),
            ("He agreed to come on July 1.", "come", Some(false)),
            ("It starts on July 1.", "starts", Some(false)),
            ("They cut it on July 1.", "cut", None),
        ] {
            let sentence = Sentence::of(text);
            let words = sentence.words();
            let at = (0..words.tokens.len())
                .find(|at| words.is(*at, &[verb]))
                .unwrap();
            assert_eq!(is_past(&words, at), past, "{text}");
        }
    }

    #[test]
    fn the_group_behind_a_figure() {
        for (text, wanted) in [
            ("Six ships in the bay did not strike it.", "did not strike"),
            (
                "Some 60 migrants are expected to cross it.",
                "are expected to cross",
            ),
            ("Six ships that were not insured sank there.", "sank"),
            ("Six ships crossed.", "crossed"),
        ] {
            let sentence = Sentence::of(text);
            let words = sentence.words();
            let figures = sentence.figures();
            let clause = Clause {
                tokens: 0..words.tokens.len(),
                inherits: None,
            };
            let found = behind(&words, &clause, &figures[0].0).and_then(|group| words.span(group));
            assert_eq!(found.map(|span| words.slice(span)), Some(wanted), "{text}");
        }
    }
}
