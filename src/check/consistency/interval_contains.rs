//! `interval-contains`: an estimate outside its own confidence interval.

use super::reading::Reading;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::quantity::{Interval, Kind, Magnitude, Modifier, Relation, Rounding, Statistic};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Holds an estimate to the confidence interval, or the credible interval, told right behind it, and looks at intervals
    /// that run downward.
    ///
    /// ## Why it matters
    /// An interval is made around its estimate. One outside it was copied from another row.
    ///
    /// ## Example
    /// > The odds ratio was 3.4 (95% CI 1.1 to 2.9).
    ///
    /// 3.4 is above 2.9.
    ///
    /// ## Limits
    /// Only signs may stand between the estimate and its interval. Rounding of each end is allowed for, and so is a percentage
    /// whose interval is told as a share of one.
    IntervalContains { id: "interval-contains", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for IntervalContains {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        if context.extract.statistics.is_empty() {
            return;
        }
        let quantities = context.extract.quantities.iter().enumerate();
        let intervals = quantities.filter_map(|(index, quantity)| told(context, index, quantity));
        findings.extend(intervals.filter_map(|told| finding(context, told)));
    }
}

/// An interval as it is told.
struct Told<'a> {
    index: usize,
    quantity: &'a Quantity,
    lower: Decimal,
    upper: Decimal,
}

fn told<'a>(context: &Context<'a>, index: usize, quantity: &'a Quantity) -> Option<Told<'a>> {
    let statistic = context.extract.statistic(quantity)?;
    let is_interval = ["confidence_interval", "credible_interval"].contains(&statistic.name);
    let (lower, upper) = statistic.ends.filter(|_| is_interval)?;
    Some(Told {
        index,
        quantity,
        lower,
        upper,
    })
}

fn finding(context: &Context<'_>, told: Told<'_>) -> Option<Finding> {
    let text = context.document.slice(told.quantity.span);
    if told.lower > told.upper {
        let (lower, upper) = (told.lower, told.upper);
        return Some(
            IntervalContains::META
                .finding(
                    Verdict::Contradicted,
                    told.quantity.span,
                    format!("{text} runs downward: the upper end stands first"),
                )
                .stated(text)
                .expected(format!("{upper} to {lower}"))
                .computed(format!("{lower} > {upper}"))
                .slipped(Some(
                    "were the two ends swapped, or is one of them mistyped?".to_owned(),
                )),
        );
    }
    let estimate = estimate(context, &told)?;
    let [from, to] = [told.lower, told.upper].map(|end| Magnitude::written(end).rounding());
    let whole = Interval::between(from.lower()?.value, to.upper()?.value);
    let hundredth = Decimal::new(1, 2);
    let as_share = estimate.quantity.kind == Kind::Percent
        && estimate
            .allows
            .scale(hundredth)
            .is_none_or(|share| share.meets(&whole));
    if estimate.allows.meets(&whole) || as_share {
        return None;
    }
    let printed = estimate.printed?;
    let (end, side) = if printed > told.upper {
        (told.upper, "above")
    } else {
        (told.lower, "below")
    };
    let computed = format!("{printed} is {side} {end}");
    Some(
        IntervalContains::META
            .finding(
                Verdict::Contradicted,
                estimate.span(),
                format!("{} lies outside its own interval, {text}", estimate.words()),
            )
            .label(told.quantity.span, "its interval")
            .stated(estimate.text)
            .expected(format!("{} to {}", told.lower, told.upper))
            .computed(computed)
            .slipped(slip::of_digits(printed, &whole)),
    )
}

/// The figure right before an interval, where it can be what the interval is of.
fn estimate<'a>(context: &Context<'a>, told: &Told<'_>) -> Option<Reading<'a>> {
    let index = told.index.checked_sub(1)?;
    let quantity = context.extract.quantities.get(index)?;
    let between = ProseSpan::new(quantity.span.end, told.quantity.span.start);
    let between = context.document.slice(between);
    let signs = |c: char| c.is_whitespace() || "([,;:".contains(c);
    if quantity.sentence != told.quantity.sentence
        || between.is_empty()
        || !between.chars().all(signs)
    {
        return None;
    }
    let is_estimate = match context.extract.statistic(quantity) {
        Some(statistic) => is_estimate(statistic),
        None => matches!(
            quantity.kind,
            Kind::Count | Kind::Percent | Kind::Measure | Kind::Money | Kind::PercentagePoints
        ),
    };
    let exact = quantity.amount.modifier == Modifier::Exact && is_estimate;
    exact.then(|| Reading::of(context, index, Rounding::Nearest))?
}

/// Whether a statistic is one that intervals are made around: a ratio, a difference.
fn is_estimate(statistic: &Statistic) -> bool {
    let of_estimates = ["ratio", "difference", "odds", "mean"];
    let named = of_estimates
        .iter()
        .any(|word| statistic.name.contains(word));
    named
        && statistic
            .value
            .is_some_and(|value| value.relation == Relation::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::consistency::tests::found;

    #[test]
    fn an_estimate_outside_its_interval_and_an_interval_that_runs_downward_are_told() {
        for (text, figure) in [
            ("Walking helped (OR=3.4; 95% CI 1.1 to 2.9).", "OR=3.4"),
            (
                "The hazard ratio was lower, HR 0.31 (95% confidence interval 0.42-0.77).",
                "HR 0.31",
            ),
            (
                "Falls came down by 12% (95% CI: 14%, 27%) in the wards.",
                "12%",
            ),
            (
                "Scores agreed (r = 0.6, 95% CI 0.8 to 0.4).",
                "95% CI 0.8 to 0.4",
            ),
        ] {
            let findings = found(text, IntervalContains::META.id);
            let stated = findings.first().and_then(|finding| finding.stated.as_ref());
            assert_eq!(stated.map(|stated| stated.raw()), Some(figure), "{text}");
        }
    }

    #[test]
    fn what_lies_inside_or_is_of_something_else_says_nothing() {
        for text in [
            "Walking helped (OR=1.9; 95% CI 1.1 to 2.9).",
            // Rounding of the end, and of the estimate.
            "Walking helped (OR=2.94; 95% CI 1.1 to 2.9).",
            "Falls came down by 12% (95% CI 0.09 to 0.15).",
            "In 40 wards falls came down, by more than 7 (95% CI 1.2 to 3.4).",
            "Of 40 nurses in six wards (95% CI 1.2 to 3.4) few fell.",
            "It was tested (p = 0.04, 95% CI 1.1 to 2.9).",
        ] {
            assert!(found(text, IntervalContains::META.id).is_empty(), "{text}");
        }
    }
}
