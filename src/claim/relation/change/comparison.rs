//! A level told by how far it is from another: "423 arrests, 60 fewer than the 483 of a year ago".
//!
//! ```text
//! comparison = level ( "," | "was" ) size farther base
//! farther    = ( "more" | "lower" | … ) … "than" | "below" | "above" | ( "increase" | "premium" | … ) ( "over" | "on" | … )
//! ```

use super::super::{Change, Figure, Sentence};
use super::{is_bare, role};
use crate::claim::{Direction, TrendRole};
use crate::extract::lexicon::Class;
use crate::quantity::Kind;

/// How many tokens may stand between a level and the size behind it.
const LEVEL_NEAR: usize = 12;
/// How many tokens may stand between what says which way and the base.
const BASE_NEAR: usize = 8;

/// The levels of a sentence that are compared with a base.
pub(super) fn comparisons(sentence: &Sentence<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let figures: Vec<_> = sentence
        .figures
        .iter()
        .filter(|figure| role::can_change(figure.quantity.kind))
        .collect();
    for (at, three) in figures.windows(3).enumerate() {
        let [level, size, base] = three else { continue };
        let before = at.checked_sub(1).and_then(|at| figures.get(at));
        let sole = before.is_none_or(|before| !rivals(sentence, before, level));
        if sole && fit(sentence, level, size, base) && is_level(sentence, level, size) {
            found.extend(farther(sentence, size, base).map(|direction| Change {
                direction: Some(direction),
                by: vec![size.index],
                from: Some(base.index),
                to: Some(level.index),
            }));
        }
    }
    for two in figures.windows(2) {
        let [level, base] = two else { continue };
        found.extend(how_far_untold(sentence, level, base));
    }
    found
}

/// "423 thefts, a rise on the 387 recorded in 2019": a comparison that does not say how far.
fn how_far_untold(
    sentence: &Sentence<'_>,
    level: &Figure<'_>,
    base: &Figure<'_>,
) -> Option<Change> {
    const NOUN: usize = 4;
    const BASE: usize = 5;
    let words = &sentence.words;
    let start = sentence.behind(level);
    let opens = words.is(start, &[","]) && words.is(start.saturating_add(1), &["a", "an"]);
    let mut near = start.saturating_add(2)..start.saturating_add(NOUN.saturating_add(2));
    let noun = near.find(|at| direction(sentence, *at).is_some())?;
    let over = noun.saturating_add(1);
    let close = base.tokens.start.saturating_sub(over) <= BASE
        && !(over..base.tokens.start).any(|at| sentence.is_mark(at, &[',', ';', '(', ')']));
    let fits = opens
        && close
        && words.is(over, &["on", "over", "from"])
        && level.claim.trend.is_none()
        && are_alike(sentence, level, base);
    fits.then(|| Change {
        direction: direction(sentence, noun),
        by: Vec::new(),
        from: Some(base.index),
        to: Some(level.index),
    })
}

fn direction(sentence: &Sentence<'_>, at: usize) -> Option<Direction> {
    match () {
        () if sentence.words.has(at, Class::RISE) => Some(Direction::Rise),
        () if sentence.words.has(at, Class::FALL) => Some(Direction::Fall),
        () => None,
    }
}

/// Whether the three are of kinds that can be a level, its distance and its base.
fn fit(sentence: &Sentence<'_>, level: &Figure<'_>, size: &Figure<'_>, base: &Figure<'_>) -> bool {
    let sized = match size.quantity.kind {
        Kind::Percent => true,
        Kind::PercentagePoints => level.quantity.kind == Kind::Percent,
        Kind::Count | Kind::Money | Kind::Measure => size.alike(level, &sentence.words),
        _ => false,
    };
    let counted = matches!(
        level.quantity.kind,
        Kind::Count | Kind::Money | Kind::Measure | Kind::Percent
    );
    let shared = size.quantity.kind == Kind::Percent && level.quantity.kind == Kind::Percent;
    sized && counted && !shared && are_alike(sentence, level, base)
}

/// Whether a level and its base are of one kind: "50 percent more than the 104", "the 512 of a year ago".
fn are_alike(sentence: &Sentence<'_>, level: &Figure<'_>, base: &Figure<'_>) -> bool {
    let (ours, theirs) = (&level.quantity, &base.quantity);
    let lent = theirs.kind == Kind::Percent && theirs.unit.text.is_none();
    let of = theirs.kind == Kind::Count && sentence.words.is(base.tokens.end, &["of"]);
    level.alike(base, &sentence.words) || is_bare(base) || ours.kind == Kind::Count && (lent || of)
}

/// Whether the figure before a level may as well be the one that is compared: "423 cars at 12 sites, 60 more than".
fn rivals(sentence: &Sentence<'_>, before: &Figure<'_>, level: &Figure<'_>) -> bool {
    let between = sentence.behind(before)..level.tokens.start;
    let apart = between.len() > LEVEL_NEAR
        || between
            .clone()
            .any(|at| sentence.is_mark(at, &[',', ';', '—']));
    before.quantity.kind == level.quantity.kind && !apart
}

/// Whether a size is told of the figure before it: behind a comma, or as what that figure is.
fn is_level(sentence: &Sentence<'_>, level: &Figure<'_>, size: &Figure<'_>) -> bool {
    const LEAD: usize = 5;
    let words = &sentence.words;
    let between = sentence.behind(level)..size.tokens.start;
    let parts = |at: usize| {
        words.is(at, &["and", "while", "but", "which", "said"])
            || sentence.is_mark(at, &[';', '(', ')'])
    };
    let was = between
        .end
        .checked_sub(1)
        .is_some_and(|last| words.has(last, Class::BE));
    let lead = between.end.saturating_sub(LEAD).max(between.start)..between.end;
    let comma = lead
        .clone()
        .any(|at| sentence.is_mark(at, &[',', '—', '–']));
    let is_size = level
        .claim
        .trend
        .is_some_and(|trend| trend.role == TrendRole::By);
    let share = words.is(level.tokens.end, &["of"]);
    between.len() <= LEVEL_NEAR
        && !between.clone().any(parts)
        && (was || comma)
        && !is_size
        && !share
}

/// Which way a level is from its base, by the words between its distance and the base.
fn farther(sentence: &Sentence<'_>, size: &Figure<'_>, base: &Figure<'_>) -> Option<Direction> {
    let words = &sentence.words;
    let start = sentence.behind(size);
    let (direction, end) = adverb(sentence, start)
        .or_else(|| adverb(sentence, size.tokens.end))
        .or_else(|| noun(sentence, size, start))?;
    let out = Class::AUXILIARY.with(Class::CONJUNCTION).with(Class::BE);
    let strays = |at: usize| {
        words.has(at, out)
            || words.is(at, &["in", "for", "by", "with", "to", "from", "and", "or"])
            || sentence.is_mark(at, &[',', ';', ':', '—', '(', ')'])
    };
    let mut between = end..base.tokens.start;
    let share = words.is(base.tokens.end, &["of"]) && base.quantity.kind == Kind::Percent;
    (between.len() <= BASE_NEAR && !between.any(strays) && !share).then_some(direction)
}

/// "more than", "60 fewer arrests than", "below", with the token behind it
fn adverb(sentence: &Sentence<'_>, at: usize) -> Option<(Direction, usize)> {
    const MORE: [&str; 7] = [
        "more", "higher", "greater", "larger", "bigger", "costlier", "heavier",
    ];
    const LESS: [&str; 6] = ["less", "fewer", "lower", "smaller", "cheaper", "lighter"];
    const NOUN: usize = 3;
    let words = &sentence.words;
    let than = || {
        let mut behind = (1..=NOUN).map(|n| at.saturating_add(n));
        behind.find(|at| words.is(*at, &["than"]))
    };
    let next = at.saturating_add(1);
    match () {
        () if words.is(at, &["below", "under", "beneath"]) => Some((Direction::Fall, next)),
        () if words.is(at, &["above"]) => Some((Direction::Rise, next)),
        () if words.is(at, &["up", "down"]) && words.is(next, &["on", "from"]) => {
            Some((direction(sentence, at)?, next.saturating_add(1)))
        }
        () if words.is(at, &MORE) => Some((Direction::Rise, than()?.saturating_add(1))),
        () if words.is(at, &LESS) => Some((Direction::Fall, than()?.saturating_add(1))),
        () => None,
    }
}

/// "a 30 percent increase over", "a rise of 30 percent on", "a 30 percent premium to", with the token behind it
fn noun(sentence: &Sentence<'_>, size: &Figure<'_>, behind: usize) -> Option<(Direction, usize)> {
    let words = &sentence.words;
    let back = |n: usize| size.tokens.start.checked_sub(n);
    let way = |at: usize| match () {
        () if words.is(at, &["premium"]) => Some(Direction::Rise),
        () if words.is(at, &["discount"]) => Some(Direction::Fall),
        () => direction(sentence, at),
    };
    let of = back(1).is_some_and(|at| words.is(at, &["of"]));
    let article = back(1).is_some_and(|at| words.is(at, &["a", "an", "the"]));
    let (direction, over) = if of {
        (way(back(2)?)?, behind)
    } else if article {
        (way(behind)?, behind.saturating_add(1))
    } else {
        return None;
    };
    // "A premium to the price" is on it; "an increase to the price" reaches it.
    let to = words.is(over, &["to"])
        && !words.has(over.saturating_sub(1), Class::RISE.with(Class::FALL));
    (to || words.is(over, &["over", "on", "from"])).then(|| (direction, over.saturating_add(1)))
}
