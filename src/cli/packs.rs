//! `statvet rules check` and `statvet rules test`, told to people.

use super::Exit;
use super::args::PackArguments;
use super::configured::Configured;
use super::examples::Tried;
use super::output;
use super::rules::{Checked, Options};
use super::settings::{DEFAULT_RULES, limits};
use crate::check::Severity;
use crate::report::human::counted;
use crate::report::mistake;
use crate::report::position::Positions;
use crate::report::snippet::{self, Mark, Note, Picture};
use crate::rules::Level;
use std::io::{self, Write};

/// Tells every mistake in packs, and the examples that come out otherwise.
pub(super) fn check(arguments: PackArguments) -> Exit {
    let checked = Checked::linted(&options(arguments));
    output::print(|out, color| tell_checked(&checked, out, color));
    if !checked.all_run() {
        Exit::NotDone
    } else if checked.failing().next().is_some() {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Tries every example of packs, and asks for one of each kind.
pub(super) fn test(arguments: PackArguments) -> Exit {
    let checked = Checked::of(&options(arguments));
    output::print(|out, color| tell_tested(&checked, out, color));
    if !checked.all_run() {
        Exit::NotDone
    } else if checked.failing().next().is_some() || !checked.mistakes.is_empty() {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// The packs that are named; else those that are configured, or those of the usual folder, there or not.
fn options(arguments: PackArguments) -> Options {
    let configured = Configured::find();
    let limits = limits(arguments.max_reference_rows, &configured.config);
    let paths = match arguments.paths {
        none if none.is_empty() => configured.rules(),
        named => named,
    };
    let options = match paths {
        none if none.is_empty() => Options::of(vec![DEFAULT_RULES.into()]),
        paths => Options::of(paths),
    };
    Options { limits, ..options }
}

fn tell_checked(checked: &Checked, out: &mut dyn Write, color: bool) -> io::Result<()> {
    tell_mistakes(checked, out, color)?;
    let errors = checked
        .count(Level::Error)
        .saturating_add(checked.failing().count());
    let told = mistakes(errors, checked.count(Level::Warning));
    let examples = counted(checked.examples.len(), "example");
    writeln!(out, "{}, {examples}: {told}", packs(checked))
}

fn tell_tested(checked: &Checked, out: &mut dyn Write, color: bool) -> io::Result<()> {
    tell_mistakes(checked, out, color)?;
    let (errors, warnings) = (checked.count(Level::Error), checked.count(Level::Warning));
    writeln!(out, "{}: {}", packs(checked), mistakes(errors, warnings))?;
    let examples = counted(checked.examples.len(), "example");
    match checked.failing().count() {
        0 => writeln!(out, "{examples}: all come out as written"),
        n => writeln!(out, "{examples}: {n} came out otherwise"),
    }
}

/// Mistakes, then examples that fail, then what is worth mending.
fn tell_mistakes(checked: &Checked, out: &mut dyn Write, color: bool) -> io::Result<()> {
    let is_error = |error: &crate::rules::PackError| error.level == Level::Error;
    let warnings = checked.mistakes.partition_point(is_error);
    let (errors, warnings) = checked.mistakes.split_at(warnings);
    mistake::write_all(errors, color, out)?;
    for failed in checked.failing() {
        writeln!(out, "{}", draw(failed, color))?;
    }
    mistake::write_all(warnings, color, out)
}

/// "2 packs, 5 rules, of which 1 can't run"
fn packs(checked: &Checked) -> String {
    let (packs, rules) = (
        counted(checked.packs, "pack"),
        counted(checked.rules, "rule"),
    );
    match checked.broken {
        0 => format!("{packs}, {rules}"),
        broken => format!("{packs}, {rules}, of which {broken} can't run"),
    }
}

/// "2 errors, 1 warning"
fn mistakes(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "no mistakes".to_owned(),
        (0, warnings) => counted(warnings, "warning"),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => format!(
            "{}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    }
}

/// The example in its pack, with what it wants and what came.
fn draw(tried: &Tried, color: bool) -> String {
    let title = format!("`{}`: an example comes out otherwise", tried.rule.raw());
    let came = tried.came.as_ref().map_or(
        "what it wants: take out `todo = true`",
        crate::untrusted::Untrusted::raw,
    );
    let mark = |span: &std::ops::Range<usize>, label: &'static str| Mark {
        span: span.clone(),
        label: label.into(),
    };
    let beside = tried.beside.as_ref();
    let beside = beside.map(|figure| mark(figure, "of this figure"));
    let note = |name, text: &'_ str| Note {
        name,
        text: text.to_owned().into(),
    };
    let picture = Picture {
        severity: Severity::Error,
        id: Some("example"),
        title: &title,
        name: tried.file.name.raw(),
        parts: &[],
        marks: [mark(&tried.at, "")].into_iter().chain(beside).collect(),
        notes: vec![note("wanted", tried.wanted.raw()), note("came", came)],
    };
    let text = &tried.file.text;
    snippet::draw(&picture, text, &mut Positions::new(text), color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_warnings_are_counted_apart() {
        for (errors, warnings, told) in [
            (0, 0, "no mistakes"),
            (1, 0, "1 error"),
            (0, 2, "2 warnings"),
            (2, 3, "2 errors, 3 warnings"),
        ] {
            assert_eq!(mistakes(errors, warnings), told);
        }
    }
}
