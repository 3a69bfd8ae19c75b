//! Predicates: the verb that governs a figure.

use super::clause::{Clause, Words};
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use std::ops::Range;

/// The verb of a figure: of a figure before its verb ("116 were flown"), the next one; else the last one before it.
pub(super) fn predicate(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<ProseSpan> {
    let lexical = |stretch| words.marks.lexical.near(stretch);
    let before = lexical(clause.before(figure)).rfind(|at| !reports(words, *at));
    let after = || lexical(clause.after(figure)).next();
    let auxiliary = || {
        clause
            .opening()
            .find(|at| words.has(*at, Class::BE.with(Class::AUXILIARY)))
    };
    let chained = |verb| chained(words, clause, verb);
    let verb = before.or_else(|| after().map(chained)).or_else(auxiliary);
    verb.and_then(|at| words.get(at)).map(|token| token.span)
}

/// Of "were reported crossing" the crossing.
fn chained(words: &Words<'_>, clause: &Clause, verb: usize) -> usize {
    let next = verb.saturating_add(1);
    let gerund = words.word(next).ends_with("ing") && clause.tokens.contains(&next);
    if gerund && reports(words, verb) {
        next
    } else {
        verb
    }
}

/// Whether a verb only reports what others say.
fn reports(words: &Words<'_>, at: usize) -> bool {
    words.has(at, Class::SAY) && !words.has(at, Class::RISE.with(Class::FALL))
}

/// Whether the verb's clause denies it, before the figure.
pub(super) fn negated(words: &Words<'_>, clause: &Clause, figure: &Range<usize>) -> bool {
    let mut negation = words.marks.negation.near(clause.before(figure));
    negation.any(|at| !words.is(at, &["no"]))
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn verb(text: &str) -> String {
        let mut sentence = Sentence::of(text);
        let claims = bind(&sentence.document, &mut sentence.extract);
        claims
            .first()
            .and_then(|claim| claim.predicate)
            .map_or(String::new(), |span| {
                sentence.document.slice(span).to_owned()
            })
    }

    #[test]
    fn the_verb_that_governs() {
        for (text, predicate) in [
            ("Officials sent five charter flights.", "sent"),
            (
                "More than 24,000 migrants illegally crossed the border.",
                "crossed",
            ),
            (
                "Over 60,000 migrants were reported crossing the border.",
                "crossing",
            ),
            ("There were 116 passengers.", "were"),
            ("It may have killed 300 people.", "killed"),
        ] {
            assert_eq!(verb(text), predicate, "{text}");
        }
    }
}
