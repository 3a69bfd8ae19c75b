//! `part-of-whole`: a percentage that the part and the whole beside it contradict.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Share, Whole};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Modifier, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Divides a part by its whole, and holds the percentage beside them to it.
    ///
    /// ## Why it matters
    /// A count is updated and its share forgotten, or the share is of another group.
    ///
    /// ## Example
    /// > It will close 612, or 35 percent, of its 2,450 branches.
    ///
    /// 612 of 2,450 are 25 percent.
    ///
    /// ## Limits
    /// Part, whole and percentage stand side by side in one sentence. What rounding can explain is never reported.
    PartOfWhole { id: "part-of-whole", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for PartOfWhole {
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

/// A percentage with its part and whole, by one way of rounding.
struct Stated<'a> {
    percent: Reading<'a>,
    part: Reading<'a>,
    whole: Reading<'a>,
}

impl<'a> Stated<'a> {
    fn of(context: &Context<'a>, share: Share, rounding: Rounding) -> Option<Self> {
        let Whole::Counts { part, whole } = share.of else {
            return None;
        };
        let read = |index| Reading::of(context, index, rounding);
        Some(Self {
            percent: read(share.percent)?,
            part: read(part)?,
            whole: read(whole)?,
        })
    }

    fn possible(&self) -> Option<Interval> {
        let (part, whole) = self.part.in_one_unit(&self.whole)?;
        loosely(&part, 125)?
            .div(&whole.allows)?
            .scale(Decimal::ONE_HUNDRED)
    }
}

/// What a figure may be that another is held to: "up to 8,000, or 5 percent" is 8,000 or not much less, and "more
/// than" is not more than so many hundredths of it.
fn loosely(figure: &Reading<'_>, over: i64) -> Option<Interval> {
    let Some(printed) = figure.printed else {
        return Some(figure.allows);
    };
    let times = |hundredths: i64| exact::mul(printed, Decimal::new(hundredths, 2));
    let (low, high) = match figure.quantity.amount.modifier {
        Modifier::UpTo | Modifier::AtMost | Modifier::FewerThan => (85, 100),
        Modifier::MoreThan | Modifier::AtLeast => (100, over),
        Modifier::Exact | Modifier::About | Modifier::Nearly | Modifier::Between => {
            return Some(figure.allows);
        }
    };
    let bound = figure.allows.hull(&Interval::exactly(printed));
    let near = bound.intersection(&Interval::between(times(low)?, times(high)?));
    Some(near.unwrap_or(figure.allows))
}

/// The finding on a percentage that no reading of part and whole allows.
fn finding(context: &Context<'_>, share: Share) -> Option<Finding> {
    let by = |rounding| Stated::of(context, share, rounding);
    let stated = by(Rounding::Nearest)?;
    let fits = |rounding| {
        let stated = by(rounding)?;
        let over = if stated.percent.text.contains("just") {
            115
        } else {
            150
        };
        Some(stated.possible()?.meets(&loosely(&stated.percent, over)?))
    };
    if reading::agree(fits) {
        return None;
    }
    let (part, whole) = stated.part.in_one_unit(&stated.whole)?;
    let share = exact::mul(
        reading::quotient(part.printed?, whole.printed?)?,
        Decimal::ONE_HUNDRED,
    )?;
    let decimals = reading::decimals(stated.percent.printed?);
    let worded = format!("{}%", rounded(share, decimals));
    let computed = format!(
        "{} of {} is {worded}",
        grouped(stated.part.printed?),
        grouped(stated.whole.printed?)
    );
    let possible = stated.possible()?;
    Some(
        PartOfWhole::META
            .finding(
                Verdict::Contradicted,
                stated.percent.span(),
                format!("stated as {}, but {computed}", stated.percent.text),
            )
            .label(stated.part.span(), "the part")
            .label(stated.whole.span(), "the whole")
            .computed(format!(
                "{computed}{}; stated {}",
                reading::bounds(&possible, "%", decimals),
                stated.percent.text
            ))
            .expected(worded)
            .stated(stated.percent.text)
            .slipped(slip::of_digits(stated.percent.printed?, &possible)),
    )
}
