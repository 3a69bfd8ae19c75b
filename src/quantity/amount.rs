//! What a worded number says, states and is read as (`design.md` §3, the second table).

use super::exact;
use super::interval::Interval;
use super::kind::Kind;
use super::magnitude::{Magnitude, Rounding};
use super::modifier::Modifier;
use rust_decimal::Decimal;

/// The share by which an approximator ("about") widens a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slack(Decimal);

impl Slack {
    /// A slack of so many per cent; `None` below 0 or above 100.
    pub fn percent(percent: Decimal) -> Option<Self> {
        let share = exact::mul(percent, Decimal::new(1, 2))?;
        (share >= Decimal::ZERO && share <= Decimal::ONE).then_some(Self(share))
    }

    fn of(self, value: Decimal) -> Decimal {
        exact::mul(value.abs(), self.0).unwrap_or(Decimal::ZERO)
    }
}

impl std::fmt::Display for Slack {
    /// "10%"
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = exact::mul(self.0, Decimal::ONE_HUNDRED).unwrap_or_default();
        write!(f, "{}%", percent.normalize())
    }
}

impl Default for Slack {
    /// Ten per cent.
    fn default() -> Self {
        Self(Decimal::new(1, 1))
    }
}

/// A number with the words that shape it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number as written; absent for vague words and for ranges.
    pub stated: Option<Magnitude>,
    /// What the words say, before rounding and slack.
    pub interval: Interval,
    /// The words' effect.
    pub modifier: Modifier,
    /// Whether the words are too loose to hold to account ("several").
    pub vague: bool,
    /// Whether the greater of two ends is written first ("between 52 and 35").
    pub reversed: bool,
}

impl Amount {
    /// `magnitude` with a modifier.
    pub const fn new(magnitude: Magnitude, modifier: Modifier) -> Self {
        Self {
            stated: Some(magnitude),
            interval: modifier.interval(magnitude.value),
            modifier,
            vague: false,
            reversed: false,
        }
    }

    /// The amount with a modifier. What is more than two thirds is more than all that two thirds may stand for
    /// where no decimal holds them.
    pub fn modified(self, modifier: Modifier) -> Self {
        let (low, high) = (self.interval.lower(), self.interval.upper());
        let interval = match (modifier, low, high) {
            (Modifier::MoreThan | Modifier::AtLeast, Some(low), _) => modifier.interval(low.value),
            (Modifier::FewerThan | Modifier::AtMost | Modifier::UpTo, _, Some(high)) => {
                modifier.interval(high.value)
            }
            _ => self.interval,
        };
        Self {
            interval,
            modifier,
            ..self
        }
    }

    /// Two ends, however worded and in either order.
    pub fn between(a: Magnitude, b: Magnitude) -> Self {
        Self {
            stated: None,
            interval: Interval::between(a.value, b.value),
            modifier: Modifier::Between,
            vague: false,
            reversed: a.value > b.value,
        }
    }

    /// Every value that the words state, rounding and slack included.
    pub fn states(&self, kind: Kind, slack: Slack) -> Interval {
        let Some(magnitude) = self.stated else {
            return self.interval;
        };
        match self.modifier {
            Modifier::Exact => exact_reading(magnitude, kind),
            Modifier::About => widened(magnitude.rounding(), slack.of(magnitude.value)),
            Modifier::Nearly => just_below(magnitude.value, slack),
            _ => self.interval,
        }
    }

    /// The narrower interval that an editor takes the words to mean.
    ///
    /// A bound reaches to the next number that a writer would have named, and a slack: more than 24,000
    /// is under 25,000 and a slack.
    pub fn reads(&self, kind: Kind, slack: Slack) -> Interval {
        let Some(magnitude) = self.stated else {
            return self.interval;
        };
        let narrowed = match self.modifier {
            Modifier::MoreThan | Modifier::AtLeast => step_up(magnitude, kind)
                .and_then(|next| exact::add(next, slack.of(magnitude.value)))
                .map(Interval::below),
            Modifier::FewerThan | Modifier::AtMost | Modifier::UpTo => magnitude
                .previous_step()
                .and_then(|next| exact::sub(next, slack.of(magnitude.value)))
                .map(Interval::above),
            _ => None,
        };
        let states = self.states(kind, slack);
        narrowed
            .and_then(|reading| reading.intersection(&states))
            .unwrap_or(states)
    }

    /// The reading for arithmetic between figures: what gives the number by one way of rounding, whatever the kind.
    pub fn for_arithmetic(&self, slack: Slack, rounding: Rounding) -> Interval {
        match (self.stated, self.modifier) {
            (Some(magnitude), Modifier::Exact) => magnitude.rounded_by(rounding),
            (Some(magnitude), Modifier::About) => {
                widened(magnitude.rounded_by(rounding), slack.of(magnitude.value))
            }
            (Some(magnitude), Modifier::Nearly) => just_below(magnitude.value, slack),
            // The bound itself was rounded: "more than 6.1 percent" of what is 6.05.
            (Some(magnitude), _) if magnitude.place < 0 => {
                let half = magnitude.half_step().unwrap_or(Decimal::ZERO);
                widened(self.interval, half)
            }
            _ => self.interval,
        }
    }
}

/// A number as it stands: whole small counts, ages and percentages are exact, others are what rounds to them.
fn exact_reading(magnitude: Magnitude, kind: Kind) -> Interval {
    let whole = magnitude.value.scale() == 0;
    let small = whole && magnitude.value.abs() <= Decimal::ONE_HUNDRED;
    let counts = matches!(kind, Kind::Count | Kind::Age | Kind::Ordinal);
    if (counts && magnitude.place <= 0) || (small && (counts || kind == Kind::Percent)) {
        Interval::exactly(magnitude.value)
    } else {
        magnitude.rounding()
    }
}

fn widened(interval: Interval, by: Decimal) -> Interval {
    interval.widen(by).unwrap_or(interval)
}

fn just_below(value: Decimal, slack: Slack) -> Interval {
    exact::sub(value, slack.of(value))
        .and_then(|low| Interval::half_open(low, value))
        .unwrap_or(Interval::exactly(value))
}

/// The next number a writer would have named; a dozen is followed by two dozen.
fn step_up(magnitude: Magnitude, kind: Kind) -> Option<Decimal> {
    let dozen = Decimal::from(12);
    if kind == Kind::Count && magnitude.value == dozen {
        exact::add(dozen, dozen)
    } else {
        magnitude.next_step()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, modifier: Modifier) -> Amount {
        Amount::new(Magnitude::written(exact::literal(text).unwrap()), modifier)
    }

    fn show(interval: Interval) -> String {
        let end = |bound: Option<super::super::Bound>| {
            bound.map_or("..".into(), |b| b.value.normalize().to_string())
        };
        let left = if interval.lower().is_some_and(|b| !b.open) {
            '['
        } else {
            '('
        };
        let right = if interval.upper().is_some_and(|b| !b.open) {
            ']'
        } else {
            ')'
        };
        format!(
            "{left}{}, {}{right}",
            end(interval.lower()),
            end(interval.upper())
        )
    }

    #[test]
    fn each_row_of_the_table() {
        use Kind::{Count, Money, Percent};
        use Modifier::*;
        for (text, modifier, kind, states, reads) in [
            ("116", Exact, Count, "[116, 116]", "[116, 116]"),
            ("20", Exact, Count, "[20, 20]", "[20, 20]"),
            ("25", Exact, Percent, "[25, 25]", "[25, 25]"),
            ("24000", Exact, Count, "[23500, 24500)", "[23500, 24500)"),
            ("3.5", Exact, Money, "[3.45, 3.55)", "[3.45, 3.55)"),
            ("100000", About, Count, "[85000, 115000)", "[85000, 115000)"),
            ("24000", MoreThan, Count, "(24000, ..)", "(24000, 27400)"),
            ("12", MoreThan, Count, "(12, ..)", "(12, 25.2)"),
            ("24000", AtLeast, Count, "[24000, ..)", "[24000, 27400)"),
            ("15000", FewerThan, Count, "(.., 15000)", "(12500, 15000)"),
            ("25", UpTo, Percent, "(.., 25]", "(21.5, 25]"),
            ("200", Nearly, Count, "[180, 200)", "[180, 200)"),
        ] {
            let amount = amount(text, modifier);
            let slack = Slack::default();
            assert_eq!(
                (
                    show(amount.states(kind, slack)),
                    show(amount.reads(kind, slack))
                ),
                (states.into(), reads.into()),
                "{modifier:?} {text}"
            );
        }
    }

    #[test]
    fn arithmetic_takes_the_wide_reading_even_of_small_counts() {
        assert_eq!(
            show(amount("20", Modifier::Exact).for_arithmetic(Slack::default(), Rounding::Nearest)),
            "[19.5, 20.5]"
        );
    }
}
