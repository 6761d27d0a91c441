//! The state machine: the same bits by whatever steps, resets, snapshots, learning rates, divergence.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::{Config, Trainer, config::*};

fn small() -> Config {
    Config { layers: vec![Layer { units: 13, activation: Activation::Relu }], validation: 0.2, ..Config::default() }
}

/// One of each kernel and of each size of optimizer state.
fn varied() -> Vec<Config> {
    let with = |kind, activation, units: &[usize]| Config {
        layers: units.iter().map(|&units| Layer { units, activation }).collect(),
        optimizer: Optimizer::of(kind),
        ..small()
    };
    vec![
        small(),
        with(OptimizerKind::Sgd, Activation::HardSigmoid, &[6]),
        with(OptimizerKind::Nadam, Activation::Tanh, &[9, 5]),
        with(OptimizerKind::Lion, Activation::Gelu, &[7]),
        Config { optimizer: Optimizer { amsgrad: true, ..Optimizer::of(OptimizerKind::Adam) }, ..small() },
    ]
}

fn trained(config: Config, epochs: u32) -> Trainer {
    let mut trainer = Trainer::new(config).unwrap();
    trainer.step(epochs);
    trainer
}

#[test]
fn steps_of_any_size_give_the_same_bits() {
    for config in varied() {
        let whole = trained(config.clone(), 30);
        let mut pieces = trained(config.clone(), 7);
        pieces.step(0);
        (0..10).for_each(|_| _ = pieces.step(2));
        pieces.train(3);
        assert_eq!(pieces.snapshot(), whole.snapshot());
        let mut updates = Trainer::new(config).unwrap();
        let count = 30 * updates.updates_per_epoch() as u32;
        updates.step_updates(count - 5);
        updates.train_updates(5);
        assert_eq!(updates.snapshot(), whole.snapshot());
    }
}

#[test]
fn a_step_of_0_trains_nothing_and_predicts() {
    let mut trainer = Trainer::new(small()).unwrap();
    let before = trainer.snapshot();
    assert_eq!(trainer.step(0).len(), 100);
    assert_eq!(trainer.snapshot(), before);
    assert!(trainer.loss().is_nan());
    assert_eq!((trainer.epoch(), trainer.updates()), (0, 0));
}

#[test]
fn a_reset_gives_the_same_run_again() {
    for config in varied() {
        let mut trainer = Trainer::new(config).unwrap();
        let start = trainer.snapshot();
        trainer.step(5);
        let first = trainer.snapshot();
        trainer.step(9);
        trainer.reset();
        assert_eq!(trainer.snapshot(), start);
        trainer.step(5);
        assert_eq!(trainer.snapshot(), first);
    }
}

#[test]
fn training_on_from_a_snapshot_gives_the_bits_of_never_having_stopped() {
    for config in varied() {
        let mut trainer = Trainer::new(config).unwrap();
        trainer.step_updates(31);
        let mut restored = Trainer::new(Config::default()).unwrap();
        restored.restore(&trainer.snapshot()).unwrap();
        assert_eq!(restored.curve(), trainer.curve());
        trainer.step(12);
        restored.step(12);
        assert_eq!(restored.snapshot(), trainer.snapshot());
        restored.reset();
        trainer.reset();
        assert_eq!(restored.snapshot(), trainer.snapshot());
    }
}

#[test]
fn a_damaged_snapshot_is_refused_and_changes_nothing() {
    let mut trainer = trained(small(), 3);
    let good = trainer.snapshot();
    let codes = |bytes: &[u8], trainer: &mut Trainer| trainer.restore(bytes).unwrap_err().code;
    assert_eq!(codes(&[], &mut trainer), "damaged_snapshot");
    assert_eq!(codes(b"PNG not a snapshot at all", &mut trainer), "not_a_snapshot");
    for cut in [1, 8, 11, 12, 40, good.len() - 1] {
        assert_eq!(codes(&good[..cut.max(4)], &mut trainer), "damaged_snapshot", "cut at {cut}");
    }
    for place in (12..good.len()).step_by(37) {
        let mut changed = good.clone();
        changed[place] ^= 0x10;
        assert_eq!(codes(&changed, &mut trainer), "damaged_snapshot", "changed at {place}");
    }
    assert_eq!(trainer.snapshot(), good);
}

#[test]
fn a_link_trains_the_run_its_author_saw_changes_of_the_learning_rate_included() {
    let mut author = Trainer::new(small()).unwrap();
    author.step(4);
    author.set_learning_rate(0.3).unwrap();
    author.step(3);
    author.set_learning_rate(0.1).unwrap();
    author.step(3);
    let mut reader = Trainer::from_link(&author.link()).unwrap();
    reader.step(10);
    assert_eq!(reader.snapshot(), author.snapshot());
    author.reset();
    author.step(10);
    assert_eq!(reader.snapshot(), author.snapshot(), "reset keeps the changes");
}

#[test]
fn a_learning_rate_set_by_hand_drops_changes_noted_for_later() {
    let config = Config { learning_rate_changes: vec![(10, 0.5), (100, 0.25)], ..small() };
    let mut trainer = Trainer::new(config).unwrap();
    trainer.step_updates(20);
    assert_eq!(trainer.learning_rate(), 0.5);
    trainer.set_learning_rate(0.125).unwrap();
    assert_eq!(trainer.config().learning_rate_changes, [(10, 0.5), (20, 0.125)]);
    let error = trainer.set_learning_rate(f64::NAN).unwrap_err();
    assert_eq!(error.path, "optimizer.learningRate");
    assert_eq!(trainer.learning_rate(), 0.125);
}

#[test]
fn a_learning_rate_set_before_the_first_update_is_noted_too() {
    let mut trainer = Trainer::new(small()).unwrap();
    trainer.set_learning_rate(0.5).unwrap();
    assert_eq!(trainer.config().learning_rate_changes, [(0, 0.5)]);
    trainer.step(3);
    let optimizer = Optimizer { learning_rate: 0.5, ..small().optimizer };
    assert_eq!(trainer.checksum(), trained(Config { optimizer, ..small() }, 3).checksum());
}

#[test]
fn the_rate_that_holds_needs_no_note() {
    let mut trainer = Trainer::new(small()).unwrap();
    let link = trainer.link();
    trainer.set_learning_rate(1.0).unwrap();
    assert_eq!(trainer.link(), link);
    trainer.step_updates(3);
    trainer.set_learning_rate(0.5).unwrap();
    trainer.set_learning_rate(1.0).unwrap();
    assert_eq!(trainer.link(), link, "two changes at the same update that undo each other");
    trainer.set_learning_rate(0.5).unwrap();
    trainer.step_updates(3);
    trainer.set_learning_rate(0.5).unwrap();
    assert_eq!(trainer.config().learning_rate_changes, [(3, 0.5)]);
    let later = Config { learning_rate_changes: vec![(100, 0.25)], ..small() };
    let mut trainer = Trainer::new(later).unwrap();
    trainer.set_learning_rate(1.0).unwrap();
    assert_eq!(trainer.config().learning_rate_changes, [], "the caller's value wins over later ones");
}

#[test]
fn a_rate_that_is_none_is_refused_and_changes_nothing() {
    let mut trainer = trained(small(), 2);
    trainer.set_learning_rate(0.25).unwrap();
    let before = trainer.snapshot();
    for value in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, -f64::INFINITY, 1e-60, 1e7, f64::MAX] {
        let error = trainer.set_learning_rate(value).unwrap_err();
        assert_eq!((error.code, error.path.as_str()), ("out_of_range", "optimizer.learningRate"), "{value}");
        assert_eq!(trainer.snapshot(), before, "{value}");
    }
}

/// Each of them once encoded and checked the whole configuration: 10,000 took 80 s.
#[test]
fn a_schedule_of_a_hundred_thousand_changes_is_noted_and_the_next_one_refused() {
    let tiny = Config { samples: 2, layers: vec![Layer { units: 1, activation: Activation::Linear }], ..small() };
    let mut trainer = Trainer::new(Config { validation: 0.0, ..tiny }).unwrap();
    let start = std::time::Instant::now();
    for i in 1..=100_000 {
        trainer.train_updates(1);
        trainer.set_learning_rate(1.0 / f64::from(i + 1)).unwrap();
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(trainer.config().learning_rate_changes.len(), 100_000);
    trainer.train_updates(1);
    let error = trainer.set_learning_rate(0.5).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), ("out_of_range", "learningRateChanges"));
    assert_eq!(error.param("value"), Some(&lernkurve::value::Value::Number(100_001.0)));
    trainer.set_learning_rate(trainer.learning_rate()).unwrap();
    let mut restored = Trainer::new(small()).unwrap();
    restored.restore(&trainer.snapshot()).unwrap();
    assert_eq!(restored.config(), trainer.config());
}

#[test]
fn a_run_has_diverged_as_soon_as_a_weight_is_not_finite() {
    let too_fast = Optimizer { learning_rate: 1e6, ..Optimizer::of(OptimizerKind::Sgd) };
    for activation in [Activation::Relu, Activation::Exponential, Activation::Linear] {
        for units in [vec![13], vec![7, 5]] {
            let layers = units.iter().map(|&units| Layer { units, activation }).collect();
            let mut trainer = Trainer::new(Config { layers, optimizer: too_fast, ..small() }).unwrap();
            while trainer.parameters().iter().all(|weight| weight.is_finite()) && !trainer.diverged() {
                trainer.step_updates(1);
            }
            assert!(trainer.diverged(), "{activation:?} {units:?}");
        }
    }
    for weight in [f32::NAN, f32::INFINITY, -f32::INFINITY] {
        for place in [0, 5, 39] {
            let mut trainer = Trainer::new(small()).unwrap();
            let mut weights = trainer.parameters();
            weights[place] = weight;
            trainer.set_parameters(&weights).unwrap();
            assert!(trainer.diverged(), "{weight} at {place}");
        }
    }
}

#[test]
fn a_gradient_wants_as_many_ys_as_xs() {
    let trainer = Trainer::new(small()).unwrap();
    let codes = |xs: &[f32], ys: &[f32]| trainer.gradient(xs, ys).map_err(|error| (error.code, error.path));
    assert_eq!(codes(&[0.5, 0.6], &[0.5]), Err(("wrong_length", "ys".to_string())));
    assert_eq!(codes(&[0.5], &[]), Err(("wrong_length", "ys".to_string())));
    assert_eq!(codes(&[], &[]), Err(("out_of_range", "xs".to_string())));
    assert_eq!(codes(&[0.5; 10_001], &[0.5; 10_001]), Err(("out_of_range", "xs".to_string())));
    assert_eq!(codes(&[0.5; 10_000], &[0.5; 10_000]).unwrap().1.len(), trainer.parameter_count());
}

#[test]
fn a_configuration_made_by_hand_is_brought_into_its_normal_form() {
    let optimizer = Optimizer { rho: 0.3, amsgrad: true, ..Optimizer::of(OptimizerKind::Sgd) };
    let made = Config { domain: Some([0.0, 1.0]), optimizer, ..small() };
    let trainer = Trainer::new(made).unwrap();
    let normal = Config { domain: None, optimizer: Optimizer::of(OptimizerKind::Sgd), ..small() };
    assert_eq!(trainer.config(), &normal);
    let error = Trainer::new(Config { function: None, ..small() }).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), ("missing", "function"));
    let huge = Layer { units: usize::MAX, activation: Activation::Relu };
    assert_eq!(Trainer::new(Config { layers: vec![huge; 3], ..small() }).unwrap_err().path, "layers[0].units");
}

#[test]
fn a_divergence_stops_the_run_and_can_be_recovered_from() {
    let optimizer = Optimizer { learning_rate: 30.0, ..Optimizer::of(OptimizerKind::Sgd) };
    let mut trainer = trained(Config { optimizer, ..small() }, 200);
    assert!(trainer.diverged());
    assert_eq!(trainer.loss(), f32::INFINITY);
    assert_eq!(trainer.insight().code, "diverged");
    let stopped = trainer.snapshot();
    trainer.step(5);
    assert_eq!(trainer.snapshot(), stopped, "nothing is trained any more");
    let mut rate = 30.0;
    while trainer.diverged() {
        let epoch = trainer.recover().unwrap();
        trainer.step(epoch as u32);
        assert!(!trainer.diverged(), "the last good epoch is good");
        rate /= 3.0;
        assert!((trainer.learning_rate() - rate).abs() < 1e-9);
        trainer.step(200);
    }
    let mut reader = Trainer::from_link(&trainer.link()).unwrap();
    reader.step(trainer.epoch() as u32);
    assert_eq!(reader.checksum(), trainer.checksum());
}

#[test]
fn parameters_can_be_replaced_and_a_wrong_length_is_refused() {
    let mut trainer = Trainer::new(small()).unwrap();
    let ones = vec![1.0; trainer.parameter_count()];
    trainer.set_parameters(&ones).unwrap();
    assert_eq!(trainer.parameters(), ones);
    // 13 units of relu(x + 1), and 1.
    assert_eq!(trainer.predict(&[0.0, 1.0, -2.0]), [14.0, 27.0, 1.0]);
    let error = trainer.set_parameters(&ones[1..]).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), ("wrong_length", "parameters"));
}

#[test]
fn the_loss_is_the_mean_over_the_samples_before_each_update() {
    let mut trainer = Trainer::new(Config { validation: 0.0, ..small() }).unwrap();
    let mut seen = 0.0;
    let mut before = trainer.clone();
    for batch in [15.0; 6].into_iter().chain([11.0]) {
        trainer.step_updates(1);
        // A batch of its own: the loss of a one-update epoch.
        seen += batch;
        before.step_updates(1);
    }
    assert_eq!((seen, trainer.epoch()), (101.0, 1));
    assert_eq!(trainer.loss(), before.loss());
    assert_eq!(trainer.history().loss(), [trainer.loss()]);
    assert_eq!(trainer.history().epochs(), [1.0]);
}

#[test]
fn validation_holds_out_a_seeded_choice() {
    let trainer = Trainer::new(small()).unwrap();
    let data = trainer.data();
    assert_eq!((data.train_x.len(), data.validation_x.len()), (81, 20));
    assert!(data.validation_x.iter().any(|&x| x < 0.5) && data.validation_x.iter().any(|&x| x > 0.5));
    let other = Trainer::new(Config { seed: 2, ..small() }).unwrap();
    assert_ne!(other.data().validation_x, data.validation_x);
    assert_eq!(trained(small(), 3).history().validation().len(), 3);
}

#[test]
fn a_function_that_is_not_finite_names_the_x() {
    let config = Config { function: Some("1/x".to_string()), ..small() };
    let error = Trainer::new(config).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), ("not_finite", "function"));
    assert!(error.message.contains("x = 0"), "{}", error.message);
}

#[test]
fn own_points_have_a_domain_with_a_margin_and_no_target() {
    let points = Some(vec![[0.0, 1.0], [10.0, 2.0], [4.0, 0.0]]);
    let mut trainer = Trainer::new(Config { function: None, points, validation: 0.0, ..small() }).unwrap();
    assert_eq!((trainer.grid()[0], trainer.grid()[99]), (-0.5, 10.5));
    assert!(trainer.target().iter().all(|y| y.is_nan()));
    trainer.step(5);
    assert!(trainer.loss().is_finite());
}

#[test]
fn loss_and_error_are_those_of_the_weights_as_they_are() {
    let mut trainer = Trainer::new(small()).unwrap();
    let start = (trainer.evaluate(), trainer.rmse());
    let fresh = |trainer: &Trainer| {
        let mut other = Trainer::new(Config::default()).unwrap();
        other.restore(&trainer.snapshot()).unwrap();
        (other.evaluate(), other.rmse())
    };
    for _ in 0..3 {
        trainer.train_updates(1);
        let now = (trainer.evaluate(), trainer.rmse());
        assert_ne!(now, start);
        assert_eq!(now, fresh(&trainer));
    }
    let ones = vec![1.0; trainer.parameter_count()];
    trainer.set_parameters(&ones).unwrap();
    assert_eq!((trainer.evaluate(), trainer.rmse()), fresh(&trainer));
    trainer.reset();
    assert_eq!((trainer.evaluate(), trainer.rmse()), start);
}

/// The ends of most domains are no f32. Rounded outwards, a function that ends there would be sampled where it is not
/// defined.
#[test]
fn samples_and_grid_never_leave_the_domain() {
    let defined_up_to_its_ends = [
        ("sqrt(0.09 - x^2)", -0.3, 0.3),
        ("sqrt(x - 0.1)", 0.1, 1.0),
        ("ln(x - 0.7 + 1e-300)", 0.7, 0.9),
        ("sqrt(16777217 - x)", 0.0, 16_777_217.0),
        ("sqrt(x + 1e-50)", -1e-50, 1.0),
        ("asin(x/0.7)", -0.7, 0.7),
    ];
    for (function, low, high) in defined_up_to_its_ends {
        for sampling in [Sampling::Grid, Sampling::Random] {
            let config = Config {
                function: Some(function.to_string()),
                domain: Some([low, high]),
                sampling,
                samples: 10_000,
                ..Config::default()
            };
            let trainer = Trainer::new(config).unwrap_or_else(|error| panic!("{function}: {error:?}"));
            let all = trainer.train_x().iter().chain(trainer.grid());
            assert!(all.copied().all(|x| (low..=high).contains(&f64::from(x))), "{function} on [{low}, {high}]");
            let grid = trainer.grid();
            assert!(
                grid.is_sorted() && f64::from(grid[0]) - low < 1e-7 && high - f64::from(grid[99]) < 2.0,
                "{grid:?}"
            );
        }
    }
}

/// Four neighbouring numbers are a domain, on which a hundred points are still points of it.
#[test]
fn the_narrowest_domains_are_sampled() {
    for domain in [[1.0, 1.000_000_2], [16_777_216.0, 16_777_218.0], [0.1, 0.100_000_02]] {
        let trainer = Trainer::new(Config { domain: Some(domain), ..Config::default() }).unwrap();
        let inside = |x: &f32| (domain[0]..=domain[1]).contains(&f64::from(*x));
        assert!(trainer.grid().iter().all(inside) && trainer.grid().is_sorted(), "{domain:?}");
    }
}
