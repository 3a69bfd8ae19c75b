//! ninjs, the JSON of news agencies and content systems, 1.x to 3.x: an item with a headline and a body.
//!
//! ```text
//! 1.x   {"uri", "headline", "body_html" or "body_text", "versioncreated"}
//! 2.x   {"uri", "headlines": [{"value"}], "bodies": [{"contenttype", "value"}], "versioncreated"}
//! 3.x   the same, in camel case: "contentType", "versionCreated"
//! ```
//!
//! The headline stands before the body; spans count in the field that they are of.

use super::block::{Block, Role};
use super::jsonl::{RecordError, RecordId, RecordLine, RecordProblem};
use super::read::{Article, Format, ReadError, article_of, document};
use super::span::{ProseSpan, offset, trimmed};
use super::{Document, Part, PartName, date};
use crate::untrusted::Untrusted;
use jiff::civil::Date;
use memchr::memchr_iter;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The fields of a body in 1.x, the most telling first.
const BODIES: [(&str, Format); 3] = [
    ("body_html", Format::Html),
    ("body_xhtml", Format::Html),
    ("body_text", Format::Text),
];
/// The day of an item, the best first; big and small letters are one.
const DATES: [&str; 4] = [
    "versioncreated",
    "contentcreated",
    "firstcreated",
    "published",
];

/// A text of an item, and the field that it is.
struct Field<'a> {
    name: &'static str,
    text: &'a str,
    format: Format,
}

/// The items of a file: one, several after one another, or an array of them.
pub fn items(bytes: &[u8]) -> Vec<Result<RecordLine, RecordError>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_list = bytes.trim_ascii_start().starts_with(b"[");
    let mut items = Vec::new();
    let (mut line, mut counted): (u64, usize) = (1, 0);
    let mut add = |found: Result<&RawValue, serde_json::Error>| match found {
        Ok(value) => {
            let text = value.get();
            let at = (text.as_ptr() as usize).saturating_sub(bytes.as_ptr() as usize);
            let passed = bytes.get(counted..at).unwrap_or_default();
            let ends = memchr_iter(b'\n', passed).count();
            line = line.saturating_add(u64::try_from(ends).unwrap_or(u64::MAX));
            counted = counted.max(at);
            items.push(Ok(RecordLine {
                line,
                bytes: text.as_bytes().to_vec(),
                is_item: true,
            }));
        }
        Err(error) => items.push(Err(RecordError {
            line: u64::try_from(error.line()).unwrap_or(u64::MAX),
            id: None,
            problem: RecordProblem::not_json(&error),
        })),
    };
    if is_list {
        match serde_json::from_slice::<Vec<&RawValue>>(bytes) {
            Ok(values) => values.into_iter().for_each(|value| add(Ok(value))),
            Err(error) => add(Err(error)),
        }
    } else {
        let stream = serde_json::Deserializer::from_slice(bytes).into_iter::<&RawValue>();
        stream.for_each(add);
    }
    items
}

/// Whether the first bytes of a JSON file look like an item's.
pub fn looks_like_items(head: &[u8]) -> bool {
    let holds = |key: &[u8]| memchr::memmem::find(head, key).is_some();
    holds(b"\"uri\"")
        && [
            &b"\"headline"[..],
            b"\"body_",
            b"\"bodies\"",
            b"\"version",
            b"\"pubstatus\"",
            b"\"pubStatus\"",
        ]
        .iter()
        .any(|key| holds(key))
}

/// Reads one item: its id, where it has one, and the document or what is wrong.
pub(super) fn item(
    bytes: &[u8],
    given: Option<Date>,
) -> (Option<RecordId>, Result<Document, RecordProblem>) {
    let value = match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Object(value)) => value,
        Ok(_) => return (None, Err(RecordProblem::NotAnItem)),
        Err(error) => return (None, Err(RecordProblem::not_json(&error))),
    };
    let Some(uri) = value.get("uri").and_then(Value::as_str) else {
        let problem = RecordProblem::Field {
            field: "uri",
            expected: "a string",
        };
        return (None, Err(problem));
    };
    let id = RecordId::Text(uri.to_owned());
    let found = read(uri.into(), &value, given);
    (Some(id), found)
}

fn read(
    name: Untrusted,
    item: &Map<String, Value>,
    given: Option<Date>,
) -> Result<Document, RecordProblem> {
    let (headline, body) = (headline(item), body(item));
    let article = match (headline, body) {
        (None, None) => return Err(RecordProblem::NotAnItem),
        (Some(headline), None) => whole(&Field {
            format: Format::Text,
            ..headline
        })?,
        (None, Some(body)) => whole(&body)?,
        (Some(headline), Some(body)) => below(&headline, whole(&body)?, &body)?,
    };
    Ok(document(name, article, given.or_else(|| day(item))))
}

/// An article of one field.
fn whole(field: &Field<'_>) -> Result<Article, ReadError> {
    let mut article = article_of(field.text.to_owned(), field.format)?;
    article.parts = vec![Part {
        name: PartName::Field(field.name),
        start: 0,
        line: 1,
    }];
    Ok(article)
}

/// The article of `body` with the headline above it.
fn below(headline: &Field<'_>, article: Article, body: &Field<'_>) -> Result<Article, ReadError> {
    let head = headline.text;
    if let Some(offset) = memchr::memchr(0, head.as_bytes()) {
        return Err(ReadError::Binary { offset });
    }
    let Some(span) = trimmed(head, 0, head.len()) else {
        return Ok(article);
    };
    let shift = offset(head.len().saturating_add(1));
    let mut blocks = vec![Block::new(span, Role::Headline)];
    blocks.extend(article.blocks.into_iter().map(|block| Block {
        span: ProseSpan::new(
            block.span.start.saturating_add(shift),
            block.span.end.saturating_add(shift),
        ),
        role: match block.role {
            Role::Headline => Role::Heading,
            role => role,
        },
        ..block
    }));
    let mut cells = article.cells;
    for cell in &mut cells {
        cell.block = cell.block.saturating_add(1);
        let headers = [&mut cell.column_header, &mut cell.row_header];
        for header in headers.into_iter().flatten() {
            *header = header.saturating_add(1);
        }
    }
    let lines = memchr_iter(b'\n', head.as_bytes()).count();
    let part = |field: &Field<'_>, start, line| Part {
        name: PartName::Field(field.name),
        start,
        line,
    };
    Ok(Article {
        file_text: Some(format!("{head}\n{}", body.text)),
        prose: article.prose.below(head),
        blocks,
        cells,
        parts: vec![
            part(headline, 0, 1),
            part(body, shift, offset(lines).saturating_add(2)),
        ],
        date: article.date,
    })
}

fn headline(item: &Map<String, Value>) -> Option<Field<'_>> {
    let single = item.get("headline").and_then(Value::as_str);
    let (name, text) = match single {
        Some(text) => ("headline", text),
        None => ("headlines", value(first(item, "headlines")?)?),
    };
    Some(Field {
        name,
        text,
        format: Format::Text,
    })
}

fn body(item: &Map<String, Value>) -> Option<Field<'_>> {
    let single = BODIES.iter().find_map(|(name, format)| {
        let text = item.get(*name)?.as_str()?;
        (!text.trim().is_empty()).then_some(Field {
            name,
            text,
            format: *format,
        })
    });
    single.or_else(|| {
        let bodies = item.get("bodies")?.as_array()?;
        let body = bodies
            .iter()
            .find(|body| is_html(body))
            .or_else(|| bodies.first())?;
        Some(Field {
            name: "bodies",
            text: value(body)?,
            format: if is_html(body) {
                Format::Html
            } else {
                Format::Text
            },
        })
    })
}

/// The main one of a list of texts: the first without a role of its own, else the first.
fn first<'a>(item: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let texts = item.get(key)?.as_array()?;
    let is_main = |text: &&Value| {
        let role = text.get("role").and_then(Value::as_str);
        role.is_none_or(|role| role.eq_ignore_ascii_case("main"))
    };
    texts.iter().find(is_main).or_else(|| texts.first())
}

fn value(text: &Value) -> Option<&str> {
    text.get("value")?.as_str()
}

/// Whether a body says that it is HTML, or looks like it.
fn is_html(body: &Value) -> bool {
    let said = ["contenttype", "contentType"]
        .iter()
        .find_map(|key| body.get(*key)?.as_str());
    match said {
        Some(said) => said.contains("html"),
        None => value(body).is_some_and(|text| text.trim_start().starts_with('<')),
    }
}

fn day(item: &Map<String, Value>) -> Option<Date> {
    DATES.iter().find_map(|name| {
        let found = item.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        date::stated(found?.1.as_str()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each item as its id, date and blocks, or its message; and the field and bytes of its last sentence.
    fn read(file: &str) -> Vec<String> {
        let show =
            |item: Result<RecordLine, RecordError>| match item.and_then(|item| item.read(None)) {
                Ok(record) => {
                    let document = record.document;
                    let blocks = document.blocks.iter();
                    let said = blocks
                        .map(|block| format!("{:?}: {}", block.role, document.slice(block.span)));
                    let said: Vec<_> = said.collect();
                    let last = document.sentences.last().unwrap().span;
                    let (file, part) = (document.file_span(last), document.part(last).unwrap());
                    format!(
                        "{} {:?} {} [{:?} {}..{}]",
                        record.line,
                        document
                            .date
                            .map(|date| date.to_string())
                            .unwrap_or_default(),
                        said.join(" | "),
                        part.name,
                        file.start,
                        file.end
                    )
                }
                Err(error) => error.to_string(),
            };
        items(file.as_bytes()).into_iter().map(show).collect()
    }

    #[test]
    fn items_of_every_version_are_read() {
        let html = r#"{"uri": "a", "headline": "Talks", "body_html": "<p>Five</p><p>Six &amp; 7.</p>", "versioncreated": "2025-01-27T10:00:00Z"}"#;
        let text = r#"{"uri": "b", "headline": "Talks", "body_text": "Five came."}"#;
        let third = r#"{"uri": "c", "headlines": [{"role": "short", "value": "T"}, {"role": "main", "value": "Talks"}],
            "bodies": [{"contentType": "text/plain", "value": "x"}, {"contentType": "text/html", "value": "<h1>Hm</h1><p>Five came."}], "versionCreated": "2025-01-27"}"#;
        let shown = [
            r#"1 "2025-01-27" Headline: Talks | Paragraph: Five | Paragraph: Six & 7. [Field("body_html") 14..26]"#,
            r#"2 "" Headline: Talks | Paragraph: Five came. [Field("body_text") 0..10]"#,
            r#"3 "2025-01-27" Headline: Talks | Heading: Hm | Paragraph: Five came. [Field("bodies") 14..24]"#,
        ];
        assert_eq!(read(&format!("{html}\n{text}\n{third}")), shown);
        assert_eq!(
            read(&format!("\u{feff}[{html},\n{text},\n{third}]\n")),
            shown
        );
        assert_eq!(
            read(r#"{"uri": "d", "headline": "Five came."}"#),
            [r#"1 "" Paragraph: Five came. [Field("headline") 0..10]"#]
        );
    }

    #[test]
    fn what_is_no_item_is_told() {
        for (file, message) in [
            ("{\"uri\": \"a\"}", "line 1: not an item of ninjs"),
            ("\n[7]", "line 2: not an item of ninjs"),
            (
                "[{\"headline\": \"x\"}]",
                "line 1: \"uri\" must be a string",
            ),
            ("{\"uri\": \"a\",\n", "line 2: not JSON at column 0"),
            (
                "{\"uri\": \"a\", \"body_text\": \"\\u0000\"}",
                "line 1: \"text\" is not a text",
            ),
        ] {
            let told = read(file);
            assert!(told.len() == 1 && told[0].starts_with(message), "{told:?}");
        }
    }

    #[test]
    fn items_are_told_by_their_first_bytes() {
        assert!(looks_like_items(b"[{\"uri\": \"a\", \"headline\": \"x\""));
        assert!(!looks_like_items(b"{\"name\": \"a\", \"headline\": 5}"));
    }
}
