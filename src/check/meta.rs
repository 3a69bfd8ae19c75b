//! What every check tells of itself, and how it is declared.

use super::{Context, Finding, Severity};

/// The families of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Figures against reference values.
    Reference,
    /// Figures of a passage against what a rule asserts of them together.
    Derived,
    /// Figures of one fact against each other.
    Conflict,
    /// The arithmetic inside an article.
    Consistency,
}

/// What a check tells of itself.
#[derive(Clone, Copy, Debug)]
pub struct CheckMeta {
    /// Its id: kebab-case, its file's name, its page and its anchor.
    pub id: &'static str,
    /// Its family.
    pub family: Family,
    /// How much its findings matter unless configured.
    pub severity: Severity,
    /// The version that brought it.
    pub since: &'static str,
    /// Its page: what it does, why it matters, an example, its limits.
    pub doc: &'static str,
}

/// Compiled code that finds fault.
pub(crate) trait Check: Sync {
    /// What it tells of itself.
    fn meta(&self) -> &'static CheckMeta;

    /// Adds what it finds in one document. A check says nothing when it cannot know.
    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>);
}

/// Declares a check: a struct whose doc comment is also its page.
macro_rules! declare_check {
    ($(#[doc = $doc:literal])+ $name:ident { id: $id:literal, family: $family:expr, severity: $severity:expr, since: $since:literal }) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(crate) struct $name;

        impl $name {
            pub(crate) const META: $crate::check::meta::CheckMeta = $crate::check::meta::CheckMeta {
                id: $id,
                family: $family,
                severity: $severity,
                since: $since,
                doc: concat!($($doc, "\n"),+),
            };
        }
    };
}
pub(crate) use declare_check;
