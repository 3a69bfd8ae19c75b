//! Binding: one claim a quantity, from its clause and sentence, and where they are silent from before.

use super::antecedent::{self, Antecedent};
use super::attribution::{self, Quotes, attribution};
use super::checkworthy::checkworthy;
use super::clause::{Clause, Words, clauses};
use super::concept;
use super::context::{Context, Site};
use super::dating::Anchor;
use super::governor;
use super::marks::Marks;
use super::modality::modality;
use super::part::part;
use super::per::per;
use super::period::{self, Dated};
use super::phrase::{self, phrases};
use super::place::place;
use super::predicate::{negated, predicate};
use super::topic::{self, Parts, topics};
use super::trend::{self, trend};
use super::{Attribution, Claim, Modality, Subject, subject};
use crate::document::{Document, ProseSpan, Role};
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::extract::{Extract, LexedSentence, Quantity};
use crate::quantity::Kind;
use std::ops::Range;

/// How many figures around it a figure is compared with.
const AROUND: usize = 40;

/// Binds each quantity to what it counts, when, where and on whose word: one claim a quantity, in their order.
///
/// Calendar expressions that hang on others ("a month later") get their days here. Binding never fails.
pub fn bind(document: &Document, extract: &mut Extract) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(extract.quantities.len());
    let mut quotes = Quotes::default();
    let mut anchor = Anchor::default();
    let mut context = Context::default();
    for lexed in &extract.sentences {
        let tokens = extract
            .tokens
            .get(lexed.tokens.start as usize..lexed.tokens.end as usize)
            .unwrap_or(&[]);
        let quantities = extract
            .quantities
            .get_mut(lexed.quantities.start as usize..lexed.quantities.end as usize)
            .unwrap_or(&mut []);
        let words = Words {
            text: &document.prose.text,
            tokens,
            marks: &Marks::of(&document.prose.text, tokens),
        };
        let site = site(document, lexed.sentence);
        anchor.resolve(
            &words,
            quantities,
            (site.block, site.sentence),
            document.date,
        );
        let first = claims.len();
        let sentence = Sentence::new(document, lexed, words, quantities);
        sentence.bind(&mut quotes, &mut claims);
        let own = claims.get_mut(first..).unwrap_or(&mut []);
        context.look_back(document, &words, site);
        context.fill(&words, site, &sentence.dated, quantities, own);
    }
    claims
}

/// Where a sentence stands in its document.
fn site(document: &Document, sentence: u32) -> Site {
    let block = document
        .sentence(sentence)
        .map_or(u32::MAX, |sentence| sentence.block);
    let role = document.block(block).map(|block| block.role);
    Site {
        sentence,
        block,
        is_heading: role.is_some_and(Role::is_heading),
        heading: document.heading_of(block),
    }
}

/// A sentence with all that its figures share.
struct Sentence<'a> {
    document: &'a Document,
    lexed: &'a LexedSentence,
    words: Words<'a>,
    quantities: &'a [Quantity],
    figures: Vec<(Range<usize>, bool)>,
    clauses: Vec<Clause>,
    /// The noun phrases, by their tokens.
    phrases: Vec<Range<usize>>,
    /// What each clause speaks of.
    topics: Vec<Option<Range<usize>>>,
    /// What the sentence speaks of.
    main: Option<Range<usize>>,
    /// On whose word the sentence is said.
    source: Option<ProseSpan>,
    /// Its calendar expressions.
    dated: Vec<Dated>,
    /// The heading over it.
    heading: Option<ProseSpan>,
}

impl<'a> Sentence<'a> {
    fn new(
        document: &'a Document,
        lexed: &'a LexedSentence,
        words: Words<'a>,
        quantities: &'a [Quantity],
    ) -> Self {
        let range = |quantity: &Quantity| {
            words.index_of(quantity.span.start)..words.index_of(quantity.span.end)
        };
        let figures: Vec<_> = quantities
            .iter()
            .map(|quantity| (range(quantity), counts(quantity)))
            .collect();
        let clauses = clauses(&words, &figures);
        // Of a date the words around it say no more than when.
        let counting = figures.iter().any(|(_, counts)| *counts);
        let phrases = if counting {
            phrases(&words, &figures)
        } else {
            Vec::new()
        };
        let topics = topics(Parts {
            words,
            figures: &figures,
            phrases: &phrases,
            clauses: &clauses,
        });
        Self {
            document,
            lexed,
            words,
            quantities,
            main: topic::main(&words, &clauses, &topics),
            phrases,
            topics,
            source: attribution::source(document, &words, lexed.sentence),
            dated: period::dated(&words, quantities, &figures, document.date),
            heading: heading(document, lexed),
            figures,
            clauses,
        }
    }

    fn bind(&self, quotes: &mut Quotes, claims: &mut Vec<Claim>) {
        let block = self
            .document
            .sentence(self.lexed.sentence)
            .and_then(|sentence| self.document.block(sentence.block));
        let block_start = block.map_or(0, |block| block.span.start);
        let first = claims.len();
        for (index, (quantity, (figure, _))) in
            self.quantities.iter().zip(&self.figures).enumerate()
        {
            let quoted =
                quotes.open_at(&self.document.prose.text, block_start, quantity.span.start);
            let before = claims.get(first..).unwrap_or(&[]);
            let claim = self.claim(before, index, quantity, figure, quoted);
            claims.push(claim);
        }
        let own = claims.get_mut(first..).unwrap_or(&mut []);
        trend::spread(&self.words, &self.figures, self.quantities, own);
    }

    fn claim(
        &self,
        before: &[Claim],
        index: usize,
        quantity: &Quantity,
        figure: &Range<usize>,
        quoted: bool,
    ) -> Claim {
        let words = &self.words;
        let Some((at, clause)) = self
            .clauses
            .iter()
            .enumerate()
            .find(|(_, clause)| clause.tokens.contains(&figure.start))
        else {
            return self.unbound(quoted);
        };
        let governing = clause.inherits.and_then(|at| self.clauses.get(at));
        let around = self.around(index);
        let own = subject::own(words, quantity, figure);
        let antecedent = if own.is_none() && !quantity.kind.is_calendar() {
            self.antecedent(figure, at, clause)
        } else {
            None
        };
        let apart = own.is_none() && self.says_nothing_else(quantity, figure);
        let of_clause = || {
            if quantity.kind.is_calendar() || apart {
                None
            } else {
                self.subject_of_clause(figure, at, before)
            }
        };
        let subject = own
            .or(antecedent.map(|antecedent| antecedent.subject))
            .or_else(of_clause);
        let own_predicate =
            || predicate(words, clause, figure).or_else(|| predicate(words, governing?, figure));
        let weak = |span: &ProseSpan| words.has(words.index_of(span.start), Class::AUXILIARY);
        let near = self.figures.get(around).unwrap_or(&[]);
        Claim {
            subject,
            concept: if apart || quantity.kind.is_calendar() {
                Vec::new()
            } else {
                self.concept(at, figure, subject)
            },
            predicate: own_predicate()
                .filter(|span| antecedent.is_none() || !weak(span))
                .or_else(|| antecedent?.predicate),
            negated: negated(words, clause, figure),
            modality: modality(words, clause, governing, figure),
            trend: if quantity.kind.is_calendar() {
                None
            } else {
                trend(words, clause, governing, figure)
            },
            per: if quantity.kind.is_calendar() {
                None
            } else {
                per(words, clause, near, figure, quantity, subject)
            },
            part: part(words, clause, figure, quantity, own),
            period: if quantity.kind.is_calendar() {
                None
            } else {
                let dated = self.dated_near(figure);
                period::period(words, clause, dated, near, figure, quantity)
            },
            place: place(words, clause, figure).or_else(|| place(words, governing?, figure)),
            attribution: self.attribution(quoted),
            checkworthy: checkworthy(words, quantity, figure),
            clause: words.span(clause.tokens.clone()).unwrap_or(self.lexed.span),
            inherited: governing
                .and_then(|clause| words.span(clause.tokens.clone()))
                .into_iter()
                .chain(antecedent.map(|antecedent| antecedent.clause))
                .chain(self.heading)
                .collect(),
        }
    }

    /// On whose word a figure stands.
    fn attribution(&self, quoted: bool) -> Attribution {
        let after = || attribution::speaker_after(self.document, self.lexed.sentence);
        attribution(self.source.or_else(|| quoted.then(after).flatten()), quoted)
    }

    /// The claim of a figure outside all clauses, of which nothing is known.
    fn unbound(&self, quoted: bool) -> Claim {
        Claim {
            subject: None,
            concept: Vec::new(),
            predicate: None,
            negated: false,
            modality: Modality::Asserted,
            trend: None,
            per: None,
            part: false,
            period: None,
            place: None,
            attribution: self.attribution(quoted),
            checkworthy: false,
            clause: self.lexed.span,
            inherited: Vec::new(),
        }
    }

    /// What else says what a figure is about: the noun phrases of its clause, and what that clause and the
    /// sentence speak of; where there are none, the noun phrases around it.
    fn concept(
        &self,
        clause: usize,
        figure: &Range<usize>,
        subject: Option<Subject>,
    ) -> Vec<ProseSpan> {
        let words = &self.words;
        let Some(tokens) = self.clauses.get(clause).map(|clause| &clause.tokens) else {
            return Vec::new();
        };
        let own = subject
            .map(|subject| words.index_of(subject.span.start)..words.index_of(subject.span.end));
        let topic = self.topics.get(clause).and_then(Option::as_ref);
        let mut found = Vec::new();
        let main = self.main.as_ref().filter(|_| !self.is_apart(clause));
        for topic in main
            .into_iter()
            .chain(topic.filter(|topic| Some(*topic) != main))
        {
            if !tokens.contains(&topic.start) {
                for phrase in concept::chain(words, &self.phrases, topic) {
                    concept::add(words, &mut found, phrase, own.as_ref());
                }
            }
        }
        if let Some(object) = self.object_before(clause) {
            concept::add(words, &mut found, &object, own.as_ref());
        }
        for phrase in concept::near(&self.phrases, tokens, figure.start) {
            concept::add(words, &mut found, phrase, own.as_ref());
        }
        found.sort_unstable();
        found.dedup();
        if found.is_empty() && own.is_none() {
            for phrase in concept::near(&self.phrases, &(0..words.tokens.len()), figure.start) {
                concept::add(words, &mut found, phrase, None);
            }
        }
        found
    }

    /// What the verb acts on of the clause that a clause without a subject hangs on: "raised its stake, paying $5".
    fn object_before(&self, clause: usize) -> Option<Range<usize>> {
        let governing = self.clauses.get(self.clauses.get(clause)?.inherits?)?;
        let end = governing.tokens.end;
        let verb = governing
            .before(&(end..end))
            .rev()
            .find(|at| self.words.is_lexical_verb(*at))?;
        governor::direct_object(self.parts(), verb, end)
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            words: self.words,
            figures: &self.figures,
            phrases: &self.phrases,
            clauses: &self.clauses,
        }
    }

    /// Whether a clause stands beside the main one and speaks of something else: "; Brim Mining gained 4%".
    fn is_apart(&self, clause: usize) -> bool {
        let topic = self.topics.get(clause).and_then(Option::as_ref);
        self.clauses.get(clause).is_some_and(|clause| {
            topic.is_some_and(|topic| clause.tokens.contains(&topic.start))
                && is_coordinate(&self.words, clause)
        })
    }

    /// Whether a figure stands for itself, so that the words around it say nothing of it: an age that is a noun ("the
    /// 65-year-old said"), a length of time that opens the sentence ("Over the past three years, …"), what "it is" alone
    /// leads to ("It is 30 degrees").
    fn says_nothing_else(&self, quantity: &Quantity, figure: &Range<usize>) -> bool {
        let words = &self.words;
        match quantity.kind {
            Kind::Age => phrase::is_aged(words, figure),
            Kind::Duration if opens(words, figure) => true,
            Kind::Duration | Kind::Measure => is_impersonal(words, figure),
            _ => false,
        }
    }

    /// The figures near one, by index.
    fn around(&self, index: usize) -> Range<usize> {
        index.saturating_sub(AROUND)..index.saturating_add(AROUND).min(self.figures.len())
    }

    /// The calendar expressions around a figure.
    fn dated_near(&self, figure: &Range<usize>) -> &[Dated] {
        let before = self
            .dated
            .partition_point(|dated| dated.tokens.start < figure.start);
        let around =
            before.saturating_sub(AROUND)..before.saturating_add(AROUND).min(self.dated.len());
        self.dated.get(around).unwrap_or(&[])
    }

    /// What a figure without a noun of its own points back to, if it does.
    fn antecedent(&self, figure: &Range<usize>, at: usize, clause: &Clause) -> Option<Antecedent> {
        let words = &self.words;
        let mut lead = clause.tokens.start..figure.start.min(clause.tokens.start.saturating_add(6));
        let back = subject::points_back(words, figure);
        let they = || {
            lead.clone()
                .any(|at| words.is(at, &["they", "those", "these"]))
        };
        let topic = self.topics.get(at).is_some_and(Option::is_some);
        if !back && !they() && (topic || !lead.any(|at| words.is(at, &["it"]))) {
            return None;
        }
        let earlier = || {
            let before = self
                .document
                .sentence_before_in_block(self.lexed.sentence)?;
            antecedent::before(
                &self.document.prose.text,
                self.document.sentence(before)?.span,
            )
        };
        let within = antecedent::within(words, &self.clauses, figure.start);
        within.or_else(|| if topic && !back { None } else { earlier() })
    }

    /// The subject of a figure that has no noun of its own and points nowhere back: that of the figure it is
    /// compared with, what its verb acts on or who acts, or what its clause speaks of.
    fn subject_of_clause(
        &self,
        figure: &Range<usize>,
        at: usize,
        claims: &[Claim],
    ) -> Option<Subject> {
        let words = &self.words;
        let clause = self.clauses.get(at)?;
        let governing = clause.inherits.and_then(|at| self.clauses.get(at));
        let compared = || {
            let governing = governing?;
            let mut figures = self
                .figures
                .iter()
                .zip(claims)
                .filter(|((tokens, counts), _)| {
                    *counts && governing.tokens.contains(&tokens.start)
                });
            let subject = figures.next_back().and_then(|(_, claim)| claim.subject)?;
            let points = words.is(words.index_of(subject.head.start), &["point", "points"]);
            (!points).then_some(subject)
        };
        let parts = self.parts();
        let beside = || subject::named(words, &governor::apposed(parts, clause, figure)?);
        let direct = || subject::named(words, &governor::direct(parts, clause, figure)?);
        let governed = || subject::named(words, &governor::governed(parts, clause, figure)?);
        let topic = || subject::named(words, self.topics.get(at)?.as_ref()?);
        let number = || {
            subject::number_of(words, clause, figure)
                .or_else(|| subject::number_of(words, governing?, figure))
        };
        let hanging = || {
            governing?;
            beside().or_else(compared)
        };
        direct()
            .or_else(hanging)
            .or_else(number)
            .or_else(governed)
            .or_else(topic)
    }
}

/// The heading over a sentence.
fn heading(document: &Document, lexed: &LexedSentence) -> Option<ProseSpan> {
    let sentence = document.sentence(lexed.sentence)?;
    let heading = document.block(document.heading_of(sentence.block)?)?;
    Some(heading.span)
}

/// Whether a clause is joined to the one before as its equal.
fn is_coordinate(words: &Words<'_>, clause: &Clause) -> bool {
    let start = clause.tokens.start;
    let kind = words.get(start).map(|token| token.kind);
    let after = start.saturating_add(usize::from(kind == Some(TokenKind::Sign(','))));
    kind == Some(TokenKind::Sign(';')) || words.is(after, &["and", "but", "while", "whereas"])
}

/// Whether a figure opens its sentence behind a preposition: "Over the past three years, …".
fn opens(words: &Words<'_>, figure: &Range<usize>) -> bool {
    const LEAD: usize = 4;
    let lead = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::RELATIVE)
        .with(Class::MODIFIER);
    figure.start <= LEAD
        && words.has(0, Class::PREPOSITION)
        && (0..figure.start).all(|at| words.has(at, lead))
        && !words.is(figure.end, &["of"])
}

/// Whether "it is" or "it has been" stands right before a figure, where "it" is nothing: "It is 30 degrees", but not "It is 30
/// metres tall".
fn is_impersonal(words: &Words<'_>, figure: &Range<usize>) -> bool {
    const VERBS: usize = 3;
    let verb = Class::BE.with(Class::AUXILIARY).with(Class::MODAL);
    let before = (figure.start.saturating_sub(VERBS)..figure.start)
        .rev()
        .find(|at| !words.has(*at, verb));
    before.is_some_and(|at| {
        let led = at.checked_sub(1).is_some_and(|before| {
            words.has(before, Class::PREPOSITION.without(Class::CONJUNCTION))
        });
        at.saturating_add(1) < figure.start
            && words.is(at, &["it"])
            && !led
            && !phrase::is_dimension(words, figure.end)
    })
}

/// Whether a quantity makes its clause one with a figure of its own: not a date or a length of time.
fn counts(quantity: &Quantity) -> bool {
    !dates(quantity) && quantity.kind != Kind::Ordinal
}

/// Whether a quantity tells when: a date, or a stretch that is anchored in the calendar.
fn dates(quantity: &Quantity) -> bool {
    quantity.kind.is_calendar() || quantity.value.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::testing::Sentence as Sample;
    use proptest::prelude::*;

    /// A sentence a line, and below it its figures, each with its subject and concept; "-" where there is none.
    const SENTENCES: &str = include_str!("sentences.txt");

    /// The figures of a sentence as the table writes them.
    fn described(text: &str) -> String {
        let mut sample = Sample::of(text);
        let claims = bind(&sample.document, &mut sample.extract);
        let slice = |span| sample.document.slice(span);
        let figures = sample.extract.quantities.iter().zip(&claims);
        let lines = figures
            .filter(|(quantity, _)| !quantity.kind.is_calendar())
            .map(|(quantity, claim)| {
                let concept: Vec<_> = claim.concept.iter().map(|span| slice(*span)).collect();
                let concept = concept.join(", ");
                format!(
                    "  {} | {} | {}\n",
                    slice(quantity.span),
                    claim.subject.map_or("-", |subject| slice(subject.span)),
                    if concept.is_empty() { "-" } else { &concept },
                )
            });
        format!("{text}\n{}", lines.collect::<String>())
    }

    #[test]
    fn figures_are_bound_to_what_they_are_about() {
        let texts = SENTENCES.lines().filter(|line| !line.starts_with(' '));
        let found: String = texts.map(described).collect();
        let mismatch = found
            .lines()
            .zip(SENTENCES.lines())
            .find(|(found, wanted)| found != wanted);
        assert_eq!(mismatch, None, "(found, wanted)");
        assert_eq!(found.lines().count(), SENTENCES.lines().count());
    }

    #[test]
    fn one_claim_a_quantity() {
        let mut sample = Sample::of(
            "Some 300 people came in 2024, and 116 were flown home. They paid $5 each, or 3 percent more.",
        );
        let claims = bind(&sample.document, &mut sample.extract);
        assert_eq!(claims.len(), sample.extract.quantities.len());
        assert!(claims.iter().all(|claim| !claim.clause.is_empty()));
    }

    proptest! {
        #[test]
        fn any_text_is_bound(text in "(\\PC|[ ,.;0-9]|percent|from|to|rose|million|them|said|“|”){0,60}") {
            let mut sample = Sample::of(&format!("a {text}"));
            let claims = bind(&sample.document, &mut sample.extract);
            prop_assert_eq!(claims.len(), sample.extract.quantities.len());
            for quantity in &sample.extract.quantities {
                prop_assert!(!sample.document.slice(quantity.span).is_empty());
            }
        }
    }
}
