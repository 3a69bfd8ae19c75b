//! Throughput of each stage, and of all together, on text of our own; that each is linear shows in the sizes.
//!
//! ```text
//! cargo bench                                every stage, 1 and 10 MB
//! STATVET_BENCH_LARGE=1 cargo bench          100 MB too, and "a 25% " two million times
//! cargo bench -- extract                     one stage
//! ```
//!
//! Read the MB/s: where a row's 10 MB is much slower than its 1 MB, a stage is not linear. Nothing here fails
//! on a time; machines differ.
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a bench may panic"
)]

mod news;

use divan::Bencher;
use divan::counter::BytesCount;
use statvet::stage::{check, claim, document, extract, report};
use statvet::{
    Document, InputFormat, MAX_QUANTITIES, Policy, RuleLimits, RuleSet, load_rules, vet,
};
use std::io;

fn main() {
    divan::main();
}

/// Sizes of the text in MB.
fn megabytes() -> Vec<usize> {
    if is_large() {
        vec![1, 10, 100]
    } else {
        vec![1, 10]
    }
}

/// Sizes of the hostile text, in repetitions.
fn repetitions() -> Vec<usize> {
    if is_large() {
        vec![20_000, 200_000, 2_000_000]
    } else {
        vec![20_000, 200_000]
    }
}

fn is_large() -> bool {
    std::env::var_os("STATVET_BENCH_LARGE").is_some()
}

fn read_text(text: Vec<u8>) -> Document {
    document::read("bench.txt".into(), text, InputFormat::Text, None).unwrap()
}

/// The packs that ship.
fn rules() -> RuleSet {
    load_rules(&["rules".into()], RuleLimits::default()).rules
}

#[divan::bench(args = megabytes(), sample_count = 3, sample_size = 1)]
fn s1_read(bencher: Bencher<'_, '_>, megabytes: usize) {
    let text = news::text(megabytes);
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| text.clone())
        .bench_local_values(read_text);
}

#[divan::bench(args = megabytes(), sample_count = 3, sample_size = 1)]
fn s2_extract(bencher: Bencher<'_, '_>, megabytes: usize) {
    let document = read_text(news::text(megabytes));
    bencher
        .counter(BytesCount::new(document.prose.text.len()))
        .bench_local(|| extract::scan(&document, MAX_QUANTITIES));
}

#[divan::bench(args = megabytes(), sample_count = 3, sample_size = 1)]
fn s3_claim(bencher: Bencher<'_, '_>, megabytes: usize) {
    let document = read_text(news::text(megabytes));
    bencher
        .counter(BytesCount::new(document.prose.text.len()))
        .with_inputs(|| extract::scan(&document, MAX_QUANTITIES))
        .bench_local_values(|mut extract| {
            let claims = claim::bind(&document, &mut extract);
            let relations = claim::relate(&document, &extract, &claims);
            (extract, claims, relations)
        });
}

#[divan::bench(args = megabytes(), sample_count = 3, sample_size = 1)]
fn s4_check(bencher: Bencher<'_, '_>, megabytes: usize) {
    let document = read_text(news::text(megabytes));
    let mut extract = extract::scan(&document, MAX_QUANTITIES);
    let claims = claim::bind(&document, &mut extract);
    let relations = claim::relate(&document, &extract, &claims);
    let policy = Policy::default();
    let context = check::Context {
        document: &document,
        extract: &extract,
        claims: &claims,
        relations: &relations,
        policy: &policy,
        slack: policy.slack,
    };
    let rules = rules();
    bencher
        .counter(BytesCount::new(document.prose.text.len()))
        .bench_local(|| check::run(&context, &rules));
}

#[divan::bench(args = megabytes(), sample_count = 3, sample_size = 1)]
fn s5_report_json(bencher: Bencher<'_, '_>, megabytes: usize) {
    let text = news::text(megabytes);
    let length = text.len();
    let report = vet(
        read_text(text),
        &rules(),
        &Policy::default(),
        MAX_QUANTITIES,
    );
    bencher
        .counter(BytesCount::new(length))
        .bench_local(|| report.render(report::Format::Json, &mut io::sink()));
}

#[divan::bench(args = megabytes(), sample_count = 3, sample_size = 1)]
fn whole_run(bencher: Bencher<'_, '_>, megabytes: usize) {
    run(bencher, &news::text(megabytes));
}

/// The densest text there is, in one sentence without end.
#[divan::bench(args = repetitions(), sample_count = 3, sample_size = 1)]
fn whole_run_of_percents(bencher: Bencher<'_, '_>, repetitions: usize) {
    run(bencher, "a 25% ".repeat(repetitions).as_bytes());
}

/// From bytes to bytes, as the program does it.
fn run(bencher: Bencher<'_, '_>, text: &[u8]) {
    let rules = rules();
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| text.to_vec())
        .bench_local_values(|text| {
            let report = vet(read_text(text), &rules, &Policy::default(), MAX_QUANTITIES);
            report.render(report::Format::Json, &mut io::sink())
        });
}
