//! Prose: the text to vet, and where each byte of it came from.

use super::span::{FileSpan, ProseSpan};

/// The text of an article without markup, with its map to the file.
#[derive(Debug)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it came from.
    pub(crate) map: SpanMap,
}

impl Prose {
    /// Text that stands in the file as it is, from byte `offset` on.
    pub(crate) const fn verbatim(text: String, offset: u32) -> Self {
        Self {
            text,
            map: SpanMap {
                segments: Vec::new(),
                offset,
            },
        }
    }

    /// The text under `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: ProseSpan) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}

/// Where the bytes of prose stand in the file.
#[derive(Debug, Default)]
pub(crate) struct SpanMap {
    /// Pieces in order; empty where the prose is the file's text from `offset` on.
    segments: Vec<Segment>,
    offset: u32,
}

/// A piece of prose and the file bytes that it came from.
#[derive(Clone, Copy, Debug)]
struct Segment {
    prose: ProseSpan,
    file: FileSpan,
}

impl Segment {
    /// Whether the prose is the file's bytes, one for one; otherwise (an escape) it maps as a whole.
    const fn verbatim(&self) -> bool {
        self.prose.end - self.prose.start == self.file.end - self.file.start
    }
}

impl SpanMap {
    /// Where `span` stands in the file.
    pub(crate) fn to_file(&self, span: ProseSpan) -> FileSpan {
        FileSpan {
            start: span.start.saturating_add(self.offset),
            end: span.end.saturating_add(self.offset),
        }
    }
}
