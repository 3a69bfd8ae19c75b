//! What rows say of a period, held against a look at each row.

use super::{Answer, Asked, Expectation, Gap, Reference, When};
use crate::quantity::{Interval, Period, format};
use crate::rules::model::WhenVague;
use crate::rules::testing::sound;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The expectation of a rule on a data set of this kind, with columns from, to, value, place, known, source.
fn expectation(kind: &str, keys: &str, rows: &str) -> Expectation {
    let pack = format!(
        "[sources.a]\npublisher = \"A\"\npublished = 2024-01-01\n[sources.b]\npublisher = \"B\"\npublished = 2024-03-01\n\
         [data.d]\npath = \"d.csv\"\nsource = \"a\"\nkind = \"{kind}\"\nperiod = [\"from\", \"to\"]\nvalue = \"value\"\n\
         as_of = \"known\"\nrow_source = \"source\"\n\
         [[rule]]\nid = \"r\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = {{ data = \"d\"{keys} }}\n"
    );
    let table = format!(
        "from,to,value,place,known,source\n{}",
        rows.replace(" | ", "\n")
    );
    sound(&pack, &[("d.csv", &table)])
        .rules
        .remove(0)
        .expect
        .remove(0)
}

fn asked(when: When, today: &str, when_vague: WhenVague) -> Asked {
    Asked {
        when,
        today: today.parse().ok(),
        greatest: false,
        when_vague,
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn exactly(from: &str, to: &str) -> When {
    When::Exactly(day(from), day(to))
}

fn vaguely(from: &str, to: &str) -> When {
    When::Vaguely(Period::new(day(from), day(to)).unwrap().fuzzy())
}

/// "5", "any of 5, 6", "any of 5 or another", "NoRow".
fn shown(answer: &Answer) -> String {
    let value = |reference: &Reference| format::interval(&reference.interval);
    match answer {
        Answer::One(reference) => value(reference),
        Answer::Any { candidates, open } => {
            let values: Vec<String> = candidates.iter().map(value).collect();
            let other = if *open { " or another" } else { "" };
            format!("any of {}{other}", values.join(", "))
        }
        Answer::Nothing(gap) => format!("{gap:?}"),
    }
}

fn all(_: &Interval) -> Ordering {
    Ordering::Equal
}

const MONTHS: &str = "2024-01-01,2024-01-31,10,,, | 2024-02-01,2024-02-29,20,,, | 2024-03-01,2024-03-31,30,,, | 2024-04-01,2024-04-30,40,,,";
const DEATHS: &str =
    "2024-01-10,2024-01-10,10,,, | 2024-03-02,2024-03-02,30,,, | 2024-05-01,2024-05-01,20,,,";
const FEES: &str = "2023-01-01,2024-02-29,10,,, | 2024-03-01,2024-12-31,12,,, | 2025-01-01,,15,,,";
const REVISED: &str = "2023-01-01,2023-12-31,50,,2024-02-01, | 2023-01-01,2023-12-31,55,,2024-06-01, | 2024-01-01,2024-12-31,70,,2025-02-01,";

#[test]
fn what_rows_say_of_each_period() {
    use WhenVague::{Any, Latest, Skip, ToDate};
    for (kind, keys, rows, when, today, vague, expected) in [
        // Totals: so far this year is what had ended on the document's day.
        (
            "total",
            "",
            MONTHS,
            exactly("2024-01-01", "2024-02-29"),
            "2024-06-01",
            Skip,
            "30",
        ),
        (
            "total",
            "",
            MONTHS,
            exactly("2024-01-01", "2024-12-31"),
            "2024-03-15",
            Skip,
            "at least 30",
        ),
        (
            "total",
            "",
            MONTHS,
            exactly("2024-01-01", "2024-12-31"),
            "2025-03-15",
            Skip,
            "Hole",
        ),
        (
            "total",
            "",
            MONTHS,
            When::From(day("2024-02-01")),
            "2024-03-31",
            Skip,
            "50",
        ),
        (
            "total",
            "",
            MONTHS,
            When::Until(day("2024-02-29")),
            "2024-04-30",
            ToDate,
            "30",
        ),
        (
            "total",
            "",
            MONTHS,
            When::Unsaid,
            "2024-04-15",
            ToDate,
            "at least 60",
        ),
        (
            "total",
            "",
            MONTHS,
            When::Unsaid,
            "2024-04-15",
            Latest,
            "30",
        ),
        (
            "total",
            "",
            MONTHS,
            vaguely("2024-02-01", "2024-03-31"),
            "2024-06-01",
            ToDate,
            "any of 50 or another",
        ),
        (
            "total",
            "",
            MONTHS,
            vaguely("2024-02-01", "2024-02-29"),
            "2024-06-01",
            Latest,
            "any of 20",
        ),
        (
            "total",
            "",
            MONTHS,
            vaguely("2024-02-01", "2024-06-01"),
            "2024-06-01",
            Latest,
            "40",
        ),
        // What was known then; what was known only later where nothing was.
        (
            "total",
            "",
            REVISED,
            exactly("2023-01-01", "2023-12-31"),
            "2024-03-01",
            Skip,
            "50",
        ),
        (
            "total",
            "",
            REVISED,
            exactly("2023-01-01", "2023-12-31"),
            "2024-07-01",
            Skip,
            "55",
        ),
        (
            "total",
            "",
            REVISED,
            exactly("2023-01-01", "2023-12-31"),
            "2024-01-05",
            Skip,
            "50",
        ),
        (
            "total",
            "",
            REVISED,
            When::Unsaid,
            "2025-01-10",
            Latest,
            "55",
        ),
        (
            "total",
            "",
            REVISED,
            When::Unsaid,
            "2025-03-10",
            Latest,
            "70",
        ),
        // A value foretold for a year that is not over.
        (
            "total",
            "",
            "2025-01-01,2025-12-31,90,,2024-09-01,",
            exactly("2025-01-01", "2025-12-31"),
            "2025-02-01",
            Skip,
            "90",
        ),
        (
            "total",
            "",
            "2025-01-01,2025-12-31,90,,,",
            exactly("2025-01-01", "2025-12-31"),
            "2025-02-01",
            Skip,
            "NoRow",
        ),
        // Events: a loose window holds, and rules nothing out.
        (
            "event",
            ", aggregate = \"sum\"",
            DEATHS,
            exactly("2024-03-01", "2024-03-31"),
            "2024-06-01",
            ToDate,
            "30",
        ),
        (
            "event",
            ", aggregate = \"sum\"",
            DEATHS,
            vaguely("2024-03-01", "2024-03-10"),
            "2024-06-01",
            ToDate,
            "any of 30 or another",
        ),
        (
            "event",
            ", aggregate = \"sum\"",
            DEATHS,
            vaguely("2023-03-01", "2023-03-10"),
            "2024-06-01",
            ToDate,
            "NoRow",
        ),
        (
            "event",
            ", aggregate = \"sum\"",
            DEATHS,
            When::Unsaid,
            "2024-04-01",
            ToDate,
            "40",
        ),
        (
            "event",
            ", aggregate = \"sum\"",
            DEATHS,
            When::Unsaid,
            "2024-06-01",
            ToDate,
            "at least 60",
        ),
        (
            "event",
            ", aggregate = \"count\"",
            DEATHS,
            exactly("2024-01-01", "2024-12-31"),
            "2024-06-01",
            Skip,
            "at least 3",
        ),
        (
            "event",
            ", aggregate = \"sum\"",
            DEATHS,
            exactly("2024-01-01", "2024-12-31"),
            "2024-04-01",
            Skip,
            "40",
        ),
        (
            "event",
            ", aggregate = \"sum\"",
            "2024-01-10,2024-01-10,10,,, | 2024-02-10,2024-02-10,,,,",
            exactly("2024-01-01", "2024-12-31"),
            "2024-02-10",
            Skip,
            "at least 10",
        ),
        (
            "event",
            "",
            DEATHS,
            vaguely("2024-03-01", "2024-03-10"),
            "2024-06-01",
            Latest,
            "any of 30",
        ),
        (
            "event",
            "",
            DEATHS,
            When::Unsaid,
            "2024-04-01",
            Latest,
            "30",
        ),
        // Levels: the last not after the period, the document's day, or in a loose window.
        (
            "level",
            "",
            FEES,
            exactly("2024-01-01", "2024-12-31"),
            "2025-06-01",
            Skip,
            "12",
        ),
        (
            "level",
            "",
            FEES,
            exactly("2024-01-01", "2024-12-31"),
            "2024-02-01",
            Skip,
            "10",
        ),
        ("level", "", FEES, When::Unsaid, "2024-02-01", Latest, "10"),
        ("level", "", FEES, When::Unsaid, "2025-02-01", Latest, "15"),
        (
            "level",
            "",
            FEES,
            When::From(day("2025-01-01")),
            "2024-12-01",
            Skip,
            "15",
        ),
        (
            "level",
            "",
            FEES,
            vaguely("2024-01-01", "2024-01-31"),
            "2025-06-01",
            Latest,
            "any of 10",
        ),
        (
            "level",
            "",
            FEES,
            When::Unsaid,
            "2024-06-01",
            Any,
            "any of 10, 12",
        ),
        (
            "level",
            "",
            FEES,
            When::Until(day("2022-01-01")),
            "2024-06-01",
            Skip,
            "NoRow",
        ),
        // The series preferred most.
        (
            "total",
            ", where = { place = [\"p\", \"q\"] }",
            "2024-01-01,2024-01-31,1,q,, | 2024-01-01,2024-01-31,2,p,, | 2024-02-01,2024-02-29,3,q,,",
            exactly("2024-01-01", "2024-02-29"),
            "2024-06-01",
            Skip,
            "5",
        ),
    ] {
        let answer = expectation(kind, keys, rows).answer(&asked(when, today, vague), &all);
        assert_eq!(
            shown(&answer),
            expected,
            "{kind}{keys} {when:?} on {today} {vague:?}"
        );
    }
}

#[test]
fn rows_are_told_by_their_own_source_and_when_they_became_known() {
    let rows = "2024-01-01,2024-01-31,10,,,b | 2024-02-01,2024-02-29,20,,,";
    let expectation = expectation("total", "", rows);
    for (from, to, today, publishers, later) in [
        ("2024-01-01", "2024-01-31", "2024-06-01", vec!["B"], None),
        (
            "2024-01-01",
            "2024-01-31",
            "2024-02-15",
            vec!["B"],
            Some(date(2024, 3, 1)),
        ),
        ("2024-02-01", "2024-02-29", "2024-06-01", vec!["A"], None),
        (
            "2024-01-01",
            "2024-02-29",
            "2024-06-01",
            vec!["B", "A"],
            None,
        ),
    ] {
        let Answer::One(reference) =
            expectation.answer(&asked(exactly(from, to), today, WhenVague::Skip), &all)
        else {
            panic!("{from}")
        };
        let sources = expectation.sources(&reference).iter();
        let told: Vec<&str> = sources.map(|source| source.publisher.raw()).collect();
        assert_eq!(
            (told, reference.known_later),
            (publishers, later),
            "{from} {to}"
        );
    }
}

/// Days since 2024-01-01.
fn nth(days: i64) -> Date {
    date(2024, 1, 1).checked_add(days.days()).unwrap()
}

/// Consecutive periods of these lengths in days, each with a value: as rows of a table and as they are.
fn consecutive(lengths: &[(i64, u32)]) -> (String, Vec<(Date, Date, Decimal)>) {
    let mut start = 0;
    let mut periods = Vec::new();
    for (length, value) in lengths {
        let value = Decimal::new(i64::from(*value), 2);
        periods.push((nth(start), nth(start + length - 1), value));
        start += length;
    }
    let rows: Vec<String> = periods
        .iter()
        .rev()
        .map(|(from, to, value)| format!("{from},{to},{value},,,"))
        .collect();
    (rows.join("\n"), periods)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_are_those_of_plain_addition(lengths in prop::collection::vec((1_i64..40, 0_u32..1_000_000), 1..12), first in 0_usize..12, last in 0_usize..12) {
        let (rows, periods) = consecutive(&lengths);
        let (first, last) = (first.min(periods.len() - 1), last.min(periods.len() - 1));
        let (first, last) = (first.min(last), first.max(last));
        let naive: Decimal = periods[first..=last].iter().map(|(_, _, value)| value).sum();
        let when = When::Exactly(periods[first].0, periods[last].1);
        let answer = expectation("total", "", &rows).answer(&asked(when, "2030-01-01", WhenVague::Skip), &all);
        prop_assert_eq!(shown(&answer), format::interval(&Interval::exactly(naive)));
    }

    #[test]
    fn a_level_is_that_of_the_last_row_begun(lengths in prop::collection::vec((1_i64..40, 0_u32..1_000), 1..12), on in 0_i64..500) {
        let (rows, periods) = consecutive(&lengths);
        let naive = periods.iter().find(|(from, to, _)| *from <= nth(on) && nth(on) <= *to);
        let expected = naive.map_or("NoRow".to_owned(), |(_, _, value)| format::interval(&Interval::exactly(*value)));
        let answer = expectation("level", "", &rows).answer(&asked(When::Exactly(nth(on), nth(on)), "2030-01-01", WhenVague::Skip), &all);
        prop_assert_eq!(shown(&answer), expected);
    }

    #[test]
    fn of_any_value_those_that_fit_are_given_and_the_last(lengths in prop::collection::vec((1_i64..4, 0_u32..9), 1..12), sought in 0_u32..9) {
        let (rows, periods) = consecutive(&lengths);
        let sought = Decimal::new(i64::from(sought), 2);
        let side = |value: &Interval| value.single().unwrap().cmp(&sought);
        let expectation = expectation("level", "", &rows);
        let Answer::Any { candidates, open } = expectation.answer(&asked(When::Unsaid, "2030-01-01", WhenVague::Any), &side) else {
            panic!()
        };
        let has = |value: Decimal| candidates.iter().any(|reference| reference.interval.contains(value));
        prop_assert_eq!(has(sought), periods.iter().any(|(_, _, value)| *value == sought));
        prop_assert!(has(periods.last().unwrap().2) && !open);
    }
}

#[test]
fn a_sum_too_long_to_be_held_is_none() {
    let rows: Vec<String> = (1..=28)
        .map(|day| format!("2024-01-{day:02},2024-01-{day:02},999999999999999999,,,"))
        .collect();
    let answer = expectation("total", "", &rows.join("\n")).answer(
        &asked(
            exactly("2024-01-01", "2024-01-28"),
            "2030-01-01",
            WhenVague::Skip,
        ),
        &all,
    );
    assert!(matches!(
        answer,
        Answer::One(_) | Answer::Nothing(Gap::TooLong)
    ));
}
