//! Every activation and its slope against Keras 3 in float64 (`sin` and `gaussian`, which Keras lacks, NumPy's).
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/table.rs"]
mod table;

use lernkurve::config::{Activation, Layer, Loss};
use lernkurve::{Config, Trainer};
use table::{numbers, read};

/// A few roundings of f32, of the value or of the numbers near 1 it is made from.
const VALUE_BOUND: f64 = 6e-7;
/// Slopes such as SiLU's contain z·(1 - σ), which multiplies a rounding near 1 by up to 10.
const SLOPE_BOUND: f64 = 2e-6;

/// One unit between weights of 1 and biases of 0: the network is the activation.
fn bare(activation: Activation) -> Trainer {
    let layers = vec![Layer { units: 1, activation }];
    let config = Config { layers, loss: Loss::MeanAbsoluteError, ..Config::default() };
    let mut trainer = Trainer::new(config).unwrap();
    trainer.set_parameters(&[1.0, 0.0, 1.0, 0.0]).unwrap();
    trainer
}

/// The absolute error's slope is 1 above the target, so the hidden bias' gradient is the activation's slope.
fn slope(trainer: &Trainer, z: f32) -> f32 {
    let far_below = -1e6;
    trainer.gradient(&[z], &[far_below]).unwrap().1[1]
}

fn assert_near(actual: f32, expected: f64, bound: f64, what: &str) {
    let deviation = (f64::from(actual) - expected).abs();
    assert!(deviation <= bound * expected.abs().max(1.0), "{what}: {actual} instead of {expected}");
}

#[test]
fn values_are_those_of_keras() {
    let file = read("activations.json");
    let z: Vec<f32> = numbers(&file["z"]).iter().map(|&z| z as f32).collect();
    for &activation in Activation::ALL {
        let name = activation.name();
        let actual = bare(activation).predict(&z);
        let expected = numbers(&file[name]["value"]);
        assert_eq!(actual.len(), expected.len());
        for ((z, &actual), expected) in z.iter().zip(&actual).zip(expected) {
            assert_near(actual, expected, VALUE_BOUND, &format!("{name}({z})"));
        }
    }
}

#[test]
fn slopes_are_those_of_keras() {
    let file = read("activations.json");
    for &activation in Activation::ALL {
        let name = activation.name();
        let trainer = bare(activation);
        for (z, expected) in numbers(&file["z"]).iter().zip(numbers(&file[name]["slope"])) {
            assert_near(slope(&trainer, *z as f32), expected, SLOPE_BOUND, &format!("slope of {name} at {z}"));
        }
    }
}

/// Where the default run begins: x = 0, biases 0. Keras' ReLU does not learn there, on any of its backends.
#[test]
fn the_slope_of_relu_at_0_is_0() {
    assert_eq!(slope(&bare(Activation::Relu), 0.0), 0.0);
}

/// Far out an activation must reach its limit and not NaN, for training may well go there.
#[test]
fn far_out_activations_reach_their_limits() {
    for z in [-10_000.0, -500.0, -90.0, 90.0, 500.0, 10_000.0f32] {
        for &activation in Activation::ALL {
            let value = bare(activation).predict(&[z])[0];
            let limit = limit(activation, z);
            let near = (value - limit).abs() <= 2e-6 * limit.abs().max(1.0);
            assert!(value == limit || near, "{}({z}) = {value} instead of {limit}", activation.name());
        }
    }
}

/// For |z| of 90 and more; exp(90) is beyond f32.
fn limit(activation: Activation, z: f32) -> f32 {
    use Activation::*;
    let right = z > 0.0;
    match activation {
        Linear => z,
        Relu | Gelu | Silu | Softplus | Mish => {
            if right {
                z
            } else {
                0.0
            }
        }
        LeakyRelu => {
            if right {
                z
            } else {
                0.2 * z
            }
        }
        Elu => {
            if right {
                z
            } else {
                -1.0
            }
        }
        Selu => {
            if right {
                1.050_701 * z
            } else {
                -1.758_099_3
            }
        }
        Softsign => z / (1.0 + z.abs()),
        Tanh => z.signum(),
        Sigmoid | HardSigmoid => {
            if right {
                1.0
            } else {
                0.0
            }
        }
        Exponential => {
            if right {
                f32::INFINITY
            } else {
                0.0
            }
        }
        Sin => libm::sin(z.into()) as f32,
        Gaussian => 0.0,
    }
}
