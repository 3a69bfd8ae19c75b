//! The escaper for JSON: what hides or steers text is written as `\u….`, and no log command can stand in it.
//!
//! The value read back is the same: only its spelling changes. Line ends are escapes in JSON, so `::`
//! never begins a line.

use crate::untrusted::conceals;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, BufWriter, Write};

/// Bytes that are gathered before they are handed on.
const BUFFER: usize = 8 * 1024;

/// Writes `value` as compact JSON.
pub(crate) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    // serde writes a few bytes at a time: gathered here, where the calls are inlined.
    let mut gathered = BufWriter::with_capacity(BUFFER, out);
    let mut serializer = Serializer::with_formatter(&mut gathered, Guarded);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    gathered.flush()
}

/// Compact JSON with hidden characters escaped.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if !is_suspect(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        write_guarded(writer, fragment)
    }
}

/// Whether a closer look is needed; cheap, as nearly every fragment is plain ASCII.
fn is_suspect(fragment: &str) -> bool {
    let suspect = |byte: u8| byte >= 0x7f || byte == b'[';
    fragment
        .bytes()
        .fold(false, |found, byte| found | suspect(byte))
}

fn write_guarded<W: ?Sized + Write>(writer: &mut W, fragment: &str) -> io::Result<()> {
    let mut rest = fragment;
    while let Some((before, c, after)) = split_at_hidden(rest) {
        writer.write_all(before.as_bytes())?;
        write_escape(writer, c)?;
        rest = after;
    }
    writer.write_all(rest.as_bytes())
}

/// The text before the first character that may not stand as it is, the character, and the text after.
fn split_at_hidden(text: &str) -> Option<(&str, char, &str)> {
    let mut hashes = 0_u8;
    for (at, c) in text.char_indices() {
        if conceals(c) || (c == '[' && hashes >= 2) {
            let (before, rest) = text.split_at_checked(at)?;
            return Some((before, c, rest.get(c.len_utf8()..)?));
        }
        hashes = if c == '#' {
            hashes.saturating_add(1)
        } else {
            0
        };
    }
    None
}

/// `\u202e`, as two surrogates where it takes two.
fn write_escape<W: ?Sized + Write>(writer: &mut W, c: char) -> io::Result<()> {
    c.encode_utf16(&mut [0; 2])
        .iter()
        .try_for_each(|unit| write!(writer, "\\u{unit:04x}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json(text: &str) -> String {
        let mut out = Vec::new();
        write_json(&mut out, &text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn hidden_characters_and_log_commands_are_escaped() {
        for (text, written) in [
            ("“25%” – Ürümqi", r#""“25%” – Ürümqi""#),
            ("\u{1b}[0m\u{7f}\u{9b}0m", r#""\u001b[0m\u007f\u009b0m""#),
            (
                "a\u{202e}b\u{2066}\u{2028}\u{2029}",
                r#""a\u202eb\u2066\u2028\u2029""#,
            ),
            ("\u{feff}\u{e0041}", r#""\ufeff\udb40\udc41""#),
            ("##[error]x [1] #[2]", r###""##\u005berror]x [1] #[2]""###),
            ("###[", r####""###\u005b""####),
            ("a\n::error::b", r#""a\n::error::b""#),
        ] {
            assert_eq!(json(text), written, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in any::<String>()) {
            let written = json(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
            prop_assert!(!written.chars().any(conceals));
        }
    }
}
