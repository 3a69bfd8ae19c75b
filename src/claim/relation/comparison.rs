//! One figure told as so many times another: "80 members, twice as many as the 40 it had", "$30 million, or half of the
//! $60 million paid", "was three times the 20 planned", "90 planes, a third more than the 60 of its rival".
//!
//! ```text
//! comparison = value ( "," | "-" | be ) [ "or" ] multiple lead base
//! lead       = ( "as" | "the" | "of" | "more" | "than" | "its" | "last" "year" "'s" | "size" … )*
//! ```

use super::{Comparison, Figure, Sentence, Than};
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::quantity::Kind;
use std::ops::Range;

/// How many tokens may stand between a multiple and what it is of.
const LEAD: usize = 8;
/// How many tokens may stand between a figure and the multiple that it is told as.
const NEAR: usize = 14;

/// What may stand between a multiple and what it is of, beside determiners and times.
const LEADING: [&str; 47] = [
    "as",
    "of",
    "than",
    "what",
    "that",
    "those",
    "much",
    "many",
    "more",
    "less",
    "fewer",
    "large",
    "larger",
    "big",
    "bigger",
    "high",
    "higher",
    "low",
    "lower",
    "long",
    "longer",
    "tall",
    "taller",
    "wide",
    "wider",
    "heavy",
    "heavier",
    "far",
    "farther",
    "fast",
    "faster",
    "great",
    "greater",
    "small",
    "smaller",
    "expensive",
    "old",
    "older",
    "size",
    "number",
    "amount",
    "total",
    "original",
    "initial",
    "previous",
    "last",
    "some",
];
/// Words of a comparison upward.
const MORE: [&str; 11] = [
    "more", "larger", "bigger", "higher", "longer", "taller", "wider", "heavier", "farther",
    "faster", "greater",
];
/// Words of a comparison downward.
const LESS: [&str; 4] = ["less", "fewer", "lower", "smaller"];

/// The comparisons that a sentence states.
pub(super) fn comparisons(sentence: &Sentence<'_>) -> Vec<Comparison> {
    let figures = sentence.figures.iter().enumerate();
    figures
        .filter(|(_, figure)| {
            let multiple = matches!(figure.quantity.kind, Kind::Multiple | Kind::Fraction);
            multiple && !figure.quantity.amount.vague
        })
        .filter_map(|(place, multiple)| comparison(sentence, place, multiple))
        .collect()
}

fn comparison(sentence: &Sentence<'_>, place: usize, multiple: &Figure<'_>) -> Option<Comparison> {
    let next = sentence.figures.iter().skip(place.saturating_add(1));
    let base = next.take(2).find(|figure| !figure.quantity.amount.vague)?;
    let lead = multiple.tokens.end..base.tokens.start;
    let than = lead_to(sentence, &lead)?;
    if listed(sentence, base) {
        return None;
    }
    let values = values_before(sentence, place, multiple, base)
        .or_else(|| value_behind(sentence, multiple, base))?;
    Some(Comparison {
        multiple: multiple.index,
        base: base.index,
        values,
        than,
    })
}

/// How the words between a multiple and a figure compare, if they lead to nothing but that figure.
fn lead_to(sentence: &Sentence<'_>, lead: &Range<usize>) -> Option<Than> {
    let words = &sentence.words;
    let owner = |at: usize| {
        let behind = at.saturating_add(1);
        is_possessive(sentence, behind)
            && words
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Word)
    };
    let time = Class::TIME_UNIT
        .with(Class::DETERMINER)
        .with(Class::MODIFIER);
    let leads = |at: usize| {
        words.is(at, &LEADING) || words.has(at, time) || is_possessive(sentence, at) || owner(at)
    };
    let any = |list: &[&str]| lead.clone().any(|at| words.is(at, list));
    let again = any(&["again"]);
    if lead.is_empty() || lead.len() > LEAD || again || !lead.clone().all(leads) {
        return None;
    }
    Some(match () {
        () if any(&MORE) && any(&["than"]) => Than::More,
        () if any(&LESS) && any(&["than"]) => Than::Less,
        () => Than::As,
    })
}

fn is_possessive(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.words.is(
        at,
        &["'s", "’s", "'", "’", "its", "his", "her", "their", "our"],
    )
}

/// "the 40 of its rival and the 110 of its parent": the multiple is of more than the first.
fn listed(sentence: &Sentence<'_>, base: &Figure<'_>) -> bool {
    const REACH: usize = 8;
    let behind = sentence.behind(base);
    let next = sentence
        .figures
        .iter()
        .find(|figure| figure.tokens.start >= behind && figure.alike(base, &sentence.words));
    next.is_some_and(|next| {
        let between = behind..next.tokens.start;
        between.len() <= REACH
            && between
                .clone()
                .any(|at| sentence.words.is(at, &["and", "or", "to", "plus", "from"]))
            && !between
                .clone()
                .any(|at| sentence.is_mark(at, &[',', ';', '.']))
    })
}

/// The figures before a multiple that may be so many times the base, the nearest first.
fn values_before(
    sentence: &Sentence<'_>,
    place: usize,
    multiple: &Figure<'_>,
    base: &Figure<'_>,
) -> Option<Vec<usize>> {
    let joint = joint(sentence, multiple)?;
    let before = sentence.figures.get(..place)?.iter().rev();
    let values: Vec<_> = before
        .take_while(|figure| {
            let between = sentence.behind(figure).min(joint)..joint;
            between.len() <= NEAR && !parted(sentence, &between)
        })
        .filter(|figure| compares(sentence, figure, base))
        .map(|figure| figure.index)
        .collect();
    (!values.is_empty()).then_some(values)
}

/// Where the words end that lead to a multiple: ", twice", ", or about half", "- more than twice", "was three times".
fn joint(sentence: &Sentence<'_>, multiple: &Figure<'_>) -> Option<usize> {
    let words = &sentence.words;
    let back = |n: usize| multiple.tokens.start.checked_sub(n);
    let at = back(1)?;
    let mark = |at: usize| sentence.is_mark(at, &[',', '—', '-', '–']);
    let be = |at: usize| words.has(at, Class::BE) || words.is(at, &["equals"]);
    match () {
        () if mark(at) || be(at) => Some(at),
        () if words.is(
            at,
            &[
                "or", "about", "roughly", "now", "some", "just", "only", "still",
            ],
        ) =>
        {
            back(2).filter(|at| mark(*at) || be(*at)).or_else(|| {
                let or = words.is(at, &["or"]);
                or.then_some(at)
            })
        }
        () => None,
    }
}

/// Whether another statement begins among some tokens.
fn parted(sentence: &Sentence<'_>, between: &Range<usize>) -> bool {
    const PARTING: [&str; 16] = [
        "and", "while", "whereas", "but", "although", "though", "because", "when", "where",
        "which", "who", "whose", "said", "as", "if", "after",
    ];
    between.clone().any(|at| {
        sentence.words.is(at, &PARTING) || sentence.is_mark(at, &[',', ';', '—', ':', '(', ')'])
    })
}

/// "a third of the 900 beds needed, or 150 beds"
fn value_behind(
    sentence: &Sentence<'_>,
    multiple: &Figure<'_>,
    base: &Figure<'_>,
) -> Option<Vec<usize>> {
    const BEHIND: usize = 6;
    let fraction = multiple.quantity.kind == Kind::Fraction;
    let behind = sentence.behind(base);
    let next = sentence
        .figures
        .iter()
        .find(|figure| figure.tokens.start >= behind)
        .filter(|next| fraction && compares(sentence, next, base))?;
    let or = next.tokens.start.checked_sub(1)?;
    let comma = or.checked_sub(1)?;
    let between = behind.min(comma)..comma;
    let told = sentence.words.is(or, &["or"])
        && sentence.is_mark(comma, &[','])
        && between.len() <= BEHIND
        && !parted(sentence, &between);
    told.then(|| vec![next.index])
}

/// Whether a figure can be so many times another: of one sort, or the base leaves its unit to it ("$90 billion, three
/// times the 30 billion it owed").
fn compares(sentence: &Sentence<'_>, value: &Figure<'_>, base: &Figure<'_>) -> bool {
    let counts = matches!(
        value.quantity.kind,
        Kind::Count | Kind::Money | Kind::Measure | Kind::Percent | Kind::Duration
    );
    let bare = base.quantity.kind == Kind::Count && !counts_noun(sentence, base);
    let vague = value.quantity.amount.vague || base.quantity.amount.vague;
    // "$2 a share, double the $40 million": an amount by something is not one of the whole.
    let one_sort = value.quantity.unit.per == base.quantity.unit.per;
    counts && !vague && one_sort && (value.alike(base, &sentence.words) || bare)
}

/// Whether the noun that a figure counts stands right behind it: not in "the 61 of its opponent", "the 400 first
/// proposed".
fn counts_noun(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let behind = sentence.words.get(figure.tokens.end);
    let noun = figure.quantity.unit.text.zip(behind);
    noun.is_some_and(|(noun, behind)| {
        noun.start == behind.span.start && !behind.classes.any(Class::ORDINAL)
    })
}
