//! `reference`: what rule packs say of an article's figures.

mod compare;
mod date;
mod slip;
mod speaks;
#[cfg(test)]
mod tests;
mod words;

use super::Context;
use super::finding::{Finding, Label, Severity, SourceNote};
use super::meta::{CheckMeta, Family, declare_check};
use super::verdict::{Assessment, Verdict};
use crate::claim::Claim;
use crate::extract::Quantity;
use crate::quantity::{Modifier, Period, format};
use crate::rules::reference::{Asked, Basis, Expectation, Reference, When, current};
use crate::rules::unit::UnitPattern;
use crate::rules::{Rule, RuleSet};
use crate::untrusted::Untrusted;
use compare::{Figure, Judged, judge};
use date::Dated;
use rustc_hash::FxHashSet;
use slip::Missed;
#[allow(
    unused_imports,
    reason = "`statvet explain FILE:LINE` tells why a rule is silent"
)]
pub(crate) use speaks::{Failed, Hearing};
use std::sync::Arc;

declare_check! {
    /// ## What it does
    /// Holds each figure to the reference values of the rules that speak of it, for the period that it is said to be
    /// of, and says which source supports it, contradicts it, or is too old to tell.
    ///
    /// ## Why it matters
    /// Most wrong figures in print were right once: of another year, another place, or another population.
    ///
    /// ## Example
    /// > From January to November 2024, over 60,000 Chinese migrants crossed the southern border.
    ///
    /// The source counts 24,997 to 25,017. The figure fits January 2023 to November 2024: a year was dropped.
    ///
    /// ## Limits
    /// A rule speaks of a figure when its words stand in the figure's clause or in what that inherits. What no row
    /// covers is not decided, and a figure inside a quotation is a warning, not an error.
    References { id: "reference", family: Family::Reference, severity: Severity::Error, since: "0.1.0" }
}

/// What the check tells of itself.
pub(crate) const META: CheckMeta = References::META;

/// Holds every figure to the rules that speak of it: one assessment a quantity, in their order.
pub(crate) fn assess(
    context: &Context<'_>,
    rules: &RuleSet,
    findings: &mut Vec<Finding>,
) -> Vec<Assessment> {
    let mut hearing = Hearing::new(context, rules);
    let mut told = FxHashSet::default();
    context
        .extract
        .quantities
        .iter()
        .zip(context.claims)
        .map(|(quantity, claim)| {
            let speaking = hearing.rules_for(quantity, claim);
            let figure = Said::new(context, quantity, claim);
            let verdicts = speaking
                .into_iter()
                .map(|rule| figure.by_rule(rule))
                .collect();
            figure.combined(verdicts, &mut told, findings)
        })
        .collect()
}

/// What the rule called `name` says of each figure, and the finding that it gives: for the rule's own examples.
pub(crate) fn by_one_rule(
    context: &Context<'_>,
    rules: &RuleSet,
    name: &Untrusted,
) -> Vec<(Assessment, Option<Finding>)> {
    let mut hearing = Hearing::new(context, rules);
    let quantities = context.extract.quantities.iter();
    quantities
        .zip(context.claims)
        .map(|(quantity, claim)| {
            let speaking = hearing.rules_for(quantity, claim);
            let said = Said::new(context, quantity, claim);
            let own = speaking.into_iter().filter(|rule| rule.name == *name);
            let verdicts = own.map(|rule| said.by_rule(rule)).collect();
            let mut findings = Vec::new();
            let assessment = said.combined(verdicts, &mut FxHashSet::default(), &mut findings);
            (assessment, findings.pop())
        })
        .collect()
}

/// A figure of the article, as it is held to rules.
struct Said<'a> {
    context: &'a Context<'a>,
    quantity: &'a Quantity,
    claim: &'a Claim,
    figure: Figure,
}

/// What one rule says of a figure.
struct RuleVerdict<'r> {
    rule: &'r Rule,
    asked: Asked,
    judged: Option<Judged<'r>>,
    verdict: Verdict,
    /// Whether it is true of the fiscal year of the same number alone.
    of_fiscal_year: Option<Period>,
}

impl<'a> Said<'a> {
    fn new(context: &'a Context<'a>, quantity: &'a Quantity, claim: &'a Claim) -> Self {
        Self {
            context,
            quantity,
            claim,
            figure: Figure::of(quantity, context.slack),
        }
    }

    /// The figure as a date.
    fn dated(&self) -> Dated<'_> {
        Dated::new(self.context, self.quantity)
    }

    fn asked(&self, rule: &Rule) -> Asked {
        Asked {
            when: When::of(self.claim.period.and_then(|period| period.days)),
            today: self.context.document.date,
            greatest: self.quantity.amount.modifier == Modifier::UpTo,
            when_vague: rule.when_vague,
        }
    }

    /// What `rule` says, by the best of its expectations.
    fn by_rule<'r>(&self, rule: &'r Rule) -> RuleVerdict<'r> {
        let asked = self.asked(rule);
        let judged = match rule.speaks.unit {
            UnitPattern::Date => self.dated().judge(rule),
            _ => self.best(rule, &asked),
        };
        let verdict = judged
            .as_ref()
            .map_or(Verdict::Inconclusive, |judged| judged.verdict);
        let plain = RuleVerdict {
            rule,
            asked,
            judged,
            verdict,
            of_fiscal_year: None,
        };
        if rule.or_fiscal_year && verdict != Verdict::Supported {
            return self.by_fiscal_year(rule, &asked).unwrap_or(plain);
        }
        plain
    }

    /// What `rule` says of the fiscal year, where the claim is of the calendar year of the same number and true of that.
    fn by_fiscal_year<'r>(&self, rule: &'r Rule, asked: &Asked) -> Option<RuleVerdict<'r>> {
        let When::Exactly(start, end) = asked.when else {
            return None;
        };
        let is_year = Period::year(start.year()) == Period::new(start, end);
        let (start, end) =
            words::fiscal_year(start.year(), rule.fiscal_year_start).filter(|_| is_year)?;
        let asked = Asked {
            when: When::Exactly(start, end),
            ..*asked
        };
        let judged = self
            .best(rule, &asked)
            .filter(|judged| judged.verdict == Verdict::Supported)?;
        Some(RuleVerdict {
            rule,
            asked,
            judged: Some(judged),
            verdict: Verdict::Imprecise,
            of_fiscal_year: Period::new(start, end),
        })
    }

    /// The expectation that decides: any that supports; else the first that is true, contradicts, is too old or can't tell.
    fn best<'r>(&self, rule: &'r Rule, asked: &Asked) -> Option<Judged<'r>> {
        let order = |judged: &Judged<'_>| match judged.verdict {
            Verdict::Supported => 0,
            Verdict::Imprecise => 1,
            Verdict::Contradicted => 2,
            Verdict::Stale => 3,
            _ => 4,
        };
        current(&rule.expect, asked)
            .into_iter()
            .map(|expectation| judge(&self.figure, expectation, asked, rule.tolerance))
            .min_by_key(order)
    }

    /// What the rules say together.
    fn combined(
        &self,
        verdicts: Vec<RuleVerdict<'_>>,
        told: &mut FxHashSet<Untrusted>,
        findings: &mut Vec<Finding>,
    ) -> Assessment {
        const ORDER: [Verdict; 5] = [
            Verdict::Contradicted,
            Verdict::Imprecise,
            Verdict::Stale,
            Verdict::Supported,
            Verdict::Inconclusive,
        ];
        let first = |verdict: Verdict| verdicts.iter().find(|found| found.verdict == verdict);
        let Some(deciding) = ORDER.iter().find_map(|verdict| first(*verdict)) else {
            return Assessment::UNVERIFIED;
        };
        let support =
            first(Verdict::Supported).filter(|_| deciding.verdict == Verdict::Contradicted);
        let verdict = if support.is_some() {
            Verdict::Ambiguous
        } else {
            deciding.verdict
        };
        findings.extend(self.finding(verdict, deciding, support, told));
        let judged = deciding.judged.as_ref();
        Assessment {
            verdict,
            rule: Some(deciding.rule.name.clone()),
            expected: judged.and_then(expected),
            source: judged.and_then(source_note),
            because: judged
                .and_then(|judged| judged.because)
                .filter(|_| verdict == Verdict::Supported),
        }
    }

    /// The finding that a verdict gives, if it gives one; what is too old is told once a source.
    fn finding(
        &self,
        verdict: Verdict,
        deciding: &RuleVerdict<'_>,
        support: Option<&RuleVerdict<'_>>,
        told: &mut FxHashSet<Untrusted>,
    ) -> Option<Finding> {
        let judged = deciding.judged.as_ref()?;
        let reference = judged.reference.as_ref()?;
        if verdict == Verdict::Stale {
            let source = judged.expectation.sources(reference).first()?;
            if !told.insert(source.publisher.clone()) {
                return None;
            }
        }
        let stated = words::figure(self.context.document, self.quantity.span);
        let said = format!("{stated}{}", self.when(deciding));
        let message = message(verdict, &said, deciding, support)?;
        let contradicted = verdict == Verdict::Contradicted;
        let slip = contradicted.then(|| self.slip(deciding, judged)).flatten();
        Some(Finding {
            check: META.id,
            rule: Some(deciding.rule.name.clone()),
            severity: self.severity(verdict, deciding.rule),
            verdict,
            labels: vec![Label {
                span: self.quantity.span,
                text: counted(judged)?.into(),
            }],
            message: message.into(),
            computation: self.computation(judged, reference).map(Untrusted::from),
            expected: expected(judged),
            stated: Some(stated.into()),
            source: source_note(judged),
            slip: slip.map(Untrusted::from),
            because: None,
        })
    }

    /// " for January to November 2024", in the claim's own period; of a date, the days that it means.
    fn when(&self, deciding: &RuleVerdict<'_>) -> String {
        if deciding.rule.speaks.unit == UnitPattern::Date {
            return self.dated().resolved();
        }
        let days = self.claim.period.and_then(|period| period.days);
        days.filter(|days| !days.fuzzy)
            .map_or_else(String::new, |days| {
                format!(
                    " for {}",
                    words::period(&days, deciding.rule.fiscal_year_start)
                )
            })
    }

    fn slip(&self, deciding: &RuleVerdict<'_>, judged: &Judged<'_>) -> Option<String> {
        if deciding.rule.speaks.unit == UnitPattern::Date {
            return self.dated().slip(deciding.rule, judged);
        }
        Missed {
            quantity: self.quantity,
            figure: &self.figure,
            rule: deciding.rule,
            asked: &deciding.asked,
            judged,
            slack: self.context.slack,
        }
        .slip()
    }

    fn severity(&self, verdict: Verdict, rule: &Rule) -> Severity {
        let own = rule.severity.iter().find(|(of, _)| *of == verdict);
        own.map_or_else(|| self.usual_severity(verdict), |(_, severity)| *severity)
    }

    const fn usual_severity(&self, verdict: Verdict) -> Severity {
        match verdict {
            Verdict::Contradicted if !self.claim.attribution.quoted => Severity::Error,
            Verdict::Contradicted | Verdict::Ambiguous => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// How the reference came about, and what of the figure was compared with it.
    fn computation(&self, judged: &Judged<'_>, reference: &Reference) -> Option<String> {
        if matches!(judged.expectation.basis, Basis::Days(_)) {
            return None;
        }
        let made = words::made_of(reference, judged.expectation.unit);
        let states = self
            .quantity
            .amount
            .states(self.quantity.kind, self.context.slack);
        let worded = (states != self.quantity.amount.interval)
            .then(|| format!("the figure may stand for {}", format::interval(&states)));
        let parts: Vec<String> = made.into_iter().chain(worded).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// What a finding says of a figure, which `said` names with its period; nothing where the verdict gives none.
fn message(
    verdict: Verdict,
    said: &str,
    deciding: &RuleVerdict<'_>,
    support: Option<&RuleVerdict<'_>>,
) -> Option<String> {
    let judged = deciding.judged.as_ref()?;
    let counted = counted(judged)?;
    match (verdict, &deciding.of_fiscal_year) {
        (Verdict::Contradicted, _) => Some(format!("{said}: {counted}")),
        (Verdict::Ambiguous, _) => {
            let other = self::counted(support?.judged.as_ref()?)?;
            Some(format!("{said}: {counted}, but {other}"))
        }
        (Verdict::Imprecise, Some(year)) => {
            let year = words::period(year, deciding.rule.fiscal_year_start);
            Some(format!("{said}: true only of {year}, for which {counted}"))
        }
        (Verdict::Imprecise, None) => Some(format!("{said}: true as worded, but {counted}")),
        (Verdict::Stale, _) => {
            let held = last_held(judged.reference.as_ref()?, deciding.rule);
            Some(format!(
                "{said}: the reference is too old to tell: {counted}{held}"
            ))
        }
        (Verdict::Supported | Verdict::Inconclusive | Verdict::Unverified, _) => None,
    }
}

/// "CBP counts 24,997 to 25,017 (between ports)".
fn counted(judged: &Judged<'_>) -> Option<String> {
    let reference = judged.reference.as_ref()?;
    let known = reference
        .as_of
        .map_or_else(String::new, |day| format!(" as of {}", words::day(day)));
    let later = reference
        .known_later
        .map_or_else(String::new, |day| match reference.as_of {
            Some(as_of) if as_of == day => ", after the article".to_owned(),
            _ => format!(", published on {}, after the article", words::day(day)),
        });
    let value = format!("{}{known}{later}", value(judged)?);
    let label = judged.expectation.label.as_ref();
    let label = label.map_or_else(String::new, |label| format!(" ({})", label.raw()));
    Some(match publishers(judged.expectation, reference) {
        Some(publishers) => {
            let many = judged.expectation.sources(reference).len() > 1;
            format!(
                "{publishers} {} {value}{label}",
                verb(judged.expectation, many)
            )
        }
        None => format!("the rule expects {value}{label}"),
    })
}

/// Who says so: "CBP", "CBP and OHSS".
fn publishers(expectation: &Expectation, reference: &Reference) -> Option<String> {
    let sources = expectation.sources(reference).iter();
    let names: Vec<&str> = sources.map(|source| source.publisher.raw()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Sources count things, and give rates and amounts.
const fn verb(expectation: &Expectation, many: bool) -> &'static str {
    match (&expectation.unit, &expectation.basis, many) {
        (None, Basis::Rows(_), false) => "counts",
        (None, Basis::Rows(_), true) => "count",
        (_, _, false) => "gives",
        (_, _, true) => "give",
    }
}

fn value(judged: &Judged<'_>) -> Option<String> {
    let reference = judged.reference.as_ref()?;
    Some(match judged.expectation.basis {
        Basis::Days(_) => words::period(&reference.period?, (1, 1)),
        _ => words::value(&reference.interval, judged.expectation.unit),
    })
}

/// What the source says the value is.
fn expected(judged: &Judged<'_>) -> Option<Untrusted> {
    let label = judged.expectation.label.as_ref();
    let label = label.map_or_else(String::new, |label| format!(" ({})", label.raw()));
    Some(Untrusted::from(format!("{}{label}", value(judged)?)))
}

/// " on 24 November 2024", when a value was last known to hold.
fn last_held(reference: &Reference, rule: &Rule) -> String {
    if reference.as_of.is_some() {
        return String::new();
    }
    let held = reference
        .period
        .map(|period| words::period(&period, rule.fiscal_year_start));
    held.map_or_else(String::new, |held| format!(" for {held}"))
}

fn source_note(judged: &Judged<'_>) -> Option<SourceNote> {
    let reference = judged.reference.as_ref()?;
    let source = Arc::clone(judged.expectation.sources(reference).first()?);
    Some(SourceNote {
        publisher: source.publisher.clone(),
        title: source.title.clone(),
        url: source.url.clone(),
        published: source.published,
        retrieved: source.retrieved,
        as_of: reference.as_of,
    })
}
