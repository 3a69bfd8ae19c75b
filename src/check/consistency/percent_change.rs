//! `percent-change`: a stated percentage change that its own endpoints contradict.

use super::ends::{self, Ends};
use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::Change;
use crate::quantity::format::rounded;
use crate::quantity::{Interval, Kind, Rounding};
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
    /// never reported. The three figures stand in one sentence, with no other statement between them. A base of
    /// zero is skipped; so are forecasts, percentages on another basis ("year-on-year" beside last month's
    /// value), and currencies quoted the other way round.
    PercentChange { id: "percent-change", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for PercentChange {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        ends::each_size(context, findings, finding);
    }
}

/// A percentage with its ends, by one way of rounding.
struct Stated<'a> {
    percent: Reading<'a>,
    ends: Ends<'a>,
}

impl<'a> Stated<'a> {
    fn of(
        context: &Context<'a>,
        change: &Change,
        percent: usize,
        rounding: Rounding,
    ) -> Option<Self> {
        let percent = ends::size(context, percent, rounding)
            .filter(|reading| reading.kind() == Kind::Percent)?;
        let ends = Ends::sized(context, change, rounding)?;
        // Half as much again of a loss is a deeper one: a percentage of what is below zero tells nothing.
        let positive = !ends.base.printed?.is_sign_negative();
        positive.then_some(Self { percent, ends })
    }

    fn possible(&self) -> Option<Interval> {
        reading::relative(&self.ends.to.allows, &self.ends.from.allows)
    }

    /// Whether the percentage fits, or fits as points and only its name is wrong, which another check tells.
    fn agrees(&self) -> Option<bool> {
        let possible = self.possible()?;
        let stated = reading::signed(&self.percent.allows, self.ends.direction, &possible);
        let shares = self.ends.base.kind() == Kind::Percent;
        let points = self
            .ends
            .to
            .allows
            .sub(&self.ends.from.allows)
            .filter(|_| shares);
        Some(possible.meets(&stated) || points.is_some_and(|points| points.meets(&stated)))
    }

    fn slip(&self, possible: &Interval) -> Option<String> {
        let stated = reading::signed(&self.percent.allows, self.ends.direction, possible);
        if on_end(&self.ends.to.allows, &self.ends.from.allows)
            .is_some_and(|share| share.meets(&stated))
        {
            return Some(
                "fits when divided by the end value: was the wrong base taken?".to_owned(),
            );
        }
        slip::of_digits(self.percent.printed?, &reading::size(possible))
    }
}

/// The finding on a percentage that no reading of the two ends allows.
fn finding(context: &Context<'_>, change: &Change, percent: usize) -> Option<Finding> {
    let by = |rounding| Stated::of(context, change, percent, rounding);
    let stated = by(Rounding::Nearest)?;
    if reading::agree(|rounding| by(rounding)?.agrees()) {
        return None;
    }
    let (percent, base, end) = (&stated.percent, &stated.ends.base, &stated.ends.end);
    let exact = |reading: &Reading<'_>| reading.printed.map(Interval::exactly);
    let share = reading::relative(&exact(&stated.ends.to)?, &exact(&stated.ends.from)?)?
        .lower()?
        .value;
    let decimals = reading::decimals(percent.printed?);
    let worded = worded(share, decimals);
    let computed = format!("from {} to {} is {worded}", base.words(), end.words());
    let possible = stated.possible()?;
    let bounds = reading::bounds(&reading::size(&possible), "%", decimals);
    Some(
        PercentChange::META
            .finding(
                Verdict::Contradicted,
                percent.span(),
                format!("stated as {}, but {computed}", percent.text),
            )
            .label(base.span(), "from this value")
            .label(end.span(), "to this value")
            .computed(format!("{computed}{bounds}; stated {}", percent.text))
            .expected(worded)
            .stated(percent.text)
            .slipped(stated.slip(&possible)),
    )
}

/// The change computed on the end value, as hurried editors do.
fn on_end(end: &Interval, base: &Interval) -> Option<Interval> {
    Interval::exactly(Decimal::ONE)
        .sub(&base.div(end)?)?
        .scale(Decimal::ONE_HUNDRED)
}

/// "a rise of 30.8%", "a fall of 5%", "no change".
fn worded(share: Decimal, decimals: u32) -> String {
    let size = rounded(share.abs(), decimals);
    match share {
        share if share.is_zero() => "no change".to_owned(),
        share if share.is_sign_negative() => format!("a fall of {size}%"),
        _ => format!("a rise of {size}%"),
    }
}
