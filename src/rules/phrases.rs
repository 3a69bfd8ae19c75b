//! The `about` of a rule into phrases of vocabulary words: groups and slots put in, stars and braces checked.

use super::about::{Phrase, Term, Vocabulary, pattern_words};
use super::error::{Mistake, Sink};
use super::model::{At, Group, Slot};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Alternatives of one term, once its groups are put in.
const MOST_PHRASES: usize = 1000;
/// Alternatives of all terms of a pack.
const MOST_IN_PACK: usize = 100_000;

/// The terms of a pack that were compiled, each once: rules that say the same share them.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    /// By the term as written, and the values that its slots stand for.
    terms: FxHashMap<String, Arc<Term>>,
    /// How many phrases they have together.
    phrases: usize,
}

/// What stands in braces may be, and the vocabulary that the words go into.
pub(super) struct Phrases<'a> {
    pub groups: &'a [Group],
    pub slots: &'a [Slot],
    /// The value that each slot stands for now.
    pub bound: &'a [(&'a str, &'a Group)],
    pub vocabulary: &'a mut Vocabulary,
    pub compiled: &'a mut Compiled,
}

impl Phrases<'_> {
    /// Compiles one term; `None` where it holds a mistake.
    pub(super) fn term(&mut self, term: &At<String>, sink: &mut Sink) -> Option<Arc<Term>> {
        let key = self.key(&term.value);
        if let Some(known) = self.compiled.terms.get(&key) {
            return Some(Arc::clone(known));
        }
        let new = Arc::new(self.new_term(term, sink)?);
        self.compiled.phrases = self.compiled.phrases.saturating_add(new.0.len());
        if self.compiled.phrases > MOST_IN_PACK {
            let most = format!("at most {MOST_IN_PACK}, with the words of groups and slots put in");
            sink.push(
                Mistake::at(
                    &term.span,
                    "the rules of this pack stand for too many phrases",
                )
                .expected(most),
            );
            return None;
        }
        self.compiled.terms.insert(key, Arc::clone(&new));
        Some(new)
    }

    /// What a term is known by: its words, and what its slots stand for.
    fn key(&self, term: &str) -> String {
        let bound = |name: &str| self.bound.iter().find(|(slot, _)| *slot == name);
        names_in(term)
            .filter_map(bound)
            .fold(term.to_owned(), |key, (_, value)| {
                key + "\0" + &value.name.value
            })
    }

    fn new_term(&mut self, term: &At<String>, sink: &mut Sink) -> Option<Term> {
        let mut phrases = Vec::new();
        for alternative in term.value.split('|') {
            phrases.extend(self.spelt_out(alternative, &term.span, sink)?);
            if phrases.len() > MOST_PHRASES {
                sink.push(too_many(&term.span));
                return None;
            }
        }
        let compiled = phrases
            .iter()
            .map(|phrase| self.phrase(phrase, &term.span, sink))
            .collect::<Option<Vec<_>>>()?;
        Some(Term(compiled))
    }

    /// `alternative` with every phrase of its groups put in.
    fn spelt_out(
        &self,
        alternative: &str,
        span: &Range<usize>,
        sink: &mut Sink,
    ) -> Option<Vec<String>> {
        let mut spelt = vec![String::new()];
        let mut rest = alternative;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else {
                sink.push(
                    Mistake::at(span, "a `{` without its `}`")
                        .expected("the name of a group: {migrant}"),
                );
                return None;
            };
            let choices = self.choices(name.trim(), span, sink)?;
            if spelt.len().saturating_mul(choices.len()) > MOST_PHRASES {
                sink.push(too_many(span));
                return None;
            }
            spelt = spelt
                .iter()
                .flat_map(|start| {
                    choices
                        .iter()
                        .map(move |choice| format!("{start}{before} {choice} "))
                })
                .collect();
            rest = behind;
        }
        for phrase in &mut spelt {
            phrase.push_str(rest);
        }
        Some(spelt)
    }

    /// The phrases that the group or slot called `name` stands for.
    fn choices(&self, name: &str, span: &Range<usize>, sink: &mut Sink) -> Option<Vec<String>> {
        let group = self.groups.iter().find(|group| group.name.value == name);
        let bound = self
            .bound
            .iter()
            .find(|(slot, _)| *slot == name)
            .map(|(_, value)| *value);
        let Some(group) = group.or(bound) else {
            if self.slots.iter().any(|slot| slot.name.value == name) {
                sink.push(
                    Mistake::at(
                        span,
                        format!("the slot `{{{name}}}` stands for nothing here"),
                    )
                    .expected(format!(
                        "{{{name}}} in `about` too, where the claim names it"
                    )),
                );
                return None;
            }
            let names = || {
                let groups = self.groups.iter().map(|group| group.name.value.as_str());
                groups.chain(self.slots.iter().map(|slot| slot.name.value.as_str()))
            };
            let known = names().collect::<Vec<_>>().join(", ");
            let expected = if known.is_empty() {
                "a group of [words]".to_owned()
            } else {
                format!("one of {known}")
            };
            sink.push_unknown(
                Mistake::at(span, format!("there is no word group `{name}`"))
                    .expected(expected)
                    .nearest_to(name, names()),
            );
            return None;
        };
        let broken = |phrase: &At<String>| phrase.value.contains(['{', '}']);
        if group.phrases.iter().any(broken) {
            return None;
        }
        let phrases = group
            .phrases
            .iter()
            .flat_map(|phrase| phrase.value.split('|'));
        Some(phrases.map(str::to_owned).collect())
    }

    fn phrase(&mut self, text: &str, span: &Range<usize>, sink: &mut Sink) -> Option<Phrase> {
        let words: Vec<&str> = pattern_words(text).collect();
        let mistake = if words.is_empty() {
            Some("there is no word in this phrase")
        } else if text.contains('}') {
            Some("a `}` without its `{`")
        } else if words
            .iter()
            .any(|word| word.trim_end_matches('*').contains('*') || *word == "*")
        {
            Some("a `*` stands for the ending of a word, and so at its end")
        } else {
            None
        };
        if let Some(message) = mistake {
            sink.push(
                Mistake::at(span, message)
                    .expected("words such as \"southern border\" or \"migrat*\""),
            );
            return None;
        }
        Some(Phrase(
            words
                .iter()
                .map(|word| self.vocabulary.intern(word))
                .collect(),
        ))
    }
}

fn too_many(span: &Range<usize>) -> Mistake {
    Mistake::at(span, "this stands for too many phrases").expected(format!(
        "at most {MOST_PHRASES}, with the words of its groups put in"
    ))
}

/// The names in braces in `text`.
pub(super) fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name.trim())
}

/// Tells groups that can't be used: a group within a group.
pub(super) fn check_groups(groups: &[Group], sink: &mut Sink) {
    for phrase in groups.iter().flat_map(|group| &group.phrases) {
        if phrase.value.contains(['{', '}']) {
            sink.push(Mistake::at(&phrase.span, "a group can't hold a group").expected("words"));
        }
    }
    for group in groups.iter().filter(|group| group.phrases.is_empty()) {
        sink.push(
            Mistake::at(
                &group.name.span,
                format!("`{}` has no words", group.name.value),
            )
            .expected("a list of words"),
        );
    }
}
