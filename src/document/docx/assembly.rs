//! Paragraphs into prose and blocks.

use super::error::DocxError;
use super::paragraph::{InTable, Paragraph};
use super::style::Kind;
use super::trace::{Piece, Trace};
use crate::document::block::{Block, Cell, Role};
use crate::document::prose::Prose;
use crate::document::read::{Article, MAX_BYTES};
use crate::document::span::{ProseSpan, offset, trimmed};
use crate::document::text;
use crate::document::{Part, PartName, date};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The prose so far.
#[derive(Debug)]
pub(super) struct Assembly {
    text: String,
    /// The most bytes that it may have.
    limit: u64,
    blocks: Vec<Block>,
    cells: Vec<Cell>,
    /// The paragraphs, to count in.
    parts: Vec<Part>,
    /// Line ends in the prose.
    lines: u32,
    /// The first cells of the columns of tables that are open, where these are headers: by table and column.
    headers: BTreeMap<(u32, u32), u32>,
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
            cells: Vec::new(),
            parts: Vec::new(),
            lines: 0,
            headers: BTreeMap::new(),
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

    fn push_one(&mut self, paragraph: Paragraph, pieces: &mut Vec<Piece>) -> Result<(), DocxError> {
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
        self.parts.push(Part {
            name: PartName::Paragraph(offset(self.parts.len()).saturating_add(1)),
            start: offset(from),
            line: self.lines.saturating_add(1),
        });
        let lines = memchr::memchr_iter(b'\n', paragraph.text.as_bytes()).count();
        self.lines = self.lines.saturating_add(offset(lines)).saturating_add(1);
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
        let role = match (self.body, paragraph.cell) {
            (Some(_), None) => Role::Footnote,
            (_, cell) => role(kind, cell.is_some()),
        };
        if let Some(block) = self.block(from, length, role) {
            let level = match kind {
                Some(Kind::Heading(level)) => level,
                _ => 0,
            };
            let cell = paragraph.cell.filter(|_| role == Role::Cell);
            if let Some(cell) = cell {
                self.cell(cell);
            }
            self.blocks.push(Block { level, ..block });
        }
        Ok(())
    }

    /// The cell that the next block is.
    fn cell(&mut self, at: InTable) {
        let block = offset(self.blocks.len());
        let in_row = |cell: &&Cell| cell.table == at.table && cell.row == at.row;
        let first = self.cells.iter().rev().take_while(in_row).last();
        let row_header = first.filter(|first| first.column != at.column);
        let column_header = self.headers.get(&(at.table, at.column)).copied();
        self.cells.push(Cell {
            block,
            table: at.table,
            row: at.row,
            column: at.column,
            is_header: at.header,
            column_header: column_header.filter(|_| !at.header),
            row_header: row_header.map(|first| first.block),
        });
        if at.header {
            self.headers.entry((at.table, at.column)).or_insert(block);
        }
    }

    /// The block of a paragraph, if it says something.
    fn block(&self, from: usize, to: usize, role: Role) -> Option<Block> {
        let span = trimmed(&self.text, from, to)?;
        let words = self.text.get(span.start as usize..span.end as usize)?;
        words
            .contains(char::is_alphanumeric)
            .then_some(Block::new(span, role))
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
            cells: self.cells,
            parts: self.parts,
            ..Article::new(prose, self.blocks)
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
        Some(Kind::Headline) => Role::Headline,
        Some(Kind::Heading(_)) => Role::Heading,
        _ if in_table => Role::Cell,
        Some(Kind::Standfirst) => Role::Standfirst,
        Some(Kind::Caption) => Role::Caption,
        Some(Kind::Quotation) => Role::Quotation,
        Some(Kind::ListItem) => Role::ListItem,
        Some(Kind::Directory) | None => Role::Paragraph,
    }
}
