//! The likely slip: what a contradicted figure would fit, if the writer took the wrong row, period, place or digit.
//!
//! Only what one edit of the claim gives is tried, and nothing is said where two edits fit equally well: with free
//! windows nearly every figure fits one by chance.

use super::compare::{self, Figure, Judged};
use super::words;
use crate::extract::Quantity;
use crate::quantity::{Amount, Magnitude, Modifier, Period, Slack, exact};
use crate::rules::Rule;
use crate::rules::reference::{Answer, Asked, Basis, Expectation, Reference, When, current};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A contradicted figure, and what contradicts it.
pub(super) struct Missed<'a> {
    pub(super) quantity: &'a Quantity,
    /// The figure as printed.
    pub(super) text: &'a str,
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
            .or_else(|| self.out_of_date())
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

    /// The period one edit away from the claim's, for which the figure would fit.
    fn period(&self) -> Option<String> {
        let mut fitting: Vec<Edit> = Vec::new();
        for edit in edits(self.asked.when, self.rule.fiscal_year_start) {
            if !edit.has_begun(self.asked.today) {
                continue;
            }
            let known = fitting.iter().any(|other| other.when == edit.when);
            if !known && self.fits_in(&edit) {
                fitting.push(edit);
            }
        }
        let nearest = fitting.iter().map(|edit| edit.distance).min()?;
        let mut near = fitting.iter().filter(|edit| edit.distance == nearest);
        let (edit, None) = (near.next()?, near.next()) else {
            return None;
        };
        let period = words::period(&edit.period()?, self.rule.fiscal_year_start);
        Some(format!("fits {period}: {}", edit.question))
    }

    /// Whether some value of the rule fits in the edited period.
    fn fits_in(&self, edit: &Edit) -> bool {
        let asked = Asked {
            when: edit.when,
            ..*self.asked
        };
        current(&self.rule.expect, &asked)
            .into_iter()
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

    /// The value before the one that contradicts, for a claim that does not say of when it is.
    fn out_of_date(&self) -> Option<String> {
        if matches!(self.asked.when, When::Exactly(..) | When::Until(_)) {
            return None;
        }
        let start = |reference: &Reference| reference.period.and_then(|period| period.start);
        let now = self.judged.reference.as_ref().and_then(start)?;
        let expectations = self.rule.expect.iter();
        let earlier: Vec<(Reference, &Expectation)> = expectations
            .flat_map(|expectation| times(expectation, self.asked, now))
            .filter(|(reference, _)| start(reference).is_some_and(|start| start < now))
            .collect();
        let last = earlier
            .iter()
            .filter_map(|(reference, _)| start(reference))
            .max();
        let (reference, expectation) = earlier
            .iter()
            .filter(|(reference, _)| start(reference) == last)
            .find(|(reference, expectation)| {
                compare::meets(self.figure, &reference.interval, expectation.unit)
            })?;
        Some(format!(
            "fits {}: is the value out of date?",
            self.dated(reference, expectation)
        ))
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

    /// Two neighbouring printed digits the wrong way round, where only one such pair explains it.
    fn swapped_digits(&self) -> Option<String> {
        let reference = self.bounded()?;
        let stated = self.quantity.amount.stated?;
        let mut fitting = swaps(stated, printed_digits(self.text))
            .into_iter()
            .filter(|swapped| {
                let amount = Amount::new(*swapped, Modifier::Exact);
                let figure = Figure::read(&amount, self.quantity, self.slack);
                compare::meets(&figure, &reference.interval, self.judged.expectation.unit)
            });
        let (swapped, None) = (fitting.next()?, fitting.next()) else {
            return None;
        };
        let number = crate::quantity::format::grouped(swapped.value);
        Some(format!("{number} would fit: were two digits swapped?"))
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

/// The last value before the day `now` that an expectation had; of the pack's own values, those as of a day.
fn times<'e>(
    expectation: &'e Expectation,
    asked: &Asked,
    now: Date,
) -> Vec<(Reference, &'e Expectation)> {
    let references = match &expectation.basis {
        Basis::Rows(rows) => rows.last_before(now, asked.today),
        Basis::Stated { as_of: None, .. } | Basis::Days(_) => Vec::new(),
        Basis::Stated {
            as_of: Some(day), ..
        } => {
            let then = Asked {
                when: When::Exactly(*day, *day),
                ..*asked
            };
            match expectation.answer(&then, &|_| Ordering::Equal) {
                Answer::One(reference) => vec![reference],
                _ => Vec::new(),
            }
        }
    };
    references
        .into_iter()
        .filter(|reference| is_earlier(reference, asked))
        .map(|reference| (reference, expectation))
        .collect()
}

/// Whether a writer could have known a value: it held before the document's day.
fn is_earlier(reference: &Reference, asked: &Asked) -> bool {
    let start = reference.period.and_then(|period| period.start);
    asked
        .today
        .is_none_or(|today| start.is_some_and(|start| start <= today))
}

/// One edit of a claim's period.
struct Edit {
    when: When,
    /// How many months its ends move.
    distance: u32,
    question: &'static str,
}

impl Edit {
    /// Whether a writer on `today` could speak of the period.
    fn has_begun(&self, today: Option<Date>) -> bool {
        let start = self.period().and_then(|period| period.start);
        today.is_none_or(|today| start.is_none_or(|start| start <= today))
    }

    fn period(&self) -> Option<Period> {
        match self.when {
            When::Exactly(start, end) => Period::new(start, end),
            When::From(start) => Some(Period::since(start)),
            When::Until(end) => Some(Period::until(end)),
            When::Vaguely(_) | When::Unresolved | When::Unsaid => None,
        }
    }
}

const RIGHT: &str = "is the year right?";
const DROPPED: &str = "was a year dropped?";

/// The periods one edit away: a year at either end or both, the fiscal year for the calendar year and back.
fn edits(when: When, fiscal_start: (i8, i8)) -> Vec<Edit> {
    let edit = |when: Option<When>, distance, question| {
        when.map(|when| Edit {
            when,
            distance,
            question,
        })
    };
    let (before, after) = match when {
        When::Exactly(start, end) => return edits_of_both(start, end, fiscal_start),
        When::From(start) => (
            by_years(start, -1).map(When::From),
            by_years(start, 1).map(When::From),
        ),
        When::Until(end) => (
            by_years(end, -1).map(When::Until),
            by_years(end, 1).map(When::Until),
        ),
        When::Vaguely(_) | When::Unresolved | When::Unsaid => (None, None),
    };
    [edit(before, 12, RIGHT), edit(after, 12, RIGHT)]
        .into_iter()
        .flatten()
        .collect()
}

/// The edits of a period with two ends.
fn edits_of_both(start: Date, end: Date, fiscal_start: (i8, i8)) -> Vec<Edit> {
    let edit = |start: Option<Date>, end: Option<Date>, distance, question| {
        let (start, end) = (start?, end?);
        (start <= end).then_some(Edit {
            when: When::Exactly(start, end),
            distance,
            question,
        })
    };
    let mut edits = Vec::new();
    for years in [-1, 1] {
        edits.push(edit(
            by_years(start, years),
            by_years(end, years),
            24,
            RIGHT,
        ));
    }
    if is_range(start, end, fiscal_start) {
        edits.push(edit(by_years(start, -1), Some(end), 12, DROPPED));
        edits.push(edit(Some(start), by_years(end, 1), 12, DROPPED));
        edits.push(edit(by_years(start, 1), Some(end), 12, RIGHT));
        edits.push(edit(Some(start), by_years(end, -1), 12, RIGHT));
    }
    edits.push(
        fiscal_for_calendar(start, end, fiscal_start)
            .and_then(|(start, end, question)| edit(Some(start), Some(end), 6, question)),
    );
    edits.into_iter().flatten().collect()
}

/// The day so many years later, at the end of its month if `date` was: 28 February 2023 is 29 February 2024.
fn by_years(date: Date, years: i64) -> Option<Date> {
    let moved = date.checked_add(years.years()).ok()?;
    Some(if date == date.last_of_month() {
        moved.last_of_month()
    } else {
        moved
    })
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

/// How many digits a number is printed with, from the first that counts: five of "about 24,000", two of "$1.2 million".
fn printed_digits(text: &str) -> usize {
    let mut inside = false;
    let number = text.chars().skip_while(|c| !c.is_ascii_digit());
    let joins = |c: &char| {
        matches!(
            c,
            ',' | '.' | '\'' | '’' | '\u{2009}' | '\u{202f}' | '\u{a0}'
        )
    };
    number
        .take_while(|c| c.is_ascii_digit() || joins(c))
        .filter(|c| {
            inside |= c.is_ascii_digit() && *c != '0';
            inside && c.is_ascii_digit()
        })
        .count()
}

/// The numbers that `stated` becomes when two neighbours among its `printed` digits change places, each as exact as it
/// is then written: 120 becomes 210 to the nearest ten, and 102.
fn swaps(stated: Magnitude, printed: usize) -> Vec<Magnitude> {
    let scale = stated.value.scale();
    let digits: Vec<u8> = stated.value.mantissa().to_string().into_bytes();
    let in_full = printed == digits.len();
    let shown = digits.iter().take(printed);
    let pairs = shown.clone().zip(shown.skip(1)).enumerate();
    let swapped = pairs.filter(|(_, (a, b))| a != b).filter_map(|(at, _)| {
        let mut digits = digits.clone();
        digits.swap(at, at.saturating_add(1));
        let mantissa: i128 = String::from_utf8(digits.clone()).ok()?.parse().ok()?;
        let value = Decimal::try_from_i128_with_scale(mantissa, scale).ok()?;
        let written = if in_full {
            Magnitude::written(value)
        } else {
            Magnitude { value, ..stated }
        };
        (digits.first() != Some(&b'0')).then_some(written)
    });
    swapped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(start: Date, end: Date) -> Vec<String> {
        let mut edits = edits(When::Exactly(start, end), (10, 1));
        edits.sort_by_key(|edit| edit.distance);
        edits
            .iter()
            .map(|edit| format!("{} {}", edit.period().unwrap().iso(), edit.distance))
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
    fn printed_digits_are_swapped_one_pair_at_a_time() {
        for (text, value, swapped) in [
            ("42,048", "42048", "24048 40248 42408 42084"),
            ("1,000", "1000", ""),
            ("about 120", "120", "210 102"),
            ("1.2 million", "1200000", "2100000"),
            ("0.25", "0.25", "0.52"),
            ("forty-two", "42", ""),
        ] {
            let stated = Magnitude::written(exact::literal(value).unwrap());
            let shown: Vec<String> = swaps(stated, printed_digits(text))
                .iter()
                .map(|number| number.value.to_string())
                .collect();
            assert_eq!(shown.join(" "), swapped, "{text}");
        }
    }

    #[test]
    fn a_swapped_number_is_as_exact_as_it_is_written() {
        let stated = Magnitude::written(exact::literal("120").unwrap());
        let places: Vec<i8> = swaps(stated, 3).iter().map(|number| number.place).collect();
        assert_eq!(places, [1, 0]);
    }
}
