//! Facts: what a claim states, made ready to be held against others.
//!
//! Two figures are of one fact when their keys are equal and what else their words are about does not tell them apart.
//! A key is a number that hangs on the claim alone, so that figures can be grouped by it on one machine or on many.

use crate::claim::{Claim, Modality, Per, Trend};
use crate::document::{Document, ProseSpan};
use crate::extract::inflect::{lemma, singular, verb_group};
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Interval, Kind, Slack};
use jiff::civil::Date;

/// What a figure states, and what it states it of.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// Subject, unit, predicate, trend, rate and period in one.
    pub(crate) key: Key,
    /// Whether the key is the same in every article: not where it hangs on a day that is not told.
    pub(crate) is_dated: bool,
    /// The values that an editor takes it to mean.
    pub(crate) reading: Interval,
    /// Whether its subject names somebody: "Chinese nationals".
    has_name: bool,
    /// The words of its place.
    place: Option<u64>,
    /// What else it is about, word by word, sorted.
    about: Box<[u64]>,
    /// Those of these words that are names, sorted.
    names: Box<[u64]>,
}

/// What figures of one fact share.
pub(crate) type Key = u128;

impl Fact {
    /// The fact that a claim states; `None` where it may be in conflict with nothing: not said as a fact, of a part of what
    /// its words name, or of nothing that could be told again.
    pub(crate) fn of(
        document: &Document,
        quantity: &Quantity,
        claim: &Claim,
        slack: Slack,
    ) -> Option<Self> {
        let unit = unit(quantity)?;
        if !is_stated(claim) || quantity.amount.vague {
            return None;
        }
        let predicate = claim.predicate.map(|verb| document.slice(verb))?;
        let subject = Words::of(document, [claim.subject?.span]);
        if lemma(predicate) == "be" || subject.all.is_empty() || adds(document, claim) {
            return None;
        }
        let days = days(document, claim)?;
        let mut key = Hash::NEW;
        for word in &subject.all {
            key = key.bytes(&word.to_le_bytes());
        }
        let key = key
            .text(unit.0)
            .text(unit.1)
            .text(&verb_group(predicate))
            .text(&format!("{:?}", quantity.kind))
            .text(&rate(claim.trend, claim.per))
            .text(&format!("{days:?}"));
        let mut words = Words::of(document, claim.concept.iter().copied().chain(claim.place));
        words.leave_out(&subject.all);
        Some(Self {
            key: key.0,
            is_dated: days != [None; 2],
            reading: quantity.amount.reads(quantity.kind, slack),
            has_name: !subject.names.is_empty(),
            place: claim.place.map(|place| whole(document, place)),
            about: words.all.into(),
            names: words.names.into(),
        })
    }

    /// Whether two figures with one key contradict each other: neither place nor what else they are about tells them
    /// apart, and no value fits both.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        self.is_of_one_with(other) && !self.reading.meets(&other.reading)
    }

    /// Whether one says no more than the other already did.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        self.reading == other.reading && self.is_of_one_with(other)
    }

    /// Whether figures of two articles are surely of one thing: a name or a place says so.
    pub(crate) fn shares_a_name(&self, other: &Self) -> bool {
        let same_place = self.place.is_some() && self.place == other.place;
        self.has_name || same_place || meet(&self.names, &other.names)
    }

    fn is_of_one_with(&self, other: &Self) -> bool {
        let one_place = self.place.is_none() || other.place.is_none() || self.place == other.place;
        let by_names = || meet(&self.names, &other.names) && nested(&self.names, &other.names);
        one_place && (nested(&self.about, &other.about) || by_names())
    }
}

/// What a figure is counted or measured in, above and below the line; `None` where it is no amount that two might state.
fn unit(quantity: &Quantity) -> Option<(&'static str, &'static str)> {
    let name = |name: UnitName| match name {
        UnitName::Known(base) => base.code().unwrap_or(base.name()),
        UnitName::None | UnitName::Noun(_) => "",
    };
    let (over, under) = (name(quantity.unit.name), name(quantity.unit.per));
    let known = matches!(quantity.unit.name, UnitName::Known(_));
    match quantity.kind {
        // A counted noun is the subject.
        Kind::Count if !known => Some(("", under)),
        Kind::Percent | Kind::Money | Kind::Measure => Some((over, under)),
        _ => None,
    }
}

/// Whether a claim is said as a fact by who writes.
fn is_stated(claim: &Claim) -> bool {
    claim.checkworthy
        && claim.modality == Modality::Asserted
        && !claim.negated
        && !claim.attribution.quoted
        && !claim.part
}

/// Whether a figure is told as one more, or as of one of several, so that another of its sort does not contradict it.
fn adds(document: &Document, claim: &Claim) -> bool {
    const MORE: [&str; 24] = [
        "also",
        "another",
        "other",
        "others",
        "additional",
        "addition",
        "further",
        "separate",
        "separately",
        "remaining",
        "rest",
        "each",
        "every",
        "average",
        "elsewhere",
        "previous",
        "earlier",
        "first",
        "second",
        "third",
        "former",
        "latter",
        "respectively",
        "again",
    ];
    words(document.slice(claim.clause))
        .any(|word| MORE.iter().any(|more| word.eq_ignore_ascii_case(more)))
}

/// The first and last day that a figure is of. One without a period, or with an open one, holds as of its article's day.
/// `None` where its period is fuzzy or not known.
fn days(document: &Document, claim: &Claim) -> Option<[Option<Date>; 2]> {
    let Some(period) = claim.period else {
        return Some([document.date; 2]);
    };
    let days = period.days.filter(|days| !days.fuzzy)?;
    Some([days.start, days.end.or(document.date)])
}

/// Rise or fall, and over what it is a rate.
fn rate(trend: Option<Trend>, per: Option<Per>) -> String {
    format!("{trend:?} {per:?}")
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// Words that tell no fact from another: articles and the like, and who counts or acts by office.
const SAYS_NOTHING: [&str; 41] = [
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "at",
    "for",
    "to",
    "by",
    "and",
    "with",
    "from",
    "its",
    "his",
    "her",
    "their",
    "this",
    "that",
    "these",
    "those",
    "all",
    "some",
    "number",
    "total",
    "s",
    "more",
    "after",
    "before",
    "home",
    "official",
    "officials",
    "officer",
    "officers",
    "agency",
    "agencies",
    "authority",
    "authorities",
    "police",
    "spokesman",
    "spokeswoman",
];

/// The words of some phrases that say something, each as a number.
#[derive(Default)]
struct Words {
    all: Vec<u64>,
    names: Vec<u64>,
}

impl Words {
    fn of(document: &Document, spans: impl IntoIterator<Item = ProseSpan>) -> Self {
        let mut found = Self::default();
        for word in spans
            .into_iter()
            .flat_map(|span| words(document.slice(span)))
        {
            let lower = word.to_lowercase();
            if SAYS_NOTHING.contains(&lower.as_str()) {
                continue;
            }
            let number = Hash::NEW.text(&singular(&lower)).short();
            found.all.push(number);
            if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                found.names.push(number);
            }
        }
        for list in [&mut found.all, &mut found.names] {
            list.sort_unstable();
            list.dedup();
        }
        found
    }

    /// Without words that are said already, which are sorted.
    fn leave_out(&mut self, said: &[u64]) {
        for list in [&mut self.all, &mut self.names] {
            list.retain(|word| said.binary_search(word).is_err());
        }
    }
}

/// A phrase as one number, whatever its case and articles.
fn whole(document: &Document, span: ProseSpan) -> u64 {
    let words = Words::of(document, [span]);
    let hash = |hash: Hash, word: &u64| hash.bytes(&word.to_le_bytes());
    words.all.iter().fold(Hash::NEW, hash).short()
}

/// Whether one list holds the other; both are sorted.
fn nested(a: &[u64], b: &[u64]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| long.binary_search(word).is_ok())
}

/// Whether two sorted lists share something.
fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|word| b.binary_search(word).is_ok())
}

/// FNV-1a, 128 bits: the same in every version and on every machine.
#[derive(Clone, Copy)]
struct Hash(u128);

impl Hash {
    const NEW: Self = Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    const PRIME: u128 = 0x0100_0000_0000_0000_0000_013b;

    fn bytes(self, bytes: &[u8]) -> Self {
        let step = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(Self::PRIME);
        Self(bytes.iter().fold(self.0, step))
    }

    /// A text, and a mark that it ends here.
    fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xff])
    }

    /// As much of it as tells words apart.
    fn short(self) -> u64 {
        let half = self.0 ^ (self.0 >> 64);
        u64::try_from(half & u128::from(u64::MAX)).unwrap_or_default()
    }
}
