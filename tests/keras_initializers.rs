//! Initial weights against a million that Keras 3 drew: mean, variance, range, and the distribution's quantiles.
//!
//! Random numbers cannot be compared one by one. Bounds are five standard errors, which chance passes in all but
//! one of a million seeds; swapped fans, a forgotten correction for truncation or a clipped tail do not.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/table.rs"]
mod table;

use lernkurve::config::{Activation, Initializer, InitializerKind, Layer};
use lernkurve::{Config, Trainer};
use serde_json::Value;
use std::sync::LazyLock;
use table::{numbers, read};

const STANDARD_ERRORS: f64 = 5.0;
/// So many weights at least are drawn of each kind.
const DRAWS: usize = 50_000;

/// What Keras drew, and what we did.
struct Reference {
    name: String,
    initializer: Initializer,
    /// A kernel's [in, out], or a bias' [length].
    shape: Vec<usize>,
    size: f64,
    mean: f64,
    variance: f64,
    kurtosis: f64,
    range: [f64; 2],
    /// At 5 %, 10 %, … 95 %.
    quantiles: Vec<f64>,
    drawn: Vec<f64>,
}

static REFERENCES: LazyLock<Vec<Reference>> = LazyLock::new(|| {
    let file = read("initializers.json");
    file["cases"].as_array().unwrap().iter().map(Reference::new).collect()
});

impl Reference {
    fn new(case: &Value) -> Self {
        let known = |key: &str| case[key].as_f64().unwrap();
        let initializer = initializer(&case["initializer"]);
        let shape: Vec<usize> = numbers(&case["shape"]).iter().map(|&n| n as usize).collect();
        Reference {
            name: format!("{} {shape:?}", initializer.kind.name()),
            drawn: drawn_by_us(initializer, &shape),
            initializer,
            shape,
            size: known("size"),
            mean: known("mean"),
            variance: known("variance"),
            kurtosis: known("kurtosis"),
            range: [0, 1].map(|end| case["range"][end].as_f64().unwrap()),
            quantiles: numbers(&case["quantiles"]),
        }
    }
}

/// Weights of a shape from networks of ours, seed after seed.
fn drawn_by_us(initializer: Initializer, shape: &[usize]) -> Vec<f64> {
    let zeros = Initializer::of(InitializerKind::Zeros);
    let of_seed = |seed: u64| match *shape {
        [1, outputs] => parameters(&[outputs], initializer, zeros, seed)[..outputs].to_vec(),
        [inputs, outputs] => {
            parameters(&[inputs, outputs], initializer, zeros, seed)[2 * inputs..][..inputs * outputs].to_vec()
        }
        [length] => parameters(&[length], zeros, initializer, seed)[length..2 * length].to_vec(),
        _ => panic!("{shape:?} is neither a kernel nor a bias"),
    };
    let count: usize = shape.iter().product();
    (0..DRAWS.div_ceil(count) as u64).flat_map(of_seed).map(f64::from).collect()
}

/// The rule with its defaults, and the options given.
fn initializer(given: &Value) -> Initializer {
    let defaults = Initializer::of(InitializerKind::from_name(given["kind"].as_str().unwrap()).unwrap());
    let option = |key: &str, default: f64| given.get(key).map_or(default, |value| value.as_f64().unwrap());
    Initializer {
        kind: defaults.kind,
        minval: option("minval", defaults.minval),
        maxval: option("maxval", defaults.maxval),
        mean: option("mean", defaults.mean),
        stddev: option("stddev", defaults.stddev),
    }
}

/// The initial parameters of a network of those hidden units.
fn parameters(units: &[usize], kernel: Initializer, bias: Initializer, seed: u64) -> Vec<f32> {
    let layers = units.iter().map(|&units| Layer { units, activation: Activation::Relu }).collect();
    let config = Config { layers, kernel_initializer: kernel, bias_initializer: bias, seed, ..Config::default() };
    Trainer::new(config).unwrap().parameters()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn the_table_covers_every_initializer_of_keras() {
    use InitializerKind::{Spread, Zeros};
    for kind in InitializerKind::ALL.iter().filter(|kind| !matches!(kind, Zeros | Spread)) {
        let shapes = REFERENCES.iter().filter(|r| r.initializer.kind == *kind).map(|r| r.shape.len());
        assert!(shapes.filter(|&n| n == 2).count() >= 2, "{}", kind.name());
    }
}

#[test]
fn mean_and_variance_are_those_of_keras() {
    for reference in REFERENCES.iter() {
        let drawn = &reference.drawn;
        // Both samples err.
        let errors = STANDARD_ERRORS * (1.0 / drawn.len() as f64 + 1.0 / reference.size).sqrt();
        let average = mean(drawn);
        let off = (average - reference.mean).abs();
        assert!(off < errors * reference.variance.sqrt(), "{}: mean {average}", reference.name);
        let variance = mean(&drawn.iter().map(|w| (w - average) * (w - average)).collect::<Vec<_>>());
        let ratio = variance / reference.variance;
        assert!((ratio - 1.0).abs() < errors * (reference.kurtosis - 1.0).sqrt(), "{}: {ratio}", reference.name);
    }
}

#[test]
fn quantiles_are_those_of_keras() {
    for reference in REFERENCES.iter() {
        let drawn = &reference.drawn;
        let each = 1.0 / drawn.len() as f64 + 1.0 / reference.size;
        for (i, quantile) in reference.quantiles.iter().enumerate() {
            let expected = (i + 1) as f64 / 20.0;
            let below = drawn.iter().filter(|w| *w < quantile).count() as f64 / drawn.len() as f64;
            let error = (expected * (1.0 - expected) * each).sqrt();
            assert!((below - expected).abs() < STANDARD_ERRORS * error, "{}: {below} below {quantile}", reference.name);
        }
    }
}

/// A uniform or truncated distribution has ends; samples come close to both and go beyond neither.
#[test]
fn the_range_is_that_of_keras() {
    for reference in REFERENCES.iter().filter(|r| r.initializer.kind != InitializerKind::RandomNormal) {
        let drawn = &reference.drawn;
        let [low, high] = reference.range;
        let width = high - low;
        let smallest = drawn.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = drawn.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // At its ends the truncated normal's density is 0.22 of a uniform's, so that n samples end within 60/n of
        // the width but for one case in half a million.
        let [theirs, ours] = [60.0 / reference.size, 60.0 / drawn.len() as f64].map(|share| share * width);
        assert!((low - theirs..low + ours).contains(&smallest), "{}: {smallest} and not {low}", reference.name);
        assert!((high - ours..high + theirs).contains(&largest), "{}: {largest} and not {high}", reference.name);
    }
}

#[test]
fn zeros_are_zeros() {
    let zeros = Initializer::of(InitializerKind::Zeros);
    let config = Config { kernel_initializer: zeros, bias_initializer: zeros, ..Config::default() };
    assert!(Trainer::new(config).unwrap().parameters().iter().all(|&w| w == 0.0));
}

/// Not the same numbers again in the next layer, nor neighbours alike.
#[test]
fn weights_are_independent() {
    let n = 120 * 120;
    let layers = vec![Layer { units: 120, activation: Activation::Relu }; 3];
    let uniform = Initializer::random_uniform(-1.0, 1.0);
    let config = Config { layers, kernel_initializer: uniform, ..Config::default() };
    let parameters = Trainer::new(config).unwrap().parameters();
    let second = &parameters[240..][..n];
    let third = &parameters[240 + n + 120..][..n];
    let correlation = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>() * 3.0 / a.len() as f32;
    let bound = STANDARD_ERRORS as f32 / (n as f32).sqrt();
    assert!((correlation(second, second) - 1.0).abs() < bound);
    assert!(correlation(second, third).abs() < bound);
    assert!(correlation(&second[1..], &second[..n - 1]).abs() < bound);
    assert!(correlation(&second[120..], &second[..n - 120]).abs() < bound);
}
