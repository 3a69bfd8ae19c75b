//! What a figure is in a change: its size, its base or its end.

use super::super::{Figure, Sentence};
use super::{Open, Part};
use crate::claim::{Direction, TrendRole};
use crate::extract::lexicon::Class;
use crate::quantity::Kind;

/// What `figure` is, by the trend that its words gave it or by its place among the parts found so far.
pub(super) fn part(
    sentence: &Sentence<'_>,
    open: &Open<'_, '_>,
    figure: &Figure<'_>,
) -> Option<Part> {
    let changes = matches!(
        figure.quantity.kind,
        Kind::Count
            | Kind::Money
            | Kind::Measure
            | Kind::Percent
            | Kind::PercentagePoints
            | Kind::Multiple
            | Kind::Fraction
    );
    if !changes {
        return None;
    }
    let by = |direction| Part {
        role: TrendRole::By,
        direction: Some(direction),
    };
    // In "plans to double" stands no end.
    if let Some(direction) = multiplied(sentence, figure).or_else(|| cut_in_half(sentence, figure))
    {
        return Some(by(direction));
    }
    if let Some(trend) = figure.claim.trend {
        return Some(Part {
            role: trend.role,
            direction: Some(trend.direction),
        });
    }
    named(sentence, figure)
        .map(by)
        .or_else(|| continued(sentence, open, figure))
}

/// "a rise of 30%", "a 75 percent increase", "or 1.9 percent lower"
fn named(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Direction> {
    let words = &sentence.words;
    let back = |n: usize| figure.tokens.start.checked_sub(n);
    let of = back(1).is_some_and(|at| words.is(at, &["of"]));
    if let Some(at) = back(2).filter(|_| of) {
        return direction(sentence, at);
    }
    let behind = sentence.behind(figure);
    // "was 84 points, or 1.9 percent lower"
    let two_terms = || {
        let or = (behind..behind.saturating_add(2)).any(|at| words.is(at, &["or"]));
        let next = sentence
            .figures
            .iter()
            .find(|next| next.tokens.start > behind)
            .filter(|_| or)?;
        let near = next.tokens.start <= behind.saturating_add(2);
        direction(sentence, next.tokens.end)
            .filter(|_| near && words.is(next.tokens.end, &["higher", "lower"]))
    };
    let begun = back(1).is_some_and(|at| words.is(at, &["a", "an", "the", "or"]));
    let compared = words.is(behind.saturating_add(1), &["than"]);
    direction(sentence, behind)
        .filter(|_| begun && !compared)
        .or_else(two_terms)
}

/// "doubled", "will halve", "a doubling of", "threefold": the word itself says which way; but not "doubling
/// concentrations", or "twice as many as".
fn multiplied(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Direction> {
    let words = &sentence.words;
    let last = figure.tokens.end.checked_sub(1)?;
    let adjective =
        words.word(last).ends_with("ing") && !words.has(figure.tokens.end, Class::FUNCTION);
    let changes = words.changes(last) || words.word(last).ends_with("fold");
    let multiple = figure.quantity.kind == Kind::Multiple && changes && !adjective;
    let factor = figure.quantity.amount.stated.filter(|_| multiple)?;
    Some(if factor.value < rust_decimal::Decimal::ONE {
        Direction::Fall
    } else {
        Direction::Rise
    })
}

/// "cut in half", "slashed almost in half"
fn cut_in_half(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Direction> {
    let words = &sentence.words;
    let lead = figure.tokens.start.checked_sub(1)?;
    let verb = lead.saturating_sub(2)..lead;
    let cut = |at: usize| {
        words.has(at, Class::FALL) || words.is(at, &["cut", "slashed", "slash", "cutting"])
    };
    let half = figure.quantity.kind == Kind::Fraction && words.is(lead, &["in"]);
    verb.clone()
        .any(cut)
        .then_some(Direction::Fall)
        .filter(|_| half)
}

fn direction(sentence: &Sentence<'_>, at: usize) -> Option<Direction> {
    match () {
        () if sentence.words.has(at, Class::RISE) => Some(Direction::Rise),
        () if sentence.words.has(at, Class::FALL) => Some(Direction::Fall),
        () => None,
    }
}

/// What a figure is behind other parts of a change: "…, or 3.9 percent", "… at $6.20", "…, from $65", "… compared with 65 a year ago".
fn continued(sentence: &Sentence<'_>, open: &Open<'_, '_>, figure: &Figure<'_>) -> Option<Part> {
    if open.is_empty() {
        return None;
    }
    let role = match () {
        () if restated(sentence, open, figure) => TrendRole::By,
        () if open.to.is_none() && led(sentence, figure, &["to", "at"]) => TrendRole::To,
        () if open.from.is_none() && led(sentence, figure, &["from"]) => TrendRole::From,
        () if open.from.is_none() && compared(sentence, figure) => TrendRole::From,
        () => return None,
    };
    Some(Part {
        role,
        direction: None,
    })
}

/// The same change in other terms: "23 cents or 3.9 percent", "(5%↓)"; but not "or 5 percent of its staff".
fn restated(sentence: &Sentence<'_>, open: &Open<'_, '_>, figure: &Figure<'_>) -> bool {
    let words = &sentence.words;
    let between = open.tokens.end..figure.tokens.start;
    let comma = usize::from(words.is(between.start, &[","]));
    // "12 cents higher, or 2 percent"
    let start = between.start.saturating_add(comma);
    let start = start.saturating_add(usize::from(
        words.is(between.start, &["higher", "lower", "up", "down"]),
    ));
    let start = start.saturating_add(usize::from(comma == 0 && words.is(start, &[","])));
    let or =
        words.is(between.end.saturating_sub(1), &["or"]) && between.end.saturating_sub(start) <= 1;
    let arrow = words.is(start, &["("])
        && start.checked_add(1) == Some(between.end)
        && sentence.is_mark(figure.tokens.end, &['↓', '↑', '▼', '▲']);
    let share = words.is(figure.tokens.end, &["of"]);
    // Behind an end, "or" may give another measure of it: "to $85 million, or 17 cents a share".
    let ends = open.from.is_some() && open.to.is_some();
    let size = open.last == Some(TrendRole::By)
        || ends && matches!(figure.quantity.kind, Kind::Percent | Kind::PercentagePoints);
    (or || arrow) && !share && size
}

/// Whether one of some prepositions stands before a figure, with at most an article and what colours the figure between:
/// "at a record 5", "from last year's 5", "to about 5".
fn led(sentence: &Sentence<'_>, figure: &Figure<'_>, prepositions: &[&str]) -> bool {
    const FARTHEST: usize = 5;
    let words = &sentence.words;
    let out = Class::PREPOSITION
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::PRONOUN);
    for n in 1..=FARTHEST {
        let Some(at) = figure.tokens.start.checked_sub(n) else {
            return false;
        };
        if words.is(at, prepositions) {
            return true;
        }
        if words.has(at, out) || sentence.is_mark(at, &[',', ';', '(', ')', '—', ':']) {
            return false;
        }
    }
    false
}

/// "compared with 6.1 billion as of 3 May": the value before, where the words say of when it is.
///
/// "Against" and a bare month are left alone: the percentage beside is often on another base.
fn compared(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const BEFORE: [&str; 9] = [
        "ago",
        "earlier",
        "previous",
        "previously",
        "prior",
        "last",
        "same",
        "before",
        "year-ago",
    ];
    const REACH: usize = 8;
    let words = &sentence.words;
    let back = |n: usize| figure.tokens.start.checked_sub(n);
    let is = |n: usize, list: &[&str]| back(n).is_some_and(|at| words.is(at, list));
    let compares =
        is(1, &["versus", "vs", "vs."]) || is(1, &["with", "to"]) && is(2, &["compared"]);
    let after = figure.tokens.end..figure.tokens.end.saturating_add(REACH);
    let dated = after.clone().any(|at| words.is(at, &BEFORE))
        || after
            .clone()
            .any(|at| words.is(at, &["as"]) && words.is(at.saturating_add(1), &["of"]))
        || after
            .clone()
            .any(|at| words.is(at, &["in", "of"]) && sentence.is_year(at.saturating_add(1)));
    compares && dated
}
