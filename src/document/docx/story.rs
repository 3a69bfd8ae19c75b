//! The XML of a body, or of notes, into paragraphs.

use super::error::DocxError;
use super::manuscript::Manuscript;
use super::package::{Package, Part};
use super::run::is_on;
use super::style::{Styles, heading};
use super::symbol::{OBJECT, symbol};
use super::xml::{Node, Seen, Tag};
use std::ops::Range;

/// The namespace of text, in both editions of the standard.
pub(super) const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The prefix that a part's first element gives to the namespace of text; `w` where it gives none.
pub(super) fn namespace_prefix(root: &Tag<'_>) -> String {
    root.namespace_of(&NAMESPACES)
        .map_or_else(|| "w".to_owned(), |(prefix, _)| prefix)
}

/// What is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) styles: &'a Styles,
    /// The part's name.
    pub(super) part: &'a str,
    /// Which notes it holds; `None` of the main part.
    pub(super) notes: Option<Part>,
}

/// A part that is being read: which elements are open, and what is to be done at each.
#[derive(Debug)]
pub(super) struct Story<'a> {
    scene: Scene<'a>,
    manuscript: Manuscript,
    /// Of the namespace of text.
    prefix: Option<String>,
    frames: Vec<Frame>,
    /// How many elements are open that are passed over.
    skipped: usize,
}

/// An element that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    /// One that only holds others.
    Plain,
    Paragraph,
    ParagraphProperties,
    /// The properties of the paragraph's end.
    Mark,
    Numbering,
    Run,
    RunProperties,
    Text {
        /// Where its text begins in the paragraph.
        from: usize,
        keeps_blanks: bool,
    },
    Table,
    /// Of a table, a row or a cell.
    TableProperties,
    /// A content control.
    Control {
        /// Whether it holds nothing but words that ask to fill it in.
        is_placeholder: bool,
    },
    ControlProperties,
    /// One thing in several ways, of which the first is taken.
    Alternatives {
        taken: bool,
    },
    Note,
}

impl<'a> Story<'a> {
    /// Of a part, after what was read before.
    pub(super) const fn new(scene: Scene<'a>, manuscript: Manuscript) -> Self {
        Self {
            scene,
            manuscript,
            prefix: None,
            frames: Vec::new(),
            skipped: 0,
        }
    }

    /// Reads the part.
    pub(super) fn read(mut self, package: &mut Package<'_>) -> Result<Manuscript, DocxError> {
        let part = self.scene.part;
        let Some(mut xml) = package.xml(part)? else {
            return Err(DocxError::Missing {
                part: part.to_owned(),
            });
        };
        loop {
            let Seen { node, span, .. } = xml.next()?;
            match node {
                Node::Open(tag) => self.open(&tag, &span)?,
                Node::Close => self.close(&span)?,
                Node::Text(text) => self.text(text, span),
                Node::Literal(text) => self.whole(text, span),
                Node::Character(c) => self.whole(c.encode_utf8(&mut [0; 4]), span),
                Node::Other => {}
                Node::Done => {
                    self.manuscript.end()?;
                    return Ok(self.manuscript);
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>, span: &Range<usize>) -> Result<(), DocxError> {
        if self.prefix.is_none() {
            self.begin(tag)?;
        }
        if self.skipped > 0 {
            self.skipped = self.skipped.saturating_add(1);
            return Ok(());
        }
        match self.frame(tag, span)? {
            Some(frame) => self.frames.push(frame),
            None => self.skipped = 1,
        }
        Ok(())
    }

    /// The first element tells whether the part is text at all.
    fn begin(&mut self, root: &Tag<'_>) -> Result<(), DocxError> {
        let prefix = namespace_prefix(root);
        let is_text = ["document", "footnotes", "endnotes"].contains(&root.of(&prefix));
        self.prefix = Some(prefix);
        if is_text {
            return Ok(());
        }
        Err(DocxError::NotWord {
            part: self.scene.part.to_owned(),
        })
    }

    /// What an element is; `None` where it is passed over with all that it holds.
    fn frame(&mut self, tag: &Tag<'_>, span: &Range<usize>) -> Result<Option<Frame>, DocxError> {
        let prefix = self.prefix.take().unwrap_or_default();
        let name = tag.of(&prefix);
        let around = self.frames.last().copied().unwrap_or(Frame::Plain);
        let frame = match name {
            "" => self.foreign(tag, around, span)?,
            "altChunk" | "subDoc" => return Err(self.imported(name, span)),
            name if name.ends_with("Change") => None,
            _ => match around {
                Frame::ParagraphProperties | Frame::Mark | Frame::Numbering => {
                    Some(self.paragraph_property(tag, name, around))
                }
                Frame::RunProperties => {
                    self.run_property(tag, &prefix);
                    Some(Frame::Plain)
                }
                Frame::TableProperties => {
                    self.table_property(tag, name);
                    Some(Frame::Plain)
                }
                Frame::ControlProperties => {
                    self.control_property(name);
                    Some(Frame::Plain)
                }
                Frame::Run => self.in_run(tag, name, span)?,
                _ => self.element(tag, name, span)?,
            },
        };
        self.prefix = Some(prefix);
        Ok(frame)
    }

    fn imported(&self, name: &str, span: &Range<usize>) -> DocxError {
        DocxError::Imported {
            part: self.scene.part.to_owned(),
            at: u64::try_from(span.start).unwrap_or(u64::MAX),
            element: if name == "subDoc" {
                "subDoc"
            } else {
                "altChunk"
            },
        }
    }

    /// An element of another namespace.
    fn foreign(
        &mut self,
        tag: &Tag<'_>,
        around: Frame,
        span: &Range<usize>,
    ) -> Result<Option<Frame>, DocxError> {
        match (tag.local(), around) {
            ("AlternateContent", _) => Ok(Some(Frame::Alternatives { taken: false })),
            ("Choice" | "Fallback", Frame::Alternatives { taken }) => {
                if let Some(last) = self.frames.last_mut() {
                    *last = Frame::Alternatives { taken: true };
                }
                Ok((!taken).then_some(Frame::Plain))
            }
            // A picture in the line; one that stands beside it is no part of it.
            ("inline", _) => {
                self.manuscript.character(OBJECT, span);
                Ok(Some(Frame::Plain))
            }
            ("oMath", _) => {
                self.manuscript.character(OBJECT, span);
                Ok(None)
            }
            _ => Ok(Some(Frame::Plain)),
        }
    }

    /// An element of text that is no property and no part of a run.
    fn element(
        &mut self,
        tag: &Tag<'_>,
        name: &str,
        span: &Range<usize>,
    ) -> Result<Option<Frame>, DocxError> {
        let depth = self.frames.len();
        let manuscript = &mut self.manuscript;
        Ok(match name {
            "p" if manuscript.is_deleted() => None,
            "p" => {
                manuscript.begin_paragraph(depth, self.scene.styles.of_none())?;
                Some(Frame::Paragraph)
            }
            "pPr" => Some(Frame::ParagraphProperties),
            "r" => {
                manuscript.begin_run(self.scene.notes.is_none(), span);
                Some(Frame::Run)
            }
            "tbl" => {
                manuscript.begin_table();
                Some(Frame::Table)
            }
            "tr" => {
                manuscript.begin_row();
                Some(Frame::Plain)
            }
            "tc" => {
                manuscript.begin_cell();
                Some(Frame::Plain)
            }
            "tblPr" | "trPr" | "tcPr" => Some(Frame::TableProperties),
            "sdt" => Some(Frame::Control {
                is_placeholder: false,
            }),
            "sdtPr" => Some(Frame::ControlProperties),
            "sdtContent" => {
                let asks = Frame::Control {
                    is_placeholder: true,
                };
                (self.frames.last() != Some(&asks)).then_some(Frame::Plain)
            }
            "footnote" | "endnote" => self.note(tag).then_some(Frame::Note),
            "del" | "moveFrom" | "sectPr" | "tblPrEx" | "tblGrid" | "rt" => None,
            _ => Some(Frame::Plain),
        })
    }

    /// An element in a run.
    fn in_run(
        &mut self,
        tag: &Tag<'_>,
        name: &str,
        span: &Range<usize>,
    ) -> Result<Option<Frame>, DocxError> {
        let manuscript = &mut self.manuscript;
        match name {
            "rPr" => return Ok(Some(Frame::RunProperties)),
            "t" => return Ok(Some(self.begin_text(tag, span))),
            "delText" | "instrText" | "delInstrText" => return Ok(None),
            "fldChar" => {
                manuscript.field(tag.attribute("fldCharType").as_deref());
                // Data of a form inside is no text.
                return Ok(None);
            }
            "tab" | "ptab" => manuscript.character('\t', span),
            "br" | "cr" => manuscript.character('\n', span),
            "noBreakHyphen" => manuscript.character('\u{2011}', span),
            "sym" => {
                let value = |name| tag.attribute(name).unwrap_or_default();
                manuscript.character(symbol(&value("font"), &value("char")), span);
            }
            "footnoteReference" | "endnoteReference" => {
                let part = if name == "endnoteReference" {
                    Part::Endnotes
                } else {
                    Part::Footnotes
                };
                manuscript.refer(part, &tag.attribute("id").unwrap_or_default());
            }
            _ => return self.element(tag, name, span),
        }
        Ok(Some(Frame::Plain))
    }

    fn begin_text(&mut self, tag: &Tag<'_>, span: &Range<usize>) -> Frame {
        let keeps_blanks = tag.attribute("space").as_deref() == Some("preserve");
        Frame::Text {
            from: self.manuscript.begin_text(keeps_blanks, span),
            keeps_blanks,
        }
    }

    /// Whether a note is one that a reader sees: the body refers to it, and it is no mere line.
    fn note(&mut self, tag: &Tag<'_>) -> bool {
        let (Some(part), Some(id)) = (self.scene.notes, tag.attribute("id")) else {
            return false;
        };
        let is_text = tag.attribute("type").is_none_or(|kind| kind == "normal");
        is_text && self.manuscript.begin_note(part, &id)
    }

    fn paragraph_property(&mut self, tag: &Tag<'_>, name: &str, around: Frame) -> Frame {
        let styles = self.scene.styles;
        let Some(paragraph) = self.manuscript.paragraph() else {
            return Frame::Plain;
        };
        let value = || tag.attribute("val");
        match (around, name) {
            (Frame::ParagraphProperties, "pStyle") => {
                paragraph.style = styles.of_id(&value().unwrap_or_default());
            }
            (Frame::ParagraphProperties, "outlineLvl") => {
                paragraph.outline = value().and_then(|level| heading(&level));
            }
            (Frame::ParagraphProperties, "numPr") => return Frame::Numbering,
            (Frame::ParagraphProperties, "rPr") => return Frame::Mark,
            (Frame::Numbering, "numId") => paragraph.listed = value().map(|id| id != "0"),
            (Frame::Mark, "del" | "moveFrom") => paragraph.joined = true,
            _ => {}
        }
        Frame::Plain
    }

    fn run_property(&mut self, tag: &Tag<'_>, prefix: &str) {
        let styles = self.scene.styles;
        if let Some(run) = self.manuscript.run() {
            if tag.of(prefix) == "rStyle" {
                let id = tag.attribute("val").unwrap_or_default();
                run.style = styles.of_id(&id).look;
            } else {
                run.look.take(tag, prefix);
            }
        }
    }

    fn table_property(&mut self, tag: &Tag<'_>, name: &str) {
        let Some(table) = self.manuscript.table() else {
            return;
        };
        match name {
            "tblHeader" => {
                table.header = tag.attribute("val").is_none_or(|value| is_on(&value));
            }
            "tblLook" => {
                table.headed = tag.attribute("firstRow").is_some_and(|value| is_on(&value));
            }
            "gridSpan" => {
                let span = tag.attribute("val").and_then(|span| span.parse().ok());
                table.width = span.unwrap_or(1);
            }
            "del" => table.row_deleted = true,
            "cellDel" => table.cell_deleted = true,
            _ => {}
        }
    }

    fn control_property(&mut self, name: &str) {
        let control = self.frames.iter_mut().rev().nth(1);
        if name == "showingPlcHdr"
            && let Some(Frame::Control { is_placeholder }) = control
        {
            *is_placeholder = true;
        }
    }

    fn close(&mut self, span: &Range<usize>) -> Result<(), DocxError> {
        if self.skipped > 0 {
            self.skipped = self.skipped.saturating_sub(1);
            return Ok(());
        }
        let frame = self.frames.pop();
        let depth = self.frames.len();
        let manuscript = &mut self.manuscript;
        match frame {
            Some(Frame::Paragraph) => manuscript.end_paragraph(depth)?,
            Some(Frame::Run) => manuscript.end_run(span),
            Some(Frame::RunProperties) => manuscript.end_run_properties(span),
            Some(Frame::Text { from, keeps_blanks }) => {
                manuscript.end_text(from, keeps_blanks, span);
            }
            Some(Frame::Table) => manuscript.end_table(),
            Some(Frame::Note) => manuscript.end_note(),
            _ => {}
        }
        manuscript.left(depth)
    }

    /// Text as it stands.
    fn text(&mut self, text: &str, span: Range<usize>) {
        if let Some(Frame::Text { from, keeps_blanks }) = self.frames.last().copied()
            && self.skipped == 0
        {
            self.manuscript.text(text, span, from, keeps_blanks);
        }
    }

    /// Text that something in the XML stands for as a whole.
    fn whole(&mut self, text: &str, span: Range<usize>) {
        if self.skipped == 0 && matches!(self.frames.last(), Some(Frame::Text { .. })) {
            self.manuscript.whole(text, span);
        }
    }
}
