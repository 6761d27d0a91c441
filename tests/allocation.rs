//! Training takes its memory once: after `Trainer::new`, no update of any kernel or optimizer allocates.
#![cfg(not(target_arch = "wasm32"))]

use allocation_counter::measure;
use lernkurve::config::{
    Activation, Config, Initializer, InitializerKind, Layer, Loss, Optimizer, OptimizerKind, Regularizer,
};
use lernkurve::{Trainer, dataset::GRID_POINTS};

/// A network of those layers that neither diverges nor takes long.
fn network(layers: &[(usize, Activation)]) -> Config {
    Config {
        layers: layers.iter().map(|&(units, activation)| Layer { units, activation }).collect(),
        optimizer: Optimizer::of(OptimizerKind::Adam),
        ..Config::default()
    }
}

/// Every way of training, from the very first update on; what was drawn or summed is part of it.
#[track_caller]
fn assert_trains_in_place(name: &str, config: Config) {
    let mut trainer = Trainer::new(config).unwrap_or_else(|error| panic!("{name}: {error}"));
    let info = measure(|| {
        trainer.train_updates(3);
        trainer.step_updates(2);
        trainer.train(4);
        trainer.step(3);
        trainer.evaluate();
    });
    assert!(trainer.epoch() >= 7 && !trainer.diverged(), "{name}: nothing was measured");
    assert_eq!((info.count_total, info.bytes_total), (0, 0), "{name}: allocated while training");
}

#[test]
fn the_counter_counts() {
    let info = measure(|| drop(std::hint::black_box(vec![0_u8; GRID_POINTS])));
    assert_eq!((info.count_total, info.bytes_total), (1, GRID_POINTS as u64));
}

#[test]
fn no_kernel_allocates() {
    for &activation in Activation::ALL {
        let name = activation.name();
        assert_trains_in_place(name, network(&[(13, activation)]));
        assert_trains_in_place(&format!("{name}, deep"), network(&[(9, activation), (5, activation), (4, activation)]));
    }
}

/// Ranks are counted in small batches and looked up in large ones; layers have tails of every length.
#[test]
fn no_size_of_batch_or_layer_allocates() {
    for batch_size in [1, 15, 32, 33, 101, 1_000] {
        for units in [1, 2, 3, 4, 300] {
            for layers in [vec![(units, Activation::Relu)], vec![(units, Activation::Tanh), (7, Activation::Relu)]] {
                let config = Config { batch_size, ..network(&layers) };
                assert_trains_in_place(&format!("{layers:?} in batches of {batch_size}"), config);
            }
        }
    }
}

#[test]
fn no_optimizer_allocates() {
    for &kind in OptimizerKind::ALL {
        let plain = Optimizer::of(kind);
        let momentum = Optimizer { momentum: 0.9, nesterov: true, centered: true, amsgrad: true, ..plain };
        let decaying = Optimizer { weight_decay: 0.01, ..plain };
        for optimizer in [plain, momentum, decaying] {
            let config = Config { optimizer, ..network(&[(12, Activation::Relu)]) };
            assert_trains_in_place(&format!("{optimizer:?}"), config);
        }
    }
}

#[test]
fn no_loss_or_regularizer_allocates() {
    for &loss in Loss::ALL {
        for regularizer in [Regularizer { l1: 0.0, l2: 0.0 }, Regularizer { l1: 1e-4, l2: 1e-3 }] {
            let config = Config { loss, regularizer, ..network(&[(12, Activation::Sigmoid)]) };
            assert_trains_in_place(loss.name(), config);
        }
    }
}

#[test]
fn neither_validation_nor_noise_nor_points_allocate() {
    let points = (0..40).map(|i| [f64::from(i % 20), f64::from(i)]).collect();
    let spread = Initializer::of(InitializerKind::Spread);
    let base = network(&[(12, Activation::Relu)]);
    assert_trains_in_place("validation", Config { validation: 0.3, ..base.clone() });
    assert_trains_in_place("noise", Config { noise: 0.1, shuffle: false, ..base.clone() });
    assert_trains_in_place("points", Config { points: Some(points), function: None, ..base.clone() });
    let changes = vec![(2, 0.01), (20, 0.001)];
    assert_trains_in_place("changes", Config { learning_rate_changes: changes, bias_initializer: spread, ..base });
}

/// The history alone grows with a run, to a bound that is reached when it is thinned for the first time; what
/// thinning takes is given back.
#[test]
fn memory_stays_flat_over_a_long_run() {
    for validation in [0.0, 0.25] {
        let config = Config { samples: 4, validation, ..network(&[(4, Activation::Relu)]) };
        let mut trainer = Trainer::new(config).unwrap();
        let young = measure(|| trainer.train(1_000));
        assert_eq!((young.count_total, young.bytes_total), (0, 0), "validation {validation}: grew while it was short");
        let growing = measure(|| trainer.train(40_000));
        assert!(growing.bytes_current <= 3 * 4 * 32_768, "validation {validation}: {} bytes", growing.bytes_current);
        let info = measure(|| trainer.train(100_000));
        assert_eq!(trainer.epoch(), 141_000);
        assert_eq!((info.count_current, info.bytes_current), (0, 0), "validation {validation}: memory grew");
        assert!(info.bytes_max <= 64 << 10, "validation {validation}: {} bytes for a moment", info.bytes_max);
    }
}

/// What `Trainer::new` asks for beforehand is at least what it takes, and not many times that.
#[test]
fn the_memory_a_trainer_takes_is_known_before() {
    let shapes: [&[usize]; 7] = [&[1], &[3], &[300], &[4096], &[64, 64], &[5, 700, 3], &[200; 8]];
    for (units, activation, kind) in shapes.into_iter().flat_map(|units| {
        let activations = [Activation::Relu, Activation::HardSigmoid, Activation::Tanh];
        let kinds = [OptimizerKind::Sgd, OptimizerKind::Adam, OptimizerKind::Rmsprop];
        activations.into_iter().zip(kinds).map(move |(activation, kind)| (units, activation, kind))
    }) {
        for (samples, batch_size) in [(2, 1), (101, 15), (10_000, 1), (10_000, 10_000)] {
            let layers = units.iter().map(|&units| Layer { units, activation }).collect();
            let optimizer = Optimizer { amsgrad: true, centered: true, ..Optimizer::of(kind) };
            let points = (samples > 101).then(|| (0..samples).map(|i| [i as f64, 1.0]).collect());
            let config =
                Config { layers, optimizer, samples, batch_size, points, validation: 0.3, ..Config::default() };
            let asked = Trainer::memory_for(&config);
            let name = format!("{units:?} {activation:?}, {samples} samples in batches of {batch_size}");
            let mut trainer = None;
            // Without what is asked for at once and given back.
            let taken = measure(|| trainer = Trainer::new(config).ok()).bytes_current as usize;
            assert!(trainer.is_some() && taken <= asked, "{name}: takes {taken}, asks for {asked}");
            assert!(asked < 4 * taken + (200 << 10), "{name}: takes {taken}, asks for {asked}");
        }
    }
}
