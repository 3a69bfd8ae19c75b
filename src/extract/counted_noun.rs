//! The counted noun: the unit of a count, a fraction or a vague number.

use super::candidate::Found;
use super::figure::figure;
use super::inflect::singular;
use super::lexicon::Class;
use super::noun;
use super::quantity::{Unit, UnitName};
use super::tokens::{TokenKind, Tokens, class, word};
use super::unit::rate;
use crate::quantity::Kind;
use nom::Parser;
use nom::combinator::opt;

/// The unit of a count, fraction or vague number: the noun behind it.
pub(super) fn counted_unit(rest: &Tokens<'_>, found: &Found) -> Unit {
    let counts =
        matches!(found.kind, Kind::Count | Kind::Fraction) && found.unit.name == UnitName::None;
    let hyphen = rest
        .first()
        .filter(|next| next.kind == TokenKind::Sign('-') && !next.spaced)
        .map_or(*rest, |_| {
            // "A 500-strong crowd" is 500 of a crowd.
            let strong = rest.ahead(1).is_some_and(|next| rest.is(next, "strong"));
            rest.skip(if strong { 2 } else { 1 })
        });
    let one = found
        .amount
        .stated
        .is_some_and(|stated| stated.value == rust_decimal::Decimal::ONE);
    if !counts {
        return found.unit;
    }
    if is_magnitude(rest) {
        return found.unit;
    }
    // "Many consider": several things stand in the plural.
    let several = |noun: noun::Noun| {
        let head = rest.slice(noun.head);
        !found.amount.vague || noun::is_plural(head) || singular(head) != head
    };
    match noun::unit(described(hyphen), one).or_else(|_| noun::unit(whole(*rest)?, false)) {
        Ok((after, noun)) if several(noun) && !expects(rest, after) => Unit {
            text: Some(noun.phrase),
            name: UnitName::Noun(noun.phrase),
            per: rate_after(after),
        },
        _ => Unit {
            per: rate_after(*rest),
            ..found.unit
        },
    }
}

/// Whether a figure says how strong what stands behind it is: "a magnitude 6.4 earthquake".
fn is_magnitude(rest: &Tokens<'_>) -> bool {
    const LONGEST: usize = 5;
    let before = (1..LONGEST).find(|n| {
        rest.behind(*n)
            .is_some_and(|token| token.kind == TokenKind::Word)
    });
    before.is_some_and(|n| rest.behind_is(n, &["magnitude"]))
}

/// Whether the noun behind a figure is who expected it: "fewer than the 240,000 economists had predicted".
fn expects(rest: &Tokens<'_>, after: Tokens<'_>) -> bool {
    const LONGEST: usize = 6;
    let had = word("had").parse(after).is_ok();
    let the = || (1..LONGEST).find(|n| rest.behind_is(*n, &["the"]));
    let held = |n: usize| {
        let compared = ["than", "versus", "vs", "against", "to", "from", "with"];
        rest.behind_is(n.saturating_add(1), &compared)
    };
    had && the().is_some_and(held)
}

/// Past a figure that only describes what is counted: "two 12-year-old girls", "20 5-litre cans".
fn described(rest: Tokens<'_>) -> Tokens<'_> {
    let begins = rest
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits || first.classes.any(Class::ONES));
    if !begins {
        return rest;
    }
    match figure(rest) {
        Ok((after, size)) => {
            let hyphen = rest
                .ahead(1)
                .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced);
            let measured = matches!(size.kind, Kind::Age | Kind::Measure | Kind::Duration);
            if hyphen && measured { after } else { rest }
        }
        Err(_) => rest,
    }
}

/// Past the number of what a part is of: "two of the four engines", "a third of all 300 staff", "one of the ship's two engines".
fn whole(rest: Tokens<'_>) -> Result<Tokens<'_>, nom::Err<()>> {
    let determiner = || opt(class(Class::DETERMINER));
    let (rest, _) = (word("of"), determiner(), determiner()).parse(rest)?;
    let rest = past_owner(rest);
    let combined = rest.first().is_some_and(|first| {
        ["combined", "total", "remaining"]
            .iter()
            .any(|word| rest.is(first, word))
    });
    let (rest, of) = figure(rest.skip(usize::from(combined)))?;
    if of.kind == Kind::Count && of.unit == Unit::NONE {
        Ok(rest)
    } else {
        Err(nom::Err::Error(()))
    }
}

/// Past who has what is counted: "Ohio's", "the state power company's".
fn past_owner(rest: Tokens<'_>) -> Tokens<'_> {
    match noun::phrase(rest) {
        Ok((after, owner)) if noun::is_possessive(rest.slice(owner.head)) => after,
        _ => rest,
    }
}

/// What a figure is per: "cars a year", "20 per week".
fn rate_after(rest: Tokens<'_>) -> UnitName {
    rate(rest).map_or(UnitName::None, |(_, (_, per))| per)
}
