//! Tokens, and a view of them that nom's combinators take as input.

use super::lexicon::{Class, Key, PACKED, key, packed};
use super::memo::Memos;
use super::word_list::List;
use crate::document::ProseSpan;
use nom::{IResult, Input, Needed, Parser};

/// A word, a run of digits or a sign, with its place in the prose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: ProseSpan,
    /// What sort of token it is.
    pub(crate) kind: TokenKind,
    /// Its first eight bytes in lower case, packed: what is asked most of a token is whether it is some word.
    pub(crate) letters: u64,
    /// The word's classes in the lexicon.
    pub(crate) classes: Class,
    /// The word's number in the lexicon.
    pub(crate) number: i8,
    /// The word's place in the calendar, in the lexicon.
    pub(crate) calendar: i8,
    /// Whether a blank stands before it.
    pub(crate) spaced: bool,
    /// What letters it is of, as far as that is known without a look at them.
    pub(crate) form: Form,
}

impl Token {
    /// Whether it is a word or a mark with which no quantity begins, as most are.
    pub(crate) const fn is_bare(&self) -> bool {
        const BEGINS: Class = Class::CALENDAR
            .with(Class::NUMBER)
            .with(Class::UNIT)
            .with(Class::STATISTIC)
            .with(Class::CLOCK);
        match self.kind {
            TokenKind::Word => !matches!(self.form, Form::Other) && !self.classes.any(BEGINS),
            TokenKind::Sign(c) => matches!(c, ',' | ';' | ':' | '?' | '!' | ')' | '"' | '“' | '”'),
            TokenKind::Digits | TokenKind::Other => false,
        }
    }

    /// Whether the token, of `text`, begins with a capital.
    #[inline]
    pub(crate) fn is_capital(&self, text: &str) -> bool {
        match self.form {
            Form::Small => false,
            Form::Capital => true,
            Form::Other => self.of(text).starts_with(char::is_uppercase),
        }
    }

    /// Whether the token, of `text`, begins with a small letter.
    #[inline]
    pub(crate) fn is_small(&self, text: &str) -> bool {
        match self.form {
            Form::Small => true,
            Form::Capital => false,
            Form::Other => self.of(text).starts_with(char::is_lowercase),
        }
    }

    /// Its part of `text`.
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        text.get(start..end).unwrap_or("")
    }

    /// The key of the word, part of `text`, in the lexicon.
    pub(super) fn key(&self, text: &str) -> Option<Key> {
        if self.text_length() as usize <= PACKED {
            Some(self.letters.into())
        } else {
            key(self.of(text).as_bytes())
        }
    }

    /// How many bytes long its text is.
    pub(crate) const fn text_length(&self) -> u32 {
        self.span.end.saturating_sub(self.span.start)
    }

    /// Whether the token, of `text`, is this word (given in lower case), in any case of its letters.
    ///
    /// Asked for every word of every list, so most are told apart by their length where they are asked for.
    #[inline(always)]
    pub(crate) fn is(&self, text: &str, word: &str) -> bool {
        self.text_length() as usize == word.len() && self.has_letters_of(text, word)
    }

    /// Whether the token is this word, which is as long: two numbers are compared where it is short enough.
    fn has_letters_of(&self, text: &str, word: &str) -> bool {
        self.letters == packed(word.as_bytes())
            && (word.len() <= PACKED || self.of(text).eq_ignore_ascii_case(word))
    }
}

/// What letters a token is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// ASCII letters only, the first of them small.
    Small,
    /// ASCII letters only, the first of them a capital.
    Capital,
    /// Anything else: its text tells.
    Other,
}

/// Sorts of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, and digits after letters: "crossings", "G20", "U.S.", "'s".
    Word,
    /// ASCII digits.
    Digits,
    /// Any other character; the dashes are all `-` but the long one, `—`, and the apostrophes all `'`.
    Sign(char),
    /// What is no prose: an address on the web, a handle.
    Other,
}

/// The tokens of a sentence, with the text that they stand in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexed<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    memos: Option<&'a Memos>,
}

impl<'a> Lexed<'a> {
    pub(crate) const fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            text,
            tokens,
            memos: None,
        }
    }

    /// The same, with a place to keep what has been read.
    pub(super) const fn keeping(self, memos: &'a Memos) -> Self {
        Self {
            memos: Some(memos),
            ..self
        }
    }
}

/// A view of a sentence's tokens from one of them on. Over tokens there is no blank to skip and no word
/// boundary to forget. Two words long: productions hand it on by the million.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    sentence: &'a Lexed<'a>,
    at: u32,
    end: u32,
}

/// Over prose, not matching is normal: the error says nothing.
pub(crate) type PResult<'a, T> = IResult<Tokens<'a>, T, ()>;

impl<'a> Tokens<'a> {
    /// All tokens of a sentence.
    pub(crate) fn new(sentence: &'a Lexed<'a>) -> Self {
        Self {
            sentence,
            at: 0,
            end: index(sentence.tokens.len()),
        }
    }

    /// The same sentence, from its token `at` on.
    pub(crate) fn from(self, at: usize) -> Self {
        Self {
            at: index(at),
            ..self
        }
    }

    /// Indices of the next token, and of the one that the view ends before.
    pub(super) const fn bounds(&self) -> (usize, usize) {
        (self.at as usize, self.end as usize)
    }

    /// Where answers of productions are kept, if they are.
    pub(super) const fn memos(&self) -> Option<&'a Memos> {
        self.sentence.memos
    }

    /// The next token.
    pub(crate) fn first(&self) -> Option<&'a Token> {
        self.ahead(0)
    }

    /// The token `n` after the next.
    pub(crate) fn ahead(&self, n: usize) -> Option<&'a Token> {
        let at = (self.at as usize).saturating_add(n);
        if at >= self.end as usize {
            return None;
        }
        self.sentence.tokens.get(at)
    }

    /// The token `n` before the next: 1 is the one just before.
    pub(crate) fn behind(&self, n: usize) -> Option<&'a Token> {
        self.sentence.tokens.get((self.at as usize).checked_sub(n)?)
    }

    /// The text of a token.
    pub(crate) fn text(&self, token: &Token) -> &'a str {
        self.slice(token.span)
    }

    /// The key of a word in the lexicon.
    pub(super) fn key(&self, token: &Token) -> Option<Key> {
        token.key(self.sentence.text)
    }

    /// The prose under `span`.
    pub(crate) fn slice(&self, span: ProseSpan) -> &'a str {
        self.sentence
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Whether `token` is this word (given in lower case), in any case of its letters.
    #[inline]
    pub(crate) fn is(&self, token: &Token, word: &str) -> bool {
        token.is(self.sentence.text, word)
    }

    /// Whether the token `n` before the next is one of these words.
    #[inline]
    pub(crate) fn behind_is(&self, n: usize, words: &[&str]) -> bool {
        self.behind(n)
            .is_some_and(|token| words.iter().any(|word| self.is(token, word)))
    }

    /// Whether `token` is a word of a list.
    pub(super) fn is_of(&self, token: &Token, list: List) -> bool {
        list.has_token(token, self.sentence.text)
    }

    /// Whether `token` begins with a capital.
    pub(crate) fn is_capital(&self, token: &Token) -> bool {
        token.is_capital(self.sentence.text)
    }

    /// Index of the next token in its sentence.
    pub(crate) const fn position_in_sentence(&self) -> usize {
        self.at as usize
    }

    /// The span of the tokens between here and `rest`, a later view of the same sentence.
    pub(crate) fn span_to(&self, rest: &Self) -> ProseSpan {
        let last = rest.behind(1);
        match (self.first(), last) {
            (Some(first), Some(last)) if rest.at > self.at => first.span.cover(last.span),
            (Some(first), _) => ProseSpan::new(first.span.start, first.span.start),
            _ => ProseSpan::default(),
        }
    }

    /// The same sentence, from the first token on that begins at or after a byte of the prose.
    pub(crate) fn at_byte(&self, byte: u32) -> Self {
        self.from(
            self.sentence
                .tokens
                .partition_point(|token| token.span.start < byte),
        )
    }

    /// The view after the next `n` tokens.
    pub(crate) fn skip(&self, n: usize) -> Self {
        Self {
            at: self.at.saturating_add(index(n)).min(self.end),
            ..*self
        }
    }
}

/// The index of a token: a sentence has a few hundred.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is beyond u32 is beyond every sentence"
)]
const fn index(at: usize) -> u32 {
    if at > u32::MAX as usize {
        u32::MAX
    } else {
        at as u32
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token;
    type Iter = std::slice::Iter<'a, Token>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.end.saturating_sub(self.at) as usize
    }

    fn take(&self, index: usize) -> Self {
        Self {
            end: self.at.saturating_add(self::index(index)).min(self.end),
            ..*self
        }
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.sentence
            .tokens
            .get(self.at as usize..self.end as usize)
            .unwrap_or(&[])
            .iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        let missing = count.saturating_sub(self.input_len());
        if missing == 0 {
            Ok(count)
        } else {
            Err(Needed::new(missing))
        }
    }
}

/// The next token, if it is what `wanted` says.
pub(crate) fn token<'a>(
    wanted: impl Fn(&Tokens<'a>, &'a Token) -> bool,
) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    move |input: Tokens<'a>| match input.first() {
        Some(token) if wanted(&input, token) => Ok((input.skip(1), token)),
        _ => Err(nom::Err::Error(())),
    }
}

/// A word, given in lower case.
pub(crate) fn word<'a>(
    word: &'static str,
) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    token(move |input: &Tokens<'a>, token| input.is(token, word))
}

/// One of some words, given in lower case.
pub(crate) fn one_of<'a>(
    words: &'static [&'static str],
) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    token(move |input: &Tokens<'a>, token| words.iter().any(|word| input.is(token, word)))
}

/// A word of some class.
pub(crate) fn class<'a>(class: Class) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    token(move |_: &Tokens<'a>, token| token.classes.any(class))
}

/// A run of digits.
pub(crate) fn digits<'a>(input: Tokens<'a>) -> PResult<'a, &'a Token> {
    token(|_: &Tokens<'a>, token| token.kind == TokenKind::Digits).parse(input)
}

/// A sign.
pub(crate) fn sign<'a>(sign: char) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = ()> {
    token(move |_: &Tokens<'a>, token| token.kind == TokenKind::Sign(sign))
}

/// What `parser` reads, where no blank stands before it.
pub(crate) fn adjacent<'a, T>(
    mut parser: impl Parser<Tokens<'a>, Output = T, Error = ()>,
) -> impl Parser<Tokens<'a>, Output = T, Error = ()> {
    move |input: Tokens<'a>| {
        if input.first().is_some_and(|token| token.spaced) {
            return Err(nom::Err::Error(()));
        }
        parser.parse(input)
    }
}

/// What `parser` reads, with the span that it covers.
pub(crate) fn spanned<'a, T>(
    mut parser: impl Parser<Tokens<'a>, Output = T, Error = ()>,
) -> impl Parser<Tokens<'a>, Output = (ProseSpan, T), Error = ()> {
    move |input: Tokens<'a>| {
        let (rest, value) = parser.parse(input)?;
        Ok((rest, (input.span_to(&rest), value)))
    }
}

/// The value of an option, or no match.
pub(crate) fn some<'a, T>(input: Tokens<'a>, value: Option<T>) -> PResult<'a, T> {
    value.map(|value| (input, value)).ok_or(nom::Err::Error(()))
}
