//! Edits on the way: units that are off, and parameters that are set. At rest all edits up to the next update are made.

use super::Trainer;
use crate::config::edits::{self, Change, Edit};
use crate::error::Error;
use crate::memory;
use crate::nn::Network;
use crate::nn::layout::Layout;
use crate::nn::simd::{LANES, V};

/// The units that are off.
#[derive(Debug, Clone, Default)]
pub(super) struct Off {
    units: Vec<OffUnit>,
    /// Their weights' lanes, incoming and outgoing, which training leaves alone.
    frozen: Vec<u32>,
    /// What was there before an update, weights and the optimizer's state.
    before: Vec<f32>,
}

#[derive(Debug, Clone)]
struct OffUnit {
    layer: usize,
    unit: usize,
    /// What its outgoing weights are when it is on again.
    outgoing: Vec<f32>,
}

impl Off {
    fn place(&self, layer: usize, unit: usize) -> Option<usize> {
        self.units.iter().position(|off| (off.layer, off.unit) == (layer, unit))
    }

    fn freeze(&mut self, layout: &Layout) {
        self.frozen.clear();
        for off in &self.units {
            self.frozen.extend(layout.around(off.layer, off.unit).map(|place| layout.lanes()[place]));
        }
    }

    /// All that is stored, in the order in which units were switched off.
    pub fn stored(&self) -> Vec<f32> {
        self.units.iter().flat_map(|off| off.outgoing.iter().copied()).collect()
    }

    /// Puts back what [`Off::stored`] gave; false where that is not as much.
    pub fn restore(&mut self, stored: &[f32]) -> bool {
        let mut rest = stored.iter();
        let slots = self.units.iter_mut().flat_map(|off| &mut off.outgoing);
        let filled = slots.map(|slot| rest.next().map(|&weight| *slot = weight)).all(|one| one.is_some());
        filled && rest.next().is_none()
    }

    /// Keeps what training must leave alone: weights and the optimizer's state, which has so many vectors for each.
    pub fn keep(&mut self, weights: &mut [V], state: &mut [f32]) {
        self.before.clear();
        let before = &mut self.before;
        each(&self.frozen, weights, state, |number| before.push(*number));
    }

    /// Puts it back.
    pub fn put_back(&mut self, weights: &mut [V], state: &mut [f32]) {
        let mut before = self.before.iter();
        each(&self.frozen, weights, state, |number| {
            if let Some(&kept) = before.next() {
                *number = kept;
            }
        });
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

/// Each frozen weight and its numbers of state.
fn each(frozen: &[u32], weights: &mut [V], state: &mut [f32], mut visit: impl FnMut(&mut f32)) {
    let lanes: &mut [f32] = bytemuck::cast_slice_mut(weights);
    let count = state.len() / lanes.len();
    for &lane in frozen {
        let lane = lane as usize;
        visit(&mut lanes[lane]);
        let first = lane / LANES * count * LANES + lane % LANES;
        for number in 0..count {
            visit(&mut state[first + number * LANES]);
        }
    }
}

impl Trainer {
    /// Makes the edits that are due.
    pub(super) fn take_edits(&mut self) {
        let edits = std::mem::take(&mut self.config.edits);
        let due = |edit: &&Edit| edit.update <= self.progress.updates;
        let past = self.progress.edits_past;
        let count = edits[past..].iter().take_while(due).count();
        for edit in &edits[past..past + count] {
            self.off.make(&edit.change, &mut self.network);
        }
        if count > 0 {
            self.off.freeze(self.network.layout());
            (self.fit, self.neurons) = (None, None);
            self.progress.edits_past += count;
        }
        self.config.edits = edits;
    }

    /// Of a state that is read: which units are off by now. What is stored of them, and all weights, come with it.
    pub(super) fn resume_edits(&mut self) {
        self.off = Off::default();
        let past = self.config.edits.partition_point(|edit| edit.update <= self.progress.updates);
        self.config.edits[..past].iter().for_each(|edit| self.off.make(&edit.change, &mut self.network));
        self.off.freeze(self.network.layout());
        self.progress.edits_past = past;
    }

    /// An edit now, noted in the configuration, so that a link trains this very run. Edits noted for later updates are
    /// dropped: the caller's wins. On an error nothing changes.
    pub fn edit(&mut self, change: Change) -> Result<(), Error> {
        let mut edits = self.config.edits[..self.progress.edits_past].to_vec();
        edits.push(Edit { update: self.progress.updates, change });
        self.config.edits = edits::checked(&edits, &self.config)?;
        memory::require(Trainer::memory_for(&self.config))?;
        self.take_edits();
        self.progress.diverged |= !self.network.is_finite();
        self.predict_grid();
        Ok(())
    }
}

impl Off {
    fn make(&mut self, change: &Change, network: &mut Network) {
        match change {
            Change::Off(layer, units) => units.iter().for_each(|unit| self.switch_off(*layer, unit, network)),
            Change::On(layer, units) => units.iter().for_each(|unit| self.switch_on(*layer, unit, network)),
            Change::Set(parameters, values) => {
                parameters.iter().zip(values).for_each(|(place, &value)| self.set(place, value as f32, network));
            }
        }
    }

    fn switch_off(&mut self, layer: usize, unit: usize, network: &mut Network) {
        if self.place(layer, unit).is_none() {
            let places = network.layout().outgoing(layer, unit);
            let outgoing = places.map(|place| network.exchange(place, 0.0)).collect();
            self.units.push(OffUnit { layer, unit, outgoing });
        }
    }

    fn switch_on(&mut self, layer: usize, unit: usize, network: &mut Network) {
        if let Some(place) = self.place(layer, unit) {
            let off = self.units.remove(place);
            let places = network.layout().outgoing(layer, unit);
            places.zip(off.outgoing).for_each(|(place, weight)| _ = network.exchange(place, weight));
        }
    }

    /// What goes on from a unit that is off, is set for when it is on again.
    fn set(&mut self, place: usize, value: f32, network: &mut Network) {
        let stored = network.layout().source_of(place).and_then(|(layer, unit, index)| {
            let off = self.place(layer, unit)?;
            self.units[off].outgoing.get_mut(index)
        });
        match stored {
            Some(stored) => *stored = value,
            None => _ = network.exchange(place, value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;
    use crate::config::edits::Ranges;
    use crate::config::{Activation, Layer, Optimizer, OptimizerKind, Regularizer};

    fn config(optimizer: Optimizer) -> Config {
        let layers = [6, 5].map(|units| Layer { units, activation: Activation::Tanh });
        let regularizer = Regularizer { l1: 1e-3, l2: 1e-3 };
        Config { layers: layers.to_vec(), optimizer, regularizer, samples: 40, ..Config::default() }
    }

    /// Every rule, with all that moves weights on its own.
    fn rules() -> impl Iterator<Item = Optimizer> {
        OptimizerKind::ALL.iter().flat_map(|&kind| {
            let rule = Optimizer { weight_decay: 0.1, momentum: 0.9, learning_rate: 0.01, ..Optimizer::of(kind) };
            [
                rule,
                Optimizer { nesterov: true, amsgrad: true, centered: true, ..rule },
                Optimizer { momentum: 0.0, ..rule },
            ]
        })
    }

    /// Bits of the weights around a unit, and of the optimizer's state of them.
    fn around(trainer: &mut Trainer, layer: usize, unit: usize) -> Vec<u32> {
        let lanes: Vec<u32> = {
            let layout = trainer.network.layout();
            layout.around(layer, unit).map(|place| layout.lanes()[place]).collect()
        };
        let mut bits = Vec::new();
        let (weights, _) = trainer.network.weights_and_gradient();
        each(&lanes, weights, trainer.optimizer.state_mut(), |number| bits.push(number.to_bits()));
        bits
    }

    #[test]
    fn while_a_unit_is_off_nothing_moves_it_whatever_the_rule() {
        for rule in rules() {
            for (layer, unit) in [(0, 0), (0, 5), (1, 2)] {
                let mut trainer = Trainer::new(config(rule)).unwrap();
                trainer.train_updates(7);
                let before = around(&mut trainer, layer, unit);
                let neighbour = around(&mut trainer, layer, 1);
                trainer.edit(Change::Off(layer, Ranges::of([unit as u32]))).unwrap();
                let off = around(&mut trainer, layer, unit);
                trainer.train_updates(9);
                assert_eq!(around(&mut trainer, layer, unit), off, "{rule:?}, {layer}, {unit}");
                assert_ne!(around(&mut trainer, layer, 1), neighbour, "the others learn on");
                trainer.edit(Change::On(layer, Ranges::of([unit as u32]))).unwrap();
                assert_eq!(around(&mut trainer, layer, unit), before, "{rule:?}, {layer}, {unit}: as it was");
                trainer.train_updates(1);
                assert_ne!(around(&mut trainer, layer, unit), before, "and it learns on");
            }
        }
    }

    #[test]
    fn set_leaves_the_optimizers_state_alone() {
        let mut trainer = Trainer::new(config(Optimizer::of(OptimizerKind::Adam))).unwrap();
        trainer.train_updates(7);
        let (state, mut parameters) = (trainer.optimizer.state().to_vec(), trainer.parameters());
        trainer.edit(Change::Set(Ranges::of([3, 4, 20]), vec![0.5, -0.25, 2.0])).unwrap();
        (parameters[3], parameters[4], parameters[20]) = (0.5, -0.25, 2.0);
        assert_eq!((trainer.optimizer.state(), trainer.parameters()), (&state[..], parameters));
    }
}
