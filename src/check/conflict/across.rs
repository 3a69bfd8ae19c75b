//! Conflicts between articles: a second pass over what was kept of each.
//!
//! Figures are grouped by the keys of their facts, and each is held against others of its group. A group hangs on no
//! other, so groups may be formed and compared on any number of machines; inside a group the order is that of the
//! articles, so that what is found does not hang on who read them, or when.

use super::fact::Fact;

/// Figures of one group that a figure is held against, so that the work stays linear.
const AROUND: usize = 40;

/// A figure with where it stands.
#[derive(Debug)]
pub(crate) struct Kept<P> {
    /// What it states.
    pub(crate) fact: Fact,
    /// Number of its article in the order of the input.
    pub(crate) article: usize,
    /// Whether a source supports it.
    pub(crate) is_supported: bool,
    /// Where it stands.
    pub(crate) place: P,
}

/// The pairs of figures that contradict each other across articles, the earlier first, in the order of the later ones.
/// `kept` is in the order of the articles.
pub(crate) fn conflicts<P>(kept: &[Kept<P>]) -> Vec<[&P; 2]> {
    let mut order: Vec<(usize, &Kept<P>)> = kept.iter().enumerate().collect();
    order.sort_unstable_by_key(|(index, kept)| (kept.fact.key, *index));
    let mut found: Vec<(usize, [&P; 2])> = order
        .chunk_by(|(_, a), (_, b)| a.fact.key == b.fact.key)
        .flat_map(of_group)
        .collect();
    found.sort_unstable_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, pair)| pair).collect()
}

/// The conflicts of one group. What only repeats a figure told before is told once.
fn of_group<'a, P>(group: &[(usize, &'a Kept<P>)]) -> Vec<(usize, [&'a P; 2])> {
    let mut told: Vec<&Kept<P>> = Vec::new();
    let mut found = Vec::new();
    for (index, kept) in group {
        let near = || told.iter().rev().take(AROUND);
        if near().any(|other| kept.fact.repeats(&other.fact)) {
            continue;
        }
        let other = near().find(|other| disagree(other, kept));
        found.extend(other.map(|other| (*index, [&other.place, &kept.place])));
        told.push(kept);
    }
    found
}

/// Whether figures of two articles contradict each other, and no source has said that both are right.
fn disagree<P>(first: &Kept<P>, second: &Kept<P>) -> bool {
    first.article != second.article
        && !(first.is_supported && second.is_supported)
        && first.fact.shares_a_name(&second.fact)
        && first.fact.contradicts(&second.fact)
}
