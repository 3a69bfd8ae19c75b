//! `statvet rules check` and `statvet rules test`: are the packs sound, and do their examples come out as written?

use crate::check::{Context, Finding, reference};
use crate::document::{self, Format};
use crate::extract::{self, MAX_QUANTITIES};
use crate::quantity::Slack;
use crate::rules::{self, Example, Level, Limits, Loaded, PackError, RuleSet, WrittenRule};
use crate::untrusted::Untrusted;
use crate::verdict::Verdict;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// What to look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Packs, and folders of packs.
    pub paths: Vec<PathBuf>,
    /// How large their files may be.
    pub limits: Limits,
}

/// What `rules check` found.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The packs that were read.
    pub packs: Vec<Untrusted>,
    /// How many rules of them run.
    pub rules: usize,
    /// Mistakes, and what is worth mending.
    pub mistakes: Vec<PackError>,
}

impl Checked {
    /// Whether nothing keeps a rule from running.
    pub(crate) fn is_sound(&self) -> bool {
        self.mistakes
            .iter()
            .all(|mistake| mistake.level == Level::Warning)
    }
}

/// What `rules test` found.
#[derive(Debug)]
pub(crate) struct Tested {
    /// The packs' own mistakes, and the kinds of example that are missing; here these fail.
    pub checked: Checked,
    /// How each example came out, in order.
    pub examples: Vec<Tried>,
}

impl Tested {
    /// Whether every rule runs, has an example of each kind, and none came out otherwise.
    pub(crate) fn is_passed(&self) -> bool {
        self.checked.mistakes.is_empty() && self.examples.iter().all(|tried| !tried.fails())
    }
}

/// How one example came out.
#[derive(Debug)]
pub(crate) struct Tried {
    /// `pack/id`
    pub rule: Untrusted,
    /// The pack.
    pub file: Arc<rules::SourceText>,
    /// Where the example stands in it.
    pub span: Range<usize>,
    /// Its sentence.
    pub text: Untrusted,
    /// What it wants.
    pub expected: Untrusted,
    /// What came, where that is something else.
    pub got: Option<Untrusted>,
    /// Whether it is known not to pass yet.
    pub todo: bool,
}

impl Tried {
    /// Whether it makes the test fail: it came out otherwise, or passes though it is marked as not passing yet.
    pub(crate) fn fails(&self) -> bool {
        self.got.is_some() != self.todo
    }
}

/// Loads the packs, and tells their mistakes and the kinds of example that rules lack.
pub(crate) fn check(options: &Options) -> Checked {
    let loaded = rules::lint_packs(&options.paths, options.limits);
    checked(&loaded, &loaded.warnings).0
}

/// Loads the packs and tries every example.
pub(crate) fn test(options: &Options) -> Tested {
    let loaded = rules::load(&options.paths, options.limits);
    let (checked, rules) = checked(&loaded, &[]);
    let examples = rules
        .written
        .iter()
        .filter(|rule| rule.runs)
        .flat_map(|rule| {
            rule.examples
                .iter()
                .map(|example| tried(rule, example, rules))
        })
        .collect();
    Tested { checked, examples }
}

/// Mistakes first, then `warnings`, and the kinds of example that are missing.
fn checked<'l>(loaded: &'l Loaded, warnings: &[PackError]) -> (Checked, &'l RuleSet) {
    let lacking = loaded
        .rules
        .written
        .iter()
        .filter(|rule| rule.runs)
        .flat_map(missing_kinds);
    let checked = Checked {
        packs: loaded.packs.clone(),
        rules: loaded.rules.len(),
        mistakes: loaded
            .errors
            .iter()
            .chain(warnings)
            .cloned()
            .chain(lacking)
            .collect(),
    };
    (checked, &loaded.rules)
}

/// The kinds of example that a rule lacks: one it supports, one it contradicts, one it is silent on. One warning a rule.
fn missing_kinds(rule: &WrittenRule) -> Option<PackError> {
    let has = |wanted: &[Option<Verdict>]| {
        rule.examples
            .iter()
            .any(|example| wanted.contains(&example.verdict))
    };
    let kinds = [
        (
            has(&[Some(Verdict::Supported), Some(Verdict::Imprecise)]),
            "that it supports",
            "verdict = \"supported\"",
        ),
        (
            has(&[Some(Verdict::Contradicted)]),
            "that it contradicts",
            "verdict = \"contradicted\"",
        ),
        (has(&[None]), "that it must be silent on", "silent = true"),
    ];
    let lacking = || kinds.iter().filter(|(there, _, _)| !there);
    let what: Vec<&str> = lacking().map(|(_, what, _)| *what).collect();
    let how: Vec<&str> = lacking().map(|(_, _, how)| *how).collect();
    (!what.is_empty()).then(|| PackError {
        level: Level::Warning,
        file: Arc::clone(&rule.file),
        span: Some(rule.span.clone()),
        message: format!(
            "`{}` has no example {}",
            rule.name.raw(),
            what.join(", and none ")
        )
        .into(),
        expected: Some(format!("a [[rule.example]] with {}", how.join(", one with ")).into()),
        nearest: None,
    })
}

/// What a rule says of one figure of a sentence.
struct Answer {
    figure: String,
    verdict: Verdict,
    finding: Option<Finding>,
    expected: Option<Untrusted>,
}

fn tried(rule: &WrittenRule, example: &Example, rules: &RuleSet) -> Tried {
    let answers = answers(rule, example, rules);
    let got = answers.map_or_else(Some, |answers| difference(example, &answers));
    Tried {
        rule: rule.name.clone(),
        file: Arc::clone(&rule.file),
        span: example.span.clone(),
        text: example.text.clone(),
        expected: wanted(example).into(),
        got: got.map(Untrusted::from),
        todo: example.todo,
    }
}

/// What the rule says of each figure of the example's sentence; in words where the sentence can't be read.
fn answers(rule: &WrittenRule, example: &Example, rules: &RuleSet) -> Result<Vec<Answer>, String> {
    let bytes = example.text.raw().as_bytes().to_vec();
    let document = document::read("example".into(), bytes, Format::Text, example.date)
        .map_err(|error| error.to_string())?;
    let mut extract = extract::scan(&document, MAX_QUANTITIES);
    let claims = crate::claim::bind(&document, &mut extract);
    let relations = crate::claim::relate(&document, &extract, &claims);
    let context = Context {
        document: &document,
        extract: &extract,
        claims: &claims,
        relations: &relations,
        slack: Slack::default(),
    };
    let found = reference::by_one_rule(&context, rules, &rule.name);
    let quantities = extract.quantities.iter().zip(found);
    Ok(quantities
        .filter(|(quantity, _)| rule.of_dates || !quantity.kind.is_calendar())
        .map(|(quantity, (assessment, finding))| Answer {
            figure: one_line(document.slice(quantity.span)),
            verdict: assessment.verdict,
            finding,
            expected: assessment.expected,
        })
        .collect())
}

/// What came, in words, where it is not what the example wants.
fn difference(example: &Example, answers: &[Answer]) -> Option<String> {
    let meant: Vec<&Answer> = match &example.figure {
        None => answers
            .iter()
            .filter(|answer| answer.verdict != Verdict::Unverified)
            .collect(),
        Some(figure) => match figures(answers, figure.raw()) {
            found if found.is_empty() => return Some(no_figure(answers, figure.raw())),
            found => found,
        },
    };
    if meant.is_empty() && example.verdict.is_some() {
        return Some(no_word(answers));
    }
    let wrong = |answer: &&&Answer| !is_as_wanted(example, answer);
    meant.iter().find(wrong).map(|answer| told(answer))
}

/// The figures whose text is, or holds, `wanted`.
fn figures<'a>(answers: &'a [Answer], wanted: &str) -> Vec<&'a Answer> {
    let same: Vec<&Answer> = answers
        .iter()
        .filter(|answer| answer.figure == wanted)
        .collect();
    if same.is_empty() {
        return answers
            .iter()
            .filter(|answer| answer.figure.contains(wanted))
            .collect();
    }
    same
}

fn is_as_wanted(example: &Example, answer: &Answer) -> bool {
    let says = example
        .says
        .as_ref()
        .is_none_or(|says| holds(answer, says.raw()));
    answer.verdict == example.verdict.unwrap_or(Verdict::Unverified) && says
}

/// Whether the finding says `words`, anywhere in it.
fn holds(answer: &Answer, words: &str) -> bool {
    let Some(finding) = &answer.finding else {
        return answer
            .expected
            .as_ref()
            .is_some_and(|expected| expected.raw().contains(words));
    };
    let parts = [
        Some(&finding.message),
        finding.computation.as_ref(),
        finding.expected.as_ref(),
        finding.slip.as_ref(),
    ];
    parts
        .into_iter()
        .flatten()
        .any(|part| part.raw().contains(words))
}

fn wanted(example: &Example) -> String {
    let figure = example
        .figure
        .as_ref()
        .map(|figure| format!("{}: ", figure.raw()));
    let verdict = example.verdict.map_or("silent", Verdict::name);
    let says = example
        .says
        .as_ref()
        .map(|says| format!(", saying “{}”", says.raw()));
    [figure, Some(verdict.to_owned()), says]
        .into_iter()
        .flatten()
        .collect()
}

fn told(answer: &Answer) -> String {
    let figure = &answer.figure;
    let verdict = if answer.verdict == Verdict::Unverified {
        "silent"
    } else {
        answer.verdict.name()
    };
    let Some(finding) = &answer.finding else {
        let expected = answer
            .expected
            .as_ref()
            .map(|expected| format!(" ({})", expected.raw()));
        return format!("{figure}: {verdict}{}", expected.unwrap_or_default());
    };
    let slip = finding
        .slip
        .as_ref()
        .map(|slip| format!("; {}", slip.raw()));
    format!(
        "{figure}: {verdict}, saying “{}{}”",
        finding.message.raw(),
        slip.unwrap_or_default()
    )
}

fn no_figure(answers: &[Answer], wanted: &str) -> String {
    format!("no figure `{wanted}` in this sentence{}", listed(answers))
}

fn no_word(answers: &[Answer]) -> String {
    format!("silent{}", listed(answers))
}

fn listed(answers: &[Answer]) -> String {
    let figures: Vec<&str> = answers
        .iter()
        .map(|answer| answer.figure.as_str())
        .collect();
    if figures.is_empty() {
        "; no figures were found in it".to_owned()
    } else {
        format!("; its figures are: {}", figures.join(", "))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an example wanted and what came, for the test's message.
    fn difference(tried: &Tried) -> String {
        let got = tried.got.as_ref().map_or("it passes", Untrusted::raw);
        let (rule, text, expected) = (&tried.rule, &tried.text, &tried.expected);
        format!(
            "{}\n    {}\n  - {}\n  + {got}",
            rule.raw(),
            text.raw(),
            expected.raw()
        )
    }

    /// The packs that ship pass their own examples.
    #[test]
    fn the_packs_that_ship_pass() {
        let tested = test(&Options {
            paths: vec![PathBuf::from("rules")],
            limits: Limits::default(),
        });
        let mistakes = crate::rules::testing::told(&tested.checked.mistakes);
        let failing = tested.examples.iter().filter(|tried| tried.fails());
        let differences: Vec<String> = failing.map(difference).collect();
        assert_eq!(
            (mistakes.as_str(), differences.join("\n")),
            ("", String::new())
        );
    }
}
