//! The module's face to JavaScript: decode, call, encode; nothing else.
//!
//! Arguments come as they are and are read here: wasm-bindgen itself would make a number of anything. Each function
//! gives a `Result`, so that a broken module can say that it is.

mod caught;
mod clock;
mod convert;
mod failure;
mod functions;
mod inside;
mod looked;
mod read;
mod run;
mod session;
mod types;

use crate::config::limits;
use crate::error::Error;
use crate::share::{self, Shared};
use crate::value::Value;
use crate::{Config, Trainer, memory};
use failure::guarded;
use js_sys::{Float32Array, Reflect};
use run::{Held, RunCell, SharedRun, hold};
use session::JsSession;
use wasm_bindgen::prelude::*;

type Outcome<T> = Result<T, JsValue>;

/// Once, when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    failure::report_panics();
}

/// A network in training.
#[wasm_bindgen(js_name = Trainer)]
pub struct JsTrainer {
    run: SharedRun,
    _ballast: Ballast,
}

/// What is left of a freed trainer or session stays until its JavaScript object is collected. The allocator cuts small
/// blocks off its largest free one, so that they would lie scattered where the next trainer's weights could have been;
/// one of this size it puts where it fits best.
type Ballast = [u64; 64];
const BALLAST: Ballast = [0; 64];

/// What a method does with its trainer.
impl JsTrainer {
    fn holding(trainer: Trainer) -> JsTrainer {
        JsTrainer::sharing(RunCell::of(trainer))
    }

    fn sharing(run: SharedRun) -> JsTrainer {
        JsTrainer { run, _ballast: BALLAST }
    }

    #[inline(never)]
    fn hold(&self) -> Outcome<Held<'_, Trainer>> {
        hold(&self.run, |run| Some(run.trainer()))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Trainer) -> T) -> Outcome<T> {
        Ok(work(&mut self.hold()?.target))
    }

    fn attempt<T>(&self, work: impl FnOnce(&mut Trainer) -> Result<T, Error>) -> Outcome<T> {
        work(&mut self.hold()?.target).map_err(failure::throw)
    }

    #[inline(never)]
    fn number(&self, of: fn(&mut Trainer) -> f64) -> Outcome<f64> {
        self.with(of)
    }

    #[inline(never)]
    fn floats(&self, of: fn(&Trainer) -> &[f32]) -> Outcome<Float32Array> {
        self.with(|trainer| Float32Array::from(of(trainer)))
    }

    /// What is told as a whole takes memory of its own.
    fn tell<T>(&self, work: impl FnOnce(&mut Trainer) -> T) -> Outcome<T> {
        self.attempt(|trainer| {
            memory::require(trainer.memory_to_tell())?;
            Ok(work(trainer))
        })
    }

    #[inline(never)]
    fn text(&self, of: fn(&Trainer) -> String) -> Outcome<String> {
        self.tell(|trainer| of(trainer))
    }

    #[inline(never)]
    fn object(&self, of: fn(&Trainer) -> Value) -> Outcome<JsValue> {
        self.tell(|trainer| convert::to_js(&of(trainer)))
    }

    fn curve(&self) -> Outcome<Float32Array> {
        self.with(|trainer| Float32Array::from(trainer.step(0)))
    }
}

#[wasm_bindgen(js_class = Trainer)]
impl JsTrainer {
    /// A network with fresh weights, at epoch 0. What the config leaves out takes its default. Throws an `Error`
    /// with `code`, `path`, `message` and, for expressions, `span`.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_optional_param_type = "PartialConfig")] config: JsValue) -> Outcome<JsTrainer> {
        let value = read::value(&config)?;
        guarded(|| {
            let config = if value == Value::Null { Config::default() } else { Config::from_value(&value)? };
            Trainer::new(config).map(JsTrainer::holding)
        })
    }

    /// The same from a share link's fragment, with or without `#`. Throws as the constructor does.
    #[wasm_bindgen(js_name = fromLink)]
    pub fn from_link(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Outcome<JsTrainer> {
        let text = read::text("text", &text, share::MAX_BYTES).map_err(failure::throw)?;
        guarded(|| Trainer::from_link(&text).map(JsTrainer::holding))
    }

    /// A trainer of the valid part of any text, or of anything else, and what was not understood. Never throws.
    #[wasm_bindgen(unchecked_return_type = "Opened")]
    pub fn open(#[wasm_bindgen(unchecked_param_type = "unknown")] text: JsValue) -> Outcome<JsValue> {
        let link = read_link(&text);
        let (trainer, shared) = guarded(|| Trainer::open(&link.0))?;
        let opened = convert::to_js(&convert::beside_trainer(&link.with_problem(shared)));
        Reflect::set(&opened, &"trainer".into(), &JsTrainer::holding(trainer).into())?;
        Ok(opened)
    }

    /// The valid part of a link, from which a trainer can be made, and what was not understood. Never throws,
    /// whatever it is given.
    #[wasm_bindgen(js_name = parseLink, unchecked_return_type = "ParsedLink")]
    pub fn parse_link(#[wasm_bindgen(unchecked_param_type = "unknown")] text: JsValue) -> Outcome<JsValue> {
        let link = read_link(&text);
        let shared = guarded(|| Ok(Trainer::open(&link.0)?.1))?;
        Ok(convert::to_js(&convert::parsed_link(&link.with_problem(shared))))
    }

    /// Gives the trainer's memory back. Any later use of it throws.
    // In place of wasm-bindgen's own, after which each use would throw inside of the module and cost some of its stack.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) -> Outcome<()> {
        guarded(|| {
            self.run.free();
            Ok(())
        })
    }

    /// Trains `epochs` epochs (0 is allowed); returns the predictions at `grid`.
    pub fn step(&self, #[wasm_bindgen(unchecked_param_type = "number")] epochs: JsValue) -> Outcome<Float32Array> {
        self.train(epochs)?;
        self.curve()
    }

    /// Trains `updates` optimizer updates; returns the predictions at `grid`.
    #[wasm_bindgen(js_name = stepUpdates)]
    pub fn step_updates(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: JsValue,
    ) -> Outcome<Float32Array> {
        self.train_updates(updates)?;
        self.curve()
    }

    /// Trains as `step` does and returns nothing: between the frames that are shown.
    pub fn train(&self, #[wasm_bindgen(unchecked_param_type = "number")] epochs: JsValue) -> Outcome<()> {
        let epochs = read::count("epochs", &epochs)?;
        self.attempt(|trainer| {
            trainer.make_room(epochs.into())?;
            trainer.train(epochs);
            Ok(())
        })
    }

    /// Trains as `stepUpdates` does and returns nothing.
    #[wasm_bindgen(js_name = trainUpdates)]
    pub fn train_updates(&self, #[wasm_bindgen(unchecked_param_type = "number")] updates: JsValue) -> Outcome<()> {
        let updates = read::count("updates", &updates)?;
        self.attempt(|trainer| {
            trainer.make_room(u64::from(updates) / trainer.updates_per_epoch() + 1)?;
            trainer.train_updates(updates);
            Ok(())
        })
    }

    /// The network at each x.
    pub fn predict(&self, #[wasm_bindgen(unchecked_param_type = "Numbers")] xs: JsValue) -> Outcome<Float32Array> {
        let xs = read::numbers("xs", &xs)?;
        self.attempt(|trainer| {
            memory::require(64 * xs.len())?;
            Ok(Float32Array::from(&trainer.predict(&xs)[..]))
        })
    }

    /// The loss over the training set with the weights as they are.
    pub fn evaluate(&self) -> Outcome<f64> {
        self.number(|trainer| trainer.evaluate().into())
    }

    /// The loss over the validation set; `undefined` where there is none.
    #[wasm_bindgen(js_name = evaluateValidation)]
    pub fn evaluate_validation(&self) -> Outcome<Option<f32>> {
        self.with(|trainer| trainer.evaluate_validation())
    }

    /// How far off the curve typically is over the training samples: the root mean squared error, in units of y.
    #[wasm_bindgen(getter)]
    pub fn rmse(&self) -> Outcome<f64> {
        self.number(Trainer::rmse)
    }

    /// Whole epochs so far.
    #[wasm_bindgen(getter)]
    pub fn epoch(&self) -> Outcome<f64> {
        self.number(|trainer| trainer.epoch() as f64)
    }

    /// Optimizer updates so far.
    #[wasm_bindgen(getter)]
    pub fn updates(&self) -> Outcome<f64> {
        self.number(|trainer| trainer.updates() as f64)
    }

    /// Updates in an epoch.
    #[wasm_bindgen(getter, js_name = updatesPerEpoch)]
    pub fn updates_per_epoch(&self) -> Outcome<f64> {
        self.number(|trainer| trainer.updates_per_epoch() as f64)
    }

    /// The mean over the last epoch's samples of the loss before each batch's update; `NaN` before the first epoch.
    #[wasm_bindgen(getter)]
    pub fn loss(&self) -> Outcome<f64> {
        self.number(|trainer| trainer.loss().into())
    }

    /// The loss of each epoch in `lossEpochs()`.
    #[wasm_bindgen(js_name = lossHistory)]
    pub fn loss_history(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| trainer.history().loss())
    }

    /// The epochs kept: all up to 32,767, then of those after the 1,000th the multiples of 2, 4, 8, …
    #[wasm_bindgen(js_name = lossEpochs)]
    pub fn loss_epochs(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| trainer.history().epochs())
    }

    /// The validation loss of each epoch in `lossEpochs()`; empty where there is no validation set.
    #[wasm_bindgen(js_name = validationLossHistory)]
    pub fn validation_loss_history(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| trainer.history().validation())
    }

    /// 100 evenly spaced x over the domain, both ends included.
    #[wasm_bindgen(getter)]
    pub fn grid(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| trainer.grid())
    }

    /// The function at `grid`; `NaN` where there is none.
    #[wasm_bindgen(getter)]
    pub fn target(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| trainer.target())
    }

    /// [low, high] of x.
    #[wasm_bindgen(getter, unchecked_return_type = "[number, number]")]
    pub fn domain(&self) -> Outcome<JsValue> {
        self.with(|trainer| convert::to_js(&trainer.config().domain().into()))
    }

    /// x of the training samples.
    #[wasm_bindgen(getter, js_name = trainX)]
    pub fn train_x(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| &trainer.data().train_x)
    }

    /// y of the training samples.
    #[wasm_bindgen(getter, js_name = trainY)]
    pub fn train_y(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| &trainer.data().train_y)
    }

    /// x of the validation samples.
    #[wasm_bindgen(getter, js_name = validationX)]
    pub fn validation_x(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| &trainer.data().validation_x)
    }

    /// y of the validation samples.
    #[wasm_bindgen(getter, js_name = validationY)]
    pub fn validation_y(&self) -> Outcome<Float32Array> {
        self.floats(|trainer| &trainer.data().validation_y)
    }

    /// How many weights there are.
    #[wasm_bindgen(getter)]
    pub fn weights(&self) -> Outcome<u32> {
        self.with(|trainer| trainer.parameter_count() as u32)
    }

    /// All weights: per layer the kernel [in × out] row-major, then the bias, as Keras' `get_weights()`.
    pub fn parameters(&self) -> Outcome<Float32Array> {
        self.tell(|trainer| Float32Array::from(&trainer.parameters()[..]))
    }

    /// Replaces all weights. Throws on a wrong length.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&self, #[wasm_bindgen(unchecked_param_type = "Numbers")] parameters: JsValue) -> Outcome<()> {
        let parameters = read::numbers("parameters", &parameters)?;
        self.attempt(|trainer| trainer.set_parameters(&parameters))
    }

    /// The complete, normalised configuration.
    #[wasm_bindgen(unchecked_return_type = "Config")]
    pub fn config(&self) -> Outcome<JsValue> {
        self.object(|trainer| trainer.config().to_value())
    }

    /// The share link's fragment, without `#`.
    pub fn link(&self) -> Outcome<String> {
        self.text(Trainer::link)
    }

    /// The whole state as versioned bytes.
    pub fn snapshot(&self) -> Outcome<Vec<u8>> {
        self.tell(|trainer| trainer.snapshot())
    }

    /// Replaces everything by a snapshot's state. Throws where the bytes are not one; then nothing changes.
    pub fn restore(&self, #[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: JsValue) -> Outcome<()> {
        let bytes = read::bytes("bytes", &bytes)?;
        self.attempt(|trainer| trainer.restore(&bytes))
    }

    /// 16 hex digits over the bits of all parameters and the epoch.
    pub fn checksum(&self) -> Outcome<String> {
        self.text(Trainer::checksum)
    }

    /// Back to epoch 0 with the same initial weights.
    pub fn reset(&self) -> Outcome<()> {
        self.attempt(|trainer| {
            memory::require(Trainer::memory_for(trainer.config()))?;
            trainer.reset();
            Ok(())
        })
    }

    /// The rate of the next update.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> Outcome<f64> {
        self.number(|trainer| trainer.learning_rate())
    }

    /// From the next update on, without a reset; noted in the configuration.
    #[wasm_bindgen(js_name = setLearningRate)]
    pub fn set_learning_rate(&self, #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue) -> Outcome<()> {
        let value = read::number("optimizer.learningRate", &value, &limits::LEARNING_RATE, None)?;
        self.attempt(|trainer| trainer.set_learning_rate(value))
    }

    /// After a divergence: back to epoch 0 with a third of the learning rate noted for the last good epoch, which
    /// is returned; train on to it.
    pub fn recover(&self) -> Outcome<f64> {
        self.attempt(|trainer| {
            memory::require(Trainer::memory_for(trainer.config()))?;
            trainer.recover().map(|epoch| epoch as f64)
        })
    }

    /// The run with a past from here on, which trains within budgets of time and goes back to any update. The
    /// session takes the trainer over and trains this very one. `checkpointBytes` is as of the class.
    pub fn session(
        &self,
        #[wasm_bindgen(js_name = checkpointBytes, unchecked_optional_param_type = "number")] checkpoint_bytes: JsValue,
    ) -> Outcome<JsSession> {
        JsSession::of(&self.run, &checkpoint_bytes)
    }

    /// What there is to see in the curve as it was last predicted: `step` predicts it, with 0 epochs too, and `train` and
    /// `trainUpdates` do not.
    #[wasm_bindgen(unchecked_return_type = "Insight")]
    pub fn insight(&self) -> Outcome<JsValue> {
        self.object(|trainer| trainer.insight().to_value())
    }

    /// True as soon as a loss or a weight is not finite; `step` then trains no more.
    #[wasm_bindgen(getter)]
    pub fn diverged(&self) -> Outcome<bool> {
        self.with(|trainer| trainer.diverged())
    }
}

/// What stands for a link: a text, or none and why.
struct GivenLink(String, Option<Error>);

/// What is no text, or too long for one that is read, is a problem and no link.
fn read_link(given: &JsValue) -> GivenLink {
    match read::text("link", given, share::MAX_BYTES) {
        Ok(text) => GivenLink(text, None),
        Err(problem) => GivenLink(String::new(), Some(problem)),
    }
}

impl GivenLink {
    fn with_problem(self, mut shared: Shared) -> Shared {
        shared.problems.extend(self.1);
        shared
    }
}
