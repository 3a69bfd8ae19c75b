//! Which value of a slot a figure is of, where its sentence names some and the heading over it another: "The Greens won
//! four seats", below a heading about the mayor's party, is of the Greens alone.

use super::{Failed, Hearing};
use crate::claim::Claim;
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::rules::{Rule, Speaker};
use std::ops::Range;

impl Hearing<'_> {
    /// The speakers without the rules that only a heading gives the value of their slot, where the sentence names another.
    pub(super) fn without_headings_values(
        &mut self,
        speakers: Vec<Speaker>,
        quantity: &Quantity,
        claim: &Claim,
    ) -> Vec<Speaker> {
        let rules = &self.rules.rules;
        let slotted = |speaker: &Speaker| match speaker {
            Speaker::Rule(place) => rules.get(*place).is_some_and(|rule| rule.of.is_some()),
            Speaker::Claim(..) => false,
        };
        if !speakers.iter().any(slotted) {
            return speakers;
        }
        let below = self.without_headings(claim);
        if below.inherited.len() == claim.inherited.len() {
            return speakers;
        }
        let counts = |speaker: &Speaker| match speaker {
            Speaker::Rule(place) if slotted(speaker) => {
                self.names_its_value(*place, quantity, &below)
            }
            _ => true,
        };
        speakers.into_iter().filter(counts).collect()
    }

    /// Whether a rule hears the value of its slot without a heading, or nothing in the sentence names another.
    fn names_its_value(&mut self, place: usize, quantity: &Quantity, below: &Claim) -> bool {
        let siblings = self.variants(place);
        let rules = &self.rules.rules;
        let of_rule = rules.get(siblings.clone()).unwrap_or_default();
        let ([first, .., last], Some(rule)) = (of_rule, rules.get(place)) else {
            return true;
        };
        let slots = first.speaks.about.differing(&last.speaks.about);
        let failed = self.why(&rule.speaks, quantity, below);
        let lacks = matches!(
            failed,
            Some(Failed::Term(term) | Failed::OthersWords(term)) if slots.contains(&term)
        );
        if !lacks {
            return true;
        }
        let sentences = &self.context.extract.sentences;
        let Some(sentence) = sentences.get(quantity.sentence as usize) else {
            return true;
        };
        let words = self.words(vec![super::Stretch::all(sentence.span)]);
        let names_another =
            |(of, other): (usize, &Rule)| of != place && other.speaks.about.have(&slots, &words);
        !siblings.zip(of_rule).any(names_another)
    }

    /// The places of the variants of one rule, a value of its slots each.
    fn variants(&self, place: usize) -> Range<usize> {
        let rules = &self.rules.rules;
        let (before, after) = rules.split_at_checked(place).unwrap_or_default();
        let same = |rule: &&Rule| after.first().is_some_and(|own| own.name == rule.name);
        let start = place.saturating_sub(before.iter().rev().take_while(same).count());
        start..place.saturating_add(after.iter().take_while(same).count())
    }

    /// The claim without what it inherits from headings.
    fn without_headings(&self, claim: &Claim) -> Claim {
        let blocks = &self.context.document.blocks;
        let is_heading = |span: &ProseSpan| {
            let after = blocks.partition_point(|block| block.span.start <= span.start);
            let block = after.checked_sub(1).and_then(|place| blocks.get(place));
            block.is_some_and(|block| block.role.is_heading() && !block.span.holds(claim.clause))
        };
        let mut below = claim.clone();
        below.inherited.retain(|span| !is_heading(span));
        below
    }
}
