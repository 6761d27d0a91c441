//! Reading values from outside: each mistake is noted with its path, the value given and what would be right.

use super::limits::{Count, Parameter, Range, Slot};
use crate::error::{Error, nearest};
use crate::value::Value;

/// The entries of an object.
pub(super) type Entries = [(String, Value)];

/// Notes every mistake and goes on; what could not be read is `None`.
#[derive(Default)]
pub(super) struct Checker {
    pub errors: Vec<Error>,
}

impl Checker {
    pub fn note(&mut self, error: Error) {
        self.errors.push(error);
    }

    /// An object with no other keys than those allowed.
    pub fn object<'v>(&mut self, path: &str, value: &'v Value, allowed: &[&str]) -> Option<&'v Entries> {
        let Value::Map(entries) = value else { return self.wrong_type(path, "an object", value) };
        for (key, _) in entries.iter().filter(|(key, _)| !allowed.contains(&key.as_str())) {
            self.note(unknown_key(path, key, allowed));
        }
        Some(entries)
    }

    pub fn list<'v>(&mut self, path: &str, value: &'v Value, count: Count) -> Option<&'v [Value]> {
        let Value::List(items) = value else { return self.wrong_type(path, "a list", value) };
        match count.check(path, items.len()) {
            Ok(()) => Some(items),
            Err(error) => {
                self.note(error);
                None
            }
        }
    }

    /// A list of two numbers.
    pub fn pair(&mut self, path: &str, value: &Value, ranges: [Range; 2]) -> Option<[f64; 2]> {
        let Value::List(items) = value else { return self.wrong_type(path, "a list of two numbers", value) };
        let [first, second] = items.as_slice() else { return self.wrong_type(path, "a list of two numbers", value) };
        let first = self.number(&format!("{path}[0]"), first, ranges[0])?;
        let second = self.number(&format!("{path}[1]"), second, ranges[1])?;
        Some([first, second])
    }

    /// Pairs of numbers; only the first mistake is noted, since thousands of the same kind help nobody.
    pub fn pairs(&mut self, path: &str, value: &Value, count: Count, ranges: [Range; 2]) -> Option<Vec<[f64; 2]>> {
        let items = self.list(path, value, count)?.iter().enumerate();
        items.map(|(i, item)| self.pair(&format!("{path}[{i}]"), item, ranges)).collect()
    }

    pub fn number(&mut self, path: &str, value: &Value, range: Range) -> Option<f64> {
        let Value::Number(number) = *value else { return self.wrong_type(path, &range.in_words(), value) };
        let code = if !number.is_finite() {
            "not_finite"
        } else if range.integer && number != libm::trunc(number) {
            "not_an_integer"
        } else if !range.contains(number) {
            "out_of_range"
        } else {
            return Some(number);
        };
        let message = format!("{path} must be {}, not {value}.", range.in_words());
        self.note(bounded(code, path, message, [number, range.min, range.max]));
        None
    }

    pub fn flag(&mut self, path: &str, value: &Value) -> Option<bool> {
        if let Value::Bool(flag) = value { Some(*flag) } else { self.wrong_type(path, "true or false", value) }
    }

    /// The one of that name.
    pub fn choice<T: Copy>(&mut self, path: &str, value: &Value, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
        let names: Vec<&str> = all.iter().map(|option| name(*option)).collect();
        self.choice_of(path, value, &names).and_then(|index| all.get(index).copied())
    }

    /// The place of that name. (Compiled once and not for every type.)
    #[inline(never)]
    fn choice_of(&mut self, path: &str, value: &Value, names: &[&str]) -> Option<usize> {
        let Value::Text(text) = value else { return self.wrong_type(path, "a name", value) };
        let found = names.iter().position(|name| name == text);
        if found.is_none() {
            self.note(unknown_name(path, value, text, names));
        }
        found
    }

    /// What is given of these parameters replaces what `into` holds.
    pub fn parameters<T>(&mut self, path: &str, entries: &Entries, parameters: &[Parameter<T>], into: &mut T) {
        for parameter in parameters {
            let Some(value) = given(entries, parameter.name) else { continue };
            let path = format!("{path}.{}", parameter.name);
            match parameter.slot {
                Slot::Number(range, field) => assign(self.number(&path, value, range), field(into)),
                Slot::Flag(field) => assign(self.flag(&path, value), field(into)),
            }
        }
    }

    pub fn wrong_type<T>(&mut self, path: &str, expected: &str, value: &Value) -> Option<T> {
        self.note(wrong_type(path, expected, value));
        None
    }
}

#[cold]
#[inline(never)]
fn wrong_type(path: &str, expected: &str, value: &Value) -> Error {
    let name = if path.is_empty() { "The configuration" } else { path };
    let message = format!("{name} must be {expected}, not {value}.");
    Error::new("wrong_type", message).at(path).with("expected", expected).with("value", value.clone())
}

/// What stands under a key; `null` counts as not given, as JavaScript's `undefined` does.
#[inline(never)]
pub(super) fn given<'v>(entries: &'v Entries, key: &str) -> Option<&'v Value> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value).filter(|value| **value != Value::Null)
}

pub(super) fn assign<T>(read: Option<T>, field: &mut T) {
    if let Some(value) = read {
        *field = value;
    }
}

#[cold]
#[inline(never)]
fn unknown_key(path: &str, key: &str, allowed: &[&str]) -> Error {
    let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    let suggestion = nearest(key, allowed.iter().copied());
    let hint = suggestion.map_or(String::new(), |name| format!(" Is {name} meant?"));
    let error = Error::new("unknown_key", format!("{path} is not known.{hint}")).at(path).with("value", key);
    let error = error.with("options", Value::list(allowed.iter().copied()));
    suggestion.into_iter().fold(error, |error, name| error.with("suggestion", name))
}

#[cold]
#[inline(never)]
fn unknown_name(path: &str, value: &Value, text: &str, names: &[&str]) -> Error {
    let message = format!("{path} must be one of {}, not {value}.", names.join(", "));
    let error = Error::new("unknown_name", message).at(path).with("value", text);
    let error = error.with("options", Value::list(names.iter().copied()));
    nearest(text, names.iter().copied()).into_iter().fold(error, |error, name| error.with("suggestion", name))
}

#[cold]
#[inline(never)]
fn bounded(code: &'static str, path: &str, message: String, [value, min, max]: [f64; 3]) -> Error {
    Error::new(code, message).at(path).with("value", value).with("min", min).with("max", max)
}
