//! Units after (and currency symbols before) a number.
//!
//! ```text
//! unit      = [ "-" ] ( percent | points | degrees | inches | mark | working | consumption | bracketed | known ) [ rate | spread ]
//! percent   = "%" | "percent" | "per" "cent" | "pct" | "pc"
//! points    = "percentage" "point" | "pp" | "basis" "point" | "bps" | part_point
//! part_point = "point"                                        behind "quarter"; behind "half" before a word of change
//! working   = ( "business" | "working" | "full" … ) times
//! consumption = litre "per" "100" kilometre
//! bracketed = ( "[" | "(" | "{" | "<" ) known closing                 "20 [kg]"
//! known     = one to three words, or adjoining signs, of the tables of units and currencies
//! rate      = ( "per" | "a" | "an" ) known | "per" ( base | noun ) | "a" ( "share" | "head" | … )
//! base      = digits … [ noun_phrase ]                                "per 100,000 people", "per 1,000"
//! spread    = "of" { word } ( "per" | "a" | "an" ) time               looked at, not read: "tonnes of ore a year"
//! currency  = a symbol or code of the table of currencies | "PS" | "Y" "="      the last two glued to digits
//! ```
//!
//! What a letter or a preposition can be as a unit (degrees, inches) is in `letter`.

use super::letter::{degrees, inches, mark};
use super::lexicon::Class;
use super::magnitude::magnitude;
use super::noun;
use super::quantity::{Unit, UnitName};
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, some, spanned, token, word,
};
use super::unit_name::{may_be_unit, may_begin, named, symbol};
use crate::quantity::unit::{by_symbol, by_words};
use crate::quantity::{Base, Dimension, Kind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, peek, value};
use nom::sequence::{preceded, terminated};

/// unit = [ "-" ] ( percent | points | degrees | inches | mark | working | consumption | bracketed | known ) [ rate | spread ]
pub(super) fn unit(input: Tokens<'_>) -> PResult<'_, (Kind, Unit)> {
    let hyphen = alt((adjacent(sign('-')), parted_hyphen));
    let (rest, _) = opt(hyphen).parse(input)?;
    let bracket = |first: &Token| {
        matches!(first.kind, TokenKind::Sign('('))
            || matches!(first.kind, TokenKind::Sign('\'' | '"' | '”') if !first.spaced)
    };
    if !rest
        .first()
        .is_some_and(|first| may_begin(&rest, first) || bracket(first))
    {
        return Err(nom::Err::Error(()));
    }
    let one = alt((
        points,
        percent,
        degrees,
        inches,
        mark,
        working,
        consumption,
        named,
        bracketed,
    ));
    let (rest, (text, base)) = spanned(one).parse(rest)?;
    let (rest, per) = opt(rate).parse(rest)?;
    let text = per.map_or(text, |(span, _)| text.cover(span));
    let spread = || match kind(base) {
        Kind::Measure | Kind::Money => spread(rest).map_or(UnitName::None, |(_, name)| name),
        _ => UnitName::None,
    };
    let unit = Unit {
        text: Some(text),
        name: UnitName::Known(base),
        per: per.map_or_else(spread, |(_, name)| name),
    };
    Ok((rest, (kind(base), unit)))
}

/// A hyphen with blanks around it, as in text that was cut into words: "30 - year bonds", "28 - year - old".
///
/// The name of a unit in the singular stands behind it, and a noun behind that.
fn parted_hyphen(input: Tokens<'_>) -> PResult<'_, &Token> {
    let (rest, dash) = sign('-').parse(input)?;
    let number = input.behind(1).is_some_and(|before| {
        let words = Class::TENS
            .with(Class::ONES)
            .with(Class::SCALE)
            .with(Class::HUNDRED);
        before.kind == TokenKind::Digits || before.classes.any(words)
    });
    let unit = rest.first().is_some_and(|unit| {
        let text = rest.text(unit);
        let named = || match by_words(text) {
            Some(Base::Money(_) | Base::MinorMoney(_)) => !text.ends_with('s'),
            Some(base) => base.name() == text || base.name() == text.replace("er", "re"),
            None => false,
        };
        unit.spaced && unit.classes.any(Class::UNIT) && text.len() > 2 && named()
    });
    let described = rest.ahead(1).is_some_and(|next| match next.kind {
        TokenKind::Word => may_be_unit(next),
        TokenKind::Sign('-') => rest.ahead(2).is_some_and(|old| rest.is(old, "old")),
        _ => false,
    });
    some(
        rest,
        (dash.spaced && number && unit && described).then_some(dash),
    )
}

/// working = ( "business" | "working" | "full" … ) times: "3 business days", "two full weeks", not "2008 full year"
fn working(input: Tokens<'_>) -> PResult<'_, Base> {
    let kinds = one_of(&["business", "working", "full", "calendar", "long", "solid"]);
    let times = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::TIME_UNIT) && input.text(token).ends_with('s')
    });
    let (rest, _) = (kinds, peek(times)).parse(input)?;
    named(rest)
}

/// consumption = litre "per" "100" kilometre: "6.2 litres per 100 km", "5 l/100 km"
fn consumption(input: Tokens<'_>) -> PResult<'_, Base> {
    let digits = |n| {
        let token: Option<&Token> = input.ahead(n);
        token.is_some_and(|token| token.kind == TokenKind::Digits)
    };
    if !(2..5).any(digits) {
        return Err(nom::Err::Error(()));
    }
    let hundred = token(|input: &Tokens<'_>, token| input.text(token) == "100");
    let per = alt((value((), word("per")), value((), adjacent(sign('/')))));
    let (rest, (litre, (), _, kilometre)) = (named, per, hundred, named).parse(input)?;
    let code = |base: Base, code| base.code() == Some(code);
    let found = by_symbol("L/100km").filter(|_| code(litre, "L") && code(kilometre, "km"));
    some(rest, found)
}

/// bracketed = ( "[" | "(" | "{" | "<" ) known closing
fn bracketed(input: Tokens<'_>) -> PResult<'_, Base> {
    let (rest, open) =
        token(|_: &Tokens<'_>, token| matches!(token.kind, TokenKind::Sign('[' | '(' | '{' | '<')))
            .parse(input)?;
    let TokenKind::Sign(open) = open.kind else {
        return Err(nom::Err::Error(()));
    };
    let closing = match open {
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => ')',
    };
    let (after, base) = alt((value(Base::Percent, sign('%')), named)).parse(rest)?;
    let letter = rest.span_to(&after);
    let letter =
        open == '(' && letter.end.saturating_sub(letter.start) == 1 && base != Base::Percent;
    let (after, _) = sign(closing).parse(after)?;
    some(after, (!letter).then_some(base))
}

/// spread = "of" { word } ( "per" | "a" | "an" ) time, up to four words
fn spread(input: Tokens<'_>) -> PResult<'_, UnitName> {
    let (mut rest, _) = word("of").parse(input)?;
    for _ in 0..4 {
        (rest, _) = token(|_: &Tokens<'_>, token| may_be_unit(token)).parse(rest)?;
        if let Ok((rest, (_, name))) = rate(rest) {
            let time = matches!(name, UnitName::Known(base) if kind(base) == Kind::Duration);
            return some(rest, time.then_some(name));
        }
    }
    Err(nom::Err::Error(()))
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
        value((), one_of(&["percent", "pct", "pc", "percents"])),
        value((), (word("per"), opt(adjacent(sign('-'))), word("cent"))),
        value((), (word("percentage"), not(word("of")))),
    ));
    value(Base::Percent, words).parse(input)
}

/// points = "percentage" "point" | "pp" | "basis" "point" | "bps" | part_point
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
            alt((
                percentage,
                value((), one_of(&["pp", "pps", "ppt", "ppts"])),
                part_point,
            )),
        ),
        value(
            Base::BasisPoints,
            alt((basis, value((), one_of(&["bps", "bp"])))),
        ),
    ))
    .parse(input)
}

/// part_point = "point": "a quarter point", "a quarter-point cut", "a half-point rise", but not "a half-point lead"
fn part_point(input: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, _) = one_of(&["point", "points"]).parse(input)?;
    let hyphen = input
        .behind(1)
        .is_some_and(|dash| dash.kind == TokenKind::Sign('-'));
    let before = if hyphen { 2 } else { 1 };
    let changes = || {
        rest.first().is_some_and(|next| {
            next.classes.any(Class::RISE.with(Class::FALL)) || rest.is(next, "hike")
        })
    };
    let told = input.behind_is(before, &["quarter", "quarters"])
        || input.behind_is(before, &["half"]) && changes();
    some(rest, told.then_some(()))
}

/// rate = ( "per" | "a" | "an" ) known | "per" ( base | noun ) | "a" ( "share" | "head" | … )
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
    let of_base = map(spanned(base), |(span, ())| UnitName::Noun(span));
    let per = preceded(
        (hyphen(), word("per"), hyphen()),
        alt((of_base, known(), noun())),
    );
    let mut rate_of = preceded(
        (hyphen(), one_of(&["a", "an"]), hyphen()),
        alt((known(), head)),
    );
    let article = |input| {
        let (rest, name) = rate_of.parse(input)?;
        let time = matches!(name, UnitName::Known(base) if kind(base) == Kind::Duration);
        some(rest, (!time || anchor(rest).is_err()).then_some(name))
    };
    // "$7/$9" are two prices.
    let below = terminated(alt((known(), noun())), not(adjacent(digits)));
    let slash = preceded(adjacent(sign('/')), adjacent(below));
    spanned(alt((per, article, slash))).parse(input)
}

/// base = digits … [ noun_phrase ]: what so many fall on, "100,000 people", "1,000 live births"
fn base(input: Tokens<'_>) -> PResult<'_, ()> {
    let number = preceded(peek(digits), magnitude);
    value((), (number, opt(noun::phrase))).parse(input)
}

/// What makes "a year" a point in time and no rate: "a year earlier", "a day after the vote", not "a year before tax".
fn anchor(input: Tokens<'_>) -> PResult<'_, ()> {
    let tax = one_of(&["tax", "taxes", "interest", "deductions"]);
    alt((
        value(
            (),
            one_of(&[
                "ago",
                "earlier",
                "later",
                "prior",
                "previously",
                "hence",
                "since",
            ]),
        ),
        value((), (one_of(&["before", "after"]), not(tax))),
        value((), (word("from"), word("now"))),
    ))
    .parse(input)
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
    if let Some(base) = stopped(&input) {
        return Ok((input.skip(2), base));
    }
    match symbol(input) {
        Ok((rest, base @ Base::Money(_))) => Ok((rest, base)),
        _ => some(input.skip(1), spelled(&input)),
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

/// "HK $5" and "$A5": the letters of a dollar parted from its sign, or behind it; "hk$5" in small letters.
fn dollars(input: &Tokens<'_>) -> Option<(usize, Base)> {
    let (first, second) = (input.first()?, input.ahead(1)?);
    // "A $5 coin" begins with an article.
    let article = second.spaced && input.is(first, "a");
    let letters = match (first.kind, second.kind) {
        (TokenKind::Word, TokenKind::Sign('$')) if !article => first,
        (TokenKind::Sign('$'), TokenKind::Word) if !second.spaced => second,
        _ => return None,
    };
    let text = input.text(letters);
    // "Gave us $5" is no dollar of its own, and neither is "a $5 fee".
    let doubtful =
        second.spaced && (text.len() == 1 && text != "c" || matches!(text, "us" | "can"));
    let small = text.bytes().all(|byte| byte.is_ascii_lowercase());
    // "A $5 million grant" begins with an article.
    let article = second.spaced && text == "A";
    let written = by_symbol(&format!("{text}$")).filter(|_| !article);
    let base = written.or_else(|| {
        (small && !doubtful)
            .then(|| by_symbol(&format!("{}$", text.to_uppercase())))
            .flatten()
    })?;
    Some((2, base))
}

/// A symbol with the stop of an abbreviation: "Rs. 500", "Tk.500".
pub(super) fn stopped(input: &Tokens<'_>) -> Option<Base> {
    let dot = input.ahead(1)?;
    let number = input.ahead(2)?;
    let written =
        dot.kind == TokenKind::Sign('.') && !dot.spaced && number.kind == TokenKind::Digits;
    let word = input
        .first()
        .filter(|word| written && word.kind == TokenKind::Word)?;
    by_symbol(&format!("{}.", input.text(word))).filter(|base| matches!(base, Base::Money(_)))
}

/// A currency spelled out before its number: "rmb 40", "at dollar 40 a tonne", "of rupees 40".
///
/// A code may stand anywhere, a name only behind a preposition or a verb of paying, and before no year.
pub(super) fn spelled(input: &Tokens<'_>) -> Option<Base> {
    const PAYING: [&str; 10] = [
        "cost", "costs", "pay", "paid", "pays", "charges", "charged", "than", "earns", "spent",
    ];
    let word = input.first()?;
    let number = input
        .ahead(1)
        .filter(|next| next.kind == TokenKind::Digits)?;
    let text = input.text(word);
    if word.kind != TokenKind::Word || text.len() > 8 {
        return None;
    }
    let Some(base @ Base::Money(currency)) = by_words(&text.to_lowercase()) else {
        return None;
    };
    let short = ["rmb", "dkr", "nkr", "skr", "sfr", "ksh", "ntd"];
    let code = currency.code.eq_ignore_ascii_case(text) || short.contains(&text);
    let led = input.behind(1).is_some_and(|before| {
        before.classes.any(Class::PREPOSITION.with(Class::BE))
            || PAYING.iter().any(|verb| input.is(before, verb))
    });
    let year = input.text(number).len() == 4 && input.text(number).starts_with(['1', '2']);
    // "Euro 6" is a standard of engines, and "Euro 96" a tournament.
    let name = text == "Euro";
    (code || led && !year && !name).then_some(base)
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
            ("business days", "business days", Kind::Duration, "d", ""),
            ("per-cent rise", "per-cent", Kind::Percent, "%", ""),
            ("[kg]", "[kg]", Kind::Measure, "kg", ""),
            (
                "dollars per 1,000 people in",
                "dollars per 1,000 people",
                Kind::Money,
                "USD",
                "",
            ),
            ("(USD)", "(USD)", Kind::Money, "USD", ""),
            (
                "litres per 100 km on",
                "litres per 100 km",
                Kind::Measure,
                "L/(100.km)",
                "",
            ),
            ("dollars of grain a day", "dollars", Kind::Money, "USD", "d"),
            (
                "barrels of crude oil per year",
                "barrels",
                Kind::Measure,
                "[bbl_us]",
                "a",
            ),
            ("dollars a year ago", "dollars", Kind::Money, "USD", ""),
            (
                "dollars a day after tax",
                "dollars a day",
                Kind::Money,
                "USD",
                "d",
            ),
            (
                "tonnes of grain a year earlier",
                "tonnes",
                Kind::Measure,
                "t",
                "",
            ),
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
        for text in [
            "people",
            "in total",
            "per person",
            "a barrel",
            "m people",
            "(m)",
            "(pictured)",
            "[kg",
            "full-time jobs",
            "full year earnings",
        ] {
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
            ("Rs. 500", "INR"),
            ("Rs.500", "INR"),
            ("R5,000", "ZAR"),
            ("R40 million", "ZAR"),
            ("$US113", "USD"),
            ("$A5", "AUD"),
            ("USD 5", "USD"),
            ("PS6m", "GBP"),
            ("Y=500", "JPY"),
            ("hk$ 5", "HKD"),
            ("nz $5", "NZD"),
            ("rmb 5", "CNY"),
            ("usd 5", "USD"),
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
        assert_eq!(read(currency, "a $5 fee"), None);
        assert_eq!(read(currency, "A $5 fee"), None);
        assert_eq!(read(currency, "R40 road"), None);
        assert_eq!(read(currency, "dollar 5"), None);
        let paid =
            |text| crate::extract::testing::within(currency, text).and_then(|base| base.code());
        assert_eq!(paid("quoted at dollar 85 a tonne"), Some("USD"));
        assert_eq!(paid("the dollar 85 years ago"), None);
        assert_eq!(paid("at Euro 2016"), None);
    }
}
