//! The files that pipelines take: their commands, run as a runner would on a desk of our own.

use crate::cli::{Folder, Ran};
use std::path::{Path, PathBuf};
use std::process::Command;

/// From 50 to 60 is a rise of a fifth.
const WRONG: &str = "Rents rose 30 percent, from 50 to 60.\n";

/// The scripts of a YAML file: the rest of each `key` line, or the block that is indented under it.
fn scripts(file: &str, key: &str) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let mut lines = text.lines().peekable();
    let mut scripts = Vec::new();
    while let Some(line) = lines.next() {
        let Some(rest) = line.trim_start().strip_prefix(key) else {
            continue;
        };
        if rest != "|" {
            scripts.push(rest.to_owned());
            continue;
        }
        let depth = line.len() - line.trim_start().len();
        let mut block = String::new();
        while let Some(inner) = lines.next_if(|inner| inner.starts_with(&" ".repeat(depth + 1))) {
            block += inner.trim_start();
            block.push('\n');
        }
        scripts.push(block);
    }
    scripts
}

/// Bash on a script, with `statvet` on the path.
fn bash(folder: &Folder, script: &str, environment: &[(&str, &str)]) -> Ran {
    let program = Path::new(env!("CARGO_BIN_EXE_statvet")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(
        std::iter::once(PathBuf::from(program)).chain(std::env::split_paths(&path)),
    );
    let mut command = Command::new("bash");
    command
        .current_dir(folder.path())
        .env("PATH", path.unwrap())
        .envs(environment.iter().copied())
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
    Ran::of(&mut command, b"")
}

#[test]
fn the_action_annotates_and_fails_on_a_wrong_figure() {
    let run = scripts("action.yml", "run: ");
    assert!(
        run[0].starts_with("cargo install --locked --path"),
        "{run:?}"
    );
    let folder = Folder::with(&[("desk/a.txt", WRONG), ("b c.txt", "Ten towns agreed.\n")]);
    let inputs = |paths: &'static str| {
        [
            ("PATHS", paths),
            ("FAIL_ON", "error"),
            ("SINCE", ""),
            ("SARIF", "out.sarif"),
            ("GITHUB_STEP_SUMMARY", "summary.md"),
        ]
    };
    let ran = bash(&folder, &run[1], &inputs("desk\nb c.txt"));
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert!(
        ran.out.contains("::error file=desk/a.txt,line=1"),
        "{ran:?}"
    );
    assert!(
        folder
            .read("summary.md")
            .unwrap()
            .contains("percent-change")
    );
    assert!(folder.read("out.sarif").unwrap().contains("2.1.0"));
    assert_eq!(bash(&folder, &run[1], &inputs("b c.txt")).code, Some(0));
}

#[test]
fn the_gitlab_job_leaves_its_reports() {
    let run = scripts("ci/gitlab-template.yml", "- ");
    let folder = Folder::with(&[("a.txt", WRONG)]);
    let variables = [("STATVET_PATHS", "."), ("STATVET_FAIL_ON", "error")];
    let ran = bash(&folder, &run[0], &variables);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    for report in ["gl-code-quality-report.json", "junit.xml"] {
        assert!(folder.read(report).unwrap().contains("percent"), "{report}");
    }
}

#[test]
fn the_hook_takes_files_as_arguments() {
    let entry = scripts(".pre-commit-hooks.yaml", "entry: ");
    let folder = Folder::with(&[("a.txt", WRONG)]);
    let ran = bash(&folder, &format!("{} a.txt", entry[0]), &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
}

#[test]
fn binstall_asks_for_the_archive_that_a_release_packs() {
    let release = std::fs::read_to_string(".github/workflows/release.yml").unwrap();
    assert!(release.contains("name=\"statvet-$TARGET-$TAG\""));
    assert!(release.contains("tags: [\"v*\"]"));
    let manifest: toml::Table = std::fs::read_to_string("Cargo.toml")
        .unwrap()
        .parse()
        .unwrap();
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let folder = "{ name }-{ target }-v{ version }";
    let url = binstall["pkg-url"].as_str().unwrap();
    assert!(
        url.ends_with(&format!("/v{{ version }}/{folder}.tar.gz")),
        "{url}"
    );
    let inner = binstall["bin-dir"].as_str().unwrap();
    assert!(inner.starts_with(&format!("{folder}/")), "{inner}");
}
