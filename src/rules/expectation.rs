//! `expect` and `mistaken_for` into [`Expectation`]s: data sets looked up, rows chosen, values read, units fitted.

use super::data::{self, DataSet, MAX_HELD_ROWS};
use super::error::{Mistake, Sink};
use super::literal::{self, Literal};
use super::model::{At, Condition, Confidence, Expect};
use super::phrases::names_in;
use super::provenance::Source;
use super::reference::{Basis, Expectation, Rows};
use super::unit::{self, UnitPattern};
use crate::quantity::unit::Base;
use crate::quantity::{Interval, Period};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A name of the pack and what it stands for; `None` where that was found broken, and told.
pub(super) type Named<T> = (String, Option<Arc<T>>);

/// What expectations may refer to.
pub(super) struct Scope<'a> {
    pub sources: &'a [Named<Source>],
    pub data: &'a [Named<DataSet>],
    pub unit: &'a UnitPattern,
    /// The dollar of the pack's locale.
    pub dollar: Option<Base>,
    /// How many rows the expectations of the run hold so far.
    pub held_rows: &'a AtomicUsize,
    /// The name of the value that each slot stands for now.
    pub bound: &'a [(&'a str, &'a str)],
}

impl Scope<'_> {
    /// Compiles `expect`; `None` where it, or what it refers to, holds a mistake.
    pub(super) fn expectation(&self, expect: &Expect, sink: &mut Sink) -> Option<Expectation> {
        let before = sink.count();
        check_keys(expect, sink);
        if sink.count() > before {
            return None;
        }
        let of_days = *self.unit == UnitPattern::Date;
        if of_days && !may_be_of_days(expect, sink) {
            return None;
        }
        match &expect.data {
            Some(name) => self.rows(expect, name, sink),
            None if expect.broken => None,
            None if of_days => self.stated_days(expect, sink),
            None => self.stated(expect, sink),
        }
    }

    /// A day, month or year of the pack itself.
    fn stated_days(&self, expect: &Expect, sink: &mut Sink) -> Option<Expectation> {
        let source = self.source_of(expect, sink)?;
        let days = match &expect.value {
            Some(value) => read_days(value, sink)?,
            None => {
                let mut end = |written: &Option<At<String>>| match written {
                    None => Some(None),
                    Some(written) => read_days(written, sink).map(Some),
                };
                let (first, last) = (end(&expect.lower), end(&expect.upper));
                Period {
                    start: first?.and_then(|days| days.start),
                    end: last?.and_then(|days| days.end),
                    fuzzy: false,
                }
            }
        };
        if matches!((days.start, days.end), (Some(start), Some(end)) if end < start) {
            let span = expect.upper.as_ref().map_or(&expect.span, |at| &at.span);
            sink.push(
                Mistake::at(span, "`upper` lies before `lower`")
                    .expected("a day not before `lower`"),
            );
            return None;
        }
        Some(Expectation {
            label: label(expect),
            basis: Basis::Days(vec![days]),
            source,
            low: is_low(expect),
            unit: None,
        })
    }

    /// The source that an expectation names; `Some(None)` where it names none.
    fn source_of(&self, expect: &Expect, sink: &mut Sink) -> Option<Option<Arc<Source>>> {
        match &expect.source {
            None => Some(None),
            Some(name) => look_up(self.sources, name, "source", sink).map(Some),
        }
    }

    /// A value of the pack itself.
    fn stated(&self, expect: &Expect, sink: &mut Sink) -> Option<Expectation> {
        let source = self.source_of(expect, sink)?;
        let (interval, written_unit) = match &expect.value {
            Some(value) => {
                let read = self.number(value, sink)?;
                (read.interval, read.unit)
            }
            None => self.bounds(expect, sink)?,
        };
        let unit = self.fitted_unit(expect, written_unit, sink)?;
        Some(Expectation {
            label: label(expect),
            basis: Basis::Stated {
                interval,
                as_of: expect.as_of.as_ref().map(|date| date.value),
            },
            source,
            low: is_low(expect),
            unit,
        })
    }

    /// Rows of a data set.
    fn rows(&self, expect: &Expect, name: &At<String>, sink: &mut Sink) -> Option<Expectation> {
        let data = look_up(self.data, name, "data set", sink)?;
        let conditions = expect
            .conditions
            .iter()
            .map(|condition| self.condition(&data, condition, sink))
            .collect::<Vec<_>>();
        let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
        let of_days = *self.unit == UnitPattern::Date;
        let unit = if of_days {
            None
        } else {
            self.fitted_unit(expect, data.unit, sink)?
        };
        let source = Arc::clone(&data.source);
        let rows = Rows::select(
            data,
            conditions,
            expect.aggregate.as_ref().map(|found| found.value),
        );
        if rows.len() == 0 {
            sink.push(
                Mistake::at(&expect.span, "no row meets these conditions")
                    .expected("conditions that some row meets"),
            );
            return None;
        }
        if self.held_rows.fetch_add(rows.len(), Ordering::Relaxed) > MAX_HELD_ROWS {
            sink.push(
                Mistake::at(
                    &expect.span,
                    "the rules of this run hold figures to too many rows",
                )
                .expected("conditions that fewer rows meet, or fewer rules in one run"),
            );
            return None;
        }
        if let Some((line, other)) = rows.overlap() {
            let message =
                format!("these rows cover some days twice: lines {line} and {other} of the data");
            sink.push(
                Mistake::at(&expect.span, message).expected(
                    "rows that can be added up: a further condition, or kind = \"level\"",
                ),
            );
            return None;
        }
        let basis = if of_days {
            Basis::Days(days_of(&rows, name, sink)?)
        } else {
            Basis::Rows(rows)
        };
        Some(Expectation {
            label: label(expect),
            basis,
            source: Some(source),
            low: is_low(expect),
            unit,
        })
    }

    /// One entry of `where`: the place of its column, and the cells wanted.
    fn condition(
        &self,
        data: &DataSet,
        condition: &Condition,
        sink: &mut Sink,
    ) -> Option<(usize, Vec<String>)> {
        let name = &condition.column;
        let Some(column) = data.table.column(&name.value) else {
            let columns = || data.table.columns();
            sink.push(
                Mistake::at(
                    &name.span,
                    format!("the data has no column `{}`", name.value),
                )
                .expected(format!(
                    "one of {}",
                    columns().collect::<Vec<_>>().join(", ")
                ))
                .nearest_to(&name.value, columns()),
            );
            return None;
        };
        let cells = condition
            .cells
            .iter()
            .map(|cell| self.cell(data, column, cell, sink))
            .collect::<Vec<_>>();
        let cells = cells.into_iter().collect::<Option<Vec<_>>>()?;
        (!cells.is_empty()).then_some((column, cells))
    }

    /// A wanted cell, with slots put in; some row must have it.
    fn cell(
        &self,
        data: &DataSet,
        column: usize,
        cell: &At<String>,
        sink: &mut Sink,
    ) -> Option<String> {
        let mut wanted = cell.value.clone();
        for name in names_in(&cell.value) {
            let Some((_, value)) = self.bound.iter().find(|(slot, _)| *slot == name) else {
                sink.push_unknown(
                    Mistake::at(
                        &cell.span,
                        format!("`{{{name}}}` is no slot of this rule's `about`"),
                    )
                    .expected("a slot that stands in `about`")
                    .nearest_to(name, self.bound.iter().map(|(slot, _)| *slot)),
                );
                return None;
            };
            wanted = wanted.replace(&format!("{{{name}}}"), value);
        }
        if data.table.rows_with(column, &wanted).is_empty() {
            sink.push(
                Mistake::at(&cell.span, format!("no row has `{wanted}` in this column"))
                    .expected("a cell of the data")
                    .nearest_to(&wanted, data.table.cells(column).iter().map(String::as_str)),
            );
            return None;
        }
        Some(wanted)
    }

    /// The number that `written` holds; of a rate, what stands before its "per".
    fn number(&self, written: &At<String>, sink: &mut Sink) -> Option<Literal> {
        let UnitPattern::Rate(_, per) = self.unit else {
            return read_number(written, self.dollar, sink);
        };
        let Some((number, below)) = written.value.split_once(" per ") else {
            return read_number(written, self.dollar, sink);
        };
        if unit::below(below, self.dollar) != *per {
            let message = format!("a value per {below} can't be compared with this rule's figures");
            sink.push(Mistake::at(&written.span, message).expected("a value in the rule's unit"));
            return None;
        }
        let number = At {
            value: number.to_owned(),
            span: written.span.clone(),
        };
        read_number(&number, self.dollar, sink)
    }

    /// The interval from `lower` to `upper`, and their unit.
    fn bounds(&self, expect: &Expect, sink: &mut Sink) -> Option<(Interval, Option<Base>)> {
        let mut read = |written: &Option<At<String>>| match written {
            None => Some(None),
            Some(written) => self.number(written, sink).map(Some),
        };
        let (lower, upper) = (read(&expect.lower), read(&expect.upper));
        let (lower, upper) = (lower?, upper?);
        let span = expect.upper.as_ref().map_or(&expect.span, |at| &at.span);
        let units = [lower, upper].map(|read| read.and_then(|read| read.unit));
        if let [Some(low), Some(high)] = units
            && low != high
        {
            let (low, high) = (low.name(), high.name());
            let message = format!("`upper` is in {high} and `lower` in {low}");
            sink.push(Mistake::at(span, message).expected(format!("both in {low}")));
            return None;
        }
        let low = lower.and_then(|read| read.interval.lower());
        let high = upper.and_then(|read| read.interval.upper());
        let Some(interval) = Interval::new(low, high) else {
            sink.push(
                Mistake::at(span, "`upper` lies below `lower`")
                    .expected("a bound not below `lower`"),
            );
            return None;
        };
        let [low, high] = units;
        Some((interval, low.or(high)))
    }

    /// The unit of the value: as written with it, else by the key `unit`, else the rule's; it must fit the rule's.
    fn fitted_unit(
        &self,
        expect: &Expect,
        written: Option<Base>,
        sink: &mut Sink,
    ) -> Option<Option<Base>> {
        let named = match &expect.unit {
            None => None,
            Some(name) => Some(known_unit(name, self.dollar, sink)?),
        };
        let span = expect
            .unit
            .as_ref()
            .or(expect.value.as_ref())
            .map_or(&expect.span, |at| &at.span);
        if let (Some(named), Some(written)) = (named, written)
            && named != written
        {
            sink.push(
                Mistake::at(span, format!("the value is in {}", written.name()))
                    .expected(format!("`{}`", written.name())),
            );
            return None;
        }
        fit(self.unit, written.or(named), span, sink)
    }
}

/// The unit of a value under a rule's unit; told where the two can't be compared.
fn fit(
    rule: &UnitPattern,
    value: Option<Base>,
    span: &Range<usize>,
    sink: &mut Sink,
) -> Option<Option<Base>> {
    let mistake = match (rule, value) {
        (UnitPattern::Rate(of, _), _) => return fit(of, value, span, sink),
        (UnitPattern::Known(unit), None) => return Some(Some(*unit)),
        (UnitPattern::Known(rule), Some(value)) if comparable(*rule, value) => {
            return Some(Some(value));
        }
        (UnitPattern::Known(rule), Some(value)) => format!(
            "a value in {} can't be compared with figures in {}",
            value.name(),
            rule.name()
        ),
        (UnitPattern::Dimension(_), None) => "under `dimension`, a value needs its unit".to_owned(),
        (UnitPattern::Dimension(dimension), Some(Base::Measure(unit)))
            if unit.dimension == *dimension =>
        {
            return Some(value);
        }
        (UnitPattern::Dimension(_), Some(value)) => {
            format!("{} is of another dimension than the rule's", value.name())
        }
        (UnitPattern::Counted(_) | UnitPattern::Times | UnitPattern::Date, None) => {
            return Some(None);
        }
        (UnitPattern::Date, Some(value)) => {
            format!("a value in {} can't be compared with a date", value.name())
        }
        (UnitPattern::Counted(_) | UnitPattern::Times, Some(value)) => {
            format!("a value in {} can't be compared with a count", value.name())
        }
    };
    sink.push(
        Mistake::at(span, mistake)
            .expected("a value in the rule's unit, such as \"2 mg\" for a mass"),
    );
    None
}

/// Whether amounts in the two units can be set side by side.
pub(crate) fn comparable(a: Base, b: Base) -> bool {
    match (a, b) {
        (Base::Measure(a), Base::Measure(b)) => a.dimension == b.dimension,
        (Base::Money(a) | Base::MinorMoney(a), Base::Money(b) | Base::MinorMoney(b)) => a.is(b),
        (Base::Points | Base::BasisPoints, Base::Points | Base::BasisPoints) => true,
        _ => a == b,
    }
}

/// The unit of the tables that `name` names.
pub(super) fn known_unit(name: &At<String>, dollar: Option<Base>, sink: &mut Sink) -> Option<Base> {
    if let UnitPattern::Known(unit) = unit::pattern(&name.value, dollar) {
        return Some(unit);
    }
    let mistake = Mistake::at(&name.span, format!("`{}` is not a unit", name.value));
    let near = unit::misspelt(&name.value);
    sink.push(
        mistake
            .expected("a unit such as \"kg\", \"pound\", \"USD\" or \"%\"")
            .nearest_to(&name.value, near),
    );
    None
}

/// Tells keys that do not go together.
fn check_keys(expect: &Expect, sink: &mut Sink) {
    let bounds = expect.lower.is_some() || expect.upper.is_some();
    let ways = [expect.value.is_some(), bounds, expect.data.is_some()];
    if expect.broken {
        return;
    }
    if ways.iter().filter(|given| **given).count() != 1 {
        sink.push(
            Mistake::at(&expect.span, "an expectation has one kind of value")
                .expected("`value`, or `lower` and `upper`, or `data`"),
        );
        return;
    }
    let misplaced: [(&str, Option<&Range<usize>>); 4] = if expect.data.is_some() {
        [
            ("as_of", expect.as_of.as_ref().map(|at| &at.span)),
            ("source", expect.source.as_ref().map(|at| &at.span)),
            ("", None),
            ("", None),
        ]
    } else {
        [
            (
                "where",
                expect
                    .conditions
                    .first()
                    .map(|condition| &condition.column.span),
            ),
            ("aggregate", expect.aggregate.as_ref().map(|at| &at.span)),
            ("", None),
            ("", None),
        ]
    };
    for (key, span) in misplaced {
        let Some(span) = span else { continue };
        let message = if expect.data.is_some() {
            format!("`{key}` belongs to the data set, not to an expectation that uses it")
        } else {
            format!("`{key}` belongs to an expectation with `data`")
        };
        sink.push(Mistake::at(span, message).expected("an expectation without it"));
    }
}

/// What `name` stands for among `known`; told where it is unknown, silent where it was found broken before.
fn look_up<T>(
    known: &[Named<T>],
    name: &At<String>,
    what: &str,
    sink: &mut Sink,
) -> Option<Arc<T>> {
    if let Some((_, found)) = known.iter().find(|(id, _)| *id == name.value) {
        return found.clone();
    }
    let ids = || known.iter().map(|(id, _)| id.as_str());
    let list = ids().collect::<Vec<_>>().join(", ");
    let expected = if list.is_empty() {
        format!("a {what} of this pack")
    } else {
        format!("one of {list}")
    };
    sink.push_unknown(
        Mistake::at(&name.span, format!("there is no {what} `{}`", name.value))
            .expected(expected)
            .nearest_to(&name.value, ids()),
    );
    None
}

/// Looks up a source by name, for data sets.
pub(super) fn source(
    known: &[Named<Source>],
    name: &At<String>,
    sink: &mut Sink,
) -> Option<Arc<Source>> {
    look_up(known, name, "source", sink)
}

/// The number that `written` holds; told where it holds none.
pub(super) fn read_number(
    written: &At<String>,
    dollar: Option<Base>,
    sink: &mut Sink,
) -> Option<Literal> {
    let told = |fault: literal::Fault| {
        let text = written.value.trim();
        sink.push(Mistake::at(&written.span, fault.message(text)).expected(fault.expected(text)));
    };
    literal::unambiguous(&written.value, dollar)
        .map_err(told)
        .ok()
}

/// The day, month or year that `written` names, or the time between two; told where it names none.
fn read_days(written: &At<String>, sink: &mut Sink) -> Option<Period> {
    let read = data::calendar(written.value.trim());
    if read.is_none() {
        let message = format!("`{}` is not a date", written.value);
        sink.push(
            Mistake::at(&written.span, message)
                .expected("a day, a month, a year, or two with a slash between: 2025-02-04, \"2025-02\", \"2025-02-01/2025-02-04\""),
        );
    }
    read
}

/// The days that rows are of; told where they are of none.
fn days_of(rows: &Rows, name: &At<String>, sink: &mut Sink) -> Option<Vec<Period>> {
    let days = rows.periods();
    if days.is_empty() {
        sink.push(
            Mistake::at(&name.span, "the rows of this data set have no dates")
                .expected("a data set whose `period` names the columns of days"),
        );
        return None;
    }
    Some(days)
}

/// Tells keys that mean nothing for a date; whether there are none.
fn may_be_of_days(expect: &Expect, sink: &mut Sink) -> bool {
    let keys = [
        ("unit", expect.unit.as_ref().map(|at| &at.span)),
        ("as_of", expect.as_of.as_ref().map(|at| &at.span)),
        ("aggregate", expect.aggregate.as_ref().map(|at| &at.span)),
    ];
    let given = keys
        .into_iter()
        .filter_map(|(key, span)| Some((key, span?)));
    let before = sink.count();
    for (key, span) in given {
        let message = format!("`{key}` says nothing of a date");
        sink.push(Mistake::at(span, message).expected("an expectation without it"));
    }
    sink.count() == before
}

fn label(expect: &Expect) -> Option<crate::untrusted::Untrusted> {
    expect
        .label
        .as_ref()
        .map(|label| label.value.as_str().into())
}

fn is_low(expect: &Expect) -> bool {
    expect
        .confidence
        .as_ref()
        .is_some_and(|found| found.value == Confidence::Low)
}
