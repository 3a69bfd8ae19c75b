//! `percent-change`: a stated percentage change that its own endpoints contradict.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Kind};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Recomputes a percentage change from the two values given beside it.
    ///
    /// ## Why it matters
    /// Readers remember the percentage and rarely redo the division.
    ///
    /// ## Example
    /// > Thefts rose 20 percent, from 52 to 68.
    ///
    /// From 52 to 68 is a rise of 30.8 percent.
    ///
    /// ## Limits
    /// Each figure stands for every value its wording allows, so a difference that rounding can explain is
    /// never reported. The three figures stand in one sentence, with no other statement between them. A base of
    /// zero is skipped; so are forecasts, percentages on another basis ("year-on-year" beside last month's
    /// value), yearly rates of a month's change, and currencies quoted the other way round.
    PercentChange { id: "percent-change", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for PercentChange {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        for change in &context.relations.changes {
            let percents = change.by.iter().filter_map(|by| finding(context, change, *by));
            findings.extend(percents);
        }
    }
}

/// The finding on a percentage that no reading of the two ends allows.
fn finding(context: &Context<'_>, change: &Change, percent: usize) -> Option<Finding> {
    let percent = Reading::of(context, percent).filter(|reading| reading.kind() == Kind::Percent)?;
    let (base, end) = (Reading::of(context, change.from?)?, Reading::of(context, change.to?)?);
    let (from, to) = base.in_one_unit(&end)?;
    let possible = share_of(&to.allows, &from.allows)?;
    let stated = signed(&percent.allows, change.direction, &possible);
    let points = to.allows.sub(&from.allows).filter(|_| base.kind() == Kind::Percent);
    let excused = possible.meets(&stated)
        || reading::fits_yearly(&possible, &stated)
        || points.is_some_and(|points| points.meets(&stated));
    if excused {
        return None;
    }
    let exact = share_of(&Interval::exactly(to.printed?), &Interval::exactly(from.printed?))?.lower()?.value;
    let decimals = reading::decimals(percent.printed?);
    let worded = worded(exact, decimals);
    let computed = format!("from {} to {} is {worded}", grouped(base.printed?), grouped(end.printed?));
    let size = reading::size(&possible);
    let wrong_base = on_end(&to.allows, &from.allows).is_some_and(|share| share.meets(&stated));
    let slip = if wrong_base {
        Some("fits when divided by the end value: was the wrong base taken?".to_owned())
    } else {
        slip::of_digits(percent.printed?, &size)
    };
    Some(
        PercentChange::META
            .finding(Verdict::Contradicted, percent.span(), format!("stated as {}, but {computed}", percent.text))
            .label(base.span(), "from this value")
            .label(end.span(), "to this value")
            .computed(format!("{computed}{}; stated {}", reading::bounds(&size, "%", decimals), percent.text))
            .expected(worded)
            .stated(percent.text)
            .slipped(slip),
    )
}

/// A size with the sign of its direction; where the words leave that open, the sign that `possible` has.
fn signed(size: &Interval, direction: Option<Direction>, possible: &Interval) -> Interval {
    let falls = match direction {
        Some(direction) => direction == Direction::Fall,
        None => possible.upper().is_some_and(|high| high.value.is_sign_negative()),
    };
    if falls { size.negate() } else { *size }
}

/// `end / base - 1` in per cent.
fn share_of(end: &Interval, base: &Interval) -> Option<Interval> {
    end.div(base)?
        .sub(&Interval::exactly(Decimal::ONE))?
        .scale(Decimal::ONE_HUNDRED)
}

/// The change computed on the end value, as hurried editors do.
fn on_end(end: &Interval, base: &Interval) -> Option<Interval> {
    Interval::exactly(Decimal::ONE)
        .sub(&base.div(end)?)?
        .scale(Decimal::ONE_HUNDRED)
}

/// "a rise of 30.8%", "a fall of 5%", "no change".
fn worded(share: Decimal, decimals: u32) -> String {
    let size = rounded(share.abs(), decimals);
    match share {
        share if share.is_zero() => "no change".to_owned(),
        share if share.is_sign_negative() => format!("a fall of {size}%"),
        _ => format!("a rise of {size}%"),
    }
}
