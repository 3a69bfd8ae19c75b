//! The command line: arguments into a run and an exit code; one file a command.
//!
//! Files, standard streams and the environment are touched here alone.

mod args;
mod check;
mod commented;
mod config;
mod configured;
mod decided;
mod examples;
mod explain;
mod extract;
mod input;
mod limits;
mod message;
mod output;
mod packs;
mod review;
pub(crate) mod rules;
mod rules_list;
mod rules_schema;
mod run;
mod settings;

pub(crate) use args::Arguments;

use args::{Command, RulesCommand};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was done, and nothing found that fails the run.
    Clean,
    /// All was done, and findings fail the run.
    Findings,
    /// The run could not be done, in part or whole.
    NotDone,
}

impl Exit {
    /// The process's exit code.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::NotDone => 2,
        }
    }
}

/// Does what the arguments say.
pub(crate) fn run(arguments: Arguments) -> Exit {
    let done = match arguments.command {
        Command::Check(arguments) => check::check(arguments),
        Command::Extract(arguments) => extract::extract(arguments),
        Command::Rules(RulesCommand::Check(arguments)) => Ok(packs::check(arguments)),
        Command::Rules(RulesCommand::Test(arguments)) => Ok(packs::test(arguments)),
        Command::Rules(RulesCommand::List(arguments)) => Ok(rules_list::list(arguments)),
        Command::Rules(RulesCommand::Schema) => Ok(rules_schema::print()),
        Command::Review(arguments) => review::review(arguments),
        Command::Config(arguments) => Ok(config::config(&arguments)),
        Command::Explain(arguments) => explain::explain(&arguments),
    };
    done.unwrap_or_else(|why| {
        message::error(&why);
        Exit::NotDone
    })
}
