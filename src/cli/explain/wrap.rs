//! Pages for a terminal: text wrapped and indented, all of it escaped.

use crate::report::terminal::visible_str;
use annotate_snippets::renderer::{Effects, Style};
use std::io::{self, Write};

/// Columns of a page.
const WIDTH: usize = 88;
const STRONG: Style = Style::new().effects(Effects::BOLD);

/// A page that is being written.
pub(in crate::cli) struct Page<'o> {
    out: &'o mut dyn Write,
    color: bool,
}

impl<'o> Page<'o> {
    /// An empty page, with colours where `color` is set.
    pub(in crate::cli) fn new(out: &'o mut dyn Write, color: bool) -> Self {
        Self { out, color }
    }

    /// A line that stands out.
    pub(in crate::cli) fn strong(&mut self, text: &str) -> io::Result<()> {
        let text = visible_str(text);
        if self.color {
            writeln!(self.out, "{STRONG}{text}{STRONG:#}")
        } else {
            writeln!(self.out, "{text}")
        }
    }

    /// An empty line.
    pub(in crate::cli) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A paragraph, so far to the right.
    pub(in crate::cli) fn indented(&mut self, by: usize, text: &str) -> io::Result<()> {
        self.hanging(&" ".repeat(by), by, text)
    }

    /// A paragraph whose first line starts with `head` and whose others stand below its text.
    pub(in crate::cli) fn item(&mut self, head: &str, text: &str) -> io::Result<()> {
        self.hanging(head, head.chars().count(), text)
    }

    fn hanging(&mut self, head: &str, by: usize, text: &str) -> io::Result<()> {
        let mut line = head.to_owned();
        let mut filled = false;
        for word in visible_str(text).split_whitespace() {
            let width = line.chars().count().saturating_add(word.chars().count());
            if filled && width.saturating_add(1) > WIDTH {
                writeln!(self.out, "{line}")?;
                line = " ".repeat(by);
                filled = false;
            }
            if filled {
                line.push(' ');
            }
            line.push_str(word);
            filled = true;
        }
        writeln!(self.out, "{}", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_wrapped_below_their_first_word() {
        let mut out = Vec::new();
        let mut page = Page::new(&mut out, false);
        page.item("  - ", &"word ".repeat(20)).unwrap();
        page.indented(2, "\u{1b}[31mred\n##[error]").unwrap();
        let told = String::from_utf8(out).unwrap();
        let words = "word ".repeat(17);
        assert_eq!(
            told,
            format!(
                "  - {}\n    word word word\n  \\u{{1b}}[31mred\\n##\\[error]\n",
                words.trim_end()
            )
        );
    }
}
