//! Reads `statvet.toml`: each key for itself, so that all mistakes are told, and what is right is in force.

use super::{Config, FILE_NAME, FailOn, Read, Size};
use crate::check::registry;
use crate::check::{OfCheck, Wanted};
use crate::quantity::Slack;
use crate::rules::fields::{self, Entry, Fields};
use crate::rules::recover::recover;
use crate::rules::{At, Mistake, Sink, SourceText};
use crate::untrusted::Untrusted;
use crate::verdict::Severity;
use rust_decimal::Decimal;
use std::str::FromStr;
use std::sync::Arc;
use toml::de::DeTable;

/// The keys of the file.
pub(super) const KEYS: [&str; 12] = [
    "rules",
    "general",
    "fail_on",
    "min_coverage",
    "slack",
    "max_file_size",
    "max_quantities",
    "max_container_size",
    "max_inflated_size",
    "max_ratio",
    "max_reference_rows",
    "checks",
];

/// The keys of a check where it is a table.
pub(super) const CHECK_KEYS: [&str; 2] = ["severity", "slack"];

/// What may be done with the findings of a check.
pub(super) const WANTED: [(&str, Wanted); 4] = [
    ("error", Wanted::At(Severity::Error)),
    ("warning", Wanted::At(Severity::Warning)),
    ("note", Wanted::At(Severity::Note)),
    ("off", Wanted::Off),
];

/// Reads the text of the file `name`.
pub(crate) fn read(name: Untrusted, text: String) -> Read {
    let file = Arc::new(SourceText { name, text });
    let mut sink = Sink::new(Arc::clone(&file));
    let recovered = recover(&file.text);
    recovered.tell(&mut sink);
    let mut reader = Reader {
        config: Config::default(),
        text: &file.text,
        sink: &mut sink,
    };
    if let Ok(table) = DeTable::parse(&recovered.text) {
        let root = Fields::root(&table, FILE_NAME, &KEYS, reader.sink);
        reader.root(&root);
    }
    Read {
        config: reader.config,
        errors: sink.into_errors(),
    }
}

/// The reading of one file.
struct Reader<'t> {
    config: Config,
    text: &'t str,
    sink: &'t mut Sink,
}

impl Reader<'_> {
    fn root(&mut self, root: &Fields<'_>) {
        for key in KEYS {
            if let Some(entry) = root.entry(key) {
                self.line(key, entry);
                self.key(key, root, entry);
            }
        }
    }

    fn key(&mut self, key: &'static str, root: &Fields<'_>, entry: Entry<'_>) {
        match key {
            "rules" => self.config.rules = self.rules(root),
            "general" => {
                // What is no truth value is told, and leaves the default.
                let flag = root.flag(key, self.sink);
                self.config.general = entry.get_ref().as_bool().map(|_| flag);
            }
            "fail_on" => self.config.fail_on = self.choice(root, key, &FailOn::ALL),
            "min_coverage" => self.config.min_coverage = self.percent(entry, key),
            "slack" => {
                let slack = self.slack(entry, key);
                self.config.policy.slack = slack.unwrap_or_default();
            }
            "checks" => self.checks(entry),
            _ => self.limit(key, root),
        }
    }

    fn limit(&mut self, key: &'static str, root: &Fields<'_>) {
        match key {
            "max_file_size" => self.config.max_file_size = self.size(key, root),
            "max_container_size" => self.config.max_container_size = self.size(key, root),
            "max_inflated_size" => self.config.max_inflated_size = self.size(key, root),
            "max_quantities" => self.config.max_quantities = self.count(key, root),
            "max_ratio" => self.config.max_ratio = self.count(key, root),
            _ => self.config.max_reference_rows = self.count(key, root),
        }
    }

    /// The paths of packs; an empty list is none.
    fn rules(&mut self, root: &Fields<'_>) -> Option<Vec<String>> {
        let paths = root.texts("rules", self.sink);
        Some(paths.into_iter().map(|path| path.value).collect())
    }

    fn choice<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        fields
            .choice(key, choices, self.sink)
            .map(|found| found.value)
    }

    fn size(&mut self, key: &'static str, root: &Fields<'_>) -> Option<Size> {
        let written = root.number(key, self.sink)?;
        self.parsed(
            &written,
            |text| text.parse().ok(),
            "a size such as \"16MiB\"",
        )
    }

    fn count<T: FromStr + PartialOrd + Default>(
        &mut self,
        key: &'static str,
        root: &Fields<'_>,
    ) -> Option<T> {
        let written = root.number(key, self.sink)?;
        let count = |text: &str| text.parse().ok().filter(|count| *count > T::default());
        self.parsed(&written, count, "a whole number above 0")
    }

    fn slack(&mut self, entry: Entry<'_>, key: &str) -> Option<Slack> {
        Slack::percent(self.percent(entry, key)?)
    }

    /// "10%", from 0 to 100.
    fn percent(&mut self, entry: Entry<'_>, key: &str) -> Option<Decimal> {
        const EXPECTED: &str = "a percentage from \"0%\" to \"100%\"";
        if entry.get_ref().as_str().is_none() {
            let message = format!("`{key}` is not a string");
            self.sink
                .push(Mistake::at(&entry.span(), message).expected(EXPECTED));
            return None;
        }
        let written = fields::text(entry, key, self.sink)?;
        self.parsed(&written, percent, EXPECTED)
    }

    fn parsed<T>(
        &mut self,
        written: &At<String>,
        parse: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let parsed = parse(&written.value);
        if parsed.is_none() {
            let message = format!("`{}` can't be read", written.value);
            self.sink
                .push(Mistake::at(&written.span, message).expected(expected));
        }
        parsed
    }

    /// `[checks]`: a severity, or a table of severity and slack, by the id of a check.
    fn checks(&mut self, entry: Entry<'_>) {
        for (id, entry) in Fields::named(entry, "checks", self.sink) {
            let Some(known) = registry::all().find(|meta| meta.id == id.value) else {
                let message = format!("there is no check `{}`", id.value);
                let ids = registry::all().map(|meta| meta.id);
                self.sink
                    .push(Mistake::at(&id.span, message).nearest_to(&id.value, ids));
                continue;
            };
            self.line(&format!("checks.{}", known.id), entry);
            let own = self.of_check(entry);
            if registry::goes_by_rules(known.id) && own.wanted.is_some() {
                let message = format!("the severity of `{}` is not set here", known.id);
                let expected = "`severity` in the rule; to run without rules: --isolated";
                self.sink
                    .push(Mistake::at(&id.span, message).expected(expected));
                continue;
            }
            self.config.policy.checks.insert(known.id, own);
        }
    }

    fn of_check(&mut self, entry: Entry<'_>) -> OfCheck {
        if entry.get_ref().as_table().is_none() {
            let word = fields::text(entry, "severity", self.sink);
            let wanted =
                word.and_then(|word| fields::choice(&word, "severity", &WANTED, self.sink));
            return OfCheck {
                wanted: wanted.map(|wanted| wanted.value),
                slack: None,
            };
        }
        let Some(fields) = Fields::open(entry, "a check", &CHECK_KEYS, self.sink) else {
            return OfCheck::default();
        };
        let slack = fields.entry("slack");
        OfCheck {
            wanted: self.choice(&fields, "severity", &WANTED),
            slack: slack.and_then(|slack| self.slack(slack, "slack")),
        }
    }

    fn line(&mut self, key: &str, entry: Entry<'_>) {
        let before = self.text.get(..entry.span().start).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', before.as_bytes()).count();
        self.config
            .lines
            .insert(key.to_owned(), ends.saturating_add(1));
    }
}

/// `50%` as 50; `None` for what is no percentage from 0 to 100.
pub(crate) fn percent(text: &str) -> Option<Decimal> {
    let digits = text.strip_suffix('%')?.trim_end();
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let share = plain.then(|| Decimal::from_str_exact(digits).ok())??;
    (share >= Decimal::ZERO && share <= Decimal::ONE_HUNDRED).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::told;

    fn config(text: &str) -> Read {
        read("statvet.toml".into(), text.to_owned())
    }

    #[test]
    fn every_key_is_read() {
        let Read { config, errors } = config(
            "rules = [\"rules\", \"desk.toml\"]\ngeneral = false\nfail_on = \"warning\"\nmin_coverage = \"62.5%\"\n\
             slack = \"5%\"\nmax_file_size = \"1MiB\"\nmax_quantities = 7\nmax_container_size = \"2MiB\"\n\
             max_inflated_size = 3000\nmax_ratio = 40\nmax_reference_rows = 5\n\n[checks]\nconflict = \"off\"\n\
             percent-change = { severity = \"note\", slack = \"2%\" }\n",
        );
        assert_eq!(told(&errors), "");
        assert_eq!(
            config.rules,
            Some(vec!["rules".to_owned(), "desk.toml".to_owned()])
        );
        assert_eq!(config.general, Some(false));
        assert_eq!(config.fail_on, Some(FailOn::Warning));
        assert_eq!(config.min_coverage, Some(Decimal::new(625, 1)));
        assert_eq!(config.max_file_size, Some(Size(1 << 20)));
        assert_eq!(config.max_quantities, Some(7));
        assert_eq!(config.max_container_size, Some(Size(2 << 20)));
        assert_eq!(config.max_inflated_size, Some(Size(3000)));
        assert_eq!(config.max_ratio, Some(40));
        assert_eq!(config.max_reference_rows, Some(5));
        let slack = |percent| Slack::percent(Decimal::from(percent)).unwrap();
        assert_eq!(config.policy.wanted("conflict"), Some(Wanted::Off));
        assert_eq!(config.policy.slack("conflict"), slack(5));
        assert_eq!(
            config.policy.wanted("percent-change"),
            Some(Wanted::At(Severity::Note))
        );
        assert_eq!(config.policy.slack("percent-change"), slack(2));
        assert_eq!(config.lines.get("checks.percent-change"), Some(&15));
    }

    #[test]
    fn all_mistakes_are_told_and_the_rest_is_in_force() {
        let Read { config, errors } = config(
            "fail_on = \"never\"\nfail-on = \"note\"\nslack = \"110%\"\nmin_coverage = 50\nmax_file_size = \"big\"\n\
             max_quantities = 0\ngeneral = \"no\"\n[checks]\npercent-chnge = \"note\"\nconflict = \"loud\"\n\
             direction = { slak = \"2%\" }\nreference = \"note\"\n",
        );
        assert_eq!(config.fail_on, Some(FailOn::Never));
        assert_eq!(config.policy.slack, Slack::default());
        assert_eq!(config.general, None);
        insta::assert_snapshot!(told(&errors), @r#"
        statvet.toml:2: statvet.toml has no key `fail-on` [fail-on]; expected one of rules, general, fail_on, min_coverage, slack, max_file_size, max_quantities, max_container_size, max_inflated_size, max_ratio, max_reference_rows, checks; nearest fail_on
        statvet.toml:3: `110%` can't be read ["110%"]; expected a percentage from "0%" to "100%"
        statvet.toml:4: `min_coverage` is not a string [50]; expected a percentage from "0%" to "100%"
        statvet.toml:5: `big` can't be read ["big"]; expected a size such as "16MiB"
        statvet.toml:6: `0` can't be read [0]; expected a whole number above 0
        statvet.toml:7: `general` can't be a string ["no"]; expected true or false
        statvet.toml:9: there is no check `percent-chnge` [percent-chnge]; nearest percent-change
        statvet.toml:10: `severity` can't be `loud` ["loud"]; expected one of error, warning, note, off
        statvet.toml:11: a check has no key `slak` [slak]; expected one of severity, slack; nearest slack
        statvet.toml:12: the severity of `reference` is not set here [reference]; expected `severity` in the rule; to run without rules: --isolated
        "#);
    }

    #[test]
    fn what_is_not_toml_says_where() {
        let Read { config, errors } = config("fail_on = \"never\nslack = \"5%\"\n");
        assert_eq!(config.fail_on, None);
        assert!(
            told(&errors).starts_with("statvet.toml:1"),
            "{}",
            told(&errors)
        );
    }
}
