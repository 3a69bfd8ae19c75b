//! What the README and the page on rule packs show is what the program does. With `STATVET_UPDATE=1` it is made so.

use crate::cli::{Folder, Ran};
use crate::pipeline::at_the_top;

/// Stands in the README for lines of the output that it does not show.
const GAP: &str = "[…]";

/// A fenced block: its language, the file that the line before names, its text.
struct Block<'a> {
    language: &'a str,
    file: Option<&'a str>,
    text: String,
}

fn blocks(readme: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    let mut before = "";
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let body = lines.by_ref().take_while(|line| *line != "```");
            let text = body.map(|line| format!("{line}\n")).collect();
            let file = before
                .strip_suffix("`:")
                .and_then(|line| line.rsplit('`').next());
            blocks.push(Block {
                language,
                file,
                text,
            });
        } else if !line.is_empty() {
            before = line;
        }
    }
    blocks
}

/// Each command of a console block with the output that it shows.
fn commands(console: &str) -> Vec<(&str, &str)> {
    let runs = console.split("$ ").skip(1);
    runs.map(|run| run.split_once('\n').unwrap()).collect()
}

/// Whether `out` is what is `shown`, gaps aside.
fn agrees(shown: &str, out: &str) -> bool {
    if !shown.contains(GAP) {
        return shown == out;
    }
    let mut rest = out;
    shown.split(GAP).map(str::trim_end).all(|part| {
        let found = rest.find(part);
        rest = found.map_or("", |at| &rest[at + part.len()..]);
        found.is_some()
    })
}

/// `out` with those of its findings alone that are `shown` already, where there are gaps.
fn shortened(shown: &str, out: &str) -> String {
    if !shown.contains(GAP) {
        return out.to_owned();
    }
    let place = |finding: &str| {
        finding
            .lines()
            .find(|line| line.contains("--> "))
            .map(str::to_owned)
    };
    let mut short = String::new();
    for part in out.trim_end().split("\n\n") {
        if place(part).is_none_or(|place| shown.contains(&place)) {
            short.push_str(part);
            short.push_str("\n\n");
        } else if !short.ends_with(&format!("{GAP}\n")) {
            short.truncate(short.trim_end().len());
            short.push_str(if short.is_empty() { "" } else { "\n" });
            short.push_str(&format!("{GAP}\n"));
        }
    }
    short.truncate(short.trim_end().len());
    short + "\n"
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    assert_eq!(shown("README.md"), 3);
}

#[test]
fn the_page_on_rule_packs_shows_what_the_program_prints() {
    assert_eq!(shown("docs/rule-packs.md"), 3);
}

/// Runs the commands that a page shows, on the files that it has its reader write; how many there are.
fn shown(page: &str) -> usize {
    let mut readme = std::fs::read_to_string(page).unwrap();
    let updates = std::env::var_os("STATVET_UPDATE").is_some();
    let folder = Folder::with(&[]);
    let mut ran = 0;
    for block in blocks(&readme.clone()) {
        if block.language != "console" {
            if let Some(file) = block.file {
                folder.write(file, block.text.as_bytes());
            }
            continue;
        }
        for (command, shown) in commands(&block.text) {
            let Ran { out, err, .. } = run(command, &folder);
            if updates {
                readme = readme.replacen(shown, &shortened(shown, &out), 1);
            } else {
                assert!(agrees(shown, &out), "$ {command}\n{out}{err}");
            }
            ran += 1;
        }
    }
    if updates {
        std::fs::write(page, readme).unwrap();
    }
    ran
}

/// Runs a command of the README: on the project itself, or on the files that it had its reader write.
fn run(command: &str, folder: &Folder) -> Ran {
    if let Some(arguments) = command.strip_prefix("cargo run --release -- ") {
        return at_the_top(&arguments.split(' ').collect::<Vec<_>>());
    }
    let arguments = command.strip_prefix("statvet ").unwrap();
    folder.run(&arguments.split(' ').collect::<Vec<_>>())
}
