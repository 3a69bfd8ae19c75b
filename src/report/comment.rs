//! Findings as comments of a word processor, each on its figure.

use super::Report;
use super::terminal::visible_str;
use super::told::notes;
use crate::check::Finding;
use crate::decision::Ruling;
use crate::document::DocxComment;

/// A comment for each finding, in the order of the text.
pub(crate) fn comments(report: &Report) -> Vec<DocxComment> {
    report
        .ruled()
        .filter(|(_, _, ruling)| ruling.is_open())
        .filter_map(|ruled| comment(report, ruled))
        .collect()
}

fn comment(
    report: &Report,
    (finding, fingerprint, ruling): (&Finding, &str, &Ruling),
) -> Option<DocxComment> {
    let document = &report.document;
    let (figure, evidence) = finding.labels.split_first()?;
    let heading = format!(
        "{} ({}): {}",
        finding.heading(),
        finding.check,
        finding.message.raw()
    );
    let named = |name: &str, text: &str| visible_str(&format!("{name}: {text}"));
    let notes = notes(finding, fingerprint, ruling);
    let notes = notes.iter().map(|(name, text)| named(name, text));
    let evidence = evidence.iter().map(|label| {
        let figure = format!("“{}”", document.slice(label.span));
        named(&figure, label.text.raw())
    });
    let paragraphs = std::iter::once(visible_str(&heading)).chain(notes);
    Some(DocxComment {
        span: figure.span,
        figure: document.slice(figure.span).to_owned(),
        paragraphs: paragraphs.chain(evidence).collect(),
    })
}
