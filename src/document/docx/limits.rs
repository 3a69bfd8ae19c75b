//! How much of a .docx is read: what is over a limit is unread.

/// Bytes of text, as of any article.
const MAX_TEXT: u64 = 16 << 20;
/// Bytes of the parts that are read, inflated, all together.
const MAX_INFLATED: u64 = 128 << 20;
/// How many times its size a part may inflate to, once it is over [`RATIO_FREE`]. Articles come to 5 to 30, tables of
/// a thousand like rows to 100; deflate itself ends at 1,032.
const MAX_RATIO: u64 = 200;
/// Bytes that a part may inflate to whatever its ratio.
pub(super) const RATIO_FREE: u64 = 1 << 20;
/// Parts of a .docx: a long book with pictures has a few hundred.
pub(super) const MAX_PARTS: usize = 10_000;
/// How deep the elements of a part may stand in each other: a cell of a table in a table is some 15 deep.
pub(super) const MAX_NESTING: usize = 128;

/// The limits that a user may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub text: u64,
    /// Bytes of the parts that are read, inflated.
    pub inflated: u64,
    /// How many times its size a part may inflate to.
    pub ratio: u64,
}

impl Limits {
    /// Those of a run that sets none.
    pub const DEFAULT: Self = Self {
        text: MAX_TEXT,
        inflated: MAX_INFLATED,
        ratio: MAX_RATIO,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
