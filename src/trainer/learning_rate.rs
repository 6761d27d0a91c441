//! The learning rate of a run, and its changes on the way, which the configuration notes.

use super::Trainer;
use crate::config::limits::{self, LEARNING_RATE};
use crate::error::Error;
use crate::memory;

impl Trainer {
    /// The rate of the next update.
    pub fn learning_rate(&self) -> f64 {
        let changes = &self.config.learning_rate_changes;
        let past = changes.partition_point(|&(update, _)| update <= self.progress.updates);
        changes[..past].last().map_or(self.config.optimizer.learning_rate, |&(_, value)| value)
    }

    /// From the next update on. The change is noted in the configuration, so that a link trains this very run; the
    /// rate that holds already needs no note. Changes noted for later updates are dropped: the caller's value wins.
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), Error> {
        self.note_learning_rate(self.progress.updates, value)?;
        self.progress.learning_rate = value as f32;
        self.progress.changes_past = self.config.learning_rate_changes.len();
        Ok(())
    }

    /// Takes the changes of the learning rate from a run that has come further than this state of it.
    pub(crate) fn replace_learning_rate_changes(&mut self, changes: Vec<(u64, f64)>) {
        self.progress.changes_past = changes.partition_point(|&(update, _)| update <= self.progress.updates);
        self.config.learning_rate_changes = changes;
        self.progress.learning_rate = self.learning_rate() as f32;
    }

    /// After a divergence: starts again with a third of the learning rate noted for the epoch of the lowest loss
    /// before the loss rose above ten times its first value, and returns that epoch; train on to it.
    pub fn recover(&mut self) -> Result<u64, Error> {
        let epoch = self.history.last_good_epoch();
        self.note_learning_rate(epoch * self.updates_per_epoch(), self.learning_rate() / 3.0)?;
        self.reset();
        Ok(epoch)
    }

    /// Notes that learning rate from that update on, in place of what was noted for it and later. On an error
    /// nothing changes.
    fn note_learning_rate(&mut self, update: u64, value: f64) -> Result<(), Error> {
        LEARNING_RATE.check("optimizer.learningRate", value)?;
        let first = self.config.optimizer.learning_rate;
        let changes = &mut self.config.learning_rate_changes;
        let earlier = changes.partition_point(|&(at, _)| at < update);
        let holds = changes[..earlier].last().map_or(first, |&(_, value)| value) == value;
        if !holds {
            limits::CHANGES.check("learningRateChanges", earlier + 1)?;
            memory::room_for_one(changes)?;
        }
        changes.truncate(earlier);
        if !holds {
            changes.push((update, value));
        }
        Ok(())
    }

    /// Takes up a change of the learning rate that is due.
    pub(super) fn take_learning_rate(&mut self) {
        let changes = &self.config.learning_rate_changes;
        while let Some(&(update, value)) = changes.get(self.progress.changes_past) {
            if update > self.progress.updates {
                break;
            }
            self.progress.learning_rate = value as f32;
            self.progress.changes_past += 1;
        }
    }
}
