//! Reference values: what a source says the value is, for the period that a claim is of (`design.md` §5).
//!
//! *When it was so* is a row's period; *when it was known* is its as-of date. A total adds up the rows that
//! cover the period without gap or overlap, a level is the last row not after it, an event a row that lies in it.

mod aggregate;
mod links;
mod pick;
mod rows;
mod runs;
mod selection;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests;

pub(crate) use rows::{Rows, Side};

use super::model::WhenVague;
use super::provenance::Source;
use crate::quantity::unit::Base;
use crate::quantity::{Interval, Period};
use crate::untrusted::Untrusted;
use jiff::civil::Date;
use std::sync::Arc;

/// One of the things that a claim may be held to.
#[derive(Clone, Debug)]
pub(crate) struct Expectation {
    /// What the author calls it ("between ports").
    pub label: Option<Untrusted>,
    /// Where the value comes from.
    pub basis: Basis,
    /// Who says so; absent for a value that needs no source.
    pub source: Option<Arc<Source>>,
    /// Whether it supports and never contradicts.
    pub low: bool,
    /// What the value is in; absent for counted things.
    pub unit: Option<Base>,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub(crate) enum Basis {
    /// The pack itself.
    Stated {
        /// The value.
        interval: Interval,
        /// The day it was so and known, if it is not one for all time.
        as_of: Option<Date>,
    },
    /// A data set.
    Rows(Rows),
    /// Days of the calendar, of a rule whose figures are dates: any of them.
    Days(Vec<Period>),
}

/// What a claim asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// When it is said to be so.
    pub when: When,
    /// The document's date.
    pub today: Option<Date>,
    /// Whether the claim says "up to", and so is held to the greatest row.
    pub greatest: bool,
    /// What a claim without an exact period is held to.
    pub when_vague: WhenVague,
}

impl Asked {
    /// Whether the claim has no exact period.
    pub(crate) const fn is_vague(&self) -> bool {
        matches!(
            self.when,
            When::Vaguely(_) | When::Unresolved | When::Unsaid
        )
    }

    /// The days of a loose period that was over when the document was written: "in early March".
    fn past_window(&self) -> Option<Period> {
        let When::Vaguely(period) = self.when else {
            return None;
        };
        let over = |end| self.today.is_none_or(|today| end < today);
        Some(period).filter(|period| period.end.is_some_and(over))
    }

    /// The last day that the claim is of, as far as its document may know.
    fn until(&self) -> Option<Date> {
        let end = match self.when {
            When::Exactly(_, end) | When::Until(end) => return Some(end),
            When::Vaguely(period) => period.end,
            When::From(_) | When::Unresolved | When::Unsaid => None,
        };
        match (end, self.today) {
            (Some(end), Some(today)) => Some(end.min(today)),
            (end, today) => end.or(today),
        }
    }

    /// Whether a value of `source` that last held on `held` is too old for what is asked; what began on a day is asked of
    /// that day.
    pub(crate) fn is_after_the_age_of(&self, source: &Source, held: Date) -> bool {
        let Some(today) = self.today else {
            return false;
        };
        let day = match self.when {
            When::From(start) => start,
            _ => today,
        };
        self.when.may_be_now(self.today) && source.is_too_old(held, day)
    }

    /// Why a value that was so, and known to `source`, on `day` says nothing of what is asked, if it does not.
    pub(crate) fn gap_to(&self, day: Date, source: Option<&Source>) -> Option<Gap> {
        let keeps = |end| {
            source
                .is_some_and(|source| source.max_age_days.is_some() && !source.is_too_old(day, end))
        };
        match self.when {
            When::Exactly(_, end) | When::Until(end) if day > end => Some(Gap::NoRow),
            When::Vaguely(period) if period.end.is_some_and(|end| day > end) => Some(Gap::NoRow),
            When::Exactly(start, end)
                if day < start && !self.when.may_be_now(self.today) && !keeps(end) =>
            {
                Some(Gap::NoRow)
            }
            _ if self.is_vague() && self.when_vague == WhenVague::Skip => Some(Gap::NoPeriod),
            _ => None,
        }
    }

    /// Whether the claim is to be held to the last value, and nothing says which that was: then any may be meant.
    pub(crate) const fn is_undated(&self) -> bool {
        self.today.is_none() && self.is_vague() && matches!(self.when_vague, WhenVague::Latest)
    }
}

/// When a claim says it was so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// From a day to a day, both included.
    Exactly(Date, Date),
    /// From a day on.
    From(Date),
    /// Up to a day.
    Until(Date),
    /// Around then.
    Vaguely(Period),
    /// It says, and what it says can't be resolved: "this June" in an article without a date.
    Unresolved,
    /// It does not say.
    Unsaid,
}

impl When {
    /// What a claim's resolved period says.
    pub(crate) const fn of(period: Option<Period>) -> Self {
        let Some(period) = period else {
            return Self::Unsaid;
        };
        match (period.fuzzy, period.start, period.end) {
            (true, ..) => Self::Vaguely(period),
            (false, Some(start), Some(end)) => Self::Exactly(start, end),
            (false, Some(start), None) => Self::From(start),
            (false, None, Some(end)) => Self::Until(end),
            (false, None, None) => Self::Unsaid,
        }
    }

    /// Whether the last day is left open or loose, so that the claim may be about the present.
    pub(crate) fn may_be_now(self, today: Option<Date>) -> bool {
        match self {
            Self::Exactly(_, end) | Self::Until(end) => today.is_some_and(|today| end >= today),
            Self::Vaguely(period) => match (period.end, today) {
                (Some(end), Some(today)) => end >= today,
                _ => true,
            },
            Self::From(_) | Self::Unresolved | Self::Unsaid => true,
        }
    }
}

/// What a source says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    /// The value.
    pub interval: Interval,
    /// Whether a part of it is not known, so that it may lie anywhere in the interval.
    pub partly_known: bool,
    /// When it was so, where it is not for all time.
    pub period: Option<Period>,
    /// When it was known.
    pub as_of: Option<Date>,
    /// When it became known, where that was after the document's date.
    pub known_later: Option<Date>,
    /// The last day that it is known to have held; absent where it has no end.
    pub held: Option<Date>,
    /// Whether it supports and never contradicts.
    pub low: bool,
    /// The rows that make it up, the first few of them.
    pub parts: Vec<Interval>,
    /// How many rows add up to it; one where it is one of them.
    pub rows: usize,
    /// Who says so, where rows name sources of their own; else it is the expectation's.
    pub sources: Vec<Arc<Source>>,
}

/// The answer to what a claim asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// One value.
    One(Reference),
    /// Several, one of which the claim must fit; `open` where a further one is not known.
    Any {
        /// The values.
        candidates: Vec<Reference>,
        /// Whether a value is missing that the claim might fit.
        open: bool,
    },
    /// Nothing to hold it to.
    Nothing(Gap),
}

/// Why there is nothing to hold a claim to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The claim's period is not known.
    NoPeriod,
    /// No row is of the period.
    NoRow,
    /// The rows leave a part of the period out.
    Hole,
    /// The values are too long to be added exactly.
    TooLong,
}

impl Expectation {
    /// What this says of what is asked. Where any of many values may be meant, `side` picks those that matter.
    pub(crate) fn answer(&self, asked: &Asked, side: Side<'_>) -> Answer {
        match &self.basis {
            Basis::Stated { interval, as_of } => self.stated(*interval, *as_of, asked),
            Basis::Rows(rows) => rows.answer(asked, side),
            // Days are no values: they are held to dates alone.
            Basis::Days(_) => Answer::Nothing(Gap::NoRow),
        }
    }

    /// Who says what `reference`, an answer of this, says.
    pub(crate) fn sources<'a>(&'a self, reference: &'a Reference) -> &'a [Arc<Source>] {
        match (reference.sources.as_slice(), &self.source) {
            ([], Some(source)) => std::slice::from_ref(source),
            (sources, _) => sources,
        }
    }

    /// Whether it is a bound alone: what lies within it is possible, and not thereby so.
    pub(crate) const fn is_bound(&self) -> bool {
        match &self.basis {
            Basis::Stated { interval, .. } => {
                interval.lower().is_none() || interval.upper().is_none()
            }
            Basis::Rows(_) | Basis::Days(_) => false,
        }
    }

    /// The day that a value of the pack itself is of.
    pub(crate) const fn as_of(&self) -> Option<Date> {
        match &self.basis {
            Basis::Stated { as_of, .. } => *as_of,
            Basis::Rows(_) | Basis::Days(_) => None,
        }
    }

    fn stated(&self, interval: Interval, as_of: Option<Date>, asked: &Asked) -> Answer {
        let Some(day) = as_of else {
            return Answer::One(constant(interval, self.low));
        };
        if let Some(gap) = asked.gap_to(day, self.source.as_deref()) {
            return Answer::Nothing(gap);
        }
        Answer::One(Reference {
            period: Some(Period::day(day)),
            as_of: Some(day),
            known_later: asked.today.filter(|today| day > *today).map(|_| day),
            held: Some(day),
            ..constant(interval, self.low)
        })
    }
}

/// A value for all time.
fn constant(interval: Interval, low: bool) -> Reference {
    Reference {
        interval,
        partly_known: false,
        period: None,
        as_of: None,
        known_later: None,
        held: None,
        low,
        parts: vec![interval],
        rows: 1,
        sources: Vec::new(),
    }
}

/// Of values as of different days under one label: those of the last day not after the claim's period, or, where
/// it has none, the last known at the document's date, else the earliest after it. Values without a day all stay.
pub(crate) fn current<'e>(expectations: &'e [Expectation], asked: &Asked) -> Vec<&'e Expectation> {
    if asked.is_undated() {
        return expectations.iter().collect();
    }
    let until = asked.until();
    let any = asked.is_vague() && asked.when_vague == WhenVague::Any;
    expectations
        .iter()
        .filter(|expectation| {
            any || expectation.as_of().is_none_or(|day| {
                let days = expectations
                    .iter()
                    .filter(|other| other.label == expectation.label)
                    .filter_map(Expectation::as_of);
                best_known(days, until) == Some(day)
            })
        })
        .collect()
}

/// The last of `days` not after `day`, else the first after it; without a day, the last.
pub(crate) fn best_known(
    days: impl Iterator<Item = Date> + Clone,
    day: Option<Date>,
) -> Option<Date> {
    let Some(day) = day else {
        return days.max();
    };
    days.clone()
        .filter(|known| *known <= day)
        .max()
        .or_else(|| days.min())
}
