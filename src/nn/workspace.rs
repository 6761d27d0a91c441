//! The memory a network works in, taken once, so that training allocates nothing.

use super::Kernels;
use super::layout::{Layout, vectors};
use super::simd::{LANES, V};
use super::straight::Lines;
use crate::config::Activation;

/// The samples of one batch and what the output says of them, padded with zeros to whole vectors.
#[derive(Debug, Clone)]
pub struct Batch {
    /// How many samples there are.
    pub len: usize,
    x: Vec<V>,
    y: Vec<V>,
    /// What the network predicts.
    pub predictions: Vec<V>,
    /// dL/dprediction.
    pub delta: Vec<V>,
}

impl Batch {
    fn new(capacity: usize) -> Self {
        let zeros = vec![V::ZERO; vectors(capacity)];
        Batch { len: 0, x: zeros.clone(), y: zeros.clone(), predictions: zeros.clone(), delta: zeros }
    }

    /// How many samples fit.
    pub fn capacity(&self) -> usize {
        self.x.len() * LANES
    }

    /// Vectors in use.
    pub fn vectors(&self) -> usize {
        vectors(self.len)
    }

    /// Samples with their padding.
    pub fn padded(&self) -> usize {
        self.vectors() * LANES
    }

    /// Empties the batch for `len` samples.
    pub fn start(&mut self, len: usize) {
        self.len = 0;
        let last = vectors(len).saturating_sub(1);
        self.x[last] = V::ZERO;
        self.y[last] = V::ZERO;
    }

    /// Adds a sample.
    pub fn push(&mut self, x: f32, y: f32) {
        let (xs, ys): (&mut [f32], &mut [f32]) =
            (bytemuck::cast_slice_mut(&mut self.x), bytemuck::cast_slice_mut(&mut self.y));
        (xs[self.len], ys[self.len]) = (x, y);
        self.len += 1;
    }

    /// Takes those samples (x, y) in their order.
    pub fn fill(&mut self, samples: impl ExactSizeIterator<Item = (f32, f32)>) {
        self.start(samples.len());
        samples.for_each(|(x, y)| self.push(x, y));
    }

    /// x with padding.
    pub fn x(&self) -> &[f32] {
        &bytemuck::cast_slice(&self.x)[..self.padded()]
    }

    /// Targets in vectors, padding 0.
    pub fn y(&self) -> &[V] {
        &self.y[..self.vectors()]
    }

    /// x without padding, and where its predictions go.
    pub fn x_and_outputs(&mut self) -> (&[f32], &mut [f32]) {
        let len = self.len;
        (&bytemuck::cast_slice(&self.x)[..len], &mut bytemuck::cast_slice_mut(&mut self.predictions)[..len])
    }

    /// The predictions without padding.
    pub fn outputs(&self) -> &[f32] {
        &bytemuck::cast_slice(&self.predictions)[..self.len]
    }

    /// Makes the predictions' padding 0, as the targets' is, so that its error is 0.
    pub fn clear_padding(&mut self) {
        let len = self.len;
        let padded = self.padded();
        let outputs: &mut [f32] = bytemuck::cast_slice_mut(&mut self.predictions);
        outputs[len..padded].fill(0.0);
    }

    /// Predictions, targets and where the gradient goes, in vectors.
    pub fn loss_operands(&mut self) -> (&[V], &[V], &mut [V]) {
        let n = self.vectors();
        (&self.predictions[..n], &self.y[..n], &mut self.delta[..n])
    }
}

/// What one hidden layer leaves for the way back.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// [unit / 4][sample]
    pub values: Vec<V>,
    /// The activation's slope, then dL/dz, in the same order.
    pub deltas: Vec<V>,
    /// The kernel with inputs and units exchanged; empty in the first layer.
    pub transposed: Vec<V>,
}

/// All memory of forward and backward pass.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The samples.
    pub batch: Batch,
    /// One for each hidden layer, for the general kernels.
    pub hidden: Vec<Hidden>,
    /// Scratch of their products, as large as the largest layer.
    pub packed: Vec<V>,
    /// For those of straight lines.
    pub lines: Lines,
}

impl Workspace {
    /// For batches of up to `capacity` samples.
    pub fn new(layout: &Layout, activations: &[Activation], capacity: usize) -> Self {
        let batch = Batch::new(capacity);
        let units = vectors(layout.layers[0].outputs);
        let is_straight = Kernels::of(activations) == Kernels::Straight;
        let lines = Lines::new(if is_straight { Some(activations[0]) } else { None }, units, batch.capacity());
        let hidden = layout.layers[..layout.layers.len() - 1].iter().enumerate();
        let hidden = hidden.filter(|_| !is_straight).map(|(index, layer)| {
            let size = vectors(layer.outputs) * batch.capacity();
            let transposed = if index == 0 { 0 } else { layer.kernel.len() };
            Hidden { values: vec![V::ZERO; size], deltas: vec![V::ZERO; size], transposed: vec![V::ZERO; transposed] }
        });
        let hidden: Vec<Hidden> = hidden.collect();
        let largest = hidden.iter().map(|layer| layer.values.len()).max().unwrap_or(0);
        Workspace { packed: vec![V::ZERO; largest], hidden, lines, batch }
    }
}
