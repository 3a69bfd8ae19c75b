//! Ages told without their unit: "aged 7", "in his 40s", "at age 65", "Smith, 57, said", "when she was eight".
//!
//! ```text
//! age = ( "aged" | "age" [ "of" ] ) magnitude [ ( "to" | "-" ) magnitude ] | digits "s"     after "his", "her", "their" …
//!     | magnitude                                            between commas after a name; after "she was" and its like
//! ```
//!
//! "65-year-old" and "seven years of age" name their unit and are read by `measured`.

use super::lexicon::Class;
use super::magnitude::{Scaled, magnitude};
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, some, word,
};
use crate::quantity::{Amount, Interval, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, opt, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// age = ( "aged" | "age" [ "of" ] ) magnitude [ ( "to" | "-" ) magnitude ] | digits "s" | magnitude
pub(super) fn age(input: Tokens<'_>) -> PResult<'_, Amount> {
    alt((aged, decade, bare)).parse(input)
}

/// A number that only its place makes an age.
fn bare(input: Tokens<'_>) -> PResult<'_, Amount> {
    let apposed = input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Sign(','));
    let turned = input.behind_is(1, &["was", "is", "turned", "turns"])
        && input.behind_is(2, &["he", "she", "i", "who"]);
    if !apposed && !turned {
        return Err(nom::Err::Error(()));
    }
    let (rest, number) = map_opt(magnitude, Scaled::magnitude).parse(input)?;
    let years = number.value.fract().is_zero()
        && number.value > Decimal::ZERO
        && number.value <= Decimal::from(110);
    let told = turned && ends(&rest) || apposed && names(&input, &rest);
    some(
        rest,
        (years && told).then(|| Amount::new(number, Modifier::Exact)),
    )
}

/// Whether nothing that could be counted follows.
fn ends(rest: &Tokens<'_>) -> bool {
    const NEXT: [&str; 5] = ["and", "or", "but", "when", "at"];
    rest.first().is_none_or(|next| {
        matches!(next.kind, TokenKind::Sign(',' | '.' | ';' | ')'))
            || NEXT.iter().any(|word| rest.is(next, word))
    })
}

/// Whether a number between two commas stands behind a name, and in no list of figures: "Smith, 57, said".
fn names(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let out = Class::MONTH.with(Class::WEEKDAY).with(Class::FUNCTION);
    let capital = |token: &Token| input.text(token).starts_with(char::is_uppercase);
    let name = input
        .behind(2)
        .is_some_and(|name| capital(name) && !name.classes.any(out));
    let closed = rest
        .first()
        .is_some_and(|next| matches!(next.kind, TokenKind::Sign(',' | '.')));
    let goes_on = rest
        .ahead(1)
        .is_none_or(|next| next.kind == TokenKind::Word && !capital(next));
    name && closed && goes_on
}

/// ( "aged" | "age" [ "of" ] ) magnitude [ ( "to" | "-" ) magnitude ]
fn aged(input: Tokens<'_>) -> PResult<'_, Amount> {
    let number = || {
        map_opt(magnitude, |scaled| {
            scaled
                .magnitude()
                .filter(|magnitude| magnitude.value < Decimal::from(150))
        })
    };
    let joint = alt((sign('-'), word("to")));
    let (rest, (first, last)) = preceded(
        (one_of(&["aged", "age", "ages"]), opt(word("of"))),
        (number(), opt(preceded(joint, number()))),
    )
    .parse(input)?;
    Ok((
        rest,
        last.map_or(Amount::new(first, Modifier::Exact), |last| {
            Amount::between(first, last)
        }),
    ))
}

/// digits "s", after "his", "her", "their" …
fn decade(input: Tokens<'_>) -> PResult<'_, Amount> {
    let owned = input.behind_is(
        1,
        &[
            "his", "her", "their", "my", "your", "our", "its", "early", "mid", "late",
        ],
    );
    let tens = verify(digits, |token: &&Token| {
        input.text(token).len() == 2 && input.text(token).ends_with('0')
    });
    let (rest, token) = terminated(tens, adjacent(one_of(&["s", "'s", "’s"]))).parse(input)?;
    let interval = exact::literal(input.text(token))
        .and_then(|low| Interval::half_open(low, exact::add(low, Decimal::TEN)?));
    let amount = interval.map(|interval| Amount {
        stated: None,
        interval,
        modifier: Modifier::Exact,
        vague: false,
    });
    some(rest, amount.filter(|_| owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn accepts() {
        for (text, covers, low) in [
            ("aged 7 and", "aged 7", "7"),
            ("age 65.", "age 65", "65"),
            ("aged 18 to 24", "aged 18 to 24", "18"),
            ("age of 21", "age of 21", "21"),
        ] {
            let (covered, amount) = read(age, text).expect(text);
            assert_eq!(
                (
                    covered,
                    amount.interval.lower().unwrap().value.to_string().as_str()
                ),
                (covers, low)
            );
        }
    }

    #[test]
    fn place_makes_a_number_an_age() {
        let stated = |text| {
            within(age, text)?
                .stated
                .map(|stated| stated.value.to_string())
        };
        for (text, wanted) in [
            ("Mary Jones, 57, said so", "57"),
            ("by Mary Jones, 57.", "57"),
            ("when she was eight and", "8"),
            ("He is 34.", "34"),
        ] {
            assert_eq!(stated(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "In May, 57, said",
            "Ohio, 12, Texas, 9",
            "he was 3 goals ahead",
            "it was 8 and",
            "Jones, 570, said",
        ] {
            assert_eq!(stated(text), None, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in ["40s", "age of", "ages", "aged 700"] {
            assert_eq!(read(age, text).map(|(covered, _)| covered), None, "{text}");
        }
    }
}
