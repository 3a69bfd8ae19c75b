//! Integration tests, one binary: a file a stage.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod assertion;
mod ci_files;
mod cli;
mod cli_check;
mod cli_completions;
mod cli_config;
mod cli_decisions;
mod cli_diff;
mod cli_explain;
mod cli_files_from;
mod cli_init;
mod cli_input;
mod cli_output;
mod cli_rules;
mod cli_since;
mod docx;
mod docx_comments;
mod docx_file;
mod docx_safety;
mod docx_sound;
mod fuzz;
mod kinds;
mod layering;
mod names;
mod pipeline;
mod readme;
mod scores;
mod sound;
mod spellings;
mod wrapped;
