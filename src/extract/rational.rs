//! Rationals: the exact value of a number whose words name a fraction ("two thirds", "2⅓", "three and a fifth").
//!
//! A decimal is over one. Where no decimal holds the value it is stated rounded to nine places, half even,
//! and its interval encloses it.

use super::number::Number;
use crate::quantity::{Amount, Interval, Magnitude, Modifier, exact};
use rust_decimal::{Decimal, RoundingStrategy};

/// `over / under`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rational {
    over: Decimal,
    under: Decimal,
}

impl Rational {
    pub(super) const fn decimal(value: Decimal) -> Self {
        Self {
            over: value,
            under: Decimal::ONE,
        }
    }

    /// `over / under`; `None` where `under` is zero.
    pub(super) fn new(over: Decimal, under: Decimal) -> Option<Self> {
        (!under.is_zero()).then_some(Self { over, under })
    }

    /// Whether the value is between zero and one, neither included.
    pub(super) fn is_proper(&self) -> bool {
        self.over > Decimal::ZERO && self.over < self.under
    }

    /// Whether no number divides both sides of the line: "3/4", not "2/4".
    pub(super) fn is_lowest(&self) -> bool {
        let (mut a, mut b) = (self.over.mantissa(), self.under.mantissa());
        while b != 0 {
            (a, b) = (b, a.checked_rem(b).unwrap_or(0));
        }
        a.unsigned_abs() == 1
    }

    /// The sum with a decimal.
    pub(super) fn plus(self, whole: Decimal) -> Option<Self> {
        let over = exact::add(exact::mul(whole, self.under)?, self.over)?;
        Some(Self { over, ..self })
    }

    pub(super) fn times(self, factor: Decimal) -> Option<Self> {
        let over = exact::mul(self.over, factor)?;
        Some(Self { over, ..self })
    }

    pub(super) fn times_power_of_ten(self, exponent: i8) -> Option<Self> {
        self.times(exact::power_of_ten(exponent.into())?)
    }

    pub(super) fn negated(self) -> Self {
        Self {
            over: exact::negate(self.over),
            ..self
        }
    }

    /// The value, where a decimal of nine places holds it.
    pub(super) fn as_decimal(&self) -> Option<Decimal> {
        if !self.is_fraction() {
            return exact::stated(self.over);
        }
        let (down, up) = exact::div(self.over, self.under)?;
        (down == up)
            .then(|| exact::stated(down.normalize()))
            .flatten()
    }

    /// The value as stated: rounded where it is a fraction that no decimal holds. A decimal that is too long has none.
    pub(super) fn magnitude(&self) -> Number {
        let rounded = || {
            let (down, _) = exact::div(self.over, self.under).filter(|_| self.is_fraction())?;
            exact::to_stated(down)
        };
        self.as_decimal().or_else(rounded).map(Magnitude::written)
    }

    /// Whether the value was written as a fraction.
    pub(super) fn is_fraction(&self) -> bool {
        self.under != Decimal::ONE
    }

    /// The value as stated, and the interval that encloses it.
    pub(super) fn amount(&self) -> Option<Amount> {
        let stated = self.magnitude()?;
        let amount = Amount::new(stated, Modifier::Exact);
        if self.as_decimal().is_some() {
            return Some(amount);
        }
        let (down, up) = exact::div(self.over, self.under)?;
        let places = stated.value.scale();
        let end =
            |value: Decimal, strategy| value.round_dp_with_strategy(places, strategy).normalize();
        let interval = Interval::between(
            end(down, RoundingStrategy::ToNegativeInfinity),
            end(up, RoundingStrategy::ToPositiveInfinity),
        );
        Some(Amount { interval, ..amount })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(over: i64, under: i64) -> Option<(String, String, String)> {
        let amount = Rational::new(over.into(), under.into())?.amount()?;
        let end = |bound: Option<crate::quantity::Bound>| bound.unwrap().value.to_string();
        let (low, high) = (end(amount.interval.lower()), end(amount.interval.upper()));
        Some((amount.stated?.value.to_string(), low, high))
    }

    #[test]
    fn what_a_decimal_holds_is_exact() {
        for (over, under, value) in [(1, 4, "0.25"), (3, 1, "3"), (-7, 8, "-0.875"), (20, 5, "4")] {
            let value = value.to_owned();
            assert_eq!(
                shown(over, under),
                Some((value.clone(), value.clone(), value))
            );
        }
    }

    #[test]
    fn what_none_holds_is_rounded_and_enclosed() {
        for (over, under, stated, low, high) in [
            (1, 3, "0.333333333", "0.333333333", "0.333333334"),
            (2, 3, "0.666666667", "0.666666666", "0.666666667"),
            (-2, 3, "-0.666666667", "-0.666666667", "-0.666666666"),
            // Ten digits before the point leave room for eight behind it.
            (
                4_000_000_000,
                3,
                "1333333333.33333333",
                "1333333333.33333333",
                "1333333333.33333334",
            ),
        ] {
            let wanted = (stated.to_owned(), low.to_owned(), high.to_owned());
            assert_eq!(shown(over, under), Some(wanted));
        }
    }

    #[test]
    fn nothing_is_divided_by_zero_and_what_gets_too_long_has_no_value() {
        assert!(Rational::new(Decimal::ONE, Decimal::ZERO).is_none());
        let long = Rational::new(Decimal::from(999_999_999_999_999_999_i64), 7.into()).unwrap();
        assert!(
            Rational::decimal(Decimal::new(11, 10))
                .magnitude()
                .is_none()
        );
        assert!(
            long.times_power_of_ten(12)
                .is_none_or(|long| long.amount().is_none())
        );
    }

    proptest::proptest! {
        #[test]
        fn the_interval_encloses_the_quotient(over in -1_000_000_000_i64..1_000_000_000, under in 1_i64..100_000) {
            let amount = Rational::new(over.into(), under.into()).unwrap().amount().unwrap();
            let times = |bound: Option<crate::quantity::Bound>| exact::mul(bound.unwrap().value, under.into()).unwrap();
            proptest::prop_assert!(times(amount.interval.lower()) <= over.into());
            proptest::prop_assert!(times(amount.interval.upper()) >= over.into());
            proptest::prop_assert!(amount.interval.contains(amount.stated.unwrap().value));
        }
    }
}
