//! The few vector operations everything else is made of, chosen to give the same bits everywhere.
//!
//! Of the crate `wide` only + - × ÷, square root, compares and bit operations are used: these are exact IEEE
//! operations on every target. Its exp, ln and reciprocals are not.

use wide::{f32x4, i32x4};

/// Four `f32` lanes.
pub type V = f32x4;

/// How many lanes a vector has.
pub const LANES: usize = 4;

/// The same number in every lane.
#[inline(always)]
pub fn splat(x: f32) -> V {
    V::splat(x)
}

/// Σ of the lanes, always as (0 + 1) + (2 + 3).
#[inline(always)]
pub fn sum_lanes(v: V) -> f32 {
    let [a, b, c, d] = v.to_array();
    (a + b) + (c + d)
}

/// `then` where the mask is set, else `otherwise`.
#[inline(always)]
pub fn select(mask: V, then: V, otherwise: V) -> V {
    mask.bitselect(then, otherwise)
}

/// A mask of the lanes with a > b.
#[inline(always)]
pub fn gt(a: V, b: V) -> V {
    a.simd_gt(b)
}

/// A mask of the lanes with a < b.
#[inline(always)]
pub fn lt(a: V, b: V) -> V {
    a.simd_lt(b)
}

/// A mask of the lanes with a = b.
#[inline(always)]
pub fn eq(a: V, b: V) -> V {
    a.simd_eq(b)
}

/// |v|
#[inline(always)]
pub fn abs(v: V) -> V {
    v & splat(f32::from_bits(0x7fff_ffff))
}

/// -1, 0 or 1.
#[inline(always)]
pub fn sign(v: V) -> V {
    (gt(v, V::ZERO) & splat(1.0)) - (lt(v, V::ZERO) & splat(1.0))
}

/// max(v, limit); a NaN stays a NaN.
#[inline(always)]
pub fn at_least(v: V, limit: V) -> V {
    select(lt(v, limit), limit, v)
}

/// min(v, limit); a NaN stays a NaN.
#[inline(always)]
pub fn at_most(v: V, limit: V) -> V {
    select(gt(v, limit), limit, v)
}

/// 1.5 · 2²³: adding it to |y| < 2²² leaves the nearest integer (ties to even) in the low bits.
const ROUNDING: f32 = 12_582_912.0;

/// The nearest integer n to y (|y| < 2²²) and 2ⁿ (for -126 ≤ n ≤ 127).
#[inline(always)]
pub fn round_and_power_of_two(y: V) -> (V, V) {
    let shifted = y + splat(ROUNDING);
    let exponent: i32x4 = bytemuck::cast(shifted);
    let power: i32x4 = (exponent << 23) + i32x4::splat(0x3f80_0000);
    (shifted - splat(ROUNDING), bytemuck::cast(power))
}

/// The nearest integer n to y (|y| < 2²²), and masks of its lowest two bits.
#[inline(always)]
pub fn round_and_low_bits(y: V) -> (V, V, V) {
    let shifted = y + splat(ROUNDING);
    let bits: i32x4 = bytemuck::cast(shifted);
    let mask_of = |bit: i32| -> V {
        let set = (bits & i32x4::splat(bit)).simd_eq(i32x4::splat(bit));
        bytemuck::cast(set)
    };
    (shifted - splat(ROUNDING), mask_of(1), mask_of(2))
}
