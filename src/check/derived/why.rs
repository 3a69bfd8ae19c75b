//! Which derived rules speak of a figure, with which others and what each held; and why others that nearly do are
//! silent.

use super::gather::{Candidate, Gathering};
use super::{Age, Passage, candidates, passages, words};
use crate::check::Context;
use crate::check::reference::why::{distance, in_words};
use crate::check::reference::{Failed, Hearing};
use crate::check::verdict::Verdict;
use crate::check::why::{Near, Question, Spoke};
use crate::rules::derived::DerivedRule;
use crate::rules::model::Within;
use crate::rules::{RuleSet, Speaker, WrittenRule};
use crate::untrusted::Untrusted;

/// The rules that speak of some passage of the article.
pub(crate) fn speaking(
    context: &Context<'_>,
    rules: &RuleSet,
    heard: &[Vec<Speaker>],
) -> Vec<Untrusted> {
    let passages = passages(context, rules, heard);
    let names = passages.iter().map(|passage| passage.rule.name.clone());
    names.collect()
}

/// What derived rules have to do with a figure.
pub(in crate::check) fn of_figure(question: &Question<'_>) -> (Spoke, Vec<Near>) {
    let Question {
        context,
        rules,
        heard,
        figure,
        ..
    } = *question;
    let mut passages = passages(context, rules, heard);
    passages.retain(|passage| question.is_about(&passage.rule.name));
    let own = passages
        .iter()
        .filter(|passage| passage.places.contains(&figure));
    let spoke = own.filter_map(|passage| {
        let verdict = passage.judge()?.assessment.verdict;
        let told = passage.told(verdict).into();
        Some((passage.rule.name.clone(), verdict, told))
    });
    let candidates = candidates(heard);
    let mut near = Vec::new();
    for (place, rule) in rules.derived.iter().enumerate() {
        if !question.is_about(&rule.name) {
            continue;
        }
        let of_rule = candidates.iter().filter(|(of, _)| *of == place);
        let mut written = rules.written.iter();
        let silent = Silent {
            context,
            rule,
            written: written.find(|written| written.name == rule.name),
            candidates: of_rule.map(|(_, candidate)| *candidate).collect(),
            index: figure,
        };
        let settled = passages.iter().any(|passage| {
            let share = |place: &usize| silent.gathering().share(*place, figure, rule.within);
            std::ptr::eq(passage.rule, rule) && passage.places.iter().any(share)
        });
        let told = silent.told(settled, &mut Hearing::new(context, rules));
        near.extend(told.map(|(distance, told)| Near {
            distance,
            rule: rule.name.clone(),
            told: told.into(),
        }));
    }
    (spoke.collect(), near)
}

impl Passage<'_> {
    /// What the rule says of the passage, and what each of its names held.
    fn told(&self, verdict: Verdict) -> String {
        let whole = 0..self.rule.assertion.text().len();
        let assertion = self.worded(&whole);
        let told = match (verdict, self.age()) {
            (Verdict::Contradicted, _) => format!("{assertion} does not hold"),
            (Verdict::Supported, _) => format!("{assertion} holds"),
            (_, Age::TooOld(given)) => format!("too old to tell: {}", self.gives(given)),
            (_, Age::OfAnotherTime(given)) => format!("of another time: {}", self.gives(given)),
            (_, Age::Fit) => format!("what the figures may stand for leaves {assertion} open"),
        };
        let claims = self.rule.claims.iter().map(|claim| self.held(&claim.name));
        let givens = self.rule.givens.iter().map(|given| {
            let publisher = given.source.publisher.raw();
            format!("{} is {} of {publisher}", given.name, given.written.raw())
        });
        let names: Vec<String> = claims.chain(givens).collect();
        format!("{told}; {}", names.join(", "))
    }

    /// "people is “50 billion people”, 49.5 billion to 50.5 billion"
    fn held(&self, name: &str) -> String {
        let figure = self.figure(name);
        let figure = figure.map(|figure| words::counted(self.context, figure));
        let read = self.measure(name).and_then(|measure| {
            let value = self.value(name, super::Reading::Editors)?;
            Some(words::value(&measure.of_base(&value)?, measure))
        });
        let figure = figure.unwrap_or_default();
        match read {
            Some(read) if !figure.starts_with(&read) => format!("{name} is “{figure}” ({read})"),
            _ => format!("{name} is “{figure}”"),
        }
    }
}

/// A rule that says nothing of a figure.
struct Silent<'a> {
    context: &'a Context<'a>,
    rule: &'a DerivedRule,
    written: Option<&'a WrittenRule>,
    /// The figures that its claims speak of.
    candidates: Vec<Candidate>,
    /// The figure.
    index: usize,
}

impl<'a> Silent<'a> {
    const fn gathering(&self) -> Gathering<'a> {
        Gathering::of(self.context, self.rule)
    }

    /// How near the rule is to speaking of the figure, and what failed; nothing where it has nothing to do with it.
    /// `settled` tells that it speaks of other figures there.
    fn told(&self, settled: bool, hearing: &mut Hearing<'_>) -> Option<(u8, String)> {
        let gathering = self.gathering();
        let around = gathering.around(&self.candidates, self.index, self.rule.within);
        let own = around
            .iter()
            .find(|candidate| candidate.quantity == self.index);
        let Some(own) = own else {
            return self.nearest_claim(&around, hearing);
        };
        let name = self.name(own.claim);
        let part = part(self.rule.within);
        let told = match gathering.lacking(&around) {
            Some(claim) => {
                let near = self.nearest_figure(claim, hearing).unwrap_or_default();
                let lacking = self.name(claim);
                format!("it is `{name}`, but no figure of its {part} is `{lacking}`{near}")
            }
            None if settled => {
                format!("it could be `{name}`, but others of its {part} stand nearer to each other")
            }
            None => format!(
                "it could be `{name}`, but several figures of its {part} could stand for one name, and none is nearest"
            ),
        };
        Some((0, told))
    }

    fn name(&self, claim: usize) -> &'a str {
        let claim = self.rule.claims.get(claim);
        claim.map_or("", |claim| claim.name.as_str())
    }

    /// The claim that nearly speaks of the figure, where the passage has figures of others.
    fn nearest_claim(
        &self,
        around: &[Candidate],
        hearing: &mut Hearing<'_>,
    ) -> Option<(u8, String)> {
        let alone = self.rule.claims.len() == 1;
        let claims = 0..self.rule.claims.len();
        let nearest = claims
            .filter(|claim| alone || around.iter().any(|other| other.claim != *claim))
            .filter_map(|claim| Some((self.distance(claim, self.index, false, hearing)?, claim)))
            .min_by_key(|((distance, _), _)| *distance);
        let ((distance, failed), claim) = nearest?;
        let told = self.in_words(claim, failed, self.index)?;
        Some((distance, format!("as `{}`: {told}", self.name(claim))))
    }

    /// ": of “21,889 pounds”, …": the figure of the passage that is nearly what the claim speaks of.
    fn nearest_figure(&self, claim: usize, hearing: &mut Hearing<'_>) -> Option<String> {
        let gathering = self.gathering();
        let figures = &self.context.extract.quantities;
        let others = (0..figures.len())
            .filter(|other| *other != self.index)
            .filter(|other| gathering.share(*other, self.index, self.rule.within));
        let nearest = others
            .filter_map(|other| Some((self.distance(claim, other, true, hearing)?, other)))
            .min_by_key(|((distance, _), _)| *distance);
        let ((_, failed), other) = nearest?;
        let figure = words::figure(self.context, figures.get(other)?);
        let told = self.in_words(claim, failed, other)?;
        Some(format!("; of “{figure}”: {told}"))
    }

    /// How near a claim is to speaking of a figure, and what failed. `beside` one that the rule speaks of, a figure of the
    /// claim's unit is near whatever its words.
    fn distance(
        &self,
        claim: usize,
        figure: usize,
        beside: bool,
        hearing: &mut Hearing<'_>,
    ) -> Option<(u8, Failed)> {
        let speaks = &self.rule.claims.get(claim)?.speaks;
        let quantity = self.context.extract.quantities.get(figure)?;
        let bound = self.context.claims.get(figure)?;
        let failed = hearing.why(speaks, quantity, bound)?;
        let missing = hearing.missing_terms(speaks, quantity, bound);
        let distance = distance(failed, missing, speaks)
            .or_else(|| (beside && matches!(failed, Failed::Term(_))).then_some(3));
        Some((distance?, failed))
    }

    fn in_words(&self, claim: usize, failed: Failed, figure: usize) -> Option<String> {
        let speaks = &self.rule.claims.get(claim)?.speaks;
        let written = self
            .written
            .and_then(|rule| Some((rule, rule.speaks.get(claim)?)));
        let quantity = self.context.extract.quantities.get(figure)?;
        let bound = self.context.claims.get(figure)?;
        Some(in_words(
            failed,
            speaks,
            written,
            self.context,
            (quantity, bound),
        ))
    }
}

const fn part(within: Within) -> &'static str {
    match within {
        Within::Sentence => "sentence",
        Within::Paragraph => "paragraph",
        Within::Document => "article",
    }
}
