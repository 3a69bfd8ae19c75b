//! Counted nouns: the noun phrase after a number.
//!
//! ```text
//! counted = [ "of" [ determiner ] ] [ "more" ] { word }     up to the first plural noun, at most six words
//! ```
//!
//! There is no tagger on the path of every sentence: a phrase ends before a word that can't be part of
//! one (a preposition, a verb of the lexicon), and after the first noun in the plural, since what is
//! counted by more than one stands in the plural.

use super::lexicon::Class;
use super::tokens::{
    PResult, Token, TokenKind, Tokens, adjacent, class, one_of, sign, token, word,
};
use crate::document::ProseSpan;
use nom::Parser;
use nom::combinator::opt;

/// A noun phrase has at most this many words.
const LONGEST: usize = 6;

/// A noun phrase and its head, the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    pub(crate) phrase: ProseSpan,
    pub(crate) head: ProseSpan,
}

/// counted = [ "of" [ determiner ] ] [ "more" ] { word }
pub(crate) fn counted(input: Tokens<'_>) -> PResult<'_, Noun> {
    let of = (word("of"), opt(class(Class::DETERMINER)));
    let (rest, _) = opt(of).parse(input)?;
    let (rest, _) = opt(one_of(&["more", "further"])).parse(rest)?;
    phrase(rest)
}

/// The words of a noun phrase that name what is counted, singular or plural as the number wants.
///
/// Participles, adverbs and nations before the noun are left out ("300 recorded songs" are songs, "116 Chinese
/// nationals" are nationals). A number before a noun in the
/// singular counts that noun alone ("a 12 page document"); one thing ends before what looks like a verb.
pub(crate) fn unit(input: Tokens<'_>, one: bool) -> PResult<'_, Noun> {
    let (rest, _) = opt((word("of"), opt(class(Class::DETERMINER)))).parse(input)?;
    let (mut rest, _) = opt(one_of(&["more", "further"])).parse(rest)?;
    let (_, whole) = phrase(rest)?;
    let descriptive = |rest: &Tokens<'_>, first: &Token| {
        let before_head = first.span.start < whole.head.start;
        before_head && (first.classes.any(Class::DEMONYM) || describes(rest.text(first)))
    };
    while rest.first().is_some_and(|first| descriptive(&rest, first)) {
        rest = rest.skip(1);
    }
    let (first_rest, first) = compound(rest)?;
    let plural = is_plural(input.slice(last_part(&input, whole.head)));
    if one && plural {
        return up_to_verb(rest);
    }
    if !one && !plural && input.position_in_sentence() == rest.position_in_sentence() {
        return Ok((
            first_rest,
            Noun {
                phrase: first,
                head: first,
            },
        ));
    }
    let phrase = ProseSpan::new(first.start, whole.phrase.end);
    Ok((
        rest,
        Noun {
            phrase,
            head: whole.head,
        },
    ))
}

/// "recorded", "charging", "recently": forms that only describe the noun behind them.
fn describes(text: &str) -> bool {
    let small = text.starts_with(|c: char| c.is_lowercase());
    small
        && text.len() > 5
        && (text.ends_with("ed") && !text.ends_with("eed")
            || text.ends_with("ing")
            || text.ends_with("ly"))
}

/// A noun phrase in the singular: it ends before a word that ends in "s".
fn up_to_verb(input: Tokens<'_>) -> PResult<'_, Noun> {
    let (mut rest, mut head) = compound(input)?;
    while let Ok((after, next)) = compound(rest) {
        if is_plural(input.slice(last_part(&input, next))) {
            break;
        }
        (rest, head) = (after, next);
    }
    Ok((
        rest,
        Noun {
            phrase: input.span_to(&rest),
            head,
        },
    ))
}

/// The words of a noun phrase.
pub(crate) fn phrase(input: Tokens<'_>) -> PResult<'_, Noun> {
    let (mut rest, mut head) = compound(input)?;
    if verbal(&input, &rest) {
        return Err(nom::Err::Error(()));
    }
    for _ in 1..LONGEST {
        let Ok((after, next)) = compound(rest) else {
            break;
        };
        if is_plural(input.slice(last_part(&input, head))) && !compounds(&input, head, next) {
            break;
        }
        (rest, head) = (after, next);
    }
    let phrase = input.span_to(&rest);
    Ok((rest, Noun { phrase, head }))
}

/// Whether a noun in the plural goes on in a compound: "police officers", "sports teams", "Johnson's deputies".
fn compounds(input: &Tokens<'_>, head: ProseSpan, next: ProseSpan) -> bool {
    const FIRST: [&str; 16] = [
        "police", "sports", "sales", "savings", "arms", "goods", "women", "men", "customs", "news",
        "staff", "troops", "people", "drugs", "systems", "games",
    ];
    let first = FIRST
        .iter()
        .any(|word| input.slice(head).eq_ignore_ascii_case(word));
    first && is_plural(input.slice(last_part(input, next)))
}

/// A word, or words joined by hyphens: "first-team".
fn compound(input: Tokens<'_>) -> PResult<'_, ProseSpan> {
    let (mut rest, _) = noun_word(input)?;
    while let Ok((after, _)) = (adjacent(sign('-')), adjacent(token(is_word))).parse(rest) {
        rest = after;
    }
    let (rest, _) = opt(adjacent(possessive)).parse(rest)?;
    Ok((rest, input.span_to(&rest)))
}

fn possessive(input: Tokens<'_>) -> PResult<'_, &Token> {
    one_of(&["'s", "’s"]).parse(input)
}

fn is_word<'a>(_: &Tokens<'a>, token: &'a Token) -> bool {
    token.kind == TokenKind::Word
}

/// A word that may stand in a noun phrase.
fn noun_word(input: Tokens<'_>) -> PResult<'_, &Token> {
    let out = Class::FUNCTION
        .with(Class::MONTH)
        .with(Class::WEEKDAY)
        .with(Class::DEICTIC)
        .with(Class::VAGUE)
        .with(Class::BE);
    token(move |input: &Tokens<'_>, token| {
        let listed = token.classes.any(out);
        let relative = token.classes.any(Class::RELATIVE) && !input.is(token, "past");
        let text = input.text(token);
        let verb = token.classes.any(Class::SAY)
            && (!text.ends_with('s') || text.eq_ignore_ascii_case("says"));
        token.kind == TokenKind::Word && !listed && !relative && !verb && !is_possessive(text)
    })
    .parse(input)
}

fn is_possessive(text: &str) -> bool {
    matches!(text, "'s" | "’s" | "'S" | "’S")
}

/// Whether the only word read is a participle that a function word or the end follows: "300 injured in".
fn verbal(input: &Tokens<'_>, rest: &Tokens<'_>) -> bool {
    let participle = input
        .first()
        .is_some_and(|token| input.text(token).ends_with("ed"));
    let ends = rest
        .first()
        .is_none_or(|next| next.kind != TokenKind::Word || next.classes.any(Class::FUNCTION));
    participle && ends
}

/// The part of a compound that carries its number: the word after the last hyphen.
fn last_part(input: &Tokens<'_>, compound: ProseSpan) -> ProseSpan {
    let text = input.slice(compound);
    let from = text
        .rfind(['-', '‐', '‑', '–'])
        .map_or(0, |at| at.saturating_add(1));
    let start =
        u32::try_from(from).map_or(compound.start, |from| compound.start.saturating_add(from));
    ProseSpan::new(start, compound.end)
}

/// Whether a noun looks like a plural.
pub(crate) fn is_plural(noun: &str) -> bool {
    const IRREGULAR: [&str; 14] = [
        "people",
        "men",
        "women",
        "children",
        "police",
        "staff",
        "troops",
        "teeth",
        "feet",
        "mice",
        "cattle",
        "personnel",
        "aircraft",
        "fish",
    ];
    let ends_plural = noun.len() > 2
        && noun.ends_with(['s', 'S'])
        && !["ss", "us", "is", "'s", "’s"]
            .iter()
            .any(|end| noun.ends_with(end));
    ends_plural && !is_singular_in_s(noun)
        || IRREGULAR
            .iter()
            .any(|plural| noun.eq_ignore_ascii_case(plural))
        || noun.ends_with("men")
}

/// Words in "-s" that name one thing, and names and initials: "gas turbines", "Texas towns", "NHS trusts".
fn is_singular_in_s(noun: &str) -> bool {
    const WORDS: [&str; 26] = [
        "gas",
        "lens",
        "canvas",
        "atlas",
        "bias",
        "pancreas",
        "asbestos",
        "chaos",
        "Christmas",
        "Texas",
        "Kansas",
        "Arkansas",
        "Dallas",
        "Wales",
        "Honduras",
        "Mars",
        "James",
        "Charles",
        "Thomas",
        "Reuters",
        "AIDS",
        "Aids",
        "SARS",
        "MERS",
        "IRS",
        "Olympics",
    ];
    let initials = noun.len() < 5
        && noun
            .bytes()
            .all(|letter| letter.is_ascii_uppercase() && !b"AEIOU".contains(&letter));
    initials || WORDS.contains(&noun)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    fn phrase_and_head(text: &str) -> Option<(&str, &str)> {
        let (_, noun) = read(counted, text)?;
        let slice = |span: ProseSpan| &text[span.start as usize..span.end as usize];
        Some((slice(noun.phrase), slice(noun.head)))
    }

    #[test]
    fn accepts() {
        for (text, phrase, head) in [
            ("charter flights to China", "charter flights", "flights"),
            (
                "of Chinese nationals have joined",
                "Chinese nationals",
                "nationals",
            ),
            (
                "Chinese migrants illegally crossed",
                "Chinese migrants",
                "migrants",
            ),
            ("people a year", "people", "people"),
            ("first-team players", "first-team players", "players"),
            ("police officers said", "police officers", "officers"),
            ("of the country's states", "country's states", "states"),
            ("plane with", "plane", "plane"),
            ("gas turbines in", "gas turbines", "turbines"),
            ("NHS trusts in", "NHS trusts", "trusts"),
            ("Texas towns in", "Texas towns", "towns"),
            ("MPs voted", "MPs", "MPs"),
        ] {
            assert_eq!(phrase_and_head(text), Some((phrase, head)), "{text}");
        }
    }

    #[test]
    fn declines() {
        for text in [
            "of them",
            "in total",
            "injured in the crash",
            ", a rise",
            "Monday",
            "the two",
        ] {
            assert_eq!(phrase_and_head(text), None, "{text}");
        }
    }
}
