//! What was read at a place, kept: a number may begin a range, a fraction, an age or a figure of its own, and
//! each of these grammars asks for it anew.

use super::magnitude::Scaled;
use super::measured::Measured;
use super::tokens::{PResult, Tokens};
use std::cell::Cell;

/// The last answers of one production, by place.
#[derive(Debug)]
pub(super) struct Memo<T: Copy>([Cell<Option<Answer<T>>>; KEPT]);

/// A figure has at most two numbers with a few words between them.
const KEPT: usize = 4;

/// Where a production was asked, and where it ended with what; nothing where it did not match.
#[derive(Clone, Copy, Debug)]
struct Answer<T> {
    asked: (usize, usize),
    found: Option<(usize, T)>,
}

/// The productions whose answers are kept, for one sentence.
#[derive(Debug, Default)]
pub(super) struct Memos {
    pub(super) magnitude: Memo<Scaled>,
    pub(super) measured: Memo<Measured>,
}

impl<T: Copy> Default for Memo<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Cell::new(None)))
    }
}

impl<T: Copy> Memo<T> {
    /// What `production` reads at `input`: as it answered before, or does now.
    pub(super) fn of<'a>(
        &self,
        input: Tokens<'a>,
        production: impl Fn(Tokens<'a>) -> PResult<'a, T>,
    ) -> PResult<'a, T> {
        let (at, end) = input.bounds();
        let Some(cell) = self.0.get(at % KEPT) else {
            return production(input);
        };
        let known = cell.get().filter(|answer| answer.asked == (at, end));
        let found = known.map_or_else(
            || {
                let read = production(input).ok();
                let found = read.map(|(rest, value)| (rest.bounds().0, value));
                let asked = (at, end);
                cell.set(Some(Answer { asked, found }));
                found
            },
            |answer| answer.found,
        );
        let (rest, value) = found.ok_or(nom::Err::Error(()))?;
        Ok((input.from(rest), value))
    }
}
