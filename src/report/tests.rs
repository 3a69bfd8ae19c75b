//! What holds of every format: what it looks like, that it reads back, that text from outside steers nothing.

use super::in_order::Digest;
use super::{Format, Report, Totals, Unread, UnreadId, Writing, sample};
use serde_json::Value;

fn written(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    report.render(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A run over these articles and one that can't be read.
fn run(reports: &[Report], format: Format) -> String {
    let Writing::InOrder(mut writer) = format.writing(false) else {
        panic!("not written in order");
    };
    let mut out = Vec::new();
    let mut totals = Totals::of_unread();
    writer.begin(&mut out).unwrap();
    for report in reports {
        totals.add(&report.totals());
        writer.article(&Digest::of(report), &mut out).unwrap();
    }
    let unread = Unread {
        name: sample::HOSTILE.into(),
        id: UnreadId::Name,
        reason: format!("not text: {}", sample::HOSTILE).into(),
    };
    writer.unread(&unread, &mut out).unwrap();
    writer.finish(&totals, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const IN_ORDER: [Format; 6] = [
    Format::Sarif,
    Format::Github,
    Format::Markdown,
    Format::Junit,
    Format::Gitlab,
    Format::Rdjson,
];

#[test]
fn each_format_is_what_it_was() {
    for format in IN_ORDER {
        let mut shown = written(&sample::checked(), format);
        if let Ok(mut json) = serde_json::from_str::<Value>(&shown) {
            // The pages of the checks stand in the manual's own tests.
            if let Some(rules) = json.pointer_mut("/runs/0/tool/driver/rules") {
                rules.as_array_mut().unwrap().truncate(1);
                rules[0]["help"] = "…".into();
            }
            shown = format!("{json:#}\n");
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/reports");
        insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format.name(), shown);
        });
    }
}

#[test]
fn hostile_text_forges_no_command_line_or_element() {
    let reports = [sample::hostile(), sample::checked(), sample::hostile()];
    for format in IN_ORDER {
        let out = run(&reports, format);
        let own = |line: &&str| {
            format == Format::Github
                && ["::error file=", "::warning file=", "::notice file="]
                    .iter()
                    .any(|command| line.starts_with(command))
        };
        for line in out.lines().filter(|line| !own(line)) {
            let start: String = line.chars().take(200).collect();
            assert!(sample::is_harmless(line), "{format:?}: {start}");
        }
        let is_markup = matches!(format, Format::Markdown | Format::Junit);
        assert!(!is_markup || !out.contains("<script>"), "{format:?}");
    }
}

#[test]
fn annotations_are_as_many_as_there_are_findings() {
    let out = run(&[sample::hostile(), sample::checked()], Format::Github);
    let commands = out.lines().filter(|line| line.starts_with("::")).count();
    let findings = sample::checked().findings().count();
    // One of the hostile article, one of the article that can't be read.
    assert_eq!(commands, findings + 2, "{out}");
}

#[test]
fn the_json_formats_read_back_with_every_finding_and_the_unread() {
    let reports = [sample::hostile(), sample::checked(), sample::hostile()];
    let findings: usize = reports.iter().map(|report| report.findings().count()).sum();
    let read = |format| serde_json::from_str::<Value>(&run(&reports, format)).unwrap();
    let sarif = read(Format::Sarif);
    assert_eq!(
        sarif["runs"][0]["results"].as_array().unwrap().len(),
        findings
    );
    let told = &sarif["runs"][0]["invocations"][0];
    assert_eq!(told["executionSuccessful"], false);
    assert_eq!(
        told["toolExecutionNotifications"].as_array().unwrap().len(),
        1
    );
    // And one for the unread, one for the coverage.
    assert_eq!(read(Format::Gitlab).as_array().unwrap().len(), findings + 2);
    let rdjson = read(Format::Rdjson);
    assert_eq!(
        rdjson["diagnostics"].as_array().unwrap().len(),
        findings + 2
    );
}

#[test]
fn fingerprints_for_gitlab_are_unique() {
    let twice = sample::with_findings("Up 5 percent. Up 5 percent.", &["5 percent", "5 percent"]);
    let json: Value =
        serde_json::from_str(&run(&[twice, sample::checked()], Format::Gitlab)).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for entry in json.as_array().unwrap() {
        assert!(
            seen.insert(entry["fingerprint"].as_str().unwrap().to_owned()),
            "{entry}"
        );
    }
}

#[test]
fn what_is_too_much_is_cut_to_the_gravest_and_told() {
    let text = "Up 5 percent. ".repeat(6_000);
    let figures = vec!["5 percent"; 6_000];
    let report = sample::with_findings(&text, &figures);
    let sarif: Value = serde_json::from_str(&written(&report, Format::Sarif)).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 5_000);
    let note = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert!(
        note["message"]["text"]
            .as_str()
            .unwrap()
            .starts_with("1,000 findings more"),
        "{note}"
    );
    let github = written(&report, Format::Github);
    assert_eq!(
        github
            .lines()
            .filter(|line| line.starts_with("::error"))
            .count(),
        10
    );
    assert!(github.contains("5,990 findings more"), "{github}");
    let markdown = written(&report, Format::Markdown);
    assert!(markdown.len() < 1 << 20);
    assert!(markdown.contains("4,000 findings more"));
}

#[test]
fn no_article_gives_a_whole_report() {
    for format in IN_ORDER {
        let Writing::InOrder(mut writer) = format.writing(false) else {
            panic!("not written in order");
        };
        let mut out = Vec::new();
        writer.begin(&mut out).unwrap();
        writer.finish(&Totals::default(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        let is_json = matches!(format, Format::Sarif | Format::Gitlab | Format::Rdjson);
        assert!(
            !is_json || serde_json::from_str::<Value>(&out).is_ok(),
            "{out}"
        );
    }
}
