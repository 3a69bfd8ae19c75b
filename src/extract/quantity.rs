//! Quantities: spans of prose that state a magnitude.

use super::tokens::Token;
use crate::document::ProseSpan;
use crate::quantity::{Amount, Base, Clock, Kind, Period, Statistic};
use std::ops::Range;

/// A span of prose that states a magnitude.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// The modifier, the number and its unit word or symbol, not the counted noun.
    pub span: ProseSpan,
    /// What sort of magnitude it is.
    pub kind: Kind,
    /// The number and what the words make of it. Of a date or period: nothing stated, every value.
    pub amount: Amount,
    /// What it is counted or measured in.
    pub unit: Unit,
    /// For what lies in the calendar: the days, where they could be resolved.
    pub value: Option<Period>,
    /// Of a statistic and of a time: what it consists of.
    pub parts: Parts,
    /// Index into [`Extract::sentences`].
    pub sentence: u32,
}

/// What a quantity consists of, where that is more than an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// Nothing more.
    #[default]
    None,
    /// Index into [`Extract::statistics`].
    Statistic(u32),
    /// A time of day, or two: from and until.
    Clock(Clock, Option<Clock>),
}

/// What a quantity is counted or measured in, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The unit's words, or the counted noun.
    pub text: Option<ProseSpan>,
    /// What they name.
    pub name: UnitName,
    /// The unit below the line of a rate: barrel in "$58.24 a barrel".
    pub per: UnitName,
}

impl Unit {
    /// No unit at all.
    pub const NONE: Self = Self {
        text: None,
        name: UnitName::None,
        per: UnitName::None,
    };
}

/// What a unit names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitName {
    /// Nothing.
    None,
    /// A unit of the tables.
    Known(Base),
    /// A counted noun: these words, the last of them to be put in the singular.
    Noun(ProseSpan),
}

/// All that was extracted from a document.
#[derive(Debug, Default)]
pub struct Extract {
    /// Tokens of the sentences that hold quantities.
    pub(crate) tokens: Vec<Token>,
    /// The sentences that hold quantities, in order.
    pub sentences: Vec<LexedSentence>,
    /// The quantities, in order and without overlap.
    pub quantities: Vec<Quantity>,
    /// The parts of the statistics among them.
    pub statistics: Vec<Statistic>,
    /// How many sentences were longer than the limit and cut.
    pub sentences_cut: usize,
    /// Whether the limit of quantities was reached and the rest left unread.
    pub quantities_cut: bool,
}

impl Extract {
    /// The parts of a statistic.
    pub fn statistic(&self, quantity: &Quantity) -> Option<&Statistic> {
        match quantity.parts {
            Parts::Statistic(index) => self.statistics.get(index as usize),
            Parts::None | Parts::Clock(..) => None,
        }
    }
}

/// A sentence that holds quantities.
#[derive(Clone, Debug)]
pub struct LexedSentence {
    /// Its text.
    pub span: ProseSpan,
    /// Index of the document's sentence that it is, or is a part of.
    pub sentence: u32,
    /// Its tokens.
    pub(crate) tokens: Range<u32>,
    /// Its quantities.
    pub(crate) quantities: Range<u32>,
}
