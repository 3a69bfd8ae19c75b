//! Percentages that are told as all of a whole: "A for 41.5% …, with B taking the remaining 58.5%", "owned 80% by the
//! state and 20% by its workers", "60 percent, 30 percent and others 10 percent", "52 percent for, 44 against".
//!
//! Only where a word says that nothing is left, or that what one share is, the other is not: a third of the
//! percentages that reach 100 do so by chance.

mod opposed;

use super::{Breakdown, Figure, Sentence, Told};
use crate::quantity::{Kind, Modifier};
use std::ops::Range;

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
    const OTHER_BASIS: [&str; 6] = [
        "rounding",
        "rounded",
        "multiple",
        "overlap",
        "margin",
        "respectively",
    ];
    let parts: Vec<_> = sentence.figures.iter().filter(is_share).collect();
    let words = &sentence.words;
    let other_basis = (0..words.tokens.len())
        .any(|at| words.is(at, &OTHER_BASIS) || sentence.says(at, &["more", "than", "one"]));
    if other_basis || parts.len() < 2 {
        return None;
    }
    let compared = (0..words.tokens.len()).any(|at| words.is(at, &["compared"]));
    let told = match () {
        () if !compared && leaves_nothing(sentence, &parts) => Told::All,
        () if !compared && (owned(sentence, &parts) || laid_out(sentence, &parts)) => Told::Most,
        () => return opposed::breakdown(sentence, &parts),
    };
    Some(Breakdown {
        told,
        parts: parts.iter().map(|part| part.index).collect(),
    })
}

/// Whether a figure is a plain share, not a change.
fn is_share(figure: &&Figure<'_>) -> bool {
    figure.quantity.kind == Kind::Percent
        && figure.claim.trend.is_none()
        && figure.quantity.amount.modifier == Modifier::Exact
}

/// Whether the last share is told as what the others leave.
fn leaves_nothing(sentence: &Sentence<'_>, parts: &[&Figure<'_>]) -> bool {
    let words = &sentence.words;
    let Some(last) = parts.last() else {
        return false;
    };
    let mut around =
        last.tokens.start.saturating_sub(REST_REACH)..last.tokens.end.saturating_add(REST_REACH);
    let other = |at: usize| words.is(at, &["other"]) && !words.is(at.saturating_add(1), &["hand"]);
    let the_other = last
        .tokens
        .start
        .checked_sub(2)
        .is_some_and(|at| sentence.says(at, &["the", "other"]));
    let many = parts.len() > 2;
    the_other
        || around.any(|at| {
            words.is(at, &REST) || many && (other(at) || words.is(at, &["know", "undecideds"]))
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

/// "as follows: …", or a scale from "completely" to "not at all".
fn laid_out(sentence: &Sentence<'_>, parts: &[&Figure<'_>]) -> bool {
    const LAID_OUT: [&[&str]; 5] = [
        &["as", "follows"],
        &["the", "breakdown"],
        &["breaks", "down"],
        &["broke", "down"],
        &["broken", "down"],
    ];
    const TOP: [&str; 7] = [
        "completely",
        "very",
        "fully",
        "strongly",
        "extremely",
        "entirely",
        "always",
    ];
    const BOTTOM: [&[&str]; 5] = [
        &["not", "at", "all"],
        &["strongly", "disagree"],
        &["strongly", "disagreed"],
        &["very", "dissatisfied"],
        &["never"],
    ];
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    let length = sentence.words.tokens.len();
    let behind = |figure: &Figure<'_>| {
        figure.tokens.end
            ..figure
                .tokens
                .end
                .saturating_add(REST_REACH)
                .saturating_add(3)
    };
    let says = |mut tokens: Range<usize>, phrases: &[&[&str]]| {
        tokens.any(|at| phrases.iter().any(|phrase| sentence.says(at, phrase)))
    };
    let scale = behind(first).any(|at| sentence.words.is(at, &TOP)) && says(behind(last), &BOTTOM);
    parts.len() > 2 && (says(0..length, &LAID_OUT) || scale)
}
