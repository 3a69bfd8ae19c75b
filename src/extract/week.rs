//! Weeks and weekends: "week 31 of 2024", "the week of the 18th", "the third week of July", "this weekend",
//! "the week after next".
//!
//! ```text
//! week     = numbered | holding | starting | nth | after_next | weekend
//! numbered = "week" digits [ [ "of" ] year ]
//! holding  = "week" "of" [ "the" ] ( full | day )
//! starting = "week" ( "starting" | "beginning" | "ending" | "commencing" ) [ "on" ] [ "the" ] ( full | day | weekday )
//! nth      = ( ordinal | "last" ) ( "week" | "weekend" ) [ "of" | "in" ] ( month [ year ] | "next" "year" | … )
//! after_next = time_unit ( "after" "next" | "before" "last" )
//! weekend  = ( "this" | "last" | "next" | "the" … ) "weekend"       "the" after "over", "at", "during"
//! ```

use super::date::{full, relation, shift};
use super::day::{Written, day};
use super::lexicon::Class;
use super::number_date::{small, width};
use super::tokens::{PResult, Token, Tokens, class, digits, one_of, some, word};
use super::weekday::{which, within};
use super::when::{Partial, Point, Relation, TimeUnit};
use super::year::year;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, value, verify};
use nom::sequence::preceded;

/// week = numbered | holding | starting | after_next
pub(super) fn week(input: Tokens<'_>) -> PResult<'_, Point> {
    alt((numbered, holding, starting, after_next)).parse(input)
}

/// numbered = "week" digits [ [ "of" ] year ]
fn numbered(input: Tokens<'_>) -> PResult<'_, Point> {
    let number = verify(digits, |token: &&Token| width(token) <= 2);
    let of_year = opt(preceded(opt(word("of")), year));
    let (rest, (_, token, year)) = (word("week"), number, of_year).parse(input)?;
    let week = small(&input, token).filter(|week| (1..=53).contains(week));
    // Of a season's schedule as likely as of the year, where no year is said.
    let point = week.map(|week| year.map_or(Point::Elsewhere, |year| Point::Week(week, year)));
    some(rest, point)
}

/// holding = "week" "of" [ "the" ] ( full | day )
fn holding(input: Tokens<'_>) -> PResult<'_, Point> {
    let day = preceded((word("week"), word("of"), opt(word("the"))), day_told);
    map(day, Point::WeekOf).parse(input)
}

/// starting = "week" ( "starting" | "ending" | … ) [ "on" ] [ "the" ] ( full | day | weekday )
fn starting(input: Tokens<'_>) -> PResult<'_, Point> {
    let how = one_of(&["starting", "beginning", "ending", "ended", "commencing"]);
    let lead = (word("week"), how, opt(word("on")), opt(word("the")));
    let weekday = map(super::weekday::weekday, |_| Point::Elsewhere);
    preceded(lead, alt((map(day_told, Point::WeekOf), weekday))).parse(input)
}

/// A day of a month, with its month or as an ordinal.
fn day_told(input: Tokens<'_>) -> PResult<'_, Partial> {
    let ordinal = verify(day, |day| {
        matches!(day.written, Written::Suffixed | Written::Ordinal)
    });
    let alone = map(ordinal, |day| Partial::of_day_alone(day.number));
    alt((full, alone)).parse(input)
}

/// nth = ( ordinal | "last" ) ( "week" | "weekend" ) [ "of" | "in" ] within
pub(super) fn nth(input: Tokens<'_>) -> PResult<'_, Point> {
    let week = alt((value(true, word("week")), value(false, word("weekend"))));
    let of = preceded(opt(alt((word("of"), word("in")))), within);
    map((which, week, of), |(nth, week, of)| {
        if week {
            Point::NthWeek(nth, of)
        } else {
            Point::Elsewhere
        }
    })
    .parse(input)
}

/// after_next = time_unit ( "after" "next" | "before" "last" )
fn after_next(input: Tokens<'_>) -> PResult<'_, Point> {
    let by = alt((
        value(2, (word("after"), word("next"))),
        value(-2, (word("before"), word("last"))),
    ));
    map((unit, by), |(unit, by)| Point::Unit(unit, by)).parse(input)
}

/// A unit of time in the singular, a day or longer.
fn unit(input: Tokens<'_>) -> PResult<'_, TimeUnit> {
    let single = verify(class(Class::TIME_UNIT), |token: &&Token| {
        !input.text(token).ends_with('s')
    });
    map_opt(single, |token: &Token| TimeUnit::of_lexicon(token.calendar)).parse(input)
}

/// weekend = ( "this" | "last" | "next" | "the" … ) "weekend"
pub(super) fn weekend(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, by) = opt(alt((shift, map(relation, coming)))).parse(input)?;
    let the = rest.behind_is(1, &["the"])
        && rest.behind_is(2, &["over", "at", "during", "for", "of", "until", "by"]);
    let (rest, _) = word("weekend").parse(rest)?;
    let point = match by {
        Some(by) => Some(Point::Weekend(by)),
        None => the.then_some(Point::Elsewhere),
    };
    some(rest, point)
}

/// "the coming weekend" is this week's, "the past weekend" last week's.
const fn coming(relation: Relation) -> i8 {
    match relation {
        Relation::Last => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within as find};
    use crate::extract::when::When;
    use jiff::civil::date;

    fn any(input: Tokens<'_>) -> PResult<'_, Point> {
        alt((week, nth, weekend)).parse(input)
    }

    #[test]
    fn accepts() {
        for (text, covers, iso) in [
            ("week 7 of 2025", "week 7 of 2025", "2025-02-10/2025-02-16"),
            ("Week 7,", "Week 7", "-"),
            (
                "week of March 3,",
                "week of March 3",
                "2025-03-03/2025-03-09",
            ),
            (
                "week of the 5th",
                "week of the 5th",
                "2025-02-03/2025-02-09",
            ),
            (
                "week ending Feb. 9",
                "week ending Feb. 9",
                "2025-02-03/2025-02-09",
            ),
            (
                "second week of May",
                "second week of May",
                "2025-05-08/2025-05-14",
            ),
            (
                "last week of august",
                "last week of august",
                "2024-08-25/2024-08-31",
            ),
            (
                "week after next",
                "week after next",
                "2025-02-10/2025-02-16",
            ),
            (
                "year before last",
                "year before last",
                "2023-01-01/2023-12-31",
            ),
            ("this weekend", "this weekend", "2025-02-01/2025-02-02"),
            ("past weekend", "past weekend", "2025-01-25/2025-01-26"),
        ] {
            let (covered, point) = read(any, text).expect(text);
            let days = When::Point(point).resolve(Some(date(2025, 1, 27)));
            let shown = days.map_or("-".to_owned(), |days| days.iso());
            assert_eq!((covered, shown.as_str()), (covers, iso), "{text}");
        }
        assert!(find(weekend, "It rained over the weekend.").is_some());
    }

    #[test]
    fn declines() {
        for text in [
            "week 60",
            "week of talks",
            "last week",
            "weekend",
            "second week",
            "year after year",
        ] {
            assert_eq!(read(any, text), None, "{text}");
        }
    }
}
