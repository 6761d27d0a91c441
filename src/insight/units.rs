//! What the first layer's units do on the domain.

use crate::config::{Activation, Layer};
use crate::nn::activation::value_and_slope;

/// Whether an activation is two straight lines with a kink at z = 0.
fn has_kink(activation: Activation) -> bool {
    matches!(activation, Activation::Relu | Activation::LeakyRelu)
}

/// How many units of the first layer have their kink -b/w strictly inside the domain; `None` where the activation
/// has none. `parameters` are in Keras' order: the first kernel, then its bias; the domain is that of x as the
/// network sees it.
pub fn kinks_inside(layer: Layer, [low, high]: [f64; 2], parameters: &[f32]) -> Option<usize> {
    if !has_kink(layer.activation) {
        return None;
    }
    let inside = |(&w, &b): (&f32, &f32)| {
        let (at_low, at_high) = (f64::from(w) * low + f64::from(b), f64::from(w) * high + f64::from(b));
        at_low * at_high < 0.0
    };
    let (kernel, rest) = parameters.split_at(layer.units);
    Some(kernel.iter().zip(rest).filter(|&unit| inside(unit)).count())
}

/// How many ReLU units of the first layer are 0 on the whole domain; `None` for other activations.
pub fn dead(layer: Layer, [low, high]: [f64; 2], parameters: &[f32]) -> Option<usize> {
    if layer.activation != Activation::Relu {
        return None;
    }
    let is_dead = |(&w, &b): (&f32, &f32)| {
        let z = |x: f64| f64::from(w) * x + f64::from(b);
        z(low) <= 0.0 && z(high) <= 0.0
    };
    let (kernel, rest) = parameters.split_at(layer.units);
    Some(kernel.iter().zip(rest).filter(|&unit| is_dead(unit)).count())
}

/// At so many places of the domain a layer is looked at.
const PLACES: usize = 25;
/// A network with more weights is not looked through: that would hold up its training.
const MOST_WEIGHTS: usize = 300_000;

/// The first ReLU layer all of whose units are 0 throughout the domain.
pub fn dead_layer(layers: &[Layer], [low, high]: [f64; 2], parameters: &[f32]) -> Option<usize> {
    if parameters.len() > MOST_WEIGHTS {
        return None;
    }
    let mut silent = vec![true; layers.len()];
    for place in 0..PLACES {
        let x = low + (high - low) * place as f64 / (PLACES - 1) as f64;
        let (mut values, mut rest) = (vec![x as f32], parameters);
        for (layer, silent) in layers.iter().zip(&mut silent) {
            let (kernel, after) = rest.split_at(values.len() * layer.units);
            let (bias, after) = after.split_at(layer.units);
            rest = after;
            values = outputs(*layer, kernel, bias, &values);
            *silent &= layer.activation == Activation::Relu && values.iter().all(|&value| value == 0.0);
        }
    }
    silent.iter().position(|&silent| silent)
}

/// Of one layer, `kernel` in Keras' order.
fn outputs(layer: Layer, kernel: &[f32], bias: &[f32], inputs: &[f32]) -> Vec<f32> {
    let mut sums = bias.to_vec();
    for (&input, row) in inputs.iter().zip(kernel.chunks_exact(layer.units)) {
        sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += input * w);
    }
    sums.iter().map(|&z| value_and_slope(layer.activation, z).0).collect()
}
