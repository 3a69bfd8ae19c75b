//! The last lines: findings, coverage, and what could not be looked at.

use super::{ERROR, GOOD, Human, WARNING, counted};
use crate::check::Verdict;
use crate::quantity::format::grouped;
use crate::report::Totals;
use std::io;

/// Writes what was seen of all articles.
pub(super) fn write(human: &Human, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
    if totals.documents == 0 {
        writeln!(out, "No article was read")?;
    } else if totals.checks_ran {
        writeln!(out, "{}", findings(human, totals))?;
        writeln!(out, "{}", coverage(totals))?;
        if totals.seen > 0 {
            writeln!(out, "{}", verdicts(totals))?;
        }
    } else {
        let (figures, articles) = (
            counted(totals.seen, "figure"),
            counted(totals.documents, "article"),
        );
        writeln!(
            out,
            "{figures} in {articles}, {} worth checking",
            number(totals.checkworthy)
        )?;
    }
    for remark in remarks(totals) {
        writeln!(out, "{remark}")?;
    }
    Ok(())
}

/// The same, a line each, for formats without colours.
pub(crate) fn lines(totals: &Totals) -> Vec<String> {
    let mut out = Vec::new();
    let written = write(&Human { color: false }, totals, &mut out);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
    let text = String::from_utf8_lossy(&out);
    text.lines().map(str::to_owned).collect()
}

/// "2 errors, 1 warning, 0 notes in 5 articles"
fn findings(human: &Human, totals: &Totals) -> String {
    let articles = counted(totals.documents, "article");
    let style = match (totals.errors, totals.warnings) {
        (0, 0) => GOOD,
        (0, _) => WARNING,
        _ => ERROR,
    };
    let found = if totals.at_least(crate::check::Severity::Note) == 0 {
        "No findings".to_owned()
    } else {
        let (errors, warnings) = (
            counted(totals.errors, "error"),
            counted(totals.warnings, "warning"),
        );
        format!("{errors}, {warnings}, {}", counted(totals.notes, "note"))
    };
    format!("{} in {articles}", human.paint(&found, style))
}

/// "63 figures: 41 worth checking, 22 bound to a rule, 20 checked, 41 left alone"
fn coverage(totals: &Totals) -> String {
    format!(
        "{}: {} worth checking, {} bound to a rule, {} checked, {} left alone",
        counted(totals.seen, "figure"),
        number(totals.checkworthy),
        number(totals.bound),
        number(totals.checked),
        number(totals.left_alone),
    )
}

/// "Right: 9 · Wrong: 3 · Nobody has checked: 51"
fn verdicts(totals: &Totals) -> String {
    let told = Verdict::ALL.iter().filter_map(|verdict| {
        let n = totals.verdicts.of(*verdict);
        (n > 0).then(|| format!("{}: {}", verdict.label(), number(n)))
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// What could not be looked at, and what to do about it.
fn remarks(totals: &Totals) -> Vec<String> {
    let remark =
        |n: usize, noun: &str, rest: &str| (n > 0).then(|| format!("{} {rest}", counted(n, noun)));
    [
        remark(totals.unread, "article", "could not be read"),
        remark(
            totals.undated,
            "article",
            "without a date: days such as \"Monday\" were left open (give --date, or a date in the article's first lines)",
        ),
        remark(totals.sentences_cut, "sentence", "over the limit of length, cut there and read on as another"),
        remark(
            totals.quantities_cut,
            "article",
            "with more figures than --max-quantities allows: the rest was not looked at",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn number(n: usize) -> String {
    grouped(n.into())
}
