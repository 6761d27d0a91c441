//! The state machine of a run: step, predict, evaluate, reset. No clocks, no formulas.

mod edits;
mod fingerprint;
mod history;
mod inside;
mod learning_rate;
mod room;
mod samples;
mod snapshot;
mod training;

use crate::config::{Config, limits};
use crate::dataset::{Dataset, GRID_POINTS};
use crate::error::Error;
use crate::insight::neurons::Neurons;
use crate::insight::{self, Insight};
use crate::memory;
use crate::nn::{Fit, Network};
use crate::optim::Optimizer;
use crate::rng::{Random, Stream};
use crate::scaling::Axis;
use crate::share::{self, Shared};
use edits::Off;
pub use history::History;
pub use inside::Spectrum;
use samples::{Samples, ascending};

/// A network in training: its weights, its optimizer's state, its data, and how far it has come.
///
/// The same configuration gives the same bits of every parameter after every epoch, whatever the steps were.
#[derive(Debug, Clone)]
pub struct Trainer {
    config: Config,
    data: Dataset,
    training: Samples,
    held_out: Samples,
    network: Network,
    optimizer: Optimizer,
    off: Off,
    initial: Vec<f32>,
    shuffle: Random,
    progress: Progress,
    history: History,
    /// Whether the samples are dealt out to this epoch's batches.
    is_dealt: bool,
    /// Predictions at the grid as of the last step.
    curve: Vec<f32>,
    /// What `evaluate` and `rmse` have found with the weights as they are.
    fit: Option<Fit>,
    /// What `neurons` has found, and after how many updates.
    neurons: Option<(u64, Neurons)>,
}

/// How far a run has come, to the sample.
#[derive(Debug, Clone, PartialEq)]
struct Progress {
    epoch: u64,
    updates: u64,
    /// The order of the samples in this epoch.
    order: Vec<u32>,
    /// How many of them have been used in this epoch.
    position: usize,
    /// Σ loss · samples over this epoch's batches.
    loss_sum: f64,
    /// The mean over the last whole epoch.
    loss: f32,
    diverged: bool,
    /// How many of the configuration's changes of the learning rate are past.
    changes_past: usize,
    /// How many of its edits are.
    edits_past: usize,
    learning_rate: f32,
}

impl Progress {
    fn start(config: &Config, samples: usize) -> Self {
        Progress {
            epoch: 0,
            updates: 0,
            order: (0..samples as u32).collect(),
            position: 0,
            loss_sum: 0.0,
            loss: f32::NAN,
            diverged: false,
            changes_past: 0,
            edits_past: 0,
            learning_rate: config.optimizer.learning_rate as f32,
        }
    }
}

impl Trainer {
    /// A network with fresh weights, at epoch 0, of the configuration in its normal form. An error names the field
    /// that is wrong.
    pub fn new(config: Config) -> Result<Self, Error> {
        let config = config.normalized()?;
        memory::require(Trainer::memory_for(&config))?;
        let data = Dataset::of(&config)?;
        let samples = data.train_x.len();
        let network = Network::new(&config, data.scaled.domain, config.batch_size.min(samples));
        let optimizer = Optimizer::new(config.optimizer, network.layout().len);
        let mut trainer = Trainer {
            initial: network.parameters(),
            shuffle: Random::new(config.seed, Stream::Shuffle),
            progress: Progress::start(&config, samples),
            history: History::new(),
            is_dealt: false,
            curve: vec![0.0; GRID_POINTS],
            fit: None,
            neurons: None,
            training: Samples::new(&data.scaled.training.0, &data.scaled.training.1),
            held_out: Samples::new(&data.scaled.validation.0, &data.scaled.validation.1),
            config,
            data,
            network,
            optimizer,
            off: Off::default(),
        };
        trainer.take_edits();
        trainer.predict_grid();
        Ok(trainer)
    }

    /// A trainer of the valid part of any text, and what was not understood. An error only where there is no memory
    /// for the experiment itself.
    pub fn open(text: &str) -> Result<(Self, Shared), Error> {
        let mut shared = share::read(text);
        let trainer = shared.train()?;
        Ok((trainer, shared))
    }

    /// The same from a share link's fragment, with or without `#`.
    pub fn from_link(link: &str) -> Result<Self, Error> {
        Trainer::new(share::read_strict(link)?)
    }

    /// Trains that many epochs (0 trains nothing; a half-done epoch counts as one) and returns the predictions at
    /// [`Trainer::grid`].
    pub fn step(&mut self, epochs: u32) -> &[f32] {
        self.train(epochs);
        self.predict_grid();
        &self.curve
    }

    /// Trains that many updates, for networks whose epoch takes long, and returns the predictions at the grid.
    pub fn step_updates(&mut self, updates: u32) -> &[f32] {
        self.train_updates(updates);
        self.predict_grid();
        &self.curve
    }

    /// Trains as [`Trainer::step`] does, and predicts nothing; `curve` and `insight` stay as of the last step.
    pub fn train(&mut self, epochs: u32) {
        for _ in 0..epochs {
            if self.progress.diverged {
                break;
            }
            self.train_epoch();
        }
    }

    /// Trains as [`Trainer::step_updates`] does, and predicts nothing.
    pub fn train_updates(&mut self, updates: u32) {
        for _ in 0..updates {
            if self.progress.diverged {
                break;
            }
            self.train_batch();
        }
    }

    /// The network at each x.
    pub fn predict(&mut self, xs: &[f32]) -> Vec<f32> {
        let places = ascending(xs);
        let scales = self.data.scaled.scales;
        let sorted: Vec<f32> = places.iter().map(|&place| scales.x.scale(f64::from(xs[place]))).collect();
        let (mut predictions, mut out) = (vec![0.0; xs.len()], vec![0.0; xs.len()]);
        self.network.predict(&sorted, &mut predictions);
        scales.unscale_predictions(&mut predictions);
        places.iter().zip(predictions).for_each(|(&place, y)| out[place] = y);
        out
    }

    /// The loss over the training set with the weights as they are, the regularizer's penalty included.
    pub fn evaluate(&mut self) -> f32 {
        self.fit().loss
    }

    /// The same over the validation set, where there is one.
    pub fn evaluate_validation(&mut self) -> Option<f32> {
        let Samples { xs, ys, .. } = &self.held_out;
        (!xs.is_empty()).then(|| self.network.evaluate(xs, ys))
    }

    /// How far off the curve typically is over the training samples: the root of the mean squared error, in units of
    /// y, whatever the loss and the scaling.
    pub fn rmse(&mut self) -> f64 {
        libm::sqrt(self.fit().mean_square) * self.data.scaled.scales.y.deviation
    }

    /// Loss and error are asked for together, so what one costs the other has for nothing.
    fn fit(&mut self) -> Fit {
        let Samples { xs, ys, .. } = &self.training;
        *self.fit.get_or_insert_with(|| self.network.fit(xs, ys))
    }

    /// The loss of a batch, the penalty included, and its gradient in the order of [`Trainer::parameters`]: what
    /// an update would use. From 1 to 10,000 samples, as many xs as ys.
    pub fn gradient(&self, xs: &[f32], ys: &[f32]) -> Result<(f32, Vec<f32>), Error> {
        limits::BATCH.check("xs", xs.len() as f64)?;
        if xs.len() != ys.len() {
            return Err(wrong_length("ys", ys.len(), xs.len()));
        }
        let mut network = Network::new(&self.config, self.data.scaled.domain, xs.len());
        network.set_parameters(&self.parameters());
        let scales = self.data.scaled.scales;
        let scaled = |values: &[f32], axis: Axis| values.iter().map(|&v| axis.scale(f64::from(v))).collect::<Vec<_>>();
        let Samples { xs, ys, .. } = Samples::new(&scaled(xs, scales.x), &scaled(ys, scales.y));
        network.batch().fill(xs.into_iter().zip(ys));
        let loss = network.learn_from_batch();
        Ok((loss, network.gradient()))
    }

    /// Whole epochs so far.
    pub fn epoch(&self) -> u64 {
        self.progress.epoch
    }

    /// Updates so far.
    pub fn updates(&self) -> u64 {
        self.progress.updates
    }

    /// Updates in an epoch: the samples over the batch size, rounded up.
    pub fn updates_per_epoch(&self) -> u64 {
        self.training.len().div_ceil(self.config.batch_size) as u64
    }

    /// The mean over the last epoch's samples of the loss before each batch's update, as Keras reports it; NaN
    /// before the first epoch, infinite where the run diverged.
    pub fn loss(&self) -> f32 {
        self.progress.loss
    }

    /// Losses by epoch.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// x, f and the samples.
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// 100 evenly spaced x over the domain.
    pub fn grid(&self) -> &[f32] {
        &self.data.grid
    }

    /// The predictions there, as of the last step.
    pub fn curve(&self) -> &[f32] {
        &self.curve
    }

    /// The function there; NaN where there is none.
    pub fn target(&self) -> &[f32] {
        &self.data.target
    }

    /// x of the training samples.
    pub fn train_x(&self) -> &[f32] {
        &self.data.train_x
    }

    /// y of the training samples.
    pub fn train_y(&self) -> &[f32] {
        &self.data.train_y
    }

    /// x and y of the training samples and what the network says there, in ascending x and the person's units.
    pub(crate) fn at_samples(&self) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let Samples { xs, ys, .. } = &self.training;
        let mut predictions = vec![0.0; xs.len()];
        self.network.clone().predict(xs, &mut predictions);
        let scales = self.data.scaled.scales;
        let unscaled = |values: &[f32], axis: Axis| values.iter().map(|&v| axis.unscale(v)).collect();
        (unscaled(xs, scales.x), unscaled(ys, scales.y), unscaled(&predictions, scales.y))
    }

    /// The domain of x as the network sees it.
    pub(crate) fn scaled_domain(&self) -> [f64; 2] {
        self.data.scaled.domain
    }

    /// All weights, in the order of Keras' `get_weights()`.
    pub fn parameters(&self) -> Vec<f32> {
        self.network.parameters()
    }

    /// How many weights there are.
    pub fn parameter_count(&self) -> usize {
        self.network.parameter_count()
    }

    /// Replaces all weights; the optimizer's state stays.
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), Error> {
        let expected = self.parameter_count();
        if parameters.len() != expected {
            return Err(wrong_length("parameters", parameters.len(), expected));
        }
        self.network.set_parameters(parameters);
        (self.fit, self.neurons) = (None, None);
        self.progress.diverged = !self.network.is_finite();
        self.predict_grid();
        Ok(())
    }

    /// The complete configuration, changes of the learning rate included.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The share link's fragment, without `#`.
    pub fn link(&self) -> String {
        share::write(&self.config)
    }

    /// 16 hex digits over the bits of all parameters and the epoch.
    pub fn checksum(&self) -> String {
        fingerprint::of_parameters(&self.parameters(), self.progress.epoch)
    }

    /// Back to epoch 0 with the same initial weights.
    pub fn reset(&mut self) {
        self.network.set_parameters(&self.initial);
        (self.fit, self.neurons) = (None, None);
        self.optimizer = Optimizer::new(self.config.optimizer, self.network.layout().len);
        self.shuffle = Random::new(self.config.seed, Stream::Shuffle);
        self.progress = Progress::start(&self.config, self.training.len());
        self.history = History::new();
        self.is_dealt = false;
        self.off = Off::default();
        self.take_edits();
        self.predict_grid();
    }

    /// What there is to see in the curve as it was last predicted: [`Trainer::step`] predicts it, with 0 epochs too.
    pub fn insight(&self) -> Insight {
        insight::read(self)
    }

    /// True as soon as a loss or a weight is not finite. Nothing is trained any more then; where a weight is not
    /// finite and yet the loss is, from the end of the epoch on at the latest.
    #[inline(never)]
    pub fn diverged(&self) -> bool {
        self.progress.diverged || !self.network.is_finite()
    }

    fn predict_grid(&mut self) {
        self.network.predict_grid(&self.data.scaled.grid, &mut self.curve);
        self.data.scaled.scales.unscale_predictions(&mut self.curve);
    }
}

fn wrong_length(path: &str, given: usize, expected: usize) -> Error {
    let message = format!("{path} must be {expected} numbers, not {given}.");
    Error::new("wrong_length", message).at(path).with("value", given).with("expected", expected)
}
