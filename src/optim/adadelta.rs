//! Adadelta (Zeiler 2012), without denormals and with one root.

use super::{Rule, UpdateContext};
use crate::config;
use crate::nn::simd::{V, splat};

/// Zeiler keeps averages s of squared gradients and squared steps, and steps by Δ = g·√((s_Δ + ε) / (s_g + ε)).
/// Kept here is S = (s + ε) / (1 - ρ), for then
///
/// > S ← ρ·S + (g² + ε),  Δ = g·√(S_Δ / S_g),  w ← w - η·Δ
///
/// is the same rule; S never falls below ε/(1 - ρ), so it is never denormal.
pub struct Adadelta {
    rate: V,
    rho: V,
    epsilon: V,
}

impl Rule<2> for Adadelta {
    fn initial(config: &config::Optimizer) -> [f32; 2] {
        [(config.epsilon / (1.0 - config.rho)) as f32; 2]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        Adadelta {
            rate: splat(context.learning_rate),
            rho: splat(config.rho as f32),
            epsilon: splat(config.epsilon as f32),
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [squares, steps]: [V; 2]) -> (V, [V; 2]) {
        let squares = self.rho * squares + (g * g + self.epsilon);
        let step = g * (steps / squares).sqrt();
        let steps = self.rho * steps + (step * step + self.epsilon);
        (w - self.rate * step, [squares, steps])
    }
}
