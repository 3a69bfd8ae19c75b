//! Tables: which header stands over a cell and before it, spans of rows and columns reckoned with.
//!
//! A table that only lays a page out is none: its cells are paragraphs.

use super::block::{Blocks, Draft};
use super::tag::{Attribute, Tag};
use crate::document::block::Role;

/// Columns beyond are not told headers.
const MAX_COLUMNS: usize = 256;
/// A cell reaches down no further.
const MAX_ROWSPAN: u32 = 1000;
/// The cells of a table without headers are not longer, in bytes.
const MAX_CELL: u32 = 200;

/// Where in a table a draft stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct InTable {
    /// The table, in the order in which they start.
    pub(super) table: u32,
    /// From 1.
    pub(super) row: u32,
    /// From 1.
    pub(super) column: u32,
    pub(super) is_header: bool,
    /// A draft.
    pub(super) column_header: Option<u32>,
    /// A draft.
    pub(super) row_header: Option<u32>,
}

/// A table as it is read.
#[derive(Debug)]
pub(super) struct Table {
    id: u32,
    /// Its drafts.
    drafts: Vec<u32>,
    row: u32,
    /// The column at which the next cell stands, unless one from above does, from 0.
    next: usize,
    columns: Vec<Column>,
    row_header: Option<u32>,
    cell: Option<OpenCell>,
    in_head: bool,
    has_headers: bool,
    holds_tables: bool,
    widest: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Column {
    header: Option<u32>,
    /// The last row that a cell from above reaches down to.
    taken_to: u32,
}

#[derive(Clone, Copy, Debug)]
struct OpenCell {
    column: usize,
    width: usize,
    heads: Heads,
    is_header: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heads {
    Nothing,
    Row,
    Columns,
}

impl Table {
    pub(super) const fn new(id: u32) -> Self {
        Self {
            id,
            drafts: Vec::new(),
            row: 0,
            next: 0,
            columns: Vec::new(),
            row_header: None,
            cell: None,
            in_head: false,
            has_headers: false,
            holds_tables: false,
            widest: 0,
        }
    }

    /// A table starts inside.
    pub(super) const fn holds_table(&mut self) {
        self.holds_tables = true;
    }

    /// `thead` starts or ends.
    pub(super) const fn head(&mut self, starts: bool) {
        self.in_head = starts;
        self.has_headers |= starts;
    }

    /// It has a `caption`.
    pub(super) const fn caption(&mut self) {
        self.has_headers = true;
    }

    /// `tr`
    pub(super) const fn row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.next = 0;
        self.row_header = None;
        self.cell = None;
    }

    /// `td`, `th`
    pub(super) fn cell(&mut self, is_header: bool, tag: &Tag) {
        if self.row == 0 {
            self.row();
        }
        let taken = |column: &Column| column.taken_to >= self.row;
        let free = self.columns.iter().skip(self.next);
        let column = self
            .next
            .saturating_add(free.take_while(|column| taken(column)).count());
        let span = |attribute| {
            let value = tag
                .value(attribute)
                .and_then(|text| text.trim().parse::<u32>().ok());
            value.unwrap_or(1).clamp(1, MAX_ROWSPAN)
        };
        let (width, rows) = (span(Attribute::Colspan), span(Attribute::Rowspan));
        let width = usize::try_from(width).unwrap_or(MAX_COLUMNS);
        self.next = column.saturating_add(width);
        self.widest = self.widest.max(self.next);
        let known = self.next.min(MAX_COLUMNS);
        if self.columns.len() < known {
            self.columns.resize(known, Column::default());
        }
        let last_row = self.row.saturating_add(rows.saturating_sub(1));
        for column in self.columns.iter_mut().take(known).skip(column) {
            column.taken_to = last_row;
        }
        self.has_headers |= is_header;
        self.cell = Some(OpenCell {
            column,
            width,
            heads: self.heads(column, is_header, tag.value(Attribute::Scope)),
            is_header: is_header || self.in_head,
        });
    }

    fn heads(&self, column: usize, is_header: bool, scope: Option<&str>) -> Heads {
        match scope {
            Some("row" | "rowgroup") => Heads::Row,
            Some("col" | "colgroup") => Heads::Columns,
            _ if self.in_head || (is_header && self.row == 1) => Heads::Columns,
            _ if column == 0 => Heads::Row,
            _ if is_header => Heads::Columns,
            _ => Heads::Nothing,
        }
    }

    /// The cell ends.
    pub(super) const fn cell_end(&mut self) {
        self.cell = None;
    }

    /// The draft of index `index` was read: a cell, or a part of one, if a cell is open.
    pub(super) fn drafted(&mut self, index: u32) -> Option<InTable> {
        let cell = self.cell?;
        let columns = self.columns.iter_mut().skip(cell.column).take(cell.width);
        let mut column_header = None;
        for (nth, column) in columns.enumerate() {
            if nth == 0 {
                column_header = column.header;
            }
            if cell.heads == Heads::Columns {
                column.header = Some(index);
            }
        }
        let row_header = self.row_header.filter(|_| cell.column > 0);
        if cell.heads == Heads::Row && self.row_header.is_none() {
            self.row_header = Some(index);
        }
        self.drafts.push(index);
        Some(InTable {
            table: self.id,
            row: self.row,
            column: u32::try_from(cell.column)
                .unwrap_or(u32::MAX)
                .saturating_add(1),
            is_header: cell.is_header,
            column_header,
            row_header,
        })
    }

    /// The table ends: its drafts are cells, or paragraphs if it only lays them out.
    pub(super) fn finish(self, blocks: &mut Blocks) {
        if !self.is_data(&blocks.drafts) {
            for index in &self.drafts {
                if let Some(draft) = blocks.drafts.get_mut(*index as usize) {
                    draft.role = Role::Paragraph;
                    draft.in_table = None;
                }
            }
        } else if !self.has_headers {
            self.take_first_row_for_headers(blocks);
        }
    }

    fn is_data(&self, drafts: &[Draft]) -> bool {
        let short = |index: &u32| {
            let draft = drafts.get(*index as usize);
            draft.is_some_and(|draft| draft.length() <= MAX_CELL)
        };
        let is_grid = self.row > 1 && self.widest > 1 && !self.holds_tables;
        self.has_headers || (is_grid && self.drafts.iter().all(short))
    }

    /// A first row without digits heads the columns of a table without headers.
    fn take_first_row_for_headers(&self, blocks: &mut Blocks) {
        let Blocks { prose, drafts, .. } = blocks;
        let mut headers: Vec<Option<u32>> = Vec::new();
        for index in &self.drafts {
            let Some(draft) = drafts.get_mut(*index as usize) else {
                continue;
            };
            let (start, end) = (draft.span.start as usize, draft.span.end as usize);
            let text = prose.text().get(start..end).unwrap_or("");
            let Some(place) = &mut draft.in_table else {
                continue;
            };
            let column = place.column as usize;
            if place.row > 1 {
                place.column_header = headers.get(column).copied().flatten();
            } else if text.contains(|c: char| c.is_ascii_digit()) {
                return;
            } else if column <= MAX_COLUMNS {
                headers.resize(headers.len().max(column.saturating_add(1)), None);
                if let Some(header) = headers.get_mut(column) {
                    *header = Some(*index);
                }
                place.is_header = true;
            }
        }
    }
}
