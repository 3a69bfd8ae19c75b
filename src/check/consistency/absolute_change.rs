//! `absolute-change`: a stated amount of change that its own endpoints contradict.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Kind, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Subtracts the two values between which something is said to have changed, and holds the stated amount, or
    /// the percentage points, to the difference.
    ///
    /// ## Why it matters
    /// An amount and its two ends are three chances to copy a digit wrongly, and one subtraction finds it.
    ///
    /// ## Example
    /// > Stocks fell 250,000 barrels to 35.7 million from 36.2 million.
    ///
    /// From 36.2 million to 35.7 million is 500,000.
    ///
    /// ## Limits
    /// All three figures stand in one sentence and in units that can be brought to one. A difference that rounding
    /// can explain is never reported, and forecasts are left alone.
    AbsoluteChange { id: "absolute-change", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for AbsoluteChange {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        for change in &context.relations.changes {
            findings.extend(change.by.iter().filter_map(|by| finding(context, change, *by)));
        }
    }
}

/// The finding on an amount that no reading of the two ends allows.
fn finding(context: &Context<'_>, change: &Change, amount: usize) -> Option<Finding> {
    let (base, end) = (Reading::of(context, change.from?)?, Reading::of(context, change.to?)?);
    let amount = Reading::of(context, amount).filter(|amount| measures(amount.kind(), base.kind()))?;
    let (stated, from) = amount.in_one_unit(&base)?;
    let (_, to) = amount.in_one_unit(&end)?;
    let possible = to.allows.sub(&from.allows)?;
    let falls = match change.direction {
        Some(direction) => direction == Direction::Fall,
        None => possible.upper().is_some_and(|high| high.value.is_sign_negative()),
    };
    let signed = if falls { stated.allows.negate() } else { stated.allows };
    let relative = amount.kind() == Kind::PercentagePoints && fits_as_share(&to, &from, &signed);
    if possible.meets(&signed) || relative {
        return None;
    }
    let back = |value: Decimal| reading::quotient(exact::mul(value, amount.printed?)?, stated.printed?);
    let difference = back(exact::sub(to.printed?, from.printed?)?)?;
    let decimals = amount.printed?.scale().max(base.printed?.scale()).max(2);
    let way = if difference.is_sign_negative() { "fall" } else { "rise" };
    let worded = format!("a {way} of {}", rounded(difference.abs(), decimals));
    let computed = format!("from {} to {} is {worded}", grouped(base.printed?), grouped(end.printed?));
    Some(
        AbsoluteChange::META
            .finding(Verdict::Contradicted, amount.span(), format!("stated as {}, but {computed}", amount.text))
            .label(base.span(), "from this value")
            .label(end.span(), "to this value")
            .computed(format!("{computed}; stated {}", amount.text))
            .expected(worded)
            .stated(amount.text)
            .slipped(slip::of_digits(stated.printed?, &reading::size(&possible))),
    )
}

/// Whether figures of these kinds are an amount of change and an end of it: points between shares, else one kind.
fn measures(amount: Kind, end: Kind) -> bool {
    match amount {
        Kind::PercentagePoints => matches!(end, Kind::Percent | Kind::Count),
        Kind::Money | Kind::Count | Kind::Measure => amount == end,
        _ => false,
    }
}

/// Whether stated points fit as per cent of the base: then "points" is the wrong word, and another check tells it.
fn fits_as_share(to: &Reading<'_>, from: &Reading<'_>, signed: &Interval) -> bool {
    let share = to
        .allows
        .div(&from.allows)
        .and_then(|ratio| ratio.sub(&Interval::exactly(Decimal::ONE))?.scale(Decimal::ONE_HUNDRED));
    share.is_some_and(|share| share.meets(signed))
}
