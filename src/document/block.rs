//! Blocks: the headings, paragraphs, list items and cells of an article, and what people call each.

use super::span::ProseSpan;
use std::fmt;

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The article's own headline.
    Headline,
    /// The lines between headline and body that sum the article up.
    Standfirst,
    /// Any other headline or subhead.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    Quotation,
    /// What stands under a picture or over a table.
    Caption,
    /// A cell of a table; [`Cell`] says which.
    Cell,
    /// A footnote.
    Footnote,
}

impl Role {
    /// Whether it heads what follows.
    pub const fn is_heading(self) -> bool {
        matches!(self, Self::Headline | Self::Heading)
    }

    /// What people call one.
    const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list item",
            Self::Quotation => "quotation",
            Self::Caption => "caption",
            Self::Cell => "table",
            Self::Footnote => "footnote",
        }
    }

    /// Whether there are commonly several, so that even the first is told by its number.
    const fn is_counted(self) -> bool {
        !matches!(self, Self::Headline | Self::Standfirst | Self::Caption)
    }
}

/// A part of the prose.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Its text.
    pub span: ProseSpan,
    /// What it is.
    pub role: Role,
    /// Of a heading its level, from 1, where the format tells it; else 0.
    pub level: u8,
    /// Which of its role it is, from 1.
    pub number: u32,
}

impl Block {
    /// Of no level; the document numbers it.
    pub(super) const fn new(span: ProseSpan, role: Role) -> Self {
        Self {
            span,
            role,
            level: 0,
            number: 0,
        }
    }
}

/// Where in a table a block stands. A cell that holds several blocks has one of these for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The block's index.
    pub block: u32,
    /// The table, from 1.
    pub table: u32,
    /// Its row, from 1, rows of headers counted.
    pub row: u32,
    /// Its column, from 1.
    pub column: u32,
    /// Whether it is a header itself.
    pub is_header: bool,
    /// The block of the header over it.
    pub column_header: Option<u32>,
    /// The block of the header of its row: its first cell, unless that is this one.
    pub row_header: Option<u32>,
}

/// What people call a block: "headline", "paragraph 7", "table 1, row 3".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockName {
    role: Role,
    number: u32,
    cell: Option<Cell>,
}

impl BlockName {
    pub(super) const fn new(block: Block, cell: Option<Cell>) -> Self {
        Self {
            role: block.role,
            number: block.number,
            cell,
        }
    }
}

impl fmt::Display for BlockName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role.name())?;
        match self.cell {
            Some(cell) => write!(f, " {}, row {}", cell.table, cell.row),
            None if self.role.is_counted() || self.number > 1 => write!(f, " {}", self.number),
            None => Ok(()),
        }
    }
}

/// Makes a headline of a heading that opens the article, unless the format tells one, and numbers the blocks of each role.
pub(super) fn number(blocks: &mut [Block]) {
    let told = blocks.iter().any(|block| block.role == Role::Headline);
    if let Some(first) = blocks.first_mut()
        && first.role == Role::Heading
        && !told
    {
        first.role = Role::Headline;
    }
    let mut counts = [0_u32; 9];
    for block in blocks {
        if let Some(count) = counts.get_mut(block.role as usize) {
            *count = count.saturating_add(1);
            block.number = *count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_called_by_role_and_number() {
        use Role::{Caption, Cell as InTable, Heading, Paragraph, Quotation};
        let roles = [
            Heading, Paragraph, Heading, Caption, Quotation, Paragraph, Caption, InTable,
        ];
        let mut blocks = roles.map(|role| Block::new(ProseSpan::default(), role));
        number(&mut blocks);
        let cell = Cell {
            block: 7,
            table: 1,
            row: 3,
            column: 2,
            is_header: false,
            column_header: None,
            row_header: None,
        };
        let cell = |block: &Block| (block.role == InTable).then_some(cell);
        let name = |block: &Block| BlockName::new(*block, cell(block)).to_string();
        let expected = "headline, paragraph 1, heading 1, caption, quotation 1, paragraph 2, caption 2, table 1, row 3";
        assert_eq!(
            blocks.iter().map(name).collect::<Vec<_>>().join(", "),
            expected
        );
    }
}
