//! Nadam (Dozat 2015, "Incorporating Nesterov Momentum into Adam"), with Keras' schedule of momenta.

use super::{Rule, UpdateContext, flush, power};
use crate::config;
use crate::nn::simd::{V, splat};

/// With μₜ = β₁·(1 - ½·0.96ᵗ) and Πₜ = μ₁·…·μₜ:
/// m̂ = μₜ₊₁·m / (1 - Πₜ₊₁) + (1 - μₜ)·g / (1 - Πₜ); v̂ = v / (1 - β₂ᵗ); w ← w - η·m̂ / (√v̂ + ε)
pub struct Nadam {
    rate: V,
    of_mean: V,
    of_gradient: V,
    one_minus_beta1: V,
    one_minus_beta2: V,
    correction: V,
    epsilon: V,
}

/// The part of Πₜ that does not depend on β₁: Qₜ = Π (1 - ½·0.96ⁱ) for i up to t, so that Πₜ = β₁ᵗ·Qₜ.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    step: u64,
    product: f64,
}

impl Default for Schedule {
    fn default() -> Self {
        Schedule { step: 0, product: 1.0 }
    }
}

impl Schedule {
    /// Takes the factors up to that step. From about the 900th on they are 1, so that this ends soon however far
    /// the step is, and the product is the same whatever the way there was.
    pub fn advance_to(&mut self, step: u64) {
        while self.step < step {
            let factor = warmup(self.step + 1);
            if factor == 1.0 {
                self.step = step;
                return;
            }
            self.step += 1;
            self.product *= factor;
        }
    }
}

/// 1 - ½·0.96ᵗ
fn warmup(t: u64) -> f64 {
    1.0 - 0.5 * power(0.96, t)
}

/// μₜ
fn momentum(beta1: f64, t: u64) -> f64 {
    beta1 * warmup(t)
}

impl Rule<2> for Nadam {
    fn initial(_: &config::Optimizer) -> [f32; 2] {
        [0.0; 2]
    }

    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self {
        let (now, next) = (momentum(config.beta1, context.step), momentum(config.beta1, context.step + 1));
        let product = power(config.beta1, context.step) * context.schedule.product;
        Nadam {
            rate: splat(context.learning_rate),
            of_mean: splat((next / (1.0 - product * next)) as f32),
            of_gradient: splat(((1.0 - now) / (1.0 - product)) as f32),
            one_minus_beta1: splat((1.0 - config.beta1) as f32),
            one_minus_beta2: splat((1.0 - config.beta2) as f32),
            correction: splat((1.0 / (1.0 - power(config.beta2, context.step))) as f32),
            epsilon: splat(config.epsilon as f32),
        }
    }

    #[inline(always)]
    fn apply(&self, w: V, g: V, [m, v]: [V; 2]) -> (V, [V; 2]) {
        let m = flush(m + self.one_minus_beta1 * (g - m));
        let v = flush(v + self.one_minus_beta2 * (g * g - v));
        let mean = self.of_mean * m + self.of_gradient * g;
        (w - self.rate * mean / ((v * self.correction).sqrt() + self.epsilon), [m, v])
    }
}
