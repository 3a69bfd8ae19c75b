//! Percentages that are told as all of a whole: "A for 41.5% …, with B taking the remaining 58.5%", "owned 80% by the
//! state and 20% by its workers", "60 percent, 30 percent and others 10 percent".
//!
//! Only where a word says that nothing is left: a third of the percentages that reach 100 do so by chance.

use super::{Breakdown, Figure, Sentence, Told};
use crate::quantity::{Kind, Modifier};

/// Words with the last part that say that nothing is left.
const REST: [&str; 7] = [
    "remaining",
    "remainder",
    "rest",
    "others",
    "undecided",
    "unsure",
    "balance",
];
/// How near to the last part such a word stands.
const REST_REACH: usize = 6;

/// The breakdown of a sentence, if it tells one.
pub(super) fn breakdown(sentence: &Sentence<'_>) -> Option<Breakdown> {
    let plain = |figure: &&Figure<'_>| {
        figure.quantity.kind == Kind::Percent
            && figure.claim.trend.is_none()
            && figure.quantity.amount.modifier == Modifier::Exact
    };
    let parts: Vec<_> = sentence.figures.iter().filter(plain).collect();
    let last = parts.last().filter(|_| parts.len() > 1)?;
    let around =
        last.tokens.start.saturating_sub(REST_REACH)..last.tokens.end.saturating_add(REST_REACH);
    let words = &sentence.words;
    let other = |at: usize| words.is(at, &["other"]) && !words.is(at.saturating_add(1), &["hand"]);
    let rest = around
        .clone()
        .any(|at| words.is(at, &REST) || other(at) && parts.len() > 2);
    let know = around
        .clone()
        .any(|at| words.is(at, &["know"]) && parts.len() > 2);
    let told = match () {
        () if rest || know => Told::All,
        () if owned(sentence, &parts) => Told::Most,
        () => return None,
    };
    let other_basis = (0..words.tokens.len()).any(|at| {
        words.is(
            at,
            &[
                "rounding",
                "multiple",
                "overlap",
                "margin",
                "respectively",
                "compared",
            ],
        )
    });
    (!other_basis).then(|| Breakdown {
        told,
        parts: parts.iter().map(|part| part.index).collect(),
    })
}

/// "80% owned by the state and 20% by its workers": each part has its owner.
fn owned(sentence: &Sentence<'_>, parts: &[&Figure<'_>]) -> bool {
    let words = &sentence.words;
    let owned = (0..words.tokens.len()).any(|at| words.is(at, &["owned", "held"]));
    let by = |part: &&Figure<'_>| {
        (part.tokens.end..part.tokens.end.saturating_add(2)).any(|at| words.is(at, &["by"]))
    };
    owned && parts.iter().all(by)
}
