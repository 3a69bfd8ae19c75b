//! What `statvet rules check` and `statvet rules test` find: are the packs sound, and do their examples come out?

use super::examples::{self, Tried};
use crate::rules::{self, GENERAL, Level, Limits, Loaded, PackError, WrittenRule};
use crate::verdict::Verdict;
use std::path::PathBuf;
use std::sync::Arc;

/// What to look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Packs, and folders of packs.
    pub paths: Vec<PathBuf>,
    /// Whether the built-in pack is meant too.
    pub general: bool,
    /// How large their files may be.
    pub limits: Limits,
}

impl Options {
    /// Of the paths as given: the built-in pack's name, where no file is called so, means that pack.
    pub(crate) fn of(paths: Vec<PathBuf>) -> Self {
        let is_general = |path: &PathBuf| path.as_os_str() == GENERAL && !path.exists();
        let (general, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(is_general);
        Self {
            paths,
            general: !general.is_empty(),
            limits: Limits::default(),
        }
    }

    /// Loads what is meant.
    pub(crate) fn load(&self) -> Loaded {
        if self.general {
            rules::load_with_general(&self.paths, self.limits)
        } else {
            rules::load(&self.paths, self.limits)
        }
    }
}

/// What was found in packs.
#[derive(Debug)]
pub(crate) struct Checked {
    /// How many packs were read.
    pub packs: usize,
    /// How many rules they hold.
    pub rules: usize,
    /// How many of them can't run.
    pub broken: usize,
    /// Mistakes first, then what is worth mending.
    pub mistakes: Vec<PackError>,
    /// How each example of a rule that runs came out, in order.
    pub examples: Vec<Tried>,
}

impl Checked {
    /// Loads the packs, tries their examples, and tells their mistakes and the kinds of example that rules lack.
    pub(crate) fn of(options: &Options) -> Self {
        Self::loaded(options.load())
    }

    /// The same, with what else is worth mending in the packs.
    pub(crate) fn linted(options: &Options) -> Self {
        Self::loaded(rules::load_linted(
            &options.paths,
            options.limits,
            options.general,
        ))
    }

    fn loaded(mut loaded: Loaded) -> Self {
        let written = &loaded.rules.written;
        let running = || written.iter().filter(|rule| rule.runs);
        let mut mistakes = std::mem::take(&mut loaded.errors);
        mistakes.extend(without_rules(&loaded, &mistakes));
        mistakes.extend(running().filter_map(lacks_examples));
        mistakes.append(&mut loaded.warnings);
        mistakes.sort_by_key(|mistake| mistake.level);
        Self {
            packs: loaded.packs.len(),
            rules: written.len(),
            broken: written.len().saturating_sub(running().count()),
            mistakes,
            examples: examples::try_all(&loaded.rules),
        }
    }

    /// Whether nothing keeps a rule from running.
    pub(crate) fn all_run(&self) -> bool {
        self.count(Level::Error) == 0
    }

    /// How many mistakes there are of a level.
    pub(crate) fn count(&self, level: Level) -> usize {
        let of_level = |mistake: &&PackError| mistake.level == level;
        self.mistakes.iter().filter(of_level).count()
    }

    /// The examples that came out otherwise.
    pub(crate) fn failing(&self) -> impl Iterator<Item = &Tried> {
        self.examples.iter().filter(|tried| tried.fails())
    }
}

/// Packs in which no rule stands.
fn without_rules(loaded: &Loaded, mistakes: &[PackError]) -> Vec<PackError> {
    let has_rules = |pack: &&crate::untrusted::Untrusted| {
        let has_rule = |rule: &WrittenRule| rule.file.name == **pack;
        let is_told = |error: &PackError| error.file.name == **pack;
        loaded.rules.written.iter().any(has_rule) || mistakes.iter().any(is_told)
    };
    let empty = loaded.packs.iter().filter(|pack| !has_rules(pack));
    empty
        .map(|pack| PackError {
            level: Level::Warning,
            file: Arc::new(rules::SourceText {
                name: pack.clone(),
                text: String::new(),
            }),
            span: None,
            message: "holds no rules".into(),
            expected: Some("a [[rule]] with `id`, `about`, `unit` and `expect`".into()),
            nearest: None,
        })
        .collect()
}

/// The kinds of example that a rule lacks: one it supports, one it contradicts, one it is silent on.
fn lacks_examples(rule: &WrittenRule) -> Option<PackError> {
    let lacking: Vec<(&str, &str)> = KINDS
        .iter()
        .filter(|(_, _, verdicts)| {
            let wants = |example: &rules::Example| {
                verdicts.contains(&example.verdict.as_ref().map(|wanted| wanted.value))
            };
            // A bound never supports.
            let can_be = !(rule.bounds && verdicts.contains(&Some(Verdict::Supported)));
            can_be && !rule.examples.iter().any(wants)
        })
        .map(|(what, how, _)| (*what, *how))
        .collect();
    let (what, how): (Vec<_>, Vec<_>) = lacking.into_iter().unzip();
    let (what, how) = (listed(&what, "or")?, how.join(", one with "));
    Some(PackError {
        level: Level::Warning,
        file: Arc::clone(&rule.file),
        span: Some(rule.span.clone()),
        message: format!("`{}` has no example that it {what}", rule.name.raw()).into(),
        expected: Some(format!("a [[rule.example]] with {how}").into()),
        nearest: None,
    })
}

/// What a rule does with an example, how that is written, and the verdicts that are it.
const KINDS: [(&str, &str, &[Option<Verdict>]); 3] = [
    (
        "supports",
        "verdict = \"supported\"",
        &[Some(Verdict::Supported), Some(Verdict::Imprecise)],
    ),
    (
        "contradicts",
        "verdict = \"contradicted\"",
        &[Some(Verdict::Contradicted)],
    ),
    ("is silent on", "silent = true", &[None]),
];

/// "a, b or c".
fn listed(items: &[&str], word: &str) -> Option<String> {
    let (last, rest) = items.split_last()?;
    Some(match rest {
        [] => (*last).to_owned(),
        rest => format!("{} {word} {last}", rest.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::untrusted::Untrusted;

    /// What an example wanted and what came, for the test's message.
    fn difference(tried: &Tried) -> String {
        let came = tried.came.as_ref().map_or("it passes", Untrusted::raw);
        let (rule, wanted) = (tried.rule.raw(), tried.wanted.raw());
        let at = tried.file.text.get(tried.at.clone()).unwrap_or_default();
        format!("{rule}\n    {at}\n  - {wanted}\n  + {came}")
    }

    /// The packs that ship pass their own examples.
    #[test]
    fn the_packs_that_ship_pass() {
        let checked = Checked::of(&Options {
            paths: vec![PathBuf::from("rules")],
            general: true,
            limits: Limits::default(),
        });
        let mistakes = crate::rules::testing::told(&checked.mistakes);
        let differences: Vec<String> = checked.failing().map(difference).collect();
        assert_eq!(
            (mistakes.as_str(), differences.join("\n")),
            ("", String::new())
        );
    }
}
