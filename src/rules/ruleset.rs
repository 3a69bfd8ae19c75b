//! Rules that checks can run, and the index by which a claim's words call them up.

use super::about::{About, Term, Vocabulary, WordId, Words};
use super::model::WhenVague;
use super::reference::Expectation;
use super::tolerance::Tolerance;
use super::unit::UnitPattern;
use super::written::WrittenRule;
use crate::claim::Modality;
use crate::quantity::Base;
use crate::untrusted::Untrusted;
use crate::verdict::{Severity, Verdict};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// Rules that checks can run.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// The rules; one with slots stands here once for each of their values.
    pub(crate) rules: Vec<Rule>,
    /// Every rule as its author wrote it, once, with its examples.
    pub(crate) written: Vec<WrittenRule>,
    /// The words of their phrases.
    pub(crate) vocabulary: Vocabulary,
    /// How many rows the expectations hold together.
    pub(super) held_rows: AtomicUsize,
    /// The terms that a word may call up, by their place in `by_term`.
    by_word: FxHashMap<WordId, Vec<usize>>,
    /// The rules that each term calls up.
    by_term: Vec<Vec<usize>>,
    /// Whether some rule speaks of dates.
    pub(crate) speaks_of_dates: bool,
}

/// A rule that checks can run.
#[derive(Debug)]
pub(crate) struct Rule {
    /// `pack/id`
    pub name: Untrusted,
    /// The values that its slots stand for here ("Canada"), if it has slots.
    pub of: Option<Untrusted>,
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
    /// What a bare "$" is.
    pub dollar: Option<Base>,
    /// How firmly they are said.
    pub modality: Vec<Modality>,
    /// Whether what is denied is meant.
    pub negated: bool,
    /// Whether vague figures ("several") are meant too.
    pub vague: bool,
}

impl RuleSet {
    /// The rules that some of `words` call up, in order: those that may speak of what holds these words.
    pub(crate) fn called_by(&self, words: &Words) -> Vec<&Rule> {
        let called = |lists: Vec<&Vec<usize>>| {
            let mut places: Vec<usize> = lists.into_iter().flatten().copied().collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        let by_word = words.present().iter();
        let terms = called(by_word.filter_map(|word| self.by_word.get(word)).collect());
        let by_term = terms.iter();
        let places = called(by_term.filter_map(|term| self.by_term.get(*term)).collect());
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

    /// Enters each rule under its rarest term, and that under the rarest word of each of its phrases, so that common
    /// words call up few.
    pub(super) fn index(&mut self) {
        let mut terms = Terms::default();
        let rules: Vec<Vec<usize>> = self
            .rules
            .iter()
            .map(|rule| {
                rule.speaks
                    .about
                    .all
                    .iter()
                    .map(|term| terms.enter(term))
                    .collect()
            })
            .collect();
        let keys = terms.keys();
        let frequency = |term: &usize| keys.get(*term).map(|key| key.frequency);
        self.by_term = vec![Vec::new(); keys.len()];
        for (place, own) in rules.iter().enumerate() {
            let rarest = own.iter().min_by_key(|term| frequency(term));
            if let Some(called) = rarest.and_then(|term| self.by_term.get_mut(*term)) {
                called.push(place);
            }
        }
        self.by_word.clear();
        for (term, key) in keys.iter().enumerate() {
            let calls = self
                .by_term
                .get(term)
                .is_some_and(|rules| !rules.is_empty());
            for word in key.words.iter().filter(|_| calls) {
                self.by_word.entry(*word).or_default().push(term);
            }
        }
        self.speaks_of_dates = self
            .rules
            .iter()
            .any(|rule| rule.speaks.unit == UnitPattern::Date);
    }
}

/// The terms of all rules, each once: rules with slots share most of theirs.
#[derive(Default)]
struct Terms<'r> {
    places: FxHashMap<*const Term, usize>,
    /// The terms, and how many rules use each.
    list: Vec<(&'r Term, usize)>,
}

/// The words under which a term is entered, and how many rules the most common of them stands in.
struct Key {
    words: Vec<WordId>,
    frequency: usize,
}

impl<'r> Terms<'r> {
    /// Counts one more rule that uses `term`; its place in the list.
    fn enter(&mut self, term: &'r Arc<Term>) -> usize {
        let next = self.list.len();
        let place = *self.places.entry(Arc::as_ptr(term)).or_insert(next);
        match self.list.get_mut(place) {
            Some((_, uses)) => *uses = uses.saturating_add(1),
            None => self.list.push((term, 1)),
        }
        place
    }

    /// The rarest word of each phrase of each term.
    fn keys(&self) -> Vec<Key> {
        let mut frequency: FxHashMap<WordId, usize> = FxHashMap::default();
        for (term, uses) in &self.list {
            for word in term.0.iter().flat_map(|phrase| &phrase.0) {
                let count = frequency.entry(*word).or_default();
                *count = count.saturating_add(*uses);
            }
        }
        let count = |word: &WordId| frequency.get(word).copied().unwrap_or(0);
        let key = |(term, _): &(&Term, usize)| {
            let phrases = term.0.iter();
            let rarest =
                phrases.filter_map(|phrase| phrase.0.iter().min_by_key(|word| count(word)));
            let mut words: Vec<WordId> = rarest.copied().collect();
            words.sort_unstable();
            words.dedup();
            let frequency = words.iter().map(count).max().unwrap_or(0);
            Key { words, frequency }
        };
        self.list.iter().map(key).collect()
    }
}
