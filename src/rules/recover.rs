//! What errors of syntax leave of a pack: the tables that they do not touch.
//!
//! A table reaches from its header to the next one. One with an error is blanked, and what is left is read again: a
//! quote that is not closed would otherwise swallow the rest of the file.

use super::error::{Mistake, Sink};
use std::ops::Range;
use toml::de::DeTable;

/// Tables that are blanked before a file is given up.
const MOST_TABLES: usize = 20;

/// A file without its broken tables.
#[derive(Debug)]
pub(crate) struct Recovered {
    /// The text, all places as they were.
    pub text: String,
    /// The errors of what was blanked, and where they stand.
    pub errors: Vec<(Option<Range<usize>>, String)>,
    /// Whether `[pack]`, or what may have been it, was blanked.
    pub headless: bool,
    /// Whether errors are left.
    pub given_up: bool,
}

impl Recovered {
    /// Tells the errors of syntax in the sink's file.
    pub(crate) fn tell(&self, sink: &mut Sink) {
        let file = std::sync::Arc::clone(sink.file());
        for (span, message) in &self.errors {
            sink.push(span.clone().map_or_else(
                || Mistake::of_file(message),
                |span| Mistake::at(&visible(&file.text, span), message),
            ));
        }
    }
}

/// The span, or where it is empty, as at the end of a line, the text before it on its line.
fn visible(text: &str, span: Range<usize>) -> Range<usize> {
    if !span.is_empty() {
        return span;
    }
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
    start..span.end
}

/// Blanks the tables of `text` that errors of syntax stand in.
pub(crate) fn recover(text: &str) -> Recovered {
    let tables = tables(text);
    let mut recovered = Recovered {
        text: text.to_owned(),
        errors: Vec::new(),
        headless: false,
        given_up: false,
    };
    for _ in 0..MOST_TABLES {
        let (_, errors) = DeTable::parse_recoverable(&recovered.text);
        if errors.is_empty() {
            return recovered;
        }
        let Some(place) = errors
            .iter()
            .filter_map(toml::de::Error::span)
            .map(|span| span.start)
            .min()
        else {
            break;
        };
        let broken = broken(&tables, place);
        let within = |error: &&toml::de::Error| {
            error
                .span()
                .is_some_and(|span| broken.contains(&span.start) || span.start == place)
        };
        let told = errors
            .iter()
            .filter(within)
            .map(|error| (error.span(), message(error)));
        recovered.errors.extend(told);
        recovered.headless |= tables
            .iter()
            .any(|table| broken.contains(&table.start) && matches!(table.path, "" | "pack"));
        blank(&mut recovered.text, &broken);
    }
    let (_, errors) = DeTable::parse_recoverable(&recovered.text);
    let left = errors.iter().map(|error| (error.span(), message(error)));
    recovered.errors.extend(left);
    recovered.given_up = !errors.is_empty();
    recovered
}

fn message(error: &toml::de::Error) -> String {
    format!("not TOML: {}", error.message().replace('\n', ", "))
}

/// A table as its header says it, closed or not.
#[derive(Clone, Copy, Debug)]
struct Table<'t> {
    start: usize,
    end: usize,
    /// Empty for what stands before the first header.
    path: &'t str,
}

/// The tables of a file, in order.
fn tables(text: &str) -> Vec<Table<'_>> {
    let mut tables = vec![Table {
        start: 0,
        end: 0,
        path: "",
    }];
    let mut start = 0_usize;
    for line in text.split_inclusive('\n') {
        if let Some(path) = header(line) {
            tables.push(Table {
                start,
                end: start,
                path,
            });
        }
        start = start.saturating_add(line.len());
        if let Some(last) = tables.last_mut() {
            last.end = start;
        }
    }
    tables
}

/// The path in a line that begins as a header does, and holds nothing else.
fn header(line: &str) -> Option<&str> {
    let line = line.split('#').next()?.trim_end();
    let path = line
        .strip_prefix('[')?
        .trim_start_matches('[')
        .trim_end_matches(']')
        .trim();
    let of_keys =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '"' | '\'');
    let bare = path.starts_with(|c: char| c.is_ascii_alphabetic());
    (bare && path.chars().all(of_keys)).then_some(path)
}

/// The table at `place`; of a rule, with the tables under it, and under a table of a rule that is no example, the rule.
fn broken(tables: &[Table<'_>], place: usize) -> Range<usize> {
    let next = tables.partition_point(|table| table.start <= place);
    let own = next.saturating_sub(1);
    let Some(table) = tables.get(own) else {
        return 0..place;
    };
    let of_rule = |table: &&Table<'_>| table.path.starts_with("rule.");
    let is_example = table.path == "rule.example";
    if is_example || !(table.path == "rule" || of_rule(&table)) {
        return table.start..table.end;
    }
    let before = tables.get(..next).unwrap_or_default();
    let first = before.iter().rev().find(|table| !of_rule(table));
    let after = tables.get(next..).unwrap_or_default();
    let last = after.iter().take_while(of_rule).last().unwrap_or(table);
    first.unwrap_or(table).start..last.end
}

/// Puts blanks in the place of all but line ends.
fn blank(text: &mut String, range: &Range<usize>) {
    let blanks: String = text
        .get(range.clone())
        .unwrap_or_default()
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    if blanks.len() == range.len() {
        text.replace_range(range.clone(), &blanks);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{load, told};

    const PACK: &str = r#"[pack]
title = "A"
[words]
who = ["migrant"]
[sources.a]
publisher = "A"
[[rule]]
id = "first"
about = ["{who}"]
unit = "people"
expect = { value = 5, source = "a" }
[[rule.example]]
date = 2024-01-01
text = "5 migrants came."
verdict = "supported"
[[rule]]
id = "second"
about = ["x"]
unit = "people"
expct = { value = 5, source = "a" }
"#;

    /// What is told of the pack with `from` replaced by `to`, and the rules that run.
    fn read(from: &str, to: &str) -> (Vec<String>, Vec<String>) {
        assert!(PACK.contains(from), "{from}");
        let (rules, errors) = load(&PACK.replacen(from, to, 1), &[]);
        let told = told(&errors);
        let lines = told
            .lines()
            .map(|line| line.split(" [").next().unwrap().to_owned());
        let names = rules.rules.iter().map(|rule| rule.name.raw().to_owned());
        (lines.collect(), names.collect())
    }

    const LATER: [&str; 2] = [
        "test.toml:16: a rule needs the key `expect`",
        "test.toml:20: a rule has no key `expct`",
    ];

    #[test]
    fn the_mistakes_of_what_an_error_of_syntax_does_not_touch_are_told_with_it() {
        for (from, to, first, runs) in [
            (
                "2024-01-01",
                "2024-13-01",
                "test.toml:13: not TOML: ",
                vec!["test/first"],
            ),
            (
                "id = \"first\"",
                "id = \"first\"\nid = \"first\"",
                "test.toml:9: not TOML: ",
                vec![],
            ),
            (
                "\"migrant\"",
                "\"migrant",
                "test.toml:4: not TOML: ",
                vec![],
            ),
            (
                "publisher = \"A\"",
                "publisher = \"A",
                "test.toml:6: not TOML: ",
                vec![],
            ),
            (
                "title = \"A\"",
                "title = \"A",
                "test.toml:2: not TOML: ",
                vec![],
            ),
            (
                "[sources.a]",
                "[sources.a",
                "test.toml:5: not TOML: ",
                vec![],
            ),
            (
                "[[rule]]\nid = \"first\"",
                "[[rule]\nid = \"first\"",
                "test.toml:7: not TOML: ",
                vec![],
            ),
        ] {
            let (told, names) = read(from, to);
            assert!(
                told.first().is_some_and(|line| line.starts_with(first)),
                "{told:?}"
            );
            let rest: Vec<&String> = told
                .iter()
                .filter(|line| !line.contains("not TOML"))
                .collect();
            let later = LATER.map(|line| {
                let line = line.to_owned();
                if to.contains("first\"\nid") {
                    line.replace(":16", ":17").replace(":20", ":21")
                } else {
                    line
                }
            });
            assert_eq!(rest, later.iter().collect::<Vec<_>>(), "{to}");
            assert_eq!(names, runs, "{to}");
        }
    }
}
