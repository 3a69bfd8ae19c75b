//! A paragraph while it is read.

use super::style::{Kind, Style};
use super::symbol::raised;
use super::trace::{Holder, Piece};
use crate::document::span::{ProseSpan, offset};
use std::ops::Range;

/// What is known of a paragraph so far.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Where the text came from, if that is traced.
    pub(super) pieces: Vec<Piece>,
    pub(super) style: Style,
    /// The heading that its own outline level makes it.
    pub(super) outline: Option<Kind>,
    /// Whether it is an item of a list by its own word.
    pub(super) listed: Option<bool>,
    /// Whether its end is deleted, so that it reads on in the next one.
    pub(super) joined: bool,
    /// The cell of a table that it stands in.
    pub(super) cell: Option<InTable>,
    /// Paragraphs of text boxes in it.
    pub(super) inside: Vec<Paragraph>,
}

/// The cell of a table that a paragraph stands in; all are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InTable {
    pub(super) table: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    /// Whether it is a header.
    pub(super) header: bool,
}

/// Where a text stands, if that is traced.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) xml: Range<usize>,
    pub(super) holder: Holder,
}

impl Paragraph {
    /// What it is.
    pub(super) fn kind(&self) -> Option<Kind> {
        let listed = self.listed.unwrap_or(self.style.listed);
        self.outline
            .or(self.style.kind.filter(|kind| *kind != Kind::ListItem))
            .or(listed.then_some(Kind::ListItem))
            .or(self.style.kind.filter(|_| self.listed != Some(false)))
    }

    /// Appends text that stands in the XML as it is; line ends and tabs in it are blanks.
    pub(super) fn verbatim(&mut self, text: &str, origin: Option<Origin>) {
        let start = self.text.len();
        let blank = |c: char| if c.is_ascii_whitespace() { ' ' } else { c };
        self.text.extend(text.chars().map(blank));
        self.piece(start, origin, true);
    }

    /// Appends text that is raised: digits of it as the raised ones.
    pub(super) fn raised(&mut self, text: &str, origin: Option<&Origin>) {
        let mut at = origin.map_or(0, |origin| origin.xml.start);
        for c in text.chars() {
            let xml = at..at.saturating_add(c.len_utf8());
            at = xml.end;
            self.atomic(
                raised(c).unwrap_or(c),
                origin.map(|origin| Origin {
                    xml,
                    holder: origin.holder,
                }),
            );
        }
    }

    /// Appends a character that something in the XML stands for as a whole.
    pub(super) fn atomic(&mut self, c: char, origin: Option<Origin>) {
        let start = self.text.len();
        self.text.push(c);
        self.piece(start, origin, false);
    }

    /// Appends text that a stretch of the XML stands for as a whole.
    pub(super) fn whole(&mut self, text: &str, origin: Option<Origin>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.piece(start, origin, false);
    }

    /// Takes off the blanks at the end, down to `from`.
    pub(super) fn trim_end(&mut self, from: usize) {
        let kept = self
            .text
            .trim_end_matches(|c: char| c.is_ascii_whitespace());
        let length = kept.len().max(from);
        self.text.truncate(length);
        let end = offset(length);
        while let Some(last) = self.pieces.last_mut().filter(|last| last.prose.end > end) {
            if last.prose.start >= end {
                self.pieces.pop();
            } else {
                last.prose.end = end;
            }
        }
    }

    fn piece(&mut self, start: usize, origin: Option<Origin>, verbatim: bool) {
        let prose = ProseSpan::new(offset(start), offset(self.text.len()));
        if let Some(Origin { xml, holder }) = origin.filter(|_| !prose.is_empty()) {
            self.pieces.push(Piece {
                prose,
                xml,
                verbatim,
                holder,
            });
        }
    }
}
