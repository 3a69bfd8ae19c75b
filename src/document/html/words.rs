//! The text of a page into prose: blanks run together, references resolved, each byte with its place.

use crate::document::prose::ProseBuilder;
use crate::document::span::{TextSpan, offset};
use html5gum::{Token, Tokenizer};
use rustc_hash::FxHashMap;

/// How many references are remembered.
const MAX_KNOWN: usize = 1024;
/// No name of a reference is longer.
const LONGEST_NAME: usize = 40;

/// What references such as `&nbsp;` stand for.
#[derive(Debug, Default)]
pub(super) struct References {
    known: FxHashMap<Box<str>, Box<str>>,
}

impl References {
    /// What stands for `reference`, which starts with `&`.
    fn resolve(&mut self, reference: &str) -> Box<str> {
        if let Some(known) = self.known.get(reference) {
            return known.clone();
        }
        let text: String = Tokenizer::new(reference)
            .filter_map(|token| {
                let Ok(token) = token;
                match token {
                    Token::String(text) => Some(String::from_utf8_lossy(&text).into_owned()),
                    _ => None,
                }
            })
            .collect();
        let text: Box<str> = text.into();
        if self.known.len() < MAX_KNOWN {
            self.known.insert(reference.into(), text.clone());
        }
        text
    }
}

/// Appends `source`, which starts at `start` of the file's text, to `prose`. Of a run of blanks the first is kept, and none
/// where `after_blank`; returns whether the prose now ends in one.
pub(super) fn append(
    prose: &mut ProseBuilder,
    references: &mut References,
    source: &str,
    start: u32,
    after_blank: bool,
) -> bool {
    let mut after_blank = after_blank;
    let mut at: usize = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let place = start.saturating_add(offset(at));
        let plain = plain_length(rest, &mut after_blank);
        let length = if let Some(words) = rest.get(..plain).filter(|words| !words.is_empty()) {
            prose.verbatim(words, place);
            plain
        } else if rest.starts_with('&') {
            after_blank = false;
            reference(prose, references, rest, place)
        } else {
            blanks(prose, rest, place, &mut after_blank)
        };
        at = at.saturating_add(length.max(1));
    }
    after_blank
}

/// How many bytes are prose as they stand: up to a reference, and to the second blank in a row.
fn plain_length(text: &str, after_blank: &mut bool) -> usize {
    let stops = |byte: u8| {
        let blank = is_blank(byte);
        let stop = byte == b'&' || (blank && *after_blank) || byte == b'\r';
        if !stop {
            *after_blank = blank;
        }
        stop
    };
    text.bytes().position(stops).unwrap_or(text.len())
}

/// Appends the run of blanks that `rest` starts with as one, unless one stands before; returns its length.
fn blanks(prose: &mut ProseBuilder, rest: &str, place: u32, after_blank: &mut bool) -> usize {
    let run = rest.bytes().take_while(|byte| is_blank(*byte));
    let (length, ends_line) = run.fold((0_usize, false), |(length, ends_line), byte| {
        (length.saturating_add(1), ends_line || byte == b'\n')
    });
    if !std::mem::replace(after_blank, true) {
        let blank = if ends_line { "\n" } else { " " };
        let end = place.saturating_add(offset(length));
        prose.atomic(blank, TextSpan::new(place, end));
    }
    length
}

/// What HTML holds for blanks.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Appends what the reference at the start of `rest` stands for; returns its length.
fn reference(
    prose: &mut ProseBuilder,
    references: &mut References,
    rest: &str,
    place: u32,
) -> usize {
    let length = reference_length(rest);
    let reference = rest.get(..length).unwrap_or("&");
    let text = references.resolve(reference);
    // A name may end before its letters do: "&notit;" is "¬it;".
    let pairs = text.bytes().rev().zip(reference.bytes().rev());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let (stood_for, left) = text
        .split_at_checked(text.len().saturating_sub(same))
        .unwrap_or((&text, ""));
    let end = reference.len().saturating_sub(left.len());
    let span = TextSpan::new(place, place.saturating_add(offset(end)));
    prose.atomic(stood_for, span);
    prose.verbatim(left, span.end);
    reference.len()
}

/// How long a reference may be: `&`, `#` and digits or letters and digits, and `;`.
fn reference_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_number = bytes.get(1) == Some(&b'#');
    let from = if is_number { 2 } else { 1 };
    let longest = if is_number { usize::MAX } else { LONGEST_NAME };
    let letters = bytes.iter().skip(from).take(longest);
    let letters = letters.take_while(|byte| byte.is_ascii_alphanumeric());
    let end = letters.count().saturating_add(from).min(bytes.len());
    end.saturating_add(usize::from(bytes.get(end) == Some(&b';')))
}
