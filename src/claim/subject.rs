//! Subjects: the noun phrase counted or measured.
//!
//! The counted noun, or what a share or a measure is of; where the figure has neither ("climbed to tens of
//! thousands", "116 of them"), the noun phrase that the clause begins with.

use super::Subject;
use super::clause::{Clause, Words};
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use crate::extract::noun::Noun;
use crate::extract::tokens::TokenKind;
use crate::extract::{Quantity, UnitName};
use crate::quantity::Kind;
use std::ops::Range;

/// The subject of a figure that covers `figure` in `clause`, from its own words alone.
pub(super) fn own(
    words: &Words<'_>,
    quantity: &Quantity,
    figure: &Range<usize>,
) -> Option<Subject> {
    if let (UnitName::Noun(phrase), Kind::Count | Kind::Fraction) =
        (quantity.unit.name, quantity.kind)
    {
        let whole = words.counted(figure.end).map(subject);
        let unit = Subject {
            span: phrase,
            head: head_of(words, phrase),
        };
        return whole
            .filter(|whole| whole.span.holds(phrase))
            .or(Some(unit));
    }
    match quantity.kind {
        Kind::Percent
        | Kind::Money
        | Kind::Measure
        | Kind::Fraction
        | Kind::Multiple
        | Kind::PercentagePoints => measured(words, figure.end),
        Kind::Ordinal => after(words, figure.end),
        _ => None,
    }
}

/// What follows a share or a measure: "25% duties", "21,000 pounds of fentanyl", "10 per cent of imports".
fn measured(words: &Words<'_>, at: usize) -> Option<Subject> {
    if words.is(at, &["of"]) {
        let start = at.saturating_add(1);
        return after(
            words,
            start.saturating_add(usize::from(words.has(start, Class::DETERMINER))),
        );
    }
    after(words, at)
}

/// The noun phrase that begins at a token.
fn after(words: &Words<'_>, at: usize) -> Option<Subject> {
    words.phrase(at).map(subject)
}

const fn subject(noun: Noun) -> Subject {
    Subject {
        span: noun.phrase,
        head: noun.head,
    }
}

/// The last word of a phrase.
fn head_of(words: &Words<'_>, phrase: ProseSpan) -> ProseSpan {
    let last = words.index_of(phrase.end).checked_sub(1);
    last.and_then(|at| words.get(at))
        .map_or(phrase, |token| token.span)
}

/// The noun phrase that a clause begins with, up to its verb: "The number of Chinese citizens" of
/// "The number of Chinese citizens surged".
pub(super) fn of_clause(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<Subject> {
    let verb = clause
        .opening()
        .find(|at| words.is_verb(*at))
        .unwrap_or(clause.tokens.end);
    let end = if figure.start > clause.tokens.start {
        verb.min(figure.start)
    } else {
        verb
    };
    if let Some(number) = number_of(words, clause, figure) {
        return Some(number);
    }
    let at = (clause.tokens.start..end).find(|at| starts_phrase(words, *at))?;
    let first = words.phrase(at)?;
    (words.index_of(first.phrase.end) <= end).then(|| subject(first))
}

/// "The number of X", wherever it stands before the figure: X is what is counted.
fn number_of(words: &Words<'_>, clause: &Clause, figure: &Range<usize>) -> Option<Subject> {
    let number = clause.before(figure).find(|at| {
        words.is(*at, &["number", "total", "count"]) && words.is(at.saturating_add(1), &["of"])
    })?;
    let inner = number.saturating_add(2);
    let inner = after(
        words,
        inner.saturating_add(usize::from(words.has(inner, Class::DETERMINER))),
    )?;
    let span = words.get(number)?.span.cover(inner.span);
    Some(Subject {
        span,
        head: inner.head,
    })
}

/// Whether a noun phrase can begin at a token: no mark, no function word, no date.
fn starts_phrase(words: &Words<'_>, at: usize) -> bool {
    let out = Class::FUNCTION
        .with(Class::MONTH)
        .with(Class::WEEKDAY)
        .with(Class::RELATIVE)
        .with(Class::TIME_UNIT);
    words
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && !token.classes.any(out))
}

/// Whether the words after a figure point back: "116 of them", "116 of those".
pub(super) fn points_back(words: &Words<'_>, figure: &Range<usize>) -> bool {
    words.is(figure.end, &["of"])
        && words.is(
            figure.end.saturating_add(1),
            &["them", "those", "these", "whom", "which"],
        )
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn subject_of_last(text: &str) -> Option<String> {
        let mut sentence = Sentence::of(text);
        let claims = bind(&sentence.document, &mut sentence.extract);
        claims
            .last()?
            .subject
            .map(|subject| sentence.document.slice(subject.span).to_owned())
    }

    #[test]
    fn subjects_are_what_is_counted() {
        for (text, subject) in [
            ("Officials sent five charter flights.", "charter flights"),
            ("They want 25% duties.", "duties"),
            ("They seized over 21,000 pounds of fentanyl.", "fentanyl"),
            (
                "The number of Chinese citizens surged to tens of thousands.",
                "number of Chinese citizens",
            ),
            ("Thefts rose 20 percent.", "Thefts"),
        ] {
            assert_eq!(subject_of_last(text).as_deref(), Some(subject), "{text}");
        }
    }

    #[test]
    fn what_points_back_takes_the_subject_before() {
        let text = "The statement did not say how many Chinese nationals were deported on the flight, though the agency confirmed there were 116 of them.";
        assert_eq!(subject_of_last(text).as_deref(), Some("Chinese nationals"));
    }
}
