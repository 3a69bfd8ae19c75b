//! Modality: asserted, planned, possible or denied.
//!
//! ```text
//! modality = word … figure          the nearest word of planning, forecasting or doubt before it in its clause
//!          | figure … group         "60,000 … are expected to cross"
//!          | question | that of the clause it hangs on
//! ```

use super::Modality;
use super::clause::{Clause, Words};
use super::verb_group::{behind, is_aside, lead};
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use std::ops::Range;

/// How firmly a figure is said in its clause, or in the one that it hangs on.
pub(super) fn modality(
    words: &Words<'_>,
    clause: &Clause,
    governing: Option<&Clause>,
    figure: &Range<usize>,
) -> Modality {
    nearest(words, clause.before(figure), figure.start)
        .or_else(|| of_group(words, behind(words, clause, figure)?))
        .or_else(|| asked(words))
        .or_else(|| {
            let governing = governing.filter(|_| hangs(words, clause))?;
            let end = governing.tokens.end;
            nearest(words, governing.before(&(end..end)), end)
        })
        .unwrap_or(Modality::Asserted)
}

/// What the nearest word among `before` says that governs a figure at the token `end`.
fn nearest(words: &Words<'_>, before: Range<usize>, end: usize) -> Option<Modality> {
    words
        .marks
        .modal
        .near(before)
        .rev()
        .find_map(|at| of_word(words, at, end).filter(|_| !is_aside(words, at, end)))
}

/// Verbs and nouns of what is only foreseen.
const FORECAST: [&str; 18] = [
    "expect",
    "expects",
    "expected",
    "expecting",
    "predict",
    "predicts",
    "predicted",
    "predicting",
    "projected",
    "projecting",
    "anticipate",
    "anticipates",
    "anticipated",
    "foresee",
    "foresees",
    "foresaw",
    "forecasting",
    "forecasted",
];

/// Words that are of what is foreseen as verbs, or with "of" or "that" behind them.
const FORECASTS: [&str; 9] = [
    "forecast",
    "forecasts",
    "projection",
    "projections",
    "project",
    "projects",
    "fear",
    "fears",
    "feared",
];

/// Words of what may be.
const MAYBE: [&str; 12] = [
    "if",
    "unless",
    "whether",
    "likely",
    "unlikely",
    "could",
    "possibly",
    "perhaps",
    "potentially",
    "probably",
    "should",
    "maybe",
];

/// What a word before a figure at the token `end` says.
fn of_word(words: &Words<'_>, at: usize, end: usize) -> Option<Modality> {
    let next = at.saturating_add(1);
    let before = at.checked_sub(1);
    // "In May" is a month; "as expected" and "than planned" say nothing.
    if at > 0 && words.word(at).starts_with(char::is_uppercase)
        || before.is_some_and(|before| words.is(before, &["as", "than"]))
    {
        return None;
    }
    match () {
        () if words.is(at, &["will", "would", "shall"]) => Some(Modality::Planned),
        () if words.has(at, Class::MODAL) && words.has(at, Class::POSSIBLE)
            || words.is(at, &MAYBE)
            || words.is(at, &FORECAST)
            || words.is(at, &FORECASTS) && foresees(words, at, end)
            || words.is(at, &["thought"]) && words.is(next, &["to"])
            || words.is(at, &["warn", "warns", "warned", "warning"])
                && words.is(next, &["of"])
                && next.saturating_add(1) == end
            || words.is(at, &["possible", "potential"]) && next == end =>
        {
            Some(Modality::Possible)
        }
        () if denies(words, at) => Some(Modality::Denied),
        () if words.is(at, &["goal", "goals", "target", "targets"]) && words.is(next, &["of"]) => {
            Some(Modality::Planned)
        }
        () if words.has(at, Class::PLAN)
            && !words.has(at, Class::MODAL)
            && plans(words, at, end) =>
        {
            Some(Modality::Planned)
        }
        () => None,
    }
}

/// Whether a word that may be a noun tells of a forecast: "had forecast that", "a forecast of", "forecasts 300".
fn foresees(words: &Words<'_>, at: usize, end: usize) -> bool {
    let next = at.saturating_add(1);
    words.is(next, &["that", "of", "for"])
        || next == end
        || words.is_lexical_verb(at)
            && (words.has(next, Class::DETERMINER)
                || words.has(lead(words, at).unwrap_or(at), Class::AUXILIARY))
}

/// Whether a word says that what follows is not so.
fn denies(words: &Words<'_>, at: usize) -> bool {
    const REPORTS: [&str; 10] = [
        "claim",
        "claims",
        "report",
        "reports",
        "suggestion",
        "suggestions",
        "allegation",
        "allegations",
        "that",
        "assertion",
    ];
    const NEAR: usize = 4;
    let next = at.saturating_add(1);
    words.is(at, &["denied", "denies", "denying", "deny"])
        || words.is(
            at,
            &["reject", "rejects", "rejected", "dismissed", "dismisses"],
        ) && (next..next.saturating_add(NEAR)).any(|at| words.is(at, &REPORTS))
}

/// Whether a word of planning is a verb here ("considered imposing", "plans to", "thinking about"), or describes the
/// figure ("the planned 25%").
fn plans(words: &Words<'_>, at: usize, end: usize) -> bool {
    let next = at.saturating_add(1);
    let verbal = words.word(next).ends_with("ing") || words.is(next, &["to", "about", "on"]);
    let describes = next == end && words.word(at).ends_with("ed");
    words.is_lexical_verb(at) && !words.is(at, &["thought"]) || verbal || describes
}

/// What the verbs of a figure that stands before them say.
fn of_group(words: &Words<'_>, group: Range<usize>) -> Option<Modality> {
    const PLANNED: [&str; 8] = [
        "will",
        "would",
        "shall",
        "set",
        "due",
        "scheduled",
        "slated",
        "planned",
    ];
    const FORESEEN: [&str; 4] = ["thought", "believed", "feared", "forecast"];
    let planned = |at: usize| {
        words.is(at, &PLANNED)
            && (words.has(at, Class::MODAL) || words.is(at.saturating_add(1), &["to"]))
    };
    let possible = |at: usize| {
        words.has(at, Class::MODAL) && words.has(at, Class::POSSIBLE)
            || words.is(at, &MAYBE)
            || (words.is(at, &FORECAST) || words.is(at, &FORESEEN))
                && words.is(at.saturating_add(1), &["to"])
    };
    let mut group = group;
    group.find_map(|at| match () {
        () if planned(at) => Some(Modality::Planned),
        () if possible(at) => Some(Modality::Possible),
        () => None,
    })
}

/// Whether the sentence asks whether it is so: not "How did 300 people come?"
fn asked(words: &Words<'_>) -> Option<Modality> {
    const OF_WHAT: [&str; 8] = [
        "how", "why", "what", "who", "when", "where", "which", "whose",
    ];
    const TAIL: usize = 2;
    let count = words.tokens.len();
    let marked = (count.saturating_sub(TAIL)..count)
        .any(|at| words.get(at).map(|token| token.kind) == Some(TokenKind::Sign('?')));
    let begins = (0..TAIL).any(|at| words.is(at, &OF_WHAT));
    (marked && !begins).then_some(Modality::Possible)
}

/// Whether a clause without a verb is said as firmly as the one that it hangs on: not ", compared with 300 in 2023".
fn hangs(words: &Words<'_>, clause: &Clause) -> bool {
    const COMPARING: [&str; 14] = [
        "compared",
        "versus",
        "vs",
        "up",
        "down",
        "from",
        "against",
        "than",
        "more",
        "fewer",
        "less",
        "instead",
        "after",
        "following",
    ];
    let mut opening = clause.opening();
    let verb = opening.clone().any(|at| words.is_verb(at));
    let first = opening.find(|at| words.get(*at).map(|token| token.kind) == Some(TokenKind::Word));
    !verb && !first.is_some_and(|at| words.is(at, &COMPARING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn first(text: &str) -> Modality {
        let mut sentence = Sentence::of(text);
        let claims = bind(&sentence.document, &mut sentence.extract);
        let mut figures = sentence.extract.quantities.iter().zip(&claims);
        figures
            .find(|(quantity, _)| !quantity.kind.is_calendar())
            .map_or(Modality::Asserted, |(_, claim)| claim.modality)
    }

    #[test]
    fn modalities() {
        for (text, modality) in [
            ("It imposed 25% duties.", Modality::Asserted),
            ("The show had 150 visitors in May 2023.", Modality::Asserted),
            ("The statue weighs 100 kilograms.", Modality::Asserted),
            ("As expected, 300 people came.", Modality::Asserted),
            (
                "Migrants who want to stay numbered 300.",
                Modality::Asserted,
            ),
            ("How did 300 people cross?", Modality::Asserted),
            ("He thought 300 people came.", Modality::Asserted),
            (
                "He is thinking about imposing 25% duties.",
                Modality::Planned,
            ),
            ("He has considered imposing 25% tariffs.", Modality::Planned),
            ("It will impose 25% duties.", Modality::Planned),
            ("The planned 25% duty drew anger.", Modality::Planned),
            (
                "Some 300 migrants are set to be flown home.",
                Modality::Planned,
            ),
            (
                "It could kill over four billion people.",
                Modality::Possible,
            ),
            (
                "Officials expect that 300 people crossed.",
                Modality::Possible,
            ),
            (
                "Officials had forecast that 300 migrants in all crossed.",
                Modality::Possible,
            ),
            (
                "If 300 migrants cross, they close the gate.",
                Modality::Possible,
            ),
            (
                "Some 300 people from the coast are expected to die.",
                Modality::Possible,
            ),
            ("Did 300 people cross?", Modality::Possible),
            ("Officials denied that 300 people died.", Modality::Denied),
            (
                "Officials rejected claims that 300 people died.",
                Modality::Denied,
            ),
        ] {
            assert_eq!(first(text), modality, "{text}");
        }
    }

    #[test]
    fn a_clause_without_a_verb_is_said_as_the_one_it_hangs_on() {
        for (text, modality) in [
            (
                "They may send troops, 300 of them to the coast.",
                Modality::Possible,
            ),
            (
                "They may send troops, compared with 300 in 2023.",
                Modality::Asserted,
            ),
        ] {
            assert_eq!(first(text), modality, "{text}");
        }
    }
}
