//! `range-order`: a range whose greater end stands first.

use super::reading::Reading;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::Span;
use crate::document::ProseSpan;
use crate::quantity::format::rounded;
use crate::quantity::{Kind, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Looks at ranges where the greater end stands first, or the later day: "between a and b", "range from a to b",
    /// "in the range of a to b", "ages a to b", "served from a to b".
    ///
    /// ## Why it matters
    /// One of the two was mistyped, or the two were swapped: the reader can't tell which.
    ///
    /// ## Example
    /// > Drifts of between 52 and 35 centimetres were measured.
    ///
    /// ## Limits
    /// "From 5 to 3" alone is a change, a day may be moved from the 12th to the 9th, and distances, years before
    /// Christ and ages in the past are often told downward. Ends of different sign, or ten times apart, are left alone.
    RangeOrder { id: "range-order", family: Family::Consistency, severity: Severity::Warning, since: "0.1.0" }
}

impl Check for RangeOrder {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let spans = context.relations.spans.iter();
        findings.extend(spans.filter_map(|span| finding(context, *span)));
    }
}

/// The finding on a range told downward.
fn finding(context: &Context<'_>, span: Span) -> Option<Finding> {
    let first = Reading::of(context, span.first, Rounding::Nearest)?;
    let last = Reading::of(context, span.last.unwrap_or(span.first), Rounding::Nearest)?;
    let dated = last.kind().is_calendar();
    if dated && !falls_back(&first, &last) {
        return None;
    }
    let whole = first.span().cover(last.span());
    let text = context.document.slice(whole);
    if dated {
        return Some(report(whole, text).slipped(Some(SLIP.to_owned())));
    }
    let (high, low) = ends(&first, &last, span)?;
    let (low, high) = (rounded(low, 6), rounded(high, 6));
    Some(
        report(whole, text)
            .computed(format!("{high} > {low}"))
            .expected(format!("between {low} and {high}"))
            .slipped(Some(SLIP.to_owned())),
    )
}

/// How it may have come about.
const SLIP: &str = "were the two ends swapped, or is one of them mistyped?";

fn report(whole: ProseSpan, text: &str) -> Finding {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("{words} runs downward: the greater end stands first");
    RangeOrder::META
        .finding(Verdict::Contradicted, whole, message)
        .stated(text)
}

/// The greater end and the less, where the greater stands first and the two belong together.
fn ends(first: &Reading<'_>, last: &Reading<'_>, span: Span) -> Option<(Decimal, Decimal)> {
    let kinds = matches!(
        first.kind(),
        Kind::Count | Kind::Money | Kind::Measure | Kind::Percent | Kind::Age | Kind::Duration
    );
    let (high, low) = if span.last.is_some() {
        let (first, last) = first.in_one_unit(last)?;
        (first.printed?, last.printed?)
    } else {
        let interval = first.quantity.amount.interval;
        let (low, high) = (interval.lower()?.value, interval.upper()?.value);
        let shared = !first.quantity.amount.reversed && low < Decimal::ONE_THOUSAND;
        match (span.scaled, shared) {
            (true, true) => (low, coefficient(high)?),
            (true, false) if !first.quantity.amount.reversed => return None,
            _ => (high, low),
        }
    };
    let wide = span.wide && first.quantity.amount.reversed;
    let near = wide || exact::mul(low, Decimal::TEN).is_some_and(|tenfold| high < tenfold);
    (kinds && near && high > low && low > Decimal::ZERO).then_some((high, low))
}

/// The number before its scale: 675 of 675 million.
fn coefficient(value: Decimal) -> Option<Decimal> {
    let mut left = value;
    while left >= Decimal::ONE_THOUSAND {
        left = exact::div(left, Decimal::ONE_THOUSAND)?.0;
    }
    Some(left)
}

/// Whether a period ends before it begins: one figure told as days of a month, two dates, or a day and a date.
fn falls_back(first: &Reading<'_>, last: &Reading<'_>) -> bool {
    let own = first.span() == last.span();
    let dates = || {
        let (from, until) = (first.quantity.value?.start?, last.quantity.value?.end?);
        Some(until < from)
    };
    let day = || {
        let of = |text: &str| {
            text.split(|c: char| !c.is_ascii_digit())
                .next()?
                .parse::<u8>()
                .ok()
        };
        Some(first.kind() == Kind::Count && of(last.text)? < of(first.text)?)
    };
    own || dates() == Some(true) || day() == Some(true)
}
