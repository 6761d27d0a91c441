//! Every loss with every regularizer, and batches of every kind of size, against Keras 3.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/fixture.rs"]
mod fixture;

use fixture::{assert_near, read, runs};
use lernkurve::config::{Activation, Layer, Loss, Optimizer, OptimizerKind, Regularizer};
use lernkurve::{Config, Trainer};

#[test]
fn losses_and_penalties_are_those_of_keras() {
    let runs = runs(&read("losses.json"));
    for &loss in Loss::ALL {
        let of_loss = || runs.iter().filter(|run| run.config.loss == loss);
        assert!(of_loss().any(|run| run.config.regularizer.l1 > 0.0 && run.config.regularizer.l2 > 0.0));
        for run in of_loss() {
            run.check_first_update();
            run.check_epochs();
        }
    }
}

/// A batch of 64 is one of 10 where there are ten points; of 1, ten updates.
#[test]
fn a_batch_is_at_most_the_training_set() {
    for run in runs(&read("losses.json")) {
        let size = run.config.batch_size;
        let mut trainer = run.trainer();
        trainer.step(1);
        assert_eq!(trainer.updates(), 10u64.div_ceil(size.min(10) as u64), "batches of {size}");
    }
}

/// With steps too short to move a weight, the mean over all samples of the losses before each update is the loss
/// over the whole set, whatever the order and however small the last batch.
#[test]
fn the_reported_loss_weighs_every_sample_alike() {
    let optimizer = Optimizer { learning_rate: 1e-30, ..Optimizer::of(OptimizerKind::Sgd) };
    for batch_size in [1, 4, 15, 100, 101, 500] {
        let config = Config { batch_size, optimizer, ..Config::default() };
        let mut trainer = Trainer::new(config).unwrap();
        let before = trainer.evaluate();
        trainer.step(1);
        assert_near(trainer.loss(), before.into(), 1e-6, &format!("batches of {batch_size}"));
        assert_eq!(trainer.evaluate(), before);
    }
}

/// Keras has no loss before the first epoch; neither have we.
#[test]
fn before_the_first_epoch_there_is_no_loss() {
    assert!(Trainer::new(Config::default()).unwrap().loss().is_nan());
}

/// An epoch takes every sample once, in an order of its own: from the same weights, shuffled epochs of one batch
/// agree to rounding, and those of many batches do not.
#[test]
fn shuffling_changes_the_order_and_nothing_else() {
    let after = |batch_size: usize, shuffle: bool| {
        let config = Config { batch_size, shuffle, ..Config::default() };
        let mut trainer = Trainer::new(config).unwrap();
        trainer.step(1);
        trainer.parameters()
    };
    let farthest = |a: Vec<f32>, b: Vec<f32>| a.iter().zip(&b).fold(0f32, |most, (a, b)| most.max((a - b).abs()));
    assert!(farthest(after(101, true), after(101, false)) < 1e-5);
    assert!(farthest(after(15, true), after(15, false)) > 1e-4);
}

/// Where |w| and |e| have their kink, both pull nowhere: a dead weight stays dead, and what is met is let be.
#[test]
fn penalty_and_absolute_error_have_slope_0_at_0() {
    let config = Config {
        layers: vec![Layer { units: 3, activation: Activation::Tanh }],
        loss: Loss::MeanAbsoluteError,
        regularizer: Regularizer { l1: 0.5, l2: 0.0 },
        ..Config::default()
    };
    let mut trainer = Trainer::new(config).unwrap();
    let zeros = vec![0.0; trainer.parameters().len()];
    trainer.set_parameters(&zeros).unwrap();
    assert_eq!(trainer.gradient(&[0.25, 0.75], &[0.0, 0.0]), Ok((0.0, zeros)));
}
