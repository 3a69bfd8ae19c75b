//! What fuzzing found, replayed: each file of `tests/data/fuzz/` once made the target of its folder's name fail, or is
//! a text that is likely to.

use crate::{assertion, docx_sound, sound};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

#[test]
fn what_fuzzing_found_is_sound() {
    replay("extract", sound::extraction);
    replay("document", sound::reading);
    replay("data", sound::data);
    replay("expression", assertion::told);
    replay("docx", docx_sound::docx);
}

/// Gives every file kept for a target to what the target asserts.
fn replay(target: &str, assert: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz");
    let files = fs::read_dir(folder.join(target)).unwrap();
    let files: Vec<_> = files.map(Result::unwrap).collect();
    assert!(!files.is_empty());
    for file in files {
        assert(&fs::read(file.path()).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Texts made of the pieces that the grammars look for, in any order.
    #[test]
    fn pieces_of_figures_in_any_order_are_sound(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24),
        blanks in proptest::collection::vec(proptest::bool::ANY, 24),
    ) {
        let text: String = pieces
            .iter()
            .zip(&blanks)
            .map(|(piece, blank)| if *blank { format!("{piece} ") } else { (*piece).to_owned() })
            .collect();
        sound::extraction(text.as_bytes());
    }

    /// Tables made of the pieces that cells are made of, under the columns of the pack.
    #[test]
    fn tables_of_any_cells_are_sound(cells in proptest::collection::vec(proptest::sample::select(CELLS), 0..40)) {
        sound::data(format!("from,to,value,upper,rounded,known,sure,source\n{}", cells.concat()).as_bytes());
    }

    #[test]
    fn any_bytes_are_sound(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        sound::extraction(&bytes);
        sound::reading(&bytes);
        sound::data(&bytes);
    }
}

const CELLS: &[&str] = &[
    ",",
    ",",
    ",",
    ",",
    ",",
    ",",
    ",",
    "\n",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    ";",
    "2024-01-01",
    "2024-12-31",
    "2024",
    "2024-03",
    "5",
    "1.234",
    "1,000",
    "10-15",
    "15-10",
    "-3",
    "5 kg",
    "about 100",
    "n/a",
    "exact",
    "nearest 10",
    "low",
    "high",
    "a",
    "\u{e9}",
    " ",
];

const PIECES: &[&str] = &[
    "1",
    "25",
    "2024",
    "0",
    "1,000",
    "999999999999999999",
    ".",
    ",",
    ":",
    "-",
    "–",
    "—",
    "'",
    "’",
    "\u{301}",
    "\u{a0}",
    "\u{feff}",
    "\n",
    "\r\n",
    "%",
    "$",
    "€",
    "US",
    "R",
    "½",
    "⁶",
    "×",
    "±",
    "=",
    "<",
    "(",
    ")",
    "[",
    "]",
    "/",
    "+",
    "#",
    "@",
    "\"",
    "“",
    "”",
    "é",
    "🙂",
    "one",
    "five",
    "Five",
    "hundred",
    "million",
    "dozen",
    "dozens",
    "half",
    "third",
    "few",
    "about",
    "more",
    "than",
    "at",
    "least",
    "up",
    "to",
    "between",
    "and",
    "or",
    "of",
    "in",
    "per",
    "a",
    "the",
    "cent",
    "percent",
    "points",
    "kg",
    "miles",
    "years",
    "old",
    "aged",
    "s",
    "t",
    "F",
    "p",
    "CI",
    "z",
    "r",
    "OR",
    "margin",
    "error",
    "plus",
    "minus",
    "give",
    "take",
    "noon",
    "p.m.",
    "GMT",
    "May",
    "Monday",
    "last",
    "week",
    "fiscal",
    "won",
    "for",
    "all",
    "No",
    "page",
    "Phase",
    "Boeing",
    "Big",
    "doubled",
    "times",
    "fold",
    "odds",
    "lakh",
    "crore",
    "U.S.",
    "e6",
    "B",
    "k",
];
