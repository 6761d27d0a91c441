//! The network: its weights, its predictions, and the gradient of a batch's loss.

pub mod activation;
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

pub use network::Network;

use crate::config::Activation;

/// Whether the kernels of [`straight`] train a network: one hidden layer of straight lines.
fn is_straight(activations: &[Activation]) -> bool {
    activations.len() == 1 && straight::serves(activations[0])
}
