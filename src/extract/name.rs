//! Numbers that are names: "COVID-19", "Boeing 737", "section 230", "No. 5", "G20", phone numbers, scores.
//!
//! ```text
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

/// Whether the number that begins here is glued to a word before it: "COVID-19", "F-16".
pub(super) fn glued_to_word(input: &Tokens<'_>) -> bool {
    let Some(first) = input.first().filter(|first| !first.spaced) else {
        return false;
    };
    let (before, further) = (input.behind(1), input.behind(2));
    // "F-16" and "OS/2".
    let hyphen = before
        .is_some_and(|before| matches!(before.kind, TokenKind::Sign('-' | '/')) && !before.spaced);
    let word = |token: &Token| token.kind == TokenKind::Word;
    // "three-for-one", "in her mid-twenties"
    let numbers = Class::ONES
        .with(Class::TENS)
        .with(Class::HUNDRED)
        .with(Class::SCALE);
    let joins = input.behind_is(2, &["to", "and", "or", "a"]);
    let spelled = first.classes.any(Class::ONES.with(Class::TENS))
        && hyphen
        && !joins
        && further.is_some_and(|further| word(further) && !further.classes.any(numbers));
    spelled
        || first.kind == TokenKind::Digits
            && (hyphen && further.is_some_and(word) || before.is_some_and(word))
}

/// Whether the words before the number that begins here make it a name, `rest` being what follows it.
pub(super) fn named(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let single = rest.position_in_sentence() == input.skip(1).position_in_sentence();
    let (Some(first), Some(before)) = (input.first(), input.behind(1)) else {
        return false;
    };
    match first.kind {
        TokenKind::Digits if single => digits_named(input, rest, first, before),
        TokenKind::Word => {
            single && labelled(input, before) && !counts(rest) || titled(input, first, before)
        }
        _ => false,
    }
}

/// Digits behind "#", a label, a proper name or the letters of an index.
fn digits_named(input: &Tokens<'_>, rest: &Tokens<'_>, first: &Token, before: &Token) -> bool {
    let abbreviated = before.kind == TokenKind::Sign('.')
        && input
            .behind(2)
            .is_some_and(|label| label.classes.any(Class::LABEL) && !before.spaced);
    if abbreviated || before.kind == TokenKind::Sign('#') {
        return true;
    }
    if before.kind != TokenKind::Word {
        return false;
    }
    let series = is_index(input, before) && proper(input, before);
    let labelled = labelled(input, before);
    let sure = labelled && (capital(input, before) || width(first) == 1 && !picked(input));
    series || sure || (labelled || proper(input, before)) && !counts(rest)
}

/// Whether a word labels the number behind it: "section", "phase".
fn labelled(input: &Tokens<'_>, label: &Token) -> bool {
    label.classes.any(Class::LABEL) && !noun::is_plural(input.text(label))
}

/// Whether the label picks one out itself: "this season 5 players", "last round 4 teams".
fn picked(input: &Tokens<'_>) -> bool {
    let picks = Class::DETERMINER.with(Class::RELATIVE);
    input
        .behind(2)
        .is_some_and(|before| before.classes.any(picks))
}

/// A number word in a name: "in Seven Oaks", "the single One Night", where the word before is no part of a title.
fn titled(input: &Tokens<'_>, first: &Token, before: &Token) -> bool {
    let small = |token: &Token| {
        token.kind == TokenKind::Word && input.text(token).starts_with(|c: char| c.is_lowercase())
    };
    let next = input.ahead(1).filter(|next| next.spaced);
    capital(input, first) && small(before) && next.is_some_and(|next| capital(input, next))
}

fn capital(input: &Tokens<'_>, word: &Token) -> bool {
    input.text(word).starts_with(|c: char| c.is_uppercase())
}

/// Whether plain digits are a name by what follows them: letters glued on ("49ers", "3D"), brackets around
/// them and nothing else ("(4)"), or the rest of an address ("49 Long Acre Road").
pub(super) fn labels(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let plain = input
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits);
    let glued = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Word && !next.spaced);
    let opened = input
        .behind(1)
        .is_some_and(|before| matches!(before.kind, TokenKind::Sign('(' | '[')));
    let closed = rest
        .first()
        .is_some_and(|next| matches!(next.kind, TokenKind::Sign(')' | ']')));
    plain && (glued || opened && closed || address(rest) || aircraft(input, rest))
}

/// Whether three digits or more are a model's by what follows: "the 787s", "a 787 Dreamliner".
fn aircraft(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let long = input.first().is_some_and(|first| width(first) == 3);
    let single = rest.position_in_sentence() == input.skip(1).position_in_sentence();
    let named = rest.first().is_some_and(|next| {
        let text = rest.text(next);
        capital(rest, next) && !noun::is_plural(text) && !next.classes.any(Class::DEMONYM)
    });
    let next_small = rest.ahead(1).is_none_or(|next| !capital(rest, next));
    let led = input.behind(1).is_some_and(|before| {
        before.classes.any(Class::DETERMINER.with(Class::RELATIVE)) || input.is(before, "own")
    });
    long && single && named && next_small && led
}

/// The plural of a number: "three 787s", "the 1500s". Seconds are fewer than a hundred, or have decimals.
pub(super) fn plural(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let label = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::LABEL));
    let long = input
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits && (width(first) > 2 || label));
    let s = input
        .ahead(1)
        .is_some_and(|next| !next.spaced && input.is(next, "s"));
    long && s && rest.position_in_sentence() == input.skip(2).position_in_sentence()
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
            capital(rest, token) || digits || *n > 0 && ordinal
        })
    };
    (0..5).take_while(proper).any(|n| {
        let street = rest
            .ahead(n)
            .is_some_and(|token| token.classes.any(Class::STREET));
        street && (n > 0 || proper(&1))
    })
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
    let begins = input
        .behind(2)
        .is_none_or(|before| matches!(before.kind, TokenKind::Sign('"' | '“' | '.' | ':')));
    capital && !begins && !word.classes.any(lexical)
}

/// Capitals alone, as of an index or a model ("FTSE 100 companies", "S&P 500 stocks"), but not a country.
fn is_index(input: &Tokens<'_>, word: &Token) -> bool {
    let text = input.text(word);
    let country = ["US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.", "UAE"].contains(&text);
    let capitals = text.bytes().all(|byte| byte.is_ascii_uppercase());
    let initials = || {
        let before = |n| input.behind(n).map_or("", |token| input.text(token));
        before(2) == "&"
            || before(2).len() == 1 && before(2).bytes().all(|byte| byte.is_ascii_uppercase())
    };
    capitals && !country && (text.len() > 1 || initials())
}

/// Whether what follows a number is what it counts: a noun in the plural, in small letters.
fn counts(rest: &Tokens<'_>) -> bool {
    noun::phrase(*rest).is_ok_and(|(_, noun)| {
        let head = rest.slice(noun.head);
        noun::is_plural(head) && head.starts_with(|c: char| c.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

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
        assert_eq!(
            read(identifier, "1234.HK )").map(|(covered, ())| covered),
            Some("1234.HK")
        );
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
            "It ran OS/2 with the number 10s of the past.",
            "The net zero plan has no date.",
            "It parked its 787s beside its own 787 Dreamliner.",
            "She lives at 9 E 71st St, and he at 22 Ave Magenta.",
            "Shares of the maker ( 1234.HK ) fell.",
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
            ("This season 5 players left.", vec!["5"]),
            (
                "The top 10 companies and the top four teams paid.",
                vec!["10", "four"],
            ),
            ("Police Arrest Three Men", vec!["Three"]),
            ("Three Men went.", vec!["Three"]),
            ("The group 300 workers own is small.", vec!["300"]),
            ("She ran it in 58s.", vec!["58s"]),
            ("It has 300 European suppliers.", vec!["300"]),
        ] {
            assert_eq!(quantities(text), wanted, "{text}");
        }
    }
}
