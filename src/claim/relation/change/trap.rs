//! What only looks like a change: a forecast, another basis, an old range, a loss beside a profit.

use super::super::{Figure, Sentence};
use super::{Open, are_alike, currency};
use crate::claim::Direction;
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::extract::word_list::List;
use crate::quantity::{Kind, Modifier};

/// Takes out of `open` what can't be held to account, and the direction where the words are at odds about it.
pub(super) fn clear(sentence: &Sentence<'_>, open: &mut Open<'_, '_>) {
    let mixed = open
        .from
        .zip(open.to)
        .is_some_and(|(from, to)| !are_alike(from, to, &sentence.words));
    if mixed || swings(sentence, open) || currency::quotes(sentence, open) {
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
    open.by.retain(|figure| !repeats(sentence, figure));
    if disputed(sentence, open) {
        open.direction = None;
    }
}

/// "compared with $7.1 billion expected by analysts", "from 60 shops it first forecast"
pub(super) fn forecast(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const REACH: usize = 7;
    const BEFORE: usize = 4;
    let words = &sentence.words;
    let end = |at: &usize| !sentence.is_mark(*at, &[',', ';']);
    let after = (figure.tokens.end..figure.tokens.end.saturating_add(REACH)).take_while(end);
    // A word before another figure is of both: "cut its forecast to 2.1 percent from 2.4 percent".
    let earlier = sentence
        .figures
        .iter()
        .rev()
        .find(|other| other.tokens.end <= figure.tokens.start);
    let floor = earlier.map_or(0, |other| other.tokens.end);
    let before = figure.tokens.start.saturating_sub(BEFORE).max(floor)..figure.tokens.start;
    after
        .chain(before)
        .any(|at| words.is_of(at, List::FORECAST))
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
    // "up from 104, a 20 percent increase to 147"
    let sized = open.by.iter().any(|size| {
        let between = (from.tokens.end..to.tokens.start).contains(&size.tokens.start);
        between && words.has(sentence.behind(size), Class::RISE.with(Class::FALL))
    });
    let range = from.tokens.start < to.tokens.start && loose && !sized;
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

/// "fell to a loss of $5 million from $3 million": one end is less than nothing, and the other is not.
fn swings(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    let lost = |figure: &Figure<'_>| {
        let is = |n: usize, list: &[&str]| {
            let at = figure.tokens.start.checked_sub(n);
            at.is_some_and(|at| sentence.words.is(at, list))
        };
        is(1, &["of"]) && is(2, &["loss", "losses", "deficit"]) || is(1, &["minus"])
    };
    open.from
        .zip(open.to)
        .is_some_and(|(from, to)| lost(from) != lost(to))
}

/// "rose 60 pct in May, year-on-year, to 9.4 from 7.2 in April": the percentage is on a base that is not the one beside.
fn other_basis(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    const AROUND: usize = 3;
    let words = &sentence.words;
    let year_ago = |at: usize| {
        let next = |n: usize, list: &[&str]| words.is(at.saturating_add(n), list);
        words.is(at, &["year"])
            && (next(1, &["ago", "earlier", "before", "on"])
                || next(1, &["-"]) && next(2, &["on", "over"]))
    };
    // "up from 104 a year earlier, a 20 percent increase": so the base is dated.
    let dates_base = |at: usize| {
        open.from.is_some_and(|from| {
            let after = from.tokens.end..from.tokens.end.saturating_add(AROUND);
            after.contains(&at)
        })
    };
    let local = |at: usize| {
        words.is(at, &["basis"])
            || words.is(at, &["local"])
                && words.is(at.saturating_add(1), &["currency", "currencies"])
    };
    let first = open.tokens.start.saturating_sub(AROUND);
    let last = open.tokens.end.saturating_add(AROUND);
    // "On a comparable basis sales rose 3 percent"
    let leads = open.tokens.start.saturating_sub(AROUND.saturating_mul(2))..first;
    (first..open.tokens.end).any(|at| year_ago(at) && !dates_base(at))
        || (first..last).any(|at| words.is_of(at, List::OTHER_BASIS) || local(at))
        || leads.into_iter().any(local)
}

/// "a 20 percent rise in the first year", "up 3 percent a year": a part of the change that the ends tell.
fn repeats(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const REACH: usize = 4;
    let words = &sentence.words;
    let after = figure.tokens.end..figure.tokens.end.saturating_add(REACH);
    let ends = |at: &usize| !sentence.is_mark(*at, &[',', ';', '—']);
    let rate = figure.quantity.kind == Kind::Percent && figure.quantity.unit.per != UnitName::None;
    rate || after.take_while(ends).any(|at| {
        let next = at.saturating_add(1);
        let unit = words.has(next, Class::TIME_UNIT);
        let ago = words.is_of(next.saturating_add(1), List::EARLIER);
        words.is(at, &["annually", "yearly"])
            || words.is(at, &["a", "per", "each", "every", "first"]) && unit && !ago
    })
}

/// Whether the words are at odds about the direction.
fn disputed(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    let Some(direction) = open.direction else {
        return true;
    };
    let verb = verb(sentence, open);
    let judged = verb.is_some_and(|at| sentence.words.is_of(at, List::JUDGING));
    let told = verb.is_some_and(|at| is_told(sentence, at, direction));
    judged
        || denied(sentence, open)
        || is_rank(sentence, open)
        || !told && contested(sentence, open)
}

/// The word of change that the parts hang on: "[fell] by", "[down] from", "[rose] sharply to".
fn verb(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> Option<usize> {
    const FARTHEST: usize = 4;
    let words = &sentence.words;
    let changes = Class::RISE.with(Class::FALL);
    let mut back = (1..=FARTHEST).map_while(|n| open.tokens.start.checked_sub(n));
    let at = back.find(|at| words.has(*at, changes) || sentence.is_mark(*at, &[',', ';', ':']))?;
    words.has(at, changes).then_some(at)
}

/// Whether a word of change tells the direction by itself, as a verb or with its size: "fell to", "will rise from",
/// "up 5 points"; but not "capital gains to".
fn is_told(sentence: &Sentence<'_>, at: usize, direction: Direction) -> bool {
    let words = &sentence.words;
    let own = match direction {
        Direction::Rise => Class::RISE,
        Direction::Fall => Class::FALL,
    };
    let next = at.saturating_add(1);
    let adverb = words.is(at, &["up", "down"]);
    let finite = words.word(at).ends_with("ed") || words.is(at, &PAST);
    let auxiliary = Class::MODAL.with(Class::AUXILIARY);
    let led = || {
        at.checked_sub(1)
            .is_some_and(|before| words.has(before, auxiliary) || words.is(before, &["to"]))
    };
    let hangs = words.is(next, &["to", "from", "by"])
        || sentence
            .figures
            .iter()
            .any(|figure| figure.tokens.start == next);
    words.has(at, own) && hangs && (adverb || finite || led())
}

/// Past forms of verbs of change that do not end in "-ed".
const PAST: [&str; 11] = [
    "rose", "risen", "fell", "fallen", "grew", "grown", "slid", "sank", "shrank", "leapt", "shrunk",
];

/// How far before the first part of a change the words are read.
const REACH: usize = 16;

/// The tokens before the first part that belong to its statement. One comma may stand before the part: "revised down the
/// gains, from 140 to 120".
fn statement<'s>(
    sentence: &'s Sentence<'_>,
    open: &Open<'_, '_>,
) -> impl Iterator<Item = usize> + 's {
    let lead = open.tokens.start.saturating_sub(2);
    let before = open.tokens.start.saturating_sub(REACH)..open.tokens.start;
    before
        .rev()
        .take_while(move |at| *at >= lead || !sentence.is_mark(*at, &[',', ';', ':']))
}

/// Words of both directions before the first part: "cuts the tax on capital gains to 12 percent".
fn contested(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    let other = match open.direction {
        Some(Direction::Rise) => Class::FALL,
        Some(Direction::Fall) => Class::RISE,
        None => return true,
    };
    statement(sentence, open)
        .any(|at| sentence.words.has(at, other) && at.saturating_add(1) < open.tokens.start)
}

/// "did not rise to 5"
fn denied(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    statement(sentence, open).any(|at| sentence.words.is(at, &["not", "no", "never"]))
}

/// Ends that are ranges, ranks, depths, or less than nothing: more of them may be less.
fn is_rank(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    let ends = [open.from, open.to];
    let negative = |figure: &Figure<'_>| {
        figure
            .quantity
            .amount
            .stated
            .is_some_and(|stated| stated.value.is_sign_negative())
    };
    let both = ends.iter().all(|end| end.is_some_and(negative));
    let mut ranks = ends.into_iter().flatten();
    both || ranks.any(|figure| {
        figure.quantity.amount.modifier == Modifier::Between
            || sentence.words.is(
                figure.tokens.end,
                &["below", "place", "deep", "underground"],
            )
    })
}
