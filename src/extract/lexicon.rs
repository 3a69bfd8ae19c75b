//! The lexicon: what the grammars need to know of single words, and the modifier phrases.
//!
//! Two tables of data, one line a word: `lexicon.csv` (word, class, value) and `modifiers.csv` (phrase,
//! modifier). A word may have several classes; its number and its place in the calendar are kept apart,
//! so that "second" is both the second and a unit of time.

use super::inflect;
use super::statistic;
use crate::quantity::Modifier;
use crate::quantity::unit::first_words;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $label:literal, $bit:literal;)*) => {
        impl Class {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*

            /// Every class.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];

            /// The class of this name in the table.
            fn named(label: &str) -> Option<Self> {
                match label { $($label => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// zero to nineteen
    ONES = "ones", 0;
    /// twenty to ninety
    TENS = "tens", 1;
    /// hundred
    HUNDRED = "hundred", 2;
    /// thousand, million, crore: the number is a power of ten
    SCALE = "scale", 3;
    /// k, m, bn glued to digits: the number is a power of ten
    SUFFIX = "suffix", 4;
    /// dozen
    DOZEN = "dozen", 5;
    /// dozens, hundreds, millions without a number before them
    PLURAL_SCALE = "plural-scale", 6;
    /// several, a few, many
    VAGUE = "vague", 7;
    /// first to hundredth
    ORDINAL = "ordinal", 8;
    /// half, third, quarters
    DENOMINATOR = "denominator", 9;
    /// doubled, twice, threefold
    MULTIPLE = "multiple", 10;
    /// January, Feb
    MONTH = "month", 11;
    /// Monday, Tue
    WEEKDAY = "weekday", 12;
    /// spring, fall
    SEASON = "season", 13;
    /// second to century
    TIME_UNIT = "time-unit", 14;
    /// today, yesterday: the number is days from the document's
    DEICTIC = "deictic", 15;
    /// last, next, this, recent
    RELATIVE = "relative", 16;
    /// the, these, each
    DETERMINER = "determiner", 17;
    /// of, in, since
    PREPOSITION = "preposition", 18;
    /// and, while, that
    CONJUNCTION = "conjunction", 19;
    /// they, them, it
    PRONOUN = "pronoun", 20;
    /// is, were
    BE = "be", 21;
    /// is, has, did
    AUXILIARY = "auxiliary", 22;
    /// will, could
    MODAL = "modal", 23;
    /// not, never
    NEGATION = "negation", 24;
    /// also, only, again
    ADVERB = "adverb", 25;
    /// rose, climbing, up
    RISE = "rise", 26;
    /// fell, shrinks, down
    FALL = "fall", 27;
    /// said, reported, according
    SAY = "say", 28;
    /// planned, considering, threatened
    PLAN = "plan", 29;
    /// may, possibly
    POSSIBLE = "possible", 30;
    /// denied, refused
    DENY = "deny", 31;
    /// people, migrant: nouns of persons
    PERSON = "person", 32;
    /// the first word of a modifier phrase
    MODIFIER = "modifier", 33;
    /// section, page, flight: a number after it is a name
    LABEL = "label", 34;
    /// both, aged, fiscal: words that open a quantity and are none themselves
    OPENER = "opener", 35;
    /// a, between, from: words that may stand before a number and belong to it
    LEADER = "leader", 36;
    /// street, road: the last word of an address
    STREET = "street", 37;
    /// up, compared, including: like verbs in form, and none
    VERBLESS = "verbless", 38;
    /// according, due, compared: words whose "to" leads to a noun
    TO_NOUN = "to-noun", 39;
    /// flown, sent, rose: irregular forms of verbs, from the table of inflections
    IRREGULAR = "irregular", 40;
    /// Chinese, British: adjectives of nations
    DEMONYM = "demonym", 41;
    /// weighs, contains: forms of verbs that are seldom nouns
    VERB = "verb", 50;
    /// cost, totals, hosts: nouns, and verbs where a figure or an article follows
    NOUN_OR_VERB = "noun-or-verb", 60;
    /// end, rest, upcoming: words that open an expression of the calendar and are none themselves
    TIMING = "timing", 42;
    /// sixties, nineties: the number is the decade's
    DECADE = "decade", 43;
    /// weekend
    WEEKEND = "weekend", 44;
    /// thousandth, millionths: the number is a power of ten
    ORDINAL_SCALE = "ordinal-scale", 45;
    /// percent, and the first word of every spelling in the tables of units
    UNIT = "unit", 47;
    /// north, south: the first word of a modifier phrase ("north of"), and a noun or name elsewhere
    MODIFIER_NOUN = "modifier-noun", 46;
    /// t, chi, odds, margin: words with which a reported statistic can begin, mostly from the table of statistics
    STATISTIC = "statistic", 55;
    /// but, while, compared: words that a clause may begin with; and, or
    PARTING = "parting", 52;
    /// in, near, crossed: words that a place may follow
    PLACING = "placing", 53;
    /// noon, midnight: the number is the hour
    CLOCK = "clock", 56;
    /// won, score, voted: words of contests and votes, behind which a pair of numbers is a score
    CONTEST = "contest", 57;
    /// Forms of verbs that end like a noun in the plural and never are one: "a reading above 50 indicates growth".
    THIRD_PERSON = "third-person", 58;
}

impl Class {
    /// Words with which a quantity can begin.
    pub(crate) const START: Self = Self::ONES
        .with(Self::TENS)
        .with(Self::HUNDRED)
        .with(Self::SCALE)
        .with(Self::DOZEN)
        .with(Self::PLURAL_SCALE)
        .with(Self::VAGUE)
        .with(Self::ORDINAL)
        .with(Self::ORDINAL_SCALE)
        .with(Self::DENOMINATOR)
        .with(Self::MULTIPLE)
        .with(Self::MONTH)
        .with(Self::WEEKDAY)
        .with(Self::TIME_UNIT)
        .with(Self::DEICTIC)
        .with(Self::RELATIVE)
        .with(Self::WEEKEND)
        .with(Self::CLOCK)
        .with(Self::OPENER);

    /// Words with which an expression of the calendar can begin.
    pub(crate) const CALENDAR: Self = Self::MONTH
        .with(Self::WEEKDAY)
        .with(Self::SEASON)
        .with(Self::RELATIVE)
        .with(Self::OPENER)
        .with(Self::DEICTIC)
        .with(Self::TIME_UNIT)
        .with(Self::ORDINAL)
        .with(Self::ORDINAL_SCALE)
        .with(Self::LEADER)
        .with(Self::TIMING)
        .with(Self::WEEKEND)
        .with(Self::CLOCK)
        .with(Self::DECADE);

    /// Words with which a number can begin, or what shapes it.
    pub(crate) const NUMBER: Self = Self::ONES
        .with(Self::TENS)
        .with(Self::HUNDRED)
        .with(Self::DOZEN)
        .with(Self::PLURAL_SCALE)
        .with(Self::VAGUE)
        .with(Self::DENOMINATOR)
        .with(Self::MULTIPLE)
        .with(Self::OPENER)
        .with(Self::LEADER)
        .with(Self::MODIFIER)
        .with(Self::MODIFIER_NOUN);

    /// Words that are not part of a noun phrase.
    pub(crate) const FUNCTION: Self = Self::DETERMINER
        .with(Self::PREPOSITION)
        .with(Self::CONJUNCTION)
        .with(Self::PRONOUN)
        .with(Self::AUXILIARY)
        .with(Self::MODAL)
        .with(Self::NEGATION)
        .with(Self::ADVERB);

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The first set without the second.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets have a class in common.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) classes: Class,
    /// Of number words: the value, or the power of ten.
    pub(crate) number: i8,
    /// Of calendar words: the month, weekday (Monday is 1), season or unit of time.
    pub(crate) calendar: i8,
}

/// A modifier phrase: its words, in lower case, after the first.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<&'static str>,
    pub(crate) modifier: Modifier,
}

/// Entries by key. Most words are short, and a number that a register holds is found faster.
#[derive(Default)]
struct Words {
    short: FxHashMap<u64, Entry>,
    long: FxHashMap<Key, Entry>,
}

impl Words {
    fn get(&self, key: Key) -> Option<&Entry> {
        match u64::try_from(key) {
            Ok(key) => self.short.get(&key),
            Err(_) => self.long.get(&key),
        }
    }

    fn entry(&mut self, key: Key) -> &mut Entry {
        match u64::try_from(key) {
            Ok(key) => self.short.entry(key).or_default(),
            Err(_) => self.long.entry(key).or_default(),
        }
    }
}

#[derive(Default)]
struct Lexicon {
    /// By the word in lower case, its bytes packed.
    words: Words,
    /// By first word, longest phrase first.
    phrases: FxHashMap<Key, Vec<Phrase>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::of_tables);

/// Words longer than this are not looked up.
const LONGEST: usize = 16;

/// A word in lower case, packed: compared and hashed as one number, as every word of every text is looked up.
pub(super) type Key = u128;

/// The key of `word`, in any case of its letters; `None` where it is longer than any of the lexicon.
pub(super) fn key(word: &[u8]) -> Option<Key> {
    let mut packed = [0_u8; LONGEST];
    let lower = packed.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    Some(Key::from_le_bytes(packed))
}

/// So many bytes are packed into one register.
pub(super) const PACKED: usize = 8;

/// The first bytes of a word, packed; a constant where the word is one.
#[inline]
pub(super) const fn packed(word: &[u8]) -> u64 {
    u64::from_le_bytes(match *word {
        [] => [0; PACKED],
        [a] => [a, 0, 0, 0, 0, 0, 0, 0],
        [a, b] => [a, b, 0, 0, 0, 0, 0, 0],
        [a, b, c] => [a, b, c, 0, 0, 0, 0, 0],
        [a, b, c, d] => [a, b, c, d, 0, 0, 0, 0],
        [a, b, c, d, e] => [a, b, c, d, e, 0, 0, 0],
        [a, b, c, d, e, f] => [a, b, c, d, e, f, 0, 0],
        [a, b, c, d, e, f, g] => [a, b, c, d, e, f, g, 0],
        [a, b, c, d, e, f, g, h, ..] => [a, b, c, d, e, f, g, h],
    })
}

/// Packed bytes in lower case.
pub(super) fn lower(packed: u64) -> u64 {
    u64::from_le_bytes(packed.to_le_bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// The first bytes of a word, packed, of its key.
pub(super) fn head(key: Key) -> u64 {
    key.to_le_bytes()
        .first_chunk()
        .map_or(0, |head| u64::from_le_bytes(*head))
}

/// About as many short words there are, so that their table is laid out once.
const WORDS: usize = 4_096;

impl Lexicon {
    fn of_tables() -> Self {
        let mut lexicon = Self::default();
        lexicon.words.short.reserve(WORDS);
        for (word, class, value) in word_rows() {
            lexicon.add_word(word, class, value);
        }
        for (phrase, modifier, _) in phrase_rows() {
            lexicon.add_phrase(phrase, modifier);
        }
        for form in inflect::irregular_verbs() {
            lexicon.add_word(form, Class::IRREGULAR, 0);
        }
        first_words().for_each(|word| lexicon.add_word(word, Class::UNIT, 0));
        for first in statistic::first_words() {
            lexicon.add_word(&first.to_ascii_lowercase(), Class::STATISTIC, 0);
        }
        lexicon
    }

    fn add_word(&mut self, word: &str, class: Class, value: i8) {
        // A test holds the words of both tables to the length of a key.
        let Some(key) = key(word.as_bytes()) else {
            return;
        };
        let entry = self.words.entry(key);
        entry.classes = entry.classes.with(class);
        let calendar = Class::MONTH
            .with(Class::WEEKDAY)
            .with(Class::SEASON)
            .with(Class::TIME_UNIT);
        if class.any(calendar) {
            entry.calendar = value;
        } else if value != 0 {
            entry.number = value;
        }
    }

    fn add_phrase(&mut self, phrase: &'static str, modifier: Modifier) {
        let mut words = phrase.split(' ');
        let Some(first) = words.next() else { return };
        let Some(key) = key(first.as_bytes()) else {
            return;
        };
        if !self
            .words
            .get(key)
            .is_some_and(|entry| entry.classes.any(Class::MODIFIER_NOUN))
        {
            self.add_word(first, Class::MODIFIER, 0);
        }
        let phrases = self.phrases.entry(key).or_default();
        phrases.push(Phrase {
            rest: words.collect(),
            modifier,
        });
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }
}

/// The rows of the word table: cells of which none holds a comma, so that no reader has to start with every run of
/// the program. A test reads every row; one that could not be read would be left out.
fn word_rows() -> impl Iterator<Item = (&'static str, Class, i8)> {
    let lines = include_str!("lexicon.csv").lines().skip(1);
    lines.filter_map(|line| {
        let (word, cells) = line.split_once(',')?;
        let (class, value) = cells.split_once(',')?;
        let value = if value.is_empty() {
            0
        } else {
            value.parse().ok()?
        };
        Some((word, Class::named(class)?, value))
    })
}

/// The rows of the phrase table: cells of which none holds a comma. The third is the phrase's mirror ("under" to
/// "over"), for the test that each has one.
fn phrase_rows() -> impl Iterator<Item = (&'static str, Modifier, &'static str)> {
    include_str!("modifiers.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (phrase, cells) = line.split_once(',')?;
            let (modifier, mirror) = cells.split_once(',')?;
            Some((phrase, modifier_named(modifier)?, mirror))
        })
}

fn modifier_named(name: &str) -> Option<Modifier> {
    Some(match name {
        "about" => Modifier::About,
        "nearly" => Modifier::Nearly,
        "more_than" => Modifier::MoreThan,
        "at_least" => Modifier::AtLeast,
        "fewer_than" => Modifier::FewerThan,
        "at_most" => Modifier::AtMost,
        "up_to" => Modifier::UpTo,
        _ => return None,
    })
}

/// What the lexicon knows of `word`, in any case of its letters.
pub(crate) fn entry(word: &[u8]) -> Entry {
    key(word).map_or_else(Entry::default, entry_of)
}

/// What the lexicon knows of the word with this key.
pub(crate) fn entry_of(key: Key) -> Entry {
    LEXICON.words.get(key).copied().unwrap_or_default()
}

/// The ASCII letters at the start of `text`, one at least and not all of it: how many, and the key of the word.
pub(crate) fn letters(text: &[u8; LONGEST]) -> Option<(usize, Key)> {
    const LANES: usize = 8;
    let (head, tail) = text.split_first_chunk()?;
    let (length, head) = first_letters(head);
    if length < LANES {
        return (length > 0).then_some((length, head.into()));
    }
    let (more, tail) = first_letters(tail.first_chunk()?);
    let key = Key::from(head) | Key::from(tail) << 64;
    (more < LANES).then_some((length.saturating_add(more), key))
}

/// The ASCII letters that eight bytes begin with: how many, and they alone in lower case.
///
/// All bytes are looked at together, each in its own lane of one number.
fn first_letters(text: &[u8; 8]) -> (usize, u64) {
    const fn lanes(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    const HIGH: u64 = lanes(0x80);
    let written = u64::from_le_bytes(*text);
    // A space's bit is what tells a small letter from a capital.
    let lower = written | lanes(b' ');
    let ascii = lower & !HIGH;
    // Sums that reach the high bit of a lane where its byte is "a" or more, and more than "z".
    let from_a = ascii.wrapping_add(lanes(0x80_u8.wrapping_sub(b'a')));
    let after_z = ascii.wrapping_add(lanes(0x7f_u8.wrapping_sub(b'z')));
    let others = (!from_a | after_z | written) & HIGH;
    // All bits below the first other lane; all there are where there is none.
    let before = (others & others.wrapping_neg()).wrapping_sub(1) >> 7;
    let length = others.trailing_zeros() >> 3;
    (
        length as usize,
        lower & if others == 0 { u64::MAX } else { before },
    )
}

/// The modifier phrases that begin with the word with this key, longest first.
pub(super) fn phrases(first: Key) -> &'static [Phrase] {
    LEXICON.phrases.get(&first).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_both_tables_is_read() {
        assert_eq!(
            word_rows().count(),
            include_str!("lexicon.csv").lines().count() - 1
        );
        assert_eq!(
            phrase_rows().count(),
            include_str!("modifiers.csv").lines().count() - 1
        );
    }

    #[test]
    fn every_word_is_found() {
        for (word, class, _) in word_rows() {
            assert!(entry(word.as_bytes()).classes.any(class), "{word}");
        }
        for form in inflect::irregular_verbs() {
            assert!(
                entry(form.as_bytes()).classes.any(Class::IRREGULAR),
                "{form}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn letters_are_found_and_packed_as_one_by_one(text in proptest::array::uniform16(0_u8..)) {
            let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let told = key(&text[..length]).map(|key| (length, key));
            proptest::prop_assert_eq!(letters(&text), told.filter(|_| (1..16).contains(&length)));
        }

        #[test]
        fn letters_before_a_blank_are_a_word(word in "[A-Za-z]{1,15}", rest in "[ ,)0-9é]{16}") {
            let text = format!("{word}{rest}");
            let found = text.as_bytes().first_chunk().and_then(letters);
            proptest::prop_assert_eq!(found, key(word.as_bytes()).map(|key| (word.len(), key)));
        }
    }

    #[test]
    fn every_class_has_a_bit_of_its_own() {
        let bits: std::collections::BTreeSet<_> = Class::ALL.iter().map(|class| class.0).collect();
        assert_eq!(bits.len(), Class::ALL.len());
    }

    #[test]
    fn every_modifier_has_its_mirror() {
        use Modifier::{About, AtLeast, AtMost, FewerThan, MoreThan, Nearly, UpTo};
        let phrases: FxHashMap<&str, Modifier> = phrase_rows()
            .map(|(phrase, modifier, _)| (phrase, modifier))
            .collect();
        for (phrase, modifier, mirror) in phrase_rows() {
            let found = phrases.get(mirror).copied();
            let mirrored = match modifier {
                About => vec![About],
                Nearly => vec![MoreThan],
                MoreThan => vec![FewerThan, Nearly],
                FewerThan => vec![MoreThan],
                AtLeast => vec![AtMost, UpTo],
                AtMost | UpTo => vec![AtLeast],
                _ => vec![],
            };
            assert!(
                found.is_some_and(|found| mirrored.contains(&found)),
                "{phrase}: {mirror}"
            );
        }
    }

    #[test]
    fn no_modifier_stands_twice() {
        let mut seen = FxHashMap::default();
        for (phrase, ..) in phrase_rows() {
            assert!(seen.insert(phrase, ()).is_none(), "{phrase}");
        }
    }

    #[test]
    fn no_word_has_two_numbers() {
        let mut seen = FxHashMap::default();
        for (word, class, value) in word_rows() {
            let calendar = Class::MONTH
                .with(Class::WEEKDAY)
                .with(Class::SEASON)
                .with(Class::TIME_UNIT);
            if value != 0 {
                let first = *seen.entry((word, class.any(calendar))).or_insert(value);
                assert_eq!(first, value, "{word}");
            }
        }
    }

    #[test]
    fn a_word_keeps_its_classes_apart() {
        let second = entry(b"Second");
        assert!(second.classes.any(Class::ORDINAL) && second.classes.any(Class::TIME_UNIT));
        assert_eq!((second.number, second.calendar), (2, 1));
        assert_eq!(entry(b"incomprehensibilities-and-more"), Entry::default());
    }
}
