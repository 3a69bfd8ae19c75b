//! What is neutral to the figures of a text: words around it, line ends, how an accent, a dash, a blank or a number is
//! written.

use crate::kinds::quantities;
use proptest::prelude::*;
use serde_json::Value;

/// Sentences with figures of many kinds.
const SENTENCES: &[&str] = &[
    "More than 24,000 migrants crossed in fiscal 2023.",
    "Profit rose 12 percent to $43.6 billion, or $1.20 a share.",
    "Sleep was longer, t(28) = 2.20, p = .036 (95% CI [1.2, 3.4]).",
    "About two-thirds of voters, or one in five adults, agreed.",
    "It took an 18-month wait and three to five hours.",
    "The quake struck at 1830 GMT (2:30 p.m. EDT) on Feb. 1.",
    "Women outnumbered men 3-to-1; the poll has a margin of error of ±3 points.",
    "He, 42, weighs 180 pounds and ran 26.2 miles in 3½ hours.",
    "Boeing 737s and COVID-19 aside, 116 of them were flown home last week.",
    "Tens of thousands of people paid Rs 500 crore, up from 1,00,000 rupees.",
    "Temperatures fell from 345 to 325 degrees, the third-largest drop.",
    "Sales doubled to 940 000 units between January and November 2024.",
];

/// Sentences that say nothing of figures and lead nowhere.
const NEUTRAL: &[&str] = &[
    "Nothing else happened there.",
    "The mayor was not present, and neither was her deputy.",
    "Birds sang.",
    "“We do not know,” they said — and left.",
    "Était-ce vrai?",
];

/// What a quantity says, without its place: its text too where `text` asks for it.
fn said(quantity: &Value, text: bool) -> Vec<Value> {
    let keys = [
        "kind",
        "stated",
        "lower",
        "lower_open",
        "upper",
        "upper_open",
        "modifier",
        "vague",
        "value",
        "statistic",
    ];
    let mut said: Vec<_> = keys.iter().map(|key| quantity[key].clone()).collect();
    said.push(quantity["unit"]["code"].clone());
    if text {
        said.push(quantity["text"].clone());
        said.push(quantity["unit"].clone());
    }
    said
}

fn all_said(text: &str, with_text: bool) -> Vec<Vec<Value>> {
    let found = quantities(text);
    found
        .iter()
        .map(|quantity| said(quantity, with_text))
        .collect()
}

/// Where the quantities stand, `shift` bytes before.
fn places(text: &str, shift: u64) -> Vec<(u64, u64)> {
    let place = |quantity: &Value, key: &str| quantity[key].as_u64().unwrap() - shift;
    let found = quantities(text);
    found
        .iter()
        .map(|quantity| (place(quantity, "start"), place(quantity, "end")))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neutral_text_moves_figures_and_no_more(
        sentence in proptest::sample::select(SENTENCES),
        before in proptest::collection::vec(proptest::sample::select(NEUTRAL), 0..3),
        after in proptest::collection::vec(proptest::sample::select(NEUTRAL), 0..3),
        blank in proptest::sample::select(&[" ", "\n\n"][..]),
    ) {
        let head: String = before.iter().map(|text| format!("{text}{blank}")).collect();
        let tail: String = after.iter().map(|text| format!("{blank}{text}")).collect();
        let text = format!("{head}{sentence}{tail}");
        prop_assert_eq!(all_said(&text, true), all_said(sentence, true));
        prop_assert_eq!(places(&text, head.len() as u64), places(sentence, 0));
    }

    #[test]
    fn a_plain_number_comes_back_as_it_was(units in 13_u64..1_000_000_000_000_000, decimals in 0_u32..4) {
        let number = rust_decimal::Decimal::new(units.try_into().unwrap(), decimals);
        let found = quantities(&format!("They measured {number} kg there."));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0]["stated"], &Value::from(number.to_string()));
    }

    #[test]
    fn grouped_digits_are_the_plain_number(
        number in 10_000_u64..1_000_000_000,
        separator in proptest::sample::select(&[",", "'", "’", "ʼ", " ", "\u{a0}", "\u{2009}", "\u{202f}", "\u{2007}"][..]),
    ) {
        let found = quantities(&format!("They counted {} crates.", grouped(number, separator)));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0]["stated"], &Value::from(number.to_string()));
    }

    #[test]
    fn indian_groups_are_the_plain_number(number in 100_000_u64..1_000_000_000) {
        let found = quantities(&format!("They counted {} crates.", indian(number)));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0]["stated"], &Value::from(number.to_string()));
    }

    #[test]
    fn words_and_digits_agree(number in 2_u64..1_000_000) {
        // Four digits without a comma may be a year, which words never are.
        prop_assume!(!(1000..2500).contains(&number));
        let digits = all_said(&format!("They counted {number} crates."), false);
        let words = all_said(&format!("They counted {} crates.", in_words(number)), false);
        prop_assert_eq!(digits, words);
    }

    #[test]
    fn ranges_in_words_and_digits_agree(low in 2_u64..500, step in 1_u64..400) {
        let high = low + step;
        let digits = all_said(&format!("Between {low} and {high} crates fell."), false);
        let words = all_said(&format!("Between {} and {} crates fell.", in_words(low), in_words(high)), false);
        prop_assert_eq!(&digits, &words);
        prop_assert_eq!(digits.len(), 1);
    }
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let text = SENTENCES.join("\n\n");
    let crlf = text.replace('\n', "\r\n");
    assert_eq!(all_said(&crlf, true), all_said(&text, true));
    assert_eq!(
        all_said(&format!("\u{feff}{text}"), true),
        all_said(&text, true)
    );
}

#[test]
fn accents_apart_from_their_letters_change_nothing() {
    for (composed, apart) in [
        (
            "The café sold 12 crêpes for 40 Costa Rican colones.",
            "The cafe\u{301} sold 12 cre\u{302}pes for 40 Costa Rican colones.",
        ),
        (
            "It cost 500 colón and 3 ångström.",
            "It cost 500 colo\u{301}n and 3 a\u{30a}ngstro\u{308}m.",
        ),
        (
            "About 25 Dariéns and a São Paulo crowd of 1.2 million.",
            "About 25 Darie\u{301}ns and a Sa\u{303}o Paulo crowd of 1.2 million.",
        ),
    ] {
        assert_eq!(
            all_said(composed, false),
            all_said(apart, false),
            "{composed}"
        );
    }
}

#[test]
fn every_dash_makes_a_range_and_every_minus_a_sign() {
    for dash in
        "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe58}\u{fe63}\u{ff0d}".chars()
    {
        let found = quantities(&format!("They saw 5{dash}6 people there."));
        let ends = (found[0]["lower"].as_str(), found[0]["upper"].as_str());
        assert_eq!((found.len(), ends), (1, (Some("5"), Some("6"))), "{dash:?}");
    }
    for minus in "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}\u{fe63}\u{ff0d}\u{2796}".chars() {
        let found = quantities(&format!("It was {minus}5°C there."));
        assert_eq!(found[0]["stated"], "-5", "{minus:?}");
    }
}

fn grouped(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let (head, mut rest) = digits.split_at((digits.len() - 1) % 3 + 1);
    let mut out = head.to_owned();
    while !rest.is_empty() {
        let (group, tail) = rest.split_at(3);
        out = format!("{out}{separator}{group}");
        rest = tail;
    }
    out
}

fn indian(number: u64) -> String {
    let (mut lakhs, mut out) = (number / 1000, format!("{:03}", number % 1000));
    while lakhs >= 100 {
        out = format!("{:02},{out}", lakhs % 100);
        lakhs /= 100;
    }
    format!("{lakhs},{out}")
}

/// A number below a million in English words.
fn in_words(number: u64) -> String {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let joined = |head: String, rest: u64, joint: &str| match rest {
        0 => head,
        rest => format!("{head}{joint}{}", in_words(rest)),
    };
    let at = |words: &[&str], index: u64| words[usize::try_from(index).unwrap()].to_owned();
    match number {
        0..20 => at(&ONES, number),
        20..100 => joined(at(&TENS, number / 10), number % 10, "-"),
        100..1000 => joined(
            format!("{} hundred", at(&ONES, number / 100)),
            number % 100,
            " and ",
        ),
        _ => joined(
            format!("{} thousand", in_words(number / 1000)),
            number % 1000,
            " ",
        ),
    }
}
