//! Bytes into text: in which encoding a file is written, and where each character of it stands.
//!
//! A byte order mark decides; else bytes that are sound UTF-8 are UTF-8, whatever a page says of itself; else what
//! the page declares; else what its bytes look like. What fits nothing is refused, never patched.

use super::prose::{SpanMap, TextBuilder};
use super::read::ReadError;
use super::span::{FileSpan, TextSpan};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memmem};

/// A page says within this many bytes how it is encoded.
const MAX_DECLARATION: usize = 4096;

/// The encoding of a file, and how it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Its name, as the WHATWG's standard writes it.
    pub name: &'static str,
    /// How it was told.
    pub told_by: ToldBy,
}

impl Encoding {
    /// Of what arrives as characters.
    pub(super) const UTF_8: Self = Self {
        name: "UTF-8",
        told_by: ToldBy::Bytes,
    };

    /// Whether the file is written in UTF-8.
    pub fn is_utf8(self) -> bool {
        self.name == Self::UTF_8.name
    }
}

/// How an encoding was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToldBy {
    /// By its byte order mark.
    ByteOrderMark,
    /// By what the file says of itself.
    Declaration,
    /// It is the only one in which the bytes are sound.
    Bytes,
    /// By what its letters look like.
    Likeness,
}

impl ToldBy {
    /// In words, after "told by".
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "its byte order mark",
            Self::Declaration => "what it says of itself",
            Self::Bytes => "its bytes",
            Self::Likeness => "what its letters look like",
        }
    }
}

/// A file's text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// Where the text stands in the file, where that is not byte for byte.
    pub(super) map: Option<SpanMap<TextSpan, FileSpan>>,
}

/// Decodes `bytes`. A byte order mark stays in the text, as U+FEFF.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, ReadError> {
    let mark = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = mark.filter(|encoding| *encoding != UTF_8) {
        return decoded(&bytes, encoding, ToldBy::ByteOrderMark);
    }
    let declared = declared(&bytes);
    if declared == Some(ISO_2022_JP) && bytes.is_ascii() {
        return decoded(&bytes, ISO_2022_JP, ToldBy::Declaration);
    }
    if let Some(offset) = memchr(0, &bytes) {
        return without_mark(&bytes).ok_or(ReadError::Binary { offset });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text,
            encoding: utf8(mark, declared),
            map: None,
        }),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            legacy(error.as_bytes(), offset, mark, declared)
        }
    }
}

/// How UTF-8 was told.
fn utf8(
    mark: Option<&'static encoding_rs::Encoding>,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Encoding {
    let told_by = match (mark, declared) {
        (Some(_), _) => ToldBy::ByteOrderMark,
        (None, Some(encoding)) if encoding == UTF_8 => ToldBy::Declaration,
        _ => ToldBy::Bytes,
    };
    Encoding {
        told_by,
        ..Encoding::UTF_8
    }
}

/// Decodes `bytes`, which are no UTF-8 from `offset` on.
fn legacy(
    bytes: &[u8],
    offset: usize,
    mark: Option<&'static encoding_rs::Encoding>,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<Decoded, ReadError> {
    if mark.is_some() || is_damaged_utf8(bytes) {
        return Err(ReadError::NotUtf8 { offset });
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return decoded(bytes, encoding, ToldBy::Declaration);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let likely = detector.guess(None, Utf8Detection::Deny);
    decoded(bytes, likely, ToldBy::Likeness)
        .ok()
        .filter(|decoded| !decoded.text.contains(is_no_letter))
        .ok_or(ReadError::NotUtf8 { offset })
}

/// Whether most characters beyond ASCII are sound UTF-8: the file was, and took damage.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken): (usize, usize) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let ascii = chunk.valid().bytes().filter(u8::is_ascii).count();
        let characters = chunk.valid().chars().count();
        sound = sound.saturating_add(characters.saturating_sub(ascii));
        broken = broken.saturating_add(usize::from(!chunk.invalid().is_empty()));
    }
    sound > broken
}

/// What no text holds: controls but for blanks and the escape of a terminal log.
fn is_no_letter(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}' | '\u{85}')
}

/// Text in UTF-16 that does without its mark: of all first pairs of bytes, one is ASCII and the other zero.
fn without_mark(bytes: &[u8]) -> Option<Decoded> {
    let encoding = match bytes.get(..4)? {
        [first, 0, second, 0] if *first != 0 && *second != 0 => UTF_16LE,
        [0, first, 0, second] if *first != 0 && *second != 0 => UTF_16BE,
        _ => return None,
    };
    let decoded = decoded(bytes, encoding, ToldBy::Likeness).ok()?;
    (!decoded.text.contains(is_no_letter)).then_some(decoded)
}

fn decoded(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    told_by: ToldBy,
) -> Result<Decoded, ReadError> {
    let name = encoding.name();
    let whole = match width(encoding) {
        Some(width) => at_once(bytes, encoding, width),
        None => None,
    };
    let (text, map) = match whole {
        Some(whole) => whole,
        None => byte_by_byte(bytes, encoding).map_err(|offset| ReadError::Undecodable {
            encoding: name,
            offset,
        })?,
    };
    Ok(Decoded {
        text,
        encoding: Encoding { name, told_by },
        map: Some(map),
    })
}

type Text = (String, SpanMap<TextSpan, FileSpan>);

/// How many bytes of the file a character takes, where the character alone tells.
fn width(encoding: &'static encoding_rs::Encoding) -> Option<fn(char) -> usize> {
    if encoding.is_single_byte() {
        Some(|_| 1)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(|c| c.len_utf16().saturating_mul(2))
    } else {
        None
    }
}

fn at_once(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    width: fn(char) -> usize,
) -> Option<Text> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut builder = TextBuilder::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        builder.push(c.encode_utf8(&mut buffer), width(c));
    }
    Some(builder.finish())
}

/// Decodes a byte at a time, so that it is known which bytes a character came from; ASCII in one go.
fn byte_by_byte(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Result<Text, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut builder = TextBuilder::with_capacity(bytes.len());
    let mut characters = String::with_capacity(32);
    let (mut at, mut taken): (usize, usize) = (0, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let ascii = if encoding.is_ascii_compatible() && taken == at {
            encoding_rs::Encoding::ascii_valid_up_to(rest)
        } else {
            0
        };
        if let Some(run) = rest.get(..ascii).filter(|run| !run.is_empty()) {
            builder.ascii(&String::from_utf8_lossy(run));
            at = at.saturating_add(ascii);
            taken = at;
            continue;
        }
        characters.clear();
        let next = at.saturating_add(1);
        let byte = rest.get(..1).unwrap_or(rest);
        let last = next == bytes.len();
        let (result, _) = decoder.decode_to_string_without_replacement(byte, &mut characters, last);
        if result != DecoderResult::InputEmpty {
            return Err(taken);
        }
        at = next;
        if !characters.is_empty() {
            builder.push(&characters, at.saturating_sub(taken));
            taken = at;
        }
    }
    Ok(builder.finish())
}

/// The encoding that a page or an XML file says that it is in.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..MAX_DECLARATION).unwrap_or(bytes);
    let label = match head.strip_prefix(b"<?xml") {
        Some(rest) => value_of(rest.get(..memmem::find(rest, b"?>")?)?, b"encoding"),
        None => None,
    };
    let encoding = encoding_rs::Encoding::for_label(label.or_else(|| in_meta(head))?)?;
    // What was read as ASCII so far is not in UTF-16, as the WHATWG's standard has it.
    Some(match encoding {
        wide if wide == UTF_16LE || wide == UTF_16BE => UTF_8,
        encoding => encoding,
    })
}

/// The label in `<meta charset="…">` or `<meta … content="text/html; charset=…">`, comments passed over.
fn in_meta(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head.get(memchr(b'<', head)?..)?;
    loop {
        if rest.starts_with(b"<!--") {
            rest = rest.get(memmem::find(rest, b"-->")?..)?;
        } else if rest.get(..5)?.eq_ignore_ascii_case(b"<meta") {
            let tag = rest.get(..memchr(b'>', rest)?)?;
            if let Some(label) = value_of(tag, b"charset") {
                return Some(label);
            }
        }
        rest = rest.get(1..)?;
        rest = rest.get(memchr(b'<', rest)?..)?;
    }
}

/// What stands after `name` and `=`, quoted or not.
fn value_of<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = text
        .windows(name.len())
        .position(|window| window.eq_ignore_ascii_case(name))?;
    let rest = text.get(at.saturating_add(name.len())..)?;
    let value = rest
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let value = match value.first()? {
        b'"' | b'\'' => value.get(1..)?,
        _ => value,
    };
    let end = value.iter().position(|byte| {
        matches!(byte, b'"' | b'\'' | b';' | b'/' | b'>') || byte.is_ascii_whitespace()
    });
    value.get(..end.unwrap_or(value.len()))
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text, its encoding, how that was told, and the bytes under "24 …".
    fn read(bytes: &[u8]) -> (String, &'static str, ToldBy) {
        let found = decode(bytes.to_vec()).unwrap();
        (found.text, found.encoding.name, found.encoding.told_by)
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn encodings_are_told() {
        let page = "<!-- <meta charset=big5> --><META http-equiv=x content='text/html; charset=windows-1251'>";
        for (bytes, name, told_by, text) in [
            (&b"24 caf\xc3\xa9s"[..], "UTF-8", ToldBy::Bytes, "24 cafés"),
            (
                b"\xef\xbb\xbf24",
                "UTF-8",
                ToldBy::ByteOrderMark,
                "\u{feff}24",
            ),
            (
                b"\xff\xfe2\x004\0",
                "UTF-16LE",
                ToldBy::ByteOrderMark,
                "\u{feff}24",
            ),
            (b"2\x004\x00\xe9\0", "UTF-16LE", ToldBy::Likeness, "24é"),
            (
                b"\x002\x004 \xac",
                "UTF-16BE",
                ToldBy::Likeness,
                "24\u{20ac}",
            ),
            (
                b"24 caf\xe9s fran\xe7ais \xe0 5 \x80",
                "windows-1252",
                ToldBy::Likeness,
                "24 cafés français à 5 €",
            ),
            (
                b"<?xml version='1.0' encoding='ISO-8859-2'?>\xb9",
                "ISO-8859-2",
                ToldBy::Declaration,
                "š",
            ),
            (
                b"<meta charset=iso-2022-jp>\x1b$B#5\x1b(B.",
                "ISO-2022-JP",
                ToldBy::Declaration,
                "５.",
            ),
            (
                b"<meta charset=gbk>\xd6\xd0\xb9\xfa 5",
                "GBK",
                ToldBy::Declaration,
                "中国 5",
            ),
            (
                b"<meta charset=utf-16>24",
                "UTF-8",
                ToldBy::Declaration,
                "24",
            ),
            // A page that was saved anew in UTF-8 still tells of its old encoding.
            (
                b"<meta charset=latin1>24 \xe2\x82\xac",
                "UTF-8",
                ToldBy::Bytes,
                "24 €",
            ),
        ] {
            let (found, found_name, found_by) = read(bytes);
            assert!(found.ends_with(text), "{found:?}");
            assert_eq!((found_name, found_by), (name, told_by), "{found:?}");
        }
        let (text, name, _) = read(&[page.as_bytes(), b"\xcf\xff\xf2\xfc"].concat());
        assert_eq!(
            (text.trim_start_matches(page), name),
            ("Пять", "windows-1251")
        );
    }

    #[test]
    fn what_fits_no_encoding_is_refused_with_the_place() {
        for (bytes, message) in [
            (
                &b"caf\xc3\xa9 caf\xc3\xa9 caf\xe9"[..],
                "the byte at offset 15",
            ),
            (b"\xef\xbb\xbf24 \xe9", "the byte at offset 6"),
            (b"24\0", "a NUL byte at offset 2"),
            (b"\xff\xfe2\x004", "UTF-16LE, but the bytes at offset 4"),
            (b"<meta charset=gbk>\xff", "GBK, but the bytes at offset 18"),
            (b"\xe9\x01\x02", "the byte at offset 0"),
        ] {
            let error = decode(bytes.to_vec()).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    /// Every encoding that can hold a text, and that text in it.
    fn in_every_encoding(text: &str) -> Vec<(&'static encoding_rs::Encoding, Vec<u8>)> {
        let legacy = [
            encoding_rs::WINDOWS_1252,
            encoding_rs::WINDOWS_1251,
            encoding_rs::GBK,
            encoding_rs::GB18030,
            encoding_rs::BIG5,
            encoding_rs::SHIFT_JIS,
            encoding_rs::EUC_JP,
            encoding_rs::EUC_KR,
            ISO_2022_JP,
        ];
        let legacy = legacy.into_iter().filter_map(|encoding| {
            let (bytes, _, lossy) = encoding.encode(text);
            (!lossy).then(|| (encoding, bytes.into_owned()))
        });
        legacy
            .chain([
                (UTF_16LE, utf16(text, u16::to_le_bytes)),
                (UTF_16BE, utf16(text, u16::to_be_bytes)),
            ])
            .collect()
    }

    proptest! {
        #[test]
        fn each_character_leads_to_its_bytes(text in "([a-z0-9 ,.]{1,9}|é|Ж|€|中|日本|韓|😀|￥){0,12}") {
            for (encoding, bytes) in in_every_encoding(&text) {
                let found = decoded(&bytes, encoding, ToldBy::ByteOrderMark).unwrap();
                prop_assert_eq!(&found.text, &text, "{}", encoding.name());
                let map = found.map.unwrap();
                let mut end = 0;
                for (at, c) in text.char_indices() {
                    let to = u32::try_from(at + c.len_utf8()).unwrap();
                    let span = map.map(TextSpan::new(u32::try_from(at).unwrap(), to));
                    prop_assert_eq!(span.start, end, "{} {}", encoding.name(), c);
                    end = span.end;
                    if encoding != ISO_2022_JP {
                        let slice = &bytes[span.start as usize..span.end as usize];
                        let (said, _) = encoding.decode_without_bom_handling(slice);
                        prop_assert_eq!(said.chars().collect::<Vec<_>>(), [c]);
                    }
                }
            }
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = decode(bytes);
        }
    }
}
