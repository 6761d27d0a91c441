//! What is allowed, in one table: decoding checks against it, and the page builds its controls from it.

use super::{
    Activation, Config, Initializer, InitializerKind, Layer, Loss, Optimizer, OptimizerKind, Regularizer, Sampling,
    Scaling,
};
use crate::error::Error;
use crate::expression;
use crate::value::{Object, Value, shortest};

/// The largest integer that JavaScript's numbers hold exactly, 2^53 - 1.
pub const MAX_INTEGER: f64 = 9_007_199_254_740_991.0;
/// More weights than that are refused.
pub const MAX_WEIGHTS: usize = 4_000_000;
/// Own data has so many points.
pub const POINTS: Count = Count { min: 2, max: 10_000 };
/// A network has so many hidden layers.
pub const LAYERS: Count = Count { min: 1, max: 8 };
/// The learning rate changes so often.
pub const CHANGES: Count = Count { min: 0, max: 100_000 };
/// A network is edited so often.
pub const EDITS: Count = Count { min: 0, max: 1_000 };
/// All edits together have so many ranges and values.
pub const EDIT_ITEMS: Count = Count { min: 0, max: 10_000 };

/// How many items a list may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// At least.
    pub min: usize,
    /// At most.
    pub max: usize,
}

impl Count {
    /// Whether a list may have so many items.
    pub fn check(&self, path: &str, items: usize) -> Result<(), Error> {
        let Count { min, max } = *self;
        if (min..=max).contains(&items) {
            return Ok(());
        }
        let message = format!("{path} must have {min} to {max} items, not {items}.");
        Err(out_of_range(path, message, [items, min, max].map(|n| n as f64)))
    }
}

#[cold]
#[inline(never)]
fn out_of_range(path: &str, message: String, [value, min, max]: [f64; 3]) -> Error {
    Error::new("out_of_range", message).at(path).with("value", value).with("min", min).with("max", max)
}

/// Which numbers are allowed. The bounds hold for the number given and for its rounding to `f32`, in which the
/// network computes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least allowed number.
    pub min: f64,
    /// The greatest allowed number.
    pub max: f64,
    /// Whether only integers are.
    pub integer: bool,
    /// Whether `min` itself is not allowed.
    pub above: bool,
    /// Whether `max` itself is not allowed.
    pub below: bool,
}

impl Range {
    pub(crate) const fn real(min: f64, max: f64) -> Range {
        Range { min, max, integer: false, above: false, below: false }
    }

    pub(crate) const fn whole(min: f64, max: f64) -> Range {
        Range { integer: true, ..Range::real(min, max) }
    }

    /// Places among so many, from 0.
    pub(crate) const fn index(count: usize) -> Range {
        Range::whole(0.0, count as f64 - 1.0)
    }

    /// Whether that number is allowed.
    pub fn contains(&self, number: f64) -> bool {
        let low = |x: f64, min: f64| if self.above { x > min } else { x >= min };
        let high = |x: f64, max: f64| if self.below { x < max } else { x <= max };
        let single = |x: f64| f64::from(x as f32);
        let exact = low(number, self.min) && high(number, self.max);
        let rounded = low(single(number), single(self.min)) && high(single(number), single(self.max));
        exact && (self.integer || rounded)
    }

    /// The number, where it is allowed; an integer where only those are.
    pub fn check(&self, path: &str, number: f64) -> Result<f64, Error> {
        if self.contains(number) && (!self.integer || number == libm::trunc(number)) {
            return Ok(number);
        }
        let message = format!("{path} must be {}, not {}.", self.in_words(), Value::from(number));
        Err(out_of_range(path, message, [number, self.min, self.max]))
    }

    /// The allowed numbers in words.
    pub fn in_words(&self) -> String {
        let kind = if self.integer { "an integer" } else { "a number" };
        let (min, max) = (shortest(self.min), shortest(self.max));
        match (self.above, self.below) {
            (false, false) => format!("{kind} from {min} to {max}"),
            (true, false) => format!("{kind} above {min}, at most {max}"),
            (false, true) => format!("{kind} from {min} to below {max}"),
            (true, true) => format!("{kind} between {min} and {max}"),
        }
    }
}

const FINITE: Range = Range::real(-f32::MAX as f64, f32::MAX as f64);
const DECAY: Range = Range { below: true, ..Range::real(0.0, 1.0) };
const NOT_NEGATIVE: Range = Range::real(0.0, 1e6);
const MODERATE: Range = Range::real(-1e6, 1e6);

/// x and y of points, and the bounds of the domain.
pub const COORDINATE: Range = FINITE;
/// `samples`
pub const SAMPLES: Range = Range::whole(2.0, 10_000.0);
/// `noise`
pub const NOISE: Range = NOT_NEGATIVE;
/// `validation`
pub const VALIDATION: Range = Range::real(0.0, 0.9);
/// `layers[].units`
pub const UNITS: Range = Range::whole(1.0, 4096.0);
/// `batchSize`
pub const BATCH_SIZE: Range = Range::whole(1.0, u32::MAX as f64);
/// The samples of a batch whose gradient is asked for.
pub const BATCH: Range = Range::whole(1.0, 10_000.0);
/// `seed`
pub const SEED: Range = Range::whole(0.0, MAX_INTEGER);
/// The update of a `learningRateChanges`.
pub const UPDATE: Range = Range::whole(0.0, MAX_INTEGER);
/// A learning rate: above 0, and not 0 in `f32` either.
pub const LEARNING_RATE: Range = Range { above: true, ..Range::real(0.0, 1e6) };

/// A parameter of an optimizer, an initializer or a regularizer: its name and where its value is.
pub struct Parameter<T> {
    /// Its key, as outside the crate.
    pub name: &'static str,
    /// Its value and what is allowed.
    pub slot: Slot<T>,
}

/// Where a parameter's value is, and what is allowed.
pub enum Slot<T> {
    /// A number.
    Number(Range, fn(&mut T) -> &mut f64),
    /// On or off.
    Flag(fn(&mut T) -> &mut bool),
}

impl<T: Copy> Parameter<T> {
    const fn number(name: &'static str, range: Range, field: fn(&mut T) -> &mut f64) -> Self {
        Parameter { name, slot: Slot::Number(range, field) }
    }

    const fn flag(name: &'static str, field: fn(&mut T) -> &mut bool) -> Self {
        Parameter { name, slot: Slot::Flag(field) }
    }

    /// Its value there.
    pub fn get(&self, mut of: T) -> Value {
        match self.slot {
            Slot::Number(_, field) => (*field(&mut of)).into(),
            Slot::Flag(field) => (*field(&mut of)).into(),
        }
    }
}

const LEARNING: Parameter<Optimizer> = Parameter::number("learningRate", LEARNING_RATE, |o| &mut o.learning_rate);
const MOMENTUM: Parameter<Optimizer> = Parameter::number("momentum", Range::real(0.0, 1.0), |o| &mut o.momentum);
const NESTEROV: Parameter<Optimizer> = Parameter::flag("nesterov", |o| &mut o.nesterov);
const RHO: Parameter<Optimizer> = Parameter::number("rho", DECAY, |o| &mut o.rho);
const BETA1: Parameter<Optimizer> = Parameter::number("beta1", DECAY, |o| &mut o.beta1);
const BETA2: Parameter<Optimizer> = Parameter::number("beta2", DECAY, |o| &mut o.beta2);
const EPSILON: Parameter<Optimizer> = Parameter::number("epsilon", Range::real(1e-12, 1.0), |o| &mut o.epsilon);
const WEIGHT_DECAY: Parameter<Optimizer> = Parameter::number("weightDecay", NOT_NEGATIVE, |o| &mut o.weight_decay);
const ACCUMULATOR: Parameter<Optimizer> =
    Parameter::number("initialAccumulatorValue", NOT_NEGATIVE, |o| &mut o.initial_accumulator_value);
const CENTERED: Parameter<Optimizer> = Parameter::flag("centered", |o| &mut o.centered);
const AMSGRAD: Parameter<Optimizer> = Parameter::flag("amsgrad", |o| &mut o.amsgrad);

/// The hyperparameters a rule has, in the order they are shown.
pub fn hyperparameters(kind: OptimizerKind) -> &'static [Parameter<Optimizer>] {
    match kind {
        OptimizerKind::Sgd => &[LEARNING, MOMENTUM, NESTEROV, WEIGHT_DECAY],
        OptimizerKind::Rmsprop => &[LEARNING, RHO, MOMENTUM, EPSILON, CENTERED, WEIGHT_DECAY],
        OptimizerKind::Adagrad => &[LEARNING, ACCUMULATOR, EPSILON, WEIGHT_DECAY],
        OptimizerKind::Adadelta => &[LEARNING, RHO, EPSILON, WEIGHT_DECAY],
        OptimizerKind::Adam | OptimizerKind::Adamw => &[LEARNING, BETA1, BETA2, EPSILON, AMSGRAD, WEIGHT_DECAY],
        OptimizerKind::Adamax | OptimizerKind::Nadam => &[LEARNING, BETA1, BETA2, EPSILON, WEIGHT_DECAY],
        OptimizerKind::Lion => &[LEARNING, BETA1, BETA2, WEIGHT_DECAY],
    }
}

/// The parameters an initializer has.
pub fn initializer_parameters(kind: InitializerKind) -> &'static [Parameter<Initializer>] {
    const MINVAL: Parameter<Initializer> = Parameter::number("minval", MODERATE, |i| &mut i.minval);
    const MAXVAL: Parameter<Initializer> = Parameter::number("maxval", MODERATE, |i| &mut i.maxval);
    const MEAN: Parameter<Initializer> = Parameter::number("mean", MODERATE, |i| &mut i.mean);
    const STDDEV: Parameter<Initializer> = Parameter::number("stddev", NOT_NEGATIVE, |i| &mut i.stddev);
    match kind {
        InitializerKind::RandomUniform => &[MINVAL, MAXVAL],
        InitializerKind::RandomNormal => &[MEAN, STDDEV],
        _ => &[],
    }
}

/// The regularizer's two strengths.
pub const PENALTIES: &[Parameter<Regularizer>] =
    &[Parameter::number("l1", NOT_NEGATIVE, |r| &mut r.l1), Parameter::number("l2", NOT_NEGATIVE, |r| &mut r.l2)];

/// The kinds a kernel may begin with: all but `spread`, which is about biases.
pub fn kernel_kinds() -> &'static [InitializerKind] {
    match InitializerKind::ALL {
        [kinds @ .., InitializerKind::Spread] => kinds,
        kinds => kinds,
    }
}

/// A learning rate that suits the default experiment with that rule: what the page takes when one chooses it.
/// Measured: the one of 0.0001, 0.0003, 0.001, … (and some between) with the lowest error at epoch 2,000 and no
/// worse one at 5,000, over three seeds. Plain SGD and Adagrad stay at 0.0081 with any.
pub fn suggested_learning_rate(kind: OptimizerKind) -> f64 {
    match kind {
        OptimizerKind::Adadelta => 1.0,
        OptimizerKind::Sgd => 0.3,
        OptimizerKind::Adagrad => 0.1,
        OptimizerKind::Adamax => 0.01,
        OptimizerKind::Adam | OptimizerKind::Adamw | OptimizerKind::Nadam => 0.005,
        OptimizerKind::Rmsprop => 0.002,
        OptimizerKind::Lion => 0.001,
    }
}

/// Everything above as data: for every key of a configuration its type, bounds, options and default.
pub fn describe() -> Value {
    let config = Config::default();
    let default = config.to_value();
    let mut all = Value::object();
    let mut describe = |key: &str, rest: Object| describe_with_default(&mut all, key, rest, &default);
    let function = typed("expression").with("maxCharacters", expression::MAX_CHARACTERS);
    describe("function", function.with("maxLevels", expression::MAX_LEVELS));
    describe("domain", typed("interval").with("min", COORDINATE.min).with("max", COORDINATE.max));
    describe("samples", number(SAMPLES));
    describe("sampling", choice(Sampling::ALL, Sampling::name));
    describe("noise", number(NOISE));
    describe("validation", number(VALIDATION));
    describe("points", counted("points", POINTS));
    describe("scaling", choice(Scaling::ALL, Scaling::name));
    describe("layers", layers(config.layers[0]));
    describe("kernelInitializer", initializer(kernel_kinds()));
    describe("biasInitializer", initializer(InitializerKind::ALL));
    describe("loss", choice(Loss::ALL, Loss::name));
    describe("optimizer", optimizer());
    describe("regularizer", typed("group").with("parameters", parameters(PENALTIES, config.regularizer)));
    describe("batchSize", number(BATCH_SIZE));
    describe("shuffle", typed("flag"));
    describe("seed", number(SEED));
    let update = number(UPDATE).with("default", Value::Null);
    let value = number(LEARNING_RATE).with("default", Value::Null);
    describe("learningRateChanges", counted("changes", CHANGES).with("update", update).with("value", value));
    describe("edits", counted("edits", EDITS).with("update", number(UPDATE).with("default", Value::Null)));
    all.into()
}

#[inline(never)]
fn describe_with_default(all: &mut Object, key: &str, rest: Object, defaults: &Value) {
    let default = defaults.get(key).cloned().unwrap_or(Value::Null);
    all.add(key, rest.with("default", default).into());
}

fn typed(kind: &str) -> Object {
    Value::object().with("type", kind)
}

fn counted(kind: &str, count: Count) -> Object {
    typed(kind).with("minCount", count.min).with("maxCount", count.max)
}

fn number(range: Range) -> Object {
    let bounds = typed("number").with("min", range.min).with("max", range.max).with("integer", range.integer);
    bounds.with("exclusiveMin", range.above).with("exclusiveMax", range.below)
}

fn choice<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Object {
    typed("choice").with("options", Value::List(all.iter().map(|one| name(*one).into()).collect()))
}

fn layers(default: Layer) -> Object {
    let activation = choice(Activation::ALL, Activation::name).with("default", default.activation.name());
    let layers = counted("layers", LAYERS).with("maxWeights", MAX_WEIGHTS);
    layers.with("units", number(UNITS).with("default", default.units)).with("activation", activation)
}

fn initializer(kinds: &[InitializerKind]) -> Object {
    let mut described = Value::object();
    for &kind in kinds {
        let parameters = parameters(initializer_parameters(kind), Initializer::of(kind));
        described.add(kind.name(), Value::object().with("parameters", parameters).into());
    }
    typed("initializer").with("kinds", described)
}

fn optimizer() -> Object {
    let mut described = Value::object();
    for &kind in OptimizerKind::ALL {
        let rule = Value::object().with("suggestedLearningRate", suggested_learning_rate(kind));
        let parameters = parameters(hyperparameters(kind), Optimizer::of(kind));
        described.add(kind.name(), rule.with("parameters", parameters).into());
    }
    typed("optimizer").with("kinds", described)
}

/// Each parameter of a rule, with its default there.
fn parameters<T: Copy>(parameters: &[Parameter<T>], defaults: T) -> Object {
    let mut all = Value::object();
    for parameter in parameters {
        let described = match parameter.slot {
            Slot::Number(range, _) => number(range),
            Slot::Flag(_) => typed("flag"),
        };
        all.add(parameter.name, described.with("default", parameter.get(defaults)).into());
    }
    all
}
