//! How an office wants its checks: which are off, how much their findings matter, how far "about" reaches in them.

use super::Severity;
use crate::quantity::Slack;
use std::collections::BTreeMap;

/// What is to be done with the findings of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// They are not made.
    Off,
    /// They matter so much.
    At(Severity),
}

/// What is said of one check; what is absent stays as it is by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfCheck {
    /// What is to be done with its findings.
    pub wanted: Option<Wanted>,
    /// How far an approximator reaches in it.
    pub slack: Option<Slack>,
}

/// How an office wants its checks. The default is that of the checks themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// How far an approximator reaches where nothing is said of the check.
    pub slack: Slack,
    /// By the id of the check.
    pub checks: BTreeMap<&'static str, OfCheck>,
}

impl Policy {
    /// What is to be done with the findings of the check `id`, where that is said.
    pub fn wanted(&self, id: &str) -> Option<Wanted> {
        self.checks.get(id)?.wanted
    }

    /// How far an approximator reaches in the check `id`.
    pub fn slack(&self, id: &str) -> Slack {
        let own = self.checks.get(id).and_then(|own| own.slack);
        own.unwrap_or(self.slack)
    }
}
