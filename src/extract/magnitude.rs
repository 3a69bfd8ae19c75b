//! Magnitudes: a number with its scale: "3.5 million", "500 crore", "two dozen", "200k", "$5bn", "half a million",
//! "two and a half million", "3 hundred and 21", "minus five point five", "1.3e6".
//!
//! ```text
//! magnitude = [ minus ] ( of_scale | of_unit | a_dozen | in_words | in_digits )
//! minus     = "minus" [ "-" ] | "negative"                 not after a number, nor where things are counted
//! of_scale  = some_part [ "of" ] [ "a" ] ( scale | "dozen" )
//! of_unit   = some_part ( [ "of" ] "a" | )                 before a unit: "half a mile", "a quarter mile", "half a point"
//! in_words  = ( mixed | whole and_part ) [ scale ] | whole decimals [ scale ] | whole [ plural_scale | dozen ]
//! in_digits = number ( scale_word { link } [ and_part [ scale ] ] | suffix | power | and_part [ scale ] | dozen )
//! link      = [ "and" ] ( number scale_word | whole )      scales falling; after "hundred" also a number below it
//! ```
//!
//! What scales digits (scale_word, suffix, power) is in `scale`.

use super::fraction_part::{and_part, may_be_part, mixed, part};
use super::lexicon::Class;
use super::noun;
use super::number::{Number, number, rational, vulgar};
use super::number_word::{Whole, decimals, hyphen, whole};
use super::rational::Rational;
use super::scale::{money_suffix, plural_scale, power, scale_word, suffix};
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, class, one_of, some, word};
use super::unit::unit;
use crate::quantity::{Amount, Kind, Magnitude, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, not, opt, peek, value, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// A number and the power of ten that its scale word names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scaled {
    pub(super) coefficient: Number,
    pub(super) exponent: i8,
    /// The whole number, where no decimal holds it; the coefficient is then its rounding.
    fraction: Option<Rational>,
}

impl Scaled {
    pub(super) const fn plain(coefficient: Number) -> Self {
        Self {
            coefficient,
            exponent: 0,
            fraction: None,
        }
    }

    fn decimal(value: Option<Decimal>) -> Self {
        Self::plain(value.and_then(exact::stated).map(Magnitude::written))
    }

    /// So many of a power of ten.
    fn of(number: Option<Rational>, exponent: i8) -> Self {
        if number.is_some_and(|number| number.is_fraction() && number.as_decimal().is_none()) {
            let fraction = number.and_then(|number| number.times_power_of_ten(exponent));
            return Self {
                coefficient: fraction.and_then(|fraction| fraction.magnitude()),
                exponent: 0,
                fraction,
            };
        }
        Self {
            coefficient: number.and_then(|number| number.magnitude()),
            exponent,
            fraction: None,
        }
    }

    /// A number in words. Its precision is that of its digits, but for millions and more: "four thousand" is 4,000.
    fn words(whole: Whole) -> Self {
        let Some((count, exponent)) = whole.scaled else {
            return Self::decimal(whole.value);
        };
        let count = Magnitude::written(count.into());
        let place = whole.value.map(|value| Magnitude::written(value).place);
        let place = place
            .filter(|_| exponent < 6)
            .and_then(|place| place.checked_sub(exponent));
        Self {
            coefficient: whole.value.and(Some(Magnitude {
                place: place.unwrap_or(count.place),
                ..count
            })),
            exponent,
            fraction: None,
        }
    }

    /// So many of a power of ten: the 5 of "5 to 10 million".
    pub(super) fn times_power_of_ten(self, exponent: i8) -> Self {
        match self.fraction {
            Some(fraction) => Self::of(Some(fraction), exponent),
            None => Self { exponent, ..self },
        }
    }

    /// The whole number; `None` where it is too long to be held exactly.
    pub(super) fn magnitude(self) -> Number {
        match self.exponent {
            0 => self.coefficient,
            exponent => self.coefficient?.times_power_of_ten(exponent),
        }
    }

    /// The number as it stands, with an interval that encloses it.
    pub(super) fn amount(self) -> Option<Amount> {
        match self.fraction {
            Some(fraction) => fraction.amount(),
            None => Some(Amount::new(self.magnitude()?, Modifier::Exact)),
        }
    }

    pub(super) fn negated(self) -> Self {
        Self {
            coefficient: self.coefficient.map(|magnitude| Magnitude {
                value: exact::negate(magnitude.value),
                ..magnitude
            }),
            fraction: self.fraction.map(Rational::negated),
            ..self
        }
    }
}

/// How a production reads the letters glued to digits.
type Suffix = for<'a> fn(Tokens<'a>) -> PResult<'a, i8>;

/// magnitude = [ minus ] ( of_scale | of_unit | a_dozen | in_words | in_digits )
pub(super) fn magnitude(input: Tokens<'_>) -> PResult<'_, Scaled> {
    let read = |input| signed(input, suffix);
    match input.memos() {
        Some(memos) if may_begin(&input) => memos.magnitude.of(input, read),
        _ => read(input),
    }
}

/// A magnitude after a currency symbol, where "m" is a million.
pub(super) fn money_magnitude(input: Tokens<'_>) -> PResult<'_, Scaled> {
    signed(input, money_suffix)
}

/// A magnitude in words, as before a unit of time.
pub(super) fn cardinal(input: Tokens<'_>) -> PResult<'_, Magnitude> {
    map_opt(alt((of_scale, in_words)), Scaled::magnitude).parse(input)
}

/// Whether a number may begin here: a glance, as this is asked of every "a" and every word of a modifier.
pub(super) fn may_begin(input: &Tokens<'_>) -> bool {
    let numbers = Class::ONES
        .with(Class::TENS)
        .with(Class::HUNDRED)
        .with(Class::DENOMINATOR)
        .with(Class::DOZEN);
    let after_a = numbers
        .with(Class::SCALE)
        .with(Class::ORDINAL)
        .with(Class::ORDINAL_SCALE)
        .with(Class::LEADER);
    let led = |next: &Token| next.kind != TokenKind::Word || next.classes.any(after_a);
    input.first().is_some_and(|first| {
        first.kind != TokenKind::Word
            || first.classes.any(numbers)
            || first.classes.any(Class::LEADER) && input.ahead(1).is_some_and(led)
    })
}

fn signed(input: Tokens<'_>, suffix: Suffix) -> PResult<'_, Scaled> {
    if !may_begin(&input) {
        return Err(nom::Err::Error(()));
    }
    let (rest, minus) = opt(minus).parse(input)?;
    let (rest, scaled) = unsigned(rest, suffix)?;
    match minus {
        None => Ok((rest, scaled)),
        Some(()) => some(rest, (!counts(&rest)).then(|| scaled.negated())),
    }
}

/// of_scale | of_unit | a_dozen | in_words | in_digits, of which the first token rules most out
fn unsigned(input: Tokens<'_>, suffix: Suffix) -> PResult<'_, Scaled> {
    let digits = |input| in_digits(input, suffix);
    match input.first().map(|first| first.kind) {
        Some(TokenKind::Digits) => digits(input),
        Some(TokenKind::Word) if !may_be_part(&input) => alt((a_dozen, in_words)).parse(input),
        Some(TokenKind::Word) => alt((of_scale, of_unit, a_dozen, in_words)).parse(input),
        _ => alt((of_scale, of_unit, digits)).parse(input),
    }
}

/// minus = "minus" [ "-" ] | "negative", not after a number
pub(super) fn minus(input: Tokens<'_>) -> PResult<'_, ()> {
    if !input
        .first()
        .is_some_and(|first| first.classes.any(Class::LEADER))
    {
        return Err(nom::Err::Error(()));
    }
    let (rest, _) = one_of(&["minus", "negative"]).parse(input)?;
    let numbers = Class::ONES
        .with(Class::TENS)
        .with(Class::HUNDRED)
        .with(Class::SCALE);
    let after_number = input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Digits || before.classes.any(numbers));
    let tested = input.behind_is(1, &["tested", "testing", "test", "tests"]);
    let (rest, ()) = hyphen(rest)?;
    some(rest, (!after_number && !tested).then_some(()))
}

/// Whether things are counted ("minus two starters"), of which there are no fewer than none.
fn counts(rest: &Tokens<'_>) -> bool {
    let counted = |(_, noun): (Tokens<'_>, noun::Noun)| noun::is_plural(rest.slice(noun.head));
    unit(*rest).is_err() && noun::phrase(*rest).is_ok_and(counted)
}

/// "half" and "quarter", a part in words or a vulgar fraction, and whether it may stand right before its whole
fn some_part(input: Tokens<'_>) -> PResult<'_, (Rational, bool)> {
    let lone = |words, under: i64| {
        map_opt(word(words), move |_| {
            Some((Rational::new(Decimal::ONE, under.into())?, true))
        })
    };
    let worded = map(part, |part| {
        let small = part.denominator <= Decimal::from(4) && part.denominator != Decimal::from(3);
        (part.value, small)
    });
    let sign = map(vulgar, |part| (part, true));
    alt((lone("half", 2), lone("quarter", 4), sign, worded)).parse(input)
}

/// of_scale = some_part [ "of" ] [ "a" ] ( scale | "dozen" )
fn of_scale(input: Tokens<'_>) -> PResult<'_, Scaled> {
    let (rest, (part, direct)) = some_part(input)?;
    let (rest, (of, a)) = (opt(word("of")), opt((hyphen, one_of(&["a", "an"])))).parse(rest)?;
    let joined = a.is_some() || of.is_none() && direct;
    let (rest, ()) = verify(hyphen, |()| joined).parse(rest)?;
    let scale = map(class(Class::SCALE), |token| {
        Scaled::of(Some(part), token.number)
    });
    let dozen = map(class(Class::DOZEN), |_| {
        Scaled::of(part.times(Decimal::from(12)), 0)
    });
    alt((scale, dozen)).parse(rest)
}

/// of_unit = some_part ( [ "of" ] "a" whole | timeless )
fn of_unit(input: Tokens<'_>) -> PResult<'_, Scaled> {
    let (rest, (part, direct)) = some_part(input)?;
    let article = (hyphen, one_of(&["a", "an"]));
    let whole = |input| alt((value((), unit), point)).parse(input);
    let (rest, of) = alt((
        terminated(
            map((opt(word("of")), article), |(of, _)| of.is_some()),
            peek(whole),
        ),
        value(false, peek(timeless)),
    ))
    .parse(rest)?;
    some(rest, (of || direct).then(|| Scaled::of(Some(part), 0)))
}

/// point = [ "-" ] ( "point" | "points" )
fn point(input: Tokens<'_>) -> PResult<'_, ()> {
    value((), (hyphen, one_of(&["point", "points"]))).parse(input)
}

/// timeless = unit | point, of which a part may stand right before it: "a quarter mile", "half-point", but not "half year",
/// "first-quarter percentage"
fn timeless(input: Tokens<'_>) -> PResult<'_, ()> {
    let ranked = (2..4).any(|n| {
        input
            .behind(n)
            .is_some_and(|before| before.classes.any(Class::ORDINAL))
    });
    let measure = verify(unit, |(kind, _)| *kind != Kind::Duration);
    let (rest, ()) = alt((value((), measure), point)).parse(input)?;
    some(rest, (!ranked).then_some(()))
}

/// Whether a part here is one of a scale or a unit: "half a million", "a quarter of a mile".
pub(super) fn part_of_something(input: Tokens<'_>) -> bool {
    may_be_part(&input) && alt((of_scale, of_unit)).parse(input).is_ok()
}

/// a_dozen = [ "a" ] "dozen" [ and_part ]
fn a_dozen(input: Tokens<'_>) -> PResult<'_, Scaled> {
    let dozen = verify(class(Class::DOZEN), |token: &&Token| {
        !token.classes.any(Class::PLURAL_SCALE)
    });
    let (rest, (_, _, part)) = (opt(word("a")), dozen, opt(and_part)).parse(input)?;
    Ok((rest, dozens(Some(Decimal::ONE), part)))
}

fn dozens(count: Option<Decimal>, part: Option<Rational>) -> Scaled {
    let count = count.and_then(|count| match part {
        Some(part) => part.plus(count),
        None => Some(Rational::decimal(count)),
    });
    Scaled::of(count.and_then(|count| count.times(Decimal::from(12))), 0)
}

/// in_words = ( mixed | whole and_part ) [ scale ] | whole decimals [ scale ] | whole [ plural_scale | dozen ]
fn in_words(input: Tokens<'_>) -> PResult<'_, Scaled> {
    if may_be_part(&input)
        && let Ok((rest, (whole, part))) = mixed(input)
    {
        return with_part(rest, whole.value, whole.scaled, part);
    }
    let (rest, whole) = whole(input)?;
    let digits = |next: &Token| next.kind != TokenKind::Word;
    if rest.ahead(1).is_some_and(digits)
        && let Ok((rest, part)) = and_part(rest)
    {
        return with_part(rest, whole.value, whole.scaled, part);
    }
    if let Ok((rest, decimals)) = decimals(rest)
        && !(input.behind_is(1, &["at"]) && whole.value == Some(Decimal::ONE))
    {
        return pointed(rest, whole, decimals);
    }
    let plural = verify(plural_scale, |_: &&Token| whole.least == 0);
    let dozen = preceded(hyphen, class(Class::DOZEN));
    alt((
        map(dozen, |_| dozens(whole.value, None)),
        map(plural, |token| {
            Scaled::of(whole.value.map(Rational::decimal), token.number)
        }),
        |input| Ok((input, Scaled::words(whole))),
    ))
    .parse(rest)
}

/// [ scale ] after a whole number and its decimals
fn pointed(input: Tokens<'_>, whole: Whole, (tail, places): (i64, u32)) -> PResult<'_, Scaled> {
    let (rest, exponent) = opt(scale_word).parse(input)?;
    let decimals = Decimal::try_new(tail, places).ok();
    let number = whole
        .value
        .zip(decimals)
        .and_then(|(a, b)| exact::add(a, b));
    Ok((
        rest,
        Scaled::of(number.map(Rational::decimal), exponent.unwrap_or(0)),
    ))
}

/// [ scale ] after a number and its part: "two and a half million", "two million and a half",
/// "three billion and a half million"
fn with_part(
    input: Tokens<'_>,
    whole: Option<Decimal>,
    scaled: Option<(i64, i8)>,
    part: Rational,
) -> PResult<'_, Scaled> {
    let (rest, scale) = opt(preceded(hyphen, class(Class::SCALE))).parse(input)?;
    let scaled = scaled.filter(|(_, exponent)| *exponent > 2);
    let sum = |count: Decimal, part: Option<Rational>| part?.plus(count);
    let found = match (scaled, scale) {
        (None, scale) => Scaled::of(
            whole.and_then(|whole| sum(whole, Some(part))),
            scale.map_or(0, |scale| scale.number),
        ),
        (Some((count, exponent)), None) => Scaled::of(sum(count.into(), Some(part)), exponent),
        (Some(_), Some(scale)) => {
            let part = part.times_power_of_ten(scale.number);
            Scaled::of(whole.and_then(|whole| sum(whole, part)), 0)
        }
    };
    Ok((rest, found))
}

/// in_digits = number ( scale_word { link } [ and_part [ scale ] ] | suffix | power | and_part [ scale ] | dozen )
fn in_digits(input: Tokens<'_>, suffix: Suffix) -> PResult<'_, Scaled> {
    let (rest, number) = rational(input)?;
    if ends(&rest) {
        return Ok((rest, Scaled::of(number, 0)));
    }
    let whole = number.and_then(|number| number.as_decimal());
    let open = !input.behind_is(1, &["between"]);
    if let Ok((rest, exponent)) = scale_word(rest) {
        return chain(rest, number, exponent, open);
    }
    if let Ok((rest, exponent)) = alt((suffix, power)).parse(rest) {
        return Ok((rest, Scaled::of(number, exponent)));
    }
    if open && let Ok((rest, part)) = and_part(rest) {
        return with_part(rest, whole, None, part);
    }
    // "14th" is an ordinal.
    let (rest, _) = not(adjacent(one_of(&["nd", "rd", "th"]))).parse(rest)?;
    let (rest, _) = not(ordinal_first).parse(rest)?;
    let dozen = preceded(hyphen, class(Class::DOZEN));
    alt((map(dozen, |_| dozens(whole, None)), |input| {
        Ok((input, Scaled::of(number, 0)))
    }))
    .parse(rest)
}

/// Whether what follows can't belong to a number in digits: a glance, as it mostly does not.
fn ends(rest: &Tokens<'_>) -> bool {
    let scales = Class::SCALE
        .with(Class::HUNDRED)
        .with(Class::PLURAL_SCALE)
        .with(Class::DOZEN)
        .with(Class::SUFFIX);
    rest.first().is_none_or(|next| match next.kind {
        TokenKind::Word => {
            next.spaced && !next.classes.any(scales) && !rest.is(next, "and") && !rest.is(next, "x")
        }
        TokenKind::Sign(c) => matches!(c, '%' | ',' | '.' | ';' | ')' | '"' | '”'),
        _ => false,
    })
}

/// The "st" of "21st", and not that of "11st", a weight.
fn ordinal_first(input: Tokens<'_>) -> PResult<'_, ()> {
    let first = input.behind(1).is_some_and(|digits| {
        let text = input.text(digits);
        text.ends_with('1') && !text.ends_with("11")
    });
    let (rest, _) = adjacent(word("st")).parse(input)?;
    some(rest, first.then_some(()))
}

/// { link } [ and_part [ scale ] ] after a number and its scale word
fn chain(
    input: Tokens<'_>,
    number: Option<Rational>,
    exponent: i8,
    open: bool,
) -> PResult<'_, Scaled> {
    let first = Scaled::of(number, exponent);
    if !open {
        return Ok((input, first));
    }
    let (mut rest, mut least) = (input, exponent);
    let mut total = first.magnitude().map(|magnitude| magnitude.value);
    while let Ok((after, (value, exponent))) = link(rest, least) {
        total = total.and_then(|total| exact::add(total, value));
        (rest, least) = (after, exponent);
    }
    if least < exponent {
        return Ok((rest, Scaled::decimal(total)));
    }
    let count = number.and_then(|number| i64::try_from(number.as_decimal()?).ok());
    match (count, and_part(rest)) {
        (Some(count), Ok((rest, part))) => with_part(rest, total, Some((count, exponent)), part),
        _ => Ok((rest, first)),
    }
}

/// link = [ "and" ] ( number scale_word | whole ): its value and its least power of ten
fn link(input: Tokens<'_>, least: i8) -> PResult<'_, (Decimal, i8)> {
    let (rest, and) = opt(word("and")).parse(input)?;
    let scaled = map_opt((number, scale_word), |(number, exponent)| {
        let value = number?.times_power_of_ten(exponent)?.value;
        Some((value, exponent))
    });
    let worded = map_opt(whole, |whole| {
        Some((whole.value?, whole.least)).filter(|(_, scale)| *scale > 1 || least == 2)
    });
    let lone = map_opt(terminated(number, not(scale_word)), |number| {
        Some((number?.value, 0))
    });
    let lone = verify(lone, |_| and.is_some() && least == 2);
    let limit = exact::power_of_ten(least.into());
    verify(alt((scaled, worded, lone)), |(value, scale)| {
        *scale < least && limit.is_some_and(|limit| *value < limit)
    })
    .parse(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("3.5 million people", "3.5 million", "3500000"),
            ("500 crore", "500 crore", "5000000000"),
            ("200k users", "200k", "200000"),
            ("15bn yen", "15bn", "15000000000"),
            ("a dozen countries", "a dozen", "12"),
            ("two dozen ships", "two dozen", "24"),
            ("12-million euro", "12-million", "12000000"),
            ("5m people", "5m", "5000000"),
            ("5m away", "5", "5"),
            ("1.7 mln", "1.7 mln", "1700000"),
            ("4.3M sales", "4.3M", "4300000"),
            ("4 hundred million people", "4 hundred million", "400000000"),
            ("half a million people", "half a million", "500000"),
            ("half million people", "half million", "500000"),
            ("a half-million people", "a half-million", "500000"),
            ("quarter of a billion", "quarter of a billion", "250000000"),
            (
                "three quarters of a million",
                "three quarters of a million",
                "750000",
            ),
            (
                "a third of a million",
                "a third of a million",
                "333333.333333333",
            ),
            ("half a dozen eggs", "half a dozen", "6"),
            ("a dozen and a half", "a dozen and a half", "18"),
            ("four dozens", "four dozens", "48"),
            ("six doz", "six doz", "72"),
            ("half a mile", "half a", "0.5"),
            ("a quarter of a percentage point", "a quarter of a", "0.25"),
            (
                "two and a half million",
                "two and a half million",
                "2500000",
            ),
            ("one and a half years", "one and a half", "1.5"),
            (
                "two million and a half",
                "two million and a half",
                "2500000",
            ),
            (
                "three million and one half",
                "three million and one half",
                "3500000",
            ),
            ("4 million and a half", "4 million and a half", "4500000"),
            ("4 and a half million", "4 and a half million", "4500000"),
            (
                "two billion and a quarter million",
                "two billion and a quarter million",
                "2000250000",
            ),
            ("seven and a third", "seven and a third", "7.333333333"),
            ("nine and 3/4 inches", "nine and 3/4", "9.75"),
            ("4 hundred and 35", "4 hundred and 35", "435"),
            ("4 hundred and 3 hundred", "4 hundred", "400"),
            ("2 lakh 30 thousand", "2 lakh 30 thousand", "230000"),
            (
                "7 crore and four hundred",
                "7 crore and four hundred",
                "70000400",
            ),
            ("3 million and 20 people", "3 million", "3000000"),
            ("six hundreds", "six hundreds", "600"),
            ("minus four point two", "minus four point two", "-4.2"),
            (
                "nought point nought nine",
                "nought point nought nine",
                "0.09",
            ),
            (
                "three point two million",
                "three point two million",
                "3200000",
            ),
            ("minus-1.4 degree", "minus-1.4", "-1.4"),
            ("negative eleven", "negative eleven", "-11"),
            ("minus 40 degrees", "minus 40", "-40"),
            ("4.5e6", "4.5e6", "4500000"),
            ("-7e-2", "-7e-2", "-0.07"),
            ("2.5x10^3", "2.5x10^3", "2500"),
            ("2.5 × 10^-3 m", "2.5 × 10^-3", "0.0025"),
            ("5 tln", "5 tln", "5000000000000"),
        ] {
            let (covered, scaled) = read(magnitude, text).expect(text);
            assert_eq!(
                (
                    covered,
                    scaled.magnitude().unwrap().value.to_string().as_str()
                ),
                (covers, value)
            );
        }
        let (covered, scaled) = read(money_magnitude, "200m").unwrap();
        assert_eq!((covered, scaled.exponent), ("200m", 6));
    }

    #[test]
    fn declines() {
        for text in [
            "dozens of ships",
            "million dollars",
            "hundreds",
            "minus two starters",
            "14th Street",
            "half a loaf",
            "minus",
        ] {
            assert_eq!(
                read(magnitude, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn what_gets_too_long_has_no_value() {
        for text in [
            "999999999999999 billion",
            "nine hundred quintillion and one",
            "one point nought nought nought nought nought nought nought nought nought one",
            "1e28",
            "2⅓ quintillion",
        ] {
            let (_, scaled) = read(magnitude, text).expect(text);
            assert_eq!(scaled.magnitude(), None, "{text}");
        }
    }
}
