//! What loading a pack gives, and what it says of each kind of mistake.

use super::testing::{load, sound, told};
use proptest::prelude::*;

const CSV: &str = "series,start,end,value,rounding\na,2022-10-01,2023-09-30,24048,exact\na,2023-10-01,2024-09-30,37833,exact\nb,2022-10-01,2023-09-30,52700,nearest 10\n";
const FILES: [(&str, &str); 1] = [("data.csv", CSV)];

const SOUND: &str = r#"
[pack]
title = "Borders"
locale = "en-US"
fiscal_year_start = "10-01"
[words]
migrant = ["migrant", "national"]
[slots.country]
China = ["China", "Chinese"]
Mexico = ["Mexico", "Mexican"]
[sources.cbp]
publisher = "CBP"
title = "Encounters"
url = "https://example.org"
published = 2024-10-22
max_age_days = 400
[data.years]
path = "data.csv"
source = "cbp"
kind = "total"
period = ["start", "end"]
value = "value"
rounded = "rounding"
[[rule]]
id = "crossings"
title = "Crossings"
about = ["{country}", "{migrant}", "cross|encounter*"]
not_about = ["northern border"]
unit = "people"
expect = [
  { label = "a", data = "years", where = { series = "a" } },
  { value = "1_000", as_of = 2024-01-01, source = "cbp", confidence = "low" },
]
mistaken_for = { data = "years", where = { series = ["b", "a"] }, aggregate = "max" }
tolerance = "0.2%"
severity = { contradicted = "warning" }
modality = ["asserted", "possible"]
when_vague = "any"
or_period = "fiscal_year"
vague = true
[[rule.example]]
date = 2024-01-01
text = "24,048 Chinese migrants crossed."
verdict = "supported"
"#;

#[test]
fn a_sound_pack_gives_a_rule_for_each_value_of_its_slot() {
    let rules = sound(&SOUND.replace("1_000", "1,000"), &FILES);
    assert_eq!((rules.rules.len(), rules.len()), (2, 1));
    assert_eq!(rules.rules[0].name.raw(), "test/crossings");
    assert_eq!(rules.written[0].examples.len(), 1);
}

/// The sound pack with `from` replaced by `to`, and what is told of it.
fn mistake(from: &str, to: &str) -> String {
    let pack = SOUND.replace("1_000", "1,000");
    assert!(pack.contains(from), "{from}");
    told(&load(&pack.replacen(from, to, 1), &FILES).1)
}

#[test]
fn each_mistake_is_told_where_it_stands() {
    for (from, to, expected) in [
        (
            "tolerance =",
            "tolerence =",
            "test.toml:35: a rule has no key `tolerence` [tolerence]; expected one of id, title, about, not_about, unit, dimension, kind, expect, mistaken_for, tolerance, severity, modality, negated, vague, when_vague, or_period, example; nearest tolerance",
        ),
        (
            "title = \"Crossings\"",
            "title = 5",
            "test.toml:26: `title` can't be an integer [5]; expected a string",
        ),
        (
            "title = \"Crossings\"",
            "title = \" \"",
            "test.toml:26: `title` is empty [\" \"]",
        ),
        (
            "id = \"crossings\"",
            "",
            "test.toml:24: a rule needs the key `id` [[[rule]]]",
        ),
        (
            "id = \"crossings\"",
            "id = \"Border Crossings\"",
            "test.toml:25: `Border Crossings` can't be an id [\"Border Crossings\"]; expected small letters, digits and hyphens",
        ),
        (
            "unit = \"people\"",
            "",
            "test.toml:24: a rule needs the key `unit`, or `dimension` [[[rule]]]; expected unit = \"people\", a counted noun, a unit, a currency or \"%\"; or dimension = \"mass\"; or kind = \"date\"",
        ),
        (
            "unit = \"people\"",
            "unit = \"kilogran\"",
            "test.toml:29: `kilogran` is not a unit [\"kilogran\"]; expected `people`, a counted noun, a unit, a currency or \"%\"; nearest kilogram",
        ),
        (
            "unit = \"people\"",
            "unit = \"km/hh\"",
            "test.toml:29: `km/hh` is not a unit [\"km/hh\"]; expected `people`, a counted noun, a unit, a currency or \"%\"; nearest km/hr",
        ),
        (
            "unit = \"people\"",
            "dimension = \"mas\"",
            "test.toml:29: `dimension` can't be `mas` [\"mas\"]; expected one of length, area, volume, mass, time, speed, power, energy, temperature, angle, data, data rate, voltage, current, frequency, pressure, level; nearest mass",
        ),
        (
            "{migrant}",
            "{migrnt}",
            "test.toml:27: there is no word group `migrnt` [\"{migrnt}\"]; expected one of migrant, country; nearest migrant",
        ),
        (
            "{migrant}",
            "{migrant",
            "test.toml:27: a `{` without its `}` [\"{migrant\"]; expected the name of a group: {migrant}",
        ),
        (
            "encounter*",
            "enc*ter",
            "test.toml:27: a `*` stands for the ending of a word, and so at its end [\"cross|enc*ter\"]; expected words such as \"southern border\" or \"migrat*\"",
        ),
        (
            "cross|",
            "cross||",
            "test.toml:27: there is no word in this phrase [\"cross||encounter*\"]; expected words such as \"southern border\" or \"migrat*\"",
        ),
        (
            "\"northern border\"",
            "5",
            "test.toml:28: `not_about` can't be an integer [5]; expected a string",
        ),
        (
            "data = \"years\", where = { series = \"a\" }",
            "data = \"yaers\", where = { series = \"a\" }",
            "test.toml:31: there is no data set `yaers` [\"yaers\"]; expected one of years; nearest years",
        ),
        (
            "where = { series = \"a\" }",
            "where = { serie = \"a\" }",
            "test.toml:31: the data has no column `serie` [serie]; expected one of series, start, end, value, rounding; nearest series",
        ),
        (
            "where = { series = \"a\" }",
            "where = { series = \"c\" }",
            "test.toml:31: no row has `c` in this column [\"c\"]; expected a cell of the data; nearest a",
        ),
        (
            "where = { series = \"a\" }",
            "where = { series = \"{country}\" }",
            "test.toml:31: no row has `China` in this column [\"{country}\"]; expected a cell of the data",
        ),
        (
            "where = { series = \"a\" }",
            "where = { start = \"2022-10-01\" }",
            "test.toml:31: these rows cover some days twice: lines 2 and 4 of the data [{ label = \"a\", data = \"years\", where = { start = \"2022-10-01\" } }]; expected rows that can be added up: a further condition, or kind = \"level\"",
        ),
        (
            "value = \"1,000\"",
            "value = \"1,00\"",
            "test.toml:32: `1,00` has a comma where no thousands are parted [\"1,00\"]; expected a point before decimals, and commas only between thousands",
        ),
        (
            "value = \"1,000\"",
            "value = 1234567890123456789",
            "test.toml:32: `1234567890123456789` is not a number that can be held exactly [1234567890123456789]; expected at most 18 digits, 9 of them decimals",
        ),
        (
            "value = \"1,000\"",
            "value = 1.234",
            "test.toml:32: `1.234` may be thousands or decimals [1.234]; expected 1234 for thousands, or a further zero for decimals: 1.2340",
        ),
        (
            "value = \"1,000\"",
            "value = 0xff",
            "test.toml:32: `value` can't be an integer that is not decimal [0xff]; expected a number, or a string that holds one",
        ),
        (
            "value = \"1,000\"",
            "value = \"5 kg\"",
            "test.toml:32: a value in kilogram can't be compared with a count [\"5 kg\"]; expected a value in the rule's unit, such as \"2 mg\" for a mass",
        ),
        (
            "value = \"1,000\"",
            "lower = 5, upper = 4",
            "test.toml:32: `upper` lies below `lower` [4]; expected a bound not below `lower`",
        ),
        (
            "value = \"1,000\"",
            "value = 1, lower = 5",
            "test.toml:32: an expectation has one kind of value [{ value = 1, lower = 5, as_of = 2024-01-01, source = \"cbp\", confidence = \"low\" }]; expected `value`, or `lower` and `upper`, or `data`",
        ),
        (
            "value = \"1,000\"",
            "value = 1, aggregate = \"sum\"",
            "test.toml:32: `aggregate` belongs to an expectation with `data` [\"sum\"]; expected an expectation without it",
        ),
        (
            "as_of = 2024-01-01, source = \"cbp\"",
            "as_of = 2024-01-01, source = \"cpb\"",
            "test.toml:32: there is no source `cpb` [\"cpb\"]; expected one of cbp; nearest cbp",
        ),
        (
            "as_of = 2024-01-01",
            "as_of = \"January\"",
            "test.toml:32: `as_of` can't be a string [\"January\"]; expected a date such as 2024-10-22",
        ),
        (
            "confidence = \"low\"",
            "confidence = \"lo\"",
            "test.toml:32: `confidence` can't be `lo` [\"lo\"]; expected one of high, medium, low; nearest low",
        ),
        (
            "aggregate = \"max\"",
            "aggregate = \"maximum\"",
            "test.toml:34: `aggregate` can't be `maximum` [\"maximum\"]; expected one of sum, count, max, min, last",
        ),
        (
            "tolerance = \"0.2%\"",
            "tolerance = \"a bit\"",
            "test.toml:35: `a bit` is not a tolerance [\"a bit\"]; expected \"rounding\", a share up to 100% such as \"0.2%\", an amount such as \"50\" or \"50 kg\", or \"2 digits\"",
        ),
        (
            "tolerance = \"0.2%\"",
            "tolerance = \"50 kg\"",
            "test.toml:35: an amount in kilogram is no tolerance of a count [\"50 kg\"]; expected an amount in the unit of the values, or a share such as \"0.2%\"",
        ),
        (
            "unit = \"people\"",
            "unit = \"USD|people\"",
            "test.toml:29: `USD` is a unit, and no alternative to a counted noun: it needs a rule of its own [\"USD|people\"]; expected `people`, a counted noun, a unit, a currency or \"%\"",
        ),
        (
            "unit = \"people\"",
            "unit = \"people per squre kilometre\"",
            "test.toml:29: `people per squre kilometre` is not a unit [\"people per squre kilometre\"]; expected `people`, a counted noun, a unit, a currency or \"%\"; nearest square kilometre",
        ),
        (
            "mistaken_for = { data = \"years\", where = { series = [\"b\", \"a\"] }, aggregate = \"max\" }",
            "mistaken_for = []",
            "test.toml:34: `mistaken_for` is empty [[]]; expected a value, two bounds, or rows of a data set",
        ),
        (
            "unit = \"people\"",
            "unit = \"people\"\nkind = \"day\"",
            "test.toml:30: `kind` can't be `day` [\"day\"]; expected one of date",
        ),
        (
            "unit = \"people\"",
            "unit = \"people\"\nkind = \"date\"",
            "test.toml:29: `unit` says nothing of a date [\"people\"]; expected kind = \"date\" without it\n\
             test.toml:36: `tolerance` says nothing of a date [\"0.2%\"]; expected kind = \"date\" without it",
        ),
        (
            "{ contradicted = \"warning\" }",
            "{ contradicted = \"warn\" }",
            "test.toml:36: `contradicted` can't be `warn` [\"warn\"]; expected one of error, warning, note",
        ),
        (
            "{ contradicted = \"warning\" }",
            "{ contradict = \"warning\" }",
            "test.toml:36: `severity of a verdict` can't be `contradict` [contradict]; expected one of contradicted, ambiguous, imprecise, stale; nearest contradicted",
        ),
        (
            "\"possible\"]",
            "\"posible\"]",
            "test.toml:37: `modality` can't be `posible` [\"posible\"]; expected one of asserted, planned, possible, denied; nearest possible",
        ),
        (
            "when_vague = \"any\"",
            "when_vague = \"newest\"",
            "test.toml:38: `when_vague` can't be `newest` [\"newest\"]; expected one of any, latest, to_date, skip",
        ),
        (
            "or_period = \"fiscal_year\"",
            "or_period = \"fiscal-year\"",
            "test.toml:39: `or_period` can't be `fiscal-year` [\"fiscal-year\"]; expected one of fiscal_year; nearest fiscal_year",
        ),
        (
            "vague = true",
            "vague = \"yes\"",
            "test.toml:40: `vague` can't be a string [\"yes\"]; expected true or false",
        ),
        (
            "verdict = \"supported\"",
            "verdict = \"right\"",
            "test.toml:44: `verdict` can't be `right` [\"right\"]; expected one of supported, imprecise, contradicted, ambiguous, stale, inconclusive",
        ),
        (
            "verdict = \"supported\"",
            "verdict = \"unverified\"",
            "test.toml:44: `unverified` is no verdict of a rule [\"unverified\"]; expected `silent = true` in its place",
        ),
        (
            "verdict = \"supported\"",
            "verdict = \"supported\"\nsilent = true",
            "test.toml:41: an example says one thing: `verdict` or `silent = true` [[[rule.example]]]; expected one of the two",
        ),
        (
            "path = \"data.csv\"",
            "",
            "test.toml:17: a data set needs the key `path` [[data.years]]",
        ),
        (
            "kind = \"total\"",
            "kind = \"sum\"",
            "test.toml:20: `kind` can't be `sum` [\"sum\"]; expected one of total, level, event",
        ),
        (
            "source = \"cbp\"\nkind",
            "source = \"ice\"\nkind",
            "test.toml:19: there is no source `ice` [\"ice\"]; expected one of cbp",
        ),
        (
            "period = [\"start\", \"end\"]",
            "period = [\"start\", \"ende\"]",
            "test.toml:21: the file has no column `ende` [\"ende\"]; expected one of series, start, end, value, rounding; nearest end",
        ),
        (
            "period = [\"start\", \"end\"]",
            "",
            "test.toml:20: rows without a period can't be added up or dated [\"total\"]; expected `period`: the columns of the first and the last day",
        ),
        (
            "publisher = \"CBP\"",
            "",
            "test.toml:11: a source needs the key `publisher` [[sources.cbp]]",
        ),
        (
            "max_age_days = 400",
            "max_age_days = \"a year\"",
            "test.toml:16: `a year` is not a whole number [\"a year\"]; expected a whole number from 0 to 4294967295",
        ),
        (
            "https://example.org",
            "example.org",
            "test.toml:14: `example.org` is not a web address [\"example.org\"]; expected https://…",
        ),
        (
            "published = 2024-10-22",
            "published = \"2024-13-22\"",
            "test.toml:15: `published` can't be a string [\"2024-13-22\"]; expected a date such as 2024-10-22",
        ),
        (
            "locale = \"en-US\"",
            "locale = \"en-UK\"",
            "test.toml:4: `locale` can't be `en-UK` [\"en-UK\"]; expected one of en-US, en-GB, en-CA, en-AU, en-NZ, en-SG; nearest en-US",
        ),
        (
            "fiscal_year_start = \"10-01\"",
            "fiscal_year_start = \"13-01\"",
            "test.toml:5: `13-01` is not a month and a day [\"13-01\"]; expected a month and a day such as \"10-01\"",
        ),
        (
            "migrant = [\"migrant\", \"national\"]",
            "migrant = [\"migrant\", \"{x}\"]",
            "test.toml:7: a group can't hold a group [\"{x}\"]; expected words",
        ),
    ] {
        let told = mistake(from, to);
        assert_eq!(told, expected);
    }
}

#[test]
fn mistakes_in_data_underline_the_cell() {
    for (from, to, expected) in [
        (
            "24048",
            "24O48",
            "data.csv:2: `24O48` is not a number [24O48]; expected a number such as 37908, 24,048, 1.5, 1.2 million, 10-15 or 2 mg",
        ),
        (
            "24048",
            "\"24.048,5\"",
            "data.csv:2: `24.048,5` has a comma where no thousands are parted [24.048,5]; expected a point before decimals, and commas only between thousands",
        ),
        (
            "24048,exact",
            "24048",
            "data.csv:2: this row has 4 cells [a,2022-10-01,2023-09-30,24048]; expected 5 cells, as in the first line",
        ),
        (
            "nearest 10",
            "nearest ten",
            "data.csv:4: `nearest ten` is not a rounding [nearest ten]; expected exact, or nearest and a number: \"nearest 10\"",
        ),
        (
            "2024-09-30",
            "30.9.2024",
            "data.csv:3: `30.9.2024` is not a day [30.9.2024]; expected a day such as 2024-10-22",
        ),
        (
            "2024-09-30",
            "2022-09-30",
            "data.csv:3: `2022-09-30` lies before the start of its period [2022-09-30]; expected a day on or after it",
        ),
    ] {
        let data = CSV.replacen(from, to, 1);
        let pack = SOUND.replace("1_000", "1,000");
        let (rules, errors) = load(&pack, &[("data.csv", &data)]);
        assert_eq!(told(&errors), expected);
        assert!(rules.is_empty(), "a rule on broken data must not run");
    }
}

#[test]
fn syntax_errors_are_all_told_and_nothing_else() {
    let (rules, errors) = load("[pack\ntitle = \n[[rule]]\nid = \"a\nnonsense = 1\n", &[]);
    assert!(rules.is_empty());
    assert_eq!(
        told(&errors),
        "test.toml:1: not TOML: unclosed table, expected `]` [[pack]\n\
         test.toml:4: not TOML: invalid basic string, expected `\"` [id = \"a]"
    );
}

#[test]
fn a_mistake_in_one_rule_leaves_the_others_running() {
    let pack = "[[rule]]\nid = \"a\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = { value = 5 }\n";
    let broken = pack.replace("\"a\"", "\"b\"").replace("value", "valeu");
    let (rules, errors) = load(&[pack, &broken].concat(), &[]);
    assert_eq!(rules.rules.len(), 1);
    assert_eq!(errors.len(), 1, "{}", told(&errors));
}

#[test]
fn an_id_is_taken_once() {
    let pack = "[[rule]]\nid = \"a\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = { value = 5 }\n";
    let (_, errors) = load(&pack.repeat(2), &[]);
    assert_eq!(
        told(&errors),
        "test.toml:7: the id `a` is taken by the rule on line 2 [\"a\"]; expected another id"
    );
}

#[test]
fn toml_numbers_are_read_by_their_digits() {
    let pack = |value: &str| {
        format!(
            "[[rule]]\nid = \"a\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = {{ value = {value} }}\n"
        )
    };
    for (value, shown) in [
        ("1.10", "1.1"),
        ("37908", "37908"),
        ("37_908", "37908"),
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("\"37,908\"", "37908"),
    ] {
        let rules = sound(&pack(value), &[]);
        let super::reference::Basis::Stated { interval, .. } = &rules.rules[0].expect[0].basis
        else {
            panic!()
        };
        assert_eq!(interval.single().unwrap().normalize().to_string(), shown);
    }
    assert!(!load(&pack("nan"), &[]).1.is_empty());
}

proptest! {
    #[test]
    fn no_pack_makes_it_panic(text in ".*") {
        let _ = load(&text, &FILES);
    }

    #[test]
    fn no_line_of_a_pack_makes_it_panic(line in 0_usize..45, text in "[ -~]{0,40}") {
        let pack: Vec<&str> = SOUND.lines().enumerate().map(|(at, old)| if at == line { text.as_str() } else { old }).collect();
        let (_, errors) = load(&pack.join("\n"), &FILES);
        prop_assert!(!told(&errors).contains("OUT OF BOUNDS"));
    }

    #[test]
    fn no_data_makes_it_panic(text in "(?s).{0,200}", cell in "[ -~]{0,20}") {
        let _ = load(SOUND, &[("data.csv", &text)]);
        let (_, errors) = load(SOUND, &[("data.csv", &CSV.replacen("24048", &cell, 1))]);
        prop_assert!(!told(&errors).contains("OUT OF BOUNDS"));
    }
}

/// A rule with these keys, and what is told of it.
fn told_of(keys: &str) -> String {
    let rule = format!("[[rule]]\nid = \"a\"\nabout = [\"x\"]\n{keys}\n");
    told(&load(&rule, &[]).1)
}

#[test]
fn days_are_read_as_days() {
    for value in [
        "value = 2025-02-04",
        "value = \"2025-02-04\"",
        "value = \"2025-02\"",
        "value = 2025",
        "value = \"2025-02-01/2025-02-04\"",
        "lower = 2025-02-01, upper = \"2025-03\"",
    ] {
        assert_eq!(
            told_of(&format!("kind = \"date\"\nexpect = {{ {value} }}")),
            "",
            "{value}"
        );
    }
    for (value, expected) in [
        (
            "value = \"Feb. 4\"",
            "test.toml:5: `Feb. 4` is not a date [\"Feb. 4\"]; expected a day, a month, a year, or two with a slash between: 2025-02-04, \"2025-02\", \"2025-02-01/2025-02-04\"",
        ),
        (
            "lower = 2025-02-05, upper = 2025-02-04",
            "test.toml:5: `upper` lies before `lower` [2025-02-04]; expected a day not before `lower`",
        ),
        (
            "value = 2025, unit = \"year\"",
            "test.toml:5: `unit` says nothing of a date [\"year\"]; expected an expectation without it",
        ),
    ] {
        assert_eq!(
            told_of(&format!("kind = \"date\"\nexpect = {{ {value} }}")),
            expected
        );
    }
}

#[test]
fn units_of_values_and_tolerances_fit_the_rule() {
    for (keys, expected) in [
        (
            "unit = \"kg\"\nexpect = { value = \"5 kg\" }\ntolerance = \"50 g\"",
            "",
        ),
        (
            "unit = \"%\"\nexpect = { value = \"5\" }\ntolerance = \"0.5 percentage points\"",
            "",
        ),
        (
            "unit = \"USD per barrel\"\nexpect = { value = \"$58 per barrel\" }",
            "",
        ),
        (
            "unit = \"people per square kilometre\"\nexpect = { value = 40 }",
            "",
        ),
        (
            "unit = \"kg\"\nexpect = { lower = \"5 kg\", upper = \"6 lb\" }",
            "test.toml:5: `upper` is in pound and `lower` in kilogram [\"6 lb\"]; expected both in kilogram",
        ),
        (
            "unit = \"kg\"\nexpect = [{ value = \"5 kg\" }, { value = \"5 lb\" }]\ntolerance = \"50 g\"",
            "test.toml:6: the values of this rule are in several units, and one amount does not fit them all [\"50 g\"]; expected an amount in the unit of the values, or a share such as \"0.2%\"",
        ),
        (
            "unit = \"USD per barrel\"\nexpect = { value = \"$58 per tonne\" }",
            "test.toml:5: a value per tonne can't be compared with this rule's figures [\"$58 per tonne\"]; expected a value in the rule's unit",
        ),
    ] {
        assert_eq!(told_of(keys), expected, "{keys}");
    }
}

#[test]
fn phrases_are_counted_over_the_pack_and_shared_by_its_rules() {
    let words = |n: usize| {
        let words: Vec<String> = (0..n).map(|at| format!("\"word{at}\"")).collect();
        words.join(", ")
    };
    let values: String = (0..200)
        .map(|at| format!("V{at} = [\"value{at}\"]\n"))
        .collect();
    let rules = |term: &str| -> String {
        let rule = |at| {
            format!(
                "[[rule]]\nid = \"r{at}\"\nabout = {term}\nunit = \"people\"\nexpect = {{ value = 1 }}\n"
            )
        };
        (0..20).map(rule).collect()
    };
    let head = format!("[words]\nw = [{}]\n[slots.s]\n{values}", words(900));
    let (shared, errors) = load(&[&head, rules("[\"{s}\", \"{w}\"]").as_str()].concat(), &[]);
    assert_eq!((told(&errors).as_str(), shared.rules.len()), ("", 4000));
    let (_, errors) = load(&[&head, rules("[\"{s} {w}\"]").as_str()].concat(), &[]);
    let told = told(&errors);
    assert!(
        told.contains("the rules of this pack stand for too many phrases"),
        "{told}"
    );
}

/// How many rules are tried on all sentences of an article, by the words of each.
fn tried(rules: &crate::rules::RuleSet, article: &str) -> usize {
    use crate::rules::about::{Listener, Words};
    let mut listener = Listener::new(&rules.vocabulary);
    let sentences = article.split_inclusive('.');
    let called = sentences.map(|sentence| {
        let mut words = Words::default();
        listener.hear(sentence, &mut words);
        rules.called_by(&words).len()
    });
    called.sum()
}

#[test]
fn a_thousand_rules_are_no_more_work_than_ten_of_them() {
    let subjects = [
        "harvest", "ferry", "library", "orchard", "tram", "museum", "quarry", "bakery", "harbour",
        "stadium",
    ];
    let rule = |id: String, subject: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nabout = [\"{subject}\", \"rise|fall\", \"people\"]\nunit = \"people\"\nexpect = {{ value = 1 }}\n"
        )
    };
    let ten: String = subjects
        .iter()
        .map(|subject| rule((*subject).to_owned(), subject))
        .collect();
    let others: String = (0..990)
        .map(|at| rule(format!("o{at}"), &format!("subject{at}x")))
        .collect();
    let article: String = subjects
        .iter()
        .map(|subject| format!("The number of people at the {subject} rose. Then it fell."))
        .collect();
    let few = tried(&sound(&ten, &[]), &article);
    let many = tried(&sound(&[ten.as_str(), &others].concat(), &[]), &article);
    assert!(few >= 10 && many <= few.saturating_mul(3), "{few} {many}");
}

#[test]
fn a_slot_stands_for_what_about_names() {
    let pack = "[slots.s]\nV = [\"v\"]\n[[rule]]\nid = \"a\"\nabout = \"x\"\nnot_about = \"{s}\"\nunit = \"people\"\nexpect = { value = 1 }\n";
    assert_eq!(
        told(&load(pack, &[]).1),
        "test.toml:6: the slot `{s}` stands for nothing here [\"{s}\"]; expected {s} in `about` too, where the claim names it"
    );
}
