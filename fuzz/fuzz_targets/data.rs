//! Arbitrary bytes as the data of a rule pack, or as a pack, a NUL and its data: nothing panics, and every mistake
//! that is told stands in its file.
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run data
//! ```
//!
//! What it finds is minimised (`cargo fuzz tmin`) and kept in `tests/data/fuzz/data/`, which `cargo test` replays.

#![no_main]

#[path = "../../tests/integration/sound.rs"]
#[allow(dead_code, reason = "each target asserts its own part")]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::data(bytes));
