//! Ranges whose words say that they are ranges, with the greater end first: "between 52 and 35", "range from 90 to 70
//! million", "ages 18 to 12", "from 2010 to 2005" of a term, "between 19 and 17 July".
//!
//! ```text
//! range = "between" end "and" end | ( "range" | "vary" | "anywhere" ) "from" end "to" end | "range" "of" end "to" end
//!       | ( "aged" | "ages" ) [ "between" ] end ( "to" | "and" ) end
//!       | ( "served" | "held" | … ) "from" date "to" date
//! ```
//!
//! "From 40 to 25" alone is a change, and a date may be moved "from 12 to 9 May".

use super::{Figure, Sentence, Span};
use crate::claim::{Direction, TrendRole};
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::quantity::{Kind, Modifier};
use std::ops::Range;

/// How many tokens before a range are looked at for words that make it something else.
const BEFORE: usize = 6;
/// How many tokens behind a range are looked at for words of what is told downward.
const BEHIND: usize = 4;

/// Words of what is told downward, behind a range.
const DOWNWARD: [&str; 18] = [
    "ago",
    "BC",
    "BCE",
    "bc",
    "bce",
    "below",
    "deep",
    "left",
    "north",
    "south",
    "east",
    "west",
    "latitude",
    "longitude",
    "before",
    "earlier",
    "prior",
    "remaining",
];
/// What stands between two values without being a range, and what goes from one to the other.
const APART: [&str; 36] = [
    "gap",
    "gaps",
    "difference",
    "differences",
    "gulf",
    "choice",
    "choose",
    "choosing",
    "chose",
    "spread",
    "split",
    "distance",
    "margin",
    "contrast",
    "divide",
    "divided",
    "swing",
    "swung",
    "swings",
    "ratio",
    "match",
    "game",
    "odds",
    "comparison",
    "compared",
    "relation",
    "link",
    "transition",
    "switch",
    "switched",
    "alternate",
    "alternating",
    "halfway",
    "midway",
    "relationship",
    "change",
];
/// Words that move a date or a range from one place to another.
const MOVED: [&str; 38] = [
    "moved",
    "move",
    "moves",
    "moving",
    "brought",
    "bring",
    "forward",
    "changed",
    "change",
    "changing",
    "shifted",
    "shift",
    "rescheduled",
    "advanced",
    "switched",
    "pulled",
    "deadline",
    "target",
    "cut",
    "cuts",
    "cutting",
    "narrowed",
    "narrows",
    "narrowing",
    "shortened",
    "lowered",
    "raised",
    "widened",
    "revised",
    "trimmed",
    "reduced",
    "tightened",
    "dropped",
    "fell",
    "down",
    "backdated",
    "postponed",
    "count",
];
/// Verbs that have a range behind "from".
const RANGES: [&str; 10] = [
    "range",
    "ranges",
    "ranged",
    "ranging",
    "vary",
    "varies",
    "varied",
    "varying",
    "anywhere",
    "somewhere",
];
/// Nouns that have a range behind "of".
const BANDS: [&str; 4] = ["range", "ranges", "band", "bracket"];
/// What lasts from a date to another.
const LASTS: [&str; 33] = [
    "served",
    "serves",
    "ruled",
    "reigned",
    "governed",
    "led",
    "lasted",
    "lasts",
    "last",
    "ran",
    "runs",
    "run",
    "held",
    "place",
    "open",
    "lived",
    "worked",
    "taught",
    "chaired",
    "coached",
    "played",
    "period",
    "term",
    "tenure",
    "war",
    "mayor",
    "president",
    "minister",
    "chairman",
    "governor",
    "married",
    "stay",
    "office",
];

/// The ranges of a sentence that are told with the greater end first, as far as their words tell.
pub(super) fn spans(sentence: &Sentence<'_>) -> Vec<Span> {
    let single = sentence
        .all
        .iter()
        .filter_map(|figure| one(sentence, figure));
    let pairs = sentence.all.windows(2).filter_map(|pair| match pair {
        [first, last] => two(sentence, first, last),
        _ => None,
    });
    single.chain(pairs).collect()
}

/// The words that make a range of what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Between,
    /// "range from", "a range of"
    Range,
    Ages,
    /// "from", which may also tell a change.
    From,
}

/// A figure with two ends.
fn one(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Span> {
    if figure.quantity.kind.is_calendar() {
        return days(sentence, figure);
    }
    let amount = &figure.quantity.amount;
    let scaled = amount.modifier == Modifier::Between && scaled_down(sentence, figure);
    if !(amount.reversed || scaled) {
        return None;
    }
    let mut inside = figure.tokens.clone();
    let frame = if inside.clone().any(|at| sentence.words.is(at, &["between"])) {
        Frame::Between
    } else if inside.any(|at| sentence.words.is(at, &["aged", "ages", "age"])) {
        Frame::Ages
    } else {
        frame(sentence, figure.tokens.start)?
    };
    let whole = figure.tokens.clone();
    (frame != Frame::From && !excused(sentence, figure, &whole, frame)).then_some(Span {
        first: figure.index,
        last: None,
        scaled,
        wide: frame == Frame::Range,
    })
}

/// "between 900 and 675 million": the scale is of both, and the first is the greater.
fn scaled_down(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let words = &sentence.words;
    let scale = |at: &usize| words.has(*at, Class::SCALE);
    let scales: Vec<usize> = figure.tokens.clone().filter(scale).collect();
    let joint = figure
        .tokens
        .clone()
        .find(|at| words.is(*at, &["and", "to"]));
    match (scales.as_slice(), joint) {
        ([at], Some(joint)) => *at > joint,
        _ => false,
    }
}

/// A figure for each end.
fn two(sentence: &Sentence<'_>, first: &Figure<'_>, last: &Figure<'_>) -> Option<Span> {
    let words = &sentence.words;
    let joint = last.tokens.start.checked_sub(1)?;
    let near = joint == first.tokens.end || joint == sentence.behind(first);
    let to = words.is(joint, &["to", "until", "till", "through"]);
    let told = near && (to || words.is(joint, &["and"]));
    let frame = frame(sentence, first.tokens.start).filter(|_| told)?;
    let whole = first.tokens.start..last.tokens.end;
    let joined = match frame {
        Frame::Between => !to,
        Frame::Ages => true,
        Frame::Range | Frame::From => to,
    };
    let dated = last.quantity.kind.is_calendar();
    let fits = match frame {
        _ if dated => lasts(sentence, first, frame),
        Frame::From => false,
        // "from 25 in towns to 12 in villages"
        Frame::Range if words.is(last.tokens.end, &["in", "for", "near", "at", "among", "on"]) => {
            false
        }
        _ => first.alike(last, words) && sized(first, last, frame),
    };
    (joined && fits && !excused(sentence, last, &whole, frame)).then_some(Span {
        first: first.index,
        last: Some(last.index),
        scaled: false,
        wide: false,
    })
}

/// What the words before the first end make of it.
fn frame(sentence: &Sentence<'_>, start: usize) -> Option<Frame> {
    let words = &sentence.words;
    let back = |n: usize| start.checked_sub(n);
    let is = |n: usize, list: &[&str]| back(n).is_some_and(|at| words.is(at, list));
    match () {
        () if is(1, &["between"]) && is(2, &["aged", "ages"]) => Some(Frame::Ages),
        () if is(1, &["between"]) => Some(Frame::Between),
        () if is(1, &["of"]) && is(2, &["ages"]) && is(4, &["between"]) => Some(Frame::Ages),
        () if is(1, &["aged", "ages"]) => Some(Frame::Ages),
        () if is(1, &["the"]) && is(2, &["between"]) && words.is(start, &["ages"]) => {
            Some(Frame::Ages)
        }
        () if is(1, &["from"]) && is(2, &RANGES) => Some(Frame::Range),
        () if is(1, &["of", "from", "is", "was", "at"]) && is(2, &BANDS) => Some(Frame::Range),
        () if is(1, &["from"]) => Some(Frame::From),
        () => None,
    }
}

/// Whether two ends are more than numbers on a scale: "open between 9 and 5" is not.
fn sized(first: &Figure<'_>, last: &Figure<'_>, frame: Frame) -> bool {
    const CLOCK: rust_decimal::Decimal = rust_decimal::Decimal::from_parts(31, 0, 0, false, 0);
    let named = |figure: &Figure<'_>| figure.quantity.unit.name != UnitName::None;
    let large = first
        .quantity
        .amount
        .stated
        .is_some_and(|stated| stated.value > CLOCK);
    let kind = last.quantity.kind;
    let counts = matches!(
        kind,
        Kind::Count | Kind::Money | Kind::Measure | Kind::Percent | Kind::Age | Kind::Duration
    );
    counts && (kind != Kind::Count || frame == Frame::Ages || large || named(first) || named(last))
}

/// Whether a date begins what lasts until another.
fn lasts(sentence: &Sentence<'_>, first: &Figure<'_>, frame: Frame) -> bool {
    const NEAR: usize = 3;
    let words = &sentence.words;
    let from = first.tokens.start.saturating_sub(1);
    let day = first.quantity.kind == Kind::Count && first.quantity.unit.name == UnitName::None;
    let calendar = first.quantity.kind.is_calendar() && first.quantity.kind != Kind::Time;
    let durative = || {
        let before = from.saturating_sub(NEAR)..from;
        before.clone().any(|at| words.is(at, &LASTS))
    };
    (day || calendar) && (frame == Frame::Between || frame == Frame::From && durative())
}

/// "May 12 to 9", "from October 20 to October 4": days of one month in one figure.
fn days(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Span> {
    let words = &sentence.words;
    let has = |at: &usize| words.has(*at, Class::MONTH);
    let month = |at: usize| words.word(at).get(..3).map(str::to_lowercase);
    let months: Vec<_> = figure.tokens.clone().filter(has).map(month).collect();
    let number = |at: usize| {
        let digits = words.get(at)?.kind == TokenKind::Digits;
        words.word(at).parse::<u16>().ok().filter(|_| digits)
    };
    let numbers: Vec<u16> = figure.tokens.clone().filter_map(number).collect();
    let joined = figure
        .tokens
        .clone()
        .any(|at| words.is(at, &["to", "until", "and", "through"]));
    let one_month = months
        .first()
        .is_some_and(|first| months.iter().all(|month| month == first));
    let downward = match numbers.as_slice() {
        [first, last] => *first > *last && *first < 32,
        [first, last, year] => *first > *last && *first < 32 && *year > 1000,
        _ => false,
    };
    let whole = figure.tokens.clone();
    (joined && one_month && downward && !excused(sentence, figure, &whole, Frame::From)).then_some(
        Span {
            first: figure.index,
            last: None,
            scaled: false,
            wide: false,
        },
    )
}

/// Whether words before or behind a range make it something else, or let it run downward.
fn excused(
    sentence: &Sentence<'_>,
    figure: &Figure<'_>,
    whole: &Range<usize>,
    frame: Frame,
) -> bool {
    let words = &sentence.words;
    let behind = whole.end..whole.end.saturating_add(BEHIND);
    let before = whole.start.saturating_sub(BEFORE)..whole.start;
    let fallen = figure
        .claim
        .trend
        .is_some_and(|trend| trend.direction == Direction::Fall && trend.role == TrendRole::To);
    let stops = |at: &usize| !sentence.is_mark(*at, &[',', ';', ':']);
    fallen && frame == Frame::Between
        || behind.take_while(stops).any(|at| words.is(at, &DOWNWARD))
        || before
            .rev()
            .take_while(stops)
            .any(|at| words.is(at, &APART) || frame != Frame::Between && words.is(at, &MOVED))
}
