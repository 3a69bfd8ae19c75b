//! Places: where a figure holds, from the words of its clause.

use super::clause::{Clause, Words};
use crate::document::ProseSpan;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::extract::word_list::List;
use std::ops::Range;

/// The place nearest to a figure in its clause: after it, else before it.
pub(super) fn place(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
) -> Option<ProseSpan> {
    let placing = |stretch| words.marks.placing.near(stretch);
    let after = placing(clause.after(figure)).find_map(|at| at_word(words, at, clause.tokens.end));
    after.or_else(|| {
        placing(clause.before(figure))
            .rev()
            .find_map(|at| at_word(words, at, figure.start))
    })
}

/// The place that a preposition at a token leads to.
fn at_word(words: &Words<'_>, at: usize, end: usize) -> Option<ProseSpan> {
    if !(words.has(at, Class::PREPOSITION) || words.is_verb(at)) {
        return None;
    }
    let start = at.saturating_add(1);
    let noun_start = start.saturating_add(usize::from(words.has(start, Class::DETERMINER)));
    let noun = words.phrase(noun_start)?;
    let noun_end = words.index_of(noun.phrase.end);
    let named = (noun_start..noun_end).any(|at| is_name(words, at));
    let placed = List::PLACE.has(words.slice(noun.head));
    if noun_end > end || !(named || placed) {
        return None;
    }
    words.span(start..noun_end)
}

fn is_name(words: &Words<'_>, at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && token.is_capital(words.text))
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    #[test]
    fn places_follow_their_prepositions() {
        for (text, place) in [
            (
                "More than 24,000 people crossed the U.S. southern border.",
                "the U.S. southern border",
            ),
            ("They sent five flights to China.", "China"),
            ("Some 300 people came by boat.", ""),
        ] {
            let mut sentence = Sentence::of(text);
            let claims = bind(&sentence.document, &mut sentence.extract);
            let found = claims
                .first()
                .and_then(|claim| claim.place)
                .map_or("", |span| sentence.document.slice(span));
            assert_eq!(found, place, "{text}");
        }
    }
}
