//! What the words of a sentence are, marked once for all that its figures ask: verbs, and the words that modality,
//! denial, places and sources hang on.

use super::verb::{Verb, verb};
use crate::extract::lexer::MAX_TOKENS;
use crate::extract::lexicon::Class;
use crate::extract::tokens::Token;
use std::ops::Range;

/// The marks of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    /// Verbs, as far as their form tells.
    pub(super) verbs: Places,
    /// Verbs that say what is done.
    pub(super) lexical: Places,
    /// Words of negation.
    pub(super) negation: Places,
    /// Modal verbs, and words of planning, of what may be and of denial.
    pub(super) modal: Places,
    /// Words that a place may follow.
    pub(super) placing: Places,
    /// Words of saying.
    pub(super) saying: Places,
}

impl Marks {
    /// Of a sentence of which nothing is asked.
    pub(super) const NONE: Self = Self {
        verbs: Places::NONE,
        lexical: Places::NONE,
        negation: Places::NONE,
        modal: Places::NONE,
        placing: Places::NONE,
        saying: Places::NONE,
    };

    /// The marks of the tokens of a sentence of `text`.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        const MODAL: Class = Class::MODAL
            .with(Class::POSSIBLE)
            .with(Class::PLAN)
            .with(Class::DENY);
        const MARKED: Class = MODAL
            .with(Class::NEGATION)
            .with(Class::PLACING)
            .with(Class::SAY);
        let mut marks = Self::NONE;
        for (at, token) in tokens.iter().enumerate() {
            let verb = verb(text, tokens, at);
            if verb != Verb::None {
                marks.verbs.add(at, true);
                marks.lexical.add(at, verb == Verb::Lexical);
            }
            let classes = token.classes;
            if classes.any(MARKED) {
                marks.negation.add(at, classes.any(Class::NEGATION));
                marks.modal.add(at, classes.any(MODAL));
                marks.placing.add(at, classes.any(Class::PLACING));
                marks.saying.add(at, classes.any(Class::SAY));
            }
        }
        marks
    }
}

/// How many places a lane holds.
const LANE: usize = 64;

/// Places in a sentence, a bit for each of its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places([u64; MAX_TOKENS.div_ceil(LANE)]);

impl Places {
    const NONE: Self = Self([0; MAX_TOKENS.div_ceil(LANE)]);

    fn add(&mut self, at: usize, marked: bool) {
        let (lane, bit) = lane_and_bit(at);
        if let Some(lane) = self.0.get_mut(lane) {
            *lane |= u64::from(marked).wrapping_shl(bit);
        }
    }

    /// Whether the token `at` is among them.
    pub(super) fn has(&self, at: usize) -> bool {
        let (lane, bit) = lane_and_bit(at);
        self.lane(lane).wrapping_shr(bit) & 1 != 0
    }

    /// Those in a stretch of the sentence.
    pub(super) fn within(&self, stretch: Range<usize>) -> impl Iterator<Item = usize> {
        let end = stretch.end;
        let lanes = stretch.step_by(LANE);
        lanes.flat_map(move |from| self.near(from..end.min(from.saturating_add(LANE))))
    }

    /// Those in a stretch of 64 tokens or fewer.
    pub(super) fn near(&self, stretch: Range<usize>) -> Near {
        let (lane, bit) = lane_and_bit(stretch.start);
        let next = u128::from(self.lane(lane.saturating_add(1)));
        let bits = u128::from(self.lane(lane)) | next.wrapping_shl(u64::BITS);
        let length = u32::try_from(stretch.len()).unwrap_or(u32::MAX);
        let beyond = u128::MAX.checked_shl(length).unwrap_or(0);
        Near {
            start: stretch.start,
            bits: bits.wrapping_shr(bit) & !beyond,
        }
    }

    fn lane(&self, lane: usize) -> u64 {
        self.0.get(lane).copied().unwrap_or(0)
    }
}

/// The lane that a token is in, and its bit there.
fn lane_and_bit(at: usize) -> (usize, u32) {
    (at / LANE, u32::try_from(at % LANE).unwrap_or(0))
}

/// Places near each other, in their order.
#[derive(Clone, Debug)]
pub(super) struct Near {
    start: usize,
    bits: u128,
}

impl Near {
    /// Takes a bit out: its place.
    fn take(&mut self, bit: u32) -> Option<usize> {
        self.bits &= !1_u128.wrapping_shl(bit);
        self.start.checked_add(usize::try_from(bit).ok()?)
    }
}

impl Iterator for Near {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let first = (self.bits != 0).then(|| self.bits.trailing_zeros())?;
        self.take(first)
    }
}

impl DoubleEndedIterator for Near {
    fn next_back(&mut self) -> Option<usize> {
        let last = self.bits.checked_ilog2()?;
        self.take(last)
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_put_in(
            marked in prop::collection::vec(any::<bool>(), 0..MAX_TOKENS),
            start in 0..MAX_TOKENS,
            length in 0..MAX_TOKENS,
        ) {
            let mut places = Places::NONE;
            marked.iter().enumerate().for_each(|(at, marked)| places.add(at, *marked));
            let is_marked = |at: &usize| marked.get(*at).copied().unwrap_or(false);
            let told = |stretch: Range<usize>| stretch.filter(is_marked).collect::<Vec<_>>();
            let stretch = start..start + length;
            prop_assert_eq!(places.within(stretch.clone()).collect::<Vec<_>>(), told(stretch));
            let short = start..start + length % (LANE + 1);
            prop_assert_eq!(places.near(short.clone()).collect::<Vec<_>>(), told(short.clone()));
            let mut back: Vec<_> = places.near(short.clone()).rev().collect();
            back.reverse();
            prop_assert_eq!(back, told(short));
            prop_assert_eq!(places.has(start), is_marked(&start));
        }
    }
}
