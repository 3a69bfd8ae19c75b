//! The command line as typed. What it comes to is in [`super::settings`].

use crate::report::Format;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::path::PathBuf;

use super::limits::{
    MAX_CONTAINER_SIZE, MAX_FILE_SIZE, MAX_INFLATED_SIZE, MAX_QUANTITIES, MAX_RATIO,
    MAX_REFERENCE_ROWS,
};
pub(super) use crate::config::{FailOn, Size};

/// Vets the statistics in prose: finds every figure, and checks it against sources and the others.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Checks articles and reports what is wrong
    #[command(
        after_help = "Exit code: 0 nothing at or above --fail-on, 1 findings, 2 something could not be done."
    )]
    Check(CheckArguments),
    /// Lists the quantities and claims in articles
    #[command(after_help = "Exit code: 0 done, 2 something could not be done.")]
    Extract(ExtractArguments),
    /// Explains a check, a rule, or what was made of a line of an article
    #[command(
        after_help = "Exit code: 0 explained, 2 there is no such check, rule or line, or a rule pack has mistakes."
    )]
    Explain(ExplainArguments),
    /// Checks, tests and lists rule packs
    #[command(subcommand, disable_help_subcommand = true)]
    Rules(RulesCommand),
    /// Goes through the findings that nothing settles, and writes what is decided of each
    #[command(after_help = "Exit code: 0 gone through, 2 something could not be done.")]
    Review(ReviewArguments),
    /// Prints what statvet.toml says, what is by default, and where each comes from
    #[command(after_help = "Exit code: 0 printed, 2 there are mistakes in statvet.toml.")]
    Config(ConfigArguments),
    /// Tells which findings are new, changed and gone from one JSON report to a later one
    #[command(after_help = DIFF_HELP)]
    Diff(DiffArguments),
    /// Leaves a folder that can be vetted: statvet.toml, a first rule with its examples, an article
    #[command(
        after_help = "Nothing is overwritten. Exit code: 0 done, 2 a file could not be written."
    )]
    Init(InitArguments),
    /// Prints what a shell completes
    #[command(after_help = "For bash: statvet completions bash > /etc/bash_completion.d/statvet")]
    Completions(CompletionArguments),
    /// Prints the manual page of the program, or of a command
    #[command(after_help = "To read it: statvet man check | man -l -")]
    Man(ManArguments),
}

const DIFF_HELP: &str = "\
Findings are the same where article and fingerprint are; those that a decision settles are not there.
Exit code: 0 none is new, 1 some are, 2 a file is no report of `statvet check --format json`.";

/// `statvet diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The earlier report
    #[arg(value_name = "OLD.json")]
    pub(super) old: PathBuf,
    /// The later report
    #[arg(value_name = "NEW.json")]
    pub(super) new: PathBuf,
    /// Report for people, or for machines
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: DiffFormat,
}

/// How a difference is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Human,
    Json,
}

/// `statvet init`.
#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Where to; made if it is not there
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub(super) folder: PathBuf,
}

/// `statvet completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionArguments {
    /// Whose completions
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

/// `statvet man`.
#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Of which command, such as `check` or `rules test`
    #[arg(value_name = "COMMAND")]
    pub(super) of: Vec<String>,
}

/// `statvet review`.
#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// Files and folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RulesArguments,
    /// Read as another format than the extension says
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) input: Option<InputFormat>,
    /// The articles' date, before any that they state
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// The day on which it is decided [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) today: Option<Date>,
}

/// `statvet config`.
#[derive(Debug, Args)]
pub(super) struct ConfigArguments {
    /// Print the JSON Schema of statvet.toml instead, for editors that complete and check TOML
    #[arg(long)]
    pub(super) schema: bool,
}

/// `statvet rules`.
#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Tells every mistake in rule packs
    #[command(
        after_help = "Exit code: 0 no errors, 1 an example comes out otherwise, 2 a rule cannot run."
    )]
    Check(PackArguments),
    /// Tries every example in rule packs
    #[command(
        after_help = "Exit code: 0 all come out as written, 1 one does not or is missing, 2 a rule cannot run."
    )]
    Test(PackArguments),
    /// Lists the rules of packs, the built-in one's first
    #[command(
        after_help = "Exit code: 0 listed, 2 a rule cannot run, or an article could not be read."
    )]
    List(ListArguments),
    /// Prints the JSON Schema of rule packs, for editors that complete and check TOML
    Schema,
}

/// What the commands on packs take.
#[derive(Debug, Args)]
pub(super) struct PackArguments {
    /// Rule packs, and folders of packs; `general` is the built-in one
    ///
    /// [default: those of statvet.toml, or ./rules]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "NUMBER", help = format!("Rows of all data sets together [default: {MAX_REFERENCE_ROWS}]"))]
    pub(super) max_reference_rows: Option<usize>,
}

/// `statvet rules list`.
#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// Rule packs, and folders of packs [default: ./rules if it exists]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// List only the rules that speak of nothing in these articles, files or folders
    #[arg(long, value_name = "ARTICLE", num_args = 1..)]
    pub(super) unused: Vec<PathBuf>,
}

/// `statvet explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// Id of a check (percent-change) or a rule (pack/id), or a line of an article (FILE:LINE; of a .docx, a paragraph)
    #[arg(value_name = "ID|FILE:LINE")]
    pub(super) what: String,
    #[command(flatten)]
    pub(super) rules: RulesArguments,
    /// Read the article as text, markdown, docx or jsonl [default: by extension]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) input: Option<InputFormat>,
    /// The article's date, before any that it states
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

/// Which rule packs are used.
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// Rule pack, or folder of packs; repeatable [default: ./rules if it exists]
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Use no rule pack, not the built-in one either, and no statvet.toml: only what the article says of itself
    #[arg(long, conflicts_with = "rules")]
    pub(super) isolated: bool,
    #[arg(long, value_name = "NUMBER", help = format!("Rows of all data sets together [default: {MAX_REFERENCE_ROWS}]"))]
    pub(super) max_reference_rows: Option<usize>,
}

/// `statvet check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    #[command(flatten)]
    pub(super) rules: RulesArguments,
    /// Least severity that makes the exit code 1
    #[arg(
        long,
        value_name = "SEVERITY",
        value_parser = fail_on,
        help = "error, warning, note or never: least severity for exit code 1 [default: error]"
    )]
    pub(super) fail_on: Option<FailOn>,
    /// The day on which decisions are held to their end dates [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) today: Option<Date>,
    /// Settle all findings of this run as known before: append them to statvet-decisions.toml
    #[arg(long, conflicts_with = "isolated")]
    pub(super) write_decisions: bool,
    /// Exit code 1 where rules speak of less than this share of the figures worth checking
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub(super) min_coverage: Option<Decimal>,
    /// Compare the articles with each other too, and note where they disagree
    #[arg(long)]
    pub(super) across: bool,
    /// Tell only findings with a figure on a line that has changed since this git revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["across", "comments", "write_decisions"])]
    pub(super) since: Option<String>,
    /// Write a copy of the article, one .docx, with each finding as a comment on its figure
    #[arg(long, value_name = "FILE.docx")]
    pub(super) comments: Option<PathBuf>,
}

/// `statvet extract`.
#[derive(Debug, Args)]
pub(super) struct ExtractArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
}

/// What both commands take: articles, how to read them and how to report.
#[derive(Debug, Args)]
pub(super) struct InputArguments {
    /// Files and folders; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Read further paths from a list, one a line or with NUL between them; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(super) files_from: Option<PathBuf>,
    /// Report as human, json, jsonl, sarif, github, markdown, junit, gitlab or rdjson, to a file if given; repeatable
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = format_argument, default_value = "human")]
    pub(super) format: Vec<FormatArgument>,
    /// Read as text, markdown, html, docx, jsonl or ninjs [default: by extension and content]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) input: Option<InputFormat>,
    /// The articles' date, before any that they state
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Name of standard input in the report
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
    #[arg(long, value_name = "SIZE", help = format!("Larger files and records are not read [default: {MAX_FILE_SIZE}]"))]
    pub(super) max_file_size: Option<Size>,
    #[arg(long, value_name = "NUMBER", hide_short_help = true, help = format!("Figures of one article that are looked at [default: {MAX_QUANTITIES}]"))]
    pub(super) max_quantities: Option<usize>,
    /// Don't tell on a terminal how far a long run has come
    #[arg(long, hide_short_help = true)]
    pub(super) no_progress: bool,
    #[arg(long, value_name = "SIZE", hide_short_help = true, help = format!("Larger .docx files are not read [default: {MAX_CONTAINER_SIZE}]"))]
    pub(super) max_container_size: Option<Size>,
    #[arg(long, value_name = "SIZE", hide_short_help = true, help = format!(".docx files whose text and notes inflate to more are not read [default: {MAX_INFLATED_SIZE}]"))]
    pub(super) max_inflated_size: Option<Size>,
    #[arg(long, value_name = "NUMBER", hide_short_help = true, help = format!(".docx files of which a part inflates to more than so many times its size are not read [default: {MAX_RATIO}]"))]
    pub(super) max_ratio: Option<u64>,
}

/// A format of articles, or of files of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    Text,
    Markdown,
    Html,
    Docx,
    Jsonl,
    Ninjs,
}

/// A report to write, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormatArgument {
    pub(super) format: Format,
    /// Standard output where absent.
    pub(super) file: Option<PathBuf>,
}

/// `json`, `json=report.json`
fn format_argument(text: &str) -> Result<FormatArgument, String> {
    let (name, file) = match text.split_once('=') {
        Some((_, "")) => return Err("a file name is missing after `=`".to_owned()),
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = Format::by_name(name).ok_or_else(|| {
        let known: Vec<_> = Format::ALL.iter().map(|(name, _)| *name).collect();
        format!("expected one of {}", known.join(", "))
    })?;
    Ok(FormatArgument { format, file })
}

/// `warning`
fn fail_on(text: &str) -> Result<FailOn, String> {
    let known = FailOn::ALL.iter().find(|(name, _)| *name == text);
    known
        .map(|(_, fail_on)| *fail_on)
        .ok_or_else(|| "expected error, warning, note or never".to_owned())
}

/// `40%`
fn percent(text: &str) -> Result<Decimal, String> {
    crate::config::percent(text).ok_or_else(|| "expected a percentage such as 40%".to_owned())
}

/// `2025-01-27`
fn date(text: &str) -> Result<Date, String> {
    let wrong = "expected a day such as 2025-01-27";
    let plain = text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = plain.then(|| text.parse().ok()).flatten();
    date.ok_or_else(|| wrong.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_fits_a_screen() {
        for name in ["check", "extract"] {
            let mut command = Arguments::command();
            let help = command.find_subcommand_mut(name).unwrap().render_help();
            let lines = help.to_string().lines().count();
            assert!(lines <= 40, "{name}: {lines} lines");
        }
    }

    #[test]
    fn formats_may_name_a_file() {
        let parsed = format_argument("json=a=b.json").unwrap();
        assert_eq!(parsed.file, Some(PathBuf::from("a=b.json")));
        assert_eq!(format_argument("human").unwrap().file, None);
        for wrong in ["xml", "json=", ""] {
            assert!(format_argument(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_written_in_full() {
        assert!(date("2025-01-27").is_ok());
        for wrong in [
            "2025-1-27",
            "2025-02-30",
            "20250127",
            "2025-01-27T10:00",
            "today",
        ] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
