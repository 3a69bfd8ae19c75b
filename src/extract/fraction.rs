//! Fractions and odds: "two-thirds", "a quarter of", "half the", "one in five", "9 out of 10", "3-to-1".
//!
//! ```text
//! fraction = [ count [ "-" ] ] denominator | "half" | odds | ratio
//! count    = "a" | cardinal | digits                 "a" and none only before "of" or a determiner
//! odds     = magnitude ( "in" | "out" "of" ) magnitude
//! ratio    = magnitude "-" "to" "-" magnitude
//! ```

use super::lexicon::Class;
use super::magnitude::magnitude;
use super::number_word::cardinal;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, class, sign, some, word};
use crate::quantity::{Amount, Bound, Interval, Kind, Magnitude, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// fraction = [ count [ "-" ] ] denominator | "half" | odds | ratio
pub(super) fn fraction(input: Tokens<'_>) -> PResult<'_, (Kind, Amount)> {
    let parts = map(alt((odds, written, half)), |amount| {
        (Kind::Fraction, amount)
    });
    alt((map(ratio, |amount| (Kind::Ratio, amount)), parts)).parse(input)
}

/// `over / under` as an amount: stated to nine decimals, its bounds enclosing it.
fn quotient(over: Magnitude, under: Magnitude) -> Option<Amount> {
    let (down, up) = exact::div(over.value, under.value)?;
    let stated = exact::to_stated(if down == up { down.normalize() } else { down })?;
    let (low, high) = (
        down.round_dp_with_strategy(9, rust_decimal::RoundingStrategy::ToNegativeInfinity),
        up.round_dp_with_strategy(9, rust_decimal::RoundingStrategy::ToPositiveInfinity),
    );
    let closed = |value: Decimal| {
        Some(Bound {
            value: value.normalize(),
            open: false,
        })
    };
    let interval = Interval::new(closed(low), closed(high))?;
    Some(Amount {
        stated: Some(Magnitude::written(stated)),
        interval,
        modifier: Modifier::Exact,
        vague: false,
    })
}

/// [ count [ "-" ] ] denominator
fn written(input: Tokens<'_>) -> PResult<'_, Amount> {
    let hyphen = || opt(adjacent(sign('-')));
    let counted = (terminated(cardinal, hyphen()), class(Class::DENOMINATOR));
    if let Ok((rest, (count, denominator))) =
        verify(counted, |(count, part)| fits(&input, *count, part)).parse(input)
    {
        return some(rest, quotient(count, parts(denominator)));
    }
    let single = verify(class(Class::DENOMINATOR), |part: &&Token| {
        !input.text(part).ends_with('s') && part.number != 2
    });
    let (rest, denominator) = preceded(word("a"), single).parse(input)?;
    let of = rest.first().is_some_and(|next| {
        ["of", "as", "more", "less"]
            .iter()
            .any(|word| rest.is(next, word))
    });
    some(
        rest,
        if of {
            quotient(Magnitude::written(Decimal::ONE), parts(denominator))
        } else {
            None
        },
    )
}

/// "two thirds" but "one third", and neither "five seconds" nor "two second".
fn fits(input: &Tokens<'_>, count: Magnitude, part: &Token) -> bool {
    let plural = input.text(part).ends_with(['s', 'S']);
    let one = count.value == Decimal::ONE;
    let small = count.value < Decimal::from(part.number);
    let quarter_or_half = part.classes.any(Class::TIME_UNIT) || part.number == 2;
    small && (one != plural) && (!quarter_or_half || part.number == 2 || part.number == 4)
}

fn parts(denominator: &Token) -> Magnitude {
    Magnitude::written(denominator.number.into())
}

/// "half" of something: before "of" or a determiner, and after a word that compares.
fn half(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, token) = word("half").parse(input)?;
    let joined = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced)
        || input
            .behind(1)
            .is_some_and(|before| !token.spaced && before.kind == TokenKind::Sign('-'));
    let ranked = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::ORDINAL))
        || input.behind_is(1, &["this", "last", "that", "other", "and"]);
    let whole = rest.first().is_some_and(|next| {
        rest.is(next, "of")
            || next.classes.any(Class::DETERMINER) && !rest.is(next, "a") && !rest.is(next, "an")
    });
    let compared = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::MODIFIER))
        || input.behind_is(1, &["than", "by", "in", "to"]);
    if joined || ranked || !(whole || compared) {
        return Err(nom::Err::Error(()));
    }
    some(
        rest,
        quotient(
            Magnitude::written(Decimal::ONE),
            Magnitude::written(Decimal::TWO),
        ),
    )
}

/// odds = magnitude ( "in" | "out" "of" ) magnitude
fn odds(input: Tokens<'_>) -> PResult<'_, Amount> {
    let number = || nom::combinator::map_opt(magnitude, super::magnitude::Scaled::magnitude);
    let out_of = (number(), preceded((word("out"), word("of")), number()));
    let one_in = verify(
        (number(), preceded(word("in"), number())),
        |(over, under): &(Magnitude, Magnitude)| is_odds(*over, *under),
    );
    let (rest, (over, under)) = alt((out_of, one_in)).parse(input)?;
    some(
        rest,
        if over.value <= under.value {
            quotient(over, under)
        } else {
            None
        },
    )
}

/// "one in five", "3 in 10", but not "five in 2020" or "two in six months".
fn is_odds(over: Magnitude, under: Magnitude) -> bool {
    let year = under.value >= Decimal::from(1500)
        && under.value < Decimal::from(2200)
        && under.value.fract().is_zero();
    over.value < Decimal::TEN && under.value > Decimal::ONE && !(year && over.value > Decimal::ONE)
}

/// ratio = magnitude "-" "to" "-" magnitude
fn ratio(input: Tokens<'_>) -> PResult<'_, Amount> {
    let number = || nom::combinator::map_opt(magnitude, super::magnitude::Scaled::magnitude);
    let hyphen = || adjacent(sign('-'));
    let to = (hyphen(), adjacent(word("to")), hyphen());
    let (rest, (over, under)) = (number(), preceded(to, number())).parse(input)?;
    let amount = quotient(over, under).map(|amount| {
        if under.value == Decimal::ONE {
            Amount::new(over, Modifier::Exact)
        } else {
            amount
        }
    });
    some(rest, amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, kind, value) in [
            (
                "two-thirds of voters",
                "two-thirds",
                Kind::Fraction,
                "0.666666667",
            ),
            ("a third of those", "a third", Kind::Fraction, "0.333333333"),
            (
                "three quarters of",
                "three quarters",
                Kind::Fraction,
                "0.75",
            ),
            ("one-fifth of", "one-fifth", Kind::Fraction, "0.2"),
            ("half the seats", "half", Kind::Fraction, "0.5"),
            ("one in five people", "one in five", Kind::Fraction, "0.2"),
            ("9 out of 10 voters", "9 out of 10", Kind::Fraction, "0.9"),
            ("3-to-1 majority", "3-to-1", Kind::Ratio, "3"),
        ] {
            let (covered, (found, amount)) = read(fraction, text).expect(text);
            assert_eq!(
                (
                    covered,
                    found,
                    amount.stated.unwrap().value.to_string().as_str()
                ),
                (covers, kind, value)
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "half-staff",
            "a third man",
            "five seconds",
            "two second",
            "half a mile",
            "a quarter ago",
            "five in 2020",
            "third of May",
            "12 in 6",
        ] {
            assert_eq!(
                read(fraction, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn a_third_is_enclosed_by_its_bounds() {
        let (_, (_, amount)) = read(fraction, "one third").unwrap();
        let ends = (
            amount.interval.lower().unwrap().value.to_string(),
            amount.interval.upper().unwrap().value.to_string(),
        );
        assert_eq!(ends, ("0.333333333".into(), "0.333333334".into()));
    }
}
