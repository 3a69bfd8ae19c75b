//! The scores on the development data, held to what `tests/data/scores.toml` says they were.
//!
//! The data stand beside the project, not in it, and a run takes a release build, so this is checked where
//! `STATVET_SCORE` names that build, as `.ci/run` does:
//!
//! ```text
//! cargo build --release
//! STATVET_SCORE=target/release/statvet cargo test --test integration scores
//! ```
//!
//! With `STATVET_UPDATE=1` besides, the file is written anew.

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

const SCORE: &str = "../shared/bench/score";
const COMMITTED: &str = "tests/data/scores.toml";

/// The sets that are scored.
const SETS: [&str; 9] = [
    "seeds",
    "newsquant",
    "age",
    "currency",
    "dimension",
    "temperature",
    "specs",
    "verdicts",
    "consistency",
];

/// Figures that are better the smaller they are.
const LESS_IS_BETTER: [&str; 3] = [
    "seeds: traps",
    "verdicts: false errors",
    "consistency: false alarms",
];

/// How much a score may drop.
const LEEWAY: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

type Scores = BTreeMap<String, Decimal>;

#[test]
fn no_score_has_dropped() {
    let Some(program) = std::env::var_os("STATVET_SCORE") else {
        return not_checked("STATVET_SCORE names no release build");
    };
    if !Path::new(SCORE).exists() {
        return not_checked(&format!("{SCORE} is not there"));
    }
    assert!(
        Path::new(&program).exists(),
        "{} is not there: cargo build --release",
        program.display()
    );
    let mut score = Command::new(SCORE);
    let output = score
        .arg("--binary")
        .arg(&program)
        .arg("--only")
        .args(SETS)
        .output()
        .unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{table}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let scores = printed(&table);
    if std::env::var_os("STATVET_UPDATE").is_some() {
        std::fs::write(COMMITTED, written(&scores)).unwrap();
    }
    let faults = dropped(&committed(), &scores);
    assert!(faults.is_empty(), "\n{}\n\n{table}", faults.join("\n"));
}

/// Tells so even where the output of tests is held back.
fn not_checked(why: &str) {
    let line = format!("scores on the development data: NOT CHECKED: {why}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

fn committed() -> Scores {
    let file: toml::Table = std::fs::read_to_string(COMMITTED).unwrap().parse().unwrap();
    let score = |value: toml::Value| value.as_str().unwrap().parse().unwrap();
    file.into_iter()
        .map(|(name, value)| (name, score(value)))
        .collect()
}

fn written(scores: &Scores) -> String {
    let mut file = "# What `../shared/bench/score` gave when last looked at. A drop of more than half a point fails.\n\
        # Written by the test that reads it: see `tests/integration/scores.rs`.\n"
        .to_owned();
    for (name, score) in scores {
        writeln!(file, "\"{name}\" = \"{score}\"").unwrap();
    }
    file
}

/// The scores in the table that the program prints: `  SHORT seeds: kind right   91.2 goal   97   best known: -`.
fn printed(table: &str) -> Scores {
    let score = |line: &str| {
        let line = line.trim_start();
        let figure = line
            .strip_prefix("SHORT")
            .or_else(|| line.strip_prefix("ok"))?;
        let (figure, _) = figure.split_once(" goal ")?;
        let (name, value) = figure.trim().rsplit_once(' ')?;
        Some((name.trim().to_owned(), value.parse().ok()?))
    };
    table.lines().filter_map(score).collect()
}

/// The scores that have dropped or gone, each with what it was and is, and those that are not committed.
fn dropped(committed: &Scores, scores: &Scores) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, was) in committed {
        let Some(is) = scores.get(name) else {
            faults.push(format!("{name}: was {was}, and is no longer scored"));
            continue;
        };
        let less = LESS_IS_BETTER.contains(&name.as_str());
        let drop = if less { is - was } else { was - is };
        if drop > LEEWAY {
            faults.push(format!("{name}: was {was}, is {is}"));
        }
    }
    let new = scores.keys().filter(|name| !committed.contains_key(*name));
    faults.extend(new.map(|name| format!("{name}: is scored, and not in {COMMITTED}")));
    faults
}

#[test]
fn a_drop_is_named() {
    let table = "  SHORT seeds: kind right                       91.2 goal    97   best known: -\n\
        \x20 ok    seeds: traps                               3 goal     0   best known: -\n\
        \x20 ok    age: value                              97.0 goal    97   best known: CQE 93.3\n\n\
        \x20         other                            caught    3 of    4\n";
    let scores = printed(table);
    assert_eq!(scores.len(), 3);
    assert_eq!(dropped(&scores, &scores), [""; 0]);
    let was = |name: &str, value: &str| (name.to_owned(), value.parse().unwrap());
    let committed = [
        was("seeds: kind right", "91.7"),
        was("seeds: traps", "2"),
        was("age: value", "97.6"),
        was("age: value+unit", "90"),
    ];
    assert_eq!(
        dropped(&committed.into(), &scores),
        [
            "age: value: was 97.6, is 97.0",
            "age: value+unit: was 90, and is no longer scored",
            "seeds: traps: was 2, is 3"
        ]
    );
    assert_eq!(dropped(&Scores::new(), &scores).len(), 3);
}

#[test]
fn the_committed_scores_are_written_as_they_are_read() {
    let scores = committed();
    assert_eq!(
        written(&scores),
        std::fs::read_to_string(COMMITTED).unwrap()
    );
}
