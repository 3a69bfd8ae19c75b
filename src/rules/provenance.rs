//! Sources: who says so, and how long their word holds for the present.

use crate::untrusted::Untrusted;
use jiff::civil::Date;

/// `[sources.ID]`, validated.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The organisation.
    pub publisher: Untrusted,
    /// The publication.
    pub title: Option<Untrusted>,
    /// Where it can be read.
    pub url: Option<Untrusted>,
    /// When it was published.
    pub published: Option<Date>,
    /// When the pack's author took it from there.
    pub retrieved: Option<Date>,
    /// For claims about the present: after so many days a value is too old.
    pub max_age_days: Option<u32>,
}

impl Source {
    /// Whether a value held last at `held` is too old to say how things stand on `day`.
    pub(crate) fn is_too_old(&self, held: Date, day: Date) -> bool {
        let Some(days) = self.max_age_days else {
            return false;
        };
        let age = held.until(day).map(|age| age.get_days());
        age.is_ok_and(|age| u32::try_from(age).is_ok_and(|age| age > days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_value_ages_by_days() {
        let source = |max_age_days| Source {
            publisher: "A".into(),
            title: None,
            url: None,
            published: None,
            retrieved: None,
            max_age_days,
        };
        let (held, day) = (date(2024, 1, 1), date(2024, 1, 31));
        assert!(!source(Some(30)).is_too_old(held, day));
        assert!(source(Some(29)).is_too_old(held, day));
        assert!(!source(None).is_too_old(held, date(9999, 1, 1)));
        assert!(!source(Some(0)).is_too_old(day, held));
    }
}
