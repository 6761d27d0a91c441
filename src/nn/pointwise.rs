//! One hidden layer of any activation that is not piecewise linear: the activation is computed for every unit at
//! every sample, so that its formula decides the time, and everything else should cost as little as it can beside it.
//!
//! Forward, a unit's line and its activation are one pass and leave one number for each sample (two where the slope
//! does not follow from the value). What the formula wants z multiplied by is multiplied into w and b instead, once a
//! unit; and where no |w·x + b| of the batch can be large, the formula goes without its guards. Backward, everything
//! a unit learns is summed up in one pass over those, for two vectors of units at a time, which share what they read
//! of each sample. A unit's outgoing weight v is a factor of all its errors and so is multiplied in after the sums.

use super::activation::{ActivationFn, Silu, with_activation};
use super::layered::{clear_padded_units, output_layer};
use super::layout::Layout;
use super::simd::{ABREAST, V, VectorBlock, abs, at_least, blocks, splat};
use super::workspace::Workspace;
use crate::config::Activation;

/// Calls a function that is generic over [`ActivationFn`] with the type of the configuration's choice, which is one that
/// these kernels are for.
macro_rules! with_pointwise {
    ($choice:expr, $act:ident => $call:expr) => {
        match $choice {
            Activation::Linear | Activation::Relu | Activation::LeakyRelu | Activation::HardSigmoid => {
                unreachable!("a supported activation")
            }
            other => with_activation!(other, $act => $call),
        }
    };
}

/// Predicts the batch in the workspace; leaves values and slopes for [`backward`].
pub fn forward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace) {
    let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
    let (w, b) = (&weights[hidden.kernel.clone()], &weights[hidden.bias.clone()]);
    work.batch.repeat_last_x();
    let layer = &mut work.hidden[0];
    let (values, slopes) = (&mut layer.values[..], &mut layer.deltas[..]);
    with_pointwise!(activation, A => activate::<A>(w, b, work.batch.x(), values, slopes));
    clear_padded_units(values, hidden.outputs, work.batch.padded());
    output_layer(output, weights, &layer.values, &mut work.batch);
    work.batch.clear_padding();
}

/// a = f(w·x + b)
fn activate<A: ActivationFn>(w: &[V], b: &[V], xs: &[f32], values: &mut [V], slopes: &mut [V]) {
    if A::MODERATE > 0.0 && are_moderate(w, b, xs, A::MODERATE / A::SCALE.abs()) {
        activate_rows::<A, false>(w, b, xs, values, slopes);
    } else {
        activate_rows::<A, true>(w, b, xs, values, slopes);
    }
}

/// Whether no |w·x + b| is larger than `limit`, apart from a rounding; x ascends. False wherever an x is infinite or
/// NaN. A NaN among the weights is passed over, for with guards or without it comes out as NaN.
fn are_moderate(w: &[V], b: &[V], xs: &[f32], limit: f32) -> bool {
    let largest = |vectors: &[V]| vectors.iter().fold(V::ZERO, |largest, &v| at_least(largest, abs(v)));
    let [first, .., last] = xs else { return false };
    let bounds = largest(w) * splat(first.abs() + last.abs()) + largest(b);
    bounds.to_array().into_iter().all(|bound| bound <= limit)
}

#[inline(never)]
fn activate_rows<A: ActivationFn, const GUARDED: bool>(
    w: &[V],
    b: &[V],
    xs: &[f32],
    values: &mut [V],
    slopes: &mut [V],
) {
    let rows = values.chunks_exact_mut(xs.len()).zip(slopes.chunks_exact_mut(xs.len()));
    for ((&w, &b), (values, slopes)) in w.iter().zip(b).zip(rows) {
        let (w, b) = if A::SCALE == 1.0 { (w, b) } else { (w * splat(A::SCALE), b * splat(A::SCALE)) };
        let xs = xs.as_chunks::<ABREAST>().0.iter();
        if A::KEEPS_SLOPE {
            for ((xs, values), slopes) in xs.zip(blocks(values)).zip(blocks(slopes)) {
                let (value, slope) = A::forward::<_, GUARDED>(line(xs, w, b));
                (*values, *slopes) = (value.0, slope.0);
            }
        } else {
            for (xs, values) in xs.zip(blocks(values)) {
                *values = A::forward::<_, GUARDED>(line(xs, w, b)).0.0;
            }
        }
    }
}

/// w·x + b at several x.
#[inline(always)]
fn line(xs: &[f32; ABREAST], w: V, b: V) -> VectorBlock {
    VectorBlock(xs.map(|x| splat(x) * w + b))
}

/// From dL/dprediction in the batch: writes the gradient of every weight.
pub fn backward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace, gradient: &mut [V]) {
    let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
    let samples = work.batch.padded();
    let deltas: &[f32] = &bytemuck::cast_slice(&work.batch.delta)[..samples];
    let layer = &work.hidden[0];
    let units = Units {
        w: &weights[hidden.kernel.clone()],
        b: &weights[hidden.bias.clone()],
        v: &weights[output.kernel.clone()],
        values: &layer.values,
        slopes: &layer.deltas,
    };
    let (front, back) = gradient.split_at_mut(output.kernel.start);
    let (gw, gb) = front.split_at_mut(hidden.bias.start);
    let (gv, gc) = back.split_at_mut(output.kernel.len());
    let gradients = [&mut *gw, &mut *gb, &mut *gv];
    with_pointwise!(activation, A => match A::KEEPS_SLOPE {
        // One for all of these: where the slope was kept, nothing is left of the activation.
        true => sum_up::<Silu>(&units, work.batch.x(), deltas, gradients),
        false => sum_up::<A>(&units, work.batch.x(), deltas, gradients),
    });
    gc[0] = V::from([deltas.iter().fold(0.0, |sum, &d| sum + d), 0.0, 0.0, 0.0]);
    // Units that only fill up the last vector have no weights to learn.
    [gw, gb, gv].into_iter().for_each(|gradient| clear_padded_units(gradient, hidden.outputs, 1));
}

/// Weights by name, and what the way forward left of each unit at each sample.
struct Units<'a> {
    w: &'a [V],
    b: &'a [V],
    v: &'a [V],
    values: &'a [V],
    slopes: &'a [V],
}

/// gw = v·Σ d·x, gb = v·Σ d, gv = Σ a·e, where e = dL/dy and d = f'·e.
#[inline(never)]
fn sum_up<A: ActivationFn>(units: &Units, xs: &[f32], errors: &[f32], gradients: [&mut [V]; 3]) {
    let count = units.w.len();
    let pairs = count / 2 * 2;
    let [gw, gb, gv] = gradients;
    let mut write = |unit: usize, [sum_w, sum_b, sum_v]: [V; 3]| {
        let v = units.v[unit];
        (gw[unit], gb[unit], gv[unit]) = (v * sum_w, v * sum_b, sum_v);
    };
    for unit in (0..pairs).step_by(2) {
        let [first, second] = units.sums::<A, 2>(unit, xs, errors);
        write(unit, first);
        write(unit + 1, second);
    }
    if pairs < count {
        let [last] = units.sums::<A, 1>(pairs, xs, errors);
        write(pairs, last);
    }
}

impl Units<'_> {
    /// Σ d·x, Σ d and Σ a·e of N vectors of units from that one on.
    #[inline(always)]
    fn sums<A: ActivationFn, const N: usize>(&self, first: usize, xs: &[f32], errors: &[f32]) -> [[V; 3]; N] {
        let samples = xs.len();
        // Slices of one length, known before the loop, spare it all checks.
        let errors = &errors[..samples];
        let values: [&[V]; N] = std::array::from_fn(|i| &self.values[(first + i) * samples..][..samples]);
        let slopes: [&[V]; N] = std::array::from_fn(|i| &self.slopes[(first + i) * samples..][..samples]);
        let lines: [(V, V); N] = std::array::from_fn(|i| (self.w[first + i], self.b[first + i]));
        let mut sums = [[V::ZERO; 3]; N];
        for s in 0..samples {
            let (x, e) = (splat(xs[s]), splat(errors[s]));
            for i in 0..N {
                let a = values[i][s];
                let ae = a * e;
                let d = if A::KEEPS_SLOPE {
                    slopes[i][s] * e
                } else {
                    A::slope_times(x * lines[i].0 + lines[i].1, a, ae, e)
                };
                sums[i][0] += d * x;
                sums[i][1] += d;
                sums[i][2] += ae;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kernels, layered};
    use super::*;

    /// Numbers from -2 to 2 that have no pattern.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let next = |&state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        let states = std::iter::successors(Some(seed), next).skip(1).take(count);
        states.map(|state| (state >> 8) as f32 / (1 << 22) as f32 - 2.0).collect()
    }

    /// Predictions and gradient of a batch by either kernels.
    fn learn(activation: Activation, units: usize, samples: usize, layered: bool) -> (Vec<f32>, Vec<f32>) {
        let layout = Layout::new(&[units]);
        let mut weights = vec![V::ZERO; layout.len];
        layout.scatter(&numbers(layout.count(), 7), bytemuck::cast_slice_mut(&mut weights));
        let mut work = Workspace::new(&layout, &[activation], samples);
        let mut gradient = vec![V::ZERO; layout.len];
        work.batch.fill(numbers(samples, 1).into_iter().zip(numbers(samples, 2)));
        if layered {
            layered::forward(&layout, &[activation], &weights, &mut work);
        } else {
            forward(&layout, activation, &weights, &mut work);
        }
        let outputs = work.batch.outputs().to_vec();
        let (predictions, targets, delta) = work.batch.loss_operands();
        predictions.iter().zip(targets).zip(delta).for_each(|((&y, &t), delta)| *delta = y - t);
        if layered {
            layered::backward(&layout, &weights, &mut work, &mut gradient);
        } else {
            backward(&layout, activation, &weights, &mut work, &mut gradient);
        }
        (outputs, bytemuck::cast_slice(&gradient).to_vec())
    }

    /// Sums in another order, and w·log₂e rounded once before the product in place of once after it.
    fn assert_near(one: &[f32], other: &[f32], what: &str) {
        let largest = other.iter().fold(1.0, |largest: f32, g| if g.abs() > largest { g.abs() } else { largest });
        for (a, b) in one.iter().zip(other) {
            assert!((a - b).abs() <= 3e-6 * largest, "{what}: {a} and {b}");
        }
    }

    #[test]
    fn one_layer_gives_what_the_general_kernels_give() {
        for &activation in Activation::ALL.iter().filter(|&&one| Kernels::of(&[one]) == Kernels::Pointwise) {
            for units in [1, 3, 4, 5, 8, 9, 12, 37] {
                for samples in [1, 2, 4, 11, 15, 16, 101] {
                    let name = format!("{activation:?}, {units} units, {samples} samples");
                    let one = learn(activation, units, samples, false);
                    let other = learn(activation, units, samples, true);
                    assert_near(&one.0, &other.0, &name);
                    assert_near(&one.1, &other.1, &name);
                }
            }
        }
    }

    #[test]
    fn guards_are_left_out_only_where_every_argument_is_moderate() {
        let (small, large) = ([splat(0.5), splat(-2.0)], [splat(0.5), V::from([0.0, -200.0, 0.0, 0.0])]);
        let moderate = |w: &[V], b: &[V], xs: &[f32]| are_moderate(w, b, xs, 10.0);
        assert!(moderate(&small, &small, &[-1.0, 0.0, 1.0]));
        assert!(!moderate(&large, &small, &[-1.0, 0.0, 1.0]), "a weight");
        assert!(!moderate(&small, &large, &[-1.0, 0.0, 1.0]), "a bias");
        assert!(!moderate(&small, &small, &[-100.0, 0.0, 1.0]), "the first x");
        assert!(!moderate(&small, &small, &[-1.0, 0.0, 100.0]), "the last x");
        for x in [f32::NAN, f32::INFINITY] {
            assert!(!moderate(&small, &small, &[0.0, 50.0, x]), "{x}");
            assert!(!moderate(&[V::ZERO], &small, &[-x, 50.0]), "-{x}");
        }
    }
}
