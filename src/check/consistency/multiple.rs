//! `multiple`: doubled, tripled, halved or fell by a third, where the two ends say otherwise.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Interval, Kind, Modifier, Rounding, exact};
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
    /// a tenth below; "more than" reaches to twice the next multiple. What rounding of the two ends can explain is never reported.
    Multiple { id: "multiple", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

/// How many times the next multiple that a writer would have named is too far for "more than".
const FAR: Decimal = Decimal::TWO;

impl Check for Multiple {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        for change in &context.relations.changes {
            findings.extend(
                change
                    .by
                    .iter()
                    .filter_map(|by| finding(context, change, *by)),
            );
        }
    }
}

/// A multiple with its ends, by one way of rounding.
struct Stated<'a> {
    multiple: Reading<'a>,
    base: Reading<'a>,
    end: Reading<'a>,
    from: Reading<'a>,
    to: Reading<'a>,
    falls: bool,
}

impl<'a> Stated<'a> {
    fn of(
        context: &Context<'a>,
        change: &Change,
        multiple: usize,
        rounding: Rounding,
    ) -> Option<Self> {
        let multiple = Reading::of(context, multiple, rounding)?;
        let base = Reading::of(context, change.from?, rounding)?;
        let end = Reading::of(context, change.to?, rounding)?;
        let (from, to) = base.in_one_unit(&end)?;
        let falls = change.direction == Some(Direction::Fall);
        let told = matches!(multiple.kind(), Kind::Multiple | Kind::Fraction);
        told.then_some(Self {
            multiple,
            base,
            end,
            from,
            to,
            falls,
        })
    }

    fn ratio(&self) -> Option<Interval> {
        self.to.allows.div(&self.from.allows)
    }

    fn agrees(&self) -> Option<bool> {
        let (ratio, one) = (self.ratio()?, Interval::exactly(Decimal::ONE));
        let possible = match (self.multiple.kind(), self.falls) {
            (Kind::Fraction, true) => one.sub(&ratio)?,
            (Kind::Fraction, false) => ratio.sub(&one)?,
            _ => ratio,
        };
        Some(possible.meets(&self.multiple.allows) && !self.far_over(&possible))
    }

    /// "More than doubled" of what grew more than sixfold: true as worded, and a zero too many.
    fn far_over(&self, possible: &Interval) -> bool {
        let amount = &self.multiple.quantity.amount;
        let stated = amount
            .stated
            .filter(|_| matches!(amount.modifier, Modifier::MoreThan | Modifier::AtLeast));
        let far = stated.and_then(|stated| exact::mul(stated.next_step()?, FAR));
        far.is_some_and(|far| Interval::exactly(far).is_below(possible))
    }
}

/// The finding on a multiple that no reading of the two ends allows.
fn finding(context: &Context<'_>, change: &Change, multiple: usize) -> Option<Finding> {
    let by = |rounding| Stated::of(context, change, multiple, rounding);
    let stated = by(Rounding::Nearest)?;
    if reading::agree(|rounding| by(rounding)?.agrees()) {
        return None;
    }
    let (multiple, base, end) = (&stated.multiple, &stated.base, &stated.end);
    let exact = reading::quotient(stated.to.printed?, stated.from.printed?)?;
    let computed = format!(
        "{} is {} times {}",
        grouped(end.printed?),
        rounded(exact, 2),
        grouped(base.printed?)
    );
    let bounds = reading::bounds(&stated.ratio()?, " times", 2);
    Some(
        Multiple::META
            .finding(
                Verdict::Contradicted,
                multiple.span(),
                format!("stated as {}, but {computed}", multiple.text),
            )
            .label(base.span(), "from this value")
            .label(end.span(), "to this value")
            .computed(format!("{computed}{bounds}"))
            .expected(format!("{} times", rounded(exact, 2)))
            .stated(multiple.text),
    )
}
