//! Rules that checks can run, and the index by which a claim's words call them up.

use super::about::{About, Vocabulary, WordId, Words};
use super::derived::DerivedRule;
use super::error::SourceText;
use super::model::WhenVague;
use super::reference::Expectation;
use super::unit::UnitPattern;
use crate::claim::Modality;
use crate::untrusted::Untrusted;
use crate::verdict::{Severity, Verdict};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

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
    /// What a word may call up.
    by_word: FxHashMap<WordId, Vec<Speaker>>,
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

/// A rule as its author wrote it, for listing and for its tests.
#[derive(Debug)]
pub(crate) struct WrittenRule {
    /// `pack/id`
    pub name: Untrusted,
    /// The pack.
    pub file: Arc<SourceText>,
    /// Where its id stands.
    pub span: Range<usize>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Whether it runs: no mistake was found in it.
    pub runs: bool,
}

/// A sentence, and what the rule is to say of it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Where it stands.
    pub span: Range<usize>,
    /// The day that the sentence is printed.
    pub date: Option<Date>,
    /// The sentence.
    pub text: Untrusted,
    /// Words of the figure that is meant, where there are several.
    pub figure: Option<Untrusted>,
    /// The verdict; absent where the rule is to be silent.
    pub verdict: Option<Verdict>,
    /// Words that the finding holds.
    pub says: Option<Untrusted>,
    /// Whether it is known not to pass yet.
    pub todo: bool,
}

impl RuleSet {
    /// What some of `words` call up, in order: what may speak of that which holds these words.
    pub(crate) fn called_by(&self, words: &Words) -> Vec<(Speaker, &Speaks)> {
        let mut called: Vec<Speaker> = words
            .present()
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .collect();
        called.sort_unstable();
        called.dedup();
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

    /// Enters each rule, and each claim of a derived one, under the rarest word of every phrase of its rarest term, so that common words call up few.
    pub(super) fn index(&mut self) {
        let mut uses: FxHashMap<WordId, usize> = FxHashMap::default();
        for term in self.speakers().flat_map(|(_, speaks)| &speaks.about.all) {
            for word in term.0.iter().flat_map(|phrase| &phrase.0) {
                let count = uses.entry(*word).or_default();
                *count = count.saturating_add(1);
            }
        }
        let count = |word: &WordId| uses.get(word).copied().unwrap_or(0);
        let mut by_word: FxHashMap<WordId, Vec<Speaker>> = FxHashMap::default();
        for (speaker, speaks) in self.speakers() {
            let keys = speaks.about.all.iter().map(|term| {
                let rarest = term
                    .0
                    .iter()
                    .filter_map(|phrase| phrase.0.iter().min_by_key(|word| count(word)));
                rarest.copied().collect::<Vec<_>>()
            });
            let best = keys.min_by_key(|words| words.iter().map(count).max());
            for word in best.unwrap_or_default() {
                by_word.entry(word).or_default().push(speaker);
            }
        }
        self.by_word = by_word;
    }
}
