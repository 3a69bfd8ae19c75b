//! Claims: quantities bound to what they count, when, where and on whose word.
//!
//! Nothing here knows rules or checks. Binding never fails: what the words do not say is left open.

mod antecedent;
mod attribution;
mod bind;
mod checkworthy;
mod clause;
mod concept;
mod context;
mod dating;
mod fiscal;
mod governor;
mod marks;
mod modality;
mod part;
mod per;
mod period;
mod phrase;
mod place;
mod predicate;
pub(crate) mod relation;
mod subject;
#[cfg(test)]
mod testing;
mod topic;
mod trend;
mod verb;
mod verb_group;

pub use bind::bind;
pub use fiscal::Fiscal;
pub use relation::{
    Beside, Breakdown, Change, Comparison, Compound, Conversion, Rate, Relations, Share, Span, Sum,
    Than, Told, Whole, relate,
};

use crate::document::ProseSpan;
use crate::quantity::Period;
use serde::Serialize;

/// A quantity bound to its surroundings. Claims stand in the order of the quantities, one for each.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The noun phrase counted or measured.
    pub subject: Option<Subject>,
    /// What else in the sentence says what the figure is about, in order.
    pub concept: Vec<ProseSpan>,
    /// The verb that governs it, as written.
    pub predicate: Option<ProseSpan>,
    /// Whether the clause denies it ("did not carry 116").
    pub negated: bool,
    /// How firmly it is said.
    pub modality: Modality,
    /// Whether the figure is of a rise or a fall.
    pub trend: Option<Trend>,
    /// What it is a rate or an average over, so that it is no total.
    pub per: Option<Per>,
    /// Whether it counts only some of those whom its words name ("5,000 of the migrants who crossed were
    /// detained", "5,000 women"), so that a total of them all does not contradict it.
    pub part: bool,
    /// When it was so.
    pub period: Option<ClaimPeriod>,
    /// Where it was so.
    pub place: Option<ProseSpan>,
    /// On whose word.
    pub attribution: Attribution,
    /// Whether a fact checker would want a source for it.
    pub checkworthy: bool,
    /// The words of its clause.
    pub clause: ProseSpan,
    /// Further spans whose words it inherits: the clause's subject where that stands elsewhere, an
    /// antecedent in the sentence before, a heading.
    pub inherited: Vec<ProseSpan>,
}

/// A noun phrase and its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The phrase.
    pub span: ProseSpan,
    /// Its head noun, as written.
    pub head: ProseSpan,
}

/// When a claim is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimPeriod {
    /// The words that say so.
    pub text: ProseSpan,
    /// The days, where they could be resolved.
    pub days: Option<Period>,
    /// Which fiscal years it is told in, if in any.
    pub fiscal: Option<Fiscal>,
}

/// What a figure is a rate or an average over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each day ("a daily average of 66").
    Day,
    /// Each week.
    Week,
    /// Each month ("2,000 each month").
    Month,
    /// Each quarter.
    Quarter,
    /// Each year ("12,000 a year").
    Year,
    /// Each stretch of another length ("500 every two weeks").
    Time,
    /// Each thing, or on average over things ("116 people per flight", "an average of 116").
    Each,
}

/// Rise or fall, and what the figure has to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Trend {
    /// Rise or fall.
    pub direction: Direction,
    /// Whether the figure is the change, its start or its end.
    pub role: TrendRole,
}

/// Rise or fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Direction {
    Rise,
    Fall,
}

/// What a figure has to do with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TrendRole {
    /// The change itself ("rose by 20%").
    By,
    /// Where it ended ("to 68").
    To,
    /// Where it began ("from 52").
    From,
}

/// How firmly something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As a fact.
    Asserted,
    /// As something meant to be done ("considering 25% duties").
    Planned,
    /// As something that may be.
    Possible,
    /// As something that is not so, or that someone denies.
    Denied,
}

/// On whose word a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The source as written ("government data").
    pub source: Option<ProseSpan>,
    /// Whether the figure stands inside a direct quotation.
    pub quoted: bool,
    /// Whose words the quotation is.
    pub speaker: Option<ProseSpan>,
}
