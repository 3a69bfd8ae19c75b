//! Which of a data set's rows stand for a period.

use super::selection::{Selected, Selection};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Rows that cover no day twice: what stands higher in the order of preference stays.
pub(super) fn without_overlap(mut rows: Vec<Selected>) -> Vec<Selected> {
    let first = rows.first().map(|row| row.rank);
    if rows.iter().all(|row| Some(row.rank) == first) {
        return rows;
    }
    rows.sort_by_key(|row| (row.rank, row.start));
    let mut kept: BTreeMap<Date, Selected> = BTreeMap::new();
    for row in rows {
        let before = kept.range(..=row.end).next_back();
        if before.is_none_or(|(_, kept)| kept.end < row.start) {
            kept.insert(row.start, row);
        }
    }
    kept.into_values().collect()
}

/// Whether each row begins the day after the one before it ends.
pub(super) fn is_unbroken(rows: &[Selected]) -> bool {
    rows.iter()
        .zip(rows.iter().skip(1))
        .all(|(row, next)| row.end.tomorrow().ok() == Some(next.start))
}

/// Whether a row had ended by `today`, if that is known.
pub(super) fn is_past(row: &Selected, today: Option<Date>) -> bool {
    today.is_none_or(|today| row.end <= today)
}

/// The first rows of a level in force from `from` on, and not after `today`.
pub(super) fn first_from(rows: &Selection, from: Date, today: Option<Date>) -> Vec<Selected> {
    let at_once = rows.in_force(from, from, |_| true);
    if !at_once.is_empty() {
        return at_once;
    }
    let later = rows.layers().filter_map(|layer| {
        let begun = layer.partition_point(|row| row.start < from);
        let later = layer.get(begun..)?;
        let first = later.first()?;
        let same = later.partition_point(|row| row.start == first.start);
        later.get(..same)
    });
    let first = later.min_by_key(|rows| rows.first().map(|row| row.start));
    let in_time = |row: &&Selected| today.is_none_or(|today| row.start <= today);
    first
        .unwrap_or_default()
        .iter()
        .filter(in_time)
        .copied()
        .collect()
}

/// The rows of a level that began last by `today`, in force or not.
pub(super) fn last_by(rows: &Selection, today: Date) -> Vec<Selected> {
    let ends = rows.layers().filter_map(|layer| {
        let begun = layer.partition_point(|row| row.start <= today);
        let begun = layer.get(..begun)?;
        let last = begun.last()?;
        let before = begun.partition_point(|row| (row.start, row.end) < (last.start, last.end));
        begun.get(before..)
    });
    let last = |rows: &[Selected]| rows.last().map(|row| (row.start, row.end));
    // Of several that begin on one day, those preferred most.
    let best = ends.reduce(|best, rows| if last(rows) > last(best) { rows } else { best });
    best.unwrap_or_default().to_vec()
}
