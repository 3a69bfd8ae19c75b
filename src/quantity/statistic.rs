//! Statistics as papers and polls report them: a test statistic, a confidence interval, a margin of error.

use rust_decimal::Decimal;
use serde::Serialize;

/// A reported statistic, by its parts. The numbers keep the scale they were written with: it is their precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistic {
    /// What it is: `t`, `F`, `chi2`, `confidence_interval`, `margin_of_error`, …
    pub name: &'static str,
    /// Its degrees of freedom, in the order in which they are written.
    pub df: [Option<Decimal>; 2],
    /// The size of the sample, where it stands among the degrees of freedom.
    pub sample: Option<Decimal>,
    /// Its value.
    pub value: Option<Compared>,
    /// The p-value told with it.
    pub p: Option<Compared>,
    /// The level of confidence, in per cent.
    pub level: Option<Decimal>,
    /// The ends of an interval.
    pub ends: Option<(Decimal, Decimal)>,
}

impl Statistic {
    /// A statistic of which nothing is told yet.
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            df: [None, None],
            sample: None,
            value: None,
            p: None,
            level: None,
            ends: None,
        }
    }
}

/// A number and the sign before it: "= 2.20", "< .05".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The sign.
    pub relation: Relation,
    /// The number.
    pub number: Decimal,
}

/// How a reported value stands to the number written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// `=`, "of".
    Equal,
    /// `<`.
    Less,
    /// `≤`.
    AtMost,
    /// `>`.
    Greater,
    /// `≥`.
    AtLeast,
}
