//! Stretches of the calendar: "January to November 2024", "2010-15", "fiscal 2023", "Q3 2024", "the 1990s".
//!
//! ```text
//! period  = fiscal | quarter | decade | season | years | range
//! fiscal  = "fiscal" [ "year" ] year | year "fiscal" "year" | "FY" year | "FY2023"
//! quarter = ( "first" … "fourth" ) [ "-" ] "quarter" [ [ "of" ] year ] | "Q3" [ year ]
//! decade  = year "s"                                     ending in 0
//! season  = [ "last" … ] ( "spring" … ) [ [ "of" ] year ]   "fall" only with one of the two
//! years   = year "-" ( year | digits{2} )
//! range   = "between" date "and" date | [ "from" ] date ( "to" | "through" | "until" | "-" ) ( date | day )
//! ```

use super::date::{date, month_day, relation, small, width, year};
use super::lexicon::Class;
use super::tokens::{
    PResult, Token, Tokens, adjacent, class, digits, one_of, sign, some, token, word,
};
use super::when::{Partial, Relation, When};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, verify};
use nom::sequence::{preceded, terminated};

/// period = fiscal | quarter | decade | season | years | range
pub(super) fn period(input: Tokens<'_>) -> PResult<'_, When> {
    alt((fiscal, quarter, decade, season, years, range)).parse(input)
}

/// fiscal = "fiscal" [ "year" ] year | year "fiscal" "year" | "FY" year | "FY2023"
fn fiscal(input: Tokens<'_>) -> PResult<'_, When> {
    let named = preceded((one_of(&["fiscal", "financial"]), opt(word("year"))), year);
    let numbered = terminated(
        year,
        (one_of(&["fiscal", "financial"]), one_of(&["year", "years"])),
    );
    let short = preceded(word("fy"), year);
    map(alt((named, numbered, short, glued)), When::FiscalYear).parse(input)
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

/// quarter = ( "first" … "fourth" ) [ "-" ] "quarter" [ [ "of" ] year ] | "Q3" [ year ]
fn quarter(input: Tokens<'_>) -> PResult<'_, When> {
    let fourth = verify(class(Class::ORDINAL), |token: &&Token| token.number <= 4);
    let words = map(
        terminated(
            fourth,
            (opt(adjacent(sign('-'))), one_of(&["quarter", "quarters"])),
        ),
        |token: &Token| token.number,
    );
    let of_year = opt(preceded(opt(word("of")), year));
    map((alt((words, q)), of_year), |(quarter, year)| {
        When::Quarter(quarter, year)
    })
    .parse(input)
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

/// decade = year "s"
fn decade(input: Tokens<'_>) -> PResult<'_, When> {
    let tens = verify(year, |year| year % 10 == 0);
    map(
        terminated(tens, adjacent(one_of(&["s", "'s", "’s"]))),
        When::Decade,
    )
    .parse(input)
}

/// season = [ "last" … ] ( "spring" … ) [ [ "of" ] year ]
fn season(input: Tokens<'_>) -> PResult<'_, When> {
    let of_year = opt(preceded(opt(word("of")), year));
    let (rest, (relation, season, year)) =
        (opt(relation), class(Class::SEASON), of_year).parse(input)?;
    if relation.is_none() && year.is_none() {
        return Err(nom::Err::Error(()));
    }
    Ok((
        rest,
        When::Season(season.calendar, year, relation.unwrap_or(Relation::None)),
    ))
}

/// years = year "-" ( year | digits{2} )
fn years(input: Tokens<'_>) -> PResult<'_, When> {
    let (rest, (first, _)) = (year, adjacent(sign('-'))).parse(input)?;
    let short = map(
        verify(digits, |token: &&Token| width(token) == 2),
        |token| token,
    );
    let (rest, last) = adjacent(alt((
        year,
        map(short, |token| same_century(&input, first, token)),
    )))
    .parse(rest)?;
    let (rest, ()) = not((adjacent(sign('-')), adjacent(digits))).parse(rest)?;
    if last > first {
        Ok((
            rest,
            When::Range(Partial::of_year(first), Partial::of_year(last)),
        ))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// "15" after 2010 is 2015; 0 where it is no year.
fn same_century(input: &Tokens<'_>, first: i16, token: &Token) -> i16 {
    let century = first.saturating_sub(first.rem_euclid(100));
    small(input, token).map_or(0, |short| century.saturating_add(short.into()))
}

/// range = "between" date "and" date | [ "from" ] date ( "to" | "through" | "until" | "-" ) ( date | day )
fn range(input: Tokens<'_>) -> PResult<'_, When> {
    let between = preceded(word("between"), (date, preceded(word("and"), date)));
    let joint = alt((
        one_of(&["to", "through", "thru", "until", "till"]),
        sign('-'),
    ));
    let through = preceded(opt(word("from")), (date, preceded(joint, date)));
    let days = preceded(
        opt(word("from")),
        (month_day, preceded(alt((sign('-'), word("to"))), day_alone)),
    );
    let (rest, (first, last)) = alt((between, through, days)).parse(input)?;
    let alike = first.month.is_some() == last.month.is_some() || last.day.is_some();
    if alike {
        Ok((rest, When::Range(first, last)))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// The day that ends "Jan. 5-9".
fn day_alone(input: Tokens<'_>) -> PResult<'_, Partial> {
    let (rest, token) = verify(digits, |token: &&Token| width(token) <= 2).parse(input)?;
    some(
        rest,
        small(&input, token)
            .filter(|day| (1..=31).contains(day))
            .map(|day| Partial {
                day: Some(day),
                ..Partial::EMPTY
            }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;
    use jiff::civil::date as day_of;

    #[test]
    fn accepts() {
        let anchor = Some(day_of(2025, 6, 20));
        for (text, covers, iso) in [
            (
                "2023 fiscal year, according",
                "2023 fiscal year",
                "2022-10-01/2023-09-30",
            ),
            ("fiscal 2023", "fiscal 2023", "2022-10-01/2023-09-30"),
            ("FY2023", "FY2023", "2022-10-01/2023-09-30"),
            (
                "third quarter of 2024",
                "third quarter of 2024",
                "2024-07-01/2024-09-30",
            ),
            ("Q1 2024", "Q1 2024", "2024-01-01/2024-03-31"),
            ("1990s", "1990s", "1990-01-01/1999-12-31"),
            ("last summer", "last summer", "2024-06-01/2024-08-31"),
            ("fall of 2023", "fall of 2023", "2023-09-01/2023-11-30"),
            ("2010-15", "2010-15", "2010-01-01/2015-12-31"),
            ("2019–2021", "2019–2021", "2019-01-01/2021-12-31"),
            (
                "Between January and November 2024, over",
                "Between January and November 2024",
                "2024-01-01/2024-11-30",
            ),
            (
                "from January to March",
                "from January to March",
                "2025-01-01/2025-03-31",
            ),
            ("Jan. 5-9", "Jan. 5-9", "2025-01-05/2025-01-09"),
            ("1998 to 2003", "1998 to 2003", "1998-01-01/2003-12-31"),
        ] {
            let (covered, when) = read(period, text).expect(text);
            assert_eq!(
                (
                    covered,
                    when.resolve(anchor).map(|days| days.iso()).as_deref()
                ),
                (covers, Some(iso))
            );
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
        ] {
            assert_eq!(read(period, text), None, "{text}");
        }
    }
}
