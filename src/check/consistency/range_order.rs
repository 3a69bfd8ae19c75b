//! `range-order`: a range whose greater end stands first.

use super::reading::Reading;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::quantity::format::rounded;
use crate::quantity::{Kind, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Looks at "between a and b" where a is the greater.
    ///
    /// ## Why it matters
    /// One of the two was mistyped, or the two were swapped: the reader can't tell which.
    ///
    /// ## Example
    /// > Drifts of between 52 and 35 centimetres were measured.
    ///
    /// ## Limits
    /// Only "between", with both ends in one unit and within a factor of ten: "from 5 to 3" is a change, distances and
    /// ages in the past are often told downward, and two scales side by side are left to other checks.
    RangeOrder { id: "range-order", family: Family::Consistency, severity: Severity::Warning, since: "0.1.0" }
}

impl Check for RangeOrder {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let quantities = context.extract.quantities.iter().enumerate();
        let found = quantities.filter(|(_, quantity)| quantity.amount.reversed);
        findings.extend(found.filter_map(|(index, quantity)| finding(context, index, quantity)));
    }
}

/// The finding on a range told downward.
fn finding(context: &Context<'_>, index: usize, quantity: &Quantity) -> Option<Finding> {
    let reading = Reading::of(context, index, Rounding::Nearest)?;
    let counts = matches!(
        quantity.kind,
        Kind::Count | Kind::Money | Kind::Measure | Kind::Percent | Kind::Age | Kind::Duration
    );
    let between = reading
        .text
        .get(..7)
        .is_some_and(|word| word.eq_ignore_ascii_case("between"));
    let sentence = context
        .extract
        .sentences
        .get(quantity.sentence as usize)?
        .span;
    let behind = context.document.slice(ProseSpan::new(
        quantity.span.end,
        sentence.end.max(quantity.span.end),
    ));
    let mut words = behind
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(BEHIND);
    let downward = words.any(|word| DOWNWARD.contains(&word));
    let (low, high) = (
        quantity.amount.interval.lower()?.value,
        quantity.amount.interval.upper()?.value,
    );
    let near = exact::mul(low, Decimal::TEN).is_some_and(|tenfold| high < tenfold);
    if !(counts && between && near) || downward {
        return None;
    }
    let (low, high) = (rounded(low, 6), rounded(high, 6));
    Some(
        RangeOrder::META
            .finding(
                Verdict::Contradicted,
                quantity.span,
                format!("the range runs downward: {high} is more than {low}"),
            )
            .computed(format!("{high} > {low}"))
            .expected(format!("between {low} and {high}"))
            .stated(reading.text)
            .slipped(Some(
                "were the two ends swapped, or is one of them mistyped?".to_owned(),
            )),
    )
}

/// How many words behind a range are looked at for those of what is told downward.
const BEHIND: usize = 4;
/// Words of what is told downward.
const DOWNWARD: [&str; 6] = ["ago", "BC", "BCE", "below", "deep", "left"];
