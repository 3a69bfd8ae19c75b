//! `time-zone`: one moment on two clocks that do not agree.

use super::reading::Reading;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Beside, Conversion};
use crate::document::ProseSpan;
use crate::extract::Parts;
use crate::quantity::{Clock, Dial, Rounding};

declare_check! {
    /// ## What it does
    /// Converts a time of day into the zone of the brackets behind it.
    ///
    /// ## Why it matters
    /// One such pair in twenty is wrong in print: a.m. for p.m., the winter's offset in summer, a digit.
    ///
    /// ## Example
    /// > The vote is due at 1830 GMT (2:30 a.m. EDT).
    ///
    /// 1830 GMT is 2:30 p.m. EDT.
    ///
    /// ## Limits
    /// A zone's letters are taken as written: EST in July is an hour off EDT; ET without a date is either. Where one of
    /// the two names no zone, only minutes that no zone on earth explains are told, and two such pairs of one sentence that
    /// are not the same number of hours apart.
    TimeZone { id: "time-zone", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

impl Check for TimeZone {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .conversions
                .iter()
                .filter_map(|pair| finding(context, *pair)),
        );
        findings.extend(among(context));
    }
}

/// The finding on two clocks that can't show one moment.
fn finding(context: &Context<'_>, pair: Conversion) -> Option<Finding> {
    let (stated, converted) = (
        Reading::of(context, pair.stated.first, Rounding::Nearest)?,
        Reading::of(context, pair.converted.first, Rounding::Nearest)?,
    );
    let (own, other) = (clock(&stated)?, clock(&converted)?);
    let (own_offsets, other_offsets) = (own.offsets(), other.offsets());
    if pair.beside == Beside::Joined {
        // "At 7 p.m. or 9 p.m. EDT" are two moments.
        let one_zone = own_offsets == other_offsets;
        if one_zone || own_offsets.is_empty() || other_offsets.is_empty() {
            return None;
        }
    }
    if own_offsets.is_empty() || other_offsets.is_empty() {
        return minutes(&stated, own, &converted, other);
    }
    let rights = moments(own, other)?;
    let told = since_midnight(other).rem_euclid(DAY);
    let right = *rights.first()?;
    if rights.contains(&told) {
        return None;
    }
    let zone = converted.text.rsplit(' ').next().unwrap_or_default();
    let expected = format!("{} {zone}", as_told(right, other.dial));
    let computed = format!("{} is {expected}", stated.text);
    let off = told.checked_sub(right)?.rem_euclid(DAY);
    Some(report(&stated, &converted, computed, &expected).slipped(slip(off)))
}

/// What the second clock may show at the moment of the first, in minutes since midnight: one value for each reading of
/// the zones' names.
fn moments(own: Clock, other: Clock) -> Option<Vec<i32>> {
    let shown = since_midnight(own);
    let mut moments = Vec::new();
    for from in own.offsets() {
        for to in other.offsets() {
            let moment = shown.checked_sub(i32::from(from))?;
            moments.push(moment.checked_add(i32::from(to))?.rem_euclid(DAY));
        }
    }
    Some(moments)
}

/// The finding on two clocks of which one names no zone, where their minutes fit none.
fn minutes(
    stated: &Reading<'_>,
    own: Clock,
    converted: &Reading<'_>,
    other: Clock,
) -> Option<Finding> {
    const STEP: i32 = 15;
    let apart = i32::from(own.minute).checked_sub(i32::from(other.minute))?;
    let fits = apart.rem_euclid(STEP) == 0;
    let expected = format!("minutes such as {:02}", own.minute);
    let computed = format!("no zone is {} minutes from another", apart.unsigned_abs());
    (!fits).then(|| report(stated, converted, computed, &expected))
}

/// The findings on clocks of one sentence that name no zone, and are not all in one: "at 1 p.m. (7 a.m. EDT) … at 3 p.m.
/// (10 a.m. EDT)". Of two that differ, the later is told.
fn among(context: &Context<'_>) -> Vec<Finding> {
    let locals: Vec<Local<'_>> = context
        .relations
        .conversions
        .iter()
        .filter_map(|pair| Local::of(context, *pair))
        .collect();
    let pairs = locals.windows(2).filter_map(|pair| match pair {
        [first, second] => second.beside(context, first),
        _ => None,
    });
    pairs.collect()
}

/// A clock that names no zone, with the same moment on one that does.
struct Local<'a> {
    stated: Reading<'a>,
    converted: Reading<'a>,
    /// Minutes from the zone that is named.
    apart: i32,
    /// The zone that is named.
    offset: i16,
    /// How the zone's clock is told.
    dial: Dial,
}

impl<'a> Local<'a> {
    fn of(context: &Context<'a>, pair: Conversion) -> Option<Self> {
        let stated = Reading::of(context, pair.stated.first, Rounding::Nearest)?;
        let converted = Reading::of(context, pair.converted.first, Rounding::Nearest)?;
        let (own, other) = (clock(&stated)?, clock(&converted)?);
        let offset = other.offset?;
        let local = pair.beside != Beside::Joined && own.offsets().is_empty();
        let apart = since_midnight(own).checked_sub(since_midnight(other))?;
        local.then_some(Self {
            stated,
            converted,
            apart: apart.rem_euclid(DAY),
            offset,
            dial: other.dial,
        })
    }

    /// The finding on this where another of its sentence is so many hours from the same zone, and no place is named anew.
    fn beside(&self, context: &Context<'_>, other: &Self) -> Option<Finding> {
        let one_sentence = self.stated.quantity.sentence == other.stated.quantity.sentence;
        let between = ProseSpan::new(
            other.stated.span().end,
            self.stated.span().start.max(other.stated.span().end),
        );
        let elsewhere = names_place(context.document.slice(between));
        let differs = self.offset == other.offset && self.apart != other.apart;
        if !one_sentence || elsewhere || !differs {
            return None;
        }
        let own = clock(&self.stated)?;
        let right = since_midnight(own)
            .checked_sub(other.apart)?
            .rem_euclid(DAY);
        let zone = self.converted.text.rsplit(' ').next().unwrap_or_default();
        let expected = format!("{} {zone}", as_told(right, self.dial));
        let computed = format!(
            "{} is {expected} where {} is {}",
            self.stated.text, other.stated.text, other.converted.text
        );
        Some(
            report(&self.stated, &self.converted, computed, &expected)
                .label(other.stated.span(), "in the same zone as this"),
        )
    }
}

/// Whether a text names a place: "in" or "at" before a capital.
fn names_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| match pair {
        [before, name] => {
            ["in", "at", "from", "to"].contains(before)
                && name.starts_with(|c: char| c.is_ascii_uppercase())
        }
        _ => false,
    })
}

fn report(
    stated: &Reading<'_>,
    converted: &Reading<'_>,
    computed: String,
    expected: &str,
) -> Finding {
    TimeZone::META
        .finding(
            Verdict::Contradicted,
            converted.span(),
            format!("stated as {}, but {computed}", converted.text),
        )
        .label(stated.span(), "the same moment as this")
        .computed(computed)
        .expected(expected)
        .stated(converted.text)
}

/// The one clock that a figure shows.
fn clock(reading: &Reading<'_>) -> Option<Clock> {
    match reading.quantity.parts {
        Parts::Clock(clock, None) => Some(clock),
        _ => None,
    }
}

fn since_midnight(clock: Clock) -> i32 {
    i32::from(clock.hour)
        .saturating_mul(60)
        .saturating_add(i32::from(clock.minute))
}

/// A time on a dial: "2:30 p.m.", "1830", "18:30".
fn as_told(minutes: i32, dial: Dial) -> String {
    let (hour, minute) = (minutes.div_euclid(60), minutes.rem_euclid(60));
    let half = if hour < 12 { "a.m." } else { "p.m." };
    let twelve = match hour.rem_euclid(12) {
        0 => 12,
        hour => hour,
    };
    match dial {
        Dial::Digits => format!("{hour:02}{minute:02}"),
        Dial::Colon => format!("{hour:02}:{minute:02}"),
        Dial::Halves => format!("{twelve}:{minute:02} {half}"),
    }
}

/// How the mistake may have come about, by how far it is off.
fn slip(off: i32) -> Option<String> {
    let text = match off {
        off if off == DAY / 2 => "twelve hours off: a.m. or p.m.?",
        60 => "an hour late: summer time?",
        off if off == DAY.saturating_sub(60) => "an hour early: summer time?",
        _ => return None,
    };
    Some(text.to_owned())
}
