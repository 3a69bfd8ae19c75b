//! Data sets: the rows of a CSV file beside the pack, each a value with the period that it holds for.

use super::error::{Mistake, Sink};
use super::literal::{self, Literal};
use super::model::{At, Confidence, Data, DataKind};
use super::pack;
use super::provenance::Source;
use crate::quantity::unit::Base;
use crate::quantity::{Interval, Period, exact};
use csv::StringRecord;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// Rows read of one data set; a longer one is a mistake of the pack.
pub(crate) const MAX_ROWS: usize = 200_000;

/// A table of values, read and checked.
#[derive(Debug)]
pub(crate) struct DataSet {
    /// How its rows hang together in time.
    pub kind: DataKind,
    /// Who says so.
    pub source: Arc<Source>,
    /// What its values are in, where the pack or the cells say so.
    pub unit: Option<Base>,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, in file order.
    pub records: Vec<Record>,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Record {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: StringRecord,
    /// When it was so; absent where the data set has no periods.
    pub period: Option<Period>,
    /// The value; absent where the cell is empty: not known.
    pub value: Option<Interval>,
    /// When it was known.
    pub as_of: Option<Date>,
    /// Whether it supports and never contradicts.
    pub low: bool,
}

impl DataSet {
    /// The last day that its rows, or its source, tell of: what happened later is not in it.
    pub(crate) fn told_until(&self) -> Option<Date> {
        let days = self.records.iter().filter_map(|record| {
            let period = record.period?;
            period.end.or(period.start)
        });
        days.chain(self.source.published).max()
    }

    /// The place of the column called `name`.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// Where the columns that a data set uses stand.
struct Columns {
    period: Vec<usize>,
    value: Vec<usize>,
    rounded: Option<usize>,
    as_of: Option<usize>,
    confidence: Option<usize>,
}

/// Reads the CSV text of `table`'s file as the data set that `data`, in `pack`'s file, describes.
///
/// `None` where any mistake was found: a data set with a row missing would give wrong sums.
pub(super) fn read(
    data: &Data,
    source: Arc<Source>,
    unit: Option<Base>,
    dollar: Option<Base>,
    pack: &mut Sink,
    table: &mut Sink,
) -> Option<DataSet> {
    let before = (pack.count(), table.count());
    let file = Arc::clone(table.file());
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(file.text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            table.push(Mistake::of_file(format!("can't be read as CSV: {error}")));
            return None;
        }
    };
    let columns = columns(data, &header, pack)?;
    let mut rows = Rows {
        kind: data.kind.as_ref()?.value,
        columns,
        width: header.len(),
        unit,
        dollar,
        sink: table,
        text: &file.text,
    };
    let records = rows.read(&mut reader);
    let unit = rows.unit;
    ((pack.count(), table.count()) == before).then(|| DataSet {
        kind: data
            .kind
            .as_ref()
            .map_or(DataKind::Total, |kind| kind.value),
        source,
        unit,
        columns: header.iter().map(str::to_owned).collect(),
        records,
    })
}

/// Finds the columns that the pack names; told in the pack where one is missing.
fn columns(data: &Data, header: &StringRecord, pack: &mut Sink) -> Option<Columns> {
    let mut find = |name: &At<String>| {
        let place = header.iter().position(|column| column == name.value);
        if place.is_none() {
            pack.push(
                Mistake::at(
                    &name.span,
                    format!("the file has no column `{}`", name.value),
                )
                .expected(format!(
                    "one of {}",
                    header.iter().collect::<Vec<_>>().join(", ")
                ))
                .nearest_to(&name.value, header.iter()),
            );
        }
        place
    };
    let mut all = |names: &[At<String>]| names.iter().map(&mut find).collect::<Vec<_>>();
    let (period, value) = (all(&data.period), all(&data.value));
    let single =
        [&data.rounded, &data.as_of, &data.confidence].map(|name| name.as_ref().map(&mut find));
    let [rounded, as_of, confidence] = single;
    let found = |column: Option<Option<usize>>| match column {
        None => Some(None),
        Some(place) => place.map(Some),
    };
    Some(Columns {
        period: period.into_iter().collect::<Option<_>>()?,
        value: value.into_iter().collect::<Option<_>>()?,
        rounded: found(rounded)?,
        as_of: found(as_of)?,
        confidence: found(confidence)?,
    })
}

/// The reading of one file's rows.
struct Rows<'a> {
    kind: DataKind,
    columns: Columns,
    width: usize,
    unit: Option<Base>,
    dollar: Option<Base>,
    sink: &'a mut Sink,
    text: &'a str,
}

impl Rows<'_> {
    fn read(&mut self, reader: &mut csv::Reader<&[u8]>) -> Vec<Record> {
        let mut records = Vec::new();
        for row in reader.records() {
            if records.len() >= MAX_ROWS {
                self.sink
                    .push(Mistake::of_file(format!("has more than {MAX_ROWS} rows")));
                break;
            }
            match row {
                Ok(row) => records.extend(self.record(row)),
                Err(error) => self
                    .sink
                    .push(Mistake::of_file(format!("can't be read as CSV: {error}"))),
            }
        }
        records
    }

    fn record(&mut self, cells: StringRecord) -> Option<Record> {
        let line = self.line_span(&cells);
        if cells.len() != self.width {
            let message = format!("this row has {} cells", cells.len());
            let expected = format!("{} cells, as in the first line", self.width);
            self.sink
                .push(Mistake::at(&line, message).expected(expected));
            return None;
        }
        let period = self.period(&cells, &line);
        let value = self.value(&cells, &line);
        let as_of = self.as_of(&cells, &line);
        let low = self.low(&cells, &line);
        Some(Record {
            line: cells.position().map_or(0, csv::Position::line),
            period: period?,
            value: value?,
            as_of: as_of?,
            low: low?,
            cells,
        })
    }

    /// The period of a row: between two columns of days, or as one column says it. `Some(None)` without such columns.
    fn period(&mut self, cells: &StringRecord, line: &Range<usize>) -> Option<Option<Period>> {
        match *self.columns.period.as_slice() {
            [] => Some(None),
            [column] => {
                let cell = cells.get(column)?;
                let period = written_period(cell, self.kind);
                if period.is_none() {
                    self.bad(
                        cells,
                        column,
                        line,
                        "is not a period",
                        "a year, a month or a day: 2024, 2024-10, 2024-10-22, or 2024-01/2024-11",
                    );
                }
                period.map(Some)
            }
            [start, end, ..] => {
                let (from, to) = (self.day(cells, start, line), self.day(cells, end, line));
                let (from, to) = (from?, to?);
                if matches!((from, to), (Some(from), Some(to)) if to < from) {
                    self.bad(
                        cells,
                        end,
                        line,
                        "lies before the start of its period",
                        "a day on or after it",
                    );
                    return None;
                }
                Some(Some(Period {
                    start: from,
                    end: to,
                    fuzzy: false,
                }))
            }
        }
    }

    /// The day in a cell; an empty cell is an open end.
    fn day(
        &mut self,
        cells: &StringRecord,
        column: usize,
        line: &Range<usize>,
    ) -> Option<Option<Date>> {
        let cell = cells.get(column)?;
        if cell.is_empty() {
            return Some(None);
        }
        let day = day(cell);
        if day.is_none() {
            self.bad(
                cells,
                column,
                line,
                "is not a day",
                "a day such as 2024-10-22",
            );
        }
        day.map(Some)
    }

    /// The value of a row, in one column or two, as widely as the source rounded it; `Some(None)` where it is not known.
    fn value(&mut self, cells: &StringRecord, line: &Range<usize>) -> Option<Option<Interval>> {
        let value = match *self.columns.value.as_slice() {
            [] => return Some(None),
            [column] => self.number(cells, column, line)?,
            [lower, upper, ..] => {
                let low = self.number(cells, lower, line);
                let high = self.number(cells, upper, line);
                let (low, high) = (low?, high?);
                let value = bounds(low, high);
                if value.is_none() && (low.is_some() || high.is_some()) {
                    self.bad(
                        cells,
                        upper,
                        line,
                        "lies below the lower bound",
                        "a bound not below it",
                    );
                    return None;
                }
                value
            }
        };
        let (Some(value), Some(column)) = (value, self.columns.rounded) else {
            return Some(value);
        };
        let Some(step) = cells.get(column).and_then(rounding) else {
            self.bad(
                cells,
                column,
                line,
                "is not a rounding",
                "exact, or nearest and a number: \"nearest 10\"",
            );
            return None;
        };
        Some(exact::mul(step, Decimal::new(5, 1)).and_then(|half| value.widen(half)))
    }

    /// The number in a cell; `Some(None)` where the cell is empty.
    fn number(
        &mut self,
        cells: &StringRecord,
        column: usize,
        line: &Range<usize>,
    ) -> Option<Option<Interval>> {
        let cell = cells.get(column)?;
        if cell.is_empty() {
            return Some(None);
        }
        let Some(Literal { interval, unit }) = literal::literal(cell, self.dollar) else {
            self.bad(
                cells,
                column,
                line,
                "is not a number",
                "digits, with commas between thousands and a point before decimals",
            );
            return None;
        };
        if let Some(unit) = unit {
            if self.unit.is_some_and(|known| known != unit) {
                self.bad(
                    cells,
                    column,
                    line,
                    "is in another unit than the rows above, or than `unit` in the pack",
                    "one unit throughout",
                );
                return None;
            }
            self.unit = Some(unit);
        }
        Some(Some(interval))
    }

    fn as_of(&mut self, cells: &StringRecord, line: &Range<usize>) -> Option<Option<Date>> {
        match self.columns.as_of {
            None => Some(None),
            Some(column) => self.day(cells, column, line),
        }
    }

    fn low(&mut self, cells: &StringRecord, line: &Range<usize>) -> Option<bool> {
        let Some(column) = self.columns.confidence else {
            return Some(false);
        };
        let word = At {
            value: cells.get(column)?.to_owned(),
            span: self.cell_span(cells, column, line),
        };
        pack::confidence(&word, "confidence", self.sink).map(|found| found == Confidence::Low)
    }

    fn bad(
        &mut self,
        cells: &StringRecord,
        column: usize,
        line: &Range<usize>,
        what: &str,
        expected: &str,
    ) {
        let cell = cells.get(column).unwrap_or_default();
        let span = self.cell_span(cells, column, line);
        self.sink
            .push(Mistake::at(&span, format!("`{cell}` {what}")).expected(expected));
    }

    /// The bytes of the line on which a row begins.
    fn line_span(&self, cells: &StringRecord) -> Range<usize> {
        let start = cells
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or_default();
        let start = start.saturating_add(
            rest.len()
                .saturating_sub(rest.trim_start_matches(['\r', '\n']).len()),
        );
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        start..start.saturating_add(length)
    }

    /// The bytes of a cell, where it stands as it is in its line; else the line.
    fn cell_span(&self, cells: &StringRecord, column: usize, line: &Range<usize>) -> Range<usize> {
        let text = self.text.get(line.clone()).unwrap_or_default();
        let mut from = 0_usize;
        let mut found = None;
        for cell in cells.iter().take(column.saturating_add(1)) {
            let Some(place) = text.get(from..).and_then(|rest| rest.find(cell)) else {
                return line.clone();
            };
            let start = from.saturating_add(place);
            from = start.saturating_add(cell.len());
            found = Some(line.start.saturating_add(start)..line.start.saturating_add(from));
        }
        found
            .filter(|span| !span.is_empty())
            .unwrap_or_else(|| line.clone())
    }
}

/// From the lower end of `low` to the upper end of `high`; an unknown one is an open side.
fn bounds(low: Option<Interval>, high: Option<Interval>) -> Option<Interval> {
    low.or(high)?;
    Interval::new(
        low.and_then(|low| low.lower()),
        high.and_then(|high| high.upper()),
    )
}

/// "exact", or the step of "nearest 10".
fn rounding(cell: &str) -> Option<Decimal> {
    if cell == "exact" || cell.is_empty() {
        return Some(Decimal::ZERO);
    }
    exact::literal(cell.strip_prefix("nearest ")?.trim())
}

fn day(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

/// "2024", "2024-10", "2024-10-22", or two of them with a slash between. A level that is of one day holds from it on.
fn written_period(text: &str, kind: DataKind) -> Option<Period> {
    let period = calendar(text)?;
    if text.contains('/') {
        return Some(period);
    }
    match (kind, period.single_day()) {
        (DataKind::Level, Some(day)) => Some(Period::since(day)),
        _ => Some(period),
    }
}

/// "2024", "2024-10", "2024-10-22", or two of them with a slash between.
pub(super) fn calendar(text: &str) -> Option<Period> {
    match text.split_once('/') {
        Some((from, to)) => calendar_part(from)?.through(calendar_part(to)?),
        None => calendar_part(text),
    }
}

/// A year, a month or a day.
fn calendar_part(text: &str) -> Option<Period> {
    let number = |digits: &str, count: usize| {
        (digits.len() == count && digits.bytes().all(|c| c.is_ascii_digit()))
            .then(|| digits.parse::<i16>().ok())
            .flatten()
    };
    match text.split_once('-') {
        None => Period::year(number(text, 4)?),
        Some((year, month)) if month.len() == 2 => {
            Period::month(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?)
        }
        Some(_) => day(text).map(Period::day),
    }
}
