//! `reference`: what rule packs say of an article's figures.

mod compare;
mod date;
mod slip;
mod speaks;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod tests;
mod variants;
pub(crate) mod why;
pub(super) mod words;

use super::Context;
use super::finding::{Finding, Label, Severity, SourceNote};
use super::meta::{CheckMeta, Family, declare_check};
use super::verdict::{Assessment, Verdict};
use crate::claim::{Claim, Per, TrendRole};
use crate::extract::Quantity;
use crate::quantity::{Base, Kind, Modifier, Period, format};
use crate::rules::model::{DataKind, WhenVague};
use crate::rules::reference::{Asked, Basis, Expectation, Reference, When, current};
use crate::rules::unit::UnitPattern;
use crate::rules::{Rule, RuleSet, Speaker};
use crate::untrusted::Untrusted;
use compare::{Figure, Judged, judge, meets};
use date::Dated;
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use slip::Missed;
pub(super) use speaks::{Failed, Hearing};
use std::sync::Arc;
use variants::{RuleVerdict, together};

declare_check! {
    /// ## What it does
    /// Holds each figure to the reference values of the rules that speak of it, for the period that it is said to be
    /// of, and says which source supports it, contradicts it, or is too old to tell.
    ///
    /// ## Why it matters
    /// Most wrong figures in print were right once: of another year, another place, or another population.
    ///
    /// ## Example
    /// > Over 60,000 migrants from China crossed the southern border from January to November 2024.
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

/// What speaks of each quantity, in their order.
pub(crate) fn hear(context: &Context<'_>, rules: &RuleSet) -> Vec<Vec<Speaker>> {
    if rules.is_empty() {
        return vec![Vec::new(); context.claims.len()];
    }
    let mut hearing = Hearing::new(context, rules);
    let quantities = context.extract.quantities.iter();
    quantities
        .zip(context.claims)
        .map(|(quantity, claim)| hearing.speakers(quantity, claim))
        .collect()
}

/// Holds every figure to the rules that speak of it: one assessment a quantity, in their order.
pub(crate) fn assess(
    context: &Context<'_>,
    rules: &RuleSet,
    heard: &[Vec<Speaker>],
    told: &mut ToldStale,
    findings: &mut Vec<Finding>,
) -> Vec<Assessment> {
    said(context, heard)
        .map(|(said, speakers)| {
            let verdicts = said.by_rules(among(rules, speakers));
            said.combined(verdicts, told, findings)
        })
        .collect()
}

/// The figures of the document, each with what speaks of it.
fn said<'a>(
    context: &'a Context<'a>,
    heard: &'a [Vec<Speaker>],
) -> impl Iterator<Item = (Said<'a>, &'a [Speaker])> {
    let quantities = context.extract.quantities.iter().zip(context.claims);
    quantities.zip(heard).map(|((quantity, claim), speakers)| {
        (Said::new(context, quantity, claim), speakers.as_slice())
    })
}

/// The rules among what speaks.
fn among<'r>(rules: &'r RuleSet, speakers: &[Speaker]) -> impl Iterator<Item = &'r Rule> {
    speakers.iter().filter_map(|speaker| match speaker {
        Speaker::Rule(place) => rules.rules.get(*place),
        Speaker::Claim(..) => None,
    })
}

/// What the rule called `name` says of each figure, and the finding that it gives: for the rule's own examples.
pub(crate) fn by_one_rule(
    context: &Context<'_>,
    rules: &RuleSet,
    heard: &[Vec<Speaker>],
    name: &Untrusted,
) -> Vec<(Assessment, Option<Finding>)> {
    said(context, heard)
        .map(|(said, speakers)| {
            let own = among(rules, speakers).filter(|rule| rule.name == *name);
            let verdicts = said.by_rules(own);
            let mut findings = Vec::new();
            let assessment = said.combined(verdicts, &mut FxHashSet::default(), &mut findings);
            (assessment, findings.pop())
        })
        .collect()
}

/// The sources, by address, of which it was told that their values are too old.
pub(super) type ToldStale = FxHashSet<usize>;

/// When a claim says it was so, by fiscal years that begin on this month and day.
pub(super) fn when(claim: &Claim, fiscal_year_start: (i8, i8), today: Option<Date>) -> When {
    let Some(period) = claim.period else {
        return When::Unsaid;
    };
    let days = period.days_from(fiscal_year_start, today);
    days.map_or(When::Unresolved, |days| When::of(Some(days)))
}

/// A figure of the article, as it is held to rules.
struct Said<'a> {
    context: &'a Context<'a>,
    quantity: &'a Quantity,
    claim: &'a Claim,
}

impl<'a> Said<'a> {
    const fn new(context: &'a Context<'a>, quantity: &'a Quantity, claim: &'a Claim) -> Self {
        Self {
            context,
            quantity,
            claim,
        }
    }

    /// What each of `rules` says, the variants of one taken together; they stand in the order of their packs.
    fn by_rules<'r>(&self, rules: impl IntoIterator<Item = &'r Rule>) -> Vec<RuleVerdict<'r>> {
        let mut verdicts: Vec<Vec<RuleVerdict<'r>>> = Vec::new();
        for verdict in rules.into_iter().filter_map(|rule| self.by_rule(rule)) {
            match verdicts.last_mut() {
                Some(variants)
                    if variants
                        .first()
                        .is_some_and(|first| first.rule.name == verdict.rule.name) =>
                {
                    variants.push(verdict);
                }
                _ => verdicts.push(vec![verdict]),
            }
        }
        verdicts.into_iter().filter_map(together).collect()
    }

    /// The days that the claim is of, by the fiscal years of the rule's pack.
    fn days(&self, rule: &Rule) -> Option<Period> {
        let date = self.context.document.date;
        self.claim.period?.days_from(rule.fiscal_year_start, date)
    }

    /// The figure as a date.
    fn dated(&self) -> Dated<'_> {
        Dated::new(self.context, self.quantity)
    }

    fn asked(&self, rule: &Rule) -> Asked {
        let today = self.context.document.date;
        let when = when(self.claim, rule.fiscal_year_start, today);
        Asked {
            when,
            today,
            greatest: self.quantity.amount.modifier == Modifier::UpTo,
            when_vague: match when {
                When::Unresolved => WhenVague::Skip,
                _ => rule.when_vague,
            },
        }
    }

    /// The figure as a rule takes it.
    fn figure(&self, rule: &Rule, quantity: &Quantity) -> Figure {
        let slack = self.context.slack;
        let share = quantity.kind == Kind::Fraction
            && rule.speaks.unit == UnitPattern::Known(Base::Percent);
        let share = share.then(|| Figure::share(quantity, slack)).flatten();
        share
            .unwrap_or_else(|| Figure::of(quantity, slack))
            .of_part(self.claim.part)
    }

    /// What `rule` says, by the best of its expectations; `None` where it has nothing to do with the figure after all.
    fn by_rule<'r>(&self, rule: &'r Rule) -> Option<RuleVerdict<'r>> {
        let asked = self.asked(rule);
        let quantity = speaks::in_pack(&rule.speaks, self.context.document, self.quantity);
        let figure = self.figure(rule, &quantity);
        if speaks::is_percent_for_points(&rule.speaks, &quantity) {
            let figure = figure.in_unit(Some(Base::Points));
            let judged = self
                .best(rule, &figure, &asked)
                .filter(|judged| judged.verdict == Verdict::Supported)?;
            return Some(RuleVerdict {
                verdict: Verdict::Contradicted,
                slip: Some("fits as percentage points: was \"points\" left out?"),
                ..RuleVerdict::new(rule, asked, quantity, figure, Some(judged))
            });
        }
        let judged = match rule.speaks.unit {
            UnitPattern::Date => self.dated().judge(rule),
            _ => self.best(rule, &figure, &asked),
        };
        let judged = judged
            .filter(|judged| judged.verdict != Verdict::Contradicted || !self.is_start_of_change());
        let plain = RuleVerdict::new(rule, asked, quantity, figure, judged);
        if rule.or_fiscal_year && plain.verdict != Verdict::Supported {
            return Some(self.by_fiscal_year(&plain).unwrap_or(plain));
        }
        Some(plain)
    }

    /// What `rule` says of the fiscal year, where the claim is of the calendar year of the same number and true of that.
    fn by_fiscal_year<'r>(&self, plain: &RuleVerdict<'r>) -> Option<RuleVerdict<'r>> {
        let (rule, asked) = (plain.rule, &plain.asked);
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
            .best(rule, &plain.figure, &asked)
            .filter(|judged| judged.verdict == Verdict::Supported)?;
        Some(RuleVerdict {
            verdict: Verdict::Imprecise,
            of_fiscal_year: Period::new(start, end),
            ..RuleVerdict::new(rule, asked, plain.quantity, plain.figure, Some(judged))
        })
    }

    /// The expectation that decides: any that supports; else the first that is true, contradicts, is too old or can't tell.
    fn best<'r>(&self, rule: &'r Rule, figure: &Figure, asked: &Asked) -> Option<Judged<'r>> {
        let order = |judged: &Judged<'_>| match judged.verdict {
            Verdict::Supported => 0,
            Verdict::Imprecise => 1,
            Verdict::Contradicted => 2,
            Verdict::Stale => 3,
            _ => 4,
        };
        current(&rule.expect, asked)
            .into_iter()
            .map(|expectation| judge(figure, expectation, asked, rule.tolerance))
            .map(|judged| match rule.speaks.unit {
                UnitPattern::Rate(..) => judged,
                _ => self.as_rate(judged, asked),
            })
            .min_by_key(order)
    }

    /// Whether the figure is where a change began, and does not say when that was: "rose from 10 to 15 in May".
    fn is_start_of_change(&self) -> bool {
        let trend = self.claim.trend;
        let start = trend.is_some_and(|trend| trend.role == TrendRole::From);
        let period = self.claim.period.map(|period| period.text);
        let own = period.is_some_and(|period| {
            let from = self.quantity.span.end;
            let quantities = self.context.extract.quantities.iter();
            let mut between = quantities
                .skip_while(|other| other.span.start < from)
                .take_while(|other| other.span.start < period.start)
                .filter(|other| !other.kind.is_calendar());
            from <= period.start && between.next().is_none()
        });
        start && !own
    }

    /// What of a verdict stays where the figure is a rate or an average ("2,000 each month"): a total says nothing of it,
    /// but that of a year by the year; and what a source gives may be the total, so that it does not contradict.
    fn as_rate<'r>(&self, judged: Judged<'r>, asked: &Asked) -> Judged<'r> {
        let Some(per) = self.claim.per else {
            return judged;
        };
        let adds_up = matches!(&judged.expectation.basis, Basis::Rows(rows) if rows.data.kind != DataKind::Level);
        let yearly = per == Per::Year && (asked.is_vague() || is_one_year(asked.when));
        let fits = judged.verdict == Verdict::Supported;
        let of_rates = !adds_up && (fits || self.quantity.kind != Kind::Count);
        if yearly || of_rates {
            return judged;
        }
        Judged {
            verdict: Verdict::Inconclusive,
            because: None,
            reference: None,
            ..judged
        }
    }

    /// What the rules say together.
    fn combined(
        &self,
        verdicts: Vec<RuleVerdict<'_>>,
        told: &mut ToldStale,
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
        told: &mut ToldStale,
    ) -> Option<Finding> {
        let judged = deciding.judged.as_ref()?;
        let reference = judged.reference.as_ref()?;
        if verdict == Verdict::Stale {
            let source = judged.expectation.sources(reference).first()?;
            if !told.insert(Arc::as_ptr(source).addr()) {
                return None;
            }
        }
        let stated = words::figure(self.context.document, self.quantity.span);
        let said = format!("{stated}{}", self.when(deciding));
        let mut message = message(verdict, &said, deciding, support)?;
        let contradicted = verdict == Verdict::Contradicted;
        let level = contradicted
            .then(|| fitting_level(deciding, judged))
            .flatten();
        let slip = (contradicted && level.is_none())
            .then(|| self.slip(deciding, judged))
            .flatten();
        message.extend(level);
        Some(Finding {
            check: META.id,
            rule: Some(deciding.rule.name.clone()),
            severity: self.severity(verdict, deciding.rule),
            verdict,
            labels: vec![Label {
                span: self.quantity.span,
                text: counted(deciding)?.into(),
            }],
            message: message.into(),
            computation: computation(deciding, judged, reference).map(Untrusted::from),
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
        let days = self.days(deciding.rule);
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
        if let Some(slip) = deciding.slip {
            return Some(slip.to_owned());
        }
        Missed {
            quantity: &deciding.quantity,
            text: self.context.document.slice(self.quantity.span),
            figure: &deciding.figure,
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
}

/// How the reference came about, and what of the figure was compared with it.
fn computation(
    deciding: &RuleVerdict<'_>,
    judged: &Judged<'_>,
    reference: &Reference,
) -> Option<String> {
    if matches!(judged.expectation.basis, Basis::Days(_)) {
        return None;
    }
    let expectation = judged.expectation;
    let made = words::made_of(reference, &expectation.basis, expectation.unit);
    let worded = deciding.figure.worded().map(|states| {
        let states = format::interval(&states);
        format!("the figure may stand for {states}")
    });
    let parts: Vec<String> = made.into_iter().chain(worded).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What a finding says of a figure, which `said` names with its period; nothing where the verdict gives none.
fn message(
    verdict: Verdict,
    said: &str,
    deciding: &RuleVerdict<'_>,
    support: Option<&RuleVerdict<'_>>,
) -> Option<String> {
    let judged = deciding.judged.as_ref()?;
    let counted = counted(deciding)?;
    match (verdict, &deciding.of_fiscal_year) {
        (Verdict::Contradicted, _) => {
            let beside = deciding.beside.iter().map(|other| format!("; {other}"));
            Some(format!("{said}: {counted}{}", beside.collect::<String>()))
        }
        (Verdict::Ambiguous, _) => {
            let other = self::counted(support?)?;
            Some(format!("{said}: {counted}, but {other}"))
        }
        (Verdict::Imprecise, _) if !deciding.fits.is_empty() => {
            let of = deciding.fits.join(" and ");
            Some(format!("{said}: true of {of}, but {counted}"))
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

/// "; 12 USD until June 2023 would fit": another level of the claim's own period than the last.
fn fitting_level(deciding: &RuleVerdict<'_>, judged: &Judged<'_>) -> Option<String> {
    let (When::Exactly(start, end), Basis::Rows(rows)) =
        (deciding.asked.when, &judged.expectation.basis)
    else {
        return None;
    };
    if rows.data.kind != DataKind::Level {
        return None;
    }
    let unit = judged.expectation.unit;
    let inside = rows.each_in(start, end, deciding.asked.today);
    let earlier = inside
        .into_iter()
        .find(|other| meets(&deciding.figure, &other.interval, unit))?;
    let value = words::value(&earlier.interval, unit);
    let until = earlier.period?.end?;
    Some(format!("; {value} until {} would fit", words::to(until)))
}

/// Whether a claim is of one year.
fn is_one_year(when: When) -> bool {
    let When::Exactly(start, end) = when else {
        return false;
    };
    let last = start
        .checked_add(1.year())
        .and_then(|next| next.yesterday());
    last.is_ok_and(|last| last == end)
}

/// "CBP counts 24,997 to 25,017 (between ports)".
fn counted(deciding: &RuleVerdict<'_>) -> Option<String> {
    let judged = deciding.judged.as_ref()?;
    let reference = judged.reference.as_ref()?;
    let known = reference
        .as_of
        .map_or_else(String::new, |day| format!(" as of {}", words::day(day)));
    let later = reference
        .known_later
        .map_or_else(String::new, |day| match reference.as_of {
            Some(_) => ", known only later".to_owned(),
            None => format!(", published only on {}", words::day(day)),
        });
    let value = format!("{}{known}{later}", value(judged)?);
    let labels = [deciding.of(), judged.expectation.label.as_ref()];
    let labels: Vec<&str> = labels.into_iter().flatten().map(Untrusted::raw).collect();
    let label = if labels.is_empty() {
        String::new()
    } else {
        format!(" ({})", labels.join(", "))
    };
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
