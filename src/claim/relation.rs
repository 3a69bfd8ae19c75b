//! Relations: which figures of a passage are tied to which by the words between them.
//!
//! A relation is only claimed where the words leave no other reading: what only looks like one (a forecast,
//! another period's base, an old range) costs more than a miss.

mod breakdown;
mod change;
mod comparison;
mod conversion;
mod rate;
mod share;
mod span;
mod sum;

use super::clause::Words;
use super::marks::Marks;
use super::{Claim, Direction};
use crate::document::Document;
use crate::extract::tokens::TokenKind;
use crate::extract::{Extract, LexedSentence, Quantity};
use std::ops::Range;

/// A change of one thing, by how much, from what and to what; each an index of a quantity.
///
/// It has both ends, or one of them and its size in two terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Rise or fall; absent where the words are at odds about it.
    pub direction: Option<Direction>,
    /// Its size: an amount, a percentage, points, a multiple; several say the same in other terms.
    pub by: Vec<usize>,
    /// The base value.
    pub from: Option<usize>,
    /// The value reached.
    pub to: Option<usize>,
}

/// A total with its parts; each an index of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The figures that may be the total, the nearest to the list first.
    pub totals: Vec<usize>,
    /// Its parts, in order.
    pub parts: Vec<usize>,
    /// How many further parts are a bare "one".
    pub ones: usize,
    /// How much of the total the parts are said to be.
    pub told: Told,
}

/// How much of a total its listed parts are said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// All of it ("comprising").
    All,
    /// Most of it, as a rule ("of which").
    Most,
    /// Some of it ("including").
    Some,
}

/// A figure and the same in another unit, currency or zone; each an index of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The figure.
    pub stated: Compound,
    /// The same, converted.
    pub converted: Compound,
    /// How the second stands beside the first.
    pub beside: Beside,
}

/// How a conversion stands beside its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Alone in brackets: it can be nothing else.
    Alone,
    /// In brackets with other words: "(9:10 p.m. EDT on Monday)".
    Brackets,
    /// Behind "or", a dash or a slash: it may be another choice.
    Joined,
}

/// A figure, or a figure and the rest of it in a smaller unit ("6ft 4in"); indices of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compound {
    /// The figure.
    pub first: usize,
    /// Its rest.
    pub rest: Option<usize>,
}

/// A figure told as so many times another; indices of quantities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How many times.
    pub multiple: usize,
    /// What it is so many times of.
    pub base: usize,
    /// The figures that may be meant, the nearest first.
    pub values: Vec<usize>,
    /// What the multiple is told of.
    pub than: Than,
}

/// What a multiple is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Than {
    /// The base: "three times the", "half as many as".
    As,
    /// The base or what is added to it: "three times more than", "a third more than".
    More,
    /// What is taken away, or what is left: "three times less than", "a third fewer than".
    Less,
}

/// A range that its words tell with the greater end first; indices of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The figure with both ends, or with the first.
    pub first: usize,
    /// The figure with the last.
    pub last: Option<usize>,
    /// Whether the scale of the last is the first's too: "between 900 and 675 million".
    pub scaled: bool,
    /// Whether the words leave no other reading, however far apart the ends are: "in the range of".
    pub wide: bool,
}

/// A rate of exchange: what one amount is in another currency; each an index of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The amount on the left ("$1").
    pub one: usize,
    /// What it is worth.
    pub other: usize,
}

/// A percentage and the part of a whole that it is; an index of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The percentage.
    pub percent: usize,
    /// What it is the share of.
    pub of: Whole,
}

/// How a share is told beside its percentage; indices of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// As a fraction: "half", "25/200".
    Fraction(usize),
    /// As two counts or sums.
    Counts {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
}

/// Percentages that are told as all of a whole; indices of quantities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The shares, in order.
    pub parts: Vec<usize>,
    /// Whether they are said to be all, or are so as a rule.
    pub told: Told,
}

/// The relations of a document, each kind in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// Changes with their size and ends.
    pub changes: Vec<Change>,
    /// Totals with their parts.
    pub sums: Vec<Sum>,
    /// Figures told twice, in two units, currencies or zones.
    pub conversions: Vec<Conversion>,
    /// Figures told as so many times another.
    pub comparisons: Vec<Comparison>,
    /// Ranges that may run downward.
    pub spans: Vec<Span>,
    /// Rates of exchange.
    pub rates: Vec<Rate>,
    /// Percentages that make a whole.
    pub breakdowns: Vec<Breakdown>,
    /// Shares with their percentage.
    pub shares: Vec<Share>,
}

/// A relation looks at most at this many figures of a sentence.
const MOST: usize = 40;

/// A counted noun is not longer than so many tokens.
const NOUN: usize = 4;

/// Finds the relations among the figures of `document`. Never fails.
pub fn relate(document: &Document, extract: &Extract, claims: &[Claim]) -> Relations {
    let mut relations = Relations::default();
    for lexed in &extract.sentences {
        let Some(sentence) = Sentence::new(document, extract, claims, lexed) else {
            continue;
        };
        relations.changes.extend(change::changes(&sentence));
        relations.sums.extend(sum::sums(&sentence));
        relations
            .conversions
            .extend(conversion::conversions(&sentence));
        relations
            .comparisons
            .extend(comparison::comparisons(&sentence));
        relations.spans.extend(span::spans(&sentence));
        relations.rates.extend(rate::rates(&sentence));
        relations.breakdowns.extend(breakdown::breakdown(&sentence));
        relations.shares.extend(share::shares(&sentence));
    }
    relations
}

/// A sentence's figures with their claims and tokens.
struct Sentence<'a> {
    words: Words<'a>,
    /// Those that count or measure.
    figures: Vec<Figure<'a>>,
    /// Those and the dates and times among them.
    all: Vec<Figure<'a>>,
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
    /// The sentence, if it has figures and not too many.
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
        let all: Vec<_> = numbered
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
        let timeless = |figure: &&Figure<'_>| {
            !figure.quantity.kind.is_calendar() && figure.quantity.value.is_none()
        };
        let figures = all.iter().filter(timeless).cloned().collect();
        (!all.is_empty() && range.len() <= MOST).then_some(Self {
            words,
            figures,
            all,
        })
    }
}

impl Sentence<'_> {
    /// Whether the token `at` is one of these marks.
    fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.words.get(at).is_some_and(
            |token| matches!(token.kind, TokenKind::Sign(sign) if marks.contains(&sign)),
        )
    }

    /// The first token behind a figure and the noun that it counts.
    fn behind(&self, figure: &Figure<'_>) -> usize {
        let noun = figure
            .quantity
            .unit
            .text
            .filter(|text| text.start >= figure.quantity.span.end);
        let end = noun.map_or(figure.tokens.end, |noun| self.words.index_of(noun.end));
        if end.saturating_sub(figure.tokens.end) <= NOUN {
            end
        } else {
            figure.tokens.end
        }
    }

    /// Whether the token `at` is a year in four digits.
    fn is_year(&self, at: usize) -> bool {
        let digits = self
            .words
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Digits);
        digits && matches!(self.words.word(at).as_bytes(), [b'1' | b'2', _, _, _])
    }
}

impl Figure<'_> {
    /// Whether two figures can be added or compared: the same kind, and units of one sort as far as both name one.
    fn alike(&self, other: &Self, words: &Words<'_>) -> bool {
        self.quantity.kind == other.quantity.kind
            && units_agree(&self.quantity.unit, &other.quantity.unit, words)
    }
}

/// Whether two units can be brought to one, as far as both are named.
fn units_agree(a: &crate::extract::Unit, b: &crate::extract::Unit, words: &Words<'_>) -> bool {
    use crate::extract::UnitName::{Known, None, Noun};
    let same = |a, b| match (a, b) {
        (None, _) | (_, None) => true,
        (Known(a), Known(b)) => crate::quantity::unit::common(a, b).is_some(),
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
