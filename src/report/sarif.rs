//! `--format sarif`: SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), for code scanning.
//!
//! GitHub shows the 5,000 gravest results of a run and refuses more than 25,000, so that 5,000 are written; what was
//! left out is told as a notification.

use super::human::{counted, summary};
use super::in_order::{Digest, Gravest, InOrder};
use super::json::writer::write_json;
use super::told::{Place, Told};
use super::{Totals, Unread};
use crate::check::CheckMeta;
use crate::check::registry;
use crate::verdict::{Severity, Verdict};
use serde_json::{Value, json};
use std::io;

/// Results of a run.
const MOST: usize = 5_000;

/// Articles that could not be read, told one by one.
const UNREAD: usize = 1_000;

/// Where the documentation stands.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// Gathers the gravest findings, and writes one log at the end.
#[derive(Debug)]
pub(crate) struct Sarif {
    gravest: Gravest,
    notifications: Vec<Value>,
    unread: usize,
}

impl Default for Sarif {
    fn default() -> Self {
        Self {
            gravest: Gravest::new(MOST),
            notifications: Vec::new(),
            unread: 0,
        }
    }
}

impl InOrder for Sarif {
    fn article(&mut self, digest: &Digest, _: &mut dyn io::Write) -> io::Result<()> {
        self.gravest.take(&digest.findings);
        Ok(())
    }

    fn unread(&mut self, unread: &Unread, _: &mut dyn io::Write) -> io::Result<()> {
        self.unread = self.unread.saturating_add(1);
        if self.notifications.len() < UNREAD {
            let message = format!("could not be read: {}", unread.reason.raw());
            self.notifications.push(json!({
                "level": "error",
                "message": text(&message),
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(unread.name.raw()) } }],
            }));
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        self.tell_left_out();
        let rules: Vec<Value> = registry::all().map(rule).collect();
        let results: Vec<Value> = self.gravest.all().map(result).collect();
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "statvet",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "results": results,
                "invocations": [{
                    "executionSuccessful": self.unread == 0,
                    "toolExecutionNotifications": std::mem::take(&mut self.notifications),
                }],
                "properties": { "coverage": coverage(totals), "summary": summary::lines(totals) },
            }],
        });
        write_json(out, &log)?;
        out.write_all(b"\n")
    }
}

impl Sarif {
    fn tell_left_out(&mut self) {
        let unread = self.unread.saturating_sub(UNREAD);
        let left_out = [
            (
                self.gravest.left_out,
                "finding",
                "the least grave, are left out here",
            ),
            (unread, "article", "could not be read"),
        ];
        for (count, noun, what) in left_out.into_iter().filter(|(count, ..)| *count > 0) {
            let message = format!(
                "{} more, {what}: --format json has all",
                counted(count, noun)
            );
            self.notifications
                .push(json!({ "level": "warning", "message": text(&message) }));
        }
    }
}

/// What code scanning tells of a check.
fn rule(meta: &CheckMeta) -> Value {
    // Each line of a doc comment begins with a blank.
    let lines = meta.doc.lines();
    let lines: Vec<_> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let page = lines.join("\n");
    let short = sentence(&page);
    json!({
        "id": meta.id,
        "name": pascal(meta.id),
        "shortDescription": { "text": short },
        "fullDescription": { "text": short },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(meta.severity) },
        "properties": { "tags": ["statistics"] },
    })
}

/// `percent-change` as `PercentChange`: a name is written so, and an id is not.
fn pascal(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    words.collect()
}

/// The first paragraph of a page, without its heading, on one line.
fn sentence(page: &str) -> String {
    let body = page.split_once('\n').map_or(page, |(_, body)| body);
    let paragraph = body.trim_start().split("\n\n").next().unwrap_or(body);
    paragraph.replace('\n', " ")
}

fn result(told: &Told) -> Value {
    let notes = told
        .notes
        .iter()
        .map(|(name, text)| format!("\n{name}: {}", text.raw()));
    let message = format!("{}{}", told.title().raw(), notes.collect::<String>());
    let evidence = told.places.iter().enumerate().skip(1);
    let evidence = evidence.map(|(id, place)| {
        let mut location = location(told, Some(place));
        if let Some(object) = location.as_object_mut() {
            object.insert("id".to_owned(), id.into());
            object.insert("message".to_owned(), text(place.label.raw()));
        }
        location
    });
    json!({
        "ruleId": told.check,
        "ruleIndex": registry::all().position(|meta| meta.id == told.check),
        "kind": "fail",
        "level": level(told.severity),
        "message": text(&message),
        "locations": [location(told, told.place())],
        "relatedLocations": evidence.collect::<Vec<_>>(),
        "partialFingerprints": { "statvet/v1": told.fingerprint },
        "properties": {
            "verdict": told.verdict.name(),
            "rule": told.rule.as_ref().map(|rule| rule.raw()),
            "source": told.url.as_ref().map(|url| url.raw()),
        },
    })
}

fn location(told: &Told, place: Option<&Place>) -> Value {
    let article = place.map_or(&told.article, |place| &place.article);
    let artifact = artifact(article.raw());
    let Some(place) = place else {
        return json!({ "physicalLocation": { "artifactLocation": artifact } });
    };
    if place.paragraph.is_some() {
        return json!({
            "physicalLocation": { "artifactLocation": artifact },
            "logicalLocations": [{ "name": place.line() }],
        });
    }
    let block = place.block.as_ref().map(|name| json!([{ "name": name }]));
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": artifact,
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
            "snippet": { "text": place.text.raw() },
        },
    } });
    if let (Some(block), Some(object)) = (block, location.as_object_mut()) {
        object.insert("logicalLocations".to_owned(), block);
    }
    location
}

/// A path as a relative reference: its bytes percent-encoded but for those that a path may hold (RFC 3986, 3.3).
fn artifact(path: &str) -> Value {
    let mut uri = String::with_capacity(path.len());
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    // What begins with a slash would hang on the root of whatever reads it.
    if uri.starts_with('/') {
        uri.insert_str(0, "file://");
    }
    json!({ "uri": uri })
}

const fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn text(text: &str) -> Value {
    json!({ "text": text })
}

fn coverage(totals: &Totals) -> Value {
    let verdicts = Verdict::ALL.iter().map(|verdict| {
        let count = totals.verdicts.of(*verdict);
        (verdict.name().to_owned(), count.into())
    });
    json!({
        "documents": totals.documents,
        "unread": totals.unread,
        "seen": totals.seen,
        "checkworthy": totals.checkworthy,
        "bound": totals.bound,
        "checked": totals.checked,
        "left_alone": totals.left_alone,
        "verdicts": verdicts.collect::<serde_json::Map<String, Value>>(),
    })
}
