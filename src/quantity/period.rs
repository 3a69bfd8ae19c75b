//! Calendar periods, both ends included, as ISO 8601 intervals are read.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A stretch of the calendar; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Whether the words leave the ends loose ("in recent months").
    pub fuzzy: bool,
}

impl Period {
    /// From `start` to `end`; `None` where they are the wrong way round.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        (start <= end).then_some(Self {
            start: Some(start),
            end: Some(end),
            fuzzy: false,
        })
    }

    /// One day.
    pub const fn day(day: Date) -> Self {
        Self {
            start: Some(day),
            end: Some(day),
            fuzzy: false,
        }
    }

    /// A calendar month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Self::new(first, first.last_of_month())
    }

    /// A calendar year.
    pub fn year(year: i16) -> Option<Self> {
        Self::new(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
    }

    /// The US federal fiscal year of this number: it ends on 30 September of it (31 U.S.C. 1102).
    pub fn fiscal_year(year: i16) -> Option<Self> {
        Self::new(
            Date::new(year.checked_sub(1)?, 10, 1).ok()?,
            Date::new(year, 9, 30).ok()?,
        )
    }

    /// A quarter of a calendar year, 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let first = Date::new(
            year,
            quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?,
            1,
        )
        .ok()?;
        Self::new(first, first.checked_add(2.months()).ok()?.last_of_month())
    }

    /// The week from Monday to Sunday that holds `day` (ISO 8601).
    pub fn week_of(day: Date) -> Option<Self> {
        let monday = shift(
            day,
            Span::new()
                .try_days(i64::from(day.weekday().to_monday_zero_offset()).saturating_neg())
                .ok()?,
        )?;
        Self::new(monday, shift(monday, 6.days())?)
    }

    /// From `start` on, without an end.
    pub const fn since(start: Date) -> Self {
        Self {
            start: Some(start),
            end: None,
            fuzzy: false,
        }
    }

    /// Up to `end`, without a start.
    pub const fn until(end: Date) -> Self {
        Self {
            start: None,
            end: Some(end),
            fuzzy: false,
        }
    }

    /// The same days, with loose ends.
    pub const fn fuzzy(self) -> Self {
        Self {
            fuzzy: true,
            ..self
        }
    }

    /// From the first day of this to the last day of `other`.
    pub fn through(self, other: Self) -> Option<Self> {
        Self::new(self.start?, other.end?).map(|period| Self {
            fuzzy: self.fuzzy || other.fuzzy,
            ..period
        })
    }

    /// The one day of a period that is a day.
    pub fn single_day(&self) -> Option<Date> {
        self.start.filter(|_| self.start == self.end)
    }

    /// Whether some day lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.end, other.start) && !before(other.end, self.start)
    }

    /// Whether every day of `other` lies in this.
    pub fn covers(&self, other: &Self) -> bool {
        let from = self
            .start
            .is_none_or(|start| other.start.is_some_and(|day| start <= day));
        let to = self
            .end
            .is_none_or(|end| other.end.is_some_and(|day| day <= end));
        from && to
    }

    /// ISO 8601: a day, or an interval with `..` for an open end.
    pub fn iso(&self) -> String {
        let end =
            |date: Option<Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        match self.single_day() {
            Some(day) => day.to_string(),
            None => format!("{}/{}", end(self.start), end(self.end)),
        }
    }
}

/// `date` moved by `span`; `None` outside the calendar (years -9999 to 9999).
pub(crate) fn shift(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_written_as_iso_intervals() {
        for (period, iso) in [
            (Period::day(date(2025, 1, 26)), "2025-01-26"),
            (Period::month(2024, 2).unwrap(), "2024-02-01/2024-02-29"),
            (Period::fiscal_year(2023).unwrap(), "2022-10-01/2023-09-30"),
            (Period::quarter(2024, 4).unwrap(), "2024-10-01/2024-12-31"),
            (Period::since(date(2025, 2, 1)), "2025-02-01/.."),
            (
                Period::week_of(date(2025, 1, 26)).unwrap(),
                "2025-01-20/2025-01-26",
            ),
        ] {
            assert_eq!(period.iso(), iso);
        }
    }

    #[test]
    fn what_is_not_in_the_calendar_is_none() {
        assert_eq!(Period::month(2024, 13), None);
        assert_eq!(Period::quarter(2024, 5), None);
        assert_eq!(Period::year(i16::MAX), None);
    }

    #[test]
    fn open_ends_cover_and_meet_all_beyond_them() {
        let since = Period::since(date(2025, 2, 1));
        assert!(
            since.meets(&Period::year(2025).unwrap())
                && !since.covers(&Period::year(2025).unwrap())
        );
        assert!(since.covers(&Period::year(2026).unwrap()));
        assert!(!since.meets(&Period::year(2024).unwrap()));
    }
}
