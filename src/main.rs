//! The `statvet` program: parses arguments, calls the library, maps what came of it to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(statvet::stage::cli::main(std::env::args_os()))
}
