//! Magnitudes: a number with the precision it was written with.

use super::exact;
use super::interval::{Bound, Interval};
use rust_decimal::Decimal;

/// A way of rounding. A writer rounds one way throughout a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Half up or half even: both ends of the half step are allowed.
    Nearest,
    /// Digits cut off.
    TowardsZero,
}

impl Rounding {
    /// Every way in use.
    pub const ALL: [Self; 2] = [Self::Nearest, Self::TowardsZero];
}

/// A written number: its exact value and the place of its last significant digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Magnitude {
    /// The value, with the scale it was written with.
    pub value: Decimal,
    /// The power of ten of the last significant digit: 3 for 24,000, 5 for 3.5 million, -1 for 7.0, 0 for 116.
    pub place: i8,
}

impl Magnitude {
    /// The magnitude of a number written in plain digits: trailing zeros of a whole number are not significant.
    pub fn written(value: Decimal) -> Self {
        Self {
            value,
            place: last_place(value),
        }
    }

    /// This number of `scale` (a power of ten, such as a million); `None` where it gets too long.
    pub fn times_power_of_ten(self, exponent: i8) -> Option<Self> {
        let value = exact::mul(self.value, exact::power_of_ten(exponent.into())?)?;
        let own = i8::try_from(self.value.scale()).ok()?.checked_neg()?;
        let place = if self.value.scale() > 0 {
            own
        } else {
            self.place
        }
        .checked_add(exponent)?;
        Some(Self {
            value: exact::stated(value.normalize())?,
            place,
        })
    }

    /// Half a unit of the last significant place.
    pub(super) fn half_step(self) -> Option<Decimal> {
        exact::mul(exact::power_of_ten(self.place.into())?, Decimal::new(5, 1))
    }

    /// The values that round to this number at its last significant place, half up: 24,000 is `[23,500, 24,500)`.
    pub fn rounding(self) -> Interval {
        let ends = self
            .half_step()
            .and_then(|half| Some((exact::sub(self.value, half)?, exact::add(self.value, half)?)));
        ends.and_then(|(low, high)| Interval::half_open(low, high))
            .unwrap_or(Interval::exactly(self.value))
    }

    /// The values that give this number by one way of rounding.
    pub fn rounded_by(self, rounding: Rounding) -> Interval {
        let step = exact::power_of_ten(self.place.into());
        let half = self.half_step();
        let ends = match (rounding, self.value.is_sign_negative()) {
            (Rounding::Nearest, _) => half.and_then(|half| {
                let (low, high) = (exact::sub(self.value, half)?, exact::add(self.value, half)?);
                Some(Interval::between(low, high))
            }),
            (Rounding::TowardsZero, true) => step
                .and_then(|step| exact::sub(self.value, step))
                .and_then(|low| {
                    let below = Bound {
                        value: low,
                        open: true,
                    };
                    let own = Bound {
                        value: self.value,
                        open: false,
                    };
                    Interval::new(Some(below), Some(own))
                }),
            (Rounding::TowardsZero, false) => step
                .and_then(|step| exact::add(self.value, step))
                .and_then(|high| Interval::half_open(self.value, high)),
        };
        ends.unwrap_or(Interval::exactly(self.value))
    }

    /// The next number that a writer would have named above this one: 25,000 after 24,000, 117 after 116.
    pub fn next_step(self) -> Option<Decimal> {
        exact::add(self.value, exact::power_of_ten(self.place.into())?)
    }

    /// The next number that a writer would have named below this one.
    pub fn previous_step(self) -> Option<Decimal> {
        exact::sub(self.value, exact::power_of_ten(self.place.into())?)
    }
}

/// The power of ten of the last digit that counts: decimals all do, zeros that end a whole number do not,
/// but for one after a lone digit. (100 is read as written to the nearest ten: taking it to the nearest
/// hundred would let it stand for anything from 50 to 150.)
fn last_place(value: Decimal) -> i8 {
    if value.scale() > 0 {
        return i8::try_from(value.scale())
            .unwrap_or(i8::MAX)
            .saturating_neg();
    }
    let (mut mantissa, mut zeros) = (value.mantissa(), 0_i8);
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        zeros = zeros.saturating_add(1);
    }
    let one_digit = mantissa.unsigned_abs() < 10;
    if one_digit && zeros > 0 {
        zeros.saturating_sub(1)
    } else {
        zeros
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn magnitude(text: &str) -> Magnitude {
        Magnitude::written(exact::literal(text).unwrap())
    }

    fn ends(interval: Interval) -> (String, String) {
        (
            interval.lower().unwrap().value.normalize().to_string(),
            interval.upper().unwrap().value.normalize().to_string(),
        )
    }

    #[test]
    fn the_last_significant_place_is_read_from_the_digits() {
        for (text, place) in [
            ("24000", 3),
            ("116", 0),
            ("7.0", -1),
            ("0.25", -2),
            ("100", 1),
            ("20", 0),
            ("0", 0),
        ] {
            assert_eq!(magnitude(text).place, place, "{text}");
        }
    }

    #[test]
    fn a_scale_word_moves_the_place() {
        let scaled = |text: &str, exponent| magnitude(text).times_power_of_ten(exponent).unwrap();
        assert_eq!(
            (scaled("3.5", 6).value.to_string(), scaled("3.5", 6).place),
            ("3500000".into(), 5)
        );
        assert_eq!(scaled("3.0", 6).place, 5);
        assert_eq!(scaled("10", 6).place, 6);
        assert_eq!(magnitude("999999999999999999").times_power_of_ten(12), None);
    }

    #[test]
    fn rounding_is_half_a_step_either_side_and_truncation_a_whole_step_up() {
        assert_eq!(
            ends(magnitude("24000").rounding()),
            ("23500".into(), "24500".into())
        );
        assert_eq!(
            ends(magnitude("24000").rounded_by(Rounding::TowardsZero)),
            ("24000".into(), "25000".into())
        );
        assert!(magnitude("24000").rounding().upper().unwrap().open);
    }

    #[test]
    fn steps_are_of_the_last_place() {
        assert_eq!(magnitude("24000").next_step().unwrap().to_string(), "25000");
        assert_eq!(
            magnitude("15000").previous_step().unwrap().to_string(),
            "14000"
        );
    }
}
