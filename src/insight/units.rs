//! What the first layer's units do on the domain.

use crate::config::{Activation, Layer};

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
