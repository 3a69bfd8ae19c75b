//! Trends: whether a figure is of a rise or a fall, and whether it is the change, its start or its end.

use super::clause::{Clause, Words};
use super::{Direction, Trend, TrendRole};
use crate::extract::lexicon::Class;
use std::ops::Range;

/// How far before a figure its word of change may stand.
const REACH: usize = 12;

/// The trend of a figure, from the words before it.
pub(super) fn trend(
    words: &Words<'_>,
    clause: &Clause,
    inherited: Option<&Clause>,
    figure: &Range<usize>,
) -> Option<Trend> {
    let before = figure.start.checked_sub(1)?;
    if let Some(direction) = direction(words, before) {
        return Some(Trend {
            direction,
            role: TrendRole::By,
        });
    }
    let role = role(words, before)?;
    let floor = if role == TrendRole::By {
        clause
    } else {
        inherited.unwrap_or(clause)
    }
    .tokens
    .start;
    let change = (floor.max(before.saturating_sub(REACH))..before)
        .rev()
        .find_map(|at| direction(words, at));
    change.map(|direction| Trend { direction, role })
}

/// What the word before a figure makes of it.
fn role(words: &Words<'_>, before: usize) -> Option<TrendRole> {
    match () {
        () if words.is(before, &["by"]) => Some(TrendRole::By),
        () if words.is(before, &["to"]) => Some(TrendRole::To),
        () if words.is(before, &["from"]) => Some(TrendRole::From),
        () => None,
    }
}

/// Verbs whose "up" or "down" is no rise or fall: "made up", "gave up", "broke down".
const PHRASAL: [&str; 20] = [
    "make", "makes", "made", "making", "give", "gives", "gave", "giving", "set", "sets", "take",
    "took", "sign", "signed", "end", "ended", "pick", "picked", "broke", "laid",
];

/// The direction that a word of change names.
fn direction(words: &Words<'_>, at: usize) -> Option<Direction> {
    let phrasal = at
        .checked_sub(1)
        .is_some_and(|before| words.is(before, &PHRASAL));
    if phrasal && words.is(at, &["up", "down"]) {
        None
    } else if words.has(at, Class::RISE) {
        Some(Direction::Rise)
    } else if words.has(at, Class::FALL) {
        Some(Direction::Fall)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn trends(text: &str) -> Vec<Option<Trend>> {
        let mut sentence = Sentence::of(text);
        bind(&sentence.document, &mut sentence.extract)
            .iter()
            .map(|claim| claim.trend)
            .collect()
    }

    #[test]
    fn by_to_and_from() {
        let rise = |role| {
            Some(Trend {
                direction: Direction::Rise,
                role,
            })
        };
        let fall = |role| {
            Some(Trend {
                direction: Direction::Fall,
                role,
            })
        };
        assert_eq!(
            trends("Thefts rose 20 percent to 68 from 52."),
            [
                rise(TrendRole::By),
                rise(TrendRole::To),
                rise(TrendRole::From)
            ]
        );
        assert_eq!(trends("Shares fell by 3 percent."), [fall(TrendRole::By)]);
        assert_eq!(trends("Shares are down 3 percent."), [fall(TrendRole::By)]);
        assert_eq!(trends("They sent 20 people to 3 towns."), [None, None]);
        assert_eq!(trends("They made up 1.8 percent of all visits."), [None]);
    }
}
