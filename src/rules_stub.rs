//! Stands in until the checks are merged: reference values alone.

use crate::check::{Context, Coverage, Outcome, Verdict, reference};
use crate::rules::RuleSet;

/// Holds every figure against the rules.
pub(crate) fn run(context: &Context<'_>, rules: &RuleSet) -> Outcome {
    let mut findings = Vec::new();
    let assessments = reference::assess(context, rules, &mut findings);
    let count = |found: &dyn Fn(Verdict) -> bool| {
        assessments
            .iter()
            .filter(|assessment| found(assessment.verdict))
            .count()
    };
    let coverage = Coverage {
        seen: assessments.len(),
        checkworthy: context
            .claims
            .iter()
            .filter(|claim| claim.checkworthy)
            .count(),
        bound: count(&|verdict| verdict != Verdict::Unverified),
        checked: count(&|verdict| !matches!(verdict, Verdict::Unverified | Verdict::Inconclusive)),
        left_alone: count(&|verdict| verdict == Verdict::Unverified),
        ..Coverage::default()
    };
    Outcome {
        assessments,
        findings,
        coverage,
    }
}
