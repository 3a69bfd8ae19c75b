//! The words that rule packs and checks share: what is to be said of a figure, and how much it matters.

use serde::Serialize;

/// What is to be said of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// A source supports it.
    Supported,
    /// It is true as worded and misleads, or is true only of a neighbouring period.
    Imprecise,
    /// A source, or the article's own arithmetic, rules it out.
    Contradicted,
    /// One source supports it and another contradicts it.
    Ambiguous,
    /// It is held only to a value too old for it.
    Stale,
    /// A rule speaks of it and can't decide.
    Inconclusive,
    /// No rule speaks of it.
    Unverified,
}

impl Verdict {
    /// Every verdict, from right to unknown.
    pub const ALL: [Self; 7] = [
        Self::Supported,
        Self::Imprecise,
        Self::Contradicted,
        Self::Ambiguous,
        Self::Stale,
        Self::Inconclusive,
        Self::Unverified,
    ];

    /// Its name in packs and in reports for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Imprecise => "imprecise",
            Self::Contradicted => "contradicted",
            Self::Ambiguous => "ambiguous",
            Self::Stale => "stale",
            Self::Inconclusive => "inconclusive",
            Self::Unverified => "unverified",
        }
    }

    /// What a report for people calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supported => "Right",
            Self::Imprecise => "Right, but loose",
            Self::Contradicted => "Wrong",
            Self::Ambiguous => "Sources disagree",
            Self::Stale => "Reference too old",
            Self::Inconclusive => "Can't tell",
            Self::Unverified => "Nobody has checked",
        }
    }
}

/// How much a finding matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth a look before printing.
    Warning,
    /// Wrong, by a source or by arithmetic.
    Error,
}

impl Severity {
    /// Every severity, gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// Its name in packs and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_machine_contract() {
        for verdict in Verdict::ALL {
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.name());
        }
        for severity in Severity::ALL {
            assert_eq!(serde_json::to_value(severity).unwrap(), severity.name());
        }
    }
}
