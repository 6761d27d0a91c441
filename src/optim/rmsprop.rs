//! RMSprop (Tieleman and Hinton 2012), plain, centered, and with momentum.

use super::{Rule, UpdateContext, flush};
use crate::config;
use crate::nn::simd::{V, at_least, splat};

/// s ← ρ·s + (1 - ρ)·g²; w ← w - η·g / √(s + ε).
/// Kept is S = (s + ε) / (1 - ρ), never denormal: S ← ρ·S + (g² + ε).
pub struct Plain {
    /// η / √(1 - ρ)
    rate: V,
    rho: V,
    epsilon: V,
}

/// S before the first update, where s = 0.
fn initial_square(config: &config::Optimizer) -> f32 {
    (config.epsilon / (1.0 - config.rho)) as f32
}

impl Rule<1> for Plain {
    fn initial(config: &config::Optimizer) -> [f32; 1] {
        [initial_square(config)]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        let rate = f64::from(context.learning_rate) / libm::sqrt(1.0 - config.rho);
        Plain { rate: splat(rate as f32), rho: splat(config.rho as f32), epsilon: splat(config.epsilon as f32) }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [squares]: [V; 1]) -> (V, [V; 1]) {
        let squares = self.rho * squares + (g * g + self.epsilon);
        (w - self.rate * g / squares.sqrt(), [squares])
    }
}

/// With the mean gradient ḡ ← ρ·ḡ + (1 - ρ)·g taken off the squares where centered, and the step
/// d = η·g / √(s - ḡ² + ε) carried on where there is momentum: m ← μ·m + d; w ← w - m.
pub struct General {
    plain: Plain,
    rate: V,
    one_minus_rho: V,
    momentum: V,
    centered: V,
}

impl Rule<3> for General {
    fn initial(config: &config::Optimizer) -> [f32; 3] {
        [initial_square(config), 0.0, 0.0]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        General {
            plain: Plain::new(config, context),
            rate: splat(context.learning_rate),
            one_minus_rho: splat((1.0 - config.rho) as f32),
            momentum: splat(config.momentum as f32),
            centered: splat(f32::from(u8::from(config.centered))),
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [squares, mean, m]: [V; 3]) -> (V, [V; 3]) {
        let squares = self.plain.rho * squares + (g * g + self.plain.epsilon);
        let mean = flush(self.plain.rho * mean + self.one_minus_rho * g);
        // The difference can round below 0 where the gradient is constant; in exact arithmetic it is at least ε.
        let denominator = at_least(self.one_minus_rho * squares - self.centered * (mean * mean), self.plain.epsilon);
        let m = flush(self.momentum * m + self.rate * g / denominator.sqrt());
        (w - m, [squares, mean, m])
    }
}
