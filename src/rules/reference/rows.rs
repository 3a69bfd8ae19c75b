//! The rows of a data set that an expectation is about, and what they say for a period.

use super::super::data::{DataSet, Record};
use super::super::model::{Aggregate, DataKind, WhenVague};
use super::super::provenance::Source;
use super::aggregate::{extreme, with_unknown};
use super::pick::{first_from, is_past, is_unbroken, last_by, without_overlap};
use super::runs::run_fits;
use super::selection::{Selected, Selection};
use super::{Answer, Asked, Gap, Reference, When};
use crate::quantity::{Interval, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::sync::Arc;

/// How many values that make up a sum are kept to be shown.
const SHOWN: usize = 4;
/// Of many values that a claim may mean, so many that fit are held to it.
const MOST_FITTING: usize = 64;
/// Runs of rows are only tried in data sets up to this long.
const MOST_ROWS_FOR_RUNS: usize = 1_000;
/// How many other cells of one column are tried in search of a slip.
const MOST_NEIGHBOURS: usize = 40;

/// The rows of a data set that meet an expectation's conditions.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// The data set.
    pub data: Arc<DataSet>,
    /// What several rows make together; absent for what the kind of the data gives.
    pub aggregate: Option<Aggregate>,
    /// Columns and the cells wanted in them, in order of preference.
    pub conditions: Vec<(usize, Vec<String>)>,
    selection: Arc<Selection>,
}

/// On which side of what is sought a value lies; equal where it may be that.
pub(crate) type Side<'s> = &'s dyn Fn(&Interval) -> Ordering;

impl Rows {
    /// The rows of `data` that meet `conditions`.
    pub(crate) fn select(
        data: Arc<DataSet>,
        conditions: Vec<(usize, Vec<String>)>,
        aggregate: Option<Aggregate>,
    ) -> Self {
        let row = |place: u32| Selected::new(place, rank(&data, place, &conditions)?, &data);
        let rows = match conditions.first() {
            None => (0..)
                .map_while(|place| data.records.get(place as usize).map(|_| place))
                .filter_map(row)
                .collect(),
            Some((column, cells)) => {
                let places = cells
                    .iter()
                    .flat_map(|cell| data.table.rows_with(*column, cell));
                places.copied().filter_map(row).collect()
            }
        };
        let selection = Arc::new(Selection::new(rows, &data));
        Self {
            data,
            aggregate,
            conditions,
            selection,
        }
    }

    /// How many rows meet the conditions.
    pub(crate) fn len(&self) -> usize {
        self.selection.rows().len()
    }

    /// When each row was so; of a level, the day that it began.
    pub(crate) fn periods(&self) -> Vec<Period> {
        let rows = self.selection.rows().iter();
        rows.filter_map(|row| match self.record(row)?.period? {
            Period {
                start: Some(start), ..
            } if self.data.kind == DataKind::Level => Some(Period::day(start)),
            period => Some(period),
        })
        .collect()
    }

    /// Two rows of one total that cover a day twice, as lines of the file.
    pub(crate) fn overlap(&self) -> Option<(u32, u32)> {
        if self.data.kind != DataKind::Total {
            return None;
        }
        let rows = self.selection.rows();
        let revises = |row: &Selected, next: &Selected| {
            (row.start, row.end) == (next.start, next.end) && row.known != next.known
        };
        let mut pairs = rows.iter().zip(rows.iter().skip(1));
        let (row, next) = pairs.find(|(row, next)| {
            row.rank == next.rank && next.start <= row.end && !revises(row, next)
        })?;
        Some((self.data.line(row.place()), self.data.line(next.place())))
    }

    fn record(&self, row: &Selected) -> Option<&Record> {
        row.record(&self.data)
    }

    /// What the rows say of what is asked. Of several values that may be meant, those on the side of what is sought
    /// are given, and the last.
    pub(crate) fn answer(&self, asked: &Asked, side: Side<'_>) -> Answer {
        if asked.is_undated() {
            let any = Asked {
                when_vague: WhenVague::Any,
                ..*asked
            };
            return self.answer(&any, side);
        }
        if asked.is_vague() && self.data.dated && asked.when_vague == WhenVague::Skip {
            return Answer::Nothing(Gap::NoPeriod);
        }
        match self.data.kind {
            DataKind::Total => self.total(asked, side),
            DataKind::Level => self.level(asked, side),
            DataKind::Event => self.events(asked, side),
        }
    }

    /// The rows of a total that cover the period, added up.
    fn total(&self, asked: &Asked, side: Side<'_>) -> Answer {
        match (asked.when, asked.when_vague) {
            (When::Exactly(start, end), _) => self.total_of(start, end, asked.today),
            (When::From(start), _) => self.total_to_date(Some(start), asked.today, asked.today),
            (When::Until(end), WhenVague::ToDate) => {
                let end = asked.today.map_or(end, |today| end.min(today));
                self.total_to_date(None, Some(end), asked.today)
            }
            (When::Vaguely(_), WhenVague::ToDate) => self.loosely(asked, Aggregate::Sum),
            (When::Unresolved | When::Unsaid, WhenVague::ToDate) => {
                self.total_to_date(None, asked.today, asked.today)
            }
            (When::Unresolved | When::Unsaid, WhenVague::Latest) => self.latest_total(asked.today),
            (When::Vaguely(_), WhenVague::Latest) if asked.past_window().is_none() => {
                self.latest_total(asked.today)
            }
            _ => self.any_in_window(asked, side),
        }
    }

    /// The last row of a total that had ended, and was known, by `today`; where none was known, the last that had ended.
    fn latest_total(&self, today: Option<Date>) -> Answer {
        let ended = |row: &Selected| is_past(row, today);
        let known = |row: &Selected| ended(row) && is_known(row, today);
        let until = today.unwrap_or(Date::MAX);
        let last = self.selection.last(Date::MIN, until, known);
        let last = last.or_else(|| self.selection.last(Date::MIN, until, ended));
        last.map_or(Answer::Nothing(Gap::NoRow), |row| {
            let group = self.selection.begun(row.start, row.start, today);
            let current = group
                .iter()
                .find(|other| (other.rank, other.end) == (row.rank, row.end));
            self.one(&[*current.unwrap_or(&row)], today)
        })
    }

    /// The sum from `start` to `end`, of what had ended by `today` or was foretold then; where that is not all of it,
    /// the sum so far.
    pub(crate) fn total_of(&self, start: Date, end: Date, today: Option<Date>) -> Answer {
        let foretold = |row: &Selected| {
            let as_of = self.record(row).and_then(|record| record.as_of);
            as_of
                .zip(today)
                .is_some_and(|(as_of, today)| as_of <= today)
        };
        let mut inside = self.selection.begun(start, end, today);
        inside.retain(|row| row.end <= end && (is_past(row, today) || foretold(row)));
        let tiles = without_overlap(inside);
        let covers = tiles.first().is_some_and(|first| first.start == start)
            && tiles.last().is_some_and(|last| last.end == end);
        if covers && is_unbroken(&tiles) {
            return self.one(&tiles, today);
        }
        if today.is_some_and(|today| start <= today && today < end) {
            return self.total_to_date(Some(start), today, today);
        }
        Answer::Nothing(if tiles.is_empty() {
            Gap::NoRow
        } else {
            Gap::Hole
        })
    }

    /// The sum of all rows from `start`, or from the first, to the last that ended by `until`.
    fn total_to_date(
        &self,
        start: Option<Date>,
        until: Option<Date>,
        today: Option<Date>,
    ) -> Answer {
        let Some(until) = until else {
            return Answer::Nothing(Gap::NoPeriod);
        };
        let mut past = self
            .selection
            .begun(start.unwrap_or(Date::MIN), until, today);
        past.retain(|row| row.end <= until);
        let tiles = without_overlap(past);
        let begins = tiles
            .first()
            .is_some_and(|first| start.is_none_or(|start| start == first.start));
        if !begins {
            return Answer::Nothing(Gap::NoRow);
        }
        if !is_unbroken(&tiles) {
            return Answer::Nothing(Gap::Hole);
        }
        let open = tiles.last().is_some_and(|last| last.end < until);
        so_far(
            self.one(&tiles, today),
            self.aggregate.unwrap_or(Aggregate::Sum),
            open,
        )
    }

    /// Whether some unbroken run of a total's rows has a sum on the side of what is sought: a claim without a period may
    /// mean it.
    pub(crate) fn some_run_fits(&self, today: Option<Date>, side: Side<'_>) -> bool {
        if self.data.kind != DataKind::Total || self.selection.rows().len() > MOST_ROWS_FOR_RUNS {
            return self.data.kind == DataKind::Total;
        }
        let rows = without_overlap(self.selection.begun(Date::MIN, Date::MAX, today));
        let value = |row: &Selected| self.record(row).and_then(|record| record.value);
        let joined = |row: &Selected, next: &Selected| {
            is_unbroken(&[*row, *next]) && value(row).is_some() && value(next).is_some()
        };
        rows.chunk_by(joined).any(|run| {
            let values: Vec<Interval> = run.iter().filter_map(value).collect();
            run_fits(&values, side)
        })
    }

    /// The last row of a level not after the period and in force in it.
    fn level(&self, asked: &Asked, side: Side<'_>) -> Answer {
        if asked.greatest {
            return self.greatest(asked, side);
        }
        let chosen = match (asked.when, asked.when_vague) {
            (When::Exactly(start, end), _) => {
                // What a year's second half brings is not what an article of its first half speaks of.
                let to = asked
                    .today
                    .filter(|today| start <= *today)
                    .map_or(end, |today| end.min(today));
                self.selection.in_force(start, to, |_| true)
            }
            (When::Until(end), _) => self.selection.in_force(end, end, |_| true),
            (When::From(start), _) => first_from(&self.selection, start, asked.today),
            (_, WhenVague::Any) => return self.any_in_window(asked, side),
            _ if asked.past_window().is_some() => return self.any_in_window(asked, side),
            _ => self.in_force_now(asked.today),
        };
        let chosen = self.selection.current(&chosen, asked.today);
        match chosen.as_slice() {
            [] => Answer::Nothing(Gap::NoRow),
            [row] => self.one(&[*row], asked.today),
            _ => self.each(&chosen, asked.today),
        }
    }

    /// The rows of a level in force on `today`, of those known then if any was; else the last ones begun.
    fn in_force_now(&self, today: Option<Date>) -> Vec<Selected> {
        let Some(today) = today else {
            return last_by(&self.selection, Date::MAX);
        };
        let known = self
            .selection
            .in_force(today, today, |row| is_known(row, Some(today)));
        if !known.is_empty() {
            return known;
        }
        let in_force = self.selection.in_force(today, today, |_| true);
        if in_force.is_empty() {
            last_by(&self.selection, today)
        } else {
            in_force
        }
    }

    /// The greatest of the rows that "up to" is held to.
    fn greatest(&self, asked: &Asked, side: Side<'_>) -> Answer {
        let rows = match (asked.when, asked.today) {
            (When::Unresolved | When::Unsaid, Some(today)) => {
                self.selection.meeting(today, today, asked.today)
            }
            // Without a date, any of the levels may have been the greatest when it was written.
            (When::Unresolved | When::Unsaid, None) => return self.any_in_window(asked, side),
            _ => self.in_window(asked),
        };
        if rows.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        self.aggregated(&rows, Aggregate::Max, asked.today)
    }

    /// The events that lie in the period: each for itself, or taken together.
    fn events(&self, asked: &Asked, side: Side<'_>) -> Answer {
        let aggregate = self.aggregate.or(asked.greatest.then_some(Aggregate::Max));
        match (asked.when, asked.when_vague, aggregate) {
            (When::Vaguely(_), _, Some(aggregate)) => self.loosely(asked, aggregate),
            (When::Unresolved | When::Unsaid, WhenVague::Latest, None) => {
                self.latest_event(asked.today)
            }
            (When::Vaguely(_), WhenVague::Latest, None) if asked.past_window().is_none() => {
                self.latest_event(asked.today)
            }
            (_, _, None) => match event_days(asked) {
                Some((from, to)) => self.any(from, to, asked.today, side),
                None => Answer::Nothing(Gap::NoPeriod),
            },
            (_, _, Some(aggregate)) => match event_days(asked) {
                Some((from, to)) => self.events_together(from, to, aggregate, asked.today),
                None => Answer::Nothing(Gap::NoPeriod),
            },
        }
    }

    fn latest_event(&self, today: Option<Date>) -> Answer {
        let last = self
            .selection
            .last(Date::MIN, today.unwrap_or(Date::MAX), |row| {
                is_past(row, today)
            });
        last.map_or(Answer::Nothing(Gap::NoRow), |row| self.one(&[row], today))
    }

    /// The events from `from` to `to` taken together: those that only touch it may or may not belong to it, and of what
    /// happened after the data was told nothing is known.
    fn events_together(
        &self,
        from: Date,
        to: Date,
        aggregate: Aggregate,
        today: Option<Date>,
    ) -> Answer {
        let meeting = self.selection.meeting(from, to, today);
        if meeting.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        let inside: Vec<Selected> = meeting
            .iter()
            .filter(|row| from <= row.start && row.end <= to)
            .copied()
            .collect();
        let open = self.data.told_until < Some(to);
        let certain = so_far(self.aggregated(&inside, aggregate, today), aggregate, open);
        if inside.len() == meeting.len() {
            return certain;
        }
        either(certain, self.aggregated(&meeting, aggregate, today))
    }

    /// The rows in a loose period ("in early March") taken together: what they make may be what is meant, but as its
    /// ends are loose, nothing is ruled out.
    fn loosely(&self, asked: &Asked, aggregate: Aggregate) -> Answer {
        let (from, to) = window(asked);
        let meeting = self.selection.meeting(from, to, asked.today);
        let within: Vec<Selected> = meeting
            .iter()
            .filter(|row| from <= row.start && row.end <= to)
            .copied()
            .collect();
        let rows = if within.is_empty() { meeting } else { within };
        if rows.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        match self.aggregated(&without_overlap(rows), aggregate, asked.today) {
            Answer::One(reference) => Answer::Any {
                candidates: Some(reference)
                    .filter(|reference| !reference.partly_known)
                    .into_iter()
                    .collect(),
                open: true,
            },
            answer => answer,
        }
    }

    /// The rows that a claim with a loose period, or none, may mean: none of them begins after the document's date.
    fn in_window(&self, asked: &Asked) -> Vec<Selected> {
        let (from, to) = window(asked);
        self.selection.meeting(from, to, asked.today)
    }

    fn any_in_window(&self, asked: &Asked, side: Side<'_>) -> Answer {
        let (from, to) = window(asked);
        self.any(from, to, asked.today, side)
    }

    /// Each of the rows of some day from `from` to `to` as a value that the claim may mean. Of many, those whose value
    /// is on the side of what is sought, and the last, which is told where none fits.
    fn any(&self, from: Date, to: Date, today: Option<Date>, side: Side<'_>) -> Answer {
        let selection = &self.selection;
        if selection.revised {
            return self.each(&selection.meeting(from, to, today), today);
        }
        if selection.last(from, to, |_| true).is_none() {
            return Answer::Nothing(Gap::NoRow);
        }
        let in_window = |rows: &[Selected]| {
            let begun = rows.partition_point(|row| row.start <= to);
            let begun = rows.get(..begun).unwrap_or_default();
            begun.iter().rev().find(|row| from <= row.end).copied()
        };
        let fitting = selection.with_value(&self.data, side).filter_map(in_window);
        let valued = |row: &Selected| {
            self.record(row)
                .is_some_and(|record| record.value.is_some())
        };
        let mut rows: Vec<Selected> = fitting.take(MOST_FITTING).collect();
        rows.extend(selection.low(from, to).filter(valued));
        rows.extend(selection.last(from, to, valued));
        rows.sort_unstable_by_key(|row| (row.start, row.rank, row.end, row.place()));
        rows.dedup();
        match self.each(&rows, today) {
            Answer::Any { candidates, open } => Answer::Any {
                candidates,
                open: open || selection.has_unknown(from, to),
            },
            Answer::One(_) | Answer::Nothing(_) => Answer::Any {
                candidates: Vec::new(),
                open: true,
            },
        }
    }

    /// One value made of `rows`, in the way of the data's kind.
    fn one(&self, rows: &[Selected], today: Option<Date>) -> Answer {
        let by_kind = if self.data.kind == DataKind::Total {
            Aggregate::Sum
        } else {
            Aggregate::Last
        };
        self.aggregated(rows, self.aggregate.unwrap_or(by_kind), today)
    }

    /// Each of `rows` as a value that the claim may mean.
    fn each(&self, rows: &[Selected], today: Option<Date>) -> Answer {
        if rows.is_empty() {
            return Answer::Nothing(Gap::NoRow);
        }
        let mut candidates = Vec::with_capacity(rows.len());
        for row in rows {
            if let Answer::One(reference) = self.aggregated(&[*row], Aggregate::Last, today)
                && !reference.partly_known
            {
                candidates.push(reference);
            }
        }
        let open = candidates.len() < rows.len();
        Answer::Any { candidates, open }
    }

    /// What `rows` make together.
    fn aggregated(&self, rows: &[Selected], aggregate: Aggregate, today: Option<Date>) -> Answer {
        let records: Vec<&Record> = rows.iter().filter_map(|row| self.record(row)).collect();
        let values: Vec<Interval> = records.iter().filter_map(|record| record.value).collect();
        let unknown = values.len() < records.len() && aggregate != Aggregate::Count;
        let Some(mut interval) = together(&values, &records, aggregate)
            .or_else(|| unknown.then_some(Interval::EVERYTHING))
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
        let last_day = rows.iter().map(|row| row.end).max();
        let known = rows.iter().filter_map(|row| row.known).max();
        Answer::One(Reference {
            interval,
            partly_known: unknown,
            period: span_of(rows),
            as_of: records.iter().filter_map(|record| record.as_of).max(),
            known_later: known.filter(|_| !rows.iter().all(|row| is_known(row, today))),
            held: last_day.filter(|end| *end < Date::MAX),
            low: records.iter().any(|record| record.low),
            parts: values.iter().copied().take(SHOWN).collect(),
            rows: match aggregate {
                Aggregate::Sum | Aggregate::Count => rows.len(),
                Aggregate::Max | Aggregate::Min | Aggregate::Last => 1,
            },
            sources: self.sources(&records),
        })
    }

    /// Who says what these rows say, each once; none where no row names its own, and it is the data set's.
    fn sources(&self, records: &[&Record]) -> Vec<Arc<Source>> {
        let mut sources: Vec<Arc<Source>> = Vec::new();
        if records.iter().any(|record| record.source.is_some()) {
            for source in records.iter().map(|record| self.data.source_of(record)) {
                if !sources.contains(source) {
                    sources.push(Arc::clone(source));
                }
            }
        }
        sources
    }

    /// The same rows with another cell in one of the conditions: the other series, places, kinds of the data set.
    pub(crate) fn neighbours(&self) -> &[(String, Self)] {
        self.selection.neighbours.get_or_init(|| {
            let others = |place: usize| {
                let cells = self.other_cells(place).into_iter();
                cells.map(move |cell| (cell.clone(), self.with_cell(place, cell)))
            };
            (0..self.conditions.len()).flat_map(others).collect()
        })
    }

    fn with_cell(&self, place: usize, cell: String) -> Self {
        let mut conditions = self.conditions.clone();
        if let Some(condition) = conditions.get_mut(place) {
            condition.1 = vec![cell];
        }
        Self::select(Arc::clone(&self.data), conditions, self.aggregate)
    }

    /// Cells of a condition's column in rows that meet every other condition.
    fn other_cells(&self, place: usize) -> Vec<String> {
        let mut others = self.conditions.clone();
        if place >= others.len() {
            return Vec::new();
        }
        let (column, wanted) = others.remove(place);
        let table = &self.data.table;
        let meets = |cell: &&String| {
            let mut rows = table.rows_with(column, cell).iter();
            rows.any(|row| rank(&self.data, *row, &others).is_some())
        };
        let cells = table
            .cells(column)
            .iter()
            .filter(|cell| !wanted.contains(cell));
        cells.filter(meets).take(MOST_NEIGHBOURS).cloned().collect()
    }

    /// Each row of some day from `from` to `to` for itself.
    pub(crate) fn each_in(&self, from: Date, to: Date, today: Option<Date>) -> Vec<Reference> {
        match self.each(&self.selection.meeting(from, to, today), today) {
            Answer::Any { candidates, .. } => candidates,
            Answer::One(_) | Answer::Nothing(_) => Vec::new(),
        }
    }

    /// The rows that began last before `now`, by `today` at the latest.
    pub(crate) fn last_before(&self, now: Date, today: Option<Date>) -> Vec<Reference> {
        let by = now.yesterday().unwrap_or(now);
        let by = today.map_or(by, |today| by.min(today));
        let Some(last) = self.selection.last(Date::MIN, by, |_| true) else {
            return Vec::new();
        };
        match self.each(&self.selection.begun(last.start, last.start, today), today) {
            Answer::Any { candidates, .. } => candidates,
            Answer::One(_) | Answer::Nothing(_) => Vec::new(),
        }
    }
}

/// How far down the order of preference a row stands; `None` where it fails a condition.
fn rank(data: &DataSet, row: u32, conditions: &[(usize, Vec<String>)]) -> Option<usize> {
    conditions
        .iter()
        .try_fold(0_usize, |rank, (column, wanted)| {
            let cell = data.table.text(row as usize, *column);
            Some(rank.saturating_add(wanted.iter().position(|want| *want == cell)?))
        })
}

/// Whether a row was known on `today`, as far as that is told.
fn is_known(row: &Selected, today: Option<Date>) -> bool {
    row.known
        .zip(today)
        .is_none_or(|(known, today)| known <= today)
}

/// The days of a period that is exact or open, of what the document may know; `None` where its date is needed.
fn event_days(asked: &Asked) -> Option<(Date, Date)> {
    Some(match (asked.when, asked.when_vague) {
        (When::Exactly(start, end), _) => {
            let last = asked.today.filter(|today| start <= *today);
            (start, last.map_or(end, |today| end.min(today)))
        }
        (When::From(start), _) => (start, asked.today?),
        (When::Until(end), _) => (Date::MIN, asked.today.map_or(end, |today| end.min(today))),
        (When::Unresolved | When::Unsaid, WhenVague::ToDate) => (Date::MIN, asked.today?),
        (When::Unresolved | When::Unsaid | When::Vaguely(_), _) => window(asked),
    })
}

/// The days that a claim may mean, none of them after the document's date.
fn window(asked: &Asked) -> (Date, Date) {
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
    (from, asked.today.map_or(to, |today| to.min(today)))
}

/// What values make together; `None` where there is none, or their sum is too long.
fn together(values: &[Interval], records: &[&Record], aggregate: Aggregate) -> Option<Interval> {
    let mut each = values.iter().copied();
    match aggregate {
        Aggregate::Sum => each.try_fold(Interval::exactly(Decimal::ZERO), |sum, value| {
            sum.add(&value)
        }),
        Aggregate::Count => Some(Interval::exactly(Decimal::from(records.len()))),
        Aggregate::Max => each.reduce(|a, b| extreme(a, b, true)),
        Aggregate::Min => each.reduce(|a, b| extreme(a, b, false)),
        Aggregate::Last => records.last().and_then(|record| record.value),
    }
}

/// A value that has only been told up to some day before the last one asked for, where `open`: it may have grown since.
fn so_far(answer: Answer, aggregate: Aggregate, open: bool) -> Answer {
    let grows = if aggregate == Aggregate::Count {
        Aggregate::Sum
    } else {
        aggregate
    };
    match answer {
        Answer::One(reference) if open => Answer::One(Reference {
            interval: with_unknown(reference.interval, grows),
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
            partly_known: certain.partly_known || possible.partly_known,
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
