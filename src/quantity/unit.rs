//! Units of measure and currencies: two tables of data, `units.csv` and `currencies.csv`.
//!
//! A unit has a UCUM code, a dimension, and an exact rational factor (and, for temperatures, offset) to
//! the dimension's base unit. Codes: The Unified Code for Units of Measure 2.1; ISO 4217:2015.

use super::exact;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Time,
    Speed,
    Power,
    Energy,
    Temperature,
    Angle,
    Data,
    #[serde(rename = "data rate")]
    DataRate,
    Voltage,
    Current,
    Frequency,
    Pressure,
    Level,
}

/// A row of `units.csv`.
#[derive(Debug, Deserialize)]
pub struct MeasureUnit {
    /// Singular name, American spelling.
    pub name: String,
    plural: String,
    words: String,
    symbols: String,
    /// UCUM code, case sensitive.
    #[serde(rename = "ucum")]
    pub code: String,
    /// What it measures.
    pub dimension: Dimension,
    numerator: i64,
    denominator: i64,
    offset: String,
}

impl MeasureUnit {
    /// The factor to the base unit, as numerator and denominator.
    pub fn factor(&self) -> (Decimal, Decimal) {
        (self.numerator.into(), self.denominator.into())
    }

    /// What is added after the factor, as numerator and denominator: zero but for temperatures.
    pub fn offset(&self) -> (Decimal, Decimal) {
        let (over, under) = self.offset.split_once('/').unwrap_or((&self.offset, "1"));
        let read = |text: &str| Decimal::from_str_exact(text).unwrap_or(Decimal::ZERO);
        (read(over), read(under))
    }
}

/// A row of `currencies.csv`.
#[derive(Debug, Deserialize)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Singular name.
    pub name: String,
    plural: String,
    words: String,
    symbols: String,
    /// Singular name of the sub-unit that news prints, if any.
    pub minor: String,
    minor_plural: String,
    minor_words: String,
}

/// What a quantity is counted or measured in.
#[derive(Clone, Copy, Debug)]
pub enum Base {
    /// Hundredths.
    Percent,
    /// Percentage points.
    Points,
    /// Hundredths of a percentage point.
    BasisPoints,
    /// A currency.
    Money(&'static Currency),
    /// A hundredth (or other part) of a currency: cent, penny.
    MinorMoney(&'static Currency),
    /// A unit of measure.
    Measure(&'static MeasureUnit),
}

impl PartialEq for Base {
    /// Units are equal when they have the same code.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) | (Self::MinorMoney(a), Self::MinorMoney(b)) => {
                a.code == b.code
            }
            (Self::Measure(a), Self::Measure(b)) => a.code == b.code,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Eq for Base {}

impl Base {
    /// The unit's singular name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "percentage point",
            Self::BasisPoints => "basis point",
            Self::Money(currency) => &currency.name,
            Self::MinorMoney(currency) => &currency.minor,
            Self::Measure(unit) => &unit.name,
        }
    }

    /// The unit's plural name.
    pub fn plural(&self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "percentage points",
            Self::BasisPoints => "basis points",
            Self::Money(currency) => &currency.plural,
            Self::MinorMoney(currency) => &currency.minor_plural,
            Self::Measure(unit) => &unit.plural,
        }
    }

    /// The unit's code: UCUM, ISO 4217, `%` or `pp`; none for sub-units.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Percent => Some("%"),
            Self::Points => Some("pp"),
            Self::BasisPoints | Self::MinorMoney(_) => None,
            Self::Money(currency) => Some(&currency.code),
            Self::Measure(unit) => Some(&unit.code),
        }
    }
}

static MEASURES: LazyLock<Vec<MeasureUnit>> = LazyLock::new(|| rows(include_str!("units.csv")));
static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| rows(include_str!("currencies.csv")));
static NAMES: LazyLock<Names> = LazyLock::new(Names::of_tables);

/// The ways to write a unit: words (lower case, one space between two) and symbols (as written).
#[derive(Default)]
struct Names {
    words: FxHashMap<String, Base>,
    symbols: FxHashMap<&'static str, Base>,
}

impl Names {
    fn of_tables() -> Self {
        let mut names = Self::default();
        for unit in MEASURES.iter() {
            names.enter(
                Base::Measure(unit),
                [&unit.name, &unit.plural, &unit.words],
                &unit.symbols,
            );
        }
        for currency in CURRENCIES.iter() {
            names.enter(
                Base::Money(currency),
                [&currency.name, &currency.plural, &currency.words],
                &currency.symbols,
            );
            names.enter(
                Base::MinorMoney(currency),
                [
                    &currency.minor,
                    &currency.minor_plural,
                    &currency.minor_words,
                ],
                "",
            );
            names
                .symbols
                .entry(&currency.code)
                .or_insert(Base::Money(currency));
        }
        names
    }

    /// The first row that claims a word or a symbol keeps it.
    fn enter(&mut self, unit: Base, words: [&'static str; 3], symbols: &'static str) {
        for word in words
            .into_iter()
            .flat_map(|cell| cell.split('|'))
            .filter(|word| !word.is_empty())
        {
            self.words.entry(word.to_lowercase()).or_insert(unit);
        }
        for symbol in symbols.split('|').filter(|symbol| !symbol.is_empty()) {
            self.symbols.entry(symbol).or_insert(unit);
        }
    }
}

/// The rows of a built-in table. A test reads every row; one that could not be read would be left out.
fn rows<Row: for<'de> Deserialize<'de>>(table: &str) -> Vec<Row> {
    csv::Reader::from_reader(table.as_bytes())
        .deserialize()
        .filter_map(Result::ok)
        .collect()
}

/// The unit written `words`: lower case, singular or plural, one space between two words.
pub fn by_words(words: &str) -> Option<Base> {
    NAMES.words.get(words).copied()
}

/// The unit written with this symbol or code, case and all.
pub fn by_symbol(symbol: &str) -> Option<Base> {
    NAMES.symbols.get(symbol).copied()
}

/// The currency of an ISO 4217 code.
pub fn currency(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.code == code)
}

/// Every word and symbol of the tables, in order, for "did you mean".
pub(crate) fn all_names() -> Vec<(&'static str, Base)> {
    let words = NAMES
        .words
        .iter()
        .map(|(word, unit)| (word.as_str(), *unit));
    let symbols = NAMES.symbols.iter().map(|(symbol, unit)| (*symbol, *unit));
    let mut names: Vec<_> = words.chain(symbols).collect();
    names.sort_by_key(|(name, _)| *name);
    names
}

/// The amount in the dimension's base unit, as a fraction: `(value × numerator) / denominator`.
///
/// `None` for what is not a measure, and for temperatures, whose zero is elsewhere.
pub fn to_base(value: Decimal, unit: &MeasureUnit) -> Option<(Decimal, Decimal)> {
    if unit.dimension == Dimension::Temperature {
        return None;
    }
    let (numerator, denominator) = unit.factor();
    Some((exact::mul(value, numerator)?, denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_both_tables_is_read() {
        let lines = |table: &str| table.lines().count() - 1;
        assert_eq!(MEASURES.len(), lines(include_str!("units.csv")));
        assert_eq!(CURRENCIES.len(), lines(include_str!("currencies.csv")));
    }

    #[test]
    fn units_are_found_by_word_and_by_symbol() {
        for (word, code) in [
            ("pounds", "[lb_av]"),
            ("kilometres", "km"),
            ("sterling", "GBP"),
            ("yen", "JPY"),
            ("hectare", "har"),
        ] {
            assert_eq!(
                by_words(word).and_then(|unit| unit.code()),
                Some(code),
                "{word}"
            );
        }
        for (symbol, code) in [
            ("km", "km"),
            ("MW", "MW"),
            ("mW", ""),
            ("€", "EUR"),
            ("US$", "USD"),
            ("CHF", "CHF"),
        ] {
            assert_eq!(
                by_symbol(symbol).and_then(|unit| unit.code()).unwrap_or(""),
                code,
                "{symbol}"
            );
        }
    }

    #[test]
    fn a_pound_is_exactly_0_45359237_kilograms() {
        let Some(Base::Measure(pound)) = by_words("pound") else {
            panic!("pound is a mass")
        };
        assert_eq!(pound.dimension, Dimension::Mass);
        assert_eq!(
            to_base(Decimal::ONE, pound),
            Some((Decimal::from(45_359_237), Decimal::from(100_000_000)))
        );
    }

    #[test]
    fn currency_codes_are_unique() {
        let mut codes: Vec<_> = CURRENCIES.iter().map(|currency| &currency.code).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), CURRENCIES.len());
    }
}
