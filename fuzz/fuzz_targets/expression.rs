//! Arbitrary bytes as the `assert` of a derived rule: it is read and evaluated, or told where it is wrong, without panic.
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run expression
//! ```
//!
//! What it finds is minimised (`cargo fuzz tmin`) and kept in `tests/data/fuzz/expression/`, which `cargo test` replays.

#![no_main]

#[path = "../../tests/integration/assertion.rs"]
mod assertion;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| assertion::told(bytes));
