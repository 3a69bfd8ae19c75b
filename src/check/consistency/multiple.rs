//! `multiple`: doubled, tripled, halved, fell by a third, twice as many, where the two figures say otherwise.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Comparison, Direction, Than};
use crate::quantity::format::{rounded, worded};
use crate::quantity::{Amount, Interval, Kind, Modifier, Rounding, exact};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Divides the two figures that are told as a multiple or a fraction of each other: the ends of a change, or one
    /// figure and another that it is compared with.
    ///
    /// ## Why it matters
    /// "More than doubled" and "half of" are written by feel, and stand in the headline.
    ///
    /// ## Example
    /// > Sales more than doubled to $4.1 million from $2.3 million.
    ///
    /// 4.1 is 1.8 times 2.3.
    ///
    /// ## Limits
    /// A multiple in words is loose: "doubled" is anything from 1.6 to 2.4 times, "a third" from 28 to 38 percent, and
    /// "about" widens both. "More than doubled" of what more than tripled is told, as the writer would have named that.
    /// "Three times more than" may be three times or four. What rounding of the two figures can explain is never reported.
    Multiple { id: "multiple", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for Multiple {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        for change in &context.relations.changes {
            let (Some(from), Some(to)) = (change.from, change.to) else {
                continue;
            };
            let falls = change.direction == Some(Direction::Fall);
            let told = change.by.iter().filter_map(|by| {
                let told = Told {
                    multiple: *by,
                    base: from,
                    end: to,
                    of: Of::change(context, *by, falls),
                    labels: ["from this value", "to this value"],
                };
                told.finding(context)
            });
            findings.extend(told);
        }
        let compared = context.relations.comparisons.iter();
        findings.extend(compared.filter_map(|comparison| compared_with(context, comparison)));
    }
}

/// The finding on a figure that is told as so many times another; of several that may be meant, none fits.
fn compared_with(context: &Context<'_>, comparison: &Comparison) -> Option<Finding> {
    let told = |end: usize| Told {
        multiple: comparison.multiple,
        base: comparison.base,
        end,
        of: match comparison.than {
            Than::As => Of::Ratio,
            Than::More => Of::More,
            Than::Less => Of::Less,
        },
        labels: ["of this value", "told as so many times the other"],
    };
    let mut nearest = None;
    for value in &comparison.values {
        let found = told(*value).finding(context)?;
        nearest = nearest.or(Some(found));
    }
    nearest
}

/// What a multiple or a fraction is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// The end is so many times the base.
    Ratio,
    /// The end is so many times the base, or the base and so many times it: "a threefold increase".
    More,
    /// What the base lost, or what is left of it.
    Less,
    /// What the base lost.
    Loss,
    /// What the base gained.
    Gain,
}

impl Of {
    /// By what a multiple is told to have changed something.
    fn change(context: &Context<'_>, multiple: usize, falls: bool) -> Self {
        let quantity = context.extract.quantities.get(multiple);
        let fraction = quantity.is_some_and(|quantity| quantity.kind == Kind::Fraction);
        let text = quantity.map_or("", |quantity| context.document.slice(quantity.span));
        match () {
            () if fraction && falls => Self::Loss,
            () if fraction => Self::Gain,
            () if text.ends_with("fold") || text.ends_with("times") => Self::More,
            () => Self::Ratio,
        }
    }

    /// What of two values may be told as a multiple or a fraction.
    fn among(self, ratio: &Interval, fraction: bool) -> Option<Vec<Interval>> {
        let one = Interval::exactly(Decimal::ONE);
        Some(match self {
            Self::Ratio => vec![*ratio],
            Self::More if fraction => vec![ratio.sub(&one)?],
            Self::More => vec![*ratio, ratio.sub(&one)?],
            Self::Less if fraction => vec![one.sub(ratio)?],
            Self::Less => vec![one.div(ratio)?],
            Self::Loss => vec![one.sub(ratio)?],
            Self::Gain => vec![ratio.sub(&one)?],
        })
    }
}

/// A multiple with the two figures that it ties together, by their indices.
struct Told {
    multiple: usize,
    base: usize,
    end: usize,
    of: Of,
    labels: [&'static str; 2],
}

impl Told {
    /// The quotient of the two figures by one way of rounding.
    fn ratio(&self, context: &Context<'_>, rounding: Rounding) -> Option<Interval> {
        let base = Reading::of(context, self.base, rounding)?;
        let end = Reading::of(context, self.end, rounding)?;
        let (base, end) = base.in_one_unit(&end)?;
        end.allows.div(&base.allows)
    }

    /// Whether some reading of the words agrees.
    fn agrees(&self, context: &Context<'_>, multiple: &Reading<'_>) -> bool {
        let fraction = multiple.kind() == Kind::Fraction;
        reading::agree(|rounding| {
            let (allows, ratio) = (
                allowed(multiple.kind(), &multiple.quantity.amount)?,
                self.ratio(context, rounding)?,
            );
            let told = self.of.among(&ratio, fraction)?;
            Some(told.iter().any(|told| told.meets(&allows)))
        })
    }

    /// The finding, where no reading of the two figures allows the multiple.
    fn finding(&self, context: &Context<'_>) -> Option<Finding> {
        let multiple = Reading::of(context, self.multiple, Rounding::Nearest)?;
        let told = matches!(multiple.kind(), Kind::Multiple | Kind::Fraction);
        if !told || self.agrees(context, &multiple) {
            return None;
        }
        let base = Reading::of(context, self.base, Rounding::Nearest)?;
        let end = Reading::of(context, self.end, Rounding::Nearest)?;
        let (from, to) = base.in_one_unit(&end)?;
        let exact = reading::quotient(to.printed?, from.printed?)?;
        let times = format!("{} times", rounded(exact, 2));
        let computed = format!(
            "{} is {times} {}",
            worded(end.printed?, 2),
            worded(base.printed?, 2)
        );
        let [of, told] = self.labels;
        let bounds = reading::bounds(&self.ratio(context, Rounding::Nearest)?, " times", 2);
        Some(
            Multiple::META
                .finding(
                    Verdict::Contradicted,
                    multiple.span(),
                    format!("stated as {}, but {computed}", multiple.words()),
                )
                .label(base.span(), of)
                .label(end.span(), told)
                .computed(format!("{computed}{bounds}"))
                .expected(times)
                .stated(multiple.text),
        )
    }
}

/// By what share of itself a multiple in words may be off, and one that is told with a decimal.
const LOOSE: [Decimal; 2] = [
    Decimal::from_parts(20, 0, 0, false, 2),
    Decimal::from_parts(10, 0, 0, false, 2),
];
/// What share of a multiple is still "nearly" it.
const NEARLY: Decimal = Decimal::from_parts(85, 0, 0, false, 2);
/// By how much at most a fraction may be off.
const FRACTION: Decimal = Decimal::from_parts(6, 0, 0, false, 2);
/// How many times a multiple is so far above it that a writer would have named another.
const FAR: Decimal = Decimal::from_parts(13, 0, 0, false, 1);

/// What a multiple or a fraction in words may stand for.
fn allowed(kind: Kind, amount: &Amount) -> Option<Interval> {
    let Some(stated) = amount.stated.map(|stated| stated.value) else {
        return Some(amount.interval);
    };
    let off = slack(stated)?;
    // What was halved is told by what is left: "more than halved" is less than half.
    let part = kind == Kind::Multiple && stated < Decimal::ONE;
    let (low, high) = (exact::sub(stated, off)?, exact::add(stated, off)?);
    Some(match amount.modifier {
        Modifier::Exact => Interval::between(low, high),
        Modifier::About => Interval::between(exact::sub(low, off)?, exact::add(high, off)?),
        Modifier::Nearly if part => Interval::between(stated, high),
        Modifier::Nearly if stated > Decimal::ONE => {
            Interval::between(exact::mul(stated, NEARLY)?, stated)
        }
        Modifier::Nearly => Interval::between(low, stated),
        Modifier::MoreThan | Modifier::AtLeast if part => Interval::between(Decimal::ZERO, stated),
        Modifier::MoreThan if stated > Decimal::ONE => Interval::between(stated, far(stated)?),
        _ => amount.interval,
    })
}

/// By how much a multiple in words may be off.
fn slack(stated: Decimal) -> Option<Decimal> {
    let [words, decimal] = LOOSE;
    if stated < Decimal::ONE {
        return Some(exact::mul(stated, words)?.min(FRACTION));
    }
    let whole = stated.fract().is_zero();
    exact::mul(stated, if whole { words } else { decimal })
}

/// The next multiple that a writer would have named: "more than doubled" is not told of what more than tripled.
fn far(stated: Decimal) -> Option<Decimal> {
    Some(exact::add(stated, Decimal::ONE)?.max(exact::mul(stated, FAR)?))
}
