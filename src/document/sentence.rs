//! Sentences.

use super::span::ProseSpan;

/// A sentence of the prose.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Its text, without blanks at either end.
    pub span: ProseSpan,
    /// Index of its block.
    pub block: u32,
}
