//! `parts-total`: a total that its own listed parts miss.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Sum, Told};
use crate::quantity::format;
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
    /// It looks at one sentence, and at lists behind a colon or a dash, in brackets, or behind "comprising",
    /// "consisting of", "of which" and "including". What is listed as some of a total may be less than it, and is told
    /// only where it is more; "of which" is held to all of it where it lists four fifths or more. A difference that
    /// rounding can explain is never reported.
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
    /// Those with a factor that brings them to the unit of the total, and the total to theirs.
    sum: Interval,
    whole: Interval,
    printed: Decimal,
    ones: usize,
}

impl<'a> Stated<'a> {
    fn of(context: &Context<'a>, sum: &Sum, total: usize, rounding: Rounding) -> Option<Self> {
        let total = Reading::of(context, total, rounding)?;
        let parts: Option<Vec<_>> = sum
            .parts
            .iter()
            .map(|part| Reading::of(context, *part, rounding))
            .collect();
        let parts = parts?;
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
        // A total that its parts make when a digit or a scale word is put right.
        let slipped = || {
            slip::of_digits(self.total.printed?, &self.sum)
                .map(|_| self.parts.len() > 2 || told == Told::Most)
        };
        Some(match told {
            Told::All => meets,
            Told::Most => meets || !(over || near()? || slipped() == Some(true)),
            Told::Some => meets || !(over || slipped() == Some(true)),
        })
    }
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
    let total = &stated.total;
    let right = format::worded(stated.printed, 9);
    let ones = std::iter::repeat_n("1".to_owned(), stated.ones);
    let terms: Vec<_> = stated
        .parts
        .iter()
        .filter_map(|part| Some(format::worded(part.printed?, 9)))
        .chain(ones)
        .collect();
    let computation = format!("{} = {right}; stated {}", terms.join(" + "), total.text);
    let message = format!("stated as {}, but the parts add up to {right}", total.text);
    let finding = PartsTotal::META.finding(Verdict::Contradicted, total.span(), message);
    let labelled = stated.parts.iter().fold(finding, |finding, part| {
        finding.label(part.span(), "a part")
    });
    Some(
        labelled
            .computed(computation)
            .expected(right)
            .stated(total.text)
            .slipped(slip::of_digits(total.printed?, &stated.sum)),
    )
}
