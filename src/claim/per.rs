//! Rates and averages: figures of each stretch of time or of each thing, which are no totals.
//!
//! ```text
//! rate    = figure "a" time_unit | each time_unit | adverb              "12,000 a year", "every month", "2,000 daily"
//! mean    = ( "daily" | "monthly" … ) ( "average" | … ) … figure        "a daily average of 66"
//!         | "average" … figure | figure … "on" "average"
//! share   = each noun verb … figure | figure noun ( "each" | "apiece" )  "each flight carried 116"
//!         | figure noun ( "per" | "for" each ) noun
//! each    = "each" | "every" | "per"
//! ```
//!
//! Read in the part of the clause that is the figure's own, from the figure before it to the one after it.

use super::clause::{Clause, Words};
use super::{Per, Subject};
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Base, Dimension};
use std::ops::Range;

/// What a figure is of each of, if of anything. `figures` are those around it; `subject` is what it counts.
pub(super) fn per(
    words: &Words<'_>,
    clause: &Clause,
    figures: &[(Range<usize>, bool)],
    figure: &Range<usize>,
    quantity: &Quantity,
    subject: Option<Subject>,
) -> Option<Per> {
    let counted = subject.map(|subject| {
        words.index_of(subject.span.start)..words.index_of(subject.span.end).max(figure.end)
    });
    let own = own(clause, figures, figure);
    let before = own.start..figure.start;
    of_unit(quantity)
        .or_else(|| own.clone().find_map(|at| each_stretch(words, at)))
        .or_else(|| own.clone().find_map(|at| by_adverb(words, at)))
        .or_else(|| counted.as_ref().and_then(|noun| of_noun(words, noun)))
        .or_else(|| averaged(words, &before, &(figure.end..own.end)))
        .or_else(|| {
            let noun_end = counted.map_or(figure.end, |noun| noun.end.max(figure.end));
            of_thing(words, clause, figure, noun_end)
        })
}

/// The part of a clause between the figure before a figure and the one after it.
fn own(clause: &Clause, figures: &[(Range<usize>, bool)], figure: &Range<usize>) -> Range<usize> {
    let others = || {
        figures
            .iter()
            .filter(|(_, counts)| *counts)
            .map(|(other, _)| other)
    };
    let from = others()
        .filter(|other| other.end <= figure.start)
        .map(|other| other.end)
        .max();
    let to = others()
        .filter(|other| other.start >= figure.end)
        .map(|other| other.start)
        .min();
    let start = clause.before(figure).start;
    let end = clause.after(figure).end;
    from.map_or(start, |from| from.max(start))..to.map_or(end, |to| to.min(end))
}

/// "12,000 migrants a year", "$58 a barrel": the unit itself is a rate.
fn of_unit(quantity: &Quantity) -> Option<Per> {
    match quantity.unit.per {
        UnitName::None => None,
        UnitName::Known(Base::Measure(unit)) if unit.dimension == Dimension::Time => {
            Some(stretch(&unit.name))
        }
        UnitName::Known(_) | UnitName::Noun(_) => Some(Per::Each),
    }
}

/// The stretch of time that a word names.
fn stretch(word: &str) -> Per {
    const NAMED: [(&str, Per); 5] = [
        ("day", Per::Day),
        ("week", Per::Week),
        ("month", Per::Month),
        ("quarter", Per::Quarter),
        ("year", Per::Year),
    ];
    let singular = word.strip_suffix('s').unwrap_or(word);
    let named = NAMED
        .iter()
        .find(|(name, _)| singular.eq_ignore_ascii_case(name));
    named.map_or(Per::Time, |(_, per)| *per)
}

/// "each month", "every two weeks", "per day", "each of the last two fiscal years"
fn each_stretch(words: &Words<'_>, at: usize) -> Option<Per> {
    const REACH: usize = 7;
    if !words.is(at, &["each", "every", "per"]) {
        return None;
    }
    let next = at.saturating_add(1);
    let of = words.is(next, &["of"]);
    let start = next.saturating_add(usize::from(of));
    let between = Class::DETERMINER
        .with(Class::RELATIVE)
        .with(Class::ONES)
        .with(Class::TENS);
    let leads = |at: usize| {
        let digits = words.get(at).map(|token| token.kind) == Some(TokenKind::Digits);
        digits
            || words.has(at, between)
            || words.is(at, &["fiscal", "financial", "calendar", "single", "other"])
    };
    let unit = (start..start.saturating_add(REACH)).find(|at| !leads(*at))?;
    if !words.has(unit, Class::TIME_UNIT) {
        return None;
    }
    let several = !of && words.word(unit).ends_with('s');
    Some(if several {
        Per::Time
    } else {
        stretch(words.word(unit))
    })
}

/// The stretch of time of "daily", "monthly".
fn adjective(words: &Words<'_>, at: usize) -> Option<Per> {
    const EACH: [(&str, Per); 8] = [
        ("hourly", Per::Time),
        ("nightly", Per::Day),
        ("daily", Per::Day),
        ("weekly", Per::Week),
        ("monthly", Per::Month),
        ("quarterly", Per::Quarter),
        ("annual", Per::Year),
        ("yearly", Per::Year),
    ];
    EACH.iter()
        .find(|(word, _)| words.is(at, &[word]))
        .map(|(_, per)| *per)
}

/// "2,000 crossed daily", "a monthly average": as an adverb, or before what is reckoned.
fn by_adverb(words: &Words<'_>, at: usize) -> Option<Per> {
    if words.is(at, &["annually"]) {
        return Some(Per::Year);
    }
    let per = adjective(words, at)?;
    let next = at.saturating_add(1);
    let reckoned =
        (next..next.saturating_add(2)).any(|at| words.is(at, &MEANS) || words.is(at, &["rate"]));
    let ends = words.get(next).is_none_or(|token| match token.kind {
        TokenKind::Word => token.classes.any(Class::PREPOSITION),
        TokenKind::Sign(sign) => sign != '-',
        TokenKind::Digits | TokenKind::Other => false,
    });
    (reckoned || ends && !words.is(at, &["annual"])).then_some(per)
}

/// "five daily flights", "monthly encounters": of what is counted. What is annual may be a year's total.
fn of_noun(words: &Words<'_>, noun: &Range<usize>) -> Option<Per> {
    (noun.start.saturating_sub(1)..noun.end)
        .find_map(|at| adjective(words, at))
        .filter(|per| *per != Per::Year)
}

/// Words for what is reckoned from several figures.
const MEANS: [&str; 5] = ["average", "averages", "averaged", "averaging", "median"];

/// "an average of 66", "averaged 66", "66 on average"
fn averaged(words: &Words<'_>, before: &Range<usize>, after: &Range<usize>) -> Option<Per> {
    let led = before
        .clone()
        .any(|at| words.is(at, &MEANS) || is_mean(words, at));
    let behind = || {
        after
            .clone()
            .any(|at| words.is(at, &["on"]) && words.is(at.saturating_add(1), &["average"]))
    };
    (led || behind()).then_some(Per::Each)
}

/// "a mean of 66": else the word is a verb.
fn is_mean(words: &Words<'_>, at: usize) -> bool {
    words.is(at, &["mean"]) && words.is(at.saturating_add(1), &["of"])
}

/// "each flight carried 116", "116 people each", "3 for every adult", "116 per flight"
fn of_thing(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
    noun_end: usize,
) -> Option<Per> {
    const LEAD: usize = 5;
    let is_each = |at: usize| words.is(at, &["each", "every"]);
    let ends = |at: usize| {
        words.get(at).is_none_or(|token| match token.kind {
            TokenKind::Word => token.classes.any(Class::FUNCTION),
            _ => true,
        })
    };
    let next = noun_end.saturating_add(1);
    let behind = words.is(noun_end, &["apiece", "per"])
        || words.is(noun_end, &["each"]) && ends(next)
        || words.is(noun_end, &["for", "in"])
            && is_each(next)
            && !words.is(next.saturating_add(1), &["of"]);
    let opening = clause.tokens.start..figure.start.min(clause.tokens.start.saturating_add(LEAD));
    let opens = || {
        let each = opening.clone().find(|at| is_each(*at))?;
        let one = words.is(each.saturating_add(1), &["one"]);
        let verb = (each..figure.start).any(|at| words.is_verb(at));
        (verb && !one).then_some(())
    };
    (behind || opens().is_some()).then_some(Per::Each)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn of_first(text: &str) -> Option<Per> {
        let mut sentence = Sentence::of(text);
        let claims = bind(&sentence.document, &mut sentence.extract);
        let figures = sentence.extract.quantities.iter().zip(claims);
        let mut counting = figures.filter(|(quantity, _)| !quantity.kind.is_calendar());
        counting.next().and_then(|(_, claim)| claim.per)
    }

    #[test]
    fn of_each() {
        for (text, per) in [
            ("Agents met 2,000 people each month in 2024.", Per::Month),
            ("Every day, 66 people crossed.", Per::Day),
            ("A daily average of 66 people crossed in 2024.", Per::Day),
            (
                "Some 12,000 a year crossed between 2022 and 2023.",
                Per::Year,
            ),
            (
                "Some 12,000 crossed in each of the last two years.",
                Per::Year,
            ),
            ("They meet 500 people every two weeks.", Per::Time),
            ("Some 500 people cross daily.", Per::Day),
            ("The port has five daily flights.", Per::Day),
            ("Monthly encounters averaged 2,000 in 2024.", Per::Month),
            ("Encounters averaged 2,000.", Per::Each),
            ("On average, 12 people crossed.", Per::Each),
            ("Each flight carried 116 people.", Per::Each),
            ("The flights each carried 116 people.", Per::Each),
            ("They flew 116 people per flight.", Per::Each),
        ] {
            assert_eq!(of_first(text), Some(per), "{text}");
        }
    }

    #[test]
    fn totals() {
        for text in [
            "Some 24,000 people crossed in 2024, an average of 66 a day.",
            "Each of the five ships docked.",
            "The annual total was 24,000.",
            "Some 24,000 people crossed a year earlier.",
            "They mean 300 people.",
            "Every one of the 300 people was told.",
            "Some 300 people read the daily paper.",
        ] {
            assert_eq!(of_first(text), None, "{text}");
        }
    }
}
