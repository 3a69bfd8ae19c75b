//! The comparison of a figure with a reference value (`design.md` §5).
//!
//! R is the reference widened by the tolerance, E the editor's reading of the figure, S what it states. R meets E:
//! supported. R meets S alone: imprecise. R and S apart: contradicted. What can't be told is inconclusive.

use crate::check::finding::Because;
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Base, Interval, Kind, Modifier, Slack, exact};
use crate::rules::Tolerance;
use crate::rules::reference::{Answer, Asked, Basis, Expectation, Reference, When};
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
    /// Whether rounding alone may make it fit.
    exact: bool,
    pub(super) unit: Option<Base>,
}

impl Figure {
    pub(super) fn of(quantity: &Quantity, slack: Slack) -> Self {
        Self::read(&quantity.amount, quantity, slack)
    }

    /// The readings of `amount` in the place of the quantity's own.
    pub(super) fn read(
        amount: &crate::quantity::Amount,
        quantity: &Quantity,
        slack: Slack,
    ) -> Self {
        let kind: Kind = quantity.kind;
        Self {
            reads: amount.reads(kind, slack),
            states: amount.states(kind, slack),
            printed: amount.interval,
            exact: amount.modifier == Modifier::Exact && amount.stated.is_some(),
            unit: match quantity.unit.name {
                UnitName::Known(unit) => Some(unit),
                UnitName::None | UnitName::Noun(_) => None,
            },
        }
    }

    /// The figure multiplied by a power of ten.
    pub(super) fn times(&self, factor: Decimal) -> Option<Self> {
        Some(Self {
            reads: self.reads.scale(factor)?,
            states: self.states.scale(factor)?,
            printed: self.printed.scale(factor)?,
            ..*self
        })
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
    let sides = sides(figure.unit, unit).unwrap_or((Decimal::ONE, Decimal::ONE));
    let pair = figure.reads.scale(sides.0).zip(interval.scale(sides.1));
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
        Some((reading.scale(ours)?, wide.scale(theirs)?))
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
        Some(Scaled {
            reads: figure.reads.scale(ours)?,
            states: figure.states.scale(ours)?,
            printed: figure.printed.scale(ours)?,
            reference: reference.interval.scale(theirs)?,
            wide: wide.scale(theirs)?,
        })
    });
    let Some(scaled) = scaled else {
        return (Verdict::Inconclusive, None);
    };
    let verdict = scaled.verdict(reference.partly_known);
    if verdict == Verdict::Contradicted && (reference.low || expectation.low) {
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

    /// What alone made the figure fit.
    fn because(&self, exact: bool) -> Option<Because> {
        if !self.reference.meets(&self.reads) {
            return Some(Because::Tolerance);
        }
        (exact && !self.reference.meets(&self.printed)).then_some(Because::Rounding)
    }
}

/// Whether a value is too old for a claim about the present; what began on a day is a claim about that day.
fn is_stale(reference: &Reference, expectation: &Expectation, asked: &Asked) -> bool {
    let source = expectation.sources(reference).first();
    let (Some(source), Some(today)) = (source, asked.today) else {
        return false;
    };
    let day = match asked.when {
        When::From(start) => start,
        _ => today,
    };
    let held = reference.held.or(reference.as_of).or(source.published);
    reference.period.is_some()
        && asked.when.may_be_now(asked.today)
        && held.is_some_and(|held| source.is_too_old(held, day))
}

/// What a figure in `ours` and a value in `theirs` are to be multiplied with to be in one unit.
///
/// Both products are exact: instead of dividing by one unit's factor, the other side is multiplied with it.
fn sides(ours: Option<Base>, theirs: Option<Base>) -> Option<(Decimal, Decimal)> {
    let one = Decimal::ONE;
    let hundred = Decimal::ONE_HUNDRED;
    match (ours, theirs) {
        (None, None) => Some((one, one)),
        (Some(ours), Some(theirs)) if ours == theirs => Some((one, one)),
        (Some(Base::Measure(ours)), Some(Base::Measure(theirs))) => {
            let plain = |unit: &crate::quantity::MeasureUnit| unit.offset().0.is_zero();
            if ours.dimension != theirs.dimension || !plain(ours) || !plain(theirs) {
                return None;
            }
            let ((up, down), (their_up, their_down)) = (ours.factor(), theirs.factor());
            Some((exact::mul(up, their_down)?, exact::mul(their_up, down)?))
        }
        (Some(Base::MinorMoney(_)), Some(Base::Money(_)))
        | (Some(Base::BasisPoints), Some(Base::Points)) => Some((one, hundred)),
        (Some(Base::Money(_)), Some(Base::MinorMoney(_)))
        | (Some(Base::Points), Some(Base::BasisPoints)) => Some((hundred, one)),
        _ => None,
    }
}
