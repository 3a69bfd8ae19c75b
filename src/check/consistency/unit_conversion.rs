//! `unit-conversion`: a measure and its conversion that do not agree.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::Conversion;
use crate::extract::UnitName;
use crate::quantity::format::rounded;
use crate::quantity::{
    Amount, Base, Dimension, Interval, Kind, Magnitude, MeasureUnit, Modifier, Rounding, exact,
    unit,
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
    /// Every unit that the words can name is tried (American and imperial gallons, troy ounces), and a temperature as
    /// a difference too. Numbers that end in zeros may be rounded ("100 km (60 miles)"), and "about" reaches a tenth.
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
    let stated = Reading::of(context, pair.stated, Rounding::Nearest)
        .filter(|stated| stated.kind() == Kind::Measure)?;
    let converted = Reading::of(context, pair.converted, Rounding::Nearest)?;
    let (own, other) = (measure(&stated)?, measure(&converted)?);
    let agrees = |rounding| {
        let (a, b) = (
            told(context, &stated, &converted, rounding)?,
            told(context, &converted, &stated, rounding)?,
        );
        let pairs = units(context, &stated)
            .into_iter()
            .flat_map(|a| units(context, &converted).into_iter().map(move |b| (a, b)));
        Some(pairs.into_iter().any(|(from, to)| fits(&a, from, &b, to)))
    };
    if reading::agree(agrees) {
        return None;
    }
    let right = in_unit(stated.printed?, own, other)?;
    let decimals = right_decimals(right);
    let worded = format!(
        "{} {}",
        rounded(right, decimals),
        Base::Measure(other).plural()
    );
    let computed = format!("{} is {worded}", stated.text);
    let slip = area_by_length(&stated, &converted, own, other).or_else(|| {
        slip::of_digits(
            converted.printed?,
            &Interval::exactly(right).widen(exact::mul(right.abs(), Decimal::new(2, 2))?)?,
        )
    });
    Some(
        UnitConversion::META
            .finding(
                Verdict::Contradicted,
                converted.span(),
                format!("stated as {}, but {computed}", converted.text),
            )
            .label(stated.span(), "converted from this")
            .computed(computed)
            .expected(worded)
            .stated(converted.text)
            .slipped(slip),
    )
}

/// The unit of a measure.
fn measure(reading: &Reading<'_>) -> Option<&'static MeasureUnit> {
    match reading.quantity.unit.name {
        UnitName::Known(Base::Measure(unit)) => Some(unit),
        _ => None,
    }
}

/// Every unit of its dimension that the words of a figure can name, its own first.
fn units(context: &Context<'_>, reading: &Reading<'_>) -> Vec<&'static MeasureUnit> {
    let own = measure(reading);
    let written = reading
        .quantity
        .unit
        .text
        .map_or("", |text| context.document.slice(text));
    let others = unit::candidates(written)
        .into_iter()
        .filter_map(|base| match base {
            Base::Measure(unit) => Some(unit),
            _ => None,
        });
    let alike = |unit: &&MeasureUnit| own.is_some_and(|own| own.dimension == unit.dimension);
    own.into_iter().chain(others.filter(alike)).collect()
}

/// What a figure of a conversion stands for: the hedge before it is of both, so only "about" widens.
///
/// A number of one digit and zeros beside another that ends in zeros may be rounded to half of that digit's place.
fn told(
    context: &Context<'_>,
    reading: &Reading<'_>,
    other: &Reading<'_>,
    rounding: Rounding,
) -> Option<Interval> {
    let magnitude = reading.quantity.amount.stated?;
    let about = |reading: &Reading<'_>| reading.quantity.amount.modifier == Modifier::About;
    if about(reading) {
        return Some(
            Amount::new(magnitude, Modifier::About).for_arithmetic(context.slack, rounding),
        );
    }
    let zeros = |reading: &Reading<'_>| reading.printed.is_some_and(ends_in_zero);
    let coarse = zeros(reading) && zeros(other) && !about(other);
    let plain = match rounding {
        // Digits cut off a number of one digit would double it.
        Rounding::TowardsZero
            if exact::mul(magnitude.value.abs(), Decimal::new(2, 2))? < step(magnitude)? =>
        {
            Rounding::Nearest
        }
        rounding => rounding,
    };
    half_of_leading(magnitude.value)
        .filter(|_| coarse)
        .or_else(|| Some(magnitude.rounded_by(plain)))
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
fn area_by_length(
    stated: &Reading<'_>,
    converted: &Reading<'_>,
    from: &'static MeasureUnit,
    to: &'static MeasureUnit,
) -> Option<String> {
    let length = |unit: &MeasureUnit| {
        let name = unit.name.strip_prefix("square ")?;
        match unit::by_words(name)? {
            Base::Measure(unit) => Some(unit),
            _ => None,
        }
    };
    let linear = in_unit(stated.printed?, length(from)?, length(to)?)?;
    converted
        .allows
        .contains(linear)
        .then(|| "fits the factor of a length: was it taken for an area?".to_owned())
}
