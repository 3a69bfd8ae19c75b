//! Findings: verdicts worth telling.

use super::verdict::Verdict;
use crate::document::ProseSpan;
use crate::untrusted::Untrusted;
pub use crate::verdict::Severity;
use jiff::civil::Date;
use serde::Serialize;

/// What alone made a figure fit its reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Because {
    /// The rounding of the figure as printed.
    Rounding,
    /// The tolerance that the rule gives.
    Tolerance,
}

/// Who says so: the provenance of a reference value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceNote {
    /// The organisation.
    pub publisher: Untrusted,
    /// The publication.
    pub title: Option<Untrusted>,
    /// Where it can be read.
    pub url: Option<Untrusted>,
    /// When it was published.
    pub published: Option<Date>,
    /// The day that the value holds for or was known at.
    pub as_of: Option<Date>,
}

/// A figure that a finding is about, and why.
#[derive(Clone, Debug)]
pub struct Label {
    /// The figure.
    pub span: ProseSpan,
    /// What it has to do with the finding ("stated here", "from this value").
    pub text: Untrusted,
}

/// A verdict worth telling.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Id of the check that found it.
    pub check: &'static str,
    /// The rule it rests on, as `pack/id`.
    pub rule: Option<Untrusted>,
    /// How much it matters.
    pub severity: Severity,
    /// The verdict on its primary figure.
    pub verdict: Verdict,
    /// The figure at fault first, then the evidence.
    pub labels: Vec<Label>,
    /// What is wrong, in one sentence.
    pub message: Untrusted,
    /// The computation, in one line.
    pub computation: Option<Untrusted>,
    /// What the source or the arithmetic says the value is.
    pub expected: Option<Untrusted>,
    /// What the article states.
    pub stated: Option<Untrusted>,
    /// Who says otherwise.
    pub source: Option<SourceNote>,
    /// How the mistake may have come about.
    pub slip: Option<Untrusted>,
    /// What alone made it fit, where it fits.
    pub because: Option<Because>,
}
