//! The native half of `cargo xtask bench`: the cases of benches/cases.json, and the processor's peak beside them.
//! Writes JSON to the path it is given, for benches/run.js, which measures the rest and prints the table.

mod clock;
mod peak;

use lernkurve::value::Value;
use lernkurve::{Config, Trainer};
use std::time::Duration;

const CASES: &str = include_str!("../cases.json");

fn main() {
    // Cargo adds `--bench` to what it was told to pass on.
    let target = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let cases: Value = serde_json::from_str(CASES).expect("benches/cases.json is JSON");
    let peak = peak::measure();
    let results = cases.as_list().expect("a list of cases").iter().map(|case| {
        eprintln!("  native: {}", case.get("name").and_then(Value::as_text).expect("a case has a name"));
        measure(case)
    });
    let report = Value::map([("nsPerPair", peak.into()), ("results", Value::list(results))]);
    let json = serde_json::to_string_pretty(&report).expect("numbers and text");
    match target {
        Some(path) => std::fs::write(&path, json).unwrap_or_else(|error| panic!("cannot write {path}: {error}")),
        None => println!("{json}"),
    }
}

/// Milliseconds an epoch, over and over, and where that is short, of 10,000 epochs from the start.
fn measure(case: &Value) -> Value {
    let config = Config::from_value(case.get("config").expect("a case has a config")).expect("a valid config");
    let mut trainer = Trainer::new(config.clone()).expect("a trainable config");
    let epochs = clock::sample(|epochs| trainer.train(epochs));
    assert!(!trainer.diverged(), "a run that has diverged trains no more: there was nothing to measure");
    let wholes = clock::wholes(epochs.median(), || {
        let mut trainer = Trainer::new(config.clone()).expect("a trainable config");
        clock::time(|| (0..100).for_each(|_| trainer.train(100)))
    });
    Value::map([
        ("name", case.get("name").cloned().expect("a case has a name")),
        ("epochMs", epochs.to_value()),
        ("wholeMs", wholes.map_or(Value::Null, |samples| samples.to_value())),
    ])
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
