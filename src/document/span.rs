//! Spans: half-open byte ranges. An offset into prose and an offset into the file are different types.

/// A half-open byte range of a document's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ProseSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ProseSpan {
    /// From `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies inside.
    pub const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether some byte lies in both.
    pub const fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether it has no bytes.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A half-open byte range of the file on disk (for JSON Lines, of the record's field).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
