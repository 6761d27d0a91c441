//! The memory a network works in, taken once, so that training allocates nothing.

use super::Kernels;
use super::batch::Batch;
use super::hard_sigmoid::HardSigmoid;
use super::layout::{Layout, vectors};
use super::piecewise_linear::PiecewiseLinear;
use super::simd::V;
use crate::config::Activation;
use crate::dataset::GRID_POINTS;

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
    /// The grid, which a run predicts again and again.
    pub grid: Batch,
    /// One for each hidden layer, for the general kernels.
    pub hidden: Vec<Hidden>,
    /// Scratch of their products, as large as the largest layer.
    pub packed: Vec<V>,
    /// For one layer of piecewise-linear units, `hard_sigmoid` included.
    pub piecewise_linear: PiecewiseLinear,
    /// For one layer of `hard_sigmoid`.
    pub hard_sigmoid: HardSigmoid,
}

impl Workspace {
    /// For batches of up to `capacity` samples.
    pub fn new(layout: &Layout, activations: &[Activation], capacity: usize) -> Self {
        let capacity = capacity.max(GRID_POINTS);
        let kernels = Kernels::of(activations);
        let has_ranks = kernels.has_buckets() && activations != [Activation::Linear];
        let batch = Batch::new(capacity, has_ranks);
        let hidden = layout.layers[..layout.layers.len() - 1].iter().enumerate();
        let hidden = hidden.filter(|_| !kernels.has_buckets()).map(|(index, layer)| {
            let size = vectors(layer.outputs) * batch.capacity();
            let transposed = if index == 0 { 0 } else { layer.kernel.len() };
            Hidden { values: vec![V::ZERO; size], deltas: vec![V::ZERO; size], transposed: vec![V::ZERO; transposed] }
        });
        let hidden: Vec<Hidden> = hidden.collect();
        let largest = hidden.iter().map(|layer| layer.values.len()).max().unwrap_or(0);
        let units = vectors(layout.layers[0].outputs);
        let (bucket_units, samples) = if kernels.has_buckets() { (units, batch.capacity()) } else { (0, 0) };
        Workspace {
            packed: vec![V::ZERO; largest],
            hidden,
            piecewise_linear: PiecewiseLinear::new(bucket_units, samples),
            hard_sigmoid: HardSigmoid::new(if kernels == Kernels::HardSigmoid { units } else { 0 }),
            grid: Batch::new(GRID_POINTS, has_ranks),
            batch,
        }
    }
}
