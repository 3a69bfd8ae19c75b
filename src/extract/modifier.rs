//! Modifiers: the words before a number that shape its interval ("more than", "about", "up to"), and the
//! few after it ("or more", "-plus", "-odd").
//!
//! ```text
//! modifier = a phrase of modifiers.csv, the longest that matches
//! trailing = "or" ( "more" | "above" | … ) | "or" ( "less" | "fewer" | … ) | "or" "so" | "+" | [ "-" ] "plus"
//!          | "-" ( "odd" | "ish" ) | "at" ( "least" | "most" ) | "and" ( "over" | "under" | … )
//!          | [ "," ] "give" "or" "take"       where no number follows
//! ```
//!
//! A sign or a hyphen in a phrase ("sub -") is a word of its own.

use super::lexicon::{self, Class};
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, token, word,
};
use crate::quantity::Modifier;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, value};
use nom::sequence::preceded;

/// modifier = a phrase of modifiers.csv, the longest that matches
pub(super) fn modifier(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let first = input
        .first()
        .filter(|token| {
            token
                .classes
                .any(Class::MODIFIER.with(Class::MODIFIER_NOUN))
        })
        .ok_or(nom::Err::Error(()))?;
    let phrases = input.key(first).map_or(&[][..], lexicon::phrases);
    let matching = phrases.iter().find(|phrase| follows(&input, &phrase.rest));
    let phrase = matching.ok_or(nom::Err::Error(()))?;
    // The "up to" of "the lead up to 5G" and "ticked up to 5%" bounds nothing.
    if phrase.modifier == Modifier::UpTo && input.behind_is(1, &LEADING_UP) && phrase.rest == ["to"]
    {
        return Err(nom::Err::Error(()));
    }
    Ok((
        input.skip(phrase.rest.len().saturating_add(1)),
        phrase.modifier,
    ))
}

/// Words whose "up to" is theirs.
const LEADING_UP: [&str; 20] = [
    "lead", "leads", "leading", "led", "run", "build", "live", "lives", "stand", "own", "ticked",
    "ticking", "edged", "edging", "inched", "inching", "crept", "creeping", "nudged", "went",
];

/// Whether the words after the next are these.
fn follows(input: &Tokens<'_>, words: &[&str]) -> bool {
    let after = input.skip(1);
    words
        .iter()
        .enumerate()
        .all(|(n, word)| after.ahead(n).is_some_and(|token| input.is(token, word)))
}

/// trailing = "or" "more" | "or" "fewer" | "or" "so" | "+" | [ "-" ] "plus" | "-" "odd" | …
pub(super) fn trailing(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let begins = |first: &Token| match first.kind {
        TokenKind::Sign(c) => matches!(c, '+' | '-' | ','),
        _ => ["or", "and", "at", "plus", "give"]
            .iter()
            .any(|word| input.is(first, word)),
    };
    if !input.first().is_some_and(begins) {
        return Err(nom::Err::Error(()));
    }
    alt((alternative, glued, after)).parse(input)
}

/// "or" and the side that is let in
fn alternative(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let up = one_of(&[
        "more", "above", "over", "higher", "greater", "better", "older", "longer", "upwards",
        "later",
    ]);
    let down = one_of(&[
        "less", "fewer", "below", "under", "lower", "younger", "shorter", "worse", "smaller",
        "earlier",
    ]);
    let near = one_of(&["so", "thereabouts"]);
    let side = alt((
        value(Modifier::AtLeast, up),
        value(Modifier::AtMost, down),
        value(Modifier::About, near),
    ));
    preceded(word("or"), side).parse(input)
}

/// "+", "-plus", "-odd", "-ish"
fn glued(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let hyphen = || adjacent(sign('-'));
    alt((
        value(
            Modifier::AtLeast,
            (adjacent(sign('+')), not(adjacent(digits))),
        ),
        value(
            Modifier::AtLeast,
            preceded(opt(hyphen()), adjacent(word("plus"))),
        ),
        value(
            Modifier::About,
            preceded(hyphen(), adjacent(one_of(&["odd", "ish"]))),
        ),
    ))
    .parse(input)
}

/// "at least", "and over", "give or take", after the number
fn after(input: Tokens<'_>) -> PResult<'_, Modifier> {
    let end = not(class(Class::NUMBER));
    let bound = (word("at"), opt(word("the")));
    let least = value(Modifier::AtLeast, (word("at"), word("least"), end));
    let most = value(
        Modifier::AtMost,
        (bound, word("most"), not(class(Class::NUMBER))),
    );
    let and = |words| (word("and"), one_of(words), not(followed));
    let up = value(
        Modifier::AtLeast,
        and(&["over", "above", "older", "up", "counting"]),
    );
    let down = value(Modifier::AtMost, and(&["under", "below", "younger"]));
    let number = alt((class(Class::NUMBER), digits));
    let give = (word("give"), word("or"), word("take"));
    let near = value(Modifier::About, (opt(sign(',')), give, not(number)));
    alt((least, most, up, down, near)).parse(input)
}

/// A number or a noun phrase, of which "and over" says something else: "five and over 20", "5 and above average".
fn followed(input: Tokens<'_>) -> PResult<'_, ()> {
    let ends = Class::CONJUNCTION
        .with(Class::AUXILIARY)
        .with(Class::BE)
        .with(Class::MODAL);
    let (rest, token) = token(|_, token: &Token| match token.kind {
        TokenKind::Word => !token.classes.any(ends),
        TokenKind::Digits => true,
        TokenKind::Sign(c) => matches!(c, '$' | '£' | '€' | '~'),
        TokenKind::Other => false,
    })
    .parse(input)?;
    let preposition = token.classes.any(Class::PREPOSITION) && !token.classes.any(Class::NUMBER);
    some(rest, (!preposition).then_some(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn the_longest_phrase_wins() {
        for (text, covers, wanted) in [
            ("More than 24,000", "More than", Modifier::MoreThan),
            ("about 5", "about", Modifier::About),
            (
                "a little more than 5",
                "a little more than",
                Modifier::MoreThan,
            ),
            ("no more than 5", "no more than", Modifier::AtMost),
            ("up to 25", "up to", Modifier::UpTo),
            ("just under 5", "just under", Modifier::Nearly),
            ("~5", "~", Modifier::About),
            ("sub-500 crowds", "sub-", Modifier::FewerThan),
            ("north of $20 million", "north of", Modifier::MoreThan),
            ("c. 1,200 graves", "c.", Modifier::About),
            (">= 5", ">=", Modifier::AtLeast),
            ("a bit less than ten", "a bit less than", Modifier::Nearly),
            (
                "In the vicinity of 40",
                "In the vicinity of",
                Modifier::About,
            ),
        ] {
            assert_eq!(read(modifier, text), Some((covers, wanted)), "{text}");
        }
        assert_eq!(read(modifier, "up 5 percent"), None);
    }

    #[test]
    fn what_moves_up_to_a_level_is_not_bounded_by_it() {
        use crate::extract::testing::within;
        assert_eq!(within(modifier, "it ticked up to 5%"), None);
        assert_eq!(within(modifier, "it pays up to 5%"), Some(Modifier::UpTo));
    }

    fn after_digits(input: Tokens<'_>) -> PResult<'_, Modifier> {
        preceded(crate::extract::tokens::digits, trailing).parse(input)
    }

    #[test]
    fn some_modifiers_are_glued() {
        for (text, covers, wanted) in [
            ("30-odd years", "30-odd", Modifier::About),
            ("500-plus crowd", "500-plus", Modifier::AtLeast),
            ("5+ years", "5+", Modifier::AtLeast),
        ] {
            assert_eq!(read(after_digits, text), Some((covers, wanted)), "{text}");
        }
    }

    #[test]
    fn some_modifiers_follow() {
        for (text, covers, wanted) in [
            ("or fewer", "or fewer", Modifier::AtMost),
            ("or more people", "or more", Modifier::AtLeast),
            ("at least.", "at least", Modifier::AtLeast),
            ("at the most", "at the most", Modifier::AtMost),
            ("and over were", "and over", Modifier::AtLeast),
            ("and younger", "and younger", Modifier::AtMost),
            ("give or take", "give or take", Modifier::About),
        ] {
            assert_eq!(read(trailing, text), Some((covers, wanted)), "{text}");
        }
        assert_eq!(read(after_digits, "2+2 makes"), None);
        for text in [
            "or twelve",
            "and over 20 others",
            "and above average",
            "at least five",
            "plus five",
            " odd jobs",
        ] {
            assert_eq!(
                read(trailing, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
