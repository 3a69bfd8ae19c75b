//! A rule's page: what it speaks of, what it expects, on whose word, and its examples.

use super::wrap::Page;
use crate::report::position::Positions;
use crate::rules::{Example, WrittenRule};
use crate::untrusted::Untrusted;
use std::io;

/// Writes the page of a rule.
pub(super) fn write(rule: &WrittenRule, page: &mut Page<'_>) -> io::Result<()> {
    page.strong(rule.name.raw())?;
    if let Some(title) = &rule.title {
        page.indented(0, title.raw())?;
    }
    let line = Positions::new(&rule.file.text).at(rule.span.start).line;
    page.indented(0, &format!("{}:{line}", rule.file.name.raw()))?;
    if !rule.runs {
        page.indented(0, "It can't run: `statvet rules check` says why.")?;
    }
    about(rule, page)?;
    expects(rule, page)?;
    sources(rule, page)?;
    examples(rule, page)
}

/// The terms and the unit, of each claim of a derived rule.
fn about(rule: &WrittenRule, page: &mut Page<'_>) -> io::Result<()> {
    page.blank()?;
    page.strong("Speaks of")?;
    for speaks in &rule.speaks {
        let head = match &speaks.name {
            Some(name) => format!("  {name}, figures in "),
            None => "  figures in ".to_owned(),
        };
        if let Some(unit) = &speaks.unit {
            page.item(&head, &or(unit))?;
        }
        for (place, term) in speaks.about.iter().enumerate() {
            let head = if place == 0 { "  with " } else { "  and  " };
            page.item(head, &or(term))?;
        }
        for term in &speaks.not_about {
            page.item("  not  ", &or(term))?;
        }
    }
    for (name, words) in &rule.groups {
        page.item(&format!("  where {{{name}}} is "), words.raw())?;
    }
    Ok(())
}

/// "cross or encounter"
fn or(term: &Untrusted) -> String {
    let phrases: Vec<&str> = term.raw().split('|').map(str::trim).collect();
    phrases.join(" or ")
}

fn expects(rule: &WrittenRule, page: &mut Page<'_>) -> io::Result<()> {
    page.blank()?;
    page.strong("Expects")?;
    for (place, expected) in rule.expect.iter().enumerate() {
        let head = if place == 0 { "  " } else { "  or " };
        page.item(head, expected.raw())?;
    }
    for given in &rule.givens {
        page.item("  where ", given.raw())?;
    }
    if rule.bounds {
        page.indented(
            2,
            "A bound contradicts what is beyond it, and never supports.",
        )?;
    }
    Ok(())
}

fn sources(rule: &WrittenRule, page: &mut Page<'_>) -> io::Result<()> {
    if rule.sources.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.strong("Sources")?;
    for source in &rule.sources {
        let title = source.title.as_ref();
        let title = title.map(|title| format!(", {}", title.raw()));
        let published = source.published.map(|day| format!(", published {day}"));
        let parts = [Some(source.publisher.raw().to_owned()), title, published];
        page.item("  ", &parts.into_iter().flatten().collect::<String>())?;
        if let Some(url) = &source.url {
            page.indented(4, url.raw())?;
        }
        if let Some(days) = source.max_age_days {
            let aging = format!("too old for the present after {days} days");
            page.indented(4, &aging)?;
        }
    }
    Ok(())
}

fn examples(rule: &WrittenRule, page: &mut Page<'_>) -> io::Result<()> {
    if rule.examples.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.strong("Examples")?;
    for example in &rule.examples {
        let verdict = example.verdict.as_ref();
        let verdict = verdict.map_or("silent", |verdict| verdict.value.name());
        page.item(&format!("  {verdict:<13} "), &sentence(example))?;
    }
    Ok(())
}

/// The sentence, with its day and the figure that is meant.
fn sentence(example: &Example) -> String {
    let mut told = format!("“{}”", example.text.value.raw().trim());
    let date = example.date.map(|date| format!("printed {date}"));
    let quoted = |name: &str, words: &Option<crate::rules::At<Untrusted>>| {
        words
            .as_ref()
            .map(|words| format!("{name} “{}”", words.value.raw()))
    };
    let todo = example.todo.then(|| "not yet".to_owned());
    let parts = [
        date,
        quoted("figure", &example.figure),
        quoted("saying", &example.says),
        todo,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        told.push_str(&format!(" ({})", parts.join(", ")));
    }
    told
}
