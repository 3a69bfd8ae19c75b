//! `--format github`: workflow commands that become annotations
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>). GitHub shows ten of each severity a
//! step, so that no more are written, the gravest first.

use super::human::{counted, summary};
use super::in_order::{Digest, Gravest, InOrder};
use super::terminal::visible_str;
use super::told::Told;
use super::{Totals, Unread};
use crate::verdict::Severity;
use std::io;

/// Annotations of one severity that GitHub shows a step.
const SHOWN: usize = 10;

/// Gathers the gravest findings, and writes them at the end.
#[derive(Debug)]
pub(crate) struct Github {
    errors: Gravest,
    warnings: Gravest,
    notes: Gravest,
    /// What could not be read, as commands.
    unread: Vec<String>,
}

impl Default for Github {
    fn default() -> Self {
        let [errors, warnings, notes] = [(); 3].map(|()| Gravest::new(SHOWN));
        Self {
            errors,
            warnings,
            notes,
            unread: Vec::new(),
        }
    }
}

impl InOrder for Github {
    fn article(&mut self, digest: &Digest, _: &mut dyn io::Write) -> io::Result<()> {
        for told in &digest.findings {
            let own = match told.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Note => &mut self.notes,
            };
            own.take(std::slice::from_ref(told));
        }
        Ok(())
    }

    fn unread(&mut self, unread: &Unread, _: &mut dyn io::Write) -> io::Result<()> {
        if self.unread.len() < SHOWN {
            self.unread.push(format!(
                "::error file={},title=unread::{}",
                property(unread.name.raw()),
                data(unread.reason.raw())
            ));
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        let mut written = 0_usize;
        for command in &self.unread {
            writeln!(out, "{command}")?;
            written = written.saturating_add(1);
        }
        for told in self.errors.all().take(SHOWN.saturating_sub(written)) {
            writeln!(out, "{}", command(told))?;
        }
        for told in self.warnings.all().chain(self.notes.all()) {
            writeln!(out, "{}", command(told))?;
        }
        for line in summary::lines(totals) {
            writeln!(out, "{line}")?;
        }
        let found = totals.at_least(Severity::Note);
        let shown = [&self.errors, &self.warnings, &self.notes].map(|held| held.all().count());
        let shown = shown.iter().fold(0_usize, |sum, n| sum.saturating_add(*n));
        if found > shown {
            let left_out = counted(found.saturating_sub(shown), "finding");
            writeln!(
                out,
                "{left_out} more: GitHub shows {SHOWN} annotations of a severity a step; --format markdown or sarif has them"
            )?;
        }
        Ok(())
    }
}

/// `::error file=a.md,line=3,endLine=3,col=5,endColumn=9,title=percent-change::Wrong: …`
fn command(told: &Told) -> String {
    let level = match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = told.place().filter(|place| place.paragraph.is_none());
    let place = place.map(|place| {
        let (start, end) = (place.start, place.end);
        // Columns are shown only of a range in one line.
        format!(
            ",line={},endLine={},col={},endColumn={}",
            start.line, end.line, start.column, end.column
        )
    });
    let notes = told
        .notes
        .iter()
        .map(|(name, text)| format!("%0A{name}: {}", data(text.raw())));
    format!(
        "::{level} file={}{},title={}::{}{}",
        property(told.article.raw()),
        place.unwrap_or_default(),
        property(told.check),
        data(told.title().raw()),
        notes.collect::<String>()
    )
}

/// The text of a command, on one line.
fn data(text: &str) -> String {
    visible_str(text).replace('%', "%25")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
