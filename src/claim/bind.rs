//! Binding: one claim a quantity, from its clause and sentence, and where they are silent from before.

use super::antecedent::{self, Antecedent};
use super::attribution::{self, Quotes, attribution};
use super::checkworthy::checkworthy;
use super::clause::{Clause, Words, clauses};
use super::concept::{phrases, without};
use super::modality::modality;
use super::period::{self, Dated};
use super::place::place;
use super::predicate::{negated, predicate};
use super::trend::{self, trend};
use super::verb::verbs;
use super::{Claim, Modality, Subject, subject};
use crate::document::{Document, ProseSpan};
use crate::extract::lexicon::Class;
use crate::extract::{Extract, LexedSentence, Quantity};
use crate::quantity::Kind;
use std::cell::OnceCell;
use std::ops::Range;

/// How many figures around it a figure is compared with.
const AROUND: usize = 40;

/// Binds each quantity to what it counts, when, where and on whose word: one claim a quantity, in their order.
///
/// Calendar expressions that hang on others ("a month later") get their days here. Binding never fails.
pub fn bind(document: &Document, extract: &mut Extract) -> Vec<Claim> {
    period::anchor(document, extract);
    let mut claims = Vec::with_capacity(extract.quantities.len());
    let mut quotes = Quotes::default();
    for lexed in &extract.sentences {
        let tokens = extract
            .tokens
            .get(lexed.tokens.start as usize..lexed.tokens.end as usize)
            .unwrap_or(&[]);
        let quantities = extract
            .quantities
            .get(lexed.quantities.start as usize..lexed.quantities.end as usize)
            .unwrap_or(&[]);
        let verbs = verbs(&document.prose.text, tokens);
        let words = Words {
            text: &document.prose.text,
            tokens,
            verbs: &verbs,
        };
        Sentence::new(document, lexed, words, quantities).bind(&mut quotes, &mut claims);
    }
    claims
}

/// A sentence with all that its figures share.
struct Sentence<'a> {
    document: &'a Document,
    lexed: &'a LexedSentence,
    words: Words<'a>,
    quantities: &'a [Quantity],
    figures: Vec<(Range<usize>, bool)>,
    clauses: Vec<Clause>,
    /// The noun phrases of each clause, found when first asked for.
    phrases: Vec<OnceCell<Vec<ProseSpan>>>,
    /// The subject of the clause that the sentence begins with, where that one counts nothing itself.
    main: Option<ProseSpan>,
    /// On whose word the sentence is said.
    source: Option<ProseSpan>,
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
        Self {
            document,
            lexed,
            words,
            quantities,
            phrases: vec![OnceCell::new(); clauses.len()],
            main: main_subject(&words, &figures, &clauses),
            source: attribution::source(&words),
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
            self.antecedent(figure, clause)
        } else {
            None
        };
        let of_clause = || {
            if quantity.kind.is_calendar() {
                None
            } else {
                self.subject_of_clause(quantity, figure, clause, before)
            }
        };
        let subject = own
            .or(antecedent.map(|antecedent| antecedent.subject))
            .or_else(of_clause);
        let own_predicate =
            || predicate(words, clause, figure).or_else(|| predicate(words, governing?, figure));
        let weak = |span: &ProseSpan| words.has(words.index_of(span.start), Class::AUXILIARY);
        let near = self.figures.get(around.clone()).unwrap_or(&[]);
        let dated = self.dated(around);
        Claim {
            subject,
            concept: self.concept(at, subject),
            predicate: own_predicate()
                .filter(|span| antecedent.is_none() || !weak(span))
                .or_else(|| antecedent?.predicate),
            negated: negated(words, clause, figure),
            modality: modality(
                words,
                governing
                    .filter(|_| clause.tokens.is_empty())
                    .unwrap_or(clause),
                figure,
            ),
            trend: trend(words, clause, governing, figure),
            period: if quantity.kind.is_calendar() {
                None
            } else {
                period::period(words, clause, &dated, near, figure, quantity)
            },
            place: place(words, clause, figure).or_else(|| place(words, governing?, figure)),
            attribution: attribution(self.source, quoted),
            checkworthy: checkworthy(words, quantity, figure),
            clause: words.span(clause.tokens.clone()).unwrap_or(self.lexed.span),
            inherited: governing
                .and_then(|clause| words.span(clause.tokens.clone()))
                .into_iter()
                .chain(antecedent.map(|antecedent| antecedent.clause))
                .chain(self.heading())
                .collect(),
        }
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
            period: None,
            place: None,
            attribution: attribution(self.source, quoted),
            checkworthy: false,
            clause: self.lexed.span,
            inherited: Vec::new(),
        }
    }

    /// What else says what a figure is about: the noun phrases of its clause, and what the sentence begins
    /// with where that is another clause; where there are none, those of the whole sentence.
    fn concept(&self, clause: usize, subject: Option<Subject>) -> Vec<ProseSpan> {
        let words = &self.words;
        let subject = subject.map(|subject| subject.span);
        let of_clause = self.phrases.get(clause).zip(self.clauses.get(clause));
        let found = of_clause.map(|(cell, clause)| {
            cell.get_or_init(|| phrases(words, &clause.tokens, &self.figures))
        });
        let mut left = without(words, found.map_or(&[], Vec::as_slice), subject);
        left.extend(
            self.main
                .filter(|main| clause > 0 && subject.is_none_or(|own| !own.meets(*main))),
        );
        if left.is_empty() && subject.is_none() {
            return phrases(words, &(0..words.tokens.len()), &self.figures);
        }
        left
    }

    /// The figures near one, by index.
    fn around(&self, index: usize) -> Range<usize> {
        index.saturating_sub(AROUND)..index.saturating_add(AROUND).min(self.figures.len())
    }

    /// The calendar expressions among some figures.
    fn dated(&self, around: Range<usize>) -> Vec<Dated<'a>> {
        let near = self
            .quantities
            .get(around.clone())
            .unwrap_or(&[])
            .iter()
            .zip(self.figures.get(around).unwrap_or(&[]));
        near.filter(|(quantity, _)| dates(quantity))
            .map(|(quantity, (tokens, _))| Dated {
                quantity,
                tokens: tokens.clone(),
            })
            .collect()
    }

    /// What a figure without a noun of its own points back to, if it does.
    fn antecedent(&self, figure: &Range<usize>, clause: &Clause) -> Option<Antecedent> {
        let words = &self.words;
        let pronoun = || {
            let mut lead =
                clause.tokens.start..figure.start.min(clause.tokens.start.saturating_add(6));
            lead.any(|at| words.is(at, &["they", "those", "these", "it"]))
        };
        if !subject::points_back(words, figure) && !pronoun() {
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
        antecedent::within(words, &self.clauses, figure.start).or_else(earlier)
    }

    /// The subject of a figure that has no noun of its own and points nowhere back: that of the figure it is
    /// compared with, or the noun phrase of its clause.
    fn subject_of_clause(
        &self,
        quantity: &Quantity,
        figure: &Range<usize>,
        clause: &Clause,
        claims: &[Claim],
    ) -> Option<Subject> {
        let compared = || {
            let governing = self.clauses.get(clause.inherits?)?;
            let mut figures = self
                .figures
                .iter()
                .zip(claims)
                .filter(|((tokens, counts), _)| {
                    *counts && governing.tokens.contains(&tokens.start)
                });
            figures.next_back().and_then(|(_, claim)| claim.subject)
        };
        let governing = || self.clauses.get(clause.inherits?);
        let apposed = || {
            antecedent::within(&self.words, &self.clauses, figure.start)
                .map(|antecedent| antecedent.subject)
        };
        let governed = || subject::of_clause(&self.words, governing()?, figure);
        let own = || subject::of_clause(&self.words, clause, figure);
        let measured = quantity.kind != Kind::Count;
        match clause.inherits {
            None => own(),
            Some(_) if measured => compared().or_else(apposed).or_else(governed),
            Some(_) => compared().or_else(governed).or_else(own),
        }
    }

    /// The heading over the sentence.
    fn heading(&self) -> Option<ProseSpan> {
        let sentence = self.document.sentence(self.lexed.sentence)?;
        let heading = self
            .document
            .block(self.document.heading_of(sentence.block)?)?;
        Some(heading.span)
    }
}

/// The subject of the clause that a sentence begins with, if that clause has no figure of its own.
fn main_subject(
    words: &Words<'_>,
    figures: &[(Range<usize>, bool)],
    clauses: &[Clause],
) -> Option<ProseSpan> {
    let main = clauses.first()?;
    let counting = figures
        .iter()
        .any(|(tokens, counts)| *counts && main.tokens.contains(&tokens.start));
    let end = main.tokens.end..main.tokens.end;
    if counting {
        None
    } else {
        subject::of_clause(words, main, &end).map(|subject| subject.span)
    }
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
