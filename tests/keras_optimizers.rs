//! Every optimizer against Keras 3: ten points in batches of 4, 4 and 2, without shuffling.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/fixture.rs"]
mod fixture;

use fixture::{optimizer, read, runs};
use lernkurve::config::{Activation, Layer, Loss, Optimizer, OptimizerKind};
use lernkurve::{Config, Trainer};

#[test]
fn hyperparameters_default_to_those_of_keras() {
    let file = read("optimizers.json");
    for &kind in OptimizerKind::ALL {
        let mut defaults = file["defaults"][kind.name()].as_object().unwrap().clone();
        defaults.insert("kind".to_string(), kind.name().into());
        assert_eq!(Optimizer::of(kind), optimizer(&defaults), "{}", kind.name());
    }
}

#[test]
fn one_update_is_that_of_keras() {
    for run in runs(&read("optimizers.json")) {
        run.check_first_update();
    }
}

#[test]
fn epochs_with_a_partial_last_batch_are_those_of_keras() {
    for run in runs(&read("optimizers.json")) {
        run.check_epochs();
    }
}

#[test]
fn a_partial_last_batch_counts_as_an_update() {
    let run = &runs(&read("optimizers.json"))[0];
    let mut trainer = run.trainer();
    trainer.step(2);
    assert_eq!((trainer.epoch(), trainer.updates()), (2, 6));
}

/// Epochs are nothing but their updates.
#[test]
fn updates_one_by_one_give_the_same_bits_as_epochs() {
    for run in runs(&read("optimizers.json")) {
        let (mut by_epoch, mut by_update) = (run.trainer(), run.trainer());
        by_epoch.step(2);
        for _ in 0..6 {
            by_update.step_updates(1);
        }
        assert_eq!(by_epoch.parameters(), by_update.parameters(), "{}", run.name);
        assert_eq!(by_update.epoch(), 2);
    }
}

/// A table that lost an optimizer or a hyperparameter would still pass the tests above.
#[test]
fn the_table_covers_every_optimizer_and_hyperparameter() {
    let runs = runs(&read("optimizers.json"));
    for &kind in OptimizerKind::ALL {
        let count = runs.iter().filter(|run| run.config.optimizer.kind == kind).count();
        assert!(count >= 4, "{} has {count} runs", kind.name());
    }
    let any = |differs: fn(&Optimizer) -> bool| assert!(runs.iter().any(|run| differs(&run.config.optimizer)));
    any(|o| o.nesterov && o.momentum > 0.0);
    any(|o| o.centered && o.momentum > 0.0);
    any(|o| o.amsgrad && o.kind == OptimizerKind::Adam);
    any(|o| o.amsgrad && o.kind == OptimizerKind::Adamw);
    any(|o| o.kind == OptimizerKind::Adagrad && o.initial_accumulator_value == 0.0);
    for &kind in OptimizerKind::ALL {
        let decays = |o: &Optimizer| o.kind == kind && o.weight_decay > 0.0;
        assert!(runs.iter().any(|run| decays(&run.config.optimizer)), "{} never decays", kind.name());
    }
    assert!(runs.iter().any(|run| !run.config.learning_rate_changes.is_empty()));
}

/// The mean square less the squared mean is never negative, but its rounded value may be: under a gradient that
/// stays the same (the absolute error's, far from the data) the root must not become NaN, nor the weight stand still.
#[test]
fn centered_rmsprop_goes_on_under_a_constant_gradient() {
    let optimizer = Optimizer { centered: true, learning_rate: 1e-6, ..Optimizer::of(OptimizerKind::Rmsprop) };
    for batch_size in 1..=10 {
        let config = Config {
            points: Some((0..10).map(|i| [f64::from(i), 1000.0]).collect()),
            layers: vec![Layer { units: 1, activation: Activation::Tanh }],
            loss: Loss::MeanAbsoluteError,
            optimizer,
            batch_size,
            ..Config::default()
        };
        let mut trainer = Trainer::new(config).unwrap();
        let mut output_bias = 0.0;
        for epoch in 1..=300 {
            trainer.step(1);
            let next = *trainer.parameters().last().unwrap();
            assert!(next > output_bias, "batches of {batch_size}, epoch {epoch}: {next} after {output_bias}");
            output_bias = next;
        }
    }
}
