//! `--format jsonl`: one JSON object an article, each on a line of its own, in the order of the input.

use super::json::map;
use super::json::writer::write_json;
use super::{Renderer, Report, Totals, Unread};
use std::io;

/// Writes a line an article. There is no line for the totals: line n answers line n of the input.
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

    fn finish(&self, _: &Totals, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}
