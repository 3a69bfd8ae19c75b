//! Which rules speak of an article's figures and what each says, and why others that nearly do are silent.

use super::speaks::Hearing;
use crate::check::Context;
use crate::rules::RuleSet;
use crate::untrusted::Untrusted;

/// The rules that speak of some figure of the article.
pub(crate) fn speaking(context: &Context<'_>, rules: &RuleSet) -> Vec<Untrusted> {
    let mut hearing = Hearing::new(context, rules);
    let figures = context.extract.quantities.iter().zip(context.claims);
    let heard = figures.flat_map(|(quantity, claim)| hearing.rules_for(quantity, claim));
    heard.map(|rule| rule.name.clone()).collect()
}
