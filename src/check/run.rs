//! Running the checks: reference values first, then the document against itself.

use super::derived::Judged;
use super::meta::Check;
use super::reference::ToldStale;
use super::registry::CHECKS;
use super::{Assessment, Context, Coverage, Finding, Outcome, Severity, Verdict, Wanted};
use super::{conflict, derived, reference};
use crate::rules::RuleSet;
use crate::untrusted::Untrusted;
use std::sync::Arc;

/// Checks one document. Never fails; the same input gives the same outcome.
pub fn run(context: &Context<'_>, rules: &RuleSet) -> Outcome {
    let mut findings = Vec::new();
    let heard = reference::hear(context, rules);
    let mut told = ToldStale::default();
    let by_reference = &context.of_check(reference::META.id);
    let mut assessments = reference::assess(by_reference, rules, &heard, &mut told, &mut findings);
    for mut judged in derived::assess(&context.of_check(derived::META.id), rules, &heard) {
        if let Some(assessment) = assessments.get_mut(judged.quantity) {
            tell_once(&mut judged, &mut told);
            join(assessment, judged, rules, &mut findings);
        }
    }
    let mut found = Vec::new();
    for check in CHECKS {
        run_one(*check, context, &mut found);
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

/// Runs one check as the office wants it: a figure of a direct quotation is another's, and its fault no error.
fn run_one(check: &dyn Check, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let id = check.meta().id;
    let severity = match context.policy.wanted(id) {
        Some(Wanted::Off) => return,
        Some(Wanted::At(severity)) => severity,
        None => check.meta().severity,
    };
    let before = findings.len();
    check.run(&context.of_check(id), findings);
    for finding in findings.iter_mut().skip(before) {
        let quoted = context
            .claim_at(finding.span())
            .is_some_and(|claim| claim.attribution.quoted);
        finding.severity = if quoted {
            severity.min(Severity::Warning)
        } else {
            severity
        };
    }
}

/// What the rule called `name` says of each figure, and the finding that it gives: for the rule's own examples.
pub(crate) fn by_one_rule(
    context: &Context<'_>,
    rules: &RuleSet,
    name: &Untrusted,
) -> Vec<(Assessment, Option<Finding>)> {
    let heard = reference::hear(context, rules);
    let mut said = reference::by_one_rule(context, rules, &heard, name);
    for judged in derived::assess(context, rules, &heard) {
        if judged.assessment.rule.as_ref() == Some(name)
            && let Some(own) = said.get_mut(judged.quantity)
        {
            *own = (judged.assessment, judged.finding);
        }
    }
    said
}

/// Takes the finding away that a source is too old, where that was told.
fn tell_once(judged: &mut Judged, told: &mut ToldStale) {
    let stale = judged.stale.as_ref();
    if stale.is_some_and(|source| !told.insert(Arc::as_ptr(source).addr())) {
        judged.finding = None;
    }
}

/// What rules with reference values and derived rules say of one figure together (`design.md` §5): one supports and
/// another contradicts, so that it is ambiguous; else the graver verdict, and the finding of that alone.
fn join(own: &mut Assessment, judged: Judged, rules: &RuleSet, findings: &mut Vec<Finding>) {
    const ORDER: [Verdict; 7] = [
        Verdict::Ambiguous,
        Verdict::Contradicted,
        Verdict::Imprecise,
        Verdict::Stale,
        Verdict::Supported,
        Verdict::Inconclusive,
        Verdict::Unverified,
    ];
    let rank = |verdict| ORDER.iter().position(|other| *other == verdict);
    let is_told = |finding: &Finding| finding.span() == judged.span;
    let support = match (own.verdict, judged.assessment.verdict) {
        (Verdict::Supported, Verdict::Contradicted) => Some(own.clone()),
        (Verdict::Contradicted, Verdict::Supported) => Some(judged.assessment.clone()),
        _ => None,
    };
    if rank(judged.assessment.verdict) < rank(own.verdict) {
        findings.retain(|finding| !is_told(finding));
        findings.extend(judged.finding);
        *own = judged.assessment;
    }
    let Some(support) = support else { return };
    own.verdict = Verdict::Ambiguous;
    if let Some(finding) = findings
        .iter_mut()
        .rfind(|finding| finding.span() == judged.span)
    {
        disagree(finding, &support, rules);
    }
}

/// The finding of a contradiction as that of sources that disagree.
fn disagree(finding: &mut Finding, support: &Assessment, rules: &RuleSet) {
    let rule = finding.rule.as_ref();
    finding.verdict = Verdict::Ambiguous;
    finding.severity = rule
        .and_then(|rule| rules.severity(rule, Verdict::Ambiguous))
        .unwrap_or(Severity::Warning);
    finding.slip = None;
    let publisher = support.source.as_ref().map(|source| source.publisher.raw());
    let by = publisher
        .or(support.rule.as_ref().map(Untrusted::raw))
        .unwrap_or("another rule");
    let gives = support
        .expected
        .as_ref()
        .map(|expected| format!(", which gives {}", expected.raw()));
    let message = finding.message.raw();
    finding.message = format!("{message}, but it fits {by}{}", gives.unwrap_or_default()).into();
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
