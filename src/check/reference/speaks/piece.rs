//! Which words are one figure's own, where others of the rule's unit stand beside it.
//!
//! "The museum had 300 guests in May and 400 in June": what stands before the first figure is of both. The second adds
//! only when, so that what the first counts is of the second, too. "Norland had 1,100 births, and Sudland 4,000": the
//! second names somebody of its own; it has the verb and the noun of the first, but none of its names.

use super::{Hearing, fits};
use crate::claim::Claim;
use crate::document::ProseSpan;
use crate::extract::Quantity;
use crate::extract::lexicon::{Class, entry};
use crate::rules::Speaks;
use crate::rules::about::prose_words;

/// Words that part two figures of one clause.
const PARTING: [&str; 9] = [
    "and", "or", "but", "while", "versus", "to", "than", "against", "from",
];
/// Words that join a piece to the one before it as its equal.
const JOINING: [&str; 5] = ["and", "but", "while", "or", "whereas"];
/// Words between a figure and the one that it is some of.
const WHOLE: [&str; 7] = ["out", "of", "the", "these", "all", "its", "their"];
/// Words with which a sentence says what its figures are some of.
const OF: [&str; 4] = ["of", "among", "out", "from"];

/// Words that a rule may look at, with or without the names among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: ProseSpan,
    pub(super) names: bool,
}

impl Stretch {
    pub(super) const fn all(span: ProseSpan) -> Self {
        Self { span, names: true }
    }
}

/// What a piece without a verb leaves out of what it inherits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// The names: it has one of its own.
    Names,
    /// What stands before the verb, and all names: it has a subject of its own ("and the northern border 12,000").
    Subject,
}

/// What of a clause is one figure's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// What stands before the first figure of the clause, and is of all.
    pub(super) lead: Option<ProseSpan>,
    /// From the conjunction before the figure to the one before the next.
    pub(super) own: ProseSpan,
    /// The piece of an earlier figure, where this one adds only when.
    pub(super) elided: Option<ProseSpan>,
    /// Whether another figure stands before it, and no verb in between.
    pub(super) is_later: bool,
}

impl Piece {
    /// A clause that is one figure's alone.
    pub(super) const fn whole(clause: ProseSpan) -> Self {
        Self {
            lead: None,
            own: clause,
            elided: None,
            is_later: false,
        }
    }
}

impl Hearing<'_> {
    /// What of a claim's clause is its own, where the clause has other figures of the rule's unit.
    pub(super) fn piece(&self, speaks: &Speaks, quantity: &Quantity, claim: &Claim) -> Piece {
        let clause = claim.clause;
        let mut figures: Vec<ProseSpan> = self
            .other_figures(clause, quantity)
            .filter(|(other, claim)| fits(speaks, self.context, other, claim))
            .map(|(other, _)| other.span)
            .chain([quantity.span])
            .collect();
        figures.sort_unstable();
        let place = figures
            .iter()
            .position(|span| *span == quantity.span)
            .unwrap_or(0);
        let own = self.piece_at(&figures, place, clause);
        let first = figures.first().map_or(clause.start, |first| first.start);
        let lead = ProseSpan::new(clause.start, first.min(own.start));
        if self.is_whole(&figures, place) {
            return Piece::whole(own);
        }
        let elided = || {
            let pieces = (0..place)
                .rev()
                .map(|at| self.piece_at(&figures, at, clause));
            pieces
                .into_iter()
                .find(|piece| !self.adds_only_when(*piece))
        };
        let verb = claim.predicate.is_some_and(|verb| own.holds(verb));
        Piece {
            lead: Some(lead),
            own,
            elided: (place > 0 && self.adds_only_when(own))
                .then(elided)
                .flatten(),
            is_later: place > 0 && !verb,
        }
    }

    /// The piece of the figure at `place` of those of a clause.
    fn piece_at(&self, figures: &[ProseSpan], place: usize, clause: ProseSpan) -> ProseSpan {
        let figure = |at: Option<usize>| figures.get(at?).copied();
        let Some(own) = figure(Some(place)) else {
            return clause;
        };
        let start = figure(place.checked_sub(1)).map_or(clause.start, |before| {
            self.conjunction(before.end, own.start)
        });
        let end = figure(place.checked_add(1))
            .map_or(clause.end, |after| self.conjunction(own.end, after.start));
        ProseSpan::new(start, end)
    }

    /// Whether the figure at `place` is what the one before it is some of: "24,000 of the 2.5 million".
    fn is_whole(&self, figures: &[ProseSpan], place: usize) -> bool {
        let figure = |at: Option<usize>| figures.get(at?).copied();
        let pair = figure(place.checked_sub(1)).zip(figure(Some(place)));
        pair.is_some_and(|(part, whole)| {
            let between = ProseSpan::new(part.end, whole.start.max(part.end));
            let mut words = prose_words(self.context.document.slice(between)).peekable();
            words.peek().is_some() && words.all(|word| WHOLE.contains(&word))
        })
    }

    /// Where the last word or mark between two figures stands that parts them, or the second figure.
    fn conjunction(&self, from: u32, to: u32) -> u32 {
        let text = self.context.document.slice(ProseSpan::new(from, to));
        let parts = |word: &str| {
            let word = word.trim_start_matches(['(', '—', '–']);
            PARTING
                .iter()
                .any(|parting| word.eq_ignore_ascii_case(parting))
        };
        let mut last = None;
        let mut place = 0_usize;
        for word in text.split_inclusive(char::is_whitespace) {
            let end = place.saturating_add(word.len());
            let bare = word.trim_end();
            if bare.ends_with([',', ';', ':']) {
                last = Some(end);
            } else if parts(bare) {
                last = Some(place);
            }
            place = end;
        }
        last.and_then(|last| u32::try_from(last).ok())
            .map_or(to, |last| from.saturating_add(last))
    }

    /// Whether a piece holds figures, dates and small words alone: "and 38,000 in fiscal 2024".
    fn adds_only_when(&self, piece: ProseSpan) -> bool {
        let small = |word: &str| entry(word.as_bytes()).classes.any(Class::FUNCTION);
        self.between_quantities(piece)
            .into_iter()
            .flat_map(|gap| prose_words(self.context.document.slice(gap)))
            .all(small)
    }

    /// What of `span` is in no figure and no date.
    fn between_quantities(&self, span: ProseSpan) -> Vec<ProseSpan> {
        let quantities = &self.context.extract.quantities;
        let from = quantities.partition_point(|quantity| quantity.span.end <= span.start);
        let inside = quantities.iter().skip(from);
        let mut gaps = Vec::new();
        let mut start = span.start;
        for quantity in inside.take_while(|quantity| quantity.span.start < span.end) {
            if start < quantity.span.start {
                gaps.push(ProseSpan::new(start, quantity.span.start));
            }
            start = quantity.span.end;
        }
        if start < span.end {
            gaps.push(ProseSpan::new(start, span.end));
        }
        gaps
    }

    /// What a figure's `piece`, which has no verb of its own, leaves out of what it inherits.
    pub(super) fn gap(
        &self,
        quantity: &Quantity,
        claim: &Claim,
        piece: ProseSpan,
        inherited: &[ProseSpan],
    ) -> Gap {
        let named = self.names_its_own(quantity, claim, piece, inherited);
        let before = ProseSpan::new(piece.start, quantity.span.start.max(piece.start));
        let words: Vec<&str> = self
            .between_quantities(before)
            .into_iter()
            .flat_map(|gap| prose_words(self.context.document.slice(gap)))
            .collect();
        let is = |word: &str, class: Class| entry(word.as_bytes()).classes.any(class);
        let joined = words
            .split_first()
            .filter(|(first, _)| JOINING.iter().any(|word| first.eq_ignore_ascii_case(word)));
        let said = joined.map_or([].as_slice(), |(_, rest)| rest);
        let content = said
            .iter()
            .any(|word| !is(word, Class::FUNCTION.with(Class::MODIFIER)));
        let place = said
            .first()
            .is_some_and(|first| is(first, Class::PREPOSITION));
        match (named, content) {
            (true, _) if place || !content => Gap::Names,
            (_, true) => Gap::Subject,
            (_, false) => Gap::None,
        }
    }

    /// What of an inherited `span` counts.
    pub(super) fn left_by(
        &self,
        gap: Gap,
        span: ProseSpan,
        quantity: &Quantity,
        claim: &Claim,
    ) -> Option<Stretch> {
        let sentences = &self.context.extract.sentences;
        let sentence = sentences.get(quantity.sentence as usize)?.span;
        let names = gap == Gap::None;
        let verb = claim.predicate.filter(|_| gap == Gap::Subject);
        match verb {
            Some(verb) if sentence.holds(span) && span.start < verb.start => {
                (verb.start < span.end).then(|| Stretch {
                    span: ProseSpan::new(verb.start, span.end),
                    names,
                })
            }
            _ => Some(Stretch { span, names }),
        }
    }

    /// Whether a figure's `piece` names somebody or some place that what it inherits does not: "and Sudland 4,000".
    fn names_its_own(
        &self,
        quantity: &Quantity,
        claim: &Claim,
        piece: ProseSpan,
        inherited: &[ProseSpan],
    ) -> bool {
        let document = self.context.document;
        let sentences = &self.context.extract.sentences;
        let opening = sentences
            .get(quantity.sentence as usize)
            .map(|sentence| sentence.span.start);
        let sources = [claim.attribution.source, claim.attribution.speaker];
        let is_source = |gap: &ProseSpan| sources.iter().flatten().any(|source| source.meets(*gap));
        let is_new = |name: &str| {
            let mut spans = inherited.iter().filter(|span| !piece.holds(**span));
            !spans.any(|span| document.slice(*span).contains(name))
        };
        self.between_quantities(piece)
            .into_iter()
            .filter(|gap| !is_source(gap))
            .flat_map(|gap| {
                let opens = Some(gap.start) == opening;
                prose_words(document.slice(gap)).skip(usize::from(opens))
            })
            .any(|word| word.len() > 1 && word.starts_with(char::is_uppercase) && is_new(word))
    }

    /// "Of the 1.5 million migrants who crossed the border,": what a sentence says first that its later figures are some of.
    pub(super) fn whole(&self, quantity: &Quantity) -> Option<ProseSpan> {
        let document = self.context.document;
        let sentence = self
            .context
            .extract
            .sentences
            .get(quantity.sentence as usize)?
            .span;
        let before = ProseSpan::new(sentence.start, quantity.span.start.max(sentence.start));
        let text = document.slice(before);
        let opener = prose_words(text).next()?;
        let comma = text.find(", ")?;
        let end = sentence.start.checked_add(u32::try_from(comma).ok()?)?;
        OF.iter()
            .any(|of| opener.eq_ignore_ascii_case(of))
            .then(|| ProseSpan::new(sentence.start, end))
    }
}
