//! `--comments FILE.docx`: a copy of the article with its findings as comments.

use super::args::InputFormat;
use super::input::{by_name, read_article};
use super::output;
use super::settings::{Settings, is_stdin};
use crate::document::{DocxComment, Format, commented};
use crate::report::{Report, comment};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A copy to be.
#[derive(Debug)]
pub(super) struct Copy<'a> {
    settings: &'a Settings,
    article: &'a Path,
    /// Where it goes.
    file: PathBuf,
    /// What was found; nothing until the article was vetted.
    found: Mutex<Option<Vec<DocxComment>>>,
}

impl<'a> Copy<'a> {
    /// At `file`, of the one article that the settings name; what is wrong with them where they name another.
    pub(super) fn new(file: PathBuf, settings: &'a Settings) -> Result<Self, String> {
        let wanted = "--comments copies one article: name one .docx file";
        let [article] = settings.paths.as_slice() else {
            let paths = settings.paths.len();
            return Err(format!("{wanted}, not {paths} paths"));
        };
        let shown = article.display();
        if is_stdin(article) || article.is_dir() {
            return Err(format!("{wanted}, not `{shown}`"));
        }
        if settings.input.or_else(|| by_name(article)) != Some(InputFormat::Docx) {
            return Err(format!("{wanted}; `{shown}` is none"));
        }
        if !has_extension(&file) {
            let file = file.display();
            return Err(format!(
                "--comments writes a .docx: `{file}` has another ending"
            ));
        }
        let same = |place: &Path| {
            let found = fs::canonicalize(article).ok();
            found.is_some() && found == fs::canonicalize(place).ok()
        };
        let is_report = |format: &super::args::FormatArgument| format.file.as_ref() == Some(&file);
        if same(&file) || settings.formats.iter().any(is_report) {
            return Err(format!(
                "--comments would overwrite `{}`: name another file",
                file.display()
            ));
        }
        Ok(Self {
            settings,
            article,
            file,
            found: Mutex::default(),
        })
    }

    /// Takes what was found in the article.
    pub(super) fn take(&self, report: &Report) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        *found = Some(comment::comments(report));
    }

    /// Writes the copy, if the article could be read; why it can't be.
    pub(super) fn write(self) -> Result<(), String> {
        let found = self.found.into_inner();
        let Some(comments) = found.unwrap_or_else(PoisonError::into_inner) else {
            return Ok(());
        };
        let of_article = |why: String| format!("{}: {why}", self.article.display());
        let bytes = read_article(self.article, Format::Docx, self.settings).map_err(of_article)?;
        let copy = commented(&bytes, &self.settings.docx, &comments)
            .map_err(|error| of_article(error.to_string()))?;
        output::write_file(&self.file, &copy).map_err(|error| {
            let why = output::why(&error);
            format!(
                "{}: the copy with comments can't be written: {why}",
                self.file.display()
            )
        })
    }
}

fn has_extension(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("docx"))
}
