//! `absolute-change`: a stated amount of change that its own endpoints contradict.

use super::ends::{self, Ends};
use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::format;
use crate::quantity::{Interval, Kind, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Subtracts the two values between which something is said to have changed, and holds the stated amount, or
    /// the percentage points, to the difference.
    ///
    /// ## Why it matters
    /// An amount and its two ends are three chances to copy a digit wrongly, and one subtraction finds it.
    ///
    /// ## Example
    /// > Stocks fell 400,000 tonnes to 21.3 million from 22.1 million.
    ///
    /// From 22.1 million to 21.3 million is 800,000.
    ///
    /// ## Limits
    /// All three figures stand in one sentence and in units that can be brought to one. A difference that rounding
    /// can explain is never reported, and forecasts are left alone.
    AbsoluteChange { id: "absolute-change", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for AbsoluteChange {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        ends::each_size(context, findings, finding);
    }
}

/// An amount with its ends, by one way of rounding, all in the amount's unit where they are computed with.
struct Stated<'a> {
    amount: Reading<'a>,
    base: Reading<'a>,
    end: Reading<'a>,
    by: Reading<'a>,
    from: Reading<'a>,
    to: Reading<'a>,
    direction: Option<Direction>,
}

impl<'a> Stated<'a> {
    fn of(
        context: &Context<'a>,
        change: &Change,
        amount: usize,
        rounding: Rounding,
    ) -> Option<Self> {
        let Ends {
            base,
            end,
            direction,
            ..
        } = Ends::sized(context, change, rounding)?;
        let amount = ends::size(context, amount, rounding)
            .filter(|amount| measures(amount, &base) || measures(amount, &end))?;
        let (by, from) = amount.in_one_unit(&base)?;
        let (_, to) = amount.in_one_unit(&end)?;
        Some(Self {
            amount,
            base,
            end,
            by,
            from,
            to,
            direction,
        })
    }

    fn possible(&self) -> Option<Interval> {
        self.to.allows.sub(&self.from.allows)
    }

    /// Whether the amount fits, or fits as per cent and only its name is wrong, which another check tells.
    fn agrees(&self) -> Option<bool> {
        let possible = self.possible()?;
        let signed = reading::signed(&self.by.allows, self.direction, &possible);
        let relative = self.amount.kind() == Kind::PercentagePoints
            && reading::relative(&self.to.allows, &self.from.allows)
                .is_some_and(|share| share.meets(&signed));
        Some(possible.meets(&signed) || relative)
    }

    /// The difference of the printed ends, in the ends' unit.
    fn difference(&self) -> Option<Decimal> {
        let apart = exact::sub(self.to.printed?, self.from.printed?)?;
        reading::quotient(exact::mul(apart, self.base.printed?)?, self.from.printed?)
    }
}

/// The finding on an amount that no reading of the two ends allows.
fn finding(context: &Context<'_>, change: &Change, amount: usize) -> Option<Finding> {
    let by = |rounding| Stated::of(context, change, amount, rounding);
    let stated = by(Rounding::Nearest)?;
    if reading::agree(|rounding| by(rounding)?.agrees()) {
        return None;
    }
    let (amount, base, end) = (&stated.amount, &stated.base, &stated.end);
    let difference = stated.difference()?;
    let decimals = base.printed?.scale().max(end.printed?.scale()).max(2);
    let way = if difference.is_sign_negative() {
        "fall"
    } else {
        "rise"
    };
    let worded = format!("a {way} of {}", format::worded(difference.abs(), decimals));
    let computed = format!("from {} to {} is {worded}", base.words(), end.words());
    let size = reading::size(&stated.possible()?);
    Some(
        AbsoluteChange::META
            .finding(
                Verdict::Contradicted,
                amount.span(),
                format!("stated as {}, but {computed}", amount.text),
            )
            .label(base.span(), "from this value")
            .label(end.span(), "to this value")
            .computed(format!("{computed}; stated {}", amount.text))
            .expected(worded)
            .stated(amount.text)
            .slipped(slip::of_digits(stated.by.printed?, &size)),
    )
}

/// Whether an amount can be the difference of two ends of a kind: points between shares, else one kind.
fn measures(amount: &Reading<'_>, end: &Reading<'_>) -> bool {
    let end = end.kind();
    match amount.kind() {
        Kind::PercentagePoints => matches!(end, Kind::Percent | Kind::Count),
        // "Down 3 points, from 42% to 39%"
        Kind::Count if end == Kind::Percent => amount.counts(&["point", "points"]),
        Kind::Count if amount.counts(&[""]) => {
            matches!(end, Kind::Money | Kind::Count | Kind::Measure)
        }
        Kind::Money | Kind::Count | Kind::Measure => amount.kind() == end,
        _ => false,
    }
}
