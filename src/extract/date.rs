//! Dates: "Feb. 1", "Jan 20, 2025", "27 January 2025", "November 2023", "2025-01-27", "early June", "2019".
//!
//! ```text
//! date       = iso | slashed | [ last ] [ part ] ( month_day | day_month | month_year | month ) | year
//! iso        = year "-" digits{2} "-" digits{2}
//! slashed    = digits "/" digits "/" year                  month first, unless that can't be
//! month_day  = month day [ [ "," ] year ]
//! day_month  = day [ "of" ] month [ [ "," ] year ]
//! month_year = month [ "," | "of" ] year
//! month      = a capitalised month [ "." ]                "May", "March" alone only after a word that dates
//! last       = "last" | "this" | "next"
//! part       = "early" | "mid" [ "-" ] | "late"
//! ```

use super::lexicon::Class;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, some, token, word,
};
use super::when::{Part, Partial, Relation};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value, verify};
use nom::sequence::{preceded, terminated};

/// date = iso | slashed | [ last ] [ part ] ( month_day | day_month | month_year | month ) | year
pub(super) fn date(input: Tokens<'_>) -> PResult<'_, Partial> {
    let named = alt((month_day, day_month, month_year, month_alone));
    let partial = map(
        (opt(relation), opt(part), named),
        |(relation, part, partial)| Partial {
            part,
            relation: relation.unwrap_or(Relation::None),
            ..partial
        },
    );
    verify(alt((iso, slashed, partial, year_alone)), Partial::exists).parse(input)
}

/// iso = year "-" digits{2} "-" digits{2}
pub(super) fn iso(input: Tokens<'_>) -> PResult<'_, Partial> {
    let two = || {
        verify(map(digits, |token| token), |token: &&Token| {
            width(token) == 2
        })
    };
    let dash = || adjacent(sign('-'));
    let (rest, (year, _, month, _, day)) =
        (year, dash(), adjacent(two()), dash(), adjacent(two())).parse(input)?;
    let (month, day) = (small(&input, month), small(&input, day));
    some(
        rest,
        month
            .zip(day)
            .map(|(month, day)| Partial::of_day(day, month, Some(year))),
    )
}

/// slashed = digits "/" digits "/" year
fn slashed(input: Tokens<'_>) -> PResult<'_, Partial> {
    let slash = || adjacent(sign('/'));
    let (rest, (first, _, second, _, year)) =
        (digits, slash(), adjacent(digits), slash(), adjacent(year)).parse(input)?;
    let parts = small(&input, first).zip(small(&input, second));
    some(
        rest,
        parts.map(|(first, second)| {
            if first > 12 {
                Partial::of_day(first, second, Some(year))
            } else {
                Partial::of_day(second, first, Some(year))
            }
        }),
    )
}

/// month_day = month day [ [ "," ] year ]
pub(super) fn month_day(input: Tokens<'_>) -> PResult<'_, Partial> {
    let year = preceded(opt(sign(',')), year);
    map((month, day, opt(year)), |(month, day, year)| {
        Partial::of_day(day, month, year)
    })
    .parse(input)
}

/// day_month = day [ "of" ] month [ [ "," ] year ]
fn day_month(input: Tokens<'_>) -> PResult<'_, Partial> {
    let year = preceded(opt(sign(',')), year);
    map(
        (terminated(day, opt(word("of"))), month, opt(year)),
        |(day, month, year)| Partial::of_day(day, month, year),
    )
    .parse(input)
}

/// month_year = month [ "," | "of" ] year
fn month_year(input: Tokens<'_>) -> PResult<'_, Partial> {
    let joint = opt(alt((value((), sign(',')), value((), word("of")))));
    map((terminated(month, joint), year), |(month, year)| {
        Partial::of_month(month, Some(year))
    })
    .parse(input)
}

/// A month alone: not the verb "march" or the modal "may".
fn month_alone(input: Tokens<'_>) -> PResult<'_, Partial> {
    const DATING: [&str; 19] = [
        "in", "by", "of", "since", "until", "till", "from", "last", "this", "next", "early",
        "late", "mid", "through", "to", "during", "and", "between", "for",
    ];
    let (rest, month) = month.parse(input)?;
    let ambiguous = input.first().is_some_and(|token| {
        ["may", "march", "mar", "jan", "dec"]
            .iter()
            .any(|word| input.is(token, word))
    });
    if ambiguous && !input.behind_is(1, &DATING) {
        return Err(nom::Err::Error(()));
    }
    Ok((rest, Partial::of_month(month, None)))
}

/// A year alone: four digits that nothing makes a count.
fn year_alone(input: Tokens<'_>) -> PResult<'_, Partial> {
    let glued = |token: &Token| {
        !token.spaced
            && matches!(
                token.kind,
                TokenKind::Sign(',' | '.') | TokenKind::Digits | TokenKind::Word
            )
    };
    let (rest, year) = year(input)?;
    let decimal = rest
        .first()
        .filter(|token| glued(token))
        .and_then(|_| rest.ahead(1))
        .is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    let before = amount_before(&input) || !(1900..2100).contains(&year) && !dated_before(&input);
    let (rest, ()) = not(alt((
        value((), unit_follows),
        value((), adjacent(sign('%'))),
    )))
    .parse(rest)?;
    if decimal || before {
        Err(nom::Err::Error(()))
    } else {
        Ok((rest, Partial::of_year(year)))
    }
}

/// What stands before a year of another century: "in 1815", "since 1776".
fn dated_before(input: &Tokens<'_>) -> bool {
    input.behind_is(
        1,
        &[
            "in", "since", "circa", "around", "year", "before", "after", "until", "between", "and",
            "to", "from",
        ],
    )
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

/// Words after four digits that make them a count.
fn unit_follows(input: Tokens<'_>) -> PResult<'_, ()> {
    let person = token(|input: &Tokens<'_>, token: &Token| {
        let scale =
            token.classes.any(Class::SCALE.with(Class::TIME_UNIT)) && !input.is(token, "second");
        token.classes.any(Class::PERSON)
            && input.text(token).starts_with(|c: char| c.is_lowercase())
            || scale
    });
    let small = token(|input: &Tokens<'_>, token| !capitalised(input.text(token)));
    let measured = value(
        (),
        preceded(nom::combinator::peek(small), super::unit::unit),
    );
    alt((value((), person), measured)).parse(input)
}

/// A capitalised month, with the stop of its abbreviation.
pub(super) fn month(input: Tokens<'_>) -> PResult<'_, i8> {
    let mut name = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::MONTH) && capitalised(input.text(token))
    });
    let abbreviated = |input: Tokens<'_>| {
        let whole = input.behind_is(1, &["may", "june", "july"]);
        !whole && input.behind(1).is_some_and(|name| width(name) <= 4)
    };
    let (rest, token) = name.parse(input)?;
    let (rest, _) = if abbreviated(rest) {
        opt(adjacent(sign('.'))).parse(rest)?
    } else {
        (rest, None)
    };
    Ok((rest, token.calendar))
}

pub(super) fn capitalised(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase())
}

/// A day of a month, 1 to 31: "1", "1st".
fn day(input: Tokens<'_>) -> PResult<'_, i8> {
    let number = verify(digits, |token: &&Token| width(token) <= 2);
    let ending = one_of(&["st", "nd", "rd", "th"]);
    let (rest, token) = terminated(number, opt(adjacent(ending))).parse(input)?;
    let (rest, ()) = not(continues).parse(rest)?;
    some(
        rest,
        small(&input, token).filter(|day| (1..=31).contains(day)),
    )
}

/// What makes a number before it more than a day: a decimal, a group, a clock time, a percent sign.
fn continues(input: Tokens<'_>) -> PResult<'_, ()> {
    let more = value(
        (),
        (adjacent(alt((sign('.'), sign(':')))), adjacent(digits)),
    );
    let group = verify(adjacent(digits), |token: &&Token| width(token) == 3);
    let grouped = value((), (adjacent(sign(',')), group));
    alt((
        more,
        grouped,
        value((), adjacent(sign('%'))),
        value((), adjacent(digits)),
    ))
    .parse(input)
}

/// Four digits from 1500 to 2199.
pub(super) fn year(input: Tokens<'_>) -> PResult<'_, i16> {
    let (rest, token) = verify(digits, |token: &&Token| width(token) == 4).parse(input)?;
    some(
        rest,
        input
            .text(token)
            .parse()
            .ok()
            .filter(|year| (1500..2200).contains(year)),
    )
}

/// last = "last" | "this" | "next"
pub(super) fn relation(input: Tokens<'_>) -> PResult<'_, Relation> {
    alt((
        value(Relation::Last, word("last")),
        value(Relation::This, word("this")),
        value(Relation::Next, word("next")),
    ))
    .parse(input)
}

/// part = "early" | "mid" [ "-" ] | "late"
fn part(input: Tokens<'_>) -> PResult<'_, Part> {
    let named = alt((
        value(Part::Early, word("early")),
        value(Part::Mid, word("mid")),
        value(Part::Late, word("late")),
    ));
    terminated(named, opt(adjacent(sign('-')))).parse(input)
}

/// Digits of at most two places as a number.
pub(super) fn small(input: &Tokens<'_>, token: &Token) -> Option<i8> {
    input.text(token).parse().ok()
}

/// How many bytes a token has.
pub(super) const fn width(token: &Token) -> u32 {
    token.span.end.saturating_sub(token.span.start)
}

/// A capitalised weekday, perhaps with "last" or "next" before it.
pub(super) fn weekday(input: Tokens<'_>) -> PResult<'_, (i8, Relation)> {
    let name = token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::WEEKDAY) && capitalised(input.text(token))
    });
    let full = verify(name, |token: &&Token| {
        width(token) > 4 || token.calendar == 5 && width(token) > 3
    });
    map((opt(relation), full), |(relation, token)| {
        (token.calendar, relation.unwrap_or(Relation::None))
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;
    use crate::extract::when::When;
    use jiff::civil::date as day_of;

    #[test]
    fn accepts() {
        let anchor = Some(day_of(2025, 1, 27));
        for (text, covers, iso) in [
            ("2025-01-27 WASHINGTON", "2025-01-27", "2025-01-27"),
            ("Feb. 1 to force", "Feb. 1", "2025-02-01"),
            ("Jan 20, declared", "Jan 20", "2025-01-20"),
            ("Jan. 20, 2025, the", "Jan. 20, 2025", "2025-01-20"),
            ("27 January 2025", "27 January 2025", "2025-01-27"),
            ("1st of March 2024", "1st of March 2024", "2024-03-01"),
            (
                "November 2023, the",
                "November 2023",
                "2023-11-01/2023-11-30",
            ),
            (
                "early June 2024",
                "early June 2024",
                "2024-06-01/2024-06-10",
            ),
            ("last November", "last November", "2024-11-01/2024-11-30"),
            ("2019 move", "2019", "2019-01-01/2019-12-31"),
            ("11/21/2026", "11/21/2026", "2026-11-21"),
            ("21/11/2026", "21/11/2026", "2026-11-21"),
            ("April.", "April", "2025-04-01/2025-04-30"),
        ] {
            let (covered, partial) = read(date, text).expect(text);
            assert_eq!(
                (
                    covered,
                    When::Partial(partial)
                        .resolve(anchor)
                        .unwrap()
                        .iso()
                        .as_str()
                ),
                (covers, iso)
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "may be",
            "May I",
            "2019 people",
            "2,019",
            "2019.5",
            "2000 pounds",
            "February 30, 2024",
            "123",
            "march on",
            "2020%",
        ] {
            assert_eq!(read(date, text), None, "{text}");
        }
    }

    #[test]
    fn weekdays_are_capitalised_and_written_out() {
        assert_eq!(
            read(weekday, "Monday it"),
            Some(("Monday", (1, Relation::None)))
        );
        assert_eq!(
            read(weekday, "next Friday"),
            Some(("next Friday", (5, Relation::Next)))
        );
        for text in ["sun", "Sun shone", "Sat down", "monday"] {
            assert_eq!(read(weekday, text), None, "{text}");
        }
    }
}
