//! Two shares of one whole that leave each other out: "52 percent approve and 44 percent disapprove". Together they may
//! be less than all, but not more.

use super::super::{Breakdown, Figure, Sentence, Told};
use std::ops::Range;

/// Answers and sorts that exclude each other.
const OPPOSITES: [(&[&str], &[&str]); 12] = [
    (&["yes"], &["no"]),
    (
        &["approve", "approved", "approves"],
        &["disapprove", "disapproved", "disapproves"],
    ),
    (
        &["support", "supported", "supporting", "back", "backed"],
        &["oppose", "opposed", "opposing"],
    ),
    (
        &["favor", "favour", "favored", "favoured"],
        &["oppose", "opposed", "against"],
    ),
    (&["for", "favor", "favour"], &["against"]),
    (&["agree", "agreed"], &["disagree", "disagreed"]),
    (&["satisfied"], &["dissatisfied", "unsatisfied"]),
    (&["optimistic"], &["pessimistic"]),
    (&["remain", "stay"], &["leave"]),
    (&["men", "male", "males"], &["women", "female", "females"]),
    (&["boys"], &["girls"]),
    (&["urban"], &["rural"]),
];
/// How many tokens may stand between a share and what it is the share of.
const REACH: usize = 8;

/// The first two shares of a sentence that exclude each other.
pub(super) fn breakdown(sentence: &Sentence<'_>, parts: &[&Figure<'_>]) -> Option<Breakdown> {
    let mut pairs = parts.iter().zip(parts.iter().skip(1));
    let (one, other) = pairs.find(|(one, other)| {
        let gap = one.tokens.end..other.tokens.start;
        answers(sentence, one, other)
            || chances(sentence, one, other)
            || score(sentence, &gap, one)
            || hyphened(sentence, one, other)
            || venture(sentence, other, parts)
    })?;
    Some(Breakdown {
        parts: vec![one.index, other.index],
        told: Told::Some,
    })
}

/// The tokens behind a share that tell what it is the share of.
fn behind(figure: &Figure<'_>) -> Range<usize> {
    figure.tokens.end..figure.tokens.end.saturating_add(REACH)
}

/// "52 percent approve and 44 percent disapprove", "71 percent are men and 29 percent women"
fn answers(sentence: &Sentence<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    const ALL: [&str; 11] = [
        "respondents",
        "voters",
        "those",
        "people",
        "americans",
        "adults",
        "them",
        "participants",
        "members",
        "the",
        "us",
    ];
    let words = &sentence.words;
    let answer = |tokens: Range<usize>, end: usize, list: &[&str]| {
        tokens
            .take_while(|at| *at < end)
            .find(|at| words.is(*at, list))
    };
    // "of women" is the share of another whole than "of men"; "are men … of women" is not.
    let end = words.tokens.len();
    let group = |figure: &Figure<'_>| {
        words.is(figure.tokens.end, &["of"]) && !words.is(figure.tokens.end.saturating_add(1), &ALL)
    };
    let be = words.is(one.tokens.end, &["are", "were", "is", "was"]);
    OPPOSITES
        .into_iter()
        .flat_map(|(a, b)| [(a, b), (b, a)])
        .any(|(a, b)| {
            let Some(first) = answer(behind(one), other.tokens.start, a) else {
                return false;
            };
            let Some(second) = answer(behind(other), end, b) else {
                return false;
            };
            let sorts = words.is(
                first,
                &["men", "women", "male", "female", "males", "females"],
            );
            let owned = be && sorts && second == other.tokens.end.saturating_add(1);
            let object = usize::from(words.is(first.saturating_add(1), &["of"]));
            let moved = (first.saturating_add(1).saturating_add(object)..other.tokens.start)
                .any(|at| words.is(at, &["in", "among", "at", "by", "of", "on", "from", "for"]));
            let compared = (first..other.tokens.start).any(|at| words.is(at, &["compared"]));
            owned
                || !group(one)
                    && !words.is(other.tokens.end, &["of"])
                    && !moved
                    && !compared
                    && closes(sentence, second.saturating_add(1))
        })
}

/// Whether nothing follows that the other answer does not speak of.
fn closes(sentence: &Sentence<'_>, at: usize) -> bool {
    at >= sentence.words.tokens.len()
        || sentence.is_mark(at, &['.', ',', ';', ')', '—', ':', '-', '"', '”'])
        || sentence
            .words
            .is(at, &["it", "him", "her", "them", "and", "with", "while"])
}

/// "a 60% chance that one side wins, a 40% chance that the other does"
fn chances(sentence: &Sentence<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let words = &sentence.words;
    let chance = |figure: &Figure<'_>, end: usize| {
        words.is(figure.tokens.end, &["chance", "probability", "likelihood"])
            && behind(figure)
                .take_while(|at| *at < end)
                .any(|at| words.is(at, &["win", "wins", "winning", "victory"]))
    };
    chance(one, other.tokens.start) && chance(other, words.tokens.len())
}

/// "leads by 52 percent to 48 percent"
fn score(sentence: &Sentence<'_>, gap: &Range<usize>, one: &Figure<'_>) -> bool {
    const CONTESTS: [&str; 23] = [
        "lead",
        "leads",
        "led",
        "leading",
        "ahead",
        "beat",
        "beats",
        "beating",
        "defeated",
        "won",
        "win",
        "wins",
        "winning",
        "trails",
        "trailing",
        "voted",
        "vote",
        "approved",
        "rejected",
        "passed",
        "defeating",
        "behind",
        "backed",
    ];
    let words = &sentence.words;
    let contest = (one.tokens.start.saturating_sub(REACH)..one.tokens.start)
        .any(|at| words.is(at, &CONTESTS));
    gap.len() == 1 && words.is(gap.start, &["to"]) && contest
}

/// "78% equity-based and 22% debt-based"
fn hyphened(sentence: &Sentence<'_>, one: &Figure<'_>, other: &Figure<'_>) -> bool {
    const SORTS: [&str; 6] = [
        "based",
        "owned",
        "controlled",
        "funded",
        "backed",
        "denominated",
    ];
    let words = &sentence.words;
    let sort = |figure: &Figure<'_>| {
        let (mark, sort) = (
            figure.tokens.end.saturating_add(1),
            figure.tokens.end.saturating_add(2),
        );
        let hyphen = sentence.is_mark(mark, &['-']) && words.is(sort, &SORTS);
        let single = words.word(figure.tokens.end).rsplit_once('-');
        match single {
            Some((_, sort)) if SORTS.contains(&sort) => Some(sort),
            _ => hyphen.then(|| words.word(sort)),
        }
    };
    sort(one).is_some() && sort(one) == sort(other)
}

/// "one will own 60 percent of the venture and the other 40 percent"
fn venture(sentence: &Sentence<'_>, other: &Figure<'_>, parts: &[&Figure<'_>]) -> bool {
    const HOLD: [&str; 9] = [
        "own", "owns", "owning", "hold", "holds", "holding", "held", "have", "having",
    ];
    let words = &sentence.words;
    let says = |list: &[&str]| (0..words.tokens.len()).any(|at| words.is(at, list));
    parts.len() == 2 && says(&["venture"]) && says(&HOLD) && closes(sentence, other.tokens.end)
}
