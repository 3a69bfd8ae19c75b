//! Who may import what (`docs/architecture.md`): the table as data, held against every source file.
//!
//! Tests inside `src/` may look anywhere; what they need is left out of the reading.

mod source;

use source::{Source, module_of};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of `src/`, or a file beside `lib.rs`.
struct Part {
    name: &'static str,
    /// The other parts it may import; `extract::literal` opens that one module alone.
    may_import: &'static [&'static str],
    /// What stays out of it all the same, ours or the standard library's.
    stays_out: &'static [&'static [&'static str]],
}

/// What reaches past memory: a part without these is a pure function of what it is given.
const FILES: &[&str] = &["std::fs", "jiff::tz"];
const OUTSIDE: &[&str] = &[
    "std::env",
    "std::net",
    "std::process",
    "std::os",
    "std::thread",
];
const CLOCK: &[&str] = &["std::time", "jiff::Zoned", "jiff::Timestamp"];
const STREAMS: &[&str] = &[
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "anstream",
];
/// The stages themselves: who only shows what came of them starts none.
const STAGES: &[&str] = &[
    "extract::scan",
    "claim::bind",
    "claim::relate",
    "check::run",
    "rules::load",
];

const PURE: &[&[&str]] = &[FILES, OUTSIDE, CLOCK, STREAMS];

const PARTS: &[Part] = &[
    Part {
        name: "untrusted",
        may_import: &[],
        stays_out: PURE,
    },
    Part {
        name: "verdict",
        may_import: &[],
        stays_out: PURE,
    },
    Part {
        name: "quantity",
        may_import: &[],
        stays_out: PURE,
    },
    Part {
        name: "document",
        may_import: &["untrusted", "quantity", "extract::literal"],
        stays_out: PURE,
    },
    Part {
        name: "extract",
        may_import: &["document", "quantity"],
        stays_out: PURE,
    },
    Part {
        name: "claim",
        may_import: &["document", "quantity", "extract"],
        stays_out: PURE,
    },
    Part {
        name: "rules",
        may_import: &[
            "untrusted",
            "verdict",
            "quantity",
            "claim",
            "extract::literal",
            "extract::inflect",
            "extract::number",
        ],
        stays_out: &[OUTSIDE, CLOCK, STREAMS, STAGES],
    },
    Part {
        name: "check",
        may_import: &[
            "untrusted",
            "verdict",
            "quantity",
            "document",
            "extract",
            "claim",
            "rules",
        ],
        stays_out: &[FILES, OUTSIDE, CLOCK, STREAMS, &["rules::load"]],
    },
    Part {
        name: "config",
        may_import: &[
            "untrusted",
            "verdict",
            "quantity",
            "check::Policy",
            "check::OfCheck",
            "check::Wanted",
            "check::registry",
            "rules::fields",
            "rules::recover",
            "rules::At",
            "rules::Mistake",
            "rules::PackError",
            "rules::Sink",
            "rules::SourceText",
        ],
        stays_out: PURE,
    },
    Part {
        name: "decision",
        may_import: &[
            "untrusted",
            "rules::fields",
            "rules::recover",
            "rules::At",
            "rules::Mistake",
            "rules::PackError",
            "rules::Sink",
            "rules::SourceText",
        ],
        stays_out: PURE,
    },
    Part {
        name: "report",
        may_import: &[
            "decision",
            "untrusted",
            "verdict",
            "quantity",
            "document",
            "extract",
            "claim",
            "check",
            "rules::error",
            "rules::PackError",
            "rules::SourceText",
            "rules::Level",
        ],
        stays_out: &[FILES, OUTSIDE, CLOCK, STREAMS, STAGES],
    },
    Part {
        name: "cli",
        may_import: EVERYTHING,
        stays_out: &[],
    },
    Part {
        name: "lib",
        may_import: EVERYTHING,
        stays_out: PURE,
    },
    Part {
        name: "main",
        may_import: &[],
        stays_out: &[],
    },
];

const EVERYTHING: &[&str] = &[""];

/// The crates that stand in `Cargo.toml`, and the parts that may import each.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["report", "cli"]),
    ("anstream", &["cli"]),
    ("chardetng", &["document"]),
    ("clap", &["cli", "lib"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    // `quantity` and `extract` read tables of the project's own with it.
    ("csv", &["quantity", "extract", "rules"]),
    ("encoding_rs", &["document"]),
    // Chosen here for `zip`, which inflates with it; used nowhere by name.
    ("flate2", &[]),
    ("html5gum", &["document"]),
    ("ignore", &["cli"]),
    ("indicatif", &["cli"]),
    ("jiff", EVERYTHING),
    (
        "memchr",
        &[
            "document", "extract", "claim", "rules", "config", "decision", "report",
        ],
    ),
    ("nom", &["extract", "rules"]),
    ("pulldown_cmark", &["document"]),
    ("quick_xml", &["document", "report"]),
    ("rayon", &["cli"]),
    ("rust_decimal", EVERYTHING),
    ("rustc_hash", EVERYTHING),
    ("schemars", EVERYTHING),
    ("serde", EVERYTHING),
    ("serde_json", &["document", "config", "report"]),
    ("strsim", &["rules"]),
    ("thiserror", &["document", "rules", "report", "cli"]),
    ("toml", &["document", "rules", "config", "decision", "cli"]),
    ("unicode_normalization", &["report"]),
    ("zip", &["document"]),
];

#[test]
fn the_layers_hold() {
    let faults = faults(&sources(Path::new("src")));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_dependency_has_its_place_in_the_table() {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let declared: Vec<_> = dependencies
        .keys()
        .map(|name| name.replace('-', "_"))
        .collect();
    let placed: Vec<_> = CRATES.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        declared, placed,
        "CRATES says who may import what Cargo.toml brings"
    );
}

#[test]
fn what_breaks_the_table_is_named_with_its_line() {
    let told = |path: &str, text: &str| faults(&[(PathBuf::from(path), text.to_owned())]);
    let head = "//! A part.\n";
    for (path, text, fault) in [
        (
            "src/check/x.rs",
            "use std::fs;",
            "src/check/x.rs:1: the first line must be a `//!` comment",
        ),
        (
            "src/parse/x.rs",
            "//! New.",
            "src/parse/x.rs:1: `parse` has no place in the table",
        ),
    ] {
        assert!(
            told(path, text).contains(&fault.to_owned()),
            "{:?}",
            told(path, text)
        );
    }
    for (path, text, line, imported) in [
        (
            "src/quantity/a.rs",
            "use crate::extract::scan;",
            2,
            "extract::scan",
        ),
        (
            "src/document/a.rs",
            "use crate::{\n    untrusted::Untrusted,\n    extract::{literal, number},\n};",
            4,
            "extract::number",
        ),
        (
            "src/extract/a.rs",
            "\nfn f() { super::super::rules::load(); }",
            3,
            "rules::load",
        ),
        (
            "src/extract/mod.rs",
            "use super::rules::load;",
            2,
            "rules::load",
        ),
        (
            "src/claim/a.rs",
            "mod inner {\n    use super::super::super::check::run as go;\n}",
            3,
            "check::run",
        ),
        ("src/check/a.rs", "use std::{env, fmt};", 2, "std::env"),
        (
            "src/check/a.rs",
            "fn f() -> std::time::SystemTime { todo!() }",
            2,
            "std::time::SystemTime",
        ),
        ("src/check/a.rs", "use crate::report::*;", 2, "report::*"),
        (
            "src/report/a.rs",
            "fn f() { let _ = \"crate::cli\"; std::io::stdout(); }",
            2,
            "std::io::stdout",
        ),
        (
            "src/report/a.rs",
            "/* crate::cli */ use crate::check::run;",
            2,
            "check::run",
        ),
        ("src/claim/a.rs", "use nom::Parser as _;", 2, "nom::Parser"),
        (
            "src/rules/a.rs",
            "macro_rules! m { () => { $crate::check::run } }",
            2,
            "check::run",
        ),
        (
            "src/verdict.rs",
            "use crate::untrusted::Untrusted;",
            2,
            "untrusted::Untrusted",
        ),
    ] {
        let part = part_of(Path::new(path)).unwrap();
        assert_eq!(
            told(path, &format!("{head}{text}")),
            [format!(
                "{path}:{line}: `{part}` may not import `{imported}`"
            )],
            "{text}"
        );
    }
    for (path, text) in [
        (
            "src/document/a.rs",
            "use crate::extract::literal;\nuse super::span;",
        ),
        (
            "src/check/a.rs",
            "use crate::rules::RuleSet;\nuse std::io;\n// std::fs, crate::cli\n",
        ),
        (
            "src/check/a.rs",
            "#[cfg(test)]\n#[expect(x, reason = \"y\")]\nmod tests {\n    use std::fs;\n}",
        ),
        ("src/check/a.rs", "#[cfg(test)]\nuse std::{fs, env};\n"),
        (
            "src/claim/a.rs",
            "fn f<'a>(x: &'a str) -> char { let _ = r#\"\" crate::cli::x\"#; '\"' }\n",
        ),
        (
            "src/report/a.rs",
            "fn f(out: &mut dyn std::io::Write) {}\npub(crate) struct S;",
        ),
    ] {
        assert_eq!(told(path, &format!("{head}{text}")), [""; 0], "{text}");
    }
    let files = [
        (
            "src/check/mod.rs",
            "//! A.\n#[cfg(test)]\npub(crate) mod testing;\n",
        ),
        ("src/check/testing.rs", "//! B.\nuse std::fs;\n"),
    ];
    assert_eq!(
        faults(&files.map(|(path, text)| (path.into(), text.into()))),
        [""; 0]
    );
}

/// Every source file under `folder`, by path.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// What in these files breaks the table, with file and line.
fn faults(files: &[(PathBuf, String)]) -> Vec<String> {
    let read: Vec<_> = files
        .iter()
        .map(|(path, text)| (path, text, Source::read(path, text)))
        .collect();
    let for_tests: BTreeSet<_> = read
        .iter()
        .flat_map(|(.., source)| &source.for_tests)
        .collect();
    let mut faults = Vec::new();
    for (path, text, source) in &read {
        let shown = path.display();
        if !text.starts_with("//!") {
            faults.push(format!("{shown}:1: the first line must be a `//!` comment"));
        }
        let Some(part) = PARTS.iter().find(|part| Some(part.name) == part_of(path)) else {
            let name = part_of(path).unwrap_or("");
            faults.push(format!("{shown}:1: `{name}` has no place in the table"));
            continue;
        };
        if for_tests
            .iter()
            .any(|module| module_of(path).starts_with(module))
        {
            continue;
        }
        for import in source
            .imports
            .iter()
            .filter(|import| !part.may(&import.path))
        {
            let (line, imported) = (import.line, import.path.join("::"));
            let name = part.name;
            faults.push(format!(
                "{shown}:{line}: `{name}` may not import `{imported}`"
            ));
        }
    }
    faults
}

impl Part {
    /// Whether it may import what `path` names.
    fn may(&self, path: &[String]) -> bool {
        let Some(first) = path.first() else {
            return true;
        };
        let is_in = |entry: &str| is_under(path, entry);
        if first == self.name {
            return true;
        }
        if self
            .stays_out
            .iter()
            .copied()
            .flatten()
            .any(|entry| is_in(entry))
        {
            return false;
        }
        if let Some((_, homes)) = CRATES.iter().find(|(name, _)| name == first) {
            return homes == &EVERYTHING || homes.contains(&self.name);
        }
        first == "std" || self.may_import.iter().any(|entry| is_in(entry))
    }
}

/// Whether `path` is what `entry` names or something in it.
fn is_under(path: &[String], entry: &str) -> bool {
    let segments: Vec<_> = entry
        .split("::")
        .filter(|segment| !segment.is_empty())
        .collect();
    path.len() >= segments.len() && path.iter().zip(&segments).all(|(a, b)| a == b)
}

/// The part that a file is of: `check` for `src/check/slip.rs`, `lib` for `src/lib.rs`.
fn part_of(path: &Path) -> Option<&str> {
    let first = path.strip_prefix("src").ok()?.components().next()?;
    Path::new(first.as_os_str()).file_stem()?.to_str()
}
