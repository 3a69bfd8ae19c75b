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
    let whole_end = words.index_of(noun.phrase.end);
    // "In Norland struck" is Norland.
    let noun_end = (noun_start.saturating_add(1)..whole_end)
        .find(|at| words.is_lexical_verb(*at))
        .unwrap_or(whole_end);
    let named = (noun_start..noun_end).any(|at| is_name(words, at));
    let head = words.word(noun_end.saturating_sub(1));
    if noun_end > end || !(named || List::PLACE.has(head)) {
        return None;
    }
    words.span(start..noun_end)
}

/// Whether a word is a name, and no agency ("CBP") or fiscal year ("FY24").
fn is_name(words: &Words<'_>, at: usize) -> bool {
    const COUNTRIES: [&str; 8] = ["US", "USA", "UK", "UAE", "EU", "UN", "DC", "NYC"];
    let word = words.word(at);
    let letters = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let initials = word.len() > 1 && word.bytes().all(letters) && !COUNTRIES.contains(&word);
    words
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && token.is_capital(words.text))
        && !initials
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
            ("Encounters in FY24 reached 300.", ""),
            ("They sent 300 people to CBP.", ""),
            ("A quake in Norland struck 24 towns.", "Norland"),
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
