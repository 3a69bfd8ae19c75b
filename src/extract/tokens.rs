//! Tokens, as nom input.

use crate::document::ProseSpan;

/// A word, a run of digits or a sign, with its place in the prose.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: ProseSpan,
}
