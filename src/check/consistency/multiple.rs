//! `multiple`: doubled, tripled, halved or fell by a third, where the two ends say otherwise.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Kind};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Divides the two ends of a change that is told as a multiple or a fraction.
    ///
    /// ## Why it matters
    /// "More than doubled" is written by feel, and stands in the headline.
    ///
    /// ## Example
    /// > Sales more than doubled to $4.1 million from $2.3 million.
    ///
    /// 4.1 is 1.8 times 2.3.
    ///
    /// ## Limits
    /// "Doubled" alone is read as rounded: anything from one and a half times to less than three. "Nearly" reaches
    /// a tenth below. What rounding of the two ends can explain is never reported.
    Multiple { id: "multiple", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for Multiple {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        for change in &context.relations.changes {
            findings.extend(change.by.iter().filter_map(|by| finding(context, change, *by)));
        }
    }
}

/// The finding on a multiple that no reading of the two ends allows.
fn finding(context: &Context<'_>, change: &Change, multiple: usize) -> Option<Finding> {
    let multiple = Reading::of(context, multiple)?;
    let (base, end) = (Reading::of(context, change.from?)?, Reading::of(context, change.to?)?);
    let (from, to) = base.in_one_unit(&end)?;
    let ratio = to.allows.div(&from.allows)?;
    let falls = change.direction == Some(Direction::Fall);
    let one = Interval::exactly(Decimal::ONE);
    let possible = match multiple.kind() {
        Kind::Multiple => ratio,
        Kind::Fraction if falls => one.sub(&ratio)?,
        Kind::Fraction => ratio.sub(&one)?,
        _ => return None,
    };
    if possible.meets(&multiple.allows) {
        return None;
    }
    let exact = reading::quotient(to.printed?, from.printed?)?;
    let computed = format!("{} is {} times {}", grouped(end.printed?), rounded(exact, 2), grouped(base.printed?));
    Some(
        Multiple::META
            .finding(Verdict::Contradicted, multiple.span(), format!("stated as {}, but {computed}", multiple.text))
            .label(base.span(), "from this value")
            .label(end.span(), "to this value")
            .computed(format!("{computed}{}", reading::bounds(&ratio, " times", 2)))
            .expected(format!("{} times", rounded(exact, 2)))
            .stated(multiple.text),
    )
}
