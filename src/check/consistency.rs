//! Checks of the arithmetic inside an article, one file each.
//!
//! All of them work on intervals: each figure stands for every value that its wording allows under any
//! rounding in use, and a finding is made only if no reading makes the figures agree.

pub(crate) mod parts_total;
pub(crate) mod percent_change;
