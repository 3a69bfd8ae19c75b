//! Prose into quantities: a lexer, then nom grammars over its tokens.
//!
//! Nothing here knows files, formats or rules.

mod age;
mod calendar;
mod candidate;
mod confidence;
mod counted_noun;
mod date;
mod day;
mod duration;
mod ellipsis;
mod figure;
mod fraction;
mod fraction_part;
pub(crate) mod inflect;
mod letter;
pub(crate) mod lexer;
pub(crate) mod lexicon;
pub(crate) mod literal;
mod magnitude;
mod margin;
mod measured;
mod memo;
mod modifier;
mod month;
mod multiple;
mod name;
mod no_figure;
pub(crate) mod noun;
mod number;
mod number_date;
mod number_word;
mod one;
mod ordinal;
mod part;
mod partial;
mod period;
mod phone;
mod point;
pub(crate) mod quantity;
mod rational;
mod relative;
mod reported;
mod scale;
mod scan;
mod score;
mod statistic;
#[cfg(test)]
mod testing;
mod time;
mod title;
pub(crate) mod tokens;
mod unit;
mod unit_name;
mod vague;
mod week;
mod weekday;
pub(crate) mod when;
pub(crate) mod word_list;
mod year;
mod zone;

pub use quantity::{Extract, LexedSentence, Parts, Quantity, Unit, UnitName};
pub use scan::scan;
pub(crate) use weekday::weekday_in;

/// How many quantities of one file are read unless configured.
pub const MAX_QUANTITIES: usize = 1_000_000;
