//! What one rule says of a figure, and what its variants say together: a rule with slots stands once for each value.

use super::compare::{Figure, Judged};
use super::counted;
use crate::check::verdict::Verdict;
use crate::extract::Quantity;
use crate::quantity::Period;
use crate::rules::Rule;
use crate::rules::reference::Asked;
use crate::untrusted::Untrusted;

/// What one rule says of a figure.
pub(super) struct RuleVerdict<'r> {
    pub(super) rule: &'r Rule,
    pub(super) asked: Asked,
    /// The figure in the units of the rule's pack.
    pub(super) quantity: Quantity,
    pub(super) figure: Figure,
    pub(super) judged: Option<Judged<'r>>,
    pub(super) verdict: Verdict,
    /// The fiscal year of the same number, where it is true of that alone.
    pub(super) of_fiscal_year: Option<Period>,
    /// How the mistake came about, where that was found with it.
    pub(super) slip: Option<&'static str>,
    /// The slot values of which it is true, where it is not of this one.
    pub(super) fits: Vec<String>,
    /// What is so of the other slot values, where it is true of none.
    pub(super) beside: Vec<String>,
    /// Whether the slot's value is to be named.
    pub(super) named: bool,
}

impl<'r> RuleVerdict<'r> {
    pub(super) fn new(
        rule: &'r Rule,
        asked: Asked,
        quantity: Quantity,
        figure: Figure,
        judged: Option<Judged<'r>>,
    ) -> Self {
        let verdict = judged
            .as_ref()
            .map_or(Verdict::Inconclusive, |judged| judged.verdict);
        Self {
            rule,
            asked,
            quantity,
            figure,
            judged,
            verdict,
            of_fiscal_year: None,
            slip: None,
            fits: Vec::new(),
            beside: Vec::new(),
            named: false,
        }
    }

    /// The slot value that it is said of, where there are several.
    pub(super) fn of(&self) -> Option<&'r Untrusted> {
        self.rule.of.as_ref().filter(|_| self.named)
    }
}

/// The variants of one rule as one verdict. A figure said of several ("a 25% tariff on Canada and Mexico") is wrong if it
/// fits none of them; if it fits some, it is loose.
pub(super) fn together(mut variants: Vec<RuleVerdict<'_>>) -> Option<RuleVerdict<'_>> {
    const ORDER: [Verdict; 6] = [
        Verdict::Contradicted,
        Verdict::Imprecise,
        Verdict::Stale,
        Verdict::Supported,
        Verdict::Ambiguous,
        Verdict::Inconclusive,
    ];
    if variants.len() < 2 {
        return variants.pop();
    }
    for variant in &mut variants {
        variant.named = true;
    }
    let rank = |variant: &RuleVerdict<'_>| {
        let same = |verdict: &Verdict| *verdict == variant.verdict;
        ORDER.iter().position(same).unwrap_or(ORDER.len())
    };
    variants.sort_by_key(rank);
    let (wrong, others): (Vec<_>, Vec<_>) = variants
        .into_iter()
        .partition(|variant| variant.verdict == Verdict::Contradicted);
    let fits: Vec<String> = others
        .iter()
        .filter(|variant| matches!(variant.verdict, Verdict::Supported | Verdict::Imprecise))
        .filter_map(|variant| Some(variant.rule.of.as_ref()?.raw().to_owned()))
        .collect();
    let mut wrong = wrong.into_iter();
    let Some(first) = wrong.next() else {
        return others.into_iter().next();
    };
    Some(RuleVerdict {
        verdict: if fits.is_empty() {
            Verdict::Contradicted
        } else {
            Verdict::Imprecise
        },
        fits,
        beside: wrong.filter_map(|variant| counted(&variant)).collect(),
        ..first
    })
}
