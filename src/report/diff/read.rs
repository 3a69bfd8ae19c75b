//! Reads a JSON report back, as far as two are held against each other.

use crate::report::json::wire::SCHEMA;
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

/// Why a text is no report that can be held against another. Each says what to do.
#[derive(Debug, Error)]
pub(crate) enum ReadDiffError {
    /// It is no JSON at all, or more than one value.
    #[error("no JSON ({0}): give a report that `statvet check --format json=FILE` wrote")]
    Json(serde_json::Error),
    /// It is JSON of another kind.
    #[error("JSON, but no report ({0}): give one that `statvet check --format json=FILE` wrote")]
    Shape(String),
    /// Its `schema` is another.
    #[error("its schema is \"{0}\", and \"{SCHEMA}\" is read: write it anew with this version")]
    Schema(String),
    /// It holds quantities, and nobody looked for findings.
    #[error("a report of `statvet extract`, which looks for no findings: use `statvet check`")]
    Extracted,
}

/// One of the two reports.
#[derive(Debug, Default)]
pub(crate) struct Side {
    /// The findings that no decision settles, in their order.
    pub(super) found: Vec<Found>,
    /// The articles that could not be read.
    pub(super) unread: Vec<String>,
}

/// A finding.
#[derive(Debug)]
pub(crate) struct Found {
    /// What its article is known by.
    pub(super) article: String,
    pub(super) fingerprint: String,
    pub(super) check: String,
    pub(super) rule: Option<String>,
    pub(super) severity: String,
    pub(super) message: String,
    pub(super) expected: Option<String>,
    /// Of its first figure, from 1; absent where it has none.
    pub(super) place: Option<(u64, u64)>,
    /// The finding whole.
    pub(super) whole: Value,
}

impl Found {
    /// What makes it the same finding in another report.
    pub(super) fn key(&self) -> (String, String) {
        (self.article.clone(), self.fingerprint.clone())
    }

    /// Whether it says the same; it may stand elsewhere.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        (&self.severity, &self.message, &self.expected)
            == (&other.severity, &other.message, &other.expected)
    }
}

#[derive(Deserialize)]
struct ReportIn {
    documents: Vec<DocumentIn>,
    across: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct DocumentIn {
    id: Option<Value>,
    findings: Option<Vec<Value>>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct FindingIn {
    check: String,
    rule: Option<String>,
    severity: String,
    message: String,
    expected: Option<String>,
    fingerprint: String,
    #[serde(default, alias = "places")]
    spans: Vec<SpanIn>,
    decision: Option<DecisionIn>,
}

#[derive(Deserialize)]
struct SpanIn {
    /// Of a figure in another article.
    id: Option<Value>,
    line: u64,
    column: u64,
}

#[derive(Deserialize)]
struct DecisionIn {
    holds: bool,
}

/// Reads a report of `statvet check --format json`.
pub(crate) fn read(text: &str) -> Result<Side, ReadDiffError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = serde_json::from_str(text).map_err(ReadDiffError::Json)?;
    match value.get("schema") {
        Some(Value::String(schema)) if schema == SCHEMA => {}
        Some(Value::String(other)) => return Err(ReadDiffError::Schema(other.clone())),
        _ => return Err(ReadDiffError::Shape("it has no `schema`".to_owned())),
    }
    let report = ReportIn::deserialize(value).map_err(|error| shape(&error))?;
    let mut side = Side::default();
    for document in report.documents {
        let article = document.id.as_ref().map_or_else(String::new, name);
        match document.findings {
            Some(findings) => side.add(&article, findings)?,
            None if document.error.is_some() => side.unread.push(article),
            None => return Err(ReadDiffError::Extracted),
        }
    }
    side.add("", report.across.unwrap_or_default())?;
    Ok(side)
}

impl Side {
    /// Adds the open findings of an article, or of several, whose first figure then says of which.
    fn add(&mut self, article: &str, findings: Vec<Value>) -> Result<(), ReadDiffError> {
        for whole in findings {
            let read = FindingIn::deserialize(&whole).map_err(|error| shape(&error))?;
            if read.decision.is_some_and(|decision| decision.holds) {
                continue;
            }
            let first = read.spans.first();
            let own = first.and_then(|span| span.id.as_ref()).map(name);
            self.found.push(Found {
                article: own.unwrap_or_else(|| article.to_owned()),
                fingerprint: read.fingerprint,
                check: read.check,
                rule: read.rule,
                severity: read.severity,
                message: read.message,
                expected: read.expected,
                place: first.map(|span| (span.line, span.column)),
                whole,
            });
        }
        Ok(())
    }
}

fn shape(error: &serde_json::Error) -> ReadDiffError {
    ReadDiffError::Shape(error.to_string())
}

/// A path, or a record's id, which may be a number.
fn name(id: &Value) -> String {
    match id {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
