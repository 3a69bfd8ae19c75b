//! A check's page: its doc comment, drawn for a terminal.

use super::wrap::Page;
use crate::check::{CheckMeta, Family};
use std::io;

/// Writes the page of a check.
pub(super) fn write(check: &CheckMeta, page: &mut Page<'_>) -> io::Result<()> {
    page.strong(check.id)?;
    let (family, severity) = (family(check.family), check.severity.name());
    let head = format!("{family} · {severity} · since {}", check.since);
    page.indented(0, &head)?;
    for block in blocks(check.doc) {
        if let Some(heading) = block.strip_prefix("## ") {
            page.blank()?;
            page.strong(heading)?;
        } else if let Some(quoted) = block.strip_prefix("> ") {
            page.item("  | ", quoted)?;
        } else {
            page.indented(2, &block)?;
        }
    }
    Ok(())
}

/// Headings and paragraphs, a heading apart from what follows it.
fn blocks(doc: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in doc.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        if line.is_empty() {
            open = false;
        } else if open && let Some(block) = blocks.last_mut() {
            block.push(' ');
            block.push_str(line.trim_start_matches("> "));
        } else {
            blocks.push(line.to_owned());
            open = !line.starts_with('#');
        }
    }
    blocks
}

const fn family(family: Family) -> &'static str {
    match family {
        Family::Reference => "figures against sources",
        Family::Derived => "figures of a passage against what a rule asserts of them",
        Family::Conflict => "figures of one fact against each other",
        Family::Consistency => "the arithmetic inside an article",
    }
}
