//! Findings into bytes: one file a format, all from one model.
//!
//! The model tells of one article at a time, so that an archive of millions never stands in memory.
//! A renderer never sorts, filters or decides; it opens no file and chooses no stream.

pub(crate) mod across;
pub(crate) mod comment;
pub(crate) mod diff;
pub(crate) mod fingerprint;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod human;
pub(crate) mod in_order;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod mistake;
mod on_lines;
pub(crate) mod position;
pub(crate) mod rdjson;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod sarif;
pub(crate) mod schema;
pub(crate) mod snippet;
pub(crate) mod terminal;
#[cfg(test)]
mod tests;
pub(crate) mod told;
pub(crate) mod totals;

pub use totals::{Totals, VerdictCounts};

use crate::check::{Finding, Outcome};
use crate::claim::Claim;
use crate::decision::{Decisions, Ruling};
use crate::document::{Document, RecordId};
use crate::extract::Extract;
use crate::untrusted::Untrusted;
use across::Disagreement;
use in_order::{Digest, InOrder};
use jiff::civil::Date;
use std::fmt;
use std::io;

/// One article with all that was found out about it.
#[derive(Debug)]
pub struct Report {
    /// What the article's record is known by, if it is one.
    pub(crate) id: Option<RecordId>,
    pub(crate) document: Document,
    pub(crate) extract: Extract,
    pub(crate) claims: Vec<Claim>,
    /// What the checks said; absent where the article was extracted only.
    pub(crate) outcome: Option<Outcome>,
    /// One a finding, in their order.
    fingerprints: Vec<String>,
    /// What was decided of each, in their order; empty where nothing was.
    rulings: Vec<Ruling>,
}

impl Report {
    /// Of an article that was checked. Orders its findings by place, then check.
    pub(crate) fn checked(
        document: Document,
        extract: Extract,
        claims: Vec<Claim>,
        mut outcome: Outcome,
    ) -> Self {
        let place = |finding: &Finding| finding.labels.first().map(|label| label.span);
        outcome
            .findings
            .sort_by(|a, b| (place(a), a.check).cmp(&(place(b), b.check)));
        let fingerprints = fingerprint::of_all(&document, &extract, &outcome.findings);
        Self {
            id: None,
            document,
            extract,
            claims,
            outcome: Some(outcome),
            fingerprints,
            rulings: Vec::new(),
        }
    }

    /// Of an article whose quantities were extracted and bound, not checked.
    pub(crate) const fn extracted(
        document: Document,
        extract: Extract,
        claims: Vec<Claim>,
    ) -> Self {
        Self {
            id: None,
            document,
            extract,
            claims,
            outcome: None,
            fingerprints: Vec::new(),
            rulings: Vec::new(),
        }
    }

    /// The same, of a record that is known by `id`.
    pub(crate) fn of_record(self, id: RecordId) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// The same, with what was decided of its findings, on the day `today`.
    pub(crate) fn decided(mut self, decisions: &Decisions, today: Date) -> Self {
        let findings = self.outcome.iter().flat_map(|outcome| &outcome.findings);
        let rulings = findings
            .zip(&self.fingerprints)
            .map(|(finding, fingerprint)| {
                decisions.rule(fingerprint, finding.expected.as_ref(), today)
            });
        self.rulings = rulings.collect();
        self
    }

    /// The article.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The findings that nothing settles, with their fingerprints, in the order of the text.
    ///
    /// A fingerprint is the same from run to run, wherever the sentence stands.
    pub fn findings(&self) -> impl Iterator<Item = (&Finding, &str)> {
        let open = |(_, _, ruling): &(&Finding, &str, &Ruling)| ruling.is_open();
        let findings = self.ruled().filter(open);
        findings.map(|(finding, fingerprint, _)| (finding, fingerprint))
    }

    /// All findings, each with what was decided of it, in the order of the text.
    pub(crate) fn ruled(&self) -> impl Iterator<Item = (&Finding, &str, &Ruling)> {
        let findings = self.outcome.iter().flat_map(|outcome| &outcome.findings);
        let fingerprints = self.fingerprints.iter().map(String::as_str);
        let rulings = self.rulings.iter().chain(std::iter::repeat(&Ruling::Open));
        findings
            .zip(fingerprints)
            .zip(rulings)
            .map(|((finding, fingerprint), ruling)| (finding, fingerprint, ruling))
    }

    /// What was seen of this one article.
    pub fn totals(&self) -> Totals {
        Totals::of(self)
    }

    /// Writes this one article as a whole report, without colours.
    ///
    /// # Errors
    ///
    /// Where `out` can't be written.
    pub fn render(&self, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
        match format.writing(false) {
            Writing::Apart(renderer) => {
                renderer.begin(out)?;
                renderer.document(self, out)?;
                renderer.finish(&self.totals(), None, out)
            }
            Writing::InOrder(mut writer) => {
                writer.begin(out)?;
                writer.article(&Digest::of(self), out)?;
                writer.finish(&self.totals(), out)
            }
        }
    }
}

/// An article that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The path as given, of the file or of the one that holds the record.
    pub name: Untrusted,
    /// What it is known by to machines.
    pub id: UnreadId,
    /// Why, and what to do.
    pub reason: Untrusted,
}

/// What an article that could not be read is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnreadId {
    /// Its name: it is a file.
    Name,
    /// It is a record, with an id if that much could be read.
    Record(Option<RecordId>),
}

/// A way to write a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people, at a terminal.
    Human,
    /// One JSON object.
    Json,
    /// A JSON object a line, one an article.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that become annotations on GitHub.
    Github,
    /// A summary in Markdown.
    Markdown,
    /// JUnit's XML.
    Junit,
    /// A code quality report for GitLab.
    Gitlab,
    /// The Reviewdog Diagnostic Format.
    Rdjson,
}

impl Format {
    /// All formats, by name.
    pub const ALL: [(&'static str, Self); 9] = [
        ("human", Self::Human),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("markdown", Self::Markdown),
        ("junit", Self::Junit),
        ("gitlab", Self::Gitlab),
        ("rdjson", Self::Rdjson),
    ];

    /// The format called `name`.
    pub fn by_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, format)| *format)
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        let own = Self::ALL.iter().find(|(_, format)| *format == self);
        own.map_or("human", |(name, _)| name)
    }

    /// Whether it tells of what was extracted and not checked; the others tell findings alone.
    pub(crate) const fn lists_quantities(self) -> bool {
        matches!(self, Self::Human | Self::Json | Self::Jsonl)
    }

    /// The one that writes it; with colours where `color` is set and the format has any.
    pub(crate) fn writing(self, color: bool) -> Writing {
        match self {
            Self::Human => Writing::Apart(Box::new(human::Human { color })),
            Self::Json => Writing::Apart(Box::new(json::Json)),
            Self::Jsonl => Writing::Apart(Box::new(jsonl::Jsonl)),
            Self::Sarif => Writing::InOrder(Box::<sarif::Sarif>::default()),
            Self::Github => Writing::InOrder(Box::<github::Github>::default()),
            Self::Markdown => Writing::InOrder(Box::<markdown::Markdown>::default()),
            Self::Junit => Writing::InOrder(Box::<junit::Junit>::default()),
            Self::Gitlab => Writing::InOrder(Box::<gitlab::Gitlab>::default()),
            Self::Rdjson => Writing::InOrder(Box::<rdjson::Rdjson>::default()),
        }
    }
}

/// How a format is written.
#[derive(Debug)]
pub(crate) enum Writing {
    /// Each article for itself, on any thread.
    Apart(Box<dyn Renderer>),
    /// Article by article, in their order.
    InOrder(Box<dyn InOrder>),
}

/// Writes one format: `begin`, then an article at a time with `between` two, then `finish`.
///
/// An article's part hangs on no other's, so any thread may write it; whoever drives puts the parts in
/// order. What hangs on all articles (a cut to the worst ten, a rule list) comes from the totals.
pub(crate) trait Renderer: Send + Sync + fmt::Debug {
    /// What stands before the first article.
    fn begin(&self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// What stands between two articles.
    fn between(&self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// An article.
    fn document(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()>;

    /// An article that could not be read.
    fn unread(&self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()>;

    /// What stands after the last article. `across` is what the articles say against each other, where they were compared.
    fn finish(
        &self,
        totals: &Totals,
        across: Option<&[Disagreement<'_>]>,
        out: &mut dyn io::Write,
    ) -> io::Result<()>;
}
