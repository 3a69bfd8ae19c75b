//! A finding with its places and the numbers behind it, as the formats take it that hold findings until the end of a
//! run, or have one entry a finding.

use super::Report;
use super::position::{Position, Positions};
use crate::check::{Because, Finding, Severity, SourceNote, Verdict, derived};
use crate::document::ProseSpan;
use crate::untrusted::Untrusted;
use std::borrow::Cow;
use std::fmt::Display;

/// A finding, told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// The article's path as given; of a record, its id.
    pub(crate) article: Untrusted,
    pub(crate) check: &'static str,
    /// The rule it rests on, as `pack/id`.
    pub(crate) rule: Option<Untrusted>,
    pub(crate) severity: Severity,
    pub(crate) verdict: Verdict,
    /// "Wrong", "Sources disagree".
    pub(crate) heading: &'static str,
    /// What is wrong, in one sentence.
    pub(crate) message: Untrusted,
    /// The figure at fault first, then the evidence.
    pub(crate) places: Vec<Place>,
    /// The numbers behind it, each with its name, in the order in which an editor asks for them.
    pub(crate) notes: Vec<(&'static str, Untrusted)>,
    /// Where the source can be read.
    pub(crate) url: Option<Untrusted>,
    /// The same from run to run, wherever the sentence stands.
    pub(crate) fingerprint: String,
}

/// A figure in the file, and what it has to do with the finding.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) start: Position,
    /// One past its last character.
    pub(crate) end: Position,
    /// What people call the block that it stands in: "headline", "paragraph 7".
    pub(crate) block: Option<String>,
    pub(crate) text: Untrusted,
    pub(crate) label: Untrusted,
}

impl Told {
    /// "Wrong: stated as 20 percent, but …"
    pub(crate) fn title(&self) -> Untrusted {
        format!("{}: {}", self.heading, self.message.raw()).into()
    }

    /// The figure at fault; findings without a place have none.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.places.first()
    }
}

impl Report {
    /// The findings, in the order of the text.
    pub(crate) fn told(&self) -> Vec<Told> {
        let mut positions = Positions::new(self.document.file_text());
        self.findings()
            .map(|(finding, fingerprint)| self.tell(finding, fingerprint, &mut positions))
            .collect()
    }

    fn tell(&self, finding: &Finding, fingerprint: &str, positions: &mut Positions<'_>) -> Told {
        let places = finding.labels.iter().map(|label| {
            let (start, end) = self.ends(label.span, positions);
            Place {
                start,
                end,
                block: self.block(label.span),
                text: self.document.slice(label.span).into(),
                label: label.text.clone(),
            }
        });
        let notes = notes(finding).into_iter();
        Told {
            article: self.document.name.clone(),
            check: finding.check,
            rule: finding.rule.clone(),
            severity: finding.severity,
            verdict: finding.verdict,
            heading: finding.heading(),
            message: finding.message.clone(),
            places: places.collect(),
            notes: notes.map(|(name, text)| (name, text.into())).collect(),
            url: finding
                .source
                .as_ref()
                .and_then(|source| source.url.clone()),
            fingerprint: fingerprint.to_owned(),
        }
    }

    /// Of a document in parts, lines are counted from the part's first.
    fn ends(&self, span: ProseSpan, positions: &mut Positions<'_>) -> (Position, Position) {
        let text = self.document.text_span(span);
        let first = self.document.part(span).map_or(1, |part| part.line);
        let mut at = |offset| {
            let position = positions.at(usize::try_from(offset).unwrap_or(usize::MAX));
            let line = position.line.saturating_sub(first).saturating_add(1);
            Position { line, ..position }
        };
        (at(text.start), at(text.end))
    }

    /// "paragraph 7": the block that `span` starts in.
    fn block(&self, span: ProseSpan) -> Option<String> {
        let blocks = &self.document.blocks;
        let after = blocks.partition_point(|block| block.span.start <= span.start);
        let block = u32::try_from(after.checked_sub(1)?).ok()?;
        Some(self.document.block_name(block)?.to_string())
    }
}

/// The numbers behind a finding, each with its name.
pub(crate) fn notes(finding: &Finding) -> Vec<(&'static str, Cow<'_, str>)> {
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
        finding
            .source
            .as_ref()
            .map(|source| ("source", provenance(source).into())),
        note("worked out", finding.computation.as_ref()),
        finding
            .because
            .map(|because| ("it fits", only_by(because).into())),
        note("likely slip", finding.slip.as_ref()),
        note("rule", finding.rule.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn note<'a>(
    name: &'static str,
    text: Option<&'a Untrusted>,
) -> Option<(&'static str, Cow<'a, str>)> {
    text.map(|text| (name, text.raw().into()))
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
