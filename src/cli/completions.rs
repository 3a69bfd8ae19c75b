//! `statvet completions`: what a shell completes, from the same definitions as `--help`.

use super::args::{Arguments, CompletionArguments};
use super::{Exit, output};
use clap::CommandFactory as _;

/// Prints the completions for a shell.
pub(super) fn print(arguments: &CompletionArguments) -> Exit {
    let mut command = Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "statvet", &mut script);
    output::print(|out, _| out.write_all(&script));
    Exit::Clean
}
