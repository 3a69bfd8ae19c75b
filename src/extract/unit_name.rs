//! Names of units: the longest symbol or phrase of the tables that stands behind (or before) a number.
//!
//! ```text
//! named  = symbol | dotted | phrase                       the longest; of equals the symbol
//! symbol = up to three glued tokens as written ("km/h", "US$", "°C"), or two words ("sq km"), or dotted ("m.p.h.")
//! dotted = ( "sq" | "cu" | "fl" ) "." word
//! phrase = up to four words, in any case
//! ```

use super::lexicon::Class;
use super::tokens::{PResult, Token, TokenKind, Tokens};
use crate::quantity::Base;
use crate::quantity::unit::{by_symbol, by_words, opens_phrase};

/// Words longer than this are no unit.
const LONGEST: usize = 24;

/// Whether a unit may begin at a token: a glance, as this is asked of what follows every number.
pub(super) fn may_begin(input: &Tokens<'_>, first: &Token) -> bool {
    // Beyond this length, with points or in other letters than English ones, the lexicon does not tell.
    const TOLD: usize = 16;
    match first.kind {
        TokenKind::Digits | TokenKind::Other => false,
        TokenKind::Sign(c) => !matches!(
            c,
            ',' | '.' | ';' | ':' | '?' | '!' | '—' | '(' | ')' | '"' | '“' | '”' | '\'' | '/'
        ),
        TokenKind::Word if first.classes.any(Class::UNIT) => true,
        TokenKind::Word => {
            let text = input.text(first);
            text.len() > TOLD || !text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
    }
}

/// named = symbol | phrase
pub(super) fn named(input: Tokens<'_>) -> PResult<'_, Base> {
    let Some(first) = input.first().filter(|first| may_begin(&input, first)) else {
        return Err(nom::Err::Error(()));
    };
    let written = of_symbol(&input, first).or_else(|| of_dotted(&input, first));
    let (n, base) = match (written, of_phrase(&input, first)) {
        (Some(symbol), Some(phrase)) => {
            if phrase.0 > symbol.0 {
                phrase
            } else {
                symbol
            }
        }
        (symbol, phrase) => symbol.or(phrase).ok_or(nom::Err::Error(()))?,
    };
    Ok((input.skip(n), base))
}

/// symbol = up to three glued tokens as written, or two words, or dotted
pub(super) fn symbol(input: Tokens<'_>) -> PResult<'_, Base> {
    let first = input.first().filter(|first| may_begin(&input, first));
    let found = first.and_then(|first| of_symbol(&input, first));
    let (n, base) = found.ok_or(nom::Err::Error(()))?;
    Ok((input.skip(n), base))
}

/// The symbol that begins here, and how many tokens it takes.
///
/// A symbol of one letter adjoins the number, or nothing follows that it could begin: "5m", "5 m long".
fn of_symbol(input: &Tokens<'_>, first: &Token) -> Option<(usize, Base)> {
    let text = input.text(first);
    let word = first.kind == TokenKind::Word;
    if matches!(first.kind, TokenKind::Digits | TokenKind::Other) || text.len() > LONGEST {
        return None;
    }
    let glued = || {
        (2..=5_usize)
            .rev()
            .find_map(|n| Some((n, by_symbol(adjoining(input, n)?)?)))
    };
    let two = || {
        let second = input
            .ahead(1)
            .filter(|second| word && second.kind == TokenKind::Word && second.spaced)?;
        opens_phrase(&text.to_lowercase())
            .then(|| by_symbol(&format!("{text} {}", input.text(second))))
            .flatten()
            .map(|base| (2, base))
    };
    let lone = word && text.len() == 1 && first.spaced && !stands_alone(input);
    let one = || by_symbol(text).filter(|_| !lone).map(|base| (1, base));
    let dotted = || {
        let plain = (word && text.contains('.')).then(|| text.replace('.', ""))?;
        by_symbol(&plain).map(|base| (1, base))
    };
    let next_glued = input.ahead(1).is_some_and(|next| !next.spaced);
    next_glued
        .then(glued)
        .flatten()
        .or_else(two)
        .or_else(one)
        .or_else(dotted)
}

/// Whether what follows a letter leaves it a symbol: a mark, a number, or a word of extent or amount.
fn stands_alone(input: &Tokens<'_>) -> bool {
    const EXTENT: [&str; 9] = [
        "long", "wide", "high", "tall", "deep", "away", "above", "below", "of",
    ];
    input.ahead(1).is_none_or(|next| match next.kind {
        TokenKind::Digits => true,
        TokenKind::Sign(c) => !matches!(c, '-' | '\'' | '&'),
        _ => EXTENT.iter().any(|word| input.is(next, word)),
    })
}

/// The text of the next `n` tokens, if no blank stands between them.
fn adjoining<'a>(input: &Tokens<'a>, n: usize) -> Option<&'a str> {
    let last = input.ahead(n.checked_sub(1)?)?;
    let glued = (1..n).all(|at| input.ahead(at).is_some_and(|token| !token.spaced));
    glued.then_some(input.slice(input.first()?.span.cover(last.span)))
}

/// dotted = ( "sq" | "cu" | "fl" … ) "." word: "sq. ft", "fl. oz"
fn of_dotted(input: &Tokens<'_>, first: &Token) -> Option<(usize, Base)> {
    const SHORT: [&str; 6] = ["sq", "cu", "fl", "cub", "deg", "degs"];
    input
        .ahead(1)
        .filter(|dot| dot.kind == TokenKind::Sign('.') && !dot.spaced)?;
    let word = input.ahead(2).filter(|word| word.kind == TokenKind::Word)?;
    let short = SHORT.iter().any(|short| input.is(first, short));
    let name = || format!("{} {}", input.text(first), input.text(word)).to_lowercase();
    let found = short.then(|| by_words(&name())).flatten();
    found.map(|base| (3, base))
}

/// The phrase that begins here, and how many words it takes.
fn of_phrase(input: &Tokens<'_>, first: &Token) -> Option<(usize, Base)> {
    let text = input.text(first);
    if first.kind != TokenKind::Word || text.len() > LONGEST {
        return None;
    }
    let mut name = text.to_lowercase();
    let mut found = None;
    let lone = text.len() == 1 && first.spaced;
    if may_be_unit(first) && !lone {
        found = by_words(&name).map(|base| (1, base));
    }
    if opens_phrase(&name) {
        for n in 1..4_usize {
            let Some(next) = input.ahead(n).filter(|next| next.kind == TokenKind::Word) else {
                break;
            };
            name.push(' ');
            name.push_str(&input.text(next).to_lowercase());
            found = by_words(&name)
                .map(|base| (n.saturating_add(1), base))
                .or(found);
        }
    }
    found
}

/// Whether a word can name a unit, or what a rate is per.
pub(super) fn may_be_unit(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.classes.any(Class::FUNCTION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, name) in [
            ("km/h winds", "km/h", "kilometre per hour"),
            ("sq km of", "sq km", "square kilometre"),
            ("US dollars", "US dollars", "US dollar"),
            ("long tons", "long tons", "long ton"),
            ("°C today", "°C", "celsius"),
            ("m.p.h.", "m.p.h.", "mile per hour"),
            ("sq. miles of", "sq. miles", "square mile"),
            ("fl. oz of", "fl. oz", "fluid ounce"),
            ("degrees Celsius", "degrees Celsius", "celsius"),
            ("pounds of", "pounds", "pound"),
        ] {
            let found = read(named, text).map(|(covered, base)| (covered, base.name()));
            assert_eq!(found, Some((covers, name)), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in ["us too", "m people", "people", "in all", "24", "long ago"] {
            assert_eq!(
                read(named, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
