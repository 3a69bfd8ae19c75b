//! Which figures of a passage a derived rule holds to each other: one for each of its claims, the nearest.
//!
//! A clause that has a figure for every claim is a passage by itself, else its sentence, its paragraph, the document,
//! as far as the rule reaches. Where several figures would do for one claim, those of a sentence that stand side by
//! side are meant; where that leaves more than one choice, none is made.

use crate::check::Context;
use crate::rules::derived::DerivedRule;
use crate::rules::model::Within;

/// A figure that a claim speaks of, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    pub quantity: usize,
    pub claim: usize,
}

/// How far a passage reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Clause,
    Sentence,
    Paragraph,
    Document,
}

impl Level {
    const fn of(within: Within) -> Self {
        match within {
            Within::Sentence => Self::Sentence,
            Within::Paragraph => Self::Paragraph,
            Within::Document => Self::Document,
        }
    }

    const fn inner(self) -> Option<Self> {
        match self {
            Self::Clause => None,
            Self::Sentence => Some(Self::Clause),
            Self::Paragraph => Some(Self::Sentence),
            Self::Document => Some(Self::Paragraph),
        }
    }
}

/// A sentence with more figures of one rule is left alone.
const AROUND: usize = 40;

/// Gathers the figures of a rule with so many claims.
pub(super) struct Gathering<'a> {
    pub context: &'a Context<'a>,
    pub claims: usize,
}

impl<'a> Gathering<'a> {
    pub(super) const fn of(context: &'a Context<'a>, rule: &DerivedRule) -> Self {
        Self {
            context,
            claims: rule.claims.len(),
        }
    }

    /// The candidates that stand in one part with the figure at `quantity`, as far as the rule reaches.
    pub(super) fn around(
        &self,
        candidates: &[Candidate],
        quantity: usize,
        within: Within,
    ) -> Vec<Candidate> {
        let candidates = candidates.iter().copied();
        let beside = |candidate: &Candidate| self.share(candidate.quantity, quantity, within);
        candidates.filter(beside).collect()
    }

    /// Whether two figures stand in one part, as far as the rule reaches.
    pub(super) fn share(&self, one: usize, other: usize, within: Within) -> bool {
        let place = |quantity| self.place(Candidate { quantity, claim: 0 }, Level::of(within));
        place(one) == place(other)
    }

    /// The first claim of which none of `group` is.
    pub(super) fn lacking(&self, group: &[Candidate]) -> Option<usize> {
        (0..self.claims).find(|claim| !group.iter().any(|candidate| candidate.claim == *claim))
    }

    /// The figures that are held to each other, a figure a claim; `candidates` stand in the order of the text.
    pub(super) fn passages(&self, candidates: &[Candidate], within: Within) -> Vec<Vec<usize>> {
        if self.claims == 1 {
            let alone = |candidate: &Candidate| vec![candidate.quantity];
            return candidates.iter().map(alone).collect();
        }
        let level = Level::of(within);
        let mut passages = Vec::new();
        for part in self.parts(candidates, level) {
            self.gather(&part, level, &mut passages);
        }
        passages
    }

    /// Adds the passages of the narrowest parts of `group` that have a figure for every claim; whether there were any.
    fn gather(&self, group: &[Candidate], level: Level, passages: &mut Vec<Vec<usize>>) -> bool {
        if !self.is_whole(group) {
            return false;
        }
        let mut found = false;
        if let Some(inner) = level.inner() {
            for part in self.parts(group, inner) {
                found |= self.gather(&part, inner, passages);
            }
        }
        if !found {
            passages.extend(self.choice(group.to_vec(), level));
        }
        true
    }

    /// The candidates of each part of this size, in the order of the text.
    fn parts(&self, candidates: &[Candidate], level: Level) -> Vec<Vec<Candidate>> {
        let mut keyed: Vec<((u32, u32), Candidate)> = candidates
            .iter()
            .filter_map(|candidate| Some((self.place(*candidate, level)?, *candidate)))
            .collect();
        keyed.sort_by_key(|(place, _)| *place);
        keyed
            .chunk_by(|(a, _), (b, _)| a == b)
            .map(|part| part.iter().map(|(_, candidate)| *candidate).collect())
            .collect()
    }

    /// What the candidates of one part share.
    fn place(&self, candidate: Candidate, level: Level) -> Option<(u32, u32)> {
        let quantity = self.context.extract.quantities.get(candidate.quantity)?;
        match level {
            Level::Clause => {
                let clause = self.context.claims.get(candidate.quantity)?.clause;
                Some((clause.start, clause.end))
            }
            Level::Sentence => Some((quantity.sentence, 0)),
            Level::Paragraph => {
                let blocks = &self.context.document.blocks;
                let block = blocks.partition_point(|block| block.span.start <= quantity.span.start);
                Some((u32::try_from(block).ok()?, 0))
            }
            Level::Document => Some((0, 0)),
        }
    }

    /// Whether there is a candidate for every claim.
    fn is_whole(&self, group: &[Candidate]) -> bool {
        self.lacking(group).is_none()
    }

    /// The one figure of each claim; `None` where several would do.
    fn choice(&self, mut group: Vec<Candidate>, level: Level) -> Option<Vec<usize>> {
        self.settle(&mut group);
        if let Some(only) = self.only(&group) {
            return Some(only);
        }
        if level > Level::Sentence {
            self.keep_near(&mut group);
            self.settle(&mut group);
            return self.only(&group);
        }
        self.side_by_side(&group)
    }

    /// A figure that is the only one of a claim is of no other.
    fn settle(&self, group: &mut Vec<Candidate>) {
        for _ in 0..self.claims {
            let before = group.len();
            for claim in 0..self.claims {
                let mut own = group.iter().filter(|candidate| candidate.claim == claim);
                if let (Some(Candidate { quantity, .. }), None) = (own.next().copied(), own.next())
                {
                    group.retain(|other| other.claim == claim || other.quantity != quantity);
                }
            }
            if group.len() == before {
                return;
            }
        }
    }

    /// The figures, where each claim has one, and another than the others.
    fn only(&self, group: &[Candidate]) -> Option<Vec<usize>> {
        let mut figures = Vec::with_capacity(self.claims);
        for claim in 0..self.claims {
            let mut own = group.iter().filter(|candidate| candidate.claim == claim);
            let figure = own.next()?.quantity;
            if own.next().is_some() || figures.contains(&figure) {
                return None;
            }
            figures.push(figure);
        }
        Some(figures)
    }

    /// Of several figures of a claim, leaves those in a sentence with a figure of another.
    fn keep_near(&self, group: &mut Vec<Candidate>) {
        let sentence = |candidate: &Candidate| self.place(*candidate, Level::Sentence);
        let mut sentences: Vec<_> = group
            .iter()
            .map(|candidate| (sentence(candidate), candidate.claim))
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        let mut counts = vec![0_usize; self.claims];
        for candidate in group.iter() {
            if let Some(count) = counts.get_mut(candidate.claim) {
                *count = count.saturating_add(1);
            }
        }
        group.retain(|candidate| {
            let several = counts.get(candidate.claim).is_some_and(|count| *count > 1);
            let own = sentence(candidate);
            let from = sentences.partition_point(|(sentence, _)| *sentence < own);
            let mut shared = sentences
                .iter()
                .skip(from)
                .take_while(|(sentence, _)| *sentence == own);
            !several || shared.any(|(_, claim)| *claim != candidate.claim)
        });
    }

    /// The shortest run of figures with one for every claim, where there is one such run.
    fn side_by_side(&self, group: &[Candidate]) -> Option<Vec<usize>> {
        let figures: Vec<&[Candidate]> = group.chunk_by(|a, b| a.quantity == b.quantity).collect();
        if figures.len() > AROUND {
            return None;
        }
        let runs = (0..figures.len()).filter_map(|start| {
            let from = figures.get(start..)?;
            let length = (self.claims..=from.len()).find(|length| {
                from.get(..*length)
                    .is_some_and(|run| self.is_whole(&run.concat()))
            })?;
            Some((length, from.get(..length)?))
        });
        let runs: Vec<_> = runs.collect();
        let shortest = runs.iter().map(|(length, _)| *length).min()?;
        let mut nearest = runs.iter().filter(|(length, _)| *length == shortest);
        let (_, run) = nearest.next()?;
        if nearest.next().is_some() {
            return None;
        }
        let mut run = run.concat();
        self.settle(&mut run);
        self.only(&run)
    }
}
