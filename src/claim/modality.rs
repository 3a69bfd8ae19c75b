//! Modality: asserted, planned, possible or denied.

use super::Modality;
use super::clause::{Clause, Words};
use crate::extract::lexicon::Class;
use std::ops::Range;

/// How firmly a figure is said, from the verbs before it in its clause, the nearest first.
pub(super) fn modality(words: &Words<'_>, clause: &Clause, figure: &Range<usize>) -> Modality {
    const AFTER: usize = 4;
    let modal = &words.marks.modal;
    let before = modal
        .near(clause.before(figure))
        .rev()
        .find_map(|at| of_word(words, at));
    let after = || {
        let Range { start, end } = clause.after(figure);
        modal
            .near(start..end.min(start.saturating_add(AFTER)))
            .filter(|at| words.has(*at, Class::MODAL))
            .find_map(|at| of_word(words, at))
    };
    before.or_else(after).unwrap_or(Modality::Asserted)
}

/// What a modal verb or a word of its kind makes of what follows it.
fn of_word(words: &Words<'_>, at: usize) -> Option<Modality> {
    // "In May" is a month.
    if at > 0 && words.word(at).starts_with(char::is_uppercase) {
        return None;
    }
    match () {
        // "could" and "might" are possible; "will" and "would" are plans.
        () if words.is(at, &["will", "would", "shall"]) => Some(Modality::Planned),
        () if words.has(at, Class::MODAL) && words.has(at, Class::POSSIBLE)
            || words.is(at, &["could", "possibly", "perhaps", "potentially"]) =>
        {
            Some(Modality::Possible)
        }
        () if words.is(at, &["denied", "denies", "denying"]) => Some(Modality::Denied),
        () if words.has(at, Class::PLAN) && !words.has(at, Class::MODAL) && plans(words, at) => {
            Some(Modality::Planned)
        }
        () => None,
    }
}

/// Whether a word of planning is a verb here: "considered imposing", "plans to", "thinking about".
fn plans(words: &Words<'_>, at: usize) -> bool {
    let next = at.saturating_add(1);
    let verbal = words.word(next).ends_with("ing") || words.is(next, &["to", "about", "on"]);
    words.is_lexical_verb(at) || verbal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn first(text: &str) -> Modality {
        let mut sentence = Sentence::of(text);
        bind(&sentence.document, &mut sentence.extract)
            .first()
            .map_or(Modality::Asserted, |claim| claim.modality)
    }

    #[test]
    fn modalities() {
        for (text, modality) in [
            ("It imposed 25% duties.", Modality::Asserted),
            ("The show had 150 visitors in May 2023.", Modality::Asserted),
            ("The statue weighs 100 kilograms.", Modality::Asserted),
            (
                "He is thinking about imposing 25% duties.",
                Modality::Planned,
            ),
            ("He has considered imposing 25% tariffs.", Modality::Planned),
            ("It will impose 25% duties.", Modality::Planned),
            (
                "It could kill more than four billion people.",
                Modality::Possible,
            ),
            ("Officials denied that 300 people died.", Modality::Denied),
        ] {
            assert_eq!(first(text), modality, "{text}");
        }
    }
}
