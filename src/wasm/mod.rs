//! The module's face to JavaScript: decode, call, encode; nothing else.

mod convert;
mod types;

use crate::config::limits;
use crate::error::Error;
use crate::expression::Expression;
use crate::insight::Insight;
use crate::value::Value;
use crate::{Config, ENGINE_VERSION, share};
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

/// A network in training.
#[wasm_bindgen(js_name = Trainer)]
pub struct JsTrainer(crate::Trainer);

#[wasm_bindgen(js_class = Trainer)]
impl JsTrainer {
    /// A network with fresh weights, at epoch 0. What the config leaves out takes its default. Throws an `Error`
    /// with `code`, `path`, `message` and, for expressions, `span`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "PartialConfig")] config: JsValue,
    ) -> Result<JsTrainer, JsValue> {
        let value = convert::from_js(&config).map_err(throw)?;
        let config = match value {
            Value::Null => Config::default(),
            value => Config::from_value(&value).map_err(throw)?,
        };
        crate::Trainer::new(config).map(JsTrainer).map_err(throw)
    }

    /// The same from a share link's fragment, with or without `#`. Throws as the constructor does.
    #[wasm_bindgen(js_name = fromLink)]
    pub fn from_link(text: &str) -> Result<JsTrainer, JsValue> {
        crate::Trainer::from_link(text).map(JsTrainer).map_err(throw)
    }

    /// The valid part of a link, and what was not understood. Never throws.
    #[wasm_bindgen(js_name = parseLink, unchecked_return_type = "ParsedLink")]
    pub fn parse_link(text: &str) -> JsValue {
        convert::to_js(&convert::parsed_link(&share::read(text)))
    }

    /// Trains `epochs` epochs (0 is allowed); returns the predictions at `grid`.
    pub fn step(&mut self, epochs: u32) -> Float32Array {
        Float32Array::from(self.0.step(epochs))
    }

    /// Trains `updates` optimizer updates; returns the predictions at `grid`.
    #[wasm_bindgen(js_name = stepUpdates)]
    pub fn step_updates(&mut self, updates: u32) -> Float32Array {
        Float32Array::from(self.0.step_updates(updates))
    }

    /// Trains as `step` does and returns nothing: between the frames that are shown.
    pub fn train(&mut self, epochs: u32) {
        self.0.train(epochs);
    }

    /// Trains as `stepUpdates` does and returns nothing.
    #[wasm_bindgen(js_name = trainUpdates)]
    pub fn train_updates(&mut self, updates: u32) {
        self.0.train_updates(updates);
    }

    /// The network at each x.
    pub fn predict(&mut self, xs: &[f32]) -> Float32Array {
        Float32Array::from(&self.0.predict(xs)[..])
    }

    /// The loss over the training set with the weights as they are.
    pub fn evaluate(&mut self) -> f32 {
        self.0.evaluate()
    }

    /// The loss over the validation set; `undefined` where there is none.
    #[wasm_bindgen(js_name = evaluateValidation)]
    pub fn evaluate_validation(&mut self) -> Option<f32> {
        self.0.evaluate_validation()
    }

    /// How far off the curve typically is over the training samples: the root mean squared error, in units of y.
    #[wasm_bindgen(getter)]
    pub fn rmse(&mut self) -> f64 {
        self.0.rmse()
    }

    /// Whole epochs so far.
    #[wasm_bindgen(getter)]
    pub fn epoch(&self) -> f64 {
        self.0.epoch() as f64
    }

    /// Optimizer updates so far.
    #[wasm_bindgen(getter)]
    pub fn updates(&self) -> f64 {
        self.0.updates() as f64
    }

    /// Updates in an epoch.
    #[wasm_bindgen(getter, js_name = updatesPerEpoch)]
    pub fn updates_per_epoch(&self) -> f64 {
        self.0.updates_per_epoch() as f64
    }

    /// The mean over the last epoch's samples of the loss before each batch's update; `NaN` before the first epoch.
    #[wasm_bindgen(getter)]
    pub fn loss(&self) -> f32 {
        self.0.loss()
    }

    /// The loss of each epoch in `lossEpochs()`.
    #[wasm_bindgen(js_name = lossHistory)]
    pub fn loss_history(&self) -> Float32Array {
        Float32Array::from(self.0.history().loss())
    }

    /// The epochs kept: all up to 32,767, then of those after the 1,000th the multiples of 2, 4, 8, …
    #[wasm_bindgen(js_name = lossEpochs)]
    pub fn loss_epochs(&self) -> Float32Array {
        Float32Array::from(self.0.history().epochs())
    }

    /// The validation loss of each epoch in `lossEpochs()`; empty where there is no validation set.
    #[wasm_bindgen(js_name = validationLossHistory)]
    pub fn validation_loss_history(&self) -> Float32Array {
        Float32Array::from(self.0.history().validation())
    }

    /// 100 evenly spaced x over the domain, both ends included.
    #[wasm_bindgen(getter)]
    pub fn grid(&self) -> Float32Array {
        Float32Array::from(self.0.grid())
    }

    /// The function at `grid`; `NaN` where there is none.
    #[wasm_bindgen(getter)]
    pub fn target(&self) -> Float32Array {
        Float32Array::from(self.0.target())
    }

    /// [low, high] of x.
    #[wasm_bindgen(getter, unchecked_return_type = "[number, number]")]
    pub fn domain(&self) -> JsValue {
        convert::to_js(&self.0.config().domain().into())
    }

    /// x of the training samples.
    #[wasm_bindgen(getter, js_name = trainX)]
    pub fn train_x(&self) -> Float32Array {
        Float32Array::from(&self.0.data().train_x[..])
    }

    /// y of the training samples.
    #[wasm_bindgen(getter, js_name = trainY)]
    pub fn train_y(&self) -> Float32Array {
        Float32Array::from(&self.0.data().train_y[..])
    }

    /// x of the validation samples.
    #[wasm_bindgen(getter, js_name = validationX)]
    pub fn validation_x(&self) -> Float32Array {
        Float32Array::from(&self.0.data().validation_x[..])
    }

    /// y of the validation samples.
    #[wasm_bindgen(getter, js_name = validationY)]
    pub fn validation_y(&self) -> Float32Array {
        Float32Array::from(&self.0.data().validation_y[..])
    }

    /// How many weights there are.
    #[wasm_bindgen(getter)]
    pub fn weights(&self) -> u32 {
        self.0.parameter_count() as u32
    }

    /// All weights: per layer the kernel [in × out] row-major, then the bias, as Keras' `get_weights()`.
    pub fn parameters(&self) -> Float32Array {
        Float32Array::from(&self.0.parameters()[..])
    }

    /// Replaces all weights. Throws on a wrong length.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), JsValue> {
        self.0.set_parameters(parameters).map_err(throw)
    }

    /// The complete, normalised configuration.
    #[wasm_bindgen(unchecked_return_type = "Config")]
    pub fn config(&self) -> JsValue {
        convert::to_js(&self.0.config().to_value())
    }

    /// The share link's fragment, without `#`.
    pub fn link(&self) -> String {
        self.0.link()
    }

    /// The whole state as versioned bytes.
    pub fn snapshot(&self) -> Vec<u8> {
        self.0.snapshot()
    }

    /// Replaces everything by a snapshot's state. Throws where the bytes are not one; then nothing changes.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.restore(bytes).map_err(throw)
    }

    /// 16 hex digits over the bits of all parameters and the epoch.
    pub fn checksum(&self) -> String {
        self.0.checksum()
    }

    /// Back to epoch 0 with the same initial weights.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// The rate of the next update.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> f64 {
        self.0.learning_rate()
    }

    /// From the next update on, without a reset; noted in the configuration.
    #[wasm_bindgen(js_name = setLearningRate)]
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), JsValue> {
        self.0.set_learning_rate(value).map_err(throw)
    }

    /// After a divergence: back to epoch 0 with a third of the learning rate noted for the last good epoch, which
    /// is returned; train on to it.
    pub fn recover(&mut self) -> Result<f64, JsValue> {
        self.0.recover().map(|epoch| epoch as f64).map_err(throw)
    }

    /// What there is to see now.
    #[wasm_bindgen(unchecked_return_type = "Insight")]
    pub fn insight(&self) -> JsValue {
        let insight: Insight = self.0.insight();
        convert::to_js(&convert::insight(&insight))
    }

    /// True once a loss or a weight is not finite; `step` then trains no more.
    #[wasm_bindgen(getter)]
    pub fn diverged(&self) -> bool {
        self.0.diverged()
    }
}

/// Ranges, options and defaults of every field of a configuration.
#[wasm_bindgen(js_name = limits, unchecked_return_type = "Limits")]
pub fn describe_limits() -> JsValue {
    convert::to_js(&limits::describe())
}

/// The version of the arithmetic: it rises when the same configuration gives other bits.
#[wasm_bindgen(js_name = engineVersion)]
pub fn engine_version() -> u32 {
    ENGINE_VERSION
}

/// A function as a Python expression of a NumPy array `x`. Throws where the text is no expression.
#[wasm_bindgen(js_name = functionToNumpy)]
pub fn function_to_numpy(text: &str) -> Result<String, JsValue> {
    Expression::parse(text).map(|expression| expression.to_numpy()).map_err(throw)
}

/// A seed nobody has chosen, below 2^32 so that a link stays short.
#[wasm_bindgen(js_name = randomSeed)]
pub fn random_seed() -> Result<f64, JsValue> {
    let no_source = |e: getrandom::Error| JsValue::from(js_sys::Error::new(&e.to_string()));
    getrandom::u32().map(f64::from).map_err(no_source)
}

fn throw(error: Error) -> JsValue {
    convert::error(&error)
}
