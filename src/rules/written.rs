//! Rules as their authors wrote them: for listing and explaining them, and for their examples.

use super::error::SourceText;
use super::model::{self, Aggregate, At, Confidence, Expect, Pack};
use super::phrases::names_in;
use super::provenance::Source;
use crate::untrusted::Untrusted;
use crate::verdict::Verdict;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// A rule as its author wrote it.
#[derive(Debug)]
pub(crate) struct WrittenRule {
    /// `pack/id`
    pub name: Untrusted,
    /// What it is about, in a few words.
    pub title: Option<Untrusted>,
    /// The pack.
    pub file: Arc<SourceText>,
    /// Where its id stands.
    pub span: Range<usize>,
    /// Which figures it speaks of; of a derived rule, by each of its claims.
    pub speaks: Vec<WrittenSpeaks>,
    /// The groups and slots that its terms name, each with its words.
    pub groups: Vec<(String, Untrusted)>,
    /// What they are held to, in words: any of these; of a derived rule, what it asserts.
    pub expect: Vec<Untrusted>,
    /// What else a derived rule computes with, in words: "dose is 2 mg".
    pub givens: Vec<Untrusted>,
    /// Whether all of them are bounds, which contradict and never support.
    pub bounds: bool,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Whether it runs: no mistake was found in it.
    pub runs: bool,
    /// Whether its figures are dates.
    pub of_dates: bool,
}

/// Which figures a rule, or a claim of a derived rule, speaks of.
#[derive(Debug)]
pub(crate) struct WrittenSpeaks {
    /// The name of the claim; a rule has none.
    pub name: Option<String>,
    /// The terms that must stand in a figure's clause.
    pub about: Vec<Untrusted>,
    /// The terms that must not.
    pub not_about: Vec<Untrusted>,
    /// What the figures are in.
    pub unit: Option<Untrusted>,
}

/// A sentence, and what the rule is to say of it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// The day that the sentence is printed.
    pub date: Option<Date>,
    /// The sentence.
    pub text: At<Untrusted>,
    /// Words of the figure that is meant, where there are several.
    pub figure: Option<At<Untrusted>>,
    /// The verdict; absent where the rule is to be silent.
    pub verdict: Option<At<Verdict>>,
    /// Words that the finding holds.
    pub says: Option<At<Untrusted>>,
    /// Whether it is known not to pass yet.
    pub todo: bool,
}

impl WrittenRule {
    /// `rule` of `pack`, as its file has it.
    pub(super) fn of(
        name: Untrusted,
        rule: &model::Rule,
        pack: &Pack,
        file: &Arc<SourceText>,
    ) -> Self {
        let id = rule.id.as_ref();
        Self {
            name,
            title: rule.title.as_ref().map(|title| text(title).value),
            file: Arc::clone(file),
            span: id.map_or_else(|| rule.span.clone(), |id| id.span.clone()),
            speaks: speaks(rule),
            groups: groups(rule, pack),
            expect: match &rule.derived {
                Some(derived) => derived.assert.iter().map(|at| text(at).value).collect(),
                None => {
                    let expect = rule.expect.iter();
                    expect.map(|expect| wording(expect, pack)).collect()
                }
            },
            givens: rule
                .derived
                .iter()
                .flat_map(|derived| derived.givens.iter().filter_map(given))
                .collect(),
            bounds: rule.derived.is_none() && rule.expect.iter().all(is_bound),
            sources: Vec::new(),
            examples: rule.examples.iter().filter_map(Example::of).collect(),
            runs: false,
            of_dates: rule.date,
        }
    }
}

impl WrittenRule {
    /// A term in words, with what its braces stand for: "{order} (removal order, deportation order …) or deported".
    pub(crate) fn spelt(&self, term: &str) -> String {
        /// Words of a group that are told.
        const MOST: usize = 6;
        let mut told = term
            .split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" or ");
        for (name, words) in &self.groups {
            let all: Vec<&str> = words.raw().split(", ").collect();
            let rest = if all.len() > MOST { " …" } else { "" };
            let first: Vec<&str> = all.into_iter().take(MOST).collect();
            let braced = format!("{{{name}}}");
            told = told.replace(&braced, &format!("{braced} ({}{rest})", first.join(", ")));
        }
        told
    }
}

impl WrittenSpeaks {
    fn of(name: Option<&At<String>>, speaks: &model::Speaks, date: bool) -> Self {
        let texts = |list: &[At<String>]| list.iter().map(|term| text(term).value).collect();
        Self {
            name: name.map(|name| name.value.clone()),
            about: texts(&speaks.about),
            not_about: texts(&speaks.not_about),
            unit: unit(speaks, date),
        }
    }
}

fn speaks(rule: &model::Rule) -> Vec<WrittenSpeaks> {
    match &rule.derived {
        None => vec![WrittenSpeaks::of(None, &rule.speaks, rule.date)],
        Some(derived) => {
            let claims = derived.claims.iter();
            claims
                .map(|claim| WrittenSpeaks::of(Some(&claim.name), &claim.speaks, false))
                .collect()
        }
    }
}

/// "dose is 2 mg as of 2024-01-01"
fn given(given: &model::Given) -> Option<Untrusted> {
    let as_of = given.as_of.map(|day| format!(" as of {day}"));
    let (name, value) = (&given.name.value, &given.value.as_ref()?.value);
    Some(format!("{name} is {value}{}", as_of.unwrap_or_default()).into())
}

impl Example {
    fn of(example: &model::Example) -> Option<Self> {
        Some(Self {
            date: example.date,
            text: text(example.text.as_ref()?),
            figure: example.figure.as_ref().map(text),
            verdict: example.verdict.clone(),
            says: example.says.as_ref().map(text),
            todo: example.todo,
        })
    }
}

fn text(written: &At<String>) -> At<Untrusted> {
    At {
        value: written.value.as_str().into(),
        span: written.span.clone(),
    }
}

/// What stands in braces in the rule's terms.
fn groups(rule: &model::Rule, pack: &Pack) -> Vec<(String, Untrusted)> {
    let claims = rule.derived.iter().flat_map(|derived| &derived.claims);
    let claims: Vec<&model::Speaks> = claims.map(|claim| &claim.speaks).collect();
    let all = || claims.iter().copied().chain([&rule.speaks]);
    let terms = || all().flat_map(|speaks| speaks.about.iter().chain(&speaks.not_about));
    let is_named = |name: &str| terms().any(|term| names_in(&term.value).any(|used| used == name));
    let words = pack.words.iter().map(|group| {
        let phrases = group.phrases.iter().map(|phrase| phrase.value.as_str());
        (&group.name, phrases.collect::<Vec<_>>())
    });
    let slots = pack.slots.iter().map(|slot| {
        let values = slot.values.iter().map(|group| group.name.value.as_str());
        (&slot.name, values.collect::<Vec<_>>())
    });
    words
        .chain(slots)
        .filter(|(name, _)| is_named(&name.value))
        .map(|(name, words)| (name.value.clone(), words.join(", ").into()))
        .collect()
}

/// "people", "any unit of mass".
fn unit(speaks: &model::Speaks, date: bool) -> Option<Untrusted> {
    let dimension = speaks.dimension.as_ref();
    let of_dimension = || dimension.map(|name| format!("any unit of {}", name.value).into());
    if date {
        return Some("dates".into());
    }
    let named = speaks.unit.as_ref().map(|unit| text(unit).value);
    named.or_else(of_dimension)
}

/// Whether an expectation is a bound alone.
const fn is_bound(expect: &Expect) -> bool {
    expect.lower.is_some() != expect.upper.is_some()
}

/// "between ports: the rows of data/by_month.csv where series is usbp_sw".
fn wording(expect: &Expect, pack: &Pack) -> Untrusted {
    let label = expect.label.as_ref();
    let label = label.map(|label| format!("{}: ", label.value));
    let value = match &expect.data {
        Some(name) => rows(&name.value, expect, pack),
        None => stated(expect),
    };
    let as_of = expect.as_of.as_ref();
    let as_of = as_of.map(|day| format!(" as of {}", day.value));
    let low = expect.confidence.as_ref().map(|given| given.value) == Some(Confidence::Low);
    let low = low.then(|| " (supports, and never contradicts)".to_owned());
    let parts = [label, Some(value), as_of, low];
    parts.into_iter().flatten().collect::<String>().into()
}

/// "41", "95000 to 104999", "at most 100 %".
fn stated(expect: &Expect) -> String {
    let digits = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
    let value = match (digits(&expect.lower), digits(&expect.upper)) {
        (Some(lower), Some(upper)) => format!("{lower} to {upper}"),
        (Some(lower), None) => format!("at least {lower}"),
        (None, Some(upper)) => format!("at most {upper}"),
        (None, None) => digits(&expect.value).unwrap_or_default(),
    };
    match &expect.unit {
        Some(unit) => format!("{value} {}", unit.value),
        None => value,
    }
}

/// "the rows of data/by_month.csv where series is usbp_sw, or else usbp_sw_ohss".
fn rows(name: &str, expect: &Expect, pack: &Pack) -> String {
    let set = pack.data.iter().find(|set| set.id.value == name);
    let path = set.and_then(|set| set.path.as_ref());
    let place = path.map_or(name, |path| &path.value);
    let made = match expect.aggregate.as_ref().map(|found| found.value) {
        None => "the rows of",
        Some(Aggregate::Sum) => "the sum of the rows of",
        Some(Aggregate::Count) => "the number of rows of",
        Some(Aggregate::Max) => "the greatest row of",
        Some(Aggregate::Min) => "the least row of",
        Some(Aggregate::Last) => "the last row of",
    };
    let conditions = expect.conditions.iter().map(|condition| {
        let cells: Vec<&str> = condition
            .cells
            .iter()
            .map(|cell| cell.value.as_str())
            .collect();
        format!("{} is {}", condition.column.value, cells.join(", or else "))
    });
    let conditions: Vec<String> = conditions.collect();
    if conditions.is_empty() {
        return format!("{made} {place}");
    }
    format!("{made} {place} where {}", conditions.join(" and "))
}
