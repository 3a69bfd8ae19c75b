//! What a calendar expression says, before and after it is resolved against the article's date.

use super::part::part_of;
use super::partial::{both_ends, pick};
use crate::quantity::Period;
use crate::quantity::period::shift;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

pub(super) use super::part::Part;
pub(super) use super::partial::{Partial, Relation};

/// A calendar expression as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// One thing that the calendar names.
    Point(Point),
    /// A part of it.
    Part(Point, Part),
    /// From the one to the other, both included.
    Range(End, End),
    /// "In recent months": up to the next unit's length, loosely.
    Recent(TimeUnit),
    /// So many units up to the article's day, or from it on.
    Stretch(u16, TimeUnit, Side),
    /// Counted from a point of the calendar.
    Counted(Counted),
    /// Hangs on something else than the article's date.
    Elsewhere,
}

/// One thing that the calendar names: a day, a week, a month, a year; what a range runs from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// A day, month or year, perhaps without its year.
    Partial(Partial),
    /// A US federal fiscal year.
    FiscalYear(i16),
    /// The US federal fiscal year so many from the article's.
    FiscalYearOf(i8),
    /// A quarter of one.
    FiscalQuarter(i8, i16),
    /// A quarter of a calendar year; without a year, the latest.
    Quarter(i8, Partial),
    /// A run of calendar years: a decade, a century.
    Years(i16, i16),
    /// A season by the calendar of the north, in whole months: spring is March to May.
    Season(i8, Partial),
    /// A weekday.
    Weekday(i8, Relation),
    /// A weekday of the week so many from the article's.
    WeekdayOf(i8, i8),
    /// The so-manieth such weekday of a month or year; -1 is the last.
    NthWeekday(i8, i8, Partial),
    /// The so-manieth seven days of a month or year, loosely; -1 is the last.
    NthWeek(i8, Partial),
    /// So many days from the article's.
    Days(i8),
    /// The calendar unit so many before or after the article's: last year, this month.
    Unit(TimeUnit, i8),
    /// A week by its number in a year (ISO 8601).
    Week(i8, i16),
    /// The week that holds a day.
    WeekOf(Partial),
    /// The Saturday and Sunday of the week so many from the article's.
    Weekend(i8),
    /// Hangs on something else than the article's date.
    Elsewhere,
}

/// What a range runs from or to: a point, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) point: Point,
    pub(crate) part: Option<Part>,
}

impl End {
    /// The whole of a point.
    pub(crate) const fn whole(point: Point) -> Self {
        Self { point, part: None }
    }
}

/// So many units before or after a point, or lasting from it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) count: u16,
    pub(crate) unit: TimeUnit,
    pub(crate) from: Point,
    pub(crate) course: Course,
}

/// Where a count of units leads from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// "Two days before Friday".
    Before,
    /// "Two days after Friday".
    After,
    /// "Two days from Friday on".
    Lasting,
    /// "Two weeks ago": the unit so many before, loosely where it is longer than a day.
    Ago,
}

/// Before or after the article's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
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

    /// How many of this unit a plural without a number reaches to: up to the next unit.
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

impl When {
    /// The days meant in an article of `anchor`; `None` where that takes a date that is missing.
    pub(crate) fn resolve(self, anchor: Option<Date>) -> Option<Period> {
        match self {
            Self::Point(point) => point.resolve(anchor),
            Self::Part(point, part) => part_of(point.resolve(anchor)?, part, anchor),
            Self::Range(first, last) => between(first, last, anchor),
            Self::Recent(unit) => {
                stretch(unit.many(), unit, Side::Before, anchor?).map(Period::fuzzy)
            }
            Self::Stretch(count, unit, side) => stretch(count, unit, side, anchor?),
            Self::Counted(counted) => counted.resolve(anchor),
            Self::Elsewhere => None,
        }
    }
}

impl Point {
    /// Whether it is a day, a month or a year, rather than another stretch.
    pub(crate) const fn is_date(self) -> bool {
        matches!(
            self,
            Self::Partial(_)
                | Self::Weekday(..)
                | Self::WeekdayOf(..)
                | Self::NthWeekday(..)
                | Self::Days(_)
        )
    }

    /// The days meant in an article of `anchor`.
    fn resolve(self, anchor: Option<Date>) -> Option<Period> {
        match self {
            Self::Partial(partial) => partial.resolve(anchor),
            Self::FiscalYear(year) => Period::fiscal_year(year),
            Self::FiscalYearOf(by) => {
                let next = TimeUnit::Quarter.shift(anchor?, 1)?.year();
                Period::fiscal_year(next.checked_add(by.into())?)
            }
            Self::FiscalQuarter(quarter, year) => fiscal_quarter(quarter, year),
            Self::Quarter(quarter, of) if of == Partial::EMPTY => latest_quarter(quarter, anchor?),
            Self::Quarter(quarter, of) => Period::quarter(of.year_of(anchor)?, quarter),
            Self::Years(first, last) => Period::year(first)?.through(Period::year(last)?),
            Self::Season(season, of) => season_days(season, of, anchor),
            Self::Weekday(day, relation) => weekday(day, relation, anchor?).map(Period::day),
            Self::WeekdayOf(day, by) => weekday_of(day, by, anchor?).map(Period::day),
            Self::NthWeekday(nth, day, of) => {
                nth_weekday(nth, day, of.resolve(anchor)?).map(Period::day)
            }
            Self::NthWeek(nth, of) => nth_week(nth, of.resolve(anchor)?).map(Period::fuzzy),
            Self::Days(by) => TimeUnit::Day.shift(anchor?, by.into()).map(Period::day),
            Self::Unit(unit, by) => unit.around(unit.shift(anchor?, by.into())?),
            Self::Week(week, year) => {
                let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
                Period::week_of(monday)
            }
            Self::WeekOf(day) => Period::week_of(day.resolve(anchor)?.single_day()?),
            Self::Weekend(by) => {
                Period::new(weekday_of(6, by, anchor?)?, weekday_of(7, by, anchor?)?)
            }
            Self::Elsewhere => None,
        }
    }
}

impl Counted {
    fn resolve(self, anchor: Option<Date>) -> Option<Period> {
        let from = self.from.resolve(anchor)?;
        let count = i32::from(self.count);
        let moved = |day: Option<Date>, count: i32| self.unit.shift(day?, count);
        match self.course {
            Course::Ago => {
                let days = self.unit.around(moved(from.start, count.checked_neg()?)?)?;
                Some(if self.unit == TimeUnit::Day {
                    days
                } else {
                    days.fuzzy()
                })
            }
            Course::Before => moved(from.start, count.checked_neg()?).map(Period::day),
            Course::After => moved(from.end, count).map(Period::day),
            Course::Lasting => {
                let end = moved(from.start, count)?;
                Period::new(from.start?, TimeUnit::Day.shift(end, -1)?)
            }
        }
    }
}

/// From the first day of the one to the last of the other.
fn between(first: End, last: End, anchor: Option<Date>) -> Option<Period> {
    let (from, to) = match (first.point, last.point) {
        (Point::Partial(first), Point::Partial(last)) => both_ends(first, last, anchor)?,
        (Point::Quarter(quarter, of), Point::Quarter(_, year)) if of == Partial::EMPTY => {
            let first = Point::Quarter(quarter, year);
            (first.resolve(anchor)?, last.point.resolve(anchor)?)
        }
        (first, last) => (first.resolve(anchor)?, last.resolve(anchor)?),
    };
    let cut = |whole, end: End| match end.part {
        Some(part) => part_of(whole, part, anchor),
        None => Some(whole),
    };
    let (from, to) = (cut(from, first)?, cut(to, last)?);
    from.through(to).or_else(|| {
        let next_week = TimeUnit::Week.shift(to.end?, 1)?;
        matches!(last.point, Point::Weekday(..)).then(|| Period::new(from.start?, next_week))?
    })
}

/// A quarter of the US federal fiscal year, whose first begins in October.
fn fiscal_quarter(quarter: i8, year: i16) -> Option<Period> {
    match quarter {
        1 => Period::quarter(year.checked_sub(1)?, 4),
        _ => Period::quarter(year, quarter.checked_sub(1)?),
    }
}

fn latest_quarter(quarter: i8, anchor: Date) -> Option<Period> {
    let this = Period::quarter(anchor.year(), quarter)?;
    if this.start <= Some(anchor) {
        Some(this)
    } else {
        Period::quarter(anchor.year().checked_sub(1)?, quarter)
    }
}

fn season_days(season: i8, of: Partial, anchor: Option<Date>) -> Option<Period> {
    let of_year = |year: i16| {
        let first = Date::new(year, season.checked_mul(3)?, 1).ok()?;
        Period::new(first, shift(first, 2.months())?.last_of_month())
    };
    match of.year_of(anchor) {
        Some(year) => of_year(year),
        None => pick(of.relation, anchor?, of_year),
    }
}

/// A weekday of the week so many from the article's.
fn weekday_of(day: i8, by: i8, anchor: Date) -> Option<Date> {
    let week = Period::week_of(TimeUnit::Week.shift(anchor, by.into())?)?;
    TimeUnit::Day.shift(week.start?, i32::from(day.checked_sub(1)?))
}

/// The so-manieth such weekday of a stretch; -1 is the last.
fn nth_weekday(nth: i8, day: i8, within: Period) -> Option<Date> {
    let day = Weekday::from_monday_one_offset(day).ok()?;
    let edge = if nth > 0 {
        TimeUnit::Day.shift(within.start?, -1)?
    } else {
        TimeUnit::Day.shift(within.end?, 1)?
    };
    let found = edge.nth_weekday(nth.into(), day).ok()?;
    within.covers(&Period::day(found)).then_some(found)
}

/// The so-manieth seven days of a stretch; -1 is the last.
fn nth_week(nth: i8, within: Period) -> Option<Period> {
    let (start, end) = (within.start?, within.end?);
    if nth < 0 {
        return Period::new(TimeUnit::Day.shift(end, -6)?, end);
    }
    let first = TimeUnit::Week.shift(start, i32::from(nth.checked_sub(1)?))?;
    let last = TimeUnit::Day.shift(first, 6)?.min(end);
    Period::new(first, last)
}

/// The latest such weekday up to the article's day; for "last" before it, for "next" after it, for "this" in its week.
fn weekday(day: i8, relation: Relation, anchor: Date) -> Option<Date> {
    let day = Weekday::from_monday_one_offset(day).ok()?;
    match relation {
        Relation::Next => anchor.nth_weekday(1, day).ok(),
        Relation::Last => anchor.nth_weekday(-1, day).ok(),
        Relation::This => weekday_of(day.to_monday_one_offset(), 0, anchor),
        Relation::None if anchor.weekday() == day => Some(anchor),
        Relation::None => anchor.nth_weekday(-1, day).ok(),
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

    fn partial(partial: Partial) -> When {
        When::Point(Point::Partial(partial))
    }

    fn range(first: Point, last: Point) -> When {
        When::Range(End::whole(first), End::whole(last))
    }

    fn day(day: i8, month: i8, year: Option<i16>) -> When {
        partial(Partial::of_day(day, month, year))
    }

    fn weekday(day: i8, relation: Relation) -> When {
        When::Point(Point::Weekday(day, relation))
    }

    fn unit(unit: TimeUnit, by: i8) -> When {
        When::Point(Point::Unit(unit, by))
    }

    #[test]
    fn dates_without_a_year_are_the_nearest() {
        let anchor = date(2025, 1, 27);
        assert_eq!(iso(day(1, 2, None), anchor), "2025-02-01");
        assert_eq!(iso(day(20, 12, None), anchor), "2024-12-20");
        assert_eq!(
            iso(partial(Partial::of_month(11, None)), anchor),
            "2024-11-01/2024-11-30"
        );
    }

    #[test]
    fn last_this_and_next() {
        let anchor = date(2024, 9, 5);
        let month = |relation, month| {
            partial(Partial {
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
            iso(unit(TimeUnit::Year, -1), anchor),
            "2023-01-01/2023-12-31"
        );
        assert_eq!(
            iso(unit(TimeUnit::Week, -1), date(2025, 1, 27)),
            "2025-01-20/2025-01-26"
        );
    }

    #[test]
    fn a_weekday_is_the_latest_up_to_the_articles_day() {
        let monday = date(2025, 1, 27);
        assert_eq!(iso(weekday(1, Relation::None), monday), "2025-01-27");
        assert_eq!(iso(weekday(7, Relation::None), monday), "2025-01-26");
        assert_eq!(iso(weekday(1, Relation::Last), monday), "2025-01-20");
        assert_eq!(iso(weekday(1, Relation::Next), monday), "2025-02-03");
    }

    #[test]
    fn ranges_share_year_and_month() {
        let anchor = date(2025, 6, 20);
        let month = |month, year| Point::Partial(Partial::of_month(month, year));
        assert_eq!(
            iso(range(month(1, None), month(11, Some(2024))), anchor),
            "2024-01-01/2024-11-30"
        );
        assert_eq!(
            iso(range(month(10, None), month(2, Some(2024))), anchor),
            "2023-10-01/2024-02-29"
        );
        assert_eq!(
            iso(
                range(
                    Point::Partial(Partial::of_year(2010)),
                    Point::Partial(Partial::of_year(2015))
                ),
                anchor
            ),
            "2010-01-01/2015-12-31"
        );
        let ninth = Point::Partial(Partial::of_day_alone(9));
        let fifth = Point::Partial(Partial::of_day(5, 1, None));
        assert_eq!(iso(range(fifth, ninth), anchor), "2025-01-05/2025-01-09");
    }

    #[test]
    fn without_a_date_relative_words_stay_unresolved() {
        assert_eq!(weekday(1, Relation::None).resolve(None), None);
        assert_eq!(When::Recent(TimeUnit::Month).resolve(None), None);
        assert!(When::Point(Point::FiscalYear(2023)).resolve(None).is_some());
    }

    #[test]
    fn parts_of_a_stretch() {
        let anchor = date(2025, 3, 12);
        let june = Point::Partial(Partial::of_month(6, Some(2024)));
        let year = Point::Partial(Partial::of_year(2024));
        for (point, part, wanted) in [
            (june, Part::Early, "2024-06-01/2024-06-10"),
            (june, Part::Mid, "2024-06-11/2024-06-20"),
            (june, Part::Late, "2024-06-21/2024-06-30"),
            (june, Part::End, "2024-06-21/2024-06-30"),
            (year, Part::Mid, "2024-05-01/2024-08-31"),
            (year, Part::Start, "2024-01-01/2024-01-31"),
            (year, Part::SecondHalf, "2024-07-01/2024-12-31"),
            (Point::Years(1990, 1999), Part::End, "1999-01-01/1999-12-31"),
            (
                Point::Unit(TimeUnit::Week, 1),
                Part::Early,
                "2025-03-17/2025-03-18",
            ),
            (
                Point::Unit(TimeUnit::Month, 0),
                Part::Rest,
                "2025-03-12/2025-03-31",
            ),
            (
                Point::Unit(TimeUnit::Year, 0),
                Part::SoFar,
                "2025-01-01/2025-03-12",
            ),
        ] {
            assert_eq!(iso(When::Part(point, part), anchor), wanted);
        }
    }

    #[test]
    fn days_and_weeks_within_a_month() {
        let anchor = date(2025, 3, 12);
        let may = Partial::of_month(5, None);
        let thirteenth = Partial {
            weekday: Some(5),
            ..Partial::of_day_alone(13)
        };
        for (point, wanted) in [
            (Point::NthWeekday(1, 1, may), "2025-05-05"),
            (Point::NthWeekday(-1, 1, may), "2025-05-26"),
            (Point::NthWeekday(5, 1, may), "-"),
            (Point::NthWeek(3, may), "2025-05-15/2025-05-21"),
            (Point::NthWeek(-1, may), "2025-05-25/2025-05-31"),
            (Point::WeekdayOf(5, 1), "2025-03-21"),
            (Point::Weekend(0), "2025-03-15/2025-03-16"),
            (Point::Week(1, 2025), "2024-12-30/2025-01-05"),
            (Point::Partial(Partial::of_day_alone(1)), "2025-03-01"),
            (Point::Partial(thirteenth), "2024-12-13"),
        ] {
            assert_eq!(iso(When::Point(point), anchor), wanted);
        }
    }

    #[test]
    fn counted_from_a_point() {
        let anchor = date(2025, 3, 12);
        let counted = |count, unit, course| {
            When::Counted(Counted {
                count,
                unit,
                from: Point::Days(0),
                course,
            })
        };
        for (when, wanted) in [
            (counted(2, TimeUnit::Day, Course::Before), "2025-03-10"),
            (counted(2, TimeUnit::Week, Course::After), "2025-03-26"),
            (
                counted(3, TimeUnit::Day, Course::Lasting),
                "2025-03-12/2025-03-14",
            ),
            (
                counted(2, TimeUnit::Year, Course::Ago),
                "2023-01-01/2023-12-31",
            ),
        ] {
            assert_eq!(iso(when, anchor), wanted);
        }
    }

    #[test]
    fn days_that_do_not_exist() {
        assert!(!Partial::of_day(30, 2, None).exists());
        assert!(Partial::of_day(29, 2, None).exists());
        assert!(!Partial::of_day(29, 2, Some(2023)).exists());
    }
}
