//! A table while it is read.

use super::paragraph::Cell;

/// Where in a table the reader stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Its number in the part.
    number: u32,
    /// One past the row and the column that are read.
    rows: u32,
    column: u32,
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
            rows: 0,
            column: 0,
            width: 0,
            header: false,
            row_deleted: false,
            cell_deleted: false,
        }
    }

    pub(super) const fn begin_row(&mut self) {
        *self = Self {
            rows: self.rows.saturating_add(1),
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
    pub(super) const fn cell(&self) -> Cell {
        Cell {
            table: self.number,
            row: self.rows.saturating_sub(1),
            column: self.column,
            header: self.header,
        }
    }
}
