//! A network with its weights.

use super::batch::Batch;
use super::layout::Layout;
use super::simd::{V, abs, sign, splat, sum_lanes};
use super::workspace::Workspace;
use super::{Kernels, hard_sigmoid, initializer, layered, loss, piecewise_linear, pointwise, scalar};
use crate::config::{Activation, Config, Loss, Regularizer};

/// A fully connected network from one number to one number.
#[derive(Debug, Clone)]
pub struct Network {
    layout: Layout,
    activations: Vec<Activation>,
    loss: Loss,
    regularizer: Regularizer,
    weights: Vec<V>,
    is_known_finite: bool,
    gradient: Vec<V>,
    work: Workspace,
}

/// How well samples are met.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    /// The mean loss, with the penalty.
    pub loss: f32,
    /// The mean of the squared errors, whatever the loss.
    pub mean_square: f64,
}

/// Beyond it the sums of a piecewise-linear layer, (Σ v·w)·x, might overflow though each of their terms does not.
const LARGEST_RANKED_X: f32 = 1e30;

impl Network {
    /// With the initial weights of the configuration; `domain` is that of x as the network sees it.
    pub fn new(config: &Config, domain: [f64; 2], batch_size: usize) -> Self {
        let units: Vec<usize> = config.layers.iter().map(|layer| layer.units).collect();
        let layout = Layout::new(&units);
        let activations: Vec<Activation> = config.layers.iter().map(|layer| layer.activation).collect();
        let mut network = Network {
            loss: config.loss,
            regularizer: config.regularizer,
            weights: vec![V::ZERO; layout.len],
            is_known_finite: false,
            gradient: vec![V::ZERO; layout.len],
            work: Workspace::new(&layout, &activations, batch_size),
            activations,
            layout,
        };
        network.set_parameters(&initializer::parameters(config, domain, &network.layout));
        network
    }

    /// How many weights there are.
    pub fn parameter_count(&self) -> usize {
        self.layout.count()
    }

    /// All weights, in the order of Keras' `get_weights()`.
    pub fn parameters(&self) -> Vec<f32> {
        self.layout.gather(bytemuck::cast_slice(&self.weights))
    }

    /// Replaces all weights; there must be `parameter_count` of them.
    pub fn set_parameters(&mut self, parameters: &[f32]) {
        // Where training diverged, padding is not 0 any more.
        self.weights.fill(V::ZERO);
        self.layout.scatter(parameters, bytemuck::cast_slice_mut(&mut self.weights));
        self.is_known_finite = false;
    }

    /// Exchanges a parameter, by its place in Keras' order, for another value; returns what was there.
    pub fn exchange(&mut self, place: usize, value: f32) -> f32 {
        self.is_known_finite = false;
        let lane = self.layout.lanes()[place] as usize;
        let weights: &mut [f32] = bytemuck::cast_slice_mut(&mut self.weights);
        std::mem::replace(&mut weights[lane], value)
    }

    /// The gradient of the last batch, in the same order.
    pub fn gradient(&self) -> Vec<f32> {
        self.layout.gather(bytemuck::cast_slice(&self.gradient))
    }

    /// Where the parameters lie.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Weights to change and the gradient to change them by, as vectors in the layout's order.
    pub fn weights_and_gradient(&mut self) -> (&mut [V], &[V]) {
        self.is_known_finite = false;
        (&mut self.weights, &self.gradient)
    }

    /// The next batch is filled in here, in ascending x.
    pub fn batch(&mut self) -> &mut Batch {
        &mut self.work.batch
    }

    /// The loss of the batch (the regularizer's penalty included), and its gradient kept for the update.
    pub fn learn_from_batch(&mut self) -> f32 {
        self.forward();
        let count = self.work.batch.len;
        let (predictions, targets, delta) = self.work.batch.loss_operands();
        let mean = loss::mean_and_gradient(self.loss, count, predictions, targets, delta);
        self.backward();
        mean + self.add_penalty_gradient()
    }

    /// Predicts xs, which must ascend by [`f32::total_cmp`], into `out`, which is as long.
    pub fn predict(&mut self, xs: &[f32], out: &mut [f32]) {
        let capacity = self.work.batch.capacity();
        for (xs, out) in xs.chunks(capacity).zip(out.chunks_mut(capacity)) {
            self.work.batch.fill(xs.iter().map(|&x| (x, 0.0)));
            self.predict_batch(xs);
            out.copy_from_slice(self.work.batch.outputs());
        }
    }

    /// Predicts the grid, which never changes and so is taken once.
    pub fn predict_grid(&mut self, xs: &[f32], out: &mut [f32]) {
        if self.work.grid.len == 0 {
            self.work.grid.fill(xs.iter().map(|&x| (x, 0.0)));
        }
        std::mem::swap(&mut self.work.batch, &mut self.work.grid);
        self.predict_batch(xs);
        std::mem::swap(&mut self.work.batch, &mut self.work.grid);
        out.copy_from_slice(self.work.grid.outputs());
    }

    /// The mean loss of those samples, whose x must ascend, with the penalty; NaN of none.
    pub fn evaluate(&mut self, xs: &[f32], ys: &[f32]) -> f32 {
        self.fit(xs, ys).loss
    }

    /// The same, and the mean of the squared errors.
    pub fn fit(&mut self, xs: &[f32], ys: &[f32]) -> Fit {
        let capacity = self.work.batch.capacity();
        let (mut sum, mut squares) = (0.0, 0.0);
        for (xs, ys) in xs.chunks(capacity).zip(ys.chunks(capacity)) {
            self.work.batch.fill(xs.iter().copied().zip(ys.iter().copied()));
            self.predict_batch(xs);
            let (predictions, targets, delta) = self.work.batch.loss_operands();
            sum +=
                f64::from(loss::mean_and_gradient(self.loss, xs.len(), predictions, targets, delta)) * xs.len() as f64;
            let error = |(&y, &truth): (&f32, &f32)| f64::from(y) - f64::from(truth);
            squares += self.work.batch.outputs().iter().zip(ys).map(error).map(|e| e * e).sum::<f64>();
        }
        let count = xs.len() as f64;
        Fit { loss: (sum / count) as f32 + self.penalty(), mean_square: squares / count }
    }

    /// Predicts the batch, which holds those ascending xs.
    fn predict_batch(&mut self, xs: &[f32]) {
        let ends_are_moderate = [xs.first(), xs.last()].into_iter().flatten().all(|x| x.abs() <= LARGEST_RANKED_X);
        let has_buckets = Kernels::of(&self.activations).has_buckets();
        if has_buckets && !(ends_are_moderate && self.has_finite_weights()) {
            let parameters = self.parameters();
            let predict = |&x: &f32| scalar::predict(&self.layout, &self.activations, &parameters, x);
            self.work.batch.set_outputs(xs.iter().map(predict));
        } else {
            self.forward();
        }
    }

    /// Whether every weight is finite.
    pub fn is_finite(&self) -> bool {
        // 0·w is ±0 for finite w and NaN else, and bits of a NaN stay in the sum of all bits. A sum of the numbers would
        // make each wait for the one before.
        let zeros = self.weights.iter().fold(V::ZERO, |zeros, &w| zeros | (w * V::ZERO));
        zeros.to_array().iter().all(|lane| !lane.is_nan())
    }

    /// The same, looked at again only where the weights have changed.
    fn has_finite_weights(&mut self) -> bool {
        self.is_known_finite = self.is_known_finite || self.is_finite();
        self.is_known_finite
    }

    fn forward(&mut self) {
        let Network { layout, activations, weights, work, .. } = self;
        match Kernels::of(activations) {
            Kernels::PiecewiseLinear => piecewise_linear::forward(layout, activations[0], weights, work),
            Kernels::HardSigmoid => hard_sigmoid::forward(layout, weights, work),
            Kernels::Pointwise => pointwise::forward(layout, activations[0], weights, work),
            Kernels::Layered => layered::forward(layout, activations, weights, work),
        }
    }

    fn backward(&mut self) {
        let Network { layout, activations, weights, work, gradient, .. } = self;
        match Kernels::of(activations) {
            Kernels::PiecewiseLinear => piecewise_linear::backward(layout, activations[0], weights, work, gradient),
            Kernels::HardSigmoid => hard_sigmoid::backward(layout, weights, work, gradient),
            Kernels::Pointwise => pointwise::backward(layout, activations[0], weights, work, gradient),
            Kernels::Layered => layered::backward(layout, weights, work, gradient),
        }
    }

    fn is_regularized(&self) -> bool {
        self.regularizer.l1 != 0.0 || self.regularizer.l2 != 0.0
    }

    /// l1·Σ|w| + l2·Σw² over the kernels.
    fn penalty(&self) -> f32 {
        if !self.is_regularized() {
            return 0.0;
        }
        let (l1, l2) = (self.regularizer.l1 as f32, self.regularizer.l2 as f32);
        let of_layer = |kernel: &[V]| {
            let sums = kernel.iter().fold([V::ZERO; 2], |[l1, l2], &w| [l1 + abs(w), l2 + w * w]);
            l1 * sum_lanes(sums[0]) + l2 * sum_lanes(sums[1])
        };
        self.layout.layers.iter().map(|layer| of_layer(&self.weights[layer.kernel.clone()])).sum()
    }

    /// Adds l1·sign(w) + 2·l2·w to the kernels' gradient; returns the penalty.
    fn add_penalty_gradient(&mut self) -> f32 {
        if !self.is_regularized() {
            return 0.0;
        }
        let (l1, l2) = (splat(self.regularizer.l1 as f32), splat(2.0 * self.regularizer.l2 as f32));
        for layer in &self.layout.layers {
            let kernel = self.weights[layer.kernel.clone()].iter();
            for (g, &w) in self.gradient[layer.kernel.clone()].iter_mut().zip(kernel) {
                *g += l1 * sign(w) + l2 * w;
            }
        }
        self.penalty()
    }
}
