//! `points-or-percent`: per cent written where percentage points are meant, or the other way round.

use super::ends::{self, Ends};
use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::Change;
use crate::quantity::format::rounded;
use crate::quantity::{Interval, Kind, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Where a share changed from one percentage to another, computes both the difference in points and the change
    /// in per cent, and says when the figure fits the one and is named as the other.
    ///
    /// ## Why it matters
    /// From 4 to 6 percent is two points, and half as much again: readers can't know which is meant.
    ///
    /// ## Example
    /// > Unemployment rose 2 percent, from 4 percent to 6 percent.
    ///
    /// From 4% to 6% is 2 percentage points, or 50 percent.
    ///
    /// ## Limits
    /// Both ends must stand in the sentence. Where neither fits, the other checks speak.
    PointsOrPercent { id: "points-or-percent", family: Family::Consistency, severity: Severity::Warning, since: "0.1.0" }
}

impl Check for PointsOrPercent {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        ends::each_size(context, findings, finding);
    }
}

/// The finding on a size that fits as the one and is named as the other.
fn finding(context: &Context<'_>, change: &Change, size: usize) -> Option<Finding> {
    let ends = |rounding| Ends::of(context, change, rounding);
    let Ends { base, end, .. } = ends(Rounding::Nearest)?;
    let size = Reading::of(context, size, Rounding::Nearest)?;
    if base.kind() != Kind::Percent || end.kind() != Kind::Percent {
        return None;
    }
    let fits = |by: fn(&Interval, &Interval) -> Option<Interval>| {
        let fits = |rounding| {
            let Ends { from, to, .. } = ends(rounding)?;
            let stated = size.quantity.amount.for_arithmetic(context.slack, rounding);
            Some(reading::size(&by(&to.allows, &from.allows)?).meets(&stated))
        };
        Rounding::ALL
            .into_iter()
            .any(|rounding| fits(rounding) == Some(true))
    };
    let named = match (size.kind(), fits(points), fits(reading::relative)) {
        (Kind::Percent, true, false) => "percentage points, not per cent",
        (Kind::PercentagePoints, false, true) => "per cent, not points",
        _ => return None,
    };
    let apart = exact::sub(end.printed?, base.printed?)?.abs();
    let relative = exact::mul(
        reading::quotient(apart, base.printed?)?,
        Decimal::ONE_HUNDRED,
    )?;
    let both = format!("{} points, or {}%", rounded(apart, 2), rounded(relative, 1));
    Some(
        PointsOrPercent::META
            .finding(
                Verdict::Contradicted,
                size.span(),
                format!("{} fits as {named}", size.text),
            )
            .label(base.span(), "from this share")
            .label(end.span(), "to this share")
            .computed(format!("from {} to {} is {both}", base.text, end.text))
            .expected(both)
            .stated(size.text),
    )
}

fn points(end: &Interval, base: &Interval) -> Option<Interval> {
    end.sub(base)
}
