//! Whole numbers in words: "five", "twenty-five", "two hundred and six", "four billion"; the same as ordinals
//! ("two hundred and sixth", "trillionth"); and the decimals that may follow ("point nought three").
//!
//! ```text
//! whole    = group { [ and ] group }                               scales falling
//! group    = below_thousand { [ "-" ] scale } | "a" scale { scale }
//! below_thousand = [ below_hundred | "a" ] hundred [ [ and | "-" ] below_hundred ] | below_hundred
//! below_hundred  = tens [ "-" ] ones | tens | ones
//! and      = [ "-" ] "and" [ "-" ]                                 not the one of "between"
//! ordinal  = whole, its last word an ordinal: of ones, tens, hundred or scale
//! decimals = "point" { below_hundred | "oh" }
//! ```

use super::lexicon::Class;
use super::tokens::{PResult, Token, Tokens, adjacent, class, sign, some, token, word};
use crate::quantity::exact;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, value, verify};
use nom::multi::fold_many0;
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// A group of a number in words: so many of a power of ten.
#[derive(Clone, Copy, Debug)]
struct Group {
    count: i64,
    exponent: i8,
}

/// A whole number in words; no value where it is too long to be held exactly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    pub(super) value: Option<Decimal>,
    /// The number before the last scale word, and its power of ten, where one group says it all.
    pub(super) scaled: Option<(i64, i8)>,
    /// The least power of ten that a scale word names, "hundred" included.
    pub(super) least: i8,
}

/// What may stand where in a number.
#[derive(Clone, Copy)]
struct Place {
    /// Whether this is the first group, which may begin with "a".
    first: bool,
    /// Whether "and" may join.
    and: bool,
}

/// whole = group { [ and ] group }
pub(super) fn whole(input: Tokens<'_>) -> PResult<'_, Whole> {
    let (rest, whole) = groups::<false>(input, true)?;
    if input.behind_is(1, &["between"]) && !has_joint(&rest) {
        return groups::<false>(input, false);
    }
    Ok((rest, whole))
}

/// Whether an "and" or "to" comes soon, which "between" wants for its two ends.
fn has_joint(rest: &Tokens<'_>) -> bool {
    const REACH: usize = 5;
    (0..REACH)
        .filter_map(|n| rest.ahead(n))
        .any(|token| rest.is(token, "and") || rest.is(token, "to"))
}

/// ordinal = whole, its last word an ordinal: its value
pub(super) fn ordinal(input: Tokens<'_>) -> PResult<'_, Option<Decimal>> {
    let (rest, value) =
        map(|input| groups::<true>(input, true), |whole| whole.value).parse(input)?;
    some(rest, ended::<true>(&rest).then_some(value))
}

/// Whether the word just read is an ordinal, after which no number goes on.
fn ended<const ORDINAL: bool>(rest: &Tokens<'_>) -> bool {
    let ordinal = Class::ORDINAL.with(Class::ORDINAL_SCALE);
    ORDINAL && rest.behind(1).is_some_and(|last| last.classes.any(ordinal))
}

/// group { [ and ] group }
fn groups<const ORDINAL: bool>(input: Tokens<'_>, and: bool) -> PResult<'_, Whole> {
    let first = Place { first: true, and };
    let (mut rest, head) = group::<ORDINAL>(input, first)?;
    let (mut last, mut value, mut single) = (head, head.value(), true);
    while !ended::<ORDINAL>(&rest) {
        let (after, _) = opt(|input| joint(input, and)).parse(rest)?;
        let Ok((after, next)) = group::<ORDINAL>(after, Place { first: false, and }) else {
            break;
        };
        if !next.fits_below(last) {
            break;
        }
        value = value.zip(next.value()).and_then(|(a, b)| exact::add(a, b));
        (rest, last, single) = (after, next, false);
    }
    let scaled = (single && last.exponent > 0).then_some((last.count, last.exponent));
    let whole = Whole {
        value: value.and_then(exact::stated),
        scaled: scaled.or_else(|| single.then(|| last.in_hundreds()).flatten()),
        least: last.least(),
    };
    Ok((rest, whole))
}

impl Group {
    fn value(self) -> Option<Decimal> {
        let scale = exact::power_of_ten(self.exponent.into())?;
        exact::mul(self.count.into(), scale)
    }

    /// Whether the group may follow `before` in one number: "two thousand" and "three hundred".
    fn fits_below(self, before: Self) -> bool {
        let limit = exact::power_of_ten(before.exponent.into());
        before.exponent > 0
            && self
                .value()
                .zip(limit)
                .is_some_and(|(value, limit)| value < limit)
    }

    /// "Three hundred" as three of a hundred.
    fn in_hundreds(self) -> Option<(i64, i8)> {
        let hundreds = self.count.checked_div(100).filter(|_| self.least() == 2);
        hundreds.map(|hundreds| (hundreds, 2))
    }

    fn least(self) -> i8 {
        match self.exponent {
            0 if self.count > 0 && self.count.checked_rem(100) == Some(0) => 2,
            exponent => exponent,
        }
    }
}

/// group = below_thousand { [ "-" ] scale } | "a" scale { scale }
fn group<const ORDINAL: bool>(input: Tokens<'_>, place: Place) -> PResult<'_, Group> {
    let counted = map(
        (
            |input| below_thousand::<ORDINAL>(input, place),
            scales::<ORDINAL>,
        ),
        |(count, exponent)| Group { count, exponent },
    );
    let one = |input| single::<ORDINAL>(input, place);
    let some_scale = verify(scales::<ORDINAL>, |exponent| *exponent > 0);
    let one_of_scale = map(preceded(one, some_scale), |exponent| Group {
        count: 1,
        exponent,
    });
    alt((counted, one_of_scale)).parse(input)
}

/// { [ "-" ] scale }: "thousand", "lakh crore"
fn scales<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, i8> {
    let scale = preceded(hyphen, scale::<ORDINAL>);
    fold_many0(scale, || 0_i8, i8::saturating_add).parse(input)
}

/// below_thousand = [ below_hundred | "a" ] hundred [ [ and | "-" ] below_hundred ] | below_hundred
fn below_thousand<const ORDINAL: bool>(input: Tokens<'_>, place: Place) -> PResult<'_, i64> {
    let one = value(1, |input| single::<ORDINAL>(input, place));
    let counted = (
        alt((below_hundred::<false>, one)),
        preceded(hyphen, hundred::<ORDINAL>),
    )
        .parse(input);
    let Ok((rest, (count, ()))) = counted else {
        return below_hundred::<ORDINAL>(input);
    };
    let hundreds = count.saturating_mul(100);
    if ended::<ORDINAL>(&rest) {
        return Ok((rest, hundreds));
    }
    // "One hundred and two hundred" are two numbers.
    let tail = preceded(
        alt((|input| joint(input, place.and), hyphen)),
        terminated(
            below_hundred::<ORDINAL>,
            not((hyphen, class(Class::HUNDRED))),
        ),
    );
    let (rest, tail) = opt(tail).parse(rest)?;
    Ok((rest, hundreds.saturating_add(tail.unwrap_or(0))))
}

/// below_hundred = tens [ "-" ] ones | tens | ones
fn below_hundred<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, i64> {
    let one_to_nine = verify(ones::<ORDINAL>, |value| (1..=9).contains(value));
    let joined = map((tens::<false>, hyphen, one_to_nine), |(tens, (), ones)| {
        tens.saturating_add(ones)
    });
    alt((joined, tens::<ORDINAL>, ones::<ORDINAL>)).parse(input)
}

fn tens<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, i64> {
    numbered::<ORDINAL>(Class::TENS, |number| (20..=90).contains(&number)).parse(input)
}

fn ones<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, i64> {
    numbered::<ORDINAL>(Class::ONES, |number| number < 20).parse(input)
}

fn hundred<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, ()> {
    let hundredth =
        |token: &Token| ORDINAL && token.classes.any(Class::ORDINAL) && token.number == 100;
    let hundred = token(|_, token: &Token| token.classes.any(Class::HUNDRED) || hundredth(token));
    value((), hundred).parse(input)
}

/// thousand, million, crore: its power of ten
fn scale<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, i8> {
    let ordinal = |input: &Tokens<'_>, token: &Token| {
        ORDINAL
            && token.classes.any(Class::ORDINAL_SCALE)
            && !input.text(token).ends_with(['s', 'S'])
    };
    let scale =
        token(|input: &Tokens<'_>, token| token.classes.any(Class::SCALE) || ordinal(input, token));
    map(scale, |token| token.number).parse(input)
}

/// A word of `cardinals`, or where ordinals are wanted one of those whose number is `of_ordinals`.
fn numbered<'a, const ORDINAL: bool>(
    cardinals: Class,
    of_ordinals: fn(i8) -> bool,
) -> impl Parser<Tokens<'a>, Output = i64, Error = ()> {
    let wanted = move |_: &Tokens<'a>, token: &'a Token| {
        token.classes.any(cardinals)
            || ORDINAL && token.classes.any(Class::ORDINAL) && of_ordinals(token.number)
    };
    map(token(wanted), |token| i64::from(token.number))
}

/// "a", where a number begins; an ordinal may leave it out ("the hundred and first")
fn single<const ORDINAL: bool>(input: Tokens<'_>, place: Place) -> PResult<'_, ()> {
    if !place.first {
        return Err(nom::Err::Error(()));
    }
    match article::<ORDINAL>(input) {
        Err(_) if ORDINAL => Ok((input, ())),
        found => found,
    }
}

/// "a", before a scale word; an ordinal of one word stands without ("trillionth"), and "a trillionth" is a part.
fn article<const ORDINAL: bool>(input: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, ()) = value((), alt((word("a"), word("an")))).parse(input)?;
    let part = ORDINAL
        && rest
            .first()
            .is_some_and(|next| next.classes.any(Class::ORDINAL.with(Class::ORDINAL_SCALE)));
    some(rest, (!part).then_some(()))
}

/// and = [ "-" ] "and" [ "-" ]
fn joint(input: Tokens<'_>, and: bool) -> PResult<'_, ()> {
    value((), verify((hyphen, word("and"), hyphen), |_| and)).parse(input)
}

/// [ "-" ], glued to what stands before it
pub(super) fn hyphen(input: Tokens<'_>) -> PResult<'_, ()> {
    value((), opt(adjacent(sign('-')))).parse(input)
}

/// decimals = "point" { below_hundred | "oh" }: the number that the digits make, and how many they are
pub(super) fn decimals(input: Tokens<'_>) -> PResult<'_, (i64, u32)> {
    let (mut rest, _) = (hyphen, word("point"), hyphen).parse(input)?;
    let oh = value(0, word("oh"));
    let mut digit = alt((below_hundred::<false>, oh));
    let (mut number, mut digits) = (0_i64, 0_u32);
    while let Ok((after, next)) = digit.parse(rest) {
        let width = if next < 10 { 1 } else { 2 };
        number = number
            .saturating_mul(10_i64.saturating_pow(width))
            .saturating_add(next);
        (rest, digits) = (after, digits.saturating_add(width));
    }
    some(rest, (digits > 0).then_some((number, digits)))
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::extract::magnitude::magnitude;
    use crate::extract::testing::read;
    use proptest::prelude::*;

    #[test]
    fn accepts() {
        for (text, covers, number) in [
            ("five charter flights", "five", "5"),
            ("twenty-five people", "twenty-five", "25"),
            ("Twenty five people", "Twenty five", "25"),
            ("two hundred and six votes", "two hundred and six", "206"),
            ("six-hundred-and-ten", "six-hundred-and-ten", "610"),
            ("a hundred days", "a hundred", "100"),
            ("fifteen hundred jobs", "fifteen hundred", "1500"),
            ("four billion people", "four billion", "4000000000"),
            ("a million more", "a million", "1000000"),
            ("a thousand and one nights", "a thousand and one", "1001"),
            (
                "one million two hundred thousand and five",
                "one million two hundred thousand and five",
                "1200005",
            ),
            (
                "three hundred twenty-one thousand",
                "three hundred twenty-one thousand",
                "321000",
            ),
            ("two lakh crore", "two lakh crore", "2000000000000"),
            ("one and two", "one", "1"),
            ("five six", "five", "5"),
            ("two hundred and three hundred", "two hundred", "200"),
            ("three thousand and two thousand", "three thousand", "3000"),
            ("two thousand a year", "two thousand", "2000"),
        ] {
            let (covered, found) = read(whole, text).expect(text);
            assert_eq!(
                (covered, found.value.unwrap().to_string().as_str()),
                (covers, number)
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "a day", "hundreds", "and five", "an hour", "tension", "hundred", "million",
        ] {
            assert_eq!(
                read(whole, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    fn low_end(input: Tokens<'_>) -> PResult<'_, String> {
        map(preceded(word("between"), whole), |whole| {
            whole.value.unwrap().to_string()
        })
        .parse(input)
    }

    #[test]
    fn the_and_of_between_joins_no_number() {
        for (text, low) in [
            ("between two hundred and three thousand", "200"),
            ("between one thousand and five", "1000"),
            (
                "between two hundred and five and two hundred and ten",
                "205",
            ),
        ] {
            assert_eq!(read(low_end, text).unwrap().1, low, "{text}");
        }
    }

    #[test]
    fn decimals_are_read_digit_by_digit() {
        for (text, found) in [
            ("point five", Some((5, 1))),
            ("point nought three", Some((3, 2))),
            ("point oh seven five", Some((75, 3))),
            ("point twenty five", Some((25, 2))),
            ("point of order", None),
            ("points five", None),
        ] {
            assert_eq!(
                read(decimals, text).map(|(_, found)| found),
                found,
                "{text}"
            );
        }
    }

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
    const SCALES: [(u64, &str); 5] = [
        (1_000_000_000_000_000, "quadrillion"),
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1_000, "thousand"),
    ];

    /// How a number may be written in words.
    #[derive(Clone, Copy, Debug)]
    struct Style {
        hyphen: &'static str,
        and: &'static str,
    }

    const STYLES: [Style; 4] = [
        Style {
            hyphen: "-",
            and: " and ",
        },
        Style {
            hyphen: " ",
            and: " and ",
        },
        Style {
            hyphen: "-",
            and: " ",
        },
        Style {
            hyphen: " ",
            and: " ",
        },
    ];

    /// A number in words, as British and American writers spell it.
    fn spelled(number: u64, style: Style) -> String {
        let name = |table: &[&'static str], at: u64| table[usize::try_from(at).unwrap()];
        for (size, scale) in SCALES {
            if number >= size {
                let head = format!("{} {scale}", spelled(number / size, style));
                return match number % size {
                    0 => head,
                    rest @ 1..100 => format!("{head}{}{}", style.and, spelled(rest, style)),
                    rest => format!("{head} {}", spelled(rest, style)),
                };
            }
        }
        match (number / 100, number % 100) {
            (0, rest @ 0..20) => name(&ONES, rest).to_owned(),
            (0, rest) if rest % 10 == 0 => name(&TENS, rest / 10).to_owned(),
            (0, rest) => format!(
                "{}{}{}",
                name(&TENS, rest / 10),
                style.hyphen,
                name(&ONES, rest % 10)
            ),
            (hundreds, 0) => format!("{} hundred", name(&ONES, hundreds)),
            (hundreds, rest) => {
                format!(
                    "{} hundred{}{}",
                    name(&ONES, hundreds),
                    style.and,
                    spelled(rest, style)
                )
            }
        }
    }

    /// What is read from `text`, if all of it is read.
    fn value_of(text: &str) -> Option<Decimal> {
        let (covered, scaled) = read(magnitude, text)?;
        (covered == text)
            .then(|| scaled.magnitude())
            .flatten()
            .map(|magnitude| magnitude.value)
    }

    fn words_and_digits_agree(number: u64) {
        let wanted = Some(Decimal::from(number));
        assert_eq!(value_of(&number.to_string()), wanted);
        for style in STYLES {
            let text = spelled(number, style);
            assert_eq!(value_of(&text), wanted, "{text}");
            assert_eq!(
                value_of(&format!("minus {text}")),
                wanted.map(exact::negate),
                "{text}"
            );
        }
    }

    #[test]
    fn words_and_digits_agree_to_ten_thousand_and_at_every_scale() {
        (0..=10_000).for_each(words_and_digits_agree);
        for (size, _) in SCALES {
            for count in [1, 2, 10, 19, 21, 100, 101, 110, 999] {
                for tail in [0, 1, 21, 100, 999] {
                    words_and_digits_agree(size * count + tail);
                }
            }
        }
    }

    #[test]
    #[ignore = "minutes in a debug build: cargo test --release -- --ignored"]
    fn words_and_digits_agree_to_a_million() {
        (0..=1_000_000).for_each(words_and_digits_agree);
    }

    /// The ordinal of a number in words.
    fn ranked(words: &str) -> String {
        const IRREGULAR: [(&str, &str); 8] = [
            ("one", "first"),
            ("two", "second"),
            ("three", "third"),
            ("five", "fifth"),
            ("eight", "eighth"),
            ("nine", "ninth"),
            ("twelve", "twelfth"),
            ("y", "ieth"),
        ];
        let from = words.rfind(['-', ' ']).map_or(0, |at| at + 1);
        let (head, last) = words.split_at(from);
        for (cardinal, ordinal) in IRREGULAR {
            if last == cardinal || cardinal == "y" && last.ends_with('y') {
                return format!("{head}{}{ordinal}", last.strip_suffix(cardinal).unwrap());
            }
        }
        format!("{words}th")
    }

    #[test]
    fn ordinals_agree_to_ten_thousand() {
        for number in 1..=10_000 {
            for style in [STYLES[0], STYLES[2]] {
                let text = ranked(&spelled(number, style));
                let (covered, value) = read(ordinal, &text).expect(&text);
                assert_eq!(
                    (covered, value),
                    (text.as_str(), Some(Decimal::from(number)))
                );
            }
        }
    }

    fn after_counted(input: Tokens<'_>) -> PResult<'_, crate::extract::magnitude::Scaled> {
        preceded(word("counted"), magnitude).parse(input)
    }

    proptest! {
        #[test]
        fn words_and_digits_agree_anywhere(number in 0_u64..1_000_000_000_000_000, digits in 0_u32..15) {
            words_and_digits_agree(number % 10_u64.pow(digits.max(1)));
            words_and_digits_agree(number);
        }

        #[test]
        fn decimals_agree(whole in 0_u64..1_000_000, digits in proptest::collection::vec(0_usize..10, 1..9)) {
            let tail: String = digits.iter().map(usize::to_string).collect();
            let words: Vec<&str> = digits.iter().map(|digit| ONES[*digit]).collect();
            let text = format!("{} point {}", spelled(whole, STYLES[0]), words.join(" "));
            prop_assert_eq!(value_of(&text), exact::literal(&format!("{whole}.{tail}")), "{}", text);
        }

        #[test]
        fn what_is_printed_is_read_again(mantissa in 0_i64..1_000_000_000_000, scale in 0_u32..9) {
            let value = Decimal::new(mantissa, scale);
            for text in [value.to_string(), crate::quantity::format::grouped(value)] {
                prop_assert_eq!(value_of(&text).map(|value| value.to_string()), Some(value.to_string()), "{}", text);
            }
        }

        #[test]
        fn neutral_text_around_a_number_changes_nothing(number in 0_u64..1_000_000, style in 0_usize..4) {
            let text = spelled(number, STYLES[style]);
            let around = format!("counted {text} of them");
            let (covered, scaled) = read(after_counted, &around).unwrap();
            prop_assert_eq!(covered.strip_prefix("counted "), Some(text.as_str()));
            prop_assert_eq!(scaled.magnitude().map(|m| m.value), Some(Decimal::from(number)));
        }
    }
}
