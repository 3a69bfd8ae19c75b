//! What only looks like a change: a forecast, another basis, an old range, a currency's inverse quotation.

use super::super::{Figure, Sentence};
use super::Open;
use crate::claim::Direction;
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::quantity::{Base, Kind, Modifier};

/// Takes out of `open` what can't be held to account, and the direction where the words are at odds about it.
pub(super) fn clear(sentence: &Sentence<'_>, open: &mut Open<'_, '_>) {
    let alike = |a: &Figure<'_>, b: &Figure<'_>| a.alike(b, &sentence.words);
    let mixed = open
        .from
        .zip(open.to)
        .is_some_and(|(from, to)| !alike(from, to));
    if mixed || quotes_currency(sentence, open) {
        open.from = None;
        open.to = None;
    }
    if old_range(sentence, open) || open.from.is_some_and(|from| forecast(sentence, from)) {
        open.from = None;
    }
    if other_basis(sentence, open) {
        open.by
            .retain(|figure| figure.quantity.kind != Kind::Percent);
    }
    if disputed(sentence, open) {
        open.direction = None;
    }
}

/// "compared with $7.1 billion expected by analysts", "from 60 shops it first forecast"
fn forecast(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const FORECAST: [&str; 17] = [
        "expected",
        "expects",
        "forecast",
        "forecasts",
        "forecasted",
        "estimate",
        "estimated",
        "estimates",
        "expectations",
        "projected",
        "predicted",
        "planned",
        "anticipated",
        "consensus",
        "analysts",
        "guidance",
        "target",
    ];
    const REACH: usize = 7;
    let end = |at: &usize| !sentence.is_mark(*at, &[',', ';']);
    let after = (figure.tokens.end..figure.tokens.end.saturating_add(REACH)).take_while(end);
    let before = figure.tokens.start.saturating_sub(4)..figure.tokens.start;
    after
        .chain(before)
        .any(|at| sentence.words.is(at, &FORECAST))
}

/// "down from 50 to 60 shops", "sectors falling from 1 percent to 3 percent": the base is a range, or the fall is.
fn old_range(sentence: &Sentence<'_>, open: &mut Open<'_, '_>) -> bool {
    let (Some(from), Some(to)) = (open.from, open.to) else {
        return false;
    };
    let words = &sentence.words;
    let lead = from.tokens.start.checked_sub(2);
    let loose = lead.is_some_and(|at| {
        words.is(at, &["up", "down"]) && !went(sentence, at) || words.word(at).ends_with("ing")
    });
    let range = from.tokens.start < to.tokens.start && loose;
    if range {
        open.to = None;
    }
    range
}

/// "fares went up from $3 to $4": the verb makes it a change.
fn went(sentence: &Sentence<'_>, at: usize) -> bool {
    const GO: [&str; 8] = [
        "go", "goes", "went", "gone", "move", "moved", "came", "drop",
    ];
    at.checked_sub(1)
        .is_some_and(|verb| sentence.words.is(verb, &GO))
}

/// "rose 60 pct in May, year-on-year, to 9.4 from 7.2 in April": the percentage is on a base that is not the one beside.
fn other_basis(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    const OTHER: [&str; 10] = [
        "year-on-year",
        "year-over-year",
        "yoy",
        "annualized",
        "annualised",
        "adjusted",
        "comparable",
        "constant",
        "organic",
        "same-store",
    ];
    let words = &sentence.words;
    let year_ago = |at: usize| {
        let next = |n: usize, list: &[&str]| words.is(at.saturating_add(n), list);
        words.is(at, &["year"])
            && (next(1, &["ago", "earlier", "before", "on"])
                || next(1, &["-"]) && next(2, &["on", "over"]))
    };
    let first = open.tokens.start.saturating_sub(3);
    let based = |at: usize| words.is(at, &OTHER) || year_ago(at);
    (first..open.tokens.end).any(based)
}

/// "the yen rose to 141 from 152", "fell to 98.20 per dollar": more of a currency to the other is less of it.
fn quotes_currency(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    const CURRENCIES: [&str; 26] = [
        "yen", "yuan", "renminbi", "rupee", "rouble", "ruble", "won", "peso", "rial", "riyal",
        "lira", "franc", "krona", "krone", "zloty", "forint", "real", "rand", "baht", "ringgit",
        "rupiah", "shekel", "euro", "sterling", "dollar", "currency",
    ];
    const REACH: usize = 12;
    let words = &sentence.words;
    let member = |at: usize| {
        sentence
            .figures
            .iter()
            .any(|figure| figure.tokens.contains(&at))
    };
    // As a subject, not as part of a name or of another noun: "the yen rose", "the dollar rate to 4.4".
    let alone = |at: usize| {
        let said = Class::RISE.with(Class::FALL).with(Class::FUNCTION);
        words.has(at, said)
            || words.is(at, &["rate", "was", "has", "had", "/"])
            || words
                .get(at)
                .is_none_or(|token| token.kind != TokenKind::Word)
    };
    let mut around = open.tokens.start.saturating_sub(REACH)..open.tokens.end;
    let named =
        around.any(|at| words.is(at, &CURRENCIES) && !member(at) && alone(at.saturating_add(1)));
    let per = |figure: &Figure<'_>| {
        let behind = figure.tokens.end;
        let quoted = matches!(figure.quantity.unit.per, UnitName::Known(Base::Money(_)));
        quoted
            || words.is(behind, &["per", "to", "against", "versus"])
                && (1..=2).any(|n| words.is(behind.saturating_add(n), &CURRENCIES))
    };
    named || open.from.is_some_and(per) || open.to.is_some_and(per)
}

/// Words of both directions before the first part: "cuts the tax on capital gains to 12 percent".
fn disputed(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    const REACH: usize = 16;
    let words = &sentence.words;
    let other = match open.direction {
        Some(Direction::Rise) => Class::FALL,
        Some(Direction::Fall) => Class::RISE,
        None => return true,
    };
    // One comma may stand before the first part: "revised down the gains, from 140 to 120".
    let lead = open.tokens.start.saturating_sub(2);
    let before = (open.tokens.start.saturating_sub(REACH)..open.tokens.start)
        .rev()
        .take_while(|at| *at >= lead || !sentence.is_mark(*at, &[',', ';', ':']));
    let ranks = [open.from, open.to].into_iter().flatten();
    before.clone().any(|at| {
        words.has(at, other) && at.saturating_add(1) < open.tokens.start
            || words.is(at, &["not", "no", "never"])
    }) || ranks.into_iter().any(|figure| {
        figure.quantity.amount.modifier == Modifier::Between
            || words.is(
                figure.tokens.end,
                &["below", "place", "deep", "underground"],
            )
    })
}
