//! Which rules speak of a claim, by its words, its unit, and how firmly it is said; and why one does not.

mod piece;
mod slot;

use crate::check::Context;
use crate::claim::{Claim, TrendRole};
use crate::document::{Document, ProseSpan};
use crate::extract::inflect::singular;
use crate::extract::{Quantity, Unit, UnitName};
use crate::quantity::{Base, Kind, Modifier};
use crate::rules::about::{Listener, Words, prose_words};
use crate::rules::unit::{Per, Thing, UnitPattern};
use crate::rules::{RuleSet, Speaker, Speaks};
use piece::{Gap, Piece, Stretch};

/// Words with which a clause without a verb compares itself with the one before it.
const COMPARING: [&str; 9] = [
    "compared", "versus", "vs", "against", "than", "from", "up", "down", "instead",
];

/// The first condition that keeps a rule from speaking of a figure, in the order in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It is a date, or a number too long to hold: nothing that rules speak of.
    NoAmount,
    /// It is the size of a change ("rose by 100"), not how much there is.
    Change,
    /// It is denied, or the rule speaks of what is denied and it is not.
    Negation,
    /// It is planned or possible, and the rule speaks of what is so; or the other way round.
    Modality,
    /// Its words are too loose ("several"), and the rule does not say `vague = true`.
    Vague,
    /// It is counted or measured in something else.
    Unit,
    /// This term of `about`, from 0, does not stand in the words that it has or inherits.
    Term(usize),
    /// This term of `not_about`, from 0, stands there.
    NotAbout(usize),
    /// This term of `about`, from 0, stands only among the words of another figure of the rule's unit.
    OthersWords(usize),
    /// All of `about` stands in an "Of the …," before it: the figure is of some of what the rule counts.
    Whole,
}

/// Finds the rules of one document's claims, in order.
#[derive(Debug)]
pub(crate) struct Hearing<'a> {
    context: &'a Context<'a>,
    rules: &'a RuleSet,
    listener: Listener<'a, 'a>,
    /// The stretches looked at last, and their words: figures of one clause share them.
    last: Option<(Vec<Stretch>, Words)>,
}

/// What a rule may look at of a claim.
#[derive(Clone, Debug)]
struct Heard {
    /// The spans whose words are the claim's own.
    own: Vec<ProseSpan>,
    /// Those of clauses with other figures.
    foreign: Vec<Foreign>,
    /// "Of the 1.5 million migrants who crossed the border,": what the figure is some of.
    whole: Option<ProseSpan>,
    /// All their words.
    words: Words,
}

/// Words of a clause with other figures. They count only for rules of which that clause has no figure.
#[derive(Clone, Copy, Debug)]
struct Foreign {
    words: ProseSpan,
    clause: ProseSpan,
}

impl<'a> Hearing<'a> {
    /// Nothing heard yet of the document in `context`.
    pub(crate) fn new(context: &'a Context<'a>, rules: &'a RuleSet) -> Self {
        Self {
            context,
            rules,
            listener: Listener::new(&rules.vocabulary),
            last: None,
        }
    }

    /// What speaks of `claim`, whose figure is `quantity`: rules, and claims of derived rules.
    pub(super) fn speakers(&mut self, quantity: &Quantity, claim: &Claim) -> Vec<Speaker> {
        let Some(heard) = self.heard(quantity, claim) else {
            return Vec::new();
        };
        let called = self.rules.called_by(&heard.words);
        let speaking = called
            .into_iter()
            .filter(|(_, speaks)| self.failed(speaks, quantity, claim, &heard).is_none())
            .map(|(speaker, _)| speaker);
        let speaking = speaking.collect();
        self.without_headings_values(speaking, quantity, claim)
    }

    /// Why what a rule `speaks` of does not hold of `claim`, whose figure is `quantity`; `None` where it does.
    pub(crate) fn why(
        &mut self,
        speaks: &Speaks,
        quantity: &Quantity,
        claim: &Claim,
    ) -> Option<Failed> {
        match self.heard(quantity, claim) {
            None => Some(Failed::NoAmount),
            Some(heard) => self.failed(speaks, quantity, claim, &heard),
        }
    }

    /// How many terms of what a rule `speaks` of do not stand in the words that `claim` has or inherits.
    pub(in crate::check) fn missing_terms(
        &mut self,
        speaks: &Speaks,
        quantity: &Quantity,
        claim: &Claim,
    ) -> usize {
        let heard = self.heard(quantity, claim);
        heard.map_or(speaks.about.terms(), |heard| {
            speaks.about.count_missing(&heard.words)
        })
    }

    /// What a rule may look at; `None` for figures that none speaks of.
    fn heard(&mut self, quantity: &Quantity, claim: &Claim) -> Option<Heard> {
        let unasked = quantity.kind.is_calendar() && !self.rules.speaks_of_dates;
        if unasked || quantity.kind == Kind::OutOfRange {
            return None;
        }
        let (mut own, foreign) = self.spans(quantity, claim);
        let whole = self.whole(quantity);
        own.extend(whole);
        let foreign_words = foreign.iter().map(|foreign| foreign.words);
        let spans = own.iter().copied().chain(foreign_words);
        let words = self.words(spans.map(Stretch::all).collect());
        Some(Heard {
            own,
            foreign,
            whole,
            words,
        })
    }

    /// The first condition that fails.
    fn failed(
        &mut self,
        speaks: &Speaks,
        quantity: &Quantity,
        claim: &Claim,
        heard: &Heard,
    ) -> Option<Failed> {
        let in_unit = || {
            fits(speaks, self.context, quantity, claim)
                || is_percent_for_points(speaks, quantity)
                || self.counts_what_is_named(&speaks.unit, quantity, claim, heard)
        };
        misfit(speaks, quantity, claim)
            .or_else(|| (!in_unit()).then_some(Failed::Unit))
            .or_else(|| speaks.about.missing(&heard.words).map(Failed::Term))
            .or_else(|| speaks.about.unwelcome(&heard.words).map(Failed::NotAbout))
            .or_else(|| {
                self.missing_without_others(speaks, quantity, claim, heard)
                    .map(Failed::OthersWords)
            })
            .or_else(|| {
                let whole = self.words(vec![Stretch::all(heard.whole?)]);
                let alone = speaks.about.missing(&whole).is_none();
                alone.then_some(Failed::Whole)
            })
    }

    /// Whether a figure that counts nothing by name ("The number of citizens … rose to tens of thousands") may count what
    /// its clause, or what that inherits, names.
    fn counts_what_is_named(
        &self,
        pattern: &UnitPattern,
        quantity: &Quantity,
        claim: &Claim,
        heard: &Heard,
    ) -> bool {
        let UnitPattern::Counted(things) = pattern else {
            return false;
        };
        let bare = quantity.kind == Kind::Count && quantity.unit.name == UnitName::None;
        let counted = claim.subject.is_some_and(|subject| {
            let head = self.context.document.slice(subject.head);
            singular(head) != head
        });
        let foreign = heard.foreign.iter().map(|foreign| &foreign.words);
        bare && !counted
            && heard
                .own
                .iter()
                .chain(foreign)
                .flat_map(|span| prose_words(self.context.document.slice(*span)))
                .any(|word| is_named(things, word))
    }

    /// The term of `about` that is missing when the words of other figures of the rule's unit do not count.
    fn missing_without_others(
        &mut self,
        speaks: &Speaks,
        quantity: &Quantity,
        claim: &Claim,
        heard: &Heard,
    ) -> Option<usize> {
        let Heard { own, foreign, .. } = heard;
        let is_foreign = |foreign: &Foreign| self.has_figure_of(speaks, foreign.clause, quantity);
        let (others, free): (Vec<Foreign>, Vec<Foreign>) =
            foreign.iter().copied().partition(is_foreign);
        let shared = self.has_figure_of(speaks, claim.clause, quantity);
        let piece = if shared {
            self.piece(speaks, quantity, claim)
        } else {
            Piece::whole(claim.clause)
        };
        let hanging = piece.is_later || (!shared && self.hangs_on_another(quantity, claim));
        let elsewhere = own.iter().copied().filter(|span| *span != claim.clause);
        let mut inherited: Vec<ProseSpan> = free.iter().map(|foreign| foreign.words).collect();
        inherited.extend(piece.lead);
        inherited.extend(claim.subject.map(|subject| subject.span).filter(|_| shared));
        inherited.extend(elsewhere);
        let gap = if hanging {
            self.gap(quantity, claim, piece.own, &inherited)
        } else {
            Gap::None
        };
        if others.is_empty() && !shared && gap == Gap::None {
            return None;
        }
        let period = claim.period.map(|period| period.text);
        let own = [Some(piece.own), piece.elided, period.filter(|_| shared)];
        let inherited = inherited.into_iter().filter_map(|span| {
            if piece.own.holds(span) {
                Some(Stretch::all(span))
            } else {
                self.left_by(gap, span, quantity, claim)
            }
        });
        let stretches = own.into_iter().flatten().map(Stretch::all).chain(inherited);
        speaks.about.missing(&self.words(stretches.collect()))
    }

    /// The spans whose words are the claim's own, and those of clauses with other figures, whose words count only
    /// for rules of other units.
    fn spans(&self, quantity: &Quantity, claim: &Claim) -> (Vec<ProseSpan>, Vec<Foreign>) {
        let subject = claim.subject.map(|subject| subject.span);
        let period = claim.period.map(|period| period.text);
        let bound = [subject, claim.predicate, claim.place, period];
        let mut own = vec![claim.clause];
        let elsewhere = |part: &ProseSpan| !claim.clause.holds(*part);
        own.extend(bound.into_iter().flatten().filter(elsewhere));
        let hangs_on = self.hangs_on_another(quantity, claim);
        let mut foreign = Vec::new();
        for part in claim.concept.iter().copied().filter(elsewhere) {
            let clause = if hangs_on {
                None
            } else {
                self.clause_of_another(part, quantity)
            };
            match clause {
                Some(clause) => foreign.push(Foreign {
                    words: part,
                    clause,
                }),
                None => own.push(part),
            }
        }
        for span in &claim.inherited {
            if !hangs_on && self.other_figures(*span, quantity).next().is_some() {
                foreign.push(Foreign {
                    words: *span,
                    clause: *span,
                });
            } else {
                own.push(*span);
            }
        }
        (own, foreign)
    }

    /// The clause of another figure of the sentence that a part of it belongs to.
    fn clause_of_another(&self, part: ProseSpan, quantity: &Quantity) -> Option<ProseSpan> {
        let quantities = &self.context.extract.quantities;
        let from = quantities.partition_point(|other| other.sentence < quantity.sentence);
        quantities
            .iter()
            .zip(self.context.claims)
            .skip(from)
            .take_while(|(other, _)| other.sentence == quantity.sentence)
            .filter(|(other, _)| other.kind.is_calendar() == quantity.kind.is_calendar())
            .map(|(_, claim)| claim.clause)
            .find(|clause| clause.holds(part))
    }

    /// The figures in `span` but this one, with their claims.
    fn other_figures(
        &self,
        span: ProseSpan,
        quantity: &Quantity,
    ) -> impl Iterator<Item = (&'a Quantity, &'a Claim)> {
        let quantities = &self.context.extract.quantities;
        let own = quantity.span;
        // A date is no figure that another is taken for, but by the rules of dates.
        let calendar = quantity.kind.is_calendar();
        let from = quantities.partition_point(|other| other.span.start < span.start);
        quantities
            .iter()
            .zip(self.context.claims)
            .skip(from)
            .take_while(move |(other, _)| other.span.start < span.end)
            .filter(move |(other, _)| other.span != own && other.kind.is_calendar() == calendar)
    }

    /// Whether a claim lives by the words of another clause, figures and all: it has no verb of its own, and compares
    /// ("compared with fewer than 15,000 in the previous ten years") or counts what the other counts ("and 38,246 in 2024").
    fn hangs_on_another(&self, quantity: &Quantity, claim: &Claim) -> bool {
        let has_verb = claim
            .predicate
            .is_some_and(|predicate| claim.clause.holds(predicate));
        let before = ProseSpan::new(claim.clause.start, quantity.span.start);
        let compares = prose_words(self.context.document.slice(before)).any(|word| {
            COMPARING
                .iter()
                .any(|comparing| word.eq_ignore_ascii_case(comparing))
        });
        !has_verb && (compares || quantity.unit.name == UnitName::None)
    }

    /// Whether `span` has another figure of the rule's unit.
    fn has_figure_of(&self, speaks: &Speaks, span: ProseSpan, quantity: &Quantity) -> bool {
        self.other_figures(span, quantity)
            .any(|(other, claim)| fits(speaks, self.context, other, claim))
    }

    fn words(&mut self, stretches: Vec<Stretch>) -> Words {
        if let Some((heard, words)) = &self.last
            && *heard == stretches
        {
            return words.clone();
        }
        let mut words = Words::default();
        for stretch in &stretches {
            let text = self.context.document.slice(stretch.span);
            if stretch.names {
                self.listener.hear(text, &mut words);
            } else {
                self.listener.hear_but_names(text, &mut words);
            }
        }
        self.last = Some((stretches, words.clone()));
        words
    }
}

/// What in the manner in which a figure is said keeps a rule from speaking of it.
fn misfit(speaks: &Speaks, quantity: &Quantity, claim: &Claim) -> Option<Failed> {
    let change = claim.trend.is_some_and(|trend| trend.role == TrendRole::By);
    let conditions = [
        (change, Failed::Change),
        (speaks.negated != claim.negated, Failed::Negation),
        (!speaks.modality.contains(&claim.modality), Failed::Modality),
        (quantity.amount.vague && !speaks.vague, Failed::Vague),
    ];
    conditions
        .into_iter()
        .find_map(|(fails, failed)| fails.then_some(failed))
}

/// Whether a figure is counted or measured in what a rule `speaks` of.
fn fits(speaks: &Speaks, context: &Context<'_>, quantity: &Quantity, claim: &Claim) -> bool {
    let quantity = in_pack(speaks, context.document, quantity);
    fits_unit(&speaks.unit, context, &quantity, claim)
}

/// A figure as a rule's pack takes it: a bare "$" is the pack's dollar.
pub(super) fn in_pack(speaks: &Speaks, document: &Document, quantity: &Quantity) -> Quantity {
    const BARE: [&str; 6] = ["$", "dollar", "dollars", "cent", "cents", "¢"];
    let text = quantity.unit.text.map(|span| document.slice(span));
    let bare = text.is_some_and(|text| BARE.contains(&text));
    let name = match (quantity.unit.name, speaks.dollar) {
        (UnitName::Known(Base::Money(_)), Some(dollar)) if bare => UnitName::Known(dollar),
        (UnitName::Known(Base::MinorMoney(of)), Some(Base::Money(dollar)))
            if bare && of.minor == dollar.minor =>
        {
            UnitName::Known(Base::MinorMoney(dollar))
        }
        (name, _) => name,
    };
    let unit = Unit {
        name,
        ..quantity.unit
    };
    Quantity { unit, ..*quantity }
}

/// Whether a percentage stands where a rule has percentage points ("the gap is 3 percent").
pub(super) fn is_percent_for_points(speaks: &Speaks, quantity: &Quantity) -> bool {
    speaks.unit == UnitPattern::Known(Base::Points)
        && quantity.unit.name == UnitName::Known(Base::Percent)
        && quantity.amount.modifier == Modifier::Exact
}

/// Whether a figure is counted or measured in what `pattern` names.
fn fits_unit(
    pattern: &UnitPattern,
    context: &Context<'_>,
    quantity: &Quantity,
    claim: &Claim,
) -> bool {
    let whole = quantity.unit.per == UnitName::None || yearly(quantity);
    if !whole && !matches!(pattern, UnitPattern::Rate(..)) {
        return false;
    }
    match (pattern, quantity.unit.name) {
        (UnitPattern::Known(Base::Percent), _) if quantity.kind == Kind::Fraction => true,
        (UnitPattern::Date, _) => matches!(quantity.kind, Kind::Date | Kind::Period),
        (UnitPattern::Rate(of, per), _) => {
            let above = Quantity {
                unit: Unit {
                    per: UnitName::None,
                    ..quantity.unit
                },
                ..*quantity
            };
            is_per(per, context, quantity.unit.per) && fits_unit(of, context, &above, claim)
        }
        (UnitPattern::Times, _) => quantity.kind == Kind::Multiple,
        (UnitPattern::Counted(things), UnitName::Noun(noun)) => {
            quantity.kind == Kind::Count && is_named(things, context.document.slice(noun))
        }
        (UnitPattern::Counted(things), UnitName::None) => {
            quantity.kind == Kind::Count
                && claim
                    .subject
                    .is_none_or(|subject| is_named(things, context.document.slice(subject.head)))
        }
        (UnitPattern::Known(wanted), UnitName::Known(unit)) => {
            crate::rules::expectation::comparable(*wanted, unit)
        }
        (UnitPattern::Dimension(dimension), UnitName::Known(Base::Measure(unit))) => {
            unit.dimension == *dimension
        }
        _ => false,
    }
}

/// Whether what stands below the line of a rate is what `per` names.
fn is_per(per: &Per, context: &Context<'_>, below: UnitName) -> bool {
    match (per, below) {
        (Per::Unit(wanted), UnitName::Known(unit)) => *wanted == unit,
        (Per::Thing(Thing::People), UnitName::Noun(noun)) => {
            let noun = context.document.slice(noun);
            Thing::People.is_named(noun) || matches!(noun, "head" | "capita")
        }
        (Per::Thing(thing), UnitName::Noun(noun)) => thing.is_named(context.document.slice(noun)),
        _ => false,
    }
}

/// Whether things are counted by the year, which is what a year's value tells: "tens of thousands a year".
fn yearly(quantity: &Quantity) -> bool {
    let year =
        matches!(quantity.unit.per, UnitName::Known(Base::Measure(unit)) if unit.name == "year");
    year && quantity.kind == Kind::Count
}

fn is_named(things: &[Thing], noun: &str) -> bool {
    things.iter().any(|thing| thing.is_named(noun))
}
