//! Context: when and where figures hold whose own sentence is silent.
//!
//! ```text
//! frame    = "In" ( period | place ) … "."    what a sentence opens with holds in the two after it, of the first sentence in
//!                                             the whole paragraph, until another period is told
//! heading  = "Figures for" period             holds for what stands under it and under the headings below it
//!          | … "in" place                     at its end
//! event    = ( "The" noun | "It" ) …          what is said of a flight of the sentence before holds when and where that was
//! actors   = "They" verb …                    what they did in the sentence before was then
//! part     = "Of them" …                      counted in the sentence before, they are of its period
//! ```
//!
//! Only figures asserted in the past take these, and only where there is one to take: a figure without a period is left
//! unchecked, one with a wrong period is called wrong.

use super::clause::{Clause, Words};
use super::marks::Marks;
use super::period::{Dated, is_told};
use super::place::place;
use super::verb_group::is_past;
use super::{Claim, ClaimPeriod, Modality, Subject};
use crate::document::{Document, ProseSpan};
use crate::extract::Quantity;
use crate::extract::lexer;
use crate::extract::lexicon::Class;
use crate::extract::tokens::TokenKind;
use crate::extract::word_list::List;
use crate::quantity::Kind;
use crate::quantity::period::shift;
use jiff::ToSpan;

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) sentence: u32,
    pub(super) block: u32,
    /// Whether its block is a heading.
    pub(super) is_heading: bool,
    /// Whether it is the first of its block.
    pub(super) opens_block: bool,
}

/// What the sentences before say of when and where.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// What the last sentence that opens with a period or place opens with.
    frame: Option<(Site, Setting)>,
    /// The one period of the last sentence with figures.
    before: Option<(Site, Option<ClaimPeriod>)>,
    /// When and where the last event was that a sentence refers to.
    event: Option<(Site, Setting)>,
    /// The headings that were read, in order, with when and where what stands under them is.
    headings: Vec<(u32, Setting)>,
    /// What the last figure counts, and its clause.
    counted: Option<(Site, Subject, ProseSpan)>,
    /// The last sentence that was taken note of.
    noted: Option<u32>,
}

/// When and where.
#[derive(Clone, Copy, Debug, Default)]
struct Setting {
    period: Option<ClaimPeriod>,
    place: Option<ProseSpan>,
}

/// A frame holds in so many sentences after its own.
const HOLDS: u32 = 2;

impl Context {
    /// Takes note of the sentence before one that refers to an event of it, or that may open with a place and was never
    /// read, as it has no figures. At most one sentence is read again for each that has figures.
    pub(super) fn look_back(&mut self, document: &Document, words: &Words<'_>, site: Site) {
        self.read_headings(document, site);
        let Some(before) = document.sentence_before_in_block(site.sentence) else {
            return;
        };
        let Some(sentence) = document.sentence(before) else {
            return;
        };
        let event = refers_to_event(words);
        let actors = refers_to_actors(words);
        let framed = || {
            let text = document.slice(sentence.span);
            let leads = ["In ", "At ", "Across ", "Along "];
            self.noted < Some(before) && leads.iter().any(|lead| text.starts_with(lead))
        };
        if !event && !actors && !framed() {
            return;
        }
        let mut tokens = Vec::new();
        lexer::lex(
            words.text,
            sentence.span.start,
            sentence.span.end,
            &mut tokens,
        );
        let words = Words {
            text: words.text,
            tokens: &tokens,
            marks: &Marks::of(words.text, &tokens),
        };
        let site = Site {
            sentence: before,
            ..site
        };
        if self.noted < Some(before) {
            self.note(&words, site, &[]);
        }
        let (_, period) = self.before.filter(|(at, _)| at.sentence == before).unzip();
        let period = period.flatten();
        if event && names_event(&words) {
            let place = place(&words, &whole(&words), &(0..0));
            self.event = Some((site, Setting { period, place }));
        } else if actors && acts_in_past(&words) {
            let period = period.filter(|period| !is_longer(period, MONTH));
            self.event = Some((
                site,
                Setting {
                    period,
                    place: None,
                },
            ));
        }
    }

    /// Reads the headings over a sentence that were not read yet, each once.
    fn read_headings(&mut self, document: &Document, site: Site) {
        for block in document.headings_over(site.block) {
            let place = self.headings.partition_point(|(read, _)| *read < block);
            if self
                .headings
                .get(place)
                .is_some_and(|(read, _)| *read == block)
            {
                continue;
            }
            let setting = Setting {
                period: None,
                place: document
                    .block(block)
                    .and_then(|heading| titled_place(document, heading.span)),
            };
            self.headings.insert(place, (block, setting));
        }
    }

    /// Gives the claims of a sentence the period and place that it is silent of, and takes note of its own.
    pub(super) fn fill(
        &mut self,
        document: &Document,
        words: &Words<'_>,
        site: Site,
        dated: &[Dated],
        quantities: &[Quantity],
        claims: &mut [Claim],
    ) {
        let period = self.period(document, site).filter(|_| dated.is_empty());
        let place = self.place(document, site);
        if dated.is_empty() {
            self.fill_parts(document, site, claims);
        }
        if period.is_some() || place.is_some() {
            let mut figures = quantities.iter().zip(claims.iter_mut());
            for (_, claim) in figures
                .by_ref()
                .filter(|(quantity, claim)| counts(quantity) && is_told_as_past(words, claim))
            {
                claim.period = claim.period.or(period);
                claim.place = claim.place.or(place);
            }
        }
        self.point_back(words, site, quantities, claims);
        self.note(words, site, dated);
    }

    /// Gives figures that count some of those told of in the sentence before that sentence's period.
    fn fill_parts(&self, document: &Document, site: Site, claims: &mut [Claim]) {
        let before = self.before.filter(|(at, _)| {
            at.block == site.block && at.sentence.checked_add(1) == Some(site.sentence)
        });
        let Some((span, period)) =
            before.and_then(|(at, period)| Some((document.sentence(at.sentence)?.span, period?)))
        else {
            return;
        };
        for claim in claims {
            let within = |own: ProseSpan| span.start <= own.start && own.end <= span.end;
            let counted = claim.subject.is_some_and(|subject| within(subject.span));
            if claim.period.is_none() && counted && is_firm(claim) {
                claim.period = Some(period);
            }
        }
    }

    /// Gives "that number" what the last figure of the sentence before counts.
    fn point_back(
        &mut self,
        words: &Words<'_>,
        site: Site,
        quantities: &[Quantity],
        claims: &mut [Claim],
    ) {
        let before = self.counted.filter(|(at, ..)| {
            at.block == site.block && at.sentence.checked_add(1) == Some(site.sentence)
        });
        for (quantity, claim) in quantities.iter().zip(claims) {
            let Some(subject) = claim.subject.filter(|_| quantity.kind == Kind::Count) else {
                continue;
            };
            if is_number(words, subject) {
                if let Some((_, counted, clause)) = before {
                    claim.subject = Some(counted);
                    claim.inherited.push(clause);
                }
            } else {
                self.counted = Some((site, subject, claim.clause));
            }
        }
    }

    /// The settings of the event and of the frame in force.
    fn settings(&self, site: Site) -> impl Iterator<Item = Setting> {
        let near = move |(at, setting): (Site, Setting), holds: u32| {
            let apart = site.sentence.saturating_sub(at.sentence);
            (at.block == site.block && (1..=holds).contains(&apart)).then_some(setting)
        };
        let event = self.event.and_then(|event| near(event, 1));
        let frame = self.frame.and_then(|(at, setting)| {
            let holds = if at.opens_block { u32::MAX } else { HOLDS };
            near((at, setting), holds)
        });
        event.into_iter().chain(frame)
    }

    /// The settings of the headings over a sentence, the nearest first.
    fn titles(&self, document: &Document, site: Site) -> impl Iterator<Item = Setting> {
        let over = document
            .headings_over(site.block)
            .filter(move |_| !site.is_heading);
        over.filter_map(|block| {
            let place = self
                .headings
                .binary_search_by_key(&block, |(read, _)| *read);
            self.headings.get(place.ok()?).map(|(_, setting)| *setting)
        })
    }

    fn period(&self, document: &Document, site: Site) -> Option<ClaimPeriod> {
        let mut settings = self.settings(site).chain(self.titles(document, site));
        settings.find_map(|setting| setting.period)
    }

    fn place(&self, document: &Document, site: Site) -> Option<ProseSpan> {
        let mut settings = self.settings(site).chain(self.titles(document, site));
        settings.find_map(|setting| setting.place)
    }

    /// Takes note of when and where a sentence is.
    fn note(&mut self, words: &Words<'_>, site: Site, dated: &[Dated]) {
        self.noted = Some(site.sentence);
        let one = match dated {
            [one] => Some(one),
            _ => None,
        };
        let closed = |period: &ClaimPeriod| {
            period
                .days
                .is_some_and(|days| days.start.is_some() && days.end.is_some())
        };
        let period = one.map(|one| one.period(words)).filter(closed);
        if site.is_heading {
            let titled = one.filter(|one| is_title(words, one));
            let period = period.filter(|period| titled.is_some() && is_long(period));
            let place = place_at_end(words);
            let at = self
                .headings
                .partition_point(|(read, _)| *read < site.block);
            self.headings
                .insert(at, (site.block, Setting { period, place }));
            return;
        }
        let opening = Setting {
            period: period
                .filter(|period| one.is_some_and(|one| opens(words, one)) && is_long(period)),
            place: opening_place(words),
        };
        if opening.period.is_some() || opening.place.is_some() {
            self.frame = Some((site, opening));
        } else if !dated.is_empty() {
            self.frame = None;
        }
        let acted = one.is_some_and(|one| is_told(words, one));
        self.before = Some((site, period.filter(|_| acted)));
    }
}

/// A whole sentence as one clause.
const fn whole(words: &Words<'_>) -> Clause {
    Clause {
        tokens: 0..words.tokens.len(),
        inherits: None,
    }
}

/// Whether a quantity is one that holds in a period.
const fn counts(quantity: &Quantity) -> bool {
    matches!(
        quantity.kind,
        Kind::Count | Kind::Percent | Kind::Money | Kind::Measure | Kind::Fraction
    )
}

/// Whether a claim is asserted in the past by a verb of its own sentence.
fn is_told_as_past(words: &Words<'_>, claim: &Claim) -> bool {
    let past = claim.predicate.is_some_and(|predicate| {
        let at = words.index_of(predicate.start);
        let own = words.get(at).is_some_and(|token| token.span == predicate);
        own && is_past(words, at) == Some(true)
    });
    past && is_firm(claim)
}

/// Whether a claim is asserted by who writes.
const fn is_firm(claim: &Claim) -> bool {
    matches!(claim.modality, Modality::Asserted | Modality::Denied) && !claim.attribution.quoted
}

/// Days of a short month, less the few that an article may leave out.
const SHORT_MONTH: i64 = 26;
/// Days of a long month.
const MONTH: i64 = 31;

/// Whether a period is a month or longer.
fn is_long(period: &ClaimPeriod) -> bool {
    is_longer(period, SHORT_MONTH)
}

/// Whether a period has more than so many days.
fn is_longer(period: &ClaimPeriod, days: i64) -> bool {
    let longer = || {
        let told = period.days?;
        Some(shift(told.start?, days.days())? < told.end?)
    };
    longer().unwrap_or(false)
}

/// Whether an expression opens its sentence: "In fiscal 2023, …", "Last year …".
fn opens(words: &Words<'_>, dated: &Dated) -> bool {
    const LEAD: usize = 3;
    let lead = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::ADVERB)
        .with(Class::CONJUNCTION);
    let bounds = ["since", "until", "till", "by", "before", "after", "from"];
    dated.tokens.start <= LEAD
        && (0..dated.tokens.start).all(|at| words.has(at, lead) && !words.is(at, &bounds))
}

/// Whether a heading says when its section is of, and the period is no part of a name: "Figures for 2023", but not "The
/// 2016 election".
fn is_title(words: &Words<'_>, dated: &Dated) -> bool {
    let is_part = |at: usize| {
        words.get(at).is_some_and(|token| {
            let of = words.is(at, &["of", "since", "until", "before", "after", "by"]);
            of || token.kind == TokenKind::Word && !token.classes.any(Class::PREPOSITION)
        })
    };
    let before = dated.tokens.start.checked_sub(1);
    !is_part(dated.tokens.end)
        && !before.is_some_and(|before| is_part(before) && !words.has(before, Class::DETERMINER))
}

/// The place that a sentence opens with: "In Texas, …".
fn opening_place(words: &Words<'_>) -> Option<ProseSpan> {
    const LONGEST: usize = 8;
    if !words.is(0, &["in", "at", "across", "along"]) {
        return None;
    }
    let comma = (0..LONGEST)
        .find(|at| words.get(*at).map(|token| token.kind) == Some(TokenKind::Sign(',')))?;
    let opening = Clause {
        tokens: 0..comma,
        inherits: None,
    };
    let found = place(words, &opening, &(0..0))?;
    (words.index_of(found.end) == comma).then_some(found)
}

/// Whether a sentence goes on with an event of the one before: "It carried", "The flight carried".
fn refers_to_event(words: &Words<'_>) -> bool {
    let noun =
        words.is(0, &["the", "that", "this"]) && (1..=2).any(|at| words.is_of(at, List::EVENT));
    noun || words.is(0, &["it"]) && words.is_verb(1)
}

/// Whether a sentence goes on with what somebody did in the one before: "They arrested".
fn refers_to_actors(words: &Words<'_>) -> bool {
    words.is(0, &["they"]) && words.is_lexical_verb(1) && is_past(words, 1) == Some(true)
}

/// Whether a sentence tells of a deed in the past: "Police stormed", but not "was founded".
fn acts_in_past(words: &Words<'_>) -> bool {
    let verb = (0..words.tokens.len()).find(|at| words.is_verb(*at));
    verb.is_some_and(|verb| words.is_lexical_verb(verb) && is_past(words, verb) == Some(true))
}

/// The place that the heading at `span`, which is read for this alone, ends with.
fn titled_place(document: &Document, span: ProseSpan) -> Option<ProseSpan> {
    let text = &document.prose.text;
    let mut tokens = Vec::new();
    lexer::lex(text, span.start, span.end, &mut tokens);
    place_at_end(&Words {
        text,
        tokens: &tokens,
        marks: &Marks::of(text, &tokens),
    })
}

/// The place that a heading ends with: "Crossings in Texas".
fn place_at_end(words: &Words<'_>) -> Option<ProseSpan> {
    const LONGEST: usize = 8;
    let end = words.tokens.len();
    let found = place(words, &whole(words), &(0..0)).filter(|_| end <= LONGEST)?;
    let before = words.index_of(found.start).checked_sub(1)?;
    let ends = words.index_of(found.end) == end;
    (ends && words.is(before, &["in", "at", "across", "along"])).then_some(found)
}

/// Whether the subject of a sentence is a number told before: "That number", "The figure", but not "The number of people".
fn is_number(words: &Words<'_>, subject: Subject) -> bool {
    const NUMBERS: [&str; 6] = ["number", "figure", "total", "tally", "toll", "count"];
    let head = words.index_of(subject.head.start);
    words.is(0, &["the", "that", "this"])
        && head == 1
        && words.is(head, &NUMBERS)
        && !words.is(head.saturating_add(1), &["of"])
}

/// Whether a sentence names an event.
fn names_event(words: &Words<'_>) -> bool {
    (0..words.tokens.len()).any(|at| words.is_of(at, List::EVENT))
}

#[cfg(test)]
mod tests {
    use crate::claim::bind;
    use crate::document::{Format, read};
    use crate::extract::scan;
    use jiff::civil::date;

    /// The period and place of the last figure that is no date.
    fn setting(text: &str) -> String {
        let document = read(
            "test".into(),
            text.as_bytes().to_vec(),
            Format::Markdown,
            Some(date(2024, 6, 20)),
        )
        .unwrap();
        let mut extract = scan(&document, 100);
        let claims = bind(&document, &mut extract);
        let mut figures = extract.quantities.iter().zip(&claims);
        let (_, claim) = figures
            .rfind(|(quantity, _)| !quantity.kind.is_calendar())
            .unwrap();
        let days = claim.period.and_then(|period| period.days);
        let place = claim.place.map_or("-", |place| document.slice(place));
        format!("{} {place}", days.map_or("-".to_owned(), |days| days.iso()))
    }

    #[test]
    fn silent_sentences_take_what_frames_them() {
        for (text, wanted) in [
            (
                "In 2023, agents were busy. Some 300 people crossed.",
                "2023-01-01/2023-12-31 -",
            ),
            (
                "In 2023, agents were busy. They say so. Some 300 people crossed.",
                "2023-01-01/2023-12-31 -",
            ),
            (
                "# Figures for 2023\n\nSome 300 people crossed.",
                "2023-01-01/2023-12-31 -",
            ),
            (
                "In 2023, agents were busy. They say so. They met often. They rested. Some 300 people crossed.",
                "2023-01-01/2023-12-31 -",
            ),
            (
                "# Figures for 2023\n\n## Crossings in Texas\n\nSome 300 people crossed.",
                "2023-01-01/2023-12-31 Texas",
            ),
            (
                "# Crossings in Texas\n\n## Men\n\nThey came.\n\n## Women\n\nSome 300 people crossed.",
                "- Texas",
            ),
            (
                "Police stormed the camp on May 3, 2023. They arrested 300 people.",
                "2023-05-03 -",
            ),
            (
                "They sent migrants home in May 2023. Of them, 40 were children.",
                "2023-05-01/2023-05-31 -",
            ),
            (
                "They sent migrants home in May 2023. There were 116 of them.",
                "2023-05-01/2023-05-31 -",
            ),
            (
                "In Texas, agents were busy. Some 300 people crossed.",
                "- Texas",
            ),
            (
                "A flight set off from Texas in May 2023. It carried 300 people.",
                "2023-05-01/2023-05-31 Texas",
            ),
            (
                "They sent a flight in May 2023. The flight carried 300 people.",
                "2023-05-01/2023-05-31 -",
            ),
        ] {
            assert_eq!(setting(text), wanted, "{text}");
        }
    }

    #[test]
    fn that_number_is_of_what_was_counted() {
        for (text, subject) in [
            (
                "They held 300 migrants. That number rose to 500.",
                "migrants",
            ),
            (
                "They held 300 migrants. The figure was 500 in 2023.",
                "migrants",
            ),
            (
                "They held 300 migrants. The number of ships rose to 500.",
                "number of ships",
            ),
            ("They met.\n\nThat number rose to 500.", "number"),
        ] {
            let document = read("test".into(), text.into(), Format::Text, None).unwrap();
            let mut extract = scan(&document, 100);
            let claims = bind(&document, &mut extract);
            let figures = extract.quantities.iter().zip(&claims);
            let mut counting = figures.filter(|(quantity, _)| !quantity.kind.is_calendar());
            let found = counting.next_back().and_then(|(_, claim)| claim.subject);
            assert_eq!(
                found.map(|found| document.slice(found.span)),
                Some(subject),
                "{text}"
            );
        }
    }

    #[test]
    fn what_frames_nothing_is_not_taken() {
        for text in [
            "The agency was founded in 2003. It deported 300 people.",
            "The law was passed in 2010. Some 300 people crossed.",
            "In 2023, agents were busy. Some 300 people live there.",
            "In 2023, agents were busy. Some 300 people will cross.",
            "In 2023, agents were busy.\n\nSome 300 people crossed.",
            "In 2023, agents were busy. On Monday they met. They talked. Some 300 people crossed.",
            "# Figures for 2023\n\n# Crossings\n\nSome 300 people crossed.",
            "The agency was founded in May 2003. They deported 300 people.",
            "Officials said on Monday that they acted. They deported 300 people.",
            "In 2023 and 2021, agents were busy. Some 300 people crossed.",
            "Since 2023, agents were busy. Some 300 people crossed.",
            "On Monday, agents met. Some 300 people crossed.",
            "# The 2016 election\n\nSome 300 people came.",
            "# Class of 2023\n\nSome 300 people came.",
        ] {
            assert_eq!(setting(text), "- -", "{text}");
        }
    }
}
