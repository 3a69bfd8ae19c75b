//! `statvet diff`: what has become of findings from one JSON report to a later one.

use super::args::{DiffArguments, DiffFormat};
use super::{Exit, output};
use crate::report::diff;
use std::fs;
use std::path::Path;

/// Tells which findings are new, changed and gone.
pub(super) fn diff(arguments: &DiffArguments) -> Result<Exit, String> {
    let old = read(&arguments.old)?;
    let diff = diff::diff(old, read(&arguments.new)?);
    output::print(|out, color| match arguments.format {
        DiffFormat::Human => diff::write_people(&diff, color, out),
        DiffFormat::Json => diff::write_json(&diff, out),
    });
    Ok(if diff.new.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

fn read(file: &Path) -> Result<diff::Side, String> {
    let name = file.display();
    let bytes = fs::read(file).map_err(|error| format!("{name}: can't be read: {error}"))?;
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_not_utf8| format!("{name}: not UTF-8, so no JSON report"))?;
    diff::read(&text).map_err(|error| format!("{name}: {error}"))
}
