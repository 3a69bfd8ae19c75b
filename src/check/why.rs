//! Which rules speak of a figure and what each says, and why others that nearly do are silent.

use super::{Context, derived, reference};
use crate::rules::{RuleSet, Speaker};
use crate::untrusted::Untrusted;
use crate::verdict::Verdict;

/// Rules that are told to have nearly spoken of one figure.
const MOST_NEAR: usize = 5;

/// What the rules have to do with one figure.
#[derive(Debug, Default)]
pub(crate) struct Why {
    /// Those that speak of it, each with what it says, in words.
    pub spoke: Vec<(Untrusted, Verdict, Untrusted)>,
    /// Those that nearly do, the nearest first, each with the first condition that failed, in words.
    pub nearly: Vec<(Untrusted, Untrusted)>,
}

/// What is asked about: one figure of an article, and all rules or one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    /// The article.
    pub context: &'a Context<'a>,
    /// The rules.
    pub rules: &'a RuleSet,
    /// What speaks of each figure.
    pub heard: &'a [Vec<Speaker>],
    /// The figure, by its place among the quantities.
    pub figure: usize,
    /// The name of the one rule that is asked about, if it is not all.
    pub only: Option<&'a Untrusted>,
}

impl Question<'_> {
    /// Whether the rule called `name` is asked about.
    pub(super) fn is_about(&self, name: &Untrusted) -> bool {
        self.only.is_none_or(|only| only == name)
    }

    /// What the rules have to do with the figure.
    pub(crate) fn answer(&self) -> Why {
        let (mut spoke, mut near) = reference::why::of_figure(&Question {
            context: &self.context.of_check(reference::META.id),
            ..*self
        });
        let derived = derived::why::of_figure(&Question {
            context: &self.context.of_check(derived::META.id),
            ..*self
        });
        spoke.extend(derived.0);
        near.extend(derived.1);
        near.sort_by_key(|near| near.distance);
        let mut nearly: Vec<(Untrusted, Untrusted)> = Vec::new();
        for Near { rule, told, .. } in near {
            let known = nearly.iter().any(|(name, _)| *name == rule)
                || spoke.iter().any(|(name, ..)| *name == rule);
            if !known && nearly.len() < MOST_NEAR {
                nearly.push((rule, told));
            }
        }
        Why { spoke, nearly }
    }
}

/// The rules that speak of some figure of the article.
pub(crate) fn speaking(context: &Context<'_>, rules: &RuleSet) -> Vec<Untrusted> {
    let heard = reference::hear(context, rules);
    let mut speaking = reference::why::speaking(rules, &heard);
    speaking.extend(derived::why::speaking(context, rules, &heard));
    speaking
}

/// The rules that speak of a figure, each with what it says.
pub(super) type Spoke = Vec<(Untrusted, Verdict, Untrusted)>;

/// A rule that nearly speaks of a figure.
#[derive(Debug)]
pub(super) struct Near {
    /// How far it is from speaking, the least first.
    pub distance: u8,
    /// `pack/id`
    pub rule: Untrusted,
    /// The first condition that failed, in words.
    pub told: Untrusted,
}
