//! Rule packs: TOML and the data beside it into a [`RuleSet`], validated and compiled.
//!
//! This folder reads packs and their data; it knows no articles and no checks. A mistake never stops the
//! reading: all are told, each with its place, and what they do not touch still runs.

pub(crate) mod about;
pub(crate) mod data;
pub(crate) mod derived;
pub(crate) mod error;
pub(crate) mod expectation;
pub(crate) mod expression;
pub(crate) mod fields;
mod general;
mod lint;
mod literal;
mod load;
mod memory;
pub(crate) mod model;
mod pack;
mod phrases;
pub(crate) mod provenance;
pub(crate) mod recover;
pub(crate) mod reference;
mod ruleset;
pub(crate) mod schema;
mod tolerance;
pub(crate) mod unit;
mod validate;
mod written;

pub use error::{Level, MAX_MISTAKES, PackError, SourceText};
pub(crate) use error::{Mistake, Sink, nearest};
pub use expression::probe as probe_expression;
pub use general::GENERAL;
pub(crate) use load::load_linted;
pub use load::{Limits, Loaded, load, load_with_general};
pub use memory::load_text;
pub(crate) use model::At;
pub use ruleset::RuleSet;
pub(crate) use ruleset::{Rule, Speaker, Speaks};
pub(crate) use tolerance::Tolerance;
pub(crate) use written::{Example, WrittenRule, WrittenSpeaks};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
