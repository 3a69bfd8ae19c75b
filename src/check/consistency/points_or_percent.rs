//! `points-or-percent`: per cent written where percentage points are meant, or the other way round.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::Change;
use crate::quantity::format::rounded;
use crate::quantity::{Interval, Kind, exact};
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
        for change in &context.relations.changes {
            findings.extend(change.by.iter().filter_map(|by| finding(context, change, *by)));
        }
    }
}

/// The finding on a size that fits as the one and is named as the other.
fn finding(context: &Context<'_>, change: &Change, size: usize) -> Option<Finding> {
    let (base, end) = (Reading::of(context, change.from?)?, Reading::of(context, change.to?)?);
    if base.kind() != Kind::Percent || end.kind() != Kind::Percent {
        return None;
    }
    let size = Reading::of(context, size)?;
    let points = reading::size(&end.allows.sub(&base.allows)?);
    let one = Interval::exactly(Decimal::ONE);
    let share = end.allows.div(&base.allows)?.sub(&one)?.scale(Decimal::ONE_HUNDRED)?;
    let share = reading::size(&share);
    let (fits, named) = match size.kind() {
        Kind::Percent => (points.meets(&size.allows) && !share.meets(&size.allows), "percentage points, not per cent"),
        Kind::PercentagePoints => (share.meets(&size.allows) && !points.meets(&size.allows), "per cent, not points"),
        _ => return None,
    };
    if !fits {
        return None;
    }
    let apart = exact::sub(end.printed?, base.printed?)?.abs();
    let relative = exact::mul(reading::quotient(apart, base.printed?)?, Decimal::ONE_HUNDRED)?;
    let computed = format!(
        "from {} to {} is {} points, or {}%",
        base.text,
        end.text,
        rounded(apart, 2),
        rounded(relative, 1)
    );
    Some(
        PointsOrPercent::META
            .finding(Verdict::Contradicted, size.span(), format!("{} fits as {named}", size.text))
            .label(base.span(), "from this share")
            .label(end.span(), "to this share")
            .computed(computed)
            .expected(format!("{} points, or {}%", rounded(apart, 2), rounded(relative, 1)))
            .stated(size.text),
    )
}
