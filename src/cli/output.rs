//! Where reports go: standard output, and files that are whole or absent.

use super::args::FormatArgument;
use super::message;
use crate::report::across::Disagreement;
use crate::report::in_order::Digest;
use crate::report::{Format, Report, Totals, Unread, Writing};
use anstream::{AutoStream, ColorChoice};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output what is no report, with colours where its flag is set; that its reader leaves early is
/// no failure.
pub(super) fn print(write: impl FnOnce(&mut dyn Write, bool) -> io::Result<()>) {
    let color = stdout_has_colors();
    let written = write(&mut anstream::stdout(), color);
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        message::error(&format!("standard output can't be written: {error}"));
    }
}

/// Writes a file that is whole or what it was.
pub(super) fn write_whole(file: &Path, text: &str) -> Result<(), String> {
    let write = || {
        let mut pending = Pending::create(file)?;
        pending.out.write_all(text.as_bytes())?;
        pending.finish()
    };
    write().map_err(|error| format!("{}: can't be written: {error}", file.display()))
}

/// One report that is being written.
#[derive(Debug)]
pub(super) struct Output {
    writing: Writing,
    sink: Sink,
    begun: bool,
}

/// What could not be written, and why.
#[derive(Debug)]
pub(super) struct OutputError {
    file: Option<PathBuf>,
    error: io::Error,
}

impl OutputError {
    /// Whether the reader of standard output has left, as `head` does; that is no failure.
    pub(super) fn is_closed_pipe(&self) -> bool {
        self.file.is_none() && self.error.kind() == io::ErrorKind::BrokenPipe
    }

    /// What to tell the user.
    pub(super) fn message(&self) -> String {
        let Some(file) = &self.file else {
            return format!("standard output can't be written: {}", self.error);
        };
        let why = why(&self.error);
        format!("{}: the report can't be written: {why}", file.display())
    }
}

/// Why a file can't be written, and what to do.
pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist: create it first".to_owned(),
        io::ErrorKind::PermissionDenied => "its folder may not be written to".to_owned(),
        _ => error.to_string(),
    }
}

/// Writes a file whole, or not at all.
pub(super) fn write_file(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut pending = Pending::create(target)?;
    pending.out.write_all(bytes)?;
    pending.finish()
}

impl Output {
    /// Opens the place that `argument` names.
    pub(super) fn open(argument: &FormatArgument) -> Result<Self, OutputError> {
        let failed = |error| OutputError {
            file: argument.file.clone(),
            error,
        };
        let color =
            argument.format == Format::Human && argument.file.is_none() && stdout_has_colors();
        let sink = match &argument.file {
            None => Sink::stdout(color),
            Some(file) => Sink::File(Pending::create(file).map_err(failed)?),
        };
        Ok(Self {
            writing: argument.format.writing(color),
            sink,
            begun: false,
        })
    }

    /// What an article comes to in it, made on any thread.
    pub(super) fn part(&self, report: &Report) -> Part {
        match &self.writing {
            Writing::Apart(renderer) => {
                let mut part = Vec::new();
                let written = renderer.document(report, &mut part);
                debug_assert!(written.is_ok(), "writing to memory cannot fail");
                Part::Written(part)
            }
            Writing::InOrder(_) => Part::Digested(Digest::of(report)),
        }
    }

    /// Writes an article, whose part was made ahead.
    pub(super) fn append(&mut self, part: &Part) -> Result<(), OutputError> {
        self.article(|writing, out| match (writing, part) {
            (Writing::InOrder(writer), Part::Digested(digest)) => writer.article(digest, out),
            (_, Part::Written(part)) => out.write_all(part),
            (Writing::Apart(_), Part::Digested(_)) => Ok(()),
        })
    }

    /// Writes an article as it is rendered.
    pub(super) fn document(&mut self, report: &Report) -> Result<(), OutputError> {
        self.article(|writing, out| match writing {
            Writing::Apart(renderer) => renderer.document(report, out),
            Writing::InOrder(writer) => writer.article(&Digest::of(report), out),
        })
    }

    /// Writes an article that could not be read.
    pub(super) fn unread(&mut self, unread: &Unread) -> Result<(), OutputError> {
        self.article(|writing, out| match writing {
            Writing::Apart(renderer) => renderer.unread(unread, out),
            Writing::InOrder(writer) => writer.unread(unread, out),
        })
    }

    /// Writes the end, and puts a file in its place.
    pub(super) fn finish(
        mut self,
        totals: &Totals,
        across: Option<&[Disagreement<'_>]>,
    ) -> Result<(), OutputError> {
        let written = self.begin().and_then(|_| {
            match &mut self.writing {
                Writing::Apart(renderer) => renderer.finish(totals, across, &mut self.sink)?,
                Writing::InOrder(writer) => {
                    for found in across.unwrap_or_default() {
                        writer.article(&Digest::of_disagreement(found), &mut self.sink)?;
                    }
                    writer.finish(totals, &mut self.sink)?;
                }
            }
            self.sink.flush()
        });
        let file = self.sink.file();
        written
            .and_then(|()| self.sink.finish())
            .map_err(|error| OutputError { file, error })
    }

    /// Writes an article by `write`, and before it what stands before the first, or between two.
    fn article(
        &mut self,
        write: impl FnOnce(&mut Writing, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let first = self.begin();
        let written = first.and_then(|first| {
            if let (false, Writing::Apart(renderer)) = (first, &self.writing) {
                renderer.between(&mut self.sink)?;
            }
            write(&mut self.writing, &mut self.sink)
        });
        written.map_err(|error| OutputError {
            file: self.sink.file(),
            error,
        })
    }

    /// Writes what stands before the first article, once; whether this was it.
    fn begin(&mut self) -> io::Result<bool> {
        if self.begun {
            return Ok(false);
        }
        self.begun = true;
        match &mut self.writing {
            Writing::Apart(renderer) => renderer.begin(&mut self.sink)?,
            Writing::InOrder(writer) => writer.begin(&mut self.sink)?,
        }
        Ok(true)
    }
}

/// An article's part of one report, made ahead.
#[derive(Debug)]
pub(super) enum Part {
    /// The bytes of it.
    Written(Vec<u8>),
    /// What a format that sees articles in order will need.
    Digested(Digest),
}

/// Whether standard output is a terminal that shows colours, and nobody asked for none.
pub(super) fn stdout_has_colors() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// A place to write to.
#[derive(Debug)]
enum Sink {
    /// Text as it is.
    Plain(BufWriter<io::Stdout>),
    /// Text with colours, put into the terminal's own ways.
    Colored(Box<BufWriter<AutoStream<io::Stdout>>>),
    File(Pending),
}

impl Sink {
    fn stdout(color: bool) -> Self {
        if color {
            Self::Colored(Box::new(BufWriter::new(anstream::stdout())))
        } else {
            Self::Plain(BufWriter::with_capacity(1 << 16, io::stdout()))
        }
    }

    fn file(&self) -> Option<PathBuf> {
        match self {
            Self::File(pending) => Some(pending.target.clone()),
            Self::Plain(_) | Self::Colored(_) => None,
        }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(out) => out,
            Self::Colored(out) => out,
            Self::File(pending) => &mut pending.out,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::File(pending) => pending.finish(),
            Self::Plain(_) | Self::Colored(_) => Ok(()),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner().flush()
    }
}

/// A file that takes its name only when all of it is written; until then, and if it never is, what stood
/// there stays.
#[derive(Debug)]
struct Pending {
    out: BufWriter<File>,
    target: PathBuf,
    temporary: PathBuf,
    finished: bool,
}

impl Pending {
    fn create(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.tmp", std::process::id()));
        let temporary = target.with_file_name(hidden);
        Ok(Self {
            out: BufWriter::new(File::create_new(&temporary)?),
            target: target.to_path_buf(),
            temporary,
            finished: false,
        })
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        fs::rename(&self.temporary, &self.target)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.finished {
            // Best effort: the report itself is absent either way.
            let _left_behind = fs::remove_file(&self.temporary);
        }
    }
}
