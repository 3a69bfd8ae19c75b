//! Names of our own in the JSON, as serde would write them.

use super::writer::{ToJson, Writer};
use crate::check::{Because, Severity, Verdict};
use crate::claim::{Direction, Modality, TrendRole};
use crate::document::ToldBy;
use crate::quantity::{Kind, Modifier, Relation};

/// Writes each value of an enum as its name.
macro_rules! names {
    ($($type:ident { $($value:ident: $name:literal)+ })+) => {
        $(impl ToJson for $type {
            fn to_json(&self, out: &mut Writer<'_>) {
                out.raw(match self {
                    $(Self::$value => concat!("\"", $name, "\""),)+
                });
            }
        })+

        #[cfg(test)]
        mod tests {
            use super::*;
            use crate::report::json::writer::write_json;

            #[test]
            fn names_are_those_of_the_schema() {
                $($({
                    let mut out = Vec::new();
                    write_json(&mut out, &$type::$value).unwrap();
                    assert_eq!(out, serde_json::to_vec(&$type::$value).unwrap());
                })+)+
            }
        }
    };
}

names! {
    Kind {
        Count: "count"
        Percent: "percent"
        PercentagePoints: "percentage_points"
        Money: "money"
        Measure: "measure"
        Duration: "duration"
        Age: "age"
        Multiple: "multiple"
        Fraction: "fraction"
        Ratio: "ratio"
        Ordinal: "ordinal"
        Date: "date"
        Period: "period"
        Time: "time"
        Statistic: "statistic"
        OutOfRange: "out_of_range"
    }
    Relation {
        Equal: "equal"
        Less: "less"
        AtMost: "at_most"
        Greater: "greater"
        AtLeast: "at_least"
    }
    Modifier {
        Exact: "exact"
        About: "about"
        Nearly: "nearly"
        MoreThan: "more_than"
        AtLeast: "at_least"
        FewerThan: "fewer_than"
        AtMost: "at_most"
        UpTo: "up_to"
        Between: "between"
    }
    Modality {
        Asserted: "asserted"
        Planned: "planned"
        Possible: "possible"
        Denied: "denied"
    }
    Direction {
        Rise: "rise"
        Fall: "fall"
    }
    TrendRole {
        By: "by"
        To: "to"
        From: "from"
    }
    ToldBy {
        ByteOrderMark: "byte_order_mark"
        Declaration: "declaration"
        Bytes: "bytes"
        Likeness: "likeness"
    }
    Because {
        Rounding: "rounding"
        Tolerance: "tolerance"
    }
    Severity {
        Note: "note"
        Warning: "warning"
        Error: "error"
    }
    Verdict {
        Supported: "supported"
        Imprecise: "imprecise"
        Contradicted: "contradicted"
        Ambiguous: "ambiguous"
        Stale: "stale"
        Inconclusive: "inconclusive"
        Unverified: "unverified"
    }
}
