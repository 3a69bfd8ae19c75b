//! Rules that checks can run, and the index by which a claim's words call them up.

use super::about::{About, Vocabulary, WordId, Words};
use super::model::WhenVague;
use super::reference::Expectation;
use super::unit::UnitPattern;
use super::written::WrittenRule;
use crate::claim::Modality;
use crate::untrusted::Untrusted;
use crate::verdict::{Severity, Verdict};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Rules that checks can run.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// The rules; one with slots stands here once for each of their values.
    pub(crate) rules: Vec<Rule>,
    /// Every rule as its author wrote it, once, with its examples.
    pub(crate) written: Vec<WrittenRule>,
    /// The words of their phrases.
    pub(crate) vocabulary: Vocabulary,
    /// The rules that a word may call up.
    by_word: FxHashMap<WordId, Vec<usize>>,
}

/// A rule that checks can run.
#[derive(Debug)]
pub(crate) struct Rule {
    /// `pack/id`
    pub name: Untrusted,
    /// Which figures it speaks of.
    pub speaks: Speaks,
    /// What they are held to: any of these.
    pub expect: Vec<Expectation>,
    /// What they may be mistaken for.
    pub mistaken_for: Vec<Expectation>,
    /// How far beside the reference a figure may lie.
    pub tolerance: Tolerance,
    /// How much its findings matter, where the pack says.
    pub severity: Vec<(Verdict, Severity)>,
    /// What figures without an exact period are held to.
    pub when_vague: WhenVague,
    /// Whether the fiscal year of the same number is tried.
    pub or_fiscal_year: bool,
    /// Month and day on which the fiscal year starts.
    pub fiscal_year_start: (i8, i8),
}

/// Which figures a rule, or a claim of a derived rule, speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Speaks {
    /// The words that stand there.
    pub about: About,
    /// What the figures are in.
    pub unit: UnitPattern,
    /// How firmly they are said.
    pub modality: Vec<Modality>,
    /// Whether what is denied is meant.
    pub negated: bool,
    /// Whether vague figures ("several") are meant too.
    pub vague: bool,
}

/// How far beside the reference a figure may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// No further than its own rounding.
    Rounding,
    /// By this share of the reference: 0.002 for 0.2%.
    Share(Decimal),
    /// By this much, in the reference's unit.
    Amount(Decimal),
}

impl RuleSet {
    /// The rules that some of `words` call up, in order: those that may speak of what holds these words.
    pub(crate) fn called_by(&self, words: &Words) -> Vec<&Rule> {
        let mut places: Vec<usize> = words
            .present()
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        places
            .iter()
            .filter_map(|place| self.rules.get(*place))
            .collect()
    }

    /// Whether there is no rule to run.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// How many rules run.
    pub fn len(&self) -> usize {
        self.written.iter().filter(|rule| rule.runs).count()
    }

    /// Enters each rule under the rarest word of every phrase of its rarest term, so that common words call up few.
    pub(super) fn index(&mut self) {
        let mut uses: FxHashMap<WordId, usize> = FxHashMap::default();
        for term in self.rules.iter().flat_map(|rule| &rule.speaks.about.all) {
            for word in term.0.iter().flat_map(|phrase| &phrase.0) {
                let count = uses.entry(*word).or_default();
                *count = count.saturating_add(1);
            }
        }
        let count = |word: &WordId| uses.get(word).copied().unwrap_or(0);
        self.by_word.clear();
        for (place, rule) in self.rules.iter().enumerate() {
            let keys = rule.speaks.about.all.iter().map(|term| {
                let rarest = term
                    .0
                    .iter()
                    .filter_map(|phrase| phrase.0.iter().min_by_key(|word| count(word)));
                rarest.copied().collect::<Vec<_>>()
            });
            let best = keys.min_by_key(|words| words.iter().map(count).max());
            for word in best.unwrap_or_default() {
                self.by_word.entry(word).or_default().push(place);
            }
        }
    }
}
