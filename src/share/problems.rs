//! What can be wrong with a link.

use super::keys::Place;
use super::{MAX_BYTES, MAX_PAIRS};
use crate::ENGINE_VERSION;
use crate::error::{Error, nearest};
use crate::value::Value;

pub fn bad_encoding(key: &str, value: &str) -> Error {
    let given: Value = format!("{key}={value}").into();
    let message = format!("{given} is not percent-encoded as it should be.");
    Error::new("bad_encoding", message).at(key.chars().take(40).collect::<String>()).with("value", value)
}

pub fn duplicate(key: &str) -> Error {
    Error::new("duplicate_key", format!("{key} is given more than once; the first holds.")).at(key)
}

pub fn unknown_key(key: &str, places: &[(String, Place)]) -> Error {
    let suggestion = nearest(key, places.iter().map(|(name, _)| name.as_str()));
    let hint = suggestion.map_or(String::new(), |name| format!(" Is {name} meant?"));
    let error = Error::new("unknown_key", format!("{} is not known.{hint}", Value::from(key)));
    let error = error.at(key.chars().take(40).collect::<String>()).with("value", key);
    suggestion.into_iter().fold(error, |error, name| error.with("suggestion", name))
}

pub fn other_version(version: u32) -> Error {
    let message = format!(
        "This link is from version {version} of the engine; version {ENGINE_VERSION} gives other bits and trains it its own way."
    );
    Error::new("other_version", message).at("v").with("value", version).with("version", ENGINE_VERSION)
}

pub fn too_many_keys() -> Error {
    let message = format!("A link may have {MAX_PAIRS} keys; the rest of this one was not read.");
    Error::new("too_many_keys", message).with("max", MAX_PAIRS)
}

pub fn too_long(bytes: usize) -> Error {
    let message = format!("A link may have {MAX_BYTES} bytes; this one has {bytes}.");
    Error::new("too_long", message).with("max", MAX_BYTES).with("value", bytes)
}
