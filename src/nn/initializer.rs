//! How weights begin, as Keras 3's initializers, in Keras' order of parameters.

use super::layout::Layout;
use crate::config::{Config, Initializer, InitializerKind};
use crate::rng::{Random, StandardNormal, Stream, TruncatedNormal, Uniform};
use rand::Rng;
use rand::distr::Distribution;

/// Standard deviation of a standard normal truncated to [-2, 2]; Keras divides by it.
const TRUNCATED_STDDEV: f64 = 0.879_625_661_034_239_8;

/// The initial parameters of a configuration, in Keras' order; `domain` is that of x as the network sees it.
pub fn parameters(config: &Config, domain: [f64; 2], layout: &Layout) -> Vec<f32> {
    let mut random = Random::new(config.seed, Stream::Weights);
    let mut parameters = Vec::with_capacity(layout.count());
    for (index, layer) in layout.layers.iter().enumerate() {
        let kernel =
            draw(config.kernel_initializer, (layer.inputs, layer.outputs), layer.inputs * layer.outputs, &mut random);
        let bias = match config.bias_initializer.kind {
            InitializerKind::Spread if index == 0 => spread(&kernel, domain),
            InitializerKind::Spread => vec![0.0; layer.outputs],
            // Of a vector Keras takes both fans as its length.
            _ => draw(config.bias_initializer, (layer.outputs, layer.outputs), layer.outputs, &mut random),
        };
        parameters.extend(kernel);
        parameters.extend(bias);
    }
    parameters
}

/// `count` draws of an initializer for a weight with those fans, (in, out).
pub fn draw(initializer: Initializer, fans: (usize, usize), count: usize, random: &mut Random) -> Vec<f32> {
    let weight = Weight { initializer, fan_in: fans.0 as f64, fan_out: fans.1 as f64 };
    (0..count).map(|_| random.draw(&weight) as f32).collect()
}

/// How one weight begins.
struct Weight {
    initializer: Initializer,
    fan_in: f64,
    fan_out: f64,
}

impl Distribution<f64> for Weight {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        use InitializerKind::*;
        let Weight { initializer, fan_in, fan_out } = *self;
        let glorot = 2.0 / (fan_in + fan_out);
        match initializer.kind {
            Zeros | Spread => 0.0,
            RandomUniform => Uniform { low: initializer.minval, high: initializer.maxval }.sample(rng),
            RandomNormal => initializer.mean + initializer.stddev * StandardNormal.sample(rng),
            GlorotUniform => UniformOfVariance(glorot).sample(rng),
            GlorotNormal => NormalOfVariance(glorot).sample(rng),
            HeUniform => UniformOfVariance(2.0 / fan_in).sample(rng),
            HeNormal => NormalOfVariance(2.0 / fan_in).sample(rng),
            LecunUniform => UniformOfVariance(1.0 / fan_in).sample(rng),
            LecunNormal => NormalOfVariance(1.0 / fan_in).sample(rng),
        }
    }
}

/// Uniform around 0.
struct UniformOfVariance(f64);

impl Distribution<f64> for UniformOfVariance {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let limit = libm::sqrt(3.0 * self.0);
        Uniform { low: -limit, high: limit }.sample(rng)
    }
}

/// Truncated normal around 0, of that variance when it is truncated.
struct NormalOfVariance(f64);

impl Distribution<f64> for NormalOfVariance {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        libm::sqrt(self.0) / TRUNCATED_STDDEV * TruncatedNormal.sample(rng)
    }
}

/// Biases that put unit j's centre -b/w at (j + 1/2)/n of the domain.
fn spread(kernel: &[f32], [low, high]: [f64; 2]) -> Vec<f32> {
    let n = kernel.len() as f64;
    let centre = |j: usize| low + (high - low) * (j as f64 + 0.5) / n;
    kernel.iter().enumerate().map(|(j, &w)| (-f64::from(w) * centre(j)) as f32).collect()
}
