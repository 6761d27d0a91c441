//! What is said, and when: each code on a run that shows it.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::{Config, Trainer, config::*};

fn code_after(config: Config, epochs: u32) -> &'static str {
    let mut trainer = Trainer::new(config).unwrap();
    trainer.step(epochs);
    trainer.insight().code
}

fn number(trainer: &Trainer, name: &str) -> f64 {
    let insight = trainer.insight();
    let found = insight.numbers.iter().find(|(key, _)| *key == name);
    found.unwrap_or_else(|| panic!("{name} in {insight:?}")).1
}

fn with(activation: Activation, units: usize) -> Config {
    Config { layers: vec![Layer { units, activation }], ..Config::default() }
}

#[test]
fn the_untrained_network_is_a_straight_line_with_no_kink_inside() {
    let trainer = Trainer::new(Config::default()).unwrap();
    assert_eq!(trainer.insight().code, "straight_line");
    assert_eq!(number(&trainer, "kinksInside"), 0.0);
    assert_eq!(number(&trainer, "units"), 300.0);
}

#[test]
fn the_default_run_finds_the_wide_swings_and_misses_a_part_to_the_end() {
    let mut trainer = Trainer::new(Config::default()).unwrap();
    trainer.step(10_000);
    let insight = trainer.insight();
    assert!(["wide_swings", "one_place"].contains(&insight.code), "{insight:?}");
    assert!(insight.suggestion.is_some());
    // Half of it at least is not ripple: the caption must not claim that only fine detail is missing.
    assert!(number(&trainer, "rmse") > 0.03);
}

#[test]
fn linear_neurons_end_on_the_least_squares_line() {
    let mut trainer = Trainer::new(with(Activation::Linear, 300)).unwrap();
    while trainer.insight().code != "linear_limit" {
        assert!(trainer.epoch() < 3_000, "{:?}", trainer.insight());
        trainer.step(10);
    }
    assert!(number(&trainer, "mse") <= 1.02 * 1.02 * number(&trainer, "bestMse") + 1e-12);
}

#[test]
fn sigmoid_neurons_leap_as_one() {
    let mut trainer = Trainer::new(with(Activation::Sigmoid, 300)).unwrap();
    let leaps = (0..60).filter(|_| {
        trainer.step(10);
        trainer.insight().code == "leaps"
    });
    assert!(leaps.count() > 5);
}

#[test]
fn a_good_fit_is_said_to_be_one_and_nothing_is_suggested() {
    let config = Config { function: Some("x".to_string()), ..with(Activation::Linear, 3) };
    let mut trainer = Trainer::new(config).unwrap();
    trainer.step(3_000);
    assert_eq!(trainer.insight().code, "fits");
    assert_eq!(trainer.insight().suggestion, None);
}

#[test]
fn fine_detail_alone_is_missing_where_the_rest_is_there() {
    // A network that is the function without its ripple: sin units set by hand would be exact, so train on it.
    let wide = "0.2 + 0.4x² + 0.3x·sin(15x)";
    let adam = Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) };
    let config = Config {
        function: Some(wide.to_string()),
        optimizer: adam,
        kernel_initializer: Initializer::of(InitializerKind::HeUniform),
        bias_initializer: Initializer::of(InitializerKind::Spread),
        ..Config::default()
    };
    let mut teacher = Trainer::new(config.clone()).unwrap();
    teacher.step(3_000);
    let with_ripple = Config { function: Some(format!("{wide} + 0.05·cos(50x)")), ..config };
    let mut trainer = Trainer::new(with_ripple).unwrap();
    trainer.set_parameters(&teacher.parameters()).unwrap();
    assert_eq!(trainer.insight().code, "fine_detail_missing");
    assert!(number(&trainer, "fineShare") > 0.6);
}

#[test]
fn one_place_is_named_where_most_of_the_rest_lies() {
    // |x - 0.7| kinks once; a step of 0.1 beside it is what is missing.
    let hat = "abs(x - 0.7)";
    let config = Config {
        function: Some(hat.to_string()),
        optimizer: Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) },
        bias_initializer: Initializer::of(InitializerKind::Spread),
        kernel_initializer: Initializer::of(InitializerKind::HeUniform),
        ..Config::default()
    };
    let mut teacher = Trainer::new(config.clone()).unwrap();
    teacher.step(2_000);
    let bump = Config { function: Some(format!("{hat} + 0.1·gauss((x - 0.3)·15)")), ..config };
    let mut trainer = Trainer::new(bump).unwrap();
    trainer.set_parameters(&teacher.parameters()).unwrap();
    assert_eq!(trainer.insight().code, "one_place");
    assert!(number(&trainer, "from") < 0.3 && number(&trainer, "to") > 0.3, "{:?}", trainer.insight());
    assert!(number(&trainer, "worstError") < -0.08);
}

#[test]
fn dead_units_are_counted() {
    let mut trainer = Trainer::new(with(Activation::Relu, 10)).unwrap();
    trainer.step(100);
    let mut parameters = trainer.parameters();
    // All kinks behind the domain: w = 1, b = -2.
    parameters[..10].fill(1.0);
    parameters[10..20].fill(-2.0);
    // Their sum must not be what makes a straight line of it: two units live and bend.
    (parameters[0], parameters[10], parameters[1], parameters[11]) = (1.0, -0.5, -1.0, 0.5);
    trainer.set_parameters(&parameters).unwrap();
    let insight = trainer.insight();
    if insight.code == "dead_units" {
        assert_eq!(number(&trainer, "dead"), 8.0);
    } else {
        panic!("{insight:?}");
    }
}

/// Few noisy points, some held out, and a network that could be drawn through any of them.
fn few_and_noisy(samples: usize, noise: f64, validation: f64, seed: u64) -> Trainer {
    let config = Config {
        samples,
        sampling: Sampling::Random,
        noise,
        validation,
        seed,
        optimizer: Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) },
        bias_initializer: Initializer::of(InitializerKind::Spread),
        kernel_initializer: Initializer::of(InitializerKind::HeUniform),
        ..Config::default()
    };
    let mut trainer = Trainer::new(config).unwrap();
    trainer.step(3_000);
    trainer
}

#[test]
fn overfitting_is_said_when_the_validation_loss_has_turned() {
    for seed in [1, 2, 4, 5, 8] {
        let trainer = few_and_noisy(18, 0.12, 0.3, seed);
        assert_eq!(trainer.insight().code, "overfits", "seed {seed}: {:?}", trainer.insight());
        assert!(number(&trainer, "bestEpoch") < 2_100.0);
        assert!(number(&trainer, "validationLoss") > number(&trainer, "loss"));
    }
}

#[test]
fn a_validation_loss_that_was_low_for_a_few_epochs_only_is_no_overfitting() {
    for seed in [3, 6, 7, 10] {
        let trainer = few_and_noisy(18, 0.12, 0.3, seed);
        assert_ne!(trainer.insight().code, "overfits", "seed {seed}");
    }
}

/// A configuration trained as it is, and with what is suggested then, from the start for as long; and the suggestion's
/// code.
fn before_and_after_the_suggestion(config: Config, epochs: u32) -> (Trainer, Trainer, &'static str) {
    let mut as_it_was = Trainer::new(config.clone()).unwrap();
    as_it_was.step(epochs);
    let suggestion = as_it_was.insight().suggestion.expect("a suggestion");
    let changed = Config {
        optimizer: suggestion.optimizer,
        kernel_initializer: suggestion.kernel_initializer,
        bias_initializer: suggestion.bias_initializer,
        scaling: suggestion.scaling,
        ..config
    };
    let mut changed = Trainer::new(changed).unwrap();
    changed.step(epochs);
    (as_it_was, changed, suggestion.code)
}

#[test]
fn what_is_suggested_was_measured_to_fit_better() {
    // Three seeds each: the suggested change leaves less than half of the error at epoch 10,000.
    for seed in 1..=3 {
        let config = Config { seed, ..Config::default() };
        let (mut as_it_was, mut changed, _) = before_and_after_the_suggestion(config, 10_000);
        let (before, after) = (as_it_was.evaluate(), changed.evaluate());
        assert!(after < 0.5 * before, "seed {seed}: {after} after, {before} before");
    }
}

#[test]
fn a_diverged_run_says_so_first() {
    let optimizer = Optimizer { learning_rate: 1e6, ..Optimizer::of(OptimizerKind::Sgd) };
    assert_eq!(code_after(Config { optimizer, ..Config::default() }, 50), "diverged");
}

#[test]
fn a_constant_is_fitted_where_the_plot_shows_no_difference() {
    for (function, epochs) in [("0.5", 3_000), ("0", 300), ("-40", 10_000)] {
        let config = Config { function: Some(function.to_string()), ..Config::default() };
        let mut trainer = Trainer::new(config).unwrap();
        trainer.step(epochs);
        assert_eq!(trainer.insight().code, "fits", "{function}: {:?}", trainer.insight());
    }
}

#[test]
fn a_layer_that_gives_nothing_is_named() {
    let layers = vec![Layer { units: 20, activation: Activation::Relu }; 6];
    let mut trainer = Trainer::new(Config { layers, ..Config::default() }).unwrap();
    trainer.step(1);
    // The fifth layer's biases pull all of it below 0.
    let mut parameters = trainer.parameters();
    let before = 40 + 3 * 420;
    parameters[before + 400..before + 420].fill(-100.0);
    trainer.set_parameters(&parameters).unwrap();
    assert_eq!(trainer.insight().code, "dead_layer");
    assert_eq!((number(&trainer, "layer"), number(&trainer, "units")), (5.0, 20.0));
}

#[test]
fn a_neuron_that_was_born_dead_is_said_to_be() {
    // One neuron whose weight is below 0 is 0 on the whole of [0, 1].
    let dead = (1..20).map(|seed| Trainer::new(Config { seed, ..with(Activation::Relu, 1) }).unwrap());
    let dead: Vec<Trainer> = dead.filter(|trainer| trainer.parameters()[0] < 0.0).collect();
    assert!(dead.len() > 4);
    assert!(dead.iter().all(|trainer| trainer.insight().code == "dead_units"));
}

#[test]
fn one_or_two_neurons_that_have_long_finished_are_not_on_their_way() {
    for (units, seed) in [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)] {
        let mut trainer = Trainer::new(Config { seed, ..with(Activation::Relu, units) }).unwrap();
        trainer.step(10_000);
        assert_ne!(trainer.insight().code, "learning", "{units} neurons, seed {seed}: {:?}", trainer.insight());
    }
}

/// Thirteen points as somebody might draw them.
fn drawn(x: impl Fn(f64) -> f64, y: impl Fn(f64) -> f64) -> Config {
    let heights = [0.2, 0.35, 0.5, 0.62, 0.6, 0.5, 0.38, 0.3, 0.28, 0.35, 0.5, 0.68, 0.8];
    let points = heights.iter().enumerate().map(|(i, &height)| [x(i as f64 / 12.0), y(height)]).collect();
    Config { function: None, points: Some(points), ..Config::default() }
}

#[test]
fn what_would_help_is_suggested_for_points_too_and_helps() {
    let cases = [
        (drawn(|x| x, |y| y), "adam_and_spread_biases"),
        (drawn(|x| 1990.0 + 30.0 * x, |y| 9.0 + y), "standardize_and_adam"),
        (drawn(|x| x, |y| 3e6 * y), "standardize_and_adam"),
    ];
    for (config, code) in cases {
        let (mut as_it_was, mut changed, suggested) = before_and_after_the_suggestion(config, 2_000);
        assert_eq!(suggested, code);
        let (before, after) = (as_it_was.rmse(), changed.rmse());
        assert!(after < 0.25 * before, "{code}: {after} after, {before} before");
    }
}
