//! JSON Lines: one record `{"id": …, "text": …, "date": …}` a line, each an article for itself.

use super::read::{Format, ReadError, read_text};
use super::{Document, ninjs};
use crate::extract::literal;
use crate::untrusted::Untrusted;
use jiff::civil::Date;
use memchr::memchr;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Number, Value};
use std::fmt;
use std::io::{self, BufRead};
use thiserror::Error;

/// What a record is known by, as its line gives it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum RecordId {
    /// A string.
    Text(String),
    /// A number.
    Number(Number),
}

impl RecordId {
    /// As the name of a document.
    fn name(&self) -> Untrusted {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => number.to_string().into(),
        }
    }
}

/// A line that could be read.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// Its line, counted from one.
    pub line: u64,
    /// Its text; file spans point into that field.
    pub document: Document,
}

/// A line that could not be read.
#[derive(Debug, Error)]
#[error("line {line}: {problem}")]
pub struct RecordError {
    /// The line, counted from one.
    pub line: u64,
    /// The record's id, if it could be read.
    pub id: Option<RecordId>,
    /// What is wrong.
    pub problem: RecordProblem,
}

/// What is wrong with a line. No message holds text of the line.
#[derive(Debug, Error)]
pub enum RecordProblem {
    /// It is over the limit.
    #[error("longer than {limit} bytes; raise the limit or split the text")]
    TooLong {
        /// The limit in force.
        limit: usize,
    },
    /// It is in another encoding, or damaged.
    #[error("not UTF-8 at column {column}; JSON Lines are written in UTF-8")]
    NotUtf8 {
        /// The first bad byte, counted from one.
        column: usize,
    },
    /// It is not JSON.
    #[error("not JSON at column {column}: {reason}")]
    NotJson {
        /// Where, counted from one.
        column: usize,
        /// Why.
        reason: String,
    },
    /// It is some other JSON value.
    #[error(r#"not a record; expected {{"id": …, "text": …, "date": …}}"#)]
    NotARecord,
    /// It is no item of ninjs, or one without text.
    #[error(r#"not an item of ninjs; expected {{"uri": …, "headline": …, "body_html", "body_text" or "bodies": …}}"#)]
    NotAnItem,
    /// A field is missing, or not as it should be.
    #[error("\"{field}\" must be {expected}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is expected.
        expected: &'static str,
    },
    /// The text is none.
    #[error("\"text\" is {0}")]
    Text(#[from] ReadError),
    /// The input ended in an error; nothing follows.
    #[error("can't be read: {0}")]
    Io(#[from] io::Error),
}

/// A line of JSON Lines, not yet read as a record, so that any thread may.
#[derive(Debug)]
pub struct RecordLine {
    /// Its number, from one.
    pub line: u64,
    /// Its bytes, without the line's end.
    pub bytes: Vec<u8>,
    /// Whether it must be an item of ninjs; else it may be.
    pub is_item: bool,
}

impl RecordLine {
    /// Reads the record. A `date` that is given goes before its own.
    ///
    /// # Errors
    /// Where the line is no record.
    pub fn read(&self, date: Option<Date>) -> Result<Record, RecordError> {
        if self.is_item {
            return item(&self.bytes, self.line, date);
        }
        record(&self.bytes, self.line, date)
    }
}

/// The lines of JSON Lines, in order. Blank lines are skipped, and a bad line stops no other.
#[derive(Debug)]
pub struct RecordLines<R> {
    reader: R,
    limit: usize,
    line: u64,
    buffer: Vec<u8>,
    failed: bool,
}

/// Splits `reader` into lines, each of at most `limit` bytes.
pub const fn record_lines<R: BufRead>(reader: R, limit: usize) -> RecordLines<R> {
    RecordLines {
        reader,
        limit,
        line: 0,
        buffer: Vec::new(),
        failed: false,
    }
}

/// The records of JSON Lines, in order. Blank lines are skipped, and a bad line stops no other.
#[derive(Debug)]
pub struct Records<R> {
    lines: RecordLines<R>,
    date: Option<Date>,
}

/// Reads records line by line, each of at most `limit` bytes. A `date` that is given goes before theirs.
pub const fn records<R: BufRead>(reader: R, limit: usize, date: Option<Date>) -> Records<R> {
    Records {
        lines: record_lines(reader, limit),
        date,
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next()?;
        Some(line.and_then(|line| line.read(self.date)))
    }
}

impl<R: BufRead> Iterator for RecordLines<R> {
    type Item = Result<RecordLine, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            self.line = self.line.saturating_add(1);
            let problem = match self.next_line() {
                Ok(Line::End) => return None,
                Ok(Line::Whole) if self.buffer.trim_ascii().is_empty() => continue,
                Ok(Line::Whole) => {
                    return Some(Ok(RecordLine {
                        line: self.line,
                        bytes: std::mem::take(&mut self.buffer),
                        is_item: false,
                    }));
                }
                Ok(Line::TooLong) => RecordProblem::TooLong { limit: self.limit },
                Err(error) => {
                    self.failed = true;
                    error.into()
                }
            };
            return Some(Err(RecordError {
                line: self.line,
                id: None,
                problem,
            }));
        }
        None
    }
}

/// What was found of a line.
enum Line {
    /// All of it is in the buffer.
    Whole,
    /// It was passed over.
    TooLong,
    /// There is none.
    End,
}

impl<R: BufRead> RecordLines<R> {
    /// Reads a line into the buffer, without its end, and never more of it than the limit.
    fn next_line(&mut self) -> io::Result<Line> {
        self.buffer.clear();
        let (mut too_long, mut read_any) = (false, false);
        loop {
            let available = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                available => available?,
            };
            let end = memchr(b'\n', available);
            let piece = end
                .and_then(|end| available.get(..end))
                .unwrap_or(available);
            let at_end = available.is_empty();
            read_any |= !at_end;
            too_long |= piece.len() > self.limit.saturating_sub(self.buffer.len());
            if !too_long {
                self.buffer.extend_from_slice(piece);
            }
            let used = piece.len().saturating_add(usize::from(end.is_some()));
            self.reader.consume(used);
            if end.is_some() || at_end {
                break;
            }
        }
        Ok(match (read_any, too_long) {
            (false, _) => Line::End,
            (true, true) => Line::TooLong,
            (true, false) => Line::Whole,
        })
    }
}

/// Reads one item of ninjs.
fn item(bytes: &[u8], line: u64, given: Option<Date>) -> Result<Record, RecordError> {
    match ninjs::item(bytes, given) {
        (Some(id), Ok(document)) => Ok(Record { id, line, document }),
        (id, Err(problem)) => Err(RecordError { line, id, problem }),
        (None, Ok(_)) => Err(RecordError {
            line,
            id: None,
            problem: NO_ID,
        }),
    }
}

/// Reads one line.
fn record(bytes: &[u8], line: u64, given: Option<Date>) -> Result<Record, RecordError> {
    let mut fields = Fields::default();
    let outcome = fields.read(bytes);
    if outcome.is_ok() && fields.text.is_none() && fields.has_uri {
        return item(bytes, line, given);
    }
    let id = fields.id.take().and_then(record_id);
    let result = outcome.and_then(|()| document(id.as_ref(), fields, given));
    match (result, id) {
        (Ok(document), Some(id)) => Ok(Record { id, line, document }),
        (Err(problem), id) => Err(RecordError { line, id, problem }),
        (Ok(_), None) => Err(RecordError {
            line,
            id: None,
            problem: NO_ID,
        }),
    }
}

const NO_ID: RecordProblem = RecordProblem::Field {
    field: "id",
    expected: "a string, or a number of at most 64 bits",
};

fn document(
    id: Option<&RecordId>,
    fields: Fields,
    given: Option<Date>,
) -> Result<Document, RecordProblem> {
    let id = id.ok_or(NO_ID)?;
    let Some(Value::String(text)) = fields.text else {
        return Err(RecordProblem::Field {
            field: "text",
            expected: "a string",
        });
    };
    let stated = fields.date.map_or(Ok(None), record_date)?;
    Ok(read_text(id.name(), text, Format::Text, given.or(stated))?)
}

/// A string, or a number that is written again as it came.
fn record_id(value: Value) -> Option<RecordId> {
    match value {
        Value::String(text) => Some(RecordId::Text(text)),
        Value::Number(number) if !number.is_f64() || is_short(&number) => {
            Some(RecordId::Number(number))
        }
        _ => None,
    }
}

/// Whether a number with a fraction has few enough digits to be held exactly.
fn is_short(number: &Number) -> bool {
    let digits = number.to_string();
    digits.len() <= 16 && !digits.contains('e')
}

fn record_date(value: Value) -> Result<Option<Date>, RecordProblem> {
    let date = match &value {
        Value::Null => return Ok(None),
        Value::String(text) => literal::date(text.trim()).map(|(date, _)| date),
        _ => None,
    };
    date.map(Some).ok_or(RecordProblem::Field {
        field: "date",
        expected: "a date such as \"2025-01-27\", or null",
    })
}

/// The fields of a record as far as they were read, so that a broken line still tells its id.
#[derive(Debug, Default)]
struct Fields {
    id: Option<Value>,
    text: Option<Value>,
    date: Option<Value>,
    /// Whether there is a `uri`, as items of ninjs have one.
    has_uri: bool,
}

impl Fields {
    fn read(&mut self, bytes: &[u8]) -> Result<(), RecordProblem> {
        let line = std::str::from_utf8(bytes).map_err(|error| RecordProblem::NotUtf8 {
            column: error.valid_up_to().saturating_add(1),
        })?;
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let mut deserializer = serde_json::Deserializer::from_str(line);
        let whole = FieldsSeed(self).deserialize(&mut deserializer);
        whole
            .and_then(|()| deserializer.end())
            .map_err(|error| RecordProblem::not_json(&error))
    }
}

impl RecordProblem {
    /// Of what a parser of JSON refused.
    pub(super) fn not_json(error: &serde_json::Error) -> Self {
        if error.is_data() {
            return Self::NotARecord;
        }
        let message = error.to_string();
        let reason = message.split(" at line ").next().unwrap_or("");
        Self::NotJson {
            column: error.column(),
            reason: reason.to_owned(),
        }
    }
}

struct FieldsSeed<'a>(&'a mut Fields);

impl<'de> DeserializeSeed<'de> for FieldsSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FieldsSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => self.0.id = Some(map.next_value()?),
                "text" => self.0.text = Some(map.next_value()?),
                "date" => self.0.date = Some(map.next_value()?),
                key => {
                    self.0.has_uri |= key == "uri";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each line as its id and text, or its message.
    fn read(lines: &[u8], limit: usize) -> Vec<String> {
        let reader = io::BufReader::with_capacity(7, lines);
        let show_id = |id: &RecordId| serde_json::to_string(id).unwrap();
        records(reader, limit, None)
            .map(|record| match record {
                Ok(Record { id, line, document }) => {
                    let date = document
                        .date
                        .map_or(String::new(), |date| format!(" {date}"));
                    format!("{line} {}: {}{date}", show_id(&id), document.prose.text)
                }
                Err(error) => {
                    let id = error.id.as_ref().map_or("?".into(), show_id);
                    format!("{id} {error}")
                }
            })
            .collect()
    }

    #[test]
    fn records_are_read() {
        let lines = "\u{feff}{\"id\": \"a\", \"text\": \"Five\\n\\u00e9 came.\", \"date\": \"2025-01-27\", \"more\": [{}]}\r\n\
            \n  \r\n{\"text\": \"date 2025-01-26 Two.\", \"id\": 7, \"date\": null}\n{\"id\": 1.5, \"text\": \"\"}";
        assert_eq!(
            read(lines.as_bytes(), 200),
            [
                "1 \"a\": Five\né came. 2025-01-27",
                "4 7: date 2025-01-26 Two. 2025-01-26",
                "5 1.5: ",
            ]
        );
    }

    #[test]
    fn bad_lines_are_told_and_stop_no_other() {
        let lines = [
            &b"{\"id\": 1, \"text\": \"Five"[..],
            b"nonsense",
            b"[1]",
            b"{\"id\": 2}",
            b"{\"text\": \"Five\"}",
            b"{\"id\": [3], \"text\": \"Five\"}",
            b"{\"id\": 123456789012345678901234, \"text\": \"Five\"}",
            b"{\"id\": 4, \"text\": \"Five\", \"date\": \"soon\"}",
            b"{\"id\": 5, \"text\": \"\\u0000\"}",
            b"{\"id\": 6, \"text\": \"\xff\"}",
            b"{\"id\": 7, \"text\": \"Five\"} {}",
            &b"x".repeat(90),
            b"{\"id\": 8, \"text\": \"Five\"}",
        ]
        .join(&b'\n');
        assert_eq!(
            read(&lines, 80),
            [
                "1 line 1: not JSON at column 23: EOF while parsing a string",
                "? line 2: not JSON at column 2: expected ident",
                "? line 3: not a record; expected {\"id\": …, \"text\": …, \"date\": …}",
                "2 line 4: \"text\" must be a string",
                "? line 5: \"id\" must be a string, or a number of at most 64 bits",
                "? line 6: \"id\" must be a string, or a number of at most 64 bits",
                "? line 7: \"id\" must be a string, or a number of at most 64 bits",
                "4 line 8: \"date\" must be a date such as \"2025-01-27\", or null",
                "5 line 9: \"text\" is not a text: there is a NUL byte at offset 0; give a plain text, Markdown or HTML file",
                "? line 10: not UTF-8 at column 20; JSON Lines are written in UTF-8",
                "7 line 11: not JSON at column 27: trailing characters",
                "? line 12: longer than 80 bytes; raise the limit or split the text",
                "13 8: Five",
            ]
        );
    }

    #[test]
    fn the_limit_is_of_the_line_without_its_end() {
        let line = b"{\"id\":1,\"text\":\"\"}";
        let lines = [&line[..], line, b""].join(&b'\n');
        assert_eq!(read(&lines, line.len()).len(), 2);
        assert_eq!(read(&lines, line.len()), ["1 1: ", "2 1: "]);
        assert!(read(&lines, line.len() - 1)[1].contains("longer than"));
    }

    #[test]
    fn a_date_that_is_given_goes_first() {
        let line = b"{\"id\": 1, \"text\": \"\", \"date\": \"2025-01-27\"}";
        let given = jiff::civil::date(2020, 2, 2);
        let record = records(&line[..], 100, Some(given))
            .next()
            .unwrap()
            .unwrap();
        assert_eq!(record.document.date, Some(given));
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let line = format!("{{\"id\": 1, \"text\": {}", "[".repeat(100_000));
        assert!(read(line.as_bytes(), 200_000)[0].starts_with("1 line 1: not JSON"));
    }

    /// An input that breaks off.
    struct Broken;

    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }

    #[test]
    fn an_input_that_breaks_off_ends_the_records() {
        let mut records = records(io::BufReader::new(Broken), 10, None);
        let error = records.next().unwrap().unwrap_err();
        assert_eq!(error.to_string(), "line 1: can't be read: gone");
        assert!(records.next().is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_told(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let lines = bytes.split(|&byte| byte == b'\n').count();
            prop_assert!(read(&bytes, 50).len() <= lines);
        }
    }
}
