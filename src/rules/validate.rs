//! A pack as written into rules that checks can run: everything looked up, compiled and indexed.
//!
//! What holds a mistake is left out, with all that refers to it; the rest runs.

use super::about::About;
use super::data::{self, DataSet, Setting, Table};
use super::error::{Mistake, Sink};
use super::expectation::{self, Named, Scope};
use super::fields;
use super::model::{self, At, Group, Pack};
use super::phrases::{self, Compiled, Phrases};
use super::provenance::Source;
use super::reference::Expectation;
use super::ruleset::{Rule, RuleSet, Speaks};
use super::tolerance::{self, Tolerance};
use super::unit::{self, UnitPattern};
use super::written::WrittenRule;
use crate::quantity::unit::{self as units, Base};
use crate::untrusted::Untrusted;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Rules that one rule may stand for, a rule a value of its slots.
const MOST_VARIANTS: usize = 1000;
/// The day on which a fiscal year starts unless the pack says: 1 October, as the United States' does (31 U.S.C. 1102).
const FISCAL_YEAR_START: (i8, i8) = (10, 1);

/// Opens the file of a data set, as written in a pack; tells the pack where it can't.
pub(super) trait DataFiles {
    /// The file's cells, read once a path.
    fn open(&mut self, path: &At<String>, pack: &mut Sink) -> Option<Arc<Table>>;
    /// Takes so many rows in; whether they are too many for the run.
    fn is_over(&mut self, rows: usize) -> bool;
    /// Takes in the mistakes of a data file.
    fn tell(&mut self, mistakes: Sink);
}

/// Compiles `pack`, called `name`, into `rules`, and tells its mistakes. Gives its data sets.
pub(super) fn add(
    name: &str,
    pack: &Pack,
    files: &mut dyn DataFiles,
    sink: &mut Sink,
    rules: &mut RuleSet,
) -> Vec<Named<DataSet>> {
    phrases::check_groups(&pack.words, sink);
    for slot in &pack.slots {
        phrases::check_groups(&slot.values, sink);
    }
    let sources = sources(pack, sink);
    let dollar = dollar(pack, sink);
    let data = data_sets(pack, &sources, dollar, files, sink);
    let mut compiler = Compiler {
        name,
        pack,
        sources: &sources,
        data: &data,
        dollar,
        sink,
        rules,
        terms: Compiled::default(),
        ids: FxHashMap::default(),
    };
    for rule in &pack.rules {
        compiler.rule(rule);
    }
    data
}

/// The locales, and whose dollar `$` is in them. In all of them numbers are read alike: a pack with decimal commas has none.
pub(super) const LOCALES: [(&str, &str); 6] = [
    ("en-US", "USD"),
    ("en-GB", "USD"),
    ("en-CA", "CAD"),
    ("en-AU", "AUD"),
    ("en-NZ", "NZD"),
    ("en-SG", "SGD"),
];

/// The dollar that the pack's locale means by `$`.
fn dollar(pack: &Pack, sink: &mut Sink) -> Option<Base> {
    let code = match &pack.locale {
        None => "USD",
        Some(locale) => fields::choice(locale, "locale", &LOCALES, sink)?.value,
    };
    units::currency(code).map(Base::Money)
}

/// The sources by id.
fn sources(pack: &Pack, sink: &mut Sink) -> Vec<Named<Source>> {
    let text = |at: &Option<At<String>>| at.as_ref().map(|at| Untrusted::from(at.value.as_str()));
    let mut sources: Vec<Named<Source>> = Vec::new();
    for source in &pack.sources {
        let valid = text(&source.publisher).map(|publisher| Source {
            publisher,
            title: text(&source.title),
            url: text(&source.url),
            published: source.published,
            retrieved: source.retrieved,
            max_age_days: source.max_age_days,
        });
        check_url(source.url.as_ref(), sink);
        sources.push((source.id.value.clone(), valid.map(Arc::new)));
    }
    sources
}

fn check_url(url: Option<&At<String>>, sink: &mut Sink) {
    let Some(url) = url else { return };
    if !(url.value.starts_with("https://") || url.value.starts_with("http://")) {
        sink.push(
            Mistake::at(&url.span, format!("`{}` is not a web address", url.value))
                .expected("https://…"),
        );
    }
}

/// The data sets by id; their files are read.
fn data_sets(
    pack: &Pack,
    sources: &[Named<Source>],
    dollar: Option<Base>,
    files: &mut dyn DataFiles,
    sink: &mut Sink,
) -> Vec<Named<DataSet>> {
    let mut sets: Vec<Named<DataSet>> = Vec::new();
    for data in &pack.data {
        let set = data_set(data, sources, dollar, files, sink);
        sets.push((data.id.value.clone(), set.map(Arc::new)));
    }
    sets
}

fn data_set(
    data: &model::Data,
    sources: &[Named<Source>],
    dollar: Option<Base>,
    files: &mut dyn DataFiles,
    sink: &mut Sink,
) -> Option<DataSet> {
    let source = data
        .source
        .as_ref()
        .and_then(|name| expectation::source(sources, name, sink));
    let unit = match &data.unit {
        None => None,
        Some(name) => Some(expectation::known_unit(name, dollar, sink)?),
    };
    let kind = data.kind.as_ref()?;
    if data.period.is_empty() && kind.value != model::DataKind::Level {
        sink.push(
            Mistake::at(
                &kind.span,
                "rows without a period can't be added up or dated",
            )
            .expected("`period`: the columns of the first and the last day"),
        );
        return None;
    }
    let path = data.path.as_ref()?;
    let table = files.open(path, sink)?;
    if files.is_over(table.len()) {
        sink.push(
            Mistake::at(
                &path.span,
                "too many rows: with these, the packs of this run have more than are held",
            )
            .expected("fewer rows, fewer packs in one run, or a higher --max-reference-rows"),
        );
        return None;
    }
    let setting = Setting {
        sources,
        source: source?,
        unit,
        dollar,
    };
    let mut told = Sink::new(Arc::clone(table.file()));
    let set = data::read(data, setting, table, sink, &mut told);
    files.tell(told);
    set
}

/// The compiling of one pack's rules.
pub(super) struct Compiler<'a> {
    name: &'a str,
    pack: &'a Pack,
    pub(super) sources: &'a [Named<Source>],
    data: &'a [Named<DataSet>],
    pub(super) dollar: Option<Base>,
    pub(super) sink: &'a mut Sink,
    pub(super) rules: &'a mut RuleSet,
    terms: Compiled,
    ids: FxHashMap<&'a str, Range<usize>>,
}

/// A choice of one value for each slot that a rule uses.
pub(super) type Binding<'a> = Vec<(&'a str, &'a Group)>;

impl<'a> Compiler<'a> {
    fn rule(&mut self, rule: &'a model::Rule) {
        if let Some(derived) = &rule.derived {
            self.derived(rule, derived);
            return;
        }
        let before = self.sink.count();
        self.check_id(rule.id.as_ref());
        let unit = if rule.date {
            self.date(rule)
        } else {
            self.unit(&rule.speaks)
        };
        let compiled = self.variants(rule, unit.as_ref());
        let values = compiled.iter().flatten().flat_map(|rule| &rule.expect);
        let tolerance = self.tolerance(rule, values);
        let sound = self.sink.count() == before && !rule.broken;
        match (compiled, tolerance) {
            (Some(compiled), Some(tolerance)) if sound && !compiled.is_empty() => {
                self.write_down(rule, true);
                let compiled = compiled.into_iter();
                self.rules
                    .rules
                    .extend(compiled.map(|rule| Rule { tolerance, ..rule }));
            }
            _ => self.write_down(rule, false),
        }
    }

    /// The rule for each choice of values for its slots; `None` where one holds a mistake.
    fn variants(&mut self, rule: &'a model::Rule, unit: Option<&UnitPattern>) -> Option<Vec<Rule>> {
        let bindings = self.bindings(&rule.span, &rule.speaks.about);
        let Some(unit) = unit else {
            // The mistakes of its words are told all the same.
            self.about(&rule.speaks, bindings.first()?);
            return None;
        };
        let name = self.full_name(rule);
        bindings
            .iter()
            .map(|binding| self.variant(rule, &name, binding, unit))
            .collect()
    }

    /// The rule with each of its slots standing for one value; `None` where it holds a mistake.
    fn variant(
        &mut self,
        rule: &'a model::Rule,
        name: &Untrusted,
        binding: &Binding<'a>,
        unit: &UnitPattern,
    ) -> Option<Rule> {
        let speaks = self.speaks(&rule.speaks, binding, unit);
        let bound: Vec<(&str, &str)> = binding
            .iter()
            .map(|(slot, value)| (*slot, value.name.value.as_str()))
            .collect();
        let scope = Scope {
            sources: self.sources,
            data: self.data,
            unit,
            dollar: self.dollar,
            held_rows: &self.rules.held_rows,
            bound: &bound,
        };
        let mut all = |list: &[model::Expect]| {
            let found: Vec<_> = list
                .iter()
                .map(|expect| scope.expectation(expect, self.sink))
                .collect();
            found.into_iter().collect::<Option<Vec<_>>>()
        };
        let (expect, mistaken_for) = (all(&rule.expect), all(&rule.mistaken_for));
        Some(Rule {
            name: name.clone(),
            of: (!bound.is_empty()).then(|| {
                let values: Vec<&str> = bound.iter().map(|(_, value)| *value).collect();
                values.join(", ").into()
            }),
            speaks: speaks?,
            expect: expect?,
            mistaken_for: mistaken_for?,
            tolerance: Tolerance::Rounding,
            severity: rule.severity.clone(),
            when_vague: rule.when_vague.unwrap_or_default(),
            or_fiscal_year: rule.or_fiscal_year,
            fiscal_year_start: self.fiscal_year_start(),
        })
    }

    /// Month and day on which the pack's fiscal year starts.
    pub(super) fn fiscal_year_start(&self) -> (i8, i8) {
        self.pack.fiscal_year_start.unwrap_or(FISCAL_YEAR_START)
    }

    /// Which figures are meant, with each slot standing for one value; `None` where that holds a mistake.
    pub(super) fn speaks(
        &mut self,
        speaks: &model::Speaks,
        binding: &Binding<'a>,
        unit: &UnitPattern,
    ) -> Option<Speaks> {
        Some(Speaks {
            about: self.about(speaks, binding)?,
            unit: unit.clone(),
            dollar: self.dollar,
            modality: speaks.modality.clone(),
            negated: speaks.negated,
            vague: speaks.vague,
        })
    }

    fn about(&mut self, speaks: &model::Speaks, binding: &Binding<'a>) -> Option<About> {
        let mut phrases = Phrases {
            groups: &self.pack.words,
            slots: &self.pack.slots,
            bound: binding,
            vocabulary: &mut self.rules.vocabulary,
            compiled: &mut self.terms,
        };
        let mut terms = |list: &[At<String>]| {
            let found: Vec<_> = list
                .iter()
                .map(|term| phrases.term(term, self.sink))
                .collect();
            found.into_iter().collect::<Option<Vec<_>>>()
        };
        let (all, none) = (terms(&speaks.about), terms(&speaks.not_about));
        Some(About {
            all: all?,
            none: none?,
        })
    }

    /// Every choice of values for the slots that the phrases in `about` of the rule at `span` use.
    pub(super) fn bindings<'s>(
        &mut self,
        span: &Range<usize>,
        about: impl IntoIterator<Item = &'s At<String>> + Clone,
    ) -> Vec<Binding<'a>> {
        let mut bindings: Vec<Binding<'a>> = vec![Vec::new()];
        for slot in &self.pack.slots {
            let name = slot.name.value.as_str();
            let used = about
                .clone()
                .into_iter()
                .any(|term| phrases::names_in(&term.value).any(|used| used == name));
            if !used {
                continue;
            }
            bindings = bindings
                .iter()
                .flat_map(|binding| {
                    slot.values
                        .iter()
                        .map(|value| [binding.as_slice(), &[(name, value)]].concat())
                })
                .take(MOST_VARIANTS.saturating_add(1))
                .collect();
        }
        if bindings.len() > MOST_VARIANTS {
            self.sink.push(
                Mistake::at(span, "the slots of this rule have too many values together")
                    .expected(format!("at most {MOST_VARIANTS}")),
            );
            bindings.clear();
        }
        bindings
    }

    fn check_about(&mut self, speaks: &model::Speaks) {
        if speaks.about.is_empty() && !speaks.broken {
            self.sink.push(
                Mistake::at(
                    &speaks.span,
                    format!(
                        "{} without words in `about` would speak of every figure",
                        speaks.what
                    ),
                )
                .expected("words"),
            );
        }
    }

    /// What the figures meant are in; here the want of words in `about` is told, too.
    pub(super) fn unit(&mut self, speaks: &model::Speaks) -> Option<UnitPattern> {
        self.check_about(speaks);
        match (&speaks.unit, &speaks.dimension) {
            (Some(unit), None) => self.named_unit(unit),
            (None, Some(dimension)) => {
                fields::choice(dimension, "dimension", &unit::DIMENSIONS, self.sink)
                    .map(|found| UnitPattern::Dimension(found.value))
            }
            (Some(_), Some(both)) => {
                self.sink.push(
                    Mistake::at(
                        &both.span,
                        format!("{} has `unit` or `dimension`, not both", speaks.what),
                    )
                    .expected("one of the two"),
                );
                None
            }
            (None, None) if speaks.broken => None,
            (None, None) => {
                self.sink.push(
                    Mistake::at(&speaks.span, format!("{} needs the key `unit`, or `dimension`", speaks.what))
                        .expected("unit = \"people\", a counted noun, a unit, a currency or \"%\"; or dimension = \"mass\"; or kind = \"date\""),
                );
                None
            }
        }
    }

    /// The pattern of a rule whose figures are dates; keys that mean nothing for a date are told.
    fn date(&mut self, rule: &model::Rule) -> Option<UnitPattern> {
        self.check_about(&rule.speaks);
        let keys = [
            ("unit", &rule.speaks.unit),
            ("dimension", &rule.speaks.dimension),
            ("tolerance", &rule.tolerance),
        ];
        let given = keys
            .into_iter()
            .filter_map(|(key, at)| Some((key, at.as_ref()?)));
        let before = self.sink.count();
        for (key, at) in given {
            let message = format!("`{key}` says nothing of a date");
            self.sink
                .push(Mistake::at(&at.span, message).expected("kind = \"date\" without it"));
        }
        (self.sink.count() == before).then_some(UnitPattern::Date)
    }

    fn named_unit(&mut self, written: &At<String>) -> Option<UnitPattern> {
        let pattern = unit::pattern(&written.value, self.dollar);
        let nouns = pattern.nouns();
        let near = nouns
            .iter()
            .find_map(|noun| Some((noun, unit::misspelt(noun)?)));
        let fault = nouns
            .iter()
            .find_map(|noun| Some((noun, unit::fault(noun, self.dollar)?)));
        let message = match (near, fault) {
            (None, None) => return Some(pattern),
            (Some(_), _) => format!("`{}` is not a unit", written.value),
            (None, Some((noun, fault))) => format!("`{noun}` {fault}"),
        };
        let mistake = Mistake::at(&written.span, message)
            .expected("`people`, a counted noun, a unit, a currency or \"%\"");
        self.sink.push(match near {
            Some((noun, near)) => mistake.nearest_to(noun, [near]),
            None => mistake,
        });
        None
    }

    /// The tolerance, its amount in the unit of `values`.
    fn tolerance<'e>(
        &mut self,
        rule: &model::Rule,
        values: impl Iterator<Item = &'e Expectation>,
    ) -> Option<Tolerance> {
        let Some(written) = &rule.tolerance else {
            return Some(Tolerance::Rounding);
        };
        let text = written.value.trim();
        let Some((tolerance, unit)) = tolerance::read(text, self.dollar) else {
            self.sink.push(
                Mistake::at(&written.span, format!("`{text}` is not a tolerance"))
                    .expected("\"rounding\", a share up to 100% such as \"0.2%\", an amount such as \"50\" or \"50 kg\", or \"2 digits\"")
                    .nearest_to(text, ["rounding"]),
            );
            return None;
        };
        let Tolerance::Amount(amount) = tolerance else {
            return Some(tolerance);
        };
        let mut units: Vec<Option<Base>> = Vec::new();
        for value in values {
            if !units.contains(&value.unit) {
                units.push(value.unit);
            }
        }
        let told = match (units.as_slice(), unit) {
            ([], _) | ([_], None) => return Some(tolerance),
            ([Some(of_values)], Some(unit)) => {
                if let Some(amount) = tolerance::converted(amount, unit, *of_values) {
                    return Some(Tolerance::Amount(amount));
                }
                format!(
                    "an amount in {} is no tolerance of values in {}",
                    unit.name(),
                    of_values.name()
                )
            }
            ([None], Some(unit)) => {
                format!("an amount in {} is no tolerance of a count", unit.name())
            }
            _ => {
                "the values of this rule are in several units, and one amount does not fit them all"
                    .to_owned()
            }
        };
        self.sink.push(
            Mistake::at(&written.span, told)
                .expected("an amount in the unit of the values, or a share such as \"0.2%\""),
        );
        None
    }

    pub(super) fn check_id(&mut self, id: Option<&'a At<String>>) {
        let Some(id) = id else { return };
        let plain =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        if !id.value.chars().all(plain) {
            self.sink.push(
                Mistake::at(&id.span, format!("`{}` can't be an id", id.value))
                    .expected("small letters, digits and hyphens"),
            );
        }
        if let Some(first) = self.ids.get(id.value.as_str()) {
            let before = self.sink.file().text.get(..first.start).unwrap_or_default();
            let line = before.matches('\n').count().saturating_add(1);
            self.sink.push(
                Mistake::at(
                    &id.span,
                    format!("the id `{}` is taken by the rule on line {line}", id.value),
                )
                .expected("another id"),
            );
        } else {
            self.ids.insert(&id.value, id.span.clone());
        }
    }

    pub(super) fn full_name(&self, rule: &model::Rule) -> Untrusted {
        let id = rule.id.as_ref().map_or("?", |id| id.value.as_str());
        Untrusted::from(format!("{}/{id}", self.name))
    }

    pub(super) fn write_down(&mut self, rule: &model::Rule, runs: bool) {
        let written = WrittenRule {
            runs,
            sources: self.sources_of(rule),
            ..WrittenRule::of(self.full_name(rule), rule, self.pack, self.sink.file())
        };
        self.rules.written.push(written);
    }

    /// The sources that the rule's expectations name, each once.
    fn sources_of(&self, rule: &model::Rule) -> Vec<Arc<Source>> {
        let mut found: Vec<Arc<Source>> = Vec::new();
        let givens = rule.derived.iter().flat_map(|derived| &derived.givens);
        for name in givens.filter_map(|given| given.source.as_ref()) {
            let mut known = self.sources.iter();
            let known = known.find(|known| known.0 == name.value);
            let known = known.and_then(|known| known.1.clone());
            found.extend(known.filter(|source| !found.contains(source)));
        }
        for expect in &rule.expect {
            let named = expect.source.as_ref().or_else(|| {
                let name = expect.data.as_ref()?;
                let set = self
                    .pack
                    .data
                    .iter()
                    .find(|set| set.id.value == name.value)?;
                set.source.as_ref()
            });
            let known = named.and_then(|name| {
                let is_it = |known: &&Named<Source>| known.0 == name.value;
                self.sources.iter().find(is_it)?.1.clone()
            });
            found.extend(known.filter(|source| !found.contains(source)));
        }
        found
    }
}
