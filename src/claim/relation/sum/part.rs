//! The parts of a list.

use super::super::{Figure, Sentence, Told, units_agree};
use super::adds;
use super::opener::Opener;
use crate::extract::UnitName;
use crate::quantity::{Kind, Magnitude};
use std::ops::Range;

/// How many tokens may stand between a mark that opens a list and its first figure.
const MARK_REACH: usize = 4;
/// How many tokens may stand between the mark that begins a part and its figure, of amounts and of counts.
const AMOUNT_REACH: usize = 9;
const COUNT_REACH: usize = 2;

/// The parts that a list tells.
#[derive(Debug)]
pub(super) struct Parts<'s, 'a> {
    /// Those with a figure, in order.
    pub(super) parts: Vec<&'s Figure<'a>>,
    /// How many are a bare "one" that is no figure.
    pub(super) ones: usize,
    /// Whether one is told without a number: "and their children".
    unnumbered: bool,
    /// Whether its two parts are all that there can be: "inside … outside".
    exhaustive: bool,
}

impl Parts<'_, '_> {
    /// How much of the total they are said to be.
    pub(super) fn told(&self, opener: &Opener, total: &Figure<'_>) -> Told {
        match opener.told {
            Told::Loosely => Told::Loosely,
            Told::All if self.unnumbered => Told::Some,
            _ if self.exhaustive && total.quantity.kind != Kind::Percent => Told::All,
            told => told,
        }
    }
}

/// A walk along a list, from its opener to its end.
struct Walk<'w, 's, 'a> {
    sentence: &'s Sentence<'a>,
    opener: &'w Opener,
    reach: usize,
}

/// The parts of a list that may make `total`.
pub(super) fn parts<'s, 'a>(
    sentence: &'s Sentence<'a>,
    opener: &Opener,
    total: &Figure<'a>,
) -> Parts<'s, 'a> {
    let counted = total.quantity.kind == Kind::Count;
    let reach = if counted { COUNT_REACH } else { AMOUNT_REACH };
    let walk = Walk {
        sentence,
        opener,
        reach,
    };
    let part = |figure: &&Figure<'_>| {
        adds(figure)
            && figure.tokens.start >= opener.tokens.end
            && figure.tokens.end <= opener.end
            && (figure.quantity.kind == total.quantity.kind || is_bare_amount(figure, total))
            && (counted
                || units_agree(&figure.quantity.unit, &total.quantity.unit, &sentence.words))
    };
    let mut parts: Vec<&Figure<'_>> = Vec::new();
    let mut ones = 0_usize;
    let mut end = opener.tokens.end;
    for figure in sentence.figures.iter().filter(part) {
        if !walk.goes_on(end, figure, parts.is_empty()) {
            break;
        }
        ones = ones.saturating_add(walk.ones(end..figure.tokens.start));
        end = figure.tokens.end;
        parts.push(figure);
    }
    let list_end = walk.list_end(end);
    ones = ones.saturating_add(walk.ones(end..list_end));
    let unnumbered =
        (opener.tokens.end..list_end).any(|at| walk.is_unnumbered(at, counted, at >= end));
    let exhaustive = ones == 0 && walk.is_exhaustive(&parts, list_end);
    Parts {
        parts,
        ones,
        unnumbered,
        exhaustive,
    }
}

/// "5.6 billion euros: 3.1 billion from …": a part that leaves its unit to the total.
fn is_bare_amount(figure: &Figure<'_>, total: &Figure<'_>) -> bool {
    let scaled = |magnitude: Magnitude| magnitude.place > 2;
    figure.quantity.kind == Kind::Count
        && total.quantity.kind == Kind::Money
        && matches!(figure.quantity.unit.name, UnitName::None)
        && figure.quantity.amount.stated.is_some_and(scaled)
}

impl Walk<'_, '_, '_> {
    /// Whether `figure` is the next part of the list that has come as far as the token `end`.
    fn goes_on(&self, end: usize, figure: &Figure<'_>, first: bool) -> bool {
        let start = figure.tokens.start;
        let between = end..start;
        let begins = between.clone().rev().find(|at| self.begins_part(*at));
        let lead = if self.opener.marked(self.sentence) {
            MARK_REACH.min(self.reach)
        } else {
            self.reach
        };
        let near = match () {
            () if self.opener.bracketed => start
                .checked_sub(1)
                .is_some_and(|at| self.sentence.is_mark(at, &['('])),
            () if first => start.saturating_sub(end) <= lead,
            () => begins.is_some_and(|at| start.saturating_sub(at) <= self.reach.saturating_add(1)),
        };
        near && !between.clone().any(|at| self.stops(at))
    }

    /// Where the list ends that has its last part before the token `end`.
    fn list_end(&self, end: usize) -> usize {
        (end..self.opener.end)
            .find(|at| self.stops(*at))
            .unwrap_or(self.opener.end.max(end))
    }

    /// Whether a token parts one part of a list from the next.
    fn begins_part(&self, at: usize) -> bool {
        at.checked_add(1) == Some(self.opener.tokens.end)
            || self.sentence.is_mark(at, &[',', ';', '(', '—'])
            || self
                .sentence
                .words
                .is(at, &["and", "plus", "worth", "valued"])
    }

    /// Whether the list does not go on behind a token.
    fn stops(&self, at: usize) -> bool {
        const STOPS: [&str; 17] = [
            "bringing",
            "according",
            "after",
            "compared",
            "while",
            "but",
            "corresponding",
            "said",
            "up",
            "down",
            "versus",
            "against",
            "before",
            "than",
            "bring",
            "brought",
            "offset",
        ];
        // "less than a year" is a figure, and a "write-down" no comparison.
        let joined = at
            .checked_sub(1)
            .is_some_and(|before| self.sentence.is_mark(before, &['-']))
            && self
                .sentence
                .words
                .get(at)
                .is_some_and(|token| !token.spaced);
        self.sentence.words.is(at, &STOPS) && !joined && !self.sentence.in_figure(at)
    }

    /// How many parts are "one" that is no figure: "two in the north, one in the south and one in the east".
    fn ones(&self, tokens: Range<usize>) -> usize {
        const PLACES: [&str; 8] = ["in", "with", "from", "for", "at", "on", "of", "by"];
        let words = &self.sentence.words;
        let part = |at: &usize| {
            let begins = at
                .checked_sub(1)
                .is_some_and(|before| self.begins_part(before));
            let placed = words.is(at.saturating_add(1), &PLACES);
            words.is(*at, &["one"]) && begins && placed && !self.sentence.in_figure(*at)
        };
        tokens.filter(part).count()
    }

    /// Whether a part without a number begins at a token: "a driver, two guards and their families". Between
    /// two parts "and" joins what belongs to one of them.
    fn is_unnumbered(&self, at: usize, counted: bool, last: bool) -> bool {
        const SOME: [&str; 6] = ["others", "several", "some", "various", "more", "many"];
        const OWN: [&str; 9] = [
            "a", "an", "the", "his", "her", "their", "its", "another", "our",
        ];
        let words = &self.sentence.words;
        let begins = at.checked_sub(1).is_some_and(|before| {
            self.begins_part(before) && (last || !words.is(before, &["and"]))
        });
        // "a $2 million bonus", "the two in the north", "the Czech Republic".
        let numbered = || (at..at.saturating_add(4)).any(|near| self.sentence.in_figure(near));
        let next = words.get(at.saturating_add(1));
        let name = next.is_some_and(|next| next.is_capital(words.text));
        let own = counted && words.is(at, &OWN) && !name;
        begins && (words.is(at, &SOME) || own) && !numbered()
    }

    /// Whether the two parts of a list are of two sorts that leave no third.
    fn is_exhaustive(&self, parts: &[&Figure<'_>], end: usize) -> bool {
        const SORTS: [(&[&str], &[&str]); 9] = [
            (&["inside", "in", "within"], &["outside"]),
            (
                &["domestic", "home"],
                &["foreign", "overseas", "international", "abroad"],
            ),
            (&["male", "males"], &["female", "females"]),
            (&["adults"], &["children", "juveniles", "minors"]),
            (&["full-time", "full"], &["part-time", "part"]),
            (&["urban"], &["rural"]),
            (
                &["current", "short-term"],
                &["noncurrent", "non-current", "long-term"],
            ),
            (&["public"], &["private"]),
            (&["firm"], &["options", "option"]),
        ];
        let [first, second] = parts else {
            return false;
        };
        let says = |tokens: Range<usize>, list: &[&str]| {
            tokens
                .take(AMOUNT_REACH)
                .any(|at| self.sentence.words.is(at, list))
        };
        let first = || first.tokens.end..second.tokens.start;
        let second = || second.tokens.end..end;
        SORTS.into_iter().any(|(one, other)| {
            says(first(), one) && says(second(), other)
                || says(first(), other) && says(second(), one)
        })
    }
}
