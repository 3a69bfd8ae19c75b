//! `statvet diff`: two reports of one desk, before and after the edits.

use crate::cli::{Folder, Ran};
use serde_json::Value;

/// From 50 to 60 is a rise of a fifth; the parts add up to 50.
const BEFORE: &str = "Rents rose 30 percent, from 50 to 60.\n\nThe fair sold 70 tickets: 20 in May and 30 in June.\n";
/// The sum is right now; the change is as wrong as it was, further down; and another one is.
const AFTER: &str = "A week on.\n\nRents rose 30 percent, from 50 to 60.\n\nThe fair sold 50 tickets: 20 in May and 30 in June.\n\n\
                     Fares fell 40 percent, from 80 to 60.\n";

fn report(folder: &Folder, name: &str, arguments: &[&str]) {
    let format = format!("json={name}");
    let ran = folder.run(&[&["check", "--format", &format, "a.txt"], arguments].concat());
    assert_eq!(ran.err, "", "{ran:?}");
}

fn desk() -> Folder {
    let folder = Folder::with(&[("a.txt", BEFORE)]);
    report(&folder, "old.json", &[]);
    folder.write("a.txt", AFTER.as_bytes());
    report(&folder, "new.json", &[]);
    folder
}

#[test]
fn what_is_new_and_gone_is_told_with_its_place() {
    let ran = desk().run(&["diff", "old.json", "new.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    let lines: Vec<_> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("new      error[percent-change] a.txt:7:12: stated as 40 percent"),
        "{ran:?}"
    );
    assert!(
        lines[1].starts_with("gone     error[parts-total] a.txt:3:15: stated as 70"),
        "{ran:?}"
    );
    assert_eq!(lines[3], "1 new, 0 changed, 1 gone, 1 the same", "{ran:?}");
}

#[test]
fn nothing_new_is_success() {
    let folder = desk();
    let ran = folder.run(&["diff", "old.json", "old.json"]);
    let all_the_same = "0 new, 0 changed, 0 gone, 2 the same\n".to_owned();
    assert_eq!((ran.code, ran.out), (Some(0), all_the_same));
}

#[test]
fn another_severity_is_a_change() {
    let folder = desk();
    folder.write("statvet.toml", b"[checks]\npercent-change = \"warning\"\n");
    report(&folder, "milder.json", &[]);
    let ran = folder.run(&["diff", "new.json", "milder.json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out
            .contains("changed  warning[percent-change] a.txt:3:12"),
        "{ran:?}"
    );
    assert!(ran.out.contains("was error: stated as"), "{ran:?}");
    assert!(
        ran.out.ends_with("0 new, 2 changed, 0 gone, 0 the same\n"),
        "{ran:?}"
    );
}

#[test]
fn machines_get_each_finding_whole() {
    let ran = desk().run(&["diff", "--format", "json", "old.json", "new.json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let diff: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(diff["schema"], "statvet-diff/1");
    assert_eq!(diff["new"][0]["id"], "a.txt");
    assert_eq!(diff["new"][0]["finding"]["check"], "percent-change");
    assert_eq!(diff["gone"][0]["finding"]["spans"][0]["line"], 3);
    assert_eq!((&diff["same"], &diff["unknown"]), (&1.into(), &0.into()));
}

#[test]
fn what_is_settled_is_not_there() {
    let folder = desk();
    assert_eq!(
        folder.run(&["check", "a.txt", "--write-decisions"]).code,
        Some(0)
    );
    report(&folder, "settled.json", &[]);
    let ran = folder.run(&["diff", "old.json", "settled.json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.ends_with("0 new, 0 changed, 2 gone, 0 the same\n"),
        "{ran:?}"
    );
}

#[test]
fn findings_of_an_article_that_cannot_be_read_are_not_gone() {
    let folder = desk();
    folder.write("a.txt", b"\xff\xfe\x00");
    folder.run(&["check", "a.txt", "--format", "json=broken.json"]);
    let ran = folder.run(&["diff", "new.json", "broken.json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("0 gone"), "{ran:?}");
    assert!(
        ran.out
            .contains("2 of before stood in articles that the later run could not read"),
        "{ran:?}"
    );
}

#[test]
fn what_is_no_report_is_told_with_what_to_give() {
    let folder = desk();
    folder.run(&["extract", "a.txt", "--format", "json=figures.json"]);
    for (name, text, told) in [
        ("x.json", "1 error in 1 article\n", "x.json: no JSON ("),
        (
            "x.json",
            "{\"version\":\"2.1.0\"}",
            "x.json: JSON, but no report (it has no `schema`)",
        ),
        (
            "x.json",
            "{\"schema\":\"statvet/9\"}",
            "its schema is \"statvet/9\", and \"statvet/1\" is read",
        ),
        (
            "x.json",
            "{\"schema\":\"statvet/1\",\"documents\":7}",
            "JSON, but no report (invalid type",
        ),
    ] {
        folder.write(name, text.as_bytes());
        let Ran { code, out, err } = folder.run(&["diff", "old.json", name]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{text}");
        assert!(err.contains(told), "{text}: {err}");
    }
    for (name, told) in [
        ("figures.json", "use `statvet check`"),
        ("nosuch", "nosuch: can't be read"),
    ] {
        let ran = folder.run(&["diff", name, "new.json"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        assert!(ran.err.contains(told), "{ran:?}");
    }
}
