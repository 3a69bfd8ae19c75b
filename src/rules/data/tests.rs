//! Data sets as packs describe them, and what is said of each mistake in their tables.

use crate::rules::testing::{load, told};
use proptest::prelude::*;

/// A pack with a data set `d` that has `keys`, and a rule on it.
fn pack(kind: &str, keys: &str) -> String {
    format!(
        "[sources.a]\npublisher = \"A\"\n[sources.b]\npublisher = \"B\"\n[data.d]\npath = \"d.csv\"\nsource = \"a\"\nkind = \"{kind}\"\n\
         period = [\"from\", \"to\"]\nvalue = \"value\"\n{keys}\n\
         [[rule]]\nid = \"r\"\nabout = [\"x\"]\ndimension = \"mass\"\nexpect = {{ data = \"d\", unit = \"kg\" }}\n"
    )
}

/// What is told of a data set with these rows, each "from,to,value,note".
fn mistakes(kind: &str, keys: &str, rows: &str) -> String {
    let table = format!("from,to,value,note\n{}\n", rows.replace(" | ", "\n"));
    told(&load(&pack(kind, keys), &[("d.csv", &table)]).1)
}

#[test]
fn each_mistake_in_a_row_is_told_where_it_stands() {
    const NUMBER: &str = "expected a number such as 37908, 24,048, 1.5, 1.2 million, 10-15 or 2 mg";
    for (kind, keys, rows, expected) in [
        ("level", "", "2024-01-01,,5,", ""),
        (
            "level",
            "",
            "2024-01-01,,5O,",
            &*format!("d.csv:2: `5O` is not a number [5O]; {NUMBER}"),
        ),
        (
            "level",
            "",
            "2024-01-01,,n/a,",
            "d.csv:2: `n/a` is not a number [n/a]; expected an empty cell where the value is not known",
        ),
        (
            "level",
            "",
            "2024-01-01,n/a,5,",
            "d.csv:2: `n/a` is not a day [n/a]; expected an empty cell where there is no day",
        ),
        (
            "level",
            "",
            "2024-01-01,31.12.2024,5,",
            "d.csv:2: `31.12.2024` is not a day [31.12.2024]; expected a day such as 2024-10-22",
        ),
        (
            "level",
            "",
            "2024-01-01,2023-01-01,5,",
            "d.csv:2: `2023-01-01` lies before the start of its period [2023-01-01]; expected a day on or after it",
        ),
        (
            "level",
            "",
            "2024-01-01,,\"5,0\",",
            "d.csv:2: `5,0` has a comma where no thousands are parted [5,0]; expected a point before decimals, and commas only between thousands",
        ),
        (
            "level",
            "",
            "2024-01-01,,15-10,",
            "d.csv:2: the range `15-10` runs backwards [15-10]; expected the lesser number first",
        ),
        (
            "event",
            "",
            ",,5,",
            "d.csv:2: an event without a day [,,5,]; expected a day such as 2024-10-22",
        ),
        (
            "total",
            "",
            "2024-01-01,,5,",
            "d.csv:2: a total is of a period with a first and a last day [2024-01-01,,5,]; expected a day such as 2024-10-22",
        ),
        // A point that may part thousands, unless another row tells.
        (
            "level",
            "",
            "2024-01-01,2024-01-31,1.234, | 2024-02-01,,7,",
            "d.csv:2: `1.234` may be thousands or decimals [1.234]; expected 1234 for thousands, or a further zero for decimals: 1.2340 (one such cell tells for the column)",
        ),
        (
            "level",
            "",
            "2024-01-01,2024-01-31,1.234, | 2024-02-01,,7.5,",
            "",
        ),
        (
            "level",
            "",
            "2024-01-01,2024-01-31,1.234, | 2024-02-01,,2.0000,",
            "",
        ),
        // One unit throughout.
        (
            "level",
            "",
            "2024-01-01,2024-01-31,5 kg, | 2024-02-01,,6 kg,",
            "",
        ),
        (
            "level",
            "",
            "2024-01-01,2024-01-31,5, | 2024-02-01,,6 kg,",
            "d.csv:3: `6 kg` is in kilogram, the rows above without a unit [6 kg]; expected one unit in all cells, or none and the key `unit` in the pack",
        ),
        (
            "level",
            "",
            "2024-01-01,2024-01-31,5 kg, | 2024-02-01,,6,",
            "d.csv:3: `6` is without a unit, the rows above in kilogram [6]; expected one unit in all cells, or none and the key `unit` in the pack",
        ),
        (
            "level",
            "unit = \"kg\"",
            "2024-01-01,2024-01-31,5, | 2024-02-01,,6 kg,",
            "",
        ),
        (
            "level",
            "unit = \"kg\"",
            "2024-01-01,,6 lb,",
            "d.csv:2: `6 lb` is in pound, `unit` in the pack in kilogram [6 lb]; expected one unit in all cells, or none and the key `unit` in the pack",
        ),
        // Levels that nothing tells apart.
        ("level", "", "2024-01-01,,5,a | 2024-01-01,,6,b", ""),
        (
            "level",
            "",
            "2024-01-01,,5,a | 2024-01-01,,6,a",
            "d.csv:3: this row and that of line 2 give two values for one time [6]; expected one of the two, or a column that tells them apart",
        ),
        (
            "level",
            "as_of = \"note\"",
            "2024-01-01,,5,2024-01-02 | 2024-01-01,,6,2024-02-02",
            "",
        ),
        (
            "event",
            "",
            "2024-01-01,2024-01-01,5,a | 2024-01-01,2024-01-01,5,a",
            "",
        ),
        // Sources of the rows' own.
        (
            "level",
            "row_source = \"note\"",
            "2024-01-01,2024-01-31,5,b | 2024-02-01,,6,",
            "",
        ),
        (
            "level",
            "row_source = \"note\"",
            "2024-01-01,,5,c",
            "d.csv:2: there is no source `c` [c]; expected one of a, b; nearest a",
        ),
        (
            "level",
            "row_source = \"nota\"",
            "2024-01-01,,5,b",
            "test.toml:11: the file has no column `nota` [\"nota\"]; expected one of from, to, value, note; nearest note",
        ),
    ] {
        assert_eq!(mistakes(kind, keys, rows), expected, "{kind} {keys} {rows}");
    }
}

proptest! {
    #[test]
    fn no_table_makes_it_panic(text in "(?s)[ -~\n\r\"]{0,120}", kind in prop::sample::select(&["total", "level", "event"])) {
        let (_, errors) = load(&pack(kind, ""), &[("d.csv", &format!("from,to,value,note\n{text}"))]);
        prop_assert!(!told(&errors).contains("OUT OF BOUNDS"));
    }
}
