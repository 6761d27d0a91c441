//! How much memory a trainer takes, so that a lack of it is an error before anything is done.

use super::Trainer;
use crate::config::Config;
use crate::config::edits::Edit;
use crate::dataset::GRID_POINTS;
use crate::error::Error;
use crate::nn;

impl Trainer {
    /// At least the bytes that making a trainer of a valid configuration takes: its values grow with the units and
    /// the samples of a batch, all else with the weights or with the samples.
    pub fn memory_for(config: &Config) -> usize {
        let samples = config.points.as_ref().map_or(config.samples, Vec::len);
        let batch = config.batch_size.min(samples).max(GRID_POINTS).next_multiple_of(4);
        let (mut kernels, mut units, mut widest, mut before) = (0, 0, 0, 0);
        for layer in &config.layers {
            let padded = layer.units.next_multiple_of(4);
            kernels += before * padded;
            units += padded;
            widest = widest.max(padded);
            before = padded;
        }
        let values = if nn::keeps_values(&config.layers) { 4 * batch * (2 * units + widest) } else { 0 };
        // Where units can be off, what training must leave alone is kept beside.
        let for_edits = if config.edits.is_empty() { 0 } else { 10 };
        let of_weights = 4 * (11 + for_edits) * (kernels + 3 * units);
        values + of_weights + 128 * (samples + batch + units) + (64 << 10)
    }

    /// At least the bytes that telling any of its parts takes: a snapshot, the configuration as a value or a link.
    pub fn memory_to_tell(&self) -> usize {
        let points = self.config.points.as_ref().map_or(0, Vec::len);
        let listed =
            points + self.config.learning_rate_changes.len() + self.config.edits.iter().map(Edit::items).sum::<usize>();
        16 * self.parameter_count() + 8 * self.optimizer.state().len() + 400 * listed + (1 << 20)
    }

    /// Takes the memory that training so many more epochs needs: their losses are kept.
    pub fn make_room(&mut self, epochs: u64) -> Result<(), Error> {
        self.history.make_room(epochs, self.held_out.len() > 0)
    }
}
