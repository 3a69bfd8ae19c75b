//! Markdown: CommonMark with tables, footnotes, strikethrough and task lists, and front matter.
//!
//! Markup, link destinations, raw HTML, code and struck-out text are not prose. Inline code and images
//! leave U+FFFC behind, so that the words around them do not grow together.

use super::block::{Block, Cell, Role};
use super::front_matter::front_matter;
use super::prose::ProseBuilder;
use super::read::Article;
use super::span::{ProseSpan, TextSpan, offset, trimmed};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Stands for something in a line that is not prose: U+FFFC, OBJECT REPLACEMENT CHARACTER.
const OBJECT: &str = "\u{fffc}";

/// Reads Markdown.
pub(super) fn article(source: String) -> Article {
    let after_bom = source.strip_prefix('\u{feff}').unwrap_or(&source);
    let bom = source.len().saturating_sub(after_bom.len());
    let front = front_matter(after_bom);
    let start = bom.saturating_add(front.as_ref().map_or(0, |front| front.end));
    let body = source.get(start..).unwrap_or("");
    let mut reader = Reader::new(body, offset(start));
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        reader.event(&event, range);
    }
    reader.close();
    let cells = std::mem::take(&mut reader.cells);
    let article = Article::new(reader.prose.finish(), reader.blocks);
    Article {
        cells,
        date: front.and_then(|front| front.date),
        file_text: Some(source),
        ..article
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// What has been read, and where in the nesting the parser stands.
#[derive(Debug)]
struct Reader<'a> {
    body: &'a str,
    /// Where the body starts in the file.
    start: u32,
    prose: ProseBuilder,
    blocks: Vec<Block>,
    /// Role of the block being read, and where it starts.
    open: Option<(Role, usize)>,
    /// Lists and quotations around.
    containers: Vec<Role>,
    /// Where the blocks that are cells stand.
    cells: Vec<Cell>,
    tables: Tables,
    /// Level of the heading around, from 1; else 0.
    level: u8,
    /// Role of a heading or cell around.
    leaf: Option<Role>,
    /// How many elements around are not prose.
    hidden: usize,
}

impl<'a> Reader<'a> {
    fn new(body: &'a str, start: u32) -> Self {
        Self {
            body,
            start,
            prose: ProseBuilder::default(),
            blocks: Vec::new(),
            open: None,
            cells: Vec::new(),
            tables: Tables::default(),
            level: 0,
            containers: Vec::new(),
            leaf: None,
            hidden: 0,
        }
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start_of(tag, range),
            Event::End(tag) => self.end_of(*tag, range),
            Event::Rule | Event::TaskListMarker(_) => self.close(),
            _ if self.hidden > 0 => {}
            Event::Text(text) => self.text(text, range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::InlineHtml(html) if is_line_break(html) => self.line_break(range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.object(range),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
        }
    }

    fn start_of(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            Tag::Strikethrough => self.strike_start(range),
            Tag::Image { .. } => {
                self.object(range);
                self.hide();
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.hide();
            }
            Tag::Heading { level, .. } => {
                self.enter_leaf(Role::Heading);
                self.level = *level as u8;
            }
            Tag::Table(_) => {
                self.close();
                self.tables.table();
            }
            Tag::TableHead | Tag::TableRow => {
                self.close();
                self.tables.row();
            }
            Tag::TableCell => {
                self.enter_leaf(Role::Cell);
                self.tables.cell();
            }
            Tag::FootnoteDefinition(_) => self.enter(Role::Footnote),
            Tag::BlockQuote(_) => self.enter(Role::Quotation),
            Tag::Item => self.enter(Role::ListItem),
            _ => self.close(),
        }
    }

    fn end_of(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::Strikethrough => self.strike_end(range),
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.show();
            }
            TagEnd::Heading(_) | TagEnd::TableCell => {
                self.close();
                self.leaf = None;
                self.level = 0;
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.containers.pop();
            }
            _ => self.close(),
        }
    }

    fn hide(&mut self) {
        self.hidden = self.hidden.saturating_add(1);
    }

    fn show(&mut self) {
        self.hidden = self.hidden.saturating_sub(1);
    }

    fn enter(&mut self, role: Role) {
        self.close();
        self.containers.push(role);
    }

    fn enter_leaf(&mut self, role: Role) {
        self.close();
        self.leaf = Some(role);
    }

    /// What `~~` strikes out is withdrawn. Single tildes are left as written: "~5,000" is about 5,000.
    fn strike_start(&mut self, range: Range<usize>) {
        if self.is_struck_out(&range) {
            self.hide();
        } else if self.hidden == 0 {
            let end = range.start.saturating_add(1);
            self.text("~", range.start..end);
        }
    }

    fn strike_end(&mut self, range: Range<usize>) {
        if self.is_struck_out(&range) {
            self.show();
        } else if self.hidden == 0 {
            self.text("~", range.end.saturating_sub(1)..range.end);
        }
    }

    fn is_struck_out(&self, range: &Range<usize>) -> bool {
        self.source(range).starts_with("~~")
    }

    fn source(&self, range: &Range<usize>) -> &'a str {
        self.body.get(range.clone()).unwrap_or("")
    }

    fn text_span(&self, range: &Range<usize>) -> TextSpan {
        TextSpan::new(
            self.start.saturating_add(offset(range.start)),
            self.start.saturating_add(offset(range.end)),
        )
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let file = self.text_span(&range);
        self.open();
        if self.source(&range) != text {
            self.prose.atomic(text, file);
        } else if self.is_escaped(&range, file) {
            let first = text.chars().next().map_or(0, char::len_utf8);
            let (escaped, rest) = text.split_at_checked(first).unwrap_or((text, ""));
            let after = file.start.saturating_add(offset(first));
            let escape = TextSpan::new(file.start.saturating_sub(1), after);
            self.prose.atomic(escaped, escape);
            self.prose.verbatim(rest, after);
        } else {
            self.prose.verbatim(text, file.start);
        }
    }

    /// Whether a backslash that is not itself prose stands right before `range`.
    fn is_escaped(&self, range: &Range<usize>, file: TextSpan) -> bool {
        let before = range.start.checked_sub(1);
        before.and_then(|before| self.body.as_bytes().get(before)) == Some(&b'\\')
            && self.prose.source_end() < file.start
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.open.is_some() && self.source(&range) == "\n" {
            self.prose.verbatim("\n", self.text_span(&range).start);
        } else if self.open.is_some() {
            self.prose.atomic("\n", self.text_span(&range));
        }
    }

    fn object(&mut self, range: Range<usize>) {
        if self.hidden == 0 {
            self.open();
            self.prose.atomic(OBJECT, self.text_span(&range));
        }
    }

    /// Opens a block, unless one is open.
    fn open(&mut self) {
        if self.open.is_none() {
            let around = self.leaf.or_else(|| self.containers.last().copied());
            let role = around.unwrap_or(Role::Paragraph);
            self.open = Some((role, self.prose.len()));
        }
    }

    /// Ends the open block, if there is one; it counts if it holds a letter or a digit.
    fn close(&mut self) {
        let Some((role, from)) = self.open.take() else {
            return;
        };
        let span = trimmed(self.prose.text(), from, self.prose.len());
        if let Some(span) = span.filter(|&span| self.says_something(span)) {
            let index = offset(self.blocks.len());
            let mut block = Block::new(span, role);
            block.level = self.level;
            self.blocks.push(block);
            if role == Role::Cell {
                self.cells.push(self.tables.place(index));
            }
        }
        self.prose.added("\n");
    }

    fn says_something(&self, span: ProseSpan) -> bool {
        let text = self.prose.text();
        let slice = text.get(span.start as usize..span.end as usize);
        slice.is_some_and(|slice| slice.contains(char::is_alphanumeric))
    }
}

/// Where in which table the parser stands. The first row holds the headers.
#[derive(Debug, Default)]
struct Tables {
    table: u32,
    row: u32,
    column: u32,
    /// The block that heads each column, from 0.
    headers: Vec<Option<u32>>,
    /// The block of the row's first cell.
    row_header: Option<u32>,
}

impl Tables {
    fn table(&mut self) {
        self.table = self.table.saturating_add(1);
        self.row = 0;
        self.headers.clear();
    }

    const fn row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 0;
        self.row_header = None;
    }

    const fn cell(&mut self) {
        self.column = self.column.saturating_add(1);
    }

    /// Where the block of index `block` stands.
    fn place(&mut self, block: u32) -> Cell {
        let column = self.column.saturating_sub(1) as usize;
        let cell = Cell {
            block,
            table: self.table,
            row: self.row,
            column: self.column,
            is_header: self.row == 1,
            column_header: self.headers.get(column).copied().flatten(),
            row_header: self.row_header,
        };
        if cell.is_header {
            self.headers.resize(column, None);
            self.headers.push(Some(block));
        } else if column == 0 {
            self.row_header = Some(block);
        }
        cell
    }
}

/// Whether a tag is `<br>`.
fn is_line_break(html: &str) -> bool {
    let name = html.trim_matches(['<', '>', '/', ' ', '\t', '\r', '\n']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
#[expect(
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each block with its role.
    fn read(source: &str) -> Vec<String> {
        let article = article(source.to_owned());
        let show = |block: &Block| format!("{:?}: {}", block.role, article.prose.slice(block.span));
        article.blocks.iter().map(show).collect()
    }

    /// The file's bytes under the first `text` of the prose.
    fn file_bytes(source: &str, text: &str) -> String {
        let article = article(source.to_owned());
        let start = article.prose.text.find(text).expect(text);
        let span = ProseSpan::new(offset(start), offset(start + text.len()));
        let file = article.prose.map.map(span);
        source[file.start as usize..file.end as usize].to_owned()
    }

    #[test]
    fn blocks_have_their_roles() {
        let source = "Talks *resume*\n====\n\nFive came.\nTwo left.\n\n## Figures {#figures}\n\n1. One\n2. Two\n\n   More\n   \
            - Deep\n\n> Said\n> she.\n\n| Year | People |\n|---|---|\n| 2023 | **24**,000 |\n\n[^a]: A note.\n";
        assert_eq!(
            read(source),
            [
                "Heading: Talks resume",
                "Paragraph: Five came.\nTwo left.",
                "Heading: Figures",
                "ListItem: One",
                "ListItem: Two",
                "ListItem: More",
                "ListItem: Deep",
                "Quotation: Said\nshe.",
                "Cell: Year",
                "Cell: People",
                "Cell: 2023",
                "Cell: 24,000",
                "Footnote: A note.",
            ]
        );
    }

    #[test]
    fn what_is_not_prose_is_left_out() {
        let source = "---\ntitle: 99 flights\n---\n```\n99\n```\n\n    99\n\n<!-- 99 -->\n\n<div>99</div>\n\n\
            Five[^a] [flights](https://example.org/99 \"99\")<!-- 99 --> ~~99~~came <b>t</b>o.\n\n\
            ![99](99.png)\n\n- [x] done\n\n***\n\n[ref]: https://example.org/99\n\n[^a]: Note.\n";
        assert_eq!(
            read(source),
            [
                "Paragraph: Five flights came to.",
                "ListItem: done",
                "Footnote: Note."
            ]
        );
    }

    #[test]
    fn cells_know_their_headers() {
        let source = "| Year | People |\n|---|---|\n| 2023 | 24,000 |\n| | 38,000 |\n\n| A |\n|---|\n| 5 |\n";
        let article = article(source.to_owned());
        let said = |block: Option<u32>| {
            let block = block.map(|block| article.blocks[block as usize]);
            block.map_or("-", |block| article.prose.slice(block.span))
        };
        let show = |cell: &Cell| {
            let Cell {
                table, row, column, ..
            } = *cell;
            let (over, before) = (said(cell.column_header), said(cell.row_header));
            format!(
                "{table}.{row}.{column} {}: {over}, {before}",
                said(Some(cell.block))
            )
        };
        assert_eq!(
            article.cells.iter().map(show).collect::<Vec<_>>(),
            [
                "1.1.1 Year: -, -",
                "1.1.2 People: -, -",
                "1.2.1 2023: Year, -",
                "1.2.2 24,000: People, 2023",
                "1.3.2 38,000: People, -",
                "2.1.1 A: -, -",
                "2.2.1 5: A, -",
            ]
        );
    }

    #[test]
    fn code_and_images_do_not_join_the_words_around_them() {
        assert_eq!(
            read("24`x`000 and 5![y](z)6"),
            ["Paragraph: 24\u{fffc}000 and 5\u{fffc}6"]
        );
    }

    #[test]
    fn single_tildes_are_left_as_written() {
        assert_eq!(
            read("Of ~5,000 people ~6~ left"),
            ["Paragraph: Of ~5,000 people ~6~ left"]
        );
    }

    #[test]
    fn money_is_no_formula() {
        assert_eq!(
            read("From $5 to $6 and 2*3*4"),
            ["Paragraph: From $5 to $6 and 234"]
        );
    }

    #[test]
    fn spans_lead_back_to_the_file() {
        for (source, text, bytes) in [
            ("Over **24**,000 came", "24,000", "24**,000"),
            ("A T&amp;T B", "T&T", "T&amp;T"),
            ("A \\* B", "*", "\\*"),
            ("A \\*\\* B", "**", "\\*\\*"),
            ("A \\\\B", "\\B", "\\\\B"),
            ("5\\%", "5%", "5\\%"),
            (
                "[24,000](x)&nbsp;people",
                "24,000\u{a0}people",
                "24,000](x)&nbsp;people",
            ),
            (
                "> five\r\n> charter  \n> flights",
                "five\ncharter\nflights",
                "five\r\n> charter  \n> flights",
            ),
            ("five<br/>six", "five\nsix", "five<br/>six"),
            ("\u{feff}---\r\na: 1\r\n---\r\n# 24 came\r\n", "24", "24"),
            ("| a | 5\\|6 |\n|--|--|\n", "5|6", "5\\|6"),
        ] {
            assert_eq!(file_bytes(source, text), bytes, "{source}");
        }
    }

    #[test]
    fn rules_around_a_paragraph_are_no_metadata() {
        assert_eq!(
            read("One.\n\n---\nTwo.\n\n---\n\nThree."),
            ["Paragraph: One.", "Paragraph: Two.", "Paragraph: Three."]
        );
    }

    /// A piece of a paragraph: its source, and the prose of it.
    fn piece() -> impl Strategy<Value = (&'static str, &'static str)> {
        prop::sample::select(vec![
            ("five", "five"),
            ("**24**", "24"),
            ("*caf\u{e9}s*", "caf\u{e9}s"),
            ("[2,000](https://example.org/99 \"99\")", "2,000"),
            ("\\*", "*"),
            ("\\\\", "\\"),
            ("&amp;", "&"),
            ("&acE;", "\u{223e}\u{333}"),
            ("`99`", "\u{fffc}"),
            ("<!-- 99 -->", ""),
        ])
    }

    proptest! {
        #[test]
        fn each_piece_leads_back_to_its_source(
            pieces in prop::collection::vec(piece(), 0..12),
            before in prop::sample::select(vec!["", "> ", "- > ", "# ", "---\na: 1\n---\n", "\u{feff}"]),
        ) {
            // A letter between two pieces keeps their markup apart.
            let source: String = pieces.iter().map(|(source, _)| format!(" {source} a")).collect();
            let article = article(format!("{before}a{source}"));
            let (mut from, mut file_from) = (2, before.len() + 2);
            for (source, prose) in &pieces {
                let span = ProseSpan::new(offset(from), offset(from + prose.len()));
                prop_assert_eq!(article.prose.slice(span), *prose);
                let file = article.prose.map.map(span);
                if !prose.is_empty() {
                    prop_assert!(file.start as usize >= file_from);
                    prop_assert!(file.end as usize <= file_from + source.len());
                }
                from += prose.len() + 3;
                file_from += source.len() + 3;
            }
            prop_assert_eq!(article.prose.text.trim_end().len(), from - 1);
        }
    }
}
