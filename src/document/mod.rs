//! One article: its bytes, its prose with a map back to the bytes, blocks, sentences and date.
//!
//! This folder alone knows file formats. It knows no quantities, claims, rules or checks; of `extract`
//! it uses the one entry for a date literal, for datelines and front matter.

pub(crate) mod block;
mod date;
mod front_matter;
pub(crate) mod jsonl;
mod markdown;
pub(crate) mod prose;
pub(crate) mod read;
pub(crate) mod sentence;
pub(crate) mod span;
mod text;

pub use block::{Block, Role};
pub use jsonl::{
    Record, RecordError, RecordId, RecordLine, RecordLines, RecordProblem, Records, record_lines,
    records,
};
pub use prose::Prose;
pub use read::{Format, ReadError, read};
pub use sentence::Sentence;
pub use span::{FileSpan, ProseSpan};

use crate::untrusted::Untrusted;
use jiff::civil::Date;
use read::Article;

/// One article, read.
#[derive(Debug)]
pub struct Document {
    /// The file's path as given, or the record's id.
    pub name: Untrusted,
    /// The text that file spans point into, where it is not the prose itself: the decoded file, or the record's field.
    pub(crate) file_text: Option<String>,
    /// The text to vet, and its map to the file.
    pub prose: Prose,
    /// The parts of the prose, in order; every sentence lies in one.
    pub blocks: Vec<Block>,
    /// The sentences of the prose, in order.
    pub sentences: Vec<Sentence>,
    /// The blocks that are headings, in order.
    pub(crate) headings: Vec<u32>,
    /// The day the article is of; relative dates hang on it.
    pub date: Option<Date>,
}

impl Document {
    /// What a reader made of a text, split into sentences.
    fn new(name: Untrusted, article: Article, date: Option<Date>) -> Self {
        Self {
            name,
            sentences: sentence::sentences(&article.prose.text, &article.blocks),
            headings: headings(&article.blocks),
            file_text: article.file_text,
            prose: article.prose,
            blocks: article.blocks,
            date,
        }
    }

    /// The prose under `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: ProseSpan) -> &str {
        self.prose.slice(span)
    }

    /// The text that file spans point into.
    pub fn file_text(&self) -> &str {
        self.file_text.as_deref().unwrap_or(&self.prose.text)
    }

    /// Where `span` stands in the file.
    pub fn file_span(&self, span: ProseSpan) -> FileSpan {
        self.prose.map.to_file(span)
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
        let before = self.headings.partition_point(|&heading| heading < block);
        self.headings.get(before.checked_sub(1)?).copied()
    }
}

fn headings(blocks: &[Block]) -> Vec<u32> {
    (0..)
        .zip(blocks)
        .filter(|(_, block)| block.role == Role::Heading)
        .map(|(index, _)| index)
        .collect()
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
        let heading = |block| document.heading_of(block);
        assert_eq!(
            (0..4).map(heading).collect::<Vec<_>>(),
            [None, Some(0), Some(0), Some(2)]
        );
    }
}
