//! `change-level`: an amount of change, its percentage and the level reached, which do not fit each other.

use super::ends;
use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Kind, Modifier, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Takes an amount of change back from the level reached, and divides: the percentage beside must fit.
    ///
    /// ## Why it matters
    /// Market reports tell every move three ways, and cents are often copied as per cent.
    ///
    /// ## Example
    /// > Shares rose 23 cents, or 0.23 percent, to $6.20.
    ///
    /// 23 cents on 5.97 dollars are 3.9 percent.
    ///
    /// ## Limits
    /// The three figures stand in one sentence, side by side. Yearly rates of a month's or a quarter's change are
    /// left alone, and so are basis points of a price. A difference that rounding can explain is never reported.
    ChangeLevel { id: "change-level", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for ChangeLevel {
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

/// Prices, indices and tolls are below: their changes are not told at a yearly rate.
const LARGE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// An amount, its percentage and a level, by one way of rounding.
struct Stated<'a> {
    percent: Reading<'a>,
    amount: Reading<'a>,
    level: Reading<'a>,
    /// The amount and the level in one unit.
    by: Reading<'a>,
    at: Reading<'a>,
    /// Whether the level is the end, or the base.
    reached: bool,
    direction: Option<Direction>,
}

impl<'a> Stated<'a> {
    fn of(context: &Context<'a>, change: &Change, rounding: Rounding) -> Option<Self> {
        let (level, reached) = match (change.from, change.to) {
            (None, Some(to)) => (ends::level(context, to, rounding)?, true),
            (Some(from), None) => (ends::level(context, from, rounding)?, false),
            _ => return None,
        };
        let sizes = || {
            change
                .by
                .iter()
                .filter_map(|by| ends::size(context, *by, rounding))
        };
        let percent = sizes().find(|size| size.kind() == Kind::Percent)?;
        let amount = sizes().find(|size| size.kind() == level.kind())?;
        let (by, at) = amount.in_one_unit(&level)?;
        // Futures are quoted in fractions of a cent, and in ways of their own.
        let quoted = amount.text.contains('/') || level.text.contains('/');
        let direction = change.direction;
        (!quoted).then_some(Self {
            percent,
            amount,
            level,
            by,
            at,
            reached,
            direction,
        })
    }

    fn possible(&self) -> Vec<Interval> {
        shares(
            &self.by.allows,
            &self.at.allows,
            self.reached,
            self.direction,
        )
    }

    fn agrees(&self) -> bool {
        let possible = self.possible();
        // A yearly rate has its own digits, which "more than 9 percent" has not, and is told of large sums, not of prices.
        let plain = self.percent.quantity.amount.modifier == Modifier::Exact;
        let large = self.level.printed.is_some_and(|level| level.abs() >= LARGE);
        let yearly =
            |share: &Interval| plain && large && reading::fits_yearly(share, &self.percent.allows);
        let fits = |share: &Interval| share.meets(&self.percent.allows) || yearly(share);
        possible.is_empty() || possible.iter().any(fits)
    }

    /// The printed value that the percentage is of, in the unit of both.
    fn base(&self) -> Option<Decimal> {
        let (by, at) = (self.by.printed?, self.at.printed?);
        match (self.reached, self.direction) {
            (false, _) => Some(at),
            (true, Some(Direction::Fall)) => exact::add(at, by),
            (true, _) => exact::sub(at, by),
        }
    }
}

/// The finding on a percentage that the amount and the level beside it do not allow.
fn finding(context: &Context<'_>, change: &Change) -> Option<Finding> {
    let by = |rounding| Stated::of(context, change, rounding);
    let stated = by(Rounding::Nearest)?;
    if reading::agree(|rounding| Some(by(rounding)?.agrees())) {
        return None;
    }
    let (percent, amount, level) = (&stated.percent, &stated.amount, &stated.level);
    let base = stated.base()?;
    let share = exact::mul(
        reading::quotient(stated.by.printed?, base)?,
        Decimal::ONE_HUNDRED,
    )?;
    let decimals = reading::decimals(percent.printed?);
    let worded = format!("{}%", rounded(share, decimals));
    let of = reading::quotient(exact::mul(base, level.printed?)?, stated.at.printed?)?;
    let computed = format!("{} on {} is {worded}", amount.text, grouped(of.normalize()));
    let possible = stated.possible().first().copied()?;
    let bounds = reading::bounds(&possible, "%", decimals);
    Some(
        ChangeLevel::META
            .finding(
                Verdict::Contradicted,
                percent.span(),
                format!("stated as {}, but {computed}", percent.text),
            )
            .label(amount.span(), "by this amount")
            .label(
                level.span(),
                if stated.reached {
                    "to this level"
                } else {
                    "from this level"
                },
            )
            .computed(format!("{computed}{bounds}; stated {}", percent.text))
            .expected(worded)
            .stated(percent.text)
            .slipped(likely(amount, percent, &possible)),
    )
}

/// What the percentage can be: of the level less the amount for a rise, of both together for a fall, either where
/// the words leave the direction open.
fn shares(
    by: &Interval,
    at: &Interval,
    reached: bool,
    direction: Option<Direction>,
) -> Vec<Interval> {
    let one = Interval::exactly(Decimal::ONE);
    let percent =
        |share: Option<Interval>| share.and_then(|share| share.scale(Decimal::ONE_HUNDRED));
    if !reached {
        return percent(by.div(at)).into_iter().collect();
    }
    // amount / (level - amount), with each figure used once, so that no reading is counted twice.
    let rise = || percent(one.div(&at.div(by)?.sub(&one)?));
    let fall = || percent(one.div(&at.div(by)?.add(&one)?));
    match direction {
        Some(Direction::Rise) => rise().into_iter().collect(),
        Some(Direction::Fall) => fall().into_iter().collect(),
        None => rise().into_iter().chain(fall()).collect(),
    }
}

/// Cents copied as per cent; else a slip of digits.
fn likely(amount: &Reading<'_>, percent: &Reading<'_>, possible: &Interval) -> Option<String> {
    let hundredth = |value: Decimal| exact::mul(value, Decimal::new(1, 2));
    let copied =
        amount.printed? == percent.printed? || hundredth(amount.printed?)? == percent.printed?;
    if copied {
        return Some(format!(
            "the same digits as {}: was the amount copied as the percentage?",
            amount.text
        ));
    }
    slip::of_digits(percent.printed?, possible)
}
