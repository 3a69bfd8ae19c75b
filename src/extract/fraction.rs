//! Fractions and odds: "two-thirds", "a quarter of", "half the", "3/4 of", "one in five", "9 out of 10", "one over 20",
//! "3-to-1", "odds of 5-2".
//!
//! ```text
//! fraction = of_counts | shares | ratio | odds | over | [ minus ] part | vulgar | slashed | "half"
//! shares   = "between" share "and" share | share ( "to" | "or" ) share        share: a part, however written, or "half"
//! odds     = magnitude [ "times" ] ( "in" | [ "out" ] "of" ) [ "every" | "each" ] magnitude
//! over     = magnitude "over" magnitude              where nothing is counted
//! ratio    = magnitude "-" "to" "-" magnitude | magnitude ( "to" | "-" | ":" | "/" ) magnitude      beside a word of odds
//! ```
//!
//! "A third" is a share before "of", after a word of change or a modifier, or alone; "half" likewise. What is a part
//! of a scale or a unit ("half a million", "a quarter of a mile") is a magnitude.

use super::fraction_part::{Part, may_be_part, mixed, part};
use super::lexicon::Class;
use super::magnitude::{Scaled, magnitude, may_begin, minus, part_of_something};
use super::noun;
use super::number::{rational, slashed, vulgar};
use super::rational::Rational;
use super::score::leads_to_contest;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, digits, one_of, sign, some, word,
};
use super::unit::unit;
use super::word_list::List;
use crate::quantity::{Amount, Kind, Magnitude, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, peek, value, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// fraction = of_counts | shares | ratio | odds | over | part | vulgar | slashed | "half"
pub(super) fn fraction(input: Tokens<'_>) -> PResult<'_, (Kind, Amount)> {
    if !may_begin(&input) || part_of_something(input) {
        return Err(nom::Err::Error(()));
    }
    let fraction = |amount| (Kind::Fraction, amount);
    if may_be_share(&input) {
        let share = alt((shares, worded, written, half));
        return alt((map(of_counts, fraction), related, map(share, fraction))).parse(input);
    }
    alt((map(of_counts, fraction), related, map(written, fraction))).parse(input)
}

/// of_counts = digits "/" digits beside its percentage: "12.5% (25/200)", "40/1600 (2.5%)"
fn of_counts(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, (over, under)) =
        (digits, preceded(adjacent(sign('/')), adjacent(digits))).parse(input)?;
    let is_sign = |token: Option<&Token>, mark: char| {
        token.is_some_and(|token| token.kind == TokenKind::Sign(mark))
    };
    let opened = is_sign(input.behind(1), '(') || is_sign(input.behind(1), '[');
    let closes = [')', ']', ',', ';', ':']
        .iter()
        .any(|mark| is_sign(rest.first(), *mark));
    let behind_percent = opened && is_sign(input.behind(2), '%') && closes;
    let inside = (1..6)
        .map_while(|n| rest.ahead(n))
        .take_while(|token| token.kind != TokenKind::Sign(')'));
    let before_percent = is_sign(rest.first(), '(')
        && inside
            .last()
            .is_some_and(|last| last.kind == TokenKind::Sign('%'));
    let value = |token: &Token| Some(Magnitude::written(exact::literal(input.text(token))?));
    let found = (behind_percent || before_percent)
        .then(|| quotient(value(over)?, value(under)?))
        .flatten();
    some(rest, found)
}

/// Whether a share can begin here: a part of one, or "between" or "minus" before one.
fn may_be_share(input: &Tokens<'_>) -> bool {
    let leads = |first: &Token| {
        first.classes.any(Class::LEADER) && !input.is(first, "a") && !input.is(first, "an")
    };
    may_be_part(input)
        || input.first().is_some_and(leads)
        || input
            .ahead(1)
            .is_some_and(|line| line.kind == TokenKind::Sign('/'))
}

/// shares = "between" share "and" share | share ( "to" | "or" ) share: from the less to the greater
fn shares(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, between) = opt(word("between")).parse(input)?;
    let joint: &[&str] = if between.is_some() {
        &["and"]
    } else {
        &["to", "or"]
    };
    let (rest, (low, _, high)) = (share, one_of(joint), share).parse(rest)?;
    let ends = low.amount().zip(high.amount());
    let amount = ends.map(|(low, high)| Amount {
        stated: None,
        interval: low.interval.hull(&high.interval),
        modifier: Modifier::Between,
        vague: false,
        reversed: false,
    });
    some(rest, amount)
}

/// A part of one, whatever stands around it.
fn share(input: Tokens<'_>) -> PResult<'_, Rational> {
    let half = map_opt(preceded(opt(word("a")), word("half")), |_| {
        Rational::new(Decimal::ONE, Decimal::TWO)
    });
    verify(
        alt((map(part, |part| part.value), vulgar, slashed, half)),
        Rational::is_proper,
    )
    .parse(input)
}

fn quotient(over: Magnitude, under: Magnitude) -> Option<Amount> {
    Rational::new(over.value, under.value)?.amount()
}

/// How two numbers are joined into one.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    In,
    OutOf,
    Of,
    Over,
    Hyphens,
    To,
    Glued,
}

/// ratio | odds | over: two numbers and what joins them
fn related(input: Tokens<'_>) -> PResult<'_, (Kind, Amount)> {
    let number = || map_opt(magnitude, Scaled::magnitude);
    let (rest, over) = number().parse(input)?;
    let times = terminated(word("times"), peek((word("out"), word("of"))));
    let (rest, _) = opt(times).parse(rest)?;
    let (rest, joint) = joint(rest)?;
    let glued = rest.first().is_some_and(|next| !next.spaced);
    let (rest, under) = number().parse(rest)?;
    let fraction = |amount: Option<Amount>| amount.map(|amount| (Kind::Fraction, amount));
    let found = match joint {
        Joint::In if is_odds(over, under) && !is_first(&input) => fraction(quotient(over, under)),
        Joint::OutOf if over.value <= under.value => fraction(quotient(over, under)),
        Joint::Over if is_over(&input, &rest, over, under) => fraction(quotient(over, under)),
        Joint::Hyphens if under.value == Decimal::ONE || !leads_to_contest(&rest) => {
            ratio(over, under)
        }
        Joint::Of if is_share_of(&input, over, under) => fraction(quotient(over, under)),
        Joint::To if names_odds(&input, &rest) || is_to_one(&input, &rest, over, under) => {
            ratio(over, under)
        }
        Joint::Glued if glued && (names_odds(&input, &rest) || is_map_scale(over, under)) => {
            ratio(over, under)
        }
        _ => None,
    };
    some(rest, found)
}

fn joint(input: Tokens<'_>) -> PResult<'_, Joint> {
    let every = || opt(one_of(&["every", "each"]));
    let hyphen = || adjacent(sign('-'));
    let line = alt((sign('-'), sign(':'), sign('/')));
    alt((
        value(Joint::In, (word("in"), every())),
        value(Joint::OutOf, (word("out"), word("of"), every())),
        value(Joint::Of, word("of")),
        value(Joint::Over, word("over")),
        value(Joint::Hyphens, (hyphen(), adjacent(word("to")), hyphen())),
        value(Joint::To, word("to")),
        value(Joint::Glued, adjacent(line)),
    ))
    .parse(input)
}

/// "one in five", "3 in 10", but not "five in 2020" or "two in six months".
fn is_odds(over: Magnitude, under: Magnitude) -> bool {
    let year = under.value >= Decimal::from(1500)
        && under.value < Decimal::from(2200)
        && under.value.fract().is_zero();
    over.value < Decimal::TEN && under.value > Decimal::ONE && !(year && over.value > Decimal::ONE)
}

/// "No 1 in 14 countries", "number 1 in 14": a place in a table, but not "no 1 in 10 chance".
fn is_first(input: &Tokens<'_>) -> bool {
    let place = |before: &Token| input.text(before) == "No" || input.is(before, "number");
    input.behind(1).is_some_and(place)
}

/// "1 of 4", "nine of ten", but not "page 1 of 4" or "312 of 650".
fn is_share_of(input: &Tokens<'_>, over: Magnitude, under: Magnitude) -> bool {
    let label = input.behind(1).is_some_and(|before| {
        before.classes.any(Class::LABEL) || before.kind == TokenKind::Sign('#')
    });
    let whole = over.value.fract().is_zero() && under.value.fract().is_zero();
    // Of a greater number both are told for their own sake: "312 of 650 seats".
    let small = under.value <= Decimal::TEN;
    let less = over.value >= Decimal::ONE && over.value < under.value;
    // "He was one of five children" says whose he is, and no share of them.
    let member = over.value == Decimal::ONE
        && input.behind(1).is_some_and(|before| {
            let shapes = Class::MODIFIER.with(Class::ADVERB).with(Class::CONJUNCTION);
            before.kind == TokenKind::Word
                && !before.classes.any(shapes)
                && !input.behind_is(1, &["than", "least", "most"])
        });
    less && whole && small && !label && !member
}

/// "1:25,000": a map's.
fn is_map_scale(over: Magnitude, under: Magnitude) -> bool {
    over.value == Decimal::ONE && under.value >= Decimal::ONE_HUNDRED
}

/// "one over twenty", but not "one over 20 years old", "in 2000 over 3", or the blood pressure "120 over 80".
fn is_over(input: &Tokens<'_>, rest: &Tokens<'_>, over: Magnitude, under: Magnitude) -> bool {
    let counts = unit(*rest).is_ok() || noun::phrase(*rest).is_ok();
    let dated = input.behind_is(1, &["in", "since", "by", "until", "from", "during", "of"]);
    let between = |value: Decimal, low: i64, high: i64| value >= low.into() && value <= high.into();
    let pressure = between(over.value, 70, 250) && between(under.value, 40, 150);
    !counts && !dated && !pressure
}

/// Words behind which ratios are told over some distance: "the ratio of A to B was 12 to 1", "from 7/2 to 5/2".
const FAR: usize = 9;

/// "12 to 1": a ratio, where it is no change and nothing is counted by it.
fn is_to_one(input: &Tokens<'_>, rest: &Tokens<'_>, over: Magnitude, under: Magnitude) -> bool {
    let change = input.behind(1).is_some_and(|before| {
        before
            .classes
            .any(Class::RISE.with(Class::FALL).with(Class::CONTEST))
    });
    let from = input.behind_is(1, &["from", "between"]);
    let counts = unit(*rest).is_ok() || noun::phrase(*rest).is_ok();
    let one = under.value == Decimal::ONE && over.value > Decimal::ONE;
    one && !change && !from && !counts
}

/// Whether odds are named in the words before; farther off where they are set against others.
pub(super) fn behind_odds(input: &Tokens<'_>) -> bool {
    let joined = input.behind_is(
        1,
        &["to", "from", "and", "was", "is", "were", "at", "about"],
    );
    let reach = if joined { FAR } else { 4 };
    (1..reach).any(|n| {
        input
            .behind(n)
            .is_some_and(|token| input.is_of(token, List::ODDS))
    })
}

/// Whether odds are named in the three words before or right after.
fn names_odds(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let next = |n: usize| {
        rest.ahead(n)
            .is_some_and(|token| rest.is_of(token, List::ODDS))
    };
    behind_odds(input) || next(0) || next(1)
}

fn ratio(over: Magnitude, under: Magnitude) -> Option<(Kind, Amount)> {
    let amount = if under.value == Decimal::ONE {
        Amount::new(over, Modifier::Exact)
    } else {
        quotient(over, under)?
    };
    Some((Kind::Ratio, amount))
}

/// [ minus ] part, where it is a share and not the count of a mixed number
fn worded(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (start, minus) = opt(minus).parse(input)?;
    let (rest, part) = part(start)?;
    let share = mixed(start).is_err() && !compounded(&rest) && is_share(&start, &rest, part);
    let value = match minus {
        Some(()) => part.value.negated(),
        None => part.value,
    };
    some(rest, if share { value.amount() } else { None })
}

/// Whether a hyphen glues a singular to the next word: "one third-party seller", but not "a one-third-owned arm".
fn compounded(rest: &Tokens<'_>) -> bool {
    let hyphen = |token: Option<&Token>, spaced: bool| {
        token.is_some_and(|token| token.kind == TokenKind::Sign('-') && !(spaced && token.spaced))
    };
    hyphen(rest.first(), true) && !hyphen(rest.behind(2), false)
}

/// Whether "a third" is a share, rather than one more of a kind; other counts leave no doubt.
fn is_share(start: &Tokens<'_>, rest: &Tokens<'_>, part: Part) -> bool {
    const AFTER: &[&str] = &[
        "of", "as", "more", "less", "fewer", "the", "are", "were", "have",
    ];
    if ranked(start, part) {
        return false;
    }
    let next = rest.first();
    let compares_behind = |next: &Token| {
        let than = rest.ahead(1).is_some_and(|than| rest.is(than, "than"));
        than && rest.text(next).ends_with("er")
    };
    let whole = next
        .is_some_and(|next| AFTER.iter().any(|word| rest.is(next, word)) || compares_behind(next));
    let ends = next.is_none_or(|next| {
        let time = ["ago", "earlier", "later", "before"]
            .iter()
            .any(|word| rest.is(next, word));
        next.kind != TokenKind::Word || next.classes.any(Class::FUNCTION) && !time
    });
    let alone = start.behind(1).is_none()
        && rest.first().is_none_or(|next| next.kind != TokenKind::Word)
        && rest.ahead(1).is_none();
    !part.article || whole || ends && (alone || compares(start))
}

/// "The one hundredth": an ordinal.
fn ranked(start: &Tokens<'_>, part: Part) -> bool {
    let named = start
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::DETERMINER));
    named && !part.article && part.denominator >= Decimal::ONE_HUNDRED
}

/// Whether a word before speaks of a change or a comparison.
fn compares(start: &Tokens<'_>) -> bool {
    let classes = Class::MODIFIER.with(Class::RISE).with(Class::FALL);
    start
        .behind(1)
        .is_some_and(|before| before.classes.any(classes))
        || start.behind_is(1, &["than", "by"])
}

/// vulgar | slashed, where nothing is measured by it: "⅔ of", "3/4"; "2/3rds" too
fn written(input: Tokens<'_>) -> PResult<'_, Amount> {
    let lone = input
        .ahead(1)
        .is_some_and(|line| matches!(line.kind, TokenKind::Sign('/' | '\u{2044}')));
    let sign = map(vulgar, Some);
    let digits = |input| {
        if lone {
            rational(input)
        } else {
            Err(nom::Err::Error(()))
        }
    };
    let (rest, part) = alt((sign, digits)).parse(input)?;
    let (rest, _) = opt(adjacent(one_of(&["rd", "rds", "th", "ths", "nd", "nds"]))).parse(rest)?;
    let measures = unit(rest).is_ok();
    some(
        rest,
        part.filter(|part| !measures && part.is_proper())
            .and_then(|part| part.amount()),
    )
}

/// "half" of something: before "of" or a determiner, and after a word that compares.
fn half(input: Tokens<'_>) -> PResult<'_, Amount> {
    let (rest, token) = word("half").parse(input)?;
    let joined = rest
        .first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced)
        || input
            .behind(1)
            .is_some_and(|before| !token.spaced && before.kind == TokenKind::Sign('-'));
    let ranked = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::ORDINAL))
        || input.behind_is(1, &["this", "last", "that", "other", "and"]);
    let whole = rest.first().is_some_and(|next| {
        rest.is(next, "of")
            || next.classes.any(Class::DETERMINER) && !rest.is(next, "a") && !rest.is(next, "an")
    });
    let compared = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::MODIFIER) && !input.is(before, "at"))
        || input.behind_is(1, &["than", "by", "in", "to", "least", "most"]);
    if joined || ranked || !(whole || compared) {
        return Err(nom::Err::Error(()));
    }
    let half = || Rational::new(Decimal::ONE, Decimal::TWO)?.amount();
    some(rest, half())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{read, within};

    #[test]
    fn accepts() {
        for (text, covers, kind, value) in [
            (
                "two-thirds of voters",
                "two-thirds",
                Kind::Fraction,
                "0.666666667",
            ),
            ("a third of those", "a third", Kind::Fraction, "0.333333333"),
            (
                "three quarters of",
                "three quarters",
                Kind::Fraction,
                "0.75",
            ),
            ("one-fifth of", "one-fifth", Kind::Fraction, "0.2"),
            ("a fifth lower than", "a fifth", Kind::Fraction, "0.2"),
            ("half the seats", "half", Kind::Fraction, "0.5"),
            ("one in five people", "one in five", Kind::Fraction, "0.2"),
            ("9 out of 10 voters", "9 out of 10", Kind::Fraction, "0.9"),
            (
                "19 times out of 20",
                "19 times out of 20",
                Kind::Fraction,
                "0.95",
            ),
            (
                "one in every five",
                "one in every five",
                Kind::Fraction,
                "0.2",
            ),
            (
                "two over seven",
                "two over seven",
                Kind::Fraction,
                "0.285714286",
            ),
            ("3/4 of voters", "3/4", Kind::Fraction, "0.75"),
            ("2/3rds of voters", "2/3rds", Kind::Fraction, "0.666666667"),
            ("⅔ of voters", "⅔", Kind::Fraction, "0.666666667"),
            ("a thousandth", "a thousandth", Kind::Fraction, "0.001"),
            (
                "minus three fifths",
                "minus three fifths",
                Kind::Fraction,
                "-0.6",
            ),
            ("3-to-1 majority", "3-to-1", Kind::Ratio, "3"),
            ("7-2 favourite", "7-2", Kind::Ratio, "3.5"),
            ("4 to 1 ratio", "4 to 1", Kind::Ratio, "4"),
            ("12 to 1.", "12 to 1", Kind::Ratio, "12"),
            ("1:25,000 maps", "1:25,000", Kind::Ratio, "0.00004"),
            ("1 of 4 children", "1 of 4", Kind::Fraction, "0.25"),
            ("nine of ten dentists", "nine of ten", Kind::Fraction, "0.9"),
            ("50-50 chance", "50-50", Kind::Ratio, "1"),
        ] {
            let (covered, (found, amount)) = read(fraction, text).expect(text);
            assert_eq!(
                (
                    covered,
                    found,
                    amount.stated.unwrap().value.to_string().as_str()
                ),
                (covers, kind, value)
            );
        }
    }

    #[test]
    fn half_of_what_was_said_before() {
        for (text, wanted) in [
            ("It was cut by half.", true),
            ("It was cut by at least half.", true),
            ("It led at half time.", false),
            ("It lost the first half.", false),
        ] {
            assert_eq!(within(half, text).is_some(), wanted, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "half-staff",
            "a third man",
            "five seconds",
            "two second",
            "half a mile",
            "a quarter ago",
            "five in 2020",
            "third of May",
            "12 in 6",
            "a third was wounded",
            "a third-party seller",
            "one third-party seller",
            "a quarter of a mile",
            "half a million",
            "five and a half",
            "120 over 80",
            "312 of 650 seats",
            "one over 20 years old",
            "3-1 win",
            "24/7 care",
        ] {
            assert_eq!(
                read(fraction, text).map(|(covered, _)| covered),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn shares_make_a_range() {
        for (text, covers, low, high) in [
            (
                "between a quarter and a third of",
                "between a quarter and a third",
                "0.25",
                "0.333333334",
            ),
            (
                "one-fifth to one-half of",
                "one-fifth to one-half",
                "0.2",
                "0.5",
            ),
            (
                "a quarter or half of them",
                "a quarter or half",
                "0.25",
                "0.5",
            ),
        ] {
            let (covered, (kind, amount)) = read(fraction, text).expect(text);
            let end = |bound: Option<crate::quantity::Bound>| bound.unwrap().value.to_string();
            let ends = (end(amount.interval.lower()), end(amount.interval.upper()));
            assert_eq!(
                (covered, kind, ends),
                (covers, Kind::Fraction, (low.into(), high.into()))
            );
        }
    }

    #[test]
    fn a_third_is_enclosed_by_its_bounds() {
        let (_, (_, amount)) = read(fraction, "one third").unwrap();
        let ends = (
            amount.interval.lower().unwrap().value.to_string(),
            amount.interval.upper().unwrap().value.to_string(),
        );
        assert_eq!(ends, ("0.333333333".into(), "0.333333334".into()));
    }
}
