//! **Lernkurve** (German for "learning curve"): a small neural network that learns a function of one
//! variable, fast and exactly reproducibly.
//!
//! The same [`Config`] gives the same bits of every parameter after every epoch, on every processor, in
//! every browser and natively. Semantics and names are those of Keras 3, in `f32`.
//!
//! ```
//! use lernkurve::{Config, Trainer};
//!
//! let mut trainer = Trainer::new(Config::default()).unwrap();
//! let predictions = trainer.step(100);
//! assert_eq!(predictions.len(), 100);
//! assert!(trainer.loss() < 0.1);
//! ```
//!
//! Where what lives: [`config`] says what is trained, [`expression`] what is learned, [`dataset`] samples it,
//! [`nn`] holds the network and its gradients, [`optim`] the update rules, [`trainer`] ties them together and
//! [`insight`] reads off what there is to see. [`session`] gives a run its past. [`share`] writes a configuration as a link.

pub mod config;
pub mod dataset;
pub mod error;
pub mod expression;
pub mod insight;
mod memory;
pub mod nn;
mod number;
pub mod optim;
pub mod rng;
pub mod scaling;
pub mod session;
pub mod share;
pub mod trainer;
pub mod value;

#[cfg(target_arch = "wasm32")]
mod wasm;

pub use config::Config;
pub use error::Error;
pub use trainer::Trainer;

/// The version of the arithmetic. It rises when the same configuration gives other bits than before.
pub const ENGINE_VERSION: u32 = 2;
