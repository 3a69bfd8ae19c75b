//! Changes of one thing: by how much, from what, to what, in whichever order the words tell it.
//!
//! ```text
//! change = parts of one direction, side by side: at most one base, at most one end, one or more sizes
//! "rose 20 percent to 120 from 100" · "rose from 52 to 68, a 20 percent increase" · "up 23 cents, or 3.9 percent, at $6.20"
//! "was 5.1bn euros, up 8.5% from 4.7bn" · "more than doubled to 9 from 4" · "up 180 basis points to 14.2 percent"
//! ```

mod comparison;
mod currency;
mod level;
mod role;
mod trap;

use super::super::{Direction, TrendRole};
use super::{Change, Figure, Sentence};
use crate::claim::clause::Words;
use crate::extract::UnitName;
use crate::extract::lexicon::Class;
use crate::quantity::Kind;
use std::ops::Range;

/// How many tokens may stand between two parts of a change.
const NEAR: usize = 24;

/// Words that begin another statement.
const PARTING: [&str; 17] = [
    "and", "while", "whereas", "but", "although", "though", "despite", "because", "when", "where",
    "which", "who", "whose", "said", "as", "if", "after",
];

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
    let told = |other: &Change| {
        found.iter().any(|change| {
            let ends = (change.from, change.to) == (other.from, other.to);
            let whole = change.from.is_some() && change.to.is_some();
            ends || whole && change.by.iter().any(|size| other.by.contains(size))
        })
    };
    let mut compared = comparison::comparisons(sentence);
    compared.retain(|other| !told(other));
    found.extend(compared);
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
        let between = self.tokens.end..figure.tokens.start;
        let changes = Class::RISE.with(Class::FALL);
        let begins = |at: usize| {
            let other = sentence.words.is(at, &PARTING) || sentence.is_mark(at, &[';', '—', ':']);
            (other || sentence.words.has(at, changes)) && !goes_on(sentence, &between, at)
        };
        between.len() > NEAR || between.clone().any(begins) || self.is_of_another(sentence, figure)
    }

    /// "to $12 million on sales of $300 million, up from $250 million": the base is of the nearer figure.
    fn is_of_another(&self, sentence: &Sentence<'_>, figure: &Figure<'_>) -> bool {
        let words = &sentence.words;
        let back = |n: usize, list: &[&str]| {
            let at = figure.tokens.start.checked_sub(n);
            at.is_some_and(|at| words.is(at, list))
        };
        let nearer = |other: &Figure<'_>| {
            other.tokens.start >= self.tokens.end
                && other.tokens.end <= figure.tokens.start
                // "on a 1,000-point scale"
                && !sentence.is_mark(other.tokens.end, &['-'])
                && other.quantity.unit.per == figure.quantity.unit.per
                && other.alike(figure, words)
        };
        back(1, &["from"]) && back(2, &["up", "down"]) && sentence.figures.iter().any(nearer)
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
        if let Some((base, level)) = level::pair(sentence, &self).filter(|_| self.lacks_base()) {
            self.from = Some(base);
            self.to = Some(level);
        }
        if self.to.is_none() {
            self.to = level::before(sentence, &self);
        }
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

    /// Whether its size is found, and no base.
    const fn lacks_base(&self) -> bool {
        !self.by.is_empty() && self.from.is_none()
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

/// Whether two figures can be ends of one change: alike, or one is bare and leaves its unit to the other ("12.3 mln dlrs,
/// up from 9.8 mln").
fn are_alike(a: &Figure<'_>, b: &Figure<'_>, words: &Words<'_>) -> bool {
    let takes = |kind| matches!(kind, Kind::Count | Kind::Money | Kind::Measure);
    a.alike(b, words)
        || is_bare(a) && takes(b.quantity.kind)
        || is_bare(b) && takes(a.quantity.kind)
}

/// Whether a figure names no unit.
fn is_bare(figure: &Figure<'_>) -> bool {
    let unit = &figure.quantity.unit;
    figure.quantity.kind == Kind::Count && unit.text.is_none() && unit.name == UnitName::None
}

/// Whether the same change goes on at a token between two of its parts: "up from", "a rise of", "falling to", and the
/// noun of the part before ("the 40 percent jump, to").
fn goes_on(sentence: &Sentence<'_>, between: &Range<usize>, at: usize) -> bool {
    let words = &sentence.words;
    let changes = words.has(at, Class::RISE.with(Class::FALL));
    let left = between.end.saturating_sub(at);
    let next = at.saturating_add(1);
    if !changes {
        // "from 104 to 123 — a 30% increase"
        return sentence.is_mark(at, &['—'])
            && left <= 2
            && words.is(next, &["a", "an", "up", "down"]);
    }
    // "…, Stephen rising nine places to 15" is of another.
    let led = at
        .checked_sub(1)
        .is_some_and(|before| sentence.is_mark(before, &[',']));
    if words.word(at).ends_with("ing") && at > between.start && !led {
        return false;
    }
    at == between.start
        || left <= 2
        || words.is(at, &["up", "down"]) && left <= 3
        || words.is(next, &["of"])
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
