//! Stretches of time told from another: "the past two years", "the past week", "in recent months", "for decades",
//! "a month later".
//!
//! ```text
//! relative  = stretch | past | recent | later | beside | bare
//! stretch   = ( "past" | "last" | "previous" | "next" | "coming" | "first" … ) cardinal [ kind ] time_units
//! kind      = "fiscal" | "financial" | "calendar"
//! past      = "past" time_unit
//! recent    = "recent" time_units
//! beside    = time_unit ( "before" | "after" )   after "the", at the end of a clause
//! later     = "a" time_unit ( "later" | "earlier" | "ago" | "before" | "after" )
//! bare      = time_units                    after "for" or "over the", or before "of", "ago", "later"
//! ```

use super::lexicon::Class;
use super::magnitude::cardinal;
use super::number::number;
use super::point::calendar_unit;
use super::quantity::{Unit, UnitName};
use super::tokens::{PResult, Token, TokenKind, Tokens, class, one_of, some, spanned, token, word};
use super::when::{End, Point, Side, TimeUnit, When};
use crate::quantity::unit::by_words;
use crate::quantity::{Amount, Interval, Kind, Modifier};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, value};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A time told from another: its kind, its length where that is told, and when it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relative {
    pub(super) kind: Kind,
    pub(super) length: Option<(Amount, Unit)>,
    pub(super) when: Option<When>,
}

impl Relative {
    const fn calendar(kind: Kind, when: When) -> Self {
        Self {
            kind,
            length: None,
            when: Some(when),
        }
    }
}

/// relative = stretch | past | recent | later | bare
pub(super) fn relative(input: Tokens<'_>) -> PResult<'_, Relative> {
    let word = |first: &&Token| first.kind == TokenKind::Word;
    input.first().filter(word).ok_or(nom::Err::Error(()))?;
    alt((stretch, past, recent, later, beside, bare)).parse(input)
}

/// stretch = ( "past" | "last" | … ) cardinal time_units
fn stretch(input: Tokens<'_>) -> PResult<'_, Relative> {
    let before = value(
        Some(Side::Before),
        one_of(&["past", "last", "previous", "preceding", "prior"]),
    );
    let after = value(Some(Side::After), one_of(&["next", "coming", "upcoming"]));
    let other = value(None, one_of(&["first", "following", "final"]));
    let count = alt((map_opt(number, |number| number), cardinal));
    let fiscal = || {
        opt(alt((
            value(true, one_of(&["fiscal", "financial"])),
            value(false, word("calendar")),
        )))
    };
    let (rest, (side, count, fiscal, (span, unit))) = (
        alt((before, after, other)),
        count,
        fiscal(),
        spanned(time_unit),
    )
        .parse(input)?;
    let (name, time) = unit;
    let fiscal = fiscal == Some(true);
    let whole = u16::try_from(count.value)
        .ok()
        .filter(|_| count.value.fract().is_zero());
    let when = match (time, side, whole) {
        (Some(_), Some(_), Some(_)) if hangs_on_another(&input) => Some(When::Elsewhere),
        (Some(TimeUnit::Year), Some(side), Some(count)) if fiscal => fiscal_years(count, side),
        (Some(_), ..) if fiscal => None,
        (Some(time), Some(side), Some(count)) => Some(When::Stretch(count, time, side)),
        _ => None,
    };
    let unit = Unit {
        text: Some(span),
        name,
        per: UnitName::None,
    };
    Ok((
        rest,
        Relative {
            kind: Kind::Duration,
            length: Some((Amount::new(count, Modifier::Exact), unit)),
            when,
        },
    ))
}

/// Whole fiscal years: the last so many before the article's, or the next after it.
fn fiscal_years(count: u16, side: Side) -> Option<When> {
    let count = i8::try_from(count).ok()?;
    let whole = |by: i8| End::whole(Point::FiscalYearOf(by));
    Some(match side {
        Side::Before => When::Range(whole(count.checked_neg()?), whole(-1)),
        Side::After => When::Range(whole(1), whole(count)),
    })
}

/// "The previous 10 years" hangs on the period that it follows, not on the article's day.
fn hangs_on_another(input: &Tokens<'_>) -> bool {
    input.first().is_some_and(|first| {
        ["previous", "preceding", "prior"]
            .iter()
            .any(|word| input.is(first, word))
    })
}

/// A unit of time: its name, and its place in the calendar where it is a day or longer.
fn time_unit(input: Tokens<'_>) -> PResult<'_, (UnitName, Option<TimeUnit>)> {
    let (rest, token) = class(Class::TIME_UNIT).parse(input)?;
    let name = by_words(&input.text(token).to_lowercase()).map_or(UnitName::None, UnitName::Known);
    Ok((rest, (name, TimeUnit::of_lexicon(token.calendar))))
}

/// past = "past" time_unit
fn past(input: Tokens<'_>) -> PResult<'_, Relative> {
    map(preceded(word("past"), calendar_unit), |unit| {
        Relative::calendar(Kind::Period, When::Stretch(1, unit, Side::Before))
    })
    .parse(input)
}

/// recent = "recent" time_units
fn recent(input: Tokens<'_>) -> PResult<'_, Relative> {
    let units = map_opt(class(Class::TIME_UNIT), |token: &Token| {
        TimeUnit::of_lexicon(token.calendar)
    });
    map(preceded(word("recent"), units), |unit| {
        Relative::calendar(Kind::Period, When::Recent(unit))
    })
    .parse(input)
}

/// later = "a" time_unit ( "later" | "earlier" | "ago" | "before" | "after" )
fn later(input: Tokens<'_>) -> PResult<'_, Relative> {
    let unit = preceded(
        one_of(&["a", "an"]),
        map_opt(class(Class::TIME_UNIT), |token: &Token| {
            TimeUnit::of_lexicon(token.calendar)
        }),
    );
    let shift = alt((
        value(false, one_of(&["later", "earlier", "before", "after"])),
        value(true, word("ago")),
    ));
    map((unit, shift), |(unit, ago)| {
        Relative::calendar(
            Kind::Date,
            if ago {
                When::Point(Point::Unit(unit, -1))
            } else {
                When::Elsewhere
            },
        )
    })
    .parse(input)
}

/// beside = time_unit ( "before" | "after" ), where nothing follows that it could be before: not "the day before the vote"
fn beside(input: Tokens<'_>) -> PResult<'_, Relative> {
    let (rest, _) = (calendar_unit, one_of(&["before", "after", "earlier"])).parse(input)?;
    let ends = rest
        .first()
        .is_none_or(|next| matches!(next.kind, TokenKind::Sign(c) if c != '-'));
    let found = Relative::calendar(Kind::Date, When::Elsewhere);
    some(
        rest,
        (ends && input.behind_is(1, &["the"])).then_some(found),
    )
}

/// bare = time_units, after "for" or "over the", or before "of", "ago", "later"
fn bare(input: Tokens<'_>) -> PResult<'_, Relative> {
    let plural = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::TIME_UNIT)
            && input.text(token).ends_with('s')
            && token.calendar > 2
    });
    let (rest, (span, token)) = spanned(plural).parse(input)?;
    let led = input.behind_is(1, &["for", "after", "within"])
        || input.behind_is(1, &["the"]) && input.behind_is(2, &["over", "through"]);
    let followed = rest.first().is_some_and(|next| {
        ["of", "ago", "later", "earlier"]
            .iter()
            .any(|word| rest.is(next, word))
    });
    if !led && !followed {
        return Err(nom::Err::Error(()));
    }
    let many = TimeUnit::of_lexicon(token.calendar).map_or(24, TimeUnit::many);
    let amount = Amount {
        stated: None,
        interval: Interval::between(Decimal::TWO, many.into()),
        modifier: Modifier::Exact,
        vague: false,
        reversed: false,
    };
    let name = by_words(&input.text(token).to_lowercase()).map_or(UnitName::None, UnitName::Known);
    Ok((
        rest,
        Relative {
            kind: Kind::Duration,
            length: Some((
                amount,
                Unit {
                    text: Some(span),
                    name,
                    per: UnitName::None,
                },
            )),
            when: None,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;
    use jiff::civil::date;

    #[test]
    fn accepts() {
        let anchor = Some(date(2025, 1, 27));
        for (text, covers, kind, iso) in [
            (
                "past week, he",
                "past week",
                Kind::Period,
                "2025-01-20/2025-01-27",
            ),
            (
                "recent months, the",
                "recent months",
                Kind::Period,
                "2024-01-27/2025-01-27",
            ),
            (
                "past two years",
                "past two years",
                Kind::Duration,
                "2023-01-27/2025-01-27",
            ),
            (
                "next 18 months",
                "next 18 months",
                Kind::Duration,
                "2025-01-27/2026-07-27",
            ),
            (
                "previous 10 years combined",
                "previous 10 years",
                Kind::Duration,
                "-",
            ),
            ("a month later", "a month later", Kind::Date, "-"),
            (
                "last two fiscal years",
                "last two fiscal years",
                Kind::Duration,
                "2022-10-01/2024-09-30",
            ),
            (
                "prior 10 fiscal years",
                "prior 10 fiscal years",
                Kind::Duration,
                "-",
            ),
            ("decades of experience", "decades", Kind::Duration, "-"),
        ] {
            let (covered, found) = read(relative, text).expect(text);
            let days = found
                .when
                .and_then(|when| when.resolve(anchor))
                .map_or("-".into(), |days| days.iso());
            assert_eq!((covered, found.kind, days.as_str()), (covers, kind, iso));
        }
    }

    #[test]
    fn declines() {
        for text in [
            "years passed",
            "last man",
            "this is",
            "next to",
            "recent talks",
            "a month",
            "the day before the vote",
            "the first",
        ] {
            assert_eq!(
                read(relative, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
