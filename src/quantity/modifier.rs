//! Modifiers: the words that shape the interval of a figure.

use super::interval::Interval;
use rust_decimal::Decimal;
use serde::Serialize;

/// How the words around a number shape what it says.
///
/// `About` and `Nearly` are approximators (they widen), the rest but `Exact` and `Between` are bounds
/// (they open or close a side).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// The number as it stands.
    Exact,
    /// About, around, some, roughly.
    About,
    /// Nearly, almost, just under.
    Nearly,
    /// More than, over, exceeding.
    MoreThan,
    /// At least, upwards of.
    AtLeast,
    /// Fewer than, under.
    FewerThan,
    /// At most, no more than.
    AtMost,
    /// Up to, as many as.
    UpTo,
    /// Two ends, however worded.
    Between,
}

impl Modifier {
    /// The values that the words allow around `value`, before rounding and slack.
    pub const fn interval(self, value: Decimal) -> Interval {
        match self {
            Self::MoreThan => Interval::above(value),
            Self::AtLeast => Interval::at_least(value),
            Self::FewerThan => Interval::below(value),
            Self::AtMost | Self::UpTo => Interval::at_most(value),
            Self::Exact | Self::About | Self::Nearly | Self::Between => Interval::exactly(value),
        }
    }
}
