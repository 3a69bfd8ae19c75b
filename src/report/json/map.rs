//! From the model to the machine contract. Nothing is decided here: each key is looked up or computed alone.

use super::number::Number;
use super::stream::Stream;
use super::wire::{
    Id, SCHEMA, WireAttribution, WireChecked, WireCoverage, WireEncoding, WireEntry, WireExtracted,
    WireFinding, WireJudged, WirePeriod, WireQuantity, WireSeverities, WireSource, WireSpan,
    WireStatistic, WireSubject, WireTotals, WireUnit, WireUnread, WireVerdicts,
};
use super::words::{Iso, IsoPeriod, IsoValue, Joined, Lemma, Noun, UnitCode, UnitText};
use crate::check::{Assessment, Finding, SourceNote, Verdict};
use crate::claim::{Claim, ClaimPeriod};
use crate::document::{Document, PartName, ProseSpan};
use crate::extract::{Parts, Quantity, UnitName};
use crate::quantity::{Bound, Compared, Kind, Statistic};
use crate::report::position::{Position, Positions};
use crate::report::{Report, Totals, Unread, UnreadId, VerdictCounts};
use crate::untrusted::Untrusted;

/// What the JSON holds of an article that was read.
pub(crate) fn entry(report: &Report) -> WireEntry<'_> {
    let document = &report.document;
    let name = Id::Text(document.name.raw());
    let (id, date) = (
        report.id.as_ref().map_or(name, Id::from),
        document.date.map(Iso),
    );
    let encoding = WireEncoding {
        name: document.encoding.name,
        told_by: document.encoding.told_by,
    };
    let Some(outcome) = &report.outcome else {
        let quantities = Stream::new(quantities(report));
        return WireEntry::Extracted(WireExtracted {
            schema: SCHEMA,
            id,
            date,
            quantities,
            encoding,
        });
    };
    let judged = quantities(report)
        .zip(&outcome.assessments)
        .map(|(quantity, assessment)| judged(quantity, assessment));
    WireEntry::Checked(WireChecked {
        schema: SCHEMA,
        id,
        date,
        quantities: Stream::new(judged),
        findings: Stream::new(findings(report)),
        coverage: coverage(&report.totals()),
        encoding,
    })
}

/// What the JSON holds of an article that could not be read.
pub(crate) fn unread(unread: &Unread) -> WireEntry<'_> {
    WireEntry::Unread(WireUnread {
        schema: SCHEMA,
        id: match &unread.id {
            UnreadId::Name => Some(Id::Text(unread.name.raw())),
            UnreadId::Record(id) => id.as_ref().map(Id::from),
        },
        error: unread.reason.raw(),
    })
}

/// What was seen of all articles.
pub(crate) fn totals(totals: &Totals) -> WireTotals {
    WireTotals {
        documents: totals.documents,
        unread: totals.unread,
        undated: totals.undated,
        findings: WireSeverities {
            error: totals.errors,
            warning: totals.warnings,
            note: totals.notes,
        },
        seen: totals.seen,
        checkworthy: totals.checkworthy,
        bound: totals.bound,
        checked: totals.checked,
        left_alone: totals.left_alone,
        verdicts: verdicts(&totals.verdicts),
        sentences_cut: totals.sentences_cut,
        quantities_cut: totals.quantities_cut,
    }
}

fn coverage(totals: &Totals) -> WireCoverage {
    WireCoverage {
        seen: totals.seen,
        checkworthy: totals.checkworthy,
        bound: totals.bound,
        checked: totals.checked,
        left_alone: totals.left_alone,
        verdicts: verdicts(&totals.verdicts),
        sentences_cut: totals.sentences_cut,
        quantities_cut: totals.quantities_cut > 0,
    }
}

fn verdicts(counts: &VerdictCounts) -> WireVerdicts {
    WireVerdicts {
        supported: counts.of(Verdict::Supported),
        imprecise: counts.of(Verdict::Imprecise),
        contradicted: counts.of(Verdict::Contradicted),
        ambiguous: counts.of(Verdict::Ambiguous),
        stale: counts.of(Verdict::Stale),
        inconclusive: counts.of(Verdict::Inconclusive),
        unverified: counts.of(Verdict::Unverified),
    }
}

fn quantities(report: &Report) -> impl Iterator<Item = WireQuantity<'_>> {
    let document = &report.document;
    let mut positions = Positions::new(document.file_text());
    let pairs = report.extract.quantities.iter().zip(&report.claims);
    pairs.map(move |(quantity, claim)| wire_quantity(report, &mut positions, quantity, claim))
}

fn wire_quantity<'a>(
    report: &'a Report,
    positions: &mut Positions<'_>,
    quantity: &Quantity,
    claim: &'a Claim,
) -> WireQuantity<'a> {
    let document = &report.document;
    let file = document.file_span(quantity.span);
    let Place {
        line,
        column,
        field,
        paragraph,
    } = place(document, positions, quantity.span);
    let amount = &quantity.amount;
    let (lower, lower_open) = end(amount.interval.lower());
    let (upper, upper_open) = end(amount.interval.upper());
    WireQuantity {
        start: file.start,
        end: file.end,
        line,
        column,
        text: document.slice(quantity.span),
        kind: quantity.kind,
        stated: amount.stated.map(|magnitude| Number(magnitude.value)),
        lower,
        lower_open,
        upper,
        upper_open,
        modifier: amount.modifier,
        vague: amount.vague,
        value: value(quantity),
        statistic: report.extract.statistic(quantity).map(statistic),
        unit: unit(document, quantity),
        subject: claim.subject.map(|subject| WireSubject {
            text: document.slice(subject.span),
            head: Noun(document.slice(subject.head)),
        }),
        concept: joined(document, &claim.concept),
        predicate: claim.predicate.map(|verb| Lemma(document.slice(verb))),
        negated: claim.negated,
        modality: claim.modality,
        trend: claim.trend,
        period: claim.period.map(|period| wire_period(document, period)),
        place: words(document, claim.place),
        attribution: WireAttribution {
            source: words(document, claim.attribution.source),
            quoted: claim.attribution.quoted,
            speaker: words(document, claim.attribution.speaker),
        },
        checkworthy: claim.checkworthy,
        field,
        paragraph,
    }
}

/// Where a span stands, as people and programs count.
struct Place {
    line: u32,
    column: u32,
    field: Option<&'static str>,
    paragraph: Option<u32>,
}

/// Of a document in parts, the line is counted from the part's first.
fn place(document: &Document, positions: &mut Positions<'_>, span: ProseSpan) -> Place {
    let start = document.text_span(span).start;
    let Position { line, column, .. } = positions.at(usize::try_from(start).unwrap_or(usize::MAX));
    let part = document.part(span);
    let first = part.map_or(1, |part| part.line);
    let (field, paragraph) = match part.map(|part| part.name) {
        Some(PartName::Field(name)) => (Some(name), None),
        Some(PartName::Paragraph(number)) => (None, Some(number)),
        None => (None, None),
    };
    Place {
        line: line.saturating_sub(first).saturating_add(1),
        column,
        field,
        paragraph,
    }
}

/// The days or the time of day.
fn value(quantity: &Quantity) -> Option<IsoValue> {
    match quantity.parts {
        Parts::Clock(from, until) => Some(IsoValue::Clock(from, until)),
        Parts::None | Parts::Statistic(_) => quantity.value.map(IsoPeriod).map(IsoValue::Days),
    }
}

fn statistic(statistic: &Statistic) -> WireStatistic {
    let number = |compared: Option<Compared>| compared.map(|compared| Number(compared.number));
    let relation = |compared: Option<Compared>| compared.map(|compared| compared.relation);
    WireStatistic {
        name: statistic.name,
        df: statistic.df.into_iter().flatten().map(Number).collect(),
        n: statistic.sample.map(Number),
        value: number(statistic.value),
        relation: relation(statistic.value),
        p: number(statistic.p),
        p_relation: relation(statistic.p),
        level: statistic.level.map(Number),
        lower: statistic.ends.map(|(lower, _)| Number(lower)),
        upper: statistic.ends.map(|(_, upper)| Number(upper)),
    }
}

/// A bound's value, and whether it is left out; an absent bound is open.
fn end(bound: Option<Bound>) -> (Option<Number>, bool) {
    (
        bound.map(|bound| Number(bound.value)),
        bound.is_none_or(|bound| bound.open),
    )
}

fn words(document: &Document, span: Option<ProseSpan>) -> Option<&str> {
    span.map(|span| document.slice(span))
}

fn joined<'a>(document: &'a Document, spans: &'a [ProseSpan]) -> Option<Joined<'a>> {
    (!spans.is_empty()).then_some(Joined { document, spans })
}

fn unit<'a>(document: &'a Document, quantity: &Quantity) -> WireUnit<'a> {
    let unit = quantity.unit;
    let bare = matches!(quantity.kind, Kind::Multiple | Kind::Fraction | Kind::Ratio);
    let code = UnitCode::of(document, unit.name, unit.per);
    WireUnit {
        text: words(document, unit.text),
        name: ((unit.name, unit.per) != (UnitName::None, UnitName::None)).then_some(UnitText {
            document,
            name: unit.name,
            per: unit.per,
        }),
        code: code.or(bare.then_some(UnitCode::ONE)),
    }
}

fn wire_period(document: &Document, period: ClaimPeriod) -> WirePeriod<'_> {
    WirePeriod {
        text: document.slice(period.text),
        start: period.days.and_then(|days| days.start).map(Iso),
        end: period.days.and_then(|days| days.end).map(Iso),
    }
}

fn judged<'a>(quantity: WireQuantity<'a>, assessment: &'a Assessment) -> WireJudged<'a> {
    WireJudged {
        quantity,
        verdict: assessment.verdict,
        rule: raw(assessment.rule.as_ref()),
        expected: raw(assessment.expected.as_ref()),
        source: assessment.source.as_ref().map(source),
        because: assessment.because,
    }
}

fn findings(report: &Report) -> impl Iterator<Item = WireFinding<'_>> {
    let mut positions = Positions::new(report.document.file_text());
    report.findings().map(move |(finding, fingerprint)| {
        wire_finding(report, &mut positions, finding, fingerprint)
    })
}

fn wire_finding<'a>(
    report: &'a Report,
    positions: &mut Positions<'_>,
    finding: &'a Finding,
    fingerprint: &'a str,
) -> WireFinding<'a> {
    let labels = finding.labels.iter();
    let spans = labels.map(|label| span(&report.document, positions, label.span, &label.text));
    WireFinding {
        check: finding.check,
        rule: raw(finding.rule.as_ref()),
        severity: finding.severity,
        verdict: finding.verdict,
        spans: spans.collect(),
        message: finding.message.raw(),
        expected: raw(finding.expected.as_ref()),
        stated: raw(finding.stated.as_ref()),
        source: finding.source.as_ref().map(source),
        slip: raw(finding.slip.as_ref()),
        because: finding.because,
        fingerprint,
        computation: raw(finding.computation.as_ref()),
    }
}

fn span<'a>(
    document: &'a Document,
    positions: &mut Positions<'_>,
    span: ProseSpan,
    label: &'a Untrusted,
) -> WireSpan<'a> {
    let file = document.file_span(span);
    let Place {
        line,
        column,
        field,
        paragraph,
    } = place(document, positions, span);
    WireSpan {
        start: file.start,
        end: file.end,
        line,
        column,
        text: document.slice(span),
        label: label.raw(),
        field,
        paragraph,
    }
}

fn source(note: &SourceNote) -> WireSource<'_> {
    WireSource {
        publisher: note.publisher.raw(),
        title: raw(note.title.as_ref()),
        url: raw(note.url.as_ref()),
        published: note.published.map(Iso),
        retrieved: note.retrieved.map(Iso),
        as_of: note.as_of.map(Iso),
    }
}

fn raw(text: Option<&Untrusted>) -> Option<&str> {
    text.map(Untrusted::raw)
}
