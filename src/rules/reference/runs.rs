//! Runs of neighbouring values: does some of them add up to what is sought?

use super::rows::Side;
use crate::quantity::{Interval, exact};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Runs of values that may be negative are tried one by one, of so many values at most.
const MOST_MIXED: usize = 100;

/// Whether the values of some run of `values` have a sum on the side of what is sought. Where that can't be computed,
/// they may.
pub(super) fn run_fits(values: &[Interval], side: Side<'_>) -> bool {
    let ends: Option<Vec<Ends>> = values.iter().map(counted).collect();
    match ends {
        Some(ends) => slid(&ends, side).unwrap_or(true),
        None => values.len() > MOST_MIXED || one_by_one(values, side),
    }
}

/// The two ends of a sum.
type Ends = (Decimal, Decimal);

/// The ends of a value that is not negative.
fn counted(value: &Interval) -> Option<Ends> {
    let (low, high) = (value.lower()?, value.upper()?);
    let plain = !low.open && !high.open && low.value >= Decimal::ZERO;
    plain.then_some((low.value, high.value))
}

/// A window slides over the values: too little, and it takes one in; too much, and it lets one go. As none is
/// negative, no run is missed. `None` where a sum is too long.
fn slid(values: &[Ends], side: Side<'_>) -> Option<bool> {
    let zero = (Decimal::ZERO, Decimal::ZERO);
    let (mut sum, mut taken, mut first) = (zero, 0_usize, 0_usize);
    loop {
        let found = if taken == first {
            Ordering::Less
        } else {
            side(&Interval::between(sum.0, sum.1))
        };
        match found {
            Ordering::Equal => return Some(true),
            Ordering::Less => {
                let Some(next) = values.get(taken) else {
                    return Some(false);
                };
                sum = (exact::add(sum.0, next.0)?, exact::add(sum.1, next.1)?);
                taken = taken.saturating_add(1);
            }
            Ordering::Greater => {
                let gone = values.get(first)?;
                sum = (exact::sub(sum.0, gone.0)?, exact::sub(sum.1, gone.1)?);
                first = first.saturating_add(1);
            }
        }
    }
}

fn one_by_one(values: &[Interval], side: Side<'_>) -> bool {
    (0..values.len()).any(|from| {
        let mut sum = Some(Interval::exactly(Decimal::ZERO));
        let mut run = values.get(from..).unwrap_or_default().iter();
        run.any(|value| {
            sum = sum.and_then(|sum| sum.add(value));
            sum.is_none_or(|sum| side(&sum).is_eq())
        })
    })
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_window_finds_what_trying_each_run_finds(values in prop::collection::vec((0_i64..9, 0_i64..3), 0..12), low in 0_i64..40, more in 0_i64..4) {
            let values: Vec<Interval> = values.iter().map(|(low, more)| Interval::between((*low).into(), (low + more).into())).collect();
            let sought = Interval::between(low.into(), (low + more).into());
            let side = |value: &Interval| match () {
                () if value.is_below(&sought) => Ordering::Less,
                () if sought.is_below(value) => Ordering::Greater,
                () => Ordering::Equal,
            };
            prop_assert_eq!(run_fits(&values, &side), one_by_one(&values, &side));
        }
    }
}
