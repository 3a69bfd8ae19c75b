//! The lexer: a sentence into words, runs of digits and signs.
//!
//! It decides only what belongs together without a blank: "U.S." and "don't" are one word, "China's" is
//! two, an address on the web is one token and no prose. What is a number is the grammar's to say.

use super::lexicon::{self, Class, Entry, packed};
use super::tokens::{Form, Token, TokenKind};
use crate::document::ProseSpan;
use crate::quantity::Base;
use crate::quantity::unit::by_symbol;

/// A sentence has at most this many tokens; a longer one is cut there.
pub(crate) const MAX_TOKENS: usize = 400;

/// Reads the tokens of `text` from byte `start` to `end`, at most [`MAX_TOKENS`], into `tokens`.
///
/// Returns where reading stopped (`end`, unless the sentence was cut) and whether a quantity can begin
/// at one of the tokens.
pub(crate) fn lex(text: &str, start: u32, end: u32, tokens: &mut Vec<Token>) -> (u32, bool) {
    let (mut at, stop) = (start as usize, (end as usize).min(text.len()));
    let (mut promising, mut count) = (false, 0_usize);
    let place = |at: usize| u32::try_from(at).unwrap_or(end);
    loop {
        let first = after_blanks(text, at, stop);
        if first >= stop {
            return (end, promising);
        }
        if count == MAX_TOKENS {
            return (place(first), promising);
        }
        let spaced = first > at;
        let glued_after = tokens.last().filter(|_| !spaced).map(|last| last.kind);
        let left = stop.saturating_sub(first);
        let ahead = text.as_bytes().get(first..).unwrap_or(&[]);
        let read = plain_word(ahead, left)
            .or_else(|| plain_sign(ahead))
            .unwrap_or_else(|| any(text.get(first..stop).unwrap_or(""), glued_after));
        promising |= read.promising;
        at = first.saturating_add(read.length.max(1));
        tokens.push(Token {
            span: ProseSpan::new(place(first), place(at)),
            kind: read.kind,
            letters: read.letters,
            classes: read.entry.classes,
            number: read.entry.number,
            calendar: read.entry.calendar,
            spaced: spaced || count == 0,
            form: read.form,
        });
        count = count.saturating_add(1);
    }
}

/// Where the blanks end that begin at byte `at` of `text`, at `stop` at the latest.
fn after_blanks(text: &str, at: usize, stop: usize) -> usize {
    let bytes = text.as_bytes();
    let first = at.saturating_add(usize::from(bytes.get(at) == Some(&b' ')));
    if bytes.get(first).is_some_and(u8::is_ascii_graphic) {
        return first.min(stop);
    }
    let rest = text.get(at..stop).unwrap_or("");
    stop.saturating_sub(rest.trim_start_matches(is_blank).len())
}

/// What was read at one place.
struct Read {
    length: usize,
    kind: TokenKind,
    letters: u64,
    entry: Entry,
    /// Whether a quantity can begin here.
    promising: bool,
    form: Form,
}

/// A word of ASCII letters with nothing behind it that could belong to it, as nearly all are.
///
/// `text` may go on beyond the sentence, of which `left` bytes are left.
fn plain_word(text: &[u8], left: usize) -> Option<Read> {
    let (length, key) = lexicon::letters(text.first_chunk()?)?;
    let next = *text.get(length).filter(|_| length < left)?;
    if !next.is_ascii() || next.is_ascii_digit() || matches!(next, b'\'' | b'.' | b':' | b'@') {
        return None;
    }
    let entry = lexicon::entry_of(key);
    Some(Read {
        length,
        kind: TokenKind::Word,
        letters: lexicon::head(key),
        entry,
        promising: entry.classes.any(Class::START),
        form: if text.first().is_some_and(u8::is_ascii_uppercase) {
            Form::Capital
        } else {
            Form::Small
        },
    })
}

/// A mark of punctuation, or another sign that is a token by itself and in no table.
fn plain_sign(text: &[u8]) -> Option<Read> {
    let sign = *text.first()?;
    let plain = matches!(
        sign,
        b'!' | b'"' | b'$'..=b'&' | b'('..=b'/' | b':' | b';' | b'=' | b'?' | b'[' | b']'
    );
    plain.then(|| Read {
        length: 1,
        kind: TokenKind::Sign(char::from(sign)),
        letters: u64::from(sign),
        entry: Entry::default(),
        promising: false,
        form: Form::Other,
    })
}

/// Any token.
fn any(rest: &str, glued_after: Option<TokenKind>) -> Read {
    let (length, kind) = next(rest, glued_after == Some(TokenKind::Sign('$')));
    let text = rest.get(..length).unwrap_or("");
    let entry = entry(text, kind);
    let letters = match kind {
        TokenKind::Digits | TokenKind::Sign(_) => packed(text.as_bytes()),
        TokenKind::Word | TokenKind::Other => lexicon::lower(packed(text.as_bytes())),
    };
    let promising = kind == TokenKind::Digits
        || entry.classes.any(Class::START)
        || fraction(kind)
        || text.ends_with(|c: char| c.is_ascii_digit());
    Read {
        length,
        kind,
        letters,
        entry,
        promising,
        form: Form::Other,
    }
}

/// White space, and the characters without width that word processors leave behind.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}'
        )
        || c.is_control()
}

/// Length and sort of the token at the start of `rest`.
fn next(rest: &str, after_dollar: bool) -> (usize, TokenKind) {
    match rest.chars().next() {
        Some(c) if c.is_ascii_digit() => (digits(rest), TokenKind::Digits),
        Some(c) if is_apostrophe(c) => possessive(rest),
        Some(c) if c.is_alphabetic() => word(rest, after_dollar),
        // A prime for an apostrophe: "2022′s".
        Some('′') if possessive(rest).1 == TokenKind::Word => possessive(rest),
        Some('@' | '#') => handle(rest),
        Some(c) => (c.len_utf8(), TokenKind::Sign(normal(c))),
        None => (0, TokenKind::Other),
    }
}

fn digits(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

/// A word, a word with dots ("U.S."), or an address on the web.
fn word(rest: &str, after_dollar: bool) -> (usize, TokenKind) {
    let length = letters(rest, after_dollar);
    let after = rest.get(length..).unwrap_or("");
    if is_address(rest, after) {
        let end = rest.find(is_blank).unwrap_or(rest.len());
        return (end, TokenKind::Other);
    }
    let dotted = if length == 1 && after.starts_with('.') {
        initials(rest)
    } else {
        None
    };
    (dotted.unwrap_or(length), TokenKind::Word)
}

/// Letters, digits after them, and apostrophes between them, but not a possessive's.
///
/// A currency is parted from the amount glued to it: "RM79", "AUD1.5m", and the "US" of "$US113".
fn letters(rest: &str, after_dollar: bool) -> usize {
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let alphabetic = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let currency = |letters| is_currency(letters, after_dollar) || is_rand(letters, rest, plain);
    if alphabetic < plain && (rest.get(..alphabetic).is_some_and(currency) || pounds(rest)) {
        return alphabetic;
    }
    match rest.as_bytes().get(plain) {
        Some(b'\'') | Some(0x80..) => {}
        _ => return plain,
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = match c {
            c if is_apostrophe(c) => {
                let after = rest.get(at..).unwrap_or("");
                chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
                    && possessive(after).1 != TokenKind::Word
            }
            c => c.is_alphanumeric() && !is_fraction(c) || is_mark(c),
        };
        if !inside {
            return at;
        }
    }
    rest.len()
}

/// "PS6m", as a pound sign comes out of a text that was forced into ASCII; the PS5 is a console.
fn pounds(rest: &str) -> bool {
    let amount = rest.strip_prefix("PS").unwrap_or("").as_bytes();
    match amount {
        [b'0'..=b'9', b'0'..=b'9', ..] => true,
        [b'0'..=b'9', b'.' | b',', next, ..] => next.is_ascii_digit(),
        [b'0'..=b'9', b'm' | b'b' | b'k', ..] => true,
        _ => false,
    }
}

/// Whether letters before digits are a currency: "RM", "AUD", "Rs", and after a dollar sign "US", "A".
fn is_currency(letters: &str, after_dollar: bool) -> bool {
    let money = |symbol: &str| matches!(by_symbol(symbol), Some(Base::Money(_)));
    match letters.len() {
        1..=3 if after_dollar => money(&format!("{letters}$")),
        2..=4 => money(letters),
        _ => false,
    }
}

/// Whether the R of a road is the rand: "R5,000", "R40 million", "R2.50", with `plain` letters and digits at the start.
fn is_rand(letters: &str, rest: &str, plain: usize) -> bool {
    let after = rest.get(plain..).unwrap_or("");
    let digits = after.strip_prefix([',', '.']).map_or(0, |tail| {
        tail.bytes().take_while(u8::is_ascii_digit).count()
    });
    let scaled = [" million", " billion", " trillion", "-million", "-billion"]
        .iter()
        .any(|scale| after.starts_with(scale));
    letters == "R" && (digits == 2 || digits == 3 || scaled)
}

/// Combining marks stay with their letter.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// "'s" that ends a word; otherwise the apostrophe alone.
fn possessive(rest: &str) -> (usize, TokenKind) {
    let mut chars = rest.chars();
    let apostrophe = chars.next().map_or(0, char::len_utf8);
    let s = matches!(chars.next(), Some('s' | 'S'));
    if s && !chars.next().is_some_and(char::is_alphanumeric) {
        (apostrophe.saturating_add(1), TokenKind::Word)
    } else {
        (apostrophe, TokenKind::Sign('\''))
    }
}

/// Single letters with dots between them: "U.S.", "U.S", "a.m.".
fn initials(rest: &str) -> Option<usize> {
    let mut bytes = rest.bytes().enumerate();
    let (mut letters, mut end) = (0_usize, 0);
    while let Some((at, letter)) = bytes.next() {
        if !letter.is_ascii_alphabetic() {
            break;
        }
        letters = letters.saturating_add(1);
        match bytes.next() {
            Some((dot, b'.')) => end = dot.saturating_add(1),
            Some((_, next)) if next.is_ascii_alphanumeric() => {
                letters = letters.saturating_sub(1);
                break;
            }
            _ => {
                end = at.saturating_add(1);
                break;
            }
        }
    }
    (letters > 1).then_some(end)
}

fn is_address(rest: &str, after: &str) -> bool {
    let scheme = after.starts_with("://");
    let bare = after.starts_with('.')
        && rest
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("www."));
    let mail = after.starts_with('@')
        && after
            .as_bytes()
            .get(1)
            .is_some_and(u8::is_ascii_alphanumeric);
    scheme || bare || mail
}

/// "@name", "#topic"; a lone sign otherwise.
fn handle(rest: &str) -> (usize, TokenKind) {
    let tail = rest.get(1..).unwrap_or("");
    if tail.starts_with(|c: char| c.is_alphabetic()) {
        (letters(tail, false).saturating_add(1), TokenKind::Other)
    } else {
        (1, TokenKind::Sign(rest.chars().next().unwrap_or('#')))
    }
}

/// Apostrophes, with what is typed or set in their place: as a letter, wide, turned, an accent.
const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '\u{201b}' | '\u{b4}'
    )
}

/// All hyphens, short dashes and minus signs as `-`, long dashes as `—`, apostrophes as `'`.
const fn normal(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2013}'
        | '\u{2212}'
        | '\u{58a}'
        | '\u{2d7}'
        | '\u{207b}'
        | '\u{208b}'
        | '\u{2796}'
        | '\u{301c}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{ff5e}' => '-',
        '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' => '—',
        '\u{2018}' => '\'',
        c if is_apostrophe(c) => '\'',
        '\u{66a}' | '\u{fe6a}' => '%',
        '\u{ff05}' => '%',
        // The raised point of "0·75".
        '\u{b7}' => '.',
        c => c,
    }
}

fn fraction(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Sign(c) if is_fraction(c))
}

/// ½ and its like.
pub(crate) const fn is_fraction(c: char) -> bool {
    matches!(c, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215e}')
}

fn entry(text: &str, kind: TokenKind) -> Entry {
    match kind {
        TokenKind::Word | TokenKind::Sign('~' | '<' | '>' | '≈' | '≥' | '≤') => {
            lexicon::entry(text.as_bytes())
        }
        _ => Entry::default(),
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        lex(text, 0, u32::try_from(text.len()).unwrap(), &mut tokens);
        tokens
            .iter()
            .map(|token| &text[token.span.start as usize..token.span.end as usize])
            .collect()
    }

    #[test]
    fn words_digits_and_signs() {
        assert_eq!(
            words("The U.S. sent 24,000 people."),
            ["The", "U.S.", "sent", "24", ",", "000", "people", "."]
        );
        assert_eq!(
            words("China’s G20 don't 25% $3.5m"),
            [
                "China", "’s", "G20", "don't", "25", "%", "$", "3", ".", "5", "m"
            ]
        );
        assert_eq!(
            words("at 2:30 p.m. EDT"),
            ["at", "2", ":", "30", "p.m.", "EDT"]
        );
        assert_eq!(words("The U.S and"), ["The", "U.S", "and"]);
        assert_eq!(words("workers' pay"), ["workers", "'", "pay"]);
        assert_eq!(
            words("RM79 AUD1.5m $US113 G20"),
            [
                "RM", "79", "AUD", "1", ".", "5", "m", "$", "US", "113", "G20"
            ]
        );
        assert_eq!(
            words("a 2½-year term"),
            ["a", "2", "½", "-", "year", "term"]
        );
    }

    #[test]
    fn what_is_no_prose_is_one_token() {
        assert_eq!(
            words("see https://a.example/25%?x=1 now"),
            ["see", "https://a.example/25%?x=1", "now"]
        );
        assert_eq!(
            words("mail desk@c.example or @name2 #tag3 #5"),
            ["mail", "desk@c.example", "or", "@name2", "#tag3", "#", "5"]
        );
    }

    #[test]
    fn accents_stay_with_their_letters() {
        assert_eq!(words("Cafe\u{301} Darién"), ["Cafe\u{301}", "Darién"]);
    }

    #[test]
    fn a_long_sentence_is_cut_at_the_limit() {
        let text = "word ".repeat(MAX_TOKENS + 5);
        let mut tokens = Vec::new();
        let (stopped, _) = lex(&text, 0, u32::try_from(text.len()).unwrap(), &mut tokens);
        assert_eq!(
            (tokens.len(), stopped as usize),
            (MAX_TOKENS, MAX_TOKENS * 5)
        );
    }

    proptest::proptest! {
        #[test]
        fn tokens_cover_all_but_blanks(text in "\\PC*") {
            let mut tokens = Vec::new();
            let end = u32::try_from(text.len()).unwrap();
            let (mut start, mut covered) = (0, 0);
            while start < end {
                (start, _) = lex(&text, start, end, &mut tokens);
            }
            for token in &tokens {
                proptest::prop_assert!(text[covered..token.span.start as usize].chars().all(is_blank));
                covered = token.span.end as usize;
            }
            proptest::prop_assert!(text[covered..].chars().all(is_blank));
        }
    }
}
