//! Mistakes in rule packs and their data, drawn as findings are: the offending text underlined.

use super::position::Positions;
use super::snippet::{self, Mark, Note, Picture};
use super::terminal::visible;
use crate::check::Severity;
use crate::rules::{Level, PackError};
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use std::io;
use std::sync::Arc;

const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// Draws each mistake; with colours where `color` is set.
pub(crate) fn write_all(
    errors: &[PackError],
    color: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for of_file in errors.chunk_by(|a, b| Arc::ptr_eq(&a.file, &b.file)) {
        let text = of_file.first().map_or("", |error| &error.file.text);
        let mut positions = Positions::new(text);
        for error in of_file {
            if error.span.is_none() {
                writeln!(out, "{}", of_file_as_a_whole(error, color))?;
                continue;
            }
            let drawn = snippet::draw(&picture(error), text, &mut positions, color);
            writeln!(out, "{drawn}")?;
        }
    }
    Ok(())
}

/// A mistake that no place shows, on a line: what was expected goes with it.
fn of_file_as_a_whole(error: &PackError, color: bool) -> String {
    let (name, style) = match error.level {
        Level::Error => ("error", ERROR),
        Level::Warning => ("warning", WARNING),
    };
    let (file, message) = (visible(&error.file.name), visible(&error.message));
    let tag = if color {
        format!("{style}{name}{style:#}")
    } else {
        name.to_owned()
    };
    let expected = error.expected.as_ref();
    let expected = expected.map(|expected| format!("; expected {}", visible(expected)));
    format!("{tag}: {file}: {message}{}\n", expected.unwrap_or_default())
}

fn picture(error: &PackError) -> Picture<'_> {
    let expected = error
        .expected
        .as_ref()
        .map_or_else(String::new, |expected| {
            format!("expected {}", expected.raw())
        });
    let mark = error.span.clone().map(|span| Mark {
        span,
        label: expected.into(),
    });
    let nearest = error.nearest.as_ref().map(|nearest| Note {
        name: "did you mean",
        text: nearest.raw().into(),
    });
    Picture {
        severity: match error.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
        },
        id: None,
        title: error.message.raw(),
        name: error.file.name.raw(),
        parts: &[],
        marks: mark.into_iter().collect(),
        notes: nearest.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{HOSTILE, is_harmless};
    use crate::rules::SourceText;

    fn drawn(errors: &[PackError]) -> String {
        let mut out = Vec::new();
        write_all(errors, false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn error(file: &Arc<SourceText>, at: &str) -> PackError {
        PackError {
            level: Level::Error,
            file: Arc::clone(file),
            span: file
                .text
                .find(at)
                .map(|start| start..start.saturating_add(at.len())),
            message: "no such key".into(),
            expected: Some("a key of a rule".into()),
            nearest: Some("tolerance".into()),
        }
    }

    #[test]
    fn mistakes_are_underlined() {
        let file = Arc::new(SourceText {
            name: "rules/border.toml".into(),
            text: "[[rule]]\nid = \"a\"\ntolerence = \"2%\"\n".into(),
        });
        let errors = [error(&file, "tolerence"), error(&file, "absent")];
        insta::assert_snapshot!(drawn(&errors), @r#"
        error: no such key
         --> rules/border.toml:3:1
          |
        3 | tolerence = "2%"
          | ^^^^^^^^^ expected a key of a rule
          |
          = did you mean: tolerance

        error: rules/border.toml: no such key; expected a key of a rule
        "#);
    }

    #[test]
    fn hostile_packs_steer_nothing() {
        let file = Arc::new(SourceText {
            name: HOSTILE.into(),
            text: format!("{HOSTILE}\n{HOSTILE}"),
        });
        let hostile = PackError {
            message: HOSTILE.into(),
            expected: Some(HOSTILE.into()),
            nearest: Some(HOSTILE.into()),
            ..error(&file, "7%")
        };
        let drawn = drawn(&[
            hostile.clone(),
            PackError {
                span: None,
                ..hostile
            },
        ]);
        assert!(is_harmless(&drawn), "{drawn}");
    }
}
