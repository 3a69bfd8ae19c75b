//! The rows of a data set that an expectation is about, and what they say for a period.

use super::super::data::{DataSet, Record};
use super::super::model::{Aggregate, DataKind, WhenVague};
use super::aggregate::{extreme, with_unknown};
use super::pick::{first_from, in_force, is_past, is_unbroken, last_by, without_overlap};
use super::{Answer, Asked, Gap, Reference, When, best_known};
use crate::quantity::{Interval, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// How many values that make up a sum are kept to be shown.
const SHOWN: usize = 4;
/// Runs of rows are only tried in data sets up to this long.
const MOST_ROWS_FOR_RUNS: usize = 400;

/// The rows of a data set that meet an expectation's conditions.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// The data set.
    pub data: Arc<DataSet>,
    /// What several rows make together; absent for what the kind of the data gives.
    pub aggregate: Option<Aggregate>,
    /// Columns and the cells wanted in them, in order of preference.
    pub conditions: Vec<(usize, Vec<String>)>,
    /// The rows, by first day.
    selected: Vec<Selected>,
}

/// A row that meets the conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selected {
    /// Its place in the data set.
    record: usize,
    /// How far down the order of preference its cells stand.
    pub(super) rank: usize,
    /// Its first day; the calendar's first where it has none.
    pub(super) start: Date,
    /// Its last day; the calendar's last where it has none.
    pub(super) end: Date,
}

/// Rows that stand for what is asked, with their values.
type Picked<'d> = Vec<&'d Record>;

impl Rows {
    /// The rows of `data` that meet `conditions`.
    pub(crate) fn select(
        data: Arc<DataSet>,
        conditions: Vec<(usize, Vec<String>)>,
        aggregate: Option<Aggregate>,
    ) -> Self {
        let mut selected: Vec<Selected> = data
            .records
            .iter()
            .enumerate()
            .filter_map(|(place, record)| {
                Some(Selected::new(place, record, rank(record, &conditions)?))
            })
            .collect();
        selected.sort_by_key(|row| (row.start, row.rank, row.end, row.record));
        Self {
            data,
            aggregate,
            conditions,
            selected,
        }
    }

    /// Whether no row meets the conditions.
    pub(crate) fn is_empty(&self) -> bool {
        self.selected.is_empty()
    }

    /// When each row was so; of a level, the day that it began.
    pub(crate) fn periods(&self) -> Vec<Period> {
        let records = self.selected.iter().filter_map(|row| self.record(row));
        records
            .filter_map(|record| match record.period? {
                Period {
                    start: Some(start), ..
                } if self.data.kind == DataKind::Level => Some(Period::day(start)),
                period => Some(period),
            })
            .collect()
    }

    /// Two rows of one total that cover a day twice, as lines of the file.
    pub(crate) fn overlap(&self) -> Option<(u64, u64)> {
        if self.data.kind != DataKind::Total {
            return None;
        }
        let mut by_rank = self.selected.clone();
        by_rank.sort_by_key(|row| (row.rank, row.start, row.end));
        by_rank
            .iter()
            .zip(by_rank.iter().skip(1))
            .filter(|(row, next)| {
                row.rank == next.rank && next.start <= row.end && !self.revises(row, next)
            })
            .find_map(|(row, next)| Some((self.record(row)?.line, self.record(next)?.line)))
    }

    /// Whether two rows are one value as known on different days.
    fn revises(&self, row: &Selected, other: &Selected) -> bool {
        let as_of = |row| self.record(row).and_then(|record| record.as_of);
        (row.start, row.end) == (other.start, other.end) && as_of(row) != as_of(other)
    }

    fn record(&self, row: &Selected) -> Option<&Record> {
        self.data.records.get(row.record)
    }

    /// What the rows say of what is asked.
    pub(crate) fn answer(&self, asked: &Asked) -> Answer {
        if asked.is_undated() {
            return self.answer(&Asked {
                when_vague: WhenVague::Any,
                ..*asked
            });
        }
        let vague = asked.is_vague();
        let dated = self
            .data
            .records
            .iter()
            .any(|record| record.period.is_some());
        if vague && dated && asked.when_vague == WhenVague::Skip {
            return Answer::Nothing(Gap::NoPeriod);
        }
        match self.data.kind {
            DataKind::Total => self.total(asked),
            DataKind::Level => self.level(asked),
            DataKind::Event => self.events(asked),
        }
    }

    /// The rows of a total that cover the period, added up.
    fn total(&self, asked: &Asked) -> Answer {
        match (asked.when, asked.when_vague) {
            (When::Exactly(start, end), _) => self.total_of(start, end, asked.today),
            (When::From(start), _) => self.total_to_date(Some(start), asked.today),
            (_, WhenVague::ToDate) => self.total_to_date(None, asked.today),
            (_, WhenVague::Latest) => {
                let last = self
                    .known(asked.today)
                    .into_iter()
                    .filter(|row| is_past(row, asked.today));
                last.max_by_key(|row| (row.end, row.rank))
                    .map_or(Answer::Nothing(Gap::NoRow), |row| self.one(&[row]))
            }
            (_, WhenVague::Skip) => Answer::Nothing(Gap::NoPeriod),
            _ => self.any(self.in_window(asked)),
        }
    }

    /// The sum from `start` to `end`.
    pub(crate) fn total_of(&self, start: Date, end: Date, today: Option<Date>) -> Answer {
        let from = self.selected.partition_point(|row| row.start < start);
        let to = self.selected.partition_point(|row| row.start <= end);
        let begun = self.selected.get(from..to).unwrap_or_default();
        let inside = self
            .known_of(begun, today)
            .into_iter()
            .filter(|row| row.end <= end);
        let tiles = without_overlap(inside.collect());
        let (Some(first), Some(last)) = (tiles.first(), tiles.last()) else {
            return Answer::Nothing(Gap::NoRow);
        };
        if first.start != start || last.end != end || !is_unbroken(&tiles) {
            return Answer::Nothing(Gap::Hole);
        }
        self.one(&tiles)
    }

    /// The sum of all rows from `start`, or from the first, to the last that ended by `today`.
    fn total_to_date(&self, start: Option<Date>, today: Option<Date>) -> Answer {
        if today.is_none() {
            return Answer::Nothing(Gap::NoPeriod);
        }
        let past = self
            .known(today)
            .into_iter()
            .filter(|row| is_past(row, today) && start.is_none_or(|start| start <= row.start));
        let tiles = without_overlap(past.collect());
        let begins = tiles
            .first()
            .is_some_and(|first| start.is_none_or(|start| start == first.start));
        if !begins {
            return Answer::Nothing(Gap::NoRow);
        }
        if !is_unbroken(&tiles) {
            return Answer::Nothing(Gap::Hole);
        }
        let told_until = tiles.last().map(|last| last.end);
        so_far(self.one(&tiles), told_until < today)
    }

    /// Whether some unbroken run of a total's rows has a sum that `fits`: a claim without a period may mean it.
    pub(crate) fn some_run_fits(
        &self,
        today: Option<Date>,
        fits: impl Fn(&Interval) -> bool,
    ) -> bool {
        let rows = without_overlap(self.known(today));
        if self.data.kind != DataKind::Total || rows.len() > MOST_ROWS_FOR_RUNS {
            return self.data.kind == DataKind::Total;
        }
        (0..rows.len()).any(|from| self.run_fits(rows.get(from..).unwrap_or_default(), &fits))
    }

    /// Whether a run that begins with the first of `rows` fits.
    fn run_fits(&self, rows: &[Selected], fits: &impl Fn(&Interval) -> bool) -> bool {
        let mut sum = Interval::exactly(Decimal::ZERO);
        let mut last: Option<&Selected> = None;
        for row in rows {
            let joined = last.is_none_or(|last| last.end.tomorrow().ok() == Some(row.start));
            let value = self.record(row).and_then(|record| record.value);
            let (true, Some(next)) = (joined, value.and_then(|value| sum.add(&value))) else {
                return false;
            };
            if fits(&next) {
                return true;
            }
            (sum, last) = (next, Some(row));
        }
        false
    }

    /// The last row of a level not after the period and in force in it.
    fn level(&self, asked: &Asked) -> Answer {
        let rows = self.known(asked.today);
        if asked.greatest {
            return self.greatest(asked);
        }
        let chosen = match (asked.when, asked.when_vague) {
            (When::Exactly(start, end), _) => in_force(&rows, start, end),
            (When::Until(end), _) => in_force(&rows, end, end),
            (When::From(start), _) => first_from(&rows, start, asked.today),
            (_, WhenVague::Any) => return self.any(self.in_window(asked)),
            _ => match asked.today {
                Some(today) => Some(in_force(&rows, today, today))
                    .filter(|rows| !rows.is_empty())
                    .unwrap_or_else(|| last_by(&rows, today)),
                None => last_by(&rows, Date::MAX),
            },
        };
        match chosen.as_slice() {
            [] => Answer::Nothing(Gap::NoRow),
            [row] => self.one(&[*row]),
            _ => self.any(chosen),
        }
    }

    /// The greatest of the rows that "up to" is held to.
    fn greatest(&self, asked: &Asked) -> Answer {
        let rows = match (asked.when, asked.today) {
            (When::Unsaid, Some(today)) => {
                let mut rows = self.known(asked.today);
                rows.retain(|row| row.start <= today && today <= row.end);
                rows
            }
            // Without a date, any of the levels may have been the greatest when it was written.
            (When::Unsaid, None) => return self.any(self.in_window(asked)),
            _ => self.in_window(asked),
        };
        if rows.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        self.aggregated(&rows, Aggregate::Max)
    }

    /// The events that lie in the period: each for itself, or taken together.
    fn events(&self, asked: &Asked) -> Answer {
        let Some((inside, touching)) = self.events_of(asked) else {
            return Answer::Nothing(Gap::NoPeriod);
        };
        let latest = asked.is_vague() && asked.when_vague == WhenVague::Latest;
        if latest && self.aggregate.is_none() {
            return inside
                .last()
                .map_or(Answer::Nothing(Gap::NoRow), |row| self.one(&[*row]));
        }
        let Some(aggregate) = self.aggregate.or(asked.greatest.then_some(Aggregate::Max)) else {
            return self.any(inside.into_iter().chain(touching).collect());
        };
        if inside.is_empty() && touching.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        let open = to_date(asked) && self.data.told_until() < asked.today;
        let certain = so_far(self.aggregated(&inside, aggregate), open);
        if touching.is_empty() {
            return certain;
        }
        let possible = self.aggregated(
            &inside.into_iter().chain(touching).collect::<Vec<_>>(),
            aggregate,
        );
        either(certain, possible)
    }

    /// The events within the period, and those that only touch it; `None` where the period is not known.
    fn events_of(&self, asked: &Asked) -> Option<(Vec<Selected>, Vec<Selected>)> {
        let (from, to) = match (asked.when, asked.when_vague) {
            (When::Exactly(start, end), _) => (start, end),
            (When::From(start), _) => (start, asked.today?),
            (When::Until(end), _) => (Date::MIN, end),
            (_, WhenVague::ToDate) => (Date::MIN, asked.today?),
            (When::Vaguely(period), WhenVague::Any) => (
                period.start.unwrap_or(Date::MIN),
                period.end.or(asked.today).unwrap_or(Date::MAX),
            ),
            _ => (Date::MIN, asked.today.unwrap_or(Date::MAX)),
        };
        let rows = self.known(asked.today).into_iter();
        let meeting = rows.filter(|row| row.start <= to && from <= row.end);
        Some(meeting.partition(|row| from <= row.start && row.end <= to))
    }

    /// The rows that a claim with a loose period, or none, may mean: none of them begins after the document's date.
    fn in_window(&self, asked: &Asked) -> Vec<Selected> {
        let (from, to) = match asked.when {
            When::Exactly(start, end) => (start, end),
            When::From(start) => (start, Date::MAX),
            When::Until(end) => (Date::MIN, end),
            When::Vaguely(period) => (
                period.start.unwrap_or(Date::MIN),
                period.end.unwrap_or(Date::MAX),
            ),
            When::Unresolved | When::Unsaid => (Date::MIN, Date::MAX),
        };
        let to = asked.today.map_or(to, |today| to.min(today));
        let mut rows = self.known(asked.today);
        rows.retain(|row| row.start <= to && from <= row.end);
        rows
    }

    /// The rows as known on `today`: of several for one period, the last known then, else the first known after.
    fn known(&self, today: Option<Date>) -> Vec<Selected> {
        self.known_of(&self.selected, today)
    }

    fn known_of(&self, rows: &[Selected], today: Option<Date>) -> Vec<Selected> {
        let as_of = |row: &Selected| self.record(row).and_then(|record| record.as_of);
        let mut known = Vec::with_capacity(rows.len());
        for group in rows.chunk_by(|a, b| (a.start, a.end, a.rank) == (b.start, b.end, b.rank)) {
            let best = best_known(group.iter().filter_map(as_of), today);
            known.extend(
                group
                    .iter()
                    .filter(|row| as_of(row) == best || as_of(row).is_none()),
            );
        }
        known
    }

    /// One value made of `rows`, in the way of the data's kind.
    fn one(&self, rows: &[Selected]) -> Answer {
        let by_kind = if self.data.kind == DataKind::Total {
            Aggregate::Sum
        } else {
            Aggregate::Last
        };
        self.aggregated(rows, self.aggregate.unwrap_or(by_kind))
    }

    /// Each of `rows` as a value that the claim may mean.
    fn any(&self, rows: Vec<Selected>) -> Answer {
        if rows.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        let answers: Vec<Answer> = rows
            .iter()
            .map(|row| self.aggregated(&[*row], Aggregate::Last))
            .collect();
        let mut candidates = Vec::with_capacity(answers.len());
        for answer in answers {
            if let Answer::One(reference) = answer
                && !reference.partly_known
            {
                candidates.push(reference);
            }
        }
        let open = candidates.len() < rows.len();
        Answer::Any { candidates, open }
    }

    /// What `rows` make together.
    fn aggregated(&self, rows: &[Selected], aggregate: Aggregate) -> Answer {
        let records: Picked<'_> = rows.iter().filter_map(|row| self.record(row)).collect();
        let values: Vec<Interval> = records.iter().filter_map(|record| record.value).collect();
        let unknown = values.len() < records.len() && aggregate != Aggregate::Count;
        let interval = match aggregate {
            Aggregate::Sum => values
                .iter()
                .try_fold(Interval::exactly(Decimal::ZERO), |sum, value| {
                    sum.add(value)
                }),
            Aggregate::Count => Some(Interval::exactly(Decimal::from(records.len()))),
            Aggregate::Max => values.iter().copied().reduce(|a, b| extreme(a, b, true)),
            Aggregate::Min => values.iter().copied().reduce(|a, b| extreme(a, b, false)),
            Aggregate::Last => records.last().and_then(|record| record.value),
        };
        let Some(mut interval) = interval.or_else(|| unknown.then_some(Interval::EVERYTHING))
        else {
            return Answer::Nothing(if values.is_empty() {
                Gap::NoRow
            } else {
                Gap::TooLong
            });
        };
        if unknown {
            interval = with_unknown(interval, aggregate);
        }
        Answer::One(Reference {
            interval,
            partly_known: unknown,
            period: span_of(rows),
            as_of: records.iter().filter_map(|record| record.as_of).max(),
            held: rows
                .iter()
                .map(|row| row.end)
                .max()
                .filter(|end| *end < Date::MAX),
            low: records.iter().any(|record| record.low),
            parts: values.iter().copied().take(SHOWN).collect(),
            rows: match aggregate {
                Aggregate::Sum | Aggregate::Count => rows.len(),
                Aggregate::Max | Aggregate::Min | Aggregate::Last => 1,
            },
        })
    }

    /// The same rows with another cell in one of the conditions: the other series, places, kinds of the data set.
    pub(crate) fn neighbours(&self) -> Vec<(String, Self)> {
        const MOST: usize = 40;
        let mut found: Vec<(String, Self)> = Vec::new();
        for (place, (column, wanted)) in self.conditions.iter().enumerate() {
            for cell in self.other_cells(*column, wanted, place, MOST) {
                let mut conditions = self.conditions.clone();
                if let Some(condition) = conditions.get_mut(place) {
                    condition.1 = vec![cell.clone()];
                }
                found.push((
                    cell,
                    Self::select(Arc::clone(&self.data), conditions, self.aggregate),
                ));
            }
        }
        found
    }

    /// Cells of `column` in rows that meet every condition but the one at `place`.
    fn other_cells(
        &self,
        column: usize,
        wanted: &[String],
        place: usize,
        most: usize,
    ) -> Vec<String> {
        let mut others = self.conditions.clone();
        if place < others.len() {
            others.remove(place);
        }
        let mut cells: Vec<String> = Vec::new();
        for record in &self.data.records {
            let Some(cell) = record.cells.get(column) else {
                continue;
            };
            let new =
                !wanted.iter().any(|want| want == cell) && !cells.iter().any(|seen| seen == cell);
            if new && cells.len() < most && rank(record, &others).is_some() {
                cells.push(cell.to_owned());
            }
        }
        cells
    }

    /// Every row for itself.
    pub(crate) fn each(&self, today: Option<Date>) -> Vec<Reference> {
        match self.any(self.known(today)) {
            Answer::Any { candidates, .. } => candidates,
            Answer::One(_) | Answer::Nothing(_) => Vec::new(),
        }
    }
}

impl Selected {
    fn new(record: usize, row: &Record, rank: usize) -> Self {
        Self {
            record,
            rank,
            start: row
                .period
                .and_then(|period| period.start)
                .unwrap_or(Date::MIN),
            end: row
                .period
                .and_then(|period| period.end)
                .unwrap_or(Date::MAX),
        }
    }
}

/// How far down the order of preference a row stands; `None` where it fails a condition.
fn rank(record: &Record, conditions: &[(usize, Vec<String>)]) -> Option<usize> {
    conditions
        .iter()
        .try_fold(0_usize, |rank, (column, wanted)| {
            let cell = record.cells.get(*column)?;
            Some(rank.saturating_add(wanted.iter().position(|want| want == cell)?))
        })
}

/// Whether what is asked runs up to the document's date.
const fn to_date(asked: &Asked) -> bool {
    matches!(asked.when, When::From(_))
        || (asked.is_vague() && matches!(asked.when_vague, WhenVague::ToDate))
}

/// A value that has only been told up to some day before the document's, where `open`: it is that much at least.
fn so_far(answer: Answer, open: bool) -> Answer {
    match answer {
        Answer::One(reference) if open => Answer::One(Reference {
            interval: with_unknown(reference.interval, Aggregate::Sum),
            partly_known: true,
            ..reference
        }),
        answer => answer,
    }
}

/// A value that is one of two, as when an event may or may not lie in the period.
fn either(certain: Answer, possible: Answer) -> Answer {
    match (certain, possible) {
        (Answer::One(certain), Answer::One(possible)) => Answer::One(Reference {
            interval: certain.interval.hull(&possible.interval),
            ..possible
        }),
        (Answer::Nothing(_), Answer::One(possible)) => Answer::Any {
            candidates: vec![possible],
            open: true,
        },
        (certain, _) => certain,
    }
}

/// From the first day of `rows` to their last.
fn span_of(rows: &[Selected]) -> Option<Period> {
    let start = rows.iter().map(|row| row.start).min()?;
    let end = rows.iter().map(|row| row.end).max()?;
    let dated = start > Date::MIN || end < Date::MAX;
    dated.then_some(Period {
        start: Some(start).filter(|start| *start > Date::MIN),
        end: Some(end).filter(|end| *end < Date::MAX),
        fuzzy: false,
    })
}
