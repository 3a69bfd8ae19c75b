//! Scanning: sentence by sentence, where does which quantity begin?
//!
//! Of all productions that match at a token the longest wins; between equals, the calendar before the
//! number. What has been read is not read again.

use super::calendar;
use super::duration;
use super::ellipsis;
use super::figure::{Figure, figure};
use super::fraction;
use super::lexer::lex;
use super::lexicon::Class;
use super::margin;
use super::memo::Memos;
use super::name;
use super::noun;
use super::number_date::width;
use super::ordinal::ordinal;
use super::phone::phone;
use super::quantity::{Extract, LexedSentence, Parts, Quantity, Unit, UnitName};
use super::relative::{self, Relative};
use super::reported::{Reported, reported};
use super::score::score;
use super::time::{Time, time};
use super::title;
use super::tokens::{Lexed, Token, TokenKind, Tokens, class, word};
use super::unit::{rate, spelled, stopped};
use super::unit_name::may_begin as may_be_unit;
use super::weekday;
use super::when::When;
use crate::document::{Document, ProseSpan};
use crate::quantity::unit::by_symbol;
use crate::quantity::{Amount, Interval, Kind, Magnitude, Modifier, Statistic};
use jiff::civil::Date;
use nom::Parser;
use nom::combinator::opt;

/// What a production found: a quantity without its place.
#[derive(Clone, Copy, Debug)]
struct Found {
    kind: Kind,
    amount: Amount,
    unit: Unit,
    when: Option<When>,
    time: Option<Time>,
}

/// An amount that says nothing: of dates, periods and times.
pub(super) const NO_AMOUNT: Amount = Amount {
    stated: None,
    interval: Interval::EVERYTHING,
    modifier: Modifier::Exact,
    vague: false,
};

impl Found {
    const fn calendar(kind: Kind, when: Option<When>) -> Self {
        Self {
            kind,
            amount: NO_AMOUNT,
            unit: Unit::NONE,
            when,
            time: None,
        }
    }

    const fn time(time: Time) -> Self {
        Self {
            time: Some(time),
            ..Self::calendar(Kind::Time, None)
        }
    }

    fn ordinal(magnitude: Magnitude) -> Self {
        Self {
            kind: Kind::Ordinal,
            amount: Amount::new(magnitude, Modifier::Exact),
            unit: Unit::NONE,
            when: None,
            time: None,
        }
    }

    fn figure(figure: Figure) -> Self {
        let kind = if figure.amount.is_some() {
            figure.kind
        } else {
            Kind::OutOfRange
        };
        Self {
            kind,
            amount: figure.amount.unwrap_or(NO_AMOUNT),
            unit: figure.unit,
            when: None,
            time: None,
        }
    }
}

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
        out.quantities.push(quantity(span, &rest, found, sentence));
        at = rest;
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

/// What can begin at a token: an expression of the calendar, a figure.
#[derive(Clone, Copy, Debug)]
struct Begins {
    calendar: bool,
    figure: bool,
}

impl Begins {
    fn at(at: &Tokens<'_>, first: &Token) -> Self {
        match first.kind {
            TokenKind::Digits => Self {
                calendar: true,
                figure: true,
            },
            TokenKind::Sign(c) => {
                let currency =
                    |next: &Token| next.kind == TokenKind::Word && is_currency(&at.skip(1), next);
                let signed = matches!(c, '-' | '.')
                    && at.ahead(1).is_some_and(|next| {
                        next.kind == TokenKind::Digits
                            || !next.spaced && (next.kind != TokenKind::Word || currency(next))
                    });
                let figure =
                    signed || first.classes.any(Class::NUMBER) || !c.is_ascii() || c == '$';
                Self {
                    calendar: false,
                    figure,
                }
            }
            TokenKind::Word => {
                let last = at.text(first).as_bytes().last();
                let weekdays = first.classes.any(Class::ONES)
                    && at.ahead(1).is_some_and(|next| weekday::in_number(at, next));
                Self {
                    calendar: first.classes.any(Class::CALENDAR)
                        || weekdays
                        || last.is_some_and(u8::is_ascii_digit),
                    figure: first.classes.any(Class::NUMBER) || is_currency(at, first),
                }
            }
            TokenKind::Other => Self {
                calendar: false,
                figure: false,
            },
        }
    }
}

/// Whether a word is a currency before a number: "USD 500", "Rs. 500", the first part of "US$5".
fn is_currency(at: &Tokens<'_>, word: &Token) -> bool {
    match at.ahead(1).map(|next| next.kind) {
        Some(TokenKind::Sign('$' | '=')) => true,
        Some(TokenKind::Sign('.')) => {
            let number = |next: &Token| next.kind == TokenKind::Digits;
            at.ahead(2).is_some_and(number) && may_be_unit(at, word) && stopped(at).is_some()
        }
        Some(TokenKind::Digits) => {
            may_be_unit(at, word) && (by_symbol(at.text(word)).is_some() || spelled(at).is_some())
        }
        _ => false,
    }
}

/// The longest production that matches, if any; `None` inside where it is no quantity and is passed over.
fn longest<'a>(at: Tokens<'a>, first: &Token) -> Option<(Tokens<'a>, Option<Found>)> {
    let begins = Begins::at(&at, first);
    if !begins.calendar && !begins.figure {
        return None;
    }
    let reach = |(rest, _): &(Tokens<'_>, Found)| rest.position_in_sentence();
    let number = begins.figure.then(|| counted(at)).flatten();
    let dated = if begins.calendar && !(is_slashed(&at) && fraction::behind_odds(&at)) {
        calendar(at)
    } else if begins.figure && first.kind == TokenKind::Word {
        ranked(at)
    } else {
        None
    };
    let best = match (number, dated) {
        (Some(number), Some(dated)) => Some(if reach(&number) > reach(&dated) {
            number
        } else {
            dated
        }),
        (number, dated) => number.or(dated),
    };
    let identifier = (first.kind == TokenKind::Digits)
        .then(|| name::identifier(at).ok())
        .flatten();
    let plain = best.is_none_or(|(_, found)| found.kind == Kind::Count);
    if let Some((rest, ())) = plain.then(|| score(at).ok()).flatten()
        && best.is_none_or(|found| rest.position_in_sentence() >= reach(&found))
    {
        return Some((rest, None));
    }
    match (best, identifier) {
        (Some(found), Some((rest, ()))) if rest.position_in_sentence() > reach(&found) => {
            Some((rest, None))
        }
        (Some((rest, found)), _) => Some(unless_name(at, rest, found)),
        (None, identifier) => {
            let phone = || phone(at).ok().filter(|_| first.kind == TokenKind::Digits);
            phone().or(identifier).map(|(rest, ())| (rest, None))
        }
    }
}

/// What was found, unless it is part of a name; `None` then.
fn unless_name<'a>(at: Tokens<'a>, rest: Tokens<'a>, found: Found) -> (Tokens<'a>, Option<Found>) {
    if name::glued_to_word(&at) {
        return (at.skip(1), None);
    }
    if let Ok((rest, ())) = phone(at) {
        return (rest, None);
    }
    if let Some(rest) = title::within(&at, &rest) {
        return (rest, None);
    }
    let part = match found.kind {
        Kind::Time => {
            found.time.is_some_and(Time::is_bare) && (name::verse(&at) || is_compound(&rest))
        }
        Kind::Date => name::year_of_name(&at, &rest),
        Kind::Ordinal => name::ranked(&at, &rest),
        _ => false,
    };
    (rest, (!part).then_some(found))
}

/// "7/2", "from 7/2": a date, or odds.
fn is_slashed(at: &Tokens<'_>) -> bool {
    (1..3).any(|n| {
        at.ahead(n)
            .is_some_and(|token| token.kind == TokenKind::Sign('/') && !token.spaced)
    })
}

/// A figure that is a quantity where it stands; a length of time goes on as far as its words do.
fn counted(at: Tokens<'_>) -> Option<(Tokens<'_>, Found)> {
    let (rest, figure) = figure(at).ok()?;
    if !is_quantity(&at, &rest, &figure) {
        return None;
    }
    let found = Found::figure(figure);
    if figure.kind != Kind::Duration {
        return Some((rest, found));
    }
    let (rest, length, when) = duration::continued(at, rest, (found.amount, found.unit));
    let (amount, unit) = length;
    Some((
        rest,
        Found {
            amount,
            unit,
            when,
            ..found
        },
    ))
}

/// An ordinal.
fn ranked(at: Tokens<'_>) -> Option<(Tokens<'_>, Found)> {
    let (rest, magnitude) = ordinal(at).ok()?;
    Some((rest, Found::ordinal(magnitude)))
}

/// The longest expression of the calendar, or ordinal; of equals the first.
fn calendar(at: Tokens<'_>) -> Option<(Tokens<'_>, Found)> {
    let relative = |found: Relative| {
        let (amount, unit) = found.length.unwrap_or((NO_AMOUNT, Unit::NONE));
        Found {
            kind: found.kind,
            amount,
            unit,
            when: found.when,
            time: None,
        }
    };
    let dated = |(kind, when)| Found::calendar(kind, Some(when));
    let found = [
        time(at)
            .ok()
            .map(|(rest, found)| (rest, Found::time(found))),
        calendar::calendar(at)
            .ok()
            .map(|(rest, found)| (rest, dated(found))),
        relative::relative(at)
            .ok()
            .map(|(rest, found)| (rest, relative(found))),
        duration::duration(at)
            .ok()
            .map(|(rest, found)| (rest, relative(found))),
        ranked(at),
    ];
    // `max_by_key` gives the last of equals.
    found
        .into_iter()
        .rev()
        .flatten()
        .max_by_key(|(rest, _)| rest.position_in_sentence())
}

/// Whether a figure is a quantity where it stands, and no name, pronoun or part of a compound.
fn is_quantity(at: &Tokens<'_>, rest: &Tokens<'_>, figure: &Figure) -> bool {
    if goes_on_as_clock(rest) {
        return false;
    }
    if figure.kind != Kind::Count || matches!(figure.unit.name, UnitName::Known(_)) {
        return !(idiom(at, rest) || name::plural_model(at, rest) || year_and_name(at, rest));
    }
    let compound = is_compound(rest);
    let in_words = at
        .first()
        .is_some_and(|first| first.kind == TokenKind::Word);
    let name = name::named(at, rest)
        || name::labels(at, rest)
        || name::placed(at, rest)
        || dated(at, rest);
    !(compound && in_words || name || pronoun(at, rest))
}

/// Whether a hyphen glues more to what was read.
fn is_compound(rest: &Tokens<'_>) -> bool {
    rest.first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced)
}

/// "About 2" before ":15 p.m.".
fn goes_on_as_clock(rest: &Tokens<'_>) -> bool {
    let glued = |n: usize, kind: TokenKind| {
        rest.ahead(n)
            .is_some_and(|token| !token.spaced && token.kind == kind)
    };
    glued(0, TokenKind::Sign(':')) && glued(1, TokenKind::Digits)
}

/// "one day", which is no length of time.
fn idiom(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let one = at.first().is_some_and(|first| at.is(first, "one"));
    let day = rest.position_in_sentence() == at.skip(2).position_in_sentence()
        && at.ahead(1).is_some_and(|next| at.is(next, "day"));
    const LENGTH: &[&str] = &[
        "for", "in", "within", "than", "after", "took", "take", "takes", "lasted", "lasts", "last",
        "only", "just", "about", "least", "another", "every", "by",
    ];
    one && day && !at.behind_is(1, LENGTH)
}

/// What the calendar has a better claim on: the hour of "about 19:45", the day of "about 5 May", the year of "above
/// 2003's" and of "'09"; and the *zero* of "net zero".
fn dated(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let Some(last) = rest.behind(1) else {
        return false;
    };
    let short = last.kind == TokenKind::Digits && width(last) <= 2;
    let net = at.behind_is(1, &["net"]) && rest.is(last, "zero");
    let apostrophe = rest
        .behind(2)
        .is_some_and(|before| before.kind == TokenKind::Sign('\'') && !last.spaced);
    let Some(next) = rest.first() else {
        return net || short && apostrophe;
    };
    let hour = next.kind == TokenKind::Sign(':')
        && !next.spaced
        && rest
            .ahead(1)
            .is_some_and(|minutes| minutes.kind == TokenKind::Digits && !minutes.spaced);
    let day =
        short && next.classes.any(Class::MONTH) && rest.text(next).starts_with(char::is_uppercase);
    let owner = ["'s", "’s", "′s"].iter().any(|end| rest.is(next, end));
    let year = width(last) == 4 && last.kind == TokenKind::Digits && owner;
    net || hour || day || year || short && apostrophe
}

/// "in 2016 Stone spoke": a year, and a name that is a unit elsewhere.
fn year_and_name(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    const BEFORE: [&str; 9] = [
        "in", "during", "since", "by", "until", "after", "before", "through", "from",
    ];
    let year = at
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits && width(first) == 4);
    let name = at.ahead(1).is_some_and(|next| {
        next.spaced && width(next) > 3 && at.text(next).starts_with(char::is_uppercase)
    });
    let single = rest.position_in_sentence() == at.skip(2).position_in_sentence();
    year && name && single && at.behind_is(1, &BEFORE)
}

/// The *one* of "no one" and "the one that": not before a noun, or after a word that picks one out.
fn pronoun(at: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let one = at.first().is_some_and(|first| at.is(first, "one"))
        && rest.position_in_sentence() == at.skip(1).position_in_sentence();
    let picked = at.behind_is(
        1,
        &[
            "no", "any", "every", "some", "this", "that", "which", "each", "another", "the",
        ],
    );
    let of = rest.first().is_some_and(|next| rest.is(next, "of"));
    one && (picked || !of && noun::phrase(*rest).is_err())
}

/// The unit of a count, fraction or vague number: the noun behind it.
fn counted_unit(rest: &Tokens<'_>, found: &Found) -> Unit {
    let counts =
        matches!(found.kind, Kind::Count | Kind::Fraction) && found.unit.name == UnitName::None;
    let hyphen = rest
        .first()
        .filter(|next| next.kind == TokenKind::Sign('-') && !next.spaced)
        .map_or(*rest, |_| rest.skip(1));
    let one = found
        .amount
        .stated
        .is_some_and(|stated| stated.value == rust_decimal::Decimal::ONE);
    if !counts {
        return found.unit;
    }
    match noun::unit(described(hyphen), one).or_else(|_| noun::unit(whole(*rest)?, false)) {
        Ok((after, noun)) => Unit {
            text: Some(noun.phrase),
            name: UnitName::Noun(noun.phrase),
            per: rate_after(after),
        },
        _ => Unit {
            per: rate_after(*rest),
            ..found.unit
        },
    }
}

/// Past a figure that only describes what is counted: "two 12-year-old girls", "20 5-litre cans".
fn described(rest: Tokens<'_>) -> Tokens<'_> {
    let begins = rest
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits || first.classes.any(Class::ONES));
    if !begins {
        return rest;
    }
    match figure(rest) {
        Ok((after, size)) => {
            let hyphen = rest
                .ahead(1)
                .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced);
            let measured = matches!(size.kind, Kind::Age | Kind::Measure | Kind::Duration);
            if hyphen && measured { after } else { rest }
        }
        Err(_) => rest,
    }
}

/// Past the number of what a part is of: "two of the four engines", "a third of all 300 staff".
fn whole(rest: Tokens<'_>) -> Result<Tokens<'_>, nom::Err<()>> {
    let determiner = || opt(class(Class::DETERMINER));
    let (rest, _) = (word("of"), determiner(), determiner()).parse(rest)?;
    let combined = rest.first().is_some_and(|first| {
        ["combined", "total", "remaining"]
            .iter()
            .any(|word| rest.is(first, word))
    });
    let (rest, of) = figure(rest.skip(usize::from(combined)))?;
    if of.kind == Kind::Count && of.unit == Unit::NONE {
        Ok(rest)
    } else {
        Err(nom::Err::Error(()))
    }
}

/// What a figure is per: "cars a year", "20 per week".
fn rate_after(rest: Tokens<'_>) -> UnitName {
    rate(rest).map_or(UnitName::None, |(_, (_, per))| per)
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
