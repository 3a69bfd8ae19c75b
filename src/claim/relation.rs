//! Relations: which figures of a passage are tied to which by the words between them.
//!
//! A relation is only claimed where the words leave no other reading: what only looks like one (a forecast,
//! another period's base, an old range) costs more than a miss.

mod change;
mod sum;

use super::clause::Words;
use super::marks::Marks;
use super::{Claim, Direction};
use crate::document::Document;
use crate::extract::{Extract, LexedSentence, Quantity};
use std::ops::Range;

/// A share of change with the two values that it was computed from; each an index of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The percentage.
    pub percent: usize,
    /// The base value.
    pub from: usize,
    /// The value reached.
    pub to: usize,
    /// Rise or fall.
    pub direction: Direction,
}

/// A total with all of its parts; each an index of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The total.
    pub total: usize,
    /// Its parts, in order.
    pub parts: Vec<usize>,
}

/// The relations of a document, each kind in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// Percentages with their endpoints.
    pub changes: Vec<Change>,
    /// Totals with their parts.
    pub sums: Vec<Sum>,
}

/// A relation looks at most at this many figures of a sentence.
const MOST: usize = 40;

/// Finds the relations among the figures of `document`. Never fails.
pub fn relate(document: &Document, extract: &Extract, claims: &[Claim]) -> Relations {
    let mut relations = Relations::default();
    for lexed in &extract.sentences {
        let Some(sentence) = Sentence::new(document, extract, claims, lexed) else {
            continue;
        };
        relations.changes.extend(change::change(&sentence));
        relations.sums.extend(sum::sum(&sentence));
    }
    relations
}

/// A sentence's figures with their claims and tokens.
struct Sentence<'a> {
    words: Words<'a>,
    figures: Vec<Figure<'a>>,
}

/// A figure of a sentence.
#[derive(Clone, Debug)]
struct Figure<'a> {
    index: usize,
    quantity: &'a Quantity,
    claim: &'a Claim,
    tokens: Range<usize>,
}

impl<'a> Sentence<'a> {
    /// The sentence, if it has two figures or more and not too many.
    fn new(
        document: &'a Document,
        extract: &'a Extract,
        claims: &'a [Claim],
        lexed: &LexedSentence,
    ) -> Option<Self> {
        let tokens = extract
            .tokens
            .get(lexed.tokens.start as usize..lexed.tokens.end as usize)?;
        let words = Words {
            text: &document.prose.text,
            tokens,
            marks: &Marks::NONE,
        };
        let range = lexed.quantities.start as usize..lexed.quantities.end as usize;
        let numbered = range
            .clone()
            .zip(extract.quantities.get(range.clone())?)
            .zip(claims.get(range.clone())?);
        let figures = numbered
            .filter(|((_, quantity), _)| !quantity.kind.is_calendar() && quantity.value.is_none());
        let figures: Vec<_> = figures
            .map(|((index, quantity), claim)| {
                let tokens = words.index_of(quantity.span.start)..words.index_of(quantity.span.end);
                Figure {
                    index,
                    quantity,
                    claim,
                    tokens,
                }
            })
            .collect();
        (figures.len() > 1 && range.len() <= MOST).then_some(Self { words, figures })
    }
}

impl Figure<'_> {
    /// Whether two figures can be added or compared: the same kind, and the same unit as far as both name one.
    fn alike(&self, other: &Self, words: &Words<'_>) -> bool {
        self.quantity.kind == other.quantity.kind
            && units_agree(&self.quantity.unit, &other.quantity.unit, words)
    }
}

/// Whether two units are the same, as far as both are named.
fn units_agree(a: &crate::extract::Unit, b: &crate::extract::Unit, words: &Words<'_>) -> bool {
    use crate::extract::UnitName::{Known, None, Noun};
    let same = |a, b| match (a, b) {
        (None, _) | (_, None) => true,
        (Known(a), Known(b)) => a == b,
        (Noun(a), Noun(b)) => {
            let last = |span| {
                words
                    .slice(span)
                    .rsplit([' ', '-'])
                    .next()
                    .unwrap_or("")
                    .to_lowercase()
            };
            crate::extract::inflect::singular(&last(a))
                == crate::extract::inflect::singular(&last(b))
        }
        _ => false,
    };
    same(a.name, b.name) && same(a.per, b.per)
}
