//! A configuration from a value: what is missing takes its default, what is wrong is named.

use super::check::{Checker, Entries, assign, given};
use super::encode::{ascends, default_domain, in_f32};
use super::limits::{self, COORDINATE, LEARNING_RATE, MAX_WEIGHTS, Parameter, UPDATE};
use super::{
    Activation, Config, Initializer, InitializerKind, Layer, Loss, Optimizer, OptimizerKind, Sampling, Scaling, edits,
};
use crate::error::Error;
use crate::expression::Expression;
use crate::value::Value;

/// Every key of a configuration.
pub(crate) const KEYS: [&str; 19] = [
    "function",
    "domain",
    "samples",
    "sampling",
    "noise",
    "validation",
    "points",
    "scaling",
    "layers",
    "kernelInitializer",
    "biasInitializer",
    "loss",
    "optimizer",
    "regularizer",
    "batchSize",
    "shuffle",
    "seed",
    "learningRateChanges",
    "edits",
];

impl Config {
    /// The configuration of a partial one; `null` counts as not given. The first mistake is the error.
    pub fn from_value(value: &Value) -> Result<Config, Error> {
        let (config, errors) = Config::from_value_tolerant(value);
        errors.into_iter().next().map_or(Ok(config), Err)
    }

    /// The valid part of a partial configuration, defaults for the rest, and every mistake. The result is always
    /// valid.
    pub fn from_value_tolerant(value: &Value) -> (Config, Vec<Error>) {
        let mut checker = Checker::default();
        let mut config = Config::default();
        if *value != Value::Null
            && let Some(entries) = checker.object("", value, &KEYS)
        {
            config = read(&mut checker, entries);
        }
        (config, checker.errors)
    }

    /// Whether every field is within its limits, for a configuration built by hand.
    pub fn validate(&self) -> Result<(), Error> {
        self.normalized().map(|_| ())
    }

    /// The same configuration as one from outside has it: a domain that would hold anyway is left out, and what the
    /// rule of an optimizer or initializer does not have is at its default.
    pub fn normalized(&self) -> Result<Config, Error> {
        if self.function.is_none() && self.points.is_none() {
            return Err(missing_function());
        }
        Config::from_value(&self.to_value())
    }
}

fn read(checker: &mut Checker, entries: &Entries) -> Config {
    let mut config = Config::default();
    read_data(checker, entries, &mut config);
    read_network(checker, entries, &mut config);
    read_training(checker, entries, &mut config);
    config
}

fn read_data(checker: &mut Checker, entries: &Entries, config: &mut Config) {
    let get = |key| given(entries, key);
    config.points =
        get("points").and_then(|value| checker.pairs("points", value, limits::POINTS, [COORDINATE, COORDINATE]));
    if let Some(function) = get("function").and_then(|value| function(checker, value)) {
        config.function = Some(function);
    } else if config.points.is_some() {
        config.function = None;
    }
    // A domain that would hold anyway is not kept, so that equal runs have equal configurations.
    config.domain = get("domain")
        .and_then(|value| domain(checker, value))
        .filter(|domain| *domain != default_domain(config.points.as_deref()));
    if let Some(value) = get("samples") {
        assign(whole(checker, "samples", value, limits::SAMPLES), &mut config.samples);
    }
    if let Some(value) = get("sampling") {
        assign(checker.choice("sampling", value, Sampling::ALL, Sampling::name), &mut config.sampling);
    }
    if let Some(value) = get("noise") {
        assign(checker.number("noise", value, limits::NOISE), &mut config.noise);
    }
    if let Some(value) = get("validation") {
        assign(checker.number("validation", value, limits::VALIDATION), &mut config.validation);
    }
    if let Some(value) = get("scaling") {
        assign(checker.choice("scaling", value, Scaling::ALL, Scaling::name), &mut config.scaling);
    }
}

fn read_network(checker: &mut Checker, entries: &Entries, config: &mut Config) {
    let get = |key| given(entries, key);
    if let Some(value) = get("layers") {
        assign(layers(checker, value), &mut config.layers);
    }
    refuse_too_large(checker, config);
    if let Some(value) = get("kernelInitializer") {
        assign(
            initializer(checker, "kernelInitializer", value, limits::kernel_kinds()),
            &mut config.kernel_initializer,
        );
    }
    if let Some(value) = get("biasInitializer") {
        assign(initializer(checker, "biasInitializer", value, InitializerKind::ALL), &mut config.bias_initializer);
    }
}

fn read_training(checker: &mut Checker, entries: &Entries, config: &mut Config) {
    let get = |key| given(entries, key);
    if let Some(value) = get("loss") {
        assign(checker.choice("loss", value, Loss::ALL, Loss::name), &mut config.loss);
    }
    if let Some(value) = get("optimizer") {
        assign(optimizer(checker, value), &mut config.optimizer);
    }
    if let Some(value) = get("regularizer")
        && let Some(entries) = checker.object("regularizer", value, &["l1", "l2"])
    {
        checker.parameters("regularizer", entries, limits::PENALTIES, &mut config.regularizer);
    }
    if let Some(value) = get("batchSize") {
        assign(whole(checker, "batchSize", value, limits::BATCH_SIZE), &mut config.batch_size);
    }
    if let Some(value) = get("shuffle") {
        assign(checker.flag("shuffle", value), &mut config.shuffle);
    }
    if let Some(value) = get("seed") {
        let seed = checker.number("seed", value, limits::SEED).map(|seed| seed as u64);
        assign(seed, &mut config.seed);
    }
    if let Some(value) = get("learningRateChanges") {
        assign(changes(checker, value), &mut config.learning_rate_changes);
    }
    if let Some(value) = get("edits") {
        let weights = config.weights();
        assign(edits::read(checker, value, &config.layers, weights), &mut config.edits);
    }
}

fn whole(checker: &mut Checker, path: &str, value: &Value, range: limits::Range) -> Option<usize> {
    checker.number(path, value, range).map(|number| number as usize)
}

fn missing_function() -> Error {
    Error::new("missing", "function is missing, and so are points: one of the two must be given.").at("function")
}

/// Whether the function is finite on the samples is the data's question; here it must be one.
fn function(checker: &mut Checker, value: &Value) -> Option<String> {
    let Value::Text(text) = value else { return checker.wrong_type("function", "an expression in x", value) };
    match Expression::parse(text) {
        Ok(_) => Some(without_end_sign(text).to_string()),
        Err(mut error) => {
            error.message = format!("function: {}", error.message);
            checker.note(error.at("function"));
            None
        }
    }
}

/// What ends a sentence or a line of a program is none of the function's, and would be taken for what a chat program
/// puts behind a link. A point behind a digit is a decimal one.
fn without_end_sign(text: &str) -> &str {
    let Some(shorter) = text.trim_end().strip_suffix(['.', ';']) else { return text };
    let is_decimal = text.trim_end().ends_with('.') && shorter.ends_with(|last: char| last.is_ascii_digit());
    if is_decimal { text } else { shorter.trim_end() }
}

/// Ascending, and in `f32`, in which the network sees x, still.
fn domain(checker: &mut Checker, value: &Value) -> Option<[f64; 2]> {
    let [low, high] = checker.pair("domain", value, [COORDINATE, COORDINATE])?;
    if ascends(in_f32([low, high])) {
        return Some([low, high]);
    }
    checker.note(if low < high { too_narrow(low, high) } else { not_ascending("domain", low, high) });
    None
}

fn too_narrow(low: f64, high: f64) -> Error {
    let (low_value, high_value) = (Value::from(low), Value::from(high));
    let message = format!(
        "domain must hold at least two numbers of single precision, in which the network computes, but {low_value} and \
         {high_value} are too close together."
    );
    Error::new("too_narrow", message).at("domain").with("low", low).with("high", high)
}

pub(super) fn not_ascending(path: &str, low: f64, high: f64) -> Error {
    let (low_value, high_value) = (Value::from(low), Value::from(high));
    let message = format!("{path} must ascend, but {high_value} does not come after {low_value}.");
    Error::new("not_ascending", message).at(path).with("low", low).with("high", high)
}

fn layers(checker: &mut Checker, value: &Value) -> Option<Vec<Layer>> {
    let items = checker.list("layers", value, limits::LAYERS)?;
    let layers: Vec<_> = items.iter().enumerate().map(|(i, item)| layer(checker, i, item)).collect();
    layers.into_iter().collect()
}

/// What a layer does not say is as in the default's.
fn layer(checker: &mut Checker, index: usize, value: &Value) -> Option<Layer> {
    let path = format!("layers[{index}]");
    let entries = checker.object(&path, value, &["units", "activation"])?;
    let Layer { units, activation } = Config::default().layers[0];
    let units = match given(entries, "units") {
        Some(value) => whole(checker, &format!("{path}.units"), value, limits::UNITS),
        None => Some(units),
    };
    let activation = match given(entries, "activation") {
        Some(value) => checker.choice(&format!("{path}.activation"), value, Activation::ALL, Activation::name),
        None => Some(activation),
    };
    Some(Layer { units: units?, activation: activation? })
}

fn refuse_too_large(checker: &mut Checker, config: &mut Config) {
    let weights = config.weights();
    if weights <= MAX_WEIGHTS {
        return;
    }
    let message = format!("layers may have {MAX_WEIGHTS} weights in all, not {weights}.");
    checker.note(Error::new("too_large", message).at("layers").with("value", weights).with("max", MAX_WEIGHTS));
    config.layers = Config::default().layers;
}

fn initializer(checker: &mut Checker, path: &str, value: &Value, kinds: &[InitializerKind]) -> Option<Initializer> {
    let kind = kind(checker, path, value, kinds, InitializerKind::name)?;
    let parameters = limits::initializer_parameters(kind);
    let entries = checker.object(path, value, &keys(parameters))?;
    let mut initializer = Initializer::of(kind);
    checker.parameters(path, entries, parameters, &mut initializer);
    if initializer.minval > initializer.maxval {
        checker.note(not_ascending(path, initializer.minval, initializer.maxval));
        return None;
    }
    Some(initializer)
}

fn optimizer(checker: &mut Checker, value: &Value) -> Option<Optimizer> {
    let kind = kind(checker, "optimizer", value, OptimizerKind::ALL, OptimizerKind::name)?;
    let parameters = limits::hyperparameters(kind);
    let entries = checker.object("optimizer", value, &keys(parameters))?;
    let mut optimizer = Optimizer::of(kind);
    checker.parameters("optimizer", entries, parameters, &mut optimizer);
    Some(optimizer)
}

/// The rule an object names; without it nobody could tell what its other keys mean.
fn kind<T: Copy>(
    checker: &mut Checker,
    path: &str,
    value: &Value,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Option<T> {
    let Value::Map(entries) = value else { return checker.wrong_type(path, "an object", value) };
    let field = format!("{path}.kind");
    if let Some(value) = given(entries, "kind") {
        return checker.choice(&field, value, all, name);
    }
    let names: Vec<&str> = all.iter().map(|kind| name(*kind)).collect();
    let message = format!("{field} is missing: one of {}.", names.join(", "));
    checker.note(Error::new("missing", message).at(field).with("options", Value::list(names)));
    None
}

/// The keys an object of a rule may have.
fn keys<T>(parameters: &[Parameter<T>]) -> Vec<&'static str> {
    ["kind"].into_iter().chain(parameters.iter().map(|parameter| parameter.name)).collect()
}

/// Ascending by update; of two at the same one the later holds.
fn changes(checker: &mut Checker, value: &Value) -> Option<Vec<(u64, f64)>> {
    let pairs = checker.pairs("learningRateChanges", value, limits::CHANGES, [UPDATE, LEARNING_RATE])?;
    if let Some(i) = pairs.windows(2).position(|two| two[1][0] < two[0][0]) {
        checker.note(not_ascending(&format!("learningRateChanges[{}]", i + 1), pairs[i][0], pairs[i + 1][0]));
        return None;
    }
    Some(pairs.into_iter().map(|[update, value]| (update as u64, value)).collect())
}
