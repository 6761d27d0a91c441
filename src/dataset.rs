//! The samples a network learns from: on a grid, at random, or a person's own; with noise; some held out.

use crate::config::{Config, Sampling, Scaling};
use crate::error::Error;
use crate::expression::Expression;
use crate::rng::{Random, StandardNormal, Stream, Uniform};
use crate::scaling::{Axis, Scales};
use crate::value::{Value, shortest};

/// How many points a curve is drawn with.
pub const GRID_POINTS: usize = 100;

/// x and y, before they are rounded to `f32`.
type Sample = (f64, f64);

/// Samples for training and validation, and the curve to compare with, in the units they are given in.
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
    /// What the network sees of all that.
    pub(crate) scaled: Scaled,
}

/// The same as the network sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scaled {
    /// How one gets there and back.
    pub scales: Scales,
    /// The domain.
    pub domain: [f64; 2],
    /// x of the curve.
    pub grid: Vec<f32>,
    /// Training samples, x and y.
    pub training: (Vec<f32>, Vec<f32>),
    /// Those held out.
    pub validation: (Vec<f32>, Vec<f32>),
}

impl Scaled {
    /// Statistics are those of the training samples before they are rounded.
    fn new(config: &Config, grid: &[f32], training: &[Sample], validation: &[Sample]) -> Self {
        let scales = match config.scaling {
            Scaling::None => Scales::IDENTITY,
            Scaling::Standardize => {
                Scales { x: Axis::of(training.iter().map(|&(x, _)| x)), y: Axis::of(training.iter().map(|&(_, y)| y)) }
            }
        };
        let scaled = |samples: &[Sample]| samples.iter().map(|&(x, y)| (scales.x.scale(x), scales.y.scale(y))).unzip();
        Scaled {
            scales,
            domain: config.domain().map(|x| (x - scales.x.mean) / scales.x.deviation),
            grid: grid.iter().map(|&x| scales.x.scale(f64::from(x))).collect(),
            training: scaled(training),
            validation: scaled(validation),
        }
    }
}

impl Dataset {
    /// Samples as the configuration says. An error where that is out of its limits or the function not finite.
    pub fn new(config: &Config) -> Result<Self, Error> {
        Dataset::of(&config.normalized()?)
    }

    /// The same of a configuration known to be within its limits.
    pub(crate) fn of(config: &Config) -> Result<Self, Error> {
        let function = config.function.as_deref().map(Expression::parse).transpose()?;
        let samples = match (&config.points, &function) {
            (Some(points), _) => points.iter().map(|&[x, y]| (x, y)).collect(),
            (None, Some(function)) => sample(config, function)?,
            (None, None) => return Err(missing_function()),
        };
        let (training, validation) = split(config, samples);
        let grid = evenly_spaced(config, GRID_POINTS);
        let target = match &function {
            Some(function) => {
                grid.iter().map(|&x| finite_or_error(function, f64::from(x))).collect::<Result<_, _>>()?
            }
            None => vec![f32::NAN; GRID_POINTS],
        };
        let scaled = Scaled::new(config, &grid, &training, &validation);
        let (train_x, train_y) = rounded(training);
        let (validation_x, validation_y) = rounded(validation);
        Ok(Dataset { train_x, train_y, validation_x, validation_y, grid, target, scaled })
    }
}

/// n values over the domain, both ends included.
fn evenly_spaced(config: &Config, n: usize) -> Vec<f32> {
    let ([low, high], ends) = (config.domain(), config.domain_in_f32());
    let at = |i: usize| if i + 1 == n { high } else { low + (high - low) * i as f64 / (n - 1) as f64 };
    (0..n).map(|i| inside(ends, at(i))).collect()
}

/// The nearest `f32`, unless that lies outside.
fn inside([low, high]: [f32; 2], x: f64) -> f32 {
    let x = x as f32;
    // (`clamp` would bring code that writes numbers, for a panic.)
    if x < low {
        low
    } else if x > high {
        high
    } else {
        x
    }
}

fn rounded(samples: Vec<Sample>) -> (Vec<f32>, Vec<f32>) {
    samples.into_iter().map(|(x, y)| (x as f32, y as f32)).unzip()
}

fn sample(config: &Config, function: &Expression) -> Result<Vec<Sample>, Error> {
    let mut random = Random::new(config.seed, Stream::Data);
    let xs = match config.sampling {
        Sampling::Grid => evenly_spaced(config, config.samples),
        Sampling::Random => {
            let ([low, high], ends) = (config.domain(), config.domain_in_f32());
            (0..config.samples).map(|_| inside(ends, random.draw(&Uniform { low, high }))).collect()
        }
    };
    xs.into_iter()
        .map(|x| {
            let x = f64::from(x);
            let rounded = finite_or_error(function, x)?;
            let noisy = |noise: f64| f64::from(rounded) + config.noise * noise;
            Ok((x, if config.noise > 0.0 { noisy(random.draw(&StandardNormal)) } else { function.eval(x) }))
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
    let (x_text, y_text) = (shortest(x), shortest(f64::from(y)));
    Error {
        code: "not_finite",
        path: "function".to_string(),
        message: format!("function: its value at x = {x_text} is {y_text}; it must be finite at every sample"),
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
