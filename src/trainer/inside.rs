//! What the network is made of and what becomes of its curve without some of it.

use super::Trainer;
use crate::config::limits::{Count, Range};
use crate::dataset::Scaled;
use crate::error::Error;
use crate::insight::neurons::{self, Neurons};
use crate::insight::residual::{energies, spread};
use crate::nn::Fit;

/// So many waves a spectrum has: of 0 to 39 half-waves over the domain.
const WAVES: usize = 40;
/// Shares of the layers before the last are told where the units in question times all weights are no more: each takes
/// a pass over the grid.
const MOST_WORK: usize = 300_000;

/// How much of the function and of the error is in waves of how many half-waves over the domain: squared coefficients of
/// the orthonormal DCT-II on the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrum {
    /// Of the function.
    pub function: Vec<f64>,
    /// Of the curve less the function.
    pub error: Vec<f64>,
}

impl Trainer {
    /// Whether the weights are as they were when `neurons` looked last.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn knows_neurons(&self) -> bool {
        self.neurons.as_ref().is_some_and(|&(at, _)| at == self.progress.updates)
    }

    /// What the network is made of with the weights as they are: where its units bend the curve, and how much of it they
    /// are. Looked at anew only where the weights have changed.
    pub fn neurons(&mut self) -> &Neurons {
        let updates = self.progress.updates;
        let known = self.neurons.take().filter(|&(at, _)| at == updates);
        let now = known.unwrap_or_else(|| (updates, self.read_neurons()));
        &self.neurons.insert(now).1
    }

    fn read_neurons(&mut self) -> Neurons {
        let Scaled { scales, grid, .. } = &self.data.scaled;
        let parameters = self.network.parameters();
        let mut neurons = neurons::read(&self.config.layers, &parameters, grid, *scales);
        let last = self.config.layers.last().map_or(0, |layer| layer.units);
        let before = neurons.unit.len() - last;
        if before * parameters.len() <= MOST_WORK && self.network.is_finite() {
            for place in 0..before {
                let (layer, unit) = (usize::from(neurons.layer[place]), usize::from(neurons.unit[place]));
                let added: Vec<f64> = self.added_by(layer, &[unit]).into_iter().map(f64::from).collect();
                neurons.share[place] = spread(&added);
            }
        }
        neurons
    }

    /// What those units of a hidden layer (from 0) add to the curve, at the grid and in units of y: the curve less the
    /// curve without them.
    pub fn contribution(&mut self, layer: usize, units: &[usize]) -> Result<Vec<f32>, Error> {
        self.check_units(layer, units)?;
        Ok(self.added_by(layer, units))
    }

    /// The loss over the training set, and the error as [`Trainer::rmse`] has it, without those units of a hidden layer.
    pub fn error_without(&mut self, layer: usize, units: &[usize]) -> Result<(f32, f64), Error> {
        self.check_units(layer, units)?;
        let Fit { loss, mean_square } =
            self.without(layer, units, |trainer| trainer.network.fit(&trainer.training.xs, &trainer.training.ys));
        Ok((loss, libm::sqrt(mean_square) * self.data.scaled.scales.y.deviation))
    }

    /// Where there is a function: how fine it is, and how fine what is missing of it.
    pub fn spectrum(&mut self) -> Option<Spectrum> {
        let target: Vec<f64> = self.data.target.iter().map(|&y| f64::from(y)).collect();
        if target.iter().any(|y| y.is_nan()) {
            return None;
        }
        let mut curve = self.scaled_curve();
        self.data.scaled.scales.unscale_predictions(&mut curve);
        let error: Vec<f64> = curve.iter().zip(&target).map(|(&y, truth)| f64::from(y) - truth).collect();
        Some(Spectrum { function: energies(&target, WAVES), error: energies(&error, WAVES) })
    }

    fn check_units(&self, layer: usize, units: &[usize]) -> Result<(), Error> {
        let layers = &self.config.layers;
        Range::index(layers.len()).check("layer", layer as f64)?;
        Count { min: 0, max: layers[layer].units }.check("units", units.len())?;
        let range = Range::index(layers[layer].units);
        units.iter().try_for_each(|&unit| range.check("units", unit as f64).map(drop))
    }

    fn added_by(&mut self, layer: usize, units: &[usize]) -> Vec<f32> {
        let mut added = self.scaled_curve();
        let rest = self.without(layer, units, Trainer::scaled_curve);
        let deviation = self.data.scaled.scales.y.deviation as f32;
        added.iter_mut().zip(rest).for_each(|(y, rest)| *y = (*y - rest) * deviation);
        added
    }

    /// What is found while nothing takes on what those units give; then all is as it was.
    fn without<T>(&mut self, layer: usize, units: &[usize], find: impl FnOnce(&mut Trainer) -> T) -> T {
        let places: Vec<usize> = units.iter().flat_map(|&unit| self.network.layout().outgoing(layer, unit)).collect();
        let weights: Vec<f32> = places.iter().map(|&place| self.network.exchange(place, 0.0)).collect();
        let found = find(self);
        // A unit may be named twice: its weights come back last.
        for (&place, &weight) in places.iter().zip(&weights).rev() {
            self.network.exchange(place, weight);
        }
        found
    }

    /// The network at the grid with the weights as they are, in its own units.
    fn scaled_curve(&mut self) -> Vec<f32> {
        let mut curve = vec![0.0; self.data.scaled.grid.len()];
        self.network.predict_grid(&self.data.scaled.grid, &mut curve);
        curve
    }
}
