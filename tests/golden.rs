//! The same bits everywhere: the golden table, natively in debug and release, in Node and in browsers.
//!
//! A wrong size means that the encoding of snapshots changed; the same size with another hash, that values did.
//! Either is a bug until proven otherwise. The table is made anew only with a new `ENGINE_VERSION`, by
//! `cargo run --release --example golden > tests/fixtures/golden.tsv`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/golden.rs"]
mod golden;

use golden::RUNS;
use lernkurve::config::{Activation, InitializerKind, Loss, Optimizer, OptimizerKind, Sampling, Scaling, limits};
use lernkurve::{Config, share};

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

fn configs() -> Vec<Config> {
    let config = |(link, _): &(&str, _)| {
        let shared = share::read(&format!("v={}&{link}", lernkurve::ENGINE_VERSION));
        assert!(shared.problems.is_empty(), "{link}: {:?}", shared.problems);
        shared.config
    };
    RUNS.iter().map(config).collect()
}

/// Fails with those of `all` that no run has.
fn assert_covered<T: Copy>(what: &str, all: &[T], name: fn(T) -> &'static str, has: impl Fn(&Config, T) -> bool) {
    let configs = configs();
    let missing = all.iter().filter(|&&one| !configs.iter().any(|config| has(config, one))).map(|&one| name(one));
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "no golden run has {what} {missing:?}");
}

/// A table that leaves a variant out says nothing of its bits. A new one is a new line; old ones stay.
#[test]
fn every_variant_of_every_choice_has_a_run() {
    let has = |config: &Config, several: bool, activation: Activation| {
        (config.layers.len() > 1) == several && config.layers.iter().any(|layer| layer.activation == activation)
    };
    assert_covered("in one layer", Activation::ALL, Activation::name, |config, one| has(config, false, one));
    assert_covered("in several layers", Activation::ALL, Activation::name, |config, one| has(config, true, one));
    assert_covered("optimizer", OptimizerKind::ALL, OptimizerKind::name, |config, one| config.optimizer.kind == one);
    assert_covered("loss", Loss::ALL, Loss::name, |config, one| config.loss == one);
    assert_covered("sampling", Sampling::ALL, Sampling::name, |config, one| {
        config.points.is_none() && config.sampling == one
    });
    assert_covered("scaling", Scaling::ALL, Scaling::name, |config, one| config.scaling == one);
    let name = InitializerKind::name;
    assert_covered("kernels of", limits::kernel_kinds(), name, |config, one| config.kernel_initializer.kind == one);
    assert_covered("biases of", InitializerKind::ALL, name, |config, one| config.bias_initializer.kind == one);
}

/// A rule takes another path where a flag is set or a momentum is not 0, and so on.
#[test]
fn every_path_of_a_rule_has_a_run() {
    let configs = configs();
    for &kind in OptimizerKind::ALL {
        for parameter in limits::hyperparameters(kind) {
            if !["nesterov", "centered", "amsgrad", "momentum", "initialAccumulatorValue"].contains(&parameter.name) {
                continue;
            }
            let usual = parameter.get(Optimizer::of(kind));
            let differs = |config: &Config| config.optimizer.kind == kind && parameter.get(config.optimizer) != usual;
            assert!(configs.iter().any(differs), "no golden run has {} with another {}", kind.name(), parameter.name);
        }
    }
    for penalty in limits::PENALTIES {
        let none = Config::default().regularizer;
        let differs = |config: &Config| penalty.get(config.regularizer) != penalty.get(none);
        assert!(configs.iter().any(differs), "no golden run has {}", penalty.name);
    }
    type Has = fn(&Config) -> bool;
    let rest: [(&str, Has); 6] = [
        ("weight decay", |config| config.optimizer.weight_decay != 0.0),
        ("a full batch", |config| config.batch_size >= config.samples),
        ("samples in their order", |config| !config.shuffle),
        ("validation", |config| config.validation > 0.0),
        ("own points", |config| config.points.is_some()),
        ("a change of the learning rate", |config| !config.learning_rate_changes.is_empty()),
    ];
    for (what, has) in rest {
        assert!(configs.iter().any(has), "no golden run has {what}");
    }
}
