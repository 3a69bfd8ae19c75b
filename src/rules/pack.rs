//! TOML into a [`Pack`]: syntax first, then each table for itself, so that all mistakes are told.

use super::derived;
use super::error::{Mistake, Sink};
use super::fields::{self, Entry, Fields};
use super::model::{
    Aggregate, At, Condition, Confidence, Data, DataKind, Example, Expect, Group, Pack, Rule, Slot,
    Source, Speaks, WhenVague,
};
use super::recover::recover;
use crate::claim::Modality;
use crate::verdict::{Severity, Verdict};
use toml::de::DeTable;

pub(super) const PACK_KEYS: [&str; 6] = ["pack", "words", "slots", "sources", "data", "rule"];
pub(super) const HEAD_KEYS: [&str; 3] = ["title", "locale", "fiscal_year_start"];
pub(super) const SOURCE_KEYS: [&str; 6] = [
    "publisher",
    "title",
    "url",
    "published",
    "retrieved",
    "max_age_days",
];
pub(super) const DATA_KEYS: [&str; 10] = [
    "path",
    "source",
    "kind",
    "period",
    "value",
    "rounded",
    "as_of",
    "confidence",
    "row_source",
    "unit",
];
pub(super) const RULE_KEYS: [&str; 17] = [
    "id",
    "title",
    "about",
    "not_about",
    "unit",
    "dimension",
    "kind",
    "expect",
    "mistaken_for",
    "tolerance",
    "severity",
    "modality",
    "negated",
    "vague",
    "when_vague",
    "or_period",
    "example",
];
pub(super) const EXPECT_KEYS: [&str; 11] = [
    "label",
    "value",
    "lower",
    "upper",
    "as_of",
    "source",
    "confidence",
    "data",
    "where",
    "aggregate",
    "unit",
];
pub(super) const EXAMPLE_KEYS: [&str; 7] = [
    "date", "text", "figure", "verdict", "says", "silent", "todo",
];

pub(super) const DATA_KINDS: [(&str, DataKind); 3] = [
    ("total", DataKind::Total),
    ("level", DataKind::Level),
    ("event", DataKind::Event),
];
pub(super) const CONFIDENCES: [(&str, Confidence); 3] = [
    ("high", Confidence::High),
    ("medium", Confidence::Medium),
    ("low", Confidence::Low),
];
pub(super) const AGGREGATES: [(&str, Aggregate); 5] = [
    ("sum", Aggregate::Sum),
    ("count", Aggregate::Count),
    ("max", Aggregate::Max),
    ("min", Aggregate::Min),
    ("last", Aggregate::Last),
];
pub(super) const WHEN_VAGUE: [(&str, WhenVague); 4] = [
    ("any", WhenVague::Any),
    ("latest", WhenVague::Latest),
    ("to_date", WhenVague::ToDate),
    ("skip", WhenVague::Skip),
];
pub(super) const MODALITIES: [(&str, Modality); 4] = [
    ("asserted", Modality::Asserted),
    ("planned", Modality::Planned),
    ("possible", Modality::Possible),
    ("denied", Modality::Denied),
];
/// How firmly said the figures are that are meant where the pack does not say.
pub(super) const UNLESS_SAID: [Modality; 1] = [Modality::Asserted];
/// What a pack may set a severity for: the verdicts that give findings.
pub(super) const TOLD: [(&str, Verdict); 4] = [
    ("contradicted", Verdict::Contradicted),
    ("ambiguous", Verdict::Ambiguous),
    ("imprecise", Verdict::Imprecise),
    ("stale", Verdict::Stale),
];

/// The confidence that `word` names, as a key or in a column.
pub(super) fn confidence(word: &At<String>, key: &str, sink: &mut Sink) -> Option<Confidence> {
    fields::choice(word, key, &CONFIDENCES, sink).map(|found| found.value)
}

/// Reads the text of the sink's file. Where its syntax is broken, the tables that this does not touch are read all
/// the same, so that all mistakes are told at once.
pub(super) fn read(sink: &mut Sink) -> Option<Pack> {
    let file = std::sync::Arc::clone(sink.file());
    if let Ok(table) = DeTable::parse(&file.text) {
        return Some(pack(
            &Fields::root(&table, "a rule pack", &PACK_KEYS, sink),
            sink,
        ));
    }
    let recovered = recover(&file.text);
    recovered.tell(sink);
    if recovered.given_up {
        return None;
    }
    sink.lose_names();
    let table = DeTable::parse(&recovered.text).ok()?;
    let mut pack = pack(&Fields::root(&table, "a rule pack", &PACK_KEYS, sink), sink);
    // Without its head, none of the rules can be trusted to mean what they say.
    for rule in pack.rules.iter_mut().filter(|_| recovered.headless) {
        rule.broken = true;
        rule.speaks.broken = true;
    }
    Some(pack)
}

fn pack(root: &Fields<'_>, sink: &mut Sink) -> Pack {
    let mut pack = root
        .entry("pack")
        .and_then(|entry| Fields::open(entry, "[pack]", &HEAD_KEYS, sink))
        .map(|head| head_of(&head, sink))
        .unwrap_or_default();
    if let Some(entry) = root.entry("words") {
        pack.words = groups(entry, "words", sink);
    }
    if let Some(entry) = root.entry("slots") {
        pack.slots = named(entry, "slots", sink, |name, entry, sink| {
            let values = groups(entry, "a slot", sink);
            Some(Slot { name, values })
        });
    }
    if let Some(entry) = root.entry("sources") {
        pack.sources = named(entry, "sources", sink, source);
    }
    if let Some(entry) = root.entry("data") {
        pack.data = named(entry, "data", sink, data);
    }
    for entry in root.tables("rule", sink) {
        pack.rules.extend(rule(entry, sink));
    }
    pack
}

/// `[pack]`
fn head_of(head: &Fields<'_>, sink: &mut Sink) -> Pack {
    head.text("title", sink);
    Pack {
        locale: head.text("locale", sink),
        fiscal_year_start: head
            .text("fiscal_year_start", sink)
            .and_then(|written| month_and_day(&written, sink)),
        ..Pack::default()
    }
}

/// "10-01" as October, 1.
fn month_and_day(written: &At<String>, sink: &mut Sink) -> Option<(i8, i8)> {
    // A leap year, so that 29 February passes.
    let day: Option<jiff::civil::Date> = format!("2024-{}", written.value).parse().ok();
    let Some(day) = day.filter(|_| written.value.len() == 5) else {
        sink.push(
            Mistake::at(
                &written.span,
                format!("`{}` is not a month and a day", written.value),
            )
            .expected("a month and a day such as \"10-01\""),
        );
        return None;
    };
    Some((day.month(), day.day()))
}

/// The entries of a table whose keys the author names, each read by `read`.
fn named<'t, T>(
    entry: Entry<'t>,
    what: &'static str,
    sink: &mut Sink,
    read: impl Fn(At<String>, Entry<'t>, &mut Sink) -> Option<T>,
) -> Vec<T> {
    Fields::named(entry, what, sink)
        .into_iter()
        .filter_map(|(name, entry)| read(name, entry, sink))
        .collect()
}

/// Names, each with its phrases.
fn groups(entry: Entry<'_>, what: &'static str, sink: &mut Sink) -> Vec<Group> {
    named(entry, what, sink, |name, entry, sink| {
        let phrases = fields::texts(entry, &name.value, sink);
        Some(Group { name, phrases })
    })
}

/// `[sources.ID]`
fn source(id: At<String>, entry: Entry<'_>, sink: &mut Sink) -> Option<Source> {
    let fields = Fields::open(entry, "a source", &SOURCE_KEYS, sink)?;
    Some(Source {
        id,
        publisher: fields.required("publisher", sink),
        title: fields.text("title", sink),
        url: fields.text("url", sink),
        published: fields.date("published", sink).map(|date| date.value),
        retrieved: fields.date("retrieved", sink).map(|date| date.value),
        max_age_days: fields.whole("max_age_days", sink),
    })
}

/// `[data.ID]`
fn data(id: At<String>, entry: Entry<'_>, sink: &mut Sink) -> Option<Data> {
    let fields = Fields::open(entry, "a data set", &DATA_KEYS, sink)?;
    if fields.entry("kind").is_none() {
        fields.required("kind", sink);
    }
    Some(Data {
        path: fields.required("path", sink),
        source: fields.required("source", sink),
        kind: fields.choice("kind", &DATA_KINDS, sink),
        period: one_or_two(&fields, "period", sink),
        value: one_or_two(&fields, "value", sink),
        rounded: fields.text("rounded", sink),
        as_of: fields.text("as_of", sink),
        confidence: fields.text("confidence", sink),
        row_source: fields.text("row_source", sink),
        unit: fields.text("unit", sink),
        id,
    })
}

/// A column, or two of them.
fn one_or_two(fields: &Fields<'_>, key: &str, sink: &mut Sink) -> Vec<At<String>> {
    let columns = fields.texts(key, sink);
    if let Some(third) = columns.get(2) {
        sink.push(
            Mistake::at(
                &third.span,
                format!("`{key}` has {} columns", columns.len()),
            )
            .expected("one column, or two"),
        );
    }
    columns
}

/// `[[rule]]`
fn rule(entry: Entry<'_>, sink: &mut Sink) -> Option<Rule> {
    let before = sink.count();
    if derived::is_derived(entry) {
        return derived::rule(entry, sink);
    }
    let fields = Fields::open(entry, "a rule", &RULE_KEYS, sink)?;
    let speaks = speaks(&fields, "a rule", sink);
    if fields.entry("expect").is_none() {
        fields.required("expect", sink);
    }
    let mut rule = Rule {
        id: fields.required("id", sink),
        title: fields.text("title", sink),
        derived: None,
        speaks,
        date: fields.choice("kind", &[("date", ())], sink).is_some(),
        expect: expects(&fields, "expect", sink),
        mistaken_for: expects(&fields, "mistaken_for", sink),
        tolerance: fields.number("tolerance", sink),
        severity: severities(&fields, sink),
        when_vague: fields
            .choice("when_vague", &WHEN_VAGUE, sink)
            .map(|found| found.value),
        or_fiscal_year: fields
            .choice("or_period", &[("fiscal_year", true)], sink)
            .is_some(),
        examples: Vec::new(),
        broken: false,
        span: fields.span.clone(),
    };
    rule.broken = sink.count() > before;
    rule.speaks.broken = rule.broken;
    rule.examples = examples(&fields, sink);
    Some(rule)
}

/// The keys that say which figures are meant: of a rule, or of a claim of a derived rule.
pub(super) fn speaks(fields: &Fields<'_>, what: &'static str, sink: &mut Sink) -> Speaks {
    let before = sink.count();
    if fields.entry("about").is_none() {
        fields.required("about", sink);
    }
    Speaks {
        what,
        span: fields.span.clone(),
        about: fields.texts("about", sink),
        not_about: fields.texts("not_about", sink),
        unit: fields.text("unit", sink),
        dimension: fields.text("dimension", sink),
        modality: modalities(fields, sink),
        negated: fields.flag("negated", sink),
        vague: fields.flag("vague", sink),
        broken: sink.count() > before,
    }
}

fn expects(fields: &Fields<'_>, key: &str, sink: &mut Sink) -> Vec<Expect> {
    let entries = fields.tables(key, sink);
    if let (Some(entry), []) = (fields.entry(key), entries.as_slice())
        && entry.get_ref().is_array()
    {
        sink.push(
            Mistake::at(&entry.span(), format!("`{key}` is empty"))
                .expected("a value, two bounds, or rows of a data set"),
        );
    }
    entries
        .into_iter()
        .filter_map(|entry| expect(entry, sink))
        .collect()
}

/// One table of `expect` or `mistaken_for`
fn expect(entry: Entry<'_>, sink: &mut Sink) -> Option<Expect> {
    let before = sink.count();
    let fields = Fields::open(entry, "an expectation", &EXPECT_KEYS, sink)?;
    let conditions = fields.entry("where").map(|entry| conditions(entry, sink));
    let mut expect = Expect {
        label: fields.text("label", sink),
        value: fields.number("value", sink),
        lower: fields.number("lower", sink),
        upper: fields.number("upper", sink),
        as_of: fields.date("as_of", sink),
        source: fields.text("source", sink),
        confidence: fields.choice("confidence", &CONFIDENCES, sink),
        data: fields.text("data", sink),
        conditions: conditions.unwrap_or_default(),
        aggregate: fields.choice("aggregate", &AGGREGATES, sink),
        unit: fields.text("unit", sink),
        span: fields.span.clone(),
        broken: false,
    };
    expect.broken = sink.count() > before;
    Some(expect)
}

/// `where = { column = "cell", column = ["cell", "cell"] }`
fn conditions(entry: Entry<'_>, sink: &mut Sink) -> Vec<Condition> {
    Fields::named(entry, "where", sink)
        .into_iter()
        .map(|(column, entry)| Condition {
            cells: fields::texts(entry, &column.value, sink),
            column,
        })
        .collect()
}

/// `severity = { verdict = "severity" }`
pub(super) fn severities(fields: &Fields<'_>, sink: &mut Sink) -> Vec<(Verdict, Severity)> {
    let Some(entry) = fields.entry("severity") else {
        return Vec::new();
    };
    let grades = Severity::ALL.map(|severity| (severity.name(), severity));
    Fields::named(entry, "severity", sink)
        .into_iter()
        .filter_map(|(name, entry)| {
            let grade = fields::text(entry, &name.value, sink);
            let verdict = fields::choice(&name, "severity of a verdict", &TOLD, sink)?;
            let severity = fields::choice(&grade?, &name.value, &grades, sink)?;
            Some((verdict.value, severity.value))
        })
        .collect()
}

/// `modality`: one or several; asserted where the rule does not say.
fn modalities(fields: &Fields<'_>, sink: &mut Sink) -> Vec<Modality> {
    let words = fields.texts("modality", sink);
    if words.is_empty() {
        return UNLESS_SAID.to_vec();
    }
    words
        .iter()
        .filter_map(|word| fields::choice(word, "modality", &MODALITIES, sink))
        .map(|found| found.value)
        .collect()
}

/// Every `[[rule.example]]` of a rule.
pub(super) fn examples(fields: &Fields<'_>, sink: &mut Sink) -> Vec<Example> {
    let entries = fields.tables("example", sink);
    entries
        .into_iter()
        .filter_map(|entry| example(entry, sink))
        .collect()
}

/// `[[rule.example]]`
fn example(entry: Entry<'_>, sink: &mut Sink) -> Option<Example> {
    let before = sink.count();
    let fields = Fields::open(entry, "an example", &EXAMPLE_KEYS, sink)?;
    let example = Example {
        date: fields.date("date", sink).map(|date| date.value),
        text: fields.required("text", sink),
        figure: fields.text("figure", sink),
        verdict: wanted(&fields, sink),
        says: fields.text("says", sink),
        silent: fields.flag("silent", sink),
        todo: fields.flag("todo", sink),
        span: fields.span.clone(),
    };
    if sink.count() == before && example.verdict.is_some() == example.silent {
        sink.push(
            Mistake::at(
                &example.span,
                "an example says one thing: `verdict` or `silent = true`",
            )
            .expected("one of the two"),
        );
    }
    (sink.count() == before).then_some(example)
}

/// The verdict that an example wants. That no rule speaks has a key of its own.
fn wanted(fields: &Fields<'_>, sink: &mut Sink) -> Option<At<Verdict>> {
    let verdicts = Verdict::ALL.map(|verdict| (verdict.name(), verdict));
    let (unsaid, said): (Vec<_>, Vec<_>) = verdicts
        .into_iter()
        .partition(|(_, verdict)| *verdict == Verdict::Unverified);
    let written = fields.text("verdict", sink)?;
    if unsaid.iter().any(|(name, _)| *name == written.value) {
        let message = format!("`{}` is no verdict of a rule", written.value);
        sink.push(Mistake::at(&written.span, message).expected("`silent = true` in its place"));
        return None;
    }
    fields::choice(&written, "verdict", &said, sink)
}
