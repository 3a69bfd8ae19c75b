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
