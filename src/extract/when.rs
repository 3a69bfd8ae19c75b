//! What a calendar expression says, before and after it is resolved against the article's date.

use crate::quantity::Period;
use crate::quantity::period::shift;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A calendar expression as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// A day, month or year, perhaps without its year.
    Partial(Partial),
    /// From one to the other, both included.
    Range(Partial, Partial),
    /// A US federal fiscal year.
    FiscalYear(i16),
    /// A quarter of a calendar year; without a year, the one nearest to the article.
    Quarter(i8, Option<i16>),
    /// Ten years from this one on.
    Decade(i16),
    /// A season by the calendar of the north, in whole months: spring is March to May.
    Season(i8, Option<i16>, Relation),
    /// A weekday.
    Weekday(i8, Relation),
    /// So many days from the article's.
    Days(i8),
    /// The calendar unit so many before or after the article's: last year, this month.
    Unit(TimeUnit, i8),
    /// From the start of the calendar unit to the article's day, or from there to its end.
    PartOfUnit(TimeUnit, Side),
    /// "In recent months": up to the next unit's length, loosely.
    Recent(TimeUnit),
    /// So many units up to the article's day, or from it on.
    Stretch(u16, TimeUnit, Side),
    /// Hangs on something else than the article's date.
    Elsewhere,
}

/// Before or after the article's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// Which of several days of a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The nearest; of weekdays, the latest.
    None,
    Last,
    This,
    Next,
}

/// A part of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
}

/// Units of the calendar, by their number in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeUnit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl TimeUnit {
    /// By the number that the lexicon gives; `None` for what is shorter than a day.
    pub(crate) const fn of_lexicon(number: i8) -> Option<Self> {
        Some(match number {
            4 => Self::Day,
            5 => Self::Week,
            6 => Self::Month,
            7 => Self::Quarter,
            8 => Self::Year,
            9 => Self::Decade,
            10 => Self::Century,
            _ => return None,
        })
    }

    /// `day` moved by `count` of this unit.
    pub(crate) fn shift(self, day: Date, count: i32) -> Option<Date> {
        let (factor, months) = match self {
            Self::Day => (1, false),
            Self::Week => (7, false),
            Self::Month => (1, true),
            Self::Quarter => (3, true),
            Self::Year => (12, true),
            Self::Decade => (120, true),
            Self::Century => (1200, true),
        };
        let count = i64::from(count.checked_mul(factor)?);
        let span = jiff::Span::new();
        shift(
            day,
            if months {
                span.try_months(count)
            } else {
                span.try_days(count)
            }
            .ok()?,
        )
    }

    /// The calendar unit that holds `day`.
    fn around(self, day: Date) -> Option<Period> {
        let year = day.year();
        let span = |length: i16| {
            let first = year.checked_sub(year.rem_euclid(length))?;
            Period::year(first)?.through(Period::year(first.checked_add(length)?.checked_sub(1)?)?)
        };
        match self {
            Self::Day => Some(Period::day(day)),
            Self::Week => Period::week_of(day),
            Self::Month => Period::month(year, day.month()),
            Self::Quarter => Period::quarter(year, quarter_of(day)?),
            Self::Year => Period::year(year),
            Self::Decade => span(10),
            Self::Century => span(100),
        }
    }

    /// How many of this unit a plural without a number reaches to (`design.md` §3): up to the next unit.
    pub(crate) const fn many(self) -> u16 {
        match self {
            Self::Day => 7,
            Self::Week => 5,
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year | Self::Decade | Self::Century => 10,
        }
    }
}

fn quarter_of(day: Date) -> Option<i8> {
    day.month().checked_add(2)?.checked_div(3)
}

/// A date with parts missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partial {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) part: Option<Part>,
    pub(crate) relation: Relation,
}

impl Partial {
    /// Nothing said yet.
    pub(crate) const EMPTY: Self = Self {
        year: None,
        month: None,
        day: None,
        part: None,
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

    /// Whether the calendar has such a day, month or year (29 February has its leap years).
    pub(crate) fn exists(&self) -> bool {
        self.in_year(self.year.unwrap_or(2024)).is_some()
    }

    /// The days meant, if the year is `year`.
    fn in_year(&self, year: i16) -> Option<Period> {
        let Some(month) = self.month else {
            return Period::year(year);
        };
        if let Some(day) = self.day {
            return Date::new(year, month, day).ok().map(Period::day);
        }
        let whole = Period::month(year, month)?;
        let day = |day| Date::new(year, month, day).ok();
        match self.part {
            None => Some(whole),
            Some(Part::Early) => Period::new(day(1)?, day(10)?),
            Some(Part::Mid) => Period::new(day(11)?, day(20)?),
            Some(Part::Late) => Period::new(day(21)?, whole.end?),
        }
    }

    /// The days meant in an article of `anchor`.
    fn resolve(&self, anchor: Option<Date>) -> Option<Period> {
        if let Some(year) = self.year {
            return self.in_year(year);
        }
        let anchor = anchor?;
        let mut around = [-1_i16, 0, 1]
            .into_iter()
            .filter_map(|by| self.in_year(anchor.year().checked_add(by)?));
        match self.relation {
            Relation::This => self.in_year(anchor.year()),
            Relation::Last => around.rfind(|period| period.end < Some(anchor)),
            Relation::Next => around
                .into_iter()
                .find(|period| period.start > Some(anchor)),
            Relation::None => around.min_by_key(|period| distance(period, anchor)),
        }
    }
}

/// Days between `anchor` and the nearest day of `period`.
fn distance(period: &Period, anchor: Date) -> i32 {
    let days = |a: Date, b: Date| a.until(b).map_or(i32::MAX, |span| span.get_days());
    match (period.start, period.end) {
        (Some(start), _) if anchor < start => days(anchor, start),
        (_, Some(end)) if anchor > end => days(end, anchor),
        _ => 0,
    }
}

impl When {
    /// The days meant in an article of `anchor`; `None` where that takes a date that is missing.
    pub(crate) fn resolve(self, anchor: Option<Date>) -> Option<Period> {
        match self {
            Self::Partial(partial) => partial.resolve(anchor),
            Self::Range(first, last) => range(first, last, anchor),
            Self::FiscalYear(year) => Period::fiscal_year(year),
            Self::Quarter(quarter, Some(year)) => Period::quarter(year, quarter),
            Self::Quarter(quarter, None) => latest_quarter(quarter, anchor?),
            Self::Decade(year) => Period::year(year)?.through(Period::year(year.checked_add(9)?)?),
            Self::Season(season, year, relation) => season_days(season, year, relation, anchor),
            Self::Weekday(day, relation) => weekday(day, relation, anchor?).map(Period::day),
            Self::Days(by) => TimeUnit::Day.shift(anchor?, by.into()).map(Period::day),
            Self::Unit(unit, by) => unit.around(unit.shift(anchor?, by.into())?),
            Self::PartOfUnit(unit, side) => {
                let (anchor, whole) = (anchor?, unit.around(anchor?)?);
                match side {
                    Side::Before => Period::new(whole.start?, anchor),
                    Side::After => Period::new(anchor, whole.end?),
                }
                .map(Period::fuzzy)
            }
            Self::Recent(unit) => {
                stretch(unit.many(), unit, Side::Before, anchor?).map(Period::fuzzy)
            }
            Self::Stretch(count, unit, side) => stretch(count, unit, side, anchor?),
            Self::Elsewhere => None,
        }
    }
}

/// From `first` to `last`; what the one leaves out it takes from the other.
fn range(first: Partial, last: Partial, anchor: Option<Date>) -> Option<Period> {
    let last_days = Partial {
        month: last.month.or(first.month),
        ..last
    }
    .resolve(anchor)?;
    let year = first.year.or(last_days.end.map(Date::year));
    let first = Partial {
        year,
        month: first.month.or(last.month.filter(|_| first.day.is_some())),
        ..first
    };
    let wrapped = || first.in_year(year?.checked_sub(1)?);
    let mut first_days = first.resolve(anchor)?;
    if first.month.is_some() && first_days.start > last_days.end {
        first_days = wrapped()?;
    }
    first_days.through(last_days)
}

fn latest_quarter(quarter: i8, anchor: Date) -> Option<Period> {
    let this = Period::quarter(anchor.year(), quarter)?;
    if this.start <= Some(anchor) {
        Some(this)
    } else {
        Period::quarter(anchor.year().checked_sub(1)?, quarter)
    }
}

fn season_days(
    season: i8,
    year: Option<i16>,
    relation: Relation,
    anchor: Option<Date>,
) -> Option<Period> {
    let of_year = |year: i16| {
        let first = Date::new(year, season.checked_mul(3)?, 1).ok()?;
        Period::new(first, shift(first, 2.months())?.last_of_month())
    };
    if let Some(year) = year {
        return of_year(year);
    }
    let anchor = anchor?;
    let mut around = [-1_i16, 0, 1]
        .into_iter()
        .filter_map(|by| of_year(anchor.year().checked_add(by)?));
    match relation {
        Relation::Last => around.rfind(|period| period.end < Some(anchor)),
        Relation::Next => around
            .into_iter()
            .find(|period| period.start > Some(anchor)),
        Relation::This => of_year(anchor.year()),
        Relation::None => around.min_by_key(|period| distance(period, anchor)),
    }
}

/// The latest such weekday up to the article's day; for "last" before it, for "next" after it.
fn weekday(day: i8, relation: Relation, anchor: Date) -> Option<Date> {
    let day = Weekday::from_monday_one_offset(day).ok()?;
    match relation {
        Relation::Next => anchor.nth_weekday(1, day).ok(),
        Relation::Last => anchor.nth_weekday(-1, day).ok(),
        Relation::None | Relation::This if anchor.weekday() == day => Some(anchor),
        Relation::None | Relation::This => anchor.nth_weekday(-1, day).ok(),
    }
}

fn stretch(count: u16, unit: TimeUnit, side: Side, anchor: Date) -> Option<Period> {
    let count = i32::from(count);
    match side {
        Side::Before => Period::new(unit.shift(anchor, count.checked_neg()?)?, anchor),
        Side::After => Period::new(anchor, unit.shift(anchor, count)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn iso(when: When, anchor: Date) -> String {
        when.resolve(Some(anchor))
            .map_or("-".into(), |period| period.iso())
    }

    #[test]
    fn dates_without_a_year_are_the_nearest() {
        let anchor = date(2025, 1, 27);
        assert_eq!(
            iso(When::Partial(Partial::of_day(1, 2, None)), anchor),
            "2025-02-01"
        );
        assert_eq!(
            iso(When::Partial(Partial::of_day(20, 12, None)), anchor),
            "2024-12-20"
        );
        assert_eq!(
            iso(When::Partial(Partial::of_month(11, None)), anchor),
            "2024-11-01/2024-11-30"
        );
    }

    #[test]
    fn last_this_and_next() {
        let anchor = date(2024, 9, 5);
        let month = |relation, month| {
            When::Partial(Partial {
                relation,
                ..Partial::of_month(month, None)
            })
        };
        assert_eq!(
            iso(month(Relation::Last, 11), anchor),
            "2023-11-01/2023-11-30"
        );
        assert_eq!(
            iso(month(Relation::This, 6), anchor),
            "2024-06-01/2024-06-30"
        );
        assert_eq!(
            iso(When::Unit(TimeUnit::Year, -1), anchor),
            "2023-01-01/2023-12-31"
        );
        assert_eq!(
            iso(When::Unit(TimeUnit::Week, -1), date(2025, 1, 27)),
            "2025-01-20/2025-01-26"
        );
    }

    #[test]
    fn a_weekday_is_the_latest_up_to_the_articles_day() {
        let monday = date(2025, 1, 27);
        assert_eq!(iso(When::Weekday(1, Relation::None), monday), "2025-01-27");
        assert_eq!(iso(When::Weekday(7, Relation::None), monday), "2025-01-26");
        assert_eq!(iso(When::Weekday(1, Relation::Last), monday), "2025-01-20");
        assert_eq!(iso(When::Weekday(1, Relation::Next), monday), "2025-02-03");
    }

    #[test]
    fn ranges_share_year_and_month() {
        let anchor = date(2025, 6, 20);
        let month = |month, year| Partial::of_month(month, year);
        assert_eq!(
            iso(When::Range(month(1, None), month(11, Some(2024))), anchor),
            "2024-01-01/2024-11-30"
        );
        assert_eq!(
            iso(When::Range(month(10, None), month(2, Some(2024))), anchor),
            "2023-10-01/2024-02-29"
        );
        assert_eq!(
            iso(
                When::Range(Partial::of_year(2010), Partial::of_year(2015)),
                anchor
            ),
            "2010-01-01/2015-12-31"
        );
        let ninth = Partial {
            day: Some(9),
            ..Partial::EMPTY
        };
        assert_eq!(
            iso(When::Range(Partial::of_day(5, 1, None), ninth), anchor),
            "2025-01-05/2025-01-09"
        );
    }

    #[test]
    fn without_a_date_relative_words_stay_unresolved() {
        assert_eq!(When::Weekday(1, Relation::None).resolve(None), None);
        assert_eq!(When::Recent(TimeUnit::Month).resolve(None), None);
        assert!(When::FiscalYear(2023).resolve(None).is_some());
    }

    #[test]
    fn days_that_do_not_exist() {
        assert!(!Partial::of_day(30, 2, None).exists());
        assert!(Partial::of_day(29, 2, None).exists());
        assert!(!Partial::of_day(29, 2, Some(2023)).exists());
    }
}
