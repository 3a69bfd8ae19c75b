//! Arbitrary bytes as the body of a .docx, and as the file itself: it is read or refused, its quantities stand in order,
//! and a copy with a comment on each reads the same.
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run docx
//! ```
//!
//! What it finds is minimised (`cargo fuzz tmin`) and kept in `tests/data/fuzz/docx/`, which `cargo test` replays.

#![no_main]

#[path = "../../tests/integration/docx_file.rs"]
#[allow(dead_code, reason = "each target asserts its own part")]
mod docx_file;
#[path = "../../tests/integration/docx_sound.rs"]
mod docx_sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| docx_sound::docx(bytes));
