//! Why a .docx can't be read.

use super::limits::{MAX_NESTING, MAX_PARTS};
use thiserror::Error;

/// Why a .docx can't be read: what is wrong in which part of it and where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocxError {
    /// It is no zip archive.
    #[error(
        "not a .docx file, which is a zip archive: {why}; open it in a word processor and save it as .docx"
    )]
    NotZip {
        /// What the archive lacks.
        why: String,
    },
    /// It is the container of encrypted files, and of Word's old format.
    #[error(
        "encrypted, or in Word's old .doc format: open it in a word processor, and save it as .docx without a password"
    )]
    Compound,
    /// A part is encrypted as zip archives are.
    #[error("{part} is encrypted: save the file again without a password")]
    Encrypted {
        /// The part.
        part: String,
    },
    /// It has more parts than any article.
    #[error("more than {MAX_PARTS} parts in its zip archive: save it again in a word processor")]
    TooManyParts,
    /// Two parts have one name, so that two programs may read two articles.
    #[error("{part} stands in its zip archive twice: save it again in a word processor")]
    Duplicate {
        /// The part.
        part: String,
    },
    /// A part that must be there is not.
    #[error("{part} is missing: save it again as .docx in a word processor")]
    Missing {
        /// The part.
        part: String,
    },
    /// The zip archive is broken.
    #[error("{part} is damaged: {why}; open the file in a word processor and save it again")]
    Damaged {
        /// The part.
        part: String,
        /// What is wrong with it.
        why: String,
    },
    /// The parts that are read are over the limit together.
    #[error(
        "{part} inflates beyond {limit} bytes: raise --max-inflated-size if you trust the file"
    )]
    Inflated {
        /// The part that went over it.
        part: String,
        /// The limit.
        limit: u64,
    },
    /// A part inflates as no text does.
    #[error(
        "{part} inflates to more than {limit} times its size: raise --max-ratio if you trust the file"
    )]
    Ratio {
        /// The part.
        part: String,
        /// The limit.
        limit: u64,
    },
    /// There is more text than one article has.
    #[error("more than {limit} bytes of text: raise --max-file-size, or split it")]
    Text {
        /// The limit.
        limit: u64,
    },
    /// The XML is not well-formed.
    #[error(
        "{part} is no sound XML at byte {at}: {why}; open the file in a word processor and save it again"
    )]
    Xml {
        /// The part.
        part: String,
        /// Where in it, inflated.
        at: u64,
        /// What is wrong.
        why: String,
    },
    /// It declares a document type, or uses an entity that needs one; no word processor writes these.
    #[error(
        "{part} declares or uses entities at byte {at}, which a .docx may not: save it again in a word processor"
    )]
    Entities {
        /// The part.
        part: String,
        /// Where in it, inflated.
        at: u64,
    },
    /// Its elements stand in each other too deep.
    #[error(
        "{part} is nested more than {MAX_NESTING} elements deep at byte {at}: save it again in a word processor"
    )]
    Nested {
        /// The part.
        part: String,
        /// Where in it, inflated.
        at: u64,
    },
    /// It is not in UTF-8.
    #[error(
        "{part} is in {encoding}, not in UTF-8: open the file in a word processor and save it again"
    )]
    Encoding {
        /// The part.
        part: String,
        /// What it says or shows that it is in.
        encoding: String,
    },
    /// Its main part is no text of a word processor.
    #[error("{part} holds no text of a word processor: give a .docx, not a spreadsheet or slides")]
    NotWord {
        /// The part.
        part: String,
    },
    /// Text stands in a file of another format inside, which a word processor would import.
    #[error(
        "{part} takes in another file at byte {at} (`{element}`), whose text is not read: open it in a word processor and save it again"
    )]
    Imported {
        /// The part.
        part: String,
        /// Where in it, inflated.
        at: u64,
        /// The element.
        element: &'static str,
    },
    /// A finding's figure does not stand where it was read.
    #[error("it was changed while it was read: run again")]
    Changed,
}
