//! `derived`: what rule packs assert of several figures of a passage together.

mod gather;
#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests;
mod told;
pub(crate) mod why;
mod words;

use super::Context;
use super::finding::{Finding, Severity};
use super::meta::{CheckMeta, Family, declare_check};
use super::reference::when;
use super::verdict::{Assessment, Verdict};
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::quantity::{Interval, Modifier};
use crate::rules::derived::{DerivedRule, Given};
use crate::rules::model::WhenVague;
use crate::rules::provenance::Source;
use crate::rules::reference::Asked;
use crate::rules::{RuleSet, Speaker};
use crate::untrusted::Untrusted;
use gather::{Candidate, Gathering};
use std::sync::Arc;
use words::Measure;

declare_check! {
    /// ## What it does
    /// Computes with the figures of a sentence, a paragraph or an article as the `assert` of a rule says, and tells
    /// the figure that no reading of the others allows.
    ///
    /// ## Why it matters
    /// Some figures no source gives, but others rule them out: a dose and a weight say how many doses there are.
    ///
    /// ## Example
    /// > The 21,889 pounds of fentanyl that were seized could kill 50 billion people.
    ///
    /// At 2 mg a dose, that is 4.96 billion doses: people <= seized / dose does not hold.
    ///
    /// ## Limits
    /// Every figure stands for what an editor reads it as, and only what is false for all of that is told. Where
    /// several figures may be meant by one name, those of the clause or the sentence that stand nearest are; where
    /// that does not decide it, nothing is said. The figure at fault is the one that `assert` names first, unless the
    /// rule says which. A constant as of a day ages as other references do.
    Derived { id: "derived", family: Family::Derived, severity: Severity::Error, since: "0.1.0" }
}

/// What the check tells of itself.
pub(crate) const META: CheckMeta = Derived::META;

/// What a derived rule says of one figure.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The figure, by its place among the quantities.
    pub quantity: usize,
    /// Where it stands.
    pub span: ProseSpan,
    /// The verdict.
    pub assessment: Assessment,
    /// The finding, where the verdict gives one.
    pub finding: Option<Finding>,
    /// Whose constant is too old, where that decides.
    pub stale: Option<Arc<Source>>,
}

/// Holds the figures of each passage that a derived rule speaks of to its assertion; `heard` is what speaks of each.
pub(crate) fn assess(
    context: &Context<'_>,
    rules: &RuleSet,
    heard: &[Vec<Speaker>],
) -> Vec<Judged> {
    let passages = passages(context, rules, heard);
    passages.iter().filter_map(Passage::judge).collect()
}

/// The passages that derived rules speak of, in the order of the rules.
fn passages<'a>(
    context: &'a Context<'a>,
    rules: &'a RuleSet,
    heard: &[Vec<Speaker>],
) -> Vec<Passage<'a>> {
    let spoken = candidates(heard);
    let mut passages = Vec::new();
    for of_rule in spoken.chunk_by(|(a, _), (b, _)| a == b) {
        let rule = of_rule
            .first()
            .and_then(|(rule, _)| rules.derived.get(*rule));
        let Some(rule) = rule else { continue };
        let candidates: Vec<Candidate> = of_rule.iter().map(|(_, candidate)| *candidate).collect();
        let gathered = Gathering::of(context, rule).passages(&candidates, rule.within);
        let gathered = gathered.into_iter();
        passages.extend(gathered.filter_map(|figures| Passage::new(context, rule, figures)));
    }
    passages
}

/// The figures that claims of derived rules speak of, each with the rule's place, in the order of the rules.
fn candidates(heard: &[Vec<Speaker>]) -> Vec<(usize, Candidate)> {
    let mut spoken: Vec<(usize, Candidate)> = Vec::new();
    for (quantity, speakers) in heard.iter().enumerate() {
        spoken.extend(speakers.iter().filter_map(|speaker| match *speaker {
            Speaker::Claim(rule, claim) => Some((rule, Candidate { quantity, claim })),
            Speaker::Rule(_) => None,
        }));
    }
    spoken.sort_unstable();
    spoken
}

/// The figures that are held to each other.
struct Passage<'a> {
    context: &'a Context<'a>,
    rule: &'a DerivedRule,
    /// The place of each claim's figure among the quantities.
    places: Vec<usize>,
    figures: Vec<&'a Quantity>,
}

/// How figures are taken.
#[derive(Clone, Copy)]
enum Reading {
    /// As an editor reads them.
    Editors,
    /// As written.
    Written,
}

/// Whether the constants speak of the time that the figure at fault is of.
enum Age<'a> {
    Fit,
    /// This one is too old for what is said of the present.
    TooOld(&'a Given),
    /// This one is of another time.
    OfAnotherTime(&'a Given),
}

impl<'a> Passage<'a> {
    fn new(context: &'a Context<'a>, rule: &'a DerivedRule, places: Vec<usize>) -> Option<Self> {
        let quantities = &context.extract.quantities;
        let figures = places.iter().map(|place| quantities.get(*place));
        Some(Self {
            context,
            rule,
            figures: figures.collect::<Option<Vec<_>>>()?,
            places,
        })
    }

    fn judge(&self) -> Option<Judged> {
        let (mut verdict, mut stale) = (self.by_values(), None);
        match self.age() {
            Age::Fit => {}
            Age::OfAnotherTime(_) => verdict = Verdict::Inconclusive,
            Age::TooOld(given) if verdict != Verdict::Inconclusive => {
                verdict = Verdict::Stale;
                stale = Some(given);
            }
            Age::TooOld(_) => {}
        }
        let figure = *self.figures.get(self.rule.figure)?;
        let values = |name: &str| self.value(name, Reading::Editors);
        let deciding = self.rule.assertion.deciding(self.at_fault()?, &values);
        let expected = deciding
            .as_ref()
            .and_then(|deciding| self.expected(deciding));
        let assessment = Assessment {
            verdict,
            rule: Some(self.rule.name.clone()),
            expected: expected.clone().map(Untrusted::from),
            source: self.source(stale),
            because: None,
        };
        let finding = match (verdict, stale, deciding) {
            (Verdict::Contradicted, _, Some(deciding)) => {
                Some(self.contradiction(figure, &deciding, expected))
            }
            (Verdict::Stale, Some(given), _) => Some(self.too_old(figure, given)),
            _ => None,
        };
        Some(Judged {
            quantity: *self.places.get(self.rule.figure)?,
            span: figure.span,
            assessment,
            finding,
            stale: stale.map(|given| Arc::clone(&given.source)),
        })
    }

    /// What the assertion comes to, the age of its constants aside.
    fn by_values(&self) -> Verdict {
        let assertion = &self.rule.assertion;
        let reads = |name: &str| self.value(name, Reading::Editors);
        let written = |name: &str| self.value(name, Reading::Written);
        match assertion.holds(&reads) {
            Some(false) => Verdict::Contradicted,
            Some(true) => Verdict::Supported,
            None if assertion.agrees(&reads, &written) => Verdict::Supported,
            None => Verdict::Inconclusive,
        }
    }

    /// Whether the constants speak of the figure's time: the first that is of another, else the first that is too old.
    fn age(&self) -> Age<'a> {
        let Some(asked) = self.asked() else {
            return Age::Fit;
        };
        let dated = || {
            let givens = self.rule.givens.iter();
            givens.filter_map(|given| Some((given, given.as_of?)))
        };
        let elsewhen =
            dated().find(|(given, day)| asked.gap_to(*day, Some(&given.source)).is_some());
        let old = dated().find(|(given, day)| asked.is_after_the_age_of(&given.source, *day));
        match (elsewhen, old) {
            (Some((given, _)), _) => Age::OfAnotherTime(given),
            (None, Some((given, _))) => Age::TooOld(given),
            (None, None) => Age::Fit,
        }
    }

    /// What the figure at fault asks for, by its time.
    fn asked(&self) -> Option<Asked> {
        let place = self.places.get(self.rule.figure)?;
        let claim = self.context.claims.get(*place)?;
        let today = self.context.document.date;
        Some(Asked {
            when: when(claim, self.rule.fiscal_year_start, today),
            today,
            greatest: false,
            when_vague: WhenVague::Latest,
        })
    }

    /// The value of a claim or a given, in the base unit of its dimension.
    fn value(&self, name: &str, reading: Reading) -> Option<Interval> {
        let given = self.rule.givens.iter().find(|given| given.name == name);
        if let Some(given) = given {
            return Some(given.value);
        }
        let figure = self.figure(name)?;
        let amount = &figure.amount;
        let interval = match (reading, amount.stated) {
            (Reading::Editors, _) => amount.reads(figure.kind, self.context.slack),
            (Reading::Written, Some(stated)) if amount.modifier != Modifier::Exact => {
                Interval::exactly(stated.value)
            }
            // A fraction that no decimal holds is enclosed by its interval.
            (Reading::Written, _) => amount.interval,
        };
        self.measure(name)?.to_base(&interval)
    }

    fn figure(&self, name: &str) -> Option<&'a Quantity> {
        let mut claims = self.rule.claims.iter();
        let place = claims.position(|claim| claim.name == name)?;
        self.figures.get(place).copied()
    }

    /// What the figure of a claim is in.
    fn measure(&self, name: &str) -> Option<Measure> {
        let claim = self.rule.claims.iter().find(|claim| claim.name == name)?;
        Some(Measure::of(self.figure(name)?, &claim.speaks.unit))
    }

    /// The name of the claim at fault.
    fn at_fault(&self) -> Option<&'a str> {
        let claim = self.rule.claims.get(self.rule.figure);
        claim.map(|claim| claim.name.as_str())
    }
}
