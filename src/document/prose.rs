//! Prose: the text to vet, and where each byte of it came from.

use super::span::{FileSpan, ProseSpan, offset};

/// The text of an article without markup, with its map to the file.
#[derive(Debug)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it came from.
    pub(crate) map: SpanMap,
}

impl Prose {
    /// Text that stands in the file as it is, from byte `offset` on.
    pub(crate) const fn verbatim(text: String, offset: u32) -> Self {
        Self {
            text,
            map: SpanMap {
                segments: Vec::new(),
                offset,
            },
        }
    }

    /// The text under `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: ProseSpan) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}

/// Where the bytes of prose stand in the file.
///
/// The segments stand in the order of both texts and overlap in neither. Prose between two of them
/// (the line end after a heading) stands nowhere in the file; file bytes between two are markup.
#[derive(Debug, Default)]
pub(crate) struct SpanMap {
    /// Pieces in order; empty where the prose is the file's text from `offset` on.
    segments: Vec<Segment>,
    offset: u32,
}

/// A piece of prose and the file bytes that it came from.
#[derive(Clone, Copy, Debug)]
struct Segment {
    prose: ProseSpan,
    file: FileSpan,
    piece: Piece,
}

/// How a piece of prose came from the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// As it stands, byte for byte.
    Verbatim,
    /// As a whole: an escape, an entity.
    Atomic,
}

impl Segment {
    /// Where a span that starts at `position`, before or in this piece, starts in the file.
    fn file_start(&self, position: u32) -> u32 {
        match self.piece {
            Piece::Verbatim => self.along(position),
            Piece::Atomic => self.file.start,
        }
    }

    /// Where a span that ends at `position`, in or after this piece, ends in the file.
    fn file_end(&self, position: u32) -> u32 {
        match self.piece {
            Piece::Verbatim => self.along(position.min(self.prose.end)),
            Piece::Atomic => self.file.end,
        }
    }

    fn along(&self, position: u32) -> u32 {
        let into = position.saturating_sub(self.prose.start);
        self.file.start.saturating_add(into)
    }
}

impl SpanMap {
    /// Where `span` stands in the file: from the first byte it came from to the last.
    pub(crate) fn to_file(&self, span: ProseSpan) -> FileSpan {
        if self.segments.is_empty() {
            return FileSpan::new(
                span.start.saturating_add(self.offset),
                span.end.saturating_add(self.offset),
            );
        }
        let start = self.start(span.start);
        let end = if span.is_empty() {
            start
        } else {
            self.end(span.end)
        };
        FileSpan::new(start, end.max(start))
    }

    /// Of the first piece that reaches beyond `position`.
    fn start(&self, position: u32) -> u32 {
        let before = |segment: &Segment| segment.prose.end <= position;
        match self.segments.get(self.segments.partition_point(before)) {
            Some(segment) => segment.file_start(position),
            None => self.segments.last().map_or(0, |last| last.file.end),
        }
    }

    /// Of the last piece that starts before `position`.
    fn end(&self, position: u32) -> u32 {
        let before = |segment: &Segment| segment.prose.start < position;
        let after = self.segments.partition_point(before);
        let last = after
            .checked_sub(1)
            .and_then(|index| self.segments.get(index));
        last.map_or(0, |segment| segment.file_end(position))
    }
}

/// Builds prose piece by piece, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct ProseBuilder {
    text: String,
    segments: Vec<Segment>,
}

impl ProseBuilder {
    /// Appends `text`, which stands in the file as it is, at `start`.
    pub(super) fn verbatim(&mut self, text: &str, start: u32) {
        let file = FileSpan::new(start, start.saturating_add(offset(text.len())));
        let position = self.position();
        match self.segments.last_mut() {
            Some(last)
                if last.piece == Piece::Verbatim
                    && last.file.end == start
                    && last.prose.end == position =>
            {
                last.file.end = file.end;
                last.prose.end = position.saturating_add(offset(text.len()));
                self.text.push_str(text);
            }
            _ => self.push(text, file, Piece::Verbatim),
        }
    }

    /// Appends `text`, which the bytes of `file` stand for as a whole.
    pub(super) fn atomic(&mut self, text: &str, file: FileSpan) {
        self.push(text, file, Piece::Atomic);
    }

    /// Appends `text` that stands nowhere in the file.
    pub(super) fn added(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// How much prose there is.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// The prose so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// One past the last byte of the file that was used.
    pub(super) fn file_end(&self) -> u32 {
        self.segments.last().map_or(0, |last| last.file.end)
    }

    /// The prose with its map.
    pub(super) fn finish(self) -> Prose {
        Prose {
            text: self.text,
            map: SpanMap {
                segments: self.segments,
                offset: 0,
            },
        }
    }

    fn push(&mut self, text: &str, file: FileSpan, piece: Piece) {
        if text.is_empty() {
            return;
        }
        let start = self.position();
        self.text.push_str(text);
        let prose = ProseSpan::new(start, self.position());
        self.segments.push(Segment { prose, file, piece });
    }

    fn position(&self) -> u32 {
        offset(self.text.len())
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn identity_counts_from_its_offset() {
        let map = Prose::verbatim("24,000 people".into(), 3).map;
        assert_eq!(map.to_file(ProseSpan::new(0, 6)), FileSpan::new(3, 9));
    }

    #[test]
    fn pieces_that_read_on_become_one() {
        let mut builder = ProseBuilder::default();
        builder.verbatim("24", 5);
        builder.verbatim(",000", 7);
        builder.atomic("&", FileSpan::new(11, 16));
        let prose = builder.finish();
        assert_eq!(
            (prose.text.as_str(), prose.map.segments.len()),
            ("24,000&", 2)
        );
    }

    #[test]
    fn an_escape_that_is_as_long_as_its_text_still_maps_as_a_whole() {
        let mut builder = ProseBuilder::default();
        builder.atomic("\u{223e}\u{333}", FileSpan::new(0, 5)); // &acE;
        let map = builder.finish().map;
        assert_eq!(map.to_file(ProseSpan::new(0, 3)), FileSpan::new(0, 5));
        assert_eq!(map.to_file(ProseSpan::new(3, 5)), FileSpan::new(0, 5));
    }

    #[test]
    fn what_stands_nowhere_maps_to_no_bytes() {
        let mut builder = ProseBuilder::default();
        builder.verbatim("Title", 2);
        builder.added("\n");
        builder.verbatim("Text", 20);
        let map = builder.finish().map;
        assert_eq!(map.to_file(ProseSpan::new(5, 6)), FileSpan::new(20, 20));
        assert_eq!(map.to_file(ProseSpan::new(0, 8)), FileSpan::new(2, 22));
        assert_eq!(map.to_file(ProseSpan::new(10, 10)), FileSpan::new(24, 24));
        assert_eq!(map.to_file(ProseSpan::new(90, 99)), FileSpan::new(24, 24));
    }

    /// A piece of prose, as it stands in a file.
    #[derive(Clone, Debug)]
    enum Part {
        Word(&'static str),
        Escape(&'static str, &'static str),
        Markup(&'static str),
        Added,
    }

    fn part() -> impl Strategy<Value = Part> {
        prop_oneof![
            prop::sample::select(vec!["24", ",000", "é", "a b"]).prop_map(Part::Word),
            prop::sample::select(vec![("&amp;", "&"), ("\\*", "*"), ("&acE;", "∾̳")])
                .prop_map(|(file, prose)| Part::Escape(file, prose)),
            prop::sample::select(vec!["**", "](", "\n> "]).prop_map(Part::Markup),
            Just(Part::Added),
        ]
    }

    fn build(parts: &[Part]) -> (String, Prose) {
        let (mut file, mut builder) = (String::new(), ProseBuilder::default());
        for part in parts {
            let start = offset(file.len());
            match part {
                Part::Word(text) => {
                    file.push_str(text);
                    builder.verbatim(text, start);
                }
                Part::Escape(escape, text) => {
                    file.push_str(escape);
                    builder.atomic(text, FileSpan::new(start, offset(file.len())));
                }
                Part::Markup(text) => file.push_str(text),
                Part::Added => builder.added("\u{2028}"),
            }
        }
        (file, builder.finish())
    }

    /// `file` with markup taken out and escapes resolved.
    fn plain(file: &str) -> String {
        ["**", "](", "\n> "]
            .iter()
            .fold(file.to_owned(), |text, markup| text.replace(markup, ""))
            .replace("&amp;", "&")
            .replace("\\*", "*")
            .replace("&acE;", "∾̳")
    }

    /// Where spans may start and end: between characters, and not inside an escape.
    fn edges(text: &str) -> Vec<usize> {
        let inside = |at: usize| {
            text.get(at..)
                .is_some_and(|rest| rest.starts_with('\u{333}'))
        };
        let edge = |at: &usize| text.is_char_boundary(*at) && !inside(*at);
        (0..=text.len()).filter(edge).collect()
    }

    proptest! {
        #[test]
        fn a_slice_of_the_file_without_markup_is_the_prose(
            parts in prop::collection::vec(part(), 1..20),
            a in any::<prop::sample::Index>(),
            b in any::<prop::sample::Index>(),
        ) {
            let (file, prose) = build(&parts);
            let edges = edges(&prose.text);
            let (a, b) = (*a.get(&edges), *b.get(&edges));
            let (from, to) = (a.min(b), a.max(b));
            let span = prose.map.to_file(ProseSpan::new(offset(from), offset(to)));
            if !prose.map.segments.is_empty() {
                let slice = &file[span.start as usize..span.end as usize];
                prop_assert_eq!(plain(slice), prose.text[from..to].replace('\u{2028}', ""));
            }
        }
    }
}
