//! Prose: the text to vet, and where each byte of it came from.

use super::span::{FileSpan, ProseSpan, Span, TextSpan, offset};

/// The text of an article without markup, with its map to the file's text.
#[derive(Debug)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it came from.
    pub(crate) map: SpanMap<ProseSpan, TextSpan>,
}

impl Prose {
    /// Text that stands in the file's text as it is, from byte `offset` on.
    pub(crate) const fn verbatim(text: String, offset: u32) -> Self {
        Self {
            text,
            map: SpanMap::shifted(offset),
        }
    }

    /// The text under `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: ProseSpan) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}

impl Prose {
    /// The same prose with `head`, which stands as it is at the start of the file's text, and a line end above it.
    pub(super) fn below(self, head: &str) -> Self {
        let shift = offset(head.len().saturating_add(1));
        let shifted = |at: u32| at.saturating_add(shift);
        let length = offset(self.text.len());
        let mut builder = ProseBuilder::default();
        builder.verbatim(head, 0);
        builder.added("\n");
        builder.text.push_str(&self.text);
        let mut segments = self.map.segments;
        if segments.is_empty() {
            let start = self.map.offset;
            segments.push(Segment {
                from: ProseSpan::new(0, length),
                to: TextSpan::new(start, start.saturating_add(length)),
                piece: VERBATIM,
            });
        }
        for Segment { from, to, piece } in segments {
            let from = ProseSpan::new(shifted(from.start), shifted(from.end));
            let to = TextSpan::new(shifted(to.start), shifted(to.end));
            builder.map.push(from, to, piece);
        }
        builder.finish()
    }
}

/// Where the bytes of one text stand in another: prose in the file's text, or that text in the file's bytes.
///
/// The segments stand in the order of both texts and overlap in neither. Prose between two of them
/// (the line end after a heading) stands nowhere in the file; file bytes between two are markup.
#[derive(Debug)]
pub(crate) struct SpanMap<From, To> {
    /// Pieces in order; empty where the one text is the other from `offset` on.
    segments: Vec<Segment<From, To>>,
    offset: u32,
}

/// A piece of one text and the bytes of the other that it came from.
#[derive(Clone, Copy, Debug)]
struct Segment<From, To> {
    from: From,
    to: To,
    piece: Piece,
}

/// How a piece of a text came from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// Character by character, each of so many bytes here and there.
    Run {
        /// Bytes of a character here.
        here: u8,
        /// Bytes of a character there.
        there: u8,
    },
    /// As a whole: an escape, an entity.
    Atomic,
}

/// As it stands, byte for byte.
const VERBATIM: Piece = Piece::Run { here: 1, there: 1 };

impl<From: Span, To: Span> Segment<From, To> {
    /// Where a span that starts at `position`, before or in this piece, starts in the other text.
    fn start(&self, position: u32) -> u32 {
        match self.piece {
            Piece::Run { here, there } => self.along(position, here, there),
            Piece::Atomic => self.to.start(),
        }
    }

    /// Where a span that ends at `position`, in or after this piece, ends in the other text.
    fn end(&self, position: u32) -> u32 {
        match self.piece {
            Piece::Run { here, there } => self.along(position.min(self.from.end()), here, there),
            Piece::Atomic => self.to.end(),
        }
    }

    fn along(&self, position: u32, here: u8, there: u8) -> u32 {
        let into = position.saturating_sub(self.from.start());
        let characters = into.checked_div(here.into()).unwrap_or(0);
        let into = characters.saturating_mul(there.into());
        self.to.start().saturating_add(into)
    }

    /// Whether a piece that starts at both places reads on from this one.
    fn reads_on(&self, from: u32, to: u32, piece: Piece) -> bool {
        self.piece == piece
            && piece != Piece::Atomic
            && (self.from.end(), self.to.end()) == (from, to)
    }
}

impl<From: Span, To: Span> SpanMap<From, To> {
    /// Of a text that stands in the other as it is, from byte `offset` on.
    pub(crate) const fn shifted(offset: u32) -> Self {
        Self {
            segments: Vec::new(),
            offset,
        }
    }

    /// Where `span` stands in the other text: from the first byte it came from to the last.
    pub(crate) fn map(&self, span: From) -> To {
        if self.segments.is_empty() {
            return To::new(
                span.start().saturating_add(self.offset),
                span.end().saturating_add(self.offset),
            );
        }
        let start = self.start(span.start());
        let end = if span.start() >= span.end() {
            start
        } else {
            self.end(span.end())
        };
        To::new(start, end.max(start))
    }

    /// Of the first piece that reaches beyond `position`.
    fn start(&self, position: u32) -> u32 {
        let before = |segment: &Segment<From, To>| segment.from.end() <= position;
        match self.segments.get(self.segments.partition_point(before)) {
            Some(segment) => segment.start(position),
            None => self.segments.last().map_or(0, |last| last.to.end()),
        }
    }

    /// Of the last piece that starts before `position`.
    fn end(&self, position: u32) -> u32 {
        let before = |segment: &Segment<From, To>| segment.from.start() < position;
        let after = self.segments.partition_point(before);
        let last = after
            .checked_sub(1)
            .and_then(|index| self.segments.get(index));
        last.map_or(0, |segment| segment.end(position))
    }

    /// Appends a piece, or makes the last one longer. A piece that is empty here says nothing.
    fn push(&mut self, from: From, to: To, piece: Piece) {
        if from.start() >= from.end() {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.reads_on(from.start(), to.start(), piece) => {
                last.from = From::new(last.from.start(), from.end());
                last.to = To::new(last.to.start(), to.end());
            }
            _ => self.segments.push(Segment { from, to, piece }),
        }
    }
}

/// Builds the text of a file that is not written in UTF-8, character by character.
#[derive(Debug)]
pub(super) struct TextBuilder {
    text: String,
    map: SpanMap<TextSpan, FileSpan>,
    /// How much of the file was read.
    file: u32,
}

impl TextBuilder {
    /// Of a file of `length` bytes.
    pub(super) fn with_capacity(length: usize) -> Self {
        Self {
            text: String::with_capacity(length),
            map: SpanMap::shifted(0),
            file: 0,
        }
    }

    /// Appends characters that `bytes` bytes of the file stand for together.
    pub(super) fn push(&mut self, text: &str, bytes: usize) {
        let mut characters = text.chars();
        let piece = match (characters.next(), characters.next(), u8::try_from(bytes)) {
            (Some(only), None, Ok(there)) => Piece::Run {
                here: u8::try_from(only.len_utf8()).unwrap_or(1),
                there,
            },
            _ => Piece::Atomic,
        };
        self.append(text, bytes, piece);
    }

    /// Appends text of one byte a character, here and there.
    pub(super) fn ascii(&mut self, text: &str) {
        self.append(text, text.len(), VERBATIM);
    }

    /// The text with its map.
    pub(super) fn finish(self) -> (String, SpanMap<TextSpan, FileSpan>) {
        (self.text, self.map)
    }

    fn append(&mut self, text: &str, bytes: usize, piece: Piece) {
        let start = offset(self.text.len());
        self.text.push_str(text);
        let from = TextSpan::new(start, offset(self.text.len()));
        let end = self.file.saturating_add(offset(bytes));
        self.map.push(from, FileSpan::new(self.file, end), piece);
        self.file = end;
    }
}

/// Builds prose piece by piece, in the order of the file's text.
#[derive(Debug)]
pub(super) struct ProseBuilder {
    text: String,
    map: SpanMap<ProseSpan, TextSpan>,
}

impl Default for ProseBuilder {
    fn default() -> Self {
        Self {
            text: String::new(),
            map: SpanMap::shifted(0),
        }
    }
}

impl ProseBuilder {
    /// Appends `text`, which stands in the file's text as it is, at `start`.
    pub(super) fn verbatim(&mut self, text: &str, start: u32) {
        let end = start.saturating_add(offset(text.len()));
        self.push(text, TextSpan::new(start, end), VERBATIM);
    }

    /// Appends `text`, which the bytes of `source` stand for as a whole.
    pub(super) fn atomic(&mut self, text: &str, source: TextSpan) {
        self.push(text, source, Piece::Atomic);
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

    /// One past the last byte of the file's text that was used.
    pub(super) fn source_end(&self) -> u32 {
        self.map.segments.last().map_or(0, |last| last.to.end)
    }

    /// The prose with its map.
    pub(super) fn finish(self) -> Prose {
        Prose {
            text: self.text,
            map: self.map,
        }
    }

    fn push(&mut self, text: &str, source: TextSpan, piece: Piece) {
        let start = offset(self.text.len());
        self.text.push_str(text);
        let from = ProseSpan::new(start, offset(self.text.len()));
        self.map.push(from, source, piece);
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
        assert_eq!(map.map(ProseSpan::new(0, 6)), TextSpan::new(3, 9));
    }

    #[test]
    fn pieces_that_read_on_become_one() {
        let mut builder = ProseBuilder::default();
        builder.verbatim("24", 5);
        builder.verbatim(",000", 7);
        builder.atomic("&", TextSpan::new(11, 16));
        let prose = builder.finish();
        assert_eq!(
            (prose.text.as_str(), prose.map.segments.len()),
            ("24,000&", 2)
        );
    }

    #[test]
    fn an_escape_that_is_as_long_as_its_text_still_maps_as_a_whole() {
        let mut builder = ProseBuilder::default();
        builder.atomic("\u{223e}\u{333}", TextSpan::new(0, 5)); // &acE;
        let map = builder.finish().map;
        assert_eq!(map.map(ProseSpan::new(0, 3)), TextSpan::new(0, 5));
        assert_eq!(map.map(ProseSpan::new(3, 5)), TextSpan::new(0, 5));
    }

    #[test]
    fn what_stands_nowhere_maps_to_no_bytes() {
        let mut builder = ProseBuilder::default();
        builder.verbatim("Title", 2);
        builder.added("\n");
        builder.verbatim("Text", 20);
        let map = builder.finish().map;
        assert_eq!(map.map(ProseSpan::new(5, 6)), TextSpan::new(20, 20));
        assert_eq!(map.map(ProseSpan::new(0, 8)), TextSpan::new(2, 22));
        assert_eq!(map.map(ProseSpan::new(10, 10)), TextSpan::new(24, 24));
        assert_eq!(map.map(ProseSpan::new(90, 99)), TextSpan::new(24, 24));
    }

    #[test]
    fn characters_of_other_widths_lead_to_their_bytes() {
        let mut builder = TextBuilder::with_capacity(0);
        builder.ascii("24 ");
        for character in ["\u{430}", "\u{431}", "\u{432}"] {
            builder.push(character, 1);
        }
        builder.push("\u{20ac}", 2);
        let (text, map) = builder.finish();
        assert_eq!((text.len(), map.segments.len()), (12, 3));
        let span = |start, end| map.map(TextSpan::new(start, end));
        assert_eq!(span(0, 12), FileSpan::new(0, 8));
        assert_eq!(span(5, 7), FileSpan::new(4, 5));
        assert_eq!(span(9, 12), FileSpan::new(6, 8));
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
                    builder.atomic(text, TextSpan::new(start, offset(file.len())));
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
            let span = prose.map.map(ProseSpan::new(offset(from), offset(to)));
            if !prose.map.segments.is_empty() {
                let slice = &file[span.start as usize..span.end as usize];
                prop_assert_eq!(plain(slice), prose.text[from..to].replace('\u{2028}', ""));
            }
        }
    }
}
