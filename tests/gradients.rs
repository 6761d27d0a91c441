//! Gradients, losses and predictions against a naive network in f64 whose gradients are finite differences.
//!
//! The core's f32 sums a few hundred products of numbers near 1, each rounded to 6e-8: so the bound of 4e-6, in
//! units of the gradient's largest part. A wrong factor anywhere is off by a thousand times that.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/oracle.rs"]
mod oracle;

use lernkurve::config::{Activation, Layer, Loss, Optimizer, OptimizerKind, Regularizer};
use lernkurve::{Config, Trainer};
use oracle::Oracle;

const BOUND: f64 = 4e-6;
/// At this distance from a kink neither f32's rounding nor a difference quotient reaches it.
const AWAY: f64 = 1e-4;

/// Odd sizes, so that every kernel's tail is met, and whole blocks.
const SHALLOW: [&[usize]; 7] = [&[1], &[3], &[5], &[7], &[8], &[9], &[13]];
const DEEP: [&[usize]; 7] = [&[1, 1], &[5, 3], &[8, 4], &[3, 9], &[7, 5, 1], &[13, 8, 5], &[1, 7, 9]];
const BATCHES: [usize; 8] = [1, 2, 4, 7, 13, 15, 16, 17];
const REGULARIZERS: [Regularizer; 4] = [
    Regularizer { l1: 0.0, l2: 0.0 },
    Regularizer { l1: 0.03, l2: 0.0 },
    Regularizer { l1: 0.0, l2: 0.05 },
    Regularizer { l1: 0.02, l2: 0.01 },
];

/// A small generator of its own (xorshift), so that no test depends on the core's.
struct Xorshift(u64);

impl Xorshift {
    /// Uniform in [-1, 1).
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }
}

/// A network at a point of its parameters, with a batch.
struct Setting {
    config: Config,
    parameters: Vec<f32>,
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl Setting {
    /// The first of a row of random settings that lies away from every kink.
    fn new(units: &[usize], activation: Activation, loss: Loss, regularizer: Regularizer, batch: usize) -> Self {
        let layers = units.iter().map(|&units| Layer { units, activation }).collect();
        let config = Config { layers, loss, regularizer, batch_size: batch, ..Config::default() };
        (1..500)
            .map(|seed| Setting::random(&config, batch, seed))
            .find(|setting| setting.distance_to_kink() > AWAY)
            .unwrap_or_else(|| panic!("every setting near a kink: {units:?} {activation:?} {loss:?}"))
    }

    fn random(config: &Config, batch: usize, seed: u64) -> Self {
        let mut random = Xorshift(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let widest = config.layers.iter().map(|layer| layer.units).max().unwrap_or(1);
        let scale = 1.5 / (widest as f32).sqrt().min(3.0);
        let parameters = (0..Oracle::new(config).count()).map(|_| scale * random.next()).collect();
        let xs: Vec<f32> = (0..batch).map(|_| 2.0 * random.next()).collect();
        let ys: Vec<f32> = (0..batch).map(|_| 2.0 * random.next()).collect();
        // Two points more than the batch, for a batch of one would be too few to train on.
        let points = xs.iter().zip(&ys).map(|(&x, &y)| [x.into(), y.into()]).chain([[-2.5, 0.0], [2.5, 0.0]]).collect();
        Setting { config: Config { points: Some(points), ..config.clone() }, parameters, xs, ys }
    }

    fn distance_to_kink(&self) -> f64 {
        Oracle::new(&self.config).distance_to_kink(&self.exact_parameters(), &self.xs, &self.ys)
    }

    fn exact_parameters(&self) -> Vec<f64> {
        self.parameters.iter().map(|&w| w.into()).collect()
    }

    fn trainer(&self) -> Trainer {
        let mut trainer = Trainer::new(self.config.clone()).unwrap();
        trainer.set_parameters(&self.parameters).unwrap();
        trainer
    }

    /// Compares loss and gradient, at those parameters.
    fn check(&self, which: &[usize]) {
        let oracle = Oracle::new(&self.config);
        let exact = self.exact_parameters();
        let (loss, gradient) = self.trainer().gradient(&self.xs, &self.ys).unwrap();
        let expected_loss = oracle.loss(&exact, &self.xs, &self.ys);
        assert_near(loss, expected_loss, 1.0, &format!("loss, {}", self.name()));
        assert_eq!(gradient.len(), self.parameters.len());
        let expected = oracle.gradient(&exact, &self.xs, &self.ys, which);
        let largest = expected.iter().fold(1.0f64, |largest, g| largest.max(g.abs()));
        for (&i, &expected) in which.iter().zip(&expected) {
            assert_near(gradient[i], expected, largest, &format!("parameter {i}, {}", self.name()));
        }
    }

    fn check_all(&self) {
        self.check(&(0..self.parameters.len()).collect::<Vec<_>>());
    }

    fn name(&self) -> String {
        let Config { layers, loss, regularizer, .. } = &self.config;
        format!("{layers:?} {loss:?} {regularizer:?} batch {}", self.xs.len())
    }
}

fn assert_near(actual: f32, expected: f64, scale: f64, what: &str) {
    let scale = scale.max(expected.abs());
    let deviation = (f64::from(actual) - expected).abs();
    assert!(deviation <= BOUND * scale, "{what}: {actual} instead of {expected}");
}

/// Every activation × loss × regularizer; sizes and batches take turns, so that each activation meets all of them.
fn check_every_combination(shapes: [&[usize]; 7]) {
    for &activation in Activation::ALL {
        let combinations = Loss::ALL.iter().flat_map(|&loss| REGULARIZERS.map(|regularizer| (loss, regularizer)));
        for (turn, (loss, regularizer)) in combinations.enumerate() {
            let (units, batch) = (shapes[turn % shapes.len()], BATCHES[turn % BATCHES.len()]);
            Setting::new(units, activation, loss, regularizer, batch).check_all();
        }
    }
}

#[test]
fn gradients_of_one_hidden_layer() {
    check_every_combination(SHALLOW);
}

#[test]
fn gradients_of_several_hidden_layers() {
    check_every_combination(DEEP);
}

#[test]
fn gradients_of_every_shape_and_batch_size() {
    for units in SHALLOW.into_iter().chain(DEEP) {
        for batch in BATCHES {
            Setting::new(units, Activation::Tanh, Loss::MeanSquaredError, REGULARIZERS[0], batch).check_all();
        }
    }
}

#[test]
fn gradients_where_layers_differ_in_activation() {
    for (first, &second) in Activation::ALL.iter().rev().zip(Activation::ALL) {
        let mut setting = Setting::new(&[6, 5, 3], second, Loss::MeanSquaredError, REGULARIZERS[3], 9);
        setting.config.layers[0].activation = *first;
        // With another first layer a unit may have come close to a kink; a new draw of inputs moves it away.
        while setting.distance_to_kink() <= AWAY {
            setting.xs.iter_mut().for_each(|x| *x += 0.01);
        }
        setting.check_all();
    }
}

/// Wide layers go through whole tiles; of their many parameters every thirteenth is compared.
#[test]
fn gradients_of_wide_layers() {
    for (units, batch) in [(&[300][..], 15), (&[70, 33], 11), (&[64, 64, 20], 32)] {
        let setting = Setting::new(units, Activation::Sigmoid, Loss::MeanSquaredError, REGULARIZERS[3], batch);
        setting.check(&(0..setting.parameters.len()).step_by(13).collect::<Vec<_>>());
    }
}

#[test]
fn predictions_of_every_activation_and_shape() {
    for &activation in Activation::ALL {
        for units in SHALLOW.into_iter().chain(DEEP) {
            let setting = Setting::new(units, activation, Loss::LogCosh, REGULARIZERS[0], 17);
            let oracle = Oracle::new(&setting.config);
            for (&x, &y) in setting.xs.iter().zip(&setting.trainer().predict(&setting.xs)) {
                let expected = oracle.predict(&setting.exact_parameters(), x.into());
                assert_near(y, expected, 1.0, &format!("prediction at {x}, {}", setting.name()));
            }
        }
    }
}

#[test]
fn evaluate_is_the_loss_over_all_samples_with_the_penalty() {
    for (&loss, regularizer) in Loss::ALL.iter().zip(REGULARIZERS) {
        let setting = Setting::new(&[5, 3], Activation::Tanh, loss, regularizer, 7);
        let mut trainer = setting.trainer();
        let expected =
            Oracle::new(&setting.config).loss(&setting.exact_parameters(), trainer.train_x(), trainer.train_y());
        assert_near(trainer.evaluate(), expected, 1.0, &setting.name());
    }
}

/// What only fills up a vector must stay out of training: a weight there that learned would show a few updates
/// later, where an activation is not 0 at 0.
#[test]
fn some_updates_of_gradient_descent() {
    let optimizer = Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Sgd) };
    for &activation in Activation::ALL {
        for units in [&[3][..], &[5, 3], &[2, 6, 1]] {
            let mut setting = Setting::new(units, activation, Loss::Huber, REGULARIZERS[2], 7);
            setting.config = Config { optimizer, shuffle: false, batch_size: 9, ..setting.config };
            let mut trainer = setting.trainer();
            trainer.step(6);
            let expected = descend(&setting, trainer.train_x(), trainer.train_y(), 6);
            for (i, (&actual, &expected)) in trainer.parameters().iter().zip(&expected).enumerate() {
                assert_near(actual, expected, 1.0, &format!("parameter {i}, {}", setting.name()));
            }
        }
    }
}

/// That many updates by the oracle's gradient.
fn descend(setting: &Setting, xs: &[f32], ys: &[f32], updates: usize) -> Vec<f64> {
    let (oracle, mut parameters) = (Oracle::new(&setting.config), setting.exact_parameters());
    let all: Vec<usize> = (0..parameters.len()).collect();
    for _ in 0..updates {
        let gradient = oracle.gradient(&parameters, xs, ys, &all);
        parameters.iter_mut().zip(gradient).for_each(|(w, g)| *w -= setting.config.optimizer.learning_rate * g);
    }
    parameters
}

#[test]
fn asking_for_a_gradient_changes_nothing() {
    let setting = Setting::new(&[5, 3], Activation::Mish, Loss::Huber, REGULARIZERS[3], 7);
    let mut asked = setting.trainer();
    let mut unasked = setting.trainer();
    asked.gradient(&setting.xs, &setting.ys).unwrap();
    asked.step(2);
    unasked.step(2);
    assert_eq!(asked.parameters(), unasked.parameters());
}
