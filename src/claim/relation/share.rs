//! A part of a whole, with the percentage that it is, or a share told twice.
//!
//! ```text
//! share = part [ "," ] "or" percent [ "," ] "of" whole          "612, or 25 percent, of its 2,450 branches"
//!       | part "(" percent ")" "of" whole                        "50 (40%) of 125 orchards"
//!       | part "of" whole "(" percent ")"                        "30 of 150 (20%)"
//!       | ( "of" | "among" ) whole "," part "(" percent ")"                    "Of the 180 cases, 95 (53%)"
//!       | percent [ "," ] "or" part [ "," ] "of" whole           "25 percent, or 612, of its 2,450 branches"
//!       | percent "of" whole "," "or" part                       "25 percent of its 2,450 branches, or 612"
//!       | fraction "(" percent ")" | fraction "," percent ","    "around half (46%)" · "312 out of 3,120 (10%)"
//!       | percent "(" fraction                                   "12.5% (25/200)"
//! ```

use super::{Figure, Sentence, Share, Whole};
use crate::quantity::Kind;

/// How many words may stand between "of" and the whole: "of its total staff of 21,000".
const OF_REACH: usize = 5;
/// How many words may stand between a fraction and its percentage in brackets: "half the tenants in the north (53%)".
const FRACTION_REACH: usize = 12;

/// The shares of a sentence, one a percentage at most.
pub(super) fn shares(sentence: &Sentence<'_>) -> Vec<Share> {
    let percents = sentence.figures.iter().enumerate();
    percents
        .filter(|(_, figure)| figure.quantity.kind == Kind::Percent)
        .filter_map(|(place, percent)| {
            let whole = named(sentence, place)
                .or_else(|| counted_behind(sentence, place))
                .or_else(|| counted_before(sentence, place))
                .or_else(|| percent_first(sentence, place))
                .or_else(|| whole_first(sentence, place));
            Some(Share {
                percent: percent.index,
                of: whole?,
            })
        })
        .collect()
}

/// A fraction in words, or of two counts, beside the percentage.
fn named(sentence: &Sentence<'_>, place: usize) -> Option<Whole> {
    let percent = sentence
        .figures
        .get(place)
        .filter(|percent| percent.claim.trend.is_none())?;
    let before = place
        .checked_sub(1)
        .and_then(|before| sentence.figures.get(before));
    let after = sentence.figures.get(place.saturating_add(1));
    let fraction = |figure: &&Figure<'_>| {
        figure.quantity.kind == Kind::Fraction && figure.claim.trend.is_none()
    };
    let told = |figure: &&Figure<'_>| {
        let between = figure.tokens.end..percent.tokens.start;
        let alone = bracketed(sentence, percent);
        let commas = between.len() == 1
            && sentence.is_mark(between.start, &[',', '-', '—'])
            && sentence.is_mark(percent.tokens.end, &[',', '-', '—', '(', ')', ']']);
        let or = or_between(sentence, &between);
        let breaks = |at: usize| {
            sentence.is_mark(at, &[',', ';', ':', ')', '—'])
                || sentence.words.is(at, &["and", "but", "while"])
        };
        let near = between.len() <= FRACTION_REACH && !between.clone().any(breaks);
        alone && near || commas || or
    };
    let behind = |figure: &&Figure<'_>| {
        let opens = sentence.is_mark(percent.tokens.end, &['(', '['])
            && percent.tokens.end.checked_add(1) == Some(figure.tokens.start);
        opens || or_between(sentence, &(percent.tokens.end..figure.tokens.start))
    };
    let before = before.filter(fraction).filter(told);
    let found = before.or_else(|| after.filter(fraction).filter(behind))?;
    Some(Whole::Fraction(found.index))
}

/// Whether ", or" alone stands between two figures.
fn or_between(sentence: &Sentence<'_>, between: &std::ops::Range<usize>) -> bool {
    between.len() == 2 && sentence.says(between.start, &[",", "or"])
}

/// Whether a percentage opens brackets: "(51%)", "(42% on average)".
fn bracketed(sentence: &Sentence<'_>, percent: &Figure<'_>) -> bool {
    percent
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|at| sentence.is_mark(at, &['(', '[']))
}

/// part [ "," ] ( "or" percent | "(" percent ")" ) [ "," ] "of" whole
fn counted_behind(sentence: &Sentence<'_>, place: usize) -> Option<Whole> {
    let percent = sentence.figures.get(place)?;
    let part = sentence.figures.get(place.checked_sub(1)?)?;
    let whole = sentence.figures.get(place.saturating_add(1))?;
    let words = &sentence.words;
    let lead = part.tokens.end..percent.tokens.start;
    // The counted noun may stand between: "900 posts, or just over 4 percent".
    let or = lead
        .end
        .checked_sub(1)
        .is_some_and(|at| words.is(at, &["or"]))
        && lead.len() <= 8;
    let brackets = bracketed(sentence, percent) && lead.len() <= 4;
    let same = part.alike(whole, words) && part.quantity.kind == whole.quantity.kind;
    let led = same && tells_share(sentence, sentence.behind(part)..lead.end);
    let after = percent.tokens.end;
    let skip = usize::from(sentence.is_mark(after, &[',', ')', ']']));
    let of = after.saturating_add(skip);
    let near = whole.tokens.start.saturating_sub(of) <= OF_REACH && whole.tokens.start > of;
    let told = (or || brackets || led)
        && words.is(of, &["of"])
        && near
        && !clause_ends(sentence, of, whole.tokens.start);
    (told && counts(part, whole)).then_some(Whole::Counts {
        part: part.index,
        whole: whole.index,
    })
}

/// Whether the words between a part and its percentage say that it is one: ", about 25 percent of".
fn tells_share(sentence: &Sentence<'_>, lead: std::ops::Range<usize>) -> bool {
    const LEADS: [&[&str]; 10] = [
        &[","],
        &["—"],
        &["-"],
        &[",", "representing"],
        &[",", "accounting", "for"],
        &[",", "equivalent", "to"],
        &[",", "equal", "to"],
        &[",", "which", "is"],
        &[",", "making", "up"],
        &[",", "that", "is"],
    ];
    LEADS
        .into_iter()
        .any(|phrase| phrase.len() == lead.len() && sentence.says(lead.start, phrase))
}

/// part "of" whole ( "(" percent ")" | "," "or" percent )
fn counted_before(sentence: &Sentence<'_>, place: usize) -> Option<Whole> {
    let percent = sentence.figures.get(place)?;
    let whole = sentence.figures.get(place.checked_sub(1)?)?;
    let part = sentence.figures.get(place.checked_sub(2)?)?;
    let words = &sentence.words;
    let of = part.tokens.end..whole.tokens.start;
    let joined = of.len() <= OF_REACH
        && !clause_ends(sentence, of.start, of.end)
        && (words.is(of.start, &["of"]) || sentence.says(of.start, &["out", "of"]));
    let lead = whole.tokens.end..percent.tokens.start;
    let brackets = bracketed(sentence, percent)
        && lead.len() <= 5
        && !clause_ends(sentence, lead.start, lead.end);
    // ", or 25 percent", and nothing that it is the share of.
    let behind = sentence.behind(whole)..lead.end;
    let or = or_between(sentence, &behind) && !words.is(percent.tokens.end, &["of"]);
    (joined && (brackets || or) && counts(part, whole)).then_some(Whole::Counts {
        part: part.index,
        whole: whole.index,
    })
}

/// percent ( "," "or" part "," | "(" part ")" ) "of" whole | percent "of" whole "," "or" part
fn percent_first(sentence: &Sentence<'_>, place: usize) -> Option<Whole> {
    let percent = sentence.figures.get(place)?;
    let first = sentence.figures.get(place.saturating_add(1))?;
    let second = sentence.figures.get(place.saturating_add(2))?;
    let words = &sentence.words;
    let of_whole = |of: usize, whole: &Figure<'_>| {
        words.is(of, &["of"])
            && whole.tokens.start > of
            && whole.tokens.start.saturating_sub(of) <= OF_REACH
            && !clause_ends(sentence, of, whole.tokens.start)
    };
    let after = percent.tokens.end;
    let lead = after..first.tokens.start;
    let told = or_between(sentence, &lead) || lead.len() == 1 && sentence.is_mark(after, &['(']);
    let skip = usize::from(sentence.is_mark(sentence.behind(first), &[',', ')']));
    let part_next = told && of_whole(sentence.behind(first).saturating_add(skip), second);
    let behind = sentence.behind(first)..second.tokens.start;
    let ends = sentence.behind(second);
    let closes = ends >= words.tokens.len() || sentence.is_mark(ends, &['.', ',', ';', ')', '—']);
    let whole_next = of_whole(after, first) && or_between(sentence, &behind) && closes;
    let (part, whole) = match () {
        () if part_next => (first, second),
        () if whole_next => (second, first),
        () => return None,
    };
    counts(part, whole).then_some(Whole::Counts {
        part: part.index,
        whole: whole.index,
    })
}

/// ( "of" | "among" ) whole "," part ( "(" percent ")" | "," "or" percent ), at the beginning of the sentence
fn whole_first(sentence: &Sentence<'_>, place: usize) -> Option<Whole> {
    const NESTED: [&str; 7] = ["which", "whom", "these", "those", "them", "group", "groups"];
    let percent = sentence.figures.get(place)?;
    let part = sentence.figures.get(place.checked_sub(1)?)?;
    let whole = sentence.figures.first()?;
    let words = &sentence.words;
    let opens = words.is(0, &["of", "among"]) && whole.tokens.start <= 3 && place >= 2;
    let apart = (whole.tokens.end..part.tokens.start).any(|at| sentence.is_mark(at, &[',']));
    let lead = part.tokens.end..percent.tokens.start;
    let told = bracketed(sentence, percent) && lead.len() <= 2 || or_between(sentence, &lead);
    let nested = (whole.tokens.end..words.tokens.len()).any(|at| words.is(at, &NESTED));
    // Further parts are of the same whole, where nothing between them says otherwise.
    let further = place == 2 || !nested && place.checked_rem(2) == Some(0);
    (opens && apart && told && further && counts(part, whole)).then_some(Whole::Counts {
        part: part.index,
        whole: whole.index,
    })
}

/// Whether a part can be of a whole: both counts, or both sums of one currency.
fn counts(part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let kinds =
        |figure: &Figure<'_>, kind| figure.quantity.kind == kind && figure.claim.trend.is_none();
    let money = part.quantity.kind == Kind::Money && whole.quantity.kind == Kind::Money;
    let counts = kinds(whole, Kind::Count) && matches!(part.quantity.kind, Kind::Count);
    counts || money && part.quantity.unit.name == whole.quantity.unit.name
}

fn clause_ends(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| {
        sentence.is_mark(at, &[',', ';', ':', '—'])
            || sentence.words.is(at, &["and", "but", "which"])
    })
}
