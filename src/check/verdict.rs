//! Verdicts: what is to be said of a figure.

use super::finding::{Because, SourceNote};
use crate::untrusted::Untrusted;
pub use crate::verdict::Verdict;

/// The verdict on one claim, with what it rests on.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// The rule that decided, as `pack/id`.
    pub rule: Option<Untrusted>,
    /// What the source says the value is, in words.
    pub expected: Option<Untrusted>,
    /// Who says so.
    pub source: Option<SourceNote>,
    /// What alone made a supported figure fit.
    pub because: Option<Because>,
}

impl Assessment {
    /// No rule speaks of it.
    pub const UNVERIFIED: Self = Self {
        verdict: Verdict::Unverified,
        rule: None,
        expected: None,
        source: None,
        because: None,
    };
}
