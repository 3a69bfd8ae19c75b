//! The kinds of quantity, as the JSON tells them: a sentence in, kind, text and what is told of it out.

use serde_json::Value;
use statvet::{Format, InputFormat, MAX_QUANTITIES, extract_only, read};

/// The quantities of a text of 20 June 2025, as JSON.
pub(crate) fn quantities(text: &str) -> Vec<Value> {
    let date = "2025-06-20".parse().ok();
    let bytes = text.as_bytes().to_vec();
    let document = read("text".into(), bytes, InputFormat::Text, date).unwrap();
    let mut out = Vec::new();
    extract_only(document, MAX_QUANTITIES)
        .render(Format::Jsonl, &mut out)
        .unwrap();
    let line: Value = serde_json::from_slice(&out).unwrap();
    line["quantities"].as_array().unwrap().clone()
}

/// The parts that are told of a statistic: `name value=2.20 p=0.036`.
fn parts(statistic: &Value) -> String {
    let told = statistic
        .as_object()
        .unwrap()
        .iter()
        .filter_map(|(key, value)| match value {
            Value::String(text) => Some(format!("{key}={text}")),
            Value::Array(items) if !items.is_empty() => {
                Some(format!("{key}={}", Value::from(items.clone())))
            }
            _ => None,
        });
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn statistics_tell_their_parts() {
    for (text, wanted) in [
        (
            "Sleep was longer on the ward, t(28) = 2.20, p = .036.",
            r#"t(28) = 2.20, p = .036: df=["28"] name=t p=0.036 p_relation=equal relation=equal value=2.20"#,
        ),
        (
            "Groups differed, F(2, 45) = 3.1, p < .05, in recall.",
            r#"F(2, 45) = 3.1, p < .05: df=["2","45"] name=F p=0.05 p_relation=less relation=equal value=3.1"#,
        ),
        (
            "Choice went with age, χ²(1, N = 90) = 4.5.",
            r#"χ²(1, N = 90) = 4.5: df=["1"] n=90 name=chi2 relation=equal value=4.5"#,
        ),
        (
            "Height and pay went together (r(48) = .31).",
            r#"r(48) = .31: df=["48"] name=r relation=equal value=0.31"#,
        ),
        (
            "The change was 2 kg (95% CI [1.2, 3.4]).",
            "95% CI [1.2, 3.4]: level=95 lower=1.2 name=confidence_interval upper=3.4",
        ),
        (
            "The poll has a margin of error of ±3 points, it said.",
            "±3 points: name=margin_of_error relation=equal value=3",
        ),
        (
            "The survey's 4-percentage-point margin of error is large.",
            "4-percentage-point: name=margin_of_error relation=equal value=4",
        ),
        (
            "The margin of error is between 2.5 and 4 points, by country.",
            "between 2.5 and 4 points: lower=2.5 name=margin_of_error upper=4",
        ),
        (
            "It is accurate to plus or minus 2.5 percent, at the 95 percent confidence level.",
            "plus or minus 2.5 percent: level=95 name=plus_minus relation=equal value=2.5",
        ),
    ] {
        let found = quantities(text);
        let statistics = found
            .iter()
            .filter(|quantity| quantity["kind"] == "statistic");
        let shown: Vec<_> = statistics
            .map(|quantity| {
                format!(
                    "{}: {}",
                    quantity["text"].as_str().unwrap(),
                    parts(&quantity["statistic"])
                )
            })
            .collect();
        assert_eq!(shown, [wanted], "{text}");
    }
}

#[test]
fn times_carry_their_offset() {
    for (text, wanted) in [
        (
            "The quake struck at 1830 GMT (2:30 p.m. EDT).",
            "18:30+00:00 14:30-04:00",
        ),
        ("Polls close at 7 p.m. ET.", "19:00-04:00"),
        (
            "The talks run from 9 a.m. to 5 p.m. on site.",
            "09:00 17:00",
        ),
        ("They break at noon and resume at 14:00.", "12:00 14:00"),
        ("Doors open 7-9 p.m. for members.", "19:00/21:00"),
        ("It is due at 10:15.", "null"),
    ] {
        let found = quantities(text);
        let times = found.iter().filter(|quantity| quantity["kind"] == "time");
        let shown: Vec<_> = times
            .inspect(|quantity| assert_eq!(quantity["checkworthy"], false))
            .map(|quantity| quantity["value"].as_str().unwrap_or("null").to_owned())
            .collect();
        assert_eq!(shown.join(" "), wanted, "{text}");
    }
}

#[test]
fn what_stands_beside_a_statistic_has_its_unit_and_level() {
    for (text, wanted) in [
        (
            "The pups weighed 5.6 ± 1.2 kg at birth.",
            "measure 5.6 kg | statistic 1.2 kg",
        ),
        ("It took three days, give or take.", "duration 3 d"),
        (
            "He counted 500, give or take 20, in a day.",
            "count 500 - | statistic 20 - | duration 1 d",
        ),
        ("The boy, aged 7, left.", "age 7 a"),
        (
            "Its error margin is 3 points, 19 times out of 20.",
            "statistic 3 pp | fraction 0.95 1",
        ),
    ] {
        let shown: Vec<_> = quantities(text)
            .iter()
            .map(|quantity| {
                let code = quantity["unit"]["code"].as_str().unwrap_or("-");
                let stated = quantity["stated"].as_str().or(quantity["lower"].as_str());
                format!(
                    "{} {} {code}",
                    quantity["kind"].as_str().unwrap(),
                    stated.unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(shown.join(" | "), wanted, "{text}");
    }
}

#[test]
fn ratios_scores_and_shares_are_kept_apart() {
    for (text, wanted) in [
        ("Women outnumber men 3-to-1.", "ratio 3-to-1"),
        ("He was sent off at odds of 5/1.", "ratio 5/1"),
        ("Odds shortened from 7/2 to 5/2.", "ratio 7/2 | ratio 5/2"),
        (
            "The ratio of pupils to teachers was 12 to 1.",
            "ratio 12 to 1",
        ),
        ("The map is drawn at 1:25,000.", "ratio 1:25,000"),
        ("Nine out of 10 voters agreed.", "fraction Nine out of 10"),
        ("One in five adults smokes.", "fraction One in five"),
        ("Only 1 of 4 patients recovered.", "fraction 1 of 4"),
        ("She was one of five children.", "count one | count five"),
        ("They took 312 of 650 seats.", "count 312 | count 650"),
        ("They won 3-2 after leading 2-0.", ""),
        ("She won 6-4, 3-6, 7-6 (7-5) in the final.", ""),
        ("The Senate passed the bill 52-48.", ""),
        ("The measure passed 52 to 48 in the House.", ""),
        ("They lost 17-24 at home.", ""),
        ("The 12-to-11 vote came late.", ""),
        ("He lost 5 to 10 pounds.", "measure 5 to 10 pounds"),
        ("They sell 20-30 cars there.", "count 20-30"),
    ] {
        let shown: Vec<_> = quantities(text)
            .iter()
            .map(|quantity| {
                format!(
                    "{} {}",
                    quantity["kind"].as_str().unwrap(),
                    quantity["text"].as_str().unwrap()
                )
            })
            .collect();
        assert_eq!(shown.join(" | "), wanted, "{text}");
    }
}
