//! A finding as a picture: its figures underlined, and below them what the source says and why.

use crate::check::Finding;
use crate::decision::Ruling;
use crate::report::position::Positions;
use crate::report::snippet::{self, Mark, Note, Picture};
use crate::report::{Report, told};
use std::ops::Range;

/// Draws `finding` of `report`.
pub(crate) fn draw(
    report: &Report,
    (finding, fingerprint, ruling): (&Finding, &str, &Ruling),
    positions: &mut Positions<'_>,
    color: bool,
) -> String {
    let document = &report.document;
    let title = format!("{}: {}", finding.heading(), finding.message.raw());
    let picture = Picture {
        severity: finding.severity,
        id: Some(finding.check),
        title: &title,
        name: document.name.raw(),
        parts: &document.parts,
        marks: finding
            .labels
            .iter()
            .map(|label| Mark {
                span: bytes(document.text_span(label.span)),
                label: label.text.raw().into(),
            })
            .collect(),
        notes: told::notes(finding, fingerprint, ruling)
            .into_iter()
            .map(|(name, text)| Note { name, text })
            .collect(),
    };
    snippet::draw(&picture, document.file_text(), positions, color)
}

fn bytes(span: crate::document::TextSpan) -> Range<usize> {
    let as_usize = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    as_usize(span.start)..as_usize(span.end)
}
