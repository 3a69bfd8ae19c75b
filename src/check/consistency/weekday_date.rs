//! `weekday-date`: a day of the week that the date beside it is not.

use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::extract::{Quantity, weekday_in};
use crate::quantity::Kind;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

declare_check! {
    /// ## What it does
    /// Looks up on which day of the week a date falls, where both are told together.
    ///
    /// ## Why it matters
    /// Readers turn up on one of the two. A wrong year shows in the weekday first.
    ///
    /// ## Example
    /// > The hearing is set for Thursday, March 4, 2025.
    ///
    /// That day is a Tuesday; the Thursday is March 6.
    ///
    /// ## Limits
    /// Without a year, the date is held to the article's own year, and nothing is said where the year before or after
    /// would fit. Years before 1800 are left alone: countries changed their calendars at different times.
    WeekdayDate { id: "weekday-date", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for WeekdayDate {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let dates = context.extract.quantities.iter();
        let dates = dates.filter(|quantity| quantity.kind == Kind::Date);
        findings.extend(dates.filter_map(|quantity| finding(context, quantity)));
    }
}

/// Years whose calendar is beyond doubt.
const FIRST_YEAR: i16 = 1800;

/// The finding on a date whose weekday is another.
fn finding(context: &Context<'_>, quantity: &Quantity) -> Option<Finding> {
    let text = context.document.slice(quantity.span);
    let said = weekday_in(text)?;
    let period = quantity.value?;
    let date = period.start.filter(|_| period.start == period.end)?;
    let year_is_told = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let fits = |date: Option<Date>| date.is_some_and(|date| date.weekday() == said);
    let [before, after] = [-1, 1].map(|years| in_year(date, years));
    let excused = !year_is_told && (fits(before) || fits(after));
    if fits(Some(date)) || excused || date.year() < FIRST_YEAR {
        return None;
    }
    let (said_name, is_name) = (name(said), name(date.weekday()));
    let told = date.strftime("%-d %B %Y");
    Some(
        WeekdayDate::META
            .finding(
                Verdict::Contradicted,
                quantity.span,
                format!("stated as a {said_name}, but {told} is a {is_name}"),
            )
            .stated(text)
            .expected(is_name)
            .computed(format!("{told} is a {is_name}; stated {said_name}"))
            .slipped(slip(date, said, [before, after])),
    )
}

/// The same day of the year, so many years on; 29 February has none in most.
fn in_year(date: Date, years: i16) -> Option<Date> {
    Date::new(date.year().checked_add(years)?, date.month(), date.day()).ok()
}

/// The year beside it, or the day of that week, that would fit.
fn slip(date: Date, said: Weekday, years: [Option<Date>; 2]) -> Option<String> {
    let other = years
        .into_iter()
        .flatten()
        .find(|date| date.weekday() == said);
    if let Some(other) = other {
        let year = other.year();
        return Some(format!("fits {year}: is the year right?"));
    }
    let near = [-1, 1, -2, 2, -3, 3].into_iter().find_map(|days| {
        let day = date.checked_add(days.days()).ok()?;
        (day.weekday() == said).then_some(day)
    })?;
    let (name, day) = (name(said), near.strftime("%-d %B"));
    Some(format!(
        "the {name} nearest to it is {day}: was that meant?"
    ))
}

const fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::consistency::tests::found;

    #[test]
    fn a_weekday_that_the_date_is_not_is_told() {
        for (text, slip) in [
            (
                "The hearing is set for Thursday, March 4, 2025.",
                Some("the Thursday nearest to it is 6 March: was that meant?"),
            ),
            (
                "It burned down on Saturday 14 June 2024, the mayor said.",
                Some("fits 2025: is the year right?"),
            ),
            (
                "They sail on Mon., Aug. 14, 2019, at noon.",
                Some("the Monday nearest to it is 12 August: was that meant?"),
            ),
            (
                "date 2025-03-06\n\nThe pool shuts on Sunday, March 7.",
                Some("the Sunday nearest to it is 9 March: was that meant?"),
            ),
        ] {
            let findings = found(text, WeekdayDate::META.id);
            let told = findings.first().and_then(|finding| finding.slip.as_ref());
            assert_eq!(
                (findings.len(), told.map(|slip| slip.raw())),
                (1, slip),
                "{text}"
            );
        }
    }

    #[test]
    fn a_sound_date_and_one_of_an_unknown_year_say_nothing() {
        for text in [
            "The hearing is set for Tuesday, March 4, 2025.",
            "It burned down on Saturday 14 June 2025.",
            "The pool shuts on Sunday, March 7.",
            // The year before.
            "date 2025-03-06\n\nThe pool had shut on Thursday, March 7.",
            "On Monday, March 3 and 4, 2025, they met.",
            "The battle of Monday, 14 October 1066, lasted a day.",
            "They met on Monday and left on March 4, 2025.",
        ] {
            assert!(found(text, WeekdayDate::META.id).is_empty(), "{text}");
        }
    }
}
