//! Plain text: UTF-8, with or without a byte order mark, LF or CRLF.
//!
//! Blank lines end a paragraph. A single line end does too, unless the text is hard-wrapped: then it is
//! a blank, except after a line that is longer than the others or stops well short of them, and before
//! the item of a list.

use super::block::{Block, Role};
use super::date;
use super::prose::Prose;
use super::read::Article;
use super::span::{ProseSpan, offset, trimmed};
use memchr::memchr_iter;

/// A longer line, in bytes, is not hard-wrapped.
const MAX_WIDTH: usize = 120;
/// A heading has at most this many bytes.
const MAX_HEADING: usize = 100;
/// A headline and a line below it.
const MAX_HEADINGS: u32 = 2;
/// What ends a sentence.
const STOPS: [char; 4] = ['.', '!', '?', '…'];
/// The byte order mark, U+FEFF.
const BOM: char = '\u{feff}';

/// Reads `text`, which is not copied unless it starts with a byte order mark.
pub(super) fn article(text: String) -> Article {
    let (prose, file_text) = match text.strip_prefix(BOM) {
        Some(rest) => {
            let prose = Prose::verbatim(rest.to_owned(), offset(BOM.len_utf8()));
            (prose, Some(text))
        }
        None => (Prose::verbatim(text, 0), None),
    };
    let blocks = blocks(&prose.text);
    Article {
        file_text,
        ..Article::new(prose, blocks)
    }
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    /// Its text, without blanks at either end.
    text: &'a str,
    start: usize,
    /// How far it reaches, blanks before it included.
    width: usize,
    /// Whether a blank line, or nothing, stands before it.
    after_blank: bool,
}

impl Line<'_> {
    const fn end(&self) -> usize {
        self.start.saturating_add(self.text.len())
    }
}

/// The lines of `text` that hold a letter or a digit; others separate as blank ones do.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start: usize = 0;
    let mut after_blank = true;
    ends.filter_map(move |end| {
        let from = std::mem::replace(&mut start, end.saturating_add(1));
        let line = text.get(from..end)?.trim_end();
        if !line.contains(char::is_alphanumeric) {
            after_blank = true;
            return None;
        }
        let text = line.trim_start();
        Some(Line {
            text,
            start: from.saturating_add(line.len().saturating_sub(text.len())),
            width: line.len(),
            after_blank: std::mem::replace(&mut after_blank, false),
        })
    })
}

/// The blocks of `text`, in one pass over its lines once it is known how it is wrapped.
fn blocks(text: &str) -> Vec<Block> {
    let wrapped_at = wrapped_at(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<Line<'_>> = None;
    for line in lines(text) {
        let role = blocks.last().map(|block| block.role);
        match (before, blocks.last_mut(), wrapped_at) {
            (Some(before), Some(block), Some(width)) if continues(before, line, width, role) => {
                block.span.end = offset(line.end());
            }
            _ => blocks.extend(opened(text, line)),
        }
        before = Some(line);
    }
    mark_headings(text, &mut blocks);
    blocks
}

/// The block that starts with `line`. The marker of a list item is not part of it.
fn opened(text: &str, line: Line<'_>) -> Option<Block> {
    let marker = marker_length(line.text);
    let from = line.start.saturating_add(marker.unwrap_or(0));
    let span = trimmed(text, from, line.end())?;
    let role = match marker {
        Some(_) => Role::ListItem,
        None => Role::Paragraph,
    };
    Some(Block::new(span, role))
}

/// Whether `line` of a text of lines as wide as `width` belongs to the block of the line before it.
fn continues(before: Line<'_>, line: Line<'_>, width: usize, role: Option<Role>) -> bool {
    let in_list = role == Some(Role::ListItem) || before.text.ends_with(':');
    let starts_item = in_list && marker_length(line.text).is_some();
    let short = before.width.saturating_mul(3) < width.saturating_mul(2);
    let too_long = before.width > MAX_WIDTH && !line.text.starts_with(char::is_lowercase);
    let ends = too_long || short && line.text.starts_with(char::is_uppercase);
    !line.after_blank && !starts_item && !ends && !date::is_date(before.text)
}

/// How wide the lines of a hard-wrapped `text` are, on average; `None` where a line is a paragraph.
fn wrapped_at(text: &str) -> Option<usize> {
    let widths = lines(text).map(|line| line.width);
    let longest = widths.filter(|&width| width <= MAX_WIDTH).max()?;
    let (mut wraps, mut ends, mut total): (usize, usize, usize) = (0, 0, 0);
    let mut before: Option<Line<'_>> = None;
    for line in lines(text) {
        let Some(above) = before.replace(line).filter(|_| !line.after_blank) else {
            continue;
        };
        match line_break(above, line, longest) {
            Break::Wrap => {
                wraps = wraps.saturating_add(1);
                total = total.saturating_add(above.width);
            }
            Break::End => ends = ends.saturating_add(1),
            Break::Unclear => {}
        }
    }
    let is_wrapped = wraps.saturating_mul(2) > ends;
    total.checked_div(wraps).filter(|_| is_wrapped)
}

/// What the end of a line may mean.
enum Break {
    /// The next word did not fit, or starts small, or hangs below an item.
    Wrap,
    /// A paragraph ends.
    End,
    /// Either.
    Unclear,
}

fn line_break(before: Line<'_>, line: Line<'_>, longest: usize) -> Break {
    let is_item = |line: Line<'_>| marker_length(line.text).is_some();
    let indented = line.text.len() < line.width;
    let word = line
        .text
        .split(char::is_whitespace)
        .next()
        .map_or(0, str::len);
    let full = before.width.saturating_add(word) >= longest;
    match line.text.chars().next() {
        _ if before.width > MAX_WIDTH => Break::End,
        _ if is_item(line) => Break::Unclear,
        _ if indented && is_item(before) => Break::Wrap,
        Some(first) if first.is_lowercase() && !before.text.ends_with(STOPS) => Break::Wrap,
        Some(first) if full && !first.is_uppercase() => Break::Wrap,
        _ if full => Break::Unclear,
        _ => Break::End,
    }
}

/// How long the marker of a list item is, if `line` starts with one: a bullet or a number, and blanks.
fn marker_length(line: &str) -> Option<usize> {
    let mark = match line.chars().next()? {
        bullet @ ('-' | '*' | '–' | '•' | '·' | '◦' | '▪' | '‣') => bullet.len_utf8(),
        first if first.is_ascii_digit() => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let stop = line
                .get(digits..)
                .filter(|rest| rest.starts_with(['.', ')']));
            stop.filter(|_| digits < 3)?;
            digits.checked_add(1)?
        }
        _ => return None,
    };
    let rest = line.get(mark..)?;
    let text = rest.trim_start();
    (text.len() < rest.len()).then(|| line.len().saturating_sub(text.len()))
}

/// Makes an item of a list of a paragraph that starts with the marker of one, and takes that off.
pub(super) fn without_marker(text: &str, block: &mut Block) {
    let (start, end) = (block.span.start as usize, block.span.end as usize);
    let marker = text.get(start..end).and_then(marker_length);
    let rest = marker.and_then(|marker| trimmed(text, start.saturating_add(marker), end));
    if let Some(rest) = rest.filter(|_| block.role == Role::Paragraph) {
        *block = Block::new(rest, Role::ListItem);
    }
}

/// Makes a heading of each short line without end punctuation before a paragraph, and of one such line above it.
pub(super) fn mark_headings(text: &str, blocks: &mut [Block]) {
    let mut headings = MAX_HEADINGS;
    for block in blocks.iter_mut().rev() {
        if block.role == Role::Paragraph && headings < MAX_HEADINGS && is_title(text, block.span) {
            block.role = Role::Heading;
            headings = headings.saturating_add(1);
        } else {
            headings = if is_title(text, block.span) {
                MAX_HEADINGS
            } else {
                0
            };
        }
    }
}

/// Whether the text under `span` is one short line, neither a sentence nor a date.
fn is_title(text: &str, span: ProseSpan) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    end.saturating_sub(start) <= MAX_HEADING
        && text.get(start..end).is_some_and(|line| {
            let words = line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
            !words.ends_with(STOPS)
                && !words.ends_with([':', ';', ','])
                && !line.starts_with(char::is_lowercase)
                && !line.contains('\n')
                && !date::is_date(line)
        })
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;

    /// Each block with the letter of its role.
    fn read(text: &str) -> Vec<String> {
        let article = article(text.to_owned());
        let show = |block: &Block| format!("{:?}: {}", block.role, article.prose.slice(block.span));
        article.blocks.iter().map(show).collect()
    }

    const LONG: &str = "The ministry said on Monday that it was willing to take back its citizens from abroad, \
        once it had checked that they came from the mainland and held its papers.";

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_long() {
        assert_eq!(
            read(&format!(
                "Talks resume\nTwo sides meet\n{LONG}\n{LONG}\r\nAgency\n"
            )),
            [
                "Heading: Talks resume".to_owned(),
                "Heading: Two sides meet".to_owned(),
                format!("Paragraph: {LONG}"),
                format!("Paragraph: {LONG}"),
                "Paragraph: Agency".to_owned(),
            ]
        );
    }

    #[test]
    fn hard_wrapped_lines_read_on() {
        let text = "Talks resume\n\nThe ministry said on Monday that it was\nwilling to take back 24,000 of its\n\
            citizens from the United States, and\nChina agreed:\n- five flights a month, each with\n  \
            200 people\n- no visas\n\nWhat comes next\nMore talks are due.\n";
        assert_eq!(
            read(text),
            [
                "Heading: Talks resume",
                "Paragraph: The ministry said on Monday that it was\nwilling to take back 24,000 of its\n\
                 citizens from the United States, and\nChina agreed:",
                "ListItem: five flights a month, each with\n  200 people",
                "ListItem: no visas",
                "Heading: What comes next",
                "Paragraph: More talks are due.",
            ]
        );
        assert_eq!(read(&text.replace('\n', "\r\n")).len(), 6);
    }

    #[test]
    fn a_line_that_is_far_longer_stands_alone_among_wrapped_ones() {
        let wrapped =
            "The ministry said that it was\nwilling to take back 24,000 of its\ncitizens.";
        assert_eq!(
            read(&format!("{LONG}\n{wrapped}")),
            [
                format!("Paragraph: {LONG}"),
                format!("Paragraph: {wrapped}")
            ]
        );
    }

    #[test]
    fn a_number_at_the_start_of_a_wrapped_line_is_no_marker() {
        let text = "It was the largest number of flights since they\nstarted, at\n\
            12. The year before there had been no more than\nfive.";
        assert_eq!(read(text).len(), 1);
    }

    #[test]
    fn short_lines_that_are_not_wrapped_are_paragraphs() {
        assert_eq!(
            read("Tensions\nFive died on Monday.\nTwo lived.\n1. One was 24.\n- 25 were not.\n"),
            [
                "Heading: Tensions",
                "Paragraph: Five died on Monday.",
                "Paragraph: Two lived.",
                "ListItem: One was 24.",
                "ListItem: 25 were not.",
            ]
        );
    }

    #[test]
    fn rules_and_blanks_separate_and_are_no_blocks() {
        assert_eq!(
            read("\u{feff}\r\n  One.  \n***\nTwo.\n\u{a0}\nThree."),
            ["Paragraph: One.", "Paragraph: Two.", "Paragraph: Three."]
        );
        assert!(read("").is_empty() && read(" \n\r\n---\n").is_empty());
    }

    #[test]
    fn a_date_on_its_own_line_heads_nothing() {
        assert_eq!(
            read("date 2025-01-27\nTalks resume\nFive came.\n"),
            [
                "Paragraph: date 2025-01-27",
                "Heading: Talks resume",
                "Paragraph: Five came."
            ]
        );
    }

    #[test]
    fn a_byte_order_mark_counts_in_the_file_alone() {
        let article = article("\u{feff}24 came.".into());
        let span = article.blocks[0].span;
        assert_eq!(article.prose.slice(span), "24 came.");
        let file = article.prose.map.map(span);
        assert_eq!((file.start, file.end), (3, 11));
        assert_eq!(&article.file_text.unwrap()[3..11], "24 came.");
    }
}
