//! How weights begin, as Keras 3's initializers, in Keras' order of parameters.

use super::layout::Layout;
use crate::config::{Config, Initializer, InitializerKind};
use crate::rng::{Random, Stream};

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
    let mut one = || sample(initializer, (fans.0 as f64, fans.1 as f64), random) as f32;
    (0..count).map(|_| one()).collect()
}

fn sample(initializer: Initializer, (fan_in, fan_out): (f64, f64), random: &mut Random) -> f64 {
    use InitializerKind::*;
    let glorot = 2.0 / (fan_in + fan_out);
    match initializer.kind {
        Zeros | Spread => 0.0,
        RandomUniform => random.uniform(initializer.minval, initializer.maxval),
        RandomNormal => initializer.mean + initializer.stddev * random.normal(),
        GlorotUniform => uniform_of_variance(glorot, random),
        GlorotNormal => normal_of_variance(glorot, random),
        HeUniform => uniform_of_variance(2.0 / fan_in, random),
        HeNormal => normal_of_variance(2.0 / fan_in, random),
        LecunUniform => uniform_of_variance(1.0 / fan_in, random),
        LecunNormal => normal_of_variance(1.0 / fan_in, random),
    }
}

fn uniform_of_variance(variance: f64, random: &mut Random) -> f64 {
    let limit = libm::sqrt(3.0 * variance);
    random.uniform(-limit, limit)
}

fn normal_of_variance(variance: f64, random: &mut Random) -> f64 {
    libm::sqrt(variance) / TRUNCATED_STDDEV * random.truncated_normal()
}

/// Biases that put unit j's centre -b/w at (j + 1/2)/n of the domain.
fn spread(kernel: &[f32], [low, high]: [f64; 2]) -> Vec<f32> {
    let n = kernel.len() as f64;
    let centre = |j: usize| low + (high - low) * (j as f64 + 0.5) / n;
    kernel.iter().enumerate().map(|(j, &w)| (-f64::from(w) * centre(j)) as f32).collect()
}
