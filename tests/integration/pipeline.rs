//! The whole way of the data: what must hold of any text, and what the sample articles come to.

use crate::cli::{Folder, Ran};
use proptest::prelude::*;
use statvet::stage::extract::{self, Extract};
use statvet::stage::quantity::Kind;
use statvet::{
    Document, Format, InputFormat, MAX_QUANTITIES, Policy, Report, RuleLimits, RuleSet, load_rules,
    read, vet,
};
use std::process::Command;
use std::sync::LazyLock;

const FORMATS: [InputFormat; 3] = [InputFormat::Text, InputFormat::Markdown, InputFormat::Html];

/// The packs that ship.
static RULES: LazyLock<RuleSet> =
    LazyLock::new(|| load_rules(&["rules".into()], RuleLimits::default()).rules);

fn document(text: &str, format: InputFormat) -> Document {
    let date = Some(jiff::civil::date(2025, 6, 20));
    read("a".into(), text.as_bytes().to_vec(), format, date).unwrap()
}

fn vetted(text: &str, format: InputFormat) -> Report {
    vet(
        document(text, format),
        &RULES,
        &Policy::default(),
        MAX_QUANTITIES,
    )
}

fn rendered(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    report.render(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What holds of the quantities of any text.
fn check_spans(text: &str, format: InputFormat) {
    let document = document(text, format);
    let Extract { quantities, .. } = extract::scan(&document, MAX_QUANTITIES);
    let (mut prose_end, mut file_end) = (0, 0);
    for quantity in quantities {
        let (span, file) = (quantity.span, document.file_span(quantity.span));
        assert!(prose_end <= span.start && span.start < span.end, "{span:?}");
        assert!(file_end <= file.start && file.start < file.end, "{file:?}");
        (prose_end, file_end) = (span.end, file.end);
        let said = document.slice(span);
        assert!(!said.is_empty() && said == said.trim(), "{said:?}");
        let written = text.get(file.start as usize..file.end as usize);
        if format == InputFormat::Text {
            assert_eq!(written, Some(said));
        } else {
            assert!(written.is_some(), "{file:?} of {} bytes", text.len());
        }
    }
}

/// What holds of the reports on any text.
fn check_reports(text: &str, format: InputFormat) {
    let (report, again) = (vetted(text, format), vetted(text, format));
    for (name, to) in Format::ALL {
        let out = rendered(&report, to);
        assert_eq!(out, rendered(&again, to), "{name}");
        assert!(
            out.ends_with('\n') && !out.contains(hidden),
            "{name}: {out:?}"
        );
        let command = |line: &str| line.trim_start().starts_with("::");
        let forged = |line: &str| line.contains("##[") || command(line) && to != Format::Github;
        assert!(!out.lines().any(forged), "{name}: {out}");
        // The commands for GitHub are its own: one a finding, and no other.
        let commands = out.lines().filter(|line| command(line)).count();
        let findings = report.findings().count();
        assert!(commands <= findings, "{name}: {out}");
    }
    let json: serde_json::Value = serde_json::from_str(&rendered(&report, Format::Json)).unwrap();
    let line: serde_json::Value = serde_json::from_str(&rendered(&report, Format::Jsonl)).unwrap();
    assert_eq!(json["documents"][0]["quantities"], line["quantities"]);
    check_told_spans(text, format, &line);
}

/// The positions that machines are told: within the text, in order, and in plain text the words themselves.
fn check_told_spans(text: &str, format: InputFormat, line: &serde_json::Value) {
    let told = |entry: &serde_json::Value| {
        let at = |key: &str| usize::try_from(entry[key].as_u64().unwrap()).unwrap();
        let written = text.get(at("start")..at("end"));
        assert!(written.is_some(), "{entry}");
        if format == InputFormat::Text {
            assert_eq!(written, entry["text"].as_str(), "{entry}");
        }
        at("start")
    };
    let starts: Vec<_> = line["quantities"]
        .as_array()
        .unwrap()
        .iter()
        .map(told)
        .collect();
    assert!(starts.is_sorted());
    for finding in line["findings"].as_array().unwrap() {
        finding["spans"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(|span| {
                told(span);
            });
    }
}

/// Whether a character steers a terminal or turns the direction of text.
fn hidden(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What a vetting comes to, wherever in the file it stands.
fn findings(text: &str, format: InputFormat) -> Vec<String> {
    let report = vetted(text, format);
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: serde_json::Value = serde_json::from_str(&rendered(&report, Format::Jsonl)).unwrap();
    let quantities = line["quantities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quantity| {
            let keys = [
                "text", "kind", "lower", "upper", "unit", "subject", "period", "verdict",
            ];
            keys.map(|key| {
                one_line(
                    &quantity[key]
                        .to_string()
                        .replace("\\r", "")
                        .replace("\\n", " "),
                )
            })
            .join(" ")
        });
    let findings = report.findings().map(|(finding, fingerprint)| {
        let message = one_line(finding.message.raw());
        format!(
            "{} {:?} {message} {fingerprint}",
            finding.check, finding.verdict
        )
    });
    quantities.chain(findings).collect()
}

/// Pieces of the prose that the grammars, the readers and the binding look at.
const PIECES: [&str; 72] = [
    "24,000",
    "116",
    "25%",
    "25 per cent",
    "$43.6 billion",
    "£200m",
    "Rs 500 crore",
    "3-5",
    "1.2",
    "million",
    "five",
    "twenty-one",
    "a dozen",
    "tens of thousands",
    "hundreds",
    "half",
    "two-thirds",
    "one in five",
    "doubled",
    "more than",
    "about",
    "nearly",
    "up to",
    "between",
    "and",
    "to",
    "from",
    "or",
    "of",
    "the",
    "in",
    "per",
    "migrants",
    "people",
    "flights",
    "pounds",
    "fentanyl",
    "mph",
    "°F",
    "years",
    "Chinese",
    "southern border",
    "rose",
    "fell",
    "crossed",
    "were flown",
    "said",
    "told",
    "not",
    "may",
    "which",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "Jan. 27, 2025",
    "fiscal 2023",
    "last week",
    "Monday",
    "June",
    "1830 GMT",
    "U.S.",
    "No. 5",
    ".",
    ",",
    ";",
    "—",
    "\n",
    "\n\n",
    "\u{a0}",
    "é",
];

/// Markup and what else must steer nothing.
const MARKUP: [&str; 28] = [
    "# ",
    "- ",
    "> ",
    "| ",
    "|-|",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~",
    "[",
    "](x)",
    "![",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "---",
    "+++",
    "date: 2025-01-27",
    "\u{feff}",
    "\r\n",
    "\u{202e}",
    "\u{1b}[31m",
    "##[error]",
    "\n::error::",
];

fn prose() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.to_vec());
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn hostile() -> impl Strategy<Value = String> {
    let pieces = [PIECES.as_slice(), MARKUP.as_slice()].concat();
    let piece = (
        prop::sample::select(pieces),
        prop::sample::select(vec!["", " "]),
    );
    prop::collection::vec(piece, 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, gap)| [piece, gap])
            .collect()
    })
}

proptest! {
    // Each case is a whole run of two readers and every report.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_vetted_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in FORMATS {
            if let Ok(document) = read("a".into(), bytes.clone(), format, None) {
                vet(document, &RULES, &Policy::default(), MAX_QUANTITIES);
            }
        }
    }

    #[test]
    fn any_text_is_vetted(text in any::<String>().prop_map(|text| text.replace('\0', ""))) {
        for format in FORMATS {
            check_spans(&text, format);
            check_reports(&text, format);
        }
    }

    #[test]
    fn any_prose_is_vetted(text in prose()) {
        for format in FORMATS {
            check_spans(&text, format);
            check_reports(&text, format);
        }
    }

    #[test]
    fn any_markup_is_vetted(text in hostile()) {
        for format in FORMATS {
            check_spans(&text, format);
            check_reports(&text, format);
        }
    }

    #[test]
    fn what_wraps_a_text_changes_no_finding(text in prose()) {
        for format in FORMATS {
            let plain = findings(&text, format);
            prop_assert_eq!(&findings(&text.replace('\n', "\r\n"), format), &plain);
            prop_assert_eq!(&findings(&format!("\u{feff}{text}"), format), &plain);
        }
        let lines = text.split("\n\n").map(|paragraph| format!("<p>{}</p>", paragraph.replace('&', "&amp;").replace('<', "&lt;")));
        let page = format!("<nav><a>99</a></nav><article>{}</article>", lines.collect::<Vec<_>>().join("\n"));
        let as_page = findings(&page, InputFormat::Html);
        let bare: String = page.replace("<nav><a>99</a></nav><article>", "").replace("</article>", "");
        prop_assert_eq!(&findings(&bare, InputFormat::Html), &as_page);
        let plain = findings(&text, InputFormat::Markdown);
        let front = format!("---\ntitle: 99 flights\n---\n{text}");
        prop_assert_eq!(&findings(&front, InputFormat::Markdown), &plain);
        let front = format!("+++\ntitle = \"99 flights\"\n+++\n\n{text}");
        prop_assert_eq!(&findings(&front, InputFormat::Markdown), &plain);
    }
}

#[test]
fn what_wraps_a_sample_article_changes_no_finding() {
    for name in SEEDS {
        let text = std::fs::read_to_string(format!("seeds/{name}")).unwrap();
        let format = InputFormat::of_path(name.as_ref()).unwrap();
        let plain = findings(&text, format);
        assert!(!plain.is_empty());
        assert_eq!(
            findings(&text.replace('\n', "\r\n"), format),
            plain,
            "{name}"
        );
        assert_eq!(
            findings(&format!("\u{feff}{text}"), format),
            plain,
            "{name}"
        );
    }
}

#[test]
fn a_number_of_forty_digits_is_out_of_range() {
    let digits = "1234567890".repeat(4);
    for number in [
        digits.clone(),
        format!("-{digits}"),
        format!("{digits}.5"),
        format!("${digits}"),
        format!("{digits}%"),
    ] {
        let text = format!("Then {number} ants came, and 5 left.");
        let document = document(&text, InputFormat::Text);
        let found = extract::scan(&document, MAX_QUANTITIES).quantities;
        let kinds: Vec<_> = found.iter().map(|quantity| quantity.kind).collect();
        assert_eq!(kinds, [Kind::OutOfRange, Kind::Count], "{text}");
        check_reports(&text, InputFormat::Text);
    }
}

#[test]
fn a_number_of_threads_changes_no_byte() {
    let article = |at: usize| {
        let name = SEEDS[at % SEEDS.len()];
        (
            format!("{at:03}-{name}"),
            std::fs::read_to_string(format!("seeds/{name}")).unwrap(),
        )
    };
    let articles: Vec<_> = (0..60).map(article).collect();
    let files: Vec<_> = articles
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = Folder::with(&files);
    let run = |threads: &str, format: &str| {
        let mut command = folder.command(&["check", "--format", format]);
        command.env("RAYON_NUM_THREADS", threads);
        Ran::of(&mut command, b"")
    };
    for (name, _) in Format::ALL {
        let alone = run("1", name);
        assert!(!alone.out.is_empty());
        assert_eq!(run("4", name), alone);
    }
}

const SEEDS: [&str; 5] = [
    "000-repatriation.txt",
    "001-repatriation-briefs.md",
    "002-signals.md",
    "003-clearing-the-backlog.txt",
    "004-fentanyl-and-tariffs.txt",
];

/// Runs the program at the top of the project.
pub(crate) fn at_the_top(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statvet"));
    let top = env!("CARGO_MANIFEST_DIR");
    Ran::of(command.env_clear().current_dir(top).args(arguments), b"")
}

#[test]
fn each_sample_article_comes_to_its_report() {
    let snapshots = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/seeds");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(snapshots);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in SEEDS {
        let Ran { code, out, err } = at_the_top(&["check", &format!("seeds/{name}")]);
        let report = format!("{out}{err}exit code {}\n", code.unwrap());
        let stem = name.split('.').next().unwrap();
        settings.bind(|| insta::assert_snapshot!(stem, report));
    }
}

#[test]
fn a_figure_is_in_conflict_with_the_nearest_before_it() {
    let text = "Some 116 ferries sank in June 2024. In all, 240 ferries sank in June 2024.\n\n\
                At least 500 ferries sank in June 2024. Some 120 ferries sank in June 2024.";
    let out = rendered(&vetted(text, InputFormat::Text), Format::Json);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let report = &report["documents"][0];
    let pairs: Vec<Vec<&str>> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let spans = finding["spans"].as_array().unwrap();
            spans
                .iter()
                .map(|span| span["text"].as_str().unwrap())
                .collect()
        })
        .collect();
    assert_eq!(
        pairs,
        [
            ["Some 116", "240"],
            ["240", "At least 500"],
            ["At least 500", "Some 120"]
        ]
    );
}
