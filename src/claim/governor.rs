//! Governors: the noun phrase of its clause that a figure without a noun of its own says something of.
//!
//! ```text
//! direct   = phrase ":" figure | phrase ( "up" | "down" ) figure | phrase ( "of" | "worth" ) figure
//! beside   = phrase "," [ "up" | "down" | "at" ] figure
//! governed = verb [ article ] phrase link figure         what the verb acts on: "cut its forecast to 5%"
//!          | phrase [ "that" ] { verb } … figure         who acts: "a fund that lost 3%"
//! ```
//!
//! A phrase stands for the one that it hangs on: "shares of X and Y fell" says something of the shares.

use super::clause::Clause;
use super::phrase::{is_possessive, last_before, within};
use super::topic::Parts;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use std::ops::Range;

/// What a figure says something of, from the words right before it: its label ("Sales: $5"), what is up or down
/// ("with imports up 4%"), what amounts to it ("a fee of $5"), what is worth it.
pub(super) fn direct(
    parts: Parts<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<Range<usize>> {
    let link = figure.start.checked_sub(1)?;
    let phrase = last_before(parts.phrases, link).filter(|phrase| phrase.end == link)?;
    let words = &parts.words;
    match () {
        () if words.get(link)?.kind == TokenKind::Sign(':') => Some(phrase.clone()),
        () if words.is(link, &["up", "down", "higher", "lower"]) => {
            Some(moved(parts, clause, phrase))
        }
        () if words.is(link, &["of"]) => amounts(parts, phrase),
        () if words.is(link, &["worth"]) => Some(phrase.clone()),
        () => None,
    }
}

/// What is up or down: in "with imports up 4%" the imports, in "shares of X were up 4%" the shares.
fn moved(parts: Parts<'_>, clause: &Clause, phrase: &Range<usize>) -> Range<usize> {
    let before = phrase.start.checked_sub(1);
    if before.is_some_and(|before| parts.words.is(before, &["with"])) {
        phrase.clone()
    } else {
        head_of_chain(parts, clause, phrase)
    }
}

/// What amounts to a figure: in "a fee of $5" the fee, in "a loss of market share of 5%" the loss.
fn amounts(parts: Parts<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let words = &parts.words;
    let measure = phrase.end.checked_sub(1)?;
    let outer = phrase
        .start
        .checked_sub(1)
        .filter(|of| words.is(*of, &["of"]))
        .and_then(|of| last_before(parts.phrases, of).filter(|phrase| phrase.end == of));
    (!words.is(measure, &MEASURES)).then(|| outer.unwrap_or(phrase).clone())
}

/// What the verb before a figure acts on ("cut its forecast to 5%"), or who does what the verb says ("as exports fell 3%",
/// "a fund that lost 3%").
pub(super) fn governed(
    parts: Parts<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<Range<usize>> {
    let verbs = &parts.words.marks.verbs;
    let verb = verbs.near(clause.before(figure)).next_back()?;
    object(parts, verb, figure).or_else(|| agent(parts, clause, verb))
}

/// Nouns before "of" and a figure that only say how it was reckoned: "an average of 12".
const MEASURES: [&str; 14] = [
    "high", "low", "peak", "close", "average", "mean", "median", "total", "maximum", "minimum",
    "sum", "rate", "level", "record",
];

/// The noun phrase right before the comma or bracket of a piece that has little but the figure: "Pell Foods, up 3%, …".
pub(super) fn apposed(
    parts: Parts<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<Range<usize>> {
    const LEAD: usize = 3;
    let words = &parts.words;
    let start = clause.tokens.start;
    let mark = words.get(start)?.kind;
    let lead = start.saturating_add(1)..figure.start;
    let up = |at: usize| words.is(at, &["up", "down", "at", "worth", "about", "now"]);
    if !matches!(mark, TokenKind::Sign(',' | '(' | '—'))
        || lead.len() > LEAD
        || !lead.clone().all(up)
    {
        return None;
    }
    let last = last_before(parts.phrases, start).filter(|phrase| phrase.end == start)?;
    let before = parts
        .clauses
        .iter()
        .find(|clause| clause.tokens.contains(&last.start))?;
    let head = head_of_chain(parts, before, last);
    let led = (before.tokens.start..head.start)
        .rev()
        .take(LEAD)
        .find(|at| !words.has(*at, Class::DETERMINER.with(Class::RELATIVE)))
        .is_some_and(|at| words.has(at, Class::PREPOSITION));
    (!led).then_some(head)
}

/// The noun phrase between a verb and the "to", "at" or "up" of a figure.
fn object(parts: Parts<'_>, verb: usize, figure: &Range<usize>) -> Option<Range<usize>> {
    let words = &parts.words;
    let link = figure.start.checked_sub(1)?;
    let links = [
        "to", "from", "by", "at", "for", "up", "down", "higher", "lower",
    ];
    let bounded = words.has(figure.start, Class::PREPOSITION);
    let link = if bounded { figure.start } else { link };
    if !words.is_lexical_verb(verb) || !(bounded || words.is(link, &links)) {
        return None;
    }
    direct_object(parts, verb, link)
}

/// The noun phrase right behind a verb, before the token `end`.
pub(super) fn direct_object(parts: Parts<'_>, verb: usize, end: usize) -> Option<Range<usize>> {
    let words = &parts.words;
    let object = within(parts.phrases, &(verb..end)).first()?;
    let between = Class::DETERMINER
        .with(Class::RELATIVE)
        .with(Class::ADVERB)
        .with(Class::MODIFIER);
    let direct = (verb.saturating_add(1)..object.start).all(|at| {
        parts.in_date(at) || words.has(at, between) && !words.has(at, Class::PREPOSITION)
    });
    direct.then(|| object.clone())
}

/// How many words of verbs may stand between a noun phrase and the last of them: "was not expected to have fallen".
const VERBS: usize = 8;

/// Words of such a group that are no verbs: "is likely to fall".
const TO_BE: [&str; 8] = [
    "to", "likely", "unlikely", "due", "able", "set", "bound", "poised",
];

/// The noun phrase right before a group of verbs, or before the relative pronoun that leads to it.
fn agent(parts: Parts<'_>, clause: &Clause, verb: usize) -> Option<Range<usize>> {
    let words = &parts.words;
    let grouped = Class::ADVERB.with(Class::NEGATION);
    let floor = clause.tokens.start.max(verb.saturating_sub(VERBS));
    let group = |at: &usize| words.is_verb(*at) || words.has(*at, grouped) || words.is(*at, &TO_BE);
    let first = (floor..=verb).rev().take_while(group).last()?;
    let before = first
        .checked_sub(1)
        .filter(|before| *before >= clause.tokens.start)?;
    let end = if words.is(before, &["that", "which", "who"]) {
        before
    } else {
        first
    };
    let phrase = last_before(parts.phrases, end).filter(|phrase| phrase.end == end)?;
    // "Who smoked 20 a day were": no day acts.
    let rate = words.has(phrase.start, Class::TIME_UNIT)
        && phrase
            .start
            .checked_sub(1)
            .is_some_and(|before| words.is(before, &["a", "an", "per", "each", "every"]));
    (!rate).then(|| head_of_chain(parts, clause, phrase))
}

/// Of a chain of noun phrases the one that the others hang on: "shares" of "shares of X and Y", "share" of "the firm's
/// share of the market".
pub(super) fn head_of_chain(
    parts: Parts<'_>,
    clause: &Clause,
    last: &Range<usize>,
) -> Range<usize> {
    const LINKS: usize = 5;
    let (mut head, mut first) = (last, last);
    let mut list = false;
    for _ in 0..LINKS {
        let before = last_before(parts.phrases, first.start)
            .filter(|before| before.start >= clause.tokens.start);
        let Some(before) = before else { break };
        match link(parts, before.end..first.start, list) {
            Link::None => break,
            Link::Possessive => first = before,
            link => {
                list |= link == Link::List;
                (head, first) = (before, before);
            }
        }
    }
    head.clone()
}

/// How a noun phrase hangs on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    None,
    /// "the firm's share"
    Possessive,
    /// "shares of X", "patients treated with X"
    Preposition,
    /// "X and Y"
    List,
}

/// What the words between two noun phrases make of the second; in a list also a comma links.
fn link(parts: Parts<'_>, gap: Range<usize>, list: bool) -> Link {
    const PARTING: [&str; 6] = ["as", "after", "before", "since", "until", "with"];
    let words = &parts.words;
    let joining = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::RELATIVE)
        .with(Class::ADVERB);
    // "patients treated with"
    let participle = words.word(gap.start).ends_with("ed")
        && words.has(gap.start.saturating_add(1), Class::PREPOSITION);
    let joins = |at: usize| {
        let joined = words.has(at, joining) && !words.is(at, &PARTING);
        joined
            || participle && (at == gap.start || words.is(at, &["with"]))
            || !participle && parts.in_figure(at)
            || words.is(at, &["and", "or", "'s", "’s", "given"])
            || list && words.is(at, &[","])
    };
    if !gap.clone().all(joins) {
        Link::None
    } else if is_possessive(words, gap.start) {
        Link::Possessive
    } else if gap.clone().any(|at| words.is(at, &["and", "or", ","])) {
        Link::List
    } else if gap
        .clone()
        .any(|at| words.has(at, Class::PREPOSITION) || words.is(at, &["given"]))
    {
        Link::Preposition
    } else {
        Link::None
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn subject_of_first(text: &str) -> String {
        let mut sentence = Sentence::of(text);
        let claims = bind(&sentence.document, &mut sentence.extract);
        let subject = claims.first().and_then(|claim| claim.subject);
        subject.map_or(String::new(), |subject| {
            sentence.document.slice(subject.span).to_owned()
        })
    }

    #[test]
    fn what_a_figure_says_something_of() {
        for (text, subject) in [
            ("Turnover: $300,000.", "Turnover"),
            ("It closed early, with timber up 4%.", "timber"),
            ("They asked for a deposit of $50.", "deposit"),
            ("Toll Timber, down 3%, led the losses.", "Toll Timber"),
            ("The mill raised its prices by 5%.", "prices"),
            ("They stole ore worth $3m.", "ore"),
            ("He runs a fund that lost 3%.", "fund"),
            ("Shares of Toll Timber and Ash Paper fell 3%.", "Shares"),
            ("The mill's share of the market rose 3%.", "share"),
        ] {
            assert_eq!(subject_of_first(text), subject, "{text}");
        }
    }

    #[test]
    fn what_it_says_nothing_of() {
        for (text, other) in [
            ("As the dollar rose 1%, timber fell.", "timber"),
            ("The mill had an average of 40 orders.", "average"),
            ("Orders grew in May with the dollar at 3%.", "Orders"),
        ] {
            assert_ne!(subject_of_first(text), other, "{text}");
        }
    }
}
