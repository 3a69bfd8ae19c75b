//! Units that are a letter or a preposition in other places: "5C", "98.6 F", "6 in".
//!
//! ```text
//! degrees = "C" | "F" | "f"                glued to digits, or before what is no word; not after "seat", "section"
//! inches  = "in"                       glued to digits; after feet ("5 ft 6 in"); before an extent ("6 in wide"),
//!                                      "of" ("2 in of rain") or another side ("4 in by 6 in"); after "x" and "by"
//! mark    = "'" | '"'                  "5'11"", "12' by 14'": of a height, and of sides
//! ```

use super::lexicon::Class;
use super::tokens::{PResult, Token, TokenKind, Tokens, some, token};
use crate::quantity::Base;
use crate::quantity::unit::by_symbol;
use nom::Parser;

/// Words of an extent, which an inch stands before.
const EXTENT: [&str; 14] = [
    "long", "wide", "high", "tall", "deep", "thick", "across", "apart", "away", "above", "below",
    "diameter", "square", "taller",
];

/// The token before the number that ends here: over digits and the signs inside them.
fn before_number<'a>(input: &Tokens<'a>) -> Option<(usize, &'a Token)> {
    (1..8).find_map(|n| {
        let token = input.behind(n)?;
        // The comma of "in Leeds, 12C" parts the number from the word.
        let glued = || {
            !token.spaced
                && input
                    .behind(n.saturating_sub(1))
                    .is_some_and(|next| !next.spaced)
        };
        let inside = token.kind == TokenKind::Digits
            || matches!(token.kind, TokenKind::Sign('.' | ',' | '/')) && glued()
            || matches!(token.kind, TokenKind::Sign('-'))
            || matches!(token.kind, TokenKind::Sign(c) if super::lexer::is_fraction(c));
        (!inside).then_some((n, token))
    })
}

/// Whether a number in digits ends here.
fn after_digits(input: &Tokens<'_>) -> bool {
    input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Digits)
}

/// degrees = "C" | "F"
pub(super) fn degrees(input: Tokens<'_>) -> PResult<'_, Base> {
    let (rest, letter) = token(|input: &Tokens<'_>, token: &Token| {
        let small = input.text(token) == "f" && !token.spaced;
        token.kind == TokenKind::Word && (small || matches!(input.text(token), "C" | "F"))
    })
    .parse(input)?;
    let joints = ["and", "to", "in", "on", "at", "or", "by", "during"];
    let word_follows = rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word && !joints.iter().any(|word| rest.is(next, word))
    });
    let compound = rest
        .first()
        .is_some_and(|next| !next.spaced && matches!(next.kind, TokenKind::Sign('-' | '/' | '+')));
    let labelled = before_number(&input).is_some_and(|(_, before)| is_name(&input, before));
    let stands = !(compound || letter.spaced && word_follows);
    let symbol = if input.text(letter) == "C" {
        "°C"
    } else {
        "°F"
    };
    some(
        rest,
        by_symbol(symbol).filter(|_| after_digits(&input) && stands && !labelled),
    )
}

/// Whether a number after this word is a name: "seat 23F", "Building 5C", "Apollo 11 C".
fn is_name(input: &Tokens<'_>, before: &Token) -> bool {
    let capital = input.text(before).starts_with(|c: char| c.is_uppercase());
    let begins = before.classes.any(
        Class::FUNCTION
            .with(Class::MODIFIER)
            .with(Class::LEADER)
            .with(Class::BE),
    );
    before.kind == TokenKind::Word && (before.classes.any(Class::LABEL) || capital && !begins)
}

/// inches = "in"
pub(super) fn inches(input: Tokens<'_>) -> PResult<'_, Base> {
    let (rest, found) = token(|input: &Tokens<'_>, token: &Token| {
        token.kind == TokenKind::Word && input.text(token) == "in"
    })
    .parse(input)?;
    let glued = !found.spaced;
    let inch = after_digits(&input) && (glued || measures(&input, &rest));
    some(rest, by_symbol("in.").filter(|_| inch))
}

/// mark = "'" | '"', feet where inches or another side follow, and inches behind feet
pub(super) fn mark(input: Tokens<'_>) -> PResult<'_, Base> {
    let (rest, mark) =
        token(|_: &Tokens<'_>, token: &Token| is_foot(token) || is_inch(token)).parse(input)?;
    let glued = after_digits(&input) && !mark.spaced;
    let sides = |token: &Token| ["x", "×", "by"].iter().any(|word| input.is(token, word));
    let digits = |n: usize, spaced: bool| {
        rest.ahead(n)
            .is_some_and(|next| next.kind == TokenKind::Digits && (spaced || !next.spaced))
    };
    let feet = || {
        let height = digits(0, false) && rest.ahead(1).is_some_and(is_inch);
        let side = rest.first().is_some_and(sides)
            && digits(1, true)
            && rest.ahead(2).is_some_and(is_foot);
        let second = input.behind(2).is_some_and(sides) && input.behind(3).is_some_and(is_foot);
        height || side || second
    };
    let inch = || {
        input.behind(2).is_some_and(is_foot)
            && input
                .behind(3)
                .is_some_and(|feet| feet.kind == TokenKind::Digits)
    };
    let found = match (is_foot(mark), glued) {
        (true, true) if feet() => by_symbol("ft"),
        (false, true) if inch() => by_symbol("in."),
        _ => None,
    };
    some(rest, found)
}

const fn is_foot(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Sign('\'' | '′')) && !token.spaced
}

const fn is_inch(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Sign('"' | '”' | '″')) && !token.spaced
}

/// Whether the words around "number in" make it a length.
fn measures(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let before = before_number(input);
    let feet = before.is_some_and(|(n, before)| {
        let feet = ["ft", "feet", "foot", "′", "'"];
        let stop =
            before.kind == TokenKind::Sign('.') && input.behind_is(n.saturating_add(1), &feet);
        stop || feet.iter().any(|word| input.is(before, word))
    });
    let side = before.is_some_and(|(n, before)| {
        let by = ["x", "×", "by"].iter().any(|word| input.is(before, word));
        by && input.behind_is(n.saturating_add(1), &["in", "inches", "inch"])
    });
    feet || side || extends(rest)
}

/// Whether an extent, an amount or another side follows: "6 in wide", "2 in of rain", "4 in by 6".
fn extends(rest: &Tokens<'_>) -> bool {
    let (Some(next), after) = (rest.first(), rest.ahead(1)) else {
        return false;
    };
    let free = after
        .is_none_or(|after| after.kind != TokenKind::Word || after.classes.any(Class::FUNCTION));
    let extent = EXTENT.iter().any(|word| rest.is(next, word)) && free;
    let of = rest.is(next, "of")
        && after.is_some_and(|after| {
            after.kind == TokenKind::Word && !after.classes.any(Class::FUNCTION)
        });
    let by = ["x", "×", "by"].iter().any(|word| rest.is(next, word))
        && after.is_some_and(|after| after.kind == TokenKind::Digits);
    extent || of || by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::figure::figure;
    use crate::extract::quantity::UnitName;
    use crate::extract::testing::within;

    /// The name of the unit of the first figure that has one.
    fn unit(text: &str) -> Option<&'static str> {
        within(
            |input| {
                let (rest, figure) = figure(input)?;
                let name = match figure.unit.name {
                    UnitName::Known(base) => Some(base.name()),
                    _ => None,
                };
                some(rest, name)
            },
            text,
        )
    }

    #[test]
    fn letters_of_temperatures() {
        for (text, name) in [
            ("a high of 31C on the coast", "celsius"),
            ("it fell to -23F overnight", "fahrenheit"),
            ("minus 5C in the valley", "celsius"),
            ("a fever of 101.4 F.", "fahrenheit"),
            ("between 20 and 25C", "celsius"),
            ("20 C and more", "celsius"),
        ] {
            assert_eq!(unit(text), Some(name), "{text}");
        }
        for text in [
            "in seat 23F beside him",
            "Schedule 2C of the act",
            "the 5 C students",
            "a 3C-based scheme",
        ] {
            assert_eq!(unit(text), None, "{text}");
        }
    }

    #[test]
    fn marks_of_feet_and_inches() {
        for (text, name) in [
            ("he is 6'2\" tall", Some("foot")),
            ("2\" tall", None),
            ("a hut of 9' by 12' there", Some("foot")),
            ("said 'we are 12' and", None),
            ("it was \"about 12\" he said", None),
        ] {
            assert_eq!(unit(text).filter(|name| !name.is_empty()), name, "{text}");
        }
    }

    #[test]
    fn the_inch_is_told_from_the_preposition() {
        for text in [
            "a board 2 in thick",
            "a board 6in wide",
            "about 1.5 in of snow fell",
            "a print of 8 in by 10 in.",
        ] {
            assert_eq!(unit(text), Some("inch"), "{text}");
        }
        for text in [
            "2 in three voters",
            "there are 2 in London",
            "of the 12 in wide use today",
            "we saw 4 in all of it",
            "it rose 3.5 in the spring",
            "only 2 in of the ten",
        ] {
            assert_eq!(unit(text), None, "{text}");
        }
    }
}
