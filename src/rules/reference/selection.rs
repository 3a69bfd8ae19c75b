//! The rows that an expectation is about, in the orders in which they are asked for. Made once, when packs are loaded.

use super::super::data::{DataSet, Record};
use super::best_known;
use super::links::Links;
use super::rows::Rows;
use crate::quantity::Interval;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

/// A row that meets the conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selected {
    /// Its place in the data set.
    record: u32,
    /// How far down the order of preference its cells stand.
    pub(super) rank: u32,
    /// Its first day; the calendar's first where it has none.
    pub(super) start: Date,
    /// Its last day; the calendar's last where it has none.
    pub(super) end: Date,
    /// When it was known.
    pub(super) known: Option<Date>,
}

/// Rows, those preferred most first, and of these by first and last day.
#[derive(Debug)]
pub(super) struct Selection {
    rows: Vec<Selected>,
    layers: Vec<Layer>,
    /// Whether some rows are one value as known on different days.
    pub(super) revised: bool,
    /// The rows whose value is not known.
    unknown: Vec<Selected>,
    /// The rows that support and never contradict.
    low: Vec<Selected>,
    by_value: OnceLock<ByValue>,
    /// The same rows with another cell in one of the conditions.
    pub(super) neighbours: OnceLock<Vec<(String, Rows)>>,
}

/// The rows that are preferred alike.
#[derive(Debug)]
struct Layer {
    rows: Range<usize>,
    links: Links,
}

/// The values of rows, from the least, each with its rows.
#[derive(Debug)]
struct ByValue {
    values: Vec<(Interval, Vec<Selected>)>,
    links: Links,
}

impl Selected {
    /// The row at a place of `data`.
    pub(super) fn new(place: u32, rank: usize, data: &DataSet) -> Option<Self> {
        let record = data.records.get(place as usize)?;
        let period = record.period;
        Some(Self {
            record: place,
            rank: u32::try_from(rank).unwrap_or(u32::MAX),
            start: period.and_then(|period| period.start).unwrap_or(Date::MIN),
            end: period.and_then(|period| period.end).unwrap_or(Date::MAX),
            known: data.known(record),
        })
    }

    /// What the row says.
    pub(super) fn record<'d>(&self, data: &'d DataSet) -> Option<&'d Record> {
        data.records.get(self.place())
    }

    /// Its place in the data set.
    pub(super) const fn place(&self) -> usize {
        self.record as usize
    }

    /// Whether it is of some day from `from` to `to`.
    pub(super) fn meets(&self, from: Date, to: Date) -> bool {
        self.start <= to && from <= self.end
    }

    /// Whether two rows are of one period, and preferred alike.
    fn is_same_time(&self, other: &Self) -> bool {
        (self.rank, self.start, self.end) == (other.rank, other.start, other.end)
    }
}

impl Selection {
    pub(super) fn new(mut rows: Vec<Selected>, data: &DataSet) -> Self {
        rows.sort_unstable_by_key(|row| (row.rank, row.start, row.end, row.record));
        rows.dedup();
        let mut layers: Vec<Layer> = Vec::new();
        let mut from = 0_usize;
        for layer in rows.chunk_by(|a, b| a.rank == b.rank) {
            let to = from.saturating_add(layer.len());
            let end = |at: usize| layer.get(at).map(|row| row.end);
            layers.push(Layer {
                rows: from..to,
                links: Links::new(layer.len(), |a, b| end(a) > end(b)),
            });
            from = to;
        }
        let those = |fits: fn(&Record) -> bool| {
            let rows = rows.iter().filter(|row| row.record(data).is_some_and(fits));
            rows.copied().collect::<Vec<_>>()
        };
        Self {
            unknown: those(|record| record.value.is_none()),
            low: those(|record| record.low),
            revised: rows
                .iter()
                .zip(rows.iter().skip(1))
                .any(|(row, next)| row.is_same_time(next)),
            layers,
            rows,
            by_value: OnceLock::new(),
            neighbours: OnceLock::new(),
        }
    }

    /// All rows.
    pub(super) fn rows(&self) -> &[Selected] {
        &self.rows
    }

    /// The rows that are preferred alike, those preferred most first.
    pub(super) fn layers(&self) -> impl Iterator<Item = &[Selected]> {
        self.layers
            .iter()
            .map(|layer| self.rows.get(layer.rows.clone()).unwrap_or_default())
    }

    /// Of `rows`, which stand in order: of several for one period, the last known by `today`, else the first known after.
    pub(super) fn current(&self, rows: &[Selected], today: Option<Date>) -> Vec<Selected> {
        if !self.revised {
            return rows.to_vec();
        }
        let groups = rows.chunk_by(Selected::is_same_time).map(|group| {
            let best = best_known(group.iter().filter_map(|row| row.known), today);
            group
                .iter()
                .filter(move |row| row.known == best || row.known.is_none())
        });
        groups.flatten().copied().collect()
    }

    /// The rows that begin from `from` to `to`, those preferred most first, as known on `today`.
    pub(super) fn begun(&self, from: Date, to: Date, today: Option<Date>) -> Vec<Selected> {
        let of_layer = |layer: &[Selected]| {
            let first = layer.partition_point(|row| row.start < from);
            let last = layer.partition_point(|row| row.start <= to);
            self.current(layer.get(first..last).unwrap_or_default(), today)
        };
        self.layers().flat_map(of_layer).collect()
    }

    /// The rows of some day from `from` to `to`, by first day, as known on `today`.
    pub(super) fn meeting(&self, from: Date, to: Date, today: Option<Date>) -> Vec<Selected> {
        let mut found = Vec::new();
        for (layer, rows) in self.layers.iter().zip(self.layers()) {
            let begun = rows.partition_point(|row| row.start <= to);
            let short = |at: usize| rows.get(at).is_none_or(|row| row.end < from);
            let mut meeting: Vec<Selected> = layer
                .links
                .back(begun, short)
                .filter_map(|at| rows.get(at).copied())
                .collect();
            meeting.reverse();
            found.append(&mut self.current(&meeting, today));
        }
        if self.layers.len() > 1 {
            found.sort_by_key(|row| (row.start, row.rank, row.end));
        }
        found
    }

    /// The rows in force between `from` and `to` that began last, of those preferred most; only of those that `counts`.
    pub(super) fn in_force(
        &self,
        from: Date,
        to: Date,
        counts: impl Fn(&Selected) -> bool,
    ) -> Vec<Selected> {
        for (layer, rows) in self.layers.iter().zip(self.layers()) {
            let begun = rows.partition_point(|row| row.start <= to);
            let short = |at: usize| rows.get(at).is_none_or(|row| row.end < from);
            let mut back = layer.links.back(begun, short).filter_map(|at| rows.get(at));
            let Some(last) = back.find(|row| counts(row)) else {
                continue;
            };
            let first = rows.partition_point(|row| row.start < last.start);
            let began = rows.get(first..begun).unwrap_or_default().iter();
            return began
                .filter(|row| row.start == last.start && from <= row.end && counts(row))
                .copied()
                .collect();
        }
        Vec::new()
    }

    /// The last row of some day from `from` to `to` that `counts`.
    pub(super) fn last(
        &self,
        from: Date,
        to: Date,
        counts: impl Fn(&Selected) -> bool,
    ) -> Option<Selected> {
        let of_layer = |(layer, rows): (&Layer, &[Selected])| {
            let begun = rows.partition_point(|row| row.start <= to);
            let short = |at: usize| rows.get(at).is_none_or(|row| row.end < from);
            let mut back = layer.links.back(begun, short).filter_map(|at| rows.get(at));
            back.find(|row| counts(row)).copied()
        };
        let lasts = self.layers.iter().zip(self.layers()).filter_map(of_layer);
        // Of several that begin on one day, the one preferred most.
        lasts.reduce(|best, row| if row.start > best.start { row } else { best })
    }

    /// Whether the value of some row from `from` to `to` is not known.
    pub(super) fn has_unknown(&self, from: Date, to: Date) -> bool {
        self.unknown.iter().any(|row| row.meets(from, to))
    }

    /// A row from `from` to `to` that never contradicts.
    pub(super) fn low(&self, from: Date, to: Date) -> Option<Selected> {
        self.low.iter().find(|row| row.meets(from, to)).copied()
    }

    /// For each value that `side` finds equal to what is sought, from the greatest, its rows by first day.
    pub(super) fn with_value(
        &self,
        data: &DataSet,
        side: impl Fn(&Interval) -> Ordering,
    ) -> impl Iterator<Item = &[Selected]> {
        let ByValue { values, links } =
            self.by_value.get_or_init(|| ByValue::new(&self.rows, data));
        let count = values.partition_point(|(value, _)| side(value) != Ordering::Greater);
        let short = move |at: usize| {
            values
                .get(at)
                .is_none_or(|(value, _)| side(value) == Ordering::Less)
        };
        links
            .back(count, short)
            .filter_map(|at| values.get(at))
            .map(|(_, rows)| rows.as_slice())
    }
}

impl ByValue {
    fn new(rows: &[Selected], data: &DataSet) -> Self {
        let valued = |row: &Selected| Some((row.record(data)?.value?, *row));
        let mut valued: Vec<(Interval, Selected)> = rows.iter().filter_map(valued).collect();
        valued.sort_by(|(a, row), (b, other)| {
            by_lower(a, b)
                .then(by_upper(a, b))
                .then((row.start, row.end, row.record).cmp(&(other.start, other.end, other.record)))
        });
        let same = |(a, _): &(Interval, Selected), (b, _): &(Interval, Selected)| {
            by_lower(a, b).then(by_upper(a, b)).is_eq()
        };
        let group = |group: &[(Interval, Selected)]| {
            let rows = group.iter().map(|(_, row)| *row).collect();
            Some((group.first()?.0, rows))
        };
        let values: Vec<(Interval, Vec<Selected>)> =
            valued.chunk_by(same).filter_map(group).collect();
        let links = Links::new(values.len(), |a, b| {
            let pair = values.get(a).zip(values.get(b));
            pair.is_some_and(|((a, _), (b, _))| by_upper(a, b).is_gt())
        });
        Self { values, links }
    }
}

/// By lower end; an open side is below all.
fn by_lower(a: &Interval, b: &Interval) -> Ordering {
    match (a.lower(), b.lower()) {
        (Some(a), Some(b)) => a.value.cmp(&b.value).then(a.open.cmp(&b.open)),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

/// By upper end; an open side is above all.
fn by_upper(a: &Interval, b: &Interval) -> Ordering {
    match (a.upper(), b.upper()) {
        (Some(a), Some(b)) => a.value.cmp(&b.value).then(b.open.cmp(&a.open)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
