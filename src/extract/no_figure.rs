//! What reads like a figure and is none where it stands: names, idioms, hours and years.

use super::figure::Figure;
use super::lexicon::Class;
use super::name;
use super::number_date::width;
use super::one::pronoun;
use super::quantity::UnitName;
use super::tokens::{TokenKind, Tokens};
use super::year;
use crate::quantity::Kind;

/// Whether a figure is a quantity where it stands, and no name, pronoun or part of a compound.
pub(super) fn is_quantity(at: &Tokens<'_>, rest: &Tokens<'_>, figure: &Figure) -> bool {
    if goes_on_as_clock(rest) || year::bounded(at, rest) {
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
        || name::padded(at, rest)
        || dated(at, rest);
    !(compound && in_words || name || pronoun(at, rest))
}

/// Whether a hyphen glues more to what was read.
pub(super) fn is_compound(rest: &Tokens<'_>) -> bool {
    rest.first()
        .is_some_and(|next| next.kind == TokenKind::Sign('-') && !next.spaced)
}

/// "About 2" before ":15 p.m.", "about 2.15" before "am".
fn goes_on_as_clock(rest: &Tokens<'_>) -> bool {
    let half = rest.first().is_some_and(|next| {
        ["am", "pm", "a.m", "p.m", "a.m.", "p.m."]
            .iter()
            .any(|half| rest.is(next, half))
    });
    if half
        && rest
            .behind(1)
            .is_some_and(|last| last.kind == TokenKind::Digits)
    {
        return true;
    }
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
