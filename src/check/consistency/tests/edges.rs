//! Inputs at the edge of arithmetic: no panic, no nonsense, and no more work than the text is long.

use super::told;

#[test]
fn is_silent_where_nothing_can_be_computed() {
    for text in [
        // A base, a total, a rate of nothing.
        "Thefts rose 20 percent, from 0 to 68.",
        "Thefts fell 100 percent, to 0 from 52.",
        "Thefts fell 20 percent, to 0 from 0.",
        "Thefts doubled to 12 from 0.",
        "Shares rose 0 cents, or 0 percent, to $0.",
        "Shares rose $5, or 20 percent, to $5.",
        "0 of the 0, or 0 percent, were exposed.",
        "Of the 0 cases, 95 (76%) were exposed.",
        "The fund holds 0 euros ($0). ($1 = 0 euros)",
        "The fund holds 5 million euros ($7 million). ($1 = 0 euros)",
        "The two carried 0 people: 0 in June and 0 in October.",
        "It is 0 miles (0 km) away.",
        // Thousands of per cent, and numbers of eighteen digits.
        "Sales rose 4,500 percent to $461 million from $10.02 million.",
        "Output rose 1 tonne to 999,999,999,999,999,999 tonnes from 999,999,999,999,999,998 tonnes.",
        "Output rose 100 percent to 0.000000000000000002 tonnes from 0.000000000000000001 tonnes.",
        "Output rose to 999 trillion trillion from 998 trillion trillion.",
        "It is 0.000000000000000001 miles (999,999,999,999,999,999 km) away.",
        // Units that nothing brings to one.
        "Output rose 20 percent to 5 kg from 3 euros.",
        "Output fell 5 miles to $3 from 12 percent.",
        "The rate rose 5 degrees to 12 percent from $3.",
        "Output was 12 kg, 20 percent more than the 5 miles of May.",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn computes_what_is_large() {
    for (check, figure, text) in [
        (
            "percent-change",
            "450 percent",
            "Sales rose 450 percent to $461 million from $10.02 million.",
        ),
        (
            "percent-change",
            "20 percent",
            "Output rose 20 percent to 999,999,999,999,999,999 tonnes from 999,999,999,999,999,998 tonnes.",
        ),
        (
            "part-of-whole",
            "100%",
            "Of the 999,999,999,999,999,999 cases, 1 (100%) was exposed.",
        ),
    ] {
        assert_eq!(
            told(text),
            [(check.to_owned(), figure.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn a_sentence_of_two_hundred_figures_says_nothing() {
    let changes: Vec<String> = (0..70)
        .map(|n| format!("rose {n} percent to {} from {}", 3 * n + 100, 2 * n + 50))
        .collect();
    assert_eq!(told(&format!("Sales {}.", changes.join(", "))), []);
}
