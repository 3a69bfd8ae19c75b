//! Lengths of time in other words than a number and a unit: "an hour", "half a century", "a year and a half",
//! "another week", "all day", "2 hours 30 minutes", "two weeks ago".
//!
//! ```text
//! duration  = half | article | another | whole
//! half      = ( "half" [ "-" ] [ "a" | "an" ] | "a" "half" [ "-" ] ) [ working ] unit
//! article   = ( "a" | "an" ) unit [ "and" ( [ "a" ] "half" | length ) ]    alone only after "for", "in", "within" and their like
//! another   = "another" [ working ] unit
//! working   = "business" | "working" | "full"
//! whole     = ( "all" | "full" | "whole" | "entire" ) [ "-" ] unit          places rather than measures
//! continued = length { [ "," ] [ "and" ] length } ( [ anchor ] | "to" larger )       each unit a whole number of the next
//! larger    = length | ( "a" | "an" ) unit                 "18 months to two years"
//! anchor    = "ago" | "from" "now" | "from" day | ( "after" | "before" ) end
//!           | [ "," ] ( "starting" | "beginning" | "from" ) [ "on" | "from" ] day | "in" "the" "future"
//! ```
//!
//! An article is no number: of "a week" nothing is stated, and the bounds are one.

use super::calendar::joint;
use super::figure::figure;
use super::lexicon::Class;
use super::measured::measured;
use super::point::point;
use super::quantity::{Unit, UnitName};
use super::relative::Relative;
use super::tokens::{
    PResult, Token, Tokens, adjacent, class, one_of, sign, some, spanned, token, word,
};
use super::when::{Counted, Course, Point, TimeUnit, When};
use crate::document::ProseSpan;
use crate::quantity::unit::by_words;
use crate::quantity::{Amount, Base, Interval, Kind, Magnitude, Modifier, exact};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// An amount of a unit of time.
type Length = (Amount, Unit);

/// duration = half | article | another | whole
pub(super) fn duration(input: Tokens<'_>) -> PResult<'_, Relative> {
    let first = input.first().ok_or(nom::Err::Error(()))?;
    if !first.classes.any(Class::LEADER.with(Class::TIMING)) {
        return Err(nom::Err::Error(()));
    }
    let (rest, found) = alt((half, article, another, whole)).parse(input)?;
    let Some(length) = found.length else {
        return Ok((rest, found));
    };
    let (rest, length, when) = continued(input, rest, length);
    let length = Some(length);
    Ok((
        rest,
        Relative {
            length,
            when,
            ..found
        },
    ))
}

/// half = ( "half" [ "-" ] [ "a" | "an" ] | "a" "half" [ "-" ] ) [ working ] unit
fn half(input: Tokens<'_>) -> PResult<'_, Relative> {
    let hyphen = || opt(adjacent(sign('-')));
    let a = || one_of(&["a", "an"]);
    let first = value((), (word("half"), hyphen(), opt(a()), hyphen()));
    let second = value((), (a(), word("half"), hyphen()));
    let ordinal = input
        .behind(1)
        .is_some_and(|before| before.classes.any(Class::ORDINAL));
    let (rest, (_, kind)) = (alt((first, second)), working).parse(input)?;
    // "Half a business days" is loose, and means days.
    let any = class(Class::TIME_UNIT);
    let (rest, unit) = match kind {
        Some(_) => spanned(any).parse(rest)?,
        None => spanned(single).parse(rest)?,
    };
    let length = length(Decimal::new(5, 1), unit);
    some(rest, (!ordinal).then_some(length))
}

/// article = ( "a" | "an" ) unit [ "and" ( [ "a" ] "half" | length ) ]
fn article(input: Tokens<'_>) -> PResult<'_, Relative> {
    const LEADS: [&str; 12] = [
        "for", "in", "within", "after", "about", "nearly", "almost", "under", "over", "than",
        "least", "once",
    ];
    let (rest, unit) = preceded(one_of(&["a", "an"]), spanned(single)).parse(input)?;
    let and_half = (word("and"), opt(word("a")), word("half"));
    let (rest, more) = opt(and_half).parse(rest)?;
    if more.is_some() {
        return Ok((rest, length(Decimal::new(15, 1), unit)));
    }
    let goes_on = word("and").parse(rest).is_ok_and(|(more, _)| {
        let whole = length(Decimal::ONE, unit)
            .length
            .zip(next_length(more).ok());
        whole.is_some_and(|(first, (_, second))| joined(first, second).is_some())
    });
    if goes_on {
        return Ok((rest, length(Decimal::ONE, unit)));
    }
    let (_, name) = unit;
    let second = TimeUnit::of_lexicon(name.calendar).is_none() && name.calendar == 1;
    let hyphen = adjacent(sign('-')).parse(rest).is_ok();
    let told = input.behind_is(1, &LEADS) && !second && !hyphen && !is_modifier(&rest);
    some(rest, told.then(|| one(unit)))
}

/// [ "business" | "working" | "full" ]
fn working(input: Tokens<'_>) -> PResult<'_, Option<&Token>> {
    opt(one_of(&["business", "working", "full"])).parse(input)
}

/// Whether a word follows that the unit only describes, or that describes it: "in a day care", "in a year when".
fn is_modifier(rest: &Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| {
        let plain = Class::FUNCTION
            .with(Class::BE)
            .with(Class::DEICTIC)
            .with(Class::RELATIVE);
        let word = matches!(next.kind, super::tokens::TokenKind::Word);
        let named = ["that", "when", "which", "where"]
            .iter()
            .any(|word| rest.is(next, word));
        let free =
            next.classes.any(plain) || rest.text(next).ends_with("ing") || rest.is(next, "ago");
        word && (named || !free)
    }) || value((), (word("in"), word("which"))).parse(*rest).is_ok()
}

/// another = "another" [ working ] unit
fn another(input: Tokens<'_>) -> PResult<'_, Relative> {
    let (rest, (_, kind, unit)) = (word("another"), working, spanned(single)).parse(input)?;
    let (_, name) = unit;
    let day = name.calendar == 4 || name.calendar == 7 || name.calendar == 1;
    let told = kind.is_some() || !day || input.behind_is(1, &["for", "in", "within"]);
    some(rest, (told && !is_modifier(&rest)).then(|| one(unit)))
}

/// whole = ( "all" | "full" | "whole" | "entire" ) [ "-" ] unit
fn whole(input: Tokens<'_>) -> PResult<'_, Relative> {
    let all = one_of(&["all", "full", "whole", "entire"]);
    let (rest, (_, _, unit)) = (all, opt(adjacent(sign('-'))), single).parse(input)?;
    let told = unit.calendar > 3;
    let hung = Relative {
        kind: Kind::Period,
        length: None,
        when: Some(When::Elsewhere),
    };
    some(rest, told.then_some(hung))
}

/// A unit of time in the singular: of the lexicon, or "fortnight".
fn single(input: Tokens<'_>) -> PResult<'_, &Token> {
    token(|input: &Tokens<'_>, token| {
        token.classes.any(Class::TIME_UNIT) && !input.text(token).ends_with('s')
    })
    .parse(input)
}

/// One of a unit, without a number that says so.
fn one(unit: (ProseSpan, &Token)) -> Relative {
    let found = length(Decimal::ONE, unit);
    let unstated = |(amount, unit)| {
        (
            Amount {
                stated: None,
                ..amount
            },
            unit,
        )
    };
    Relative {
        length: found.length.map(unstated),
        ..found
    }
}

/// So many of a unit.
fn length(count: Decimal, (span, unit): (ProseSpan, &Token)) -> Relative {
    const NAMES: [&str; 12] = [
        "",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "fortnight",
    ];
    let place = usize::try_from(unit.calendar).unwrap_or(0);
    let name = NAMES.get(place).and_then(|name| by_words(name));
    let unit = Unit {
        text: Some(span),
        name: name.map_or(UnitName::None, UnitName::Known),
        per: UnitName::None,
    };
    Relative {
        kind: Kind::Duration,
        length: Some((
            Amount::new(Magnitude::written(count), Modifier::Exact),
            unit,
        )),
        when: None,
    }
}

/// A length of time with the lengths that go on from it, and when it is, if that is said behind it.
pub(super) fn continued<'a>(
    at: Tokens<'a>,
    mut rest: Tokens<'a>,
    mut length: Length,
) -> (Tokens<'a>, Length, Option<When>) {
    while let Ok((after, more)) = next_length(rest) {
        let Some(joined) = joined(length, more) else {
            break;
        };
        (rest, length) = (after, joined);
    }
    if let Ok((rest, range)) = ranged(&at, rest, length) {
        return (rest, range, None);
    }
    let within = at.behind_is(1, &["for", "within"]);
    let counted = counted(length);
    match counted.and_then(|counted| anchor(rest, counted, within).ok()) {
        Some((rest, when)) => (rest, length, when),
        None => (rest, length, None),
    }
}

/// [ "," ] [ "and" ] length
fn next_length(input: Tokens<'_>) -> PResult<'_, Length> {
    let (input, _) = (opt(sign(',')), opt(word("and"))).parse(input)?;
    let (rest, figure) = figure(input)?;
    let length = figure
        .amount
        .filter(|_| figure.kind == Kind::Duration)
        .map(|amount| (amount, figure.unit));
    // "2 hours 10 minutes to 45 minutes" is one length and another.
    let range = length.is_some_and(|(amount, _)| amount.modifier == Modifier::Between);
    match measured(input) {
        Ok((rest, first)) if range => some(rest, first.number.amount().zip(Some(first.unit))),
        _ => some(rest, length),
    }
}

/// ranged = length "to" ( length | ( "a" | "an" ) unit )      the second in a unit that is so many of the first's:
/// "18 months to two years", "40 minutes to an hour"; after "from" they are a change
fn ranged<'a>(at: &Tokens<'a>, input: Tokens<'a>, (low, smaller): Length) -> PResult<'a, Length> {
    let (rest, _) = word("to").parse(input)?;
    let article = |input| {
        let (rest, unit) = preceded(one_of(&["a", "an"]), spanned(single)).parse(input)?;
        some(rest, length(Decimal::ONE, unit).length)
    };
    let (rest, (high, larger)) = alt((article, next_length)).parse(rest)?;
    let by = measure(larger)
        .zip(measure(smaller))
        .and_then(|(over, under)| times(over, under))
        .filter(|(least, most)| least == most);
    let ends = by.zip(low.stated).zip(high.stated);
    let range = ends.and_then(|(((by, _), low), high)| {
        let high = Magnitude::written(exact::mul(high.value, by.into())?);
        (low.value < high.value).then(|| Amount::between(low, high))
    });
    let text = smaller.text.zip(larger.text).map(|(a, b)| a.cover(b));
    let free = low.modifier != Modifier::Between && !at.behind_is(1, &["from", "by"]);
    some(
        rest,
        range
            .filter(|_| free)
            .map(|range| (range, Unit { text, ..smaller })),
    )
}

/// Both as one length in the smaller unit, where that is a whole part of the larger: 150 minutes.
fn joined((first, larger): Length, (second, smaller): Length) -> Option<Length> {
    let plain = second.modifier == Modifier::Exact && !first.vague && !second.vague;
    let (over, under) = (measure(larger)?, measure(smaller)?);
    let (least, most) = times(over, under)?;
    let (first_value, second_value) = (first.stated?.value, second.stated?.value);
    // "90 minutes" go on from no hour.
    if second_value >= most.into() {
        return None;
    }
    let sum = |by: i64| exact::add(exact::mul(first_value, by.into())?, second_value);
    let (low, high) = (sum(least)?, sum(most)?);
    let amount = if least == most {
        Amount::new(Magnitude::written(low), first.modifier)
    } else {
        Amount {
            stated: None,
            interval: Interval::between(low, high),
            ..first
        }
    };
    let text = larger.text.zip(smaller.text).map(|(a, b)| a.cover(b));
    plain.then_some((amount, Unit { text, ..smaller }))
}

/// How many of a smaller unit a larger one has: at least and at most.
fn times(larger: &str, smaller: &str) -> Option<(i64, i64)> {
    Some(match (larger, smaller) {
        ("minute", "second") | ("hour", "minute") => (60, 60),
        ("hour", "second") => (3600, 3600),
        ("day", "hour") => (24, 24),
        ("day", "minute") => (1440, 1440),
        ("week", "day") => (7, 7),
        ("year", "month") => (12, 12),
        ("decade", "year") => (10, 10),
        ("century", "year") => (100, 100),
        ("month", "day") => (28, 31),
        ("year", "week") => (52, 53),
        ("year", "day") => (365, 366),
        _ => return None,
    })
}

/// The name of a unit of measure.
fn measure(unit: Unit) -> Option<&'static str> {
    match (unit.name, unit.per) {
        (UnitName::Known(base @ Base::Measure(_)), UnitName::None) => Some(base.name()),
        _ => None,
    }
}

/// A whole number of units of the calendar.
fn counted((amount, unit): Length) -> Option<(u16, TimeUnit)> {
    let number = amount.interval.single()?;
    let count = u16::try_from(number)
        .ok()
        .filter(|_| number.fract().is_zero())?;
    let unit = match measure(unit)? {
        "day" => TimeUnit::Day,
        "week" => TimeUnit::Week,
        "month" => TimeUnit::Month,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    };
    Some((count, unit))
}

/// anchor = "ago" | "from" "now" | "from" day | ( "after" | "before" ) end | [ "," ] ( "starting" | … ) … day | "in" "the" "future"
fn anchor(
    input: Tokens<'_>,
    (count, unit): (u16, TimeUnit),
    within: bool,
) -> PResult<'_, Option<When>> {
    let counted = |course: Course, from: Point| {
        Some(When::Counted(Counted {
            count,
            unit,
            from,
            course,
        }))
    };
    let today = Point::Days(0);
    let onward = if within {
        Course::Lasting
    } else {
        Course::After
    };
    let ago = value(counted(Course::Ago, today), word("ago"));
    let now = value(counted(onward, today), (word("from"), word("now")));
    let future = (word("in"), word("the"), word("future"));
    let future = value(counted(Course::After, today), future);
    let before = map(preceded(word("before"), end), |from| {
        counted(Course::Before, from)
    });
    let after = map(preceded(word("after"), end), |from| {
        counted(Course::After, from)
    });
    let from = map(preceded(word("from"), day), |from| counted(onward, from));
    let lasting = map(preceded(starting, day), |from| {
        counted(Course::Lasting, from)
    });
    alt((ago, now, future, before, after, from, lasting)).parse(input)
}

/// [ "," ] ( "starting" | "beginning" | "from" ) [ "on" | "from" ]
fn starting(input: Tokens<'_>) -> PResult<'_, ()> {
    let word = one_of(&["starting", "beginning", "from"]);
    value((), (opt(sign(',')), word, opt(one_of(&["on", "from"])))).parse(input)
}

/// [ "the" ] point, where it is a day
fn end(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, point) = preceded(opt(word("the")), point).parse(input)?;
    some(rest, point.is_date().then_some(point))
}

/// end, a day from which no range begins: not "36 years from 1945 to 1980"
fn day(input: Tokens<'_>) -> PResult<'_, Point> {
    let (rest, point) = end(input)?;
    let single = match point {
        Point::Partial(partial) => partial.day.is_some(),
        _ => true,
    };
    some(rest, (single && joint(rest).is_err()).then_some(point))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read as read_text};
    use crate::extract::scan;
    use crate::extract::testing::{read, within};

    fn stated(found: Relative) -> Option<String> {
        let (amount, _) = found.length?;
        Some(amount.stated?.value.normalize().to_string())
    }

    #[test]
    fn accepts() {
        for (text, covers, wanted) in [
            ("half an hour", "half an hour", Some("0.5")),
            ("half a century ago", "half a century", Some("0.5")),
            ("half a working day", "half a working day", Some("0.5")),
            ("half-hour show", "half-hour", Some("0.5")),
            ("a half hour", "a half hour", Some("0.5")),
            ("an hour and a half", "an hour and a half", Some("1.5")),
            (
                "an hour and 40 minutes",
                "an hour and 40 minutes",
                Some("100"),
            ),
            ("half a business days", "half a business days", Some("0.5")),
            ("a year and a half later", "a year and a half", Some("1.5")),
            ("another week to", "another week", None),
            ("another working day", "another working day", None),
            ("all day", "all day", None),
            ("full-year profit", "full-year", None),
            ("whole month", "whole month", None),
        ] {
            let (covered, found) = read(duration, text).expect(text);
            assert_eq!((covered, stated(found).as_deref()), (covers, wanted));
        }
    }

    #[test]
    fn the_ends_of_a_range_may_be_in_two_units() {
        let found = |text: &str| {
            let document = read_text("t".into(), text.as_bytes().to_vec(), Format::Text, None);
            let document = document.unwrap();
            let all = scan(&document, 9).quantities;
            let shown = all.iter().map(|quantity| {
                let interval = quantity.amount.interval;
                let end = |bound: Option<crate::quantity::Bound>| {
                    bound.map_or(String::new(), |bound| bound.value.normalize().to_string())
                };
                format!("{}..{}", end(interval.lower()), end(interval.upper()))
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        for (text, wanted) in [
            ("It takes 18 months to two years.", "18..24"),
            ("It takes 40 minutes to an hour.", "40..60"),
            ("It takes two weeks to 20 days.", "2..2 20..20"),
            ("It was cut from 18 months to a year.", "18..18"),
            (
                "It fell from 2 hours 10 minutes to 45 minutes.",
                "130..130 45..45",
            ),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_article_is_led_to() {
        for (text, found) in [
            ("He ran for an hour.", true),
            ("It will end within a month.", true),
            ("It was a year of change.", false),
            ("He asked for a second time.", false),
            ("He works in a day care.", false),
            ("It was bad in a year in which he lost.", false),
            ("It was shut for a week.", true),
        ] {
            assert_eq!(within(article, text).is_some(), found, "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "a year",
            "half of",
            "another day dawned",
            "all years",
            "an hour-long",
            "an hour and 90 minutes",
            "full house",
        ] {
            assert!(read(duration, text).is_none(), "{text}");
        }
    }

    fn scanned(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let date = Some(jiff::civil::date(2025, 1, 27));
        let document =
            read_text("test".into(), text.as_bytes().to_vec(), Format::Text, date).expect(text);
        scan(&document, 100)
            .quantities
            .iter()
            .map(|quantity| {
                let stated = quantity.amount.stated;
                (
                    document.slice(quantity.span).to_owned(),
                    stated.map(|stated| stated.value.normalize().to_string()),
                    quantity.value.map(|days| days.iso()),
                )
            })
            .collect()
    }

    #[test]
    fn lengths_go_on_and_are_anchored() {
        for (text, covers, count, iso) in [
            (
                "It took 2 hours 30 minutes.",
                "2 hours 30 minutes",
                Some("150"),
                None,
            ),
            (
                "It took one year and three months.",
                "one year and three months",
                Some("15"),
                None,
            ),
            (
                "It took 2 months and 5 days.",
                "2 months and 5 days",
                None,
                None,
            ),
            (
                "It lasted 18 days from May 3 to May 20.",
                "18 days",
                Some("18"),
                None,
            ),
            (
                "It is shut for a week from Monday.",
                "a week from Monday",
                None,
                Some("2025-01-27/2025-02-02"),
            ),
            ("It took 5 days and 3 men.", "5 days", Some("5"), None),
            (
                "It ended two weeks ago.",
                "two weeks ago",
                Some("2"),
                Some("2025-01-13/2025-01-19"),
            ),
            (
                "It ends 3 days from now.",
                "3 days from now",
                Some("3"),
                Some("2025-01-30"),
            ),
            (
                "It ended two days before Jan. 20.",
                "two days before Jan. 20",
                Some("2"),
                Some("2025-01-18"),
            ),
            (
                "It is shut for 3 days starting on Feb. 3.",
                "3 days starting on Feb. 3",
                Some("3"),
                Some("2025-02-03/2025-02-05"),
            ),
        ] {
            let found = scanned(text);
            let first = found
                .first()
                .map(|(text, stated, value)| (text.as_str(), stated.as_deref(), value.as_deref()));
            assert_eq!(first, Some((covers, count, iso)), "{text}");
        }
    }
}
