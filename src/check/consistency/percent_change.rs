//! `percent-change`: a stated percentage change that its own endpoints contradict.

use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::Interval;
use crate::quantity::format::{grouped, rounded};
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
    /// never reported. It looks at one sentence, and only where it names one percentage, one base and one
    /// end; a base of zero is skipped, and so is a sentence that speaks of forecasts.
    PercentChange { id: "percent-change", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for PercentChange {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .changes
                .iter()
                .filter_map(|change| finding(context, change)),
        );
    }
}

/// The finding on a change that no reading of its figures allows.
fn finding(context: &Context<'_>, change: &Change) -> Option<Finding> {
    let quantities = &context.extract.quantities;
    let (percent, from, to) = (
        quantities.get(change.percent)?,
        quantities.get(change.from)?,
        quantities.get(change.to)?,
    );
    let (base, end) = (
        from.amount.for_arithmetic(context.slack),
        to.amount.for_arithmetic(context.slack),
    );
    let possible = share_of(&end, &base)?;
    let stated = percent.amount.for_arithmetic(context.slack);
    let signed = if change.direction == Direction::Fall {
        stated.negate()
    } else {
        stated
    };
    if possible.meets(&signed) {
        return None;
    }
    let (base_value, end_value) = (from.amount.stated?.value, to.amount.stated?.value);
    let exact_share = share_of(
        &Interval::exactly(end_value),
        &Interval::exactly(base_value),
    )?
    .lower()?
    .value;
    let computed = format!(
        "from {} to {} is {}",
        grouped(base_value),
        grouped(end_value),
        worded(exact_share)
    );
    let message = format!(
        "stated as {}, but {computed}",
        context.document.slice(percent.span)
    );
    let rounding = format!(
        "{computed}{}; stated {}",
        bounds(&possible),
        context.document.slice(percent.span)
    );
    let wrong_base = on_end(&end, &base).filter(|share| share.meets(&signed));
    let slip = wrong_base
        .map(|_| "fits when divided by the end value: was the wrong base taken?".to_owned())
        .or_else(|| slip::of_digits(percent.amount.stated?.value, &possible_abs(&possible)));
    Some(
        PercentChange::META
            .finding(Verdict::Contradicted, percent.span, message)
            .label(from.span, "from this value")
            .label(to.span, "to this value")
            .computed(rounding)
            .expected(worded(exact_share))
            .stated(context.document.slice(percent.span))
            .slipped(slip),
    )
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

/// The size of a change, whichever its direction.
fn possible_abs(possible: &Interval) -> Interval {
    if possible
        .upper()
        .is_some_and(|high| high.value.is_sign_negative())
    {
        possible.negate()
    } else {
        *possible
    }
}

/// "a rise of 30.8%", "a fall of 5%", "no change".
fn worded(share: Decimal) -> String {
    let size = rounded(share.abs(), 1);
    match share {
        share if share.is_zero() => "no change".to_owned(),
        share if share.is_sign_negative() => format!("a fall of {size}%"),
        _ => format!("a rise of {size}%"),
    }
}

/// "at least 29.5% and at most 32% after rounding", or nothing where rounding makes no difference.
fn bounds(possible: &Interval) -> String {
    let size = possible_abs(possible);
    let end = |bound: Option<crate::quantity::Bound>| {
        bound.map_or_else(|| "any".to_owned(), |bound| rounded(bound.value, 1))
    };
    let (low, high) = (end(size.lower()), end(size.upper()));
    if low == high {
        String::new()
    } else {
        format!(", at least {low}% and at most {high}% after rounding")
    }
}
