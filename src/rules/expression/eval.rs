//! The value of an expression where each name stands for an interval: three-valued, and never wrong.
//!
//! What can't be held exactly is rounded outward; what is too large even so, or divided by what may be zero, has no
//! value, and every comparison with it is undecided.

use super::{Function, Kind, Node, Operator, Relation, in_base};
use crate::quantity::{Bound, Interval, exact};
use rust_decimal::Decimal;
use std::ops::Range;

/// What each name stands for, in the base unit of its dimension; `None` where that can't be held.
pub(crate) type Values<'v> = dyn Fn(&str) -> Option<Interval> + 'v;

/// The comparison that decides an expression, seen from one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deciding<'e> {
    /// What must hold for the expression to hold, read from left to right.
    pub relation: Relation,
    /// Its sides, the one with the name first where the name is a side by itself.
    pub sides: [Side<'e>; 2],
    /// Whether the first side is the name by itself.
    pub alone: bool,
    /// The bytes of the comparison.
    pub span: &'e Range<usize>,
    /// Whether it must not hold for the expression to hold.
    pub denied: bool,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side<'e> {
    node: &'e Node,
    /// Its value, if it has one.
    pub value: Option<Interval>,
}

impl Side<'_> {
    pub(super) const fn node(&self) -> &Node {
        self.node
    }

    /// Its bytes.
    pub(crate) const fn span(&self) -> &Range<usize> {
        &self.node.span
    }

    /// Whether there is nothing to work out.
    pub(crate) const fn is_plain(&self) -> bool {
        matches!(self.node.kind, Kind::Name(_) | Kind::Number(..))
    }
}

/// Whether `node` holds.
pub(super) fn truth(node: &Node, values: &Values<'_>) -> Option<bool> {
    match &node.kind {
        Kind::Comparison(relation, left, right) => {
            compared(*relation, &value(left, values)?, &value(right, values)?)
        }
        Kind::Not(inner) => truth(inner, values).map(|holds| !holds),
        Kind::All(nodes) => joined(nodes.iter().map(|node| truth(node, values)), false),
        Kind::Any(nodes) => joined(nodes.iter().map(|node| truth(node, values)), true),
        _ => None,
    }
}

/// Whether `node` holds as people would read it: what `reads` leaves open is decided by the figures as `written`, and two
/// values are equal where they may be.
pub(super) fn agrees(node: &Node, reads: &Values<'_>, written: &Values<'_>) -> Option<bool> {
    match &node.kind {
        Kind::Comparison(relation, left, right) => {
            let at = |values| Some((value(left, values)?, value(right, values)?));
            let (a, b) = at(reads)?;
            let may_be = *relation == Relation::Equal && a.meets(&b);
            compared(*relation, &a, &b)
                .or(may_be.then_some(true))
                .or_else(|| {
                    let (a, b) = at(written)?;
                    compared(*relation, &a, &b)
                })
        }
        Kind::Not(inner) => agrees(inner, reads, written).map(|holds| !holds),
        Kind::All(nodes) => joined(nodes.iter().map(|node| agrees(node, reads, written)), false),
        Kind::Any(nodes) => joined(nodes.iter().map(|node| agrees(node, reads, written)), true),
        _ => None,
    }
}

/// `decided` if any is, its contrary if all are that, else undecided.
fn joined(truths: impl Iterator<Item = Option<bool>>, decided: bool) -> Option<bool> {
    let mut known = Some(!decided);
    for truth in truths {
        match truth {
            Some(truth) if truth == decided => return Some(decided),
            Some(_) => {}
            None => known = None,
        }
    }
    known
}

/// Whether `a` stands so to `b`, whichever of their values are meant.
fn compared(relation: Relation, a: &Interval, b: &Interval) -> Option<bool> {
    if is_one_quotient(a, b) {
        let equals = [Relation::Equal, Relation::AtMost, Relation::AtLeast];
        return Some(equals.contains(&relation));
    }
    match relation {
        Relation::Less => less(a, b),
        Relation::More => less(b, a),
        Relation::AtMost => less(b, a).map(|holds| !holds),
        Relation::AtLeast => less(a, b).map(|holds| !holds),
        Relation::Equal => equal(a, b),
        Relation::Unequal => equal(a, b).map(|holds| !holds),
    }
}

/// Whether the two only differ as a quotient does that no decimal holds: a third of three is one.
fn is_one_quotient(a: &Interval, b: &Interval) -> bool {
    const DIGITS: i32 = 12;
    let exact_both = a.single().is_some() && b.single().is_some();
    if exact_both || !a.meets(b) {
        return false;
    }
    let both = a.hull(b);
    let (Some(low), Some(high)) = (both.lower(), both.upper()) else {
        return false;
    };
    let size = low.value.abs().max(high.value.abs());
    let width = exact::sub(high.value, low.value);
    let scaled = width
        .zip(exact::power_of_ten(DIGITS))
        .and_then(|(width, scale)| exact::mul(width, scale));
    scaled.is_some_and(|scaled| scaled <= size)
}

fn less(a: &Interval, b: &Interval) -> Option<bool> {
    let never = a
        .lower()
        .zip(b.upper())
        .is_some_and(|(low, high)| low.value >= high.value);
    if never {
        return Some(false);
    }
    a.is_below(b).then_some(true)
}

fn equal(a: &Interval, b: &Interval) -> Option<bool> {
    if !a.meets(b) {
        return Some(false);
    }
    let same = a.single().is_some() && a.single() == b.single();
    same.then_some(true)
}

/// The value of `node`; `None` where it has none that can be held.
fn value(node: &Node, values: &Values<'_>) -> Option<Interval> {
    match &node.kind {
        Kind::Number(interval, unit) => in_base(interval, *unit),
        Kind::Name(name) => values(name),
        Kind::Negative(inner) => Some(value(inner, values)?.negate()),
        Kind::Chain(first, rest) => {
            let first = value(first, values)?;
            rest.iter().try_fold(first, |so_far, (operator, node)| {
                let next = value(node, values)?;
                match operator {
                    Operator::Plus => sum(&so_far, &next),
                    Operator::Minus => sum(&so_far, &next.negate()),
                    Operator::Times => product(&so_far, &next),
                    Operator::Over => quotient(&so_far, &next),
                }
            })
        }
        Kind::Call(function, list) => {
            let list: Option<Vec<_>> = list.iter().map(|node| value(node, values)).collect();
            called(*function, &list?)
        }
        Kind::Not(_) | Kind::Comparison(..) | Kind::All(_) | Kind::Any(_) => None,
    }
}

fn called(function: Function, list: &[Interval]) -> Option<Interval> {
    let (first, rest) = list.split_first()?;
    match function {
        Function::Abs => Some(absolute(first)),
        Function::Sum => rest.iter().try_fold(*first, |a, b| sum(&a, b)),
        Function::Max => Some(rest.iter().fold(*first, |a, b| greater(&a, b))),
        Function::Min => {
            let mirrored = |a: Interval, b: &Interval| greater(&a.negate(), &b.negate()).negate();
            Some(rest.iter().fold(*first, mirrored))
        }
    }
}

/// All sizes of a value.
fn absolute(interval: &Interval) -> Interval {
    let zero = Interval::exactly(Decimal::ZERO);
    let mirrored = interval.negate();
    if interval.meets(&zero) {
        let both = interval.hull(&mirrored);
        return both
            .intersection(&Interval::at_least(Decimal::ZERO))
            .unwrap_or(zero);
    }
    if interval.is_below(&zero) {
        mirrored
    } else {
        *interval
    }
}

/// All that the greater of a value here and a value there may be.
fn greater(a: &Interval, b: &Interval) -> Interval {
    let further = |a: Bound, b: Bound| {
        let open = if a.value == b.value {
            a.open && b.open
        } else if a.value > b.value {
            a.open
        } else {
            b.open
        };
        Bound {
            value: a.value.max(b.value),
            open,
        }
    };
    let lower = match (a.lower(), b.lower()) {
        // The greater of two is above both of their ends, so that an open end stays open.
        (Some(a), Some(b)) if a.value == b.value => Some(Bound {
            open: a.open || b.open,
            ..a
        }),
        (Some(a), Some(b)) => Some(further(a, b)),
        (one, other) => one.or(other),
    };
    let upper = a.upper().zip(b.upper()).map(|(a, b)| further(a, b));
    Interval::new(lower, upper).unwrap_or_else(|| a.hull(b))
}

fn sum(a: &Interval, b: &Interval) -> Option<Interval> {
    a.add(b).or_else(|| {
        let places = places_of(a)?.max(places_of(b)?);
        let decimals = SUM_DIGITS.saturating_sub(places);
        outward(a, decimals)?.add(&outward(b, decimals)?)
    })
}

/// All products; `None` where they can't be held.
pub(crate) fn product(a: &Interval, b: &Interval) -> Option<Interval> {
    a.mul(b).or_else(|| shortened(a)?.mul(&shortened(b)?))
}

/// All quotients; `None` where the divisor may be zero.
pub(crate) fn quotient(a: &Interval, b: &Interval) -> Option<Interval> {
    let negative = b
        .upper()
        .is_some_and(|high| high.value.is_sign_negative() && !high.value.is_zero());
    if negative {
        return quotient(&a.negate(), &b.negate());
    }
    a.div(b).or_else(|| shortened(a)?.div(&shortened(b)?))
}

/// Two values of so many digits have a product that can be held.
const DIGITS: i32 = 14;
/// Two values of so many digits, and at the same scale, have a sum that can be held.
const SUM_DIGITS: i32 = 27;

/// The interval with its ends rounded outward to [`DIGITS`] digits each.
fn shortened(interval: &Interval) -> Option<Interval> {
    let end = |bound: Option<Bound>, down| match bound {
        None => Some(None),
        Some(bound) => {
            let decimals = DIGITS.saturating_sub(places(bound.value));
            Some(Some(rounded(bound, decimals, down)?))
        }
    };
    Interval::new(end(interval.lower(), true)?, end(interval.upper(), false)?)
}

fn outward(interval: &Interval, decimals: i32) -> Option<Interval> {
    let end = |bound: Option<Bound>, down| match bound {
        None => Some(None),
        Some(bound) => Some(Some(rounded(bound, decimals, down)?)),
    };
    Interval::new(end(interval.lower(), true)?, end(interval.upper(), false)?)
}

/// The digits before the point of the larger end.
fn places_of(interval: &Interval) -> Option<i32> {
    [interval.lower(), interval.upper()]
        .into_iter()
        .flatten()
        .map(|bound| places(bound.value))
        .max()
}

/// The digits before the point; below zero, minus the zeros behind it.
fn places(value: Decimal) -> i32 {
    let digits = value.mantissa().unsigned_abs().checked_ilog10();
    let digits = digits.map_or(0, |digits| digits.saturating_add(1));
    let (digits, scale) = (i32::try_from(digits), i32::try_from(value.scale()));
    digits.unwrap_or(0).saturating_sub(scale.unwrap_or(0))
}

/// The bound moved down or up to a multiple of ten to the power of `-decimals`.
fn rounded(bound: Bound, decimals: i32, down: bool) -> Option<Bound> {
    if u32::try_from(decimals).is_ok_and(|decimals| bound.value.scale() <= decimals) {
        return Some(bound);
    }
    let step = exact::power_of_ten(decimals.saturating_neg())?;
    let whole =
        exact::div(bound.value, step).map(
            |(below, above)| {
                if down { below.floor() } else { above.ceil() }
            },
        )?;
    Some(Bound {
        value: exact::mul(whole, step)?,
        open: bound.open,
    })
}

/// See [`super::Expression::deciding`].
pub(super) fn deciding<'e>(
    root: &'e Node,
    name: &str,
    values: &Values<'_>,
) -> Option<Deciding<'e>> {
    let wanted = truth(root, values);
    let mut found: Option<Deciding<'e>> = None;
    collect(root, true, &mut |node, holds| {
        let Kind::Comparison(written, left, right) = &node.kind else {
            return;
        };
        let relation = if holds { *written } else { written.contrary() };
        let (a, b) = (value(left, values), value(right, values));
        let own = a.zip(b).and_then(|(a, b)| compared(relation, &a, &b));
        let fits = wanted.is_none() || own == wanted;
        let better = found.as_ref().is_none_or(|found| !found.alone);
        if fits && better {
            let sides = [
                Side {
                    node: left,
                    value: a,
                },
                Side {
                    node: right,
                    value: b,
                },
            ];
            let seen = Deciding {
                relation,
                sides,
                alone: false,
                span: &node.span,
                denied: !holds,
            };
            let seen = seen.from(name);
            if found.is_none() || seen.alone {
                found = Some(seen);
            }
        }
    });
    found
}

impl<'e> Deciding<'e> {
    /// With the side first that is `name` by itself, if one is.
    fn from(self, name: &str) -> Self {
        let is_name = |side: &Side<'_>| matches!(&side.node.kind, Kind::Name(own) if own == name);
        let [left, right] = self.sides;
        if is_name(&right) && !is_name(&left) {
            return Self {
                relation: self.relation.mirrored(),
                sides: [right, left],
                alone: true,
                ..self
            };
        }
        Self {
            alone: is_name(&left),
            sides: [left, right],
            ..self
        }
    }
}

/// Calls `f` with every comparison below, in order, and whether it must hold for the whole to hold.
fn collect<'e>(node: &'e Node, holds: bool, f: &mut dyn FnMut(&'e Node, bool)) {
    match &node.kind {
        Kind::Comparison(..) => f(node, holds),
        Kind::Not(inner) => collect(inner, !holds, f),
        Kind::All(nodes) | Kind::Any(nodes) => {
            for node in nodes {
                collect(node, holds, f);
            }
        }
        _ => {}
    }
}
