//! Packs from strings, for tests: no files.

use super::error::PackError;
use super::memory::load_text;
use super::ruleset::RuleSet;

/// The rules of a pack called "test", and its mistakes.
pub(crate) fn load(pack: &str, files: &[(&str, &str)]) -> (RuleSet, Vec<PackError>) {
    let loaded = load_text(pack, files);
    (loaded.rules, loaded.errors)
}

/// What is worth mending in a pack without mistakes.
pub(crate) fn linted(pack: &str, files: &[(&str, &str)]) -> String {
    let loaded = load_text(pack, files);
    assert_eq!(told(&loaded.errors), "");
    told(&loaded.warnings)
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
