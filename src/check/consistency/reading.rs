//! A figure as arithmetic takes it: everything that its wording can mean, in one unit with another figure.

use crate::check::Context;
use crate::claim::Direction;
use crate::document::ProseSpan;
use crate::extract::{Quantity, UnitName};
use crate::quantity::format::rounded;
use crate::quantity::{Base, Interval, Kind, Rounding, exact, unit};
use rust_decimal::Decimal;

/// A figure as arithmetic takes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub(super) quantity: &'a Quantity,
    /// Every value that its wording allows by one way of rounding.
    pub(super) allows: Interval,
    /// The number as printed; absent of ranges and vague words.
    pub(super) printed: Option<Decimal>,
    /// Its words.
    pub(super) text: &'a str,
    /// What it counts or is measured in, in its own words.
    pub(super) noun: &'a str,
}

impl<'a> Reading<'a> {
    /// The figure of this index.
    pub(super) fn of(context: &Context<'a>, index: usize, rounding: Rounding) -> Option<Self> {
        let quantity = context.extract.quantities.get(index)?;
        Some(Self {
            quantity,
            allows: quantity.amount.for_arithmetic(context.slack, rounding),
            printed: quantity.amount.stated.map(|magnitude| magnitude.value),
            text: context.document.slice(quantity.span),
            noun: quantity
                .unit
                .text
                .map_or("", |span| context.document.slice(span)),
        })
    }

    /// Its words on one line.
    pub(super) fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where it stands.
    pub(super) const fn span(&self) -> ProseSpan {
        self.quantity.span
    }

    /// What sort of magnitude it is.
    pub(super) const fn kind(&self) -> Kind {
        self.quantity.kind
    }

    /// Whether it counts what one of these words names.
    pub(super) fn counts(&self, nouns: &[&str]) -> bool {
        nouns
            .iter()
            .any(|noun| self.noun.eq_ignore_ascii_case(noun))
    }

    /// Multiplied with an exact factor.
    pub(super) fn scaled(&self, factor: Decimal) -> Option<Self> {
        Some(Self {
            allows: self.allows.scale(factor)?,
            printed: match self.printed {
                Some(printed) => Some(exact::mul(printed, factor)?),
                None => None,
            },
            ..*self
        })
    }

    /// Both figures in one unit: cents beside dollars are brought to cents.
    pub(super) fn in_one_unit(&self, other: &Self) -> Option<(Self, Self)> {
        let base = |reading: &Self| match reading.quantity.unit.name {
            UnitName::Known(base) => Some(base),
            UnitName::None | UnitName::Noun(_) => None,
        };
        let (ours, theirs) = match (base(self), base(other)) {
            // The difference of two shares is in points.
            (Some(Base::Points), Some(Base::Percent))
            | (Some(Base::Percent), Some(Base::Points)) => (Decimal::ONE, Decimal::ONE),
            (Some(Base::BasisPoints), Some(Base::Percent)) => (Decimal::ONE, Decimal::ONE_HUNDRED),
            (Some(ours), Some(theirs)) => unit::common(ours, theirs)?,
            (None, None) => (Decimal::ONE, Decimal::ONE),
            // "9.2 percent … to 7.3": one of the two leaves its unit to the other.
            (Some(Base::BasisPoints), None) => (Decimal::ONE, Decimal::ONE_HUNDRED),
            (None, Some(Base::BasisPoints)) => (Decimal::ONE_HUNDRED, Decimal::ONE),
            (Some(_), None) | (None, Some(_)) => (Decimal::ONE, Decimal::ONE),
        };
        Some((self.scaled(ours)?, other.scaled(theirs)?))
    }
}

/// Whether figures agree by some way of rounding, which is the same for all of them. What can't be computed agrees.
pub(super) fn agree(by: impl Fn(Rounding) -> Option<bool>) -> bool {
    Rounding::ALL
        .into_iter()
        .any(|rounding| by(rounding).unwrap_or(true))
}

/// Whether a share fits as a yearly rate of a monthly or quarterly change: 0.3% of a month is told as "3.9 percent" of a year.
pub(super) fn fits_yearly(possible: &Interval, stated: &Interval) -> bool {
    [12, 4].into_iter().any(|times| {
        possible
            .scale(Decimal::from(times))
            .is_some_and(|rate| rate.meets(stated))
    })
}

/// How many decimals tell a computed value beside the printed one: one more than it has, and at least one.
pub(super) fn decimals(printed: Decimal) -> u32 {
    printed.scale().saturating_add(1)
}

/// ", at least 29.5% and at most 32% after rounding", or nothing where rounding makes no difference.
pub(super) fn bounds(possible: &Interval, unit: &str, decimals: u32) -> String {
    let end =
        |bound: Option<crate::quantity::Bound>| bound.map(|bound| rounded(bound.value, decimals));
    match (end(possible.lower()), end(possible.upper())) {
        (Some(low), Some(high)) if low == high => String::new(),
        (Some(low), Some(high)) => {
            format!(", at least {low}{unit} and at most {high}{unit} after rounding")
        }
        (Some(low), None) => format!(", at least {low}{unit}"),
        (None, Some(high)) => format!(", at most {high}{unit}"),
        (None, None) => String::new(),
    }
}

/// The size of an interval, whichever its sign.
pub(super) fn size(interval: &Interval) -> Interval {
    if interval
        .upper()
        .is_some_and(|high| high.value.is_sign_negative())
    {
        interval.negate()
    } else {
        *interval
    }
}

/// A size with the sign of its direction; where the words leave that open, the sign that `possible` has.
pub(super) fn signed(
    size: &Interval,
    direction: Option<Direction>,
    possible: &Interval,
) -> Interval {
    let falls = match direction {
        Some(direction) => direction == Direction::Fall,
        None => possible
            .upper()
            .is_some_and(|high| high.value.is_sign_negative()),
    };
    if falls { size.negate() } else { *size }
}

/// `end / base - 1` in per cent.
pub(super) fn relative(end: &Interval, base: &Interval) -> Option<Interval> {
    end.div(base)?
        .sub(&Interval::exactly(Decimal::ONE))?
        .scale(Decimal::ONE_HUNDRED)
}

/// A value printed on the way to another: the exact quotient where one exists, else the nearest below.
pub(super) fn quotient(over: Decimal, under: Decimal) -> Option<Decimal> {
    exact::div(over, under).map(|(down, _)| down)
}
