//! What loading a derived rule gives, and what it says of each kind of mistake.

use crate::rules::testing::{load, sound, told};

const SOUND: &str = r#"
[sources.lab]
publisher = "The laboratory"
[[rule]]
id = "doses"
title = "Doses"
within = "paragraph"
claims.seized = { about = ["fentanyl"], dimension = "mass" }
claims.people = { about = ["kill"], unit = "people", modality = ["asserted", "possible"] }
given.dose = { value = "2 mg", source = "lab" }
assert = "people <= seized / dose"
severity = { contradicted = "warning" }
"#;

#[test]
fn a_sound_rule_has_claims_constants_and_an_assertion() {
    let rules = sound(SOUND, &[]);
    assert_eq!((rules.len(), rules.derived.len()), (1, 1));
    let rule = &rules.derived[0];
    let claims: Vec<_> = rule
        .claims
        .iter()
        .map(|claim| claim.name.as_str())
        .collect();
    assert_eq!(rule.name.raw(), "test/doses");
    assert_eq!(claims, ["seized", "people"]);
    assert_eq!(rule.givens[0].source.publisher.raw(), "The laboratory");
    assert_eq!(
        rule.claims[rule.figure].name, "people",
        "the first in `assert`"
    );
}

#[test]
fn the_author_may_say_which_figure_is_at_fault() {
    let rules = sound(&format!("{SOUND}figure = \"seized\""), &[]);
    let rule = &rules.derived[0];
    assert_eq!(rule.claims[rule.figure].name, "seized");
}

#[test]
fn a_rule_stands_once_for_each_value_of_its_slots() {
    let slots = "[slots.drug]\nfentanyl = [\"fentanyl\"]\nheroin = [\"heroin\"]\n";
    let pack = slots.to_owned() + &SOUND.replace("[\"fentanyl\"]", "[\"{drug}\"]");
    let rules = sound(&pack, &[]);
    assert_eq!((rules.len(), rules.derived.len()), (1, 2));
}

#[test]
fn each_mistake_is_told_where_it_stands() {
    for (from, to, mistakes) in [
        (
            "within = \"paragraph\"",
            "within = \"paragraf\"",
            "test.toml:7: `within` can't be `paragraf` [\"paragraf\"]; expected one of sentence, paragraph, document; nearest paragraph",
        ),
        (
            "title =",
            "about =",
            "test.toml:6: a derived rule has no key `about` [about]; expected one of id, title, within, claims, given, assert, figure, severity, example",
        ),
        (
            "dimension = \"mass\" }",
            "dimension = \"mass\", expect = 5 }",
            "test.toml:8: a claim has no key `expect` [expect]; expected one of about, not_about, unit, dimension, modality, negated, vague",
        ),
        (
            "about = [\"fentanyl\"], ",
            "",
            "test.toml:8: a claim needs the key `about` [{ dimension = \"mass\" }]",
        ),
        (
            "dimension = \"mass\"",
            "unit = \"kilogran\"",
            "test.toml:8: `kilogran` is not a unit [\"kilogran\"]; expected `people`, a counted noun, a unit, a currency or \"%\"; nearest kilogram",
        ),
        (
            ", source = \"lab\"",
            "",
            "test.toml:10: a given needs the key `source` [{ value = \"2 mg\" }]",
        ),
        (
            "source = \"lab\"",
            "source = \"lap\"",
            "test.toml:10: there is no source `lap` [\"lap\"]; expected one of lab; nearest lab",
        ),
        (
            "\"2 mg\"",
            "\"2 mx\"",
            "test.toml:10: `2 mx` is not a number [\"2 mx\"]; expected a number such as 37908, 24,048, 1.5, 1.2 million, 10-15 or 2 mg",
        ),
        (
            "/ dose\"",
            "* dose\"",
            "test.toml:11: `people` is a number and `seized * dose` is a mass^2: they can't be compared [people <= seized * dose]; expected a number on both sides, or a mass^2",
        ),
        (
            "<= seized",
            "== seized",
            "test.toml:11: `==` can't stand here [==]; expected an operator: + - * / = != < <= > >= and or; nearest =",
        ),
        (
            "seized / dose\"",
            "seized / \"",
            "test.toml:11: the expression ends too early [/]; expected a name, a number or `(`",
        ),
        (
            "seized / dose\"",
            "seized / dos\"",
            "test.toml:10: `dose` does not stand in `assert` [dose]; expected a name that `assert` uses\n\
             test.toml:11: there is no claim and no given `dos` [dos]; expected one of seized, people, dose; nearest dose",
        ),
        (
            "\"people <= seized / dose\"",
            "'''\npeople\n  <= seized / dos'''",
            "test.toml:10: `dose` does not stand in `assert` [dose]; expected a name that `assert` uses\n\
             test.toml:13: there is no claim and no given `dos` [dos]; expected one of seized, people, dose; nearest dose",
        ),
        (
            "\"people <= seized / dose\"",
            "\"people <= seized / dose / \\u0031 mg\"",
            "test.toml:11: `people` is a number and `seized / dose / 1 mg` is a number per mass: they can't be compared [\"people <= seized / dose / \\u0031 mg\"]; expected a number on both sides, or a number per mass",
        ),
        (
            "assert = \"people <= seized / dose\"",
            "",
            "test.toml:4: a derived rule needs the key `assert` [[[rule]]]",
        ),
        (
            "given.dose",
            "given.seized",
            "test.toml:10: `seized` is a claim already [seized]; expected another name\n\
             test.toml:11: there is no claim and no given `dose` [dose]; expected one of seized, people, seized",
        ),
        (
            "given.dose",
            "given.max",
            "test.toml:10: `max` means something else in `assert` [max]; expected a name that is none of and, or, not, min, max, abs, sum\n\
             test.toml:10: `max` does not stand in `assert` [max]; expected a name that `assert` uses\n\
             test.toml:11: there is no claim and no given `dose` [dose]; expected one of seized, people, max",
        ),
        (
            "given.dose",
            "given.a-dose",
            "test.toml:10: `a-dose` can't stand in `assert` [a-dose]; expected letters, digits and underscores, a letter first\n\
             test.toml:10: `a-dose` does not stand in `assert` [a-dose]; expected a name that `assert` uses\n\
             test.toml:11: there is no claim and no given `dose` [dose]; expected one of seized, people, a-dose",
        ),
        (
            "severity",
            "figure = \"dose\"\nseverity",
            "test.toml:12: there is no claim `dose` [\"dose\"]; expected one of seized, people",
        ),
    ] {
        assert!(SOUND.contains(from), "{from}");
        let (rules, errors) = load(&SOUND.replacen(from, to, 1), &[]);
        let found = told(&errors);
        assert_eq!(first_lines(&found), mistakes, "{from} -> {to}");
        assert_eq!((rules.len(), rules.derived.len()), (0, 0), "{from} -> {to}");
    }
}

/// Each mistake on one line, where it underlines a whole rule.
fn first_lines(told: &str) -> String {
    let lines = told.lines().filter(|line| line.starts_with("test.toml"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rule_without_claims_is_told() {
    let pack = "[[rule]]\nid = \"a\"\nassert = \"1 = 1\"\n";
    let found = told(&load(pack, &[]).1);
    assert!(
        found.contains("a derived rule needs claims [[[rule]]]; expected claims.NAME = { about"),
        "{found}"
    );
}
