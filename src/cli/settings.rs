//! What the command line comes to: defaults filled in, contradictions told.

use super::args::{
    CheckArguments, FailOn, FormatArgument, InputArguments, InputFormat, RulesArguments, Size,
};
use super::configured::Configured;
use super::limits::{
    MAX_CONTAINER_SIZE, MAX_FILE_SIZE, MAX_INFLATED_SIZE, MAX_QUANTITIES, MAX_RATIO,
    MAX_REFERENCE_ROWS,
};
use super::listed::listed;
use super::rules::Options;
use super::since::Since;
use crate::config::Config;
use crate::document::DocxLimits;
use crate::quantity::Slack;
use crate::report::Format;
use crate::rules::Limits as RuleLimits;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::path::{Path, PathBuf};

/// Where packs are looked for when none are named.
pub(super) const DEFAULT_RULES: &str = "rules";

/// Name of standard input where none is given.
const STDIN_NAME: &str = "<stdin>";

/// What both commands go by.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) paths: Vec<PathBuf>,
    pub(super) formats: Vec<FormatArgument>,
    /// Overrides what extensions say.
    pub(super) input: Option<InputFormat>,
    pub(super) date: Option<Date>,
    pub(super) stdin_name: String,
    pub(super) max_file_size: Size,
    pub(super) max_quantities: usize,
    /// How far an approximator reaches where the articles are compared with each other; absent where they are not.
    pub(super) across: Option<Slack>,
    /// Tells findings on lines changed since a revision alone.
    pub(super) since: Option<Since>,
    /// Whether people may be told how far a long run has come.
    pub(super) progress: bool,
    pub(super) max_container_size: Size,
    pub(super) docx: DocxLimits,
}

impl Settings {
    /// Of the arguments; the reason where they contradict each other.
    pub(super) fn of(arguments: InputArguments, config: &Config) -> Result<Self, String> {
        check_formats(&arguments.format)?;
        let paths = paths(arguments.paths, arguments.files_from.as_deref())?;
        let max_file_size = arguments
            .max_file_size
            .or(config.max_file_size)
            .unwrap_or(MAX_FILE_SIZE);
        Ok(Self {
            max_container_size: arguments
                .max_container_size
                .or(config.max_container_size)
                .unwrap_or(MAX_CONTAINER_SIZE),
            docx: DocxLimits {
                text: max_file_size.0,
                inflated: arguments
                    .max_inflated_size
                    .or(config.max_inflated_size)
                    .unwrap_or(MAX_INFLATED_SIZE)
                    .0,
                ratio: arguments
                    .max_ratio
                    .or(config.max_ratio)
                    .unwrap_or(MAX_RATIO),
            },
            paths,
            formats: arguments.format,
            input: arguments.input,
            date: arguments.date,
            stdin_name: arguments
                .stdin_filename
                .unwrap_or_else(|| STDIN_NAME.to_owned()),
            max_file_size,
            max_quantities: arguments
                .max_quantities
                .or(config.max_quantities)
                .unwrap_or(MAX_QUANTITIES),
            across: None,
            since: None,
            progress: !arguments.no_progress,
        })
    }

    /// For a command that writes no report: articles with the limits that are configured.
    pub(super) fn of_articles(
        paths: Vec<PathBuf>,
        input: Option<InputFormat>,
        date: Option<Date>,
        config: &Config,
    ) -> Self {
        let max_file_size = config.max_file_size.unwrap_or(MAX_FILE_SIZE);
        Self {
            paths,
            formats: Vec::new(),
            input,
            date,
            stdin_name: STDIN_NAME.to_owned(),
            max_file_size,
            max_quantities: config.max_quantities.unwrap_or(MAX_QUANTITIES),
            across: None,
            since: None,
            progress: false,
            max_container_size: config.max_container_size.unwrap_or(MAX_CONTAINER_SIZE),
            docx: DocxLimits {
                text: max_file_size.0,
                inflated: config.max_inflated_size.unwrap_or(MAX_INFLATED_SIZE).0,
                ratio: config.max_ratio.unwrap_or(MAX_RATIO),
            },
        }
    }

    /// Whether a report for people goes to standard output.
    pub(super) fn people_read_stdout(&self) -> bool {
        let at_stdout =
            |format: &FormatArgument| format.format == Format::Human && format.file.is_none();
        self.formats.iter().any(at_stdout)
    }
}

/// What `check` goes by besides.
#[derive(Debug)]
pub(super) struct CheckSettings {
    pub(super) rules: Options,
    pub(super) fail_on: FailOn,
    /// The least share, in per cent, of the figures worth checking that rules must speak of.
    pub(super) min_coverage: Option<Decimal>,
}

impl CheckSettings {
    /// Of the arguments, and of what is configured.
    pub(super) fn of(arguments: &CheckArguments, configured: &Configured) -> Self {
        let config = &configured.config;
        Self {
            rules: packs(&arguments.rules, configured),
            fail_on: arguments
                .fail_on
                .or(config.fail_on)
                .unwrap_or(FailOn::Error),
            min_coverage: arguments.min_coverage.or(config.min_coverage),
        }
    }
}

/// What is configured, unless the arguments want none of it.
pub(super) fn configured(arguments: &RulesArguments) -> Configured {
    if arguments.isolated {
        Configured::none()
    } else {
        Configured::find()
    }
}

/// The packs that the arguments name; where they name none, those that are configured.
pub(super) fn packs(arguments: &RulesArguments, configured: &Configured) -> Options {
    if arguments.isolated {
        return Options::default();
    }
    let paths = match arguments.rules.as_slice() {
        [] => configured.rules(),
        named => named.to_vec(),
    };
    Options {
        paths,
        general: configured.config.general.unwrap_or(true),
        limits: limits(arguments.max_reference_rows, &configured.config),
    }
}

/// How large packs and their data may be.
pub(super) fn limits(reference_rows: Option<usize>, config: &Config) -> RuleLimits {
    RuleLimits {
        reference_rows: reference_rows
            .or(config.max_reference_rows)
            .unwrap_or(MAX_REFERENCE_ROWS),
        ..RuleLimits::default()
    }
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What is to be read: the paths named, and those of a list; where there is neither, the working folder.
fn paths(named: Vec<PathBuf>, list: Option<&Path>) -> Result<Vec<PathBuf>, String> {
    let stdin = named.iter().map(PathBuf::as_path).chain(list);
    if stdin.filter(|path| is_stdin(path)).count() > 1 {
        return Err("standard input (`-`) can be read once only".to_owned());
    }
    let mut paths = named;
    match list {
        Some(list) => paths.extend(listed(list)?),
        None if paths.is_empty() => paths.push(PathBuf::from(".")),
        None => {}
    }
    Ok(paths)
}

/// Two reports cannot share a place.
fn check_formats(formats: &[FormatArgument]) -> Result<(), String> {
    for (i, format) in formats.iter().enumerate() {
        let shares = |other: &FormatArgument| other.file == format.file;
        if formats.iter().skip(i.saturating_add(1)).any(shares) {
            let place = format.file.as_ref().map_or_else(
                || {
                    "standard output; name a file for one of them: --format json=report.json"
                        .to_owned()
                },
                |file| format!("{}; name another file for one of them", file.display()),
            );
            return Err(format!("two reports would go to {place}"));
        }
    }
    Ok(())
}
