//! Decimals as JSON strings: plain digits, with the scale they were written with.

use super::writer::{Digits, ToJson, Writer};
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A decimal, written as a string so that no reader makes a float of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number(pub(crate) Decimal);

impl ToJson for Number {
    fn to_json(&self, out: &mut Writer<'_>) {
        let decimal = self.0;
        // A stated value has at most 18 digits; only a computed one can be longer.
        let Ok(digits) = u64::try_from(decimal.mantissa().unsigned_abs()) else {
            return out.display(&decimal);
        };
        let negative = decimal.is_sign_negative() && digits > 0;
        out.raw("\"");
        out.digits(Digits::of(digits, decimal.scale(), negative).bytes());
        out.raw("\"");
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An exact decimal in plain digits.",
            "pattern": r"^-?[0-9]+(\.[0-9]+)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::write_json;
    use super::*;
    use proptest::prelude::*;

    fn written(decimal: Decimal) -> String {
        let mut out = Vec::new();
        write_json(&mut out, &Number(decimal)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_written_scale_is_kept() {
        for text in [
            "0",
            "0.00",
            "7.0",
            "24000",
            "-1.5",
            "0.036",
            "43600000000",
            "1.10",
        ] {
            let decimal = Decimal::from_str_exact(text).unwrap();
            assert_eq!(written(decimal), format!("\"{text}\""));
        }
    }

    proptest! {
        #[test]
        fn it_writes_what_decimal_writes(
            mantissa in -(1_i128 << 95)..(1_i128 << 95),
            shift in 0_u32..96,
            scale in 0_u32..=28,
        ) {
            let decimal = Decimal::from_i128_with_scale(mantissa >> shift, scale);
            prop_assert_eq!(written(decimal), format!("\"{decimal}\""));
        }
    }
}
