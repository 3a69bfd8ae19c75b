//! Where reports go: standard output, several places, files that are whole or absent.

use crate::cli::{ARTICLE, Folder, Ran};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

#[test]
fn several_reports_come_from_one_run() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let ran = folder.run(&[
        "check",
        "--format",
        "human",
        "--format",
        "json=out.json",
        "--format",
        "jsonl=out.jsonl",
    ]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("No findings in 1 article"), "{ran:?}");
    let report: serde_json::Value =
        serde_json::from_str(&folder.read("out.json").unwrap()).unwrap();
    assert_eq!(report["schema"], "statvet/1");
    assert_eq!(report["documents"][0]["id"], "a.txt");
    assert_eq!(folder.read("out.jsonl").unwrap().lines().count(), 1);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 3, "nothing else is left behind");
}

#[test]
fn a_report_that_cannot_be_written_is_told_before_anything_is_read() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let ran = folder.run(&[
        "check",
        "--format",
        "human",
        "--format",
        "json=nosuch/out.json",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err
            .contains("nosuch/out.json: the report can't be written: its folder does not exist"),
        "{ran:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = folder.command(&["extract", "--format", "json"]);
    let done = command
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(
        String::from_utf8(done.stderr)
            .unwrap()
            .contains("standard output can't be written")
    );
}

#[test]
fn a_reader_that_leaves_ends_the_run_quietly() {
    let folder = Folder::with(&[("a.txt", &ARTICLE.repeat(10_000))]);
    let mut command = folder.command(&["extract", "a.txt"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert_eq!(first, "a.txt\n");
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let run = |variables: &[(&str, &str)], format: &str| {
        let mut command = folder.command(&["check", "a.txt", "nosuch", "--format", format]);
        Ran::of(command.envs(variables.iter().copied()), b"")
    };
    let colored = |ran: &Ran| (ran.out.contains('\u{1b}'), ran.err.contains('\u{1b}'));
    assert_eq!(colored(&run(&[], "human")), (false, false));
    assert_eq!(
        colored(&run(&[("CLICOLOR_FORCE", "1")], "human")),
        (true, true)
    );
    assert_eq!(
        colored(&run(&[("CLICOLOR_FORCE", "1")], "json")),
        (false, true)
    );
    assert_eq!(
        colored(&run(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "0")], "human")),
        (false, false)
    );
}

#[cfg(unix)]
#[test]
fn hostile_names_and_texts_forge_nothing() {
    let name = "::error file=x::\u{1b}[31m##[group]\n::warning::y.md";
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    folder.write(
        name,
        b"::error::68 thefts\n##[error]52 fires \x1b[2J\xe2\x80\xae 3 floods\n",
    );
    for command in ["check", "extract"] {
        for format in ["human", "json", "jsonl"] {
            for arguments in [
                &[command, "--format", format][..],
                &[command, "--format", format, "::nosuch\n::error::z"],
            ] {
                let ran = folder.run(arguments);
                for output in [&ran.out, &ran.err] {
                    assert!(!output.contains("##["), "{output}");
                    assert!(!output.contains(['\u{1b}', '\u{202e}']), "{output}");
                    assert!(
                        output
                            .lines()
                            .all(|line| !line.trim_start().starts_with("::")),
                        "{output}"
                    );
                }
            }
        }
    }
}

#[test]
fn pipelines_get_their_formats_and_a_file_each() {
    let folder = Folder::with(&[("a b.txt", "Rents rose 30 percent, from 50 to 60.\n")]);
    let formats = ["sarif", "github", "markdown", "junit", "gitlab", "rdjson"];
    let arguments: Vec<String> = formats
        .iter()
        .map(|format| format!("--format={format}=out.{format}"))
        .collect();
    let mut all = vec!["check", "a b.txt"];
    all.extend(arguments.iter().map(String::as_str));
    let ran = folder.run(&all);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    let read = |format: &str| folder.read(&format!("out.{format}")).unwrap();
    let json = |format: &str| serde_json::from_str::<serde_json::Value>(&read(format)).unwrap();
    let location = &json("sarif")["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "a%20b.txt");
    assert_eq!(location["region"]["startColumn"], 12);
    assert!(read("github").starts_with("::error file=a b.txt,line=1,endLine=1,col=12,"));
    assert!(read("markdown").contains("- **Wrong**, line 1 (paragraph 1): stated as 30 percent"));
    assert!(read("junit").contains("<failure type=\"percent-change\""));
    assert_eq!(json("gitlab")[0]["location"]["path"], "a b.txt");
    assert_eq!(json("rdjson")["diagnostics"][0]["severity"], "ERROR");
}

#[test]
fn extract_has_no_findings_to_tell() {
    let folder = Folder::with(&[("a.txt", "Five came.\n")]);
    let ran = folder.run(&["extract", "--format", "sarif"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("use human, json or jsonl"), "{ran:?}");
}
