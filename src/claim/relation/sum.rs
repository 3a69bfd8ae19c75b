//! A total with all of its parts, listed behind a colon or a dash: "257 people: 116 in June and 131 in October".
//!
//! Only where the list is whole: the parts run to the end of the sentence with nothing but commas and one
//! "and" between them, and nothing says that it is a choice ("including", "among them").

use super::{Figure, Sentence, Sum};
use crate::extract::tokens::TokenKind;
use crate::quantity::{Kind, Modifier};

/// The sum that a sentence lists, if there is one.
pub(super) fn sum(sentence: &Sentence<'_>) -> Option<Sum> {
    let mark = opening(sentence)?;
    let total = sentence
        .figures
        .iter()
        .rfind(|figure| figure.tokens.end <= mark)?;
    let parts: Vec<_> = sentence
        .figures
        .iter()
        .filter(|figure| figure.tokens.start > mark)
        .collect();
    let adds = |figure: &Figure<'_>| {
        matches!(
            figure.quantity.kind,
            Kind::Count | Kind::Money | Kind::Measure
        )
    };
    let stated = |figure: &Figure<'_>| {
        figure.quantity.amount.stated.is_some()
            && figure.quantity.amount.modifier == Modifier::Exact
    };
    let sound = parts.len() > 1
        && adds(total)
        && parts
            .iter()
            .all(|part| part.quantity.kind == total.quantity.kind && stated(part))
        && stated(total);
    let listed = sound
        && begins(mark, parts.first()?)
        && joined(sentence, &parts)
        && one_sort(sentence, total, &parts);
    let whole = listed && !chooses(sentence, mark);
    whole.then(|| Sum {
        total: total.index,
        parts: parts.iter().map(|part| part.index).collect(),
    })
}

/// The colon, or the dash with a blank before it, that opens the list.
fn opening(sentence: &Sentence<'_>) -> Option<usize> {
    let mut marks = (0..sentence.words.tokens.len()).filter(|at| {
        sentence
            .words
            .get(*at)
            .is_some_and(|token| match token.kind {
                TokenKind::Sign(':' | '—') => true,
                TokenKind::Sign('-') => token.spaced,
                _ => false,
            })
    });
    let first = marks.next()?;
    marks.next().is_none().then_some(first)
}

/// The list begins with its first part, but for one word before it.
fn begins(mark: usize, first: &Figure<'_>) -> bool {
    first.tokens.start.saturating_sub(mark) <= 2
}

/// Between any two parts there is a comma, a semicolon or an "and".
fn joined(sentence: &Sentence<'_>, parts: &[&Figure<'_>]) -> bool {
    parts.windows(2).all(|pair| {
        let [first, second] = pair else { return false };
        (first.tokens.end..second.tokens.start).any(|at| {
            matches!(
                sentence.words.get(at).map(|token| token.kind),
                Some(TokenKind::Sign(',' | ';'))
            ) || sentence.words.is(at, &["and", "plus"])
        })
    })
}

/// Counted parts are parts of what the total counts, each of another sort or of the same; amounts share their unit.
fn one_sort(sentence: &Sentence<'_>, total: &Figure<'_>, parts: &[&Figure<'_>]) -> bool {
    total.quantity.kind == Kind::Count
        || parts.iter().all(|part| part.alike(total, &sentence.words))
}

/// Whether the list is a choice, or no list of parts.
fn chooses(sentence: &Sentence<'_>, mark: usize) -> bool {
    const CHOICE: [&str; 14] = [
        "including",
        "includes",
        "among",
        "such",
        "example",
        "instance",
        "like",
        "least",
        "most",
        "about",
        "per",
        "compared",
        "versus",
        "than",
    ];
    (mark..sentence.words.tokens.len()).any(|at| sentence.words.is(at, &CHOICE))
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::Sentence;
    use crate::claim::{bind, relation::relate};

    fn found(text: &str) -> Option<(String, Vec<String>)> {
        let mut sample = Sentence::of(text);
        let claims = bind(&sample.document, &mut sample.extract);
        let sums = relate(&sample.document, &sample.extract, &claims).sums;
        let sum = sums.first()?;
        let shown = |index: &usize| {
            sample
                .document
                .slice(sample.extract.quantities[*index].span)
                .to_owned()
        };
        Some((shown(&sum.total), sum.parts.iter().map(shown).collect()))
    }

    #[test]
    fn accepts() {
        for (text, total, parts) in [
            (
                "The first two flights carried 257 people: 116 in June and 131 in October.",
                "257",
                vec!["116", "131"],
            ),
            (
                "It ordered 54 aircraft: 4 jumbos, 40 jets and 10 turboprops.",
                "54",
                vec!["4", "40", "10"],
            ),
            (
                "They raised $12 million: $7 million from members and $5 million from donors.",
                "$12 million",
                vec!["$7 million", "$5 million"],
            ),
        ] {
            assert_eq!(
                found(text),
                Some((
                    total.to_owned(),
                    parts.into_iter().map(str::to_owned).collect()
                )),
                "{text}"
            );
        }
    }

    #[test]
    fn declines() {
        for text in [
            "It met 257 people: 116 came in June, including 13 from abroad.",
            "It has 257 staff: the oldest has served 40 years and 3 months.",
            "They met 257 people: about 116 in June and 131 in October.",
            "They raised $12 million: 7 members gave, and 5 donors.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
