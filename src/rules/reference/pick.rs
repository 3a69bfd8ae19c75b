//! Which of a data set's rows stand for a period.

use super::rows::Selected;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Rows that cover no day twice: what stands higher in the order of preference stays.
pub(super) fn without_overlap(mut rows: Vec<Selected>) -> Vec<Selected> {
    let ranks = rows.iter().map(|row| row.rank).max().unwrap_or(0);
    if ranks == 0 {
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

/// The rows of a level in force between `from` and `to` that began last, of those preferred most.
pub(super) fn in_force(rows: &[Selected], from: Date, to: Date) -> Vec<Selected> {
    let there = |row: &&Selected| row.start <= to && from <= row.end;
    let Some(rank) = rows.iter().filter(there).map(|row| row.rank).min() else {
        return Vec::new();
    };
    let preferred = || rows.iter().filter(there).filter(|row| row.rank == rank);
    let start = preferred().map(|row| row.start).max();
    preferred()
        .filter(|row| Some(row.start) == start)
        .copied()
        .collect()
}

/// The first rows of a level in force from `from` on, and not after `today`.
pub(super) fn first_from(rows: &[Selected], from: Date, today: Option<Date>) -> Vec<Selected> {
    let at_once = in_force(rows, from, from);
    if !at_once.is_empty() {
        return at_once;
    }
    let later = |row: &&Selected| row.start >= from && today.is_none_or(|today| row.start <= today);
    let start = rows.iter().filter(later).map(|row| row.start).min();
    rows.iter()
        .filter(later)
        .filter(|row| Some(row.start) == start)
        .copied()
        .collect()
}

/// The rows of a level that began last by `today`, in force or not.
pub(super) fn last_by(rows: &[Selected], today: Date) -> Vec<Selected> {
    let past = |row: &&Selected| row.start <= today;
    let last = rows
        .iter()
        .filter(past)
        .map(|row| (row.start, row.end))
        .max();
    rows.iter()
        .filter(past)
        .filter(|row| Some((row.start, row.end)) == last)
        .copied()
        .collect()
}
