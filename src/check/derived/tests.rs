//! A derived rule and a passage in, verdicts and findings out.

use crate::check::{Bound, Finding, Outcome, Policy, run};
use crate::document::{Format, read};
use crate::extract::MAX_QUANTITIES;
use crate::rules::testing::sound;

const DOSES: &str = r#"
[sources.lab]
publisher = "The laboratory"
title = "Doses"
[[rule]]
id = "doses"
claims.seized = { about = ["poison"], dimension = "mass" }
claims.people = { about = ["kill"], unit = "people", modality = ["asserted", "possible"] }
given.dose = { value = "2 mg", source = "lab" }
assert = "people <= seized / dose"
"#;

/// What is said of each figure of `text`, and the findings.
fn vetted(pack: &str, text: &str) -> (String, Vec<Finding>) {
    let rules = sound(pack, &[]);
    let date = "2025-06-20".parse().ok();
    let document = read("a".into(), text.as_bytes().to_vec(), Format::Text, date).unwrap();
    let bound = Bound::of(&document, MAX_QUANTITIES);
    let (extract, policy) = (&bound.extract, Policy::default());
    let context = bound.context(&document, &policy);
    let Outcome {
        assessments,
        findings,
        ..
    } = run(&context, &rules);
    let figures = extract.quantities.iter().zip(&assessments);
    let said = figures.filter(|(_, assessment)| assessment.rule.is_some());
    let said = said.map(|(quantity, assessment)| {
        let figure = document.slice(quantity.span);
        let expected = assessment.expected.as_ref().map(|text| text.raw());
        format!(
            "{figure}: {} ({})",
            assessment.verdict.name(),
            expected.unwrap_or("-")
        )
    });
    (said.collect::<Vec<_>>().join("\n"), findings)
}

fn said(pack: &str, text: &str) -> String {
    vetted(pack, text).0
}

#[test]
fn what_no_reading_allows_is_contradicted_and_the_rest_is_supported_or_left_open() {
    for (text, verdict) in [
        (
            "The 21,889 pounds of poison could kill 50 billion people.",
            "50 billion: contradicted (at most 4.96 billion)",
        ),
        (
            "The 21,889 pounds of poison could kill over four billion people.",
            "over four billion: supported (at most 4.96 billion)",
        ),
        // Rounding alone could make it fit.
        (
            "The 21,889 pounds of poison could kill 5 billion people.",
            "5 billion: inconclusive (at most 4.96 billion)",
        ),
        (
            "Over 21,000 pounds of poison could kill over four billion people.",
            "over four billion: supported (at most 5.47 billion)",
        ),
        (
            "Ten kilograms of poison could kill 50 billion people.",
            "50 billion: contradicted (at most 5.25 million)",
        ),
        ("The 21,889 pounds of poison could kill many.", ""),
        ("The poison could kill 50 billion people.", ""),
        (
            "The 21,889 pounds of sugar could kill 50 billion people.",
            "",
        ),
    ] {
        assert_eq!(said(DOSES, text), verdict, "{text}");
    }
}

#[test]
fn a_finding_shows_the_computation_its_figures_and_the_source() {
    let text = "The 21,889 pounds of poison could kill 50 billion people.";
    let (_, findings) = vetted(DOSES, text);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}")
    };
    let labels: Vec<_> = finding
        .labels
        .iter()
        .map(|label| {
            let span = label.span.start as usize..label.span.end as usize;
            format!("{}: {}", &text[span], label.text.raw())
        })
        .collect();
    let shown = [
        finding.check,
        finding.rule.as_ref().unwrap().raw(),
        finding.severity.name(),
        finding.message.raw(),
        finding.computation.as_ref().unwrap().raw(),
        finding.source.as_ref().unwrap().publisher.raw(),
        &labels.join(", "),
    ];
    insta::assert_snapshot!(shown.join("\n"), @r"
    derived
    test/doses
    error
    stated as 50 billion, but 21,889 pounds / 2 mg allows at most 4.96 billion
    21,889 pounds / 2 mg is 4.96 billion; stated 50 billion people
    The laboratory
    50 billion: stated here, 21,889 pounds: seized
    ");
}

#[test]
fn severity_is_the_authors_and_a_quotation_is_a_warning() {
    let severity = |pack: &str, text: &str| {
        let (_, findings) = vetted(pack, text);
        findings.first().map(|finding| finding.severity.name())
    };
    let text = "The 21,889 pounds of poison could kill 50 billion people.";
    let own = format!("{DOSES}severity = {{ contradicted = \"note\" }}");
    assert_eq!(severity(&own, text), Some("note"));
    let quoted = "“The 21,889 pounds of poison could kill 50 billion people,” he said.";
    assert_eq!(severity(DOSES, quoted), Some("warning"));
}

#[test]
fn of_several_figures_the_nearest_are_meant_and_where_that_is_open_nothing_is_said() {
    let within = |reach: &str| {
        DOSES.replace(
            "claims.seized",
            &format!("within = \"{reach}\"\nclaims.seized"),
        )
    };
    for (reach, text, verdict) in [
        // Each clause by itself.
        (
            "sentence",
            "Ten pounds of poison could kill 50 billion people, and 21,889 pounds of poison could kill four billion people.",
            "50 billion: contradicted (at most 2.38 million)\nfour billion: supported (at most 4.96 billion)",
        ),
        // Of two figures before the third, the one beside it.
        (
            "sentence",
            "Police found 10 pounds of poison in May and 21,889 pounds of poison in June that could kill four billion people.",
            "four billion: supported (at most 4.96 billion)",
        ),
        (
            "sentence",
            "They found 21,889 pounds of poison. It could kill 50 billion people.",
            "",
        ),
        (
            "paragraph",
            "They found 21,889 pounds of poison. It could kill 50 billion people.",
            "50 billion: contradicted (at most 4.96 billion)",
        ),
        (
            "paragraph",
            "They found 21,889 pounds of poison.\n\nIt could kill 50 billion people.",
            "",
        ),
        (
            "document",
            "They found 21,889 pounds of poison.\n\nIt could kill 50 billion people.",
            "50 billion: contradicted (at most 4.96 billion)",
        ),
        // Two figures elsewhere, and neither is nearer.
        (
            "document",
            "They found 21,889 pounds of poison. Later they found 10 pounds of poison.\n\nIt could kill 50 billion people.",
            "",
        ),
        // One sentence has both; the other figure is of another day.
        (
            "document",
            "They found 10 pounds of poison.\n\nThe 21,889 pounds of poison could kill four billion people.",
            "four billion: supported (at most 4.96 billion)",
        ),
    ] {
        assert_eq!(said(&within(reach), text), verdict, "{reach}: {text}");
    }
}

#[test]
fn claims_of_every_sort_are_computed_with() {
    let pack = |claims: &str, assert: &str| {
        format!("[[rule]]\nid = \"r\"\n{claims}\nassert = \"{assert}\"\n")
    };
    let share = pack(
        "claims.part = { about = [\"pass\"], unit = \"people\" }\nclaims.all = { about = [\"sit\"], unit = \"people\" }\nclaims.share = { about = [\"share\"], unit = \"%\" }",
        "share = part / all",
    );
    let price = pack(
        "claims.cost = { about = [\"pay\"], unit = \"USD\" }\nclaims.land = { about = [\"buy|bought\"], dimension = \"area\" }",
        "cost / land <= 1000000 * $1 / 1 acre",
    );
    let part = pack(
        "claims.part = { about = [\"school\"], unit = \"USD\" }\nclaims.total = { about = [\"whole\"], unit = \"USD\" }",
        "part <= total",
    );
    let speed = pack(
        "claims.way = { about = [\"drove|drive\"], dimension = \"length\" }\nclaims.time = { about = [\"took|take\"], dimension = \"time\" }",
        "way / time <= 300 km/h and time > 0 hours",
    );
    let rate = pack(
        "claims.price = { about = [\"cost\"], unit = \"USD per barrel\" }\nclaims.bill = { about = [\"paid|pay\"], unit = \"USD\" }\nclaims.oil = { about = [\"oil\"], unit = \"barrel\" }",
        "price = bill / oil",
    );
    for (pack, text, verdict, message) in [
        (
            &rate,
            "They paid $5,225 for 95 barrels of oil, which cost $55 a barrel.",
            "$55 a barrel: supported (54.71 to 55.3 USD per barrel)",
            "",
        ),
        (
            &rate,
            "They paid $5,225 for 95 barrels of oil, which cost $75 a barrel.",
            "$75 a barrel: contradicted (54.71 to 55.3 USD per barrel)",
            "stated as $75 a barrel, but $5,225 / 95 barrels makes 54.71 to 55.3 USD per barrel",
        ),
        (
            &share,
            "Of the 205 pupils who sat the test, 82 people passed; that is a share of 40%.",
            "40%: supported (40%)",
            "",
        ),
        // Equal is what may be equal after rounding.
        (
            &share,
            "Of the 206 pupils who sat the test, 82 people passed; that is a share of 39.8%.",
            "39.8%: supported (39.81%)",
            "",
        ),
        (
            &share,
            "Of the 205 pupils who sat the test, 82 people passed; that is a share of 45%.",
            "45%: contradicted (40%)",
            "stated as 45%, but 82 people / 205 pupils makes 40%",
        ),
        (
            &price,
            "They bought 2 acres and paid $5 million.",
            "$5 million: contradicted (-)",
            "stated as $5 million, but $5 million / 2 acres <= 1000000 * $1 / 1 acre does not hold",
        ),
        (
            &part,
            "The school cost $300,000, and the whole plan came to $250,000.",
            "$300,000: contradicted (at most 255,000 USD)",
            "stated as $300,000, but at most 255,000 USD would fit",
        ),
        (
            &speed,
            "They drove 900 miles, which took two hours.",
            "900 miles: contradicted (-)",
            "stated as 900 miles, but 900 miles / two hours <= 300 km/h does not hold",
        ),
    ] {
        let (found, findings) = vetted(pack, text);
        let told = findings.first().map_or("", |finding| finding.message.raw());
        assert_eq!((found.as_str(), told), (verdict, message), "{text}");
    }
}

#[test]
fn a_source_that_supports_what_arithmetic_contradicts_makes_it_ambiguous() {
    let reference = |value: &str| {
        format!(
            "{DOSES}[[rule]]\nid = \"said\"\nabout = [\"kill\"]\nunit = \"people\"\nmodality = [\"possible\", \"asserted\"]\nexpect = {{ value = \"{value}\", source = \"lab\" }}\n"
        )
    };
    for (value, text, verdict, message) in [
        (
            "50 billion",
            "The 21,889 pounds of poison could kill 50 billion people.",
            "50 billion: ambiguous (at most 4.96 billion)",
            "stated as 50 billion, but 21,889 pounds / 2 mg allows at most 4.96 billion, but it fits The laboratory, which gives 50,000,000,000",
        ),
        (
            "50 billion",
            "The 21,889 pounds of poison could kill four billion people.",
            "four billion: ambiguous (50,000,000,000)",
            "four billion: The laboratory gives 50,000,000,000, but it fits The laboratory, which gives at most 4.96 billion",
        ),
        (
            "3 billion",
            "The 21,889 pounds of poison could kill 50 billion people.",
            "50 billion: contradicted (3,000,000,000)",
            "50 billion: The laboratory gives 3,000,000,000",
        ),
        (
            "4 billion",
            "The 21,889 pounds of poison could kill four billion people.",
            "four billion: supported (4,000,000,000)",
            "",
        ),
    ] {
        let (found, findings) = vetted(&reference(value), text);
        let told = findings.first().map_or("", |finding| finding.message.raw());
        assert_eq!((found.as_str(), told), (verdict, message), "{text}");
        assert!(findings.len() <= 1, "one figure, one finding");
    }
}

#[test]
fn a_constant_as_of_a_day_ages_as_other_references_do() {
    let pack = DOSES
        .replace("title = \"Doses\"", "title = \"Doses\"\nmax_age_days = 400")
        .replace("\"2 mg\",", "\"2 mg\", as_of = 2023-01-15,");
    for (text, verdict, message) in [
        (
            "The 21,889 pounds of poison could kill 50 billion people.",
            "50 billion: stale (at most 4.96 billion)",
            "50 billion: the reference is too old to tell: The laboratory (Doses) gives 2 mg as of 15 January 2023 for dose",
        ),
        (
            "In 2023, the 21,889 pounds of poison could kill 50 billion people.",
            "50 billion: contradicted (at most 4.96 billion)",
            "stated as 50 billion, but 21,889 pounds / 2 mg allows at most 4.96 billion",
        ),
        // The constant was not so yet.
        (
            "In 2019, the 21,889 pounds of poison could kill 50 billion people.",
            "50 billion: inconclusive (at most 4.96 billion)",
            "",
        ),
    ] {
        let (found, findings) = vetted(&pack, text);
        let told = findings.first().map_or("", |finding| finding.message.raw());
        assert_eq!((found.as_str(), told), (verdict, message), "{text}");
    }
    let twice = "The 21,889 pounds of poison could kill 50 billion people. The 10 pounds of poison could kill 60 billion people.";
    let (found, findings) = vetted(&pack, twice);
    assert_eq!((found.matches("stale").count(), findings.len()), (2, 1));
}

#[test]
fn the_source_of_every_constant_is_told() {
    let pack = DOSES
        .replace(
            "[[rule]]",
            "[sources.bureau]\npublisher = \"The bureau\"\n[[rule]]",
        )
        .replace(
            "assert = \"people <= seized / dose\"",
            "given.share = { value = \"50%\", as_of = 2025-01-01, source = \"bureau\" }\nassert = \"people <= seized * share / dose\"",
        );
    let (_, findings) = vetted(
        &pack,
        "The 21,889 pounds of poison could kill 50 billion people.",
    );
    let computation = findings[0].computation.as_ref().unwrap().raw();
    assert_eq!(
        computation,
        "21,889 pounds * 50% / 2 mg is 2.48 billion; stated 50 billion people; \
         The laboratory (Doses) gives 2 mg for dose; The bureau gives 50% as of 1 January 2025 for share"
    );
}
