//! The JSON Schema of `statvet.toml`, for editors that complete and check TOML: `docs/statvet.schema.json`.
//!
//! These types are what the file looks like from outside; a test holds their keys to those that are read.

#![expect(
    dead_code,
    reason = "the types are read by the schema's generator alone"
)]

use super::read::WANTED;
use crate::check::registry;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// The schema of a configuration.
pub(crate) fn config() -> Schema {
    let generator = SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<Configuration>()
}

/// How statvet is run here. A flag of the same name goes before a key.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Configuration {
    /// Rule packs, and folders of packs, from this file's folder on. By default `rules`, where it exists.
    rules: Option<Vec<String>>,
    /// Whether the built-in pack of constants and bounds is used. By default it is.
    general: Option<bool>,
    /// The least severity of a finding that makes the exit code 1. By default "error".
    fail_on: Option<Failing>,
    /// The least share of the figures worth checking that rules must speak of, or the exit code is 1: "40%".
    min_coverage: Option<Percentage>,
    /// How far "about" and "nearly" reach, as a share of the number: "10%" by default.
    slack: Option<Percentage>,
    /// Larger files are not read: "16MiB" by default.
    max_file_size: Option<String>,
    /// Figures of one article that are looked at: a million by default.
    #[schemars(range(min = 1))]
    max_quantities: Option<u64>,
    /// Larger .docx files are not read: "64MiB" by default.
    max_container_size: Option<String>,
    /// .docx files whose text and notes inflate to more are not read: "128MiB" by default.
    max_inflated_size: Option<String>,
    /// .docx files of which a part inflates to more than so many times its size are not read: 200 by default.
    #[schemars(range(min = 1))]
    max_ratio: Option<u64>,
    /// Rows of all data sets together.
    #[schemars(range(min = 1))]
    max_reference_rows: Option<u64>,
    /// What is wanted of single checks.
    checks: Option<Checks>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Failing {
    Error,
    Warning,
    Note,
    Never,
}

/// "10%"
struct Percentage;

impl JsonSchema for Percentage {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percentage".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d+(\.\d+)?\s*%$" })
    }
}

/// A severity, or severity and slack, by the id of a check.
struct Checks;

impl JsonSchema for Checks {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Checks".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let percentage = generator.subschema_for::<Percentage>();
        let severity = json_schema!({ "enum": WANTED.map(|(name, _)| name) });
        let keys = registry::all().map(|meta| {
            let slack = json_schema!({ "slack": percentage });
            let own = if registry::goes_by_rules(meta.id) {
                json_schema!({ "type": "object", "additionalProperties": false, "properties": slack })
            } else {
                let table = json_schema!({
                    "type": "object",
                    "additionalProperties": false,
                    "properties": { "severity": severity, "slack": percentage },
                });
                json_schema!({ "anyOf": [severity, table] })
            };
            (meta.id.to_owned(), own.to_value())
        });
        let properties: serde_json::Map<String, serde_json::Value> = keys.collect();
        json_schema!({ "type": "object", "additionalProperties": false, "properties": properties })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/statvet.schema.json");

    #[test]
    fn the_published_schema_is_up_to_date() {
        let made = format!("{:#}\n", config().to_value());
        let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();
        if made != published && std::env::var_os("STATVET_UPDATE").is_some() {
            std::fs::write(PUBLISHED, &made).unwrap();
        }
        assert!(
            made == published,
            "docs/statvet.schema.json is stale: run the tests once with STATVET_UPDATE=1"
        );
    }

    #[test]
    fn its_keys_are_those_that_are_read() {
        let schema = config().to_value();
        let mut keys: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
        keys.sort();
        let mut read = super::super::read::KEYS.to_vec();
        read.sort_unstable();
        assert_eq!(keys, read);
    }
}
