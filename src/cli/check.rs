//! `statvet check`: vets articles.

use super::Exit;
use super::args::CheckArguments;
use super::message;
use super::run::{Done, run};
use super::settings::{CheckSettings, Settings};
use crate::report::human::counted;
use crate::rules::{self, Level, RuleSet};
use std::path::PathBuf;

/// Checks every article, and reports.
pub(super) fn check(arguments: CheckArguments) -> Result<Exit, String> {
    let check = CheckSettings::of(&arguments);
    let settings = Settings::of(arguments.input)?;
    let packs = load(&check.rules);
    let done = run(&settings, |document| {
        crate::vet(document, &packs.rules, settings.max_quantities)
    });
    Ok(exit(&done, &packs, &check))
}

/// The rules to check by.
struct Packs {
    rules: RuleSet,
    /// Whether all of them could be loaded.
    whole: bool,
}

/// Loads the packs, and tells of every mistake in them; what no mistake touches is used.
fn load(paths: &[PathBuf]) -> Packs {
    let loaded = rules::load(paths, rules::Limits::default());
    message::mistakes(&loaded.errors);
    let is_error = |error: &&rules::PackError| error.level == Level::Error;
    let errors = loaded.errors.iter().filter(is_error).count();
    if errors > 0 {
        let mistakes = counted(errors, "mistake");
        message::error(&format!(
            "{mistakes} in rule packs: what they touch was left out of this run"
        ));
    }
    Packs {
        rules: loaded.rules,
        whole: errors == 0,
    }
}

fn exit(done: &Done, packs: &Packs, check: &CheckSettings) -> Exit {
    let fails = |severity| done.totals.at_least(severity) > 0;
    if !done.whole || !packs.whole {
        Exit::NotDone
    } else if check.fail_on.severity().is_some_and(fails) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
