//! Vets the statistics in prose.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "being built")]
mod check;
mod claim;
mod document;
mod extract;
mod quantity;
mod report;
mod untrusted;
