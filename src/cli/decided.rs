//! The decisions in force: the file beside the articles, what it settles in a run, what it no longer does.

use super::configured::Configured;
use super::limits::MAX_DECISIONS_SIZE;
use super::{input, message, output};
use crate::decision::{self, Decisions, FILE_NAME, Said, Status};
use crate::report::Report;
use crate::report::human::counted;
use crate::report::terminal::visible_str;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The decisions of a run, and what it met.
#[derive(Debug)]
pub(super) struct Decided {
    file: PathBuf,
    text: String,
    decisions: Decisions,
    today: Date,
    /// Whether the file, if there is one, could be read without mistakes.
    pub(super) whole: bool,
    met: Mutex<Met>,
}

/// What a run met, in an order of its own, so that threads change nothing.
#[derive(Debug, Default)]
struct Met {
    /// The findings of each article, by its name.
    articles: BTreeMap<String, Vec<Finding>>,
}

/// A finding that was met.
#[derive(Clone, Debug)]
struct Finding {
    fingerprint: String,
    check: &'static str,
    figure: String,
    expected: Option<String>,
    is_open: bool,
}

impl Decided {
    /// What the file beside the configuration, or in the working folder, holds; mistakes in it are told.
    pub(super) fn find(configured: &Configured, today: Option<Date>, isolated: bool) -> Self {
        let folder = configured.file.as_deref().and_then(Path::parent);
        let mut decided = Self {
            file: folder.unwrap_or_else(|| Path::new("")).join(FILE_NAME),
            text: String::new(),
            decisions: Decisions::default(),
            today: today.unwrap_or_else(system_day),
            whole: true,
            met: Mutex::default(),
        };
        if !isolated && decided.file.exists() {
            decided.whole = decided.read();
        }
        decided
    }

    /// The day of the run.
    pub(super) const fn today(&self) -> Date {
        self.today
    }

    /// The file, for people.
    pub(super) fn file(&self) -> String {
        visible_str(&self.file.display().to_string())
    }

    /// Adds an entry on the finding `fingerprint`, and writes the file. An older entry on it is taken out.
    pub(super) fn append(&mut self, fingerprint: &str, entry: &str) -> Result<(), String> {
        if let Some(older) = self.decisions.on(fingerprint) {
            self.text = decision::without(&self.text, older.line);
        }
        self.text.push_str(entry);
        output::write_whole(&self.file, self.text.trim_start_matches('\n'))
    }

    /// Whether the file could be read without mistakes.
    fn read(&mut self) -> bool {
        let name = self.file.display().to_string();
        let bytes = input::read_file(&self.file, MAX_DECISIONS_SIZE);
        let text = bytes.and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_not_utf8| "not UTF-8; save it as UTF-8".to_owned())
        });
        match text {
            Ok(text) => self.text = text,
            Err(why) => {
                message::error(&format!("{name}: {why}"));
                return false;
            }
        }
        let (decisions, mistakes) = decision::read(name.as_str().into(), self.text.clone());
        message::mistakes(&mistakes);
        if !mistakes.is_empty() {
            message::error(&format!("{name}: an entry with a mistake settles nothing"));
        }
        self.decisions = decisions;
        mistakes.is_empty()
    }

    /// Rules on the findings of one article.
    pub(super) fn rule(&self, report: Report) -> Report {
        let report = report.decided(&self.decisions, self.today);
        let findings: Vec<Finding> = report
            .ruled()
            .map(|(finding, fingerprint, ruling)| Finding {
                fingerprint: fingerprint.to_owned(),
                check: finding.check,
                figure: report.document.slice(finding.span()).to_owned(),
                expected: finding.expected.as_ref().map(|text| text.raw().to_owned()),
                is_open: ruling.is_open(),
            })
            .collect();
        let name = report.document.name.raw().to_owned();
        // What a thread left that panicked is whole: it is put in at once.
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        met.articles.entry(name).or_default().extend(findings);
        drop(met);
        report
    }

    /// Tells the decisions on articles of this run that settled nothing in it.
    pub(super) fn tell_unused(&self) {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        for decision in self.decisions.all() {
            let article = decision.article.as_ref().map_or("", |name| name.raw());
            let Some(findings) = met.articles.get(article) else {
                continue;
            };
            let is_met = |finding: &Finding| finding.fingerprint == decision.finding;
            if decision.status == Status::Corrected || met.articles.values().flatten().any(is_met) {
                continue;
            }
            let check = decision.check.as_ref().map_or("", |check| check.raw());
            let like = |finding: &&Finding| finding.check == check && finding.is_open;
            let now = findings.iter().find(like).map(|finding| {
                let figure = &finding.figure;
                format!(": its text has changed, and {check} is now told of \"{figure}\"")
            });
            message::warning(&format!(
                "{}:{}: {article} has no such finding any more{}; take the entry out",
                self.file.display(),
                decision.line,
                now.unwrap_or_default()
            ));
        }
    }

    /// Appends an entry for each finding that nothing settled.
    pub(super) fn write(&self) -> Result<(), String> {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let reason = format!("known before {}", self.today);
        let mut text = self.text.clone();
        let mut written = 0_usize;
        for (article, findings) in &met.articles {
            for finding in findings.iter().filter(|finding| finding.is_open) {
                if self.decisions.on(&finding.fingerprint).is_some() {
                    continue;
                }
                text.push_str(&decision::entry(&Said {
                    finding: &finding.fingerprint,
                    status: Status::Known,
                    reason: &reason,
                    by: None,
                    on: self.today,
                    until: None,
                    article,
                    check: finding.check,
                    figure: Some(&finding.figure),
                    expected: finding.expected.as_deref(),
                }));
                written = written.saturating_add(1);
            }
        }
        let file = self.file.display();
        if written == 0 {
            message::warning(&format!("{file}: there was nothing to add"));
            return Ok(());
        }
        output::write_whole(&self.file, text.trim_start_matches('\n'))?;
        let findings = counted(written, "finding");
        message::warning(&format!(
            "{file}: {findings} added as known before {}",
            self.today
        ));
        Ok(())
    }
}

/// The system's day, by the clock of Greenwich.
fn system_day() -> Date {
    let now = jiff::Timestamp::now();
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}
