//! The configuration in force: found upward from the working folder, read, its mistakes told.

use super::limits::MAX_CONFIG_SIZE;
use super::{input, message};
use crate::config::{self, Config, FILE_NAME};
use std::path::{Path, PathBuf};

/// What is configured, and by which file.
#[derive(Debug, Default)]
pub(super) struct Configured {
    /// The file, as a path from the working folder; absent where there is none.
    pub(super) file: Option<PathBuf>,
    pub(super) config: Config,
    /// Whether it could be read without mistakes.
    pub(super) whole: bool,
}

impl Configured {
    /// No configuration.
    pub(super) fn none() -> Self {
        Self {
            whole: true,
            ..Self::default()
        }
    }

    /// What the nearest file above the working folder says; mistakes in it are told.
    pub(super) fn find() -> Self {
        let Some(file) = nearest() else {
            return Self::none();
        };
        let name = file.display().to_string();
        let text = input::read_file(&file, MAX_CONFIG_SIZE).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                format!(
                    "not UTF-8: the byte at offset {at} is no part of a character; save it as UTF-8"
                )
            })
        });
        let text = match text {
            Ok(text) => text,
            Err(why) => {
                message::error(&format!("{name}: {why}"));
                return Self {
                    file: Some(file),
                    ..Self::default()
                };
            }
        };
        let read = config::read(name.into(), text);
        message::mistakes(&read.errors);
        if !read.errors.is_empty() {
            message::error(&format!(
                "what the mistakes in {} touch is not in force",
                file.display()
            ));
        }
        Self {
            file: Some(file),
            config: read.config,
            whole: read.errors.is_empty(),
        }
    }

    /// Its packs, where it names any; else those beside it.
    pub(super) fn rules(&self) -> Vec<PathBuf> {
        let folder = self.file.as_deref().and_then(Path::parent);
        let beside = |path: &str| folder.unwrap_or_else(|| Path::new("")).join(path);
        match &self.config.rules {
            Some(paths) => paths.iter().map(|path| beside(path)).collect(),
            None => {
                let default = beside(super::settings::DEFAULT_RULES);
                default.is_dir().then_some(default).into_iter().collect()
            }
        }
    }
}

/// `statvet.toml`, `../statvet.toml` and so on: the first that is there.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut path = PathBuf::from(FILE_NAME);
    for _ in here.ancestors() {
        if path.is_file() {
            return Some(path);
        }
        path = Path::new("..").join(path);
    }
    None
}
