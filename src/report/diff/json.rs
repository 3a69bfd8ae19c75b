//! What has become of findings, as one JSON object: each finding as its report had it.

use super::Diff;
use super::read::Found;
use crate::report::json::writer::{self, ToJson, Writer};
use serde_json::Value;
use std::io::{self, Write};

/// Writes the object, its schema `statvet-diff/1`.
pub(crate) fn write(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    writer::write_json(out, diff)?;
    writeln!(out)
}

impl ToJson for Diff {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.raw("{\"schema\":\"statvet-diff/1\",\"new\":");
        out.array(self.new.iter().map(One));
        out.raw(",\"changed\":");
        out.array(self.changed.iter().map(|(was, now)| Two { was, now }));
        out.raw(",\"gone\":");
        out.array(self.gone.iter().map(One));
        out.raw(",\"same\":");
        out.digits(self.same.to_string().as_bytes());
        out.raw(",\"unknown\":");
        out.digits(self.unknown.to_string().as_bytes());
        out.raw("}");
    }
}

/// `{"id":"tram.txt","finding":{…}}`
struct One<'a>(&'a Found);

impl ToJson for One<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.raw("{\"id\":");
        out.string(&self.0.article);
        out.raw(",\"finding\":");
        Any(&self.0.whole).to_json(out);
        out.raw("}");
    }
}

/// `{"id":"tram.txt","was":{…},"now":{…}}`
struct Two<'a> {
    was: &'a Found,
    now: &'a Found,
}

impl ToJson for Two<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.raw("{\"id\":");
        out.string(&self.now.article);
        out.raw(",\"was\":");
        Any(&self.was.whole).to_json(out);
        out.raw(",\"now\":");
        Any(&self.now.whole).to_json(out);
        out.raw("}");
    }
}

/// Any value, escaped as all our JSON is. As deep as the reader let it be.
struct Any<'a>(&'a Value);

impl ToJson for Any<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self.0 {
            Value::Null => out.raw("null"),
            Value::Bool(true) => out.raw("true"),
            Value::Bool(false) => out.raw("false"),
            Value::Number(number) => out.digits(number.to_string().as_bytes()),
            Value::String(text) => out.string(text),
            Value::Array(items) => out.array(items.iter().map(Any)),
            Value::Object(object) => {
                out.raw("{");
                for (i, (key, value)) in object.iter().enumerate() {
                    out.raw(if i > 0 { "," } else { "" });
                    out.string(key);
                    out.raw(":");
                    Any(value).to_json(out);
                }
                out.raw("}");
            }
        }
    }
}
