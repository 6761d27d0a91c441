//! A configuration as a value: complete and normalised.

use super::edits::Edit;
use super::limits::{self, COORDINATE, Parameter};
use super::{Config, Initializer, Layer, Optimizer};
use crate::value::{Object, Value};

impl Config {
    /// Every key in camelCase. Optimizer and initializers hold only the keys their kind has, `domain` is the one
    /// in force, and `points` and `edits` are left out where there are none.
    pub fn to_value(&self) -> Value {
        let mut object = Value::object()
            .with("function", self.function.as_deref().map_or(Value::Null, Value::from))
            .with("domain", self.domain())
            .with("samples", self.samples)
            .with("sampling", self.sampling.name())
            .with("noise", self.noise)
            .with("validation", self.validation);
        if let Some(points) = &self.points {
            object.add("points", Value::list(points.iter().copied()));
        }
        let object = object
            .with("scaling", self.scaling.name())
            .with("layers", Value::list(self.layers.iter().map(layer)))
            .with("kernelInitializer", initializer(self.kernel_initializer))
            .with("biasInitializer", initializer(self.bias_initializer))
            .with("loss", self.loss.name())
            .with("optimizer", optimizer(self.optimizer))
            .with("regularizer", values(Value::object(), limits::PENALTIES, self.regularizer))
            .with("batchSize", self.batch_size)
            .with("shuffle", self.shuffle)
            .with("seed", self.seed)
            .with("learningRateChanges", Value::list(self.learning_rate_changes.iter().map(change)));
        if self.edits.is_empty() {
            return object.into();
        }
        object.with("edits", Value::list(self.edits.iter().map(Edit::to_value))).into()
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
    Value::object().with("units", layer.units).with("activation", layer.activation.name()).into()
}

fn change(&(update, value): &(u64, f64)) -> Value {
    Value::List(vec![update.into(), value.into()])
}

fn initializer(initializer: Initializer) -> Object {
    let kind = Value::object().with("kind", initializer.kind.name());
    values(kind, limits::initializer_parameters(initializer.kind), initializer)
}

fn optimizer(optimizer: Optimizer) -> Object {
    let kind = Value::object().with("kind", optimizer.kind.name());
    values(kind, limits::hyperparameters(optimizer.kind), optimizer)
}

fn values<T: Copy>(mut object: Object, parameters: &[Parameter<T>], of: T) -> Object {
    parameters.iter().for_each(|parameter| object.add(parameter.name, parameter.get(of)));
    object
}
