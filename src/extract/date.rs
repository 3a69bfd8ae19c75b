//! Dates: "Feb. 1", "Jan 20, 2025", "27 January 2025", "November 2023", "early June", "the 15th of May", "2019".
//!
//! ```text
//! date       = full | [ relation ] ( year_month | month_year | month_alone ) | day_alone | day_of_unit | year
//! full       = month_day | day_month                     with a year or without
//! month_day  = month [ "-" | "the" ] day [ tail ]
//! day_month  = day [ "-" | "of" ] month [ tail ]
//! year_month = year [ "," ] month
//! month_year = [ "month" "of" ] month tail
//! day_alone  = day                                       "the 20th" after "on", "by", "until" and their like
//! day_of_unit = day "of" ( "this" | "last" | "next" | "the" ) "month"
//! tail       = [ "," | "of" ] ( year | words ) | [ "of" ] ( "this" | "last" | "next" ) "year"
//! relation   = [ "this" ] ( "last" | "past" | "next" | "coming" | … ) | "this"
//! ```

use super::day::{Day, Written, day};
use super::lexicon::Class;
use super::month::{Month, Plain, month};
use super::number_date::{iso, slashed};
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, some, word,
};
use super::when::{Partial, Relation, TimeUnit};
use super::year;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, value, verify};
use nom::sequence::preceded;

/// A date whose day is told, as a dateline gives it.
pub(super) fn literal(input: Tokens<'_>) -> PResult<'_, Partial> {
    verify(alt((iso, slashed, full)), Partial::exists).parse(input)
}

/// full = month_day | day_month
pub(super) fn full(input: Tokens<'_>) -> PResult<'_, Partial> {
    verify(alt((month_day, day_month)), Partial::exists).parse(input)
}

/// full | [ relation ] ( month_year | month_alone ); not the month of a day that does not exist
pub(super) fn of_month(input: Tokens<'_>) -> PResult<'_, Partial> {
    let digits = |first: &Token| first.kind == TokenKind::Digits;
    if input.first().is_some_and(digits) {
        return verify(day_month, Partial::exists).parse(input);
    }
    let (rest, relation) = opt(relation).parse(input)?;
    let named = alt((month_day, day_month, month_year, month_alone));
    let (rest, partial) = verify(named, Partial::exists).parse(rest)?;
    let bare = partial.year.is_none() && partial.of.is_none();
    let told = relation.filter(|_| bare);
    let fits = relation.is_none() || bare && partial.day.is_none();
    let partial = Partial {
        relation: told.unwrap_or(Relation::None),
        ..partial
    };
    some(rest, fits.then_some(partial))
}

/// month_day = month [ "-" | "the" ] day [ tail ]
pub(super) fn month_day(input: Tokens<'_>) -> PResult<'_, Partial> {
    let hyphen = value((), (adjacent(sign('-')), adjacent(peek(digits))));
    let joint = opt(alt((hyphen, value((), word("the")))));
    let (rest, (month, _, day)) = (month, joint, day).parse(input)?;
    let (after, year) = opt(day_tail).parse(rest)?;
    let told = year.is_some() || is_plain_day(&input, &rest, month, day);
    let partial = Partial {
        month: Some(month.number),
        day: Some(day.number),
        ..year.unwrap_or(Partial::EMPTY)
    };
    some(after, told.then_some(partial))
}

/// Whether a day after a month is one without a year to say so: not "In May two people", "may 5 people".
fn is_plain_day(input: &Tokens<'_>, rest: &Tokens<'_>, month: Month, day: Day) -> bool {
    let counts = year::unit_follows(*rest).is_ok() || input.behind_is(1, &["in"]) && !ends(rest);
    match day.written {
        Written::Suffixed => true,
        Written::Ordinal => ends(rest),
        Written::Cardinal => ends(rest) && (day.number > 20 || month.plain != Plain::Word),
        Written::Digits if month.plain == Plain::Word => {
            !counts && input.behind_is(1, &["on", "by", "until", "till", "since", "from", "to"])
        }
        Written::Digits => !counts,
    }
}

/// Whether nothing follows that a number could count: a sign, a function word or the end.
pub(super) fn ends(rest: &Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| match next.kind {
        TokenKind::Sign('-' | '%') => false,
        TokenKind::Sign(_) => true,
        _ => next.classes.any(Class::FUNCTION) && !rest.is(next, "of"),
    })
}

/// day_month = day [ "-" | "of" ] month [ tail ]
fn day_month(input: Tokens<'_>) -> PResult<'_, Partial> {
    let hyphen = value(false, adjacent(sign('-')));
    let (rest, (day, joint)) = (day, opt(alt((value(true, word("of")), hyphen)))).parse(input)?;
    let (rest, month) = if joint == Some(false) {
        adjacent(month).parse(rest)?
    } else {
        month.parse(rest)?
    };
    let (rest, year) = opt(day_tail).parse(rest)?;
    let of = joint == Some(true);
    let told = match day.written {
        Written::Digits => month.plain != Plain::Word || of || year.is_some(),
        Written::Suffixed => true,
        Written::Ordinal => of,
        Written::Cardinal => false,
    };
    let partial = Partial {
        month: Some(month.number),
        day: Some(day.number),
        ..year.unwrap_or(Partial::EMPTY)
    };
    some(rest, told.then_some(partial))
}

/// The year after a day of a month: also one of the Middle Ages.
fn day_tail(input: Tokens<'_>) -> PResult<'_, Partial> {
    let old = |input| {
        let (rest, year) = year::four_digits(input, 1000)?;
        some(rest, year::unit_follows(rest).is_err().then_some(year))
    };
    let old = map(preceded(opt(joint), old), Partial::of_year);
    alt((tail, old)).parse(input)
}

/// tail = [ "," | "of" ] ( year | words ) | [ "of" ] ( "this" | "last" | "next" ) "year"
pub(super) fn tail(input: Tokens<'_>) -> PResult<'_, Partial> {
    let told = map(alt((year::year, year::words)), Partial::of_year);
    let shifted = preceded(opt(one_of(&["of", "in"])), year_from_here);
    alt((preceded(opt(joint), told), shifted)).parse(input)
}

/// "," | "of"
fn joint(input: Tokens<'_>) -> PResult<'_, ()> {
    alt((value((), sign(',')), value((), word("of")))).parse(input)
}

/// ( "this" | "last" | "next" ) "year"
pub(super) fn year_from_here(input: Tokens<'_>) -> PResult<'_, Partial> {
    map((shift, word("year")), |(by, _)| Partial {
        of: Some((TimeUnit::Year, by)),
        ..Partial::EMPTY
    })
    .parse(input)
}

/// "this" | "last" | "next", as a count of units
pub(super) fn shift(input: Tokens<'_>) -> PResult<'_, i8> {
    alt((
        value(0, one_of(&["this", "current"])),
        value(-1, one_of(&["last", "previous"])),
        value(1, one_of(&["next", "upcoming"])),
    ))
    .parse(input)
}

/// year_month = year [ "," ] month
pub(super) fn year_month(input: Tokens<'_>) -> PResult<'_, Partial> {
    let (rest, (year, comma, month)) = (year::year, opt(sign(',')), month).parse(input)?;
    let day_follows = day.parse(rest).is_ok() || value((), (word("the"), day)).parse(rest).is_ok();
    let stop = comma.is_none() || ends(&rest);
    let told = month.plain != Plain::Word && !day_follows && stop && !name_after(&rest);
    some(
        rest,
        told.then_some(Partial::of_month(month.number, Some(year))),
    )
}

/// Whether a capitalised word follows: "In 2016 May Smith".
fn name_after(rest: &Tokens<'_>) -> bool {
    rest.first()
        .is_some_and(|next| super::month::capitalised(rest.text(next)))
}

/// month_year = month tail
fn month_year(input: Tokens<'_>) -> PResult<'_, Partial> {
    let (rest, (month, year)) = (month, tail).parse(input)?;
    let counted = year::unit_follows(rest).is_ok();
    let partial = Partial {
        month: Some(month.number),
        ..year
    };
    some(rest, (!counted).then_some(partial))
}

/// "month" "of" month [ tail ]
pub(super) fn named_month(input: Tokens<'_>) -> PResult<'_, Partial> {
    let single = map(month, |month| Partial::of_month(month.number, None));
    let (rest, _) = (word("month"), word("of")).parse(input)?;
    alt((month_year, single)).parse(rest)
}

/// A month alone: not the verb "march" or the modal "may".
fn month_alone(input: Tokens<'_>) -> PResult<'_, Partial> {
    let (rest, month) = month.parse(input)?;
    let told = month.stands_alone(&input, &rest);
    some(rest, told.then_some(Partial::of_month(month.number, None)))
}

/// day_of_unit = day "of" ( "this" | "last" | "next" | "the" ) "month"
pub(super) fn day_of_unit(input: Tokens<'_>) -> PResult<'_, Partial> {
    let by = alt((
        map(shift, Some),
        value(None, one_of(&["the", "each", "every"])),
    ));
    let (rest, (day, _, by, _)) = (day, word("of"), by, word("month")).parse(input)?;
    let told = by.is_some() && day.written != Written::Cardinal;
    let partial = Partial {
        of: by.map(|by| (TimeUnit::Month, by)),
        ..Partial::of_day_alone(day.number)
    };
    some(rest, told.then_some(partial))
}

/// day_alone = day, after "on", "by", "until" and their like: "on the 20th", "since the twenty-second"
pub(super) fn day_alone(input: Tokens<'_>) -> PResult<'_, Partial> {
    const LEADS: [&str; 8] = [
        "on", "by", "until", "till", "since", "before", "after", "for",
    ];
    let the = input.behind_is(1, &["the"]);
    let led = input.behind_is(if the { 2 } else { 1 }, &LEADS);
    let (rest, day) = day.parse(input)?;
    let told = match day.written {
        Written::Suffixed => led && ends(&rest),
        Written::Ordinal => {
            let clause_ends = rest.first().is_none_or(is_stop);
            the && led && clause_ends && (day.number > 20 || input.behind_is(2, &["on"]))
        }
        // "Until the 27." is a day, and "the 27 nations" are none.
        Written::Digits => {
            let lead = ["on", "until", "till", "for"];
            the && input.behind_is(2, &lead) && rest.first().is_none_or(is_stop)
        }
        Written::Cardinal => false,
    };
    some(rest, told.then_some(Partial::of_day_alone(day.number)))
}

/// The end of a clause.
fn is_stop(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Sign('.' | '!' | '?' | ';'))
}

/// relation = [ "this" ] ( "last" | "past" | "next" | "coming" | … ) | "this"
pub(super) fn relation(input: Tokens<'_>) -> PResult<'_, Relation> {
    let other = alt((
        value(Relation::Last, one_of(&["last", "past", "previous"])),
        value(Relation::Next, one_of(&["next", "coming", "upcoming"])),
    ));
    let this = || value(Relation::This, word("this"));
    alt((preceded(opt(this()), other), this())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};
    use crate::extract::when::{Point, When};
    use jiff::civil::date as day_of;

    fn any(input: Tokens<'_>) -> PResult<'_, Partial> {
        alt((day_of_unit, of_month, year_month, named_month)).parse(input)
    }

    fn iso_of(partial: Partial) -> String {
        let days = When::Point(Point::Partial(partial)).resolve(Some(day_of(2025, 1, 27)));
        days.map_or("-".to_owned(), |days| days.iso())
    }

    #[test]
    fn accepts() {
        for (text, covers, iso) in [
            ("Feb. 1 to force", "Feb. 1", "2025-02-01"),
            ("Jan 20, declared", "Jan 20", "2025-01-20"),
            ("Jan. 20, 2025, the", "Jan. 20, 2025", "2025-01-20"),
            ("27 January 2025", "27 January 2025", "2025-01-27"),
            ("1st of March 2024", "1st of March 2024", "2024-03-01"),
            (
                "November 2023, the",
                "November 2023",
                "2023-11-01/2023-11-30",
            ),
            ("last November", "last November", "2024-11-01/2024-11-30"),
            ("April.", "April", "2025-04-01/2025-04-30"),
            ("november 2023", "november 2023", "2023-11-01/2023-11-30"),
            ("next october", "next october", "2025-10-01/2025-10-31"),
            ("7th feb", "7th feb", "2025-02-07"),
            ("9-oct", "9-oct", "2024-10-09"),
            ("9oct", "9oct", "2024-10-09"),
            ("oct-9", "oct-9", "2024-10-09"),
            ("3 july 1776", "3 july 1776", "1776-07-03"),
            ("14 october 1066", "14 october 1066", "1066-10-14"),
            ("November the 9th", "November the 9th", "2024-11-09"),
            ("ninth of march", "ninth of march", "2025-03-09"),
            ("may thirty-first", "may thirty-first", "2025-05-31"),
            (
                "may twenty four, 2023",
                "may twenty four, 2023",
                "2023-05-24",
            ),
            (
                "July of nineteen sixty-nine",
                "July of nineteen sixty-nine",
                "1969-07-01/1969-07-31",
            ),
            ("March 3 of 2024", "March 3 of 2024", "2024-03-03"),
            ("june next year", "june next year", "2026-06-01/2026-06-30"),
            ("2024 October", "2024 October", "2024-10-01/2024-10-31"),
            ("month of July", "month of July", "2025-07-01/2025-07-31"),
            ("9th of next month", "9th of next month", "2025-02-09"),
        ] {
            let (covered, partial) = read(any, text).expect(text);
            assert_eq!((covered, iso_of(partial).as_str()), (covers, iso), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "may be",
            "May I",
            "march on",
            "march 10 miles",
            "may 20 people",
            "20 may be",
            "first May rally",
            "February 30, 2024",
            "123",
            "April Jones",
            "jan",
            "this may help",
            "five June bugs",
            "2016, May said",
            "2016, June 5",
        ] {
            assert_eq!(read(any, text), None, "{text}");
        }
    }

    #[test]
    fn a_day_alone_is_led_to() {
        for (text, day) in [
            ("due on the 20th.", Some(20)),
            ("since the 3rd and", Some(3)),
            ("on the twenty-second.", Some(22)),
            ("back until the 14.", Some(14)),
            ("for the 14 nations", None),
            ("of the 14.", None),
            ("on the 20th floor", None),
            ("on the 35th anniversary", None),
            ("for the second time", None),
            ("finished 20th.", None),
            ("up from the 20th currently", None),
            ("the 20th century", None),
        ] {
            let found = within(day_alone, text);
            assert_eq!(found.and_then(|partial| partial.day), day, "{text}");
        }
    }
}
