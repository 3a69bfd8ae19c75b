//! `statvet check`: vets articles.

use super::Exit;
use super::args::CheckArguments;
use super::run::{Done, run};
use super::settings::{CheckSettings, Settings};
use crate::rules::RuleSet;

/// Checks every article, and reports.
pub(super) fn check(arguments: CheckArguments) -> Result<Exit, String> {
    let check = CheckSettings::of(&arguments);
    let settings = Settings::of(arguments.input)?;
    let rules = RuleSet::default();
    let done = run(&settings, |document| {
        crate::vet(document, &rules, settings.max_quantities)
    });
    Ok(exit(&done, &check))
}

fn exit(done: &Done, check: &CheckSettings) -> Exit {
    let fails = |severity| done.totals.at_least(severity) > 0;
    if !done.whole {
        Exit::NotDone
    } else if check.fail_on.severity().is_some_and(fails) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
