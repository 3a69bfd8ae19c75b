//! What rules speak of: phrases, the vocabulary that all rules share, and the words of a clause to find them in.
//!
//! ```text
//! term   = phrase ("|" phrase)*        any of them
//! phrase = (word | "{" group "}")+     in this order, at most two other words between
//! word   = letters "*"?                any inflection; with "*" any ending
//! ```

use crate::extract::inflect;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// At most this many words may stand between two words of a phrase.
const MOST_BETWEEN: u32 = 2;

/// A word of some rule's phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

/// Words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase(pub(super) Vec<WordId>);

/// Alternatives, one of which must stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term(pub(super) Vec<Phrase>);

/// What a rule speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// All of these must stand there.
    pub(super) all: Vec<Arc<Term>>,
    /// None of these may.
    pub(super) none: Vec<Arc<Term>>,
}

impl About {
    /// The first term that must stand in `words` and does not: its place, from 0.
    pub(crate) fn missing(&self, words: &Words) -> Option<usize> {
        self.all.iter().position(|term| !term.stands_in(words))
    }

    /// How many of the terms that must stand in `words` do not.
    pub(crate) fn count_missing(&self, words: &Words) -> usize {
        let terms = self.all.iter();
        terms.filter(|term| !term.stands_in(words)).count()
    }

    /// How many terms must stand there.
    pub(crate) const fn terms(&self) -> usize {
        self.all.len()
    }

    /// The first term that must not stand in `words` and does: its place, from 0.
    pub(crate) fn unwelcome(&self, words: &Words) -> Option<usize> {
        self.none.iter().position(|term| term.stands_in(words))
    }

    /// The places of the terms in which another of one rule's variants differs: those with slots.
    pub(crate) fn differing(&self, other: &Self) -> Vec<usize> {
        let pairs = self.all.iter().zip(&other.all).enumerate();
        pairs
            .filter(|(_, (own, other))| !Arc::ptr_eq(own, other))
            .map(|(place, _)| place)
            .collect()
    }

    /// Whether the terms at these places stand in `words`.
    pub(crate) fn have(&self, places: &[usize], words: &Words) -> bool {
        let mut terms = places.iter().filter_map(|place| self.all.get(*place));
        terms.all(|term| term.stands_in(words))
    }
}

impl Term {
    fn stands_in(&self, words: &Words) -> bool {
        self.0.iter().any(|phrase| phrase.stands_in(words))
    }
}

impl Phrase {
    fn stands_in(&self, words: &Words) -> bool {
        let Some((first, rest)) = self.0.split_first() else {
            return false;
        };
        let mut ends = words.places(*first).to_vec();
        for word in rest {
            ends = follow(&ends, words.places(*word));
        }
        !ends.is_empty()
    }
}

/// Those `places` that lie close enough behind one of `ends`; both in rising order.
fn follow(ends: &[u32], places: &[u32]) -> Vec<u32> {
    let reach = MOST_BETWEEN.saturating_add(1);
    let near = |place: u32| {
        let before = ends.partition_point(|end| *end < place);
        before
            .checked_sub(1)
            .and_then(|last| ends.get(last))
            .is_some_and(|end| place.saturating_sub(*end) <= reach)
    };
    places
        .iter()
        .copied()
        .filter(|place| near(*place))
        .collect()
}

/// The words of all rules, found by what is written in prose.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<String, WordId>,
    by_form: FxHashMap<String, Vec<WordId>>,
    by_capitals: FxHashMap<String, WordId>,
    by_beginning: FxHashMap<String, Vec<WordId>>,
    /// The bytes of the longest beginning.
    longest_beginning: usize,
}

impl Vocabulary {
    /// The id of a pattern's word, with "*" at its end if any ending will do.
    pub(super) fn intern(&mut self, pattern: &str) -> WordId {
        let acronym = inflect::is_acronym(pattern);
        let key = if acronym {
            pattern.to_owned()
        } else {
            pattern.to_lowercase()
        };
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = WordId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        if let Some(beginning) = key.strip_suffix('*') {
            let beginning = beginning.to_lowercase();
            self.longest_beginning = self.longest_beginning.max(beginning.len());
            self.by_beginning.entry(beginning).or_default().push(id);
        } else if acronym {
            self.by_capitals.insert(inflect::capitals(&key), id);
        } else {
            for form in inflect::forms(&key) {
                self.by_form.entry(form).or_default().push(id);
            }
        }
        self.ids.insert(key, id);
        id
    }

    /// The pattern words that `written` is a form of.
    fn find(&self, written: &str) -> Vec<WordId> {
        let mut found = Vec::new();
        if inflect::is_acronym(written) {
            found.extend(self.by_capitals.get(&inflect::capitals(written)));
        }
        for form in inflect::forms(written) {
            found.extend(self.by_form.get(&form).into_iter().flatten());
        }
        if !self.by_beginning.is_empty() {
            let lower = written.to_lowercase();
            let beginnings = (1..=lower.len().min(self.longest_beginning))
                .filter_map(|end| self.by_beginning.get(lower.get(..end)?));
            found.extend(beginnings.flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of one document, looked up once each.
#[derive(Debug)]
pub(crate) struct Listener<'v, 't> {
    vocabulary: &'v Vocabulary,
    heard: FxHashMap<&'t str, Vec<WordId>>,
}

impl<'v, 't> Listener<'v, 't> {
    /// Nothing heard yet.
    pub(crate) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            heard: FxHashMap::default(),
        }
    }

    /// Adds the words of `text` to `words`, apart from those added before.
    pub(crate) fn hear(&mut self, text: &'t str, words: &mut Words) {
        self.hear_those(text, words, |_, _| true);
    }

    /// Adds the words of `text` but its names: those with a capital, unless the first is a plural ("Births").
    pub(crate) fn hear_but_names(&mut self, text: &'t str, words: &mut Words) {
        self.hear_those(text, words, |place, word| {
            let plain = !word.contains(['\'', '’']);
            let plural = place == 0 && plain && inflect::singular(word) != word;
            plural || !word.starts_with(char::is_uppercase)
        });
    }

    fn hear_those(&mut self, text: &'t str, words: &mut Words, counts: fn(usize, &str) -> bool) {
        words.part();
        for (place, word) in prose_words(text).enumerate() {
            let ids = self
                .heard
                .entry(word)
                .or_insert_with(|| self.vocabulary.find(word));
            words.push(if counts(place, word) { ids } else { &[] });
        }
    }
}

/// Which pattern words stand where in what a rule may look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    places: FxHashMap<WordId, Vec<u32>>,
    present: Vec<WordId>,
    next: u32,
}

impl Words {
    /// The pattern words that stand there, each once.
    pub(crate) fn present(&self) -> &[WordId] {
        &self.present
    }

    fn places(&self, word: WordId) -> &[u32] {
        self.places.get(&word).map_or(&[], Vec::as_slice)
    }

    fn push(&mut self, ids: &[WordId]) {
        for id in ids {
            let places = self.places.entry(*id).or_default();
            if places.is_empty() {
                self.present.push(*id);
            }
            places.push(self.next);
        }
        self.next = self.next.saturating_add(1);
    }

    /// No phrase reaches from what is before over to what is behind.
    fn part(&mut self) {
        self.next = self.next.saturating_add(MOST_BETWEEN).saturating_add(1);
    }
}

/// The words of a phrase in a pack, each with its "*" if it has one.
pub(super) fn pattern_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ','))
        .map(|word| {
            let end = |c: char| !c.is_alphanumeric() && !matches!(c, '*' | '.');
            word.trim_matches(end)
        })
        .filter(|word| !word.is_empty())
}

/// The words of prose: letters and digits, with points and apostrophes between them; "US-China" is two words.
pub(crate) fn prose_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’'))
        .map(|word| {
            let word = word.trim_start_matches(['.', '\'', '’']);
            let inner = word.trim_end_matches(['.', '\'', '’']);
            // The last point of "U.S." belongs to it.
            if inner.contains('.') {
                word.trim_end_matches(['\'', '’'])
            } else {
                inner
            }
        })
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(vocabulary: &mut Vocabulary, text: &str) -> Phrase {
        Phrase(
            pattern_words(text)
                .map(|word| vocabulary.intern(word))
                .collect(),
        )
    }

    fn speaks(all: &[&str], none: &[&str], texts: &[&str]) -> bool {
        let mut vocabulary = Vocabulary::default();
        let mut terms = |terms: &[&str]| {
            terms
                .iter()
                .map(|term| {
                    Arc::new(Term(
                        term.split('|')
                            .map(|text| phrase(&mut vocabulary, text))
                            .collect(),
                    ))
                })
                .collect::<Vec<_>>()
        };
        let about = About {
            all: terms(all),
            none: terms(none),
        };
        let mut words = Words::default();
        let mut listener = Listener::new(&vocabulary);
        for text in texts {
            listener.hear(text, &mut words);
        }
        about.missing(&words).is_none() && about.unwelcome(&words).is_none()
    }

    const CLAUSE: &str = "More than 24,000 Chinese migrants illegally crossed the southern U.S. border last year, officials of ICE say";

    #[test]
    fn all_terms_must_stand_in_any_order_and_inflection() {
        for (all, spoken) in [
            (vec!["Chinese", "migrant", "cross|encounter"], true),
            (vec!["southern border"], true),
            (vec!["southern border", "encounter|apprehend"], false),
            (vec!["border southern"], false),
            (vec!["migrants crossing"], true),
            (vec!["migrants southern"], false),
            (vec!["migrat*"], false),
            (vec!["migr*"], true),
            (vec!["ICE"], true),
            (vec!["US"], true),
            (vec!["Us"], false),
            (vec!["border crossing|crossed the border"], true),
            (vec!["border crossing"], false),
        ] {
            assert_eq!(speaks(&all, &[], &[CLAUSE]), spoken, "{all:?}");
        }
    }

    #[test]
    fn at_most_two_words_stand_between() {
        assert!(speaks(&["one four"], &[], &["one two three four"]));
        assert!(!speaks(&["one five"], &[], &["one two three four five"]));
        assert!(speaks(&["one four"], &[], &["one one two four"]));
    }

    #[test]
    fn no_phrase_reaches_over_into_another_part() {
        assert!(!speaks(
            &["southern border"],
            &[],
            &["the southern", "border"]
        ));
        assert!(speaks(
            &["southern", "border"],
            &[],
            &["the southern", "border"]
        ));
    }

    #[test]
    fn a_word_that_must_not_stand_there_silences_it() {
        assert!(!speaks(
            &["migrant"],
            &["northern border|southern border"],
            &[CLAUSE]
        ));
        assert!(speaks(&["migrant"], &["northern border"], &[CLAUSE]));
    }

    #[test]
    fn words_of_prose() {
        let words: Vec<_> = prose_words("The U.S.-China “deal” isn’t 3.5% 'off'. U.S.").collect();
        assert_eq!(
            words,
            [
                "The", "U.S.", "China", "deal", "isn’t", "3.5", "off", "U.S."
            ]
        );
    }
}
