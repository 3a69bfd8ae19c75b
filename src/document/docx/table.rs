//! A table while it is read.

use super::paragraph::InTable;

/// Where in a table the reader stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Its number, from 1.
    number: u32,
    /// The row that is read, from 1.
    row: u32,
    /// How many columns stand before the cell that is read.
    column: u32,
    /// Whether its style sets the first row off.
    pub(super) headed: bool,
    /// Columns that the cell takes.
    pub(super) width: u32,
    /// Whether the row is repeated at the head of each page.
    pub(super) header: bool,
    /// Whether the row is deleted.
    pub(super) row_deleted: bool,
    /// Whether the cell is deleted.
    pub(super) cell_deleted: bool,
}

impl Table {
    /// One that starts.
    pub(super) const fn new(number: u32) -> Self {
        Self {
            number,
            row: 0,
            column: 0,
            headed: false,
            width: 0,
            header: false,
            row_deleted: false,
            cell_deleted: false,
        }
    }

    pub(super) const fn begin_row(&mut self) {
        *self = Self {
            row: self.row.saturating_add(1),
            headed: self.headed,
            ..Self::new(self.number)
        };
    }

    pub(super) const fn begin_cell(&mut self) {
        self.column = self.column.saturating_add(self.width);
        self.width = 1;
        self.cell_deleted = false;
    }

    /// Whether what stands in the cell is no text any more.
    pub(super) const fn is_deleted(&self) -> bool {
        self.row_deleted || self.cell_deleted
    }

    /// The cell that is read.
    pub(super) const fn cell(&self) -> InTable {
        InTable {
            table: self.number,
            row: self.row,
            column: self.column.saturating_add(1),
            header: self.header || self.headed && self.row == 1,
        }
    }
}
