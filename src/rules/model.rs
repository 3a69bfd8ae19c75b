//! A rule pack as written: nothing looked up, nothing judged, every value with its place in the file.

use crate::claim::Modality;
use crate::verdict::{Severity, Verdict};
use jiff::civil::Date;
use std::ops::Range;

/// A value and the bytes of the pack that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
}

/// One file.
#[derive(Debug, Default)]
pub(super) struct Pack {
    pub locale: Option<At<String>>,
    /// Month and day on which the fiscal year that ends in the next calendar year starts.
    pub fiscal_year_start: Option<(i8, i8)>,
    pub words: Vec<Group>,
    pub slots: Vec<Slot>,
    pub sources: Vec<Source>,
    pub data: Vec<Data>,
    pub rules: Vec<Rule>,
}

/// `[words]`: a name for several phrases.
#[derive(Debug)]
pub(super) struct Group {
    pub name: At<String>,
    pub phrases: Vec<At<String>>,
}

/// `[slots.NAME]`: values that a claim may name, each with the phrases that name it.
#[derive(Debug)]
pub(super) struct Slot {
    pub name: At<String>,
    pub values: Vec<Group>,
}

/// `[sources.ID]`: who says so.
#[derive(Debug)]
pub(super) struct Source {
    pub id: At<String>,
    pub publisher: Option<At<String>>,
    pub title: Option<At<String>>,
    pub url: Option<At<String>>,
    pub published: Option<Date>,
    pub retrieved: Option<Date>,
    pub max_age_days: Option<u32>,
}

/// `[data.ID]`: a table beside the pack.
#[derive(Debug)]
pub(super) struct Data {
    pub id: At<String>,
    pub path: Option<At<String>>,
    pub source: Option<At<String>>,
    pub kind: Option<At<DataKind>>,
    /// One column or two.
    pub period: Vec<At<String>>,
    /// One column or two (lower, upper).
    pub value: Vec<At<String>>,
    pub rounded: Option<At<String>>,
    pub as_of: Option<At<String>>,
    pub confidence: Option<At<String>>,
    /// The column that names the source of each row.
    pub row_source: Option<At<String>>,
    pub unit: Option<At<String>>,
}

/// How the rows of a data set hang together in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DataKind {
    /// Adds up over periods.
    Total,
    /// Holds throughout its period.
    Level,
    /// Something that happened, a row each.
    Event,
}

/// How far a source's word goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confidence {
    High,
    Medium,
    /// Supports, and never contradicts.
    Low,
}

/// What several rows make together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aggregate {
    Sum,
    Count,
    Max,
    Min,
    Last,
}

/// What a claim without an exact period is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum WhenVague {
    /// Some one row must fit.
    Any,
    /// The last known.
    Latest,
    /// All rows up to the document's date, taken together.
    ToDate,
    /// Nothing: it can't be told.
    #[default]
    Skip,
}

/// `[[rule]]`.
#[derive(Debug, Default)]
pub(super) struct Rule {
    pub span: Range<usize>,
    pub id: Option<At<String>>,
    pub title: Option<At<String>>,
    /// What makes it a derived rule, which speaks of figures by its claims alone.
    pub derived: Option<Derived>,
    pub speaks: Speaks,
    /// Whether its figures are days of the calendar: `kind = "date"`.
    pub date: bool,
    pub expect: Vec<Expect>,
    pub mistaken_for: Vec<Expect>,
    pub tolerance: Option<At<String>>,
    pub severity: Vec<(Verdict, Severity)>,
    /// Absent where the author says nothing of it.
    pub when_vague: Option<WhenVague>,
    pub or_fiscal_year: bool,
    pub examples: Vec<Example>,
    /// Whether a mistake in it was told already.
    pub broken: bool,
}

/// Which figures a rule, or a claim of a derived rule, speaks of.
#[derive(Debug, Default)]
pub(super) struct Speaks {
    /// What it is, for messages ("a claim").
    pub what: &'static str,
    /// The table that says so.
    pub span: Range<usize>,
    pub about: Vec<At<String>>,
    pub not_about: Vec<At<String>>,
    pub unit: Option<At<String>>,
    pub dimension: Option<At<String>>,
    pub modality: Vec<Modality>,
    pub negated: bool,
    pub vague: bool,
    /// Whether a mistake in the table was told already.
    pub broken: bool,
}

/// What a derived rule has instead of words and expectations.
#[derive(Debug)]
pub(super) struct Derived {
    pub within: Within,
    pub claims: Vec<NamedClaim>,
    pub givens: Vec<Given>,
    pub assert: Option<At<String>>,
    pub figure: Option<At<String>>,
}

/// How far from each other the figures of a derived rule may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Within {
    /// In one sentence.
    #[default]
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// Anywhere in the document.
    Document,
}

/// `claims.NAME`
#[derive(Debug)]
pub(super) struct NamedClaim {
    pub name: At<String>,
    pub speaks: Speaks,
}

/// `given.NAME`: a constant and who says so.
#[derive(Debug)]
pub(super) struct Given {
    pub name: At<String>,
    pub value: Option<At<String>>,
    pub as_of: Option<Date>,
    pub source: Option<At<String>>,
}

/// One expectation: a value, two bounds, or rows of a data set.
#[derive(Debug)]
pub(super) struct Expect {
    pub span: Range<usize>,
    pub label: Option<At<String>>,
    pub value: Option<At<String>>,
    pub lower: Option<At<String>>,
    pub upper: Option<At<String>>,
    pub as_of: Option<At<Date>>,
    pub source: Option<At<String>>,
    pub confidence: Option<At<Confidence>>,
    pub data: Option<At<String>>,
    pub conditions: Vec<Condition>,
    pub aggregate: Option<At<Aggregate>>,
    pub unit: Option<At<String>>,
    /// Whether a mistake in it was told already.
    pub broken: bool,
}

/// One entry of `where`: a column and the cells wanted, in order of preference.
#[derive(Debug)]
pub(super) struct Condition {
    pub column: At<String>,
    pub cells: Vec<At<String>>,
}

/// `[[rule.example]]`: a sentence and what is to be said of it.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub span: Range<usize>,
    pub date: Option<Date>,
    pub text: Option<At<String>>,
    pub figure: Option<At<String>>,
    pub verdict: Option<At<Verdict>>,
    pub says: Option<At<String>>,
    pub silent: bool,
    pub todo: bool,
}
