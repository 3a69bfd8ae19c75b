//! The paragraphs of an article whose file has no lines, so that places are told by them.

use super::span::FileSpan;

/// Where each paragraph starts.
#[derive(Debug, Default)]
pub(crate) struct Paragraphs {
    starts: Vec<Start>,
    /// How far line ends are counted, and how many there were.
    counted: (usize, u32),
}

/// Where a paragraph starts.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// Byte of the prose.
    offset: u32,
    /// Lines of the prose before it.
    lines: u32,
}

/// A place as a paragraph has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InParagraph {
    /// The paragraph's number, from 1.
    pub(crate) number: u32,
    /// Byte of the prose at which it starts.
    pub(crate) start: u32,
    /// Lines of the prose before it.
    pub(crate) lines: u32,
}

impl Paragraphs {
    /// The next one starts at `offset`, the end of the prose so far, which is `text`.
    pub(super) fn push(&mut self, offset: u32, text: &str) {
        let (from, before) = self.counted;
        let passed = text.as_bytes().get(from..).unwrap_or_default();
        let newlines = u32::try_from(memchr::memchr_iter(b'\n', passed).count());
        let lines = before.saturating_add(newlines.unwrap_or(u32::MAX));
        self.counted = (text.len(), lines);
        self.starts.push(Start { offset, lines });
    }

    /// The paragraph that `offset` of the prose stands in.
    pub(crate) fn at(&self, offset: u32) -> InParagraph {
        let after = self.starts.partition_point(|start| start.offset <= offset);
        let found = after.checked_sub(1).and_then(|at| self.starts.get(at));
        found.map_or(
            InParagraph {
                number: 1,
                start: 0,
                lines: 0,
            },
            |start| InParagraph {
                number: u32::try_from(after).unwrap_or(u32::MAX),
                start: start.offset,
                lines: start.lines,
            },
        )
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.starts.len()
    }

    /// `span`, counted from the start of its paragraph.
    pub(super) fn within(&self, span: FileSpan) -> FileSpan {
        let paragraph = self.at(span.start).start;
        FileSpan::new(
            span.start.saturating_sub(paragraph),
            span.end.saturating_sub(paragraph),
        )
    }
}
