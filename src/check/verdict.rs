//! Verdicts: what is to be said of a figure.

use super::finding::{Because, SourceNote};
use crate::untrusted::Untrusted;
use serde::Serialize;

/// What is to be said of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// A source supports it.
    Supported,
    /// It is true as worded and misleads, or is true only of a neighbouring period.
    Imprecise,
    /// A source, or the article's own arithmetic, rules it out.
    Contradicted,
    /// One source supports it and another contradicts it.
    Ambiguous,
    /// It is held only to a value too old for it.
    Stale,
    /// A rule speaks of it and can't decide.
    Inconclusive,
    /// No rule speaks of it.
    Unverified,
}

impl Verdict {
    /// All verdicts, from the best to the least told.
    pub const ALL: [Self; 7] = [
        Self::Supported,
        Self::Imprecise,
        Self::Contradicted,
        Self::Ambiguous,
        Self::Stale,
        Self::Inconclusive,
        Self::Unverified,
    ];

    /// What a report calls it (`design.md` §1).
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supported => "Right",
            Self::Imprecise => "Right, but loose",
            Self::Contradicted => "Wrong",
            Self::Ambiguous => "Sources disagree",
            Self::Stale => "Reference too old",
            Self::Inconclusive => "Can't tell",
            Self::Unverified => "Nobody has checked",
        }
    }
}

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
