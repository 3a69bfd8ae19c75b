//! Parts that stand before their total: "three from the north and four from the south, for a total of seven".
//!
//! ```text
//! closer = ( "," | dash | "for" | "making" | "giving" ) [ "a" ] ( "total of" | "combined" [ "total of" ] ) total
//!        | ( "," | "and" | "which" ) ( "totalling" | "adding up to" ) total
//!        | ( "," | "or" | "for" ) total noun ( "in all" | "in total" | "altogether" | "all told" )
//! ```

use super::super::{Figure, Sentence, Sum, Told};
use super::{adds, names};
use crate::quantity::Kind;

/// How many tokens may stand between two parts, and between the last of them and the total.
const GAP: usize = 14;

/// How many parts stand before a total, or more.
const LEAST: usize = 2;

/// Words that say that the total counts more than the list.
const MORE: [&str; 29] = [
    "career",
    "season",
    "overall",
    "since",
    "record",
    "additional",
    "extra",
    "further",
    "already",
    "previous",
    "previously",
    "earlier",
    "bring",
    "brings",
    "bringing",
    "brought",
    "each",
    "per",
    "average",
    "apiece",
    "every",
    "including",
    "include",
    "includes",
    "now",
    "far",
    "date",
    "added",
    "another",
];

/// The sums that a sentence closes with their total.
pub(super) fn sums(sentence: &Sentence<'_>) -> Vec<Sum> {
    let words = &sentence.words;
    let places = sentence.figures.iter().enumerate().skip(LEAST);
    let mut sums: Vec<Sum> = places
        .filter_map(|(place, total)| sum(sentence, place, total))
        .collect();
    if !sums.is_empty() && (0..words.tokens.len()).any(|at| words.is(at, &MORE)) {
        sums.clear();
    }
    sums
}

/// The sum that `total` closes, if it does.
fn sum(sentence: &Sentence<'_>, place: usize, total: &Figure<'_>) -> Option<Sum> {
    let closer = leads(sentence, total).or_else(|| follows(sentence, total))?;
    let before = sentence.figures.get(..place)?;
    let alike = |figure: &&Figure<'_>| {
        let counted = figure.quantity.kind == Kind::Count && total.quantity.kind == Kind::Count;
        adds(figure) && (counted || figure.alike(total, &sentence.words))
    };
    let parts: Vec<_> = before.iter().filter(alike).collect();
    let ends = parts.iter().skip(1).map(|part| part.tokens.start);
    let listed = parts.len() > 1
        && adds(total)
        && parts
            .iter()
            .zip(ends)
            .all(|(part, next)| joined(sentence, part.tokens.end, next));
    let last = parts.last()?;
    let near = closer.saturating_sub(last.tokens.end) <= GAP;
    (listed && near && one_sort(sentence, &parts, total)).then(|| Sum {
        totals: vec![total.index],
        parts: parts.iter().map(|part| part.index).collect(),
        ones: 0,
        told: Told::All,
    })
}

/// Whether what stands between two parts only lists them.
fn joined(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    const BREAKS: [&str; 9] = [
        "but", "while", "compared", "than", "after", "when", "which", "whom", "them",
    ];
    let parted =
        |at: usize| sentence.is_mark(at, &[',', ';']) || sentence.words.is(at, &["and", "plus"]);
    let broken =
        |at: usize| sentence.is_mark(at, &[':', '(', ')']) || sentence.words.is(at, &BREAKS);
    to.saturating_sub(from) <= GAP && (from..to).any(parted) && !(from..to).any(broken)
}

/// Whether all count one thing, as far as they name it.
fn one_sort(sentence: &Sentence<'_>, parts: &[&Figure<'_>], total: &Figure<'_>) -> bool {
    let same = |part: &&&Figure<'_>| {
        part.alike(total, &sentence.words)
            || super::of_persons(sentence, total, &[part]) && names(part)
    };
    parts.iter().filter(same).count() == parts.len()
}

/// Where the words before a total begin that say that it is one.
fn leads(sentence: &Sentence<'_>, total: &Figure<'_>) -> Option<usize> {
    const CLOSERS: [&[&str]; 14] = [
        &["for", "a", "total", "of"],
        &["for", "a", "combined", "total", "of"],
        &["for", "a", "combined"],
        &["making", "a", "total", "of"],
        &["giving", "a", "total", "of"],
        &["making", "for", "a", "total", "of"],
        &[",", "a", "total", "of"],
        &[",", "a", "combined", "total", "of"],
        &[",", "a", "combined"],
        &["which", "add", "up", "to"],
        &["adding", "up", "to"],
        &[",", "totalling"],
        &[",", "totaling"],
        &["or", "a", "total", "of"],
    ];
    let start = |closer: &&[&str]| total.tokens.start.checked_sub(closer.len());
    let closer = CLOSERS
        .iter()
        .find(|closer| start(closer).is_some_and(|at| sentence.says(at, closer)))?;
    // ", a total of 300 people attended" begins a clause of its own.
    let bare = closer.first() == Some(&",");
    (!bare || ends(sentence, sentence.behind(total))).then_some(())?;
    start(closer)
}

/// The total that words behind it say to be one.
fn follows(sentence: &Sentence<'_>, total: &Figure<'_>) -> Option<usize> {
    const CLOSERS: [&[&str]; 5] = [
        &["in", "all"],
        &["altogether"],
        &["in", "total"],
        &["all", "told"],
        &["combined"],
    ];
    let behind = sentence.behind(total);
    let before = total.tokens.start.checked_sub(1)?;
    let led = sentence.is_mark(before, &[',', '—', '-'])
        || sentence.words.is(before, &["or", "for", "making"]);
    let closer = CLOSERS
        .iter()
        .find(|closer| sentence.says(behind, closer))?;
    (led && ends(sentence, behind.saturating_add(closer.len()))).then_some(before)
}

/// Whether a clause ends at a token.
fn ends(sentence: &Sentence<'_>, at: usize) -> bool {
    at >= sentence.words.tokens.len()
        || sentence.is_mark(at, &['.', ',', ';', ')', '—', '!', '"', '”'])
}
