//! What articles say against each other: figures kept of each, and the pairs that disagree.
//!
//! Of an article no more is kept than the figures that may be in conflict, each with its words and where it stands.

use super::Report;
use super::fingerprint::Fnv;
use super::position::Positions;
use crate::check::conflict::across::{Kept, conflicts};
use crate::check::conflict::fact::Fact;
use crate::check::conflict::{META, inside, told};
use crate::check::{Severity, Verdict};
use crate::claim::Claim;
use crate::document::{PartName, RecordId};
use crate::extract::Quantity;
use crate::quantity::Slack;
use crate::untrusted::Untrusted;
use std::sync::Arc;

/// Of the words around a figure so many bytes are kept.
const AROUND_BYTES: usize = 160;

/// What an article is known by.
#[derive(Debug)]
struct Article {
    name: Untrusted,
    id: Option<RecordId>,
}

/// A figure of an article, where another article may say otherwise.
#[derive(Debug)]
pub(crate) struct Place {
    article: Arc<Article>,
    /// First byte in the file.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// From 1.
    pub(crate) line: u32,
    /// From 1, in characters.
    pub(crate) column: u32,
    /// From 1, in bytes.
    pub(crate) byte_column: u32,
    /// Of a document in parts, the one that these count in.
    pub(crate) part: Option<PartName>,
    /// The figure as written.
    pub(crate) text: Untrusted,
    /// The figure with what it is of and when.
    told: Untrusted,
    /// The words around it.
    pub(crate) around: Untrusted,
}

impl Place {
    /// The path of the article as given, or its record's id.
    pub(crate) fn name(&self) -> &Untrusted {
        &self.article.name
    }

    /// Of a record with several, the field that it stands in.
    pub(crate) const fn field(&self) -> Option<&'static str> {
        match self.part {
            Some(PartName::Field(name)) => Some(name),
            Some(PartName::Paragraph(_)) | None => None,
        }
    }

    /// Of a word processor's document, the paragraph that it stands in, from 1.
    pub(crate) const fn paragraph(&self) -> Option<u32> {
        match self.part {
            Some(PartName::Paragraph(number)) => Some(number),
            Some(PartName::Field(_)) | None => None,
        }
    }

    /// The record's id, where it is one.
    pub(crate) fn record(&self) -> Option<&RecordId> {
        self.article.id.as_ref()
    }
}

/// The figures kept of all articles so far.
#[derive(Debug, Default)]
pub(crate) struct Archive {
    articles: usize,
    kept: Vec<Kept<Place>>,
}

impl Archive {
    /// Adds what was kept of the next article.
    pub(crate) fn add(&mut self, kept: Vec<Kept<Place>>) {
        let article = self.articles;
        self.kept
            .extend(kept.into_iter().map(|kept| Kept { article, ..kept }));
        self.articles = self.articles.saturating_add(1);
    }

    /// What the articles say against each other.
    pub(crate) fn disagreements(&self) -> Vec<Disagreement<'_>> {
        let pairs = conflicts(&self.kept);
        pairs.into_iter().map(Disagreement::of).collect()
    }
}

/// Two figures of two articles that cannot both be right.
#[derive(Debug)]
pub(crate) struct Disagreement<'a> {
    /// Both figures, in the order of the articles.
    pub(crate) places: [&'a Place; 2],
    /// What is wrong, in one sentence.
    pub(crate) message: Untrusted,
    /// The same from run to run, wherever the figures stand and whatever the articles are called.
    pub(crate) fingerprint: String,
}

impl<'a> Disagreement<'a> {
    /// Running stories update their figures, so that it is never more than this.
    pub(crate) const SEVERITY: Severity = Severity::Note;
    /// What is said of the first figure.
    pub(crate) const VERDICT: Verdict = Verdict::Contradicted;

    fn of(places: [&'a Place; 2]) -> Self {
        let [first, second] = places;
        let (told, other) = (first.told.raw(), inside(second.text.raw()));
        let field =
            |hash: Fnv, place: &&Place| hash.words(place.text.raw()).words(place.around.raw());
        let hash = Fnv::NEW.field(META.id);
        Self {
            message: format!("{told}, but {other} in another article").into(),
            fingerprint: places.iter().fold(hash, field).hex(),
            places,
        }
    }
}

/// What is kept of an article: the figures that another might contradict. Their articles' numbers are still to be told.
/// `slack` says how far an approximator reaches.
pub(crate) fn keep(report: &Report, slack: Slack) -> Vec<Kept<Place>> {
    let document = &report.document;
    let article = Arc::new(Article {
        name: document.name.clone(),
        id: report.id.clone(),
    });
    let mut positions = Positions::new(document.file_text());
    let verdicts = report
        .outcome
        .iter()
        .flat_map(|outcome| &outcome.assessments);
    let verdicts = verdicts.map(|assessment| assessment.verdict);
    let mut kept = Vec::new();
    for ((quantity, claim), verdict) in report
        .extract
        .quantities
        .iter()
        .zip(&report.claims)
        .zip(verdicts)
    {
        // A source has said already that it is wrong.
        if verdict == Verdict::Contradicted {
            continue;
        }
        let fact = Fact::of(document, quantity, claim, slack);
        kept.extend(fact.filter(|fact| fact.is_dated).map(|fact| Kept {
            fact,
            article: 0,
            is_supported: verdict == Verdict::Supported,
            place: place(report, &article, &mut positions, quantity, claim),
        }));
    }
    kept
}

fn place(
    report: &Report,
    article: &Arc<Article>,
    positions: &mut Positions<'_>,
    quantity: &Quantity,
    claim: &Claim,
) -> Place {
    let document = &report.document;
    let file = document.file_span(quantity.span);
    let start = document.text_span(quantity.span).start;
    let at = positions.at(usize::try_from(start).unwrap_or(usize::MAX));
    let part = document.part(quantity.span);
    let first = part.map_or(1, |part| part.line);
    let around = document.slice(claim.clause.cover(quantity.span));
    let cut = around.get(..around.floor_char_boundary(AROUND_BYTES));
    Place {
        article: Arc::clone(article),
        start: file.start,
        end: file.end,
        line: at.line.saturating_sub(first).saturating_add(1),
        column: at.column,
        byte_column: at.byte_column,
        part: part.map(|part| part.name),
        text: document.slice(quantity.span).into(),
        told: told(document, quantity, claim).into(),
        around: cut
            .unwrap_or(around)
            .trim_matches([' ', ',', ';', ':'])
            .into(),
    }
}
