//! Numbers in packs and in the cells of their data, read as prose is: "37908", "1.2 million", "10-15", "2 mg",
//! "about 100,000".
//!
//! The grammar is `extract`'s. What prose may leave open is a mistake here: a decimal comma, a point that may part
//! thousands, a range that runs backwards.

use crate::extract::literal::{Number, number};
use crate::quantity::unit::{self, Base};
use crate::quantity::{Interval, Kind, Slack, exact};
use rust_decimal::Decimal;

/// A number as a pack or a cell gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// The values it allows.
    pub interval: Interval,
    /// Its unit, where one is written with it.
    pub unit: Option<Base>,
    /// What its point parts.
    pub point: Point,
}

/// What the point in a number parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// There is none.
    Absent,
    /// Decimals: no thousands are written so.
    Decimals,
    /// Decimals, or thousands as on the continent: "1.234".
    Either,
}

/// Why a text is no number that a pack can hold a figure to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is none, or more than one.
    NoNumber,
    /// It says that the value is not known.
    NotKnown,
    /// It has more digits than are held.
    TooLong,
    /// A comma stands where no thousands are parted.
    Comma,
    /// The first number of a range is the greater one.
    Backwards,
    /// Its point may part decimals or thousands.
    Point,
}

impl Fault {
    /// What is wrong with `written`, in one line.
    pub(super) fn message(self, written: &str) -> String {
        match self {
            Self::NoNumber | Self::NotKnown => format!("`{written}` is not a number"),
            Self::TooLong => format!("`{written}` is not a number that can be held exactly"),
            Self::Comma => format!("`{written}` has a comma where no thousands are parted"),
            Self::Backwards => format!("the range `{written}` runs backwards"),
            Self::Point => format!("`{written}` may be thousands or decimals"),
        }
    }

    /// What would be right in its place.
    pub(super) fn expected(self, written: &str) -> String {
        match self {
            Self::NoNumber => {
                "a number such as 37908, 24,048, 1.5, 1.2 million, 10-15 or 2 mg".to_owned()
            }
            Self::NotKnown => "an empty cell where the value is not known".to_owned(),
            Self::TooLong => "at most 18 digits, 9 of them decimals".to_owned(),
            Self::Comma => "a point before decimals, and commas only between thousands".to_owned(),
            Self::Backwards => "the lesser number first".to_owned(),
            Self::Point => {
                let joined: String = written.chars().filter(|c| *c != '.').collect();
                format!(
                    "{joined} for thousands, or a further zero for decimals: {}",
                    with_zero(written)
                )
            }
        }
    }
}

/// Reads the whole of `text`, in which `$` is `dollar`, as one number.
///
/// # Errors
///
/// Where it is none, can't be held exactly, or could be read in two ways; a point that may part thousands is left to
/// [`Literal::point`], as the cells around may tell.
pub(super) fn literal(text: &str, dollar: Option<Base>) -> Result<Literal, Fault> {
    let text = text.trim();
    if let Some(value) = plain(text) {
        let value = value.ok_or(Fault::TooLong)?;
        return Ok(Literal {
            interval: Interval::exactly(value),
            unit: None,
            point: point(text),
        });
    }
    if says_unknown(text) {
        return Err(Fault::NotKnown);
    }
    if has_stray_comma(text) {
        return Err(Fault::Comma);
    }
    if runs_backwards(text) {
        return Err(Fault::Backwards);
    }
    let number = number(text)
        .filter(|number| holds(number.kind))
        .ok_or(Fault::NoNumber)?;
    let amount = number.amount.ok_or(Fault::TooLong)?;
    if amount.vague {
        return Err(Fault::NoNumber);
    }
    let unit = if number.any_dollar {
        dollar
    } else {
        number.unit
    };
    let exact = amount.modifier == crate::quantity::Modifier::Exact;
    let interval = if exact {
        amount.interval
    } else {
        amount.states(Kind::Count, Slack::default())
    };
    let point = match point(text) {
        // "1.234 million" has been multiplied: thousands are not told so.
        Point::Either if is_scaled(&number) => Point::Decimals,
        point => point,
    };
    Ok(Literal {
        interval,
        unit,
        point,
    })
}

/// Reads `text` where nothing around it tells what its point parts.
///
/// # Errors
///
/// As [`literal`], and where the point may part thousands.
pub(super) fn unambiguous(text: &str, dollar: Option<Base>) -> Result<Literal, Fault> {
    literal(text, dollar).and_then(|read| match read.point {
        Point::Either => Err(Fault::Point),
        Point::Absent | Point::Decimals => Ok(read),
    })
}

/// The value of digits alone, with a minus and a point at most, as most cells are: no grammar is needed for these.
/// `Some(None)` where it is too long to be held.
fn plain(text: &str) -> Option<Option<Decimal>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    let value = exact::literal(digits);
    Some(if digits.len() < text.len() {
        value.map(exact::negate)
    } else {
        value
    })
}

/// Whether a value may be of this kind: not an age, a rank or a ratio.
const fn holds(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Count
            | Kind::Percent
            | Kind::PercentagePoints
            | Kind::Money
            | Kind::Measure
            | Kind::Duration
            | Kind::OutOfRange
    )
}

/// What tables write for a value that is not known.
pub(super) fn says_unknown(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "n/a", "na", "n.a.", "nan", "null", "none", "nil", "unknown", "-", "--", "–", "—", "…", "?",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a comma between digits has other than three digits behind it at last.
fn has_stray_comma(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != ',')
        .any(|run| {
            let run = run.trim_matches(',');
            run.rsplit_once(',')
                .is_some_and(|(_, last)| last.len() != 3)
        })
}

/// Whether the first number of a range is greater than the second: prose reads these as a fall, or swaps them.
fn runs_backwards(text: &str) -> bool {
    const MARKS: [&str; 4] = ["-", "–", "—", " to "];
    let halves = MARKS.iter().find_map(|mark| {
        let (first, second) = text.split_once(mark)?;
        (!first.trim().is_empty()).then_some((first, second))
    });
    let value = |half: &str| Some(number(half.trim())?.amount?.stated?.value);
    halves
        .and_then(|(first, second)| value(first).zip(value(second)))
        .is_some_and(|(first, second)| first > second)
}

/// Whether a scale word has made the number greater than its digits.
fn is_scaled(number: &Number) -> bool {
    let reaches = |value: Decimal| value.abs() >= Decimal::ONE_THOUSAND;
    let amount = number.amount.map(|amount| amount.interval);
    amount.is_some_and(|interval| {
        interval.lower().is_some_and(|bound| reaches(bound.value))
            || interval.upper().is_some_and(|bound| reaches(bound.value))
    })
}

/// What the points of `text` part: of one to three digits, the first of them no zero, and three digits behind, either.
fn point(text: &str) -> Point {
    let mut found = Point::Absent;
    for (at, _) in text.match_indices('.') {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let whole = before
            .len()
            .saturating_sub(before.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        let after = after.trim_start_matches('.');
        let decimals = after.bytes().take_while(u8::is_ascii_digit).count();
        let (unread, digits) = before
            .split_at_checked(before.len().saturating_sub(whole))
            .unwrap_or_default();
        if whole == 0 || decimals == 0 {
            continue;
        }
        if whole > 3
            || decimals != 3
            || digits.starts_with('0')
            || unread.ends_with([',', '\'', '’'])
        {
            return Point::Decimals;
        }
        found = Point::Either;
    }
    found
}

/// `written` with a zero behind its decimals, so that they can't be thousands: "1.2340".
fn with_zero(written: &str) -> String {
    let end = written
        .rfind('.')
        .map_or(written.len(), |at| at.saturating_add(4).min(written.len()));
    match written.split_at_checked(end) {
        Some((number, rest)) => format!("{number}0{rest}"),
        None => written.to_owned(),
    }
}

/// The unit that `written` names: percent, percentage points, a unit of measure, a currency.
pub(super) fn named_unit(written: &str) -> Option<Base> {
    let lower = written.to_lowercase();
    match lower.as_str() {
        "%" | "percent" | "per cent" => Some(Base::Percent),
        "pp" | "percentage point" | "percentage points" => Some(Base::Points),
        "basis point" | "basis points" | "bp" => Some(Base::BasisPoints),
        _ => unit::by_symbol(written).or_else(|| unit::by_words(&lower)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::format;
    use proptest::prelude::*;

    fn shown(text: &str) -> Result<String, Fault> {
        let dollar = unit::by_symbol("CAD");
        literal(text, dollar).map(|read| {
            let unit = read.unit.map(|unit| format!(" {}", unit.name()));
            format::interval(&read.interval) + &unit.unwrap_or_default()
        })
    }

    #[test]
    fn reads_numbers_as_prose_is_read() {
        for (text, value) in [
            ("37908", "37,908"),
            ("24,048", "24,048"),
            ("24 048", "24,048"),
            ("1,00,000", "100,000"),
            ("1.10", "1.1"),
            ("-3.5", "-3.5"),
            ("−3.5 million", "-3,500,000"),
            ("1.2 million", "1,200,000"),
            ("five", "5"),
            ("10-15", "10 to 15"),
            ("10–15 million", "10,000,000 to 15,000,000"),
            ("10 to 15 percent", "10 to 15 percent"),
            ("2 mg", "2 milligram"),
            ("21,889 lb", "21,889 pound"),
            ("120 km/h", "120 kilometre per hour"),
            ("25%", "25 percent"),
            ("3 percentage points", "3 percentage point"),
            ("$43.6 billion", "43,600,000,000 Canadian dollar"),
            ("US$5", "5 US dollar"),
            ("$5-10 million", "5,000,000 to 10,000,000 Canadian dollar"),
            ("about 100,000", "85,000 to 115,000"),
            ("~100,000", "85,000 to 115,000"),
            ("more than 5", "more than 5"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn declines_what_is_no_number_or_could_be_two() {
        for (text, fault) in [
            ("", Fault::NoNumber),
            ("24O48", Fault::NoNumber),
            ("24048 apples", Fault::NoNumber),
            ("several", Fault::NoNumber),
            ("third", Fault::NoNumber),
            ("aged 5", Fault::NoNumber),
            ("1.2.3", Fault::NoNumber),
            ("1 2", Fault::NoNumber),
            ("£5-$10", Fault::NoNumber),
            ("$5 kg", Fault::NoNumber),
            ("$5 a barrel", Fault::NoNumber),
            ("2024-10-22", Fault::NoNumber),
            ("n/a", Fault::NotKnown),
            ("–", Fault::NotKnown),
            ("1,29", Fault::Comma),
            ("5,00", Fault::Comma),
            ("2,5 million", Fault::Comma),
            ("1.290,5", Fault::Comma),
            ("12,34,5", Fault::Comma),
            ("1,2345", Fault::Comma),
            ("15-10 kg", Fault::Backwards),
            ("3-1", Fault::Backwards),
            ("$10 to $5", Fault::Backwards),
            ("1234567890123456789", Fault::TooLong),
            ("0.1234567891", Fault::TooLong),
        ] {
            assert_eq!(shown(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_point_before_three_digits_may_part_thousands() {
        for (text, point) in [
            ("1234", Point::Absent),
            ("1.234", Point::Either),
            ("12.000 kg", Point::Either),
            ("1.234-1.500", Point::Either),
            ("0.125", Point::Decimals),
            ("1.2340", Point::Decimals),
            ("1.5", Point::Decimals),
            ("1234.567", Point::Decimals),
            ("1,234.567", Point::Decimals),
            ("1.234 million", Point::Decimals),
        ] {
            assert_eq!(
                literal(text, None).map(|read| read.point),
                Ok(point),
                "{text}"
            );
        }
        assert_eq!(
            Fault::Point.expected("1.234 kg"),
            "1234 kg for thousands, or a further zero for decimals: 1.2340 kg"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            if let Err(fault) = literal(&text, None) {
                let _ = (fault.message(&text), fault.expected(&text), Fault::Point.expected(&text));
            }
        }

        #[test]
        fn digits_come_back(value in 0_u64..1_000_000_000_000) {
            prop_assert_eq!(literal(&value.to_string(), None).unwrap().interval, Interval::exactly(value.into()));
        }
    }
}
