//! Characters that are not written as such: of symbol fonts, and raised digits.

/// Stands for something in a line that is not prose.
pub(super) const OBJECT: char = '\u{fffc}';

/// What the code of the font "Symbol" shows that figures are written with; codes may have `F0` before them.
const SYMBOLS: &[(u32, char)] = &[
    (0x25, '%'),
    (0x2b, '+'),
    (0x2d, '−'),
    (0x3c, '<'),
    (0x3d, '='),
    (0x3e, '>'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x6d, 'μ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0xa0, '€'),
    (0xa3, '≤'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xd7, '⋅'),
];

/// The character that `w:sym` shows; what no table knows is an object.
pub(super) fn symbol(font: &str, code: &str) -> char {
    let code = u32::from_str_radix(code, 16).ok().map(|code| {
        if code & 0xff00 == 0xf000 {
            code & 0xff
        } else {
            code
        }
    });
    let known = SYMBOLS.iter().find(|(known, _)| Some(*known) == code);
    match known {
        Some((_, c)) if font.eq_ignore_ascii_case("symbol") => *c,
        _ => OBJECT,
    }
}

/// The raised form of a digit or sign, so that the mark of a note is no digit of the figure before it.
pub(super) const fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_symbol_font_are_read() {
        assert_eq!(symbol("Symbol", "F0B1"), '±');
        assert_eq!(symbol("Symbol", "00A3"), '≤');
        assert_eq!(symbol("Wingdings", "F0B1"), OBJECT);
        assert_eq!(symbol("Symbol", "x"), OBJECT);
    }
}
