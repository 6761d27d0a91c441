//! What must hold on wasm32 as it does natively.

#[path = "golden.rs"]
mod golden;

use lernkurve::{Config, Trainer};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_run_gives_the_bits_of_the_table() {
    let expected: Vec<&str> = include_str!("../fixtures/golden.tsv").lines().collect();
    let got = golden::lines();
    assert_eq!(got.len(), expected.len(), "lines of the table");
    for (got, expected) in got.iter().zip(expected) {
        assert_eq!(got, expected, "(link, epoch, size, hash, checksum)");
    }
}

#[wasm_bindgen_test]
fn a_restored_snapshot_trains_on_with_the_same_bits() {
    let mut trainer = Trainer::new(Config::default()).unwrap();
    trainer.step_updates(31);
    let mut restored = Trainer::new(Config::default()).unwrap();
    restored.restore(&trainer.snapshot()).unwrap();
    trainer.step(3);
    restored.step(3);
    assert_eq!(restored.snapshot(), trainer.snapshot());
}
