//! The examples of rules: does each rule say of its own sentences what its author wrote?

use crate::check::why::Question;
use crate::check::{self, Bound, Context, Finding, Policy, reference};
use crate::document::{self, Document, Format};
use crate::extract::MAX_QUANTITIES;
use crate::rules::{Example, RuleSet, SourceText, WrittenRule};
use crate::untrusted::Untrusted;
use crate::verdict::Verdict;
use std::ops::Range;
use std::sync::Arc;

/// How one example came out.
#[derive(Debug)]
pub(crate) struct Tried {
    /// `pack/id`
    pub rule: Untrusted,
    /// The pack.
    pub file: Arc<SourceText>,
    /// What in it is at odds with what came: the verdict, the words to be said, the figure or the sentence.
    pub at: Range<usize>,
    /// The figure in the example's sentence, where that is not what is at odds.
    pub beside: Option<Range<usize>>,
    /// What it wants.
    pub wanted: Untrusted,
    /// What came, where that is something else.
    pub came: Option<Untrusted>,
    /// Whether it is known not to pass yet.
    pub todo: bool,
}

impl Tried {
    /// Whether it makes the test fail: it came out otherwise, or passes though it is marked as not passing yet.
    pub(crate) fn fails(&self) -> bool {
        self.came.is_some() != self.todo
    }
}

/// Tries every example of the rules that run, in order.
pub(crate) fn try_all(rules: &RuleSet) -> Vec<Tried> {
    let running = rules.written.iter().filter(|rule| rule.runs);
    running
        .flat_map(|rule| {
            rule.examples
                .iter()
                .map(|example| tried(rule, example, rules))
        })
        .collect()
}

/// What a rule says of one figure of a sentence.
struct Answer {
    /// Its place among the quantities.
    index: usize,
    figure: String,
    /// Where it stands in the sentence.
    span: Range<usize>,
    verdict: Verdict,
    finding: Option<Finding>,
    expected: Option<Untrusted>,
}

/// What is not as the example wants it.
struct Difference {
    /// Its place in the pack.
    at: Range<usize>,
    beside: Option<Range<usize>>,
    came: String,
    /// The figures that it is about, by their places, where the rule did not decide.
    figures: Vec<usize>,
}

fn tried(rule: &WrittenRule, example: &Example, rules: &RuleSet) -> Tried {
    let difference = match Sentence::of(example) {
        Ok(sentence) => {
            let answers = sentence.answers(rule, rules);
            let difference = difference(&rule.file.text, example, &answers);
            difference.map(|difference| Difference {
                came: sentence.with_reason(&difference, rule, rules),
                ..difference
            })
        }
        Err(why) => Some(Difference {
            at: example.text.span.clone(),
            beside: None,
            came: why,
            figures: Vec::new(),
        }),
    };
    let (at, beside, came) = match difference {
        Some(difference) => (difference.at, difference.beside, Some(difference.came)),
        None => (example.text.span.clone(), None, None),
    };
    Tried {
        rule: rule.name.clone(),
        file: Arc::clone(&rule.file),
        at,
        beside,
        wanted: wanted(example).into(),
        came: came.map(Untrusted::from),
        todo: example.todo,
    }
}

/// The sentence of an example, with all that was made of it.
struct Sentence {
    document: Document,
    bound: Bound,
    policy: Policy,
}

impl Sentence {
    /// Reads it; the reason where that can't be done.
    fn of(example: &Example) -> Result<Self, String> {
        let bytes = example.text.value.raw().as_bytes().to_vec();
        let document = document::read("example".into(), bytes, Format::Text, example.date)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            bound: Bound::of(&document, MAX_QUANTITIES),
            policy: Policy::default(),
            document,
        })
    }

    fn context(&self) -> Context<'_> {
        self.bound.context(&self.document, &self.policy)
    }

    /// What the rule says of each figure.
    fn answers(&self, rule: &WrittenRule, rules: &RuleSet) -> Vec<Answer> {
        let found = check::by_one_rule(&self.context(), rules, &rule.name);
        let quantities = self.bound.extract.quantities.iter().zip(found).enumerate();
        let place = |span| {
            let span = self.document.file_span(span);
            let byte = |offset| usize::try_from(offset).unwrap_or(usize::MAX);
            byte(span.start)..byte(span.end)
        };
        quantities
            .filter(|(_, (quantity, _))| rule.of_dates || !quantity.kind.is_calendar())
            .map(|(index, (quantity, (assessment, finding)))| Answer {
                index,
                figure: one_line(self.document.slice(quantity.span)),
                span: place(quantity.span),
                verdict: assessment.verdict,
                finding,
                expected: assessment.expected,
            })
            .collect()
    }

    /// What came, with why the rule is silent or can't tell.
    fn with_reason(&self, difference: &Difference, rule: &WrittenRule, rules: &RuleSet) -> String {
        let context = self.context();
        let heard = reference::hear(&context, rules);
        let reason = |figure: &usize| {
            let question = Question {
                context: &context,
                rules,
                heard: &heard,
                figure: *figure,
                only: Some(&rule.name),
            };
            let why = question.answer();
            let mut open = why.spoke.into_iter();
            let open = open.find(|(_, verdict, _)| *verdict == Verdict::Inconclusive);
            let nearly = || Some(why.nearly.into_iter().next()?.1);
            let quantity = self.bound.extract.quantities.get(*figure)?;
            let told = open.map(|(.., told)| told).or_else(nearly)?;
            let figure = one_line(self.document.slice(quantity.span));
            Some(format!("; of {figure}: {}", told.raw()))
        };
        let reason = difference.figures.iter().find_map(reason);
        format!("{}{}", difference.came, reason.unwrap_or_default())
    }
}

/// What is not as the example wants it: the first of the figures that are meant.
fn difference(pack: &str, example: &Example, answers: &[Answer]) -> Option<Difference> {
    let spoken_of = || {
        answers
            .iter()
            .filter(|answer| answer.verdict != Verdict::Unverified)
    };
    let meant: Vec<&Answer> = match &example.figure {
        None => spoken_of().collect(),
        Some(figure) => match figures(answers, figure.value.raw()) {
            found if found.is_empty() => {
                return Some(Difference {
                    at: figure.span.clone(),
                    beside: None,
                    came: format!("no such figure{}", listed(answers)),
                    figures: Vec::new(),
                });
            }
            found => found,
        },
    };
    if let (true, Some(verdict)) = (meant.is_empty(), &example.verdict) {
        return Some(Difference {
            at: verdict.span.clone(),
            beside: None,
            came: format!("the rule is silent{}", listed(answers)),
            figures: answers.iter().map(|answer| answer.index).collect(),
        });
    }
    meant
        .into_iter()
        .find_map(|answer| unlike(pack, example, answer))
}

/// How `answer` is not what the example wants of its figure.
fn unlike(pack: &str, example: &Example, answer: &Answer) -> Option<Difference> {
    let figure = within(pack, example, &answer.span);
    let wanted = example.verdict.as_ref();
    let undecided = matches!(answer.verdict, Verdict::Unverified | Verdict::Inconclusive);
    let at_odds = match (wanted, &example.says) {
        (None, _) if answer.verdict != Verdict::Unverified => {
            // The pack has no word for silence to point at: the figure itself is what the rule should pass over.
            return Some(Difference {
                at: figure,
                beside: None,
                came: told(answer),
                figures: Vec::new(),
            });
        }
        (Some(wanted), _) if wanted.value != answer.verdict => &wanted.span,
        (_, Some(says)) if !holds(answer, says.value.raw()) => &says.span,
        _ => return None,
    };
    Some(Difference {
        at: at_odds.clone(),
        beside: Some(figure),
        came: told(answer),
        figures: undecided.then_some(answer.index).into_iter().collect(),
    })
}

/// Where `span` of the example's sentence stands in the pack; the whole string where that has escapes.
fn within(pack: &str, example: &Example, span: &Range<usize>) -> Range<usize> {
    let string = example.text.span.clone();
    let written = pack.get(string.clone()).unwrap_or_default();
    let Some(shift) = written
        .find(example.text.value.raw())
        .and_then(|at| at.checked_add(string.start))
    else {
        return string;
    };
    span.start.saturating_add(shift)..span.end.saturating_add(shift)
}

/// The figures that `wanted` names: the one written so, else those that hold it, else those that it holds.
fn figures<'a>(answers: &'a [Answer], wanted: &str) -> Vec<&'a Answer> {
    let that = |fits: &dyn Fn(&str) -> bool| -> Vec<&'a Answer> {
        answers
            .iter()
            .filter(|answer| fits(&answer.figure))
            .collect()
    };
    let same = that(&|figure| figure == wanted);
    if !same.is_empty() {
        return same;
    }
    let holding = that(&|figure| has_word(figure, wanted));
    if !holding.is_empty() {
        return holding;
    }
    that(&|figure| has_word(wanted, figure))
}

/// Whether `words` stand in `text` as whole words and whole numbers: 2 is not in "20%", nor in "1.2 million".
fn has_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, found)| {
        let end = start.saturating_add(found.len());
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        !runs_on(before.chars().rev(), found.chars().next())
            && !runs_on(after.chars(), found.chars().next_back())
    })
}

/// Whether a word or number goes on from its character `edge` over to `beyond`, which leads away from it.
fn runs_on(mut beyond: impl Iterator<Item = char>, edge: Option<char>) -> bool {
    let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let next = beyond.next();
    match next {
        Some('.' | ',') => digit(edge) && digit(beyond.next()),
        next => alphanumeric(edge) && alphanumeric(next) && digit(edge) == digit(next),
    }
}

/// Whether the finding, or where there is none what the source says, holds `words`.
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
    let figure = example.figure.as_ref();
    let figure = figure.map(|figure| format!("{}: ", figure.value.raw()));
    let verdict = example.verdict.as_ref();
    let verdict = verdict.map_or("silence", |verdict| verdict.value.name());
    let says = example.says.as_ref();
    let says = says.map(|says| format!(", saying “{}”", says.value.raw()));
    [figure, Some(verdict.to_owned()), says]
        .into_iter()
        .flatten()
        .collect()
}

/// "77: contradicted, saying “77: City police gives 41; …”".
fn told(answer: &Answer) -> String {
    let verdict = match answer.verdict {
        Verdict::Unverified => "silence",
        verdict => verdict.name(),
    };
    let figure = &answer.figure;
    let Some(finding) = &answer.finding else {
        let expected = answer.expected.as_ref();
        let expected = expected.map(|expected| format!(", by {}", expected.raw()));
        return format!("{figure}: {verdict}{}", expected.unwrap_or_default());
    };
    let slip = finding.slip.as_ref();
    let slip = slip.map(|slip| format!("; {}", slip.raw()));
    format!(
        "{figure}: {verdict}, saying “{}{}”",
        finding.message.raw(),
        slip.unwrap_or_default()
    )
}

fn listed(answers: &[Answer]) -> String {
    let figures: Vec<&str> = answers
        .iter()
        .map(|answer| answer.figure.as_str())
        .collect();
    if figures.is_empty() {
        "; no figures were found in the sentence".to_owned()
    } else {
        format!("; the figures of the sentence are: {}", figures.join(", "))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_named_by_whole_words_and_numbers() {
        for (figure, wanted, named) in [
            ("Some 20%", "2", false),
            ("Some 20%", "20", true),
            ("Some 20%", "20%", true),
            ("1.2 million", "2", false),
            ("1.2 million", "1.2", true),
            ("24,000", "24", false),
            ("More than 24,000", "24,000", true),
            ("$5m", "5", true),
            ("twenty-two", "two", true),
            ("£200m", "200", true),
        ] {
            assert_eq!(has_word(figure, wanted), named, "{wanted} in {figure}");
        }
    }
}
