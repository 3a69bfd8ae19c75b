//! The date in a file's properties.
//!
//! It is the last that is asked: a dateline, or a date that the user gives, goes before it. A file's properties tell
//! when it was written, not when the article appeared; the day of the last change is the nearest to that. Where the
//! file was begun more than [`MAX_WRITING`] days before, it is a copy of another or was opened again long after, and
//! neither day is the article's.

use super::error::DocxError;
use super::package::Package;
use super::xml::Node;
use crate::extract::literal;
use jiff::civil::Date;

/// Days from the first word to the last change of one article.
const MAX_WRITING: i32 = 31;
/// Moments that stand in programs' templates, and in every file that nobody dated since.
const TEMPLATES: [&str; 3] = [
    "2013-12-23T23:15:00Z",
    "2006-09-16T00:00:00Z",
    "1970-01-01T00:00:00Z",
];

/// The day that the properties give the article.
pub(super) fn date(package: &mut Package<'_>) -> Result<Option<Date>, DocxError> {
    let Some(name) = package.properties()? else {
        return Ok(None);
    };
    let Some(mut xml) = package.xml(&name)? else {
        return Ok(None);
    };
    let (mut created, mut modified) = (String::new(), String::new());
    let mut inside: Option<&mut String> = None;
    loop {
        match xml.next()?.node {
            Node::Open(tag) => {
                inside = match tag.local() {
                    "created" => Some(&mut created),
                    "modified" => Some(&mut modified),
                    _ => None,
                }
            }
            Node::Text(text) => {
                if let Some(value) = &mut inside {
                    value.push_str(text);
                }
            }
            Node::Close => inside = None,
            Node::Done => break,
            _ => {}
        }
    }
    Ok(of(day(&created), day(&modified)))
}

/// The day of a moment such as `2025-01-27T09:30:00Z`.
fn day(moment: &str) -> Option<Date> {
    let moment = moment.trim();
    let told = !TEMPLATES.contains(&moment);
    told.then(|| literal::date(moment))?.map(|(date, _)| date)
}

fn of(created: Option<Date>, modified: Option<Date>) -> Option<Date> {
    let (Some(from), Some(to)) = (created, modified) else {
        return modified.or(created);
    };
    let days = from.until(to).ok()?.get_days();
    (0..=MAX_WRITING).contains(&days).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_change_dates_an_article_that_was_written_at_once() {
        for (created, modified, date) in [
            (
                "2025-01-20T08:00:00Z",
                "2025-01-27T09:30:00Z",
                Some("2025-01-27"),
            ),
            ("2025-01-27T09:30:00Z", "", Some("2025-01-27")),
            ("", " 2025-01-27 ", Some("2025-01-27")),
            ("2023-01-20T08:00:00Z", "2025-01-27T09:30:00Z", None),
            ("2025-01-28T00:00:00Z", "2025-01-27T00:00:00Z", None),
            ("2013-12-23T23:15:00Z", "2013-12-23T23:15:00Z", None),
            (
                "2013-12-23T23:15:00Z",
                "2025-01-27T00:00:00Z",
                Some("2025-01-27"),
            ),
            ("soon", "never", None),
        ] {
            let found = of(day(created), day(modified)).map(|date| date.to_string());
            assert_eq!(found.as_deref(), date, "{created} {modified}");
        }
    }
}
