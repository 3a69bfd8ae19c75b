//! Stands in until rule packs and checks are merged.

use crate::check::{Assessment, Context, Coverage, Outcome};
use crate::claim::{Attribution, Claim, Modality};
use crate::document::Document;
use crate::extract::Extract;

/// No rules.
#[derive(Debug, Default)]
pub struct RuleSet;

/// Says nothing of any figure.
pub(crate) fn run(context: &Context<'_>, _: &RuleSet) -> Outcome {
    let seen = context.extract.quantities.len();
    let checkworthy = context.claims.iter().filter(|claim| claim.checkworthy).count();
    Outcome {
        assessments: vec![Assessment::UNVERIFIED; seen],
        findings: Vec::new(),
        coverage: Coverage { seen, checkworthy, left_alone: seen, ..Coverage::default() },
    }
}

/// A claim a quantity, each bound to nothing.
pub(crate) fn bind(document: &Document, extract: &Extract) -> Vec<Claim> {
    let unbound = |sentence: u32| Claim {
        subject: None,
        concept: Vec::new(),
        predicate: None,
        negated: false,
        modality: Modality::Asserted,
        trend: None,
        period: None,
        place: None,
        attribution: Attribution::default(),
        checkworthy: false,
        clause: document.sentence(sentence).map_or_else(Default::default, |sentence| sentence.span),
        inherited: Vec::new(),
    };
    extract.quantities.iter().map(|quantity| unbound(quantity.sentence)).collect()
}
