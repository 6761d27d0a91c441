//! An insight as a value: `{code, hasFunction, …numbers, suggestion?}`.

use super::{Insight, Suggestion};
use crate::config::Config;
use crate::value::Value;

impl Insight {
    /// As JavaScript is told it.
    pub fn to_value(&self) -> Value {
        let mut entries = vec![("code", self.code.into()), ("hasFunction", self.has_function.into())];
        entries.extend(self.numbers.iter().map(|&(key, number)| (key, number.into())));
        entries.extend(self.suggestion.as_ref().map(|suggestion| ("suggestion", suggestion.to_value())));
        Value::map(entries)
    }
}

impl Suggestion {
    /// {code, change}, the change being a partial configuration.
    fn to_value(&self) -> Value {
        let changed = Config {
            optimizer: self.optimizer,
            kernel_initializer: self.kernel_initializer,
            bias_initializer: self.bias_initializer,
            scaling: self.scaling,
            ..Config::default()
        };
        let is_change = |(key, _): &(String, Value)| {
            ["optimizer", "kernelInitializer", "biasInitializer", "scaling"].contains(&&key[..])
        };
        let change = match changed.to_value() {
            Value::Map(entries) => Value::Map(entries.into_iter().filter(is_change).collect()),
            other => other,
        };
        Value::map([("code", self.code.into()), ("change", change)])
    }
}
