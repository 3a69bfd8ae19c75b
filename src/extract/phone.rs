//! Telephone numbers: "(202) 555-0143", "1-800-555-0199", "+44 20 7946 0958", "020 7946 0958", "call 911".
//!
//! ```text
//! phone = [ "+" ] group { separator group }
//! separator = blank | "-" | "." | "(" | ")"
//! ```
//!
//! One is told by its plus sign, its leading zero, the lengths of its groups, or a word of calling before it.

use super::name;
use super::tokens::{PResult, Token, TokenKind, Tokens, some};
use super::word_list::List;

/// A telephone number has at most this many digits, and as many groups.
const LONGEST: usize = 15;

/// phone = [ "+" ] group { separator group }
pub(super) fn phone(input: Tokens<'_>) -> PResult<'_, ()> {
    if !may_begin(&input) {
        return Err(nom::Err::Error(()));
    }
    let (rest, groups) = groups(input);
    let signed = input
        .behind(1)
        .zip(input.first())
        .is_some_and(|(plus, first)| plus.kind == TokenKind::Sign('+') && !first.spaced);
    let zero = input
        .first()
        .is_some_and(|first| input.text(first).starts_with('0'));
    let called = || {
        let calls = |token| input.is_of(token, List::CALLING);
        (1..3).any(|n| input.behind(n).is_some_and(calls))
    };
    let total: usize = groups.iter().sum();
    let even = groups.iter().skip(1).all(|length| (2..=6).contains(length));
    let told = match groups.as_slice() {
        _ if signed => (7..=LONGEST).contains(&total),
        [3, 3, 4] | [1, 3, 3, 4] => true,
        [3, 4] => called() || second_zero(&input),
        [3] => called() && emergency(&input) && !name::counts(&rest),
        [_, _, ..] => zero && even && (9..=12).contains(&total),
        _ => false,
    };
    some(rest, told.then_some(()))
}

/// Whether a telephone number may begin here: digits in groups, or few enough that one calls them.
fn may_begin(input: &Tokens<'_>) -> bool {
    let digits = |token: &Token| token.kind == TokenKind::Digits;
    let grouped = input.ahead(1).is_some_and(|next| {
        matches!(
            next.kind,
            TokenKind::Digits | TokenKind::Sign('-' | '.' | '(' | ')')
        )
    });
    input.first().is_some_and(|first| {
        let signed = input
            .behind(1)
            .is_some_and(|before| before.kind == TokenKind::Sign('+'));
        digits(first) && (grouped || signed || first.text_length() == 3)
    })
}

/// The lengths of the groups of digits from here on, and what follows them.
fn groups(input: Tokens<'_>) -> (Tokens<'_>, Vec<usize>) {
    let (mut rest, mut lengths) = (input, Vec::new());
    let mut ahead = 0;
    while let Some(next) = input.ahead(ahead).filter(|_| lengths.len() < LONGEST) {
        match next.kind {
            TokenKind::Digits => {
                lengths.push(input.text(next).len());
                rest = input.skip(ahead.saturating_add(1));
            }
            TokenKind::Sign('-' | '.') if !next.spaced => {}
            TokenKind::Sign('(' | ')') => {}
            _ => break,
        }
        ahead = ahead.saturating_add(1);
    }
    (rest, lengths)
}

/// Whether the second group begins with a zero, so that the two are no range: "555-0143".
fn second_zero(input: &Tokens<'_>) -> bool {
    let glued = |token: &Token| token.kind == TokenKind::Sign('-') && !token.spaced;
    input.ahead(1).is_some_and(glued)
        && input
            .ahead(2)
            .is_some_and(|second| !second.spaced && input.text(second).starts_with('0'))
}

/// The short numbers that everyone knows.
fn emergency(input: &Tokens<'_>) -> bool {
    input.first().is_some_and(|first| {
        ["911", "999", "112", "101", "111", "311", "988", "000"].contains(&input.text(first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn accepts() {
        for (text, covers) in [
            ("555-0134 for", "555-0134"),
            ("202-555-0143.", "202-555-0143"),
            ("202) 555-0143", "202) 555-0143"),
            ("1-800-555-0199", "1-800-555-0199"),
            ("020 7946 0958 after", "020 7946 0958"),
            ("01632 960983", "01632 960983"),
        ] {
            assert_eq!(read(phone, text).map(|(covered, ())| covered), Some(covers));
        }
    }

    #[test]
    fn a_word_or_a_plus_before_tells_one() {
        for (text, is_phone) in [
            ("Call 455-5143 now", true),
            ("The desk is at +44 20 7946 0958", true),
            ("Dial 911", true),
            ("between 455-5143 feet", false),
            ("they called 911 people", false),
            ("it sold 911 cars", false),
            ("it sold 940 000 000 shares", false),
            ("about 0.25 0.75 and 0.5", false),
            ("from 100-2000", false),
        ] {
            assert_eq!(within(phone, text).is_some(), is_phone, "{text}");
        }
    }
}
