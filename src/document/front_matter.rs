//! Front matter: the YAML (`---`) or TOML (`+++`) block at the very start of a Markdown file.
//!
//! The Markdown parser would also take a block between two rules inside the article for metadata, and
//! search for its end from each rule anew; so the front matter is taken off before.

use super::date::stated;
use jiff::civil::Date;

/// Front matter, and where the article starts after it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// The article's date, if given.
    pub(super) date: Option<Date>,
    /// Offset of what follows.
    pub(super) end: usize,
}

/// The front matter that `text` starts with.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter> {
    let first = text.split_inclusive('\n').next()?;
    let closing: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let rest = text.get(first.len()..)?;
    let mut length: usize = 0;
    for line in rest.split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            let body = rest.get(..length)?;
            let end = first.len().checked_add(length)?.checked_add(line.len())?;
            return Some(FrontMatter {
                date: date(body, first.starts_with('+')),
                end,
            });
        }
        length = length.checked_add(line.len())?;
    }
    None
}

fn date(body: &str, is_toml: bool) -> Option<Date> {
    if is_toml {
        toml_date(body)
    } else {
        yaml_date(body)
    }
}

/// The keys of the day of publication, the most common first; letters alone count, big or small.
const KEYS: [&str; 6] = [
    "date",
    "published",
    "publishdate",
    "pubdate",
    "publishedat",
    "datepublished",
];

/// The rank of a key among those of the day of publication.
fn rank(key: &str) -> Option<usize> {
    let letters: String = key.chars().filter(char::is_ascii_alphabetic).collect();
    KEYS.iter()
        .position(|known| letters.eq_ignore_ascii_case(known))
}

/// The best of the dates that `fields` give with their keys.
fn best<'a>(fields: impl Iterator<Item = (&'a str, Option<Date>)>) -> Option<Date> {
    let ranked = fields.filter_map(|(key, date)| Some((rank(key)?, date?)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, date)| date)
}

/// The day of publication in a TOML document, a date, a time or a string.
fn toml_date(body: &str) -> Option<Date> {
    let table: toml::Table = body.parse().ok()?;
    best(table.iter().map(|(key, value)| {
        let date = match value {
            toml::Value::Datetime(moment) => stated(&moment.to_string()),
            toml::Value::String(text) => stated(text),
            _ => None,
        };
        (key.as_str(), date)
    }))
}

/// The day of publication in YAML, at its top level; nested keys are indented.
fn yaml_date(body: &str) -> Option<Date> {
    let fields = body
        .lines()
        .filter(|line| !line.starts_with([' ', '\t', '#']));
    best(fields.filter_map(|line| {
        let (key, text) = line.split_once(':')?;
        let key = key.trim_end().trim_matches(['"', '\'']);
        Some((key, stated(text.trim().trim_start_matches(['"', '\'']))))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_either_kind_are_read() {
        for text in [
            "---\ntitle: Talks\ndate: 2025-01-27\n---\n",
            "---\r\ndate: \"2025-01-27\"\r\n---\r\n",
            "---\ndate: '2025-01-27T10:00:00-05:00' # Monday\n...\n",
            "--- \nDate: 2025-01-27 10:00:00 +0100\ndate_updated: 2025-02-01\n---",
            "---\nphoto:\n  date: 2020-01-01\ndate: Jan. 27, 2025\n---\n",
            "+++\ndate = 2025-01-27\n+++\n",
            "+++\ntitle = \"a date = 2020-01-01\"\ndate = \"2025-01-27\"\n[photo]\ndate = 2020-01-01\n+++\n",
            "+++\ndate = 2025-01-27T10:00:00Z\n+++\n",
            "+++\npublishDate = 2025-01-27\nlastmod = 2025-02-01\n+++\n",
            "---\nlastmod: 2025-02-01\npublished_at: 2025-01-27\n---\n",
            "---\npublished: 2025-02-01\ndate: 20250127\n---\n",
        ] {
            let found = front_matter(text).expect(text);
            assert_eq!(found.date, Some(jiff::civil::date(2025, 1, 27)), "{text}");
            assert_eq!(found.end, text.len(), "{text}");
        }
    }

    #[test]
    fn front_matter_without_a_date_is_still_taken_off() {
        for text in [
            "---\ndate: soon\n---\n",
            "+++\nnot toml\n+++\n",
            "---\n---\n",
        ] {
            let end = text.len();
            assert_eq!(front_matter(text), Some(FrontMatter { date: None, end }));
        }
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "",
            "---",
            "---\nText.\n",
            "Text.\n---\ndate: 2025-01-27\n---\n",
            "+++\na\n---\n",
        ] {
            assert_eq!(front_matter(text), None, "{text}");
        }
    }
}
