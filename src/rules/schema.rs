//! The JSON Schema of rule packs, for editors that complete and check TOML: `docs/rule-pack.schema.json`.
//!
//! These types are what packs look like from outside; a test holds their keys to those that are read.

#![expect(
    dead_code,
    reason = "the types are read by the schema's generator alone"
)]

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::collections::BTreeMap;

/// The schema of a rule pack.
pub fn rule_pack() -> Schema {
    let generator = SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<RulePack>()
}

/// A file of rules for statvet: word groups, slots, sources, data sets, rules with examples.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RulePack {
    pack: Option<Head>,
    /// Word groups: `{name}` in a rule stands for any of the phrases.
    words: Option<BTreeMap<String, Texts>>,
    /// Slots: `{name}` in `about` stands for any value's phrases, in `where` for the value that the claim names.
    slots: Option<BTreeMap<String, BTreeMap<String, Texts>>>,
    /// Who says so.
    sources: Option<BTreeMap<String, Source>>,
    /// Tables beside the pack.
    data: Option<BTreeMap<String, Data>>,
    /// What figures are held to.
    rule: Option<Vec<AnyRule>>,
}

/// A rule holds one figure to values, or several figures to an assertion.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "the schema is read off its types")]
enum AnyRule {
    Values(Box<Rule>),
    Derived(DerivedRule),
}

/// What holds for the whole pack.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Head {
    title: Option<String>,
    locale: Option<Locale>,
    /// Month and day on which the fiscal year starts that is named after the next calendar year.
    #[schemars(regex(pattern = r"^\d\d-\d\d$"))]
    fiscal_year_start: Option<String>,
}

/// Whose dollar "$" is. Numbers are read the English way in all of them: "1,234.5".
#[derive(JsonSchema)]
enum Locale {
    #[schemars(rename = "en-US")]
    UnitedStates,
    #[schemars(rename = "en-GB")]
    Britain,
    #[schemars(rename = "en-CA")]
    Canada,
    #[schemars(rename = "en-AU")]
    Australia,
    #[schemars(rename = "en-NZ")]
    NewZealand,
    #[schemars(rename = "en-SG")]
    Singapore,
}

/// A publication that values come from.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// The organisation, as messages name it.
    publisher: String,
    title: Option<String>,
    #[schemars(regex(pattern = r"^https?://"))]
    url: Option<String>,
    published: Option<Day>,
    /// The day that it was read.
    retrieved: Option<Day>,
    /// For claims about the present: a last value older than this is stale.
    max_age_days: Option<Number>,
}

/// A CSV file beside the pack.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Data {
    /// The file, in the pack's folder or below.
    path: String,
    /// The id of a source.
    source: String,
    kind: DataKind,
    /// The column of the period, or those of its first and last day.
    period: Option<Texts>,
    /// The column of the value, or those of its lower and upper bound.
    value: Option<Texts>,
    /// The column that says how the value is rounded: "exact", "nearest 10".
    rounded: Option<String>,
    /// The column of the day on which the value was known.
    as_of: Option<String>,
    /// The column of how far the value is to be trusted: high, medium, low.
    confidence: Option<String>,
    /// The column of each row's own source.
    row_source: Option<String>,
    /// What the values are in.
    unit: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum DataKind {
    /// Adds up over periods.
    Total,
    /// Holds throughout its period.
    Level,
    /// Something that happened, a row each.
    Event,
}

/// Which figures are meant, and what they are held to.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Rule {
    /// Small letters, digits and hyphens; no two rules of a pack share one.
    #[schemars(regex(pattern = r"^[a-z0-9._-]+$"))]
    id: String,
    title: Option<String>,
    /// All of these stand with the figure: words, phrases, `{groups}`, "this|or that", `begin*`.
    about: Texts,
    /// None of these does.
    not_about: Option<Texts>,
    /// What is counted or measured: "people", a noun, a unit, a currency, "%", "USD per barrel".
    unit: Option<String>,
    dimension: Option<Dimension>,
    /// "date": the figures are days, months and years.
    kind: Option<RuleKind>,
    /// What the figure must be: one expectation, or several of which it must fit any.
    expect: OneOrMore<Expectation>,
    /// What it may be mistaken for: never supports, and is named as the slip.
    mistaken_for: Option<OneOrMore<Expectation>>,
    /// How far beside the reference it may lie: "rounding", "0.2%", "50 kg", "2 digits".
    tolerance: Option<Number>,
    severity: Option<Severities>,
    /// How firmly the figure is said; "asserted" where nothing is set.
    modality: Option<OneOrMore<Modality>>,
    /// Whether what is denied is meant.
    negated: Option<bool>,
    /// Whether vague figures ("several") are meant too.
    vague: Option<bool>,
    when_vague: Option<WhenVague>,
    or_period: Option<OrPeriod>,
    /// Sentences that the rule is tested with.
    example: Option<Vec<Example>>,
}

/// Several figures of a passage, and what must hold between them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DerivedRule {
    /// Small letters, digits and hyphens; no two rules of a pack share one.
    #[schemars(regex(pattern = r"^[a-z0-9._-]+$"))]
    id: String,
    title: Option<String>,
    /// Where the figures stand together: "sentence" where nothing is set.
    within: Option<Within>,
    /// The figures, by the names that the assertion uses.
    claims: BTreeMap<String, DerivedClaim>,
    /// Constants, by the names that the assertion uses.
    given: Option<BTreeMap<String, Given>>,
    /// What must hold: "people <= seized / dose".
    assert: String,
    /// The claim that is told where it does not; the first that the assertion names where nothing is set.
    figure: Option<String>,
    severity: Option<Severities>,
    /// Sentences that the rule is tested with.
    example: Option<Vec<Example>>,
}

/// How near to each other figures stand.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "the schema is read off its types")]
enum Within {
    Sentence,
    Paragraph,
    Document,
}

/// Which figure a name of an assertion stands for.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DerivedClaim {
    /// All of these stand with the figure.
    about: Texts,
    /// None of these does.
    not_about: Option<Texts>,
    unit: Option<String>,
    dimension: Option<Dimension>,
    modality: Option<OneOrMore<Modality>>,
    negated: Option<bool>,
    vague: Option<bool>,
}

/// A constant, and who says so.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Given {
    value: Number,
    /// The day that it was so and known, where it changes.
    as_of: Option<Day>,
    /// The id of a source.
    source: String,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum RuleKind {
    Date,
}

/// Any unit that measures this.
#[derive(JsonSchema)]
enum Dimension {
    #[schemars(rename = "length")]
    Length,
    #[schemars(rename = "area")]
    Area,
    #[schemars(rename = "volume")]
    Volume,
    #[schemars(rename = "mass")]
    Mass,
    #[schemars(rename = "time")]
    Time,
    #[schemars(rename = "speed")]
    Speed,
    #[schemars(rename = "power")]
    Power,
    #[schemars(rename = "energy")]
    Energy,
    #[schemars(rename = "temperature")]
    Temperature,
    #[schemars(rename = "angle")]
    Angle,
    #[schemars(rename = "data")]
    Data,
    #[schemars(rename = "data rate")]
    DataRate,
    #[schemars(rename = "voltage")]
    Voltage,
    #[schemars(rename = "current")]
    Current,
    #[schemars(rename = "frequency")]
    Frequency,
    #[schemars(rename = "pressure")]
    Pressure,
    #[schemars(rename = "level")]
    Level,
}

/// A value, or two bounds, or rows of a data set.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Expectation {
    /// What tells it from the other expectations: "between ports".
    label: Option<String>,
    /// "37908", "1.2 million", "10-15", "2 mg"; of a date, a day, month or year.
    value: Option<Number>,
    lower: Option<Number>,
    upper: Option<Number>,
    /// The day that the value is of.
    as_of: Option<Day>,
    /// The id of a source.
    source: Option<String>,
    confidence: Option<Confidence>,
    /// The id of a data set.
    data: Option<String>,
    /// The rows: a column and the cell wanted in it, or several in order of preference.
    r#where: Option<BTreeMap<String, Texts>>,
    aggregate: Option<Aggregate>,
    unit: Option<String>,
}

/// A value of low confidence supports and never contradicts.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Confidence {
    High,
    Medium,
    Low,
}

/// What several rows make together.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Aggregate {
    Sum,
    Count,
    Max,
    Min,
    Last,
}

/// How much findings matter, by verdict.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Severities {
    contradicted: Option<Severity>,
    ambiguous: Option<Severity>,
    imprecise: Option<Severity>,
    stale: Option<Severity>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Severity {
    Error,
    Warning,
    Note,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Modality {
    Asserted,
    Planned,
    Possible,
    Denied,
}

/// What a claim without an exact period is held to.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum WhenVague {
    /// Some one row must fit.
    Any,
    /// The last known.
    Latest,
    /// All rows up to the document's date, taken together.
    ToDate,
    /// Nothing.
    Skip,
}

/// What is tried where a claim of a calendar year does not fit.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum OrPeriod {
    /// The fiscal year of the same number.
    FiscalYear,
}

/// A sentence, and the verdict on its figure, or `silent = true`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Example {
    /// The day that the sentence is printed.
    date: Option<Day>,
    text: String,
    /// Words of the figure that is meant.
    figure: Option<String>,
    verdict: Option<Verdict>,
    /// Words that the finding holds.
    says: Option<String>,
    /// Whether the rule must not speak of it.
    silent: Option<bool>,
    /// Whether it is known not to pass yet.
    todo: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Verdict {
    Supported,
    Imprecise,
    Contradicted,
    Ambiguous,
    Stale,
    Inconclusive,
    Unverified,
}

/// One, or a list.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

/// A string, or a list of strings.
type Texts = OneOrMore<String>;

/// A number, or a string that holds one.
struct Number;

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}

/// A day such as 2024-10-22.
struct Day;

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$" })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{derived, pack, unit};
    use super::*;
    use crate::check::Severity;
    use crate::verdict::Verdict;
    use serde_json::Value;

    const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rule-pack.schema.json");

    #[test]
    fn the_published_schema_is_up_to_date() {
        let made = format!("{:#}\n", rule_pack().to_value());
        let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();
        if made != published && std::env::var_os("STATVET_UPDATE").is_some() {
            std::fs::write(PUBLISHED, &made).unwrap();
        }
        assert!(
            made == published,
            "docs/rule-pack.schema.json is stale: run the tests once with STATVET_UPDATE=1"
        );
    }

    fn sorted<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        words.sort();
        words
    }

    /// The keys, or the words to choose from, of a definition.
    fn named(schema: &Value) -> Vec<String> {
        if let Some(keys) = schema["properties"].as_object() {
            return sorted(keys.keys().map(String::as_str));
        }
        let words = |list: &Value| -> Vec<String> {
            let words = list.as_array().into_iter().flatten();
            words
                .filter_map(|word| Some(word.as_str()?.to_owned()))
                .collect()
        };
        let constants = schema["oneOf"].as_array().into_iter().flatten();
        let constants = constants.flat_map(|option| {
            let one = option["const"].as_str().map(str::to_owned);
            one.into_iter()
                .chain(words(&option["enum"]))
                .collect::<Vec<_>>()
        });
        let all: Vec<String> = words(&schema["enum"])
            .into_iter()
            .chain(constants)
            .collect();
        sorted(all.iter().map(String::as_str))
    }

    #[test]
    fn its_keys_and_words_are_those_that_are_read() {
        let schema = rule_pack().to_value();
        let choices = |of: Vec<&'static str>| sorted(of);
        assert_eq!(named(&schema), sorted(pack::PACK_KEYS));
        for (name, read) in [
            ("Head", sorted(pack::HEAD_KEYS)),
            ("Source", sorted(pack::SOURCE_KEYS)),
            ("Data", sorted(pack::DATA_KEYS)),
            ("Rule", sorted(pack::RULE_KEYS)),
            ("DerivedRule", sorted(derived::KEYS)),
            ("DerivedClaim", sorted(derived::CLAIM_KEYS)),
            ("Given", sorted(derived::GIVEN_KEYS)),
            ("Expectation", sorted(pack::EXPECT_KEYS)),
            ("Example", sorted(pack::EXAMPLE_KEYS)),
            (
                "DataKind",
                choices(pack::DATA_KINDS.map(|(name, _)| name).to_vec()),
            ),
            (
                "Confidence",
                choices(pack::CONFIDENCES.map(|(name, _)| name).to_vec()),
            ),
            (
                "Aggregate",
                choices(pack::AGGREGATES.map(|(name, _)| name).to_vec()),
            ),
            (
                "WhenVague",
                choices(pack::WHEN_VAGUE.map(|(name, _)| name).to_vec()),
            ),
            (
                "Modality",
                choices(pack::MODALITIES.map(|(name, _)| name).to_vec()),
            ),
            (
                "Severities",
                choices(pack::TOLD.map(|(name, _)| name).to_vec()),
            ),
            (
                "Dimension",
                choices(unit::DIMENSIONS.map(|(name, _)| name).to_vec()),
            ),
            (
                "Locale",
                choices(
                    super::super::validate::LOCALES
                        .map(|(name, _)| name)
                        .to_vec(),
                ),
            ),
            (
                "Severity",
                choices(Severity::ALL.map(Severity::name).to_vec()),
            ),
            ("Verdict", choices(Verdict::ALL.map(Verdict::name).to_vec())),
        ] {
            assert_eq!(named(&schema["definitions"][name]), read, "{name}");
        }
    }

    #[test]
    fn the_packs_that_ship_name_it() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(
                    text.starts_with("#:schema ../docs/rule-pack.schema.json\n"),
                    "{}",
                    path.display()
                );
            }
        }
    }
}
