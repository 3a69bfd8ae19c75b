//! Writes JSON: compact, escaped, a piece at a time.
//!
//! Reports are written straight from borrowed data with this, not with serde_json: a figure has some
//! forty keys, and serde_json, which writes each in several steps, took two and a half times as long
//! (2.0 against 0.8 µs a figure).
//!
//! The escaper is [`Writer::text`]: what hides or steers text is written as `\u….`, and no log command can
//! stand in it. The value read back is the same. Line ends are escapes, so `::` never begins a line.

use crate::untrusted::conceals;
use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};

/// Bytes gathered before they are handed on.
const BUFFER: usize = 32 * 1024;

/// What has a place in the machine contract.
pub(crate) trait ToJson {
    /// Writes the value.
    fn to_json(&self, out: &mut Writer<'_>);
}

/// Writes `value` to `out`.
pub(crate) fn write_json(out: &mut dyn Write, value: &impl ToJson) -> io::Result<()> {
    let mut writer = Writer {
        buffer: Vec::with_capacity(BUFFER.saturating_add(BUFFER / 8)),
        out,
        result: Ok(()),
    };
    value.to_json(&mut writer);
    writer.hand_on();
    writer.result
}

/// JSON on its way out. An error stays until the end, and what comes after it is dropped.
pub(crate) struct Writer<'w> {
    buffer: Vec<u8>,
    out: &'w mut dyn Write,
    result: io::Result<()>,
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writer(..)")
    }
}

impl Writer<'_> {
    /// Writes what is JSON already: brackets, keys, names of our own.
    #[inline]
    pub(crate) fn raw(&mut self, json: &'static str) {
        self.buffer.extend_from_slice(json.as_bytes());
    }

    /// Writes a string.
    pub(crate) fn string(&mut self, text: &str) {
        self.buffer.push(b'"');
        self.text(text);
        self.buffer.push(b'"');
    }

    /// Writes a string made of several pieces, without putting them together first.
    pub(crate) fn pieces<'t>(&mut self, pieces: impl IntoIterator<Item = &'t str>) {
        self.buffer.push(b'"');
        pieces.into_iter().for_each(|piece| self.text(piece));
        self.buffer.push(b'"');
    }

    /// Writes a string as its pieces display it.
    pub(crate) fn display(&mut self, text: &impl Display) {
        self.buffer.push(b'"');
        let written = write!(Pieces(self), "{text}");
        debug_assert!(written.is_ok(), "writing to memory cannot fail");
        self.buffer.push(b'"');
    }

    /// Writes ASCII digits and signs.
    pub(crate) fn digits(&mut self, digits: &[u8]) {
        self.buffer.extend_from_slice(digits);
    }

    /// Writes a piece of a string, escaped.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let plain = rest.bytes().position(is_special).unwrap_or(rest.len());
            let (run, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            self.buffer.extend_from_slice(run.as_bytes());
            let mut chars = tail.chars();
            let Some(c) = chars.next() else { return };
            self.character(c);
            rest = chars.as_str();
        }
    }

    fn character(&mut self, c: char) {
        match c {
            '"' => self.raw("\\\""),
            '\\' => self.raw("\\\\"),
            '\n' => self.raw("\\n"),
            '\r' => self.raw("\\r"),
            '\t' => self.raw("\\t"),
            '[' if self.buffer.ends_with(b"##") => self.escape(c),
            c if conceals(c) => self.escape(c),
            c => self
                .buffer
                .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }

    /// `\u202e`, as two surrogates where it takes two.
    fn escape(&mut self, c: char) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let written = write!(self.buffer, "\\u{unit:04x}");
            debug_assert!(written.is_ok(), "writing to memory cannot fail");
        }
    }

    /// Hands on what was gathered, if it is much.
    fn relieve(&mut self) {
        if self.buffer.len() >= BUFFER {
            self.hand_on();
        }
    }

    fn hand_on(&mut self) {
        if self.result.is_ok() {
            self.result = self.out.write_all(&self.buffer);
        }
        self.buffer.clear();
    }

    /// Writes an array, handing on as it grows.
    pub(crate) fn array<T: ToJson>(&mut self, items: impl IntoIterator<Item = T>) {
        self.raw("[");
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.raw(",");
            }
            item.to_json(self);
            self.relieve();
        }
        self.raw("]");
    }
}

/// Whether a byte begins a character that may not stand as it is, looked up.
fn is_special(byte: u8) -> bool {
    const SPECIAL: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0_u8;
        loop {
            if let Some(special) = table.split_at_mut(byte as usize).1.first_mut() {
                *special = needs_a_look(byte);
            }
            match byte.checked_add(1) {
                Some(next) => byte = next,
                None => break table,
            }
        }
    };
    SPECIAL.get(usize::from(byte)).copied().unwrap_or(true)
}

/// Whether a byte begins a character that may not stand as it is.
const fn needs_a_look(byte: u8) -> bool {
    // Control characters, and the lead bytes of what `conceals` names.
    matches!(byte, 0..=0x1f | b'"' | b'\\' | b'[' | 0x7f
        | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3)
}

/// The pieces of one string.
struct Pieces<'a, 'w>(&'a mut Writer<'w>);

impl fmt::Write for Pieces<'_, '_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0.text(piece);
        Ok(())
    }
}

impl ToJson for &str {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.string(self);
    }
}

impl ToJson for serde_json::Value {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self {
            Self::Null => out.raw("null"),
            Self::Bool(truth) => truth.to_json(out),
            Self::Number(number) => out.digits(number.to_string().as_bytes()),
            Self::String(text) => out.string(text),
            Self::Array(items) => out.array(items),
            Self::Object(object) => {
                out.raw("{");
                for (i, (key, value)) in object.iter().enumerate() {
                    if i > 0 {
                        out.raw(",");
                    }
                    out.string(key);
                    out.raw(":");
                    value.to_json(out);
                }
                out.raw("}");
            }
        }
    }
}

impl ToJson for bool {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.raw(if *self { "true" } else { "false" });
    }
}

impl ToJson for u32 {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.digits(Digits::of(u64::from(*self), 0, false).bytes());
    }
}

impl ToJson for usize {
    fn to_json(&self, out: &mut Writer<'_>) {
        let number = u64::try_from(*self).unwrap_or(u64::MAX);
        out.digits(Digits::of(number, 0, false).bytes());
    }
}

impl<T: ToJson> ToJson for &T {
    fn to_json(&self, out: &mut Writer<'_>) {
        (**self).to_json(out);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.array(self);
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self {
            Some(value) => value.to_json(out),
            None => out.raw("null"),
        }
    }
}

/// Room for 20 digits, a sign, a point and the zeros before a fraction of 28 decimals.
const ROOM: usize = 32;

/// A number in plain digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits {
    room: [u8; ROOM],
    start: usize,
}

impl Digits {
    /// `number` with its last `scale` digits after the point.
    pub(crate) fn of(number: u64, scale: u32, negative: bool) -> Self {
        let mut digits = Self {
            room: [b'0'; ROOM],
            start: ROOM,
        };
        let (mut left, mut written) = (number, 0_u32);
        while left > 0 || written <= scale {
            if written == scale && scale > 0 {
                digits.push(b'.');
            }
            let digit = u8::try_from(left % 10).unwrap_or(0);
            digits.push(b'0'.saturating_add(digit));
            left /= 10;
            written = written.saturating_add(1);
        }
        if negative {
            digits.push(b'-');
        }
        digits
    }

    fn push(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.room.get_mut(self.start) {
            *place = byte;
        }
    }

    /// The digits, the point and the sign.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.room.get(self.start..).unwrap_or_default()
    }
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
            ("a\r\n\t::error::\"\\", r#""a\r\n\t::error::\"\\""#),
        ] {
            assert_eq!(json(text), written, "{text:?}");
        }
    }

    #[test]
    fn log_commands_are_broken_across_pieces() {
        struct Two;
        impl Display for Two {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("##")?;
                f.write_str("[error]")
            }
        }
        impl ToJson for Two {
            fn to_json(&self, out: &mut Writer<'_>) {
                out.display(self);
            }
        }
        let mut out = Vec::new();
        write_json(&mut out, &Two).unwrap();
        assert_eq!(out, br###""##\u005berror]""###);
    }

    #[test]
    fn every_character_that_conceals_gets_a_look() {
        for c in ('\0'..=char::MAX).filter(|c| conceals(*c)) {
            let lead = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(needs_a_look(lead), "{c:?}");
        }
    }

    #[test]
    fn an_error_comes_out_at_the_end() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        assert!(write_json(&mut Full, &"x".repeat(3 * BUFFER).as_str()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in any::<String>()) {
            let written = json(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
            prop_assert!(!written.chars().any(conceals));
        }

        #[test]
        fn numbers_are_written_as_they_are(number in any::<u64>()) {
            let digits = Digits::of(number, 0, false);
            let text = std::str::from_utf8(digits.bytes()).unwrap();
            prop_assert_eq!(text, number.to_string());
        }
    }
}
