//! `--format json`: one JSON object for the whole run, as the machine contract has it, an article a line.

pub(crate) mod map;
mod names;
pub(crate) mod number;
pub(crate) mod stream;
pub(crate) mod wire;
pub(crate) mod words;
pub(crate) mod writer;

use super::{Renderer, Report, Totals, Unread};
use std::io;
use wire::SCHEMA;
use writer::write_json;

/// Writes the run as one object: its articles as they come, then what was seen of all.
#[derive(Debug)]
pub(crate) struct Json;

impl Renderer for Json {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{{\"schema\":\"{SCHEMA}\",\"documents\":[")
    }

    fn between(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b",\n")
    }

    fn document(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        write_json(out, &map::entry(report))
    }

    fn unread(&self, unread: &Unread, out: &mut dyn io::Write) -> io::Result<()> {
        write_json(out, &map::unread(unread))
    }

    fn finish(&self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"\n],\"coverage\":")?;
        write_json(out, &map::totals(totals))?;
        out.write_all(b"}\n")
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{Format, Renderer as _, Report, Totals, Unread, UnreadId, sample};
    use serde_json::Value;

    fn written(report: &Report, format: Format) -> String {
        let mut out = Vec::new();
        report.render(format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reports_are_what_the_contract_says() {
        insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/reports/json"), prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("checked", written(&sample::checked(), Format::Json).replace(",\"", ",\n\""));
            insta::assert_snapshot!("contract", written(&sample::contract(), Format::Jsonl).replace(",\"", ",\n\""));
            insta::assert_snapshot!("extracted", written(&sample::extracted(), Format::Jsonl).replace(",\"", ",\n\""));
        });
    }

    #[test]
    fn the_first_quantity_is_the_example_of_the_contract() {
        let line = written(&sample::contract(), Format::Jsonl);
        let example = r#""text":"More than 24,000","kind":"count","stated":"24000","lower":"24000","lower_open":true,"upper":null,"upper_open":true,"modifier":"more_than","vague":false,"value":null,"unit":{"text":"migrants","name":"migrant","code":null},"subject":{"text":"Chinese migrants","head":"migrant"},"concept":"southern border","predicate":"cross","negated":false,"modality":"asserted","trend":null,"period":{"text":"during the 2023 fiscal year","start":"2022-10-01","end":"2023-09-30"},"place":"the U.S. southern border","attribution":{"source":"government data","quoted":false,"speaker":null},"checkworthy":true,"statistic":null,"field":null,"paragraph":null}"#;
        assert!(line.contains(example), "{line}");
    }

    #[test]
    fn hostile_text_steers_nothing_and_reads_back() {
        for format in [Format::Json, Format::Jsonl] {
            let json = written(&sample::hostile(), format);
            assert!(sample::is_harmless(&json), "{json}");
            assert!(
                serde_json::from_str::<Value>(&json)
                    .unwrap()
                    .to_string()
                    .contains("##[")
            );
        }
    }

    #[test]
    fn articles_stand_in_one_array_and_the_unread_among_them() {
        let renderer = super::Json;
        let mut out = Vec::new();
        renderer.begin(&mut out).unwrap();
        renderer.document(&sample::extracted(), &mut out).unwrap();
        renderer.between(&mut out).unwrap();
        renderer
            .unread(
                &Unread {
                    name: "b.md".into(),
                    id: UnreadId::Name,
                    reason: "not text".into(),
                },
                &mut out,
            )
            .unwrap();
        renderer
            .finish(
                &Totals {
                    documents: 1,
                    unread: 1,
                    ..Totals::default()
                },
                &mut out,
            )
            .unwrap();
        let json: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(json["documents"][0]["id"], "seeds/a.md");
        assert_eq!(json["documents"][1]["error"], "not text");
        assert_eq!(json["coverage"]["unread"], 1);
    }
}
