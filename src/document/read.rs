//! Bytes into a document.

use super::block::{Block, Cell};
use super::docx::{DocxError, Limits as DocxLimits, read_docx};
use super::encoding::{Decoded, decode};
use super::prose::Prose;
use super::{Document, Part, date, html, markdown, text};
use crate::untrusted::Untrusted;
use jiff::civil::Date;
use std::path::Path;
use thiserror::Error;

/// The longest text that can be read: the offsets of its prose, and of the file, fit into 32 bits.
pub(crate) const MAX_BYTES: usize = i32::MAX as usize;

/// A file format that is one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML, a whole page or a piece of one.
    Html,
    /// .docx.
    Docx,
}

impl Format {
    /// The format of a file by its extension; `None` for files that are no articles.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    /// The format that the first bytes of a file tell; `None` where they could be of any text.
    pub fn of_content(bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = text.trim_ascii_start();
        let opens = |tag: &&[u8]| {
            let head = text.get(..tag.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
        };
        HTML_OPENINGS.iter().any(opens).then_some(Self::Html)
    }
}

/// What a page starts with.
const HTML_OPENINGS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];

/// Why a text can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// It is damaged, or in an encoding that can't be told.
    #[error(
        "not UTF-8, nor in another encoding that can be told: the byte at offset {offset} is no part of a character; save the file as UTF-8"
    )]
    NotUtf8 {
        /// The first bad byte.
        offset: usize,
    },
    /// It is not in the encoding that it says it is in.
    #[error(
        "said to be in {encoding}, but the bytes at offset {offset} are no character of it; save the file as UTF-8"
    )]
    Undecodable {
        /// The encoding.
        encoding: &'static str,
        /// The first bad byte.
        offset: usize,
    },
    /// It is not text at all.
    #[error(
        "not a text: there is a NUL byte at offset {offset}; give a plain text, Markdown or HTML file"
    )]
    Binary {
        /// The first NUL.
        offset: usize,
    },
    /// It is a .docx that can't be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// Its offsets would not fit.
    #[error("too long: {length} bytes, and at most {MAX_BYTES} can be read; split the file")]
    TooLarge {
        /// How long it is.
        length: usize,
    },
}

/// What a reader makes of a text.
#[derive(Debug)]
pub(super) struct Article {
    /// The text that the map of the prose leads to, where it is not the prose.
    pub(super) file_text: Option<String>,
    pub(super) prose: Prose,
    pub(super) blocks: Vec<Block>,
    /// Of the blocks that are cells, in their order.
    pub(super) cells: Vec<Cell>,
    /// The parts that spans count in, where that is not the whole.
    pub(super) parts: Vec<Part>,
    /// The date that the format's own metadata give.
    pub(super) date: Option<Date>,
}

impl Article {
    /// Of prose that is its own file text, without tables, parts and metadata.
    pub(super) const fn new(prose: Prose, blocks: Vec<Block>) -> Self {
        Self {
            file_text: None,
            prose,
            blocks,
            cells: Vec::new(),
            parts: Vec::new(),
            date: None,
        }
    }
}

/// Reads one article. A `date` that is given goes before any that the article states.
///
/// # Errors
/// Where the bytes are in no encoding that can be told, hold a NUL, or are too many for offsets of 32 bits.
pub fn read(
    name: Untrusted,
    bytes: Vec<u8>,
    format: Format,
    date: Option<Date>,
) -> Result<Document, ReadError> {
    check_length(bytes.len())?;
    if format == Format::Docx {
        return Ok(read_docx(name, &bytes, &DocxLimits::default(), date)?);
    }
    let Decoded {
        text,
        encoding,
        map,
    } = decode(bytes)?;
    let document = read_text(name, text, format, date)?;
    Ok(document.decoded(encoding, map))
}

/// Reads one article whose text is known to be UTF-8.
pub(super) fn read_text(
    name: Untrusted,
    text: String,
    format: Format,
    date: Option<Date>,
) -> Result<Document, ReadError> {
    Ok(document(name, article_of(text, format)?, date))
}

/// What the reader of `format` makes of a text.
pub(super) fn article_of(text: String, format: Format) -> Result<Article, ReadError> {
    check_length(text.len())?;
    if let Some(offset) = memchr::memchr(0, text.as_bytes()) {
        return Err(ReadError::Binary { offset });
    }
    Ok(match format {
        // What is text already is no .docx.
        Format::Text | Format::Docx => text::article(text),
        Format::Markdown => markdown::article(text),
        Format::Html => html::article(text),
    })
}

/// The document that a reader's article is.
pub(super) fn document(name: Untrusted, article: Article, date: Option<Date>) -> Document {
    let date = date
        .or(article.date)
        .or_else(|| date::dateline(&article.prose, &article.blocks));
    Document::new(name, article, date)
}

const fn check_length(length: usize) -> Result<(), ReadError> {
    if length > MAX_BYTES {
        return Err(ReadError::TooLarge { length });
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::document::ProseSpan;
    use proptest::prelude::*;

    fn document(text: &str, format: Format) -> Document {
        read("a".into(), text.as_bytes().to_vec(), format, None).unwrap()
    }

    #[test]
    fn formats_go_by_extension() {
        for (path, format) in [
            ("a.txt", Some(Format::Text)),
            ("b/a.TEXT", Some(Format::Text)),
            ("a.b.md", Some(Format::Markdown)),
            ("a.markdown", Some(Format::Markdown)),
            ("a.HTM", Some(Format::Html)),
            ("a.toml", None),
            ("md", None),
            ("", None),
        ] {
            assert_eq!(Format::of_path(Path::new(path)), format, "{path}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_place() {
        let fails =
            |bytes: &[u8]| read("a".into(), bytes.to_vec(), Format::Text, None).unwrap_err();
        assert_eq!(
            fails(b"24 caf\xc3\xa9s caf\xc3\xa9 caf\xe9s"),
            ReadError::NotUtf8 { offset: 19 }
        );
        assert_eq!(fails(b"24\0"), ReadError::Binary { offset: 2 });
        assert_eq!(
            fails(b"24\0").to_string(),
            "not a text: there is a NUL byte at offset 2; give a plain text, Markdown or HTML file"
        );
    }

    #[test]
    fn a_text_beyond_the_offsets_is_refused() {
        assert_eq!(check_length(MAX_BYTES), Ok(()));
        let length = MAX_BYTES + 1;
        assert_eq!(check_length(length), Err(ReadError::TooLarge { length }));
    }

    #[test]
    fn the_date_comes_from_the_nearest_to_the_editor() {
        let given = jiff::civil::date(2020, 2, 2);
        let source = "---\ndate: 2025-01-27\n---\n# Talks\n\nPARIS, Jan. 26, 2025 — Five came.\n";
        let dated = |text: &str, given| {
            let document = read(
                "a".into(),
                text.as_bytes().to_vec(),
                Format::Markdown,
                given,
            );
            document.unwrap().date.map(|date| date.to_string())
        };
        assert_eq!(dated(source, Some(given)).as_deref(), Some("2020-02-02"));
        assert_eq!(dated(source, None).as_deref(), Some("2025-01-27"));
        let dateline = &source[source.find('#').unwrap()..];
        assert_eq!(dated(dateline, None).as_deref(), Some("2025-01-26"));
        assert_eq!(dated("Five came on Jan. 26, 2025.", None), None);
    }

    #[test]
    fn a_date_before_the_first_words_dates_the_text_and_stays_in_it() {
        for text in [
            " date 2025-01-27 PARIS, - Five came.",
            "\u{feff}\r\ndate 2025-01-27\r\n\r\nFive came.",
            "Talks resume\n\nParis, 27 January 2025 - Five came, and the talks went on for a day.",
        ] {
            let document = document(text, Format::Text);
            assert_eq!(
                document.date,
                Some(jiff::civil::date(2025, 1, 27)),
                "{text}"
            );
            let span = document.sentences.last().unwrap().span;
            let file = document.file_span(span);
            assert_eq!(
                &text[file.start as usize..file.end as usize],
                document.slice(span)
            );
        }
    }

    #[test]
    fn markup_line_ends_and_byte_order_marks_change_no_sentence() {
        let text =
            "Talks resume\n\nFive came. Two left.\n\nMore than 24,000 people had come before.\n";
        let sentences = |text: &str, format| {
            let document = document(text, format);
            let show = |sentence: &super::super::Sentence| document.slice(sentence.span).to_owned();
            document.sentences.iter().map(show).collect::<Vec<_>>()
        };
        let plain = sentences(text, Format::Text);
        assert_eq!(plain.len(), 4);
        for (variant, format) in [
            (text.replace('\n', "\r\n"), Format::Text),
            (format!("\u{feff}{text}"), Format::Text),
            (
                format!("---\ndate: 2025-01-27\n---\n# {text}"),
                Format::Markdown,
            ),
            (
                text.replace("24", "**24**").replace("Two", "[Two](x)"),
                Format::Markdown,
            ),
        ] {
            assert_eq!(sentences(&variant, format), plain, "{variant}");
        }
    }

    #[test]
    fn nesting_without_end_is_read() {
        for marker in [
            ">", "> ", "- ", "* ", "1. ", "*", "_", "[", "![", "<b>", "&", "\\",
        ] {
            let text = format!("{}24 came.", marker.repeat(200_000));
            let document = document(&text, Format::Markdown);
            assert!(document.prose.text.contains("24"), "{marker}");
        }
        for marker in ["~~", "`", "<!--", "|", "[^a]: ", "[a]: <"] {
            let text = format!("{0}24 came.\n{0}", marker.repeat(100_000));
            check(&document(&text, Format::Markdown));
        }
    }

    /// What holds of every document.
    fn check(document: &Document) {
        let text = &document.prose.text;
        let file = document.file_text();
        let mut last = 0;
        for block in &document.blocks {
            assert!(block.span.start >= last && !document.slice(block.span).is_empty());
            last = block.span.end;
        }
        last = 0;
        for sentence in &document.sentences {
            let ProseSpan { start, end } = sentence.span;
            assert!(last <= start && start < end && end as usize <= text.len());
            let slice = document.slice(sentence.span);
            assert!(!slice.is_empty() && slice == slice.trim());
            assert!(
                document.blocks[sentence.block as usize]
                    .span
                    .holds(sentence.span)
            );
            let span = document.text_span(sentence.span);
            assert!(file.get(span.start as usize..span.end as usize).is_some());
            last = end;
        }
        for block in 0..document.blocks.len() {
            let heading = document.heading_of(u32::try_from(block).unwrap());
            assert!(heading.is_none_or(
                |at| (at as usize) < block && document.blocks[at as usize].role.is_heading()
            ));
        }
    }

    /// Text of what the readers look at.
    fn fragments() -> impl Strategy<Value = String> {
        let fragment = prop::sample::select(vec![
            "24,000",
            "U.S.",
            "a",
            "The",
            " ",
            " ",
            "\n",
            "\r\n",
            "\n\n",
            ".",
            "...",
            "?”",
            "!",
            "“",
            "(",
            ")",
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~",
            "~",
            "> ",
            "- ",
            "1. ",
            "# ",
            "|",
            "|-|",
            "<b>",
            "<!--",
            "-->",
            "[",
            "](x)",
            "![",
            "[^a]",
            "[^a]: ",
            "&amp;",
            "&acE;",
            "\\",
            "---",
            "+++",
            "date: 2025-01-27",
            "date 2025-01-27",
            "\u{feff}",
            "\u{a0}",
            "é",
            "😀",
            "\t",
            "    ",
            "<br>",
        ]);
        prop::collection::vec(fragment, 0..40).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for format in [Format::Text, Format::Markdown] {
                if let Ok(document) = read("a".into(), bytes.clone(), format, None) {
                    check(&document);
                }
            }
        }

        #[test]
        fn any_text_is_read(text in any::<String>().prop_map(|text| text.replace('\0', ""))) {
            check(&document(&text, Format::Text));
            check(&document(&text, Format::Markdown));
        }

        #[test]
        fn any_markup_is_read(text in fragments()) {
            check(&document(&text, Format::Text));
            check(&document(&text, Format::Markdown));
        }

        #[test]
        fn a_text_is_its_own_prose(text in fragments()) {
            let document = document(&text, Format::Text);
            for sentence in &document.sentences {
                let span = document.file_span(sentence.span);
                prop_assert_eq!(&text[span.start as usize..span.end as usize], document.slice(sentence.span));
            }
        }
    }
}
