//! Spans: half-open byte ranges. Offsets into prose, into the file's text and into the file are different types.

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

/// A half-open byte range of the file's text, decoded: what lines and columns are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TextSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextSpan {
    /// From `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// A half-open byte range of the file on disk; of a document in parts (a record's fields), of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl FileSpan {
    /// From `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// What a map may lead from and to.
pub(crate) trait Span: Copy {
    fn new(start: u32, end: u32) -> Self;
    fn start(self) -> u32;
    fn end(self) -> u32;
}

macro_rules! spans {
    ($($name:ident)*) => {
        $(impl Span for $name {
            fn new(start: u32, end: u32) -> Self {
                Self { start, end }
            }

            fn start(self) -> u32 {
                self.start
            }

            fn end(self) -> u32 {
                self.end
            }
        })*
    };
}

spans!(ProseSpan TextSpan FileSpan);

/// `index` as an offset. Readers refuse texts whose offsets would not fit (`read::MAX_BYTES`).
pub(super) fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// What of `text[from..to]` is left without blanks at either end; `None` if it is all blank.
pub(super) fn trimmed(text: &str, from: usize, to: usize) -> Option<ProseSpan> {
    let slice = text.get(from..to)?.trim_end();
    let start = to.min(from.saturating_add(slice.len().saturating_sub(slice.trim_start().len())));
    let end = from.saturating_add(slice.len());
    (start < end).then(|| ProseSpan::new(offset(start), offset(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_every_kind_are_trimmed() {
        assert_eq!(trimmed("x \u{a0}24 \r\n", 1, 8), Some(ProseSpan::new(4, 6)));
        assert_eq!(trimmed("x  \n", 1, 4), None);
        assert_eq!(trimmed("x", 3, 4), None);
    }
}
