//! How far a long run has come, on standard error, where that is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// A run that takes longer is long.
const LONG: Duration = Duration::from_secs(1);

/// A run over more articles is long.
const MANY: u64 = 100;

/// A line that tells the articles done, once the run is long.
#[derive(Debug)]
pub(super) struct Progress {
    begun: Instant,
    done: u64,
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Progress {
    /// Of a run that begins now.
    pub(super) fn new(wanted: bool) -> Self {
        Self {
            begun: Instant::now(),
            done: 0,
            bar: None,
            wanted,
        }
    }

    /// Tells that so many more articles are done.
    pub(super) fn add(&mut self, articles: usize) {
        let articles = articles.try_into().unwrap_or(u64::MAX);
        self.done = self.done.saturating_add(articles);
        if self.bar.is_none() && self.wanted && (self.done > MANY || self.begun.elapsed() > LONG) {
            self.bar = Some(bar());
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Does what may write to the same terminal, with the line out of its way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the line away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Drawn nowhere where standard error is no terminal.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style =
        ProgressStyle::with_template("{spinner} {human_pos} articles · {per_sec} · {elapsed}");
    style.map_or_else(|_fault| bar.clone(), |style| bar.clone().with_style(style))
}
