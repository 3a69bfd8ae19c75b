//! Verbs: which words of a sentence are, as far as their form and the word before tell.

use crate::extract::lexicon::Class;
use crate::extract::noun::is_plural;
use crate::extract::tokens::{Token, TokenKind};

/// What sort of verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// None.
    None,
    /// A form of be, have or do, or a modal.
    Auxiliary,
    /// One that says what is done.
    Lexical,
}

/// What sort of verb the token `at` of a sentence of `text` is.
pub(super) fn verb(text: &str, tokens: &[Token], at: usize) -> Verb {
    Sentence { text, tokens }.verb(at)
}

struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Sentence<'a> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)
    }

    fn word(&self, token: &Token) -> &'a str {
        self.text
            .get(token.span.start as usize..token.span.end as usize)
            .unwrap_or("")
    }

    fn verb(&self, at: usize) -> Verb {
        let Some(token) = self.token(at) else {
            return Verb::None;
        };
        let auxiliary = Class::BE.with(Class::AUXILIARY).with(Class::MODAL);
        if token.classes.any(auxiliary) {
            return Verb::Auxiliary;
        }
        if token.classes.any(Class::VERBLESS) || !token.is_small(self.text) {
            return Verb::None;
        }
        let listed = Class::RISE
            .with(Class::FALL)
            .with(Class::SAY)
            .with(Class::PLAN)
            .with(Class::DENY)
            .with(Class::IRREGULAR)
            .with(Class::VERB);
        if !self.may_be_verb(at, token, listed) {
            return Verb::None;
        }
        let word = self.word(token);
        if self.led(at, word) {
            return Verb::None;
        }
        let lexical = if word.ends_with("ing") && self.describes(at)
            || self.is_subject(at, token, word)
            || self.is_acted_on(at, token, word)
        {
            false
        } else if token.classes.any(Class::NOUN_OR_VERB) && !token.classes.any(listed) {
            self.governed(at, token, word) || self.acts(at)
        } else {
            token.classes.any(listed) || regular_past(word) || self.governed(at, token, word)
        };
        if lexical { Verb::Lexical } else { Verb::None }
    }

    /// Whether anything tells that a word is a verb, right or wrong: a glance, as most words are none.
    fn may_be_verb(&self, at: usize, token: &Token, listed: Class) -> bool {
        let governs = Class::AUXILIARY
            .with(Class::MODAL)
            .with(Class::PREPOSITION)
            .with(Class::NEGATION);
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let ends = || {
            let word = self.word(token).as_bytes();
            word.ends_with(b"ed") || word.ends_with(b"ing")
        };
        token.classes.any(listed.with(Class::NOUN_OR_VERB))
            || before.is_some_and(|before| before.classes.any(governs))
            || ends()
    }

    /// Whether an article or a preposition stands before a word, so that it is a noun: "the rise", "of planned".
    fn led(&self, at: usize, word: &str) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let leads = |before: &Token| {
            let text = self.word(before);
            before
                .classes
                .any(Class::DETERMINER.with(Class::PREPOSITION))
                && !text.eq_ignore_ascii_case("that")
                && !text.eq_ignore_ascii_case("to")
        };
        !word.ends_with("ing") && before.is_some_and(leads) && !self.floats(at)
    }

    /// Whether the "each" before a word says it of those before it: "the flights each carried".
    fn floats(&self, at: usize) -> bool {
        let each = at.checked_sub(1).and_then(|each| self.token(each));
        let before = at.checked_sub(2).and_then(|before| self.token(before));
        each.is_some_and(|each| self.word(each).eq_ignore_ascii_case("each"))
            && before.is_some_and(|before| is_plural(self.word(before)))
    }

    /// Whether a form in "-ing" stands behind an article: "the driving range", "its closing level".
    fn describes(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        before.is_some_and(|before| {
            let text = self.word(before);
            before.classes.any(Class::DETERMINER)
                && !before.classes.any(Class::PRONOUN.with(Class::CONJUNCTION))
                && !text.eq_ignore_ascii_case("all")
                || matches!(text, "'s" | "’s")
        })
    }

    /// Whether a form in "-ing" or a word of rising, falling and saying is what a verb says something of: "consumer
    /// spending rose", "the crude contract was".
    fn is_subject(&self, at: usize, token: &Token, word: &str) -> bool {
        let auxiliary = Class::BE.with(Class::AUXILIARY).with(Class::MODAL);
        let noun_or_verb = Class::SAY.with(Class::RISE).with(Class::FALL);
        let gerund = word.ends_with("ing") && !token.classes.any(noun_or_verb);
        let base = token.classes.any(noun_or_verb)
            && !token.classes.any(Class::IRREGULAR)
            && !word.ends_with("ing")
            && !word.ends_with("ed");
        if !gerund && !base {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let after = at.checked_add(1).and_then(|after| self.token(after));
        let said = |after: &Token| {
            gerund
                && after.classes.any(Class::RISE.with(Class::FALL))
                && !after.classes.any(Class::VERBLESS)
                && !self.led(at.saturating_add(1), self.word(after))
        };
        !before.is_some_and(|before| before.classes.any(Class::AUXILIARY))
            && after.is_some_and(|after| after.classes.any(auxiliary) || said(after))
    }

    /// Whether a word of saying, rising or falling in its base form ends a noun phrase: it stands behind a noun in the
    /// singular, and that behind an article or a verb ("the basic plan", "cut its profit forecast").
    fn is_acted_on(&self, at: usize, token: &Token, word: &str) -> bool {
        let noun_or_verb = Class::SAY
            .with(Class::RISE)
            .with(Class::FALL)
            .with(Class::PLAN);
        let base = !word.ends_with('s') && !word.ends_with("ed") && !word.ends_with("ing");
        if !base || token.classes.any(Class::IRREGULAR) || !token.classes.any(noun_or_verb) {
            return false;
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else {
            return false;
        };
        let noun = !before.classes.any(Class::FUNCTION) && !is_plural(self.word(before));
        let common = self
            .word(before)
            .starts_with(|first: char| first.is_lowercase());
        let determined = at
            .checked_sub(2)
            .and_then(|lead| self.token(lead))
            .is_some_and(|lead| lead.classes.any(Class::DETERMINER));
        noun && common
            && !self.acts(at)
            && !self.cuts(at, word)
            && (determined || !self.verbless_before(at))
    }

    /// Whether "cut" is the past of what somebody did to several things: "the bank cut rates", but not "the rate cut
    /// hopes".
    fn cuts(&self, at: usize, word: &str) -> bool {
        const KINDS: [&str; 10] = [
            "rate", "tax", "price", "job", "budget", "spending", "cost", "pay", "power", "output",
        ];
        let object = at.checked_add(1).and_then(|after| self.token(after));
        let several = object.is_some_and(|object| {
            !object.classes.any(Class::FUNCTION) && is_plural(self.word(object))
        });
        let kind = |before: usize| KINDS.contains(&self.word_at(before));
        word == "cut" && several && !at.checked_sub(1).is_some_and(kind)
    }

    /// Whether no verb stands in the few words before a word, so that it may be the verb itself: "The price rise".
    fn verbless_before(&self, at: usize) -> bool {
        const LOOK: usize = 7;
        (at.saturating_sub(LOOK)..at)
            .rev()
            .filter(|at| {
                self.tokens
                    .get(*at)
                    .is_none_or(|token| token.kind != TokenKind::Sign('-'))
            })
            .map_while(|at| self.token(at))
            .all(|token| {
                let listed = Class::RISE
                    .with(Class::FALL)
                    .with(Class::SAY)
                    .with(Class::IRREGULAR)
                    .with(Class::VERB)
                    .with(Class::AUXILIARY)
                    .with(Class::MODAL);
                !token.classes.any(listed) && !regular_past(self.word(token))
            })
    }

    /// Whether a word that may be a noun or a verb has behind it what a verb acts on ("hosts the", "cost $5"), and
    /// before it who acts.
    fn acts(&self, at: usize) -> bool {
        let figure = Class::NUMBER.with(Class::SCALE);
        let object = at.checked_add(1).and_then(|after| self.tokens.get(after));
        let object = object.is_some_and(|after| match after.kind {
            TokenKind::Digits => true,
            TokenKind::Sign(sign) => matches!(sign, '$' | '£' | '€' | '¥'),
            TokenKind::Word => {
                let determined = after.classes.any(Class::DETERMINER)
                    && !self.word(after).eq_ignore_ascii_case("that");
                determined
                    || after.classes.any(figure) && !after.classes.any(Class::PREPOSITION)
                    || self.word(after).eq_ignore_ascii_case("aside")
                    || self.word(after).eq_ignore_ascii_case("for")
                        && self.word_at(at).starts_with("account")
            }
            TokenKind::Other => false,
        });
        let agent = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        object
            && agent.is_some_and(|agent| {
                matches!(agent.kind, TokenKind::Word | TokenKind::Sign(',' | ')'))
                    && !agent.classes.any(Class::PREPOSITION)
            })
    }

    fn word_at(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.word(token))
    }

    /// Whether a word stands where only a verb does: after "to", a modal or "have", or as a form in "-ing".
    fn governed(&self, at: usize, token: &Token, word: &str) -> bool {
        if token
            .classes
            .any(Class::FUNCTION.with(Class::START).with(Class::MODIFIER))
        {
            return false;
        }
        if word.ends_with("ing") {
            return true;
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else {
            return false;
        };
        if before.classes.any(Class::NEGATION) {
            return self.denied(at, before);
        }
        if self.word(before).eq_ignore_ascii_case("to") {
            let to_noun = at
                .checked_sub(2)
                .and_then(|lead| self.token(lead))
                .is_some_and(|lead| lead.classes.any(Class::TO_NOUN));
            let noun = nominal(word) || token.classes.any(Class::PERSON) || is_plural(word);
            return !to_noun && !noun;
        }
        let perfect = before.classes.any(Class::AUXILIARY) && !before.classes.any(Class::BE);
        perfect || before.classes.any(Class::MODAL)
    }

    /// Whether the auxiliary of a verb stands in the negation before it, or before that: "didn't deport", "did not deport".
    fn denied(&self, at: usize, negation: &Token) -> bool {
        let word = self.word(negation);
        let contracted = word.ends_with("'t") || word.ends_with("’t") || word == "cannot";
        let auxiliary = at.checked_sub(2).and_then(|before| self.token(before));
        let leads = Class::AUXILIARY.with(Class::MODAL).without(Class::BE);
        let led = auxiliary
            .is_some_and(|before| before.classes.any(leads) && !before.classes.any(Class::BE));
        contracted || led
    }
}

fn regular_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word != "hundred"
}

/// Endings of nouns: what follows "to" with one of them is no verb.
fn nominal(word: &str) -> bool {
    [
        "ment", "tion", "sion", "ness", "ity", "ship", "ance", "ence",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexer::lex;

    #[test]
    fn verbs_are_told_by_form_and_place() {
        for (text, wanted) in [
            ("Officials sent five flights to China.", vec!["sent"]),
            (
                "According to government data, 24,000 crossed.",
                vec!["crossed"],
            ),
            (
                "He plans to impose duties after the rise.",
                vec!["plans", "impose"],
            ),
            (
                "Imports have come down, compared with last year.",
                vec!["come"],
            ),
            (
                "Prices, climbing to 300, could fall.",
                vec!["climbing", "fall"],
            ),
        ] {
            let mut tokens = Vec::new();
            lex(text, 0, u32::try_from(text.len()).unwrap(), &mut tokens);
            let word = |token: &Token| {
                text.get(token.span.start as usize..token.span.end as usize)
                    .unwrap()
            };
            let is_lexical = |at: &usize| verb(text, &tokens, *at) == Verb::Lexical;
            let lexical: Vec<_> = (0..tokens.len())
                .filter(is_lexical)
                .map(|at| word(&tokens[at]))
                .collect();
            assert_eq!(lexical, wanted, "{text}");
        }
    }
}
