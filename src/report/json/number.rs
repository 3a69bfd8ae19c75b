//! Decimals as JSON strings: plain digits, with the scale they were written with.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Room for 20 digits, a sign, a point and the zeros before a fraction.
const ROOM: usize = 32;

/// A decimal, written as a string so that no reader makes a float of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number(pub(crate) Decimal);

impl Number {
    /// The digits from last to first, with the point, at the end of `room`; `None` of more than 20 digits,
    /// which no stated value has.
    fn write(self, room: &mut [u8; ROOM]) -> Option<&str> {
        let mut left = u64::try_from(self.0.mantissa().unsigned_abs()).ok()?;
        let scale = usize::try_from(self.0.scale()).ok()?;
        let mut start = ROOM;
        let mut push = |byte: u8| {
            start = start.checked_sub(1)?;
            *room.get_mut(start)? = byte;
            Some(())
        };
        let mut decimals = 0_usize;
        while left > 0 || decimals <= scale {
            if decimals == scale && scale > 0 {
                push(b'.')?;
            }
            let digit = u8::try_from(left.checked_rem(10)?).ok()?;
            push(digit.checked_add(b'0')?)?;
            left = left.checked_div(10)?;
            decimals = decimals.checked_add(1)?;
        }
        if self.0.is_sign_negative() && !self.0.is_zero() {
            push(b'-')?;
        }
        std::str::from_utf8(room.get(start..)?).ok()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.write(&mut [0; ROOM]) {
            Some(text) => serializer.serialize_str(text),
            None => serializer.collect_str(&self.0),
        }
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
    use super::*;
    use proptest::prelude::*;

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
            let number = Number(Decimal::from_str_exact(text).unwrap());
            assert_eq!(number.write(&mut [0; ROOM]), Some(text));
        }
    }

    proptest! {
        #[test]
        fn it_writes_what_decimal_writes(mantissa in -(1_i128 << 95)..(1_i128 << 95), shift in 0_u32..96, scale in 0_u32..=28) {
            let decimal = Decimal::from_i128_with_scale(mantissa >> shift, scale);
            let written = serde_json::to_string(&Number(decimal)).unwrap();
            prop_assert_eq!(written, format!("\"{decimal}\""));
        }
    }
}
