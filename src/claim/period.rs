//! Periods: when a figure was so.
//!
//! ```text
//! dated    = date | date { "," date } "and" date              "in 2023 and 2024": from the first to the last
//!          | length ( "to" | "ended" | … ) date               "in the 12 months to September 2023"
//!          | "the" ( "year" | "quarter" | … ) ( "to" | "ended" | … ) date
//!          | ( "first" | "last" ) length "of" date           "the first five months of 2024"
//!          | "so" "far" … date | date "so" "far"              up to the article's day
//! ```
//!
//! The nearest calendar expression of the clause, else of the sentence; the word before it says whether it
//! bounds ("since", "by") or covers. A rate or duty imposed on a day holds from it on. The day on which something is
//! said is no period of what is said.

use super::ClaimPeriod;
use super::clause::{Clause, Words};
use super::dating::{ends_with, up_to};
use super::fiscal::{Fiscal, fiscal};
use super::verb_group::is_finite;
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::extract::inflect::lemma;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::extract::when::TimeUnit;
use crate::quantity::period::shift;
use crate::quantity::{Kind, Period};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// A calendar expression of a sentence, or several that are one.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) tokens: Range<usize>,
    pub(super) days: Option<Period>,
    fiscal: Option<Fiscal>,
}

impl Dated {
    /// The period that it tells where nothing else bounds it.
    pub(super) fn period(&self, words: &Words<'_>) -> ClaimPeriod {
        ClaimPeriod {
            text: text(words, &self.tokens),
            days: self
                .days
                .map(|days| bounded(words, self.tokens.start, days)),
            fiscal: self.fiscal,
        }
    }
}

/// The calendar expressions of a sentence, in order. `date` is the article's.
pub(super) fn dated(
    words: &Words<'_>,
    quantities: &[Quantity],
    figures: &[(Range<usize>, bool)],
    date: Option<Date>,
) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    let mut before: Option<(&Quantity, &Range<usize>)> = None;
    for (quantity, (tokens, counts)) in quantities.iter().zip(figures) {
        if *counts || !(quantity.kind.is_calendar() || quantity.value.is_some()) {
            before = Some((quantity, tokens));
            continue;
        }
        let next = Dated {
            tokens: tokens.clone(),
            days: quantity.value,
            fiscal: quantity.value.and_then(|days| fiscal(words, tokens, days)),
        };
        let next = ending(words, next);
        let next = edge(words, before.replace((quantity, tokens)), next);
        match found.last_mut() {
            Some(last)
                if ends_with(words, &(last.tokens.end..next.tokens.start))
                    && trails(last, &next) =>
            {
                last.tokens.end = next.tokens.end;
            }
            Some(last) if is_listed(words, &(last.tokens.end..next.tokens.start)) => {
                join(words, last, next)
            }
            _ => found.push(next),
        }
    }
    for dated in &mut found {
        clip(words, dated, date);
    }
    found
}

/// Whether the first expression is a length that was resolved to end with the second.
fn trails(length: &Dated, date: &Dated) -> bool {
    let end = |dated: &Dated| dated.days.and_then(|days| days.end);
    end(length).is_some() && end(length) == end(date)
}

/// "the year ended June 30, 2024": a unit that ends with its date.
fn ending(words: &Words<'_>, date: Dated) -> Dated {
    const BACK: usize = 4;
    let starts = date.tokens.start.saturating_sub(BACK)..date.tokens.start;
    let unit_at = starts
        .rev()
        .find(|at| words.has(*at, Class::TIME_UNIT))
        .filter(|at| ends_with(words, &(at.saturating_add(1)..date.tokens.start)));
    let resolved = || {
        let at = unit_at?;
        let kind = ["fiscal", "financial", "calendar", "past", "last"];
        let before = at.checked_sub(1)?;
        let lead = before.saturating_sub(usize::from(words.is(before, &kind)));
        let article = words.is(lead, &["the", "a"]);
        let unit = TimeUnit::of_lexicon(words.get(at)?.calendar).filter(|_| article)?;
        Some((at, up_to(date.days?, unit, 1)?))
    };
    match resolved() {
        Some((at, days)) => Dated {
            tokens: at..date.tokens.end,
            days: Some(days),
            fiscal: None,
        },
        None => date,
    }
}

/// "the first five months of 2024": a length at an edge of its date.
fn edge(words: &Words<'_>, length: Option<(&Quantity, &Range<usize>)>, date: Dated) -> Dated {
    let cut = || {
        let (quantity, tokens) = length?;
        let first = words.is(tokens.start, &["first"]);
        let last = words.is(tokens.start, &["last", "final"]);
        let of = tokens.end.saturating_add(1) == date.tokens.start
            && words.is(tokens.end, &["of", "in"]);
        let days = date
            .days
            .filter(|_| of && (first || last) && quantity.kind == Kind::Duration)?;
        let unit = TimeUnit::of_lexicon(words.get(tokens.end.checked_sub(1)?)?.calendar)?;
        let count = i32::try_from(quantity.amount.stated?.value).ok()?;
        let days = if first {
            let start = days.start?;
            Period::new(start, shift(unit.shift(start, count)?, (-1).days())?)?
        } else {
            up_to(days, unit, count)?
        };
        Some((tokens.start, days))
    };
    match cut() {
        Some((start, days)) => Dated {
            tokens: start..date.tokens.end,
            days: Some(days),
            fiscal: date.fiscal,
        },
        None => date,
    }
}

/// Whether only "and" or a comma stands between two expressions, and no "respectively" parts them.
fn is_listed(words: &Words<'_>, gap: &Range<usize>) -> bool {
    const FAR: usize = 40;
    let joins = |at: usize| {
        words.is(at, &["and"])
            || words.get(at).map(|token| token.kind) == Some(TokenKind::Sign(','))
    };
    let parted =
        || (gap.end..gap.end.saturating_add(FAR)).any(|at| words.is(at, &["respectively"]));
    (1..=2).contains(&gap.len()) && gap.clone().all(joins) && !parted()
}

/// Makes one expression of two in a list; where a time lies between them it has no days.
fn join(words: &Words<'_>, last: &mut Dated, next: Dated) {
    let fiscal = last.fiscal.filter(|fiscal| !fiscal.relative);
    // "Fiscal 2023 and 2024".
    let bare = next.fiscal.is_none().then_some(next.days).flatten();
    let number = fiscal.and_then(|fiscal| fiscal.last.checked_add(1));
    let second = match number {
        Some(number) if bare == Period::year(number) => Period::fiscal_year(number),
        _ => next.days,
    };
    let joined = last.days.zip(second).and_then(|(first, second)| {
        let adjacent = shift(first.end?, 1.days()) == second.start;
        first.through(second).filter(|_| adjacent)
    });
    let both = last
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| words.is(before, &["both"]));
    last.tokens.end = next.tokens.end;
    last.fiscal = fiscal
        .zip(joined)
        .and_then(|(_, days)| Fiscal::of(days, false));
    last.days = joined.filter(|_| !both);
}

/// Ends an expression at the article's day where "so far" stands before or behind it.
fn clip(words: &Words<'_>, dated: &mut Dated, date: Option<Date>) {
    const BACK: usize = 4;
    let so_far = |at: usize| words.is(at, &["so"]) && words.is(at.saturating_add(1), &["far"]);
    let gap = |at: usize| {
        (at.saturating_add(2)..dated.tokens.start)
            .all(|at| words.has(at, Class::PREPOSITION.with(Class::DETERMINER)))
    };
    let before = (dated.tokens.start.saturating_sub(BACK)..dated.tokens.start)
        .find(|at| so_far(*at) && gap(*at));
    let behind = so_far(dated.tokens.end);
    let Some((start, date)) = dated.days.and_then(|days| days.start).zip(date) else {
        return;
    };
    let days = dated
        .days
        .filter(|days| days.end.is_some_and(|end| date <= end));
    if let Some(days) = days.filter(|_| start <= date && (before.is_some() || behind)) {
        dated.days = Some(Period {
            end: Some(date),
            ..days
        });
        dated.tokens.start = before.unwrap_or(dated.tokens.start);
        if behind {
            dated.tokens.end = dated.tokens.end.saturating_add(2);
        }
    }
}

/// The period of a figure: the expression of its clause that belongs to it most, else of the sentence (before
/// it, else after). `figures` are the tokens of the counting figures around it.
pub(super) fn period(
    words: &Words<'_>,
    clause: &Clause,
    dated: &[Dated],
    figures: &[(Range<usize>, bool)],
    figure: &Range<usize>,
    quantity: &Quantity,
) -> Option<ClaimPeriod> {
    let told = |dated: &&Dated| {
        is_told(words, dated)
            && !is_origin(words, dated, figure)
            && !is_of_compared(words, figures, dated, figure)
    };
    let inside = dated
        .iter()
        .filter(|dated| clause.tokens.contains(&dated.tokens.start))
        .filter(told);
    let own = inside.min_by_key(|dated| remoteness(words, figures, figure, &dated.tokens));
    let before = || {
        let mut before = dated.iter().rev().filter(told);
        before.find(|dated| dated.tokens.end <= figure.start)
    };
    let first = || dated.iter().find(told);
    let chosen = own.or_else(before).or_else(first)?;
    let period = chosen.period(words);
    let holds = rate(quantity)
        && (holds_on(words, clause.before(figure).chain(clause.after(figure)))
            || holds_on(
                words,
                chosen.tokens.start.saturating_sub(BEGUN)..chosen.tokens.start,
            ));
    let open = |days| Period { end: None, ..days };
    Some(ClaimPeriod {
        days: if holds {
            period.days.map(open)
        } else {
            period.days
        },
        ..period
    })
}

/// Whether an expression says when something is, not when it is said or since when there was no such thing.
pub(super) fn is_told(words: &Words<'_>, dated: &Dated) -> bool {
    !is_of_saying(words, dated) && !is_record(words, dated)
}

/// Whether an expression is of what a figure is compared with: "300 ships, below last year's 400", "300, compared with 400
/// in 2022", "300, up from 400 a year earlier".
fn is_of_compared(
    words: &Words<'_>,
    figures: &[(Range<usize>, bool)],
    dated: &Dated,
    figure: &Range<usize>,
) -> bool {
    const FAR: usize = 25;
    let Range { start, end } = dated.tokens;
    let first_in = |gap: Range<usize>| {
        let within = |other: &Range<usize>| other.start >= gap.start && other.end <= gap.end;
        let mut others = figures
            .iter()
            .filter(|(other, counts)| *counts && within(other));
        others.next().map(|(other, _)| other.start)
    };
    if start < figure.end {
        // "Below last year's 400, and 300 here": the 400 took it.
        return is_compared(words, start, 0) && first_in(end..figure.start).is_some();
    }
    let looks_back = words.is(end.saturating_sub(1), &["earlier", "before", "previously"]);
    is_compared(words, start, figure.end)
        || first_in(figure.end..start).is_some_and(|other| {
            let mut between = (figure.end..other).rev().take(FAR);
            looks_back || between.any(|at| words.is(at, &COMPARES))
        })
}

/// Words that set one figure against another.
const COMPARES: [&str; 3] = ["compared", "versus", "vs"];

/// Whether a word of comparison, behind the token `from`, leads to an expression.
fn is_compared(words: &Words<'_>, start: usize, from: usize) -> bool {
    const BACK: usize = 3;
    (start.saturating_sub(BACK).max(from)..start).any(|at| {
        let than = words.is(at, &["than", "below", "above"]);
        words.is(at, &COMPARES) || than && !words.is(at.saturating_add(1), &["expected"])
    })
}

/// How far before its day the verb of what begins on it may stand.
const BEGUN: usize = 4;

/// Whether an expression only says since when there was no such thing: "the first since 2018", "the highest since May".
fn is_record(words: &Words<'_>, dated: &Dated) -> bool {
    const BACK: usize = 3;
    let Some(since) = dated
        .tokens
        .start
        .checked_sub(1)
        .filter(|since| words.is(*since, &["since"]))
    else {
        return false;
    };
    (since.saturating_sub(BACK)..since).any(|at| {
        words.is(at, &["first", "most", "least", "worst", "best"])
            || words.word(at).len() > 5 && words.word(at).ends_with("est")
    })
}

/// Whether an expression says when what acts came to be, not what it does: "The agency, founded in 2003, deported 300".
fn is_origin(words: &Words<'_>, dated: &Dated, figure: &Range<usize>) -> bool {
    const BACK: usize = 4;
    const CAME: [&str; 9] = [
        "found",
        "establish",
        "enact",
        "pass",
        "sign",
        "launch",
        "create",
        "elect",
        "take",
    ];
    let start = dated.tokens.start;
    let verb = (start.saturating_sub(BACK)..start)
        .rev()
        .find(|at| words.is_lexical_verb(*at));
    let came = verb.is_some_and(|verb| {
        let lemma = lemma(words.word(verb));
        words.is(verb, &["founded"])
            || CAME.contains(&&*lemma)
                && (lemma != "take" || words.is(verb.saturating_add(1), &["effect", "office"]))
    });
    came && (dated.tokens.end..figure.start).any(|at| is_finite(words, at))
}

/// Whether an expression is the day on which something is said: "officials said on Monday".
fn is_of_saying(words: &Words<'_>, dated: &Dated) -> bool {
    const SAID: [&str; 12] = [
        "said",
        "says",
        "told",
        "added",
        "wrote",
        "confirmed",
        "warned",
        "argued",
        "testified",
        "announced",
        "say",
        "reported",
    ];
    const BACK: usize = 5;
    let day = dated.days.is_none_or(|days| days.single_day().is_some());
    let start = dated.tokens.start;
    let back = (start.saturating_sub(BACK)..start).rev().take_while(|at| {
        words
            .get(*at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    });
    let verb = { back }.find(|at| words.is_verb(*at));
    let said = verb.is_some_and(|verb| {
        words.is(verb, &SAID) && (start.saturating_sub(verb) <= 3 || words.is(verb, &["told"]))
    });
    let passive = verb
        .and_then(|verb| verb.checked_sub(1))
        .is_some_and(|before| words.has(before, Class::BE));
    day && said && !passive
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

/// Whether a figure is of what is in force: a rate or an amount.
const fn rate(quantity: &Quantity) -> bool {
    matches!(quantity.kind, Kind::Percent | Kind::Money)
}

/// Whether something is imposed or begins, by one of some words, and so holds from its day on.
fn holds_on(words: &Words<'_>, mut near: impl Iterator<Item = usize>) -> bool {
    const STARTS: [&str; 9] = [
        "impose",
        "start",
        "begin",
        "introduce",
        "levy",
        "slap",
        "take",
        "come",
        "invoke",
    ];
    near.any(|at| {
        if !words.is_lexical_verb(at) {
            return false;
        }
        let verb = lemma(words.word(at));
        let next = at.saturating_add(1);
        let into =
            words.is(next, &["into"]) && words.is(next.saturating_add(1), &["force", "effect"]);
        STARTS.contains(&&*verb)
            && match &*verb {
                "take" => words.is(next, &["effect"]),
                "come" => into,
                _ => true,
            }
    })
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
    fn expressions_that_are_one() {
        for (text, wanted) in [
            (
                "In 2023 and 2024, more than 300 people came.",
                "In 2023 and 2024: 2023-01-01/2024-12-31",
            ),
            (
                "Some 300 people came in fiscal 2022, 2023 and 2024.",
                "in fiscal 2022, 2023 and 2024: 2021-10-01/2024-09-30",
            ),
            (
                "Some 300 people came in 2020 and 2023.",
                "in 2020 and 2023: ?",
            ),
            (
                "Some 300 people came in the 12 months to September 2023.",
                "in the 12 months to September 2023: 2022-10-01/2023-09-30",
            ),
            (
                "Some 300 people came in the year ended June 30, 2024.",
                "in the year ended June 30, 2024: 2023-07-01/2024-06-30",
            ),
            (
                "Some 300 people came in the year to March.",
                "in the year to March: 2023-04-01/2024-03-31",
            ),
            (
                "So far this fiscal year, 300 people have come.",
                "So far this fiscal year: 2024-10-01/2025-01-27",
            ),
            (
                "Some 300 people have come so far this year.",
                "so far this year: 2025-01-01/2025-01-27",
            ),
            (
                "Trade was slow, with 300 shares sold, below last year's average.",
                "-",
            ),
            (
                "Some 300 shares were sold here, below last year's average of 400, and 200 there, below the average.",
                "-",
            ),
            (
                "Some 300 people came in each of the last two fiscal years.",
                "of the last two fiscal years: 2022-10-01/2024-09-30",
            ),
            ("Some 300 people came, officials said on Monday.", "-"),
            (
                "In the first five months of 2024, 300 people came.",
                "In the first five months of 2024: 2024-01-01/2024-05-31",
            ),
            ("The flight, the first since 2018, carried 300 people.", "-"),
            ("The agency, founded in 2003, deported 300 people.", "-"),
            ("A law that took effect in 2019 sent 300 people home.", "-"),
        ] {
            assert_eq!(periods(text).last().unwrap(), wanted, "{text}");
        }
    }

    #[test]
    fn what_a_figure_is_compared_with_has_a_period_of_its_own() {
        assert_eq!(
            periods("Some 300 ferries sank, compared with 200 in 2022."),
            ["-", "in 2022: 2022-01-01/2022-12-31"]
        );
        assert_eq!(
            periods("Some 300 ferries sank last year, up from 200 in 2022."),
            [
                "last year: 2024-01-01/2024-12-31",
                "in 2022: 2022-01-01/2022-12-31"
            ]
        );
    }

    #[test]
    fn a_duty_holds_from_its_day_on() {
        assert_eq!(
            periods("He ordered duties of 25%, to begin on Feb. 1."),
            ["on Feb. 1: 2025-02-01/.."]
        );
        assert_eq!(
            periods("The law, which sets a fine of $5,000, took effect on Jan. 1."),
            ["on Jan. 1: 2025-01-01/.."]
        );
        assert_eq!(
            periods("He is thinking about imposing 25% duties on Feb. 1."),
            ["on Feb. 1: 2025-02-01/.."]
        );
        assert_eq!(
            periods("Some 25% of them came on Jan. 20."),
            ["on Jan. 20: 2025-01-20"]
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
