//! Values as JavaScript has them.

use crate::error::Error;
use crate::share::Shared;
use crate::value::Value;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// As a plain JavaScript value.
pub fn to_js(value: &Value) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

fn map(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_string())
}

/// {code, path, message, span?, params}
pub fn problem(error: &Error) -> Value {
    let mut entries = vec![("code", text(error.code)), ("path", text(&error.path)), ("message", text(&error.message))];
    let number = |n: usize| Value::Number(n as f64);
    entries.extend(error.span.map(|(start, end)| ("span", Value::List(vec![number(start), number(end)]))));
    entries.push(("params", map(error.params.iter().cloned())));
    map(entries)
}

/// {config, problems, version, ui}
pub fn parsed_link(shared: &Shared) -> Value {
    let Value::Map(mut entries) = beside_trainer(shared) else { return Value::Null };
    entries.insert(0, ("config".to_string(), shared.config.to_value()));
    Value::Map(entries)
}

/// {problems, version, ui}
pub fn beside_trainer(shared: &Shared) -> Value {
    let ui = shared.ui.iter().map(|(key, value)| (key.clone(), text(value))).collect();
    map([
        ("problems", Value::List(shared.problems.iter().map(problem).collect())),
        ("version", shared.version.map_or(Value::Null, |v| Value::Number(f64::from(v)))),
        ("ui", Value::Map(ui)),
    ])
}
