//! Packs from strings, for tests: no files.

use super::error::{Level, PackError, Sink, SourceText};
use super::load::{Lint, add};
use super::model::At;
use super::ruleset::RuleSet;
use super::validate::DataFiles;
use std::sync::Arc;

/// Data files by name.
struct Memory<'a> {
    files: &'a [(&'a str, &'a str)],
    errors: Vec<PackError>,
}

impl DataFiles for Memory<'_> {
    fn open(&mut self, path: &At<String>, _: &mut Sink) -> Option<Arc<SourceText>> {
        let (name, text) = self.files.iter().find(|(name, _)| *name == path.value)?;
        Some(Arc::new(SourceText {
            name: (*name).into(),
            text: (*text).to_owned(),
        }))
    }

    fn tell(&mut self, mistakes: Sink) {
        self.errors.extend(mistakes.into_errors());
    }
}

/// The rules of a pack called "test", and its mistakes.
pub(crate) fn load(pack: &str, files: &[(&str, &str)]) -> (RuleSet, Vec<PackError>) {
    let mut memory = Memory {
        files,
        errors: Vec::new(),
    };
    let mut rules = RuleSet::default();
    let file = Arc::new(SourceText {
        name: "test.toml".into(),
        text: pack.to_owned(),
    });
    let mut errors = add("test", file, Lint::No, &mut memory, &mut rules);
    errors.append(&mut memory.errors);
    rules.index();
    (rules, errors)
}

/// What is worth mending in a pack without mistakes.
pub(crate) fn linted(pack: &str, files: &[(&str, &str)]) -> String {
    let mut memory = Memory {
        files,
        errors: Vec::new(),
    };
    let file = Arc::new(SourceText {
        name: "test.toml".into(),
        text: pack.to_owned(),
    });
    let told = add(
        "test",
        file,
        Lint::Yes,
        &mut memory,
        &mut RuleSet::default(),
    );
    let is_warning = |told: &PackError| told.level == Level::Warning;
    assert!(told.iter().all(is_warning), "{}", self::told(&told));
    self::told(&told)
}

/// The rules of a pack without mistakes.
pub(crate) fn sound(pack: &str, files: &[(&str, &str)]) -> RuleSet {
    let (rules, errors) = load(pack, files);
    assert_eq!(told(&errors), "");
    rules
}

/// Mistakes as lines: `file:line: message [underlined] expected …; nearest …`.
pub(crate) fn told(errors: &[PackError]) -> String {
    let lines = errors.iter().map(|error| {
        let line = error
            .line()
            .map(|line| format!(":{line}"))
            .unwrap_or_default();
        let underlined = error.span.as_ref().map(|span| {
            format!(
                " [{}]",
                error.file.text.get(span.clone()).unwrap_or("OUT OF BOUNDS")
            )
        });
        let expected = error
            .expected
            .as_ref()
            .map(|text| format!("; expected {}", text.raw()));
        let nearest = error
            .nearest
            .as_ref()
            .map(|text| format!("; nearest {}", text.raw()));
        [
            Some(format!(
                "{}{line}: {}",
                error.file.name.raw(),
                error.message.raw()
            )),
            underlined,
            expected,
            nearest,
        ]
        .into_iter()
        .flatten()
        .collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}
