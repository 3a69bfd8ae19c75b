//! Paths into articles: folders walked, standard input read, JSON Lines taken apart.
//!
//! Nothing is parsed here, so that any thread may do it. What can't be read is an item like any other.

use super::args::{InputFormat, Size};
use super::message;
use super::settings::{Settings, is_stdin};
use crate::document::{
    self, Document, Format, ReadError, RecordError, RecordId, RecordLine, RecordLines,
};
use crate::report::{Unread, UnreadId};
use crate::untrusted::Untrusted;
use ignore::{DirEntry, Walk, WalkBuilder};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

/// An article to be, in the order of the input.
#[derive(Debug)]
pub(super) enum Item {
    /// A file that is one article.
    File {
        /// Its path as given.
        path: PathBuf,
        format: Format,
        size: u64,
    },
    /// Standard input that is one article.
    Stdin {
        name: String,
        format: Format,
        bytes: Vec<u8>,
    },
    /// A line of JSON Lines.
    Record {
        /// The file's path as given.
        file: Untrusted,
        line: RecordLine,
    },
    /// What can't be read.
    Unread(Unread),
}

/// An article that was read.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) document: Document,
    /// Of a record.
    pub(super) id: Option<RecordId>,
}

impl Item {
    /// About how much memory it will take.
    pub(super) fn size(&self) -> u64 {
        let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match self {
            Self::File { size, .. } => *size,
            Self::Stdin { bytes, .. } => length(bytes),
            Self::Record { line, .. } => length(&line.bytes),
            Self::Unread(_) => 0,
        }
    }

    /// Reads the article.
    pub(super) fn read(self, settings: &Settings) -> Result<Article, Unread> {
        match self {
            Self::File { path, format, .. } => {
                let name = shown(&path);
                let bytes =
                    read_article(&path, format, settings).map_err(|why| unread(&name, why))?;
                parse(&name, bytes, format, settings)
            }
            Self::Stdin {
                name,
                format,
                bytes,
            } => parse(&name, bytes, format, settings),
            Self::Record { file, line } => match line.read(settings.date) {
                Ok(record) => Ok(Article {
                    document: record.document,
                    id: Some(record.id),
                }),
                Err(error) => Err(bad_record(&file, error)),
            },
            Self::Unread(unread) => Err(unread),
        }
    }
}

fn parse(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    settings: &Settings,
) -> Result<Article, Unread> {
    let read = match format {
        Format::Docx => document::read_docx(name.into(), &bytes, &settings.docx, settings.date)
            .map_err(ReadError::from),
        Format::Text | Format::Markdown | Format::Html => {
            document::read(name.into(), bytes, format, settings.date)
        }
    };
    let document = read.map_err(|error| unread(name, error.to_string()))?;
    if document.prose.text.trim().is_empty() {
        message::warning(&format!("{name}: empty: it holds no text to vet"));
    }
    Ok(Article { document, id: None })
}

fn bad_record(file: &Untrusted, error: RecordError) -> Unread {
    Unread {
        name: file.clone(),
        reason: error.to_string().into(),
        id: UnreadId::Record(error.id),
    }
}

fn unread(name: &str, why: impl Into<String>) -> Unread {
    Unread {
        name: name.into(),
        reason: why.into().into(),
        id: UnreadId::Name,
    }
}

/// A path as it is printed, without the `./` that walking the working folder brings.
fn shown(path: &Path) -> String {
    path.strip_prefix("./")
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

/// Reads a file of at most `limit` bytes, whatever its metadata say of its length.
pub(super) fn read_file(path: &Path, limit: Size) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| cannot_read(&error))?;
    read_limited(file, (limit, "--max-file-size"))
}

/// Reads an article of at most as many bytes as its format may have.
pub(super) fn read_article(
    path: &Path,
    format: Format,
    settings: &Settings,
) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| cannot_read(&error))?;
    read_limited(file, limit(format, settings))
}

/// The bytes that a file of a format may have, and the option that says so.
const fn limit(format: Format, settings: &Settings) -> (Size, &'static str) {
    match format {
        Format::Docx => (settings.max_container_size, "--max-container-size"),
        Format::Text | Format::Markdown | Format::Html => {
            (settings.max_file_size, "--max-file-size")
        }
    }
}

fn read_limited(from: impl Read, (limit, option): (Size, &str)) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = from.take(limit.0.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| cannot_read(&error))?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > limit.0 {
        return Err(format!("larger than {limit}: raise {option}, or split it"));
    }
    Ok(bytes)
}

fn cannot_read(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder: check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: check its permissions".to_owned(),
        _ => format!("can't be read: {error}"),
    }
}

/// The articles of all paths, in the order given, each folder's by path.
pub(super) struct Items<'a> {
    settings: &'a Settings,
    paths: vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
    lines: Option<OpenLines>,
    /// Records that were read at once and are not given yet, the last first.
    items: Vec<Item>,
}

/// A folder that is being walked.
struct Folder {
    path: PathBuf,
    walk: Walk,
    has_articles: bool,
}

/// A file of JSON Lines that is being read.
struct OpenLines {
    file: Untrusted,
    lines: RecordLines<Box<dyn BufRead + Send>>,
}

impl<'a> Items<'a> {
    /// Of the paths that the settings name.
    pub(super) fn new(settings: &'a Settings) -> Self {
        Self {
            settings,
            paths: settings.paths.clone().into_iter(),
            folder: None,
            lines: None,
            items: Vec::new(),
        }
    }

    /// The next line of the file of JSON Lines that is open.
    fn next_line(&mut self) -> Option<Item> {
        let open = self.lines.as_mut()?;
        match open.lines.next() {
            Some(Ok(line)) => Some(Item::Record {
                file: open.file.clone(),
                line,
            }),
            Some(Err(error)) => Some(Item::Unread(bad_record(&open.file, error))),
            None => {
                self.lines = None;
                None
            }
        }
    }

    /// The next article of the folder that is being walked; opens a file of JSON Lines instead.
    fn next_in_folder(&mut self) -> Option<Item> {
        while let Some(folder) = &mut self.folder {
            let Some(entry) = folder.walk.next() else {
                if !folder.has_articles {
                    message::warning(&no_articles(&folder.path));
                }
                self.folder = None;
                return None;
            };
            let found = match entry {
                Ok(entry) => self.in_folder(&entry),
                Err(error) => Some(Item::Unread(walk_failed(&error))),
            };
            if let Some(folder) = &mut self.folder {
                folder.has_articles |=
                    found.is_some() || self.lines.is_some() || !self.items.is_empty();
            }
            if found.is_some() || self.lines.is_some() || !self.items.is_empty() {
                return found;
            }
        }
        None
    }

    /// The item that an entry of a folder is, if it is an article by its extension.
    fn in_folder(&mut self, entry: &DirEntry) -> Option<Item> {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let path = entry.path();
        let by_content = || by_content(path).filter(|_| has_extension(path, &["json"]));
        let told = by_extension(path).filter(|_| is_file);
        let told = told.or_else(|| is_file.then(by_content).flatten())?;
        let size = entry.metadata().map_or(0, |metadata| metadata.len());
        self.open(
            entry.path().to_path_buf(),
            self.settings.input.unwrap_or(told),
            size,
        )
    }

    /// The item that a path on the command line is; a folder gives its articles one by one.
    fn open_path(&mut self, path: PathBuf) -> Option<Item> {
        if is_stdin(&path) {
            return self.open_stdin();
        }
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => return Some(Item::Unread(unread(&shown(&path), cannot_read(&error)))),
        };
        if metadata.is_dir() {
            self.folder = Some(Folder {
                walk: walk(&path),
                path,
                has_articles: false,
            });
            return None;
        }
        if !metadata.is_file() && !is_given_by_the_shell(&path) {
            let why = "neither a file nor a folder: give it on standard input, as `-`";
            return Some(Item::Unread(unread(&shown(&path), why)));
        }
        let told = self.settings.input.or_else(|| by_extension(&path));
        let by_content = || by_content(&path).filter(|_| metadata.is_file());
        match told.or_else(by_content).or_else(|| by_name(&path)) {
            Some(format) => self.open(path, format, metadata.len()),
            None => Some(Item::Unread(unread(&shown(&path), UNKNOWN_FORMAT))),
        }
    }

    /// Reads the items of a file of ninjs.
    fn open_items(&mut self, name: &str, bytes: Result<Vec<u8>, String>) -> Option<Item> {
        let file: Untrusted = name.into();
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) => return Some(Item::Unread(unread(name, why))),
        };
        let items = document::items(&bytes).into_iter().rev();
        self.items = items
            .map(|item| match item {
                Ok(line) => Item::Record {
                    file: file.clone(),
                    line,
                },
                Err(error) => Item::Unread(bad_record(&file, error)),
            })
            .collect();
        None
    }

    fn open(&mut self, path: PathBuf, format: InputFormat, size: u64) -> Option<Item> {
        if format == InputFormat::Ninjs && !has_extension(&path, &LINES) {
            let bytes = read_file(&path, self.settings.max_file_size);
            return self.open_items(&shown(&path), bytes);
        }
        let Some(format) = one_article(format) else {
            return match File::open(&path) {
                Ok(file) => self.open_lines(&shown(&path), Box::new(BufReader::new(file))),
                Err(error) => Some(Item::Unread(unread(&shown(&path), cannot_read(&error)))),
            };
        };
        Some(Item::File { path, format, size })
    }

    fn open_stdin(&mut self) -> Option<Item> {
        let name = self.settings.stdin_name.clone();
        let told = self
            .settings
            .input
            .or_else(|| by_extension(Path::new(&name)));
        let format = told.map(one_article);
        if told == Some(InputFormat::Ninjs) {
            let bytes = read_limited(io::stdin().lock(), limit(Format::Text, self.settings));
            return self.open_items(&name, bytes);
        }
        if format == Some(None) {
            return self.open_lines(&name, Box::new(BufReader::new(io::stdin())));
        }
        Some(
            match read_limited(
                io::stdin().lock(),
                limit(format.flatten().unwrap_or(Format::Text), self.settings),
            ) {
                Ok(bytes) => Item::Stdin {
                    name,
                    format: format
                        .flatten()
                        .or_else(|| Format::of_content(&bytes))
                        .unwrap_or(Format::Text),
                    bytes,
                },
                Err(why) => Item::Unread(unread(&name, why)),
            },
        )
    }

    fn open_lines(&mut self, name: &str, reader: Box<dyn BufRead + Send>) -> Option<Item> {
        let limit = usize::try_from(self.settings.max_file_size.0).unwrap_or(usize::MAX);
        self.lines = Some(OpenLines {
            file: name.into(),
            lines: document::record_lines(reader, limit),
        });
        None
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.items.pop() {
                return Some(item);
            }
            if self.lines.is_some() {
                if let Some(item) = self.next_line() {
                    return Some(item);
                }
            } else if self.folder.is_some() {
                if let Some(item) = self.next_in_folder() {
                    return Some(item);
                }
            } else {
                let path = self.paths.next()?;
                if let Some(item) = self.open_path(path) {
                    return Some(item);
                }
            }
        }
    }
}

/// A format is told by that much of a file.
const HEAD: u64 = 4096;

const UNKNOWN_FORMAT: &str =
    "of no known format: say which with --input text, markdown, html, docx, jsonl or ninjs";

fn no_articles(folder: &Path) -> String {
    let name = folder.display();
    format!(
        "{name}: no article in this folder: statvet reads .txt, .md, .html, .docx, .jsonl and .ninjs files there that no ignore file leaves out"
    )
}

fn walk_failed(error: &ignore::Error) -> Unread {
    let path = match error {
        ignore::Error::WithPath { path, .. } => shown(path),
        _ => "a folder".to_owned(),
    };
    let why = error
        .io_error()
        .map_or_else(|| format!("can't be read: {error}"), cannot_read);
    unread(&path, why)
}

/// A folder's files by path, without those that ignore files leave out, hidden ones and links.
fn walk(folder: &Path) -> Walk {
    WalkBuilder::new(folder)
        .require_git(false)
        .follow_links(false)
        .sort_by_file_path(Path::cmp)
        .build()
}

/// Pipes that a shell hands over as paths (`<(…)`) are read as files are; others could wait for ever.
fn is_given_by_the_shell(path: &Path) -> bool {
    ["/dev/fd", "/dev/stdin", "/proc"]
        .iter()
        .any(|place| path.starts_with(place))
}

/// The format that a file's extension tells; `None` of what is no article.
fn by_extension(path: &Path) -> Option<InputFormat> {
    if has_extension(path, &LINES) {
        return Some(InputFormat::Jsonl);
    }
    if has_extension(path, &["ninjs"]) {
        return Some(InputFormat::Ninjs);
    }
    Format::of_path(path).map(of_article)
}

/// Extensions of files with a record a line.
const LINES: [&str; 2] = ["jsonl", "ndjson"];

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|told| known.iter().any(|known| known.eq_ignore_ascii_case(told)))
}

/// The format that the first bytes of a file tell.
fn by_content(path: &Path) -> Option<InputFormat> {
    let mut head = Vec::new();
    let file = File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    if document::looks_like_items(&head) {
        return Some(InputFormat::Ninjs);
    }
    Some(of_article(Format::of_content(&head)?))
}

/// What `--input` would call the format of one article.
const fn of_article(format: Format) -> InputFormat {
    match format {
        Format::Text => InputFormat::Text,
        Format::Markdown => InputFormat::Markdown,
        Format::Docx => InputFormat::Docx,
        Format::Html => InputFormat::Html,
    }
}

/// As [`by_extension`], of a file that was named: without an extension it is plain text.
pub(super) fn by_name(path: &Path) -> Option<InputFormat> {
    by_extension(path).or_else(|| path.extension().is_none().then_some(InputFormat::Text))
}

/// The format of a file that is one article.
const fn one_article(format: InputFormat) -> Option<Format> {
    match format {
        InputFormat::Text => Some(Format::Text),
        InputFormat::Markdown => Some(Format::Markdown),
        InputFormat::Docx => Some(Format::Docx),
        InputFormat::Html => Some(Format::Html),
        InputFormat::Jsonl | InputFormat::Ninjs => None,
    }
}
