//! The comparison, row by row of `design.md` §5: a pack and a sentence in, verdicts out.

use super::{Failed, Hearing, assess, hear};
use crate::check::{Bound, Context, Finding, Policy};
use crate::document::{Format, read};
use crate::extract::MAX_QUANTITIES;
use crate::rules::RuleSet;
use crate::rules::testing::sound;

const SOURCES: &str = "[sources.city]\npublisher = \"The city\"\nmax_age_days = 365\n[sources.press]\npublisher = \"The press\"\n";

const VISITS: &str = "place,start,end,value,as_of,confidence,rounding\n\
    museum,2021-01-01,2021-12-31,1000,2022-01-15,high,exact\n\
    museum,2022-01-01,2022-12-31,2000,2023-01-15,high,exact\n\
    museum,2023-01-01,2023-12-31,4000,2024-01-15,high,exact\n\
    museum,2023-01-01,2023-12-31,4400,2024-06-01,high,exact\n\
    zoo,2022-01-01,2022-12-31,7000,2023-01-15,low,exact\n\
    zoo,2023-01-01,2023-06-30,3000,2024-01-15,high,nearest 10\n\
    park,2021-10-01,2022-09-30,5000,2023-01-15,high,exact\n\
    school,2022-07-01,2023-06-30,600,2024-01-15,high,exact\n";

const DUTIES: &str = "country,from,to,percent\n\
    Canada,2023-01-01,,35\n\
    Mexico,2023-01-01,,25\n";

const FEES: &str = "kind,from,to,fee\n\
    adult,2020-01-01,2021-12-31,10\n\
    adult,2022-01-01,2023-06-30,12\n\
    adult,2023-07-01,,15\n\
    child,2020-01-01,,5\n";

const SHOWS: &str = "first,last,seen\n\
    2023-03-01,2023-03-01,100\n\
    2023-04-10,2023-04-12,150\n\
    2023-04-28,2023-06-03,70\n\
    2023-08-01,2023-08-01,\n";

/// A rule on visitors of the museum, with `keys` in it.
fn rule(id: &str, keys: &str) -> String {
    format!("[[rule]]\nid = \"{id}\"\nabout = [\"museum\"]\nunit = \"people\"\n{keys}\n")
}

const DATA: &str = "[data.visits]\npath = \"visits.csv\"\nsource = \"city\"\nkind = \"total\"\nperiod = [\"start\", \"end\"]\n\
    value = \"value\"\nas_of = \"as_of\"\nconfidence = \"confidence\"\nrounded = \"rounding\"\n\
    [data.fees]\npath = \"fees.csv\"\nsource = \"city\"\nkind = \"level\"\nperiod = [\"from\", \"to\"]\nvalue = \"fee\"\nunit = \"USD\"\n\
    [data.duties]\npath = \"duties.csv\"\nsource = \"city\"\nkind = \"level\"\nperiod = [\"from\", \"to\"]\nvalue = \"percent\"\n\
    [data.shows]\npath = \"shows.csv\"\nsource = \"city\"\nkind = \"event\"\nperiod = [\"first\", \"last\"]\nvalue = \"seen\"\n";

pub(super) fn pack(rules: &str) -> RuleSet {
    let files = [
        ("visits.csv", VISITS),
        ("fees.csv", FEES),
        ("shows.csv", SHOWS),
        ("duties.csv", DUTIES),
    ];
    sound(&[SOURCES, DATA, rules].concat(), &files)
}

/// What is said of each figure of `text` printed on `date`: `figure: verdict`, and what the finding says.
fn said(rules: &str, date: &str, text: &str) -> String {
    let (verdicts, _) = vetted(&pack(rules), date, text);
    verdicts
}

pub(super) fn vetted(rules: &RuleSet, date: &str, text: &str) -> (String, Vec<Finding>) {
    with_context(date, text, |context| judged(context, rules))
}

/// Looks at `text` printed on `date`.
pub(super) fn with_context<T>(date: &str, text: &str, look: impl FnOnce(&Context<'_>) -> T) -> T {
    let document = read(
        "a".into(),
        text.as_bytes().to_vec(),
        Format::Text,
        date.parse().ok(),
    )
    .unwrap();
    let bound = Bound::of(&document, MAX_QUANTITIES);
    look(&bound.context(&document, &Policy::default()))
}

fn judged(context: &Context<'_>, rules: &RuleSet) -> (String, Vec<Finding>) {
    let (document, extract) = (context.document, context.extract);
    let mut findings = Vec::new();
    let mut told = super::ToldStale::default();
    let heard = hear(context, rules);
    let assessments = assess(context, rules, &heard, &mut told, &mut findings);
    let figures = extract.quantities.iter().zip(&assessments);
    let shown = figures
        .filter(|(quantity, _)| rules.speaks_of_dates || !quantity.kind.is_calendar())
        .map(|(quantity, assessment)| {
            let because = assessment
                .because
                .map(|because| format!(", {because:?}"))
                .unwrap_or_default();
            format!(
                "{}: {}{because}",
                document.slice(quantity.span),
                assessment.verdict.name()
            )
        });
    (shown.collect::<Vec<_>>().join("; "), findings)
}

/// The message and the slip of the only finding.
fn told(rules: &str, date: &str, text: &str) -> String {
    let (_, findings) = vetted(&pack(rules), date, text);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}")
    };
    let slip = finding
        .slip
        .as_ref()
        .map(|slip| format!(" | {}", slip.raw()));
    format!(
        "{:?} {}{}",
        finding.severity,
        finding.message.raw(),
        slip.unwrap_or_default()
    )
}

#[test]
fn a_value_is_compared_as_the_figure_is_worded() {
    let value = |value: &str| {
        rule(
            "a",
            &format!("expect = {{ value = \"{value}\", source = \"city\" }}"),
        )
    };
    for (reference, text, verdict) in [
        (
            "24048",
            "The museum had 24,048 visitors.",
            "24,048: supported",
        ),
        (
            "24048",
            "The museum had 24,000 visitors.",
            "24,000: supported, Rounding",
        ),
        (
            "24048",
            "The museum had about 25,000 visitors.",
            "about 25,000: supported",
        ),
        (
            "24048",
            "The museum had more than 24,000 visitors.",
            "more than 24,000: supported",
        ),
        (
            "24048",
            "The museum had more than 15,000 visitors.",
            "more than 15,000: imprecise",
        ),
        (
            "24048",
            "The museum had 25,000 visitors.",
            "25,000: contradicted",
        ),
        (
            "24048",
            "The museum had more than 25,000 visitors.",
            "more than 25,000: contradicted",
        ),
        (
            "24048",
            "The museum had tens of thousands of visitors.",
            "tens of thousands: supported",
        ),
        (
            "20-30",
            "The museum had between 25 and 28 visitors.",
            "between 25 and 28: supported",
        ),
        ("20-30", "The museum had 31 visitors.", "31: contradicted"),
    ] {
        assert_eq!(said(&value(reference), "2024-01-31", text), verdict);
    }
}

#[test]
fn a_tolerance_widens_the_reference_and_never_a_bound() {
    let rules = |tolerance: &str| {
        rule(
            "a",
            &format!("expect = {{ value = 1000, source = \"city\" }}\ntolerance = \"{tolerance}\""),
        )
    };
    for (tolerance, text, verdict) in [
        (
            "2%",
            "The museum had 1,019 visitors.",
            "1,019: supported, Tolerance",
        ),
        (
            "2%",
            "The museum had 1,021 visitors.",
            "1,021: contradicted",
        ),
        (
            "5",
            "The museum had 1,005 visitors.",
            "1,005: supported, Tolerance",
        ),
        ("5", "The museum had 1,006 visitors.", "1,006: contradicted"),
        (
            "rounding",
            "The museum had 1,001 visitors.",
            "1,001: contradicted",
        ),
        (
            "2%",
            "The museum had more than 1,030 visitors.",
            "more than 1,030: contradicted",
        ),
    ] {
        assert_eq!(said(&rules(tolerance), "2024-01-31", text), verdict);
    }
}

#[test]
fn totals_add_up_over_the_period_without_gap_or_overlap() {
    let rules = rule(
        "a",
        "expect = { data = \"visits\", where = { place = \"museum\" } }",
    );
    for (text, verdict) in [
        ("The museum had 2,000 visitors in 2022.", "2,000: supported"),
        (
            "The museum had 3,000 visitors between 2021 and 2022.",
            "3,000: supported",
        ),
        ("The museum had 900 visitors in 2020.", "900: inconclusive"),
        (
            "The museum had 900 visitors in June 2022.",
            "900: inconclusive",
        ),
        ("The museum had 900 visitors.", "900: inconclusive"),
        (
            "The museum had 2,000 visitors in 2023.",
            "2,000: contradicted",
        ),
    ] {
        assert_eq!(said(&rules, "2024-02-01", text), verdict, "{text}");
    }
}

#[test]
fn what_was_known_when_the_article_was_printed_counts() {
    let rules = rule(
        "a",
        "expect = { data = \"visits\", where = { place = \"museum\" } }",
    );
    let text = "The museum had 4,000 visitors in 2023.";
    assert_eq!(said(&rules, "2024-02-01", text), "4,000: supported");
    assert_eq!(said(&rules, "2024-07-01", text), "4,000: contradicted");
    assert_eq!(said(&rules, "2023-12-31", text), "4,000: supported");
}

#[test]
fn an_alternative_with_a_gap_is_passed_over() {
    let keys = "expect = [{ data = \"visits\", where = { place = \"zoo\" } }, { data = \"visits\", where = { place = \"museum\" } }]";
    assert_eq!(
        said(
            &rule("a", keys),
            "2024-02-01",
            "The museum had 4,000 visitors in 2023."
        ),
        "4,000: supported"
    );
    assert_eq!(
        said(
            &rule("a", keys),
            "2024-02-01",
            "The museum had 9,000 visitors in 2023."
        ),
        "9,000: contradicted"
    );
    let list = "expect = { data = \"visits\", where = { place = [\"zoo\", \"museum\"] } }";
    assert_eq!(
        said(
            &rule("a", list),
            "2024-02-01",
            "The museum had 8,000 visitors between 2021 and 2022."
        ),
        "8,000: supported"
    );
}

#[test]
fn a_low_confidence_supports_and_never_contradicts() {
    let keys = "expect = { data = \"visits\", where = { place = \"zoo\" } }";
    for (text, verdict) in [
        ("The museum had 7,000 visitors in 2022.", "7,000: supported"),
        (
            "The museum had 8,000 visitors in 2022.",
            "8,000: inconclusive",
        ),
    ] {
        assert_eq!(said(&rule("a", keys), "2024-02-01", text), verdict);
    }
    let key = "expect = { value = 7, source = \"press\", confidence = \"low\" }";
    assert_eq!(
        said(&rule("a", key), "2024-02-01", "The museum had 8 visitors."),
        "8: inconclusive"
    );
}

#[test]
fn the_fiscal_year_of_the_same_number_makes_it_imprecise() {
    let rules = rule(
        "a",
        "or_period = \"fiscal_year\"\nexpect = { data = \"visits\", where = { place = \"park\" } }",
    );
    assert_eq!(
        told(
            &rules,
            "2024-02-01",
            "The museum had 5,000 visitors in 2022."
        ),
        "Note 5,000 for 2022: true only of fiscal 2022, for which The city counts 5,000 as of 15 January 2023"
    );
    assert_eq!(
        said(
            &rules,
            "2024-02-01",
            "The museum had 6,000 visitors in 2022."
        ),
        "6,000: inconclusive"
    );
}

#[test]
fn a_claim_without_a_period_is_held_to_what_the_rule_says() {
    let rules = |when: &str| {
        rule(
            "a",
            &format!(
                "when_vague = \"{when}\"\nexpect = {{ data = \"visits\", where = {{ place = \"museum\" }} }}"
            ),
        )
    };
    for (when, text, verdict) in [
        (
            "skip",
            "The museum had 1,000 visitors.",
            "1,000: inconclusive",
        ),
        ("any", "The museum had 1,000 visitors.", "1,000: supported"),
        (
            "any",
            "The museum had 9,000 visitors.",
            "9,000: contradicted",
        ),
        (
            "any",
            "The museum had 3,000 visitors.",
            "3,000: inconclusive",
        ),
        (
            "latest",
            "The museum had 4,000 visitors.",
            "4,000: supported",
        ),
        (
            "latest",
            "The museum had 2,000 visitors.",
            "2,000: contradicted",
        ),
        (
            "to_date",
            "The museum had more than 7,000 visitors.",
            "more than 7,000: inconclusive",
        ),
        (
            "to_date",
            "The museum had fewer than 5,000 visitors.",
            "fewer than 5,000: contradicted",
        ),
    ] {
        assert_eq!(
            said(&rules(when), "2024-02-01", text),
            verdict,
            "{when}: {text}"
        );
    }
}

#[test]
fn levels_are_the_last_row_not_after_the_period() {
    let rules = "[[rule]]\nid = \"fee\"\nabout = [\"museum\", \"fee|ticket\"]\nunit = \"USD\"\nwhen_vague = \"latest\"\n\
                 expect = { data = \"fees\", where = { kind = \"adult\" } }\n";
    for (text, verdict) in [
        ("The museum's fee was $12 in 2022.", "$12: supported"),
        ("The museum's fee was $12 in April 2022.", "$12: supported"),
        (
            "The museum's fee was $10 in April 2022.",
            "$10: contradicted",
        ),
        ("The museum's fee was $15 in 2023.", "$15: supported"),
        ("The museum's fee was $9 in 2019.", "$9: inconclusive"),
        ("The museum's fee is $15.", "$15: supported"),
        ("The museum's fee is 1,500 cents.", "1,500 cents: supported"),
        ("The museum's fee is up to $15.", "up to $15: supported"),
    ] {
        assert_eq!(said(rules, "2024-02-01", text), verdict, "{text}");
    }
}

#[test]
fn events_lie_in_the_period_and_what_is_not_known_of_them_decides_nothing() {
    let rules = |aggregate: &str| {
        format!(
            "[[rule]]\nid = \"a\"\nabout = [\"show\"]\nunit = \"people|show\"\nwhen_vague = \"to_date\"\nexpect = {{ data = \"shows\"{aggregate} }}\n"
        )
    };
    for (aggregate, text, verdict) in [
        (
            "",
            "The show had 100 visitors in March 2023.",
            "100: supported",
        ),
        (
            "",
            "The show had 120 visitors in March 2023.",
            "120: contradicted",
        ),
        (
            "",
            "The show had 100 visitors in December 2022.",
            "100: inconclusive",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had 350 visitors between March and April 2023.",
            "350: contradicted",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had 320 visitors between March and June 2023.",
            "320: supported",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had 150 visitors in April 2023.",
            "150: supported",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had 220 visitors in April 2023.",
            "220: supported",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had more than 300 visitors in 2023.",
            "more than 300: supported",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had 300 visitors in 2023.",
            "300: contradicted",
        ),
        (
            ", aggregate = \"sum\"",
            "The shows had 900 visitors in 2023.",
            "900: contradicted",
        ),
        (
            ", aggregate = \"count\"",
            "So far there were three shows.",
            "three: supported",
        ),
        (
            ", aggregate = \"count\"",
            "So far there were two shows.",
            "two: contradicted",
        ),
    ] {
        assert_eq!(
            said(&rules(aggregate), "2023-07-01", text),
            verdict,
            "{aggregate} {text}"
        );
    }
}

#[test]
fn a_value_too_old_for_the_present_is_stale_and_one_of_a_closed_period_never() {
    let rules = rule(
        "a",
        "when_vague = \"latest\"\nexpect = { value = 100, as_of = 2022-01-01, source = \"city\" }",
    );
    for (date, text, verdict) in [
        (
            "2022-12-31",
            "The museum has 100 visitors.",
            "100: supported",
        ),
        ("2024-01-01", "The museum has 100 visitors.", "100: stale"),
        ("2024-01-01", "The museum has 120 visitors.", "120: stale"),
        (
            "2024-01-01",
            "The museum had 100 visitors in 2022.",
            "100: supported",
        ),
        (
            "2024-01-01",
            "Since June 2022 the museum has had 100 visitors.",
            "100: supported",
        ),
    ] {
        assert_eq!(said(&rules, date, text), verdict, "{date} {text}");
    }
    let twice = "The museum has 100 visitors. The museum has 120 visitors.";
    assert_eq!(
        vetted(&pack(&rules), "2024-01-01", twice).1.len(),
        1,
        "stale is told once a source"
    );
}

#[test]
fn rules_are_combined_by_the_gravest_unless_one_supports() {
    let value = |id: &str, value: &str| {
        rule(
            id,
            &format!("expect = {{ value = \"{value}\", source = \"city\" }}"),
        )
    };
    let undecided = rule(
        "u",
        "expect = { data = \"visits\", where = { place = \"museum\" } }",
    );
    for (rules, verdict) in [
        (
            [value("a", "95"), value("b", "95")].concat(),
            "more than 90: supported",
        ),
        (
            [value("a", "95"), value("b", "80")].concat(),
            "more than 90: ambiguous",
        ),
        (
            [value("a", "900"), value("b", "80")].concat(),
            "more than 90: contradicted",
        ),
        (
            [value("a", "900"), value("b", "95")].concat(),
            "more than 90: imprecise",
        ),
        (
            [undecided.clone(), value("b", "95")].concat(),
            "more than 90: supported",
        ),
        (undecided, "more than 90: inconclusive"),
        (String::new(), "more than 90: unverified"),
    ] {
        assert_eq!(
            said(
                &rules,
                "2024-01-01",
                "The museum has more than 90 visitors."
            ),
            verdict
        );
    }
}

#[test]
fn severities_are_the_usual_ones_unless_the_rule_says() {
    let rules = |keys: &str| {
        rule(
            "a",
            &format!("expect = {{ value = 100, source = \"city\" }}\n{keys}"),
        )
    };
    for (keys, text, finding) in [
        (
            "",
            "The museum has 250 visitors.",
            "Error 250: The city gives 100",
        ),
        (
            "",
            "“The museum has 250 visitors,” she said.",
            "Warning 250: The city gives 100",
        ),
        (
            "severity = { contradicted = \"note\" }",
            "The museum has 250 visitors.",
            "Note 250: The city gives 100",
        ),
        (
            "",
            "The museum has more than 50 visitors.",
            "Note more than 50: true as worded, but The city gives 100",
        ),
    ] {
        assert_eq!(told(&rules(keys), "2024-01-01", text), finding);
    }
}

#[test]
fn the_manner_of_a_claim_must_be_the_rules() {
    let rules = |keys: &str| {
        rule(
            "a",
            &format!("expect = {{ value = 100, source = \"city\" }}\n{keys}"),
        )
    };
    for (keys, text, verdict) in [
        (
            "",
            "The museum is considering 100 visitors.",
            "100: unverified",
        ),
        (
            "modality = \"planned\"",
            "The museum is considering 100 visitors.",
            "100: supported",
        ),
        (
            "",
            "The museum did not have 100 visitors.",
            "100: unverified",
        ),
        (
            "negated = true",
            "The museum did not have 100 visitors.",
            "100: supported",
        ),
        ("", "Visitors of the museum rose by 100.", "100: unverified"),
        ("", "The museum had a few visitors.", "a few: unverified"),
        (
            "not_about = [\"school\"]",
            "The museum had 100 visitors from a school.",
            "100: unverified",
        ),
    ] {
        assert_eq!(
            said(&rules(keys), "2024-01-01", text),
            verdict,
            "{keys} {text}"
        );
    }
}

#[test]
fn the_first_condition_that_fails_is_told() {
    let keys = "not_about = [\"school\"]\nexpect = { value = 100, source = \"city\" }";
    let rules = pack(&rule("a", keys).replace("[\"museum\"]", "[\"museum\", \"garden\"]"));
    for (text, failed) in [
        ("The museum had 90 visitors in a garden.", None),
        (
            "The garden of the museum began in 2023.",
            Some(Failed::NoAmount),
        ),
        (
            "In the garden, visitors of the museum rose by 90.",
            Some(Failed::Change),
        ),
        (
            "The museum did not have 90 visitors in the garden.",
            Some(Failed::Negation),
        ),
        (
            "The museum is considering 90 visitors in the garden.",
            Some(Failed::Modality),
        ),
        (
            "The museum had a few visitors in the garden.",
            Some(Failed::Vague),
        ),
        (
            "The museum had 90 statues in the garden.",
            Some(Failed::Unit),
        ),
        (
            "The zoo had 90 visitors in the garden.",
            Some(Failed::Term(0)),
        ),
        ("The museum had 90 visitors.", Some(Failed::Term(1))),
        (
            "The museum had 90 visitors of a school in the garden.",
            Some(Failed::NotAbout(0)),
        ),
        (
            "The zoo had 90 visitors in the garden and 80 visitors at the museum.",
            Some(Failed::OthersWords(0)),
        ),
    ] {
        let why = with_context("2024-01-01", text, |context| {
            let mut hearing = Hearing::new(context, &rules);
            hearing.why(
                &rules.rules[0].speaks,
                &context.extract.quantities[0],
                &context.claims[0],
            )
        });
        assert_eq!(why, failed, "{text}");
    }
}

#[test]
fn words_of_other_figures_do_not_count() {
    let rules = "[[rule]]\nid = \"fee\"\nabout = [\"museum\", \"fee\"]\nunit = \"%\"\nexpect = { value = \"25%\", source = \"city\" }\n";
    for (text, verdict) in [
        (
            "Fees rose to 25 percent at the museum and 10 percent at the zoo.",
            "25 percent: supported; 10 percent: unverified",
        ),
        (
            "The museum's fee is 25 percent, and wages fell to 3 percent of costs.",
            "25 percent: supported; 3 percent: unverified",
        ),
    ] {
        assert_eq!(said(rules, "2024-01-01", text), verdict);
    }
}

#[test]
fn amounts_are_compared_across_units_exactly() {
    let rules = "[[rule]]\nid = \"a\"\nabout = [\"statue\"]\ndimension = \"mass\"\nexpect = { value = \"100 kg\", source = \"city\" }\n";
    for (text, verdict) in [
        (
            "The statue has a mass of 100 kilograms.",
            "100 kilograms: supported",
        ),
        (
            "The statue has a mass of 220 pounds.",
            "220 pounds: supported, Rounding",
        ),
        (
            "The statue has a mass of 220.4622622 pounds.",
            "220.4622622 pounds: supported, Rounding",
        ),
        (
            "The statue has a mass of 0.1 metric tons.",
            "0.1 metric tons: supported",
        ),
        (
            "The statue has a mass of 250 pounds.",
            "250 pounds: contradicted",
        ),
        ("The statue is 100 meters high.", "100 meters: unverified"),
    ] {
        assert_eq!(said(rules, "2024-01-01", text), verdict);
    }
}

#[test]
fn the_slip_is_named_where_one_edit_explains_it() {
    let museum = "expect = { data = \"visits\", where = { place = \"museum\" } }";
    let mistaken = "mistaken_for = { label = \"the zoo's count\", data = \"visits\", where = { place = \"zoo\" } }";
    for (keys, text, finding) in [
        (
            museum.to_owned(),
            "The museum had 1,000 visitors in 2022.",
            "Error 1,000 for 2022: The city counts 2,000 as of 15 January 2023 | fits 2021: is the year right?",
        ),
        (
            museum.to_owned(),
            "The museum had 5,000 visitors in 2022.",
            "Error 5,000 for 2022: The city counts 2,000 as of 15 January 2023 | fits fiscal 2022: was the fiscal year meant?",
        ),
        (
            [museum, mistaken].join("\n"),
            "The museum had 7,000 visitors in 2022.",
            "Error 7,000 for 2022: The city counts 2,000 as of 15 January 2023 | fits the zoo's count, 7,000 (The city): was that meant?",
        ),
        (
            museum.to_owned(),
            "The museum had 7,000 visitors in 2022.",
            "Error 7,000 for 2022: The city counts 2,000 as of 15 January 2023 | fits zoo, 7,000: was another row taken?",
        ),
        (
            museum.to_owned(),
            "The museum had 20,000 visitors in 2022.",
            "Error 20,000 for 2022: The city counts 2,000 as of 15 January 2023 | ten times too high: was a digit, or a word such as million, lost or added?",
        ),
        (
            museum.to_owned(),
            "The museum had 9,999 visitors in 2022.",
            "Error 9,999 for 2022: The city counts 2,000 as of 15 January 2023",
        ),
        (
            "expect = { value = 24048, source = \"city\" }".to_owned(),
            "The museum had 42,048 visitors.",
            "Error 42,048: The city gives 24,048 | 24,048 would fit: were two digits swapped?",
        ),
    ] {
        let fiscal = keys
            .replace(
                "place = \"museum\" } }",
                "place = \"museum\" } }, { data = \"visits\", where = { place = \"park\" } }]",
            )
            .replacen("expect = {", "expect = [{", 1);
        let keys = if text.contains("5,000") { fiscal } else { keys };
        assert_eq!(told(&rule("a", &keys), "2024-02-01", text), finding);
    }
}

#[test]
fn no_text_makes_it_panic() {
    use proptest::prelude::*;
    let rules = pack(&rule(
        "a",
        "when_vague = \"any\"\nexpect = { data = \"visits\", where = { place = \"museum\" } }",
    ));
    proptest!(|(text in "(\\PC|[ ,.;0-9]|museum|visitors|percent|from|to|in 2022|more than|million){0,60}")| {
        let _ = vetted(&rules, "2024-01-01", &format!("a {text}"));
    });
}

#[test]
fn a_rate_is_held_to_the_rules_of_its_own_unit() {
    let rule = |unit: &str, value: &str| {
        let rule = format!(
            "[[rule]]\nid = \"a\"\nabout = [\"city\"]\nunit = \"{unit}\"\nexpect = {{ value = \"{value}\" }}\n"
        );
        sound(&rule, &[])
    };
    let density = rule("people per square kilometre", "40 per square kilometre");
    let fare = rule("USD per person", "58");
    for (rules, text, verdict) in [
        (
            &density,
            "The city has 40 people per square kilometre.",
            "supported",
        ),
        (
            &density,
            "The city has 90 people per square kilometre.",
            "contradicted",
        ),
        (&density, "The city has 40 people.", "unverified"),
        (&fare, "The city charges $58 per person.", "supported"),
        (&fare, "The city charges $58 a barrel.", "unverified"),
    ] {
        assert!(
            vetted(rules, "2025-02-20", text).0.ends_with(verdict),
            "{text}"
        );
    }
}

#[test]
fn a_heading_gives_the_value_of_a_slot_only_where_the_sentence_names_none() {
    let pack = "[sources.city]\npublisher = \"The city\"\n[slots.party]\nBlue = [\"Blue\"]\nGreen = [\"Green\"]\n\
        [data.seats]\npath = \"s.csv\"\nsource = \"city\"\nkind = \"level\"\nvalue = \"seats\"\n\
        [[rule]]\nid = \"seats\"\nabout = [\"{party}\"]\nunit = \"seats\"\nexpect = { data = \"seats\", where = { party = \"{party}\" } }\n";
    let rules = sound(pack, &[("s.csv", "party,seats\nBlue,12\nGreen,4\n")]);
    for (text, expected) in [
        (
            "# Blue hangs on\n\nThe Green party won four seats.\n",
            "four: supported",
        ),
        (
            "# Blue hangs on\n\nThe Green party won five seats.\n",
            "five: contradicted",
        ),
        (
            "# Blue hangs on\n\nThe party won 12 seats.\n",
            "12: supported",
        ),
        (
            "# Blue hangs on\n\nThe Blue party won 12 seats.\n",
            "12: supported",
        ),
    ] {
        let document = read(
            "a.md".into(),
            text.as_bytes().to_vec(),
            Format::Markdown,
            None,
        )
        .unwrap();
        let bound = Bound::of(&document, MAX_QUANTITIES);
        let (shown, _) = judged(&bound.context(&document, &Policy::default()), &rules);
        assert_eq!(shown, expected, "{text}");
    }
}
