//! A percentage of change with both of its endpoints: "rose 20 percent, from 52 to 68", "rose 20 percent to
//! 120 from 100", "rose from 52 to 68, a 20 percent increase".
//!
//! Only where a sentence has one percentage of change, one base and one end, side by side, of one unit.

use super::super::{Direction, TrendRole};
use super::{Change, Figure, Sentence};
use crate::extract::lexicon::Class;
use crate::quantity::{Kind, Modifier};

/// How many tokens may stand between a percentage and the nearer of its endpoints.
const NEAR: usize = 8;

/// The change that a sentence states, if there is one and it is the only one.
pub(super) fn change(sentence: &Sentence<'_>) -> Option<Change> {
    let percent = only(sentence, |figure| figure.quantity.kind == Kind::Percent)?;
    let from = only(sentence, |figure| role(figure) == Some(TrendRole::From))?;
    let to = only(sentence, |figure| role(figure) == Some(TrendRole::To))?;
    let direction = direction(sentence, percent)?;
    let ranges = [from, to]
        .iter()
        .any(|figure| figure.quantity.amount.modifier == Modifier::Between);
    let shares = from.quantity.kind == Kind::Percent;
    let near = gap(percent, from).min(gap(percent, to)) <= NEAR && gap(from, to) <= NEAR;
    let sound =
        near && !ranges && !shares && from.alike(to, &sentence.words) && !expected(sentence);
    sound.then_some(Change {
        percent: percent.index,
        from: from.index,
        to: to.index,
        direction,
    })
}

/// The one figure that fits; none where several do.
fn only<'s, 'a>(
    sentence: &'s Sentence<'a>,
    fits: impl Fn(&Figure<'a>) -> bool,
) -> Option<&'s Figure<'a>> {
    let mut fitting = sentence.figures.iter().filter(|figure| fits(figure));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// Whether a figure is the start or the end of a change.
fn role(figure: &Figure<'_>) -> Option<TrendRole> {
    figure
        .claim
        .trend
        .map(|trend| trend.role)
        .filter(|_| figure.quantity.kind != Kind::Ordinal)
}

/// The direction of a percentage of change: by its verb ("rose 20 percent"), or its noun ("a 20 percent increase").
fn direction(sentence: &Sentence<'_>, figure: &Figure<'_>) -> Option<Direction> {
    if let Some(trend) = figure.claim.trend {
        return (trend.role == TrendRole::By).then_some(trend.direction);
    }
    let noun = figure.tokens.end;
    match () {
        () if sentence.words.has(noun, Class::RISE) => Some(Direction::Rise),
        () if sentence.words.has(noun, Class::FALL) => Some(Direction::Fall),
        () => None,
    }
}

/// Tokens between two figures.
fn gap(a: &Figure<'_>, b: &Figure<'_>) -> usize {
    let (first, second) = if a.tokens.start < b.tokens.start {
        (a, b)
    } else {
        (b, a)
    };
    second.tokens.start.saturating_sub(first.tokens.end)
}

/// Whether the sentence speaks of a forecast or another basis, whose figures are not of one series.
fn expected(sentence: &Sentence<'_>) -> bool {
    const OTHER: [&str; 10] = [
        "expected",
        "forecast",
        "forecasts",
        "estimate",
        "estimates",
        "expectations",
        "annualized",
        "annualised",
        "adjusted",
        "seasonally",
    ];
    (0..sentence.words.tokens.len()).any(|at| sentence.words.is(at, &OTHER))
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::Sentence;
    use crate::claim::{bind, relation::relate};

    fn found(text: &str) -> Option<(String, String, String)> {
        let mut sample = Sentence::of(text);
        let claims = bind(&sample.document, &mut sample.extract);
        let change = *relate(&sample.document, &sample.extract, &claims)
            .changes
            .first()?;
        let shown = |index: usize| {
            sample
                .document
                .slice(sample.extract.quantities[index].span)
                .to_owned()
        };
        Some((shown(change.percent), shown(change.from), shown(change.to)))
    }

    #[test]
    fn accepts() {
        for (text, percent, from, to) in [
            (
                "Thefts rose 20 percent, from 52 to 68.",
                "20 percent",
                "52",
                "68",
            ),
            (
                "Sales rose 20 percent to 120 from 100.",
                "20 percent",
                "100",
                "120",
            ),
            (
                "Sales fell by 5% to $95 million from $100 million.",
                "5%",
                "$100 million",
                "$95 million",
            ),
            (
                "Encounters rose from 24,314 in fiscal 2023 to 38,246 in fiscal 2024, a 75 percent increase.",
                "75 percent",
                "24,314",
                "38,246",
            ),
        ] {
            assert_eq!(
                found(text),
                Some((percent.to_owned(), from.to_owned(), to.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "Sales rose 20 percent to 120.",
            "Sales rose 20 percent to 120 from 100 expected by analysts.",
            "The rate rose 20 percent from 5 percent to 6 percent.",
            "Sales rose 20 percent and 30 percent, to 120 from 100.",
            "They sent 20 percent from 52 towns to 68 ports.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
