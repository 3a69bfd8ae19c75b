//! `statvet explain`.

use crate::cli::Folder;

const PACK: &str = r#"[words]
vessel = ["ferry", "boat"]

[sources.port]
publisher = "Port authority"
title = "Traffic report"
url = "https://port.example/report"
published = 2025-02-01
max_age_days = 400

[[rule]]
id = "sailings"
title = "Ferries that sailed"
about = ["{vessel}", "sail|depart"]
not_about = ["cancel"]
unit = "sailings|ferries"
when_vague = "latest"
expect = { value = "120", as_of = 2025-01-01, source = "port" }

[[rule.example]]
date = 2025-03-01
text = "The port sent 99 ferries; 120 ferries sailed."
figure = "120"
verdict = "supported"
"#;

const ARTICLE: &str = "\
date 2025-03-01

Some 300 ferries sailed, and 120 ferries departed.

No figure here.

The port has 120 ferries. It cancelled 14 sailings of the boats.
";

fn folder() -> Folder {
    Folder::with(&[("rules/port.toml", PACK), ("a.txt", ARTICLE)])
}

#[test]
fn a_line_is_explained_figure_by_figure() {
    let ran = folder().run(&["explain", "a.txt:3"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    a.txt:3:1 “Some 300”
      figure    300 ferries (count)
      of        “ferries”
      verb      “sailed”
      clause    “Some 300 ferries sailed”
      verdict   Wrong
      rule      port/sailings: contradicted: Some 300: Port authority gives 120 as of 1
                January 2025

    a.txt:3:30 “120”
      figure    120 ferries (count)
      of        “ferries”
      verb      “departed”
      clause    “and 120 ferries departed.”
      verdict   Right
      rule      port/sailings: supported: Port authority gives 120 as of 1 January 2025
    ");
}

#[test]
fn the_first_condition_that_failed_is_told_of_rules_that_nearly_spoke() {
    let ran = folder().run(&["explain", "a.txt:7"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for nearly in [
        "not quite port/sailings: “sail or depart” does not stand in its clause, or in what that inherits",
        "not quite port/sailings: “cancel” stands there, and `not_about` rules it out",
    ] {
        assert!(told.contains(nearly), "{}", ran.out);
    }
}

#[test]
fn a_column_points_at_one_figure() {
    let ran = folder().run(&["explain", "a.txt:3:31"]);
    assert_eq!(ran.out.matches("a.txt:3:").count(), 1, "{ran:?}");
    assert!(ran.out.starts_with("a.txt:3:30 “120”\n"), "{ran:?}");
}

#[test]
fn a_rule_is_explained_in_words() {
    let ran = folder().run(&["explain", "sailings"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    port/sailings
    Ferries that sailed
    rules/port.toml:12

    Speaks of
      figures in sailings or ferries
      with {vessel}
      and  sail or depart
      not  cancel
      where {vessel} is ferry, boat

    Expects
      120 as of 2025-01-01

    Sources
      Port authority, Traffic report, published 2025-02-01
        https://port.example/report
        too old for the present after 400 days

    Examples
      supported     “The port sent 99 ferries; 120 ferries sailed.” (printed 2025-03-01,
                    figure “120”)
    ");
}

#[test]
fn a_check_has_a_page() {
    let ran = folder().run(&["explain", "parts-total"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("parts-total\n"), "{ran:?}");
    assert!(!ran.out.contains("##"), "{ran:?}");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    for (what, code, told) in [
        ("parts-totals", 2, "did you mean parts-total?"),
        ("port/sailing", 2, "did you mean port/sailings?"),
        ("zzz", 2, "`statvet rules list` names the rules"),
        ("a.txt", 2, "a.txt: which line? Give it as a.txt:12"),
        ("a.txt:8", 2, "a.txt: there is no line 8: its last is 7"),
        ("a.txt:0", 2, "a.txt: there is no line 0: its last is 7"),
        (
            "b.txt:1",
            2,
            "b.txt: no such file or folder: check the path",
        ),
        ("rules:1", 2, "rules: is a folder: name a file in it"),
        (
            "a.txt:5",
            0,
            "a.txt:5: no figure was found here; the nearest are on lines 3 and 7.",
        ),
        ("r.jsonl:2", 0, "r.jsonl:2"),
        ("r.jsonl:3", 2, "r.jsonl: there is no line 3: its last is 2"),
    ] {
        let folder = folder();
        folder.write(
            "r.jsonl",
            b"{\"id\": 1, \"text\": \"A\"}\n{\"id\": 2, \"text\": \"B\"}\n",
        );
        let ran = folder.run(&["explain", what]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(format!("{}{}", ran.out, ran.err).contains(told), "{ran:?}");
    }
}

const DERIVED: &str = r#"[sources.lab]
publisher = "The laboratory"

[words]
poison = ["poison", "toxin"]

[[rule]]
id = "doses"
claims.weight = { about = ["{poison}"], dimension = "mass" }
claims.people = { about = ["kill"], unit = "people", modality = ["asserted", "possible"] }
given.dose = { value = "2 mg", source = "lab" }
assert = "people <= weight / dose"
"#;

const PASSAGES: &str = "\
The 10 kilograms of poison could kill four billion people.

The 12 kilograms of sugar could kill 30 people.

The 10 kilograms of toxin and the 20 kilograms of it could have killed many, but 30 people died.

Of the poison, 10 kilograms could kill 30 people and 20 kilograms could kill 40 people and then 50 people.

Some 30 people could be killed.
";

/// What is told of the rule in a line, on one line.
fn told_of_doses(line: u32) -> String {
    let folder = Folder::with(&[("rules/poison.toml", DERIVED), ("a.txt", PASSAGES)]);
    let ran = folder.run(&["explain", &format!("a.txt:{line}")]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_derived_rule_is_told_with_what_each_of_its_names_held() {
    let told = told_of_doses(1);
    let spoke = "rule poison/doses: contradicted: four billion people <= 10 kilograms / 2 mg does not hold; \
                 weight is “10 kilograms” (9.5 to 10.5 kilograms), \
                 people is “four billion people” (3.5 billion to 4.5 billion), dose is 2 mg of The laboratory";
    assert_eq!(told.matches(spoke).count(), 2, "{told}");
}

#[test]
fn a_derived_rule_that_nearly_speaks_is_told_with_the_condition_that_failed() {
    for (line, nearly) in [
        (
            3,
            "not quite poison/doses: it is `people`, but no figure of its sentence is `weight`; of “12 kilograms”: \
             “{poison} (poison, toxin)” does not stand in its clause, or in what that inherits",
        ),
        (
            9,
            "not quite poison/doses: it is `people`, but no figure of its sentence is `weight`",
        ),
    ] {
        let told = told_of_doses(line);
        assert!(told.contains(nearly), "{told}");
    }
}

#[test]
fn the_page_of_a_derived_rule_has_its_claims_and_constants() {
    let folder = Folder::with(&[("rules/poison.toml", DERIVED)]);
    let ran = folder.run(&["explain", "poison/doses"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    poison/doses
    rules/poison.toml:8

    Speaks of
      weight, figures in any unit of mass
      with {poison}
      people, figures in people
      with kill
      where {poison} is poison, toxin

    Expects
      people <= weight / dose
      where dose is 2 mg

    Sources
      The laboratory
    ");
}
