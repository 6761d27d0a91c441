//! A configuration as a value: complete and normalised.

use super::limits::{self, COORDINATE, Parameter};
use super::{Config, Initializer, Layer, Optimizer, Regularizer};
use crate::value::Value;

impl Config {
    /// Every key in camelCase. Optimizer and initializers hold only the keys their kind has, `domain` is the one
    /// in force, and `points` is left out where there are none.
    pub fn to_value(&self) -> Value {
        let mut entries = vec![
            ("function", self.function.as_deref().map_or(Value::Null, Value::from)),
            ("domain", self.domain().into()),
            ("samples", self.samples.into()),
            ("sampling", self.sampling.name().into()),
            ("noise", self.noise.into()),
            ("validation", self.validation.into()),
        ];
        if let Some(points) = &self.points {
            entries.push(("points", Value::list(points.iter().copied())));
        }
        entries.extend([
            ("scaling", self.scaling.name().into()),
            ("layers", Value::list(self.layers.iter().map(layer))),
            ("kernelInitializer", initializer(self.kernel_initializer)),
            ("biasInitializer", initializer(self.bias_initializer)),
            ("loss", self.loss.name().into()),
            ("optimizer", optimizer(self.optimizer)),
            ("regularizer", regularizer(self.regularizer)),
            ("batchSize", self.batch_size.into()),
            ("shuffle", self.shuffle.into()),
            ("seed", self.seed.into()),
            ("learningRateChanges", Value::list(self.learning_rate_changes.iter().map(change))),
        ]);
        Value::map(entries)
    }

    /// Where the function is learned: as given, or else [0, 1], or that of the points with a margin.
    pub fn domain(&self) -> [f64; 2] {
        self.domain.unwrap_or_else(|| default_domain(self.points.as_deref()))
    }

    /// The domain in the numbers the network sees: its ends rounded inwards, so that a function that is defined on the
    /// domain is defined at every x from one to the other.
    pub fn domain_in_f32(&self) -> [f32; 2] {
        in_f32(self.domain())
    }

    /// How many weights and biases the network has.
    pub fn weights(&self) -> usize {
        let outputs = self.layers.iter().map(|layer| layer.units).chain([1]);
        let inputs = [1].into_iter().chain(self.layers.iter().map(|layer| layer.units));
        let of_layer = |(inputs, outputs): (usize, usize)| inputs.saturating_add(1).saturating_mul(outputs);
        inputs.zip(outputs).map(of_layer).fold(0, usize::saturating_add)
    }
}

/// [0, 1] for a function; for points their range with 5 % of its width more on each side.
pub(super) fn default_domain(points: Option<&[[f64; 2]]>) -> [f64; 2] {
    let Some(points) = points else { return [0.0, 1.0] };
    let low = points.iter().fold(f64::INFINITY, |low, [x, _]| if *x < low { *x } else { low });
    let high = points.iter().fold(f64::NEG_INFINITY, |high, [x, _]| if *x > high { *x } else { high });
    let margin = 0.05 * (high - low);
    let domain = [low - margin, high + margin].map(bounded);
    if ascends(in_f32(domain)) { domain } else { around(low) }
}

/// Both ends, rounded inwards. They need not ascend any more.
pub(super) fn in_f32([low, high]: [f64; 2]) -> [f32; 2] {
    let (first, last) = (low as f32, high as f32);
    [
        if f64::from(first) < low { first.next_up() } else { first },
        if f64::from(last) > high { last.next_down() } else { last },
    ]
}

pub(super) fn ascends([low, high]: [f32; 2]) -> bool {
    low < high
}

/// All points have the same x, at least in `f32`: some room on both sides, in keeping with its size.
fn around(x: f64) -> [f64; 2] {
    let room = if x.abs() > 10.0 { 0.05 * x.abs() } else { 0.5 };
    [x - room, x + room].map(bounded)
}

fn bounded(x: f64) -> f64 {
    x.clamp(COORDINATE.min, COORDINATE.max)
}

fn layer(layer: &Layer) -> Value {
    Value::map([("units", layer.units.into()), ("activation", layer.activation.name().into())])
}

fn change(&(update, value): &(u64, f64)) -> Value {
    Value::List(vec![update.into(), value.into()])
}

fn initializer(initializer: Initializer) -> Value {
    let parameters = limits::initializer_parameters(initializer.kind);
    rule(initializer.kind.name(), parameters, initializer)
}

fn optimizer(optimizer: Optimizer) -> Value {
    rule(optimizer.kind.name(), limits::hyperparameters(optimizer.kind), optimizer)
}

fn rule<T: Copy>(kind: &str, parameters: &[Parameter<T>], of: T) -> Value {
    Value::map([("kind", kind.into())].into_iter().chain(values(parameters, of)))
}

fn regularizer(regularizer: Regularizer) -> Value {
    Value::map(values(limits::PENALTIES, regularizer))
}

fn values<T: Copy>(parameters: &[Parameter<T>], of: T) -> impl Iterator<Item = (&'static str, Value)> {
    parameters.iter().map(move |parameter| (parameter.name, parameter.get(of)))
}
