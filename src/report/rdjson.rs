//! `--format rdjson`: the Reviewdog Diagnostic Format (<https://github.com/reviewdog/reviewdog>, proto/rdf), whose columns
//! count bytes.

use super::human::summary;
use super::in_order::{Digest, InOrder};
use super::json::writer::write_json;
use super::position::Position;
use super::told::{Place, Told};
use super::{Totals, Unread};
use crate::verdict::Severity;
use serde_json::{Value, json};
use std::io;

/// Writes a diagnostic a finding, as the articles come.
#[derive(Debug, Default)]
pub(crate) struct Rdjson {
    /// The first article: what was seen of all is told there.
    first: Option<String>,
    begun: bool,
}

impl InOrder for Rdjson {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"{\"source\":{\"name\":\"statvet\"},\"diagnostics\":[")
    }

    fn article(&mut self, digest: &Digest, out: &mut dyn io::Write) -> io::Result<()> {
        self.first
            .get_or_insert_with(|| digest.article.raw().to_owned());
        for told in &digest.findings {
            self.diagnostic(&finding(told), out)?;
        }
        Ok(())
    }

    fn unread(&mut self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()> {
        let diagnostic = json!({
            "message": format!("could not be read: {}", unread.reason.raw()),
            "location": { "path": unread.name.raw() },
            "severity": "ERROR",
            "code": { "value": "unread" },
        });
        self.diagnostic(&diagnostic, out)
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        if let Some(path) = self.first.take() {
            let diagnostic = json!({
                "message": summary::lines(totals).join(". "),
                "location": { "path": path },
                "severity": "INFO",
                "code": { "value": "coverage" },
            });
            self.diagnostic(&diagnostic, out)?;
        }
        out.write_all(b"\n]}\n")
    }
}

impl Rdjson {
    fn diagnostic(&mut self, diagnostic: &Value, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        write_json(out, diagnostic)
    }
}

fn finding(told: &Told) -> Value {
    let notes = told
        .notes
        .iter()
        .map(|(name, text)| format!("\n{name}: {}", text.raw()));
    let evidence = told.places.iter().skip(1).map(|place| {
        json!({
            "message": evidence_of(place),
            "location": location(told, Some(place)),
        })
    });
    let mut code = json!({ "value": told.check });
    if let (Some(url), Some(object)) = (&told.url, code.as_object_mut()) {
        object.insert("url".to_owned(), url.raw().into());
    }
    json!({
        "message": format!("{}{}", told.title().raw(), notes.collect::<String>()),
        "location": location(told, told.place()),
        "severity": match told.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        "code": code,
        "relatedLocations": evidence.collect::<Vec<_>>(),
    })
}

/// "to this value: 68", with the paragraph where there is no line.
fn evidence_of(place: &Place) -> String {
    let paragraph = place.paragraph.map(|_| format!(" ({})", place.line()));
    let (label, text) = (place.label.raw(), place.text.raw());
    format!("{label}: {text}{}", paragraph.unwrap_or_default())
}

fn location(told: &Told, place: Option<&Place>) -> Value {
    let path = place.map_or(&told.article, |place| &place.article).raw();
    let at = |position: Position| json!({ "line": position.line, "column": position.byte_column });
    match place.filter(|place| place.paragraph.is_none()) {
        Some(place) => {
            json!({ "path": path, "range": { "start": at(place.start), "end": at(place.end) } })
        }
        None => json!({ "path": path }),
    }
}
