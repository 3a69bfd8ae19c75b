//! `statvet man`: the manual page, from the same definitions as `--help`.

use super::args::{Arguments, ManArguments};
use super::{Exit, output};
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

/// Prints the page of the program, or of a command.
pub(super) fn print(arguments: &ManArguments) -> Result<Exit, String> {
    let mut page = Vec::new();
    let command = command(&arguments.of)?;
    let title = command.get_display_name().unwrap_or("statvet").to_owned();
    let written = Man::new(command).title(title).render(&mut page);
    written.map_err(|error| format!("the page can't be made: {error}"))?;
    output::print(|out, _| out.write_all(&page));
    Ok(Exit::Clean)
}

/// The definition of the command of these names, `rules` and `check`; of none, of the program.
fn command(names: &[String]) -> Result<Command, String> {
    let mut command = Arguments::command();
    command.build();
    for name in names {
        let found = command.find_subcommand(name).cloned();
        command = found.ok_or_else(|| {
            let known: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
            format!("there is no command {name}: there are {}", known.join(", "))
        })?;
    }
    Ok(command)
}
