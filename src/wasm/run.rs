//! What a `Trainer` and the `Session` that trains it have in common.

use super::Outcome;
use super::clock::PerformanceClock;
use super::failure::{self, AtWork};
use super::looked::Told;
use crate::Trainer;
use crate::error::Error;
use crate::session::Session;
use std::cell::{RefCell, RefMut};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// A run, as its trainer and its session have it.
pub type SharedRun = Rc<RunCell>;

/// What they have in common.
pub struct RunCell {
    /// The run, until it is freed.
    pub run: RefCell<Option<Run>>,
    /// What was told of its neurons.
    pub told: RefCell<Option<Told>>,
}

impl RunCell {
    /// A run without a past.
    pub fn of(trainer: Trainer) -> SharedRun {
        Rc::new(RunCell { run: RefCell::new(Some(Run::Alone(trainer))), told: RefCell::default() })
    }

    /// Gives its memory back.
    pub fn free(&self) {
        self.run.take();
        self.told.take();
    }
}

/// A trainer, with its past or without.
pub enum Run {
    /// Without.
    Alone(Trainer),
    /// With its past.
    InSession(Session<PerformanceClock>),
}

impl Run {
    /// The trainer as it stands.
    pub fn trainer(&mut self) -> &mut Trainer {
        match self {
            Run::Alone(trainer) => trainer,
            Run::InSession(session) => session.trainer_mut(),
        }
    }

    /// The trainer, without its past.
    pub fn into_trainer(self) -> Trainer {
        match self {
            Run::Alone(trainer) => trainer,
            Run::InSession(session) => session.into_trainer(),
        }
    }
}

/// What a method works with.
pub struct Held<'a, T> {
    /// The part of a run.
    pub target: RefMut<'a, T>,
    // Until it is dropped no other call may work.
    #[expect(dead_code)]
    at_work: AtWork,
}

/// The part of a run that a method works with, until it is done.
pub fn hold<T>(shared: &RunCell, part: impl FnOnce(&mut Run) -> Option<&mut T>) -> Outcome<Held<'_, T>> {
    let at_work = AtWork::begin()?;
    let held = shared.run.try_borrow_mut().ok();
    let target = held.and_then(|held| RefMut::filter_map(held, |run| run.as_mut().and_then(part)).ok());
    target.map(|target| Held { target, at_work }).ok_or_else(freed)
}

/// What any use of a freed run throws.
pub fn freed() -> JsValue {
    failure::throw(Error::new("freed", "This trainer or session has been freed."))
}
