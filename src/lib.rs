//! Vets the statistics in prose: finds every figure of an article, binds it to what it counts, and checks
//! it against reference values and against the other figures.
//!
//! ```text
//! bytes ─▶ document ─▶ extract ─▶ claim ─▶ check ─▶ report
//!                                 rules ───┘
//! ```
//!
//! | stage | turns | into |
//! | --- | --- | --- |
//! | `document` | the bytes of a file or record | prose with a map back to the bytes, blocks, sentences, a date |
//! | `extract` | prose | quantities with spans |
//! | `claim` | a sentence and its quantities | quantities bound to subject, period, place, source |
//! | `rules` | TOML packs and their data | a [`RuleSet`] |
//! | `check` | claims and rules | verdicts and [`Finding`]s |
//! | `report` | findings | bytes in one [`Format`] |
//!
//! Vetting a document is a pure function of rules and document: no clock, no network, no environment.
//!
//! ```
//! use statvet::{Format, InputFormat, MAX_QUANTITIES, Policy, RuleSet, read, vet};
//!
//! let text = b"Thefts rose 20 percent, from 52 to 68.".to_vec();
//! let document = read("briefs.txt".into(), text, InputFormat::Text, None)?;
//! let report = vet(document, &RuleSet::default(), &Policy::default(), MAX_QUANTITIES);
//! report.render(Format::Human, &mut std::io::stdout())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod claim;
mod cli;
mod config;
mod document;
mod extract;
mod quantity;
mod report;
mod rules;
mod untrusted;
mod verdict;

pub use check::{Finding, OfCheck, Policy, Severity, Wanted};
pub use document::{Document, Format as InputFormat, ReadError, read};
pub use extract::MAX_QUANTITIES;
pub use report::{Format, Report, Totals};
pub use rules::{
    Limits as RuleLimits, Loaded as LoadedRules, PackError, RuleSet, load as load_rules,
    load_with_general as load_rules_with_general,
};
pub use untrusted::Untrusted;

use check::Bound;

/// Vets one article: what it says, and what is wrong with it. Never fails.
///
/// At most `max_quantities` are looked at; the totals tell where there are more.
pub fn vet(document: Document, rules: &RuleSet, policy: &Policy, max_quantities: usize) -> Report {
    let bound = Bound::of(&document, max_quantities);
    let outcome = check::run(&bound.context(&document, policy), rules);
    Report::checked(document, bound.extract, bound.claims, outcome)
}

/// The first half of [`vet`]: what the article says, unchecked.
pub fn extract_only(document: Document, max_quantities: usize) -> Report {
    let mut extract = extract::scan(&document, max_quantities);
    let claims = claim::bind(&document, &mut extract);
    Report::extracted(document, extract, claims)
}

/// The stages one by one, for benches, fuzz targets and integration tests. No part of the stable interface.
#[doc(hidden)]
pub mod stage {
    pub mod check {
        //! Claims and rules into verdicts and findings.
        pub use crate::check::*;
    }
    pub mod claim {
        //! Quantities into claims.
        pub use crate::claim::*;
    }
    pub mod cli {
        //! Arguments into a run.
        use clap::Parser as _;

        /// Runs the program with these arguments; its exit code.
        pub fn main(arguments: impl Iterator<Item = std::ffi::OsString>) -> u8 {
            crate::cli::run(crate::cli::Arguments::parse_from(arguments)).code()
        }
    }
    pub mod document {
        //! Bytes into documents.
        pub use crate::document::*;
    }
    pub mod extract {
        //! Prose into quantities.
        pub use crate::extract::*;
    }
    pub mod quantity {
        //! Values, units, periods.
        pub use crate::quantity::*;
    }
    pub mod report {
        //! Findings into bytes.
        pub use crate::report::schema::report as schema;
        pub use crate::report::*;
    }
    pub mod rules {
        //! Packs into rule sets.
        pub use crate::rules::schema::rule_pack as schema;
        pub use crate::rules::*;
    }
}
