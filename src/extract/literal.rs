//! Literals outside prose: the day of a dateline or of front matter, the number of a pack or of a cell of its data.
//!
//! ```text
//! literal = [ weekday [ "." ] [ "," ] ] date       with day, month and year
//! number  = figure                                 and nothing after it
//! ```

use super::date::literal as full;
use super::figure::figure;
use super::lexer::lex;
use super::lexicon::Class;
use super::quantity::UnitName;
use super::tokens::{Lexed, PResult, TokenKind, Tokens, class, sign};
use super::when::{Partial, Point, When};
use crate::quantity::{Amount, Base, Kind};
use jiff::civil::Date;
use nom::Parser;
use nom::combinator::opt;
use nom::sequence::preceded;

/// A literal is not longer than this.
const LONGEST: usize = 64;

/// A number with its unit, as a pack or a cell gives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// What sort of magnitude it is.
    pub(crate) kind: Kind,
    /// The number and what its words make of it; absent where it is too long to be held exactly.
    pub(crate) amount: Option<Amount>,
    /// What it is in; absent for counted things.
    pub(crate) unit: Option<Base>,
    /// Whether the unit is a plain "$", which may be another country's dollar.
    pub(crate) any_dollar: bool,
}

/// The number that the whole of `text` is, read as in prose; `None` where it is none, or has words around it.
pub(crate) fn number(text: &str) -> Option<Number> {
    let end = u32::try_from(text.len()).ok()?;
    if text.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    lex(text, 0, end, &mut tokens);
    let sentence = Lexed::new(text, &tokens);
    let input = Tokens::new(&sentence);
    let (rest, figure) = figure(input).ok()?;
    let unit = match figure.unit.name {
        UnitName::None => None,
        UnitName::Known(base) => Some(base),
        UnitName::Noun(_) => return None,
    };
    let whole = rest.first().is_none() && figure.unit.per == UnitName::None;
    whole.then(|| Number {
        kind: figure.kind,
        amount: figure.amount,
        unit,
        any_dollar: figure
            .unit
            .text
            .is_some_and(|symbol| input.slice(symbol) == "$"),
    })
}

/// The full date that `text` starts with, and how many bytes it takes.
pub(crate) fn date(text: &str) -> Option<(Date, usize)> {
    let longest = text
        .char_indices()
        .map(|(at, c)| at.saturating_add(c.len_utf8()))
        .take_while(|end| *end <= LONGEST)
        .last()?;
    let mut tokens = Vec::new();
    lex(text, 0, u32::try_from(longest).ok()?, &mut tokens);
    let sentence = Lexed::new(text, &tokens);
    let input = Tokens::new(&sentence);
    let (rest, partial) = literal(input).ok()?;
    if tokens.first()?.span.start != 0 || goes_on(&rest) {
        return None;
    }
    let day = When::Point(Point::Partial(partial))
        .resolve(None)?
        .single_day()?;
    Some((day, input.span_to(&rest).end as usize))
}

/// literal = [ weekday [ "." ] [ "," ] ] date
fn literal(input: Tokens<'_>) -> PResult<'_, Partial> {
    let weekday = (class(Class::WEEKDAY), opt(sign('.')), opt(sign(',')));
    preceded(opt(weekday), full).parse(input)
}

/// Whether the date is part of something longer. A time may follow.
fn goes_on(rest: &Tokens<'_>) -> bool {
    let Some(next) = rest.first().filter(|next| !next.spaced) else {
        return false;
    };
    match next.kind {
        TokenKind::Digits | TokenKind::Other => true,
        TokenKind::Word => !is_time(rest.text(next)),
        TokenKind::Sign('-' | '/') => rest
            .ahead(1)
            .is_some_and(|after| after.kind == TokenKind::Digits && !after.spaced),
        TokenKind::Sign(_) => false,
    }
}

/// "T10" of an ISO 8601 time.
fn is_time(word: &str) -> bool {
    word.strip_prefix(['T', 't'])
        .is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()))
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
