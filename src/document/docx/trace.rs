//! Where the prose stands in the XML of the main part, for marks to be set there.

use super::package::Part;
use crate::document::span::ProseSpan;
use std::collections::BTreeMap;
use std::ops::Range;

/// All that was traced; offsets are bytes of the main part.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) runs: Vec<TracedRun>,
    pub(super) texts: Vec<TracedText>,
    /// In the order of the prose.
    pub(super) pieces: Vec<Piece>,
    /// The runs that refer to notes.
    references: BTreeMap<(Part, String), usize>,
}

/// A run: `<w:r><w:rPr/>…</w:r>`.
#[derive(Debug, Default)]
pub(super) struct TracedRun {
    /// Its start tag.
    pub(super) tag: Range<usize>,
    /// Its properties, as an element; empty where it has none.
    pub(super) properties: Range<usize>,
    /// What stands in it behind the properties.
    pub(super) content: Range<usize>,
    /// One past its end tag.
    pub(super) end: usize,
}

/// A text: `<w:t>…</w:t>`.
#[derive(Debug, Default)]
pub(super) struct TracedText {
    /// The run that it stands in.
    pub(super) run: usize,
    /// Its start tag.
    pub(super) tag: Range<usize>,
    /// What stands in it.
    pub(super) content: Range<usize>,
    /// One past its end tag.
    pub(super) end: usize,
    /// Whether blanks at its ends count.
    pub(super) keeps_blanks: bool,
}

/// A piece of prose.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its bytes of the prose (before its paragraph is told, of the paragraph).
    pub(super) prose: ProseSpan,
    /// What it came from.
    pub(super) xml: Range<usize>,
    /// Whether it stands there byte for byte.
    pub(super) verbatim: bool,
    pub(super) holder: Holder,
}

/// What a piece stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A text, which may be split.
    Text(usize),
    /// A run, as a child of its own.
    Child(usize),
    /// A run that holds it somewhere: a text box, a note, ruby text. Only the run as a whole may be marked.
    Whole(usize),
    /// Nothing that is known.
    Nothing,
}

impl Trace {
    /// Remembers that a run refers to a note.
    pub(super) fn refer(&mut self, part: Part, id: &str, run: usize) {
        self.references.entry((part, id.to_owned())).or_insert(run);
    }

    /// The run that refers to a note.
    pub(super) fn reference(&self, part: Part, id: &str) -> Option<usize> {
        self.references.get(&(part, id.to_owned())).copied()
    }
}
