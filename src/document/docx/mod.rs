//! Word processors' articles: .docx, a zip of XML parts.
//!
//! What a reader of the finished text would see is prose: tracked changes as accepted, fields by their results, hidden
//! and struck-out text left out, text boxes after the paragraph that holds them, footnotes and endnotes behind the
//! body in their order. Comments, headers, footers and tables of contents are not prose.
//!
//! A .docx has no lines: a span counts into the text of a paragraph. Paragraphs are numbered from 1 in the order of
//! the prose, and only those that say something.

mod assembly;
mod comment;
mod error;
mod limits;
mod manuscript;
mod mark;
mod package;
mod paragraph;
mod properties;
mod run;
mod story;
mod style;
mod symbol;
mod table;
mod trace;
mod xml;

pub use comment::{Comment, commented};
pub use error::DocxError;
pub use limits::Limits;

use super::Document;
use super::read::{Article, document};
use crate::untrusted::Untrusted;
use assembly::Assembly;
use jiff::civil::Date;
use manuscript::Manuscript;
use package::{Package, Part};
use story::{Scene, Story};
use style::Styles;
use trace::Trace;

/// Reads a .docx file. A `date` that is given goes before any that the article states.
///
/// # Errors
/// Where it is no .docx, damaged, encrypted or over a limit.
pub fn read_docx(
    name: Untrusted,
    bytes: &[u8],
    limits: &Limits,
    date: Option<Date>,
) -> Result<Document, DocxError> {
    Ok(document(name, article(bytes, limits)?, date))
}

/// Reads the bytes of a .docx file.
pub(super) fn article(bytes: &[u8], limits: &Limits) -> Result<Article, DocxError> {
    let mut package = Package::open(bytes, limits)?;
    let manuscript = read(&mut package, limits, None)?;
    let date = properties::date(&mut package)?;
    Ok(manuscript.assembly.article(date))
}

/// Reads the body and the notes that it refers to.
fn read(
    package: &mut Package<'_>,
    limits: &Limits,
    trace: Option<Trace>,
) -> Result<Manuscript, DocxError> {
    let main = package.document()?;
    let related = package.relationships(&main)?;
    let styles = match related.part(Part::Styles) {
        Some(name) => Styles::read(package, name)?,
        None => Styles::default(),
    };
    let mut manuscript = Manuscript::new(Assembly::new(limits.text), trace);
    let body = (main.as_str(), None);
    let notes = [Part::Footnotes, Part::Endnotes]
        .into_iter()
        .filter_map(|part| Some((related.part(part)?, Some(part))));
    for (part, notes) in std::iter::once(body).chain(notes) {
        let scene = Scene {
            styles: &styles,
            part,
            notes,
        };
        manuscript = Story::new(scene, manuscript).read(package)?;
        manuscript.assembly.end_body();
    }
    Ok(manuscript)
}
