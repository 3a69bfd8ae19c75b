//! A copy of a .docx with comments on figures. All else stays as it is: the parts that hold no comments are copied as
//! they are compressed.

use super::error::DocxError;
use super::limits::Limits;
use super::mark::{Marked, Sheet};
use super::package::{Package, Part, Related, relationships_of};
use super::story::NAMESPACES;
use super::trace::Trace;
use super::xml::{Node, Xml};
use crate::document::span::ProseSpan;
use quick_xml::escape::{escape, partial_escape};
use std::io::{Cursor, Write as _};
use zip::CompressionMethod;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Who comments.
const AUTHOR: &str = "statvet";
const INITIALS: &str = "sv";
/// The package's list of what its parts are.
const CONTENT_TYPES: &str = "[Content_Types].xml";
/// What a part with comments is there.
const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// What it is to the main part, in the editions of [`NAMESPACES`].
const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];
const RELATIONSHIP_ID: &str = "rIdStatvet";

/// A comment on a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The figure, in the prose.
    pub span: ProseSpan,
    /// The figure as it was read.
    pub figure: String,
    /// What there is to say of it: paragraphs.
    pub paragraphs: Vec<String>,
}

/// The .docx of `bytes` with comments added.
///
/// # Errors
/// Where it can't be read, or does not hold what the comments are on.
pub fn commented(
    bytes: &[u8],
    limits: &Limits,
    comments: &[Comment],
) -> Result<Vec<u8>, DocxError> {
    let mut package = Package::open(bytes, limits)?;
    let manuscript = super::read(&mut package, limits, Some(Trace::default()))?;
    let prose = manuscript.assembly.text();
    let stands = |comment: &Comment| {
        let span = comment.span.start as usize..comment.span.end as usize;
        prose.get(span) == Some(comment.figure.as_str())
    };
    if !comments.iter().all(stands) {
        return Err(DocxError::Changed);
    }
    // The parts are read again, and count anew.
    let mut package = Package::open(bytes, limits)?;
    let trace = manuscript.trace.unwrap_or_default();
    let changed = if comments.is_empty() {
        Vec::new()
    } else {
        changes(&mut package, &trace, comments)?
    };
    copied(&mut package, changed)
}

/// A part that the copy has otherwise, or anew.
#[derive(Debug)]
struct Changed {
    name: String,
    bytes: Vec<u8>,
}

fn changes(
    package: &mut Package<'_>,
    trace: &Trace,
    comments: &[Comment],
) -> Result<Vec<Changed>, DocxError> {
    let document = package.document()?;
    let related = package.relationships(&document)?;
    let xml = required(package, &document)?;
    let root = Root::of(&document, &xml)?;
    let (part, known) = comments_part(package, &document, &related)?;
    let listed = match known {
        true => required(package, &part)?,
        false => empty_comments(root.edition).into_bytes(),
    };
    let first = highest_id(&document, &xml)?
        .max(highest_id(&part, &listed)?)
        .saturating_add(1);
    let marked: Vec<Marked> = (first..)
        .zip(comments)
        .map(|(id, comment)| Marked {
            id,
            span: comment.span,
        })
        .collect();
    let sheet = Sheet {
        xml: &xml,
        trace,
        prefix: &root.prefix,
    };
    let list = Root::of(&part, &listed)?;
    let told: String = marked
        .iter()
        .zip(comments)
        .map(|(marked, comment)| told(&list.prefix, marked.id, &comment.paragraphs))
        .collect();
    let mut changed = vec![
        Changed {
            bytes: sheet.marked(&marked),
            name: document.clone(),
        },
        Changed {
            bytes: list.with(&listed, &told),
            name: part.clone(),
        },
    ];
    if !known {
        changed.push(typed(package, &part)?);
        changed.push(linked(package, &document, &part, root.edition)?);
    }
    Ok(changed)
}

fn required(package: &mut Package<'_>, name: &str) -> Result<Vec<u8>, DocxError> {
    package.bytes(name)?.ok_or_else(|| DocxError::Missing {
        part: name.to_owned(),
    })
}

/// The name of the part for comments, and whether it is there.
fn comments_part(
    package: &Package<'_>,
    document: &str,
    related: &Related,
) -> Result<(String, bool), DocxError> {
    if let Some(name) = related.part(Part::Comments)
        && package.index(name)?.is_some()
    {
        return Ok((name.to_owned(), true));
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let slash = if folder.is_empty() { "" } else { "/" };
    for number in 0_u32.. {
        let number = if number == 0 {
            String::new()
        } else {
            number.to_string()
        };
        let name = format!("{folder}{slash}comments{number}.xml");
        if package.index(&name)?.is_none() {
            return Ok((name, false));
        }
    }
    Err(DocxError::TooManyParts)
}

fn empty_comments(edition: usize) -> String {
    let namespace = NAMESPACES.get(edition).copied().unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\"></w:comments>"
    )
}

/// A comment as XML.
fn told(w: &str, id: u32, paragraphs: &[String]) -> String {
    let paragraphs: String = paragraphs
        .iter()
        .map(|text| {
            let text = text.replace(is_forbidden, "\u{fffd}");
            let text = partial_escape(text.as_str());
            format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}p>")
        })
        .collect();
    format!(
        "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"{INITIALS}\">{paragraphs}</{w}comment>"
    )
}

/// Whether XML may not hold a character at all.
const fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The list of parts' types with that of a part added.
fn typed(package: &mut Package<'_>, part: &str) -> Result<Changed, DocxError> {
    let xml = required(package, CONTENT_TYPES)?;
    let root = Root::of(CONTENT_TYPES, &xml)?;
    let p = &root.prefix;
    let name = escape(part);
    let entry = format!("<{p}Override PartName=\"/{name}\" ContentType=\"{CONTENT_TYPE}\"/>");
    Ok(Changed {
        bytes: root.with(&xml, &entry),
        name: CONTENT_TYPES.to_owned(),
    })
}

/// The list of what the main part is related to, with the part of the comments added.
fn linked(
    package: &mut Package<'_>,
    document: &str,
    part: &str,
    edition: usize,
) -> Result<Changed, DocxError> {
    let name = relationships_of(document);
    let xml = match package.bytes(&name)? {
        Some(xml) => xml,
        None => b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_vec(),
    };
    let root = Root::of(&name, &xml)?;
    let p = &root.prefix;
    let kind = RELATIONSHIPS.get(edition).copied().unwrap_or_default();
    let target = escape(part);
    let is_free =
        |id: &String| memchr::memmem::find(&xml, format!("\"{id}\"").as_bytes()).is_none();
    let id = (0_u32..)
        .map(|number| format!("{RELATIONSHIP_ID}{number}"))
        .find(is_free)
        .unwrap_or_default();
    let entry = format!("<{p}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>");
    Ok(Changed {
        bytes: root.with(&xml, &entry),
        name,
    })
}

/// The outermost element of a part.
#[derive(Debug)]
struct Root {
    /// What its name starts with: `w:`, or nothing.
    prefix: String,
    name: String,
    /// Index of its namespace in [`NAMESPACES`], where it is one of them.
    edition: usize,
    /// Where its end tag starts; where it has none, one past its only tag.
    end: usize,
    /// Whether it has no end tag.
    is_empty: bool,
}

impl Root {
    fn of(part: &str, xml: &[u8]) -> Result<Self, DocxError> {
        let mut events = Xml::new(part, xml);
        let mut root: Option<Self> = None;
        loop {
            let seen = events.next()?;
            match seen.node {
                Node::Open(tag) if root.is_none() => {
                    let name = tag.name();
                    let prefix = name.split_once(':').map(|(prefix, _)| format!("{prefix}:"));
                    root = Some(Self {
                        prefix: prefix.unwrap_or_default(),
                        name: name.to_owned(),
                        edition: tag.namespace_of(&NAMESPACES).map_or(0, |(_, index)| index),
                        end: 0,
                        is_empty: false,
                    });
                }
                Node::Close if seen.around == 0 => {
                    if let Some(root) = &mut root {
                        root.end = seen.span.start;
                        root.is_empty = seen.span.is_empty();
                    }
                }
                Node::Done => {
                    return root.ok_or_else(|| DocxError::Missing {
                        part: part.to_owned(),
                    });
                }
                _ => {}
            }
        }
    }

    /// The part with `inserted` as the last of what the element holds.
    fn with(&self, xml: &[u8], inserted: &str) -> Vec<u8> {
        let (before, after) = xml.split_at_checked(self.end).unwrap_or((xml, &[]));
        let (before, open, close) = match before.strip_suffix(b"/>") {
            Some(before) if self.is_empty => (before, ">", format!("</{}>", self.name)),
            _ => (before, "", String::new()),
        };
        [
            before,
            open.as_bytes(),
            inserted.as_bytes(),
            close.as_bytes(),
            after,
        ]
        .concat()
    }
}

/// The highest number that a comment has in a part.
fn highest_id(part: &str, xml: &[u8]) -> Result<u32, DocxError> {
    let names = [
        "comment",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
    ];
    let mut events = Xml::new(part, xml);
    let mut highest = 0;
    loop {
        match events.next()?.node {
            Node::Open(tag) if names.contains(&tag.local()) => {
                let id = tag.attribute("id").and_then(|id| id.parse().ok());
                highest = id.unwrap_or(0).max(highest);
            }
            Node::Done => return Ok(highest),
            _ => {}
        }
    }
}

/// The archive with some parts changed or added; all others as they are compressed.
fn copied(package: &mut Package<'_>, changed: Vec<Changed>) -> Result<Vec<u8>, DocxError> {
    let mut indexed = Vec::new();
    for part in changed {
        indexed.push((package.index(&part.name)?, part));
    }
    write(package, &indexed).map_err(|error| DocxError::Damaged {
        part: "its zip archive".to_owned(),
        why: error.to_string(),
    })
}

fn write(
    package: &mut Package<'_>,
    changed: &[(Option<usize>, Changed)],
) -> Result<Vec<u8>, ZipError> {
    let archive = package.archive();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        let new = changed.iter().find(|(at, _)| *at == Some(index));
        if let Some((_, part)) = new {
            let name = file.name()?.into_owned();
            let options = deflated.last_modified_time(file.last_modified().unwrap_or_default());
            out.start_file(name, options)?;
            out.write_all(&part.bytes)?;
        } else {
            out.raw_copy_file(file)?;
        }
    }
    for (_, part) in changed.iter().filter(|(at, _)| at.is_none()) {
        out.start_file(part.name.clone(), deflated)?;
        out.write_all(&part.bytes)?;
    }
    Ok(out.finish()?.into_inner())
}
