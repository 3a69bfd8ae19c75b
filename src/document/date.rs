//! The date of an article, as its own first words give it.
//!
//! ```text
//! dateline = "date" [":"] date
//!          | [place ","] date [agency] dash
//!          | date, and nothing else in its block
//! agency   = "(" … ")" | "/" … "/"
//! ```

use super::block::{Block, Role};
use super::prose::Prose;
use crate::extract::literal;
use jiff::civil::Date;

/// How many blocks may stand before the one with the dateline: headlines.
const MAX_HEADLINES: usize = 3;
/// How many bytes of a block a dateline may take.
const MAX_DATELINE: usize = 160;
/// Words of places that start with a small letter.
const SMALL_WORDS: [&str; 10] = [
    "and", "de", "del", "du", "el", "in", "la", "of", "on", "the",
];

/// The date in the dateline of an article, at its very start or right after its headlines.
pub(super) fn dateline(prose: &Prose, blocks: &[Block]) -> Option<Date> {
    let headlines = blocks
        .iter()
        .take(MAX_HEADLINES)
        .take_while(|block| block.role.is_heading() || block.role == Role::Standfirst)
        .count();
    blocks
        .iter()
        .take(headlines.saturating_add(1))
        .find_map(|block| in_block(prose.slice(block.span)))
}

/// The date in the dateline that a block of text starts with.
fn in_block(text: &str) -> Option<Date> {
    let end = text.floor_char_boundary(MAX_DATELINE);
    let head = text.get(..end)?;
    labelled(head)
        .or_else(|| placed(head))
        .or_else(|| alone(text))
}

/// The date that metadata state, after which a time may follow: "2025-01-27T10:00:00Z", "20250127".
pub(super) fn stated(text: &str) -> Option<Date> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let compact = text.get(..8).filter(|_| digits == 8);
    let compact = compact.and_then(|date| Date::strptime("%Y%m%d", date).ok());
    compact.or_else(|| literal::date(text).map(|(date, _)| date))
}

/// Whether a block of text is a date and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    alone(text).is_some() || labelled_length(text).is_some_and(|(_, length)| length == text.len())
}

/// `"date" [":"] date`
fn labelled(text: &str) -> Option<Date> {
    labelled_length(text).map(|(date, _)| date)
}

fn labelled_length(text: &str) -> Option<(Date, usize)> {
    let label = text.get(..4)?;
    let rest = text.get(4..)?;
    let value = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    if !label.eq_ignore_ascii_case("date") || value.len() == rest.len() {
        return None;
    }
    let (date, length) = literal::date(value)?;
    let before = text.len().checked_sub(value.len())?;
    Some((date, before.checked_add(length)?))
}

/// A date and nothing else.
fn alone(text: &str) -> Option<Date> {
    let (date, length) = literal::date(text)?;
    (length == text.len()).then_some(date)
}

/// `[place ","] date [agency] dash`; the place may hold commas.
fn placed(text: &str) -> Option<Date> {
    let starts = text.match_indices(',').take(3).map(|(comma, _)| comma);
    let (date, rest) = opening_date(text).or_else(|| {
        starts
            .take_while(|&comma| text.get(..comma).is_some_and(is_place))
            .find_map(|comma| opening_date(text.get(comma..)?.strip_prefix(',')?.trim_start()))
    })?;
    without_agency(rest.trim_start())
        .trim_start()
        .starts_with(['-', '–', '—', '―'])
        .then_some(date)
}

/// A date at the start of `text`, and what follows it.
fn opening_date(text: &str) -> Option<(Date, &str)> {
    let (date, length) = literal::date(text)?;
    Some((date, text.get(length..)?))
}

/// Whether every word is written as in a place's name.
fn is_place(text: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase) || SMALL_WORDS.contains(&word);
    text.starts_with(char::is_uppercase)
        && text
            .split([' ', ',', '/', '-'])
            .all(|word| word.is_empty() || capital(word))
}

/// `text` without an agency in brackets or slashes at its start.
fn without_agency(text: &str) -> &str {
    let close = match text.chars().next() {
        Some('(') => ')',
        Some('/') => '/',
        _ => return text,
    };
    let inside = text.get(1..).unwrap_or("");
    inside.split_once(close).map_or(text, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts() {
        for text in [
            "date 2025-01-27",
            "Date: 27 January 2025",
            "date 2025-01-27 WASHINGTON, - The ministry said 24,000 people came.",
            "WASHINGTON, Jan. 27, 2025 — The ministry said so.",
            "WASHINGTON, D.C., January 27, 2025 - The ministry said so.",
            "NEW YORK, Jan 27, 2025 /Some Wire/ -- Shares rose.",
            "Rio de Janeiro, 27 January 2025 (Agency) – Shares rose.",
            "Jan. 27, 2025 — Shares rose.",
            "Monday, January 27, 2025",
            "2025-01-27",
        ] {
            assert_eq!(
                in_block(text),
                Some(jiff::civil::date(2025, 1, 27)),
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "LONDON (Reuters-like agency) - Shares rose.",
            "BEIJING, Jan. 27 (Agency) -- Shares rose.",
            "On Jan. 27, 2025, shares rose.",
            "Jan. 27, 2025 was a Monday.",
            "Shares rose, Jan. 27, 2025 - a record.",
            "dated 2025-01-27",
            "date2025-01-27",
            "Update 2025-01-27",
            "",
            "é",
        ] {
            assert_eq!(in_block(text), None, "{text}");
        }
    }

    #[test]
    fn a_block_that_is_a_date_is_told() {
        assert!(is_date("date 2025-01-27") && is_date("Jan. 27, 2025"));
        assert!(!is_date("date 2025-01-27 WASHINGTON") && !is_date("date"));
    }
}
