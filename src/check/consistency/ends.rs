//! The two ends of a change and its size, as the checks of changes take them.

use super::reading::Reading;
use crate::check::Context;
use crate::check::finding::Finding;
use crate::claim::{Change, Direction};
use crate::quantity::{Interval, Kind, Modifier, Rounding, exact};
use rust_decimal::Decimal;

/// The two ends of a change, by one way of rounding.
pub(super) struct Ends<'a> {
    pub(super) base: Reading<'a>,
    pub(super) end: Reading<'a>,
    /// Both in one unit.
    pub(super) from: Reading<'a>,
    pub(super) to: Reading<'a>,
    pub(super) direction: Option<Direction>,
}

impl<'a> Ends<'a> {
    /// The ends of a change that has both, in units that can be brought to one.
    pub(super) fn of(context: &Context<'a>, change: &Change, rounding: Rounding) -> Option<Self> {
        let base = level(context, change.from?, rounding)?;
        let end = level(context, change.to?, rounding)?;
        let (from, to) = base.in_one_unit(&end)?;
        let direction = change.direction;
        Some(Self {
            base,
            end,
            from,
            to,
            direction,
        })
    }

    /// The same, without the direction where the ends go the other way: what is left to check is the size alone.
    pub(super) fn sized(
        context: &Context<'a>,
        change: &Change,
        rounding: Rounding,
    ) -> Option<Self> {
        let nearest = Self::of(context, change, Rounding::Nearest)?;
        let swapped = nearest.are_swapped(context, change) == Some(true);
        let ends = Self::of(context, change, rounding)?;
        Some(Self {
            direction: ends.direction.filter(|_| !swapped),
            ..ends
        })
    }

    /// Whether the ends certainly go the other way than the words say.
    pub(super) fn are_swapped(&self, context: &Context<'_>, change: &Change) -> Option<bool> {
        let (from, to) = (self.from.printed?, self.to.printed?);
        let certain = self.are_plain()
            || !self.from.allows.meets(&self.to.allows)
            || change
                .by
                .iter()
                .any(|size| self.are_apart_by(context, *size) == Some(true));
        let told = self.direction? == Direction::Fall;
        Some(certain && from != to && (to < from) != told)
    }

    /// Whether both are printed as they are, and to the same place or to the last digit: then their order is what the
    /// writer saw, rounded or not.
    fn are_plain(&self) -> bool {
        // "to 7-3/4 percent from 8 percent": what is told in quarters is not rounded.
        let fractions = [&self.base, &self.end]
            .iter()
            .any(|end| end.text.contains('/'));
        let place = |reading: &Reading<'_>| {
            let amount = &reading.quantity.amount;
            let exact = amount.modifier == Modifier::Exact;
            let stated = amount.stated.filter(|_| exact)?;
            let whole = stated.value.scale() == 0 && spelled_out(reading.text, stated.value);
            Some(if whole || fractions { 0 } else { stated.place })
        };
        place(&self.base).is_some() && place(&self.base) == place(&self.end)
    }

    /// Whether the printed ends are as far apart as a size says, digit for digit: then none of them is rounded.
    fn are_apart_by(&self, context: &Context<'_>, size: usize) -> Option<bool> {
        let size = Reading::of(context, size, Rounding::Nearest)?;
        let ((by, from), (_, to)) = (size.in_one_unit(&self.base)?, size.in_one_unit(&self.end)?);
        let sized = size.kind() == Kind::PercentagePoints
            || size.kind() == self.base.kind() && size.kind() != Kind::Percent;
        let apart = exact::sub(to.printed?, from.printed?)?.abs();
        Some(sized && apart == by.printed?)
    }
}

/// Whether a figure is written with all its digits: "1,200", not "1.2 thousand".
fn spelled_out(text: &str, value: Decimal) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits == value.abs().normalize().to_string()
}

/// A level, bounded where its words leave a side open.
pub(super) fn level<'a>(
    context: &Context<'a>,
    index: usize,
    rounding: Rounding,
) -> Option<Reading<'a>> {
    Reading::of(context, index, rounding).map(bounded)
}

/// The size of a change. No writer tells a change, and cuts it off to nothing: "fell 0 percent".
pub(super) fn size<'a>(
    context: &Context<'a>,
    index: usize,
    rounding: Rounding,
) -> Option<Reading<'a>> {
    let size = level(context, index, rounding)?;
    if size.printed.is_some_and(|printed| printed.is_zero()) {
        return level(context, index, Rounding::Nearest);
    }
    Some(size)
}

/// What `finding` tells of each size of each change.
pub(super) fn each_size(
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
    finding: fn(&Context<'_>, &Change, usize) -> Option<Finding>,
) {
    for change in &context.relations.changes {
        let sizes = change.by.iter();
        findings.extend(sizes.filter_map(|size| finding(context, change, *size)));
    }
}

/// A reading with an end where "more than" or "below" leaves none: a writer names the last round number that was
/// passed, so that what is "more than 7 percent" is not 19.
fn bounded(reading: Reading<'_>) -> Reading<'_> {
    let far = far(&reading).and_then(|far| match reading.quantity.amount.modifier {
        Modifier::MoreThan => Some(Interval::below(far)),
        Modifier::FewerThan => Some(Interval::above(far)),
        _ => None,
    });
    let allows = far.and_then(|far| far.intersection(&reading.allows));
    Reading {
        allows: allows.unwrap_or(reading.allows),
        ..reading
    }
}

/// The farthest value that "more than" or "below" a number may still stand for: two steps of a number in three digits,
/// a tenth more of one in two, half as much again of a round one; nothing is said of how far below that is.
fn far(reading: &Reading<'_>) -> Option<Decimal> {
    let stated = reading.quantity.amount.stated?;
    let value = stated.value;
    let two_steps = |step: Option<Decimal>| {
        let apart = exact::sub(step?, value)?;
        exact::add(value, exact::add(apart, apart)?)
    };
    let fine = exact::sub(stated.next_step()?, value)
        .and_then(|step| exact::mul(step, Decimal::ONE_HUNDRED))
        .is_some_and(|hundred| hundred <= value);
    match reading.quantity.amount.modifier {
        Modifier::FewerThan if fine => two_steps(stated.previous_step()),
        Modifier::MoreThan if fine && !is_round(value) => two_steps(stated.next_step()),
        Modifier::MoreThan => {
            let share = if is_round(value) { 5 } else { 1 };
            let slack = exact::mul(value, Decimal::new(share, 1))?;
            let steps = two_steps(stated.next_step())?;
            Some(exact::add(value, slack)?.max(exact::add(steps, slack)?))
        }
        _ => None,
    }
}

/// Whether a number has one digit and zeros: 7, 50,000.
fn is_round(value: Decimal) -> bool {
    let mut digits = value.normalize().mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits < 10
}
