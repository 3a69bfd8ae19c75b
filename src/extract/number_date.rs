//! Dates in numbers: "2025-01-27", "4/22/2016", "22.4.2016", "2016-apr-22", "on 4/22", "11/2016".
//!
//! ```text
//! number_date = iso | slashed | hyphened | spelled | dotted | short | month_day | month_year
//! iso        = year "-" digits{2} "-" digits{2}
//! slashed    = digits "/" digits "/" year | year "/" digits "/" digits
//! hyphened   = digits "-" digits "-" year | year "-" digits "-" digits
//! spelled    = year joint month joint digits | digits joint month joint year        joint: - or / or .
//! dotted     = digits "." digits "." year                    the day first
//! short      = digits ( "/" | "-" ) digits ( same | "," ) digits{2}     a year of two digits
//! month_day  = digits "/" digits            after "on", "since" and their like, or a weekday
//! month_year = digits [ blank ] "/" [ blank ] year | year "/" digits | digits "-" year
//! ```
//!
//! The month stands first, unless it can't be one. Three numbers with hyphens are mostly the record of a team, and two
//! with a slash a fraction, a score or a name ("24/7", "9/11"): they are dates only where the second of them is too
//! large for a month, or where a word leads to a date.

use super::lexicon::Class;
use super::month::month;
use super::tokens::{PResult, Token, Tokens, adjacent, digits, sign, some};
use super::when::Partial;
use super::year::year;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, value, verify};
use nom::sequence::preceded;

/// number_date = iso | slashed | hyphened | spelled | dotted | short | month_day | month_year
pub(super) fn number_date(input: Tokens<'_>) -> PResult<'_, Partial> {
    let found = alt((
        iso, slashed, hyphened, spelled, dotted, short, month_year, month_day,
    ));
    let (rest, partial) = verify(found, Partial::exists).parse(input)?;
    let (rest, ()) = not(goes_on).parse(rest)?;
    Ok((rest, partial))
}

/// What makes of a date a part of something longer.
fn goes_on(input: Tokens<'_>) -> PResult<'_, ()> {
    let joint = alt((sign('-'), sign('/'), sign('.')));
    alt((
        value((), (adjacent(joint), adjacent(digits))),
        value((), adjacent(digits)),
    ))
    .parse(input)
}

/// iso = year "-" digits{2} "-" digits{2}
pub(super) fn iso(input: Tokens<'_>) -> PResult<'_, Partial> {
    let dash = || adjacent(sign('-'));
    let two = || {
        verify(map(digits, |token| token), |token: &&Token| {
            width(token) == 2
        })
    };
    let (rest, (year, _, month, _, day)) =
        (year, dash(), adjacent(two()), dash(), adjacent(two())).parse(input)?;
    let parts = small(&input, month).zip(small(&input, day));
    some(
        rest,
        parts.map(|(month, day)| Partial::of_day(day, month, Some(year))),
    )
}

/// slashed = digits "/" digits "/" year | year "/" digits "/" digits
pub(super) fn slashed(input: Tokens<'_>) -> PResult<'_, Partial> {
    let slash = || adjacent(sign('/'));
    let last = (number, slash(), adjacent(number), slash(), adjacent(year));
    let first = (year, slash(), adjacent(number), slash(), adjacent(number));
    let either = map(last, |(first, _, second, _, year)| {
        month_first(first, second, year)
    });
    let year_first = map(first, |(year, _, month, _, day)| {
        Partial::of_day(day, month, Some(year))
    });
    alt((either, year_first)).parse(input)
}

/// hyphened = digits "-" digits "-" year | year "-" digits "-" digits
fn hyphened(input: Tokens<'_>) -> PResult<'_, Partial> {
    let dash = || adjacent(sign('-'));
    let last = (number, dash(), adjacent(number), dash(), adjacent(year));
    let first = (year, dash(), adjacent(number), dash(), adjacent(number));
    let either = map(last, |(first, _, second, _, year)| {
        month_first(first, second, year)
    });
    let year_first = map(first, |(year, _, month, _, day)| {
        Partial::of_day(day, month, Some(year))
    });
    alt((either, year_first)).parse(input)
}

/// Month and day, in this order unless the first can't be a month.
const fn month_first(first: i8, second: i8, year: i16) -> Partial {
    if first > 12 {
        Partial::of_day(first, second, Some(year))
    } else {
        Partial::of_day(second, first, Some(year))
    }
}

/// A number of one or two digits.
fn number(input: Tokens<'_>) -> PResult<'_, i8> {
    let (rest, token) = verify(digits, |token: &&Token| width(token) <= 2).parse(input)?;
    some(rest, small(&input, token))
}

/// - or / or .
fn joint(input: Tokens<'_>) -> PResult<'_, &Token> {
    adjacent(alt((sign('-'), sign('/'), sign('.')))).parse(input)
}

/// spelled = year joint month joint digits | digits joint month joint year
fn spelled(input: Tokens<'_>) -> PResult<'_, Partial> {
    let name = || preceded(joint, adjacent(month));
    let year_first = map(
        (year, name(), preceded(joint, adjacent(number))),
        |(year, month, day)| Partial::of_day(day, month.number, Some(year)),
    );
    let two = alt((
        year,
        verify(
            map(number, |year| 2000_i16.saturating_add(year.into())),
            |year| *year > 2009,
        ),
    ));
    let day_first = map(
        (number, name(), preceded(joint, adjacent(two))),
        |(day, month, year)| Partial::of_day(day, month.number, Some(year)),
    );
    alt((year_first, day_first)).parse(input)
}

/// dotted = digits "." digits "." year
fn dotted(input: Tokens<'_>) -> PResult<'_, Partial> {
    let stop = || adjacent(sign('.'));
    let day_first = (number, stop(), adjacent(number), stop(), adjacent(year));
    map(day_first, |(day, _, month, _, year)| {
        Partial::of_day(day, month, Some(year))
    })
    .parse(input)
}

/// short = digits ( "/" | "-" ) digits ( same | "," ) digits{2}
fn short(input: Tokens<'_>) -> PResult<'_, Partial> {
    let slash = || adjacent(sign('/'));
    let dash = || adjacent(sign('-'));
    let after = adjacent(alt((sign('/'), sign(','))));
    let slashed = (
        number,
        slash(),
        adjacent(number),
        after,
        adjacent(two_digits),
    );
    let dashed = (
        number,
        dash(),
        adjacent(number),
        dash(),
        adjacent(two_digits),
    );
    let dashed = verify(dashed, |(first, _, second, ..)| {
        leads_to_date(&input) || *first <= 12 && *second > 12
    });
    map(alt((slashed, dashed)), |(first, _, second, _, year)| {
        month_first(first, second, in_century(year))
    })
    .parse(input)
}

fn two_digits(input: Tokens<'_>) -> PResult<'_, i8> {
    let (rest, token) = verify(digits, |token: &&Token| width(token) == 2).parse(input)?;
    some(rest, small(&input, token))
}

/// A year of two digits: from 1950 to 2049.
const fn in_century(year: i8) -> i16 {
    let year = year as i16;
    if year < 50 {
        year.saturating_add(2000)
    } else {
        year.saturating_add(1900)
    }
}

/// month_day = digits "/" digits, after "on", "since" and their like, or a weekday
fn month_day(input: Tokens<'_>) -> PResult<'_, Partial> {
    let (rest, (first, _, second)) =
        (number, adjacent(sign('/')), adjacent(number)).parse(input)?;
    let (month, day) = if first > 12 {
        (second, first)
    } else {
        (first, second)
    };
    let surely = input.behind_is(1, &["on", "until", "till", "dated"]);
    let led = surely || leads_to_date(&input) && !is_fraction(first, second);
    let counted = super::unit::unit(rest).is_ok();
    let name = (first, second) == (9, 11);
    let told = led && !counted && !name;
    some(rest, told.then_some(Partial::of_day(day, month, None)))
}

/// "1/2", "3/4", "5/8": parts of one, in lowest terms.
fn is_fraction(over: i8, under: i8) -> bool {
    let common = [2, 3, 4, 5, 6, 8, 10, 12, 16].contains(&under);
    let reduced =
        (2..=over).all(|by| over.checked_rem(by) != Some(0) || under.checked_rem(by) != Some(0));
    over < under && common && reduced
}

/// Whether the word before the number leads to a date.
fn leads_to_date(input: &Tokens<'_>) -> bool {
    const LEADS: [&str; 13] = [
        "on", "since", "until", "till", "by", "before", "after", "dated", "from", "between", "to",
        "through", "of",
    ];
    let weekday = input
        .behind(1)
        .is_some_and(|token| token.classes.any(Class::WEEKDAY));
    weekday || input.behind_is(1, &LEADS)
}

/// month_year = digits [ blank ] "/" [ blank ] year | year "/" digits | digits "-" year
fn month_year(input: Tokens<'_>) -> PResult<'_, Partial> {
    let month = || verify(number, |month: &i8| (1..=12).contains(month));
    let recent = || verify(year, |year: &i16| (1900..2100).contains(year));
    let slash = alt((sign('/'), adjacent(sign('-'))));
    let month_first = map((month(), slash, recent()), |(month, _, year)| (month, year));
    let year_first = verify(
        map((recent(), sign('/'), month()), |(year, _, month)| {
            (month, year)
        }),
        |(month, year)| !is_next_year(*year, *month),
    );
    let (rest, (month, year)) = alt((month_first, year_first)).parse(input)?;
    Ok((rest, Partial::of_month(month, Some(year))))
}

/// "2011/12", "1998/9": two years, rather than a month.
fn is_next_year(year: i16, next: i8) -> bool {
    let (after, next) = (year.saturating_add(1), i16::from(next));
    after.rem_euclid(100) == next || after.rem_euclid(10) == next
}

/// Digits of at most two places as a number.
pub(super) fn small(input: &Tokens<'_>, token: &Token) -> Option<i8> {
    input.text(token).parse().ok()
}

/// How many bytes a token has.
pub(super) const fn width(token: &Token) -> u32 {
    token.span.end.saturating_sub(token.span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    fn shown(partial: Partial) -> (Option<i16>, Option<i8>, Option<i8>) {
        (partial.year, partial.month, partial.day)
    }

    #[test]
    fn accepts() {
        for (text, wanted) in [
            ("2025-01-27", (Some(2025), Some(1), Some(27))),
            ("11/21/2026", (Some(2026), Some(11), Some(21))),
            ("21/11/2026", (Some(2026), Some(11), Some(21))),
            ("2026/11/21", (Some(2026), Some(11), Some(21))),
            ("21.11.2026", (Some(2026), Some(11), Some(21))),
            ("2026-nov-21", (Some(2026), Some(11), Some(21))),
            ("21-Nov-26", (Some(2026), Some(11), Some(21))),
            ("11/21/26", (Some(2026), Some(11), Some(21))),
            ("11-21-99", (Some(1999), Some(11), Some(21))),
            ("11-21-2026", (Some(2026), Some(11), Some(21))),
            ("2026-3-1", (Some(2026), Some(3), Some(1))),
            ("7 / 2024", (Some(2024), Some(7), None)),
            ("2024/7", (Some(2024), Some(7), None)),
            ("7-2024", (Some(2024), Some(7), None)),
        ] {
            assert_eq!(
                read(number_date, text).map(|(covered, partial)| (covered, shown(partial))),
                Some((text, wanted))
            );
        }
    }

    #[test]
    fn two_numbers_are_led_to() {
        for (text, wanted) in [
            ("a rally on 5/14.", Some((5, 14))),
            ("due on 14/05", Some((5, 14))),
            ("open from 10/3 on", Some((10, 3))),
            ("grew by 3/4 point", None),
            ("since 9/11", None),
            ("rated 4/10", None),
            ("open 24/7", None),
            ("up from 1/2 inch", None),
        ] {
            let found = within(month_day, text);
            assert_eq!(
                found.and_then(|partial| partial.month.zip(partial.day)),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "10-12-5",
            "10-11-12",
            "2011/12",
            "1998/9",
            "1/2",
            "3-2",
            "13/2024",
            "1.2.3",
            "31/2/2024",
            "12-2024-5",
        ] {
            assert_eq!(read(number_date, text), None, "{text}");
        }
    }
}
