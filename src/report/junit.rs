//! `--format junit`: a test suite an article, a test case a finding. Errors are failures; warnings and notes are skipped
//! with their message, so that a run that passes shows no failure.
//!
//! Written with quick-xml and not with quick-junit, which holds all articles until the end.

use super::human::summary;
use super::in_order::{Digest, InOrder};
use super::terminal::visible_str;
use super::told::{Place, Told};
use super::{Totals, Unread};
use crate::verdict::Severity;
use quick_xml::escape::escape;
use std::io::{self, Write};

/// Writes suites as the articles come.
#[derive(Debug, Default)]
pub(crate) struct Junit;

impl InOrder for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"statvet\">\n",
        )
    }

    fn article(&mut self, digest: &Digest, out: &mut dyn Write) -> io::Result<()> {
        let name = attribute(digest.article.raw());
        let of = |severity| {
            let same = digest
                .findings
                .iter()
                .filter(|told| told.severity == severity);
            same.count()
        };
        let (errors, tests) = (of(Severity::Error), digest.findings.len().max(1));
        let skipped = of(Severity::Warning).saturating_add(of(Severity::Note));
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{errors}\" errors=\"0\" skipped=\"{skipped}\">"
        )?;
        for told in &digest.findings {
            case(told, &name, out)?;
        }
        if digest.findings.is_empty() {
            writeln!(
                out,
                "    <testcase name=\"no findings\" classname=\"{name}\"/>"
            )?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn unread(&mut self, unread: &Unread, out: &mut dyn Write) -> io::Result<()> {
        let (name, reason) = (attribute(unread.name.raw()), attribute(unread.reason.raw()));
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n    \
             <testcase name=\"can be read\" classname=\"{name}\">\n      <error type=\"unread\" message=\"{reason}\"/>\n    \
             </testcase>\n  </testsuite>"
        )
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let lines = summary::lines(totals).join("\n");
        writeln!(
            out,
            "  <testsuite name=\"statvet: coverage\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    \
             <testcase name=\"coverage\" classname=\"statvet\">\n      <system-out>{}</system-out>\n    </testcase>\n  \
             </testsuite>\n</testsuites>",
            escape(lines.as_str())
        )
    }
}

fn case(told: &Told, article: &str, out: &mut dyn Write) -> io::Result<()> {
    let place = told.place();
    let at = place.map_or_else(|| "line 1".to_owned(), Place::line);
    let figure = place.map_or("", |place| place.text.raw());
    let line = match place {
        Some(place) if place.paragraph.is_some() => String::new(),
        place => format!(" line=\"{}\"", place.map_or(1, |place| place.start.line)),
    };
    let name = attribute(&format!("{} in {at}: {figure}", told.check));
    let message = attribute(told.title().raw());
    writeln!(
        out,
        "    <testcase name=\"{name}\" classname=\"{article}\" file=\"{article}\"{line}>"
    )?;
    if told.severity == Severity::Error {
        let notes = told
            .notes
            .iter()
            .map(|(name, text)| format!("\n{name}: {}", attribute(text.raw())));
        writeln!(
            out,
            "      <failure type=\"{}\" message=\"{message}\">{message}{}</failure>",
            told.check,
            notes.collect::<String>()
        )?;
    } else {
        let level = told.severity.name();
        writeln!(out, "      <skipped message=\"{level}: {message}\"/>")?;
    }
    writeln!(out, "    </testcase>")
}

/// Text as XML may hold it, between quotes or tags: what XML forbids, and what hides, is made visible.
fn attribute(text: &str) -> String {
    escape(visible_str(text)).into_owned()
}
