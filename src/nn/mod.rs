//! The network: its weights, its predictions, and the gradient of a batch's loss.

pub mod activation;
mod batch;
mod dense;
mod hard_sigmoid;
pub mod initializer;
mod layered;
pub mod layout;
pub mod loss;
pub mod math;
mod network;
mod piecewise_linear;
mod pointwise;
mod rank;
mod scalar;
pub mod simd;
mod workspace;

pub use network::{Fit, Network};

use crate::config::{Activation, Layer};

/// Which kernels train a network. It follows from the network's shape alone, so that the same configuration takes
/// the same path, and gives the same bits, everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kernels {
    /// One hidden layer whose activation is a line and a ramp.
    PiecewiseLinear,
    /// One hidden layer of `hard_sigmoid`.
    HardSigmoid,
    /// One hidden layer of any other activation.
    Pointwise,
    /// Several hidden layers.
    Layered,
}

/// Whether the kernels keep a value of each unit for each sample of a batch.
pub(crate) fn keeps_values(layers: &[Layer]) -> bool {
    let activations: Vec<Activation> = layers.iter().map(|layer| layer.activation).collect();
    !Kernels::of(&activations).has_buckets()
}

impl Kernels {
    /// Whether they work by ranks and buckets, and so keep nothing of each unit for each sample.
    fn has_buckets(self) -> bool {
        matches!(self, Kernels::PiecewiseLinear | Kernels::HardSigmoid)
    }

    fn of(activations: &[Activation]) -> Self {
        match activations {
            [one] if piecewise_linear::supports(*one) => Kernels::PiecewiseLinear,
            [Activation::HardSigmoid] => Kernels::HardSigmoid,
            [_] => Kernels::Pointwise,
            _ => Kernels::Layered,
        }
    }
}
