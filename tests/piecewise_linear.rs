//! The kernels of one piecewise-linear layer against their definition in f64, on random networks and batches; and
//! against Keras where numbers are not ordinary.
//!
//! A general kernel in f32 is off by some roundings of Σ |v|·(|w·x| + |b|), since it rounds each w·x + b before anything
//! else. That is the bound here, so a kernel that reckons otherwise must not be worse.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::Trainer;
use lernkurve::config::{Activation, Config, Layer};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

#[path = "support/table.rs"]
mod table;

const EPSILON: f64 = f32::EPSILON as f64;
/// In z, its products, and sums of tens of units.
const ROUNDINGS: f64 = 16.0;
/// Products of numbers below it are denormal, and lose digits.
const TINY: f64 = 1e-30;

/// In the sum over a batch, where each term is added to all before.
fn roundings(samples: usize) -> f64 {
    ROUNDINGS + samples as f64 / 4.0
}

const ACTIVATIONS: [Activation; 4] =
    [Activation::Linear, Activation::Relu, Activation::LeakyRelu, Activation::HardSigmoid];

/// A network of one hidden layer, and a batch.
#[derive(Debug, Clone)]
struct Case {
    activation: Activation,
    w: Vec<f32>,
    b: Vec<f32>,
    v: Vec<f32>,
    c: f32,
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl Case {
    fn trainer(&self) -> Trainer {
        let layers = vec![Layer { units: self.w.len(), activation: self.activation }];
        let config = Config { layers, points: Some(vec![[0.0, 0.0], [1.0, 1.0]]), function: None, ..Config::default() };
        let mut trainer = Trainer::new(config).unwrap();
        trainer.set_parameters(&[&self.w[..], &self.b, &self.v, &[self.c]].concat()).unwrap();
        trainer
    }

    fn units(&self) -> impl Iterator<Item = Unit> {
        let weights = self.w.iter().zip(&self.b).zip(&self.v);
        weights.map(|((&w, &b), &v)| Unit { activation: self.activation, w: w.into(), b: b.into(), v: v.into() })
    }

    /// y, and how far off it may be.
    fn predict(&self, x: f64) -> (f64, f64) {
        let y = self.units().map(|unit| unit.v * unit.value(x)).sum::<f64>() + f64::from(self.c);
        // Where the slope is 0, z may be rounded as it will.
        let of = |unit: Unit| unit.v.abs() * (unit.slopes(x).1 * unit.size(x) + unit.value(x).abs());
        let size = self.units().map(of).sum::<f64>();
        (y, ROUNDINGS * EPSILON * (size + f64::from(self.c).abs()) + TINY)
    }

    /// dL/dy of each sample, and how far off it may be.
    fn errors(&self) -> Vec<(f64, f64)> {
        let share = 2.0 / self.xs.len() as f64;
        let of = |(&x, &t): (&f32, &f32)| {
            let ((y, bound), t) = (self.predict(x.into()), f64::from(t));
            (share * (y - t), share * (bound + EPSILON * (y.abs() + t.abs())))
        };
        self.xs.iter().zip(&self.ys).map(of).collect()
    }

    fn check(&self) -> TestCaseResult {
        self.check_predictions()?;
        let (_, gradient) = self.trainer().gradient(&self.xs, &self.ys).unwrap();
        let (errors, units) = (self.errors(), self.w.len());
        for (i, unit) in self.units().enumerate() {
            let actual = [gradient[i], gradient[units + i], gradient[2 * units + i]];
            for ((actual, (expected, bound)), name) in
                actual.into_iter().zip(unit.gradient(&self.xs, &errors)).zip("wbv".chars())
            {
                self.assert_near(actual, expected, bound, &format!("gradient of {name}{i}"))?;
            }
        }
        let rounding = roundings(self.xs.len()) * EPSILON;
        let sum = |(e, bound): (f64, f64), &(f, more): &(f64, f64)| (e + f, bound + more + rounding * f.abs());
        let (expected, bound) = errors.iter().fold((0.0, 0.0), sum);
        self.assert_near(gradient[3 * units], expected, bound, "gradient of c")
    }

    fn check_predictions(&self) -> TestCaseResult {
        for (&x, &actual) in self.xs.iter().zip(&self.trainer().predict(&self.xs)) {
            let (expected, bound) = self.predict(x.into());
            self.assert_near(actual, expected, bound, &format!("prediction at {x}"))?;
        }
        Ok(())
    }

    fn assert_near(&self, actual: f32, expected: f64, bound: f64, what: &str) -> TestCaseResult {
        let deviation = (f64::from(actual) - expected).abs();
        prop_assert!(
            deviation <= bound,
            "{what}: {actual} instead of {expected}, off by {deviation:.1e} > {bound:.1e}"
        );
        Ok(())
    }
}

struct Unit {
    activation: Activation,
    w: f64,
    b: f64,
    v: f64,
}

impl Unit {
    fn z(&self, x: f64) -> f64 {
        self.w * x + self.b
    }

    /// What z's rounding is measured by.
    fn size(&self, x: f64) -> f64 {
        (self.w * x).abs() + self.b.abs()
    }

    fn value(&self, x: f64) -> f64 {
        let z = self.z(x);
        match self.activation {
            Activation::Linear => z,
            Activation::Relu => {
                if z < 0.0 {
                    0.0
                } else {
                    z
                }
            }
            Activation::LeakyRelu => {
                if z >= 0.0 {
                    z
                } else {
                    0.2 * z
                }
            }
            Activation::HardSigmoid if z.is_nan() => z,
            Activation::HardSigmoid => (z / 6.0 + 0.5).clamp(0.0, 1.0),
            _ => unreachable!("not piecewise linear"),
        }
    }

    /// The smallest and the largest slope that a kernel in f32 may take it for: near a kink, rounding decides.
    fn slopes(&self, x: f64) -> (f64, f64) {
        let (z, near) = (self.z(x), 4.0 * EPSILON * self.size(x) + f64::from(f32::MIN_POSITIVE));
        let between = |kink: f64, below: f64, above: f64, at: f64| match z - kink {
            // Nothing is rounded where a term is 0.
            _ if z == kink && (self.w == 0.0 || x == 0.0 || self.b == 0.0) => (at, at),
            beyond if beyond.abs() <= near => (below.min(above), below.max(above)),
            beyond => {
                if beyond > 0.0 {
                    (above, above)
                } else {
                    (below, below)
                }
            }
        };
        match self.activation {
            Activation::Linear => (1.0, 1.0),
            Activation::Relu => between(0.0, 0.0, 1.0, 0.0),
            Activation::LeakyRelu => between(0.0, 0.2, 1.0, 1.0),
            // Which slope there is at ±3, is tested elsewhere.
            _ if (z.abs() - 3.0).abs() <= near => (0.0, 1.0 / 6.0),
            _ => {
                if z.abs() < 3.0 {
                    (1.0 / 6.0, 1.0 / 6.0)
                } else {
                    (0.0, 0.0)
                }
            }
        }
    }

    /// Of w, b and v, each with how far off it may be.
    fn gradient(&self, xs: &[f32], errors: &[(f64, f64)]) -> [(f64, f64); 3] {
        let mut sums = [(0.0, 0.0); 3];
        let rounding = roundings(xs.len()) * EPSILON;
        for (&x, &(e, off)) in xs.iter().zip(errors) {
            let x = f64::from(x);
            let (low, high) = self.slopes(x);
            let (middle, spread) = (self.v * (low + high) / 2.0, self.v.abs() * (high - low) / 2.0);
            // An error of a sample that is not on adds nothing, not even a rounding.
            let off_by = high * self.v.abs() * (off + rounding * e.abs()) + spread * e.abs();
            let value_off = (self.value(x).abs() + rounding * self.size(x)) * off
                + rounding * (self.size(x) * high + self.value(x).abs()) * e.abs();
            for (sum, (term, bound)) in sums.iter_mut().zip([
                (middle * e * x, off_by * x.abs()),
                (middle * e, off_by),
                (self.value(x) * e, value_off + if spread > 0.0 { rounding * self.size(x) * e.abs() } else { 0.0 }),
            ]) {
                *sum = (sum.0 + term, sum.1 + bound);
            }
        }
        sums.map(|(sum, bound)| (sum, if bound > 0.0 { bound + TINY } else { 0.0 }))
    }
}

/// Weights of all sizes.
fn weight() -> impl Strategy<Value = f32> {
    let special = select(vec![0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 1e-30, -1e-30, 1e-12, 1e5, -1e5]);
    prop_oneof![6 => -2.0..2.0_f32, 1 => special, 1 => -0.05..0.05_f32]
}

/// x that spread evenly, lie close together, far from 0, or on each other.
fn xs() -> impl Strategy<Value = Vec<f32>> {
    let range = select(vec![
        (0.0, 1.0),
        (-1.0, 1.0),
        (0.0, 0.0),
        (0.5, 0.5),
        (0.5, 0.500_001),
        (1990.0, 2024.0),
        (-2024.0, -1990.0),
        (1e8, 1.000_001e8),
        (0.0, 1e8),
        (-1e5, 1e3),
        (1e-20, 2e-20),
        (2.0, 4.0),
        (-1e-3, 1.0),
    ]);
    let count = prop_oneof![4 => 2..40_usize, 2 => 60..140_usize, 1 => 1_000..2_000_usize];
    (range, count, any::<bool>()).prop_flat_map(|((low, high), count, is_grid)| {
        let at = move |share: f64| (low + (high - low) * share) as f32;
        if is_grid {
            return Just((0..count).map(|i| at(i as f64 / (count - 1) as f64)).collect()).boxed();
        }
        prop::collection::vec((0.0..1.0_f64).prop_map(at), count).boxed()
    })
}

/// Some kinks lie on samples, as far as f32 can say.
fn case(activation: Activation) -> impl Strategy<Value = Case> {
    (xs(), 1..40_usize).prop_flat_map(move |(xs, units)| {
        let weights = || prop::collection::vec(weight(), units);
        let kinks = prop::collection::vec(prop::option::weighted(0.3, 0..xs.len()), units);
        let ys = prop::collection::vec(-1.0..1.0_f32, xs.len());
        (weights(), weights(), weights(), kinks, weight(), ys).prop_map(move |(w, b, v, kinks, c, ys)| {
            let place = |((&w, b), kink): ((&f32, f32), Option<usize>)| kink.map_or(b, |sample| -w * xs[sample]);
            let b = w.iter().zip(b).zip(kinks).map(place).collect();
            Case { activation, w, b, v, c, xs: xs.clone(), ys }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn linear(case in case(Activation::Linear)) {
        case.check()?;
    }

    #[test]
    fn relu(case in case(Activation::Relu)) {
        case.check()?;
    }

    #[test]
    fn leaky_relu(case in case(Activation::LeakyRelu)) {
        case.check()?;
    }

    #[test]
    fn hard_sigmoid(case in case(Activation::HardSigmoid)) {
        case.check()?;
    }

    #[test]
    fn wide_layers(activation in select(&ACTIVATIONS[..]), seed in 0..1_000_u32) {
        // Years, and the weights that training begins with.
        let number = |i: u32| f64::from((i.wrapping_mul(2_654_435_761) ^ seed.wrapping_mul(40_503)) >> 8) / f64::from(1 << 24) - 0.5;
        let part = |first: u32, scale: f64| (0..600).map(|i| (scale * number(first + i)) as f32).collect::<Vec<_>>();
        let (w, v) = (part(0, 0.1), part(600, 0.1));
        let b = w.iter().zip(part(1200, 40.0)).map(|(&w, offset)| -w * (2007.0 + offset)).collect();
        let xs: Vec<f32> = (0..101).map(|i| 1990.0 + 0.34 * i as f32).collect();
        let ys = part(1800, 1.0)[..101].to_vec();
        Case { activation, w, b, v, c: 0.1, xs, ys }.check()?;
    }
}

/// A unit that is on at no sample learns nothing at all.
#[test]
fn gradients_of_units_that_are_off_are_exactly_0() {
    for (activation, offset) in [(Activation::Relu, 0.0), (Activation::HardSigmoid, 3.0)] {
        for count in [1, 4, 15, 40, 101, 500] {
            let xs: Vec<f32> = (0..count).map(|i| 1990.0 + i as f32 / 10.0).collect();
            let ys = (0..count).map(|i| (i % 7) as f32 / 7.0).collect();
            let w = vec![0.5, -0.5, 0.0, -0.0, 2.0, -2.0, 1e-3];
            // Off at the nearest sample by half of w, so beyond all rounding.
            let b = w.iter().map(|&w: &f32| (-w * if w > 0.0 { 2050.0 } else { 1980.0 }) - offset - 1e-3).collect();
            let case = Case { activation, v: vec![0.3; w.len()], w, b, c: 0.1, xs, ys };
            let (_, gradient) = case.trainer().gradient(&case.xs, &case.ys).unwrap();
            let (units, output) = gradient.split_at(3 * case.w.len());
            assert!(units.iter().all(|&g| g == 0.0), "{activation:?}, {count} samples: {units:?}");
            assert!(output[0] != 0.0);
        }
    }
}

#[test]
fn whatever_is_infinite_or_not_a_number_leads_where_it_leads_in_keras() {
    let fixture = table::read("keras_edges.json");
    let number = |value: &serde_json::Value| value.as_str().unwrap().parse::<f64>().unwrap();
    let list = |value: &serde_json::Value| value.as_array().unwrap().iter().map(number).collect::<Vec<_>>();
    let xs: Vec<f32> = list(&fixture["xs"]).into_iter().map(|x| x as f32).collect();
    for keras in fixture["cases"].as_array().unwrap() {
        let case = edge_case(keras, &fixture["kinkXs"]);
        let mut trainer = case.trainer();
        let together = trainer.predict(&xs);
        let what = format!("{:?}, {} units", case.activation, case.w.len());
        for ((&x, expected), together) in xs.iter().zip(list(&keras["ys"])).zip(together) {
            for actual in [together, trainer.predict(&[x])[0]] {
                let same = f64::from(actual) == expected || actual.is_nan() && expected.is_nan();
                let near = (f64::from(actual) - expected).abs() <= 2.0 * case.predict(x.into()).1;
                assert!(same || near, "{what} at {x}: {actual} instead of {expected}");
            }
        }
        let (_, gradient) = trainer.gradient(&case.xs, &case.ys).unwrap();
        for (i, (actual, expected)) in gradient.iter().zip(table::numbers(&keras["gradient"])).enumerate() {
            assert!(
                (f64::from(*actual) - expected).abs() <= 1e-6 * expected.abs().max(1.0),
                "{what}, {i}: {actual} {expected}"
            );
        }
    }
}

fn edge_case(keras: &serde_json::Value, xs: &serde_json::Value) -> Case {
    let floats = |value| table::numbers(value).into_iter().map(|x| x as f32).collect::<Vec<f32>>();
    let (units, parameters) = (keras["units"].as_u64().unwrap() as usize, floats(&keras["parameters"]));
    let part = |i: usize| parameters[i * units..(i + 1) * units].to_vec();
    let activation = Activation::from_name(keras["activation"].as_str().unwrap()).unwrap();
    let xs = floats(xs);
    Case { activation, w: part(0), b: part(1), v: part(2), c: parameters[3 * units], ys: vec![0.0; xs.len()], xs }
}

/// One weight that is not finite reaches every prediction that its unit takes part in, and the loss.
#[test]
fn weights_that_are_not_finite_show() {
    for activation in ACTIVATIONS {
        for place in 0..10 {
            for value in [f32::NAN, f32::INFINITY] {
                let mut trainer = Case {
                    activation,
                    w: vec![1.0, -1.0, 0.5],
                    b: vec![-5.0, 0.5, 0.0],
                    v: vec![1.0; 3],
                    c: 0.0,
                    xs: vec![],
                    ys: vec![],
                }
                .trainer();
                let mut parameters = trainer.parameters();
                parameters[place] = value;
                trainer.set_parameters(&parameters).unwrap();
                assert!(trainer.diverged());
                if value.is_nan() {
                    let predictions = trainer.predict(&[-1.0, 0.25, 2.0]);
                    assert!(
                        predictions.iter().all(|y| y.is_nan()),
                        "{activation:?}, parameter {place}: {predictions:?}"
                    );
                    assert!(trainer.curve().iter().all(|y| y.is_nan()));
                    assert!(trainer.evaluate().is_nan());
                }
                // Good weights again: nothing of it stays.
                parameters[place] = 0.25;
                trainer.set_parameters(&parameters).unwrap();
                assert!(trainer.predict(&[-1.0, 0.25, 2.0]).iter().chain(trainer.curve()).all(|y| y.is_finite()));
                trainer.step(2);
                assert!(!trainer.diverged());
            }
        }
    }
}
