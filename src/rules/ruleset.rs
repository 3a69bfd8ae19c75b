//! Rules that checks can run, and the index by which a claim's words call them up.

use super::about::{About, Term, Vocabulary, WordId, Words};
use super::derived::DerivedRule;
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
    /// The derived rules; one with slots stands here once for each of their values.
    pub(crate) derived: Vec<DerivedRule>,
    /// Every rule as its author wrote it, once, with its examples.
    pub(crate) written: Vec<WrittenRule>,
    /// The words of their phrases.
    pub(crate) vocabulary: Vocabulary,
    /// How many rows the expectations hold together.
    pub(super) held_rows: AtomicUsize,
    /// The terms that a word may call up, by their place in `by_term`.
    by_word: FxHashMap<WordId, Vec<usize>>,
    /// What each term calls up.
    by_term: Vec<Vec<Speaker>>,
    /// Whether some rule speaks of dates.
    pub(crate) speaks_of_dates: bool,
}

/// What may speak of a figure: a rule, or a claim of a derived rule, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// A rule.
    Rule(usize),
    /// A derived rule, and its claim.
    Claim(usize, usize),
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
    /// What some of `words` call up, in order: what may speak of that which holds these words.
    pub(crate) fn called_by(&self, words: &Words) -> Vec<(Speaker, &Speaks)> {
        let by_word = words.present().iter();
        let terms = each_once(by_word.filter_map(|word| self.by_word.get(word)));
        let by_term = terms.iter();
        let called = each_once(by_term.filter_map(|term| self.by_term.get(*term)));
        called
            .into_iter()
            .filter_map(|speaker| Some((speaker, self.speaks(speaker)?)))
            .collect()
    }

    fn speaks(&self, speaker: Speaker) -> Option<&Speaks> {
        match speaker {
            Speaker::Rule(rule) => self.rules.get(rule).map(|rule| &rule.speaks),
            Speaker::Claim(rule, claim) => {
                let claim = self.derived.get(rule)?.claims.get(claim);
                claim.map(|claim| &claim.speaks)
            }
        }
    }

    /// Everything that may speak, in order.
    fn speakers(&self) -> impl Iterator<Item = (Speaker, &Speaks)> {
        let rules = self.rules.iter().enumerate();
        let rules = rules.map(|(place, rule)| (Speaker::Rule(place), &rule.speaks));
        let claims = self.derived.iter().enumerate().flat_map(|(rule, derived)| {
            let claims = derived.claims.iter().enumerate();
            claims.map(move |(place, claim)| (Speaker::Claim(rule, place), &claim.speaks))
        });
        rules.chain(claims)
    }

    /// How much a verdict of the rule called `name` matters, where its author says so.
    pub(crate) fn severity(&self, name: &Untrusted, verdict: Verdict) -> Option<Severity> {
        let rule = self.rules.iter().find(|rule| rule.name == *name);
        let derived = self.derived.iter().find(|rule| rule.name == *name);
        let own = rule
            .map(|rule| &rule.severity)
            .or(derived.map(|rule| &rule.severity))?;
        let found = own.iter().find(|(of, _)| *of == verdict)?;
        Some(found.1)
    }

    /// Whether there is no rule to run.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.derived.is_empty()
    }

    /// How many rules run.
    pub fn len(&self) -> usize {
        self.written.iter().filter(|rule| rule.runs).count()
    }

    /// Enters each rule, and each claim of a derived one, under its rarest term, and that under the rarest word of each of its phrases, so that common
    /// words call up few.
    pub(super) fn index(&mut self) {
        let mut terms = Terms::default();
        let speakers: Vec<(Speaker, Vec<usize>)> = self
            .speakers()
            .map(|(speaker, speaks)| {
                let own = speaks.about.all.iter();
                (speaker, own.map(|term| terms.enter(term)).collect())
            })
            .collect();
        let keys = terms.keys();
        let frequency = |term: &usize| keys.get(*term).map(|key| key.frequency);
        let mut by_term: Vec<Vec<Speaker>> = vec![Vec::new(); keys.len()];
        for (speaker, own) in &speakers {
            let rarest = own.iter().min_by_key(|term| frequency(term));
            if let Some(called) = rarest.and_then(|term| by_term.get_mut(*term)) {
                called.push(*speaker);
            }
        }
        self.by_term = by_term;
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

/// The members of all `lists`, in order, each once.
fn each_once<'l, T: Copy + Ord + 'l>(lists: impl Iterator<Item = &'l Vec<T>>) -> Vec<T> {
    let mut all: Vec<T> = lists.flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
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
