//! The keys of a link, and how their values are written.

use crate::config::OptimizerKind;
use crate::config::limits;
use crate::number;
use crate::value::Value;

/// Where a link's key belongs in a configuration, and how its value is written.
#[derive(Clone, Copy)]
pub struct Place {
    /// For a parameter, the key of what it is one of.
    pub section: Option<&'static str>,
    pub key: &'static str,
    pub shape: Shape,
}

#[derive(Clone, Copy)]
pub enum Shape {
    Text,
    Scalar,
    List,
    Points,
    Layers,
    Changes,
    Edits,
}

const TOP_LEVEL: [(&str, Shape); 15] = [
    ("function", Shape::Text),
    ("domain", Shape::List),
    ("samples", Shape::Scalar),
    ("sampling", Shape::Text),
    ("noise", Shape::Scalar),
    ("validation", Shape::Scalar),
    ("points", Shape::Points),
    ("scaling", Shape::Text),
    ("layers", Shape::Layers),
    ("loss", Shape::Text),
    ("batchSize", Shape::Scalar),
    ("shuffle", Shape::Scalar),
    ("seed", Shape::Scalar),
    ("learningRateChanges", Shape::Changes),
    ("edits", Shape::Edits),
];

/// Every key, as links have it.
pub fn places() -> Vec<(String, Place)> {
    let mut places = Vec::new();
    for (key, shape) in TOP_LEVEL {
        places.push((key.to_string(), Place { section: None, key, shape }));
    }
    // `optimizer=adam` is the optimizer's kind.
    for section in ["optimizer", "kernelInitializer", "biasInitializer"] {
        places.push((section.to_string(), Place { section: Some(section), key: "kind", shape: Shape::Text }));
    }
    let mut parameter = |name: String, section, key| {
        places.push((name, Place { section: Some(section), key, shape: Shape::Scalar }));
    };
    for parameters in OptimizerKind::ALL.iter().map(|kind| limits::hyperparameters(*kind)) {
        parameters.iter().for_each(|one| parameter(one.name.to_string(), "optimizer", one.name));
    }
    limits::PENALTIES.iter().for_each(|one| parameter(one.name.to_string(), "regularizer", one.name));
    for section in ["kernelInitializer", "biasInitializer"] {
        for name in ["minval", "maxval", "mean", "stddev"] {
            parameter(format!("{section}.{name}"), section, name);
        }
    }
    places
}

/// The value as decoding expects it. What does not fit the shape stays text, and decoding says so.
pub fn shaped(text: &str, shape: Shape) -> Value {
    let split = |separator: char, inner: fn(&str) -> Value| Value::list(text.split(separator).map(inner));
    match shape {
        Shape::Text => text.into(),
        Shape::Scalar => scalar(text),
        Shape::List => split(',', scalar),
        Shape::Points => split(';', |pair| Value::list(pair.split(',').map(scalar))),
        Shape::Layers => split(',', layer),
        Shape::Changes => split(';', |pair| Value::list(pair.split(':').map(scalar))),
        Shape::Edits => split(';', edit),
    }
}

fn scalar(text: &str) -> Value {
    match text.trim() {
        "true" => true.into(),
        "false" => false.into(),
        text => number::parse(text).map_or_else(|| text.into(), Value::Number),
    }
}

/// Numbers of units and of parameters are ranges and stay text.
fn edit(text: &str) -> Value {
    let mut parts: Vec<Value> = text.split(':').map(|part| part.trim().into()).collect();
    let is_set = text.split(':').nth(1).is_some_and(|what| what.trim() == "set");
    for (index, part) in text.split(':').enumerate() {
        match (index, is_set) {
            (0, _) | (2, false) => parts[index] = scalar(part),
            (3, true) => parts[index] = Value::list(part.split(',').map(scalar)),
            _ => {}
        }
    }
    Value::List(parts)
}

fn layer(text: &str) -> Value {
    let (units, activation) = text.trim().split_once(':').map_or((text, None), |(units, name)| (units, Some(name)));
    let units = [("units", scalar(units))];
    Value::map(units.into_iter().chain(activation.map(|name| ("activation", name.into()))))
}
