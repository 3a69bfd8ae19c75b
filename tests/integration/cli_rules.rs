//! `statvet rules check` and `statvet rules test`.

use crate::cli::Folder;

const PACK: &str = r#"[pack]
title = "City"

[sources.police]
publisher = "City police"
title = "Yearbook"
published = 2024-02-01

[[rule]]
id = "fires"
title = "Fires fought"
about = ["fire", "fight"]
unit = "fires"
when_vague = "latest"
expect = { value = "41", as_of = 2024-01-01, source = "police" }

[[rule.example]]
text = "Firemen fought 41 fires."
verdict = "supported"
[[rule.example]]
text = "Firemen fought 52 fires."
verdict = "contradicted"
[[rule.example]]
text = "Firemen fought 52 floods."
silent = true
"#;

#[test]
fn a_sound_pack_passes() {
    let folder = Folder::with(&[("rules/city.toml", PACK)]);
    let ran = folder.run(&["rules", "check"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "1 pack, 1 rule: no mistakes\n"),
        "{ran:?}"
    );
    let ran = folder.run(&["rules", "test"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.ends_with("3 examples: all come out as written\n"),
        "{ran:?}"
    );
}

#[test]
fn an_example_that_comes_out_otherwise_fails() {
    let wrong = PACK.replace("fought 41", "fought 77");
    let folder = Folder::with(&[("city.toml", &wrong)]);
    assert_eq!(folder.run(&["rules", "check", "city.toml"]).code, Some(0));
    let ran = folder.run(&["rules", "test", "city.toml"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out
            .contains("error[example]: city/fires: an example came out otherwise"),
        "{ran:?}"
    );
    assert!(ran.out.contains("--> city.toml:17:1"), "{ran:?}");
    assert!(ran.out.contains("wanted: supported"), "{ran:?}");
}

#[test]
fn an_example_that_is_missing_is_a_warning_and_fails_the_test() {
    let lacking = PACK.replace("silent = true", "verdict = \"contradicted\"\ntodo = true");
    let folder = Folder::with(&[("city.toml", &lacking)]);
    let ran = folder.run(&["rules", "check", "city.toml"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out
            .contains("warning: `city/fires` has no example that it must be silent on"),
        "{ran:?}"
    );
    assert_eq!(folder.run(&["rules", "test", "city.toml"]).code, Some(1));
}

#[test]
fn a_rule_that_cannot_run_is_told_with_the_nearest_word() {
    let broken = PACK.replace("expect =", "expct =");
    let folder = Folder::with(&[("city.toml", &broken)]);
    for command in ["check", "test"] {
        let ran = folder.run(&["rules", command, "city.toml"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.out.contains("did you mean: expect"), "{ran:?}");
    }
    assert_eq!(
        folder.run(&["rules", "check"]).code,
        Some(2),
        "there is no folder `rules`"
    );
}

const DERIVED: &str = r#"[sources.lab]
publisher = "The laboratory"
title = "Doses"

[[rule]]
id = "doses"
claims.weight = { about = ["poison"], dimension = "mass" }
claims.people = { about = ["kill"], unit = "people", modality = ["asserted", "possible"] }
given.dose = { value = "2 mg", source = "lab" }
assert = "people <= weight / dose"

[[rule.example]]
text = "The 10 kilograms of poison could kill four million people."
verdict = "supported"
[[rule.example]]
text = "The 10 kilograms of poison could kill four billion people."
verdict = "contradicted"
says = "10 kilograms / 2 mg allows at most 5.25 million"
[[rule.example]]
text = "The 10 kilograms of poison could kill, and 30 people fled."
silent = true
"#;

#[test]
fn a_derived_rule_has_examples_as_others_have() {
    let folder = Folder::with(&[("rules/poison.toml", DERIVED)]);
    let ran = folder.run(&["rules", "test"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.ends_with("3 examples: all come out as written\n"),
        "{ran:?}"
    );
    let wrong = DERIVED.replace("verdict = \"supported\"", "verdict = \"contradicted\"");
    let folder = Folder::with(&[("poison.toml", &wrong)]);
    let ran = folder.run(&["rules", "test", "poison.toml"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out
            .contains("four million: supported (at most 5.25 million)"),
        "{ran:?}"
    );
}

#[test]
fn a_mistake_in_an_assertion_is_underlined() {
    let wrong = DERIVED.replace("weight / dose", "weigth / dose");
    let folder = Folder::with(&[("poison.toml", &wrong)]);
    let ran = folder.run(&["rules", "check", "poison.toml"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.out.contains("--> poison.toml:10:21"), "{ran:?}");
    assert!(ran.out.contains("did you mean: weight"), "{ran:?}");
}

#[test]
fn an_article_is_vetted_by_a_derived_rule() {
    let article = "The 10 kilograms of poison could kill four billion people.\n";
    let folder = Folder::with(&[("rules/poison.toml", DERIVED), ("news.txt", article)]);
    let ran = folder.run(&["check", "--rules", "rules", "news.txt"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    for told in [
        "error[derived]: Wrong: stated as four billion, but 10 kilograms / 2 mg allows at most 5.25 million",
        "it should be: at most 5.25 million",
        "worked out: 10 kilograms / 2 mg is 4.75 million to 5.25 million; stated four billion people",
        "source: The laboratory, Doses",
        "rule: poison/doses",
    ] {
        assert!(ran.out.contains(told), "{told}: {ran:?}");
    }
}
