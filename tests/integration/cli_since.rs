//! `--since`: findings on lines that have changed since a git revision.

use crate::cli::{Folder, Ran};
use std::process::Command;

/// From 50 to 60 is a rise of a fifth.
const RENTS: &str = "Rents rose 30 percent, from 50 to 60.\n";
/// From 80 to 60 is a fall of a quarter.
const FARES: &str = "Fares fell 40 percent, from 80 to 60.\n";

fn git(folder: &Folder, arguments: &[&str]) {
    let ran = Command::new("git")
        .current_dir(folder.path())
        .args(["-c", "user.name=desk", "-c", "user.email=desk@example.org"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{arguments:?}: {ran:?}");
}

/// A repository with one article that has one wrong line.
fn repository() -> Folder {
    let folder = Folder::with(&[("desk/a b.txt", RENTS)]);
    git(&folder, &["init", "-q"]);
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "An edition"]);
}

fn since(folder: &Folder, arguments: &[&str]) -> Ran {
    let mut command = folder.command(&[&["check", "--since", "HEAD"], arguments].concat());
    Ran::of(command.env("PATH", std::env::var_os("PATH").unwrap()), b"")
}

#[test]
fn what_stood_there_before_is_not_told() {
    let folder = repository();
    assert_eq!(folder.run(&["check"]).code, Some(1));
    let ran = since(&folder, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.contains("No findings"), "{ran:?}");
}

#[test]
fn a_changed_line_is_told_and_counted() {
    let folder = repository();
    folder.write(
        "desk/a b.txt",
        format!("{RENTS}\nA paragraph.\n\n{FARES}").as_bytes(),
    );
    for path in [".", "desk", "desk/a b.txt"] {
        let ran = since(&folder, &[path]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
        assert!(ran.out.contains("a b.txt:5:12"), "{ran:?}");
        assert!(!ran.out.contains("a b.txt:1:"), "{ran:?}");
        assert!(
            ran.out
                .contains("1 error, 0 warnings, 0 notes in 1 article"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_finding_is_told_where_its_other_half_has_changed() {
    let folder = Folder::with(&[(
        "a.txt",
        "The fair sold 70 tickets: 20 in May\nand 50 in June.\n",
    )]);
    git(&folder, &["init", "-q"]);
    commit(&folder);
    folder.write(
        "a.txt",
        b"The fair sold 70 tickets: 20 in May\nand 30 in June.\n",
    );
    let ran = since(&folder, &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("a.txt:1:15"), "{ran:?}");
}

#[test]
fn a_file_that_git_does_not_know_is_new() {
    let folder = repository();
    folder.write("desk/[n]ew.txt", FARES.as_bytes());
    let ran = since(&folder, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.out.contains("[n]ew.txt:1:12"), "{ran:?}");
    assert!(!ran.out.contains("a b.txt"), "{ran:?}");
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let folder = repository();
    let run = |folder: &Folder, revision: &str| {
        let argument = format!("--since={revision}");
        let mut command = folder.command(&["check", &argument]);
        Ran::of(command.env("PATH", std::env::var_os("PATH").unwrap()), b"")
    };
    for revision in ["nosuch", "--output=x", "HEAD~9"] {
        let ran = run(&folder, revision);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        let told = format!("--since {revision}: git knows no such revision");
        assert!(ran.err.contains(&told), "{ran:?}");
    }
    let ran = run(&Folder::with(&[("a.txt", RENTS)]), "HEAD");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.err.contains("in no git repository"), "{ran:?}");
    let ran = folder.run(&["check", "--since", "HEAD", "--across"]);
    assert!(ran.err.contains("cannot be used with"), "{ran:?}");
}
