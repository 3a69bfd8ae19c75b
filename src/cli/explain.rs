//! `statvet explain`: a check's page, a rule's page, or what was made of a line of an article.

mod check_page;
mod line;
mod rule_page;
pub(super) mod wrap;

use super::args::ExplainArguments;
use super::check::{Packs, load};
use super::settings;
use super::{Exit, output};
use crate::check::registry;
use crate::rules::{RuleSet, WrittenRule, nearest};
use line::Place;
use std::path::Path;
use wrap::Page;

/// Explains what is asked for; the reason where there is no such thing.
pub(super) fn explain(arguments: &ExplainArguments) -> Result<Exit, String> {
    let what = arguments.what.as_str();
    if let Some(check) = registry::all().find(|check| check.id == what) {
        output::print(|out, color| check_page::write(check, &mut Page::new(out, color)));
        return Ok(Exit::Clean);
    }
    let configured = settings::configured(&arguments.rules);
    let packs = load(&settings::packs(&arguments.rules, &configured));
    let rules = named(&packs.rules, what);
    if rules.is_empty()
        && let Some(place) = Place::of(what)
    {
        let article = place.article(arguments, &configured.config)?;
        output::print(|out, color| {
            let mut page = Page::new(out, color);
            line::write(&place, &article, &packs.rules, &mut page)
        });
        return Ok(exit(&packs));
    }
    if rules.is_empty() {
        return Err(unknown(what, &packs.rules));
    }
    output::print(|out, color| {
        let mut page = Page::new(out, color);
        for (place, rule) in rules.iter().enumerate() {
            if place > 0 {
                page.blank()?;
            }
            rule_page::write(rule, &mut page)?;
        }
        Ok(())
    });
    Ok(exit(&packs))
}

const fn exit(packs: &Packs) -> Exit {
    if packs.whole {
        Exit::Clean
    } else {
        Exit::NotDone
    }
}

/// The rule called `pack/id`, or those of all packs called `id`.
fn named<'r>(rules: &'r RuleSet, what: &str) -> Vec<&'r WrittenRule> {
    let is_it = |rule: &&WrittenRule| {
        let name = rule.name.raw();
        name == what || name.rsplit_once('/').is_some_and(|(_, id)| id == what)
    };
    rules.written.iter().filter(is_it).collect()
}

/// That nothing is called so, and what is called nearly so.
fn unknown(what: &str, rules: &RuleSet) -> String {
    if Path::new(what).is_file() {
        return format!("{what}: which line? Give it as {what}:12");
    }
    let names = || {
        let checks = registry::all().map(|check| check.id);
        let rules = rules.written.iter().map(|rule| rule.name.raw());
        let ids = rules
            .clone()
            .filter_map(|name| Some(name.rsplit_once('/')?.1));
        checks.chain(rules).chain(ids)
    };
    let hint = match nearest(what, names()) {
        Some(near) => format!("did you mean {near}?"),
        None => {
            let checks: Vec<&str> = registry::all().map(|check| check.id).collect();
            let checks = checks.join(", ");
            format!("the checks are {checks}; `statvet rules list` names the rules")
        }
    };
    format!("{what}: no check or rule is called so, and it is no FILE:LINE; {hint}")
}
