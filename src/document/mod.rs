//! One article: its bytes, its prose with a map back to the bytes, blocks, sentences and date.
//!
//! This folder alone knows file formats. It knows no quantities, claims, rules or checks; of `extract`
//! it uses the one entry for a date literal, for datelines and front matter.

pub(crate) mod block;
pub(crate) mod prose;
pub(crate) mod sentence;
pub(crate) mod span;

pub use block::{Block, Role};
pub use prose::Prose;
pub use sentence::Sentence;
pub use span::{FileSpan, ProseSpan};

use crate::untrusted::Untrusted;
use jiff::civil::Date;

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
    /// The day the article is of; relative dates hang on it.
    pub date: Option<Date>,
}

impl Document {
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
}
