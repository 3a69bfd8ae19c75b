//! Decisions: what an office has said of findings, so that nobody is told twice.
//!
//! They stand in one TOML file beside the articles, an entry a finding, by its fingerprint. This folder reads and writes
//! its text; the command line finds the file.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{Said, entry, without};

use crate::untrusted::Untrusted;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// The file's name.
pub(crate) const FILE_NAME: &str = "statvet-decisions.toml";

/// What an office has said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It stays in print as it is.
    Accepted,
    /// The text was mended.
    Corrected,
    /// The finding is held to be wrong.
    Disputed,
    /// It was there before statvet was (the baseline).
    Known,
}

impl Status {
    /// All, by the words for them.
    pub(crate) const ALL: [(&'static str, Self); 4] = [
        ("accepted", Self::Accepted),
        ("corrected", Self::Corrected),
        ("disputed", Self::Disputed),
        ("known", Self::Known),
    ];

    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        let own = Self::ALL.iter().find(|(_, other)| *other == self);
        own.map_or("known", |(name, _)| name)
    }
}

/// What was said of one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    /// The fingerprint of the finding.
    pub(crate) finding: String,
    /// What was said.
    pub(crate) status: Status,
    /// Why.
    pub(crate) reason: Untrusted,
    /// By whom.
    pub(crate) by: Option<Untrusted>,
    /// When.
    pub(crate) on: Option<Date>,
    /// The last day that it holds.
    pub(crate) until: Option<Date>,
    /// The article, for people, and to tell whether it is still of use.
    pub(crate) article: Option<Untrusted>,
    /// The check, likewise.
    pub(crate) check: Option<Untrusted>,
    /// The figure, likewise.
    pub(crate) figure: Option<Untrusted>,
    /// What the figure should have been when it was decided.
    pub(crate) expected: Option<Untrusted>,
    /// The line of the entry, from 1.
    pub(crate) line: usize,
}

/// What becomes of a finding by the decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// Nothing was decided.
    Open,
    /// It is told no more.
    Settled(Decision),
    /// It was decided, and is told all the same.
    Reopened(Decision, Why),
}

impl Ruling {
    /// Whether the finding is to be told.
    pub(crate) const fn is_open(&self) -> bool {
        !matches!(self, Self::Settled(_))
    }

    /// What was decided, whether it holds or not.
    pub(crate) const fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Open => None,
            Self::Settled(decision) | Self::Reopened(decision, _) => Some(decision),
        }
    }

    /// "accepted by R. Okafor on 2026-11-22: the council counts so; its end date has passed", where it is told again.
    pub(crate) fn reopened(&self) -> Option<Untrusted> {
        let Self::Reopened(decision, why) = self else {
            return None;
        };
        let by = decision.by.as_ref().map(|by| format!(" by {}", by.raw()));
        let on = decision.on.map(|on| format!(" on {on}"));
        let (status, reason) = (decision.status.name(), decision.reason.raw());
        let (by, on) = (by.unwrap_or_default(), on.unwrap_or_default());
        Some(format!("{status}{by}{on}: {reason}; {}", why.words()).into())
    }
}

/// Why a decision does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its last day has passed.
    Expired,
    /// The reference, or the arithmetic, gives something else now.
    ReferenceChanged,
    /// The text was said to be mended, and says the same.
    StillThere,
}

impl Why {
    /// In words, for people.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Expired => "its end date has passed",
            Self::ReferenceChanged => "what the figure should be has changed since",
            Self::StillThere => "it was called corrected, and the text still says it",
        }
    }
}

/// The decisions of one file.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    by_finding: FxHashMap<String, Decision>,
}

impl Decisions {
    pub(crate) fn new(decisions: impl IntoIterator<Item = Decision>) -> Self {
        let by_finding = decisions
            .into_iter()
            .map(|decision| (decision.finding.clone(), decision));
        Self {
            by_finding: by_finding.collect(),
        }
    }

    /// What becomes of the finding `fingerprint`, of which `expected` is told, on the day `today`.
    pub(crate) fn rule(
        &self,
        fingerprint: &str,
        expected: Option<&Untrusted>,
        today: Date,
    ) -> Ruling {
        let Some(decision) = self.by_finding.get(fingerprint) else {
            return Ruling::Open;
        };
        let why = if decision.until.is_some_and(|until| until < today) {
            Why::Expired
        } else if decision.status == Status::Corrected {
            Why::StillThere
        } else if decision.expected.is_some() && decision.expected.as_ref() != expected {
            Why::ReferenceChanged
        } else {
            return Ruling::Settled(decision.clone());
        };
        Ruling::Reopened(decision.clone(), why)
    }

    /// All of them, in the order of the file.
    pub(crate) fn all(&self) -> Vec<&Decision> {
        let mut all: Vec<_> = self.by_finding.values().collect();
        all.sort_by_key(|decision| decision.line);
        all
    }

    /// The one on the finding `fingerprint`.
    pub(crate) fn on(&self, fingerprint: &str) -> Option<&Decision> {
        self.by_finding.get(fingerprint)
    }
}
