//! What a derived rule says of a passage, in words: the figures in the place of their names, worked out.

use super::words::{self, Measure};
use super::{META, Passage};
use crate::check::finding::{Finding, Label, Severity, SourceNote};
use crate::check::verdict::Verdict;
use crate::extract::Quantity;
use crate::rules::derived::Given;
use crate::rules::expression::{Deciding, Dimensions, Meaning, Relation, Side};
use crate::untrusted::Untrusted;
use std::ops::Range;

impl Passage<'_> {
    /// What the figure must be for the assertion to hold, where it stands by itself on one side of a comparison.
    pub(super) fn expected(&self, deciding: &Deciding<'_>) -> Option<String> {
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

    /// The finding that the assertion does not hold.
    pub(super) fn contradiction(
        &self,
        figure: &Quantity,
        deciding: &Deciding<'_>,
        expected: Option<String>,
    ) -> Finding {
        let stated = words::figure(self.context, figure);
        let message = self.message(&stated, deciding, expected.as_deref());
        let mut finding = self
            .finding(Verdict::Contradicted, figure, message)
            .computed(self.computation(figure, deciding));
        finding.expected = expected.map(Untrusted::from);
        finding.source = self.source(None);
        let claims = self.rule.claims.iter().zip(&self.figures);
        let others = claims.filter(|(_, other)| other.span != figure.span);
        finding.labels.extend(others.map(|(claim, other)| Label {
            span: other.span,
            text: claim.name.as_str().into(),
        }));
        finding
    }

    /// The finding that `given` is too old to tell.
    pub(super) fn too_old(&self, figure: &Quantity, given: &Given) -> Finding {
        let stated = words::figure(self.context, figure);
        let gives = self.gives(given);
        let message = format!("{stated}: the reference is too old to tell: {gives}");
        let mut finding = self.finding(Verdict::Stale, figure, message);
        finding.source = self.source(Some(given));
        finding
    }

    fn finding(&self, verdict: Verdict, figure: &Quantity, message: String) -> Finding {
        let own = self.rule.severity.iter().find(|(of, _)| *of == verdict);
        let mut finding = META
            .finding(verdict, figure.span, message)
            .stated(words::figure(self.context, figure));
        finding.rule = Some(self.rule.name.clone());
        finding.severity = own.map_or_else(|| self.usual_severity(verdict), |(_, own)| *own);
        finding
    }

    fn usual_severity(&self, verdict: Verdict) -> Severity {
        let place = self.places.get(self.rule.figure);
        let claim = place.and_then(|place| self.context.claims.get(*place));
        match claim {
            _ if verdict != Verdict::Contradicted => Severity::Note,
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
        // The source of a single constant is told as that of the finding.
        if let [_, _, ..] = self.rule.givens.as_slice() {
            for given in &self.rule.givens {
                line.push_str(&format!("; {}", self.gives(given)));
            }
        }
        line
    }

    /// "The laboratory (Doses) gives 2 mg as of 1 January 2024 for dose"
    pub(super) fn gives(&self, given: &Given) -> String {
        let source = &given.source;
        let title = source.title.as_ref();
        let title = title.map_or_else(String::new, |title| format!(" ({})", title.raw()));
        let as_of = given.as_of;
        let as_of = as_of.map_or_else(String::new, |day| format!(" as of {}", words::day(day)));
        let (publisher, written) = (source.publisher.raw(), given.written.raw());
        format!(
            "{publisher}{title} gives {written}{as_of} for {}",
            given.name
        )
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

    pub(super) fn measured(&self, side: &Side<'_>, measure: Measure) -> String {
        let worded = self.worded(side.span());
        let value = side.value.and_then(|value| measure.of_base(&value));
        match value {
            Some(value) => format!("{worded} is {}", words::value(&value, measure)),
            None => worded,
        }
    }

    /// A part of the assertion with the figures and values in the place of their names.
    pub(super) fn worded(&self, part: &Range<usize>) -> String {
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

    /// Who says what `given` is, or the first of the constants.
    pub(super) fn source(&self, given: Option<&Given>) -> Option<SourceNote> {
        let given = given.or(self.rule.givens.first())?;
        let source = &given.source;
        Some(SourceNote {
            publisher: source.publisher.clone(),
            title: source.title.clone(),
            url: source.url.clone(),
            published: source.published,
            retrieved: source.retrieved,
            as_of: given.as_of,
        })
    }
}
