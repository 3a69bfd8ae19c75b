//! Numbers in digits: "24,000", "1.2", "940 000", "1,00,000", "2½", "3 1/4", "-5".
//!
//! ```text
//! number  = [ minus ] ( numeral [ part ] | vulgar | slashed | point )
//! minus   = "-" glued to what follows, after a blank
//! part    = vulgar | ( blank | "-" ) slashed            less than one
//! vulgar  = "½" | "¼" | …
//! slashed = digits "/" digits                           of a denominator in use: "3/4", "5/16"
//! point   = "." digits                                  after a blank
//! numeral = european | comma | whole [ "." digits ]     no blank inside
//! comma   = digits "," digits{1,2}                      of money, before a scale word, or the two begin with 0:
//!                                                       "€3,50", "2,5 million", "5,00"
//! european = digits{1,3} ( "." digits{3} )+ "," digits{1,2}
//! whole   = grouped | spaced | loose | indian | digits
//! grouped = digits{1,3} ( sep digits{3} )+              sep: one of , and ', the same throughout
//! spaced  = digits{1,3} ( blank digits{3} )+
//! loose   = digits{1,3} ( "," blank digits{3} )+        one of which begins with 0, as no number of a list does
//! indian  = digits{1,2} ( "," digits{2} )+ "," digits{3}
//! ```
//!
//! Declined: what continues as a version or an address ("1.2.3"); what may be a date ("on 3/4", "9/11"); and
//! "1,3", which is a list in English.

use super::lexer::is_fraction;
use super::lexicon::Class;
use super::rational::Rational;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, digits, sign, some, token};
use crate::quantity::unit::{by_symbol, by_words};
use crate::quantity::{Base, Magnitude, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value, verify};
use nom::multi::many1_count;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A number as written; `None` where it is too long to be held exactly.
pub(super) type Number = Option<Magnitude>;

/// number, rounded where it is a fraction that no decimal holds
pub(super) fn number(input: Tokens<'_>) -> PResult<'_, Number> {
    map(rational, |number| number?.magnitude()).parse(input)
}

/// number = [ minus ] ( numeral [ part ] | vulgar | slashed | point )
pub(super) fn rational(input: Tokens<'_>) -> PResult<'_, Option<Rational>> {
    let unsigned = alt((mixed, map(vulgar, Some), map(lone_slashed, Some), point));
    if let Some(found) = plain(input) {
        return Ok(found);
    }
    let (rest, (minus, number)) = (opt(minus), unsigned).parse(input)?;
    Ok((
        rest,
        match minus {
            Some(()) => number.map(Rational::negated),
            None => number,
        },
    ))
}

/// One run of digits with nothing behind it that could belong to it, as most are: "116 of", "2020,".
fn plain(input: Tokens<'_>) -> Option<(Tokens<'_>, Option<Rational>)> {
    input
        .first()
        .filter(|first| first.kind == TokenKind::Digits)?;
    let rest = input.skip(1);
    let joins = |next: &Token, further: Option<&Token>| match next.kind {
        TokenKind::Digits => true,
        TokenKind::Sign('/' | '\u{2044}') => true,
        TokenKind::Sign(c) if is_fraction(c) => true,
        TokenKind::Sign(_) => {
            !next.spaced && further.is_some_and(|further| further.kind == TokenKind::Digits)
        }
        _ => false,
    };
    if rest.first().is_some_and(|next| joins(next, rest.ahead(1))) {
        return None;
    }
    let value = read(&input, &rest, 0).map(|number| Rational::decimal(number.value));
    Some((rest, value))
}

/// numeral [ part ]
fn mixed(input: Tokens<'_>) -> PResult<'_, Option<Rational>> {
    let (rest, _) = not(lone_slashed).parse(input)?;
    let (rest, whole) = map(numeral, |whole| Some(whole?.value)).parse(rest)?;
    let part = alt((
        vulgar,
        preceded(not(adjacent(digits)), slashed),
        preceded(adjacent(sign('-')), adjacent(slashed)),
    ));
    let part = verify(part, Rational::is_proper);
    let (rest, part) = opt(part).parse(rest)?;
    let number = match part {
        Some(part) => whole.and_then(|whole| part.plus(whole)),
        None => whole.map(Rational::decimal),
    };
    Ok((rest, number))
}

/// minus = "-" glued to what follows, after a blank
fn minus(input: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, ()) = leading_dash(input)?;
    let number = rest.first().is_some_and(|next| {
        let point = next.kind == TokenKind::Sign('.');
        next.kind == TokenKind::Digits || point || is_vulgar(next)
    });
    some(rest, number.then_some(()))
}

/// A dash glued to what follows, and to nothing before but a bracket.
pub(super) fn leading_dash(input: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, dash) = sign('-').parse(input)?;
    let glued = rest.first().is_some_and(|next| !next.spaced);
    let before = input.behind(1).map(|before| before.kind);
    let free = match before {
        Some(TokenKind::Digits) => false,
        Some(TokenKind::Sign('(' | '[' | '=' | '<' | '>' | '≤' | '≥')) => true,
        _ => dash.spaced,
    };
    some(rest, (free && glued).then_some(()))
}

/// point = "." digits, after a blank: ".001"
fn point(input: Tokens<'_>) -> PResult<'_, Option<Rational>> {
    let (rest, (dot, decimals)) = (sign('.'), adjacent(digits)).parse(input)?;
    let begins = dot.spaced
        || input.behind(1).is_some_and(|before| {
            matches!(
                before.kind,
                TokenKind::Sign(
                    '-' | '(' | '[' | '$' | '£' | '€' | '=' | '<' | '>' | '≤' | '≥' | '±'
                )
            )
        });
    let value = || {
        Some(Rational::decimal(
            read(&input, &rest, decimals.text_length())?.value,
        ))
    };
    some(rest, begins.then(value))
}

/// vulgar = "½" | "¼" | …
pub(super) fn vulgar(input: Tokens<'_>) -> PResult<'_, Rational> {
    let (rest, token) = token(|_, token: &Token| is_vulgar(token)).parse(input)?;
    let TokenKind::Sign(c) = token.kind else {
        return Err(nom::Err::Error(()));
    };
    let part = vulgar_parts(c).and_then(|(over, under)| Rational::new(over.into(), under.into()));
    some(rest, part)
}

const fn is_vulgar(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Sign(c) if is_fraction(c))
}

/// The numbers above and below the line.
const fn vulgar_parts(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// slashed = digits "/" digits, of a denominator in use
pub(super) fn slashed(input: Tokens<'_>) -> PResult<'_, Rational> {
    let line = alt((sign('/'), sign('\u{2044}')));
    let (rest, (over, under)) =
        (digits, preceded(adjacent(line), adjacent(digits))).parse(input)?;
    let digits_at = |n| {
        rest.ahead(n)
            .is_some_and(|next: &Token| next.kind == TokenKind::Digits)
    };
    let goes_on = rest.first().is_some_and(|next| {
        let joint = matches!(next.kind, TokenKind::Sign('/' | '-'));
        !next.spaced && joint && digits_at(1)
    });
    let (over, under) = (input.text(over), input.text(under));
    let plain = !over.starts_with('0') && !under.starts_with('0');
    let in_use = [
        "2", "3", "4", "5", "6", "8", "10", "12", "16", "32", "64", "100",
    ]
    .contains(&under);
    let part = || Rational::new(exact::literal(over)?, exact::literal(under)?);
    some(rest, (plain && in_use && !goes_on).then(part).flatten())
}

/// A fraction with no whole number before it, in lowest terms, that is no date.
fn lone_slashed(input: Tokens<'_>) -> PResult<'_, Rational> {
    let (rest, part) = verify(slashed, Rational::is_proper).parse(input)?;
    let dated = input.behind_is(
        1,
        &[
            "on", "since", "by", "until", "before", "after", "dated", "from", "through",
        ],
    );
    let of = rest.first().is_some_and(|next| rest.is(next, "of"));
    let halved = input.ahead(2).is_some_and(|under| {
        ["2", "3", "4", "5", "8", "16", "32", "64"].contains(&input.text(under))
    });
    let lowest = part.is_lowest();
    some(rest, (of || halved && lowest && !dated).then_some(part))
}

/// numeral = european | comma | whole [ "." digits ]
fn numeral(input: Tokens<'_>) -> PResult<'_, Number> {
    if let Ok((rest, places)) = alt((european, comma)).parse(input) {
        return Ok((rest, read(&input, &rest, places)));
    }
    let (rest, ()) = alt((grouped, spaced, loose, indian, value((), digits))).parse(input)?;
    let decimals = preceded(adjacent(sign('.')), adjacent(digits));
    let (rest, places) = opt(map(decimals, Token::text_length)).parse(rest)?;
    let (rest, ()) = not((adjacent(sign('.')), adjacent(digits))).parse(rest)?;
    Ok((rest, read(&input, &rest, places.unwrap_or(0))))
}

/// The value of the digits from `input` to `rest`, the last `places` of them decimals: exact, or `None` where they
/// are too many.
fn read(input: &Tokens<'_>, rest: &Tokens<'_>, places: u32) -> Number {
    let mut mantissa = 0_i128;
    let digits = input.slice(input.span_to(rest)).bytes();
    for digit in digits.filter(u8::is_ascii_digit) {
        let digit = i128::from(digit.checked_sub(b'0')?);
        mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
    }
    let value = Decimal::try_from_i128_with_scale(mantissa, places).ok()?;
    Some(Magnitude::written(exact::stated(value)?))
}

/// european = digits{1,3} ( "." digits{3} )+ "," digits{1,2}: two signs, so that neither can be mistaken
///
/// Gives the number of decimals.
fn european(input: Tokens<'_>) -> PResult<'_, u32> {
    let dotted = input
        .ahead(1)
        .is_some_and(|next| next.kind == TokenKind::Sign('.'));
    if !dotted {
        return Err(nom::Err::Error(()));
    }
    let group = preceded(adjacent(sign('.')), adjacent(run(3, 3)));
    let decimals = preceded(adjacent(sign(',')), adjacent(run(1, 2)));
    map((groups(1, 3, group), decimals), |((), last)| {
        last.text_length()
    })
    .parse(input)
}

/// comma = digits "," digits{1,2}, of money, before a scale word, or the two begin with 0
///
/// Gives the number of decimals.
fn comma(input: Tokens<'_>) -> PResult<'_, u32> {
    let decimals = preceded(adjacent(sign(',')), adjacent(run(1, 2)));
    let (rest, decimals) = preceded(digits, decimals).parse(input)?;
    let (rest, _) = not((adjacent(sign(',')), adjacent(digits))).parse(rest)?;
    let money = |token: &Token| {
        let named = by_symbol(input.text(token)).or_else(|| by_words(input.text(token)));
        matches!(named, Some(Base::Money(_)))
    };
    let two = decimals.text_length() == 2;
    let padded = input.text(decimals).starts_with('0');
    let of_money = || input.behind(1).is_some_and(money) || rest.first().is_some_and(money);
    let scaled = rest
        .first()
        .is_some_and(|next| next.classes.any(Class::SCALE) && next.number >= 6);
    some(
        rest,
        (two && (padded || of_money()) || scaled).then(|| decimals.text_length()),
    )
}

/// grouped = digits{1,3} ( sep digits{3} )+
fn grouped(input: Tokens<'_>) -> PResult<'_, ()> {
    let with = |separator| {
        groups(
            1,
            3,
            preceded(adjacent(sign(separator)), adjacent(run(3, 3))),
        )
    };
    alt((with(','), with('\''))).parse(input)
}

/// spaced = digits{1,3} ( blank digits{3} )+
fn spaced(input: Tokens<'_>) -> PResult<'_, ()> {
    groups(1, 3, after_one_blank(run(3, 3))).parse(input)
}

/// loose = digits{1,3} ( "," blank digits{3} )+, one of which begins with 0
fn loose(input: Tokens<'_>) -> PResult<'_, ()> {
    let group = preceded(adjacent(sign(',')), after_one_blank(run(3, 3)));
    let (rest, ()) = groups(1, 3, group).parse(input)?;
    let padded = input.slice(input.span_to(&rest)).contains(" 0");
    some(rest, padded.then_some(()))
}

/// indian = digits{1,2} ( "," digits{2} )+ "," digits{3}
fn indian(input: Tokens<'_>) -> PResult<'_, ()> {
    let pair = preceded(adjacent(sign(',')), adjacent(run(2, 2)));
    let last = preceded(adjacent(sign(',')), adjacent(run(3, 3)));
    value((), (groups(1, 2, pair), last)).parse(input)
}

/// A first run of digits of that length, and more groups.
fn groups<'a>(
    least: u32,
    most: u32,
    group: impl Parser<Tokens<'a>, Output = &'a Token, Error = ()>,
) -> impl Parser<Tokens<'a>, Output = (), Error = ()> {
    value((), (run(least, most), many1_count(group)))
}

/// A run of digits of that length.
fn run<'a>(least: u32, most: u32) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    token(move |_: &Tokens<'a>, token| {
        token.kind == TokenKind::Digits && (least..=most).contains(&token.text_length())
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
            ("2 ½ years", "2 ½", "2.5"),
            ("½ cup", "½", "0.5"),
            ("5, 6 and 7", "5", "5"),
            ("2024, 300", "2024", "2024"),
            ("12.", "12", "12"),
            ("-5 degrees", "-5", "-5"),
            ("\u{2212}12.5%", "\u{2212}12.5", "-12.5"),
            ("-½ point", "-½", "-0.5"),
            ("-.5 points", "-.5", "-0.5"),
            ("3 1/4 inches", "3 1/4", "3.25"),
            ("2-5/8 inches", "2-5/8", "2.625"),
            ("3/4 inch", "3/4", "0.75"),
            ("1\u{2044}2 cup", "1\u{2044}2", "0.5"),
            ("2⅓ hours", "2⅓", "2.333333333"),
            ("3/8-inch bolts", "3/8", "0.375"),
            ("9/10 of", "9/10", "0.9"),
            ("7.654.321,25 euros", "7.654.321,25", "7654321.25"),
            ("1,3 and", "1", "1"),
            ("7 9/11", "7", "7"),
            (".001 percent", ".001", "0.001"),
            ("60, 000 seats", "60, 000", "60000"),
            ("2, 350, 000 votes", "2, 350, 000", "2350000"),
            ("7,00 or", "7,00", "7.00"),
            ("2,45 euros", "2,45", "2.45"),
            ("2,5 million", "2,5", "2.5"),
            ("2, 350 and", "2", "2"),
            ("11,45 and", "11", "11"),
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
        for text in ["1.2.3", "word", ".", "-", "--5", "th"] {
            assert_eq!(read(number, text), None, "{text}");
        }
    }

    #[test]
    fn a_number_of_forty_digits_is_read_and_has_no_value() {
        let text = "1".repeat(40);
        assert_eq!(read(number, &text), Some((text.as_str(), None)));
    }
}
