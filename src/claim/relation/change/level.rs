//! The level before the words of change, which tell how it came about, and the base that it is compared with.

use super::super::{Figure, Sentence};
use super::{Open, role, trap};
use crate::claim::TrendRole;
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use rust_decimal::Decimal;

/// How many tokens may stand between a level and the "up" or "down" behind it.
const LEVEL_NEAR: usize = 12;
/// How many tokens may stand between a level and what it is compared with.
const PAIR_NEAR: usize = 16;

/// The level before: "sales were 5.1bn euros, up 8.5% from 4.7bn", "a profit of $85m, a $70m improvement from $15m",
/// "sales of $202m rose $20m from $182m".
pub(super) fn before<'s, 'a>(
    sentence: &'s Sentence<'a>,
    open: &Open<'s, 'a>,
) -> Option<&'s Figure<'a>> {
    let words = &sentence.words;
    let lead = lead(sentence, open);
    let verb = open
        .tokens
        .start
        .checked_sub(1)
        .filter(|at| open.from.is_some() && words.has(*at, Class::RISE.with(Class::FALL)));
    let end = lead.or(verb)?;
    let other = open.from.or_else(|| open.amount())?;
    let per = |figure: &Figure<'_>| figure.quantity.unit.per == UnitName::None;
    let before = |figure: &&Figure<'_>| figure.tokens.end <= end;
    let mut near = sentence.figures.iter().rev().filter(before).take(2);
    let level =
        near.find(|figure| super::are_alike(figure, other, words) && per(figure) == per(other))?;
    let between = level.tokens.end..end;
    let parts = |at: usize| {
        words.is(at, &["and", "while", "but", "which", "said"]) || sentence.is_mark(at, &[';', '—'])
    };
    let apart = between.len() > LEVEL_NEAR
        || between.clone().any(parts)
        || level.claim.trend.is_some()
        || is_share(sentence, level)
        || is_place(sentence, level);
    let comma = between.clone().any(|at| sentence.is_mark(at, &[',']));
    (!apart && comma == lead.is_some()).then_some(level)
}

/// The "up", "down" or article that a change behind its level begins with.
fn lead(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> Option<usize> {
    (1..=3).find_map(|n| {
        open.tokens
            .start
            .checked_sub(n)
            .filter(|at| sentence.words.is(*at, &["up", "down", "a", "an"]))
    })
}

/// The same of the size that a change ends with.
fn lead_of_size(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> Option<usize> {
    let size = open.by.first()?;
    (1..=3).find_map(|n| {
        let at = size.tokens.start.checked_sub(n)?;
        sentence
            .words
            .is(at, &["up", "down", "a", "an"])
            .then_some(at)
    })
}

/// "at five, up from 13": a place in a list, of which the first is the highest.
fn is_place(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let at = figure.tokens.start.checked_sub(1);
    let whole = |value: Decimal| value.scale() == 0 && value < Decimal::ONE_HUNDRED;
    let stated = figure.quantity.amount.stated;
    super::is_bare(figure)
        && at.is_some_and(|at| sentence.words.is(at, &["at"]))
        && stated.is_some_and(|stated| whole(stated.value))
}

/// "120 employees, 20 percent of them new": a share of what stands before.
fn is_share(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const THEM: [&str; 5] = ["them", "whom", "which", "these", "those"];
    let words = &sentence.words;
    let end = figure.tokens.end;
    words.is(end, &["of"]) && words.is(end.saturating_add(1), &THEM)
}

/// The base and the level before the words of change: "423 cases, compared with 387 in 2019, an increase of 9 percent".
pub(super) fn pair<'s, 'a>(
    sentence: &'s Sentence<'a>,
    open: &Open<'s, 'a>,
) -> Option<(&'s Figure<'a>, &'s Figure<'a>)> {
    let words = &sentence.words;
    let lead = lead_of_size(sentence, open)?;
    let behind = sentence
        .figures
        .partition_point(|figure| figure.tokens.end <= lead);
    let [level, base] = sentence.figures.get(behind.checked_sub(2)?..behind)? else {
        return None;
    };
    let sizes = |figure: &Figure<'_>| {
        figure
            .claim
            .trend
            .is_some_and(|trend| trend.role == TrendRole::By)
    };
    let parts = |at: usize| {
        words.is(at, &["and", "while", "but", "which", "said"]) || sentence.is_mark(at, &[';'])
    };
    let near = base.tokens.start.saturating_sub(level.tokens.end) <= PAIR_NEAR
        && lead.saturating_sub(base.tokens.end) <= LEVEL_NEAR
        && !(level.tokens.end..lead).any(parts);
    let comma = (base.tokens.end..lead).any(|at| sentence.is_mark(at, &[',', '—', '–']));
    let same =
        level.quantity.unit.per == base.quantity.unit.per && super::are_alike(level, base, words);
    let compared = role::is_compared(sentence, base)
        && !trap::forecast(sentence, base)
        && !in_another_month(sentence, base);
    // What the words before call the end is the level.
    let own = open.to.is_none_or(|to| to.index == level.index);
    let fits = own && near && comma && same && compared && !sizes(level) && !sizes(base);
    fits.then_some((base, level))
}

/// Whether a base is of a month of the same year: what is told behind may be the change from a year ago.
fn in_another_month(sentence: &Sentence<'_>, base: &Figure<'_>) -> bool {
    const REACH: usize = 4;
    let words = &sentence.words;
    let after = base.tokens.end..base.tokens.end.saturating_add(REACH);
    let month = after.clone().find(|at| words.has(*at, Class::MONTH));
    let year = |month: usize| {
        (1..=2).any(|n| {
            let at = month.saturating_add(n);
            sentence.is_year(at) || words.is(at, &["last", "a"])
        })
    };
    month.is_some_and(|month| !year(month))
}
