//! Currencies quoted the other way round: "the yen rose to 141 from 152", as more of one to the other is less of it.

use super::super::{Figure, Sentence};
use super::Open;
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::extract::word_list::List;
use crate::quantity::{Base, unit};

/// How far before a change the currency may stand.
const REACH: usize = 12;

/// Whether a change is of a currency, or of a price of one: "fell to 98.20 per dollar".
pub(super) fn quotes(sentence: &Sentence<'_>, open: &Open<'_, '_>) -> bool {
    let member = |at: usize| {
        sentence
            .figures
            .iter()
            .any(|figure| figure.tokens.contains(&at))
    };
    let mut around = open.tokens.start.saturating_sub(REACH)..open.tokens.end;
    let named = around.any(|at| {
        is_currency(sentence, at) && !member(at) && is_subject(sentence, at.saturating_add(1))
    });
    let priced =
        |figure: Option<&Figure<'_>>| figure.is_some_and(|figure| is_price(sentence, figure));
    named || priced(open.from) || priced(open.to)
}

/// Whether a token names one unit of a currency, or "the currency".
fn is_currency(sentence: &Sentence<'_>, at: usize) -> bool {
    let words = &sentence.words;
    let word = words
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word);
    // "The won fell", "the South Korean won"; but not "the team won".
    let lead = Class::DETERMINER.with(Class::DEMONYM);
    let led = || {
        at.checked_sub(1)
            .is_some_and(|before| words.has(before, lead) || words.is(before, &["its"]))
    };
    let known = || {
        let name = words.word(at).to_lowercase();
        !name.ends_with('s') && matches!(unit::by_words(&name), Some(Base::Money(_)))
    };
    word && (words.is_of(at, List::MONEY) && led() || known())
}

/// Whether what stands before a token is a subject, not part of a name or of another noun: "the yen rose", but not "the
/// dollar deposits to 4.4".
fn is_subject(sentence: &Sentence<'_>, next: usize) -> bool {
    let words = &sentence.words;
    let said = Class::RISE.with(Class::FALL).with(Class::FUNCTION);
    let mark = words
        .get(next)
        .is_none_or(|token| matches!(token.kind, TokenKind::Sign(_)));
    mark || words.has(next, said) || words.is(next, &["rate", "was", "has", "had"])
}

/// "98.20 per dollar", "1.30 to the euro"
fn is_price(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let words = &sentence.words;
    let behind = figure.tokens.end;
    let quoted = matches!(figure.quantity.unit.per, UnitName::Known(Base::Money(_)));
    let other = || (1..=2).any(|n| is_currency(sentence, behind.saturating_add(n)));
    quoted || words.is(behind, &["per", "to", "against", "versus"]) && other()
}
