//! `statvet rules list`: the rules of packs, or those of them that speak of nothing in some articles.

use super::args::{ListArguments, RulesArguments};
use super::check::load;
use super::configured::Configured;
use super::explain::wrap::Page;
use super::input::Items;
use super::settings::{self, Settings};
use super::{Exit, message, output};
use crate::check::{Bound, Policy, why};
use crate::document::Document;
use crate::extract::MAX_QUANTITIES;
use crate::report::human::counted;
use crate::rules::{RuleSet, WrittenRule};
use crate::untrusted::Untrusted;
use rustc_hash::FxHashSet;

/// Lists rules.
pub(super) fn list(arguments: ListArguments) -> Exit {
    let configured = Configured::find();
    let options = settings::packs(
        &RulesArguments {
            rules: arguments.paths,
            isolated: false,
            max_reference_rows: None,
        },
        &configured,
    );
    let packs = load(&options);
    let written = &packs.rules.written;
    if arguments.unused.is_empty() {
        let all: Vec<&WrittenRule> = written.iter().collect();
        print(&all, &format!("{}.", counted(all.len(), "rule")));
        return if packs.whole {
            Exit::Clean
        } else {
            Exit::NotDone
        };
    }
    let articles = Settings::of_articles(arguments.unused, None, None, &configured.config);
    let spoke = Spoke::in_articles(&articles, &packs.rules);
    let silent = |rule: &&WrittenRule| rule.runs && !spoke.rules.contains(&rule.name);
    let unused: Vec<&WrittenRule> = written.iter().filter(silent).collect();
    let running = written.iter().filter(|rule| rule.runs).count();
    let summary = format!(
        "{} of {} speak of nothing in {}.",
        unused.len(),
        counted(running, "rule"),
        counted(spoke.articles, "article")
    );
    print(&unused, &summary);
    if packs.whole && spoke.whole {
        Exit::Clean
    } else {
        Exit::NotDone
    }
}

/// The rules that spoke of a figure of some articles.
#[derive(Debug, Default)]
struct Spoke {
    rules: FxHashSet<Untrusted>,
    articles: usize,
    /// Whether all articles could be read.
    whole: bool,
}

impl Spoke {
    fn in_articles(settings: &Settings, rules: &RuleSet) -> Self {
        let mut spoke = Self {
            whole: true,
            ..Self::default()
        };
        for item in Items::new(settings) {
            match item.read(settings) {
                Ok(article) => {
                    spoke.articles = spoke.articles.saturating_add(1);
                    spoke.rules.extend(speaking(&article.document, rules));
                }
                Err(unread) => {
                    spoke.whole = false;
                    message::error(&format!("{}: {}", unread.name.raw(), unread.reason.raw()));
                }
            }
        }
        spoke
    }
}

/// The rules that speak of some figure of an article.
fn speaking(document: &Document, rules: &RuleSet) -> Vec<Untrusted> {
    let bound = Bound::of(document, MAX_QUANTITIES);
    why::speaking(&bound.context(document, &Policy::default()), rules)
}

fn print(rules: &[&WrittenRule], summary: &str) {
    output::print(|out, color| {
        let mut page = Page::new(out, color);
        for rule in rules {
            page.strong(rule.name.raw())?;
            let title = rule.title.as_ref();
            page.indented(2, title.map_or("(no title)", Untrusted::raw))?;
            page.indented(2, &details(rule))?;
        }
        if !rules.is_empty() {
            page.blank()?;
        }
        page.indented(0, summary)
    });
}

/// "people · U.S. Customs and Border Protection · 6 examples"
fn details(rule: &WrittenRule) -> String {
    let units = rule.speaks.iter().filter_map(|speaks| speaks.unit.as_ref());
    let units: Vec<&str> = units.map(Untrusted::raw).collect();
    let unit = (!units.is_empty()).then(|| units.join(" and "));
    let mut publishers: Vec<&str> = Vec::new();
    for source in &rule.sources {
        let publisher = source.publisher.raw();
        if !publishers.contains(&publisher) {
            publishers.push(publisher);
        }
    }
    let sources = match publishers.as_slice() {
        [] => "no source".to_owned(),
        named => named.join(", "),
    };
    let broken = (!rule.runs).then(|| "can't run: `statvet rules check` says why".to_owned());
    let examples = counted(rule.examples.len(), "example");
    let parts = [unit, Some(sources), Some(examples), broken];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
