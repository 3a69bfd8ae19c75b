//! Dates of an article, held to those of rules with `kind = "date"`.
//!
//! The day, or a month or year that holds it: supported. Another day, or the day under another weekday's name:
//! contradicted. What only overlaps is imprecise, and what could not be resolved, or is loose, is inconclusive.

use super::compare::Judged;
use super::words;
use crate::check::Context;
use crate::extract::Quantity;
use crate::quantity::{Interval, Period};
use crate::rules::Rule;
use crate::rules::reference::{Basis, Expectation, Reference};
use crate::verdict::Verdict;
use jiff::civil::{Date, Weekday};

/// Weekdays by name, from Monday.
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A date as an article says it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated<'a> {
    text: &'a str,
    /// What it means in the article, if that is known.
    days: Option<Period>,
}

impl<'a> Dated<'a> {
    pub(super) fn new(context: &'a Context<'_>, quantity: &Quantity) -> Self {
        Self {
            text: context.document.slice(quantity.span),
            days: quantity.value,
        }
    }

    /// What `rule` says of it: by the date that it fits best, or lies nearest to.
    pub(super) fn judge<'r>(&self, rule: &'r Rule) -> Option<Judged<'r>> {
        let order = |verdict| match verdict {
            Verdict::Supported => 0,
            Verdict::Imprecise => 1,
            Verdict::Inconclusive => 2,
            _ => 3,
        };
        let (verdict, expectation, known) = rule
            .expect
            .iter()
            .flat_map(each_day)
            .map(|(expectation, known)| (self.verdict(known, expectation.low), expectation, known))
            .min_by_key(|(verdict, _, known)| (order(*verdict), self.distance(known)))?;
        Some(Judged {
            verdict,
            because: None,
            expectation,
            reference: Some(reference(*known)),
        })
    }

    fn verdict(&self, known: &Period, low: bool) -> Verdict {
        let verdict = match self.days {
            None => Verdict::Inconclusive,
            Some(days) if days.fuzzy => match days.meets(known) {
                true => Verdict::Supported,
                false => Verdict::Inconclusive,
            },
            Some(Period {
                start: None,
                end: Some(last),
                fuzzy: _,
            }) if known.end.is_some_and(|day| day < last) => Verdict::Inconclusive,
            Some(days) => self.compared(&self.bounded(days), known),
        };
        if verdict == Verdict::Contradicted && low {
            return Verdict::Inconclusive;
        }
        verdict
    }

    fn compared(&self, said: &Period, known: &Period) -> Verdict {
        if self.misnames_its_weekday() || !said.meets(known) {
            Verdict::Contradicted
        } else if said.covers(known) || known.covers(said) {
            Verdict::Supported
        } else {
            Verdict::Imprecise
        }
    }

    /// The end that is said of a time with one end, as closely as it is said: "since February" is of that month.
    fn bounded(&self, days: Period) -> Period {
        let day = match (days.start, days.end) {
            (Some(day), None) | (None, Some(day)) => day,
            _ => return days,
        };
        if self.names_a_day() {
            return Period::day(day);
        }
        let wider = if self.words().any(words::is_month) {
            Period::month(day.year(), day.month())
        } else {
            Period::year(day.year())
        };
        wider.unwrap_or_else(|| Period::day(day))
    }

    fn words(&self) -> impl Iterator<Item = &'a str> {
        self.text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    }

    /// Whether a number of a day, or a weekday, stands in it.
    fn names_a_day(&self) -> bool {
        let number = |word: &str| {
            let digits = word.chars().take_while(char::is_ascii_digit).count();
            digits == 1 || digits == 2
        };
        self.words().any(number) || self.weekday().is_some()
    }

    fn weekday(&self) -> Option<Weekday> {
        let place = self.words().find_map(|word| {
            let named = |name: &&str| {
                word.len() >= 3
                    && name
                        .get(..word.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(word))
            };
            WEEKDAYS.iter().position(named)
        })?;
        Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
    }

    /// Whether it names a weekday beside a day of another.
    fn misnames_its_weekday(&self) -> bool {
        let day = self.days.and_then(|days| days.single_day());
        matches!((self.weekday(), day), (Some(named), Some(day)) if named != day.weekday())
    }

    /// How many days lie between the beginnings of the two.
    fn distance(&self, known: &Period) -> u32 {
        let begins = |period: &Period| period.start.or(period.end);
        let days = self.days.as_ref().and_then(begins).zip(begins(known));
        days.and_then(|(said, known)| said.until(known).ok())
            .map_or(0, |span| span.get_days().unsigned_abs())
    }

    /// The days meant, in brackets, where the words leave the year to the reader.
    pub(super) fn resolved(&self) -> String {
        let has_year = self
            .words()
            .any(|word| word.len() == 4 && word.bytes().all(|c| c.is_ascii_digit()));
        self.days
            .filter(|_| !has_year)
            .map_or_else(String::new, |days| {
                format!(" ({})", words::period(&days, (1, 1)))
            })
    }

    /// What would make a contradicted date right: the weekday, another date of the rule, the year, day and month.
    pub(super) fn slip(&self, rule: &Rule, judged: &Judged<'_>) -> Option<String> {
        let known = judged.reference.as_ref()?.period?;
        let days = self.bounded(self.days?);
        if days.meets(&known) {
            let day = days.single_day()?;
            let place = usize::try_from(day.weekday().to_monday_zero_offset()).ok()?;
            return Some(format!(
                "{} was a {}",
                words::day(day),
                WEEKDAYS.get(place)?
            ));
        }
        let mistaken = rule.mistaken_for.iter().flat_map(each_day);
        let meant = mistaken
            .filter(|(_, other)| days.covers(other))
            .map(|(expectation, other)| {
                let what = expectation.label.as_ref();
                let what = what.map_or("another date", |label| label.raw());
                let when = words::period(other, (1, 1));
                format!("fits {what}, {when}: was that meant?")
            });
        meant
            .into_iter()
            .next()
            .or_else(|| written_wrong(days.single_day()?, known.single_day()?))
    }
}

/// What one slip of the pen makes of a day.
fn written_wrong(said: Date, known: Date) -> Option<String> {
    if (said.month(), said.day()) == (known.month(), known.day()) {
        return Some(format!("fits in {}: was the year mistaken?", known.year()));
    }
    let swapped = (said.day(), said.month()) == (known.month(), known.day());
    (swapped && said.year() == known.year()).then(|| "were day and month swapped?".to_owned())
}

/// The dates of an expectation, each with it.
fn each_day(expectation: &Expectation) -> impl Iterator<Item = (&Expectation, &Period)> {
    let days = match &expectation.basis {
        Basis::Days(days) => days.as_slice(),
        Basis::Stated { .. } | Basis::Rows(_) => &[],
    };
    days.iter().map(move |days| (expectation, days))
}

/// A date as a reference, which has no value.
fn reference(days: Period) -> Reference {
    Reference {
        interval: Interval::EVERYTHING,
        partly_known: false,
        period: Some(days),
        as_of: None,
        known_later: None,
        held: None,
        low: false,
        parts: Vec::new(),
        rows: 1,
        sources: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::reference::tests::vetted;
    use crate::rules::testing::sound;

    const RULE: &str = r#"
[sources.orders]
publisher = "The White House"
[[rule]]
id = "in-force"
about = ["tariff", "take effect|in force"]
kind = "date"
expect = { value = 2025-02-04, source = "orders" }
mistaken_for = { label = "the signing", value = "2025-02-01", source = "orders" }
"#;

    #[test]
    fn a_day_is_held_to_the_day_and_a_month_or_year_to_holding_it() {
        let rules = sound(RULE, &[]);
        for (text, verdict) in [
            ("The tariff took effect on Feb. 4.", "supported"),
            ("The tariff took effect on February 4, 2025.", "supported"),
            (
                "The tariff took effect on Tuesday, Feb. 4, 2025.",
                "supported",
            ),
            ("The tariff took effect in February 2025.", "supported"),
            ("The tariff took effect in 2025.", "supported"),
            ("The tariff has been in force since Feb. 4.", "supported"),
            ("The tariff has been in force since February.", "supported"),
            ("The tariff took effect on Feb. 3, 2025.", "contradicted"),
            ("The tariff took effect in March 2025.", "contradicted"),
            (
                "The tariff took effect on Monday, Feb. 4, 2025.",
                "contradicted",
            ),
            ("The tariff has been in force since Feb. 1.", "contradicted"),
            ("The tariff was announced on Feb. 3, 2025.", "unverified"),
        ] {
            let (shown, _) = vetted(&rules, "2025-02-20", text);
            assert!(shown.ends_with(verdict), "{text}: {shown}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_resolved_is_not_decided() {
        let (shown, findings) = vetted(&sound(RULE, &[]), "", "The tariff took effect on Feb. 3.");
        assert!(shown.ends_with("inconclusive"), "{shown}");
        assert!(findings.is_empty());
    }

    #[test]
    fn the_finding_names_the_day_and_the_slip() {
        let rules = sound(RULE, &[]);
        for (text, message, slip) in [
            (
                "The tariff took effect on Feb. 1.",
                "Feb. 1 (1 February 2025): The White House gives 4 February 2025",
                "fits the signing, 1 February 2025: was that meant?",
            ),
            (
                "The tariff took effect on Feb. 4, 2024.",
                "Feb. 4, 2024: The White House gives 4 February 2025",
                "fits in 2025: was the year mistaken?",
            ),
            (
                "The tariff took effect on April 2, 2025.",
                "April 2, 2025: The White House gives 4 February 2025",
                "were day and month swapped?",
            ),
            (
                "The tariff took effect on Monday, Feb. 4, 2025.",
                "Monday, Feb. 4, 2025: The White House gives 4 February 2025",
                "4 February 2025 was a Tuesday",
            ),
        ] {
            let (_, findings) = vetted(&rules, "2025-02-20", text);
            let finding = findings.first().expect(text);
            let told = finding.slip.as_ref().map(|slip| slip.raw());
            assert_eq!((finding.message.raw(), told), (message, Some(slip)));
        }
    }

    #[test]
    fn of_two_dates_in_a_sentence_each_has_its_own_words() {
        let text = "The tariff took effect on Feb. 4, and the pause was announced on Feb. 3, 2025.";
        let (shown, _) = vetted(&sound(RULE, &[]), "2025-02-20", text);
        assert_eq!(shown, "Feb. 4: supported; Feb. 3, 2025: unverified");
    }

    #[test]
    fn the_rows_of_a_data_set_are_dates_too() {
        let data = "[data.flights]\npath = \"f.csv\"\nsource = \"city\"\nkind = \"event\"\nperiod = \"day\"\n\
            [sources.city]\npublisher = \"The city\"\n\
            [[rule]]\nid = \"a\"\nabout = [\"flight\"]\nkind = \"date\"\nexpect = { data = \"flights\", where = { to = \"Lima\" } }\n";
        let rules = sound(
            data,
            &[(
                "f.csv",
                "to,day\nLima,2025-01-26\nLima,2025-02-04\nOslo,2025-02-05\n",
            )],
        );
        for (text, verdict) in [
            ("The second flight left on Feb. 4.", "Feb. 4: supported"),
            ("The second flight left on Feb. 5.", "Feb. 5: contradicted"),
        ] {
            assert!(
                vetted(&rules, "2025-02-20", text).0.ends_with(verdict),
                "{text}"
            );
        }
    }
}
