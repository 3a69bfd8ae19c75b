//! Mistakes in packs and their data, as data: where, what is wrong, what was expected, the nearest valid word.
//!
//! Drawing them with the offending text underlined is `report`'s work.

use crate::untrusted::Untrusted;
use std::ops::Range;
use std::sync::Arc;

/// Mistakes told of one file; what is beyond is counted, not told.
pub const MAX_MISTAKES: usize = 100;

/// A file that mistakes are found in: a pack, or the data beside it.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Its path as given, or as written in the pack.
    pub name: Untrusted,
    /// What it holds; empty where it could not be read.
    pub text: String,
}

/// Whether a mistake keeps anything from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What it stands in is left out of the run, and the run is not whole.
    Error,
    /// Worth mending; everything runs.
    Warning,
}

/// One mistake in a pack or its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// Whether it keeps anything from running.
    pub level: Level,
    /// The file that it stands in.
    pub file: Arc<SourceText>,
    /// The bytes of the file's text to underline; absent where the file as a whole is at fault.
    pub span: Option<Range<usize>>,
    /// What is wrong, in one line.
    pub message: Untrusted,
    /// What would be right, to stand beside the underlined text.
    pub expected: Option<Untrusted>,
    /// The valid word nearest to what is written.
    pub nearest: Option<Untrusted>,
}

impl PackError {
    /// The line of the mistake, from 1; absent where the file as a whole is at fault.
    pub fn line(&self) -> Option<usize> {
        let before = self.file.text.get(..self.span.as_ref()?.start)?;
        Some(
            memchr::memchr_iter(b'\n', before.as_bytes())
                .count()
                .saturating_add(1),
        )
    }
}

/// A mistake on its way to a [`Sink`].
#[derive(Debug)]
pub(crate) struct Mistake {
    span: Option<Range<usize>>,
    message: String,
    expected: Option<String>,
    nearest: Option<String>,
}

impl Mistake {
    /// A mistake in the bytes `span`.
    pub(crate) fn at(span: &Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span: Some(span.clone()),
            ..Self::of_file(message)
        }
    }

    /// A mistake of the file as a whole.
    pub(crate) fn of_file(message: impl Into<String>) -> Self {
        Self {
            span: None,
            message: message.into(),
            expected: None,
            nearest: None,
        }
    }

    /// Says what would be right.
    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Names the valid word nearest to what is written, found elsewhere.
    pub(crate) fn nearest(mut self, word: Option<&str>) -> Self {
        self.nearest = word.map(str::to_owned);
        self
    }

    /// Names the candidate nearest to `written`, if one is near.
    pub(crate) fn nearest_to<'c>(
        mut self,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        self.nearest = nearest(written, candidates).map(str::to_owned);
        self
    }
}

/// Collects the mistakes of one file.
#[derive(Debug)]
pub(crate) struct Sink {
    file: Arc<SourceText>,
    errors: Vec<PackError>,
    warnings: Vec<PackError>,
    untold: usize,
    /// Whether some names of the file could not be read, so that it can't be told which are unknown.
    names_lost: bool,
}

impl Sink {
    /// An empty sink for `file`.
    pub(crate) fn new(file: Arc<SourceText>) -> Self {
        Self {
            file,
            errors: Vec::new(),
            warnings: Vec::new(),
            untold: 0,
            names_lost: false,
        }
    }

    /// The file.
    pub(crate) fn file(&self) -> &Arc<SourceText> {
        &self.file
    }

    /// Takes a mistake in.
    pub(crate) fn push(&mut self, mistake: Mistake) {
        if self.errors.len() >= MAX_MISTAKES {
            self.untold = self.untold.saturating_add(1);
            return;
        }
        let error = self.error(mistake, Level::Error);
        self.errors.push(error);
    }

    /// From now on names that are not known may be some that could not be read.
    pub(crate) fn lose_names(&mut self) {
        self.names_lost = true;
    }

    /// Takes in the mistake of a name that stands for nothing; not told where names were lost.
    pub(crate) fn push_unknown(&mut self, mistake: Mistake) {
        if !self.names_lost {
            self.push(mistake);
        }
    }

    /// Takes in what is worth mending, which keeps nothing from running.
    pub(crate) fn warn(&mut self, mistake: Mistake) {
        if self.warnings.len() < MAX_MISTAKES && !self.names_lost {
            let warning = self.error(mistake, Level::Warning);
            self.warnings.push(warning);
        }
    }

    fn error(&self, mistake: Mistake, level: Level) -> PackError {
        PackError {
            level,
            file: Arc::clone(&self.file),
            span: mistake.span,
            message: mistake.message.into(),
            expected: mistake.expected.map(Untrusted::from),
            nearest: mistake.nearest.map(Untrusted::from),
        }
    }

    /// How many mistakes are in, told or not.
    pub(crate) fn count(&self) -> usize {
        self.errors.len().saturating_add(self.untold)
    }

    /// The mistakes by place, and then the warnings by place.
    pub(crate) fn into_errors(mut self) -> Vec<PackError> {
        let place = |error: &PackError| error.span.as_ref().map(|span| (span.start, span.end));
        self.errors.sort_by_key(place);
        self.warnings.sort_by_key(place);
        if self.untold > 0 {
            self.errors.push(PackError {
                level: Level::Error,
                message: format!("and {} more mistakes", self.untold).into(),
                file: self.file,
                span: None,
                expected: None,
                nearest: None,
            });
        }
        self.errors.append(&mut self.warnings);
        self.errors
    }
}

/// The candidate that a slip of the finger or two makes of `written`; the first of several equally near.
pub(crate) fn nearest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    const LONGEST: usize = 64;
    let written = written.to_lowercase();
    let reach = written.chars().count().div_euclid(3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST && written.len() <= LONGEST)
        .map(|candidate| {
            (
                strsim::osa_distance(&written, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_one_or_two_slips_away() {
        for (written, near) in [
            ("expct", Some("expect")),
            ("Tolerance", Some("tolerance")),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, ["expect", "tolerance", "about"]), near);
        }
    }

    #[test]
    fn mistakes_come_by_place_and_the_surplus_is_counted() {
        let file = Arc::new(SourceText {
            name: "a.toml".into(),
            text: "a\nb\n".into(),
        });
        let mut sink = Sink::new(file);
        sink.push(Mistake::at(&(2..3), "second"));
        sink.push(Mistake::at(&(0..1), "first"));
        for _ in 0..MAX_MISTAKES {
            sink.push(Mistake::at(&(2..3), "more"));
        }
        let errors = sink.into_errors();
        assert_eq!(errors.len(), MAX_MISTAKES + 1);
        assert_eq!(
            (errors[0].message.raw(), errors[0].line()),
            ("first", Some(1))
        );
        assert_eq!(errors[1].line(), Some(2));
        assert_eq!(errors.last().unwrap().message.raw(), "and 2 more mistakes");
    }
}
