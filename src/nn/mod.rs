//! The network: its weights, its predictions, and the gradient of a batch's loss.

pub mod activation;
mod curved;
mod dense;
pub mod initializer;
mod layered;
pub mod layout;
pub mod loss;
pub mod math;
mod network;
mod rank;
pub mod simd;
mod straight;
mod workspace;

pub use network::{Fit, Network};

use crate::config::{Activation, Layer};

/// Which kernels train a network. It follows from the network's shape alone, so that the same configuration takes
/// the same path, and gives the same bits, everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kernels {
    /// One hidden layer whose activation is made of straight lines.
    Straight,
    /// One hidden layer of any other activation.
    Curved,
    /// Several hidden layers.
    Layered,
}

/// Whether the kernels keep a value of each unit for each sample of a batch.
pub(crate) fn keeps_values(layers: &[Layer]) -> bool {
    let activations: Vec<Activation> = layers.iter().map(|layer| layer.activation).collect();
    Kernels::of(&activations) != Kernels::Straight
}

impl Kernels {
    fn of(activations: &[Activation]) -> Self {
        match activations {
            [one] if straight::serves(*one) => Kernels::Straight,
            [_] => Kernels::Curved,
            _ => Kernels::Layered,
        }
    }
}
