//! Where reports go: standard output, and files that are whole or absent.

use super::args::FormatArgument;
use super::message;
use crate::report::{Format, Renderer, Report, Totals, Unread};
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

/// One report that is being written.
#[derive(Debug)]
pub(super) struct Output {
    renderer: Box<dyn Renderer>,
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
        let renderer = argument.format.renderer(color);
        Ok(Self {
            renderer,
            sink,
            begun: false,
        })
    }

    /// The renderer, to write an article's part on any thread.
    pub(super) fn renderer(&self) -> &dyn Renderer {
        &*self.renderer
    }

    /// Appends an article's part that was written ahead.
    pub(super) fn append(&mut self, part: &[u8]) -> Result<(), OutputError> {
        self.write(|_, out| out.write_all(part))
    }

    /// Writes an article as it is rendered.
    pub(super) fn document(&mut self, report: &Report) -> Result<(), OutputError> {
        self.write(|renderer, out| renderer.document(report, out))
    }

    /// Writes an article that could not be read.
    pub(super) fn unread(&mut self, unread: &Unread) -> Result<(), OutputError> {
        self.write(|renderer, out| renderer.unread(unread, out))
    }

    /// Writes the end, and puts a file in its place.
    pub(super) fn finish(mut self, totals: &Totals) -> Result<(), OutputError> {
        let begun = self.begin();
        let renderer = &*self.renderer;
        let written = begun
            .and_then(|_| renderer.finish(totals, &mut self.sink))
            .and_then(|()| self.sink.flush());
        let file = self.sink.file();
        written
            .and_then(|()| self.sink.finish())
            .map_err(|error| OutputError { file, error })
    }

    fn write(
        &mut self,
        part: impl FnOnce(&dyn Renderer, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let begun = self.begin();
        let renderer = &*self.renderer;
        let sink = &mut self.sink;
        begun
            .and_then(|first| {
                if first {
                    Ok(())
                } else {
                    renderer.between(sink)
                }
            })
            .and_then(|()| part(renderer, sink))
            .map_err(|error| OutputError {
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
        self.renderer.begin(&mut self.sink)?;
        Ok(true)
    }
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
