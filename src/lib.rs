//! Vets the statistics in prose.
#![allow(dead_code, unused_imports, reason = "being built")]
mod check;
mod claim;
mod document;
mod extract;
mod quantity;
mod rules;
mod untrusted;
mod verdict;
