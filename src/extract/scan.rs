//! Scanning: sentence by sentence, where does which quantity begin?
//!
//! What can begin at a token is a candidate's to say. What has been read is not read again.

use super::candidate::{Found, longest};
use super::counted_noun::counted_unit;
use super::ellipsis;
use super::lexer::lex;
use super::margin;
use super::memo::Memos;
use super::quantity::{Extract, LexedSentence, Parts, Quantity, UnitName};
use super::reported::{Reported, reported};
use super::tokens::{Lexed, Tokens};
use crate::document::{Document, ProseSpan};
use crate::quantity::{Kind, Statistic};
use jiff::civil::Date;

/// Extracts the quantities of `document`, at most `max_quantities` of them. Never fails.
pub fn scan(document: &Document, max_quantities: usize) -> Extract {
    let mut extract = Extract::default();
    // One more than the limit tells that there was more to read.
    let most = max_quantities.saturating_add(1);
    'document: for (index, sentence) in (0_u32..).zip(&document.sentences) {
        let mut start = sentence.span.start;
        while start < sentence.span.end {
            let rest = ProseSpan::new(start, sentence.span.end);
            let stopped = part(document, &mut extract, index, rest, most);
            extract.sentences_cut = extract
                .sentences_cut
                .saturating_add(usize::from(stopped < sentence.span.end));
            start = stopped;
            if extract.quantities.len() > max_quantities {
                break 'document;
            }
        }
    }
    cut(&mut extract, max_quantities);
    extract
}

/// Takes the quantity over the limit away, and tells so.
fn cut(extract: &mut Extract, max_quantities: usize) {
    if extract.quantities.len() <= max_quantities {
        return;
    }
    extract.quantities.truncate(max_quantities);
    extract.quantities_cut = true;
    let end = u32::try_from(max_quantities).unwrap_or(u32::MAX);
    if let Some(last) = extract.sentences.last_mut() {
        last.quantities.end = last.quantities.end.min(end);
        if last.quantities.is_empty() {
            extract.sentences.pop();
        }
    }
}

/// Reads one sentence, up to the limit of tokens; returns where reading stopped.
fn part(
    document: &Document,
    extract: &mut Extract,
    sentence: u32,
    span: ProseSpan,
    max_quantities: usize,
) -> u32 {
    let text = &document.prose.text;
    let first_token = extract.tokens.len();
    let first_quantity = extract.quantities.len();
    let (stopped, promising) = lex(text, span.start, span.end, &mut extract.tokens);
    if promising {
        let number = u32::try_from(extract.sentences.len()).unwrap_or(u32::MAX);
        let memos = Memos::default();
        let lexed = Lexed::new(text, extract.tokens.get(first_token..).unwrap_or(&[]));
        let lexed = lexed.keeping(&memos);
        let tokens = Tokens::new(&lexed);
        let sentence = Sentence {
            number,
            date: document.date,
        };
        let mut out = Out {
            quantities: &mut extract.quantities,
            statistics: &mut extract.statistics,
        };
        quantities(tokens, sentence, max_quantities, &mut out);
        ellipsis::fill(
            tokens,
            extract
                .quantities
                .get_mut(first_quantity..)
                .unwrap_or(&mut []),
        );
    }
    if extract.quantities.len() == first_quantity {
        extract.tokens.truncate(first_token);
        return stopped;
    }
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    extract.sentences.push(LexedSentence {
        span: ProseSpan::new(span.start, stopped),
        sentence,
        tokens: index(first_token)..index(extract.tokens.len()),
        quantities: index(first_quantity)..index(extract.quantities.len()),
    });
    stopped
}

/// What the quantities of a sentence hang on.
#[derive(Clone, Copy)]
struct Sentence {
    number: u32,
    /// The document's.
    date: Option<Date>,
}

/// Reads the quantities of one sentence.
fn quantities(tokens: Tokens<'_>, sentence: Sentence, max_quantities: usize, out: &mut Out<'_>) {
    let mut at = tokens;
    while let Some(first) = at.first() {
        if out.quantities.len() >= max_quantities {
            return;
        }
        if first.is_bare() {
            at = at.skip(1);
            continue;
        }
        if let Ok((rest, reported)) = reported(at, first) {
            out.report(at.span_to(&rest), reported, sentence);
            at = rest;
            continue;
        }
        let Some((rest, found)) = longest(at, first) else {
            at = at.skip(1);
            continue;
        };
        let Some(found) = found else {
            at = rest;
            continue;
        };
        if let Some((rest, reported)) =
            margin::named(&at, rest, (found.kind, found.amount, found.unit))
        {
            out.report(at.span_to(&rest), reported, sentence);
            at = rest;
            continue;
        }
        let span = with_article(&at, &rest, &found);
        let quantity = quantity(span, &rest, found, sentence);
        at = past_base(rest, &quantity);
        out.quantities.push(quantity);
    }
}

/// What was found in a place of a sentence, `rest` being what follows it.
fn quantity(span: ProseSpan, rest: &Tokens<'_>, found: Found, sentence: Sentence) -> Quantity {
    let clock = found.time.and_then(|time| time.resolve(sentence.date));
    Quantity {
        span,
        kind: found.kind,
        amount: found.amount,
        unit: counted_unit(rest, &found),
        value: found.when.and_then(|when| when.resolve(sentence.date)),
        parts: clock.map_or(Parts::None, |(from, until)| Parts::Clock(from, until)),
        sentence: sentence.number,
    }
}

/// Past the number that a rate is for, which is no figure of its own: the 1,000 of "12 per 1,000 people", "9 deaths per 1,000".
fn past_base<'a>(rest: Tokens<'a>, quantity: &Quantity) -> Tokens<'a> {
    match quantity.unit.per {
        UnitName::Noun(per) if per.start > quantity.span.start => {
            rest.at_byte(per.end.max(quantity.span.end))
        }
        _ => rest,
    }
}

/// Where what is read goes.
struct Out<'a> {
    quantities: &'a mut Vec<Quantity>,
    statistics: &'a mut Vec<Statistic>,
}

impl Out<'_> {
    /// Takes a statistic in.
    fn report(&mut self, span: ProseSpan, reported: Reported, sentence: Sentence) {
        let index = u32::try_from(self.statistics.len()).unwrap_or(u32::MAX);
        self.statistics.push(reported.statistic);
        self.quantities.push(Quantity {
            span,
            kind: Kind::Statistic,
            amount: reported.amount,
            unit: reported.unit,
            value: None,
            parts: Parts::Statistic(index),
            sentence: sentence.number,
        });
    }
}

/// What a quantity covers: with the article where that alone makes a number a day, "until the 27".
fn with_article(at: &Tokens<'_>, rest: &Tokens<'_>, found: &Found) -> ProseSpan {
    let span = at.span_to(rest);
    let bare = found.kind == Kind::Date
        && rest.position_in_sentence() == at.skip(1).position_in_sentence()
        && at.slice(span).len() <= 2;
    let article = at.behind(1).filter(|the| bare && at.is(the, "the"));
    article.map_or(span, |the| the.span.cover(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};

    fn seen(text: &str, most: usize) -> (usize, bool) {
        let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None).unwrap();
        let extract = scan(&document, most);
        (extract.quantities.len(), extract.quantities_cut)
    }

    #[test]
    fn the_limit_of_quantities_is_told_only_where_it_cuts() {
        let text = "They saw 11 cats and 12 dogs. Then 13 mice. Nothing else.";
        assert_eq!(seen(text, 3), (3, false));
        assert_eq!(seen(text, 2), (2, true));
        assert_eq!(seen(text, 1), (1, true));
        assert_eq!(seen(text, 0), (0, true));
        assert_eq!(seen("Nothing.", 0), (0, false));
    }

    #[test]
    fn what_several_things_are_is_in_the_plural() {
        for (text, wanted) in [
            ("Many consider it lost.", None),
            ("Many voters consider it lost.", Some("voters")),
            ("Several women came.", Some("women")),
        ] {
            let document = read("test".into(), text.as_bytes().to_vec(), Format::Text, None);
            let document = document.unwrap();
            let extract = scan(&document, 9);
            let unit = extract.quantities.first().unwrap().unit.text;
            assert_eq!(unit.map(|unit| document.slice(unit)), wanted, "{text}");
        }
    }

    #[test]
    fn a_sentence_over_the_limit_of_tokens_is_read_on() {
        let text = format!("It saw {}and 12 dogs.", "many things, ".repeat(200));
        let document = read("test".into(), text.into_bytes(), Format::Text, None).unwrap();
        let extract = scan(&document, 10_000);
        assert_eq!(extract.sentences_cut, 1);
        assert!(
            extract
                .quantities
                .last()
                .is_some_and(|last| document.slice(last.span) == "12")
        );
    }
}
