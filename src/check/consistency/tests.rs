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

/// What one check finds in a text.
pub(super) fn found(text: &str, check: &str) -> Vec<crate::Finding> {
    let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None).expect("text");
    let (rules, policy) = (RuleSet::default(), crate::Policy::default());
    let report = crate::vet(document, &rules, &policy, 1000);
    let of = |(finding, _): &(&crate::Finding, &str)| finding.check == check;
    let findings = report.findings().filter(of);
    findings.map(|(finding, _)| finding.clone()).collect()
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

#[test]
fn sums_and_shares_are_told_in_many_ways() {
    for (check, texts) in [
        (
            "parts-total",
            &[
                "The airline ordered 54 jets, made up of 4 jumbos, 40 narrowbodies and 20 freighters.",
                "The blast hurt 12 people, seven of them children and six of them women.",
                "The blast hurt 12 people, including 15 children.",
                "Police held 40 people, 25 in the capital and 18 in the port.",
                "Three came from the north and four from the south, for a total of nine.",
                "Nine of the eight clinics had closed.",
                "The firm has spent $12 billion of its $8 billion budget.",
                "It sold 30 of the 54 boats, leaving 34.",
                "Of the 54 passengers, 20 were treated at the scene and the remaining 44 went home.",
                "Twenty of the 54 passengers were treated and the other 44 went home.",
                "The 98-seat chamber now has 60 Greens, 20 Reds and 30 Blues.",
                "It won 310 seats in the 290-seat chamber.",
                "Of its stock, worth $60 million, $40 million is in paper: $25 million at home and $25 million abroad.",
                "The party won 120 seats, with 80 in the north and 50 in the south.",
                "Seven of its 25 kilns are idle - two in Leeds, two in Ghent and two in Lyon.",
                "Staff numbered 620, including 400 full-time and 120 part-time.",
                "The bank raised 5.6 billion euros: 3.1 billion from a share issue and 1.5 billion from asset sales.",
                "Charges were $45.2 million, including a $30.1 million write-down and $25.4 million of severance.",
                "The town will open four pools: Elm, Oak and Ash.",
                "Fees total 1-3/4 percent, comprising one percent for selling and 1/2 percent for underwriting.",
                "Costs rose $8.3 million due to rents of $45.0 million and wages of $3.8 million.",
            ][..],
        ),
        (
            "percent-total",
            &[
                "52 percent approve of the plan and 61 percent disapprove.",
                "In the poll 48 percent said yes, 61 percent said no.",
                "The bank will own 60 percent of the venture and the insurer 50 percent.",
                "Wheat took 45 percent of the land, maize 30 percent and other crops 35 percent.",
                "Readers are 60% male and 48% female.",
                "Answers were as follows: daily, 40%; weekly, 35%; seldom, 12%; never, 24%.",
                "Voters backed the tax by 58 percent to 48 percent.",
                "The fund is 70% equity-based and 40% debt-based.",
                "The reds have a 60% chance of a win and the blues a 50% chance of winning.",
                "Of them 70% were very happy, 10% fairly, 5% little and 2% not at all.",
            ][..],
        ),
        (
            "part-of-whole",
            &[
                "Some 612 of its 2,450 branches, or 35 percent, will close.",
                "It will close 35 percent, or 612, of its 2,450 branches.",
                "Nearly 25 percent of its 2,450 branches, or 912, will close.",
                "The firm shed 612 jobs, about 35 percent of its 2,450 jobs.",
                "Of the 2,450 branches, 612, or 35 percent, will close.",
                "Among 240 pupils, 130 (54%) walked and 110 (64%) came by bus.",
                "It will shed up to 700 jobs, or just over 4 percent of the 9,000 it has.",
            ][..],
        ),
        (
            "fraction-percent",
            &["Some two thirds, or 45 percent, of tenants had moved."][..],
        ),
    ] {
        for text in texts {
            let checks: Vec<_> = told(text).into_iter().map(|(check, _)| check).collect();
            assert_eq!(checks, [check], "{text}");
        }
    }
}

#[test]
fn is_silent_on_what_only_looks_like_a_sum() {
    for text in [
        // Another part without a number, another base, another thing, more than is listed.
        "He lost 31 men (12 killed, 14 wounded and 5 missing).",
        "Five people were in the car: a mother, two sons and one driver.",
        "The gunman shot five people - a couple, their two children and one neighbour.",
        "The two sides (12 men and 11 women) met for 40 minutes.",
        "It won 20 games, with 15 goals from the captain and 12 from the winger.",
        "The bill is $5 million, with fees of $3 million and costs of $4 million.",
        "He met 12 people in Oslo, 15 in Bergen and 20 in Bodo.",
        "While 12 came from Leeds and 14 from York, a total of 300 people attended.",
        "He scored 12 and 15 points in the last two games, for a season total of 300.",
        "They closed two banks in the north and one in the south, bringing the total to 44.",
        "Sales rose $5.3 million due to higher fees of $6.1 million and rents of $2.0 million.",
        "Three men and two women were hurt; the other four passengers escaped.",
        "Of the 54, 30 were women, 20 of them nurses, and the other 24 were men.",
        "Six of the two clubs' players were sent off.",
        "The war has claimed thousands of lives, including 150 officers and 90 guards.",
        "In 2009, 12 ships sank, including eight in May, and 15 in 2010, including nine in June.",
        "The squad was made up of 12 players, but three cities: Austin, Texas, Reno and Boise bid.",
        "The company will open in two cities: Austin, Texas and Reno.",
        // Other groups, other questions, other wholes.
        "60 percent of Reds support the bill and 70 percent of Blues oppose it.",
        "60 percent support the tax and 55 percent oppose the wall.",
        "In Leeds 60 percent voted yes, and in York 55 percent voted no.",
        "60 percent of men and 55 percent of women read it.",
        "The firm, 20 percent owned by a bank, gets 60 percent of sales at home and the remaining 40 percent abroad.",
        "Readers could give more than one answer: 60 percent said price, 50 percent taste and others 20 percent.",
        "The trust owns 60 percent of one mine and 55 percent of another.",
        "It may close up to 612, or 25 percent, of its 2,450 branches.",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}
