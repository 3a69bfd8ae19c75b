//! Writes entries of `statvet-decisions.toml`.

use super::Status;
use crate::untrusted::conceals;
use jiff::civil::Date;
use std::fmt::Write as _;

/// What an entry says of a finding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) finding: &'a str,
    pub(crate) status: Status,
    pub(crate) reason: &'a str,
    pub(crate) by: Option<&'a str>,
    pub(crate) on: Date,
    pub(crate) until: Option<Date>,
    pub(crate) article: &'a str,
    pub(crate) check: &'a str,
    pub(crate) figure: Option<&'a str>,
    pub(crate) expected: Option<&'a str>,
}

/// The entry, with an empty line before it.
pub(crate) fn entry(said: &Said<'_>) -> String {
    let mut out = String::from("\n[[decision]]\n");
    let mut line = |key: &str, text: Option<&str>| {
        if let Some(text) = text {
            let written = writeln!(out, "{key} = {}", quoted(text));
            debug_assert!(written.is_ok(), "writing to a string cannot fail");
        }
    };
    line("finding", Some(said.finding));
    line("status", Some(said.status.name()));
    line("reason", Some(said.reason));
    line("by", said.by);
    line("article", Some(said.article));
    line("check", Some(said.check));
    line("figure", said.figure);
    line("expected", said.expected);
    let until = said.until.map(|day| format!("until = {day}\n"));
    format!("{out}on = {}\n{}", said.on, until.unwrap_or_default())
}

/// The file's text without the entry that `line`, from 1, stands in: from its header to the next.
pub(crate) fn without(text: &str, line: usize) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_header = |line: &&str| line.trim_start().starts_with('[');
    let at = line.saturating_sub(1).min(lines.len());
    let (before, after) = lines.split_at(at);
    let start = before.iter().rposition(is_header).unwrap_or(at);
    let end = after.iter().position(is_header).unwrap_or(after.len());
    let kept = before.iter().take(start).chain(after.iter().skip(end));
    kept.copied().collect()
}

/// A basic string of TOML: what hides or ends a line is an escape.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if conceals(c) => {
                let written = write!(out, "\\U{:08x}", u32::from(c));
                debug_assert!(written.is_ok(), "writing to a string cannot fail");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
