//! `--format markdown`: a summary for people, as jobs and merge requests show it; under 1 MiB, which is what GitHub takes.

use super::human::{counted, summary};
use super::in_order::{Digest, Gravest, InOrder};
use super::told::Told;
use super::{Totals, Unread};
use crate::untrusted::{Untrusted, conceals};
use std::fmt::Write as _;
use std::io;

/// Findings that are held for the summary.
const MOST: usize = 2_000;

/// Bytes of the list of findings; room is left for the rest.
const ROOM: usize = 900 * 1024;

/// Articles that could not be read, told one by one.
const UNREAD: usize = 100;

/// Gathers the gravest findings, and writes them at the end, article by article.
#[derive(Debug)]
pub(crate) struct Markdown {
    gravest: Gravest,
    unread: Vec<String>,
    unread_untold: usize,
}

impl Default for Markdown {
    fn default() -> Self {
        Self {
            gravest: Gravest::new(MOST),
            unread: Vec::new(),
            unread_untold: 0,
        }
    }
}

impl InOrder for Markdown {
    fn article(&mut self, digest: &Digest, _: &mut dyn io::Write) -> io::Result<()> {
        self.gravest.take(&digest.findings);
        Ok(())
    }

    fn unread(&mut self, unread: &Unread, _: &mut dyn io::Write) -> io::Result<()> {
        if self.unread.len() < UNREAD {
            let (name, reason) = (escaped(&unread.name), escaped(&unread.reason));
            self.unread.push(format!("- {name}: {reason}"));
        } else {
            self.unread_untold = self.unread_untold.saturating_add(1);
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        let mut lines = summary::lines(totals).into_iter();
        writeln!(out, "## statvet: {}\n", lines.next().unwrap_or_default())?;
        for line in lines {
            writeln!(out, "{line}  ")?;
        }
        let untold = self.findings(out)?;
        let left_out = self.gravest.left_out.saturating_add(untold);
        if left_out > 0 {
            let more = counted(left_out, "finding");
            writeln!(
                out,
                "\n{more} more, the least grave, are left out here: --format json has all of them."
            )?;
        }
        if !self.unread.is_empty() {
            writeln!(out, "\n### Not read\n\n{}", self.unread.join("\n"))?;
        }
        if self.unread_untold > 0 {
            writeln!(out, "- and {} more", self.unread_untold)?;
        }
        Ok(())
    }
}

impl Markdown {
    /// Writes the findings by severity, and in each by article; how many found no room.
    fn findings(&self, out: &mut dyn io::Write) -> io::Result<usize> {
        let (mut room, mut untold) = (ROOM, 0_usize);
        let mut heading: Option<&Told> = None;
        for told in self.gravest.all() {
            let mut entry = String::new();
            if heading
                .is_none_or(|last| (&last.article, last.severity) != (&told.article, told.severity))
            {
                let _fits = write!(entry, "\n### {}\n\n", escaped(&told.article));
            }
            entry.push_str(&item(told));
            match room.checked_sub(entry.len()) {
                Some(left) => {
                    room = left;
                    heading = Some(told);
                    out.write_all(entry.as_bytes())?;
                }
                None => untold = untold.saturating_add(1),
            }
        }
        Ok(untold)
    }
}

/// "- **Wrong**, line 3: …", and the numbers behind it.
fn item(told: &Told) -> String {
    let line = told.place().map(|place| {
        // Beside its number, the name of a paragraph says nothing.
        let block = place
            .block
            .as_ref()
            .filter(|block| place.paragraph.is_none() || !block.starts_with("paragraph"));
        let block = block.map_or_else(String::new, |block| format!(" ({block})"));
        format!(", {}{block}", place.line())
    });
    let mut item = format!(
        "- **{}**{}: {} (`{}`)\n",
        told.heading,
        line.unwrap_or_default(),
        escaped(&told.message),
        told.check
    );
    for (name, text) in &told.notes {
        let _fits = writeln!(item, "  - {name}: {}", escaped(text));
    }
    item
}

/// Text as Markdown shows it: on one line, no markup, no element, nothing hidden.
fn escaped(text: &Untrusted) -> String {
    let mut out = String::with_capacity(text.raw().len());
    for c in text.raw().chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A log may show the file as it is.
            ':' if out.ends_with(':') => out.push_str("&#58;"),
            // Nothing stands at the start of a line, so that dashes and the like are only themselves.
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if conceals(c) => {
                let _fits = write!(out, "\\\\u\\{{{:x}\\}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
