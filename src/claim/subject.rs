//! Subjects: the noun phrase counted or measured.
//!
//! The counted noun, or what a share or a measure is of; where the figure has neither ("climbed to tens of
//! thousands", "116 of them"), the noun phrase that the clause begins with.

use super::Subject;
use super::clause::{Clause, Words};
use super::phrase::{is_capital, is_dimension, is_glue, is_name, is_possessive};
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use crate::extract::noun::{Noun, is_plural};
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
        let first = words.index_of(phrase.start);
        let participle = words.word(first).ends_with("ed") || words.word(first).ends_with("ing");
        if words.is_verb(first) && (first == figure.end || !participle) {
            return None;
        }
        let whole = words
            .counted(figure.end)
            .map(|noun| up_to_verb(words, subject(noun)));
        let unit = Subject {
            span: phrase,
            head: head_of(words, phrase),
        };
        return whole
            .filter(|whole| whole.span.holds(phrase) && !is_numbered(words, whole))
            .or(Some(unit));
    }
    match quantity.kind {
        Kind::Percent
        | Kind::Money
        | Kind::Measure
        | Kind::Fraction
        | Kind::Multiple
        | Kind::PercentagePoints => measured(words, figure),
        Kind::Ordinal => after(words, figure.end),
        Kind::Age if aged(words, figure) => after(words, figure.end),
        Kind::Count if words.is(figure.end, &["of"]) && !points_back(words, figure) => {
            among(words, figure.end.saturating_add(1))
        }
        _ => None,
    }
}

/// Whether a phrase begins with a number of its own: the "three brothers" of "one of her three brothers".
fn is_numbered(words: &Words<'_>, whole: &Subject) -> bool {
    let first = words.index_of(whole.span.start);
    let hyphen = words
        .get(first.saturating_add(1))
        .is_some_and(|next| !next.spaced);
    words.has(first, Class::ONES.with(Class::TENS)) && !hyphen
}

/// Whether who is so old stands behind: "her 40-year-old father", but not "Moreno, a 27-year-old midfielder".
fn aged(words: &Words<'_>, figure: &Range<usize>) -> bool {
    let before = |n: usize| figure.start.checked_sub(n);
    let article = before(1).is_some_and(|at| words.is(at, &["a", "an"]));
    let apposed = article && before(2).is_some_and(|at| words.is(at, &[","]));
    words.is(figure.end.saturating_sub(1), &["old"]) && !apposed
}

/// What some are counted of: "six of its last seven games".
fn among(words: &Words<'_>, at: usize) -> Option<Subject> {
    const LEAD: usize = 4;
    let lead = Class::DETERMINER
        .with(Class::RELATIVE)
        .with(Class::ADVERB)
        .with(Class::ONES)
        .with(Class::TENS);
    let leads = |at: &usize| {
        let digits = words
            .get(*at)
            .is_some_and(|token| token.kind == TokenKind::Digits);
        digits || words.has(*at, lead)
    };
    let start = (at..at.saturating_add(LEAD)).find(|at| !leads(at))?;
    after(words, start)
}

/// What follows a share or a measure: "25% duties", "21,000 pounds of fentanyl", "10 per cent of imports", past
/// a conversion in brackets ("8 miles (13 km) of road").
fn measured(words: &Words<'_>, figure: &Range<usize>) -> Option<Subject> {
    let at = past_brackets(words, figure.end);
    let distance = [figure.start.saturating_sub(1), figure.start];
    if distance.iter().any(|at| words.is(*at, &["within"]))
        || is_predicate(words, figure, at)
        || is_repeated_time(words, at)
    {
        return None;
    }
    let worth = at.saturating_add(usize::from(words.is(at, &["worth"])));
    if words.is(worth, &["of"]) {
        return among(words, worth.saturating_add(1));
    }
    let named = is_name(words, at.saturating_add(1));
    let compares = words.is(at, &["lower", "higher", "more", "less"])
        || words.is(at.saturating_add(1), &["than"]);
    let verb = words.is_verb(at) && !determined(words, figure);
    if is_dimension(words, at) || (verb || compares) && !named {
        return None;
    }
    after(words, at)
}

/// Whether a time is set against the one before: "rose 5% year on year", "month over month".
fn is_repeated_time(words: &Words<'_>, at: usize) -> bool {
    let (joint, last) = (at.saturating_add(1), at.saturating_add(2));
    words.has(at, Class::TIME_UNIT)
        && words.is(joint, &["on", "over", "-"])
        && words.word(at) == words.word(last)
}

/// Whether a single word behind a share only says how much of it: "was 94% effective in", "is 40% full".
fn is_predicate(words: &Words<'_>, figure: &Range<usize>, at: usize) -> bool {
    let before = figure.start.checked_sub(1);
    let subject = figure.start.checked_sub(2);
    words.is(
        figure.end.saturating_sub(1),
        &["%", "percent", "cent", "pct"],
    ) && before.is_some_and(|before| words.has(before, Class::BE))
        && !subject.is_some_and(|subject| words.is(subject, &["there"]))
        && at == figure.end
        && !is_name(words, at.saturating_add(1))
        && !is_plural(words.word(at))
}

/// Whether an article stands before a figure, so that a noun follows it: "his 28% holding".
fn determined(words: &Words<'_>, figure: &Range<usize>) -> bool {
    let before = figure.start.checked_sub(1);
    words.has(figure.start, Class::DETERMINER)
        || before.is_some_and(|before| words.has(before, Class::DETERMINER))
}

/// A conversion in brackets has at most this many tokens.
const CONVERSION: usize = 10;

/// The token behind brackets that open at a token, or that close there.
fn past_brackets(words: &Words<'_>, at: usize) -> usize {
    let sign = |at: usize| words.get(at).map(|token| token.kind);
    match sign(at) {
        Some(TokenKind::Sign('(')) => {
            let close = (at..at.saturating_add(CONVERSION))
                .find(|at| sign(*at) == Some(TokenKind::Sign(')')));
            close.map_or(at, |close| close.saturating_add(1))
        }
        Some(TokenKind::Sign(')')) if words.is(at.saturating_add(1), &["of"]) => {
            at.saturating_add(1)
        }
        _ => at,
    }
}

/// The noun phrase that begins at a token.
fn after(words: &Words<'_>, at: usize) -> Option<Subject> {
    if words.has(at, Class::VERBLESS) && !is_name(words, at) {
        return None;
    }
    words
        .phrase(at)
        .map(|noun| glued(words, up_to_verb(words, subject(noun))))
}

/// A noun phrase with what a hyphen joins to it: "V-6".
fn glued(words: &Words<'_>, subject: Subject) -> Subject {
    const JOINED: usize = 4;
    let end = words.index_of(subject.span.end);
    let glue =
        |at: &usize| is_glue(words, *at) && words.get(*at).is_some_and(|token| !token.spaced);
    let last = (end..end.saturating_add(JOINED)).take_while(glue).last();
    let joined = last
        .and_then(|last| words.get(last))
        .map(|token| token.span);
    joined.map_or(subject, |joined| Subject {
        span: subject.span.cover(joined),
        head: subject.head.cover(joined),
    })
}

/// A noun phrase without the verb that it was read with ("engine produces"), or what it is worth ("heroin worth $5").
fn up_to_verb(words: &Words<'_>, subject: Subject) -> Subject {
    let first = words.index_of(subject.span.start);
    let last = words.index_of(subject.span.end);
    let verb = (first.saturating_add(1)..last).find(|at| {
        let spaced = || words.get(*at).is_some_and(|token| token.spaced);
        words.is_lexical_verb(*at) && spaced() || words.is(*at, &["worth"])
    });
    let shorter = verb.and_then(|verb| {
        Some(Subject {
            span: words.span(first..verb)?,
            head: words.get(verb.checked_sub(1)?)?.span,
        })
    });
    shorter.unwrap_or(subject)
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

/// A noun phrase of the sentence as a subject: up to its first noun in the plural, or to a verb.
pub(super) fn named(words: &Words<'_>, phrase: &Range<usize>) -> Option<Subject> {
    let read = |at| words.phrase(at);
    let mut end = read(phrase.start).map_or(phrase.end, |noun| words.index_of(noun.phrase.end));
    while end < phrase.end && is_glue(words, end) {
        end = end.saturating_add(1);
        end = read(end).map_or(end, |noun| words.index_of(noun.phrase.end));
    }
    let goes_on = |at| is_capital(words, at) || is_glue(words, at) || words.has(at, Class::SAY);
    while end < phrase.end && goes_on(end) {
        end = end.saturating_add(1);
    }
    let end = if is_possessive(words, phrase.end) {
        end
    } else {
        end.min(phrase.end)
    };
    let verb = (phrase.start.saturating_add(1)..end).find(|at| words.is_verb(*at));
    let end = verb.unwrap_or(end);
    let last = end.checked_sub(1)?;
    let end = if is_possessive(words, last) {
        last
    } else {
        end
    };
    let head = (phrase.start..end).rev().find(|at| {
        words
            .get(*at)
            .is_some_and(|token| token.kind == TokenKind::Word && !words.is(*at, &["'s", "’s"]))
    });
    Some(Subject {
        span: words.span(phrase.start..end)?,
        head: words.get(head?)?.span,
    })
}

/// "The number of X", wherever it stands before the figure: X is what is counted.
pub(super) fn number_of(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<Subject> {
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

/// Whether the words after a figure point back: "116 of them", "116 of those".
pub(super) fn points_back(words: &Words<'_>, figure: &Range<usize>) -> bool {
    const THEM: [&str; 5] = ["them", "those", "these", "whom", "which"];
    // "Of them, 116 …"
    let led = words.is(0, &["of"])
        && words.is(1, &["them", "those", "these"])
        && words.get(2).map(|token| token.kind) == Some(TokenKind::Sign(','))
        && figure.start == 3;
    led || words.is(figure.end, &["of"]) && words.is(figure.end.saturating_add(1), &THEM)
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
