//! The built-in pack: bounds and constants that hold whatever the article is about.

use super::data::Table;
use super::error::{Sink, SourceText};
use super::load::{Lint, Loaded, add};
use super::model::At;
use super::ruleset::RuleSet;
use super::validate::DataFiles;
use std::sync::Arc;

/// Its name, as in `general/speed-of-light`.
pub const GENERAL: &str = "general";
/// What it is called where a file is named.
const FILE: &str = "general (built in)";

/// The built-in pack, alone and not yet indexed.
pub(super) fn loaded() -> Loaded {
    let file = Arc::new(SourceText {
        name: FILE.into(),
        text: include_str!("general.toml").to_owned(),
    });
    let mut rules = RuleSet::default();
    let (errors, warnings) = add(GENERAL, file, Lint::No, &mut NoFiles, &mut rules);
    Loaded {
        rules,
        errors,
        warnings,
        packs: vec![FILE.into()],
    }
}

/// The built-in pack has no data beside it.
struct NoFiles;

impl DataFiles for NoFiles {
    fn open(&mut self, _: &At<String>, _: &mut Sink) -> Option<Arc<Table>> {
        None
    }

    fn is_over(&mut self, _: usize) -> bool {
        false
    }

    fn tell(&mut self, _: Sink) {}
}
