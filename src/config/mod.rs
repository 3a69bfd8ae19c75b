//! `statvet.toml`: how a newsroom runs the program, so that nobody types it.
//!
//! Each key is that of a flag with the same name, and the flag goes before it. This folder reads text; the command
//! line finds the file.

mod read;
pub(crate) mod schema;
mod size;

pub(crate) use read::{percent, read};
pub(crate) use size::Size;

use crate::check::Policy;
use crate::rules::PackError;
use crate::verdict::Severity;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The file's name.
pub(crate) const FILE_NAME: &str = "statvet.toml";

/// What a configuration says. What it is silent of is absent.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// Packs, and folders of packs, as written: from the file's folder on.
    pub(crate) rules: Option<Vec<String>>,
    /// Whether the built-in pack is used.
    pub(crate) general: Option<bool>,
    /// When findings make the run fail.
    pub(crate) fail_on: Option<FailOn>,
    /// The least share, in per cent, of the figures worth checking that rules must speak of.
    pub(crate) min_coverage: Option<Decimal>,
    /// Larger files are not read.
    pub(crate) max_file_size: Option<Size>,
    /// Figures of one article that are looked at.
    pub(crate) max_quantities: Option<usize>,
    /// Larger .docx files are not read.
    pub(crate) max_container_size: Option<Size>,
    /// .docx files whose parts inflate to more are not read.
    pub(crate) max_inflated_size: Option<Size>,
    /// .docx files of which a part inflates to more than so many times its size are not read.
    pub(crate) max_ratio: Option<u64>,
    /// Rows of all data sets together.
    pub(crate) max_reference_rows: Option<usize>,
    /// How far "about" reaches, and what is said of single checks.
    pub(crate) policy: Policy,
    /// The line, from 1, that says so, by key: `fail_on`, `checks.conflict`.
    pub(crate) lines: BTreeMap<String, usize>,
}

/// A configuration, and the mistakes in it: what they touch is left out.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) config: Config,
    pub(crate) errors: Vec<PackError>,
}

/// When findings make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// The words for it.
    pub(crate) const ALL: [(&'static str, Self); 4] = [
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("note", Self::Note),
        ("never", Self::Never),
    ];

    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        let own = Self::ALL.iter().find(|(_, other)| *other == self);
        own.map_or("error", |(name, _)| name)
    }

    /// The least severity that fails the run, if any does.
    pub(crate) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}
