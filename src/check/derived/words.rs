//! How the values of a derived rule are told: short, with their unit, and no more digits than say something.

use crate::check::Context;
pub(super) use crate::check::reference::words::day;
use crate::check::reference::words::figure as on_one_line;
use crate::extract::{Quantity, UnitName};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Base, Bound, Interval, exact};
use crate::rules::expression::{Relation, in_base, in_unit, product, quotient};
use crate::rules::unit::UnitPattern;
use rust_decimal::Decimal;

/// What a figure is in: a unit, and what stands below the line of a rate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    pub unit: Option<Base>,
    pub per: Option<Base>,
}

impl Measure {
    /// What `figure` is in, of a claim with this pattern.
    pub(super) fn of(figure: &Quantity, pattern: &UnitPattern) -> Self {
        let known = |name| match name {
            UnitName::Known(unit) => Some(unit),
            UnitName::None | UnitName::Noun(_) => None,
        };
        Self {
            unit: known(figure.unit.name),
            // "Tens of thousands a year" is counted, not a rate, by a claim that counts.
            per: known(figure.unit.per).filter(|_| matches!(pattern, UnitPattern::Rate(..))),
        }
    }

    /// `interval` in the base unit of its dimension.
    pub(super) fn to_base(self, interval: &Interval) -> Option<Interval> {
        let above = in_base(interval, self.unit)?;
        match self.per {
            None => Some(above),
            Some(_) => quotient(&above, &self.below()?),
        }
    }

    /// `interval`, in the base unit of its dimension, in this one.
    pub(super) fn of_base(self, interval: &Interval) -> Option<Interval> {
        let above = match self.per {
            None => *interval,
            Some(_) => product(interval, &self.below()?)?,
        };
        in_unit(&above, self.unit)
    }

    fn below(self) -> Option<Interval> {
        in_base(&Interval::exactly(Decimal::ONE), self.per)
    }

    fn told(self, number: String) -> String {
        let above = match self.unit {
            None => number,
            Some(Base::Percent) => format!("{number}%"),
            Some(Base::Money(currency)) => format!("{number} {}", currency.code),
            Some(unit) if number == "1" => format!("{number} {}", unit.name()),
            Some(unit) => format!("{number} {}", unit.plural()),
        };
        match self.per {
            None => above,
            Some(per) => format!("{above} per {}", per.name()),
        }
    }
}

const SCALES: [(i32, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];

/// What a value must be to stand so to `other`: "at most 4.96 billion pounds". No shorter than it takes to tell it
/// from `stated`.
pub(super) fn bound(
    relation: Relation,
    other: &Interval,
    stated: &Interval,
    measure: Measure,
) -> Option<String> {
    let told = |words: &str, end: Option<Bound>, own: Option<Bound>| {
        let own = own.map(|own| own.value);
        let number = apart(end?.value, own);
        Some(format!("{words} {}", measure.told(number)))
    };
    match relation {
        Relation::AtMost => told("at most", other.upper(), stated.lower()),
        Relation::Less => told("less than", other.upper(), stated.lower()),
        Relation::AtLeast => told("at least", other.lower(), stated.upper()),
        Relation::More => told("more than", other.lower(), stated.upper()),
        Relation::Unequal => Some(format!("another value than {}", value(other, measure))),
        Relation::Equal => {
            let near = if stated.is_below(other) {
                stated.upper()
            } else {
                stated.lower()
            };
            let own = near.map(|own| own.value);
            Some(measure.told(span(other, |value| apart(value, own))))
        }
    }
}

/// "4.96 billion", "21,889 pounds", "23,500 to 24,500".
pub(super) fn value(interval: &Interval, measure: Measure) -> String {
    measure.told(span(interval, short))
}

fn span(interval: &Interval, number: impl Fn(Decimal) -> String) -> String {
    match (interval.lower(), interval.upper()) {
        (Some(low), Some(high)) => {
            let (low, high) = (number(low.value), number(high.value));
            if low == high {
                low
            } else {
                format!("{low} to {high}")
            }
        }
        (Some(low), None) => format!("at least {}", number(low.value)),
        (None, Some(high)) => format!("at most {}", number(high.value)),
        (None, None) => "any value".to_owned(),
    }
}

/// `value` in three digits or so, or in as many as tell it from `other`.
fn apart(value: Decimal, other: Option<Decimal>) -> String {
    let told = short(value);
    if other.is_some_and(|other| other != value && short(other) == told) {
        rounded(value, 6)
    } else {
        told
    }
}

/// Three digits of millions and more and of fractions; other values to the hundredth.
fn short(value: Decimal) -> String {
    let size = value.abs();
    for (exponent, word) in SCALES {
        let step = exact::power_of_ten(exponent).unwrap_or(Decimal::ONE);
        if size >= step
            && let Some((scaled, _)) = exact::div(value, step)
        {
            let digits = if scaled.abs() >= Decimal::ONE_HUNDRED {
                4
            } else {
                3
            };
            let scaled = scaled.round_sf(digits).unwrap_or(scaled).normalize();
            return format!("{} {word}", grouped(scaled));
        }
    }
    if size >= Decimal::ONE_THOUSAND {
        rounded(value, 0)
    } else if size >= Decimal::ONE {
        rounded(value, 2)
    } else {
        grouped(value.round_sf(3).unwrap_or(value).normalize())
    }
}

/// A figure as the article writes it, with the noun that it counts, on one line.
pub(super) fn counted(context: &Context<'_>, quantity: &Quantity) -> String {
    let text = figure(context, quantity);
    match quantity.unit.name {
        UnitName::Noun(noun) if !quantity.span.holds(noun) => {
            format!("{text} {}", on_one_line(context.document, noun))
        }
        _ => text,
    }
}

/// A figure as the article writes it, on one line.
pub(super) fn figure(context: &Context<'_>, quantity: &Quantity) -> String {
    on_one_line(context.document, quantity.span)
}
