//! The only arithmetic on stated and reference values: exact, or refused.
//!
//! `Decimal`'s own `checked_*` operations round without a word (`1e-28 × 0.1` is `Some(0)`), so
//! nothing outside this module may call them. A result that no `Decimal` holds exactly is `None`;
//! a quotient comes as the two neighbouring decimals that enclose it.

use rust_decimal::Decimal;

/// A stated value has at most this many significant digits.
pub(crate) const MAX_DIGITS: u32 = 18;
/// A stated value has at most this many decimals.
pub(crate) const MAX_DECIMALS: u32 = 9;
/// Decimals to which a quotient is enclosed.
const QUOTIENT_DECIMALS: u32 = 18;

/// Reads plain digits with at most one point ("24000", "1.10") as a stated value.
///
/// The written scale is kept, as it is the precision. `None` where the text is not such a number or
/// has more digits than a stated value may have.
pub(crate) fn literal(text: &str) -> Option<Decimal> {
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(plain) {
        return None;
    }
    stated(Decimal::from_str_exact(text).ok()?)
}

/// Less than this a mantissa has at most [`MAX_DIGITS`] digits.
const SHORT: u128 = 10_u128.pow(MAX_DIGITS);

/// `value`, if it is within the bounds of a stated value.
pub(crate) fn stated(value: Decimal) -> Option<Decimal> {
    // Without the zeros at its end a value only has fewer digits.
    if value.mantissa().unsigned_abs() < SHORT && value.scale() <= MAX_DECIMALS {
        return Some(value);
    }
    let shortest = value.normalize();
    let digits = shortest
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .unwrap_or(0);
    (digits < MAX_DIGITS && shortest.scale() <= MAX_DECIMALS && value.scale() <= MAX_DIGITS)
        .then_some(value)
}

/// 10 to the power of `exponent`.
pub(crate) fn power_of_ten(exponent: i32) -> Option<Decimal> {
    if exponent >= 0 {
        let mantissa = 10_i128.checked_pow(exponent.unsigned_abs())?;
        Decimal::try_from_i128_with_scale(mantissa, 0).ok()
    } else {
        Decimal::try_from_i128_with_scale(1, exponent.unsigned_abs()).ok()
    }
}

/// The exact sum.
pub(crate) fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().max(b.scale());
    compose(
        mantissa_at(a, scale)?.checked_add(mantissa_at(b, scale)?)?,
        scale,
    )
}

/// The exact difference `a - b`.
pub(crate) fn sub(a: Decimal, b: Decimal) -> Option<Decimal> {
    add(a, negate(b))
}

/// `-a`.
pub(crate) fn negate(a: Decimal) -> Decimal {
    let mut negated = a;
    negated.set_sign_positive(a.is_sign_negative() || a.is_zero());
    negated
}

/// The exact product.
pub(crate) fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().checked_add(b.scale())?;
    compose(a.mantissa().checked_mul(b.mantissa())?, scale)
}

/// The quotient `a / b` as the nearest decimals not above and not below it (equal where it is exact).
pub(crate) fn div(a: Decimal, b: Decimal) -> Option<(Decimal, Decimal)> {
    if b.is_zero() {
        return None;
    }
    (0..=QUOTIENT_DECIMALS)
        .rev()
        .find_map(|scale| quotient_at(a, b, scale))
}

/// The quotient enclosed at `scale` decimals; `None` where the digits do not fit.
fn quotient_at(a: Decimal, b: Decimal, scale: u32) -> Option<(Decimal, Decimal)> {
    let up = scale.checked_add(b.scale())?;
    let numerator = a
        .mantissa()
        .checked_mul(10_i128.checked_pow(up.saturating_sub(a.scale()))?)?;
    let denominator = b
        .mantissa()
        .checked_mul(10_i128.checked_pow(a.scale().saturating_sub(up))?)?;
    let down = floor_div(numerator, denominator)?;
    let exact = down.checked_mul(denominator)? == numerator;
    let above = if exact { down } else { down.checked_add(1)? };
    Some((compose(down, scale)?, compose(above, scale)?))
}

/// Integer division that rounds towards minus infinity.
fn floor_div(a: i128, b: i128) -> Option<i128> {
    let (quotient, remainder) = (a.checked_div(b)?, a.checked_rem(b)?);
    if remainder != 0 && (remainder < 0) != (b < 0) {
        quotient.checked_sub(1)
    } else {
        Some(quotient)
    }
}

/// `value` rounded half even to nine decimals, or to as many fewer as its digits leave room for, as a
/// stated value.
pub(crate) fn to_stated(value: Decimal) -> Option<Decimal> {
    (0..=MAX_DECIMALS)
        .rev()
        .find_map(|decimals| stated(value.round_dp(decimals)))
}

/// The mantissa that `value` has when written with `scale` decimals.
fn mantissa_at(value: Decimal, scale: u32) -> Option<i128> {
    let shift = scale.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10_i128.checked_pow(shift)?)
}

/// The decimal with this mantissa and scale, dropping trailing zeros only where it would not fit otherwise.
fn compose(mantissa: i128, scale: u32) -> Option<Decimal> {
    let (mut mantissa, mut scale) = (mantissa, scale);
    loop {
        if let Ok(value) = Decimal::try_from_i128_with_scale(mantissa, scale) {
            return Some(value);
        }
        if scale == 0 || mantissa % 10 != 0 {
            return None;
        }
        mantissa = mantissa.checked_div(10)?;
        scale = scale.checked_sub(1)?;
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use proptest::prelude::*;

    fn rational(value: Decimal) -> BigRational {
        BigRational::new(
            BigInt::from(value.mantissa()),
            BigInt::from(10).pow(value.scale()),
        )
    }

    fn decimals() -> impl Strategy<Value = Decimal> {
        (
            -999_999_999_999_999_999_i128..=999_999_999_999_999_999,
            0_u32..=9,
        )
            .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
    }

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (-(1_i128 << 95)..(1_i128 << 95), 0_u32..=28)
            .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
    }

    #[test]
    fn literal_keeps_the_written_scale_and_refuses_what_is_too_long() {
        assert_eq!(
            literal("7.0").map(|v| v.to_string()).as_deref(),
            Some("7.0")
        );
        assert_eq!(
            literal("999999999999999999")
                .map(|v| v.to_string())
                .as_deref(),
            Some("999999999999999999")
        );
        for text in [
            "1234567890123456789",
            "1e3",
            "1_000",
            "",
            ".",
            ".5",
            "1.0000000001",
            "1.2.3",
            "+1",
            "-1",
        ] {
            assert_eq!(literal(text), None, "{text}");
        }
    }

    #[test]
    fn a_product_that_decimal_would_round_to_zero_is_refused() {
        let tiny = Decimal::from_i128_with_scale(1, 28);
        assert_eq!(mul(tiny, Decimal::from_i128_with_scale(1, 1)), None);
    }

    #[test]
    fn division_encloses_a_third() {
        let (down, up) = div(Decimal::ONE, Decimal::from(3)).unwrap();
        assert_eq!(
            (down.to_string().as_str(), up.to_string().as_str()),
            ("0.333333333333333333", "0.333333333333333334")
        );
        assert_eq!(div(Decimal::ONE, Decimal::ZERO), None);
    }

    proptest! {
        #[test]
        fn sums_and_differences_are_exact(a in any_decimal(), b in any_decimal()) {
            if let Some(sum) = add(a, b) { prop_assert_eq!(rational(sum), rational(a) + rational(b)); }
            if let Some(difference) = sub(a, b) { prop_assert_eq!(rational(difference), rational(a) - rational(b)); }
        }

        #[test]
        fn products_are_exact(a in any_decimal(), b in any_decimal()) {
            if let Some(product) = mul(a, b) { prop_assert_eq!(rational(product), rational(a) * rational(b)); }
        }

        #[test]
        fn stated_values_always_add(a in decimals(), b in decimals()) {
            prop_assert!(add(a, b).is_some() && sub(a, b).is_some());
        }

        #[test]
        fn quotients_are_enclosed_by_neighbours(a in decimals(), b in decimals()) {
            prop_assume!(!b.is_zero());
            let (down, up) = div(a, b).unwrap();
            let exact = rational(a) / rational(b);
            prop_assert!(rational(down) <= exact && exact <= rational(up));
            prop_assert!(down == up || rational(up) - rational(down) == BigRational::new(1.into(), BigInt::from(10).pow(down.scale())));
        }

        #[test]
        fn no_two_decimals_make_it_panic(a in any_decimal(), b in any_decimal()) {
            let _ = (add(a, b), sub(a, b), mul(a, b), div(a, b), stated(a), to_stated(b));
        }
    }
}
