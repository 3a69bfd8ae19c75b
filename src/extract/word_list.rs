//! Word lists: words that one production alone asks for, as data (`word_lists.csv`: word, list), one line a word.
//!
//! What many grammars ask of every word is a class of the lexicon instead.

use super::lexicon::{Key, key};
use super::tokens::Token;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List(u32);

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $label:literal, $bit:literal;)*) => {
        impl List {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*

            /// The list of this name in the table.
            fn named(label: &str) -> Option<Self> {
                match label { $($label => Some(Self::$name),)* _ => None }
            }
        }
    };
}

lists! {
    /// What is paid for, not weighed: "6 million pounds of debt", "of the amount".
    SUM = "sum", 0;
    /// Words by which pounds are money: "was fined 500 pounds".
    PAID = "paid", 1;
    /// Words by which pounds are a weight, or behind which another clause begins.
    WEIGHED = "weighed", 2;
    /// Plurals that have a length told before them: "2m waves", of which there are not two million.
    LENGTHY = "lengthy", 3;
    /// Nouns in "-ing", which say what sort of thing the next word is: "shipping containers", "two training camps".
    ACTIVITY = "activity", 4;
    /// Plurals that go on in a compound: "police officers", "sports teams".
    COMPOUNDING = "compounding", 5;
    /// Words in "-s" that name one thing: "gas turbines".
    SINGULAR_IN_S = "singular-in-s", 7;
    /// Names in "-s", with a capital letter: "Texas towns".
    NAME_IN_S = "name-in-s", 16;
    /// Words of time and extent that are adjectives before a noun: "40 daily flights", "two previous films".
    QUALIFYING = "qualifying", 8;
    /// Adverbs that say when what a participle tells was so: "three recently opened schools".
    LATELY = "lately", 19;
    /// Words that "that" tells something behind: "she hoped that one man would".
    TELLING = "telling", 9;
    /// Words that stand beside odds and ratios.
    ODDS = "odds", 10;
    /// Words before a telephone number.
    CALLING = "calling", 11;
    /// Nouns and adjectives in "-ly", which say nothing of manner.
    NOT_OF_MANNER = "not-of-manner", 12;
    /// Nouns that are places.
    PLACE = "place", 13;
    /// Nouns of what happens once: "the flight carried 116".
    EVENT = "event", 17;
    /// Nouns of which the text itself names how many: "one of four sons", "the chapter has three parts".
    OF_THE_TEXT = "of-the-text", 18;
    /// Verbs whose "up" or "down" is no rise or fall: "made up", "gave up", "broke down".
    PHRASAL = "phrasal", 14;
    /// Verbs whose "up", "down" or "off" is one: "ended down".
    MOVING = "moving", 15;
    /// Words that make a figure a forecast: "expected by analysts".
    FORECAST = "forecast", 24;
    /// Words by which a percentage is on another base than the one beside it: "annualised", "comparable".
    OTHER_BASIS = "other-basis", 25;
    /// Words that say that a figure is of before: "a year ago", "the previous month".
    EARLIER = "earlier", 26;
    /// Verbs of raising, of which an amount may be raised that was not there before: "raised $5 million".
    RAISING = "raising", 27;
    /// Verbs that something is moved by: "pushed the shares up 5 cents".
    CARRYING = "carrying", 28;
    /// Verbs that say whether it went well, not whether up or down: "the jobless rate improved to 8 percent".
    JUDGING = "judging", 29;
    /// Words of money that are no names of a unit in the tables.
    MONEY = "money", 30;
    /// Words that open the list of a total's parts, or begin a phrase that does: "comprising", "made up of".
    OPENING = "opening", 20;
    /// Adjectives that say along what something is measured, or how: "three feet wide", "spent $5 online".
    DIMENSION = "dimension", 6;
}

static WORDS: LazyLock<FxHashMap<Key, List>> = LazyLock::new(|| {
    let mut words: FxHashMap<Key, List> = FxHashMap::default();
    for (word, list) in rows() {
        // A test holds every word to the length of a key.
        if let Some(key) = key(word.as_bytes()) {
            let lists = words.entry(key).or_insert(List(0));
            *lists = List(lists.0 | list.0);
        }
    }
    words
});

/// The rows of the table: cells of which none holds a comma.
fn rows() -> impl Iterator<Item = (&'static str, List)> {
    let lines = include_str!("word_lists.csv").lines().skip(1);
    lines.filter_map(|line| {
        let (word, list) = line.split_once(',')?;
        Some((word, List::named(list)?))
    })
}

impl List {
    /// Whether `word` is one of the list, in any case of its letters.
    pub(crate) fn has(self, word: &str) -> bool {
        key(word.as_bytes()).is_some_and(|key| self.holds(key))
    }

    /// Whether a token of `text` is one of the list.
    pub(crate) fn has_token(self, token: &Token, text: &str) -> bool {
        token.key(text).is_some_and(|key| self.holds(key))
    }

    fn holds(self, key: Key) -> bool {
        WORDS.get(&key).is_some_and(|lists| lists.0 & self.0 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_read_once_and_found() {
        let table = include_str!("word_lists.csv");
        let lines: BTreeSet<_> = table.lines().skip(1).collect();
        assert_eq!(lines.len(), table.lines().count() - 1);
        assert_eq!(rows().count(), lines.len());
        for (word, list) in rows() {
            assert!(list.has(word), "{word}");
        }
    }

    #[test]
    fn a_word_is_of_its_lists_alone() {
        assert!(List::ODDS.has("Ratio") && !List::PLACE.has("ratio"));
        assert!(!List::ODDS.has("") && !List::ODDS.has("incomprehensibilities"));
    }
}
