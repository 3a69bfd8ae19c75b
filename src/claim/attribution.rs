//! Attribution: on whose word a figure stands, and whether inside a direct quotation.

use super::Attribution;
use super::clause::Words;
use super::marks::Marks;
use super::verb_group::lead;
use crate::document::{Document, ProseSpan};
use crate::extract::lexer;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;

/// Who the sentence `sentence` says it on the word of, if anyone; "he said" is who said it in the sentence before.
pub(super) fn source(document: &Document, words: &Words<'_>, sentence: u32) -> Option<ProseSpan> {
    according(words).or_else(|| {
        let verb = saying(words).find(|at| is_saying(words, *at))?;
        if is_pronoun(words, verb) {
            let before = document.sentence_before(sentence)?;
            return elsewhere(document, before);
        }
        sayer(words, verb)
    })
}

/// Who says what a quotation of the sentence `sentence` says, where that is told in the sentence after it or before it;
/// of a quotation that ends with its sentence, before it.
pub(super) fn speaker_around(document: &Document, sentence: u32) -> Option<ProseSpan> {
    let own = document.sentence(sentence)?;
    let after = || {
        let after = sentence.checked_add(1)?;
        document
            .sentence(after)
            .filter(|after| after.block == own.block)?;
        elsewhere(document, after)
    };
    let before = || elsewhere(document, document.sentence_before_in_block(sentence)?);
    if document.slice(own.span).ends_with(['"', '”']) {
        before().or_else(after)
    } else {
        after()
    }
}

/// Who the sentence `sentence`, which is read for this alone, names as saying it.
fn elsewhere(document: &Document, sentence: u32) -> Option<ProseSpan> {
    let text = &document.prose.text;
    let span = document.sentence(sentence)?.span;
    let mut tokens = Vec::new();
    lexer::lex(text, span.start, span.end, &mut tokens);
    let words = Words {
        text,
        tokens: &tokens,
        marks: &Marks::of(text, &tokens),
    };
    according(&words).or_else(|| {
        let verb = saying(&words).find(|at| is_saying(&words, *at))?;
        let named = !is_pronoun(&words, verb);
        named.then(|| sayer(&words, verb))?
    })
}

/// Whether who says it is told by a pronoun alone: "he said", "said she".
fn is_pronoun(words: &Words<'_>, verb: usize) -> bool {
    const PRONOUNS: [&str; 6] = ["he", "she", "they", "it", "who", "we"];
    let before = lead(words, verb).is_some_and(|before| {
        words.is(before, &PRONOUNS)
            || words.has(before, Class::AUXILIARY)
                && before
                    .checked_sub(1)
                    .is_some_and(|before| words.is(before, &PRONOUNS))
    });
    before || words.is(verb.saturating_add(1), &["he", "she"])
}

/// The attribution of a figure: the sentence's source; `quoted` says whether a direct quotation is open at it.
pub(super) fn attribution(source: Option<ProseSpan>, quoted: bool) -> Attribution {
    Attribution {
        source,
        quoted,
        speaker: source.filter(|_| quoted),
    }
}

/// "according to …"
fn according(words: &Words<'_>) -> Option<ProseSpan> {
    let at = saying(words).find(|at| words.is(*at, &["according"]))?;
    let start = at.saturating_add(2);
    let start = start.saturating_add(usize::from(words.has(start, Class::DETERMINER)));
    phrase(words, start)
}

/// Who says it: the noun phrase before a verb of saying, or after one that ends a quotation.
fn sayer(words: &Words<'_>, verb: usize) -> Option<ProseSpan> {
    let inverted = verb.checked_sub(1).is_some_and(|before| {
        matches!(
            words.get(before).map(|token| token.kind),
            Some(TokenKind::Sign('"' | '”' | '’' | '\'' | ','))
        )
    });
    let after = || {
        let start = verb.saturating_add(1);
        phrase(
            words,
            start.saturating_add(usize::from(words.has(start, Class::DETERMINER))),
        )
    };
    if inverted {
        after().or_else(|| before(words, verb))
    } else {
        before(words, verb)
    }
}

/// The words of saying of a sentence.
fn saying<'a>(words: &Words<'a>) -> impl Iterator<Item = usize> + use<'a> {
    words.marks.saying.within(0..words.tokens.len())
}

/// Whether a word of saying says something here.
fn is_saying(words: &Words<'_>, at: usize) -> bool {
    !words.has(at, Class::RISE.with(Class::FALL))
        && !is_said_of(words, at)
        && words.word(at).starts_with(|c: char| c.is_lowercase())
        && !words.is(
            at,
            &[
                "according",
                "state",
                "states",
                "put",
                "report",
                "claim",
                "note",
                "estimate",
            ],
        )
}

/// Whether a verb of saying says what others say of its subject: "are expected to", "as expected".
fn is_said_of(words: &Words<'_>, at: usize) -> bool {
    lead(words, at).is_some_and(|lead| {
        words.has(lead, Class::BE) && !words.word(at).ends_with("ing")
            || words.is(lead, &["as", "than"])
    })
}

/// The run of nouns that ends at a verb.
fn before(words: &Words<'_>, verb: usize) -> Option<ProseSpan> {
    let noun = |at: usize| {
        let out = Class::FUNCTION.with(Class::MONTH).with(Class::WEEKDAY);
        words
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.classes.any(out))
    };
    let last = (0..verb)
        .rev()
        .find(|at| noun(*at))
        .filter(|last| verb.saturating_sub(*last) <= 3)?;
    let first = (0..=last).rev().take(6).take_while(|at| noun(*at)).last()?;
    words.span(first..last.saturating_add(1))
}

fn phrase(words: &Words<'_>, at: usize) -> Option<ProseSpan> {
    words.phrase(at).map(|noun| noun.phrase)
}

/// Follows the quotation marks of a text forward: whether a direct quotation is open at a place.
///
/// A straight mark opens and closes in turn; a single curled one opens before a word and closes behind one, where it
/// is no apostrophe; a new block closes what was left open.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    at: usize,
    open: bool,
    /// Whether it was opened by a single mark.
    single: bool,
}

impl Quotes {
    /// Whether a quotation is open at byte `place` of `text`, in a block that begins at byte `block`.
    /// Places must not go back.
    pub(super) fn open_at(&mut self, text: &str, block: u32, place: u32) -> bool {
        if self.at < block as usize {
            (self.at, self.open, self.single) = (block as usize, false, false);
        }
        let Some(stretch) = text.get(self.at..place as usize) else {
            return self.open;
        };
        // The quotation marks, or the first byte of what they share with dashes and apostrophes.
        const CURLED: u8 = 0xe2;
        for mark in memchr::memchr2_iter(b'"', CURLED, stretch.as_bytes()) {
            let before = stretch.get(..mark).unwrap_or("");
            let mark = text.get(self.at.saturating_add(mark)..).unwrap_or("");
            if let Some(after) = mark.strip_prefix('‘') {
                let led = before.ends_with(char::is_alphanumeric);
                let opens = !self.open && !led && after.starts_with(char::is_alphanumeric);
                (self.open, self.single) = (self.open || opens, self.single || opens);
            } else if let Some(after) = mark.strip_prefix('’') {
                // "The agents’ boats" and "don’t" close nothing.
                let closes = self.single
                    && before.ends_with([',', '.', '?', '!'])
                    && !after.starts_with(char::is_alphanumeric);
                (self.open, self.single) = (self.open && !closes, self.single && !closes);
            } else if mark.starts_with('"') {
                self.open = !self.open;
            } else if mark.starts_with('“') {
                self.open = true;
            } else if mark.starts_with('”') {
                self.open = false;
            }
        }
        self.at = place as usize;
        self.open
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    #[test]
    fn sources_of_other_sentences() {
        for (text, source, quoted) in [
            (
                "Ann Poe said little. She said 300 people came.",
                "Ann Poe",
                false,
            ),
            ("She said 300 people came.", "", false),
            (
                "“Some 300 came. It was a lot,” said Ann Poe.",
                "Ann Poe",
                true,
            ),
            ("‘Some 300 came,’ said Ann Poe.", "Ann Poe", true),
            (
                "The agents’ boats, Ann Poe said, held 300.",
                "Ann Poe",
                false,
            ),
        ] {
            let mut sentence = Sentence::of(text);
            let claims = bind(&sentence.document, &mut sentence.extract);
            let attribution = claims.last().unwrap().attribution;
            let found = attribution
                .source
                .map_or("", |span| sentence.document.slice(span));
            assert_eq!((found, attribution.quoted), (source, quoted), "{text}");
        }
    }

    #[test]
    fn sources_are_named() {
        for (text, source, quoted) in [
            (
                "More than 24,000 people came, according to government data.",
                "government data",
                false,
            ),
            (
                "The White House said 300 people came.",
                "White House",
                false,
            ),
            (
                "“One plane with 100 people is a very small drop,” said Ann Poe, a lawyer.",
                "Ann Poe",
                true,
            ),
            ("Some 300 people came.", "", false),
            ("Some 300 people are expected to die.", "", false),
        ] {
            let mut sentence = Sentence::of(text);
            let claims = bind(&sentence.document, &mut sentence.extract);
            let attribution = claims.last().unwrap().attribution;
            let found = attribution
                .source
                .map_or("", |span| sentence.document.slice(span));
            assert_eq!((found, attribution.quoted), (source, quoted), "{text}");
        }
    }
}
