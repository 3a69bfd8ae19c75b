//! `statvet config`: what is in force, and from where, as a `statvet.toml` that says all of it.

use super::args::ConfigArguments;
use super::configured::Configured;
use super::limits::{
    MAX_CONTAINER_SIZE, MAX_FILE_SIZE, MAX_INFLATED_SIZE, MAX_QUANTITIES, MAX_RATIO,
    MAX_REFERENCE_ROWS,
};
use super::{Exit, output};
use crate::check::registry;
use crate::check::{CheckMeta, Policy, Wanted};
use crate::config::{FILE_NAME, FailOn, schema};
use crate::quantity::Slack;
use crate::report::terminal::visible_str;
use std::io::{self, Write};

/// Prints the configuration that `check` goes by here, or its schema.
pub(super) fn config(arguments: &ConfigArguments) -> Exit {
    if arguments.schema {
        let schema = schema::config();
        output::print(|out, _| writeln!(out, "{:#}", schema.as_value()));
        return Exit::Clean;
    }
    let configured = Configured::find();
    output::print(|out, _| write(&configured, out));
    if configured.whole {
        Exit::Clean
    } else {
        Exit::NotDone
    }
}

fn write(configured: &Configured, out: &mut dyn Write) -> io::Result<()> {
    match &configured.file {
        Some(file) => writeln!(out, "# from {}", visible_str(&file.display().to_string()))?,
        None => writeln!(
            out,
            "# there is no {FILE_NAME} here or above: all of it is by default"
        )?,
    }
    let config = &configured.config;
    let lines = Lines { configured, out };
    lines.all(config.policy.slack)
}

/// Writes a key a line, each with where it comes from.
struct Lines<'a> {
    configured: &'a Configured,
    out: &'a mut dyn Write,
}

impl Lines<'_> {
    fn all(mut self, slack: Slack) -> io::Result<()> {
        let config = &self.configured.config;
        let paths = self.configured.rules();
        let quoted = paths
            .iter()
            .map(|path| toml::Value::from(path.display().to_string()).to_string());
        let rules = format!("[{}]", quoted.collect::<Vec<_>>().join(", "));
        let fail_on = config.fail_on.unwrap_or(FailOn::Error).name();
        let coverage = config.min_coverage.unwrap_or_default().normalize();
        self.line("rules", "rules", &rules)?;
        self.line(
            "general",
            "general",
            &config.general.unwrap_or(true).to_string(),
        )?;
        self.line("fail_on", "fail_on", &format!("\"{fail_on}\""))?;
        self.line("min_coverage", "min_coverage", &format!("\"{coverage}%\""))?;
        self.line("slack", "slack", &format!("\"{slack}\""))?;
        self.limits()?;
        writeln!(self.out, "\n[checks]")?;
        for check in registry::all() {
            let value = of_check(check, &config.policy);
            self.line(check.id, &format!("checks.{}", check.id), &value)?;
        }
        Ok(())
    }

    fn limits(&mut self) -> io::Result<()> {
        let config = &self.configured.config;
        let sizes = [
            ("max_file_size", config.max_file_size, MAX_FILE_SIZE),
            (
                "max_container_size",
                config.max_container_size,
                MAX_CONTAINER_SIZE,
            ),
            (
                "max_inflated_size",
                config.max_inflated_size,
                MAX_INFLATED_SIZE,
            ),
        ];
        for (key, size, default) in sizes {
            self.line(key, key, &format!("\"{}\"", size.unwrap_or(default)))?;
        }
        let quantities = config.max_quantities.unwrap_or(MAX_QUANTITIES);
        self.line("max_quantities", "max_quantities", &quantities.to_string())?;
        let ratio = config.max_ratio.unwrap_or(MAX_RATIO);
        self.line("max_ratio", "max_ratio", &ratio.to_string())?;
        let rows = config.max_reference_rows.unwrap_or(MAX_REFERENCE_ROWS);
        self.line(
            "max_reference_rows",
            "max_reference_rows",
            &rows.to_string(),
        )
    }

    /// `key = value  # statvet.toml:3`
    fn line(&mut self, shown: &str, key: &str, value: &str) -> io::Result<()> {
        let file = self.configured.file.as_ref();
        let line = self.configured.config.lines.get(key);
        let from = file.zip(line).map_or_else(
            || "default".to_owned(),
            |(file, line)| format!("{}:{line}", visible_str(&file.display().to_string())),
        );
        let set = format!("{shown} = {value}");
        writeln!(self.out, "{set:<42} # {from}")
    }
}

fn of_check(check: &CheckMeta, policy: &Policy) -> String {
    let slack = policy.slack(check.id);
    if registry::goes_by_rules(check.id) {
        return format!("{{ slack = \"{slack}\" }}");
    }
    let severity = match policy.wanted(check.id) {
        Some(Wanted::Off) => "off",
        Some(Wanted::At(severity)) => severity.name(),
        None => check.severity.name(),
    };
    if slack == policy.slack {
        format!("\"{severity}\"")
    } else {
        format!("{{ severity = \"{severity}\", slack = \"{slack}\" }}")
    }
}
