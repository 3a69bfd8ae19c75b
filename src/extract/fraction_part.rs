//! Parts of one in words: "two thirds", "a twenty-first", "five ten-thousandths"; and whole numbers with a part:
//! "three and a fifth", "one hundred and three quarters".
//!
//! ```text
//! part        = ( whole | "a" ) [ "-" ] denominator        "one third", "a third", "two thirds"
//! denominator = tens [ "-" ] ones_part | [ ( "ten" | "hundred" ) [ "-" ] ] scale_part | simple_part
//! mixed       = whole and ( part | "half" )                the part less than one
//! and_part    = and ( part | "half" | slashed | vulgar )
//! ```
//!
//! Where the words could be parted in two ways, the tens go with the denominator ("one hundred thirty fifths"
//! are 100/35) unless a hyphen or "and" holds them to the count ("thirty-two fifths", "one hundred and thirty fifths").

use super::lexicon::Class;
use super::number::{slashed, vulgar};
use super::number_word::{Whole, hyphen, whole};
use super::rational::Rational;
use super::tokens::{PResult, Token, TokenKind, Tokens, some, word};
use crate::quantity::exact;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, value};
use rust_decimal::Decimal;

/// A part is not looked for beyond so many tokens.
const LONGEST: usize = 24;

/// A part of one, and how it is put.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) value: Rational,
    /// Whether it is "a third" rather than "one third".
    pub(super) article: bool,
    pub(super) denominator: Decimal,
}

/// part = ( whole | "a" ) [ "-" ] denominator
pub(super) fn part(input: Tokens<'_>) -> PResult<'_, Part> {
    let end = denominator_at(&input).ok_or(nom::Err::Error(()))?;
    let splits = [
        tens_and_ones(&input, end),
        prefixed(&input, end, true),
        simple(&input, end),
        prefixed(&input, end, false),
    ];
    let found = splits
        .into_iter()
        .flatten()
        .find_map(|(start, denominator)| counted(&input, start, end, denominator));
    some(input.skip(end.saturating_add(1)), found)
}

/// Whether a part of one can begin here: a glance, as most numbers begin none.
pub(super) fn may_be_part(input: &Tokens<'_>) -> bool {
    input.first().is_some_and(|first| match first.kind {
        TokenKind::Word => first.classes.any(Class::DENOMINATOR) || denominator_at(input).is_some(),
        TokenKind::Sign(_) => true,
        TokenKind::Digits | TokenKind::Other => false,
    })
}

/// The place of the denominator that ends a run of number words, "a", "and" and hyphens.
fn denominator_at(input: &Tokens<'_>) -> Option<usize> {
    let denominators = Class::DENOMINATOR
        .with(Class::ORDINAL)
        .with(Class::ORDINAL_SCALE);
    let numbers = Class::ONES
        .with(Class::TENS)
        .with(Class::HUNDRED)
        .with(Class::SCALE);
    for n in 0..LONGEST {
        let token = input.ahead(n)?;
        if token.classes.any(denominators) {
            return (n > 0).then_some(n);
        }
        let joins = || {
            token.kind == TokenKind::Sign('-')
                || input.is(token, "a")
                || input.is(token, "an")
                || input.is(token, "and")
        };
        if !token.classes.any(numbers) && !joins() {
            return None;
        }
    }
    None
}

/// Where a denominator begins, and what it is.
type Split = (usize, Decimal);

/// "twenty-firsts", "thirty fifths"
fn tens_and_ones(input: &Tokens<'_>, end: usize) -> Option<Split> {
    let ones = input.ahead(end).filter(|part| {
        (1..=9).contains(&part.number)
            && part.classes.any(Class::DENOMINATOR.with(Class::ORDINAL))
            && !is_half_or_quarter(input, part)
    })?;
    let (at, tens) = before(input, end)?;
    if !tens.classes.any(Class::TENS) {
        return None;
    }
    let number = i64::from(tens.number).saturating_add(ones.number.into());
    Some((at, number.into()))
}

/// "ten-thousandth", "hundred millionths"; a hyphen makes it sure
fn prefixed(input: &Tokens<'_>, end: usize, sure: bool) -> Option<Split> {
    let part = input.ahead(end)?;
    let scaled = part.classes.any(Class::ORDINAL_SCALE);
    let (at, prefix) = before(input, end)?;
    let hundred = prefix.classes.any(Class::HUNDRED);
    if !scaled || !hundred && !input.is(prefix, "ten") || sure != (at.saturating_add(2) == end) {
        return None;
    }
    let exponent = part.number.saturating_add(if hundred { 2 } else { 1 });
    Some((at, exact::power_of_ten(exponent.into())?))
}

/// "thirds", "half", "millionth"; what is a denominator only after tens is none alone
fn simple(input: &Tokens<'_>, end: usize) -> Option<Split> {
    let part = input.ahead(end)?;
    if part.classes.any(Class::ORDINAL_SCALE) {
        return Some((end, exact::power_of_ten(part.number.into())?));
    }
    let alone = part.classes.any(Class::DENOMINATOR) && part.number > 1;
    alone.then_some((end, part.number.into()))
}

/// The number word before the token at `end`, over a glued hyphen or a blank, and its place.
fn before<'a>(input: &Tokens<'a>, end: usize) -> Option<(usize, &'a Token)> {
    let glued = input.skip(end.checked_sub(1)?).first()?;
    let hyphen = glued.kind == TokenKind::Sign('-') && !glued.spaced;
    let at = end.checked_sub(if hyphen { 2 } else { 1 })?;
    Some((at, input.ahead(at)?))
}

/// The part whose denominator takes the tokens from `start` to `end`, if what stands before is its count.
fn counted(input: &Tokens<'_>, start: usize, end: usize, size: Decimal) -> Option<Part> {
    let part = input.ahead(end)?;
    let (over, article) = count(input, start)?;
    let plural = input.text(part).ends_with(['s', 'S']);
    let one = over == Decimal::ONE;
    // "Three quarters" is a part, "five quarters" a length of time.
    let parted = !is_half_or_quarter(input, part) || over < size;
    let value = Rational::new(over, size)?;
    (one != plural && parted).then_some(Part {
        value,
        article,
        denominator: size,
    })
}

/// The count that the tokens before `start` make, and whether it is "a".
fn count(input: &Tokens<'_>, start: usize) -> Option<(Decimal, bool)> {
    let hyphen = start
        .checked_sub(1)
        .and_then(|last| input.ahead(last))
        .is_some_and(|last| last.kind == TokenKind::Sign('-'));
    let length = start.checked_sub(usize::from(hyphen))?;
    let words = nom::Input::take(input, length);
    let first = words.first()?;
    if length == 1 && (words.is(first, "a") || words.is(first, "an")) {
        return Some((Decimal::ONE, true));
    }
    let (rest, whole) = whole(words).ok()?;
    rest.first()
        .is_none()
        .then_some(whole.value)
        .flatten()
        .map(|value| (value, false))
}

fn is_half_or_quarter(input: &Tokens<'_>, part: &Token) -> bool {
    part.number == 2 || part.classes.any(Class::TIME_UNIT) || input.is(part, "quarters")
}

/// mixed = whole and ( part | "half" )
pub(super) fn mixed(input: Tokens<'_>) -> PResult<'_, (Whole, Rational)> {
    let end = denominator_at(&input).ok_or(nom::Err::Error(()))?;
    let is_and = |n: &usize| input.ahead(*n).is_some_and(|token| input.is(token, "and"));
    let and = (1..end).rev().find(is_and).ok_or(nom::Err::Error(()))?;
    let dash = input
        .ahead(and.saturating_sub(1))
        .is_some_and(|before| before.kind == TokenKind::Sign('-'));
    let words = nom::Input::take(&input, and.saturating_sub(usize::from(dash)));
    let (left, whole) = whole(words)?;
    if left.first().is_some() || input.behind_is(1, &["between"]) {
        return Err(nom::Err::Error(()));
    }
    let (rest, part) = and_part(input.skip(and.saturating_sub(usize::from(dash))))?;
    Ok((rest, (whole, part)))
}

/// and_part = and ( part | "half" | slashed | vulgar ), the part less than one
pub(super) fn and_part(input: Tokens<'_>) -> PResult<'_, Rational> {
    let half = map_opt(word("half"), |_| Rational::new(Decimal::ONE, Decimal::TWO));
    let worded = map_opt(part, |part| Some(part.value));
    let and = value((), (hyphen, word("and"), hyphen));
    let (rest, part) = (and, alt((worded, half, slashed, vulgar)))
        .parse(input)
        .map(|(rest, ((), part))| (rest, part))?;
    some(rest, part.is_proper().then_some(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("two-thirds of voters", "two-thirds", "0.666666667"),
            ("three quarters of", "three quarters", "0.75"),
            ("one-fifth of", "one-fifth", "0.2"),
            ("a third of those", "a third", "0.333333333"),
            ("thirteen fifths", "thirteen fifths", "2.6"),
            ("forty-one eighths", "forty-one eighths", "5.125"),
            ("thirty tenths", "thirty tenths", "3"),
            ("four thirty-fifths", "four thirty-fifths", "0.114285714"),
            ("four thirty fifths", "four thirty fifths", "0.114285714"),
            ("a thirty-second", "", ""),
            ("a thirty-first of", "a thirty-first", "0.032258065"),
            ("nine eighty-firsts", "nine eighty-firsts", "0.111111111"),
            ("a hundredth of", "a hundredth", "0.01"),
            ("seven hundredths", "seven hundredths", "0.07"),
            ("three thousandths", "three thousandths", "0.003"),
            ("one ten-thousandth", "one ten-thousandth", "0.0001"),
            (
                "five hundred-thousandths",
                "five hundred-thousandths",
                "0.00005",
            ),
            ("two hundred thousandths", "two hundred thousandths", "0.2"),
            ("two - sevenths", "two - sevenths", "0.285714286"),
        ] {
            let found = read(part, text).map(|(covered, part)| {
                (covered, part.value.magnitude().unwrap().value.to_string())
            });
            let wanted = (!covers.is_empty()).then(|| (covers, value.to_owned()));
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "five seconds",
            "two third",
            "one thirds",
            "five quarters",
            "three firsts",
            "twenty-third",
            "thirds",
            "half",
            "one hundred twenty-fifth",
            "and a third",
        ] {
            assert_eq!(read(part, text).map(|(covered, _)| covered), None, "{text}");
        }
    }

    fn sum(input: Tokens<'_>) -> PResult<'_, crate::quantity::Magnitude> {
        map_opt(mixed, |(whole, part)| part.plus(whole.value?)?.magnitude()).parse(input)
    }

    #[test]
    fn a_whole_number_may_have_a_part() {
        for (text, covers, value) in [
            ("four and a fifth", "four and a fifth", "4.2"),
            ("two and three-quarters", "two and three-quarters", "2.75"),
            ("sixty and two fifths", "sixty and two fifths", "60.4"),
            (
                "three hundred and three quarters",
                "three hundred and three quarters",
                "300.75",
            ),
            ("two and half years", "two and half", "2.5"),
            ("six-and-a-half", "six-and-a-half", "6.5"),
        ] {
            let (covered, found) = read(sum, text).expect(text);
            assert_eq!((covered, found.value.to_string().as_str()), (covers, value));
        }
        // 154 hundredths would be more than one: all of it is the count.
        for text in [
            "one hundred and thirty-one fifths",
            "two and a day",
            "five and six",
        ] {
            assert!(read(mixed, text).is_none(), "{text}");
        }
    }
}
