//! Time zones: "GMT", "EDT", "Eastern time", "UTC+2", "local time".
//!
//! ```text
//! zone  = name [ shift ]                  a shift behind Greenwich's time alone
//! shift = ( "+" | "-" ) digits [ ":" digits ]
//! ```
//!
//! The names are a table, `zones.csv`: minutes east of Greenwich, in summer too where the name stands for both, and
//! by whose rules the clocks change. A name that is used in several parts of the world is the American or, failing
//! that, the most used one.

use super::tokens::{PResult, TokenKind, Tokens, adjacent, digits, sign, some};
use jiff::civil::{Date, Weekday, date};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, value};
use nom::sequence::preceded;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A zone, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    /// Minutes east of Greenwich; `None` where the text says no more than "local".
    standard: Option<i16>,
    /// In summer, and by which rules, where the name stands for both.
    summer: Option<(i16, Changes)>,
}

/// When clocks are put forward and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changes {
    /// From the second Sunday of March to the first of November.
    America,
    /// From the last Sunday of March to that of October.
    Europe,
}

impl Changes {
    /// Whether it is summer time on a day.
    fn summer(self, day: Date) -> Option<bool> {
        let (from, until) = match self {
            Self::America => (nth_sunday(day, 3, 2)?, nth_sunday(day, 11, 1)?),
            Self::Europe => (nth_sunday(day, 3, -1)?, nth_sunday(day, 10, -1)?),
        };
        Some(from <= day && day < until)
    }
}

fn nth_sunday(day: Date, month: i8, nth: i8) -> Option<Date> {
    date(day.year(), month, 1)
        .nth_weekday_of_month(nth, Weekday::Sunday)
        .ok()
}

impl Zone {
    /// Minutes east of Greenwich in winter and in summer, where the name stands for both.
    pub(super) fn either(self) -> Option<[i16; 2]> {
        Some([self.standard?, self.summer?.0])
    }

    /// Minutes east of Greenwich on a day.
    pub(super) fn offset(self, day: Option<Date>) -> Option<i16> {
        match self.summer {
            None => self.standard,
            Some((summer, changes)) if changes.summer(day?)? => Some(summer),
            Some(_) => self.standard,
        }
    }
}

/// Zones by the words of their names.
type Names = Vec<(Vec<&'static str>, Zone)>;

/// By first word, longest name first.
static ZONES: LazyLock<FxHashMap<&'static str, Names>> = LazyLock::new(|| {
    let mut zones: FxHashMap<_, Names> = FxHashMap::default();
    for (name, zone) in rows() {
        let words: Vec<_> = name.split(' ').collect();
        let Some(first) = words.first() else { continue };
        let group = zones.entry(*first).or_default();
        group.push((words, zone));
        group.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    zones
});

fn rows() -> impl Iterator<Item = (&'static str, Zone)> {
    let lines = include_str!("zones.csv").lines().skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split(',');
        let (name, standard, summer) = (cells.next()?, cells.next()?, cells.next()?);
        let changes = match cells.next()? {
            "us" => Some(Changes::America),
            "eu" => Some(Changes::Europe),
            _ => None,
        };
        let zone = Zone {
            standard: standard.parse().ok(),
            summer: summer.parse().ok().zip(changes),
        };
        Some((name, zone))
    })
}

/// zone = name [ shift ]
pub(super) fn zone(input: Tokens<'_>) -> PResult<'_, Zone> {
    let first = input
        .first()
        .filter(|first| first.kind == TokenKind::Word)
        .ok_or(nom::Err::Error(()))?;
    let named = ZONES
        .get(input.text(first))
        .into_iter()
        .flatten()
        .find(|(words, _)| stands(&input, words));
    let (words, zone) = named.ok_or(nom::Err::Error(()))?;
    let rest = input.skip(words.len());
    let greenwich = matches!(input.text(first), "GMT" | "UTC");
    match shift(rest) {
        Ok((rest, shift)) if greenwich => Ok((
            rest,
            Zone {
                standard: Some(shift),
                summer: None,
            },
        )),
        _ => Ok((rest, *zone)),
    }
}

/// Whether these words stand here: as written, but for the case of "time".
fn stands(input: &Tokens<'_>, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, word)| {
        input
            .ahead(n)
            .is_some_and(|token| input.text(token) == *word || n > 0 && is_time(input, n, word))
    })
}

fn is_time(input: &Tokens<'_>, n: usize, word: &str) -> bool {
    input.ahead(n).is_some_and(|token| {
        token.kind == TokenKind::Word && input.is(token, &word.to_ascii_lowercase())
    })
}

/// shift = ( "+" | "-" ) digits [ ":" digits ]
fn shift(input: Tokens<'_>) -> PResult<'_, i16> {
    let sign = alt((value(1, sign('+')), value(-1, sign('-'))));
    let minutes = preceded(adjacent(sign_colon), adjacent(digits));
    let (rest, (sign, hours, minutes)) = (sign, adjacent(digits), opt(minutes)).parse(input)?;
    let number = |token| rest.text(token).parse::<i16>().ok();
    let total = || {
        let hours = number(hours).filter(|hours| *hours < 15)?;
        let minutes = minutes.map_or(Some(0), |minutes| number(minutes).filter(|m| *m < 60))?;
        let total: i16 = hours.checked_mul(60)?.checked_add(minutes)?;
        total.checked_mul(sign)
    };
    some(rest, total())
}

fn sign_colon(input: Tokens<'_>) -> PResult<'_, ()> {
    value((), sign(':')).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        let (summer, winter) = (date(2025, 6, 20), date(2025, 12, 1));
        for (text, covers, in_summer, in_winter) in [
            ("GMT on", "GMT", Some(0), Some(0)),
            ("EDT)", "EDT", Some(-240), Some(-240)),
            ("ET.", "ET", Some(-240), Some(-300)),
            ("Eastern Time", "Eastern Time", Some(-240), Some(-300)),
            ("Eastern Conference", "Eastern", Some(-240), Some(-300)),
            ("Paris time", "Paris time", Some(120), Some(60)),
            ("UTC+2 and", "UTC+2", Some(120), Some(120)),
            (
                "GMT\u{2212}03:30",
                "GMT\u{2212}03:30",
                Some(-210),
                Some(-210),
            ),
            ("local time", "local time", None, None),
        ] {
            let (covered, zone) = read(zone, text).expect(text);
            let found = (zone.offset(Some(summer)), zone.offset(Some(winter)));
            assert_eq!((covered, found), (covers, (in_summer, in_winter)));
        }
    }

    #[test]
    fn declines() {
        for text in ["et al", "Paris on", "New York", "local people", "time"] {
            assert_eq!(read(zone, text).map(|(covered, _)| covered), None, "{text}");
        }
    }

    #[test]
    fn clocks_change_on_their_sundays() {
        for (day, america, europe) in [
            (date(2025, 3, 8), false, false),
            (date(2025, 3, 9), true, false),
            (date(2025, 3, 30), true, true),
            (date(2025, 10, 26), true, false),
            (date(2025, 11, 2), false, false),
        ] {
            assert_eq!(Changes::America.summer(day), Some(america), "{day}");
            assert_eq!(Changes::Europe.summer(day), Some(europe), "{day}");
        }
    }

    #[test]
    fn every_row_is_read() {
        let lines = include_str!("zones.csv").lines().count();
        assert_eq!(rows().count(), lines - 1);
    }
}
