//! XML, event by event, with what may hurt refused: document types and entities, nesting without end, other encodings.

use super::error::DocxError;
use super::limits::MAX_NESTING;
use quick_xml::errors::Error;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::BufRead;
use std::ops::Range;

/// Characters of a library's words on a fault that are passed on.
const MAX_QUOTED: usize = 160;

/// A part that is being read.
#[derive(Debug)]
pub(super) struct Xml<R> {
    part: String,
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What was read, and where.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    pub(super) node: Node<'a>,
    /// Its bytes in the part: of the start or the end of an element, those of the tag.
    pub(super) span: Range<usize>,
    /// How many elements are open around it.
    pub(super) around: usize,
}

/// What stands next in a part.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element starts; one without content is opened and closed.
    Open(Tag<'a>),
    /// The element that was opened last ends.
    Close,
    /// Text as it stands.
    Text(&'a str),
    /// Text of a CDATA section.
    Literal(&'a str),
    /// A character that a reference stands for.
    Character(char),
    /// A comment, an instruction, the declaration.
    Other,
    /// The end of the part.
    Done,
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without the prefix.
    pub(super) fn local(&self) -> &str {
        let name = self.start.name().into_inner();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// Its name without `prefix`, which stands for a namespace; empty where it is of another.
    pub(super) fn of<'t>(&'t self, prefix: &str) -> &'t str {
        let name: &'t str = self.start.name().into_inner();
        let (found, local) = name.split_once(':').unwrap_or(("", name));
        if found == prefix { local } else { "" }
    }

    /// The value of its attribute of that name, whatever its prefix.
    pub(super) fn attribute(&self, local: &str) -> Option<String> {
        let named = |key: &str| key.split_once(':').map_or(key, |(_, local)| local) == local;
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|attribute| named(attribute.key.into_inner()))?;
        let value = quick_xml::escape::unescape(&found.value).ok()?;
        Some(value.into_owned())
    }

    /// Its name as it is written.
    pub(super) fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// The prefix that it gives to the first of `namespaces` that it names, and the index of that.
    pub(super) fn namespace_of(&self, namespaces: &[&str]) -> Option<(String, usize)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().find_map(|attribute| {
            let prefix = attribute.key.into_inner().strip_prefix("xmlns")?;
            let index = namespaces
                .iter()
                .position(|namespace| *namespace == &*attribute.value)?;
            let prefix = prefix.strip_prefix(':').unwrap_or(prefix);
            Some((prefix.to_owned(), index))
        })
    }
}

impl<R: BufRead> Xml<R> {
    /// Of the part called `part`, from its start.
    pub(super) fn new(part: &str, source: R) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self {
            part: part.to_owned(),
            reader,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    /// Reads on.
    pub(super) fn next(&mut self) -> Result<Seen<'_>, DocxError> {
        if self.reader.buffer_position() == 0 {
            self.refuse_wide_encodings()?;
        }
        self.buffer.clear();
        let start = self.reader.buffer_position();
        let read = self.reader.read_event_into(&mut self.buffer);
        let end = self.reader.buffer_position();
        let place = Place {
            part: &self.part,
            at: start,
        };
        let around = self.depth;
        let node = match read {
            Ok(Event::Start(start)) => {
                self.depth = around.saturating_add(1);
                if self.depth > MAX_NESTING {
                    return Err(place.nested());
                }
                Ok(Node::Open(Tag { start }))
            }
            Ok(Event::End(_)) => {
                self.depth = around.saturating_sub(1);
                Ok(Node::Close)
            }
            Ok(Event::Text(text)) => Ok(borrowed(text.into_inner(), Node::Text)),
            Ok(Event::CData(text)) => Ok(borrowed(text.into_inner(), Node::Literal)),
            Ok(Event::GeneralRef(reference)) => place.character(&reference).map(Node::Character),
            Ok(Event::DocType(_)) => Err(place.entities()),
            Ok(Event::Decl(declaration)) => {
                let named = declaration.encoding().and_then(Result::ok);
                match named.filter(|name| !is_utf8(name)) {
                    Some(encoding) => Err(place.encoding(&encoding)),
                    None => Ok(Node::Other),
                }
            }
            Ok(Event::Eof) if self.depth > 0 => Err(place.xml("it ends within an element")),
            Ok(Event::Eof) => Ok(Node::Done),
            Ok(_) => Ok(Node::Other),
            Err(Error::Io(error)) => Err(DocxError::Damaged {
                part: self.part.clone(),
                why: shortened(&error.to_string()),
            }),
            Err(error) => Err(Place {
                part: &self.part,
                at: self.reader.error_position(),
            }
            .xml(&error.to_string())),
        };
        Ok(Seen {
            node: node?,
            span: as_usize(start)..as_usize(end),
            around: around.min(self.depth),
        })
    }

    /// UTF-16 and UTF-32 would be told as broken XML.
    fn refuse_wide_encodings(&mut self) -> Result<(), DocxError> {
        let place = Place {
            part: &self.part,
            at: 0,
        };
        match self.reader.get_mut().fill_buf() {
            Ok([0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0, ..] | [_, 0, ..]) => {
                Err(place.encoding("UTF-16"))
            }
            // What can't be read is told when it is.
            Ok(_) | Err(_) => Ok(()),
        }
    }
}

/// A node of text that stands in the buffer as it was read.
fn borrowed<'a>(text: Cow<'a, str>, node: impl FnOnce(&'a str) -> Node<'a>) -> Node<'a> {
    match text {
        Cow::Borrowed(text) => node(text),
        Cow::Owned(_) => Node::Other,
    }
}

/// A place in a part, for errors.
#[derive(Clone, Copy)]
struct Place<'a> {
    part: &'a str,
    at: u64,
}

impl Place<'_> {
    /// The character that a reference stands for; XML names five, and a .docx may name no more.
    fn character(self, reference: &BytesRef<'_>) -> Result<char, DocxError> {
        let wrong = |error: Error| self.xml(&error.to_string());
        if let Some(c) = reference.resolve_char_ref().map_err(wrong)? {
            return Ok(c);
        }
        match &**reference {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "apos" => Ok('\''),
            "quot" => Ok('"'),
            _ => Err(self.entities()),
        }
    }

    fn xml(self, why: &str) -> DocxError {
        DocxError::Xml {
            part: self.part.to_owned(),
            at: self.at,
            why: shortened(why),
        }
    }

    fn entities(self) -> DocxError {
        DocxError::Entities {
            part: self.part.to_owned(),
            at: self.at,
        }
    }

    fn nested(self) -> DocxError {
        DocxError::Nested {
            part: self.part.to_owned(),
            at: self.at,
        }
    }

    fn encoding(self, encoding: &str) -> DocxError {
        DocxError::Encoding {
            part: self.part.to_owned(),
            encoding: shortened(encoding),
        }
    }
}

/// Where a part is that large, it is refused before.
fn as_usize(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// What a library says of a fault: it may quote the file.
fn shortened(text: &str) -> String {
    text.chars().take(MAX_QUOTED).collect()
}

fn is_utf8(encoding: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(encoding))
}
