//! Predicates: the verb that governs a figure.

use super::clause::{Clause, Words};
use super::verb_group::{behind, is_aside};
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
    let mut acting = lexical(clause.before(figure)).rev();
    let nearest = acting.next();
    let after = lexical(clause.after(figure)).next();
    // "Agents who saw it said 300 crossed": what is said has its own verb.
    let before = match nearest {
        Some(verb) if reports(words, verb) && after.is_some() => None,
        Some(verb) if reports(words, verb) => acting.find(|at| !reports(words, *at)),
        verb => verb,
    };
    let auxiliary = || {
        clause
            .opening()
            .find(|at| words.has(*at, Class::BE.with(Class::AUXILIARY)))
    };
    let verb = match (before, after) {
        (Some(before), _) => Some(before),
        (None, Some(after)) => Some(chained(words, clause, after)),
        (None, None) => auxiliary(),
    };
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

/// Whether the clause denies it: before the figure ("did not carry 116"), or in the verbs behind it ("Six ships did
/// not strike").
pub(super) fn negated(words: &Words<'_>, clause: &Clause, figure: &Range<usize>) -> bool {
    let before = clause
        .before(figure)
        .any(|at| denies(words, at, figure.start) && !is_aside(words, at, figure.start));
    let acted_on = || {
        let acts = |at: usize| words.is_lexical_verb(at) && !reports(words, at);
        clause
            .before(figure)
            .any(|at| acts(at) && !is_aside(words, at, figure.start))
    };
    before
        || !acted_on()
            && behind(words, clause, figure).is_some_and(|mut group| {
                group.any(|at| words.has(at, Class::NEGATION) && !words.is(at, &["no"]))
            })
}

/// Whether a word denies what leads up to a figure at the token `end`. What is not said or not known may be so.
fn denies(words: &Words<'_>, at: usize, end: usize) -> bool {
    const NEAR: usize = 5;
    const LESS: [&str; 7] = [
        "only",
        "just",
        "merely",
        "necessarily",
        "all",
        "even",
        "including",
    ];
    const KNOWN: [&str; 12] = [
        "clear",
        "known",
        "certain",
        "sure",
        "know",
        "disclose",
        "disclosed",
        "specify",
        "specified",
        "reveal",
        "revealed",
        "immediately",
    ];
    let next = at.saturating_add(1);
    if words.is(at, &["failed", "fails", "fail", "failing"]) {
        return words.is(next, &["to"]);
    }
    if words.is(at, &["none"]) {
        return words.is(next, &["of"]);
    }
    if words.is(at, &["no"]) {
        return words.is(next, &["longer", "evidence", "proof", "indication"]);
    }
    if !words.has(at, Class::NEGATION) || words.is(next, &LESS) {
        return false;
    }
    let near = next..end.min(next.saturating_add(NEAR));
    let untrue = near
        .clone()
        .any(|at| words.is(at, &["true", "correct", "right"]));
    let unknown = near.clone().any(|at| words.is(at, &KNOWN))
        || near
            .clone()
            .find(|at| words.is_lexical_verb(*at))
            .is_some_and(|verb| reports(words, verb));
    let told = (next..end).any(|at| words.is(at, &["that", "whether", "if", "how"]));
    untrue || !unknown && !told
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    #[test]
    fn what_is_denied() {
        for (text, negated) in [
            ("It did not carry 116 people.", true),
            ("Six ships in the bay did not strike the rock.", true),
            ("Six ships didn't strike the rock.", true),
            ("It is not true that 116 people came.", true),
            ("None of the 116 passengers died.", true),
            ("No evidence shows that 116 people came.", true),
            ("It failed to send 116 people home.", true),
            ("Six ships that were not insured sank.", false),
            ("Those who did not report numbered 116.", false),
            (
                "Officials did not say how many of the 116 people came.",
                false,
            ),
            ("It is not clear whether 116 people came.", false),
            ("It carried not only 116 people.", false),
        ] {
            let mut sentence = Sentence::of(text);
            let claims = bind(&sentence.document, &mut sentence.extract);
            assert_eq!(claims.last().unwrap().negated, negated, "{text}");
        }
    }

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
            ("It did not deport 300 people.", "deport"),
            ("It didn't deport 300 people.", "deport"),
            ("Agents who saw it said 300 people crossed.", "crossed"),
        ] {
            assert_eq!(verb(text), predicate, "{text}");
        }
    }
}
