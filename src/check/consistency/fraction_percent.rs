//! `fraction-percent`: a fraction and the percentage beside it that do not agree.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Share, Whole};
use crate::quantity::format::rounded;
use crate::quantity::{Interval, Modifier, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Compares a share in words ("nearly two thirds", "one in five") or as two counts ("25/200", "312 out of 3,120")
    /// with the percentage in brackets beside it.
    ///
    /// ## Why it matters
    /// The words go into the headline, the percentage comes from the table: they should be of one row.
    ///
    /// ## Example
    /// > Around half (64%) of the tenants had moved.
    ///
    /// Half is 50 percent, around half at most 55.
    ///
    /// ## Limits
    /// A fraction in words is taken loosely: a tenth beside it for a plain one and for "about", 12 percent below for
    /// "nearly", and up to half as much again for "more than". Counts are exact.
    FractionPercent { id: "fraction-percent", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for FractionPercent {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .shares
                .iter()
                .filter_map(|share| finding(context, *share)),
        );
    }
}

/// The finding on a percentage that the fraction beside it does not allow.
fn finding(context: &Context<'_>, share: Share) -> Option<Finding> {
    let Whole::Fraction(fraction) = share.of else {
        return None;
    };
    let fraction = Reading::of(context, fraction, Rounding::Nearest)?;
    let percent = Reading::of(context, share.percent, Rounding::Nearest)?;
    let possible = allowed(&fraction)?.scale(Decimal::ONE_HUNDRED)?;
    let fits = |rounding| {
        Some(
            Reading::of(context, share.percent, rounding)?
                .allows
                .meets(&possible),
        )
    };
    if reading::agree(fits) {
        return None;
    }
    let exact = exact::mul(fraction.printed?, Decimal::ONE_HUNDRED)?;
    let decimals = reading::decimals(percent.printed?);
    let worded = format!("{}%", rounded(exact, decimals));
    let bare = fraction.words();
    let computed = format!(
        "{bare} is {worded}{}",
        reading::bounds(&possible, "%", decimals).replace(" after rounding", "")
    );
    Some(
        FractionPercent::META
            .finding(
                Verdict::Contradicted,
                percent.span(),
                format!("stated as {}, but {bare} is {worded}", percent.text),
            )
            .label(fraction.span(), "the same share in words")
            .computed(computed)
            .expected(worded)
            .stated(percent.text)
            .slipped(slip::of_digits(percent.printed?, &possible)),
    )
}

/// What a share may be, as loosely as writers put it: "more than half" is less than three quarters.
fn allowed(fraction: &Reading<'_>) -> Option<Interval> {
    let value = fraction.printed?;
    if is_counted(fraction) {
        // A fraction of counts is exact, but for the last digit that a decimal holds.
        return Interval::exactly(value).widen(Decimal::new(1, 9));
    }
    let times = |hundredths: i64| exact::mul(value, Decimal::new(hundredths, 2));
    let (low, high) = match fraction.quantity.amount.modifier {
        Modifier::Nearly => (88, 101),
        Modifier::MoreThan | Modifier::AtLeast => (99, 150),
        Modifier::FewerThan | Modifier::AtMost | Modifier::UpTo => (60, 101),
        Modifier::Exact | Modifier::About => (90, 110),
        Modifier::Between => return None,
    };
    Some(Interval::between(times(low)?, times(high)?))
}

/// Whether a fraction is of two counts in digits.
fn is_counted(fraction: &Reading<'_>) -> bool {
    fraction.quantity.amount.modifier == Modifier::Exact
        && fraction.text.starts_with(|c: char| c.is_ascii_digit())
}
