//! Scores and votes, which count nothing: "won 3-2", "6-4, 3-6, 7-6 (7-5)", "52 to 48", "2-all", "3-for-4", "a 4-under 68".
//!
//! ```text
//! score  = contested | sets | level | hits | par
//! contested = pair                          behind a word of contests, where nothing is counted
//! sets   = pair { [ "," ] pair | tie }      two at least, of which one falls
//! pair   = digits "-" digits { "-" digits } | digits [ "-" ] "to" [ "-" ] digits
//! tie    = "(" digits [ "-" digits ] ")"
//! level  = digits "-" "all"
//! hits   = number "-" "for" "-" number
//! par    = number "-" ( "under" | "over" ) [ "-" "par" ] [ digits ]
//! ```
//!
//! They are passed over: neither number is of anything, and the pair is no range.

use super::lexicon::Class;
use super::noun;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, word,
};
use super::unit::unit;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::fold_many0;
use nom::sequence::{delimited, preceded};

/// How many words may stand between a word of contests and its score.
const REACH: usize = 7;

/// score = contested | sets | level | hits | par
pub(super) fn score(input: Tokens<'_>) -> PResult<'_, ()> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    match first.kind {
        TokenKind::Digits => alt((sets, contested, level, hits, par)).parse(input),
        TokenKind::Word if first.classes.any(Class::ONES) => {
            alt((contested, hits, par)).parse(input)
        }
        _ => Err(nom::Err::Error(())),
    }
}

/// Two numbers against each other.
#[derive(Clone, Copy)]
struct Pair {
    falls: bool,
    glued: bool,
}

/// pair = digits "-" digits { "-" digits } | digits [ "-" ] "to" [ "-" ] digits
fn pair(input: Tokens<'_>) -> PResult<'_, Pair> {
    let hyphen = || adjacent(sign('-'));
    let more = || fold_many0(preceded(hyphen(), adjacent(points)), || (), |(), _| ());
    let dashed = (points, preceded(hyphen(), adjacent(points)), more());
    let joint = (opt(hyphen()), word("to"), opt(hyphen()));
    let worded = (points, preceded(joint, points));
    alt((
        map(dashed, |(first, last, ())| Pair {
            falls: first >= last,
            glued: true,
        }),
        map(worded, |(first, last)| Pair {
            falls: first >= last,
            glued: false,
        }),
    ))
    .parse(input)
}

/// A side's points: no more than three digits, or a small number in words.
fn points(input: Tokens<'_>) -> PResult<'_, u16> {
    let (rest, token) = alt((digits, class(Class::ONES))).parse(input)?;
    let written = input.text(token);
    let points = match token.kind {
        TokenKind::Digits if written.len() < 4 => written.parse().ok(),
        TokenKind::Word => u16::try_from(token.number).ok(),
        _ => None,
    };
    some(rest, points)
}

/// pair, behind a word of contests, where nothing is counted
fn contested(input: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, pair) = pair(input)?;
    let from = input.behind_is(1, &["from", "between", "to"]);
    let told = !from && (!counts(&rest) && contest(&input, pair) || leads_to_contest(&rest));
    some(rest, told.then_some(()))
}

/// Whether the word behind a pair is of contests: "a 24-to-17 win", "the 12-to-11 vote".
pub(super) fn leads_to_contest(rest: &Tokens<'_>) -> bool {
    rest.first()
        .is_some_and(|next| next.classes.any(Class::CONTEST) && !noun::is_plural(rest.text(next)))
}

/// Whether a word of contests stands before, no other number between, or right behind: "a 24-to-17 win".
fn contest(input: &Tokens<'_>, pair: Pair) -> bool {
    // "Lost 5 to 10" may be a range; "lost 10 to 5" is none.
    let told = if pair.falls || pair.glued { REACH } else { 2 };
    (1..told)
        .map_while(|n| input.behind(n).filter(|token| is_link(token)))
        .any(|token| token.classes.any(Class::CONTEST))
}

fn is_link(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => !token.classes.any(Class::ONES.with(Class::TENS)),
        TokenKind::Sign(c) => matches!(c, '\'' | '.' | '"' | '”' | '“'),
        TokenKind::Digits | TokenKind::Other => false,
    }
}

/// Whether what follows is counted or measured.
fn counts(rest: &Tokens<'_>) -> bool {
    let plural = || {
        noun::phrase(*rest).is_ok_and(|(_, noun)| {
            let head = rest.slice(noun.head);
            noun::is_plural(head) && head.starts_with(char::is_lowercase)
        })
    };
    unit(*rest).is_ok()
        || rest
            .first()
            .is_some_and(|next| next.classes.any(Class::SCALE))
        || plural()
}

/// sets = pair { [ "," ] pair | tie }, two at least, of which one falls
fn sets(input: Tokens<'_>) -> PResult<'_, ()> {
    let tie = || delimited(sign('('), (digits, opt((sign('-'), digits))), sign(')'));
    let next = || preceded(opt(sign(',')), pair);
    let (rest, first) = pair(input)?;
    let (rest, (count, falls, glued)) = fold_many0(
        alt((map(next(), Some), value(None, tie()))),
        || (0_u8, first.falls, first.glued),
        |(count, falls, glued), found: Option<Pair>| match found {
            Some(pair) => (
                count.saturating_add(1),
                falls || pair.falls,
                glued && pair.glued,
            ),
            None => (count, falls, glued),
        },
    )
    .parse(rest)?;
    some(
        rest,
        (count > 0 && falls && glued && !counts(&rest)).then_some(()),
    )
}

/// level = digits "-" "all"
fn level(input: Tokens<'_>) -> PResult<'_, ()> {
    let all = preceded(adjacent(sign('-')), adjacent(word("all")));
    value((), (points, all)).parse(input)
}

/// hits = number "-" "for" "-" number
fn hits(input: Tokens<'_>) -> PResult<'_, ()> {
    let hyphen = || adjacent(sign('-'));
    value(
        (),
        (points, hyphen(), adjacent(word("for")), hyphen(), points),
    )
    .parse(input)
}

/// par = number "-" ( "under" | "over" ) [ "-" "par" ] [ digits ]
fn par(input: Tokens<'_>) -> PResult<'_, ()> {
    let side = (adjacent(sign('-')), adjacent(one_of(&["under", "over"])));
    let par = opt((adjacent(sign('-')), adjacent(word("par"))));
    value((), (points, side, par, opt(digits))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn accepts() {
        for (text, covers) in [
            ("6-4, 3-6, 7-6 (7-5) in", "6-4, 3-6, 7-6 (7-5)"),
            ("6-3 6-2", "6-3 6-2"),
            ("2-all at", "2-all"),
            ("3-for-4 with", "3-for-4"),
            ("three-for-two split", "three-for-two"),
            ("4-under 68", "4-under 68"),
            ("4-over-par", "4-over-par"),
        ] {
            assert_eq!(read(score, text).map(|(covered, ())| covered), Some(covers));
        }
    }

    #[test]
    fn a_pair_is_a_score_behind_a_word_of_contests() {
        for (text, is_score) in [
            ("They lost 17-24 at home.", true),
            ("Leeds beat City 3-2.", true),
            ("The Senate confirmed her 52 to 48.", true),
            ("The final score was 24 to 17.", true),
            ("City trailed two to one.", true),
            ("The 12-to-11 vote came late.", true),
            ("A 24-17 win followed.", true),
            ("They had 20-30 votes.", false),
            ("He lost 5-10 pounds.", false),
            ("It lost 5 to 10 percent.", false),
            ("They won 20 to 30 seats.", false),
            ("The win took them from 12 to 8.", false),
            ("The 3-6 model sold well.", false),
            ("Ages 3-5, 6-8 and 9-11 are free.", false),
        ] {
            assert_eq!(within(score, text).is_some(), is_score, "{text}");
        }
    }
}
