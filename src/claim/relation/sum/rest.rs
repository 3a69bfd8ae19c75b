//! A part of a named total, and what is left of it: "20 of the 54 were treated, and the other 34 went home".

use super::super::{Figure, Sentence, Sum, Told};
use super::adds;
use crate::quantity::{Kind, Modifier};

/// How many words may stand between "of" and the total: "of its 25 furnaces".
const OF_REACH: usize = 4;

/// The sums of what is left, and parts that are more than their total.
pub(super) fn sums(sentence: &Sentence<'_>) -> Vec<Sum> {
    remainder(sentence)
        .into_iter()
        .chain(left(sentence))
        .chain(impossible(sentence))
        .collect()
}

/// "310 seats in the 290-seat chamber": what its adjective counts is the whole.
fn of_adjective(sentence: &Sentence<'_>, part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    const NOUNS: [(&str, &str); 2] = [("seats", "seat"), ("members", "member")];
    let words = &sentence.words;
    let end = whole.tokens.end;
    let noun = |(plural, singular): (&str, &str)| {
        let counts = words.is(part.tokens.end, &[plural]);
        let adjective = sentence.is_mark(end, &['-'])
            && words.is(end.saturating_add(1), &[singular])
            || words.word(end.saturating_sub(1)).ends_with(singular);
        counts && adjective
    };
    let between = part.tokens.end.saturating_add(1)..whole.tokens.start;
    let placed = words.is(between.start, &["in", "of"]) && between.len() <= OF_REACH;
    placed && NOUNS.into_iter().any(noun)
}

/// Whether two figures next to each other read "part of the whole".
pub(super) fn part_of(sentence: &Sentence<'_>, part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let of = part.tokens.end;
    let between = of.saturating_add(1)..whole.tokens.start;
    sentence.words.is(of, &["of"])
        && whole.tokens.start > of
        && between.len() <= OF_REACH
        && !between
            .clone()
            .any(|at| sentence.is_mark(at, &[',', '(', ';', ':']))
}

/// "Of the 54" or "20 of the 54", parts, and "the other 34".
fn remainder(sentence: &Sentence<'_>) -> Option<Sum> {
    const NESTED: [&str; 10] = [
        "which",
        "whom",
        "them",
        "including",
        "each",
        "per",
        "among",
        "than",
        "more",
        "another",
    ];
    let words = &sentence.words;
    let rest = sentence
        .figures
        .iter()
        .find(|figure| adds(figure) && is_rest(sentence, figure))?;
    let total = sentence
        .figures
        .iter()
        .find(|figure| adds(figure) && is_whole(sentence, figure))?;
    let part = |figure: &&Figure<'_>| {
        figure.index != total.index
            && figure.tokens.start <= rest.tokens.start
            && figure.quantity.kind == total.quantity.kind
    };
    let parts: Vec<_> = sentence.figures.iter().filter(part).collect();
    let sorts = parts
        .iter()
        .all(|part| adds(part) && part.alike(total, words));
    let nested = (0..rest.tokens.start).any(|at| words.is(at, &NESTED));
    let ordered = total.tokens.start < rest.tokens.start && parts.len() > 1;
    (ordered && sorts && !nested).then(|| Sum {
        totals: vec![total.index],
        parts: parts.iter().map(|part| part.index).collect(),
        ones: 0,
        told: Told::All,
    })
}

/// "the other 34", "the remaining 34"
fn is_rest(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let before = figure.tokens.start.checked_sub(2);
    before.is_some_and(|at| {
        ["other", "remaining"]
            .into_iter()
            .any(|word| sentence.says(at, &["the", word]))
    })
}

/// "of the 54", "of its 54"
fn is_whole(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    const OWN: [&str; 7] = ["the", "its", "their", "his", "her", "those", "these"];
    let words = &sentence.words;
    let own = |at: &usize| words.is(*at, &OWN);
    let before = figure.tokens.start.checked_sub(1);
    let of = before
        .filter(own)
        .map_or(before, |at| at.checked_sub(1))
        .is_some_and(|at| words.is(at, &["of"]));
    let opens = words.is(0, &["of"]) && figure.tokens.start <= 3;
    let follows = sentence
        .figures
        .iter()
        .any(|part| part_of(sentence, part, figure) && part.alike(figure, words));
    of && (opens || follows)
}

/// "$3 million of the $5 million, leaving $2 million", "a value of $5 million was written down to $3 million, resulting
/// in a charge of $2 million": three figures of one sort, the last told as what is left or lost.
fn left(sentence: &Sentence<'_>) -> Option<Sum> {
    const REACH: usize = 6;
    let words = &sentence.words;
    let mut threes = sentence.figures.windows(3);
    let (one, two, rest) = threes.find_map(|three| match three {
        [one, two, rest] if two.alike(rest, words) && one.alike(rest, words) => {
            Some((one, two, rest))
        }
        _ => None,
    })?;
    let behind = two.tokens.end.max(rest.tokens.start.saturating_sub(REACH))..rest.tokens.start;
    let says = |phrase: &[&str]| behind.clone().any(|at| sentence.says(at, phrase));
    let leaving =
        part_of(sentence, one, two) && (says(&[",", "leaving"]) || says(&[",", "leaves"]));
    let lost = [
        ["charge"],
        ["impairment"],
        ["loss"],
        ["write-down"],
        ["writedown"],
    ];
    let cut = ["written", "writing", "wrote"].into_iter().any(|write| {
        (one.tokens.end..two.tokens.start).any(|at| sentence.says(at, &[write, "down", "to"]))
    }) && says(&["resulting", "in"])
        && lost.iter().any(|lost| says(lost));
    let plain = [one, two, rest].into_iter().all(adds);
    let (total, part) = match () {
        () if leaving => (two, one),
        () if cut => (one, two),
        () => return None,
    };
    plain.then(|| Sum {
        totals: vec![total.index],
        parts: vec![part.index, rest.index],
        ones: 0,
        told: Told::All,
    })
}

/// "nine of the eight"
fn impossible(sentence: &Sentence<'_>) -> Option<Sum> {
    let exact = |figure: &Figure<'_>| {
        adds(figure)
            && figure.quantity.amount.modifier == Modifier::Exact
            && matches!(figure.quantity.kind, Kind::Count | Kind::Money)
    };
    let pairs = sentence.figures.iter().zip(sentence.figures.iter().skip(1));
    let (part, whole) = pairs.into_iter().find(|(part, whole)| {
        let direct = part.alike(whole, &sentence.words)
            && is_whole(sentence, whole)
            && part_of(sentence, part, whole)
            && !owns(sentence, whole);
        exact(part)
            && exact(whole)
            && (direct || of_adjective(sentence, part, whole))
            && super::exceeds(part, whole, rust_decimal::Decimal::ONE)
    })?;
    Some(Sum {
        totals: vec![whole.index],
        parts: vec![part.index],
        ones: 0,
        told: Told::Some,
    })
}

/// "six of the two clubs' players", "ten of the two-seaters": what has the number is not what is counted.
fn owns(sentence: &Sentence<'_>, whole: &Figure<'_>) -> bool {
    let behind = sentence.behind(whole);
    let last = sentence.words.word(behind.saturating_sub(1));
    sentence.is_mark(behind, &['\'', '-'])
        || sentence.is_mark(whole.tokens.end, &['-'])
        || last.contains(['\'', '’'])
}
