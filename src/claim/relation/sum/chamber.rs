//! The seats of a chamber, by party: "in the 98-seat chamber the Greens hold 60 seats, the Reds 20 and the Blues 30".
//! They may leave some untold, but can't be more than there are.

use super::super::{Figure, Sentence, Sum, Told};
use super::adds;
use crate::extract::UnitName;
use crate::quantity::Kind;

/// How many tokens may stand between one party's seats and the next's.
const GAP: usize = 8;

/// The seats of a sentence that are told by party.
pub(super) fn sum(sentence: &Sentence<'_>) -> Option<Sum> {
    const OTHER: [&str; 18] = [
        "need",
        "needs",
        "needed",
        "majority",
        "votes",
        "vote",
        "lost",
        "losing",
        "gained",
        "gaining",
        "from",
        "than",
        "previously",
        "compared",
        "more",
        "up",
        "down",
        "short",
    ];
    let words = &sentence.words;
    let whole = sentence
        .figures
        .iter()
        .find(|figure| adds(figure) && is_chamber(sentence, figure))?;
    let begins = |figure: &&Figure<'_>| figure.tokens.start > whole.tokens.end;
    let parts: Vec<_> = sentence.figures.iter().filter(begins).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let starts = parts.iter().skip(1).map(|part| part.tokens.start);
    let listed = parts.len() > 1
        && parts.iter().all(|part| is_seats(sentence, part))
        && parts
            .iter()
            .zip(starts)
            .all(|(part, next)| next.saturating_sub(part.tokens.end) <= GAP);
    let other = (whole.tokens.end..last.tokens.end).any(|at| words.is(at, &OTHER));
    let near = first.tokens.start.saturating_sub(whole.tokens.end) <= GAP.saturating_add(GAP);
    (listed && near && !other).then(|| Sum {
        totals: vec![whole.index],
        parts: parts.iter().map(|part| part.index).collect(),
        ones: 0,
        told: Told::Some,
    })
}

/// "98-seat"
fn is_chamber(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let end = figure.tokens.end;
    let behind =
        sentence.is_mark(end, &['-']) && sentence.words.is(end.saturating_add(1), &["seat"]);
    figure.quantity.kind == Kind::Count && behind
}

/// "60 seats", "20", "30 Blues"
fn is_seats(sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
    let named = match figure.quantity.unit.name {
        UnitName::None => true,
        UnitName::Noun(noun) => {
            let noun = sentence.words.slice(noun);
            noun.eq_ignore_ascii_case("seats") || noun.starts_with(char::is_uppercase)
        }
        UnitName::Known(_) => false,
    };
    named && adds(figure) && figure.quantity.kind == Kind::Count
}
