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
}
