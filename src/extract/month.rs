//! Names of months: "May", "Feb.", "june".
//!
//! ```text
//! month = name [ "." ]                  the stop of an abbreviation
//! ```
//!
//! Some names are words too ("may", "march", "mar", "august"), some are names of persons ("April", "June", "Jan").
//! What a month says of itself here, the grammar of dates weighs with what stands around it.

use super::lexicon::Class;
use super::tokens::{PResult, Token, TokenKind, Tokens, adjacent, class, sign};
use nom::Parser;
use nom::combinator::opt;

/// A month as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// January is 1.
    pub(super) number: i8,
    /// How plain its name is.
    pub(super) plain: Plain,
}

/// How plainly a name is a month's, without a look at what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    /// "October", "october".
    Always,
    /// Also a person's: "April", "August".
    Person,
    /// Short: "feb", "Jan", "Mar"; or a word that begins a sentence: "May", "March".
    Doubtful,
    /// A word of every day: "may", "march", "mar", "august".
    Word,
}

/// month = name [ "." ]
pub(super) fn month(input: Tokens<'_>) -> PResult<'_, Month> {
    let (rest, token) = class(Class::MONTH).parse(input)?;
    let text = input.text(token);
    let (rest, _) = if is_short(text) {
        opt(adjacent(sign('.'))).parse(rest)?
    } else {
        (rest, None)
    };
    let month = Month {
        number: token.calendar,
        plain: plain(&input, token),
    };
    Ok((rest, month))
}

/// Whether a name is an abbreviation, and may have a stop.
fn is_short(text: &str) -> bool {
    let whole = ["may", "june", "july"];
    text.len() <= 4 && !whole.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn plain(input: &Tokens<'_>, token: &Token) -> Plain {
    let one_of = |words: &[&str]| words.iter().any(|word| input.is(token, word));
    let small = !capitalised(input.text(token));
    match small {
        true if one_of(&["may", "march", "mar", "august", "dec"]) => Plain::Word,
        true if is_short(input.text(token)) => Plain::Doubtful,
        false if one_of(&["may", "march", "mar", "jan", "dec"]) => Plain::Doubtful,
        false if one_of(&["april", "june", "august"]) => Plain::Person,
        _ => Plain::Always,
    }
}

impl Month {
    /// Whether the name alone, at the start of `input`, is a month where it stands, `rest` being what follows it.
    pub(super) fn stands_alone(self, input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
        match self.plain {
            Plain::Always => true,
            Plain::Person => input.behind_is(1, &FIRM) || !name_follows(rest),
            Plain::Doubtful => {
                input.behind_is(1, &FIRM) || input.behind_is(1, &DATING) && !name_follows(rest)
            }
            Plain::Word => input.behind_is(1, &["in", "since", "until", "till", "during"]),
        }
    }
}

/// What stands before a month and hardly before a person.
const FIRM: [&str; 11] = [
    "in", "since", "until", "till", "during", "last", "this", "next", "early", "late", "mid",
];

/// What stands before a month.
const DATING: [&str; 15] = [
    "by", "of", "from", "through", "to", "and", "between", "for", "past", "coming", "before",
    "after", "previous", "on", "the",
];

/// Whether a capitalised word follows, as in "April Smith".
fn name_follows(rest: &Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word
            && next.spaced
            && capitalised(rest.text(next))
            && !next.classes.any(Class::WEEKDAY.with(Class::MONTH))
    })
}

pub(super) fn capitalised(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn accepts() {
        for (text, covers, number, plain) in [
            ("Feb. 1", "Feb.", 2, Plain::Always),
            ("feb 1", "feb", 2, Plain::Doubtful),
            ("october was", "october", 10, Plain::Always),
            ("May. It", "May", 5, Plain::Doubtful),
            ("may be", "may", 5, Plain::Word),
            ("June Smith", "June", 6, Plain::Person),
            ("Sept. 3", "Sept.", 9, Plain::Always),
        ] {
            assert_eq!(read(month, text), Some((covers, Month { number, plain })));
        }
    }

    /// A month where it stands for one alone.
    fn alone(input: Tokens<'_>) -> PResult<'_, i8> {
        let (rest, month) = month(input)?;
        let number = month.stands_alone(&input, &rest).then_some(month.number);
        crate::extract::tokens::some(rest, number)
    }

    #[test]
    fn persons_are_no_months() {
        for (text, found) in [
            ("and Jan Brown", false),
            ("from Jan to Dec", true),
            ("April Brown", false),
            ("in April Brown said", true),
            ("the may queen", false),
            ("in may it", true),
        ] {
            assert_eq!(within(alone, text).is_some(), found, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in ["monthly", "octet", "5", "Octobers"] {
            assert_eq!(read(month, text), None, "{text}");
        }
    }
}
