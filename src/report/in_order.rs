//! Formats whose articles hang together: they see them in order, and some hold findings until the end of the run.

use super::told::Told;
use super::{Report, Totals, Unread};
use crate::untrusted::Untrusted;
use crate::verdict::Severity;
use std::collections::VecDeque;
use std::fmt;
use std::io;

/// What such a format is given of an article: made on any thread.
#[derive(Debug)]
pub(crate) struct Digest {
    /// Its path as given; of a record, its id.
    pub(crate) article: Untrusted,
    pub(crate) findings: Vec<Told>,
}

impl Digest {
    /// Of one article.
    pub(crate) fn of(report: &Report) -> Self {
        Self {
            article: report.document.name.clone(),
            findings: report.told(),
        }
    }
}

/// Writes one format: `begin`, then article by article in their order, then `finish`.
pub(crate) trait InOrder: Send + Sync + fmt::Debug {
    /// What stands before the first article.
    fn begin(&mut self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// An article.
    fn article(&mut self, digest: &Digest, out: &mut dyn io::Write) -> io::Result<()>;

    /// An article that could not be read.
    fn unread(&mut self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()>;

    /// What stands after the last article.
    fn finish(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()>;
}

/// The gravest findings of a run, a fixed number at most; of those equally grave the first.
#[derive(Debug)]
pub(crate) struct Gravest {
    most: usize,
    /// Errors, warnings, notes, each in the order of the run.
    held: [VecDeque<Told>; 3],
    /// How many were left out.
    pub(crate) left_out: usize,
}

impl Gravest {
    /// Room for `most` findings.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            held: Default::default(),
            left_out: 0,
        }
    }

    /// Takes findings in, and lets go of the least grave where there are too many.
    pub(crate) fn take(&mut self, findings: &[Told]) {
        for finding in findings {
            let [errors, warnings, notes] = &mut self.held;
            let own = match finding.severity {
                Severity::Error => errors,
                Severity::Warning => warnings,
                Severity::Note => notes,
            };
            own.push_back(finding.clone());
            if self.len() > self.most {
                self.let_go();
            }
        }
    }

    /// The findings, gravest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Told> {
        self.held.iter().flatten()
    }

    fn len(&self) -> usize {
        self.held
            .iter()
            .fold(0, |sum, held| sum.saturating_add(held.len()))
    }

    /// Of the last of the least grave.
    fn let_go(&mut self) {
        let least = self.held.iter_mut().rev().find(|held| !held.is_empty());
        if least.and_then(VecDeque::pop_back).is_some() {
            self.left_out = self.left_out.saturating_add(1);
        }
    }
}
