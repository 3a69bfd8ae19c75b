//! One article: its bytes, its prose with a map back to the bytes, blocks, sentences and date.
//!
//! This folder alone knows file formats. It knows no quantities, claims, rules or checks; of `extract`
//! it uses the one entry for a date literal, for datelines and front matter.

pub(crate) mod block;
mod date;
pub(crate) mod docx;
pub(crate) mod encoding;
mod front_matter;
mod html;
pub(crate) mod jsonl;
mod markdown;
pub(crate) mod ninjs;
pub(crate) mod prose;
pub(crate) mod read;
pub(crate) mod sentence;
pub(crate) mod span;
mod text;

pub use block::{Block, BlockName, Cell, Role};
pub use docx::{Comment as DocxComment, DocxError, Limits as DocxLimits, commented, read_docx};
pub use encoding::{Encoding, ToldBy};
pub use jsonl::{
    Record, RecordError, RecordId, RecordLine, RecordLines, RecordProblem, Records, record_lines,
    records,
};
pub use ninjs::{items, looks_like_items};
pub use prose::Prose;
pub use read::{Format, ReadError, read};
pub use sentence::Sentence;
pub use span::{FileSpan, ProseSpan, TextSpan};

use crate::untrusted::Untrusted;
use jiff::civil::Date;
use prose::SpanMap;
use read::Article;

/// One article, read.
#[derive(Debug)]
pub struct Document {
    /// The file's path as given, or the record's id.
    pub name: Untrusted,
    /// The file's text, decoded, where it is not the prose itself.
    pub(crate) file_text: Option<String>,
    /// In which encoding the file is written.
    pub encoding: Encoding,
    /// Where the file's text stands in its bytes, where that is not byte for byte.
    pub(crate) decoding: Option<SpanMap<TextSpan, FileSpan>>,
    /// The parts that file spans count in, in order; none where that is the whole file.
    pub parts: Vec<Part>,
    /// The text to vet, and its map to the file's text.
    pub prose: Prose,
    /// The parts of the prose, in order; every sentence lies in one.
    pub blocks: Vec<Block>,
    /// Where the blocks that are cells stand in their tables, in the order of the blocks.
    pub cells: Vec<Cell>,
    /// The sentences of the prose, in order.
    pub sentences: Vec<Sentence>,
    /// The blocks that are headings, in order.
    pub(crate) headings: Vec<Heading>,
    /// The day the article is of; relative dates hang on it.
    pub date: Option<Date>,
}

/// A part of a file that spans count in for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which one.
    pub name: PartName,
    /// Where it starts in the document's text: the start of a line.
    pub start: u32,
    /// The line on which it starts there, from 1.
    pub line: u32,
}

/// What a part is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// A field of a record.
    Field(&'static str),
    /// A paragraph of a word processor's document, from 1.
    Paragraph(u32),
}

impl Document {
    /// What a reader made of a text, split into sentences.
    fn new(name: Untrusted, mut article: Article, date: Option<Date>) -> Self {
        block::number(&mut article.blocks);
        Self {
            name,
            sentences: sentence::sentences(&article.prose.text, &article.blocks),
            headings: headings(&article.blocks),
            file_text: article.file_text,
            encoding: Encoding::UTF_8,
            decoding: None,
            parts: article.parts,
            prose: article.prose,
            blocks: article.blocks,
            cells: article.cells,
            date,
        }
    }

    /// The same, of a file whose text was decoded.
    fn decoded(self, encoding: Encoding, map: Option<SpanMap<TextSpan, FileSpan>>) -> Self {
        Self {
            encoding,
            decoding: map,
            ..self
        }
    }

    /// The prose under `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: ProseSpan) -> &str {
        self.prose.slice(span)
    }

    /// The file's text, decoded: what lines and columns are counted in.
    pub fn file_text(&self) -> &str {
        self.file_text.as_deref().unwrap_or(&self.prose.text)
    }

    /// Where `span` stands in the file's text.
    pub fn text_span(&self, span: ProseSpan) -> TextSpan {
        self.prose.map.map(span)
    }

    /// Where `span` stands in the file, in bytes; of a document in parts, in the part that it starts in.
    pub fn file_span(&self, span: ProseSpan) -> FileSpan {
        let text = self.text_span(span);
        let start = self.part(span).map_or(0, |part| part.start);
        match &self.decoding {
            Some(map) => map.map(text),
            None => FileSpan::new(
                text.start.saturating_sub(start),
                text.end.saturating_sub(start),
            ),
        }
    }

    /// The part that `span` starts in, of a document in parts.
    pub fn part(&self, span: ProseSpan) -> Option<Part> {
        if self.parts.is_empty() {
            return None;
        }
        let start = self.text_span(span).start;
        let after = self.parts.partition_point(|part| part.start <= start);
        self.parts.get(after.checked_sub(1)?).copied()
    }

    /// What people call the block of index `block`: "headline", "paragraph 7", "table 1, row 3".
    pub fn block_name(&self, block: u32) -> Option<BlockName> {
        Some(BlockName::new(self.block(block)?, self.cell(block)))
    }

    /// Where the block of index `block` stands in a table, if it does.
    pub fn cell(&self, block: u32) -> Option<Cell> {
        let at = self.cells.binary_search_by_key(&block, |cell| cell.block);
        self.cells.get(at.ok()?).copied()
    }

    /// The sentence of index `sentence`.
    pub fn sentence(&self, sentence: u32) -> Option<Sentence> {
        self.sentences.get(sentence as usize).copied()
    }

    /// The block of index `block`.
    pub fn block(&self, block: u32) -> Option<Block> {
        self.blocks.get(block as usize).copied()
    }

    /// Index of the sentence before `sentence`, whatever its block.
    pub fn sentence_before(&self, sentence: u32) -> Option<u32> {
        let before = sentence.checked_sub(1)?;
        ((sentence as usize) < self.sentences.len()).then_some(before)
    }

    /// Index of the sentence before `sentence` in the same block.
    pub fn sentence_before_in_block(&self, sentence: u32) -> Option<u32> {
        let before = self.sentence_before(sentence)?;
        (self.sentence(before)?.block == self.sentence(sentence)?.block).then_some(before)
    }

    /// Index of the block that is the heading in force at `block`: the nearest one before it.
    pub fn heading_of(&self, block: u32) -> Option<u32> {
        self.headings_over(block).next()
    }

    /// The blocks that are headings over `block`, the nearest first: each of a higher level than the one before.
    pub fn headings_over(&self, block: u32) -> impl Iterator<Item = u32> {
        let before = self
            .headings
            .partition_point(|heading| heading.block < block);
        let nearest = before.checked_sub(1).and_then(|at| self.headings.get(at));
        let above = |heading: &&Heading| self.headings.get(heading.above?);
        std::iter::successors(nearest, above).map(|heading| heading.block)
    }
}

/// A heading, and the one over it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    block: u32,
    /// Index of the nearest heading before it that is of a higher level.
    above: Option<usize>,
}

/// The headings among some blocks, in order.
fn headings(blocks: &[Block]) -> Vec<Heading> {
    let mut found = Vec::new();
    // Index and level of those that may stand over the next.
    let mut open: Vec<(usize, u8)> = Vec::new();
    let headings = (0..)
        .zip(blocks)
        .filter(|(_, block)| block.role.is_heading());
    for (block, Block { level, .. }) in headings {
        while open.last().is_some_and(|(_, over)| over >= level) {
            open.pop();
        }
        let above = open.last().map(|(index, _)| *index);
        open.push((found.len(), *level));
        found.push(Heading { block, above });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_headings_before_are_found() {
        let text = b"# Talks\n\nOne came. Two left.\n\n# Flights\n\nThree.".to_vec();
        let document = read("a".into(), text, Format::Markdown, None).unwrap();
        let before = |index| document.sentence_before(index);
        let in_block = |index| document.sentence_before_in_block(index);
        assert_eq!(
            (0..6).map(before).collect::<Vec<_>>(),
            [None, Some(0), Some(1), Some(2), Some(3), None]
        );
        assert_eq!(
            (0..6).map(in_block).collect::<Vec<_>>(),
            [None, None, Some(1), None, None, None]
        );
        let text = b"# Talks\n\n## Flights\n\n### In June\n\nOne.\n\n## Ships\n\nTwo.".to_vec();
        let nested = read("a".into(), text, Format::Markdown, None).unwrap();
        let over = |block| nested.headings_over(block).collect::<Vec<_>>();
        assert_eq!((over(3), over(5)), (vec![2, 1, 0], vec![4, 0]));
        let heading = |block| document.heading_of(block);
        assert_eq!(
            (0..4).map(heading).collect::<Vec<_>>(),
            [None, Some(0), Some(0), Some(2)]
        );
    }
}
