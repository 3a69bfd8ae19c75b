//! Intervals that a study reports: "95% CI [1.2, 3.4]", "a 95% confidence interval of 1.2 to 3.4", "(IQR 3-7)".
//!
//! ```text
//! confidence = ( level name | name [ level ] ) [ gloss ] [ link ] ( "[" ends "]" | "(" ends ")" | ends )
//! level      = number ( "%" | "percent" | "per" "cent" ) [ "-" ]
//! name       = "CI" | "CrI" | "UI" | "IQR" | ( "confidence" | "credible" | … ) ( "interval" | "limits" | … )
//! link       = ":" | "," | "=" | "of" | "from" | "between" | "is" | "was" | "ranged" "from" | …
//! ends       = end ( "," | ";" | "-" | "to" | "and" ) end
//! end        = [ "-" ] measured
//! ```

use super::measured::{Measured, measured};
use super::number::number;
use super::quantity::{Unit, UnitName};
use super::reported::Reported;
use super::statistic::gloss;
use super::tokens::{PResult, Tokens, adjacent, one_of, sign, some, token, word};
use crate::quantity::{Amount, Magnitude, Statistic, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, value, verify};
use nom::sequence::{delimited, preceded, terminated};
use rust_decimal::Decimal;

/// confidence = ( level name | name [ level ] ) [ gloss ] [ link ] ( "[" ends "]" | "(" ends ")" | ends )
pub(super) fn confidence(input: Tokens<'_>) -> PResult<'_, Reported> {
    let level_first = map((level, name), |(level, name)| (name, Some(level)));
    let name_first = (name, opt(level));
    let (rest, (name, level)) = alt((level_first, name_first)).parse(input)?;
    let (rest, _) = (opt(gloss), opt(link)).parse(rest)?;
    let square = delimited(sign('['), ends, sign(']'));
    let round = delimited(sign('('), ends, sign(')'));
    let (rest, (low, high, unit)) = alt((square, round, ends)).parse(rest)?;
    let statistic = Statistic {
        level,
        ends: Some((low.value, high.value)),
        ..Statistic::named(name)
    };
    let amount = Amount::between(low, high);
    Ok((
        rest,
        Reported {
            statistic,
            amount,
            unit,
        },
    ))
}

/// level = number ( "%" | "percent" | "per" "cent" ) [ "-" ]
pub(super) fn level(input: Tokens<'_>) -> PResult<'_, Decimal> {
    let percent = alt((
        value((), sign('%')),
        value((), word("percent")),
        value((), (word("per"), word("cent"))),
    ));
    let number = map_opt(number, |number| Some(number?.value));
    let (rest, level) = terminated(number, (percent, opt(adjacent(sign('-'))))).parse(input)?;
    let share = level > Decimal::ONE && level < Decimal::ONE_HUNDRED;
    some(rest, share.then_some(level))
}

/// name = "CI" | "CrI" | "UI" | "IQR" | ( "confidence" | "credible" | … ) ( "interval" | "limits" | … )
fn name(input: Tokens<'_>) -> PResult<'_, &'static str> {
    let short = |written: &'static [&'static str]| {
        token(move |input: &Tokens<'_>, token| written.contains(&input.text(token)))
    };
    let long = |first: &'static [&'static str]| {
        let interval = one_of(&["interval", "intervals", "limits", "bounds", "range"]);
        value((), (one_of(first), interval))
    };
    alt((
        value(
            "confidence_interval",
            alt((
                value((), short(&["CI", "CIs", "c.i."])),
                long(&["confidence"]),
            )),
        ),
        value(
            "credible_interval",
            alt((
                value((), short(&["CrI", "CrIs"])),
                long(&["credible", "credibility"]),
            )),
        ),
        value(
            "uncertainty_interval",
            alt((value((), short(&["UI", "UIs"])), long(&["uncertainty"]))),
        ),
        value("prediction_interval", long(&["prediction"])),
        value(
            "interquartile_range",
            alt((value((), short(&["IQR", "IQRs"])), long(&["interquartile"]))),
        ),
    ))
    .parse(input)
}

/// link = ":" | "," | "=" | "of" | "from" | "between" | "is" | "was" | ( "ranged" | "ranging" ) "from" | …
fn link(input: Tokens<'_>) -> PResult<'_, ()> {
    let mark = alt((sign(':'), sign(','), sign('=')));
    let verb = one_of(&[
        "is", "was", "ranged", "ranging", "spanned", "spanning", "runs", "ran",
    ]);
    let preposition = || one_of(&["of", "from", "between"]);
    alt((
        value((), mark),
        value((), (verb, opt(preposition()))),
        value((), preposition()),
    ))
    .parse(input)
}

/// ends = end ( "," | ";" | "-" | "to" | "and" ) end: two numbers, and the unit that they share
fn ends(input: Tokens<'_>) -> PResult<'_, (Magnitude, Magnitude, Unit)> {
    let joint = alt((
        value((), alt((sign(','), sign(';'), sign('-'), sign('—')))),
        value((), one_of(&["to", "and"])),
    ));
    let (rest, (low, _, high)) = (end, joint, end).parse(input)?;
    let unit = match (low.1.name, high.1.name) {
        (UnitName::None, _) => Some(high.1),
        (_, UnitName::None) => Some(low.1),
        (first, last) => (first == last).then_some(high.1),
    };
    some(rest, unit.map(|unit| (low.0, high.0, unit)))
}

/// end = [ "-" ] measured
fn end(input: Tokens<'_>) -> PResult<'_, (Magnitude, Unit)> {
    let of = |measured: Measured| Some((measured.number.magnitude()?, measured.unit));
    let minus = map_opt(preceded(sign('-'), adjacent(measured)), move |measured| {
        let (number, unit) = of(measured)?;
        let value = exact::sub(Decimal::ZERO, number.value)?;
        Some((Magnitude { value, ..number }, unit))
    });
    verify(alt((map_opt(measured, of), minus)), |(_, unit)| {
        !matches!(unit.name, UnitName::Noun(_))
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, level, low, high) in [
            (
                "95% CI [1.2, 3.4]).",
                "95% CI [1.2, 3.4]",
                "95",
                "1.2",
                "3.4",
            ),
            ("95% CI, 1.2-3.4)", "95% CI, 1.2-3.4", "95", "1.2", "3.4"),
            (
                "95% confidence interval 1.2 to 3.4",
                "95% confidence interval 1.2 to 3.4",
                "95",
                "1.2",
                "3.4",
            ),
            (
                "95 percent confidence interval of 12 to 18 percent",
                "95 percent confidence interval of 12 to 18 percent",
                "95",
                "12",
                "18",
            ),
            (
                "90% confidence interval (CI): 0.60–0.93",
                "90% confidence interval (CI): 0.60–0.93",
                "90",
                "0.60",
                "0.93",
            ),
            (
                "CI 95% −0.30–−0.10",
                "CI 95% −0.30–−0.10",
                "95",
                "-0.30",
                "-0.10",
            ),
            ("95% CI=[-.3; .5]", "95% CI=[-.3; .5]", "95", "-0.3", "0.5"),
            (
                "99.9% CI 0·60 to 0·93",
                "99.9% CI 0·60 to 0·93",
                "99.9",
                "0.60",
                "0.93",
            ),
            ("95% UI 12%-18%", "95% UI 12%-18%", "95", "12", "18"),
            ("IQR 3-7)", "IQR 3-7", "", "3", "7"),
            (
                "interquartile range, 22 to 31 years",
                "interquartile range, 22 to 31 years",
                "",
                "22",
                "31",
            ),
            (
                "confidence interval was between 5 and 6",
                "confidence interval was between 5 and 6",
                "",
                "5",
                "6",
            ),
        ] {
            let (covered, reported) = read(confidence, text).expect(text);
            let (first, last) = reported.statistic.ends.unwrap();
            let found = reported
                .statistic
                .level
                .map(|level| level.to_string())
                .unwrap_or_default();
            assert_eq!(
                (
                    covered,
                    found.as_str(),
                    first.to_string().as_str(),
                    last.to_string().as_str()
                ),
                (covers, level, low, high)
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "95% of adults",
            "95% CI",
            "confidence interval of 3 points",
            "95% confident",
            "consumer confidence 95 to 96",
            "uncertainty of 5 to 6",
            "CI 5 people, 6 dogs",
        ] {
            assert_eq!(
                read(confidence, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }
}
