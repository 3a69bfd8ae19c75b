//! Tags and text into blocks: what each start tag changes, and its end changes back.

use super::block::{Blocks, Opening};
use super::element::Element;
use super::metadata::Metadata;
use super::region::Regions;
use super::stack::{Ends, Open, Stack};
use super::table::Table;
use super::tag::{Attribute, Tag};
use super::words::is_blank;
use crate::document::block::Role;
use crate::document::span::{TextSpan, offset};
use std::ops::Range;

/// Classes of the lines below a headline.
const STANDFIRST: [&str; 8] = [
    "standfirst",
    "dek",
    "deck",
    "subheadline",
    "sub-headline",
    "subtitle",
    "strapline",
    "lede",
];
/// Classes of a section of footnotes.
const FOOTNOTES: [&str; 3] = ["footnotes", "footnote", "endnotes"];
/// A `time` that dates the article has no more blocks before it.
const MAX_BEFORE_TIME: usize = 4;

/// A page, and where in the nesting the tokenizer stands.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    source: &'a str,
    /// Where the source starts in the file's text.
    base: u32,
    pub(super) blocks: Blocks,
    stack: Stack,
    pub(super) regions: Regions,
    pub(super) metadata: Metadata,
    roles: Vec<(Role, u8)>,
    tables: Vec<Table>,
    tables_seen: u32,
    /// How many elements around are left out, are links, raise their text, or quote it; sections of footnotes.
    hidden: usize,
    links: usize,
    raised: usize,
    quotes: usize,
    notes: usize,
    /// Whether nothing but blanks came after a `br`.
    after_break: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str, base: u32) -> Self {
        Self {
            source,
            base,
            blocks: Blocks::default(),
            stack: Stack::default(),
            regions: Regions::new(),
            metadata: Metadata::default(),
            roles: Vec::new(),
            tables: Vec::new(),
            tables_seen: 0,
            hidden: 0,
            links: 0,
            raised: 0,
            quotes: 0,
            notes: 0,
            after_break: false,
        }
    }

    /// A start tag that ends at `end`.
    pub(super) fn start(&mut self, element: Element, tag: &Tag, end: usize) {
        if let Some(from) = self.stack.ended_by_start(element) {
            self.end_from(from);
        }
        let place = self.place(end.saturating_sub(1)..end);
        match element {
            Element::Meta => self.metadata.meta(tag),
            Element::Break => self.line_break(place),
            Element::Object if self.hidden == 0 => self.blocks.object(place),
            Element::Rule if self.hidden == 0 => self.close_block(),
            Element::Object | Element::Nothing | Element::Rule => {}
            _ => self.open(element, tag, place),
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, name: &[u8]) {
        let element = Element::named(name);
        match self.stack.ended_by(name, element) {
            Ends::From(from) => self.end_from(from),
            Ends::One(at) => {
                if let Some(mut open) = self.stack.release(at) {
                    open.has_role = false;
                    self.undo(open);
                }
            }
            Ends::Nothing if element == Element::Paragraph && self.hidden == 0 => {
                self.close_block()
            }
            Ends::Nothing if element == Element::Break => {
                let end = self.blocks_end();
                self.line_break(TextSpan::new(end, end));
            }
            Ends::Nothing => {}
        }
    }

    /// Text, which `range` of the source stands for.
    pub(super) fn text(&mut self, value: &[u8], range: Range<usize>) {
        if self
            .stack
            .last()
            .is_some_and(|open| open.element == Element::Script)
        {
            self.metadata.script_text(value);
        }
        if self.hidden > 0 || (!self.blocks.is_open() && value.iter().all(|byte| is_blank(*byte))) {
            return;
        }
        let place = self.place(range.clone());
        let source = self.source.get(range).unwrap_or("");
        let blank = value.iter().all(|byte| is_blank(*byte));
        self.after_break &= blank;
        if self.raised > 0 && !blank {
            self.raised_text(source, place);
        } else {
            self.open_block();
            self.blocks.text(source, place.start, self.links > 0);
        }
    }

    /// Ends what is open.
    pub(super) fn finish(&mut self) {
        self.end_from(0);
        self.close_block();
    }

    /// What an element changes that has an end tag.
    fn open(&mut self, element: Element, tag: &Tag, place: TextSpan) {
        let landmark = tag.value(Attribute::Role).and_then(Element::of_landmark);
        let is_region = Regions::is_region(element);
        let meaning = landmark
            .filter(|_| !is_region && self.hidden == 0)
            .unwrap_or(element);
        let mut open = Open::new(&tag.name, meaning);
        if self.hidden == 0 && (!meaning.is_inline() || !element.is_inline()) {
            self.close_block();
        }
        open.hides = self.is_left_out(element, tag);
        if element == Element::Code && self.hidden == 0 {
            self.blocks.object(place);
        }
        if element == Element::Script {
            self.metadata.script(tag);
        }
        if Regions::is_region(meaning) {
            open.region_around = Some(self.regions.enter(meaning));
        }
        open.has_notes =
            tag.has_class(&FOOTNOTES) || tag.value(Attribute::Role) == Some("doc-endnotes");
        let role = role(meaning, tag);
        open.has_role = role.is_some();
        self.roles.extend(role);
        self.notes = self.notes.saturating_add(open.has_notes.into());
        self.hidden = self.hidden.saturating_add(open.hides.into());
        open.entered = self.hidden == 0;
        if open.entered {
            self.enter(meaning, tag);
        }
        // A void element in the words of SVG or MathML ends itself; the stack is for the others.
        if !meaning.is_void() {
            self.stack.push(open);
        }
    }

    fn is_left_out(&self, element: Element, tag: &Tag) -> bool {
        let by_role = matches!(
            tag.value(Attribute::Role),
            Some("doc-noteref" | "doc-backlink")
        );
        // A link in raised text, and a raised link, lead to a note.
        let to_note = element == Element::Link && self.raised > 0;
        let by_element = matches!(
            element,
            Element::Hidden
                | Element::Sealed
                | Element::Script
                | Element::Code
                | Element::Withdrawn
        );
        by_element || by_role || to_note || tag.is_hidden()
    }

    fn enter(&mut self, element: Element, tag: &Tag) {
        match element {
            Element::Link => self.links = self.links.saturating_add(1),
            Element::Superscript => self.raised = self.raised.saturating_add(1),
            Element::Quote => {
                self.quote(true);
                self.quotes = self.quotes.saturating_add(1);
            }
            Element::Time => {
                let is_early = self.blocks.drafts.len() <= MAX_BEFORE_TIME;
                self.metadata.time(tag, is_early);
            }
            Element::Table => {
                if let Some(table) = self.tables.last_mut() {
                    table.holds_table();
                }
                self.tables_seen = self.tables_seen.saturating_add(1);
                self.tables.push(Table::new(self.tables_seen));
            }
            element => self.enter_table_part(element, tag),
        }
    }

    fn enter_table_part(&mut self, element: Element, tag: &Tag) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        match element {
            Element::TableHead => table.head(true),
            Element::TableCaption => table.caption(),
            Element::Row => table.row(),
            Element::Cell { header } => table.cell(header, tag),
            _ => {}
        }
    }

    /// Ends the elements from index `from` on, the innermost first.
    fn end_from(&mut self, from: usize) {
        while self.stack.len() > from
            && let Some(open) = self.stack.pop()
        {
            self.undo(open);
        }
    }

    /// Changes back what an element changed.
    fn undo(&mut self, open: Open) {
        if !open.element.is_inline() && (open.entered || open.hides) {
            self.close_block();
        }
        if open.entered {
            self.leave(open.element);
        }
        self.hidden = self.hidden.saturating_sub(open.hides.into());
        self.notes = self.notes.saturating_sub(open.has_notes.into());
        if open.has_role {
            self.roles.pop();
        }
        if let Some(around) = open.region_around {
            self.regions.leave(around);
        }
    }

    fn leave(&mut self, element: Element) {
        match element {
            Element::Link => self.links = self.links.saturating_sub(1),
            Element::Superscript => self.raised = self.raised.saturating_sub(1),
            Element::Quote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.quote(false);
            }
            Element::TableHead => {
                if let Some(table) = self.tables.last_mut() {
                    table.head(false);
                }
            }
            Element::Cell { .. } => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell_end();
                }
            }
            Element::Table => {
                if let Some(table) = self.tables.pop() {
                    table.finish(&mut self.blocks);
                }
            }
            _ => {}
        }
    }

    /// The marks that browsers draw around `q`.
    fn quote(&mut self, starts: bool) {
        if starts {
            self.open_block();
        }
        if self.blocks.is_open() {
            let is_outer = self.quotes.is_multiple_of(2);
            self.blocks.added(match (is_outer, starts) {
                (true, true) => "“",
                (true, false) => "”",
                (false, true) => "‘",
                (false, false) => "’",
            });
        }
    }

    /// Raised digits stay apart from those before them: "10⁶", "km²".
    fn raised_text(&mut self, source: &str, place: TextSpan) {
        let text = source.trim();
        if !text.chars().all(|c| raised(c).is_some()) {
            self.open_block();
            self.blocks.text(source, place.start, self.links > 0);
            return;
        }
        // A raised number that a word or a figure is linked with leads to a note.
        if self.links > 0 || !self.blocks.is_open() {
            return;
        }
        let blanks = source.len().saturating_sub(source.trim_start().len());
        for (at, c) in text.char_indices() {
            let start = place
                .start
                .saturating_add(offset(blanks.saturating_add(at)));
            let end = start.saturating_add(offset(c.len_utf8()));
            let mut buffer = [0; 4];
            let raised = raised(c).unwrap_or(c).encode_utf8(&mut buffer);
            self.blocks.atomic(raised, TextSpan::new(start, end));
        }
    }

    /// One `br` ends a line, two end a paragraph.
    fn line_break(&mut self, place: TextSpan) {
        if self.hidden > 0 || !self.blocks.is_open() {
            return;
        }
        if std::mem::replace(&mut self.after_break, true) {
            self.close_block();
        } else {
            self.blocks.atomic("\n", place);
        }
    }

    fn open_block(&mut self) {
        self.after_break = false;
        let (role, level) = match self.roles.last() {
            Some((role, level)) if self.notes == 0 || *role == Role::Cell => (*role, *level),
            _ if self.notes > 0 => (Role::Footnote, 0),
            _ => (Role::Paragraph, 0),
        };
        self.blocks.open(Opening {
            role,
            level,
            region: self.regions.current(),
        });
    }

    fn close_block(&mut self) {
        self.after_break = false;
        if let Some(index) = self.blocks.close()
            && let Some(draft) = self.blocks.drafts.get_mut(index as usize)
            && draft.role == Role::Cell
        {
            draft.in_table = self
                .tables
                .last_mut()
                .and_then(|table| table.drafted(index));
            if draft.in_table.is_none() {
                draft.role = Role::Paragraph;
            }
        }
    }

    fn place(&self, range: Range<usize>) -> TextSpan {
        TextSpan::new(
            self.base.saturating_add(offset(range.start)),
            self.base.saturating_add(offset(range.end)),
        )
    }

    fn blocks_end(&self) -> u32 {
        self.blocks.prose.source_end()
    }
}

/// The role that an element gives the blocks in it.
fn role(element: Element, tag: &Tag) -> Option<(Role, u8)> {
    let is_block = matches!(
        element,
        Element::Block | Element::Paragraph | Element::Heading(2..)
    );
    let standfirst = || tag.has_class(&STANDFIRST).then_some((Role::Standfirst, 0));
    match element {
        _ if is_block && standfirst().is_some() => standfirst(),
        Element::Heading(level) => Some((Role::Heading, level)),
        Element::Item => Some((Role::ListItem, 0)),
        Element::Quotation => Some((Role::Quotation, 0)),
        Element::Caption | Element::TableCaption => Some((Role::Caption, 0)),
        Element::Cell { .. } => Some((Role::Cell, 0)),
        _ => None,
    }
}

/// The raised form of a digit or sign.
const fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}
