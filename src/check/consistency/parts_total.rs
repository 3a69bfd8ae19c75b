//! `parts-total`: a total that its own listed parts miss.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Sum, Told};
use crate::quantity::format;
use crate::quantity::{Interval, Kind, Modifier, Rounding, exact};
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
    /// It looks at one sentence: at lists behind a colon or a dash, in brackets, or behind words such as "comprising",
    /// "of which", "including" and "with"; at lists that end "for a total of" or "in all"; and at "of the 54, 20 … and
    /// the other 34". What is listed as some of a total may be less than it, and is told only where it is more, or where
    /// a slip of a digit explains the difference; "of which" is held to all of it where it lists four fifths or more.
    /// Whole counts that do not end in zeros are exact; of other figures a difference that rounding can explain is never
    /// reported.
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

/// A total and its parts, by one way of rounding, all in the total's unit.
struct Stated<'a> {
    total: Reading<'a>,
    parts: Vec<Reading<'a>>,
    /// What the parts add up to, in the unit of the total, and the total in theirs.
    sum: Interval,
    whole: Interval,
    printed: Decimal,
    ones: usize,
}

impl<'a> Stated<'a> {
    fn of(context: &Context<'a>, sum: &Sum, total: usize, rounding: Rounding) -> Option<Self> {
        let read = |index| Reading::of(context, index, rounding);
        let total = read(total)?;
        let parts: Option<Vec<_>> = sum.parts.iter().copied().map(read).collect();
        let parts = parts?;
        // "1-1/2, comprising one and 1/2": beside fractions of one, a whole number is exact.
        let fractions = parts.iter().chain([&total]).any(is_fraction);
        let exactly = |reading| {
            if fractions {
                as_printed(reading)
            } else {
                exact_count(reading)
            }
        };
        let (total, parts) = (
            exactly(total),
            parts.into_iter().map(exactly).collect::<Vec<_>>(),
        );
        let ones = Decimal::from(sum.ones);
        let (mut added, mut printed, mut whole) = (Interval::exactly(ones), ones, total.allows);
        for (place, part) in parts.iter().enumerate() {
            let (scaled, other) = part.in_one_unit(&total)?;
            added = added.add(&scaled.allows)?;
            printed = exact::add(printed, scaled.printed?)?;
            // Parts in two units would each bring the total to another: of those nothing is said.
            if place > 0 && whole != other.allows {
                return None;
            }
            whole = other.allows;
        }
        Some(Self {
            total,
            parts,
            sum: added,
            whole,
            printed,
            ones: sum.ones,
        })
    }

    /// Whether the parts can make the total, as far as they are said to.
    fn agrees(&self, told: Told) -> Option<bool> {
        let meets = self.sum.meets(&self.whole);
        let over = self.whole.is_below(&self.sum);
        let near = || Some(!self.sum.is_below(&self.whole.scale(MOST)?));
        let listed = self.parts.len() > 2 || matches!(told, Told::Most | Told::Loosely);
        let slipped = || listed && self.slip(told).is_some();
        Some(match told {
            Told::All => meets,
            Told::Most => meets || !(over || near()? || slipped()),
            Told::Some => meets || !(over || slipped()),
            Told::Loosely => meets || !slipped(),
        })
    }

    /// What is wrong, and the computation that shows it.
    fn told(&self) -> (String, String) {
        let (total, right) = (self.total.text, format::worded(self.printed, 9));
        let ones = std::iter::repeat_n("1".to_owned(), self.ones);
        let terms: Vec<_> = self
            .parts
            .iter()
            .filter_map(|part| Some(format::worded(part.printed?, 9)))
            .chain(ones)
            .collect();
        match terms.as_slice() {
            _ if self.parts.is_empty() => (
                format!("stated as {total}, but the list has {right}"),
                format!("{right} are listed; stated {total}"),
            ),
            [part] => (
                format!("stated as {total}, but {part} are told as part of it"),
                format!("{part} is more than {total}"),
            ),
            terms => (
                format!("stated as {total}, but the parts add up to {right}"),
                format!("{} = {right}; stated {total}", terms.join(" + ")),
            ),
        }
    }

    /// The slip in the total or in one part that explains why they do not agree.
    fn slip(&self, told: Told) -> Option<String> {
        let of_total = || slip::of_digits(self.total.printed?, &self.sum);
        let of_part = |part: &Reading<'_>| {
            let ones = Interval::exactly(self.ones.into());
            let mut others = self
                .parts
                .iter()
                .filter(|other| other.span() != part.span());
            let sum = others.try_fold(ones, |sum, other| sum.add(&other.allows))?;
            let missing = self.whole.sub(&sum)?;
            let printed = part.printed.filter(|printed| telling(*printed))?;
            let slip = slip::of_digits(printed, &missing)?;
            Some(format!("{}: {slip}", part.words()))
        };
        let one_unit = self.whole == self.total.allows;
        let total = of_total().filter(|_| told != Told::Loosely || telling(self.printed));
        total.or_else(|| self.parts.iter().filter(|_| one_unit).find_map(of_part))
    }
}

/// Whether a figure has so many digits that a slip in it is no chance.
fn telling(printed: Decimal) -> bool {
    let digits = printed.normalize().mantissa().unsigned_abs();
    let bare = std::iter::successors(Some(digits), |digits| {
        (*digits > 0 && digits.checked_rem(10) == Some(0)).then(|| digits.checked_div(10))?
    });
    bare.last().is_some_and(|digits| digits >= 10)
}

/// A whole count that does not end in zeros is what it says.
fn exact_count(reading: Reading<'_>) -> Reading<'_> {
    let whole = reading
        .quantity
        .amount
        .stated
        .is_some_and(|magnitude| magnitude.place == 0);
    let plain = reading.kind() == Kind::Count
        && reading.quantity.amount.modifier == Modifier::Exact
        && !reading.text.contains("dozen");
    if plain && whole {
        as_printed(reading)
    } else {
        reading
    }
}

/// A figure as printed, without rounding.
fn as_printed(reading: Reading<'_>) -> Reading<'_> {
    let allows = reading.printed.map_or(reading.allows, Interval::exactly);
    Reading { allows, ..reading }
}

/// Whether a figure is written with a fraction: "1-1/2".
fn is_fraction(reading: &Reading<'_>) -> bool {
    reading
        .text
        .contains(['/', '½', '¼', '¾', '⅛', '⅜', '⅝', '⅞'])
}

/// The share of a total that "of which" is taken to list all of.
const MOST: Decimal = Decimal::from_parts(8, 0, 0, false, 1);

/// The finding on a total that no reading of its parts allows.
fn finding(context: &Context<'_>, sum: &Sum) -> Option<Finding> {
    let by = |total, rounding| Stated::of(context, sum, total, rounding);
    let agrees = |total: &usize| reading::agree(|rounding| by(*total, rounding)?.agrees(sum.told));
    if sum.totals.iter().any(agrees) {
        return None;
    }
    let stated = by(*sum.totals.first()?, Rounding::Nearest)?;
    let (message, computation) = stated.told();
    let finding = PartsTotal::META.finding(Verdict::Contradicted, stated.total.span(), message);
    let labelled = stated.parts.iter().fold(finding, |finding, part| {
        finding.label(part.span(), "a part")
    });
    Some(
        labelled
            .computed(computation)
            .expected(format::worded(stated.printed, 9))
            .stated(stated.total.text)
            .slipped(stated.slip(sum.told)),
    )
}
