//! Would a fact checker want a source for it?

use super::clause::Words;
use crate::extract::Quantity;
use crate::extract::word_list::List;
use crate::quantity::Kind;
use rust_decimal::Decimal;
use std::ops::Range;

/// Whether a fact checker would want a source: figures that count, measure or compare, but not "two sides",
/// a vague "several", or what only orders or dates.
pub(super) fn checkworthy(words: &Words<'_>, quantity: &Quantity, figure: &Range<usize>) -> bool {
    match quantity.kind {
        Kind::Percent
        | Kind::PercentagePoints
        | Kind::Money
        | Kind::Measure
        | Kind::Fraction
        | Kind::Multiple
        | Kind::Ratio
        | Kind::Statistic => true,
        Kind::Count => !quantity.amount.vague && !few(words, quantity, figure),
        Kind::Duration
        | Kind::Age
        | Kind::Ordinal
        | Kind::Date
        | Kind::Period
        | Kind::Time
        | Kind::OutOfRange => false,
    }
}

/// A small number in words of things that the text itself names: "these two powers", "both sides", "one plane".
fn few(words: &Words<'_>, quantity: &Quantity, figure: &Range<usize>) -> bool {
    let at_most_two = quantity
        .amount
        .stated
        .is_some_and(|stated| stated.value <= Decimal::TWO);
    let pointed_at = figure.start.checked_sub(1).is_some_and(|before| {
        words.is(
            before,
            &[
                "the", "these", "those", "his", "her", "their", "its", "our", "all",
            ],
        )
    });
    let small = quantity
        .amount
        .stated
        .is_some_and(|stated| stated.value < Decimal::TEN);
    // "One of four sons", "has three parts": of which the text itself says how many.
    let counted = || {
        let noun = words.counted(figure.end)?;
        Some(List::OF_THE_TEXT.has(words.slice(noun.head)))
    };
    at_most_two || small && (pointed_at || counted().unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    #[test]
    fn what_the_text_itself_counts_wants_no_source() {
        for (text, worth) in [
            ("Some 300 people came.", true),
            ("They sent five charter flights.", true),
            ("He is one of four sons.", false),
            ("Chapter 7 has three parts.", false),
            ("The two sides met.", false),
        ] {
            let mut sentence = Sentence::of(text);
            let claims = bind(&sentence.document, &mut sentence.extract);
            assert_eq!(claims.last().unwrap().checkworthy, worth, "{text}");
        }
    }
}
