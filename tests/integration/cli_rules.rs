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
        (Some(0), "1 pack, 1 rule, 3 examples: no mistakes\n"),
        "{ran:?}"
    );
    let ran = folder.run(&["rules", "test"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            Some(0),
            "1 pack, 1 rule: no mistakes\n3 examples: all come out as written\n"
        ),
        "{ran:?}"
    );
}

#[test]
fn an_example_that_comes_out_otherwise_is_a_mistake_with_its_place() {
    let wrong = PACK.replace("fought 41", "fought 77");
    let folder = Folder::with(&[("city.toml", &wrong)]);
    for command in ["check", "test"] {
        let ran = folder.run(&["rules", command, "city.toml"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        insta::allow_duplicates! {
            insta::assert_snapshot!(first_picture(&ran.out), @r#"
            error[example]: `city/fires`: an example comes out otherwise
              --> city.toml:19:11
               |
            18 | text = "Firemen fought 77 fires."
               |                        -- of this figure
               |
            19 | verdict = "supported"
               |           ^^^^^^^^^^^
               |
               = wanted: supported
               = came: 77: contradicted, saying “77: City police gives 41 as of 1 January 2024”
            "#);
        }
    }
}

/// The first of the mistakes that are told.
fn first_picture(out: &str) -> &str {
    out.split_once("\n\n").map_or(out, |(first, _)| first)
}

#[test]
fn what_an_example_is_about_is_underlined() {
    for (from, to, underlined) in [
        (
            "silent = true",
            "silent = true\n[[rule.example]]\ntext = \"They fought 52 fires.\"\nfigure = \"2\"\nsilent = true",
            "figure = \"2\"",
        ),
        (
            "verdict = \"contradicted\"",
            "verdict = \"contradicted\"\nsays = \"gives 40\"",
            "says = \"gives 40\"",
        ),
        (
            "fought 52 floods",
            "fought 52 fires",
            "text = \"Firemen fought 52 fires.\"",
        ),
        (
            "verdict = \"supported\"",
            "verdict = \"supported\"\ntodo = true",
            "text = \"Firemen fought 41 fires.\"",
        ),
    ] {
        let folder = Folder::with(&[("city.toml", &PACK.replace(from, to))]);
        let ran = folder.run(&["rules", "check", "city.toml"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(first_picture(&ran.out).contains(underlined), "{ran:?}");
    }
}

#[test]
fn examples_that_are_missing_are_one_warning_a_rule_and_fail_the_test() {
    let (lacking, _) = PACK.split_once("[[rule.example]]").unwrap();
    let folder = Folder::with(&[("city.toml", lacking)]);
    let ran = folder.run(&["rules", "check", "city.toml"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r#"
    warning: `city/fires` has no example that it supports, contradicts or is silent on
      --> city.toml:10:6
       |
    10 | id = "fires"
       |      ^^^^^^^ expected a [[rule.example]] with verdict = "supported", one with verdict = "contradicted", one with silent = true

    1 pack, 1 rule, 0 examples: 1 warning
    "#);
    assert_eq!(folder.run(&["rules", "test", "city.toml"]).code, Some(1));
}

#[test]
fn a_rule_that_cannot_run_is_told_with_the_nearest_word_and_before_warnings() {
    let broken = PACK.replace("expect =", "expct =");
    let (lacking, _) = PACK.split_once("[[rule.example]]").unwrap();
    let folder = Folder::with(&[("a.toml", lacking), ("city.toml", &broken)]);
    for command in ["check", "test"] {
        let ran = folder.run(&["rules", command, "a.toml", "city.toml"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.out.starts_with("error: "), "{ran:?}");
        assert!(ran.out.contains("did you mean: expect"), "{ran:?}");
        assert!(ran.out.contains("2 packs, 2 rules, of which 1 can't run"));
        assert!(ran.out.contains("2 errors, 1 warning"), "{ran:?}");
    }
}

#[test]
fn what_is_no_pack_is_told_in_a_line() {
    let folder = Folder::with(&[("empty.toml", ""), ("none/readme.txt", "")]);
    for (path, code, told) in [
        ("rules", 2, "error: rules: does not exist\n"),
        (
            "none",
            2,
            "error: none: holds no rule packs: no file in it ends in .toml\n",
        ),
        (
            "empty.toml",
            0,
            "warning: empty.toml: holds no rules; expected a [[rule]] with `id`, `about`, `unit` and `expect`\n",
        ),
    ] {
        let ran = folder.run(&["rules", "check", path]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(ran.out.starts_with(told), "{ran:?}");
    }
    let ran = folder.run_with(&["check", "--rules", "absent", "-"], b"A dog.");
    assert_eq!(ran.err, "error: absent: does not exist\n\n");
}

#[test]
fn rules_are_listed_and_those_that_speak_of_nothing() {
    let folder = Folder::with(&[
        ("rules/city.toml", PACK),
        ("a.txt", "Firemen fought 52 fires."),
    ]);
    let ran = folder.run(&["rules", "list"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let listed = "city/fires\n  Fires fought\n  fires · City police · 3 examples\n";
    assert!(ran.out.contains(listed), "{ran:?}");
    assert!(ran.out.contains("general/speed-of-light\n"), "{ran:?}");
    let ran = folder.run(&["rules", "list", "--unused", "a.txt"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!ran.out.contains("city/fires"), "{ran:?}");
    assert!(
        ran.out.ends_with("rules speak of nothing in 1 article.\n"),
        "{ran:?}"
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
            .contains("four million: supported, by at most 5.25 million"),
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

#[test]
fn the_built_in_pack_passes_its_own_tests_and_can_be_turned_off() {
    let folder = Folder::with(&[("a.txt", "In all, 114% of respondents said no.")]);
    let ran = folder.run(&["rules", "test", "general"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = folder.run(&["check", "a.txt"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out.contains("rule: general/share-of-people-asked"),
        "{ran:?}"
    );
    let ran = folder.run(&["check", "--isolated", "a.txt"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn the_schema_is_the_published_one() {
    let ran = Folder::with(&[]).run(&["rules", "schema"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let published = std::fs::read_to_string("docs/rule-pack.schema.json").unwrap();
    assert_eq!(ran.out.trim(), published.trim());
}

#[test]
fn an_example_that_comes_out_otherwise_says_which_key_would_change_it() {
    for (from, to, told) in [
        (
            "when_vague = \"latest\"\n",
            "",
            "41: inconclusive; of 41: the article does not say when, and the rule leaves such figures alone (`when_vague = \"latest\"` would hold them to the last value)",
        ),
        (
            "fought 41 fires",
            "met 41 fires",
            "the rule is silent; the figures of the sentence are: 41; of 41: “fight” does not stand in its clause",
        ),
    ] {
        let folder = Folder::with(&[("city.toml", &PACK.replace(from, to))]);
        let ran = folder.run(&["rules", "check", "city.toml"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.out.contains(told), "{told}\n{}", ran.out);
    }
}

const ROWS: &str = "[sources.police]\npublisher = \"City police\"\n\
    [data.d]\npath = \"d.csv\"\nsource = \"police\"\nkind = \"level\"\nvalue = \"n\"\n\
    [[rule]]\nid = \"r\"\nabout = [\"flood\"]\nunit = \"houses\"\nexpect = { data = \"d\" }\n";

#[test]
fn rows_beyond_the_limit_are_told_with_the_flag_that_moves_it() {
    let folder = Folder::with(&[
        ("rules/p.toml", ROWS),
        ("rules/d.csv", "n\n5\n6\n"),
        ("a.txt", "A dog."),
    ]);
    for (rows, code) in [("2", 0), ("1", 2)] {
        for command in [["check", "a.txt"], ["rules", "check"]] {
            let ran = folder.run(&[command[0], command[1], "--max-reference-rows", rows]);
            assert_eq!(ran.code, Some(code), "{ran:?}");
            let told = format!("{}{}", ran.out, ran.err).contains("--max-reference-rows");
            assert_eq!(told, code == 2, "{ran:?}");
        }
    }
}

#[test]
fn a_bad_pack_is_told_with_place_and_remedy_and_the_others_still_work() {
    let brackets = ROWS_DERIVED.replace("ASSERT", &"(".repeat(100_000));
    let long = ROWS_DERIVED.replace("ASSERT", &format!("a <= {}1", "1 + ".repeat(50_000)));
    let data = |path: &str| ROWS.replace("d.csv", path);
    let large = " ".repeat(50 << 20);
    let sound = "n\n5\n";
    for (pack, csv, told) in [
        ("[[rule]\nid = ", sound, "rules/bad.toml:1:"),
        (
            &large,
            sound,
            "rules/bad.toml: is larger than 16777216 bytes",
        ),
        (
            &data("../secret.csv"),
            sound,
            "`../secret.csv` leads out of the pack's folder",
        ),
        (
            &data("/etc/hosts"),
            sound,
            "`/etc/hosts` leads out of the pack's folder",
        ),
        (
            &data("link.csv"),
            sound,
            "`link.csv` leads out of the pack's folder",
        ),
        (ROWS, "n,m\n5,6\n7\n", "this row has 1 cells"),
        (ROWS, "n\n\"1.234,5\"\n", "rules/d.csv:2:2"),
        (ROWS, "number\n5\n", "the file has no column `n`"),
        (ROWS, "n\n\"5\n", "this quote is never closed"),
        (&brackets, sound, "rules/bad.toml:5:"),
        (&long, sound, "rules/bad.toml:5:"),
    ] {
        let folder = Folder::with(&[
            ("rules/bad.toml", pack),
            ("rules/d.csv", csv),
            ("secret.csv", sound),
            ("rules/city.toml", PACK),
            ("a.txt", "Firemen fought 52 fires."),
        ]);
        #[cfg(unix)]
        std::os::unix::fs::symlink(
            folder.path().join("secret.csv"),
            folder.path().join("rules/link.csv"),
        )
        .unwrap();
        let ran = folder.run(&["check", "a.txt"]);
        assert_eq!(ran.code, Some(2), "{told}: {}", ran.err);
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
        assert!(ran.out.contains("rule: city/fires"), "{told}: {}", ran.out);
    }
    let folder = Folder::with(&[
        ("rules/city.toml", PACK),
        ("a.txt", "Firemen fought 52 fires."),
    ]);
    folder.write("rules/bad.toml", b"id = \"\xff\"");
    let ran = folder.run(&["check", "a.txt"]);
    assert!(
        ran.err
            .contains("rules/bad.toml: is not UTF-8: byte 6 can't be read; save it as UTF-8"),
        "{ran:?}"
    );
    assert!(ran.out.contains("rule: city/fires"), "{ran:?}");
}

const ROWS_DERIVED: &str = "[[rule]]\nid = \"r\"\nclaims.a = { about = [\"flood\"], unit = \"houses\" }\n\nassert = \"ASSERT\"\n";

#[test]
fn ten_thousand_rules_run() {
    // In a debug build so many take minutes on a slow machine.
    let rules = if cfg!(debug_assertions) {
        1_000
    } else {
        10_000
    };
    let rule = |n: usize| {
        format!(
            "[[rule]]\nid = \"r{n}\"\nabout = [\"word{n}\", \"fire\"]\nunit = \"fires\"\nexpect = {{ value = {n} }}\n"
        )
    };
    let pack: String = (0..rules).map(rule).collect();
    let folder = Folder::with(&[
        ("rules/many.toml", &pack),
        (
            "a.txt",
            "The word7 fires were 7 fires, and the word8 fires were 9 fires.",
        ),
    ]);
    let ran = folder.run(&["check", "a.txt"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("rule: many/r8"), "{ran:?}");
}
