//! `statvet check`: vets articles.

use super::Exit;
use super::args::CheckArguments;
use super::message;
use super::rules::Options;
use super::run::{Done, run};
use super::settings::{CheckSettings, Settings};
use crate::report::human::counted;
use crate::rules::{Level, PackError, RuleSet};

/// Checks every article, and reports.
pub(super) fn check(arguments: CheckArguments) -> Result<Exit, String> {
    let check = CheckSettings::of(&arguments);
    let settings = Settings {
        across: arguments.across,
        ..Settings::of(arguments.input)?
    };
    let packs = load(&check.rules);
    let done = run(&settings, |document| {
        crate::vet(document, &packs.rules, settings.max_quantities)
    });
    Ok(exit(&done, &packs, &check))
}

/// The rules to go by.
pub(super) struct Packs {
    pub(super) rules: RuleSet,
    /// Whether all of them could be loaded.
    pub(super) whole: bool,
}

/// Loads the packs, and tells of every mistake in them; what no mistake touches is used.
pub(super) fn load(options: &Options) -> Packs {
    let loaded = options.load();
    message::mistakes(&loaded.errors);
    let is_error = |error: &&PackError| error.level == Level::Error;
    let errors = || loaded.errors.iter().filter(is_error);
    // A pack that is not there at all has said so.
    if errors().any(|error| error.span.is_some()) {
        let mistakes = counted(errors().count(), "mistake");
        message::error(&format!(
            "{mistakes} in rule packs: what they touch was left out of this run"
        ));
    }
    let whole = errors().next().is_none();
    Packs {
        rules: loaded.rules,
        whole,
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
