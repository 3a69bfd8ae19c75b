//! Coverage: what was seen, added up over articles.

use super::Report;
use crate::check::{Severity, Verdict};

/// What was seen of one article or of many. No quantity is left untold: each is in one of the verdicts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles read.
    pub documents: usize,
    /// Articles that could not be read.
    pub unread: usize,
    /// Articles without a date whose relative dates stay unresolved.
    pub undated: usize,
    /// Whether checks ran, or quantities were extracted only.
    pub checks_ran: bool,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Findings that a decision settles: they are not told.
    pub settled: usize,
    /// Quantities extracted.
    pub seen: usize,
    /// Those that a fact checker would want a source for.
    pub checkworthy: usize,
    /// Those that a rule speaks of.
    pub bound: usize,
    /// Those with a verdict of supported, imprecise, contradicted, ambiguous or stale.
    pub checked: usize,
    /// Those that nothing was said of.
    pub left_alone: usize,
    /// How many have which verdict.
    pub verdicts: VerdictCounts,
    /// Sentences over the limit of length, cut there.
    pub sentences_cut: usize,
    /// Articles that reached the limit of quantities.
    pub quantities_cut: usize,
}

impl Totals {
    /// Of one article.
    pub(crate) fn of(report: &Report) -> Self {
        let extract = &report.extract;
        let mut totals = Self {
            documents: 1,
            undated: usize::from(misses_a_date(report)),
            seen: extract.quantities.len(),
            checkworthy: report
                .claims
                .iter()
                .filter(|claim| claim.checkworthy)
                .count(),
            sentences_cut: extract.sentences_cut,
            quantities_cut: usize::from(extract.quantities_cut),
            ..Self::default()
        };
        if let Some(outcome) = &report.outcome {
            totals.checks_ran = true;
            totals.bound = outcome.coverage.bound;
            totals.checked = outcome.coverage.checked;
            totals.left_alone = outcome.coverage.left_alone;
            for assessment in &outcome.assessments {
                totals.verdicts.count(assessment.verdict);
            }
            for (finding, _, ruling) in report.ruled() {
                if ruling.is_open() {
                    totals.count(finding.severity);
                } else {
                    totals.settled = totals.settled.saturating_add(1);
                }
            }
        }
        totals
    }

    /// Of one article that could not be read.
    pub(crate) fn of_unread() -> Self {
        Self {
            unread: 1,
            ..Self::default()
        }
    }

    fn count(&mut self, severity: Severity) {
        let counter = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        };
        *counter = counter.saturating_add(1);
    }

    /// With what articles say against each other.
    pub(crate) const fn count_across(&mut self, notes: usize) {
        self.notes = self.notes.saturating_add(notes);
    }

    /// Findings of at least this severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        let notes = if severity <= Severity::Note {
            self.notes
        } else {
            0
        };
        let warnings = if severity <= Severity::Warning {
            self.warnings
        } else {
            0
        };
        self.errors.saturating_add(warnings).saturating_add(notes)
    }

    /// Adds another article's, or other articles'.
    pub(crate) fn add(&mut self, other: &Self) {
        let sum = |a: &mut usize, b: usize| *a = a.saturating_add(b);
        sum(&mut self.documents, other.documents);
        sum(&mut self.unread, other.unread);
        sum(&mut self.undated, other.undated);
        self.checks_ran |= other.checks_ran;
        sum(&mut self.errors, other.errors);
        sum(&mut self.warnings, other.warnings);
        sum(&mut self.notes, other.notes);
        sum(&mut self.settled, other.settled);
        sum(&mut self.seen, other.seen);
        sum(&mut self.checkworthy, other.checkworthy);
        sum(&mut self.bound, other.bound);
        sum(&mut self.checked, other.checked);
        sum(&mut self.left_alone, other.left_alone);
        for (own, others) in self.verdicts.0.iter_mut().zip(other.verdicts.0) {
            sum(own, others);
        }
        sum(&mut self.sentences_cut, other.sentences_cut);
        sum(&mut self.quantities_cut, other.quantities_cut);
    }
}

/// Whether the article has no date, and a date that needs one.
fn misses_a_date(report: &Report) -> bool {
    let unresolved = |q: &crate::extract::Quantity| q.kind.is_calendar() && q.value.is_none();
    report.document.date.is_none() && report.extract.quantities.iter().any(unresolved)
}

/// How many quantities have which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerdictCounts([usize; Verdict::ALL.len()]);

impl VerdictCounts {
    /// How many have `verdict`.
    pub fn of(&self, verdict: Verdict) -> usize {
        let place = Verdict::ALL.iter().position(|known| *known == verdict);
        place.and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }

    fn count(&mut self, verdict: Verdict) {
        let place = Verdict::ALL.iter().position(|known| *known == verdict);
        if let Some(counter) = place.and_then(|at| self.0.get_mut(at)) {
            *counter = counter.saturating_add(1);
        }
    }
}
