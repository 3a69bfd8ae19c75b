//! `derived`: what rule packs assert of several figures of a passage together.

mod gather;
#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests;
mod words;

use super::Context;
use super::finding::{Finding, Label, Severity, SourceNote};
use super::meta::{CheckMeta, Family, declare_check};
use super::verdict::{Assessment, Verdict};
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::quantity::{Interval, Modifier};
use crate::rules::derived::DerivedRule;
use crate::rules::expression::{Deciding, Dimensions, Meaning, Relation, Side};
use crate::rules::{RuleSet, Speaker};
use crate::untrusted::Untrusted;
use gather::{Candidate, Gathering};
use std::ops::Range;
use words::Measure;

declare_check! {
    /// ## What it does
    /// Computes with the figures of a sentence, a paragraph or an article as the `assert` of a rule says, and tells
    /// the figure that no reading of the others allows.
    ///
    /// ## Why it matters
    /// Some figures no source gives, but others rule them out: a dose and a weight say how many doses there are.
    ///
    /// ## Example
    /// > The 21,889 pounds of fentanyl that were seized could kill 50 billion people.
    ///
    /// At 2 mg a dose, that is 4.96 billion doses: people <= seized / dose does not hold.
    ///
    /// ## Limits
    /// Every figure stands for what an editor reads it as, and only what is false for all of that is told. Where
    /// several figures may be meant by one name, those of the clause or the sentence that stand nearest are; where
    /// that does not decide it, nothing is said. The figure at fault is the one that `assert` names first, unless the
    /// rule says which.
    Derived { id: "derived", family: Family::Derived, severity: Severity::Error, since: "0.1.0" }
}

/// What the check tells of itself.
pub(crate) const META: CheckMeta = Derived::META;

/// What a derived rule says of one figure.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The figure, by its place among the quantities.
    pub quantity: usize,
    /// Where it stands.
    pub span: ProseSpan,
    /// The verdict.
    pub assessment: Assessment,
    /// The finding, where the verdict gives one.
    pub finding: Option<Finding>,
}

/// Holds the figures of each passage that a derived rule speaks of to its assertion; `heard` is what speaks of each.
pub(crate) fn assess(
    context: &Context<'_>,
    rules: &RuleSet,
    heard: &[Vec<Speaker>],
) -> Vec<Judged> {
    let mut spoken: Vec<(usize, Candidate)> = Vec::new();
    for (quantity, speakers) in heard.iter().enumerate() {
        spoken.extend(speakers.iter().filter_map(|speaker| match *speaker {
            Speaker::Claim(rule, claim) => Some((rule, Candidate { quantity, claim })),
            Speaker::Rule(_) => None,
        }));
    }
    spoken.sort_unstable();
    let mut judged = Vec::new();
    for of_rule in spoken.chunk_by(|(a, _), (b, _)| a == b) {
        let rule = of_rule
            .first()
            .and_then(|(rule, _)| rules.derived.get(*rule));
        let Some(rule) = rule else { continue };
        let candidates: Vec<Candidate> = of_rule.iter().map(|(_, candidate)| *candidate).collect();
        let gathering = Gathering {
            context,
            claims: rule.claims.len(),
        };
        for figures in gathering.passages(&candidates, rule.within) {
            judged.extend(Passage::new(context, rule, figures).and_then(|passage| passage.judge()));
        }
    }
    judged
}

/// The figures that are held to each other.
struct Passage<'a> {
    context: &'a Context<'a>,
    rule: &'a DerivedRule,
    /// The place of each claim's figure among the quantities.
    places: Vec<usize>,
    figures: Vec<&'a Quantity>,
}

/// How figures are taken.
#[derive(Clone, Copy)]
enum Reading {
    /// As an editor reads them.
    Editors,
    /// As written.
    Written,
}

impl<'a> Passage<'a> {
    fn new(context: &'a Context<'a>, rule: &'a DerivedRule, places: Vec<usize>) -> Option<Self> {
        let quantities = &context.extract.quantities;
        let figures = places.iter().map(|place| quantities.get(*place));
        Some(Self {
            context,
            rule,
            figures: figures.collect::<Option<Vec<_>>>()?,
            places,
        })
    }

    fn judge(&self) -> Option<Judged> {
        let holds = |reading| {
            let values = |name: &str| self.value(name, reading);
            self.rule.assertion.holds(&values)
        };
        let verdict = match holds(Reading::Editors) {
            Some(false) => Verdict::Contradicted,
            Some(true) => Verdict::Supported,
            None if holds(Reading::Written) == Some(true) => Verdict::Supported,
            None => Verdict::Inconclusive,
        };
        let figure = *self.figures.get(self.rule.figure)?;
        let at_fault = self.at_fault()?;
        let values = |name: &str| self.value(name, Reading::Editors);
        let deciding = self.rule.assertion.deciding(at_fault, &values);
        let expected = deciding
            .as_ref()
            .and_then(|deciding| self.expected(deciding));
        let assessment = Assessment {
            verdict,
            rule: Some(self.rule.name.clone()),
            expected: expected.clone().map(Untrusted::from),
            source: self.source(),
            because: None,
        };
        let contradicted = verdict == Verdict::Contradicted;
        let finding = deciding.filter(|_| contradicted);
        Some(Judged {
            quantity: *self.places.get(self.rule.figure)?,
            span: figure.span,
            assessment,
            finding: finding.map(|deciding| self.finding(figure, &deciding, expected)),
        })
    }

    /// The value of a claim or a given, in the base unit of its dimension.
    fn value(&self, name: &str, reading: Reading) -> Option<Interval> {
        let given = self.rule.givens.iter().find(|given| given.name == name);
        if let Some(given) = given {
            return Some(given.value);
        }
        let figure = self.figure(name)?;
        let amount = &figure.amount;
        let interval = match (reading, amount.stated) {
            (Reading::Editors, _) => amount.reads(figure.kind, self.context.slack),
            (Reading::Written, Some(stated)) if amount.modifier != Modifier::Exact => {
                Interval::exactly(stated.value)
            }
            // A fraction that no decimal holds is enclosed by its interval.
            (Reading::Written, _) => amount.interval,
        };
        self.measure(name)?.to_base(&interval)
    }

    fn figure(&self, name: &str) -> Option<&'a Quantity> {
        let mut claims = self.rule.claims.iter();
        let place = claims.position(|claim| claim.name == name)?;
        self.figures.get(place).copied()
    }

    /// What the figure of a claim is in.
    fn measure(&self, name: &str) -> Option<Measure> {
        let claim = self.rule.claims.iter().find(|claim| claim.name == name)?;
        Some(Measure::of(self.figure(name)?, &claim.speaks.unit))
    }

    /// The name of the claim at fault.
    fn at_fault(&self) -> Option<&'a str> {
        let claim = self.rule.claims.get(self.rule.figure);
        claim.map(|claim| claim.name.as_str())
    }

    /// What the figure must be for the assertion to hold, where it stands by itself on one side of a comparison.
    fn expected(&self, deciding: &Deciding<'_>) -> Option<String> {
        let [own, other] = &deciding.sides;
        let measure = self.measure(self.at_fault()?)?;
        if !deciding.alone {
            return None;
        }
        words::bound(
            deciding.relation,
            &measure.of_base(other.value.as_ref()?)?,
            &measure.of_base(own.value.as_ref()?)?,
            measure,
        )
    }

    fn finding(
        &self,
        figure: &Quantity,
        deciding: &Deciding<'_>,
        expected: Option<String>,
    ) -> Finding {
        let stated = words::figure(self.context, figure);
        let message = self.message(&stated, deciding, expected.as_deref());
        let mut finding = META
            .finding(Verdict::Contradicted, figure.span, message)
            .stated(stated)
            .computed(self.computation(figure, deciding));
        let own = self.rule.severity.iter();
        let mut own = own.filter(|(of, _)| *of == Verdict::Contradicted);
        finding.rule = Some(self.rule.name.clone());
        finding.severity = own
            .next()
            .map_or_else(|| self.usual_severity(), |(_, own)| *own);
        finding.expected = expected.map(Untrusted::from);
        finding.source = self.source();
        let claims = self.rule.claims.iter().zip(&self.figures);
        let others = claims.filter(|(_, other)| other.span != figure.span);
        finding.labels.extend(others.map(|(claim, other)| Label {
            span: other.span,
            text: claim.name.as_str().into(),
        }));
        finding
    }

    fn usual_severity(&self) -> Severity {
        let place = self.places.get(self.rule.figure);
        let claim = place.and_then(|place| self.context.claims.get(*place));
        match claim {
            Some(claim) if claim.attribution.quoted => Severity::Warning,
            _ => META.severity,
        }
    }

    fn message(&self, stated: &str, deciding: &Deciding<'_>, expected: Option<&str>) -> String {
        let [_, right] = &deciding.sides;
        let Some(expected) = expected else {
            let comparison = self.worded(deciding.span);
            let holds = if deciding.denied {
                "holds"
            } else {
                "does not hold"
            };
            return format!("stated as {stated}, but {comparison} {holds}");
        };
        if right.is_plain() {
            return format!("stated as {stated}, but {expected} would fit");
        }
        let verb = match deciding.relation {
            Relation::Equal => "makes",
            _ => "allows",
        };
        format!(
            "stated as {stated}, but {} {verb} {expected}",
            self.worded(right.span())
        )
    }

    /// "21,889 pounds / 2 mg is 4.96 billion; stated 50 billion people".
    fn computation(&self, figure: &Quantity, deciding: &Deciding<'_>) -> String {
        let [left, right] = &deciding.sides;
        let sides = if deciding.alone {
            let measure = self.at_fault().and_then(|name| self.measure(name));
            self.measured(right, measure.unwrap_or_default())
        } else {
            format!("{}, {}", self.worked_out(left), self.worked_out(right))
        };
        let mut line = format!("{sides}; stated {}", words::counted(self.context, figure));
        for given in self.rule.givens.iter().skip(1) {
            let publisher = given.source.publisher.raw();
            line.push_str(&format!("; {} of {publisher}", given.written.raw()));
        }
        line
    }

    /// A side of a comparison with its value, in the unit of the first figure that measures the same.
    fn worked_out(&self, side: &Side<'_>) -> String {
        let claims = self.rule.claims.iter().map(|claim| {
            let dimensions = Dimensions::of_pattern(&claim.speaks.unit);
            (claim.name.as_str(), Meaning::Value(dimensions))
        });
        let givens = self.rule.givens.iter().map(|given| {
            let dimensions = given.dimensions.clone();
            (given.name.as_str(), Meaning::Value(dimensions))
        });
        let names: Vec<_> = claims.chain(givens).collect();
        let dimensions = self.rule.assertion.dimensions(side, &names);
        let number = (Dimensions::default(), Some(Measure::default()));
        let claims = self.rule.claims.iter().map(|claim| {
            let own = Dimensions::of_pattern(&claim.speaks.unit);
            (own, self.measure(&claim.name))
        });
        let fitting = std::iter::once(number)
            .chain(claims)
            .find(|(own, _)| Some(own) == dimensions.as_ref());
        match fitting.and_then(|(_, measure)| measure) {
            Some(measure) => self.measured(side, measure),
            None => self.worded(side.span()),
        }
    }

    fn measured(&self, side: &Side<'_>, measure: Measure) -> String {
        let worded = self.worded(side.span());
        let value = side.value.and_then(|value| measure.of_base(&value));
        match value {
            Some(value) => format!("{worded} is {}", words::value(&value, measure)),
            None => worded,
        }
    }

    /// A part of the assertion with the figures and values in the place of their names.
    fn worded(&self, part: &Range<usize>) -> String {
        let written = |name: &str| {
            let given = self.rule.givens.iter().find(|given| given.name == name);
            let figure = self
                .figure(name)
                .map(|figure| words::counted(self.context, figure));
            given
                .map(|given| given.written.raw().to_owned())
                .or(figure)
                .unwrap_or_else(|| name.to_owned())
        };
        self.rule.assertion.worded(part, &written)
    }

    /// Who says what the first of the constants is.
    fn source(&self) -> Option<SourceNote> {
        let source = &self.rule.givens.first()?.source;
        Some(SourceNote {
            publisher: source.publisher.clone(),
            title: source.title.clone(),
            url: source.url.clone(),
            published: source.published,
            retrieved: source.retrieved,
            as_of: None,
        })
    }
}
