//! Blocks: the headings, paragraphs and list items of an article.

use super::span::ProseSpan;

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A headline or subhead.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list, or a cell of a table.
    ListItem,
    /// A block quotation.
    Quotation,
}

/// A part of the prose.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Its text.
    pub span: ProseSpan,
    /// What it is.
    pub role: Role,
    /// Of a heading: 1 is the highest, and where the format knows no levels all are. Of others it says nothing.
    pub level: u8,
}

impl Block {
    /// A block of a format that knows no levels of headings.
    pub const fn new(span: ProseSpan, role: Role) -> Self {
        Self {
            span,
            role,
            level: 1,
        }
    }

    /// The level of a heading.
    pub fn heading_level(&self) -> Option<u8> {
        (self.role == Role::Heading).then_some(self.level)
    }
}
