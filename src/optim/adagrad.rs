//! Adagrad (Duchi, Hazan and Singer 2011).

use super::{Rule, UpdateContext};
use crate::config;
use crate::nn::simd::{V, splat};

/// s ← s + g²; w ← w - η·g / √(s + ε)
pub struct Adagrad {
    rate: V,
    epsilon: V,
}

impl Rule<1> for Adagrad {
    fn initial(config: &config::Optimizer) -> [f32; 1] {
        [config.initial_accumulator_value as f32]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        Adagrad { rate: splat(context.learning_rate), epsilon: splat(config.epsilon as f32) }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [squares]: [V; 1]) -> (V, [V; 1]) {
        let squares = squares + g * g;
        (w - self.rate * g / (squares + self.epsilon).sqrt(), [squares])
    }
}
