//! `unit-conversion`: a measure and its conversion that do not agree.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Compound, Conversion};
use crate::document::ProseSpan;
use crate::extract::UnitName;
use crate::quantity::format::rounded;
use crate::quantity::{
    Amount, Base, Dimension, Interval, Magnitude, MeasureUnit, Modifier, Rounding, exact, unit,
};
use rust_decimal::Decimal;

declare_check! {
    /// ## What it does
    /// Converts a measure into the unit of the brackets behind it.
    ///
    /// ## Why it matters
    /// Conversions are made in a hurry, with a dropped digit or with the factor for a length where an area is meant,
    /// and half of the readers read only the brackets.
    ///
    /// ## Example
    /// > The marsh covers 13 sq km (8 sq miles).
    ///
    /// 13 square kilometres are 5 square miles.
    ///
    /// ## Limits
    /// Every unit that the words can name is tried (American and imperial gallons, troy ounces, miles at sea), and a
    /// temperature as a difference too. Numbers that end in zeros may be rounded ("100 km (60 miles)"), and "about" reaches a tenth.
    UnitConversion { id: "unit-conversion", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

/// A difference of temperatures is less than so many degrees.
const DIFFERENCE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

impl Check for UnitConversion {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .conversions
                .iter()
                .filter_map(|pair| finding(context, *pair)),
        );
    }
}

/// The finding on a conversion that no unit of these names and no rounding allows.
fn finding(context: &Context<'_>, pair: Conversion) -> Option<Finding> {
    let (stated, converted) = (
        Told::all(context, pair.stated, pair.converted)?,
        Told::all(context, pair.converted, pair.stated)?,
    );
    if stated.len() != converted.len() {
        return None;
    }
    let mut ends = stated.iter().zip(&converted);
    let (from, to) = ends.find(|(from, to)| !agree(context, from, to))?;
    let right = in_unit(from.magnitude.value, from.unit, to.unit)?;
    let name = Base::Measure(to.unit).plural();
    let worded = format!("{} {name}", rounded(right, right_decimals(right)));
    let (own, other) = (text(context, pair.stated)?, text(context, pair.converted)?);
    let computed = if stated.len() > 1 {
        let one = Base::Measure(from.unit).plural();
        format!("{} {one} is {worded}", rounded(from.magnitude.value, 6))
    } else {
        format!("{} is {worded}", own.1)
    };
    let message = format!("stated as {}, but {computed}", other.1);
    Some(
        UnitConversion::META
            .finding(Verdict::Contradicted, other.0, message)
            .label(own.0, "converted from this")
            .computed(computed)
            .expected(worded)
            .stated(other.1.as_str())
            .slipped(slip(from, to, right)),
    )
}

/// How a wrong conversion may have come about.
fn slip(from: &Told, to: &Told, right: Decimal) -> Option<String> {
    let near = exact::mul(right.abs(), Decimal::new(2, 2))?;
    let digits = || {
        let right = Interval::exactly(right).widen(near)?;
        slip::of_digits(to.magnitude.value, &right)
    };
    area_by_length(from, to).or_else(digits)
}

/// Where a figure stands with its rest, and its words on one line.
fn text(context: &Context<'_>, compound: Compound) -> Option<(ProseSpan, String)> {
    let first = Reading::of(context, compound.first, Rounding::Nearest)?;
    let last = match compound.rest {
        Some(rest) => Reading::of(context, rest, Rounding::Nearest)?,
        None => first,
    };
    let whole = first.span().cover(last.span());
    let words = context.document.slice(whole).split_whitespace();
    Some((whole, words.collect::<Vec<_>>().join(" ")))
}

/// One end of a figure of a conversion.
struct Told {
    magnitude: Magnitude,
    modifier: Modifier,
    unit: &'static MeasureUnit,
    /// Every other unit of its dimension that its words can name.
    others: Vec<&'static MeasureUnit>,
}

impl Told {
    /// The value of a figure, or both ends of a range; `None` where it is no measure or has no number.
    fn all(context: &Context<'_>, own: Compound, other: Compound) -> Option<Vec<Self>> {
        let reading = Reading::of(context, own.first, Rounding::Nearest)?;
        let other = Reading::of(context, other.first, Rounding::Nearest)?;
        let unit = temperature(measure(&reading)?, measure(&other)?)?;
        let amount = &reading.quantity.amount;
        if let Some(rest) = own.rest {
            let rest = Reading::of(context, rest, Rounding::Nearest)?;
            return Some(vec![Self::compound(
                amount.stated?,
                amount.modifier,
                unit,
                &rest,
            )?]);
        }
        let magnitudes = match (amount.stated, amount.modifier) {
            (Some(stated), _) => vec![stated],
            (None, Modifier::Between) => {
                let (low, high) = (amount.interval.lower()?, amount.interval.upper()?);
                vec![
                    Magnitude::written(low.value),
                    Magnitude::written(high.value),
                ]
            }
            _ => return None,
        };
        let others = alternatives(context, &reading, unit);
        let told = |magnitude| Self {
            magnitude,
            modifier: amount.modifier,
            unit,
            others: others.clone(),
        };
        Some(magnitudes.into_iter().map(told).collect())
    }

    /// "6ft 4in" in inches: the rest tells how exact it is. What stands behind feet without a unit is inches.
    fn compound(
        first: Magnitude,
        modifier: Modifier,
        unit: &'static MeasureUnit,
        rest: &Reading<'_>,
    ) -> Option<Self> {
        let Some(Base::Measure(inch)) = unit::by_words("inch") else {
            return None;
        };
        let part = measure(rest).unwrap_or(inch);
        let (up, down) = unit::common(Base::Measure(unit), Base::Measure(part))?;
        let times = exact::div(up, down).filter(|(low, high)| low == high)?.0;
        let last = rest.quantity.amount.stated?;
        let value = exact::add(exact::mul(first.value, times)?, last.value)?;
        Some(Self {
            magnitude: Magnitude {
                value,
                place: last.place,
            },
            modifier,
            unit: part,
            others: Vec::new(),
        })
    }

    fn is_about(&self) -> bool {
        self.modifier == Modifier::About
    }
}

/// The unit of a measure.
fn measure(reading: &Reading<'_>) -> Option<&'static MeasureUnit> {
    match reading.quantity.unit.name {
        UnitName::Known(Base::Measure(unit)) => Some(unit),
        _ => None,
    }
}

/// The unit of a figure; beside a temperature, a bare degree is of the other scale.
fn temperature(
    own: &'static MeasureUnit,
    other: &'static MeasureUnit,
) -> Option<&'static MeasureUnit> {
    if own.name != "degree" || other.dimension != Dimension::Temperature {
        return Some(own);
    }
    let scale = if other.name == "celsius" {
        "fahrenheit"
    } else {
        "celsius"
    };
    match unit::by_words(scale) {
        Some(Base::Measure(unit)) => Some(unit),
        _ => None,
    }
}

/// Every other unit of its dimension that the words of a figure can name.
fn alternatives(
    context: &Context<'_>,
    reading: &Reading<'_>,
    own: &'static MeasureUnit,
) -> Vec<&'static MeasureUnit> {
    let text = reading.quantity.unit.text;
    let written = text.map_or("", |text| context.document.slice(text));
    let units = unit::candidates(written).into_iter();
    let at_sea = speaks_of_sea(context, reading);
    let alike = |unit: &&MeasureUnit| {
        let told = at_sea || unit.name != "nautical mile";
        told && own.dimension == unit.dimension && own.code != unit.code
    };
    units
        .filter_map(|base| match base {
            Base::Measure(unit) => Some(unit),
            _ => None,
        })
        .filter(alike)
        .collect()
}

/// Whether a figure's sentence speaks of the sea, where a mile may be a nautical one.
fn speaks_of_sea(context: &Context<'_>, reading: &Reading<'_>) -> bool {
    const SEA: [&str; 16] = [
        "sea", "seas", "ship", "ships", "vessel", "boat", "boats", "coast", "offshore", "island",
        "islands", "port", "navy", "ocean", "waters", "tanker",
    ];
    let sentences = &context.extract.sentences;
    let sentence = sentences.get(reading.quantity.sentence as usize);
    let text = sentence.map_or("", |sentence| context.document.slice(sentence.span));
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| SEA.iter().any(|sea| word.eq_ignore_ascii_case(sea)))
}

/// Whether some reading of two figures makes them one: in the units that come to mind first with every hedge, in others
/// that the words can name ("ounces" of gold, "miles" at sea) as exactly as they are written.
fn agree(context: &Context<'_>, from: &Told, to: &Told) -> bool {
    let own = |rounding| {
        let a = allowed(context, from, to, rounding)?;
        let b = allowed(context, to, from, rounding)?;
        Some(fits(&a, from.unit, &b, to.unit))
    };
    let others = |rounding| {
        let (a, b) = (
            plain(from.magnitude, rounding)?,
            plain(to.magnitude, rounding)?,
        );
        let theirs = || to.others.iter().copied().chain([to.unit]);
        let mut ours = from.others.iter().copied().chain([from.unit]);
        Some(ours.any(|from| theirs().any(|to| fits(&a, from, &b, to))))
    };
    reading::agree(own) || reading::agree(others)
}

/// What a figure of a conversion stands for: the hedge before it is of both, so only "about" widens.
///
/// A number of one digit and zeros beside another that ends in zeros may be rounded to half of that digit's place.
fn allowed(
    context: &Context<'_>,
    told: &Told,
    other: &Told,
    rounding: Rounding,
) -> Option<Interval> {
    let magnitude = told.magnitude;
    if told.is_about() {
        return Some(
            Amount::new(magnitude, Modifier::About).for_arithmetic(context.slack, rounding),
        );
    }
    let zeros = |told: &Told| ends_in_zero(told.magnitude.value);
    let coarse = zeros(told) && zeros(other) && !other.is_about();
    half_of_leading(magnitude.value)
        .filter(|_| coarse)
        .or_else(|| plain(magnitude, rounding))
}

/// The values that are written as a number by one way of rounding.
fn plain(magnitude: Magnitude, rounding: Rounding) -> Option<Interval> {
    Some(match rounding {
        // Digits cut off a number of one digit would double it.
        Rounding::TowardsZero
            if exact::mul(magnitude.value.abs(), Decimal::new(2, 2))? < step(magnitude)? =>
        {
            magnitude.rounded_by(Rounding::Nearest)
        }
        rounding => magnitude.rounded_by(rounding),
    })
}

/// The step of a number's last place.
fn step(magnitude: Magnitude) -> Option<Decimal> {
    exact::sub(magnitude.next_step()?, magnitude.value)
}

fn ends_in_zero(value: Decimal) -> bool {
    value.normalize().scale() == 0
        && !value.is_zero()
        && exact::div(value, Decimal::TEN)
            .is_some_and(|(down, up)| down == up && down.fract().is_zero())
}

/// The values that may be written as a number of one digit and zeros, rounded to half of its place: 60 for 57.5 to 62.5.
fn half_of_leading(value: Decimal) -> Option<Interval> {
    let mut place = Decimal::ONE;
    while exact::mul(place, Decimal::TEN)? <= value.abs() {
        place = exact::mul(place, Decimal::TEN)?;
    }
    let one_digit =
        exact::div(value, place).is_some_and(|(down, up)| down == up && down.fract().is_zero());
    Interval::exactly(value)
        .widen(exact::mul(place, Decimal::new(25, 2))?)
        .filter(|_| one_digit)
}

/// Whether an amount of one unit can be one of another; temperatures as they are, or as differences.
fn fits(a: &Interval, from: &'static MeasureUnit, b: &Interval, to: &'static MeasureUnit) -> bool {
    // "2 degrees Celsius (3.6 Fahrenheit)" of warming; a temperature below zero is no difference.
    let small = a.lower().is_some_and(|low| !low.value.is_sign_negative())
        && a.upper().is_some_and(|high| high.value < DIFFERENCE);
    let differences = || {
        if from.dimension == Dimension::Temperature && !small {
            return None;
        }
        let (ours, theirs) = unit::common(Base::Measure(from), Base::Measure(to))?;
        Some(a.scale(ours)?.meets(&b.scale(theirs)?))
    };
    let degrees = || {
        let (ours, theirs) = unit::from_zero(from, to)?;
        Some(ours.of(a)?.meets(&theirs.of(b)?))
    };
    differences() == Some(true) || degrees() == Some(true)
}

/// A printed value in another unit, to the digits that a decimal holds.
fn in_unit(
    value: Decimal,
    from: &'static MeasureUnit,
    to: &'static MeasureUnit,
) -> Option<Decimal> {
    if let Some((ours, theirs)) = unit::from_zero(from, to) {
        let shifted = exact::sub(
            exact::add(exact::mul(value, ours.factor)?, ours.addend)?,
            theirs.addend,
        )?;
        return reading::quotient(shifted, theirs.factor);
    }
    let (ours, theirs) = unit::common(Base::Measure(from), Base::Measure(to))?;
    reading::quotient(exact::mul(value, ours)?, theirs)
}

/// Three digits, as far as they stand behind the point.
fn right_decimals(value: Decimal) -> u32 {
    match value.abs() {
        value if value >= Decimal::ONE_HUNDRED => 0,
        value if value >= Decimal::TEN => 1,
        _ => 2,
    }
}

/// Whether an area was converted with the factor of a length.
fn area_by_length(from: &Told, to: &Told) -> Option<String> {
    let length = |unit: &MeasureUnit| {
        let name = unit.name.strip_prefix("square ")?;
        match unit::by_words(name)? {
            Base::Measure(unit) => Some(unit),
            _ => None,
        }
    };
    let linear = in_unit(from.magnitude.value, length(from.unit)?, length(to.unit)?)?;
    let fits = to.magnitude.rounding().contains(linear);
    fits.then(|| "fits the factor of a length: was it taken for an area?".to_owned())
}
