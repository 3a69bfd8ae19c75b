//! `conflict`: two figures of one fact that cannot both be right.

use super::finding::Finding;
use super::meta::{Check, CheckMeta, Family, declare_check};
use super::{Context, Severity, Verdict};
use crate::claim::{Claim, Modality};
use crate::extract::inflect::{lemma, same_verb, singular};
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Kind, Period};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

declare_check! {
    /// ## What it does
    /// Compares the figures that an article gives for the same thing: the same subject, unit, predicate,
    /// period and place.
    ///
    /// ## Why it matters
    /// A figure is often mended in one paragraph and forgotten in another.
    ///
    /// ## Example
    /// > Hundreds of migrants were flown home in June. … 116 migrants were flown home in June.
    ///
    /// Hundreds are 200 or more.
    ///
    /// ## Limits
    /// Both figures must be asserted as facts, outside quotations, and of the same resolved period; verbs
    /// are the same when they stand in one group of the lexicon. Which of the two is wrong it cannot know.
    Conflict { id: "conflict", family: Family::Conflict, severity: Severity::Warning, since: "0.1.0" }
}

/// What the check tells of itself.
pub(super) const META: CheckMeta = Conflict::META;

/// A figure is compared with at most this many of its group, so that the work stays linear.
const AROUND: usize = 40;

impl Check for Conflict {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut groups: FxHashMap<Key, Vec<Member<'_>>> = FxHashMap::default();
        for (quantity, claim) in context.extract.quantities.iter().zip(context.claims) {
            let Some((key, member)) = keyed(context, quantity, claim) else {
                continue;
            };
            let group = groups.entry(key).or_default();
            // One finding a figure: with the nearest before it that it contradicts.
            let mut near = group.iter().rev().take(AROUND);
            findings.extend(near.find_map(|other| finding(context, other, &member)));
            group.push(member);
        }
    }
}

/// What two figures of one fact share: subject, unit and period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    subject: BTreeSet<String>,
    kind: Kind,
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
}

/// A figure with what else must agree.
#[derive(Clone, Copy)]
struct Member<'a> {
    quantity: &'a Quantity,
    claim: &'a Claim,
    predicate: &'a str,
    place: Option<&'a str>,
}

/// The key of a figure that can be in conflict: an asserted count of a subject, with a verb and a resolved period.
fn keyed<'a>(
    context: &Context<'a>,
    quantity: &'a Quantity,
    claim: &'a Claim,
) -> Option<(Key, Member<'a>)> {
    let document = context.document;
    let counts = quantity.kind == Kind::Count
        && !quantity.amount.vague
        && !matches!(quantity.unit.name, UnitName::Known(_));
    let asserted = claim.modality == Modality::Asserted
        && !claim.negated
        && !claim.attribution.quoted
        && claim.trend.is_none()
        && claim.per.is_none()
        && !claim.part;
    if !counts || !asserted {
        return None;
    }
    let days: Period = claim.period?.days.filter(|days| !days.fuzzy)?;
    let subject = document
        .slice(claim.subject?.span)
        .split_whitespace()
        .map(|word| singular(&word.to_lowercase()).into_owned())
        .collect();
    let predicate = document.slice(claim.predicate?);
    let key = Key {
        subject,
        kind: quantity.kind,
        start: days.start,
        end: days.end,
    };
    (lemma(predicate) != "be").then(|| {
        (
            key,
            Member {
                quantity,
                claim,
                predicate,
                place: claim.place.map(|span| document.slice(span)),
            },
        )
    })
}

/// The finding on two figures whose readings do not meet.
fn finding(context: &Context<'_>, first: &Member<'_>, second: &Member<'_>) -> Option<Finding> {
    let reads = |member: &Member<'_>| {
        member
            .quantity
            .amount
            .reads(member.quantity.kind, context.slack)
    };
    let same_place = first
        .place
        .zip(second.place)
        .is_none_or(|(a, b)| a.eq_ignore_ascii_case(b));
    let apart = first.quantity.sentence != second.quantity.sentence;
    if !apart
        || !same_place
        || !same_verb(first.predicate, second.predicate)
        || reads(first).meets(&reads(second))
    {
        return None;
    }
    let document = context.document;
    let (earlier, later) = (
        document.slice(first.quantity.span),
        document.slice(second.quantity.span),
    );
    let subject = first
        .claim
        .subject
        .map_or("", |subject| document.slice(subject.span));
    let period = first
        .claim
        .period
        .map_or("", |period| document.slice(period.text));
    let of = if first.quantity.amount.stated.is_none() {
        " of"
    } else {
        ""
    };
    let message = format!("{earlier}{of} {subject} {period}, but {later} elsewhere in the article");
    let interval = crate::quantity::format::interval(&reads(first));
    Some(
        Conflict::META
            .finding(Verdict::Contradicted, first.quantity.span, message)
            .label(second.quantity.span, "the other figure")
            .computed(format!(
                "{earlier} is {interval}; the other figure is {later}"
            ))
            .stated(earlier),
    )
}
