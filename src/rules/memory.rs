//! A pack and its data from memory, without files: for tests and fuzzing.

use super::data::Table;
use super::error::{PackError, Sink, SourceText};
use super::load::{Lint, Loaded, add};
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
    fn open(&mut self, path: &At<String>, _: &mut Sink) -> Option<Arc<Table>> {
        let (name, text) = self.files.iter().find(|(name, _)| *name == path.value)?;
        let mut told = Sink::new(Arc::new(SourceText {
            name: (*name).into(),
            text: (*text).to_owned(),
        }));
        let table = Table::read(&mut told);
        self.tell(told);
        table.map(Arc::new)
    }

    fn is_over(&mut self, _: usize) -> bool {
        false
    }

    fn tell(&mut self, mistakes: Sink) {
        self.errors.extend(mistakes.into_errors());
    }
}

/// Loads a pack called "test" from its text, and its data from texts with their paths.
pub fn load_text(pack: &str, files: &[(&str, &str)]) -> Loaded {
    let mut memory = Memory {
        files,
        errors: Vec::new(),
    };
    let mut rules = RuleSet::default();
    let file = Arc::new(SourceText {
        name: "test.toml".into(),
        text: pack.to_owned(),
    });
    let (mut errors, warnings) = add(
        "test",
        Arc::clone(&file),
        Lint::Yes,
        &mut memory,
        &mut rules,
    );
    errors.append(&mut memory.errors);
    rules.index();
    Loaded {
        rules,
        errors,
        warnings,
        packs: vec![file.name.clone()],
    }
}
