//! Accented letters as a letter and its mark, as some systems write them ("colo\u{301}n"): the tables hold both.

/// The letters of the tables that have an accent, each with the letter and the mark that it consists of.
const LETTERS: [(char, &str); 14] = [
    ('å', "a\u{30a}"),
    ('é', "e\u{301}"),
    ('ë', "e\u{308}"),
    ('í', "i\u{301}"),
    ('ó', "o\u{301}"),
    ('ö', "o\u{308}"),
    ('ü', "u\u{308}"),
    ('č', "c\u{30c}"),
    ('ř', "r\u{30c}"),
    ('š', "s\u{30c}"),
    ('ş', "s\u{327}"),
    ('ů', "u\u{30a}"),
    ('á', "a\u{301}"),
    ('ñ', "n\u{303}"),
];

/// `word` with its accents apart, if it has any.
pub(crate) fn decomposed(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let whole = LETTERS.iter().filter(|(letter, _)| word.contains(*letter));
    let apart = whole.fold(word.to_owned(), |word, (letter, parts)| {
        word.replace(*letter, parts)
    });
    (apart != word).then_some(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_come_apart() {
        assert_eq!(decomposed("colón").as_deref(), Some("colo\u{301}n"));
        assert_eq!(decomposed("złoty"), None);
        assert_eq!(decomposed("dollar"), None);
    }

    #[test]
    fn every_accented_letter_of_the_tables_has_its_parts() {
        let tables = [include_str!("units.csv"), include_str!("currencies.csv")];
        let accented = |c: &char| matches!(c, '\u{e0}'..='\u{ff}' | '\u{100}'..='\u{17e}');
        // A stroke is no accent.
        let whole = ['÷', 'ø', 'ł', 'đ', 'ð', 'þ', 'æ', 'œ', 'ß', 'ı'];
        for letter in tables
            .iter()
            .flat_map(|table| table.chars())
            .filter(accented)
        {
            let small = letter.to_lowercase().next().unwrap();
            assert!(
                whole.contains(&small) || LETTERS.iter().any(|(known, _)| *known == small),
                "{letter}"
            );
        }
    }
}
