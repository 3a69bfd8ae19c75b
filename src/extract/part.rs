//! Parts of a stretch of the calendar: its first third, its end, what is left of it.

use super::partial::days_between;
use super::when::TimeUnit;
use crate::quantity::Period;
use jiff::civil::Date;

/// A part of a stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its first third, loosely.
    Early,
    /// Its middle third, loosely.
    Mid,
    /// Its last third, loosely.
    Late,
    /// Its beginning: ten days of a month, a month of a year, a tenth of what is longer, loosely.
    Start,
    /// Its end, likewise.
    End,
    FirstHalf,
    SecondHalf,
    /// From its first day to the article's.
    SoFar,
    /// From the article's day to its last.
    Rest,
}

/// A part of `whole`.
pub(super) fn part_of(whole: Period, part: Part, anchor: Option<Date>) -> Option<Period> {
    let (start, end) = (whole.start?, whole.end?);
    if start == end {
        return Some(whole);
    }
    let cut = Cut::of(start, end)?;
    match part {
        Part::Early => Period::new(start, cut.last(cut.third())?),
        Part::Mid => Period::new(cut.first(cut.third())?, cut.last(cut.two_thirds())?),
        Part::Late => Period::new(cut.first(cut.two_thirds())?, end),
        Part::Start => Period::new(start, cut.last(cut.edge())?),
        Part::End => Period::new(cut.first(cut.last_edge())?, end),
        Part::FirstHalf => return Period::new(start, cut.last(cut.count.checked_div(2)?)?),
        Part::SecondHalf => return Period::new(cut.first(cut.count.checked_div(2)?)?, end),
        Part::SoFar => Period::new(start, anchor?),
        Part::Rest => Period::new(anchor?, end),
    }
    .map(Period::fuzzy)
}

/// A stretch that is cut by its units: by months where it is two or more whole ones, else by days.
struct Cut {
    start: Date,
    unit: TimeUnit,
    count: i32,
}

impl Cut {
    fn of(start: Date, end: Date) -> Option<Self> {
        let after = TimeUnit::Day.shift(end, 1)?;
        let year_months = i32::from(after.year().checked_sub(start.year())?).checked_mul(12)?;
        let months =
            year_months.checked_add(i32::from(after.month().checked_sub(start.month())?))?;
        let whole = start.day() == 1 && after.day() == 1 && months > 1;
        let days = days_between(start, after);
        let (unit, count) = if whole {
            (TimeUnit::Month, months)
        } else {
            (TimeUnit::Day, days)
        };
        Some(Self { start, unit, count })
    }

    const fn third(&self) -> i32 {
        match self.unit {
            TimeUnit::Day if self.count > 27 => 10,
            _ => self.count.div_euclid(3),
        }
    }

    const fn two_thirds(&self) -> i32 {
        self.third().saturating_mul(2)
    }

    /// How much of it its beginning and its end are.
    const fn edge(&self) -> i32 {
        match self.unit {
            TimeUnit::Month if self.count >= 120 => self.count.div_euclid(10),
            TimeUnit::Month => 1,
            _ => self.third(),
        }
    }

    /// How much of it lies before its end.
    const fn last_edge(&self) -> i32 {
        match self.unit {
            TimeUnit::Month => self.count.saturating_sub(self.edge()),
            _ => self.two_thirds(),
        }
    }

    /// The first day after `count` units.
    fn first(&self, count: i32) -> Option<Date> {
        self.unit.shift(self.start, count)
    }

    /// The last day of the first `count` units.
    fn last(&self, count: i32) -> Option<Date> {
        TimeUnit::Day.shift(self.first(count)?, -1)
    }
}
