//! Stretches sorted by where they begin: which of them reach a place, found without a look at all of them.

/// For each stretch, the nearest one before it that ends later: the only ones before it that may reach further.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<u32>);

/// No stretch before ends later.
const NONE: u32 = u32::MAX;

impl Links {
    /// The links of `count` stretches; `ends_later` tells whether the first ends later than the second.
    pub(super) fn new(count: usize, ends_later: impl Fn(usize, usize) -> bool) -> Self {
        let mut links = Self(Vec::with_capacity(count));
        for at in 0..count {
            let mut before = at.checked_sub(1);
            while let Some(shorter) = before.filter(|before| !ends_later(*before, at)) {
                before = links.before(shorter);
            }
            let link = before.and_then(|before| u32::try_from(before).ok());
            links.0.push(link.unwrap_or(NONE));
        }
        links
    }

    fn before(&self, at: usize) -> Option<usize> {
        let link = self.0.get(at).filter(|link| **link != NONE)?;
        usize::try_from(*link).ok()
    }

    /// Of the first `count` stretches, those that don't fall short, from the last to the first.
    pub(super) fn back(
        &self,
        count: usize,
        falls_short: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = usize> {
        let mut next = count.min(self.0.len()).checked_sub(1);
        std::iter::from_fn(move || {
            while let Some(at) = next {
                if !falls_short(at) {
                    next = at.checked_sub(1);
                    return Some(at);
                }
                next = self.before(at);
            }
            None
        })
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_stretches_are_found_as_by_a_look_at_each(
            mut stretches in prop::collection::vec((0_u8..20, 0_u8..20), 0..30),
            (from, to) in (0_u8..20, 0_u8..30),
        ) {
            stretches.sort_unstable();
            let ends: Vec<u8> = stretches.iter().map(|(start, length)| start + length).collect();
            let links = Links::new(ends.len(), |a, b| ends[a] > ends[b]);
            let begun = stretches.partition_point(|(start, _)| *start <= to);
            let found: Vec<usize> = links.back(begun, |at| ends[at] < from).collect();
            let naive: Vec<usize> = (0..ends.len()).rev().filter(|at| stretches[*at].0 <= to && ends[*at] >= from).collect();
            prop_assert_eq!(found, naive);
        }
    }
}
