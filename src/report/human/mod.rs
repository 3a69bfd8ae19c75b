//! `--format human`, the default: each finding with its source underlined and the numbers behind it, then
//! what was seen. `statvet extract` lists quantities instead.

mod across;
pub(crate) mod finding;
pub(crate) mod listing;
pub(crate) mod summary;

use super::across::Disagreement;
use super::position::Positions;
use super::terminal::visible;
use super::{Renderer, Report, Totals, Unread};
use crate::document::Document;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use std::io;

/// Writes for people.
#[derive(Debug)]
pub(crate) struct Human {
    /// Whether to use colours.
    pub(crate) color: bool,
}

impl Renderer for Human {
    fn document(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        write_encoding(&report.document, out)?;
        if report.outcome.is_none() {
            return listing::write(report, out);
        }
        let mut positions = Positions::new(report.document.file_text());
        for ruled in report.ruled().filter(|(_, _, ruling)| ruling.is_open()) {
            let drawn = finding::draw(report, ruled, &mut positions, self.color);
            writeln!(out, "{drawn}")?;
        }
        Ok(())
    }

    fn unread(&self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()> {
        let tag = self.paint("unread", ERROR);
        let (name, reason) = (visible(&unread.name), visible(&unread.reason));
        writeln!(out, "{tag}: {name}: {reason}\n")
    }

    fn finish(
        &self,
        totals: &Totals,
        across: Option<&[Disagreement<'_>]>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        for found in across.unwrap_or_default() {
            across::write(self, found, out)?;
        }
        summary::write(self, totals, out)
    }
}

const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const NOTE: Style = AnsiColor::BrightGreen.on_default().effects(Effects::BOLD);
const GOOD: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);

impl Human {
    /// Our own words, coloured if colours are on.
    fn paint(&self, words: &str, style: Style) -> String {
        if self.color {
            format!("{style}{words}{style:#}")
        } else {
            words.to_owned()
        }
    }
}

/// How an article that is not written in UTF-8 was read.
fn write_encoding(document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    let encoding = document.encoding;
    if encoding.is_utf8() {
        return Ok(());
    }
    let (name, words) = (visible(&document.name), encoding.told_by.words());
    writeln!(out, "{name}: read as {}, told by {words}\n", encoding.name)
}

/// "1 article", "2 articles".
pub(crate) fn counted(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!(
        "{} {noun}{ending}",
        crate::quantity::format::grouped(n.into())
    )
}

#[cfg(test)]
mod tests;
