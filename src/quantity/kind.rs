//! The kinds of quantity.

use serde::Serialize;

/// What sort of magnitude a quantity states.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number of things or people.
    Count,
    /// A share or a relative change, in hundredths.
    Percent,
    /// A difference between two shares.
    PercentagePoints,
    /// An amount of a currency.
    Money,
    /// A physical amount.
    Measure,
    /// A length of time.
    Duration,
    /// A person's or thing's age.
    Age,
    /// How many times something is another thing.
    Multiple,
    /// A part of one.
    Fraction,
    /// Two numbers set against each other.
    Ratio,
    /// A rank or a place in a series.
    Ordinal,
    /// A calendar day, month or year.
    Date,
    /// A stretch of the calendar that is not one day, month or year.
    Period,
    /// A time of day.
    Time,
    /// A reported test statistic or its parts.
    Statistic,
    /// A number too long to be held exactly.
    OutOfRange,
}

impl Kind {
    /// Whether it places something in the calendar or the day, rather than counting or measuring.
    pub const fn is_calendar(self) -> bool {
        matches!(self, Self::Date | Self::Period | Self::Time)
    }
}
