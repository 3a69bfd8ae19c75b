//! Each check on a sentence that is wrong and on one that only looks so.

use crate::document::{Format, read};
use crate::rules::RuleSet;

/// The checks that find fault with a text, and where.
fn told(text: &str) -> Vec<(String, String)> {
    let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None).expect("text");
    let report = crate::vet(document, &RuleSet::default(), 1000);
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
            "Sales were 10bn euros, up 35% from 9.26bn euros.",
        ),
        (
            "absolute-change",
            "250,000 barrels",
            "Stocks fell 250,000 barrels to 35.7 million from 36.2 million barrels.",
        ),
        (
            "absolute-change",
            "3.0 percentage points",
            "The margin fell 3.0 percentage points to 7.3 percent from 9.2 percent.",
        ),
        (
            "change-level",
            "0.23 percent",
            "Shares rose 23 cents, or 0.23 percent, to $6.20.",
        ),
        (
            "change-level",
            "8 percent",
            "The index was 116.1 points, or 8 percent lower at 6,170.",
        ),
        (
            "direction",
            "225,000",
            "Exports fell to 225,000 in May from 222,000 in April.",
        ),
        (
            "multiple",
            "more than doubled",
            "Sales more than doubled to $4.1 million from $2.3 million.",
        ),
        (
            "multiple",
            "almost tripled",
            "Revenue almost tripled to $46.5 million from $13.9 million.",
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
            "$19.3 million",
            "She received $19.3 million, comprising a $4.1 million bonus, $12.5 million in stock and $3.8 million in salary.",
        ),
        (
            "parts-total",
            "four",
            "They closed four small banks - two in the north, one in the south and five in the east.",
        ),
        (
            "percent-total",
            "52.5%",
            "Local films took 37.5% of the box office, with foreign ones taking the remaining 52.5%.",
        ),
        (
            "range-order",
            "between 44 and 30 millimetres",
            "There were falls of between 44 and 30 millimetres.",
        ),
        (
            "part-of-whole",
            "35 percent",
            "It will close 789, or 35 percent, of its 3,189 branches.",
        ),
        (
            "part-of-whole",
            "76%",
            "Of the 223 cases, 110 (76%) were exposed.",
        ),
        (
            "fraction-percent",
            "64%",
            "Around half (64%) of adults found it difficult.",
        ),
        (
            "fraction-percent",
            "84%",
            "Mutations were found in 84% (327/680) of families.",
        ),
        (
            "unit-conversion",
            "5 sq miles",
            "The site covers 8 sq km (5 sq miles).",
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
            "2:30 a.m. EDT",
            "The vote is due at 1830 GMT (2:30 a.m. EDT).",
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
        "Sales rose 5 percent to $12.8 billion, compared with $12.5 billion expected by analysts.",
        "The surplus rose 70 percent in May, year-on-year, to 8.1 billion dollars from 5.7 billion in April.",
        "The yen rose to 158 in the first half from 207 a year earlier.",
        // A month's change at a yearly rate; a price in cents.
        "Consumer credit fell $5.18 billion, or 3.9 percent, to $1.597 trillion.",
        "Shares dropped $1.71, or 76.7 percent, to 52 cents.",
        // Ranks, old ranges, two measures of one thing.
        "The bank jumped to 5th from 11th.",
        "It plans to open 60 to 70 stores, down from 75 to 85 stores.",
        "Net income fell to $140 million, or 31 cents per share, from $209 million, or 46 cents a share.",
        "The fee doubled to $50 from $25.",
        "Exports nearly tripled to 250,000 from 90,000.",
        // Some of a total, with the rest elsewhere; what only stands in brackets.
        "It runs 511 stores worldwide - 377 in the north and 71 in the south.",
        "They paid $1.4 billion, including $500 million in May and $400 million in June.",
        "It is one of 35 teams - each consisting of two women and two men.",
        "The project is 15 percent owned by a rival and 10 percent owned by a bank.",
        "It took place between 43,000 and 36,000 years ago.",
        "It could cut 500 to 600 jobs, or up to 5 percent of its workforce.",
        "More than half (55%) of the respondents said so.",
        // Imperial gallons, troy ounces, a difference of degrees, round numbers.
        "It can make 110 million gallons (500 million liters) a year.",
        "They lost 900 kg of gold (28,935 ounces).",
        "The goal is to limit warming to 2 degrees Celsius (3.6 Fahrenheit).",
        "The village lies about 100 km (60 miles) to the south.",
        "It paid 10 million euros ($13.1 million). ($1 = 0.7634 euros)",
        "It was quoted at 1123 GMT (7:23 a.m. EDT).",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}
