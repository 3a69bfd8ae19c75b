//! Dating: the calendar expressions of a sentence resolved in their place.
//!
//! What the grammar of dates can't see is told here by the words around them: a month without a year behind a verb in
//! the past ("took effect on July 1") is the last one, "the previous decade" and "the same period of 2023" hang on the
//! period before them, and "the 12 months to September 2023" end with their date.

use super::clause::Words;
use super::verb_group::is_past;
use crate::extract::Quantity;
use crate::extract::inflect::lemma;
use crate::extract::lexicon::{self, Class};
use crate::extract::tokens::TokenKind;
use crate::extract::when::TimeUnit;
use crate::quantity::period::shift;
use crate::quantity::{Kind, Period};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// The last period told in a block: what "a month later" hangs on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    /// The block, the sentence and the days.
    last: Option<(u32, u32, Period)>,
}

impl Anchor {
    /// Resolves the calendar expressions of the sentence `sentence` in `block` of an article of `date`.
    pub(super) fn resolve(
        &mut self,
        words: &Words<'_>,
        quantities: &mut [Quantity],
        (block, sentence): (u32, u32),
        date: Option<Date>,
    ) {
        for index in 0..quantities.len() {
            let after = quantities.get(index.saturating_add(1)).copied();
            let Some(quantity) = quantities.get_mut(index) else {
                return;
            };
            let tokens = words.index_of(quantity.span.start)..words.index_of(quantity.span.end);
            let last = self.last.filter(|(of, ..)| *of == block);
            let near = |of: u32| of == sentence || of.checked_add(1) == Some(sentence);
            let anchor = last.map(|(_, of, days)| (near(of), days));
            let days = quantity
                .value
                .and_then(|days| last_one(words, &tokens, days, date));
            let days = days
                .or_else(|| stretch_before(words, &tokens, quantity))
                .or(quantity.value);
            quantity.value = match same_period(words, &tokens, quantity, days, anchor) {
                Some(moved) => moved,
                None => hung(words.slice(quantity.span), quantity, anchor)
                    .or(days)
                    .or_else(|| trailing(words, quantity, &after?)),
            };
            if let Some(days) = quantity.value {
                self.last = Some((block, sentence, days));
            }
        }
    }
}

/// The last such days before an article's date, where an expression without a year was resolved into the future and
/// its verb is in the past: "took effect on July 1", "since October".
fn last_one(
    words: &Words<'_>,
    tokens: &Range<usize>,
    days: Period,
    date: Option<Date>,
) -> Option<Period> {
    let (start, end, date) = (days.start?, days.end?, date?);
    let last = if shift(start, 31.days())? < end {
        end.first_of_month()
    } else {
        start
    };
    if last <= date || !is_without_year(words, tokens) || !tells_past(words, tokens) {
        return None;
    }
    let before = |day: Date| shift(day, (-1).years());
    let whole = end == end.last_of_month() && start != end;
    let end = if whole {
        before(end.first_of_month())?.last_of_month()
    } else {
        before(end)?
    };
    Period::new(before(start)?, end)
}

/// "the 10 years before 2020": not the day on which they began, but all of them.
fn stretch_before(words: &Words<'_>, tokens: &Range<usize>, quantity: &Quantity) -> Option<Period> {
    let start = quantity.value?.single_day()?;
    let led = tokens.start.checked_sub(1);
    let whole = led.is_some_and(|led| words.is(led, &["the"]));
    let before = tokens.clone().find(|at| words.is(*at, &["before"]))?;
    if quantity.kind != Kind::Duration || !whole {
        return None;
    }
    let count = i32::try_from(quantity.amount.stated?.value).ok()?;
    let unit = unit(words.word(before.checked_sub(1)?))?;
    Period::new(start, shift(unit.shift(start, count)?, (-1).days())?)
}

/// Whether an expression names a month or a season, and no year.
fn is_without_year(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let named = Class::MONTH.with(Class::SEASON);
    let year = |at: usize| {
        let digits = words.get(at).is_some_and(|token| {
            token.kind == TokenKind::Digits && words.slice(token.span).len() == 4
        });
        digits || words.has(at, Class::RELATIVE) || words.is(at, &["year", "month"])
    };
    tokens.clone().any(|at| words.has(at, named)) && !tokens.clone().any(year)
}

/// How far from a date its verb may stand.
const REACH: usize = 25;

/// Whether the verb of a date is in the past.
fn tells_past(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    /// Verbs whose date may be that of what is still to come: "announced duties on July 1".
    const AHEAD: [&str; 17] = [
        "announce", "order", "approve", "set", "schedule", "postpone", "delay", "move", "expect",
        "plan", "agree", "propose", "threaten", "promise", "pledge", "vow", "slate",
    ];
    /// Those of them whose own month stands behind "in".
    const DONE: [&str; 5] = ["announce", "order", "approve", "set", "agree"];
    /// Words between which and what comes a date is open.
    const OPEN: [&str; 14] = [
        "from",
        "until",
        "till",
        "by",
        "before",
        "through",
        "to",
        "effective",
        "starting",
        "beginning",
        "after",
        "of",
        "for",
        "due",
    ];
    let lead = (tokens.start.saturating_sub(2)..tokens.start)
        .rev()
        .find(|at| !words.has(*at, Class::DETERMINER));
    if lead.is_some_and(|lead| words.is(lead, &["since"])) {
        return true;
    }
    let ends = lead.is_some_and(|lead| {
        let before = lead.checked_sub(1);
        before.is_some_and(|before| words.has(before, Class::TIME_UNIT))
    });
    if !ends && lead.is_some_and(|lead| words.is(lead, &OPEN)) {
        return false;
    }
    let verb = |at: &usize| words.is_verb(*at);
    let parted = |at: &usize| {
        let kind = words.get(*at).map(|token| token.kind);
        matches!(kind, Some(TokenKind::Sign(';' | '—')))
    };
    let before = (tokens.start.saturating_sub(REACH)..tokens.start)
        .rev()
        .take_while(|at| !parted(at))
        .find(verb);
    let said = |at: usize| words.has(at, Class::SAY) && at.saturating_add(2) < tokens.start;
    let after = || {
        (tokens.end..tokens.end.saturating_add(REACH))
            .take_while(|at| !parted(at))
            .find(verb)
    };
    let Some(verb) = before.filter(|at| !said(*at)).or_else(after) else {
        return false;
    };
    // What was set in February was set then; what was set for February was not.
    let done = lead.is_some_and(|lead| words.is(lead, &["in"]))
        && DONE.contains(&&*lemma(words.word(verb)));
    let ahead = words.has(verb, Class::PLAN) || AHEAD.contains(&&*lemma(words.word(verb))) && !done;
    let to = words.is(verb.saturating_add(1), &["to"]);
    // "Set" is its own past.
    let past = is_past(words, verb);
    !ahead && !to && (past == Some(true) || done && past.is_none())
}

/// "the same period of 2023", "the same month last year": the anchor's days in that year. `Some(None)` where nothing
/// tells which period.
fn same_period(
    words: &Words<'_>,
    tokens: &Range<usize>,
    quantity: &Quantity,
    days: Option<Period>,
    anchor: Option<(bool, Period)>,
) -> Option<Option<Period>> {
    const BACK: usize = 5;
    const STRETCHES: [&str; 9] = [
        "period", "time", "stretch", "span", "month", "months", "quarter", "week", "point",
    ];
    let back = tokens.start.saturating_sub(BACK)..tokens.start;
    let same = back.clone().rev().find(|at| words.is(*at, &["same"]))?;
    let told = (same..tokens.start).any(|at| words.is(at, &STRETCHES));
    let parted = (same..tokens.start).any(|at| {
        !matches!(
            words.get(at).map(|token| token.kind),
            Some(TokenKind::Word | TokenKind::Digits)
        )
    });
    let year = days?.start?.year();
    if !quantity.kind.is_calendar() || !told || parted || days != Period::year(year) {
        return None;
    }
    let moved = || {
        let (_, anchor) = anchor?;
        let (start, end) = (anchor.start?, anchor.end?);
        let by = i32::from(year.checked_sub(end.year())?);
        let (first, last) = (
            TimeUnit::Year.shift(start, by)?,
            TimeUnit::Year.shift(end, by)?,
        );
        let whole = end == end.last_of_month() && anchor.single_day().is_none();
        Period::new(first, if whole { last.last_of_month() } else { last })
    };
    Some(moved())
}

/// The unit of the calendar that a word names.
fn unit(word: &str) -> Option<TimeUnit> {
    TimeUnit::of_lexicon(lexicon::entry(word.as_bytes()).calendar)
}

/// The days of an expression that hangs on an anchor, of which is told whether it stands in the same sentence or the one
/// before.
fn hung(text: &str, quantity: &Quantity, anchor: Option<(bool, Period)>) -> Option<Period> {
    let (near, anchor) = anchor?;
    let mut words = text.split_whitespace().map(str::to_ascii_lowercase);
    let first = words.next()?;
    let last = words.next_back()?;
    if ["previous", "preceding", "prior"].contains(&first.as_str()) {
        let start = anchor.start?;
        let unit = unit(&last)?;
        let count = match quantity.amount.stated {
            Some(stated) if near => i32::try_from(stated.value).ok()?,
            Some(_) => return None,
            None if spans(anchor, unit) => 1,
            None => return None,
        };
        return Period::new(
            unit.shift(start, count.checked_neg()?)?,
            shift(start, (-1).days())?,
        );
    }
    let count = match last.as_str() {
        "later" | "after" => 1,
        "earlier" | "before" => -1,
        _ => return None,
    };
    if quantity.value.is_some() {
        return None;
    }
    let unit = unit(&first).or_else(|| unit(&words.next()?))?;
    let moved = |day: Option<Date>| unit.shift(day?, count);
    let (start, end) = (moved(anchor.start)?, moved(anchor.end)?);
    // A month after April is all of May, whatever its length.
    let whole = anchor.end == anchor.end.map(Date::last_of_month) && anchor.single_day().is_none();
    Period::new(start, if whole { end.last_of_month() } else { end })
}

/// Whether days are as long as a unit: before 2024 "the previous year" is 2023, before May 2024 it may be many.
fn spans(days: Period, unit: TimeUnit) -> bool {
    let whole = || {
        let (start, end) = (days.start?, days.end?);
        let long = matches!(unit, TimeUnit::Decade | TimeUnit::Century);
        let unit = if long { TimeUnit::Year } else { unit };
        Some(shift(unit.shift(start, 1)?, (-1).days())? <= end)
    };
    whole().unwrap_or(false)
}

/// The days of a length that ends with the date behind it: "the 12 months to September 2023".
fn trailing(words: &Words<'_>, length: &Quantity, date: &Quantity) -> Option<Period> {
    let from = words.index_of(length.span.end);
    let gap = from..words.index_of(date.span.start);
    let days = date.value.filter(|_| ends_with(words, &gap))?;
    if length.kind != Kind::Duration {
        return None;
    }
    let last = words.slice(length.span).split([' ', '-']).next_back()?;
    let count = i32::try_from(length.amount.stated?.value).ok()?;
    up_to(days, unit(&last.to_ascii_lowercase())?, count)
}

/// Whether words lead from a length of time to its last day: "to", "ended", "that ended on".
pub(super) fn ends_with(words: &Words<'_>, gap: &Range<usize>) -> bool {
    const LEADS: [&str; 7] = ["to", "through", "ended", "ending", "until", "till", "up"];
    const BETWEEN: [&str; 6] = ["to", "that", "which", "on", "in", "the"];
    let leads = gap.clone().any(|at| words.is(at, &LEADS));
    leads
        && gap.len() <= 3
        && gap
            .clone()
            .all(|at| words.is(at, &LEADS) || words.is(at, &BETWEEN))
}

/// So many units that end with the last of some days.
pub(super) fn up_to(days: Period, unit: TimeUnit, count: i32) -> Option<Period> {
    let end = days.end?;
    let after = shift(end, 1.days())?;
    Period::new(unit.shift(after, count.checked_neg()?)?, end)
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::claim::testing::Sentence;
    use jiff::civil::date;

    /// The days of the last calendar expression, in an article of 20 June 2024.
    fn days(text: &str) -> String {
        let mut sentence = Sentence::dated(text, Some(date(2024, 6, 20)));
        bind(&sentence.document, &mut sentence.extract);
        let last = sentence
            .extract
            .quantities
            .iter()
            .rfind(|quantity| quantity.kind.is_calendar());
        last.and_then(|quantity| quantity.value)
            .map_or("-".to_owned(), |days| days.iso())
    }

    #[test]
    fn past_tense_is_past() {
        for (text, wanted) in [
            ("The duty took effect on July 1.", "2023-07-01"),
            ("On July 1, some 300 people were killed.", "2023-07-01"),
            ("They have crossed since October.", "2023-10-01/2023-10-31"),
            ("They came in December.", "2023-12-01/2023-12-31"),
            (
                "From January to November, 300 people came.",
                "2023-01-01/2023-11-30",
            ),
            ("The duty will take effect on July 1.", "2024-07-01"),
            ("They agreed to meet on July 1.", "2024-07-01"),
            ("He announced duties on July 1.", "2024-07-01"),
            ("The duty starts on July 1.", "2024-07-01"),
            ("He ordered a duty of 25% from July 1.", "2024-07-01"),
            ("The duty took effect on May 1.", "2024-05-01"),
            ("The duty took effect on July 1, 2024.", "2024-07-01"),
        ] {
            assert_eq!(days(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_hangs_on_the_period_before() {
        for (text, wanted) in [
            (
                "Some 300 came in 2013, more than in the previous decade.",
                "2003-01-01/2012-12-31",
            ),
            (
                "Some 300 came in 2022, up from 200 the previous year.",
                "2021-01-01/2021-12-31",
            ),
            (
                "Some 300 came in May 2023, up from 200 the year before.",
                "2022-05-01/2022-05-31",
            ),
            (
                "Some 300 came from January to May, up from 200 in the same period of 2023.",
                "2023-01-01/2023-05-31",
            ),
            (
                "Some 300 came last year, up from 200 in the same period of 2020.",
                "2020-01-01/2020-12-31",
            ),
            (
                "Some 300 came, up from 200 in the same period of 2020.",
                "-",
            ),
        ] {
            assert_eq!(days(text), wanted, "{text}");
        }
    }
}
