//! Sentences: a splitter of our own, linear in the text.
//!
//! It jumps from one stop (`.`, `?`, `!`) to the next and looks at a few words around each; what it
//! knows of abbreviations is in `abbreviations.txt` and `sentence_openers.txt`. A sentence never
//! reaches beyond its block.

use super::block::Block;
use super::span::{ProseSpan, trimmed};
use memchr::memchr3;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A sentence of the prose.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Its text, without blanks at either end.
    pub span: ProseSpan,
    /// Index of its block.
    pub block: u32,
}

/// How far back the word before a stop is looked for, in bytes.
const LONGEST_WORD: usize = 24;
/// How many words after a quoted question may pass before "said".
const WORDS_BEFORE_SAID: usize = 5;
/// Verbs that tell who said it: "“Why now?” Wang asked."
const SAID: [&str; 14] = [
    "added", "asked", "asks", "cried", "demanded", "replied", "said", "says", "shouted", "told",
    "tweeted", "wondered", "writes", "wrote",
];

/// The sentences of `blocks`, in order.
pub(super) fn sentences(text: &str, blocks: &[Block]) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(blocks.len());
    for (index, block) in (0..).zip(blocks) {
        let (start, end) = (block.span.start as usize, block.span.end as usize);
        let Some(block_text) = text.get(start..end) else {
            continue;
        };
        split(block_text, |from, to| {
            let shift = |at: usize| at.saturating_add(start);
            found.extend(
                trimmed(text, shift(from), shift(to)).map(|span| Sentence { span, block: index }),
            );
        });
    }
    found
}

/// Gives the ends of each sentence of `text`.
fn split(text: &str, mut sentence: impl FnMut(usize, usize)) {
    let (mut start, mut position) = (0, 0);
    while let Some(stop) = Stop::find(text, position) {
        position = stop.after;
        if let Some(next) = stop.sentence_after(text, start) {
            sentence(start, stop.closed);
            start = next;
            position = next;
        }
    }
    sentence(start, text.len());
}

/// One or several stops in a row, and the quotes and brackets closed after them.
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// The first of them.
    at: usize,
    /// One past the last of them.
    after: usize,
    /// One past what is closed.
    closed: usize,
    kind: StopKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StopKind {
    /// `.`
    Dot,
    /// `..`, `...`
    Ellipsis,
    /// With a `?` or `!` among them.
    Outcry,
}

impl Stop {
    /// The next stop from `position` on.
    fn find(text: &str, position: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let at = position.checked_add(memchr3(b'.', b'?', b'!', bytes.get(position..)?)?)?;
        let run = bytes.get(at..)?;
        let length = run.iter().take_while(|byte| is_stop(**byte)).count();
        let after = at.checked_add(length)?;
        Some(Self {
            at,
            after,
            closed: after.checked_add(closers(text.get(after..)?))?,
            kind: match run.get(..length)? {
                b"." => StopKind::Dot,
                stops if stops.iter().all(|&byte| byte == b'.') => StopKind::Ellipsis,
                _ => StopKind::Outcry,
            },
        })
    }

    /// Where the next sentence starts, if this stop ends the one that starts at `start`.
    fn sentence_after(&self, text: &str, start: usize) -> Option<usize> {
        let rest = text.get(self.closed..)?;
        let next = rest.trim_start();
        if next.len() == rest.len() {
            return self.is_glued(text, rest).then_some(self.closed);
        }
        let words = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '¿', '¡']);
        let ends = match (words.chars().next()?, self.kind) {
            (first, _) if first.is_lowercase() => {
                is_lower_case_name(words) && self.is_plain(text, start)
            }
            (',' | ';' | ':' | ')' | ']' | '}' | '-' | '–' | '—' | '―' | '/' | '…' | '%', _) => {
                false
            }
            (first, _) if is_stop_character(first) => false,
            (_, StopKind::Outcry) => !self.is_outcry_of_more(text, words),
            (first, StopKind::Ellipsis) => first.is_uppercase(),
            (first, StopKind::Dot) => self.dot_ends(text, start, first, words),
        };
        ends.then(|| text.len().saturating_sub(next.len()))
    }

    /// Whether a dot ends the sentence before `words`, which start with `first`.
    fn dot_ends(&self, text: &str, start: usize, first: char, words: &str) -> bool {
        match habit(text, start, self.at) {
            Habit::Ends | Habit::Outcry => true,
            Habit::Never => false,
            Habit::Number => !first.is_numeric() && !is_currency(first),
            Habit::Opener => opens_sentence(words),
        }
    }

    /// Whether the word before is no abbreviation.
    fn is_plain(&self, text: &str, start: usize) -> bool {
        let habit = habit(text, start, self.at);
        self.kind != StopKind::Ellipsis && matches!(habit, Habit::Ends | Habit::Outcry)
    }

    /// Whether a question or exclamation is a name ("Yahoo!") or a quotation whose speaker follows.
    fn is_outcry_of_more(&self, text: &str, words: &str) -> bool {
        let closed = text.get(self.after..self.closed).unwrap_or("");
        let named = listed(word_before(text, 0, self.at)) == Some(Habit::Outcry);
        named || (closed.contains(['"', '”', '’', '\'']) && is_told(words))
    }

    /// Whether the blank after the stop is missing: "in the office.The White House".
    fn is_glued(&self, text: &str, rest: &str) -> bool {
        if self.kind != StopKind::Dot || self.closed > self.after {
            return false;
        }
        if !rest.starts_with(|first: char| first.is_ascii_uppercase()) {
            return false;
        }
        let word = word_before(text, 0, self.at);
        let next = letters(rest);
        let long = next.len() > 3 || OPENERS.contains(next);
        let capitalised = next.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && long && capitalised
    }
}

/// What the stop after a word may be besides the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// Nothing: the word is no abbreviation.
    Ends,
    /// It is never the end.
    Never,
    /// It is the end unless a number follows.
    Number,
    /// It is the end if a word follows that opens sentences.
    Opener,
    /// A dot is the end, an exclamation mark is not.
    Outcry,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, Habit>> = LazyLock::new(|| {
    rows(include_str!("abbreviations.txt"))
        .filter_map(|row| row.split_once(' '))
        .filter_map(|(name, words)| Some((habit_named(name)?, words)))
        .flat_map(|(habit, words)| words.split_whitespace().map(move |word| (word, habit)))
        .collect()
});

static OPENERS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("sentence_openers.txt"))
        .flat_map(str::split_whitespace)
        .collect()
});

/// The lines of a built-in list that are no comments.
fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

fn habit_named(name: &str) -> Option<Habit> {
    match name {
        "never" => Some(Habit::Never),
        "number" => Some(Habit::Number),
        "opener" => Some(Habit::Opener),
        "outcry" => Some(Habit::Outcry),
        _ => None,
    }
}

/// The habit of the word before the dot at `at`, in the sentence that starts at `start`.
fn habit(text: &str, start: usize, at: usize) -> Habit {
    let word = word_before(text, start, at);
    if let Some(habit) = listed(word) {
        return habit;
    }
    let first_word = word.len() == at.saturating_sub(start);
    if is_initials(word) {
        Habit::Opener
    } else if first_word && word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        Habit::Never // a list's "12."
    } else {
        Habit::Ends
    }
}

/// The habit of `word`, or of its part after a slash, in the list; "ST" is "St".
fn listed(word: &str) -> Option<Habit> {
    let part = word.rsplit('/').next()?;
    let exact = ABBREVIATIONS.get(part).copied();
    exact.or_else(|| {
        let capitals = part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        let (first, rest) = part.split_at_checked(1).filter(|_| capitals)?;
        let capitalised = format!("{first}{}", rest.to_ascii_lowercase());
        ABBREVIATIONS.get(capitalised.as_str()).copied()
    })
}

/// Whether `word` is a single capital, or one or two letters at a time with dots between.
fn is_initials(word: &str) -> bool {
    let mut characters = word.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => only.is_uppercase(),
        _ => {
            word.contains('.')
                && word.split('.').all(|part| {
                    (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
                })
        }
    }
}

/// The letters, digits and signs of abbreviations right before `at`, not beyond `start`.
fn word_before(text: &str, start: usize, at: usize) -> &str {
    let from = text
        .floor_char_boundary(at.saturating_sub(LONGEST_WORD))
        .max(start);
    let window = text.get(from..at).unwrap_or("");
    let other = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '&' | '/'));
    let word = window.rsplit(other).next().unwrap_or("");
    word.trim_start_matches(['\'', '.'])
}

/// The ASCII letters that `text` starts with, up to the longest word.
fn letters(text: &str) -> &str {
    let bytes = text.bytes().take(LONGEST_WORD);
    let length = bytes.take_while(u8::is_ascii_alphabetic).count();
    text.get(..length).unwrap_or("")
}

/// Whether `text` starts with a word that opens sentences, and is not itself cut by a dot ("A. Smith").
fn opens_sentence(text: &str) -> bool {
    let word = letters(text);
    let dot = text.as_bytes().get(word.len()) == Some(&b'.');
    !dot && OPENERS.contains(word)
}

/// Whether `text` starts with a name such as eBay or iPhone.
fn is_lower_case_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
}

/// Whether a verb of saying follows within a few words of the same sentence.
fn is_told(text: &str) -> bool {
    let window = text.get(..text.floor_char_boundary(LONGEST_WORD.saturating_mul(3)));
    let words = window.unwrap_or("").split([' ', '\n', '\u{a0}']);
    let mut words = words.take(WORDS_BEFORE_SAID);
    words.any(|word| SAID.contains(&word.trim_end_matches(['.', ',', ':', '\r'])))
}

/// How many bytes of quotes and brackets are closed at the start of `text`.
fn closers(text: &str) -> usize {
    let rest = text.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']);
    text.len().saturating_sub(rest.len())
}

const fn is_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'?' | b'!')
}

const fn is_stop_character(character: char) -> bool {
    matches!(character, '.' | '?' | '!')
}

const fn is_currency(character: char) -> bool {
    matches!(character, '$' | '£' | '€' | '¥' | '₹')
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        split(text, |from, to| found.push(text[from..to].trim()));
        found
    }

    /// Sentences are parted by `|`.
    #[test]
    fn sentences_end() {
        for text in [
            "Five came. | Two left! | Did they? | Yes.",
            "It cost $3.5 million. | The price rose 2.5. | It fell to 3.",
            "It beat the forecast of I/B/E/S. | Shares of Yahoo. | Shares of Yahoo Inc. | They rose.",
            "They live in the U.S. | The figure is 24,000.",
            "They live in the U.S. | “We know,” she said.",
            "He came at 5 p.m. | She left at 6 a.m. | It was over.",
            "He said “no.” | She said (yes.) | “Maybe.”\u{a0}| All left.",
            "He said \"no\". | She said 'yes.' | All left.",
            "They met in Feb. | The talks failed.",
            "Is it so? | No. | He left.",
            "It was Plan B. | The talks failed.",
            "It rose to 24,000. | 25,000 came later.",
            "It rose. | $5 million was lost.",
            "He waited... | Then he left.",
            "“Why now?” | The talks went on for years before he spoke.",
            "It sold well. | eBay had 5.",
            "He works for Acme Inc. | The firm has 5 people.",
            "First.\r\n| Second.\n| Third.",
            "Was heißt das? | Ärger. | Über 5.",
            "It is over. | (Reporting by A. Writer; editing by B. C. Reader)",
        ] {
            let expected: Vec<_> = text.split('|').map(str::trim).collect();
            assert_eq!(read(&text.replace('|', "")), expected);
        }
    }

    #[test]
    fn a_blank_may_be_missing() {
        assert_eq!(
            read("They left the office.The talks failed."),
            ["They left the office.", "The talks failed."]
        );
    }

    #[test]
    fn sentences_go_on() {
        for text in [
            "U.S. President Donald Trump met 5 U.S. officials.",
            "On Feb. 1 the No. 5 player paid Rs. 500, est. $5.",
            "Mr. Smith, Dr. Wu and Gen. Li met at Acme Inc. in St. Louis vs. Ms. Wei.",
            "At 5 p.m. EDT and at 6 p.m. Monday and at 7 a.m. the talks went on.",
            "J. K. Rowling met George W. Bush and J.K. Simmons.",
            "“What now?” he asked.",
            "“Never!” he said.",
            "“Why now?” Minister Wang Xiaohong asked.",
            "He paid 3.5 of 4.5 at example.com/a.b?c=d.E to Yahoo! Inc.",
            "He waited ... and left ... 5 of them.",
            "He waited. . . . for 5.",
            "ST. LOUIS and MIAMI/ST. PAUL, JAN. 5",
            "1. The first of them.",
            "It rose 5.",
            "Amazon.Com and Node.Js are names.",
            "“It is over.” he said.",
            "The U.S., the U.K. and the U.S.-led group met.",
            "No. 5 is alive",
            "...",
        ] {
            assert_eq!(read(text), [text]);
        }
    }

    #[test]
    fn every_row_of_the_lists_is_read() {
        let words = |list: &'static str| rows(list).flat_map(str::split_whitespace).count();
        let named = |row: &str| row.split_once(' ').and_then(|(name, _)| habit_named(name));
        let habits = rows(include_str!("abbreviations.txt"))
            .filter(|row| named(row).is_some())
            .count();
        assert_eq!(
            ABBREVIATIONS.len() + habits,
            words(include_str!("abbreviations.txt"))
        );
        assert_eq!(OPENERS.len(), words(include_str!("sentence_openers.txt")));
    }

    #[test]
    fn long_runs_take_no_longer() {
        for piece in [
            ".",
            ". ",
            "a. ",
            "A. ",
            ".\"",
            "? \"",
            "U.S. ",
            ".A",
            "! ",
            "\u{201d}.",
        ] {
            let text = piece.repeat(100_000);
            split(&text, |_, _| {});
        }
    }
}
