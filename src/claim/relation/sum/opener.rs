//! What opens a list of parts behind their total: a mark or words.
//!
//! ```text
//! opener = ":" | dash | "(" | "comprising" | "consisting of" | "made up of" | "of which" | "including" | "either" | …
//! ```

use super::super::{Figure, Sentence, Told};
use super::names;
use crate::extract::UnitName;
use crate::extract::tokens::TokenKind;
use crate::extract::word_list::List;
use crate::quantity::Kind;
use std::ops::Range;

/// What opens a list in words, and how much of the total the list then is. Longer phrases stand before shorter ones.
const WORDED: [(&[&str], Told); 34] = [
    (&["consisting", "of"], Told::All),
    (&["consists", "of"], Told::All),
    (&["consist", "of"], Told::All),
    (&["consisted", "of"], Told::All),
    (&["composed", "of"], Told::All),
    (&["made", "up", "of"], Told::All),
    (&["comprised", "of"], Told::All),
    (&["comprising"], Told::All),
    (&["comprises"], Told::All),
    (&["comprised"], Told::All),
    (&["comprise"], Told::All),
    (&["split", "between"], Told::All),
    (&["split", "among"], Told::All),
    (&["divided", "between"], Told::All),
    (&["divided", "among"], Told::All),
    (&["broken", "down", "into"], Told::All),
    (&["broken", "down", "as"], Told::All),
    (&["made", "up", "by"], Told::All),
    (&["namely"], Told::All),
    (&["either"], Told::All),
    (&["of", "which"], Told::Most),
    (&["of", "whom"], Told::Some),
    (&["of", "them"], Told::Some),
    (&["of", "these"], Told::Some),
    (&["including"], Told::Some),
    (&["includes"], Told::Some),
    (&["included"], Told::Some),
    (&["include"], Told::Some),
    (&["with", "an", "offset"], Told::Loosely),
    (&["with"], Told::Some),
    (&["due", "to"], Told::Loosely),
    (&["result", "of"], Told::Loosely),
    (&["driven", "by"], Told::Loosely),
    (&["attributable", "to"], Told::Loosely),
];

/// What opens a list of parts, and how far the list may run.
#[derive(Clone, Debug)]
pub(super) struct Opener {
    pub(super) tokens: Range<usize>,
    pub(super) end: usize,
    pub(super) told: Told,
    /// Whether each part stands in brackets of its own.
    pub(super) bracketed: bool,
    /// Whether what it opens may as well be another list, so that no part of it may be more than the total.
    pub(super) mild: bool,
}

impl Opener {
    const fn new(tokens: Range<usize>, end: usize, told: Told) -> Self {
        Self {
            tokens,
            end,
            told,
            bracketed: false,
            mild: false,
        }
    }

    /// Whether it is a mark, not words.
    pub(super) fn marked(&self, sentence: &Sentence<'_>) -> bool {
        self.tokens.len() == 1
            && sentence
                .words
                .get(self.tokens.start)
                .is_some_and(|token| matches!(token.kind, TokenKind::Sign(_)))
    }

    /// Whether the list is a choice, or no list of parts.
    pub(super) fn chooses(&self, sentence: &Sentence<'_>, total: &Figure<'_>) -> bool {
        const CHOICE: [&str; 13] = [
            "among",
            "such",
            "example",
            "instance",
            "like",
            "least",
            "most",
            "average",
            "each",
            "worldwide",
            "globally",
            "formula",
            "nationwide",
        ];
        let words = &sentence.words;
        let some = |at: usize| words.is(at, &["including", "includes"]);
        // Of what is listed, another list tells some again.
        let including = || (self.tokens.end..self.end).any(some);
        // What each costs or does is no part, but of what each costs in all.
        let rate =
            total.quantity.unit.per != UnitName::None || words.is(total.tokens.end, &["per"]);
        let per = |at: usize| words.is(at, &["per"]) && !rate;
        let lead = self.tokens.start.saturating_sub(2);
        let is_split = words.is(self.tokens.start, &["split", "divided"]);
        (lead..self.end)
            .any(|at| words.is(at, &CHOICE) && !(is_split && self.tokens.contains(&at)) || per(at))
            || including()
    }
}

/// Everything that may open a list.
pub(super) fn openers(sentence: &Sentence<'_>) -> Vec<Opener> {
    let (Some(first), Some(last)) = (sentence.figures.first(), sentence.figures.last()) else {
        return Vec::new();
    };
    // A total stands before its list, and a part in it.
    (first.tokens.end..=last.tokens.end)
        .filter_map(|at| opener(sentence, at))
        .collect()
}

/// What opens a list at a token.
fn opener(sentence: &Sentence<'_>, at: usize) -> Option<Opener> {
    match sentence.words.get(at)?.kind {
        TokenKind::Word if sentence.words.is_of(at, List::OPENING) => {
            partitive(sentence, at).or_else(|| worded(sentence, at))
        }
        TokenKind::Sign(_) => mark(sentence, at).or_else(|| apposed(sentence, at)),
        _ => None,
    }
}

/// ", $40 million of which", ", seven of them": the list begins with the part itself.
fn partitive(sentence: &Sentence<'_>, at: usize) -> Option<Opener> {
    let next = at.saturating_add(1);
    let of = sentence.words.is(at, &["of"]);
    let told = match () {
        () if of && sentence.words.is(next, &["which"]) => Told::Most,
        () if of && sentence.words.is(next, &["whom", "them"]) => Told::Some,
        () => return None,
    };
    let mut figures = sentence.figures.iter();
    let part = figures.find(|figure| figure.tokens.end == at)?;
    let start = part.tokens.start;
    Some(Opener::new(start..start, sentence.words.tokens.len(), told))
}

/// An opener in words.
fn worded(sentence: &Sentence<'_>, at: usize) -> Option<Opener> {
    let (phrase, told) = WORDED
        .into_iter()
        .find(|(phrase, _)| sentence.says(at, phrase))?;
    let end = at.saturating_add(phrase.len());
    let with = phrase == ["with"];
    // ", with 80 in the north": without the comma, what is had, not what is counted. Sums of money come with others.
    let comma = || {
        at.checked_sub(1)
            .is_some_and(|at| sentence.is_mark(at, &[',', '—']))
    };
    let counts = || {
        sentence
            .figures
            .iter()
            .any(|part| part.tokens.start == end && part.quantity.kind == Kind::Count)
    };
    let length = sentence.words.tokens.len();
    let valued = || (end..length).any(|at| sentence.words.is(at, &["worth", "valued"]));
    let told = match () {
        () if with && !comma() => return None,
        () if with && !counts() && !valued() => Told::Loosely,
        () => told,
    };
    Some(Opener {
        bracketed: phrase == ["either"],
        mild: with,
        ..Opener::new(at..end, length, told)
    })
}

/// A colon, a dash or a bracket.
fn mark(sentence: &Sentence<'_>, at: usize) -> Option<Opener> {
    let length = sentence.words.tokens.len();
    let next = at.saturating_add(1);
    let end = if is_break(sentence, at) {
        (next..length)
            .find(|at| is_break(sentence, *at))
            .unwrap_or(length)
    } else if sentence.is_mark(at, &['(']) {
        (at..length)
            .find(|at| sentence.is_mark(*at, &[')']))
            .unwrap_or(at)
    } else {
        return None;
    };
    Some(Opener::new(at..next, end, Told::All))
}

/// A colon, or a dash with a blank before it.
fn is_break(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .words
        .get(at)
        .is_some_and(|token| match token.kind {
            TokenKind::Sign(':' | '—') => true,
            TokenKind::Sign('-') => token.spaced,
            _ => false,
        })
}

/// "120 shops, 80 in the north": a comma between a counted noun and a bare count with its place.
fn apposed(sentence: &Sentence<'_>, at: usize) -> Option<Opener> {
    const PLACES: [&str; 10] = [
        "in", "from", "at", "on", "for", "by", "against", "under", "aboard", "near",
    ];
    let next = at.saturating_add(1);
    let total = |figure: &&Figure<'_>| {
        sentence.behind(figure) == at && figure.tokens.end < at && names(figure)
    };
    let part = |figure: &&Figure<'_>| {
        figure.tokens.start == next
            && !names(figure)
            && sentence.words.is(figure.tokens.end, &PLACES)
    };
    let apposed = sentence.is_mark(at, &[','])
        && sentence.figures.iter().any(|figure| total(&figure))
        && sentence.figures.iter().any(|figure| part(&figure));
    apposed.then(|| Opener {
        mild: true,
        ..Opener::new(at..next, sentence.words.tokens.len(), Told::Some)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_list_is_of_the_word_list() {
        for (phrase, _) in WORDED {
            assert!(List::OPENING.has(phrase[0]), "{phrase:?}");
        }
    }
}
