//! `--format json`: one JSON object for the whole run, as the machine contract has it, an article a line.

pub(crate) mod formatter;
pub(crate) mod map;
pub(crate) mod number;
pub(crate) mod stream;
pub(crate) mod wire;
pub(crate) mod words;

use super::{Renderer, Report, Totals, Unread};
use formatter::write_json;
use std::io;
use wire::SCHEMA;

/// Writes the run as one object: its articles as they come, then what was seen of all.
#[derive(Debug)]
pub(crate) struct Json;

impl Renderer for Json {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{{\"schema\":\"{SCHEMA}\",\"documents\":[")
    }

    fn between(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b",\n")
    }

    fn document(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        write_json(out, &map::entry(report, None))
    }

    fn unread(&self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()> {
        write_json(out, &map::unread(unread, None))
    }

    fn finish(&self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"\n],\"coverage\":")?;
        write_json(out, &map::totals(totals))?;
        out.write_all(b"}\n")
    }
}
