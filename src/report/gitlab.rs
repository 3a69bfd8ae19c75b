//! `--format gitlab`: a code quality report (<https://docs.gitlab.com/ci/testing/code_quality/>), an entry a finding.

use super::fingerprint;
use super::human::summary;
use super::in_order::{Digest, InOrder};
use super::json::writer::write_json;
use super::told::{Place, Told};
use super::{Totals, Unread};
use crate::verdict::Severity;
use serde_json::{Value, json};
use std::io;

/// Writes an array of entries, as the articles come.
#[derive(Debug, Default)]
pub(crate) struct Gitlab {
    /// The first article: what was seen of all is told there.
    first: Option<String>,
    begun: bool,
}

impl InOrder for Gitlab {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn article(&mut self, digest: &Digest, out: &mut dyn io::Write) -> io::Result<()> {
        let path = digest.article.raw();
        self.first.get_or_insert_with(|| path.to_owned());
        for told in &digest.findings {
            self.entry(&finding(told), out)?;
        }
        Ok(())
    }

    fn unread(&mut self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()> {
        let path = unread.name.raw();
        let entry = json!({
            "description": format!("could not be read: {}", unread.reason.raw()),
            "check_name": "unread",
            "fingerprint": fingerprint::of_texts(&["unread", path, unread.reason.raw()]),
            "severity": "critical",
            "location": { "path": path, "lines": { "begin": 1 } },
        });
        self.entry(&entry, out)
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        if let Some(path) = self.first.take() {
            let entry = json!({
                "description": summary::lines(totals).join(". "),
                "check_name": "coverage",
                "fingerprint": fingerprint::of_texts(&["coverage"]),
                "severity": "info",
                "location": { "path": path, "lines": { "begin": 1 } },
            });
            self.entry(&entry, out)?;
        }
        out.write_all(b"\n]\n")
    }
}

impl Gitlab {
    fn entry(&mut self, entry: &Value, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        write_json(out, entry)
    }
}

/// One article may stand in several files: its path is part of the fingerprint, which must be unique.
fn finding(told: &Told) -> Value {
    let path = told.article.raw();
    json!({
        "description": told.title().raw(),
        "check_name": told.check,
        "fingerprint": fingerprint::of_texts(&[path, &told.fingerprint]),
        "severity": match told.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        "location": { "path": path, "positions": positions(told.place()) },
    })
}

fn positions(place: Option<&Place>) -> Value {
    let Some(place) = place.filter(|place| place.paragraph.is_none()) else {
        return json!({ "begin": { "line": 1, "column": 1 } });
    };
    json!({
        "begin": { "line": place.start.line, "column": place.start.column },
        "end": { "line": place.end.line, "column": place.end.column },
    })
}
