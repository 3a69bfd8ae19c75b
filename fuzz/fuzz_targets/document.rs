//! Arbitrary bytes as a file of every format, in any encoding: the readers do not panic, and every sentence has its place.
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run document
//! ```
//!
//! What it finds is minimised (`cargo fuzz tmin`) and kept in `tests/data/fuzz/document/`, which `cargo test` replays.

#![no_main]

#[path = "../../tests/integration/sound.rs"]
#[allow(dead_code, reason = "each target asserts its own part")]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::reading(bytes));
