//! What has become of findings, for people: a line each, and the counts.

use super::Diff;
use super::read::Found;
use crate::quantity::format::grouped;
use crate::report::terminal::visible_str;
use annotate_snippets::renderer::{AnsiColor, Style};
use std::io::{self, Write};

const NEW: Style = AnsiColor::BrightRed.on_default();
const GONE: Style = AnsiColor::Green.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

/// Writes all that is not the same, then how many there are of each.
pub(crate) fn write(diff: &Diff, color: bool, out: &mut dyn Write) -> io::Result<()> {
    for found in &diff.new {
        line("new", shade(NEW, color), found, out)?;
    }
    for (was, now) in &diff.changed {
        line("changed", shade(CHANGED, color), now, out)?;
        let (severity, message) = (visible_str(&was.severity), visible_str(&was.message));
        writeln!(out, "         was {severity}: {message}")?;
        if let Some(expected) = was
            .expected
            .as_ref()
            .filter(|_| was.expected != now.expected)
        {
            writeln!(out, "         held to {}", visible_str(expected))?;
        }
    }
    for found in &diff.gone {
        line("gone", shade(GONE, color), found, out)?;
    }
    let told = !(diff.new.is_empty() && diff.changed.is_empty() && diff.gone.is_empty());
    let counted = |n: usize| grouped(n.try_into().unwrap_or(u64::MAX).into());
    writeln!(
        out,
        "{}{} new, {} changed, {} gone, {} the same",
        if told { "\n" } else { "" },
        counted(diff.new.len()),
        counted(diff.changed.len()),
        counted(diff.gone.len()),
        counted(diff.same),
    )?;
    if diff.unknown > 0 {
        let unknown = counted(diff.unknown);
        writeln!(
            out,
            "{unknown} of before stood in articles that the later run could not read"
        )?;
    }
    Ok(())
}

fn shade(style: Style, color: bool) -> Style {
    if color { style } else { Style::new() }
}

/// `new      error[reference] tram.txt:3:20: Wrong: …`
fn line(tag: &str, style: Style, found: &Found, out: &mut dyn Write) -> io::Result<()> {
    let article = visible_str(&found.article);
    let place = found
        .place
        .map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let rule = found.rule.as_ref();
    let rule = rule.map_or_else(String::new, |rule| format!(" ({})", visible_str(rule)));
    writeln!(
        out,
        "{style}{tag:<8}{style:#} {}[{}] {article}{place}: {}{rule}",
        visible_str(&found.severity),
        visible_str(&found.check),
        visible_str(&found.message),
    )
}
