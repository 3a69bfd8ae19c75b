//! `direction`: figures that go the other way than the word between them.

use super::ends::Ends;
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Change, Direction};
use crate::quantity::Rounding;

declare_check! {
    /// ## What it does
    /// Compares the two ends of a change with the word that says which way it went.
    ///
    /// ## Why it matters
    /// A flipped verb, or two figures in each other's place, turns the news into its opposite.
    ///
    /// ## Example
    /// > Exports fell to 318,000 from 311,000.
    ///
    /// From 311,000 to 318,000 is a rise.
    ///
    /// ## Limits
    /// Most sentences that look so are sound, so it is silent about ranks, currencies quoted the other way round,
    /// ranges ("down from 50 to 60 shops"), forecasts, depths, figures in units that can't be brought to one, and
    /// wherever the words before name both directions or deny one.
    DirectionWord { id: "direction", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

impl Check for DirectionWord {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(
            context
                .relations
                .changes
                .iter()
                .filter_map(|change| finding(context, change)),
        );
    }
}

/// The finding on two ends that no reading puts in the order that the words say.
fn finding(context: &Context<'_>, change: &Change) -> Option<Finding> {
    let ends = Ends::of(context, change, Rounding::Nearest)?;
    let told = change.direction? == Direction::Fall;
    if !ends.are_swapped(context, change)? {
        return None;
    }
    let (base, end, falls) = (&ends.base, &ends.end, !told);
    let way = |falls: bool| if falls { "fall" } else { "rise" };
    let computed = format!(
        "from {} to {} is a {}",
        base.words(),
        end.words(),
        way(falls)
    );
    Some(
        DirectionWord::META
            .finding(
                Verdict::Contradicted,
                end.span(),
                format!("told as a {}, but {computed}", way(told)),
            )
            .label(base.span(), "from this value")
            .computed(computed)
            .expected(format!("a {}", way(falls)))
            .stated(end.text)
            .slipped(Some(
                "was the verb flipped, or do the two figures stand in each other's place?"
                    .to_owned(),
            )),
    )
}
