//! What is worth mending in a pack that runs: rules that can never speak or never contradict, words and sources that
//! nothing uses, values that nobody vouches for. One warning a rule.

use super::about::{pattern_words, prose_words};
use super::data::DataSet;
use super::error::{Mistake, Sink};
use super::expectation::Named;
use super::model::{At, Confidence, DataKind, Expect, Group, Pack, Rule, Speaks};
use super::phrases::names_in;
use super::unit;
use crate::extract::inflect::same_word;
use crate::verdict::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Comparisons of phrases that a rule is worth; of one with more nothing is said.
const MOST_COMPARISONS: usize = 20_000;

/// Warns of what is worth mending in `pack`, whose data sets are `data`.
pub(super) fn lint(pack: &Pack, data: &[Named<DataSet>], sink: &mut Sink) {
    let names = Used::of(pack);
    // What a broken rule would use can't be known.
    if !pack.rules.iter().any(|rule| rule.broken) {
        names.tell_unused(pack, sink);
    }
    tell_groups(pack, sink);
    let counted = counted(pack);
    for rule in pack.rules.iter().filter(|rule| !rule.broken) {
        Remarks::of(pack, &counted, rule).tell(rule, sink);
    }
    tell_late_rows(pack, data, sink);
}

/// The names that the rules and data sets of a pack use.
struct Used<'a> {
    /// Word groups and slots.
    words: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    data: BTreeSet<&'a str>,
}

impl<'a> Used<'a> {
    fn of(pack: &'a Pack) -> Self {
        let values = || pack.rules.iter().flat_map(values_of);
        let speaks = pack.rules.iter().flat_map(all_speaks);
        let terms = speaks.flat_map(|speaks| speaks.about.iter().chain(&speaks.not_about));
        let derived = pack.rules.iter().filter_map(|rule| rule.derived.as_ref());
        let givens = derived.flat_map(|derived| &derived.givens);
        let name = |at: &'a Option<At<String>>| at.as_ref().map(|at| at.value.as_str());
        let by_data = pack.data.iter().filter_map(|data| name(&data.source));
        Self {
            words: terms.flat_map(|term| names_in(&term.value)).collect(),
            sources: values()
                .filter_map(|value| name(&value.source))
                .chain(by_data)
                .chain(givens.filter_map(|given| name(&given.source)))
                .collect(),
            data: values().filter_map(|value| name(&value.data)).collect(),
        }
    }

    fn tell_unused(&self, pack: &Pack, sink: &mut Sink) {
        // Rows that name their sources may use any.
        let by_row = pack.data.iter().any(|data| data.row_source.is_some());
        let groups = pack
            .words
            .iter()
            .map(|group| ("word group", &group.name, &self.words));
        let slots = pack
            .slots
            .iter()
            .map(|slot| ("slot", &slot.name, &self.words));
        let sources = pack
            .sources
            .iter()
            .filter(|_| !by_row)
            .map(|source| ("source", &source.id, &self.sources));
        let data = pack
            .data
            .iter()
            .map(|data| ("data set", &data.id, &self.data));
        for (what, name, used) in groups.chain(slots).chain(sources).chain(data) {
            if !used.contains(name.value.as_str()) {
                let message = format!("no rule uses the {what} `{}`", name.value);
                sink.warn(Mistake::at(&name.span, message));
            }
        }
    }
}

/// What a rule speaks of, or each claim of a derived one.
fn all_speaks(rule: &Rule) -> impl Iterator<Item = &Speaks> {
    let claims = rule.derived.iter().flat_map(|derived| &derived.claims);
    std::iter::once(&rule.speaks).chain(claims.map(|claim| &claim.speaks))
}

fn values_of(rule: &Rule) -> impl Iterator<Item = &Expect> {
    rule.expect.iter().chain(&rule.mistaken_for)
}

/// Warns of a group that hides a slot, and of a phrase that stands for two values of a slot.
fn tell_groups(pack: &Pack, sink: &mut Sink) {
    for slot in &pack.slots {
        let name = &slot.name.value;
        if let Some(group) = pack.words.iter().find(|group| group.name.value == *name) {
            let message =
                format!("`{{{name}}}` is this word group, and never the slot of that name");
            sink.warn(Mistake::at(&group.name.span, message).expected("two names"));
        }
        let mut seen: BTreeMap<String, &Group> = BTreeMap::new();
        for value in &slot.values {
            for phrase in &value.phrases {
                let before = seen.entry(phrase.value.to_lowercase()).or_insert(value);
                if before.name.value != value.name.value {
                    let message = format!(
                        "`{}` stands for {} and for {}: a claim that names it is held to both",
                        phrase.value, before.name.value, value.name.value
                    );
                    sink.warn(Mistake::at(&phrase.span, message));
                }
            }
        }
    }
}

/// Warns of data that tell of what happened after their source was published.
fn tell_late_rows(pack: &Pack, data: &[Named<DataSet>], sink: &mut Sink) {
    for (written, (_, set)) in pack.data.iter().zip(data) {
        let Some((set, source)) = set.as_ref().zip(written.source.as_ref()) else {
            continue;
        };
        // A level may be announced before it holds.
        let Some(published) = set.source.published.filter(|_| set.kind != DataKind::Level) else {
            continue;
        };
        let late = set.records.iter().position(|record| {
            let start = record.period.and_then(|period| period.start);
            let own = record.source.is_none();
            own && start.max(record.as_of).is_some_and(|day| day > published)
        });
        if let Some(record) = late {
            let message = format!(
                "line {} of the data is of a day after {published}, when the source was published",
                set.line(record)
            );
            sink.warn(
                Mistake::at(&source.span, message)
                    .expected("the day of the edition that has these rows"),
            );
        }
    }
}

/// What is worth mending in one rule, each with its place.
struct Remarks(Vec<(Range<usize>, String)>);

impl Remarks {
    fn of(pack: &Pack, counted: &BTreeSet<String>, rule: &Rule) -> Self {
        let remarks = [
            all_speaks(rule).find_map(|speaks| never_speaks(pack, speaks)),
            misspelt_noun(counted, rule),
            same_twice(rule),
            of_one_day(rule),
            never_contradicts(rule),
            without_source(rule),
            after_publication(pack, rule),
            never_told_undated(pack, rule),
        ];
        Self(remarks.into_iter().flatten().collect())
    }

    /// One warning for all of them.
    fn tell(self, rule: &Rule, sink: &mut Sink) {
        let Some((place, _)) = self.0.first() else {
            return;
        };
        let place = match (self.0.len(), &rule.id) {
            (1, _) | (_, None) => place.clone(),
            (_, Some(id)) => id.span.clone(),
        };
        let messages: Vec<String> = self.0.into_iter().map(|(_, message)| message).collect();
        sink.warn(Mistake::at(&place, messages.join("; ")));
    }
}

type Remark = Option<(Range<usize>, String)>;

/// A rule, or a claim, whose `not_about` silences it wherever a term of its `about` stands.
fn never_speaks(pack: &Pack, speaks: &Speaks) -> Remark {
    let phrases = |term: &At<String>| spelt_out(pack, &term.value);
    let silencing: Vec<Vec<String>> = speaks.not_about.iter().flat_map(&phrases).collect();
    speaks.about.iter().find_map(|term| {
        let spoken = phrases(term);
        if spoken.is_empty() || spoken.len().saturating_mul(silencing.len()) > MOST_COMPARISONS {
            return None;
        }
        let silenced = |phrase: &Vec<String>| silencing.iter().any(|by| covers(by, phrase));
        spoken.iter().all(silenced).then(|| {
            let message = format!(
                "{} can never speak: `not_about` holds wherever `{}` does",
                if speaks.what == "a claim" {
                    "the claim"
                } else {
                    "the rule"
                },
                term.value
            );
            (term.span.clone(), message)
        })
    })
}

/// The phrases that a term stands for, in words, with one phrase after another of its groups and slots put in; none
/// where they are many.
fn spelt_out(pack: &Pack, term: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for alternative in term.split('|') {
        let mut spelt = vec![alternative.to_owned()];
        for name in names_in(alternative) {
            let choices = choices(pack, name);
            if spelt.len().saturating_mul(choices.len()) > MOST_COMPARISONS {
                return Vec::new();
            }
            let braces = alternative
                .split_inclusive('}')
                .find(|part| names_in(part).any(|it| it == name));
            let written = braces
                .and_then(|part| part.get(part.find('{')?..))
                .unwrap_or_default();
            spelt = spelt
                .iter()
                .flat_map(|text| {
                    choices
                        .iter()
                        .map(move |choice| text.replace(written, choice))
                })
                .collect();
        }
        all.extend(
            spelt
                .iter()
                .map(|text| pattern_words(text).map(str::to_lowercase).collect()),
        );
    }
    all
}

/// The phrases of a group, or of all values of a slot.
fn choices<'p>(pack: &'p Pack, name: &str) -> Vec<&'p str> {
    let group = pack.words.iter().filter(|group| group.name.value == name);
    let slot = pack.slots.iter().filter(|slot| slot.name.value == name);
    group
        .chain(slot.flat_map(|slot| &slot.values))
        .flat_map(|group| &group.phrases)
        .flat_map(|phrase| phrase.value.split('|'))
        .collect()
}

/// Whether `by` stands wherever `phrase` does: its words are among the words there, in order and without a gap.
fn covers(by: &[String], phrase: &[String]) -> bool {
    let within = |(by, word): (&String, &String)| match by.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => by == word || !word.ends_with('*') && same_word(word, by),
    };
    !by.is_empty()
        && phrase
            .windows(by.len())
            .any(|words| by.iter().zip(words).all(within))
}

/// The last words of the nouns that the rules of a pack count; none where they are too many to be compared.
fn counted(pack: &Pack) -> BTreeSet<String> {
    const MOST: usize = 2000;
    let nouns: BTreeSet<String> = pack.rules.iter().flat_map(last_words).collect();
    if nouns.len() > MOST {
        return BTreeSet::new();
    }
    nouns
}

fn last_words(rule: &Rule) -> Vec<String> {
    let Some(unit) = &rule.speaks.unit else {
        return Vec::new();
    };
    let nouns = unit::pattern(&unit.value, None).nouns();
    let last = nouns.iter().filter_map(|noun| noun.rsplit(' ').next());
    last.map(str::to_owned).collect()
}

/// A counted noun that stands in no example, and is a slip away from a word that does, from another rule's noun or
/// from a word for people.
fn misspelt_noun(counted: &BTreeSet<String>, rule: &Rule) -> Remark {
    const SHORTEST: usize = 5;
    let written = rule.speaks.unit.as_ref()?;
    let texts = rule
        .examples
        .iter()
        .filter_map(|example| example.text.as_ref());
    let mut known: Vec<&str> = Vec::new();
    for text in texts {
        known.extend(prose_words(&text.value));
    }
    let said = known.len();
    known.extend(counted.iter().map(String::as_str));
    for word in unit::people() {
        known.push(word);
    }
    last_words(rule).iter().find_map(|noun| {
        let stands = |word: &&str| same_word(word, noun);
        let right = known.iter().take(said).any(stands) || unit::is_person(noun);
        if right || noun.len() < SHORTEST {
            return None;
        }
        let mut near = known.iter().filter(|word| word.len() >= SHORTEST);
        let near = near.find(|word| one_slip(word, noun))?;
        let message = format!("no figure may be counted in `{noun}`: is it `{near}`?");
        Some((written.span.clone(), message))
    })
}

/// Whether one slip makes a word of another, and not a form of it.
fn one_slip(word: &str, noun: &str) -> bool {
    unit::differ_by_little(word.as_bytes(), noun.as_bytes())
        && strsim::osa_distance(&word.to_lowercase(), &noun.to_lowercase()) == 1
        && !same_word(word, noun)
}

/// An expectation, or a phrase, that stands twice.
fn same_twice(rule: &Rule) -> Remark {
    let mut seen = BTreeSet::new();
    let twice = |value: &&Expect| !seen.insert(what_it_says(value));
    if let Some(value) = rule.expect.iter().find(twice) {
        return Some((
            value.span.clone(),
            "this expectation stands twice".to_owned(),
        ));
    }
    all_speaks(rule)
        .flat_map(|speaks| speaks.about.iter().chain(&speaks.not_about))
        .find_map(|term| {
            let mut seen = BTreeSet::new();
            let twice = term
                .value
                .split('|')
                .find(|phrase| !seen.insert(phrase.trim().to_lowercase()))?;
            Some((
                term.span.clone(),
                format!("`{}` stands twice", twice.trim()),
            ))
        })
}

/// All that makes an expectation differ from another, as text.
fn what_it_says(value: &Expect) -> Vec<String> {
    let text =
        |at: &Option<At<String>>| at.as_ref().map_or_else(String::new, |at| at.value.clone());
    let parts = [
        &value.label,
        &value.value,
        &value.lower,
        &value.upper,
        &value.source,
        &value.data,
        &value.unit,
    ];
    let mut said: Vec<String> = parts.into_iter().map(text).collect();
    said.push(format!("{:?}", value.as_of.as_ref().map(|at| at.value)));
    said.push(format!("{:?}", value.aggregate.as_ref().map(|at| at.value)));
    for condition in &value.conditions {
        said.push(condition.column.value.clone());
        said.extend(condition.cells.iter().map(|cell| cell.value.clone()));
    }
    said
}

/// Two values of one label as of one day, of which both are the latest.
fn of_one_day(rule: &Rule) -> Remark {
    let mut seen = BTreeSet::new();
    rule.expect.iter().find_map(|value| {
        let day = value.as_of.as_ref()?;
        let label = value.label.as_ref().map(|label| &label.value);
        let new = seen.insert((label, day.value));
        (!new).then(|| {
            let message = format!(
                "two values as of {} under one label: a figure that fits either is supported",
                day.value
            );
            (day.span.clone(), message)
        })
    })
}

/// A rule all of whose values are of low confidence.
fn never_contradicts(rule: &Rule) -> Remark {
    let low = |value: &Expect| {
        let confidence = value.confidence.as_ref();
        confidence.is_some_and(|found| found.value == Confidence::Low)
    };
    let first = rule.expect.first()?.confidence.as_ref()?;
    rule.expect.iter().all(low).then(|| {
        let message = "the rule can never contradict: all its values are of low confidence";
        (first.span.clone(), message.to_owned())
    })
}

/// A value of the pack itself that nobody vouches for.
fn without_source(rule: &Rule) -> Remark {
    let bare = |value: &&Expect| value.data.is_none() && value.source.is_none() && !value.broken;
    let value = rule.expect.iter().find(bare)?;
    Some((
        value.span.clone(),
        "a value without a `source`: the report can't say who says so".to_owned(),
    ))
}

/// A value as of a day after its source was published.
fn after_publication(pack: &Pack, rule: &Rule) -> Remark {
    rule.expect.iter().find_map(|value| {
        let (day, name) = (value.as_of.as_ref()?, value.source.as_ref()?);
        let source = pack
            .sources
            .iter()
            .find(|source| source.id.value == name.value)?;
        let published = source
            .published
            .filter(|published| day.value > *published)?;
        let message = format!("as of a day after {published}, when the source was published");
        Some((day.span.clone(), message))
    })
}

/// A rule all of whose values are of some time, and of which neither `when_vague` nor an example says what becomes of a
/// figure without one.
fn never_told_undated(pack: &Pack, rule: &Rule) -> Remark {
    let is_level = |name: &At<String>| {
        let set = pack.data.iter().find(|set| set.id.value == name.value);
        set.is_some_and(|set| {
            let kind = set.kind.as_ref().map(|kind| kind.value);
            kind == Some(DataKind::Level) && !set.period.is_empty()
        })
    };
    let of_a_time =
        |value: &Expect| value.as_of.is_some() || value.data.as_ref().is_some_and(is_level);
    let decided = rule.examples.iter().any(|example| {
        let verdict = example.verdict.as_ref().map(|verdict| verdict.value);
        verdict.is_some_and(|verdict| verdict != Verdict::Inconclusive)
    });
    let timeless = rule.date || rule.expect.is_empty() || !rule.expect.iter().all(of_a_time);
    if rule.when_vague.is_some() || decided || timeless {
        return None;
    }
    let message = "a figure of which the article does not say when can't be told: \
                   `when_vague = \"latest\"` would hold it to the last value";
    Some((rule.id.as_ref()?.span.clone(), message.to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::linted;

    const HEAD: &str = "[sources.a]\npublisher = \"A\"\npublished = 2024-06-30\n";
    const EXPECT: &str = "expect = { value = 5, source = \"a\" }\n";

    /// A rule with these keys; the warnings of its pack.
    fn of_rule(keys: &str) -> String {
        linted(&format!("{HEAD}[[rule]]\nid = \"r\"\n{keys}\n"), &[])
    }

    #[test]
    fn a_rule_that_can_never_speak_is_told() {
        for (words, expected) in [
            (
                "about = [\"southern border\", \"migrant\"]\nnot_about = [\"south*\"]",
                "test.toml:6: the rule can never speak: `not_about` holds wherever `southern border` does [\"southern border\"]",
            ),
            (
                "about = [\"migrant\"]\nnot_about = [\"migrants\"]",
                "test.toml:6: the rule can never speak: `not_about` holds wherever `migrant` does [\"migrant\"]",
            ),
            (
                "about = [\"migrant|refugee\"]\nnot_about = [\"migrant\"]",
                "",
            ),
            (
                "about = [\"border\"]\nnot_about = [\"southern border\"]",
                "",
            ),
            ("about = [\"south*\"]\nnot_about = [\"southern\"]", ""),
        ] {
            assert_eq!(
                of_rule(&format!("{words}\nunit = \"people\"\n{EXPECT}")),
                expected,
                "{words}"
            );
        }
    }

    #[test]
    fn a_noun_one_slip_from_another_is_told_unless_an_example_has_it() {
        let rule = |unit: &str, text: &str| {
            of_rule(&format!(
                "about = [\"x\"]\nunit = \"{unit}\"\n{EXPECT}[[rule.example]]\ntext = \"{text}\"\nsilent = true\n"
            ))
        };
        assert_eq!(
            rule("peple", "x"),
            "test.toml:7: no figure may be counted in `peple`: is it `people`? [\"peple\"]"
        );
        assert_eq!(rule("vilage", "5 villages"), "");
        assert_eq!(
            rule("vilages", "5 villages"),
            "test.toml:7: no figure may be counted in `vilages`: is it `villages`? [\"vilages\"]"
        );
        assert_eq!(rule("peple", "5 peple"), "");
        assert_eq!(rule("charter flight", "5 flights"), "");
    }

    #[test]
    fn what_nothing_uses_is_told() {
        let told = linted(
            "[words]\nw = [\"w\"]\n[slots.s]\nV = [\"v\"]\n[sources.a]\npublisher = \"A\"\n[sources.b]\npublisher = \"B\"\n\
             [data.d]\npath = \"d.csv\"\nsource = \"b\"\nkind = \"level\"\nvalue = \"v\"\n",
            &[("d.csv", "v\n5\n")],
        );
        assert_eq!(
            told,
            "test.toml:2: no rule uses the word group `w` [w]\n\
             test.toml:3: no rule uses the slot `s` [s]\n\
             test.toml:5: no rule uses the source `a` [a]\n\
             test.toml:9: no rule uses the data set `d` [d]"
        );
    }

    #[test]
    fn words_that_mean_two_things_are_told() {
        let rule =
            format!("[[rule]]\nid = \"r\"\nabout = [\"{{s}}\"]\nunit = \"people\"\n{EXPECT}");
        let told = linted(
            &format!("{HEAD}[words]\ns = [\"w\"]\n[slots.s]\nV = [\"v\"]\nW = [\"V\"]\n{rule}"),
            &[],
        );
        assert_eq!(
            told,
            "test.toml:5: `{s}` is this word group, and never the slot of that name [s]; expected two names\n\
             test.toml:8: `V` stands for V and for W: a claim that names it is held to both [\"V\"]"
        );
    }

    #[test]
    fn values_that_say_less_than_they_seem_to_are_told() {
        for (expect, expected) in [
            (
                "[{ value = 5, source = \"a\" }, { value = 5, source = \"a\" }]",
                "this expectation stands twice",
            ),
            (
                "[{ value = 5, as_of = 2024-01-01, source = \"a\" }, { value = 6, as_of = 2024-01-01, source = \"a\" }]",
                "two values as of 2024-01-01 under one label",
            ),
            (
                "{ value = 5, source = \"a\", confidence = \"low\" }",
                "the rule can never contradict",
            ),
            ("{ value = 5 }", "a value without a `source`"),
            (
                "{ value = 5, as_of = 2024-07-01, source = \"a\" }",
                "as of a day after 2024-06-30",
            ),
        ] {
            let told = of_rule(&format!(
                "about = [\"x\"]\nunit = \"people\"\nexpect = {expect}"
            ));
            assert!(told.contains(expected), "{told}");
        }
    }

    #[test]
    fn a_rule_that_leaves_undated_figures_open_is_told_unless_its_author_knows() {
        let rule = |expect: &str, more: &str| {
            of_rule(&format!(
                "about = [\"x\"]\nunit = \"people\"\nexpect = {expect}\n{more}"
            ))
        };
        let dated = "{ value = 5, as_of = 2024-01-01, source = \"a\" }";
        assert_eq!(
            rule(dated, ""),
            "test.toml:5: a figure of which the article does not say when can't be told: `when_vague = \"latest\"` would hold it to the last value [\"r\"]"
        );
        for (expect, more) in [
            ("{ value = 5, source = \"a\" }", ""),
            (dated, "when_vague = \"skip\""),
            (
                dated,
                "[[rule.example]]\ntext = \"In 2024, 5 people were there.\"\nverdict = \"supported\"",
            ),
        ] {
            assert_eq!(rule(expect, more), "", "{expect} {more}");
        }
    }

    #[test]
    fn what_a_derived_rule_uses_is_used() {
        let pack = "[words]\nw = [\"w\"]\n[sources.a]\npublisher = \"A\"\n[[rule]]\nid = \"r\"\n\
                    claims.part = { about = [\"{w}\"], unit = \"people\" }\n\
                    given.most = { value = 5, source = \"a\" }\nassert = \"part <= most\"\n";
        assert_eq!(linted(pack, &[]), "");
        let silenced = pack.replace("[\"{w}\"],", "[\"{w}\"], not_about = [\"w\"],");
        assert_eq!(
            linted(&silenced, &[]),
            "test.toml:7: the claim can never speak: `not_about` holds wherever `{w}` does [\"{w}\"]"
        );
    }

    #[test]
    fn a_rule_has_one_warning() {
        let told = of_rule(
            "about = [\"x|x\"]\nunit = \"people\"\nexpect = { value = 5, confidence = \"low\" }",
        );
        let rules: Vec<&str> = told
            .lines()
            .filter(|line| !line.contains("no rule uses"))
            .collect();
        assert_eq!(
            rules,
            [
                "test.toml:5: `x` stands twice; the rule can never contradict: all its values are of low confidence; a value without a `source`: the report can't say who says so [\"r\"]"
            ]
        );
    }

    #[test]
    fn rows_after_the_source_was_published_are_told() {
        let pack = format!(
            "{HEAD}[data.d]\npath = \"d.csv\"\nsource = \"a\"\nkind = \"total\"\nperiod = \"month\"\nvalue = \"v\"\n\
             [[rule]]\nid = \"r\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = {{ data = \"d\" }}\n"
        );
        let data = "month,v\n2024-05,5\n2024-06,5\n2024-07,5\n";
        assert_eq!(
            linted(&pack, &[("d.csv", data)]),
            "test.toml:6: line 4 of the data is of a day after 2024-06-30, when the source was published [\"a\"]; expected the day of the edition that has these rows"
        );
    }
}
