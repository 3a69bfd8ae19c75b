//! `statvet init`: what a new user does first.

use crate::cli::Folder;

#[test]
fn what_it_leaves_works_at_once() {
    let folder = Folder::with(&[]);
    let ran = folder.run(&["init"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    for told in [
        "statvet.toml",
        "rules/first.toml",
        "articles/first.md",
        "statvet rules test",
    ] {
        assert!(ran.out.contains(told), "{ran:?}");
    }
    for (command, told) in [
        (
            &["rules", "check"][..],
            "1 pack, 1 rule, 3 examples: no mistakes",
        ),
        (&["rules", "test"], "3 examples: all come out as written"),
        (&["check"], "Right: 1"),
        (&["check", "articles"], "1 bound to a rule"),
        (&["config"], "# from statvet.toml"),
    ] {
        let ran = folder.run(command);
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (Some(0), ""),
            "{command:?}\n{ran:?}"
        );
        assert!(ran.out.contains(told), "{command:?}\n{ran:?}");
    }
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let mine = "fail_on = \"never\"\n";
    let folder = Folder::with(&[("desk/statvet.toml", mine)]);
    let ran = folder.run(&["init", "desk"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.contains("which is there already"), "{ran:?}");
    assert_eq!(folder.read("desk/statvet.toml").as_deref(), Some(mine));
    assert!(folder.read("desk/rules/first.toml").is_some());
    let again = folder.run(&["init", "desk"]);
    assert_eq!(
        again.out.matches("which is there already").count(),
        3,
        "{again:?}"
    );
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = Folder::with(&[("rules", "a file\n")]);
    let ran = folder.run(&["init"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.err.contains("rules/first.toml: can't be written"),
        "{ran:?}"
    );
    assert_eq!(folder.read("rules").as_deref(), Some("a file\n"));
}
