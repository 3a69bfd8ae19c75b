//! Parts: figures that count only some of those whom their words name.
//!
//! ```text
//! part = figure "of" ( "the" | "these" | "its" | "them" … )      "5,000 of the migrants"; not "there were 116 of them"
//!      | "of" ( "whom" | "which" ) figure | "of" ( "the" … ) … "," figure
//!      | figure noun ( "who" | "that" ) verb … verb              "5,000 migrants who crossed were detained"
//!      | verb figure noun ( "who" | "that" ) verb                where the first verb is none of counting
//!      | figure narrower                                         "5,000 women": some of the people
//!      | ( "another" | "additional" ) figure | figure ( "more" | "others" )
//! ```
//!
//! Of shares ("half of the migrants") and measures nothing is said: they name what they are of. Nor of places: which is
//! part of which is not known here.

use super::Subject;
use super::clause::{Clause, Words};
use crate::extract::Quantity;
use crate::extract::inflect::lemma;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::quantity::Kind;
use std::ops::Range;

/// Whether a figure counts only a part of those whom its words name.
pub(super) fn part(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
    quantity: &Quantity,
    subject: Option<Subject>,
) -> bool {
    let noun =
        subject.map(|subject| words.index_of(subject.span.start)..words.index_of(subject.span.end));
    let counted = noun.filter(|noun| noun.start >= figure.end);
    quantity.kind == Kind::Count
        && (of_some(words, clause, figure)
            || of_whom(words, figure)
            || one_more(words, figure, counted.as_ref())
            || counted.as_ref().is_some_and(|noun| narrower(words, noun))
            || restricted(words, clause, figure, counted.as_ref()))
}

/// Words that tell which ones.
const DEFINITE: [&str; 13] = [
    "the", "these", "those", "them", "its", "his", "her", "their", "our", "my", "us", "all", "whom",
];

/// "5,000 of the migrants", "57,000 of them", but not "there were 116 of them", which are all.
fn of_some(words: &Words<'_>, clause: &Clause, figure: &Range<usize>) -> bool {
    let next = figure.end.saturating_add(1);
    let all = words.is(next, &["them", "those", "us"])
        && clause.before(figure).any(|at| words.is(at, &["there"]));
    // "One of over twenty states" is no count of them.
    let one = words.is(figure.start, &["one"]);
    words.is(figure.end, &["of"]) && (one || words.is(next, &DEFINITE)) && !all
}

/// "of whom 5,000", "Of the migrants, 5,000", "Among them were 5,000"
fn of_whom(words: &Words<'_>, figure: &Range<usize>) -> bool {
    const NEAR: usize = 3;
    let near = figure.start.saturating_sub(NEAR)..figure.start;
    let relative = near
        .rev()
        .find(|at| words.is(*at, &["whom", "which"]))
        .and_then(|at| at.checked_sub(1))
        .is_some_and(|before| words.is(before, &["of", "among"]));
    let opens = words.is(0, &["of", "among"]) && words.is(1, &DEFINITE) && figure.start > 1;
    let pronoun = words.is(1, &["these", "those", "them"]);
    let parted = || {
        (1..figure.start.min(NEAREST)).any(|at| {
            words.get(at).map(|token| token.kind) == Some(TokenKind::Sign(','))
                || words.is(0, &["among"]) && words.is_verb(at)
        })
    };
    relative || opens && (pronoun || parted())
}

/// How many tokens of a sentence's opening are looked at.
const NEAREST: usize = 30;

/// "another 5,000", "5,000 more", "116 others"
fn one_more(words: &Words<'_>, figure: &Range<usize>, noun: Option<&Range<usize>>) -> bool {
    let lead = figure.start.saturating_sub(1)..figure.start.saturating_add(2).min(figure.end);
    let further = lead
        .into_iter()
        .any(|at| words.is(at, &["another", "additional", "further"]));
    let behind = noun.map_or(figure.end, |noun| noun.end);
    let others = [figure.end, behind].into_iter().any(|at| {
        let than = words.is(at.saturating_add(1), &["than"]);
        words.is(at, &["more", "others", "additional", "other"]) && !than
    });
    further || others
}

/// Words for some of the people alone.
const NARROWER: [&str; 30] = [
    "women",
    "woman",
    "men",
    "man",
    "girls",
    "girl",
    "boys",
    "boy",
    "children",
    "child",
    "minors",
    "minor",
    "teenagers",
    "teenager",
    "teens",
    "infants",
    "infant",
    "babies",
    "baby",
    "toddlers",
    "adults",
    "adult",
    "mothers",
    "fathers",
    "female",
    "male",
    "unaccompanied",
    "pensioners",
    "juveniles",
    "youths",
];

/// "5,000 Chinese women", "300 unaccompanied migrants"
fn narrower(words: &Words<'_>, noun: &Range<usize>) -> bool {
    noun.clone().any(|at| words.is(at, &NARROWER))
}

/// Verbs of which the object is only counted: "agents met 5,000 migrants who crossed".
const COUNTING: [&str; 22] = [
    "meet",
    "encounter",
    "apprehend",
    "see",
    "count",
    "record",
    "report",
    "register",
    "log",
    "estimate",
    "say",
    "show",
    "put",
    "tally",
    "document",
    "track",
    "find",
    "be",
    "have",
    "list",
    "include",
    "total",
];

/// "5,000 migrants who crossed were detained", "agents detained 5,000 migrants who crossed": two things are said of them.
fn restricted(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
    noun: Option<&Range<usize>>,
) -> bool {
    let who = noun.map_or(figure.end, |noun| noun.end);
    let definite = figure
        .start
        .checked_sub(1)
        .is_some_and(|before| words.is(before, &DEFINITE))
        || words.is(figure.start, &DEFINITE);
    if definite || !words.is(who, &["who", "that"]) {
        return false;
    }
    let end = (who..who.saturating_add(NEAREST)).find(|at| {
        words
            .get(*at)
            .is_none_or(|token| matches!(token.kind, TokenKind::Sign(',' | ';' | ':' | '—' | '(')))
    });
    let mut verbs =
        (who..end.unwrap_or(who.saturating_add(NEAREST))).filter(|at| words.is_lexical_verb(*at));
    let Some(first) = verbs.next() else {
        return false;
    };
    let says_more = verbs.any(|at| finite(words, first, at));
    let acted_on = || {
        let verb = clause
            .before(figure)
            .rev()
            .find(|at| words.is_lexical_verb(*at))?;
        let lemma = lemma(words.word(verb));
        Some(!COUNTING.contains(&&*lemma) && !words.has(verb, Class::SAY))
    };
    says_more || acted_on().unwrap_or(false)
}

/// Whether a verb behind the first of a relative clause is one of the main clause: not "who were reported crossing",
/// "who tried to cross", "who crossed and stayed".
fn finite(words: &Words<'_>, first: usize, at: usize) -> bool {
    let before = at.saturating_sub(1);
    !words.word(at).ends_with("ing")
        && !words.is(before, &["to", "and", "or"])
        && before != first
        && !words.has(at, Class::SAY)
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn is_part(text: &str) -> bool {
        let mut sentence = Sentence::of(text);
        let claims = bind(&sentence.document, &mut sentence.extract);
        let figures = sentence.extract.quantities.iter().zip(claims);
        let mut counting = figures.filter(|(quantity, _)| !quantity.kind.is_calendar());
        counting.next_back().is_some_and(|(_, claim)| claim.part)
    }

    #[test]
    fn some_of_them() {
        for text in [
            "Some 5,000 of the migrants who crossed were detained.",
            "Agents sent 57,000 of them home.",
            "Of the 24,000 migrants, 5,000 had visas.",
            "They met 24,000 migrants, of whom 5,000 had visas.",
            "Some 5,000 migrants who crossed the border were detained.",
            "Agents detained 5,000 migrants who crossed the border.",
            "Some 5,000 Chinese women crossed the border.",
            "Another 5,000 migrants crossed the border.",
            "The next day 116 more were flown home.",
        ] {
            assert!(is_part(text), "{text}");
        }
    }

    #[test]
    fn all_of_them() {
        for text in [
            "Some 24,000 migrants crossed the border.",
            "Officials said there were 116 of them.",
            "Agents met 24,000 migrants who crossed the border.",
            "Officials counted 24,000 migrants who tried to cross the border.",
            "The 24,000 migrants who crossed the border asked for asylum.",
            "The number of migrants who crossed was put at 24,000.",
            "Thousands of migrants crossed.",
            "It carried 24,000 more than in 2023.",
        ] {
            assert!(!is_part(text), "{text}");
        }
    }
}
