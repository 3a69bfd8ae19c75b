//! What a rule's figures are counted or measured in: people, a noun, a unit, or any unit of a dimension.

use super::literal;
use crate::extract::inflect;
use crate::quantity::Dimension;
use crate::quantity::unit::{self, Base};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The figures that a rule speaks of, by their unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum UnitPattern {
    /// Counts of any of these.
    Counted(Vec<Thing>),
    /// How many times one thing is another.
    Times,
    /// One unit.
    Known(Base),
    /// Any unit that measures this.
    Dimension(Dimension),
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    /// People, by any noun for them.
    People,
    /// One thing: the words of its name.
    Noun(Vec<String>),
}

impl Thing {
    /// Whether a counted noun, in the words of an article, is this: its last words are the name.
    pub(crate) fn is_named(&self, noun: &str) -> bool {
        let mut written = noun.split_whitespace().rev();
        match self {
            Self::People => written.next().is_some_and(is_person),
            Self::Noun(words) => words.iter().rev().all(|word| {
                written
                    .next()
                    .is_some_and(|noun| inflect::same_word(noun, word))
            }),
        }
    }
}

static PEOPLE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("people.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// What `written` names; `$` is the dollar of the pack's locale. Words that no table holds name counted things,
/// with "|" between alternatives.
pub(super) fn pattern(written: &str, dollar: Option<Base>) -> UnitPattern {
    match written {
        "times" => UnitPattern::Times,
        "$" => dollar.map_or_else(|| counted(written), UnitPattern::Known),
        _ => literal::named_unit(written).map_or_else(|| counted(written), UnitPattern::Known),
    }
}

fn counted(written: &str) -> UnitPattern {
    let thing = |name: &str| match name.trim() {
        "people" | "person" => Thing::People,
        name => Thing::Noun(name.split_whitespace().map(str::to_owned).collect()),
    };
    UnitPattern::Counted(written.split('|').map(thing).collect())
}

/// A unit of the tables that `written` misspells: one slip in five letters or more, or a sign that no noun has.
pub(super) fn misspelt(written: &str) -> Option<&'static str> {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let names = unit::all_names().into_iter().map(|(name, _)| name);
        names.filter(|name| name.len() >= SHORTEST).collect()
    });
    const SHORTEST: usize = 5;
    const LONGEST: usize = 40;
    if !(SHORTEST..=LONGEST).contains(&written.len()) {
        return None;
    }
    let lower = written.to_lowercase();
    NAMES
        .iter()
        .copied()
        .filter(|name| differ_by_little(name, &lower))
        .find(|name| strsim::osa_distance(name, &lower) == 1)
}

/// Whether all but two letters of the longer word are a common beginning or end, as one slip leaves them: this spares
/// the comparison of every counted noun with every unit.
fn differ_by_little(a: &str, b: &str) -> bool {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let begin = a.bytes().zip(b.bytes()).take_while(same).count();
    let end = a.bytes().rev().zip(b.bytes().rev());
    let end = end.take_while(same).count();
    // A letter may take as many as four bytes, and a slip may touch two of them.
    let touched = if a.is_ascii() && b.is_ascii() { 2 } else { 8 };
    let common = begin.saturating_add(end).saturating_add(touched);
    common >= a.len().max(b.len())
}

/// Whether `noun`, as written, is a word for people: "migrants", "Frenchwomen", "Mexicans", "nationals".
pub(crate) fn is_person(noun: &str) -> bool {
    let single = inflect::singular(noun);
    let lower = single.to_lowercase();
    let by_ending = ["man", "woman", "person", "people"]
        .iter()
        .any(|ending| lower.ends_with(ending) && !matches!(lower.as_str(), "human" | "german"));
    by_ending
        || PEOPLE.contains(lower.as_str())
        || matches!(lower.as_str(), "human" | "german")
        || is_people_of_a_place(noun, &single)
}

/// "Mexicans", "Colombians": a capital, and the plural of "-an" or "-ian".
fn is_people_of_a_place(written: &str, single: &str) -> bool {
    written.starts_with(char::is_uppercase) && written.ends_with('s') && single.ends_with("an")
}

/// The dimensions by name, as packs write them.
pub(super) const DIMENSIONS: [(&str, Dimension); 17] = [
    ("length", Dimension::Length),
    ("area", Dimension::Area),
    ("volume", Dimension::Volume),
    ("mass", Dimension::Mass),
    ("time", Dimension::Time),
    ("speed", Dimension::Speed),
    ("power", Dimension::Power),
    ("energy", Dimension::Energy),
    ("temperature", Dimension::Temperature),
    ("angle", Dimension::Angle),
    ("data", Dimension::Data),
    ("data rate", Dimension::DataRate),
    ("voltage", Dimension::Voltage),
    ("current", Dimension::Current),
    ("frequency", Dimension::Frequency),
    ("pressure", Dimension::Pressure),
    ("level", Dimension::Level),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn noun(words: &str) -> Thing {
        Thing::Noun(words.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn counted_things_go_by_the_last_words() {
        assert!(Thing::People.is_named("Chinese migrants"));
        assert!(!Thing::People.is_named("migrant encounters"));
        assert!(noun("flight").is_named("charter flights"));
        assert!(noun("charter flight").is_named("large charter flights"));
        assert!(!noun("charter flight").is_named("flights"));
    }

    #[test]
    fn units_are_people_nouns_or_of_the_tables() {
        for (written, expected) in [
            ("people", UnitPattern::Counted(vec![Thing::People])),
            (
                "people|charter flight",
                UnitPattern::Counted(vec![Thing::People, noun("charter flight")]),
            ),
            ("%", UnitPattern::Known(Base::Percent)),
            ("times", UnitPattern::Times),
        ] {
            assert_eq!(pattern(written, None), expected);
        }
        assert!(
            matches!(pattern("lb", None), UnitPattern::Known(Base::Measure(unit)) if unit.code == "[lb_av]")
        );
        assert!(matches!(
            pattern("USD", None),
            UnitPattern::Known(Base::Money(_))
        ));
    }

    #[test]
    fn a_slip_in_a_unit_is_seen_and_a_counted_noun_is_not() {
        assert_eq!(misspelt("kilogran"), Some("kilogram"));
        assert_eq!(misspelt("poundz"), Some("pound"));
        assert_eq!(misspelt("klogram"), Some("kilogram"));
        assert_eq!(misspelt("kiolgram"), Some("kilogram"));
        for noun in ["flight", "country", "death", "order", "people"] {
            assert_eq!(misspelt(noun), None, "{noun}");
        }
    }

    #[test]
    fn words_for_people() {
        for noun in [
            "migrants",
            "nationals",
            "Mexicans",
            "policewomen",
            "people",
            "citizen",
            "deportees",
            "children",
        ] {
            assert!(is_person(noun), "{noun}");
        }
        for noun in [
            "flights",
            "deaths",
            "orders",
            "ocean",
            "plans",
            "countries",
            "pounds",
        ] {
            assert!(!is_person(noun), "{noun}");
        }
    }
}
