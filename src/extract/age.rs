//! Ages told without their unit: "aged 7", "in his 40s", "at age 65", "Smith, 57, said", "when she was eight".
//!
//! ```text
//! age = ( "aged" | "age" [ "of" ] ) magnitude [ ( "to" | "-" ) magnitude ] | tens          after "his", "her", "their" …
//!     | magnitude                                            after "died … at" and its like
//!     | magnitude                                            between commas after a name; after "she was" and its like
//! in_tens = tens                                             after "upper", "low" and their like: no age
//! tens    = digits "s"
//! ```
//!
//! "65-year-old" and "seven years of age" name their unit and are read by `measured`.

use super::lexicon::Class;
use super::magnitude::{Scaled, magnitude};
use super::noun::is_plural;
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
    alt((aged, decade, bare, lived)).parse(input)
}

/// magnitude, after "died … at" and its like
fn lived(input: Tokens<'_>) -> PResult<'_, Amount> {
    const REACH: usize = 8;
    const ENDED: [&str; 11] = [
        "die",
        "dies",
        "died",
        "dead",
        "death",
        "dying",
        "retire",
        "retires",
        "retired",
        "retiring",
        "retirement",
    ];
    let at = input.behind_is(1, &["at"]);
    let ended = || (2..REACH).any(|n| input.behind_is(n, &ENDED));
    if !at || !ended() {
        return Err(nom::Err::Error(()));
    }
    let (rest, age) = map_opt(magnitude, Scaled::magnitude).parse(input)?;
    let whole = age.value.fract().is_zero();
    let years = whole && (Decimal::from(13)..Decimal::from(120)).contains(&age.value);
    // "At 15 hospitals", "at 13:05", "at 20 High Street" are no ages.
    let goes_on = rest.first().is_some_and(|next| match next.kind {
        TokenKind::Word => {
            !next
                .classes
                .any(Class::PREPOSITION.with(Class::CONJUNCTION))
                || rest.is(next, "of")
        }
        TokenKind::Sign(',' | '.' | ';' | ')' | '"' | '”') => rest
            .ahead(1)
            .is_some_and(|after| !after.spaced && after.kind == TokenKind::Digits),
        _ => true,
    });
    some(
        rest,
        (years && !goes_on).then(|| Amount::new(age, Modifier::Exact)),
    )
}

/// A number that only its place makes an age.
fn bare(input: Tokens<'_>) -> PResult<'_, Amount> {
    let apposed = input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Sign(','));
    let turned = input.behind_is(1, &["turning"])
        || input.behind_is(1, &["was", "is", "turned", "turns", "turn"])
            && input.behind_is(2, &["he", "she", "i", "who", "they", "to"]);
    if !apposed && !turned {
        return Err(nom::Err::Error(()));
    }
    let (rest, number) = map_opt(magnitude, Scaled::magnitude).parse(input)?;
    let years = number.value.fract().is_zero()
        && number.value > Decimal::ZERO
        && number.value <= Decimal::from(110);
    // "Who turns 70 in May", but not "he was 3 in the poll".
    let turns = || {
        let when = Class::PREPOSITION
            .with(Class::RELATIVE)
            .with(Class::DEICTIC);
        !input.behind_is(1, &["was", "is"])
            && rest
                .first()
                .is_some_and(|next| next.classes.any(when) && !rest.is(next, "of"))
    };
    let told = turned && (ends(&rest) || turns()) || apposed && names(&input, &rest);
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

/// Whether a number between two commas stands behind a name or a person, and in no list of figures: "Smith, 57, said",
/// "the driver, 34, was".
fn names(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let out = Class::MONTH.with(Class::WEEKDAY).with(Class::FUNCTION);
    let capital = |token: &Token| input.text(token).starts_with(char::is_uppercase);
    let name = input.behind(2).is_some_and(|name| {
        let person = name.classes.any(Class::PERSON) && !is_plural(input.text(name));
        person || capital(name) && !name.classes.any(out)
    });
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

/// in_tens = digits "s", after "upper", "low" and their like: "highs in the upper 80s", which are no ages
pub(super) fn in_tens(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, amount) = tens(input)?;
    let led = input.behind_is(1, &["upper", "lower", "low", "high", "middle"]);
    some(rest, led.then_some(amount))
}

/// decade = tens, after "his", "her", "their" …
fn decade(input: Tokens<'_>) -> PResult<'_, Amount> {
    const OWNED: [&str; 10] = [
        "his", "her", "their", "my", "your", "our", "its", "early", "mid", "late",
    ];
    let (rest, amount) = tens(input)?;
    some(rest, input.behind_is(1, &OWNED).then_some(amount))
}

/// tens = digits "s": from so many up to ten more
fn tens(input: Tokens<'_>) -> PResult<'_, Amount> {
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
    some(rest, amount)
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
    fn the_end_of_a_life_is_an_age() {
        for (text, wanted) in [
            ("The singer died at 91.", true),
            ("He died of a stroke at 54, in Leeds", true),
            ("She retired at 65 and moved", true),
            ("He died at 15 High Street", false),
            ("Two died at 30 hospitals", false),
            ("He died at 13:05 on", false),
            ("They met at 40,", false),
        ] {
            assert_eq!(within(lived, text).is_some(), wanted, "{text}");
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
            ("Ito, who turns 70 in May", "70"),
            ("He won before turning 25.", "25"),
            ("She was about to turn 40.", "40"),
            ("A woman, 34, was", "34"),
        ] {
            assert_eq!(stated(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "In May, 57, said",
            "Of the men, 57, he said, left",
            "Ohio, 12, Texas, 9",
            "he was 3 goals ahead",
            "he was 3 in the poll",
            "she turned 3 of them",
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
