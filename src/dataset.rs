//! The samples a network learns from: on a grid, at random, or a person's own; with noise; some held out.

use crate::config::{Config, Sampling};
use crate::error::Error;
use crate::expression::Expression;
use crate::rng::{Random, Stream};
use crate::value::Value;

/// How many points a curve is drawn with.
pub const GRID_POINTS: usize = 100;

/// x and y.
type Sample = (f32, f32);

/// Samples for training and validation, and the curve to compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// x of the training samples.
    pub train_x: Vec<f32>,
    /// y of the training samples.
    pub train_y: Vec<f32>,
    /// x of the samples held out.
    pub validation_x: Vec<f32>,
    /// y of the samples held out.
    pub validation_y: Vec<f32>,
    /// 100 evenly spaced x over the domain, both ends included.
    pub grid: Vec<f32>,
    /// The function there; NaN where there is none.
    pub target: Vec<f32>,
}

impl Dataset {
    /// Samples as the configuration says. An error where the function is not finite.
    pub fn new(config: &Config) -> Result<Self, Error> {
        let function = config.function.as_deref().map(Expression::parse).transpose()?;
        let samples = match (&config.points, &function) {
            (Some(points), _) => points.iter().map(|&[x, y]| (x as f32, y as f32)).collect(),
            (None, Some(function)) => sample(config, function)?,
            (None, None) => return Err(missing_function()),
        };
        let (training, validation) = split(config, samples);
        let grid = evenly_spaced(config.domain(), GRID_POINTS);
        let target = match &function {
            Some(function) => {
                grid.iter().map(|&x| finite_or_error(function, f64::from(x))).collect::<Result<_, _>>()?
            }
            None => vec![f32::NAN; GRID_POINTS],
        };
        let (train_x, train_y) = training.into_iter().unzip();
        let (validation_x, validation_y) = validation.into_iter().unzip();
        Ok(Dataset { train_x, train_y, validation_x, validation_y, grid, target })
    }
}

/// n values from low to high, both included.
pub fn evenly_spaced([low, high]: [f64; 2], n: usize) -> Vec<f32> {
    let at = |i: usize| if i + 1 == n { high } else { low + (high - low) * i as f64 / (n - 1) as f64 };
    (0..n).map(|i| at(i) as f32).collect()
}

fn sample(config: &Config, function: &Expression) -> Result<Vec<Sample>, Error> {
    let mut random = Random::new(config.seed, Stream::Data);
    let [low, high] = config.domain();
    let xs = match config.sampling {
        Sampling::Grid => evenly_spaced([low, high], config.samples),
        Sampling::Random => (0..config.samples).map(|_| random.uniform(low, high) as f32).collect(),
    };
    xs.into_iter()
        .map(|x| {
            let y = finite_or_error(function, f64::from(x))?;
            let noise = if config.noise > 0.0 { config.noise * random.normal() } else { 0.0 };
            Ok((x, (f64::from(y) + noise) as f32))
        })
        .collect()
}

fn finite_or_error(function: &Expression, x: f64) -> Result<f32, Error> {
    let y = function.eval(x) as f32;
    if y.is_finite() { Ok(y) } else { Err(not_finite(x, y)) }
}

/// A random choice, not the last samples: on a grid those would ask for extrapolation. Both parts keep the order.
fn split(config: &Config, samples: Vec<Sample>) -> (Vec<Sample>, Vec<Sample>) {
    let held_out = held_out(samples.len(), config.validation);
    let mut order: Vec<u32> = (0..samples.len() as u32).collect();
    Random::new(config.seed, Stream::Split).shuffle(&mut order);
    let mut is_held_out = vec![false; samples.len()];
    order[..held_out].iter().for_each(|&i| is_held_out[i as usize] = true);
    let (validation, training): (Vec<_>, Vec<_>) = samples.into_iter().zip(is_held_out).partition(|&(_, held)| held);
    let without_flag = |part: Vec<(Sample, bool)>| part.into_iter().map(|(sample, _)| sample).collect();
    (without_flag(training), without_flag(validation))
}

/// How many of n samples a fraction holds out: rounded, but one at least stays for training, and where something
/// is to be held out at all, one at least is.
fn held_out(n: usize, fraction: f64) -> usize {
    let rounded = libm::round(n as f64 * fraction) as usize;
    let least = usize::from(fraction > 0.0);
    rounded.clamp(least, n - 1)
}

fn not_finite(x: f64, y: f32) -> Error {
    Error {
        code: "not_finite",
        path: "function".to_string(),
        message: format!("function: its value at x = {x} is {y}; it must be finite at every sample"),
        span: None,
        params: vec![("x", Value::Number(x)), ("value", Value::Number(f64::from(y)))],
    }
}

fn missing_function() -> Error {
    Error {
        code: "missing",
        path: "function".to_string(),
        message: "function: there is neither a function nor points; give one of them".to_string(),
        span: None,
        params: Vec::new(),
    }
}
