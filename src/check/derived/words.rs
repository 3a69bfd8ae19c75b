//! How the values of a derived rule are told: short, with their unit, and no more digits than say something.

use crate::check::Context;
use crate::extract::{Quantity, UnitName};
use crate::quantity::format::{grouped, rounded};
use crate::quantity::{Base, Bound, Interval, exact};
use crate::rules::expression::Relation;
use rust_decimal::Decimal;

const SCALES: [(i32, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];

/// What a value must be to stand so to `other`: "at most 4.96 billion pounds". No shorter than it takes to tell it
/// from `stated`.
pub(super) fn bound(
    relation: Relation,
    other: &Interval,
    stated: &Interval,
    unit: Option<Base>,
) -> Option<String> {
    let told = |words: &str, end: Option<Bound>, own: Option<Bound>| {
        let own = own.map(|own| own.value);
        let number = apart(end?.value, own);
        Some(format!("{words} {}", with_unit(number, unit)))
    };
    match relation {
        Relation::AtMost => told("at most", other.upper(), stated.lower()),
        Relation::Less => told("less than", other.upper(), stated.lower()),
        Relation::AtLeast => told("at least", other.lower(), stated.upper()),
        Relation::More => told("more than", other.lower(), stated.upper()),
        Relation::Unequal => Some(format!("another value than {}", value(other, unit))),
        Relation::Equal => {
            let near = if stated.is_below(other) {
                stated.upper()
            } else {
                stated.lower()
            };
            let own = near.map(|own| own.value);
            Some(with_unit(span(other, |value| apart(value, own)), unit))
        }
    }
}

/// "4.96 billion", "21,889 pounds", "23,500 to 24,500".
pub(super) fn value(interval: &Interval, unit: Option<Base>) -> String {
    with_unit(span(interval, short), unit)
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

fn with_unit(number: String, unit: Option<Base>) -> String {
    match unit {
        None => number,
        Some(Base::Percent) => format!("{number}%"),
        Some(Base::Money(currency)) => format!("{number} {}", currency.code),
        Some(unit) if number == "1" => format!("{number} {}", unit.name()),
        Some(unit) => format!("{number} {}", unit.plural()),
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
            format!("{text} {}", one_line(context.document.slice(noun)))
        }
        _ => text,
    }
}

/// A figure as the article writes it, on one line.
pub(super) fn figure(context: &Context<'_>, quantity: &Quantity) -> String {
    one_line(context.document.slice(quantity.span))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
