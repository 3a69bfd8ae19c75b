//! What scales a number in digits: "million", "hundred thousand", the "bn" of "5bn", the "e6" of "1.3e6".
//!
//! ```text
//! scale_word   = [ "-" ] ( "hundred" | "thousand" | … | plural_scale ) [ scale ]
//! plural_scale = "hundreds" | "thousands" | …
//! suffix       = "k" | "bn" | "M" | "B" | …, and after a currency "m" | "b" | "t"     no blank before
//! power        = "e" exponent | "e" sign exponent | times "10" "^" [ sign ] exponent  no blank before "e"
//! raised       = [ "⁻" ] superscript [ superscript ]                                  ten alone may be raised too
//! times        = "×" | "x"
//! sign         = "-" | "+"
//! ```

use super::lexicon::Class;
use super::noun;
use super::number_word::hyphen;
use super::quantity::Unit;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, token, word,
};
use super::unit::unit;
use super::word_list::List;
use crate::quantity::Kind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, peek, value, verify};
use nom::sequence::{preceded, terminated};

/// Beyond this power of ten no number is held exactly.
const GREATEST: i8 = 28;

/// scale_word = [ "-" ] ( "hundred" | "thousand" | … | plural_scale ) [ scale ]
pub(super) fn scale_word(input: Tokens<'_>) -> PResult<'_, i8> {
    let words = Class::SCALE.with(Class::HUNDRED);
    let first = preceded(hyphen, alt((class(words), plural_scale)));
    map((first, opt(class(Class::SCALE))), |(first, second)| {
        first
            .number
            .saturating_add(second.map_or(0, |second| second.number))
    })
    .parse(input)
}

/// plural_scale = "hundreds" | "thousands" | …
pub(super) fn plural_scale(input: Tokens<'_>) -> PResult<'_, &Token> {
    token(|_, token: &Token| {
        let scale = (2..20).contains(&token.number) && !token.classes.any(Class::DOZEN);
        token.classes.any(Class::PLURAL_SCALE) && scale
    })
    .parse(input)
}

/// k, bn and their like, or a capital M or B, glued to the digits
pub(super) fn suffix(input: Tokens<'_>) -> PResult<'_, i8> {
    let known = token(|input: &Tokens<'_>, token: &Token| {
        let text = input.text(token);
        let long = text.len() > 1 && text != "mm" && text != "MM";
        token.classes.any(Class::SUFFIX) && (long || matches!(text, "k" | "K" | "M" | "B"))
    });
    let money = verify(unit, |(kind, _): &(Kind, Unit)| *kind == Kind::Money);
    let whole = alt((value((), people), value((), money), things));
    let counted = terminated(class(Class::SUFFIX), peek(whole));
    map(adjacent(alt((known, counted))), |token| token.number).parse(input)
}

/// What is counted by the million ("1.2m vehicles"): a noun in the plural that has no length told before it ("2m waves").
fn things(input: Tokens<'_>) -> PResult<'_, ()> {
    const EXTENT: [&str; 12] = [
        "long",
        "wide",
        "high",
        "tall",
        "deep",
        "thick",
        "broad",
        "square",
        "cubic",
        "underwater",
        "square-metre",
        "steep",
    ];
    let (rest, noun) = noun::phrase(input)?;
    let head = input.slice(noun.head);
    let long = |word: &str| EXTENT.contains(&word);
    let extent = input.first().is_some_and(|first| long(input.text(first)));
    let counted = noun::is_plural(head)
        && head.starts_with(|c: char| c.is_lowercase())
        && !List::LENGTHY.has(head);
    some(rest, (counted && !extent).then_some(()))
}

/// A noun of persons in the plural, before which "5m" is a number and no length.
fn people(input: Tokens<'_>) -> PResult<'_, &Token> {
    let plural = |token: &&Token| noun::is_plural(input.text(token));
    verify(class(Class::PERSON), plural).parse(input)
}

/// suffix, and m, b, t; "m" also behind a blank, where no word follows: "$ 1.5 m"
pub(super) fn money_suffix(input: Tokens<'_>) -> PResult<'_, i8> {
    let apart = token(|input: &Tokens<'_>, token: &Token| {
        let last = input
            .ahead(1)
            .is_none_or(|next| matches!(next.kind, TokenKind::Sign(c) if c != '-' && c != '\''));
        last && matches!(input.text(token), "m" | "M")
    });
    alt((
        map(adjacent(class(Class::SUFFIX)), |token| token.number),
        value(6, apart),
    ))
    .parse(input)
}

/// power = "e" exponent | "e" sign exponent | times "10" "^" [ sign ] exponent | [ times "10" ] raised
pub(super) fn power(input: Tokens<'_>) -> PResult<'_, i8> {
    let letter = adjacent(one_of(&["e"]));
    let signed = preceded(letter, (negative, exponent));
    let ten_to = preceded((ten, adjacent(sign('^'))), (opt(negative), exponent));
    alt((
        glued_power,
        preceded(ten, raised),
        // Ten itself raised is ten times what is left of the power.
        verify(
            map_opt(alt((raised, caret)), |exponent| exponent.checked_sub(1)),
            |_: &i8| input.behind(1).is_some_and(|ten| input.text(ten) == "10"),
        ),
        map_opt(signed, |(negative, exponent)| of(negative, exponent)),
        map_opt(ten_to, |(negative, exponent)| {
            of(negative.unwrap_or(false), exponent)
        }),
    ))
    .parse(input)
}

/// "^" [ sign ] exponent
fn caret(input: Tokens<'_>) -> PResult<'_, i8> {
    let power = preceded(adjacent(sign('^')), (opt(negative), exponent));
    map_opt(power, |(negative, exponent)| {
        of(negative.unwrap_or(false), exponent)
    })
    .parse(input)
}

/// raised = [ "⁻" ] superscript [ superscript ], glued
fn raised(input: Tokens<'_>) -> PResult<'_, i8> {
    let digit = |input| map_opt(adjacent(token(is_sign)), superscript).parse(input);
    let (rest, (minus, first, second)) =
        (opt(adjacent(sign('-'))), digit, opt(digit)).parse(input)?;
    let exponent = match second {
        Some(second) => first
            .checked_mul(10)
            .and_then(|tens: i8| tens.checked_add(second)),
        None => Some(first),
    };
    let exponent = exponent.filter(|exponent| *exponent <= GREATEST);
    some(
        rest,
        exponent.and_then(|exponent| of(minus.is_some(), exponent)),
    )
}

fn is_sign(_: &Tokens<'_>, token: &Token) -> bool {
    matches!(token.kind, TokenKind::Sign(_))
}

/// The value of a raised digit.
const fn superscript(token: &Token) -> Option<i8> {
    Some(match token.kind {
        TokenKind::Sign('⁰') => 0,
        TokenKind::Sign('¹') => 1,
        TokenKind::Sign('²') => 2,
        TokenKind::Sign('³') => 3,
        TokenKind::Sign('⁴') => 4,
        TokenKind::Sign('⁵') => 5,
        TokenKind::Sign('⁶') => 6,
        TokenKind::Sign('⁷') => 7,
        TokenKind::Sign('⁸') => 8,
        TokenKind::Sign('⁹') => 9,
        _ => return None,
    })
}

fn of(negative: bool, exponent: i8) -> Option<i8> {
    if negative {
        exponent.checked_neg()
    } else {
        Some(exponent)
    }
}

/// "e6", which the lexer reads as one word
fn glued_power(input: Tokens<'_>) -> PResult<'_, i8> {
    let word = token(|_, token: &Token| token.kind == TokenKind::Word);
    map_opt(adjacent(word), |token| {
        read(input.text(token).strip_prefix(['e', 'E'])?)
    })
    .parse(input)
}

/// times "10"
fn ten(input: Tokens<'_>) -> PResult<'_, ()> {
    let times = alt((value((), sign('×')), value((), word("x"))));
    let ten = verify(digits, |ten: &&Token| input.text(ten) == "10");
    alt((value((), word("x10")), value((), (times, ten)))).parse(input)
}

/// sign = "-" | "+": whether it is the first
fn negative(input: Tokens<'_>) -> PResult<'_, bool> {
    let minus = value(true, adjacent(sign('-')));
    alt((minus, value(false, adjacent(sign('+'))))).parse(input)
}

fn exponent(input: Tokens<'_>) -> PResult<'_, i8> {
    map_opt(adjacent(digits), |token| read(input.text(token))).parse(input)
}

fn read(digits: &str) -> Option<i8> {
    digits
        .parse()
        .ok()
        .filter(|exponent| (0..=GREATEST).contains(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    fn glued(input: Tokens<'_>) -> PResult<'_, i8> {
        preceded(digits, alt((scale_word, suffix, power))).parse(input)
    }

    #[test]
    fn accepts() {
        for (text, covers, exponent) in [
            ("5 million", "5 million", 6),
            ("5-million", "5-million", 6),
            ("5 hundred thousand", "5 hundred thousand", 5),
            ("5 lakh crore", "5 lakh crore", 12),
            ("5 thousands", "5 thousands", 3),
            ("5bn", "5bn", 9),
            ("5K runs", "5K", 3),
            ("5m people", "5m", 6),
            ("5e6", "5e6", 6),
            ("5E-2", "5E-2", -2),
            ("5x10^4", "5x10^4", 4),
            ("5×10⁶ cells", "5×10⁶", 6),
            ("2 × 10⁻⁸", "2 × 10⁻⁸", -8),
            ("10¹² cells", "10¹²", 11),
            ("10^6 cells", "10^6", 5),
            ("5 × 10^-4", "5 × 10^-4", -4),
        ] {
            assert_eq!(read(glued, text), Some((covers, exponent)), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "5m away", "5 k", "5 dozens", "5each", "5e", "5e99", "5 x 12", "5G",
        ] {
            assert_eq!(read(glued, text), None, "{text}");
        }
    }
}
