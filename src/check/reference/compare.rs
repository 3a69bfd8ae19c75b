//! The comparison of a figure with a reference value (`design.md` §5).
//!
//! R is the reference widened by the tolerance, E the editor's reading of the figure, S what it states. R meets E:
//! supported. R meets S alone: imprecise. R and S apart: contradicted. What can't be told is inconclusive.

use crate::check::finding::Because;
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Amount, Base, Interval, Kind, MeasureUnit, Modifier, Slack, exact};
use crate::rules::Tolerance;
use crate::rules::reference::{Answer, Asked, Basis, Expectation, Reference};
use crate::verdict::Verdict;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A figure's readings, ready to be held against references.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// What an editor takes it to mean.
    pub(super) reads: Interval,
    /// What it states.
    states: Interval,
    /// The number as printed, without rounding or slack.
    printed: Interval,
    /// What rounds to a percentage printed without decimals, for references that have some.
    rounds: Option<Interval>,
    /// Whether rounding alone may make it fit.
    exact: bool,
    /// Whether it counts only some of those whom its words name.
    part: bool,
    pub(super) unit: Option<Base>,
}

impl Figure {
    pub(super) fn of(quantity: &Quantity, slack: Slack) -> Self {
        Self::read(&quantity.amount, quantity, slack)
    }

    /// The readings of `amount` in the place of the quantity's own.
    pub(super) fn read(amount: &Amount, quantity: &Quantity, slack: Slack) -> Self {
        let kind: Kind = quantity.kind;
        let exact = amount.modifier == Modifier::Exact && amount.stated.is_some();
        let rounds = amount
            .stated
            .filter(|_| exact && kind == Kind::Percent)
            .map(|stated| stated.rounding());
        Self {
            reads: amount.reads(kind, slack),
            states: amount.states(kind, slack),
            printed: amount.interval,
            rounds: rounds.map(closed),
            exact,
            part: false,
            unit: match quantity.unit.name {
                UnitName::Known(unit) => Some(unit),
                UnitName::None | UnitName::Noun(_) => None,
            },
        }
    }

    /// A fraction ("two-thirds") as a percentage. Such words are round: an editor takes them to be right within 2 in a
    /// hundred of the share, and wrong from 5 in a hundred on.
    pub(super) fn share(quantity: &Quantity, slack: Slack) -> Option<Self> {
        let plain = Self::of(quantity, slack).times(Decimal::ONE_HUNDRED)?;
        let around = |share: i64| {
            let by = exact::mul(plain.printed.upper()?.value, Decimal::new(share, 2))?;
            plain.printed.widen(by)
        };
        let round = plain.exact.then(|| around(2).zip(around(5))).flatten();
        Some(Self {
            reads: round.map_or(plain.reads, |(reads, _)| reads),
            states: round.map_or(plain.states, |(_, states)| states),
            unit: Some(Base::Percent),
            ..plain
        })
    }

    /// What it states, where that is more than the number as printed.
    pub(super) fn worded(&self) -> Option<Interval> {
        (self.states != self.printed).then_some(self.states)
    }

    /// The figure as one of some of those whom its words name.
    pub(super) const fn of_part(self, part: bool) -> Self {
        Self { part, ..self }
    }

    /// The same number in another unit.
    pub(super) const fn in_unit(self, unit: Option<Base>) -> Self {
        Self { unit, ..self }
    }

    /// As `compare` reads it against `reference`: a percentage without decimals is held to one with decimals as rounded.
    fn against(&self, reference: &Interval, tolerance: Tolerance) -> Self {
        let finer = [reference.lower(), reference.upper()]
            .into_iter()
            .flatten()
            .any(|end| !end.value.fract().is_zero());
        match self.rounds {
            Some(rounds) if finer && tolerance == Tolerance::Rounding => Self {
                reads: rounds,
                states: rounds,
                ..*self
            },
            _ => *self,
        }
    }

    /// The figure multiplied by a power of ten.
    pub(super) fn times(&self, factor: Decimal) -> Option<Self> {
        Some(Self {
            reads: self.reads.scale(factor)?,
            states: self.states.scale(factor)?,
            printed: self.printed.scale(factor)?,
            rounds: None,
            ..*self
        })
    }
}

/// An interval with both of its ends: half up and half even are both in use.
fn closed(interval: Interval) -> Interval {
    match (interval.lower(), interval.upper()) {
        (Some(low), Some(high)) => Interval::between(low.value, high.value),
        _ => interval,
    }
}

/// What an expectation makes of a figure.
#[derive(Clone, Debug)]
pub(super) struct Judged<'r> {
    pub(super) verdict: Verdict,
    pub(super) because: Option<Because>,
    /// The expectation, and the value that decided.
    pub(super) expectation: &'r Expectation,
    pub(super) reference: Option<Reference>,
}

/// Holds `figure` to `expectation`.
pub(super) fn judge<'r>(
    figure: &Figure,
    expectation: &'r Expectation,
    asked: &Asked,
    tolerance: Tolerance,
) -> Judged<'r> {
    let judged = |verdict, because, reference| Judged {
        verdict,
        because,
        expectation,
        reference,
    };
    let side = |value: &Interval| side(&figure.states, value, figure.unit, expectation, tolerance);
    match expectation.answer(asked, &side) {
        Answer::Nothing(_) => judged(Verdict::Inconclusive, None, None),
        Answer::One(reference) => {
            let (verdict, because) = compare(figure, &reference, expectation, tolerance);
            let verdict =
                if is_stale(&reference, expectation, asked) && verdict != Verdict::Inconclusive {
                    Verdict::Stale
                } else {
                    verdict
                };
            judged(verdict, because, Some(reference))
        }
        Answer::Any { candidates, open } => {
            let (verdict, because, reference) = best(figure, candidates, expectation, tolerance);
            let missed = verdict == Verdict::Contradicted
                && (open || some_run_fits(figure, expectation, asked, tolerance));
            let verdict = if missed {
                Verdict::Inconclusive
            } else {
                verdict
            };
            judged(verdict, because, reference)
        }
    }
}

/// Whether `figure` fits what `expectation` says, as an editor reads it.
pub(super) fn fits(figure: &Figure, expectation: &Expectation, asked: &Asked) -> Option<Reference> {
    let judged = judge(figure, expectation, asked, Tolerance::Rounding);
    judged
        .reference
        .filter(|_| matches!(judged.verdict, Verdict::Supported | Verdict::Stale))
        .filter(|reference| meets(figure, &reference.interval, expectation.unit))
}

/// Whether the editor's reading meets a value.
pub(super) fn meets(figure: &Figure, interval: &Interval, unit: Option<Base>) -> bool {
    let pair = sides(figure.unit, unit)
        .and_then(|(ours, theirs)| ours.of(&figure.reads).zip(theirs.of(interval)));
    pair.is_some_and(|(reads, reference)| reads.meets(&reference))
}

/// The best of several values, one of which the figure must fit; without one, the last.
fn best(
    figure: &Figure,
    candidates: Vec<Reference>,
    expectation: &Expectation,
    tolerance: Tolerance,
) -> (Verdict, Option<Because>, Option<Reference>) {
    let order = |verdict| match verdict {
        Verdict::Supported => 0,
        Verdict::Imprecise => 1,
        Verdict::Inconclusive => 2,
        _ => 3,
    };
    let mut found: Option<(Verdict, Option<Because>, Reference)> = None;
    for reference in candidates {
        let (verdict, because) = compare(figure, &reference, expectation, tolerance);
        let better = found.as_ref().is_none_or(|(best, _, _)| {
            order(verdict) < order(*best) || verdict == Verdict::Contradicted && verdict == *best
        });
        if better {
            found = Some((verdict, because, reference));
        }
    }
    match found {
        Some((verdict, because, reference)) => (verdict, because, Some(reference)),
        None => (Verdict::Inconclusive, None, None),
    }
}

/// Whether the figure fits some stretch of a total, though no single row: it may mean that.
fn some_run_fits(
    figure: &Figure,
    expectation: &Expectation,
    asked: &Asked,
    tolerance: Tolerance,
) -> bool {
    let Basis::Rows(rows) = &expectation.basis else {
        return false;
    };
    rows.some_run_fits(asked.today, &|sum| {
        side(&figure.reads, sum, figure.unit, expectation, tolerance)
    })
}

/// On which side of a figure's `reading` a value of `expectation` lies; equal where they meet, or can't be compared.
pub(super) fn side(
    reading: &Interval,
    value: &Interval,
    unit: Option<Base>,
    expectation: &Expectation,
    tolerance: Tolerance,
) -> Ordering {
    let scaled = sides(unit, expectation.unit).and_then(|(ours, theirs)| {
        let wide = tolerance.widen(value)?;
        Some((ours.of(reading)?, theirs.of(&wide)?))
    });
    match scaled {
        Some((reading, value)) if value.is_below(&reading) => Ordering::Less,
        Some((reading, value)) if reading.is_below(&value) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// One figure against one value.
fn compare(
    figure: &Figure,
    reference: &Reference,
    expectation: &Expectation,
    tolerance: Tolerance,
) -> (Verdict, Option<Because>) {
    let scaled = sides(figure.unit, expectation.unit).and_then(|(ours, theirs)| {
        let wide = tolerance.widen(&reference.interval)?;
        let figure = figure.against(&reference.interval, tolerance);
        Some(Scaled {
            reads: ours.of(&figure.reads)?,
            states: ours.of(&figure.states)?,
            printed: ours.of(&figure.printed)?,
            reference: theirs.of(&reference.interval)?,
            wide: theirs.of(&wide)?,
        })
    });
    let Some(scaled) = scaled else {
        return (Verdict::Inconclusive, None);
    };
    let verdict = scaled.verdict(reference.partly_known);
    if figure.part && verdict != Verdict::Supported && !scaled.is_above() {
        return (Verdict::Inconclusive, None);
    }
    if verdict == Verdict::Contradicted && (reference.low || expectation.low) {
        return (Verdict::Inconclusive, None);
    }
    if verdict != Verdict::Contradicted && expectation.is_bound() {
        return (Verdict::Inconclusive, None);
    }
    let because = (verdict == Verdict::Supported)
        .then(|| scaled.because(figure.exact))
        .flatten();
    (verdict, because)
}

/// A figure and a reference in one unit.
struct Scaled {
    reads: Interval,
    states: Interval,
    printed: Interval,
    reference: Interval,
    wide: Interval,
}

impl Scaled {
    fn verdict(&self, partly_known: bool) -> Verdict {
        if !self.wide.meets(&self.states) {
            return Verdict::Contradicted;
        }
        // Where a part is not known, the true value is somewhere in the reference: only what holds for all of it holds.
        let certain = self.states.intersection(&self.wide) == Some(self.wide);
        match (partly_known, self.wide.meets(&self.reads)) {
            (true, _) if !certain => Verdict::Inconclusive,
            (_, true) => Verdict::Supported,
            (_, false) => Verdict::Imprecise,
        }
    }

    /// Whether the figure says more than there is, which no part of it can.
    fn is_above(&self) -> bool {
        self.wide.is_below(&self.states)
    }

    /// What alone made the figure fit.
    fn because(&self, exact: bool) -> Option<Because> {
        if !self.reference.meets(&self.reads) {
            return Some(Because::Tolerance);
        }
        (exact && !self.reference.meets(&self.printed)).then_some(Because::Rounding)
    }
}

/// Whether a value that is of a time is too old for what is asked.
fn is_stale(reference: &Reference, expectation: &Expectation, asked: &Asked) -> bool {
    let Some(source) = expectation.sources(reference).first() else {
        return false;
    };
    let held = reference.held.or(reference.as_of).or(source.published);
    reference.period.is_some() && held.is_some_and(|held| asked.is_after_the_age_of(source, held))
}

/// `value × by + plus`: an amount in another unit, exactly.
#[derive(Clone, Copy)]
struct Conversion {
    by: Decimal,
    plus: Decimal,
}

impl Conversion {
    const NONE: Self = Self::times(Decimal::ONE);

    const fn times(by: Decimal) -> Self {
        Self {
            by,
            plus: Decimal::ZERO,
        }
    }

    fn of(self, interval: &Interval) -> Option<Interval> {
        interval.scale(self.by)?.add(&Interval::exactly(self.plus))
    }
}

/// What brings a figure in `ours` and a value in `theirs` to one unit.
///
/// Both are exact: instead of dividing by one unit's factor, the other side is multiplied with it.
fn sides(ours: Option<Base>, theirs: Option<Base>) -> Option<(Conversion, Conversion)> {
    let none = Conversion::NONE;
    let hundred = Conversion::times(Decimal::ONE_HUNDRED);
    match (ours, theirs) {
        (None, None) => Some((none, none)),
        (Some(ours), Some(theirs)) if ours == theirs => Some((none, none)),
        (Some(Base::Measure(ours)), Some(Base::Measure(theirs))) => {
            let same = ours.dimension == theirs.dimension;
            same.then(|| Some((to_common(ours, theirs)?, to_common(theirs, ours)?)))?
        }
        (Some(Base::MinorMoney(_)), Some(Base::Money(_)))
        | (Some(Base::BasisPoints), Some(Base::Points)) => Some((none, hundred)),
        (Some(Base::Money(_)), Some(Base::MinorMoney(_)))
        | (Some(Base::Points), Some(Base::BasisPoints)) => Some((hundred, none)),
        _ => None,
    }
}

/// From `unit` to the base unit of its dimension, times all denominators of both units.
fn to_common(unit: &MeasureUnit, other: &MeasureUnit) -> Option<Conversion> {
    let ((up, down), (offset, below)) = (unit.factor(), unit.offset());
    let others = exact::mul(other.factor().1, other.offset().1)?;
    Some(Conversion {
        by: exact::mul(exact::mul(up, below)?, others)?,
        plus: exact::mul(exact::mul(offset, down)?, others)?,
    })
}
