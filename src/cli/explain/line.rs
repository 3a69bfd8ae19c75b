//! What was made of a line of an article: its figures and what each is bound to, the rules that speak of each and
//! what they say, and why others that nearly do are silent.

use super::wrap::Page;
use crate::check::why::Question;
use crate::check::{self, Bound, Context, Finding, Outcome, Policy, Verdict, reference};
use crate::claim::{Claim, Direction, Modality, TrendRole};
use crate::cli::args::ExplainArguments;
use crate::cli::input::{Article, Item, Items};
use crate::cli::settings::Settings;
use crate::config::Config;
use crate::document::{Document, PartName, ProseSpan};
use crate::extract::{Extract, MAX_QUANTITIES, Quantity};
use crate::report::human::listing;
use crate::report::position::{Position, Positions};
use crate::report::snippet::paragraph;
use crate::rules::{RuleSet, Speaker};
use std::io;
use std::path::Path;

/// `FILE:LINE`, or `FILE:LINE:COLUMN` as reports print it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    file: &'a str,
    line: u32,
    column: Option<u32>,
}

/// The article that a place is in.
#[derive(Debug)]
pub(super) struct Found {
    article: Article,
    /// Whether it is the record on that line, all of it, not a file with lines.
    is_record: bool,
}

impl<'a> Place<'a> {
    /// The place that `what` names, if it is one.
    pub(super) fn of(what: &'a str) -> Option<Self> {
        let number = |text: &str| text.parse::<u32>().ok();
        let (front, last) = what.rsplit_once(':')?;
        let last = number(last).filter(|_| !front.is_empty())?;
        let inner = front.rsplit_once(':');
        if let Some((file, line)) = inner.and_then(|(file, line)| Some((file, number(line)?))) {
            return Some(Self {
                file,
                line,
                column: Some(last),
            });
        }
        Some(Self {
            file: front,
            line: last,
            column: None,
        })
    }

    /// Reads the article; the reason where it can't be read or has no such line.
    pub(super) fn article(
        &self,
        arguments: &ExplainArguments,
        config: &Config,
    ) -> Result<Found, String> {
        if Path::new(self.file).is_dir() {
            return Err(format!("{}: is a folder: name a file in it", self.file));
        }
        let paths = vec![self.file.into()];
        let settings = Settings::of_articles(paths, arguments.input, arguments.date, config);
        let mut is_record = false;
        let mut records: u64 = 0;
        let is_it = |item: &Item| match item {
            Item::Record { line, .. } => {
                is_record = true;
                records = line.line;
                line.line == u64::from(self.line)
            }
            _ => true,
        };
        let Some(item) = Items::new(&settings).find(is_it) else {
            return Err(self.no_line(LINE, records));
        };
        let article = item
            .read(&settings)
            .map_err(|unread| format!("{}: {}", unread.name.raw(), unread.reason.raw()))?;
        let document = &article.document;
        let lines = match last_paragraph(document) {
            Some(last) => usize::try_from(last).unwrap_or(usize::MAX),
            None => document.file_text().lines().count(),
        };
        if !is_record
            && (self.line == 0 || usize::try_from(self.line).unwrap_or(usize::MAX) > lines)
        {
            let lines = u64::try_from(lines).unwrap_or(u64::MAX);
            return Err(self.no_line(counted_by(document), lines));
        }
        Ok(Found { article, is_record })
    }

    /// That there is none, of what `counted` names, and how many there are.
    fn no_line(&self, counted: &str, lines: u64) -> String {
        let (file, line) = (self.file, self.line);
        match lines {
            0 => format!("{file}: there is no {counted} {line}: it holds no record"),
            lines => format!("{file}: there is no {counted} {line}: its last is {lines}"),
        }
    }
}

/// What an article with lines is counted by.
const LINE: &str = "line";

/// What the places of an article are counted by.
fn counted_by(document: &Document) -> &'static str {
    last_paragraph(document).map_or(LINE, |_| "paragraph")
}

/// The number of the last paragraph, where places are told by paragraphs.
fn last_paragraph(document: &Document) -> Option<u32> {
    match document.parts.last()?.name {
        PartName::Paragraph(last) => Some(last),
        PartName::Field(_) => None,
    }
}

/// An article with all that was made of it.
struct Read<'a> {
    context: Context<'a>,
    outcome: Outcome,
    rules: &'a RuleSet,
    /// What speaks of each figure.
    heard: Vec<Vec<Speaker>>,
}

/// Writes what was made of the place's figures.
pub(super) fn write(
    place: &Place<'_>,
    found: &Found,
    rules: &RuleSet,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let document = &found.article.document;
    let bound = Bound::of(document, MAX_QUANTITIES);
    let (extract, policy) = (&bound.extract, Policy::default());
    let context = bound.context(document, &policy);
    let read = Read {
        context,
        outcome: check::run(&context, rules),
        rules,
        heard: reference::hear(&context, rules),
    };
    let starts = starts(document, extract);
    let chosen = chosen(place, found.is_record, document, extract, &starts);
    if chosen.is_empty() {
        return page.indented(0, &no_figure(place, found, &starts));
    }
    for (nth, index) in chosen.iter().copied().enumerate() {
        if nth > 0 {
            page.blank()?;
        }
        if let Some(at) = starts.get(index) {
            read.figure(index, *at, page)?;
        }
    }
    let unresolved = |claim: &Claim| claim.period.is_some_and(|period| period.days.is_none());
    let mut claims = chosen.iter().filter_map(|index| bound.claims.get(*index));
    if document.date.is_none() && claims.any(unresolved) {
        page.blank()?;
        page.indented(
            0,
            "The article has no date, so that days such as “Monday” stay open: --date gives one.",
        )?;
    }
    Ok(())
}

/// Where each figure starts.
fn starts(document: &Document, extract: &Extract) -> Vec<Position> {
    let mut positions = Positions::new(document.file_text());
    let mut start = |quantity: &Quantity| {
        let at = usize::try_from(document.text_span(quantity.span).start).unwrap_or(usize::MAX);
        let position = positions.at(at);
        // Where there are no lines, a place is told by its paragraph.
        Position {
            line: paragraph(&document.parts, at).unwrap_or(position.line),
            ..position
        }
    };
    extract.quantities.iter().map(&mut start).collect()
}

/// The figures meant: those of the line, or the one that stands at the column; of a record, all.
fn chosen(
    place: &Place<'_>,
    is_record: bool,
    document: &Document,
    extract: &Extract,
    starts: &[Position],
) -> Vec<usize> {
    let on_line = |at: &Position| is_record || at.line == place.line;
    let figures = starts.iter().zip(&extract.quantities).enumerate();
    let of_line: Vec<(usize, Position, &Quantity)> = figures
        .filter(|(_, (at, _))| on_line(at))
        .map(|(index, (at, quantity))| (index, *at, quantity))
        .collect();
    let covers = |at: Position, quantity: &Quantity| {
        let length = document.slice(quantity.span).chars().count();
        let end = at
            .column
            .saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        place
            .column
            .is_some_and(|column| (at.column..end).contains(&column))
    };
    let pointed = of_line
        .iter()
        .find(|(_, at, quantity)| !is_record && covers(*at, quantity));
    match pointed {
        Some((index, ..)) => vec![*index],
        None => of_line.iter().map(|(index, ..)| *index).collect(),
    }
}

/// That the line has no figure, and which lines near it have.
fn no_figure(place: &Place<'_>, found: &Found, starts: &[Position]) -> String {
    let counted = counted_by(&found.article.document);
    let on = if counted == LINE { "on" } else { "in" };
    let (file, line) = (place.file, place.line);
    let before = starts.iter().rev().find(|at| at.line < line);
    let after = starts.iter().find(|at| at.line > line);
    let near = match (before, after) {
        _ if found.is_record => "nor elsewhere in the record".to_owned(),
        (None, None) => "nor elsewhere in the article".to_owned(),
        (Some(at), None) | (None, Some(at)) => {
            format!("the nearest is {on} {counted} {}", at.line)
        }
        (Some(before), Some(after)) => {
            let (before, after) = (before.line, after.line);
            format!("the nearest are {on} {counted}s {before} and {after}")
        }
    };
    format!("{file}:{line}: no figure was found here; {near}.")
}

impl Read<'_> {
    fn figure(&self, index: usize, at: Position, page: &mut Page<'_>) -> io::Result<()> {
        let Context {
            document, extract, ..
        } = self.context;
        let quantity = extract.quantities.get(index);
        let Some((quantity, claim)) = quantity.zip(self.context.claims.get(index)) else {
            return Ok(());
        };
        let text = one_line(document, quantity.span);
        let name = document.name.raw();
        let at = match last_paragraph(document) {
            Some(_) => format!("{name}: paragraph {}", at.line),
            None => format!("{name}:{}:{}", at.line, at.column),
        };
        page.strong(&format!("{at} “{text}”"))?;
        let kind = listing::kind(quantity.kind);
        let value = listing::value(document, quantity);
        page.item("  figure    ", &format!("{value} ({kind})"))?;
        let verdict = self.verdict(index);
        if quantity.kind.is_calendar() && verdict == Verdict::Unverified {
            return Ok(());
        }
        for (head, told) in facts(document, claim) {
            page.item(&format!("  {head:<9} "), &told)?;
        }
        page.item("  verdict   ", verdict.label())?;
        self.verdicts(index, quantity, page)
    }

    fn verdict(&self, index: usize) -> Verdict {
        let assessment = self.outcome.assessments.get(index);
        assessment.map_or(Verdict::Unverified, |assessment| assessment.verdict)
    }

    /// What each rule says, and what other checks found.
    fn verdicts(&self, index: usize, quantity: &Quantity, page: &mut Page<'_>) -> io::Result<()> {
        let question = Question {
            context: &self.context,
            rules: self.rules,
            heard: &self.heard,
            figure: index,
            only: None,
        };
        let why = question.answer();
        for (rule, verdict, told) in &why.spoke {
            let told = format!("{}: {}: {}", rule.raw(), verdict.name(), told.raw());
            page.item("  rule      ", &told)?;
        }
        let is_of_it = |finding: &&Finding| {
            finding.rule.is_none()
                && finding
                    .labels
                    .iter()
                    .any(|label| label.span == quantity.span)
        };
        for finding in self.outcome.findings.iter().filter(is_of_it) {
            let told = format!("{}: {}", finding.check, finding.message.raw());
            page.item("  check     ", &told)?;
        }
        if why.spoke.is_empty() {
            page.item("  rule      ", "none speaks of it")?;
        }
        for (rule, told) in &why.nearly {
            page.item("  not quite ", &format!("{}: {}", rule.raw(), told.raw()))?;
        }
        Ok(())
    }
}

/// What a claim is bound to, named.
fn facts(document: &Document, claim: &Claim) -> Vec<(&'static str, String)> {
    let slice = |span: ProseSpan| one_line(document, span);
    let quoted = |span: Option<ProseSpan>| span.map(|span| format!("“{}”", slice(span)));
    let concept: Vec<String> = claim.concept.iter().map(|span| slice(*span)).collect();
    let clause = [claim.clause]
        .iter()
        .chain(&claim.inherited)
        .map(|span| slice(*span))
        .map(|words| format!("“{}”", words.trim_start_matches([',', ';', ' '])))
        .collect::<Vec<_>>();
    let not_worth = (!claim.checkworthy).then(|| "not worth checking".to_owned());
    let facts = [
        ("of", quoted(claim.subject.map(|subject| subject.span))),
        ("about", (!concept.is_empty()).then(|| concept.join(", "))),
        ("verb", quoted(claim.predicate)),
        ("when", when(document, claim)),
        ("where", quoted(claim.place)),
        ("source", source(document, claim)),
        ("said", manner(claim)),
        ("clause", Some(clause.join(", with "))),
        ("note", not_worth),
    ];
    facts
        .into_iter()
        .filter_map(|(head, told)| Some((head, told?)))
        .collect()
}

/// "“this June”, 2024-06-01/2024-06-30"
fn when(document: &Document, claim: &Claim) -> Option<String> {
    let period = claim.period?;
    let days = period.days.map_or_else(
        || "which days is not known".to_owned(),
        |days| {
            let loosely = if days.fuzzy { "about " } else { "" };
            format!("{loosely}{}", days.iso())
        },
    );
    Some(format!("“{}”, {days}", one_line(document, period.text)))
}

fn source(document: &Document, claim: &Claim) -> Option<String> {
    let attribution = claim.attribution;
    let named = attribution.source.or(attribution.speaker);
    let named = named.map(|span| format!("“{}”", one_line(document, span)));
    let quoted = attribution.quoted.then(|| "inside a quotation".to_owned());
    let parts: Vec<String> = [named, quoted].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "as planned, denied, rise by"; nothing where it is plainly said.
fn manner(claim: &Claim) -> Option<String> {
    let modality = match claim.modality {
        Modality::Asserted => None,
        Modality::Planned => Some("as planned".to_owned()),
        Modality::Possible => Some("as possible".to_owned()),
        Modality::Denied => Some("as denied".to_owned()),
    };
    let negated = claim.negated.then(|| "negated".to_owned());
    let trend = claim.trend.map(|trend| {
        let direction = match trend.direction {
            Direction::Rise => "a rise",
            Direction::Fall => "a fall",
        };
        match trend.role {
            TrendRole::By => format!("the size of {direction}"),
            TrendRole::To => format!("where {direction} ended"),
            TrendRole::From => format!("where {direction} began"),
        }
    });
    let parts: Vec<String> = [modality, negated, trend].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn one_line(document: &Document, span: ProseSpan) -> String {
    let text = document.slice(span);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_a_file_and_a_line_and_maybe_a_column() {
        let place = |what| Place::of(what).map(|place| (place.file, place.line, place.column));
        assert_eq!(place("a.md:12"), Some(("a.md", 12, None)));
        assert_eq!(place("a.md:12:3"), Some(("a.md", 12, Some(3))));
        assert_eq!(place("c:/a.md:12"), Some(("c:/a.md", 12, None)));
        for no_place in ["a.md", "a.md:", "a:b", "percent-change", ":x", ":3"] {
            assert_eq!(place(no_place), None, "{no_place}");
        }
    }
}
