//! Arbitrary bytes as the text of an article: the extractor does not panic, and its quantities stand in order.
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run extract
//! ```
//!
//! What it finds is minimised (`cargo fuzz tmin`) and kept in `tests/data/fuzz/extract/`, which `cargo test` replays.

#![no_main]

#[path = "../../tests/integration/sound.rs"]
#[allow(dead_code, reason = "each target asserts its own part")]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::extraction(bytes));
