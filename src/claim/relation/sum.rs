//! A total with its parts: "257 people: 116 in June and 131 in October", "$9.6 million, comprising a $2 million
//! bonus, $6 million in stock and $1.6 million in salary", "eight aircraft, including four jumbos, two jets and two planes".
//!
//! ```text
//! sum    = total words opener part ( ( "," | ";" | "and" | "plus" ) words part )+
//! opener = ":" | dash | "(" | "comprising" | "consisting of" | "made up of" | "of which" | "including"
//! ```
//!
//! Whether the list is told as all of the total, as most of it or as some of it, the opener says.

use super::{Figure, Sentence, Sum, Told};
use crate::extract::UnitName;
use crate::extract::tokens::TokenKind;
use crate::quantity::{Kind, Modifier};
use std::ops::Range;

/// How many tokens may stand between a total and the opener of its list.
const TOTAL_REACH: usize = 16;
/// The same for brackets, which stand right behind their total.
const BRACKET_REACH: usize = 4;
/// How many tokens may stand between a mark that opens a list and its first figure.
const MARK_REACH: usize = 4;
/// How many tokens may stand between the mark that begins a part and its figure, of amounts and of counts.
const AMOUNT_REACH: usize = 9;
const COUNT_REACH: usize = 2;

/// The sums that a sentence lists.
pub(super) fn sums(sentence: &Sentence<'_>) -> Vec<Sum> {
    openers(sentence)
        .into_iter()
        .filter_map(|opener| sum(sentence, &opener))
        .collect()
}

/// What opens a list of parts, and how far the list may run.
#[derive(Clone, Debug)]
struct Opener {
    tokens: Range<usize>,
    end: usize,
    told: Told,
}

impl Opener {
    /// Whether it is a mark, not words.
    fn marked(&self, sentence: &Sentence<'_>) -> bool {
        self.tokens.len() == 1
            && sentence
                .words
                .get(self.tokens.start)
                .is_some_and(|token| matches!(token.kind, TokenKind::Sign(_)))
    }
}

/// Everything that may open a list.
fn openers(sentence: &Sentence<'_>) -> Vec<Opener> {
    let length = sentence.words.tokens.len();
    let mut found = Vec::new();
    for at in 0..length {
        if let Some(start) = partitive(sentence, at) {
            found.push(Opener {
                end: length,
                tokens: start..start,
                told: Told::Most,
            });
        } else if let Some((tokens, told)) = worded(sentence, at) {
            found.push(Opener {
                end: length,
                tokens,
                told,
            });
        } else if is_break(sentence, at) {
            let end = (at.saturating_add(1)..length)
                .find(|at| is_break(sentence, *at))
                .unwrap_or(length);
            found.push(Opener {
                tokens: at..at.saturating_add(1),
                end,
                told: Told::All,
            });
        } else if sentence.is_mark(at, &['(']) {
            let end = (at..length)
                .find(|at| sentence.is_mark(*at, &[')']))
                .unwrap_or(at);
            found.push(Opener {
                tokens: at..at.saturating_add(1),
                end,
                told: Told::All,
            });
        }
    }
    found
}

/// ", $40 million of which": the list begins with the part itself.
fn partitive(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let of_which =
        sentence.words.is(at, &["of"]) && sentence.words.is(at.saturating_add(1), &["which"]);
    let part = sentence
        .figures
        .iter()
        .find(|figure| figure.tokens.end == at)
        .filter(|_| of_which)?;
    Some(part.tokens.start)
}

/// A colon, or a dash with a blank before it.
fn is_break(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .words
        .get(at)
        .is_some_and(|token| match token.kind {
            TokenKind::Sign(':' | '—') => true,
            TokenKind::Sign('-') => token.spaced,
            _ => false,
        })
}

/// An opener in words.
fn worded(sentence: &Sentence<'_>, at: usize) -> Option<(Range<usize>, Told)> {
    let words = &sentence.words;
    let next = |n: usize, list: &[&str]| words.is(at.saturating_add(n), list);
    let one = at..at.saturating_add(1);
    let two = at..at.saturating_add(2);
    match () {
        () if next(0, &["consisting", "consists", "consist", "composed"]) && next(1, &["of"]) => {
            Some((two, Told::All))
        }
        () if next(0, &["comprising", "comprises", "comprised", "comprise"]) => {
            Some((one, Told::All))
        }
        () if next(0, &["made"]) && next(1, &["up"]) && next(2, &["of"]) => {
            Some((at..at.saturating_add(3), Told::All))
        }
        () if next(0, &["of"]) && next(1, &["which"]) => Some((two, Told::Most)),
        () if next(0, &["including", "includes", "included", "include"]) => Some((one, Told::Some)),
        () => None,
    }
}

/// The sum that an opener opens, if it does.
fn sum(sentence: &Sentence<'_>, opener: &Opener) -> Option<Sum> {
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
    let totals: Vec<_> = near
        .iter()
        .filter(within)
        .filter(|figure| adds(figure) && !share(figure))
        .collect();
    let total = totals.last()?;
    let (parts, ones) = parts(sentence, opener, total);
    let count = parts.len().saturating_add(ones);
    let listed = count > 1 && !parts.is_empty();
    let sound = listed
        && !dwarfed(&parts, total)
        && !chooses(sentence, opener)
        && sorts_agree(&parts, total, opener.told);
    sound.then(|| Sum {
        totals: totals.iter().rev().map(|total| total.index).collect(),
        parts: parts.iter().map(|part| part.index).collect(),
        ones,
        told: opener.told,
    })
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

/// The parts of a list in order, and how many of them are a bare "one".
fn parts<'s, 'a>(
    sentence: &'s Sentence<'a>,
    opener: &Opener,
    total: &Figure<'a>,
) -> (Vec<&'s Figure<'a>>, usize) {
    let mut parts: Vec<&Figure<'_>> = Vec::new();
    let mut ones = 0_usize;
    let mut end = opener.tokens.end;
    let counted = total.quantity.kind == Kind::Count;
    let reach = if counted { COUNT_REACH } else { AMOUNT_REACH };
    let inside = |figure: &&Figure<'_>| {
        figure.tokens.start >= opener.tokens.end && figure.tokens.end <= opener.end
    };
    for figure in sentence.figures.iter().filter(inside) {
        let part = adds(figure)
            && figure.quantity.kind == total.quantity.kind
            && (counted || figure.alike(total, &sentence.words));
        if !part {
            continue;
        }
        let begins = (end..figure.tokens.start)
            .rev()
            .find(|at| begins_part(sentence, opener, *at));
        let lead = if opener.marked(sentence) {
            MARK_REACH.min(reach)
        } else {
            reach
        };
        let first =
            parts.is_empty() && figure.tokens.start.saturating_sub(opener.tokens.end) <= lead;
        let near = !parts.is_empty()
            && begins.is_some_and(|at| {
                figure.tokens.start.saturating_sub(at) <= reach.saturating_add(1)
            });
        let broken = (end..figure.tokens.start).any(|at| stops(sentence, at));
        if broken || !(first || near) {
            break;
        }
        ones = ones.saturating_add(bare_ones(sentence, opener, end..figure.tokens.start));
        end = figure.tokens.end;
        parts.push(figure);
    }
    let rest = end..opener.end;
    let rest_end = rest
        .clone()
        .find(|at| stops(sentence, *at))
        .unwrap_or(rest.end);
    ones = ones.saturating_add(bare_ones(sentence, opener, end..rest_end));
    (parts, ones)
}

/// Whether a token parts one part of a list from the next.
fn begins_part(sentence: &Sentence<'_>, opener: &Opener, at: usize) -> bool {
    at.checked_add(1) == Some(opener.tokens.end)
        || sentence.is_mark(at, &[',', ';', '(', '—'])
        || sentence.words.is(at, &["and", "plus"])
}

/// Words behind which a list does not go on.
fn stops(sentence: &Sentence<'_>, at: usize) -> bool {
    const STOPS: [&str; 16] = [
        "bringing",
        "according",
        "after",
        "compared",
        "while",
        "but",
        "corresponding",
        "said",
        "up",
        "down",
        "versus",
        "against",
        "before",
        "than",
        "bring",
        "brought",
    ];
    sentence.words.is(at, &STOPS)
}

/// How many parts of a list are "one" that is no figure: "two in the north, one in the south and one in the east".
fn bare_ones(sentence: &Sentence<'_>, opener: &Opener, tokens: Range<usize>) -> usize {
    let figure = |at: usize| {
        sentence
            .all
            .iter()
            .any(|figure| figure.tokens.contains(&at))
    };
    let part = |at: &usize| {
        let begins = at
            .checked_sub(1)
            .is_some_and(|before| begins_part(sentence, opener, before));
        let placed = sentence.words.is(
            at.saturating_add(1),
            &["in", "with", "from", "for", "at", "on", "of", "by"],
        );
        sentence.words.is(*at, &["one"]) && begins && placed && !figure(*at)
    };
    tokens.filter(part).count()
}

/// Counted parts with nouns of their own may overlap ("including 116 women and 90 children"): of those, only what is
/// told as all is a sum.
fn sorts_agree(parts: &[&Figure<'_>], total: &Figure<'_>, told: Told) -> bool {
    let named = |part: &&&Figure<'_>| matches!(part.quantity.unit.name, UnitName::Noun(_));
    total.quantity.kind != Kind::Count
        || told != Told::Some
        || parts.iter().filter(named).count() == 0
}

/// Whether a part is far greater than the total: then it is a name or a number of another thing ("two models - the 4410").
fn dwarfed(parts: &[&Figure<'_>], total: &Figure<'_>) -> bool {
    const FAR: rust_decimal::Decimal = rust_decimal::Decimal::from_parts(20, 0, 0, false, 0);
    let value = |figure: &Figure<'_>| {
        figure
            .quantity
            .amount
            .stated
            .map(|magnitude| magnitude.value)
    };
    let most = value(total).and_then(|total| crate::quantity::exact::mul(total, FAR));
    let counted = total.quantity.kind == Kind::Count;
    counted
        && most.is_some_and(|most| {
            parts
                .iter()
                .any(|part| value(part).is_some_and(|part| part > most))
        })
}

/// Whether the list is a choice, or no list of parts.
fn chooses(sentence: &Sentence<'_>, opener: &Opener) -> bool {
    const CHOICE: [&str; 14] = [
        "among",
        "such",
        "example",
        "instance",
        "like",
        "least",
        "most",
        "per",
        "average",
        "each",
        "worldwide",
        "globally",
        "formula",
        "nationwide",
    ];
    let marked = opener.told == Told::All;
    let including = || {
        (opener.tokens.end..opener.end).any(|at| sentence.words.is(at, &["including", "includes"]))
    };
    let lead = opener.tokens.start.saturating_sub(2);
    (lead..opener.end).any(|at| sentence.words.is(at, &CHOICE)) || marked && including()
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
