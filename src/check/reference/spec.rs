//! What rules say of figures, row by row: a rule, a sentence, and what is said of each figure.

use super::tests::{pack, vetted, with_context};

/// A rule on the museum's visitors.
fn visitors(keys: &str) -> String {
    format!("[[rule]]\nid = \"a\"\nabout = [\"museum\"]\nunit = \"people\"\n{keys}\n")
}

/// A rule on figures in `unit` about `about`, held to `value`.
fn value(about: &str, unit: &str, value: &str) -> String {
    format!(
        "[[rule]]\nid = \"{about}\"\nabout = [\"{about}\"]\nunit = \"{unit}\"\nexpect = {{ value = \"{value}\", source = \"city\" }}\n"
    )
}

/// The rows of the museum's visitors by year.
const BY_YEAR: &str = "expect = { data = \"visits\", where = { place = \"museum\" } }";

/// What is said of each figure of `text`, and below it each finding with its slip.
fn told(rules: &str, date: &str, text: &str) -> String {
    let (mut told, findings) = vetted(&pack(rules), date, text);
    for finding in findings {
        told.push_str("\n  ");
        told.push_str(finding.message.raw());
        if let Some(slip) = finding.slip {
            told.push_str(" | ");
            told.push_str(slip.raw());
        }
    }
    told
}

/// Holds each sentence, printed on 1 February 2024, to what is expected.
fn holds(rules: &str, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(told(rules, "2024-02-01", text), *expected, "{text}");
    }
}

#[test]
fn a_percentage_without_decimals_is_held_to_the_rounded_reference() {
    holds(
        &value("museum", "%", "66.7"),
        &[
            (
                "The museum is 67 percent full.",
                "67 percent: supported, Rounding",
            ),
            (
                "The museum is 66.7 percent full.",
                "66.7 percent: supported",
            ),
            (
                "The museum is 66 percent full.",
                "66 percent: contradicted\n  66 percent: The city gives 66.7%",
            ),
            (
                "The museum is 66.6 percent full.",
                "66.6 percent: contradicted\n  66.6 percent: The city gives 66.7%",
            ),
        ],
    );
    let whole = value("museum", "%", "66");
    holds(
        &whole,
        &[(
            "The museum is 67 percent full.",
            "67 percent: contradicted\n  67 percent: The city gives 66%",
        )],
    );
    holds(
        &format!("{whole}tolerance = \"1\""),
        &[(
            "The museum is 67 percent full.",
            "67 percent: supported, Tolerance",
        )],
    );
}

#[test]
fn fractions_are_shares() {
    holds(
        &value("voter", "%", "67.1"),
        &[
            (
                "Two-thirds of voters came.",
                "Two-thirds: supported, Rounding",
            ),
            (
                "Two in three voters came.",
                "Two in three: supported, Rounding",
            ),
            (
                "More than half of voters came.",
                "More than half: imprecise\n  More than half: true as worded, but The city gives 67.1%",
            ),
            (
                "Half of voters came.",
                "Half: contradicted\n  Half: The city gives 67.1%",
            ),
            (
                "Seven in ten voters came.",
                "Seven in ten: imprecise\n  Seven in ten: true as worded, but The city gives 67.1%",
            ),
            ("Voters were outnumbered 3-to-1.", "3-to-1: unverified"),
        ],
    );
}

#[test]
fn temperatures_are_compared_across_scales() {
    let rules = "[[rule]]\nid = \"a\"\nabout = [\"pool\"]\ndimension = \"temperature\"\nexpect = { value = \"30 °C\", source = \"city\" }\n";
    holds(
        rules,
        &[
            ("The pool has 86 °F.", "86 °F: supported"),
            (
                "The pool has 90 °F.",
                "90 °F: contradicted\n  90 °F: The city gives 30 celsius",
            ),
        ],
    );
}

#[test]
fn percent_is_not_percentage_points() {
    holds(
        &value("gap", "percentage points", "3"),
        &[
            (
                "The gap is 3 percentage points.",
                "3 percentage points: supported",
            ),
            (
                "The gap is 3 percent.",
                "3 percent: contradicted\n  3 percent: The city gives 3 percentage points | fits as percentage points: was \"points\" left out?",
            ),
            ("The gap is 4 percent.", "4 percent: unverified"),
        ],
    );
}

#[test]
fn a_bare_dollar_is_the_packs() {
    let rules = |locale: &str| {
        format!(
            "[pack]\nlocale = \"{locale}\"\n{}",
            value("budget", "CAD", "7 million")
        )
    };
    holds(
        &rules("en-CA"),
        &[
            ("The budget is $7 million.", "$7 million: supported"),
            ("The budget is C$7 million.", "C$7 million: supported"),
            ("The budget is US$7 million.", "US$7 million: unverified"),
        ],
    );
    holds(
        &rules("en-US"),
        &[
            ("The budget is $7 million.", "$7 million: unverified"),
            ("The budget is C$7 million.", "C$7 million: supported"),
        ],
    );
}

#[test]
fn a_rate_is_no_total() {
    holds(
        &visitors(BY_YEAR),
        &[
            (
                "The museum had 200 visitors each month in 2022.",
                "200: inconclusive",
            ),
            (
                "The museum had a daily average of 6 visitors in 2022.",
                "6: inconclusive",
            ),
            (
                "The museum had 2,000 visitors a year in 2022.",
                "2,000: supported",
            ),
            (
                "The museum had 1,500 visitors a year between 2021 and 2022.",
                "1,500: inconclusive",
            ),
        ],
    );
}

#[test]
fn a_part_is_not_contradicted_by_the_whole() {
    let keys = "expect = { value = 24048, source = \"city\" }";
    holds(
        &visitors(keys),
        &[
            (
                "Some 5,000 of the visitors of the museum were children.",
                "Some 5,000: inconclusive",
            ),
            (
                "Some 50,000 of the visitors of the museum were children.",
                "Some 50,000: contradicted\n  Some 50,000: The city gives 24,048",
            ),
        ],
    );
}

#[test]
fn what_a_sentence_says_first_counts_for_its_later_figures() {
    let rules = "[[rule]]\nid = \"a\"\nabout = [\"museum\", \"French\"]\nunit = \"people\"\nexpect = { value = 38000, source = \"city\" }\n";
    holds(
        rules,
        &[
            (
                "Of the 1.5 million visitors who saw the museum, 38,000 were French.",
                "1.5 million: unverified; 38,000: supported",
            ),
            (
                "Of the 38,000 French visitors who saw the museum, 5,000 were detained.",
                "38,000: supported; 5,000: unverified",
            ),
            (
                "French people made up 38,000 of the 1.5 million visitors of the museum.",
                "38,000: unverified; 1.5 million: unverified",
            ),
            (
                "Some 5,000 of the 38,000 French visitors of the museum were children.",
                "Some 5,000: unverified; 38,000: supported",
            ),
        ],
    );
}

#[test]
fn a_figure_that_adds_only_when_has_the_words_of_the_one_before() {
    let rules = "[[rule]]\nid = \"a\"\nabout = [\"French\", \"museum\"]\nunit = \"people\"\nexpect = { value = 38000, source = \"city\" }\n";
    holds(
        rules,
        &[
            (
                "Some 38,000 French visitors saw the museum in fiscal 2023 and 38,000 in fiscal 2024.",
                "Some 38,000: supported; 38,000: supported",
            ),
            (
                "Some 38,000 French visitors saw the museum in fiscal 2023 and 9,000 Belgians in fiscal 2024.",
                "Some 38,000: supported; 9,000: unverified",
            ),
        ],
    );
}

#[test]
fn names_are_not_inherited_by_a_piece_with_its_own() {
    let rule = |name: &str, births: u32| {
        format!(
            "[[rule]]\nid = \"{}\"\nabout = [\"{name}\", \"birth\"]\nunit = \"birth\"\nexpect = {{ value = {births}, source = \"city\" }}\n",
            name.to_lowercase()
        )
    };
    let rules = [rule("Norland", 1100), rule("Sudland", 4000)].concat();
    holds(
        &rules,
        &[
            (
                "Norland had 1,100 births in 2020, and Sudland 4,000.",
                "1,100: supported; 4,000: supported",
            ),
            (
                "In Norland there were 1,100 births, and in Sudland 4,000.",
                "1,100: supported; 4,000: supported",
            ),
            (
                "Births in Norland were 1,100 and in Sudland 4,000.",
                "1,100: supported; 4,000: supported",
            ),
            (
                "Norland's births were 1,100 and Sudland's 4,000.",
                "1,100: supported; 4,000: unverified",
            ),
            (
                "Norland had 1,100 births in 2020, and the rest of the island 4,000.",
                "1,100: supported; 4,000: unverified",
            ),
            (
                "Norland had 1,100 births in 2020, and 1,100 in 2021, the office said.",
                "1,100: supported; 1,100: supported",
            ),
        ],
    );
}

#[test]
fn the_variants_of_a_rule_are_one_rule() {
    let rules = "[slots.country]\nCanada = [\"Canada\"]\nMexico = [\"Mexico\"]\n\
        [[rule]]\nid = \"a\"\nabout = [\"{country}\", \"tariff\"]\nunit = \"%\"\nexpect = { data = \"duties\", where = { country = \"{country}\" } }\nwhen_vague = \"latest\"\n";
    holds(
        rules,
        &[
            (
                "A 25 percent tariff on Mexico is in force.",
                "25 percent: supported",
            ),
            (
                "A 30 percent tariff on Canada is in force.",
                "30 percent: contradicted\n  30 percent: The city gives 35%",
            ),
            (
                "A 25 percent tariff on Canada and Mexico is in force.",
                "25 percent: imprecise\n  25 percent: true of Mexico, but The city gives 35% (Canada)",
            ),
            (
                "A 30 percent tariff on Canada and Mexico is in force.",
                "30 percent: contradicted\n  30 percent: The city gives 35% (Canada); The city gives 25% (Mexico)",
            ),
        ],
    );
}

#[test]
fn an_unresolved_period_decides_nothing() {
    let rules = "[[rule]]\nid = \"fee\"\nabout = [\"museum\", \"fee\"]\nunit = \"USD\"\nwhen_vague = \"latest\"\n\
                 expect = { data = \"fees\", where = { kind = \"adult\" } }\n";
    for (text, expected) in [
        ("The museum's fee was $15 this June.", "$15: inconclusive"),
        ("The museum's fee was $15 in 2023.", "$15: supported"),
        ("The museum's fee is $15.", "$15: supported"),
    ] {
        assert_eq!(told(rules, "", text), expected, "{text}");
    }
}

#[test]
fn a_value_of_a_day_says_nothing_of_a_later_closed_period() {
    let keys = |source: &str| {
        visitors(&format!(
            "expect = {{ value = 100, as_of = 2022-06-30, source = \"{source}\" }}\nwhen_vague = \"latest\""
        ))
    };
    holds(
        &keys("city"),
        &[
            (
                "The museum had 90 visitors in 2022.",
                "90: contradicted\n  90 for 2022: The city gives 100 as of 30 June 2022",
            ),
            ("The museum had 90 visitors in 2023.", "90: inconclusive"),
            ("The museum had 90 visitors in 2021.", "90: inconclusive"),
            (
                "The museum had 90 visitors in January 2023.",
                "90: contradicted\n  90 for January 2023: The city gives 100 as of 30 June 2022",
            ),
            (
                "The museum has 90 visitors.",
                "90: stale\n  90: the reference is too old to tell: The city gives 100 as of 30 June 2022",
            ),
        ],
    );
    holds(
        &keys("press"),
        &[
            (
                "The museum had 90 visitors in January 2023.",
                "90: inconclusive",
            ),
            (
                "The museum has 90 visitors.",
                "90: contradicted\n  90: The press gives 100 as of 30 June 2022",
            ),
        ],
    );
}

#[test]
fn fiscal_years_are_the_packs() {
    let rules = |start: &str| {
        format!(
            "[pack]\nfiscal_year_start = \"{start}\"\n{}",
            visitors("expect = { data = \"visits\", where = { place = \"school\" } }")
        )
    };
    let text = "The museum had 600 visitors in fiscal 2023.";
    assert_eq!(told(&rules("07-01"), "2024-02-01", text), "600: supported");
    assert_eq!(
        told(&rules("10-01"), "2024-02-01", text),
        "600: inconclusive"
    );
    assert_eq!(
        told(
            &rules("07-01"),
            "2024-02-01",
            "The museum had 700 visitors in fiscal 2023."
        ),
        "700: contradicted\n  700 for fiscal 2023: The city counts 600 as of 15 January 2024"
    );
}

#[test]
fn a_value_known_only_later_is_told_as_such() {
    assert_eq!(
        told(
            &visitors(BY_YEAR),
            "2023-12-31",
            "The museum had 5,000 visitors in 2023."
        ),
        "5,000: contradicted\n  5,000 for 2023: The city counts 4,000 as of 15 January 2024, known only later"
    );
}

#[test]
fn another_level_of_the_period_is_named() {
    let rules = "[[rule]]\nid = \"fee\"\nabout = [\"museum\", \"fee\"]\nunit = \"USD\"\nwhen_vague = \"latest\"\n\
                 expect = { data = \"fees\", where = { kind = \"adult\" } }\n";
    holds(
        rules,
        &[
            (
                "The museum's fee was $12 in 2023.",
                "$12: contradicted\n  $12 for 2023: The city gives 15 USD; 12 USD until June 2023 would fit",
            ),
            (
                "The museum's fee was $10 in 2022.",
                "$10: contradicted\n  $10 for 2022: The city gives 12 USD | fits 2021: is the year right?",
            ),
            (
                "The museum's fee is $12.",
                "$12: contradicted\n  $12: The city gives 15 USD | fits 12 USD (The city) for January 2022 to June 2023: is the value out of date?",
            ),
            (
                "The museum's fee is $10.",
                "$10: contradicted\n  $10: The city gives 15 USD",
            ),
        ],
    );
}

#[test]
fn slips_of_digits_fit_exactly_and_alone() {
    for (reference, text, slip) in [
        (
            "24048",
            "42,048",
            " | 24,048 would fit: were two digits swapped?",
        ),
        (
            "24048",
            "42,000",
            " | 24,000 would fit: were two digits swapped?",
        ),
        ("100", "120", ""),
        ("210", "120", " | 210 would fit: were two digits swapped?"),
        (
            "2.1 million",
            "1.2 million",
            " | 2,100,000 would fit: were two digits swapped?",
        ),
        ("38000", "about 24,000", ""),
        ("1.02 million", "1.2 million", ""),
    ] {
        let rules = visitors(&format!(
            "expect = {{ value = \"{reference}\", source = \"city\" }}"
        ));
        let text = format!("The museum had {text} visitors.");
        let told = told(&rules, "2024-02-01", &text);
        let message = told.split_once(" | ").map_or("", |(_, slip)| slip);
        assert_eq!(message, slip.trim_start_matches(" | "), "{told}");
    }
}

#[test]
fn where_a_change_began_is_of_no_stated_time() {
    let rules = "[[rule]]\nid = \"fee\"\nabout = [\"museum\", \"fee\"]\nunit = \"USD\"\nwhen_vague = \"latest\"\n\
                 expect = { data = \"fees\", where = { kind = \"adult\" } }\n";
    holds(
        rules,
        &[
            (
                "The museum's fee rose from $12 to $15.",
                "$12: inconclusive; $15: supported",
            ),
            (
                "The museum's fee rose from $10 to $15 in 2023.",
                "$10: inconclusive; $15: supported",
            ),
            (
                "The museum's fee rose from $11 in 2021 to $15 in 2023.",
                "$11: contradicted; $15: supported\n  $11 for 2021: The city gives 10 USD",
            ),
        ],
    );
}

#[test]
fn a_conflict_is_told_where_no_source_settles_it() {
    let vetted = |rules: &str, text: &str| {
        let rules = pack(rules);
        with_context("2024-02-01", text, |context| {
            let outcome = crate::check::run(context, &rules);
            let findings = outcome.findings.iter();
            findings
                .map(|finding| format!("{}: {}", finding.heading(), finding.message.raw()))
                .collect::<Vec<_>>()
                .join("\n")
        })
    };
    let text = "In 2022, the museum drew 2,000 visitors. The mayor praised it. In 2022, the museum drew 900 visitors.";
    assert_eq!(
        vetted("", text),
        "These two figures disagree: 2,000 visitors in 2022, but 900 elsewhere in the article"
    );
    assert_eq!(
        vetted(&visitors(BY_YEAR), text),
        "Wrong: 900 for 2022: The city counts 2,000 as of 15 January 2023"
    );
    let month = text.replace("900 visitors", "900 visitors a month");
    assert_eq!(vetted("", &month), "");
}

#[test]
fn a_source_too_old_is_told_once() {
    let rules = visitors(
        "expect = { value = 100, as_of = 2022-06-30, source = \"city\" }\nwhen_vague = \"latest\"",
    );
    holds(
        &rules,
        &[(
            "The museum has 90 visitors. It is a museum of 80 visitors.",
            "90: stale; 80: stale\n  90: the reference is too old to tell: The city gives 100 as of 30 June 2022",
        )],
    );
}
