//! `statvet check`: rules loaded, findings told, exit codes.

use crate::cli::Folder;

/// Twenty percent of 52 is not 16.
const WRONG: &str = "Thefts rose 20 percent, from 52 to 68.\n";

const PACK: &str = r#"
[pack]
title = "City"

[sources.police]
publisher = "City police"
title = "Yearbook"
published = 2024-02-01

[[rule]]
id = "fires"
about = ["fire"]
unit = "fires"
when_vague = "latest"
expect = { value = "41", as_of = 2024-01-01, source = "police" }
"#;

#[test]
fn findings_fail_the_run_from_the_severity_asked_for() {
    let folder = Folder::with(&[("a.txt", WRONG)]);
    for (arguments, code) in [
        (&[][..], 1),
        (&["--fail-on", "note"], 1),
        (&["--fail-on", "never"], 0),
    ] {
        let ran = folder.run(&[&["check"], arguments].concat());
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(
            ran.out.contains("error[percent-change]: Wrong: "),
            "{ran:?}"
        );
        assert!(ran.out.contains("--> a.txt:1:13"), "{ran:?}");
    }
}

#[test]
fn packs_are_those_beside_or_named_or_none() {
    let broken = PACK.replace("expect =", "expct =");
    let folder = Folder::with(&[
        ("a.txt", "Firemen fought 52 fires.\n"),
        ("rules/city.toml", &broken),
        ("sound.toml", PACK),
    ]);
    for (arguments, code) in [
        (&[][..], 2),
        (&["--rules", "rules"], 2),
        (&["--isolated"], 0),
    ] {
        let ran = folder.run(&[&["check", "a.txt"], arguments].concat());
        assert_eq!(ran.code, Some(code), "{ran:?}");
    }
    let ran = folder.run(&["check", "a.txt", "--rules", "sound.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert!(
        ran.out
            .contains("source: City police, Yearbook, published 2024-02-01"),
        "{ran:?}"
    );
}

#[test]
fn a_mistake_in_a_pack_is_shown_and_the_rest_still_runs() {
    let broken = PACK.replace("expect =", "expct =");
    let folder = Folder::with(&[("a.txt", WRONG), ("b.toml", &broken), ("c.toml", PACK)]);
    let ran = folder.run(&[
        "check",
        "a.txt",
        "--rules",
        "b.toml",
        "--rules",
        "c.toml",
        "--rules",
        "nosuch.toml",
    ]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("--> b.toml:15:1"), "{}", ran.err);
    assert!(ran.err.contains("expct = "), "{}", ran.err);
    assert!(ran.err.contains("nosuch.toml"), "{}", ran.err);
    assert!(
        ran.out.contains("percent-change"),
        "the rest still runs: {}",
        ran.out
    );
}

#[test]
fn articles_are_held_against_each_other_when_asked() {
    let folder = Folder::with(&[
        (
            "a.txt",
            "2024-07-03\n\nSome 42,000 people left Norport in June 2024, officials said.\n",
        ),
        (
            "b.txt",
            "2024-08-03\n\nNorport was empty: 58,000 people left Norport in June 2024.\n",
        ),
        (
            "c.txt",
            "2024-08-09\n\nSome 9,000 people left Sudport in June 2024. Kraft has 300 members.\n",
        ),
        ("d.txt", "2024-08-10\n\nKraft has 500 members.\n"),
    ]);
    let ran = folder.run(&["check", "--isolated"]);
    assert!(ran.out.starts_with("No findings in 4 articles"), "{ran:?}");
    let ran = folder.run(&["check", "--isolated", "--across", "--fail-on", "note"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let told = "note[conflict]: These two figures disagree: Some 42,000 people in June 2024, but 58,000 in another article\n  \
        --> a.txt:3:1\n   |  Some 42,000 people left Norport in June 2024\n  \
        --> b.txt:3:20\n   |  58,000 people left Norport in June 2024.\n\n\
        0 errors, 0 warnings, 1 note in 4 articles\n";
    assert!(ran.out.starts_with(told), "{ran:?}");
    let ran = folder.run(&["check", "--isolated", "--across", "--format", "jsonl"]);
    let last = ran.out.lines().last().unwrap();
    let found: serde_json::Value = serde_json::from_str(last).unwrap();
    assert_eq!(ran.out.lines().count(), 5, "{ran:?}");
    assert_eq!(found["places"][1]["id"], "b.txt");
    assert_eq!(found["severity"], "note");
}
