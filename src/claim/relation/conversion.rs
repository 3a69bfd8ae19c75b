//! A figure told again in another unit, currency or zone right behind it: "10 miles (16 km)", "30 billion euros ($33
//! billion)", "1830 GMT (2:30 p.m. EDT)", "12 miles, or 19 km".
//!
//! ```text
//! conversion = figure ( "(" figure words? ")" | [ "," ] "or" figure )
//! ```

use super::{Conversion, Figure, Sentence};
use crate::extract::UnitName;
use crate::quantity::{Base, Kind};

/// How many words may stand behind the second figure in its brackets: "(9:10 p.m. EDT on Monday)".
const BEHIND: usize = 3;

/// The conversions of a sentence.
pub(super) fn conversions(sentence: &Sentence<'_>) -> Vec<Conversion> {
    let pairs = sentence.all.windows(2).enumerate();
    pairs
        .filter_map(|(place, pair)| {
            let [stated, converted] = pair else {
                return None;
            };
            let sort = sort(stated, converted)?;
            let alone = || in_brackets(sentence, place, stated, converted);
            let told = alone() || sort == Kind::Measure && restated(sentence, stated, converted);
            told.then_some(Conversion {
                stated: stated.index,
                converted: converted.index,
            })
        })
        .collect()
}

/// What two figures are both of, if the one can be the other in another unit, currency or zone.
fn sort(stated: &Figure<'_>, converted: &Figure<'_>) -> Option<Kind> {
    let (first, second) = (stated.quantity, converted.quantity);
    if first.kind != second.kind
        || first.unit.per != UnitName::None
        || second.unit.per != UnitName::None
    {
        let rates = first.kind == Kind::Measure
            && second.kind == Kind::Measure
            && first.unit.per == second.unit.per;
        return rates
            .then_some(Kind::Measure)
            .filter(|_| measured(stated, converted));
    }
    let of = match first.kind {
        Kind::Measure => measured(stated, converted),
        Kind::Money => match (first.unit.name, second.unit.name) {
            (
                UnitName::Known(Base::Money(a)),
                UnitName::Known(Base::Money(b) | Base::MinorMoney(b)),
            ) => a.code != b.code,
            _ => false,
        },
        Kind::Time => true,
        _ => false,
    };
    of.then_some(first.kind)
}

/// Whether both are measured, in two units of one dimension.
fn measured(stated: &Figure<'_>, converted: &Figure<'_>) -> bool {
    match (stated.quantity.unit.name, converted.quantity.unit.name) {
        (UnitName::Known(Base::Measure(a)), UnitName::Known(Base::Measure(b))) => {
            a.dimension == b.dimension && a.code != b.code
        }
        _ => false,
    }
}

/// Whether the second figure stands alone in brackets right behind the first.
fn in_brackets(
    sentence: &Sentence<'_>,
    place: usize,
    stated: &Figure<'_>,
    converted: &Figure<'_>,
) -> bool {
    let opens = sentence.is_mark(stated.tokens.end, &['(', '['])
        && stated.tokens.end.checked_add(1) == Some(converted.tokens.start);
    let behind = converted.tokens.end
        ..converted
            .tokens
            .end
            .saturating_add(BEHIND)
            .saturating_add(1);
    let close = behind.clone().find(|at| sentence.is_mark(*at, &[')', ']']));
    let next = sentence.all.get(place.saturating_add(2));
    let alone = |close: usize| {
        let equation = (converted.tokens.end..close)
            .any(|at| sentence.is_mark(at, &['=', '/', '×']) || sentence.words.is(at, &["x"]));
        let calendar = |next: &Figure<'_>| next.quantity.kind.is_calendar();
        !equation && next.is_none_or(|next| next.tokens.start > close || calendar(next))
    };
    opens && close.is_some_and(alone)
}

/// "12 miles, or 19 km"
fn restated(sentence: &Sentence<'_>, stated: &Figure<'_>, converted: &Figure<'_>) -> bool {
    let words = &sentence.words;
    let comma = usize::from(words.is(stated.tokens.end, &[","]));
    let or = stated.tokens.end.saturating_add(comma);
    words.is(or, &["or"]) && or.checked_add(1) == Some(converted.tokens.start)
}
