//! The machine contract: what stands in the JSON, in the order in which it stands there.
//!
//! Names and order are public (`docs/report.schema.json`): keys are added, never changed or left out.

use super::number::Number;
use super::stream::Stream;
use super::words::{Iso, IsoPeriod, Joined, Lemma, Noun, UnitCode, UnitText};
use crate::check::{Because, Severity, Verdict};
use crate::claim::{Modality, Trend};
use crate::document::RecordId;
use crate::quantity::{Kind, Modifier};
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the contract.
pub(crate) const SCHEMA: &str = "statvet/1";

/// A report of `--format json`: every article in the order of the paths, then what was seen of all.
///
/// It is written piece by piece, so this type serves its schema alone.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "Report")]
#[expect(dead_code, reason = "the schema is made from it")]
pub(crate) struct WireReport<'a> {
    /// `statvet/1`.
    pub(crate) schema: &'static str,
    /// The articles, read or not.
    pub(crate) documents: Vec<WireEntry<'a>>,
    /// What was seen of all articles.
    pub(crate) coverage: WireTotals,
}

/// One article; with `--format jsonl`, one line.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Document")]
pub(crate) enum WireEntry<'a> {
    /// An article that was checked.
    Checked(WireChecked<'a>),
    /// An article whose quantities were extracted.
    Extracted(WireExtracted<'a>),
    /// An article that could not be read.
    Unread(WireUnread<'a>),
}

/// An article whose quantities were extracted (`statvet extract`).
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Extracted")]
pub(crate) struct WireExtracted<'a> {
    /// `statvet/1`; in a report, it stands once at its top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) schema: Option<&'static str>,
    /// The file's path as given, or the record's id.
    pub(crate) id: Id<'a>,
    /// The article's day, on which its relative dates hang.
    pub(crate) date: Option<Iso>,
    /// In the order of the text.
    pub(crate) quantities: Stream<'a, WireQuantity<'a>>,
}

/// An article that was checked (`statvet check`).
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Checked")]
pub(crate) struct WireChecked<'a> {
    /// `statvet/1`; in a report, it stands once at its top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) schema: Option<&'static str>,
    /// The file's path as given, or the record's id.
    pub(crate) id: Id<'a>,
    /// The article's day, on which its relative dates hang.
    pub(crate) date: Option<Iso>,
    /// In the order of the text, each with its verdict.
    pub(crate) quantities: Stream<'a, WireJudged<'a>>,
    /// In the order of the text.
    pub(crate) findings: Stream<'a, WireFinding<'a>>,
    /// What was seen of this article.
    pub(crate) coverage: WireCoverage,
}

/// An article that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unread")]
pub(crate) struct WireUnread<'a> {
    /// `statvet/1`; in a report, it stands once at its top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) schema: Option<&'static str>,
    /// The file's path as given, or the record's id; null where a line has none that could be read.
    pub(crate) id: Option<Id<'a>>,
    /// Why, and what to do.
    pub(crate) error: &'a str,
}

/// What an article is known by.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub(crate) enum Id<'a> {
    /// A file's path as given, or a record's id.
    Text(&'a str),
    /// A record's id, as its line gives it.
    Number(&'a serde_json::Number),
}

impl<'a> From<&'a RecordId> for Id<'a> {
    fn from(id: &'a RecordId) -> Self {
        match id {
            RecordId::Text(text) => Self::Text(text),
            RecordId::Number(number) => Self::Number(number),
        }
    }
}

/// A quantity with what the words around it say of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Quantity")]
pub(crate) struct WireQuantity<'a> {
    /// First byte in the file (for JSON Lines, in the record's text).
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// From 1.
    pub(crate) line: u32,
    /// From 1, in characters.
    pub(crate) column: u32,
    /// The modifier, the number and its unit word or symbol.
    pub(crate) text: &'a str,
    /// What sort of magnitude it is.
    pub(crate) kind: Kind,
    /// The number, in the unit as written; null where vague, a range or in the calendar.
    pub(crate) stated: Option<Number>,
    /// The least value that the words allow; null where there is none.
    pub(crate) lower: Option<Number>,
    /// Whether the least value itself is left out.
    pub(crate) lower_open: bool,
    /// The greatest value that the words allow; null where there is none.
    pub(crate) upper: Option<Number>,
    /// Whether the greatest value itself is left out.
    pub(crate) upper_open: bool,
    /// How the words shape the number.
    pub(crate) modifier: Modifier,
    /// Whether the words are too loose to hold to account.
    pub(crate) vague: bool,
    /// Of a date, a period, or a stretch that is anchored: its days.
    pub(crate) value: Option<IsoPeriod>,
    /// What it is counted or measured in.
    pub(crate) unit: WireUnit<'a>,
    /// The noun phrase counted or measured.
    pub(crate) subject: Option<WireSubject<'a>>,
    /// What else in the sentence says what the figure is about.
    pub(crate) concept: Option<Joined<'a>>,
    /// The lemma of the verb that governs it.
    pub(crate) predicate: Option<Lemma<'a>>,
    /// Whether the clause denies it.
    pub(crate) negated: bool,
    /// How firmly it is said.
    pub(crate) modality: Modality,
    /// Whether it is of a rise or a fall.
    pub(crate) trend: Option<Trend>,
    /// When it was so.
    pub(crate) period: Option<WirePeriod<'a>>,
    /// Where it was so.
    pub(crate) place: Option<&'a str>,
    /// On whose word.
    pub(crate) attribution: WireAttribution<'a>,
    /// Whether a fact checker would want a source for it.
    pub(crate) checkworthy: bool,
}

/// A quantity and what is to be said of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Judged")]
pub(crate) struct WireJudged<'a> {
    /// As extracted.
    #[serde(flatten)]
    pub(crate) quantity: WireQuantity<'a>,
    /// What is to be said of it.
    pub(crate) verdict: Verdict,
    /// The rule that decided, as `pack/id`.
    pub(crate) rule: Option<&'a str>,
    /// What the source says the value is.
    pub(crate) expected: Option<&'a str>,
    /// Who says so.
    pub(crate) source: Option<WireSource<'a>>,
    /// What alone made it fit.
    pub(crate) because: Option<Because>,
}

/// A unit or a counted noun.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unit")]
pub(crate) struct WireUnit<'a> {
    /// As written.
    pub(crate) text: Option<&'a str>,
    /// In the singular.
    pub(crate) name: Option<UnitText<'a>>,
    /// UCUM, ISO 4217, `%`, `pp` or `1`.
    pub(crate) code: Option<UnitCode<'a>>,
}

/// A noun phrase.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Subject")]
pub(crate) struct WireSubject<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// Its head noun in the singular.
    pub(crate) head: Noun<'a>,
}

/// When something was so.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Period")]
pub(crate) struct WirePeriod<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// First day; null where open or not resolved.
    pub(crate) start: Option<Iso>,
    /// Last day; null where open or not resolved.
    pub(crate) end: Option<Iso>,
}

/// On whose word something is said.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Attribution")]
pub(crate) struct WireAttribution<'a> {
    /// As written.
    pub(crate) source: Option<&'a str>,
    /// Whether the figure stands inside a direct quotation.
    pub(crate) quoted: bool,
    /// Whose words the quotation is.
    pub(crate) speaker: Option<&'a str>,
}

/// A verdict worth telling.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(crate) struct WireFinding<'a> {
    /// Id of the check that found it.
    pub(crate) check: &'a str,
    /// The rule it rests on, as `pack/id`.
    pub(crate) rule: Option<&'a str>,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// The verdict on its first span.
    pub(crate) verdict: Verdict,
    /// The figure at fault first, then the evidence.
    pub(crate) spans: Vec<WireSpan<'a>>,
    /// What is wrong, in one sentence.
    pub(crate) message: &'a str,
    /// What the source or the arithmetic says the value is.
    pub(crate) expected: Option<&'a str>,
    /// What the article states.
    pub(crate) stated: Option<&'a str>,
    /// Who says otherwise.
    pub(crate) source: Option<WireSource<'a>>,
    /// How the mistake may have come about.
    pub(crate) slip: Option<&'a str>,
    /// What alone made it fit, where it fits.
    pub(crate) because: Option<Because>,
    /// The same from run to run, wherever the sentence stands.
    pub(crate) fingerprint: &'a str,
    /// The computation, in one line.
    pub(crate) computation: Option<&'a str>,
}

/// A place in the text.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Span")]
pub(crate) struct WireSpan<'a> {
    /// First byte in the file (for JSON Lines, in the record's text).
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// From 1.
    pub(crate) line: u32,
    /// From 1, in characters.
    pub(crate) column: u32,
    /// The figure as written.
    pub(crate) text: &'a str,
    /// What it has to do with the finding.
    pub(crate) label: &'a str,
}

/// The provenance of a reference value.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub(crate) struct WireSource<'a> {
    /// The organisation.
    pub(crate) publisher: &'a str,
    /// The publication.
    pub(crate) title: Option<&'a str>,
    /// Where it can be read.
    pub(crate) url: Option<&'a str>,
    /// When it was published.
    pub(crate) published: Option<Iso>,
    /// The day that the value holds for or was known at.
    pub(crate) as_of: Option<Iso>,
}

/// How much of an article was looked at.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
pub(crate) struct WireCoverage {
    /// Quantities extracted.
    pub(crate) seen: usize,
    /// Those that a fact checker would want a source for.
    pub(crate) checkworthy: usize,
    /// Those that a rule speaks of.
    pub(crate) bound: usize,
    /// Those with a verdict of supported, imprecise, contradicted, ambiguous or stale.
    pub(crate) checked: usize,
    /// Those that nothing was said of.
    pub(crate) left_alone: usize,
    /// How many have which verdict.
    pub(crate) verdicts: WireVerdicts,
    /// Sentences over the limit of length, cut there.
    pub(crate) sentences_cut: usize,
    /// Whether the limit of quantities was reached and the rest left unread.
    pub(crate) quantities_cut: bool,
}

/// How many quantities have which verdict.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Verdicts")]
pub(crate) struct WireVerdicts {
    pub(crate) supported: usize,
    pub(crate) imprecise: usize,
    pub(crate) contradicted: usize,
    pub(crate) ambiguous: usize,
    pub(crate) stale: usize,
    pub(crate) inconclusive: usize,
    pub(crate) unverified: usize,
}

/// How much of all articles was looked at.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Totals")]
pub(crate) struct WireTotals {
    /// Articles read.
    pub(crate) documents: usize,
    /// Articles that could not be read.
    pub(crate) unread: usize,
    /// Articles without a date whose relative dates stay unresolved.
    pub(crate) undated: usize,
    /// Findings by severity.
    pub(crate) findings: WireSeverities,
    /// Quantities extracted.
    pub(crate) seen: usize,
    /// Those that a fact checker would want a source for.
    pub(crate) checkworthy: usize,
    /// Those that a rule speaks of.
    pub(crate) bound: usize,
    /// Those with a verdict of supported, imprecise, contradicted, ambiguous or stale.
    pub(crate) checked: usize,
    /// Those that nothing was said of.
    pub(crate) left_alone: usize,
    /// How many have which verdict.
    pub(crate) verdicts: WireVerdicts,
    /// Sentences over the limit of length, cut there.
    pub(crate) sentences_cut: usize,
    /// Articles that reached the limit of quantities.
    pub(crate) quantities_cut: usize,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Severities")]
pub(crate) struct WireSeverities {
    pub(crate) error: usize,
    pub(crate) warning: usize,
    pub(crate) note: usize,
}
