//! Expressions of the calendar: a point, a part of one, or the range from one to another.
//!
//! ```text
//! calendar = days | range | within | part | point
//! range    = "between" end "and" last | [ "from" ] end joint last
//! end      = [ "the" ] ( part | point )
//! last     = end | "now"
//! joint    = "to" | "through" | "until" | "till" | "-"
//! days     = [ "from" | "between" ] [ "the" ] day joint [ "the" ] day [ "of" ] ( month [ year ] | "this" "month" … )
//!          | month [ "the" ] day [ year ] joint day                        "and" before the day after
//!          | month ( "between" day "and" day | "from" day joint day ) [ year ]
//! within   = shift "week" ( "between" | "from" ) weekday joint weekday
//! part     = ( "early" | "mid" | "late" ) [ "-" ] [ "in" ] point
//!          | ( "beginning" | "start" | "middle" | "end" ) "of" [ "the" ] ( point | unit )
//!          | ( "first" | "second" ) [ "-" ] "half" "of" [ "the" ] ( point | "year" ) | "H1" year
//!          | ( "rest" | "remainder" ) [ "of" ] [ "the" ] ( point | unit )
//!          | ( "earlier" | "later" ) [ "in" ] ( "this" unit | unit ) | "year" "to" "date"
//! ```

use super::date::{full, shift, tail};
use super::day::{Day, Written, day};
use super::lexicon::Class;
use super::month::month;
use super::point::{calendar_unit, now, point};
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, one_of, sign, some, token, word,
};
use super::unit::unit;
use super::when::{End, Part, Partial, Point, TimeUnit, When};
use super::year::year;
use crate::quantity::Kind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{preceded, terminated};

/// calendar = days | range | within | part | point
pub(super) fn calendar(input: Tokens<'_>) -> PResult<'_, (Kind, When)> {
    let (rest, when) = match days(input) {
        Ok(found) => found,
        Err(_) => match one_of(&["from", "between"]).parse(input) {
            Ok((rest, lead)) => led(rest, input.is(lead, "between"))?,
            Err(_) => open(input)?,
        },
    };
    let kind = match when {
        When::Point(point) if point.is_date() => Kind::Date,
        _ => Kind::Period,
    };
    Ok((rest, (kind, when)))
}

/// The range after "from" or "between".
fn led(input: Tokens<'_>, between: bool) -> PResult<'_, When> {
    let (rest, first) = end(input)?;
    let (rest, _) = if between {
        word("and").parse(rest)?
    } else {
        joint(rest)?
    };
    let (rest, last) = last_end(rest)?;
    some(rest, ranged(first, last))
}

/// A part, a point, or a range that no word leads to.
fn open(input: Tokens<'_>) -> PResult<'_, When> {
    let (rest, first) = part_or_point(input)?;
    if let Ok((rest, when)) = within(first.point, rest) {
        return Ok((rest, when));
    }
    let alone = first.part.map_or(When::Point(first.point), |part| {
        When::Part(first.point, part)
    });
    let range = preceded(joint, last_end).parse(rest).ok();
    let range = range
        .filter(|(_, last)| !is_loose_dash(&rest, first, *last))
        .and_then(|(after, last)| Some((after, ranged(first, last)?)));
    Ok(range.unwrap_or((rest, alone)))
}

/// end = [ "the" ] ( part | point )
fn end(input: Tokens<'_>) -> PResult<'_, End> {
    preceded(opt(word("the")), part_or_point).parse(input)
}

/// last = end | "now"
fn last_end(input: Tokens<'_>) -> PResult<'_, End> {
    alt((end, map(now, End::whole))).parse(input)
}

/// part | point
fn part_or_point(input: Tokens<'_>) -> PResult<'_, End> {
    let part = map(part, |(point, part)| End {
        point,
        part: Some(part),
    });
    alt((part, map(point, End::whole))).parse(input)
}

/// joint = "to" | "through" | "until" | "till" | "-"
pub(super) fn joint(input: Tokens<'_>) -> PResult<'_, &Token> {
    alt((
        one_of(&["to", "through", "thru", "until", "till", "til"]),
        sign('-'),
    ))
    .parse(input)
}

/// A dash between blanks joins what is of one form; else it is a pause.
fn is_loose_dash(joint: &Tokens<'_>, first: End, last: End) -> bool {
    let dash = joint
        .first()
        .is_some_and(|joint| joint.kind == TokenKind::Sign('-') && joint.spaced);
    let days = |end: End| matches!(end.point, Point::Partial(Partial { day: Some(_), .. }));
    let weekdays = |end: End| matches!(end.point, Point::Weekday(..));
    dash && !(days(first) && days(last) || weekdays(first) && weekdays(last))
}

/// The range between two ends that belong together.
fn ranged(first: End, last: End) -> Option<When> {
    let parts = |point: Point| match point {
        Point::Partial(partial) => Some((partial.month.is_some(), partial.day.is_some(), partial)),
        _ => None,
    };
    let fits = match (parts(first.point), parts(last.point)) {
        // "2015 to May": the year alone can't take a month without its year.
        (Some((false, false, _)), Some((true, false, last))) => last.year.is_some(),
        (Some((false, true, first)), Some((true, false, _))) => first.of.is_some(),
        (Some((true, _, first)), Some((false, false, _))) => first.year.is_some(),
        (Some((false, false, a)), Some((false, false, b))) => a.year < b.year || a.of.is_some(),
        _ => true,
    };
    fits.then_some(When::Range(first, last))
}

/// within = shift "week" ( "between" | "from" ) weekday joint weekday, after its week
fn within(week: Point, input: Tokens<'_>) -> PResult<'_, When> {
    let Point::Unit(TimeUnit::Week, by) = week else {
        return Err(nom::Err::Error(()));
    };
    let name = || {
        map(class(Class::WEEKDAY), |token| {
            Point::WeekdayOf(token.calendar, by)
        })
    };
    let between = preceded(word("between"), (name(), preceded(word("and"), name())));
    let from = preceded(word("from"), (name(), preceded(joint, name())));
    map(alt((between, from)), |(first, last)| {
        When::Range(End::whole(first), End::whole(last))
    })
    .parse(input)
}

/// days: two days of one month
fn days(input: Tokens<'_>) -> PResult<'_, When> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    let month = first.classes.any(Class::MONTH);
    let day =
        first.kind == TokenKind::Digits || first.classes.any(Class::ORDINAL.with(Class::TENS));
    let lead = input.is(first, "from") || input.is(first, "between");
    let (rest, (first, last)) = if month {
        alt((days_after_month, month_with_days)).parse(input)?
    } else if day || lead {
        days_before_month(input)?
    } else {
        return Err(nom::Err::Error(()));
    };
    let whole = |partial| End::whole(Point::Partial(partial));
    let range = When::Range(whole(first), whole(last));
    some(rest, (first.exists() && last.exists()).then_some(range))
}

/// month [ "the" ] day [ year ] joint day: "Jan. 5-9", "May the 2nd through 5th", "June 3 and 4"
fn days_after_month(input: Tokens<'_>) -> PResult<'_, (Partial, Partial)> {
    let (rest, first) = full(input)?;
    let until = preceded((joint, opt(word("the"))), day);
    let (rest, last) = alt((until, |at| next_day(at, first.day))).parse(rest)?;
    let (rest, year) = opt(tail).parse(rest)?;
    let goes_on = month.parse(rest).is_ok();
    let last = Partial {
        day: Some(last.number),
        month: first.month,
        ..year.unwrap_or(first)
    };
    some(rest, (!goes_on).then_some((first, last)))
}

/// "and" and the day after a day, with which it is two days long: not "May 3 and 50 others", "May 3 and 4 people"
fn next_day(input: Tokens<'_>, before: Option<i8>) -> PResult<'_, Day> {
    let (rest, last) = preceded(word("and"), day).parse(input)?;
    let follows = before.is_some_and(|before| before.checked_add(1) == Some(last.number));
    let worded = last.written == Written::Cardinal || last.written == Written::Ordinal;
    let counts =
        unit(rest).is_ok() || super::noun::phrase(rest).is_ok() && month.parse(rest).is_err();
    some(rest, (follows && !worded && !counts).then_some(last))
}

/// month ( "between" day "and" day | "from" day joint day ) [ year ]
fn month_with_days(input: Tokens<'_>) -> PResult<'_, (Partial, Partial)> {
    let both = || alt((value((), word("and")), value((), joint)));
    let lead = one_of(&["between", "from"]);
    let (rest, (month, _, first, (), last)) = (month, lead, day, both(), day).parse(input)?;
    let (rest, year) = opt(tail).parse(rest)?;
    let of = |day: Day| Partial {
        month: Some(month.number),
        day: Some(day.number),
        ..year.unwrap_or(Partial::EMPTY)
    };
    Ok((rest, (of(first), of(last))))
}

/// [ lead ] [ "the" ] day joint [ "the" ] day [ "of" ] ( month [ year ] | "this" "month" … )
fn days_before_month(input: Tokens<'_>) -> PResult<'_, (Partial, Partial)> {
    let lead = opt(one_of(&["from", "between"]));
    let the = || opt(word("the"));
    let (rest, (lead, _, first)) = (lead, the(), day).parse(input)?;
    let both = || alt((value((), word("and")), value((), joint)));
    let (rest, last) = if lead.is_some() {
        preceded((both(), the()), day).parse(rest)?
    } else {
        let until = preceded((joint, the()), day);
        alt((until, |at| next_day(at, Some(first.number)))).parse(rest)?
    };
    let (rest, of) = preceded(opt(word("of")), month_of_days).parse(rest)?;
    let worded = |day: Day| day.written == Written::Cardinal;
    let on = |day: Day| Partial {
        day: Some(day.number),
        ..of
    };
    let fits = first.number <= last.number && !worded(first) && !worded(last);
    some(rest, fits.then_some((on(first), on(last))))
}

/// month [ year ] | ( "this" | "last" | "next" ) "month"
fn month_of_days(input: Tokens<'_>) -> PResult<'_, Partial> {
    let named = map((month, opt(tail)), |(month, year)| Partial {
        month: Some(month.number),
        ..year.unwrap_or(Partial::EMPTY)
    });
    let told = map(terminated(shift, word("month")), |by| Partial {
        of: Some((TimeUnit::Month, by)),
        ..Partial::EMPTY
    });
    alt((named, told)).parse(input)
}

/// part: less than the whole of a point
fn part(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    if first.classes.any(Class::RELATIVE) {
        return alt((phase, moved)).parse(input);
    }
    if first.classes.any(Class::TIMING) {
        return alt((edge, rest_of)).parse(input);
    }
    if first.kind != TokenKind::Word {
        return Err(nom::Err::Error(()));
    }
    alt((half, half_numbered, to_date)).parse(input)
}

/// ( "early" | "mid" | "late" ) [ "-" ] [ "in" ] point
fn phase(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let named = alt((
        value(Part::Early, word("early")),
        value(Part::Mid, word("mid")),
        value(Part::Late, word("late")),
    ));
    let hyphen = adjacent(sign('-'));
    let joint = opt(alt((
        value((), hyphen),
        value((), (one_of(&["in", "on"]), opt(word("the")))),
    )));
    map((named, joint, point), |(part, _, point)| (point, part)).parse(input)
}

/// ( "beginning" | "start" | "middle" | "end" ) "of" [ "the" ] ( point | unit )
fn edge(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let named = alt((
        value(Part::Start, one_of(&["beginning", "start"])),
        value(Part::Mid, word("middle")),
        value(Part::End, word("end")),
    ));
    map((named, preceded(word("of"), whole)), |(part, point)| {
        (point, part)
    })
    .parse(input)
}

/// ( "rest" | "remainder" ) [ "of" ] [ "the" ] ( point | unit )
fn rest_of(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let rest = one_of(&["rest", "remainder"]);
    map((rest, opt(word("of")), whole), |(_, _, point)| {
        (point, Part::Rest)
    })
    .parse(input)
}

/// [ "the" ] ( point | unit ): "the year" is the article's
fn whole(input: Tokens<'_>) -> PResult<'_, Point> {
    let unit = map(calendar_unit, |unit| Point::Unit(unit, 0));
    preceded(opt(word("the")), alt((point, unit))).parse(input)
}

/// ( "first" | "second" ) [ "-" ] "half" "of" [ "the" ] ( point | "year" )
fn half(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let ordinal = verify(class(Class::ORDINAL), |token: &&Token| token.number <= 2);
    let name = (opt(adjacent(sign('-'))), word("half"), opt(word("of")));
    map((ordinal, name, whole), |(ordinal, _, point)| {
        (point, half_of(ordinal.number == 1))
    })
    .parse(input)
}

const fn half_of(first: bool) -> Part {
    if first {
        Part::FirstHalf
    } else {
        Part::SecondHalf
    }
}

/// "H1" year
fn half_numbered(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let name = token(|input: &Tokens<'_>, token| matches!(input.text(token), "H1" | "H2"));
    let (rest, (name, year)) = (name, preceded(opt(word("of")), year)).parse(input)?;
    let half = half_of(input.text(name) == "H1");
    let year = Point::Partial(Partial::of_year(year));
    Ok((rest, (year, half)))
}

/// ( "earlier" | "later" ) ( "this" | "in" ) unit
fn moved(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let side = alt((
        value(Part::SoFar, word("earlier")),
        value(Part::Rest, word("later")),
    ));
    let whole = preceded(one_of(&["this", "in"]), calendar_unit);
    map((side, whole), |(part, unit)| (Point::Unit(unit, 0), part)).parse(input)
}

/// "year" "to" "date", perhaps with hyphens
fn to_date(input: Tokens<'_>) -> PResult<'_, (Point, Part)> {
    let hyphen = || opt(adjacent(sign('-')));
    map(
        (calendar_unit, hyphen(), word("to"), hyphen(), word("date")),
        |(unit, ..)| (Point::Unit(unit, 0), Part::SoFar),
    )
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;
    use jiff::civil::date as day_of;

    fn check(cases: &[(&str, &str, &str)]) {
        for &(text, covers, iso) in cases {
            let (covered, (_, when)) = read(calendar, text).expect(text);
            let days = when.resolve(Some(day_of(2025, 6, 20)));
            let shown = days.map_or("-".to_owned(), |days| days.iso());
            assert_eq!((covered, shown.as_str()), (covers, iso), "{text}");
        }
    }

    #[test]
    fn two_days_in_a_row() {
        check(&[
            (
                "March 13 and 14, he",
                "March 13 and 14",
                "2025-03-13/2025-03-14",
            ),
            (
                "13 and 14 March",
                "13 and 14 March",
                "2025-03-13/2025-03-14",
            ),
            ("May 3 and 4 people", "May 3", "2025-05-03"),
            ("May 3 and 40 others", "May 3", "2025-05-03"),
        ]);
    }

    #[test]
    fn ranges() {
        check(&[
            (
                "Between January and November 2024, over",
                "Between January and November 2024",
                "2024-01-01/2024-11-30",
            ),
            (
                "from January to March",
                "from January to March",
                "2025-01-01/2025-03-31",
            ),
            ("Jan. 5-9", "Jan. 5-9", "2025-01-05/2025-01-09"),
            ("1998 to 2003", "1998 to 2003", "1998-01-01/2003-12-31"),
            (
                "Tuesday through Thursday",
                "Tuesday through Thursday",
                "2025-06-17/2025-06-19",
            ),
            (
                "Wednesday to Monday",
                "Wednesday to Monday",
                "2025-06-18/2025-06-23",
            ),
            (
                "from 3 to 9 july",
                "from 3 to 9 july",
                "2025-07-03/2025-07-09",
            ),
            (
                "5 till 8 of next month",
                "5 till 8 of next month",
                "2025-07-05/2025-07-08",
            ),
            (
                "between 5 and 8 June 2023",
                "between 5 and 8 June 2023",
                "2023-06-05/2023-06-08",
            ),
            (
                "between 2019 and Mar 2021",
                "between 2019 and Mar 2021",
                "2019-01-01/2021-03-31",
            ),
            (
                "from today until Tuesday",
                "from today until Tuesday",
                "2025-06-20/2025-06-24",
            ),
            (
                "July between 3 and 9",
                "July between 3 and 9",
                "2025-07-03/2025-07-09",
            ),
            (
                "July the 3rd through 9th",
                "July the 3rd through 9th",
                "2025-07-03/2025-07-09",
            ),
            (
                "2nd July until Fri, 11 of July",
                "2nd July until Fri, 11 of July",
                "2025-07-02/2025-07-11",
            ),
            (
                "next week from Monday to Thursday",
                "next week from Monday to Thursday",
                "2025-06-23/2025-06-26",
            ),
            (
                "Nov. 3, 2023 to Jan. 5",
                "Nov. 3, 2023 to Jan. 5",
                "2023-11-03/2024-01-05",
            ),
            ("Q1 to Q3 2024", "Q1 to Q3 2024", "2024-01-01/2024-09-30"),
            (
                "from 6/2 to 6/9",
                "from 6/2 to 6/9",
                "2025-06-02/2025-06-09",
            ),
            (
                "between June 2 and now",
                "between June 2 and now",
                "2025-06-02/2025-06-20",
            ),
        ]);
    }

    #[test]
    fn parts() {
        check(&[
            (
                "early June 2024",
                "early June 2024",
                "2024-06-01/2024-06-10",
            ),
            ("mid-1990s", "mid-1990s", "1993-05-01/1996-08-31"),
            ("late next week", "late next week", "2025-06-27/2025-06-29"),
            ("end of March", "end of March", "2025-03-21/2025-03-31"),
            (
                "start of the year",
                "start of the year",
                "2025-01-01/2025-01-31",
            ),
            (
                "rest of the month",
                "rest of the month",
                "2025-06-20/2025-06-30",
            ),
            (
                "first half of 2019",
                "first half of 2019",
                "2019-01-01/2019-06-30",
            ),
            ("H2 2020", "H2 2020", "2020-07-01/2020-12-31"),
            (
                "earlier this year",
                "earlier this year",
                "2025-01-01/2025-06-20",
            ),
            ("year-to-date", "year-to-date", "2025-01-01/2025-06-20"),
        ]);
    }

    #[test]
    fn only_the_first_where_two_make_no_range() {
        check(&[
            ("Monday - June sales", "Monday", "2025-06-16"),
            ("Friday to reporters", "Friday", "2025-06-20"),
            ("2024 to 2019", "2024", "2024-01-01/2024-12-31"),
        ]);
    }

    #[test]
    fn declines() {
        for text in [
            "from 5 to 9 people",
            "between 4 and 8",
            "between us",
            "end of the war",
            "rest of us",
            "early bird",
            "first half",
            "5-9",
            "from here",
            "from talks and now",
        ] {
            assert_eq!(read(calendar, text), None, "{text}");
        }
    }
}
