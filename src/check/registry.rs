//! All checks but the reference check and the derived one, which need rules; in the order of the manual.

use super::conflict::Conflict;
use super::consistency::absolute_change::AbsoluteChange;
use super::consistency::change_level::ChangeLevel;
use super::consistency::currency_conversion::CurrencyConversion;
use super::consistency::direction::DirectionWord;
use super::consistency::fraction_percent::FractionPercent;
use super::consistency::interval_contains::IntervalContains;
use super::consistency::multiple::Multiple;
use super::consistency::part_of_whole::PartOfWhole;
use super::consistency::parts_total::PartsTotal;
use super::consistency::percent_change::PercentChange;
use super::consistency::percent_total::PercentTotal;
use super::consistency::points_or_percent::PointsOrPercent;
use super::consistency::range_order::RangeOrder;
use super::consistency::time_zone::TimeZone;
use super::consistency::unit_conversion::UnitConversion;
use super::consistency::weekday_date::WeekdayDate;
use super::meta::{Check, CheckMeta};

/// The checks that look at a document alone.
pub(crate) const CHECKS: &[&dyn Check] = &[
    &PercentChange,
    &AbsoluteChange,
    &ChangeLevel,
    &DirectionWord,
    &Multiple,
    &PointsOrPercent,
    &PartsTotal,
    &PercentTotal,
    &RangeOrder,
    &PartOfWhole,
    &FractionPercent,
    &UnitConversion,
    &CurrencyConversion,
    &TimeZone,
    &WeekdayDate,
    &IntervalContains,
    &Conflict,
];

/// Whether a check goes by rules, whose packs say how much its findings matter.
pub(crate) fn goes_by_rules(id: &str) -> bool {
    [super::reference::META.id, super::derived::META.id].contains(&id)
}

/// What every check tells of itself, those that need rules first.
pub fn all() -> impl Iterator<Item = &'static CheckMeta> {
    let of_rules = [&super::reference::META, &super::derived::META];
    of_rules
        .into_iter()
        .chain(CHECKS.iter().map(|check| check.meta()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::meta::Family;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_check_has_its_own_id_and_its_own_file() {
        let ids: BTreeSet<_> = all().map(|meta| meta.id).collect();
        assert_eq!(ids.len(), all().count());
        for meta in all() {
            let folder = if meta.family == Family::Consistency {
                "src/check/consistency"
            } else {
                "src/check"
            };
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(folder)
                .join(format!("{}.rs", meta.id.replace('-', "_")));
            assert!(path.exists(), "{}", path.display());
        }
    }

    /// All pages as one: `docs/checks.md`.
    fn manual() -> String {
        let mut manual = String::from(MANUAL);
        for meta in all() {
            let severity = meta.severity.name();
            manual.push_str(&format!("\n## `{}`\n\nGives: {severity}.\n", meta.id));
            let lines = meta.doc.lines();
            for line in lines.map(|line| line.strip_prefix(' ').unwrap_or(line)) {
                match line.strip_prefix("## ") {
                    Some(heading) => manual.push_str(&format!("\n### {heading}\n\n")),
                    None if line.is_empty() => manual.push('\n'),
                    None => manual.push_str(&format!("{line}\n")),
                }
            }
        }
        let single = manual.split("\n\n\n").collect::<Vec<_>>();
        single.join("\n\n")
    }

    const MANUAL: &str = "# Checks

What each check does, why it matters, an example, and what it leaves alone: the same as `statvet explain CHECK` prints.
How much a finding matters, and how far \"about\" reaches, is set by check in
[`statvet.toml`](configuration.md). This page is made from the checks themselves.
";

    #[test]
    fn the_manual_is_up_to_date() {
        const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks.md");
        let (made, published) = (
            manual(),
            std::fs::read_to_string(PUBLISHED).unwrap_or_default(),
        );
        if made != published && std::env::var_os("STATVET_UPDATE").is_some() {
            std::fs::write(PUBLISHED, &made).unwrap();
        }
        assert!(
            made == published,
            "docs/checks.md is stale: run the tests once with STATVET_UPDATE=1"
        );
    }

    #[test]
    fn every_page_says_what_why_and_where_it_ends() {
        for meta in all() {
            for heading in [
                "## What it does",
                "## Why it matters",
                "## Example",
                "## Limits",
            ] {
                assert!(meta.doc.contains(heading), "{}: {heading}", meta.id);
            }
        }
    }
}
