//! Derived rules: `[[rule]]`s with `assert`, which hold the figures of a passage to each other (`design.md` §5).
//!
//! Read here into [`model::Derived`], and compiled into [`DerivedRule`]s: claims that speak of figures as rules do,
//! constants with a source, and an assertion over them whose units fit.

#[cfg(test)]
mod tests;

use super::error::{Mistake, Sink};
use super::expectation;
use super::expression::{Dimensions, Expression, Meaning, Problem, RESERVED, in_base};
use super::fields::{Entry, Fields};
use super::model::{self, At, Within};
use super::pack;
use super::provenance::Source;
use super::ruleset::Speaks;
use super::unit::UnitPattern;
use super::validate::Compiler;
use crate::quantity::Interval;
use crate::untrusted::Untrusted;
use crate::verdict::{Severity, Verdict};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

pub(super) const KEYS: [&str; 9] = [
    "id", "title", "within", "claims", "given", "assert", "figure", "severity", "example",
];
/// A rule with one of these is a derived one.
const OWN_KEYS: [&str; 4] = ["assert", "claims", "given", "within"];
pub(super) const CLAIM_KEYS: [&str; 7] = [
    "about",
    "not_about",
    "unit",
    "dimension",
    "modality",
    "negated",
    "vague",
];
pub(super) const GIVEN_KEYS: [&str; 3] = ["value", "as_of", "source"];
const WITHIN: [(&str, Within); 3] = [
    ("sentence", Within::Sentence),
    ("paragraph", Within::Paragraph),
    ("document", Within::Document),
];

/// A derived rule that checks can run.
#[derive(Debug)]
pub(crate) struct DerivedRule {
    /// `pack/id`
    pub name: Untrusted,
    /// How far from each other its figures may stand.
    pub within: Within,
    /// The figures that it holds to each other.
    pub claims: Vec<NamedClaim>,
    /// Its constants.
    pub givens: Vec<Given>,
    /// What must hold of them.
    pub assertion: Arc<Expression>,
    /// Which of the claims is at fault where it does not hold.
    pub figure: usize,
    /// How much its findings matter, where the pack says.
    pub severity: Vec<(Verdict, Severity)>,
    /// Month and day on which the fiscal year starts.
    pub fiscal_year_start: (i8, i8),
}

/// A claim of a derived rule.
#[derive(Debug)]
pub(crate) struct NamedClaim {
    /// What the assertion calls it.
    pub name: String,
    /// Which figures it speaks of.
    pub speaks: Speaks,
}

/// A constant of a derived rule.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// What the assertion calls it.
    pub name: String,
    /// The value as its author wrote it.
    pub written: Untrusted,
    /// The value, in the base unit of its dimension.
    pub value: Interval,
    /// The day that it was so and known, if it is not a constant for all time.
    pub as_of: Option<Date>,
    /// Who says so.
    pub source: Arc<Source>,
    /// What it measures.
    pub dimensions: Dimensions,
}

/// Whether the table under `[[rule]]` is a derived rule.
pub(super) fn is_derived(entry: Entry<'_>) -> bool {
    let table = entry.get_ref().as_table();
    table.is_some_and(|table| {
        let mut keys = table.keys();
        keys.any(|key| OWN_KEYS.contains(&key.get_ref().as_ref()))
    })
}

/// `[[rule]]` with `assert`
pub(super) fn rule(entry: Entry<'_>, sink: &mut Sink) -> Option<model::Rule> {
    let before = sink.count();
    let fields = Fields::open(entry, "a derived rule", &KEYS, sink)?;
    let id = fields.required("id", sink);
    let title = fields.text("title", sink);
    let derived = model::Derived {
        within: fields
            .choice("within", &WITHIN, sink)
            .map(|found| found.value)
            .unwrap_or_default(),
        claims: claims(&fields, sink),
        givens: givens(&fields, sink),
        assert: fields.required("assert", sink),
        figure: fields.text("figure", sink),
    };
    let severity = pack::severities(&fields, sink);
    let broken = sink.count() > before;
    Some(model::Rule {
        span: fields.span.clone(),
        id,
        title,
        derived: Some(derived),
        severity,
        examples: pack::examples(&fields, sink),
        broken,
        ..model::Rule::default()
    })
}

/// `claims.NAME = { … }`
fn claims(fields: &Fields<'_>, sink: &mut Sink) -> Vec<model::NamedClaim> {
    let Some(entry) = fields.entry("claims") else {
        sink.push(
            Mistake::at(&fields.span, "a derived rule needs claims")
                .expected("claims.NAME = { about = [\"words\"], unit = \"people\" }"),
        );
        return Vec::new();
    };
    let entries = Fields::named(entry, "claims", sink);
    let mut claims: Vec<model::NamedClaim> = Vec::new();
    let mut unsaid = Vec::new();
    for (name, entry) in entries {
        let Some(fields) = Fields::open(entry, "a claim", &CLAIM_KEYS, sink) else {
            continue;
        };
        let speaks = pack::speaks(&fields, "a claim", sink);
        unsaid.push(fields.entry("modality").is_none());
        claims.push(model::NamedClaim { name, speaks });
    }
    share_modality(&mut claims, &unsaid);
    claims
}

/// Gives the claims that do not say how firmly they are said what the others allow: figures of one clause share its
/// verb ("the 21,889 pounds could kill four billion people").
fn share_modality(claims: &mut [model::NamedClaim], unsaid: &[bool]) {
    let mut all = pack::UNLESS_SAID.to_vec();
    for modality in claims.iter().flat_map(|claim| &claim.speaks.modality) {
        if !all.contains(modality) {
            all.push(*modality);
        }
    }
    let unsaid = claims.iter_mut().zip(unsaid).filter(|(_, unsaid)| **unsaid);
    for (claim, _) in unsaid {
        claim.speaks.modality.clone_from(&all);
    }
}

/// `given.NAME = { value = "2 mg", source = "dea" }`, with `as_of` where it changes
fn givens(fields: &Fields<'_>, sink: &mut Sink) -> Vec<model::Given> {
    let Some(entry) = fields.entry("given") else {
        return Vec::new();
    };
    let entries = Fields::named(entry, "given", sink);
    let givens = entries.into_iter().filter_map(|(name, entry)| {
        let fields = Fields::open(entry, "a given", &GIVEN_KEYS, sink)?;
        if fields.entry("value").is_none() {
            fields.required("value", sink);
        }
        Some(model::Given {
            name,
            value: fields.number("value", sink),
            as_of: fields.date("as_of", sink).map(|day| day.value),
            source: fields.required("source", sink),
        })
    });
    givens.collect()
}

impl<'a> Compiler<'a> {
    /// Compiles a derived rule: one for each value of the slots that its claims use.
    pub(super) fn derived(&mut self, rule: &'a model::Rule, derived: &'a model::Derived) {
        let before = self.sink.count();
        self.check_id(rule.id.as_ref());
        check_names(derived, self.sink);
        let units: Vec<_> = derived
            .claims
            .iter()
            .map(|claim| self.unit(&claim.speaks))
            .collect();
        let givens: Vec<_> = derived
            .givens
            .iter()
            .map(|given| self.given(given))
            .collect();
        let assertion = self.assertion(derived, &units, &givens);
        let figure = assertion
            .as_ref()
            .and_then(|assertion| self.figure(derived, assertion));
        let variants = self.choices(rule, derived, &units);
        let runs = self.sink.count() == before && !rule.broken && !variants.is_empty();
        self.write_down(rule, runs);
        let (Some(assertion), Some(figure), true) = (assertion, figure, runs) else {
            return;
        };
        let (name, assertion) = (self.full_name(rule), Arc::new(assertion));
        let givens: Vec<Given> = givens.into_iter().flatten().collect();
        let fiscal_year_start = self.fiscal_year_start();
        let compiled = variants.into_iter().map(|claims| DerivedRule {
            name: name.clone(),
            within: derived.within,
            claims,
            givens: givens.clone(),
            assertion: Arc::clone(&assertion),
            figure,
            severity: rule.severity.clone(),
            fiscal_year_start,
        });
        self.rules.derived.extend(compiled);
    }

    /// The claims, once for each choice of values for the slots in them; none where they hold a mistake.
    fn choices(
        &mut self,
        rule: &'a model::Rule,
        derived: &'a model::Derived,
        units: &[Option<UnitPattern>],
    ) -> Vec<Vec<NamedClaim>> {
        let about = derived.claims.iter().flat_map(|claim| &claim.speaks.about);
        let mut variants = Vec::new();
        for binding in self.bindings(&rule.span, about) {
            let claims = derived.claims.iter().zip(units).map(|(claim, unit)| {
                Some(NamedClaim {
                    name: claim.name.value.clone(),
                    speaks: self.speaks(&claim.speaks, &binding, unit.as_ref()?)?,
                })
            });
            match claims.collect::<Option<Vec<_>>>() {
                Some(claims) => variants.push(claims),
                // The same mistake would be told of every value.
                None => return Vec::new(),
            }
        }
        variants
    }

    fn given(&mut self, given: &model::Given) -> Option<Given> {
        let source = given
            .source
            .as_ref()
            .map(|name| expectation::source(self.sources, name, self.sink));
        let written = given.value.as_ref()?;
        let read = expectation::read_number(written, self.dollar, self.sink)?;
        let value = in_base(&read.interval, read.unit);
        if value.is_none() {
            self.sink.push(
                Mistake::at(
                    &written.span,
                    format!("`{}` is too long to be computed with", written.value),
                )
                .expected("a value of fewer digits"),
            );
        }
        Some(Given {
            name: given.name.value.clone(),
            written: written.value.as_str().into(),
            value: value?,
            as_of: given.as_of,
            source: source??,
            dimensions: read.unit.map(Dimensions::of_unit).unwrap_or_default(),
        })
    }

    /// The assertion, where its grammar, its names and its units hold no mistake; what it does not use is told, too.
    fn assertion(
        &mut self,
        derived: &model::Derived,
        units: &[Option<UnitPattern>],
        givens: &[Option<Given>],
    ) -> Option<Expression> {
        let written = derived.assert.as_ref()?;
        let expression = match Expression::read(&written.value, self.dollar) {
            Ok(expression) => expression,
            Err(problem) => {
                self.tell(written, problem);
                return None;
            }
        };
        let claims = derived.claims.iter().zip(units).map(|(claim, unit)| {
            let value = unit.as_ref().map(Dimensions::of_pattern);
            (&claim.name, value)
        });
        let constants = derived.givens.iter().zip(givens).map(|(given, compiled)| {
            let value = compiled.as_ref().map(|given| given.dimensions.clone());
            (&given.name, value)
        });
        let all: Vec<(&At<String>, Meaning)> = claims
            .chain(constants)
            .map(|(name, value)| (name, value.map_or(Meaning::Broken, Meaning::Value)))
            .collect();
        let names: Vec<(&str, Meaning)> = all
            .iter()
            .map(|(name, meaning)| (name.value.as_str(), meaning.clone()))
            .collect();
        let problems = expression.problems(&names);
        let sound = problems.is_empty();
        for problem in problems {
            self.tell(written, problem);
        }
        let used = expression.names();
        for (name, _) in all
            .iter()
            .filter(|(name, _)| !used.contains(&name.value.as_str()))
        {
            self.sink.push(
                Mistake::at(
                    &name.span,
                    format!("`{}` does not stand in `assert`", name.value),
                )
                .expected("a name that `assert` uses"),
            );
        }
        sound.then_some(expression)
    }

    /// The claim at fault: the one that the author names, else the first in the assertion.
    fn figure(&mut self, derived: &model::Derived, assertion: &Expression) -> Option<usize> {
        let place = |name: &str| {
            let mut claims = derived.claims.iter();
            claims.position(|claim| claim.name.value == name)
        };
        let names = || derived.claims.iter().map(|claim| claim.name.value.as_str());
        let mistake = match &derived.figure {
            None => match assertion.names().into_iter().find_map(place) {
                Some(found) => return Some(found),
                None => Mistake::at(&derived.assert.as_ref()?.span, "this speaks of no claim")
                    .expected("an assertion over a claim"),
            },
            Some(written) => match place(&written.value) {
                Some(found) => return Some(found),
                None => Mistake::at(
                    &written.span,
                    format!("there is no claim `{}`", written.value),
                )
                .expected(format!("one of {}", names().collect::<Vec<_>>().join(", ")))
                .nearest_to(&written.value, names()),
            },
        };
        self.sink.push(mistake);
        None
    }

    /// Tells a problem of the expression `written`, with its part of the string underlined.
    fn tell(&mut self, written: &At<String>, problem: Problem) {
        let span = inside(&self.sink.file().text, written, &problem.span);
        let nearest = problem.nearest.as_deref();
        let mistake = Mistake::at(&span, problem.message)
            .expected(problem.expected)
            .nearest(nearest);
        self.sink.push(mistake);
    }
}

/// The bytes of the file that are `part` of the value of a string; all of the string where escapes keep the two from
/// being laid side by side.
fn inside(file: &str, written: &At<String>, part: &Range<usize>) -> Range<usize> {
    let raw = file.get(written.span.clone()).unwrap_or_default();
    let value = written.value.as_str();
    let Some(quotes) = raw.find(value) else {
        return written.span.clone();
    };
    let start = written.span.start.saturating_add(quotes);
    let shifted = |place: usize| start.saturating_add(place);
    if !part.is_empty() {
        return shifted(part.start)..shifted(part.end);
    }
    // At the end of the expression there is nothing to underline but what stands last.
    let last = value.trim_end().char_indices().next_back();
    last.map_or_else(
        || written.span.clone(),
        |(place, c)| shifted(place)..shifted(place.saturating_add(c.len_utf8())),
    )
}

/// Tells names of claims and givens that an expression can't hold, or that stand for two things.
fn check_names(derived: &model::Derived, sink: &mut Sink) {
    let claims = derived.claims.iter().map(|claim| &claim.name);
    let givens = derived.givens.iter().map(|given| &given.name);
    for name in claims.clone().chain(givens.clone()) {
        let plain = |c: char| c.is_alphanumeric() || c == '_';
        let begins = name
            .value
            .starts_with(|c: char| c.is_alphabetic() || c == '_');
        if RESERVED.contains(&name.value.as_str()) {
            sink.push(
                Mistake::at(
                    &name.span,
                    format!("`{}` means something else in `assert`", name.value),
                )
                .expected(format!("a name that is none of {}", RESERVED.join(", "))),
            );
        } else if !begins || !name.value.chars().all(plain) {
            sink.push(
                Mistake::at(
                    &name.span,
                    format!("`{}` can't stand in `assert`", name.value),
                )
                .expected("letters, digits and underscores, a letter first"),
            );
        }
    }
    for given in givens {
        if claims.clone().any(|claim| claim.value == given.value) {
            sink.push(
                Mistake::at(&given.span, format!("`{}` is a claim already", given.value))
                    .expected("another name"),
            );
        }
    }
}
