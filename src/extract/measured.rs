//! Numbers with their unit: money, percentages, measures, durations, multiples, ages; and bare counts.
//!
//! ```text
//! measured = currency money_magnitude [ currency ] [ rate ] | coins | magnitude ( unit | age | multiple | lasting ) | magnitude
//! coins    = magnitude currency [ "and" ] magnitude minor_unit       "3 dollars and 50 cents"
//! age      = unit [ "-" ] ( "old" | "of" "age" )
//! lasting  = ( "more" | "consecutive" | "full" | … ) unit_of_time
//! multiple = "times" [ rate ] | [ "-" ] "fold" | "x"
//! ```

use super::magnitude::{Scaled, magnitude, money_magnitude};
use super::quantity::{Unit, UnitName};
use super::tokens::{PResult, Token, Tokens, adjacent, one_of, sign, some, token, word};
use super::unit::{currency, rate, unit};
use crate::quantity::unit::by_symbol;
use crate::quantity::{Base, Currency, Kind, Magnitude, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, value, verify};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A number with its unit, before any modifier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    pub(super) kind: Kind,
    pub(super) number: Scaled,
    pub(super) unit: Unit,
}

impl Measured {
    /// Whether the words name a unit, rather than leave a count.
    pub(super) const fn has_unit(&self) -> bool {
        !matches!((self.kind, self.unit.name), (Kind::Count, UnitName::None))
    }
}

/// measured = currency money_magnitude [ currency ] [ rate ] | coins | magnitude ( unit | age | multiple ) | magnitude
pub(super) fn measured(input: Tokens<'_>) -> PResult<'_, Measured> {
    let read = |input| alt((money, coined)).parse(input);
    match input.memos() {
        Some(memos) => memos.measured.of(input, read),
        None => read(input),
    }
}

/// currency money_magnitude [ currency ] [ rate ]: "$5 million", "$58.24 a barrel", "A$5m", "£24 a year"
fn money(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, base) = currency(input)?;
    let symbol = input.span_to(&rest);
    let (rest, number) = money_magnitude(rest)?;
    let unit = Unit {
        text: Some(symbol),
        name: UnitName::Known(base),
        per: UnitName::None,
    };
    let (rest, unit) = map(opt(currency_after), |after| after.unwrap_or(unit)).parse(rest)?;
    let (rest, per) = opt(rate).parse(rest)?;
    let per = per.map_or(unit.per, |(_, name)| name);
    Ok((
        rest,
        Measured {
            kind: Kind::Money,
            number,
            unit: Unit { per, ..unit },
        },
    ))
}

/// The currency named in full after an amount that had a symbol: "$5 million Australian dollars".
fn currency_after(input: Tokens<'_>) -> PResult<'_, Unit> {
    match unit(input)? {
        (rest, (Kind::Money, unit)) => Ok((rest, unit)),
        _ => Err(nom::Err::Error(())),
    }
}

/// coins | magnitude ( unit | age | multiple ) | magnitude
fn coined(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, whole) = suffixed(input)?;
    match whole.unit.name {
        UnitName::Known(Base::Money(currency)) => {
            coins(input, rest, whole, currency).or(Ok((rest, whole)))
        }
        _ => Ok((rest, whole)),
    }
}

/// coins = magnitude currency [ "and" ] magnitude minor_unit: one amount, after its first
fn coins<'a>(
    input: Tokens<'a>,
    rest: Tokens<'a>,
    whole: Measured,
    currency: &Currency,
) -> PResult<'a, Measured> {
    let (rest, part) = preceded(opt(word("and")), suffixed).parse(rest)?;
    let same = matches!(part.unit.name, UnitName::Known(Base::MinorMoney(minor)) if is_part(minor, currency));
    let sum = whole
        .number
        .magnitude()
        .zip(part.number.magnitude())
        .and_then(|(whole, part)| {
            let (share, _) =
                exact::div(part.value, Decimal::ONE_HUNDRED).filter(|(down, up)| down == up)?;
            Some(Magnitude::written(exact::stated(exact::add(
                whole.value,
                share.round_dp(2),
            )?)?))
        });
    let unit = Unit {
        text: Some(input.span_to(&rest)),
        ..whole.unit
    };
    some(
        rest,
        sum.filter(|_| same).map(|sum| Measured {
            kind: Kind::Money,
            number: Scaled::plain(Some(sum)),
            unit,
        }),
    )
}

/// Whether a sub-unit is a hundredth of a currency, by code or by name: dollars and euros share the cent.
fn is_part(minor: &Currency, currency: &Currency) -> bool {
    let same = minor.code == currency.code || minor.minor == currency.minor;
    same && currency.minor_parts == Some(100)
}

/// magnitude ( unit | age | multiple ) | magnitude
fn suffixed(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, number) = magnitude(input)?;
    if let Ok(scaled) = millions(number, rest) {
        return Ok(scaled);
    }
    let (rest, (kind, unit)) = alt((multiple, age, unit, lasting, |rest| {
        Ok((rest, (Kind::Count, Unit::NONE)))
    }))
    .parse(rest)?;
    let unit = sterling(&rest, number, unit);
    let kind = if matches!(unit.name, UnitName::Known(Base::Money(_))) {
        Kind::Money
    } else {
        kind
    };
    Ok((rest, Measured { kind, number, unit }))
}

/// "30 MUSD": millions of a currency, as companies report them
fn millions(number: Scaled, input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, token) = token(|input: &Tokens<'_>, token: &Token| {
        input.text(token).len() == 4 && input.text(token).starts_with('M')
    })
    .parse(input)?;
    let code = input
        .text(token)
        .get(1..)
        .and_then(by_symbol)
        .filter(|base| matches!(base, Base::Money(_)));
    let number = number.times_power_of_ten(number.exponent.saturating_add(6));
    let unit = |base| Unit {
        text: Some(token.span),
        name: UnitName::Known(base),
        per: UnitName::None,
    };
    some(
        rest,
        code.map(|base| Measured {
            kind: Kind::Money,
            number,
            unit: unit(base),
        }),
    )
}

/// "5 million pounds" is money where nothing is weighed by it.
fn sterling(rest: &Tokens<'_>, number: Scaled, unit: Unit) -> Unit {
    let pounds =
        matches!(unit.name, UnitName::Known(Base::Measure(measure)) if measure.name == "pound");
    let weighed = rest.first().is_some_and(|next| rest.is(next, "of"));
    match by_symbol("£") {
        Some(base) if pounds && number.exponent >= 6 && !weighed => Unit {
            name: UnitName::Known(base),
            ..unit
        },
        _ => unit,
    }
}

/// age = unit [ "-" ] ( "old" | "of" "age" )
fn age(input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let (rest, (kind, unit)) = unit(input)?;
    let hyphen = || opt(adjacent(sign('-')));
    let old = alt((
        value((), (hyphen(), one_of(&["old", "olds"]))),
        value((), (word("of"), word("age"))),
    ));
    let (rest, ()) = map(old, |()| ()).parse(rest)?;
    if kind == Kind::Duration {
        Ok((rest, (Kind::Age, unit)))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// lasting = ( "more" | "consecutive" | "full" | … ) unit_of_time: "three full days", "50 previous years"
fn lasting(input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let adjective = one_of(&[
        "more",
        "additional",
        "extra",
        "further",
        "previous",
        "consecutive",
        "straight",
        "successive",
        "full",
        "whole",
        "entire",
        "solid",
        "long",
        "short",
    ]);
    // The "full-year" of "2008 full-year results" is one word.
    let apart = peek(token(|_, token: &Token| token.spaced));
    let time = verify(unit, |(kind, _): &(Kind, Unit)| *kind == Kind::Duration);
    preceded((adjective, apart), time).parse(input)
}

/// multiple = "times" [ rate ] | [ "-" ] "fold" | "x"
fn multiple(input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let fold = preceded(opt(adjacent(sign('-'))), word("fold"));
    let words = alt((word("times"), fold, adjacent(word("x"))));
    let (rest, (_, per)) = (words, opt(rate)).parse(input)?;
    let text = Some(input.span_to(&rest));
    let per = per.map_or(UnitName::None, |(_, per)| per);
    Ok((
        rest,
        (
            Kind::Multiple,
            Unit {
                text,
                name: UnitName::None,
                per,
            },
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, kind, value) in [
            ("25% duties", "25%", Kind::Percent, "25"),
            ("25 per cent", "25 per cent", Kind::Percent, "25"),
            (
                "3 percentage points",
                "3 percentage points",
                Kind::PercentagePoints,
                "3",
            ),
            (
                "$43.6 billion in",
                "$43.6 billion",
                Kind::Money,
                "43600000000",
            ),
            ("£200m deal", "£200m", Kind::Money, "200000000"),
            (
                "10.5 million Australian dollars",
                "10.5 million Australian dollars",
                Kind::Money,
                "10500000",
            ),
            (
                "5 million pounds",
                "5 million pounds",
                Kind::Money,
                "5000000",
            ),
            ("$58.24 a barrel", "$58.24 a barrel", Kind::Money, "58.24"),
            (
                "21,000 pounds of fentanyl",
                "21,000 pounds",
                Kind::Measure,
                "21000",
            ),
            (
                "5 million pounds of fish",
                "5 million pounds",
                Kind::Measure,
                "5000000",
            ),
            (
                "4 million barrels per day",
                "4 million barrels per day",
                Kind::Measure,
                "4000000",
            ),
            ("60 mph winds", "60 mph", Kind::Measure, "60"),
            ("an 18-month wait", "", Kind::Duration, ""),
            ("18-month wait", "18-month", Kind::Duration, "18"),
            ("65-year-old man", "65-year-old", Kind::Age, "65"),
            (
                "fifteen years of age",
                "fifteen years of age",
                Kind::Age,
                "15",
            ),
            ("three times as", "three times", Kind::Multiple, "3"),
            ("50-fold rise", "50-fold", Kind::Multiple, "50"),
            ("116 deportees", "116", Kind::Count, "116"),
            (
                "3 dollars 50 cents",
                "3 dollars 50 cents",
                Kind::Money,
                "3.50",
            ),
            (
                "thirteen dollars and five cents",
                "thirteen dollars and five cents",
                Kind::Money,
                "13.05",
            ),
            ("3 dollars and 50 people", "3 dollars", Kind::Money, "3"),
            ("30 MUSD", "30 MUSD", Kind::Money, "30000000"),
        ] {
            let found = read(measured, text);
            if covers.is_empty() {
                assert!(found.is_none(), "{text}");
                continue;
            }
            let (covered, measured) = found.expect(text);
            assert_eq!(
                (
                    covered,
                    measured.kind,
                    measured
                        .number
                        .magnitude()
                        .unwrap()
                        .value
                        .to_string()
                        .as_str()
                ),
                (covers, kind, value)
            );
        }
    }
}
