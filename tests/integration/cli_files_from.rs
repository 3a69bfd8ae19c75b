//! `--files-from`: articles from a list.

use crate::cli::{ARTICLE, Folder};

fn desk() -> Folder {
    Folder::with(&[
        ("a.txt", ARTICLE),
        ("two words.txt", ARTICLE),
        ("left out.txt", ARTICLE),
    ])
}

#[test]
fn a_list_says_what_is_read_and_in_which_order() {
    for list in [
        "two words.txt\na.txt\n",
        "two words.txt\r\na.txt",
        "two words.txt\0a.txt\0",
    ] {
        let folder = desk();
        folder.write("list", list.as_bytes());
        for command in ["check", "extract"] {
            let arguments = [command, "--format", "jsonl", "--files-from"];
            let from_file = folder.run(&[&arguments[..], &["list"]].concat());
            assert_eq!(
                (from_file.code, from_file.err.as_str()),
                (Some(0), ""),
                "{list:?}"
            );
            let ids: Vec<_> = from_file
                .lines()
                .iter()
                .map(|line| line["id"].clone())
                .collect();
            assert_eq!(ids, ["two words.txt", "a.txt"], "{list:?}");
            let piped = folder.run_with(&[&arguments[..], &["-"]].concat(), list.as_bytes());
            assert_eq!(piped, from_file);
        }
    }
}

#[test]
fn an_empty_list_is_no_article_rather_than_all() {
    let ran = desk().run(&["check", "--files-from", "-"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("No article was read"), "{ran:?}");
}

#[test]
fn a_list_adds_to_what_is_named() {
    let ran = desk().run_with(&["check", "a.txt", "--files-from", "-"], b"two words.txt\n");
    assert!(ran.out.contains("in 2 articles"), "{ran:?}");
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = desk();
    let ran = folder.run(&["check", "--files-from", "nosuch"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(
        ran.err.contains("--files-from nosuch: can't be read"),
        "{ran:?}"
    );
    let ran = folder.run_with(&["check", "--files-from", "-"], b"gone.txt\na.txt\n-\n");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.out.contains("unread: gone.txt: no such file"),
        "{ran:?}"
    );
    assert!(ran.out.contains("in 1 article"), "{ran:?}");
    let ran = folder.run(&["check", "-", "--files-from", "-"]);
    assert!(ran.err.contains("read once only"), "{ran:?}");
}
