//! How periods, values and sources are told in messages.

use crate::document::{Document, ProseSpan};
use crate::quantity::{Base, Interval, Period, format};
use crate::rules::model::Aggregate;
use crate::rules::reference::{Basis, Reference};
use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use rust_decimal::Decimal;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A period in words: "June 2024", "fiscal 2023", "January to November 2024", "1 February 2025 on".
pub(super) fn period(period: &Period, fiscal_start: (i8, i8)) -> String {
    match (period.start, period.end) {
        (Some(start), Some(end)) => between(start, end, fiscal_start),
        (Some(start), None) => format!("{} on", from(start)),
        (None, Some(end)) => format!("the time up to {}", to(end)),
        (None, None) => "all time".to_owned(),
    }
}

fn between(start: Date, end: Date, fiscal_start: (i8, i8)) -> String {
    if start == end {
        return day(start);
    }
    if let Some((first, last)) = fiscal_years(start, end, fiscal_start) {
        return format!("fiscal {}", range(first, last));
    }
    let whole_months = start.day() == 1 && end == end.last_of_month();
    if !whole_months {
        return format!("{} to {}", day_in(start, end), day(end));
    }
    match (start.month(), end.month()) {
        (1, 12) => range(start.year(), end.year()),
        _ if start.first_of_month() == end.first_of_month() => month(start),
        _ if start.year() == end.year() => format!("{} to {}", month_name(start), month(end)),
        _ => format!("{} to {}", month(start), month(end)),
    }
}

/// "2023", "2013 to 2022".
fn range(first: i16, last: i16) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first} to {last}")
    }
}

/// The first and the last fiscal year of a period that is made of whole ones, where they are not calendar years.
pub(super) fn fiscal_years(start: Date, end: Date, fiscal_start: (i8, i8)) -> Option<(i16, i16)> {
    let (month, day) = fiscal_start;
    let begins = |date: Date| (date.month(), date.day()) == (month, day) && fiscal_start != (1, 1);
    let after = end.tomorrow().ok()?;
    (begins(start) && begins(after)).then(|| (start.year().saturating_add(1), end.year()))
}

/// The fiscal year of this number.
pub(super) fn fiscal_year(year: i16, fiscal_start: (i8, i8)) -> Option<(Date, Date)> {
    let (month, day) = fiscal_start;
    let start = Date::new(year.checked_sub(1)?, month, day).ok()?;
    let end = start.checked_add(1.year()).ok()?.yesterday().ok()?;
    Some((start, end))
}

fn from(start: Date) -> String {
    if start.day() == 1 {
        month(start)
    } else {
        day(start)
    }
}

pub(super) fn to(end: Date) -> String {
    if end == end.last_of_month() {
        month(end)
    } else {
        day(end)
    }
}

/// Whether `word` is the name of a month, or a beginning of one.
pub(super) fn is_month(word: &str) -> bool {
    let begins = |name: &&str| {
        let start = name.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    word.len() >= 3 && MONTHS.iter().any(begins)
}

/// "27 January 2025"
pub(in crate::check) fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// The day without its year, where `end` has the same.
fn day_in(date: Date, end: Date) -> String {
    if date.year() == end.year() {
        format!("{} {}", date.day(), month_name(date))
    } else {
        day(date)
    }
}

fn month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

fn month_name(date: Date) -> &'static str {
    usize::try_from(date.month())
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

/// A value with its unit: "24,997 to 25,017", "25%", "21,889 pounds".
pub(super) fn value(interval: &Interval, unit: Option<Base>) -> String {
    let number = format::interval(interval);
    match unit {
        None => number,
        Some(Base::Percent) => format!("{number}%"),
        Some(Base::Money(currency)) if !currency.code.is_empty() => {
            format!("{number} {}", currency.code)
        }
        Some(unit) if interval.single() == Some(Decimal::ONE) => {
            format!("{number} {}", unit.name())
        }
        Some(unit) => format!("{number} {}", unit.plural()),
    }
}

/// A figure as the article writes it, on one line.
pub(in crate::check) fn figure(document: &Document, span: ProseSpan) -> String {
    let text = document.slice(span);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Numbers that print as words.
const NUMBERS: [&str; 13] = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// How a value was made of rows: "the two months, 100 and 16, add up to 116", "the source lists three".
pub(super) fn made_of(reference: &Reference, basis: &Basis, unit: Option<Base>) -> Option<String> {
    let rows = reference.rows;
    if rows < 2 {
        return None;
    }
    let number = NUMBERS
        .get(rows)
        .map_or_else(|| format::grouped(rows.into()), |word| (*word).to_owned());
    if matches!(basis, Basis::Rows(rows) if rows.aggregate == Some(Aggregate::Count)) {
        return Some(format!("the source lists {number}"));
    }
    let total = value(&reference.interval, unit);
    let parts: Vec<String> = reference.parts.iter().map(format::interval).collect();
    let shown = match parts.split_last() {
        Some((last, others)) if parts.len() == rows => {
            format!(", {} and {last},", others.join(", "))
        }
        _ => String::new(),
    };
    let what = stretches(reference);
    Some(format!("the {number} {what}{shown} add up to {total}"))
}

/// What the rows of a sum are: months, years, days, where there is one for each.
fn stretches(reference: &Reference) -> &'static str {
    let days = reference
        .period
        .and_then(|period| period.start.zip(period.end));
    let count = |unit: Unit| {
        let (start, end) = days?;
        let span = start.until((unit, end.tomorrow().ok()?)).ok()?;
        let whole = [
            (Unit::Year, i64::from(span.get_years())),
            (Unit::Month, i64::from(span.get_months())),
            (Unit::Day, i64::from(span.get_days())),
        ];
        let mut parts = whole.into_iter().filter(|(_, n)| *n != 0);
        match (parts.next(), parts.next()) {
            (Some((of, n)), None) if of == unit => usize::try_from(n).ok(),
            _ => None,
        }
    };
    let names = [
        (Unit::Year, "years"),
        (Unit::Month, "months"),
        (Unit::Day, "days"),
    ];
    let fits = |(unit, _): &(Unit, &str)| count(*unit) == Some(reference.rows);
    names
        .into_iter()
        .find(fits)
        .map_or("entries", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_told_as_people_say_them() {
        for (start, end, told) in [
            (date(2024, 6, 1), date(2024, 6, 30), "June 2024"),
            (date(2024, 1, 1), date(2024, 12, 31), "2024"),
            (date(2019, 1, 1), date(2023, 12, 31), "2019 to 2023"),
            (date(2022, 10, 1), date(2023, 9, 30), "fiscal 2023"),
            (date(2012, 10, 1), date(2022, 9, 30), "fiscal 2013 to 2022"),
            (
                date(2024, 1, 1),
                date(2024, 11, 30),
                "January to November 2024",
            ),
            (
                date(2023, 1, 1),
                date(2024, 11, 30),
                "January 2023 to November 2024",
            ),
            (date(2024, 6, 2), date(2024, 7, 5), "2 June to 5 July 2024"),
            (
                date(2023, 6, 2),
                date(2024, 7, 5),
                "2 June 2023 to 5 July 2024",
            ),
            (date(2025, 1, 27), date(2025, 1, 27), "27 January 2025"),
        ] {
            assert_eq!(period(&Period::new(start, end).unwrap(), (10, 1)), told);
        }
        assert_eq!(
            period(&Period::since(date(2025, 2, 1)), (10, 1)),
            "February 2025 on"
        );
    }

    #[test]
    fn a_fiscal_year_is_of_the_year_in_which_it_ends() {
        assert_eq!(
            fiscal_year(2024, (10, 1)),
            Some((date(2023, 10, 1), date(2024, 9, 30)))
        );
        assert_eq!(fiscal_year(i16::MIN, (10, 1)), None);
    }
}
