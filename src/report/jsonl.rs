//! `--format jsonl`: one JSON object an article, each on a line of its own, in the order of the input.

use super::across::Disagreement;
use super::json::map;
use super::json::writer::write_json;
use super::{Renderer, Report, Totals, Unread};
use std::io;

/// Writes a line an article. There is no line for the totals: line n answers line n of the input. What articles say against
/// each other, where they were compared, stands behind them all.
#[derive(Debug)]
pub(crate) struct Jsonl;

impl Renderer for Jsonl {
    fn document(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        write_json(out, &map::entry(report))?;
        out.write_all(b"\n")
    }

    fn unread(&self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()> {
        write_json(out, &map::unread(unread))?;
        out.write_all(b"\n")
    }

    fn finish(
        &self,
        _: &Totals,
        across: Option<&[Disagreement<'_>]>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        for found in across.unwrap_or_default() {
            write_json(out, &map::disagreement(found))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
