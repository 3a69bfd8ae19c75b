//! Weekdays: "Monday", "last Friday", "on tues.", "Wed., Jan. 22", "Friday the 13th", "Tuesday of next week",
//! "the first Monday of May".
//!
//! ```text
//! weekday     = dated | of_week | [ relation ] name
//! dated       = [ relation ] name [ "," ] full | name "(" full ")" | name [ "," ] "the" day
//! of_week     = name [ "of" ] ( "this" | "last" | "next" ) "week" | shift "week" [ "on" ] name
//! nth         = ( ordinal | "last" ) name ( "of" | "in" ) ( month [ year ] | "the" "month" | "next" "year" … ) | ordinal name
//! counted     = ( digits | ones ) name ( "ago" | "later" | "earlier" | "from" "now" )
//! name        = a weekday [ "." ]          short ones only where something else says so
//! ```

use super::date::{full, relation, shift, tail};
use super::day::{Written, day};
use super::lexicon::{self, Class};
use super::month::{capitalised, month};
use super::number_date::width;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, token, word,
};
use super::when::{Partial, Point, Relation, TimeUnit};
use jiff::civil::Weekday;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{delimited, preceded};

/// The one weekday that the words of a date name; `None` where there is none, or there are several.
pub(crate) fn weekday_in(text: &str) -> Option<Weekday> {
    let words = text.split(|c: char| !c.is_alphabetic());
    let entries = words.map(|word| lexicon::entry(word.as_bytes()));
    let mut named = entries.filter(|entry| entry.classes.any(Class::WEEKDAY));
    let (first, None) = (named.next()?, named.next()) else {
        return None;
    };
    Weekday::from_monday_one_offset(first.calendar).ok()
}

/// weekday = dated | of_week | [ relation ] name
pub(super) fn weekday(input: Tokens<'_>) -> PResult<'_, Point> {
    alt((dated, of_week, alone)).parse(input)
}

/// A weekday's name, long or short, with the stop of its abbreviation.
fn name(input: Tokens<'_>) -> PResult<'_, &Token> {
    let (rest, token) = class(Class::WEEKDAY).parse(input)?;
    let stop = is_short(token)
        .then(|| adjacent(sign('.')).parse(rest))
        .and_then(Result::ok);
    let after = stop.map(|(after, _)| after);
    let ended = after.is_some_and(|after| after.first().is_none());
    Ok((after.filter(|_| !ended).unwrap_or(rest), token))
}

/// "Mon", "Tues", and not "Friday".
const fn is_short(token: &Token) -> bool {
    width(token) <= 5
}

/// [ relation ] name, where the name is plain.
fn alone(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, relation) = opt(relation).parse(input)?;
    let at_name = rest;
    let (rest, name) = name(rest)?;
    let plain =
        !is_short(name) || relation.is_some() && !is_word(&at_name, name) || led(&at_name, name);
    let told = plain && !in_title(&at_name, &rest);
    let point = Point::Weekday(name.calendar, relation.unwrap_or(Relation::None));
    some(rest, told.then_some(point))
}

/// "sun", "sat", "wed", "mon": other words too.
fn is_word(input: &Tokens<'_>, name: &Token) -> bool {
    ["sun", "sat", "wed", "mon"]
        .iter()
        .any(|word| input.is(name, word))
}

/// Whether a preposition leads to a short name that is no other word.
fn led(input: &Tokens<'_>, name: &Token) -> bool {
    const LEADS: [&str; 11] = [
        "on", "by", "until", "till", "since", "from", "to", "through", "before", "after", "every",
    ];
    !is_word(input, name) && input.behind_is(1, &LEADS)
}

/// "The Sunday Times": a weekday between an article and a capitalised word.
fn in_title(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let next = rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word
            && capitalised(rest.text(next))
            && !next.classes.any(Class::MONTH)
    });
    next && input.behind_is(1, &["the"])
}

/// dated = [ relation ] name [ "," ] full | name "(" full ")" | name [ "," ] "the" day
fn dated(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, (relation, name)) = (opt(relation), name).parse(input)?;
    let comma = || opt(sign(','));
    let bracketed = delimited(sign('('), full, sign(')'));
    let the_day = map(preceded((comma(), word("the")), day), |day| {
        Partial::of_day_alone(day.number)
    });
    let short = verify(super::number_date::number_date, |date| date.day.is_some());
    let date = alt((
        preceded(comma(), full),
        bracketed,
        the_day,
        preceded(comma(), short),
    ));
    let (rest, date) = preceded(opt(adjacent(sign('.'))), date).parse(rest)?;
    let weekday = Some(name.calendar);
    let told = relation.is_none() || date.day.is_some();
    some(
        rest,
        told.then_some(Point::Partial(Partial { weekday, ..date })),
    )
}

/// of_week = name [ "of" ] ( "this" | "last" | "next" ) "week" | shift "week" [ "on" ] name
fn of_week(input: Tokens<'_>) -> PResult<'_, Point> {
    let week = || map((shift, word("week")), |(by, _)| by);
    let after = map((name, preceded(opt(word("of")), week())), |(name, by)| {
        (name, by)
    });
    let before = map((week(), preceded(opt(word("on")), name)), |(by, name)| {
        (name, by)
    });
    let (rest, (name, by)) = alt((after, before)).parse(input)?;
    let plain = !is_short(name) || !is_word(&input, name);
    some(rest, plain.then_some(Point::WeekdayOf(name.calendar, by)))
}

/// nth = ( ordinal | "last" ) name ( "of" | "in" ) within | ordinal name
pub(super) fn nth(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, (nth, name)) = (which, name).parse(input)?;
    if is_short(name) {
        return Err(nom::Err::Error(()));
    }
    match preceded(alt((word("of"), word("in"))), within).parse(rest) {
        Ok((rest, of)) => Ok((rest, Point::NthWeekday(nth, name.calendar, of))),
        Err(_) => some(rest, (nth > 0).then_some(Point::Elsewhere)),
    }
}

/// counted = ( digits | ones ) name ( "ago" | "later" | "earlier" | "from" "now" ): "two Mondays ago"
pub(super) fn counted(input: Tokens<'_>) -> PResult<'_, Point> {
    let small = verify(digits, |token: &&Token| width(token) == 1);
    let count = value((), alt((small, class(Class::ONES))));
    let weekday = token(|input: &Tokens<'_>, token| in_number(input, token));
    let anchor = alt((
        value((), one_of(&["ago", "later", "earlier", "hence"])),
        value((), (word("from"), word("now"))),
    ));
    value(Point::Elsewhere, (count, weekday, anchor)).parse(input)
}

/// A weekday, in the singular or plural.
pub(super) fn in_number(input: &Tokens<'_>, token: &Token) -> bool {
    let singular = || {
        input
            .text(token)
            .strip_suffix('s')
            .map(|name| lexicon::entry(name.as_bytes()))
    };
    token.classes.any(Class::WEEKDAY)
        || token.kind == TokenKind::Word
            && width(token) > 6
            && singular().is_some_and(|entry| entry.classes.any(Class::WEEKDAY))
}

/// ordinal | "last": the so-manieth, -1 for the last
pub(super) fn which(input: Tokens<'_>) -> PResult<'_, i8> {
    let ordinal = verify(day, |day| {
        matches!(day.written, Written::Ordinal | Written::Suffixed)
    });
    let last = alt((word("last"), word("final")));
    alt((value(-1, last), map(ordinal, |day| day.number))).parse(input)
}

/// What an ordinal counts within: "May", "March 2024", "the month", "next year"
pub(super) fn within(input: Tokens<'_>) -> PResult<'_, Partial> {
    let month = map((month, opt(tail)), |(month, year)| Partial {
        month: Some(month.number),
        ..year.unwrap_or(Partial::EMPTY)
    });
    let year = map(
        preceded(opt(word("year")), super::year::year),
        Partial::of_year,
    );
    let unit = alt((
        value(TimeUnit::Month, word("month")),
        value(TimeUnit::Year, word("year")),
    ));
    let by = alt((shift, value(0, word("the"))));
    let shifted = map((by, unit), |(by, unit)| Partial {
        of: Some((unit, by)),
        ..Partial::EMPTY
    });
    alt((month, year, shifted)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within as find};
    use crate::extract::when::When;
    use jiff::civil::date;

    fn iso_of(point: Point) -> String {
        let days = When::Point(point).resolve(Some(date(2025, 1, 27)));
        days.map_or("-".to_owned(), |days| days.iso())
    }

    #[test]
    fn accepts() {
        for (text, covers, iso) in [
            ("Monday it", "Monday", "2025-01-27"),
            ("thursday", "thursday", "2025-01-23"),
            ("next Friday", "next Friday", "2025-01-31"),
            ("this Friday", "this Friday", "2025-01-31"),
            ("this past Friday", "this past Friday", "2025-01-24"),
            ("Monday, Feb. 3, the", "Monday, Feb. 3", "2025-02-03"),
            ("Wed., 5 of feb", "Wed., 5 of feb", "2025-02-05"),
            ("Tuesday (Feb. 4)", "Tuesday (Feb. 4)", "2025-02-04"),
            ("Friday the 13th", "Friday the 13th", "2024-12-13"),
            ("Thursday next week", "Thursday next week", "2025-02-06"),
            ("Tuesday of last week", "Tuesday of last week", "2025-01-21"),
            ("next week on Tuesday", "next week on Tuesday", "2025-02-04"),
        ] {
            let (covered, point) = read(weekday, text).expect(text);
            assert_eq!((covered, iso_of(point).as_str()), (covers, iso), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in ["sun", "Sun shone", "Sat down", "wed her", "Mon", "fri"] {
            assert_eq!(read(weekday, text), None, "{text}");
        }
        assert_eq!(find(weekday, "The Sunday Times said"), None);
        assert!(find(weekday, "due on thurs. at noon").is_some());
    }

    #[test]
    fn weekdays_are_counted_from_here() {
        for (text, covers) in [
            ("two Mondays ago", Some("two Mondays ago")),
            ("3 Fridays from now", Some("3 Fridays from now")),
            ("one Tuesday later", Some("one Tuesday later")),
            ("two Mondays in a row", None),
            ("two moons ago", None),
        ] {
            assert_eq!(read(counted, text).map(|(covered, _)| covered), covers);
        }
    }

    #[test]
    fn the_nth_of_a_month() {
        for (text, covers, iso) in [
            ("first Monday of May", "first Monday of May", "2025-05-05"),
            (
                "last Friday in March 2024",
                "last Friday in March 2024",
                "2024-03-29",
            ),
            (
                "second Tuesday of the month",
                "second Tuesday of the month",
                "2025-01-14",
            ),
            ("third Sunday", "third Sunday", "-"),
        ] {
            let (covered, point) = read(nth, text).expect(text);
            assert_eq!((covered, iso_of(point).as_str()), (covers, iso), "{text}");
        }
        assert_eq!(read(nth, "last Monday"), None);
        assert_eq!(read(nth, "first Sun"), None);
    }
}
