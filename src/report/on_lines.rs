//! A report cut to the findings of which a figure stands on certain lines.

use super::Report;
use super::position::Positions;
use crate::check::Finding;
use std::ops::RangeInclusive;

impl Report {
    /// Whether anything in it would be told.
    pub(crate) fn has_findings(&self) -> bool {
        self.findings().next().is_some()
    }

    /// The same, with those findings alone of which `wanted` has the lines, from 1, of any figure.
    ///
    /// What was seen of the article stays: its coverage is that of the whole.
    pub(crate) fn on_lines(mut self, wanted: impl Fn(RangeInclusive<u32>) -> bool) -> Self {
        let Some(mut outcome) = self.outcome.take() else {
            return self;
        };
        let mut positions = Positions::new(self.document.file_text());
        let mut line = |offset: u32| {
            let offset = usize::try_from(offset).unwrap_or(usize::MAX);
            positions.at(offset).line
        };
        let mut stands = |finding: &Finding| {
            finding.labels.iter().any(|label| {
                let span = self.document.text_span(label.span);
                let last = span.end.saturating_sub(1).max(span.start);
                wanted(line(span.start)..=line(last))
            })
        };
        let kept: Vec<bool> = outcome.findings.iter().map(&mut stands).collect();
        keep(&mut outcome.findings, &kept);
        keep(&mut self.fingerprints, &kept);
        keep(&mut self.rulings, &kept);
        self.outcome = Some(outcome);
        self
    }
}

/// Keeps the items that `kept` says, in their order.
fn keep<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    items.retain(|_| kept.next().copied().unwrap_or(true));
}
