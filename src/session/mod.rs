//! A run with its past: training within a budget of time, going to any update, and the curve at landmarks.
//!
//! ```
//! # #[cfg(not(target_arch = "wasm32"))]
//! # fn main() -> Result<(), lernkurve::Error> {
//! use lernkurve::session::{Goal, MonotonicClock, Session, Stop};
//! use lernkurve::{Config, Trainer};
//!
//! let mut session = Session::new(Trainer::new(Config::default())?, MonotonicClock::new());
//! let end = 30 * session.trainer().updates_per_epoch();
//! while session.train_until(Goal { updates: end, ..Goal::default() }, 16.0) == Stop::Budget {
//!     // Draw session.trainer_mut().step(0), and go on.
//! }
//! // Back to the end of the tenth epoch, with the bits that the run had there.
//! session.seek(10 * session.trainer().updates_per_epoch(), f64::INFINITY)?;
//! assert_eq!(session.trainer().epoch(), 10);
//! assert_eq!(session.curves().last().map(|curve| curve.epoch), Some(30));
//! # Ok(())
//! # }
//! # #[cfg(target_arch = "wasm32")]
//! # fn main() {}
//! ```

mod checkpoints;
mod clock;
mod landmarks;
mod slices;

use crate::Trainer;
use crate::error::Error;
use crate::memory;
use crate::trainer::History;
use checkpoints::{Checkpoint, Checkpoints};
pub use clock::Clock;
#[cfg(not(target_arch = "wasm32"))]
pub use clock::MonotonicClock;
use landmarks::next_landmark;
use slices::Slices;

/// Bytes that the checkpoints of a session may take together, unless another bound is given.
pub const DEFAULT_CHECKPOINT_BYTES: usize = 32 << 20;

/// Where training is to end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// At so many updates in all.
    pub updates: u64,
    /// At the end of the first epoch of which both the mean loss and the loss of the curve as it is then
    /// ([`Trainer::evaluate`]) are at most this. 0 is never.
    pub loss: f32,
}

impl Default for Goal {
    fn default() -> Self {
        Goal { updates: u64::MAX, loss: 0.0 }
    }
}

/// Why training has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// So many updates are trained as were asked for.
    Updates,
    /// The loss that was asked for is reached.
    Loss,
    /// The time is spent.
    Budget,
    /// A loss or a weight is not finite: there is nothing to train any more.
    Diverged,
}

/// The curve as it was at the end of an epoch.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveSnapshot {
    /// Whole epochs.
    pub epoch: u64,
    /// At [`Trainer::grid`].
    pub predictions: Vec<f32>,
}

/// A trainer with a past. It keeps checkpoints within a bound of bytes; any update, earlier or later, is reached from
/// the last checkpoint before it, with the bits of a straight run. The clock decides only how much is trained in a call.
#[derive(Debug, Clone)]
pub struct Session<C> {
    trainer: Trainer,
    clock: C,
    slices: Slices,
    checkpoints: Checkpoints,
    curves: Vec<CurveSnapshot>,
    head: Head,
    training_ms: f64,
}

/// How far the run has come. Where it stands may be an earlier update.
#[derive(Debug, Clone)]
struct Head {
    updates: u64,
    /// Its losses and the changes of its learning rate, while the run stands at an earlier update.
    left: Option<(History, Vec<(u64, f64)>)>,
}

impl<C: Clock> Session<C> {
    /// The run of a trainer from where it stands; its past begins there.
    pub fn new(trainer: Trainer, clock: C) -> Self {
        Session::with_checkpoint_bytes(trainer, clock, DEFAULT_CHECKPOINT_BYTES)
    }

    /// The same with another bound on the bytes of all checkpoints together. With 0 there are none, and going back
    /// trains from the beginning.
    pub fn with_checkpoint_bytes(trainer: Trainer, clock: C, max_bytes: usize) -> Self {
        let head = Head { updates: trainer.updates(), left: None };
        let (slices, checkpoints) = (Slices::new(), Checkpoints::new(max_bytes));
        let mut session = Session { trainer, clock, slices, checkpoints, curves: Vec::new(), head, training_ms: 0.0 };
        session.keep_curve();
        session
    }

    /// Trains until the goal is reached or `budget_ms` milliseconds are spent, and at least one update where there is
    /// one to train. A budget of infinity is none.
    pub fn train_until(&mut self, goal: Goal, budget_ms: f64) -> Stop {
        let deadline = self.clock.now_ms() + budget_ms;
        while self.trainer.updates() < goal.updates {
            if self.trainer.diverged() {
                return Stop::Diverged;
            }
            let end = self.train_slice(goal);
            if self.has_reached(goal.loss) {
                return Stop::Loss;
            }
            if end >= deadline && self.trainer.updates() < goal.updates {
                return Stop::Budget;
            }
        }
        if self.trainer.diverged() { Stop::Diverged } else { Stop::Updates }
    }

    /// Goes to an update of the run, earlier or later, and returns whether it is there: where the budget was spent
    /// before, ask again; a run that diverges before never comes there. An error where there is no memory for it, and
    /// then nothing has changed.
    pub fn seek(&mut self, updates: u64, budget_ms: f64) -> Result<bool, Error> {
        if updates < self.trainer.updates() {
            self.leave_head();
        }
        let present = self.trainer.updates();
        let checkpoint = self.checkpoints.before(updates).filter(|kept| updates < present || kept.updates > present);
        if let Some(Checkpoint { bytes, training_ms, .. }) = checkpoint {
            self.trainer.restore(bytes)?;
            self.training_ms = *training_ms;
        } else if updates < present {
            memory::require(Trainer::memory_for(self.trainer.config()))?;
            self.trainer.reset();
            self.training_ms = 0.0;
        }
        if let Some((_, changes)) = &self.head.left {
            self.trainer.replace_learning_rate_changes(changes.clone());
        }
        self.train_until(Goal { updates, loss: 0.0 }, budget_ms);
        Ok(self.trainer.updates() == updates)
    }

    /// From the next update on. Whatever lay ahead of where the run stands was another run, and is forgotten.
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), Error> {
        self.trainer.set_learning_rate(value)?;
        let (updates, epoch_of_now) = (self.trainer.updates(), self.trainer.epoch());
        self.checkpoints.drop_after(updates);
        self.curves.truncate(self.curves.partition_point(|curve| curve.epoch <= epoch_of_now));
        self.head = Head { updates, left: None };
        Ok(())
    }

    /// Takes the memory that training to that update needs for the losses of its epochs.
    pub fn make_room(&mut self, updates: u64) -> Result<(), Error> {
        let updates_left = updates.saturating_sub(self.trainer.updates());
        self.trainer.make_room(updates_left / self.trainer.updates_per_epoch() + 1)
    }

    /// How many updates the run has come to, wherever it stands.
    pub fn head(&self) -> u64 {
        self.head.updates.max(self.trainer.updates())
    }

    /// The losses of all epochs that the run has come to, wherever it stands.
    pub fn history(&self) -> &History {
        self.head.left.as_ref().map_or(self.trainer.history(), |(history, _)| history)
    }

    /// The curves at the landmarks that the run has passed, ascending: epochs 0, 1, 2, 3, 5, 10, 20, 30, 50, 100, …
    pub fn curves(&self) -> &[CurveSnapshot] {
        &self.curves
    }

    /// Milliseconds that training to where the run stands took, by the clock.
    pub fn training_ms(&self) -> f64 {
        self.training_ms
    }

    /// Bytes of all checkpoints.
    pub fn checkpoint_bytes(&self) -> usize {
        self.checkpoints.bytes()
    }

    /// The run as it stands.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// The same, for predictions and losses. Whoever trains it or changes its weights makes another run of it: then
    /// begin a new session, of [`Session::into_trainer`].
    pub fn trainer_mut(&mut self) -> &mut Trainer {
        &mut self.trainer
    }

    /// The trainer, without its past.
    pub fn into_trainer(self) -> Trainer {
        self.trainer
    }

    /// Trains to the next look at the clock, and returns what it shows then.
    fn train_slice(&mut self, goal: Goal) -> f64 {
        let left = (goal.updates - self.trainer.updates()).min(self.updates_to_next_stop(goal.loss));
        let count = left.min(self.slices.updates()).min(u64::from(u32::MAX));
        let start = self.clock.now_ms();
        self.trainer.train_updates(count as u32);
        let end = self.clock.now_ms();
        self.training_ms += end - start;
        self.slices.adapt(count, end - start);
        self.remember();
        end
    }

    /// Updates to the next landmark, or to the end of the epoch where its loss is asked for.
    fn updates_to_next_stop(&self, goal_loss: f32) -> u64 {
        let (per_epoch, epoch) = (self.trainer.updates_per_epoch(), self.trainer.epoch());
        let stop = if goal_loss > 0.0 { epoch + 1 } else { next_landmark(epoch) };
        stop.saturating_mul(per_epoch) - self.trainer.updates()
    }

    /// Notes what a slice has come to.
    fn remember(&mut self) {
        let updates = self.trainer.updates();
        let is_landmark = self.is_at_landmark();
        if is_landmark {
            self.keep_curve();
        }
        if is_landmark || self.checkpoints.is_due(self.training_ms) {
            self.keep_checkpoint();
        }
        if updates >= self.head.updates {
            self.head = Head { updates, left: None };
        }
    }

    fn is_at_landmark(&self) -> bool {
        let epoch = self.trainer.epoch();
        self.ends_an_epoch() && epoch > 0 && next_landmark(epoch - 1) == epoch
    }

    fn ends_an_epoch(&self) -> bool {
        self.trainer.updates() == self.trainer.epoch() * self.trainer.updates_per_epoch()
    }

    /// Where there is none of this epoch or a later one.
    fn keep_curve(&mut self) {
        let epoch = self.trainer.epoch();
        if self.curves.last().is_none_or(|last| last.epoch < epoch) {
            self.curves.push(CurveSnapshot { epoch, predictions: self.trainer.step(0).to_vec() });
        }
    }

    /// Where there is no memory for one there is none: whoever goes back then trains more.
    fn keep_checkpoint(&mut self) {
        if self.trainer.diverged() || memory::require(self.trainer.memory_to_tell()).is_err() {
            return;
        }
        let (updates, training_ms) = (self.trainer.updates(), self.training_ms);
        self.checkpoints.keep(Checkpoint { updates, training_ms, bytes: self.trainer.snapshot() });
    }

    /// The run is about to go back: what it has come to stays.
    fn leave_head(&mut self) {
        if self.head.left.is_none() {
            let changes = self.trainer.config().learning_rate_changes.clone();
            self.head = Head { updates: self.head(), left: Some((self.trainer.history().clone(), changes)) };
            self.keep_checkpoint();
        }
    }

    /// By the epoch's mean and by the curve as it is: one that leaps is not there yet.
    fn has_reached(&mut self, loss: f32) -> bool {
        loss > 0.0 && self.ends_an_epoch() && self.trainer.loss() <= loss && self.trainer.evaluate() <= loss
    }
}
