//! Lines and columns, both from 1, of byte offsets; columns count characters.
//!
//! A cursor moves forward over the text, so that figures in their order cost one pass however long a
//! line is. A step back (from a finding to its evidence) starts from the nearest of the checkpoints
//! that the first such step lays, and so does a leap ahead from then on.

use memchr::memchr_iter;
use std::cell::OnceCell;

/// Bytes between two checkpoints.
const STRIDE: usize = 4096;

/// A place in a text, as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line, from 1.
    pub(crate) line: u32,
    /// The character in the line, from 1.
    pub(crate) column: u32,
    /// The byte in the line, from 1: as some machines count.
    pub(crate) byte_column: u32,
}

/// A byte offset with its position.
#[derive(Clone, Copy, Debug)]
struct Mark {
    offset: usize,
    at: Position,
}

const START: Mark = Mark {
    offset: 0,
    at: Position {
        line: 1,
        column: 1,
        byte_column: 1,
    },
};

/// Tells positions in one text.
#[derive(Debug)]
pub(crate) struct Positions<'a> {
    text: &'a str,
    last: Mark,
    checkpoints: OnceCell<Vec<Mark>>,
}

impl<'a> Positions<'a> {
    /// Of `text`, from its start.
    pub(crate) const fn new(text: &'a str) -> Self {
        Self {
            text,
            last: START,
            checkpoints: OnceCell::new(),
        }
    }

    /// The position of byte `offset`; past the end, the end's.
    pub(crate) fn at(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let ahead = offset.checked_sub(self.last.offset);
        let is_near = |ahead| ahead <= STRIDE || self.checkpoints.get().is_none();
        let from = if ahead.is_some_and(is_near) {
            self.last
        } else {
            self.checkpoint(offset)
        };
        self.last = walk(self.text, from, offset);
        self.last.at
    }

    /// The last checkpoint at or before `offset`.
    fn checkpoint(&self, offset: usize) -> Mark {
        let checkpoints = self.checkpoints.get_or_init(|| lay(self.text));
        let index = offset.checked_div(STRIDE).unwrap_or(0);
        checkpoints.get(index).copied().unwrap_or(START)
    }
}

/// A checkpoint at every stride.
fn lay(text: &str) -> Vec<Mark> {
    let mut last = START;
    (0..=text.len())
        .step_by(STRIDE)
        .map(|offset| {
            last = walk(text, last, text.floor_char_boundary(offset));
            last
        })
        .collect()
}

/// Moves forward from `from` to `offset`.
fn walk(text: &str, from: Mark, offset: usize) -> Mark {
    let passed = text.get(from.offset..offset).unwrap_or_default();
    // A byte order mark is no character to an editor.
    let passed = match from.offset {
        0 => passed.strip_prefix('\u{feff}').unwrap_or(passed),
        _ => passed,
    };
    let newlines = memchr_iter(b'\n', passed.as_bytes()).count();
    let (line, before, tail) = if newlines == 0 {
        (from.at.line, from.at, passed)
    } else {
        let tail = passed.rsplit('\n').next().unwrap_or_default();
        let line = from
            .at
            .line
            .saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        (line, START.at, tail)
    };
    let bytes = u32::try_from(tail.len()).unwrap_or(u32::MAX);
    let at = Position {
        line,
        column: before.column.saturating_add(characters(tail)),
        byte_column: before.byte_column.saturating_add(bytes),
    };
    Mark { offset, at }
}

/// How many characters `text` has: `str` counts them many at a time.
fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "a test may panic"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(text: &str, offset: usize) -> (u32, u32, u32) {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let bytes = before.rsplit('\n').next().unwrap().len() + 1;
        let [line, column, bytes] = [line, column, bytes].map(|n| u32::try_from(n).unwrap());
        (line, column, bytes)
    }

    #[test]
    fn columns_count_characters() {
        let text = "“25%”\r\nÉté: 9 °C\n\n7";
        let mut positions = Positions::new(text);
        for (needle, line, column) in [("25", 1, 2), ("9", 2, 6), ("7", 4, 1), ("25", 1, 2)] {
            let at = positions.at(text.find(needle).unwrap());
            assert_eq!((at.line, at.column), (line, column), "{needle}");
        }
    }

    proptest! {
        #[test]
        fn any_order_gives_what_counting_gives(
            text in "(\n|é|[a-z ]{1,40}|x{900}){0,40}",
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..30),
        ) {
            let ends: Vec<_> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let mut positions = Positions::new(&text);
            for pick in picks {
                let offset = *pick.get(&ends);
                let at = positions.at(offset);
                prop_assert_eq!((at.line, at.column, at.byte_column), naive(&text, offset));
            }
        }
    }
}
