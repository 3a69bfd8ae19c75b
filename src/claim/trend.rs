//! Trends: whether a figure is of a rise or a fall, and whether it is the change, its start or its end.

use super::clause::{Clause, Words};
use super::{Claim, Direction, Trend, TrendRole};
use crate::extract::Quantity;
use crate::extract::lexicon::Class;
use crate::extract::tokens::{Token, TokenKind};
use crate::extract::word_list::List;
use crate::quantity::Kind;
use std::cmp::Ordering;
use std::ops::Range;

/// How far before a figure its word of change may stand.
const REACH: usize = 16;

/// The trend of a figure, from the words before it.
pub(super) fn trend(
    words: &Words<'_>,
    clause: &Clause,
    inherited: Option<&Clause>,
    figure: &Range<usize>,
) -> Option<Trend> {
    let before = figure.start.checked_sub(1)?;
    let share = figure
        .clone()
        .any(|at| words.is(at, &["%", "percent", "cent", "pct", "pc"]));
    if let Some(direction) = change_before(words, before, share) {
        // "Fell below 5%" says where it fell to.
        let role = if words.is(figure.start, &["below", "above"]) {
            TrendRole::To
        } else {
            TrendRole::By
        };
        return Some(Trend { direction, role });
    }
    if let Some(direction) = told_behind(words, before, figure.end) {
        return Some(Trend {
            direction,
            role: TrendRole::By,
        });
    }
    let before = past_adjectives(words, before);
    let role = role(words, before)?;
    let floor = if role == TrendRole::By {
        clause
    } else {
        inherited.unwrap_or(clause)
    }
    .tokens
    .start;
    let change = (floor.max(before.saturating_sub(REACH))..before)
        .rev()
        .filter(|at| !is_raised(words, *at))
        .find_map(|at| direction(words, at));
    change.map(|direction| Trend { direction, role })
}

/// The token before the article and adjectives of a figure: the "from" of "from a revised 5", the "to" of "to a record 5".
fn past_adjectives(words: &Words<'_>, before: usize) -> usize {
    const LONGEST: usize = 3;
    let told = |at: usize| words.is(at, &["record", "revised", "adjusted", "projected", "fresh"]);
    let article = (1..=LONGEST)
        .filter_map(|n| before.checked_sub(n))
        .find(|at| words.is(*at, &["a", "an"]));
    match article.and_then(|article| article.checked_sub(1)) {
        Some(lead) if told(before) && words.is(lead, &["to", "from"]) => lead,
        _ => before,
    }
}

/// Whether a word says that an amount is raised, which is no rise: "raised $5 million from 20 funds".
fn is_raised(words: &Words<'_>, at: usize) -> bool {
    let amount = words.get(at.saturating_add(1));
    words.is_of(at, List::RAISING)
        && amount
            .is_some_and(|amount| matches!(amount.kind, TokenKind::Sign('$' | '£' | '€' | '¥')))
}

/// The word of change right before a figure, or before what only colours the figure: "rose only 5", "fell a modest 5".
///
/// What a share is said to do is a change of it; an amount may also be what is raised or built up.
fn change_before(words: &Words<'_>, before: usize, share: bool) -> Option<Direction> {
    let colour = |at: usize| words.is(at, &["only", "just", "another", "further", "even"]);
    let noun = Class::FUNCTION.with(Class::RISE).with(Class::FALL);
    let article = || {
        let article = before.checked_sub(1)?;
        let adjective = !words.has(before, noun) || colour(before);
        (adjective && words.is(article, &["a", "an"]))
            .then(|| article.checked_sub(1))
            .flatten()
    };
    let at = match () {
        () if words.has(before, Class::RISE.with(Class::FALL)) => before,
        () if words.is(before, &["off"]) => return off(words, before),
        () => article().or_else(|| before.checked_sub(1).filter(|_| colour(before)))?,
    };
    // "Raised $5 million" is no rise.
    let raised = !share && (words.is_of(at, List::RAISING) || words.is(at, &["loss"]));
    directed(words, at, share).filter(|_| !raised)
}

/// "closed 2 percent lower", "was 5 cents higher at", "5 percent more than a year ago", but not "was 2 percent lower
/// than the rival"
fn told_behind(words: &Words<'_>, before: usize, behind: usize) -> Option<Direction> {
    let verb = words.has(before, Class::BE) || words.is_of(before, List::MOVING);
    // "Ended 53 points higher": an index counts in points.
    let points = verb && words.is(behind, &["point", "points"]);
    let behind = behind.saturating_add(usize::from(points));
    let than = behind.saturating_add(1);
    let compared = words.is(than, &["than"]);
    let then = compared && is_earlier(words, than.saturating_add(1));
    match () {
        () if !then && (!verb || compared) => None,
        () if words.is(behind, &["higher", "up"]) => Some(Direction::Rise),
        () if words.is(behind, &["lower", "down"]) => Some(Direction::Fall),
        () if then && words.is(behind, &["more", "greater"]) => Some(Direction::Rise),
        () if then && words.is(behind, &["less", "fewer"]) => Some(Direction::Fall),
        () => None,
    }
}

/// Whether what begins at a token is a time of the same thing: "than a year ago", "than in May", "than last year's".
fn is_earlier(words: &Words<'_>, at: usize) -> bool {
    const LEAD: usize = 4;
    let time = Class::TIME_UNIT
        .with(Class::MONTH)
        .with(Class::SEASON)
        .with(Class::WEEKDAY)
        .with(Class::DEICTIC);
    let lead = Class::DETERMINER
        .with(Class::PREPOSITION)
        .with(Class::RELATIVE);
    let end = at.saturating_add(LEAD);
    let first = (at..end).find(|at| !words.has(*at, lead) || words.has(*at, time));
    first.is_some_and(|first| {
        let year = || {
            let text = words.word(first);
            first > at && text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        words.has(first, time) || year()
    })
}

/// "closed off 5 cents", "were off 2 percent"
fn off(words: &Words<'_>, at: usize) -> Option<Direction> {
    let verb = at.checked_sub(1)?;
    (words.has(verb, Class::BE) || words.is_of(verb, List::MOVING)).then_some(Direction::Fall)
}

/// What the word before a figure makes of it.
fn role(words: &Words<'_>, before: usize) -> Option<TrendRole> {
    match () {
        () if words.is(before, &["by"]) => Some(TrendRole::By),
        () if is_compared(words, before) => None,
        () if words.is(before, &["to"]) || reached(words, before) => Some(TrendRole::To),
        () if words.is(before, &["from"]) => Some(TrendRole::From),
        () => None,
    }
}

/// "compared to 5", which is no end of a change
fn is_compared(words: &Words<'_>, before: usize) -> bool {
    let compared = before.checked_sub(1);
    words.is(before, &["to"]) && compared.is_some_and(|at| words.is(at, &["compared", "compares"]))
}

/// "to a record high of 5", "to close at 5"
fn reached(words: &Words<'_>, before: usize) -> bool {
    const ENDS: [&str; 4] = ["close", "end", "finish", "settle"];
    let back = |n: usize| before.checked_sub(n);
    let is = |n: usize, list: &[&str]| back(n).is_some_and(|at| words.is(at, list));
    let article = || (1..5).find(|n| is(*n, &["a", "an", "the"]));
    let of = || article().is_some_and(|n| is(n.saturating_add(1), &["to"]));
    words.is(before, &["of"]) && of() || words.is(before, &["at"]) && is(1, &ENDS) && is(2, &["to"])
}

/// The direction that a word of change names.
fn direction(words: &Words<'_>, at: usize) -> Option<Direction> {
    directed(words, at, false)
}

/// The direction that a word of change names before a share or an amount.
fn directed(words: &Words<'_>, at: usize, share: bool) -> Option<Direction> {
    let phrasal = || {
        let changes = Class::RISE.with(Class::FALL);
        at.checked_sub(1).is_some_and(|before| {
            let acts = !share
                && words.is_lexical_verb(before)
                && !words.is_of(before, List::MOVING)
                && !words.has(before, changes);
            acts || words.is_of(before, List::PHRASAL)
        })
    };
    let multiplied = words
        .get(at)
        .filter(|token| token.classes.any(Class::MULTIPLE) && words.changes(at));
    if let Some(token) = multiplied {
        return Some(if token.number < 0 {
            Direction::Fall
        } else {
            Direction::Rise
        });
    }
    // "the wind-down to $80 million"
    let hyphen = |token: &Token| token.kind == TokenKind::Sign('-');
    if at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(hyphen)
    {
        return None;
    }
    let shot = || {
        let before = at.checked_sub(1);
        before.is_some_and(|before| words.is(before, &["shot", "shoot", "shoots", "shooting"]))
    };
    if words.is(at, &["up", "down"]) && phrasal() || words.is(at, &["down"]) && shot() {
        None
    } else if words.has(at, Class::RISE) {
        Some(Direction::Rise)
    } else if words.has(at, Class::FALL) {
        Some(Direction::Fall)
    } else {
        None
    }
}

/// The trend that a figure shares with the one before it: the same change in other terms ("fell 12 cents, or 2
/// percent", "by 1 to 2 degrees (2 to 4 Fahrenheit)"), or the same change of another ("A fell 2 percent, B 3 percent").
pub(super) fn shared(
    words: &Words<'_>,
    (before, trend): (&Range<usize>, Trend),
    figure: &Range<usize>,
    same_kind: bool,
) -> Option<Trend> {
    if trend.role != TrendRole::By {
        return None;
    }
    let between = before.end..figure.start;
    let comma = usize::from(words.is(between.start, &[","]));
    let joint = between.start.saturating_add(comma);
    let last = joint.checked_add(1) == Some(between.end);
    let restated = last && (words.is(joint, &["or"]) || comma == 0 && words.is(joint, &["("]));
    (restated || same_kind && gapped(words, &between)).then_some(trend)
}

/// Whether between two figures stands only another subject, and perhaps "by": ", Ford", "and the other by".
fn gapped(words: &Words<'_>, between: &Range<usize>) -> bool {
    const LONGEST: usize = 7;
    let joins = |at: usize| words.is(at, &[",", "and", "while", ";"]);
    let joints = between.clone().take_while(|at| joins(*at)).count();
    let start = between.start.saturating_add(joints);
    let by = between
        .end
        .checked_sub(1)
        .is_some_and(|last| words.is(last, &["by"]));
    let end = between.end.saturating_sub(usize::from(by));
    let out = Class::FUNCTION
        .with(Class::RISE)
        .with(Class::FALL)
        .with(Class::MODIFIER);
    let names = |at: usize| {
        let word = words
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word);
        let the = at == start && words.is(at, &["the"]);
        the || word && !words.has(at, out) && !words.is_verb(at) && !words.is(at, &["respectively"])
    };
    (1..=2).contains(&joints)
        && end > start
        && end.saturating_sub(start) <= LONGEST
        && (start..end).all(names)
}

/// "went from 12 stores in 1990 to 40 stores today": without a word of change the two figures tell the direction.
pub(super) fn compared(
    words: &Words<'_>,
    (from, first): (&Range<usize>, &Quantity),
    (to, last): (&Range<usize>, &Quantity),
) -> Option<Direction> {
    const APART: usize = 6;
    let led = |figure: &Range<usize>, word: &str| {
        figure
            .start
            .checked_sub(1)
            .is_some_and(|before| words.is(before, &[word]))
    };
    let close = to.start.saturating_sub(from.end) <= APART;
    let alike = first.kind == last.kind
        && first.unit.name == last.unit.name
        && !matches!(first.kind, Kind::Duration | Kind::Age);
    if !(close && alike && led(from, "from") && led(to, "to")) {
        return None;
    }
    match first.amount.stated?.value.cmp(&last.amount.stated?.value) {
        Ordering::Less => Some(Direction::Rise),
        Ordering::Greater => Some(Direction::Fall),
        Ordering::Equal => None,
    }
}

/// Gives the figures of a sentence the trends that they take from each other.
pub(super) fn spread(
    words: &Words<'_>,
    figures: &[(Range<usize>, bool)],
    quantities: &[Quantity],
    claims: &mut [Claim],
) {
    let mut last: Option<usize> = None;
    for index in 0..claims.len() {
        let (Some((figure, _)), Some(quantity)) = (figures.get(index), quantities.get(index))
        else {
            return;
        };
        if quantity.kind.is_calendar() {
            continue;
        }
        let before = last.replace(index).and_then(|before| {
            let found = (
                figures.get(before)?,
                quantities.get(before)?,
                claims.get(before)?,
            );
            Some((before, found))
        });
        let Some((at, ((earlier, _), other, claim))) = before else {
            continue;
        };
        if claims.get(index).is_none_or(|claim| claim.trend.is_some()) {
            continue;
        }
        if let Some(trend) = claim.trend {
            let same_kind = quantity.kind == other.kind;
            // What is counted stands behind its figure: "12 points, or 2 percent".
            let unit = other.unit.text.map_or(0, |text| words.index_of(text.end));
            let earlier = earlier.start..earlier.end.max(unit).min(figure.start);
            let trend = shared(words, (&earlier, trend), figure, same_kind);
            if let Some(claim) = claims.get_mut(index) {
                claim.trend = trend;
            }
        } else if let Some(direction) = compared(words, (earlier, other), (figure, quantity)) {
            for (at, role) in [(at, TrendRole::From), (index, TrendRole::To)] {
                if let Some(claim) = claims.get_mut(at) {
                    claim.trend = Some(Trend { direction, role });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bind;
    use crate::claim::testing::Sentence;

    fn trends(text: &str) -> Vec<Option<Trend>> {
        let mut sentence = Sentence::of(text);
        bind(&sentence.document, &mut sentence.extract)
            .iter()
            .map(|claim| claim.trend)
            .collect()
    }

    #[test]
    fn one_trend_a_sentence() {
        let rise = |role| (Direction::Rise, role);
        let fall = |role| (Direction::Fall, role);
        for (text, wanted) in [
            ("Turnout fell below 40%.", fall(TrendRole::To)),
            ("Turnout fell over 40%.", fall(TrendRole::By)),
            ("Rents are 4% higher than a year ago.", rise(TrendRole::By)),
            ("It sold 9% fewer than in 2019.", fall(TrendRole::By)),
            ("The rate edged up to 3.9%.", rise(TrendRole::To)),
            ("Sales rose to a record $5m.", rise(TrendRole::To)),
            (
                "It fell from an upwardly revised 5%.",
                fall(TrendRole::From),
            ),
        ] {
            let found = trends(text).into_iter().next().flatten();
            let found = found.map(|trend| (trend.direction, trend.role));
            assert_eq!(found, Some(wanted), "{text}");
        }
    }

    #[test]
    fn no_trend() {
        for text in [
            "Rents are 4% higher than in the capital.",
            "Guards shot down 34 balloons.",
            "It raised $5m from 20 funds.",
        ] {
            assert!(trends(text).iter().all(Option::is_none), "{text}");
        }
    }

    #[test]
    fn by_to_and_from() {
        let rise = |role| {
            Some(Trend {
                direction: Direction::Rise,
                role,
            })
        };
        let fall = |role| {
            Some(Trend {
                direction: Direction::Fall,
                role,
            })
        };
        assert_eq!(
            trends("Thefts rose 20 percent to 68 from 52."),
            [
                rise(TrendRole::By),
                rise(TrendRole::To),
                rise(TrendRole::From)
            ]
        );
        assert_eq!(trends("Shares fell by 3 percent."), [fall(TrendRole::By)]);
        assert_eq!(trends("Shares are down 3 percent."), [fall(TrendRole::By)]);
        assert_eq!(trends("They sent 20 people to 3 towns."), [None, None]);
        assert_eq!(trends("They made up 1.8 percent of all visits."), [None]);
        for text in [
            "Shares ended down 3 percent.",
            "Shares closed off 3 cents.",
            "Shares were down only 3 percent.",
            "Shares fell a modest 3 percent.",
            "Shares fell another 3 percent.",
            "Shares sank down 3 percent.",
            "Shares closed 3 percent lower.",
        ] {
            assert_eq!(trends(text), [fall(TrendRole::By)], "{text}");
        }
        for text in [
            "The firm raised $3 million.",
            "It bought up 3 houses.",
            "The funder puts up $5 million.",
            "It had built up 74 percent of the firm.",
            "The net loss 3,000 is small.",
            "The rate was 3 percent lower than ours.",
        ] {
            assert_eq!(trends(text), [None], "{text}");
        }
        assert_eq!(
            trends("It climbed 2 percent to a record high of 300 points."),
            [rise(TrendRole::By), rise(TrendRole::To)]
        );
    }

    #[test]
    fn a_trend_is_shared() {
        let fall = Some(Trend {
            direction: Direction::Fall,
            role: TrendRole::By,
        });
        assert_eq!(
            trends("The shares fell 12 cents, or 2 percent."),
            [fall, fall]
        );
        assert_eq!(
            trends("The index fell 12 points, or 2 percent."),
            [fall, fall]
        );
        assert_eq!(
            trends("It fell by 1 to 2 degrees Celsius (2 to 4 Fahrenheit)."),
            [fall, fall]
        );
        assert_eq!(
            trends("Brown lost 2 percent, Green 1 percent and White by 4 percent."),
            [fall, fall, fall]
        );
        assert_eq!(
            trends("Brown lost 2 percent, the lowest fall in 4 years."),
            [fall, None]
        );
        assert_eq!(
            trends("Brown lost 2 percent, and 5 percent of voters left."),
            [fall, None]
        );
    }

    #[test]
    fn two_figures_tell_the_direction() {
        let trend = |direction, role| Some(Trend { direction, role });
        assert_eq!(
            trends("The share went from 20 percent in 2008 to 29 percent."),
            [
                trend(Direction::Rise, TrendRole::From),
                None,
                trend(Direction::Rise, TrendRole::To)
            ]
        );
        assert_eq!(
            trends("They moved from 3 towns to 2 villages."),
            [None, None]
        );
    }
}
