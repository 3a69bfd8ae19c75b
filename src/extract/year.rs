//! Years: "2019", "nineteen ninety-nine", "two thousand and eighteen", "the year 1800".
//!
//! ```text
//! year       = digits{4}                                      1500 to 2199
//! words      = century ( tens [ "-" ] ones | tens | teens | ( "oh" | "zero" ) ones | "hundred" )
//!            | "two" "thousand" [ [ "and" ] ( tens [ "-" ] ones | tens | teens | ones ) ]
//! alone      = year                                           that nothing makes a count
//!            | words                                          two of them, after "in", "since" and their like
//! numbered   = "year" digits{3,4}
//! ```

use super::lexicon::Class;
use super::month::capitalised;
use super::number_date::width;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, token, word,
};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, peek, value, verify};
use nom::sequence::preceded;

/// year = digits{4}
pub(super) fn year(input: Tokens<'_>) -> PResult<'_, i16> {
    four_digits(input, 1500)
}

/// Four digits from `least` to 2199.
pub(super) fn four_digits(input: Tokens<'_>, least: i16) -> PResult<'_, i16> {
    let (rest, token) = verify(digits, |token: &&Token| width(token) == 4).parse(input)?;
    let year = input.text(token).parse().ok();
    some(rest, year.filter(|year| (least..2200).contains(year)))
}

/// words = century ( … ) | "two" "thousand" [ … ]
pub(super) fn words(input: Tokens<'_>) -> PResult<'_, i16> {
    alt((millennium, hundred, pair)).parse(input)
}

/// "two" "thousand" [ [ "and" ] below_hundred ]
fn millennium(input: Tokens<'_>) -> PResult<'_, i16> {
    let tail = opt(preceded(opt(word("and")), below_hundred));
    map((word("two"), word("thousand"), tail), |(_, _, tail)| {
        tail.unwrap_or(0).saturating_add(2000)
    })
    .parse(input)
}

/// century "hundred"
fn hundred(input: Tokens<'_>) -> PResult<'_, i16> {
    map((century, word("hundred")), |(century, _)| century).parse(input)
}

/// century ( tens [ "-" ] ones | tens | teens | ( "oh" | "zero" ) ones )
pub(super) fn pair(input: Tokens<'_>) -> PResult<'_, i16> {
    let small = preceded(one_of(&["oh", "o", "zero"]), ones);
    let tail = verify(below_hundred, |tail| *tail >= 10);
    map((century, alt((small, tail))), |(century, tail)| {
        century.saturating_add(tail)
    })
    .parse(input)
}

/// "fifteen" to "twenty", in hundreds
pub(super) fn century(input: Tokens<'_>) -> PResult<'_, i16> {
    let named = verify(class(Class::ONES.with(Class::TENS)), |token: &&Token| {
        (15..=20).contains(&token.number)
    });
    map(named, |token| i16::from(token.number).saturating_mul(100)).parse(input)
}

fn below_hundred(input: Tokens<'_>) -> PResult<'_, i16> {
    let tens = || map(class(Class::TENS), |token| i16::from(token.number));
    let joined = map(
        (tens(), opt(adjacent(sign('-'))), ones),
        |(tens, _, ones)| tens.saturating_add(ones),
    );
    let teens = map(class(Class::ONES), |token| i16::from(token.number));
    alt((joined, tens(), teens)).parse(input)
}

fn ones(input: Tokens<'_>) -> PResult<'_, i16> {
    let named = verify(class(Class::ONES), |token: &&Token| {
        (1..10).contains(&token.number)
    });
    map(named, |token| token.number.into()).parse(input)
}

/// alone = year | words
pub(super) fn alone(input: Tokens<'_>) -> PResult<'_, i16> {
    alt((numeral_alone, words_alone)).parse(input)
}

/// Two number words that are a year where they stand: "in nineteen ninety-nine".
fn words_alone(input: Tokens<'_>) -> PResult<'_, i16> {
    const BEFORE: [&str; 12] = [
        "in", "since", "until", "till", "by", "year", "before", "after", "from", "of", "to",
        "between",
    ];
    if !input.behind_is(1, &BEFORE) {
        return Err(nom::Err::Error(()));
    }
    let (rest, year) = pair(input)?;
    let (rest, ()) = not(value((), adjacent(sign('-')))).parse(rest)?;
    Ok((rest, year))
}

/// A year in digits that nothing makes a count.
fn numeral_alone(input: Tokens<'_>) -> PResult<'_, i16> {
    let (rest, found) = year(input)?;
    let decimal = rest
        .first()
        .filter(|token| goes_on(token))
        .and_then(|_| rest.ahead(1))
        .is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    let undated = !(1900..2100).contains(&found) && !dated_before(&input);
    let percent = value((), adjacent(sign('%')));
    let (rest, ()) = not(alt((unit_follows, percent))).parse(rest)?;
    let year = (!decimal && !undated && !amount_before(&input)).then_some(found);
    some(rest, year)
}

/// What is glued to a number that goes on.
fn goes_on(token: &Token) -> bool {
    let joint = matches!(
        token.kind,
        TokenKind::Sign(',' | '.') | TokenKind::Digits | TokenKind::Word
    );
    joint && !token.spaced
}

/// What stands before a year of another century: "in 1815", "since 1776", "as early as 1790".
fn dated_before(input: &Tokens<'_>) -> bool {
    const BEFORE: [&str; 12] = [
        "in", "since", "circa", "around", "year", "before", "after", "until", "between", "and",
        "to", "from",
    ];
    let far =
        input.behind_is(1, &["as"]) && input.behind_is(2, &["early", "late", "back", "recently"]);
    far || input.behind_is(1, &BEFORE)
}

/// bounded = "beyond" year | year "or" ( "later" | "earlier" )      no number of things, though its words bound one
pub(super) fn bounded(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let beyond = at.first().is_some_and(|first| at.is(first, "beyond"));
    let later = ["later", "earlier"];
    let open = rest.behind_is(1, &later) && rest.behind_is(2, &["or"]);
    let decade = at.ahead(1).is_some_and(|s| !s.spaced && at.is(s, "s"));
    let (year, length) = match () {
        () if beyond => (at.skip(1), 2),
        () if open => (*at, if decade { 4 } else { 3 }),
        () => return false,
    };
    let whole = rest.position_in_sentence() == at.skip(length).position_in_sentence();
    let told = four_digits(year, 1900).is_ok_and(|(_, year)| year < 2100);
    whole && told && (open || super::noun::phrase(*rest).is_err())
}

/// What stands before an amount and not before a year: a currency sign, the end of "more than" and its like.
fn amount_before(input: &Tokens<'_>) -> bool {
    const BOUNDS: [&str; 10] = [
        "than",
        "least",
        "most",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "exceeding",
        "some",
        "estimated",
    ];
    let symbol = input
        .behind(1)
        .is_some_and(|token| matches!(token.kind, TokenKind::Sign('$' | '€' | '£' | '¥' | '#')));
    symbol || input.behind_is(1, &BOUNDS)
}

/// Words after digits that make them a count: persons, a scale, a unit.
pub(super) fn unit_follows(input: Tokens<'_>) -> PResult<'_, ()> {
    let person = token(|input: &Tokens<'_>, token: &Token| {
        let scale =
            token.classes.any(Class::SCALE.with(Class::TIME_UNIT)) && !input.is(token, "second");
        token.classes.any(Class::PERSON)
            && input.text(token).starts_with(|c: char| c.is_lowercase())
            || scale
    });
    let small = token(|input: &Tokens<'_>, token| !capitalised(input.text(token)));
    let measured = value((), preceded(peek(small), super::unit::unit));
    alt((value((), person), measured)).parse(input)
}

/// numbered = "year" digits{3,4}
pub(super) fn numbered(input: Tokens<'_>) -> PResult<'_, i16> {
    let number = verify(digits, |token: &&Token| matches!(width(token), 3 | 4));
    let (rest, token) = preceded(word("year"), number).parse(input)?;
    let plural = super::noun::phrase(rest).is_ok();
    let year = input.text(token).parse().ok().filter(|_| !plural);
    some(rest, year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::figure::figure;
    use crate::extract::testing::read;

    #[test]
    fn words_accept() {
        for (text, covers, wanted) in [
            ("nineteen forty-five", "nineteen forty-five", 1945),
            ("eighteen twelve", "eighteen twelve", 1812),
            ("nineteen oh eight", "nineteen oh eight", 1908),
            ("nineteen hundred", "nineteen hundred", 1900),
            ("twenty twenty-four", "twenty twenty-four", 2024),
            ("two thousand and nine", "two thousand and nine", 2009),
            ("two thousand", "two thousand", 2000),
        ] {
            assert_eq!(read(words, text), Some((covers, wanted)));
        }
    }

    #[test]
    fn words_decline() {
        for text in [
            "twenty",
            "twenty one",
            "nineteen people",
            "two hundred",
            "ninety nine",
        ] {
            assert_eq!(read(words, text), None, "{text}");
        }
    }

    #[test]
    fn alone_accepts() {
        for (text, covers) in [("2024 budget", "2024"), ("1987, when", "1987")] {
            assert_eq!(read(alone, text).map(|(covered, _)| covered), Some(covers));
        }
    }

    #[test]
    fn alone_declines() {
        for text in [
            "2019 people",
            "2,019",
            "2019.5",
            "2000 pounds",
            "1815",
            "2020%",
            "nineteen ninety-nine",
        ] {
            assert_eq!(read(alone, text), None, "{text}");
        }
    }

    fn figure_is_bounded(at: Tokens<'_>) -> PResult<'_, bool> {
        let (rest, _) = figure(at)?;
        Ok((rest, bounded(&at, &rest)))
    }

    #[test]
    fn a_year_with_a_bound_is_no_number_of_things() {
        for (text, wanted) in [
            ("beyond 2030 if", true),
            ("beyond 2030", true),
            ("2030 or later", true),
            ("2030 or earlier", true),
            ("2030s or later", true),
            ("beyond 2030 metres", false),
            ("beyond 2,030", false),
            ("beyond 300", false),
            ("2030 or more", false),
        ] {
            let found = read(figure_is_bounded, text).is_some_and(|(_, found)| found);
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn numbered_years() {
        assert_eq!(read(numbered, "year 1066."), Some(("year 1066", 1066)));
        assert_eq!(read(numbered, "year 7 pupils"), None);
        assert_eq!(read(numbered, "year 300 pupils"), None);
    }
}
