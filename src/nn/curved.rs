//! One hidden layer whose activation is curved: every unit is bent at every sample, so that the formula of the
//! activation decides the time, and everything else should cost as little as it can beside it.
//!
//! Forward, a unit's line and its activation are one pass and leave one number for each sample (two where the slope
//! does not follow from the value). Backward, everything a unit learns is summed up in one pass over those. The sums
//! run in the order of [`super::layered`], so both give the same bits; a test holds them together.

use super::activation::{Act, with_activation};
use super::layered::output_layer;
use super::layout::Layout;
use super::simd::{ABREAST, Abreast, V, abreast, splat};
use super::workspace::Workspace;
use crate::config::Activation;

/// Predicts the batch in the workspace; leaves values and slopes for [`backward`].
pub fn forward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace) {
    let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
    let (w, b) = (&weights[hidden.kernel.clone()], &weights[hidden.bias.clone()]);
    let layer = &mut work.hidden[0];
    with_activation!(activation, A => bend::<A>(w, b, work.batch.x(), &mut layer.values, &mut layer.deltas));
    output_layer(output, weights, &layer.values, &mut work.batch);
    work.batch.clear_padding();
}

/// a = f(w·x + b)
fn bend<A: Act>(w: &[V], b: &[V], xs: &[f32], values: &mut [V], slopes: &mut [V]) {
    let rows = values.chunks_exact_mut(xs.len()).zip(slopes.chunks_exact_mut(xs.len()));
    for ((&w, &b), (values, slopes)) in w.iter().zip(b).zip(rows) {
        let xs = xs.as_chunks::<ABREAST>().0.iter();
        if A::KEEPS_SLOPE {
            for ((xs, values), slopes) in xs.zip(abreast(values)).zip(abreast(slopes)) {
                let (value, slope) = A::forward(line(xs, w, b));
                (*values, *slopes) = (value.0, slope.0);
            }
        } else {
            for (xs, values) in xs.zip(abreast(values)) {
                *values = A::forward(line(xs, w, b)).0.0;
            }
        }
    }
}

/// w·x + b at several x.
#[inline(always)]
fn line(xs: &[f32; ABREAST], w: V, b: V) -> Abreast {
    Abreast(xs.map(|x| splat(x) * w + b))
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
    with_activation!(activation, A => sum_up::<A>(&units, work.batch.x(), deltas, [gw, gb, &mut *gv]));
    gc[0] = V::from([deltas.iter().fold(0.0, |sum, &d| sum + d), 0.0, 0.0, 0.0]);
    // Units that only fill up the last vector have no weight to learn.
    let lanes: &mut [f32] = bytemuck::cast_slice_mut(gv);
    lanes[hidden.outputs..].fill(0.0);
}

/// Weights by name, and what the way forward left of each unit at each sample.
struct Units<'a> {
    w: &'a [V],
    b: &'a [V],
    v: &'a [V],
    values: &'a [V],
    slopes: &'a [V],
}

/// gw = Σ d·x, gb = Σ d, gv = Σ a·e, where e = dL/dy and d = f'·(v·e).
fn sum_up<A: Act>(units: &Units, xs: &[f32], errors: &[f32], [gw, gb, gv]: [&mut [V]; 3]) {
    let rows = units.values.chunks_exact(xs.len()).zip(units.slopes.chunks_exact(xs.len()));
    let weights = units.w.iter().zip(units.b).zip(units.v);
    let gradients = gw.iter_mut().zip(gb).zip(gv);
    for ((((&w, &b), &v), (values, slopes)), ((gw, gb), gv)) in weights.zip(rows).zip(gradients) {
        let [mut sum_w, mut sum_b, mut sum_v] = [V::ZERO; 3];
        for (((&x, &e), &a), &kept) in xs.iter().zip(errors).zip(values).zip(slopes) {
            let slope = if A::KEEPS_SLOPE { kept } else { A::slope(splat(x) * w + b, a) };
            let d = slope * (v * splat(e));
            sum_v += a * splat(e);
            sum_w += d * splat(x);
            sum_b += d;
        }
        (*gw, *gb, *gv) = (sum_w, sum_b, sum_v);
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
    fn learn(activation: Activation, units: usize, samples: usize, layered: bool) -> (Vec<u32>, Vec<u32>) {
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
        let outputs = work.batch.outputs().iter().map(|y| y.to_bits()).collect();
        let (predictions, targets, delta) = work.batch.loss_operands();
        predictions.iter().zip(targets).zip(delta).for_each(|((&y, &t), delta)| *delta = y - t);
        if layered {
            layered::backward(&layout, &weights, &mut work, &mut gradient);
        } else {
            backward(&layout, activation, &weights, &mut work, &mut gradient);
        }
        let gradient: &[f32] = bytemuck::cast_slice(&gradient);
        // Of a padding lane only its value counts: 0, of either sign.
        (outputs, gradient.iter().map(|g| (g + 0.0).to_bits()).collect())
    }

    #[test]
    fn one_layer_gives_the_bits_of_the_general_kernels() {
        for &activation in Activation::ALL.iter().filter(|&&one| Kernels::of(&[one]) == Kernels::Curved) {
            for units in [1, 3, 4, 5, 37] {
                for samples in [1, 2, 4, 11, 15, 16, 101] {
                    let name = format!("{activation:?}, {units} units, {samples} samples");
                    assert_eq!(
                        learn(activation, units, samples, false),
                        learn(activation, units, samples, true),
                        "{name}"
                    );
                }
            }
        }
    }
}
