//! Each check on a sentence that is wrong and on one that only looks so.

mod changes;
mod edges;
mod ratios;

use crate::document::{Format, read};
use crate::rules::RuleSet;

/// The checks that find fault with a text, and where.
fn told(text: &str) -> Vec<(String, String)> {
    let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None).expect("text");
    let report = crate::vet(
        document,
        &RuleSet::default(),
        &crate::Policy::default(),
        1000,
    );
    let mut out = Vec::new();
    report
        .render(crate::Format::Jsonl, &mut out)
        .expect("written");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let findings = json["findings"].as_array().cloned().unwrap_or_default();
    let of = |finding: &serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        (text(&finding["check"]), text(&finding["spans"][0]["text"]))
    };
    findings.iter().map(of).collect()
}

#[test]
fn finds_what_is_wrong_and_nothing_else() {
    for (check, figure, text) in [
        (
            "percent-change",
            "20 percent",
            "Thefts rose 20 percent, from 52 to 68.",
        ),
        (
            "percent-change",
            "35%",
            "Sales were 5.1bn euros, up 35% from 4.7bn euros.",
        ),
        (
            "absolute-change",
            "400,000 tonnes",
            "Stocks fell 400,000 tonnes to 21.3 million from 22.1 million tonnes.",
        ),
        (
            "absolute-change",
            "3.0 percentage points",
            "The margin fell 3.0 percentage points to 6.1 percent from 8.2 percent.",
        ),
        (
            "change-level",
            "0.23 percent",
            "Shares rose 23 cents, or 0.23 percent, to $6.20.",
        ),
        (
            "change-level",
            "14 percent",
            "The index was 84.2 points, or 14 percent lower at 4,310.",
        ),
        (
            "direction",
            "318,000",
            "Exports fell to 318,000 in May from 311,000 in April.",
        ),
        (
            "multiple",
            "more than doubled",
            "Sales more than doubled to $4.1 million from $2.3 million.",
        ),
        (
            "multiple",
            "almost tripled",
            "Revenue almost tripled to $52.1 million from $15.3 million.",
        ),
        (
            "points-or-percent",
            "2 percent",
            "Unemployment rose 2 percent to 6.0 percent from 4.0 percent.",
        ),
        (
            "parts-total",
            "257",
            "The two flights carried 257 people: 116 in June and 131 in October.",
        ),
        (
            "parts-total",
            "$9.6 million",
            "She received $9.6 million, comprising a $2.1 million bonus, $6.5 million in stock and $1.8 million in salary.",
        ),
        (
            "parts-total",
            "four",
            "They closed four small banks - two in the north, one in the south and five in the east.",
        ),
        (
            "percent-total",
            "48.5%",
            "Local growers met 41.5% of demand, with imports taking the remaining 48.5%.",
        ),
        (
            "range-order",
            "between 52 and 35 centimetres",
            "There were drifts of between 52 and 35 centimetres.",
        ),
        (
            "part-of-whole",
            "35 percent",
            "It will close 612, or 35 percent, of its 2,450 branches.",
        ),
        (
            "part-of-whole",
            "76%",
            "Of the 180 cases, 95 (76%) were exposed.",
        ),
        (
            "fraction-percent",
            "64%",
            "Around half (64%) of the tenants had moved.",
        ),
        (
            "fraction-percent",
            "84%",
            "Frost was seen in 84% (205/412) of orchards.",
        ),
        (
            "unit-conversion",
            "8 sq miles",
            "The marsh covers 13 sq km (8 sq miles).",
        ),
        (
            "unit-conversion",
            "-10 degrees Celsius",
            "It was -20 degrees Fahrenheit (-10 degrees Celsius) at dawn.",
        ),
        (
            "currency-conversion",
            "$340 billion",
            "The fund holds 250 million euros ($340 billion). ($1 = 0.73 euros)",
        ),
        (
            "time-zone",
            "3:45 a.m. EDT",
            "The count is due at 1945 GMT (3:45 a.m. EDT).",
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
fn is_silent_on_what_only_looks_wrong() {
    for text in [
        // Rounding, a forecast, another basis, a currency quoted the other way.
        "Thefts rose 31 percent, from 52 to 68.",
        "Sales rose 4 percent to $7.3 billion, compared with $7.1 billion expected by analysts.",
        "The surplus rose 60 percent in May, year-on-year, to 9.4 billion dollars from 7.2 billion in April.",
        "The yen rose to 141 in the first half from 152 a year earlier.",
        // A month's change at a yearly rate; a price in cents.
        "Consumer lending rose $2.1 billion, or 3.5 percent, to $722.1 billion.",
        "Shares dropped $1.20, or 75 percent, to 40 cents.",
        // Ranks, old ranges, two measures of one thing.
        "The school jumped to 4th from 9th.",
        "It plans to open 30 to 40 shops, down from 50 to 60 shops.",
        "Net income fell to $85 million, or 17 cents per share, from $110 million, or 22 cents a share.",
        "The fine doubled to $80 from $40.",
        "Orders nearly tripled to 280,000 from 100,000.",
        // Some of a total, with the rest elsewhere; what only stands in brackets.
        "It runs 620 shops worldwide - 410 in the north and 95 in the south.",
        "It costs $5: $3 for the book, 150 cents for the cover and 50 cents for the ink.",
        "They paid $1.4 billion, including $500 million in May and $400 million in June.",
        "It is one of 28 crews - each consisting of three women and three men.",
        "The mine is 12 percent owned by a rival and 8 percent owned by a bank.",
        "They lived there between 29,000 and 21,000 years ago.",
        "It could cut 700 to 900 posts, or up to 4 percent of its staff.",
        "More than half (58%) of the gardens had frost.",
        // Imperial gallons, troy ounces, a difference of degrees, round numbers.
        "It can brew 20 million gallons (91 million litres) a year.",
        "They shipped 250 kg of gold (8,038 ounces).",
        "The lake has warmed by 3 degrees Celsius (5.4 Fahrenheit).",
        "The village lies about 100 km (60 miles) to the south.",
        "It paid 10 million euros ($13.1 million). ($1 = 0.7634 euros)",
        "It was quoted at 1405 GMT (10:05 a.m. EDT).",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}
