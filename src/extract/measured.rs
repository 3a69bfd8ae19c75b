//! Numbers with their unit: money, percentages, measures, durations, multiples, ages; and bare counts.
//!
//! ```text
//! measured = money | below_zero | coins | suffixed
//! money    = [ minus ] currency money_magnitude [ currency ] [ rate ]
//! minus    = "-" | "minus"                                            glued, or in words
//! coins    = magnitude currency [ "and" ] ( magnitude minor_unit | number )    "3 dollars and 50 cents", "3 dollars 50"
//! below_zero = "-" magnitude degrees                                  with a blank between, where no dash stands
//! suffixed = magnitude [ multiple | unit [ aged ] | lasting | won | millions | race ] [ below_freezing ]
//! aged     = [ "-" ] ( "old" | "of" "age" )                           behind a unit of time: an age
//! lasting  = ( "more" | "consecutive" | "full" | … ) unit_of_time
//! multiple = "times" [ rate ] | [ "-" ] "fold" | "x"
//! won      = "won" | "dong" | "marks" | "crowns"                      after a thousand and more
//! millions = "M" code                                                 "30 MUSD"
//! race     = [ word ] ( "run" | "race" | … )                          looked at, not read: "a 10K race" is of 10 km
//! below_freezing = "below" "zero" [ degrees ]                         after degrees or a bare number
//! ```

use super::lexicon::Class;
use super::magnitude::{Scaled, magnitude, minus, money_magnitude};
use super::number::leading_dash;
use super::quantity::{Unit, UnitName};
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, one_of, sign, some, token, word};
use super::unit::{currency, rate, unit};
use super::word_list::List;
use crate::quantity::unit::{by_symbol, shared_currency};
use crate::quantity::{Base, Currency, Dimension, Kind, Magnitude, exact};
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

/// measured = money | below_zero | coins | suffixed
pub(super) fn measured(input: Tokens<'_>) -> PResult<'_, Measured> {
    let read = |input| alt((money, below_zero, coined)).parse(input);
    match input.memos() {
        Some(memos) => memos.measured.of(input, read),
        None => read(input),
    }
}

/// money = [ minus ] currency money_magnitude [ currency ] [ rate ]: "$5 million", "$58.24 a barrel", "-A$5m"
fn money(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (signless, below) = opt(alt((leading_dash, minus))).parse(input)?;
    let (rest, base) = currency(signless)?;
    let symbol = signless.span_to(&rest);
    let (rest, number) = money_magnitude(rest)?;
    let number = if below.is_some() {
        number.negated()
    } else {
        number
    };
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

/// The currency named in full after an amount that had a symbol: "$5 million Australian dollars"; not the symbol
/// of the next amount: "$20 $35".
fn currency_after(input: Tokens<'_>) -> PResult<'_, Unit> {
    let (rest, (kind, unit)) = unit(input)?;
    let amount_follows = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Digits);
    some(
        rest,
        (kind == Kind::Money && !amount_follows).then_some(unit),
    )
}

/// coins | suffixed: an amount of money with its coins
fn coined(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, whole) = suffixed(input)?;
    match whole.unit.name {
        UnitName::Known(Base::Money(currency)) => {
            coins(input, rest, whole, currency).or(Ok((rest, whole)))
        }
        UnitName::Known(Base::Measure(measure)) if measure.name == "pound" => {
            pounds(input, rest, whole).or(Ok((rest, whole)))
        }
        _ => Ok((rest, whole)),
    }
}

/// coins = magnitude currency [ "and" ] ( magnitude minor_unit | number ): one amount, after its first
fn coins<'a>(
    input: Tokens<'a>,
    rest: Tokens<'a>,
    whole: Measured,
    currency: &Currency,
) -> PResult<'a, Measured> {
    let (rest, part) = preceded(opt(word("and")), suffixed).parse(rest)?;
    let belongs = match part.unit.name {
        UnitName::Known(Base::MinorMoney(minor)) => is_part(minor, currency),
        UnitName::None => part.kind == Kind::Count && is_change(&rest, part.number),
        _ => false,
    };
    let parts = currency.minor_parts.map(Decimal::from);
    let sum = whole
        .number
        .magnitude()
        .zip(part.number.magnitude())
        .and_then(|(whole, part)| {
            let (share, _) = exact::div(part.value, parts?).filter(|(down, up)| down == up)?;
            let places = if parts == Some(Decimal::ONE_THOUSAND) {
                3
            } else {
                2
            };
            Some(Magnitude::written(exact::stated(exact::add(
                whole.value,
                share.round_dp(places),
            )?)?))
        });
    let unit = Unit {
        text: Some(input.span_to(&rest)),
        ..whole.unit
    };
    some(
        rest,
        sum.filter(|_| belongs).map(|sum| Measured {
            kind: Kind::Money,
            number: Scaled::plain(Some(sum)),
            unit,
        }),
    )
}

/// "5 pounds 20 pence": pounds before pence are money.
fn pounds<'a>(input: Tokens<'a>, rest: Tokens<'a>, whole: Measured) -> PResult<'a, Measured> {
    let Some(base @ Base::Money(currency)) = by_symbol("£") else {
        return Err(nom::Err::Error(()));
    };
    let (_, part) = preceded(opt(word("and")), suffixed).parse(rest)?;
    let name = UnitName::Known(base);
    let unit = Unit { name, ..whole.unit };
    if matches!(part.unit.name, UnitName::Known(Base::MinorMoney(_))) {
        coins(input, rest, Measured { unit, ..whole }, currency)
    } else {
        Err(nom::Err::Error(()))
    }
}

/// Whether a sub-unit is a part of a currency, by code or by name: dollars and euros share the cent.
fn is_part(minor: &Currency, currency: &Currency) -> bool {
    minor.code == currency.code || currency.minor.ends_with(&minor.minor)
}

/// Whether a number after an amount of money is what is paid in coins ("15 dollars 50", "three pounds and ten"):
/// from ten to ninety-nine, and the clause ends there.
fn is_change(rest: &Tokens<'_>, number: Scaled) -> bool {
    let ten_up = number.magnitude().is_some_and(|number| {
        number.place >= 0
            && number.value >= Decimal::TEN
            && number.value < Decimal::ONE_HUNDRED
            && number.value.is_integer()
    });
    let ends = rest.first().is_none_or(|next| {
        matches!(
            next.kind,
            TokenKind::Sign('.' | ';' | '?' | '!' | '"' | ')')
        )
    });
    let goes_on = rest
        .ahead(1)
        .is_some_and(|next| next.kind == TokenKind::Digits);
    ten_up && ends && !goes_on
}

/// below_zero = "-" magnitude degrees: "a low of - 12 degrees", where a word before it says that no dash begins
fn below_zero(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, dash) = sign('-').parse(input)?;
    let leads = input.behind(1).is_some_and(|before| {
        let fall = ["convert", "hit", "reach", "reached", "touched", "hits"];
        before
            .classes
            .any(Class::PREPOSITION.with(Class::BE).with(Class::FALL))
            || fall.iter().any(|word| input.is(before, word))
    });
    let apart = dash.spaced && rest.first().is_some_and(|next| next.spaced);
    let (rest, measured) = suffixed(rest)?;
    let degrees = matches!(
        measured.unit.name,
        UnitName::Known(Base::Measure(unit))
            if matches!(unit.dimension, Dimension::Temperature | Dimension::Angle)
    );
    let number = measured.number.negated();
    some(
        rest,
        (leads && apart && degrees).then_some(Measured { number, ..measured }),
    )
}

/// suffixed = magnitude [ multiple | unit [ aged ] | lasting | won | millions | race ] [ below_freezing ]
fn suffixed(input: Tokens<'_>) -> PResult<'_, Measured> {
    let (rest, number) = magnitude(input)?;
    if let Ok(scaled) = millions(number, rest) {
        return Ok(scaled);
    }
    if let Ok(distance) = race(number, rest) {
        return Ok(distance);
    }
    let (rest, (kind, unit)) = alt((
        multiple,
        united,
        lasting,
        |rest| won(number, rest),
        |rest| Ok((rest, (Kind::Count, Unit::NONE))),
    ))
    .parse(rest)?;
    let (rest, number, (kind, unit)) = match below_freezing(rest, unit) {
        Ok((rest, found)) => (rest, number.negated(), found),
        Err(_) => (rest, number, (kind, unit)),
    };
    let unit = sterling(&input, &rest, number, unit);
    let kind = if matches!(unit.name, UnitName::Known(Base::Money(_))) {
        Kind::Money
    } else {
        kind
    };
    Ok((rest, Measured { kind, number, unit }))
}

/// race = [ word ] ( "run" | "race" | … ), behind the "K" of so many kilometres: "a 10K race", "the 5K fun run"
fn race(number: Scaled, input: Tokens<'_>) -> PResult<'_, Measured> {
    const RACES: [&str; 10] = [
        "run", "runs", "race", "races", "walk", "walks", "runner", "runners", "course", "event",
    ];
    let letter = number.exponent == 3 && input.behind_is(1, &["k"]);
    let races = |next: &Token| RACES.iter().any(|race| input.is(next, race));
    let kilometre =
        by_symbol("km").filter(|_| letter && (0..2).any(|n| input.ahead(n).is_some_and(races)));
    let measured = |base| Measured {
        kind: Kind::Measure,
        number: number.times_power_of_ten(0),
        unit: Unit {
            text: None,
            name: UnitName::Known(base),
            per: UnitName::None,
        },
    };
    some(input, kilometre.map(measured))
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

/// below_freezing = "below" "zero" [ degrees ], after degrees or a bare number: "20 degrees below zero", "ten below zero"
fn below_freezing(input: Tokens<'_>, known: Unit) -> PResult<'_, (Kind, Unit)> {
    let degrees = |unit: Unit| {
        matches!(
            unit.name,
            UnitName::Known(Base::Measure(unit))
                if matches!(unit.dimension, Dimension::Temperature | Dimension::Angle)
        )
    };
    if !degrees(known) && known.name != UnitName::None {
        return Err(nom::Err::Error(()));
    }
    let (rest, _) = (word("below"), word("zero")).parse(input)?;
    let (rest, after) = opt(verify(unit, |(_, unit): &(Kind, Unit)| degrees(*unit))).parse(rest)?;
    let name = by_symbol("°").map_or(UnitName::None, UnitName::Known);
    let bare = if degrees(known) {
        known
    } else {
        Unit { name, ..known }
    };
    Ok((rest, after.unwrap_or((Kind::Measure, bare))))
}

/// Whether what "of" leads to is money and not goods: "6 million pounds of bad debt", "of the amount".
fn is_sum(rest: &Tokens<'_>) -> bool {
    const LONGEST: usize = 4;
    (1..=LONGEST)
        .map_while(|n| rest.ahead(n))
        .take_while(|next| next.kind == TokenKind::Word && !next.classes.any(Class::PREPOSITION))
        .any(|next| rest.is_of(next, List::SUM))
}

/// How many words before "500 pounds" one of money may stand.
const MONEY_BEFORE: usize = 6;

/// Pounds are money where nothing is weighed by them, and there are millions of them, something is paid, or an
/// amount in another currency stands behind them in brackets.
fn sterling(input: &Tokens<'_>, rest: &Tokens<'_>, number: Scaled, unit: Unit) -> Unit {
    let pounds =
        matches!(unit.name, UnitName::Known(Base::Measure(measure)) if measure.name == "pound");
    let of = pounds && rest.first().is_some_and(|next| rest.is(next, "of"));
    let sum = of && is_sum(rest);
    if !pounds || of && !sum {
        return unit;
    }
    let money = number.exponent >= 6
        || sum
        || is_tender(rest)
        || is_converted(rest)
        || is_paid(input, rest);
    match by_symbol("£") {
        Some(base) if money => Unit {
            name: UnitName::Known(base),
            ..unit
        },
        _ => unit,
    }
}

/// "10-pound notes", "a 50-pound fine": what stands behind is money.
fn is_tender(rest: &Tokens<'_>) -> bool {
    const TENDER: [&str; 9] = [
        "note", "notes", "coin", "coins", "bill", "ticket", "tickets", "fine", "fee",
    ];
    let tender = |next: &Token| TENDER.iter().any(|word| rest.is(next, word));
    rest.first().is_some_and(tender)
}

/// "700 pounds ($900)", "(about $900)"
fn is_converted(rest: &Tokens<'_>) -> bool {
    let about = opt(one_of(&["about", "around", "nearly", "or"]));
    (sign('('), about, currency).parse(*rest).is_ok()
}

/// "They cost him 800 pounds": a word of paying stands before in the clause, and none of weighing after it.
fn is_paid(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let compound = rest
        .behind(2)
        .is_some_and(|dash| dash.kind == TokenKind::Sign('-'));
    let before = (1..=MONEY_BEFORE).map_while(|n| input.behind(n));
    let mut clause = before.take_while(|token| {
        let joint = matches!(token.kind, TokenKind::Sign(',' | ';'));
        !joint && !input.is_of(token, List::WEIGHED)
    });
    !compound && clause.any(|token| input.is_of(token, List::PAID))
}

/// won = "won" | "dong" | "marks" | "crowns", which are words of their own: after a thousand and more (marks: a
/// million), where no object follows
fn won(number: Scaled, input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let (rest, token) = one_of(&["won", "dong", "marks", "crowns"]).parse(input)?;
    let (base, least) = match input.text(token) {
        "won" => (by_symbol("₩"), Decimal::ONE_THOUSAND),
        "dong" => (by_symbol("₫"), Decimal::ONE_THOUSAND),
        "crowns" => (shared_currency("crown"), Decimal::ONE_THOUSAND),
        _ => (by_symbol("DM"), Decimal::from(1_000_000)),
    };
    let many = number
        .magnitude()
        .is_some_and(|number| number.value >= least);
    let free = rest.first().is_none_or(|next| match next.kind {
        TokenKind::Word => {
            let leads = Class::PREPOSITION
                .with(Class::CONJUNCTION)
                .with(Class::RELATIVE);
            let said = ["a", "each", "worth"];
            next.classes.any(leads) && !rest.is(next, "of")
                || said.iter().any(|word| rest.is(next, word))
        }
        TokenKind::Sign(c) => c != '-',
        _ => false,
    });
    let (rest, per) = opt(rate).parse(rest)?;
    let unit = |base| Unit {
        text: Some(input.span_to(&rest)),
        name: UnitName::Known(base),
        per: per.map_or(UnitName::None, |(_, name)| name),
    };
    let money = base.filter(|_| many && free);
    some(rest, money.map(|base| (Kind::Money, unit(base))))
}

/// unit [ aged ]
fn united(input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let (rest, (kind, unit)) = unit(input)?;
    match aged(rest) {
        Ok((rest, ())) if kind == Kind::Duration => Ok((rest, (Kind::Age, unit))),
        _ => Ok((rest, (kind, unit))),
    }
}

/// aged = [ "-" ] ( "old" | "of" "age" )
fn aged(input: Tokens<'_>) -> PResult<'_, ()> {
    let hyphen = || opt(sign('-'));
    alt((
        value((), (hyphen(), one_of(&["old", "olds"]))),
        value((), (word("of"), word("age"))),
    ))
    .parse(input)
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
            ("10K race in", "10K", Kind::Measure, "10"),
            ("10K fun run in", "10K", Kind::Measure, "10"),
            ("10K seats in", "10K", Kind::Count, "10000"),
            ("30 MUSD", "30 MUSD", Kind::Money, "30000000"),
            ("-$7.50 a share", "-$7.50 a share", Kind::Money, "-7.50"),
            ("minus £3m", "minus £3m", Kind::Money, "-3000000"),
            (
                "nine dollars and 75.",
                "nine dollars and 75",
                Kind::Money,
                "9.75",
            ),
            (
                "nine dollars seventy-five",
                "nine dollars seventy-five",
                Kind::Money,
                "9.75",
            ),
            ("9 dollars and 75 people", "9 dollars", Kind::Money, "9"),
            ("4 dinars and 250 fils", "4 dinars", Kind::Money, "4"),
            (
                "12 million crowns last",
                "12 million crowns",
                Kind::Money,
                "12000000",
            ),
            ("12 crowns last", "12", Kind::Count, "12"),
            (
                "4 Kuwaiti dinars and 250 fils",
                "4 Kuwaiti dinars and 250 fils",
                Kind::Money,
                "4.250",
            ),
            ("$20 $35", "$20", Kind::Money, "20"),
            (
                "12 degrees below zero",
                "12 degrees below zero",
                Kind::Measure,
                "-12",
            ),
            ("700 pounds ($900)", "700 pounds", Kind::Money, "700"),
            ("700 pounds of bad debt", "700 pounds", Kind::Money, "700"),
            (
                "4 pounds 20 pence",
                "4 pounds 20 pence",
                Kind::Money,
                "4.20",
            ),
            (
                "4 euros and 20 cents",
                "4 euros and 20 cents",
                Kind::Money,
                "4.20",
            ),
            ("15 dollars and 20, he", "15 dollars", Kind::Money, "15"),
            ("10-pound notes", "10-pound", Kind::Money, "10"),
            ("10-pound hammers", "10-pound", Kind::Measure, "10"),
            ("700 pounds (300 kg)", "700 pounds", Kind::Measure, "700"),
            ("45,000 won ($33)", "45,000 won", Kind::Money, "45000"),
            ("45,000 won seats", "45,000", Kind::Count, "45000"),
            ("80 million marks of", "80 million", Kind::Count, "80000000"),
            (
                "80 million marks a year",
                "80 million marks a year",
                Kind::Money,
                "80000000",
            ),
            ("12 below zero", "12 below zero", Kind::Measure, "-12"),
            ("5 - inch guns", "5 - inch", Kind::Measure, "5"),
            ("5 - inch by inch", "5", Kind::Count, "5"),
            ("150 won.", "150", Kind::Count, "150"),
            ("38 - year - old man", "38 - year - old", Kind::Age, "38"),
            ("20 - year bonds", "20 - year", Kind::Duration, "20"),
            ("20 - year after year", "20", Kind::Count, "20"),
            (
                "500 tonnes of ore a year",
                "500 tonnes",
                Kind::Measure,
                "500",
            ),
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

    #[test]
    fn pounds_that_are_paid_are_money() {
        let kind = |text: &str| {
            let found = crate::extract::testing::within(measured, text);
            found.map(|measured| measured.kind)
        };
        for (text, wanted) in [
            ("a fine of 800 pounds was due", Kind::Money),
            ("they cost him 800 pounds", Kind::Money),
            ("paid for losing 80 pounds", Kind::Measure),
            ("paid a visit and lifted 80 pounds", Kind::Measure),
            ("the fee of an 80-pound jockey", Kind::Measure),
            ("he weighs 80 pounds", Kind::Measure),
            ("it cost 80 pounds of flour", Kind::Measure),
        ] {
            assert_eq!(kind(text), Some(wanted), "{text}");
        }
    }
}
