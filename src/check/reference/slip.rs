//! The likely slip: what a contradicted figure would fit, if the writer took the wrong row, period, place or digit.
//!
//! Only what one edit of the claim gives is tried, and nothing is said where two edits fit equally well: with free
//! windows nearly every figure fits one by chance.

use super::compare::{self, Figure, Judged};
use super::words;
use crate::extract::Quantity;
use crate::quantity::{Amount, Interval, Magnitude, Period, Slack, exact};
use crate::rules::model::DataKind;
use crate::rules::reference::{Answer, Asked, Basis, Expectation, Reference, When, current};
use crate::rules::{Rule, Tolerance};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A contradicted figure, and what contradicts it.
pub(super) struct Missed<'a> {
    pub(super) quantity: &'a Quantity,
    pub(super) figure: &'a Figure,
    pub(super) rule: &'a Rule,
    pub(super) asked: &'a Asked,
    pub(super) judged: &'a Judged<'a>,
    pub(super) slack: Slack,
}

impl Missed<'_> {
    /// How the mistake may have come about, in words.
    pub(super) fn slip(&self) -> Option<String> {
        self.mistaken()
            .or_else(|| self.period())
            .or_else(|| self.other_day())
            .or_else(|| self.other_row())
            .or_else(|| self.power_of_ten())
            .or_else(|| self.swapped_digits())
    }

    /// A row that the pack names as easily taken for the right one.
    fn mistaken(&self) -> Option<String> {
        current(&self.rule.mistaken_for, self.asked)
            .into_iter()
            .find_map(|expectation| {
                let reference = compare::fits(self.figure, expectation, self.asked)?;
                let what = expectation
                    .label
                    .as_ref()
                    .map_or("another figure", |label| label.raw());
                Some(format!(
                    "fits {what}, {}: was that meant?",
                    told(&reference, expectation)
                ))
            })
    }

    /// The period one edit away from the claim's, for which a total would fit.
    fn period(&self) -> Option<String> {
        let When::Exactly(start, end) = self.asked.when else {
            return None;
        };
        let mut fitting: Vec<Edit> = Vec::new();
        for edit in edits(start, end, self.rule.fiscal_year_start) {
            let known = fitting
                .iter()
                .any(|other| (other.start, other.end) == (edit.start, edit.end));
            if !known && self.fits_in(&edit) {
                fitting.push(edit);
            }
        }
        let nearest = fitting.iter().map(|edit| edit.distance).min()?;
        let mut near = fitting.iter().filter(|edit| edit.distance == nearest);
        let (edit, None) = (near.next()?, near.next()) else {
            return None;
        };
        let period = Period::new(edit.start, edit.end)?;
        let period = words::period(&period, self.rule.fiscal_year_start);
        Some(format!("fits {period}: {}", edit.question))
    }

    /// Whether some total of the rule fits in the edited period.
    fn fits_in(&self, edit: &Edit) -> bool {
        let asked = Asked {
            when: When::Exactly(edit.start, edit.end),
            ..*self.asked
        };
        self.rule
            .expect
            .iter()
            .filter(|expectation| adds_up(expectation))
            .any(|expectation| compare::fits(self.figure, expectation, &asked).is_some())
    }

    /// The one other row of the data that fits in the claim's own period: another series, place or kind.
    fn other_row(&self) -> Option<String> {
        let Basis::Rows(rows) = &self.judged.expectation.basis else {
            return None;
        };
        let mut fitting = rows.neighbours().iter().filter_map(|(cell, rows)| {
            let other = Expectation {
                basis: Basis::Rows(rows.clone()),
                ..self.judged.expectation.clone()
            };
            let reference = compare::fits(self.figure, &other, self.asked)?;
            Some((cell, words::value(&reference.interval, other.unit)))
        });
        let ((cell, value), None) = (fitting.next()?, fitting.next()) else {
            return None;
        };
        Some(format!("fits {cell}, {value}: was another row taken?"))
    }

    /// The other time at which a level or an event fits, the last of several with one value.
    fn other_day(&self) -> Option<String> {
        let fitting: Vec<(Reference, &Expectation)> = self
            .rule
            .expect
            .iter()
            .flat_map(|expectation| self.times(expectation))
            .filter(|(reference, expectation)| {
                compare::meets(self.figure, &reference.interval, expectation.unit)
            })
            .collect();
        let (reference, expectation) = fitting.last()?;
        let one_value = fitting
            .iter()
            .all(|(other, _)| other.interval == reference.interval);
        if !one_value {
            return None;
        }
        Some(format!(
            "fits {}: is the value out of date?",
            self.dated(reference, expectation)
        ))
    }

    /// The values that fit and that an expectation had at some time; of the pack's own values, those as of a day.
    fn times<'e>(&self, expectation: &'e Expectation) -> Vec<(Reference, &'e Expectation)> {
        let side = |value: &Interval| {
            let figure = self.figure;
            compare::side(
                &figure.reads,
                value,
                figure.unit,
                expectation,
                Tolerance::Rounding,
            )
        };
        let references = match &expectation.basis {
            Basis::Rows(rows) if rows.data.kind == DataKind::Total => Vec::new(),
            Basis::Rows(rows) => rows.fitting(known_until(self.asked), self.asked.today, &side),
            Basis::Stated { as_of: None, .. } | Basis::Days(_) => Vec::new(),
            Basis::Stated {
                as_of: Some(day), ..
            } => {
                let then = Asked {
                    when: When::Exactly(*day, *day),
                    ..*self.asked
                };
                match expectation.answer(&then, &side) {
                    Answer::One(reference) => vec![reference],
                    _ => Vec::new(),
                }
            }
        };
        references
            .into_iter()
            .filter(|reference| is_earlier(reference, self.asked))
            .map(|reference| (reference, expectation))
            .collect()
    }

    fn dated(&self, reference: &Reference, expectation: &Expectation) -> String {
        let period = reference.period.as_ref();
        let when = period.map(|period| {
            format!(
                " for {}",
                words::period(period, self.rule.fiscal_year_start)
            )
        });
        format!(
            "{}{}",
            told(reference, expectation),
            when.unwrap_or_default()
        )
    }

    /// The reference, if it is one value and not merely a bound.
    fn bounded(&self) -> Option<&Reference> {
        let reference = self.judged.reference.as_ref()?;
        let interval = &reference.interval;
        (interval.lower().is_some() && interval.upper().is_some()).then_some(reference)
    }

    /// A factor of ten or a thousand.
    fn power_of_ten(&self) -> Option<String> {
        const FACTORS: [(i32, &str); 4] = [
            (1, "ten times too low"),
            (-1, "ten times too high"),
            (3, "a thousand times too low"),
            (-3, "a thousand times too high"),
        ];
        let reference = self.bounded()?;
        FACTORS.iter().find_map(|(exponent, told)| {
            let moved = self.figure.times(exact::power_of_ten(*exponent)?)?;
            compare::meets(&moved, &reference.interval, self.judged.expectation.unit)
                .then(|| format!("{told}: was a digit, or a word such as million, lost or added?"))
        })
    }

    /// Two neighbouring digits the wrong way round.
    fn swapped_digits(&self) -> Option<String> {
        let reference = self.bounded()?;
        let stated = self.quantity.amount.stated?;
        swaps(stated).into_iter().find_map(|swapped| {
            let amount = Amount::new(swapped, self.quantity.amount.modifier);
            let figure = Figure::read(&amount, self.quantity, self.slack);
            compare::meets(&figure, &reference.interval, self.judged.expectation.unit).then(|| {
                let number = crate::quantity::format::grouped(swapped.value);
                format!("{number} would fit: were two digits swapped?")
            })
        })
    }
}

/// A value and who gives it.
fn told(reference: &Reference, expectation: &Expectation) -> String {
    let value = words::value(&reference.interval, expectation.unit);
    match super::publishers(expectation, reference) {
        Some(publishers) => format!("{value} ({publishers})"),
        None => value,
    }
}

/// Whether an expectation is of what adds up over periods.
fn adds_up(expectation: &Expectation) -> bool {
    match &expectation.basis {
        Basis::Rows(rows) => rows.data.kind != DataKind::Level,
        Basis::Stated { .. } | Basis::Days(_) => false,
    }
}

/// Whether a writer could have known a value: it held before the end of the claim's period, or of its document's day.
fn is_earlier(reference: &Reference, asked: &Asked) -> bool {
    let start = reference.period.and_then(|period| period.start);
    known_until(asked).is_none_or(|until| start.is_some_and(|start| start <= until))
}

/// The last day of which a writer could have known a value.
const fn known_until(asked: &Asked) -> Option<Date> {
    match asked.when {
        When::Exactly(_, end) | When::Until(end) => Some(end),
        When::From(_) | When::Vaguely(_) | When::Unsaid => asked.today,
    }
}

/// One edit of a claim's period.
struct Edit {
    start: Date,
    end: Date,
    /// How many months the two ends move.
    distance: u32,
    question: &'static str,
}

/// The periods one edit away: a year at either end or both, the fiscal year for the calendar year and back.
fn edits(start: Date, end: Date, fiscal_start: (i8, i8)) -> Vec<Edit> {
    let moved =
        |date: Date, years: i64| month_end_kept(date, date.checked_add(years.years()).ok()?);
    let edit = |start: Option<Date>, end: Option<Date>, distance, question| {
        let (start, end) = (start?, end?);
        (start <= end).then_some(Edit {
            start,
            end,
            distance,
            question,
        })
    };
    let mut edits = Vec::new();
    for years in [-1, 1] {
        edits.push(edit(
            moved(start, years),
            moved(end, years),
            24,
            "is the year right?",
        ));
    }
    if is_range(start, end, fiscal_start) {
        edits.push(edit(moved(start, -1), Some(end), 12, "was a year dropped?"));
        edits.push(edit(Some(start), moved(end, 1), 12, "was a year dropped?"));
        edits.push(edit(moved(start, 1), Some(end), 12, "is the year right?"));
        edits.push(edit(Some(start), moved(end, -1), 12, "is the year right?"));
    }
    edits.push(
        fiscal_for_calendar(start, end, fiscal_start)
            .and_then(|(start, end, question)| edit(Some(start), Some(end), 6, question)),
    );
    edits.into_iter().flatten().collect()
}

/// The fiscal year of a calendar year's number, or the calendar year of a fiscal year's.
fn fiscal_for_calendar(
    start: Date,
    end: Date,
    fiscal_start: (i8, i8),
) -> Option<(Date, Date, &'static str)> {
    if let Some((first, last)) = words::fiscal_years(start, end, fiscal_start) {
        let year = Period::year(first).filter(|_| first == last)?;
        return Some((year.start?, year.end?, "was the calendar year meant?"));
    }
    if Period::year(start.year()) != Period::new(start, end) {
        return None;
    }
    let (start, end) = words::fiscal_year(start.year(), fiscal_start)?;
    Some((start, end, "was the fiscal year meant?"))
}

/// Whether a period is told by two ends: not a day, a month, a quarter or a year.
fn is_range(start: Date, end: Date, fiscal_start: (i8, i8)) -> bool {
    let one_month = start.first_of_month() == end.first_of_month();
    let one_year = Period::year(start.year()) == Period::new(start, end);
    let fiscal =
        words::fiscal_years(start, end, fiscal_start).is_some_and(|(first, last)| first == last);
    let quarter =
        (1..=4).any(|quarter| Period::quarter(start.year(), quarter) == Period::new(start, end));
    !(one_month || one_year || fiscal || quarter)
}

/// `moved`, at the end of its month if `date` was: 28 February 2023 is 29 February 2024.
fn month_end_kept(date: Date, moved: Date) -> Option<Date> {
    Some(if date == date.last_of_month() {
        moved.last_of_month()
    } else {
        moved
    })
}

/// The numbers that `stated` becomes when two neighbouring digits change places.
fn swaps(stated: Magnitude) -> Vec<Magnitude> {
    let scale = stated.value.scale();
    let digits: Vec<u8> = stated.value.mantissa().to_string().into_bytes();
    let pairs = digits.iter().zip(digits.iter().skip(1)).enumerate();
    let swapped = pairs.filter(|(_, (a, b))| a != b).filter_map(|(at, _)| {
        let mut digits = digits.clone();
        digits.swap(at, at.saturating_add(1));
        let mantissa: i128 = String::from_utf8(digits).ok()?.parse().ok()?;
        let value = Decimal::try_from_i128_with_scale(mantissa, scale).ok()?;
        (value.mantissa().to_string().len() == stated.value.mantissa().to_string().len())
            .then_some(Magnitude { value, ..stated })
    });
    swapped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(start: Date, end: Date) -> Vec<String> {
        let mut edits = edits(start, end, (10, 1));
        edits.sort_by_key(|edit| edit.distance);
        edits
            .iter()
            .map(|edit| format!("{}/{} {}", edit.start, edit.end, edit.distance))
            .collect()
    }

    #[test]
    fn only_single_edits_of_the_period_are_tried() {
        assert_eq!(
            shown(date(2024, 1, 1), date(2024, 11, 30)),
            [
                "2023-01-01/2024-11-30 12",
                "2024-01-01/2025-11-30 12",
                "2023-01-01/2023-11-30 24",
                "2025-01-01/2025-11-30 24",
            ]
        );
        assert_eq!(
            shown(date(2024, 1, 1), date(2024, 12, 31)),
            [
                "2023-10-01/2024-09-30 6",
                "2023-01-01/2023-12-31 24",
                "2025-01-01/2025-12-31 24",
            ]
        );
        assert_eq!(
            shown(date(2023, 2, 1), date(2023, 2, 28)),
            ["2022-02-01/2022-02-28 24", "2024-02-01/2024-02-29 24"]
        );
    }

    #[test]
    fn digits_are_swapped_one_pair_at_a_time() {
        let stated = Magnitude::written(exact::literal("42048").unwrap());
        let shown: Vec<String> = swaps(stated)
            .iter()
            .map(|number| number.value.to_string())
            .collect();
        assert_eq!(shown, ["24048", "40248", "42408", "42084"]);
        assert!(swaps(Magnitude::written(exact::literal("1000").unwrap())).is_empty());
    }
}
