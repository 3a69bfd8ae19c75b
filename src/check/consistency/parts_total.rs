//! `parts-total`: a total that its own listed parts miss.

use super::reading;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::Sum;
use crate::extract::Quantity;
use crate::quantity::format::grouped;
use crate::quantity::{Interval, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Adds up the parts that a sentence lists behind a total.
    ///
    /// ## Why it matters
    /// A late change to one part, or to the total, is the commonest way for a list to go wrong.
    ///
    /// ## Example
    /// > The two flights carried 257 people: 116 in June and 131 in October.
    ///
    /// 116 and 131 are 247.
    ///
    /// ## Limits
    /// It looks at one sentence, and only at lists that follow a colon or a dash and run to the sentence's
    /// end. Figures with a modifier ("about 116") and lists that only give examples are left alone. A
    /// difference that rounding can explain is never reported.
    PartsTotal { id: "parts-total", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for PartsTotal {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .sums
                .iter()
                .filter_map(|sum| finding(context, sum)),
        );
    }
}

/// The finding on a total that no reading of its parts allows.
fn finding(context: &Context<'_>, sum: &Sum) -> Option<Finding> {
    let quantities = &context.extract.quantities;
    let total = quantities.get(sum.total)?;
    let parts: Vec<_> = sum
        .parts
        .iter()
        .filter_map(|part| quantities.get(*part))
        .collect();
    let possible = |rounding| {
        added(&parts, |part| {
            Some(part.amount.for_arithmetic(context.slack, rounding))
        })
    };
    let fits = |rounding| {
        Some(possible(rounding)?.meets(&total.amount.for_arithmetic(context.slack, rounding)))
    };
    if reading::agree(fits) {
        return None;
    }
    let exact_sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
        exact::add(sum, part.amount.stated?.value)
    })?;
    let stated = total.amount.stated?.value;
    let terms: Vec<_> = parts
        .iter()
        .filter_map(|part| Some(grouped(part.amount.stated?.value)))
        .collect();
    let computation = format!(
        "{} = {}; stated {}",
        terms.join(" + "),
        grouped(exact_sum),
        grouped(stated)
    );
    let message = format!(
        "stated as {}, but the parts add up to {}",
        context.document.slice(total.span),
        grouped(exact_sum)
    );
    let finding = PartsTotal::META.finding(Verdict::Contradicted, total.span, message);
    let labelled = parts
        .iter()
        .fold(finding, |finding, part| finding.label(part.span, "a part"));
    Some(
        labelled
            .computed(computation)
            .expected(grouped(exact_sum))
            .stated(context.document.slice(total.span))
            .slipped(slip::of_digits(stated, &possible(Rounding::Nearest)?)),
    )
}

/// The sum of what the parts can be.
fn added(parts: &[&Quantity], value: impl Fn(&Quantity) -> Option<Interval>) -> Option<Interval> {
    parts
        .iter()
        .try_fold(Interval::exactly(Decimal::ZERO), |sum, part| {
            sum.add(&value(part)?)
        })
}
