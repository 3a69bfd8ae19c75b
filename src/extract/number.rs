//! Numbers in digits: "24,000", "1.2", "940 000", "1,00,000", "2½".
//!
//! ```text
//! number  = [ minus ] ( numeral [ vulgar ] | vulgar | point )
//! minus   = "-" glued to the digits after a blank, or "minus" [ "-" ]
//! point   = "." digits                              after a blank
//! numeral = whole [ "." digits ]          no blank inside
//! whole   = grouped | spaced | indian | digits
//! grouped = digits{1,3} ( sep digits{3} )+          sep: one of , ' and the dot above, the same throughout
//! spaced  = digits{1,3} ( blank digits{3} )+
//! indian  = digits{1,2} ( "," digits{2} )+ "," digits{3}
//! vulgar  = "½" | "¼" | …
//! ```
//!
//! Declined: what continues as a version or an address ("1.2.3").

use super::lexer::is_fraction;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, digits, sign, some, token, word};
use crate::quantity::{Magnitude, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value};
use nom::multi::many1;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A number as written; `None` where it is too long to be held exactly.
pub(super) type Number = Option<Magnitude>;

/// number = [ minus ] ( numeral [ vulgar ] | vulgar | point )
pub(super) fn number(input: Tokens<'_>) -> PResult<'_, Number> {
    let mixed = map(
        (numeral, opt(adjacent(vulgar))),
        |(whole, part)| match part {
            Some(part) => whole.and_then(|whole| plus(whole, part)),
            None => whole,
        },
    );
    let unsigned = alt((
        mixed,
        map(vulgar, |part| Some(Magnitude::written(part))),
        point,
    ));
    map((opt(minus), unsigned), |(minus, number)| match minus {
        Some(()) => number.map(|magnitude| Magnitude {
            value: exact::negate(magnitude.value),
            ..magnitude
        }),
        None => number,
    })
    .parse(input)
}

/// minus = "-" glued to the digits after a blank, or "minus" [ "-" ]
fn minus(input: Tokens<'_>) -> PResult<'_, ()> {
    let word = value((), (word("minus"), opt(adjacent(sign('-')))));
    alt((value((), glued_minus), word)).parse(input)
}

/// A dash that is glued to the digits behind it and to nothing before.
fn glued_minus(input: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, dash) = sign('-').parse(input)?;
    let digits = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    let after_number = input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Digits);
    some(rest, (dash.spaced && digits && !after_number).then_some(()))
}

/// point = "." digits, after a blank: ".001"
fn point(input: Tokens<'_>) -> PResult<'_, Number> {
    let (rest, (dot, decimals)) = (sign('.'), adjacent(digits)).parse(input)?;
    some(rest, dot.spaced.then(|| read(&input, &[], Some(decimals))))
}

fn plus(whole: Magnitude, part: Decimal) -> Number {
    Some(Magnitude::written(exact::add(whole.value, part)?))
}

/// numeral = whole [ "." digits ]
pub(super) fn numeral(input: Tokens<'_>) -> PResult<'_, Number> {
    let (rest, whole) =
        alt((grouped, spaced, indian, map(digits, |token| vec![token]))).parse(input)?;
    let (rest, decimals) = opt(preceded(adjacent(sign('.')), adjacent(digits))).parse(rest)?;
    let (rest, ()) = not((adjacent(sign('.')), adjacent(digits))).parse(rest)?;
    Ok((rest, read(&input, &whole, decimals)))
}

/// The value of the digits: exact, or `None` where they are too many.
fn read(input: &Tokens<'_>, whole: &[&Token], decimals: Option<&Token>) -> Number {
    let mut mantissa = 0_i128;
    for digit in whole
        .iter()
        .copied()
        .chain(decimals)
        .flat_map(|token| input.text(token).bytes())
    {
        let digit = i128::from(digit.checked_sub(b'0')?);
        mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
    }
    let scale = decimals.map_or(0, |token| token.span.end.saturating_sub(token.span.start));
    let value = Decimal::try_from_i128_with_scale(mantissa, scale).ok()?;
    Some(Magnitude::written(exact::stated(value)?))
}

/// grouped = digits{1,3} ( sep digits{3} )+
fn grouped(input: Tokens<'_>) -> PResult<'_, Vec<&Token>> {
    let with = |separator| {
        groups(
            1,
            3,
            preceded(adjacent(sign(separator)), adjacent(run(3, 3))),
        )
    };
    alt((with(','), with('\''), with('\u{b7}'))).parse(input)
}

/// spaced = digits{1,3} ( blank digits{3} )+
fn spaced(input: Tokens<'_>) -> PResult<'_, Vec<&Token>> {
    groups(1, 3, after_one_blank(run(3, 3))).parse(input)
}

/// indian = digits{1,2} ( "," digits{2} )+ "," digits{3}
fn indian(input: Tokens<'_>) -> PResult<'_, Vec<&Token>> {
    let pair = preceded(adjacent(sign(',')), adjacent(run(2, 2)));
    let (rest, mut tokens) = groups(1, 2, pair).parse(input)?;
    let (rest, last) = preceded(adjacent(sign(',')), adjacent(run(3, 3))).parse(rest)?;
    tokens.push(last);
    Ok((rest, tokens))
}

/// A first run of digits of that length, and more groups.
fn groups<'a>(
    least: u32,
    most: u32,
    group: impl Parser<Tokens<'a>, Output = &'a Token, Error = ()>,
) -> impl Parser<Tokens<'a>, Output = Vec<&'a Token>, Error = ()> {
    map((run(least, most), many1(group)), |(first, rest)| {
        let mut tokens = Vec::with_capacity(rest.len().saturating_add(1));
        tokens.push(first);
        tokens.extend(rest);
        tokens
    })
}

/// A run of digits of that length.
fn run<'a>(least: u32, most: u32) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    token(move |_: &Tokens<'a>, token| {
        let length = token.span.end.saturating_sub(token.span.start);
        token.kind == TokenKind::Digits && (least..=most).contains(&length)
    })
}

/// What `parser` reads after exactly one blank, of whatever width.
fn after_one_blank<'a, T>(
    mut parser: impl Parser<Tokens<'a>, Output = T, Error = ()>,
) -> impl Parser<Tokens<'a>, Output = T, Error = ()> {
    move |input: Tokens<'a>| {
        let gap = input
            .behind(1)
            .zip(input.first())
            .map(|(before, next)| before.span.end..next.span.start);
        let one = gap.is_some_and(|gap| {
            let text = input.slice(crate::document::ProseSpan::new(gap.start, gap.end));
            text.chars().count() == 1 && !text.starts_with(['\n', '\r', '\t'])
        });
        if one {
            parser.parse(input)
        } else {
            Err(nom::Err::Error(()))
        }
    }
}

/// vulgar = "½" | "¼" | …
fn vulgar(input: Tokens<'_>) -> PResult<'_, Decimal> {
    let (rest, token) =
        token(|_, token: &Token| matches!(token.kind, TokenKind::Sign(c) if is_fraction(c)))
            .parse(input)?;
    let TokenKind::Sign(c) = token.kind else {
        return Err(nom::Err::Error(()));
    };
    some(rest, vulgar_value(c))
}

/// Only the fractions that a decimal holds exactly.
fn vulgar_value(c: char) -> Option<Decimal> {
    let (mantissa, scale) = match c {
        '½' => (5, 1),
        '¼' => (25, 2),
        '¾' => (75, 2),
        '⅕' => (2, 1),
        '⅖' => (4, 1),
        '⅗' => (6, 1),
        '⅘' => (8, 1),
        '⅛' => (125, 3),
        '⅜' => (375, 3),
        '⅝' => (625, 3),
        '⅞' => (875, 3),
        _ => return None,
    };
    Some(Decimal::new(mantissa, scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, value) in [
            ("24,000 people", "24,000", "24000"),
            ("1,234,567.50 in", "1,234,567.50", "1234567.50"),
            ("940 000 people", "940 000", "940000"),
            ("940\u{202f}000 people", "940\u{202f}000", "940000"),
            ("12'500 people", "12'500", "12500"),
            ("1,00,000 rupees", "1,00,000", "100000"),
            ("7.0 per", "7.0", "7.0"),
            ("2½ years", "2½", "2.5"),
            ("½ cup", "½", "0.5"),
            ("5, 6 and 7", "5", "5"),
            ("2024, 300", "2024", "2024"),
            ("12.", "12", "12"),
            ("-5 degrees", "-5", "-5"),
            ("\u{2212}12.5%", "\u{2212}12.5", "-12.5"),
            ("minus 40", "minus 40", "-40"),
            ("minus-1.4 degree", "minus-1.4", "-1.4"),
            (".001 percent", ".001", "0.001"),
        ] {
            let (covered, number) = read(number, text).expect(text);
            assert_eq!(
                (covered, number.unwrap().value.to_string().as_str()),
                (covers, value)
            );
        }
    }

    #[test]
    fn declines() {
        for text in ["1.2.3", "word", ".", "-"] {
            assert_eq!(read(number, text), None, "{text}");
        }
    }

    #[test]
    fn a_number_of_forty_digits_is_read_and_has_no_value() {
        let text = "1".repeat(40);
        assert_eq!(read(number, &text), Some((text.as_str(), None)));
    }
}
