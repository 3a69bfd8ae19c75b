//! `statvet rules schema`: the JSON Schema of rule packs, for editors that complete and check TOML.

use super::{Exit, output};
use crate::rules::schema;

/// Prints the schema.
pub(super) fn print() -> Exit {
    let schema = schema::rule_pack();
    output::print(|out, _| writeln!(out, "{:#}", schema.as_value()));
    Exit::Clean
}
