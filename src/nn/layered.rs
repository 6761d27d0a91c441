//! Forward and backward pass through any number of hidden layers, on the products of [`super::dense`].

use super::activation::activate;
use super::batch::Batch;
use super::dense;
use super::layout::{Dense, Layout, vectors};
use super::simd::{LANES, V, splat, sum_lanes};
use super::workspace::Workspace;
use crate::config::Activation;

/// Predicts the batch in the workspace; leaves values and slopes for [`backward`].
pub fn forward(layout: &Layout, activations: &[Activation], weights: &[V], work: &mut Workspace) {
    work.batch.repeat_last_x();
    let samples = work.batch.padded();
    for (index, (layer, &activation)) in layout.layers.iter().zip(activations).enumerate() {
        let (before, here) = work.hidden.split_at_mut(index);
        let size = vectors(layer.outputs) * samples;
        let (values, slopes) = (&mut here[0].values[..size], &mut here[0].deltas[..size]);
        match before.last() {
            None => first_layer(layer, weights, work.batch.x(), values),
            Some(input) => next_layer(layer, weights, &input.values, samples, &mut work.packed, values),
        }
        // A pass of its own: a long formula inside the loops before would take their registers (measured: sigmoid 300 a
        // quarter slower), and each product would be compiled once for every activation.
        activate(activation, values, slopes);
        // Units that only fill up the last vector stay out of every later sum and gradient.
        clear_padded_units(values, layer.outputs, samples);
    }
    let output = layout.layers.last().expect("there is an output layer");
    let last = work.hidden.last().expect("there is a hidden layer");
    output_layer(output, weights, &last.values, &mut work.batch);
    work.batch.clear_padding();
}

/// z = w·x + b
fn first_layer(layer: &Dense, weights: &[V], xs: &[f32], values: &mut [V]) {
    let units = weights[layer.kernel.clone()].iter().zip(&weights[layer.bias.clone()]);
    for ((&w, &b), row) in units.zip(values.chunks_exact_mut(xs.len())) {
        for (&x, z) in xs.iter().zip(row) {
            *z = splat(x) * w + b;
        }
    }
}

fn next_layer(layer: &Dense, weights: &[V], input: &[V], samples: usize, packed: &mut [V], values: &mut [V]) {
    let input = &input[..layer.panel_len / LANES * samples];
    let bias = &weights[layer.bias.clone()];
    let kernel = &weights[layer.kernel.clone()];
    dense::product(input, samples, kernel, packed, |p| bias[p], |p, s, z| values[p * samples + s] = z);
}

/// Lanes of the last vector that have no unit: with 0 for weights they still have a value, f(0), and 0·infinity.
pub(super) fn clear_padded_units(values: &mut [V], units: usize, samples: usize) {
    let used = units % LANES;
    if used == 0 {
        return;
    }
    let last = units / LANES * samples;
    let numbers: &mut [[f32; LANES]] = bytemuck::cast_slice_mut(&mut values[last..last + samples]);
    numbers.iter_mut().for_each(|lanes| lanes[used..].fill(0.0));
}

/// y = Σ v·a + c, for four samples at a time.
pub(super) fn output_layer(layer: &Dense, weights: &[V], values: &[V], batch: &mut Batch) {
    let samples = batch.padded();
    let kernel = &weights[layer.kernel.clone()];
    let bias = weights[layer.bias.start].to_array()[0];
    let outputs: &mut [f32] = bytemuck::cast_slice_mut(&mut batch.predictions);
    for (block, outputs) in outputs[..samples].chunks_exact_mut(LANES).enumerate() {
        let mut sums = [V::ZERO; LANES];
        for (&v, row) in kernel.iter().zip(values.chunks_exact(samples)) {
            let row = &row[block * LANES..][..LANES];
            for (sum, &value) in sums.iter_mut().zip(row) {
                *sum += v * value;
            }
        }
        for (output, sum) in outputs.iter_mut().zip(sums) {
            *output = sum_lanes(sum) + bias;
        }
    }
}

/// From dL/dprediction in the batch: writes the gradient of every weight.
pub fn backward(layout: &Layout, weights: &[V], work: &mut Workspace, gradient: &mut [V]) {
    let samples = work.batch.padded();
    let (output, hidden_layers) = layout.layers.split_last().expect("there is an output layer");
    output_gradient(output, weights, work, gradient);
    for (index, layer) in hidden_layers.iter().enumerate().rev() {
        let (before, here) = work.hidden.split_at_mut(index);
        let hidden = &mut here[0];
        let deltas = &hidden.deltas[..vectors(layer.outputs) * samples];
        match before.last_mut() {
            None => first_gradient(layer, work.batch.x(), deltas, gradient),
            Some(input) => {
                bias_gradient(deltas, samples, &mut gradient[layer.bias.clone()]);
                let size = layer.panel_len / LANES * samples;
                dense::weight_gradient(&input.values[..size], deltas, samples, &mut gradient[layer.kernel.clone()]);
                dense::transpose(&weights[layer.kernel.clone()], layer.panel_len, &mut hidden.transposed);
                let slopes = &mut input.deltas;
                let into = |p, s, sum| slopes[p * samples + s] *= sum;
                dense::product(deltas, samples, &hidden.transposed, &mut work.packed, |_| V::ZERO, into);
            }
        }
    }
}

/// The output's weights, and dL/dz of the last hidden layer.
fn output_gradient(layer: &Dense, weights: &[V], work: &mut Workspace, gradient: &mut [V]) {
    let samples = work.batch.padded();
    let deltas: &[f32] = &bytemuck::cast_slice(&work.batch.delta)[..samples];
    let bias = deltas.iter().fold(0.0, |sum, &d| sum + d);
    gradient[layer.bias.start] = V::from([bias, 0.0, 0.0, 0.0]);
    let hidden = work.hidden.last_mut().expect("there is a hidden layer");
    let rows = hidden.values.chunks_exact(samples).zip(hidden.deltas.chunks_exact_mut(samples));
    let kernel = weights[layer.kernel.clone()].iter().zip(&mut gradient[layer.kernel.clone()]);
    for ((&v, g), (values, slopes)) in kernel.zip(rows) {
        let mut sum = V::ZERO;
        for ((&value, slope), &delta) in values.iter().zip(slopes).zip(deltas) {
            sum += value * splat(delta);
            *slope *= v * splat(delta);
        }
        *g = sum;
    }
}

fn bias_gradient(deltas: &[V], samples: usize, gradient: &mut [V]) {
    for (g, row) in gradient.iter_mut().zip(deltas.chunks_exact(samples)) {
        *g = row.iter().fold(V::ZERO, |sum, &delta| sum + delta);
    }
}

/// Kernel and bias of the layer whose input is x, in one pass.
fn first_gradient(layer: &Dense, xs: &[f32], deltas: &[V], gradient: &mut [V]) {
    let (kernel, bias) = gradient[layer.kernel.start..layer.bias.end].split_at_mut(layer.kernel.len());
    for ((row, gw), gb) in deltas.chunks_exact(xs.len()).zip(kernel).zip(bias) {
        let next = |[w, b]: [V; 2], (&delta, &x): (&V, &f32)| [w + delta * splat(x), b + delta];
        [*gw, *gb] = row.iter().zip(xs).fold([V::ZERO; 2], next);
    }
}
