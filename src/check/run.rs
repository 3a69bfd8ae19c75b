//! Running the checks: reference values first, then the document against itself.

use super::registry::CHECKS;
use super::{Assessment, Context, Coverage, Finding, Outcome, Verdict, conflict, reference};
use crate::rules::RuleSet;

/// Checks one document. Never fails; the same input gives the same outcome.
pub fn run(context: &Context<'_>, rules: &RuleSet) -> Outcome {
    let mut findings = Vec::new();
    let mut assessments = reference::assess(context, rules, &mut findings);
    let mut found = Vec::new();
    for check in CHECKS {
        check.run(context, &mut found);
    }
    found.retain_mut(|finding| {
        finding.check != conflict::META.id || settle(context, finding, &assessments)
    });
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

/// Whether a conflict is still to be told: not where a source says which of its two figures is wrong, or that both are
/// right. Where one supports the first alone, the second is at fault.
fn settle(context: &Context<'_>, finding: &mut Finding, assessments: &[Assessment]) -> bool {
    let quantities = &context.extract.quantities;
    let verdict = |span| {
        let place = quantities.binary_search_by_key(&span, |quantity| quantity.span);
        place
            .ok()
            .and_then(|place| assessments.get(place))
            .map(|assessment| assessment.verdict)
    };
    let [first, second] = finding.labels.as_mut_slice() else {
        return true;
    };
    let verdicts = [verdict(first.span), verdict(second.span)];
    if verdicts.contains(&Some(Verdict::Contradicted)) || verdicts == [Some(Verdict::Supported); 2]
    {
        return false;
    }
    if verdicts.first() == Some(&Some(Verdict::Supported)) {
        std::mem::swap(&mut first.span, &mut second.span);
        finding.stated = Some(context.document.slice(first.span).into());
    }
    true
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
