//! `time-zone`: one moment on two clocks that do not agree.

use super::reading::Reading;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::Conversion;
use crate::extract::Parts;
use crate::quantity::{Clock, Rounding};

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
    /// A zone's letters are taken as written: EST in July is an hour off EDT. Where one of the two names no zone, only
    /// minutes that no zone on earth explains are told.
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
    }
}

/// The finding on two clocks that can't show one moment.
fn finding(context: &Context<'_>, pair: Conversion) -> Option<Finding> {
    let (stated, converted) = (
        Reading::of(context, pair.stated, Rounding::Nearest)?,
        Reading::of(context, pair.converted, Rounding::Nearest)?,
    );
    let (own, other) = (clock(&stated)?, clock(&converted)?);
    let apart = |offset: i16| since_midnight(own).checked_sub(i32::from(offset));
    let (Some(own_offset), Some(other_offset)) = (own.offset, other.offset) else {
        return minutes(&stated, own, &converted, other);
    };
    let moment = apart(own_offset)?;
    let right = moment.checked_add(i32::from(other_offset))?.rem_euclid(DAY);
    if right == since_midnight(other).rem_euclid(DAY) {
        return None;
    }
    let zone = converted.text.rsplit(' ').next().unwrap_or_default();
    let expected = format!("{} {zone}", told(right, converted.text));
    let computed = format!("{} is {expected}", stated.text);
    let off = since_midnight(other).checked_sub(right)?.rem_euclid(DAY);
    Some(report(&stated, &converted, computed, &expected).slipped(slip(off)))
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

/// A time as `beside` writes it: "2:30 p.m.", "1830".
fn told(minutes: i32, beside: &str) -> String {
    let (hour, minute) = (minutes.div_euclid(60), minutes.rem_euclid(60));
    if !beside.contains(['m', 'M'])
        || beside.starts_with(|c: char| c.is_ascii_digit()) && !beside.contains(['.', ' '])
    {
        return format!("{hour:02}{minute:02}");
    }
    if !beside.to_ascii_lowercase().contains("a.m") && !beside.to_ascii_lowercase().contains("p.m")
    {
        return format!("{hour:02}:{minute:02}");
    }
    let half = if hour < 12 { "a.m." } else { "p.m." };
    let twelve = match hour.rem_euclid(12) {
        0 => 12,
        hour => hour,
    };
    format!("{twelve}:{minute:02} {half}")
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
