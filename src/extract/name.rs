//! Numbers that are names: "COVID-19", "Boeing 737", "section 230", "No. 5", "G20", phone numbers, scores.
//!
//! ```text
//! named      = code numeral | ( label "." | "#" ) numeral | label numeral { joint numeral } | series numeral
//!            | ( label | name ) numeral                       where nothing is counted: "Boeing 737", not "Boeing 737s"
//! numeral    = digits [ "." digits | letters | "-" digits ] | a number word
//! identifier = digits ( ( "-" | "." | "/" | ":" ) digits )+      glued: a score, a date of another sort, a phone number
//!            | digits "." capitals                            glued: a share's code
//! ```
//!
//! A name is told by what stands before its number. A count that has a modifier, a unit, digits in
//! groups or a noun in the plural behind it is no name.

use super::lexicon::Class;
use super::noun;
use super::number_date::width;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, digits, sign, token};
use crate::quantity::unit::{by_symbol, by_words};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;
use nom::multi::many1_count;
use nom::sequence::preceded;

/// identifier = digits ( ( "-" | "." | "/" | ":" ) digits )+ | digits "." capitals
pub(super) fn identifier(input: Tokens<'_>) -> PResult<'_, ()> {
    let joint = alt((sign('-'), sign('.'), sign('/'), sign(':')));
    let part = preceded(adjacent(joint), adjacent(digits));
    let capitals = token(|input: &Tokens<'_>, token: &Token| {
        token.kind == TokenKind::Word
            && input
                .text(token)
                .bytes()
                .all(|byte| byte.is_ascii_uppercase())
    });
    let code = (digits, adjacent(sign('.')), adjacent(capitals));
    alt((map((digits, many1_count(part)), |_| ()), map(code, |_| ()))).parse(input)
}

/// Whether the number that begins here is glued to a word before it: "COVID-19", "F-16", "PM2.5", "P5+1", "a_2024".
pub(super) fn glued_to_word(input: &Tokens<'_>) -> bool {
    let Some(first) = input.first().filter(|first| !first.spaced) else {
        return false;
    };
    let (before, further) = (input.behind(1), input.behind(2));
    let joint = |signs: &[char]| {
        before.is_some_and(|before| {
            matches!(before.kind, TokenKind::Sign(c) if signs.contains(&c)) && !before.spaced
        })
    };
    let word = |token: &Token| token.kind == TokenKind::Word;
    let numbered =
        |token: &Token| word(token) && input.text(token).ends_with(|c: char| c.is_ascii_digit());
    if joint(&['-']) && spelled(input, first, further) {
        return true;
    }
    first.kind == TokenKind::Digits
        && (joint(&['-', '_', '/']) && further.is_some_and(word) && !behind_measure(input)
            || joint(&['.', '+']) && further.is_some_and(numbered)
            || joint(&['_'])
            || before.is_some_and(word))
}

/// Whether the word before the mark is the unit of another number: "500 litres/132 gallons", "7 p.m. EDT/2300 GMT",
/// "6-foot-3-inch".
fn behind_measure(input: &Tokens<'_>) -> bool {
    let number = |n: usize| {
        input.behind(n).is_some_and(|token| {
            token.kind == TokenKind::Digits || token.classes.any(Class::SCALE.with(Class::ONES))
        })
    };
    let unit = |token: Option<&Token>| {
        token.is_some_and(|token| {
            let text = input.text(token);
            by_symbol(text).or_else(|| by_words(text)).is_some()
        })
    };
    let zone = || {
        let name = input.behind(2).map_or("", |token| input.text(token));
        (3..5).contains(&name.len())
            && name.ends_with('T')
            && name.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let clock = number(3) || input.behind_is(3, &["a.m.", "p.m.", "am", "pm"]);
    match input.behind(1).map(|before| before.kind) {
        Some(TokenKind::Sign('/')) => number(3) && unit(input.behind(2)) || clock && zone(),
        Some(TokenKind::Sign('-')) => {
            number(4)
                && unit(input.behind(2))
                && input
                    .ahead(1)
                    .is_some_and(|next| next.kind == TokenKind::Sign('-'))
                && unit(input.ahead(2))
        }
        _ => false,
    }
}

/// A number word glued behind another word: "three-for-one", "in her mid-twenties", but not "two-and-a-half".
fn spelled(input: &Tokens<'_>, first: &Token, before: Option<&Token>) -> bool {
    let numbers = Class::ONES
        .with(Class::TENS)
        .with(Class::HUNDRED)
        .with(Class::SCALE);
    let joins = input.behind_is(2, &["to", "and", "or", "a"]);
    let word =
        before.is_some_and(|before| before.kind == TokenKind::Word && !before.classes.any(numbers));
    first.classes.any(Class::ONES.with(Class::TENS)) && word && !joins
}

/// How a number that may be a name is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numeral {
    /// "737"
    Plain,
    /// "3.12"
    Decimal,
    /// "4B"
    Lettered,
    /// "12-15"
    Range,
    /// "Five", "one"
    Word,
}

impl Numeral {
    /// The tokens between `input` and `rest`, where they are no more than a numeral.
    fn of(input: &Tokens<'_>, rest: &Tokens<'_>) -> Option<Self> {
        let first = input.first()?;
        let length = rest
            .position_in_sentence()
            .checked_sub(input.position_in_sentence())?;
        let at = |n: usize| input.ahead(n).filter(|token| !token.spaced);
        let short = |n: usize| at(n).is_some_and(|token| input.text(token).len() < 3);
        match (first.kind, length, at(1).map(|second| second.kind)) {
            (TokenKind::Digits, 1, _) => Some(Self::Plain),
            (TokenKind::Digits, 3, Some(TokenKind::Sign('.')))
                if short(2) && input.text(first).len() < 3 =>
            {
                Some(Self::Decimal)
            }
            (TokenKind::Digits, 2, Some(TokenKind::Word)) if short(1) => Some(Self::Lettered),
            (TokenKind::Digits, 3, Some(TokenKind::Sign('-'))) => Some(Self::Range),
            (TokenKind::Word, 1, _) => Some(Self::Word),
            _ => None,
        }
    }
}

/// Classes that tell nothing of how common a word is.
const OF_TABLES: Class = Class::STATISTIC.with(Class::CONTEST).with(Class::UNIT);

/// What a label's value in the lexicon says: that it names even before a noun in the plural ("Phase 3 trials"); that
/// it stands before several numbers ("pages 12-15"); that it is one only with a capital letter ("Form 1040").
const STRONG: i8 = 1;
const SEVERAL: i8 = 2;
const CAPITAL: i8 = 3;

/// Whether the words before the number that begins here make it a name, `rest` being what follows it.
///
/// named = code numeral | ( label "." | "#" ) numeral | label numeral { joint numeral } | series numeral
///       | ( label | name ) numeral, where nothing is counted by it
pub(super) fn named(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let Some((before, numeral)) = input.behind(1).zip(Numeral::of(input, rest)) else {
        return false;
    };
    if is_code(input) {
        return numeral != Numeral::Word;
    }
    if is_counting(input, before) {
        return false;
    }
    if is_numbered(input, before) {
        return numeral != Numeral::Word;
    }
    if numeral == Numeral::Word {
        return is_strong(input, before) || nicknamed(input, rest);
    }
    let told = || {
        is_strong(input, before)
            || in_series(input, before, numeral)
            || is_titled(input, before, numeral)
            || may_name(input, before, numeral) && !counts(rest)
    };
    before.kind == TokenKind::Word && told() || listed(input)
}

/// Whether a word is one that a number stands behind as a name: "section", "Flight".
fn is_label(input: &Tokens<'_>, word: &Token) -> bool {
    let capital = || input.text(word).starts_with(char::is_uppercase);
    word.classes.any(Class::LABEL) && (word.number != CAPITAL || capital())
}

/// Whether a label names even before a noun in the plural: "Phase 3 trials".
fn is_strong(input: &Tokens<'_>, word: &Token) -> bool {
    word.number == STRONG && is_label(input, word)
}

/// "Its members number 50", but not "their phone number 50".
fn is_counting(input: &Tokens<'_>, before: &Token) -> bool {
    let verb = input.is(before, "number");
    let plural = |noun: &Token| noun::is_plural(input.text(noun));
    verb && input.behind(2).is_some_and(plural)
        && !input
            .behind(3)
            .is_some_and(|before| before.classes.any(Class::PRONOUN))
}

/// "No. 5", "Fig. 3", "#7".
fn is_numbered(input: &Tokens<'_>, before: &Token) -> bool {
    let stopped = |word: &Token| !before.spaced && is_label(input, word);
    match before.kind {
        TokenKind::Sign('.') => input.behind(2).is_some_and(stopped),
        TokenKind::Sign('#') => true,
        _ => false,
    }
}

/// "FTSE 100 companies", "S&P 500", "iPhone 15 users": capitals or a brand, which number what they make.
fn in_series(input: &Tokens<'_>, before: &Token, numeral: Numeral) -> bool {
    let text = input.text(before);
    numeral != Numeral::Range
        && (is_index(text) || is_initial(input, text) || is_brand(text))
        && !before.classes.any(Class::FUNCTION)
        && (proper(input, before) || opens(input))
}

/// "5,000 Model 3 sedans": a label with a capital that is no sentence's.
fn is_titled(input: &Tokens<'_>, before: &Token, numeral: Numeral) -> bool {
    let text = input.text(before);
    numeral == Numeral::Plain
        && is_label(input, before)
        && text.starts_with(char::is_uppercase)
        && !opens(input)
        && !noun::is_plural(text)
}

/// "Boeing 737", "Windows 3.1", "room 4B", "pages 12-15": a name where nothing is counted.
fn may_name(input: &Tokens<'_>, before: &Token, numeral: Numeral) -> bool {
    let named = || proper(input, before) || opening(input, before);
    match numeral {
        Numeral::Plain => is_label(input, before) || named(),
        Numeral::Decimal => named(),
        Numeral::Lettered | Numeral::Range => is_label(input, before),
        Numeral::Word => false,
    }
}

/// "Her badge number is 4471", "the zip code: 90210".
fn is_code(input: &Tokens<'_>) -> bool {
    const OF: &[&str] = &[
        "account",
        "badge",
        "bib",
        "case",
        "docket",
        "id",
        "license",
        "licence",
        "phone",
        "pin",
        "plate",
        "post",
        "postal",
        "registration",
        "room",
        "serial",
        "telephone",
        "ticket",
        "tracking",
        "zip",
    ];
    const NOUN: &[&str] = &["number", "code"];
    let reach: usize = match () {
        () if input.behind_is(1, NOUN) => 1,
        () if input.behind_is(1, &["is", "was", ":"]) && input.behind_is(2, NOUN) => 2,
        () => return false,
    };
    input.behind_is(reach.saturating_add(1), OF)
}

/// "Sections 3 and 4", "Flights 12, 14 and 16": the number goes on a list behind a label.
fn listed(input: &Tokens<'_>) -> bool {
    const LONGEST: usize = 12;
    let joint = |token: &Token| match token.kind {
        TokenKind::Digits | TokenKind::Sign(',' | '-') => true,
        _ => ["and", "or", "to", "through"]
            .iter()
            .any(|word| input.is(token, word)),
    };
    let length = (1..LONGEST)
        .take_while(|n| input.behind(*n).is_some_and(joint))
        .count();
    let label = input.behind(length.saturating_add(1));
    length > 1
        && label.is_some_and(|label| {
            label.classes.any(Class::LABEL) && matches!(label.number, STRONG | SEVERAL)
        })
}

/// "The Big Four firms", "the Chicago Seven were": a number with a capital letter behind a name, or before one.
fn nicknamed(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let capital = |token: &Token| {
        let mut letters = input.text(token).chars();
        token.kind == TokenKind::Word
            && letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
    };
    let (Some(first), Some(before)) = (input.first(), input.behind(1)) else {
        return false;
    };
    let next = rest.first();
    let after_name = capital(before) && proper(input, before) && !next.is_some_and(capital);
    let before_name =
        before.kind == TokenKind::Word && !capital(before) && next.is_some_and(capital);
    let within = || before.kind == TokenKind::Word && input.is_capital(before);
    capital(first) && (after_name || before_name || within() && in_prose(input))
}

/// Whether words are written small before a number with a capital, so that the capital is of a name and no
/// headline's: "shops run by Golden Six Holdings", but not "Police Arrest Six Men".
fn in_prose(input: &Tokens<'_>) -> bool {
    const LOOK: usize = 8;
    let plain = |token: &Token| {
        let text = input.text(token);
        token.kind == TokenKind::Word
            && text.len() > 4
            && text.bytes().all(|letter| letter.is_ascii_lowercase())
            && !token.classes.any(Class::FUNCTION)
    };
    (2..LOOK).any(|n| input.behind(n).is_some_and(plain))
}

/// Whether a nought leads the digits of a whole number, as it does in a code: "agent 007", "0345".
pub(super) fn padded(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let whole = rest.position_in_sentence() == input.skip(1).position_in_sentence();
    whole
        && input.first().is_some_and(|first| {
            first.kind == TokenKind::Digits
                && first.text_length() > 1
                && input.text(first).starts_with('0')
        })
}

/// Whether the letters glued to plain digits only put a name into the plural: "Boeing 737s", "two 737s".
pub(super) fn plural_model(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let glued = input
        .ahead(1)
        .is_some_and(|s| !s.spaced && input.is(s, "s"));
    let whole = rest.position_in_sentence() == input.skip(2).position_in_sentence();
    let long = input
        .first()
        .is_some_and(|first| input.text(first).len() > 2);
    // "2018s best film" has lost its apostrophe.
    let year = input.first().is_some_and(|first| width(first) == 4);
    if glued && whole && year {
        return true;
    }
    let possessed = input.behind_is(1, &["'s", "’s"]);
    let before = input.behind(if possessed { 2 } else { 1 });
    glued
        && whole
        && before.is_some_and(|before| {
            let numeral = before.kind == TokenKind::Digits || before.classes.any(Class::ONES);
            let article = before.classes.any(Class::DETERMINER) || numeral;
            before.kind == TokenKind::Word
                && (proper(input, before) || opening(input, before) || long && article)
        })
}

/// Whether a year stands in a name: "Tokyo 2020", "Blade Runner 2049".
pub(super) fn year_of_name(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let plain = Numeral::of(input, rest) == Some(Numeral::Plain)
        && input
            .first()
            .is_some_and(|first| input.text(first).len() == 4);
    let calendar = Class::CALENDAR.with(Class::MODIFIER).with(Class::LEADER);
    let before = input.behind(1).filter(|_| plain);
    before.is_some_and(|before| {
        let text = input.text(before);
        let small = text.chars().skip(1).all(char::is_lowercase);
        before.kind == TokenKind::Word
            && small
            && !before.classes.any(calendar)
            && proper(input, before)
    })
}

/// Whether a time of day is a verse of a book: "John 3:16".
pub(super) fn verse(input: &Tokens<'_>) -> bool {
    input.behind(1).is_some_and(|before| {
        before.kind == TokenKind::Word
            && before.classes.without(OF_TABLES) == Class::default()
            && input.text(before).starts_with(char::is_uppercase)
    })
}

/// Whether plain digits are a name by what stands around them: letters glued on ("49ers", "3D", "401(k)"), brackets or
/// quotation marks around them and nothing else ("(4)"), or the rest of an address ("49 Long Acre Road").
pub(super) fn labels(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    if is_record(input, rest) {
        return true;
    }
    let plain = input
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits);
    let glued = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Word && !next.spaced);
    let sign = |token: Option<&Token>, signs: &[char]| {
        token.is_some_and(|token| matches!(token.kind, TokenKind::Sign(c) if signs.contains(&c)))
    };
    let (before, next) = (input.behind(1), rest.first());
    let bracketed = sign(before, &['(', '[']) && sign(next, &[')', ']']);
    let quoted = sign(before, &['\'', '"', '“']) && sign(next, &['\'', '"', '”']);
    let paragraph = sign(next, &['('])
        && next.is_some_and(|next| !next.spaced)
        && rest
            .ahead(1)
            .is_some_and(|letter| rest.text(letter).len() == 1)
        && sign(rest.ahead(2), &[')']);
    let listed = sign(next, &[')', ']']) && enumerates(input);
    plain && (glued || bracketed || listed || quoted || paragraph || address(rest))
        || plain && aircraft(input, rest)
}

/// Whether a pair of small numbers says how often a side has won and lost: "the 4-7 Bears".
fn is_record(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let side = |next: &Token| {
        next.kind == TokenKind::Word
            && rest.text(next).starts_with(char::is_uppercase)
            && noun::is_plural(rest.text(next))
            && !next.classes.any(Class::DEMONYM)
    };
    let small = |n| {
        let number: Option<&Token> = input.ahead(n);
        number.is_some_and(|number| width(number) <= 2)
    };
    Numeral::of(input, rest) == Some(Numeral::Range)
        && input.behind_is(1, &["the"])
        && small(0)
        && small(2)
        && rest.first().is_some_and(side)
}

/// Whether an ordinal is part of a name: "the Fourteenth Amendment", "42nd Street".
pub(super) fn ranked(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let capital = |token: &Token| {
        token.kind == TokenKind::Word && input.text(token).starts_with(char::is_uppercase)
    };
    let next = rest.first().filter(|next| capital(next));
    let street = next.is_some_and(|next| next.classes.any(Class::STREET));
    let shouted = input
        .first()
        .is_some_and(|first| is_index(input.text(first)));
    let in_words = input.first().is_some_and(capital) && !opens(input) && !shouted;
    next.is_some() && (street || in_words)
}

/// Whether a closing bracket behind the number here closes none that was opened: "1) the cost, 2) the time".
fn enumerates(input: &Tokens<'_>) -> bool {
    let brackets = (1..24)
        .map_while(|n| input.behind(n))
        .filter(|token| matches!(token.kind, TokenKind::Sign('(' | '[' | ')' | ']')));
    let inside = brackets
        .into_iter()
        .next()
        .is_some_and(|nearest| matches!(nearest.kind, TokenKind::Sign('(' | '[')));
    !inside
}

/// Whether three digits are a model's by what follows: "a 787 Dreamliner", "its own 737 MAX", "the 737-800 left".
fn aircraft(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let long = input.first().is_some_and(|first| width(first) == 3);
    let variant = Numeral::of(input, rest) == Some(Numeral::Range)
        && input.ahead(2).is_some_and(|second| width(second) == 3)
        && input.behind_is(1, &["a", "an", "the", "its", "one"]);
    if long && variant {
        return !counts(rest);
    }
    let single = rest.position_in_sentence() == input.skip(1).position_in_sentence();
    let picks = Class::DETERMINER.with(Class::RELATIVE);
    let led = input
        .behind(1)
        .is_some_and(|before| before.classes.any(picks) || input.is(before, "own"));
    let capital = |next: &Token| rest.text(next).starts_with(char::is_uppercase);
    let named = rest.first().is_some_and(|next| {
        capital(next) && !noun::is_plural(rest.text(next)) && !next.classes.any(Class::DEMONYM)
    });
    long && single && led && named && rest.ahead(1).is_none_or(|next| !capital(next))
}

/// A place in a table or a round of a cup: "the top four", "in the bottom three", "the last 16", but not "the top four
/// teams" or "the last four of them".
pub(super) fn placed(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    const ROUNDS: [&str; 6] = ["16", "32", "64", "four", "eight", "sixteen"];
    let short = rest.position_in_sentence() == input.skip(1).position_in_sentence();
    let table = input.behind_is(1, &["top", "bottom"]);
    let round = || {
        input.behind_is(1, &["last"])
            && input
                .first()
                .is_some_and(|first| ROUNDS.iter().any(|round| input.is(first, round)))
            && rest.first().is_none_or(|next| {
                !rest.is(next, "of")
                    && (next.classes.any(Class::PREPOSITION) || next.kind != TokenKind::Word)
            })
    };
    short && (table || round()) && noun::phrase(*rest).is_err()
}

/// Up to four capitalised words that end in "Street" or its like, or begin with "Rue" or its like.
fn address(rest: &Tokens<'_>) -> bool {
    let proper = |n: &usize| {
        rest.ahead(*n).is_some_and(|token| {
            // The "th" of "East 42nd Street" is a token of its own.
            let ordinal = !token.spaced && token.kind == TokenKind::Word;
            let digits = token.kind == TokenKind::Digits;
            rest.text(token).starts_with(char::is_uppercase) || digits || *n > 0 && ordinal
        })
    };
    (0..5).take_while(proper).any(|n| {
        let street = rest
            .ahead(n)
            .is_some_and(|token| token.classes.any(Class::STREET));
        street && (n > 0 || proper(&1))
    })
}

/// Whether the word before the next is the first of its sentence.
fn opens(input: &Tokens<'_>) -> bool {
    input
        .behind(2)
        .is_none_or(|before| matches!(before.kind, TokenKind::Sign('"' | '“' | '.' | ':')))
}

/// Whether a word is a proper name: capitalised, and not only for beginning the sentence.
fn proper(input: &Tokens<'_>, word: &Token) -> bool {
    let lexical = Class::FUNCTION
        .with(Class::MONTH)
        .with(Class::WEEKDAY)
        .with(Class::RISE)
        .with(Class::FALL)
        .with(Class::SAY)
        .with(Class::MODIFIER)
        .with(Class::BE);
    let text = input.text(word);
    let capital = text.starts_with(|c: char| c.is_uppercase())
        || text.chars().skip(1).any(char::is_uppercase);
    let lexical = if is_index(text) {
        lexical.without(Class::MODIFIER)
    } else {
        lexical
    };
    capital && !opens(input) && !word.classes.any(lexical)
}

/// "Motel 6", where it begins a sentence: a word that the lexicon does not know, in the singular.
fn opening(input: &Tokens<'_>, word: &Token) -> bool {
    let text = input.text(word);
    let capital = text.starts_with(char::is_uppercase) && text.len() > 2;
    let known = word.classes.without(OF_TABLES) != Class::default();
    opens(input)
        && capital
        && !known
        && !noun::is_plural(text)
        && !text.ends_with("ed")
        && !text.ends_with("ly")
}

/// A capital inside a word: "iPhone", "PlayStation".
fn is_brand(text: &str) -> bool {
    let inside = text.chars().skip(1).any(char::is_uppercase);
    inside && text.contains(char::is_lowercase)
}

/// The last of the capitals of "S&P 500", "S P 500".
fn is_initial(input: &Tokens<'_>, text: &str) -> bool {
    let letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let before = input.behind(2).map_or("", |token| input.text(token));
    letter(text) && (before == "&" || letter(before))
}

/// Capitals alone, as of an index or a model ("FTSE 100 companies"), but not a country.
fn is_index(text: &str) -> bool {
    let country = ["US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.", "UAE"].contains(&text);
    !country && text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether what follows a number is what it counts: a noun in the plural, in small letters.
pub(super) fn counts(rest: &Tokens<'_>) -> bool {
    noun::phrase(*rest).is_ok_and(|(_, noun)| {
        let head = rest.slice(noun.head);
        noun::is_plural(head) && head.starts_with(|c: char| c.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn a_number_with_a_capital_in_prose_is_of_a_name() {
        fn part(input: Tokens<'_>) -> PResult<'_, ()> {
            let (rest, _) = crate::extract::magnitude::magnitude(input)?;
            let part = named(&input, &rest) || padded(&input, &rest);
            crate::extract::tokens::some(rest, part.then_some(()))
        }
        for (text, wanted) in [
            ("shops run by Golden Six Holdings in", true),
            ("Fans of agent 007 came", true),
            ("Police Arrest Six Men in Raid", false),
            ("He saw 0.5 litres", false),
        ] {
            assert_eq!(within(part, text).is_some(), wanted, "{text}");
        }
    }

    #[test]
    fn identifiers_are_read_whole() {
        for (text, covers) in [
            ("555-1234-99 now", "555-1234-99"),
            ("1.2.3", "1.2.3"),
            ("24/7", "24/7"),
            ("3:1 odds", "3:1"),
            ("2-2 draw", "2-2"),
        ] {
            assert_eq!(
                read(identifier, text).map(|(covered, ())| covered),
                Some(covers)
            );
        }
        assert_eq!(read(identifier, "24,000"), None);
    }

    #[test]
    fn numbers_of_a_list_in_the_sentence_are_told_by_their_bracket() {
        let listed = |text: &str| {
            crate::extract::testing::within(
                |input: Tokens<'_>| {
                    let (rest, _) = digits(input)?;
                    Ok((rest, labels(&input, &rest)))
                },
                text,
            )
        };
        assert_eq!(listed("it is 1) cheap and"), Some(true));
        assert_eq!(listed("(about 5)"), Some(false));
        assert_eq!(listed("it is 1 (one)"), Some(false));
    }

    fn quantities(text: &str) -> Vec<String> {
        let document = crate::document::read(
            "test".into(),
            text.as_bytes().to_vec(),
            crate::document::Format::Text,
            None,
        )
        .unwrap();
        crate::extract::scan(&document, 20)
            .quantities
            .iter()
            .map(|quantity| document.slice(quantity.span).to_owned())
            .collect()
    }

    #[test]
    fn names_are_no_quantities() {
        for text in [
            "Phase 3 trials began, and Level 2 chargers and category 4 hurricanes came.",
            "The S P 500 stocks fell, as the S&P 500 companies said.",
            "They saw paragraph six and round two of the show.",
            "She moved to Seven Oaks for the single One Night.",
            "They finished in the top four, not in the bottom three, and missed the last 16.",
            "It parked its 787s beside its own 787 Dreamliner, and a 737-800 left.",
            "She lives at 9 E 71st St, and he at 22 Ave Magenta.",
            "Shares of the maker ( 1234.HK ) fell.",
            "It ran OS/2 in the past.",
            "They play the 4-7 Otters.",
            "The net zero plan has no date, nor has the three-for-one swap.",
        ] {
            let found: Vec<String> = quantities(text)
                .into_iter()
                .filter(|found| !found.ends_with("st"))
                .collect();
            assert!(found.is_empty(), "{text} {found:?}");
        }
    }

    #[test]
    fn what_labels_and_names_do_not_hold_is_counted() {
        for (text, wanted) in [
            (
                "The top 10 companies and the top four teams paid.",
                vec!["10", "four"],
            ),
            ("Police Arrest Three Men", vec!["Three"]),
            ("Three Men went.", vec!["Three"]),
            ("It hired the 4-7 workers.", vec!["4-7"]),
            ("He left at about 2.20am.", vec!["2.20am"]),
            ("She ran it in 58s.", vec!["58s"]),
            ("It has 300 European suppliers.", vec!["300"]),
        ] {
            assert_eq!(quantities(text), wanted, "{text}");
        }
    }
}
