//! Units after (and currency symbols before) a number.
//!
//! ```text
//! unit      = [ "-" ] ( percent | points | known ) [ rate ]
//! percent   = "%" | "percent" | "per" "cent" | "pct" | "pc"
//! points    = "percentage" "point" | "pp" | "basis" "point" | "bps"
//! known     = one to three words, or adjoining signs, of the tables of units and currencies
//! rate      = ( "per" | "a" | "an" ) known | "per" noun | "a" ( "share" | "head" | … )
//! currency  = a symbol or code of the table of currencies | "PS" | "Y" "="      the last two glued to digits
//! ```

use super::quantity::{Unit, UnitName};
use super::tokens::{
    PResult, TokenKind, Tokens, adjacent, digits, one_of, sign, spanned, token, word,
};
use super::unit_name::{may_be_unit, may_begin, named, symbol};
use crate::quantity::unit::by_symbol;
use crate::quantity::{Base, Dimension, Kind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value};
use nom::sequence::{preceded, terminated};

/// unit = [ "-" ] ( percent | points | known ) [ rate ]
pub(super) fn unit(input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let (rest, _) = opt(adjacent(sign('-'))).parse(input)?;
    if !rest.first().is_some_and(|first| may_begin(&rest, first)) {
        return Err(nom::Err::Error(()));
    }
    let (rest, (text, base)) = spanned(alt((points, percent, named))).parse(rest)?;
    let (rest, per) = opt(rate).parse(rest)?;
    let text = per.map_or(text, |(span, _)| text.cover(span));
    let unit = Unit {
        text: Some(text),
        name: UnitName::Known(base),
        per: per.map_or(UnitName::None, |(_, name)| name),
    };
    Ok((rest, (kind(base), unit)))
}

/// What sort of quantity a unit makes.
pub(super) fn kind(base: Base) -> Kind {
    match base {
        Base::Percent => Kind::Percent,
        Base::Points | Base::BasisPoints => Kind::PercentagePoints,
        Base::Money(_) | Base::MinorMoney(_) => Kind::Money,
        Base::Measure(unit) if unit.dimension == Dimension::Time => Kind::Duration,
        Base::Measure(_) => Kind::Measure,
    }
}

/// percent = "%" | "percent" | "per" "cent" | "pct" | "pc"
fn percent(input: Tokens<'_>) -> PResult<'_, Base> {
    let words = alt((
        value((), sign('%')),
        value((), one_of(&["percent", "pct", "pc"])),
        value((), (word("per"), word("cent"))),
    ));
    value(Base::Percent, words).parse(input)
}

/// points = "percentage" "point" | "pp" | "basis" "point" | "bps"
fn points(input: Tokens<'_>) -> PResult<'_, Base> {
    let point = || one_of(&["point", "points"]);
    let hyphen = || opt(adjacent(sign('-')));
    let percentage = value(
        (),
        (
            alt((
                value((), one_of(&["percentage", "percent"])),
                value((), sign('%')),
            )),
            hyphen(),
            point(),
        ),
    );
    let basis = value((), (word("basis"), hyphen(), point()));
    alt((
        value(
            Base::Points,
            alt((percentage, value((), one_of(&["pp", "pps", "ppt", "ppts"])))),
        ),
        value(
            Base::BasisPoints,
            alt((basis, value((), one_of(&["bps", "bp"])))),
        ),
    ))
    .parse(input)
}

/// rate = ( "per" | "a" | "an" ) known | "per" noun | "a" ( "share" | "head" | … )
pub(super) fn rate(input: Tokens<'_>) -> PResult<'_, (crate::document::ProseSpan, UnitName)> {
    let hyphen = || opt(adjacent(sign('-')));
    let known = || map(named, UnitName::Known);
    let noun = || {
        map(
            spanned(token(|_, token| may_be_unit(token))),
            |(span, _)| UnitName::Noun(span),
        )
    };
    let head = map(
        spanned(one_of(&[
            "share", "head", "person", "ticket", "copy", "piece", "unit", "night", "vote", "seat",
        ])),
        |(span, _)| UnitName::Noun(span),
    );
    let per = preceded((hyphen(), word("per"), hyphen()), alt((known(), noun())));
    // "$5 million a year ago" is no rate, and "$7/$9" are two prices.
    let back = one_of(&["ago", "earlier", "later", "before", "after", "old", "from"]);
    let article = terminated(
        preceded(
            (hyphen(), one_of(&["a", "an"]), hyphen()),
            alt((known(), head)),
        ),
        not(back),
    );
    let below = terminated(alt((known(), noun())), not(adjacent(digits)));
    let slash = preceded(adjacent(sign('/')), adjacent(below));
    spanned(alt((per, article, slash))).parse(input)
}

/// currency = a symbol or code of the table of currencies, before a number; "US $" and "$US" too
pub(super) fn currency(input: Tokens<'_>) -> PResult<'_, Base> {
    if input
        .first()
        .is_none_or(|first| first.kind == TokenKind::Digits)
    {
        return Err(nom::Err::Error(()));
    }
    if let Some((n, base)) = dollars(&input).or_else(|| in_ascii(&input)) {
        return Ok((input.skip(n), base));
    }
    let (rest, base) = symbol(input)?;
    match base {
        Base::Money(_) => Ok((rest, base)),
        _ => Err(nom::Err::Error(())),
    }
}

/// "PS6m" and "Y=500": the signs of pound and yen in a text that was forced into ASCII.
fn in_ascii(input: &Tokens<'_>) -> Option<(usize, Base)> {
    let glued = |n: usize, kind: TokenKind| {
        input
            .ahead(n)
            .is_some_and(|token| token.kind == kind && !token.spaced)
    };
    let first = input.text(input.first()?);
    let (n, symbol) = match first {
        "PS" if glued(1, TokenKind::Digits) => (1, "£"),
        "Y" if glued(1, TokenKind::Sign('=')) && glued(2, TokenKind::Digits) => (2, "¥"),
        _ => return None,
    };
    by_symbol(symbol).map(|base| (n, base))
}

/// "HK $5" and "$A5": the letters of a dollar parted from its sign, or behind it.
fn dollars(input: &Tokens<'_>) -> Option<(usize, Base)> {
    let (first, second) = (input.first()?, input.ahead(1)?);
    let letters = match (first.kind, second.kind) {
        // "A $5 coin" begins with an article.
        (TokenKind::Word, TokenKind::Sign('$')) if second.spaced && input.text(first) != "A" => {
            first
        }
        (TokenKind::Sign('$'), TokenKind::Word) if !second.spaced => second,
        _ => return None,
    };
    by_symbol(&format!("{}$", input.text(letters))).map(|base| (2, base))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn accepts() {
        for (text, covers, kind, code, per) in [
            ("percent of voters", "percent", Kind::Percent, "%", ""),
            ("per cent tariff", "per cent", Kind::Percent, "%", ""),
            ("% duties", "%", Kind::Percent, "%", ""),
            (
                "percentage points",
                "percentage points",
                Kind::PercentagePoints,
                "pp",
                "",
            ),
            ("pounds of fentanyl", "pounds", Kind::Measure, "[lb_av]", ""),
            ("sq km of forest", "sq km", Kind::Measure, "km2", ""),
            (
                "Australian dollars",
                "Australian dollars",
                Kind::Money,
                "AUD",
                "",
            ),
            ("yuan", "yuan", Kind::Money, "CNY", ""),
            ("years in prison", "years", Kind::Duration, "a", ""),
            (
                "barrels per day",
                "barrels per day",
                Kind::Measure,
                "[bbl_us]",
                "d",
            ),
            (
                "dollars a barrel",
                "dollars a barrel",
                Kind::Money,
                "USD",
                "[bbl_us]",
            ),
            ("km/h winds", "km/h", Kind::Measure, "km/h", ""),
            ("°F", "°F", Kind::Measure, "[degF]", ""),
        ] {
            let (covered, (found, unit)) = read(unit, text).expect(text);
            let code_of = |name| match name {
                UnitName::Known(base) => Base::code(&base).unwrap_or(""),
                _ => "",
            };
            assert_eq!(
                (covered, found, code_of(unit.name), code_of(unit.per)),
                (covers, kind, code, per)
            );
        }
    }

    #[test]
    fn declines() {
        for text in ["dollars a year ago", "dollars/$9"] {
            let found = read(unit, text).map(|(covered, _)| covered);
            assert_eq!(found, Some("dollars"), "{text}");
        }
        for text in ["people", "in total", "per person", "a barrel", "m people"] {
            assert_eq!(read(unit, text).map(|(covered, _)| covered), None, "{text}");
        }
    }

    #[test]
    fn currencies_stand_before_numbers() {
        for (text, code) in [
            ("$5", "USD"),
            ("US$ 5", "USD"),
            ("A$5", "AUD"),
            ("€20", "EUR"),
            ("Rs 500", "INR"),
            ("HK $5", "HKD"),
            ("$US113", "USD"),
            ("$A5", "AUD"),
            ("USD 5", "USD"),
            ("PS6m", "GBP"),
            ("Y=500", "JPY"),
        ] {
            assert_eq!(
                read(currency, text).and_then(|(_, base)| base.code()),
                Some(code),
                "{text}"
            );
        }
        assert_eq!(read(currency, "km 5"), None);
        assert_eq!(read(currency, "PS5 games"), None);
        assert_eq!(read(currency, "A $5 coin"), None);
    }
}
