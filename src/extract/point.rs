//! One thing that the calendar names: what stands alone, has parts, and begins and ends a range.
//!
//! ```text
//! point   = date | number_date | weekday | week | quarter | fiscal | decade | century | season | years | unit_of | deictic
//! unit_of = shift unit | shift "fiscal" "year" | ( "same" | "following" ) unit | ( "same" | "next" | "last" | … ) "day"
//! deictic = "today" | "yesterday" | … | "the day" ( "before" "yesterday" | "after" "tomorrow" )
//! ```
//!
//! Of all that match, the longest is meant. Which are tried is told by the first token alone.

use super::date;
use super::lexicon::Class;
use super::number_date::number_date;
use super::period;
use super::tokens::{PResult, Token, TokenKind, Tokens, class, one_of, some, token, word};
use super::week;
use super::weekday;
use super::when::{Partial, Point, TimeUnit};
use super::year;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, value};
use nom::sequence::preceded;

/// A production of points.
type Production = fn(Tokens<'_>) -> PResult<'_, Point>;

/// The productions by the class of the word that they begin with.
const BY_CLASS: [(Class, Production); 23] = [
    (Class::MONTH.with(Class::RELATIVE), of_month),
    (Class::WEEKDAY.with(Class::RELATIVE), weekday::weekday),
    (ORDINAL.with(Class::RELATIVE), weekday::nth),
    (ORDINAL.with(Class::RELATIVE), week::nth),
    (Class::ONES, weekday::counted),
    (ORDINAL, of_month),
    (ORDINAL, day_of_unit),
    (ORDINAL, day_alone),
    (ORDINAL, period::quarter),
    (ORDINAL, period::century),
    (Class::RELATIVE, period::quarter_of_year),
    (Class::SEASON.with(Class::RELATIVE), period::season),
    (Class::RELATIVE.with(Class::TIMING), unit_of),
    (Class::RELATIVE.with(Class::WEEKEND), week::weekend),
    (Class::OPENER, period::fiscal),
    (Class::DECADE.with(Class::TIMING), period::decade),
    (Class::TIMING, year_alone),
    (Class::TIMING, period::turn),
    (Class::TIME_UNIT, week::week),
    (Class::TIME_UNIT, named_month),
    (Class::TIME_UNIT, numbered_year),
    (Class::TIME_UNIT, day_beside),
    (Class::DEICTIC, deictic),
];

/// Words that an ordinal can begin with.
const ORDINAL: Class = Class::ORDINAL.with(Class::TENS);

/// The productions that begin with a day in digits, and those of the same length.
const BY_DAY: [Production; 10] = [
    of_month,
    numbers,
    period::decade,
    period::century,
    period::quarter,
    day_of_unit,
    day_alone,
    week::nth,
    weekday::nth,
    weekday::counted,
];

/// The productions that begin with a year in digits.
const BY_YEAR: [Production; 6] = [
    year_month,
    numbers,
    period::span,
    period::fiscal,
    period::decade,
    year_alone,
];

/// The productions that begin with a word that ends in digits: "Q3", "FY2023".
const BY_CODE: [Production; 2] = [period::fiscal, period::quarter];

/// The productions by the digits that they begin with.
fn by_digits(first: &Token) -> &'static [Production] {
    match (first.kind, first.text_length()) {
        (TokenKind::Word, _) => &BY_CODE,
        (_, 1 | 2) => &BY_DAY,
        (_, 4) => &BY_YEAR,
        _ => &[],
    }
}

/// point, the longest that matches; of equals the first
pub(super) fn point(input: Tokens<'_>) -> PResult<'_, Point> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    let mut best: Option<(Tokens<'_>, Point)> = None;
    let mut offer = |production: Production| {
        let reach = best.map_or(0, |(rest, _)| rest.position_in_sentence());
        if let Ok((rest, point)) = production(input)
            && rest.position_in_sentence() > reach
        {
            best = Some((rest, point));
        }
    };
    if begins_with_digits(&input, first) {
        if !may_be_dated(&input, first) {
            return Err(nom::Err::Error(()));
        }
        let productions = by_digits(first).iter();
        productions.for_each(|production| offer(*production));
    } else if may_lead(&input, first) {
        let by_class = BY_CLASS.iter();
        by_class
            .filter(|(class, _)| first.classes.any(*class))
            .for_each(|(_, production)| offer(*production));
    }
    best.ok_or(nom::Err::Error(()))
}

/// Whether a word can begin a point: "this" and "last" stand before what the calendar names.
fn may_lead(input: &Tokens<'_>, first: &Token) -> bool {
    let named = Class::CALENDAR
        .with(Class::TENS)
        .without(Class::LEADER)
        .without(Class::RELATIVE);
    let named_next = |next: &Token| match next.kind {
        TokenKind::Word => {
            next.classes.any(named.with(Class::RELATIVE)) || is_numbered(input, next)
        }
        _ => true,
    };
    first.classes.any(named) || input.ahead(1).is_some_and(named_next)
}

fn is_numbered(input: &Tokens<'_>, word: &Token) -> bool {
    let last = input.text(word).as_bytes().last();
    last.is_some_and(u8::is_ascii_digit)
}

/// Whether what begins with digits can be a point: a glance, as most digits are figures. Years have four digits,
/// days a suffix, a month or "of" behind them or "the" before, and dates in digits a sign between them.
fn may_be_dated(input: &Tokens<'_>, first: &Token) -> bool {
    let year = first.kind != TokenKind::Digits || first.text_length() == 4;
    let joined = |next: &Token| match next.kind {
        TokenKind::Sign('/' | '-') => true,
        TokenKind::Sign(c) => !next.spaced && !",);%\"”?!".contains(c),
        _ => !next.spaced,
    };
    let month = |n| {
        let token: Option<&Token> = input.ahead(n);
        token.is_some_and(|token| token.classes.any(Class::MONTH))
    };
    let next = input.ahead(1);
    year || next.is_some_and(|next| joined(next) || input.is(next, "of"))
        || (1..5).any(month)
        || input.behind_is(1, &["the"])
}

fn begins_with_digits(input: &Tokens<'_>, first: &Token) -> bool {
    match first.kind {
        TokenKind::Digits => true,
        TokenKind::Word => is_numbered(input, first),
        _ => false,
    }
}

fn of_month(input: Tokens<'_>) -> PResult<'_, Point> {
    map(date::of_month, Point::Partial).parse(input)
}

fn year_month(input: Tokens<'_>) -> PResult<'_, Point> {
    map(date::year_month, Point::Partial).parse(input)
}

fn numbers(input: Tokens<'_>) -> PResult<'_, Point> {
    let joined = |next: &Token| matches!(next.kind, TokenKind::Sign('/' | '-' | '.'));
    if !input.ahead(1).is_some_and(joined) {
        return Err(nom::Err::Error(()));
    }
    map(number_date, Point::Partial).parse(input)
}

fn day_of_unit(input: Tokens<'_>) -> PResult<'_, Point> {
    map(date::day_of_unit, Point::Partial).parse(input)
}

fn day_alone(input: Tokens<'_>) -> PResult<'_, Point> {
    map(date::day_alone, Point::Partial).parse(input)
}

fn named_month(input: Tokens<'_>) -> PResult<'_, Point> {
    map(date::named_month, Point::Partial).parse(input)
}

fn year_alone(input: Tokens<'_>) -> PResult<'_, Point> {
    map(year::alone, |year| Point::Partial(Partial::of_year(year))).parse(input)
}

fn numbered_year(input: Tokens<'_>) -> PResult<'_, Point> {
    map(year::numbered, |year| {
        Point::Partial(Partial::of_year(year))
    })
    .parse(input)
}

/// unit_of = shift unit | shift "fiscal" "year" | ( "same" | "following" ) unit | ( "same" | "next" | … ) "day"
fn unit_of(input: Tokens<'_>) -> PResult<'_, Point> {
    let by = alt((date::shift, value(1, word("coming"))));
    let named = map((by, calendar_unit), |(by, unit)| Point::Unit(unit, by));
    let fiscal_year = (one_of(&["fiscal", "financial"]), word("year"));
    let fiscal = map((date::shift, fiscal_year), |(by, _)| {
        Point::FiscalYearOf(by)
    });
    let other = one_of(&["same", "following"]);
    let hung = value(Point::Elsewhere, (other, calendar_unit));
    alt((named, fiscal, hung, day_told)).parse(input)
}

/// ( "same" | "following" | "next" | "previous" | "last" | "final" ) "day"      "in the last day" is a length
fn day_told(input: Tokens<'_>) -> PResult<'_, Point> {
    let hung = one_of(&["same", "following", "next", "previous"]);
    let last = one_of(&["last", "final"]);
    let (rest, (at_end, _)) =
        (alt((value(false, hung), value(true, last))), word("day")).parse(input)?;
    let length = input.behind_is(1, &["the"]) && input.behind_is(2, &["in", "over", "within"]);
    some(rest, (!at_end || !length).then_some(Point::Elsewhere))
}

/// A unit of time in the singular, a week or longer.
pub(super) fn calendar_unit(input: Tokens<'_>) -> PResult<'_, TimeUnit> {
    let single = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::TIME_UNIT)
            && !input.text(token).ends_with('s')
            && token.calendar > 4
    });
    map_opt(single, |token: &Token| TimeUnit::of_lexicon(token.calendar)).parse(input)
}

/// deictic = "today" | "yesterday" | …
fn deictic(input: Tokens<'_>) -> PResult<'_, Point> {
    map(class(Class::DEICTIC), |token| Point::Days(token.number)).parse(input)
}

/// "day" ( "before" "yesterday" | "after" "tomorrow" )
fn day_beside(input: Tokens<'_>) -> PResult<'_, Point> {
    let before = value(Point::Days(-2), (word("before"), word("yesterday")));
    let after = value(Point::Days(2), (word("after"), word("tomorrow")));
    preceded(word("day"), alt((before, after))).parse(input)
}

/// "now", which ends a range and stands for nothing alone
pub(super) fn now(input: Tokens<'_>) -> PResult<'_, Point> {
    value(Point::Days(0), word("now")).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;
    use crate::extract::when::When;
    use jiff::civil::date;

    #[test]
    fn accepts() {
        for (text, covers, iso) in [
            ("last week declared", "last week", "2025-01-20/2025-01-26"),
            ("Last year alone", "Last year", "2024-01-01/2024-12-31"),
            ("this year", "this year", "2025-01-01/2025-12-31"),
            ("yesterday", "yesterday", "2025-01-26"),
            (
                "last fiscal year",
                "last fiscal year",
                "2023-10-01/2024-09-30",
            ),
            ("day after tomorrow", "day after tomorrow", "2025-01-29"),
            ("coming week", "coming week", "2025-02-03/2025-02-09"),
            ("same month", "same month", "-"),
            ("following day", "following day", "-"),
            ("last day of", "last day", "-"),
            ("2016, oct", "2016, oct", "2016-10-01/2016-10-31"),
            ("year 476.", "year 476", "0476-01-01/0476-12-31"),
        ] {
            let (covered, point) = read(point, text).expect(text);
            let days = When::Point(point).resolve(Some(date(2025, 1, 27)));
            let shown = days.map_or("-".to_owned(), |days| days.iso());
            assert_eq!((covered, shown.as_str()), (covers, iso), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "last man",
            "this is",
            "next to",
            "the first",
            "same time",
            "day after day",
            "now we",
            "52",
            "24/7",
            "second floor",
            "all of",
        ] {
            assert_eq!(read(point, text), None, "{text}");
        }
    }
}
