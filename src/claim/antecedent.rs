//! Antecedents: what "116 of them" points back to, in the sentence or the one before.
//!
//! The nearest noun phrase in the plural that is neither who says it nor who is told ("officials told
//! reporters there were 116 of them").

use super::Subject;
use super::clause::{Clause, Words, clauses};
use super::marks::Marks;
use super::predicate::predicate;
use crate::document::ProseSpan;
use crate::extract::lexer;
use crate::extract::lexicon::Class;
use crate::extract::noun::{self, Noun};
use crate::extract::tokens::{Token, TokenKind};
use std::ops::Range;

/// What a figure points back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Antecedent {
    pub(super) subject: Subject,
    /// The words of its clause.
    pub(super) clause: ProseSpan,
    /// The verb of its clause.
    pub(super) predicate: Option<ProseSpan>,
}

/// The antecedent in the figure's own sentence, before the token `end`.
pub(super) fn within(words: &Words<'_>, clauses: &[Clause], end: usize) -> Option<Antecedent> {
    let (noun, tokens) = last_plural(words, end)?;
    let clause = clauses
        .iter()
        .find(|clause| clause.tokens.contains(&tokens.start))?;
    Some(Antecedent {
        subject: Subject {
            span: noun.phrase,
            head: noun.head,
        },
        clause: words.span(clause.tokens.clone())?,
        predicate: verb_after(words, &tokens).or_else(|| predicate(words, clause, &tokens)),
    })
}

/// The verb right behind a noun phrase: "the migrants deported", "the migrants came".
fn verb_after(words: &Words<'_>, noun: &Range<usize>) -> Option<ProseSpan> {
    words
        .get(noun.end)
        .filter(|_| words.is_lexical_verb(noun.end))
        .map(|token| token.span)
}

/// The antecedent in the sentence at `span`, which is read for this alone.
pub(super) fn before(text: &str, span: ProseSpan) -> Option<Antecedent> {
    let mut tokens = Vec::new();
    lexer::lex(text, span.start, span.end, &mut tokens);
    let words = Words {
        text,
        tokens: &tokens,
        marks: &Marks::of(text, &tokens),
    };
    within(&words, &clauses(&words, &[]), tokens.len())
}

/// The last noun phrase in the plural before a token, and its tokens.
fn last_plural(words: &Words<'_>, end: usize) -> Option<(Noun, Range<usize>)> {
    (0..end)
        .rev()
        .filter(|at| starts(words, *at))
        .find_map(|at| {
            let noun = words.phrase(at)?;
            let tokens = at..words.index_of(noun.phrase.end);
            let head = words.slice(noun.head);
            let common = head.starts_with(|c: char| c.is_lowercase()) || head.ends_with("ans");
            let fits = common
                && noun::is_plural(head)
                && tokens.end <= end
                && !told(words, &tokens)
                && !is_time(words, noun.head);
            fits.then_some((noun, tokens))
        })
}

/// Whether a noun phrase can begin at a token, and does not go on from the one before.
fn starts(words: &Words<'_>, at: usize) -> bool {
    let out = Class::FUNCTION
        .with(Class::VAGUE)
        .with(Class::ONES)
        .with(Class::TENS);
    let nominal = |at: usize| {
        let word = |token: &Token| token.kind == TokenKind::Word && !token.classes.any(out);
        words.get(at).is_some_and(word) && !words.is_verb(at)
    };
    nominal(at) && !at.checked_sub(1).is_some_and(nominal)
}

/// Whether a phrase is who says something, or who is told.
fn told(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let says = |at: usize| words.has(at, Class::SAY) && words.is_lexical_verb(at);
    says(tokens.end) || tokens.start.checked_sub(1).is_some_and(says)
}

fn is_time(words: &Words<'_>, head: ProseSpan) -> bool {
    words.has(words.index_of(head.start), Class::TIME_UNIT)
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    #[test]
    fn figures_point_back_past_those_who_say_so() {
        for (text, subject, predicate) in [
            (
                "It did not say how many Chinese nationals were deported, though the agency confirmed there were 116 of them.",
                "Chinese nationals",
                "deported",
            ),
            (
                "It gave no figure for the Chinese nationals deported; officials told reporters that there had been 116 of them.",
                "Chinese nationals",
                "deported",
            ),
            (
                "Several migrants were flown home. It was clear that 116 of them had come by boat.",
                "migrants",
                "come",
            ),
        ] {
            let mut sample = Sentence::of(text);
            let claims = bind(&sample.document, &mut sample.extract);
            let claim = claims.last().unwrap();
            let shown = |span| sample.document.slice(span);
            assert_eq!(
                (
                    claim.subject.map(|subject| shown(subject.span)),
                    claim.predicate.map(shown)
                ),
                (Some(subject), Some(predicate)),
                "{text}"
            );
        }
    }
}
