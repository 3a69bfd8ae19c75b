//! Times of day: "1830 GMT", "2:30 p.m. EDT", "9 am", "noon on Friday", "7-9 p.m.", "5 o'clock".
//!
//! ```text
//! time    = span | moment
//! span    = ( clock | hour ) ( "-" | "to" | "and" ) ( clock | hour ) half [ zone ]
//! moment  = named [ zone ] | ( clock | hour ) half [ zone ] | ( clock | military ) [ "hours" ] zone | military "hours"
//!         | colon [ ":" seconds ] [ part ] | hour "o'clock" [ part ]
//! clock   = hours ( ":" | "." ) minutes
//! military = digits{3,4} | hours
//! half    = "am" | "a.m." | "pm" | "p.m."
//! part    = "in" "the" ( "morning" | "afternoon" | "evening" ) | "at" "night"
//! named   = "noon" | "midnight"           behind a preposition, or before a zone or a day
//! ```
//!
//! A time has a value where its half of the day is told, or where it can have only one.

use super::lexicon::Class;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, word,
};
use super::zone::{Zone, zone};
use crate::quantity::{Clock, Dial};
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, value, verify};
use nom::sequence::{preceded, terminated};

/// A time of day, or two, in a zone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    from: Option<Hand>,
    until: Option<Hand>,
    zone: Option<Zone>,
}

/// Where the hands of a clock stand, of 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hand {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    dial: Dial,
}

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

impl Time {
    const fn at(from: Option<Hand>, zone: Option<Zone>) -> Self {
        Self {
            from,
            until: None,
            zone,
        }
    }

    /// Whether nothing but digits tells it: it may be another thing.
    pub(super) const fn is_bare(self) -> bool {
        self.from.is_none() && self.zone.is_none()
    }

    /// The time, or both, on a day; `None` where its half of the day is not told.
    pub(super) fn resolve(self, day: Option<Date>) -> Option<(Clock, Option<Clock>)> {
        let offset = self.zone.and_then(|zone| zone.offset(day));
        let either = self
            .zone
            .filter(|_| offset.is_none())
            .and_then(Zone::either);
        let clock = |hand: Hand| Clock {
            hour: hand.hour,
            minute: hand.minute,
            second: hand.second,
            offset,
            either,
            dial: hand.dial,
        };
        Some((clock(self.from?), self.until.map(clock)))
    }
}

impl Hand {
    const fn new(hour: u8, minute: u8) -> Self {
        Self {
            hour,
            minute,
            second: None,
            dial: Dial::Colon,
        }
    }

    /// The hand of a half of the day.
    const fn of(self, half: Half) -> Self {
        let hour = match (half, self.hour) {
            (Half::Morning, 12) => 0,
            (Half::Afternoon, hour @ 1..12) => hour.saturating_add(12),
            (_, hour) => hour,
        };
        Self {
            hour,
            dial: Dial::Halves,
            ..self
        }
    }

    /// The hand where it can mean but one time.
    const fn alone(self) -> Option<Self> {
        match self.hour {
            0 | 13.. => Some(self),
            _ => None,
        }
    }
}

/// time = span | moment
pub(super) fn time(input: Tokens<'_>) -> PResult<'_, Time> {
    match input.first() {
        Some(first) if first.kind == TokenKind::Digits && may_go_on(&input) => {
            alt((span, moment)).parse(input)
        }
        Some(first) if first.classes.any(Class::CLOCK) => named(input),
        Some(first) if first.classes.any(Class::ONES) => oclock(input),
        _ => Err(nom::Err::Error(())),
    }
}

/// Whether digits may be a time by what stands behind them: a glance, as most are none.
fn may_go_on(input: &Tokens<'_>) -> bool {
    let joined = |next: &Token| match next.kind {
        TokenKind::Word => true,
        TokenKind::Sign(c) => matches!(c, ':' | '.' | '-'),
        TokenKind::Digits | TokenKind::Other => false,
    };
    input.ahead(1).is_some_and(joined) || is_padded(input)
}

/// span = ( clock | hour ) ( "-" | "to" | "and" ) ( clock | hour ) half [ zone ]
fn span(input: Tokens<'_>) -> PResult<'_, Time> {
    let hand = || alt((clock, hour));
    let joint = alt((
        value((), sign('-')),
        value((), one_of(&["to", "and", "until"])),
    ));
    let (rest, (from, _, until, last, zone)) =
        (hand(), joint, hand(), half, opt(zone)).parse(input)?;
    let until = until.of(last);
    // "10-2 p.m." begins in the morning.
    let same = from.of(last);
    let from = if (same.hour, same.minute) < (until.hour, until.minute) {
        same
    } else {
        from.of(Half::Morning)
    };
    let time = Time {
        from: Some(from),
        until: Some(until),
        zone,
    };
    Ok((rest, time))
}

/// moment, but for the named ones
fn moment(input: Tokens<'_>) -> PResult<'_, Time> {
    let hours = || one_of(&["hours", "hrs"]);
    let of_half = map(
        (
            alt((clock, verify(hour, |hand: &Hand| hand.hour < 13))),
            half,
            opt(zone),
        ),
        |(hand, half, zone)| Time::at(Some(hand.of(half)), zone),
    );
    let of_zone = map(
        (alt((clock, military, hour)), opt(hours()), zone),
        |(hand, _, zone)| Time::at(Some(hand), Some(zone)),
    );
    let of_hours = map(terminated(military, hours()), |hand| {
        Time::at(Some(hand), None)
    });
    let padded = map(verify(military, |_| is_padded(&input)), |hand| {
        Time::at(Some(hand), None)
    });
    alt((of_half, of_zone, of_hours, colon_time, oclock, padded)).parse(input)
}

/// "At 0600": four digits, of which the first is no number's.
fn is_padded(input: &Tokens<'_>) -> bool {
    let zero = input.first().is_some_and(|first| {
        let text = input.text(first);
        text.len() == 4 && text.starts_with('0')
    });
    zero && input.behind_is(
        1,
        &[
            "at", "by", "until", "till", "from", "since", "before", "after", "around", "about",
        ],
    )
}

/// colon [ ":" seconds ] [ part ]
fn colon_time(input: Tokens<'_>) -> PResult<'_, Time> {
    let seconds = opt(preceded(adjacent(sign(':')), adjacent(number(0, 59))));
    let (rest, ((hand, padded), second, half)) = (colon, seconds, opt(part)).parse(input)?;
    let hand = Hand { second, ..hand };
    let from = match half {
        Some(half) => Some(hand.of(half)),
        None if padded => Some(hand),
        None => hand.alone(),
    };
    Ok((rest, Time::at(from, None)))
}

/// hour "o'clock" [ part ]
fn oclock(input: Tokens<'_>) -> PResult<'_, Time> {
    let words = map_opt(class(Class::ONES), |token| {
        let hour = u8::try_from(token.number).ok()?;
        (1..=12).contains(&hour).then_some(Hand::new(hour, 0))
    });
    let clock = one_of(&["o'clock", "o’clock"]);
    let (rest, (hand, _, half)) = (alt((hour, words)), clock, opt(part)).parse(input)?;
    Ok((rest, Time::at(half.map(|half| hand.of(half)), None)))
}

/// named = "noon" | "midnight"
fn named(input: Tokens<'_>) -> PResult<'_, Time> {
    const BEFORE: &[&str] = &[
        "at", "by", "before", "after", "until", "till", "from", "since", "around", "about", "past",
        "to", "between", "and", "near", "12",
    ];
    let (rest, token) = class(Class::CLOCK).parse(input)?;
    let small = !input.is_capital(token);
    let hand = Hand {
        dial: Dial::Halves,
        ..Hand::new(u8::try_from(token.number).unwrap_or_default(), 0)
    };
    let (rest, zone) = opt(zone).parse(rest)?;
    let day = Class::WEEKDAY.with(Class::MONTH).with(Class::DEICTIC);
    let dated = rest.first().is_some_and(|next| next.classes.any(day));
    let hyphen = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced);
    let told = input.behind_is(1, BEFORE) || zone.is_some() || dated;
    some(
        rest,
        (small && told && !hyphen).then_some(Time::at(Some(hand), zone)),
    )
}

/// clock = hours ( ":" | "." ) minutes
fn clock(input: Tokens<'_>) -> PResult<'_, Hand> {
    let point = map(
        (number(0, 24), adjacent(sign('.')), adjacent(minutes)),
        |(hour, _, minute)| Hand::new(hour, minute),
    );
    alt((map(colon, |(hand, _)| hand), point)).parse(input)
}

/// hours ":" minutes, and whether the hours have two digits of which the first is a zero
fn colon(input: Tokens<'_>) -> PResult<'_, (Hand, bool)> {
    let padded = input
        .first()
        .is_some_and(|first| input.text(first).starts_with('0'));
    map(
        (number(0, 24), adjacent(sign(':')), adjacent(minutes)),
        |(hour, _, minute)| (Hand::new(hour, minute), padded),
    )
    .parse(input)
}

/// Two digits up to 59.
fn minutes(input: Tokens<'_>) -> PResult<'_, u8> {
    let two = input
        .first()
        .is_some_and(|first| input.text(first).len() == 2);
    verify(number(0, 59), |_| two).parse(input)
}

fn hour(input: Tokens<'_>) -> PResult<'_, Hand> {
    map(number(0, 24), |hour| Hand::new(hour, 0)).parse(input)
}

/// "1830", "930"
fn military(input: Tokens<'_>) -> PResult<'_, Hand> {
    map_opt(digits, |token| {
        let text = input.text(token);
        let (hour, minute) = text.split_at_checked(text.len().checked_sub(2)?)?;
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        let hand = Hand {
            dial: Dial::Digits,
            ..Hand::new(hour, minute)
        };
        (hour < 25 && minute < 60 && text.len() < 5).then_some(hand)
    })
    .parse(input)
}

/// Digits within bounds.
fn number<'a>(least: u8, most: u8) -> impl nom::Parser<Tokens<'a>, Output = u8, Error = ()> {
    move |input: Tokens<'a>| {
        map_opt(digits, |token: &Token| {
            let value = input.text(token).parse().ok()?;
            (least..=most).contains(&value).then_some(value)
        })
        .parse(input)
    }
}

/// half = "am" | "a.m." | "pm" | "p.m."
fn half(input: Tokens<'_>) -> PResult<'_, Half> {
    alt((
        value(Half::Morning, one_of(&["am", "a.m.", "a.m"])),
        value(Half::Afternoon, one_of(&["pm", "p.m.", "p.m"])),
    ))
    .parse(input)
}

/// part = "in" "the" ( "morning" | "afternoon" | "evening" ) | "at" "night"
fn part(input: Tokens<'_>) -> PResult<'_, Half> {
    let afternoon = value(Half::Afternoon, one_of(&["afternoon", "evening"]));
    let of_day = alt((value(Half::Morning, word("morning")), afternoon));
    alt((
        preceded((word("in"), word("the")), of_day),
        value(Half::Afternoon, (word("at"), word("night"))),
    ))
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};
    use jiff::civil::date;

    fn shown(time: Time) -> String {
        match time.resolve(Some(date(2025, 6, 20))) {
            None => String::new(),
            Some((from, None)) => from.to_string(),
            Some((from, Some(until))) => format!("{from}/{until}"),
        }
    }

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("1830 GMT (2:30", "1830 GMT", "18:30+00:00"),
            ("2:30 p.m. EDT)", "2:30 p.m. EDT", "14:30-04:00"),
            ("0401 GMT", "0401 GMT", "04:01+00:00"),
            ("5 GMT", "5 GMT", "05:00+00:00"),
            ("9 am on", "9 am", "09:00"),
            ("12 p.m. ET", "12 p.m. ET", "12:00-04:00"),
            ("12:01 a.m.", "12:01 a.m.", "00:01"),
            ("14:05:09", "14:05:09", "14:05:09"),
            ("09:30 on", "09:30", "09:30"),
            ("9:30 on", "9:30", ""),
            ("9:30 in the evening", "9:30 in the evening", "21:30"),
            ("7.30pm", "7.30pm", "19:30"),
            ("10 a.m. local time", "10 a.m. local time", "10:00"),
            ("14:00 UTC+2", "14:00 UTC+2", "14:00+02:00"),
            ("7-9 p.m.", "7-9 p.m.", "19:00/21:00"),
            (
                "10 to 2 p.m. Eastern",
                "10 to 2 p.m. Eastern",
                "10:00-04:00/14:00-04:00",
            ),
            ("1830 hours", "1830 hours", "18:30"),
            ("5 o'clock", "5 o'clock", ""),
            (
                "five o’clock in the morning",
                "five o’clock in the morning",
                "05:00",
            ),
            ("noon Friday", "noon", "12:00"),
            ("midnight GMT", "midnight GMT", "00:00+00:00"),
        ] {
            let (covered, time) = read(time, text).expect(text);
            assert_eq!((covered, shown(time).as_str()), (covers, value));
        }
    }

    #[test]
    fn noon_is_a_time_behind_a_preposition() {
        for (text, value) in [
            ("They met at noon and left.", Some("12:00")),
            ("They left shortly after midnight.", Some("00:00")),
            ("They left at 0600 and slept.", Some("06:00")),
            ("They burnt the midnight oil.", None),
            ("They saw Midnight Cowboy.", None),
            ("They wrote 0600 on it.", None),
        ] {
            assert_eq!(within(time, text).map(shown).as_deref(), value, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "1830 people",
            "2:75",
            "3.5",
            "9 I am",
            "26:00",
            "1875 GMT",
            "2:3",
            "3 to 5 people",
            "one of",
        ] {
            assert!(read(time, text).is_none(), "{text}");
        }
    }
}
