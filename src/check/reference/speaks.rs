//! Which rules speak of a claim: by its words, its unit, and how firmly it is said.

use crate::check::Context;
use crate::claim::{Claim, TrendRole};
use crate::document::ProseSpan;
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Base, Kind};
use crate::rules::about::{Listener, Words};
use crate::rules::unit::{Thing, UnitPattern};
use crate::rules::{Rule, RuleSet};

/// Finds the rules of one document's claims, in order.
pub(super) struct Hearing<'a> {
    context: &'a Context<'a>,
    rules: &'a RuleSet,
    listener: Listener<'a, 'a>,
    /// The spans looked at last, and their words: figures of one clause share them.
    last: Option<(Vec<ProseSpan>, Words)>,
}

impl<'a> Hearing<'a> {
    pub(super) fn new(context: &'a Context<'a>, rules: &'a RuleSet) -> Self {
        Self {
            context,
            rules,
            listener: Listener::new(&rules.vocabulary),
            last: None,
        }
    }

    /// The rules that speak of `claim`, whose figure is `quantity`.
    pub(super) fn rules_for(&mut self, quantity: &Quantity, claim: &Claim) -> Vec<&'a Rule> {
        if quantity.kind.is_calendar() || quantity.kind == Kind::OutOfRange {
            return Vec::new();
        }
        let (own, foreign) = self.spans(quantity, claim);
        let all: Vec<ProseSpan> = own.iter().chain(&foreign).copied().collect();
        let words = self.words(all);
        let called = self.rules.called_by(&words);
        let fitting = called.into_iter().filter(|rule| {
            fits_unit(&rule.unit, self.context, quantity, claim)
                && fits_manner(rule, quantity, claim)
        });
        let fitting: Vec<&Rule> = fitting.collect();
        if fitting.is_empty() {
            return fitting;
        }
        let near = (!foreign.is_empty()).then(|| self.words(own));
        fitting
            .into_iter()
            .filter(|rule| {
                let words = match &near {
                    Some(near) if self.is_foreign(rule, &foreign, quantity) => near,
                    _ => &words,
                };
                rule.about.speaks_of(words)
            })
            .collect()
    }

    /// The spans whose words are the claim's own, and those of clauses with other figures, whose words count only
    /// for rules of other units.
    fn spans(&self, quantity: &Quantity, claim: &Claim) -> (Vec<ProseSpan>, Vec<ProseSpan>) {
        let subject = claim.subject.map(|subject| subject.span);
        let period = claim.period.map(|period| period.text);
        let bound = [subject, claim.predicate, claim.place, period];
        let parts = bound
            .into_iter()
            .flatten()
            .chain(claim.concept.iter().copied());
        let mut own = vec![claim.clause];
        own.extend(parts.filter(|part| !claim.clause.holds(*part)));
        // A clause without a verb of its own lives by the clause that it hangs on, figures and all.
        let has_verb = claim
            .predicate
            .is_some_and(|predicate| claim.clause.holds(predicate));
        let mut foreign = Vec::new();
        for span in &claim.inherited {
            if has_verb && self.other_figures(*span, quantity).next().is_some() {
                foreign.push(*span);
            } else {
                own.push(*span);
            }
        }
        (own, foreign)
    }

    /// The figures in `span` but this one, with their claims.
    fn other_figures(
        &self,
        span: ProseSpan,
        quantity: &Quantity,
    ) -> impl Iterator<Item = (&'a Quantity, &'a Claim)> {
        let quantities = &self.context.extract.quantities;
        let own = quantity.span;
        let from = quantities.partition_point(|other| other.span.start < span.start);
        quantities
            .iter()
            .zip(self.context.claims)
            .skip(from)
            .take_while(move |(other, _)| other.span.start < span.end)
            .filter(move |(other, _)| other.span != own && !other.kind.is_calendar())
    }

    /// Whether one of `spans` has a figure of the rule's unit.
    fn is_foreign(&self, rule: &Rule, spans: &[ProseSpan], quantity: &Quantity) -> bool {
        spans
            .iter()
            .flat_map(|span| self.other_figures(*span, quantity))
            .any(|(other, claim)| fits_unit(&rule.unit, self.context, other, claim))
    }

    fn words(&mut self, spans: Vec<ProseSpan>) -> Words {
        if let Some((heard, words)) = &self.last
            && *heard == spans
        {
            return words.clone();
        }
        let mut words = Words::default();
        for span in &spans {
            self.listener
                .hear(self.context.document.slice(*span), &mut words);
        }
        self.last = Some((spans, words.clone()));
        words
    }
}

/// Whether a rule speaks of figures said in this manner: asserted, denied, planned; not of changes, nor of vague
/// words unless it says so.
fn fits_manner(rule: &Rule, quantity: &Quantity, claim: &Claim) -> bool {
    let change = claim.trend.is_some_and(|trend| trend.role == TrendRole::By);
    !change
        && rule.negated == claim.negated
        && rule.modality.contains(&claim.modality)
        && (rule.vague || !quantity.amount.vague)
}

/// Whether a figure is counted or measured in what `pattern` names.
fn fits_unit(
    pattern: &UnitPattern,
    context: &Context<'_>,
    quantity: &Quantity,
    claim: &Claim,
) -> bool {
    if quantity.unit.per != UnitName::None {
        return false;
    }
    match (pattern, quantity.unit.name) {
        (UnitPattern::Times, _) => quantity.kind == Kind::Multiple,
        (UnitPattern::Counted(things), UnitName::Noun(noun)) => {
            quantity.kind == Kind::Count && is_named(things, context.document.slice(noun))
        }
        (UnitPattern::Counted(things), UnitName::None) => {
            quantity.kind == Kind::Count
                && claim
                    .subject
                    .is_none_or(|subject| is_named(things, context.document.slice(subject.head)))
        }
        (UnitPattern::Known(wanted), UnitName::Known(unit)) => {
            crate::rules::expectation::comparable(*wanted, unit)
        }
        (UnitPattern::Dimension(dimension), UnitName::Known(Base::Measure(unit))) => {
            unit.dimension == *dimension
        }
        _ => false,
    }
}

fn is_named(things: &[Thing], noun: &str) -> bool {
    things.iter().any(|thing| thing.is_named(noun))
}
