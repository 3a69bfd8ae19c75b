//! Checks of the arithmetic inside an article, one file each.
//!
//! All of them work on intervals: each figure stands for every value that its wording allows under any
//! rounding in use, and a finding is made only if no reading makes the figures agree.

pub(crate) mod absolute_change;
pub(crate) mod change_level;
pub(crate) mod currency_conversion;
pub(crate) mod direction;
mod ends;
pub(crate) mod fraction_percent;
pub(crate) mod interval_contains;
pub(crate) mod multiple;
pub(crate) mod part_of_whole;
pub(crate) mod parts_total;
pub(crate) mod percent_change;
pub(crate) mod percent_total;
pub(crate) mod points_or_percent;
pub(crate) mod range_order;
mod reading;
pub(crate) mod time_zone;
pub(crate) mod unit_conversion;
pub(crate) mod weekday_date;

#[cfg(test)]
mod tests;
