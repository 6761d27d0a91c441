//! A network followed from layer to layer at several x at once, with what its units' sums are on the way: in f64 but for
//! the activations, which are the network's own.

use crate::config::{Activation, Layer};
use crate::nn::activation::activate;
use crate::nn::simd::{ABREAST, LANES, V};

/// One hidden layer's weights.
pub struct Weights<'a> {
    pub activation: Activation,
    pub units: usize,
    /// [input][unit]
    kernel: &'a [f32],
    bias: &'a [f32],
}

/// Numbers of each unit at each of the x, [unit][x].
pub type Rows = Vec<f64>;

/// The layers of a network and what the output adds up.
pub struct Network<'a> {
    pub layers: Vec<Weights<'a>>,
    /// The output's weights, one for each unit of the last layer.
    pub output: &'a [f32],
}

impl<'a> Network<'a> {
    /// From parameters in Keras' order.
    pub fn new(layers: &[Layer], parameters: &'a [f32]) -> Self {
        let (mut rest, mut inputs) = (parameters, 1);
        let of_layer = |&Layer { units, activation }: &Layer| {
            let (kernel, after) = rest.split_at(inputs * units);
            let (bias, after) = after.split_at(units);
            (rest, inputs) = (after, units);
            Weights { activation, units, kernel, bias }
        };
        let layers = layers.iter().map(of_layer).collect();
        Network { layers, output: &rest[..inputs] }
    }

    /// The largest weight by which what a unit gives goes on.
    pub fn largest_outgoing(&self, layer: usize, unit: usize) -> f64 {
        let weights = match self.layers.get(layer + 1) {
            Some(next) => &next.kernel[unit * next.units..][..next.units],
            None => &self.output[unit..][..1],
        };
        weights.iter().fold(0.0, |largest: f64, &w| largest.max(f64::from(w).abs()))
    }
}

impl Weights<'_> {
    /// What one sum takes.
    pub fn cost(&self) -> usize {
        self.kernel.len()
    }

    /// z = Σ weight·input + bias, from rows of `count`.
    pub fn sums(&self, inputs: &[f64], count: usize) -> Rows {
        self.add_up(inputs, count, self.bias)
    }

    /// With no bias, as slopes add up.
    #[inline(never)]
    fn add_up(&self, inputs: &[f64], count: usize, bias: &[f32]) -> Rows {
        let mut rows = vec![0.0; self.units * count];
        for (unit, row) in rows.chunks_exact_mut(count).enumerate() {
            if let Some(&bias) = bias.get(unit) {
                row.fill(f64::from(bias));
            }
            for (weights, input) in self.kernel.chunks_exact(self.units).zip(inputs.chunks_exact(count)) {
                add(row, input, weights[unit]);
            }
        }
        rows
    }

    /// Σ weight·delta over the units, for each input.
    fn back(&self, deltas: &[f64], count: usize) -> Rows {
        let mut rows = vec![0.0; self.kernel.len() / self.units * count];
        for (weights, row) in self.kernel.chunks_exact(self.units).zip(rows.chunks_exact_mut(count)) {
            for (&weight, delta) in weights.iter().zip(deltas.chunks_exact(count)) {
                add(row, delta, weight);
            }
        }
        rows
    }
}

#[inline(never)]
fn add(sums: &mut [f64], numbers: &[f64], weight: f32) {
    let weight = f64::from(weight);
    sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += weight * number);
}

/// The activation of each z, and its slope.
pub fn activated(activation: Activation, sums: &[f64]) -> [Rows; 2] {
    let mut values = vec![V::ZERO; sums.len().div_ceil(LANES).next_multiple_of(ABREAST)];
    let mut slopes = values.clone();
    let lanes: &mut [f32] = bytemuck::cast_slice_mut(&mut values);
    lanes.iter_mut().zip(sums).for_each(|(lane, &z)| *lane = z as f32);
    activate(activation, &mut values, &mut slopes);
    [values, slopes].map(|vectors| widened(bytemuck::cast_slice(&vectors), sums.len()))
}

#[inline(never)]
fn widened(lanes: &[f32], count: usize) -> Rows {
    lanes.iter().take(count).map(|&lane| f64::from(lane)).collect()
}

#[inline(never)]
fn products(some: &[f64], others: &[f64]) -> Rows {
    some.iter().zip(others).map(|(one, other)| one * other).collect()
}

/// What a layer's units do at some x.
pub struct Seen {
    /// z
    pub sums: Rows,
    /// dz/dx
    pub slopes: Rows,
    /// dy/da, a being what the unit gives.
    pub effects: Rows,
}

/// What all units do at those x, layer by layer.
pub fn look(network: &Network, xs: &[f64]) -> Vec<Seen> {
    let count = xs.len();
    let (mut inputs, mut input_slopes) = (xs.to_vec(), vec![1.0; count]);
    let (mut seen, mut gains) = (Vec::new(), Vec::new());
    for layer in &network.layers {
        let sums = layer.sums(&inputs, count);
        let slopes = layer.add_up(&input_slopes, count, &[]);
        let [values, gain] = activated(layer.activation, &sums);
        input_slopes = products(&gain, &slopes);
        inputs = values;
        gains.push(gain);
        seen.push(Seen { sums, slopes, effects: Vec::new() });
    }
    let mut effects = Rows::new();
    network.output.iter().for_each(|&v| effects.resize(effects.len() + count, f64::from(v)));
    for ((seen, gain), layer) in seen.iter_mut().zip(gains).zip(&network.layers).rev() {
        let deltas = products(&effects, &gain);
        seen.effects = effects;
        effects = layer.back(&deltas, count);
    }
    seen
}
