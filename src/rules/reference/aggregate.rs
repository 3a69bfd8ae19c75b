//! What several values make together, and what is left of it where a part is not known.

use super::super::model::Aggregate;
use crate::quantity::{Bound, Interval};

/// The greater (or lesser) of two values, end by end.
pub(super) fn extreme(a: Interval, b: Interval, greatest: bool) -> Interval {
    let pick = |a: Option<Bound>, b: Option<Bound>, absent_wins: bool| match (a, b) {
        (Some(a), Some(b)) => Some(if (a.value > b.value) == greatest {
            a
        } else {
            b
        }),
        (one, other) => {
            if absent_wins {
                None
            } else {
                one.or(other)
            }
        }
    };
    Interval::new(
        pick(a.lower(), b.lower(), !greatest),
        pick(a.upper(), b.upper(), greatest),
    )
    .unwrap_or_else(|| a.hull(&b))
}

/// What is left of a value when a part of it is not known: a sum of counts, or a maximum, is at least what is known.
pub(super) fn with_unknown(known: Interval, aggregate: Aggregate) -> Interval {
    let counts = known
        .lower()
        .is_some_and(|low| !low.value.is_sign_negative());
    let kept = match aggregate {
        Aggregate::Sum if counts => Interval::new(known.lower(), None),
        Aggregate::Max => Interval::new(known.lower(), None),
        Aggregate::Min => Interval::new(None, known.upper()),
        Aggregate::Sum | Aggregate::Count | Aggregate::Last => None,
    };
    kept.unwrap_or(Interval::EVERYTHING)
}
