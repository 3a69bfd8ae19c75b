//! Small readers of TOML tables: each takes one key, and tells every mistake it meets instead of stopping.

use super::error::{Mistake, Sink};
use super::model::At;
use jiff::civil::Date;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A TOML value with its place.
pub(crate) type Entry<'t> = &'t Spanned<DeValue<'t>>;

/// One table whose keys are read one by one.
#[derive(Clone)]
pub(crate) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// What the table is, for messages ("a rule").
    what: &'static str,
    /// Where it stands.
    pub(crate) span: Range<usize>,
}

impl<'t> Fields<'t> {
    /// `entry` as a table with no keys but `keys`. Unknown keys are told; what is no table is, and is `None`.
    pub(crate) fn open(
        entry: Entry<'t>,
        what: &'static str,
        keys: &[&'static str],
        sink: &mut Sink,
    ) -> Option<Self> {
        let Some(table) = entry.get_ref().as_table() else {
            sink.push(wrong_type(entry, what, "a table"));
            return None;
        };
        let fields = Self::of(table, entry.span(), what);
        fields.tell_unknown(keys, sink);
        Some(fields)
    }

    /// The whole file as a table.
    pub(crate) fn root(
        table: &'t Spanned<DeTable<'t>>,
        what: &'static str,
        keys: &[&'static str],
        sink: &mut Sink,
    ) -> Self {
        let fields = Self::of(table.get_ref(), table.span(), what);
        fields.tell_unknown(keys, sink);
        fields
    }

    /// `entry` as a table whose keys the pack's author names.
    pub(crate) fn named(
        entry: Entry<'t>,
        what: &'static str,
        sink: &mut Sink,
    ) -> Vec<(At<String>, Entry<'t>)> {
        let Some(table) = entry.get_ref().as_table() else {
            sink.push(wrong_type(entry, what, "a table"));
            return Vec::new();
        };
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| (at(key.get_ref(), key.span()), value))
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    const fn of(table: &'t DeTable<'t>, span: Range<usize>, what: &'static str) -> Self {
        Self { table, what, span }
    }

    fn tell_unknown(&self, keys: &[&'static str], sink: &mut Sink) {
        for key in self.table.keys() {
            let written: &str = key.get_ref();
            if !keys.contains(&written) {
                sink.push(
                    Mistake::at(&key.span(), format!("{} has no key `{written}`", self.what))
                        .expected(format!("one of {}", keys.join(", ")))
                        .nearest_to(written, keys.iter().copied()),
                );
            }
        }
    }

    /// The value of `key`, if it is there.
    pub(crate) fn entry(&self, key: &str) -> Option<Entry<'t>> {
        self.table
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    /// The string under `key`; told where it is missing.
    pub(crate) fn required(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        if self.entry(key).is_none() {
            sink.push(Mistake::at(
                &self.span,
                format!("{} needs the key `{key}`", self.what),
            ));
        }
        self.text(key, sink)
    }

    /// The string under `key`.
    pub(crate) fn text(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        text(self.entry(key)?, key, sink)
    }

    /// The string, or the strings of the list, under `key`.
    pub(crate) fn texts(&self, key: &str, sink: &mut Sink) -> Vec<At<String>> {
        self.entry(key)
            .map(|entry| texts(entry, key, sink))
            .unwrap_or_default()
    }

    /// The number or the day under `key`, a string or a value of TOML, as its digits are written.
    pub(crate) fn number(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        let entry = self.entry(key)?;
        let digits = match entry.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Datetime(day) => day.to_string(),
            _ => {
                sink.push(wrong_type(
                    entry,
                    key,
                    "a number, or a string that holds one",
                ));
                return None;
            }
        };
        Some(at(&digits, entry.span()))
    }

    /// The date under `key`.
    pub(crate) fn date(&self, key: &str, sink: &mut Sink) -> Option<At<Date>> {
        let entry = self.entry(key)?;
        let written = match entry.get_ref() {
            DeValue::Datetime(datetime) => datetime.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        match written.parse::<Date>() {
            Ok(date) if written.len() == 10 => Some(At {
                value: date,
                span: entry.span(),
            }),
            _ => {
                sink.push(wrong_type(entry, key, "a date such as 2024-10-22"));
                None
            }
        }
    }

    /// The truth value under `key`, false where it is absent.
    pub(crate) fn flag(&self, key: &str, sink: &mut Sink) -> bool {
        let Some(entry) = self.entry(key) else {
            return false;
        };
        entry.get_ref().as_bool().unwrap_or_else(|| {
            sink.push(wrong_type(entry, key, "true or false"));
            false
        })
    }

    /// The whole number of days, or the like, under `key`.
    pub(crate) fn whole(&self, key: &str, sink: &mut Sink) -> Option<u32> {
        let number = self.number(key, sink)?;
        let parsed = number.value.parse().ok();
        if parsed.is_none() {
            sink.push(
                Mistake::at(
                    &number.span,
                    format!("`{}` is not a whole number", number.value),
                )
                .expected("a whole number from 0 to 4294967295"),
            );
        }
        parsed
    }

    /// The word under `key`, one of `choices`.
    pub(crate) fn choice<T: Copy>(
        &self,
        key: &str,
        choices: &[(&'static str, T)],
        sink: &mut Sink,
    ) -> Option<At<T>> {
        choice(&self.text(key, sink)?, key, choices, sink)
    }

    /// The tables under `key`: one table, or a list of them.
    pub(crate) fn tables(&self, key: &str, sink: &mut Sink) -> Vec<Entry<'t>> {
        let Some(entry) = self.entry(key) else {
            return Vec::new();
        };
        match entry.get_ref() {
            DeValue::Table(_) => vec![entry],
            DeValue::Array(list) => list.iter().collect(),
            _ => {
                sink.push(wrong_type(entry, key, "a table, or a list of tables"));
                Vec::new()
            }
        }
    }
}

/// The string that `entry` is.
pub(crate) fn text(entry: Entry<'_>, key: &str, sink: &mut Sink) -> Option<At<String>> {
    match entry.get_ref().as_str() {
        Some(text) if text.trim().is_empty() => {
            sink.push(Mistake::at(&entry.span(), format!("`{key}` is empty")));
            None
        }
        Some(text) => Some(at(text, entry.span())),
        None => {
            sink.push(wrong_type(entry, key, "a string"));
            None
        }
    }
}

/// The string, or the strings of the list, that `entry` is.
pub(crate) fn texts(entry: Entry<'_>, key: &str, sink: &mut Sink) -> Vec<At<String>> {
    match entry.get_ref() {
        DeValue::Array(list) => list
            .iter()
            .filter_map(|item| text(item, key, sink))
            .collect(),
        DeValue::String(_) => text(entry, key, sink).into_iter().collect(),
        _ => {
            sink.push(wrong_type(entry, key, "a string, or a list of strings"));
            Vec::new()
        }
    }
}

/// What `word` stands for among `choices`.
pub(crate) fn choice<T: Copy>(
    word: &At<String>,
    key: &str,
    choices: &[(&'static str, T)],
    sink: &mut Sink,
) -> Option<At<T>> {
    let names = || choices.iter().map(|(name, _)| *name);
    let Some((_, value)) = choices.iter().find(|(name, _)| *name == word.value) else {
        sink.push(
            Mistake::at(&word.span, format!("`{key}` can't be `{}`", word.value))
                .expected(format!("one of {}", names().collect::<Vec<_>>().join(", ")))
                .nearest_to(&word.value, names()),
        );
        return None;
    };
    Some(At {
        value: *value,
        span: word.span.clone(),
    })
}

fn at(text: &str, span: Range<usize>) -> At<String> {
    At {
        value: text.to_owned(),
        span,
    }
}

/// The mistake of a value of the wrong type.
fn wrong_type(entry: Entry<'_>, what: &str, expected: &str) -> Mistake {
    let found = match entry.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(number) if number.radix() != 10 => "an integer that is not decimal",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Mistake::at(&entry.span(), format!("`{what}` can't be {found}")).expected(expected)
}
