//! What is no quantity: names, identifiers and sayings with numbers in them, beside counts that look like them.
//!
//! The sentences are data: one a line, a tab, and the figures in it, a bar between two. Ordinals are left out.

use crate::kinds::quantities;

#[test]
fn names_are_no_quantities_and_counts_are() {
    let table = include_str!("../data/grammar/names.tsv");
    let wrong: Vec<_> = table.lines().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(table.lines().count() > 250);
}

/// What is found in a line's sentence, if it is not what the line says.
fn wrong(line: &str) -> Option<String> {
    let (sentence, wanted) = line.split_once('\t').unwrap();
    let found: Vec<_> = quantities(sentence)
        .into_iter()
        .filter(|quantity| quantity["kind"] != "ordinal")
        .map(|quantity| quantity["text"].as_str().unwrap().to_owned())
        .collect();
    let found = found.join(" | ");
    (found != wanted).then(|| format!("{sentence}: {found} instead of {wanted}"))
}
