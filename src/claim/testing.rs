//! What the binding tests share: a sentence in, its tokens and quantities out.

use super::clause::Words;
use super::marks::Marks;
use crate::document::{Document, Format, read};
use crate::extract::{Extract, scan};
use std::ops::Range;

/// A one-sentence document, extracted.
pub(super) struct Sentence {
    pub(super) document: Document,
    pub(super) extract: Extract,
    marks: Marks,
}

impl Sentence {
    pub(super) fn of(text: &str) -> Self {
        Self::dated(text, None)
    }

    pub(super) fn dated(text: &str, date: Option<jiff::civil::Date>) -> Self {
        let document =
            read("test".into(), text.as_bytes().to_vec(), Format::Text, date).expect("plain text");
        let extract = scan(&document, 100);
        let marks = Marks::of(&document.prose.text, &extract.tokens);
        Self {
            document,
            extract,
            marks,
        }
    }

    pub(super) fn words(&self) -> Words<'_> {
        Words {
            text: &self.document.prose.text,
            tokens: &self.extract.tokens,
            marks: &self.marks,
        }
    }

    pub(super) fn figures(&self) -> Vec<(Range<usize>, bool)> {
        let words = self.words();
        let range = |quantity: &crate::extract::Quantity| {
            (
                words.index_of(quantity.span.start)..words.index_of(quantity.span.end),
                !quantity.kind.is_calendar(),
            )
        };
        self.extract.quantities.iter().map(range).collect()
    }
}
