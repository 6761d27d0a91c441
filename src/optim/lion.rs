//! Lion (Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms").

use super::{Rule, UpdateContext, flush};
use crate::config;
use crate::nn::simd::{V, sign, splat};

/// w ← w - η·sign(β₁·m + (1 - β₁)·g); m ← β₂·m + (1 - β₂)·g
pub struct Lion {
    rate: V,
    beta1: V,
    one_minus_beta1: V,
    beta2: V,
    one_minus_beta2: V,
}

impl Rule<1> for Lion {
    fn initial(_: &config::Optimizer) -> [f32; 1] {
        [0.0]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        Lion {
            rate: splat(context.learning_rate),
            beta1: splat(config.beta1 as f32),
            one_minus_beta1: splat((1.0 - config.beta1) as f32),
            beta2: splat(config.beta2 as f32),
            one_minus_beta2: splat((1.0 - config.beta2) as f32),
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [m]: [V; 1]) -> (V, [V; 1]) {
        let direction = sign(self.beta1 * m + self.one_minus_beta1 * g);
        (w - self.rate * direction, [flush(self.beta2 * m + self.one_minus_beta2 * g)])
    }
}
