//! Reads `statvet-decisions.toml`. An entry with a mistake in it settles nothing: the finding is told again, and so is
//! the mistake.

use super::{Decision, Decisions, Status};
use crate::rules::fields::{Entry, Fields};
use crate::rules::recover::recover;
use crate::rules::{At, Mistake, PackError, Sink, SourceText};
use crate::untrusted::Untrusted;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::DeTable;

const KEYS: [&str; 1] = ["decision"];

/// The keys of an entry.
pub(super) const DECISION_KEYS: [&str; 10] = [
    "finding", "status", "reason", "by", "on", "until", "article", "check", "figure", "expected",
];

/// Reads the text of the file `name`.
pub(crate) fn read(name: Untrusted, text: String) -> (Decisions, Vec<PackError>) {
    let file = Arc::new(SourceText { name, text });
    let mut sink = Sink::new(Arc::clone(&file));
    let recovered = recover(&file.text);
    recovered.tell(&mut sink);
    let mut decisions = Vec::new();
    if let Ok(table) = DeTable::parse(&recovered.text) {
        let root = Fields::root(&table, "a file of decisions", &KEYS, &mut sink);
        let mut seen = BTreeMap::new();
        for entry in root.tables("decision", &mut sink) {
            let decision = decision(entry, &file.text, &mut sink);
            decisions.extend(decision.filter(|own| is_first(own, &mut seen, &mut sink)));
        }
    }
    let decisions = decisions.into_iter().map(|decision| decision.value);
    (Decisions::new(decisions), sink.into_errors())
}

/// Tells an entry on a finding that another one is on.
fn is_first(decision: &At<Decision>, seen: &mut BTreeMap<String, usize>, sink: &mut Sink) -> bool {
    let (finding, line) = (&decision.value.finding, decision.value.line);
    let Some(first) = seen.get(finding) else {
        seen.insert(finding.clone(), line);
        return true;
    };
    let message = format!("`{finding}` is decided in line {first} already");
    sink.push(Mistake::at(&decision.span, message).expected("one entry a finding"));
    false
}

fn decision(entry: Entry<'_>, text: &str, sink: &mut Sink) -> Option<At<Decision>> {
    let before = sink.count();
    let fields = Fields::open(entry, "a decision", &DECISION_KEYS, sink)?;
    let finding = fields.required("finding", sink);
    if let Some(finding) = &finding {
        check_fingerprint(finding, sink);
    }
    let status = fields.required("status", sink).is_some();
    let status = status
        .then(|| fields.choice("status", &Status::ALL, sink))
        .flatten();
    let reason = fields.required("reason", sink);
    let mut optional = |key| {
        let text = fields.text(key, sink);
        text.map(|text| Untrusted::from(text.value))
    };
    let (by, article, check) = (optional("by"), optional("article"), optional("check"));
    let (figure, expected) = (optional("figure"), optional("expected"));
    let mut day = |key| fields.date(key, sink).map(|day: At<Date>| day.value);
    let (on, until) = (day("on"), day("until"));
    let whole = sink.count() == before;
    let finding = finding.filter(|_| whole)?;
    Some(At {
        value: Decision {
            finding: finding.value,
            status: status?.value,
            reason: reason?.value.into(),
            by,
            on,
            until,
            article,
            check,
            figure,
            expected,
            line: line(text, finding.span.start),
        },
        span: finding.span,
    })
}

fn check_fingerprint(finding: &At<String>, sink: &mut Sink) {
    let digits = finding.value.bytes();
    if finding.value.len() != 16 || !digits.clone().all(|byte| byte.is_ascii_hexdigit()) {
        let message = format!("`{}` is no fingerprint", finding.value);
        sink.push(
            Mistake::at(&finding.span, message)
                .expected("the 16 hexadecimal digits that the report gives for a finding"),
        );
    }
}

fn line(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    memchr::memchr_iter(b'\n', before.as_bytes())
        .count()
        .saturating_add(1)
}
