//! Marks of comments in the XML of the main part. Nothing is taken out or moved: a run that a mark stands in is split.

use super::trace::{Holder, Trace, TracedRun, TracedText};
use crate::document::span::ProseSpan;
use std::collections::{BTreeMap, BTreeSet};

/// The XML that the marks stand in, and where prose stands in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet<'a> {
    pub(super) xml: &'a [u8],
    pub(super) trace: &'a Trace,
    /// What the names of elements of text start with: `w:`.
    pub(super) prefix: &'a str,
}

/// A comment's number, and the prose that it is on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    pub(super) id: u32,
    pub(super) span: ProseSpan,
}

/// A place in the XML at which marks may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    at: usize,
    within: Within,
}

/// What is split by the marks at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// Nothing: it lies between runs.
    Nothing,
    /// A run.
    Run(usize),
    /// A text and its run.
    Text(usize),
}

/// The marks at a point.
#[derive(Debug)]
struct Marks {
    within: Within,
    ends: Vec<u32>,
    starts: Vec<u32>,
}

/// Something to insert: where, in which order at the same place, and what.
type Insertion = (usize, u8, String);

impl Sheet<'_> {
    /// The XML with the marks of all comments.
    pub(super) fn marked(&self, comments: &[Marked]) -> Vec<u8> {
        let mut points: BTreeMap<usize, Marks> = BTreeMap::new();
        for comment in comments {
            let (from, to) = self.points(comment.span);
            marks_at(&mut points, to).ends.push(comment.id);
            marks_at(&mut points, from).starts.push(comment.id);
        }
        let mut insertions: Vec<Insertion> = self.kept_blanks(&points);
        for (at, marks) in &points {
            insertions.push((*at, 1, self.split(marks)));
        }
        insertions.sort();
        self.with(&insertions)
    }

    fn with(&self, insertions: &[Insertion]) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.xml.len());
        let mut from = 0;
        for (at, _, inserted) in insertions {
            out.extend_from_slice(self.xml.get(from..*at).unwrap_or_default());
            out.extend_from_slice(inserted.as_bytes());
            from = *at;
        }
        out.extend_from_slice(self.xml.get(from..).unwrap_or_default());
        out
    }

    /// Where the marks around a figure stand.
    fn points(&self, span: ProseSpan) -> (Point, Point) {
        let pieces = &self.trace.pieces;
        let first = pieces.partition_point(|piece| piece.prose.end <= span.start);
        let after = pieces.partition_point(|piece| piece.prose.start < span.end);
        let from = pieces.get(first);
        let to = after.checked_sub(1).and_then(|last| pieces.get(last));
        let along = |piece: &super::trace::Piece, at: u32| {
            let into = at.saturating_sub(piece.prose.start) as usize;
            piece.xml.start.saturating_add(into)
        };
        let start = from.and_then(|piece| {
            let at = if piece.verbatim {
                along(piece, span.start)
            } else {
                piece.xml.start
            };
            self.before(piece.holder, at)
        });
        let end = to.and_then(|piece| {
            let at = if piece.verbatim {
                along(piece, span.end)
            } else {
                piece.xml.end
            };
            self.after(piece.holder, at)
        });
        match (start, end) {
            (Some(start), Some(end)) if start.at < end.at => (start, end),
            _ => self.around(from.map(|piece| piece.holder)),
        }
    }

    fn run(&self, run: usize) -> Option<&TracedRun> {
        self.trace.runs.get(run)
    }

    fn text(&self, text: usize) -> Option<(&TracedText, &TracedRun)> {
        let text = self.trace.texts.get(text)?;
        Some((text, self.run(text.run)?))
    }

    /// The point before what stands at `at`.
    fn before(&self, holder: Holder, at: usize) -> Option<Point> {
        match holder {
            Holder::Text(index) => {
                let (text, run) = self.text(index)?;
                if at > text.content.start {
                    Some(point(at, Within::Text(index)))
                } else {
                    Some(before_child(text.run, run, text.tag.start))
                }
            }
            Holder::Child(index) => Some(before_child(index, self.run(index)?, at)),
            Holder::Whole(index) => Some(point(self.run(index)?.tag.start, Within::Nothing)),
            Holder::Nothing => None,
        }
    }

    /// The point behind what ends at `at`.
    fn after(&self, holder: Holder, at: usize) -> Option<Point> {
        match holder {
            Holder::Text(index) => {
                let (text, run) = self.text(index)?;
                if at < text.content.end {
                    Some(point(at, Within::Text(index)))
                } else {
                    Some(after_child(text.run, run, text.end))
                }
            }
            // An element that is not closed in its own tag would be cut in two.
            Holder::Child(index) if self.xml.get(..at)?.ends_with(b"/>") => {
                Some(after_child(index, self.run(index)?, at))
            }
            Holder::Child(index) | Holder::Whole(index) => {
                Some(point(self.run(index)?.end, Within::Nothing))
            }
            Holder::Nothing => None,
        }
    }

    /// The points around the whole run of `holder`; around the first run where none is known.
    fn around(&self, holder: Option<Holder>) -> (Point, Point) {
        let run = match holder {
            Some(Holder::Text(text)) => self.text(text).map(|(_, run)| run),
            Some(Holder::Child(run) | Holder::Whole(run)) => self.run(run),
            Some(Holder::Nothing) | None => None,
        };
        let (from, to) = run
            .or(self.trace.runs.first())
            .map_or((0, 0), |run| (run.tag.start, run.end));
        (point(from, Within::Nothing), point(to, Within::Nothing))
    }

    /// The marks of one point, and what splits the run around them.
    fn split(&self, marks: &Marks) -> String {
        let w = self.prefix;
        let mut told = String::new();
        for id in &marks.ends {
            told.push_str(&format!(
                "<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
            ));
        }
        for id in &marks.starts {
            told.push_str(&format!("<{w}commentRangeStart {w}id=\"{id}\"/>"));
        }
        let again = |run: &TracedRun| {
            let bytes = |range: &std::ops::Range<usize>| {
                String::from_utf8_lossy(self.xml.get(range.clone()).unwrap_or_default())
            };
            format!("{}{}", bytes(&run.tag), bytes(&run.properties))
        };
        match marks.within {
            Within::Nothing => told,
            Within::Run(run) => match self.run(run) {
                Some(run) => format!("</{w}r>{told}{}", again(run)),
                None => told,
            },
            Within::Text(text) => match self.text(text) {
                Some((_, run)) => format!(
                    "</{w}t></{w}r>{told}{}<{w}t xml:space=\"preserve\">",
                    again(run)
                ),
                None => told,
            },
        }
    }

    /// Where a text does not keep the blanks at its ends, its parts must keep those that were inside.
    fn kept_blanks(&self, points: &BTreeMap<usize, Marks>) -> Vec<Insertion> {
        let split: BTreeSet<usize> = points
            .values()
            .filter_map(|marks| match marks.within {
                Within::Text(text) => Some(text),
                Within::Nothing | Within::Run(_) => None,
            })
            .collect();
        let texts = split
            .into_iter()
            .filter_map(|text| self.trace.texts.get(text));
        let w = self.prefix;
        let mut insertions = Vec::new();
        for text in texts.filter(|text| !text.keeps_blanks) {
            let content = self.xml.get(text.content.clone()).unwrap_or_default();
            let start = content
                .len()
                .saturating_sub(content.trim_ascii_start().len());
            let end = content.trim_ascii_end().len();
            let at = |offset: usize| text.content.start.saturating_add(offset);
            insertions.push((
                at(start),
                0,
                format!("</{w}t><{w}t xml:space=\"preserve\">"),
            ));
            if end < content.len() {
                insertions.push((at(end), 2, format!("</{w}t><{w}t>")));
            }
        }
        insertions
    }
}

const fn point(at: usize, within: Within) -> Point {
    Point { at, within }
}

fn before_child(index: usize, run: &TracedRun, child: usize) -> Point {
    if child <= run.content.start {
        point(run.tag.start, Within::Nothing)
    } else {
        point(child, Within::Run(index))
    }
}

fn after_child(index: usize, run: &TracedRun, child_end: usize) -> Point {
    if child_end >= run.content.end {
        point(run.end, Within::Nothing)
    } else {
        point(child_end, Within::Run(index))
    }
}

fn marks_at(points: &mut BTreeMap<usize, Marks>, point: Point) -> &mut Marks {
    points.entry(point.at).or_insert_with(|| Marks {
        within: point.within,
        ends: Vec::new(),
        starts: Vec::new(),
    })
}
