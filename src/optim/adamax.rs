//! Adamax (Kingma and Ba 2014, section 7.1).

use super::{Rule, UpdateContext, flush, power};
use crate::config;
use crate::nn::simd::{V, abs, gt, select, splat};

/// m ← m + (1 - β₁)(g - m); u ← max(β₂·u, |g|); w ← w - η / (1 - β₁ᵗ) · m / (u + ε)
pub struct Adamax {
    alpha: V,
    one_minus_beta1: V,
    beta2: V,
    epsilon: V,
}

impl Rule<2> for Adamax {
    fn initial(_: &config::Optimizer) -> [f32; 2] {
        [0.0; 2]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        Adamax {
            alpha: splat((f64::from(context.learning_rate) / (1.0 - power(config.beta1, context.step))) as f32),
            one_minus_beta1: splat((1.0 - config.beta1) as f32),
            beta2: splat(config.beta2 as f32),
            epsilon: splat(config.epsilon as f32),
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [m, u]: [V; 2]) -> (V, [V; 2]) {
        let m = flush(m + self.one_minus_beta1 * (g - m));
        let (decayed, size) = (flush(self.beta2 * u), abs(g));
        let u = select(gt(size, decayed), size, decayed);
        (w - self.alpha * m / (u + self.epsilon), [m, u])
    }
}
