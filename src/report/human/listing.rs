//! `statvet extract` for people: an article's quantities, one a line, with what each was bound to.

use crate::claim::{Claim, Direction, Modality, TrendRole};
use crate::document::{Document, ProseSpan};
use crate::extract::{Quantity, UnitName};
use crate::quantity::{Kind, format};
use crate::report::Report;
use crate::report::json::words::UnitText;
use crate::report::position::Positions;
use crate::report::snippet::paragraph;
use crate::report::terminal::{visible, visible_str};
use std::io;

/// Writes the article's name, then its quantities.
pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let document = &report.document;
    let name = visible(&document.name);
    match document.date {
        Some(date) => writeln!(out, "{name} ({date})")?,
        None => writeln!(out, "{name}")?,
    }
    let mut positions = Positions::new(document.file_text());
    for (quantity, claim) in report.extract.quantities.iter().zip(&report.claims) {
        let text = document.text_span(quantity.span);
        let start = usize::try_from(text.start).unwrap_or(usize::MAX);
        let at = positions.at(start);
        let place = match paragraph(&document.parts, start) {
            Some(number) => format!("¶{number}"),
            None => format!("{}:{}", at.line, at.column),
        };
        let text = visible_str(document.slice(quantity.span));
        let value = visible_str(&value(document, quantity));
        let bound = visible_str(&bound(document, claim));
        writeln!(
            out,
            "{place:>9}  {:<17} {text} = {value}{bound}",
            kind(quantity.kind)
        )?;
    }
    writeln!(out)
}

/// "more than 24,000 migrants", "2025-01-26", "?" where the words are too loose or need a date.
pub(crate) fn value(document: &Document, quantity: &Quantity) -> String {
    if let Some(period) = quantity.value {
        return period.iso();
    }
    if quantity.kind.is_calendar() || quantity.kind == Kind::OutOfRange {
        return "?".to_owned();
    }
    let amount = format::interval(&quantity.amount.interval);
    let unit = quantity.unit;
    let shown = match (unit.name, unit.per) {
        (UnitName::Noun(noun), UnitName::None) => format!("{amount} {}", document.slice(noun)),
        (name, per) => format!(
            "{amount} {}",
            UnitText {
                document,
                name,
                per
            }
        ),
    };
    shown.trim_end().to_owned()
}

/// What the claim adds, each part named.
fn bound(document: &Document, claim: &Claim) -> String {
    let part = |name: &str, span: Option<ProseSpan>| {
        span.map(|span| format!(" · {name}: {}", document.slice(span)))
    };
    let trend = claim.trend.map(|trend| {
        let direction = match trend.direction {
            Direction::Rise => "rise",
            Direction::Fall => "fall",
        };
        let role = match trend.role {
            TrendRole::By => "by",
            TrendRole::To => "to",
            TrendRole::From => "from",
        };
        format!(" · {direction} {role}")
    });
    let modality = match claim.modality {
        Modality::Asserted => None,
        Modality::Planned => Some(" · planned".to_owned()),
        Modality::Possible => Some(" · possible".to_owned()),
        Modality::Denied => Some(" · denied".to_owned()),
    };
    [
        part("of", claim.subject.map(|subject| subject.span)),
        part("when", claim.period.map(|period| period.text)),
        part("where", claim.place),
        part("says", claim.attribution.source),
        trend,
        modality,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a kind is called.
pub(crate) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "count",
        Kind::Percent => "percent",
        Kind::PercentagePoints => "percentage points",
        Kind::Money => "money",
        Kind::Measure => "measure",
        Kind::Duration => "duration",
        Kind::Age => "age",
        Kind::Multiple => "multiple",
        Kind::Fraction => "fraction",
        Kind::Ratio => "ratio",
        Kind::Ordinal => "ordinal",
        Kind::Date => "date",
        Kind::Period => "period",
        Kind::Time => "time",
        Kind::Statistic => "statistic",
        Kind::OutOfRange => "out of range",
    }
}
