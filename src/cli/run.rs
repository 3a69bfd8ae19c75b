//! A run over all articles: in parallel, batch by batch, and written in the order of the input.

use super::input::{Article, Item, Items};
use super::limits::{BATCH_ARTICLES, BATCH_BYTES, RENDERED_AHEAD, UNREAD_TOLD};
use super::message;
use super::output::{Output, OutputError, Part};
use super::progress::Progress;
use super::settings::Settings;
use crate::check::conflict::across::Kept;
use crate::document::Document;
use crate::report::across::{self, Archive, Place};
use crate::report::{Report, Totals, Unread, UnreadId};
use rayon::prelude::*;
use std::iter::Peekable;

/// What came of a run.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// What was seen.
    pub(super) totals: Totals,
    /// Whether all articles were read and all reports written.
    pub(super) whole: bool,
}

/// Takes every article that the settings name through `vet`, and writes the reports.
pub(super) fn run(settings: &Settings, vet: impl Fn(Document) -> Report + Sync) -> Done {
    let Some(outputs) = open(settings) else {
        return Done::default();
    };
    let mut run = Run {
        settings,
        outputs,
        totals: Totals::default(),
        told: 0,
        failed: false,
        archive: settings.across.map(|_| Archive::default()),
    };
    let mut items = Items::new(settings).peekable();
    let mut progress = Progress::new(settings.progress);
    while !run.outputs.is_empty() {
        let batch = batch(&mut items);
        if batch.is_empty() {
            break;
        }
        let pieces = run.pieces(batch, &vet);
        progress.add(pieces.len());
        progress.aside(|| pieces.into_iter().for_each(|piece| run.take(piece)));
    }
    progress.finish();
    run.finish()
}

/// Opens all reports before any article is read; `None` where one can't be written.
fn open(settings: &Settings) -> Option<Vec<Output>> {
    let opened: Result<Vec<_>, OutputError> = settings.formats.iter().map(Output::open).collect();
    opened
        .map_err(|error| message::error(&error.message()))
        .ok()
}

/// The next articles, as many as may be in memory at once.
fn batch(items: &mut Peekable<Items<'_>>) -> Vec<Item> {
    let threads = rayon::current_num_threads();
    let most = threads.saturating_mul(BATCH_ARTICLES);
    let room = u64::try_from(threads)
        .unwrap_or(1)
        .saturating_mul(BATCH_BYTES);
    let mut batch = Vec::new();
    let mut size = 0_u64;
    while batch.len() < most {
        let fits = |item: &Item| batch.is_empty() || size.saturating_add(item.size()) <= room;
        let Some(item) = items.next_if(fits) else {
            break;
        };
        size = size.saturating_add(item.size());
        batch.push(item);
    }
    batch
}

/// What came of one article.
enum Piece {
    /// Its part of each report.
    Rendered {
        parts: Vec<Part>,
        totals: Totals,
        kept: Vec<Kept<Place>>,
    },
    /// An article with too many figures to render ahead.
    Held(Box<Report>),
    Unread(Unread),
}

/// A run under way.
struct Run<'a> {
    settings: &'a Settings,
    outputs: Vec<Output>,
    totals: Totals,
    /// Unread articles told on standard error.
    told: usize,
    /// Whether a report could not be written.
    failed: bool,
    /// Figures to be compared across articles, where they are.
    archive: Option<Archive>,
}

impl Run<'_> {
    fn pieces(&self, batch: Vec<Item>, vet: &(impl Fn(Document) -> Report + Sync)) -> Vec<Piece> {
        let items = batch.into_par_iter();
        items.map(|item| self.piece(item, vet)).collect()
    }

    fn piece(&self, item: Item, vet: &impl Fn(Document) -> Report) -> Piece {
        let Article { document, id } = match item.read(self.settings) {
            Ok(article) => article,
            Err(unread) => return Piece::Unread(unread),
        };
        let report = match id {
            Some(id) => vet(document).of_record(id),
            None => vet(document),
        };
        let report = match &self.settings.since {
            Some(since) => since.of(report),
            None => report,
        };
        if report.extract.quantities.len() > RENDERED_AHEAD {
            return Piece::Held(Box::new(report));
        }
        let parts = self
            .outputs
            .iter()
            .map(|output| output.part(&report))
            .collect();
        Piece::Rendered {
            parts,
            totals: report.totals(),
            kept: self.keep(&report),
        }
    }

    /// What is kept of an article that other articles may contradict.
    fn keep(&self, report: &Report) -> Vec<Kept<Place>> {
        let kept = self
            .settings
            .across
            .map(|slack| across::keep(report, slack));
        kept.unwrap_or_default()
    }

    /// Writes one article's part of each report, and counts it.
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Rendered {
                parts,
                totals,
                kept,
            } => {
                self.totals.add(&totals);
                self.compare(kept);
                let mut parts = parts.iter();
                self.write(|output| parts.next().map_or(Ok(()), |part| output.append(part)));
            }
            Piece::Held(report) => {
                self.totals.add(&report.totals());
                self.compare(self.keep(&report));
                self.write(|output| output.document(&report));
            }
            Piece::Unread(unread) => {
                self.totals.add(&Totals::of_unread());
                self.tell(&unread);
                self.write(|output| output.unread(&unread));
            }
        }
    }

    /// Adds what was kept of the next article.
    fn compare(&mut self, kept: Vec<Kept<Place>>) {
        if let Some(archive) = &mut self.archive {
            archive.add(kept);
        }
    }

    /// Writes to each report; one that can't be written is given up, and the others go on.
    fn write(&mut self, mut write: impl FnMut(&mut Output) -> Result<(), OutputError>) {
        let mut failed = false;
        self.outputs.retain_mut(|output| match write(output) {
            Ok(()) => true,
            Err(error) => {
                failed |= is_failure(&error);
                false
            }
        });
        self.failed |= failed;
    }

    /// Tells of an unread file on standard error where no report on standard output does.
    fn tell(&mut self, unread: &Unread) {
        let is_file = unread.id == UnreadId::Name;
        if is_file && !self.settings.people_read_stdout() && self.told < UNREAD_TOLD {
            self.told = self.told.saturating_add(1);
            message::error(&format!("{}: {}", unread.name.raw(), unread.reason.raw()));
        }
    }

    fn finish(mut self) -> Done {
        let across = self.archive.as_ref().map(Archive::disagreements);
        self.totals.count_across(across.iter().map(Vec::len).sum());
        for output in self.outputs {
            if let Err(error) = output.finish(&self.totals, across.as_deref()) {
                self.failed |= is_failure(&error);
            }
        }
        let totals = self.totals;
        if totals.unread > 0 {
            let of = totals.documents.saturating_add(totals.unread);
            message::error(&format!(
                "{} of {of} articles could not be read; the report says why",
                totals.unread
            ));
        }
        Done {
            totals,
            whole: totals.unread == 0 && !self.failed,
        }
    }
}

/// Tells of a report that can't be written, unless its reader has merely left.
fn is_failure(error: &OutputError) -> bool {
    let failure = !error.is_closed_pipe();
    if failure {
        message::error(&error.message());
    }
    failure
}
