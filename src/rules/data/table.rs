//! The cells of a CSV file (RFC 4180), each with its place in the text.
//!
//! ```text
//! line   = cell { "," cell } ( "\r\n" | "\n" | "\r" | end )
//! cell   = quoted | plain
//! quoted = blanks '"' { any but '"' | '""' } '"' blanks
//! plain  = { any but "," and line ends }
//! ```
//!
//! The grammar is our own because the library's reader takes an open quote for a cell that goes on to the end of
//! the file, and has no places of cells to underline.

use super::super::error::{Mistake, Sink, SourceText};
use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_till};
use nom::character::complete::{char, line_ending, space0};
use nom::combinator::{eof, map, peek, recognize, value};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Rows read of one file; a longer one is a mistake.
pub(crate) const MAX_ROWS: usize = 200_000;
/// Columns read of one file.
pub(crate) const MAX_COLUMNS: usize = 1_000;

/// The cells of a file.
#[derive(Debug)]
pub(crate) struct Table {
    file: Arc<SourceText>,
    /// The names of the columns, and where they stand.
    columns: Vec<(String, Range<usize>)>,
    /// The cells of all rows, one after the other.
    cells: Vec<Cell>,
    /// The line of each row, from 1.
    lines: Vec<u32>,
    /// The rows by the cell that they have in a column; made when a column is first asked for.
    by_cell: Vec<OnceLock<ByCell>>,
}

/// Where a cell stands in the text, without its quotes and the blanks around it.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: u32,
    end: u32,
}

/// The cells of one column, as they first come, each with its rows.
type ByCell = (Vec<String>, FxHashMap<String, Vec<u32>>);

impl Table {
    /// Reads the sink's file; `None` where a mistake was told.
    pub(in crate::rules) fn read(sink: &mut Sink) -> Option<Self> {
        let file = Arc::clone(sink.file());
        let before = sink.count();
        let mut reader = Reader::new(&file.text, sink);
        let columns = reader.header()?;
        let (cells, lines) = reader.rows(columns.len());
        if lines.is_empty() && sink.count() == before {
            sink.push(
                Mistake::of_file("has no rows below the names of its columns")
                    .expected("a row for each value"),
            );
        }
        let by_cell = columns.iter().map(|_| OnceLock::new()).collect();
        (sink.count() == before).then_some(Self {
            file,
            columns,
            cells,
            lines,
            by_cell,
        })
    }

    /// The file that it stands in.
    pub(crate) const fn file(&self) -> &Arc<SourceText> {
        &self.file
    }

    /// How many rows there are.
    pub(crate) const fn len(&self) -> usize {
        self.lines.len()
    }

    /// The names of the columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// The place of the column called `name`.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns().position(|column| column == name)
    }

    /// The line of a row, from 1.
    pub(crate) fn line(&self, row: usize) -> u32 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// What a cell holds.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.file
            .text
            .get(self.span(row, column))
            .unwrap_or_default()
    }

    /// What a cell says: its doubled quotes are one.
    pub(crate) fn text(&self, row: usize, column: usize) -> Cow<'_, str> {
        unescaped(self.cell(row, column))
    }

    /// The bytes of a cell; of an empty one, its whole line.
    pub(crate) fn underline(&self, row: usize, column: usize) -> Range<usize> {
        let span = self.span(row, column);
        if span.is_empty() {
            line_around(&self.file.text, span.start)
        } else {
            span
        }
    }

    fn span(&self, row: usize, column: usize) -> Range<usize> {
        let width = self.columns.len();
        let place = row.saturating_mul(width).saturating_add(column);
        let cell = self.cells.get(place).filter(|_| column < width);
        cell.map_or(0..0, |cell| cell.start as usize..cell.end as usize)
    }

    /// The different cells of a column, as they first come.
    pub(crate) fn cells(&self, column: usize) -> &[String] {
        self.by_cell(column).map_or(&[], |(cells, _)| cells)
    }

    /// The rows that have `cell` in a column, in order.
    pub(crate) fn rows_with(&self, column: usize, cell: &str) -> &[u32] {
        let rows = self.by_cell(column).and_then(|(_, rows)| rows.get(cell));
        rows.map_or(&[], Vec::as_slice)
    }

    fn by_cell(&self, column: usize) -> Option<&ByCell> {
        Some(self.by_cell.get(column)?.get_or_init(|| {
            let (mut cells, mut rows) = ByCell::default();
            for row in 0..self.len() {
                let cell = unescaped(self.cell(row, column));
                if !rows.contains_key(cell.as_ref()) {
                    cells.push(cell.clone().into_owned());
                    rows.insert(cell.clone().into_owned(), Vec::new());
                }
                let place = u32::try_from(row).unwrap_or(u32::MAX);
                rows.get_mut(cell.as_ref())
                    .into_iter()
                    .for_each(|rows| rows.push(place));
            }
            (cells, rows)
        }))
    }
}

/// A cell with its doubled quotes as one.
fn unescaped(cell: &str) -> Cow<'_, str> {
    if cell.contains("\"\"") {
        Cow::Owned(cell.replace("\"\"", "\""))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The bytes of the line around a place.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let start = before
        .rfind(['\n', '\r'])
        .map_or(0, |end| end.saturating_add(1));
    let end = after
        .find(['\n', '\r'])
        .map_or(text.len(), |length| at.saturating_add(length));
    start..end
}

/// A file on its way to a [`Table`].
struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
    /// The line of `rest`, from 1.
    line: u32,
    /// The cells of the line that was read last.
    cells: Vec<Cell>,
    sink: &'a mut Sink,
}

impl<'a> Reader<'a> {
    const fn new(text: &'a str, sink: &'a mut Sink) -> Self {
        Self {
            text,
            rest: text,
            line: 1,
            cells: Vec::new(),
            sink,
        }
    }

    /// The names of the columns.
    fn header(&mut self) -> Option<Vec<(String, Range<usize>)>> {
        if self.text.trim().is_empty() || u32::try_from(self.text.len()).is_err() {
            let problem = if self.text.trim().is_empty() {
                "is empty"
            } else {
                "is larger than 4 GiB"
            };
            let expected =
                "the names of the columns in the first line, and a row in each further line";
            self.sink.push(Mistake::of_file(problem).expected(expected));
            return None;
        }
        self.next_line()?;
        let cells = self.cells.iter();
        let columns: Vec<(String, Range<usize>)> = cells
            .map(|cell| cell.start as usize..cell.end as usize)
            .map(|span| {
                (
                    unescaped(self.text.get(span.clone()).unwrap_or_default()).into_owned(),
                    span,
                )
            })
            .collect();
        let before = self.sink.count();
        self.check_columns(&columns);
        (self.sink.count() == before).then_some(columns)
    }

    fn check_columns(&mut self, columns: &[(String, Range<usize>)]) {
        if columns.len() > MAX_COLUMNS {
            let problem = format!("has {} columns", columns.len());
            self.sink
                .push(Mistake::of_file(problem).expected(format!("at most {MAX_COLUMNS}")));
            return;
        }
        if let [(name, span)] = columns
            && let Some(mark) = name.chars().find(|c| matches!(c, ';' | '\t' | '|'))
        {
            let mark = if mark == '\t' {
                "tabs".to_owned()
            } else {
                format!("`{mark}`")
            };
            self.sink.push(
                Mistake::at(
                    span,
                    format!("the cells are parted by {mark}, not by commas"),
                )
                .expected("a file saved as CSV with commas, and with a point before decimals"),
            );
        }
        let mut seen: FxHashMap<&str, ()> = FxHashMap::default();
        // Columns without a name are common behind the last one that has any, and can't be asked for.
        for (name, span) in columns.iter().filter(|(name, _)| !name.is_empty()) {
            if seen.insert(name, ()).is_some() {
                self.sink.push(
                    Mistake::at(span, format!("there are two columns called `{name}`"))
                        .expected("a name of its own for each column"),
                );
            }
        }
    }

    /// The cells and the line of each row that is `width` cells wide; lines with nothing in them are none.
    fn rows(&mut self, width: usize) -> (Vec<Cell>, Vec<u32>) {
        let (mut cells, mut lines) = (Vec::new(), Vec::new());
        while !self.rest.is_empty() {
            let (start, line) = (self.at(self.rest), self.line);
            if self.next_line().is_none() {
                break;
            }
            if self.cells.iter().all(|cell| cell.start == cell.end) {
                continue;
            }
            if lines.len() >= MAX_ROWS {
                self.sink.push(
                    Mistake::of_file(format!("has more than {MAX_ROWS} rows"))
                        .expected("a file for each part of them"),
                );
                break;
            }
            if self.cells.len() == width {
                cells.append(&mut self.cells);
                lines.push(line);
            } else {
                self.tell_ragged(start, width);
            }
        }
        (cells, lines)
    }

    fn tell_ragged(&mut self, start: usize, width: usize) {
        let message = format!("this row has {} cells", self.cells.len());
        let mut expected = format!("{width} cells, as in the first line");
        if self.cells.len() > width {
            expected.push_str("; a cell that holds a comma stands in quotes");
        }
        let line = line_around(self.text, start);
        self.sink
            .push(Mistake::at(&line, message).expected(expected));
    }

    /// Reads the cells of one line; `None` where a quote in it is not closed, which is told.
    fn next_line(&mut self) -> Option<()> {
        self.cells.clear();
        let start = self.rest;
        loop {
            let Ok((rest, found)) = cell(self.rest) else {
                self.tell_quote();
                return None;
            };
            let (start, end) = (self.at(found), self.at(found).saturating_add(found.len()));
            self.cells.push(Cell {
                start: u32::try_from(start).unwrap_or(u32::MAX),
                end: u32::try_from(end).unwrap_or(u32::MAX),
            });
            self.rest = rest;
            if let Ok((rest, _)) = comma(rest) {
                self.rest = rest;
            } else {
                break;
            }
        }
        if let Ok((rest, ())) = line_end(self.rest) {
            self.rest = rest;
        }
        let read = start.len().saturating_sub(self.rest.len());
        let lines = start.as_bytes().get(..read).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', lines).count();
        self.line = self
            .line
            .saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        Some(())
    }

    /// Tells that the quote with which the next cell opens is not closed, or is closed too early.
    fn tell_quote(&mut self) {
        let opening = self.at(self.rest.trim_start_matches([' ', '\t']));
        let line = line_around(self.text, opening);
        let message = match quoted(self.rest) {
            Err(_) => "this quote is never closed: all that follows would be one cell".to_owned(),
            Ok((rest, _)) => {
                let read = self.rest.len().saturating_sub(rest.len());
                let lines = self.rest.as_bytes().get(..read).unwrap_or_default();
                match memchr::memchr_iter(b'\n', lines).count() {
                    0 => "text follows the closing quote of this cell".to_owned(),
                    n => {
                        let n = u32::try_from(n).unwrap_or(u32::MAX);
                        format!(
                            "the next quote is on line {}, within another cell",
                            self.line.saturating_add(n)
                        )
                    }
                }
            }
        };
        let expected =
            "a closing quote at the end of the cell; a quote within it is written twice: \"\"";
        self.sink
            .push(Mistake::at(&(opening..line.end), message).expected(expected));
    }

    /// Where `rest`, a part of the text, begins.
    fn at(&self, rest: &str) -> usize {
        rest.as_ptr()
            .addr()
            .saturating_sub(self.text.as_ptr().addr())
    }
}

/// cell = quoted | plain, without the blanks around it; what begins with a quote must end with one
fn cell(input: &str) -> IResult<&str, &str, ()> {
    let (rest, _) = space0(input)?;
    if rest.starts_with('"') {
        let end = peek(alt((value((), char(',')), line_end)));
        return map(terminated(quoted, end), str::trim).parse(input);
    }
    map(plain, str::trim_end).parse(rest)
}

/// quoted = blanks '"' { any but '"' | '""' } '"' blanks
fn quoted(input: &str) -> IResult<&str, &str, ()> {
    let inside = recognize(many0_count(alt((is_not("\""), tag("\"\"")))));
    delimited((space0, char('"')), inside, (char('"'), space0)).parse(input)
}

/// plain = { any but "," and line ends }
fn plain(input: &str) -> IResult<&str, &str, ()> {
    take_till(|c| matches!(c, ',' | '\n' | '\r')).parse(input)
}

fn comma(input: &str) -> IResult<&str, char, ()> {
    preceded(space0, char(',')).parse(input)
}

fn line_end(input: &str) -> IResult<&str, (), ()> {
    value((), alt((line_ending, tag("\r"), eof))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::told;
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<Table>, String) {
        let file = SourceText {
            name: "d.csv".into(),
            text: text.to_owned(),
        };
        let mut sink = Sink::new(Arc::new(file));
        let table = Table::read(&mut sink);
        (table, told(&sink.into_errors()))
    }

    #[test]
    fn cells_are_read_with_their_quotes_blanks_and_line_ends() {
        for (text, cells) in [
            ("a,b\n1,2\n3,4", vec!["1", "2", "3", "4"]),
            ("a,b\r\n 1 ,\t2\r\n", vec!["1", "2"]),
            ("a,b\r1,2\r", vec!["1", "2"]),
            ("a,b\n\"1,000\", \"x\"\"y\" \n", vec!["1,000", "x\"\"y"]),
            ("a,b\n\"two\nlines\",\n", vec!["two\nlines", ""]),
            ("a,b\n\n,\n5\" pipe,2\n", vec!["5\" pipe", "2"]),
            ("a\u{e9},,\n1,2,3\n", vec!["1", "2", "3"]),
        ] {
            let (table, told) = read(text);
            let table = table.unwrap_or_else(|| panic!("{text}: {told}"));
            let width = table.columns.len();
            let seen: Vec<&str> = (0..table.len() * width)
                .map(|at| table.cell(at / width, at % width))
                .collect();
            assert_eq!(seen, cells, "{text}");
        }
        let (table, _) = read("a,b\nx,1\ny,2\nx,3\n\"p\"\"q\",4\n");
        let table = table.unwrap();
        assert_eq!(
            (table.rows_with(0, "x"), table.rows_with(0, "p\"q")),
            (&[0, 2][..], &[3][..])
        );
        assert_eq!(
            (table.cells(0).len(), table.line(3), table.cells(7).len()),
            (3, 5, 0)
        );
    }

    #[test]
    fn each_mistake_is_told_where_it_stands() {
        for (text, expected) in [
            (
                "",
                "d.csv: is empty; expected the names of the columns in the first line, and a row in each further line",
            ),
            (
                " \n",
                "d.csv: is empty; expected the names of the columns in the first line, and a row in each further line",
            ),
            (
                "a,b\n",
                "d.csv: has no rows below the names of its columns; expected a row for each value",
            ),
            (
                "a;b\n1;2\n",
                "d.csv:1: the cells are parted by `;`, not by commas [a;b]; expected a file saved as CSV with commas, and with a point before decimals",
            ),
            (
                "a\tb\n1\t2\n",
                "d.csv:1: the cells are parted by tabs, not by commas [a\tb]; expected a file saved as CSV with commas, and with a point before decimals",
            ),
            (
                "a,b,a\n1,2,3\n",
                "d.csv:1: there are two columns called `a` [a]; expected a name of its own for each column",
            ),
            (
                "a,b\n1\n",
                "d.csv:2: this row has 1 cells [1]; expected 2 cells, as in the first line",
            ),
            (
                "a,b\n1,2,3\n",
                "d.csv:2: this row has 3 cells [1,2,3]; expected 2 cells, as in the first line; a cell that holds a comma stands in quotes",
            ),
            (
                "a,b\nx,\"5\ny,6\nz,7\n",
                "d.csv:2: this quote is never closed: all that follows would be one cell [\"5]; expected a closing quote at the end of the cell; a quote within it is written twice: \"\"",
            ),
            (
                "a,b\nx,\"5\ny,6\nz,\"7\"\n",
                "d.csv:2: the next quote is on line 4, within another cell [\"5]; expected a closing quote at the end of the cell; a quote within it is written twice: \"\"",
            ),
            (
                "a,b\nx,\"5\" or 6\n",
                "d.csv:2: text follows the closing quote of this cell [\"5\" or 6]; expected a closing quote at the end of the cell; a quote within it is written twice: \"\"",
            ),
        ] {
            assert_eq!(read(text).1, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_comes_back(rows in prop::collection::vec(prop::collection::vec("[a-z \",\n\r]{0,6}", 3), 1..6)) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let lines: Vec<String> = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
            let (table, _) = read(&format!("a,b,c\n{}\n", lines.join("\r\n")));
            let kept: Vec<_> = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            for (at, row) in kept.iter().enumerate() {
                for (column, cell) in row.iter().enumerate() {
                    let table = table.as_ref().unwrap();
                    prop_assert_eq!(unescaped(table.cell(at, column)), cell.trim());
                    prop_assert!(table.rows_with(column, cell.trim()).contains(&u32::try_from(at).unwrap()));
                }
            }
        }
    }
}
