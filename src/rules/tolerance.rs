//! How far beside its reference a figure may lie.
//!
//! ```text
//! tolerance = "rounding" | number "%" | number ( "digit" | "digits" ) | number unit?
//! ```

use super::literal;
use crate::quantity::unit::Base;
use crate::quantity::{Bound, Interval, exact};
use rust_decimal::{Decimal, RoundingStrategy};

/// How far beside the reference a figure may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// No further than its own rounding.
    Rounding,
    /// By this share of the reference: 0.002 for 0.2%.
    Share(Decimal),
    /// By this much, in the reference's unit.
    Amount(Decimal),
    /// As far as rounding the reference to so many significant digits moves it.
    Digits(u32),
}

impl Tolerance {
    /// The reference with this much added on both sides; `None` where that can't be held exactly.
    pub(crate) fn widen(self, reference: &Interval) -> Option<Interval> {
        let (down, up) = (
            self.beside(reference.lower())?,
            self.beside(reference.upper())?,
        );
        let lower = reference.widen(down)?.lower();
        let upper = reference.widen(up)?.upper();
        Interval::new(lower, upper)
    }

    /// How far beyond an end of the reference a figure may lie.
    fn beside(self, end: Option<Bound>) -> Option<Decimal> {
        let Some(end) = end else {
            return Some(Decimal::ZERO);
        };
        match self {
            Self::Rounding => Some(Decimal::ZERO),
            Self::Share(share) => exact::mul(end.value.abs(), share),
            Self::Amount(by) => Some(by),
            Self::Digits(digits) => half_step(end.value, digits),
        }
    }
}

/// Half of one at the last of `digits` significant digits of `value`.
fn half_step(value: Decimal, digits: u32) -> Option<Decimal> {
    let shortest = value.normalize();
    let Some(first) = shortest.mantissa().unsigned_abs().checked_ilog10() else {
        return Some(Decimal::ZERO);
    };
    let place = i64::from(first)
        .checked_sub(i64::from(shortest.scale()))?
        .checked_sub(i64::from(digits))?;
    let step = exact::power_of_ten(i32::try_from(place).ok()?)?;
    exact::mul(step, Decimal::from(5))
}

/// A tolerance as written, and the unit of its amount.
pub(super) fn read(text: &str, dollar: Option<Base>) -> Option<(Tolerance, Option<Base>)> {
    let text = text.trim();
    if text == "rounding" {
        return Some((Tolerance::Rounding, None));
    }
    if let Some(percent) = text.strip_suffix('%') {
        let share = exact::mul(exact::literal(percent.trim())?, Decimal::new(1, 2))?;
        return (share <= Decimal::ONE).then_some((Tolerance::Share(share), None));
    }
    let digits = text
        .strip_suffix("digits")
        .or_else(|| text.strip_suffix("digit"));
    if let Some(digits) = digits {
        let digits = digits.trim().parse().ok()?;
        let fits = (1..=exact::MAX_DIGITS).contains(&digits);
        return fits.then_some((Tolerance::Digits(digits), None));
    }
    let read = literal::unambiguous(text, dollar).ok()?;
    let amount = read.interval.single()?;
    (amount >= Decimal::ZERO).then_some((Tolerance::Amount(amount), read.unit))
}

/// `amount` in `from` as an amount in `to`, rounded up where no decimal holds it; `None` where they measure different
/// things.
pub(super) fn converted(amount: Decimal, from: Base, to: Base) -> Option<Decimal> {
    let hundred = Decimal::ONE_HUNDRED;
    match (from, to) {
        (Base::Points, Base::Percent) => Some(amount),
        (Base::BasisPoints, Base::Percent | Base::Points) => Some(exact::div(amount, hundred)?.1),
        (Base::Points, Base::BasisPoints) => exact::mul(amount, hundred),
        (Base::MinorMoney(from), Base::Money(to)) if from.code == to.code => {
            Some(exact::div(amount, hundred)?.1)
        }
        (Base::Money(from), Base::MinorMoney(to)) if from.code == to.code => {
            exact::mul(amount, hundred)
        }
        (Base::Measure(from), Base::Measure(to)) if from.dimension == to.dimension => {
            let ((up, down), (to_up, to_down)) = (from.factor(), to.factor());
            let above = exact::mul(exact::mul(amount, up)?, to_down)?;
            let (_, up) = exact::div(above, exact::mul(down, to_up)?)?;
            Some(up.round_dp_with_strategy(exact::MAX_DECIMALS, RoundingStrategy::AwayFromZero))
        }
        _ => (from == to).then_some(amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::format;
    use crate::quantity::unit;

    fn widened(tolerance: &str, reference: &str) -> Option<String> {
        let reference = Interval::exactly(exact::literal(reference)?);
        let wide = read(tolerance, None)?.0.widen(&reference)?;
        Some(format::interval(&wide))
    }

    #[test]
    fn a_tolerance_is_rounding_a_share_an_amount_or_digits() {
        for (tolerance, reference, wide) in [
            ("rounding", "37908", "37,908"),
            ("0.2%", "1000", "998 to 1,002"),
            ("50", "37908", "37,858 to 37,958"),
            ("50 kg", "100", "50 to 150"),
            ("2 digits", "37908", "37,408 to 38,408"),
            ("1 digit", "0.25", "0.2 to 0.3"),
            ("3 digits", "0", "0"),
        ] {
            assert_eq!(
                widened(tolerance, reference).as_deref(),
                Some(wide),
                "{tolerance}"
            );
        }
    }

    #[test]
    fn what_is_no_tolerance_is_declined() {
        for text in [
            "a bit",
            "101%",
            "-5",
            "0 digits",
            "19 digits",
            "2.5 digits",
            "5-6",
            "about 5",
        ] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_converted_between_units_of_one_thing() {
        let named = |name| unit::by_words(name).unwrap();
        let (kilogram, gram, pound) = (named("kilogram"), named("gram"), named("pound"));
        let in_unit =
            |from, to| converted(Decimal::from(2), from, to).map(|it| it.normalize().to_string());
        assert_eq!(in_unit(kilogram, gram).as_deref(), Some("2000"));
        assert_eq!(in_unit(kilogram, pound).as_deref(), Some("4.409245244"));
        assert_eq!(in_unit(Base::Points, Base::Percent).as_deref(), Some("2"));
        assert_eq!(in_unit(kilogram, Base::Percent), None);
    }
}
