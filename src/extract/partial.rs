//! Dates with parts missing, and which day, month or year they mean in an article.

use super::when::TimeUnit;
use crate::quantity::Period;
use jiff::civil::{Date, Weekday};

/// Which of several days of a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The nearest; of weekdays, the latest.
    None,
    Last,
    This,
    Next,
}

/// A date with parts missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partial {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    /// The weekday that is said beside the day.
    pub(crate) weekday: Option<i8>,
    /// The month or year told from the article's, that the rest lies in: next year, this month.
    pub(crate) of: Option<(TimeUnit, i8)>,
    pub(crate) relation: Relation,
}

impl Partial {
    /// Nothing said yet.
    pub(crate) const EMPTY: Self = Self {
        year: None,
        month: None,
        day: None,
        weekday: None,
        of: None,
        relation: Relation::None,
    };

    /// A year.
    pub(crate) const fn of_year(year: i16) -> Self {
        Self {
            year: Some(year),
            ..Self::EMPTY
        }
    }

    /// A month, perhaps of a year.
    pub(crate) const fn of_month(month: i8, year: Option<i16>) -> Self {
        Self {
            month: Some(month),
            year,
            ..Self::EMPTY
        }
    }

    /// A day of a month, perhaps of a year.
    pub(crate) const fn of_day(day: i8, month: i8, year: Option<i16>) -> Self {
        Self {
            day: Some(day),
            month: Some(month),
            year,
            ..Self::EMPTY
        }
    }

    /// A day of a month that is not said.
    pub(crate) const fn of_day_alone(day: i8) -> Self {
        Self {
            day: Some(day),
            ..Self::EMPTY
        }
    }

    /// Whether a day is said and its month is not.
    const fn lacks_month(&self) -> bool {
        self.day.is_some() && self.month.is_none()
    }

    /// Whether the calendar has such a day, month or year (29 February has its leap years).
    pub(crate) fn exists(&self) -> bool {
        let month = self.month.or(self.day.map(|_| 1));
        Self { month, ..*self }
            .in_year(self.year.unwrap_or(2024))
            .is_some()
    }

    /// The days meant, if the year is `year`.
    fn in_year(&self, year: i16) -> Option<Period> {
        match (self.month, self.day) {
            (None, _) => Period::year(year),
            (Some(month), None) => Period::month(year, month),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
        }
    }

    /// The year meant, where only the year is left open or told from the article's.
    pub(super) fn year_of(&self, anchor: Option<Date>) -> Option<i16> {
        match self.of {
            Some((unit, by)) => unit.shift(anchor?, by.into()).map(Date::year),
            None => self.year,
        }
    }

    /// The days meant in an article of `anchor`.
    pub(super) fn resolve(&self, anchor: Option<Date>) -> Option<Period> {
        match (self.of, self.year, self.month) {
            (Some((TimeUnit::Month, by)), ..) => {
                let base = TimeUnit::Month.shift(anchor?, by.into())?;
                let month = self.month.unwrap_or(base.month());
                Self {
                    month: Some(month),
                    ..*self
                }
                .in_year(base.year())
            }
            (Some(_), ..) | (None, Some(_), _) => self.in_year(self.year_of(anchor)?),
            (None, None, Some(_)) => self.nearest_year(anchor?),
            (None, None, None) => self.nearest_month(self.day?, anchor?),
        }
    }

    /// The year that the relation picks out.
    fn nearest_year(&self, anchor: Date) -> Option<Period> {
        pick(self.relation, anchor, |year| self.in_year(year))
    }

    /// The nearest such day of a month; of the weekday that is said beside it, where there is one near.
    fn nearest_month(&self, day: i8, anchor: Date) -> Option<Period> {
        let first = anchor.first_of_month();
        let day_of = move |by: i32| {
            let month = TimeUnit::Month.shift(first, by)?;
            Date::new(month.year(), month.month(), day).ok()
        };
        let near = |reach: i32| (reach.saturating_neg()..=reach).filter_map(day_of);
        let weekday = self
            .weekday
            .and_then(|weekday| Weekday::from_monday_one_offset(weekday).ok());
        let fits = |day: &Date| Some(day.weekday()) == weekday;
        let nearest = |period: &Period| distance(period, anchor);
        let on_weekday = near(7).filter(fits).map(Period::day).min_by_key(nearest);
        on_weekday.or_else(|| near(1).map(Period::day).min_by_key(nearest))
    }
}

/// Of what `in_year` gives for the years around `anchor`, the one that a relation picks out.
pub(super) fn pick(
    relation: Relation,
    anchor: Date,
    in_year: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    let mut around = [-1_i16, 0, 1]
        .into_iter()
        .filter_map(|by| in_year(anchor.year().checked_add(by)?));
    match relation {
        Relation::This => in_year(anchor.year()),
        Relation::Last => around.rfind(|period| period.end < Some(anchor)),
        Relation::Next => around.find(|period| period.start > Some(anchor)),
        Relation::None => around.min_by_key(|period| distance(period, anchor)),
    }
}

/// Days between `anchor` and the nearest day of `period`.
fn distance(period: &Period, anchor: Date) -> i32 {
    match (period.start, period.end) {
        (Some(start), _) if anchor < start => days_between(anchor, start),
        (_, Some(end)) if anchor > end => days_between(end, anchor),
        _ => 0,
    }
}

pub(super) fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(i32::MAX, |span| span.get_days())
}

/// The days of both ends of a range; what the one leaves out it takes from the other.
pub(super) fn both_ends(
    first: Partial,
    last: Partial,
    anchor: Option<Date>,
) -> Option<(Period, Period)> {
    let last = completed(last, first);
    let first = completed(first, last);
    let last_days = match first.year {
        Some(year) if last.year.is_none() && last.of.is_none() && first.month.is_some() => {
            let days = last.in_year(year)?;
            let passed = days.end < first.in_year(year)?.start;
            if passed {
                last.in_year(year.checked_add(1)?)?
            } else {
                days
            }
        }
        _ => last.resolve(anchor)?,
    };
    if first.lacks_month() || first.of.is_some() {
        return first.resolve(anchor).zip(Some(last_days));
    }
    let year = first.year.or(last_days.end.map(Date::year))?;
    let mut first_days = first.in_year(year)?;
    if first.month.is_some() && first.year.is_none() && first_days.start > last_days.end {
        first_days = first.in_year(year.checked_sub(1)?)?;
    }
    Some((first_days, last_days))
}

/// The day of a month that is said with the other end of a range only: "5" in "Jan. 2-5", "2" in "2 to 5 January".
fn completed(end: Partial, other: Partial) -> Partial {
    if !end.lacks_month() || end.of.is_some() {
        return end;
    }
    Partial {
        month: other.month,
        year: end.year.or(other.year),
        of: other.of,
        ..end
    }
}
