//! Decisions: what the office has said of a finding is not told again, and what no longer holds is.

use crate::cli::{Folder, Ran};

const ARTICLE: &str =
    "Rents rose 30 percent, from 50 to 60.\n\nFares fell 5 percent, from 80 to 60.\n";

/// The same with one of its two mistakes.
const ONE: &str = "Rents rose 30 percent, from 50 to 60.\n";

fn found(ran: &Ran) -> usize {
    ran.out.matches("error[percent-change]").count()
}

/// The fingerprint of the one finding.
fn fingerprint(folder: &Folder) -> String {
    let ran = folder.run(&["check", "a.txt", "--format", "jsonl"]);
    let fingerprint = ran.lines()[0]["findings"][0]["fingerprint"].clone();
    fingerprint.as_str().unwrap().to_owned()
}

/// An entry on it, with these lines besides.
fn entry(fingerprint: &str, lines: &str) -> String {
    format!(
        "[[decision]]\nfinding = \"{fingerprint}\"\nreason = \"the office counts so\"\n{lines}\n"
    )
}

#[test]
fn a_first_baseline_makes_the_next_run_quiet_and_new_mistakes_are_told() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let ran = folder.run(&["check", "--write-decisions", "--today", "2026-03-01"]);
    assert_eq!((ran.code, found(&ran)), (Some(0), 2), "{ran:?}");
    assert!(
        ran.err
            .contains("2 findings added as known before 2026-03-01"),
        "{ran:?}"
    );
    let ran = folder.run(&["check"]);
    assert_eq!(
        (ran.code, found(&ran), ran.err.as_str()),
        (Some(0), 0, ""),
        "{ran:?}"
    );
    assert!(
        ran.out.contains("2 findings settled by decisions"),
        "{ran:?}"
    );
    // Edits elsewhere change nothing; a new mistake is told.
    let edited =
        format!("A first paragraph.\n\n{ARTICLE}\nTolls rose 10 percent, from 20 to 30.\n");
    folder.write("a.txt", edited.as_bytes());
    let ran = folder.run(&["check"]);
    assert_eq!((ran.code, found(&ran)), (Some(1), 1), "{ran:?}");
}

#[test]
fn what_no_longer_holds_is_told_again_and_why() {
    let folder = Folder::with(&[("a.txt", ONE)]);
    let id = fingerprint(&folder);
    for (lines, today, why) in [
        ("status = \"accepted\"", "2026-03-01", None),
        (
            "status = \"disputed\"\nuntil = 2026-03-01",
            "2026-03-01",
            None,
        ),
        (
            "status = \"accepted\"\nuntil = 2026-03-01",
            "2026-03-02",
            Some("its end date has passed"),
        ),
        (
            "status = \"corrected\"",
            "2026-03-01",
            Some("the text still says it"),
        ),
        (
            "status = \"accepted\"\nexpected = \"a rise of 12%\"",
            "2026-03-01",
            Some("what the figure should be has changed since"),
        ),
    ] {
        folder.write("statvet-decisions.toml", entry(&id, lines).as_bytes());
        let ran = folder.run(&["check", "--today", today]);
        assert_eq!(ran.code, Some(i32::from(why.is_some())), "{lines}{ran:?}");
        assert!(
            why.is_none_or(|why| ran.out.contains(why)),
            "{lines}{ran:?}"
        );
    }
}

#[test]
fn an_entry_with_a_mistake_settles_nothing_and_the_others_do() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    folder.run(&["check", "--write-decisions", "--today", "2026-03-01"]);
    let file = folder.read("statvet-decisions.toml").unwrap();
    let broken = file.replacen("on = 2026-03-01", "until = \"soon\"", 1);
    folder.write("statvet-decisions.toml", broken.as_bytes());
    let ran = folder.run(&["check"]);
    assert_eq!((ran.code, found(&ran)), (Some(2), 1), "{ran:?}");
    assert!(ran.err.contains("a date such as 2024-10-22"), "{ran:?}");
    assert!(
        ran.err.contains("an entry with a mistake settles nothing"),
        "{ran:?}"
    );
}

#[test]
fn an_entry_without_use_is_told() {
    let folder = Folder::with(&[("a.txt", ONE)]);
    folder.run(&["check", "--write-decisions", "--today", "2026-03-01"]);
    folder.write("a.txt", b"Rents rose 40 percent, from 50 to 60.\n");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let told = "statvet-decisions.toml:2: a.txt has no such finding any more: its text has changed, and percent-change \
                is now told of \"40 percent\"; take the entry out";
    assert!(ran.err.contains(told), "{ran:?}");
    folder.write("a.txt", b"Rents rose 20 percent, from 50 to 60.\n");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.err.contains("a.txt has no such finding any more; take"),
        "{ran:?}"
    );
}

#[test]
fn machines_get_the_decision_with_the_finding() {
    let folder = Folder::with(&[("a.txt", ONE)]);
    let id = fingerprint(&folder);
    let lines = "status = \"accepted\"\nby = \"Desk\"\nuntil = 2027-01-31";
    folder.write("statvet-decisions.toml", entry(&id, lines).as_bytes());
    let ran = folder.run(&[
        "check",
        "a.txt",
        "--format",
        "jsonl",
        "--today",
        "2026-03-01",
    ]);
    let decision = &ran.lines()[0]["findings"][0]["decision"];
    assert_eq!(decision["status"], "accepted");
    assert_eq!(decision["holds"], true);
    assert_eq!(decision["until"], "2027-01-31");
}

#[test]
fn a_review_asks_until_it_is_answered_and_writes_what_is_decided() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let answers = "x\na\n\nthe council rounds so\nDesk\nsoon\n2027-01-31\nq\n";
    let arguments = ["review", "a.txt", "--today", "2026-03-01"];
    let ran = folder.run_with(&arguments, answers.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(
        ran.out
            .contains("2 findings shown, 1 decision written to statvet-decisions.toml"),
        "{ran:?}"
    );
    let file = folder.read("statvet-decisions.toml").unwrap();
    for line in [
        "status = \"accepted\"",
        "reason = \"the council rounds so\"",
        "by = \"Desk\"",
        "on = 2026-03-01",
        "until = 2027-01-31",
        "article = \"a.txt\"",
    ] {
        assert!(file.contains(line), "{line}\n{file}");
    }
    // The other is still told; where the first one's day has passed, a new entry takes the place of the old.
    let ran = folder.run(&["check", "--today", "2026-03-01"]);
    assert_eq!((ran.code, found(&ran)), (Some(1), 1), "{ran:?}");
    let again = ["review", "a.txt", "--today", "2027-02-01"];
    folder.run_with(&again, b"d\nwe asked again\n\n\nq\n");
    let file = folder.read("statvet-decisions.toml").unwrap();
    assert_eq!(file.matches("[[decision]]").count(), 1, "{file}");
    assert!(file.contains("status = \"disputed\""), "{file}");
}
