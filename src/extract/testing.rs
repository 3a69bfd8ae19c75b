//! What the grammars' tests share: text in, what a production reads out.

use super::lexer;
use super::tokens::{Lexed, PResult, Tokens};

/// What `production` reads at the start of `text`: the text covered, and the value.
pub(super) fn read<T>(
    production: impl Fn(Tokens<'_>) -> PResult<'_, T>,
    text: &str,
) -> Option<(&str, T)> {
    let mut tokens = Vec::new();
    lexer::lex(text, 0, u32::try_from(text.len()).ok()?, &mut tokens);
    let sentence = Lexed::new(text, &tokens);
    let input = Tokens::new(&sentence);
    let (rest, value) = production(input).ok()?;
    let span = input.span_to(&rest);
    Some((text.get(span.start as usize..span.end as usize)?, value))
}

/// What `production` reads first, at whichever token of `text`.
pub(super) fn within<T>(
    production: impl Fn(Tokens<'_>) -> PResult<'_, T>,
    text: &str,
) -> Option<T> {
    let mut tokens = Vec::new();
    lexer::lex(text, 0, u32::try_from(text.len()).ok()?, &mut tokens);
    let lexed = Lexed::new(text, &tokens);
    let sentence = Tokens::new(&lexed);
    (0..tokens.len()).find_map(|at| production(sentence.from(at)).ok().map(|(_, value)| value))
}
