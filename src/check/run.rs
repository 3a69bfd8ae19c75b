//! Running the checks: reference values first, then the document against itself.

use super::registry::CHECKS;
use super::{Assessment, Context, Coverage, Finding, Outcome, Verdict, reference};
use crate::rules::RuleSet;

/// Checks one document. Never fails; the same input gives the same outcome.
pub fn run(context: &Context<'_>, rules: &RuleSet) -> Outcome {
    let mut findings = Vec::new();
    let mut assessments = reference::assess(context, rules, &mut findings);
    let mut found = Vec::new();
    for check in CHECKS {
        check.run(context, &mut found);
    }
    for finding in &found {
        contradict(context, finding, &mut assessments);
    }
    findings.append(&mut found);
    findings.sort_by(|a, b| (a.span(), a.check).cmp(&(b.span(), b.check)));
    let coverage = coverage(context, &assessments);
    Outcome {
        assessments,
        findings,
        coverage,
    }
}

/// Marks the figure at fault, unless a source supports it.
fn contradict(context: &Context<'_>, finding: &Finding, assessments: &mut [Assessment]) {
    if finding.verdict != Verdict::Contradicted {
        return;
    }
    let quantities = &context.extract.quantities;
    let at_fault = quantities.binary_search_by_key(&finding.span(), |quantity| quantity.span);
    if let Some(assessment) = at_fault.ok().and_then(|index| assessments.get_mut(index))
        && assessment.verdict != Verdict::Supported
    {
        assessment.verdict = Verdict::Contradicted;
        if assessment.expected.is_none() {
            assessment.expected.clone_from(&finding.expected);
        }
    }
}

fn coverage(context: &Context<'_>, assessments: &[Assessment]) -> Coverage {
    let count = |fits: fn(&Assessment) -> bool| {
        assessments
            .iter()
            .filter(|assessment| fits(assessment))
            .count()
    };
    Coverage {
        seen: context.extract.quantities.len(),
        checkworthy: context
            .claims
            .iter()
            .filter(|claim| claim.checkworthy)
            .count(),
        bound: count(|assessment| assessment.rule.is_some()),
        checked: count(|assessment| {
            !matches!(
                assessment.verdict,
                Verdict::Inconclusive | Verdict::Unverified
            )
        }),
        left_alone: count(|assessment| assessment.verdict == Verdict::Unverified),
        sentences_cut: context.extract.sentences_cut,
        quantities_cut: context.extract.quantities_cut,
    }
}
