//! The JSON Schema of the reports, made from the wire types: `docs/report.schema.json`.

use super::json::wire::{WireEntry, WireReport};
use schemars::generate::SchemaSettings;
use schemars::{Schema, json_schema};

/// The schema of `--format json` (a report) and of a line of `--format jsonl` (a document).
pub(crate) fn report() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let report = generator.subschema_for::<WireReport<'_>>();
    let line = generator.subschema_for::<WireEntry<'_>>();
    let definitions = generator.take_definitions(true);
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "statvet/1",
        "description": "A report of `statvet check` or `statvet extract`: `--format json` writes one Report, `--format jsonl` a Document a line.",
        "anyOf": [report, line],
        "$defs": definitions,
    })
}
