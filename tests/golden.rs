//! The same bits everywhere: the golden table, natively in debug and release, in Node and in browsers.
//!
//! A wrong size means that the encoding of snapshots changed; the same size with another hash, that values did.
//! Either is a bug until proven otherwise. The table is made anew only with a new `ENGINE_VERSION`, by
//! `cargo run --release --example golden > tests/fixtures/golden.tsv`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/golden.rs"]
mod golden;

const TABLE: &str = include_str!("fixtures/golden.tsv");

#[test]
fn every_run_gives_the_bits_of_the_table() {
    let expected: Vec<&str> = TABLE.lines().collect();
    let got = golden::lines();
    assert_eq!(got.len(), expected.len(), "lines of the table");
    for (got, expected) in got.iter().zip(expected) {
        assert_eq!(got, expected, "(link, epoch, size, hash, checksum)");
    }
}
