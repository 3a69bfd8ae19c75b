//! Candidates: what can begin at a token, and which of it is meant.
//!
//! Of all productions that match the longest wins; between equals, the calendar before the number. What is part of a
//! name, a score or an identifier is passed over.

use super::calendar;
use super::duration;
use super::figure::{Figure, figure};
use super::fraction;
use super::lexicon::Class;
use super::name;
use super::no_figure::{is_compound, is_quantity};
use super::ordinal::ordinal;
use super::phone::phone;
use super::quantity::Unit;
use super::relative::{self, Relative};
use super::score::score;
use super::time::{Time, time};
use super::title;
use super::tokens::{Token, TokenKind, Tokens};
use super::unit::{spelled, stopped};
use super::unit_name::may_begin as may_be_unit;
use super::weekday;
use super::when::When;
use crate::quantity::unit::by_symbol;
use crate::quantity::{Amount, Interval, Kind, Magnitude, Modifier};

/// What a production found: a quantity without its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) amount: Amount,
    pub(super) unit: Unit,
    pub(super) when: Option<When>,
    pub(super) time: Option<Time>,
}

/// An amount that says nothing: of dates, periods and times.
pub(super) const NO_AMOUNT: Amount = Amount {
    stated: None,
    interval: Interval::EVERYTHING,
    modifier: Modifier::Exact,
    vague: false,
};

impl Found {
    const fn calendar(kind: Kind, when: Option<When>) -> Self {
        Self {
            kind,
            amount: NO_AMOUNT,
            unit: Unit::NONE,
            when,
            time: None,
        }
    }

    const fn time(time: Time) -> Self {
        Self {
            time: Some(time),
            ..Self::calendar(Kind::Time, None)
        }
    }

    fn ordinal(magnitude: Magnitude) -> Self {
        Self {
            kind: Kind::Ordinal,
            amount: Amount::new(magnitude, Modifier::Exact),
            unit: Unit::NONE,
            when: None,
            time: None,
        }
    }

    fn figure(figure: Figure) -> Self {
        let kind = if figure.amount.is_some() {
            figure.kind
        } else {
            Kind::OutOfRange
        };
        Self {
            kind,
            amount: figure.amount.unwrap_or(NO_AMOUNT),
            unit: figure.unit,
            when: None,
            time: None,
        }
    }
}

/// What can begin at a token: an expression of the calendar, a figure.
#[derive(Clone, Copy, Debug)]
struct Begins {
    calendar: bool,
    figure: bool,
}

impl Begins {
    fn at(at: &Tokens<'_>, first: &Token) -> Self {
        match first.kind {
            TokenKind::Digits => Self {
                calendar: true,
                figure: true,
            },
            TokenKind::Sign(c) => {
                let currency =
                    |next: &Token| next.kind == TokenKind::Word && is_currency(&at.skip(1), next);
                let signed = matches!(c, '-' | '.')
                    && at.ahead(1).is_some_and(|next| {
                        next.kind == TokenKind::Digits
                            || !next.spaced && (next.kind != TokenKind::Word || currency(next))
                    });
                let figure =
                    signed || first.classes.any(Class::NUMBER) || !c.is_ascii() || c == '$';
                Self {
                    calendar: false,
                    figure,
                }
            }
            TokenKind::Word => {
                let last = at.text(first).as_bytes().last();
                let weekdays = first.classes.any(Class::ONES)
                    && at.ahead(1).is_some_and(|next| weekday::in_number(at, next));
                Self {
                    calendar: first.classes.any(Class::CALENDAR)
                        || weekdays
                        || last.is_some_and(u8::is_ascii_digit),
                    figure: first.classes.any(Class::NUMBER) || is_currency(at, first),
                }
            }
            TokenKind::Other => Self {
                calendar: false,
                figure: false,
            },
        }
    }
}

/// Whether a word is a currency before a number: "USD 500", "Rs. 500", the first part of "US$5".
fn is_currency(at: &Tokens<'_>, word: &Token) -> bool {
    match at.ahead(1).map(|next| next.kind) {
        Some(TokenKind::Sign('$' | '=')) => true,
        Some(TokenKind::Sign('.')) => {
            let number = |next: &Token| next.kind == TokenKind::Digits;
            at.ahead(2).is_some_and(number) && may_be_unit(at, word) && stopped(at).is_some()
        }
        Some(TokenKind::Digits) => {
            may_be_unit(at, word) && (by_symbol(at.text(word)).is_some() || spelled(at).is_some())
        }
        _ => false,
    }
}

/// The longest production that matches, if any; `None` inside where it is no quantity and is passed over.
pub(super) fn longest<'a>(at: Tokens<'a>, first: &Token) -> Option<(Tokens<'a>, Option<Found>)> {
    let begins = Begins::at(&at, first);
    if !begins.calendar && !begins.figure {
        return None;
    }
    let best = best(at, first, begins);
    let reach = best.map_or(0, |(rest, _)| rest.position_in_sentence());
    let digits = first.kind == TokenKind::Digits;
    let plain = best.is_none_or(|(_, found)| found.kind == Kind::Count);
    if plain
        && let Ok((rest, ())) = score(at)
        && rest.position_in_sentence() >= reach
    {
        return Some((rest, None));
    }
    let identifier = if digits {
        name::identifier(at).ok()
    } else {
        None
    };
    match (best, identifier) {
        (Some(_), Some((rest, ()))) if rest.position_in_sentence() > reach => Some((rest, None)),
        (Some((rest, found)), _) => Some(unless_name(at, rest, found)),
        (None, identifier) => {
            let phone = if digits { phone(at).ok() } else { None };
            phone.or(identifier).map(|(rest, ())| (rest, None))
        }
    }
}

/// The longest figure or expression of the calendar; between equals the second.
fn best<'a>(at: Tokens<'a>, first: &Token, begins: Begins) -> Option<(Tokens<'a>, Found)> {
    let number = if begins.figure { counted(at) } else { None };
    let odds = || is_slashed(&at) && fraction::behind_odds(&at) || is_ratio(&at);
    let dated = if begins.calendar && !odds() {
        calendar(at)
    } else if begins.figure && first.kind == TokenKind::Word {
        ranked(at)
    } else {
        None
    };
    match (number, dated) {
        (Some(number), Some(dated)) => Some(longer(number, dated)),
        (number, dated) => number.or(dated),
    }
}

/// The one that reaches further; of equals the second.
fn longer<'a>(a: (Tokens<'a>, Found), b: (Tokens<'a>, Found)) -> (Tokens<'a>, Found) {
    if a.0.position_in_sentence() > b.0.position_in_sentence() {
        a
    } else {
        b
    }
}

/// What was found, unless it is part of a name; `None` then.
fn unless_name<'a>(at: Tokens<'a>, rest: Tokens<'a>, found: Found) -> (Tokens<'a>, Option<Found>) {
    if name::glued_to_word(&at) {
        return (at.skip(1), None);
    }
    if let Ok((rest, ())) = phone(at) {
        return (rest, None);
    }
    if let Some(rest) = title::within(&at, &rest) {
        return (rest, None);
    }
    let part = match found.kind {
        Kind::Time => {
            found.time.is_some_and(Time::is_bare) && (name::verse(&at) || is_compound(&rest))
        }
        Kind::Date => name::year_of_name(&at, &rest),
        Kind::Ordinal => name::ranked(&at, &rest),
        _ => false,
    };
    (rest, (!part).then_some(found))
}

/// "7/2", "from 7/2": a date, or odds.
fn is_slashed(at: &Tokens<'_>) -> bool {
    (1..3).any(|n| {
        at.ahead(n)
            .is_some_and(|token| token.kind == TokenKind::Sign('/') && !token.spaced)
    })
}

/// "The ratio of teachers to pupils is 1:23": no time of day.
fn is_ratio(at: &Tokens<'_>) -> bool {
    const REACH: usize = 9;
    let colon = at
        .ahead(1)
        .is_some_and(|token| token.kind == TokenKind::Sign(':') && !token.spaced);
    colon && (1..REACH).any(|n| at.behind_is(n, &["ratio", "ratios"]))
}

/// A figure that is a quantity where it stands; a length of time goes on as far as its words do.
fn counted(at: Tokens<'_>) -> Option<(Tokens<'_>, Found)> {
    let (rest, figure) = figure(at).ok()?;
    if !is_quantity(&at, &rest, &figure) {
        return None;
    }
    let found = Found::figure(figure);
    if figure.kind != Kind::Duration {
        return Some((rest, found));
    }
    let (rest, length, when) = duration::continued(at, rest, (found.amount, found.unit));
    let (amount, unit) = length;
    Some((
        rest,
        Found {
            amount,
            unit,
            when,
            ..found
        },
    ))
}

/// An ordinal.
fn ranked(at: Tokens<'_>) -> Option<(Tokens<'_>, Found)> {
    let (rest, magnitude) = ordinal(at).ok()?;
    Some((rest, Found::ordinal(magnitude)))
}

/// The longest expression of the calendar, or ordinal; of equals the time, then the calendar.
fn calendar<'a>(at: Tokens<'a>) -> Option<(Tokens<'a>, Found)> {
    let relative = |found: Relative| {
        let (amount, unit) = found.length.unwrap_or((NO_AMOUNT, Unit::NONE));
        Found {
            kind: found.kind,
            amount,
            unit,
            when: found.when,
            time: None,
        }
    };
    // One after the other, as most match nothing; of equals the last offered stands.
    let mut best = ranked(at);
    let mut offer = |found: (Tokens<'a>, Found)| {
        best = Some(match best {
            Some(best) => longer(best, found),
            None => found,
        });
    };
    if let Ok((rest, found)) = duration::duration(at) {
        offer((rest, relative(found)));
    }
    if let Ok((rest, found)) = relative::relative(at) {
        offer((rest, relative(found)));
    }
    if let Ok((rest, (kind, when))) = calendar::calendar(at) {
        offer((rest, Found::calendar(kind, Some(when))));
    }
    if let Ok((rest, found)) = time(at) {
        offer((rest, Found::time(found)));
    }
    best
}
