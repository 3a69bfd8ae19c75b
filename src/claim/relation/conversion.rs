//! A figure told again in another unit, currency or zone right behind it: "10 miles (16 km)", "30 billion euros ($33
//! billion)", "1830 GMT (2:30 p.m. EDT)", "12 miles, or 19 km", "500 litres/132 gallons", "6ft 4in (1.93m)".
//!
//! ```text
//! conversion = whole [ gap ] "(" whole [ "/" whole ] words? ")" | whole ( [ "," | "-" ] "or" | "/" ) whole | whole "-" whole mark
//! whole      = figure [ [ "-" ] figure of a smaller unit ]
//! gap        = "-long" | "high" | … | "of" word [ word ]
//! ```

use super::{Beside, Compound, Conversion, Figure, Sentence};
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::quantity::{Base, Dimension, Kind, MeasureUnit, exact, unit};
use rust_decimal::Decimal;

/// How many words may stand behind the second figure in its brackets: "(9:10 p.m. EDT on Monday)".
const BEHIND: usize = 3;
/// How many tokens may stand between a figure and the brackets behind it.
const GAP: usize = 3;

/// The conversions of a sentence.
pub(super) fn conversions(sentence: &Sentence<'_>) -> Vec<Conversion> {
    let wholes = wholes(sentence);
    let mut found = Vec::new();
    let mut told = None;
    for (place, stated) in wholes.iter().enumerate() {
        // What was told again behind a slash is a conversion of the first figure.
        if told == Some(place) {
            continue;
        }
        let Some(next) = wholes.get(place.saturating_add(1)) else {
            break;
        };
        let pair = |converted: &Whole<'_, '_>, beside| Conversion {
            stated: stated.compound(),
            converted: converted.compound(),
            beside,
        };
        let Some(sort) = sort(stated.first, next.first) else {
            continue;
        };
        let after = wholes.get(place.saturating_add(2));
        if in_brackets(sentence, stated, next, after) {
            let alone = sentence.is_mark(next.end(), &[')', ']']);
            found.push(pair(
                next,
                if alone {
                    Beside::Alone
                } else {
                    Beside::Brackets
                },
            ));
            let second = after.filter(|after| slashed(sentence, next, after));
            let second = second.filter(|second| sort_of(stated, second) == Some(sort));
            if let Some(second) = second {
                found.push(pair(second, Beside::Brackets));
                told = Some(place.saturating_add(1));
            }
        } else if restated(sentence, stated, next) || slashed(sentence, stated, next) {
            found.push(pair(next, Beside::Joined));
        }
    }
    found
}

/// A figure, or two that tell one length or weight.
#[derive(Clone, Copy, Debug)]
struct Whole<'s, 'a> {
    first: &'s Figure<'a>,
    rest: Option<&'s Figure<'a>>,
}

impl Whole<'_, '_> {
    fn end(&self) -> usize {
        self.rest.unwrap_or(self.first).tokens.end
    }

    fn compound(&self) -> Compound {
        Compound {
            first: self.first.index,
            rest: self.rest.map(|rest| rest.index),
        }
    }
}

/// The figures of a sentence, those that tell one magnitude together.
fn wholes<'s, 'a>(sentence: &'s Sentence<'a>) -> Vec<Whole<'s, 'a>> {
    let mut wholes: Vec<Whole<'s, 'a>> = Vec::new();
    for figure in &sentence.all {
        match wholes.last_mut() {
            Some(last) if last.rest.is_none() && goes_on(sentence, last.first, figure) => {
                last.rest = Some(figure);
            }
            _ => wholes.push(Whole {
                first: figure,
                rest: None,
            }),
        }
    }
    wholes
}

/// "6ft 4in", "6-foot-3-inch", "12 stone 4 pounds", "5 foot 10"
fn goes_on(sentence: &Sentence<'_>, first: &Figure<'_>, rest: &Figure<'_>) -> bool {
    let glued = |at: usize| sentence.words.get(at).is_some_and(|token| !token.spaced);
    let hyphen = sentence.is_mark(first.tokens.end, &['-']) && glued(first.tokens.end);
    let hyphen = usize::from(hyphen);
    let joined = first.tokens.end.checked_add(hyphen) == Some(rest.tokens.start);
    let Some(whole) = measure(first).filter(|_| joined) else {
        return false;
    };
    match measure(rest) {
        Some(part) => whole.dimension == part.dimension && is_smaller(part, whole),
        // Feet with inches that nobody names.
        None => {
            whole.name == "foot"
                && rest.quantity.kind == Kind::Count
                && rest.quantity.unit.name == UnitName::None
        }
    }
}

/// Whether a unit is one that another is parted into: the inch of the foot, the pound of the stone.
fn is_smaller(part: &'static MeasureUnit, whole: &'static MeasureUnit) -> bool {
    let times = || {
        let (up, down) = unit::common(Base::Measure(whole), Base::Measure(part))?;
        let (times, above) = exact::div(up, down)?;
        Some(times == above && times.fract().is_zero() && times > Decimal::ONE)
    };
    matches!(whole.dimension, Dimension::Length | Dimension::Mass) && times() == Some(true)
}

fn sort_of(stated: &Whole<'_, '_>, converted: &Whole<'_, '_>) -> Option<Kind> {
    sort(stated.first, converted.first)
}

/// What two figures are both of, if the one can be the other in another unit, currency or zone.
fn sort(stated: &Figure<'_>, converted: &Figure<'_>) -> Option<Kind> {
    let (first, second) = (stated.quantity, converted.quantity);
    if first.kind != second.kind || first.unit.per != second.unit.per {
        return None;
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

fn measure(figure: &Figure<'_>) -> Option<&'static MeasureUnit> {
    match figure.quantity.unit.name {
        UnitName::Known(Base::Measure(unit)) => Some(unit),
        _ => None,
    }
}

/// Whether both are measured, in two units of one dimension; a bare degree may be of temperature.
fn measured(stated: &Figure<'_>, converted: &Figure<'_>) -> bool {
    let (Some(a), Some(b)) = (measure(stated), measure(converted)) else {
        return false;
    };
    let degrees = a.name == "degree" && b.dimension == Dimension::Temperature;
    degrees || a.dimension == b.dimension && a.code != b.code
}

/// Whether the second figure stands alone in brackets right behind the first, or with a third behind a slash.
fn in_brackets(
    sentence: &Sentence<'_>,
    stated: &Whole<'_, '_>,
    converted: &Whole<'_, '_>,
    after: Option<&Whole<'_, '_>>,
) -> bool {
    let open = converted.first.tokens.start.checked_sub(1);
    let opens = open
        .is_some_and(|open| sentence.is_mark(open, &['(', '[']) && bridges(sentence, stated, open));
    let end = past_adjective(sentence, converted.end());
    let behind = end..end.saturating_add(BEHIND).saturating_add(1);
    let close = behind.clone().find(|at| sentence.is_mark(*at, &[')', ']']));
    let gapped = open != Some(stated.end());
    let alone = |close: usize| {
        let calendar = |next: &Whole<'_, '_>| next.first.quantity.kind.is_calendar();
        let next = after.is_none_or(|next| next.first.tokens.start > close || calendar(next));
        next && !explained(sentence, end..close) && !(gapped && close != end)
    };
    let shared = after.is_some_and(|after| {
        slashed(sentence, converted, after) && sentence.is_mark(after.end(), &[')', ']'])
    });
    opens && (close.is_some_and(alone) || shared && !gapped)
}

/// Whether the words behind a figure make it something other than the same again: "(12 km of it uphill)",
/// "(500 miles more)", "(1 tonne = 1.1 tons)".
fn explained(sentence: &Sentence<'_>, mut behind: std::ops::Range<usize>) -> bool {
    const OTHER: [&str; 16] = [
        "of", "more", "less", "higher", "lower", "longer", "shorter", "further", "farther", "from",
        "x", "each", "extra", "left", "away", "short",
    ];
    behind.any(|at| sentence.is_mark(at, &['=', '/', '×']) || sentence.words.is(at, &OTHER))
}

/// The token behind the adjective that says what a length is of: "-long", "high", "deep".
fn past_adjective(sentence: &Sentence<'_>, at: usize) -> usize {
    const MEASURED: [&str; 10] = [
        "long", "high", "wide", "deep", "tall", "thick", "away", "across", "offshore", "inland",
    ];
    let hyphen = usize::from(sentence.is_mark(at, &['-']));
    let adjective = at.saturating_add(hyphen);
    if sentence.words.is(adjective, &MEASURED) {
        adjective.saturating_add(1)
    } else {
        at
    }
}

/// Whether between a figure and the brackets behind it stands nothing, or only what belongs to the figure: "3-mile-long (",
/// "90 kg of gold (", "30 feet high (".
fn bridges(sentence: &Sentence<'_>, stated: &Whole<'_, '_>, open: usize) -> bool {
    let words = &sentence.words;
    let gap = stated.end()..open;
    let adjective = past_adjective(sentence, gap.start) == open;
    let noun = |at: usize| {
        let word = words
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word);
        word && !words.has(at, Class::FUNCTION)
    };
    let of = || {
        words.is(gap.start, &["of"])
            && gap.len() > 1
            && (gap.start.saturating_add(1)..open).all(noun)
    };
    let measures = stated.first.quantity.kind == Kind::Measure;
    gap.is_empty() || measures && gap.len() <= GAP && (adjective || of())
}

/// "12 miles, or 19 km", "12 miles - or about 19 km -", "12 miles - 19 km."
fn restated(sentence: &Sentence<'_>, stated: &Whole<'_, '_>, converted: &Whole<'_, '_>) -> bool {
    const DASHES: [char; 3] = ['-', '—', '–'];
    let (words, end) = (&sentence.words, past_adjective(sentence, stated.end()));
    let comma = usize::from(sentence.is_mark(end, &[',']));
    let dash = usize::from(sentence.is_mark(end, &DASHES));
    let or = end.saturating_add(comma).saturating_add(dash);
    let start = converted.first.tokens.start;
    let ends = || {
        let next = words.get(converted.end());
        let mark = sentence.is_mark(converted.end(), &['-', '—', '–', ',', '.', ';']);
        mark || next.is_none()
    };
    words.is(or, &["or"]) && or.checked_add(1) == Some(start)
        || dash > 0 && or == start && ends() && stated.first.quantity.kind == Kind::Measure
}

/// "500 litres/132 gallons", "7 p.m. EDT/2300 GMT"
fn slashed(sentence: &Sentence<'_>, stated: &Whole<'_, '_>, converted: &Whole<'_, '_>) -> bool {
    sentence.is_mark(stated.end(), &['/'])
        && stated.end().checked_add(1) == Some(converted.first.tokens.start)
}
