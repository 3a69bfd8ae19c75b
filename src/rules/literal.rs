//! Numbers in packs and in the cells of their data, read as prose is: "37908", "1.2 million", "10-15", "2 mg",
//! "about 100,000".
//!
//! ```text
//! literal  = modifier? currency? number range? scale? unit?
//! range    = ("-" | "–" | "—" | "to") currency? number
//! number   = sign? digits (group digits)* ("." digits)?
//! ```

use crate::quantity::unit::{self, Base};
use crate::quantity::{Amount, Interval, Kind, Magnitude, Modifier, Slack, exact};
use rust_decimal::Decimal;

/// A number as a pack or a cell gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// The values it allows.
    pub interval: Interval,
    /// Its unit, where one is written with it.
    pub unit: Option<Base>,
}

const MODIFIERS: [(&str, Modifier); 12] = [
    ("about", Modifier::About),
    ("around", Modifier::About),
    ("~", Modifier::About),
    ("nearly", Modifier::Nearly),
    ("more than", Modifier::MoreThan),
    ("over", Modifier::MoreThan),
    ("at least", Modifier::AtLeast),
    ("fewer than", Modifier::FewerThan),
    ("less than", Modifier::FewerThan),
    ("under", Modifier::FewerThan),
    ("at most", Modifier::AtMost),
    ("up to", Modifier::UpTo),
];
const SCALES: [(&str, i8); 8] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("k", 3),
    ("m", 6),
    ("bn", 9),
    ("tn", 12),
];

/// Reads the whole of `text`, in which `$` is `dollar`; `None` where it is not one number, or not one that can be
/// held exactly.
pub(super) fn literal(text: &str, dollar: Option<Base>) -> Option<Literal> {
    let (modifier, rest) = modifier(text.trim());
    let (first, rest) = money_number(rest, dollar)?;
    let (second, rest) = match range_mark(rest.trim_start()) {
        Some(after) => {
            money_number(after.trim_start(), dollar).map(|(second, rest)| (Some(second), rest))?
        }
        None => (None, rest),
    };
    let (exponent, rest) = scale(rest.trim_start());
    let written_unit = rest.trim();
    let suffix = if written_unit.is_empty() {
        None
    } else {
        Some(named_unit(written_unit)?)
    };
    let value = magnitude(first, exponent)?;
    let interval = match (second, modifier) {
        (Some(second), Modifier::Exact) => {
            Interval::between(value.value, magnitude(second, exponent)?.value)
        }
        (Some(_), _) => return None,
        (None, Modifier::Exact) => Interval::exactly(value.value),
        (None, modifier) => Amount::new(value, modifier).states(Kind::Count, Slack::default()),
    };
    Some(Literal {
        interval,
        unit: suffix
            .or(first.unit)
            .or(second.and_then(|number| number.unit)),
    })
}

/// A number with its sign and the currency before it.
#[derive(Clone, Copy)]
struct Signed {
    value: Decimal,
    negative: bool,
    unit: Option<Base>,
}

fn magnitude(number: Signed, exponent: i8) -> Option<Magnitude> {
    let mut magnitude = Magnitude::written(number.value);
    if exponent > 0 {
        magnitude = magnitude.times_power_of_ten(exponent)?;
    }
    if number.negative {
        magnitude.value = exact::negate(magnitude.value);
    }
    Some(magnitude)
}

/// modifier = one of the table, where the number follows
fn modifier(text: &str) -> (Modifier, &str) {
    MODIFIERS
        .iter()
        .find_map(|(word, modifier)| Some((*modifier, text.strip_prefix(word)?.trim_start())))
        .unwrap_or((Modifier::Exact, text))
}

/// currency? number
fn money_number(text: &str, dollar: Option<Base>) -> Option<(Signed, &str)> {
    let symbol_end = text.find(|c: char| c.is_ascii_digit() || is_sign(c))?;
    let (symbol, rest) = text.split_at_checked(symbol_end)?;
    let unit = match symbol.trim() {
        "" => None,
        "$" => Some(dollar?),
        symbol => Some(unit::by_symbol(symbol)?),
    };
    let negative = rest.starts_with(is_sign);
    let (value, rest) = number(rest.trim_start_matches(is_sign))?;
    Some((
        Signed {
            value,
            negative,
            unit,
        },
        rest,
    ))
}

const fn is_sign(c: char) -> bool {
    matches!(c, '-' | '−')
}

/// number = digits (group digits)* ("." digits)?
///
/// Groups are of three digits, parted by a comma, a blank, a thin or no-break blank, or an apostrophe, all alike.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (whole, mut rest) = text.split_at_checked(end)?;
    let mut digits = whole.to_owned();
    let mark = rest.chars().next().filter(|c| is_group_mark(*c));
    while let Some(group) = mark.and_then(|mark| group(rest.strip_prefix(mark)?)) {
        if whole.len() > 3 {
            return None;
        }
        let (three, after) = group;
        digits.push_str(three);
        rest = after;
    }
    if let Some((fraction, after)) = rest.strip_prefix('.').and_then(digits_of) {
        digits.push('.');
        digits.push_str(fraction);
        rest = after;
    }
    // A comma or a point that is followed by further digits is neither a group nor a fraction: "1,29", "1.2.3".
    let unread =
        rest.starts_with([',', '.']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if unread {
        return None;
    }
    Some((exact::literal(&digits)?, rest))
}

const fn is_group_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’'
    )
}

/// Three digits, and no fourth.
fn group(text: &str) -> Option<(&str, &str)> {
    let (digits, rest) = digits_of(text)?;
    (digits.len() == 3).then_some((digits, rest))
}

/// One digit or more.
fn digits_of(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end)
        .filter(|(digits, _)| !digits.is_empty())
}

/// What follows the mark of a range.
fn range_mark(text: &str) -> Option<&str> {
    ["-", "–", "—", "to "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
}

/// scale = "thousand" | "million" | … as a power of ten
fn scale(text: &str) -> (i8, &str) {
    SCALES
        .iter()
        .find_map(|(word, exponent)| {
            let rest = text.strip_prefix(word)?;
            (!rest.starts_with(char::is_alphanumeric)).then_some((*exponent, rest))
        })
        .unwrap_or((0, text))
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

    fn shown(text: &str) -> Option<String> {
        let dollar = unit::by_symbol("USD");
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
            ("1.10", "1.1"),
            ("-3.5", "-3.5"),
            ("1.2 million", "1,200,000"),
            ("10-15", "10 to 15"),
            ("10 to 15 percent", "10 to 15 percent"),
            ("2 mg", "2 milligram"),
            ("21,889 lb", "21,889 pound"),
            ("25%", "25 percent"),
            ("$43.6 billion", "43,600,000,000 US dollar"),
            ("about 100,000", "85,000 to 115,000"),
            ("more than 5", "more than 5"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn declines_what_is_no_number_or_could_be_two() {
        for text in [
            "",
            "n/a",
            "1,29",
            "1.290,5",
            "1.2.3",
            "24048 apples",
            "1e3",
            "12,34,5",
            "5,",
            "1,2345",
            "1234567890123456789",
            "1 2",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = literal(&text, None);
        }

        #[test]
        fn digits_come_back(value in 0_u64..1_000_000_000_000) {
            prop_assert_eq!(literal(&value.to_string(), None).unwrap().interval, Interval::exactly(value.into()));
        }
    }
}
