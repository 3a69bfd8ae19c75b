//! A total with its parts: "257 people: 116 in June and 131 in October", "$9.6 million, comprising a $2 million
//! bonus, $6 million in stock and $1.6 million in salary", "eight aircraft, including four jumbos, two jets and two planes".
//!
//! ```text
//! sum    = total words opener part ( ( "," | ";" | "and" | "plus" ) words part )+
//!        | part ( ( "," | ";" | "and" | "plus" ) words part )+ closer total
//!        | part "of the" total … "and the other" part
//!        | total noun ":" item ( "," item )* "and" item
//! ```
//!
//! Whether the list is told as all of the total, as most of it or as some of it, the words between them say.

mod chamber;
mod closed;
mod list;
mod opener;
mod part;
mod rest;

use super::{Figure, Sentence, Sum, Told};
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::quantity::{Kind, Modifier, exact};
use opener::Opener;
use rust_decimal::Decimal;

/// How many tokens may stand between a total and the opener of its list.
const TOTAL_REACH: usize = 16;
/// The same for brackets, which stand right behind their total.
const BRACKET_REACH: usize = 4;

/// The sums that a sentence lists.
pub(super) fn sums(sentence: &Sentence<'_>) -> Vec<Sum> {
    let listed = opener::openers(sentence)
        .into_iter()
        .filter_map(|opener| sum(sentence, &opener));
    let mut sums: Vec<Sum> = listed.collect();
    sums.extend(closed::sums(sentence));
    sums.extend(rest::sums(sentence));
    sums.extend(list::sum(sentence));
    sums.extend(chamber::sum(sentence));
    // Two openers of one list ("- including") tell it once.
    let mut told: Vec<Sum> = Vec::new();
    for sum in sums {
        if told.iter().all(|before| before.parts != sum.parts) {
            told.push(sum);
        }
    }
    told
}

/// The sum that an opener opens, if it does.
fn sum(sentence: &Sentence<'_>, opener: &Opener) -> Option<Sum> {
    let mut totals = totals(sentence, opener)?;
    let list = part::parts(sentence, opener, totals.first()?);
    totals.retain(|total| !dwarfed(&list.parts, total));
    let total = totals.first()?;
    let count = list.parts.len().saturating_add(list.ones);
    let one_of_all =
        count == 1 && opener.told == Told::Some && of_persons(sentence, total, &list.parts);
    let listed = (count > 1 || one_of_all) && !list.parts.is_empty();
    let told = list.told(opener, total);
    let over = |part: &&Figure<'_>| exceeds(part, total, Decimal::ONE);
    let sound = listed
        && !opener.chooses(sentence, total)
        && (one_of_all || sorts_agree(&list.parts, total, told))
        && !(opener.mild && list.parts.iter().any(over));
    sound.then(|| Sum {
        totals: totals.iter().map(|total| total.index).collect(),
        parts: list.parts.iter().map(|part| part.index).collect(),
        ones: list.ones,
        told,
    })
}

/// The figures that may be the total of a list, the likeliest first.
fn totals<'s, 'a>(sentence: &'s Sentence<'a>, opener: &Opener) -> Option<Vec<&'s Figure<'a>>> {
    let last = sentence
        .figures
        .iter()
        .rposition(|figure| figure.tokens.end <= opener.tokens.start)?;
    let near = sentence.figures.get(last.saturating_sub(1)..=last)?;
    let mark = opener.tokens.start;
    let reach = if sentence.is_mark(mark, &['(']) {
        BRACKET_REACH
    } else {
        TOTAL_REACH
    };
    // Percentages are added up where words say that they are parts, not behind a mark.
    let share =
        |figure: &Figure<'_>| figure.quantity.kind == Kind::Percent && opener.marked(sentence);
    let within = |figure: &&Figure<'_>| mark.saturating_sub(sentence.behind(figure)) <= reach;
    let mut totals: Vec<_> = near
        .iter()
        .rev()
        .filter(within)
        .filter(|figure| adds(figure) && !share(figure))
        .collect();
    // "seven of its 25 furnaces - two …": the list is of the seven.
    if let [whole, part] = totals.as_slice()
        && rest::part_of(sentence, part, whole)
    {
        totals.remove(0);
    }
    // "that has killed hundreds, including 150 officers": the list is of what no figure tells.
    let vague = sentence
        .figures
        .get(last)
        .is_some_and(|figure| figure.quantity.kind == Kind::Count && !adds(figure));
    (!totals.is_empty() && !vague).then_some(totals)
}

/// Whether a figure is of a sort that is added up.
fn adds(figure: &Figure<'_>) -> bool {
    let sort = matches!(
        figure.quantity.kind,
        Kind::Count | Kind::Money | Kind::Measure | Kind::Percent
    );
    let worded = matches!(
        figure.quantity.amount.modifier,
        Modifier::Exact | Modifier::About | Modifier::Nearly | Modifier::MoreThan
    );
    sort && worded && figure.quantity.amount.stated.is_some()
}

/// Counted parts with nouns of their own may overlap ("including 116 women and 90 children"): of those, only what is
/// told as all is a sum.
fn sorts_agree(parts: &[&Figure<'_>], total: &Figure<'_>, told: Told) -> bool {
    total.quantity.kind != Kind::Count
        || matches!(told, Told::All | Told::Most)
        || !parts.iter().any(|part| names(part))
}

/// Whether a count names what it counts, in words of its own.
fn names(figure: &Figure<'_>) -> bool {
    match figure.quantity.unit.name {
        UnitName::Noun(noun) => noun.start >= figure.quantity.span.end,
        UnitName::None | UnitName::Known(_) => false,
    }
}

/// Whether one part is of persons as its total is: "12 people, including 15 children" can't be.
fn of_persons(sentence: &Sentence<'_>, total: &Figure<'_>, parts: &[&Figure<'_>]) -> bool {
    let counts = total.quantity.kind == Kind::Count && person(sentence, total) == Some(true);
    counts
        && parts
            .iter()
            .all(|part| person(sentence, part) != Some(false))
}

/// Whether what a figure counts are persons; absent where it names nothing.
fn person(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<bool> {
    let UnitName::Noun(noun) = figure.quantity.unit.name else {
        return None;
    };
    let last = sentence.words.index_of(noun.end).checked_sub(1)?;
    Some(sentence.words.has(last, Class::PERSON))
}

/// Whether the parts are of another thing than the total: one is far greater ("two models - the 4410"), or each is
/// greater and names what it counts ("two sides (12 men and 11 women)").
fn dwarfed(parts: &[&Figure<'_>], total: &Figure<'_>) -> bool {
    const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
    let other = |part: &&&Figure<'_>| names(part) && exceeds(part, total, Decimal::ONE);
    let others = parts.len() > 1 && parts.iter().filter(other).count() == parts.len();
    total.quantity.kind == Kind::Count
        && (others || parts.iter().any(|part| exceeds(part, total, FAR)))
}

/// Whether a part is more than so many times the total, both as printed.
fn exceeds(part: &Figure<'_>, total: &Figure<'_>, times: Decimal) -> bool {
    let value = |figure: &Figure<'_>| Some(figure.quantity.amount.stated?.value);
    let most = value(total).and_then(|total| exact::mul(total, times));
    value(part)
        .zip(most)
        .is_some_and(|(part, most)| part > most)
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::Sentence;
    use crate::claim::{bind, relation::relate};

    fn found(text: &str) -> Option<(String, Vec<String>)> {
        let mut sample = Sentence::of(text);
        let claims = bind(&sample.document, &mut sample.extract);
        let sums = relate(&sample.document, &sample.extract, &claims).sums;
        let sum = sums.first()?;
        let shown = |index: &usize| {
            sample
                .document
                .slice(sample.extract.quantities[*index].span)
                .to_owned()
        };
        Some((
            shown(sum.totals.first()?),
            sum.parts.iter().map(shown).collect(),
        ))
    }

    #[test]
    fn accepts() {
        for (text, total, parts) in [
            (
                "The first two flights carried 257 people: 116 in June and 131 in October.",
                "257",
                vec!["116", "131"],
            ),
            (
                "It ordered 54 aircraft: 4 jumbos, 40 jets and 10 turboprops.",
                "54",
                vec!["4", "40", "10"],
            ),
            (
                "They raised $12 million: $7 million from members and $5 million from donors.",
                "$12 million",
                vec!["$7 million", "$5 million"],
            ),
        ] {
            assert_eq!(
                found(text),
                Some((
                    total.to_owned(),
                    parts.into_iter().map(str::to_owned).collect()
                )),
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "It met 257 people: 116 came in June, including 13 from abroad.",
            "It has 257 staff: the oldest has served 40 years and 3 months.",
            "The firm has 257 shops worldwide: 116 in the north and 131 in the south.",
            "It is one of 35 teams, each consisting of two women and two men.",
            "They raised $12 million: 7 members gave, and 5 donors.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
