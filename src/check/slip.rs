//! Likely slips: how a wrong figure may have come about from the right one.

use crate::quantity::{Interval, exact};
use rust_decimal::Decimal;

/// The slip of a digit or a power of ten that turns `stated` into a value that `right` allows.
pub(crate) fn of_digits(stated: Decimal, right: &Interval) -> Option<String> {
    if let Some(swapped) = transpositions(stated)
        .into_iter()
        .find(|value| right.contains(*value))
    {
        return Some(format!(
            "fits {}: were two digits transposed?",
            crate::quantity::format::grouped(swapped)
        ));
    }
    for (factor, words) in [
        (10, "ten"),
        (100, "a hundred"),
        (1_000, "a thousand"),
        (1_000_000, "a million"),
    ] {
        let factor = Decimal::from(factor);
        let more = exact::mul(stated, factor).is_some_and(|value| right.contains(value));
        let less = exact::div(stated, factor)
            .is_some_and(|(down, up)| right.meets(&Interval::between(down, up)));
        if more || less {
            return Some(format!(
                "fits when {} by {words}: was a zero or a scale word slipped?",
                if more { "multiplied" } else { "divided" }
            ));
        }
    }
    None
}

/// The values of a number's digits with two neighbours swapped.
fn transpositions(stated: Decimal) -> Vec<Decimal> {
    let digits: Vec<char> = stated.to_string().chars().collect();
    let places = 1..digits.len();
    let swapped = |place: usize| {
        let mut digits = digits.clone();
        let before = place.checked_sub(1)?;
        let (a, b) = (*digits.get(before)?, *digits.get(place)?);
        if a == b || !a.is_ascii_digit() || !b.is_ascii_digit() || (before == 0 && b == '0') {
            return None;
        }
        digits.swap(before, place);
        exact::literal(&digits.into_iter().collect::<String>())
    };
    places.filter_map(swapped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(stated: &str, right: i64) -> Option<String> {
        of_digits(
            exact::literal(stated).unwrap(),
            &Interval::exactly(right.into()),
        )
    }

    #[test]
    fn slips_are_named() {
        assert_eq!(
            slip("274", 247).as_deref(),
            Some("fits 247: were two digits transposed?")
        );
        assert_eq!(
            slip("2470", 247).as_deref(),
            Some("fits when divided by ten: was a zero or a scale word slipped?")
        );
        assert_eq!(
            slip("25", 25_000).as_deref(),
            Some("fits when multiplied by a thousand: was a zero or a scale word slipped?")
        );
        assert_eq!(slip("257", 247), None);
    }
}
