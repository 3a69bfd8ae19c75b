//! Fiscal years: a period told in them is another one where they begin on another day.

use super::ClaimPeriod;
use super::clause::Words;
use crate::extract::tokens::TokenKind;
use crate::quantity::Period;
use crate::quantity::period::shift;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::ops::Range;

/// That a period is told in fiscal years, and in which.
///
/// A fiscal year has the number of the calendar year that it ends in. The days of a [`ClaimPeriod`] are those of the
/// US federal ones, from 1 October; [`ClaimPeriod::days_from`] gives them for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fiscal {
    /// The number of the first.
    pub first: i16,
    /// The number of the last.
    pub last: i16,
    /// Whether they are told from the article's date ("this fiscal year") rather than by number.
    pub relative: bool,
}

impl Fiscal {
    /// The fiscal years of `days`, resolved as those from 1 October.
    pub(super) fn of(days: Period, relative: bool) -> Option<Self> {
        let number = |day: Date| number(day, FEDERAL);
        let (start, end) = (days.start, days.end);
        Some(Self {
            first: number(start.or(end)?)?,
            last: number(end.or(start)?)?,
            relative,
        })
    }
}

impl ClaimPeriod {
    /// The days of the period where fiscal years begin on `start`, a month and a day, in an article of `date`.
    pub fn days_from(&self, start: (i8, i8), date: Option<Date>) -> Option<Period> {
        let days = self.days?;
        let Some(fiscal) = self.fiscal.filter(|_| start != FEDERAL) else {
            return Some(days);
        };
        let years = if fiscal.relative {
            let date = date?;
            number(date, start)?.checked_sub(number(date, FEDERAL)?)?
        } else {
            0
        };
        let now = |day: &Date| fiscal.relative && Some(*day) == date;
        let move_start = |day: Date| moved(day, start, years);
        let move_end = |day: Date| {
            if now(&day) {
                return Some(day);
            }
            shift(moved(shift(day, 1.days())?, start, years)?, (-1).days())
        };
        Some(Period {
            start: match days.start {
                Some(day) => Some(move_start(day)?),
                None => None,
            },
            end: match days.end {
                Some(day) => Some(move_end(day)?),
                None => None,
            },
            fuzzy: days.fuzzy,
        })
    }
}

/// Where the fiscal years of the US federal government begin (31 U.S.C. 1102).
const FEDERAL: (i8, i8) = (10, 1);

/// The number of the fiscal year that holds a day.
fn number(day: Date, start: (i8, i8)) -> Option<i16> {
    let begun = (day.month(), day.day()) >= start && start != (1, 1);
    day.year().checked_add(i16::from(begun))
}

/// The day that lies in its fiscal year where `day` lies in the federal one.
fn moved(day: Date, start: (i8, i8), years: i16) -> Option<Date> {
    let (month, first) = start;
    let months = if start == (1, 1) {
        3
    } else {
        i64::from(month.checked_sub(10)?)
    };
    let months = i64::from(years).checked_mul(12)?.checked_add(months)?;
    let days = i64::from(first.checked_sub(1)?);
    let moved = shift(day, Span::new().try_months(months).ok()?)?;
    shift(moved, Span::new().try_days(days).ok()?)
}

/// The fiscal years of an expression of the calendar that covers `tokens` and means `days`, where it names them.
pub(super) fn fiscal(words: &Words<'_>, tokens: &Range<usize>, days: Period) -> Option<Fiscal> {
    let names = |at: usize| {
        words.is(at, &["fiscal", "financial", "fy"]) || {
            let word = words.word(at);
            word.strip_prefix("FY")
                .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        }
    };
    if !tokens.clone().any(names) {
        return hung(words, tokens, days);
    }
    let numbered = |at: usize| {
        let kind = words.get(at).map(|token| token.kind);
        kind == Some(TokenKind::Digits)
            || words.word(at).ends_with(|last: char| last.is_ascii_digit())
    };
    let relative = words.is(
        tokens.start,
        &[
            "this", "last", "next", "past", "current", "so", "the", "previous", "prior",
        ],
    ) || !tokens.clone().any(numbered);
    Fiscal::of(days, relative)
}

/// The fiscal years of "the previous 10 years", where the period before them is one.
fn hung(words: &Words<'_>, tokens: &Range<usize>, days: Period) -> Option<Fiscal> {
    let begins = |day: Date| (day.month(), day.day()) == FEDERAL;
    let whole = begins(days.start?) && begins(shift(days.end?, 1.days())?);
    let back = words.is(tokens.start, &["previous", "prior", "preceding"]);
    (whole && back).then(|| Fiscal::of(days, false))?
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;
    use jiff::civil::date;

    #[test]
    fn days_where_fiscal_years_begin_elsewhere() {
        let today = date(2024, 8, 20);
        for (text, start, wanted) in [
            (
                "Some 300 came in fiscal 2023.",
                (10, 1),
                "2022-10-01/2023-09-30",
            ),
            (
                "Some 300 came in fiscal 2023.",
                (7, 1),
                "2022-07-01/2023-06-30",
            ),
            (
                "Some 300 came in fiscal 2023.",
                (1, 1),
                "2023-01-01/2023-12-31",
            ),
            (
                "Some 300 came in fiscal 2023.",
                (4, 6),
                "2022-04-06/2023-04-05",
            ),
            ("Some 300 came in FY22.", (7, 1), "2021-07-01/2022-06-30"),
            (
                "Some 300 came from fiscal 2020 to fiscal 2022.",
                (7, 1),
                "2019-07-01/2022-06-30",
            ),
            (
                "Some 300 came in the first quarter of fiscal 2023.",
                (7, 1),
                "2022-07-01/2022-09-30",
            ),
            (
                "Since fiscal 2023 some 300 have come.",
                (7, 1),
                "2022-07-01/..",
            ),
            (
                "Some 300 have come so far this fiscal year.",
                (7, 1),
                "2024-07-01/2024-08-20",
            ),
            (
                "Some 300 came in the last two fiscal years.",
                (7, 1),
                "2022-07-01/2024-06-30",
            ),
            ("Some 300 came in 2023.", (7, 1), "2023-01-01/2023-12-31"),
        ] {
            let mut sentence = Sentence::dated(text, Some(today));
            let claims = bind(&sentence.document, &mut sentence.extract);
            let period = claims.iter().find_map(|claim| claim.period).unwrap();
            let days = period.days_from(start, Some(today));
            assert_eq!(
                days.map(|days| days.iso()).as_deref(),
                Some(wanted),
                "{text}"
            );
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_years_they_end_in() {
        let mut sentence = Sentence::of("Some 300 came from fiscal 2020 to fiscal 2022.");
        let claims = bind(&sentence.document, &mut sentence.extract);
        let fiscal = claims[0].period.unwrap().fiscal.unwrap();
        assert_eq!(
            (fiscal.first, fiscal.last, fiscal.relative),
            (2020, 2022, false)
        );
    }
}
