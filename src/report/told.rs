//! A finding with its places and the numbers behind it, as the formats take it that hold findings until the end of a
//! run, or have one entry a finding.

use super::Report;
use super::across::{self, Disagreement};
use super::position::{Position, Positions};
use crate::check::{Because, Finding, Severity, SourceNote, Verdict, conflict, derived};
use crate::decision::Ruling;
use crate::document::{PartName, ProseSpan};
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
    /// The article that it stands in, by its path as given.
    pub(crate) article: Untrusted,
    pub(crate) start: Position,
    /// One past its last character.
    pub(crate) end: Position,
    /// What people call the block that it stands in: "headline", "paragraph 7".
    pub(crate) block: Option<String>,
    /// Of a word processor's document, the paragraph that it stands in, from 1: such a document has no lines.
    pub(crate) paragraph: Option<u32>,
    pub(crate) text: Untrusted,
    pub(crate) label: Untrusted,
}

impl Told {
    /// Two figures of two articles.
    pub(crate) fn of_disagreement(found: &Disagreement<'_>) -> Self {
        let [first, _] = found.places;
        Self {
            article: first.name().clone(),
            check: conflict::META.id,
            rule: None,
            severity: Disagreement::SEVERITY,
            verdict: Disagreement::VERDICT,
            heading: conflict::HEADING,
            message: found.message.clone(),
            places: found.places.map(Place::of_article).to_vec(),
            notes: vec![("finding", found.fingerprint.as_str().into())],
            url: None,
            fingerprint: found.fingerprint.clone(),
        }
    }

    /// "Wrong: stated as 20 percent, but …"; "Wrong, paragraph 7: …" where no line can be told beside it.
    pub(crate) fn title(&self) -> Untrusted {
        let paragraph = self.place().and_then(|place| place.paragraph);
        let paragraph = paragraph.map_or_else(String::new, |at| format!(", paragraph {at}"));
        format!("{}{paragraph}: {}", self.heading, self.message.raw()).into()
    }

    /// The figure at fault; findings without a place have none.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.places.first()
    }
}

impl Place {
    /// "line 3"; "paragraph 7" where there are no lines.
    pub(crate) fn line(&self) -> String {
        match self.paragraph {
            Some(number) => format!("paragraph {number}"),
            None => format!("line {}", self.start.line),
        }
    }

    /// A figure that was kept of an article.
    fn of_article(kept: &across::Place) -> Self {
        let start = Position {
            line: kept.line,
            column: kept.column,
            byte_column: kept.byte_column,
        };
        let text = kept.text.raw();
        let further = |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(0));
        let end = Position {
            column: further(start.column, text.chars().count()),
            byte_column: further(start.byte_column, text.len()),
            ..start
        };
        Self {
            article: kept.name().clone(),
            start,
            end,
            block: None,
            paragraph: kept.paragraph(),
            text: kept.text.clone(),
            label: "stated here".into(),
        }
    }
}

impl Report {
    /// The findings, in the order of the text.
    pub(crate) fn told(&self) -> Vec<Told> {
        let mut positions = Positions::new(self.document.file_text());
        self.ruled()
            .filter(|(_, _, ruling)| ruling.is_open())
            .map(|ruled| self.tell(ruled, &mut positions))
            .collect()
    }

    fn tell(
        &self,
        (finding, fingerprint, ruling): (&Finding, &str, &Ruling),
        positions: &mut Positions<'_>,
    ) -> Told {
        let places = finding.labels.iter().map(|label| {
            let (start, end) = self.ends(label.span, positions);
            Place {
                article: self.document.name.clone(),
                start,
                end,
                block: self.block(label.span),
                paragraph: self.paragraph(label.span),
                text: self.document.slice(label.span).into(),
                label: label.text.clone(),
            }
        });
        let notes = notes(finding, fingerprint, ruling).into_iter();
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

    /// The number of the paragraph that `span` starts in, where places are told by paragraphs.
    fn paragraph(&self, span: ProseSpan) -> Option<u32> {
        match self.document.part(span)?.name {
            PartName::Paragraph(number) => Some(number),
            PartName::Field(_) => None,
        }
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
pub(crate) fn notes<'a>(
    finding: &'a Finding,
    fingerprint: &str,
    ruling: &Ruling,
) -> Vec<(&'static str, Cow<'a, str>)> {
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
        Some(("finding", fingerprint.to_owned().into())),
        ruling
            .reopened()
            .map(|decided| ("was decided", decided.raw().to_owned().into())),
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
