//! The network one number at a time, as its definition reads: for what ranks cannot say, which is where an x or a weight
//! that is not finite leads.

use super::activation::value_and_slope;
use super::layout::Layout;
use crate::config::Activation;

/// y at that x; `parameters` are in Keras' order.
pub fn predict(layout: &Layout, activations: &[Activation], parameters: &[f32], x: f32) -> f32 {
    let mut values = vec![x];
    let mut rest = parameters;
    for (index, layer) in layout.layers.iter().enumerate() {
        let (kernel, after) = rest.split_at(layer.inputs * layer.outputs);
        let (bias, after) = after.split_at(layer.outputs);
        rest = after;
        let activate = |z: f32| activations.get(index).map_or(z, |&activation| value_and_slope(activation, z).0);
        let unit = |unit: usize| {
            let weights = kernel[unit..].iter().step_by(layer.outputs);
            activate(values.iter().zip(weights).fold(0.0, |sum, (&value, &weight)| sum + value * weight) + bias[unit])
        };
        values = (0..layer.outputs).map(unit).collect();
    }
    values[0]
}
