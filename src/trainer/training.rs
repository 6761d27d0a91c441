//! One update after the other: a batch is dealt, learned from, and its gradient taken by the optimizer.

use super::Trainer;

/// A batch of a larger loss may be one before weights overflow, so these are looked at at once. To look at them after
/// every update takes 5 % of the time of the experiment.
const SUSPICIOUS: f32 = 1e6;

impl Trainer {
    pub(super) fn train_epoch(&mut self) {
        let epoch = self.progress.epoch;
        while self.progress.epoch == epoch && !self.progress.diverged {
            self.train_batch();
        }
    }

    pub(super) fn train_batch(&mut self) {
        self.deal();
        self.take_learning_rate();
        let loss = self.batch_loss_and_gradient();
        if !loss.is_finite() {
            return self.diverge();
        }
        self.progress.updates += 1;
        self.update_weights();
        let end = (self.progress.position + self.config.batch_size).min(self.training.len());
        self.progress.loss_sum += f64::from(loss) * (end - self.progress.position) as f64;
        self.progress.position = end;
        if end == self.training.len() {
            self.finish_epoch();
        }
        let ends_an_epoch = self.progress.position == 0;
        if (ends_an_epoch || loss > SUSPICIOUS) && !self.network.is_finite() {
            self.diverge();
        }
        if self.progress.edits_past < self.config.edits.len() {
            self.take_edits();
        }
    }

    /// By the gradient that the network keeps; what is off stays as it is.
    fn update_weights(&mut self) {
        let (rate, updates) = (self.progress.learning_rate, self.progress.updates);
        let (weights, gradient) = self.network.weights_and_gradient();
        if self.off.is_empty() {
            return self.optimizer.update(rate, updates, weights, gradient);
        }
        self.off.keep(weights, self.optimizer.state_mut());
        self.optimizer.update(rate, updates, weights, gradient);
        self.off.put_back(weights, self.optimizer.state_mut());
    }

    /// Deals the samples out to the epoch's batches. A batch is sorted by x, whatever its order, so one that is the
    /// whole set needs no shuffle and stays as it is.
    fn deal(&mut self) {
        let batch_size = self.config.batch_size.min(self.training.len());
        if self.progress.position == 0 && self.config.shuffle && batch_size < self.training.len() {
            self.shuffle.shuffle(&mut self.progress.order);
            self.is_dealt = false;
        }
        if !self.is_dealt {
            self.training.deal(&self.progress.order, batch_size);
            self.is_dealt = true;
        }
    }

    /// The next batch's loss; the network keeps its gradient.
    fn batch_loss_and_gradient(&mut self) -> f32 {
        self.fit = None;
        let position = self.progress.position;
        let end = (position + self.config.batch_size).min(self.training.len());
        let (samples, name) = self.training.batch(position, end);
        self.network.batch().fill_named(samples, name);
        self.network.learn_from_batch()
    }

    fn finish_epoch(&mut self) {
        let samples = self.training.len() as f64;
        self.progress.loss = (self.progress.loss_sum / samples) as f32;
        self.progress.loss_sum = 0.0;
        self.progress.position = 0;
        self.progress.epoch += 1;
        let validation = self.evaluate_validation();
        self.history.push(self.progress.epoch, self.progress.loss, validation);
    }

    fn diverge(&mut self) {
        self.progress.diverged = true;
        self.progress.loss = f32::INFINITY;
    }
}
