//! Clauses: the part of a sentence that a figure stands in.
//!
//! A sentence is cut at commas, semicolons, colons, long dashes and the conjunctions that open a clause.
//! A piece without a verb joins its neighbour (the next one, if it opens the sentence), unless it has a
//! figure of its own: then it stands alone and inherits from the nearest clause before it that has a verb
//! ("…, compared with fewer than 15,000 in the previous ten years").

use super::marks::Marks;
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use crate::extract::noun::{self, Noun};
use crate::extract::tokens::{Lexed, PResult, Token, TokenKind, Tokens};
use crate::extract::word_list::List;
use std::ops::Range;

/// A clause: its tokens, by index in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tokens: Range<usize>,
    /// The clause that it inherits from, by index.
    pub(super) inherits: Option<usize>,
}

/// How many tokens before and after a figure are looked at, so that the work stays linear in the sentence.
const REACH: usize = 40;

impl Clause {
    /// The clause's tokens before a figure, as far as they are looked at.
    pub(super) fn before(&self, figure: &Range<usize>) -> Range<usize> {
        self.tokens.start.max(figure.start.saturating_sub(REACH))..figure.start
    }

    /// The clause's tokens behind a figure, as far as they are looked at.
    pub(super) fn after(&self, figure: &Range<usize>) -> Range<usize> {
        figure.end..self.tokens.end.min(figure.end.saturating_add(REACH))
    }

    /// The clause's first tokens, as far as they are looked at.
    pub(super) fn opening(&self) -> Range<usize> {
        self.tokens.start..self.tokens.end.min(self.tokens.start.saturating_add(REACH))
    }
}

/// A sentence's tokens with what they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// What they are marked as.
    pub(super) marks: &'a Marks,
}

impl<'a> Words<'a> {
    pub(super) fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The text of the token `at`.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| self.slice(token.span))
    }

    pub(super) fn slice(&self, span: ProseSpan) -> &'a str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Whether the token `at` is one of these words (given in lower case).
    #[inline]
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.get(at)
            .is_some_and(|token| words.iter().any(|word| token.is(self.text, word)))
    }

    /// Whether the token `at` is a word of a list.
    pub(super) fn is_of(&self, at: usize, list: List) -> bool {
        self.get(at)
            .is_some_and(|token| list.has_token(token, self.text))
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.get(at).is_some_and(|token| token.classes.any(class))
    }

    /// Index of the first token that begins at or after a byte of the prose.
    pub(super) fn index_of(&self, start: u32) -> usize {
        self.tokens
            .partition_point(|token| token.span.start < start)
    }

    /// The prose from one token to before another.
    pub(super) fn span(&self, tokens: Range<usize>) -> Option<ProseSpan> {
        let (first, last) = (
            self.get(tokens.start)?,
            self.get(tokens.end.checked_sub(1)?)?,
        );
        (tokens.start < tokens.end).then(|| first.span.cover(last.span))
    }

    /// The noun phrase that begins at the token `at`.
    pub(super) fn phrase(&self, at: usize) -> Option<Noun> {
        self.read(at, noun::phrase)
    }

    /// What is counted by a number that ends before the token `at`.
    pub(super) fn counted(&self, at: usize) -> Option<Noun> {
        self.read(at, noun::counted)
    }

    fn read(&self, at: usize, noun: fn(Tokens<'_>) -> PResult<'_, Noun>) -> Option<Noun> {
        let sentence = Lexed::new(self.text, self.tokens);
        let (_, noun) = noun(Tokens::new(&sentence).from(at)).ok()?;
        Some(noun)
    }

    /// Whether the token `at` is in a form that tells a change: "doubled", "tripling", "will more than double".
    pub(super) fn changes(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with("ed") || word.ends_with("ing") || self.is_infinitive(at)
    }

    /// Whether the token `at` stands behind a modal verb or "to", and what shapes a number.
    fn is_infinitive(&self, at: usize) -> bool {
        const BETWEEN: [&str; 9] = [
            "more", "than", "almost", "nearly", "roughly", "about", "just", "at", "least",
        ];
        let before = |n: usize| at.checked_sub(n);
        let shapes = |n: usize| before(n).is_some_and(|at| self.is(at, &BETWEEN));
        let led = |n: usize| {
            before(n).is_some_and(|at| self.has(at, Class::MODAL) || self.is(at, &["to"]))
        };
        (1_usize..=4)
            .take_while(|n| *n == 1 || shapes(n.saturating_sub(1)))
            .any(led)
    }

    /// Whether the token `at` is a verb, as far as its form tells.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.marks.verbs.has(at)
    }

    /// Whether the token `at` is a verb that says what is done.
    pub(super) fn is_lexical_verb(&self, at: usize) -> bool {
        self.marks.lexical.has(at)
    }

    /// Whether one of some tokens is a verb.
    fn has_verb(&self, tokens: &Range<usize>) -> bool {
        self.marks.verbs.within(tokens.clone()).next().is_some()
    }
}

/// Few sentences have more pieces than this.
const PIECES: usize = 8;

/// Cuts a sentence into clauses. `figures` are the token ranges of its quantities, in order; `counts` says
/// which of them count or measure (a date does not make a clause of its own).
pub(super) fn clauses(words: &Words<'_>, figures: &[(Range<usize>, bool)]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(PIECES);
    let mut pending: Option<usize> = None;
    let pieces = pieces(words, figures);
    for (index, piece) in pieces.iter().enumerate() {
        let next = pieces.get(index.saturating_add(1));
        let tokens = pending.take().unwrap_or(piece.start)..piece.end;
        let inherits = match holds(words, figures, piece, next) {
            Holds::Verb if !participial(words, piece) => None,
            Holds::Verb | Holds::Figure => governing(words, &clauses),
            Holds::Neither => {
                match clauses.last_mut() {
                    Some(last) => last.tokens.end = piece.end,
                    None if adverbial(words, piece) => pending = Some(tokens.start),
                    None => clauses.push(Clause {
                        tokens,
                        inherits: None,
                    }),
                }
                continue;
            }
        };
        clauses.push(Clause { tokens, inherits });
    }
    // A sentence of nothing but what would lead to a clause is one.
    clauses.extend(pending.map(|start| Clause {
        tokens: start..words.tokens.len(),
        inherits: None,
    }));
    clauses
}

/// What makes a clause of a piece.
enum Holds {
    Verb,
    Figure,
    Neither,
}

/// Whether a piece, before the one that is `next`, has a verb, or a figure that counts.
fn holds(
    words: &Words<'_>,
    figures: &[(Range<usize>, bool)],
    piece: &Range<usize>,
    next: Option<&Range<usize>>,
) -> Holds {
    let own = figures
        .iter()
        .any(|(figure, counts)| *counts && piece.contains(&figure.start));
    match () {
        () if words.has_verb(piece) && (own || !is_aside(words, piece, next)) => Holds::Verb,
        () if own => Holds::Figure,
        () => Holds::Neither,
    }
}

/// Whether a piece without a known verb only leads to the next: "In 2024," or "Last year alone,", but not
/// "The dose fits on a pencil,".
fn adverbial(words: &Words<'_>, piece: &Range<usize>) -> bool {
    const SHORT: usize = 4;
    let leads = Class::PREPOSITION
        .with(Class::ADVERB)
        .with(Class::CONJUNCTION)
        .with(Class::RELATIVE)
        .with(Class::MODIFIER)
        .without(Class::DETERMINER);
    let article = words.has(piece.start, Class::DETERMINER);
    piece.len() <= SHORT || !article && words.has(piece.start, leads)
}

/// The nearest clause that has a verb and a subject of its own.
fn governing(words: &Words<'_>, clauses: &[Clause]) -> Option<usize> {
    clauses
        .iter()
        .rposition(|clause| clause.inherits.is_none() && words.has_verb(&clause.tokens))
}

/// Whether a piece begins with a participle, whose subject is that of the clause before: ", climbing to 300".
fn participial(words: &Words<'_>, piece: &Range<usize>) -> bool {
    let mut lead = piece.clone().skip_while(|at| {
        !matches!(
            words.get(*at).map(|token| token.kind),
            Some(TokenKind::Word)
        )
    });
    let first = lead.find(|at| !words.has(*at, Class::ADVERB));
    first.is_some_and(|at| words.word(at).ends_with("ing") && words.is_lexical_verb(at))
}

/// An aside between two dashes or brackets has at most this many tokens.
const ASIDE: usize = 8;

/// Whether a piece is a short aside, which does not break the clause around it: "a tariff—later raised—on imports".
fn is_aside(words: &Words<'_>, piece: &Range<usize>, next: Option<&Range<usize>>) -> bool {
    let mark = |at: usize| words.get(at).map(|token| token.kind);
    let closes = next.and_then(|next| mark(next.start));
    let paired = matches!(
        (mark(piece.start), closes),
        (Some(TokenKind::Sign('—')), Some(TokenKind::Sign('—')))
            | (Some(TokenKind::Sign('(')), Some(TokenKind::Sign(')')))
    );
    paired && piece.len() <= ASIDE
}

/// The stretches between the marks and words that part clauses. Brackets with a few words and no verb
/// part nothing: "seven miles (11 km) of road".
fn pieces(words: &Words<'_>, figures: &[(Range<usize>, bool)]) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(PIECES);
    let mut start = 0_usize;
    let mut figures = figures.iter().peekable();
    let mut bracketed = 0_usize;
    for (at, token) in words.tokens.iter().enumerate() {
        if at < bracketed || !parts(words, at, token) {
            continue;
        }
        while figures.next_if(|(figure, _)| figure.end <= at).is_some() {}
        let inside = figures
            .peek()
            .is_some_and(|(figure, _)| figure.contains(&at));
        if inside {
            continue;
        }
        bracketed = brackets(words, at).unwrap_or(bracketed);
        if at < bracketed {
            continue;
        }
        if at > start {
            pieces.push(start..at);
        }
        start = at;
    }
    if start < words.tokens.len() {
        pieces.push(start..words.tokens.len());
    }
    pieces
}

/// Brackets hold at most this many tokens to part nothing.
const BRACKETED: usize = 12;

/// The end of brackets that open at a token, if they hold a few words without a verb, and text goes on behind them.
fn brackets(words: &Words<'_>, open: usize) -> Option<usize> {
    let kind = |at: usize| words.get(at).map(|token| token.kind);
    if kind(open) != Some(TokenKind::Sign('(')) {
        return None;
    }
    let close = (open..open.saturating_add(BRACKETED))
        .find(|at| kind(*at) == Some(TokenKind::Sign(')')))?;
    let verbless = !words.has_verb(&(open..close));
    verbless.then_some(close.saturating_add(1))
}

/// Whether a clause may end before `token`, that at the place `at`.
fn parts(words: &Words<'_>, at: usize, token: &Token) -> bool {
    match token.kind {
        TokenKind::Sign(c) => matches!(c, ',' | ';' | ':' | '—' | '(' | ')'),
        TokenKind::Word if token.classes.any(Class::PARTING) => {
            !words.is(at, &["and", "or"]) || joins_clauses(words, at)
        }
        _ => false,
    }
}

/// Whether an "and" joins two clauses: its right side has a verb before the next mark, and a subject before it.
fn joins_clauses(words: &Words<'_>, at: usize) -> bool {
    const NEAR: usize = 6;
    // "Immigration and Customs Enforcement" is one name.
    let capital = |at: usize| {
        words
            .get(at)
            .is_some_and(|token| token.is_capital(words.text))
    };
    let after = at.saturating_add(1);
    if capital(after) && at.checked_sub(1).is_some_and(capital) {
        return false;
    }
    let mark = |at: &usize| {
        let kind = words.get(*at).map(|token| token.kind);
        matches!(kind, Some(TokenKind::Sign(',' | ';' | '.' | '—')))
    };
    let verb = (after..=after.saturating_add(NEAR))
        .take_while(|at| !mark(at))
        .find(|at| words.has(*at, Class::AUXILIARY.with(Class::MODAL).with(Class::BE)));
    verb.is_some_and(|verb| verb > after) && words.has_verb(&(0..at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::testing::Sentence;

    fn shown(text: &str) -> Vec<String> {
        let sentence = Sentence::of(text);
        let words = sentence.words();
        clauses(&words, &sentence.figures())
            .iter()
            .map(|clause| {
                words
                    .span(clause.tokens.clone())
                    .map_or(String::new(), |span| words.slice(span).to_owned())
            })
            .collect()
    }

    #[test]
    fn sentences_are_cut_where_clauses_are() {
        assert_eq!(
            shown("Thefts rose 20 percent, from 52 to 68."),
            ["Thefts rose 20 percent", ", from 52 to 68."]
        );
        assert_eq!(
            shown("In 2024, over 60 people crossed the border, prompting a crackdown."),
            [
                "In 2024, over 60 people crossed the border",
                ", prompting a crackdown."
            ]
        );
        assert_eq!(
            shown("More than 300 came in fiscal 2023 and 116 were flown home."),
            [
                "More than 300 came in fiscal 2023",
                "and 116 were flown home."
            ]
        );
        assert_eq!(
            shown(
                "Flights arranged by Immigration and Customs Enforcement have returned 300 people."
            ),
            ["Flights arranged by Immigration and Customs Enforcement have returned 300 people."]
        );
        assert_eq!(
            shown("The dose fits on a small pencil, and a pencil weighs 5 grams."),
            [
                "The dose fits on a small pencil",
                ", and a pencil weighs 5 grams."
            ]
        );
        assert_eq!(
            shown("About 300 came, officials said."),
            ["About 300 came", ", officials said."]
        );
    }

    #[test]
    fn a_comparison_without_a_verb_inherits() {
        let sentence =
            Sentence::of("Some 240 crossed the border, compared to fewer than 150 before.");
        let found = clauses(&sentence.words(), &sentence.figures());
        assert_eq!(
            found
                .iter()
                .map(|clause| clause.inherits)
                .collect::<Vec<_>>(),
            [None, Some(0)]
        );
    }
}
