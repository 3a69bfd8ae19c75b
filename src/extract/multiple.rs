//! Multiples in words: "doubled", "twice as", "many times", "halved".
//!
//! ```text
//! multiple = "doubled" | "halved" | … | ( "twice" | "double" | … ) ( "as" | determiner | … ) | "many" "times"
//! ```

use super::lexicon::Class;
use super::rational::Rational;
use super::tokens::{PResult, Token, Tokens, class, some, word};
use crate::quantity::{Amount, Interval, Magnitude, Modifier};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::value;
use rust_decimal::Decimal;

/// multiple = "doubled" | … | ( "twice" | "double" | … ) ( "as" | determiner | … ) | "many" "times"
pub(super) fn multiple(input: Tokens<'_>) -> PResult<'_, Amount> {
    alt((many, named)).parse(input)
}

/// "many times": three or more
fn many(input: Tokens<'_>) -> PResult<'_, Amount> {
    let amount = Amount {
        stated: None,
        interval: Interval::at_least(Decimal::from(3)),
        modifier: Modifier::Exact,
        vague: true,
        reversed: false,
    };
    value(amount, (word("many"), word("times"))).parse(input)
}

/// A word that names a multiple; "twice" and "double" only where something is compared.
fn named(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, token) = class(Class::MULTIPLE).parse(input)?;
    let compares = |next: &Token| {
        next.classes.any(Class::DETERMINER)
            || ["as", "what", "that", "more", "last"]
                .iter()
                .any(|word| rest.is(next, word))
    };
    let changes = input.text(token).ends_with("ed")
        || input.text(token).ends_with("ing")
        || input.text(token).ends_with("fold");
    if !changes && !rest.first().is_some_and(compares) && !is_infinitive(&input) {
        return Err(nom::Err::Error(()));
    }
    some(rest, factor(token.number))
}

/// "will triple", "to more than double", "could almost halve"
fn is_infinitive(input: &Tokens<'_>) -> bool {
    const BETWEEN: [&str; 9] = [
        "more", "than", "almost", "nearly", "roughly", "about", "just", "over", "at",
    ];
    let led = |n: usize| {
        let modal = input
            .behind(n)
            .is_some_and(|token| token.classes.any(Class::MODAL));
        modal || input.behind_is(n, &["to"])
    };
    (1_usize..=4)
        .take_while(|n| *n == 1 || input.behind_is(n.saturating_sub(1), &BETWEEN))
        .any(led)
}

/// The factor of a word of the lexicon; below zero, one over it ("halved").
fn factor(number: i8) -> Option<Amount> {
    match number {
        ..0 => Rational::new(Decimal::ONE, number.checked_neg()?.into())?.amount(),
        number => Some(Amount::new(
            Magnitude::written(number.into()),
            Modifier::Exact,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, least) in [
            ("doubled to 9", "doubled", "2"),
            ("twice as many", "twice", "2"),
            ("double the rate", "double", "2"),
            ("threefold", "threefold", "3"),
            ("many times more potent", "many times", "3"),
            ("sevenfold rise", "sevenfold", "7"),
            ("halved its debt", "halved", "0.5"),
            ("halve the dividend", "halve", "0.5"),
        ] {
            let (covered, amount) = read(multiple, text).expect(text);
            assert_eq!(
                (
                    covered,
                    amount.interval.lower().unwrap().value.to_string().as_str()
                ),
                (covers, least)
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "double standards",
            "twice weekly",
            "many people",
            "times",
            "double-digit growth",
        ] {
            assert_eq!(
                read(multiple, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
