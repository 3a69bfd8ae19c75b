//! Units of measure and currencies: two tables of data, `units.csv` and `currencies.csv`, one line a unit.
//!
//! # `units.csv`
//!
//! | column | holds |
//! | --- | --- |
//! | `name`, `plural` | the SI's own spelling: metre, litre (the American one is among the words). Both are read in prose, but for a row without a plural: that one (bar, tesla, hand) is in news more often something else, and is known only by its other columns |
//! | `words` | other words, parted by a bar, lower case; up to four words can be found in prose |
//! | `symbols` | signs, abbreviations, parted by a bar, found only in the case of letters written here |
//! | `ucum` | code, as The Unified Code for Units of Measure 2.1 spells it; an expression where UCUM has no unit ("220.\[yd_i\]" for the furlong) |
//! | `dimension` | one of [`Dimension::ALL`] |
//! | `factor` | how many of the dimension's base unit: "0.3048", "1e-6", "5/9", exact |
//! | `offset` | what is added after the factor, for temperatures |
//!
//! "square foot" can also be written "square-foot": each name of two words is a symbol with a hyphen, too.
//!
//! **The first row that claims a spelling keeps it**, so the commoner meaning in news stands first (a ton is a
//! short ton, a gallon American, an ounce a weight, a kiloton a bomb's); [`candidates`] gives the others too.
//!
//! Factors are the definitions: international foot and pound, Btu and therm of the International Table, horsepower
//! of 550 foot-pounds, a barrel of oil equivalent of 5.8 million Btu. Two are no fractions and rounded: the
//! parsec (to a metre) and the radian. The code of the acre is UCUM's, which still defines it by the survey foot;
//! the factor is that of the international foot, like all others since 2023.
//!
//! # `currencies.csv`
//!
//! Codes are those of ISO 4217:2015, with those of currencies that the euro replaced, and `BTC`, which is none.
//! `minor_parts` says how many of the minor unit make one of the major. A row without a code is a name that several
//! nations share, none of which the news means where it names no nation ("300 dinars"); it is known only by its words.

use super::decomposed::decomposed;
use super::exact;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::borrow::Cow;
use std::iter;
use std::sync::LazyLock;

macro_rules! dimensions {
    ($($name:literal $variant:ident),+ $(,)?) => {
        /// What a unit measures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        #[expect(missing_docs, reason = "each says itself")]
        pub enum Dimension {
            $(#[serde(rename = $name)] $variant),+
        }

        impl Dimension {
            /// Every dimension by the name that the table and packs give it.
            pub const ALL: &[(&'static str, Self)] = &[$(($name, Self::$variant)),+];
        }
    };
}

dimensions! {
    "length" Length,
    "area" Area,
    "volume" Volume,
    "mass" Mass,
    "time" Time,
    "speed" Speed,
    "power" Power,
    "energy" Energy,
    "temperature" Temperature,
    "angle" Angle,
    "data" Data,
    "data rate" DataRate,
    "voltage" Voltage,
    "current" Current,
    "frequency" Frequency,
    "pressure" Pressure,
    "level" Level,
    "acceleration" Acceleration,
    "flow" Flow,
    "mass flow" MassFlow,
    "fuel economy" FuelEconomy,
    "fuel consumption" FuelConsumption,
    "computing speed" ComputingSpeed,
    "current density" CurrentDensity,
    "charge" Charge,
    "inductance" Inductance,
    "conductance" Conductance,
    "resistance" Resistance,
    "capacitance" Capacitance,
    "magnetic field" MagneticField,
    "force" Force,
    "torque" Torque,
    "viscosity" Viscosity,
    "luminous flux" LuminousFlux,
    "luminous intensity" LuminousIntensity,
    "illuminance" Illuminance,
    "luminance" Luminance,
    "irradiance" Irradiance,
    "optical power" OpticalPower,
    "radioactivity" Radioactivity,
    "absorbed dose" AbsorbedDose,
    "equivalent dose" EquivalentDose,
    "exposure" Exposure,
    "amount of substance" AmountOfSubstance,
    "amount concentration" AmountConcentration,
    "mass concentration" MassConcentration,
    "surface density" SurfaceDensity,
    "proportion" Proportion,
    "biological activity" BiologicalActivity,
    "acidity" Acidity,
}

/// A row of `units.csv`.
#[derive(Debug, Deserialize)]
pub struct MeasureUnit {
    /// Singular name, as the SI spells it: metre, litre.
    pub name: String,
    plural: String,
    words: String,
    symbols: String,
    /// UCUM code, case sensitive.
    #[serde(rename = "ucum")]
    pub code: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's base unit it is.
    factor: Ratio,
    offset: Option<Ratio>,
}

impl MeasureUnit {
    /// The factor to the base unit, as numerator and denominator.
    pub fn factor(&self) -> (Decimal, Decimal) {
        (self.factor.numerator, self.factor.denominator)
    }

    /// What is added after the factor, as numerator and denominator: zero but for temperatures.
    pub fn offset(&self) -> (Decimal, Decimal) {
        self.offset.map_or((Decimal::ZERO, Decimal::ONE), |ratio| {
            (ratio.numerator, ratio.denominator)
        })
    }
}

/// A fraction of two whole numbers in lowest terms, written "0.3048", "1e-6" or "5/9".
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Ratio {
    numerator: Decimal,
    denominator: Decimal,
}

impl TryFrom<String> for Ratio {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| format!("{text:?} is no fraction that a decimal can hold"))
    }
}

impl Ratio {
    /// number [ "/" number ]
    fn read(text: &str) -> Option<Self> {
        let (over, under) = text.split_once('/').unwrap_or((text, "1"));
        let ((over, up), (under, down)) = (scientific(over)?, scientific(under)?);
        let shift = up.checked_sub(down)?;
        let over = over.checked_mul(power_of_ten(shift.max(0))?)?;
        let under = under.checked_mul(power_of_ten(shift.checked_neg()?.max(0))?)?;
        let common = common_divisor(over.unsigned_abs(), under.unsigned_abs())?;
        let whole = |value: i128| {
            let reduced = value.checked_div(i128::try_from(common).ok()?)?;
            Decimal::try_from_i128_with_scale(reduced, 0).ok()
        };
        Some(Self {
            numerator: whole(over)?,
            denominator: whole(under)?,
        })
    }
}

/// decimal [ "e" exponent ], as mantissa and exponent
fn scientific(text: &str) -> Option<(i128, i32)> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let mantissa = Decimal::from_str_exact(mantissa).ok()?;
    let scale = i32::try_from(mantissa.scale()).ok()?;
    Some((
        mantissa.mantissa(),
        exponent.parse::<i32>().ok()?.checked_sub(scale)?,
    ))
}

fn power_of_ten(exponent: i32) -> Option<i128> {
    10_i128.checked_pow(exponent.try_into().ok()?)
}

/// The greatest common divisor; `None` where `b` is zero.
fn common_divisor(a: u128, b: u128) -> Option<u128> {
    match a.checked_rem(b)? {
        0 => Some(b),
        rest => common_divisor(b, rest),
    }
}

/// A row of `currencies.csv`.
#[derive(Debug, Deserialize)]
pub struct Currency {
    /// ISO 4217 code; empty where several currencies share the name.
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
    minor_symbols: String,
    /// How many of the sub-unit make one of the currency.
    pub minor_parts: Option<u32>,
}

impl Currency {
    /// Whether two are one currency.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.code == other.code && (!self.code.is_empty() || self.name == other.name)
    }
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
    /// Units are equal when they have the same code, or where there is none the same name.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) | (Self::MinorMoney(a), Self::MinorMoney(b)) => {
                a.is(b)
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

    /// The unit's code: UCUM, ISO 4217, `%` or `pp`; none for sub-units and names that several currencies share.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Percent => Some("%"),
            Self::Points => Some("pp"),
            Self::BasisPoints | Self::MinorMoney(_) => None,
            Self::Money(currency) => Some(currency.code.as_str()).filter(|code| !code.is_empty()),
            Self::Measure(unit) => Some(&unit.code),
        }
    }
}

static MEASURES: LazyLock<Vec<MeasureUnit>> = LazyLock::new(|| rows(include_str!("units.csv")));
static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| rows(include_str!("currencies.csv")));
static NAMES: LazyLock<Names> = LazyLock::new(Names::of_tables);

/// Codes that by themselves are something else in news, a summit, a party, a trophy, a list, a company, a
/// registry of software faults: "COP 28", "DEM 45%", "TOP 10", "CVE 2021".
const NOT_SYMBOLS: [&str; 15] = [
    "COP", "DEM", "CUP", "ALL", "AMD", "BAM", "CVE", "ERN", "MOP", "SIT", "SOS", "TOP", "ETH",
    "DOGE", "KGS",
];

/// The ways to write a unit: words (lower case, one space between two) and symbols (as written).
#[derive(Default)]
struct Names {
    words: Spellings,
    symbols: Spellings,
    /// The first words, in lower case, of spellings of more than one word.
    openers: FxHashSet<Cow<'static, str>>,
}

type Spellings = FxHashMap<Cow<'static, str>, Claims>;

/// The rows that claim a spelling: the first keeps it.
struct Claims {
    first: Base,
    others: Vec<Base>,
}

impl Claims {
    fn all(&self) -> impl Iterator<Item = Base> {
        iter::once(self.first).chain(self.others.iter().copied())
    }
}

/// About as many spellings there are of either sort, so that their tables are laid out once.
const SPELLINGS: usize = 3_000;

impl Names {
    fn of_tables() -> Self {
        let mut names = Self::default();
        names.words.reserve(SPELLINGS);
        names.symbols.reserve(SPELLINGS);
        for unit in MEASURES.iter() {
            let base = Base::Measure(unit);
            if !unit.plural.is_empty() {
                names.enter_words(base, [unit.name.as_str(), &unit.plural]);
            }
            names.enter_words(base, cell(&unit.words));
            names.enter_symbols(base, cell(&unit.symbols));
        }
        for currency in CURRENCIES.iter() {
            let base = Base::Money(currency);
            if !currency.code.is_empty() {
                names.enter_words(base, [currency.name.as_str(), &currency.plural]);
            }
            names.enter_words(base, cell(&currency.words));
            names.enter_symbols(base, cell(&currency.symbols));
            if !currency.code.is_empty() && !NOT_SYMBOLS.contains(&currency.code.as_str()) {
                names.enter_symbols(base, [currency.code.as_str()]);
            }
            let minor = Base::MinorMoney(currency);
            names.enter_words(minor, cell(&currency.minor));
            names.enter_words(minor, cell(&currency.minor_plural));
            names.enter_words(minor, cell(&currency.minor_words));
            names.enter_symbols(minor, cell(&currency.minor_symbols));
        }
        names
    }

    fn enter_words(&mut self, unit: Base, words: impl IntoIterator<Item = &'static str>) {
        for word in words {
            let word = lower(word);
            let joints = word.bytes().filter(|byte| matches!(byte, b' ' | b'-'));
            if joints.count() == 1 {
                enter(&mut self.symbols, word.replace(' ', "-").into(), unit);
            }
            if let Some(apart) = decomposed(&word) {
                self.open(&apart);
                enter(&mut self.words, apart.into(), unit);
            }
            self.open(&word);
            enter(&mut self.words, word, unit);
        }
    }

    fn open(&mut self, spelling: &str) {
        if let Some((first, _)) = spelling.split_once(' ') {
            self.openers.insert(first.to_lowercase().into());
        }
    }

    fn enter_symbols(&mut self, unit: Base, symbols: impl IntoIterator<Item = &'static str>) {
        for symbol in symbols {
            self.open(symbol);
            enter(&mut self.symbols, symbol.into(), unit);
        }
    }
}

fn enter(spellings: &mut Spellings, spelling: Cow<'static, str>, unit: Base) {
    let claims = spellings.entry(spelling).or_insert_with(|| Claims {
        first: unit,
        others: Vec::new(),
    });
    if claims.all().all(|claim| claim != unit) {
        claims.others.push(unit);
    }
}

/// The spellings in a cell.
fn cell(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|spelling| !spelling.is_empty())
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        word.to_lowercase().into()
    } else {
        word.into()
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
pub(crate) fn by_words(words: &str) -> Option<Base> {
    NAMES.words.get(words).map(|claims| claims.first)
}

/// The unit written with this symbol or code, case and all.
pub(crate) fn by_symbol(symbol: &str) -> Option<Base> {
    NAMES.symbols.get(symbol).map(|claims| claims.first)
}

/// Whether some unit of more than one word begins with this word, in lower case.
pub(crate) fn opens_phrase(word: &str) -> bool {
    NAMES.openers.contains(word)
}

/// The first word of every spelling of a unit, as written in the tables; empty where it begins with a sign.
pub(crate) fn first_words() -> impl Iterator<Item = &'static str> {
    let spellings = NAMES.words.keys().chain(NAMES.symbols.keys());
    spellings.map(|spelling| {
        let mark = |c| matches!(c, '\u{300}'..='\u{36f}');
        let end = spelling.find(|c: char| !c.is_alphanumeric() && !mark(c));
        end.and_then(|end| spelling.get(..end)).unwrap_or(spelling)
    })
}

/// Every unit that can be written so, as a symbol or in words, in the order of the tables: "gallon" is
/// American or imperial, "pound" a mass, a force or a currency.
///
/// The first is what [`by_symbol`], or else [`by_words`], gives. Empty where there is none.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "for the check of conversions, which tries each")
)]
pub(crate) fn candidates(written: &str) -> Vec<Base> {
    let symbols = NAMES.symbols.get(written);
    let words = NAMES.words.get(&lower(written));
    let mut units: Vec<Base> = Vec::new();
    for unit in symbols.into_iter().chain(words).flat_map(Claims::all) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// The currency of an ISO 4217 code.
pub(crate) fn currency(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.code == code)
}

/// The name that several currencies share, in the singular: "crown", which by itself is seldom money.
pub(crate) fn shared_currency(name: &str) -> Option<Base> {
    let shared = |row: &&Currency| row.code.is_empty() && row.name == name;
    CURRENCIES.iter().find(shared).map(Base::Money)
}

/// Every word and symbol of the tables, in order, for "did you mean".
pub(crate) fn all_names() -> Vec<(&'static str, Base)> {
    let spellings = |of: &'static Spellings| {
        of.iter()
            .map(|(spelling, claims)| (&**spelling, claims.first))
    };
    let mut names: Vec<_> = spellings(&NAMES.words)
        .chain(spellings(&NAMES.symbols))
        .collect();
    names.sort_by_key(|(name, _)| *name);
    names
}

/// The amount in the dimension's base unit, as a fraction: `(value × numerator) / denominator`.
///
/// `None` for what is not a measure, and for temperatures, whose zero is elsewhere.
#[cfg_attr(not(test), expect(dead_code, reason = "for the check of conversions"))]
pub(crate) fn to_base(value: Decimal, unit: &MeasureUnit) -> Option<(Decimal, Decimal)> {
    if unit.dimension == Dimension::Temperature {
        return None;
    }
    let (numerator, denominator) = unit.factor();
    Some((exact::mul(value, numerator)?, denominator))
}

#[cfg(test)]
mod tests;
