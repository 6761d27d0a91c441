//! A run with its past, as JavaScript has it.

use super::clock::PerformanceClock;
use super::failure::{self, AtWork};
use super::run::{Held, Run, SharedRun, freed, hold};
use super::{BALLAST, Ballast, JsTrainer, Outcome, looked, read};
use crate::config::limits::{self, Range};
use crate::error::Error;
use crate::session::{CurveSnapshot, DEFAULT_CHECKPOINT_BYTES, Goal, Session, Stop};
use js_sys::{Array, Float32Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A trainer with a past. It trains until a number of updates, a loss, or the end of a budget of time, and goes to any
/// update, earlier or later, with the bits of a straight run. The clock, `performance.now()`, decides only how much is
/// trained in a call.
#[wasm_bindgen(js_name = Session)]
pub struct JsSession {
    run: SharedRun,
    _ballast: Ballast,
}

/// What a method does with its session.
impl JsSession {
    /// Of a run that may have a past already, which is forgotten.
    pub fn of(shared: &SharedRun, checkpoint_bytes: &JsValue) -> Outcome<JsSession> {
        let default = DEFAULT_CHECKPOINT_BYTES as f64;
        let bytes = read::number("checkpointBytes", checkpoint_bytes, &read::COUNT, Some(default))? as usize;
        let clock = PerformanceClock::find().map_err(failure::throw)?;
        let _at_work = AtWork::begin()?;
        let trainer = shared.run.take().ok_or_else(freed)?.into_trainer();
        let session = Session::with_checkpoint_bytes(trainer, clock, bytes);
        shared.run.replace(Some(Run::InSession(session)));
        Ok(JsSession { run: Rc::clone(shared), _ballast: BALLAST })
    }

    #[inline(never)]
    fn hold(&self) -> Outcome<Held<'_, Session<PerformanceClock>>> {
        hold(&self.run, |run| match run {
            Run::InSession(session) => Some(session),
            Run::Alone(_) => None,
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Session<PerformanceClock>) -> T) -> Outcome<T> {
        Ok(work(&mut self.hold()?.target))
    }

    #[inline(never)]
    fn number(&self, of: fn(&Session<PerformanceClock>) -> f64) -> Outcome<f64> {
        self.with(|session| of(session))
    }

    fn attempt<T>(&self, work: impl FnOnce(&mut Session<PerformanceClock>) -> Result<T, Error>) -> Outcome<T> {
        work(&mut self.hold()?.target).map_err(failure::throw)
    }
}

#[wasm_bindgen(js_class = Session)]
impl JsSession {
    /// A run with fresh weights, at epoch 0; throws as the constructor of `Trainer` does. Its checkpoints take at most
    /// so many bytes together, 32 MiB unless that is said. See `Trainer.session` for a run from a link or a snapshot.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "PartialConfig")] config: JsValue,
        #[wasm_bindgen(js_name = checkpointBytes, unchecked_optional_param_type = "number")] checkpoint_bytes: JsValue,
    ) -> Outcome<JsSession> {
        JsSession::of(&JsTrainer::new(config)?.run, &checkpoint_bytes)
    }

    /// The trainer, for all that it can tell of the run as it stands. Whoever trains it, or changes its weights, makes
    /// another run of it: begin a new session then. It is freed with the session.
    #[wasm_bindgen(getter)]
    pub fn trainer(&self) -> Outcome<JsTrainer> {
        self.with(|_| JsTrainer::sharing(Rc::clone(&self.run)))
    }

    /// Trains until there are so many updates in all, or `budget` milliseconds are spent, or an epoch has ended of
    /// which both the mean loss and that of the curve then (`evaluate()`) are at most `loss`; at least one update,
    /// where there is one to train. By default there is no budget, and no loss.
    #[wasm_bindgen(js_name = trainUntil, unchecked_return_type = "Stop")]
    pub fn train_until(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] budget: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] loss: JsValue,
    ) -> Outcome<JsValue> {
        const LOSS: Range = Range::real(0.0, f32::MAX as f64);
        let updates = update(&updates)?;
        let budget = milliseconds(&budget)?;
        let loss = read::number("loss", &loss, &LOSS, Some(0.0))? as f32;
        let stop = self.attempt(|session| {
            session.make_room(updates)?;
            Ok(session.train_until(Goal { updates, loss }, budget))
        })?;
        Ok(JsValue::from_str(match stop {
            Stop::Updates => "updates",
            Stop::Loss => "loss",
            Stop::Budget => "budget",
            Stop::Diverged => "diverged",
        }))
    }

    /// Goes to an update of the run, earlier or later. Whether it is there: where the budget of milliseconds was spent
    /// before, ask again; a run that diverges before never comes there. By default there is no budget.
    pub fn seek(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] budget: JsValue,
    ) -> Outcome<bool> {
        let updates = update(&updates)?;
        let budget = milliseconds(&budget)?;
        self.attempt(|session| {
            session.make_room(updates)?;
            session.seek(updates, budget)
        })
    }

    /// From the next update on, as that of `Trainer`. What lay ahead of where the run stands was another run, and is
    /// forgotten.
    #[wasm_bindgen(js_name = setLearningRate)]
    pub fn set_learning_rate(&self, #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue) -> Outcome<()> {
        let value = read::number("optimizer.learningRate", &value, &limits::LEARNING_RATE, None)?;
        self.attempt(|session| session.set_learning_rate(value))
    }

    /// How many updates the run has come to, wherever it stands.
    #[wasm_bindgen(getter)]
    pub fn head(&self) -> Outcome<f64> {
        self.number(|session| session.head() as f64)
    }

    /// The curves at the landmarks that the run has passed, ascending: at epochs 0, 1, 2, 3, 5, 10, 20, 30, 50, 100, …
    #[wasm_bindgen(unchecked_return_type = "CurveSnapshot[]")]
    pub fn curves(&self) -> Outcome<Array> {
        self.with(|session| {
            let curve = |CurveSnapshot { epoch, predictions }: &CurveSnapshot| {
                looked::object(&[
                    ("epoch", (*epoch as f64).into()),
                    ("predictions", Float32Array::from(&predictions[..]).into()),
                ])
            };
            session.curves().iter().map(curve).collect()
        })
    }

    /// Milliseconds that training to where the run stands took.
    #[wasm_bindgen(getter, js_name = trainingMs)]
    pub fn training_ms(&self) -> Outcome<f64> {
        self.number(|session| session.training_ms())
    }

    /// Bytes of all checkpoints.
    #[wasm_bindgen(getter, js_name = checkpointBytes)]
    pub fn checkpoint_bytes(&self) -> Outcome<f64> {
        self.number(|session| session.checkpoint_bytes() as f64)
    }

    /// Gives the memory of the session and of its trainer back. Any later use of either throws.
    #[wasm_bindgen(skip_typescript)]
    pub fn free(&self) -> Outcome<()> {
        JsTrainer::sharing(Rc::clone(&self.run)).free()
    }
}

/// Updates in all.
fn update(value: &JsValue) -> Outcome<u64> {
    read::number("updates", value, &limits::UPDATE, None).map(|number| number as u64)
}

/// A budget of time; none where it is left out.
fn milliseconds(value: &JsValue) -> Outcome<f64> {
    const BUDGET: Range = Range::real(0.0, f64::INFINITY);
    read::number("budget", value, &BUDGET, Some(f64::INFINITY))
}
