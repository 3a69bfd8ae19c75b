//! What a figure is, apart from where it stands: magnitudes, intervals, units and calendar periods.
//!
//! Nothing here knows an article, a grammar or a rule. All arithmetic on stated values goes through
//! [`exact`], which gives an exact result or refuses.

pub(crate) mod amount;
pub(crate) mod clock;
pub(crate) mod decomposed;
pub(crate) mod exact;
pub(crate) mod format;
pub(crate) mod interval;
pub(crate) mod kind;
pub(crate) mod magnitude;
pub(crate) mod modifier;
pub(crate) mod period;
pub(crate) mod statistic;
pub(crate) mod unit;

pub use amount::{Amount, Slack};
pub use clock::{Clock, Dial};
pub use interval::{Bound, Interval};
pub use kind::Kind;
pub use magnitude::{Magnitude, Rounding};
pub use modifier::Modifier;
pub use period::Period;
pub use statistic::{Compared, Relation, Statistic};
pub use unit::{Base, Currency, Dimension, MeasureUnit};
