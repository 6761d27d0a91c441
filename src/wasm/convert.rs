//! Values from and to JavaScript.

use crate::config::Config;
use crate::error::Error;
use crate::insight::{Insight, Suggestion};
use crate::share::Shared;
use crate::value::Value;
use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// A configuration is four levels deep; an object that contains itself has no end.
const DEPTH: usize = 8;

/// Any plain JavaScript value. Functions and symbols count as null.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    read(value, DEPTH)
}

fn read(value: &JsValue, depth: usize) -> Result<Value, Error> {
    if depth == 0 {
        return Err(too_deep());
    }
    if let Some(number) = value.as_f64() {
        Ok(Value::Number(number))
    } else if let Some(flag) = value.as_bool() {
        Ok(Value::Bool(flag))
    } else if let Some(text) = value.as_string() {
        Ok(Value::Text(text))
    } else if Array::is_array(value) || js_sys::ArrayBuffer::is_view(value) {
        let items = Array::from(value);
        items.iter().map(|item| read(&item, depth - 1)).collect::<Result<_, _>>().map(Value::List)
    } else if value.is_object() {
        read_object(value.unchecked_ref(), depth)
    } else {
        Ok(Value::Null)
    }
}

fn read_object(object: &Object, depth: usize) -> Result<Value, Error> {
    let mut entries = Vec::new();
    for key in Object::keys(object).iter() {
        let item = Reflect::get(object, &key).unwrap_or(JsValue::UNDEFINED);
        // A key that is undefined is a key left out.
        if !item.is_undefined() {
            entries.push((key.as_string().unwrap_or_default(), read(&item, depth - 1)?));
        }
    }
    Ok(Value::Map(entries))
}

fn too_deep() -> Error {
    Error {
        code: "too_deep",
        path: String::new(),
        message: format!("the configuration is nested more than {DEPTH} levels deep"),
        span: None,
        params: vec![("max", Value::Number(DEPTH as f64))],
    }
}

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
fn problem(error: &Error) -> Value {
    let mut entries = vec![("code", text(error.code)), ("path", text(&error.path)), ("message", text(&error.message))];
    let number = |n: usize| Value::Number(n as f64);
    entries.extend(error.span.map(|(start, end)| ("span", Value::List(vec![number(start), number(end)]))));
    entries.push(("params", map(error.params.iter().cloned())));
    map(entries)
}

/// A JavaScript `Error` with the mistake's data.
pub fn error(error: &Error) -> JsValue {
    let js = js_sys::Error::new(&error.message);
    if let Value::Map(entries) = problem(error) {
        for (key, value) in entries {
            // A fresh Error takes any property.
            let _ = Reflect::set(&js, &key.into(), &to_js(&value));
        }
    }
    js.into()
}

/// {config, problems, version, ui}
pub fn parsed_link(shared: &Shared) -> Value {
    let ui = shared.ui.iter().map(|(key, value)| (key.clone(), text(value))).collect();
    map([
        ("config", shared.config.to_value()),
        ("problems", Value::List(shared.problems.iter().map(problem).collect())),
        ("version", shared.version.map_or(Value::Null, |v| Value::Number(f64::from(v)))),
        ("ui", Value::Map(ui)),
    ])
}

/// {code, …numbers, hasFunction, suggestion?}
pub fn insight(insight: &Insight) -> Value {
    let mut entries = vec![("code", text(insight.code)), ("hasFunction", Value::Bool(insight.has_function))];
    entries.extend(insight.numbers.iter().map(|&(key, number)| (key, Value::Number(number))));
    entries.extend(insight.suggestion.as_ref().map(|s| ("suggestion", suggestion(s))));
    map(entries)
}

/// {code, change}, the change being a partial configuration.
fn suggestion(suggestion: &Suggestion) -> Value {
    let changed = Config {
        optimizer: suggestion.optimizer,
        kernel_initializer: suggestion.kernel_initializer,
        bias_initializer: suggestion.bias_initializer,
        ..Config::default()
    };
    let is_change =
        |(key, _): &(String, Value)| ["optimizer", "kernelInitializer", "biasInitializer"].contains(&&key[..]);
    let change = match changed.to_value() {
        Value::Map(entries) => Value::Map(entries.into_iter().filter(is_change).collect()),
        other => other,
    };
    map([("code", text(suggestion.code)), ("change", change)])
}
