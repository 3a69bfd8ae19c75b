//! Source with its figures underlined: drawn for findings and for mistakes in rule packs.
//!
//! annotate-snippets draws; what it is given is escaped, and at most [`MAX_ROWS`] rows of
//! [`MAX_ROW_CHARS`] characters: it passes some control characters, and is slow on whole files.

use super::position::{Position, Positions};
use super::terminal::{push_visible, visible_str};
use crate::check::Severity;
use crate::document::{Part, PartName};
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet,
};
use std::borrow::Cow;
use std::ops::Range;

/// Rows of source in one picture.
const MAX_ROWS: usize = 3;
/// Underlined places in one picture; a finding with more shows the first.
const MAX_MARKS: usize = 12;
/// Characters of source in one row.
const MAX_ROW_CHARS: usize = 200;
/// Characters of source in a row, where its figures leave a choice.
const ROW_CHARS: usize = 110;

/// What is wrong, where, and what there is to say about it. Texts may be untrusted: they are escaped here.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// The check, or the kind of mistake.
    pub(crate) id: Option<&'a str>,
    /// What is wrong.
    pub(crate) title: &'a str,
    /// The file or record.
    pub(crate) name: &'a str,
    /// The parts that places are told by, in order; none where those are lines.
    pub(crate) parts: &'a [Part],
    /// What to underline, the place at fault first.
    pub(crate) marks: Vec<Mark<'a>>,
    /// Named lines below the source.
    pub(crate) notes: Vec<Note<'a>>,
}

/// A part of the source to underline.
#[derive(Clone, Debug)]
pub(crate) struct Mark<'a> {
    /// Bytes of the source.
    pub(crate) span: Range<usize>,
    /// What to write beside it.
    pub(crate) label: Cow<'a, str>,
}

/// A named line below the source.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    /// What the line tells ("likely slip").
    pub(crate) name: &'static str,
    /// The line.
    pub(crate) text: Cow<'a, str>,
}

/// Draws `picture` of `source`; with colours where `color` is set.
pub(crate) fn draw(
    picture: &Picture<'_>,
    source: &str,
    positions: &mut Positions<'_>,
    color: bool,
) -> String {
    let groups = groups(picture, source, positions);
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Rows are cut to length here, so the renderer must not cut them again.
    let drawn = renderer
        .term_width(MAX_ROW_CHARS.saturating_mul(12))
        .render(&groups);
    without_repeats(&drawn)
}

/// Title and place, then a group a row (a row of another line or place would else be headed by `:::`),
/// then the notes.
fn groups<'p>(
    picture: &'p Picture<'_>,
    source: &str,
    positions: &mut Positions<'_>,
) -> Vec<Group<'p>> {
    let level = level(picture.severity);
    let mut title = level.clone().primary_title(visible_str(picture.title));
    if let Some(id) = picture.id {
        title = title.id(visible_str(id));
    }
    let first = picture.marks.first();
    let place = first.map(|mark| positions.at(mark.span.start));
    let origin = match first.and_then(|mark| paragraph(picture.parts, mark.span.start)) {
        Some(number) => Origin::path(format!("{}: paragraph {number}", visible_str(picture.name))),
        None => origin(picture.name, place),
    };
    let mut groups = vec![Group::with_title(title).element(origin)];
    for row in rows(source, &picture.marks) {
        let line = paragraph(picture.parts, row.cover.start)
            .unwrap_or_else(|| positions.at(row.cover.start).line);
        groups.push(Group::with_level(level.clone()).element(row.snippet(source, line)));
    }
    if let Some(last) = groups.pop() {
        groups.push(last.elements(notes(&picture.notes)));
    }
    groups
}

/// The number of the paragraph that byte `at` stands in, where places are told by paragraphs.
pub(crate) fn paragraph(parts: &[Part], at: usize) -> Option<u32> {
    let before = parts.partition_point(|part| part.start as usize <= at);
    match parts.get(before.checked_sub(1)?)?.name {
        PartName::Paragraph(number) => Some(number),
        PartName::Field(_) => None,
    }
}

/// `--> name:line:column`, or the name alone where the file as a whole is meant.
fn origin(name: &str, place: Option<Position>) -> Origin<'static> {
    let as_usize = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let origin = Origin::path(visible_str(name));
    match place {
        Some(at) => origin
            .line(as_usize(at.line))
            .char_column(as_usize(at.column)),
        None => origin,
    }
}

fn notes<'a>(notes: &[Note<'_>]) -> Vec<Element<'a>> {
    let bar = (!notes.is_empty()).then_some(Element::Padding(Padding));
    let lines = notes.iter().map(|note| {
        let level = Level::NOTE.with_name(note.name);
        Element::Message(level.message(visible_str(&note.text)))
    });
    bar.into_iter().chain(lines).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Each line once where it stands twice in a row: two groups each bring a bare bar.
fn without_repeats(drawn: &str) -> String {
    let mut out = String::with_capacity(drawn.len());
    let mut last = "";
    for line in drawn.lines().filter(|line| !line.is_empty()) {
        if line != last {
            out.push_str(line);
            out.push('\n');
        }
        last = line;
    }
    out
}

/// A stretch of one line of the source that holds marks.
#[derive(Debug)]
struct Row<'a> {
    /// From the first mark to the last.
    cover: Range<usize>,
    marks: Vec<(Range<usize>, AnnotationKind, &'a str)>,
}

/// The rows to show, in order of the source: marks of one line share a row if it is not too long.
fn rows<'a>(source: &str, marks: &'a [Mark<'_>]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (i, mark) in marks.iter().take(MAX_MARKS).enumerate() {
        let span = on_one_line(source, &mark.span);
        let kind = if i == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let entry = (span.clone(), kind, &*mark.label);
        let home = rows.iter_mut().find(|row| row.takes(source, &span));
        if let Some(row) = home {
            row.cover = cover(&row.cover, &span);
            row.marks.push(entry);
        } else if rows.len() < MAX_ROWS {
            rows.push(Row {
                cover: span,
                marks: vec![entry],
            });
        }
    }
    rows.sort_by_key(|row| row.cover.start);
    rows
}

impl Row<'_> {
    /// Whether the row can hold `span` too: on the same line, and not far.
    fn takes(&self, source: &str, span: &Range<usize>) -> bool {
        let cover = cover(&self.cover, span);
        let bytes = cover.end.saturating_sub(cover.start);
        bytes <= MAX_ROW_CHARS.saturating_mul(4)
            && source
                .get(cover)
                .is_some_and(|text| !text.contains('\n') && text.chars().count() <= MAX_ROW_CHARS)
    }

    /// The row's source, escaped, with words around the marks as there is room.
    fn snippet(
        &self,
        source: &str,
        line: u32,
    ) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
        let window = window(source, &self.cover);
        let mut text = String::new();
        if window.cut_before {
            text.push('…');
        }
        let mut marks = self.marks.clone();
        marks.sort_by_key(|(span, ..)| (span.start, span.end));
        let mut annotations = Vec::new();
        let mut at = window.span.start;
        for (span, kind, label) in marks {
            push_slice(&mut text, source, at..span.start);
            let start = text.len();
            push_slice(&mut text, source, at.max(span.start)..span.end);
            at = at.max(span.end);
            annotations.push(kind.span(start..text.len()).label(visible_str(label)));
        }
        push_slice(&mut text, source, at..window.span.end);
        if window.cut_after {
            text.push('…');
        }
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        Snippet::source(text)
            .line_start(line)
            .fold(false)
            .annotations(annotations)
    }
}

fn cover(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

fn push_slice(out: &mut String, source: &str, span: Range<usize>) {
    push_visible(out, source.get(span).unwrap_or_default());
}

/// `span`, ended at the end of its first line and after as many characters as a row holds.
fn on_one_line(source: &str, span: &Range<usize>) -> Range<usize> {
    let text = source.get(span.clone()).unwrap_or_default();
    let length: usize = text
        .chars()
        .take(MAX_ROW_CHARS)
        .take_while(|c| !matches!(c, '\n' | '\r'))
        .map(char::len_utf8)
        .sum();
    let start = span.start.min(source.len());
    start..start.saturating_add(length)
}

/// A part of a line, and whether the line goes on before and after it.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    span: Range<usize>,
    cut_before: bool,
    cut_after: bool,
}

/// The words around `cover` that fit a row, more of what follows if little stands before.
fn window(source: &str, cover: &Range<usize>) -> Window {
    let inside = source
        .get(cover.clone())
        .unwrap_or_default()
        .chars()
        .count();
    let room = ROW_CHARS.saturating_sub(inside);
    let half = room.checked_div(2).unwrap_or(0);
    let before = source.get(..cover.start).unwrap_or_default();
    let after = source.get(cover.end..).unwrap_or_default();
    let reach_after = reach(after.chars(), room).chars;
    let left = reach(
        before.chars().rev(),
        room.saturating_sub(reach_after.min(half)),
    );
    let right = reach(after.chars(), room.saturating_sub(left.chars));
    Window {
        span: cover.start.saturating_sub(left.bytes)..cover.end.saturating_add(right.bytes),
        cut_before: left.cut,
        cut_after: right.cut,
    }
}

/// How far a window reaches to one side.
struct Reach {
    bytes: usize,
    chars: usize,
    /// Whether the line goes on.
    cut: bool,
}

/// At most `room` characters of the rest of a line, ended between words where it is cut.
fn reach(text: impl Iterator<Item = char>, room: usize) -> Reach {
    let (mut bytes, mut chars) = (0_usize, 0_usize);
    let mut at_word_end = (0, 0);
    for c in text {
        if c == '\n' || c == '\r' {
            return Reach {
                bytes,
                chars,
                cut: false,
            };
        }
        if c == ' ' {
            at_word_end = (bytes, chars);
        }
        if chars == room {
            let (bytes, chars) = if at_word_end.0 == 0 {
                (bytes, chars)
            } else {
                at_word_end
            };
            return Reach {
                bytes,
                chars,
                cut: true,
            };
        }
        bytes = bytes.saturating_add(c.len_utf8());
        chars = chars.saturating_add(1);
    }
    Reach {
        bytes,
        chars,
        cut: false,
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;

    fn picture<'a>(marks: Vec<Mark<'a>>) -> Picture<'a> {
        Picture {
            severity: Severity::Error,
            id: Some("percent-change"),
            title: "Wrong: stated as 20%, but 52 to 68 is 30.8%",
            name: "a.md",
            parts: &[],
            marks,
            notes: vec![Note {
                name: "worked out",
                text: "(68 − 52) ÷ 52 = 30.8%".into(),
            }],
        }
    }

    fn marks<'a>(source: &str, needles: &[(&str, &'a str)]) -> Vec<Mark<'a>> {
        let find = |needle: &str| source.find(needle).map(|at| at..at + needle.len()).unwrap();
        let mark = |(needle, label): &(&str, &'a str)| Mark {
            span: find(needle),
            label: (*label).into(),
        };
        needles.iter().map(mark).collect()
    }

    fn drawn(source: &str, needles: &[(&str, &str)]) -> String {
        let picture = picture(marks(source, needles));
        draw(&picture, source, &mut Positions::new(source), false)
    }

    #[test]
    fn one_line_holds_all_its_figures() {
        let source = "Crime\n\nThefts rose 20 percent, from 52 to 68.\n";
        insta::assert_snapshot!(drawn(source, &[("20 percent", "stated"), ("52", "from"), ("68", "to")]), @r"
        error[percent-change]: Wrong: stated as 20%, but 52 to 68 is 30.8%
         --> a.md:3:13
          |
        3 | Thefts rose 20 percent, from 52 to 68.
          |             ^^^^^^^^^^       --    -- to
          |             |                |
          |             |                from
          |             stated
          |
          = worked out: (68 − 52) ÷ 52 = 30.8%
        ");
    }

    #[test]
    fn far_figures_get_a_row_each_and_long_lines_are_cut_between_words() {
        let filler = "and so the long day wore on with nothing to tell ".repeat(20);
        let source = format!("{filler}thefts rose 20 percent {filler}from 52 to 68 {filler}");
        insta::assert_snapshot!(drawn(&source, &[("20 percent", "stated"), ("52", "from"), ("68", "to")]), @r"
        error[percent-change]: Wrong: stated as 20%, but 52 to 68 is 30.8%
         --> a.md:1:993
          |
        1 | …long day wore on with nothing to tell thefts rose 20 percent and so the long day wore on with nothing to tell…
          |                                                    ^^^^^^^^^^ stated
          |
        1 | …so the long day wore on with nothing to tell from 52 to 68 and so the long day wore on with nothing to tell…
          |                                                    --    -- to
          |                                                    |
          |                                                    from
          |
          = worked out: (68 − 52) ÷ 52 = 30.8%
        ");
    }

    #[test]
    fn hostile_source_is_underlined_where_it_is_shown() {
        let source = "\u{1b}[31m::error::x ##[group]\u{202e} rose 20 percent\u{7}\r\n::error::y";
        let drawn = drawn(source, &[("20 percent", "::error::z\n::error::q")]);
        insta::assert_snapshot!(drawn, @r"
        error[percent-change]: Wrong: stated as 20%, but 52 to 68 is 30.8%
         --> a.md:1:33
          |
        1 | \u{1b}[31m::error::x ##\[group]\u{202e} rose 20 percent\u{7}
          |                                              ^^^^^^^^^^ \::error::z\n::error::q
          |
          = worked out: (68 − 52) ÷ 52 = 30.8%
        ");
        assert!(!drawn.contains("##["));
        assert!(
            drawn
                .lines()
                .all(|line| !line.trim_start().starts_with("::"))
        );
    }

    #[test]
    fn no_row_is_longer_than_allowed() {
        let source = "7".repeat(10_000);
        let picture = picture(vec![Mark {
            span: 0..10_000,
            label: "".into(),
        }]);
        let drawn = draw(&picture, &source, &mut Positions::new(&source), false);
        assert!(
            drawn
                .lines()
                .all(|line| line.chars().count() < MAX_ROW_CHARS + 20),
            "{drawn}"
        );
    }

    #[test]
    fn a_picture_of_many_marks_stays_small() {
        let source = "7 ".repeat(100_000);
        let mark = |at: usize| Mark {
            span: at..at + 1,
            label: "a part".into(),
        };
        let picture = picture((0..100_000).map(|i| mark(2 * i)).collect());
        let drawn = draw(&picture, &source, &mut Positions::new(&source), false);
        assert!(drawn.lines().count() < 3 * MAX_MARKS, "{drawn}");
    }

    #[test]
    fn marks_that_overlap_or_lie_outside_do_no_harm() {
        let source = "a 25% b";
        let at = |span: Range<usize>| Mark {
            span,
            label: "x".into(),
        };
        let picture = picture(vec![
            at(2..5),
            at(3..4),
            at(2..6),
            at(90..99),
            at(Range { start: 5, end: 2 }),
        ]);
        assert!(draw(&picture, source, &mut Positions::new(source), true).contains("25%"));
    }
}
