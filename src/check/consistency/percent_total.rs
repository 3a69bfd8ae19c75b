//! `percent-total`: shares told as all of a whole that do not make 100.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Breakdown, Told};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Adds up percentages that a sentence tells as all of one whole: with "the remaining 62 percent", with "others",
    /// with an owner each, "as follows"; and those of which one leaves out the other: "52 percent approve, 44 disapprove".
    ///
    /// ## Why it matters
    /// A share is mended and the others are not.
    ///
    /// ## Example
    /// > Local growers met 41.5% of demand, and imports the remaining 48.5%.
    ///
    /// 41.5 and 48.5 are 90.
    ///
    /// ## Limits
    /// Shares that only happen to stand together are left alone, and so is a sentence that speaks of rounding or of
    /// several answers. Two answers may leave some undecided: they are told only where they are more than 100 percent.
    /// Rounding of each share is allowed for.
    PercentTotal { id: "percent-total", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

/// The share of a whole that its owners, where they are told, make at least.
const MOST: Decimal = Decimal::from_parts(8, 0, 0, false, 1);

impl Check for PercentTotal {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .breakdowns
                .iter()
                .filter_map(|breakdown| finding(context, breakdown)),
        );
    }
}

/// The finding on shares that no rounding makes 100 of.
fn finding(context: &Context<'_>, breakdown: &Breakdown) -> Option<Finding> {
    let parts = |rounding| -> Option<Vec<Reading<'_>>> {
        breakdown
            .parts
            .iter()
            .map(|part| Reading::of(context, *part, rounding))
            .collect()
    };
    let fits = |rounding| allows(&parts(rounding)?, breakdown.told);
    if reading::agree(fits) {
        return None;
    }
    let parts = parts(Rounding::Nearest)?;
    let total = parts
        .iter()
        .try_fold(Decimal::ZERO, |sum, part| exact::add(sum, part.printed?))?;
    let terms: Vec<_> = parts
        .iter()
        .filter_map(|part| Some(grouped(part.printed?)))
        .collect();
    let last = parts.last()?;
    let message = format!("the shares add up to {}%", rounded(total, 2));
    let finding = PercentTotal::META.finding(Verdict::Contradicted, last.span(), message);
    let others = parts.iter().take(parts.len().saturating_sub(1));
    let labelled = others.fold(finding, |finding, part| {
        finding.label(part.span(), "a share")
    });
    Some(
        labelled
            .computed(format!("{} = {}", terms.join(" + "), rounded(total, 2)))
            .expected("100%")
            .stated(last.text),
    )
}

/// Whether shares can be what they are said to be: all of a whole, most of it or no more than it.
fn allows(parts: &[Reading<'_>], told: Told) -> Option<bool> {
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    let most = whole.scale(MOST)?;
    let mut sum = Interval::exactly(Decimal::ZERO);
    let mut all = false;
    // A share of another whole may stand before those that are all of this one.
    for (place, part) in parts.iter().rev().enumerate() {
        sum = sum.add(&part.allows)?;
        all = all || place > 0 && sum.meets(&whole);
    }
    Some(match told {
        Told::All => all,
        // Owners that are told may leave others untold.
        Told::Most => all || sum.is_below(&most),
        Told::Some | Told::Loosely => !whole.is_below(&sum),
    })
}
