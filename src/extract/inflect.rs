//! Inflections: nouns into the singular, verbs into their base form, and whether two words are one.
//!
//! Regular forms go by the rules of spelling below, others by `inflections.csv`. The aim is that the forms
//! of one word come out alike, and those of two words apart; a word that is neither noun nor verb comes
//! out as it is, or with an ending cut that no other word shares.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Irregular forms and what they are forms of, in lower case; a base form stands for itself.
struct Irregular {
    nouns: FxHashMap<&'static str, &'static str>,
    verbs: FxHashMap<&'static str, &'static str>,
}

static IRREGULAR: LazyLock<Irregular> =
    LazyLock::new(|| irregular(include_str!("inflections.csv")));

/// Reads `class,base,form|form|…` lines.
fn irregular(table: &'static str) -> Irregular {
    let mut words = Irregular {
        nouns: FxHashMap::default(),
        verbs: FxHashMap::default(),
    };
    for line in table.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(class), Some(base), Some(forms)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let words = if class == "noun" {
            &mut words.nouns
        } else {
            &mut words.verbs
        };
        for form in forms.split('|').chain([base]) {
            words.entry(form).or_insert(base);
        }
    }
    words
}

/// The singular of a noun, its other letters as written: "Countries" is "Country", "police" stays.
///
/// A possessive ending goes too. Words in capitals ("US", "DHS") stay, but for an added "s" ("NGOs").
pub(crate) fn singular(noun: &str) -> Cow<'_, str> {
    let noun = without_possessive(noun);
    let Some(last) = noun.chars().next_back() else {
        return Cow::Borrowed(noun);
    };
    if let Some(base) = irregular_noun(noun) {
        return if base.eq_ignore_ascii_case(noun) {
            Cow::Borrowed(noun)
        } else {
            Cow::Owned(with_capital_of(noun, base))
        };
    }
    match last {
        's' => regular_singular(noun),
        'n' => singular_in_n(noun),
        _ => Cow::Borrowed(noun),
    }
}

/// "policeman" of "policemen", "grandchild" of "grandchildren".
fn singular_in_n(noun: &str) -> Cow<'_, str> {
    if let Some(stem) = noun.strip_suffix("children") {
        return Cow::Owned(format!("{stem}child"));
    }
    match noun.strip_suffix("men") {
        Some(stem) => Cow::Owned(format!("{stem}man")),
        None => Cow::Borrowed(noun),
    }
}

/// The irregular noun that `noun` is a form of; looked up only where it could be one.
fn irregular_noun(noun: &str) -> Option<&'static str> {
    in_lower_case(noun, |lower| IRREGULAR.nouns.get(lower).copied())
}

/// Takes the plural ending off a noun that ends in "s".
fn regular_singular(noun: &str) -> Cow<'_, str> {
    let cut = |ending: &str| noun.strip_suffix(ending);
    if noun.len() < 3
        || ["ss", "us", "is"]
            .iter()
            .any(|ending| noun.ends_with(ending))
    {
        return Cow::Borrowed(noun);
    }
    if let Some(stem) = cut("ies") {
        return Cow::Owned(format!("{stem}y"));
    }
    let hissing = ["sses", "shes", "ches", "xes", "zzes"];
    if hissing.iter().any(|ending| noun.ends_with(ending)) || is_heroes(noun) {
        return Cow::Borrowed(cut("es").unwrap_or(noun));
    }
    Cow::Borrowed(cut("s").unwrap_or(noun))
}

/// Whether "-oes" is "-o" with "-es": heroes, vetoes.
fn is_heroes(noun: &str) -> bool {
    noun.ends_with("oes") && noun.len() > 4
}

/// The base form of a verb in lower case: "crossed" is "cross", "flown" is "fly".
pub(crate) fn lemma(verb: &str) -> Cow<'_, str> {
    let verb = without_possessive(verb);
    if verb.bytes().all(|c| c.is_ascii_lowercase()) {
        lemma_of_lower(verb)
    } else {
        Cow::Owned(lemma_of_lower(&verb.to_lowercase()).into_owned())
    }
}

fn lemma_of_lower(verb: &str) -> Cow<'_, str> {
    if let Some(base) = IRREGULAR.verbs.get(verb) {
        return Cow::Borrowed(*base);
    }
    if let Some(stem) = verb.strip_suffix("ied").filter(|stem| stem.len() >= 2) {
        return Cow::Owned(format!("{stem}y"));
    }
    if let Some(stem) = ending(verb, "ing").or_else(|| ending(verb, "ed")) {
        return restored(stem);
    }
    if verb.ends_with('s') {
        return regular_singular(verb);
    }
    Cow::Borrowed(verb)
}

/// What stands before `suffix`, if it has a vowel and so can be a verb: "cross" of "crossed", not "br" of "bring".
fn ending<'a>(verb: &'a str, suffix: &str) -> Option<&'a str> {
    verb.strip_suffix(suffix)
        .filter(|stem| stem.len() >= 2 && stem.contains(is_vowel_or_y))
}

/// The verb whose "-ed" or "-ing" form has this stem: "plann" is plan, "seiz" is seize.
fn restored(stem: &str) -> Cow<'_, str> {
    if let Some(single) = without_doubling(stem) {
        return Cow::Borrowed(single);
    }
    if drops_e(stem) {
        return Cow::Owned(format!("{stem}e"));
    }
    Cow::Borrowed(stem)
}

/// "plan" of "plann"; the doubled l, s, f and z of "call", "pass", "staff" and "buzz" stay.
fn without_doubling(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let (last, before) = (bytes.last()?, bytes.iter().nth_back(1)?);
    (last == before && b"bdgkmnprt".contains(last))
        .then(|| stem.get(..stem.len().saturating_sub(1)))
        .flatten()
}

/// Whether the stem of an "-ed" or "-ing" form has lost an e, by its last letters.
fn drops_e(stem: &str) -> bool {
    const ALWAYS: [&str; 6] = ["c", "u", "v", "z", "dg", "rg"];
    let mut letters = stem.bytes().rev();
    let (last, before, third) = (letters.next(), letters.next(), letters.next());
    let (Some(last), Some(before)) = (last, before) else {
        return false;
    };
    if ALWAYS.iter().any(|ending| stem.ends_with(ending)) {
        return true;
    }
    let two_vowels =
        is_vowel(before.into()) && third.is_some_and(|c| is_vowel(c.into()) && c != b'u');
    match last {
        b's' => before != b's' && before != b'w',
        b'g' => {
            b"aiueo".contains(&before)
                || stem.ends_with("ang")
                || stem.ends_with("eng")
                || stem.ends_with("ung")
        }
        b'l' => b"bcdfgkptz".contains(&before),
        b'r' if two_vowels => false,
        b'r' => b"aiut".contains(&before),
        b't' if two_vowels && third != Some(b'i') => false,
        b't' => b"aou".contains(&before),
        b'd' => !two_vowels && is_vowel(before.into()),
        b'k' | b'm' | b'b' => !two_vowels && is_vowel(before.into()),
        b'p' => !two_vowels && b"aioy".contains(&before),
        b'n' => !two_vowels && b"iu".contains(&before),
        _ => false,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn is_vowel_or_y(c: char) -> bool {
    is_vowel(c) || c == 'y'
}

/// Whether `written` is the word `pattern` up to inflection: plural, possessive, tense.
///
/// Case does not count, except that a pattern in capitals ("ICE", "US") must be written in capitals;
/// "U.S." is US. *seize* and *seizure* are two words.
pub(crate) fn same_word(written: &str, pattern: &str) -> bool {
    if is_acronym(pattern) {
        return same_acronym(written, pattern);
    }
    if written.eq_ignore_ascii_case(pattern) {
        return true;
    }
    if !may_be_forms(written, pattern) {
        return false;
    }
    let theirs = forms(pattern);
    forms(written).iter().any(|form| theirs.contains(form))
}

/// Whether two words can be forms of one: the same first letter, or so short that they may be irregular ("went").
fn may_be_forms(a: &str, b: &str) -> bool {
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
    first(a) == first(b) || a.len().min(b.len()) <= 3
}

/// What a word may be a form of, in lower case, without repeats: its singular, its lemma, and the lemma of
/// its singular (crossings, crossing, cross). Two words are one when they share a form.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let lower = without_possessive(word).to_lowercase();
    let single = singular(&lower).into_owned();
    let mut all = vec![lemma(&lower).into_owned()];
    for form in [lemma(&single).into_owned(), single] {
        if !all.contains(&form) {
            all.push(form);
        }
    }
    all
}

/// What all verbs that say the same of what they count share: the first of their line of `verb_groups.txt`, else the verb
/// itself, in its base form.
pub(crate) fn verb_group(verb: &str) -> Cow<'_, str> {
    let verb = lemma(verb);
    let first = VERB_GROUPS.get(verb.as_ref()).copied();
    first.map_or(verb, Cow::Borrowed)
}

/// The first verb of each verb's group.
static VERB_GROUPS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let mut groups = FxHashMap::default();
    for line in include_str!("verb_groups.txt").lines() {
        let first = line.split(' ').next().unwrap_or_default();
        for verb in line.split(' ') {
            // A verb of two groups is of the first.
            groups.entry(verb).or_insert(first);
        }
    }
    groups
});

/// The irregular forms of verbs that are not their base: "flown", "sent", "rose".
pub(crate) fn irregular_verbs() -> impl Iterator<Item = &'static str> {
    let rows = include_str!("inflections.csv")
        .lines()
        .filter_map(|line| line.strip_prefix("verb,"));
    let forms = rows
        .filter_map(|row| row.split_once(','))
        .flat_map(|(base, forms)| forms.split('|').filter(move |form| *form != base));
    forms.filter(|form| !form.is_empty())
}

/// Whether `word` is a name in capitals: two letters or more, all of them upper case ("ICE", "U.S.").
pub(crate) fn is_acronym(word: &str) -> bool {
    let word = without_possessive(word);
    let mut letters = 0_usize;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters = letters.saturating_add(usize::from(c.is_uppercase()));
    }
    letters >= 2
}

/// Whether both are the same capitals, whatever the points, possessive or plural "s".
fn same_acronym(written: &str, pattern: &str) -> bool {
    letters_of(written).eq(letters_of(pattern))
}

/// The capitals alone: "US" of "U.S." and of "U.S.'s".
pub(crate) fn capitals(acronym: &str) -> String {
    letters_of(acronym).collect()
}

fn letters_of(acronym: &str) -> impl Iterator<Item = char> + '_ {
    without_plural_of_acronym(without_possessive(acronym))
        .chars()
        .filter(|c| *c != '.')
}

/// "NGO" of "NGOs".
fn without_plural_of_acronym(word: &str) -> &str {
    word.strip_suffix('s')
        .filter(|stem| is_acronym(stem))
        .unwrap_or(word)
}

/// "China" of "China's", "migrants" of "migrants'".
fn without_possessive(word: &str) -> &str {
    const ENDINGS: [&str; 4] = ["'s", "’s", "'", "’"];
    ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word)
}

/// Runs `look` on the word in lower case, without a copy where it is so already.
fn in_lower_case<T>(word: &str, look: impl FnOnce(&str) -> T) -> T {
    if word.bytes().all(|c| c.is_ascii_lowercase()) {
        look(word)
    } else {
        look(&word.to_lowercase())
    }
}

/// `base` with a capital first letter where `written` has one.
fn with_capital_of(written: &str, base: &str) -> String {
    let mut letters = base.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nouns_come_out_in_the_singular() {
        for (plural, single) in [
            ("migrants", "migrant"),
            ("countries", "country"),
            ("people", "people"),
            ("men", "man"),
            ("police", "police"),
            ("buses", "bus"),
            ("series", "series"),
            ("Countries", "Country"),
            ("Women", "Woman"),
            ("houses", "house"),
            ("boxes", "box"),
            ("churches", "church"),
            ("heroes", "hero"),
            ("shoes", "shoe"),
            ("crises", "crisis"),
            ("analyses", "analysis"),
            ("wives", "wife"),
            ("archives", "archive"),
            ("pass", "pass"),
            ("virus", "virus"),
            ("gas", "gas"),
            ("US", "US"),
            ("NGOs", "NGO"),
            ("China's", "China"),
            ("migrants'", "migrant"),
            ("days", "day"),
            ("deaths", "death"),
            ("cases", "case"),
            ("zones", "zone"),
            ("movies", "movie"),
            ("news", "news"),
            ("aircraft", "aircraft"),
            ("policewomen", "policewoman"),
            ("grandchildren", "grandchild"),
            ("specimen", "specimen"),
            ("dozen", "dozen"),
            ("", ""),
            ("s", "s"),
            ("’", ""),
        ] {
            assert_eq!(singular(plural), single, "{plural}");
        }
    }

    #[test]
    fn verbs_come_out_in_their_base_form() {
        for (form, base) in [
            ("crossed", "cross"),
            ("flown", "fly"),
            ("seized", "seize"),
            ("said", "say"),
            ("rising", "rise"),
            ("planned", "plan"),
            ("carried", "carry"),
            ("carries", "carry"),
            ("crossing", "cross"),
            ("crosses", "cross"),
            ("bring", "bring"),
            ("need", "need"),
            ("increased", "increase"),
            ("imposing", "impose"),
            ("imposed", "impose"),
            ("deported", "deport"),
            ("repatriated", "repatriate"),
            ("treated", "treat"),
            ("arriving", "arrive"),
            ("announced", "announce"),
            ("charged", "charge"),
            ("changing", "change"),
            ("tripled", "triple"),
            ("called", "call"),
            ("passed", "pass"),
            ("fired", "fire"),
            ("repaired", "repair"),
            ("shared", "share"),
            ("appeared", "appear"),
            ("gathered", "gather"),
            ("visited", "visit"),
            ("promoted", "promote"),
            ("decided", "decide"),
            ("raided", "raid"),
            ("made", "make"),
            ("taking", "take"),
            ("declined", "decline"),
            ("gained", "gain"),
            ("hoped", "hope"),
            ("described", "describe"),
            ("argued", "argue"),
            ("encountered", "encounter"),
            ("apprehended", "apprehend"),
            ("arrested", "arrest"),
            ("removed", "remove"),
            ("sent", "send"),
            ("killed", "kill"),
            ("died", "die"),
            ("is", "be"),
            ("met", "meet"),
            ("quoted", "quote"),
            ("required", "require"),
            ("measured", "measure"),
            ("toured", "tour"),
            ("tried", "try"),
            ("cried", "cry"),
        ] {
            assert_eq!(lemma(form), base, "{form}");
        }
    }

    #[test]
    fn a_base_form_is_its_own_lemma() {
        for base in
            "cross fly seize carry bring need exceed discuss focus be agree free plan impose issue \
                     ring king thing increase pass process veto"
                .split_whitespace()
        {
            assert_eq!(lemma(base), base);
        }
    }

    #[test]
    fn forms_of_one_word_are_the_same_word() {
        for (written, pattern) in [
            ("migrants", "migrant"),
            ("crossings", "cross"),
            ("Crossed", "cross"),
            ("cross", "crossed"),
            ("China's", "China"),
            ("duties", "duty"),
            ("went", "go"),
            ("ICE", "ICE"),
            ("U.S.", "US"),
            ("US's", "US"),
            ("Chinese", "chinese"),
            ("flights", "Flight"),
            ("leaves", "leave"),
            ("leaves", "leaf"),
            ("orders", "order"),
            ("NGOs", "NGO"),
            ("women", "woman"),
        ] {
            assert!(same_word(written, pattern), "{written} {pattern}");
        }
    }

    #[test]
    fn two_words_are_not() {
        for (written, pattern) in [
            ("seizure", "seize"),
            ("seizures", "seized"),
            ("ice", "ICE"),
            ("us", "US"),
            ("Us", "US"),
            ("border", "order"),
            ("migration", "migrant"),
            ("China", "Chinese"),
            ("", "a"),
            ("a", ""),
        ] {
            assert!(!same_word(written, pattern), "{written} {pattern}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read_and_no_form_has_two_bases() {
        let mut seen = FxHashMap::default();
        for line in include_str!("inflections.csv").lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let [class, base, forms] = cells[..] else {
                panic!("{line}")
            };
            for form in forms.split('|') {
                if let Some(other) = seen.insert((class, form), base) {
                    assert_eq!(other, base, "{form}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn no_word_makes_it_panic(a in ".*", b in ".*") {
            let _ = (singular(&a).len(), lemma(&a).len(), is_acronym(&a), same_word(&a, &b));
        }

        #[test]
        fn every_word_is_itself(word in "[A-Za-z']{0,12}") {
            prop_assert!(same_word(&word, &word));
        }
    }
}
