//! Times of day: "1830 GMT", "2:30 p.m. EDT", "9 am".
//!
//! ```text
//! time   = clock ( half [ zone ] | zone ) | hours ":" minutes | hour half [ zone ] | digits{4} zone
//! clock  = hours ( ":" | "." ) minutes
//! half   = "am" | "a.m." | "pm" | "p.m."
//! zone   = "GMT" | "EDT" | …
//! ```
//!
//! They are typed so that they are no counts; what they are in another zone is a check's to say.

use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, token};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, value, verify};

/// time = clock ( half [ zone ] | zone ) | hours ":" minutes | hour half [ zone ] | digits{4} zone
pub(super) fn time(input: Tokens<'_>) -> PResult<'_, ()> {
    let colon = || {
        value(
            (),
            (number(0, 24), adjacent(sign(':')), adjacent(number(0, 59))),
        )
    };
    let clock = || {
        alt((
            colon(),
            value(
                (),
                (number(0, 24), adjacent(sign('.')), adjacent(number(0, 59))),
            ),
        ))
    };
    let seconds = || opt((adjacent(sign(':')), adjacent(number(0, 59))));
    let with_half = value(
        (),
        (alt((clock(), value((), number(0, 12)))), half, opt(zone)),
    );
    let with_zone = value(
        (),
        (
            alt((clock(), value((), number(0, 2359)))),
            opt(one_of(&["hours", "hrs"])),
            zone,
        ),
    );
    alt((with_half, with_zone, value((), (colon(), seconds())))).parse(input)
}

/// Two or four digits within bounds.
fn number<'a>(
    least: u16,
    most: u16,
) -> impl nom::Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    move |input: Tokens<'a>| {
        verify(digits, |token: &&Token| {
            input
                .text(token)
                .parse()
                .is_ok_and(|value: u16| (least..=most).contains(&value))
        })
        .parse(input)
    }
}

/// half = "am" | "a.m." | "pm" | "p.m."
fn half(input: Tokens<'_>) -> PResult<'_, &Token> {
    one_of(&["am", "a.m.", "pm", "p.m.", "a.m", "p.m"]).parse(input)
}

/// zone = "GMT" | "EDT" | …
fn zone(input: Tokens<'_>) -> PResult<'_, &Token> {
    const ZONES: [&str; 22] = [
        "GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT",
        "MT", "PST", "PDT", "PT", "IST", "JST", "AEST", "AEDT", "HKT",
    ];
    token(|input: &Tokens<'_>, token| {
        token.kind == TokenKind::Word && ZONES.contains(&input.text(token))
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers) in [
            ("1830 GMT (2:30", "1830 GMT"),
            ("2:30 p.m. EDT)", "2:30 p.m. EDT"),
            ("9 am on", "9 am"),
            ("14:05:09", "14:05:09"),
            ("7.30pm", "7.30pm"),
        ] {
            assert_eq!(read(time, text).map(|(covered, ())| covered), Some(covers));
        }
    }

    #[test]
    fn declines() {
        for text in ["1830 people", "2:75", "3.5", "9 I am", "26:00"] {
            assert_eq!(
                read(time, text).map(|(covered, ())| covered),
                None,
                "{text}"
            );
        }
    }
}
