//! What a rule's figures are counted or measured in: people, a noun, a unit, a rate, or any unit of a dimension.
//!
//! ```text
//! pattern = "times" | unit | rate | counted
//! rate    = pattern "per" below | unit "/" unit
//! below   = unit | noun
//! counted = noun ("|" noun)*
//! ```

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
    /// So much or so many a unit: "USD per barrel", "people per square kilometre".
    Rate(Box<UnitPattern>, Per),
    /// Days, months and years of the calendar.
    Date,
}

impl UnitPattern {
    /// The names of what it counts, above and below the line of a rate.
    pub(super) fn nouns(&self) -> Vec<String> {
        let name = |thing: &Thing| match thing {
            Thing::People => None,
            Thing::Noun(words) => Some(words.join(" ")),
        };
        match self {
            Self::Counted(things) => things.iter().filter_map(name).collect(),
            Self::Rate(of, Per::Thing(thing)) => {
                of.nouns().into_iter().chain(name(thing)).collect()
            }
            Self::Rate(of, Per::Unit(_)) => of.nouns(),
            Self::Times | Self::Known(_) | Self::Dimension(_) | Self::Date => Vec::new(),
        }
    }
}

/// What stands below the line of a rate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Per {
    /// A unit of the tables.
    Unit(Base),
    /// A thing that is counted.
    Thing(Thing),
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

static PEOPLE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| people().collect());

/// What `written` names; `$` is the dollar of the pack's locale. Words that no table holds name counted things,
/// with "|" between alternatives.
pub(super) fn pattern(written: &str, dollar: Option<Base>) -> UnitPattern {
    if written == "times" {
        return UnitPattern::Times;
    }
    known(written, dollar).map_or_else(
        || rate(written, dollar).unwrap_or_else(|| counted(written)),
        UnitPattern::Known,
    )
}

fn known(written: &str, dollar: Option<Base>) -> Option<Base> {
    match written {
        "$" => dollar,
        _ => literal::named_unit(written),
    }
}

/// rate = pattern "per" below | unit "/" unit
fn rate(written: &str, dollar: Option<Base>) -> Option<UnitPattern> {
    let one = |name: &str| known(name.trim(), dollar);
    if let Some((of, below)) = written.split_once('/') {
        let of = UnitPattern::Known(one(of)?);
        if misspelt(written).is_some() {
            return None;
        }
        return Some(UnitPattern::Rate(Box::new(of), Per::Unit(one(below)?)));
    }
    let (of, below) = written.split_once(" per ")?;
    let of = one(of).map_or_else(|| counted(of), UnitPattern::Known);
    Some(UnitPattern::Rate(Box::new(of), self::below(below, dollar)))
}

/// below = unit | noun
pub(super) fn below(written: &str, dollar: Option<Base>) -> Per {
    match written.trim() {
        "head" | "capita" => Per::Thing(Thing::People),
        name => known(name, dollar).map_or_else(|| Per::Thing(thing(name)), Per::Unit),
    }
}

fn counted(written: &str) -> UnitPattern {
    UnitPattern::Counted(written.split('|').map(thing).collect())
}

fn thing(name: &str) -> Thing {
    match name.trim() {
        "people" | "person" => Thing::People,
        name => Thing::Noun(name.split_whitespace().map(str::to_owned).collect()),
    }
}

/// Why figures can never be counted in `noun`: it is a unit among nouns, or has a unit, a number or a sign in it.
pub(super) fn fault(noun: &str, dollar: Option<Base>) -> Option<&'static str> {
    const NUMBERS: [&str; 6] = [
        "dozen", "hundred", "thousand", "million", "billion", "trillion",
    ];
    let of_nouns = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’' | ' ');
    let mut words = noun.split(' ');
    let first = words.next().unwrap_or_default();
    if noun.is_empty() || !noun.chars().all(of_nouns) {
        Some("has signs or figures that no noun has")
    } else if noun.split(' ').any(|word| NUMBERS.contains(&word)) {
        Some("holds a number: the figures of a rule are read in full")
    } else if words.next() == Some("of") && known(first, dollar).is_some() {
        Some("is a unit and what it measures: the unit stands alone, and the rest in `about`")
    } else if noun.split(' ').any(|word| word == "per") {
        Some("is a rate of a rate")
    } else if known(noun, dollar).is_some() {
        Some("is a unit, and no alternative to a counted noun: it needs a rule of its own")
    } else {
        None
    }
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
        .filter(|name| differ_by_little(name.as_bytes(), lower.as_bytes()))
        .find(|name| strsim::osa_distance(name, &lower) == 1)
}

/// Whether all but a few letters of the longer word are a common beginning or end, as one slip leaves them: this spares
/// the comparison of every counted noun with every unit.
pub(super) fn differ_by_little(a: &[u8], b: &[u8]) -> bool {
    // A letter has at most four bytes.
    const TOUCHED: usize = 4;
    let one_end = a.first() == b.first() || a.last() == b.last();
    if !one_end || a.len().abs_diff(b.len()) > TOUCHED {
        return false;
    }
    let same = |(a, b): &(&u8, &u8)| a == b;
    let begin = a.iter().zip(b).take_while(same).count();
    let end = a.iter().rev().zip(b.iter().rev());
    let common = begin.saturating_add(end.take_while(same).count());
    common.saturating_add(TOUCHED) >= a.len().max(b.len())
}

/// The nouns for people.
pub(super) fn people() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("people.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
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
    fn rates_are_of_units_and_things() {
        let below = |written| match pattern(written, None) {
            UnitPattern::Rate(of, below) => (*of, below),
            other => panic!("{other:?}"),
        };
        let code = |base: &Base| base.name().to_owned();
        let (of, per) = below("people per square kilometre");
        assert_eq!(of, UnitPattern::Counted(vec![Thing::People]));
        assert!(matches!(per, Per::Unit(unit) if code(&unit) == "square kilometre"));
        let (of, per) = below("USD per barrel");
        assert!(matches!(of, UnitPattern::Known(unit) if code(&unit) == "US dollar"));
        assert!(matches!(per, Per::Unit(unit) if code(&unit) == "barrel"));
        let (_, per) = below("pounds per person");
        assert_eq!(per, Per::Thing(Thing::People));
        // A rate that the tables have is one unit.
        assert!(matches!(
            pattern("miles per hour", None),
            UnitPattern::Known(_)
        ));
    }

    #[test]
    fn what_no_figure_is_counted_in_is_told() {
        for (noun, fault_holds) in [
            ("million people", "a number"),
            ("kg of fentanyl", "what it measures"),
            ("USD", "a unit"),
            ("km/hh", "signs"),
            ("", "signs"),
        ] {
            assert!(fault(noun, None).unwrap().contains(fault_holds), "{noun}");
        }
        for noun in ["flight", "charter flight", "removal order", "asylum-seeker"] {
            assert_eq!(fault(noun, None), None, "{noun}");
        }
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
