//! `statvet completions` and `statvet man`: what other programs are told of the command line.

use crate::cli::Folder;

#[test]
fn every_shell_is_told_of_every_command() {
    let folder = Folder::with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{shell}");
        for word in ["check", "diff", "completions", "fail-on", "files-from"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
    }
    let ran = folder.run(&["completions", "tcl"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("bash"), "{ran:?}");
}

#[test]
fn every_command_has_a_page() {
    let folder = Folder::with(&[]);
    for (command, told) in [
        (&["man"][..], "statvet\\-check"),
        (&["man", "check"], "\\-\\-fail\\-on"),
        (&["man", "rules", "test"], "Tries every example"),
    ] {
        let ran = folder.run(command);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{command:?}");
        assert!(ran.out.contains(".TH "), "{command:?}");
        assert!(ran.out.contains(told), "{command:?}\n{}", ran.out);
    }
    let ran = folder.run(&["man", "chekc"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err
            .contains("there is no command chekc: there are check"),
        "{ran:?}"
    );
}
