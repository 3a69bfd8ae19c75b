//! A counted list that is shorter than its count: "three towns: Alba and Bria".
//!
//! ```text
//! list = total noun ":" item ( "," item )* [ "," ] ( "and" | "or" ) item end
//! ```
//!
//! A longer one may have a comma inside a member ("Alba, Ohio"), and is left alone.

use super::super::{Figure, Sentence, Sum, Told};
use crate::extract::tokens::TokenKind;
use crate::quantity::{Kind, Modifier};
use rust_decimal::Decimal;

/// How many tokens may stand between the count with its noun and the colon.
const REACH: usize = 3;
/// How long a member of the list may be, so that it is a name or a figure and not a clause.
const ITEM: usize = 4;
/// How long a list is counted.
const LONGEST: usize = 12;

/// The list of a sentence that is shorter than its count.
pub(super) fn sum(sentence: &Sentence<'_>) -> Option<Sum> {
    let length = sentence.words.tokens.len();
    let colon = (0..length).find(|at| sentence.is_mark(*at, &[':']))?;
    let last = sentence
        .figures
        .iter()
        .rposition(|figure| figure.tokens.end <= colon)?;
    let total = counted(sentence, last, colon)?;
    let stated = total.quantity.amount.stated?.value;
    // "12 medals: five gold …" counts its members, and is added up.
    let counts =
        |figure: &Figure<'_>| figure.tokens.start > colon && figure.quantity.kind == Kind::Count;
    if sentence.figures.iter().any(counts) {
        return None;
    }
    let items = items(sentence, colon.saturating_add(1))?;
    let shorter = Decimal::from(items) < stated && stated <= Decimal::from(LONGEST);
    (items > 1 && shorter).then(|| Sum {
        totals: vec![total.index],
        parts: Vec::new(),
        ones: items,
        told: Told::All,
    })
}

/// The count before a colon: its noun stands right before it, or "to five from seven".
fn counted<'s, 'a>(
    sentence: &'s Sentence<'a>,
    last: usize,
    colon: usize,
) -> Option<&'s Figure<'a>> {
    let figure = sentence.figures.get(last)?;
    let before = last
        .checked_sub(1)
        .and_then(|before| sentence.figures.get(before));
    let led = |figure: &Figure<'_>, word: &str| {
        figure
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| sentence.words.is(at, &[word]))
    };
    let figure = match before {
        Some(to) if led(to, "to") && led(figure, "from") => to,
        Some(part) if super::rest::part_of(sentence, part, figure) => part,
        _ => figure,
    };
    let plain =
        figure.quantity.kind == Kind::Count && figure.quantity.amount.modifier == Modifier::Exact;
    let near = colon.saturating_sub(sentence.behind(figure)) <= REACH;
    (plain && near).then_some(figure)
}

/// How many members a list has that begins at a token and ends the sentence; absent of what may not be a plain list.
fn items(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    const LOOSE: [&str; 40] = [
        "in",
        "of",
        "from",
        "for",
        "with",
        "by",
        "to",
        "at",
        "on",
        "more",
        "others",
        "other",
        "both",
        "twins",
        "couple",
        "pair",
        "including",
        "etc",
        "is",
        "are",
        "was",
        "were",
        "it",
        "they",
        "he",
        "she",
        "who",
        "which",
        "that",
        "not",
        "no",
        "one",
        "two",
        "three",
        "four",
        "sisters",
        "brothers",
        "triplets",
        "each",
        "all",
    ];
    let words = &sentence.words;
    let (mut items, mut long, mut joined) = (1_usize, 0_usize, false);
    for at in start..words.tokens.len() {
        let figure = sentence.in_figure(at);
        let and = words.is(at, &["and", "or"]);
        match words.get(at)?.kind {
            _ if figure => long = long.max(1),
            _ if words.is(at, &LOOSE) || joined && and => return None,
            TokenKind::Sign('.') => break,
            TokenKind::Sign(',' | ';') if !joined => {
                items = items.saturating_add(usize::from(long > 0));
                long = 0;
            }
            TokenKind::Sign('-' | '\'') => {}
            TokenKind::Sign(_) => return None,
            _ if and => {
                items = items.saturating_add(usize::from(long > 0));
                (long, joined) = (0, true);
            }
            _ => long = long.saturating_add(1),
        }
        if long > ITEM {
            return None;
        }
    }
    joined.then_some(items)
}
