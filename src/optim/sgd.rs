//! Gradient descent, plain and with momentum (Sutskever et al. 2013 for Nesterov's form).

use super::{Rule, UpdateContext, flush};
use crate::config;
use crate::nn::simd::{V, splat};

/// w ← w - η·g
pub struct Plain {
    rate: V,
}

impl Rule<0> for Plain {
    fn initial(_: &config::Optimizer) -> [f32; 0] {
        []
    }

    fn new(_: &config::Optimizer, context: &UpdateContext) -> Self {
        Plain { rate: splat(context.learning_rate) }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, _: [V; 0]) -> (V, [V; 0]) {
        (w - self.rate * g, [])
    }
}

/// m ← μ·m - η·g; w ← w + m, or with Nesterov w ← w + μ·m - η·g
pub struct Momentum {
    rate: V,
    momentum: V,
    nesterov: bool,
}

impl Rule<1> for Momentum {
    fn initial(_: &config::Optimizer) -> [f32; 1] {
        [0.0]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        Momentum {
            rate: splat(context.learning_rate),
            momentum: splat(config.momentum as f32),
            nesterov: config.nesterov,
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [m]: [V; 1]) -> (V, [V; 1]) {
        let step = self.rate * g;
        let m = flush(self.momentum * m - step);
        (if self.nesterov { w + self.momentum * m - step } else { w + m }, [m])
    }
}
