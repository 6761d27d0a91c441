//! Training runs that Keras 3 made (`tests/fixtures/keras_values.py`), as configurations of ours.

#[path = "table.rs"]
mod table;

use lernkurve::config::{Activation, Layer, Loss, Optimizer, OptimizerKind, Regularizer};
use lernkurve::{Config, Trainer};
use serde_json::{Map, Value};
use table::numbers;
pub use table::read;

/// A run of a few epochs without shuffling, in float64.
pub struct Run {
    pub name: String,
    pub config: Config,
    pub initial: Vec<f32>,
    /// All parameters after one update.
    pub first_update: Vec<f64>,
    /// All parameters after each epoch.
    pub weights: Vec<Vec<f64>>,
    /// What `fit` reported of each epoch.
    pub losses: Vec<f64>,
    /// What `evaluate` said before the first epoch and after each.
    pub evaluated: Vec<f64>,
    /// How far Keras itself strays from these values in float32.
    pub float32_deviation: f64,
}

impl Run {
    pub fn trainer(&self) -> Trainer {
        let mut trainer = Trainer::new(self.config.clone()).unwrap();
        trainer.set_parameters(&self.initial).unwrap();
        trainer
    }

    /// From the same state one update: no error has added up yet. The bound is 2e-6 of the longest step, and one
    /// rounding of the weight that the step is added to.
    pub fn check_first_update(&self) {
        let mut trainer = self.trainer();
        trainer.step_updates(1);
        assert_eq!(trainer.updates(), 1);
        let step = |(after, before): (&f64, &f32)| (after - f64::from(*before)).abs();
        let longest = self.first_update.iter().zip(&self.initial).map(step).fold(0.0, f64::max);
        assert!(longest > 0.0, "{}: nothing moved", self.name);
        self.assert_parameters(&trainer, &self.first_update, 2e-6 * longest + 6e-8, "after the first update");
    }

    /// Trains, and compares weights and losses after each epoch.
    ///
    /// Rounding works the same way in us as in Keras' own float32 run, but not in the same places: a few times
    /// Keras' deviation is fair, and 2e-6 is a dozen roundings of a weight near 1.
    pub fn check_epochs(&self) {
        let bound = 2e-6 + 4.0 * self.float32_deviation;
        assert!(bound < 2e-4, "{}: float32 says too little about this run", self.name);
        let mut trainer = self.trainer();
        assert_near(trainer.evaluate(), self.evaluated[0], bound, &format!("evaluate at first, {}", self.name));
        for (epoch, expected) in self.weights.iter().enumerate() {
            trainer.step(1);
            let at = format!("after epoch {}", epoch + 1);
            self.assert_parameters(&trainer, expected, bound, &at);
            assert_near(trainer.loss(), self.losses[epoch], bound, &format!("loss {at}, {}", self.name));
            assert_near(trainer.evaluate(), self.evaluated[epoch + 1], bound, &format!("evaluate {at}, {}", self.name));
        }
    }

    fn assert_parameters(&self, trainer: &Trainer, expected: &[f64], bound: f64, at: &str) {
        let actual = trainer.parameters();
        assert_eq!(actual.len(), expected.len(), "{}", self.name);
        for (i, (&actual, &expected)) in actual.iter().zip(expected).enumerate() {
            assert_near(actual, expected, bound, &format!("parameter {i} {at}, {}", self.name));
        }
    }
}

pub fn assert_near(actual: f32, expected: f64, bound: f64, what: &str) {
    let deviation = (f64::from(actual) - expected).abs();
    let bound = bound * expected.abs().max(1.0);
    assert!(deviation <= bound, "{what}: {actual} instead of {expected}, off by {deviation:.1e} > {bound:.1e}");
}

pub fn runs(file: &Value) -> Vec<Run> {
    file["cases"].as_array().unwrap().iter().map(run).collect()
}

fn run(case: &Value) -> Run {
    Run {
        name: case["name"].as_str().unwrap().to_string(),
        config: config(case),
        initial: numbers(&case["initial"]).iter().map(|&w| w as f32).collect(),
        first_update: numbers(&case["firstUpdate"]),
        weights: case["weights"].as_array().unwrap().iter().map(numbers).collect(),
        losses: numbers(&case["losses"]),
        evaluated: numbers(&case["evaluated"]),
        float32_deviation: case["float32Deviation"].as_f64().unwrap(),
    }
}

fn config(case: &Value) -> Config {
    let pairs = |list: &Value| list.as_array().unwrap().iter().map(numbers).map(|p| [p[0], p[1]]).collect::<Vec<_>>();
    let changes = case.get("learningRateChanges").map(pairs).unwrap_or_default();
    Config {
        function: None,
        points: Some(pairs(&case["points"])),
        layers: case["layers"].as_array().unwrap().iter().map(layer).collect(),
        optimizer: optimizer(case["optimizer"].as_object().unwrap()),
        loss: Loss::from_name(case["loss"].as_str().unwrap()).unwrap(),
        regularizer: Regularizer {
            l1: case["regularizer"]["l1"].as_f64().unwrap(),
            l2: case["regularizer"]["l2"].as_f64().unwrap(),
        },
        batch_size: case["batchSize"].as_u64().unwrap() as usize,
        learning_rate_changes: changes.into_iter().map(|[update, value]| (update as u64, value)).collect(),
        shuffle: false,
        ..Config::default()
    }
}

fn layer(layer: &Value) -> Layer {
    Layer {
        units: layer["units"].as_u64().unwrap() as usize,
        activation: Activation::from_name(layer["activation"].as_str().unwrap()).unwrap(),
    }
}

/// The rule `kind` with its defaults, and the hyperparameters given.
pub fn optimizer(given: &Map<String, Value>) -> Optimizer {
    let mut optimizer = Optimizer::of(OptimizerKind::from_name(given["kind"].as_str().unwrap()).unwrap());
    for (key, value) in given {
        let number = || value.as_f64().unwrap();
        let flag = || value.as_bool().unwrap();
        match key.as_str() {
            "kind" => (),
            "learningRate" => optimizer.learning_rate = number(),
            "momentum" => optimizer.momentum = number(),
            "nesterov" => optimizer.nesterov = flag(),
            "rho" => optimizer.rho = number(),
            "beta1" => optimizer.beta1 = number(),
            "beta2" => optimizer.beta2 = number(),
            "epsilon" => optimizer.epsilon = number(),
            "weightDecay" => optimizer.weight_decay = number(),
            "initialAccumulatorValue" => optimizer.initial_accumulator_value = number(),
            "centered" => optimizer.centered = flag(),
            "amsgrad" => optimizer.amsgrad = flag(),
            _ => panic!("a hyperparameter we do not have: {key}"),
        }
    }
    optimizer
}
