//! What a figure is in a change: its size, its base or its end.

use super::super::{Figure, Sentence};
use super::{Open, Part};
use crate::claim::{Direction, TrendRole};
use crate::extract::lexicon::Class;
use crate::extract::word_list::List;
use crate::quantity::Kind;

/// What `figure` is, by the trend that its words gave it or by its place among the parts found so far.
pub(super) fn part(
    sentence: &Sentence<'_>,
    open: &Open<'_, '_>,
    figure: &Figure<'_>,
) -> Option<Part> {
    if !can_change(figure.quantity.kind) {
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
        .or_else(|| carried(sentence, figure))
        .or_else(|| of_an_object(sentence, figure))
        .map(by)
        .or_else(|| continued(sentence, open, figure))
}

/// Whether a magnitude of this kind can be a change or an end of one.
pub(super) const fn can_change(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Count
            | Kind::Money
            | Kind::Measure
            | Kind::Percent
            | Kind::PercentagePoints
            | Kind::Multiple
            | Kind::Fraction
    )
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

/// "pushed the shares up $3.30": what something is moved by.
fn carried(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Direction> {
    const REACH: usize = 6;
    let words = &sentence.words;
    let way = figure.tokens.start.checked_sub(1)?;
    let moved = (way.saturating_sub(REACH)..way).any(|at| words.is_of(at, List::CARRYING));
    let up = moved && words.is(way, &["up", "down"]);
    direction(sentence, way).filter(|_| up)
}

/// "lifted its dividend 20 percent to 15p": a percentage behind what is changed, before the level.
fn of_an_object(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Direction> {
    const REACH: usize = 6;
    let words = &sentence.words;
    let to = words.is(figure.tokens.end, &["to"]) && figure.quantity.kind == Kind::Percent;
    let before = figure.tokens.start.saturating_sub(REACH)..figure.tokens.start;
    let ends = |at: usize| {
        words.has(at, Class::PREPOSITION.with(Class::CONJUNCTION))
            || sentence.is_mark(at, &[',', ';', ':', '—', '(', ')'])
    };
    let verb = before
        .rev()
        .take_while(|at| !ends(*at))
        .find(|at| words.is_of(*at, List::RAISING) || direction(sentence, *at).is_some());
    let verb = verb.filter(|_| to)?;
    direction(sentence, verb).or(Some(Direction::Rise))
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
        () if open.from.is_none() && bracketed(sentence, open, figure) => TrendRole::From,
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
    // "dropped 53 to 4,950, or 1.1 percent", but not "to 2.99 million or 10.8 percent from".
    let told = open
        .by
        .iter()
        .any(|size| size.quantity.kind != Kind::Percent)
        && comma == 1
        && !words.is(figure.tokens.end, &["from"]);
    let ends = open.from.is_some() || told && open.last == Some(TrendRole::To);
    let size = open.last == Some(TrendRole::By)
        || ends && matches!(figure.quantity.kind, Kind::Percent | Kind::PercentagePoints);
    (or || arrow) && !share && size
}

/// "up 45% to £12.5m (£8.6m)": a level in brackets behind another is the one before.
fn bracketed(sentence: &Sentence<'_>, open: &Open<'_, '_>, figure: &Figure<'_>) -> bool {
    let same = |end: &Figure<'_>| {
        let money =
            end.quantity.kind == Kind::Money && end.quantity.unit.per == figure.quantity.unit.per;
        money && end.quantity.unit.name == figure.quantity.unit.name
    };
    let opens = figure.tokens.start.checked_sub(1);
    open.last == Some(TrendRole::To)
        && !open.by.is_empty()
        && open.to.is_some_and(same)
        && opens == Some(open.tokens.end)
        && sentence.is_mark(open.tokens.end, &['('])
        && sentence.is_mark(figure.tokens.end, &[')'])
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
    const REACH: usize = 8;
    let words = &sentence.words;
    let back = |n: usize| figure.tokens.start.checked_sub(n);
    let against = back(1).is_some_and(|at| words.is(at, &["against"]));
    let after = figure.tokens.end..figure.tokens.end.saturating_add(REACH);
    let dated = after.clone().any(|at| words.is_of(at, List::EARLIER))
        || after
            .clone()
            .any(|at| words.is(at, &["as"]) && words.is(at.saturating_add(1), &["of"]))
        || after
            .clone()
            .any(|at| words.is(at, &["in", "of"]) && sentence.is_year(at.saturating_add(1)));
    is_compared(sentence, figure) && !against && dated
}

/// Whether a figure is what another is compared with: "compared with 4", "vs 4", "against last year's 4".
pub(super) fn is_compared(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const FARTHEST: usize = 5;
    let words = &sentence.words;
    for n in 1..=FARTHEST {
        let Some(at) = figure.tokens.start.checked_sub(n) else {
            return false;
        };
        let compared = || {
            at.checked_sub(1)
                .is_some_and(|before| words.is(before, &["compared", "compares"]))
        };
        if words.is(at, &["versus", "vs", "against"]) || words.is(at, &["with", "to"]) && compared()
        {
            return true;
        }
        if words.has(
            at,
            Class::PREPOSITION
                .with(Class::CONJUNCTION)
                .with(Class::AUXILIARY),
        ) || sentence.is_mark(at, &[',', ';', '(', ')', '—', ':'])
        {
            return false;
        }
    }
    false
}
