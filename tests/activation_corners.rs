//! Every activation at ±0, denormal, tiny, at and beside its ties, huge, infinite and NaN, in every kernel and width,
//! against Keras 3 in float32 (`tests/fixtures/keras_values.py`).
//!
//! JAX sets denormal numbers to 0 and we do not, which is why values may differ by a few of the smallest normal number,
//! and slopes at denormal arguments are not compared.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/table.rs"]
mod table;

use lernkurve::config::{Activation, Layer, Loss};
use lernkurve::nn::activation::value_and_slope;
use lernkurve::{Config, Trainer};
use serde_json::Value;
use table::{numbers, read};

/// Where exponentials end, the rounding of x·log₂e alone makes 5e-6.
const RELATIVE: f64 = 1e-5;
/// Slopes such as 1 - a² are roundings of numbers near 1, ours and Keras'.
const SLOPE: f64 = 1e-6;
/// A denormal number times a few tens.
const DENORMAL: f64 = 4e-38;
const WIDTHS: [usize; 9] = [1, 2, 3, 4, 5, 7, 8, 9, 16];

/// Keras' values and slopes of one activation.
struct Corner {
    z: f32,
    value: f32,
    slope: f32,
}

fn corners(activation: Activation) -> Vec<Corner> {
    let file = read("activation_corners.json");
    let of = |list: &Value| -> Vec<f32> { numbers(list).into_iter().map(|number| number as f32).collect() };
    let one = &file[activation.name()];
    let columns = of(&file["z"]).into_iter().zip(of(&one["value"])).zip(of(&one["slope"]));
    columns.map(|((z, value), slope)| Corner { z, value, slope }).collect()
}

fn is_near(actual: f32, expected: f32, absolute: f64) -> bool {
    if !expected.is_finite() || !actual.is_finite() {
        return actual == expected || (actual.is_nan() && expected.is_nan());
    }
    let (actual, expected) = (f64::from(actual), f64::from(expected));
    (actual - expected).abs() <= RELATIVE * expected.abs() + absolute + DENORMAL
}

/// A network whose units all have z = x and an outgoing weight of 1: it is `units` times the activation. In several
/// layers the activation is the first's or the second's, and the other one hands on what it gets.
struct Shape {
    name: &'static str,
    layers: fn(usize, Activation) -> Vec<Layer>,
}

const LINE: Layer = Layer { units: 1, activation: Activation::Linear };

const SHAPES: [Shape; 3] = [
    Shape { name: "one layer", layers: |units, activation| vec![Layer { units, activation }] },
    Shape { name: "the first of two", layers: |units, activation| vec![Layer { units, activation }, LINE] },
    Shape { name: "the second of two", layers: |units, activation| vec![LINE, Layer { units, activation }] },
];

impl Shape {
    fn trainer(&self, units: usize, activation: Activation) -> Trainer {
        let layers = (self.layers)(units, activation);
        let mut parameters = Vec::new();
        let mut inputs = 1;
        for outputs in layers.iter().map(|layer| layer.units).chain([1]) {
            parameters.extend(std::iter::repeat_n(1.0, inputs * outputs));
            parameters.extend(std::iter::repeat_n(0.0, outputs));
            inputs = outputs;
        }
        let config = Config { layers, loss: Loss::MeanAbsoluteError, ..Config::default() };
        let mut trainer = Trainer::new(config).unwrap();
        trainer.set_parameters(&parameters).unwrap();
        trainer
    }

    /// Which parameter's gradient is one unit's slope: the bias of the layer with the activation.
    fn place_of_slope(&self, units: usize) -> usize {
        if self.name == "the second of two" { 2 + units } else { units }
    }
}

fn check_every_shape(check: impl Fn(&Shape, usize, Activation)) {
    for &activation in Activation::ALL {
        for shape in &SHAPES {
            WIDTHS.into_iter().for_each(|units| check(shape, units, activation));
        }
    }
}

#[test]
fn formulas_have_the_values_and_slopes_of_keras() {
    for &activation in Activation::ALL {
        for Corner { z, value, slope } in corners(activation) {
            let (actual, actual_slope) = value_and_slope(activation, z);
            let name = activation.name();
            assert!(is_near(actual, value, 0.0), "{name}({z:e}) = {actual:e}, not {value:e}");
            // Where the value is not finite there is no finite loss, and nothing is learned by any slope.
            if value.is_finite() && !z.is_subnormal() {
                assert!(
                    is_near(actual_slope, slope, SLOPE),
                    "slope of {name} at {z:e} = {actual_slope:e}, not {slope:e}"
                );
            }
        }
    }
}

#[test]
fn predictions_are_those_of_keras_in_every_kernel_and_width() {
    check_every_shape(|shape, units, activation| {
        let mut trainer = shape.trainer(units, activation);
        for Corner { z, value, .. } in corners(activation) {
            let actual = trainer.predict(&[z])[0];
            let expected = (0..units).fold(0.0, |sum, _| sum + value);
            let what = format!("{} of {units} units, {}", activation.name(), shape.name);
            let absolute = units as f64 * DENORMAL;
            assert!(is_near(actual, expected, absolute), "{what}: at {z:e} {actual:e}, not {expected:e}");
        }
    });
}

#[test]
fn gradients_are_those_of_keras_in_every_kernel_and_width() {
    check_every_shape(|shape, units, activation| {
        let trainer = shape.trainer(units, activation);
        for Corner { z, value, slope } in corners(activation) {
            // Without a finite loss nothing is learned.
            let sum = (0..units).fold(0.0, |sum, _| sum + value);
            if !sum.is_finite() || !z.is_finite() || z.is_subnormal() {
                continue;
            }
            // The absolute error's slope is 1 above the target and -1 below.
            let (target, sign) = if sum > 0.0 { (-1e6, 1.0) } else { (1e6, -1.0) };
            let (_, gradient) = trainer.gradient(&[z], &[target]).unwrap();
            let what = format!("{} of {units} units, {}", activation.name(), shape.name);
            let first = shape.place_of_slope(units);
            for (unit, actual) in gradient[first..first + units].iter().map(|g| sign * g).enumerate() {
                assert!(
                    is_near(actual, slope, SLOPE),
                    "{what}: slope of unit {unit} at {z:e} {actual:e}, not {slope:e}"
                );
            }
            assert!(gradient.iter().all(|g| !g.is_nan()), "{what}: a gradient at {z:e} is NaN");
        }
    });
}

/// A kernel computes several samples and units side by side; none may see another.
#[test]
fn a_prediction_does_not_depend_on_its_neighbours() {
    check_every_shape(|shape, units, activation| {
        let is_scanned = matches!(
            activation,
            Activation::Linear | Activation::Relu | Activation::LeakyRelu | Activation::HardSigmoid
        );
        // One layer of straight lines adds its units up along x, and rounding depends on what lies before.
        if is_scanned && shape.name == "one layer" {
            return;
        }
        let mut trainer = shape.trainer(units, activation);
        let z: Vec<f32> = corners(activation).iter().map(|corner| corner.z).collect();
        let together = trainer.predict(&z);
        for (&z, together) in z.iter().zip(together) {
            let alone = trainer.predict(&[z])[0];
            let same = alone.to_bits() == together.to_bits() || (alone.is_nan() && together.is_nan());
            assert!(same, "{activation:?} of {units} units, {}: at {z:e} {alone:e} and {together:e}", shape.name);
        }
    });
}

/// What fills up the last vector must not show: three units are four of which one does nothing.
#[test]
fn results_do_not_depend_on_padding() {
    for &activation in Activation::ALL {
        for units in [3, 5, 6, 7, 15] {
            let mut narrow = SHAPES[0].trainer(units, activation);
            let mut wide = SHAPES[0].trainer(units + 1, activation);
            let mut parameters = wide.parameters();
            // No outgoing weight; and an incoming one that is no 0, for 0·infinity is NaN for Keras too.
            parameters[3 * (units + 1) - 1] = 0.0;
            wide.set_parameters(&parameters).unwrap();
            for x in [f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 1.0, 0.0] {
                let (narrow, wide) = (narrow.predict(&[x])[0], wide.predict(&[x])[0]);
                // 0·infinity again, of an activation that goes there.
                if value_and_slope(activation, x).0.is_finite() {
                    assert!(is_near(narrow, wide, 0.0), "{activation:?}, {units} units at {x}: {narrow} and {wide}");
                }
            }
        }
    }
}

/// A batch is padded to whole vectors with samples that do not count. Where these lie far from the others, an
/// exponential there would be infinite, and an infinity times an error of 0 is NaN.
#[test]
fn samples_that_only_fill_up_a_batch_teach_nothing() {
    for layers in [vec![1], vec![1, 1]] {
        let layers: Vec<Layer> =
            layers.into_iter().map(|units| Layer { units, activation: Activation::Exponential }).collect();
        let mut trainer = Trainer::new(Config { layers: layers.clone(), ..Config::default() }).unwrap();
        // exp(50x + 100) is infinite at 0 and at most exp(50) from -1 down.
        let parameters =
            if layers.len() == 1 { vec![50.0, 100.0, 1.0, 0.0] } else { vec![50.0, 100.0, 0.0, 1.0, 1.0, 0.0] };
        trainer.set_parameters(&parameters).unwrap();
        let (loss, gradient) = trainer.gradient(&[-2.0, -1.9, -1.8], &[0.0; 3]).unwrap();
        assert!(loss.is_finite() && gradient.iter().all(|g| g.is_finite()), "{loss} {gradient:?}");
    }
}
