//! The escaper for terminals and CI logs: what would steer a terminal, or forge a log command, is made visible.

use crate::untrusted::{Untrusted, conceals};
use std::fmt::{self, Write as _};

/// Untrusted text as a terminal may show it: on one line, nothing hidden, no log command.
pub(crate) fn visible(text: &Untrusted) -> String {
    visible_str(text.raw())
}

/// As [`visible`], of text that is untrusted though its type does not say so (a slice of an article).
pub(crate) fn visible_str(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_visible(&mut out, text);
    out
}

/// Appends `text`, escaped. Safe after any text that was appended the same way.
pub(crate) fn push_visible(out: &mut String, text: &str) {
    if forges_command(out, text) {
        out.push('\\');
    }
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            '[' if out.ends_with("##") => out.push_str("\\["),
            c if conceals(c) => push_code(out, c),
            c => out.push(c),
        }
    }
}

/// Whether the line would begin with `::` after blanks, which some CI systems obey.
fn forges_command(before: &str, text: &str) -> bool {
    let so_far = before.trim_start();
    match so_far {
        "" => text.trim_start().starts_with("::"),
        ":" => text.starts_with(':'),
        _ => false,
    }
}

/// `\u{202e}`.
fn push_code(out: &mut String, c: char) {
    let written: fmt::Result = write!(out, "\\u{{{:x}}}", u32::from(c));
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        for (text, shown) in [
            ("plain – “text” 25%", "plain – “text” 25%"),
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\u{202e}b\u{2066}c", "a\\u{202e}b\\u{2066}c"),
            ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
            ("two\nlines\tof\r\ntext", "two\\nlines of\\u{d}\\ntext"),
            (
                "line\u{2028}para\u{2029}next\u{85}",
                "line\\u{2028}para\\u{2029}next\\u{85}",
            ),
        ] {
            assert_eq!(visible_str(text), shown, "{text:?}");
        }
    }

    #[test]
    fn log_commands_are_broken() {
        for (text, shown) in [
            ("::error file=a::b", "\\::error file=a::b"),
            (" \u{a0}::error::b", "\\ \u{a0}::error::b"),
            ("##[error]x", "##\\[error]x"),
            ("a##[group]", "a##\\[group]"),
            ("a::b", "a::b"),
        ] {
            assert_eq!(visible_str(text), shown, "{text:?}");
        }
    }

    #[test]
    fn log_commands_stay_broken_across_pieces() {
        let mut out = String::new();
        for piece in ["#", "#", "[error]"] {
            push_visible(&mut out, piece);
        }
        assert_eq!(out, "##\\[error]");
        let mut out = String::new();
        for piece in [" ", ":", ":error::x"] {
            push_visible(&mut out, piece);
        }
        assert_eq!(out, " :\\:error::x");
    }
}
