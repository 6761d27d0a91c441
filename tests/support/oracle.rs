//! A network as one would write it on paper, in f64, without a backward pass: gradients are central finite
//! differences of the loss, so that they can share no mistake with the core's backpropagation.

// The platform's mathematics, on purpose: an oracle must not rest on the arithmetic it judges.
#![allow(clippy::disallowed_methods)]
// Not every test that judges by it asks it for everything.
#![allow(dead_code)]

use lernkurve::config::{Activation, Config, Layer, Loss, Regularizer};

/// A network of one input and one output, with what it is judged by.
pub struct Oracle {
    layers: Vec<Layer>,
    loss: Loss,
    regularizer: Regularizer,
}

/// Half the width of a difference quotient: its own error, h²·f‴/6, and rounding, ε/h, are both near 1e-11.
const H: f64 = 1e-5;

impl Oracle {
    pub fn new(config: &Config) -> Self {
        let mut layers = config.layers.clone();
        layers.push(Layer { units: 1, activation: Activation::Linear });
        Oracle { layers, loss: config.loss, regularizer: config.regularizer }
    }

    /// How many parameters there are.
    pub fn count(&self) -> usize {
        let inputs = [1].into_iter().chain(self.layers.iter().map(|layer| layer.units));
        inputs.zip(&self.layers).map(|(inputs, layer)| (inputs + 1) * layer.units).sum()
    }

    pub fn predict(&self, parameters: &[f64], x: f64) -> f64 {
        self.walk(parameters, x, |_, _| ())
    }

    /// The mean over the samples, and the penalty on kernels.
    pub fn loss(&self, parameters: &[f64], xs: &[f32], ys: &[f32]) -> f64 {
        let errors = self.errors(parameters, xs, ys);
        let mean = errors.iter().map(|&e| loss(self.loss, e)).sum::<f64>() / xs.len() as f64;
        let Regularizer { l1, l2 } = self.regularizer;
        mean + self.kernel_weights(parameters).iter().map(|w| l1 * w.abs() + l2 * w * w).sum::<f64>()
    }

    /// ∂loss/∂parameter, for those parameters.
    pub fn gradient(&self, parameters: &[f64], xs: &[f32], ys: &[f32], which: &[usize]) -> Vec<f64> {
        let mut moved = parameters.to_vec();
        let mut loss_at = |i: usize, value: f64| {
            let before = std::mem::replace(&mut moved[i], value);
            let loss = self.loss(&moved, xs, ys);
            moved[i] = before;
            loss
        };
        let mut slope = |i: usize| (loss_at(i, parameters[i] + H) - loss_at(i, parameters[i] - H)) / (2.0 * H);
        which.iter().map(|&i| slope(i)).collect()
    }

    /// How far the nearest kink is, of an activation, the loss or the penalty: close to one, differences say nothing.
    pub fn distance_to_kink(&self, parameters: &[f64], xs: &[f32], ys: &[f32]) -> f64 {
        let mut nearest = f64::INFINITY;
        let mut see = |value: f64, kinks: &[f64]| {
            nearest = kinks.iter().map(|kink| (value - kink).abs()).fold(nearest, f64::min);
        };
        for &x in xs {
            self.walk(parameters, x.into(), |activation, z| see(z, kinks(activation)));
        }
        for e in self.errors(parameters, xs, ys) {
            match self.loss {
                Loss::MeanAbsoluteError => see(e, &[0.0]),
                Loss::Huber => see(e, &[-1.0, 1.0]),
                _ => (),
            }
        }
        if self.regularizer.l1 > 0.0 {
            self.kernel_weights(parameters).iter().for_each(|&w| see(w, &[0.0]));
        }
        nearest
    }

    /// From the input to the output; `visit` sees every unit's sum on the way.
    fn walk(&self, parameters: &[f64], x: f64, mut visit: impl FnMut(Activation, f64)) -> f64 {
        let mut values = vec![x];
        let mut rest = parameters;
        for &Layer { units, activation } in &self.layers {
            let (kernel, after) = rest.split_at(values.len() * units);
            let (bias, after) = after.split_at(units);
            rest = after;
            let sum =
                |j: usize| bias[j] + values.iter().enumerate().map(|(i, v)| v * kernel[i * units + j]).sum::<f64>();
            let sums: Vec<f64> = (0..units).map(sum).collect();
            sums.iter().for_each(|&z| visit(activation, z));
            values = sums.iter().map(|&z| activate(activation, z)).collect();
        }
        values[0]
    }

    fn errors(&self, parameters: &[f64], xs: &[f32], ys: &[f32]) -> Vec<f64> {
        xs.iter().zip(ys).map(|(&x, &y)| self.predict(parameters, x.into()) - f64::from(y)).collect()
    }

    /// All parameters but the biases.
    fn kernel_weights(&self, parameters: &[f64]) -> Vec<f64> {
        let (mut kernels, mut rest, mut inputs) = (Vec::new(), parameters, 1);
        for layer in &self.layers {
            kernels.extend(&rest[..inputs * layer.units]);
            rest = &rest[(inputs + 1) * layer.units..];
            inputs = layer.units;
        }
        kernels
    }
}

fn loss(loss: Loss, e: f64) -> f64 {
    match loss {
        Loss::MeanSquaredError => e * e,
        Loss::MeanAbsoluteError => e.abs(),
        Loss::Huber if e.abs() <= 1.0 => e * e / 2.0,
        Loss::Huber => e.abs() - 0.5,
        Loss::LogCosh => e.cosh().ln(),
    }
}

fn activate(activation: Activation, z: f64) -> f64 {
    let sigmoid = 1.0 / (1.0 + (-z).exp());
    let softplus = (1.0 + z.exp()).ln();
    match activation {
        Activation::Linear => z,
        Activation::Relu => z.max(0.0),
        Activation::LeakyRelu => z.max(0.2 * z),
        Activation::Elu => {
            if z > 0.0 {
                z
            } else {
                z.exp() - 1.0
            }
        }
        Activation::Selu => 1.0507009873554805 * if z > 0.0 { z } else { 1.6732632423543772 * (z.exp() - 1.0) },
        Activation::Gelu => z * 0.5 * (1.0 + libm::erf(z / 2f64.sqrt())),
        Activation::Silu => z * sigmoid,
        Activation::Softplus => softplus,
        Activation::Softsign => z / (1.0 + z.abs()),
        Activation::Tanh => z.tanh(),
        Activation::Sigmoid => sigmoid,
        Activation::HardSigmoid => (z / 6.0 + 0.5).clamp(0.0, 1.0),
        Activation::Mish => z * softplus.tanh(),
        Activation::Exponential => z.exp(),
        Activation::Sin => z.sin(),
        Activation::Gaussian => (-z * z).exp(),
    }
}

/// Where the slope jumps, or (softsign, elu) the curvature does.
fn kinks(activation: Activation) -> &'static [f64] {
    match activation {
        Activation::Relu | Activation::LeakyRelu | Activation::Elu | Activation::Selu | Activation::Softsign => &[0.0],
        Activation::HardSigmoid => &[-3.0, 3.0],
        _ => &[],
    }
}
