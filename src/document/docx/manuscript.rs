//! What has been read of the parts: the paragraphs, runs, tables and fields that are open, and the prose so far.

use super::assembly::Assembly;
use super::error::DocxError;
use super::package::Part;
use super::paragraph::{Origin, Paragraph};
use super::run::Run;
use super::style::Style;
use super::table::Table;
use super::trace::{Holder, Trace, TracedRun, TracedText};
use std::collections::BTreeSet;
use std::ops::Range;

/// What has been read.
#[derive(Debug)]
pub(super) struct Manuscript {
    pub(super) assembly: Assembly,
    /// Where it came from, if that is asked for.
    pub(super) trace: Option<Trace>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    tables: Vec<Table>,
    /// How many tables there were.
    tables_seen: u32,
    /// Fields that are open: whether their result has begun.
    fields: Vec<bool>,
    /// How many of them are still in their code.
    codes: usize,
    /// A paragraph that reads on in the next, and how many elements are open around it.
    joined: Option<(usize, Paragraph)>,
    /// The notes that the body refers to.
    notes: BTreeSet<(Part, String)>,
    /// The run of the body that refers to the note that is read.
    reference: Option<usize>,
}

impl Manuscript {
    /// Nothing yet.
    pub(super) const fn new(assembly: Assembly, trace: Option<Trace>) -> Self {
        Self {
            assembly,
            trace,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            tables_seen: 0,
            fields: Vec::new(),
            codes: 0,
            joined: None,
            notes: BTreeSet::new(),
            reference: None,
        }
    }

    /// The paragraph that is open.
    pub(super) fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.paragraphs.last_mut()
    }

    /// The run that is open.
    pub(super) fn run(&mut self) -> Option<&mut Run> {
        self.runs.last_mut()
    }

    /// The table that is open.
    pub(super) fn table(&mut self) -> Option<&mut Table> {
        self.tables.last_mut()
    }

    /// Whether what is read stands in a row or cell that is deleted.
    pub(super) fn is_deleted(&self) -> bool {
        self.tables.iter().any(Table::is_deleted)
    }

    pub(super) fn begin_table(&mut self) {
        self.tables_seen = self.tables_seen.saturating_add(1);
        self.tables.push(Table::new(self.tables_seen));
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.begin_row();
        }
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.begin_cell();
        }
    }

    pub(super) fn end_table(&mut self) {
        self.tables.pop();
    }

    /// A paragraph starts, with so many elements open around it.
    pub(super) fn begin_paragraph(&mut self, depth: usize, style: Style) -> Result<(), DocxError> {
        let before = match self.joined.take() {
            Some((around, paragraph)) if around == depth => Some(paragraph),
            Some((_, paragraph)) => {
                self.assembly.push(paragraph, self.trace.as_mut())?;
                None
            }
            None => None,
        };
        let before = before.unwrap_or_default();
        self.paragraphs.push(Paragraph {
            text: before.text,
            pieces: before.pieces,
            inside: before.inside,
            style,
            cell: self.tables.last().map(Table::cell),
            ..Paragraph::default()
        });
        Ok(())
    }

    /// A paragraph ends: one in another is told after that.
    pub(super) fn end_paragraph(&mut self, depth: usize) -> Result<(), DocxError> {
        // A code that does not end in its paragraph is broken: it must not hide what follows.
        self.fields.retain(|in_result| *in_result);
        self.codes = 0;
        let Some(mut paragraph) = self.paragraphs.pop() else {
            return Ok(());
        };
        if let Some(outer) = self.paragraphs.last_mut() {
            let mut inside = std::mem::take(&mut paragraph.inside);
            outer.inside.push(paragraph);
            outer.inside.append(&mut inside);
        } else if paragraph.joined {
            self.joined = Some((depth, paragraph));
        } else {
            self.assembly.push(paragraph, self.trace.as_mut())?;
        }
        Ok(())
    }

    /// An element ended in which so many are open: no paragraph reads on beyond it.
    pub(super) fn left(&mut self, depth: usize) -> Result<(), DocxError> {
        match self.joined.take_if(|(around, _)| *around > depth) {
            Some((_, paragraph)) => self.assembly.push(paragraph, self.trace.as_mut()),
            None => Ok(()),
        }
    }

    /// The part ends.
    pub(super) fn end(&mut self) -> Result<(), DocxError> {
        self.fields.clear();
        self.left(0)
    }

    /// A note starts; whether the body refers to it.
    pub(super) fn begin_note(&mut self, part: Part, id: &str) -> bool {
        self.reference = self
            .trace
            .as_ref()
            .and_then(|trace| trace.reference(part, id));
        self.notes.contains(&(part, id.to_owned()))
    }

    pub(super) const fn end_note(&mut self) {
        self.reference = None;
    }

    /// The run refers to a note, if a reader sees that.
    pub(super) fn refer(&mut self, part: Part, id: &str) {
        if !self.is_text() {
            return;
        }
        self.notes.insert((part, id.to_owned()));
        let run = self.runs.first().and_then(|run| run.traced);
        if let Some((trace, run)) = self.trace.as_mut().zip(run) {
            trace.refer(part, id, run);
        }
    }

    /// A run starts, of the body or not.
    pub(super) fn begin_run(&mut self, in_body: bool, span: &Range<usize>) {
        let is_outer = self.runs.is_empty();
        let trace = self.trace.as_mut().filter(|_| in_body && is_outer);
        let traced = trace.map(|trace| {
            trace.runs.push(TracedRun {
                tag: span.clone(),
                properties: span.end..span.end,
                content: span.end..span.end,
                end: span.end,
            });
            trace.runs.len().saturating_sub(1)
        });
        self.runs.push(Run {
            traced,
            ..Run::default()
        });
    }

    pub(super) fn end_run_properties(&mut self, span: &Range<usize>) {
        if let Some(run) = self.traced_run() {
            run.properties.end = span.end;
            run.content = span.end..span.end;
        }
    }

    pub(super) fn end_run(&mut self, span: &Range<usize>) {
        if let Some(run) = self.traced_run() {
            run.content.end = span.start;
            run.end = span.end;
        }
        self.runs.pop();
    }

    /// The run that is open, if it is traced.
    fn traced_run(&mut self) -> Option<&mut TracedRun> {
        let at = self.runs.last()?.traced?;
        self.trace.as_mut()?.runs.get_mut(at)
    }

    /// A text starts; where in the paragraph.
    pub(super) fn begin_text(&mut self, keeps_blanks: bool, span: &Range<usize>) -> usize {
        let run = self.runs.last().and_then(|run| run.traced);
        if let Some((trace, run)) = self.trace.as_mut().zip(run) {
            trace.texts.push(TracedText {
                run,
                tag: span.clone(),
                content: span.end..span.end,
                end: span.end,
                keeps_blanks,
            });
        }
        self.paragraphs
            .last()
            .map_or(0, |paragraph| paragraph.text.len())
    }

    pub(super) fn end_text(&mut self, from: usize, keeps_blanks: bool, span: &Range<usize>) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !keeps_blanks) {
            paragraph.trim_end(from);
        }
        let is_traced = self.runs.last().is_some_and(|run| run.traced.is_some());
        let trace = self.trace.as_mut().filter(|_| is_traced);
        if let Some(text) = trace.and_then(|trace| trace.texts.last_mut()) {
            text.content.end = span.start;
            text.end = span.end;
        }
    }

    /// A mark of a field: its code begins, its result begins, it ends.
    pub(super) fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                self.fields.push(false);
                self.codes = self.codes.saturating_add(1);
            }
            Some("separate") => {
                if let Some(in_result) = self.fields.last_mut().filter(|in_result| !**in_result) {
                    *in_result = true;
                    self.codes = self.codes.saturating_sub(1);
                }
            }
            Some("end") if self.fields.pop() == Some(false) => {
                self.codes = self.codes.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Whether a reader sees what stands here.
    fn is_text(&self) -> bool {
        let Some(paragraph) = self.paragraphs.last() else {
            return false;
        };
        let run = self.runs.last().copied().unwrap_or_default();
        let look = run.look.or(run.style).or(paragraph.style.look);
        self.codes == 0 && look.is_text()
    }

    /// Text of a run as it stands; blanks before its first word are left out where they do not count.
    pub(super) fn text(&mut self, text: &str, span: Range<usize>, from: usize, keeps_blanks: bool) {
        if !self.is_text() {
            return;
        }
        let holder = self.holder();
        let raised = self
            .runs
            .last()
            .is_some_and(|run| run.look.or(run.style).is_raised());
        let is_traced = self.trace.is_some();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let mut words = text;
        if !keeps_blanks && paragraph.text.len() <= from {
            words = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
        }
        let start = span.end.saturating_sub(words.len());
        let origin = is_traced.then_some(Origin {
            xml: start..span.end,
            holder,
        });
        if raised {
            paragraph.raised(words, origin.as_ref());
        } else {
            paragraph.verbatim(words, origin);
        }
    }

    /// Text of a run that something in the XML stands for as a whole.
    pub(super) fn whole(&mut self, text: &str, span: Range<usize>) {
        if self.is_text() {
            let origin = self.trace.is_some().then(|| Origin {
                xml: span,
                holder: self.holder(),
            });
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.whole(text, origin);
            }
        }
    }

    /// A character that an element of a run stands for.
    pub(super) fn character(&mut self, c: char, span: &Range<usize>) {
        if self.is_text() {
            let holder = match self.outer() {
                Some(run) if self.runs.len() == 1 => Holder::Child(run),
                _ => self.holder(),
            };
            let origin = self.trace.is_some().then(|| Origin {
                xml: span.clone(),
                holder,
            });
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.whole(c.encode_utf8(&mut [0; 4]), origin);
            }
        }
    }

    /// The outermost run that is open, if it is traced.
    fn outer(&self) -> Option<usize> {
        self.runs.first().and_then(|run| run.traced)
    }

    /// What text that is read now stands in.
    fn holder(&self) -> Holder {
        let texts = self.trace.as_ref().map_or(0, |trace| trace.texts.len());
        match (self.outer().or(self.reference), self.runs.len()) {
            (Some(_), 1) if self.reference.is_none() => Holder::Text(texts.saturating_sub(1)),
            (Some(run), _) => Holder::Whole(run),
            (None, _) => Holder::Nothing,
        }
    }
}
