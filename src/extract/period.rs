//! Stretches of the calendar that have a name: "fiscal 2023", "Q3 2024", "the 1990s", "the 19th century",
//! "summer 2024", "2010-15".
//!
//! ```text
//! fiscal  = ( "fiscal" | "financial" ) [ "year" ] year [ ( "-" | "/" ) year ] | year "fiscal" "year" | "FY" year | "FY2023"
//! quarter = ( "first" … "fourth" ) [ "-" ] "quarter" [ of ] | "Q3" [ of ] | "next" "year" "'s" quarter
//! of      = [ "of" ] ( year | fiscal | "next" "year" … )
//! decade  = year "s" | digits{2} "s" | [ century ] decade_word         ending in 0; "'90s", "nineteen seventies"
//! century = ordinal [ "-" ] "century"
//! season  = [ relation ] ( "spring" … ) [ [ "of" ] year ]              alone only after "in the", "until" and their like
//! years   = year ( "-" | "/" ) ( year | digits{2} )
//! ```

use super::date::{relation, tail, year_from_here};
use super::day::{Written, day};
use super::lexicon::Class;
use super::number_date::{small, width};
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, digits, one_of, sign, some, token, word,
};
use super::when::{Partial, Point, Relation};
use super::year::{self, year};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value, verify};
use nom::sequence::{preceded, terminated};

/// fiscal = ( "fiscal" | "financial" ) [ "year" ] year [ … ] | year "fiscal" "year" | "FY" year | "FY2023"
pub(super) fn fiscal(input: Tokens<'_>) -> PResult<'_, Point> {
    map(fiscal_year, Point::FiscalYear).parse(input)
}

fn fiscal_year(input: Tokens<'_>) -> PResult<'_, i16> {
    let adjective = || one_of(&["fiscal", "financial"]);
    let ends_in = || alt((map(years, |(_, last)| last), year));
    let named = preceded((adjective(), opt(word("year"))), ends_in());
    let numbered = terminated(ends_in(), (adjective(), one_of(&["year", "years"])));
    let short = preceded(word("fy"), ends_in());
    alt((named, numbered, short, glued)).parse(input)
}

/// "FY2023", "FY23"
fn glued(input: Tokens<'_>) -> PResult<'_, i16> {
    let (rest, token) =
        token(|input: &Tokens<'_>, token| input.text(token).starts_with("FY")).parse(input)?;
    let year = input
        .text(token)
        .get(2..)
        .and_then(|digits| match digits.len() {
            2 => digits.parse::<i16>().ok()?.checked_add(2000),
            4 => digits.parse().ok(),
            _ => None,
        });
    some(rest, year)
}

/// quarter = ( "first" … "fourth" ) [ "-" ] "quarter" [ of ] | "Q3" [ of ] | "next" "year" "'s" quarter
pub(super) fn quarter(input: Tokens<'_>) -> PResult<'_, Point> {
    let mut number = alt((quarter_in_words, q));
    let mut fiscal = preceded(opt(word("of")), fiscal_year);
    let (rest, quarter) = number.parse(input)?;
    if let Ok((rest, year)) = fiscal.parse(rest) {
        return Ok((rest, Point::FiscalQuarter(quarter, year)));
    }
    let (rest, of) = opt(tail).parse(rest)?;
    Ok((rest, Point::Quarter(quarter, of.unwrap_or(Partial::EMPTY))))
}

/// "next" "year" "'s" quarter
pub(super) fn quarter_of_year(input: Tokens<'_>) -> PResult<'_, Point> {
    let lead = terminated(year_from_here, one_of(&["'s", "’s"]));
    map((lead, quarter_in_words), |(of, quarter)| {
        Point::Quarter(quarter, of)
    })
    .parse(input)
}

/// ( "first" … "fourth" ) [ "-" ] "quarter"
fn quarter_in_words(input: Tokens<'_>) -> PResult<'_, i8> {
    let fourth = verify(day, |day| {
        matches!(day.written, Written::Ordinal | Written::Suffixed) && day.number <= 4
    });
    let quarter = (opt(adjacent(sign('-'))), one_of(&["quarter", "quarters"]));
    map(terminated(fourth, quarter), |day| day.number).parse(input)
}

/// "Q1" to "Q4"
fn q(input: Tokens<'_>) -> PResult<'_, i8> {
    let (rest, token) =
        token(|input: &Tokens<'_>, token| matches!(input.text(token), "Q1" | "Q2" | "Q3" | "Q4"))
            .parse(input)?;
    some(
        rest,
        input
            .text(token)
            .get(1..)
            .and_then(|digit| digit.parse().ok()),
    )
}

/// decade = year "s" | digits{2} "s" | [ century ] decade_word
pub(super) fn decade(input: Tokens<'_>) -> PResult<'_, Point> {
    let tens = verify(year, |year| year % 10 == 0);
    let written = terminated(tens, plural_s);
    map(alt((written, short_decade, decade_in_words)), |first| {
        Point::Years(first, first.saturating_add(9))
    })
    .parse(input)
}

fn plural_s(input: Tokens<'_>) -> PResult<'_, &Token> {
    adjacent(one_of(&["s", "'s", "’s"])).parse(input)
}

/// The "90s" of "'90s", "since the 90s": of temperatures and ages nothing tells it, unless an apostrophe stands before it.
fn short_decade(input: Tokens<'_>) -> PResult<'_, i16> {
    let tens = verify(digits, |token: &&Token| width(token) == 2);
    let (rest, token) = terminated(tens, plural_s).parse(input)?;
    let apostrophe = input
        .behind(1)
        .is_some_and(|before| before.kind == TokenKind::Sign('\''));
    let since = input.behind_is(1, &["the"]) && input.behind_is(2, &["since", "during", "from"]);
    let decade = small(&input, token).filter(|tens| tens.rem_euclid(10) == 0);
    let told = decade.filter(|_| apostrophe || since);
    some(rest, told.map(of_twentieth_century))
}

/// The twenties are those of the twentieth century, the noughties of this.
fn of_twentieth_century(tens: i8) -> i16 {
    let century = if tens < 20 { 2000 } else { 1900 };
    i16::from(tens).saturating_add(century)
}

/// [ century ] decade_word: "nineteen seventies", "twenty-tens", "the sixties"
fn decade_in_words(input: Tokens<'_>) -> PResult<'_, i16> {
    let word = |input| {
        let tens = map(class(Class::DECADE), |token| token.number);
        alt((tens, value(10, word("tens")))).parse(input)
    };
    let full = map(
        (year::century, preceded(opt(adjacent(sign('-'))), word)),
        |(century, tens)| century.saturating_add(tens.into()),
    );
    let the = input.behind_is(1, &["the", "early", "mid", "late", "swinging", "roaring"]);
    let alone = map(class(Class::DECADE), |token| {
        of_twentieth_century(token.number)
    });
    alt((full, verify(alone, |_| the))).parse(input)
}

/// century = ordinal [ "-" ] "century"
pub(super) fn century(input: Tokens<'_>) -> PResult<'_, Point> {
    let ordinal = verify(day, |day| {
        matches!(day.written, Written::Ordinal | Written::Suffixed)
    });
    let name = (opt(adjacent(sign('-'))), one_of(&["century", "centuries"]));
    map(terminated(ordinal, name), |day| {
        let last = i16::from(day.number).saturating_mul(100);
        Point::Years(last.saturating_sub(99), last)
    })
    .parse(input)
}

/// "turn" "of" "the" [ ordinal ] ( "century" | "year" | "millennium" )
pub(super) fn turn(input: Tokens<'_>) -> PResult<'_, Point> {
    let lead = (word("turn"), word("of"), word("the"));
    let stretch = value((), one_of(&["century", "year", "millennium"]));
    let named = value((), century);
    value(Point::Elsewhere, preceded(lead, alt((named, stretch)))).parse(input)
}

/// season = [ relation ] ( "spring" … ) [ [ "of" ] year ]
pub(super) fn season(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, (relation, season, year)) =
        (opt(relation), class(Class::SEASON), opt(tail)).parse(input)?;
    let told = relation.is_some() || year.is_some() || season_alone(&input, &rest);
    let of = Partial {
        relation: relation.unwrap_or(Relation::None),
        ..year.unwrap_or(Partial::EMPTY)
    };
    some(rest, told.then_some(Point::Season(season.calendar, of)))
}

/// Whether a season without a year is led to as a time: "over the summer", "by spring".
fn season_alone(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    const LEADS: [&str; 8] = [
        "in", "over", "during", "by", "until", "since", "for", "through",
    ];
    let the = input.behind_is(1, &["the"]) && input.behind_is(2, &LEADS);
    let bare = input.behind_is(1, &["by", "until", "since"]);
    (the || bare) && super::date::ends(rest)
}

/// years = year ( "-" | "/" ) ( year | digits{2} ), the second after the first
pub(super) fn years(input: Tokens<'_>) -> PResult<'_, (i16, i16)> {
    let joint = alt((sign('-'), sign('/')));
    let (rest, (first, joint)) = (year, adjacent(joint)).parse(input)?;
    let short = verify(digits, |token: &&Token| width(token) == 2);
    let short = map(short, |token| same_century(&input, first, token));
    let (rest, last) = adjacent(alt((year, short))).parse(rest)?;
    let goes_on = (adjacent(alt((sign('-'), sign('/')))), adjacent(digits));
    let (rest, ()) = not(goes_on).parse(rest)?;
    let next = first.checked_add(1) == Some(last);
    let span = last > first && (joint.kind == TokenKind::Sign('-') || next);
    some(rest, span.then_some((first, last)))
}

/// "15" after 2010 is 2015, "00" after 1999 is 2000.
fn same_century(input: &Tokens<'_>, first: i16, token: &Token) -> i16 {
    let century = first.saturating_sub(first.rem_euclid(100));
    let last = small(input, token).map_or(0, |short| century.saturating_add(short.into()));
    let next = first.saturating_add(1);
    if last < first && next.rem_euclid(100) == 0 && last == century {
        next
    } else {
        last
    }
}

/// years, as a point: "2010-15", "2023/24"
pub(super) fn span(input: Tokens<'_>) -> PResult<'_, Point> {
    map(years, |(first, last)| Point::Years(first, last)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};
    use crate::extract::when::When;
    use jiff::civil::date;

    fn any(input: Tokens<'_>) -> PResult<'_, Point> {
        alt((
            fiscal,
            quarter,
            quarter_of_year,
            decade,
            century,
            turn,
            season,
            span,
        ))
        .parse(input)
    }

    #[test]
    fn accepts() {
        for (text, covers, iso) in [
            (
                "2023 fiscal year, according",
                "2023 fiscal year",
                "2022-10-01/2023-09-30",
            ),
            ("fiscal 2023", "fiscal 2023", "2022-10-01/2023-09-30"),
            (
                "fiscal year 2023-24",
                "fiscal year 2023-24",
                "2023-10-01/2024-09-30",
            ),
            ("FY2023", "FY2023", "2022-10-01/2023-09-30"),
            (
                "third quarter of 2024",
                "third quarter of 2024",
                "2024-07-01/2024-09-30",
            ),
            (
                "third-quarter profit",
                "third-quarter",
                "2024-07-01/2024-09-30",
            ),
            ("Q1 2024", "Q1 2024", "2024-01-01/2024-03-31"),
            (
                "Q1 of fiscal 2024",
                "Q1 of fiscal 2024",
                "2023-10-01/2023-12-31",
            ),
            (
                "next year's second quarter",
                "next year's second quarter",
                "2026-04-01/2026-06-30",
            ),
            ("1990s", "1990s", "1990-01-01/1999-12-31"),
            (
                "eighteen forties",
                "eighteen forties",
                "1840-01-01/1849-12-31",
            ),
            ("twenty-tens", "twenty-tens", "2010-01-01/2019-12-31"),
            ("18th-century", "18th-century", "1701-01-01/1800-12-31"),
            ("turn of the century", "turn of the century", "-"),
            ("last summer", "last summer", "2024-06-01/2024-08-31"),
            ("fall of 2023", "fall of 2023", "2023-09-01/2023-11-30"),
            (
                "spring next year",
                "spring next year",
                "2026-03-01/2026-05-31",
            ),
            ("2010-15", "2010-15", "2010-01-01/2015-12-31"),
            ("2019–2021", "2019–2021", "2019-01-01/2021-12-31"),
            ("2023/24 season", "2023/24", "2023-01-01/2024-12-31"),
            ("1999-00", "1999-00", "1999-01-01/2000-12-31"),
        ] {
            let (covered, point) = read(any, text).expect(text);
            let days = When::Point(point).resolve(Some(date(2025, 1, 20)));
            let shown = days.map_or("-".to_owned(), |days| days.iso());
            assert_eq!((covered, shown.as_str()), (covers, iso), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "fall of Rome",
            "first quarterback",
            "2019s move",
            "2015-10",
            "2020-1-1",
            "fiscal policy",
            "summer",
            "90s",
            "sixties",
            "2011/15",
            "turn of events",
        ] {
            assert_eq!(read(any, text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_before_makes_some_plain() {
        for (text, found) in [
            ("music of the '80s", true),
            ("prices since the 80s", true),
            ("highs in the 80s", false),
            ("born in the sixties", true),
            ("work over the summer.", true),
            ("in the summer house", false),
            ("closed until spring", true),
            ("a spring clean", false),
        ] {
            assert_eq!(within(any, text).is_some(), found, "{text}");
        }
    }
}
