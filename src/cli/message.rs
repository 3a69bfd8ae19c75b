//! What is said on standard error. Everything that may hold outside text is escaped.

use crate::report::mistake;
use crate::report::terminal::visible_str;
use crate::rules::PackError;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use std::io::Write as _;

const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// Says what could not be done, and what to do about it.
pub(super) fn error(message: &str) {
    say("error", ERROR, message);
}

/// Says what is odd, though the run goes on whole.
pub(super) fn warning(message: &str) {
    say("warning", WARNING, message);
}

/// Draws mistakes in rule packs.
pub(super) fn mistakes(errors: &[PackError]) {
    // Colours are taken out again where standard error is no terminal.
    let _closed = mistake::write_all(errors, true, &mut anstream::stderr());
}

fn say(tag: &str, style: Style, message: &str) {
    let message = visible_str(message);
    // Where standard error is closed there is no one left to tell.
    let _closed = writeln!(anstream::stderr(), "{style}{tag}{style:#}: {message}");
}
