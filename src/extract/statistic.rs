//! Test statistics and what is reported like them: "t(28) = 2.20, p = .036", "F(2, 45) = 3.1", "χ²(1, N = 90) = 4.5",
//! "z = 1.96", "a hazard ratio of 0.75", "P < 0.001".
//!
//! ```text
//! statistic = name [ degrees | gloss ] compared [ freedom ] [ joint p ]
//! degrees   = "(" [ "df" "=" ] number [ "," number ] [ sample ] ")"     as many as the statistic has
//! sample    = ( "," | ";" ) [ "N" "=" ] number
//! gloss     = ( "(" | "[" ) word { word } ( ")" | "]" )
//! compared  = ( sign | link ) [ "-" ] number
//! sign      = "=" | "<" [ "=" ] | ">" [ "=" ] | "≤" | "≥"
//! link      = "of" | "was" | "is" | ":" | "," | ( "with" | "for" | "in" ) word { word } "," | nothing
//!                                                                       behind a name in words
//! freedom   = [ "," ] "df" "=" number
//! joint     = [ "," | ";" | "and" | "with" [ "a" ] ] | "("
//! ```
//!
//! The names are a table, `statistics.csv`: its words in small letters match any case, others as they stand. A name
//! is no statistic where what follows its number is a unit or a noun in the plural: "M = 24 years".

use super::lexicon::{lower, packed};
use super::noun;
use super::number::number;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, some, token, word,
};
use super::unit::unit;
use crate::quantity::{Compared, Relation, Statistic, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, not, opt, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, preceded};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A row of the table.
#[derive(Debug)]
struct Name {
    words: Vec<&'static str>,
    name: &'static str,
    /// How many degrees of freedom it has.
    df: u8,
}

impl Name {
    /// Whether it is a sign like "t" or "χ²", which a number does not follow in running text.
    fn is_symbol(&self) -> bool {
        self.words.len() == 1
            && self
                .words
                .first()
                .is_some_and(|word| word.chars().count() < 5)
    }

    /// Whether a number may stand behind it without a sign: "HR 0.75", "SD 11.3".
    fn needs_no_sign(&self) -> bool {
        self.name.ends_with("_ratio") || self.name.starts_with("standard_")
    }
}

/// The name of a p-value.
const P: &str = "p";

/// By the letters of the first word, longest name first.
static NAMES: LazyLock<FxHashMap<u64, Vec<Name>>> = LazyLock::new(|| {
    let mut names: FxHashMap<u64, Vec<Name>> = FxHashMap::default();
    for (words, name, df) in rows() {
        let words: Vec<_> = words.split(' ').collect();
        let Some(first) = words.first() else { continue };
        let letters = lower(packed(first.as_bytes()));
        let group = names.entry(letters).or_default();
        group.push(Name { words, name, df });
        group.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    names
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str, u8)> {
    let lines = include_str!("statistics.csv").lines().skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split(',');
        Some((cells.next()?, cells.next()?, cells.next()?.parse().ok()?))
    })
}

/// The words that names begin with.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    rows().filter_map(|(words, ..)| words.split(' ').next())
}

/// statistic = name [ degrees | gloss ] compared [ freedom ] [ joint p ]
pub(super) fn statistic(input: Tokens<'_>) -> PResult<'_, Statistic> {
    let (rest, name) = name(input)?;
    if name.name == P {
        let (rest, p) = p_compared(rest, name)?;
        let statistic = Statistic {
            p: Some(p),
            ..Statistic::named(P)
        };
        return Ok((rest, statistic));
    }
    let (rest, head) = alt((degrees(name), map(opt(gloss), |_| Degrees::default()))).parse(rest)?;
    let bracketed = head.df.first().is_some_and(Option::is_some);
    let (rest, compared) = compared(name, bracketed).parse(rest)?;
    let (rest, after) = opt(freedom).parse(rest)?;
    let (rest, p) = opt(joined_p).parse(rest)?;
    let df = if bracketed { head.df } else { [after, None] };
    let statistic = Statistic {
        df,
        sample: head.sample,
        value: Some(compared),
        p,
        ..Statistic::named(name.name)
    };
    Ok((rest, statistic))
}

/// A name of the table: the longest that stands here, a hyphen between its words or none.
fn name(input: Tokens<'_>) -> PResult<'_, &'static Name> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    let found = NAMES
        .get(&first.letters)
        .into_iter()
        .flatten()
        .find_map(|name| Some((words(input, &name.words)?, name)));
    let (rest, name) = found.ok_or(nom::Err::Error(()))?;
    Ok((rest, name))
}

fn words<'a>(input: Tokens<'a>, words: &[&str]) -> Option<Tokens<'a>> {
    words.iter().try_fold(input, |rest, word| {
        let (rest, _) = opt(adjacent(sign('-'))).parse(rest).ok()?;
        let next = rest.first()?;
        is_word(&rest, next, word).then(|| rest.skip(1))
    })
}

/// Whether a token is a word of a name: in any case of its letters where the table has small ones.
fn is_word(input: &Tokens<'_>, token: &Token, word: &str) -> bool {
    let text = input.text(token);
    match word {
        "'" => token.kind == TokenKind::Sign('\''),
        "'s" => matches!(text, "'s" | "’s"),
        _ if word.contains(char::is_uppercase) => text == word,
        _ => text.eq_ignore_ascii_case(word),
    }
}

/// What stands in brackets behind the name of a test.
#[derive(Clone, Copy, Default)]
struct Degrees {
    df: [Option<Decimal>; 2],
    sample: Option<Decimal>,
}

/// degrees = "(" [ "df" "=" ] number [ "," number ] [ sample ] ")"
fn degrees<'a>(name: &'static Name) -> impl Parser<Tokens<'a>, Output = Degrees, Error = ()> {
    let df = || (word("df"), sign('='));
    let comma = || alt((sign(','), sign(';')));
    let whole = || map_opt(number, |number| Some(number?.value));
    // The comma of "F(1,147)" parts two numbers; that of "t(1,204)" groups one.
    let one = map(whole(), |only| [Some(only), None]);
    let two = map((plain, preceded(comma(), whole())), |(first, second)| {
        [Some(first), Some(second)]
    });
    let sample = preceded(comma(), preceded(opt((one_of(&["n"]), sign('='))), whole()));
    let twofold = name.df == 2;
    let numbers = alt((
        verify(two, move |_: &[_; 2]| twofold),
        verify(one, move |_: &[_; 2]| !twofold && name.df > 0),
    ));
    let inside = (preceded(opt(df()), numbers), opt(sample));
    map(delimited(sign('('), inside, sign(')')), |(df, sample)| {
        Degrees { df, sample }
    })
}

/// A number whose commas are not its own: "1.733".
fn plain(input: Tokens<'_>) -> PResult<'_, Decimal> {
    let decimals = (adjacent(sign('.')), adjacent(digits));
    let (rest, _) = (digits, opt(decimals)).parse(input)?;
    let written = input.slice(input.span_to(&rest));
    some(rest, exact::literal(written).and_then(exact::stated))
}

/// gloss = ( "(" | "[" ) word { word } ( ")" | "]" ): "(OR)", "(two-tailed)"
pub(super) fn gloss(input: Tokens<'_>) -> PResult<'_, ()> {
    let plain =
        token(|_: &Tokens<'_>, token| matches!(token.kind, TokenKind::Word | TokenKind::Sign('-')));
    let open = alt((sign('('), sign('[')));
    let close = alt((sign(')'), sign(']')));
    value((), delimited(open, many_m_n(1, 4, plain), close)).parse(input)
}

/// compared = ( sign | link ) [ "-" ] number
fn compared<'a>(
    name: &'static Name,
    bracketed: bool,
) -> impl Parser<Tokens<'a>, Output = Compared, Error = ()> {
    move |input: Tokens<'a>| {
        let (rest, relation) = opt(relation).parse(input)?;
        let (rest, linked) = match relation {
            Some(_) => (rest, true),
            None => map(opt(link), |link| link.is_some()).parse(rest)?,
        };
        let (rest, number) = signed(rest)?;
        let (after, percent) = opt(sign('%')).parse(rest)?;
        let told = match (relation.is_some(), name.is_symbol()) {
            (true, _) => true,
            (false, true) => {
                let of = linked && input.first().is_some_and(|next| input.is(next, "of"));
                !bracketed && (of || name.needs_no_sign()) && number.scale() > 0
            }
            (false, false) => !bracketed,
        };
        let measured = percent.is_none() && !goes_on(&rest) && unit(rest).is_ok() || counts(&rest);
        let compared = Compared {
            relation: relation.unwrap_or(Relation::Equal),
            number,
        };
        some(after, (told && !measured).then_some(compared))
    }
}

/// Whether a p-value follows, whose "p" is no penny.
fn goes_on(rest: &Tokens<'_>) -> bool {
    let p = rest.first().is_some_and(|next| rest.is(next, P));
    p && relation(rest.skip(1)).is_ok()
}

/// Whether what follows is counted: a noun in the plural.
fn counts(rest: &Tokens<'_>) -> bool {
    noun::phrase(*rest).is_ok_and(|(_, noun)| noun::is_plural(rest.slice(noun.head)))
}

/// sign = "=" | "<" [ "=" ] | ">" [ "=" ] | "≤" | "≥"
fn relation(input: Tokens<'_>) -> PResult<'_, Relation> {
    let equal = || adjacent(sign('='));
    alt((
        value(Relation::Equal, sign('=')),
        value(Relation::AtMost, alt((sign('≤'), sign('⩽')))),
        value(Relation::AtLeast, alt((sign('≥'), sign('⩾')))),
        value(Relation::AtMost, (sign('<'), equal())),
        value(Relation::AtLeast, (sign('>'), equal())),
        value(Relation::Less, sign('<')),
        value(Relation::Greater, sign('>')),
    ))
    .parse(input)
}

/// link = "of" | "was" | "is" | ":" | "," | ( "with" | "for" | "in" ) word { word } ","
fn link(input: Tokens<'_>) -> PResult<'_, ()> {
    let plain = token(|_: &Tokens<'_>, token| token.kind == TokenKind::Word);
    let group = (
        one_of(&["with", "for", "in"]),
        many_m_n(1, 3, plain),
        sign(','),
    );
    alt((
        value((), group),
        value((), one_of(&["of", "was", "is", "at"])),
        value((), alt((sign(':'), sign(',')))),
    ))
    .parse(input)
}

/// [ "-" ] number
pub(super) fn signed(input: Tokens<'_>) -> PResult<'_, Decimal> {
    let plain = || map_opt(number, |number| Some(number?.value));
    let minus = preceded((sign('-'), not(sign('-'))), adjacent(plain()));
    alt((
        plain(),
        map_opt(minus, |value| exact::sub(Decimal::ZERO, value)),
    ))
    .parse(input)
}

/// freedom = [ "," ] "df" "=" number
fn freedom(input: Tokens<'_>) -> PResult<'_, Decimal> {
    preceded((opt(sign(',')), word("df"), sign('=')), signed).parse(input)
}

/// joint p
fn joined_p(input: Tokens<'_>) -> PResult<'_, Compared> {
    let joint = alt((
        value((), alt((sign(','), sign(';')))),
        value((), word("and")),
        value((), (word("with"), opt(word("a")))),
    ));
    alt((
        preceded(opt(joint), p_value),
        delimited(sign('('), p_value, sign(')')),
    ))
    .parse(input)
}

/// p = "p" [ gloss ] compared
fn p_value(input: Tokens<'_>) -> PResult<'_, Compared> {
    let (rest, name) = verify(name, |name: &&Name| name.name == P).parse(input)?;
    p_compared(rest, name)
}

/// [ gloss ] compared, after the name of a p-value
fn p_compared<'a>(input: Tokens<'a>, name: &'static Name) -> PResult<'a, Compared> {
    let (rest, _) = opt(gloss).parse(input)?;
    verify(compared(name, false), |p| p.number <= Decimal::ONE).parse(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    fn shown(statistic: Statistic) -> String {
        let number = |number: Decimal| number.to_string();
        let compared = |compared: Compared| format!("{:?} {}", compared.relation, compared.number);
        let df: Vec<_> = statistic.df.into_iter().flatten().map(number).collect();
        format!(
            "{}({}) N {} is {} p {}",
            statistic.name,
            df.join(" "),
            statistic.sample.map(number).unwrap_or_default(),
            statistic.value.map(compared).unwrap_or_default(),
            statistic.p.map(compared).unwrap_or_default()
        )
    }

    #[test]
    fn accepts() {
        for (text, covers, wanted) in [
            (
                "t(28) = 2.20, p = .036.",
                "t(28) = 2.20, p = .036",
                "t(28) N  is Equal 2.20 p Equal 0.036",
            ),
            (
                "F(2, 45) = 3.1, p < .05",
                "F(2, 45) = 3.1, p < .05",
                "F(2 45) N  is Equal 3.1 p Less 0.05",
            ),
            (
                "F(1,147)=1.010; P=0.317)",
                "F(1,147)=1.010; P=0.317",
                "F(1 147) N  is Equal 1.010 p Equal 0.317",
            ),
            (
                "F(1.733, 1,254.7) = 3.4",
                "F(1.733, 1,254.7) = 3.4",
                "F(1.733 1254.7) N  is Equal 3.4 p ",
            ),
            (
                "χ²(1, N = 90) = 4.5 in",
                "χ²(1, N = 90) = 4.5",
                "chi2(1) N 90 is Equal 4.5 p ",
            ),
            (
                "chi-square (2, n=1,200) = 9.1, p ≤ .01",
                "chi-square (2, n=1,200) = 9.1, p ≤ .01",
                "chi2(2) N 1200 is Equal 9.1 p AtMost 0.01",
            ),
            ("r(48) = .31", "r(48) = .31", "r(48) N  is Equal 0.31 p "),
            (
                "t(1,204) = \u{2212}2.4",
                "t(1,204) = \u{2212}2.4",
                "t(1204) N  is Equal -2.4 p ",
            ),
            (
                "t(37)=-4.93 p <.001",
                "t(37)=-4.93 p <.001",
                "t(37) N  is Equal -4.93 p Less 0.001",
            ),
            (
                "t = 2.1, df = 12, p = .06",
                "t = 2.1, df = 12, p = .06",
                "t(12) N  is Equal 2.1 p Equal 0.06",
            ),
            (
                "z = 1.96 (p = .05) and",
                "z = 1.96 (p = .05)",
                "z() N  is Equal 1.96 p Equal 0.05",
            ),
            ("Q(12) = 45.2", "Q(12) = 45.2", "Q(12) N  is Equal 45.2 p "),
            (
                "P value of 0.03 or",
                "P value of 0.03",
                "p() N  is  p Equal 0.03",
            ),
            ("p-values < .05", "p-values < .05", "p() N  is  p Less 0.05"),
            (
                "SD 11.3)",
                "SD 11.3",
                "standard_deviation() N  is Equal 11.3 p ",
            ),
            (
                "relative risk with statins, 0.96; 95",
                "relative risk with statins, 0.96",
                "risk_ratio() N  is Equal 0.96 p ",
            ),
            (
                "hazard ratio, 0.75; 95",
                "hazard ratio, 0.75",
                "hazard_ratio() N  is Equal 0.75 p ",
            ),
            (
                "odds ratio (OR) = 1.8",
                "odds ratio (OR) = 1.8",
                "odds_ratio() N  is Equal 1.8 p ",
            ),
            (
                "HR 0·75 (95",
                "HR 0·75",
                "hazard_ratio() N  is Equal 0.75 p ",
            ),
            (
                "Cohen's d = 0.45",
                "Cohen's d = 0.45",
                "d() N  is Equal 0.45 p ",
            ),
            (
                "z-score of -2 for",
                "z-score of -2",
                "z() N  is Equal -2 p ",
            ),
            (
                "ηp²=.023",
                "ηp²=.023",
                "partial_eta2() N  is Equal 0.023 p ",
            ),
            ("M = 3.42, SD", "M = 3.42", "mean() N  is Equal 3.42 p "),
            ("I² = 45%)", "I² = 45%", "i2() N  is Equal 45 p "),
        ] {
            let (covered, statistic) = read(statistic, text).expect(text);
            assert_eq!((covered, shown(statistic).as_str()), (covers, wanted));
        }
    }

    #[test]
    fn declines() {
        for text in [
            "t shirts",
            "F 16",
            "M = 24.3 years",
            "or = 5",
            "OR 97",
            "p = 12",
            "p 5",
            "a correlation",
            "r 5 to 6",
            "R(2) 5",
            "standard deviation of 15 points",
            "correlation of 12 studies",
            "M 25",
            "P5",
            "Q 3",
        ] {
            assert_eq!(
                read(statistic, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(
            rows().count(),
            include_str!("statistics.csv").lines().count() - 1
        );
    }
}
