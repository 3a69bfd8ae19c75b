//! `statvet rules check` and `statvet rules test`, told to people.

use super::Exit;
use super::args::PackArguments;
use super::rules::{self, Checked, Options, Tested, Tried};
use super::{message, output};
use crate::check::Severity;
use crate::report::human::counted;
use crate::report::mistake;
use crate::report::position::Positions;
use crate::report::snippet::{self, Mark, Note, Picture};
use crate::rules::{Level, PackError};
use std::io::{self, Write};

/// Tells every mistake in packs.
pub(super) fn check(arguments: PackArguments) -> Exit {
    let checked = rules::check(&options(arguments));
    print(|out, color| tell_checked(&checked, out, color));
    if checked.is_sound() {
        Exit::Clean
    } else {
        Exit::NotDone
    }
}

/// Tries every example of packs.
pub(super) fn test(arguments: PackArguments) -> Exit {
    let tested = rules::test(&options(arguments));
    print(|out, color| tell_tested(&tested, out, color));
    match (tested.checked.is_sound(), tested.is_passed()) {
        (false, _) => Exit::NotDone,
        (true, false) => Exit::Findings,
        (true, true) => Exit::Clean,
    }
}

fn options(arguments: PackArguments) -> Options {
    Options {
        paths: arguments.paths,
        ..Options::default()
    }
}

/// Writes to standard output; that its reader leaves early is no failure.
fn print(write: impl FnOnce(&mut dyn Write, bool) -> io::Result<()>) {
    let color = output::stdout_has_colors();
    let written = write(&mut anstream::stdout(), color);
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        message::error(&format!("standard output can't be written: {error}"));
    }
}

fn tell_checked(checked: &Checked, out: &mut dyn Write, color: bool) -> io::Result<()> {
    mistake::write_all(&checked.mistakes, color, out)?;
    let count = |level: Level| {
        let of_level = |mistake: &&PackError| mistake.level == level;
        checked.mistakes.iter().filter(of_level).count()
    };
    let mistakes = match (count(Level::Error), count(Level::Warning)) {
        (0, 0) => "no mistakes".to_owned(),
        (errors, 0) => counted(errors, "error"),
        (0, warnings) => counted(warnings, "warning"),
        (errors, warnings) => format!(
            "{}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    };
    let (packs, rules) = (
        counted(checked.packs.len(), "pack"),
        counted(checked.rules, "rule"),
    );
    writeln!(out, "{packs}, {rules}: {mistakes}")
}

fn tell_tested(tested: &Tested, out: &mut dyn Write, color: bool) -> io::Result<()> {
    for failed in tested.examples.iter().filter(|tried| tried.fails()) {
        writeln!(out, "{}", draw(failed, color))?;
    }
    tell_checked(&tested.checked, out, color)?;
    let examples = counted(tested.examples.len(), "example");
    match tested.examples.iter().filter(|tried| tried.fails()).count() {
        0 => writeln!(out, "{examples}: all come out as written"),
        n => writeln!(out, "{examples}: {n} came out otherwise"),
    }
}

/// The example in its pack, with what it wants and what came.
fn draw(tried: &Tried, color: bool) -> String {
    let came = tried
        .got
        .as_ref()
        .map_or("it passes: take out `todo = true`", |got| got.raw());
    let title = format!("{}: an example came out otherwise", tried.rule.raw());
    let note = |name, text: &'_ str| Note {
        name,
        text: text.to_owned().into(),
    };
    let picture = Picture {
        severity: Severity::Error,
        id: Some("example"),
        title: &title,
        name: tried.file.name.raw(),
        marks: vec![Mark {
            span: tried.span.clone(),
            label: "".into(),
        }],
        notes: vec![
            note("text", tried.text.raw()),
            note("wanted", tried.expected.raw()),
            note("came", came),
        ],
    };
    let text = &tried.file.text;
    snippet::draw(&picture, text, &mut Positions::new(text), color)
}
