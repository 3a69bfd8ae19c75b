//! `conflict`: two figures of one fact that cannot both be right.

pub(crate) mod across;
pub(crate) mod fact;

use super::finding::Finding;
use super::meta::{Check, CheckMeta, Family, declare_check};
use super::{Context, Severity, Verdict};
use crate::claim::Claim;
use crate::document::Document;
use crate::extract::Quantity;
use crate::extract::lexicon::{self, Class};
use crate::quantity::{Kind, Slack};
use fact::{Fact, Key};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

declare_check! {
    /// ## What it does
    /// Compares the figures that an article gives for the same thing: the same subject, unit, predicate,
    /// period and place. With `--across` it also compares the articles with each other.
    ///
    /// ## Why it matters
    /// A figure is often mended in one paragraph and forgotten in another, and an archive tells one fact in many ways.
    ///
    /// ## Example
    /// > Some 42,000 people left the city in June. … Some 58,000 people left the city in June.
    ///
    /// ## Limits
    /// Both figures must be said as facts, outside quotations. A figure without a period holds as of its article's day,
    /// and figures of different days are never compared. Verbs are the same when they stand in one group of the
    /// lexicon (fly, deport, remove). Where one of the two is about something that the other does not tell of (another
    /// company, another model, another town), both may be right, and nothing is said. Which of the two is wrong
    /// it cannot know. Conflicts between articles are notes, since running stories update their figures; they
    /// need a name or a place that both articles tell.
    Conflict { id: "conflict", family: Family::Conflict, severity: Severity::Warning, since: "0.1.0" }
}

/// What the check tells of itself.
pub(crate) const META: CheckMeta = Conflict::META;

/// What a report for people writes over it: which of the two is wrong, nobody knows.
pub(crate) const HEADING: &str = "These two figures disagree";

/// A figure is compared with at most this many of its group, so that the work stays linear.
const AROUND: usize = 40;

impl Check for Conflict {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut groups: FxHashMap<Key, Vec<Member<'_>>> = FxHashMap::default();
        for (quantity, claim) in context.extract.quantities.iter().zip(context.claims) {
            let Some(fact) = Fact::of(context.document, quantity, claim, context.slack) else {
                continue;
            };
            let member = Member {
                fact,
                quantity,
                claim,
            };
            let group = groups.entry(member.fact.key).or_default();
            if group
                .iter()
                .rev()
                .take(AROUND)
                .any(|other| member.fact.repeats(&other.fact))
            {
                continue;
            }
            let mut near = group.iter().rev().take(AROUND);
            let other = near.find(|other| other.is_contradicted_by(&member));
            findings.extend(other.map(|other| finding(context, other, &member)));
            group.push(member);
        }
    }
}

/// A figure that may be in conflict with others of the article.
struct Member<'a> {
    fact: Fact,
    quantity: &'a Quantity,
    claim: &'a Claim,
}

impl Member<'_> {
    /// Whether a later figure contradicts it. In one sentence they are told apart in ways beyond these words.
    fn is_contradicted_by(&self, later: &Self) -> bool {
        self.quantity.sentence != later.quantity.sentence && self.fact.contradicts(&later.fact)
    }
}

/// The finding on two figures that no value fits.
fn finding(context: &Context<'_>, first: &Member<'_>, second: &Member<'_>) -> Finding {
    let document = context.document;
    let (earlier, later) = (
        document.slice(first.quantity.span),
        document.slice(second.quantity.span),
    );
    let what = told(document, first.quantity, first.claim);
    let message = format!("{what}, but {} elsewhere in the article", inside(later));
    Conflict::META
        .finding(Verdict::Contradicted, first.quantity.span, message)
        .label(second.quantity.span, "the other figure")
        .computed(readings(first, second, context.slack))
        .stated(earlier)
}

/// A figure with what it is of and when, in the article's words: "116 people in June".
pub(crate) fn told(document: &Document, quantity: &Quantity, claim: &Claim) -> String {
    let figure = document.slice(quantity.span);
    let subject = claim.subject.map(|subject| document.slice(subject.span));
    let period = claim.period.map(|period| document.slice(period.text));
    let subject = subject.filter(|subject| !subject.is_empty());
    let is_behind = claim
        .subject
        .is_some_and(|subject| quantity.span.start < subject.span.start);
    // "Hundreds of people", "21,000 pounds of fentanyl", but "116 people".
    let is_count = quantity.kind == Kind::Count && quantity.amount.stated.is_some();
    let mut told = match subject {
        Some(subject) if !is_behind => format!("{subject}: {figure}"),
        Some(subject) if is_count => format!("{figure} {subject}"),
        Some(subject) => format!("{figure} of {subject}"),
        None => figure.to_owned(),
    };
    for period in period.into_iter().filter(|period| !period.is_empty()) {
        told.push(' ');
        told.push_str(&inside(period));
    }
    told
}

/// Words from the start of a sentence as they stand inside one: "In 2022" is "in 2022". What may be a name stays.
pub(crate) fn inside(words: &str) -> Cow<'_, str> {
    let first = words.split(' ').next().unwrap_or_default();
    let lower = first.to_lowercase();
    let entry = lexicon::entry(lower.as_bytes());
    let grammar = Class::PREPOSITION.with(Class::MODIFIER).with(Class::ONES);
    let is_name = first == lower || !entry.classes.any(grammar);
    let rest = words.strip_prefix(first).filter(|_| !is_name);
    rest.map_or(Cow::Borrowed(words), |rest| format!("{lower}{rest}").into())
}

/// What both figures are taken to mean.
fn readings(first: &Member<'_>, second: &Member<'_>, slack: Slack) -> String {
    let reading = |member: &Member<'_>| {
        let quantity = member.quantity;
        crate::quantity::format::interval(&quantity.amount.reads(quantity.kind, slack))
    };
    format!(
        "the first is {}, the other {}",
        reading(first),
        reading(second)
    )
}

#[cfg(test)]
mod tests {
    use crate::check::Policy;
    use crate::document::{Format, read};
    use crate::rules::RuleSet;

    /// The messages of the conflicts in an article of 3 July 2024.
    fn conflicts(text: &str) -> Vec<String> {
        let date = Some(jiff::civil::date(2024, 7, 3));
        let document = read("test".into(), text.into(), Format::Text, date).unwrap();
        let report = crate::vet(document, &RuleSet::default(), &Policy::default(), 1000);
        let conflicts = report
            .findings()
            .filter(|(finding, _)| finding.check == super::META.id);
        conflicts
            .map(|(finding, _)| finding.message.raw().to_owned())
            .collect()
    }

    #[test]
    fn figures_of_one_fact_disagree() {
        for (text, message) in [
            (
                "Some 42,000 people left Norport in June 2024. Roads were full.\n\nBy then 58,000 people had left Norport in June 2024, the mayor said.",
                "Some 42,000 people in June 2024, but 58,000 elsewhere in the article",
            ),
            (
                "Hundreds of migrants were flown home in June.\n\nOfficials were pleased. The agency deported 116 migrants in June.",
                "Hundreds of migrants in June, but 116 elsewhere in the article",
            ),
            (
                "The council spent $3 million on the bridge in 2023. The council spent $5 million on the bridge in 2023.",
                "council: $3 million in 2023, but $5 million elsewhere in the article",
            ),
            (
                "Six people died in the crash. Relatives came. Eight people died.",
                "Six people, but eight elsewhere in the article",
            ),
            (
                "Unemployment fell to 5.2 percent in March. Crowds cheered. Unemployment fell to 5.8 percent in March.",
                "Unemployment: 5.2 percent in March, but 5.8 percent elsewhere in the article",
            ),
        ] {
            assert_eq!(conflicts(text), [message], "{text}");
        }
    }

    #[test]
    fn figures_that_something_tells_apart_do_not() {
        for text in [
            "Some 42,000 people left Norport in May 2024. Some 43,000 people left Norport in June 2024.",
            "The firm sold 300 Brava wagons in 2023. The firm sold 512 Corto vans in 2023.",
            "It offers $2,000 rebates on 2008 Brava wagons. It offers $3,500 rebates on 2009 Corto vans.",
            "The council spent $3 million on the bridge in 2023. The council spent $5 million on the school in 2023.",
            "In Norland, 300 ships sank in 2023. In Sudland, 900 ships sank in 2023.",
            "Six people died in the first crash. Eight people died in the second crash.",
            "Six people died. Two more people died later. Another three people died.",
            "He said 300 ships sank in 2023. “Some 900 ships sank in 2023,” she said.",
            "About 300 ships sank in 2023. Nearly 330 ships sank in 2023.",
            "Shares rose 3 percent on Monday. Shares rose 5 percent on Tuesday.",
            "Ferries carried 300 passengers a day in 2023. Ferries carried 109,500 passengers in 2023.",
            "The port handled 300 ships in recent years. The port handled 900 ships in recent years.",
        ] {
            assert_eq!(conflicts(text), [""; 0], "{text}");
        }
    }
}
