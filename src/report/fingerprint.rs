//! Fingerprints: what a finding is known by from run to run, and after edits elsewhere in the article.
//!
//! It is made of the check, the rule, the figure with its place among the same figures of its sentence,
//! and the sentence's words; no file name, line or offset. A finding that still agrees in all of them
//! with an earlier one of the article (the same sentence twice) is numbered.

use crate::check::{Finding, Label};
use crate::document::{Document, ProseSpan};
use crate::extract::Extract;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// How much of a sentence counts: enough to know it, however long it is.
const SENTENCE_BYTES: usize = 2000;

/// The fingerprint of each finding, in their order: 16 hexadecimal digits.
pub(crate) fn of_all(document: &Document, extract: &Extract, findings: &[Finding]) -> Vec<String> {
    let mut times_seen: FxHashMap<u64, u64> = FxHashMap::default();
    let number = |finding| {
        let hash = of_one(document, extract, finding);
        let times = times_seen.entry(hash).or_default();
        let numbered = if *times == 0 {
            hash
        } else {
            Fnv(hash).field(&times.to_string()).0
        };
        *times = times.saturating_add(1);
        Fnv(numbered).hex()
    };
    findings.iter().map(number).collect()
}

/// One of several texts together.
pub(crate) fn of_texts(texts: &[&str]) -> String {
    let hash = texts.iter().fold(Fnv::NEW, |hash, text| hash.field(text)).0;
    format!("{hash:016x}")
}

fn of_one(document: &Document, extract: &Extract, finding: &Finding) -> u64 {
    let rule = finding.rule.as_ref().map_or("", |rule| rule.raw());
    let hash = Fnv::NEW.field(finding.check).field(rule);
    match finding.labels.first() {
        Some(label) => figure(document, extract, label, hash).0,
        None => hash.field(finding.message.raw()).0,
    }
}

/// The figure's words, its place among the same figures of the sentence, and the sentence's words.
fn figure(document: &Document, extract: &Extract, label: &Label, hash: Fnv) -> Fnv {
    let text = document.slice(label.span);
    let sentence = sentence_of(extract, label.span);
    let before = document.slice(ProseSpan::new(sentence.start, label.span.start));
    let earlier = if text.is_empty() {
        0
    } else {
        start_of(before).matches(text).count()
    };
    let hash = hash.words(text).field(&earlier.to_string());
    hash.words(start_of(document.slice(sentence)))
}

/// The sentence that holds `span`; `span` itself where none does.
fn sentence_of(extract: &Extract, span: ProseSpan) -> ProseSpan {
    let after = extract
        .sentences
        .partition_point(|sentence| sentence.span.start <= span.start);
    let found = after
        .checked_sub(1)
        .and_then(|at| extract.sentences.get(at));
    found
        .map(|sentence| sentence.span)
        .filter(|sentence| sentence.meets(span))
        .unwrap_or(span)
}

/// At most [`SENTENCE_BYTES`] of `text`.
fn start_of(text: &str) -> &str {
    let end = text.floor_char_boundary(SENTENCE_BYTES);
    text.get(..end).unwrap_or(text)
}

/// The text with each accent on its letter.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// FNV-1a, 64 bits: the same in every version and on every machine.
#[derive(Clone, Copy)]
pub(super) struct Fnv(u64);

impl Fnv {
    pub(super) const NEW: Self = Self(0xcbf2_9ce4_8422_2325);
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(Self::PRIME))
    }

    /// A text, and a mark that it ends here.
    pub(super) fn field(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0xff)
    }

    /// The words of a text in lower case, whatever stands between them, and whether accents stand apart or not.
    pub(super) fn words(self, text: &str) -> Self {
        let text = composed(text);
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '%');
        words
            .filter(|word| !word.is_empty())
            .fold(self, |hash, word| hash.field(&word.to_lowercase()))
            .byte(0xfe)
    }

    /// As it is printed.
    pub(super) fn hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    fn fingerprints(text: &str, figures: &[&str]) -> Vec<String> {
        let report = sample::with_findings(text, figures);
        report
            .findings()
            .map(|(_, fingerprint)| fingerprint.to_owned())
            .collect()
    }

    const SENTENCE: &str = "Thefts rose 20 percent, from 52 to 68.";

    #[test]
    fn edits_elsewhere_leave_it() {
        let first = fingerprints(SENTENCE, &["20 percent"]);
        for edited in [
            format!("A new paragraph.\n\n{SENTENCE}"),
            format!("{SENTENCE} And a new sentence."),
            "Thefts  rose 20 percent – from 52 to 68!".to_owned(),
        ] {
            assert_eq!(fingerprints(&edited, &["20 percent"]), first, "{edited}");
        }
    }

    #[test]
    fn the_figure_and_its_sentence_make_it() {
        let all = [
            fingerprints(SENTENCE, &["20 percent"]),
            fingerprints(SENTENCE, &["52"]),
            fingerprints("Thefts fell 20 percent, from 52 to 68.", &["20 percent"]),
            fingerprints("Thefts rose 30 percent, from 52 to 68.", &["30 percent"]),
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|other| other != one));
        }
    }

    #[test]
    fn the_same_sentence_twice_is_told_apart() {
        let twice = format!("{SENTENCE} {SENTENCE}");
        let found = fingerprints(&twice, &["20 percent", "20 percent"]);
        assert_ne!(found[0], found[1]);
        assert_eq!(found[0], fingerprints(SENTENCE, &["20 percent"])[0]);
    }

    #[test]
    fn accents_apart_from_their_letters_leave_it() {
        let of = |text| fingerprints(text, &["20 percent"]);
        assert_eq!(
            of("Th\u{e9}fts in M\u{fc}nster rose 20 percent."),
            of("The\u{301}fts in Mu\u{308}nster rose 20 percent.")
        );
    }

    #[test]
    fn it_stays_what_it_was() {
        assert_eq!(
            fingerprints(SENTENCE, &["20 percent"]),
            ["3670c0033df89765"]
        );
    }
}
