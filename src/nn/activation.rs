//! The activations, each with its derivative, in lanes.
//!
//! An [`ActivationFn`] computes a value and what its slope needs; `with_activation!` turns the configuration's choice
//! into a type, so that every kernel is compiled for every activation and decides nothing inside its loops.
//!
//! Values and slopes are those of Keras 3 on JAX, at ties (0, ±3), at ±infinity and at NaN too: a formula gives NaN
//! there where Keras' does.

use super::math;
use super::simd::{ABREAST, V, Vector, VectorBlock, abs, all, at_least, at_most, blocks, ge, gt, lt, select, splat};
use crate::config::Activation;

/// An activation as kernels use it.
pub trait ActivationFn {
    /// Whether the slope must be kept from the forward pass; else it follows from z and the value at little cost.
    const KEEPS_SLOPE: bool = false;
    /// What `forward` wants z multiplied by: one layer's kernels multiply its weights, which are far fewer.
    const SCALE: f32 = 1.0;
    /// Up to this |SCALE·z|, `forward` may be unguarded; 0 where that would make no difference.
    const MODERATE: f32 = 0.0;
    /// From SCALE·z the activation and, where `KEEPS_SLOPE`, its slope (else anything).
    fn forward<T: Vector, const GUARDED: bool>(scaled: T) -> (T, T);
    /// The slope from z and the value; not called where `KEEPS_SLOPE`.
    fn slope<T: Vector>(z: T, value: T) -> T;
    /// slope·e from z, the value, value·e and e.
    #[inline(always)]
    fn slope_times(z: V, value: V, _value_e: V, e: V) -> V {
        Self::slope(z, value) * e
    }
}

/// Whether the slope follows from z and the value.
macro_rules! cheap {
    ($(#[$doc:meta])* $name:ident, |$z:ident| $value:expr, |$z2:ident, $a:ident| $slope:expr) => {
        $(#[$doc])*
        pub struct $name;
        impl ActivationFn for $name {
            #[inline(always)]
            fn forward<T: Vector, const GUARDED: bool>($z: T) -> (T, T) { ($value, T::ZERO) }
            #[inline(always)]
            fn slope<T: Vector>($z2: T, $a: T) -> T { $slope }
        }
    };
}

macro_rules! keeping {
    ($(#[$doc:meta])* $name:ident, |$z:ident| $both:expr) => {
        $(#[$doc])*
        pub struct $name;
        impl ActivationFn for $name {
            const KEEPS_SLOPE: bool = true;
            #[inline(always)]
            fn forward<T: Vector, const GUARDED: bool>($z: T) -> (T, T) { $both }
            #[inline(always)]
            fn slope<T: Vector>(_: T, _: T) -> T { T::ZERO }
        }
    };
}

const ONE: f32 = 1.0;
/// Klambauer et al. 2017, "Self-Normalizing Neural Networks".
const SELU_SCALE: f32 = 1.050_701;
const SELU_SCALE_ALPHA: f32 = 1.758_099_3;

cheap!(
    /// z
    Linear, |z| z, |_z, _a| T::all(ONE));
cheap!(
    /// max(z, 0), by the one kind of maximum that is the same everywhere. Slope 0 at 0.
    Relu, |z| at_least(z, T::ZERO), |z, _a| gt(z, T::ZERO) & T::all(ONE));
cheap!(
    /// Slope 0.2 for z < 0, as Keras' default; at 0 it is 1.
    LeakyRelu, |z| select(ge(z, T::ZERO), z, z * T::all(0.2)),
    |z, _a| select(ge(z, T::ZERO), T::all(ONE), T::all(0.2)));

/// Slope for z ≤ 0: exp(z) = value + 1. The value is positive where z is.
pub struct Elu;
impl ActivationFn for Elu {
    const MODERATE: f32 = 80.0;
    #[inline(always)]
    fn forward<T: Vector, const GUARDED: bool>(z: T) -> (T, T) {
        (select(gt(z, T::ZERO), z, math::expm1_of_negative::<T, GUARDED>(z)), T::ZERO)
    }
    #[inline(always)]
    fn slope<T: Vector>(_: T, a: T) -> T {
        at_most(a, T::ZERO) + T::all(ONE)
    }
}

/// Slope for z ≤ 0: scale·alpha·exp(z) = value + scale·alpha. The value is positive where z is.
pub struct Selu;
impl ActivationFn for Selu {
    const MODERATE: f32 = 80.0;
    #[inline(always)]
    fn forward<T: Vector, const GUARDED: bool>(z: T) -> (T, T) {
        let negative = math::expm1_of_negative::<T, GUARDED>(z) * T::all(SELU_SCALE_ALPHA);
        (select(gt(z, T::ZERO), z * T::all(SELU_SCALE), negative), T::ZERO)
    }
    #[inline(always)]
    fn slope<T: Vector>(_: T, a: T) -> T {
        select(gt(a, T::ZERO), T::all(SELU_SCALE), a + T::all(SELU_SCALE_ALPHA))
    }
}

/// z·Φ(z). Slope Φ(z) + z·φ(z).
pub struct Gelu;
impl ActivationFn for Gelu {
    const KEEPS_SLOPE: bool = true;
    const MODERATE: f32 = 13.0;
    #[inline(always)]
    fn forward<T: Vector, const GUARDED: bool>(z: T) -> (T, T) {
        let (normal, density) = math::normal_and_density::<T, GUARDED>(z);
        (z * normal, normal + z * density)
    }
    #[inline(always)]
    fn slope<T: Vector>(_: T, _: T) -> T {
        T::ZERO
    }
}

keeping!(
    /// Slope σ·(1 + z·(1 - σ)): the factor z is what peers forgot.
    Silu, |z| { let s = math::sigmoid(z); (z * s, s * (T::all(ONE) + z * (T::all(ONE) - s))) });
keeping!(
    /// Slope: the sigmoid.
    Softplus, |z| math::softplus_and_sigmoid(z));
keeping!(
    /// Slope 1 / (1 + |z|)².
    Softsign, |z| { let r = T::all(ONE) / (T::all(ONE) + abs(z)); (z * r, r * r) });

/// Slope 1 - value².
pub struct Tanh;
impl ActivationFn for Tanh {
    const SCALE: f32 = math::TANH_SCALE;
    const MODERATE: f32 = 120.0;
    #[inline(always)]
    fn forward<T: Vector, const GUARDED: bool>(scaled: T) -> (T, T) {
        (math::tanh_of_two::<T, GUARDED>(scaled), T::ZERO)
    }
    #[inline(always)]
    fn slope<T: Vector>(_: T, a: T) -> T {
        T::all(ONE) - a * a
    }
    #[inline(always)]
    fn slope_times(_: V, a: V, ae: V, e: V) -> V {
        e - ae * a
    }
}

/// Slope value·(1 - value).
pub struct Sigmoid;
impl ActivationFn for Sigmoid {
    const SCALE: f32 = math::SIGMOID_SCALE;
    const MODERATE: f32 = 120.0;
    #[inline(always)]
    fn forward<T: Vector, const GUARDED: bool>(scaled: T) -> (T, T) {
        (math::sigmoid_of_two::<T, GUARDED>(scaled), T::ZERO)
    }
    #[inline(always)]
    fn slope<T: Vector>(_: T, a: T) -> T {
        a * (T::all(ONE) - a)
    }
    #[inline(always)]
    fn slope_times(_: V, a: V, ae: V, _: V) -> V {
        ae - ae * a
    }
}

cheap!(
    /// (z + 3)/6 within [0, 1], in Keras' order. Slope 1/6 inside (-3, 3).
    HardSigmoid, |z| at_most(at_least(z + T::all(3.0), T::ZERO), T::all(6.0)) * T::all(ONE / 6.0),
    |z, _a| gt(z, T::all(-3.0)) & lt(z, T::all(3.0)) & T::all(ONE / 6.0));
keeping!(
/// With t = tanh(softplus(z)): slope t + z·(1 - t²)·σ(z).
Mish, |z| {
    let (t, s) = math::tanh_of_softplus_and_sigmoid(z);
    (z * t, t + z * (T::all(ONE) - t * t) * s)
});
cheap!(
    /// Its own slope.
    Exponential, |z| math::exp(z), |_z, a| a);
keeping!(
    /// Slope cos(z).
    Sin, |z| math::sin_cos(z));
cheap!(
    /// Slope -2·(z·value), in this order: 2z may be infinite where the value is 0.
    Gaussian, |z| math::exp_of_moderate::<T, true>(-(z * z)), |z, a| T::all(-2.0) * (z * a));

/// Calls a function that is generic over [`ActivationFn`] with the type of the configuration's choice.
macro_rules! with_activation {
    ($choice:expr, $act:ident => $call:expr) => {{
        use $crate::config::Activation as Choice;
        use $crate::nn::activation as types;
        match $choice {
            Choice::Linear => {
                type $act = types::Linear;
                $call
            }
            Choice::Relu => {
                type $act = types::Relu;
                $call
            }
            Choice::LeakyRelu => {
                type $act = types::LeakyRelu;
                $call
            }
            Choice::Elu => {
                type $act = types::Elu;
                $call
            }
            Choice::Selu => {
                type $act = types::Selu;
                $call
            }
            Choice::Gelu => {
                type $act = types::Gelu;
                $call
            }
            Choice::Silu => {
                type $act = types::Silu;
                $call
            }
            Choice::Softplus => {
                type $act = types::Softplus;
                $call
            }
            Choice::Softsign => {
                type $act = types::Softsign;
                $call
            }
            Choice::Tanh => {
                type $act = types::Tanh;
                $call
            }
            Choice::Sigmoid => {
                type $act = types::Sigmoid;
                $call
            }
            Choice::HardSigmoid => {
                type $act = types::HardSigmoid;
                $call
            }
            Choice::Mish => {
                type $act = types::Mish;
                $call
            }
            Choice::Exponential => {
                type $act = types::Exponential;
                $call
            }
            Choice::Sin => {
                type $act = types::Sin;
                $call
            }
            Choice::Gaussian => {
                type $act = types::Gaussian;
                $call
            }
        }
    }};
}
pub(super) use with_activation;

/// From each z the activation, in place, and its slope.
pub fn activate(activation: Activation, values: &mut [V], slopes: &mut [V]) {
    with_activation!(activation, A => activate_all::<A>(values, slopes));
}

fn activate_all<A: ActivationFn>(values: &mut [V], slopes: &mut [V]) {
    for (values, slopes) in blocks(values).zip(blocks(slopes)) {
        let z = VectorBlock(*values);
        let (a, kept) = A::forward::<_, true>(if A::SCALE == 1.0 { z } else { z * all(A::SCALE) });
        *values = a.0;
        *slopes = if A::KEEPS_SLOPE { kept.0 } else { A::slope(z, a).0 };
    }
}

/// The activation and its derivative at z.
pub fn value_and_slope(activation: Activation, z: f32) -> (f32, f32) {
    let (mut value, mut slope) = ([splat(z); ABREAST], [V::ZERO; ABREAST]);
    activate(activation, &mut value, &mut slope);
    (value[0].to_array()[0], slope[0].to_array()[0])
}
