//! A JSON array whose items are made one at a time, so that a million quantities never stand in memory.

use super::writer::{ToJson, Writer};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

/// Items to be written once, in order.
pub(crate) struct Stream<'a, T>(RefCell<Box<dyn Iterator<Item = T> + 'a>>);

impl<'a, T> Stream<'a, T> {
    /// The items of `items`.
    pub(crate) fn new(items: impl Iterator<Item = T> + 'a) -> Self {
        Self(RefCell::new(Box::new(items)))
    }
}

impl<T: ToJson> ToJson for Stream<'_, T> {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.array(&mut **self.0.borrow_mut());
    }
}

impl<T> fmt::Debug for Stream<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream(..)")
    }
}

impl<T: JsonSchema> JsonSchema for Stream<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}
