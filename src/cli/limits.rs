//! The limits of a run, each with what it is for. What is over a size is unread; what is over a count is cut.

use super::args::Size;
use crate::document::DocxLimits;

/// Bytes of one text file or record unless `--max-file-size` says otherwise.
pub(super) const MAX_FILE_SIZE: Size = Size(16 << 20);

/// Bytes of `statvet.toml`.
pub(super) const MAX_CONFIG_SIZE: Size = Size(1 << 20);

/// Bytes of `statvet-decisions.toml`.
pub(super) const MAX_DECISIONS_SIZE: Size = Size(64 << 20);

/// Bytes of one .docx file, pictures and all, unless `--max-container-size` says otherwise.
pub(super) const MAX_CONTAINER_SIZE: Size = Size(64 << 20);

/// Bytes of the parts of one .docx file that are read, inflated, unless `--max-inflated-size` says otherwise.
pub(super) const MAX_INFLATED_SIZE: Size = Size(DocxLimits::DEFAULT.inflated);

/// How many times its size a part of a .docx file may inflate to unless `--max-ratio` says otherwise.
pub(super) const MAX_RATIO: u64 = DocxLimits::DEFAULT.ratio;

/// Quantities of one article unless `--max-quantities` says otherwise.
pub(super) use crate::extract::MAX_QUANTITIES;

/// Rows of all data sets together unless `--max-reference-rows` says otherwise.
pub(super) use crate::rules::data::MAX_REFERENCE_ROWS;

/// Articles that are in memory at once, for each thread.
pub(super) const BATCH_ARTICLES: usize = 64;

/// Bytes of articles that are in memory at once, for each thread; one article may be over it.
pub(super) const BATCH_BYTES: u64 = 2 << 20;

/// An article with more quantities is rendered while it is written, not before, so that a report longer
/// than the article never stands in memory.
pub(super) const RENDERED_AHEAD: usize = 10_000;

/// Unread articles told on standard error where the report itself goes elsewhere; all are in the report.
pub(super) const UNREAD_TOLD: usize = 10;
