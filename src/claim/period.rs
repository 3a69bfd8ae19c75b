//! Periods: when a figure was so.
//!
//! The nearest calendar expression of the clause, else of the sentence; the word before it says whether it
//! bounds ("since", "by") or covers. A rate or duty imposed on a day holds from it on.

use super::ClaimPeriod;
use super::clause::{Clause, Words};
use super::fiscal::fiscal;
use crate::document::{Document, ProseSpan};
use crate::extract::inflect::lemma;
use crate::extract::lexicon::Class;
use crate::extract::when::TimeUnit;
use crate::extract::{Extract, Quantity};
use crate::quantity::period::shift;
use crate::quantity::{Kind, Period};
use jiff::ToSpan;
use std::ops::Range;

/// A calendar expression of a sentence: its quantity and its tokens.
#[derive(Clone, Debug)]
pub(super) struct Dated<'a> {
    pub(super) quantity: &'a Quantity,
    pub(super) tokens: Range<usize>,
}

/// The period of a figure: the expression of its clause that belongs to it most, else of the sentence (before
/// it, else after). `figures` are the tokens of the counting figures around it.
pub(super) fn period(
    words: &Words<'_>,
    clause: &Clause,
    dated: &[Dated<'_>],
    figures: &[(Range<usize>, bool)],
    figure: &Range<usize>,
    quantity: &Quantity,
) -> Option<ClaimPeriod> {
    let inside = dated
        .iter()
        .filter(|dated| clause.tokens.contains(&dated.tokens.start));
    let own = inside.min_by_key(|dated| remoteness(words, figures, figure, &dated.tokens));
    let before = || {
        dated
            .iter()
            .rev()
            .find(|dated| dated.tokens.end <= figure.start)
    };
    let chosen = own.or_else(before).or_else(|| dated.first())?;
    let days = chosen
        .quantity
        .value
        .map(|days| bounded(words, chosen.tokens.start, days));
    let days = days.map(|days| {
        if holds_on(words, clause, figure, quantity) {
            Period { end: None, ..days }
        } else {
            days
        }
    });
    Some(ClaimPeriod {
        text: text(words, &chosen.tokens),
        days,
        fiscal: chosen
            .quantity
            .value
            .and_then(|days| fiscal(words, &chosen.tokens, days)),
    })
}

/// How far an expression is from belonging to a figure: least where it follows with a preposition ("24,000 in
/// 2023"), most where it follows another figure so ("24,000 in 2023 to 38,000").
fn remoteness(
    words: &Words<'_>,
    figures: &[(Range<usize>, bool)],
    figure: &Range<usize>,
    dated: &Range<usize>,
) -> usize {
    const TAKEN: usize = 1_000;
    if dated.start >= figure.end {
        let gap = figure.end..dated.start;
        let apart = gap.len().saturating_add(1);
        return if follows(words, gap) { 0 } else { apart };
    }
    let taken = figures.iter().any(|(other, counts)| {
        *counts
            && other != figure
            && other.end <= dated.start
            && follows(words, other.end..dated.start)
    });
    let apart = figure.start.saturating_sub(dated.end).saturating_add(1);
    if taken {
        apart.saturating_add(TAKEN)
    } else {
        apart
    }
}

/// Whether only prepositions and articles, and a noun before them, stand in a gap: "in the", "people in".
fn follows(words: &Words<'_>, gap: Range<usize>) -> bool {
    let joins = |at: usize| words.has(at, Class::PREPOSITION.with(Class::DETERMINER));
    gap.len() <= 3 && gap.clone().any(joins) && gap.clone().skip_while(|at| !joins(*at)).all(joins)
}

/// The days, with the end open that the word before leaves open; "from" belongs to a range where both ends are told.
fn bounded(words: &Words<'_>, at: usize, days: Period) -> Period {
    let lead = lead(words, at);
    let since = words.is(
        lead,
        &["since", "starting", "beginning", "effective", "after"],
    );
    let from = lead < at && words.is(lead, &["from"]);
    if since || from {
        Period { end: None, ..days }
    } else if words.is(lead, &["until", "till", "by", "before"]) {
        Period {
            start: None,
            ..days
        }
    } else {
        days
    }
}

/// The preposition that leads to an expression, past articles; the expression itself where there is none.
fn lead(words: &Words<'_>, at: usize) -> usize {
    let before = (0..at)
        .rev()
        .take(3)
        .find(|at| !words.has(*at, Class::DETERMINER) && !words.is(*at, &["fiscal"]));
    before
        .filter(|at| {
            words.has(*at, Class::PREPOSITION)
                || words.is(*at, &["starting", "beginning", "effective"])
        })
        .unwrap_or(at)
}

/// The words that tell the period, with their preposition: "during the 2023 fiscal year".
fn text(words: &Words<'_>, tokens: &Range<usize>) -> ProseSpan {
    words
        .span(lead(words, tokens.start)..tokens.end)
        .unwrap_or_default()
}

/// Whether a rate or an amount is imposed or begins, and so holds from its day on.
fn holds_on(
    words: &Words<'_>,
    clause: &Clause,
    figure: &Range<usize>,
    quantity: &Quantity,
) -> bool {
    const STARTS: [&str; 8] = [
        "impose",
        "start",
        "begin",
        "introduce",
        "levy",
        "slap",
        "take",
        "invoke",
    ];
    let rate = matches!(quantity.kind, Kind::Percent | Kind::Money);
    let lexical = |stretch| words.marks.lexical.near(stretch);
    let mut verbs = lexical(clause.before(figure)).chain(lexical(clause.after(figure)));
    rate && verbs.any(|at| {
        let verb = lemma(words.word(at));
        STARTS.contains(&&*verb) && (verb != "take" || words.is(at.saturating_add(1), &["effect"]))
    })
}

/// Resolves what hangs on another expression than the article's date: "the previous 10 years" on the period
/// before it in the sentence, "a month later" on the date before it in the block.
pub(super) fn anchor(document: &Document, extract: &mut Extract) {
    let block_of = |extract: &Extract, quantity: &Quantity| {
        let sentence = extract.sentences.get(quantity.sentence as usize)?;
        Some(document.sentences.get(sentence.sentence as usize)?.block)
    };
    let mut last: Option<(u32, u32, Period)> = None;
    for index in 0..extract.quantities.len() {
        let Some(quantity) = extract.quantities.get(index).copied() else {
            continue;
        };
        let Some(block) = block_of(extract, &quantity) else {
            continue;
        };
        let anchor = last.filter(|(_, in_block, _)| *in_block == block);
        let value = quantity
            .value
            .or_else(|| hung(document.slice(quantity.span), &quantity, anchor?));
        if let Some(days) = value {
            last = Some((quantity.sentence, block, days));
        }
        if let Some(quantity) = extract.quantities.get_mut(index) {
            quantity.value = value;
        }
    }
}

/// The days of an expression that hangs on `anchor`: its sentence, its block and its days.
fn hung(text: &str, quantity: &Quantity, anchor: (u32, u32, Period)) -> Option<Period> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let last = words.next_back()?;
    let is =
        |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let unit =
        |word: &str| TimeUnit::of_lexicon(crate::extract::lexicon::entry(word.as_bytes()).calendar);
    if is(first, &["previous", "preceding", "prior"]) && anchor.0 == quantity.sentence {
        let count = i32::try_from(quantity.amount.stated?.value).ok()?;
        let start = anchor.2.start?;
        return Period::new(
            unit(last)?.shift(start, count.checked_neg()?)?,
            shift(start, (-1).days())?,
        );
    }
    let count = match () {
        () if is(last, &["later", "after"]) => 1,
        () if is(last, &["earlier", "before"]) => -1,
        () => return None,
    };
    let unit = unit(words.next()?)?;
    let moved = |day: Option<jiff::civil::Date>| unit.shift(day?, count);
    let (start, end) = (moved(anchor.2.start)?, moved(anchor.2.end)?);
    // A month after April is all of May, whatever its length.
    let whole = anchor.2.end == anchor.2.end.map(|end| end.last_of_month())
        && anchor.2.single_day().is_none();
    Period::new(start, if whole { end.last_of_month() } else { end })
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;
    use jiff::civil::date;

    fn periods(text: &str) -> Vec<String> {
        let mut sentence = Sentence::dated(text, Some(date(2025, 1, 27)));
        let claims = bind(&sentence.document, &mut sentence.extract);
        let figures = sentence
            .extract
            .quantities
            .iter()
            .zip(&claims)
            .filter(|(quantity, _)| !quantity.kind.is_calendar() && quantity.value.is_none());
        let shown = |claim: &crate::claim::Claim| {
            claim.period.map_or("-".to_owned(), |period| {
                let days = period.days.map_or("?".to_owned(), |days| days.iso());
                format!("{}: {days}", sentence.document.slice(period.text))
            })
        };
        figures.map(|(_, claim)| shown(claim)).collect()
    }

    #[test]
    fn the_nearest_expression_tells_the_period() {
        assert_eq!(
            periods(
                "More than 24,000 people crossed the border during the 2023 fiscal year, compared to fewer than 15,000 in the previous 10 years."
            ),
            [
                "during the 2023 fiscal year: 2022-10-01/2023-09-30",
                "in the previous 10 years: 2012-10-01/2022-09-30"
            ]
        );
        assert_eq!(
            periods("In 2024, over 60 people came, officials said."),
            ["In 2024: 2024-01-01/2024-12-31"]
        );
        assert_eq!(
            periods("Visits rose from 24,314 in fiscal 2023 to 38,246 in fiscal 2024."),
            [
                "in fiscal 2023: 2022-10-01/2023-09-30",
                "in fiscal 2024: 2023-10-01/2024-09-30"
            ]
        );
        assert_eq!(
            periods("Some 300 people crossed from fiscal 2013 to fiscal 2022."),
            ["from fiscal 2013 to fiscal 2022: 2012-10-01/2022-09-30"]
        );
        assert_eq!(periods("Some 300 people came."), ["-"]);
        assert_eq!(
            periods("Some 300 people came from January to November 2024."),
            ["from January to November 2024: 2024-01-01/2024-11-30"]
        );
        assert_eq!(
            periods("Since last November 300 people have come."),
            ["Since last November: 2024-11-01/.."]
        );
    }

    #[test]
    fn a_duty_holds_from_its_day_on() {
        assert_eq!(
            periods("He is thinking about imposing 25% duties on Feb. 1."),
            ["on Feb. 1: 2025-02-01/.."]
        );
        assert_eq!(
            periods("Some 25% of them came on Feb. 1."),
            ["on Feb. 1: 2025-02-01"]
        );
    }

    #[test]
    fn a_month_later_hangs_on_the_date_before_it() {
        let mut sentence =
            Sentence::dated("They met in April 2024. A month later, they parted.", None);
        bind(&sentence.document, &mut sentence.extract);
        assert_eq!(
            sentence
                .extract
                .quantities
                .last()
                .and_then(|quantity| quantity.value)
                .map(|days| days.iso())
                .as_deref(),
            Some("2024-05-01/2024-05-31")
        );
    }
}
