//! Two JSON reports held against each other: which findings are new, gone or changed.
//!
//! Findings are the same where article and fingerprint are. Those that a decision settles are not there.

mod json;
mod people;
mod read;

pub(crate) use json::write as write_json;
pub(crate) use people::write as write_people;
pub(crate) use read::{Side, read};

use read::Found;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// What has become of findings from one report to a later one, in the order of the reports.
#[derive(Debug, Default)]
pub(crate) struct Diff {
    /// In the later one alone.
    pub(crate) new: Vec<Found>,
    /// In the earlier one alone.
    pub(crate) gone: Vec<Found>,
    /// In both with another message, value or severity: as it was, as it is.
    pub(crate) changed: Vec<(Found, Found)>,
    /// In both, and the same.
    pub(crate) same: usize,
    /// In the earlier one, of articles that the later one could not read: nobody knows.
    pub(crate) unknown: usize,
}

/// Holds a later report against an earlier one.
pub(crate) fn diff(old: Side, new: Side) -> Diff {
    let mut diff = Diff::default();
    let unread: FxHashSet<String> = new.unread.into_iter().collect();
    let mut before: FxHashMap<(String, String), VecDeque<usize>> = FxHashMap::default();
    let mut left: Vec<Option<Found>> = Vec::with_capacity(old.found.len());
    for (i, found) in old.found.into_iter().enumerate() {
        before.entry(found.key()).or_default().push_back(i);
        left.push(Some(found));
    }
    for now in new.found {
        let known = before.get_mut(&now.key()).and_then(VecDeque::pop_front);
        let was = known.and_then(|i| left.get_mut(i)).and_then(Option::take);
        match was {
            None => diff.new.push(now),
            Some(was) if was.says_as(&now) => diff.same = diff.same.saturating_add(1),
            Some(was) => diff.changed.push((was, now)),
        }
    }
    for found in left.into_iter().flatten() {
        if unread.contains(&found.article) {
            diff.unknown = diff.unknown.saturating_add(1);
        } else {
            diff.gone.push(found);
        }
    }
    diff
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report of findings, each an article, a fingerprint and a message.
    fn side(findings: &[(&str, &str, &str)], unread: &[&str]) -> Side {
        let checked = findings.iter().map(|(id, print, message)| {
            format!(
                r#"{{"id":"{id}","findings":[{{"check":"c","severity":"error","message":"{message}","fingerprint":"{print}","spans":[]}}]}}"#
            )
        });
        let unread = unread
            .iter()
            .map(|id| format!(r#"{{"id":"{id}","error":"x"}}"#));
        let documents: Vec<_> = checked.chain(unread).collect();
        read(&format!(
            r#"{{"schema":"statvet/1","documents":[{}]}}"#,
            documents.join(",")
        ))
        .unwrap()
    }

    #[test]
    fn each_finding_is_new_gone_changed_the_same_or_unknown() {
        let old = [
            ("a", "1", "x"),
            ("a", "2", "x"),
            ("a", "3", "x"),
            ("b", "1", "x"),
        ];
        let new = [("a", "3", "x"), ("a", "2", "y"), ("c", "1", "x")];
        let diff = diff(side(&old, &[]), side(&new, &["b"]));
        let names = |all: &[Found]| {
            let names = all.iter().map(|found| found.key().0 + &found.fingerprint);
            names.collect::<Vec<_>>()
        };
        assert_eq!(names(&diff.new), ["c1"]);
        assert_eq!(names(&diff.gone), ["a1"]);
        assert_eq!(diff.changed.len(), 1);
        assert_eq!((diff.same, diff.unknown), (1, 1));
    }

    #[test]
    fn the_same_finding_twice_is_counted_twice() {
        let twice = [("a", "1", "x"), ("a", "1", "x")];
        let diff = diff(side(&twice[..1], &[]), side(&twice, &[]));
        assert_eq!((diff.same, diff.new.len()), (1, 1));
    }
}
