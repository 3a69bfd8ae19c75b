//! A finding as a picture: its figures underlined, and below them what the source says and why.

use crate::check::{Because, Finding, SourceNote, derived};
use crate::report::Report;
use crate::report::position::Positions;
use crate::report::snippet::{self, Mark, Note, Picture};
use crate::untrusted::Untrusted;
use std::borrow::Cow;
use std::fmt::Display;
use std::ops::Range;

/// Draws `finding` of `report`.
pub(super) fn draw(
    report: &Report,
    finding: &Finding,
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
        notes: notes(finding),
    };
    snippet::draw(&picture, document.file_text(), positions, color)
}

fn bytes(span: crate::document::TextSpan) -> Range<usize> {
    let as_usize = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    as_usize(span.start)..as_usize(span.end)
}

/// The numbers behind a finding, a line each, in the order in which an editor asks for them.
pub(crate) fn notes(finding: &Finding) -> Vec<Note<'_>> {
    // A source of constants does not say what comes of them.
    let from_source = finding.source.is_some() && finding.check != derived::META.id;
    let says = if from_source {
        "the source says"
    } else {
        "it should be"
    };
    [
        note("the article says", finding.stated.as_ref()),
        note(says, finding.expected.as_ref()),
        finding.source.as_ref().map(|source| Note {
            name: "source",
            text: provenance(source).into(),
        }),
        note("worked out", finding.computation.as_ref()),
        finding.because.map(|because| Note {
            name: "it fits",
            text: only_by(because).into(),
        }),
        note("likely slip", finding.slip.as_ref()),
        note("rule", finding.rule.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn note<'a>(name: &'static str, text: Option<&'a Untrusted>) -> Option<Note<'a>> {
    text.map(|text| Note {
        name,
        text: Cow::Borrowed(text.raw()),
    })
}

const fn only_by(because: Because) -> &'static str {
    match because {
        Because::Rounding => "only when rounded as printed",
        Because::Tolerance => "only within the rule's tolerance",
    }
}

/// "Publisher, Title, published 2024-10-22, as of 2024-11-24, https://…"
fn provenance(source: &SourceNote) -> String {
    let day = |words: &str, day: Option<&dyn Display>| day.map(|day| format!("{words} {day}"));
    let raw = |text: Option<&Untrusted>| text.map(|text| text.raw().to_owned());
    [
        raw(Some(&source.publisher)),
        raw(source.title.as_ref()),
        day(
            "published",
            source.published.as_ref().map(|day| day as &dyn Display),
        ),
        day(
            "retrieved",
            source.retrieved.as_ref().map(|day| day as &dyn Display),
        ),
        day(
            "as of",
            source.as_of.as_ref().map(|day| day as &dyn Display),
        ),
        raw(source.url.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}
