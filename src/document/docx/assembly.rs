//! Paragraphs into prose and blocks.

use super::error::DocxError;
use super::paragraph::Paragraph;
use super::style::Kind;
use super::trace::{Piece, Trace};
use crate::document::block::{Block, Role};
use crate::document::date;
use crate::document::paragraphs::Paragraphs;
use crate::document::prose::Prose;
use crate::document::read::{Article, MAX_BYTES};
use crate::document::span::{ProseSpan, offset, trimmed};
use crate::document::text;
use jiff::civil::Date;

/// The prose so far.
#[derive(Debug)]
pub(super) struct Assembly {
    text: String,
    /// The most bytes that it may have.
    limit: u64,
    blocks: Vec<Block>,
    paragraphs: Paragraphs,
    /// Whether a style tells of a heading.
    has_headings: bool,
    /// How many blocks stand in the body; notes follow.
    body: Option<usize>,
}

impl Assembly {
    /// Of no paragraph yet, and of at most `limit` bytes.
    pub(super) fn new(limit: u64) -> Self {
        Self {
            text: String::new(),
            limit,
            blocks: Vec::new(),
            paragraphs: Paragraphs::default(),
            has_headings: false,
            body: None,
        }
    }

    /// The prose so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends a paragraph, and those of its text boxes.
    pub(super) fn push(
        &mut self,
        mut paragraph: Paragraph,
        trace: Option<&mut Trace>,
    ) -> Result<(), DocxError> {
        let inside = std::mem::take(&mut paragraph.inside);
        let mut pieces = Vec::new();
        for paragraph in std::iter::once(paragraph).chain(inside) {
            self.push_one(paragraph, &mut pieces)?;
        }
        if let Some(trace) = trace {
            trace.pieces.append(&mut pieces);
        }
        Ok(())
    }

    fn push_one(
        &mut self,
        paragraph: Paragraph,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), DocxError> {
        let kind = paragraph.kind();
        if kind == Some(Kind::Directory) || paragraph.text.trim().is_empty() {
            return Ok(());
        }
        let from = self.text.len();
        let length = from.saturating_add(paragraph.text.len());
        let limit = self.limit.min(u64::try_from(MAX_BYTES).unwrap_or(u64::MAX));
        if u64::try_from(length).is_ok_and(|length| length >= limit) {
            return Err(DocxError::Text { limit });
        }
        self.paragraphs.push(offset(from), &self.text);
        self.text.push_str(&paragraph.text);
        self.text.push('\n');
        let start = offset(from);
        pieces.extend(paragraph.pieces.into_iter().map(|piece| Piece {
            prose: ProseSpan::new(
                piece.prose.start.saturating_add(start),
                piece.prose.end.saturating_add(start),
            ),
            ..piece
        }));
        self.has_headings |= matches!(kind, Some(Kind::Headline | Kind::Heading(_)));
        let role = role(kind, paragraph.cell.is_some());
        self.blocks.extend(self.block(from, length, role));
        Ok(())
    }

    /// The block of a paragraph, if it says something.
    fn block(&self, from: usize, to: usize, role: Role) -> Option<Block> {
        let span = trimmed(&self.text, from, to)?;
        let words = self.text.get(span.start as usize..span.end as usize)?;
        words
            .contains(char::is_alphanumeric)
            .then_some(Block { span, role })
    }

    /// What follows are notes.
    pub(super) fn end_body(&mut self) {
        self.body.get_or_insert(self.blocks.len());
    }

    /// The article; `date` is that of the properties, which a dateline goes before.
    pub(super) fn article(mut self, date: Option<Date>) -> Article {
        self.end_body();
        if !self.has_headings {
            self.read_as_typed();
        }
        let prose = Prose::verbatim(self.text, 0);
        Article {
            date: date::dateline(&prose, &self.blocks).or(date),
            prose,
            blocks: self.blocks,
            file_text: None,
            paragraphs: Some(self.paragraphs),
        }
    }

    /// Without styles, a text is typed as plain text is: short lines head what follows, and items have marks.
    fn read_as_typed(&mut self) {
        let Some(body) = self.body.and_then(|body| self.blocks.get_mut(..body)) else {
            return;
        };
        for block in body.iter_mut() {
            text::without_marker(&self.text, block);
        }
        text::mark_headings(&self.text, body);
    }
}

/// The role of a paragraph's block.
const fn role(kind: Option<Kind>, in_table: bool) -> Role {
    match kind {
        Some(Kind::Headline | Kind::Heading(_)) => Role::Heading,
        _ if in_table => Role::ListItem,
        Some(Kind::ListItem) => Role::ListItem,
        Some(Kind::Quotation) => Role::Quotation,
        Some(Kind::Standfirst | Kind::Caption | Kind::Directory) | None => Role::Paragraph,
    }
}
