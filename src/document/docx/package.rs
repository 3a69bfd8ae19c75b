//! The zip archive: its parts by name, and how they are related. Only parts that are asked for are inflated, as they
//! are read; nothing is ever unpacked to disk.

use super::error::DocxError;
use super::limits::{Limits, MAX_PARTS, RATIO_FREE};
use super::xml::{Node, Xml};
use memchr::memmem;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// The relationships of the package itself.
const PACKAGE: &str = "";
/// What a header of the archive's directory starts with.
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
/// What a compound file starts with: an encrypted document, or one of before 2007.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A part that is read, by what it is to the package or the main part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Document,
    Properties,
    Styles,
    Footnotes,
    Endnotes,
    Comments,
}

impl Part {
    /// How the type of the relationship to it ends; what stands before tells the edition of the standard.
    const fn relationship(self) -> &'static str {
        match self {
            Self::Document => "/officeDocument",
            Self::Properties => "/core-properties",
            Self::Styles => "/styles",
            Self::Footnotes => "/footnotes",
            Self::Endnotes => "/endnotes",
            Self::Comments => "/comments",
        }
    }
}

/// What a part is related to.
#[derive(Debug, Default)]
pub(super) struct Related {
    /// Type and name of each part.
    parts: Vec<(String, String)>,
}

impl Related {
    /// The name of the part that is `part` to this one.
    pub(super) fn part(&self, part: Part) -> Option<&str> {
        let found = self
            .parts
            .iter()
            .find(|(kind, _)| kind.ends_with(part.relationship()));
        found.map(|(_, name)| name.as_str())
    }
}

/// A .docx file.
#[derive(Debug)]
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    /// Bytes of the parts that were opened, inflated.
    inflated: u64,
}

impl<'a> Package<'a> {
    /// Reads the archive's directory.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, DocxError> {
        if bytes.starts_with(COMPOUND) {
            return Err(DocxError::Compound);
        }
        if memmem::find_iter(bytes, DIRECTORY_ENTRY)
            .nth(MAX_PARTS)
            .is_some()
        {
            return Err(DocxError::TooManyParts);
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| DocxError::NotZip { why: words(&error) })?;
        if archive.has_duplicate_names() {
            return Err(DocxError::Duplicate {
                part: "a part".to_owned(),
            });
        }
        Ok(Self {
            archive,
            limits: *limits,
            inflated: 0,
        })
    }

    /// The name of the main part.
    pub(super) fn document(&mut self) -> Result<String, DocxError> {
        let related = self.relationships(PACKAGE)?;
        related
            .part(Part::Document)
            .map(str::to_owned)
            .ok_or_else(|| DocxError::Missing {
                part: "the main part of a .docx".to_owned(),
            })
    }

    /// The name of the part with the file's properties.
    pub(super) fn properties(&mut self) -> Result<Option<String>, DocxError> {
        let related = self.relationships(PACKAGE)?;
        Ok(related.part(Part::Properties).map(str::to_owned))
    }

    /// The parts that `part` names as related to it, inside the archive.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Related, DocxError> {
        let mut related = Related::default();
        let Some(mut xml) = self.xml(&relationships_of(part))? else {
            return Ok(related);
        };
        loop {
            match xml.next()?.node {
                Node::Open(tag) if tag.local() == "Relationship" => {
                    if tag.attribute("TargetMode").as_deref() == Some("External") {
                        continue;
                    }
                    if let Some((kind, target)) = tag.attribute("Type").zip(tag.attribute("Target"))
                    {
                        related.parts.push((kind, resolved(part, &target)));
                    }
                }
                Node::Done => return Ok(related),
                _ => {}
            }
        }
    }

    /// A part's XML, from its start; `None` where there is no such part.
    pub(super) fn xml(
        &mut self,
        name: &str,
    ) -> Result<Option<Xml<BufReader<Inflated<'_, 'a>>>>, DocxError> {
        let Some(part) = self.part(name)? else {
            return Ok(None);
        };
        Ok(Some(Xml::new(name, BufReader::new(part))))
    }

    /// All bytes of a part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocxError> {
        let Some(mut part) = self.part(name)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)
            .map_err(|error| DocxError::Damaged {
                part: name.to_owned(),
                why: error.to_string(),
            })?;
        Ok(Some(bytes))
    }

    /// The archive itself, and the names of its entries, for a copy.
    pub(super) const fn archive(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.archive
    }

    /// Index of the entry called `name`. Names differ in case alone nowhere, and some programs write `\`.
    pub(super) fn index(&self, name: &str) -> Result<Option<usize>, DocxError> {
        let same = |raw: &[u8]| {
            let plain = raw
                .iter()
                .map(|&byte| if byte == b'\\' { b'/' } else { byte });
            raw.len() == name.len()
                && plain
                    .zip(name.bytes())
                    .all(|(a, b)| a.eq_ignore_ascii_case(&b))
        };
        let mut found = self
            .archive
            .file_names_raw()
            .enumerate()
            .filter(|(_, raw)| same(raw))
            .map(|(index, _)| index);
        let first = found.next();
        if found.next().is_some() {
            return Err(DocxError::Duplicate {
                part: name.to_owned(),
            });
        }
        Ok(first)
    }

    /// The bytes of a part as they inflate, if what it says of its sizes keeps the limits.
    fn part(&mut self, name: &str) -> Result<Option<Inflated<'_, 'a>>, DocxError> {
        let Some(index) = self.index(name)? else {
            return Ok(None);
        };
        let part = || name.to_owned();
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                DocxError::Encrypted { part: part() }
            }
            error => DocxError::Damaged {
                part: part(),
                why: words(&error),
            },
        })?;
        let size = file.size();
        self.inflated = self.inflated.saturating_add(size);
        if self.inflated > self.limits.inflated {
            return Err(DocxError::Inflated {
                part: part(),
                limit: self.limits.inflated,
            });
        }
        if size > RATIO_FREE && size > file.compressed_size().saturating_mul(self.limits.ratio) {
            return Err(DocxError::Ratio {
                part: part(),
                limit: self.limits.ratio,
            });
        }
        Ok(Some(file))
    }
}

/// The bytes of a part as they inflate: the archive's reader stops at the size that it says.
pub(super) type Inflated<'z, 'a> = ZipFile<'z, Cursor<&'a [u8]>>;

/// What an archive's fault is, in a few words.
fn words(error: &ZipError) -> String {
    match error {
        ZipError::InvalidArchive(why) => why.to_string(),
        ZipError::UnsupportedArchive(why) => (*why).to_owned(),
        ZipError::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}

/// The name of the part that tells what `part` is related to.
pub(super) fn relationships_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The name of the part that `part` calls `target`. No name leads out of the archive: it is only looked up in it.
fn resolved(part: &str, target: &str) -> String {
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let from = match target.strip_prefix('/') {
        Some(_) => "",
        None => folder,
    };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_resolved_inside_the_archive() {
        for (part, target, name) in [
            ("", "word/document.xml", "word/document.xml"),
            ("", "/word/document.xml", "word/document.xml"),
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            (
                "word/document.xml",
                "../docProps/core.xml",
                "docProps/core.xml",
            ),
            ("word/document.xml", "../../../../etc/passwd", "etc/passwd"),
            ("word/document.xml", "..\\styles.xml", "styles.xml"),
        ] {
            assert_eq!(resolved(part, target), name, "{part} {target}");
        }
        assert_eq!(relationships_of(""), "_rels/.rels");
        assert_eq!(
            relationships_of("word/document.xml"),
            "word/_rels/document.xml.rels"
        );
    }
}
