//! The program as its user meets it: runs in a folder of its own, in an empty environment.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder to run in.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// With these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.path().join(name)).ok()
    }

    /// The program with these arguments, not yet run.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_statvet"));
        command.env_clear().current_dir(self.path()).args(arguments);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs the program from a folder below.
    pub(crate) fn run_in(&self, below: &str, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(command.current_dir(self.path().join(below)), b"")
    }

    /// Runs the program with this on its standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(&mut command, input)
    }
}

/// What a run gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command, input: &[u8]) -> Self {
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let feeder = std::thread::spawn(move || stdin.write_all(&input));
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().unwrap();
        // A program that reads nothing closes the pipe.
        let _unread = feeder.join().unwrap();
        Self {
            code: status.code(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Each line as JSON.
    pub(crate) fn lines(&self) -> Vec<serde_json::Value> {
        let read = |line| serde_json::from_str(line).unwrap();
        self.out.lines().map(read).collect()
    }
}

/// An article with one figure.
pub(crate) const ARTICLE: &str = "Police counted 68 thefts.\n";

#[test]
fn what_can_be_done_is_done_and_the_rest_is_told() {
    let folder = Folder::with(&[("a.txt", ARTICLE), ("c.txt", ARTICLE)]);
    folder.write("b.txt", b"\xff\xfe\x00");
    for (command, seen) in [("check", "2 articles"), ("extract", "2 figures")] {
        let ran = folder.run(&[command, "a.txt", "b.txt", "nosuch", "c.txt"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(
            ran.out.contains("unread: b.txt: said to be in UTF-16LE"),
            "{ran:?}"
        );
        assert!(
            ran.out
                .contains("unread: nosuch: no such file or folder: check the path"),
            "{ran:?}"
        );
        assert!(ran.out.contains(seen), "{ran:?}");
        assert!(
            ran.err.contains("2 of 4 articles could not be read"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_folder_without_articles_is_no_failure() {
    let folder = Folder::with(&[("data/table.csv", "1,2\n")]);
    let ran = folder.run(&["check", "data"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.err.contains("data: no article in this folder"),
        "{ran:?}"
    );
    assert!(ran.out.contains("No article was read"), "{ran:?}");
}

#[test]
fn an_empty_article_is_told() {
    let folder = Folder::with(&[("a.md", " \n")]);
    let ran = folder.run(&["check", "a.md"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("a.md: empty"), "{ran:?}");
}

#[test]
fn wrong_usage_says_what_is_right() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    for (arguments, told) in [
        (&["check", "--format", "xml"][..], "human, json, jsonl"),
        (&["check", "--date", "yesterday"], "2025-01-27"),
        (&["check", "--max-file-size", "big"], "16MiB"),
        (
            &["check", "--format", "json", "--format", "jsonl"],
            "--format json=report.json",
        ),
        (
            &["check", "--input", "xml"],
            "text, markdown, html, docx, jsonl, ninjs",
        ),
        (&["check", "-", "-"], "once"),
        (&["chekc"], "check"),
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_at_any_thread_count() {
    let folder = Folder::with(&[]);
    for i in 0..300 {
        let text = format!(
            "{}. Police counted {i} thefts in {} towns.\n",
            ARTICLE.repeat(i % 7),
            i % 5
        );
        folder.write(&format!("{:02}/{i}.txt", i % 10), text.as_bytes());
    }
    for format in ["human", "json", "jsonl"] {
        let run = |threads: &str| {
            let mut command = folder.command(&["extract", "--format", format]);
            Ran::of(command.env("RAYON_NUM_THREADS", threads), b"")
        };
        let one = run("1");
        assert_eq!(one.code, Some(0));
        assert_eq!(run("4"), one);
    }
}
