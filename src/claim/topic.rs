//! Topics: the noun phrase that a clause speaks of, its own or carried over from a clause before.
//!
//! ```text
//! clause = { lead "," } topic verb …          its own: the first phrase before the verb that no preposition leads to
//!        | ( "which" | "who" | "that" ) …     a relative clause: the phrase before it
//!        | [ "and" ] verb …                   none of its own: that of the clause before
//! ```

use super::clause::{Clause, Words};
use super::governor::head_of_chain;
use super::phrase::{is_possessive, last_before, within};
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use std::ops::Range;

/// A sentence with what of it is known before its clauses have topics.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) words: Words<'a>,
    pub(super) figures: &'a [(Range<usize>, bool)],
    pub(super) phrases: &'a [Range<usize>],
    pub(super) clauses: &'a [Clause],
}

/// The topic of each clause, by its tokens.
pub(super) fn topics(parts: Parts<'_>) -> Vec<Option<Range<usize>>> {
    let mut topics: Vec<Option<Range<usize>>> = Vec::with_capacity(parts.clauses.len());
    let mut main: Option<Range<usize>> = None;
    let mut last: Option<Range<usize>> = None;
    for (index, clause) in parts.clauses.iter().enumerate() {
        let topic = match lead(&parts.words, clause) {
            Lead::Relative(at) => parts.antecedent(index, at),
            Lead::Pronoun => main.clone().or_else(|| last.clone()),
            Lead::Nothing => None,
            Lead::Other => parts.own(clause).or_else(|| last.clone()),
        };
        if main.is_none() && !is_subordinate(&parts.words, clause) {
            main.clone_from(&topic);
        }
        if topic.is_some() {
            last.clone_from(&topic);
        }
        topics.push(topic);
    }
    topics
}

/// What a sentence speaks of: the topic of its first clause that hangs on no other.
pub(super) fn main(
    words: &Words<'_>,
    clauses: &[Clause],
    topics: &[Option<Range<usize>>],
) -> Option<Range<usize>> {
    let mut pairs = clauses.iter().zip(topics);
    let leading = pairs.find(|(clause, topic)| topic.is_some() && !is_subordinate(words, clause));
    leading
        .map_or_else(|| topics.first(), |(_, topic)| Some(topic))?
        .clone()
}

/// What a clause begins with, past marks, conjunctions and adverbs.
enum Lead {
    /// A relative pronoun, at this token.
    Relative(usize),
    /// "it", "they": what was spoken of before.
    Pronoun,
    /// "there", "I", "we": nothing that the sentence names.
    Nothing,
    Other,
}

/// How many tokens may stand before what a clause begins with.
const LEAD: usize = 6;

fn lead(words: &Words<'_>, clause: &Clause) -> Lead {
    let start = clause.tokens.start;
    for at in start..clause.tokens.end.min(start.saturating_add(LEAD)) {
        let Some(token) = words.get(at) else { break };
        if token.kind != TokenKind::Word {
            continue;
        }
        if words.is(at, &["which", "who", "whom"]) || at == start && words.is(at, &["that"]) {
            return if at > 0 {
                Lead::Relative(at)
            } else {
                Lead::Other
            };
        }
        if words.is(at, &["it", "they", "he", "she"]) {
            return Lead::Pronoun;
        }
        if words.is(at, &["there", "i", "we", "you"]) {
            return Lead::Nothing;
        }
        let skipped = Class::CONJUNCTION
            .with(Class::ADVERB)
            .with(Class::PREPOSITION);
        if !token.classes.any(skipped) {
            break;
        }
    }
    Lead::Other
}

impl Parts<'_> {
    /// What a relative pronoun at a token stands for: the phrase before it; "who" for what that hangs on ("a
    /// doctor from Leeds, who").
    fn antecedent(&self, clause: usize, pronoun: usize) -> Option<Range<usize>> {
        let last = last_before(self.phrases, pronoun)?;
        let before = clause.checked_sub(1).and_then(|at| self.clauses.get(at));
        let of_person = self.words.is(pronoun, &["who", "whom"]);
        Some(match before.filter(|_| of_person) {
            Some(before) => head_of_chain(*self, before, last),
            None => last.clone(),
        })
    }

    /// The first phrase before the verb of a clause that no preposition leads to. In "with prices rising" the
    /// one that "with" leads to.
    fn own(&self, clause: &Clause) -> Option<Range<usize>> {
        let opening = clause.opening();
        let verb = self.words.marks.verbs.near(opening.clone()).next();
        let inside = within(self.phrases, &(opening.start..verb.unwrap_or(opening.end)));
        let mut with = None;
        let mut led = false;
        let leads = ["with", "of", "among"];
        for phrase in inside {
            let lead = self
                .before(clause, phrase.start)
                .filter(|lead| !self.is_share(*lead));
            let joined = lead.is_some_and(|lead| self.words.is(lead, &["and", "or"]));
            if !joined {
                led = lead.is_some_and(|lead| self.words.has(lead, Class::PREPOSITION));
            }
            if !led {
                return Some(self.had(phrase).clone());
            }
            if with.is_none() && lead.is_some_and(|lead| self.words.is(lead, &leads)) {
                with = Some(phrase.clone());
            }
        }
        with
    }

    /// Of "the firm's new plant" the plant.
    fn had<'p>(&'p self, first: &'p Range<usize>) -> &'p Range<usize> {
        const LINKS: usize = 3;
        let mut had = first;
        for _ in 0..LINKS {
            let start = had.end.saturating_add(1);
            let next = within(self.phrases, &(start..start.saturating_add(1))).first();
            match next.filter(|_| is_possessive(&self.words, had.end)) {
                Some(next) => had = next,
                None => break,
            }
        }
        had
    }

    /// Whether the "of" at a token stands behind a figure: "half of voters".
    fn is_share(&self, of: usize) -> bool {
        let after = self.figures.partition_point(|(figure, _)| figure.end < of);
        self.words.is(of, &["of"])
            && self
                .figures
                .get(after)
                .is_some_and(|(figure, counts)| *counts && figure.end == of)
    }

    /// The figure that a token is part of, and whether it counts.
    fn figure_at(&self, at: usize) -> Option<&(Range<usize>, bool)> {
        let ended = self.figures.partition_point(|(figure, _)| figure.end <= at);
        self.figures
            .get(ended)
            .filter(|(figure, _)| figure.contains(&at))
    }

    /// Whether a token is part of a figure.
    pub(super) fn in_figure(&self, at: usize) -> bool {
        self.figure_at(at).is_some()
    }

    /// Whether a token is part of a date or the like.
    pub(super) fn in_date(&self, at: usize) -> bool {
        self.figure_at(at).is_some_and(|(_, counts)| !counts)
    }

    /// The token before a phrase, past articles, adjectives and figures.
    fn before(&self, clause: &Clause, start: usize) -> Option<usize> {
        let between = Class::DETERMINER
            .with(Class::ADVERB)
            .with(Class::RELATIVE)
            .with(Class::MODIFIER);
        let mut at = start;
        for _ in 0..LEAD {
            at = at.checked_sub(1).filter(|at| *at >= clause.tokens.start)?;
            if let Some((figure, _)) = self.figure_at(at) {
                at = figure.start;
                continue;
            }
            if !self.words.has(at, between) || self.words.has(at, Class::PREPOSITION) {
                return Some(at);
            }
        }
        None
    }
}

/// Whether a clause hangs on another: "while sales fell", ", which lost", ", sending shares up".
fn is_subordinate(words: &Words<'_>, clause: &Clause) -> bool {
    const OPENERS: [&str; 12] = [
        "while", "whereas", "although", "though", "because", "after", "before", "if", "when", "as",
        "since", "unless",
    ];
    clause.inherits.is_some() || words.is(clause.tokens.start, &OPENERS)
}
