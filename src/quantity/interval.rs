//! Intervals: the values that a wording or a reference allows.

use super::exact;
use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The end's value.
    pub value: Decimal,
    /// Whether the value itself is left out.
    pub open: bool,
}

/// A non-empty set of values between two ends, each open, closed or absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    lower: Option<Bound>,
    upper: Option<Bound>,
}

const fn closed(value: Decimal) -> Bound {
    Bound { value, open: false }
}

const fn open(value: Decimal) -> Bound {
    Bound { value, open: true }
}

impl Interval {
    /// Every value.
    pub const EVERYTHING: Self = Self {
        lower: None,
        upper: None,
    };

    /// The interval with these ends; `None` where no value lies between them.
    pub fn new(lower: Option<Bound>, upper: Option<Bound>) -> Option<Self> {
        if let (Some(low), Some(high)) = (lower, upper)
            && (low.value > high.value || (low.value == high.value && (low.open || high.open)))
        {
            return None;
        }
        Some(Self { lower, upper })
    }

    /// One value.
    pub const fn exactly(value: Decimal) -> Self {
        Self {
            lower: Some(closed(value)),
            upper: Some(closed(value)),
        }
    }

    /// `[a, b]`, in either order.
    pub fn between(a: Decimal, b: Decimal) -> Self {
        Self {
            lower: Some(closed(a.min(b))),
            upper: Some(closed(a.max(b))),
        }
    }

    /// `[low, high)`; `None` where it is empty.
    pub fn half_open(low: Decimal, high: Decimal) -> Option<Self> {
        Self::new(Some(closed(low)), Some(open(high)))
    }

    /// `(value, ∞)`.
    pub const fn above(value: Decimal) -> Self {
        Self {
            lower: Some(open(value)),
            upper: None,
        }
    }

    /// `[value, ∞)`.
    pub const fn at_least(value: Decimal) -> Self {
        Self {
            lower: Some(closed(value)),
            upper: None,
        }
    }

    /// `(-∞, value)`.
    pub const fn below(value: Decimal) -> Self {
        Self {
            lower: None,
            upper: Some(open(value)),
        }
    }

    /// `(-∞, value]`.
    pub const fn at_most(value: Decimal) -> Self {
        Self {
            lower: None,
            upper: Some(closed(value)),
        }
    }

    /// The lower end, if there is one.
    pub const fn lower(&self) -> Option<Bound> {
        self.lower
    }

    /// The upper end, if there is one.
    pub const fn upper(&self) -> Option<Bound> {
        self.upper
    }

    /// The single value of an interval that holds only one.
    pub fn single(&self) -> Option<Decimal> {
        match (self.lower, self.upper) {
            (Some(low), Some(high)) if low.value == high.value => Some(low.value),
            _ => None,
        }
    }

    /// Whether `value` lies inside.
    pub fn contains(&self, value: Decimal) -> bool {
        self.meets(&Self::exactly(value))
    }

    /// Whether some value lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// Whether every value here is less than every value of `other`.
    pub fn is_below(&self, other: &Self) -> bool {
        match (self.upper, other.lower) {
            (Some(high), Some(low)) => {
                high.value < low.value || (high.value == low.value && (high.open || low.open))
            }
            _ => false,
        }
    }

    /// The values that lie in both; `None` where there are none.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(
            tighter(self.lower, other.lower, true),
            tighter(self.upper, other.upper, false),
        )
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let lower = self.lower.zip(other.lower).map(|(a, b)| looser(a, b, true));
        let upper = self
            .upper
            .zip(other.upper)
            .map(|(a, b)| looser(a, b, false));
        Self { lower, upper }
    }

    /// Each end moved outward by `by`, which is not negative.
    pub fn widen(&self, by: Decimal) -> Option<Self> {
        let lower = map_end(self.lower, |low| exact::sub(low, by))?;
        let upper = map_end(self.upper, |high| exact::add(high, by))?;
        Self::new(lower, upper)
    }

    /// All sums of a value here and a value there.
    pub fn add(&self, other: &Self) -> Option<Self> {
        Self::new(sum(self.lower, other.lower)?, sum(self.upper, other.upper)?)
    }

    /// All differences.
    pub fn sub(&self, other: &Self) -> Option<Self> {
        self.add(&other.negate())
    }

    /// The interval mirrored at zero.
    pub fn negate(&self) -> Self {
        let flip = |end: Option<Bound>| {
            end.map(|bound| Bound {
                value: exact::negate(bound.value),
                ..bound
            })
        };
        Self {
            lower: flip(self.upper),
            upper: flip(self.lower),
        }
    }

    /// All products; refused (`None`) where an end is absent on an interval that reaches below zero.
    pub fn mul(&self, other: &Self) -> Option<Self> {
        if let (Some(a), Some(b), Some(c), Some(d)) =
            (self.lower, self.upper, other.lower, other.upper)
        {
            let corners = [
                product(a, c)?,
                product(a, d)?,
                product(b, c)?,
                product(b, d)?,
            ];
            return Self::new(extreme(&corners, true), extreme(&corners, false));
        }
        let (low, other_low) = (self.lower?, other.lower?);
        if low.value.is_sign_negative() || other_low.value.is_sign_negative() {
            return None;
        }
        let upper = match (self.upper, other.upper) {
            (Some(a), Some(b)) => Some(product(a, b)?),
            _ => None,
        };
        Self::new(Some(product(low, other_low)?), upper)
    }

    /// All products with one value.
    pub fn scale(&self, by: Decimal) -> Option<Self> {
        if by.is_sign_negative() && !by.is_zero() {
            return self.negate().scale(exact::negate(by));
        }
        let lower = map_end(self.lower, |low| exact::mul(low, by))?;
        let upper = map_end(self.upper, |high| exact::mul(high, by))?;
        Self::new(lower, upper)
    }

    /// All quotients, rounded outward; refused (`None`) where the divisor does not lie above zero.
    pub fn div(&self, divisor: &Self) -> Option<Self> {
        let least = divisor.lower.filter(|low| low.value > Decimal::ZERO)?;
        let lower = match self.lower {
            None => None,
            Some(low) if low.value.is_sign_negative() => Some(quotient(low, least, true)?),
            Some(low) => Some(over(low, divisor.upper, true)?),
        };
        let upper = match self.upper {
            None => None,
            Some(high) if high.value.is_sign_negative() => Some(over(high, divisor.upper, false)?),
            Some(high) => Some(quotient(high, least, false)?),
        };
        Self::new(lower, upper)
    }
}

/// `end / divisor`, where an absent divisor end stands for infinity.
fn over(end: Bound, divisor: Option<Bound>, down: bool) -> Option<Bound> {
    match divisor {
        Some(divisor) => quotient(end, divisor, down),
        None => Some(Bound {
            value: Decimal::ZERO,
            open: !end.value.is_zero(),
        }),
    }
}

fn quotient(end: Bound, divisor: Bound, down: bool) -> Option<Bound> {
    let (below, above) = exact::div(end.value, divisor.value)?;
    let inexact = below != above;
    let open = !inexact && (end.open || (divisor.open && !end.value.is_zero()));
    Some(Bound {
        value: if down { below } else { above },
        open,
    })
}

fn map_end(end: Option<Bound>, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Option<Bound>> {
    match end {
        None => Some(None),
        Some(bound) => Some(Some(Bound {
            value: f(bound.value)?,
            open: bound.open,
        })),
    }
}

fn sum(a: Option<Bound>, b: Option<Bound>) -> Option<Option<Bound>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(Bound {
            value: exact::add(a.value, b.value)?,
            open: a.open || b.open,
        })),
        _ => Some(None),
    }
}

/// A corner of a product: closed also where a closed zero makes it zero whatever the other is.
fn product(a: Bound, b: Bound) -> Option<Bound> {
    let zero = (a.value.is_zero() && !a.open) || (b.value.is_zero() && !b.open);
    Some(Bound {
        value: exact::mul(a.value, b.value)?,
        open: !zero && (a.open || b.open),
    })
}

fn extreme(corners: &[Bound], least: bool) -> Option<Bound> {
    corners.iter().copied().reduce(|a, b| looser(a, b, least))
}

/// Of two lower (or two upper) ends, the one that lets more values in.
fn looser(a: Bound, b: Bound, lower: bool) -> Bound {
    if a.value == b.value {
        return Bound {
            value: a.value,
            open: a.open && b.open,
        };
    }
    if (a.value < b.value) == lower { a } else { b }
}

/// Of two lower (or two upper) ends, the one that lets fewer values in.
fn tighter(a: Option<Bound>, b: Option<Bound>, lower: bool) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) if a.value == b.value => Some(Bound {
            value: a.value,
            open: a.open || b.open,
        }),
        (Some(a), Some(b)) => Some(if (a.value > b.value) == lower { a } else { b }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Small integers and half-integers: few enough to try every value, many enough to meet at ends.
    const GRID: std::ops::RangeInclusive<i64> = -8..=8;

    fn at(n: i64) -> Decimal {
        Decimal::from(n)
    }

    fn end() -> impl Strategy<Value = Option<(i64, bool)>> {
        proptest::option::of((-4_i64..=4, any::<bool>()))
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (end(), end()).prop_filter_map("empty", |(lower, upper)| {
            let bound =
                |end: Option<(i64, bool)>| end.map(|(n, open)| Bound { value: at(n), open });
            Interval::new(bound(lower), bound(upper))
        })
    }

    /// Values on a half-integer grid inside the interval, by brute force.
    fn members(interval: &Interval) -> Vec<Decimal> {
        GRID.map(|n| Decimal::new(n * 5, 1))
            .filter(|v| interval.contains(*v))
            .collect()
    }

    #[test]
    fn empty_intervals_are_not_made() {
        assert_eq!(Interval::half_open(at(3), at(3)), None);
        assert!(Interval::new(Some(closed(at(3))), Some(closed(at(3)))).is_some());
    }

    #[test]
    fn open_ends_that_touch_do_not_meet() {
        assert!(!Interval::above(at(3)).meets(&Interval::at_most(at(3))));
        assert!(Interval::at_least(at(3)).meets(&Interval::at_most(at(3))));
    }

    #[test]
    fn division_by_what_may_be_zero_is_refused() {
        assert_eq!(
            Interval::exactly(at(1)).div(&Interval::between(at(0), at(2))),
            None
        );
    }

    proptest! {
        #[test]
        fn arithmetic_holds_every_member(a in interval(), b in interval()) {
            for x in members(&a) {
                for y in members(&b) {
                    if let Some(sum) = a.add(&b) { prop_assert!(sum.contains(x + y)); }
                    if let Some(difference) = a.sub(&b) { prop_assert!(difference.contains(x - y)); }
                    if let Some(product) = a.mul(&b) { prop_assert!(product.contains(x * y)); }
                    if let Some(quotient) = a.div(&b) {
                        let (down, up) = exact::div(x, y).unwrap();
                        prop_assert!(quotient.meets(&Interval::between(down, up)));
                    }
                }
                prop_assert!(a.hull(&b).contains(x));
                prop_assert_eq!(a.intersection(&b).is_some_and(|both| both.contains(x)), b.contains(x));
                prop_assert!(a.negate().contains(-x));
                prop_assert!(a.widen(at(1)).unwrap().contains(x + at(1)));
            }
        }

        #[test]
        fn meeting_is_symmetric_and_is_having_an_intersection(a in interval(), b in interval()) {
            prop_assert_eq!(a.meets(&b), b.meets(&a));
            prop_assert_eq!(a.meets(&b), a.intersection(&b).is_some());
        }
    }
}
