//! Findings: verdicts worth telling.

use super::meta::CheckMeta;
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
    /// When the pack's author took it from there.
    pub retrieved: Option<Date>,
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

impl CheckMeta {
    /// A finding of this check on the figure at `span`, with the check's own severity.
    pub(crate) fn finding(
        &self,
        verdict: Verdict,
        span: ProseSpan,
        message: impl Into<Untrusted>,
    ) -> Finding {
        Finding {
            check: self.id,
            rule: None,
            severity: self.severity,
            verdict,
            labels: vec![Label {
                span,
                text: "stated here".into(),
            }],
            message: message.into(),
            computation: None,
            expected: None,
            stated: None,
            source: None,
            slip: None,
            because: None,
        }
    }
}

impl Finding {
    /// What a report for people writes over it. Of two figures that disagree nobody knows which is wrong.
    pub fn heading(&self) -> &'static str {
        if self.check == super::conflict::META.id {
            super::conflict::HEADING
        } else {
            self.verdict.label()
        }
    }

    /// The figure at fault; the evidence is in the labels after the first.
    pub fn span(&self) -> ProseSpan {
        self.labels
            .first()
            .map_or_else(ProseSpan::default, |label| label.span)
    }

    /// With a further figure and what it has to do with the finding.
    pub(crate) fn label(mut self, span: ProseSpan, text: impl Into<Untrusted>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// With the computation, in one line.
    pub(crate) fn computed(self, line: impl Into<Untrusted>) -> Self {
        Self {
            computation: Some(line.into()),
            ..self
        }
    }

    /// With what the value should be.
    pub(crate) fn expected(self, value: impl Into<Untrusted>) -> Self {
        Self {
            expected: Some(value.into()),
            ..self
        }
    }

    /// With what the article states.
    pub(crate) fn stated(self, text: impl Into<Untrusted>) -> Self {
        Self {
            stated: Some(text.into()),
            ..self
        }
    }

    /// With the likely slip, where there is one.
    pub(crate) fn slipped(self, slip: Option<String>) -> Self {
        Self {
            slip: slip.map(Untrusted::from),
            ..self
        }
    }
}
