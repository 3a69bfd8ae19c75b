//! An article as the checks take it: its figures found, bound and tied together.

use super::{Context, Policy};
use crate::claim::{self, Claim, Relations};
use crate::document::Document;
use crate::extract::{self, Extract};

/// What is made of an article before it is checked.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) extract: Extract,
    pub(crate) claims: Vec<Claim>,
    relations: Relations,
}

impl Bound {
    /// At most `max_quantities` figures of `document`.
    pub(crate) fn of(document: &Document, max_quantities: usize) -> Self {
        let mut extract = extract::scan(document, max_quantities);
        let claims = claim::bind(document, &mut extract);
        let relations = claim::relate(document, &extract, &claims);
        Self {
            extract,
            claims,
            relations,
        }
    }

    /// What the checks look at.
    pub(crate) const fn context<'a>(
        &'a self,
        document: &'a Document,
        policy: &'a Policy,
    ) -> Context<'a> {
        Context {
            document,
            extract: &self.extract,
            claims: self.claims.as_slice(),
            relations: &self.relations,
            policy,
            slack: policy.slack,
        }
    }
}
