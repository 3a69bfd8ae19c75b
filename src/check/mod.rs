//! Claims and rules into findings and verdicts.
//!
//! All in memory: nothing here knows files, the clock, the environment or a report's format. Running
//! the checks never fails; a check that cannot know says nothing.

mod bound;
pub(crate) mod conflict;
pub(crate) mod consistency;
pub(crate) mod derived;
pub(crate) mod finding;
pub(crate) mod meta;
mod policy;
pub(crate) mod reference;
pub mod registry;
mod run;
mod slip;
pub(crate) mod verdict;
pub(crate) mod why;

pub(crate) use bound::Bound;
pub use finding::{Because, Finding, Label, Severity, SourceNote};
pub use meta::{CheckMeta, Family};
pub use policy::{OfCheck, Policy, Wanted};
pub(crate) use run::by_one_rule;
pub use run::run;
pub use verdict::{Assessment, Verdict};

use crate::claim::{Claim, Relations};
use crate::document::{Document, ProseSpan};
use crate::extract::Extract;
use crate::quantity::Slack;

/// What the checks look at: one document, extracted and bound, and how to judge it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The article.
    pub document: &'a Document,
    /// Its quantities.
    pub extract: &'a Extract,
    /// One claim a quantity, in the same order.
    pub claims: &'a [Claim],
    /// What ties its figures together.
    pub relations: &'a Relations,
    /// What is wanted of the checks.
    pub policy: &'a Policy,
    /// How far an approximator reaches in the check at hand.
    pub slack: Slack,
}

impl<'a> Context<'a> {
    /// As the check `id` is to see it.
    pub(crate) fn of_check(&self, id: &str) -> Self {
        Self {
            slack: self.policy.slack(id),
            ..*self
        }
    }

    /// The claim of the figure at `span`.
    pub(crate) fn claim_at(&self, span: ProseSpan) -> Option<&'a Claim> {
        let quantities = &self.extract.quantities;
        let index = quantities.binary_search_by_key(&span, |quantity| quantity.span);
        self.claims.get(index.ok()?)
    }
}

/// What the checks found in one document.
#[derive(Debug, Default)]
pub struct Outcome {
    /// One verdict a quantity, in the same order.
    pub assessments: Vec<Assessment>,
    /// What is worth telling, by place, then check.
    pub findings: Vec<Finding>,
    /// How much was looked at.
    pub coverage: Coverage,
}

/// How much of one document was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Quantities extracted.
    pub seen: usize,
    /// Those that a fact checker would want a source for.
    pub checkworthy: usize,
    /// Those that a rule speaks of.
    pub bound: usize,
    /// Those with a verdict of supported, imprecise, contradicted, ambiguous or stale.
    pub checked: usize,
    /// Those that nothing was said of.
    pub left_alone: usize,
    /// Sentences over the limit of tokens, cut there.
    pub sentences_cut: usize,
    /// Whether the limit of quantities was reached.
    pub quantities_cut: bool,
}
