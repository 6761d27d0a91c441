//! What the first layer's units do on the domain.

use crate::config::{Activation, Config};

/// Whether an activation is two straight lines with a kink at z = 0.
fn has_kink(activation: Activation) -> bool {
    matches!(activation, Activation::Relu | Activation::LeakyRelu)
}

/// How many units of the first layer have their kink -b/w strictly inside the domain; `None` where the activation
/// has none. `parameters` are in Keras' order: the first kernel, then its bias.
pub fn kinks_inside(config: &Config, parameters: &[f32]) -> Option<usize> {
    let layer = config.layers[0];
    if !has_kink(layer.activation) {
        return None;
    }
    let [low, high] = config.domain();
    let inside = |(&w, &b): (&f32, &f32)| {
        let (at_low, at_high) = (f64::from(w) * low + f64::from(b), f64::from(w) * high + f64::from(b));
        at_low * at_high < 0.0
    };
    let (kernel, rest) = parameters.split_at(layer.units);
    Some(kernel.iter().zip(rest).filter(|&unit| inside(unit)).count())
}

/// How many ReLU units of the first layer are 0 on the whole domain; `None` for other activations.
pub fn dead(config: &Config, parameters: &[f32]) -> Option<usize> {
    let layer = config.layers[0];
    if layer.activation != Activation::Relu {
        return None;
    }
    let [low, high] = config.domain();
    let is_dead = |(&w, &b): (&f32, &f32)| {
        let z = |x: f64| f64::from(w) * x + f64::from(b);
        z(low) <= 0.0 && z(high) <= 0.0
    };
    let (kernel, rest) = parameters.split_at(layer.units);
    Some(kernel.iter().zip(rest).filter(|&unit| is_dead(unit)).count())
}
