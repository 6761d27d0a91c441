//! A configuration as a link.

use super::encoding::encode;
use crate::ENGINE_VERSION;
use crate::config::edits::{Change, Edit};
use crate::config::limits::{self, Parameter};
use crate::config::{Config, Initializer, Optimizer};
use crate::value::{Value, shortest};

/// The link of a configuration, without `#`.
pub fn write(config: &Config) -> String {
    let mut link = Writer { text: format!("v={ENGINE_VERSION}") };
    write_data(&mut link, config);
    write_network(&mut link, config);
    write_training(&mut link, config);
    link.text
}

/// Adds what differs from its default.
struct Writer {
    text: String,
}

impl Writer {
    fn add(&mut self, key: &str, value: &str) {
        self.text.push('&');
        self.text.push_str(key);
        self.text.push('=');
        encode(value, &mut self.text);
    }

    fn differing(&mut self, key: &str, value: impl Into<Value>, default: impl Into<Value>) {
        self.differing_value(key, &value.into(), &default.into());
    }

    fn differing_value(&mut self, key: &str, value: &Value, default: &Value) {
        if value != default {
            match value {
                Value::Text(text) => self.add(key, text),
                other => self.add(key, &other.to_string()),
            }
        }
    }

    /// Those parameters that `base` does not have.
    fn parameters<T: Copy>(&mut self, prefix: &str, parameters: &[Parameter<T>], value: T, base: T) {
        for parameter in parameters {
            let key = format!("{prefix}{}", parameter.name);
            self.differing_value(&key, &parameter.get(value), &parameter.get(base));
        }
    }
}

fn write_data(link: &mut Writer, config: &Config) {
    let default = Config::default();
    let function = if config.points.is_some() { None } else { default.function };
    if let Some(text) = config.function.as_deref().filter(|text| Some(*text) != function.as_deref()) {
        link.add("function", text);
    }
    let resolved = Config { domain: None, ..config.clone() }.domain();
    if let Some([low, high]) = config.domain.filter(|domain| *domain != resolved) {
        link.add("domain", &format!("{},{}", shortest(low), shortest(high)));
    }
    link.differing("samples", config.samples, default.samples);
    link.differing("sampling", config.sampling.name(), default.sampling.name());
    link.differing("noise", config.noise, default.noise);
    link.differing("validation", config.validation, default.validation);
    if let Some(points) = &config.points {
        link.add("points", &joined(points, ";", |[x, y]| format!("{},{}", shortest(*x), shortest(*y))));
    }
    link.differing("scaling", config.scaling.name(), default.scaling.name());
}

fn write_network(link: &mut Writer, config: &Config) {
    let default = Config::default();
    if config.layers != default.layers {
        let layers = joined(&config.layers, ",", |layer| format!("{}:{}", layer.units, layer.activation.name()));
        link.add("layers", &layers);
    }
    write_initializer(link, "kernelInitializer", config.kernel_initializer, default.kernel_initializer);
    write_initializer(link, "biasInitializer", config.bias_initializer, default.bias_initializer);
}

fn write_initializer(link: &mut Writer, key: &str, value: Initializer, default: Initializer) {
    link.differing(key, value.kind.name(), default.kind.name());
    let base = if value.kind == default.kind { default } else { Initializer::of(value.kind) };
    link.parameters(&format!("{key}."), limits::initializer_parameters(value.kind), value, base);
}

fn write_training(link: &mut Writer, config: &Config) {
    let (default, optimizer) = (Config::default(), config.optimizer);
    link.differing("loss", config.loss.name(), default.loss.name());
    link.differing("optimizer", optimizer.kind.name(), default.optimizer.kind.name());
    let same_kind = optimizer.kind == default.optimizer.kind;
    let base = if same_kind { default.optimizer } else { Optimizer::of(optimizer.kind) };
    link.parameters("", limits::hyperparameters(optimizer.kind), optimizer, base);
    link.parameters("", limits::PENALTIES, config.regularizer, default.regularizer);
    link.differing("batchSize", config.batch_size, default.batch_size);
    link.differing("shuffle", config.shuffle, default.shuffle);
    link.differing("seed", config.seed, default.seed);
    if !config.learning_rate_changes.is_empty() {
        let changes = &config.learning_rate_changes;
        link.add(
            "learningRateChanges",
            &joined(changes, ";", |(update, value)| format!("{update}:{}", shortest(*value))),
        );
    }
    if !config.edits.is_empty() {
        link.add("edits", &joined(&config.edits, ";", edit));
    }
}

fn edit(Edit { update, change }: &Edit) -> String {
    match change {
        Change::Off(layer, units) => format!("{update}:off:{layer}:{}", units.text()),
        Change::On(layer, units) => format!("{update}:on:{layer}:{}", units.text()),
        Change::Set(parameters, values) => {
            format!("{update}:set:{}:{}", parameters.text(), joined(values, ",", |value| shortest(*value)))
        }
    }
}

fn joined<T>(items: &[T], separator: &str, text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(separator)
}
