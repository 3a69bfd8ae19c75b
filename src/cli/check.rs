//! `statvet check`: vets articles.

use super::Exit;
use super::args::CheckArguments;
use super::commented::Copy;
use super::decided::Decided;
use super::message;
use super::rules::Options;
use super::run::{Done, run};
use super::settings::{self, CheckSettings, Settings};
use super::since::Since;
use crate::check::{Wanted, conflict};
use crate::quantity::exact;
use crate::report::human::counted;
use crate::rules::{Level, PackError, RuleSet};
use rust_decimal::Decimal;

/// Checks every article, and reports.
pub(super) fn check(arguments: CheckArguments) -> Result<Exit, String> {
    let configured = settings::configured(&arguments.rules);
    let check = CheckSettings::of(&arguments, &configured);
    let policy = &configured.config.policy;
    let wanted = arguments.across && policy.wanted(conflict::META.id) != Some(Wanted::Off);
    let across = wanted.then(|| policy.slack(conflict::META.id));
    let mut settings = Settings {
        across,
        ..Settings::of(arguments.input, &configured.config)?
    };
    let since = arguments.since.as_deref();
    let since = since.map(|revision| Since::new(revision, &settings.stdin_name));
    settings.since = since.transpose()?;
    let comments = arguments.comments;
    let comments = comments
        .map(|file| Copy::new(file, &settings))
        .transpose()?;
    let packs = load(&check.rules);
    let decided = Decided::find(&configured, arguments.today, arguments.rules.isolated);
    let done = run(&settings, |document| {
        let report = decided.rule(crate::vet(
            document,
            &packs.rules,
            policy,
            settings.max_quantities,
        ));
        if let Some(comments) = &comments {
            comments.take(&report);
        }
        report
    });
    let copied = comments.map_or(Ok(()), Copy::write);
    if let Err(why) = &copied {
        message::error(why);
    }
    let told = settings.since.as_ref().is_none_or(Since::whole);
    let whole =
        done.whole && told && copied.is_ok() && packs.whole && configured.whole && decided.whole;
    decided.tell_unused();
    if arguments.write_decisions {
        decided.write()?;
        return Ok(if whole { Exit::Clean } else { Exit::NotDone });
    }
    Ok(exit(&done, whole, &check))
}

/// Whether rules speak of at least this share of the figures worth checking; tells where they don't.
fn covers(done: &Done, least: Decimal) -> bool {
    let coverage = &done.totals;
    let (bound, checkworthy) = (
        Decimal::from(coverage.bound),
        Decimal::from(coverage.checkworthy),
    );
    // Counts of figures, at most millions.
    let reached = exact::mul(bound, Decimal::ONE_HUNDRED);
    let wanted = exact::mul(checkworthy, least);
    let covered = reached >= wanted;
    if !covered {
        message::error(&format!(
            "rules speak of {} of {} worth checking, and at least {least}% is wanted (--min-coverage)",
            coverage.bound,
            counted(coverage.checkworthy, "figure"),
        ));
    }
    covered
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

fn exit(done: &Done, whole: bool, check: &CheckSettings) -> Exit {
    let fails = |severity| done.totals.at_least(severity) > 0;
    let covered = check.min_coverage.is_none_or(|least| covers(done, least));
    if !whole {
        Exit::NotDone
    } else if check.fail_on.severity().is_some_and(fails) || !covered {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
