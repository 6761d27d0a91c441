//! The losses of one output, with their derivatives. e is prediction minus target; a batch's loss is the mean.

use super::math;
use super::simd::{LANES, V, abs, at_least, at_most, lt, select, sign, splat};
use crate::config::Loss;

/// The loss of each error.
#[inline(always)]
pub fn values(loss: Loss, e: V) -> V {
    match loss {
        Loss::MeanSquaredError => e * e,
        Loss::MeanAbsoluteError => abs(e),
        Loss::Huber => select(lt(abs(e), splat(1.0)), splat(0.5) * (e * e), abs(e) - splat(0.5)),
        Loss::LogCosh => V::from(e.to_array().map(ln_cosh)),
    }
}

/// The derivative of each error's loss.
#[inline(always)]
pub fn slopes(loss: Loss, e: V) -> V {
    match loss {
        Loss::MeanSquaredError => e + e,
        Loss::MeanAbsoluteError => sign(e),
        Loss::Huber => at_most(at_least(e, splat(-1.0)), splat(1.0)),
        Loss::LogCosh => math::tanh(e),
    }
}

/// ln(cosh(e)) = |e| + ln(1 + e^(-2|e|)) - ln 2; in f64, for near 0 the terms cancel.
fn ln_cosh(e: f32) -> f32 {
    let e = f64::from(e).abs();
    (e + libm::log1p(libm::exp(-2.0 * e)) - std::f64::consts::LN_2) as f32
}

/// From predictions and targets: writes dL/dy of the mean loss over `count` samples, returns that mean.
/// Lanes beyond `count` must hold equal predictions and targets; their slopes come out as 0.
pub fn mean_and_gradient(loss: Loss, count: usize, predictions: &[V], targets: &[V], gradient: &mut [V]) -> f32 {
    debug_assert!(predictions.len() * LANES >= count);
    let share = splat(1.0 / count as f32);
    let mut sum = V::ZERO;
    for ((&y, &t), g) in predictions.iter().zip(targets).zip(gradient) {
        let e = y - t;
        sum += values(loss, e);
        *g = slopes(loss, e) * share;
    }
    super::simd::sum_lanes(sum) / count as f32
}
