//! The machine contract: what stands in the JSON, in the order in which it stands there.
//!
//! Names and order are public (`docs/report.schema.json`): keys are added, never changed or left out.

use super::number::Number;
use super::stream::Stream;
use super::words::{Iso, IsoValue, Joined, Lemma, Noun, UnitCode, UnitText};
use super::writer::{ToJson, Writer};
use crate::check::{Because, Severity, Verdict};
use crate::claim::{Modality, Trend};
use crate::document::{RecordId, ToldBy};
use crate::quantity::{Kind, Modifier, Relation};
use schemars::JsonSchema;

/// The version of the contract.
pub(crate) const SCHEMA: &str = "statvet/1";

/// Declares an object of the contract: a struct, its schema, and how it is written, key by key.
macro_rules! wire {
    (
        $(#[$about:meta])*
        $name:ident $(<$life:lifetime>)? as $public:literal {
            $(#[$first_about:meta])*
            $first:ident: $first_type:ty,
            $($(#[$key_about:meta])* $key:ident: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, JsonSchema)]
        #[schemars(rename = $public)]
        pub(crate) struct $name $(<$life>)? {
            $(#[$first_about])*
            pub(crate) $first: $first_type,
            $($(#[$key_about])* pub(crate) $key: $type,)*
        }

        impl $(<$life>)? $name $(<$life>)? {
            /// Writes the object without its closing brace, so that keys may follow.
            fn open_json(&self, out: &mut Writer<'_>) {
                out.raw(concat!("{\"", stringify!($first), "\":"));
                self.$first.to_json(out);
                $(
                    out.raw(concat!(",\"", stringify!($key), "\":"));
                    self.$key.to_json(out);
                )*
            }
        }

        impl $(<$life>)? ToJson for $name $(<$life>)? {
            fn to_json(&self, out: &mut Writer<'_>) {
                self.open_json(out);
                out.raw("}");
            }
        }
    };
}

/// A report of `--format json`: every article in the order of the paths, then what was seen of all.
///
/// It is written piece by piece, so this type serves its schema alone.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "Report")]
#[expect(dead_code, reason = "the schema is made from it")]
pub(crate) struct WireReport<'a> {
    /// The version of this contract.
    #[schemars(extend("const" = "statvet/1"))]
    pub(crate) schema: &'static str,
    /// The articles, read or not.
    pub(crate) documents: Vec<WireEntry<'a>>,
    /// What was seen of all articles.
    pub(crate) coverage: WireTotals,
}

/// One article; with `--format jsonl`, one line.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, rename = "Document")]
pub(crate) enum WireEntry<'a> {
    /// An article that was checked.
    Checked(WireChecked<'a>),
    /// An article whose quantities were extracted.
    Extracted(WireExtracted<'a>),
    /// An article that could not be read.
    Unread(WireUnread<'a>),
}

wire! {
    /// An article whose quantities were extracted (`statvet extract`).
    WireExtracted<'a> as "Extracted" {
        /// The version of this contract.
        #[schemars(extend("const" = "statvet/1"))]
        schema: &'static str,
        /// The file's path as given, or the record's id.
        id: Id<'a>,
        /// The article's day, on which its relative dates hang.
        date: Option<Iso>,
        /// In the order of the text.
        quantities: Stream<'a, WireQuantity<'a>>,
        /// In which encoding the file is written.
        encoding: WireEncoding,
    }
}

wire! {
    /// An article that was checked (`statvet check`).
    WireChecked<'a> as "Checked" {
        /// The version of this contract.
        #[schemars(extend("const" = "statvet/1"))]
        schema: &'static str,
        /// The file's path as given, or the record's id.
        id: Id<'a>,
        /// The article's day, on which its relative dates hang.
        date: Option<Iso>,
        /// In the order of the text, each with its verdict.
        quantities: Stream<'a, WireJudged<'a>>,
        /// In the order of the text.
        findings: Stream<'a, WireFinding<'a>>,
        /// What was seen of this article.
        coverage: WireCoverage,
        /// In which encoding the file is written.
        encoding: WireEncoding,
    }
}

wire! {
    /// How a file is written.
    WireEncoding as "Encoding" {
        /// Its name, as the WHATWG's standard writes it; of a record's text, UTF-8.
        name: &'static str,
        /// How it was told: by the byte order mark, by what the file says of itself, as the only one in which the bytes are
        /// sound, or by what its letters look like.
        told_by: ToldBy,
    }
}

wire! {
    /// An article that could not be read.
    WireUnread<'a> as "Unread" {
        /// The version of this contract.
        #[schemars(extend("const" = "statvet/1"))]
        schema: &'static str,
        /// The file's path as given, or the record's id; null where a line has none that could be read.
        id: Option<Id<'a>>,
        /// Why, and what to do.
        error: &'a str,
    }
}

/// What an article is known by.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, inline)]
pub(crate) enum Id<'a> {
    /// A file's path as given, or a record's id.
    Text(&'a str),
    /// A record's id, as its line gives it.
    Number(&'a serde_json::Number),
}

impl ToJson for WireEntry<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self {
            Self::Checked(checked) => checked.to_json(out),
            Self::Extracted(extracted) => extracted.to_json(out),
            Self::Unread(unread) => unread.to_json(out),
        }
    }
}

impl ToJson for Id<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self {
            Self::Text(text) => out.string(text),
            Self::Number(number) => out.digits(number.to_string().as_bytes()),
        }
    }
}

impl<'a> From<&'a RecordId> for Id<'a> {
    fn from(id: &'a RecordId) -> Self {
        match id {
            RecordId::Text(text) => Self::Text(text),
            RecordId::Number(number) => Self::Number(number),
        }
    }
}

wire! {
    /// A quantity with what the words around it say of it.
    WireQuantity<'a> as "Quantity" {
        /// First byte in the file (for JSON Lines, in the record's text).
        start: u32,
        /// One past the last byte.
        end: u32,
        /// From 1.
        line: u32,
        /// From 1, in characters.
        column: u32,
        /// The modifier, the number and its unit word or symbol.
        text: &'a str,
        /// What sort of magnitude it is.
        kind: Kind,
        /// The number, in the unit as written; null where vague, a range or in the calendar.
        stated: Option<Number>,
        /// The least value that the words allow; null where there is none.
        lower: Option<Number>,
        /// Whether the least value itself is left out.
        lower_open: bool,
        /// The greatest value that the words allow; null where there is none.
        upper: Option<Number>,
        /// Whether the greatest value itself is left out.
        upper_open: bool,
        /// How the words shape the number.
        modifier: Modifier,
        /// Whether the words are too loose to hold to account.
        vague: bool,
        /// Of a date, a period, or a stretch that is anchored: its days. Of a time: the time of day, with its distance
        /// from Greenwich where the zone is told.
        value: Option<IsoValue>,
        /// What it is counted or measured in.
        unit: WireUnit<'a>,
        /// The noun phrase counted or measured.
        subject: Option<WireSubject<'a>>,
        /// What else in the sentence says what the figure is about.
        concept: Option<Joined<'a>>,
        /// The lemma of the verb that governs it.
        predicate: Option<Lemma<'a>>,
        /// Whether the clause denies it.
        negated: bool,
        /// How firmly it is said.
        modality: Modality,
        /// Whether it is of a rise or a fall.
        trend: Option<Trend>,
        /// When it was so.
        period: Option<WirePeriod<'a>>,
        /// Where it was so.
        place: Option<&'a str>,
        /// On whose word.
        attribution: WireAttribution<'a>,
        /// Whether a fact checker would want a source for it.
        checkworthy: bool,
        /// Of a statistic: its parts.
        statistic: Option<WireStatistic>,
        /// Of a record with several, the field whose text `start`, `end` and `line` count in.
        field: Option<&'static str>,
        /// Of a word processor's document, the paragraph whose text they count in, from 1.
        paragraph: Option<u32>,
    }
}

wire! {
    /// A reported statistic by its parts.
    WireStatistic as "Statistic" {
        /// What it is: `t`, `F`, `chi2`, `r`, `z`, `p`, `confidence_interval`, `margin_of_error`, `plus_minus`, …
        name: &'static str,
        /// Its degrees of freedom, as written.
        df: Vec<Number>,
        /// The size of the sample, where it stands among them.
        n: Option<Number>,
        /// Its value.
        value: Option<Number>,
        /// How the statistic stands to that value.
        relation: Option<Relation>,
        /// The p-value told with it, or that it is.
        p: Option<Number>,
        /// How the p-value stands to that number.
        p_relation: Option<Relation>,
        /// The level of confidence, in per cent.
        level: Option<Number>,
        /// The lower end of an interval, as written.
        lower: Option<Number>,
        /// The upper end of an interval, as written.
        upper: Option<Number>,
    }
}

/// A quantity and what is to be said of it.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "Judged")]
pub(crate) struct WireJudged<'a> {
    /// As extracted.
    #[schemars(flatten)]
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

impl ToJson for WireJudged<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        self.quantity.open_json(out);
        out.raw(",\"verdict\":");
        self.verdict.to_json(out);
        out.raw(",\"rule\":");
        self.rule.to_json(out);
        out.raw(",\"expected\":");
        self.expected.to_json(out);
        out.raw(",\"source\":");
        self.source.to_json(out);
        out.raw(",\"because\":");
        self.because.to_json(out);
        out.raw("}");
    }
}

impl ToJson for Trend {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.raw("{\"direction\":");
        self.direction.to_json(out);
        out.raw(",\"role\":");
        self.role.to_json(out);
        out.raw("}");
    }
}

wire! {
    /// A unit or a counted noun.
    WireUnit<'a> as "Unit" {
        /// As written.
        text: Option<&'a str>,
        /// In the singular.
        name: Option<UnitText<'a>>,
        /// UCUM, ISO 4217, `%`, `pp` or `1`.
        code: Option<UnitCode<'a>>,
    }
}

wire! {
    /// A noun phrase.
    WireSubject<'a> as "Subject" {
        /// As written.
        text: &'a str,
        /// Its head noun in the singular.
        head: Noun<'a>,
    }
}

wire! {
    /// When something was so.
    WirePeriod<'a> as "Period" {
        /// As written.
        text: &'a str,
        /// First day; null where open or not resolved.
        start: Option<Iso>,
        /// Last day; null where open or not resolved.
        end: Option<Iso>,
    }
}

wire! {
    /// On whose word something is said.
    WireAttribution<'a> as "Attribution" {
        /// As written.
        source: Option<&'a str>,
        /// Whether the figure stands inside a direct quotation.
        quoted: bool,
        /// Whose words the quotation is.
        speaker: Option<&'a str>,
    }
}

wire! {
    /// A verdict worth telling.
    WireFinding<'a> as "Finding" {
        /// Id of the check that found it.
        check: &'a str,
        /// The rule it rests on, as `pack/id`.
        rule: Option<&'a str>,
        /// How much it matters.
        severity: Severity,
        /// The verdict on its first span.
        verdict: Verdict,
        /// The figure at fault first, then the evidence.
        spans: Vec<WireSpan<'a>>,
        /// What is wrong, in one sentence.
        message: &'a str,
        /// What the source or the arithmetic says the value is.
        expected: Option<&'a str>,
        /// What the article states.
        stated: Option<&'a str>,
        /// Who says otherwise.
        source: Option<WireSource<'a>>,
        /// How the mistake may have come about.
        slip: Option<&'a str>,
        /// What alone made it fit, where it fits.
        because: Option<Because>,
        /// The same from run to run, wherever the sentence stands.
        fingerprint: &'a str,
        /// The computation, in one line.
        computation: Option<&'a str>,
    }
}

wire! {
    /// A place in the text.
    WireSpan<'a> as "Span" {
        /// First byte in the file (for JSON Lines, in the record's text).
        start: u32,
        /// One past the last byte.
        end: u32,
        /// From 1.
        line: u32,
        /// From 1, in characters.
        column: u32,
        /// The figure as written.
        text: &'a str,
        /// What it has to do with the finding.
        label: &'a str,
        /// Of a record with several, the field whose text `start`, `end` and `line` count in.
        field: Option<&'static str>,
        /// Of a word processor's document, the paragraph whose text they count in, from 1.
        paragraph: Option<u32>,
    }
}

wire! {
    /// The provenance of a reference value.
    WireSource<'a> as "Source" {
        /// The organisation.
        publisher: &'a str,
        /// The publication.
        title: Option<&'a str>,
        /// Where it can be read.
        url: Option<&'a str>,
        /// When it was published.
        published: Option<Iso>,
        /// When the pack's author took it from there.
        retrieved: Option<Iso>,
        /// The day that the value holds for or was known at.
        as_of: Option<Iso>,
    }
}

wire! {
    /// How much of an article was looked at.
    WireCoverage as "Coverage" {
        /// Quantities extracted.
        seen: usize,
        /// Those that a fact checker would want a source for.
        checkworthy: usize,
        /// Those that a rule speaks of.
        bound: usize,
        /// Those with a verdict of supported, imprecise, contradicted, ambiguous or stale.
        checked: usize,
        /// Those that nothing was said of.
        left_alone: usize,
        /// How many have which verdict.
        verdicts: WireVerdicts,
        /// Sentences over the limit of length, cut there.
        sentences_cut: usize,
        /// Whether the limit of quantities was reached and the rest left unread.
        quantities_cut: bool,
    }
}

wire! {
    /// How many quantities have which verdict.
    WireVerdicts as "Verdicts" {
        supported: usize,
        imprecise: usize,
        contradicted: usize,
        ambiguous: usize,
        stale: usize,
        inconclusive: usize,
        unverified: usize,
    }
}

wire! {
    /// How much of all articles was looked at.
    WireTotals as "Totals" {
        /// Articles read.
        documents: usize,
        /// Articles that could not be read.
        unread: usize,
        /// Articles without a date whose relative dates stay unresolved.
        undated: usize,
        /// Findings by severity.
        findings: WireSeverities,
        /// Quantities extracted.
        seen: usize,
        /// Those that a fact checker would want a source for.
        checkworthy: usize,
        /// Those that a rule speaks of.
        bound: usize,
        /// Those with a verdict of supported, imprecise, contradicted, ambiguous or stale.
        checked: usize,
        /// Those that nothing was said of.
        left_alone: usize,
        /// How many have which verdict.
        verdicts: WireVerdicts,
        /// Sentences over the limit of length, cut there.
        sentences_cut: usize,
        /// Articles that reached the limit of quantities.
        quantities_cut: usize,
    }
}

wire! {
    /// Findings by severity.
    WireSeverities as "Severities" {
        error: usize,
        warning: usize,
        note: usize,
    }
}
