//! Date literals, for the datelines and front matter of articles.
//!
//! ```text
//! date        = [weekday [","]] (iso | month_first | day_first)
//! iso         = year "-" month "-" day
//! month_first = month_name day [","] year
//! day_first   = day month_name [","] year
//! ```

use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::char;
use nom::combinator::{map_opt, opt, value, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

type PResult<'a, T> = IResult<&'a str, T, ()>;

/// Names of the months with their abbreviations.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Weekdays with their abbreviations.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon"],
    &["tuesday", "tues", "tue"],
    &["wednesday", "wed"],
    &["thursday", "thurs", "thur", "thu"],
    &["friday", "fri"],
    &["saturday", "sat"],
    &["sunday", "sun"],
];

/// The full date that `text` starts with, and how many bytes it takes.
pub(crate) fn date(text: &str) -> Option<(Date, usize)> {
    let forms = alt((iso, month_first, day_first));
    let (rest, date) = preceded(opt(weekday), forms).parse(text).ok()?;
    (!goes_on(rest)).then_some((date, text.len().saturating_sub(rest.len())))
}

/// Whether `rest` makes what stands before it part of something longer. A time may follow.
fn goes_on(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some('-' | '/') => characters.next().is_some_and(|c| c.is_ascii_digit()),
        Some('T' | 't') => !characters.next().is_some_and(|c| c.is_ascii_digit()),
        next => next.is_some_and(char::is_alphanumeric),
    }
}

/// iso = year "-" month "-" day
fn iso(input: &str) -> PResult<'_, Date> {
    let parts = (
        terminated(year, char('-')),
        terminated(two_digits, char('-')),
        two_digits,
    );
    map_opt(parts, |(year, month, day)| Date::new(year, month, day).ok()).parse(input)
}

/// month_first = month_name day [","] year
fn month_first(input: &str) -> PResult<'_, Date> {
    let parts = (
        terminated(month_name, blanks),
        terminated(day, separator),
        year,
    );
    map_opt(parts, |(month, day, year)| Date::new(year, month, day).ok()).parse(input)
}

/// day_first = day month_name [","] year
fn day_first(input: &str) -> PResult<'_, Date> {
    let parts = (
        terminated(day, blanks),
        terminated(month_name, separator),
        year,
    );
    map_opt(parts, |(day, month, year)| Date::new(year, month, day).ok()).parse(input)
}

/// weekday = name ["."] [","]
fn weekday(input: &str) -> PResult<'_, ()> {
    value((), (name_of(&WEEKDAYS), opt(char('.')), separator)).parse(input)
}

/// month_name = name ["."]
fn month_name(input: &str) -> PResult<'_, i8> {
    terminated(name_of(&MONTHS), opt(char('.'))).parse(input)
}

/// A word of a table of names; its row, counted from one.
fn name_of<'a>(table: &'static [&[&str]]) -> impl Parser<&'a str, Output = i8, Error = ()> {
    let word = take_while1(|c: char| c.is_ascii_alphabetic());
    map_opt(word, move |word: &str| {
        let named = |names: &&[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
        let row = table.iter().position(named)?;
        i8::try_from(row.checked_add(1)?).ok()
    })
}

/// year = four digits
fn year(input: &str) -> PResult<'_, i16> {
    map_opt(digits(4, 4), |digits: &str| digits.parse().ok()).parse(input)
}

/// day = one or two digits ["st" | "nd" | "rd" | "th"]
fn day(input: &str) -> PResult<'_, i8> {
    let number = map_opt(digits(1, 2), |digits: &str| digits.parse().ok());
    let ending = alt((tag("st"), tag("nd"), tag("rd"), tag("th")));
    terminated(number, opt(ending)).parse(input)
}

/// Two digits, as ISO 8601 writes months and days.
fn two_digits(input: &str) -> PResult<'_, i8> {
    map_opt(digits(2, 2), |digits: &str| digits.parse().ok()).parse(input)
}

/// Between `least` and `most` ASCII digits.
fn digits<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = &'a str, Error = ()> {
    take_while_m_n(least, most, |c: char| c.is_ascii_digit())
}

/// At least one blank.
fn blanks(input: &str) -> PResult<'_, &str> {
    take_while1(char::is_whitespace).parse(input)
}

/// A comma, blanks, or both.
fn separator(input: &str) -> PResult<'_, &str> {
    let between = delimited(
        take_while(char::is_whitespace),
        opt(char(',')),
        take_while(char::is_whitespace),
    );
    verify(nom::combinator::recognize(between), |text: &str| {
        !text.is_empty()
    })
    .parse(input)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn accepts() {
        for (text, covers, iso) in [
            ("2025-01-27 WASHINGTON", "2025-01-27", "2025-01-27"),
            ("2025-01-27T10:00:00Z", "2025-01-27", "2025-01-27"),
            ("Jan. 27, 2025 —", "Jan. 27, 2025", "2025-01-27"),
            ("January 27 2025.", "January 27 2025", "2025-01-27"),
            ("SEPT 3,2024", "SEPT 3,2024", "2024-09-03"),
            ("27 January 2025", "27 January 2025", "2025-01-27"),
            ("1st May, 2025", "1st May, 2025", "2025-05-01"),
            (
                "Monday, January 27th, 2025",
                "Monday, January 27th, 2025",
                "2025-01-27",
            ),
            (
                "Mon, 27 Jan 2025 10:00:00 GMT",
                "Mon, 27 Jan 2025",
                "2025-01-27",
            ),
            ("2024-02-29", "2024-02-29", "2024-02-29"),
        ] {
            let (date, length) = date(text).expect(text);
            assert_eq!((&text[..length], date.to_string().as_str()), (covers, iso));
        }
    }

    #[test]
    fn declines() {
        for text in [
            "",
            "2025",
            "2025-1-27",
            "2025-13-01",
            "2023-02-29",
            "2025-01-275",
            "2025-01-27-3",
            "2025-01-27Th",
            "Jan. 27",
            "Jan 2025",
            "January 2025",
            "Janus 27, 2025",
            "Feb 30, 2025",
            "27 January 20256",
            "on 27 January 2025",
            "Monday",
            "２０25-01-27",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
