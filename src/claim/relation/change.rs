//! Changes of one thing: by how much, from what, to what, in whichever order the words tell it.
//!
//! ```text
//! change = parts of one direction, side by side: at most one base, at most one end, one or more sizes
//! "rose 20 percent to 120 from 100" · "rose from 52 to 68, a 20 percent increase" · "up 23 cents, or 3.9 percent, at $6.20"
//! "was 5.1bn euros, up 8.5% from 4.7bn" · "more than doubled to 9 from 4" · "up 180 basis points to 14.2 percent"
//! ```

mod role;
mod trap;

use super::super::{Direction, TrendRole};
use super::{Change, Figure, Sentence};
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::quantity::Kind;
use std::ops::Range;

/// How many tokens may stand between two parts of a change.
const NEAR: usize = 24;
/// How many tokens may stand between a level and the "up" or "down" behind it.
const LEVEL_NEAR: usize = 12;

/// What a figure is in a change, and which way the words say it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    role: TrendRole,
    direction: Option<Direction>,
}

/// The parts of a change found so far.
#[derive(Clone, Debug, Default)]
struct Open<'s, 'a> {
    direction: Option<Direction>,
    by: Vec<&'s Figure<'a>>,
    from: Option<&'s Figure<'a>>,
    to: Option<&'s Figure<'a>>,
    /// What its last part is.
    last: Option<TrendRole>,
    /// The tokens from its first part to its last.
    tokens: Range<usize>,
}

/// The changes that a sentence states.
pub(super) fn changes(sentence: &Sentence<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let mut open = Open::default();
    for figure in &sentence.figures {
        let Some(part) = role::part(sentence, &open, figure) else {
            continue;
        };
        if !open.takes(sentence, figure, part) {
            found.extend(std::mem::take(&mut open).close(sentence));
        }
        open.add(sentence, figure, part);
    }
    found.extend(open.close(sentence));
    found
}

impl<'s, 'a> Open<'s, 'a> {
    const fn is_empty(&self) -> bool {
        self.by.is_empty() && self.from.is_none() && self.to.is_none()
    }

    /// Whether a part belongs to this change: it is of the same direction, its place is free, and nothing parts them.
    fn takes(&self, sentence: &Sentence<'_>, figure: &Figure<'_>, part: Part) -> bool {
        let free = match part.role {
            TrendRole::By => !self
                .by
                .iter()
                .any(|size| size.quantity.kind == figure.quantity.kind),
            TrendRole::From => self.from.is_none(),
            TrendRole::To => self.to.is_none(),
        };
        let agrees = self
            .direction
            .zip(part.direction)
            .is_none_or(|(own, other)| own == other);
        self.is_empty() || free && agrees && !self.parted(sentence, figure)
    }

    /// Whether the words between the last part and a figure begin another statement.
    fn parted(&self, sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
        const PARTING: [&str; 17] = [
            "and", "while", "whereas", "but", "although", "though", "despite", "because", "when",
            "where", "which", "who", "whose", "said", "as", "if", "after",
        ];
        let between = self.tokens.end..figure.tokens.start;
        let words = &sentence.words;
        // "up from", "a rise of", "falling to" go on with the same change.
        let goes_on = |at: usize| {
            // "12 cents higher, or 2 percent"
            if at == between.start && words.is(at, &["higher", "lower"]) {
                return true;
            }
            let left = between.end.saturating_sub(at);
            left <= 2
                || words.is(at, &["up", "down"]) && left <= 3
                || words.is(at.saturating_add(1), &["of"])
        };
        let changes = Class::RISE.with(Class::FALL);
        between.len() > NEAR
            || between.clone().any(|at| {
                words.is(at, &PARTING)
                    || sentence.is_mark(at, &[';', '—', ':'])
                    || words.has(at, changes) && !goes_on(at)
            })
    }

    fn add(&mut self, sentence: &Sentence<'_>, figure: &'s Figure<'a>, part: Part) {
        if self.is_empty() {
            self.tokens.start = figure.tokens.start;
        }
        self.tokens.end = sentence.behind(figure);
        self.direction = self.direction.or(part.direction);
        self.last = Some(part.role);
        match part.role {
            TrendRole::By => self.by.push(figure),
            TrendRole::From => self.from = Some(figure),
            TrendRole::To => self.to = Some(figure),
        }
    }

    /// The change, if its parts make one that can be held to account.
    fn close(mut self, sentence: &'s Sentence<'a>) -> Option<Change> {
        if self.is_empty() {
            return None;
        }
        self.to = self.to.or_else(|| self.level_before(sentence));
        trap::clear(sentence, &mut self);
        let ends = usize::from(self.from.is_some()).saturating_add(usize::from(self.to.is_some()));
        let told = ends == 2 || ends == 1 && self.by.len() > 1;
        told.then(|| Change {
            direction: self.direction,
            by: self.by.iter().map(|figure| figure.index).collect(),
            from: self.from.map(|figure| figure.index),
            to: self.to.map(|figure| figure.index),
        })
    }

    /// The level before the words of change, which tell how it came about: "sales were 5.1bn euros, up 8.5% from 4.7bn",
    /// "a profit of $85m, a $70m improvement from $15m", "sales of $202m rose $20m from $182m".
    fn level_before(&self, sentence: &'s Sentence<'a>) -> Option<&'s Figure<'a>> {
        let words = &sentence.words;
        let back = |list: &[&str]| {
            (1..=3).find_map(|n| {
                self.tokens
                    .start
                    .checked_sub(n)
                    .filter(|at| words.is(*at, list))
            })
        };
        let lead = back(&["up", "down", "a", "an"]);
        let verb = self
            .tokens
            .start
            .checked_sub(1)
            .filter(|at| self.from.is_some() && words.has(*at, Class::RISE.with(Class::FALL)));
        let end = lead.or(verb)?;
        let other = self.from.or_else(|| self.amount())?;
        let per = |figure: &Figure<'_>| figure.quantity.unit.per == UnitName::None;
        let before = |figure: &&Figure<'_>| figure.tokens.end <= end;
        let mut near = sentence.figures.iter().rev().filter(before).take(2);
        let level = near.find(|figure| figure.alike(other, words) && per(figure) == per(other))?;
        let between = level.tokens.end..end;
        let parts = |at: usize| {
            words.is(at, &["and", "while", "but", "which", "said"])
                || sentence.is_mark(at, &[';', '—'])
        };
        let apart =
            between.len() > LEVEL_NEAR || between.clone().any(parts) || level.claim.trend.is_some();
        let comma = between.clone().any(|at| sentence.is_mark(at, &[',']));
        (!apart && comma == lead.is_some()).then_some(level)
    }

    /// The size of the change in the unit of the thing itself.
    fn amount(&self) -> Option<&'s Figure<'a>> {
        let sized = |figure: &&&Figure<'_>| {
            matches!(
                figure.quantity.kind,
                Kind::Count | Kind::Money | Kind::Measure
            )
        };
        self.by.iter().find(sized).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::Sentence;
    use crate::claim::{bind, relation::relate};

    /// The first change of a sentence: its sizes, base and end.
    fn found(text: &str) -> Option<(String, String, String)> {
        let mut sample = Sentence::of(text);
        let claims = bind(&sample.document, &mut sample.extract);
        let relations = relate(&sample.document, &sample.extract, &claims);
        let change = relations.changes.first()?;
        let shown = |index: usize| sample.document.slice(sample.extract.quantities[index].span);
        let sizes: Vec<&str> = change.by.iter().map(|by| shown(*by)).collect();
        let end = |index: Option<usize>| index.map_or("-", shown).to_owned();
        Some((sizes.join(" = "), end(change.from), end(change.to)))
    }

    #[test]
    fn accepts() {
        for (text, by, from, to) in [
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
                "Crossings rose from 24,314 in fiscal 2023 to 38,246 in fiscal 2024, a 75 percent increase.",
                "75 percent",
                "24,314",
                "38,246",
            ),
            (
                "Shares were up 23 cents, or 3.9 percent, at $6.20.",
                "23 cents = 3.9 percent",
                "-",
                "$6.20",
            ),
            (
                "The index was 84 points, or 1.9 percent lower at 4,310.",
                "84 = 1.9 percent",
                "-",
                "4,310",
            ),
            (
                "Shares closed 12 cents higher, or 2 percent, at $6.10.",
                "12 cents = 2 percent",
                "-",
                "$6.10",
            ),
            (
                "Revenue was 5.1bn euros, up 8.5% from 4.7bn euros.",
                "8.5%",
                "4.7bn euros",
                "5.1bn euros",
            ),
            (
                "It earned a profit of $85m, a $70m improvement from $15m.",
                "$70m",
                "$15m",
                "$85m",
            ),
            (
                "Sales of $202 million rose $20 million from $182 million.",
                "$20 million",
                "$182 million",
                "$202 million",
            ),
            (
                "Output more than doubled to 44 tonnes from 20 tonnes.",
                "more than doubled",
                "20 tonnes",
                "44 tonnes",
            ),
            (
                "Margins jumped 180 basis points to 14.2 percent, compared with 12.4 percent last year.",
                "180 basis points",
                "12.4 percent",
                "14.2 percent",
            ),
            (
                "The number fell from 8,120 to 7,105, or 12.5%.",
                "12.5%",
                "8,120",
                "7,105",
            ),
        ] {
            assert_eq!(
                found(text),
                Some((by.to_owned(), from.to_owned(), to.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "Sales rose 20 percent to 120.",
            "Sales rose 20 percent to 120 from 100 expected by analysts.",
            "Sales rose 20 percent to 120, compared with 110 expected by analysts.",
            "Clients rose 9 percent, despite a decline in staff.",
            "The yen rose to 141 from 152.",
            "It plans to open 30 shops, down from 50 to 60.",
            "Profit fell to $85 million, or 17 cents a share.",
            "They sent 20 percent from 52 towns to 68 ports.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
