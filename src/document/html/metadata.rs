//! The day that a page says it is of: `meta`, JSON-LD, `time`.

use super::tag::{Attribute, Tag};
use crate::document::date;
use jiff::civil::Date;
use serde_json::Value;

/// Names of `meta` for the day of publication, the most reliable first.
const NAMES: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "date",
    "dcterms.available",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "article.published",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "citation_publication_date",
];
/// Ranks of the other places, among those of the names.
const LINKED_DATA: usize = 1;
const MARKED_TIME: usize = 100;
const FIRST_TIME: usize = 101;
/// Longer JSON-LD is not read.
const MAX_LINKED_DATA: usize = 1 << 20;

/// The best date so far.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// With its rank; the least wins.
    found: Option<(usize, Date)>,
    /// Whether the script being read is JSON-LD.
    in_linked_data: bool,
}

impl Metadata {
    /// The day, if the page tells one.
    pub(super) fn date(self) -> Option<Date> {
        self.found.map(|(_, date)| date)
    }

    /// `meta`
    pub(super) fn meta(&mut self, tag: &Tag) {
        let keys = [Attribute::Property, Attribute::Name, Attribute::Itemprop];
        for name in keys.iter().filter_map(|key| tag.value(*key)) {
            let name = name.trim().to_ascii_lowercase();
            let rank = NAMES.iter().position(|known| *known == name);
            if let Some((rank, value)) = rank.zip(tag.value(Attribute::Content)) {
                self.offer(rank, date::stated(value));
            }
        }
    }

    /// `time`; one that stands behind the first paragraphs tells nothing of the article unless it says so.
    pub(super) fn time(&mut self, tag: &Tag, is_early: bool) {
        let is_marked = tag.has(Attribute::Pubdate)
            || tag
                .value(Attribute::Itemprop)
                .is_some_and(|name| name.eq_ignore_ascii_case("datepublished"));
        let date = tag.value(Attribute::Datetime).and_then(date::stated);
        if is_marked {
            self.offer(MARKED_TIME, date);
        } else if is_early {
            self.offer(FIRST_TIME, date);
        }
    }

    /// `script`
    pub(super) fn script(&mut self, tag: &Tag) {
        let kind = tag.value(Attribute::Type).unwrap_or("");
        self.in_linked_data = kind.trim().eq_ignore_ascii_case("application/ld+json");
    }

    /// What stands in a script.
    pub(super) fn script_text(&mut self, text: &[u8]) {
        if !std::mem::take(&mut self.in_linked_data) || text.len() > MAX_LINKED_DATA {
            return;
        }
        if let Ok(value) = serde_json::from_slice::<Value>(text) {
            self.offer(LINKED_DATA, published(&value));
        }
    }

    fn offer(&mut self, rank: usize, date: Option<Date>) {
        let is_better = self.found.is_none_or(|(known, _)| rank < known);
        if let Some(date) = date.filter(|_| is_better) {
            self.found = Some((rank, date));
        }
    }
}

/// The day of publication of the first article in JSON-LD: an object, a list of them, or a graph.
fn published(value: &Value) -> Option<Date> {
    let listed = |values: &[Value]| values.iter().find_map(published);
    match value {
        Value::Array(values) => listed(values),
        Value::Object(object) => {
            let own = object.get("datePublished").and_then(Value::as_str);
            let inside = || {
                ["@graph", "mainEntity"]
                    .iter()
                    .find_map(|key| published(object.get(*key)?))
            };
            own.and_then(date::stated).or_else(inside)
        }
        _ => None,
    }
}
