//! How values are written in messages: digits grouped by comma, intervals in words.

use super::exact;
use super::interval::{Bound, Interval};
use rust_decimal::Decimal;

/// `24000` as `24,000`; `-1234.50` as `-1,234.50`.
pub(crate) fn grouped(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(whole, fraction)| {
            (whole, Some(fraction))
        });
    let mut out = String::with_capacity(plain.len().saturating_mul(2));
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && whole.len().saturating_sub(i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `value` rounded to `decimals`, without zeros at the end, grouped.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> String {
    grouped(value.round_dp(decimals).normalize())
}

/// A value as people write large ones: "342.5 million", "1.5 billion"; to `decimals` below a million.
pub(crate) fn worded(value: Decimal, decimals: u32) -> String {
    const SCALES: [(u32, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];
    let large = SCALES.into_iter().find_map(|(exponent, name)| {
        let one = exact::power_of_ten(exponent.try_into().ok()?)?;
        let (scaled, _) = exact::div(value, one)?;
        (value.abs() >= one).then(|| format!("{} {name}", rounded(scaled, 3)))
    });
    large.unwrap_or_else(|| rounded(value, decimals))
}

/// An interval in words: "24,000", "23,500 to 24,500", "more than 24,000", "at most 25".
pub(crate) fn interval(interval: &Interval) -> String {
    let number = |bound: Bound| rounded(bound.value, 6);
    match (interval.lower(), interval.upper()) {
        (Some(low), Some(high)) if low.value == high.value => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!(
            "{} {}",
            if low.open { "more than" } else { "at least" },
            number(low)
        ),
        (None, Some(high)) => format!(
            "{} {}",
            if high.open { "less than" } else { "at most" },
            number(high)
        ),
        (None, None) => "any value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_values_are_worded() {
        for (value, told) in [
            ("342500000", "342.5 million"),
            ("-69000000000", "-69 billion"),
            ("1234567", "1.235 million"),
            ("999999.994", "999,999.99"),
            ("4.10", "4.1"),
        ] {
            assert_eq!(worded(Decimal::from_str_exact(value).unwrap(), 2), told);
        }
    }

    #[test]
    fn digits_are_grouped() {
        for (text, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("24000", "24,000"),
            ("1234567.50", "1,234,567.50"),
            ("-1000", "-1,000"),
        ] {
            assert_eq!(grouped(Decimal::from_str_exact(text).unwrap()), shown);
        }
    }

    #[test]
    fn intervals_are_told_in_words() {
        let n = |n: i64| Decimal::from(n);
        assert_eq!(
            interval(&Interval::between(n(90_000), n(110_000))),
            "90,000 to 110,000"
        );
        assert_eq!(interval(&Interval::above(n(24_000))), "more than 24,000");
        assert_eq!(interval(&Interval::exactly(n(116))), "116");
    }
}
