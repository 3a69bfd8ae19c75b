//! `statvet review`: goes through the findings that nothing settles, and writes what is decided of each.

use super::args::ReviewArguments;
use super::check::load;
use super::decided::Decided;
use super::input::Items;
use super::settings::{self, Settings};
use super::{Exit, message, output};
use crate::decision::{self, Said, Status};
use crate::report::Report;
use crate::report::human::{counted, finding};
use crate::report::position::Positions;
use jiff::civil::Date;
use std::io::{self, BufRead};

/// What may be done with a finding, by the letter for it.
const CHOICES: [(&str, Answer); 5] = [
    ("a", Answer::Decide(Status::Accepted)),
    ("d", Answer::Decide(Status::Disputed)),
    ("c", Answer::Decide(Status::Corrected)),
    ("s", Answer::Skip),
    ("q", Answer::Quit),
];

const PROMPT: &str =
    "[a]ccept it as it stands, [d]ispute the finding, [c]orrected in the text, [s]kip, [q]uit: ";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Decide(Status),
    Skip,
    Quit,
}

/// Asks of each finding, article by article; what is decided is written at once.
pub(super) fn review(arguments: ReviewArguments) -> Result<Exit, String> {
    let configured = settings::configured(&arguments.rules);
    let rules = settings::packs(&arguments.rules, &configured);
    let settings = Settings::of_articles(
        arguments.paths,
        arguments.input,
        arguments.date,
        &configured.config,
    );
    let packs = load(&rules);
    let decided = Decided::find(&configured, arguments.today, false);
    let mut review = Review {
        whole: packs.whole && configured.whole && decided.whole,
        decided,
        input: io::stdin().lock(),
        by: String::new(),
        seen: 0,
        written: 0,
    };
    for item in Items::new(&settings) {
        let article = match item.read(&settings) {
            Ok(article) => article,
            Err(unread) => {
                message::error(&format!("{}: {}", unread.name.raw(), unread.reason.raw()));
                review.whole = false;
                continue;
            }
        };
        let policy = &configured.config.policy;
        let report = crate::vet(
            article.document,
            &packs.rules,
            policy,
            settings.max_quantities,
        );
        let report = review.decided.rule(report);
        if !review.article(&report)? {
            break;
        }
    }
    review.finish();
    Ok(if review.whole {
        Exit::Clean
    } else {
        Exit::NotDone
    })
}

/// A review under way.
struct Review<R> {
    decided: Decided,
    input: R,
    /// Who decides: asked once, offered again.
    by: String,
    seen: usize,
    written: usize,
    whole: bool,
}

impl<R: BufRead> Review<R> {
    /// Goes through the findings of one article; whether to go on.
    fn article(&mut self, report: &Report) -> Result<bool, String> {
        let mut positions = Positions::new(report.document.file_text());
        for ruled in report.ruled().filter(|(_, _, ruling)| ruling.is_open()) {
            let (found, fingerprint, _) = ruled;
            self.seen = self.seen.saturating_add(1);
            output::print(|out, color| {
                let drawn = finding::draw(report, ruled, &mut positions, color);
                writeln!(out, "{drawn}")
            });
            let status = match self.answer() {
                Answer::Quit => return Ok(false),
                Answer::Skip => continue,
                Answer::Decide(status) => status,
            };
            let Some(said) = self.details() else {
                return Ok(false);
            };
            let entry = decision::entry(&Said {
                finding: fingerprint,
                status,
                reason: &said.reason,
                by: (!self.by.is_empty()).then_some(self.by.as_str()),
                on: self.decided.today(),
                until: said.until,
                article: report.document.name.raw(),
                check: found.check,
                figure: Some(report.document.slice(found.span())),
                expected: found.expected.as_ref().map(|text| text.raw()),
            });
            self.decided.append(fingerprint, &entry)?;
            self.written = self.written.saturating_add(1);
        }
        Ok(true)
    }

    /// Asks until one of the letters is given; the end of the input quits.
    fn answer(&mut self) -> Answer {
        loop {
            let Some(line) = self.ask(PROMPT) else {
                return Answer::Quit;
            };
            let letter = line.to_lowercase();
            let found = CHOICES.iter().find(|(known, _)| *known == letter);
            if let Some((_, answer)) = found {
                return *answer;
            }
        }
    }

    /// The reason, which is needed, and until when it holds; `None` at the end of the input.
    fn details(&mut self) -> Option<Details> {
        let reason = loop {
            let reason = self.ask("Why? ")?;
            if !reason.is_empty() {
                break reason;
            }
        };
        let offered = if self.by.is_empty() {
            "Who decides? (may be left empty) ".to_owned()
        } else {
            format!("Who decides? (empty: {}) ", self.by)
        };
        let by = self.ask(&offered)?;
        if !by.is_empty() {
            self.by = by;
        }
        let until = loop {
            let day = self.ask("Until when? (YYYY-MM-DD; empty: for good) ")?;
            match day.parse::<Date>() {
                _ if day.is_empty() => break None,
                Ok(day) => break Some(day),
                Err(_) => {}
            }
        };
        Some(Details { reason, until })
    }

    /// A line of the input, trimmed; `None` at its end.
    fn ask(&mut self, prompt: &str) -> Option<String> {
        output::print(|out, _| {
            write!(out, "{prompt}")?;
            out.flush()
        });
        let mut line = String::new();
        let read = self.input.read_line(&mut line);
        matches!(read, Ok(1..)).then(|| line.trim().to_owned())
    }

    fn finish(&self) {
        let (seen, written) = (
            counted(self.seen, "finding"),
            counted(self.written, "decision"),
        );
        let file = self.decided.file();
        output::print(|out, _| writeln!(out, "\n{seen} shown, {written} written to {file}"));
    }
}

/// What else an entry says.
struct Details {
    reason: String,
    until: Option<Date>,
}
