//! What the report for people looks like.

use crate::report::{Format, Renderer as _, Report, Totals, Unread, UnreadId, sample};

fn human(report: &Report) -> String {
    let mut out = Vec::new();
    report.render(Format::Human, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn findings_are_drawn_and_coverage_told() {
    insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/reports/human"), prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("checked", human(&sample::checked()));
        insta::assert_snapshot!("extracted", human(&sample::extracted()));
        insta::assert_snapshot!("hostile", human(&sample::hostile()));
    });
}

#[test]
fn hostile_text_steers_nothing() {
    let report = sample::hostile();
    let listed = Report::extracted(report.document, report.extract, report.claims);
    for output in [human(&sample::hostile()), human(&listed)] {
        assert!(sample::is_harmless(&output), "{output}");
    }
}

#[test]
fn what_was_not_looked_at_is_told() {
    let totals = Totals {
        documents: 1,
        unread: 1,
        undated: 2,
        sentences_cut: 3,
        quantities_cut: 1,
        checks_ran: true,
        ..Totals::default()
    };
    let mut out = Vec::new();
    let renderer = super::Human { color: false };
    let unread = Unread {
        name: "::a\u{1b}.md".into(),
        id: UnreadId::Name,
        reason: "not text:\n::error".into(),
    };
    renderer.unread(&unread, &mut out).unwrap();
    renderer.finish(&totals, &mut out).unwrap();
    let written = String::from_utf8(out).unwrap();
    assert!(sample::is_harmless(&written));
    insta::assert_snapshot!(written, @r#"
    unread: \::a\u{1b}.md: not text:\n::error

    No findings in 1 article
    0 figures: 0 worth checking, 0 bound to a rule, 0 checked, 0 left alone
    1 article could not be read
    2 articles without a date: days such as "Monday" were left open (give --date, or a date in the article's first lines)
    3 sentences over the limit of length, cut there and read on as another
    1 article with more figures than --max-quantities allows: the rest was not looked at
    "#);
}
