//! Blocks as they are read: prose, and what is known of each before it is known what the article is.

use super::table::InTable;
use super::words::{self, References};
use crate::document::block::Role;
use crate::document::prose::ProseBuilder;
use crate::document::span::{ProseSpan, TextSpan, offset, trimmed};

/// Stands for something in a line that is not prose: U+FFFC, OBJECT REPLACEMENT CHARACTER.
const OBJECT: &str = "\u{fffc}";

/// A block that may be of the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) span: ProseSpan,
    pub(super) role: Role,
    /// Of a heading, from 1.
    pub(super) level: u8,
    /// The region that it stands in.
    pub(super) region: u32,
    /// How many of its bytes are links.
    pub(super) linked: u32,
    /// Whether a stop ends it.
    pub(super) is_sentence: bool,
    /// Where in a table it stands.
    pub(super) in_table: Option<InTable>,
}

impl Draft {
    /// How many bytes it has.
    pub(super) const fn length(&self) -> u32 {
        self.span.end.saturating_sub(self.span.start)
    }
}

/// Prose as it is read, and its blocks.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) prose: ProseBuilder,
    pub(super) drafts: Vec<Draft>,
    references: References,
    open: Option<OpenBlock>,
    /// Whether the prose of the open block ends in a blank.
    after_blank: bool,
}

/// What is known of a block when its first word comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub(super) role: Role,
    pub(super) level: u8,
    pub(super) region: u32,
}

#[derive(Clone, Copy, Debug)]
struct OpenBlock {
    opening: Opening,
    from: usize,
    linked: usize,
}

impl Blocks {
    /// Whether a block is being read.
    pub(super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a block, unless one is open.
    pub(super) fn open(&mut self, opening: Opening) {
        if self.open.is_none() {
            self.after_blank = true;
            self.open = Some(OpenBlock {
                opening,
                from: self.prose.len(),
                linked: 0,
            });
        }
    }

    /// Appends text of the page, which starts at `start` of the file's text, to the open block.
    pub(super) fn text(&mut self, source: &str, start: u32, is_link: bool) {
        let before = self.prose.len();
        self.after_blank = words::append(
            &mut self.prose,
            &mut self.references,
            source,
            start,
            self.after_blank,
        );
        let length = self.prose.len().saturating_sub(before);
        if let Some(open) = self.open.as_mut().filter(|_| is_link) {
            open.linked = open.linked.saturating_add(length);
        }
    }

    /// Appends text that `source` stands for as a whole to the open block.
    pub(super) fn atomic(&mut self, text: &str, source: TextSpan) {
        self.prose.atomic(text, source);
        self.after_blank = text.ends_with('\n');
    }

    /// Appends a mark that stands nowhere in the file to the open block.
    pub(super) fn added(&mut self, text: &str) {
        self.prose.added(text);
        self.after_blank = false;
    }

    /// Marks that something stood here that is not prose, at `source`.
    pub(super) fn object(&mut self, source: TextSpan) {
        if self.open.is_some() {
            self.atomic(OBJECT, source);
        }
    }

    /// Ends the open block, if there is one; its draft's index, if it holds a letter or a digit.
    pub(super) fn close(&mut self) -> Option<u32> {
        let open = self.open.take()?;
        let span = trimmed(self.prose.text(), open.from, self.prose.len());
        let said = span.filter(|span| self.says_something(*span));
        let is_sentence = said.is_some_and(|span| self.ends_in_stop(span));
        self.prose.added("\n");
        let index = offset(self.drafts.len());
        let Opening {
            role,
            level,
            region,
        } = open.opening;
        self.drafts.push(Draft {
            span: said?,
            role,
            level,
            region,
            linked: offset(open.linked),
            is_sentence,
            in_table: None,
        });
        Some(index)
    }

    fn says_something(&self, span: ProseSpan) -> bool {
        self.slice(span).contains(char::is_alphanumeric)
    }

    fn ends_in_stop(&self, span: ProseSpan) -> bool {
        self.slice(span)
            .trim_end_matches(['"', '”', '’', ')'])
            .ends_with(['.', '!', '?', '…'])
    }

    fn slice(&self, span: ProseSpan) -> &str {
        let text = self.prose.text();
        text.get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}
