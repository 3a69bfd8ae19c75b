//! Which rules speak of an article's figures and what each says, and why others that nearly do are silent.

use super::speaks::{Failed, Hearing};
use super::{RuleVerdict, Said, among, counted, message, words};
use crate::check::Context;
use crate::check::why::{Near, Question, Spoke};
use crate::claim::{Claim, Modality};
use crate::extract::{Quantity, UnitName};
use crate::rules::model::WhenVague;
use crate::rules::reference::{Answer, Asked, Gap, current};
use crate::rules::{Rule, RuleSet, Speaker, Speaks, WrittenRule, WrittenSpeaks};
use crate::untrusted::Untrusted;
use crate::verdict::Verdict;
use std::cmp::Ordering;

/// The rules with reference values that speak of some figure of the article; `heard` is what speaks of each.
pub(crate) fn speaking(rules: &RuleSet, heard: &[Vec<Speaker>]) -> Vec<Untrusted> {
    let heard = heard.iter().flat_map(|speakers| among(rules, speakers));
    heard.map(|rule| rule.name.clone()).collect()
}

/// What rules with reference values have to do with a figure.
pub(in crate::check) fn of_figure(question: &Question<'_>) -> (Spoke, Vec<Near>) {
    let Question {
        context,
        rules,
        figure,
        ..
    } = *question;
    let quantities = &context.extract.quantities;
    let Some((quantity, claim)) = quantities.get(figure).zip(context.claims.get(figure)) else {
        return Default::default();
    };
    let said = Said::new(context, quantity, claim);
    let mut hearing = Hearing::new(context, rules);
    let mut speaking = Vec::new();
    let mut near = Vec::new();
    for rule in rules
        .rules
        .iter()
        .filter(|rule| question.is_about(&rule.name))
    {
        let Some(failed) = hearing.why(&rule.speaks, quantity, claim) else {
            speaking.push(rule);
            continue;
        };
        let missing = hearing.missing_terms(&rule.speaks, quantity, claim);
        if let Some(distance) = distance(failed, missing, &rule.speaks) {
            let mut written = rules.written.iter();
            let written = written.find(|written| written.name == rule.name);
            let written = written.and_then(|written| Some((written, written.speaks.first()?)));
            let told = in_words(failed, &rule.speaks, written, context, (quantity, claim));
            near.push(Near {
                distance,
                rule: rule.name.clone(),
                told: told.into(),
            });
        }
    }
    let found = said.by_rules(speaking).into_iter();
    let spoke = found.map(|found| {
        let told = said.told(&found);
        (found.rule.name.clone(), found.verdict, told.into())
    });
    (spoke.collect(), near)
}

/// How far what a rule `speaks` of is from a figure, the least first; `None` where it has nothing to do with it.
pub(in crate::check) fn distance(failed: Failed, missing: usize, speaks: &Speaks) -> Option<u8> {
    let terms = speaks.about.terms();
    match failed {
        Failed::NoAmount => None,
        Failed::Term(_) => (missing == 1 && terms > 1).then_some(2),
        Failed::Unit => (missing == 0).then_some(1),
        _ => (missing == 0).then_some(0),
    }
}

impl Said<'_> {
    /// What a rule that speaks of the figure says of it.
    fn told(&self, found: &RuleVerdict<'_>) -> String {
        let figure = words::figure(self.context.document, self.quantity.span);
        let said = format!("{figure}{}", self.when(found));
        let told = message(found.verdict, &said, found, None)
            .or_else(|| counted(found))
            .filter(|_| found.verdict != Verdict::Inconclusive);
        told.unwrap_or_else(|| self.undecided(found.rule, &found.asked))
    }

    /// Why a rule can't decide.
    fn undecided(&self, rule: &Rule, asked: &Asked) -> String {
        let expectations = current(&rule.expect, asked);
        let gap = expectations.iter().find_map(|expectation| {
            match expectation.answer(asked, &|_| Ordering::Equal) {
                Answer::Nothing(gap) => Some(gap),
                _ => None,
            }
        });
        if let Some(gap) = gap {
            return self.gap(gap, rule);
        }
        if expectations
            .iter()
            .any(|expectation| expectation.is_bound())
        {
            return "it lies within the bound, which makes it possible and not thereby right"
                .to_owned();
        }
        "what the source says leaves it open".to_owned()
    }

    fn gap(&self, gap: Gap, rule: &Rule) -> String {
        let days = self.days(rule);
        let when = days.map_or_else(
            || "then".to_owned(),
            |days| format!("of {}", words::period(&days, rule.fiscal_year_start)),
        );
        match gap {
            Gap::NoPeriod if rule.when_vague == WhenVague::Skip => {
                "the article does not say when, and the rule leaves such figures alone (`when_vague = \"latest\"` would hold them to the last value)".to_owned()
            }
            Gap::NoPeriod => {
                "the article does not say when, and has no date (--date, or `date` in an example, gives one)".to_owned()
            }
            Gap::NoRow => format!("the source has no value {when}"),
            Gap::Hole => format!("the source leaves out a part {when}"),
            Gap::TooLong => "the source's values are too long to be added up".to_owned(),
        }
    }
}

/// The condition that failed, in words that a rule's author can act on.
pub(in crate::check) fn in_words(
    failed: Failed,
    speaks: &Speaks,
    written: Option<(&WrittenRule, &WrittenSpeaks)>,
    context: &Context<'_>,
    (quantity, claim): (&Quantity, &Claim),
) -> String {
    let term = |list: Option<&Vec<Untrusted>>, place: usize| {
        let term = list.and_then(|terms| terms.get(place));
        let term = term.zip(written);
        term.map_or_else(String::new, |(term, (rule, _))| rule.spelt(term.raw()))
    };
    let own = written.map(|(_, own)| own);
    let about = |place| term(own.map(|own| &own.about), place);
    match failed {
        Failed::NoAmount => "it is a date, or a number too long to hold".to_owned(),
        Failed::Change => {
            "it is the size of a change, and the rule is about how much there is".to_owned()
        }
        Failed::Negation if speaks.negated => {
            "the rule is about what is denied (`negated = true`), and this is not".to_owned()
        }
        Failed::Negation => "it is denied, and the rule does not say `negated = true`".to_owned(),
        Failed::Modality => format!(
            "it is said as {}, and the rule's `modality` leaves that out",
            modality(claim.modality)
        ),
        Failed::Vague => "its words are loose, and the rule does not say `vague = true`".to_owned(),
        Failed::Unit => {
            let unit = own.and_then(|own| own.unit.as_ref());
            let unit = unit.map_or("another unit".to_owned(), |unit| {
                unit.raw().replace('|', " or ")
            });
            format!(
                "the rule's figures are in “{unit}”, and {}",
                in_unit(context, quantity)
            )
        }
        Failed::Term(place) => format!(
            "“{}” does not stand in its clause, or in what that inherits",
            about(place)
        ),
        Failed::NotAbout(place) => format!(
            "“{}” stands there, and `not_about` rules it out",
            term(own.map(|own| &own.not_about), place)
        ),
        Failed::OthersWords(place) => format!(
            "“{}” stands only among the words of another figure of the same unit",
            about(place)
        ),
        Failed::Whole => {
            "the rule's words stand in an “Of the …,” before it: it counts some of them".to_owned()
        }
    }
}

/// "this one counts “flights”"
fn in_unit(context: &Context<'_>, quantity: &Quantity) -> String {
    match quantity.unit.name {
        UnitName::Noun(noun) => format!(
            "this one counts “{}”",
            words::figure(context.document, noun)
        ),
        UnitName::Known(unit) => format!("this one is in {}", unit.plural()),
        UnitName::None => "this one counts nothing by name".to_owned(),
    }
}

const fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "asserted",
        Modality::Planned => "planned",
        Modality::Possible => "possible",
        Modality::Denied => "denied",
    }
}
