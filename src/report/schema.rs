//! The JSON Schema of the reports, made from the wire types: `docs/report.schema.json`.

use super::json::wire::{WireDisagreement, WireEntry, WireReport};
use schemars::generate::SchemaSettings;
use schemars::{Schema, json_schema};

/// The schema of `--format json` (a report) and of a line of `--format jsonl` (a document).
pub fn report() -> Schema {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let report = generator.subschema_for::<WireReport<'_>>();
    let line = generator.subschema_for::<WireEntry<'_>>();
    let across = generator.subschema_for::<WireDisagreement<'_>>();
    let definitions = generator.take_definitions(true);
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "statvet/1",
        "description": "A report of `statvet check` or `statvet extract`: `--format json` writes one Report, `--format jsonl` a Document a line, and with `--across` a Disagreement a line behind them.",
        "anyOf": [report, line, across],
        "$defs": definitions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Format, sample};
    use serde_json::Value;

    const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");

    #[test]
    fn the_published_schema_is_up_to_date() {
        let made = format!("{:#}\n", report().to_value());
        let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();
        if made != published && std::env::var_os("STATVET_UPDATE").is_some() {
            std::fs::write(PUBLISHED, &made).unwrap();
        }
        assert!(
            made == published,
            "docs/report.schema.json is stale: run the tests once with STATVET_UPDATE=1"
        );
    }

    /// The keys of `value` are those that `schema` names for it, all the way down.
    fn agree(value: &Value, schema: &Value, root: &Value) {
        let schema = resolved(schema, root);
        if let Some(options) = schema.get("anyOf").and_then(Value::as_array) {
            let keys = |option: &&Value| has_keys_of(value, resolved(option, root));
            return agree(
                value,
                options.iter().find(keys).expect("an option fits"),
                root,
            );
        }
        match value {
            Value::Object(object) => {
                let named = schema["properties"].as_object().unwrap();
                for (key, inner) in object {
                    agree(
                        inner,
                        named
                            .get(key)
                            .unwrap_or_else(|| panic!("{key} is not in the schema")),
                        root,
                    );
                }
                for key in schema["required"].as_array().into_iter().flatten() {
                    assert!(
                        object.contains_key(key.as_str().unwrap()),
                        "{key} is missing"
                    );
                }
            }
            Value::Array(items) => items
                .iter()
                .for_each(|item| agree(item, &schema["items"], root)),
            _ => {}
        }
    }

    fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(path) => root.pointer(path.trim_start_matches('#')).unwrap(),
            None => schema,
        }
    }

    fn has_keys_of(value: &Value, schema: &Value) -> bool {
        let Some(object) = value.as_object() else {
            return schema.get("properties").is_none();
        };
        let required = schema.get("required").and_then(Value::as_array);
        required.is_some_and(|keys| {
            keys.iter()
                .all(|key| object.contains_key(key.as_str().unwrap()))
        })
    }

    #[test]
    fn what_is_written_fits_the_schema() {
        let root = report().to_value();
        let part = |name: &str| root.pointer(&format!("/$defs/{name}")).unwrap().clone();
        for (report, format, name) in [
            (sample::checked(), Format::Json, "Report"),
            (sample::hostile(), Format::Json, "Report"),
            (sample::checked(), Format::Jsonl, "Checked"),
            (sample::extracted(), Format::Jsonl, "Extracted"),
        ] {
            let mut out = Vec::new();
            report.render(format, &mut out).unwrap();
            agree(&serde_json::from_slice(&out).unwrap(), &part(name), &root);
        }
    }
}
