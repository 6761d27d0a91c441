//! Adam (Kingma and Ba 2014), AdamW (Loshchilov and Hutter 2019: the decay is the optimizer's own business,
//! done before the update) and AMSGrad (Reddi, Kale and Kumar 2018).

use super::{Rule, UpdateContext, flush, power};
use crate::config;
use crate::nn::simd::{V, gt, select, splat};

/// m ← m + (1 - β₁)(g - m); v ← v + (1 - β₂)(g² - v); w ← w - α·m / (√v + ε),
/// α = η·√(1 - β₂ᵗ) / (1 - β₁ᵗ), as Keras writes it (ε outside the correction).
pub struct Adam {
    alpha: V,
    one_minus_beta1: V,
    one_minus_beta2: V,
    epsilon: V,
}

impl Adam {
    #[inline(always)]
    fn averages(&self, g: V, m: V, v: V) -> (V, V) {
        (flush(m + self.one_minus_beta1 * (g - m)), flush(v + self.one_minus_beta2 * (g * g - v)))
    }

    #[inline(always)]
    fn step(&self, w: V, m: V, v: V) -> V {
        w - self.alpha * m / (v.sqrt() + self.epsilon)
    }
}

impl Rule<2> for Adam {
    fn initial(_: &config::Optimizer) -> [f32; 2] {
        [0.0; 2]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        let correction =
            libm::sqrt(1.0 - power(config.beta2, context.step)) / (1.0 - power(config.beta1, context.step));
        Adam {
            alpha: splat((f64::from(context.learning_rate) * correction) as f32),
            one_minus_beta1: splat((1.0 - config.beta1) as f32),
            one_minus_beta2: splat((1.0 - config.beta2) as f32),
            epsilon: splat(config.epsilon as f32),
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [m, v]: [V; 2]) -> (V, [V; 2]) {
        let (m, v) = self.averages(g, m, v);
        (self.step(w, m, v), [m, v])
    }
}

/// Adam with the largest v so far in place of v.
pub struct AmsGrad(Adam);

impl Rule<3> for AmsGrad {
    fn initial(_: &config::Optimizer) -> [f32; 3] {
        [0.0; 3]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        AmsGrad(Adam::new(config, context))
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [m, v, largest]: [V; 3]) -> (V, [V; 3]) {
        let (m, v) = self.0.averages(g, m, v);
        let largest = select(gt(v, largest), v, largest);
        (self.0.step(w, m, largest), [m, v, largest])
    }
}
