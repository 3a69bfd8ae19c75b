//! Articles that disagree: both figures with the words around them, and where they stand.

use super::{Human, NOTE};
use crate::check::conflict;
use crate::report::across::{Disagreement, Place};
use crate::report::terminal::visible;
use std::io;

/// Writes two figures that disagree.
pub(super) fn write(
    human: &Human,
    found: &Disagreement<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let id = conflict::META.id;
    let tag = human.paint(&format!("note[{id}]"), NOTE);
    let message = visible(&found.message);
    writeln!(out, "{tag}: {}: {message}", conflict::HEADING)?;
    for place in found.places {
        write_place(place, out)?;
    }
    writeln!(out)
}

fn write_place(place: &Place, out: &mut dyn io::Write) -> io::Result<()> {
    let name = visible(place.name());
    let (line, column) = (place.line, place.column);
    match (place.field(), place.paragraph()) {
        (Some(field), _) => writeln!(out, "  --> {name}: {field}:{line}:{column}")?,
        (None, Some(paragraph)) => writeln!(out, "  --> {name}: paragraph {paragraph}")?,
        (None, None) => writeln!(out, "  --> {name}:{line}:{column}")?,
    }
    writeln!(out, "   |  {}", visible(&place.around))
}
