//! Cells that are no numbers: days, periods, roundings.
//!
//! ```text
//! period = part [ "/" part ]
//! part   = year | year "-" month | year "-" month "-" day
//! ```

use super::super::model::DataKind;
use crate::quantity::{Period, exact};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// "exact", or the step of "nearest 10".
pub(super) fn rounding(cell: &str) -> Option<Decimal> {
    if cell == "exact" || cell.is_empty() {
        return Some(Decimal::ZERO);
    }
    let step = cell.strip_prefix("nearest ")?.trim().replace(',', "");
    exact::literal(&step)
}

/// "2024-10-22"
pub(super) fn day(cell: &str) -> Option<Date> {
    let (year, rest) = cell.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let (month, day) = (digits(month, 2)?, digits(day, 2)?);
    Date::new(
        digits(year, 4)?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// As [`calendar`]; a level that is of one day holds from it on.
pub(super) fn written_period(cell: &str, kind: DataKind) -> Option<Period> {
    let period = calendar(cell)?;
    if cell.contains('/') {
        return Some(period);
    }
    match (kind, period.single_day()) {
        (DataKind::Level, Some(day)) => Some(Period::since(day)),
        _ => Some(period),
    }
}

/// "2024", "2024-10", "2024-10-22", or two of them with a slash between.
pub(in crate::rules) fn calendar(text: &str) -> Option<Period> {
    match text.split_once('/') {
        Some((from, to)) => part(from.trim())?.through(part(to.trim())?),
        None => part(text),
    }
}

/// A year, a month or a day.
fn part(text: &str) -> Option<Period> {
    match text.split_once('-') {
        None => Period::year(digits(text, 4)?),
        Some((year, month)) if month.len() == 2 => {
            Period::month(digits(year, 4)?, i8::try_from(digits(month, 2)?).ok()?)
        }
        Some(_) => day(text).map(Period::day),
    }
}

/// So many digits.
fn digits(text: &str, count: usize) -> Option<i16> {
    let all = text.len() == count && text.bytes().all(|c| c.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_periods_are_written_as_iso_dates() {
        for (cell, iso) in [
            ("2024", "2024-01-01/2024-12-31"),
            ("2024-02", "2024-02-01/2024-02-29"),
            ("2024-10-22", "2024-10-22"),
            ("2024-01/2024-11", "2024-01-01/2024-11-30"),
            ("2024-01-05 / 2024-01-07", "2024-01-05/2024-01-07"),
        ] {
            assert_eq!(
                written_period(cell, DataKind::Total)
                    .map(|period| period.iso())
                    .as_deref(),
                Some(iso)
            );
        }
        assert_eq!(
            written_period("2024-10-22", DataKind::Level).unwrap().iso(),
            "2024-10-22/.."
        );
        for cell in [
            "",
            "24",
            "2024-13",
            "2024-1",
            "2023-02-29",
            "22.10.2024",
            "2024-10-22T00:00",
            "2024/2023",
            "FY2024",
        ] {
            assert_eq!(written_period(cell, DataKind::Total), None, "{cell}");
        }
    }

    #[test]
    fn roundings_are_exact_or_to_a_step() {
        for (cell, step) in [
            ("exact", Some(0)),
            ("", Some(0)),
            ("nearest 10", Some(10)),
            ("nearest 1,000", Some(1000)),
            ("nearest ten", None),
            ("10", None),
        ] {
            assert_eq!(rounding(cell), step.map(Decimal::from), "{cell}");
        }
    }
}
