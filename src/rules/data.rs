//! Data sets: the rows of a table beside the pack, each a value with the period that it holds for.

mod cell;
mod table;

pub(super) use cell::calendar;
pub(crate) use table::Table;

use super::error::{Mistake, Sink};
use super::expectation::{self, Named};
use super::literal::{self, Fault, Literal, Point};
use super::model::{At, Confidence, Data, DataKind};
use super::pack;
use super::provenance::Source;
use crate::quantity::unit::Base;
use crate::quantity::{Interval, Period, exact};
use cell::{day, rounding, written_period};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Rows of all data sets of a run together; a data set that is over it is left out, and told.
pub(crate) const MAX_REFERENCE_ROWS: usize = 1_000_000;

/// Rows that the expectations of a run hold together: a row counts once for each expectation that it is for.
pub(crate) const MAX_HELD_ROWS: usize = 5_000_000;

/// A table of values, read and checked.
#[derive(Debug)]
pub(crate) struct DataSet {
    /// How its rows hang together in time.
    pub kind: DataKind,
    /// Who says so.
    pub source: Arc<Source>,
    /// What its values are in, where the pack or the cells say so.
    pub unit: Option<Base>,
    /// Its cells as written.
    pub table: Arc<Table>,
    /// Its rows, in file order.
    pub records: Vec<Record>,
    /// The last day that its rows, or its source, tell of: what happened later is not in it.
    pub told_until: Option<Date>,
    /// Whether any row has a period.
    pub dated: bool,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Record {
    /// When it was so; absent where the data set has no periods.
    pub period: Option<Period>,
    /// The value; absent where the cell is empty: not known.
    pub value: Option<Interval>,
    /// When it was known, by a column of its own.
    pub as_of: Option<Date>,
    /// Whether it supports and never contradicts.
    pub low: bool,
    /// Who says so, by a column of its own.
    pub source: Option<Arc<Source>>,
}

impl DataSet {
    /// Who says what `record` says.
    pub(crate) fn source_of<'a>(&'a self, record: &'a Record) -> &'a Arc<Source> {
        record.source.as_ref().unwrap_or(&self.source)
    }

    /// When `record` was known: the day that it gives, else its source's.
    pub(crate) fn known(&self, record: &Record) -> Option<Date> {
        record.as_of.or(self.source_of(record).published)
    }

    /// The line of a row in the file, from 1.
    pub(crate) fn line(&self, record: usize) -> u32 {
        self.table.line(record)
    }
}

/// What a data set is read with.
pub(super) struct Setting<'a> {
    /// The sources of the pack.
    pub sources: &'a [Named<Source>],
    /// The data set's own.
    pub source: Arc<Source>,
    /// What its values are in, where the pack says.
    pub unit: Option<Base>,
    /// The dollar of the pack's locale.
    pub dollar: Option<Base>,
}

/// Where the columns that a data set uses stand.
struct Columns {
    period: Vec<usize>,
    value: Vec<usize>,
    rounded: Option<usize>,
    as_of: Option<usize>,
    confidence: Option<usize>,
    source: Option<usize>,
}

/// Reads `table` as the data set that `data`, in `pack`'s file, describes; mistakes of the table go to `sink`.
///
/// `None` where any mistake was found: a data set with a row missing would give wrong sums.
pub(super) fn read(
    data: &Data,
    setting: Setting<'_>,
    table: Arc<Table>,
    pack: &mut Sink,
    sink: &mut Sink,
) -> Option<DataSet> {
    let before = (pack.count(), sink.count());
    let kind = data.kind.as_ref()?.value;
    let columns = columns(data, &table, pack)?;
    let mut rows = Rows {
        kind,
        in_unit: setting.unit.map(Some),
        points: columns.value.iter().map(|_| Points::default()).collect(),
        columns,
        setting: &setting,
        table: &table,
        sink,
    };
    let records: Vec<Record> = (0..table.len())
        .filter_map(|row| rows.record(row))
        .collect();
    let unit = rows.in_unit.flatten();
    rows.tell_points();
    rows.tell_twins(&records);
    if (pack.count(), sink.count()) != before {
        return None;
    }
    let last = |record: &Record| record.period.and_then(|period| period.end.or(period.start));
    let published = |record: &Record| record.source.as_ref().and_then(|source| source.published);
    let told = records
        .iter()
        .flat_map(|record| [last(record), published(record)])
        .flatten();
    Some(DataSet {
        kind,
        unit,
        told_until: told.chain(setting.source.published).max(),
        dated: records.iter().any(|record| record.period.is_some()),
        source: setting.source,
        table,
        records,
    })
}

/// Finds the columns that the pack names; told in the pack where one is missing.
fn columns(data: &Data, table: &Table, pack: &mut Sink) -> Option<Columns> {
    let mut find = |name: &At<String>| {
        let place = table.column(&name.value);
        if place.is_none() {
            let message = format!("the file has no column `{}`", name.value);
            let columns: Vec<&str> = table.columns().collect();
            let mistake = Mistake::at(&name.span, message)
                .expected(format!("one of {}", columns.join(", ")))
                .nearest_to(&name.value, columns);
            pack.push(mistake);
        }
        place
    };
    let mut all = |names: &[At<String>]| names.iter().map(&mut find).collect::<Vec<_>>();
    let (period, value) = (all(&data.period), all(&data.value));
    let single = [
        &data.rounded,
        &data.as_of,
        &data.confidence,
        &data.row_source,
    ]
    .map(|name| name.as_ref().map(&mut find));
    let found = |column: Option<Option<usize>>| match column {
        None => Some(None),
        Some(place) => place.map(Some),
    };
    let [rounded, as_of, confidence, source] = single.map(found);
    Some(Columns {
        period: period.into_iter().collect::<Option<_>>()?,
        value: value.into_iter().collect::<Option<_>>()?,
        rounded: rounded?,
        as_of: as_of?,
        confidence: confidence?,
        source: source?,
    })
}

/// The reading of one table's rows.
struct Rows<'a> {
    kind: DataKind,
    columns: Columns,
    setting: &'a Setting<'a>,
    /// The unit of the values, or that they have none; absent until the pack or a cell says.
    in_unit: Option<Option<Base>>,
    /// What the points in each column of values part.
    points: Vec<Points>,
    table: &'a Table,
    sink: &'a mut Sink,
}

/// What the points in a column of values part.
#[derive(Clone, Copy, Debug, Default)]
struct Points {
    /// The first row in which that can't be told.
    either: Option<usize>,
    /// Whether some row tells that they part decimals.
    decimals: bool,
}

/// What a cell says, if anything; a cell that is a mistake is `None`.
type Told<T> = Option<Option<T>>;

impl Rows<'_> {
    fn record(&mut self, row: usize) -> Option<Record> {
        let period = self.period(row);
        let value = self.value(row);
        let as_of = self.optional_day(row, self.columns.as_of);
        let low = self.low(row);
        let source = self.source(row);
        Some(Record {
            period: period?,
            value: value?,
            as_of: as_of?,
            low: low?,
            source: source?,
        })
    }

    /// The period of a row: between two columns of days, or as one column says it. `Some(None)` without such columns.
    fn period(&mut self, row: usize) -> Told<Period> {
        match *self.columns.period.as_slice() {
            [] => Some(None),
            [column] => {
                let period = written_period(self.table.cell(row, column), self.kind);
                if period.is_none() {
                    self.bad(
                        row,
                        column,
                        "is not a period",
                        "a year, a month or a day: 2024, 2024-10, 2024-10-22, or 2024-01/2024-11",
                    );
                }
                period.map(Some)
            }
            [start, end, ..] => self.days_between(row, start, end),
        }
    }

    /// The period from the day in one column to the day in another; an empty cell leaves that end open.
    fn days_between(&mut self, row: usize, start: usize, end: usize) -> Told<Period> {
        let (from, to) = (self.day(row, start), self.day(row, end));
        let (from, to) = (from?, to?);
        if matches!((from, to), (Some(from), Some(to)) if to < from) {
            self.bad(
                row,
                end,
                "lies before the start of its period",
                "a day on or after it",
            );
            return None;
        }
        let lacking = match (self.kind, from, to) {
            (DataKind::Event, None, None) => Some("an event without a day"),
            (DataKind::Total, None, _) | (DataKind::Total, _, None) => {
                Some("a total is of a period with a first and a last day")
            }
            _ => None,
        };
        if let Some(message) = lacking {
            let span = self
                .table
                .underline(row, if from.is_none() { start } else { end });
            self.sink
                .push(Mistake::at(&span, message).expected("a day such as 2024-10-22"));
            return None;
        }
        Some(Some(Period {
            start: from,
            end: to,
            fuzzy: false,
        }))
    }

    fn optional_day(&mut self, row: usize, column: Option<usize>) -> Told<Date> {
        column.map_or(Some(None), |column| self.day(row, column))
    }

    /// The day in a cell; an empty cell gives none.
    fn day(&mut self, row: usize, column: usize) -> Told<Date> {
        let cell = self.table.cell(row, column);
        if cell.is_empty() {
            return Some(None);
        }
        let day = day(cell);
        if day.is_none() {
            let expected = if literal::says_unknown(cell) {
                "an empty cell where there is no day"
            } else {
                "a day such as 2024-10-22"
            };
            self.bad(row, column, "is not a day", expected);
        }
        day.map(Some)
    }

    /// The value of a row, in one column or two, as widely as the source rounded it; `Some(None)` where it is not known.
    fn value(&mut self, row: usize) -> Told<Interval> {
        let value = match *self.columns.value.as_slice() {
            [] => return Some(None),
            [column] => self.number(row, 0, column)?,
            [lower, upper, ..] => {
                let (low, high) = (self.number(row, 0, lower), self.number(row, 1, upper));
                let (low, high) = (low?, high?);
                let value = bounds(low, high);
                if value.is_none() && (low.is_some() || high.is_some()) {
                    self.bad(
                        row,
                        upper,
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
        let Some(step) = rounding(self.table.cell(row, column)) else {
            self.bad(
                row,
                column,
                "is not a rounding",
                "exact, or nearest and a number: \"nearest 10\"",
            );
            return None;
        };
        Some(exact::mul(step, Decimal::new(5, 1)).and_then(|half| value.widen(half)))
    }

    /// The number in the cell of a column, which is the `nth` of values; `Some(None)` where the cell is empty.
    fn number(&mut self, row: usize, nth: usize, column: usize) -> Told<Interval> {
        let cell = self.table.cell(row, column);
        if cell.is_empty() {
            return Some(None);
        }
        match literal::literal(cell, self.setting.dollar) {
            Ok(Literal {
                interval,
                unit,
                point,
            }) => {
                let points = self.points.get_mut(nth);
                points
                    .into_iter()
                    .for_each(|points| points.take(row, point));
                self.fits_unit(row, column, unit)?;
                Some(Some(interval))
            }
            Err(fault) => {
                let span = self.table.underline(row, column);
                self.sink
                    .push(Mistake::at(&span, fault.message(cell)).expected(fault.expected(cell)));
                None
            }
        }
    }

    /// Takes in the unit of a cell, which is that of all others: a column whose later rows alone are in kilograms would
    /// leave open what the first ones are in.
    fn fits_unit(&mut self, row: usize, column: usize, unit: Option<Base>) -> Option<()> {
        let known = *self.in_unit.get_or_insert(unit);
        if known == unit || (unit.is_none() && self.setting.unit.is_some()) {
            return Some(());
        }
        let name = |unit: Option<Base>| {
            unit.map_or("without a unit".to_owned(), |unit| {
                format!("in {}", unit.name())
            })
        };
        let others = if self.setting.unit.is_some() {
            "`unit` in the pack"
        } else {
            "the rows above"
        };
        let what = format!("is {}, {others} {}", name(unit), name(known));
        self.bad(
            row,
            column,
            &what,
            "one unit in all cells, or none and the key `unit` in the pack",
        );
        None
    }

    fn low(&mut self, row: usize) -> Option<bool> {
        let Some(word) = self.word(row, self.columns.confidence) else {
            return Some(false);
        };
        pack::confidence(&word, "confidence", self.sink).map(|found| found == Confidence::Low)
    }

    /// The source that a row names: the id of one of the pack's; none where the cell is empty, and that is the data set's.
    fn source(&mut self, row: usize) -> Told<Arc<Source>> {
        let name = self
            .word(row, self.columns.source)
            .filter(|name| !name.value.is_empty());
        name.map_or(Some(None), |name| {
            expectation::source(self.setting.sources, &name, self.sink).map(Some)
        })
    }

    /// The cell of a column that a data set may have.
    fn word(&self, row: usize, column: Option<usize>) -> Option<At<String>> {
        column.map(|column| At {
            value: self.table.text(row, column).into_owned(),
            span: self.table.underline(row, column),
        })
    }

    fn bad(&mut self, row: usize, column: usize, what: &str, expected: &str) {
        let message = format!("`{}` {what}", self.table.cell(row, column));
        let span: Range<usize> = self.table.underline(row, column);
        self.sink
            .push(Mistake::at(&span, message).expected(expected));
    }

    /// Tells of each column in which points may part thousands, and nothing says that they don't.
    fn tell_points(&mut self) {
        for (points, column) in self.points.iter().zip(&self.columns.value) {
            let Some(row) = points.either.filter(|_| !points.decimals) else {
                continue;
            };
            let cell = self.table.cell(row, *column);
            let mistake = Mistake::at(
                &self.table.underline(row, *column),
                Fault::Point.message(cell),
            );
            self.sink.push(mistake.expected(format!(
                "{} (one such cell tells for the column)",
                Fault::Point.expected(cell)
            )));
        }
    }

    /// Tells of two rows that give a level for one time, and that nothing tells apart.
    fn tell_twins(&mut self, records: &[Record]) {
        if self.kind != DataKind::Level
            || records.len() < self.table.len()
            || self.columns.period.is_empty()
        {
            return;
        }
        let columns = &self.columns;
        let used = [columns.rounded, columns.confidence].into_iter().flatten();
        let used: Vec<usize> = used.chain(columns.value.iter().copied()).collect();
        let telling: Vec<usize> = (0..self.table.columns().count())
            .filter(|column| !used.contains(column))
            .collect();
        let mut seen: FxHashMap<Vec<&str>, usize> = FxHashMap::default();
        for row in 0..records.len() {
            let cells = telling
                .iter()
                .map(|column| self.table.cell(row, *column))
                .collect();
            if let Some(first) = seen.get(&cells) {
                let message = format!(
                    "this row and that of line {} give two values for one time",
                    self.table.line(*first)
                );
                let span = self
                    .table
                    .underline(row, columns.value.first().copied().unwrap_or(0));
                self.sink.push(
                    Mistake::at(&span, message)
                        .expected("one of the two, or a column that tells them apart"),
                );
            } else {
                seen.insert(cells, row);
            }
        }
    }
}

impl Points {
    const fn take(&mut self, row: usize, point: Point) {
        match point {
            Point::Absent => {}
            Point::Decimals => self.decimals = true,
            Point::Either if self.either.is_none() => self.either = Some(row),
            Point::Either => {}
        }
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

#[cfg(test)]
mod tests;
